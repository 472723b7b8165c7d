//! Completing the word that is typed in the prompt of the search: the names of
//! fields, and after a field its words, the outlets of the archive, or the
//! reader's own tags and saved searches.

use std::ops::Range;

use crate::command::{Code, Key};
use crate::query::Field;
use crate::query::complete::{Outlet, WordAt, quoted, word_at};
use crate::text::Clean;
use crate::text::fold::fold;
use crate::words::Language;

use super::App;
use super::message::Effect;

/// How many candidates are offered: more than anyone goes through.
const MOST: usize = 200;

/// How well a name fits in which the typed text stands, but not at the start.
const WITHIN: u8 = 2;

/// What a word can be completed with, and which of it stands in the prompt.
#[derive(Debug)]
pub struct Completion {
    /// What is offered, as it is shown.
    pub shown: Vec<Clean>,
    /// The same as it is written.
    written: Vec<String>,
    /// Which one stands in the prompt.
    pub chosen: usize,
    /// What had been typed, before and after the cursor.
    typed: (String, String),
    /// What stands before the word, and after it.
    around: (String, String),
}

impl App {
    /// Takes a key where it completes a word, or goes through what it can be
    /// completed with. Other keys end that and are taken elsewhere.
    pub(super) fn completion_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let is_on = self.completion.is_some();
        match (key.code, key.ctrl) {
            (Code::Tab, _) if is_on => Some(self.step_completion(!key.shift)),
            (Code::Tab, _) => Some(self.complete()),
            (Code::Down, _) | (Code::Char('n'), true) if is_on => Some(self.step_completion(true)),
            (Code::Up, _) | (Code::Char('p'), true) if is_on => Some(self.step_completion(false)),
            (Code::Esc, _) | (Code::Char('c' | 'g'), true) if is_on => Some(self.undo_completion()),
            (Code::Enter, _) if is_on => {
                self.completion = None;
                Some(Vec::new())
            }
            _ => {
                self.completion = None;
                None
            }
        }
    }

    /// Completes the word at the cursor with the first that fits; where others
    /// fit as well, they are gone through.
    fn complete(&mut self) -> Vec<Effect> {
        let Some(prompt) = &self.prompt else {
            return Vec::new();
        };
        let text = prompt.text();
        let (before, after) = prompt.around_cursor();
        let Some(word) = word_at(text, before.len()) else {
            return self.tell("completes-nothing");
        };
        let part = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
        let candidates = self.candidates(&word);
        let completion = Completion {
            shown: candidates
                .iter()
                .map(|(name, _)| Clean::line(name))
                .collect(),
            written: candidates.into_iter().map(|(_, written)| written).collect(),
            chosen: 0,
            typed: (before.to_owned(), after.to_owned()),
            around: (part(0..word.range.start), part(word.range.end..text.len())),
        };
        if completion.written.is_empty() {
            return self.tell("completes-nothing");
        }
        self.completion = Some(completion);
        let effects = self.put_completion();
        // There is nothing to choose from one.
        self.completion
            .take_if(|completion| completion.written.len() == 1);
        effects
    }

    fn step_completion(&mut self, forward: bool) -> Vec<Effect> {
        if let Some(completion) = &mut self.completion {
            let count = completion.written.len().max(1);
            let by = if forward { 1 } else { count - 1 };
            completion.chosen = (completion.chosen + by) % count;
        }
        self.put_completion()
    }

    /// Puts the chosen one in the place of the word.
    fn put_completion(&mut self) -> Vec<Effect> {
        let (Some(completion), Some(prompt)) = (&self.completion, &mut self.prompt) else {
            return Vec::new();
        };
        let Some(written) = completion.written.get(completion.chosen) else {
            return Vec::new();
        };
        let (before, after) = &completion.around;
        prompt.set_around_cursor(&format!("{before}{written}"), after);
        self.earlier.leave();
        self.search_changed()
    }

    /// Brings back what had been typed.
    fn undo_completion(&mut self) -> Vec<Effect> {
        let (Some(completion), Some(prompt)) = (self.completion.take(), &mut self.prompt) else {
            return Vec::new();
        };
        prompt.set_around_cursor(&completion.typed.0, &completion.typed.1);
        self.search_changed()
    }

    /// What a word can be completed with: as it is shown, and as it is written.
    fn candidates(&self, word: &WordAt) -> Vec<(String, String)> {
        let Some(field) = word.field else {
            return self.fields(&word.typed);
        };
        let names: Vec<String> = match field {
            Field::Source => {
                let named = |outlet| name_of(outlet, &word.typed);
                best(self.outlets.iter().filter_map(named))
            }
            Field::Tag => {
                let tags = self.marks.set().tags();
                let tags = tags.map(|(tag, _)| tag.name().as_str().to_owned());
                matching(tags, &word.typed)
            }
            Field::Search => {
                let names = self.saved.iter().map(|saved| saved.name.clone());
                matching(names, &word.typed)
            }
            field => matching(self.words_of(field).into_iter(), &word.typed),
        };
        let written = |name: String| quoted(&name).map(|written| (name, written));
        names.into_iter().filter_map(written).take(MOST).collect()
    }

    /// Whether there is an outlet, or a tag, of a name that is folded. Before the
    /// folder has been looked at to its end nobody knows what is in it.
    pub(super) fn knows(&self, field: Field, name: &str) -> bool {
        match field {
            Field::Source => {
                let mut names = self.outlets.iter().flat_map(|outlet| &outlet.names);
                self.outlets.is_empty()
                    || !self.list.complete
                    || names.any(|own| fold(own).as_str() == name)
            }
            Field::Tag => {
                let mut tags = self.marks.set().tags();
                tags.any(|(tag, _)| tag.folded() == name)
            }
            _ => true,
        }
    }

    /// The words of a field, in an interface in Chinese those in Chinese first.
    fn words_of(&self, field: Field) -> Vec<String> {
        let words = field.words().iter().map(|word| (*word).to_owned());
        if !self.is_in_chinese() {
            return words.collect();
        }
        let (own, others): (Vec<String>, Vec<String>) = words.partition(|word| !word.is_ascii());
        let own = own.iter().map(|word| self.in_own_characters(word));
        own.chain(others).collect()
    }

    /// The fields whose names begin as typed: in an interface
    /// in Chinese, or where Chinese is typed, those in Chinese.
    fn fields(&self, typed: &str) -> Vec<(String, String)> {
        let folded = fold(typed);
        let in_chinese = Field::ALL.iter().map(|field| {
            let [simplified, traditional] = field.names_in_chinese();
            let is_typed = |name: &str| !typed.is_empty() && name.starts_with(typed);
            let is_traditional = match self.words.language() {
                Language::Traditional => !is_typed(simplified),
                _ => is_typed(traditional) && !is_typed(simplified),
            };
            let name = if is_traditional {
                traditional
            } else {
                simplified
            };
            (name, format!("{name}："))
        });
        let in_latin = Field::ALL
            .iter()
            .map(|field| (field.name(), format!("{}:", field.name())));
        let begins = |(name, written): (&str, String)| {
            let begins = fold(name).as_str().starts_with(folded.as_str());
            begins.then(|| (written.clone(), written))
        };
        if self.is_in_chinese() || !typed.is_ascii() {
            in_chinese.chain(in_latin).filter_map(begins).collect()
        } else {
            in_latin.filter_map(begins).collect()
        }
    }
}

