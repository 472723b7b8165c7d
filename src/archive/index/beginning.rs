//! Tokens of which only the beginning is known: the last word of a prefix, and
//! single characters, which are the beginnings of pairs. There may be thousands.

use std::ops::Range;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

use super::cursor::{Cursor, Fault, PLACING, View, article_of, each_token, reach, read_places};
use super::plan::{Key, Plan};

/// Where all tokens that begin alike stand. They are read for some articles at a
/// time, each list once.
pub(super) struct Beginning<'a> {
    key: Key,
    tokens: Arc<InvertedIndexReader>,
    among: &'a FixedBitSet,
    window: Range<u32>,
    /// Articles in the window and places in them, in order.
    found: Vec<(u32, u32)>,
}

impl<'a> Beginning<'a> {
    /// Articles read at a time: it bounds the memory that is used.
    const WINDOW: u32 = 1 << 16;

    /// For the articles of `among`.
    pub(super) fn new(
        key: &Key,
        tokens: &Arc<InvertedIndexReader>,
        among: &'a FixedBitSet,
    ) -> Self {
        Self {
            key: key.clone(),
            tokens: Arc::clone(tokens),
            among,
            window: 0..0,
            found: Vec::new(),
        }
    }

    /// Where such tokens stand in an article, in order.
    pub(super) fn places(
        &mut self,
        view: &View<'_>,
        article: u32,
        places: &mut Vec<u32>,
    ) -> Result<(), Fault> {
        if !self.window.contains(&article) {
            self.read(view, article)?;
        }
        let start = self.found.partition_point(|(at, _)| *at < article);
        let here = self.found.get(start..).unwrap_or_default();
        places.clear();
        places.extend(
            here.iter()
                .take_while(|(at, _)| *at == article)
                .map(|(_, place)| *place),
        );
        Ok(())
    }

    fn read(&mut self, view: &View<'_>, article: u32) -> Result<(), Fault> {
        self.window = article..article.saturating_add(Self::WINDOW);
        self.found.clear();
        let (window, found, among) = (&self.window, &mut self.found, self.among);
        let mut places = Vec::new();
        each_token(&self.tokens, &self.key, &mut |info| {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = self.tokens.read_postings_from_terminfo(info, option)?;
            view.watch.work(PLACING)?;
            if postings.doc() < window.start {
                postings.seek(window.start);
            }
            while postings.doc() < window.end {
                let at = postings.doc();
                if among.contains(at as usize) {
                    read_places(&mut postings, &mut places)?;
                    found.extend(places.iter().map(|place| (at, *place)));
                    view.watch.work(PLACING)?;
                }
                view.watch.work(1)?;
                postings.advance();
            }
            Ok(())
        })?;
        self.found.sort_unstable();
        self.found.dedup();
        Ok(())
    }
}

/// The articles of `among` that hold a phrase whose last word is a beginning.
pub(super) fn with_beginning(
    view: View<'_>,
    field: Field,
    plan: &Plan,
    among: &FixedBitSet,
) -> Result<FixedBitSet, Fault> {
    let mut found = view.none();
    let mut before = plan.clone();
    before.parts.retain(|(_, key)| !key.open);
    let Some((offset, key)) = plan.parts.iter().find(|(_, key)| key.open) else {
        return Ok(found);
    };
    let Some(mut cursor) = Cursor::open(view, field, &before, among)? else {
        return Ok(found);
    };
    let tokens = view.tokens(field)?;
    let mut words = Vec::new();
    each_token(&tokens, key, &mut |info| {
        words.push(info.clone());
        view.watch.work(1)
    })?;
    // What stands in most articles settles most of them, which need not be
    // looked for in the many lists that follow.
    words.sort_unstable_by_key(|info| std::cmp::Reverse(info.doc_freq));
    let mut wanted = Wanted {
        tokens,
        words,
        articles: Vec::new(),
        places: Vec::new(),
    };
    for article in among.ones().map(article_of) {
        let starts = cursor.starts(article)?;
        if starts.is_empty() {
            continue;
        }
        let from = wanted.places.len();
        let places = starts.iter().map(|start| start.saturating_add(*offset));
        wanted.places.extend(places);
        wanted.articles.push((article, from..wanted.places.len()));
        if wanted.places.len() >= Wanted::MOST {
            wanted.find(view, &mut found)?;
        }
    }
    wanted.find(view, &mut found)?;
    Ok(found)
}

/// Places at which one of many words has to begin.
struct Wanted {
    tokens: Arc<InvertedIndexReader>,
    /// The words, the most frequent first.
    words: Vec<TermInfo>,
    /// Articles, in order, and which of the places are theirs.
    articles: Vec<(u32, Range<usize>)>,
    places: Vec<u32>,
}

impl Wanted {
    /// Places gathered at a time: it bounds the memory that is used.
    const MOST: usize = 1 << 21;

    /// Adds the articles in which a word begins at a place that is wanted there.
    fn find(&mut self, view: View<'_>, found: &mut FixedBitSet) -> Result<(), Fault> {
        let mut left = view.none();
        for (article, _) in &self.articles {
            left.insert(*article as usize);
            found.insert(*article as usize);
        }
        let mut here = Vec::new();
        for info in &self.words {
            if self.articles.is_empty() {
                break;
            }
            view.watch.work(PLACING)?;
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = self.tokens.read_postings_from_terminfo(info, option)?;
            let mut stands = |postings: &mut SegmentPostings, places: &Range<usize>| {
                read_places(postings, &mut here)?;
                view.watch.work(PLACING)?;
                let places = self.places.get(places.clone()).unwrap_or_default();
                let mut places = places.iter();
                Ok::<_, Fault>(places.any(|place| here.binary_search(place).is_ok()))
            };
            // Whichever list is the shorter is gone through.
            if info.doc_freq as usize > self.articles.len() {
                for (article, places) in &self.articles {
                    view.watch.work(1)?;
                    if left.contains(*article as usize)
                        && reach(&mut postings, *article)
                        && stands(&mut postings, places)?
                    {
                        left.remove(*article as usize);
                    }
                }
                self.articles
                    .retain(|(article, _)| left.contains(*article as usize));
                continue;
            }
            while postings.doc() != TERMINATED {
                view.watch.work(1)?;
                let article = postings.doc();
                if left.contains(article as usize)
                    && let Ok(at) = self.articles.binary_search_by_key(&article, |(at, _)| *at)
                    && let Some((_, places)) = self.articles.get(at)
                    && stands(&mut postings, places)?
                {
                    left.remove(article as usize);
                }
                postings.advance();
            }
        }
        found.difference_with(&left);
        self.articles.clear();
        self.places.clear();
        Ok(())
    }
}
