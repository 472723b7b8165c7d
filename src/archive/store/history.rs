//! What can be undone, kept beyond the session: each step stands in the same
//! transaction as the marks it sets, so that no kill parts them.
//!
//! Which step is undone next is left to whoever holds the list of them. What is
//! held to here: a step is undone on those marks alone that still have from it
//! what they have. What anyone else has changed since stays.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Transaction, named_params, params};

use super::commit::{Numbers, Outcome};
use super::{Store, StoreError, bounded, later, tags, text, upsert};
use crate::article::id::{ArticleId, IDENTITY_VERSION};
use crate::marks::{Change, Kept, Made, Step, StepId, StepNumber, Stepped, Subject, Tag};

/// Steps that are kept: more than anyone takes back one by one.
const STEPS: i64 = 1_000;
/// Marks in all steps together: three of a million articles each, one of each kind.
/// They take some 20 MB a million, where the rows of a million articles take 300,
/// and the daily copies take as much. The newest step is kept however large it is.
const MARKS: i64 = 3_000_000;

/// The row of a step.
struct Row {
    kind: String,
    tag: Option<i64>,
    value: bool,
    count: usize,
}

impl Store {
    /// The steps that can be undone, and those that can be made again.
    pub fn history(&self) -> Result<Kept, StoreError> {
        self.read_history()
            .map_err(|source| StoreError::of(source, "read", &self.path))
    }

    fn read_history(&self) -> rusqlite::Result<Kept> {
        let mut statement = self.connection.prepare_cached(
            "SELECT history.number, kind, tags.name, value, count, title, undone, at
             FROM history LEFT JOIN tags ON tags.number = tag ORDER BY history.number",
        )?;
        let mut rows = statement.query(())?;
        let mut kept = Kept::default();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(1)?;
            let has_tag = row.get_ref(2)? != ValueRef::Null;
            let name = has_tag.then(|| text(row, 2)).transpose()?;
            let tag = name.and_then(|name| Tag::new(&name));
            let count: i64 = row.get(4)?;
            // A file may hold what nobody could have written.
            let Some(change) = change_of(&kind, tag, row.get(3)?) else {
                continue;
            };
            let step = Step {
                id: StepId::Kept(StepNumber {
                    number: row.get(0)?,
                    at: row.get(7)?,
                }),
                change,
                title: text(row, 5)?,
                count: usize::try_from(count).unwrap_or(0),
                articles: None,
            };
            if row.get(6)? {
                kept.undone.push(step);
            } else {
                // After a new step, what was undone before it is gone for good.
                kept.undone.clear();
                kept.done.push(step);
            }
        }
        // That which was undone last is made again first.
        kept.undone.reverse();
        Ok(kept)
    }

    /// The articles, in order of identity, of which a step can still be undone
    /// (`back`), or made again; none where the step is no longer kept.
    pub fn articles_of(
        &self,
        step: StepId,
        back: bool,
        numbers: &Numbers,
    ) -> Result<Vec<ArticleId>, StoreError> {
        let number = match step {
            StepId::Kept(number) => Some(number),
            StepId::Own(own) => numbers.get(&own).copied(),
        };
        let Some(number) = number else {
            return Ok(Vec::new());
        };
        self.read_articles(number, back)
            .map_err(|source| StoreError::of(source, "read", &self.path))
    }

    fn read_articles(&self, step: StepNumber, back: bool) -> rusqlite::Result<Vec<ArticleId>> {
        let Some(row) = row_of(&self.connection, step)? else {
            return Ok(Vec::new());
        };
        let query = match row.tag {
            Some(_) => format!(
                "SELECT id FROM history_marks AS h JOIN marks_tags AS t ON t.mark = h.mark
                 JOIN marks ON marks.number = h.mark
                 WHERE step = :step AND t.tag = :tag AND {} ORDER BY id",
                still("t.origin", "t.borne", back)
            ),
            None => format!(
                "SELECT id FROM history_marks AS h JOIN marks ON marks.number = h.mark
                 WHERE step = :step AND :tag IS NULL AND {} ORDER BY id",
                still(&format!("{}_origin", row.kind), &row.kind, back)
            ),
        };
        let given = named_params! { ":step": step.number, ":tag": row.tag, ":value": row.value };
        self.connection
            .prepare_cached(&query)?
            .query_map(given, |row| Ok(ArticleId::from_bytes(row.get(0)?)))?
            .collect()
    }
}

/// The condition that a mark is still as a step (`back`), or its undoing, left it.
fn still(origin: &str, value: &str, back: bool) -> String {
    if back {
        format!("{origin} IS :step AND {value} = :value")
    } else {
        format!("{origin} IS h.before AND {value} <> :value")
    }
}

fn change_of(kind: &str, tag: Option<Tag>, value: bool) -> Option<Change> {
    match (kind, tag) {
        ("read", None) => Some(Change::Read(value)),
        ("starred", None) => Some(Change::Starred(value)),
        ("tag", Some(tag)) => Some(Change::Tag(tag, value)),
        _ => None,
    }
}

