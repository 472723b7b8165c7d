//! Requests for lists, and what the archive answers.

use std::sync::Arc;

use newsprint::app::Message;
use newsprint::archive::Snapshot;
use newsprint::marks::MarkSet;
use newsprint::query::subject::Marked;
use newsprint::query::{Matcher, Subject, WholeArticle};
use newsprint::rows::Order;
use newsprint::text::count::Count;

use super::shelf::Shelf;

/// The last list that was asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) generation: u64,
    pub(crate) order: Order,
    pub(crate) matcher: Option<Arc<Matcher>>,
    pub(crate) marks: MarkSet,
}

impl Request {
    /// What a look at some of the articles answers.
    pub(crate) fn answered_with(&self, found: &Snapshot, from: &Shelf, complete: bool) -> Message {
        let rows = found.arranged_among(self.order, &|subject| {
            self.matcher.as_ref().is_none_or(|matcher| {
                let article = &from.articles[subject.path];
                let whole = WholeArticle::new(article);
                let mark = self.marks.get(subject.id);
                matcher.matches(&Subject {
                    body: Some(whole.body()),
                    language: article.head.language,
                    length: article.head.length.map(Count::total),
                    marked: Marked {
                        read: mark.read,
                        starred: mark.starred,
                        ..Marked::default()
                    },
                    ..*subject
                })
            })
        });
        let ids = (0..rows.len()).filter_map(|row| rows.id(row));
        Message::Listed {
            generation: self.generation,
            unread: ids.filter(|id| !self.marks.get(*id).read).count(),
            rows,
            marks: self.marks.clone(),
            total: found.len(),
            complete,
            partial: false,
        }
    }
}
