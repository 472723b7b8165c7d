//! Raised and lowered characters, where Unicode has them, and how they are told
//! where it has not; quotation marks by language.

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{ElementRef, Node};

use crate::text::language::{Language, is_latin_greek_cyrillic};

/// Gives a character its raised or lowered form.
pub(super) type Form = fn(char) -> Option<char>;

/// The raised form of a character.
pub(super) fn superscript(c: char) -> Option<char> {
    const FORMS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match c {
        '0'..='9' => FORMS.get(c as usize - '0' as usize).copied(),
        '+' => Some('⁺'),
        '-' | '−' => Some('⁻'),
        '=' => Some('⁼'),
        '(' => Some('⁽'),
        ')' => Some('⁾'),
        'n' => Some('ⁿ'),
        'i' => Some('ⁱ'),
        _ => None,
    }
}

/// The lowered form of a character.
pub(super) fn subscript(c: char) -> Option<char> {
    const FORMS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    match c {
        '0'..='9' => FORMS.get(c as usize - '0' as usize).copied(),
        '+' => Some('₊'),
        '-' | '−' => Some('₋'),
        '=' => Some('₌'),
        '(' => Some('₍'),
        ')' => Some('₎'),
        _ => None,
    }
}

/// Endings that are raised by custom and are read as well on the line: 1st,
/// 2nd, Mme.
const ENDINGS: [&str; 22] = [
    "st", "nd", "rd", "th", "e", "er", "re", "ère", "eme", "ème", "nde", "de", "te", "me", "lle",
    "a", "o", "os", "as", "tm", "sm", "r",
];

/// What stands before raised (`^`) or lowered (`_`) text that has no Unicode forms,
/// and after it; nothing where it reads well without. Text that follows no letter
/// or digit, and notes in brackets or in Han, are no exponents.
pub(super) fn told_by(
    sign: char,
    text: &str,
    last: Option<char>,
) -> Option<(String, &'static str)> {
    if text.starts_with(char::is_whitespace) {
        return None;
    }
    let text = text.trim_end();
    let follows =
        last.is_some_and(|c| c == ')' || c.is_ascii_digit() || is_latin_greek_cyrillic(c));
    let is_letter = |c: char| c.is_ascii_digit() || is_latin_greek_cyrillic(c);
    let is_formula = text
        .chars()
        .all(|c| is_letter(c) || matches!(c, '+' | '-' | '−' | '=' | '/' | '·' | ',' | '.' | ' '));
    let is_ending = sign == '^'
        && ENDINGS.contains(&text.to_lowercase().as_str())
        && last.is_some_and(char::is_alphanumeric);
    if text.is_empty() || !follows || !is_formula || is_ending {
        return None;
    }
    if text.chars().all(is_letter) {
        Some((sign.to_string(), ""))
    } else {
        Some((format!("{sign}("), ")"))
    }
}

/// The quotation marks of a `q` element: those of the language it is said to be
/// in, else of the language its paragraph looks like. Those within others are the
/// second kind.
pub(super) fn quotation_marks(node: NodeRef<'_, Node>) -> (&'static str, &'static str) {
    let mut language = None;
    let mut is_inner = false;
    let mut run = None;
    for outer in std::iter::once(node).chain(node.ancestors()) {
        let Some(element) = outer.value().as_element() else {
            continue;
        };
        is_inner ^= outer.id() != node.id() && element.name() == "q";
        language = language.or_else(|| language_of(element));
        let is_run = matches!(
            element.name(),
            "q" | "p" | "li" | "blockquote" | "dd" | "td"
        );
        // The outermost: its text is looked at once, however deep one is in it.
        run = ElementRef::wrap(outer).filter(|_| is_run).or(run);
    }
    let language = language.unwrap_or_else(|| {
        let text = run.into_iter().flat_map(|run| run.text());
        let text: String = text.flat_map(str::chars).take(LOOKED_AT).collect();
        match Language::guess(&text) {
            // Too little to tell Russian from its kin, which quote alike.
            Language::UNDETERMINED if text.contains(is_cyrillic) => "ru".to_owned(),
            guessed => guessed.tag().to_lowercase(),
        }
    });
    let (first, second) = marks_of(&language);
    if is_inner { second } else { first }
}

/// Characters of a paragraph that are looked at for its language.
const LOOKED_AT: usize = 400;

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

fn language_of(element: &Element) -> Option<String> {
    let tag = element.attr("lang")?.trim();
    (!tag.is_empty()).then(|| tag.to_ascii_lowercase())
}

type Marks = (&'static str, &'static str);

/// Quotation marks, and those within them (Unicode CLDR, delimiters).
fn marks_of(language: &str) -> (Marks, Marks) {
    let name = language.split('-').next().unwrap_or_default();
    let is_traditional = || {
        let mut parts = language.split('-').skip(1);
        parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"))
    };
    match name {
        "ja" => (("「", "」"), ("『", "』")),
        "zh" | "yue" if is_traditional() => (("「", "」"), ("『", "』")),
        "fr" => (("«\u{A0}", "\u{A0}»"), ("“", "”")),
        "ru" | "uk" | "be" | "bg" => (("«", "»"), ("„", "“")),
        "es" | "it" | "pt" | "el" | "no" | "nb" => (("«", "»"), ("“", "”")),
        "de" | "cs" | "sk" | "sl" => (("„", "“"), ("‚", "‘")),
        "pl" | "ro" | "hu" => (("„", "”"), ("«", "»")),
        _ => (("“", "”"), ("‘", "’")),
    }
}
