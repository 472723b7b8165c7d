//! Makes a segment: rows are encoded as they come, and sorted at the end. What is taken
//! over of other segments ([`super::joining`]) has its orders already.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use super::bytes::put_bytes;
use super::error::CatalogueError;
use super::format::{Header, SECTIONS, Section};
use super::ranking::{KEYS, Ranking, Titles, section_of};
use super::record::{self, Columns, Entry, Kind, NO_LANGUAGE, parted};
use super::segment::{Segment, hash_of};
use super::sink::Sink;
use crate::article::Head;
use crate::rows::SortKey;

/// Gathers short texts and gives each its place.
#[derive(Default)]
pub(super) struct Interner {
    places: HashMap<Box<[u8]>, u32>,
    ends: Vec<u8>,
    bytes: Vec<u8>,
}

impl Interner {
    /// The place of a text, a new one where it is new.
    pub(super) fn place(&mut self, text: &[u8]) -> Result<u32, CatalogueError> {
        if let Some(place) = self.places.get(text) {
            return Ok(*place);
        }
        let full = |_| CatalogueError::Full;
        let place = u32::try_from(self.places.len()).map_err(full)?;
        self.bytes.extend_from_slice(text);
        let end = u32::try_from(self.bytes.len()).map_err(full)?;
        self.ends.extend_from_slice(&end.to_le_bytes());
        self.places.insert(text.into(), place);
        Ok(place)
    }

    /// Those of a segment's dictionary, each in its place.
    pub(super) fn of(segment: &Segment, section: Section) -> Result<Self, CatalogueError> {
        let mut own = Self::default();
        for (expected, text) in segment.dictionary(section).iter().enumerate() {
            if own.place(text)? as usize != expected {
                return Err(CatalogueError::DamagedRow);
            }
        }
        Ok(own)
    }

    fn to_bytes(&self) -> Result<Vec<u8>, CatalogueError> {
        let count = u32::try_from(self.places.len()).map_err(|_| CatalogueError::Full)?;
        let mut out = count.to_le_bytes().to_vec();
        out.extend_from_slice(&self.ends);
        out.extend_from_slice(&self.bytes);
        Ok(out)
    }
}

/// A segment in the making.
pub(super) struct Writer {
    pub(super) sink: Sink,
    pub(super) header: Header,
    /// Bytes of records so far.
    pub(super) records: u64,
    /// The columns so far, by their place among [`Section::COLUMNS`].
    pub(super) columns: [Vec<u8>; Section::COLUMNS.len()],
    pub(super) outlets: Interner,
    pub(super) folders: Interner,
    pub(super) languages: Interner,
    titles: Titles,
    /// The second eight bytes of the titles' keys, of rows that are to be sorted;
    /// none where all rows were taken over.
    second: Vec<u64>,
    /// The orders that were taken over, as places.
    pub(super) orders: [Vec<u32>; KEYS.len()],
    pub(super) by_id: Vec<u32>,
    pub(super) by_path: Vec<(u32, u32)>,
    record: Vec<u8>,
}

/// A segment that has been made.
pub(super) struct Made {
    /// The segment.
    pub(super) segment: Arc<Segment>,
    /// Rows whose file another row is of, with a higher number.
    pub(super) superseded: Vec<u32>,
}

impl Writer {
    /// A segment without rows, the first of which will have the number `first`.
    pub(super) fn new(mut sink: Sink, stamp: u64, first: u32) -> Result<Self, CatalogueError> {
        sink.write(&[0; Header::BYTES])?;
        Ok(Self {
            sink,
            header: Header::new(stamp, first, 0),
            records: 0,
            columns: Default::default(),
            outlets: Interner::default(),
            folders: Interner::default(),
            languages: Interner::default(),
            titles: Titles::new(),
            second: Vec::new(),
            orders: Default::default(),
            by_id: Vec::new(),
            by_path: Vec::new(),
            record: Vec::new(),
        })
    }

    /// The number of the next row.
    pub(super) fn next(&self) -> u32 {
        self.header.first + self.header.count
    }

