//! Reading one segment: which of its articles hold a token, and where a term
//! stands in an article. Articles are counted as the segment counts them.

use std::cell::Cell;
use std::io;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, TantivyError};

use super::beginning::{Beginning, with_beginning};
use super::plan::{Key, Plan};
use super::schema::Fields;
use super::token::{BREAK, START};

/// Why reading ended early.
#[derive(Debug)]
pub(super) enum Fault {
    /// It was told to stop.
    Stopped,
    /// The index can't be read.
    Unreadable(TantivyError),
}

impl From<TantivyError> for Fault {
    fn from(error: TantivyError) -> Self {
        Self::Unreadable(error)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.into())
    }
}

/// Asks now and then whether to stop.
pub(super) struct Watch<'a> {
    asked: &'a dyn Fn() -> bool,
    work: Cell<u32>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(asked: &'a dyn Fn() -> bool) -> Self {
        Self {
            asked,
            work: Cell::new(0),
        }
    }

    /// Counts work done, in articles taken from a list, some nanoseconds each.
    pub(super) fn work(&self, done: u32) -> Result<(), Fault> {
        /// Some fifty microseconds.
        const ENOUGH: u32 = 1 << 13;
        let work = self.work.get().saturating_add(done);
        if work < ENOUGH {
            self.work.set(work);
            return Ok(());
        }
        self.work.set(0);
        if (self.asked)() {
            Err(Fault::Stopped)
        } else {
            Ok(())
        }
    }
}

/// What finding out where a term stands in one article counts as.
pub(super) const PLACING: u32 = 64;

/// Places of one token in one article. No text has more: what says so is damage.
const MOST_PLACES: u32 = 1 << 26;

/// A segment that is being read.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) reader: &'a SegmentReader,
    pub(super) fields: &'a Fields,
    pub(super) watch: &'a Watch<'a>,
}

impl View<'_> {
    pub(super) fn none(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.reader.max_doc() as usize)
    }

    pub(super) fn all(&self) -> FixedBitSet {
        let mut all = self.none();
        all.insert_range(..);
        all
    }

    pub(super) fn tokens(&self, field: Field) -> Result<Arc<InvertedIndexReader>, Fault> {
        Ok(self.reader.inverted_index(field)?)
    }

    /// Adds the articles that hold a token.
    pub(super) fn add(
        &self,
        field: Field,
        key: &Key,
        found: &mut FixedBitSet,
    ) -> Result<(), Fault> {
        let tokens = self.tokens(field)?;
        let mut block: Option<BlockSegmentPostings> = None;
        each_token(&tokens, key, &mut |info| {
            let block = match &mut block {
                Some(block) => {
                    tokens.reset_block_postings_from_terminfo(info, block)?;
                    block
                }
                None => block.insert(
                    tokens.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?,
                ),
            };
            self.watch.work(PLACING)?;
            while !block.docs().is_empty() {
                for article in block.docs() {
                    found.insert(*article as usize);
                }
                self.watch
                    .work(u32::try_from(block.docs().len()).unwrap_or(u32::MAX))?;
                block.advance();
            }
            Ok(())
        })
    }

    /// Hands on the articles that hold a token, and how often they do.
    pub(super) fn each_frequency(
        &self,
        field: Field,
        key: &Key,
        take: &mut dyn FnMut(u32, u32),
    ) -> Result<(), Fault> {
        let tokens = self.tokens(field)?;
        each_token(&tokens, key, &mut |info| {
            let option = IndexRecordOption::WithFreqs;
            let mut postings = tokens.read_postings_from_terminfo(info, option)?;
            while postings.doc() != TERMINATED {
                take(postings.doc(), postings.term_freq());
                self.watch.work(1)?;
                postings.advance();
            }
            self.watch.work(PLACING)
        })
    }

    /// The articles that hold a token.
    pub(super) fn holding(&self, field: Field, key: &Key) -> Result<FixedBitSet, Fault> {
        let mut found = self.none();
        self.add(field, key, &mut found)?;
        Ok(found)
    }

    /// Articles of `among` that hold a term in a field, right within `among`;
    /// too many where the plan is loose.
    pub(super) fn with_term(
        &self,
        field: Field,
        plan: &Plan,
        among: &FixedBitSet,
    ) -> Result<FixedBitSet, Fault> {
        if let Some(letter) = plan.letter {
            let key = Key {
                text: letter.into(),
                open: false,
            };
            return self.holding(self.fields.letters_of(field), &key);
        }
        if let ([(_, key)], true) = (&plan.parts[..], plan.is_simple()) {
            return self.holding(field, key);
        }
        let mut found = self.none();
        let Some((rarest, count)) = self.rarest(field, plan)? else {
            return Ok(found);
        };
        // To go through a long list takes longer than to look some articles up in it.
        let narrow = among.count_ones(..) < count as usize / 8;
        let mut candidates = among.clone();
        if !narrow {
            candidates.intersect_with(&self.holding(field, rarest)?);
        }
        if plan.parts.iter().any(|(_, key)| key.open) {
            return with_beginning(*self, field, plan, &candidates);
        }
        if let Some(mut cursor) = Cursor::open(*self, field, plan, &candidates)? {
            for article in candidates.ones() {
                if !cursor.starts(article_of(article))?.is_empty() {
                    found.insert(article);
                }
            }
        }
        Ok(found)
    }

    /// The token of a plan that the fewest articles hold, and how many do;
    /// `None` where one of them is held by none.
    pub(super) fn rarest<'p>(
        &self,
        field: Field,
        plan: &'p Plan,
    ) -> Result<Option<(&'p Key, u32)>, Fault> {
        let tokens = self.tokens(field)?;
        let mut rarest: Option<(&Key, u32)> = None;
        for (_, key) in plan.parts.iter().filter(|(_, key)| !key.open) {
            let Some(info) = tokens.terms().get(&key.text)? else {
                return Ok(None);
            };
            if rarest.is_none_or(|(_, least)| info.doc_freq < least) {
                rarest = Some((key, info.doc_freq));
            }
        }
        Ok(rarest)
    }
}

