//! What stands around an article: the elements that a dropping rule means.

use std::borrow::Cow;

use scraper::{ElementRef, Html, Node};

use super::site::DropRule;
use super::words::{Said, Sayings, said};

/// Characters up to which an element is looked at for what it says: a stub is short,
/// a list of links beneath a label somewhat longer.
const LONGEST: usize = 1_000;

/// The elements that a rule means, and its pattern or labels as written.
pub(super) fn pieces_of<'a>(
    html: &'a Html,
    rule: &'a DropRule,
    sayings: &mut Sayings,
) -> (Vec<ElementRef<'a>>, Cow<'a, str>) {
    let found = rule.elements.all_in(html);
    if !rule.looks_at_text() {
        return (found.collect(), Cow::Borrowed(""));
    }
    let longest = rule.longest.unwrap_or(if rule.label.is_empty() {
        usize::MAX
    } else {
        LONGEST
    });
    let mut pieces = Vec::new();
    for element in found {
        let Some(said) = sayings.of(*element, longest) else {
            continue;
        };
        if !rule.means(&said.all) {
            continue;
        }
        if rule.label.is_empty() {
            pieces.push(element);
        } else {
            labelled(element, said, &rule.label, &mut pieces);
        }
    }
    (pieces, rule.conditions())
}

impl DropRule {
    fn looks_at_text(&self) -> bool {
        let has_lists = !(self.is.is_empty() && self.phrase.is_empty() && self.label.is_empty());
        self.text.is_some() || self.longest.is_some() || has_lists
    }

    /// Whether a text is one that the rule means, labels left aside.
    fn means(&self, text: &str) -> bool {
        let is_one = || {
            let text = bare(text);
            self.is.iter().any(|known| known == text)
        };
        (self.is.is_empty() || is_one())
            && (self.phrase.is_empty() || is_phrase(text, &self.phrase))
            && self.text.as_ref().is_none_or(|known| known.is_match(text))
    }

    /// What is asked of a text, as it is written.
    fn conditions(&self) -> Cow<'_, str> {
        if let Some(text) = &self.text {
            return Cow::Borrowed(&text.source);
        }
        let phrase = self.phrase.iter().map(|list| list.join(" | "));
        let lists = [self.is.join(" | "), self.label.join(" | ")];
        let written: Vec<String> = phrase
            .chain(lists)
            .filter(|list| !list.is_empty())
            .collect();
        Cow::Owned(written.join(" … "))
    }
}

/// Whether a text is one sentence that begins with one of the first list and has one
/// of each further list, in this order.
fn is_phrase(text: &str, phrase: &[Vec<String>]) -> bool {
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '〈');
    for (number, list) in phrase.iter().enumerate() {
        let ends = list.iter().filter_map(|known| match number {
            0 => rest.starts_with(known.as_str()).then_some(known.len()),
            _ => rest.find(known.as_str()).map(|at| at + known.len()),
        });
        let Some(after) = { ends }.min().and_then(|end| rest.get(end..)) else {
            return false;
        };
        rest = after;
    }
    is_sentence(text)
}

/// Whether a text does not go on after a sentence.
fn is_sentence(text: &str) -> bool {
    let text = bare(text);
    !text.contains(['。', '！', '？', '!', '?', '；']) && !text.contains(". ")
}

/// Adds an element that says a label and else only links; a label without links is
/// added with the links that follow it, or not at all.
fn labelled<'a>(
    element: ElementRef<'a>,
    said: &Said,
    labels: &[String],
    pieces: &mut Vec<ElementRef<'a>>,
) {
    let is_label = |text: &str| {
        let text = bare(text);
        labels.iter().any(|label| label.eq_ignore_ascii_case(text))
    };
    if said.has_link {
        let outside = bare(&said.outside);
        let in_link = || outside.is_empty() && (is_label(&said.all) || begins(&said.all, labels));
        if is_label(outside) || in_link() {
            pieces.push(element);
        }
    } else if is_label(&said.all) {
        let links: Vec<_> = links_after(element).collect();
        if !links.is_empty() {
            pieces.push(element);
            pieces.extend(links);
        }
    }
}

/// Text without what is neither letter nor digit at its ends.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a text begins with a label and a colon or a bar.
fn begins(text: &str, labels: &[String]) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    labels.iter().any(|label| {
        let (Some(start), Some(rest)) = (text.get(..label.len()), text.get(label.len()..)) else {
            return false;
        };
        start.eq_ignore_ascii_case(label)
            && rest.trim_start().starts_with(['：', ':', '|', '｜', '】'])
    })
}

/// The elements right after one that hold nothing but links.
fn links_after(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element
        .next_siblings()
        .take_while(|node| match node.value() {
            Node::Text(text) => text.trim().is_empty(),
            Node::Element(_) | Node::Comment(_) => true,
            _ => false,
        })
        .filter_map(ElementRef::wrap)
        .map(|element| (element, said(*element, LONGEST)))
        .take_while(|(_, said)| {
            said.as_ref()
                .is_some_and(|said| bare(&said.outside).is_empty())
        })
        .filter(|(_, said)| said.as_ref().is_some_and(|said| said.has_link))
        .map(|(element, _)| element)
}
