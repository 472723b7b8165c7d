//! Whole rows of the marks file, going out and coming in: what an export holds,
//! and how an import is merged. How they are written down is left to others.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Transaction, params};

use super::{Store, StoreError, bounded, places, tags, text};
use crate::article::id::ArticleId;
use crate::marks::Tag;

/// A mark's value, and when it got it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dated<T> {
    /// The value.
    pub value: T,
    /// UTC milliseconds since 1970; `None` where it was never set.
    pub at: Option<i64>,
}

/// Whether an article bears a tag, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRecord {
    /// The tag.
    pub tag: Tag,
    /// Whether it bears it, or it was taken away.
    pub borne: bool,
    /// When that was last changed, in UTC milliseconds since 1970.
    pub at: i64,
}

/// A place in an article, under a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRecord {
    /// The letter, from `a` to `z`.
    pub letter: char,
    /// The place in its text, in characters.
    pub position: u32,
    /// When it was set or forgotten, in UTC milliseconds since 1970.
    pub at: i64,
    /// Whether it is there, or was forgotten.
    pub kept: bool,
}

/// All that is kept of an article's marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its identity.
    pub id: ArticleId,
    /// The version of the identity, `v1`.
    pub identity_version: String,
    /// Its link as its file had it.
    pub link: Option<String>,
    /// Its title as its file had it.
    pub title: String,
    /// Its file.
    pub path: String,
    /// Whether it counts as read.
    pub read: Dated<bool>,
    /// Whether it is starred.
    pub starred: Dated<bool>,
    /// Where reading stopped, in characters.
    pub place: Dated<Option<u32>>,
    /// Its tags, those that were taken away among them.
    pub tags: Vec<TagRecord>,
    /// The places in it that stand under letters, those that were forgotten among them.
    pub places: Vec<PlaceRecord>,
    /// When it was last opened in the page, in UTC milliseconds since 1970.
    pub opened_at: Option<i64>,
    /// When it first had a mark, in UTC milliseconds since 1970.
    pub first_at: i64,
}

impl Store {
    /// Calls `visit` with every article that ever had a mark, in the order they
    /// came, as of one moment.
    ///
    /// # Errors
    /// What `visit` returns, or that the file can't be read.
    pub fn each_record<E: From<StoreError>>(
        &mut self,
        mut visit: impl FnMut(Record) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = &self.path;
        let error = |source| E::from(StoreError::of(source, "read", path));
        let transaction = self.connection.transaction().map_err(error)?;
        let mut places = places::by_mark(&transaction).map_err(error)?;
        let mut statement = transaction
            .prepare(
                "SELECT id, identity_version, link, title, path, read, read_at, starred,
                        starred_at, place, place_at, first_at, number, opened_at
                 FROM marks ORDER BY number",
            )
            .map_err(error)?;
        let mut rows = statement.query(()).map_err(error)?;
        while let Some(row) = rows.next().map_err(error)? {
            let mut record = record(row).map_err(error)?;
            let number = row.get(12).map_err(error)?;
            record.tags = tags_of(&transaction, number).map_err(error)?;
            record.places = places.remove(&number).unwrap_or_default();
            visit(record)?;
        }
        Ok(())
    }

    /// Merges records in one transaction: of each kind of mark of each article the
    /// newer change stays, and where both are of one time, what is here; so does of the
    /// places under each letter. Gives how many articles got another mark, another time
    /// or another place.
    pub fn merge_records(&mut self, records: &[Record]) -> Result<usize, StoreError> {
        if records.is_empty() {
            return Ok(0);
        }
        self.written(|transaction| {
            let revision = super::next_revision(transaction)?;
            let merged = records.iter();
            merged
                .map(|record| merge(transaction, record, revision))
                .sum()
        })
    }
}

/// 1 where anything of the article was changed, or its row made.
fn merge(transaction: &Transaction<'_>, record: &Record, revision: i64) -> rusqlite::Result<usize> {
    let mut changed = merge_row(transaction, record, revision)?;
    if record.tags.is_empty() && record.places.is_empty() {
        return Ok(changed);
    }
    let number: i64 = transaction
        .prepare_cached("SELECT number FROM marks WHERE id = ?1")?
        .query_row([record.id.as_bytes()], |row| row.get(0))?;
    let mut more_changed = 0;
    for TagRecord { tag, borne, at } in &record.tags {
        let told = tags::Told {
            at: *at,
            origin: -revision,
            newer_only: true,
        };
        more_changed += tags::write(transaction, number, tag, *borne, told)?;
    }
    for place in &record.places {
        more_changed += places::merge(transaction, number, place)?;
    }
    if changed == 0 && more_changed > 0 {
        changed = transaction
            .prepare_cached("UPDATE marks SET revision = ?2 WHERE number = ?1")?
            .execute([number, revision])?;
    }
    Ok(changed)
}

