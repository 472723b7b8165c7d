//! What the program asks for, what is answered, and which answers wait.

use std::path::PathBuf;
use std::sync::Arc;

use newsprint::app::{Message, ToChange, ToCount, ToFind, ToMerge, ToRead, ToSet};
use newsprint::archive::catalogue::Catalogue;
use newsprint::marks::{MarkSet, SavedSearch, Sequence, StepId};
use newsprint::query::subject::Marked;
use newsprint::query::{Matcher, WholeArticle};
use newsprint::rows::Order;
use newsprint::text::Clean;

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

/// An answer on its way to the program.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    List(Request),
    Page { generation: u64, path: PathBuf },
    Set(Box<ToSet>),
    Find(ToFind),
    Passages(ToRead),
    Saved(Vec<Sequence>),
    Changed(Box<ToChange>),
    Counted(Box<ToCount>),
    Merged(Box<ToMerge>),
    Fetched(StepId),
    Qr(String),
    Searches(Vec<SavedSearch>),
    Tells(Clean),
}

/// Which answers wait until the test delivers them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Hold {
    /// None: all is answered at once.
    #[default]
    Nothing,
    /// That marks are safe.
    Marks,
    /// Lists, as while a folder is looked at for the first time.
    Lists,
    /// Passages of bodies.
    Passages,
    /// Everything.
    All,
}

impl Hold {
    /// Whether an answer waits.
    pub(crate) fn keeps(self, answer: &Answer) -> bool {
        match answer {
            Answer::Saved(_) | Answer::Changed(_) | Answer::Counted(_) => {
                matches!(self, Self::Marks | Self::All)
            }
            Answer::List(_) => matches!(self, Self::Lists | Self::All),
            Answer::Passages(_) => matches!(self, Self::Passages | Self::All),
            _ => self == Self::All,
        }
    }
}
