//! Where what lies on top lies: its frame in the middle of the screen, its inside, and
//! the keys that are told in its lower edge, which can be clicked.

use crate::command::{Code, Key};
use crate::text::{Clean, CleanRef, WidthPolicy};

use super::geometry::{Area, Size};
use super::menu::{Menu, MenuKind};
use super::popup::Popup;
use super::{App, Question};

/// Columns of a frame around its inside: an edge and a blank at each side.
const AROUND_COLUMNS: u16 = 4;
/// Rows of a frame around its inside.
const AROUND_ROWS: u16 = 2;

/// A frame on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Framed {
    /// All of it.
    pub frame: Area,
    /// What it is around.
    pub inside: Area,
}

impl Framed {
    /// A frame in the middle of a screen, for an inside of some columns and rows, as far
    /// as there is room between the lines above and below.
    #[must_use]
    pub fn of(size: Size, (columns, rows): (u16, u16)) -> Self {
        let columns = columns.saturating_add(AROUND_COLUMNS).min(size.columns);
        let room = size.rows.saturating_sub(2);
        let rows = rows.saturating_add(AROUND_ROWS).min(room);
        let frame = Area {
            x: (size.columns - columns) / 2,
            y: 1 + (room - rows) / 2,
            columns,
            rows,
        };
        let inside = Area {
            x: frame.x + 2,
            y: frame.y + 1,
            columns: columns.saturating_sub(AROUND_COLUMNS),
            rows: rows.saturating_sub(AROUND_ROWS),
        };
        Self { frame, inside }
    }
}

impl Area {
    /// Columns for a text in the upper or lower edge, where this is a frame.
    #[must_use]
    pub fn room_in_edge(self) -> usize {
        usize::from(self.columns.saturating_sub(6))
    }

    /// What is told in the lower edge, where this is a frame, and in which column it
    /// begins: as many hints as fit of a text of several, with two blanks or more
    /// between. The one before the last goes first, then those before it, and the last,
    /// which tells how it is left, at the end.
    #[must_use]
    pub fn below(self, hints: CleanRef<'_>, policy: WidthPolicy) -> (u16, Clean) {
        let room = self.room_in_edge();
        let mut parts: Vec<&str> = hints.as_str().split("  ").map(str::trim).collect();
        parts.retain(|part| !part.is_empty());
        let mut shown = policy.shorten(hints, usize::MAX);
        while policy.text(shown.as_str()) > room && parts.len() > 1 {
            parts.remove(parts.len() - 2);
            shown = Clean::line_keeping_spaces(&parts.join("   "));
        }
        let shown = policy.shorten(shown.as_clean(), room);
        let columns = u16::try_from(policy.text(shown.as_str())).unwrap_or(u16::MAX);
        let right = self.x + self.columns.saturating_sub(1);
        (right.saturating_sub(columns.saturating_add(2)), shown)
    }
}

/// The key that is told at a column of hints which begin in some column: a word that
/// names one stands for it, and so do the words after it that say what it does.
pub(super) fn key_told(hints: &str, begin: u16, column: u16, policy: WidthPolicy) -> Option<Key> {
    let mut end = usize::from(begin);
    let (mut key, mut is_named) = (None, true);
    for piece in hints.split_inclusive(' ') {
        let word = piece.trim_end();
        if word.is_empty() {
            // Another hint begins.
            (key, is_named) = (None, true);
        } else if let Some(told) = key_of(word).filter(|_| is_named) {
            key = Some(told);
        } else {
            is_named = false;
        }
        end += policy.text(piece);
        if usize::from(column) < end {
            return key.filter(|_| column >= begin && !word.is_empty());
        }
    }
    None
}

/// The key that a word of a hint names.
fn key_of(word: &str) -> Option<Key> {
    match word {
        "↑" => Some(Key::plain(Code::Up)),
        "↓" => Some(Key::plain(Code::Down)),
        word if word.is_ascii() => Key::parse(word),
        _ => None,
    }
}

impl App {
    /// What the keys of a menu do.
    #[must_use]
    pub fn menu_hints(&self, menu: &Menu) -> Clean {
        if menu.typing && menu.kind != MenuKind::Palette {
            return self.words.get("menu-hints-typing");
        }
        self.words.get(&format!("{}-hints", menu.kind.name()))
    }

