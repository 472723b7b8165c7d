//! One row as bytes: the columns that are scanned, and a record of all the
//! rest, each under a checksum: to know a file again the record is enough. Where
//! both lie is left to the segment.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::bytes::{Reader, put_bytes, put_number, put_signed};
use crate::article::{ArticleId, DateSource, Head};
use crate::query::Contents;
use crate::text::count::Count;
use crate::text::language::Language;

/// Stands for a stamp that is not known.
pub(super) const NO_MOMENT: i64 = i64::MIN;
/// Stands for a language that is not known.
pub(super) const NO_LANGUAGE: u8 = u8::MAX;

/// In the column of contents, above [`Contents`]: the length is known.
pub(super) const HAS_LENGTH: u8 = 1 << 6;
/// In the column of contents, above [`Contents`]: the body has been read.
pub(super) const BODY_READ: u8 = 1 << 7;

/// What the file of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An article.
    Article,
    /// It holds no text.
    Binary,
    /// It could not be read.
    Unreadable,
}

impl Kind {
    /// The byte in the column.
    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Article => 1,
            Self::Binary => 2,
            Self::Unreadable => 3,
        }
    }

    /// What a byte of the column says.
    pub(super) const fn of_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::Article),
            2 => Some(Self::Binary),
            3 => Some(Self::Unreadable),
            _ => None,
        }
    }
}

/// A file to be catalogued, and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub(super) path: &'a Path,
    pub(super) size: u64,
    pub(super) modified: DateTime<Utc>,
    pub(super) kind: Kind,
    pub(super) article: Option<(&'a Head, Option<Contents>)>,
}

impl<'a> Entry<'a> {
    /// An article. `size` is that of the file in bytes; `contents` is what is in
    /// it, once its body has been read.
    #[must_use]
    pub fn article(head: &'a Head, size: u64, contents: Option<Contents>) -> Self {
        Self {
            path: &head.path,
            size,
            modified: head.modified,
            kind: Kind::Article,
            article: Some((head, contents)),
        }
    }

    /// A file that holds no text. `size` is in bytes.
    #[must_use]
    pub fn binary(path: &'a Path, size: u64, modified: DateTime<Utc>) -> Self {
        Self {
            path,
            size,
            modified,
            kind: Kind::Binary,
            article: None,
        }
    }

    /// A file that could not be read. `size` is in bytes.
    #[must_use]
    pub fn unreadable(path: &'a Path, size: u64, modified: DateTime<Utc>) -> Self {
        Self {
            kind: Kind::Unreadable,
            ..Self::binary(path, size, modified)
        }
    }
}

/// What of a row stands in columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) id: [u8; 16],
    pub(super) kind: u8,
    pub(super) date: i64,
    pub(super) saved: i64,
    pub(super) length: u32,
    pub(super) outlet: u32,
    pub(super) contents: u8,
    pub(super) language: u8,
}

impl Columns {
    /// A row that is of nothing: it keeps its number from being given again.
    pub(super) const NONE: Self = Self {
        id: [0; 16],
        kind: 0,
        date: 0,
        saved: NO_MOMENT,
        length: 0,
        outlet: 0,
        contents: 0,
        language: NO_LANGUAGE,
    };

    /// The checksum of the columns of a row.
    pub(super) fn checksum(&self, number: u32) -> u32 {
        let parts: [&[u8]; 9] = [
            &number.to_le_bytes(),
            &self.id,
            &[self.kind],
            &self.date.to_le_bytes(),
            &self.saved.to_le_bytes(),
            &self.length.to_le_bytes(),
            &self.outlet.to_le_bytes(),
            &[self.contents],
            &[self.language],
        ];
        let mut fixed = [0; 47];
        let bytes = parts.iter().copied().flatten();
        fixed
            .iter_mut()
            .zip(bytes)
            .for_each(|(to, from)| *to = *from);
        crc32fast::hash(&fixed)
    }
}

/// The checksum of the record of a row.
pub(super) fn checksum(number: u32, record: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&number.to_le_bytes());
    hasher.update(record);
    hasher.finalize()
}

