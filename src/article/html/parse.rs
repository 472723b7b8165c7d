//! The HTML parser, fed piece by piece and stopped where a text goes beyond its
//! budget. Deep nesting costs the parser quadratic time (html5ever issue 788).

use html5ever::driver::{ParseOpts, parse_fragment};
use html5ever::tendril::TendrilSink;
use html5ever::{QualName, local_name, ns};
use scraper::{Html, HtmlTreeSink};

/// Bytes read of one article. The longest real ones are thousandths of it.
const BYTES: usize = 64 << 20;
/// Bytes given to the parser before depth and nodes are looked at again.
const PIECE: usize = 1 << 10;
/// Elements and texts: those of a quarter of a million paragraphs. A few bytes can
/// make the parser repeat hundreds of open elements.
const NODES: usize = 1 << 19;
/// Elements within elements. Real pages stay under 60.
const DEPTH: usize = 128;
/// Attributes of one tag.
const ATTRIBUTES: usize = 1_000;

/// HTML that has been parsed, perhaps not to its end.
pub(crate) struct Parsed {
    /// The tree.
    pub(crate) html: Html,
    /// Which budget ended it early.
    pub(crate) cut: Option<&'static str>,
}

/// Parses a fragment of HTML. Any text gives a tree.
pub(crate) fn parse(text: &str) -> Parsed {
    let (text, mut cut) = within_bytes(text);
    let (text, stop) = within_attributes(text);
    cut = stop.or(cut);
    let sink = HtmlTreeSink::new(Html::new_fragment());
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let mut parser = parse_fragment(sink, ParseOpts::default(), body, Vec::new(), false);
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, tail) = rest.split_at(boundary(rest, PIECE));
        parser.process(piece.into());
        rest = tail;
        let sink = &parser.tokenizer.sink.sink;
        let stop = if sink.0.borrow().tree.values().len() > NODES {
            Some("too many elements")
        } else if depth(sink) > DEPTH {
            Some("nested too deeply")
        } else {
            None
        };
        if stop.is_some() && !rest.is_empty() {
            cut = stop;
            break;
        }
    }
    Parsed {
        html: parser.finish(),
        cut,
    }
}

/// How deep the element lies that was added last.
fn depth(sink: &HtmlTreeSink) -> usize {
    let html = sink.0.borrow();
    let mut depth = 0;
    let mut node = html.tree.root();
    while let Some(child) = node.last_child() {
        node = child;
        depth += 1;
    }
    depth
}

/// The first character boundary at or after `at`.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|index| text.is_char_boundary(*index))
        .unwrap_or(text.len())
}

fn within_bytes(text: &str) -> (&str, Option<&'static str>) {
    if text.len() <= BYTES {
        return (text, None);
    }
    (
        text.get(..boundary(text, BYTES)).unwrap_or(text),
        Some("longer than 64 MB"),
    )
}

/// Ends the text before a tag with more attributes than any author writes:
/// the parser compares each with all before it.
fn within_attributes(text: &str) -> (&str, Option<&'static str>) {
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.find('<'))
        .map(|found| at + found)
    {
        let rest = text.get(start..).unwrap_or_default();
        // Within these a `<` opens no tag.
        let closed = [
            ("<!--", "-->"),
            ("<script", "</script"),
            ("<style", "</style"),
        ];
        if let Some((_, end)) = closed.into_iter().find(|(open, _)| starts_with(rest, open)) {
            let Some(length) = find(rest, end) else { break };
            at = start + length + end.len();
        } else if rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
            match tag_length(rest.as_bytes()) {
                Some(length) => at = start + length,
                None => {
                    return (
                        text.get(..start).unwrap_or_default(),
                        Some("a tag with too many attributes"),
                    );
                }
            }
        } else {
            at = start + 1;
        }
    }
    (text, None)
}

/// The bytes of a tag, to its `>` or to the end; `None` where it has too many attributes.
fn tag_length(tag: &[u8]) -> Option<usize> {
    let mut words = 0;
    let mut quote = None;
    let mut before = 0;
    for (at, byte) in tag.iter().copied().enumerate() {
        match (quote, byte) {
            (Some(mark), _) if byte == mark => quote = None,
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b' ' | b'\n' | b'\t' | b'/') => words += 1,
            _ => {}
        }
        before = byte;
        if words > ATTRIBUTES {
            return None;
        }
    }
    Some(tag.len())
}

fn starts_with(text: &str, open: &str) -> bool {
    text.get(..open.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(open))
}

/// Where an end tag stands, in any case of its letters.
fn find(text: &str, end: &str) -> Option<usize> {
    let first = end.chars().next()?;
    text.match_indices(first)
        .map(|(at, _)| at)
        .find(|at| text.get(*at..).is_some_and(|rest| starts_with(rest, end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_elements(count: usize) -> String {
        (0..count).fold(String::new(), |html, number| {
            html + &format!("<b id={number}>")
        })
    }

    #[test]
    fn budgets_end_a_text_early() {
        for (text, cut) in [
            ("<p>short</p>".to_owned(), None),
            ("<div>".repeat(100_000), Some("nested too deeply")),
            ("x<b>".repeat(20_000), Some("nested too deeply")),
            (
                format!("<p>a</p><p {}>b", "x=1 ".repeat(100_000)),
                Some("a tag with too many attributes"),
            ),
            ("<p>many short paragraphs".repeat(5_000), None),
            (format!("<img src=\"data:{}\">", "A ".repeat(5_000)), None),
            (format!("<!-- <p {}-->x", "x ".repeat(5_000)), None),
            (
                format!("<SCRIPT>if (a<b {}) </Script>x", "x ".repeat(5_000)),
                None,
            ),
            (format!("<!-- <p {}", "x ".repeat(5_000)), None),
            (open_elements(400) + "<p>x", Some("nested too deeply")),
            (
                format!("<p>{}</p>", open_elements(100)) + &"<p>x</p>".repeat(6_000),
                Some("too many elements"),
            ),
        ] {
            assert_eq!(parse(&text).cut, cut, "{}", text.get(..20).unwrap_or(&text));
        }
    }
}
