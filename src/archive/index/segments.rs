//! The segments of an index, searched side by side.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::error::DataCorruption;
use tantivy::fastfield::AliveBitSet;
use tantivy::{IndexReader, SegmentReader};

use super::Found;
use super::cursor::{Fault, View, Watch, article_of};
use super::evaluate::{Answer, Evaluator, Part};
use super::resolve::Resolved;
use super::schema::Fields;
use super::shares::each_share;

/// A part of the index that does not change, save that articles are removed.
pub(super) struct Segment {
    pub(super) reader: SegmentReader,
    /// The number of each article, in the order of the segment.
    pub(super) numbers: Arc<[u32]>,
}

/// All that was searchable at some time.
#[derive(Default)]
pub(super) struct Segments {
    /// The largest first.
    pub(super) list: Vec<Segment>,
    /// The numbers of all articles that are indexed and not removed.
    pub(super) numbers: FixedBitSet,
}

impl Segments {
    /// What a reader sees now; numbers that were read before are not read again.
    pub(super) fn read(reader: &IndexReader, before: &Self) -> tantivy::Result<Self> {
        let mut segments = Self::default();
        for reader in reader.searcher().segment_readers() {
            let known = before
                .list
                .iter()
                .find(|segment| segment.reader.segment_id() == reader.segment_id());
            let numbers = match known {
                Some(segment) => Arc::clone(&segment.numbers),
                None => read_numbers(reader)?,
            };
            segments.list.push(Segment {
                reader: reader.clone(),
                numbers,
            });
        }
        let most = segments
            .list
            .iter()
            .flat_map(|segment| segment.numbers.iter())
            .max();
        segments.numbers = FixedBitSet::with_capacity(most.map_or(0, |most| *most as usize + 1));
        for segment in &segments.list {
            for article in segment.reader.doc_ids_alive() {
                if let Some(number) = segment.numbers.get(article as usize) {
                    segments.numbers.insert(*number as usize);
                }
            }
        }
        segments
            .list
            .sort_by_key(|segment| std::cmp::Reverse(segment.reader.max_doc()));
        Ok(segments)
    }

    /// What a query finds, and what it may find; some may stand among both.
    pub(super) fn found(
        &self,
        fields: &Fields,
        asked: &Resolved,
        stop: &dyn Fn() -> bool,
    ) -> Result<Found, Fault> {
        let query = Query {
            fields,
            part: &asked.part,
            known: &asked.known,
        };
        let mut shares = self.shared_out(query.part.cost() <= 1);
        let found = each_share(&mut shares, stop, |share, watch| {
            query.found(share, self.numbers.len(), watch)
        })?;
        let mut all = Found::with_capacity(self.numbers.len());
        for found in found {
            all.sure.union_with(&found.sure);
            all.unsure.union_with(&found.unsure);
        }
        Ok(all)
    }
}

fn read_numbers(reader: &SegmentReader) -> tantivy::Result<Arc<[u32]>> {
    let column = reader.fast_fields().u64("number")?;
    // The other count stands in a file without checksum, and memory is asked for by it.
    if column.num_docs() != reader.max_doc() {
        let said = "there are more articles than numbers, or fewer";
        return Err(DataCorruption::comment_only(said).into());
    }
    let numbers = (0..reader.max_doc()).map(|article| {
        let number = column.first(article).unwrap_or_default();
        // Greater ones were never given: this is damage, and must not ask for
        // a set as large.
        u32::try_from(number)
            .ok()
            .filter(|number| *number < super::writer::MOST)
            .ok_or_else(|| DataCorruption::comment_only("a number is too great").into())
    });
    numbers.collect()
}

/// A query that is ready to be answered by segments.
struct Query<'a> {
    fields: &'a Fields,
    part: &'a Part,
    known: &'a [FixedBitSet],
}

impl Found {
    fn with_capacity(capacity: usize) -> Self {
        Self {
            sure: FixedBitSet::with_capacity(capacity),
            unsure: FixedBitSet::with_capacity(capacity),
        }
    }
}

impl Query<'_> {
    fn found(
        &self,
        segments: &[&Segment],
        capacity: usize,
        watch: &Watch<'_>,
    ) -> Result<Found, Fault> {
        let mut numbers = Found::with_capacity(capacity);
        for segment in segments {
            let view = segment.view(self.fields, watch);
            let mut known = Vec::new();
            for numbers in self.known {
                known.push(segment.own(numbers, watch)?);
            }
            let evaluator = Evaluator {
                view,
                known: &known,
            };
            let Answer { sure, possible } = evaluator.answer(self.part, &view.all())?;
            segment.add(&sure, &mut numbers.sure, watch)?;
            if let Some(possible) = possible {
                segment.add(&possible, &mut numbers.unsure, watch)?;
            }
        }
        Ok(numbers)
    }
}

impl Segment {
    pub(super) fn view<'a>(&'a self, fields: &'a Fields, watch: &'a Watch<'a>) -> View<'a> {
        View {
            reader: &self.reader,
            fields,
            watch,
        }
    }

    /// From numbers to articles as the segment counts them.
    fn own(&self, numbers: &FixedBitSet, watch: &Watch<'_>) -> Result<FixedBitSet, Fault> {
        let mut own = FixedBitSet::with_capacity(self.numbers.len());
        for (article, number) in self.numbers.iter().enumerate() {
            if numbers.contains(*number as usize) {
                own.insert(article);
            }
            watch.work(1)?;
        }
        Ok(own)
    }

    /// And back: adds the numbers of articles that are not removed.
    fn add(
        &self,
        articles: &FixedBitSet,
        numbers: &mut FixedBitSet,
        watch: &Watch<'_>,
    ) -> Result<(), Fault> {
        let alive = self.reader.alive_bitset();
        for article in articles.ones() {
            let removed = |alive: &AliveBitSet| alive.is_deleted(article_of(article));
            if let Some(number) = self.numbers.get(article)
                && !alive.is_some_and(removed)
            {
                numbers.insert(*number as usize);
            }
            watch.work(1)?;
        }
        Ok(())
    }
}
