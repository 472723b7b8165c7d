//! What every search over an archive is answered with, be it by the index or by
//! reading: the names of outlets and the reader's marks, made ready.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::source_names;
use crate::article::{Head, Rules};
use crate::marks::Mark;
use crate::query::FoldedSource;
use crate::query::subject::Marked;

/// The names of outlets, made ready once for a search, whichever thread asks.
pub(super) struct Sources<'a> {
    rules: &'a Rules,
    /// By host, and by the name that is shown: mostly there is one. Every article that
    /// is read asks for its own, so no thread waits for another where they are known.
    known: RwLock<HashMap<String, OfHost>>,
}

/// The names by which the outlets of a host are found, by that which is shown.
type OfHost = Vec<(String, Arc<FoldedSource>)>;

impl<'a> Sources<'a> {
    pub(super) fn new(rules: &'a Rules) -> Self {
        Self {
            rules,
            known: RwLock::default(),
        }
    }

    /// Those of an article's outlet.
    pub(super) fn of(&self, head: &Head) -> Arc<FoldedSource> {
        let (host, source) = (head.host.as_str(), head.source.as_str());
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = names_of(known.get(host), source) {
            return names;
        }
        drop(known);
        let names = Arc::new(source_names(host, source, self.rules));
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let of_host = known.entry(host.to_owned()).or_default();
        // Another thread may have come before.
        names_of(Some(of_host), source).unwrap_or_else(|| {
            of_host.push((source.to_owned(), Arc::clone(&names)));
            names
        })
    }
}

fn names_of(of_host: Option<&OfHost>, source: &str) -> Option<Arc<FoldedSource>> {
    let (_, names) = of_host?.iter().find(|(name, _)| name == source)?;
    Some(Arc::clone(names))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::path::PathBuf;
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    use chrono::DateTime;

    use super::*;
    use crate::article::{ArticleId, DateSource};
    use crate::text::Clean;

    fn head(host: &str, source: &str) -> Head {
        Head {
            id: ArticleId::v1(None, "", ""),
            title: Clean::line(""),
            date: DateTime::UNIX_EPOCH,
            date_from: DateSource::File,
            saved: None,
            source: Clean::line(source),
            host: Clean::line(host),
            link: None,
            language: None,
            length: None,
            path: PathBuf::new(),
            modified: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn an_outlet_is_made_ready_once_for_each_name_it_is_shown_by() {
        let rules = Rules::embedded();
        let sources = Sources::new(&rules);
        let of = |host, source| sources.of(&head(host, source));
        let first = of("a.example", "A");
        assert!(Arc::ptr_eq(&first, &of("a.example", "A")));
        let others = [("a.example", "B"), ("b.example", "A"), ("", "A")];
        for (host, source) in others {
            assert!(!Arc::ptr_eq(&first, &of(host, source)), "{host} {source}");
            assert!(Arc::ptr_eq(&of(host, source), &of(host, source)));
        }
    }

    /// All threads of a search waited for each other at every article.
    #[test]
    fn threads_that_ask_for_what_is_known_do_not_wait_for_each_other() {
        let rules = Rules::embedded();
        let sources = Sources::new(&rules);
        let head = head("a.example", "A");
        sources.of(&head);
        let asks = sources.known.read().unwrap();
        let (sender, receiver) = channel();
        thread::scope(|scope| {
            scope.spawn(|| sender.send(sources.of(&head)));
            let answer = receiver.recv_timeout(Duration::from_secs(10));
            drop(asks);
            assert!(answer.is_ok());
        });
    }
}