/// 1 where the row was changed or made.
fn merge_row(
    transaction: &Transaction<'_>,
    record: &Record,
    revision: i64,
) -> rusqlite::Result<usize> {
    transaction
        .prepare_cached(
            "INSERT INTO marks
                (id, identity_version, link, title, path, read, read_at, starred, starred_at,
                 place, place_at, first_at, revision, opened_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
             ON CONFLICT (id) DO UPDATE SET
                read = iif(excluded.read_at > ifnull(read_at, excluded.read_at - 1),
                    excluded.read, read),
                read_origin = iif(excluded.read_at > ifnull(read_at, excluded.read_at - 1),
                    -excluded.revision, read_origin),
                read_at = iif(excluded.read_at > ifnull(read_at, excluded.read_at - 1),
                    excluded.read_at, read_at),
                starred = iif(excluded.starred_at > ifnull(starred_at, excluded.starred_at - 1),
                    excluded.starred, starred),
                starred_origin = iif(excluded.starred_at > ifnull(starred_at, excluded.starred_at - 1),
                    -excluded.revision, starred_origin),
                starred_at = iif(excluded.starred_at > ifnull(starred_at, excluded.starred_at - 1),
                    excluded.starred_at, starred_at),
                place = iif(excluded.place_at > ifnull(place_at, excluded.place_at - 1),
                    excluded.place, place),
                place_at = iif(excluded.place_at > ifnull(place_at, excluded.place_at - 1),
                    excluded.place_at, place_at),
                opened_at = nullif(max(ifnull(opened_at, -1), ifnull(excluded.opened_at, -1)), -1),
                first_at = min(first_at, excluded.first_at),
                revision = excluded.revision
             WHERE excluded.read_at > ifnull(read_at, excluded.read_at - 1)
                OR excluded.starred_at > ifnull(starred_at, excluded.starred_at - 1)
                OR excluded.place_at > ifnull(place_at, excluded.place_at - 1)
                OR excluded.opened_at > ifnull(opened_at, excluded.opened_at - 1)",
        )?
        .execute(params![
            record.id.as_bytes(),
            record.identity_version,
            record.link.as_deref().map(bounded),
            bounded(&record.title),
            bounded(&record.path),
            record.read.value,
            record.read.at,
            record.starred.value,
            record.starred.at,
            record.place.value,
            record.place.at,
            record.first_at,
            revision,
            record.opened_at,
        ])
}

fn tags_of(connection: &Connection, number: i64) -> rusqlite::Result<Vec<TagRecord>> {
    let mut statement = connection.prepare_cached(
        "SELECT name, borne, at FROM marks_tags JOIN tags ON tags.number = tag
         WHERE mark = ?1 ORDER BY folded",
    )?;
    let mut rows = statement.query([number])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let name = text(row, 0)?;
        if let Some(tag) = Tag::new(&name) {
            let (borne, at) = (row.get(1)?, row.get(2)?);
            records.push(TagRecord { tag, borne, at });
        }
    }
    Ok(records)
}

