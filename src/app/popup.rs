//! What lies on top for a moment: menus, texts that can be scrolled, a code; and
//! what keys mean in all of them.

use crate::command::{Code, Key};
use crate::text::paragraph::{Setting, set};
use crate::text::{Clean, CleanRef, WidthPolicy};

use super::links::Question;
use super::menu::Menu;
use super::message::QrCode;

/// Columns of a popup at the most.
pub const POPUP_COLUMNS: u16 = 76;

/// Columns of a text in two columns under which the second stands below the first.
const BESIDE_FROM: u16 = 40;
/// Columns that it stands further to the right there.
const BELOW_AT: u16 = 2;

/// Something that lies on top.
pub enum Popup {
    /// Entries to choose from.
    Menu(Menu),
    /// A question before something is opened.
    Question(Question),
    /// The keys of a place.
    Help(Scrolled),
    /// All that is known of an article.
    Details(Scrolled),
    /// A QR code.
    Qr(QrCode),
}

/// A text in two columns that can be scrolled.
pub struct Scrolled {
    /// What stands above it.
    pub title: Clean,
    /// Its lines: what, and what of it. An empty first column goes on with the line before.
    pub lines: Vec<(Clean, Clean)>,
    /// The first row that is seen.
    pub top: usize,
    /// How many rows are seen: known from the layout.
    pub height: usize,
    /// How many rows its lines take on the present screen.
    pub row_count: usize,
}

/// A text in two columns as it lies on a screen.
pub struct ScrolledRows<'a> {
    /// Columns of the whole.
    pub columns: u16,
    /// Columns of the first column.
    pub first: u16,
    /// Where the second begins, counted from the first.
    pub second_at: u16,
    /// Columns of the second.
    pub second: u16,
    /// The rows. A long text goes on in the next row, where nothing stands before it.
    pub rows: Vec<(Option<CleanRef<'a>>, CleanRef<'a>)>,
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
            row_count: 0,
        }
    }

    /// Lays the text on a screen of some columns. Where there is little room, what
    /// stands in the first column has a row of its own.
    #[must_use]
    pub fn laid(&self, screen: u16, policy: WidthPolicy) -> ScrolledRows<'_> {
        let columns = POPUP_COLUMNS.min(screen.saturating_sub(4));
        let widths = self
            .lines
            .iter()
            .map(|(what, _)| policy.text(what.as_str()));
        let widest = u16::try_from(widths.max().unwrap_or(0)).unwrap_or(u16::MAX);
        let is_below = columns < BESIDE_FROM && widest > 0;
        let (first, second_at) = if is_below {
            (columns, BELOW_AT)
        } else {
            let first = widest.min(columns / 2);
            (first, first + 2)
        };
        let second = columns.saturating_sub(second_at).max(1);
        let setting = Setting::plain(usize::from(second), policy);
        let mut rows = Vec::new();
        for (what, of_it) in &self.lines {
            let lines = set(of_it.as_str(), &setting);
            let has_own_row = is_below && !what.is_empty();
            if lines.is_empty() || has_own_row {
                rows.push((Some(what.as_clean()), CleanRef::default()));
            }
            for (number, line) in lines.into_iter().enumerate() {
                let what = (number == 0 && !has_own_row).then(|| what.as_clean());
                rows.push((what, of_it.slice(line.shown)));
            }
        }
        ScrolledRows {
            columns,
            first,
            second_at,
            second,
            rows,
        }
    }

    /// Scrolls by rows; the end stays at the bottom.
    pub fn scroll(&mut self, by: isize) {
        self.top = self
            .top
            .saturating_add_signed(by)
            .min(self.row_count.saturating_sub(self.height.max(1)));
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
    /// The chosen entry is removed.
    Remove,
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
            Code::Delete => Self::Remove,
            Code::Char('o') => Self::Open,
            Code::Char(c) if !key.alt => Self::Letter(c),
            _ => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four columns for what is told beside ten for what it is are none to read in.
    #[test]
    fn a_narrow_screen_has_the_second_column_below_the_first() {
        let lines = [("language", "zh"), ("", "en"), ("file", "a name in parts")];
        let lines = lines.map(|(what, of_it)| (Clean::line(what), Clean::line(of_it)));
        let text = Scrolled::new(Clean::default(), lines.to_vec());
        let rows = |screen: u16| {
            let laid = text.laid(screen, WidthPolicy::Narrow);
            let rows = laid.rows.iter().map(|(what, of_it)| {
                let what = what.map_or("", |what| what.as_str());
                format!("{what}|{}", of_it.as_str())
            });
            (laid.second_at, rows.collect::<Vec<_>>())
        };
        let beside = ["language|zh", "|en", "file|a name in parts"];
        assert_eq!(rows(44), (10, beside.map(str::to_owned).to_vec()));
        let below = ["language|", "|zh", "|en", "file|", "|a name in", "|parts"];
        assert_eq!(rows(20), (2, below.map(str::to_owned).to_vec()));
    }
}
