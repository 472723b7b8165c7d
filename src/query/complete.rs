//! What a query that is being typed can be completed with: which word the cursor
//! stands at, and which words a field knows. What an archive or a reader adds to
//! them (outlets, tags, saved searches) comes from others.

use std::ops::Range;

use super::Field;
use super::parse::{MAX_DEPTH, sign};

/// An outlet of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// What it is called, then its other names, in any scripts.
    pub names: Vec<String>,
}

/// The word of a query at which it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordAt {
    /// The field whose value it is; `None` where it is a word, or the beginning of
    /// a field's name.
    pub field: Option<Field>,
    /// The bytes that a completion takes the place of: to the end of the word, the
    /// quotation marks included.
    pub range: Range<usize>,
    /// What has been typed of it, without them.
    pub typed: String,
}

/// The word of a query that ends, or goes on, at a place; `None` within a phrase
/// that is no value, where nothing can be known of it.
#[must_use]
pub fn word_at(text: &str, cursor: usize) -> Option<WordAt> {
    let before = text.get(..cursor)?;
    // The fields of the groups that are open, and that of the word.
    let mut groups: Vec<Option<Field>> = Vec::new();
    let around = |groups: &[Option<Field>]| groups.last().copied().flatten();
    let (mut field, mut start) = (None, 0);
    let mut quote: Option<usize> = None;
    for (at, c) in before.char_indices() {
        let after = at + c.len_utf8();
        match (sign(c), quote) {
            ('"', Some(_)) => {
                quote = None;
                (field, start) = (around(&groups), after);
            }
            ('"', None) => {
                if start < at {
                    field = around(&groups);
                }
                quote = Some(after);
                start = at;
            }
            ('(', None) => {
                let inner = if start == at { field } else { None };
                if groups.len() < MAX_DEPTH {
                    groups.push(inner.or(around(&groups)));
                }
                (field, start) = (around(&groups), after);
            }
            (')', None) => {
                groups.pop();
                (field, start) = (around(&groups), after);
            }
            (' ' | '|' | ']', None) => (field, start) = (around(&groups), after),
            ('-' | '[', None) if start == at => start = after,
            (':', None) => {
                if let Some(named) = Field::written(before.get(start..at)?) {
                    (field, start) = (Some(named), after);
                }
            }
            _ => {}
        }
    }
    if quote.is_some() && field.is_none() {
        return None;
    }
    let typed = before.get(quote.unwrap_or(start)..)?.to_owned();
    let end = cursor + rest_of_word(text.get(cursor..)?, quote.is_some(), field.is_none());
    Some(WordAt {
        field,
        range: start..end,
        typed,
    })
}

/// Bytes of the rest of a word: of a quoted one up to its mark, where it has one,
/// else up to what ends a word; that of a field's name has its colon in it.
fn rest_of_word(rest: &str, is_quoted: bool, is_name: bool) -> usize {
    let mut signs = rest.char_indices().map(|(at, c)| (at, c, sign(c)));
    let found = signs.find(|(_, _, sign)| match sign {
        '"' => true,
        ' ' | '(' | ')' | '|' | '[' | ']' => !is_quoted,
        ':' => is_name,
        _ => false,
    });
    match found {
        Some((at, c, ':' | '"')) if is_quoted || sign(c) == ':' => at + c.len_utf8(),
        Some((at, ..)) => at,
        None if is_quoted => 0,
        None => rest.len(),
    }
}

/// A value as it has to be written after its field: in quotation marks where it
/// would end too early without. `None` where it can't be written, having such
/// marks itself.
#[must_use]
pub fn quoted(value: &str) -> Option<String> {
    let has = |wanted: &[char]| value.chars().any(|c| wanted.contains(&sign(c)));
    if has(&['"']) || value.is_empty() {
        return None;
    }
    if has(&[' ', '(', ')', '|', '[', ']', '*', '~']) {
        return Some(format!("\"{value}\""));
    }
    Some(value.to_owned())
}

