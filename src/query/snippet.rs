//! The passage of a body that shows why a search has found the article, and what
//! of it stands in a row of the list.
//!
//! A passage lies within one block; its text is as it was written, with each run
//! of white space as one space. It is chosen once, and cut anew for each width.
//! Which articles need one is left to others.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::occurrence::{in_text, written_in};
use super::subject::FoldedText;
use super::{Matcher, Scope, Term};
use crate::article::Article;
use crate::article::document::{Emphasis, Part, Role, Span, Text};
use crate::text::fold::{Folded, fold};
use crate::text::graphemes::graphemes;
use crate::text::linebreak::{Strictness, opportunities};
use crate::text::{Clean, CleanRef};

mod cut;

/// Characters of a passage before the hit it is about, and after: more than
/// stand in a row of the widest list.
const CONTEXT: usize = 400;
/// Bytes from one hit to another within which they are likely to be seen together:
/// some twenty Han characters, some sixty Latin letters.
const TOGETHER: usize = 60;
/// Hits of a term that are looked at in one block.
const HITS: usize = 1_000;

/// A passage of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Single words and spaces.
    text: Clean,
    /// What is lit: in bytes of the text, sorted, at graphemes, none over another.
    hits: Vec<Range<usize>>,
    /// What has to be seen, in bytes of the text; at its start where there is no hit.
    focus: Range<usize>,
    /// Where it can be cut without cutting a word, in bytes of the text, sorted.
    borders: Vec<usize>,
    /// Whether the block goes on before it, and after it.
    goes_on: (bool, bool),
}

/// A passage cut to a width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The text, with a mark where it was cut.
    pub text: Clean,
    /// What is lit: in bytes of the text, sorted, none over another.
    pub hits: Vec<Range<usize>>,
}

/// How much a passage says: how many of the words are in it that the title has
/// not, and how many in all.
type Worth = (usize, usize);

impl Passage {
    /// The first of the passages in which most of what is sought stands together,
    /// the words first that the title has not. `None` where nothing of it is in the
    /// body.
    #[must_use]
    pub fn found(article: &Article, matcher: &Matcher) -> Option<Self> {
        let terms: Vec<&Term> = matcher.sought_in_body().collect();
        let title = FoldedText::new(article.head.title.as_str());
        let is_missing =
            |term: &&Term| term.scope == Scope::Body || in_text(&title, term).next().is_none();
        let missing: Vec<bool> = terms.iter().map(is_missing).collect();
        let most = (missing.iter().filter(|is| **is).count(), terms.len());
        let mut best: Option<(Worth, usize, CleanRef<'_>, Folded)> = None;
        article.document.each_text(&mut |role, text| {
            let known = best.as_ref().map(|(worth, ..)| *worth);
            if role == Some(Role::Notice) || terms.is_empty() || known == Some(most) {
                return;
            }
            let folded = fold(text.as_str());
            let hits = hits_by_term(text.as_str(), &folded, &terms);
            if let Some((worth, at)) = best_of(&hits, &missing)
                && known.is_none_or(|known| worth > known)
            {
                best = Some((worth, at, text, folded));
            }
        });
        let (_, at, text, folded) = best?;
        let lit = matcher.text_ranges(text.as_str(), &folded);
        let hit = lit.iter().find(|range| range.end > at)?;
        Some(Self::around(text, at..hit.end, &lit))
    }

    /// How the body begins: its first paragraph without a dateline, or what else
    /// there is. `None` where it has no text.
    #[must_use]
    pub fn beginning(article: &Article) -> Option<Self> {
        let (mut paragraph, mut other) = (None, None);
        article.document.each_part(&mut |part| {
            let Some(text) = part.text() else { return };
            match part {
                _ if text.as_str().trim().is_empty() || paragraph.is_some() => {}
                Part::Paragraph(Role::Body | Role::Lead, own) => {
                    paragraph = Some(text.slice(after_dateline(own)..text.as_str().len()));
                }
                Part::Paragraph(Role::Notice, _) => {}
                _ if other.is_none() => other = Some(text),
                _ => {}
            }
        });
        Some(Self::around(paragraph.or(other)?, 0..0, &[]))
    }

    /// The passage of a block around what is to be seen of it.
    fn around(block: CleanRef<'_>, focus: Range<usize>, lit: &[Range<usize>]) -> Self {
        let window = window(block.as_str(), focus.start);
        let squeezed = Squeezed::of(block, window.clone());
        let text = squeezed.text.as_str();
        let starts: Vec<usize> = graphemes(text).map(|(at, _)| at).collect();
        let snapped = |range: &Range<usize>| {
            let (start, end) = (squeezed.start(range.start), squeezed.end(range.end));
            let first = starts.partition_point(|at| *at <= start);
            let start = first.checked_sub(1).and_then(|first| starts.get(first));
            let after = starts.get(starts.partition_point(|at| *at < end));
            start.copied().unwrap_or_default()..after.copied().unwrap_or(text.len())
        };
        let mut hits: Vec<Range<usize>> = Vec::new();
        let is_within = |hit: &&Range<usize>| hit.start < window.end && hit.end > window.start;
        for hit in lit.iter().filter(is_within).map(snapped) {
            let before = hits.last().map_or(0, |last| last.end);
            if hit.end > before.max(hit.start) {
                hits.push(hit.start.max(before)..hit.end);
            }
        }
        let focus = if focus.is_empty() {
            0..0
        } else {
            snapped(&focus)
        };
        let mut borders = opportunities(text, Strictness::Strict);
        borders.retain(|border| starts.binary_search(&border.at).is_ok());
        let whole = block.as_str();
        let goes_on = (
            whole.len() - whole.trim_start().len() < window.start,
            whole.trim_end().len() > window.end,
        );
        Self {
            borders: borders.into_iter().map(|border| border.at).collect(),
            hits,
            focus,
            goes_on,
            text: squeezed.text,
        }
    }
}

/// The byte with which a paragraph begins behind its dateline.
fn after_dateline(text: &Text) -> usize {
    let is_quiet = |span: &Span| span.emphasis.contains(Emphasis::QUIET);
    let mut pieces = text.pieces().skip_while(|(_, span)| is_quiet(span));
    pieces.next().map_or(0, |(range, _)| range.start)
}

/// The hits of each term, in bytes of what is written, with the term's place; in
/// order of where they begin.
fn hits_by_term(written: &str, folded: &Folded, terms: &[&Term]) -> Vec<(usize, usize)> {
    let mut hits = Vec::new();
    for (place, term) in terms.iter().enumerate() {
        let ranges = written_in(written, folded, term).take(HITS);
        hits.extend(ranges.map(|range| (range.start, place)));
    }
    hits.sort_unstable();
    hits
}

/// Where the first of the stretches begins that are worth most.
fn best_of(hits: &[(usize, usize)], missing: &[bool]) -> Option<(Worth, usize)> {
    let mut counts = vec![0_usize; missing.len()];
    let mut worth: Worth = (0, 0);
    let mut best: Option<(Worth, usize)> = None;
    let mut coming = hits.iter().peekable();
    let is_missing = |term: usize| usize::from(missing.get(term) == Some(&true));
    for (at, own) in hits {
        while let Some((_, term)) = coming.next_if(|(start, _)| *start <= at + TOGETHER) {
            if let Some(count) = counts.get_mut(*term) {
                *count += 1;
                if *count == 1 {
                    worth = (worth.0 + is_missing(*term), worth.1 + 1);
                }
            }
        }
        if best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, *at));
        }
        if let Some(count) = counts.get_mut(*own) {
            *count -= 1;
            if *count == 0 {
                worth = (worth.0 - is_missing(*own), worth.1 - 1);
            }
        }
    }
    best
}

