//! Links that the terminal itself can open (OSC 8). A cell of a link carries the
//! whole of it: what opens the link, the grapheme, what closes it. So whatever
//! part of the screen is painted again, no link stays open and none reaches
//! text that isn't its own. `terminal` leaves out a closing that is followed by
//! the same opening.
//!
//! The form is that of “Hyperlinks in terminal emulators” (Egmont Koblinger):
//! `OSC 8 ; id=… ; URL ST`, text, `OSC 8 ; ; ST`. Cells with one id and one URL
//! are one link, however many lines it takes.

use std::fmt::Write as _;

use url::Url;

use crate::article::is_web;
use crate::page::Target;
use crate::share::Destination;

/// Bytes of a URL at the most, as VTE and iTerm2 take it.
const LONGEST_URL: usize = 2_083;

/// What begins a link.
const OPEN: &str = "\x1b]8;";
/// What ends the two parts of a link (ST).
const END: &str = "\x1b\\";
/// What closes a link.
pub const CLOSE: &str = "\x1b]8;;\x1b\\";

/// A link as the terminal is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hyperlink {
    opening: String,
}

impl Hyperlink {
    /// The link that a target of a page leads to. `None` for a URL that is none,
    /// is not http or https, or is too long, and for one that seems to lead elsewhere
    /// than it does: the terminal would open it without asking.
    pub(super) fn new(target: Target, url: &str) -> Option<Self> {
        let is_odd = |found: Destination| !found.notes().is_empty();
        if Destination::examine(url).is_ok_and(is_odd) {
            return None;
        }
        let url = Url::parse(url).ok().filter(is_web)?;
        let mut opening = match target {
            Target::Link(number) => format!("{OPEN}id=l{number};"),
            Target::Image(number) => format!("{OPEN}id=i{number};"),
            Target::Embed(number) => format!("{OPEN}id=e{number};"),
        };
        let before = opening.len();
        // The parser leaves nothing else, but this is what keeps a terminal safe.
        for byte in url.as_str().bytes() {
            match byte {
                b'!'..=b'~' => opening.push(char::from(byte)),
                // Writing into a string doesn't fail.
                _ => drop(write!(opening, "%{byte:02X}")),
            }
        }
        if opening.len() - before > LONGEST_URL {
            return None;
        }
        opening.push_str(END);
        Some(Self { opening })
    }

    /// A grapheme as a cell of the link.
    pub(super) fn cell(&self, grapheme: &str) -> String {
        format!("{}{grapheme}{CLOSE}", self.opening)
    }
}

/// The parts of a cell's symbol: what opens the link it belongs to, if it
/// belongs to one, and what is seen.
#[must_use]
pub fn parts(symbol: &str) -> (Option<&str>, &str) {
    let of_link = || {
        let rest = symbol.strip_prefix(OPEN)?.strip_suffix(CLOSE)?;
        let opening = OPEN.len() + rest.find(END)? + END.len();
        let (opening, rest) = symbol.split_at_checked(opening)?;
        Some((Some(opening), rest.strip_suffix(CLOSE)?))
    };
    of_link().unwrap_or((None, symbol))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::*;

    use super::*;

    fn opening(url: &str) -> Option<String> {
        Hyperlink::new(Target::Link(7), url).map(|link| link.opening)
    }

    #[test]
    fn only_what_can_be_opened_safely_is_a_link() {
        let long = |bytes: usize| format!("https://a.example/{}", "x".repeat(bytes - 18));
        for (url, expected) in [
            ("https://a.example/b", Some("https://a.example/b")),
            ("HTTP://A.example", Some("http://a.example/")),
            (
                "https://a.example/港口?问=答#节",
                Some("https://a.example/%E6%B8%AF%E5%8F%A3?%E9%97%AE=%E7%AD%94#%E8%8A%82"),
            ),
            (
                "https://新闻.example/",
                Some("https://xn--efvy88h.example/"),
            ),
            (
                "https://a.example/x y\"<>",
                Some("https://a.example/x%20y%22%3C%3E"),
            ),
            ("https://a.example/a;b:c", Some("https://a.example/a;b:c")),
            (
                "https://a.example/\u{1b}]8;;\u{7}\u{9c}",
                Some("https://a.example/%1B]8;;%07%C2%9C"),
            ),
            (
                "https://a.example/?\u{7f}\u{202e}",
                Some("https://a.example/?%7F%E2%80%AE"),
            ),
            ("https://a.example/\n\tb", Some("https://a.example/b")),
            (&long(2_083), Some(&long(2_083))),
            (&long(2_084), None),
            (&format!("https://a.example/{}", "港".repeat(300)), None),
            // What is asked about before it opens.
            ("https://bank.example@evil.example/", None),
            ("https://раypal.example/", None),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("mailto:a@a.example", None),
            ("data:text/html,x", None),
            ("/relative", None),
            ("https://", None),
            ("", None),
        ] {
            let expected = expected.map(|url| format!("\x1b]8;id=l7;{url}\x1b\\"));
            assert_eq!(opening(url), expected, "{url:?}");
        }
    }

    #[test]
    fn a_cell_has_its_parts() {
        let link = Hyperlink::new(Target::Image(2), "https://a.example/").unwrap();
        let cell = link.cell("港");
        assert_eq!(
            cell,
            "\x1b]8;id=i2;https://a.example/\x1b\\港\x1b]8;;\x1b\\"
        );
        assert_eq!(parts(&cell), (Some(link.opening.as_str()), "港"));
        for plain in ["", " ", "港", "e\u{301}", CLOSE, OPEN] {
            assert_eq!(parts(plain), (None, plain));
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]
        #[test]
        fn nothing_but_printable_ascii_is_in_a_url(url in "(https://a\\.example/)?\\PC{0,20}[\u{0}-\u{a0}]{0,8}") {
            if let Some(opening) = opening(&url) {
                let inside = opening.strip_prefix("\x1b]8;id=l7;").and_then(|rest| rest.strip_suffix(END));
                prop_assert!(inside.unwrap().bytes().all(|byte| matches!(byte, b'!'..=b'~')));
            }
        }
    }
}