/// Hands on each token that a key stands for.
pub(super) fn each_token(
    tokens: &InvertedIndexReader,
    key: &Key,
    take: &mut dyn FnMut(&TermInfo) -> Result<(), Fault>,
) -> Result<(), Fault> {
    if !key.open {
        return match tokens.terms().get(&key.text)? {
            Some(info) => take(&info),
            None => Ok(()),
        };
    }
    let mut stream = tokens.terms().range().ge(&key.text).into_stream()?;
    while stream.advance() && stream.key().starts_with(key.text.as_bytes()) {
        if ![START, BREAK].contains(&str::from_utf8(stream.key()).unwrap_or_default()) {
            take(stream.value())?;
        }
    }
    Ok(())
}

/// An article as tantivy counts them.
pub(super) fn article_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Where a term stands in articles that are asked in order.
pub(super) struct Cursor<'a> {
    view: View<'a>,
    /// Whole tokens, the rarest first.
    parts: Vec<(u32, SegmentPostings)>,
    /// The last word of a prefix, or a single character.
    beginning: Option<(u32, Beginning<'a>)>,
    breaks: Option<SegmentPostings>,
    spaces: Vec<u32>,
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl<'a> Cursor<'a> {
    /// For the articles of `among`; `None` where none of them holds the term.
    pub(super) fn open(
        view: View<'a>,
        field: Field,
        plan: &Plan,
        among: &'a FixedBitSet,
    ) -> Result<Option<Self>, Fault> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let tokens = view.tokens(field)?;
        let mut parts = Vec::new();
        let mut beginning = None;
        for (offset, key) in &plan.parts {
            if key.open {
                beginning = Some((*offset, Beginning::new(key, &tokens, among)));
                continue;
            }
            let Some(info) = tokens.terms().get(&key.text)? else {
                return Ok(None);
            };
            parts.push((*offset, tokens.read_postings_from_terminfo(&info, option)?));
        }
        parts.sort_by_key(|(_, postings)| postings.doc_freq());
        let breaks = match tokens.terms().get(BREAK)? {
            Some(info) if !plan.spaces.is_empty() => {
                Some(tokens.read_postings_from_terminfo(&info, option)?)
            }
            _ => None,
        };
        Ok(Some(Self {
            view,
            parts,
            beginning,
            breaks,
            spaces: plan.spaces.clone(),
            starts: Vec::new(),
            places: Vec::new(),
        }))
    }

    /// Where the term begins in an article of `among`, in order. No article may
    /// be asked for after one that stands behind it.
    pub(super) fn starts(&mut self, article: u32) -> Result<&[u32], Fault> {
        self.starts.clear();
        self.view.watch.work(PLACING)?;
        for (_, postings) in &mut self.parts {
            if !reach(postings, article) {
                return Ok(&[]);
            }
        }
        let mut first = true;
        for (offset, postings) in &mut self.parts {
            read_places(postings, &mut self.places)?;
            self.view.watch.work(postings.term_freq())?;
            keep_at(&mut self.starts, &self.places, *offset, first);
            first = false;
            if self.starts.is_empty() {
                return Ok(&[]);
            }
        }
        if let Some((offset, beginning)) = &mut self.beginning {
            beginning.places(&self.view, article, &mut self.places)?;
            keep_at(&mut self.starts, &self.places, *offset, first);
        }
        if let Some(breaks) = &mut self.breaks
            && !self.starts.is_empty()
            && reach(breaks, article)
        {
            read_places(breaks, &mut self.places)?;
            let (places, spaces) = (&self.places, &self.spaces);
            self.starts.retain(|start| {
                spaces.iter().all(|space| {
                    let place = start.saturating_add(*space);
                    places.binary_search(&place).is_err()
                })
            });
        }
        Ok(&self.starts)
    }
}

/// Goes on to an article; whether it is in the list.
pub(super) fn reach(postings: &mut SegmentPostings, article: u32) -> bool {
    let at = postings.doc();
    at == article || at < article && postings.seek(article) == article
}

pub(super) fn read_places(
    postings: &mut SegmentPostings,
    places: &mut Vec<u32>,
) -> Result<(), Fault> {
    if postings.term_freq() > MOST_PLACES {
        let error = io::Error::new(io::ErrorKind::InvalidData, "a token stands too often");
        return Err(error.into());
    }
    postings.positions(places);
    Ok(())
}

/// Keeps the starts from which a token stands so far away; at first, those are
/// all from which one does.
fn keep_at(starts: &mut Vec<u32>, places: &[u32], offset: u32, first: bool) {
    if first {
        starts.extend(places.iter().filter_map(|place| place.checked_sub(offset)));
        return;
    }
    let mut rest = places.iter().copied().peekable();
    starts.retain(|start| {
        let wanted = start.saturating_add(offset);
        while rest.next_if(|place| *place < wanted).is_some() {}
        rest.peek() == Some(&wanted)
    });
}