/// How well a name fits what is typed: the less, the better. `None` where it does
/// not.
fn fit(name: &str, typed: &str) -> Option<u8> {
    let (folded, wanted) = (fold(name), fold(typed));
    if name.to_lowercase().starts_with(&typed.to_lowercase()) {
        Some(0)
    } else if folded.as_str().starts_with(wanted.as_str()) {
        Some(1)
    } else if folded.as_str().contains(wanted.as_str()) {
        Some(WITHIN)
    } else {
        None
    }
}

/// The name of an outlet in the script that is typed, and how well it fits; where
/// nothing is typed, what it is called.
fn name_of(outlet: &Outlet, typed: &str) -> Option<(u8, String)> {
    let fits = outlet
        .names
        .iter()
        .filter_map(|name| Some((fit(name, typed)?, name)));
    // Of those that fit alike the first.
    let best = fits.min_by_key(|(fit, _)| *fit);
    best.map(|(fit, name)| (fit, name.clone()))
}

/// The names that fit, those that fit best first.
pub(super) fn matching(names: impl Iterator<Item = String>, typed: &str) -> Vec<String> {
    best(names.filter_map(|name| Some((fit(&name, typed)?, name))))
}

fn best(fits: impl Iterator<Item = (u8, String)>) -> Vec<String> {
    let mut fits: Vec<(u8, String)> = fits.collect();
    // What stands in the middle of names is meant where no name begins so.
    if fits.iter().any(|(fit, _)| *fit < WITHIN) {
        fits.retain(|(fit, _)| *fit < WITHIN);
    }
    fits.sort_by_key(|(fit, _)| *fit);
    let mut names: Vec<String> = Vec::with_capacity(fits.len());
    for (_, name) in fits {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(MOST);
    names
}
