//! `newsprint marks export` and `import`: the marks as JSON lines, an article a
//! line. The fields are promised: names and meanings stay.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use crate::archive::store::{Dated, Record, Store, TagRecord};
use crate::article::id::IDENTITY_VERSION;
use crate::marks::Tag;
use crate::text::Clean;

use super::output::{Layout, complain, out, write_json};
use super::{EXIT_PARTLY, Ground, Told};

/// Bytes of the longest line that is read: a link, a title and a path of the
/// greatest length that the store keeps, with room to spare.
const LONGEST_LINE: u64 = 1 << 20;

/// Records that are merged in one transaction.
const BATCH: usize = 10_000;

/// An article's marks. Times are RFC 3339, `null` where a mark was never set.
#[derive(Serialize, Deserialize)]
struct MarkJson {
    id: String,
    #[serde(default = "present_identity")]
    identity: String,
    #[serde(default)]
    link: Option<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    read: bool,
    #[serde(default)]
    read_at: Option<String>,
    #[serde(default)]
    starred: bool,
    #[serde(default)]
    starred_at: Option<String>,
    #[serde(default)]
    place: Option<u32>,
    #[serde(default)]
    place_at: Option<String>,
    #[serde(default)]
    tags: Vec<TagJson>,
    #[serde(default)]
    opened_at: Option<String>,
    #[serde(default)]
    first_at: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten, skip_serializing)]
    unknown: std::collections::BTreeMap<String, serde_json::Value>,
}

/// A tag of an article.
#[derive(Serialize, Deserialize)]
struct TagJson {
    name: String,
    /// `false` where it was taken away.
    #[serde(default = "borne")]
    on: bool,
    #[serde(default)]
    at: Option<String>,
}

fn borne() -> bool {
    true
}

impl TagJson {
    fn of(record: &TagRecord) -> Self {
        Self {
            name: record.tag.name().as_str().to_owned(),
            on: record.borne,
            at: written(Some(record.at)),
        }
    }

    fn record(&self) -> Result<TagRecord, String> {
        let tag = Tag::new(&self.name);
        Ok(TagRecord {
            tag: tag.ok_or_else(|| format!("“{}” is no name of a tag", self.name))?,
            borne: self.on,
            at: read_time(self.at.as_deref(), true)?.unwrap_or(0),
        })
    }
}

fn present_identity() -> String {
    IDENTITY_VERSION.to_owned()
}

/// UTC milliseconds as they are written.
fn written(at: Option<i64>) -> Option<String> {
    let time = DateTime::<Utc>::from_timestamp_millis(at?)?;
    Some(time.to_rfc3339_opts(SecondsFormat::Millis, true))
}

/// UTC milliseconds of a time that was written. What is set without a time is
/// older than whatever has one.
fn read_time(written: Option<&str>, is_set: bool) -> Result<Option<i64>, String> {
    match written {
        None => Ok(is_set.then_some(0)),
        Some(written) => DateTime::parse_from_rfc3339(written)
            .map(|time| Some(time.timestamp_millis()))
            .map_err(|error| format!("“{written}”: {error}")),
    }
}

impl MarkJson {
    fn of(record: Record) -> Self {
        Self {
            id: record.id.to_string(),
            identity: record.identity_version,
            link: record.link,
            title: record.title,
            path: record.path,
            read: record.read.value,
            read_at: written(record.read.at),
            starred: record.starred.value,
            starred_at: written(record.starred.at),
            place: record.place.value,
            place_at: written(record.place.at),
            tags: record.tags.iter().map(TagJson::of).collect(),
            opened_at: written(record.opened_at),
            first_at: written(Some(record.first_at)),
            unknown: std::collections::BTreeMap::new(),
        }
    }

    /// Reads a line. The keys in it that are not known are left in it.
    fn record(&self) -> Result<Record, String> {
        if self.identity != IDENTITY_VERSION {
            return Err(format!("the identity is of version “{}”", self.identity));
        }
        let id = self.id.parse();
        let read_at = read_time(self.read_at.as_deref(), self.read)?;
        let starred_at = read_time(self.starred_at.as_deref(), self.starred)?;
        let place_at = read_time(self.place_at.as_deref(), self.place.is_some())?;
        let tags: Vec<TagRecord> = self
            .tags
            .iter()
            .map(TagJson::record)
            .collect::<Result<_, _>>()?;
        let times = [read_at, starred_at, place_at].into_iter().flatten();
        let earliest = times.chain(tags.iter().map(|tag| tag.at)).min();
        let first_at = read_time(self.first_at.as_deref(), false)?;
        Ok(Record {
            id: id.map_err(|_| format!("“{}” is no identity of an article", self.id))?,
            identity_version: self.identity.clone(),
            link: self.link.clone(),
            title: self.title.clone(),
            path: self.path.clone(),
            read: Dated {
                value: self.read,
                at: read_at,
            },
            starred: Dated {
                value: self.starred,
                at: starred_at,
            },
            place: Dated {
                value: self.place,
                at: place_at,
            },
            tags,
            opened_at: read_time(self.opened_at.as_deref(), false)?,
            first_at: first_at.or(earliest).unwrap_or(0),
        })
    }
}