/// The part of a text around a place, in whole graphemes.
fn window(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or_default();
    let from = before.char_indices().rev().nth(CONTEXT - 1);
    let after = text.get(at..).unwrap_or_default();
    let to = after.char_indices().nth(CONTEXT);
    let from = from.map_or(0, |(from, _)| from);
    let to = to.map_or(text.len(), |(to, _)| at + to);
    grapheme_start(text, from)..grapheme_start(text, to)
}

/// The start of the grapheme that a byte lies in.
fn grapheme_start(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten(),
        _ => None,
    }
    .unwrap_or(at)
}

/// A part of a text with each run of white space as one space.
struct Squeezed {
    text: Clean,
    /// The words: where each begins in what it was made of, where here, and how
    /// long it is, in bytes.
    words: Vec<(usize, usize, usize)>,
}

impl Squeezed {
    fn of(text: CleanRef<'_>, part: Range<usize>) -> Self {
        let space = CleanRef::furniture(" ");
        let (mut pieces, mut words) = (Vec::new(), Vec::new());
        let (mut at, mut length) = (part.start, 0);
        let written = text.slice(part).as_str();
        for piece in written.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end_matches(char::is_whitespace).len();
            if word > 0 {
                if length > 0 {
                    pieces.push(space);
                    length += 1;
                }
                pieces.push(text.slice(at..at + word));
                words.push((at, length, word));
                length += word;
            }
            at += piece.len();
        }
        Self {
            text: Clean::concat(&pieces),
            words,
        }
    }

    /// Where what begins at a byte of the other text begins here.
    fn start(&self, at: usize) -> usize {
        let next = self
            .words
            .partition_point(|(from, _, length)| from + length <= at);
        let end = self.text.as_str().len();
        let word = self.words.get(next);
        word.map_or(end, |(from, here, _)| here + at.saturating_sub(*from))
    }

    /// Where what ends at a byte of the other text ends here.
    fn end(&self, at: usize) -> usize {
        let after = self.words.partition_point(|(from, ..)| *from < at);
        let word = after.checked_sub(1).and_then(|word| self.words.get(word));
        word.map_or(0, |(from, here, length)| here + (at - from).min(*length))
    }
}

#[cfg(test)]
mod tests;
