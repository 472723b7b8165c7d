//! The marks of an article, or a saved search, as a line of JSON, for files that go
//! from one machine to another. The fields are promised: names and meanings stay.

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{Dated, PlaceRecord, Record, SearchRecord, TagRecord};
use crate::article::id::IDENTITY_VERSION;
use crate::marks::{SavedSearch, Tag, is_letter};
use crate::text::json::{Layout, to_json};

/// What a line tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The marks of an article.
    Marks(Box<Record>),
    /// A saved search.
    Search(SearchRecord),
}

/// The key that a saved search has and the marks of an article have not.
#[derive(Deserialize)]
struct Kind {
    search: Option<IgnoredAny>,
}

/// The name of that key.
const OF_SEARCH: &str = "search";

impl Line {
    /// Reads a line: what it tells, and the keys in it that this version does not
    /// know. Else what is wrong with it, in words.
    pub fn read(line: &[u8]) -> Result<(Self, Vec<String>), String> {
        // Most lines are not gone through twice for it.
        let mut words = line.windows(OF_SEARCH.len());
        if words.any(|word| word == OF_SEARCH.as_bytes()) {
            let kind: Kind = serde_json::from_slice(line).map_err(|error| error.to_string())?;
            if kind.search.is_some() {
                let json: SearchJson =
                    serde_json::from_slice(line).map_err(|error| error.to_string())?;
                let search = json.record()?;
                let unknown = json.unknown.into_keys().collect();
                return Ok((Self::Search(search), unknown));
            }
        }
        let (record, unknown) = Record::from_line(line)?;
        Ok((Self::Marks(Box::new(record)), unknown))
    }

    /// Writes it, with the sign that ends it.
    pub fn write_line(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Marks(record) => record.write_line(out),
            Self::Search(search) => search.write_line(out),
        }
    }
}

impl SearchRecord {
    /// Writes it as a line, with the sign that ends it.
    pub fn write_line(self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}", to_json(&SearchJson::of(self), Layout::Line)?)
    }
}

impl Record {
    /// Writes it as a line, with the sign that ends it.
    pub fn write_line(self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}", to_json(&MarkJson::of(self), Layout::Line)?)
    }

    /// Reads a line: what it tells, and the keys in it that this version does not
    /// know. Else what is wrong with it, in words.
    pub fn from_line(line: &[u8]) -> Result<(Self, Vec<String>), String> {
        let json: MarkJson = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        let record = json.record()?;
        Ok((record, json.unknown.into_keys().collect()))
    }
}

/// An article's marks as a line has them. Times are RFC 3339, `null` where a mark was never set.
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceJson>,
    #[serde(default)]
    opened_at: Option<String>,
    #[serde(default)]
    first_at: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten, skip_serializing)]
    unknown: BTreeMap<String, serde_json::Value>,
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

/// A place in an article, under a letter.
#[derive(Serialize, Deserialize)]
struct PlaceJson {
    letter: char,
    /// Characters of the text before it.
    position: u32,
    /// `false` where it was forgotten.
    #[serde(default = "borne", skip_serializing_if = "is_so")]
    on: bool,
    #[serde(default)]
    at: Option<String>,
}

impl PlaceJson {
    fn of(record: &PlaceRecord) -> Self {
        Self {
            letter: record.letter,
            position: record.position,
            on: record.kept,
            at: written(Some(record.at)),
        }
    }

    fn record(&self) -> Result<PlaceRecord, String> {
        if !is_letter(self.letter) {
            return Err(format!("“{}” is no letter of a place", self.letter));
        }
        Ok(PlaceRecord {
            letter: self.letter,
            position: self.position,
            kept: self.on,
            at: read_time(self.at.as_deref(), true)?.unwrap_or(0),
        })
    }
}

/// A saved search as a line has it.
#[derive(Serialize, Deserialize)]
struct SearchJson {
    /// Its name.
    search: String,
    #[serde(default)]
    query: String,
    /// `false` where it was removed.
    #[serde(default = "borne", skip_serializing_if = "is_so")]
    on: bool,
    #[serde(default)]
    at: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten, skip_serializing)]
    unknown: BTreeMap<String, serde_json::Value>,
}

impl SearchJson {
    fn of(record: SearchRecord) -> Self {
        Self {
            search: record.search.name,
            query: record.search.query,
            on: record.kept,
            at: written(Some(record.search.at)),
            unknown: BTreeMap::new(),
        }
    }

    /// Reads a line. The keys in it that are not known are left in it.
    fn record(&self) -> Result<SearchRecord, String> {
        if self.search.trim().is_empty() {
            return Err("a saved search has no name".to_owned());
        }
        Ok(SearchRecord {
            search: SavedSearch {
                name: self.search.clone(),
                query: self.query.clone(),
                at: read_time(self.at.as_deref(), true)?.unwrap_or(0),
            },
            kept: self.on,
        })
    }
}

