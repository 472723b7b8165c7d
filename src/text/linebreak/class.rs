//! What line breaking has to know of one character: whether Han text reckons it
//! among its own, which side of it may not lie at a margin, whether it is a
//! digit, a letter, a quotation mark. The classes of UAX #14 itself come from
//! `unicode-linebreak`; here are only those that its tailoring needs.

use std::ops::BitOr;

use unicode_linebreak::{BreakClass, break_property};

use crate::text::width::WidthPolicy;

/// A set of traits of one character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u32);

impl Traits {
    /// No trait: Latin punctuation that UAX #14 alone governs.
    pub(super) const NONE: Self = Self(0);
    /// East Asian wide: it may have a break on its free side, whatever stands there.
    pub(super) const WIDE: Self = Self(1);
    /// May not start a line.
    pub(super) const NO_START: Self = Self(1 << 1);
    /// May not end a line.
    pub(super) const NO_END: Self = Self(1 << 2);
    /// A decimal digit, full-width ones included.
    pub(super) const DIGIT: Self = Self(1 << 3);
    /// A letter of a script that is written in words.
    pub(super) const LETTER: Self = Self(1 << 4);
    /// A full-width letter or digit: set like a word, wide as Han.
    pub(super) const FULL: Self = Self(1 << 5);
    /// A Hangul syllable.
    pub(super) const HANGUL: Self = Self(1 << 6);
    /// White space: nothing of it is shown at the end of a line.
    pub(super) const SPACE: Self = Self(1 << 7);
    /// A quotation mark whose direction is known only in its place.
    pub(super) const QUOTE: Self = Self(1 << 8);
    /// Part of a dash or of suspension points: `— … ⋯`.
    pub(super) const DASH: Self = Self(1 << 9);
    /// Graphemes around it have to be found by the rules of UAX #29.
    pub(super) const COMPLEX: Self = Self(1 << 10);
    /// Something one reads, not a mark: what makes a last line more than one character.
    pub(super) const BASE: Self = Self(1 << 11);
    /// A sign of currency.
    pub(super) const CURRENCY: Self = Self(1 << 12);
    /// A Han character or kana: what digits stay with.
    pub(super) const HAN: Self = Self(1 << 13);
    /// A quotation mark that opens here.
    pub(super) const OPENS: Self = Self(1 << 14);
    /// A quotation mark that closes here.
    pub(super) const CLOSES: Self = Self(1 << 15);
    /// ASCII punctuation that may not start a line.
    pub(super) const POINT: Self = Self(1 << 16);
    /// An opening mark that UAX #14 itself keeps from the end of a line.
    pub(super) const BRACKET: Self = Self(1 << 17);

    /// A Han character without any other trait: most of the text.
    pub(super) const PLAIN_HAN: Self = Self(Self::WIDE.0 | Self::BASE.0 | Self::HAN.0);

    /// A letter without any other trait.
    pub(super) const WORD: Self = Self(Self::LETTER.0 | Self::BASE.0);

    /// Whether any of `traits` is among these.
    pub(super) const fn any(self, traits: Self) -> bool {
        self.0 & traits.0 != 0
    }

    const fn and(self, traits: Self) -> Self {
        Self(self.0 | traits.0)
    }
}

