//! Settings that were chosen while the program ran, as they are kept from one start to
//! the next: each with what the settings said then. So a choice holds until the file
//! says something else of the same, and the newer wish always wins. Where they are kept
//! is told by [`crate::config`].

use crate::words::Language;

use super::{Choice, Number, Settings};

/// The name of the setting of the language, which has a menu of its own.
const LANGUAGE: &str = "language";

/// A setting that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Its name.
    pub name: &'static str,
    /// Its value, as it is written in the file without quotation marks.
    pub value: String,
    /// The value that the settings had then.
    pub beside: String,
}

impl Chosen {
    /// What is chosen now of a setting, beside what is set; none of one that can't be
    /// chosen.
    #[must_use]
    pub fn now(name: &str, settings: &Settings, set: &Settings) -> Option<Self> {
        let name = names().find(|known| *known == name)?;
        Some(Self {
            name,
            value: settings.value_of(name)?,
            beside: set.value_of(name)?,
        })
    }

    /// Whether it says what the settings say: then there is nothing to be kept.
    #[must_use]
    pub fn is_as_set(&self) -> bool {
        self.value == self.beside
    }

    /// Reads a line that was kept; none of what is not understood.
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let (name, value, beside) = (words.next()?, words.next()?, words.next()?);
        let name = names().find(|known| *known == name)?;
        let are_values = is_value(name, value) && is_value(name, beside);
        (are_values && words.next().is_none()).then(|| Self {
            name,
            value: value.to_owned(),
            beside: beside.to_owned(),
        })
    }

    /// Reads what was kept, a line for each; of two of one name the later counts. What
    /// is not understood is passed over.
    #[must_use]
    pub fn read_all(text: &str) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for chosen in text.lines().filter_map(Self::read) {
            chosen.put_into(&mut all);
        }
        all
    }

    /// Puts it in the place of what was chosen of the same setting; where it says what
    /// the settings say, nothing is chosen of it any more.
    pub fn put_into(self, all: &mut Vec<Self>) {
        all.retain(|known| known.name != self.name);
        if !self.is_as_set() {
            all.push(self);
        }
    }

    /// All that was chosen, as it is kept.
    #[must_use]
    pub fn text_of(all: &[Self]) -> String {
        let mut text = String::new();
        for chosen in all {
            for (word, end) in [
                (chosen.name, ' '),
                (&chosen.value, ' '),
                (&chosen.beside, '\n'),
            ] {
                text.push_str(word);
                text.push(end);
            }
        }
        text
    }
}

/// The names of all settings that can be chosen.
fn names() -> impl Iterator<Item = &'static str> {
    let choices = super::CHOICES.iter().map(|choice| choice.name);
    let numbers = super::NUMBERS.iter().map(|number| number.name);
    choices.chain(numbers).chain(std::iter::once(LANGUAGE))
}

/// Whether one of them may have a value.
fn is_value(name: &str, value: &str) -> bool {
    if let Some(choice) = Choice::named(name) {
        return choice.values.contains(&value);
    }
    match Number::named(name) {
        // As it is written, and no other way.
        Some(number) => number
            .read(value)
            .is_some_and(|read| read.to_string() == value),
        None => Language::NAMES.iter().any(|(written, _)| *written == value),
    }
}

impl Settings {
    /// The value of a setting that can be chosen, as it is written.
    fn value_of(&self, name: &str) -> Option<String> {
        if name == LANGUAGE {
            let mut all = Language::NAMES.iter();
            let own = all.find(|(_, language)| *language == self.language);
            return own.map(|(written, _)| (*written).to_owned());
        }
        if let Some(number) = Number::named(name) {
            return Some(number.value(self).to_string());
        }
        Choice::named(name).map(|choice| choice.value(self).to_owned())
    }

