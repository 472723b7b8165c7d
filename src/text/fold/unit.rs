//! Folding one unit: a character and what combines with it; and where units begin.

use std::borrow::Cow;
use std::sync::OnceLock;

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use crate::text::language::is_latin_greek_cyrillic;
use crate::text::variants::simplified;

/// What a character folds to where that is one character and needs no table:
/// the bulk of Chinese, Japanese, Korean and English text.
pub(super) fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7F}' => Some(c.to_ascii_lowercase()),
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => Some(simplified(c)),
        '\u{3000}' => Some(' '),
        '–'
        | '—'
        | '‘'
        | '’'
        | '“'
        | '”'
        | '\u{3001}'..='\u{3020}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FE}'
        | '\u{AC00}'..='\u{D7A3}' => Some(c),
        '·' | '•' | '‧' | '・' => Some('·'),
        // Full-width ASCII lies at a constant distance.
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(c) - 0xFEE0).map(|c| c.to_ascii_lowercase())
        }
        _ => None,
    }
}

/// Where the letters of Latin, Greek and Cyrillic end that are looked up in a table.
const COMMON_END: u32 = 0x530;

/// What a letter of the blocks before [`COMMON_END`] folds to on its own.
pub(super) fn common(c: char) -> Option<&'static str> {
    static FOLDED: OnceLock<Vec<Box<str>>> = OnceLock::new();
    if u32::from(c) >= COMMON_END {
        return None;
    }
    let folded = FOLDED.get_or_init(|| {
        (0..COMMON_END)
            .filter_map(char::from_u32)
            .map(|c| unit(c.encode_utf8(&mut [0; 4])).into())
            .collect()
    });
    folded.get(c as usize).map(|folded| &**folded)
}

/// Whether a character surely begins a unit of its own, without a table.
pub(super) fn begins_plainly(c: char) -> bool {
    matches!(c,
        '\0'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{52F}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3000}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{FF01}'..='\u{FF65}' | '\u{2010}'..='\u{2027}')
}

/// Whether a character begins a unit of its own: whether it neither combines
/// with what stands before it, under NFKC, nor is left out.
pub(super) fn begins(c: char) -> bool {
    if begins_plainly(c) {
        return true;
    }
    if is_ignorable(c) {
        return false;
    }
    let first = DecomposingNormalizerBorrowed::new_nfkd()
        .normalize_iter(std::iter::once(c))
        .next()
        .unwrap_or(c);
    combining_class(first) == 0 && !composes_backwards(first)
}

fn combining_class(c: char) -> u8 {
    CanonicalCombiningClassMapBorrowed::new().get_u8(c)
}

/// Characters of combining class 0 that compose with one before them: vowels
/// and finals of Hangul, vowel signs of Indic scripts (`NFC_Quick_Check=Maybe` in
/// DerivedNormalizationProps.txt).
fn composes_backwards(c: char) -> bool {
    matches!(u32::from(c),
        0x1161..=0x1175 | 0x11A8..=0x11C2 | 0x9BE | 0x9D7 | 0xB3E | 0xB56 | 0xB57 | 0xBBE | 0xBD7
        | 0xCC2 | 0xCD5 | 0xCD6 | 0xD3E | 0xD57 | 0xDCF | 0xDDF | 0x102E | 0x1B35 | 0x11127
        | 0x1133E | 0x11357 | 0x113B8 | 0x113BB | 0x113C2 | 0x113C5 | 0x113C7..=0x113C9 | 0x114B0
        | 0x114BA | 0x114BD | 0x115AF | 0x11930 | 0x1611E..=0x16129 | 0x16D63 | 0x16D67)
}

/// What is not seen and says nothing to a search: soft hyphen, zero width
/// space and joiners, variation selectors, byte order mark.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Folds one unit: a character and what combines with it.
pub(super) fn unit(raw: &str) -> String {
    let mut folded: String = raw.chars().filter(|c| !is_ignorable(*c)).collect();
    // One step can uncover work for another: ϓ becomes Υ with an accent, then υ.
    for _ in 0..4 {
        let next = step(&folded);
        if next == folded {
            break;
        }
        folded = next;
    }
    folded
}

/// Normalises, lowers, drops accents, then maps what has no decomposition.
fn step(text: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    // By character: the lower case of a sigma shall not depend on its place.
    let lower: String = composed.chars().flat_map(char::to_lowercase).collect();
    let bare = without_accents(&lower);
    let mut out = String::with_capacity(bare.len());
    for c in bare.chars().filter(|c| !is_ignorable(*c)) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            '•' | '‧' | '・' => out.push('·'),
            // NFKC leaves the hyphen of Unicode, and makes one of the non-breaking hyphen.
            '\u{2010}' => out.push('-'),
            c => out.push(simplified(c)),
        }
    }
    out
}

/// Drops the marks over and under Latin, Greek and Cyrillic letters. Marks of
/// other scripts are letters of their own (が, Indic vowels) and stay.
fn without_accents(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut bears_accents = false;
    let kept = DecomposingNormalizerBorrowed::new_nfd()
        .normalize_iter(text.chars())
        .filter(|c| {
            let mark = combining_class(*c) != 0;
            if !mark {
                bears_accents = is_latin_greek_cyrillic(*c);
            }
            !(mark && bears_accents)
        });
    Cow::Owned(
        ComposingNormalizerBorrowed::new_nfc()
            .normalize_iter(kept)
            .collect(),
    )
}
