//! The columns of a row of the list, and what stands in them: as the settings have
//! them, as far as there is room.
//!
//! Where the title would have less than [`LEAST_TITLE`] columns, others go, in this
//! order: tags, length, time to read, outlet, date.

use chrono::{DateTime, Utc};

use crate::article::Head;
use crate::settings::{Column, Dates, Shows};
use crate::text::Clean;
use crate::text::count::Count;
use crate::words::Words;

use super::App;
use super::geometry::Area;
use super::tagging::tags_text;
use super::texts::{joined, length_text, minutes_text};

/// Columns that the title keeps before other columns go.
pub(super) const LEAST_TITLE: u16 = 16;
/// Where the text of a row begins: after the bar, the mark and a space.
pub const TEXT_AT: u16 = 3;
/// Columns of a date.
const DATE: u16 = 8;
/// Columns of a length, a time to read and tags.
const FACT: u16 = 12;
/// Columns of an outlet at the least and at the most, a sixth of the list between.
const SOURCE: (u16, u16) = (4, 16);
/// What goes first where there is no room, and what next.
const GOES: [Shows; 5] = [
    Shows::Tags,
    Shows::Length,
    Shows::Time,
    Shows::Source,
    Shows::Date,
];

/// A column where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnSeen {
    /// What stands in it.
    pub shows: Shows,
    /// Its first column of the screen.
    pub x: u16,
    /// How many it has.
    pub columns: u16,
}

/// The columns that a column takes in a list.
fn width_of(column: Column, area: Area) -> u16 {
    column.width.unwrap_or(match column.shows {
        Shows::Title => 0,
        Shows::Date => DATE,
        Shows::Source => (area.columns / 6).clamp(SOURCE.0, SOURCE.1),
        Shows::Length | Shows::Time | Shows::Tags => FACT,
    })
}

/// Columns for the title beside others in a list that has such a place.
fn title_beside(columns: &[Column], area: Area) -> u16 {
    let others = columns.iter().filter(|column| column.shows != Shows::Title);
    let taken = others.map(|column| width_of(*column, area).saturating_add(1));
    // One column of white space at the end.
    let taken = taken.fold(TEXT_AT + 1, u16::saturating_add);
    area.columns.saturating_sub(taken)
}

impl App {
    /// Columns for the title beside all others that the settings have.
    pub(super) fn title_columns(&self, area: Area) -> u16 {
        title_beside(&self.settings.columns, area)
    }

    /// The columns of a row of one line, from the left, none over another.
    #[must_use]
    pub fn row_columns(&self, area: Area) -> Vec<ColumnSeen> {
        let mut columns = self.settings.columns.clone();
        for gone in GOES {
            if title_beside(&columns, area) >= LEAST_TITLE {
                break;
            }
            columns.retain(|column| column.shows != gone);
        }
        let title = title_beside(&columns, area);
        let mut x = area.x + TEXT_AT;
        let mut seen = Vec::with_capacity(columns.len());
        for column in &columns {
            let columns = match column.shows {
                Shows::Title => title,
                _ => width_of(*column, area),
            };
            seen.push(ColumnSeen {
                shows: column.shows,
                x,
                columns,
            });
            x = x.saturating_add(columns + 1);
        }
        seen
    }

    /// What stands in a column of an article; of the title, the title.
    #[must_use]
    pub fn column_text(&self, shows: Shows, head: &Head) -> Clean {
        let length = head.length.filter(|length| length.total() > 0);
        // The words of a length are of the article's script, and shown like it.
        let counted = |text: fn(&Words, Count) -> Clean| {
            let text = length.map(|length| text(&self.words, length));
            self.shown(head, &text.unwrap_or_default())
        };
        match shows {
            Shows::Date => self.list_date(head.date),
            Shows::Title => self.shown(head, &head.title),
            Shows::Source => self.shown(head, &head.source),
            Shows::Length => counted(length_text),
            Shows::Time => counted(minutes_text),
            Shows::Tags => tags_text(&self.marks.get(head.id).tags).unwrap_or_default(),
        }
    }

    /// What stands below a title: what the settings have there, with dots between.
    #[must_use]
    pub fn row_below(&self, head: &Head, columns: u16) -> Clean {
        let below = self.settings.below.iter();
        let mut parts: Vec<Option<Clean>> = below
            .map(|column| Some(self.column_text(column.shows, head)))
            .collect();
        loop {
            let text = joined(&parts);
            if parts.len() < 2 || self.policy().text(text.as_str()) <= usize::from(columns) {
                return text;
            }
            // No sign stays that nothing follows.
            parts.pop();
        }
    }

    /// A date as the list has it.
    #[must_use]
    pub fn list_date(&self, date: DateTime<Utc>) -> Clean {
        match self.settings.dates {
            Dates::Absolute => self.short_date(date),
            Dates::Relative => self.ago(date),
        }
    }

    /// How long ago something was, in one figure; what is to come is a date.
    fn ago(&self, date: DateTime<Utc>) -> Clean {
        const UNITS: [(i64, &str); 5] = [
            (365 * 24 * 60, "ago-years"),
            (30 * 24 * 60, "ago-months"),
            (24 * 60, "ago-days"),
            (60, "ago-hours"),
            (1, "ago-minutes"),
        ];
        let minutes = self.clock.now.signed_duration_since(date).num_minutes();
        if minutes < 0 {
            return self.short_date(date);
        }
        let found = UNITS.iter().find(|(unit, _)| minutes >= *unit);
        let Some((unit, key)) = found else {
            return self.words.get("ago-now");
        };
        let count = usize::try_from(minutes / unit).unwrap_or(0);
        self.words.with(key, &[("count", count.into())])
    }
}
