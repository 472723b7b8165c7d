//! The texts of the interface: in every language the same keys with the same
//! values, each asked for somewhere, and none wider than its place bears.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use newsprint::text::WidthPolicy;
use newsprint::words::Language;
use regex::Regex;

use super::{Fault, assert_none, files_under};

/// A text as its file has it, and where.
struct Entry {
    file: String,
    line: usize,
    text: String,
}

/// All texts of a language, by key.
fn texts(language: Language) -> BTreeMap<String, Entry> {
    let mut texts: BTreeMap<String, Entry> = BTreeMap::new();
    for file in files_under(&format!("assets/words/{}", language.tag()), &["ftl"]) {
        let mut last = None;
        for (number, line) in file.text.lines().enumerate() {
            let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
            if let Some((key, text)) = line.split_once(" =").filter(|_| begins) {
                let text = Entry {
                    file: file.path.clone(),
                    line: number + 1,
                    text: text.trim_start().to_owned(),
                };
                let before = texts.insert(key.to_owned(), text);
                assert!(before.is_none(), "{}: {key} twice", file.path);
                last = Some(key.to_owned());
            } else if let Some(text) = last.as_ref().and_then(|key| texts.get_mut(key))
                && !line.starts_with('#')
            {
                text.text.push('\n');
                text.text.push_str(line);
            }
        }
    }
    texts
}

static ENGLISH: LazyLock<BTreeMap<String, Entry>> = LazyLock::new(|| texts(Language::English));

fn others() -> impl Iterator<Item = (Language, BTreeMap<String, Entry>)> {
    let others = Language::ALL
        .into_iter()
        .filter(|language| *language != Language::English);
    others.map(|language| (language, texts(language)))
}

#[test]
fn every_language_has_every_text_in_the_same_file() {
    assert!(ENGLISH.len() > 300, "{}", ENGLISH.len());
    let mut faults = Vec::new();
    for (language, texts) in others() {
        for (key, english) in ENGLISH.iter() {
            let file = english
                .file
                .replace("/en/", &format!("/{}/", language.tag()));
            match texts.get(key) {
                Some(text) if text.file == file => {}
                Some(text) => faults.push(Fault::new(
                    &text.file,
                    text.line,
                    format!("{key} belongs into {file}"),
                )),
                None => faults.push(Fault::new(&file, 0, format!("{key} is missing"))),
            }
        }
        for (key, text) in texts.iter().filter(|(key, _)| !ENGLISH.contains_key(*key)) {
            faults.push(Fault::new(
                &text.file,
                text.line,
                format!("{key} is not in English"),
            ));
        }
    }
    assert_none(&faults);
}

/// The names of what stands in a text; a number and its shown form are one.
fn places(text: &str) -> BTreeSet<&str> {
    let (_, rest) = text
        .split_once('$')
        .map_or(("", None), |(before, rest)| (before, Some(rest)));
    let Some(rest) = rest else {
        return BTreeSet::new();
    };
    let names = rest.split('$').map(|part| {
        let end = part.find(|c: char| !c.is_ascii_alphabetic() && c != '-');
        let name = &part[..end.unwrap_or(part.len())];
        name.strip_suffix("-shown").unwrap_or(name)
    });
    names.collect()
}

#[test]
fn the_same_values_stand_in_a_text_in_every_language() {
    assert_eq!(
        places("{ $a-shown } of { $b ->"),
        BTreeSet::from(["a", "b"])
    );
    let mut faults = Vec::new();
    for (_, texts) in others() {
        for (key, text) in texts {
            let Some(english) = ENGLISH.get(&key) else {
                continue;
            };
            let (wanted, found) = (places(&english.text), places(&text.text));
            if wanted != found {
                faults.push(Fault::new(
                    &text.file,
                    text.line,
                    format!("{key} has {found:?}, not {wanted:?}"),
                ));
            }
        }
    }
    assert_none(&faults);
}

