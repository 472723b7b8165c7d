//! Reads the files that a walk over the folders comes to, temporary ones left out. Files
//! are opened for reading and nothing else.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Datelike as _, Utc};
use ignore::DirEntry;
use rustix::fs::OFlags;
use rustix::io::Errno;

use super::long;
use super::walk::{Gathered, walk};
use crate::article::{Article, Head, Rules, Warning};
use crate::loader::{self, FILE_BYTES, FileFacts, HEADER_BYTES, Loaded, Scanned};

/// How much of each file a scan reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The header: title, date, source, link.
    Headers,
    /// The whole file: language and length as well.
    Whole,
}

/// A file in which something was odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warned {
    /// The file.
    pub path: PathBuf,
    /// What was odd, in the order of lines.
    pub warnings: Vec<Warning>,
}

/// What a scan found since it last told.
#[derive(Debug, Default)]
pub struct Scan {
    /// Heads of articles.
    pub heads: Vec<Arc<Head>>,
    /// What was odd in their files.
    pub warned: Vec<Warned>,
    /// Files that hold no text.
    pub binary: Vec<PathBuf>,
    /// Files and folders that could not be read, and why.
    pub unreadable: Vec<(PathBuf, String)>,
}

impl Gathered for Scan {
    const FIRST: usize = 64;
    const MOST: usize = 64;

    fn len(&self) -> usize {
        self.heads.len() + self.binary.len() + self.unreadable.len()
    }
}

impl Scan {
    /// Adds an article.
    pub(super) fn add(&mut self, article: Article) {
        if !article.warnings.is_empty() {
            self.warned.push(Warned {
                path: article.head.path.clone(),
                warnings: article.warnings,
            });
        }
        self.heads.push(Arc::new(article.head));
    }
}

/// Walks folders and reads the articles in them.
pub(super) fn scan(paths: &[PathBuf], rules: &Arc<Rules>, tell: &mut dyn FnMut(Scan)) {
    let look = |entry: Result<DirEntry, ignore::Error>, scan: &mut Scan| match entry {
        Ok(entry) => look(&entry, rules, scan),
        Err(error) => scan.unreadable.extend(told(&error)),
    };
    walk(paths, paths, look, &mut |found| {
        tell(found);
        true
    });
}

/// Where a walk could not go, and why; `None` where nothing is kept from us: a link
/// that leads nowhere or round in circles, what has gone by now, and what is hidden.
pub(super) fn told(error: &ignore::Error) -> Option<(PathBuf, String)> {
    let (mut reason, mut path, mut is_within) = (error, None, false);
    loop {
        reason = match reason {
            ignore::Error::WithDepth { depth, err } => {
                is_within = *depth > 0;
                err
            }
            ignore::Error::WithPath { path: at, err } => {
                path = Some(at);
                err
            }
            ignore::Error::Loop { .. } => return None,
            _ => break,
        };
    }
    let path = path.map_or(Path::new(""), PathBuf::as_path);
    // Of what was named itself everything is told.
    if is_within && (reason.io_error().is_some_and(leads_nowhere) || is_hidden(path)) {
        return None;
    }
    Some((path.to_owned(), reason.to_string()))
}

/// Whether an error says that there is nothing of a name, or only a link that leads to
/// nothing. After any other what was there may be there still.
pub(super) fn leads_nowhere(error: &io::Error) -> bool {
    let number = error.raw_os_error().map(Errno::from_raw_os_error);
    matches!(number, Some(Errno::NOENT | Errno::NOTDIR | Errno::LOOP))
}

/// Whether a walk passes something over by its name: links are followed before that
/// is looked at.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_bytes().starts_with(b".")
}

/// Whether an entry of a folder may be an article.
pub(super) fn is_wanted(entry: &DirEntry) -> bool {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    // A file that was named is meant, whatever its name.
    is_file && !(entry.depth() > 0 && is_temporary(entry.path()))
}

fn look(entry: &DirEntry, rules: &Rules, scan: &mut Scan) {
    if !is_wanted(entry) {
        return;
    }
    match read(entry.path(), rules, Depth::Whole) {
        Ok(Found::Head(head)) => scan.heads.push(Arc::new(*head)),
        Ok(Found::Whole(Loaded::Article(article))) => scan.add(*article),
        Ok(Found::Binary | Found::Whole(Loaded::Binary)) => {
            scan.binary.push(entry.path().to_owned());
        }
        // A file that vanished while the folder was walked is none.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => scan
            .unreadable
            .push((entry.path().to_owned(), error.to_string())),
    }
}

