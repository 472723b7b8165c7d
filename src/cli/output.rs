//! Writing to the output, and beside it. A reader that closes the pipe is no error.

use std::fmt::Write as _;
use std::io::{self, BufWriter, StdoutLock, Write};

use serde::Serialize;

use crate::text::{Clean, is_never_shown};

/// The output, buffered.
pub(super) fn out() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Says in one safe line, beside the output, how it went.
pub(super) fn tell(text: &str) {
    drop(writeln!(io::stderr().lock(), "{}", Clean::line(text)));
}

/// Says in one safe line what is wrong.
pub(super) fn complain(text: &str) {
    // Where even this can't be written there is nobody to tell.
    drop(writeln!(
        io::stderr().lock(),
        "newsprint: {}",
        Clean::line(text)
    ));
}

/// Says in safe lines what is wrong with what was asked for, which they may quote.
pub(super) fn complain_in_lines(text: &str) {
    drop(write!(io::stderr().lock(), "{}", Clean::new(text)));
}

/// Prints safe lines.
pub(super) fn print_in_lines(text: &str) -> io::Result<()> {
    write!(io::stdout().lock(), "{}", Clean::new(text))
}

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// On one line.
    Line,
    /// On many, for people.
    Lines,
}

/// Writes a value as JSON and ends the line. What acts on a terminal is written as
/// JSON's own escapes, which every reader of JSON takes back.
pub(super) fn write_json(
    out: &mut impl Write,
    value: &impl Serialize,
    layout: Layout,
) -> io::Result<()> {
    let text = match layout {
        Layout::Line => serde_json::to_string(value),
        Layout::Lines => serde_json::to_string_pretty(value),
    };
    writeln!(out, "{}", escaped(text.map_err(io::Error::from)?))
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
                let mut out = Vec::new();
                write_json(&mut out, &[text], layout).unwrap();
                let json = String::from_utf8(out).unwrap();
                assert!(!json.contains(is_never_shown), "{json:?}");
                let read: Vec<String> = serde_json::from_str(&json).unwrap();
                assert_eq!(read, [text]);
            }
        }
    }
}
