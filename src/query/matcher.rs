//! Answers for one article whether a query finds it, and where in its text.

use std::ops::Range;
use std::str::Chars;
use std::sync::Arc;

use chrono_tz::Tz;

use super::date::Dates;
use super::near::is_near;
use super::occurrence::{in_text, spots, written, written_in};
use super::subject::{Contents, FoldedSource, FoldedText, Subject};
use super::{Fact, Has, Node, Pinyin, Query, Scope, Term};
use crate::query::Comparison;
use crate::text::fold::Folded;
use crate::text::language::Language;

/// A query made ready to be asked of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matcher {
    root: Option<Node>,
    zone: Tz,
    /// The terms to be lit: all that are not excluded.
    lit: Vec<Term>,
    /// The same of what is sought in titles by pinyin.
    lit_by_pinyin: Vec<Arc<Pinyin>>,
    needs_body: bool,
    needs_marks: bool,
}

impl Matcher {
    /// Makes a query ready for a reader in a zone.
    #[must_use]
    pub fn new(query: &Query, zone: Tz) -> Self {
        let mut matcher = Self {
            root: query.root().cloned(),
            zone,
            lit: Vec::new(),
            lit_by_pinyin: Vec::new(),
            needs_body: false,
            needs_marks: false,
        };
        if let Some(root) = query.root() {
            matcher.collect(root, false);
        }
        matcher
    }

    fn collect(&mut self, node: &Node, excluded: bool) {
        match node {
            Node::Not(node) => self.collect(node, !excluded),
            Node::Block(node) => self.collect(node, excluded),
            Node::And(nodes) | Node::Or(nodes) => {
                for node in nodes {
                    self.collect(node, excluded);
                }
            }
            Node::Term(term) => self.collect_term(term, excluded),
            Node::Near { terms, .. } => {
                for term in terms {
                    self.collect_term(term, excluded);
                }
            }
            Node::Fact(Fact::Pinyin { sought, .. }) => {
                if !excluded {
                    self.lit_by_pinyin.push(Arc::clone(sought));
                }
            }
            Node::Fact(fact) => {
                self.needs_marks |= matches!(fact, Fact::Read(_) | Fact::Starred | Fact::Tag(_));
                self.needs_body |= matches!(
                    fact,
                    Fact::Has(_) | Fact::LinksTo(_) | Fact::Language(_) | Fact::Length { .. }
                );
            }
        }
    }

    fn collect_term(&mut self, term: &Term, excluded: bool) {
        self.needs_body |= matches!(term.scope, Scope::Anywhere | Scope::Body);
        if !excluded && term.scope != Scope::Source {
            self.lit.push(term.clone());
        }
    }

    /// The query as a tree; `None` where it asks for nothing.
    #[must_use]
    pub fn root(&self) -> Option<&Node> {
        self.root.as_ref()
    }

    /// The zone in which its days are days.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Whether the body has a say in the answer.
    #[must_use]
    pub fn needs_body(&self) -> bool {
        self.needs_body
    }

    /// Whether the reader's marks have a say in the answer.
    #[must_use]
    pub fn needs_marks(&self) -> bool {
        self.needs_marks
    }

    /// Whether the query finds the article.
    #[must_use]
    pub fn matches(&self, subject: &Subject<'_>) -> bool {
        self.root
            .as_ref()
            .is_none_or(|node| self.holds(node, subject, None))
    }

    /// Whether a part of the query holds of the article, or within one block of it.
    fn holds(&self, node: &Node, subject: &Subject<'_>, block: Option<Block>) -> bool {
        match node {
            Node::Not(node) => !self.holds(node, subject, block),
            Node::And(nodes) => nodes.iter().all(|node| self.holds(node, subject, block)),
            Node::Or(nodes) => nodes.iter().any(|node| self.holds(node, subject, block)),
            Node::Term(term) if term.scope == Scope::Source => names_source(term, subject.source),
            Node::Term(term) => {
                texts(subject, term.scope, block).any(|text| in_text(text, term).next().is_some())
            }
            Node::Near { terms, distance } => are_near(terms, *distance, subject, block),
            Node::Block(node) => match block {
                // Within a block, a block is that one.
                Some(_) => self.holds(node, subject, block),
                None => blocks(subject).any(|block| self.holds(node, subject, Some(block))),
            },
            Node::Fact(fact) => self.is_so(fact, subject),
        }
    }

