//! What the terminal has told of itself when it was asked: what settings that
//! are left at `auto` follow. The asking is left to `terminal`; here are the
//! answers, as values.

use crate::text::Widths;

/// A colour in red, green and blue, each from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Rgb {
    /// Reads a colour as terminals write it (X11's `XParseColor`):
    /// `rgb:1c1c/1c1c/1c1c` and `rgba:…` with one to four hexadecimal digits for
    /// each part, `#1c1c1c` with as many for each.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = if let Some(digits) = text.strip_prefix('#') {
            let each = digits.len() / 3;
            if !digits.is_ascii() || each * 3 != digits.len() {
                return None;
            }
            (0..3)
                .map(|part| digits.get(part * each..(part + 1) * each))
                .collect::<Option<_>>()?
        } else {
            let parts = text
                .strip_prefix("rgb:")
                .or_else(|| text.strip_prefix("rgba:"))?;
            parts.split('/').collect()
        };
        let (3 | 4, [red, green, blue, ..]) = (parts.len(), parts.as_slice()) else {
            return None;
        };
        Some(Self {
            red: part(red)?,
            green: part(green)?,
            blue: part(blue)?,
        })
    }
}

/// A part of a colour, scaled to 0..=255.
fn part(digits: &str) -> Option<u8> {
    let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let bits = 4 * u32::try_from(digits.len()).ok()?;
    if !is_hexadecimal || !(4..=16).contains(&bits) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    u8::try_from(value * 255 / ((1 << bits) - 1)).ok()
}

/// What is known of a terminal; nothing of one that has not answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TerminalFacts {
    /// The widths of ambiguous characters.
    pub widths: Option<Widths>,
    /// The colour of its ground.
    pub background: Option<Rgb>,
    /// The colour of its text.
    pub foreground: Option<Rgb>,
    /// Whether it shows what is written between two signs at once (mode 2026).
    pub synchronised: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_terminals_write_them() {
        for (text, expected) in [
            ("rgb:1c1c/1c1c/1c1c", Some((28, 28, 28))),
            ("rgb:ffff/0000/8080", Some((255, 0, 128))),
            ("rgb:ff/00/80", Some((255, 0, 128))),
            ("rgb:f/0/8", Some((255, 0, 136))),
            ("rgb:fff/000/800", Some((255, 0, 127))),
            ("rgba:ffff/ffff/ffff/8000", Some((255, 255, 255))),
            ("#1c1c1c", Some((28, 28, 28))),
            ("#fff", Some((255, 255, 255))),
            ("#ffff00008080", Some((255, 0, 128))),
            ("", None),
            ("#", None),
            ("#ff", None),
            ("#中", None),
            ("rgb:", None),
            ("rgb://", None),
            ("rgb:ff/00", None),
            ("rgb:ff/00/zz", None),
            ("rgb:ff/00/+f", None),
            ("rgb:fffff/0/0", None),
            ("rgb:1/2/3/4/5", None),
            ("black", None),
        ] {
            let read = Rgb::parse(text).map(|rgb| (rgb.red, rgb.green, rgb.blue));
            assert_eq!(read, expected, "{text}");
        }
    }
}
