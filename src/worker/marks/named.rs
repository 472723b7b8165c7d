//! What a reader has given a name to: saved searches, and places under letters. Each
//! change is told with whether it is safe, and all of them where they have changed.

use chrono::Utc;

use crate::app::{Message, Tone};
use crate::archive::store::StoreError;
use crate::marks::{PlaceToKeep, SavedSearch};
use crate::text::Clean;

use super::super::{Event, say};
use super::Keeper;

/// A change of the saved searches.
pub(in crate::worker) enum Searching {
    /// One is saved under its name.
    Save(SavedSearch),
    /// The one of a name is removed.
    Remove(String),
}

/// A change of the places under letters.
pub(in crate::worker) enum Placing {
    /// One is kept under its letter.
    Keep(PlaceToKeep),
    /// The one under a letter is forgotten.
    Forget(char),
}

impl Keeper {
    /// Saves a search, or removes one, and tells whether that is safe.
    pub(super) fn change_searches(&mut self, change: &Searching) {
        let now = Utc::now().timestamp_millis();
        let done = self.with_store(|store, _, _| match change {
            Searching::Save(search) => store.save_search(search),
            Searching::Remove(name) => store.remove_search(name, now).map(drop),
        });
        self.tell_of_searches();
        let (key, name) = match change {
            Searching::Save(search) => ("search-saved", &search.name),
            Searching::Remove(name) => ("search-removed", name),
        };
        self.tell_whether(done, key, ("name", Clean::line(name)), "search-not-saved");
    }

    /// Keeps a place, or forgets one, and tells whether that is safe.
    pub(super) fn change_places(&mut self, change: &Placing) {
        let now = Utc::now().timestamp_millis();
        let done = self.with_store(|store, _, _| match change {
            Placing::Keep(place) => store.keep_place(place),
            Placing::Forget(letter) => store.forget_place(*letter, now).map(drop),
        });
        self.tell_of_places();
        let (key, letter) = match change {
            Placing::Keep(place) => ("place-kept", place.letter),
            Placing::Forget(letter) => ("place-forgotten", *letter),
        };
        let letter = Clean::line(&letter.to_string());
        self.tell_whether(done, key, ("letter", letter), "place-not-kept");
    }

    /// Tells that a change is safe, or why it is not.
    fn tell_whether(
        &self,
        done: Result<(), Option<StoreError>>,
        key: &str,
        (name, value): (&str, Clean),
        refused: &str,
    ) {
        let (tone, key, name, value) = match done {
            Ok(()) => (Tone::Quiet, key, name, value),
            Err(error) => {
                let reason = match error {
                    Some(error) => {
                        tracing::error!(%error, "{refused}");
                        self.words.of(&error.notice())
                    }
                    None => self.words.get("marks-not-open"),
                };
                (Tone::Error, refused, "reason", reason)
            }
        };
        say(&self.words, &self.tell, tone, key, &[(name, value.into())]);
    }

    /// Tells which searches are saved, where they are others than before.
    pub(super) fn tell_of_searches(&mut self) {
        let Some(store) = &self.store else { return };
        match store.searches() {
            Ok(searches) if searches == self.searches => {}
            Ok(searches) => {
                self.searches.clone_from(&searches);
                (self.tell)(Event::Message(Message::SavedSearches(searches)));
            }
            Err(error) => tracing::warn!(%error, "saved searches"),
        }
    }

    /// Tells which places are under letters, where they are others than before.
    pub(super) fn tell_of_places(&mut self) {
        let Some(store) = &self.store else { return };
        match store.places() {
            Ok(places) if places == self.places => {}
            Ok(places) => {
                self.places.clone_from(&places);
                (self.tell)(Event::Message(Message::Places(places)));
            }
            Err(error) => tracing::warn!(%error, "places under letters"),
        }
    }
}