    fn is_so(&self, fact: &Fact, subject: &Subject<'_>) -> bool {
        let marked = subject.marked;
        let body = subject.body.as_ref();
        let on = |dates: &Dates, moment| dates.contain(moment, self.zone);
        match fact {
            Fact::Host(host) => is_within(subject.host, host),
            Fact::Published(dates) => on(dates, subject.published),
            Fact::Saved(dates) => subject.saved.is_some_and(|saved| on(dates, saved)),
            Fact::Read(read) => marked.read == *read,
            Fact::Starred => marked.starred,
            Fact::New => marked.new,
            Fact::Tag(tag) => marked.tags.contains(tag),
            Fact::Has(has) => body.is_some_and(|body| {
                body.contents.contains(match has {
                    Has::Image => Contents::IMAGE,
                    Has::Video => Contents::VIDEO,
                    Has::Share => Contents::SHARE,
                })
            }),
            Fact::LinksTo(host) => {
                body.is_some_and(|body| body.link_hosts.iter().any(|own| is_within(own, host)))
            }
            Fact::Language(wanted) => subject
                .language
                .is_some_and(|language| is_in_language(language, wanted)),
            Fact::Length { least, most } => subject
                .length
                .is_some_and(|length| (*least..=*most).contains(&length)),
            Fact::Path(parts) => has_parts(subject.path, parts),
            Fact::Id(id) => subject.id == *id,
            Fact::Pinyin { sought, of_source } => {
                sought.is_in(subject.title) || *of_source && sought.names(subject.source)
            }
        }
    }

    /// Where in a text the terms stand that the query looks for there: bytes of
    /// the text as written, on character boundaries, sorted, none touching
    /// another. Excluded terms are not lit.
    #[must_use]
    pub fn ranges(&self, text: &FoldedText, place: Place) -> Vec<Range<usize>> {
        let looks_here = |term: &&Term| {
            !matches!(
                (term.scope, place),
                (Scope::Title, Place::Body) | (Scope::Body, Place::Title)
            )
        };
        let mut ranges = Vec::new();
        for term in self.lit.iter().filter(looks_here) {
            ranges.extend(written(text, term));
        }
        if place == Place::Title {
            for sought in &self.lit_by_pinyin {
                ranges.extend(sought.ranges(text));
            }
        }
        merged(ranges)
    }

    /// As [`Matcher::ranges`], of a title that has not been made ready.
    #[must_use]
    pub fn title_ranges(&self, title: &str) -> Vec<Range<usize>> {
        if self.lit.is_empty() && self.lit_by_pinyin.is_empty() {
            return Vec::new();
        }
        self.ranges(&FoldedText::new(title), Place::Title)
    }

    /// As [`Matcher::ranges`], of a block of the body and its folded form.
    #[must_use]
    pub fn text_ranges(&self, text: &str, folded: &Folded) -> Vec<Range<usize>> {
        let terms = self.sought_in_body();
        merged(
            terms
                .flat_map(|term| written_in(text, folded, term))
                .collect(),
        )
    }

    /// The terms that are lit in the body.
    pub(super) fn sought_in_body(&self) -> impl Iterator<Item = &Term> {
        let lit = self.lit.iter();
        lit.filter(|term| term.scope != Scope::Title)
    }

    /// Whether there is anything to be lit in a body.
    #[must_use]
    pub fn lights_body(&self) -> bool {
        self.sought_in_body().next().is_some()
    }

    /// Whether an article that the query finds has in its title all that the query
    /// seeks in texts, so that nothing has to be shown of its body. What is excluded,
    /// and what holds of an article beside its text, asks for nothing here.
    #[must_use]
    pub fn is_met_by_title(&self, title: &FoldedText) -> bool {
        let root = self.root.as_ref();
        root.and_then(|node| stands_in_title(node, title)) != Some(false)
    }
}

/// Whether a title has what a part of a query seeks in texts; `None` where it
/// seeks nothing in them.
fn stands_in_title(node: &Node, title: &FoldedText) -> Option<bool> {
    let any = |nodes: &[Node], sought: bool| {
        let mut found = nodes.iter().filter_map(|node| stands_in_title(node, title));
        found.any(|found| found == sought)
    };
    match node {
        Node::Block(node) => stands_in_title(node, title),
        Node::And(nodes) if any(nodes, false) => Some(false),
        Node::And(nodes) => any(nodes, true).then_some(true),
        Node::Or(nodes) if any(nodes, true) => Some(true),
        Node::Or(nodes) => any(nodes, false).then_some(false),
        Node::Term(term) => match term.scope {
            Scope::Source => None,
            Scope::Body => Some(false),
            Scope::Title | Scope::Anywhere => Some(in_text(title, term).next().is_some()),
        },
        Node::Near { terms, distance } => match terms.first()?.scope {
            Scope::Source => None,
            Scope::Body => Some(false),
            Scope::Title | Scope::Anywhere => Some(are_near_in(title, terms, *distance)),
        },
        Node::Fact(Fact::Pinyin { sought, .. }) => sought.is_in(title).then_some(true),
        Node::Not(_) | Node::Fact(_) => None,
    }
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the title.
    Title,
    /// It is a block of the body.
    Body,
}