impl Field {
    /// The words that its values may be, those that are wanted most first; none
    /// where they are the archive's or the reader's own, or anything at all.
    #[must_use]
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Is => &[
                "unread", "read", "starred", "new", "未读", "已读", "星标", "新",
            ],
            Self::Has => &["image", "video", "share", "图片", "视频", "分享"],
            Self::Lang => &[
                "zh",
                "zh-Hans",
                "zh-Hant",
                "en",
                "ja",
                "ko",
                "ru",
                "fr",
                "de",
                "es",
                "中文",
                "简体",
                "繁体",
                "英文",
                "日文",
                "韩文",
                "俄文",
                "法文",
                "德文",
                "西班牙文",
            ],
            Self::Sort => &[
                "date",
                "title",
                "source",
                "length",
                "relevance",
                "-date",
                "-title",
                "-source",
                "-length",
                "日期",
                "标题",
                "来源",
                "篇幅",
                "相关度",
                "-日期",
                "-标题",
                "-来源",
                "-篇幅",
            ],
            Self::Date | Self::Saved => &[
                "today",
                "yesterday",
                "week",
                "month",
                "year",
                "7d",
                "今天",
                "昨天",
                "前天",
                "本周",
                "上周",
                "本月",
                "上月",
                "今年",
                "去年",
            ],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::query::{Fact, Node, Query, Reading};
    use crate::text::fold::fold;

    fn reading() -> Reading<'static> {
        Reading::on(NaiveDate::from_ymd_opt(2024, 4, 9).unwrap())
    }

    #[test]
    fn words_are_understood() {
        for field in Field::ALL {
            for word in field.words() {
                let text = format!("{}:{word}", field.name());
                let parsed = Query::parse(&text, &reading());
                assert_eq!(parsed.diagnostics, [], "{text}");
                assert_eq!(quoted(word).as_deref(), Some(*word));
            }
        }
    }

    /// `▏` is the cursor; what is replaced stands in ‹ ›, before it its field.
    #[test]
    fn the_word_at_the_cursor_is_found() {
        for (text, expected) in [
            ("▏", "‹›"),
            ("so▏", "‹so›so"),
            ("普京 so▏", "普京 ‹so›so"),
            ("-ta▏", "-‹ta›ta"),
            ("s▏ource:rfi", "‹source:›srfi"),
            ("s▏ource rfi", "‹source›s rfi"),
            ("source:▏", "source:source‹›"),
            ("source:法▏", "source:source‹法›法"),
            ("source：法▏广 x", "source：source‹法广›法 x"),
            ("-source:\"South Ch▏", "-source:source‹\"South Ch›South Ch"),
            (
                "source:\"South Ch▏ina\" x",
                "source:source‹\"South China\"›South Ch x",
            ),
            ("source:\"South\" Ch▏", "source:\"South\" ‹Ch›Ch"),
            ("\"a b▏", "none"),
            ("\"a\" b▏", "\"a\" ‹b›b"),
            ("date:(2024 OR to▏)", "date:(2024 OR date‹to›to)"),
            ("date:(2024) to▏", "date:(2024) ‹to›to"),
            ("(is:(read|▏", "(is:(read|is‹›"),
            ("[ta▏]", "[‹ta›ta]"),
            ("来源：法▏广 x", "来源：source‹法广›法 x"),
            ("標籤:▏", "標籤:tag‹›"),
            ("标▏签：x", "‹标签：›标x"),
            ("foo:▏", "‹foo:›foo:"),
            ("《标签》:▏", "‹《标签》:›《标签》:"),
            ("https://▏", "‹https://›https://"),
        ] {
            let cursor = text.find('▏').unwrap();
            let text = text.replace('▏', "");
            let shown = word_at(&text, cursor).map_or("none".to_owned(), |word| {
                format!(
                    "{}{}‹{}›{}{}",
                    text.get(..word.range.start).unwrap(),
                    word.field.map_or("", Field::name),
                    text.get(word.range.clone()).unwrap(),
                    word.typed,
                    text.get(word.range.end..).unwrap(),
                )
            });
            assert_eq!(shown, expected, "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn a_value_is_read_as_it_was_written(value in "([ ()\\[\\]|\"“:*~]|普|a|-|\\PC){1,8}") {
            let Some(written) = quoted(&value) else {
                return Ok(());
            };
            let parsed = Query::parse(&format!("tag:{written} x"), &reading());
            let folded = fold(&value).as_str().to_owned();
            let Some(Node::And(nodes)) = parsed.query.root() else {
                return Err(TestCaseError::fail(format!("{written:?} {:?}", parsed.query)));
            };
            prop_assert_eq!(&nodes[0], &Node::Fact(Fact::Tag(folded)));
        }

        #[test]
        fn any_place_has_a_word_or_none(
            text in "([ ()\\[\\]|\"“：:-]|tag|is:|普|a){0,16}",
            cursor in 0..40usize,
        ) {
            if let Some(word) = word_at(&text, cursor) {
                prop_assert!(text.get(word.range.clone()).is_some());
                prop_assert!(word.range.start <= cursor && cursor <= word.range.end);
                prop_assert!(text.get(..cursor).unwrap().ends_with(&word.typed));
            }
        }
    }
}
