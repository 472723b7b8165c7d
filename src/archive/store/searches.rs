//! Saved searches in the marks file.

use rusqlite::{OptionalExtension as _, Transaction, params};

use super::{Store, StoreError, bounded, later, text};
use crate::marks::SavedSearch;
use crate::text::fold::fold;

/// A saved search as it goes from one machine to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRecord {
    /// The search; what it searches for is empty where it was removed.
    pub search: SavedSearch,
    /// Whether it is there, or was removed.
    pub kept: bool,
}

impl Store {
    /// All saved searches, in order of their folded names, those that were removed among
    /// them.
    pub fn search_records(&self) -> Result<Vec<SearchRecord>, StoreError> {
        let read = || {
            self.connection
                .prepare_cached("SELECT name, query, at, kept FROM searches ORDER BY folded")?
                .query_map((), |row| {
                    let search = SavedSearch {
                        name: text(row, 0)?,
                        query: text(row, 1)?,
                        at: row.get(2)?,
                    };
                    let kept = row.get(3)?;
                    Ok(SearchRecord { search, kept })
                })?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(|source| StoreError::of(source, "read", &self.path))
    }

    /// Merges saved searches in one transaction: of each name the newer change stays,
    /// and where both are of one time, what is here. Gives how many have changed.
    pub fn merge_searches(&mut self, records: &[SearchRecord]) -> Result<usize, StoreError> {
        if records.is_empty() {
            return Ok(0);
        }
        self.written(|transaction| {
            let merged = records.iter().map(|record| merge(transaction, record));
            merged.sum()
        })
    }

    /// All saved searches, in order of their folded names.
    pub fn searches(&self) -> Result<Vec<SavedSearch>, StoreError> {
        let read = || {
            self.connection
                .prepare_cached("SELECT name, query, at FROM searches WHERE kept ORDER BY folded")?
                .query_map((), |row| {
                    Ok(SavedSearch {
                        name: text(row, 0)?,
                        query: text(row, 1)?,
                        at: row.get(2)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(|source| StoreError::of(source, "read", &self.path))
    }

    /// The query saved under a name, or under one that folds alike.
    pub fn search(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .query_row(
                "SELECT query FROM searches WHERE folded = ?1 AND kept",
                [bounded(fold(name).as_str())],
                |row| text(row, 0),
            )
            .optional()
            .map_err(|source| StoreError::of(source, "read", &self.path))
    }

    /// Saves a search, in the place of one of that name; of links and titles no
    /// more than 16 KiB are kept, and so of a query.
    pub fn save_search(&mut self, search: &SavedSearch) -> Result<(), StoreError> {
        let folded = fold(&search.name);
        self.written(|transaction| {
            transaction.execute(
                &format!(
                    "INSERT INTO searches (folded, name, query, at) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (folded) DO UPDATE SET name = excluded.name,
                        query = excluded.query, at = {}, kept = 1",
                    later("excluded.at", "at")
                ),
                params![
                    bounded(folded.as_str()),
                    bounded(&search.name),
                    bounded(&search.query),
                    search.at
                ],
            )
        })
        .map(drop)
    }

    /// Removes a saved search, at a time in UTC milliseconds since 1970; whether there
    /// was one. That it was there once stays, what it searched for does not.
    pub fn remove_search(&mut self, name: &str, at: i64) -> Result<bool, StoreError> {
        self.written(|transaction| {
            transaction.execute(
                &format!(
                    "UPDATE searches SET kept = 0, query = '', at = {}
                     WHERE folded = ?1 AND kept",
                    later("?2", "at")
                ),
                params![bounded(fold(name).as_str()), at],
            )
        })
        .map(|removed| removed > 0)
    }
}

/// 1 where the search was changed or made.
fn merge(transaction: &Transaction<'_>, record: &SearchRecord) -> rusqlite::Result<usize> {
    let SearchRecord { search, kept } = record;
    transaction
        .prepare_cached(
            "INSERT INTO searches (folded, name, query, at, kept)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (folded) DO UPDATE SET name = excluded.name,
                query = excluded.query, at = excluded.at, kept = excluded.kept
             WHERE excluded.at > at",
        )?
        .execute(params![
            bounded(fold(&search.name).as_str()),
            bounded(&search.name),
            bounded(&search.query),
            search.at,
            kept
        ])
}
