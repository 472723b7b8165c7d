//! Changes of many articles at once. A few are made where they stand; what takes
//! longer than a frame may is made by a thread from a snapshot, and shows at once
//! all the same: the rows it is about are drawn as they will be.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::article::ArticleId;
use crate::marks::{Change, Mark, MarkSet, Marks, Step, StepId, Subject, SubjectList, Subjects};
use crate::rows::Rows;
use crate::text::Clean;

use super::App;
use super::message::Effect;

/// Articles that are changed at once, some microseconds each.
pub const FEW: usize = 2_000;

/// A list that is handed to a thread.
#[derive(Clone)]
pub struct SharedRows(pub Arc<dyn Rows>);

impl fmt::Debug for SharedRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SharedRows({})", self.0.len())
    }
}

impl PartialEq for SharedRows {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Which articles are changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Which {
    /// Those in some rows of a list.
    Rows(Range<usize>),
    /// These, in order of identity.
    Articles(Arc<[ArticleId]>),
}

/// What they get.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    /// This.
    Change(Change),
    /// A star, or where all have one, none.
    Star,
}

/// A change of many articles to be made by a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct ToChange {
    /// The number of the request; an answer to an older one is dropped.
    pub generation: u64,
    rows: SharedRows,
    which: Which,
    wanted: Wanted,
    marks: MarkSet,
    /// The marks that the list was made with, where it is to be told of those now.
    counted: Option<MarkSet>,
}

/// A change of many articles that a thread has made.
#[derive(Clone, Debug)]
pub struct Changed {
    generation: u64,
    before: MarkSet,
    after: MarkSet,
    change: Change,
    /// Those that it changed, in order of identity.
    articles: Arc<[ArticleId]>,
    /// The same, to be written down; none where the store knows them.
    subjects: Option<SubjectList>,
    /// How many of them are in the list.
    listed: usize,
    /// The list, knowing the marks after it.
    rows: Option<SharedRows>,
}

/// Marks of many articles that another process has changed, to be taken over by a
/// thread.
#[derive(Clone, Debug, PartialEq)]
pub struct ToMerge {
    /// With what was not yet safe when it was asked for: it is newer than what has
    /// changed elsewhere, and may be safe when this is done.
    before: Marks,
    changed: Vec<(ArticleId, Mark)>,
}

/// Marks that come from the store.
#[derive(Debug)]
pub(super) enum Come {
    /// All, in the place of those that were there.
    Loaded(MarkSet),
    /// Those that another process has changed.
    Changed(Vec<(ArticleId, Mark)>),
}

/// Marks that a thread has taken over from another process.
#[derive(Clone, Debug)]
pub struct Merged {
    before: MarkSet,
    after: MarkSet,
}

impl ToMerge {
    /// Takes them over.
    #[must_use]
    pub fn carry_out(self) -> Merged {
        let before = self.before.set().clone();
        let mut after = self.before;
        after.merge(self.changed);
        Merged {
            before,
            after: after.set().clone(),
        }
    }
}

/// Rows of a list, as they are written down.
struct RowSubjects {
    rows: Arc<dyn Rows>,
    numbers: Vec<u32>,
}

impl Subjects for RowSubjects {
    fn count(&self) -> usize {
        self.numbers.len()
    }

    fn subject(&self, place: usize) -> Option<Subject> {
        let head = self.rows.head(*self.numbers.get(place)? as usize)?;
        Some(Subject::of(&head))
    }

    fn id(&self, place: usize) -> Option<ArticleId> {
        self.rows.id(*self.numbers.get(place)? as usize)
    }
}

impl ToChange {
    /// The marks before the change. Whoever holds them last takes the time to let
    /// go of a million: that should not be the thread that draws.
    #[must_use]
    pub fn before(&self) -> &MarkSet {
        &self.marks
    }

    /// Makes the change: it takes about a microsecond an article.
    #[must_use]
    pub fn carry_out(&self) -> Changed {
        let rows = &self.rows.0;
        // A row whose article can't be read is left out of both.
        let of_row = |row: usize| Some((u32::try_from(row).ok()?, rows.id(row)?));
        let (numbers, articles): (Vec<u32>, Vec<ArticleId>) = match &self.which {
            Which::Rows(range) => range.clone().filter_map(of_row).unzip(),
            Which::Articles(articles) => (Vec::new(), articles.to_vec()),
        };
        let change = match &self.wanted {
            Wanted::Change(change) => change.clone(),
            Wanted::Star => {
                let is_starred = |id: &ArticleId| self.marks.get(*id).starred;
                Change::Starred(!articles.iter().all(is_starred))
            }
        };
        let (after, places) = self.marks.with_all(articles.iter().copied(), &change);
        let changed = places
            .iter()
            .filter_map(|place| articles.get(*place as usize));
        let mut changed: Vec<ArticleId> = changed.copied().collect();
        changed.sort_unstable();
        let (subjects, listed) = match &self.which {
            Which::Rows(_) => {
                let numbers = places
                    .iter()
                    .filter_map(|place| numbers.get(*place as usize).copied());
                let subjects = RowSubjects {
                    rows: Arc::clone(rows),
                    numbers: numbers.collect(),
                };
                (Some(SubjectList(Arc::new(subjects))), changed.len())
            }
            Which::Articles(_) => {
                let listed = changed.iter().filter(|id| rows.contains(**id));
                (None, listed.count())
            }
        };
        let counted = self.counted.as_ref();
        let remarked = counted.and_then(|counted| rows.remarked(counted, &after));
        Changed {
            generation: self.generation,
            rows: remarked.map(SharedRows),
            before: self.marks.clone(),
            after,
            change,
            articles: changed.into(),
            subjects,
            listed,
        }
    }
}

