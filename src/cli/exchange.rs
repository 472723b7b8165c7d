//! `newsprint marks export` and `import`: the marks as JSON lines, an article a
//! line, and after them the saved searches. What a line holds is left to
//! [`store::Line`](crate::archive::store::Line).

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use crate::archive::store::{self, Record, SearchRecord, Store};
use crate::archive::{shown, worded};
use crate::text::Clean;

use super::output::{Line, complain, out, tell};
use super::{EXIT_PARTLY, Ground, Told};

/// Bytes of the longest line that is read: a link, a title and a path of the
/// greatest length that the store keeps, with room to spare.
const LONGEST_LINE: u64 = 1 << 20;

/// Records that are merged in one transaction, and bytes of lines: a line may be long.
const BATCH: usize = 10_000;
const BATCH_BYTES: usize = 16 << 20;

/// Writes all marks to a file or else to the output.
pub(super) fn export(ground: &Ground, file: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = file else {
        let mut out = out();
        write_all(ground, &mut out)?;
        return Ok(out.flush()?);
    };
    let naming = |error: io::Error| named(ground, "marks-not-written", path, &error);
    let of_file = |error: anyhow::Error| match error.downcast() {
        Ok(error) => naming(error),
        Err(error) => error,
    };
    // A link stays one: what it leads to is what is written.
    let place = path.canonicalize();
    let written = match &place {
        Err(_) if !path.is_symlink() => replace(ground, path).map_err(of_file)?,
        Ok(place) if place.is_file() => replace(ground, place).map_err(of_file)?,
        // A pipe or a device has no name to be given when all is written, and where a
        // link leads to nothing there is nothing to be kept until then.
        _ => {
            let is_there = path.exists();
            let mut out = BufWriter::new(File::create(path).map_err(naming)?);
            let written = write_all(ground, &mut out).map_err(of_file)?;
            out.flush().map_err(naming)?;
            if is_there {
                return Ok(());
            }
            written
        }
    };
    tell(
        ground
            .words
            .with("marks-exported", &[("count", written.articles.into())])
            .as_str(),
    );
    if written.searches > 0 {
        let values = [("count", written.searches.into())];
        tell(ground.words.with("searches-exported", &values).as_str());
    }
    Ok(())
}

/// Writes all to a file of that name. An export of an earlier day stays whole until the
/// new one is.
fn replace(ground: &Ground, path: &Path) -> anyhow::Result<Written> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let unfinished = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    let mut out = BufWriter::new(unfinished);
    let written = write_all(ground, &mut out)?;
    let unfinished = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    unfinished.as_file().sync_all()?;
    unfinished.persist(path).map_err(|error| error.error)?;
    Ok(written)
}

/// What is wrong with a file that was named.
fn named(ground: &Ground, key: &str, path: &Path, error: &io::Error) -> anyhow::Error {
    let values = [
        ("path", shown(path).into()),
        ("reason", worded(&ground.words, &error.to_string()).into()),
    ];
    anyhow::anyhow!("{}", ground.words.with(key, &values))
}

/// How many lines were written.
#[derive(Default)]
struct Written {
    articles: usize,
    searches: usize,
}

/// Writes all marks and saved searches.
fn write_all(ground: &Ground, out: &mut impl Write) -> anyhow::Result<Written> {
    let file = ground.paths.marks_file();
    let mut count = Written::default();
    if !file.exists() {
        return Ok(count);
    }
    let mut store = Store::open(&file)?.store;
    let mut line = Line::new();
    let written = store.each_record(|record| {
        record.write_line(&mut *out)?;
        count.articles += 1;
        line.show(|| progress(ground, "marks-exporting", count.articles));
        Ok::<(), anyhow::Error>(())
    });
    line.end();
    written?;
    for search in store.search_records()? {
        search.write_line(&mut *out)?;
        count.searches += 1;
    }
    Ok(count)
}

/// How far an export or an import has come.
fn progress(ground: &Ground, key: &str, count: usize) -> String {
    let text = ground.words.with(key, &[("count", count.into())]);
    text.as_str().to_owned()
}

/// Merges marks from a file, or else from the input.
pub(super) fn import(ground: &Ground, file: Option<&Path>) -> anyhow::Result<()> {
    let input: Box<dyn BufRead> = match file {
        None => Box::new(io::stdin().lock()),
        Some(path) => {
            let opened = File::open(path);
            let naming = |error| named(ground, "marks-not-read", path, &error);
            Box::new(BufReader::new(opened.map_err(naming)?))
        }
    };
    let store = Store::open(&ground.paths.marks_file())?.store;
    let mut import = Import {
        ground,
        store,
        batch: Vec::new(),
        searches: Vec::new(),
        bytes: 0,
        searches_read: 0,
        searches_changed: 0,
        told: BTreeSet::new(),
        line: Line::new(),
        read: 0,
        changed: 0,
        faulty: 0,
    };
    let taken = import.take_all(input);
    import.line.end();
    if taken.is_err() && import.read > 0 {
        // What was merged before the fault stays so.
        complain(import.told_of_marks().as_str());
    }
    taken.map_err(|error| match (file, error.downcast_ref()) {
        (Some(path), Some(reading)) => named(ground, "marks-not-read", path, reading),
        _ => error,
    })?;
    let mut out = out();
    writeln!(out, "{}", import.told_of_marks())?;
    if import.searches_read > 0 {
        let values = [
            ("read", import.searches_read.into()),
            ("changed", import.searches_changed.into()),
        ];
        let text = ground.words.with("searches-imported", &values);
        writeln!(out, "{text}")?;
    }
    out.flush()?;
    if import.faulty > 0 {
        return Err(Told(EXIT_PARTLY).into());
    }
    Ok(())
}

