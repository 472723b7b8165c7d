//! Tags in the marks file.

use std::collections::HashMap;

use rusqlite::{Connection, Params, Transaction, params};

use super::{later, text};
use crate::marks::{Tag, Tags};

/// How a tag's change is written down.
#[derive(Clone, Copy)]
pub(super) struct Told {
    /// When it was made, in UTC milliseconds since 1970.
    pub(super) at: i64,
    /// The step it belongs to, see `schema::version_3`.
    pub(super) origin: i64,
    /// Of two changes the newer stays.
    pub(super) newer_only: bool,
}

/// The number of a tag, which is made where it is not there.
pub(super) fn number_of(transaction: &Transaction<'_>, tag: &Tag) -> rusqlite::Result<i64> {
    // What is set to itself is returned as well.
    transaction
        .prepare_cached(
            "INSERT INTO tags (folded, name) VALUES (?1, ?2)
             ON CONFLICT (folded) DO UPDATE SET folded = excluded.folded
             RETURNING number",
        )?
        .query_row([tag.folded(), tag.name().as_str()], |row| row.get(0))
}

/// Sets whether an article's row bears a tag; 1 where that changes anything.
pub(super) fn write(
    transaction: &Transaction<'_>,
    mark: i64,
    tag: &Tag,
    borne: bool,
    told: Told,
) -> rusqlite::Result<usize> {
    let number = number_of(transaction, tag)?;
    write_number(transaction, mark, number, borne, told)
}

/// The same with the tag's number.
pub(super) fn write_number(
    transaction: &Transaction<'_>,
    mark: i64,
    number: i64,
    borne: bool,
    told: Told,
) -> rusqlite::Result<usize> {
    transaction
        .prepare_cached(&format!(
            "INSERT INTO marks_tags (mark, tag, borne, at, origin) VALUES (?1, ?2, ?3, ?4, ?6)
             ON CONFLICT (mark, tag) DO UPDATE SET
                borne = excluded.borne, at = {}, origin = excluded.origin
             WHERE NOT ?5 OR excluded.at > at",
            later("excluded.at", "at")
        ))?
        .execute(params![
            mark,
            number,
            borne,
            told.at,
            told.newer_only,
            told.origin
        ])
}

/// The tags of rows, by the rows' numbers. `condition` says of which.
pub(super) fn read(
    connection: &Connection,
    condition: &str,
    given: impl Params,
) -> rusqlite::Result<HashMap<i64, Tags>> {
    let mut known: HashMap<i64, Tag> = HashMap::new();
    let mut names = connection.prepare_cached("SELECT number, name FROM tags")?;
    let mut rows = names.query(())?;
    while let Some(row) = rows.next()? {
        let name = text(row, 1)?;
        // A file may hold what no reader could have written.
        if let Some(tag) = Tag::new(&name) {
            known.insert(row.get(0)?, tag);
        }
    }
    let mut tags: HashMap<i64, Tags> = HashMap::new();
    if known.is_empty() {
        return Ok(tags);
    }
    let mut borne = connection.prepare_cached(&format!(
        "SELECT mark, tag FROM marks_tags JOIN marks ON marks.number = mark
         WHERE borne AND {condition}"
    ))?;
    let mut rows = borne.query(given)?;
    while let Some(row) = rows.next()? {
        if let Some(tag) = known.get(&row.get(1)?) {
            tags.entry(row.get(0)?).or_default().set(tag, true);
        }
    }
    Ok(tags)
}
