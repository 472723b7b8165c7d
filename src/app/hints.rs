//! Letters beside the links that are seen: typing them opens the link.
//!
//! It leaves to others: what becomes of a link (`links`), how the letters look
//! (`ui`).

use std::collections::HashSet;

use crate::command::{Code, Key};
use crate::page::{Line, Look, Target};
use crate::text::WidthPolicy;

use super::App;
use super::geometry::Focus;
use super::links::Use;
use super::message::Effect;

/// The letters, those under the fingers first. `y` copies; `q` leaves.
const LETTERS: &str = "asdfghjklweruioptzxcvbnm";

/// A link that is seen, and its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What types it: as many letters as every other has.
    pub letters: String,
    /// What it stands for.
    pub target: Target,
    /// The line of the page, from the first that is seen.
    pub row: u16,
    /// Where its letters stand, in columns from the left of the text.
    pub column: u16,
}

/// The links that are seen, while one of them is being chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The links, from the top.
    pub hints: Vec<Hint>,
    /// The letters typed so far.
    pub typed: String,
    /// Whether the link is copied, else opened.
    pub copies: bool,
}

impl Hints {
    /// Hints for all that leads somewhere on some lines of a page.
    fn of(lines: &[Line], columns: u16, policy: WidthPolicy) -> Self {
        let mut hints = targets(lines, policy);
        let length = length(hints.len());
        let mut left = Vec::new();
        for row in hints.chunk_by_mut(|a, b| a.row == b.row) {
            place(row, length, columns);
        }
        left.extend(hints.into_iter().filter(|hint| hint.column < columns));
        let length = left.len();
        for (hint, letters) in left.iter_mut().zip(letters(length)) {
            hint.letters = letters;
        }
        Self {
            hints: left,
            ..Self::default()
        }
    }

    /// The links whose letters begin with what was typed.
    pub fn left(&self) -> impl Iterator<Item = &Hint> {
        let begins = |hint: &&Hint| hint.letters.starts_with(&self.typed);
        self.hints.iter().filter(begins)
    }

    /// The only link that is left, if there is but one and something was typed.
    #[must_use]
    pub fn only_one_left(&self) -> Option<&Hint> {
        let mut left = self.left();
        left.next()
            .filter(|_| !self.typed.is_empty() && left.next().is_none())
    }
}

/// What leads somewhere on some lines: once each, where it is first seen.
fn targets(lines: &[Line], policy: WidthPolicy) -> Vec<Hint> {
    let mut known = HashSet::new();
    let mut hints = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        let mut column = 0_usize;
        for piece in &line.pieces {
            let text = piece.text.as_str();
            let is_indent = piece.look == Look::Furniture && text.trim().is_empty();
            if let Some(target) = piece.target.filter(|_| !is_indent)
                && known.insert(target)
            {
                hints.push(Hint {
                    letters: String::new(),
                    target,
                    row: u16::try_from(row).unwrap_or(u16::MAX),
                    column: u16::try_from(column).unwrap_or(u16::MAX),
                });
            }
            column += policy.text(text);
        }
    }
    hints
}

/// Moves the hints of one row aside, so that each has room for its letters. One
/// that finds none on the row is put outside of it.
fn place(row: &mut [Hint], length: u16, columns: u16) {
    let mut free = 0;
    for hint in row.iter_mut() {
        hint.column = hint.column.max(free);
        free = hint.column.saturating_add(length);
    }
    let mut end = columns;
    for hint in row.iter_mut().rev() {
        match end.checked_sub(length) {
            Some(last) => {
                hint.column = hint.column.min(last);
                end = hint.column;
            }
            None => hint.column = u16::MAX,
        }
    }
}

/// How many letters each of so many hints needs.
fn length(count: usize) -> u16 {
    let mut length = 1;
    let mut reach = LETTERS.len();
    while reach < count {
        reach = reach.saturating_mul(LETTERS.len());
        length += 1;
    }
    length
}

