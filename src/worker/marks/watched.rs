//! The watch over the file of the marks: what another process changes is shown when
//! it has changed. Where the system does not tell, it is seen with the next change
//! that is made here, and when the reader looks at the folder again.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use super::Job;
use crate::archive::{Watched, Watching, watch_paths, watching};
use crate::worker::spawn;

/// Watches the file on a thread of its own, as long as what this gives is held. It
/// has to be there.
pub(super) fn watch(marks_file: &Path, sender: Sender<Job>) -> Option<Watching> {
    let (watching, end) = watching().ok()?;
    let places = [marks_file.to_owned(), log_of(marks_file)];
    spawn("watch-marks", move || {
        watch_paths(&places, end, &mut |watched| match watched {
            Watched::Begun { .. } => true,
            Watched::Changed(_) | Watched::Everything => sender.send(Job::Look).is_ok(),
            Watched::Blind(why) => {
                tracing::debug!(?why, "not all changes of the marks are seen");
                true
            }
        });
    });
    Some(watching)
}

/// The file that changes are written to first (`SQLite`, "Write-Ahead Logging").
fn log_of(marks_file: &Path) -> PathBuf {
    let mut name = OsString::from(marks_file);
    name.push("-wal");
    name.into()
}