/// The record of a row, without its tags and places.
fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    let place: Option<i64> = row.get(9)?;
    let link = row.get_ref(2)? != ValueRef::Null;
    Ok(Record {
        id: ArticleId::from_bytes(row.get(0)?),
        identity_version: text(row, 1)?,
        link: link.then(|| text(row, 2)).transpose()?,
        title: text(row, 3)?,
        path: text(row, 4)?,
        read: Dated {
            value: row.get(5)?,
            at: row.get(6)?,
        },
        starred: Dated {
            value: row.get(7)?,
            at: row.get(8)?,
        },
        place: Dated {
            value: place.and_then(|place| u32::try_from(place).ok()),
            at: row.get(10)?,
        },
        tags: Vec::new(),
        places: Vec::new(),
        opened_at: row.get(13)?,
        first_at: row.get(11)?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn sample(link: &str) -> Record {
        let not_set = Dated::default();
        Record {
            id: ArticleId::v1(Some(link), "", ""),
            identity_version: "v1".to_owned(),
            link: Some(link.to_owned()),
            title: "港口".to_owned(),
            path: "/a.txt".to_owned(),
            read: Dated {
                value: true,
                at: Some(20),
            },
            starred: not_set,
            place: Dated {
                value: Some(7),
                at: Some(20),
            },
            tags: Vec::new(),
            places: Vec::new(),
            opened_at: None,
            first_at: 20,
        }
    }

    fn all(store: &mut Store) -> Vec<Record> {
        let mut records = Vec::new();
        store
            .each_record(|record| {
                records.push(record);
                Ok::<(), StoreError>(())
            })
            .unwrap();
        records
    }

    #[test]
    fn the_newer_change_of_each_kind_stays() {
        let folder = tempfile::tempdir().unwrap();
        let open = |name: &str| Store::open(&folder.path().join(name)).unwrap().store;
        let (mut store, mut other) = (open("marks"), open("other"));
        let (one, two) = (sample("https://a.example/1"), sample("https://a.example/2"));
        assert_eq!(store.merge_records(&[one.clone(), two.clone()]).unwrap(), 2);
        assert_eq!(all(&mut store), [one.clone(), two.clone()]);
        // The same again changes nothing, and nothing is told to other processes.
        let before = other_view(folder.path());
        assert_eq!(store.merge_records(&[one.clone(), two.clone()]).unwrap(), 0);
        assert_eq!(other_view(folder.path()), before);
        let mut newer = one.clone();
        newer.read = Dated {
            value: false,
            at: Some(21),
        };
        newer.place = Dated {
            value: Some(9),
            at: Some(19),
        };
        newer.starred = Dated {
            value: true,
            at: Some(1),
        };
        newer.first_at = 1;
        newer.opened_at = Some(30);
        let tag = |name: &str, borne, at| TagRecord {
            tag: Tag::new(name).unwrap(),
            borne,
            at,
        };
        newer.tags = vec![tag("war", true, 5), tag("海", false, 5)];
        assert_eq!(store.merge_records(&[newer.clone()]).unwrap(), 1);
        let mut merged = newer.clone();
        merged.place = one.place;
        assert_eq!(all(&mut store), [merged.clone(), two]);
        let marks = store.load().unwrap();
        assert!(marks.get(one.id).starred && !marks.get(one.id).read);
        // Of tags as well the newer change stays; one that is new alone is a change.
        let mut tagged = newer.clone();
        tagged.tags = vec![tag("War", false, 4), tag("海", true, 6)];
        assert_eq!(store.merge_records(&[tagged.clone()]).unwrap(), 1);
        assert_eq!(store.merge_records(&[tagged]).unwrap(), 0);
        assert_eq!(store.changed().unwrap(), [], "nobody else");
        merged.tags = vec![tag("war", true, 5), tag("海", true, 6)];
        assert_eq!(all(&mut store)[0], merged);
        let tags = store.load().unwrap().get(one.id).tags;
        assert_eq!(
            tags,
            merged.tags.iter().map(|tag| tag.tag.clone()).collect()
        );
        newer.tags.clone_from(&merged.tags);
        // Either way round comes to the same, but for where both are of one time.
        other.merge_records(&[newer]).unwrap();
        other.merge_records(&[one]).unwrap();
        assert_eq!(all(&mut other), [merged]);
    }

    /// A letter has one place, wherever it comes from: the one that was set last.
    #[test]
    fn of_the_places_under_a_letter_the_newer_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("marks")).unwrap().store;
        let place = |letter, position, at| PlaceRecord {
            letter,
            position,
            at,
            kept: true,
        };
        let (mut one, mut two) = (sample("https://a.example/1"), sample("https://a.example/2"));
        one.places = vec![place('a', 3, 10), place('b', 4, 10)];
        two.places = vec![place('b', 5, 10), place('c', u32::MAX, -1)];
        assert_eq!(store.merge_records(&[one.clone(), two.clone()]).unwrap(), 2);
        let mut expected = [one.clone(), two.clone()];
        // Of one time: what is here.
        expected[1].places = vec![place('c', u32::MAX, -1)];
        assert_eq!(all(&mut store), expected);
        assert_eq!(store.merge_records(&[one.clone(), two.clone()]).unwrap(), 0);
        // A newer one takes the letter away from the other article.
        two.places = vec![place('b', 5, 11), place('c', 9, -2)];
        assert_eq!(store.merge_records(&[two.clone()]).unwrap(), 1);
        expected[0].places = vec![place('a', 3, 10)];
        expected[1].places = vec![place('b', 5, 11), place('c', u32::MAX, -1)];
        assert_eq!(all(&mut store), expected);
        // What an export tells is what comes of importing it elsewhere.
        let mut other = Store::open(&folder.path().join("other")).unwrap().store;
        other.merge_records(&expected).unwrap();
        assert_eq!(all(&mut other), expected);
        assert_eq!(store.places().unwrap(), other.places().unwrap());
    }

    fn other_view(folder: &std::path::Path) -> crate::marks::MarkSet {
        let mut store = Store::open(&folder.join("marks")).unwrap().store;
        store.load().unwrap().set().clone()
    }
}
