//! The catalogue's files: `base-1`, `late-2` …, each a segment that is never
//! changed, and `current`, which names those that count and says which rows
//! live and which are shown. Each is written under a temporary name, made safe
//! and renamed, `current` last: a kill at any moment leaves the old or the new.
//!
//! Any number of processes may have a catalogue open. Building, changing, compacting
//! and saving in a folder are for one thread of one process at a time: each removes
//! what it does not know. Nobody may cut a file that is mapped; nobody here does.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::bytes::{Reader, put_bytes};
use super::error::CatalogueError;
use super::format::{NoHeader, VERSION};
use super::joining::{joined, joined_late, remove_unsaved};
use super::orders::Orders;
use super::segment::Segment;
use super::sink::{Sink, TEMPORARY, map, write_whole};
use super::writer::Writer;
use super::{Catalogue, Sets, count};
use crate::archive::private_folder;

/// Names the files that count.
pub(in crate::archive) const CURRENT: &str = "current";
/// What `current` begins with.
const MAGIC: [u8; 8] = *b"NPCurr\r\n";
/// The beginnings of segments' names.
const BASE: &str = "base-";
const LATE: &str = "late-";
/// Bytes of `current` at the most: two bits for each number there can be.
const CURRENT_BYTES: u64 = 2 << 29;
/// Segments that are named at the most: each is twice as long as the next.
const SEGMENTS: u32 = 64;
/// How often a file may vanish under another process's saving before that is
/// taken for damage.
const TRIES: u32 = 4;

impl Catalogue {
    /// Opens the catalogue in a folder: maps it and reads which rows live. An
    /// error says whether there is none, or one that is to be made anew.
    pub fn open(folder: &Path, stamp: u64) -> Result<Self, CatalogueError> {
        for _ in 1..TRIES {
            match open(folder, stamp) {
                // Another process saved, and removed what the old one named.
                Err(CatalogueError::File { source, .. }) if is_gone(&source) => {}
                opened => return opened,
            }
        }
        open(folder, stamp).map_err(|error| match error {
            CatalogueError::File { path, source, .. } if is_gone(&source) => {
                CatalogueError::Damaged(path)
            }
            error => error,
        })
    }

    /// Saves what is not saved yet: new rows as a file of their own, then
    /// `current`. Files that count no longer are removed, those of a catalogue
    /// that another thread is making among them: one at a time.
    pub fn save(&self) -> Result<(), CatalogueError> {
        self.save_step_by_step(&mut |_| {})
    }

    /// Saves, and tells of each step that has been done.
    pub(super) fn save_step_by_step(
        &self,
        told: &mut dyn FnMut(&str),
    ) -> Result<(), CatalogueError> {
        let Some(folder) = &self.inner.folder else {
            return Ok(());
        };
        private_folder(folder).map_err(CatalogueError::of("make the folder", folder))?;
        let mut names = Vec::new();
        for segment in &self.inner.segments {
            let is_there = |name: &String| folder.join(name).is_file();
            if let Some(name) = segment.file().filter(is_there) {
                names.push(name);
                continue;
            }
            let is_base = names.is_empty() && self.inner.has_base;
            let prefix = if is_base { BASE } else { LATE };
            let name = format!("{prefix}{}", next_generation(folder)?);
            write_whole(folder, &name, segment.bytes())?;
            segment.stands_in(&name);
            told(&name);
            names.push(name);
        }
        // Before it is so: it may be, even where it is said to have failed.
        for segment in &self.inner.segments {
            segment.set_saved();
        }
        write_whole(folder, CURRENT, &self.current(&names))?;
        told(CURRENT);
        remove_others(folder, &names, told);
        Ok(())
    }