/// Letters for so many hints: all as long as each other, from as few letters as do.
fn letters(count: usize) -> Vec<String> {
    let length = u32::from(length(count));
    let reaches = |letters: &usize| letters.saturating_pow(length) >= count;
    let base = (1..LETTERS.len()).find(reaches).unwrap_or(LETTERS.len());
    let letter = |digit: usize| LETTERS.chars().nth(digit).unwrap_or('a');
    let word = |number: usize| {
        let digits = (0..length).rev();
        let digit = digits.map(|place| number / base.saturating_pow(place) % base);
        digit.map(letter).collect()
    };
    (0..count).map(word).collect()
}

impl App {
    /// The hints for what is seen of the page.
    fn visible_hints(&self) -> Hints {
        let Some(pane) = self.layout().page else {
            return Hints::default();
        };
        let text = self.page_area(pane).text;
        let lines = self.reader.page.lines.iter().skip(self.reader.top);
        let lines: Vec<Line> = lines.take(usize::from(text.rows)).cloned().collect();
        Hints::of(&lines, text.columns, self.policy())
    }

    /// Shows letters at every link that is seen. Where none is, all links of the
    /// article are listed.
    pub(super) fn show_hints(&mut self) -> Vec<Effect> {
        let hints = self.visible_hints();
        if hints.hints.is_empty() {
            let effects = self.open_links();
            if self.popup.is_some() {
                self.tell("hints-none-seen");
            }
            return effects;
        }
        self.hints = Some(hints);
        Vec::new()
    }

    /// Follows the page: what is not seen any more has no letters.
    pub(super) fn settle_hints(&mut self) {
        let Some(before) = &self.hints else { return };
        let stays = self.focus == Focus::Page
            && self.popup.is_none()
            && self.prompt.is_none()
            && self.find.finding.is_none();
        let now = self.visible_hints();
        if !stays || now.hints.is_empty() {
            self.hints = None;
        } else if now.hints != before.hints {
            let copies = before.copies;
            self.hints = Some(Hints { copies, ..now });
        }
    }

    /// Takes a key while letters are shown. `None` for one that is none of theirs:
    /// it does what it always does, and the letters go.
    pub(super) fn hint_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let hints = self.hints.as_mut()?;
        match (key.code, key.ctrl, key.alt) {
            (Code::Esc, ..) | (Code::Char('q'), false, false) | (Code::Char('c'), true, _) => {
                self.hints = None;
            }
            (Code::Backspace, ..) => {
                if hints.typed.pop().is_none() {
                    self.hints = None;
                }
            }
            (Code::Char('y'), false, false) => hints.copies = !hints.copies,
            (Code::Char(';'), false, false) => {
                self.hints = None;
                return Some(self.open_links());
            }
            (Code::Enter, ..) => {
                if let Some(hint) = hints.only_one_left() {
                    let target = hint.target;
                    return Some(self.take_hint(target));
                }
            }
            (Code::Char(c), false, false) if c.is_alphabetic() && c.is_lowercase() => {
                return Some(self.hint_letter(c));
            }
            _ => {
                self.hints = None;
                return None;
            }
        }
        Some(Vec::new())
    }

    fn hint_letter(&mut self, letter: char) -> Vec<Effect> {
        let Some(hints) = &mut self.hints else {
            return Vec::new();
        };
        hints.typed.push(letter);
        if hints.left().next().is_none() {
            hints.typed.pop();
            let keys = letter.to_string();
            let text = self
                .words
                .with("hints-no-such", &[("keys", keys.as_str().into())]);
            self.say(text);
            return Vec::new();
        }
        let complete = hints.left().find(|hint| hint.letters == hints.typed);
        match complete.map(|hint| hint.target) {
            Some(target) => self.take_hint(target),
            None => Vec::new(),
        }
    }

    fn take_hint(&mut self, target: Target) -> Vec<Effect> {
        let copies = self.hints.take().is_some_and(|hints| hints.copies);
        self.use_target(target, if copies { Use::Copy } else { Use::Open })
    }
}