/// Writes all marks to a file or else to the output.
pub(super) fn export(ground: &Ground, file: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = file else {
        let mut out = out();
        write_all(ground, &mut out)?;
        return Ok(out.flush()?);
    };
    let naming = || format!("can't write “{}”; name another file", path.display());
    if path.exists() && !path.is_file() {
        // A pipe or a device has no name to be given when all is written.
        let mut out = BufWriter::new(File::create(path).with_context(naming)?);
        write_all(ground, &mut out)?;
        return out.flush().with_context(naming);
    }
    // An export of an earlier day stays whole until the new one is.
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let unfinished = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")));
    let mut out = BufWriter::new(unfinished.with_context(naming)?);
    let count = write_all(ground, &mut out)?;
    let unfinished = out
        .into_inner()
        .map_err(io::IntoInnerError::into_error)
        .with_context(naming)?;
    unfinished.as_file().sync_all().with_context(naming)?;
    unfinished.persist(path).with_context(naming)?;
    super::output::tell(
        ground
            .words
            .with("marks-exported", &[("count", count.into())])
            .as_str(),
    );
    Ok(())
}

/// Writes all marks and gives the number of lines.
fn write_all(ground: &Ground, out: &mut impl Write) -> anyhow::Result<usize> {
    let file = ground.paths.marks_file();
    if !file.exists() {
        return Ok(0);
    }
    let mut count = 0;
    Store::open(&file)?.store.each_record(|record| {
        write_json(out, &MarkJson::of(record), Layout::Line)?;
        count += 1;
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(count)
}

/// Merges marks from a file, or else from the input.
pub(super) fn import(ground: &Ground, file: Option<&Path>) -> anyhow::Result<()> {
    let input: Box<dyn BufRead> = match file {
        None => Box::new(io::stdin().lock()),
        Some(path) => {
            let opened = File::open(path);
            Box::new(BufReader::new(opened.with_context(|| {
                format!("can't read “{}”; check the name", path.display())
            })?))
        }
    };
    let store = Store::open(&ground.paths.marks_file())?.store;
    let mut import = Import {
        ground,
        store,
        batch: Vec::new(),
        told: BTreeSet::new(),
        read: 0,
        changed: 0,
        faulty: 0,
    };
    import.take_all(input)?;
    let values = [
        ("read", import.read.into()),
        ("changed", import.changed.into()),
        ("faulty", import.faulty.into()),
    ];
    let mut out = out();
    writeln!(out, "{}", ground.words.with("marks-imported", &values))?;
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
    /// Unknown keys that have been told.
    told: BTreeSet<String>,
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
                Ok(record) => self.batch.push(record),
                Err(reason) => self.refuse(number, &reason),
            }
            if self.batch.len() >= BATCH {
                self.merge()?;
            }
        }
        self.merge()
    }

    fn read_line(&mut self, line: &[u8], is_whole: bool) -> Result<Record, String> {
        if !is_whole {
            return Err(format!("it has more than {LONGEST_LINE} bytes"));
        }
        let json: MarkJson = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        let record = json.record()?;
        for key in json.unknown.into_keys() {
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
        Ok(record)
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
    fn a_record_comes_back_as_it_went() {
        let record = Record {
            id: crate::article::ArticleId::v1(Some("https://a.example/1"), "", ""),
            identity_version: "v1".to_owned(),
            link: None,
            title: "港口\n\u{1b}[2J".to_owned(),
            path: "/a".to_owned(),
            read: Dated {
                value: false,
                at: Some(1_712_479_502_001),
            },
            starred: Dated::default(),
            place: Dated {
                value: Some(u32::MAX),
                at: Some(0),
            },
            tags: vec![TagRecord {
                tag: Tag::new("战争").unwrap(),
                borne: false,
                at: 5,
            }],
            opened_at: None,
            first_at: -1,
        };
        let text = serde_json::to_string(&MarkJson::of(record.clone())).unwrap();
        assert!(!text.contains('\u{1b}') && !text.contains('\n'), "{text}");
        let json: MarkJson = serde_json::from_str(&text).unwrap();
        assert_eq!(json.record(), Ok(record));
        assert!(json.unknown.is_empty());
    }

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