    fn current(&self, names: &[String]) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&self.inner.stamp.to_le_bytes());
        out.extend_from_slice(&self.inner.token.to_le_bytes());
        let segments = u32::try_from(names.len()).unwrap_or_default();
        out.extend_from_slice(&segments.to_le_bytes());
        for (segment, name) in self.inner.segments.iter().zip(names) {
            put_bytes(&mut out, name.as_bytes());
            // The header holds the checksums of the sections: it stands for all.
            let header = crc32fast::hash(&segment.header().to_bytes());
            out.extend_from_slice(&header.to_le_bytes());
        }
        for set in [self.living(), self.shown()] {
            put_bytes(&mut out, &bytes_of(set));
        }
        let checksum = crc32fast::hash(&out);
        out.extend_from_slice(&checksum.to_le_bytes());
        out
    }

    /// Where a new base is written to.
    fn base_sink(&self) -> Result<Sink, CatalogueError> {
        let Some(folder) = &self.inner.folder else {
            return Ok(Sink::Memory(Vec::new()));
        };
        private_folder(folder).map_err(CatalogueError::of("make the folder", folder))?;
        Sink::file(folder, &format!("{BASE}{}", next_generation(folder)?))
    }

    /// The same rows with the same numbers, in a base of its own: the orders are
    /// merged. It is found by others once it is saved.
    pub fn compacted(&self) -> Result<Self, CatalogueError> {
        let inner = &*self.inner;
        let mut segments = inner.segments.clone();
        while let [.., older, newer] = segments.as_slice() {
            let made = if segments.len() == 2 {
                let sink = self.base_sink();
                sink.and_then(|sink| joined(sink, older, newer, &inner.living))
            } else {
                joined_late(inner.folder.as_deref(), older, newer, &inner.living)
            };
            let is_own = inner.segments.iter().any(|own| Arc::ptr_eq(own, newer));
            if let (Some(folder), false) = (&inner.folder, is_own) {
                // Joined only to be joined on; a disk on which there is no room for that
                // would have one more of them each time it is tried.
                remove_unsaved(folder, newer);
            }
            let made = made?;
            segments.truncate(segments.len() - 2);
            segments.push(made.segment);
        }
        if let ([only], false) = (inner.segments.as_slice(), inner.has_base) {
            let lives = |number| self.is_living(number);
            let made = Writer::beginning_with(self.base_sink()?, only, lives)?.finish()?;
            segments = vec![made.segment];
        }
        let sets = Sets {
            living: (*inner.living).clone(),
            shown: (*inner.shown).clone(),
        };
        let orders = inner.orders.handed_on(&inner.shown);
        Ok(self.with(segments, true, sets, orders))
    }
}

fn open(folder: &Path, stamp: u64) -> Result<Catalogue, CatalogueError> {
    let path = folder.join(CURRENT);
    let damaged = || CatalogueError::Damaged(path.clone());
    let mut bytes = Vec::new();
    let mut read = || {
        if !fs::metadata(&path)?.is_file() {
            return Err(std::io::Error::from(ErrorKind::InvalidData));
        }
        File::open(&path)?
            .take(CURRENT_BYTES)
            .read_to_end(&mut bytes)
    };
    match read() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(CatalogueError::Missing(folder.to_path_buf()));
        }
        Err(error) if error.kind() == ErrorKind::InvalidData => return Err(damaged()),
        Err(error) => return Err(CatalogueError::of("read", &path)(error)),
        Ok(_) => {}
    }
    let mut current = Current::read(&bytes).ok_or_else(damaged)?;
    let outdated = || CatalogueError::Outdated(folder.to_path_buf());
    if current.version != VERSION || current.stamp != stamp {
        return Err(outdated());
    }
    let token = current.token().ok_or_else(damaged)?;
    let (named, sets) = current.rest().ok_or_else(damaged)?;
    let mut segments: Vec<Arc<Segment>> = Vec::new();
    for (name, checksum) in &named {
        let damaged = || CatalogueError::Damaged(folder.join(name));
        let segment = match Segment::open(map(folder, name)?) {
            Ok(segment) => segment,
            Err(NoHeader::OtherVersion) => return Err(outdated()),
            Err(NoHeader::Damaged) => return Err(damaged()),
        };
        let header = segment.header();
        let follows = header.first == count(&segments) && header.stamp == stamp;
        if !follows || crc32fast::hash(&header.to_bytes()) != *checksum {
            return Err(damaged());
        }
        segment.stands_in(name);
        segment.set_saved();
        segments.push(Arc::new(segment));
    }
    let numbers = count(&segments) as usize;
    if sets.living.len() != numbers.next_multiple_of(8) || sets.shown.len() != sets.living.len() {
        return Err(damaged());
    }
    let has_base = named
        .first()
        .is_some_and(|(name, _)| name.starts_with(BASE));
    let empty = Catalogue::empty(Some(folder.to_path_buf()), stamp, token);
    let sets = Sets {
        living: cut(&sets.living, numbers),
        shown: cut(&sets.shown, numbers),
    };
    Ok(empty.with(segments, has_base, sets, Orders::default()))
}