    /// The frame of a menu.
    #[must_use]
    pub fn menu_frame(&self, menu: &Menu) -> Framed {
        let laid = menu.laid(self.size, &self.words, self.policy());
        Framed::of(self.size, (laid.columns, laid.rows + laid.detail))
    }

    /// The frame of what lies on top, and the key of the hints in its edge. A code has
    /// none that counts: it goes with any click.
    fn framed(&self) -> Option<(Framed, Clean)> {
        let (text, hints) = match self.popup.as_ref()? {
            Popup::Menu(menu) => return Some((self.menu_frame(menu), self.menu_hints(menu))),
            Popup::Help(text) | Popup::Details(text) => (text, "popup-hints"),
            Popup::Question(question @ Question { text, .. }) => (text, question.hints()),
            Popup::Qr(_) => return None,
        };
        let laid = text.laid(self.size.columns, self.policy());
        let rows = u16::try_from(laid.rows.len()).unwrap_or(u16::MAX);
        let framed = Framed::of(self.size, (laid.columns, rows));
        Some((framed, self.words.get(hints)))
    }

    /// What lies on top at a place of the screen.
    pub(super) fn on_top_at(&self, column: u16, row: u16) -> OnTop {
        let Some((Framed { frame, inside }, hints)) = self.framed() else {
            return OnTop::Outside;
        };
        if !frame.holds(column, row) {
            return OnTop::Outside;
        }
        if row + 1 == frame.y + frame.rows {
            let (x, shown) = frame.below(hints.as_clean(), self.policy());
            let key = key_told(shown.as_str(), x, column, self.policy());
            return key.map_or(OnTop::Nothing, OnTop::Key);
        }
        let entry = match &self.popup {
            Some(Popup::Menu(menu)) if inside.holds(column, row) => {
                let laid = menu.laid(self.size, &self.words, self.policy());
                menu.entry_at(&laid, inside, (column, row), self.policy())
            }
            _ => None,
        };
        entry.map_or(OnTop::Nothing, OnTop::Entry)
    }
}

/// What of what lies on top is at a place of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnTop {
    /// The place is beside it.
    Outside,
    /// Nothing that can be clicked.
    Nothing,
    /// A key that is told there.
    Key(Key),
    /// An entry, by its number among all.
    Entry(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: WidthPolicy = WidthPolicy::Narrow;

    #[test]
    fn a_hint_stands_for_the_key_it_names() {
        let told = |hints: &str, column: u16| {
            let key = key_told(hints, 10, column, POLICY);
            key.map_or_else(|| "-".to_owned(), |key| key.to_string())
        };
        let all = |hints: &str| {
            let end = 10 + u16::try_from(POLICY.text(hints)).unwrap_or(u16::MAX);
            let mut keys: Vec<String> = (8..end + 2).map(|column| told(hints, column)).collect();
            keys.dedup();
            keys.join(" ")
        };
        for (hints, expected) in [
            ("Enter take   / narrow   Esc leave", "- Enter - / - Esc -"),
            ("Enter 打开   y 复制   Esc 离开", "- Enter - y - Esc -"),
            ("j k scroll   Esc leave", "- j k - Esc -"),
            ("↑ ↓ 移动  Del 删除", "- Up Down - Del -"),
            ("again: reverse   Esc leave", "- Esc -"),
            // A word that says what a key does names no other.
            ("Enter go to x y", "- Enter -"),
            ("", "-"),
        ] {
            assert_eq!(all(hints), expected, "{hints}");
        }
        assert_eq!(told("Enter 打开", 19), "Enter");
        assert_eq!(told("Enter 打开", 20), "-");
    }

    #[test]
    fn a_frame_lies_on_any_screen() {
        for columns in [0, 1, 3, 20, 100, u16::MAX] {
            for rows in [0, 1, 2, 3, 24, u16::MAX] {
                let size = Size { columns, rows };
                for inside in [(0, 0), (10, 3), (u16::MAX, u16::MAX)] {
                    let framed = Framed::of(size, inside);
                    assert!(framed.frame.columns <= columns && framed.frame.rows <= rows);
                    assert!(framed.frame.x <= columns / 2 + 1, "{framed:?}");
                    let hints = Clean::line("Enter take   Esc leave");
                    let (_, shown) = framed.frame.below(hints.as_clean(), POLICY);
                    assert!(POLICY.text(shown.as_str()) <= framed.frame.room_in_edge());
                }
            }
        }
    }
}
