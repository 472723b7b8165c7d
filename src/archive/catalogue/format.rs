//! How a segment lies in its bytes: a header with a table of sections, the
//! records of the rows, columns, dictionaries, orders.
//!
//! ```text
//! magic 8 | version 4 | first 4 | count 4 | stamp 8
//! for each section: offset 8 | length 8 | checksum 4
//! checksum of all before 4
//! ```
//! All numbers are little-endian, all checksums CRC-32. The records and their
//! offsets have no checksum in the table, for each record has its own.

use std::ops::Range;

use super::bytes::{Reader, chunk_at, u32_at};

/// What every segment begins with.
const MAGIC: [u8; 8] = *b"NPRows\r\n";

/// The version of the format. It rises with any change to what stands in a
/// segment, and with a collator that sorts titles otherwise.
pub(super) const VERSION: u32 = 2;

macro_rules! sections {
    ($($(#[doc = $doc:literal])* $section:ident, $width:literal;)*) => {
        /// A part of a segment.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Section {
            $($(#[doc = $doc])* $section,)*
        }

        impl Section {
            /// All, as they stand in the table.
            pub(super) const ALL: [Self; SECTIONS] = [$(Self::$section,)*];

            /// Bytes of one entry; 0 where it has no fixed width.
            fn width(self) -> usize {
                match self {
                    $(Self::$section => $width,)*
                }
            }
        }
    };
}

/// How many sections there are.
pub(super) const SECTIONS: usize = 20;

sections! {
    /// What is known of each row and stands in no column, one after another.
    Records, 0;
    /// Where each record begins, and where the last ends.
    Offsets, 8;
    /// The identity of each article; zeros for other rows.
    Ids, 16;
    /// What each row is of, see [`super::record::Kind`]; 0 for none.
    Kinds, 1;
    /// Dates, in UTC milliseconds.
    Dates, 8;
    /// Stamps, in UTC milliseconds; the least number where there is none.
    Saved, 8;
    /// Lengths, in Han characters and words.
    Lengths, 4;
    /// Outlets, by their place in the dictionary.
    OutletOf, 4;
    /// What is in an article, and what is known of it.
    Contents, 1;
    /// Languages, by their place in the dictionary; 255 where it is not known.
    LanguageOf, 1;
    /// The first eight bytes of each title's key in a dictionary.
    TitleKeys, 8;
    /// Sources and hosts.
    Outlets, 0;
    /// The folders of the files.
    Folders, 0;
    /// The tags of the languages.
    Languages, 0;
    /// Articles from the newest.
    ByDate, 4;
    /// Articles by title.
    ByTitle, 4;
    /// Articles by source.
    BySource, 4;
    /// Articles from the longest.
    ByLength, 4;
    /// Articles by identity, then by number.
    ById, 4;
    /// Rows by a hash of the path, by the path, by number: hash and number.
    ByPath, 8;
}

impl Section {
    /// The columns that are written as they are gathered, row by row.
    pub(super) const COLUMNS: [Self; 10] = [
        Self::Offsets,
        Self::Ids,
        Self::Kinds,
        Self::Dates,
        Self::Saved,
        Self::Lengths,
        Self::OutletOf,
        Self::Contents,
        Self::LanguageOf,
        Self::TitleKeys,
    ];

    /// Whether a checksum of the whole stands in the table.
    fn is_checked_whole(self) -> bool {
        !matches!(self, Self::Records | Self::Offsets)
    }

    /// Whether it may have so many bytes in a segment of so many rows.
    fn fits(self, bytes: usize, count: u32) -> bool {
        let Some(most) = self.width().checked_mul(count as usize) else {
            return false;
        };
        match self {
            Self::Records | Self::Outlets | Self::Folders | Self::Languages => true,
            Self::Offsets => most.checked_add(8) == Some(bytes),
            Self::ByDate
            | Self::ByTitle
            | Self::BySource
            | Self::ByLength
            | Self::ById
            | Self::ByPath => bytes <= most && bytes.is_multiple_of(self.width()),
            _ => bytes == most,
        }
    }
}

/// Where a section lies and what its checksum is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lie {
    /// The bytes of it.
    pub(super) range: Range<usize>,
    /// The checksum of them.
    pub(super) checksum: u32,
}

/// What a segment begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// What the heads depend on, as the owner of the catalogue counts it.
    pub(super) stamp: u64,
    /// The number of the first row.
    pub(super) first: u32,
    /// How many rows there are.
    pub(super) count: u32,
    lies: [Lie; SECTIONS],
}

/// Why the beginning of some bytes is no header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoHeader {
    /// They are of another version.
    OtherVersion,
    /// They are damaged, or something else.
    Damaged,
}

