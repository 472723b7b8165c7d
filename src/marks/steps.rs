//! What can be undone: a change of one kind that was made to one article or to
//! many at once, and how such changes go to the store.

use std::fmt;
use std::sync::Arc;

use super::{Change, Entry, Sequence, Subject};
use crate::article::id::ArticleId;

/// Which step is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepId {
    /// One that was made in this run of the program; the store has a number of
    /// its own for it.
    Own(u64),
    /// One of an earlier run.
    Kept(StepNumber),
}

/// A step as the store knows it. A number alone may be that of another step in a
/// file that was put in the place of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StepNumber {
    /// The store's number.
    pub number: i64,
    /// When it was made, in UTC milliseconds since 1970.
    pub at: i64,
}

/// A change that can be undone as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which it is.
    pub id: StepId,
    /// What the articles got; each had the contrary before.
    pub change: Change,
    /// The title of the first of them.
    pub title: String,
    /// How many they are.
    pub count: usize,
    /// The articles, in order of identity; none where only the store knows them.
    pub articles: Option<Arc<[ArticleId]>>,
}

impl Step {
    /// The change that undoes it (`back`), or makes it again.
    #[must_use]
    pub fn change_to(&self, back: bool) -> Change {
        if back {
            self.change.contrary()
        } else {
            self.change.clone()
        }
    }
}

/// The steps that the store has kept, those made last at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Steps that can be undone.
    pub done: Vec<Step>,
    /// Steps that can be made again.
    pub undone: Vec<Step>,
}

impl Change {
    /// The change that takes a read mark, a star or a tag away again, or gives it
    /// back. A place has no contrary: it stays.
    #[must_use]
    pub fn contrary(&self) -> Self {
        match self {
            Self::Read(read) => Self::Read(!read),
            Self::Starred(starred) => Self::Starred(!starred),
            Self::Place(place) => Self::Place(*place),
            Self::Tag(tag, borne) => Self::Tag(tag.clone(), !borne),
        }
    }
}

/// The articles of a change, each read when it is written down: a million of them
/// with titles and paths are not to lie in memory.
pub trait Subjects: Send + Sync {
    /// How many there are.
    fn count(&self) -> usize;

    /// One of them; `None` past the end, and where it can't be read any more.
    fn subject(&self, place: usize) -> Option<Subject>;

    /// The identity of one of them, also where nothing else of it can be read.
    fn id(&self, place: usize) -> Option<ArticleId>;
}

impl Subjects for Vec<Subject> {
    fn count(&self) -> usize {
        self.len()
    }

    fn subject(&self, place: usize) -> Option<Subject> {
        self.get(place).cloned()
    }

    fn id(&self, place: usize) -> Option<ArticleId> {
        self.get(place).map(|subject| subject.id)
    }
}

/// Articles of a change; a clone shares them.
#[derive(Clone)]
pub struct SubjectList(pub Arc<dyn Subjects>);

impl fmt::Debug for SubjectList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SubjectList({})", self.0.count())
    }
}

impl PartialEq for SubjectList {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A new step on its way to the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Its number in this run of the program.
    pub step: u64,
    /// What the articles get.
    pub change: Change,
    /// The articles.
    pub subjects: SubjectList,
    /// The number to give to [`super::Marks::confirmed`] when it is safe.
    pub sequence: Sequence,
    /// Steps that were undone before it, and can't be made again any more.
    pub abandoned: Vec<StepId>,
    /// When it was made, in UTC milliseconds since 1970.
    pub at: i64,
}

/// A step that is undone, or made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stepped {
    /// Which.
    pub step: StepId,
    /// Whether it is undone.
    pub back: bool,
    /// The number to give to [`super::Marks::confirmed`] when it is safe; none
    /// where no mark is changed by it here.
    pub sequence: Option<Sequence>,
    /// The articles on which it is shown already; those that the store can't do it on
    /// are put right.
    pub articles: Arc<[ArticleId]>,
    /// When, in UTC milliseconds since 1970.
    pub at: i64,
}

/// Something for the store to make safe.
#[derive(Clone, Debug, PartialEq)]
pub enum Save {
    /// A change that is no step: a place.
    Entry(Entry),
    /// An article was opened in the page.
    Opened {
        /// The article.
        subject: Subject,
        /// When, in UTC milliseconds since 1970.
        at: i64,
    },
    /// A new step.
    Made(Made),
    /// A step is undone, or made again.
    Stepped(Stepped),
}

impl Save {
    /// The number to give to [`super::Marks::confirmed`] when it is safe.
    #[must_use]
    pub fn sequence(&self) -> Option<Sequence> {
        match self {
            Self::Entry(entry) => Some(entry.sequence),
            Self::Opened { .. } => None,
            Self::Made(made) => Some(made.sequence),
            Self::Stepped(stepped) => stepped.sequence,
        }
    }

    /// How many marks it changes, as far as that is known.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Entry(_) | Self::Stepped(_) => 1,
            Self::Opened { .. } => 0,
            Self::Made(made) => made.subjects.0.count(),
        }
    }
}
