//! Opening the marks, and opening them again: what is told of it, and of another file
//! that stands under the name by then.

use std::path::Path;

use chrono::Utc;

use super::super::{Event, say};
use super::Keeper;
use crate::app::{Message, Tone};
use crate::archive::shown;
use crate::archive::store::{Note, Store};

impl Keeper {
    pub(super) fn open(&mut self) {
        let file = &self.file;
        let opened = if self.private {
            Store::open_private(file).and_then(|mut opened| {
                let marks = opened.store.load()?;
                Ok((opened, marks))
            })
        } else {
            Store::open_or_restore(file, Utc::now().date_naive(), self.suspected)
        };
        match opened {
            Ok((opened, marks)) => {
                for note in &opened.notes {
                    self.tell_of_opening(note);
                }
                self.noted = true;
                self.suspected = false;
                let is_restored = |note: &Note| matches!(note, Note::Restored { .. });
                self.is_restored = opened.notes.iter().any(is_restored);
                if self.is_restored {
                    self.history_of = None;
                }
                let marks = marks.set().clone();
                (self.tell)(Event::Message(Message::MarksLoaded(marks)));
                self.store = Some(opened.store);
                if self.waiting.is_empty() {
                    self.is_over();
                }
                self.tell_of_searches();
                self.tell_of_places();
                self.tell_of_history();
            }
            Err(error) => {
                self.may_pass = error.may_pass();
                self.complain("marks-unavailable", &error);
            }
        }
    }

    /// Tells how the store was opened: what stays so, once; what was done, each time.
    fn tell_of_opening(&self, note: &Note) {
        let say = |key, values: &[_]| {
            say(&self.words, &self.tell, Tone::Error, key, values);
        };
        match note {
            Note::Newer { .. } if !self.noted => say("marks-newer", &[]),
            Note::ReadOnly if !self.noted => say("marks-read-only", &[]),
            Note::Restored { aside, copy } => {
                let aside = ("path", shown(aside).into());
                match copy.as_deref().and_then(Path::file_name) {
                    Some(copy) => {
                        let copy = ("copy", shown(Path::new(copy)).into());
                        say("marks-restored", &[aside, copy]);
                    }
                    None => say("marks-begun-anew", &[aside]),
                }
            }
            Note::Newer { .. } | Note::ReadOnly | Note::Migrated { .. } => {}
        }
    }

    /// Opens the store where it is not open: what was in the way may be gone.
    pub(super) fn open_again(&mut self) {
        if self.store.is_none() {
            self.open();
        }
    }

    /// Opens what stands under the name now, and tells where that is another file than
    /// before: the marks on the screen may be others then.
    pub(super) fn follow(&mut self) {
        let before = self.store.take().and_then(|store| store.file());
        self.open();
        let now = self.store.as_ref().and_then(Store::file);
        if now.is_some() && now != before && !self.is_restored {
            let path = [("path", shown(&self.file).into())];
            say(
                &self.words,
                &self.tell,
                Tone::Error,
                "marks-replaced",
                &path,
            );
        }
    }
}