fn borne() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "what serde wants of it")]
fn is_so(on: &bool) -> bool {
    *on
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
            places: record.places.iter().map(PlaceJson::of).collect(),
            opened_at: written(record.opened_at),
            first_at: written(Some(record.first_at)),
            unknown: BTreeMap::new(),
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
        let places = self.places.iter().map(PlaceJson::record);
        let places: Vec<PlaceRecord> = places.collect::<Result<_, _>>()?;
        let times = [read_at, starred_at, place_at].into_iter().flatten();
        let times = times.chain(tags.iter().map(|tag| tag.at));
        let earliest = times.chain(places.iter().map(|place| place.at)).min();
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
            places,
            opened_at: read_time(self.opened_at.as_deref(), false)?,
            first_at: first_at.or(earliest).unwrap_or(0),
        })
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
            places: vec![PlaceRecord {
                letter: 'z',
                position: u32::MAX,
                at: -1,
                kept: false,
            }],
            opened_at: None,
            first_at: -1,
        };
        let mut line = Vec::new();
        record.clone().write_line(&mut line).unwrap();
        let text = str::from_utf8(&line).unwrap();
        let text = text.strip_suffix('\n').unwrap();
        assert!(!text.contains(char::is_control), "{text}");
        assert_eq!(Record::from_line(&line), Ok((record, Vec::new())));
    }

    #[test]
    fn a_line_without_places_is_as_it_was_and_an_odd_place_is_refused() {
        let id = crate::article::ArticleId::v1(Some("https://a.example/1"), "", "");
        let read =
            |places: &str| Record::from_line(format!("{{\"id\":\"{id}\"{places}}}").as_bytes());
        let (record, unknown) = read("").unwrap();
        assert_eq!(
            (record.places.as_slice(), unknown.as_slice()),
            (&[][..], &[][..])
        );
        let mut line = Vec::new();
        record.write_line(&mut line).unwrap();
        assert!(!str::from_utf8(&line).unwrap().contains("places"));
        let (record, _) = read(",\"places\":[{\"letter\":\"q\",\"position\":7}]").unwrap();
        let expected = PlaceRecord {
            letter: 'q',
            position: 7,
            at: 0,
            kept: true,
        };
        assert_eq!(record.places, [expected]);
        for odd in [
            r#"{"letter":"Q","position":7}"#,
            r#"{"letter":"qq","position":7}"#,
            r#"{"letter":"q","position":-7}"#,
            r#"{"letter":"q","position":4294967296}"#,
            r#"{"letter":"q"}"#,
            r#"{"letter":"q","position":7,"at":"yesterday"}"#,
            "7",
        ] {
            let reason = read(&format!(",\"places\":[{odd}]")).unwrap_err();
            assert!(!reason.is_empty(), "{odd}");
        }
    }

    #[test]
    fn a_saved_search_comes_back_as_it_went_and_is_told_from_marks() {
        for kept in [true, false] {
            let record = SearchRecord {
                search: SavedSearch {
                    name: "\u{1b}[2J港口 \"search\"".to_owned(),
                    query: "title:海 OR \"港口 桥\"~3".to_owned(),
                    at: 1_712_479_502_001,
                },
                kept,
            };
            let mut line = Vec::new();
            record.clone().write_line(&mut line).unwrap();
            let text = str::from_utf8(&line).unwrap();
            assert!(!text.trim_end().contains(char::is_control), "{text}");
            assert_eq!(text.contains("\"on\""), !kept, "{text}");
            assert_eq!(Line::read(&line), Ok((Line::Search(record), Vec::new())));
        }
        // In any order of keys, with what is not known, and without what may be missing.
        let (read, unknown) = Line::read(br#"{"hue":1,"query":"a","search":"b"}"#).unwrap();
        let search = SavedSearch {
            name: "b".to_owned(),
            query: "a".to_owned(),
            at: 0,
        };
        let kept = true;
        assert_eq!(read, Line::Search(SearchRecord { search, kept }));
        assert_eq!(unknown, ["hue"]);
        // An article that has the word in its title is an article.
        let id = crate::article::ArticleId::v1(Some("https://a.example/1"), "", "");
        let line = format!(r#"{{"id":"{id}","title":"research \"search\""}}"#);
        let (read, _) = Line::read(line.as_bytes()).unwrap();
        assert!(matches!(read, Line::Marks(record) if record.id == id));
        for odd in [
            r#"{"search":""}"#,
            r#"{"search":7,"query":"a"}"#,
            r#"{"search":"a","at":"yesterday"}"#,
            r#"{"search":"a""#,
        ] {
            assert!(!Line::read(odd.as_bytes()).unwrap_err().is_empty(), "{odd}");
        }
    }
}
