//! What lies on top for a moment: menus that act at once on a letter, and texts
//! that can be scrolled.

use crate::command::{Code, Key};
use crate::rows::SortKey;
use crate::share::{Entry, Group};
use crate::text::Clean;

use super::message::QrCode;

/// Something that lies on top.
pub enum Popup {
    /// What can be shared.
    Share(ShareMenu),
    /// The orders of the list; which is chosen.
    Sort(usize),
    /// The keys of a place.
    Help(Scrolled),
    /// All that is known of an article.
    Details(Scrolled),
    /// A QR code.
    Qr(QrCode),
}

/// The orders, their letters and their texts. `j k o q` are never letters of a menu.
pub const SORTS: [(char, SortKey, &str); 4] = [
    ('d', SortKey::Date, "sort-date"),
    ('t', SortKey::Title, "sort-title"),
    ('s', SortKey::Source, "sort-source"),
    ('l', SortKey::Length, "sort-length"),
];

/// The share menu.
pub struct ShareMenu {
    /// Its entries.
    pub entries: Vec<Entry>,
    /// The chosen one.
    pub selected: usize,
}

impl ShareMenu {
    /// The entries in rows: those of one group share rows of up to four.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<usize>> {
        let mut rows: Vec<Vec<usize>> = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            let before = place
                .checked_sub(1)
                .and_then(|before| self.entries.get(before));
            let joins = entry.group != Group::Alone
                && before.is_some_and(|before| before.group == entry.group)
                && rows.last().is_some_and(|row| row.len() < 4);
            match rows.last_mut() {
                Some(row) if joins => row.push(place),
                _ => rows.push(vec![place]),
            }
        }
        rows
    }
}

/// A text in two columns that can be scrolled.
pub struct Scrolled {
    /// What stands above it.
    pub title: Clean,
    /// Its lines: what, and what of it. An empty first column goes on with the line before.
    pub lines: Vec<(Clean, Clean)>,
    /// The first line that is seen.
    pub top: usize,
    /// How many lines were seen when it was last drawn: known from the layout.
    pub height: usize,
}

impl Scrolled {
    /// A text at its start.
    #[must_use]
    pub fn new(title: Clean, lines: Vec<(Clean, Clean)>) -> Self {
        Self {
            title,
            lines,
            top: 0,
            height: 0,
        }
    }

    /// Scrolls by lines; the end stays at the bottom.
    pub fn scroll(&mut self, by: isize) {
        self.top = self
            .top
            .saturating_add_signed(by)
            .min(self.lines.len().saturating_sub(self.height.max(1)));
    }
}

/// What a key means in a popup, whatever it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PopupKey {
    /// It is left.
    Leave,
    /// The next entry, or a line down.
    Down,
    /// The entry before, or a line up.
    Up,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the start.
    First,
    /// To the end.
    Last,
    /// The chosen entry is taken.
    Take,
    /// The chosen entry is opened.
    Open,
    /// A letter.
    Letter(char),
    /// Nothing.
    Nothing,
}

impl PopupKey {
    /// Reads a key.
    pub(super) fn of(key: Key) -> Self {
        if key.ctrl {
            return match key.code {
                Code::Char('c') => Self::Leave,
                Code::Char('n' | 'e') => Self::Down,
                Code::Char('p' | 'y') => Self::Up,
                Code::Char('d' | 'f') => Self::PageDown,
                Code::Char('u' | 'b') => Self::PageUp,
                _ => Self::Nothing,
            };
        }
        match key.code {
            Code::Esc | Code::Char('q') => Self::Leave,
            Code::Down | Code::Tab | Code::Char('j') => Self::Down,
            Code::Up | Code::Char('k') => Self::Up,
            Code::PageDown | Code::Char(' ') => Self::PageDown,
            Code::PageUp | Code::Backspace => Self::PageUp,
            Code::Home => Self::First,
            Code::End | Code::Char('G') => Self::Last,
            Code::Enter => Self::Take,
            Code::Char('o') => Self::Open,
            Code::Char(c) if !key.alt => Self::Letter(c),
            _ => Self::Nothing,
        }
    }
}
