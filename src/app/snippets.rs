//! The passages of bodies that stand under titles: of the rows that are seen, and
//! of no others. A thread reads them; what is known is kept for the search in
//! force.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::article::{Article, ArticleId, Head};
use crate::query::{Matcher, Passage, Snippet};
use crate::settings;

use super::App;
use super::heights::RowSeen;
use super::message::Effect;

/// Passages that are kept; more than any screen has rows. They take some kilobytes
/// each at the most.
const KEPT: usize = 1_000;

/// Articles of which a passage is to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ToRead {
    /// The number of the search; an answer to an older one is dropped.
    pub search: u64,
    /// What a passage is sought for.
    pub matcher: Option<Arc<Matcher>>,
    /// Whether the beginning will do where nothing of that is in the body.
    pub or_beginning: bool,
    /// The articles, the one that is wanted first at the start.
    pub articles: Vec<ToSkim>,
}

/// An article that is read for a passage.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ToSkim {
    /// Which.
    pub id: ArticleId,
    /// Its file.
    pub path: PathBuf,
    /// When that was changed last.
    pub modified: DateTime<Utc>,
}

impl ToRead {
    /// The passage of an article that is wanted, if there is one.
    #[must_use]
    pub fn passage(&self, article: &Article) -> Option<Passage> {
        let matcher = self.matcher.as_ref();
        let found = matcher.and_then(|matcher| Passage::found(article, matcher));
        let beginning = || Passage::beginning(article).filter(|_| self.or_beginning);
        found.or_else(beginning)
    }
}

/// What stands under a title.
pub enum Below<'a> {
    /// What the head tells.
    Facts,
    /// A passage that is on its way.
    Awaited,
    /// A passage.
    Passage(&'a Passage),
}

/// The passages that are known.
#[derive(Default)]
pub(super) struct Snippets {
    /// The number of the search they are of.
    search: u64,
    matcher: Option<Arc<Matcher>>,
    /// Passages, and the time of the file in which each was found or not.
    known: HashMap<ArticleId, (DateTime<Utc>, Option<Passage>)>,
    /// What was asked for last and has not come yet.
    awaited: HashSet<ToSkim>,
}

impl Snippets {
    /// Begins anew for another search.
    fn begin(&mut self, matcher: Option<Arc<Matcher>>) {
        *self = Self {
            search: self.search + 1,
            matcher,
            ..Self::default()
        };
    }

    fn lacks(&self, head: &Head) -> bool {
        let known = self.known.get(&head.id);
        known.is_none_or(|(modified, _)| *modified != head.modified)
    }
}

impl App {
    /// Asks for the passages of the rows that are seen, where some are not known.
    pub(super) fn settle_snippets(&mut self) -> Option<Effect> {
        if !self.may_have_snippets() {
            return None;
        }
        if self.snippets.matcher != self.list.matcher {
            self.snippets.begin(self.list.matcher.clone());
        }
        let seen = self.rows_seen();
        let lacking = seen
            .iter()
            .filter(|seen| seen.has_snippet && self.snippets.lacks(&seen.head));
        let articles: Vec<ToSkim> = lacking
            .map(|seen| ToSkim {
                id: seen.head.id,
                path: seen.head.path.clone(),
                modified: seen.head.modified,
            })
            .collect();
        let awaited = &mut self.snippets.awaited;
        if articles.iter().all(|article| awaited.contains(article)) {
            return None;
        }
        *awaited = articles.iter().cloned().collect();
        if self.snippets.known.len() >= KEPT {
            let seen: HashSet<ArticleId> = seen.iter().map(|seen| seen.head.id).collect();
            self.snippets.known.retain(|id, _| seen.contains(id));
        }
        Some(Effect::ReadPassages(ToRead {
            search: self.snippets.search,
            matcher: self.list.matcher.clone(),
            or_beginning: self.settings.snippets == settings::Snippets::Always,
            articles,
        }))
    }

    /// Takes passages that were read, if they are of the search in force.
    pub(super) fn passages_read(&mut self, search: u64, read: Vec<(ToSkim, Option<Passage>)>) {
        if search != self.snippets.search {
            return;
        }
        for (article, passage) in read {
            self.snippets.awaited.remove(&article);
            let entry = (article.modified, passage);
            self.snippets.known.insert(article.id, entry);
        }
    }

    /// What stands under the title of a row.
    #[must_use]
    pub fn below(&self, seen: &RowSeen) -> Below<'_> {
        if !seen.has_snippet {
            return Below::Facts;
        }
        match self.snippets.known.get(&seen.head.id) {
            None => Below::Awaited,
            Some((_, None)) => Below::Facts,
            Some((_, Some(passage))) => Below::Passage(passage),
        }
    }

    /// A passage cut to some columns, in the characters that are shown.
    #[must_use]
    pub fn snippet(&self, head: &Head, passage: &Passage, columns: u16) -> Snippet {
        let written = passage.cut(usize::from(columns), self.policy());
        let text = self.shown(head, &written.text);
        if text == written.text {
            return written;
        }
        // What is shown has other characters, but as many.
        let moved = |at: usize| {
            let before = written.text.slice(0..at).as_str().chars().count();
            let mut places = text.as_str().char_indices().map(|(at, _)| at);
            places.nth(before).unwrap_or(text.as_str().len())
        };
        let hits = written.hits.iter();
        let hits = hits.map(|hit| moved(hit.start)..moved(hit.end)).collect();
        Snippet { text, hits }
    }
}
