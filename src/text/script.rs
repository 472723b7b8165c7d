//! Which characters belong to the scripts that are set without spaces.

/// Han characters: the unified ideographs, their extensions and compatibility forms.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}'
        | '\u{3005}' | '\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}

/// Hiragana and katakana, half-width forms included.
#[must_use]
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}')
}

/// Han and kana: read character by character, broken between any two.
#[must_use]
pub fn is_han_like(c: char) -> bool {
    is_han(c) || is_kana(c)
}

/// Punctuation that fills a whole cell of Han text and brings its own white
/// space with it. Curly quotes and dashes, which Latin text uses too, are not in it.
#[must_use]
pub fn is_full_width_punctuation(c: char) -> bool {
    matches!(c,
        '、' | '。' | '〈'..='】' | '〔'..='〟'
        | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝' | '～' | '｡'..='､' | '｠' | '｟')
}
