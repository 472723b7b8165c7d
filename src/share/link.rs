//! The forms of a link: as it is, as plain ASCII that no format trips over, for
//! Markdown, and readable.
//!
//! It leaves to others: warning of hosts that pass for another (`destination`).

use icu_normalizer::ComposingNormalizerBorrowed;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use unicode_segmentation::UnicodeSegmentation;
use url::Url;

use crate::article::is_web;
use crate::text::Clean;

/// Characters that are no part of a URI (RFC 3986, 2) and that the URL standard
/// nevertheless leaves as they are in a query or a fragment. They would end the
/// link, or a string around it.
const NO_URI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Parentheses end the link in Markdown, for some readers even when balanced.
const NO_MARKDOWN: &AsciiSet = &NO_URI.add(b'(').add(b')');

/// A link of an article, http or https.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// As the outlet wrote it.
    plain: String,
    /// Parsed: ASCII, percent-encoded.
    url: Url,
}

impl Link {
    /// `None` where the text is no http or https link.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let url = web(text)?;
        let text = text.trim();
        let plain = if text.chars().all(|c| !c.is_whitespace() && is_shown(c)) {
            text.to_owned()
        } else {
            // What cannot be seen, or ends a link where it is pasted, is encoded.
            ascii(&url)
        };
        Some(Self { plain, url })
    }

    /// As the outlet wrote it, but for spaces and characters that are not seen.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// The same in ASCII, with nothing that has to be escaped in quotes, braces
    /// or angle brackets.
    pub(super) fn ascii(&self) -> String {
        ascii(&self.url)
    }

    /// The host in lower case, an international one as punycode.
    pub(super) fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The same for the place of a link in Markdown.
    pub(super) fn markdown(&self) -> String {
        let safe = utf8_percent_encode(self.url.as_str(), NO_MARKDOWN).to_string();
        escape_entities(&safe, "&amp;")
    }

    /// Percent-encoding undone where the result is still a valid IRI (RFC 3987,
    /// 3.2) and parses to the same URL again: whole graphemes of characters
    /// beyond ASCII that are seen, are no space, and that normalisation to NFC
    /// (which whoever passes it on may apply) leaves alone.
    pub(super) fn readable(&self) -> String {
        let encoded = self.ascii();
        let mut out = String::with_capacity(encoded.len());
        let mut rest = encoded.as_str();
        while let Some(at) = rest.find('%') {
            let (before, run) = rest.split_at(at);
            out.push_str(before);
            let bytes = leading_escapes(run);
            if bytes.is_empty() {
                // A percent sign that encodes nothing.
                out.push('%');
                rest = run.get(1..).unwrap_or_default();
                continue;
            }
            let (run, after) = run.split_at(bytes.len() * ESCAPE);
            undo(&bytes, run, &mut out);
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// Bytes that `%41` takes in a link.
const ESCAPE: usize = 3;

/// A text as an http or https URL.
pub(super) fn web(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(is_web)
}

/// A URL as a URI in the strict sense.
pub(super) fn ascii(url: &Url) -> String {
    utf8_percent_encode(url.as_str(), NO_URI).to_string()
}

/// Writes `&` in another way where Markdown would read an entity
/// (`CommonMark` 0.31, 2.5), and only there.
pub(super) fn escape_entities(text: &str, ampersand: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part
            .split_once(';')
            .is_some_and(|(name, _)| is_entity_name(name));
        out.push_str(if name { ampersand } else { "&" });
        out.push_str(part);
    }
    out
}

fn is_entity_name(name: &str) -> bool {
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The bytes that `%41%42…` at the start of `text` stand for.
fn leading_escapes(text: &str) -> Vec<u8> {
    text.as_bytes()
        .chunks_exact(ESCAPE)
        .map_while(|escape| match escape {
            [b'%', high, low] => Some(hex(*high)? << 4 | hex(*low)?),
            _ => None,
        })
        .collect()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// Writes what `bytes` say where that may be shown, else their part of `run`,
/// the escapes themselves. A run that is no UTF-8 is in another encoding: what
/// of it happens to be UTF-8 would be no word.
fn undo(bytes: &[u8], run: &str, out: &mut String) {
    let Ok(text) = str::from_utf8(bytes) else {
        out.push_str(run);
        return;
    };
    for (at, grapheme) in text.grapheme_indices(true) {
        if may_be_shown(grapheme) && !joins(out, grapheme) {
            out.push_str(grapheme);
        } else {
            let escapes = at * ESCAPE..(at + grapheme.len()) * ESCAPE;
            out.push_str(run.get(escapes).unwrap_or_default());
        }
    }
}

/// Whether a grapheme of a link is itself, seen and unmistakable, without its encoding.
fn may_be_shown(grapheme: &str) -> bool {
    const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
    grapheme
        .chars()
        .all(|c| is_ucschar(c) && !c.is_whitespace() && is_shown(c))
        && NFC.is_normalized(grapheme)
}

/// Whether a grapheme would hang on the last character before it, as an accent does.
fn joins(before: &str, grapheme: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    let both = format!("{last}{grapheme}");
    both.graphemes(true).next().map(str::len) != Some(last.len_utf8())
}

/// `ucschar` of RFC 3987, 2.2: what an IRI may hold beyond ASCII.
fn is_ucschar(c: char) -> bool {
    match u32::from(c) {
        0xA0..=0xD7FF | 0xF900..=0xFDCF | 0xFDF0..=0xFFEF => true,
        0xE0000..=0xE0FFF => false,
        code @ 0x1_0000..=0xE_FFFF => code & 0xFFFF <= 0xFFFD,
        _ => false,
    }
}

/// Whether a character on its own is seen: no control, no bidi mark, nothing invisible.
fn is_shown(c: char) -> bool {
    let mut buffer = [0; 4];
    let text: &str = c.encode_utf8(&mut buffer);
    Clean::new(text).as_str() == text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use proptest::prelude::*;

    fn link(text: &str) -> Link {
        Link::parse(text).unwrap()
    }

    #[test]
    fn percent_encoding_is_undone_where_it_stays_the_same_link() {
        for (path, readable) in [
            ("zh/%E6%B8%AF%E5%8F%A3%20%E8%8A%82/a-1", "zh/港口%20节/a-1"),
            ("%e6%b8%af", "港"),
            ("港口", "港口"),
            ("港 口", "港%20口"),
            ("?q=%E6%B8%AF&r=%26#%E8%8A%82", "?q=港&r=%26#节"),
            // Delimiters, controls and letters that need no encoding stay as they are.
            ("a%2Fb%3Fc%23d%25e%41", "a%2Fb%3Fc%23d%25e%41"),
            ("%00%0A%1B%7F", "%00%0A%1B%7F"),
            ("%25E6%25B8%25AF", "%25E6%25B8%25AF"),
            // Bytes that are no UTF-8: Latin-1, GBK, overlong, a surrogate, cut short.
            ("caf%E9/%E6%B8%AF", "caf%E9/港"),
            ("%B8%DB%BF%DA", "%B8%DB%BF%DA"),
            ("%C0%AF%E6%B8%AF", "%C0%AF%E6%B8%AF"),
            ("%ED%A0%80", "%ED%A0%80"),
            ("%E6%B8", "%E6%B8"),
            ("%E6%B8%AF%E5%8F/%E6%B8%AF", "%E6%B8%AF%E5%8F/港"),
            // A percent sign that encodes nothing.
            ("100%", "100%"),
            ("%zz%E6%B8%AF%4", "%zz港%4"),
            // C1 control, no-break space, ideographic space, line separator.
            ("%C2%85", "%C2%85"),
            ("a%C2%A0b", "a%C2%A0b"),
            ("%E3%80%80", "%E3%80%80"),
            ("%E2%80%A8", "%E2%80%A8"),
            // Bidi override, zero width space, joiner, byte order mark, soft hyphen.
            ("%E2%80%AE%E6%B8%AF", "%E2%80%AE港"),
            ("%E6%B8%AF%E2%80%8B", "港%E2%80%8B"),
            ("%E2%80%8D", "%E2%80%8D"),
            ("%EF%BB%BF", "%EF%BB%BF"),
            ("%C2%AD", "%C2%AD"),
            // Private use, a noncharacter, the replacement character, tags.
            ("%EE%80%80", "%EE%80%80"),
            ("%EF%BF%BE", "%EF%BF%BE"),
            ("%EF%BF%BD", "%EF%BF%BD"),
            ("%F3%A0%81%81", "%F3%A0%81%81"),
            // What normalisation would change: a compatibility ideograph, e and accent.
            ("%EF%A4%80", "%EF%A4%80"),
            ("caf%C3%A9", "café"),
            ("cafe%CC%81", "cafe%CC%81"),
            // An accent must not hang on a slash.
            ("%CC%B8x", "%CC%B8x"),
            ("%F0%9F%93%B0", "📰"),
            ("%E2%80%9C%E6%B8%AF%E2%80%9D%EF%BC%9F", "“港”？"),
        ] {
            let whole = format!("https://a.example/{path}");
            assert_eq!(
                link(&whole).readable(),
                format!("https://a.example/{readable}"),
                "{path}"
            );
        }
    }

    #[test]
    fn a_host_stays_as_it_can_be_trusted() {
        assert_eq!(
            link("https://新闻.example/").readable(),
            "https://xn--efvy88h.example/"
        );
        assert_eq!(
            link("https://新闻.example/").plain(),
            "https://新闻.example/"
        );
    }

    #[test]
    fn each_form_is_safe_where_it_goes() {
        for (text, plain, ascii, markdown) in [
            (
                "https://a.example/x",
                "https://a.example/x",
                "https://a.example/x",
                "https://a.example/x",
            ),
            (
                "https://a.example/港",
                "https://a.example/港",
                "https://a.example/%E6%B8%AF",
                "https://a.example/%E6%B8%AF",
            ),
            (
                "https://a.example/x y",
                "https://a.example/x%20y",
                "https://a.example/x%20y",
                "https://a.example/x%20y",
            ),
            (
                " https://a.example/x\n",
                "https://a.example/x",
                "https://a.example/x",
                "https://a.example/x",
            ),
            (
                "https://a.example/x\ny",
                "https://a.example/xy",
                "https://a.example/xy",
                "https://a.example/xy",
            ),
            (
                "https://a.example/\u{202e}x",
                "https://a.example/%E2%80%AEx",
                "https://a.example/%E2%80%AEx",
                "https://a.example/%E2%80%AEx",
            ),
            (
                "https://a.example/a_(b)",
                "https://a.example/a_(b)",
                "https://a.example/a_(b)",
                "https://a.example/a_%28b%29",
            ),
            (
                "https://a.example/?q={\"\\|",
                "https://a.example/?q={\"\\|",
                "https://a.example/?q=%7B%22%5C%7C",
                "https://a.example/?q=%7B%22%5C%7C",
            ),
            (
                "https://a.example/?a=1&copy;=2&b",
                "https://a.example/?a=1&copy;=2&b",
                "https://a.example/?a=1&copy;=2&b",
                "https://a.example/?a=1&amp;copy;=2&b",
            ),
        ] {
            let link = link(text);
            assert_eq!(
                (
                    link.plain(),
                    link.ascii().as_str(),
                    link.markdown().as_str()
                ),
                (plain, ascii, markdown)
            );
        }
    }

    #[test]
    fn only_the_web_is_shared() {
        for text in [
            "",
            "a.example",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://a.example/",
            "https://",
            "/x",
            "whatsapp://send?text=x",
        ] {
            assert_eq!(Link::parse(text), None, "{text}");
        }
    }

    /// The URL with the hexadecimal digits of its escapes in upper case, which
    /// are the same digits (RFC 3986, 6.2.2.1).
    fn upper(url: &str) -> String {
        let mut out = String::new();
        let mut digits = 0;
        for c in url.chars() {
            out.push(if digits > 0 {
                c.to_ascii_uppercase()
            } else {
                c
            });
            digits = if c == '%' {
                2
            } else {
                usize::saturating_sub(digits, 1)
            };
        }
        out
    }

    proptest! {
        #![proptest_config(crate::laws())]
        #[test]
        fn a_readable_link_is_the_same_link(path in "([a-z/?#&=()\"{|]|%[0-9A-Fa-f]{2}|%|%E[3-9]%[89AB][0-9A-F]%[89AB][0-9A-F]|%C[2-9CD]%[89ab][0-9a-f]|[港é\u{202e}\u{301} ]){0,24}") {
            let link = link(&format!("https://a.example/{path}"));
            let readable = link.readable();
            let again = Url::parse(&readable).unwrap();
            prop_assert_eq!(upper(again.as_str()), upper(&link.ascii()));
            prop_assert!(readable.chars().all(|c| c.is_ascii_graphic() || (!c.is_whitespace() && is_shown(c) && !c.is_ascii())));
        }

        #[test]
        fn ascii_is_the_same_link_and_only_a_uri(text in "\\PC{0,30}") {
            if let Some(link) = Link::parse(&format!("https://a.example/{text}")) {
                let (ascii, excluded) = (link.ascii(), b"\"<>\\^`{|}");
                prop_assert!(ascii.bytes().all(|byte| byte.is_ascii_graphic() && !excluded.contains(&byte)));
                let again = Url::parse(&ascii).unwrap();
                prop_assert_eq!(again.as_str(), &ascii);
                prop_assert!(!link.markdown().contains(['(', ')', ' ', '<', '>']));
            }
        }
    }
}
