//! The HTML parser, fed piece by piece and stopped where a text goes beyond its
//! budget. Deep nesting costs the parser quadratic time (html5ever issue 788).

use html5ever::driver::{ParseOpts, parse_fragment};
use html5ever::tendril::TendrilSink;
use html5ever::{QualName, local_name, ns};
use scraper::{Html, HtmlTreeSink};

use crate::article::document::Cut;

// The budgets are of bytes, stops, nodes, depth and attributes, never of time, so
// that the page and the index see one document. They are chosen by measuring the
// worst that fits each: loading and setting it takes a quarter of a second at the
// most, half of what a reader is to wait for; `cargo bench -- hostile` says it.

/// Bytes of one article. The longest real ones are thousandths of it; a book of
/// four million characters fits.
pub(crate) const BYTES: usize = 12 << 20;
/// What the tokenizer stops at, tags, entities and line feeds: each costs it as
/// much as a hundred letters. Ten megabytes of ordinary text have 200,000.
const STOPS: usize = 1 << 19;
/// Elements and texts: those of a hundred thousand paragraphs. A few bytes can make
/// the parser repeat hundreds of open elements, so that stops do not bound them.
const NODES: usize = 1 << 18;
/// Elements within elements. Real pages stay under 60.
const DEPTH: usize = 128;
/// Attributes of one tag: the parser compares each with all before it. Real tags
/// have some twenty.
const ATTRIBUTES: usize = 256;
/// Attributes of all tags; an address among them costs as much as forty letters.
const ALL_ATTRIBUTES: usize = 1 << 17;
/// Bytes given to the parser before depth and nodes are looked at again.
const PIECE: usize = 1 << 10;
/// Bytes in which stops are counted at once.
const COUNTED: usize = 1 << 12;

/// HTML that has been parsed, perhaps not to its end.
pub(crate) struct Parsed {
    /// The tree.
    pub(crate) html: Html,
    /// Which budget ended it early.
    pub(crate) cut: Option<Cut>,
}

/// Parses a fragment of HTML. Any text gives a tree.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut cut = None;
    let mut rest = text;
    for (within, kind) in [
        (within_bytes as fn(&str) -> usize, Cut::Bytes),
        (within_stops, Cut::Stops),
        (within_attributes, Cut::Attributes),
    ] {
        let end = within(rest);
        if end < rest.len() {
            cut = Some(kind);
            rest = rest.get(..end).unwrap_or_default();
        }
    }
    let sink = HtmlTreeSink::new(Html::new_fragment());
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let mut parser = parse_fragment(sink, ParseOpts::default(), body, Vec::new(), false);
    while !rest.is_empty() {
        let (piece, tail) = rest.split_at(boundary(rest, PIECE));
        parser.process(piece.into());
        rest = tail;
        let sink = &parser.tokenizer.sink.sink;
        let stop = if sink.0.borrow().tree.values().len() > NODES {
            Some(Cut::Nodes)
        } else if depth(sink) > DEPTH {
            Some(Cut::Depth)
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

/// Where the bytes of a text end that are within the budget.
fn within_bytes(text: &str) -> usize {
    boundary(text, BYTES.min(text.len()))
}

/// Where the text ends that the tokenizer gets through.
fn within_stops(text: &str) -> usize {
    let mut stops = 0;
    let mut end = 0;
    for piece in text.as_bytes().chunks(COUNTED) {
        let is_stop = |byte: &&u8| matches!(byte, b'<' | b'&' | b'\n');
        stops += piece.iter().filter(is_stop).count();
        if stops > STOPS {
            return boundary(text, end);
        }
        end += piece.len();
    }
    text.len()
}

/// Where the tag begins that has more attributes than any author writes, or with
/// which all tags have.
fn within_attributes(text: &str) -> usize {
    let mut all = 0;
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
            let (length, attributes) = tag(rest.as_bytes());
            all += attributes;
            if attributes > ATTRIBUTES || all > ALL_ATTRIBUTES {
                return start;
            }
            at = start + length;
        } else {
            at = start + 1;
        }
    }
    text.len()
}

/// The bytes of a tag, to its `>` or to the end, and its attributes; of too many
/// not all are looked at.
fn tag(tag: &[u8]) -> (usize, usize) {
    let mut attributes = 0;
    let mut quote = None;
    let mut before = 0;
    for (at, byte) in tag.iter().copied().enumerate() {
        let is_space = |byte| matches!(byte, b' ' | b'\n' | b'\t' | b'/');
        match (quote, byte) {
            (Some(mark), _) if byte == mark => quote = None,
            (None, b'>') => return (at + 1, attributes),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, byte) if is_space(before) && !is_space(byte) => attributes += 1,
            _ => {}
        }
        before = byte;
        if attributes > ATTRIBUTES {
            break;
        }
    }
    (tag.len(), attributes)
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
            ("<div>".repeat(100_000), Some(Cut::Depth)),
            ("x<b>".repeat(20_000), Some(Cut::Depth)),
            ("w".repeat(BYTES), None),
            ("灯".repeat(BYTES / 3 + 1), Some(Cut::Bytes)),
            ("x\n".repeat(STOPS), None),
            ("x\n".repeat(STOPS + COUNTED), Some(Cut::Stops)),
            ("&amp".repeat(STOPS + COUNTED), Some(Cut::Stops)),
            (
                format!("<p>a</p><p {}>b", "x=1 ".repeat(100_000)),
                Some(Cut::Attributes),
            ),
            (format!("<p{}>b", " x=1".repeat(ATTRIBUTES)), None),
            (
                format!("<p{}>b", " x=1".repeat(ATTRIBUTES + 1)),
                Some(Cut::Attributes),
            ),
            ("<i a>x</i>".repeat(ALL_ATTRIBUTES), None),
            (
                "<i a>x</i>".repeat(ALL_ATTRIBUTES + 1),
                Some(Cut::Attributes),
            ),
            (
                format!("<p{}x=1   /   >b", " ".repeat(ATTRIBUTES * 2)),
                None,
            ),
            ("<p>many short paragraphs".repeat(5_000), None),
            (format!("<img src=\"data:{}\">", "A ".repeat(5_000)), None),
            (format!("<!-- <p {}-->x", "x ".repeat(5_000)), None),
            (
                format!("<SCRIPT>if (a<b {}) </Script>x", "x ".repeat(5_000)),
                None,
            ),
            (format!("<!-- <p {}", "x ".repeat(5_000)), None),
            (open_elements(400) + "<p>x", Some(Cut::Depth)),
            (
                format!("<p>{}</p>", open_elements(100)) + &"<p>x</p>".repeat(6_000),
                Some(Cut::Nodes),
            ),
        ] {
            assert_eq!(parse(&text).cut, cut, "{text:.20}");
        }
    }
}
