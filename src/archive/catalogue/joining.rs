//! Makes one segment of two that follow one another. Records and columns are taken
//! over as they are, and orders are merged: no row is sorted again, and titles' keys are
//! made only where two begin alike.

use std::path::Path;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::bytes::{chunk_at, u32s, u64_at};
use super::error::CatalogueError;
use super::files::late_sink;
use super::format::Section;
use super::ranking::{KEYS, Ranking, merged, section_of};
use super::record::{self, Columns, Kind, NO_LANGUAGE};
use super::segment::Segment;
use super::sink::Sink;
use super::writer::{Interner, Made, Writer, compared_by_path, path_of};

/// Bytes of two segments from which on the one that is made of them goes to a file,
/// where there is a folder for it, and not into memory. Tests see both.
const IN_FILE: usize = if cfg!(test) { 8 << 10 } else { 16 << 20 };

/// Makes one segment of two; of rows that do not live nothing is left but a number.
pub(super) fn joined(
    sink: Sink,
    older: &Segment,
    newer: &Segment,
    living: &FixedBitSet,
) -> Result<Made, CatalogueError> {
    let lives = |number: u32| living.contains(number as usize);
    let mut writer = Writer::beginning_with(sink, older, lives)?;
    writer.append(older, newer, lives)?;
    writer.finish()
}

/// Makes one segment of two behind the base: in a file of the folder where it is
/// large, in memory else, or where there is no room on the disk.
pub(super) fn joined_late(
    folder: Option<&Path>,
    older: &Segment,
    newer: &Segment,
    living: &FixedBitSet,
) -> Result<Made, CatalogueError> {
    let bytes = older.bytes().len() + newer.bytes().len();
    if let Some(folder) = folder.filter(|_| bytes >= IN_FILE) {
        let in_file = || joined(late_sink(folder)?, older, newer, living);
        match in_file() {
            Err(error @ CatalogueError::File { .. }) => {
                tracing::warn!(%error, "rows stay in memory");
            }
            made => return made,
        }
    }
    let sink = Sink::Memory(Vec::with_capacity(bytes));
    joined(sink, older, newer, living)
}

/// Merges small segments behind the base, so that each is more than twice as
/// long as the next, and there are few.
pub(super) fn merge_small(
    segments: &mut Vec<Arc<Segment>>,
    has_base: bool,
    living: &FixedBitSet,
    folder: Option<&Path>,
) -> Result<(), CatalogueError> {
    let small = usize::from(has_base);
    while let [.., older, newer] = segments.get(small..).unwrap_or_default() {
        if newer.count() < older.count() / 2 {
            break;
        }
        let made = joined_late(folder, older, newer, living)?;
        // Else each row would lie on the disk as often as it is joined before it is saved.
        if let Some(folder) = folder {
            remove_unsaved(folder, older);
            remove_unsaved(folder, newer);
        }
        segments.truncate(segments.len() - 2);
        segments.push(made.segment);
    }
    Ok(())
}

/// Removes the file of a segment that is of no more use, where no saved catalogue names it.
pub(super) fn remove_unsaved(folder: &Path, segment: &Segment) {
    if let Some(name) = segment.take_unsaved_file() {
        drop(std::fs::remove_file(folder.join(name)));
    }
}

/// Where the texts of a dictionary stand in another, which grows with what is asked
/// for.
struct Places<'a> {
    segment: &'a Segment,
    section: Section,
    known: Vec<Option<u32>>,
}

impl<'a> Places<'a> {
    fn of(segment: &'a Segment, section: Section) -> Self {
        Self {
            segment,
            section,
            known: vec![None; segment.dictionary(section).len()],
        }
    }

    fn get(&mut self, place: usize, others: &mut Interner) -> Result<u32, CatalogueError> {
        let known = self.known.get_mut(place);
        let known = known.ok_or(CatalogueError::DamagedRow)?;
        if let Some(known) = known {
            return Ok(*known);
        }
        let dictionary = self.segment.dictionary(self.section);
        let text = dictionary.get(place).ok_or(CatalogueError::DamagedRow)?;
        Ok(*known.insert(others.place(text)?))
    }
}

impl Writer {
    /// A segment that begins with the rows of another. Its orders take over
    /// those that live; of the others nothing is left but a number.
    pub(super) fn beginning_with(
        sink: Sink,
        segment: &Segment,
        lives: impl Fn(u32) -> bool,
    ) -> Result<Self, CatalogueError> {
        let mut own = Self::new(sink, segment.header().stamp, segment.first())?;
        own.outlets = Interner::of(segment, Section::Outlets)?;
        own.folders = Interner::of(segment, Section::Folders)?;
        own.languages = Interner::of(segment, Section::Languages)?;
        for (column, section) in own.columns.iter_mut().zip(Section::COLUMNS) {
            if section != Section::Offsets {
                column.extend_from_slice(segment.checked(section));
            }
        }
        own.take_records(segment, &lives)?;
        own.header.count = segment.count();
        let lives = |place: &u32| lives(segment.first() + *place);
        for (order, key) in own.orders.iter_mut().zip(KEYS) {
            *order = segment.places(section_of(key)).filter(lives).collect();
        }
        own.by_id = segment.places(Section::ById).filter(lives).collect();
        own.by_path = by_path(segment).filter(|(_, place)| lives(place)).collect();
        if segment.is_damaged() {
            return Err(CatalogueError::DamagedRow);
        }
        Ok(own)
    }