fn is_gone(error: &std::io::Error) -> bool {
    error.kind() == ErrorKind::NotFound
}

/// What `current` says, as far as its version.
struct Current<'a> {
    version: u32,
    stamp: u64,
    rest: Reader<'a>,
}

impl<'a> Current<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let (start, checksum) = bytes.split_last_chunk()?;
        if crc32fast::hash(start) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let mut rest = Reader(start);
        (rest.chunk() == Some(MAGIC)).then_some(())?;
        Some(Self {
            version: rest.u32()?,
            stamp: rest.u64()?,
            rest,
        })
    }

    /// The token, which comes before the rest.
    fn token(&mut self) -> Option<u64> {
        self.rest.u64()
    }

    /// The segments by name with the checksums of their headers, and the sets.
    fn rest(mut self) -> Option<(Vec<(String, u32)>, Sets)> {
        let mut named = Vec::new();
        let segments = self.rest.u32().filter(|count| *count <= SEGMENTS)?;
        for _ in 0..segments {
            let name = std::str::from_utf8(self.rest.bytes()?).ok()?;
            generation(name)?;
            named.push((name.to_owned(), self.rest.u32()?));
        }
        let sets = Sets {
            living: set_of(self.rest.bytes()?),
            shown: set_of(self.rest.bytes()?),
        };
        self.rest.0.is_empty().then_some((named, sets))
    }
}

/// A set as bytes, eight numbers in each.
fn bytes_of(set: &FixedBitSet) -> Vec<u8> {
    let words = set.as_slice().iter();
    let mut bytes: Vec<u8> = words.flat_map(|word| word.to_le_bytes()).collect();
    bytes.truncate(set.len().div_ceil(8));
    bytes
}

/// The set of such bytes, for as many numbers as they have bits.
fn set_of(bytes: &[u8]) -> FixedBitSet {
    let words = bytes.chunks(size_of::<usize>()).map(|chunk| {
        let mut word = [0; size_of::<usize>()];
        word.iter_mut()
            .zip(chunk)
            .for_each(|(to, from)| *to = *from);
        usize::from_le_bytes(word)
    });
    FixedBitSet::with_capacity_and_blocks(bytes.len() * 8, words)
}

/// The same set for fewer numbers.
fn cut(set: &FixedBitSet, numbers: usize) -> FixedBitSet {
    FixedBitSet::with_capacity_and_blocks(numbers, set.as_slice().iter().copied())
}

/// The generation in the name of a segment's file; `None` for other names.
fn generation(name: &str) -> Option<u64> {
    let number = name
        .strip_prefix(BASE)
        .or_else(|| name.strip_prefix(LATE))?;
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| number.parse().ok()).flatten()
}

/// Where rows behind the base are written to, in a folder that is there.
pub(super) fn late_sink(folder: &Path) -> Result<Sink, CatalogueError> {
    Sink::file(folder, &format!("{LATE}{}", next_generation(folder)?))
}

/// A generation that no file has yet, not even one that was left by a kill.
fn next_generation(folder: &Path) -> Result<u64, CatalogueError> {
    let entries = fs::read_dir(folder).map_err(CatalogueError::of("read", folder))?;
    let generations = entries.flatten().filter_map(|entry| {
        let name = entry.file_name();
        let name = name.to_str()?;
        generation(name.strip_suffix(TEMPORARY).unwrap_or(name))
    });
    Ok(generations.max().unwrap_or_default().saturating_add(1))
}

/// Removes files of catalogues before. What can't be removed does no harm.
fn remove_others(folder: &Path, names: &[String], told: &mut dyn FnMut(&str)) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let own = name.strip_suffix(TEMPORARY).unwrap_or(name);
        let is_segment = generation(own).is_some();
        let counts = names.iter().any(|other| other == name);
        let is_left = is_segment && !counts || name != own && own == CURRENT;
        if is_left && fs::remove_file(entry.path()).is_ok() {
            told(name);
        }
    }
}