impl BitOr for Traits {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

const WIDE_START: Traits = Traits::WIDE.and(Traits::NO_END).and(Traits::BRACKET);
const WIDE_END: Traits = Traits::WIDE.and(Traits::NO_START);
const SMALL_KANA: Traits = Traits::PLAIN_HAN.and(Traits::NO_START);

const NUMBER: Traits = Traits::DIGIT.and(Traits::BASE);
const WIDE_SIGN: Traits = Traits::WIDE.and(Traits::BASE);
const FULL_LETTER: Traits = WIDE_SIGN.and(Traits::FULL);

/// The traits of ASCII, by code.
const ASCII: [Traits; 128] = {
    let mut table = [Traits::COMPLEX; 128];
    let mut control = b'\t';
    while control <= b'\r' {
        table[control as usize] = Traits::COMPLEX.and(Traits::SPACE);
        control += 1;
    }
    let mut code = b' ';
    while code < 127 {
        table[code as usize] = match code {
            b' ' => Traits::SPACE,
            b'0'..=b'9' => NUMBER,
            b'A'..=b'Z' | b'a'..=b'z' => Traits::WORD,
            b'"' | b'\'' => Traits::QUOTE,
            b'$' => Traits::CURRENCY.and(Traits::NO_END),
            b'(' | b'[' | b'{' => Traits::BRACKET,
            b',' | b'.' | b'!' | b'?' | b';' | b':' | b')' | b']' | b'}' | b'%' => Traits::POINT,
            _ => Traits::NONE,
        };
        code += 1;
    }
    table
};

/// The traits of a character that stands alone as a grapheme, or
/// [`Traits::COMPLEX`] and what else is known of it.
pub(super) fn traits(c: char) -> Traits {
    match c {
        '\0'..='\u{7F}' => ASCII.get(c as usize).copied().unwrap_or(Traits::COMPLEX),
        '第' => Traits::PLAIN_HAN.and(Traits::NO_END),
        '\u{4E00}'..='\u{9FFF}' => Traits::PLAIN_HAN,
        '\u{3000}'..='\u{303F}' => cjk_symbol(c),
        '\u{FF01}'..='\u{FF60}' => full_width(c),
        '\u{2010}'..='\u{2027}' => general_punctuation(c),
        '\u{3041}'..='\u{30FF}' => kana(c),
        _ => other(c),
    }
}

fn cjk_symbol(c: char) -> Traits {
    match c {
        '\u{3000}' => Traits::WIDE | Traits::SPACE,
        '、' | '。' | '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '〞'
        | '〟' | '〜' => WIDE_END,
        '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〘' | '〚' | '〝' => WIDE_START,
        '々' | '〻' => SMALL_KANA,
        '〆' | '〇' | '〡'..='〩' => Traits::PLAIN_HAN,
        '\u{302A}'..='\u{3030}' | '\u{303D}' | '\u{303F}' => Traits::COMPLEX | Traits::BASE,
        _ => WIDE_SIGN,
    }
}

fn full_width(c: char) -> Traits {
    match c {
        '，' | '．' | '：' | '；' | '！' | '？' | '）' | '］' | '｝' | '｠' | '～' | '％' => {
            WIDE_END
        }
        '（' | '［' | '｛' | '｟' => WIDE_START,
        '／' => WIDE_END | Traits::NO_END,
        '＄' => Traits::WIDE | Traits::NO_END | Traits::CURRENCY,
        '０'..='９' => FULL_LETTER | Traits::DIGIT,
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => FULL_LETTER,
        _ => WIDE_SIGN,
    }
}

fn general_punctuation(c: char) -> Traits {
    match c {
        '–' | '‧' => Traits::NO_START,
        '—' | '…' => Traits::NO_START | Traits::DASH,
        '‘' | '’' | '‚' | '“' | '”' | '„' => Traits::QUOTE,
        _ => Traits::NONE,
    }
}

#[allow(clippy::match_same_arms, reason = "small kana, then signs")]
fn kana(c: char) -> Traits {
    match c {
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ'
        | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' => {
            SMALL_KANA
        }
        '゛' | '゜' | 'ゝ' | 'ゞ' | 'ー' | 'ヽ' | 'ヾ' => SMALL_KANA,
        '・' => WIDE_END,
        '\u{3097}'..='\u{309A}' => Traits::COMPLEX | Traits::BASE,
        _ => Traits::PLAIN_HAN,
    }
}