/// What becomes of a change when it was made.
pub(super) enum Then {
    /// It is a new step, of this number.
    Made(u64),
    /// A step was undone, or made again.
    Step {
        /// Which.
        step: Step,
        /// Whether it was undone.
        back: bool,
    },
}

/// A change that a thread is making.
pub(super) struct Changing {
    asked: ToChange,
    then: Then,
}

impl Changing {
    /// The step that is undone or made again by it.
    pub(super) fn step(&self) -> Option<StepId> {
        match &self.then {
            Then::Step { step, .. } => Some(step.id),
            Then::Made(_) => None,
        }
    }

    /// What a row will get, if that is known.
    fn of_row(&self, rows: &Arc<dyn Rows>, row: usize, id: ArticleId) -> Option<&Change> {
        let Wanted::Change(change) = &self.asked.wanted else {
            return None;
        };
        let is_meant = match &self.asked.which {
            Which::Rows(range) => Arc::ptr_eq(rows, &self.asked.rows.0) && range.contains(&row),
            Which::Articles(articles) => articles.binary_search(&id).is_ok(),
        };
        is_meant.then_some(change)
    }
}

/// What threads are doing to many articles.
#[derive(Default)]
pub(super) struct Many {
    /// A change that a thread is making.
    pub(super) changing: Option<Changing>,
    /// The number of the last such change.
    changes: u64,
    /// What marks have come since a thread began to take over others.
    merging: Option<Vec<Come>>,
}

impl App {
    /// The marks of a row as they are shown, whether they are safe, and whether it
    /// is safe that it was read, or was not.
    #[must_use]
    pub fn mark_of_row(&self, row: usize, id: ArticleId) -> (Mark, bool, bool) {
        let mark = self.marks.get(id);
        let (is_safe, is_read_safe) = (self.marks.is_safe(id), self.marks.is_read_safe(id));
        let changing = self.many.changing.as_ref();
        let change = changing.and_then(|changing| changing.of_row(&self.list.rows, row, id));
        match change {
            Some(change) if mark.inverse(change) != *change => {
                let is_read = matches!(change, Change::Read(_));
                (mark.with(change), false, is_read_safe && !is_read)
            }
            _ => (mark, is_safe, is_read_safe),
        }
    }

    /// How many rows are shown as unread.
    #[must_use]
    pub fn shown_unread(&self) -> usize {
        let all = 0..self.list.rows.len();
        match self.many.changing.as_ref().map(|changing| &changing.asked) {
            Some(ToChange {
                rows,
                which: Which::Rows(range),
                wanted: Wanted::Change(Change::Read(read)),
                ..
            }) if *range == all && Arc::ptr_eq(&rows.0, &self.list.rows) => {
                if *read {
                    0
                } else {
                    all.len()
                }
            }
            _ => self.list.unread,
        }
    }

    /// Changes the articles in some rows, as one step.
    pub(super) fn change_rows(&mut self, rows: Range<usize>, wanted: Wanted) -> Vec<Effect> {
        let list = Arc::clone(&self.list.rows);
        self.change_rows_of(list, rows, wanted)
    }

    /// Changes the articles in some rows of a list, as one step.
    pub(super) fn change_rows_of(
        &mut self,
        list: Arc<dyn Rows>,
        rows: Range<usize>,
        wanted: Wanted,
    ) -> Vec<Effect> {
        if self.many.changing.is_some() {
            return self.tell("marks-busy");
        }
        self.list.picked = None;
        let is_long = rows.len() > self.few;
        let asked = ToChange {
            generation: self.many.changes + 1,
            rows: SharedRows(list),
            which: Which::Rows(rows),
            wanted,
            marks: self.marks.set().clone(),
            counted: is_long.then(|| self.list.counted.clone()),
        };
        // Numbered now: what is to be undone from here on may be this.
        let then = Then::Made(self.next_step());
        if is_long {
            return self.ask_for_change(asked, then);
        }
        let changed = asked.carry_out();
        self.take_change(then, changed, &asked.rows.0)
    }

    /// Changes articles, in order of identity, by a thread.
    pub(super) fn change_listed(
        &mut self,
        articles: Arc<[ArticleId]>,
        change: Change,
        then: Then,
    ) -> Vec<Effect> {
        let asked = ToChange {
            generation: self.many.changes + 1,
            rows: SharedRows(Arc::clone(&self.list.rows)),
            which: Which::Articles(articles),
            wanted: Wanted::Change(change),
            marks: self.marks.set().clone(),
            counted: Some(self.list.counted.clone()),
        };
        self.ask_for_change(asked, then)
    }