/// Names that editors and downloads give to files that are not yet, or no longer, whole.
pub(super) fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(
            extension.as_str(),
            "tmp" | "part" | "partial" | "swp" | "crdownload"
        )
}

/// What was read of a file.
pub(super) enum Found {
    Head(Box<Head>),
    Whole(Loaded),
    Binary,
}

/// Reads as much of a file as is asked for, or more where that does not tell its head.
pub(super) fn read(path: &Path, rules: &Rules, depth: Depth) -> io::Result<Found> {
    let mut file = open(path)?;
    let facts = facts_of(path, &file)?;
    let mut bytes = Vec::with_capacity(HEADER_BYTES + 1);
    if depth == Depth::Headers {
        Read::by_ref(&mut file)
            .take(HEADER_BYTES as u64 + 1)
            .read_to_end(&mut bytes)?;
        let is_whole = bytes.len() <= HEADER_BYTES;
        let start = bytes.get(..HEADER_BYTES).unwrap_or(&bytes);
        match loader::scan(start, is_whole, &facts, rules) {
            Scanned::Head(head) => return Ok(Found::Head(head)),
            Scanned::Binary => return Ok(Found::Binary),
            Scanned::NeedsWhole => {}
        }
    }
    read_on(&mut file, &mut bytes)?;
    let _turn = long::turn(bytes.len() as u64);
    Ok(Found::Whole(loader::load(&bytes, &facts, rules)))
}

/// Opens a plain file. What was one when the folder was looked at may be a pipe by
/// now, on which opening would wait for ever, or a terminal that would become ours.
fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = File::options()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)?;
    let kind = file.metadata()?.file_type();
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !kind.is_file() {
        return Err(io::Error::other("it is no plain file"));
    }
    Ok(file)
}

/// What is known of a file, and all its bytes.
pub(super) fn whole(path: &Path) -> io::Result<(FileFacts, Vec<u8>)> {
    let mut file = open(path)?;
    let facts = facts_of(path, &file)?;
    let mut bytes = Vec::new();
    read_on(&mut file, &mut bytes)?;
    Ok((facts, bytes))
}

/// Reads a file on, to its end or to one byte more than the loader looks at.
fn read_on(file: &mut File, bytes: &mut Vec<u8>) -> io::Result<()> {
    let wanted = (FILE_BYTES + 1).saturating_sub(bytes.len());
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    bytes.reserve_exact(usize::try_from(length).unwrap_or(wanted).min(wanted));
    file.take(wanted as u64).read_to_end(bytes)?;
    Ok(())
}

/// What is known of a file without reading it.
fn facts_of(path: &Path, file: &File) -> io::Result<FileFacts> {
    Ok(FileFacts {
        path: path.to_owned(),
        modified: modified(&file.metadata()?),
    })
}