    /// Takes over the records of a segment's rows, and says where they begin.
    fn take_records(
        &mut self,
        segment: &Segment,
        lives: impl Fn(u32) -> bool,
    ) -> Result<(), CatalogueError> {
        let mut offsets = Vec::with_capacity(segment.count() as usize * 8);
        for place in 0..segment.count() {
            let number = segment.first() + place;
            offsets.extend_from_slice(&self.records.to_le_bytes());
            let none = [
                Columns::NONE.checksum(number),
                record::checksum(number, &[]),
            ];
            let none = none.map(u32::to_le_bytes);
            let bytes = if lives(number) {
                segment
                    .record_bytes(place)
                    .ok_or(CatalogueError::DamagedRow)?
            } else {
                none.as_flattened()
            };
            self.sink.write(bytes)?;
            self.records += bytes.len() as u64;
        }
        if let Some(column) = self.columns.first_mut() {
            *column = offsets;
        }
        Ok(())
    }

    /// Adds the rows of the segment that follows `older`, with which this one begins,
    /// and merges the orders of both.
    fn append(
        &mut self,
        older: &Segment,
        newer: &Segment,
        lives: impl Fn(u32) -> bool + Copy,
    ) -> Result<(), CatalogueError> {
        let mut outlets = Places::of(newer, Section::Outlets);
        let mut folders = Places::of(newer, Section::Folders);
        let mut languages = Places::of(newer, Section::Languages);
        let starts = newer.checked(Section::TitleKeys);
        let mut record = Vec::new();
        for place in 0..newer.count() {
            let lives = lives(newer.first() + place);
            let row = lives.then(|| newer.row(place)).flatten();
            let Some((mut columns, own)) = row else {
                if newer.is_damaged() {
                    return Err(CatalogueError::DamagedRow);
                }
                self.push(&Columns::NONE, &[], 0)?;
                continue;
            };
            if own.kind == Kind::Article {
                let outlet = columns.outlet as usize;
                columns.outlet = outlets.get(outlet, &mut self.outlets)?;
            }
            if columns.language != NO_LANGUAGE {
                let language = usize::from(columns.language);
                let language = languages.get(language, &mut self.languages)?;
                columns.language = u8::try_from(language).unwrap_or(NO_LANGUAGE);
            }
            let folder = folders.get(own.folder, &mut self.folders)?;
            record.clear();
            own.write_in(&mut record, folder);
            let start = u64_at(starts, place as usize).ok_or(CatalogueError::DamagedRow)?;
            self.push(&columns, &record, start)?;
        }
        self.merge_orders(older, newer, lives);
        if older.is_damaged() || newer.is_damaged() {
            return Err(CatalogueError::DamagedRow);
        }
        Ok(())
    }

    fn merge_orders(&mut self, older: &Segment, newer: &Segment, lives: impl Fn(u32) -> bool) {
        let (first, border) = (older.first(), older.count());
        let lives = |place: &u32| lives(newer.first() + *place);
        let ranking = Ranking::new([older, newer]);
        for (order, key) in self.orders.iter_mut().zip(KEYS) {
            let old: Vec<u32> = order.iter().map(|place| first + *place).collect();
            let new = newer.places(section_of(key)).filter(lives);
            let new: Vec<u32> = new.map(|place| newer.first() + place).collect();
            let merged = ranking.merged(key, &old, &new);
            *order = merged.into_iter().map(|number| number - first).collect();
        }
        let of = |place: u32| match place.checked_sub(border) {
            Some(place) => (newer, place),
            None => (older, place),
        };
        let id = |place: u32| {
            let (segment, place) = of(place);
            chunk_at::<16>(segment.checked(Section::Ids), place as usize)
        };
        let new = newer.places(Section::ById).filter(lives);
        let new: Vec<u32> = new.map(|place| border + place).collect();
        self.by_id = merged(&self.by_id, &new, |one| {
            move |other| (id(other), other) < (id(one), one)
        });
        let path = |place: u32| {
            let (segment, place) = of(place);
            path_of(segment, place)
        };
        let new = by_path(newer).filter(|(_, place)| lives(place));
        let new: Vec<(u32, u32)> = new.map(|(hash, place)| (hash, border + place)).collect();
        self.by_path = merged(&self.by_path, &new, |one| {
            move |other| compared_by_path(other, one, path).is_lt()
        });
    }
}

/// The rows of a segment by path, each behind the hash of it.
fn by_path(segment: &Segment) -> impl Iterator<Item = (u32, u32)> {
    let (pairs, _) = segment.checked(Section::ByPath).as_chunks::<8>();
    let pairs = pairs.iter().filter_map(|pair| {
        let mut numbers = u32s(pair);
        Some((numbers.next()?, numbers.next()?))
    });
    pairs.filter(|(_, place)| *place < segment.count())
}
