//! `newsprint paths`: where everything of the reader's lies.

use std::io::Write;

use super::Ground;
use super::output::out;
use crate::archive::shown;

/// Columns of the names; two of white space follow.
const NAME_COLUMNS: usize = 10;

pub(super) fn run(ground: &Ground) -> anyhow::Result<()> {
    ground.report_problems();
    let paths = &ground.paths;
    let mut out = out();
    for (key, path) in [
        ("paths-settings", paths.settings_file()),
        ("paths-rules", paths.rules_folder()),
        ("paths-marks", paths.marks_file()),
        ("paths-cache", paths.cache.clone()),
        ("paths-log", paths.log_folder()),
    ] {
        let name = ground.words.get(key);
        let columns = ground.settings.width_policy().text(name.as_str());
        let space = " ".repeat(NAME_COLUMNS.saturating_sub(columns) + 2);
        writeln!(out, "{name}{space}{}", shown(&path))?;
    }
    out.flush()?;
    Ok(())
}
