//! Settings as their lines in the file: for those that have no few values to go
//! through, and are told with the line that sets them.

use super::columns::Shows;
use super::overrides::quoted;
use super::{Column, Depth, Settings};

/// Settings that are told with their line. What each is, in a few words, is the text
/// `setting-NAME`.
pub const TOLD: &[&str] = &[
    "measure",
    "columns",
    "below",
    "colours",
    "zone",
    "citation",
    "mastodon",
    "escape_wait",
    "rules",
];

impl Settings {
    /// The line of the file that sets one of [`TOLD`] to what it is; none for another
    /// name.
    #[must_use]
    pub fn line(&self, name: &str) -> Option<String> {
        let value = match name {
            "measure" => self.measure.to_string(),
            "columns" => columns(&self.columns),
            "below" => columns(&self.below),
            "colours" => {
                let known = Depth::NAMES.iter().find(|(_, own)| *own == self.colours);
                quoted(known.map_or("", |(name, _)| name))
            }
            "zone" => quoted(self.zone.map_or("", |zone| zone.name())),
            // The styles are more than ours: a reader's own are among them.
            "citation" => quoted(&self.citation),
            "mastodon" => quoted(&self.mastodon),
            "escape_wait" => self.escape_wait.to_string(),
            "rules" => list(self.rules.iter().map(String::as_str)),
            _ => return None,
        };
        Some(format!("{name} = {value}"))
    }
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let items: Vec<String> = items.map(quoted).collect();
    format!("[{}]", items.join(", "))
}

fn columns(columns: &[Column]) -> String {
    let written = columns.iter().map(|column| {
        let known = Shows::NAMES.iter().find(|(_, own)| *own == column.shows);
        let name = known.map_or("", |(name, _)| name);
        match column.width {
            Some(width) => format!("{name}:{width}"),
            None => name.to_owned(),
        }
    });
    let written: Vec<String> = written.collect();
    list(written.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::words::Words;

    #[test]
    fn a_line_sets_what_it_was_made_of() {
        let words = Words::english();
        let other = "measure = 60\ncolumns = [\"title\", \"source:12\"]\nbelow = [\"date\"]\ncolours = \"16\"\nzone = \"Asia/Taipei\"\ncitation = \"ris\"\nmastodon = \"mastodon.example\"\nescape_wait = 60\nrules = [\"a \\\"b\\\".toml\", \"c\"]\n";
        let other = Settings::embedded().with(other).0;
        for name in TOLD {
            assert!(words.has(&format!("setting-{name}")), "{name}");
            for settings in [Settings::embedded(), other.clone()] {
                let line = settings.line(name).unwrap();
                let (same, faults) = settings.clone().with(&line);
                assert_eq!(faults, [], "{line}");
                assert_eq!(same, settings, "{line}");
                // All of it is in the line.
                let from = Settings::embedded().with(&line).0;
                assert_eq!(from.line(name).unwrap(), line);
            }
            assert_ne!(Settings::embedded().line(name), other.line(name), "{name}");
        }
        assert_eq!(other.line("theme"), None);
    }
}
