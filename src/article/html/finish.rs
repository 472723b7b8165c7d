//! What can only be seen when all blocks are there: repeats, the lead, credits
//! and notices, related links, rules that separate nothing.

use super::super::document::{Block, Document, Emphasis, Link, Role, Text};
use super::build::Context;
use crate::text::script::is_han;

/// Characters of a head that runs into its paragraph, at the most.
const RUN_IN_LENGTH: usize = 40;

/// Marks a strong start of a paragraph that a colon ends as a run-in head.
pub(super) fn mark_run_in(text: &mut Text) -> bool {
    let mut end = 0;
    for (range, span) in text.pieces() {
        if !span.emphasis.contains(Emphasis::STRONG) {
            break;
        }
        end = range.end;
    }
    let whole = text.as_str();
    let (Some(head), Some(rest)) = (whole.get(..end), whole.get(end..)) else {
        return false;
    };
    let colon_inside = head.trim_end().ends_with(['：', ':']);
    let colon_after = rest.trim_start().starts_with(['：', ':']);
    let short = head.chars().count() <= RUN_IN_LENGTH;
    let is_head = end > 0 && short && !rest.is_empty() && (colon_inside || colon_after);
    if is_head {
        text.emphasise(0..end, Emphasis::RUN_IN);
    }
    is_head
}

/// Finishes a document.
pub(super) fn finish(document: &mut Document, context: &Context<'_>) {
    drop_repeats(document, context);
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for block in std::mem::take(&mut document.blocks) {
        classify(block, context, &document.links, &mut blocks);
    }
    mark_lead(&mut blocks);
    clean_rules(&mut blocks);
    document.blocks = blocks;
}

/// Drops what says again what stands above: the title, and the caption of the
/// picture that leads.
fn drop_repeats(document: &mut Document, context: &Context<'_>) {
    let title = squeezed(context.title);
    let lead_caption = document
        .blocks
        .iter()
        .take(3)
        .find_map(|block| match block {
            Block::Picture(picture) if picture.has_caption => {
                Some(squeezed(picture.caption.as_str()))
            }
            _ => None,
        });
    let mut seen = 0;
    document.blocks.retain(|block| {
        seen += 1;
        let (Block::Heading(_, text) | Block::Paragraph(_, text)) = block else {
            return true;
        };
        if seen > 6 {
            return true;
        }
        let words = squeezed(text.as_str());
        let repeats_title = seen <= 3 && !title.is_empty() && words == title;
        !repeats_title && lead_caption.as_ref() != Some(&words)
    });
}

/// Text without white space, for comparing what is said.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Gives a paragraph its role; a related link at its end becomes a line of its own.
fn classify(block: Block, context: &Context<'_>, links: &[Link], blocks: &mut Vec<Block>) {
    let Block::Paragraph(Role::Body, mut text) = block else {
        return blocks.push(block);
    };
    let verdict = context.verdict;
    if verdict.is_notice(text.as_str()) {
        text.without(Emphasis::ITALIC | Emphasis::STRONG);
        return blocks.push(Block::Paragraph(Role::Notice, text));
    }
    if verdict.is_credit(text.as_str()) {
        return blocks.push(Block::Paragraph(Role::Credit, text));
    }
    let dateline = verdict.dateline(text.as_str());
    if dateline > 0 {
        text.emphasise(0..dateline, Emphasis::QUIET);
    }
    let related = related_from(&text, links).map(|at| text.split_off(at));
    blocks.push(Block::Paragraph(Role::Body, text));
    blocks.extend(related.map(|related| Block::Paragraph(Role::Related, related)));
}

/// Where a link begins that stands at the paragraph's end, after its full stop,
/// and is no sentence itself.
fn related_from(text: &Text, links: &[Link]) -> Option<usize> {
    const FULL_STOPS: [char; 6] = ['。', '！', '？', '.', '!', '?'];
    let link = text.spans.last()?.link?;
    // A reference to a note belongs to its sentence.
    links.get(link).filter(|link| !link.url.is_empty())?;
    let start = text
        .pieces()
        .find(|(_, span)| span.link == Some(link))?
        .0
        .start;
    let before = text.as_str().get(..start)?.trim_end();
    let words = text.as_str().get(start..)?;
    let ends = |text: &str| {
        text.trim_end_matches(['”', '"', '」', '』', '）', ')'])
            .ends_with(FULL_STOPS)
    };
    (ends(before) && !ends(words) && (words.contains(' ') || words.chars().any(is_han)))
        .then_some(start)
}

/// The first paragraph, where it is all strong and not all the text is.
fn mark_lead(blocks: &mut [Block]) {
    let mut bodies = blocks.iter_mut().filter_map(|block| match block {
        Block::Paragraph(Role::Body, text) => Some((text.is_all(Emphasis::STRONG), block)),
        _ => None,
    });
    let first = bodies.next();
    let more = bodies.any(|(is_strong, _)| !is_strong);
    if let (Some((true, Block::Paragraph(role, text))), true) = (first, more) {
        *role = Role::Lead;
        text.without(Emphasis::STRONG);
    }
}

/// A rule separates: never first or last, never two in a row. A quote or a list
/// of nothing but rules is nothing.
fn clean_rules(blocks: &mut Vec<Block>) {
    let mut after_rule = true;
    blocks.retain_mut(|block| {
        let is_rule = *block == Block::Rule;
        let is_empty = match block {
            Block::Quote(inner) => {
                clean_rules(inner);
                inner.is_empty()
            }
            Block::List(list) => {
                list.items.iter_mut().for_each(clean_rules);
                list.items.retain(|item| !item.is_empty());
                list.items.is_empty()
            }
            _ => is_rule && after_rule,
        };
        after_rule = if is_empty { after_rule } else { is_rule };
        !is_empty
    });
    if blocks.last() == Some(&Block::Rule) {
        blocks.pop();
    }
}
