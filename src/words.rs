//! Every word of the interface, by key, in the chosen language. The texts are
//! files in `assets/words/`; another language is another folder there and another
//! [`Language`]. A text that a language lacks is given in English.

mod language;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::text::Clean;

pub use language::Language;

macro_rules! texts {
    ($language:literal) => {
        texts!($language: "app.ftl", "cli.ftl", "commands.ftl", "desktop.ftl", "faults.ftl", "query.ftl", "share.ftl")
    };
    ($language:literal: $($file:literal),*) => {
        &[$(include_str!(concat!("../assets/words/", $language, "/", $file))),*]
    };
}

/// The files of a language.
fn texts(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => texts!("en"),
        Language::Simplified => texts!("zh-Hans"),
        Language::Traditional => texts!("zh-Hant"),
    }
}

/// The texts of the interface in one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// The texts in English, where the language is another.
    english: Option<FluentBundle<FluentResource>>,
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
    /// The names of placeables and the keys of the texts that stand in them.
    pub named: Vec<(&'static str, &'static str)>,
}

impl Notice {
    /// A notice without values.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            arguments: Vec::new(),
            named: Vec::new(),
        }
    }

    /// The same notice with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Clean) -> Self {
        self.arguments.push((name, value));
        self
    }

    /// The same notice with one more value, which is made safe to show.
    #[must_use]
    pub fn with_text(self, name: &'static str, value: &str) -> Self {
        self.with(name, Clean::line(value))
    }

    /// The same notice with one more value, which is a text of its own.
    #[must_use]
    pub fn naming(mut self, name: &'static str, key: &'static str) -> Self {
        self.named.push((name, key));
        self
    }
}

impl Words {
    /// The texts in a language.
    #[must_use]
    pub fn of_language(language: Language) -> Self {
        let english = (language != Language::English).then(|| bundle(Language::English));
        Self {
            language,
            bundle: bundle(language),
            english,
        }
    }

    /// The texts in English.
    #[must_use]
    pub fn english() -> Self {
        Self::of_language(Language::English)
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
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
        let bundles = std::iter::once(&self.bundle).chain(&self.english);
        let mut found =
            bundles.filter_map(|bundle| Some((bundle, bundle.get_message(key)?.value()?)));
        let Some((bundle, pattern)) = found.next() else {
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
        Clean::new(&bundle.format_pattern(pattern, Some(&arguments), &mut errors))
    }

    /// The text of a notice.
    #[must_use]
    pub fn of(&self, notice: &Notice) -> Clean {
        let named = notice.named.iter();
        let named = named.map(|(name, key)| (*name, self.get(key).into()));
        let values: Vec<(&str, Value)> = notice
            .arguments
            .iter()
            .map(|(name, value)| (*name, value.clone().into()))
            .chain(named)
            .collect();
        self.with(notice.key, &values)
    }

    /// Whether a key has a text in the language.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words in {}", self.language.tag())
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let tag = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // The marks that Fluent puts around values are for browsers; terminals show them.
    bundle.set_use_isolating(false);
    for text in texts(language) {
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
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
        for language in Language::ALL {
            for text in texts(language) {
                let parsed = FluentResource::try_new((*text).to_owned());
                let faults = parsed.err().map(|(_, errors)| errors);
                assert_eq!(faults, None, "{}: {text}", language.tag());
            }
        }
    }

    #[test]
    fn a_text_that_is_missing_is_given_in_english() {
        let mut words = Words::of_language(Language::Simplified);
        assert_eq!(words.get("sort-title").as_str(), "标题");
        // As if the file lacked it.
        words.bundle =
            FluentBundle::new_concurrent(vec![unic_langid::LanguageIdentifier::default()]);
        assert!(!words.has("sort-title"));
        assert_eq!(words.get("sort-title").as_str(), "title");
        let values = [("count", 1_u32.into())];
        assert_eq!(words.with("length-words", &values).as_str(), "1 word");
        assert_eq!(words.get("no-such-text").as_str(), "no-such-text");
    }

    #[test]
    fn units_follow_the_language() {
        for (language, minutes, length, none) in [
            (
                Language::English,
                "about 3 minutes",
                "1,500 words",
                "nothing found",
            ),
            (Language::Simplified, "约 3 分钟", "1,500 词", "没有找到"),
            (Language::Traditional, "約 3 分鐘", "1,500 詞", "沒有找到"),
        ] {
            let words = Words::of_language(language);
            assert_eq!(words.language(), language);
            for (key, value, shown) in [
                ("minutes-words", ("minutes", 3_u32.into()), minutes),
                ("length-words", ("count", 1_500_u32.into()), length),
                ("status-found", ("count", 0_u32.into()), none),
            ] {
                assert_eq!(words.with(key, &[value]).as_str(), shown);
            }
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
