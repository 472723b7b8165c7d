//! What threads say to the person, in the language of the moment.

use std::sync::{Arc, Mutex, PoisonError};

use crate::app::{Message, Notice, Tone};
use crate::text::Clean;
use crate::words::{Language, Value, Words};

use super::{Event, Tell};

/// The texts of the interface as all threads have them, in the language of the
/// moment.
#[derive(Debug)]
pub struct Voice(Mutex<Arc<Words>>);

impl Voice {
    /// Speaks with some texts.
    #[must_use]
    pub fn new(words: Arc<Words>) -> Self {
        Self(Mutex::new(words))
    }

    /// The texts as they are now.
    pub(super) fn words(&self) -> Arc<Words> {
        // A change is one assignment: a panic elsewhere leaves nothing half done.
        let words = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&words)
    }

    /// Speaks another language from now on.
    pub(super) fn speak(&self, language: Language) {
        let spoken = Arc::new(Words::of_language(language));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = spoken;
    }

    /// The text of a key.
    pub(super) fn get(&self, key: &str) -> Clean {
        self.words().get(key)
    }

    /// The text of a key with values put in.
    pub(super) fn with(&self, key: &str, values: &[(&str, Value)]) -> Clean {
        self.words().with(key, values)
    }

    /// The text of a notice.
    pub(super) fn of(&self, notice: &crate::words::Notice) -> Clean {
        self.words().of(notice)
    }
}

/// Tells the person something.
pub(super) fn say(words: &Voice, tell: &Tell, tone: Tone, key: &str, values: &[(&str, Value)]) {
    let text = words.with(key, values);
    tell(Event::Message(Message::Notice(Notice { text, tone })));
}

/// Tells the person what went wrong, or was done, as it is told of itself.
pub(super) fn say_notice(words: &Voice, tell: &Tell, tone: Tone, notice: &crate::words::Notice) {
    let text = words.of(notice);
    tell(Event::Message(Message::Notice(Notice { text, tone })));
}
