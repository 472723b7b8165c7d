//! A stretch of rows with numbers in sequence, read where it lies: in a mapped
//! file or in memory. Nothing of it is believed before its checksum was right;
//! what is wrong is noted, and reads as if it were not there.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering as Memory};
use std::sync::{Mutex, OnceLock, PoisonError};

use chrono_tz::Tz;
use tantivy::directory::OwnedBytes;

use super::bytes::{Reader, chunk_at, i64_at, u32_at, u32s, u64_at};
use super::format::{Dictionary, Header, NoHeader, SECTIONS, Section};
use super::record::{self, Article, BODY_READ, Columns, Kind, NO_LANGUAGE, Record, joined};
use crate::article::{ArticleId, Head};
use crate::query::Contents;
use crate::text::language::Language;

/// What a catalogue knows of a file, so that it need not be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileKnown {
    /// The row.
    pub number: u32,
    /// The size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970 UTC, see [`nanoseconds`].
    pub modified_ns: i64,
    /// What it is.
    pub kind: Kind,
}

/// A moment in nanoseconds since 1970 UTC; what lies beyond 1677 and 2262 counts
/// as the last there is.
#[must_use]
pub fn nanoseconds(moment: chrono::DateTime<chrono::Utc>) -> i64 {
    let beyond = if moment.timestamp() < 0 {
        i64::MIN
    } else {
        i64::MAX
    };
    moment.timestamp_nanos_opt().unwrap_or(beyond)
}

/// What the head of an article is made of.
struct Parts<'a> {
    article: Article<'a>,
    outlet: (&'a str, &'a str),
    language: Option<Language>,
    path: (&'a [u8], &'a [u8]),
    modified: chrono::DateTime<chrono::Utc>,
}

/// Rows in sequence. Within it they go by their place: the number less that of
/// the first row.
pub(super) struct Segment {
    bytes: OwnedBytes,
    header: Header,
    /// Which sections were held against their checksums, and what came of it.
    sound: [OnceLock<bool>; SECTIONS],
    damaged: AtomicBool,
    /// The name of the file it stands in, once it does.
    file: Mutex<Option<String>>,
    /// Whether a catalogue that was saved names that file, or may.
    is_saved: AtomicBool,
    /// Month and day of each article's date in a zone, see `facts`.
    pub(super) days: OnceLock<(Tz, Box<[u16]>)>,
}

impl Segment {
    /// The segment in some bytes. Its header alone is read.
    pub(super) fn open(bytes: OwnedBytes) -> Result<Self, NoHeader> {
        let header = Header::read(&bytes)?;
        Ok(Self::new(bytes, header))
    }

    /// The segment in bytes whose header is known.
    pub(super) fn new(bytes: OwnedBytes, header: Header) -> Self {
        Self {
            bytes,
            header,
            sound: [const { OnceLock::new() }; SECTIONS],
            damaged: AtomicBool::new(false),
            file: Mutex::default(),
            is_saved: AtomicBool::new(false),
            days: OnceLock::new(),
        }
    }

    /// The name of the file it stands in, once it does.
    pub(super) fn file(&self) -> Option<String> {
        let file = self.file.lock();
        file.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// It stands in a file of that name, and no longer in the one it stood in before:
    /// somebody may have removed that.
    pub(super) fn stands_in(&self, name: &str) {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        *file = Some(name.to_owned());
    }

    /// A catalogue that names its file is being saved.
    pub(super) fn set_saved(&self) {
        self.is_saved.store(true, Memory::Relaxed);
    }

    /// Takes from it the name of a file that no saved catalogue names: it is to be
    /// removed, and another may get the name.
    pub(super) fn take_unsaved_file(&self) -> Option<String> {
        let is_saved = self.is_saved.load(Memory::Relaxed);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if is_saved { None } else { file.take() }
    }

    /// All its bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn header(&self) -> &Header {
        &self.header
    }

