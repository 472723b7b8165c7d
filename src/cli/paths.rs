//! `newsprint paths`: where everything of the reader's lies.

use std::io::Write;

use super::Ground;
use super::output::out;
use crate::archive::shown;

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
        writeln!(out, "{name:<10}  {}", shown(&path), name = name.as_str())?;
    }
    out.flush()?;
    Ok(())
}
