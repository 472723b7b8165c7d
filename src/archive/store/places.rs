//! Places under letters, in the marks file.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::{PlaceRecord, Store, StoreError, later, next_revision, text, upsert};
use crate::article::ArticleId;
use crate::marks::{PlaceMark, PlaceToKeep, is_letter};

/// The places under letters by the number of their article's row, each in order of
/// letters, those that were forgotten among them. What no reader could have set is passed over.
pub(super) fn by_mark(connection: &Connection) -> rusqlite::Result<HashMap<i64, Vec<PlaceRecord>>> {
    let mut statement = connection.prepare_cached(
        "SELECT mark, letter, position, at, kept FROM places
         WHERE letter GLOB '[a-z]' AND position <= ?1 ORDER BY letter",
    )?;
    let mut rows = statement.query([u32::MAX])?;
    let mut places: HashMap<i64, Vec<PlaceRecord>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let letter = text(row, 1)?;
        let Some(letter) = letter.chars().next().filter(|letter| is_letter(*letter)) else {
            continue;
        };
        places.entry(row.get(0)?).or_default().push(PlaceRecord {
            letter,
            position: row.get(2)?,
            at: row.get(3)?,
            kept: row.get(4)?,
        });
    }
    Ok(places)
}

/// Puts a place of the article in a row under its letter, where what is there was set
/// before it; 1 where it was put there.
pub(super) fn merge(
    connection: &Connection,
    number: i64,
    place: &PlaceRecord,
) -> rusqlite::Result<usize> {
    let PlaceRecord {
        letter,
        position,
        at,
        kept,
    } = place;
    connection
        .prepare_cached(
            "INSERT INTO places (letter, mark, position, at, kept) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (letter) DO UPDATE SET mark = excluded.mark,
                position = excluded.position, at = excluded.at, kept = excluded.kept
             WHERE excluded.at > at",
        )?
        .execute(params![letter.to_string(), number, position, at, kept])
}

impl Store {
    /// All places, in order of their letters.
    pub fn places(&self) -> Result<Vec<PlaceMark>, StoreError> {
        let read = || -> rusqlite::Result<Vec<PlaceMark>> {
            let mut statement = self.connection.prepare_cached(
                "SELECT letter, id, position, title FROM places
                 JOIN marks ON marks.number = mark WHERE kept ORDER BY letter",
            )?;
            let mut rows = statement.query(())?;
            let mut places = Vec::new();
            while let Some(row) = rows.next()? {
                let letter = text(row, 0)?;
                let position: i64 = row.get(2)?;
                // A file may hold what no reader could have set.
                if let (Some(letter), Ok(position)) = (
                    letter.chars().next().filter(|letter| is_letter(*letter)),
                    u32::try_from(position),
                ) {
                    places.push(PlaceMark {
                        letter,
                        article: ArticleId::from_bytes(row.get(1)?),
                        position,
                        title: text(row, 3)?,
                    });
                }
            }
            Ok(places)
        };
        read().map_err(|source| StoreError::of(source, "read", &self.path))
    }

    /// Keeps a place under its letter, in the place of what was under it before.
    pub fn keep_place(&mut self, place: &PlaceToKeep) -> Result<(), StoreError> {
        self.written(|transaction| {
            let revision = next_revision(transaction)?;
            let number = upsert(transaction, &place.subject, place.at, revision, None)?;
            transaction
                .prepare_cached(&format!(
                    "INSERT INTO places (letter, mark, position, at) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (letter) DO UPDATE SET mark = excluded.mark,
                        position = excluded.position, at = {}, kept = 1",
                    later("excluded.at", "at")
                ))?
                .execute(params![
                    place.letter.to_string(),
                    number,
                    place.position,
                    place.at
                ])
                .map(drop)
        })
    }

    /// Forgets the place under a letter, at a time in UTC milliseconds since 1970;
    /// whether there was one. That it was there stays, so that an older export does not
    /// bring it back.
    pub fn forget_place(&mut self, letter: char, at: i64) -> Result<bool, StoreError> {
        self.written(|transaction| {
            transaction.execute(
                &format!(
                    "UPDATE places SET kept = 0, at = {} WHERE letter = ?1 AND kept",
                    later("?2", "at")
                ),
                params![letter.to_string(), at],
            )
        })
        .map(|removed| removed > 0)
    }
}