    /// The number of the first row.
    pub(super) fn first(&self) -> u32 {
        self.header.first
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> u32 {
        self.header.count
    }

    /// Whether anything was found that is not as it was written.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged.load(Memory::Relaxed)
    }

    /// Notes damage: what was read is nothing.
    fn damage<T>(&self) -> Option<T> {
        self.damaged.store(true, Memory::Relaxed);
        None
    }

    /// A section as it lies there. What is taken from it must be checked.
    pub(super) fn raw(&self, section: Section) -> &[u8] {
        let range = self.header.lie(section).range.clone();
        self.bytes.get(range).unwrap_or_default()
    }

    /// A section that was held against its checksum; empty where it is damaged.
    pub(super) fn checked(&self, section: Section) -> &[u8] {
        let bytes = self.raw(section);
        let sound = self
            .sound
            .get(section as usize)
            .is_some_and(|sound| *sound.get_or_init(|| self.header.is_sound(section, bytes)));
        if sound {
            bytes
        } else {
            self.damage().unwrap_or_default()
        }
    }

    /// The places in one of the orders; those out of range are left out.
    pub(super) fn places(&self, order: Section) -> impl DoubleEndedIterator<Item = u32> {
        let count = self.count();
        u32s(self.checked(order)).filter(move |place| *place < count)
    }

