//! A search that is asked once, from the command line: by what is kept of the
//! archive in the cache, after a look at what has changed, or without a cache by
//! asking every file, all of it where the query asks for more than heads tell.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::asked::{Sources, with_marks};
use super::index::SearchError;
use super::scan::Look;
use super::{Answer, Archive, Depth, Keeper, Known, MarkedRows, Scan, Snapshot, Trouble};
use crate::article::{Article, ArticleId};
use crate::marks::MarkSet;
use crate::query::subject::Marked;
use crate::query::{Matcher, Subject, WholeArticle};
use crate::rows::{NoRows, Order, Rows, SortKey};

/// What is looked for in an archive.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// What has to hold; `None` finds everything.
    pub matcher: Option<&'a Matcher>,
    /// The reader's marks, for what the query asks of them.
    pub marks: &'a MarkSet,
    /// The order of what is found.
    pub order: Order,
    /// How much must be known of what is found. More is read where the query or
    /// the order asks for it.
    pub depth: Depth,
}

/// A file in which there is no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoArticle<'a> {
    /// It holds no text.
    Binary(&'a Path),
    /// It can't be read, and why.
    Unreadable(&'a Path, &'a str),
}

impl Archive {
    /// The articles that a search finds. Of copies of one article the newest is
    /// asked and shown. Files in which there is none are told. `cache` is the
    /// cache folder; what is kept there of the archive is brought up to date, and
    /// what is wrong with it is no more than a note in the log.
    pub fn find(
        &self,
        search: &Search<'_>,
        cache: Option<&Path>,
        tell: &mut dyn FnMut(NoArticle<'_>),
    ) -> Arc<dyn Rows> {
        if self.is_guide() || cache.is_none() {
            return self.find_by_reading(search, tell);
        }
        let mut trouble = false;
        let rows = self.find_by_cache(search, cache, tell, &mut |error| {
            tracing::warn!(%error, "the cache");
            trouble = true;
        });
        match rows {
            Ok(rows) if !trouble => rows,
            // Slower, and it needs nothing but the folder.
            _ => self.find_by_reading(search, &mut |_| {}),
        }
    }

    fn find_by_cache(
        &self,
        search: &Search<'_>,
        cache: Option<&Path>,
        tell: &mut dyn FnMut(NoArticle<'_>),
        note: &mut dyn FnMut(Trouble),
    ) -> Result<Arc<dyn Rows>, Trouble> {
        let mut keeper = Keeper::open(self.clone(), cache, note);
        for (path, error) in keeper.look_again()? {
            tell(NoArticle::Unreadable(&path, &error));
        }
        for path in keeper.files_without_text() {
            tell(NoArticle::Binary(&path));
        }
        let needs_body = search.matcher.is_some_and(Matcher::needs_body);
        let is_whole = search.depth == Depth::Whole || search.order.key == SortKey::Length;
        if needs_body || is_whole {
            // All would be read now, and all again the next time.
            while keeper.index_some()?.is_some() {}
        }
        let known = keeper.known();
        let Some(matcher) = search.matcher else {
            return arranged(&known, search.order, None);
        };
        let mut marked = MarkedRows::default();
        marked.update(&known, search.marks);
        let answer = known.ask(matcher, &marked, search.marks, &|| false);
        let Answer { mut found, unread } = match answer {
            Ok(answer) => answer,
            Err(SearchError::Index(error)) => return Err(error.into()),
            Err(SearchError::Stopped) => Answer::default(),
        };
        for number in known.holding(&unread, matcher, search.marks) {
            found.grow_and_insert(number as usize);
        }
        arranged(&known, search.order, Some((matcher, &found)))
    }

    fn find_by_reading(
        &self,
        search: &Search<'_>,
        tell: &mut dyn FnMut(NoArticle<'_>),
    ) -> Arc<dyn Rows> {
        let mut snapshot = Snapshot::default();
        let mut refused: HashSet<PathBuf> = HashSet::new();
        let mut take = |found: Scan| {
            refused.extend(found.refused.iter().map(|head| head.path.clone()));
            snapshot.add(found.heads, &self.rules);
            snapshot.add(found.refused, &self.rules);
            found
                .binary
                .iter()
                .for_each(|path| tell(NoArticle::Binary(path)));
            for (path, error) in &found.unreadable {
                tell(NoArticle::Unreadable(path, error));
            }
        };
        if let Some(matcher) = search.matcher.filter(|matcher| matcher.needs_body()) {
            let sources = Sources::new(&self.rules);
            let ask = |article: &Article| {
                let head = &article.head;
                let (whole, source) = (WholeArticle::new(article), sources.of(head));
                search.with_marks(head.id, |marked| {
                    matcher.matches(&whole.subject(head, &source, marked))
                })
            };
            self.scan_by(Look::Ask(&ask), &mut take);
            // Asked already; what was refused is known by its file.
            snapshot.arranged_among(search.order, &|subject| !refused.contains(subject.path))
        } else {
            let depth = match search.order.key {
                SortKey::Length => Depth::Whole,
                _ => search.depth,
            };
            self.scan(depth, &mut take);
            snapshot.arranged_among(search.order, &|subject| search.holds(subject))
        }
    }
}

/// What is known in an order, to its end.
fn arranged(
    known: &Known,
    order: Order,
    found: Option<(&Matcher, &FixedBitSet)>,
) -> Result<Arc<dyn Rows>, Trouble> {
    match known.arranged(order, found, &|| false) {
        Ok(rows) => Ok(rows),
        Err(SearchError::Index(error)) => Err(error.into()),
        Err(SearchError::Stopped) => Ok(Arc::new(NoRows)),
    }
}

impl Search<'_> {
    /// Asks something of the marks of an article. What is new only a look at what
    /// was known before can tell.
    fn with_marks(&self, id: ArticleId, ask: impl FnOnce(Marked<'_>) -> bool) -> bool {
        with_marks(&self.marks.get(id), false, ask)
    }

    /// Whether an article is found whose head is all that is asked for.
    fn holds(&self, subject: &Subject<'_>) -> bool {
        self.matcher.is_none_or(|matcher| {
            self.with_marks(subject.id, |marked| {
                matcher.matches(&Subject { marked, ..*subject })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::article::Rules;
    use crate::marks::Mark;
    use crate::query::{Query, Reading};

    fn titles(
        archive: &Archive,
        query: &str,
        marks: &MarkSet,
        depth: Depth,
        cache: Option<&Path>,
    ) -> Vec<String> {
        let today = chrono::NaiveDate::from_ymd_opt(2024, 4, 10).unwrap();
        let parsed = Query::parse(query, &Reading::on(today));
        assert_eq!(parsed.diagnostics, [], "{query}");
        let matcher = Matcher::new(&parsed.query, chrono_tz::Tz::UTC);
        let search = Search {
            matcher: Some(&matcher),
            marks,
            order: parsed.query.order().unwrap_or_default(),
            depth,
        };
        let rows = archive.find(&search, cache, &mut |_| {});
        (0..rows.len())
            .filter_map(|row| rows.head(row))
            .map(|head| head.title.as_str().to_owned())
            .collect()
    }

    #[test]
    fn heads_and_whole_articles_are_asked() {
        let folder = tempfile::tempdir().unwrap();
        for (name, stamp, title, body) in [
            ("a.txt", 1_712_600_000_000_u64, "One", "港口的灯塔"),
            ("b.txt", 1_712_500_000_000, "Two", "港口与桥与路"),
            ("c.txt", 1_712_400_000_000, "Three", "山"),
            // A newer copy of the third, which alone counts.
            ("d.txt", 1_712_450_000_000, "Three", "灯塔倒了"),
        ] {
            let text = format!(
                "<!--{stamp}-->\n[{title}](https://example.org/{title})\n------\n\n<p>{body}</p>"
            );
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let rules = Arc::new(Rules::embedded());
        let archive = Archive::open(vec![folder.path().to_owned()], rules).unwrap();
        let cache = tempfile::tempdir().unwrap();
        let mut marks = MarkSet::default();
        let two = crate::article::ArticleId::v1(Some("https://example.org/Two"), "", "");
        marks.set(
            two,
            Mark {
                starred: true,
                tags: ["战争", "To Read"]
                    .into_iter()
                    .filter_map(crate::marks::Tag::new)
                    .collect(),
                ..Mark::default()
            },
        );
        for (query, expected) in [
            ("", &["One", "Two", "Three"][..]),
            ("灯塔", &["One", "Three"]),
            ("body:山", &[]),
            ("港口 -is:starred", &["One"]),
            ("is:starred", &["Two"]),
            ("tag:戰爭 tag:\"to read\"", &["Two"]),
            ("body:港口 -tag:战争", &["One"]),
            ("tag:war", &[]),
            ("title:t* sort:-date", &["Three", "Two"]),
            ("date:2024-04-08", &["One"]),
            ("sort:length", &["Two", "One", "Three"]),
            ("length:>100", &[]),
            ("source:example.org path:b.txt", &["Two"]),
        ] {
            for depth in [Depth::Headers, Depth::Whole] {
                for cache in [None, Some(cache.path())] {
                    let found = titles(&archive, query, &marks, depth, cache);
                    assert_eq!(found, expected, "{query} {cache:?}");
                }
            }
        }
    }
}
