//! The query language on one screen, by examples.

use crate::query::Field;
use crate::text::Clean;
use crate::words::Language;

use super::App;
use super::message::Effect;
use super::popup::{Popup, Scrolled};

/// An example: as it is written, in an interface in Chinese the value that its field
/// has there where that is another, and the end of the key of the text that says what
/// it finds (`query-help-…`).
type Example = (&'static str, Option<&'static str>, &'static str);

const EXAMPLES: &[Example] = &[
    ("普京 北京", None, "both"),
    (r#""加强战略合作""#, None, "phrase"),
    ("普京 OR 拉夫罗夫", None, "or"),
    ("-泽连斯基", None, "not"),
    ("(普京 | 习) 访华", None, "group"),
    (r#""普京 访华"~20"#, None, "near"),
    ("[普京 访华]", None, "block"),
    ("puti*", None, "prefix"),
    (r#"exact:"皇后""#, None, "exact"),
    ("title:访华", None, "title"),
    ("body:合作", None, "body"),
    ("source:法广", None, "source"),
    ("host:dw.com", None, "host"),
    ("date:2024-04", None, "date"),
    ("date:2023..2024-06", None, "dates"),
    ("saved:today", Some("今天"), "saved"),
    ("is:unread", Some("未读"), "is"),
    ("tag:战争", None, "tag"),
    ("has:image", Some("图片"), "has"),
    ("link:youtube.com", None, "link"),
    ("lang:zh-Hant", Some("繁体"), "lang"),
    ("length:>2000", None, "length"),
    ("path:2024/04", None, "path"),
    ("py:lflf", None, "pinyin"),
    ("search:mine", None, "search"),
    ("sort:-date", Some("-日期"), "sort"),
];

/// An example as it is written in a language of the interface: its field with the colon,
/// if it has one, and the rest, which in Chinese is in Simplified characters.
fn written((example, value, _): &Example, language: Language) -> (String, &'static str) {
    let parts = example.split_once(':');
    let parts = parts.and_then(|(name, rest)| Some((Field::named(name)?, rest)));
    match (parts, language) {
        (None, _) | (_, Language::English) => (String::new(), example),
        (Some((field, rest)), _) => {
            let field = format!("{}：", field.name_in(language));
            (field, value.unwrap_or(rest))
        }
    }
}

impl App {
    /// Shows the query language.
    pub(super) fn open_query_help(&mut self) -> Vec<Effect> {
        let line = |example: &Example| {
            let text = self.words.get(&format!("query-help-{}", example.2));
            let (field, rest) = written(example, self.words.language());
            // Each for itself: half a line in Traditional characters is taken for one.
            let rest = self.in_own_characters(rest);
            (Clean::line(&format!("{field}{rest}")), text)
        };
        let lines = EXAMPLES.iter().map(line).collect();
        let title = self.words.get("query-help");
        self.popup = Some(Popup::Help(Scrolled::new(title, lines)));
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{EXAMPLES, written};
    use crate::query::{Field, Query, Reading};
    use crate::words::{Language, Words};

    #[test]
    fn every_example_is_understood_and_no_field_is_left_out() {
        let words = Words::english();
        let reading = Reading {
            saved: &|_| Some("普京".to_owned()),
            ..Reading::on(NaiveDate::default())
        };
        let finds_nothing_wrong = |text: &str| Query::parse(text, &reading).diagnostics.is_empty();
        for example in EXAMPLES {
            let (plain, _, key) = example;
            let parsed = |text: &str| Query::parse(text, &reading);
            for language in Language::ALL {
                let (field, rest) = written(example, language);
                let text = format!("{field}{rest}");
                assert!(finds_nothing_wrong(&text), "{text}");
                // It asks for the same, be its field named so or so.
                let (own, plain) = (parsed(&text).query, parsed(plain).query);
                assert_eq!(own.order(), plain.order(), "{text}");
                assert_eq!(own.is_empty(), plain.is_empty(), "{text}");
            }
            assert!(words.has(&format!("query-help-{key}")), "{key}");
        }
        // Nobody types the identity of an article: it is pasted from elsewhere.
        let fields = Field::ALL.iter().filter(|field| **field != Field::Id);
        for field in fields {
            let name = format!("{}:", field.name());
            let is_searched = finds_nothing_wrong(&format!("{name}x"))
                || field
                    .words()
                    .iter()
                    .any(|word| finds_nothing_wrong(&format!("{name}{word}")))
                || finds_nothing_wrong(&format!("{name}1"));
            let is_shown = EXAMPLES
                .iter()
                .any(|(example, ..)| example.starts_with(&name));
            assert_eq!(is_shown, is_searched, "{name}");
        }
    }
}