/// A moment in whole UTC milliseconds, as the columns have it. A leap second
/// counts to the second before it, so that the order of moments is kept.
pub(super) fn milliseconds(moment: DateTime<Utc>) -> i64 {
    let rest = (moment.timestamp_subsec_nanos() / 1_000_000).min(999);
    moment.timestamp() * 1000 + i64::from(rest)
}

/// What [`milliseconds`] leaves out, in nanoseconds.
fn beyond_milliseconds(moment: DateTime<Utc>) -> u32 {
    let nanos = moment.timestamp_subsec_nanos();
    nanos - (nanos / 1_000_000).min(999) * 1_000_000
}

/// The moment again.
fn moment(milliseconds: i64, beyond: u32) -> Option<DateTime<Utc>> {
    let rest = u32::try_from(milliseconds.rem_euclid(1000)).ok()?;
    let nanos = (rest * 1_000_000).checked_add(beyond)?;
    DateTime::from_timestamp(milliseconds.div_euclid(1000), nanos)
}

/// A path in two: the folder with the last slash, and the name. A path that does
/// not end in a plain name is all folder.
pub(super) fn parted(path: &Path) -> (&[u8], &[u8]) {
    let bytes = path.as_os_str().as_bytes();
    let slash = bytes.iter().rposition(|byte| *byte == b'/');
    let (folder, name) = bytes.split_at(slash.map_or(0, |slash| slash + 1));
    if name == b"." || name.is_empty() {
        (bytes, &[])
    } else {
        (folder, name)
    }
}

/// The path of a folder and a name.
pub(super) fn joined(folder: &[u8], name: &[u8]) -> PathBuf {
    let mut path = Vec::with_capacity(folder.len() + name.len());
    path.extend_from_slice(folder);
    path.extend_from_slice(name);
    PathBuf::from(OsStr::from_bytes(&path).to_os_string())
}

/// A link in two: whether it begins with `https://` and the host, and what is
/// then left to be written.
fn shortened<'a>(link: &'a str, host: &str) -> (bool, &'a str) {
    let rest = link
        .strip_prefix("https://")
        .and_then(|rest| rest.strip_prefix(host));
    rest.map_or((false, link), |rest| (true, rest))
}

/// Writes the record of an entry, without checksum.
pub(super) fn write(out: &mut Vec<u8>, entry: &Entry<'_>, folder: u32, name: &[u8]) {
    let link = entry.article.and_then(|(head, _)| {
        let link = head.link.as_deref()?;
        Some(shortened(link, head.host.as_str()))
    });
    let flags = entry.kind.code()
        | entry.article.map_or(0, |(head, _)| code(head.date_from)) << 2
        | u8::from(link.is_some()) << 4
        | u8::from(link.is_some_and(|(short, _)| short)) << 5;
    out.push(flags);
    put_number(out, u64::from(folder));
    put_bytes(out, name);
    put_number(out, entry.size);
    put_signed(out, entry.modified.timestamp());
    put_number(out, u64::from(entry.modified.timestamp_subsec_nanos()));
    let Some((head, _)) = entry.article else {
        return;
    };
    put_bytes(out, head.title.as_str().as_bytes());
    if let Some((_, rest)) = link {
        put_bytes(out, rest.as_bytes());
    }
    put_number(out, u64::from(beyond_milliseconds(head.date)));
    if let Some(saved) = head.saved {
        put_number(out, u64::from(beyond_milliseconds(saved)));
    }
    if let Some(length) = head.length {
        put_number(out, u64::from(length.han));
        put_number(out, u64::from(length.words));
    }
}

fn code(from: DateSource) -> u8 {
    match from {
        DateSource::Outlet => 0,
        DateSource::Stamp => 1,
        DateSource::File => 2,
    }
}

/// A row as it was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) kind: Kind,
    /// The place of the folder in its dictionary.
    pub(super) folder: usize,
    pub(super) name: &'a [u8],
    /// The size of the file, in bytes.
    pub(super) size: u64,
    pub(super) modified: DateTime<Utc>,
    flags: u8,
    /// What is written behind the folder.
    behind: &'a [u8],
    /// What is written of an article.
    rest: Reader<'a>,
}

