//! Places under letters: setting one, the menu of them, and going there.

use crate::command::{Code, Command, Key};
use crate::marks::{PlaceMark, PlaceToKeep, Subject, is_letter};
use crate::text::Clean;

use super::App;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::popup::Popup;
use super::trail::Place;

/// The key that leads back to where one was, in the menu of places.
const RETURN: char = '\'';

/// The places under letters.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// In order of letters.
    set: Vec<PlaceMark>,
    /// Whether the next key is the letter for a new one.
    is_asking: bool,
}

impl Places {
    /// Takes the places as they are kept now.
    pub(super) fn take(&mut self, set: Vec<PlaceMark>) {
        self.set = set;
    }

    /// No letter is asked for any more; whether one was.
    pub(super) fn stop_asking(&mut self) -> bool {
        std::mem::take(&mut self.is_asking)
    }
}

impl App {
    /// Carries out a command about places.
    pub(super) fn use_places(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::SetPlace => self.ask_for_place(),
            _ => self.open_places(),
        }
    }

    /// Asks for the letter that the present place is put under.
    fn ask_for_place(&mut self) -> Vec<Effect> {
        if self.subject().is_none() {
            return self.tell("no-article");
        }
        self.trail.places.is_asking = true;
        self.tell("place-which")
    }

    /// Takes the key that follows: the letter.
    pub(super) fn set_place(&mut self, key: Key) -> Vec<Effect> {
        let letter = match key.code {
            Code::Esc => return Vec::new(),
            Code::Char('c') if key.ctrl => return Vec::new(),
            Code::Char(letter) if is_letter(letter) && !key.ctrl && !key.alt => letter,
            _ => return self.tell("place-no-letter"),
        };
        let Some(head) = self.subject() else {
            return self.tell("no-article");
        };
        let shown = self.reader.article.as_ref().map(|article| article.head.id);
        let position = if shown == Some(head.id) && !self.reader.is_loading() {
            self.reader.place()
        } else {
            self.marks.get(head.id).place
        };
        vec![Effect::KeepPlace(PlaceToKeep {
            letter,
            subject: Subject::of(&head),
            position: position.unwrap_or(0),
            at: self.clock.now.timestamp_millis(),
        })]
    }

    /// Opens the menu of places.
    fn open_places(&mut self) -> Vec<Effect> {
        let places = self.trail.places.set.iter().map(|place| Entry {
            letter: Some(place.letter),
            label: Clean::line(&place.title),
            ..Entry::new(Deed::Place(place.clone()))
        });
        let back = Entry {
            letter: Some(RETURN),
            label: self.words.get("places-return"),
            ..Entry::new(Deed::Return)
        };
        let entries: Vec<Entry> = places.chain([back]).collect();
        self.popup = Some(Popup::Menu(Menu::new(MenuKind::Places, entries, 0)));
        Vec::new()
    }

    /// Jumps to a place under a letter.
    pub(super) fn jump_to_mark(&mut self, mark: &PlaceMark) -> Vec<Effect> {
        self.jump_to_place(Place {
            article: mark.article,
            position: Some(mark.position),
        })
    }

    /// Forgets a place under a letter.
    pub(super) fn forget_place(&mut self, mark: &PlaceMark) -> Vec<Effect> {
        self.popup = None;
        vec![Effect::ForgetPlace(mark.letter)]
    }
}
