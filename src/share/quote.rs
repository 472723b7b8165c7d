//! Selected lines as a quotation, with where they are from.

use super::{Entry, Subject, joined, plain};
use crate::text::Clean;

/// The letter of the selected lines in the share menu.
pub const QUOTATION: char = 'l';

/// Selected lines as a quotation: each after `> `, then where they are from, in
/// the manner of the article's language, then the original link.
#[must_use]
pub fn quote(subject: &Subject<'_>, lines: &[&str]) -> String {
    let mut out: Vec<String> = Vec::new();
    for line in lines.iter().flat_map(|line| line.split('\n')) {
        let line = Clean::new(line);
        out.push(
            format!("> {}", line.as_str().trim_end())
                .trim_end()
                .to_owned(),
        );
    }
    out.push(attribution(subject));
    out.extend(plain(subject));
    out.retain(|line| !line.is_empty());
    out.join("\n")
}

/// `l`: selected lines as a quotation, for the share menu.
#[must_use]
pub fn quotation(subject: &Subject<'_>, text: &str) -> Entry {
    let lines: Vec<&str> = text.split('\n').collect();
    Entry::new(QUOTATION, "share-quotation", quote(subject, &lines))
}

/// `—— 德国之声《…》，2024-04-09`; title marks within title marks change to the
/// inner ones (GB/T 15834-2011, 4.15).
fn attribution(subject: &Subject<'_>) -> String {
    let title = subject.clean_title();
    let outlet = subject.outlet();
    let date = subject
        .published()
        .map(|date| date.to_string())
        .unwrap_or_default();
    let language = subject.language.split('-').next().unwrap_or_default();
    let (dash, marks, inner, comma, after_outlet) = match language.to_ascii_lowercase().as_str() {
        "zh" | "yue" => ("—— ", ['《', '》'], ['〈', '〉'], "，", ""),
        "ja" => ("―― ", ['「', '」'], ['『', '』'], "、", ""),
        _ => ("— ", ['“', '”'], ['‘', '’'], ", ", ", "),
    };
    let title: String = title
        .as_str()
        .chars()
        .map(|c| match c {
            c if c == marks[0] => inner[0],
            c if c == marks[1] => inner[1],
            c => c,
        })
        .collect();
    let [open, close] = marks;
    let title = if title.is_empty() {
        title
    } else {
        format!("{open}{title}{close}")
    };
    let work = joined(&[outlet.as_str(), &title], after_outlet);
    let whole = joined(&[&work, &date], comma);
    if whole.is_empty() {
        whole
    } else {
        format!("{dash}{whole}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::subject;
    use super::*;

    #[test]
    fn a_quotation_says_where_it_is_from() {
        let whole = Subject {
            link: Some("https://a.example/x"),
            ..subject()
        };
        for (subject, lines, expected) in [
            (
                whole,
                &["一。", "", "二。"][..],
                "> 一。\n>\n> 二。\n—— 海港电台《港口节周六开幕》，2024-04-09\nhttps://a.example/x",
            ),
            (
                whole,
                &["one\ntwo  ", "\u{1b}[31m"],
                "> one\n> two\n> [31m\n—— 海港电台《港口节周六开幕》，2024-04-09\nhttps://a.example/x",
            ),
            (
                Subject {
                    title: "读《春》有感",
                    ..whole
                },
                &["一"],
                "> 一\n—— 海港电台《读〈春〉有感》，2024-04-09\nhttps://a.example/x",
            ),
            (
                Subject {
                    language: "zh-Hant-TW",
                    link: None,
                    ..whole
                },
                &["一"],
                "> 一\n—— 海港电台《港口节周六开幕》，2024-04-09",
            ),
        ] {
            assert_eq!(quote(&subject, lines), expected);
        }
    }

    #[test]
    fn each_language_has_its_manner() {
        let whole = Subject {
            link: Some("https://a.example/x"),
            ..subject()
        };
        for (subject, lines, expected) in [
            (
                Subject {
                    language: "en",
                    title: "A “big” day",
                    publisher: "",
                    ..whole
                },
                &["One."][..],
                "> One.\n— Harbour, “A ‘big’ day”, 2024-04-09\nhttps://a.example/x",
            ),
            (
                Subject {
                    language: "ja",
                    title: "「港」の日",
                    ..whole
                },
                &["一"],
                "> 一\n―― 海港电台「『港』の日」、2024-04-09\nhttps://a.example/x",
            ),
            (
                Subject {
                    language: "und",
                    published: None,
                    publisher: "",
                    source: "",
                    ..whole
                },
                &["a"],
                "> a\n— “港口节周六开幕”\nhttps://a.example/x",
            ),
            (
                Subject {
                    title: "",
                    published: None,
                    publisher: "",
                    source: "",
                    link: None,
                    ..whole
                },
                &["a"],
                "> a",
            ),
            (
                whole,
                &[],
                "—— 海港电台《港口节周六开幕》，2024-04-09\nhttps://a.example/x",
            ),
        ] {
            assert_eq!(quote(&subject, lines), expected);
        }
    }
}
