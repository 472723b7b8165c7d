//! The language of the interface, which can be another from one key to the next.

use std::sync::Arc;

use crate::settings::Chosen;
use crate::text::Clean;
use crate::text::convert::{Characters, Conversion};
use crate::text::language::Language as Written;
use crate::words::{Language, Words};

use super::App;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::popup::Popup;

impl App {
    /// Opens the menu of languages, each by its own name.
    pub(super) fn open_languages(&mut self) -> Vec<Effect> {
        let now = self.words.language();
        let entries = Language::ALL.map(|language| Entry {
            label: self.words.get(&name_key(language)),
            beside: language.tag().into(),
            ..Entry::new(Deed::Speak(language))
        });
        let place = Language::ALL.iter().position(|language| *language == now);
        let menu = Menu::lettered(MenuKind::Language, entries.into(), place.unwrap_or(0));
        self.popup = Some(Popup::Menu(menu));
        Vec::new()
    }

    /// Whether the interface is in Chinese.
    pub(super) fn is_in_chinese(&self) -> bool {
        self.words.language() != Language::English
    }

    /// A text of ours in Simplified characters in those of the interface.
    pub(super) fn in_own_characters(&self, text: &str) -> String {
        let conversion = Conversion::new(
            Characters::Traditional,
            self.settings.traditional,
            Written::SIMPLIFIED_CHINESE,
        );
        let conversion = conversion.filter(|_| self.words.language() == Language::Traditional);
        let converted = conversion.and_then(|conversion| conversion.of(&Clean::line(text)));
        converted.map_or_else(|| text.to_owned(), |text| text.as_str().to_owned())
    }

    /// Words everything in a language, and has that kept.
    pub(super) fn speak(&mut self, language: Language) -> Vec<Effect> {
        self.words = Arc::new(Words::of_language(language));
        self.reader.set_anew();
        self.settings.language = Some(language);
        let values = [("name", self.words.get(&name_key(language)).into())];
        self.say(self.words.with("language-switched", &values));
        let chosen = Chosen::now("language", &self.settings, &self.as_set);
        let mut effects = vec![Effect::Speak(language)];
        effects.extend(chosen.map(Effect::KeepChosen));
        effects
    }
}

/// The key of a language's name.
fn name_key(language: Language) -> String {
    format!("language-{}", language.tag())
}
