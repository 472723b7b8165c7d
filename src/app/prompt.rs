//! The prompt of a search: a line that is edited, and what was in force before.

use tui_input::{Input, InputRequest};

use crate::article::ArticleId;
use crate::command::{Code, Key};

use super::geometry::Focus;

/// A line being typed.
#[derive(Debug)]
pub struct Prompt {
    input: Input,
    /// The search that was in force before; leaving the prompt brings it back.
    pub before: String,
    /// The article that was chosen before; leaving the prompt brings it back.
    pub chosen: Option<ArticleId>,
    /// Which pane had the keys, and whether the page stood alone.
    pub from: (Focus, bool),
}

/// What a key did to the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The text changed.
    Changed,
    /// Only the cursor moved, or nothing happened.
    Unchanged,
    /// The text is to be kept.
    Accepted,
    /// What was in force before is to be brought back.
    Cancelled,
    /// The list is to be moved by some rows.
    Move(isize),
}

impl Prompt {
    /// A prompt that begins with a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            input: Input::new(text.to_owned()),
            before: text.to_owned(),
            chosen: None,
            from: (Focus::List, false),
        }
    }

    /// What has been typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Puts another text in its place, the cursor at its end.
    pub(super) fn set(&mut self, text: &str) {
        self.input = Input::new(text.to_owned());
    }

    /// Puts another text in its place, the cursor between its two parts.
    pub(super) fn set_around_cursor(&mut self, before: &str, after: &str) {
        let cursor = before.chars().count();
        self.input = Input::new(format!("{before}{after}")).with_cursor(cursor);
    }

    /// The text before the cursor, and after it.
    #[must_use]
    pub fn around_cursor(&self) -> (&str, &str) {
        let text = self.input.value();
        let at = text
            .char_indices()
            .nth(self.input.cursor())
            .map_or(text.len(), |(at, _)| at);
        text.split_at(at)
    }

    /// Takes a key. Keys are as typed: an input method is meant here.
    pub fn key(&mut self, key: Key) -> Answer {
        let request = match (key.code, key.ctrl, key.alt) {
            (Code::Enter, ..) => return Answer::Accepted,
            (Code::Esc, ..) | (Code::Char('c' | 'g'), true, _) => return Answer::Cancelled,
            (Code::Down, ..) => return Answer::Move(1),
            (Code::Up, ..) => return Answer::Move(-1),
            (Code::PageDown, ..) => return Answer::Move(10),
            (Code::PageUp, ..) => return Answer::Move(-10),
            (Code::Char('w'), true, _) => return self.delete_to_blank(),
            (Code::Backspace, _, true) => InputRequest::DeletePrevWord,
            (Code::Backspace, ..) if self.input.value().is_empty() => return Answer::Cancelled,
            (Code::Backspace, ..) => InputRequest::DeletePrevChar,
            (Code::Delete, ..) | (Code::Char('d'), true, _) => InputRequest::DeleteNextChar,
            (Code::Left, true, _) | (Code::Char('b'), _, true) => InputRequest::GoToPrevWord,
            (Code::Right, true, _) | (Code::Char('f'), _, true) => InputRequest::GoToNextWord,
            (Code::Left, ..) | (Code::Char('b'), true, _) => InputRequest::GoToPrevChar,
            (Code::Right, ..) | (Code::Char('f'), true, _) => InputRequest::GoToNextChar,
            (Code::Home, ..) | (Code::Char('a'), true, _) => InputRequest::GoToStart,
            (Code::End, ..) | (Code::Char('e'), true, _) => InputRequest::GoToEnd,
            (Code::Char('u'), true, _) => InputRequest::DeleteFromStart,
            (Code::Char('k'), true, _) => InputRequest::DeleteTillEnd,
            (Code::Char(c), false, false) => InputRequest::InsertChar(c),
            _ => return Answer::Unchanged,
        };
        match self.input.handle(request) {
            Some(changed) if changed.value => Answer::Changed,
            _ => Answer::Unchanged,
        }
    }

    /// Takes away what stands before the cursor, back to a blank, as shells do: a word
    /// of Chinese is none of one character.
    fn delete_to_blank(&mut self) -> Answer {
        let (before, after) = self.around_cursor();
        let word = before.trim_end();
        let kept = word.trim_end_matches(|c: char| !c.is_whitespace());
        if kept.len() == before.len() {
            return Answer::Unchanged;
        }
        let (kept, after) = (kept.to_owned(), after.to_owned());
        self.set_around_cursor(&kept, &after);
        Answer::Changed
    }

    /// Takes pasted text: it is text, whatever is in it; line breaks become spaces.
    pub fn paste(&mut self, text: &str) -> Answer {
        let mut answer = Answer::Unchanged;
        for c in text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .take(1_000)
        {
            self.input.handle(InputRequest::InsertChar(c));
            answer = Answer::Changed;
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited() {
        let mut prompt = Prompt::new("");
        for (key, text) in [
            ("中", "中"),
            ("国", "中国"),
            ("Space", "中国 "),
            ("x", "中国 x"),
            ("C-w", "中国 "),
            ("C-u", ""),
            ("北", "北"),
            ("京", "北京"),
            ("C-w", ""),
            ("会", "会"),
            ("Space", "会 "),
            ("谈", "会 谈"),
            ("判", "会 谈判"),
            ("Left", "会 谈判"),
            ("C-w", "会 判"),
            ("C-w", "判"),
            ("C-w", "判"),
            ("C-k", ""),
            ("a", "a"),
            ("Left", "a"),
            ("b", "ba"),
            ("C-k", "b"),
            ("Backspace", ""),
        ] {
            prompt.key(Key::parse(key).expect("a key"));
            assert_eq!(prompt.text(), text, "{key}");
        }
        assert_eq!(
            prompt.key(Key::parse("Backspace").expect("a key")),
            Answer::Cancelled
        );
        assert_eq!(prompt.paste("a\nb"), Answer::Changed);
        assert_eq!(prompt.text(), "a b");
    }
}
