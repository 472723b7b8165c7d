//! Which characters are shown: the author's, Simplified or Traditional ones.
//! What is copied, searched and remembered stays as it was written.

use crate::article::Head;
use crate::text::Clean;
use crate::text::convert::{Characters, Conversion};
use crate::text::language::Language;
use crate::text::script::is_han;

use super::App;
use super::message::Effect;

/// The language of an article; as its title has it while the text has not been read.
fn language(head: &Head) -> Language {
    head.language.unwrap_or_else(|| {
        let title = head.title.as_str();
        // A title without Han is in no language that matters here.
        if title.chars().any(is_han) {
            Language::guess(title)
        } else {
            Language::UNDETERMINED
        }
    })
}

impl App {
    /// How the texts of an article are converted; `None` where they are shown as
    /// they were written.
    #[must_use]
    pub fn conversion(&self, head: &Head) -> Option<Conversion> {
        if self.characters == Characters::Original {
            return None;
        }
        Conversion::new(self.characters, self.settings.traditional, language(head))
    }

    /// A text about an article, such as its title, in the characters that are
    /// shown: as many as were written.
    #[must_use]
    pub fn shown(&self, head: &Head, text: &Clean) -> Clean {
        let shown = self
            .conversion(head)
            .and_then(|conversion| conversion.of(text));
        shown.unwrap_or_else(|| text.clone())
    }

    /// Goes round: the other characters and those that were written, as the
    /// chosen article has them.
    pub(super) fn change_characters(&mut self) -> Vec<Effect> {
        let loaded = self.reader.article.as_ref().map(|article| &article.head);
        let chosen = self.subject();
        let head = loaded
            .filter(|head| chosen.as_ref().is_none_or(|chosen| chosen.id == head.id))
            .or(chosen.as_deref());
        let script = head.and_then(|head| language(head).script());
        self.characters = self.characters.next(script);
        self.tell(match self.characters {
            Characters::Original => "characters-original",
            Characters::Simplified => "characters-simplified",
            Characters::Traditional => "characters-traditional",
        })
    }
}
