//! Writing to the marks file while others may, too: it may be moved away, replaced, or
//! closed to writing at any moment, and what is said to be safe must be in the file that
//! stands under the name.

use rusqlite::{Transaction, TransactionBehavior};

use super::file::{self, Found};
use super::{Store, StoreError, schema};

impl Store {
    /// Writes in one transaction: all, or with an error nothing.
    pub(super) fn written<R>(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<R>,
    ) -> Result<R, StoreError> {
        self.may_save()?;
        let save = || {
            // Immediate: waits for other writers here, never in the middle.
            let immediate = TransactionBehavior::Immediate;
            let transaction = self.connection.transaction_with_behavior(immediate)?;
            let written = write(&transaction)?;
            transaction.commit()?;
            Ok(written)
        };
        let written = save().map_err(|source| StoreError::of(source, "save", &self.path))?;
        // Another process may have replaced the file while this one waited for it: what
        // was written then is in a file without that name.
        self.may_save()?;
        Ok(written)
    }

    /// Refuses where what is written would not be kept.
    pub(super) fn may_save(&self) -> Result<(), StoreError> {
        let path = || self.path.clone();
        if self.private {
            return Ok(());
        }
        if self.is_newer {
            return Err(StoreError::Newer { path: path() });
        }
        if self.read_only {
            return Err(StoreError::ReadOnly { path: path() });
        }
        // A file without a name takes writes gladly, and they are gone with it.
        if !self.is_in_place() {
            return Err(StoreError::Moved { path: path() });
        }
        Ok(())
    }

    /// Whether the file that was opened still stands under its name.
    #[must_use]
    pub fn is_in_place(&self) -> bool {
        self.private || (self.file.is_some() && file::identity(&self.path) == self.file)
    }

    /// Whether the store can't be written to, and could not be if it were opened anew,
    /// which takes time with each mark.
    #[must_use]
    pub fn stays_shut(&self) -> bool {
        if !self.is_in_place() {
            return false;
        }
        if self.is_newer {
            let found = schema::version(&self.connection);
            return found.is_ok_and(|found| found > schema::newest(schema::STEPS));
        }
        self.read_only && file::found(&self.path) == Found::ReadOnly
    }
}

impl Drop for Store {
    /// Of a file that was moved away, `SQLite` leaves the log behind under the old name,
    /// where it would be done away with, or taken for that of the file that stands there
    /// next. So what is in it is put into the file it belongs to, and none is left.
    fn drop(&mut self) {
        if self.read_only || self.is_in_place() {
            return;
        }
        let emptied: rusqlite::Result<i64> =
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0));
        match emptied {
            Ok(0) => {}
            other => tracing::warn!(?other, "the log of marks that were moved away stays"),
        }
    }
}