/// Everything that is rarer in news than the blocks above.
#[allow(clippy::match_same_arms, reason = "one arm a block of Unicode")]
fn other(c: char) -> Traits {
    match c {
        '°' | '·' => Traits::NO_START,
        '¢' | '£' | '¤' => Traits::CURRENCY,
        '¥' => Traits::CURRENCY | Traits::NO_END,
        '\u{A1}'..='\u{A8}' | '\u{AB}' | '\u{AC}' | '\u{AF}'..='\u{BF}' => latin_sign(c),
        '×' | '÷' => Traits::NONE,
        '\u{C0}'..='\u{24F}' => Traits::WORD,
        '\u{370}'..='\u{373}' | '\u{376}' | '\u{377}' | '\u{37B}'..='\u{37D}' | '\u{386}' => {
            Traits::WORD
        }
        '\u{388}'..='\u{3FF}' | '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => Traits::WORD,
        '‰' | '℃' => Traits::NO_START | Traits::COMPLEX,
        '⋯' => Traits::NO_START | Traits::DASH | Traits::COMPLEX,
        '\u{20A0}'..='\u{20CF}' => Traits::CURRENCY | Traits::COMPLEX,
        '\u{3105}'..='\u{312F}' | '\u{3400}'..='\u{4DBF}' => Traits::PLAIN_HAN,
        '\u{31F0}'..='\u{31FF}' => SMALL_KANA | Traits::COMPLEX,
        '\u{20000}'..='\u{2FFFD}' | '\u{30000}'..='\u{3FFFD}' => Traits::PLAIN_HAN,
        '\u{F900}'..='\u{FAFF}' => Traits::PLAIN_HAN | Traits::COMPLEX,
        '\u{AC00}'..='\u{D7A3}' => Traits::HANGUL | Traits::BASE,
        '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97C}' | '\u{D7B0}'..='\u{D7FB}' => {
            Traits::HANGUL | Traits::BASE | Traits::COMPLEX
        }
        '｡' | '｣' | '､' | '･' => Traits::NO_START | Traits::COMPLEX,
        'ｧ'..='ｰ' => Traits::HAN | Traits::BASE | Traits::NO_START | Traits::COMPLEX,
        '｢' => Traits::NO_END | Traits::BRACKET | Traits::COMPLEX,
        'ｦ' | 'ｱ'..='ﾝ' => Traits::HAN | Traits::BASE | Traits::COMPLEX,
        '￥' => Traits::WIDE | Traits::NO_END | Traits::CURRENCY | Traits::COMPLEX,
        '￠' | '￡' | '￦' => Traits::WIDE | Traits::CURRENCY | Traits::COMPLEX,
        '\u{2E80}'..='\u{2FDF}' => Traits::PLAIN_HAN | Traits::COMPLEX,
        '\u{A000}'..='\u{A4CF}' | '\u{3130}'..='\u{33FF}' => WIDE_SIGN | Traits::COMPLEX,
        c => rare(c),
    }
}

/// Signs of Latin-1; the letters among them belong to words.
fn latin_sign(c: char) -> Traits {
    match c {
        'µ' | 'º' => Traits::WORD,
        _ => Traits::NONE,
    }
}

fn rare(c: char) -> Traits {
    if c.is_whitespace() {
        return Traits::SPACE | Traits::COMPLEX;
    }
    let own = if break_property(u32::from(c)) == BreakClass::Numeric {
        NUMBER
    } else if c.is_alphanumeric() {
        Traits::WORD
    } else if c.is_ascii_punctuation() {
        Traits::NONE
    } else {
        Traits::BASE
    };
    own | Traits::COMPLEX
}

/// The first character of a grapheme and the traits of the whole: those of that
/// character, but white space that carries a mark is something shown.
pub(super) fn grapheme_traits(grapheme: &str) -> (char, Traits) {
    let first = grapheme.chars().next().unwrap_or(' ');
    let own = traits(first);
    if own.any(Traits::SPACE) && !grapheme.chars().all(char::is_whitespace) {
        (first, Traits::BASE)
    } else {
        (first, own)
    }
}

/// Columns of a character that is not [`Traits::COMPLEX`], and so a grapheme
/// of its own. Gives what [`WidthPolicy::grapheme`] gives, without its lookup
/// where whole blocks agree.
pub(super) fn width(c: char, traits: Traits, policy: WidthPolicy) -> usize {
    if c.is_ascii() {
        1
    } else if traits.any(Traits::WIDE.and(Traits::HANGUL)) {
        2
    } else {
        match (policy, c) {
            (WidthPolicy::Narrow, '\u{2010}'..='\u{2027}') => 1,
            _ => policy.grapheme(c.encode_utf8(&mut [0; 4])),
        }
    }
}

