//! The query language on one screen, by examples.

use crate::text::Clean;

use super::App;
use super::message::Effect;
use super::popup::{Popup, Scrolled};

/// Examples, and the ends of the keys of the texts that say what they find
/// (`query-help-…`).
const EXAMPLES: &[(&str, &str)] = &[
    ("普京 北京", "both"),
    (r#""加强战略合作""#, "phrase"),
    ("普京 OR 拉夫罗夫", "or"),
    ("-泽连斯基", "not"),
    ("(普京 | 习) 访华", "group"),
    (r#""普京 访华"~20"#, "near"),
    ("[普京 访华]", "block"),
    ("puti*", "prefix"),
    (r#"exact:"皇后""#, "exact"),
    ("title:访华", "title"),
    ("body:合作", "body"),
    ("source:法广", "source"),
    ("host:dw.com", "host"),
    ("date:2024-04", "date"),
    ("date:2023..2024-06", "dates"),
    ("date:7d", "date-back"),
    ("saved:today", "saved"),
    ("is:unread", "is"),
    ("tag:战争", "tag"),
    ("has:image", "has"),
    ("link:youtube.com", "link"),
    ("lang:zh-Hant", "lang"),
    ("length:>2000", "length"),
    ("path:2024/04", "path"),
    ("search:mine", "search"),
    ("sort:-date", "sort"),
];

impl App {
    /// Shows the query language.
    pub(super) fn open_query_help(&mut self) -> Vec<Effect> {
        let line = |(example, key): &(&str, &str)| {
            let text = self.words.get(&format!("query-help-{key}"));
            (Clean::line(example), text)
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

    use super::EXAMPLES;
    use crate::query::{Field, Query, Reading};
    use crate::words::Words;

    #[test]
    fn every_example_is_understood_and_no_field_is_left_out() {
        let words = Words::english();
        let reading = Reading {
            saved: &|_| Some("普京".to_owned()),
            ..Reading::on(NaiveDate::default())
        };
        let finds_nothing_wrong = |text: &str| Query::parse(text, &reading).diagnostics.is_empty();
        for (example, key) in EXAMPLES {
            assert!(finds_nothing_wrong(example), "{example}");
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
                .any(|(example, _)| example.starts_with(&name));
            assert_eq!(is_shown, is_searched, "{name}");
        }
    }
}
