//! The settings: their types, their defaults (in `assets/settings.toml`, and
//! nowhere else), and their reading, with the place of every fault. Where the
//! file lies is the affair of `config`.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono_tz::Tz;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rows::Order;
use crate::text::WidthPolicy;
use crate::text::linebreak::Strictness;

const DEFAULTS: &str = include_str!("../assets/settings.toml");

/// The measures that can be set, in columns.
const MEASURES: Range<u16> = 20..201;
/// The waits that can be set, in milliseconds.
const ESCAPE_WAITS: Range<u16> = 1..5_001;

/// How wide the terminal draws characters of ambiguous width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AmbiguousWidth {
    /// One column.
    Narrow,
    /// Two columns.
    Wide,
    /// As the terminal says when it is asked; narrow until then.
    #[default]
    Auto,
}

/// Lines of a row in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowHeight {
    /// One.
    One,
    /// Two.
    Two,
    /// Two where titles would have little room.
    #[default]
    Auto,
}

/// The line of keys below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hints {
    /// Always there.
    On,
    /// There at first.
    #[default]
    Auto,
    /// Never there.
    Off,
}

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Folders that open when none is named, as they are written.
    pub archives: Vec<String>,
    /// Columns of a line of text, at the most.
    pub measure: u16,
    /// Files of the reader's own site rules, as they are written.
    pub rules: Vec<String>,
    /// The width of ambiguous characters.
    pub ambiguous_width: AmbiguousWidth,
    /// Lines of a row in the list.
    pub rows: RowHeight,
    /// The line of keys below.
    pub hints: Hints,
    /// The order at the start.
    pub sort: Order,
    /// Where lines may break.
    pub line_breaking: Strictness,
    /// Milliseconds that a lone Esc waits for the rest of a sequence.
    pub escape_wait: u16,
    /// The style of citations.
    pub citation: String,
    /// The Mastodon instance to share at; empty for none.
    pub mastodon: String,
    /// The zone of all times shown; `None` is the machine's.
    pub zone: Option<Tz>,
    /// Keys by command, as they are written; the keymap checks them.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// A fault in settings, and its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct SettingsError {
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
    /// What was read and what is allowed.
    pub message: String,
}

impl Settings {
    /// The defaults.
    #[must_use]
    pub fn embedded() -> Self {
        let blank = Self {
            archives: Vec::new(),
            measure: 0,
            rules: Vec::new(),
            ambiguous_width: AmbiguousWidth::default(),
            rows: RowHeight::default(),
            hints: Hints::default(),
            sort: Order::default(),
            line_breaking: Strictness::default(),
            escape_wait: 0,
            citation: String::new(),
            mastodon: String::new(),
            zone: None,
            keys: BTreeMap::new(),
        };
        let (settings, errors) = blank.with(DEFAULTS);
        debug_assert!(errors.is_empty(), "{errors:?}");
        settings
    }

    /// These settings with those of a text in their place. A faulty setting
    /// stays as it was and is reported; the rest applies.
    #[must_use]
    pub fn with(mut self, text: &str) -> (Self, Vec<SettingsError>) {
        let (table, faults) = DeTable::parse_recoverable(text);
        let mut errors: Vec<SettingsError> = faults
            .iter()
            .map(|fault| {
                error(
                    text,
                    fault.span().map_or(0, |span| span.start),
                    fault.message(),
                )
            })
            .collect();
        for (name, value) in table.get_ref() {
            if name.get_ref() == "keys" {
                self.set_keys(value, |at, message| errors.push(error(text, at, &message)));
            } else if let Err(message) = self.set(name.get_ref(), value) {
                let at = if message.0 { name.span() } else { value.span() };
                errors.push(error(text, at.start, &message.1));
            }
        }
        errors.sort_by_key(|error| (error.line, error.column));
        (self, errors)
    }

