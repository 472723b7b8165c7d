//! Where the entries of a menu lie: which share a row, what heads them, and how
//! much of it a screen has room for.

use std::ops::Range;

use crate::text::paragraph::{Setting, set};
use crate::text::{Clean, WidthPolicy};
use crate::words::Words;

use super::geometry::{Area, Size};
use super::menu::{Menu, MenuKind};
use super::popup::POPUP_COLUMNS;

/// Columns under which two entries of a group share a row, else four.
const TWO_UNDER: u16 = 54;
/// Columns of a menu at the least.
const LEAST_COLUMNS: u16 = 24;
/// Columns of the menu of filters: a name, and its figure not far off.
const FILTER_COLUMNS: u16 = 48;
/// Rows of the screen that no menu takes: its frame and the lines above and below.
const AROUND: u16 = 4;
/// Columns of an entry's letter, with the blanks behind it.
const LETTER_COLUMNS: u16 = 3;
/// Columns between the keys of the help and what they do.
pub const BEHIND_KEYS: u16 = 2;
/// Columns between entries that share a row.
const BETWEEN: u16 = 3;

/// An entry of the share menu where it lies in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its number among all entries.
    pub entry: usize,
    /// The column of its letter.
    pub x: u16,
    /// The column of its words.
    pub label_at: u16,
    /// Its words, as many as there is room for.
    pub label: Clean,
    /// The column after them.
    pub end: u16,
    /// The column from which on what follows has room.
    pub after: u16,
}

/// A menu as it lies on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLayout {
    /// Columns of the whole.
    pub columns: u16,
    /// Rows for entries.
    pub rows: u16,
    /// Rows below them for what is shown of the chosen one in full.
    pub detail: u16,
    /// The rows of entries, seen or not: places in [`Menu::seen`]. An empty one is
    /// the heading of what begins at its place.
    pub lines: Vec<Range<usize>>,
}

impl Menu {
    /// Lays the menu on a screen. Its size stays while it is narrowed.
    #[must_use]
    pub fn laid(&self, size: Size, words: &Words, policy: WidthPolicy) -> MenuLayout {
        let columns = if [MenuKind::Sort, MenuKind::Language].contains(&self.kind) {
            let name = self.kind.name();
            let around = ["hints", "menu"].map(|what| words.get(&format!("{name}-{what}")));
            let columns = around.map(|text| policy.text(text.as_str()) + 4);
            let columns = columns.into_iter().max().unwrap_or(0);
            u16::try_from(columns)
                .unwrap_or(u16::MAX)
                .max(LEAST_COLUMNS)
        } else {
            let room = size.columns.saturating_sub(2 * AROUND);
            let most = match self.kind {
                MenuKind::Filter => FILTER_COLUMNS,
                _ => POPUP_COLUMNS,
            };
            most.min(room).max(LEAST_COLUMNS)
        };
        let most = if columns < TWO_UNDER { 2 } else { 4 };
        let room = size.rows.saturating_sub(AROUND).max(1);
        let has_detail = self.entries.iter().any(|entry| !entry.detail.is_empty());
        let detail = match room {
            _ if !has_detail => 0,
            // What the help says has its row; what is cut there is said in full below,
            // and no row is kept for what is not.
            4.. if matches!(self.kind, MenuKind::Help(_)) => {
                let inside = columns.min(size.columns.saturating_sub(AROUND));
                self.detail_of_help(inside, policy).min((room - 2) / 2)
            }
            // A filter's term has one line.
            8.. if self.kind == MenuKind::Filter => 2,
            // What went wrong may be long.
            12.. if self.kind == MenuKind::Messages => 5,
            8.. => 3,
            4.. => 1,
            _ => 0,
        };
        let lines = self.lines(&self.seen, most);
        let all = if self.seen.len() == self.entries.len() {
            lines.len()
        } else {
            let all: Vec<usize> = (0..self.entries.len()).collect();
            self.lines(&all, most).len()
        };
        let all = u16::try_from(all).unwrap_or(u16::MAX);
        // What is said of an entry of the help goes and comes: the frame does not.
        let rows = if matches!(self.kind, MenuKind::Help(_)) {
            all.min(room) - detail.min(all.min(room))
        } else {
            all.min(room - detail)
        };
        MenuLayout {
            columns,
            rows: rows.max(1),
            detail,
            lines,
        }
    }

    /// Columns of the keys that the help shows: of the longest, as far as two fifths of
    /// the room go.
    #[must_use]
    pub fn keys_columns(&self, columns: u16, policy: WidthPolicy) -> u16 {
        let keys = self.entries.iter();
        let longest = keys.map(|entry| policy.text(entry.beside.as_str())).max();
        let longest = u16::try_from(longest.unwrap_or(0)).unwrap_or(u16::MAX);
        longest.min(columns * 2 / 5)
    }