    /// A dictionary.
    pub(super) fn dictionary(&self, section: Section) -> Dictionary<'_> {
        Dictionary::of(self.checked(section))
    }

    /// What stands in the columns of a row, unchecked.
    pub(super) fn columns(&self, place: u32) -> Option<Columns> {
        let place = place as usize;
        let byte = |section| self.raw(section).get(place).copied();
        Some(Columns {
            id: chunk_at(self.raw(Section::Ids), place)?,
            kind: byte(Section::Kinds)?,
            date: i64_at(self.raw(Section::Dates), place)?,
            saved: i64_at(self.raw(Section::Saved), place)?,
            length: u32_at(self.raw(Section::Lengths), place)?,
            outlet: u32_at(self.raw(Section::OutletOf), place)?,
            contents: byte(Section::Contents)?,
            language: byte(Section::LanguageOf)?,
        })
    }

    /// The record of a row as it lies there: the checksum of the columns, that of
    /// the record, the record.
    pub(super) fn record_bytes(&self, place: u32) -> Option<&[u8]> {
        let offsets = self.raw(Section::Offsets);
        let place = place as usize;
        let from = usize::try_from(u64_at(offsets, place)?).ok()?;
        let to = usize::try_from(u64_at(offsets, place + 1)?).ok()?;
        self.raw(Section::Records).get(from..to)
    }

    /// The record of a row, and the checksum of its columns. `None` past the
    /// end, of a row that is of nothing, and where it is damaged.
    fn record_and_checksum(&self, place: u32) -> Option<(Record<'_>, u32)> {
        if place >= self.count() {
            return None;
        }
        let read = || {
            let (of_columns, rest) = self.record_bytes(place)?.split_first_chunk()?;
            let (own, record) = rest.split_first_chunk()?;
            let number = self.first().checked_add(place)?;
            (record::checksum(number, record) == u32::from_le_bytes(*own))
                .then_some((record, u32::from_le_bytes(*of_columns)))
        };
        let Some((record, of_columns)) = read() else {
            return self.damage();
        };
        if record.is_empty() {
            return None;
        }
        let record = Record::read(record).or_else(|| self.damage())?;
        Some((record, of_columns))
    }

    /// The record of a row. `None` past the end, of a row that is of nothing,
    /// and where it is damaged.
    pub(super) fn record(&self, place: u32) -> Option<Record<'_>> {
        self.record_and_checksum(place).map(|(record, _)| record)
    }

    /// What a row knows of an article, with its columns. `None` of other rows,
    /// and where it is damaged.
    pub(super) fn article(&self, place: u32) -> Option<(Article<'_>, Columns)> {
        let (_, article, columns) = self.record_and_article(place)?;
        Some((article, columns))
    }

    /// A row as it lies there, article or not: its columns and its record. `None` past
    /// the end, of a row that is of nothing, and where it is damaged.
    pub(super) fn row(&self, place: u32) -> Option<(Columns, Record<'_>)> {
        let (record, checksum) = self.record_and_checksum(place)?;
        let read = || {
            let columns = self.columns(place)?;
            let number = self.first().checked_add(place)?;
            (columns.checksum(number) == checksum).then_some((columns, record))
        };
        read().or_else(|| self.damage())
    }

    fn record_and_article(&self, place: u32) -> Option<(Record<'_>, Article<'_>, Columns)> {
        let (record, checksum) = self.record_and_checksum(place)?;
        if record.kind != Kind::Article {
            return None;
        }
        let read = || {
            let columns = self.columns(place)?;
            let number = self.first().checked_add(place)?;
            let article = record.article(&columns)?;
            (columns.checksum(number) == checksum).then_some((record, article, columns))
        };
        read().or_else(|| self.damage())
    }

    /// The name of a row's file as it lies there, without its folder, and the
    /// place of the folder: for a look at many, of which each that is found is
    /// then read with its checksum.
    pub(super) fn name_unchecked(&self, place: u32) -> Option<(u32, &[u8])> {
        let mut reader = Reader(self.record_bytes(place)?.get(9..)?);
        Some((reader.small()?, reader.bytes()?))
    }

    /// The folder and the name of a record's file.
    pub(super) fn path_parts<'a>(&'a self, record: &Record<'a>) -> Option<(&'a [u8], &'a [u8])> {
        let folder = self.dictionary(Section::Folders).get(record.folder);
        let Some(folder) = folder else {
            return self.damage();
        };
        Some((folder, record.name))
    }

    /// The path of a row's file.
    pub(super) fn path(&self, place: u32) -> Option<PathBuf> {
        let record = self.record(place)?;
        let (folder, name) = self.path_parts(&record)?;
        Some(joined(folder, name))
    }

    /// Source and host of an outlet, by its place in the dictionary.
    pub(super) fn outlet(&self, place: usize) -> Option<(&str, &str)> {
        let read = || {
            let mut reader = Reader(self.dictionary(Section::Outlets).get(place)?);
            let source = std::str::from_utf8(reader.bytes()?).ok()?;
            Some((source, std::str::from_utf8(reader.0).ok()?))
        };
        read().or_else(|| self.damage())
    }

    /// The language of a code in the column.
    pub(super) fn language(&self, code: u8) -> Option<Language> {
        if code == NO_LANGUAGE {
            return None;
        }
        let tag = self.dictionary(Section::Languages).get(usize::from(code));
        let tag = tag.and_then(|tag| std::str::from_utf8(tag).ok());
        tag.and_then(Language::from_tag).or_else(|| self.damage())
    }

    /// All of which a head is made.
    fn parts(&self, place: u32) -> Option<Parts<'_>> {
        let (record, article, columns) = self.record_and_article(place)?;
        let language = self.language(columns.language);
        if language.is_none() && columns.language != NO_LANGUAGE {
            return None;
        }
        Some(Parts {
            outlet: self.outlet(columns.outlet as usize)?,
            language,
            path: self.path_parts(&record)?,
            modified: record.modified,
            article,
        })
    }

    /// The head of an article.
    pub(super) fn head(&self, place: u32) -> Option<Head> {
        let parts = self.parts(place)?;
        let (folder, name) = parts.path;
        let path = joined(folder, name);
        let article = parts.article;
        Some(article.head(parts.outlet, parts.language, path, parts.modified))
    }

    /// Whether an article has a head, which is not made for that.
    pub(super) fn has_head(&self, place: u32) -> bool {
        self.parts(place).is_some()
    }

    /// The title of an article.
    pub(super) fn title(&self, place: u32) -> Option<&str> {
        Some(self.article(place)?.0.title)
    }

    /// What a row is of, unchecked.
    pub(super) fn kind(&self, place: u32) -> Option<Kind> {
        let code = self.raw(Section::Kinds).get(place as usize)?;
        Kind::of_code(*code)
    }

    /// What is in an article, unchecked; `None` where its body has not been read.
    pub(super) fn contents(&self, place: u32) -> Option<Contents> {
        let code = *self.raw(Section::Contents).get(place as usize)?;
        (code & BODY_READ != 0).then(|| Contents::from_bits_truncate(code))
    }

    /// What is known of a row's file.
    pub(super) fn known(&self, place: u32) -> Option<FileKnown> {
        let record = self.record(place)?;
        Some(FileKnown {
            number: self.first().checked_add(place)?,
            size: record.size,
            modified_ns: nanoseconds(record.modified),
            kind: record.kind,
        })
    }

    /// The rows of an article, by number.
    pub(super) fn places_of(&self, id: ArticleId) -> impl Iterator<Item = u32> {
        let ids = self.checked(Section::Ids);
        let order = self.checked(Section::ById);
        let id = *id.as_bytes();
        let at = move |index| Some(chunk_at::<16>(ids, u32_at(order, index)? as usize));
        let count = order.len() / 4;
        let guess = guess(u32_at(&id, 0).unwrap_or_default().swap_bytes(), count);
        let start = partition_point(count, guess, |index| at(index).flatten() < Some(id));
        (start..count)
            .take_while(move |index| at(*index).flatten() == Some(id))
            .filter_map(move |index| u32_at(order, index))
    }

    /// The rows of a file, by number.
    pub(super) fn places_at(&self, path: &Path) -> impl Iterator<Item = u32> {
        let order = self.checked(Section::ByPath);
        let wanted = path.as_os_str();
        let hash = hash_of(wanted);
        let at = move |index: usize| {
            let place = u32_at(order, index * 2 + 1)?;
            match u32_at(order, index * 2)?.cmp(&hash) {
                Ordering::Equal => Some((self.compare_path(place, wanted)?, place)),
                other => Some((other, place)),
            }
        };
        let count = order.len() / 8;
        let start = partition_point(count, guess(hash, count), |index| {
            at(index).is_some_and(|(order, _)| order.is_lt())
        });
        (start..count)
            .map_while(at)
            .take_while(|(order, _)| order.is_eq())
            .map(|(_, place)| place)
    }

    /// How the path of a row's file stands to another, byte by byte.
    fn compare_path(&self, place: u32, other: &OsStr) -> Option<Ordering> {
        let record = self.record(place)?;
        let (folder, name) = self.path_parts(&record)?;
        Some(folder.iter().chain(name).cmp(other.as_bytes()))
    }
}

/// A hash of a path, the same at every start.
pub(super) fn hash_of(path: &OsStr) -> u32 {
    crc32fast::hash(path.as_bytes())
}

/// Where a hash may be expected among so many.
fn guess(hash: u32, count: usize) -> usize {
    let place = (u64::from(hash) * count as u64) >> 32;
    usize::try_from(place).unwrap_or_default()
}

/// The first place of so many that is not `before`, looked for from a guess on.
pub(super) fn partition_point(
    count: usize,
    guess: usize,
    mut before: impl FnMut(usize) -> bool,
) -> usize {
    let (mut low, mut high) = (0, count);
    let mut step = 1;
    if guess < count && before(guess) {
        low = guess + 1;
        while low + step < count {
            if !before(low + step) {
                high = low + step;
                break;
            }
            low += step + 1;
            step *= 2;
        }
    } else {
        high = guess.min(count);
        while high > 0 {
            let at = high.saturating_sub(step);
            if before(at) {
                low = at + 1;
                break;
            }
            high = at;
            step *= 2;
        }
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
