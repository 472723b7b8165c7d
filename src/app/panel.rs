//! The panel above the last line, which says what can follow the keys that were begun:
//! where it lies, what of it is seen, and what keys and the mouse do in it.

use crate::command::{Code, Command, Key, Resolution};
use crate::text::Clean;

use super::App;
use super::geometry::Area;
use super::keys_told::Told;

/// Rows of the screen that it leaves alone: the lines above and below, and its frame.
const AROUND: u16 = 4;
/// Columns of an entry at the least, where several stand beside each other.
const LEAST_COLUMNS: u16 = 24;
/// Columns between entries, and between keys and what they do.
const BETWEEN: u16 = 2;

/// What can follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelEntry {
    /// The keys that are still to come.
    pub keys: Clean,
    /// What they do.
    pub text: Clean,
    command: Command,
    /// Its column and row among all entries.
    cell: (u16, usize),
}

/// The panel as it lies on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Its frame.
    pub frame: Area,
    /// Columns of keys, before what they do.
    pub keys_columns: u16,
    /// Columns of an entry.
    pub each: u16,
    /// Rows that are seen, and all there are.
    rows: (u16, usize),
    /// The first row that is seen.
    top: usize,
    entries: Vec<PanelEntry>,
}

impl Panel {
    /// The entries that are seen, and where each begins.
    pub fn seen(&self) -> impl Iterator<Item = (u16, u16, &PanelEntry)> {
        self.entries.iter().filter_map(|entry| {
            let (column, row) = entry.cell;
            let below = row.checked_sub(self.top)?;
            let below = u16::try_from(below)
                .ok()
                .filter(|below| *below < self.rows.0)?;
            let x = self.frame.x + BETWEEN + column * (self.each + BETWEEN);
            Some((x, self.frame.y + 1 + below, entry))
        })
    }

    /// How many entries there are as far as they are seen, and how many altogether,
    /// where not all are seen at once.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        let end = self.top + usize::from(self.rows.0);
        let seen = self.entries.iter().filter(|entry| entry.cell.1 < end);
        self.is_long().then(|| (seen.count(), self.entries.len()))
    }

    fn is_long(&self) -> bool {
        self.last_top() > 0
    }

    fn last_top(&self) -> usize {
        self.rows.1.saturating_sub(usize::from(self.rows.0))
    }
}

impl App {
    /// The panel, where it is asked for and has room.
    #[must_use]
    pub fn panel(&self) -> Option<Panel> {
        let is_shown = self.pending.is_shown && self.popup.is_none();
        let rows_at_most = self
            .size
            .rows
            .checked_sub(AROUND)
            .filter(|rows| *rows > 0)?;
        let follows = if is_shown {
            self.what_follows()
        } else {
            Vec::new()
        };
        let count = u16::try_from(follows.len()).unwrap_or(u16::MAX);
        if count == 0 {
            return None;
        }
        let texts = follows.into_iter().map(|(keys, command)| {
            let text = self.words.get(&command.text_key());
            (Clean::line(&keys), text, command)
        });
        let texts: Vec<(Clean, Clean, Command)> = texts.collect();
        let widest = |columns: &mut dyn Iterator<Item = u16>| columns.max().unwrap_or(0);
        let keys_columns = widest(&mut texts.iter().map(|(keys, ..)| self.columns_of(keys)));
        let text_columns = widest(&mut texts.iter().map(|(_, text, _)| self.columns_of(text)));
        let room = self.size.columns.saturating_sub(4);
        // Beside each other only where they would not have room below each other.
        let most = (room / LEAST_COLUMNS).max(1);
        let across = count.div_ceil(rows_at_most).min(most);
        let all = count.div_ceil(across);
        let rows = all.min(rows_at_most);
        let between = BETWEEN * (across - 1);
        let each =
            (keys_columns + BETWEEN + text_columns).min(room.saturating_sub(between) / across);
        let columns = (each * across + between).min(room);
        let entries = (0..)
            .zip(texts)
            .map(|(number, (keys, text, command))| PanelEntry {
                keys,
                text,
                command,
                cell: (number / all, usize::from(number % all)),
            });
        let mut panel = Panel {
            frame: Area {
                x: 0,
                y: self.size.rows.saturating_sub(rows + 3),
                columns: columns + 4,
                rows: rows + 2,
            },
            keys_columns,
            each,
            rows: (rows, usize::from(all)),
            top: 0,
            entries: entries.collect(),
        };
        panel.top = self.pending.top.min(panel.last_top());
        Some(panel)
    }

    /// Scrolls the panel by rows; whether it is there and longer than its frame.
    fn scroll_panel(&mut self, by: impl Fn(u16) -> isize) -> bool {
        let Some(panel) = self.panel().filter(Panel::is_long) else {
            return false;
        };
        let top = panel.top.saturating_add_signed(by(panel.rows.0));
        self.pending.top = top.min(panel.last_top());
        true
    }

    /// Takes a key that goes through the panel, unless it can follow itself; whether it
    /// was one.
    pub(super) fn panel_key(&mut self, key: Key) -> bool {
        let keys: Vec<Key> = self.pending.keys.iter().copied().chain([key]).collect();
        if key.ctrl || key.alt || self.keymap.resolve(self.context(), &keys) != Resolution::Nothing
        {
            return false;
        }
        let page = |rows: u16| isize::try_from(rows.max(2) - 1).unwrap_or(1);
        match key.code {
            Code::Down => self.scroll_panel(|_| 1),
            Code::Up => self.scroll_panel(|_| -1),
            Code::PageDown => self.scroll_panel(page),
            Code::PageUp => self.scroll_panel(|rows| -page(rows)),
            _ => false,
        }
    }

    /// Takes notches of the wheel; whether the mouse is over the panel.
    pub(super) fn panel_wheel(&mut self, (column, row): (u16, u16), notches: isize) -> bool {
        let is_over = self
            .panel()
            .is_some_and(|panel| panel.frame.holds(column, row));
        if is_over {
            self.scroll_panel(|_| notches);
        }
        is_over
    }

    /// What is clicked at a place of the screen, where the panel is.
    pub(super) fn panel_at(&self, column: u16, row: u16) -> Option<Told> {
        let panel = self
            .panel()
            .filter(|panel| panel.frame.holds(column, row))?;
        let mut seen = panel.seen();
        let hit = seen.find(|(x, y, _)| *y == row && (*x..x + panel.each).contains(&column));
        Some(hit.map_or(Told::Nothing, |(.., entry)| Told::Command(entry.command)))
    }
}