/// The row of a step; of kinds that are none of ours, none, and where another step
/// has its number.
fn row_of(connection: &Connection, step: StepNumber) -> rusqlite::Result<Option<Row>> {
    let row = connection
        .prepare_cached(
            "SELECT kind, tag, value, count FROM history WHERE number = ?1 AND at = ?2",
        )?
        .query_row([step.number, step.at], |row| {
            let count: i64 = row.get(3)?;
            Ok(Row {
                kind: row.get(0)?,
                tag: row.get(1)?,
                value: row.get(2)?,
                count: usize::try_from(count).unwrap_or(0),
            })
        })
        .optional()?;
    let is_ours = |row: &Row| match row.kind.as_str() {
        "read" | "starred" => row.tag.is_none(),
        "tag" => row.tag.is_some(),
        _ => false,
    };
    Ok(row.filter(is_ours))
}

/// Writes down a new step, and makes its change.
pub(super) fn make(
    transaction: &Transaction<'_>,
    made: &Made,
    revision: i64,
) -> rusqlite::Result<StepNumber> {
    let (kind, value, tag) = match &made.change {
        Change::Read(read) => ("read", *read, None),
        Change::Starred(starred) => ("starred", *starred, None),
        Change::Tag(tag, borne) => ("tag", *borne, Some(tags::number_of(transaction, tag)?)),
        // A place is never a step.
        Change::Place(_) => {
            let (number, at) = (0, made.at);
            return Ok(StepNumber { number, at });
        }
    };
    let step = transaction
        .prepare_cached(
            "INSERT INTO history (at, kind, tag, value, count, title)
             VALUES (?1, ?2, ?3, ?4, 0, '') RETURNING number",
        )?
        .query_row(params![made.at, kind, tag, value], |row| row.get(0))?;
    let writing = Writing {
        transaction,
        step,
        column: kind,
        value,
        tag,
        at: made.at,
        revision,
    };
    let mut count: i64 = 0;
    let mut title = None;
    let subjects = &made.subjects.0;
    // What the screen shows as marked is marked, also where a fault in the cache leaves
    // no more of an article than its identity.
    let subject = |place| {
        subjects
            .subject(place)
            .or_else(|| subjects.id(place).map(Subject::unknown))
    };
    for subject in (0..subjects.count()).filter_map(subject) {
        writing.write(&subject)?;
        count += 1;
        title.get_or_insert(subject.title);
    }
    transaction
        .prepare_cached("UPDATE history SET count = ?2, title = ?3 WHERE number = ?1")?
        .execute(params![step, count, bounded(&title.unwrap_or_default())])?;
    Ok(StepNumber {
        number: step,
        at: made.at,
    })
}

/// A step that is being written down.
struct Writing<'a> {
    transaction: &'a Transaction<'a>,
    step: i64,
    /// The column it sets, where it is no tag.
    column: &'static str,
    value: bool,
    tag: Option<i64>,
    at: i64,
    revision: i64,
}

impl Writing<'_> {
    fn write(&self, subject: &Subject) -> rusqlite::Result<()> {
        let known = self.known(subject)?;
        let (number, before, is_so) = if let Some((number, value, before)) = known {
            (number, before, value == self.value)
        } else {
            let number = upsert(self.transaction, subject, self.at, self.revision, None)?;
            (number, None, false)
        };
        // What another process has done before us is theirs: it is not taken back.
        if !is_so {
            self.set(number, subject)?;
        }
        self.transaction
            .prepare_cached("INSERT OR IGNORE INTO history_marks VALUES (?1, ?2, ?3)")?
            .execute(params![self.step, number, before])?;
        Ok(())
    }

    /// The number of an article's row, what it has there, and from where.
    fn known(&self, subject: &Subject) -> rusqlite::Result<Option<(i64, bool, Option<i64>)>> {
        let query = if self.tag.is_some() {
            "SELECT number, ifnull(borne, 0), origin FROM marks
             LEFT JOIN marks_tags ON mark = number AND tag = ?2 WHERE id = ?1"
                .to_owned()
        } else {
            let column = self.column;
            format!(
                "SELECT number, {column}, {column}_origin FROM marks WHERE id = ?1 AND ?2 IS NULL"
            )
        };
        self.transaction
            .prepare_cached(&query)?
            .query_row(params![subject.id.as_bytes(), self.tag], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()
    }

    fn set(&self, number: i64, subject: &Subject) -> rusqlite::Result<()> {
        let of_column = match self.tag {
            Some(_) => String::new(),
            None => format!(
                "{0} = :value, {0}_at = {1}, {0}_origin = :step,",
                self.column,
                later(":at", &format!("{}_at", self.column))
            ),
        };
        let query = format!(
            "UPDATE marks SET {of_column} revision = :revision, link = coalesce(:link, link),
                title = iif(:path = '', title, :title), path = iif(:path = '', path, :path)
             WHERE number = :number AND :value >= 0 AND :at IS NOT NULL AND :step IS NOT NULL"
        );
        self.transaction
            .prepare_cached(&query)?
            .execute(named_params! {
                ":number": number,
                ":value": self.value,
                ":at": self.at,
                ":step": self.step,
                ":revision": self.revision,
                ":link": subject.link.as_deref().map(bounded),
                ":title": bounded(&subject.title),
                ":path": bounded(&subject.path),
            })?;
        if let Some(tag) = self.tag {
            let told = tags::Told {
                at: self.at,
                origin: self.step,
                newer_only: false,
            };
            tags::write_number(self.transaction, number, tag, self.value, told)?;
        }
        Ok(())
    }
}

