//! JSON that may be written to a terminal.

use std::fmt::Write as _;

use serde::Serialize;

use super::is_never_shown;

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// On one line.
    Line,
    /// On many, for people.
    Lines,
}

/// A value as JSON. What acts on a terminal is written as JSON's own escapes, which
/// every reader of JSON takes back.
pub fn to_json(value: &impl Serialize, layout: Layout) -> serde_json::Result<String> {
    let text = match layout {
        Layout::Line => serde_json::to_string(value),
        Layout::Lines => serde_json::to_string_pretty(value),
    };
    Ok(escaped(text?))
}

/// JSON in which no character acts on a terminal. Such characters stand in its
/// strings alone.
fn escaped(json: String) -> String {
    if !json.contains(is_never_shown) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_never_shown(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing into a string doesn't fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn json_says_the_same_without_acting_on_a_terminal() {
        for text in [
            "港口",
            "a\u{9b}2J\u{7f}\u{85}\u{202e}\u{2028}b",
            "\u{1b}]0;x\u{7}\n\t\"\\",
            "\u{e0001}\u{10ffff}\u{feff}\u{fffe}",
            "👩\u{200d}👩 ❤\u{fe0f}",
        ] {
            for layout in [Layout::Line, Layout::Lines] {
                let json = to_json(&[text], layout).unwrap();
                assert!(!json.contains(is_never_shown), "{json:?}");
                let read: Vec<String> = serde_json::from_str(&json).unwrap();
                assert_eq!(read, [text]);
            }
        }
    }
}
