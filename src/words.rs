//! Every word of the interface, by key, in the chosen language. The texts are
//! files in `assets/words/`; another language is another folder there.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::text::Clean;

/// The texts in English.
const ENGLISH: &[(&str, &str)] = &[
    ("app.ftl", include_str!("../assets/words/en/app.ftl")),
    ("cli.ftl", include_str!("../assets/words/en/cli.ftl")),
    (
        "commands.ftl",
        include_str!("../assets/words/en/commands.ftl"),
    ),
    (
        "desktop.ftl",
        include_str!("../assets/words/en/desktop.ftl"),
    ),
    ("query.ftl", include_str!("../assets/words/en/query.ftl")),
    ("share.ftl", include_str!("../assets/words/en/share.ftl")),
];

/// The texts of the interface in one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

/// Something to be put into a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number; it decides between singular and plural.
    Number(u64),
    /// A text.
    Text(Clean),
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(u64::from(number))
    }
}

impl From<Clean> for Value {
    fn from(text: Clean) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Clean::line(text))
    }
}

/// A message to a person, before it is worded: the key of an interface text and
/// the values that stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The key of the text.
    pub key: &'static str,
    /// The names and values of the text's placeables, safe to show.
    pub arguments: Vec<(&'static str, Clean)>,
}

impl Notice {
    /// A notice without values.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            arguments: Vec::new(),
        }
    }

    /// The same notice with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Clean) -> Self {
        self.arguments.push((name, value));
        self
    }
}

impl Words {
    /// The texts in English.
    #[must_use]
    pub fn english() -> Self {
        let language = unic_langid::LanguageIdentifier::default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks that Fluent puts around values are for browsers; terminals show them.
        bundle.set_use_isolating(false);
        for (_, text) in ENGLISH {
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// The text of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Clean {
        self.with(key, &[])
    }

    /// The text of a key with values put in. A number `n` is also there as
    /// `n-shown`, its digits in groups of three.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, Value)]) -> Clean {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            // A key without a text is a fault of ours; the key itself still says something.
            return Clean::line(key);
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            match value {
                Value::Number(number) => {
                    arguments.set(*name, FluentValue::from(*number));
                    arguments.set(format!("{name}-shown"), FluentValue::from(grouped(*number)));
                }
                Value::Text(text) => {
                    arguments.set(*name, FluentValue::from(text.as_str().to_owned()));
                }
            }
        }
        let mut errors = Vec::new();
        Clean::new(
            &self
                .bundle
                .format_pattern(pattern, Some(&arguments), &mut errors),
        )
    }

    /// The text of a notice.
    #[must_use]
    pub fn of(&self, notice: &Notice) -> Clean {
        let values: Vec<(&str, Value)> = notice
            .arguments
            .iter()
            .map(|(name, value)| (*name, value.clone().into()))
            .collect();
        self.with(notice.key, &values)
    }

    /// Whether a key has a text.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

/// A number with its digits in groups of three: `12,345`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_have_no_faults() {
        for (file, text) in ENGLISH {
            let parsed = FluentResource::try_new((*text).to_owned());
            assert!(
                parsed.is_ok(),
                "{file}: {:?}",
                parsed.err().map(|(_, errors)| errors)
            );
        }
    }

    #[test]
    fn numbers_are_grouped() {
        for (number, shown) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn values_are_put_in() {
        let words = Words::english();
        assert_eq!(
            words
                .with("length-words", &[("count", 1_500_u32.into())])
                .as_str(),
            "1,500 words"
        );
        assert_eq!(
            words
                .with("length-words", &[("count", 1_u32.into())])
                .as_str(),
            "1 word"
        );
        assert_eq!(words.get("no-such-text").as_str(), "no-such-text");
    }
}
