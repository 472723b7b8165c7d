//! What can be wrong in a file of rules, told with its place and with what is allowed.

use chrono::format::{Item, StrftimeItems};
use chrono_tz::Tz;
use regex::Regex;
use scraper::Selector;
use toml::Spanned;

use super::schema::{self, SiteEntry};
use crate::words::{Notice, Words};

/// What is wrong in a file of rules, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {}", Words::english().of(fault).as_str())]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What was read and what is allowed.
    pub fault: Notice,
}

/// Collects what is wrong in one file.
pub(super) struct Checker<'a> {
    file: &'a str,
    text: &'a str,
    pub(super) errors: Vec<RuleError>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            errors: Vec::new(),
        }
    }

    /// Tells what is wrong at a byte of the text.
    pub(super) fn tell(&mut self, at: usize, fault: Notice) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        self.errors.push(RuleError {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(start..).unwrap_or_default().chars().count() + 1,
            fault,
        });
    }

    pub(super) fn pattern(&mut self, pattern: &Spanned<String>) {
        if let Err(error) = Regex::new(pattern.get_ref()) {
            // The last line says what is wrong; those before draw where.
            let error = error.to_string();
            let reason = error.lines().last().unwrap_or_default();
            let reason = reason.strip_prefix("error: ").unwrap_or(reason);
            self.tell(
                pattern.span().start,
                Notice::new("fault-pattern")
                    .with_text("value", pattern.get_ref())
                    .with_text("reason", reason),
            );
        }
    }

    fn elements(&mut self, select: &Spanned<String>) {
        if Selector::parse(select.get_ref()).is_err() {
            self.tell(
                select.span().start,
                Notice::new("fault-selector").with_text("value", select.get_ref()),
            );
        }
    }

    fn zone(&mut self, zone: &Spanned<String>) {
        if zone.get_ref().parse::<Tz>().is_err() {
            self.tell(
                zone.span().start,
                Notice::new("fault-rule-zone").with_text("value", zone.get_ref()),
            );
        }
    }

    fn format(&mut self, format: &Spanned<String>) {
        if StrftimeItems::new(format.get_ref()).any(|item| item == Item::Error) {
            self.tell(
                format.span().start,
                Notice::new("fault-date-format").with_text("value", format.get_ref()),
            );
        }
    }

    fn tracking(&mut self, names: &Spanned<Vec<String>>) {
        let is_name = |name: &String| {
            let name = name.strip_suffix('*').unwrap_or(name);
            !name.is_empty() && !name.contains(['*', '&', '=', '?', '#'])
        };
        if let Some(name) = names.get_ref().iter().find(|name| !is_name(name)) {
            self.tell(
                names.span().start,
                Notice::new("fault-parameter").with_text("value", name),
            );
        }
    }

    /// Checks all of an entry that can be seen without the others.
    pub(super) fn entry(&mut self, entry: &SiteEntry) {
        if entry.id.get_ref().trim().is_empty() {
            let at = entry.id.span().start;
            self.tell(at, Notice::new("fault-no-id"));
        }
        let selects = entry
            .caption
            .iter()
            .chain(entry.drop.iter().map(|rule| &rule.select))
            .chain(entry.date.iter().map(|rule| &rule.select))
            .chain(entry.share.iter().map(|rule| &rule.select));
        for select in selects {
            self.elements(select);
        }
        for pattern in patterns(entry) {
            self.pattern(pattern);
        }
        if let Some(zone) = &entry.zone {
            self.zone(zone);
        }
        if let Some(date) = &entry.date {
            self.format(&date.format);
        }
        if let Some(names) = &entry.tracking {
            self.tracking(names);
        }
    }
}

fn patterns(entry: &schema::SiteEntry) -> impl Iterator<Item = &Spanned<String>> {
    entry
        .dateline
        .iter()
        .chain(&entry.credit)
        .chain(&entry.notice)
        .chain(entry.drop.iter().filter_map(|rule| rule.text.as_ref()))
        .chain(entry.share.iter().filter_map(|rule| rule.short.as_ref()))
        .chain(entry.short.iter().map(|rule| &rule.pattern))
        .chain(entry.rewrite.iter().map(|rule| &rule.pattern))
}