    /// Rows in which the chosen entry of the help is said in full, where its own row
    /// cuts it, and a blank one above them.
    fn detail_of_help(&self, columns: u16, policy: WidthPolicy) -> u16 {
        let Some(entry) = self.chosen() else { return 0 };
        let keys = usize::from(self.keys_columns(columns, policy));
        let room = usize::from(columns).saturating_sub(keys + usize::from(BEHIND_KEYS));
        let fits =
            policy.text(entry.beside.as_str()) <= keys && policy.text(entry.label.as_str()) <= room;
        if fits {
            return 0;
        }
        let setting = Setting::plain(usize::from(columns), policy);
        let lines = set(entry.detail.as_str(), &setting).len();
        u16::try_from(lines + 1).unwrap_or(u16::MAX)
    }

    /// Entries in rows: those of one group share rows of up to `most`.
    fn lines(&self, seen: &[usize], most: usize) -> Vec<Range<usize>> {
        let group = |place: usize| {
            let entry = seen.get(place).and_then(|entry| self.entries.get(*entry));
            entry.map_or(0, |entry| entry.group)
        };
        let heading = |place: usize| {
            let entry = seen.get(place).and_then(|entry| self.entries.get(*entry));
            entry.map_or("", |entry| entry.heading.as_str())
        };
        let mut lines: Vec<Range<usize>> = Vec::with_capacity(seen.len());
        for place in 0..seen.len() {
            let above = place.checked_sub(1).map_or("", heading);
            if !heading(place).is_empty() && heading(place) != above {
                lines.push(place..place);
            }
            let joins = |line: &Range<usize>| {
                group(place) > 0 && group(line.start) == group(place) && line.len() < most
            };
            match lines.last_mut() {
                Some(line) if joins(line) => line.end = place + 1,
                _ => lines.push(place..place + 1),
            }
        }
        lines
    }

    /// Columns of the longest label that has a row of its own.
    fn label_columns(&self, policy: WidthPolicy) -> u16 {
        let alone = self.entries.iter().filter(|entry| entry.group == 0);
        let columns = alone.map(|entry| policy.text(entry.label.as_str())).max();
        u16::try_from(columns.unwrap_or(0)).unwrap_or(u16::MAX)
    }

    /// Where the entries of a row of the share menu lie: one, or several of a group.
    #[must_use]
    pub fn cells(&self, line: &Range<usize>, row: Area, policy: WidthPolicy) -> Vec<Cell> {
        let alone_columns = self.label_columns(policy);
        let end = row.x.saturating_add(row.columns);
        let mut x = row.x;
        let places = self.seen.get(line.clone()).unwrap_or_default();
        let entries = places
            .iter()
            .filter_map(|place| Some((*place, self.entries.get(*place)?)));
        let cells = entries.map(|(number, entry)| {
            let label_at = x.saturating_add(LETTER_COLUMNS);
            let room = end.saturating_sub(label_at);
            let label = policy.shorten(entry.label.as_clean(), usize::from(room));
            let columns = u16::try_from(policy.text(label.as_str())).unwrap_or(u16::MAX);
            let label_end = label_at.saturating_add(columns);
            let after = match entry.group {
                0 => label_at.saturating_add(alone_columns),
                _ => label_end,
            };
            let cell = Cell {
                entry: number,
                x,
                label_at,
                label,
                end: label_end,
                after: after.saturating_add(BETWEEN),
            };
            x = cell.after;
            cell
        });
        cells.collect()
    }

    /// The number of the entry at a place of the screen, where the menu lies in some
    /// inside.
    pub(super) fn entry_at(
        &self,
        laid: &MenuLayout,
        inside: Area,
        (column, row): (u16, u16),
        policy: WidthPolicy,
    ) -> Option<usize> {
        let below = row.checked_sub(inside.y)?;
        if below >= inside.rows.saturating_sub(laid.detail) {
            return None;
        }
        let line = laid.lines.get(self.top + usize::from(below))?;
        if self.kind != MenuKind::Share {
            return self.seen.get(line.clone())?.first().copied();
        }
        let cells = self.cells(line, inside, policy);
        let cell = cells.iter().rev().find(|cell| cell.x <= column)?;
        Some(cell.entry)
    }

    /// Brings the chosen entry in sight.
    pub(super) fn settle(&mut self, size: Size, words: &Words, policy: WidthPolicy) {
        let laid = self.laid(size, words, policy);
        self.height = usize::from(laid.rows);
        let at = self.place().unwrap_or(0);
        let row = laid.lines.iter().position(|line| line.contains(&at));
        let row = row.unwrap_or(0);
        let last_top = laid.lines.len().saturating_sub(self.height);
        let lowest = (row + 1).saturating_sub(self.height);
        // Its heading comes in sight with the first of them, where there is room.
        let above = row.checked_sub(1).and_then(|above| laid.lines.get(above));
        let has_heading = self.height > 1 && above.is_some_and(Range::is_empty);
        let highest = row - usize::from(has_heading);
        self.top = self.top.clamp(lowest.min(highest), highest).min(last_top);
    }
}
