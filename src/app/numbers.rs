//! Asking for the number of a setting that is one: it is in force at once, and kept as
//! what else is chosen.

use crate::command::Key;
use crate::settings::{Chosen, Number};
use crate::text::Clean;

use super::App;
use super::message::Effect;
use super::prompt::{Answer, Prompt};

/// A number is being typed for a setting.
#[derive(Debug)]
pub struct Numbering {
    /// The number as far as it is typed.
    pub prompt: Prompt,
    /// The setting.
    number: &'static Number,
    /// Whether it can't be what was typed last.
    pub is_refused: bool,
}

impl App {
    /// Asks for a number, beginning with the one it is.
    pub(super) fn ask_number(&mut self, number: &'static Number) -> Vec<Effect> {
        let now = number.value(&self.settings).to_string();
        self.numbering = Some(Numbering {
            prompt: Prompt::new(&now),
            number,
            is_refused: false,
        });
        Vec::new()
    }

    /// What the number is asked for, and what it can be.
    #[must_use]
    pub fn number_asked(&self) -> Option<(Clean, Clean)> {
        let number = self.numbering.as_ref()?.number;
        let name = self.words.get(&format!("setting-{}", number.name));
        let what = self.words.with("number-prompt", &[("name", name.into())]);
        let (least, most) = number.ends();
        let ends = [least, most].map(|end| u32::from(end).into());
        let [least, most] = ends;
        let values = [("least", least), ("most", most)];
        Some((what, self.words.with("number-prompt-hints", &values)))
    }

    /// Takes a key while a number is typed.
    pub(super) fn numbering_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(asked) = &mut self.numbering else {
            return Vec::new();
        };
        let answer = asked.prompt.key(key);
        self.after_number(answer)
    }

    /// Takes what a key or a paste did to the prompt.
    pub(super) fn after_number(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(asked) = &mut self.numbering else {
            return Vec::new();
        };
        asked.is_refused = false;
        let number = asked.number;
        match answer {
            Answer::Changed | Answer::Unchanged => {}
            Answer::Cancelled => self.numbering = None,
            // Upwards is more.
            Answer::Move(by) => {
                let (least, most) = number.ends();
                let typed = number.read(asked.prompt.text());
                let typed = typed.unwrap_or_else(|| number.value(&self.settings));
                let by = i16::try_from(-by).unwrap_or_default();
                let next = typed.saturating_add_signed(by).clamp(least, most);
                asked.prompt.set(&next.to_string());
            }
            Answer::Accepted => match number.read(asked.prompt.text()) {
                Some(value) => {
                    self.numbering = None;
                    return self.put_in_force(number.name, &number.line(value));
                }
                None => asked.is_refused = true,
            },
        }
        Vec::new()
    }

    /// Puts a line of the settings in force, and has it kept.
    pub(super) fn put_in_force(&mut self, name: &str, line: &str) -> Vec<Effect> {
        let before = self.settings.clone();
        self.settings = before.clone().with(line).0;
        let after = self.settings.clone();
        let mut effects = self.follow_settings(&before, &after);
        let chosen = Chosen::now(name, &after, &self.as_set);
        effects.extend(chosen.map(Effect::KeepChosen));
        self.say(self.words.with("setting-changed", &[("line", line.into())]));
        effects
    }
}