    /// Sets one setting. A fault says whether it is the name's, and what it is.
    fn set(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<(), (bool, String)> {
        let faulty = |message: String| (false, format!("{name} {message}"));
        match name {
            "archives" => self.archives = strings(value).map_err(faulty)?,
            "rules" => self.rules = strings(value).map_err(faulty)?,
            "measure" => self.measure = number(value, MEASURES).map_err(faulty)?,
            "escape_wait" => self.escape_wait = number(value, ESCAPE_WAITS).map_err(faulty)?,
            "citation" => string(value)
                .map_err(faulty)?
                .clone_into(&mut self.citation),
            "mastodon" => string(value)
                .map_err(faulty)?
                .clone_into(&mut self.mastodon),
            "ambiguous_width" => {
                let names = [
                    ("narrow", AmbiguousWidth::Narrow),
                    ("wide", AmbiguousWidth::Wide),
                    ("auto", AmbiguousWidth::Auto),
                ];
                self.ambiguous_width = one_of(value, &names).map_err(faulty)?;
            }
            "rows" => {
                let names = [
                    ("one", RowHeight::One),
                    ("two", RowHeight::Two),
                    ("auto", RowHeight::Auto),
                ];
                self.rows = one_of(value, &names).map_err(faulty)?;
            }
            "hints" => {
                let names = [
                    ("on", Hints::On),
                    ("auto", Hints::Auto),
                    ("off", Hints::Off),
                ];
                self.hints = one_of(value, &names).map_err(faulty)?;
            }
            "line_breaking" => {
                let names = [
                    ("strict", Strictness::Strict),
                    ("normal", Strictness::Normal),
                ];
                self.line_breaking = one_of(value, &names).map_err(faulty)?;
            }
            "sort" => {
                let text = string(value).map_err(faulty)?;
                self.sort = Order::from_name(text).ok_or_else(|| {
                    faulty(format!(
                        "is “{text}”; it can be date, title, source or length, with a - before it"
                    ))
                })?;
            }
            "zone" => {
                let text = string(value).map_err(faulty)?;
                let zone = text.parse().map_err(|_| {
                    faulty(format!("is “{text}”; it can be a name such as Asia/Taipei"))
                });
                self.zone = if text.is_empty() { None } else { Some(zone?) };
            }
            _ => return Err((true, format!("no setting is named {name}"))),
        }
        Ok(())
    }

    /// Sets keys by command; each fault stands alone.
    fn set_keys(&mut self, value: &Spanned<DeValue<'_>>, mut fault: impl FnMut(usize, String)) {
        let DeValue::Table(table) = value.get_ref() else {
            return fault(value.span().start, "keys is a table: [keys]".to_owned());
        };
        for (command, keys) in table {
            match strings(keys) {
                Ok(keys) => {
                    self.keys.insert(command.get_ref().to_string(), keys);
                }
                Err(message) => fault(
                    keys.span().start,
                    format!("{} {message}", command.get_ref()),
                ),
            }
        }
    }

    /// The width of ambiguous characters.
    #[must_use]
    pub fn width_policy(&self) -> WidthPolicy {
        match self.ambiguous_width {
            AmbiguousWidth::Wide => WidthPolicy::Wide,
            AmbiguousWidth::Narrow | AmbiguousWidth::Auto => WidthPolicy::Narrow,
        }
    }

    /// Where lines may break.
    #[must_use]
    pub fn strictness(&self) -> Strictness {
        self.line_breaking
    }
}

fn error(text: &str, at: usize, message: &str) -> SettingsError {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    SettingsError {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        message: message.replace('\n', " "),
    }
}

fn string<'a>(value: &'a Spanned<DeValue<'_>>) -> Result<&'a str, String> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text),
        other => Err(format!(
            "is {}; it is a text in quotation marks",
            kind(other)
        )),
    }
}

fn strings(value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, String> {
    match value.get_ref() {
        DeValue::Array(items) => items
            .iter()
            .map(|item| string(item).map(str::to_owned))
            .collect(),
        DeValue::String(text) => Ok(vec![text.to_string()]),
        other => Err(format!("is {}; it is a list: [\"…\", \"…\"]", kind(other))),
    }
}

fn number(value: &Spanned<DeValue<'_>>, range: Range<u16>) -> Result<u16, String> {
    let allowed = format!("it is a number from {} to {}", range.start, range.end - 1);
    match value.get_ref() {
        DeValue::Integer(digits) => u16::from_str_radix(digits.as_str(), digits.radix())
            .ok()
            .filter(|number| range.contains(number))
            .ok_or_else(|| format!("is {}; {allowed}", digits.as_str())),
        other => Err(format!("is {}; {allowed}", kind(other))),
    }
}

fn one_of<T: Copy>(value: &Spanned<DeValue<'_>>, names: &[(&str, T)]) -> Result<T, String> {
    let text = string(value)?;
    let found = names
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, value)| *value);
    found.ok_or_else(|| {
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        format!("is “{text}”; it can be {}", names.join(", "))
    })
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::SortKey;

    #[test]
    fn every_default_is_in_the_file() {
        let settings = Settings::embedded();
        assert_eq!((settings.measure, settings.escape_wait), (72, 50));
        assert_eq!(settings.citation, "gb-t-7714");
        assert_eq!(settings.sort.key, SortKey::Date);
    }

    #[test]
    fn faults_name_their_place_and_the_rest_applies() {
        let text = "measure = 60\nrows = \"three\"\ncolour = 1\nsort = \"-title\"\nzone = \"Mars\"\nescape_wait = \"x\"\n[keys]\nnext = [\"n\"]\nhelp = 3\n";
        let (settings, errors) = Settings::embedded().with(text);
        assert_eq!(settings.measure, 60);
        assert!(settings.sort.reversed);
        assert_eq!(
            settings.keys.get("next").map(Vec::as_slice),
            Some(&["n".to_owned()][..])
        );
        let places: Vec<_> = errors
            .iter()
            .map(|error| (error.line, error.column))
            .collect();
        assert_eq!(
            places,
            [(2, 8), (3, 1), (5, 8), (6, 15), (9, 8)],
            "{errors:?}"
        );
    }

    #[test]
    fn a_broken_file_is_told() {
        let (settings, errors) = Settings::embedded().with("measure = = 3\nrows = \"two\"\n");
        assert_eq!(
            errors.first().map(|error| error.line),
            Some(1),
            "{errors:?}"
        );
        assert_eq!(settings.measure, 72);
    }
}
