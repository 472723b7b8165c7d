//! Settings that are given outside the file: by the environment, and over it by the
//! command line. Each is a name and a value on one line; they are read and checked
//! as those of the file are.

use std::fmt::Write as _;

use toml::de::{DeTable, DeValue};

use super::themes::unknown_theme;
use super::{DEFAULTS, Settings, Themes};
use crate::words::Notice;

/// What the names of variables begin with; the setting in capitals follows.
const VARIABLE: &str = "NEWSPRINT_";

/// A setting that is given outside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Where it is written, as it is named where it is faulty: `NEWSPRINT_THEME`,
    /// `--set theme=paper`.
    pub place: String,
    /// The name of the setting.
    pub name: String,
    /// The value. A text needs no quotation marks; all else is written as in the file.
    pub value: String,
}

impl Override {
    /// Those of the environment: a variable for each setting there is. An empty one
    /// counts as not set.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Vec<Self> {
        let (defaults, _) = DeTable::parse_recoverable(DEFAULTS);
        let names = defaults.get_ref().keys();
        let names = names.map(|name| name.get_ref().to_string());
        names
            .filter_map(|name| {
                let place = variable_of(&name);
                let value = variable(&place).filter(|value| !value.is_empty())?;
                Some(Self { place, name, value })
            })
            .collect()
    }

    /// One of an option that is named as its setting: `--theme paper`.
    #[must_use]
    pub fn of_option(name: &str, value: &str) -> Self {
        Self {
            place: format!("--{name} {value}"),
            name: name.to_owned(),
            value: value.to_owned(),
        }
    }

    /// One of `--set name=value`; `None` where there is no name.
    #[must_use]
    pub fn of_pair(pair: &str) -> Option<Self> {
        let (name, value) = pair.split_once('=')?;
        let name = name.trim();
        (!name.is_empty()).then(|| Self {
            place: format!("--set {pair}"),
            name: name.to_owned(),
            value: value.trim().to_owned(),
        })
    }

    /// The line of the file that sets the same.
    fn line(&self) -> String {
        let (defaults, _) = DeTable::parse_recoverable(DEFAULTS);
        let default = defaults.get_ref().get(self.name.as_str());
        let is_text = default.is_some_and(|value| matches!(value.get_ref(), DeValue::String(_)));
        let is_value = match DeValue::parse(&self.value) {
            Ok(value) => !is_text || matches!(value.get_ref(), DeValue::String(_)),
            Err(_) => false,
        };
        let value = if is_value {
            self.value.clone()
        } else {
            quoted(&self.value)
        };
        format!("{} = {value}", quoted(&self.name))
    }
}

/// The variable of the environment that sets a setting.
#[must_use]
pub fn variable_of(name: &str) -> String {
    format!("{VARIABLE}{}", name.to_ascii_uppercase())
}

/// A text in quotation marks, as TOML has it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a string can't fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

