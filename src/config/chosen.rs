//! The file of the settings that were chosen while the program ran. Losing it loses no
//! more than choices; what can't be read in it is passed over. Several processes choose
//! one after the other, and none loses what another has chosen.

use std::io;
use std::path::Path;

use super::state::{bytes_of, exchange, replace};
use crate::settings::Chosen;

/// Reads what was chosen.
#[must_use]
pub fn read_chosen(file: &Path) -> Vec<Chosen> {
    let bytes = bytes_of(file).unwrap_or_default();
    Chosen::read_all(&String::from_utf8_lossy(&bytes))
}

/// Keeps a choice in the place of the one before of the same setting, or no more.
///
/// # Errors
///
/// Where the file can't be replaced.
pub fn keep_chosen(file: &Path, chosen: &Chosen) -> io::Result<()> {
    // Where nothing was chosen, there is nothing to be forgotten, nor a folder to be made.
    if chosen.is_as_set() && !file.exists() {
        return Ok(());
    }
    exchange(file, || {
        let before = read_chosen(file);
        let mut all = before.clone();
        chosen.clone().put_into(&mut all);
        if all == before {
            return Ok(());
        }
        replace(file, Chosen::text_of(&all).as_bytes())
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::settings::Settings;

    #[test]
    fn choices_are_kept_and_forgotten_one_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/chosen");
        let set = Settings::embedded();
        let chosen =
            |line: &str, name: &str| Chosen::now(name, &set.clone().with(line).0, &set).unwrap();
        let (rows, mouse) = (
            chosen("rows = \"two\"", "rows"),
            chosen("mouse = false", "mouse"),
        );
        keep_chosen(&file, &chosen("", "rows")).unwrap();
        assert!(!file.parent().unwrap().exists());
        for choice in [&rows, &mouse] {
            keep_chosen(&file, choice).unwrap();
        }
        assert_eq!(read_chosen(&file), [rows.clone(), mouse.clone()]);
        keep_chosen(&file, &chosen("", "rows")).unwrap();
        assert_eq!(read_chosen(&file), [mouse]);
        std::fs::write(&file, b"rows two auto\n\xff\xfe\n\0").unwrap();
        assert_eq!(read_chosen(&file), std::slice::from_ref(&rows));
        assert!(keep_chosen(&file.join("x"), &rows).is_err());
    }
}
