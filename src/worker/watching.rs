//! The watch over files that are read again when they change, on a thread of its own.

use std::path::PathBuf;

use crate::archive::{Watched, Watching, watch_paths, watching};

use super::spawn;

/// Watches files and folders, those that are there, as long as what this gives is
/// held, on a thread of that name. `changed` is given the paths that may have changed,
/// nothing where any may have, and says whether to go on. `None` where the system
/// does not tell of changes.
pub(super) fn watch(
    name: &'static str,
    paths: Vec<PathBuf>,
    mut changed: impl FnMut(Option<&[PathBuf]>) -> bool + Send + 'static,
) -> Option<Watching> {
    let (watching, end) = watching().ok()?;
    spawn(name, move || {
        watch_paths(&paths, end, &mut |watched| match watched {
            Watched::Begun { .. } => true,
            Watched::Changed(paths) => changed(Some(&paths)),
            Watched::Everything => changed(None),
            Watched::Blind(why) => {
                tracing::debug!(name, ?why, "not all changes are seen");
                true
            }
        });
    });
    Some(watching)
}
