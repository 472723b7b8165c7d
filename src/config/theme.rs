//! The file of the theme that was chosen in the menu: its name, and below it what
//! the settings named then. It is read before the first frame, which the marks'
//! store is not; losing it loses no more than a choice.

use std::io;
use std::path::{Path, PathBuf};

use super::state::{bytes_of, replace};
use crate::archive::because;
use crate::words::Notice;

/// Bytes of a name at the most: more than a file's name has.
const MOST: usize = 300;

/// The file can't be written.
#[derive(Debug, thiserror::Error)]
#[error("the theme can't be kept in {}: {source}; see to the file or remove it", .path.display())]
pub struct ThemeError {
    path: PathBuf,
    source: io::Error,
}

impl ThemeError {
    /// The same, to be worded for a person. What `Display` says is English.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let notice = Notice::new("theme-not-kept");
        let notice = notice.with_text("path", &self.path.to_string_lossy());
        because(notice, "reason", &self.source)
    }
}

/// Reads the choice: the theme, and what the settings named then. What can't be
/// read is no choice.
#[must_use]
pub fn read_theme(file: &Path) -> Option<(String, String)> {
    let bytes = bytes_of(file).ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let mut lines = text.lines();
    let (name, beside) = (lines.next()?, lines.next()?);
    let is_name = |name: &str| !name.is_empty() && name.len() <= MOST;
    (is_name(name) && is_name(beside)).then(|| (name.to_owned(), beside.to_owned()))
}

/// Keeps a choice in the place of the one before.
///
/// # Errors
///
/// Where the file can't be replaced.
pub fn keep_theme(file: &Path, name: &str, beside: &str) -> Result<(), ThemeError> {
    let text = format!("{name}\n{beside}\n");
    replace(file, text.as_bytes()).map_err(|source| ThemeError {
        path: file.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_choice_is_kept_and_what_is_none_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/theme");
        assert_eq!(read_theme(&file), None);
        keep_theme(&file, "paper", "auto").unwrap();
        let kept = Some(("paper".to_owned(), "auto".to_owned()));
        assert_eq!(read_theme(&file), kept);
        let long = "x".repeat(1000);
        for text in [
            "",
            "\n\n",
            "paper",
            "paper\n",
            "\nauto",
            &format!("{long}\nauto"),
        ] {
            std::fs::write(&file, text).unwrap();
            assert_eq!(read_theme(&file), None, "{text:?}");
        }
        std::fs::write(&file, b"\xff\nauto").unwrap();
        assert_eq!(read_theme(&file), None);
        let said = keep_theme(&file.join("theme"), "a", "b").unwrap_err();
        assert!(said.to_string().contains("state/theme/theme"), "{said}");
    }
}
