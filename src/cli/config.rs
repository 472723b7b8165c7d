//! `newsprint config`: where the settings are, what they are by themselves, and what
//! is wrong with those of the reader.

use std::io::Write as _;
use std::sync::Arc;

use super::arguments::{Config, command};
use super::output::out;
use super::{EXIT_PARTLY, Ground, Told};
use crate::archive::{Archive, shown};
use crate::settings::DEFAULTS;
use crate::text::Clean;

pub(super) fn run(ground: &Ground, asked: Config) -> anyhow::Result<()> {
    let mut out = out();
    match asked {
        Config::Path => writeln!(out, "{}", shown(&ground.paths.settings_file()))?,
        Config::Default => out.write_all(DEFAULTS.as_bytes())?,
        Config::Check => {
            let faults = faults(ground);
            for fault in &faults {
                writeln!(out, "{fault}")?;
            }
            if !faults.is_empty() {
                out.flush()?;
                return Err(Told(EXIT_PARTLY).into());
            }
            writeln!(out, "{}", ground.words.get("config-sound"))?;
        }
    }
    out.flush()?;
    Ok(())
}

/// What is wrong in the files, and with the archives that they name.
fn faults(ground: &Ground) -> Vec<Clean> {
    let (_, mut faults) = ground.keys_and_all_faults();
    let command = command(&ground.words);
    for offered in ground.offered() {
        let name = offered.name.as_str();
        if command
            .get_subcommands()
            .any(|below| below.get_name() == name)
        {
            let values = [("name", name.into())];
            faults.push(ground.words.with("config-archive-hidden", &values));
        }
        for folder in offered.folders {
            if let Err(error) = Archive::open(vec![folder], Arc::clone(&ground.rules)) {
                let fault = ground.words.of(&error.notice());
                let values = [
                    ("name", offered.name.clone().into()),
                    ("fault", fault.into()),
                ];
                faults.push(ground.words.with("config-archive", &values));
            }
        }
    }
    faults
}
