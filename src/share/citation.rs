//! Citations: styles as data (`assets/citations.toml`), a template each, with a
//! way to make values safe for the format. A style is chosen by its name.

mod own;

use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::Subject;
use super::escape::Escape;
use super::link::Link;
use super::template::{Field, Piece, TemplateFault, parse_template, written};

const EMBEDDED: &str = include_str!("../../assets/citations.toml");

/// A way to cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationStyle {
    name: String,
    label: String,
    escape: Escape,
    template: Vec<Piece>,
}

/// The styles that data describes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitationStyles(Vec<CitationStyle>);

/// Why a file of citation styles cannot be used.
#[derive(Debug, Error)]
pub enum CitationError {
    /// The file is not of the right shape.
    #[error("reading the citation styles: {0}")]
    Shape(#[from] toml::de::Error),
    /// A template is faulty.
    #[error("reading the template of the citation style “{style}”: {fault}")]
    Template {
        /// The style's name.
        style: String,
        /// What is wrong.
        fault: TemplateFault,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StylesFile {
    #[serde(default)]
    style: Vec<StyleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StyleEntry {
    name: String,
    label: String,
    escape: Escape,
    template: String,
}

impl CitationStyles {
    /// The styles that come with the program; that they can be read is tested.
    #[must_use]
    pub fn embedded() -> Self {
        Self::parse(EMBEDDED).unwrap_or_default()
    }

    /// Reads styles from the text of a TOML file like `assets/citations.toml`.
    pub fn parse(text: &str) -> Result<Self, CitationError> {
        let file: StylesFile = toml::from_str(text)?;
        let read = |entry: StyleEntry| {
            let style = entry.name.clone();
            CitationStyle::new(entry.name, entry.label, entry.escape, &entry.template)
                .map_err(|fault| CitationError::Template { style, fault })
        };
        file.style
            .into_iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// These styles with those of `other`, the reader's, before them.
    #[must_use]
    pub fn with(self, other: &[CitationStyle]) -> Self {
        Self(other.iter().cloned().chain(self.0).collect())
    }

    /// The style of a name or a label. Only letters and digits count, and not
    /// their case: `GB/T 7714`, `gbt7714` and `gb-t-7714` are one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&CitationStyle> {
        let plain = |text: &str| -> String {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        };
        let name = plain(name);
        self.0
            .iter()
            .find(|style| plain(&style.name) == name || plain(&style.label) == name)
    }

    /// The names that [`CitationStyles::get`] knows, in the order of the data.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(CitationStyle::name)
    }
}

impl CitationStyle {
    /// The name in the settings.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name as it is shown.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The citation of an article.
    #[must_use]
    pub fn cite(&self, subject: &Subject<'_>) -> String {
        let mut out = String::new();
        self.write(&self.template, subject, &mut out);
        out
    }

    /// Writes pieces and says whether any of their values was there.
    fn write(&self, pieces: &[Piece], subject: &Subject<'_>, out: &mut String) -> bool {
        let mut filled = false;
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Value(field, format) => {
                    let value = self.value(*field, format.as_deref(), subject);
                    filled |= !value.is_empty();
                    out.push_str(&value);
                }
                Piece::Group(pieces) => {
                    let before = out.len();
                    if self.write(pieces, subject, out) {
                        filled = true;
                    } else {
                        out.truncate(before);
                    }
                }
            }
        }
        filled
    }

    fn value(&self, field: Field, format: Option<&str>, subject: &Subject<'_>) -> String {
        let escape = |text: &str| self.escape.apply(text);
        match field {
            Field::Title => escape(subject.clean_title().as_str()),
            Field::Publisher => escape(subject.outlet().as_str()),
            Field::Published => written(subject.published(), format),
            Field::Saved => written(subject.saved(), format),
            // Already without anything that a format would trip over.
            Field::Link => subject
                .web_link()
                .map(|link| link.ascii())
                .unwrap_or_default(),
            Field::Language if subject.language == "und" => String::new(),
            Field::Language => subject
                .language
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect(),
            Field::Key => key(subject),
        }
    }
}

/// A citation key: outlet, date and three bytes of the SHA-256 of the link (of
/// the title where there is none), which tell articles of one day apart.
fn key(subject: &Subject<'_>) -> String {
    let link = subject.web_link();
    let word = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|c| c.to_ascii_lowercase()).take(20).collect()
    };
    let host = link.as_ref().map(Link::host).unwrap_or_default();
    let names = [word(subject.source), word(host.trim_start_matches("www."))];
    let name = names.into_iter().find(|name| !name.is_empty());
    let mut out = name.unwrap_or_else(|| "article".to_owned());
    if let Some(date) = subject.published().or(subject.saved()) {
        out.push('-');
        out.push_str(&written(Some(date), Some("%Y%m%d")));
    }
    let origin = link.map_or_else(|| subject.clean_title().to_string(), |link| link.ascii());
    out.push('-');
    for byte in Sha256::digest(origin.as_bytes()).iter().take(3) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use super::super::tests::{HOSTILE, subject};
    use super::*;
    use proptest::prelude::*;

    fn cite(style: &str, subject: &Subject<'_>) -> String {
        CitationStyles::embedded().get(style).unwrap().cite(subject)
    }

    #[test]
    fn the_embedded_styles_are_all_there() {
        let styles = CitationStyles::parse(EMBEDDED).unwrap();
        assert_eq!(
            styles.names().collect::<Vec<_>>(),
            ["gb-t-7714", "bibtex", "csl-json", "ris"]
        );
        for (asked, name) in [
            ("gb-t-7714", Some("gb-t-7714")),
            ("GB/T 7714", Some("gb-t-7714")),
            ("gbt7714", Some("gb-t-7714")),
            ("GB/T 7714-2015", Some("gb-t-7714")),
            ("BibTeX", Some("bibtex")),
            ("csl_json", Some("csl-json")),
            ("RIS", Some("ris")),
            ("apa", None),
            ("", None),
        ] {
            assert_eq!(styles.get(asked).map(CitationStyle::name), name, "{asked}");
        }
    }

    #[test]
    fn gb_t_7714_leaves_out_what_is_not_known() {
        let whole = subject();
        for (subject, expected) in [
            (
                whole,
                "海港电台. 港口节周六开幕[EB/OL]. (2024-04-09)[2024-04-10]. https://www.news.example/zh/%E6%B8%AF%E5%8F%A3%20%E8%8A%82/a-1",
            ),
            (
                Subject {
                    saved: None,
                    ..whole
                },
                "海港电台. 港口节周六开幕[EB/OL]. (2024-04-09). https://www.news.example/zh/%E6%B8%AF%E5%8F%A3%20%E8%8A%82/a-1",
            ),
            (
                Subject {
                    published: None,
                    ..whole
                },
                "海港电台. 港口节周六开幕[EB/OL]. [2024-04-10]. https://www.news.example/zh/%E6%B8%AF%E5%8F%A3%20%E8%8A%82/a-1",
            ),
            (
                Subject {
                    published: None,
                    saved: None,
                    link: None,
                    ..whole
                },
                "海港电台. 港口节周六开幕[EB/OL]",
            ),
            (
                Subject {
                    publisher: "",
                    link: None,
                    ..whole
                },
                "Harbour. 港口节周六开幕[EB/OL]. (2024-04-09)[2024-04-10]",
            ),
            (
                Subject {
                    publisher: "",
                    source: "",
                    link: None,
                    ..whole
                },
                "港口节周六开幕[EB/OL]. (2024-04-09)[2024-04-10]",
            ),
        ] {
            assert_eq!(cite("gb-t-7714", &subject), expected);
        }
    }

    #[test]
    fn each_style_gives_its_form() {
        let subject = Subject {
            link: Some("https://www.news.example/a-1"),
            ..subject()
        };
        for (style, expected) in [
            (
                "bibtex",
                "@online{harbour-20240409-53d63b,\n  author = {{海港电台}},\n  title = {港口节周六开幕},\n  date = {2024-04-09},\n  url = {https://www.news.example/a-1},\n  urldate = {2024-04-10},\n}",
            ),
            (
                "ris",
                "TY  - ELEC\nID  - harbour-20240409-53d63b\nAU  - 海港电台\nTI  - 港口节周六开幕\nPY  - 2024\nDA  - 2024/04/09\nY2  - 2024/04/10\nUR  - https://www.news.example/a-1\nLA  - zh-Hans\nER  - ",
            ),
        ] {
            assert_eq!(cite(style, &subject), expected);
        }
        let json: serde_json::Value = serde_json::from_str(&cite("csl-json", &subject)).unwrap();
        let expected = serde_json::json!([{
            "id": "harbour-20240409-53d63b",
            "type": "webpage",
            "title": "港口节周六开幕",
            "author": [{"literal": "海港电台"}],
            "issued": {"date-parts": [[2024, 4, 9]]},
            "accessed": {"date-parts": [[2024, 4, 10]]},
            "URL": "https://www.news.example/a-1",
            "language": "zh-Hans",
        }]);
        assert_eq!(json, expected);
    }

    /// Reads one BibTeX entry as BibTeX does: braces alone count, escaped or not.
    fn bibtex_fields(entry: &str) -> Vec<(String, String)> {
        let inside = entry
            .strip_prefix("@online{")
            .unwrap()
            .strip_suffix('}')
            .unwrap();
        let (key, mut rest) = inside.split_once(',').unwrap();
        let mut fields = vec![("key".to_owned(), key.to_owned())];
        while let Some((name, after)) = rest.split_once(" = {") {
            let mut depth = 1;
            let end = after.char_indices().find(|(_, c)| {
                depth += i32::from(*c == '{') - i32::from(*c == '}');
                depth == 0
            });
            let (value, after) = after.split_at(end.expect("balanced braces").0);
            fields.push((name.trim().to_owned(), value.to_owned()));
            rest = after.strip_prefix("},").expect("a field ends with a comma");
        }
        assert_eq!(rest.trim(), "");
        fields
    }

    fn check_all(subject: &Subject<'_>) {
        let title = subject.clean_title();
        let json: serde_json::Value =
            serde_json::from_str(&cite("csl-json", subject)).expect(subject.title);
        assert_eq!(
            json.pointer("/0/title").and_then(|title| title.as_str()),
            Some(title.as_str())
        );
        assert_eq!(json.as_array().map(Vec::len), Some(1));
        let fields = bibtex_fields(&cite("bibtex", subject));
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["key", "author", "title", "date", "url", "urldate"]);
        let ris = cite("ris", subject);
        assert_eq!(ris.lines().count(), 10);
        for line in ris.lines() {
            assert!(line.get(2..6) == Some("  - "), "{line}");
        }
        assert_eq!(ris.matches("\nER  - ").count(), 1);
        assert_eq!(cite("gb-t-7714", subject).lines().count(), 1);
    }

    #[test]
    fn every_style_can_be_read_back_whatever_the_title_holds() {
        for title in HOSTILE {
            check_all(&Subject {
                title,
                publisher: title,
                ..subject()
            });
        }
        for link in [
            "https://a.example/?q={\"}\\",
            "https://a.example/#{",
            "https://a.example/a}b_(c)%",
        ] {
            check_all(&Subject {
                link: Some(link),
                ..subject()
            });
        }
    }

    #[test]
    fn years_that_no_format_can_hold_are_not_known() {
        for (year, known) in [
            (1, true),
            (9999, true),
            (0, false),
            (-1, false),
            (10_000, false),
        ] {
            let published = chrono::NaiveDate::from_ymd_opt(year, 1, 2);
            let json: serde_json::Value = serde_json::from_str(&cite(
                "csl-json",
                &Subject {
                    published,
                    ..subject()
                },
            ))
            .unwrap();
            let read = json
                .pointer("/0/issued/date-parts/0/0")
                .and_then(serde_json::Value::as_i64);
            assert_eq!(read, known.then_some(i64::from(year)), "{year}");
        }
    }

    #[test]
    fn articles_of_one_day_have_keys_of_their_own() {
        let keys: std::collections::BTreeSet<String> = [
            "https://a.example/1",
            "https://a.example/2",
            "https://a.example/港",
        ]
        .into_iter()
        .map(|link| {
            key(&Subject {
                link: Some(link),
                ..subject()
            })
        })
        .collect();
        assert_eq!(keys.len(), 3);
        for (source, link, start) in [
            ("RFI", None, "rfi-20240409-"),
            (
                "海港",
                Some("https://www.news.example/"),
                "newsexample-20240409-",
            ),
            ("海港", None, "article-20240409-"),
        ] {
            let key = key(&Subject {
                source,
                link,
                ..subject()
            });
            assert!(
                key.starts_with(start) && key.len() == start.len() + 6,
                "{key}"
            );
        }
    }

    #[test]
    fn faulty_files_say_what_is_wrong() {
        for (text, part) in [
            (
                "[[style]]\nname = 'mine'\nlabel = 'Mine'\nescape = 'none'\ntemplate = '${author}'",
                "“mine”: nothing is known of ${author}",
            ),
            (
                "[[style]]\nname = 'mine'\nlabel = 'Mine'\nescape = 'html'\ntemplate = ''",
                "html",
            ),
            ("[[style]]\nname = 'mine'", "label"),
            ("[[stile]]", "stile"),
        ] {
            let error = CitationStyles::parse(text).expect_err(text).to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    #[test]
    fn the_readers_styles_stand_before_ours() {
        let text = "[[style]]\nname = 'RIS'\nlabel = 'Mine'\nescape = 'none'\ntemplate = '${title} ($$ ${published:%d.%m.%Y})'";
        let styles = CitationStyles::embedded().with(&CitationStyles::parse(text).unwrap().0);
        assert_eq!(
            styles.get("ris").unwrap().cite(&subject()),
            "港口节周六开幕 ($ 09.04.2024)"
        );
        assert!(styles.get("bibtex").is_some());
    }

    proptest! {
        #![proptest_config(crate::laws())]
        #[test]
        fn no_title_breaks_a_style(title in "[{}\"\\\\$%&#_~^\n\r\t,@a港\u{1b}\u{2028}]{1,24}|\\PC{1,24}") {
            check_all(&Subject { title: &title, publisher: &format!("a{title}"), ..subject() });
        }
    }
}
