//! The words of a part of the HTML, as far as a reader would see them.

use std::collections::HashMap;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use crate::article::html::is_shown;
use crate::text::count::Count;

/// Nodes within an element up to which its text is gathered for comparing.
const NODES: usize = 400;

/// The text under a node, scripts and styles left out.
pub(super) fn text_of(node: NodeRef<'_, Node>) -> String {
    let mut out = String::new();
    for node in node.descendants() {
        if let Node::Text(text) = node.value() {
            let hidden = node
                .parent()
                .and_then(|parent| parent.value().as_element().map(Element::name))
                .is_some_and(|name| matches!(name, "script" | "style"));
            if !hidden {
                out.push_str(text);
            }
        }
    }
    out
}

/// Whether an element is part of a line: words run on through its ends.
fn is_in_line(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}

/// What a part of the HTML says and where its words stand.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// All of it, white space collapsed.
    pub(super) all: String,
    /// What stands outside of links.
    pub(super) outside: String,
    /// Whether there is a link.
    pub(super) has_link: bool,
    /// Characters of all of it.
    characters: usize,
}

/// What the elements of an article say, each read once for all rules that ask.
#[derive(Debug, Default)]
pub(super) struct Sayings {
    /// By element: as far as most rules ask; none where it says more.
    known: HashMap<NodeId, Option<Said>>,
    /// What was read for the last rule that asked for more.
    long: Option<Said>,
}

impl Sayings {
    /// Characters up to which what was said is kept.
    const KEPT: usize = 1_000;

    /// As [`said`].
    pub(super) fn of(&mut self, node: NodeRef<'_, Node>, longest: usize) -> Option<&Said> {
        if longest > Self::KEPT {
            self.long = said(node, longest);
            return self.long.as_ref();
        }
        let known = self.known.entry(node.id());
        let said = known.or_insert_with(|| said(node, Self::KEPT)).as_ref();
        said.filter(|said| said.characters <= longest)
    }
}

/// What a node says, where it is made of few nodes and has no more characters than
/// `longest`; blocks within it are separated by a space.
pub(super) fn said(node: NodeRef<'_, Node>, longest: usize) -> Option<Said> {
    let mut said = Said::default();
    let mut links = 0;
    let mut seen = 0;
    let is_complete = walk(node, |step| {
        seen += 1;
        match step {
            Step::Link(opens) => {
                links += if opens { 1 } else { -1 };
                // Until the first link, all of it stands outside of one.
                if !said.has_link {
                    said.outside.clone_from(&said.all);
                }
                said.has_link = true;
            }
            Step::Break => {
                push_collapsed(&mut said.all, " ");
                if said.has_link {
                    push_collapsed(&mut said.outside, " ");
                }
            }
            Step::Text(text) => {
                said.characters += push_collapsed(&mut said.all, text);
                if links == 0 && said.has_link {
                    push_collapsed(&mut said.outside, text);
                }
            }
        }
        seen <= NODES && said.characters <= longest
    });
    if !said.has_link {
        said.outside.clone_from(&said.all);
    }
    let end = said.all.trim_end().len();
    said.all.truncate(end);
    is_complete.then_some(said)
}

/// How many words a reader sees under a node.
pub(super) fn words_of(node: NodeRef<'_, Node>) -> u32 {
    let mut text = String::new();
    walk(node, |step| {
        match step {
            Step::Break => text.push('\n'),
            Step::Text(more) => text.push_str(more),
            Step::Link(_) => {}
        }
        true
    });
    Count::of(&text).total()
}

enum Step<'a> {
    /// A link begins, or ends.
    Link(bool),
    /// A block begins or ends.
    Break,
    Text(&'a str),
}

/// Tells what is shown under a node, in order, until `tell` has had enough; whether
/// all has been told.
fn walk<'a>(node: NodeRef<'a, Node>, mut tell: impl FnMut(Step<'a>) -> bool) -> bool {
    let mut hidden = None;
    for edge in node.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if let Some(by) = hidden {
            if !opens && node.id() == by {
                hidden = None;
            }
            continue;
        }
        let goes_on = match node.value() {
            Node::Text(text) if opens => tell(Step::Text(text)),
            Node::Element(element) if opens && !is_shown(element) => {
                hidden = Some(node.id());
                true
            }
            Node::Element(element) if element.name() == "a" => tell(Step::Link(opens)),
            Node::Element(element) if !is_in_line(element.name()) => tell(Step::Break),
            _ => true,
        };
        if !goes_on {
            return false;
        }
    }
    true
}

/// Adds a text with its white space collapsed; none comes first. Tells how many
/// characters were added.
fn push_collapsed(out: &mut String, text: &str) -> usize {
    let mut added = 0;
    let mut push_space = |out: &mut String| {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
            added += 1;
        }
    };
    if text.starts_with(char::is_whitespace) {
        push_space(out);
    }
    let mut words = text.split_whitespace().peekable();
    let mut characters = 0;
    while let Some(word) = words.next() {
        out.push_str(word);
        characters += word.chars().count();
        if words.peek().is_some() || text.ends_with(char::is_whitespace) {
            push_space(out);
        }
    }
    added + characters
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use scraper::Html;

    use super::*;

    #[test]
    fn words_end_where_blocks_end_and_run_on_through_styles() {
        for (html, words) in [
            ("<p>The end.</p><p>Next one</p>", 4),
            ("<ul><li>One</li><li>Two</li></ul>", 2),
            ("One<br>two<hr>three", 3),
            ("<p>un<b>believ</b>able</p>", 1),
            ("<p>一二</p><p>三</p>", 3),
            ("<p>一 two 3</p>", 3),
            ("<p>a<script>b c d</script><span hidden>e f</span></p>", 1),
            ("<form>a b</form><p style='display: none'>c</p>d", 1),
            ("", 0),
        ] {
            let html = Html::parse_fragment(html);
            assert_eq!(words_of(html.tree.root()), words, "{}", html.html());
        }
    }

    #[test]
    fn what_is_said_and_where() {
        for (html, all, outside, has_link) in [
            ("<p> a  b\n</p>", "a b", "a b", false),
            (
                "<p>More: <a href=x>that  one</a></p>",
                "More: that one",
                "More:",
                true,
            ),
            (
                "<h3>More</h3><ul><li><a>x</a><li><a>y</a></ul>",
                "More x y",
                "More",
                true,
            ),
        ] {
            let html = Html::parse_fragment(html);
            let said = said(html.tree.root(), 100).unwrap();
            let found = (said.all.as_str(), said.outside.trim(), said.has_link);
            assert_eq!(found, (all, outside, has_link));
        }
        let long = Html::parse_fragment("<p>abcdef</p>");
        assert!(said(long.tree.root(), 6).is_some() && said(long.tree.root(), 5).is_none());
        let many = Html::parse_fragment(&"<p></p>".repeat(NODES));
        assert!(said(many.tree.root(), 5).is_none());
    }
}