impl Header {
    /// Bytes of a header.
    pub(super) const BYTES: usize = 28 + SECTIONS * 20 + 4;

    /// A header without sections.
    pub(super) fn new(stamp: u64, first: u32, count: u32) -> Self {
        Self {
            stamp,
            first,
            count,
            lies: Default::default(),
        }
    }

    /// Where a section lies.
    pub(super) fn lie(&self, section: Section) -> &Lie {
        &self.lies[section as usize]
    }

    /// Says where a section lies.
    pub(super) fn set(&mut self, section: Section, range: Range<usize>, checksum: u32) {
        self.lies[section as usize] = Lie { range, checksum };
    }

    /// The header as bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(Self::BYTES);
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&self.first.to_le_bytes());
        out.extend_from_slice(&self.count.to_le_bytes());
        out.extend_from_slice(&self.stamp.to_le_bytes());
        for lie in &self.lies {
            out.extend_from_slice(&(lie.range.start as u64).to_le_bytes());
            out.extend_from_slice(&(lie.range.len() as u64).to_le_bytes());
            out.extend_from_slice(&lie.checksum.to_le_bytes());
        }
        let checksum = crc32fast::hash(&out);
        out.extend_from_slice(&checksum.to_le_bytes());
        out
    }

    /// Reads the header of a whole segment, and holds it against its length.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, NoHeader> {
        if chunk_at(bytes, 0) == Some(MAGIC) && u32_at(bytes, 2).is_some_and(|v| v != VERSION) {
            return Err(NoHeader::OtherVersion);
        }
        Self::read_own(bytes).ok_or(NoHeader::Damaged)
    }

    fn read_own(bytes: &[u8]) -> Option<Self> {
        let start = bytes.get(..Self::BYTES)?;
        let (start, checksum) = start.split_last_chunk::<4>()?;
        if crc32fast::hash(start) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let mut reader = Reader(start);
        if reader.chunk() != Some(MAGIC) || reader.u32() != Some(VERSION) {
            return None;
        }
        let (first, count) = (reader.u32()?, reader.u32()?);
        first.checked_add(count)?;
        let mut header = Self::new(reader.u64()?, first, count);
        for section in Section::ALL {
            let from = usize::try_from(reader.u64()?).ok()?;
            let length = usize::try_from(reader.u64()?).ok()?;
            let to = from.checked_add(length)?;
            if to > bytes.len() || !section.fits(length, header.count) {
                return None;
            }
            header.set(section, from..to, reader.u32()?);
        }
        Some(header)
    }

    /// Whether a section is as it was written.
    pub(super) fn is_sound(&self, section: Section, bytes: &[u8]) -> bool {
        !section.is_checked_whole() || crc32fast::hash(bytes) == self.lie(section).checksum
    }
}

/// Short texts that many rows share, by their place.
///
/// ```text
/// how many 4 | for each: where it ends 4 | the bytes
/// ```
#[derive(Clone, Copy, Debug)]
pub(super) struct Dictionary<'a> {
    ends: &'a [u8],
    bytes: &'a [u8],
}

impl<'a> Dictionary<'a> {
    /// The dictionary in a section; one without entries where it is none.
    pub(super) fn of(section: &'a [u8]) -> Self {
        let read = || {
            let (count, rest) = section.split_first_chunk::<4>()?;
            let ends = (u32::from_le_bytes(*count) as usize).checked_mul(4)?;
            let (ends, bytes) = rest.split_at_checked(ends)?;
            Some(Self { ends, bytes })
        };
        read().unwrap_or(Self {
            ends: &[],
            bytes: &[],
        })
    }

    /// How many entries there are.
    pub(super) fn len(self) -> usize {
        self.ends.len() / 4
    }

    /// An entry; `None` past the end.
    pub(super) fn get(self, place: usize) -> Option<&'a [u8]> {
        let start = match place.checked_sub(1) {
            Some(before) => u32_at(self.ends, before)? as usize,
            None => 0,
        };
        self.bytes.get(start..u32_at(self.ends, place)? as usize)
    }

    /// All entries.
    pub(super) fn iter(self) -> impl Iterator<Item = &'a [u8]> {
        (0..self.len()).map(move |place| self.get(place).unwrap_or_default())
    }
}
