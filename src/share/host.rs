//! The host of a link as a person reads it: in its own script where that cannot
//! deceive, else as punycode.
//!
//! Which links are opened at all is the business of `destination`.

use std::sync::LazyLock;

use regex::Regex;

/// Latin letters of languages in use, in lower case, without those that pass for
/// ASCII (dotless i, kra, the clicks, letters for phonetics).
const LATIN: &str = r"a-z\xDF-\xF6\xF8-\xFF\x{101}-\x{130}\x{132}-\x{137}\x{13A}-\x{148}\x{14B}-\x{17E}\x{1A1}\x{1B0}\x{1CE}-\x{1DC}\x{219}\x{21B}\x{259}\x{1E01}-\x{1EF9}";

/// Scripts recommended for identifiers (UAX #31, table 5) that stand alone in a
/// label of a host.
const SCRIPTS_APART: &[&str] = &[
    "Arabic",
    "Armenian",
    "Bengali",
    "Cyrillic",
    "Devanagari",
    "Ethiopic",
    "Georgian",
    "Greek",
    "Gujarati",
    "Gurmukhi",
    "Hebrew",
    "Kannada",
    "Khmer",
    "Lao",
    "Malayalam",
    "Myanmar",
    "Oriya",
    "Sinhala",
    "Tamil",
    "Telugu",
    "Thaana",
    "Thai",
    "Tibetan",
];

/// Labels whose letters belong together: the profile "highly restrictive" of
/// UTS #39, section 5.2. Latin may stand beside Han with kana, bopomofo or
/// Hangul. Marks and signs of no script are not in it, so that a slash of
/// another alphabet never shows.
static BELONGS_TOGETHER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let mut classes = vec![
        format!(r"[-_0-9{LATIN}\p{{Han}}\p{{Hiragana}}\p{{Katakana}}\x{{30FC}}]*"),
        format!(r"[-_0-9{LATIN}\p{{Han}}\p{{Bopomofo}}]*"),
        format!(r"[-_0-9{LATIN}\p{{Han}}\p{{Hangul}}]*"),
    ];
    for script in SCRIPTS_APART {
        classes.push(format!(r"[-_0-9\p{{{script}}}]*"));
    }
    Regex::new(&format!("^(?:{})$", classes.join("|"))).ok()
});

/// Cyrillic and Greek letters that pass for Latin ones, as browsers list them.
const LATIN_LOOKALIKES: &str = "асԁеһіјӏорԛѕԝхуъьҽпгѵѡαικνρυωηοτ";

/// Kana and strokes that pass for a slash when Latin letters surround them.
const SLASH_LOOKALIKES: &str = "ノンソゾ丶丿";

/// A domain as it is shown, and whether that had to be its punycode.
#[must_use]
pub fn shown_domain(ascii: &str) -> (String, bool) {
    if !ascii.split('.').any(|label| label.starts_with("xn--")) {
        return (ascii.to_owned(), false);
    }
    let unicode = url::quirks::domain_to_unicode(ascii);
    let latin_top = !ascii
        .trim_end_matches('.')
        .rsplit('.')
        .next()
        .is_some_and(|top| top.starts_with("xn--"));
    let plain = !unicode.is_empty()
        && unicode
            .split('.')
            .all(|label| is_plain_label(label, latin_top));
    if plain {
        (unicode, false)
    } else {
        (ascii.to_owned(), true)
    }
}

/// Whether a label can be shown in its own script without passing for another.
fn is_plain_label(label: &str, latin_top: bool) -> bool {
    if label.is_ascii() {
        // What still begins so after decoding could not be decoded.
        return !label.starts_with("xn--");
    }
    let together = BELONGS_TOGETHER
        .as_ref()
        .is_some_and(|pattern| pattern.is_match(label));
    let all_lookalikes = label
        .chars()
        .all(|c| c.is_ascii() || LATIN_LOOKALIKES.contains(c));
    together && !(latin_top && all_lookalikes) && !has_slash_lookalike(label)
}

fn has_slash_lookalike(label: &str) -> bool {
    let letters: Vec<char> = label.chars().collect();
    letters.iter().enumerate().any(|(index, letter)| {
        let neighbours = [index.checked_sub(1), index.checked_add(1)];
        SLASH_LOOKALIKES.contains(*letter)
            && neighbours
                .into_iter()
                .flatten()
                .filter_map(|neighbour| letters.get(neighbour))
                .all(char::is_ascii)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::share::destination::{Destination, Note};

    #[test]
    fn a_host_that_passes_for_another_is_shown_as_punycode() {
        for (host, shown) in [
            // Letters that belong together.
            ("新闻.example", "新闻.example"),
            ("news新闻.example", "news新闻.example"),
            ("ニュースnews速報.example", "ニュースnews速報.example"),
            ("ソフト.example", "ソフト.example"),
            ("뉴스news.example", "뉴스news.example"),
            ("новости.example", "новости.example"),
            ("www.новости.рф", "www.новости.рф"),
            ("ειδήσεις.example", "ειδήσεις.example"),
            ("münchen.example", "münchen.example"),
            ("việtnam.example", "việtnam.example"),
            ("خبر.example", "خبر.example"),
            ("समाचार.example", "समाचार.example"),
            // Latin with a Cyrillic a; with a Greek omicron; Han with Cyrillic.
            ("pаypal.example", "xn--pypal-4ve.example"),
            ("gοogle.example", ""),
            ("新闻ru-я.example", ""),
            // Cyrillic alone, each letter a Latin one to the eye.
            ("аррӏе.example", "xn--80ak6aa92e.example"),
            // Alphabets within Latin, phonetics, dotless i, rare scripts.
            ("ɡoogle.example", ""),
            ("wıkipedia.example", ""),
            ("ᎪᎢ.example", ""),
            // Signs of no script that pass for a slash or a dot.
            ("bank.example\u{2044}login.example", ""),
            ("bank.exampleノlogin.example", ""),
            ("bank.example丿login.example", ""),
            ("a・b.example", ""),
        ] {
            let destination = Destination::examine(&format!("https://{host}/")).unwrap();
            let mixed = destination.notes() == [Note::MixedScripts];
            if shown == host {
                assert_eq!((destination.host().as_str(), mixed), (shown, false));
            } else {
                assert!(mixed && destination.host().as_str().is_ascii(), "{host}");
                assert!(
                    shown.is_empty() || destination.host().as_str() == shown,
                    "{host}"
                );
            }
        }
    }

    #[test]
    fn the_pattern_of_scripts_is_well_formed() {
        assert!(BELONGS_TOGETHER.is_some());
    }
}