/// When a file was last changed. A time that no calendar of ours has, as some
/// file systems keep what they are told, is none.
pub(super) fn modified(metadata: &Metadata) -> DateTime<Utc> {
    let read = || {
        let since = metadata.modified().ok()?;
        let (seconds, nanoseconds) = match since.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => (i64::try_from(after.as_secs()).ok()?, after.subsec_nanos()),
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).ok()?;
                match before.subsec_nanos() {
                    0 => (-seconds, 0),
                    part => (-seconds - 1, 1_000_000_000 - part),
                }
            }
        };
        let moment = DateTime::from_timestamp(seconds, nanoseconds)?;
        (0..=9999).contains(&moment.year()).then_some(moment)
    };
    read().unwrap_or(DateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use rustix::fs::{Mode, mkdirat, openat};

    use super::*;

    fn titles(folder: &Path) -> Vec<String> {
        let mut titles = Vec::new();
        scan(
            &[folder.to_owned()],
            &Arc::new(Rules::embedded()),
            &mut |found| {
                titles.extend(
                    found
                        .heads
                        .iter()
                        .map(|head| head.title.as_str().to_owned()),
                );
            },
        );
        titles.sort();
        titles
    }

    #[test]
    fn any_depth_no_loops_nothing_hidden() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b/c");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::create_dir_all(folder.path().join(".git")).unwrap();
        for (name, text) in [
            ("one.txt", "[One](https://example.org/1)\n------\n\ntext"),
            ("a/b/c/two", "[Two](https://example.org/2)\n------\n\ntext"),
            (".hidden.txt", "[Hidden](https://example.org/3)\n"),
            (".git/config.txt", "[Git](https://example.org/4)\n"),
            ("three.txt~", "[Backup](https://example.org/5)\n"),
            ("four.part", "[Part](https://example.org/6)\n"),
            (".gitignore", "one.txt\n"),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        std::fs::write(
            folder.path().join("picture.png"),
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0",
        )
        .unwrap();
        std::os::unix::fs::symlink(folder.path(), deep.join("loop")).unwrap();
        assert_eq!(titles(folder.path()), ["One", "Two"]);
        assert_eq!(titles(&folder.path().join("one.txt")), ["One"]);
    }

    /// What a scan could not read, by the last part of its path, and why.
    fn unreadable(folder: &Path) -> Vec<(String, String)> {
        let mut unreadable = Vec::new();
        let rules = Arc::new(Rules::embedded());
        scan(&[folder.to_owned()], &rules, &mut |found| {
            unreadable.extend(found.unreadable.into_iter().map(|(path, why)| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                (name.into_owned(), why)
            }));
        });
        unreadable
    }

    #[test]
    fn what_can_not_be_read_is_named_and_links_to_nothing_are_not_told() {
        let folder = tempfile::tempdir().unwrap();
        let within = folder.path().join("within");
        std::fs::create_dir(&within).unwrap();
        for (target, name) in [
            ("nowhere", "dangling.txt"),
            ("user@host.17", ".#one.txt"),
            ("itself.txt", "itself.txt"),
            ("..", "up"),
            ("one.txt/beyond", "beyond.txt"),
        ] {
            std::os::unix::fs::symlink(target, within.join(name)).unwrap();
        }
        std::fs::write(within.join("one.txt"), "[One](https://example.org/1)\n").unwrap();
        assert_eq!(unreadable(folder.path()), []);
        // No one may go to the end of such a path, whatever he may read.
        let name = "d".repeat(250);
        let mut deep = rustix::fs::open(&within, OFlags::DIRECTORY, Mode::empty()).unwrap();
        for _ in 0..20 {
            mkdirat(&deep, &name, Mode::RWXU).unwrap();
            deep = openat(&deep, &name, OFlags::DIRECTORY, Mode::empty()).unwrap();
        }
        let reason = io::Error::from(Errno::NAMETOOLONG).to_string();
        assert_eq!(unreadable(folder.path()), [(name, reason)]);
        assert_eq!(titles(folder.path()), ["One"]);
    }

    /// As the walk over folders has them: who may read everything meets none.
    #[test]
    fn a_folder_that_may_not_be_read_is_named_by_what_its_error_says() {
        let error = |path: &str, depth, errno: Errno| ignore::Error::WithDepth {
            depth,
            err: Box::new(ignore::Error::WithPath {
                path: path.into(),
                err: Box::new(ignore::Error::Io(errno.into())),
            }),
        };
        let denied = io::Error::from(Errno::ACCESS).to_string();
        assert_eq!(
            told(&error("/news/locked", 1, Errno::ACCESS)),
            Some(("/news/locked".into(), denied))
        );
        assert_eq!(told(&error("/news/.#a", 1, Errno::ACCESS)), None);
        assert_eq!(told(&error("/news/gone", 1, Errno::NOENT)), None);
        // The archive itself.
        assert!(told(&error("/news", 0, Errno::NOENT)).is_some());
        assert!(told(&error("/.news", 0, Errno::IO)).is_some());
    }

    /// The look that found a file is over when it is opened.
    #[test]
    fn what_has_become_a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("a.txt");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let rules = Rules::embedded();
        assert!(read(&pipe, &rules, Depth::Headers).is_err());
        assert!(whole(&pipe).is_err());
        let folder = whole(folder.path()).map_err(|error| error.kind());
        assert_eq!(folder.err(), Some(io::ErrorKind::IsADirectory));
    }
}