    /// Adds a row.
    pub(super) fn add(&mut self, entry: &Entry<'_>) -> Result<u32, CatalogueError> {
        let (folder, name) = parted(entry.path);
        let folder = self.folders.place(folder)?;
        let columns = match entry.article {
            Some((head, _)) => {
                let outlet = self.outlets.place(&outlet_of(head))?;
                let language = match head.language {
                    Some(language) => {
                        let place = self.languages.place(language.tag().as_bytes())?;
                        u8::try_from(place).unwrap_or(NO_LANGUAGE)
                    }
                    None => NO_LANGUAGE,
                };
                record::columns(entry, outlet, language)
            }
            None => record::columns(entry, 0, NO_LANGUAGE),
        };
        let mut record = std::mem::take(&mut self.record);
        record.clear();
        record::write(&mut record, entry, folder, name);
        let title = entry.article.map(|(head, _)| head.title.as_str());
        let (start, second) = Titles::start(&self.titles.key(title.unwrap_or_default()));
        self.second.push(second);
        let number = self.push(&columns, &record, start);
        self.record = record;
        number
    }

    /// Adds a row by its columns, its record and the start of its title's key.
    pub(super) fn push(
        &mut self,
        columns: &Columns,
        record: &[u8],
        start: u64,
    ) -> Result<u32, CatalogueError> {
        let number = self.next();
        // The last number there is would leave no room for a count of all.
        number.checked_add(1).ok_or(CatalogueError::Full)?;
        self.sink.write(&columns.checksum(number).to_le_bytes())?;
        self.sink
            .write(&record::checksum(number, record).to_le_bytes())?;
        self.sink.write(record)?;
        let values: [&[u8]; Section::COLUMNS.len()] = [
            &self.records.to_le_bytes(),
            &columns.id,
            &[columns.kind],
            &columns.date.to_le_bytes(),
            &columns.saved.to_le_bytes(),
            &columns.length.to_le_bytes(),
            &columns.outlet.to_le_bytes(),
            &[columns.contents],
            &[columns.language],
            &start.to_le_bytes(),
        ];
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.extend_from_slice(value);
        }
        self.records += 8 + record.len() as u64;
        self.header.count += 1;
        Ok(number)
    }

    /// Makes the orders and ends the segment.
    pub(super) fn finish(mut self) -> Result<Made, CatalogueError> {
        let bytes = usize::try_from(self.records).map_err(|_| CatalogueError::Full)?;
        let start = Header::BYTES;
        self.header.set(Section::Records, start..start + bytes, 0);
        if let Some(offsets) = self.columns.first_mut() {
            offsets.extend_from_slice(&self.records.to_le_bytes());
        }
        for (section, column) in Section::COLUMNS
            .into_iter()
            .zip(std::mem::take(&mut self.columns))
        {
            self.section(section, &column)?;
        }
        for (section, dictionary) in [
            (Section::Outlets, std::mem::take(&mut self.outlets)),
            (Section::Folders, std::mem::take(&mut self.folders)),
            (Section::Languages, std::mem::take(&mut self.languages)),
        ] {
            self.section(section, &dictionary.to_bytes()?)?;
        }
        let superseded = if self.second.is_empty() {
            self.write_orders_taken()?;
            Vec::new()
        } else {
            let view = Segment::new(self.sink.view()?, self.header.clone());
            let superseded = self.write_orders(&view)?;
            if view.is_damaged() {
                return Err(CatalogueError::DamagedRow);
            }
            superseded
        };
        let (bytes, file) = self.sink.finish(&self.header.to_bytes())?;
        let segment = Segment::new(bytes, self.header);
        if let Some(file) = file {
            segment.stands_in(&file);
        }
        Ok(Made {
            segment: Arc::new(segment),
            superseded,
        })
    }

    fn section(&mut self, section: Section, bytes: &[u8]) -> Result<(), CatalogueError> {
        let start = self.sink.len();
        self.sink.write(bytes)?;
        let checksum = crc32fast::hash(bytes);
        self.header
            .set(section, start..start + bytes.len(), checksum);
        Ok(())
    }

    /// Writes the orders of rows all of which were taken over.
    fn write_orders_taken(&mut self) -> Result<(), CatalogueError> {
        let pairs = std::mem::take(&mut self.by_path).into_iter();
        self.order(
            Section::ByPath,
            pairs.flat_map(|(hash, place)| [hash, place]),
        )?;
        let by_id = std::mem::take(&mut self.by_id);
        self.order(Section::ById, by_id.into_iter())?;
        for (key, order) in KEYS.into_iter().zip(std::mem::take(&mut self.orders)) {
            self.order(section_of(key), order.into_iter())?;
        }
        Ok(())
    }

    /// Sorts rows none of which was taken over. Gives those that another with a higher
    /// number takes the place of.
    fn write_orders(&mut self, view: &Segment) -> Result<Vec<u32>, CatalogueError> {
        let superseded = self.write_by_path(view)?;
        let first = view.first();
        let gone: HashSet<u32> = superseded.iter().copied().collect();
        let articles: Vec<u32> = (0..view.count())
            .filter(|place| view.kind(*place) == Some(Kind::Article))
            .filter(|place| !gone.contains(&(first + *place)))
            .collect();
        self.write_by_id(view, &articles)?;
        let ranking = Ranking::new([view]);
        let by_date = ranking.by_date(articles.into_iter().map(|place| first + place));
        let second = std::mem::take(&mut self.second);
        let second = |number: u32| second.get((number - first) as usize).copied();
        for key in KEYS {
            let all = ranking.sorted(key, &by_date, |number| second(number).unwrap_or_default());
            let places = all.into_iter().map(|number| number - first);
            self.order(section_of(key), places)?;
        }
        Ok(superseded)
    }

    fn order(
        &mut self,
        section: Section,
        places: impl Iterator<Item = u32>,
    ) -> Result<(), CatalogueError> {
        let mut bytes = Vec::with_capacity(places.size_hint().0 * 4);
        places.for_each(|place| bytes.extend_from_slice(&place.to_le_bytes()));
        self.section(section, &bytes)
    }

    fn write_by_id(&mut self, view: &Segment, articles: &[u32]) -> Result<(), CatalogueError> {
        let ids = view.checked(Section::Ids);
        let id = |place: u32| super::bytes::chunk_at::<16>(ids, place as usize);
        let mut new: Vec<([u8; 16], u32)> = articles
            .iter()
            .map(|place| (id(*place).unwrap_or_default(), *place))
            .collect();
        new.sort_unstable();
        self.order(Section::ById, new.into_iter().map(|(_, place)| place))
    }

    /// Rows by path; of one path the last row alone.
    fn write_by_path(&mut self, view: &Segment) -> Result<Vec<u32>, CatalogueError> {
        let path = |place: u32| path_of(view, place);
        let mut new = Vec::new();
        for place in 0..view.count() {
            if let Some(path) = path(place) {
                new.push((hash_of(&path), place));
            }
        }
        new.sort_unstable_by(|a, b| compared_by_path(*a, *b, path));
        let mut superseded = Vec::new();
        let mut bytes = Vec::with_capacity(new.len() * 8);
        let mut pairs = new.iter().peekable();
        while let Some((hash, place)) = pairs.next() {
            let again = pairs
                .peek()
                .is_some_and(|next| next.0 == *hash && path(next.1) == path(*place));
            if again {
                superseded.push(view.first() + place);
            } else {
                bytes.extend_from_slice(&hash.to_le_bytes());
                bytes.extend_from_slice(&place.to_le_bytes());
            }
        }
        self.section(Section::ByPath, &bytes)?;
        Ok(superseded)
    }
}

/// The path of a row's file, as its hash is made of it.
pub(super) fn path_of(segment: &Segment, place: u32) -> Option<OsString> {
    segment.path(place).map(PathBuf::into_os_string)
}

/// Compares two rows, each behind the hash of its path, as the rows by path lie:
/// by hash, those with one hash by path, those of one file by place.
pub(super) fn compared_by_path(
    (hash, place): (u32, u32),
    (other_hash, other): (u32, u32),
    path: impl Fn(u32) -> Option<OsString>,
) -> Ordering {
    let by_path = || path(place).cmp(&path(other)).then(place.cmp(&other));
    hash.cmp(&other_hash).then_with(by_path)
}

/// An outlet as its dictionary has it.
fn outlet_of(head: &Head) -> Vec<u8> {
    let mut out = Vec::new();
    put_bytes(&mut out, head.source.as_str().as_bytes());
    out.extend_from_slice(head.host.as_str().as_bytes());
    out
}

// The columns are a part of all sections, each once.
const _: () = assert!(Section::COLUMNS.len() < SECTIONS);
// The orders of a list are written in the sequence of the keys.
const _: () = assert!(matches!(KEYS[0], SortKey::Date));
