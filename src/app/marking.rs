//! Setting marks, and undoing it. A change shows at once; that it is safe shows
//! when the store has said so.

use crate::article::Head;
use crate::marks::{Change, Entry, Subject};

use super::App;
use super::message::{Effect, Notice, Tone};

/// Changes that can be undone, the last at the end.
const REMEMBERED: usize = 1_000;

/// What was done and what was undone.
#[derive(Default)]
pub(super) struct History {
    done: Vec<Vec<(Subject, Change)>>,
    undone: Vec<Vec<(Subject, Change)>>,
}

impl App {
    /// Sets marks of an article, so that it can be undone.
    pub(super) fn mark(&mut self, head: &Head, changes: &[Change]) -> Vec<Effect> {
        let changes = changes
            .iter()
            .map(|change| (Subject::of(head), change.clone()))
            .collect();
        let (inverse, effects) = self.apply(changes);
        if !inverse.is_empty() {
            self.history.undone.clear();
            self.history.done.push(inverse);
            if self.history.done.len() > REMEMBERED {
                self.history.done.remove(0);
            }
        }
        effects
    }

    /// Remembers the place in the page. That is no change to be undone.
    pub(super) fn remember_place(&mut self) -> Vec<Effect> {
        let Some(article) = self.reader.article.clone() else {
            return Vec::new();
        };
        let place = self.reader.place();
        self.apply(vec![(Subject::of(&article.head), Change::Place(place))])
            .1
    }

    /// Applies changes; gives those that undo them, in reverse order.
    fn apply(&mut self, changes: Vec<(Subject, Change)>) -> (Vec<(Subject, Change)>, Vec<Effect>) {
        let mut inverse = Vec::new();
        let mut entries = Vec::new();
        for (subject, change) in changes {
            let Some(applied) = self.marks.apply(subject.id, &change) else {
                continue;
            };
            if let Change::Read(read) = change
                && self.list.rows.row_of(subject.id).is_some()
            {
                let unread = self
                    .list
                    .unread
                    .saturating_add_signed(if read { -1 } else { 1 });
                self.list.unread = unread;
            }
            inverse.push((subject.clone(), applied.inverse));
            let at = self.clock.now.timestamp_millis();
            entries.push(Entry {
                subject,
                change,
                sequence: applied.sequence,
                at,
            });
        }
        inverse.reverse();
        let effects = if entries.is_empty() {
            Vec::new()
        } else {
            vec![Effect::SaveMarks(entries)]
        };
        (inverse, effects)
    }

    /// Undoes the last change, or does it again.
    pub(super) fn step_history(&mut self, undo: bool) -> Vec<Effect> {
        let history = &mut self.history;
        let from = if undo {
            &mut history.done
        } else {
            &mut history.undone
        };
        let Some(changes) = from.pop() else {
            let key = if undo {
                "nothing-to-undo"
            } else {
                "nothing-to-redo"
            };
            self.notice = Some(Notice {
                text: self.words.get(key),
                tone: Tone::Quiet,
            });
            return Vec::new();
        };
        let title = changes
            .first()
            .map(|(subject, _)| subject.title.clone())
            .unwrap_or_default();
        let (inverse, effects) = self.apply(changes);
        let to = if undo {
            &mut self.history.undone
        } else {
            &mut self.history.done
        };
        to.push(inverse);
        let key = if undo { "undone" } else { "redone" };
        let text = self.words.with(key, &[("title", title.as_str().into())]);
        self.notice = Some(Notice {
            text,
            tone: Tone::Quiet,
        });
        effects
    }
}
