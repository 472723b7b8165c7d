//! Which lines belong to which setting, so that a fault of TOML is told once, and
//! the setting it is in does not apply.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, Error};

use super::SettingsError;
use crate::words::Notice;

/// The faults that TOML finds in a text, by place.
pub(super) struct Faults<'a> {
    text: &'a str,
    /// Bytes before each fault, and what it is; in the order of the text.
    found: Vec<(usize, &'a str)>,
}

impl<'a> Faults<'a> {
    pub(super) fn new(text: &'a str, errors: &'a [Error]) -> Self {
        let mut found: Vec<(usize, &str)> = errors
            .iter()
            .map(|error| (error.span().map_or(0, |span| span.start), error.message()))
            .collect();
        found.sort_by_key(|(at, _)| *at);
        Self { text, found }
    }

    /// Whether what was read of a setting is all that is written in its lines.
    pub(super) fn spare(&self, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> bool {
        let lines = lines_of(self.text, name, value);
        !self.found.iter().any(|(at, _)| lines.contains(at))
    }

    /// The first fault of each setting, and of each other line: what follows it
    /// there is its consequence.
    pub(super) fn told(&self, table: &DeTable<'_>) -> Vec<(usize, &'a str)> {
        let mut statements = Vec::new();
        collect_statements(self.text, table, &mut statements);
        let mut broken = Vec::new();
        let mut told = Vec::new();
        for (at, message) in &self.found {
            let whose = statements
                .iter()
                .find(|lines| lines.contains(at))
                .map_or_else(|| line_start(self.text, *at), |lines| *lines.start());
            if !broken.contains(&whose) {
                broken.push(whose);
                told.push((*at, *message));
            }
        }
        told
    }
}

/// The start of the line that a byte is in, in bytes.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.rfind('\n').map_or(0, |newline| newline + 1)
}

/// The lines from a name to the end of its value, in bytes. The end of the last
/// line, or of the text, is one of them: there an unclosed value is told.
fn lines_of(
    text: &str,
    name: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
) -> RangeInclusive<usize> {
    let end = name.span().end.max(value.span().end);
    let after = text.get(end..).unwrap_or_default();
    line_start(text, name.span().start)..=end + after.find('\n').unwrap_or(after.len())
}

/// The lines of each setting, of those in tables as well.
fn collect_statements(text: &str, table: &DeTable<'_>, into: &mut Vec<RangeInclusive<usize>>) {
    for (name, value) in table {
        match value.get_ref() {
            DeValue::Table(inner) => collect_statements(text, inner, into),
            DeValue::Array(items) if is_of_tables(items) => {
                for item in items {
                    if let DeValue::Table(inner) = item.get_ref() {
                        collect_statements(text, inner, into);
                    }
                }
            }
            _ => into.push(lines_of(text, name, value)),
        }
    }
}

/// Whether a list holds tables, as `[[command]]` makes one.
fn is_of_tables(items: &[Spanned<DeValue<'_>>]) -> bool {
    let is_table = |item: &Spanned<DeValue<'_>>| matches!(item.get_ref(), DeValue::Table(_));
    items.first().is_some_and(is_table)
}

/// A fault at a byte of a text.
pub(super) fn error(text: &str, at: usize, fault: Notice) -> SettingsError {
    let (line, column) = place(text, at);
    SettingsError {
        line,
        column,
        fault,
    }
}

/// What TOML says is wrong, in its own words, where it is more than a name that
/// stands there twice.
pub(super) fn toml_fault(what: &str) -> Notice {
    if what.starts_with("duplicate key") {
        return Notice::new("fault-toml-twice");
    }
    Notice::new("fault-toml").with_text("what", what)
}

/// The line and the column of a byte, both from 1.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.get(line_start(text, at)..).unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}