/// An import on its way.
struct Import<'a> {
    ground: &'a Ground,
    store: Store,
    batch: Vec<Record>,
    searches: Vec<SearchRecord>,
    /// Bytes of the lines that these were read from.
    bytes: usize,
    searches_read: usize,
    searches_changed: usize,
    /// Unknown keys that have been told.
    told: BTreeSet<String>,
    line: Line,
    read: usize,
    changed: usize,
    faulty: usize,
}

impl Import<'_> {
    fn take_all(&mut self, mut input: impl BufRead) -> anyhow::Result<()> {
        let mut line = Vec::new();
        let mut number: usize = 0;
        while let Some(is_whole) = next_line(&mut input, &mut line)? {
            number += 1;
            if is_whole && line.trim_ascii().is_empty() {
                continue;
            }
            match self.read_line(&line, is_whole) {
                Ok(store::Line::Marks(record)) => self.batch.push(*record),
                Ok(store::Line::Search(search)) => self.searches.push(search),
                Err(reason) => self.refuse(number, &reason),
            }
            self.bytes += line.len();
            if self.batch.len() + self.searches.len() >= BATCH || self.bytes >= BATCH_BYTES {
                self.merge()?;
            }
        }
        self.merge()
    }

    fn read_line(&mut self, line: &[u8], is_whole: bool) -> Result<store::Line, String> {
        if !is_whole {
            return Err(format!("it has more than {LONGEST_LINE} bytes"));
        }
        let (told, unknown) = store::Line::read(line)?;
        for key in unknown {
            // Of many unknown keys a few say enough, and take no room.
            if self.told.len() < 20 && !self.told.contains(&key) {
                let values = [("key", Clean::line(&key).into())];
                complain(
                    self.ground
                        .words
                        .with("marks-unknown-key", &values)
                        .as_str(),
                );
                self.told.insert(key);
            }
        }
        Ok(told)
    }

    /// What became of the marks so far.
    fn told_of_marks(&self) -> Clean {
        let values = [
            ("read", self.read.into()),
            ("changed", self.changed.into()),
            ("faulty", self.faulty.into()),
        ];
        self.ground.words.with("marks-imported", &values)
    }

    fn refuse(&mut self, number: usize, reason: &str) {
        self.faulty += 1;
        let values = [
            ("line", Clean::line(&number.to_string()).into()),
            ("reason", reason.into()),
        ];
        complain(self.ground.words.with("marks-bad-line", &values).as_str());
    }

    fn merge(&mut self) -> anyhow::Result<()> {
        self.changed += self.store.merge_records(&self.batch)?;
        self.read += self.batch.len();
        self.batch.clear();
        self.searches_changed += self.store.merge_searches(&self.searches)?;
        self.searches_read += self.searches.len();
        self.searches.clear();
        self.bytes = 0;
        let (ground, read) = (self.ground, self.read);
        self.line.show(|| progress(ground, "marks-importing", read));
        Ok(())
    }
}

/// Reads the next line; `None` at the end, `false` for one that is too long and was
/// passed over.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    line.clear();
    if io::Read::take(&mut *input, LONGEST_LINE + 1).read_until(b'\n', line)? == 0 {
        return Ok(None);
    }
    if line.ends_with(b"\n") || line.len() as u64 <= LONGEST_LINE {
        return Ok(Some(true));
    }
    loop {
        let waiting = input.fill_buf()?;
        let end = waiting.iter().position(|byte| *byte == b'\n');
        let passed = end.map_or(waiting.len(), |end| end + 1);
        input.consume(passed);
        if end.is_some() || passed == 0 {
            return Ok(Some(false));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn lines_that_are_too_long_are_passed_over() {
        let limit = usize::try_from(LONGEST_LINE).unwrap();
        let mut text = vec![b'a'; limit];
        text.push(b'\n');
        text.extend(vec![b'b'; limit + 2]);
        text.extend(b"\nc\n\nlast");
        let mut input = BufReader::with_capacity(100, &*text);
        let mut line = Vec::new();
        let mut lines = Vec::new();
        while let Some(is_whole) = next_line(&mut input, &mut line).unwrap() {
            lines.push((is_whole, line.first().copied()));
        }
        let expected = [
            (true, Some(b'a')),
            (false, Some(b'b')),
            (true, Some(b'c')),
            (true, Some(b'\n')),
            (true, Some(b'l')),
        ];
        assert_eq!(lines, expected);
    }
}