/// The string literals of the sources, without those of tests; and what the site
/// rules say they drop, as it stands in keys.
fn literals() -> BTreeSet<String> {
    let literal = Regex::new(r#""([a-zA-Z{}._()-]+)""#).expect("a pattern");
    let mut literals = BTreeSet::new();
    for file in files_under("src", &["rs"]) {
        if file.path.contains("/tests") {
            continue;
        }
        let code = file
            .text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        let found = literal.captures_iter(code).map(|found| found[1].to_owned());
        literals.extend(found);
    }
    let dropped = Regex::new(r#"what = "([^"]+)""#).expect("a pattern");
    for file in files_under("assets/sites", &["toml"]) {
        let found = dropped.captures_iter(&file.text);
        literals.extend(found.map(|found| found[1].replace(|c: char| !c.is_alphanumeric(), "-")));
    }
    literals
}

#[test]
fn every_text_is_asked_for() {
    let literals = literals();
    let named = Regex::new(r"\{[^}]*\}").expect("a pattern");
    let key = Regex::new(r"^[a-zA-Z-]*\{[a-z._()]*\}[a-zA-Z-]*$").expect("a pattern");
    // Keys that are put together: the part that is put in is a literal itself.
    let made: Vec<(Regex, String)> = literals
        .iter()
        .filter(|text| key.is_match(text) && text.contains('-'))
        .map(|text| {
            let pattern = format!("^{}$", named.replace_all(text, "([a-zA-Z_-]+)"));
            (Regex::new(&pattern).expect("a pattern"), text.clone())
        })
        .collect();
    assert!(made.len() > 5, "{made:?}");
    let is_asked_for = |key: &str| {
        literals.contains(key)
            || made.iter().any(|(pattern, _)| {
                pattern
                    .captures(key)
                    .is_some_and(|found| literals.contains(&found[1]))
            })
    };
    assert!(!is_asked_for("no-such-text") && !is_asked_for("no-such-text-hints"));
    let unused = ENGLISH.iter().filter(|(key, _)| !is_asked_for(key));
    let faults: Vec<Fault> = unused
        .map(|(key, text)| Fault::new(&text.file, text.line, format!("nothing asks for {key}")))
        .collect();
    assert_none(&faults);
}

/// Texts that stand in a place of some columns: how their keys begin and end, and
/// the columns. Where a text of another language would be wider than that, it
/// would be cut, or push something else out.
const BEAR: &[(&str, &str, usize)] = &[
    // The line of hints: at 80 columns eight of them are seen.
    ("hint-", "", 12),
    // Above the list, beside the archive's name and the counts.
    ("order-short-", "", 9),
    ("order-", "", 22),
    ("status-characters-", "", 2),
    ("status-", "", 24),
    // At the foot of a frame of 40 columns, and in the line of a prompt.
    ("popup-hints", "", 34),
    ("share-hints", "", 30),
    ("sort-hints", "", 34),
    ("language-hints", "", 34),
    ("tag-prompt-hints", "", 40),
    ("find-hints", "", 36),
    ("prompt-hints-long", "", 77),
    ("", "-hints", 58),
    // Frames have their titles above.
    ("", "-menu", 24),
    // The first column of the details.
    ("details-date-from-", "", 28),
    ("details-at-line", "", 40),
    ("details-", "", 16),
    // The second column of the help in a frame of 76.
    ("command-", "", 60),
    ("query-help-", "", 56),
    // The columns of `newsprint paths`.
    ("paths-", "", 10),
    // Alone on a screen of less than 20 columns.
    ("too-small", "", 10),
];

#[test]
fn no_text_is_wider_than_its_place() {
    let value = Regex::new(r"\{ [^}]* \}").expect("a pattern");
    let mut faults = Vec::new();
    for language in Language::ALL {
        for (key, text) in texts(language) {
            let bears = BEAR
                .iter()
                .find(|(start, end, _)| key.starts_with(start) && key.ends_with(end));
            let Some((.., columns)) = bears else { continue };
            // A value takes at least the columns of a number of three digits.
            let plain = value.replace_all(&text.text, "123");
            let widest = plain.lines().map(|line| {
                let line = line.split_once("] ").map_or(line, |(_, variant)| variant);
                WidthPolicy::Wide.text(line.trim())
            });
            let widest = widest.max().unwrap_or(0);
            if widest > *columns {
                faults.push(Fault::new(
                    &text.file,
                    text.line,
                    format!("{key} has {widest} columns, its place {columns}"),
                ));
            }
        }
    }
    assert_none(&faults);
}