    /// These settings with what was chosen over them, as far as they say what they said
    /// then.
    #[must_use]
    pub fn with_chosen(mut self, all: &[Chosen]) -> Self {
        for chosen in all {
            if self.value_of(chosen.name).as_ref() != Some(&chosen.beside) {
                continue;
            }
            let number = Number::named(chosen.name);
            let number = number.and_then(|number| Some((number, number.read(&chosen.value)?)));
            self = match (Choice::named(chosen.name), number) {
                (Some(choice), _) => self.with(&choice.line(&chosen.value)).0,
                (None, Some((number, value))) => self.with(&number.line(value)).0,
                (None, None) => Self {
                    language: Language::NAMES
                        .iter()
                        .find(|(written, _)| *written == chosen.value)
                        .and_then(|(_, language)| *language),
                    ..self
                },
            };
        }
        self
    }

    /// The settings that can be chosen and are others than before: what was chosen of
    /// them counts no more.
    #[must_use]
    pub fn changed_choices(&self, before: &Self) -> Vec<Chosen> {
        let changed = names().filter(|name| self.value_of(name) != before.value_of(name));
        changed
            .filter_map(|name| Chosen::now(name, self, self))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::*;

    use super::*;

    /// Values that a setting may have; of a number the ends and what is between.
    fn values(name: &str) -> Vec<String> {
        if let Some(number) = Number::named(name) {
            let (least, most) = number.ends();
            return [least, least + 1, most].map(|own| own.to_string()).into();
        }
        let choice = Choice::named(name).map(|choice| choice.values.to_vec());
        let languages = || {
            Language::NAMES
                .iter()
                .map(|(written, _)| *written)
                .collect()
        };
        let values: Vec<&str> = choice.unwrap_or_else(languages);
        values.into_iter().map(str::to_owned).collect()
    }

    /// Each value of each setting is kept and comes back, and holds until another is set.
    #[test]
    fn what_was_chosen_holds_until_another_is_set() {
        let set = Settings::embedded();
        for name in names() {
            for value in values(name) {
                let beside = set.value_of(name).unwrap();
                assert!(is_value(name, &value), "{name} {value}");
                let kept = Chosen {
                    name,
                    value: value.clone(),
                    beside: beside.clone(),
                };
                let mut all = Vec::new();
                kept.clone().put_into(&mut all);
                assert_eq!(all.is_empty(), value == beside, "{name} {value}");
                let read = Chosen::read_all(&Chosen::text_of(&all));
                assert_eq!(read, all);
                let settings = set.clone().with_chosen(&read);
                assert_eq!(settings.value_of(name), Some(value.clone()), "{name}");
                assert_eq!(Chosen::now(name, &settings, &set), Some(kept));
                // Another is set: all is as that says.
                let others = values(name).into_iter();
                let other = others.rev().find(|other| *other != beside).unwrap();
                let chosen = Chosen {
                    name,
                    value: other,
                    beside,
                };
                let other = set.clone().with_chosen(&[chosen]);
                assert_eq!(other.clone().with_chosen(&read), other, "{name}");
                let changed = other.changed_choices(&set);
                assert_eq!(changed.len(), 1, "{name}");
                let mut all = read;
                for own in changed {
                    own.put_into(&mut all);
                }
                assert_eq!(all, []);
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_passed_over() {
        let text = "rows two auto\nrows three auto\nrows one\nmeasure 60 300\nmeasure 060 72\nlanguage de auto\n\
                    rows one auto x\n\u{1b}\nlanguage zh-Hant auto\nrows one auto\n";
        let all = Chosen::read_all(text);
        assert_eq!(
            Chosen::text_of(&all),
            "language zh-Hant auto\nrows one auto\n"
        );
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn any_text_is_read(text in "((rows|language|mouse|auto|two|zh-Hans|true|false|[a-z]|\\PC) ?|\n){0,40}") {
            let all = Chosen::read_all(&text);
            prop_assert!(all.len() <= names().count());
            prop_assert_eq!(Chosen::read_all(&Chosen::text_of(&all)), all);
        }
    }
}
