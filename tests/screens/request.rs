//! Requests for lists, and what the archive answers.

use std::sync::Arc;

use newsprint::app::Message;
use newsprint::archive::catalogue::Catalogue;
use newsprint::marks::MarkSet;
use newsprint::query::subject::Marked;
use newsprint::query::{Matcher, WholeArticle};
use newsprint::rows::Order;

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
    pub(crate) fn answered_with(&self, all: &Catalogue, from: &Shelf, complete: bool) -> Message {
        let found = self.matcher.as_ref().map(|matcher| {
            let shown = all.shown().ones();
            let is_found = |number: &usize| {
                let head = u32::try_from(*number).ok().and_then(|own| all.head(own));
                let head = head.expect("a head");
                let whole = WholeArticle::new(&from.articles[&head.path]);
                let mark = self.marks.get(head.id);
                let tags = mark.tags.iter();
                let tags: Vec<String> = tags.map(|tag| tag.folded().to_owned()).collect();
                let marked = Marked {
                    read: mark.read,
                    starred: mark.starred,
                    tags: &tags,
                    ..Marked::default()
                };
                matcher.matches(&whole.subject(&head, &from.sources[&head.path], marked))
            };
            shown.filter(is_found).collect()
        });
        let rows = all.arranged(self.order, found.as_ref());
        let ids = (0..rows.len()).filter_map(|row| rows.id(row));
        Message::Listed {
            generation: self.generation,
            unread: ids.filter(|id| !self.marks.get(*id).read).count(),
            rows,
            marks: self.marks.clone(),
            total: all.shown().count_ones(..),
            complete,
            partial: false,
        }
    }
}
