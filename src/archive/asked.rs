//! What every search over an archive is answered with, be it by the index or by
//! reading: the names of outlets and the reader's marks, made ready.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::source_names;
use crate::article::{Head, Rules};
use crate::marks::Mark;
use crate::query::FoldedSource;
use crate::query::subject::Marked;

/// The names of outlets, made ready once for a search, whichever thread asks.
pub(super) struct Sources<'a> {
    rules: &'a Rules,
    /// By host and by the name that is shown.
    known: Mutex<HashMap<(String, String), Arc<FoldedSource>>>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(rules: &'a Rules) -> Self {
        Self {
            rules,
            known: Mutex::default(),
        }
    }

    /// Those of an article's outlet.
    pub(super) fn of(&self, head: &Head) -> Arc<FoldedSource> {
        let (host, source) = (head.host.as_str(), head.source.as_str());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let names = known.entry((host.to_owned(), source.to_owned()));
        Arc::clone(names.or_insert_with(|| Arc::new(source_names(host, source, self.rules))))
    }
}

/// Asks something of the marks of an article; `new` is whether it is new.
pub(super) fn with_marks<R>(mark: &Mark, new: bool, ask: impl FnOnce(Marked<'_>) -> R) -> R {
    // Most articles have no tags, and then nothing is allocated.
    let tags: Vec<String> = mark
        .tags
        .iter()
        .map(|tag| tag.folded().to_owned())
        .collect();
    ask(Marked {
        read: mark.read,
        starred: mark.starred,
        new,
        tags: &tags,
    })
}