/// Units that stay with the number before them across a space, besides Han
/// characters and signs: whole words, as they are written, sorted by byte.
const UNITS: &[&str] = &[
    "AD", "AM", "Ah", "B", "BC", "CNY", "EUR", "GB", "GBP", "GHz", "GPa", "GW", "GWh", "Gbps",
    "GiB", "HKD", "Hz", "JPY", "K", "KB", "Kbps", "KiB", "L", "MB", "MHz", "MPa", "MW", "MWh",
    "Mbps", "MiB", "PB", "PM", "RMB", "TB", "TW", "TWD", "TWh", "TiB", "USD", "V", "W", "Wh", "am",
    "bar", "billion", "bn", "bps", "cc", "cm", "dB", "dpi", "fps", "ft", "g", "h", "hPa", "ha",
    "hr", "hrs", "inch", "inches", "kB", "kHz", "kPa", "kV", "kW", "kWh", "kb", "kbps", "kcal",
    "kg", "km", "knots", "kph", "l", "lb", "lbs", "m", "mAh", "mL", "mb", "mg", "mi", "miles",
    "million", "min", "ml", "mm", "mph", "ms", "nm", "oz", "percent", "pm", "ppm", "pt", "px",
    "rpm", "s", "sec", "thousand", "tonnes", "tons", "trillion", "yuan", "µg", "µm", "µs", "Ω",
    "μg", "μm", "μs",
];

/// Whether `text`, which follows a number and a space, begins with a unit.
pub(super) fn begins_with_unit(text: &str) -> bool {
    match text.chars().next() {
        Some('%' | '°' | '‰' | '℃' | '℉' | '％') => true,
        Some(c) if traits(c).any(Traits::CURRENCY) => {
            // `5 €` is a price; in `5 €20` the sign belongs to what follows it.
            !text
                .chars()
                .nth(1)
                .is_some_and(|next| traits(next).any(Traits::DIGIT))
        }
        Some(c) if traits(c).any(Traits::LETTER) => {
            let end = text
                .find(|c: char| !traits(c).any(Traits::LETTER))
                .unwrap_or(text.len());
            text.get(..end)
                .is_some_and(|word| UNITS.binary_search(&word).is_ok())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_segmentation::UnicodeSegmentation;

    /// Every character that is not complex.
    fn simple() -> impl Iterator<Item = (char, Traits)> {
        ('\0'..=char::MAX)
            .map(|c| (c, traits(c)))
            .filter(|(_, traits)| !traits.any(Traits::COMPLEX))
    }

    #[test]
    fn two_simple_characters_are_two_graphemes() {
        for (c, _) in simple() {
            for other in ['a', '中', '한', '，', '“', c] {
                assert_eq!(
                    format!("{c}{other}").graphemes(true).count(),
                    2,
                    "{c:?} {other:?}"
                );
                assert_eq!(
                    format!("{other}{c}").graphemes(true).count(),
                    2,
                    "{other:?} {c:?}"
                );
            }
        }
    }

    #[test]
    fn widths_agree_with_the_policy() {
        for (c, traits) in simple() {
            for policy in [WidthPolicy::Narrow, WidthPolicy::Wide] {
                let expected = policy.grapheme(c.encode_utf8(&mut [0; 4]));
                assert_eq!(width(c, traits, policy), expected, "{c:?} {policy:?}");
            }
        }
    }

    #[test]
    fn the_marks_of_the_rules_have_their_traits() {
        for c in
            "，。、；：！？）］｝」』】〗》〉〕｠〞…—–〜～·・‧⋯々〻ー゛゜ヽヾゝゞ％‰℃°／ぁっャㇰ"
                .chars()
        {
            assert!(traits(c).any(Traits::NO_START), "{c} at a line start");
        }
        for c in "（［｛「『【〖《〈〔｟〝$¥￥第／".chars() {
            assert!(traits(c).any(Traits::NO_END), "{c} at a line end");
        }
        for c in "‘“’”\"'".chars() {
            assert!(traits(c).any(Traits::QUOTE), "{c} is a quotation mark");
        }
        for c in "中文ABCあア한😀".chars() {
            assert!(
                !traits(c).any(Traits::NO_START | Traits::NO_END),
                "{c} is free"
            );
        }
    }

    #[test]
    fn units_are_sorted() {
        assert!(UNITS.is_sorted());
    }

    #[test]
    fn units_are_known_by_whole_words() {
        for (text, expected) in [
            ("km", true),
            ("km/h", true),
            ("km² of", true),
            ("GB的", true),
            ("%", true),
            ("°C", true),
            ("€ each", true),
            ("€20", false),
            ("kms", false),
            ("Chinese", false),
            ("million people", true),
            ("millions", false),
            ("", false),
            ("(m)", false),
        ] {
            assert_eq!(begins_with_unit(text), expected, "{text}");
        }
    }
}
