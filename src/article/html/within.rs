//! Links within the article: footnotes, their way back, tables of contents.
//!
//! Which places are linked to is known before the walk; where they are in the
//! text, when all blocks are there. A link that leads nowhere in the article is
//! plain text.

use std::collections::HashMap;

use ego_tree::NodeRef;
use percent_encoding::percent_decode_str;
use scraper::node::Element;
use scraper::{Html, Node};

use super::super::document::{Document, Span, Text, each_text_mut};

/// Places that can be linked to; what is beyond them stays plain text.
const PLACES: usize = 10_000;

/// The places in an article that links of it lead to.
#[derive(Default)]
pub(super) struct Places {
    /// The number of each place, by its name.
    names: HashMap<String, usize>,
    /// Which have been met.
    met: Vec<bool>,
    /// Those that the next text is.
    pub(super) waiting: Vec<usize>,
    /// The links that lead to a place, with its number.
    links: HashMap<usize, usize>,
}

impl Places {
    /// Looks which places the links of an article at `link` lead to.
    pub(super) fn wanted(html: &Html, link: &str) -> Self {
        let mut places = Self::default();
        for node in html.tree.nodes() {
            let address = node.value().as_element().and_then(|element| {
                let address = element.attr("href")?;
                (element.name() == "a").then_some(address)
            });
            if let Some(name) = address.and_then(|address| place_name(address, link))
                && places.names.len() < PLACES
            {
                let number = places.names.len();
                places.names.entry(name).or_insert(number);
            }
        }
        places.met = vec![false; places.names.len()];
        places
    }

    /// Notes that an element begins, which may be a place.
    pub(super) fn meet(&mut self, node: NodeRef<'_, Node>) {
        let Some(element) = node.value().as_element() else {
            return;
        };
        if self.names.is_empty() {
            return;
        }
        let name = element.attr("name").filter(|_| element.name() == "a");
        for name in element.attr("id").into_iter().chain(name) {
            if let Some(number) = self.names.get(name).copied()
                && let Some(met) = self.met.get_mut(number)
                && !std::mem::replace(met, true)
            {
                self.waiting.push(number);
            }
        }
    }

    /// Notes that a link of the document, by its number, leads to an address within
    /// the article; whether it does.
    pub(super) fn takes(&mut self, number: usize, address: &str, link: &str) -> bool {
        let place = place_name(address, link).and_then(|name| self.names.get(&name));
        if let Some(place) = place {
            self.links.insert(number, *place);
        }
        place.is_some()
    }

    /// Tells the links of a finished document where they lead, and takes those
    /// away that lead nowhere.
    pub(super) fn settle(&self, document: &mut Document) {
        if self.links.is_empty() {
            return;
        }
        let mut positions: Vec<Option<u32>> = vec![None; self.met.len()];
        let mut position = 0u32;
        each_text_mut(&mut document.blocks, &mut |text| {
            let clean = match text {
                Ok(text) => {
                    for (at, place) in std::mem::take(&mut text.anchors) {
                        let before = text.clean.slice(0..at);
                        if let Some(known) = positions.get_mut(place) {
                            *known = Some(position.saturating_add(characters(before.as_str())));
                        }
                    }
                    &text.clean
                }
                Err(clean) => clean,
            };
            position = position.saturating_add(characters(clean.as_str()));
        });
        let mut kept = Vec::with_capacity(document.links.len());
        let mut numbers = Vec::with_capacity(document.links.len());
        for (number, mut link) in std::mem::take(&mut document.links).into_iter().enumerate() {
            let place = self.links.get(&number);
            link.within = place.and_then(|place| positions.get(*place).copied().flatten());
            let leads = place.is_none() || link.within.is_some();
            numbers.push(leads.then_some(kept.len()));
            if leads {
                kept.push(link);
            }
        }
        document.links = kept;
        each_text_mut(&mut document.blocks, &mut |text| {
            if let Ok(text) = text {
                renumber(text, &numbers);
            }
        });
    }
}

/// Gives the spans of a text the new numbers of their links.
fn renumber(text: &mut Text, numbers: &[Option<usize>]) {
    for span in &mut text.spans {
        span.link = span
            .link
            .and_then(|link| numbers.get(link).copied().flatten());
    }
    text.spans.dedup_by(|next: &mut Span, span: &mut Span| {
        let alike = next.emphasis == span.emphasis && next.link == span.link;
        if alike {
            span.end = next.end;
        }
        alike
    });
}

/// The name of the place that an address leads to within the article at `link`.
fn place_name(address: &str, link: &str) -> Option<String> {
    let (page, name) = address.trim().split_once('#')?;
    let own = link.split('#').next().unwrap_or_default();
    let is_own = page.is_empty() || page == own;
    let name = percent_decode_str(name).decode_utf8_lossy();
    (is_own && !name.is_empty()).then(|| name.into_owned())
}

/// Whether an element says that it refers to a note.
pub(super) fn is_reference(element: &Element) -> bool {
    let says = |name, value| {
        let words = element.attr(name).unwrap_or_default();
        words.split_ascii_whitespace().any(|word| word == value)
    };
    says("role", "doc-noteref") || says("epub:type", "noteref")
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