    fn ask_for_change(&mut self, asked: ToChange, then: Then) -> Vec<Effect> {
        self.many.changes += 1;
        let effect = Effect::Change(asked.clone());
        self.many.changing = Some(Changing { asked, then });
        vec![effect]
    }

    /// What a thread is changing, how much of it, and how it is left.
    #[must_use]
    pub fn change_text(&self) -> Option<Clean> {
        let asked = &self.many.changing.as_ref()?.asked;
        let count = match &asked.which {
            Which::Rows(range) => range.len(),
            Which::Articles(articles) => articles.len(),
        };
        let values = [("count", count.into())];
        Some(self.words.with("marks-changing", &values))
    }

    /// Leaves a change that a thread is making: nothing of it was made, and its
    /// answer comes too late. Whether there was one.
    pub(super) fn leave_change(&mut self) -> bool {
        if self.many.changing.is_none() {
            return false;
        }
        self.give_up_change();
        self.tell("marks-left");
        true
    }

    /// A thread has made a change.
    pub(super) fn changed(&mut self, changed: Changed) -> Vec<Effect> {
        let is_it = |changing: &mut Changing| changing.asked.generation == changed.generation;
        let Some(Changing { asked, then }) = self.many.changing.take_if(is_it) else {
            return Vec::new();
        };
        let mut effects = self.take_change(then, changed, &asked.rows.0);
        effects.extend(self.recount_tags());
        effects
    }

    /// A thread could not make a change: all stays as it was.
    pub(super) fn not_changed(&mut self, generation: u64) {
        let changing = self.many.changing.as_ref();
        if changing.is_some_and(|changing| changing.asked.generation == generation) {
            self.give_up_change();
        }
    }

    fn give_up_change(&mut self) {
        match self.many.changing.take().map(|changing| changing.then) {
            Some(Then::Step { step, back }) => self.put_back(step, back),
            Some(Then::Made(_)) => self.forget_waiting(),
            None => {}
        }
    }

    /// Takes over marks that have come from the store; many that another process has
    /// changed, by a thread. What comes meanwhile waits for it: it is newer, and looks
    /// like what was before where it takes the same back.
    pub(super) fn marks_came(&mut self, come: Come) -> Vec<Effect> {
        if let Some(later) = &mut self.many.merging {
            later.push(come);
            return Vec::new();
        }
        match come {
            Come::Changed(changed) if changed.len() > self.few => {
                self.many.merging = Some(Vec::new());
                let before = self.marks.clone();
                return vec![Effect::Merge(ToMerge { before, changed })];
            }
            Come::Changed(changed) => self.marks.merge(changed),
            Come::Loaded(loaded) => self.marks.load(&loaded),
        }
        self.marks_changed()
    }

    /// A thread has taken over marks, or could not.
    pub(super) fn merged(&mut self, merged: Option<Merged>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(Merged { before, after }) = merged {
            let stored = after.rebased(&before, self.marks.set());
            self.marks.load(&stored);
            effects.extend(self.marks_changed());
        }
        for come in self.many.merging.take().into_iter().flatten() {
            effects.extend(self.marks_came(come));
        }
        effects
    }

    /// Makes what a thread was asked for here and now: the program ends.
    pub(super) fn finish_change(&mut self) -> Vec<Effect> {
        match self.many.changing.take() {
            Some(Changing { asked, then }) => {
                self.take_change(then, asked.carry_out(), &asked.rows.0)
            }
            None => Vec::new(),
        }
    }

    fn take_change(
        &mut self,
        then: Then,
        changed: Changed,
        asked_of: &Arc<dyn Rows>,
    ) -> Vec<Effect> {
        let Changed {
            before,
            after,
            change,
            articles,
            subjects,
            listed,
            rows,
            ..
        } = changed;
        let snapshot = after.clone();
        let sequence = self.marks.take_many(&before, after, &change, &articles);
        let mut effects = Vec::new();
        if Arc::ptr_eq(&self.list.rows, asked_of) {
            if let Change::Read(read) = change {
                self.list.count_read(read, listed);
            }
            if let Some(SharedRows(rows)) = rows {
                self.list.rows = rows;
                self.list.counted = snapshot;
            }
        } else {
            effects.push(self.arrange(self.list.order));
        }
        let set = sequence.map(|sequence| (articles, sequence));
        match (then, set) {
            (Then::Step { step, back }, set) => effects.extend(self.took_step(step, back, set)),
            (Then::Made(step), Some((articles, sequence))) => {
                let count = articles.len();
                let subjects = subjects.unwrap_or_else(|| SubjectList(Arc::new(Vec::new())));
                effects.extend(self.made_step(step, &change, articles, sequence, subjects));
                self.tell_of_change(&change, count);
            }
            (Then::Made(_), None) => {
                self.forget_waiting();
                effects.extend(self.tell("marked-none"));
            }
        }
        effects
    }
}
