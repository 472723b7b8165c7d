//! What holds blocks of its own: quotes, lists, definitions.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::super::document::{Block, List, Text};
use super::build::{Builder, Flow};
use super::inline::Inline;

/// Quotes and lists within each other; deeper ones are unfolded.
const NESTING: usize = 12;

impl Builder<'_> {
    /// Quotes and lists; those nested too deeply are unfolded.
    pub(super) fn nested(&mut self, node: NodeRef<'_, Node>, element: &Element, flow: &mut Flow) {
        if self.nesting >= NESTING {
            return self.block(node, flow);
        }
        self.nesting += 1;
        let block = match element.name() {
            "blockquote" => Some(self.inner(node, flow))
                .filter(|inner| !inner.is_empty())
                .map(Block::Quote),
            "dl" => {
                let mut entries = Vec::new();
                self.definitions(node, flow, &mut entries);
                (!entries.is_empty()).then_some(Block::Definitions(entries))
            }
            name => {
                let first = element
                    .attr("start")
                    .and_then(|start| start.trim().parse().ok());
                let start = (name == "ol").then(|| first.unwrap_or(1));
                let items = self.items(node, flow);
                (!items.is_empty()).then_some(Block::List(List { start, items }))
            }
        };
        self.nesting -= 1;
        if let Some(block) = block {
            self.push(flow, block);
        }
    }

    /// The items of a list. A list that stands between them belongs to the one
    /// before it; anything else is an item of its own.
    fn items(&mut self, node: NodeRef<'_, Node>, flow: &Flow) -> Vec<Vec<Block>> {
        let mut items: Vec<Vec<Block>> = Vec::new();
        for child in node.children() {
            let name = child.value().as_element().map(Element::name);
            let blocks = self.whole(child, flow);
            match items.last_mut() {
                _ if blocks.is_empty() => {}
                Some(item) if matches!(name, Some("ul" | "ol")) => item.extend(blocks),
                _ => items.push(blocks),
            }
        }
        items
    }

    /// The terms of a `dl` with what they mean; what is neither belongs to the term before it.
    fn definitions(
        &mut self,
        node: NodeRef<'_, Node>,
        flow: &Flow,
        entries: &mut Vec<(Text, Vec<Block>)>,
    ) {
        for child in node
            .children()
            .filter(|child| !self.skips(*child))
            .collect::<Vec<_>>()
        {
            match child.value().as_element().map(Element::name) {
                Some("dt") => {
                    self.places.meet(child);
                    let mut term = Inline::default();
                    let mut others = Vec::new();
                    for block in self.inner(child, flow) {
                        match block {
                            Block::Paragraph(_, text) => term.push_line(&text),
                            other => others.push(other),
                        }
                    }
                    entries.push((term.take().unwrap_or_default(), others));
                }
                Some("div") => self.definitions(child, flow, entries),
                _ => {
                    let blocks = self.whole(child, flow);
                    match entries.last_mut() {
                        _ if blocks.is_empty() => {}
                        Some((_, known)) => known.extend(blocks),
                        None => entries.push((Text::default(), blocks)),
                    }
                }
            }
        }
    }
}
