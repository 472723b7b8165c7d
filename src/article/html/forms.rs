//! Raised and lowered characters, where Unicode has them.

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