/// One block of an article: the title, or one of the body by its place.
type Block = Option<usize>;

fn blocks(subject: &Subject<'_>) -> impl Iterator<Item = Block> {
    let count = subject.body.as_ref().map_or(0, |body| body.blocks.len());
    std::iter::once(None).chain((0..count).map(Some))
}

/// Whether terms stand close together in one text.
fn are_near(terms: &[Term], distance: u32, subject: &Subject<'_>, block: Option<Block>) -> bool {
    let scope = terms.first().map_or(Scope::Anywhere, |term| term.scope);
    if scope == Scope::Source {
        return terms.iter().all(|term| names_source(term, subject.source));
    }
    texts(subject, scope, block).any(|text| are_near_in(text, terms, distance))
}

/// Whether terms stand close together in a text.
fn are_near_in(text: &FoldedText, terms: &[Term], distance: u32) -> bool {
    let stands = |term: &Term| in_text(text, term).next().is_some();
    terms.iter().all(stands) && {
        let words: Vec<_> = terms.iter().map(|term| spots(text, term)).collect();
        is_near(&words, distance)
    }
}

/// The texts in which a term is looked for.
fn texts<'a>(
    subject: &Subject<'a>,
    scope: Scope,
    block: Option<Block>,
) -> impl Iterator<Item = &'a FoldedText> {
    let body = subject.body.map_or(&[][..], |body| body.blocks);
    let (title, body) = match block {
        None => (true, body),
        Some(None) => (true, &[][..]),
        Some(Some(place)) => (false, body.get(place..=place).unwrap_or_default()),
    };
    let title = (title && scope != Scope::Body).then_some(subject.title);
    let body = if scope == Scope::Title { &[][..] } else { body };
    title.into_iter().chain(body)
}

/// Whether a term is one of the names of a source.
pub(crate) fn names_source(term: &Term, source: &FoldedSource) -> bool {
    source.names.iter().any(|(written, folded)| {
        let name = match term.comparison {
            Comparison::Exact => written,
            Comparison::Folded => folded,
        };
        **name == *term.text || term.prefix && name.starts_with(&*term.text)
    })
}

/// Whether a language is the one of a tag in any case, or a kind of it.
pub(crate) fn is_in_language(language: Language, wanted: &str) -> bool {
    let tag = language.tag();
    let start = tag.get(..wanted.len());
    let rest = tag.get(wanted.len()..);
    start.is_some_and(|start| start.eq_ignore_ascii_case(wanted))
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether a host is another, or lies within it label by label.
pub(crate) fn is_within(host: &str, wanted: &str) -> bool {
    host.strip_suffix(wanted)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whether parts stand in a row in a path.
pub(crate) fn has_parts(path: &std::path::Path, parts: &[String]) -> bool {
    let own: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    own.windows(parts.len()).any(|window| {
        window
            .iter()
            .zip(parts)
            .all(|(own, part)| is_like(own, part))
    })
}

/// Whether a name is as a pattern with `*` and `?` has it.
pub(crate) fn is_like(name: &str, pattern: &str) -> bool {
    let (mut name, mut pattern) = (name.chars(), pattern.chars());
    // What follows the last star, and where what it covers ends for now.
    let mut star: Option<(Chars<'_>, Chars<'_>)> = None;
    loop {
        let here = name.clone();
        let Some(c) = name.next() else {
            return pattern.all(|c| c == '*');
        };
        match pattern.next() {
            Some('*') => {
                star = Some((pattern.clone(), here.clone()));
                name = here;
            }
            Some(wanted) if wanted == '?' || wanted == c => {}
            _ => {
                let Some((rest, covered)) = &mut star else {
                    return false;
                };
                covered.next();
                name = covered.clone();
                pattern = rest.clone();
            }
        }
    }
}

/// Sorts ranges and joins those that overlap or touch.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests;