/// Undoes a step, or makes it again, on the marks that are still as it left them.
/// `None` where the step is no longer kept: then nothing is changed.
pub(super) fn step(
    transaction: &Transaction<'_>,
    number: StepNumber,
    stepped: &Stepped,
    revision: i64,
) -> rusqlite::Result<Option<Outcome>> {
    let back = stepped.back;
    let Some(row) = row_of(transaction, number)? else {
        return Ok(None);
    };
    let number = number.number;
    let origin = if back { "h.before" } else { ":step" };
    let (query, column) = match row.tag {
        Some(_) => (
            format!(
                "UPDATE marks_tags SET borne = :new, at = {}, origin = {origin}
                 FROM history_marks AS h
                 WHERE h.step = :step AND marks_tags.mark = h.mark AND tag = :tag AND {}
                    AND :revision IS NOT NULL",
                later(":at", "marks_tags.at"),
                still("marks_tags.origin", "borne", back)
            ),
            None,
        ),
        None => (
            format!(
                "UPDATE marks SET {0} = :new, {0}_at = {1}, {0}_origin = {origin},
                    revision = :revision
                 FROM history_marks AS h
                 WHERE h.step = :step AND number = h.mark AND :tag IS NULL AND {2}",
                row.kind,
                later(":at", &format!("marks.{}_at", row.kind)),
                still(&format!("marks.{}_origin", row.kind), &row.kind, back)
            ),
            Some(&row.kind),
        ),
    };
    let taken = transaction.prepare_cached(&query)?.execute(named_params! {
        ":step": number,
        ":tag": row.tag,
        ":value": row.value,
        ":new": row.value != back,
        ":at": stepped.at,
        ":revision": revision,
    })?;
    if column.is_none() && taken > 0 {
        // That tags have changed shows in the revision of the article's row.
        transaction
            .prepare_cached(
                "UPDATE marks SET revision = ?2
                 WHERE number IN (SELECT mark FROM history_marks WHERE step = ?1)",
            )?
            .execute([number, revision])?;
    }
    transaction
        .prepare_cached("UPDATE history SET undone = ?2 WHERE number = ?1")?
        .execute(params![number, back])?;
    Ok(Some(Outcome {
        back,
        taken,
        refused: row.count.saturating_sub(taken),
        is_kept: true,
    }))
}

/// Forgets a step that was undone, and will not be made again.
pub(super) fn abandon(transaction: &Transaction<'_>, step: StepNumber) -> rusqlite::Result<()> {
    for query in [
        "DELETE FROM history_marks WHERE step IN (
            SELECT number FROM history WHERE number = ?1 AND at = ?2 AND undone)",
        "DELETE FROM history WHERE number = ?1 AND at = ?2 AND undone",
    ] {
        transaction
            .prepare_cached(query)?
            .execute([step.number, step.at])?;
    }
    Ok(())
}

/// Notes that an article was opened.
pub(super) fn open(
    transaction: &Transaction<'_>,
    subject: &Subject,
    at: i64,
    revision: i64,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO marks
                (id, first_at, opened_at, revision, identity_version, link, title, path)
             VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET opened_at = excluded.opened_at",
        )?
        .execute(params![
            subject.id.as_bytes(),
            at,
            revision,
            IDENTITY_VERSION,
            subject.link.as_deref().map(bounded),
            bounded(&subject.title),
            bounded(&subject.path),
        ])
        .map(drop)
}

/// Forgets the oldest steps beyond what is kept.
pub(super) fn prune(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let last: Option<i64> = transaction
        .prepare_cached(
            "SELECT max(number) FROM (
                SELECT number, row_number() OVER newest AS place, sum(count) OVER newest AS marks
                FROM history WINDOW newest AS (ORDER BY number DESC ROWS UNBOUNDED PRECEDING)
             ) WHERE place > 1 AND (place > ?1 OR marks > ?2)",
        )?
        .query_row([STEPS, MARKS], |row| row.get(0))?;
    let Some(last) = last else { return Ok(()) };
    for query in [
        "DELETE FROM history_marks WHERE step <= ?1",
        "DELETE FROM history WHERE number <= ?1",
    ] {
        transaction.prepare_cached(query)?.execute([last])?;
    }
    Ok(())
}