/// What a row knows of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Article<'a> {
    pub(super) id: ArticleId,
    pub(super) title: &'a str,
    /// Whether the host stands before the link, and the rest of the link.
    link: Option<(bool, &'a str)>,
    pub(super) date: DateTime<Utc>,
    date_from: DateSource,
    pub(super) saved: Option<DateTime<Utc>>,
    length: Option<Count>,
}

impl<'a> Record<'a> {
    /// Reads a record whose checksum was right. `None` where it is none.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let flags = reader.byte()?;
        let folder = reader.small()?;
        Some(Self {
            kind: Kind::of_code(flags & 0b11)?,
            folder,
            behind: reader.0,
            name: reader.bytes()?,
            size: reader.number()?,
            modified: DateTime::from_timestamp(reader.signed()?, reader.small()?)?,
            flags,
            rest: reader,
        })
    }

    /// Writes it again, the folder of its file having another place.
    pub(super) fn write_in(&self, out: &mut Vec<u8>, folder: u32) {
        out.push(self.flags);
        put_number(out, u64::from(folder));
        out.extend_from_slice(self.behind);
    }

    /// What it knows of an article, with columns whose checksum was right.
    /// `None` where it is none.
    pub(super) fn article(&self, columns: &Columns) -> Option<Article<'a>> {
        let mut rest = self.rest;
        let article = Article::read(&mut rest, self.flags, columns)?;
        (columns.kind == self.kind.code() && rest.0.is_empty()).then_some(article)
    }
}

impl<'a> Article<'a> {
    fn read(reader: &mut Reader<'a>, flags: u8, columns: &Columns) -> Option<Self> {
        let title = std::str::from_utf8(reader.bytes()?).ok()?;
        let link = if flags & 1 << 4 == 0 {
            None
        } else {
            let rest = std::str::from_utf8(reader.bytes()?).ok()?;
            Some((flags & 1 << 5 != 0, rest))
        };
        let date = moment(columns.date, reader.small()?)?;
        let saved = match columns.saved {
            NO_MOMENT => None,
            saved => Some(moment(saved, reader.small()?)?),
        };
        let length = if columns.contents & HAS_LENGTH == 0 {
            None
        } else {
            Some(Count {
                han: reader.small()?,
                words: reader.small()?,
            })
        };
        Some(Self {
            id: ArticleId::from_bytes(columns.id),
            title,
            link,
            date,
            date_from: match flags >> 2 & 0b11 {
                0 => DateSource::Outlet,
                1 => DateSource::Stamp,
                2 => DateSource::File,
                _ => return None,
            },
            saved,
            length,
        })
    }

    /// The head, with what stands in dictionaries.
    pub(super) fn head(
        &self,
        (source, host): (&str, &str),
        language: Option<Language>,
        path: PathBuf,
        modified: DateTime<Utc>,
    ) -> Head {
        Head {
            id: self.id,
            title: self.title.into(),
            date: self.date,
            date_from: self.date_from,
            saved: self.saved,
            source: source.into(),
            host: host.into(),
            link: self.link.map(|(short, rest)| {
                if short {
                    format!("https://{host}{rest}")
                } else {
                    rest.to_owned()
                }
            }),
            language,
            length: self.length,
            path,
            modified,
        }
    }
}

/// The columns of an entry.
pub(super) fn columns(entry: &Entry<'_>, outlet: u32, language: u8) -> Columns {
    let Some((head, contents)) = entry.article else {
        return Columns {
            kind: entry.kind.code(),
            ..Columns::NONE
        };
    };
    let known = if contents.is_some() { BODY_READ } else { 0 };
    let has_length = if head.length.is_some() { HAS_LENGTH } else { 0 };
    Columns {
        id: *head.id.as_bytes(),
        kind: entry.kind.code(),
        date: milliseconds(head.date),
        saved: head.saved.map_or(NO_MOMENT, milliseconds),
        length: head.length.map_or(0, Count::total),
        outlet,
        contents: contents.unwrap_or_default().bits() | known | has_length,
        language,
    }
}