impl Settings {
    /// These settings with others over them, the later ones over those before. A
    /// faulty one changes nothing and is told with its place.
    #[must_use]
    pub fn under(
        mut self,
        overrides: &[Override],
        themes: &Themes,
    ) -> (Self, Vec<(String, Notice)>) {
        let mut faults = Vec::new();
        for own in overrides {
            let line = own.line();
            let (mut merged, mut errors) = self.clone().with(&line);
            if errors.is_empty() {
                errors.extend(unknown_theme(&mut merged, &line, themes));
            }
            match errors.first() {
                Some(error) => faults.push((own.place.clone(), error.fault.clone())),
                None => self = merged,
            }
        }
        (self, faults)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::*;

    use super::*;
    use crate::settings::{Depth, KeySettings, Preset};
    use crate::words::Words;

    fn set(pair: &str) -> Result<Settings, String> {
        let own = Override::of_pair(pair).unwrap();
        let (settings, faults) = Settings::embedded().under(&[own], &Themes::embedded());
        let told = |(place, fault)| format!("{place}: {}", Words::english().of(&fault));
        faults
            .into_iter()
            .next()
            .map(told)
            .map_or(Ok(settings), Err)
    }

    #[test]
    fn a_value_is_set_as_in_the_file() {
        // The option, and the line of the file that does the same.
        for (pair, line) in [
            ("theme=paper", "theme = \"paper\""),
            ("theme=\"paper\"", "theme = \"paper\""),
            ("measure=66", "measure = 66"),
            (" measure = 66 ", "measure = 66"),
            ("colours=256", "colours = \"256\""),
            ("zone=Asia/Taipei", "zone = \"Asia/Taipei\""),
            ("mastodon=", "mastodon = \"\""),
            ("cursor=true", "cursor = true"),
            ("sort=-title", "sort = \"-title\""),
            (
                "columns=[\"date\",\"title\"]",
                "columns = [\"date\",\"title\"]",
            ),
            ("archives=~/a=b", "archives = \"~/a=b\""),
            ("archives=a\\b \"c\"", "archives = 'a\\b \"c\"'"),
            ("keys=less", "keys = \"less\""),
            ("keys={star=\"x\"}", "keys = {star=\"x\"}"),
        ] {
            let (expected, faults) = Settings::embedded().with(line);
            assert_eq!(faults, [], "{line}");
            assert_ne!(
                (expected.clone(), pair.contains("mastodon")),
                (Settings::embedded(), false),
                "{line}"
            );
            assert_eq!(set(pair), Ok(expected), "{pair}");
        }
    }

    #[test]
    fn a_fault_names_its_place_and_what_can_be_set() {
        for (pair, fault) in [
            (
                "theme=pupce",
                "--set theme=pupce: theme is “pupce”; it can be auto, dark",
            ),
            (
                "measure=wide",
                "--set measure=wide: measure is a text; it must be a number from 20 to 200",
            ),
            (
                "measure=900",
                "--set measure=900: measure is 900; it must be a number",
            ),
            (
                "cursor=yes",
                "--set cursor=yes: cursor is a text; it must be true or false",
            ),
            ("colour=256", "--set colour=256: no setting is named colour"),
            ("a.b=1", "--set a.b=1: no setting is named a.b"),
            ("rows=1\nmeasure=60", "--set rows=1\nmeasure=60: rows is “1"),
        ] {
            let said = set(pair).unwrap_err();
            assert!(said.starts_with(fault), "{said}");
        }
        for pair in ["theme", "=paper", " =x", ""] {
            assert_eq!(Override::of_pair(pair), None, "{pair}");
        }
    }

    #[test]
    fn every_setting_has_a_variable_and_none_is_one_of_the_tests() {
        let all = Override::of_environment(|name| Some(name.to_owned()));
        let places: Vec<&str> = all.iter().map(|own| own.place.as_str()).collect();
        for name in ["THEME", "AMBIGUOUS_WIDTH", "KEYS", "ARCHIVES"] {
            assert!(places.contains(&&*format!("{VARIABLE}{name}")), "{name}");
        }
        for name in ["TEST", "COUNTS", "UPDATE", "PANIC"] {
            assert!(!places.contains(&&*format!("{VARIABLE}{name}")), "{name}");
        }
        assert_eq!(Override::of_environment(|_| Some(String::new())), []);
    }

    #[test]
    fn what_comes_later_lies_over_what_was_before() {
        let pairs = [
            "measure=60",
            "colours=16",
            "measure=x",
            "measure=50",
            "keys=less",
        ];
        let all: Vec<Override> = pairs
            .iter()
            .filter_map(|pair| Override::of_pair(pair))
            .collect();
        let (settings, faults) = Settings::embedded().under(&all, &Themes::embedded());
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(
            (settings.measure, settings.colours),
            (50, Some(Depth::Sixteen))
        );
        let less = KeySettings {
            preset: Preset::Less,
            ..KeySettings::default()
        };
        assert_eq!(settings.keys, less);
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn any_text_is_one_value_or_a_fault(name in "[a-z_.\" ]{1,8}|theme|zone|mastodon", value in "\\PC{0,12}|[\\x00-\\x20\"'\\[\\]{}=,a0]{0,12}") {
            let own = Override { place: String::new(), name: name.clone(), value: value.clone() };
            let line = own.line();
            let (parsed, faults) = DeTable::parse_recoverable(&line);
            prop_assert!(faults.is_empty(), "{line}");
            let names: Vec<String> = parsed.get_ref().keys().map(|key| key.get_ref().to_string()).collect();
            prop_assert_eq!(names, vec![name]);
        }
    }
}
