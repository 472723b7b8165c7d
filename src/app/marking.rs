//! Setting marks, and undoing it. A change shows at once; that it is safe shows
//! when the store has said so. One that is made to more articles than can be
//! changed between two frames is made by a thread (`many`), and shows at once all
//! the same.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use crate::article::{ArticleId, Head};
use crate::command::Command;
use crate::marks::{
    Change, Entry, Kept, Made, Save, Sequence, Step, StepId, Stepped, Subject, SubjectList,
};
use crate::text::Clean;

use super::App;
use super::many::{Changing, Then, Wanted};
use super::message::Effect;

/// Steps that can be undone, as many as the store keeps.
const REMEMBERED: usize = 1_000;
/// Articles of all steps together that are held here, 16 bytes each; those of
/// older steps are asked of the store.
const HELD: usize = 1_000_000;

/// What was done and what was undone, the last at the end.
#[derive(Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The number of the last step that was begun in this run.
    made: u64,
    /// Whether one was made.
    has_made: bool,
    /// The step whose articles are asked of the store, and whether it is undone.
    fetching: Option<(Step, bool)>,
    /// Steps that were asked for while another was on its way, the next first: whether
    /// each is undone, and the number of the last step that was begun by then.
    waiting: VecDeque<(bool, u64)>,
}

impl History {
    fn of(&mut self, back: bool) -> &mut Vec<Step> {
        if back {
            &mut self.done
        } else {
            &mut self.undone
        }
    }

    /// Adds a step that can be undone (`back`) or made again, and lets go of what
    /// is more than is kept.
    fn push(&mut self, back: bool, step: Step) {
        let steps = self.of(back);
        steps.push(step);
        if steps.len() > REMEMBERED {
            steps.remove(0);
        }
        let mut held = 0;
        let mut rest = 0..0;
        for (place, step) in steps.iter().enumerate().rev() {
            held += step.articles.as_ref().map_or(0, |articles| articles.len());
            // The newest is held in any case.
            if held > HELD && place + 1 < steps.len() {
                rest = 0..place + 1;
                break;
            }
        }
        for step in steps.get_mut(rest).unwrap_or_default() {
            step.articles = None;
        }
    }
}

impl App {
    /// Sets a mark of an article, so that it can be undone.
    pub(super) fn mark(&mut self, head: &Head, change: &Change) -> Vec<Effect> {
        let Some((articles, sequence)) = self.set_marks(&[head.id], change) else {
            return Vec::new();
        };
        let subjects = SubjectList(Arc::new(vec![Subject::of(head)]));
        let step = self.next_step();
        self.made_step(step, change, articles, sequence, subjects)
    }

    /// Remembers the place in the page. That is no change to be undone.
    pub(super) fn remember_place(&mut self) -> Vec<Effect> {
        let Some(article) = self.reader.article.clone() else {
            return Vec::new();
        };
        let change = Change::Place(self.reader.place());
        let Some(applied) = self.marks.apply(article.head.id, &change) else {
            return Vec::new();
        };
        vec![Effect::SaveMarks(vec![Save::Entry(Entry {
            subject: Subject::of(&article.head),
            change,
            sequence: applied.sequence,
            at: self.now(),
        })])]
    }

    /// Notes that an article was opened in the page.
    pub(super) fn note_opened(&self, head: &Head) -> Effect {
        Effect::SaveMarks(vec![Save::Opened {
            subject: Subject::of(head),
            at: self.now(),
        }])
    }

    fn now(&self) -> i64 {
        self.clock.now.timestamp_millis()
    }

    /// Sets marks at once, and counts the unread anew.
    pub(super) fn set_marks(
        &mut self,
        articles: &[ArticleId],
        change: &Change,
    ) -> Option<(Arc<[ArticleId]>, Sequence)> {
        let (changed, sequence) = self.marks.apply_all(articles, change)?;
        if let Change::Read(read) = change {
            let listed = |id: &&ArticleId| self.list.rows.contains(**id);
            let count = changed.iter().filter(listed).count();
            self.list.count_read(*read, count);
        }
        Some((changed, sequence))
    }

    /// The number of a step that is made from here on.
    pub(super) fn next_step(&mut self) -> u64 {
        self.history.made += 1;
        self.history.made
    }

    /// Remembers a step that was just made, and has it saved.
    pub(super) fn made_step(
        &mut self,
        step: u64,
        change: &Change,
        articles: Arc<[ArticleId]>,
        sequence: Sequence,
        subjects: SubjectList,
    ) -> Vec<Effect> {
        self.history.has_made = true;
        let abandoned = self.history.undone.drain(..).map(|step| step.id);
        let abandoned = abandoned.collect();
        let title = subjects.0.subject(0).map(|subject| subject.title);
        self.history.push(
            true,
            Step {
                id: StepId::Own(step),
                change: change.clone(),
                title: title.unwrap_or_default(),
                count: articles.len(),
                articles: Some(articles),
            },
        );
        vec![Effect::SaveMarks(vec![Save::Made(Made {
            step,
            change: change.clone(),
            subjects,
            sequence,
            abandoned,
            at: self.now(),
        })])]
    }

    /// What a change of several articles did, and how it is taken back.
    pub(super) fn tell_of_change(&mut self, change: &Change, count: usize) {
        let key = self.keymap.key_of(self.context(), Command::Undo);
        let values = [
            ("what", self.told_of_change(change).into()),
            ("count", count.into()),
            ("key", key.unwrap_or_default().as_str().into()),
        ];
        self.say(self.words.with("marked-many", &values));
    }

    /// What a change does, in a word or two.
    fn told_of_change(&self, change: &Change) -> Clean {
        let words = &self.words;
        match change {
            Change::Read(true) => words.get("step-read"),
            Change::Read(false) => words.get("step-unread"),
            Change::Starred(true) => words.get("step-starred"),
            Change::Starred(false) => words.get("step-unstarred"),
            Change::Tag(tag, borne) => {
                let key = if *borne {
                    "step-tagged"
                } else {
                    "step-untagged"
                };
                words.with(key, &[("tag", tag.name().clone().into())])
            }
            Change::Place(_) => Clean::default(),
        }
    }

    fn tell_of_step(&mut self, key: &str, step: &Step, count: usize) {
        let values = [
            ("what", self.told_of_change(&step.change).into()),
            ("title", step.title.as_str().into()),
            ("count", count.into()),
        ];
        let key = if step.count == 1 {
            key.to_owned()
        } else {
            format!("{key}-many")
        };
        self.say(self.words.with(&key, &values));
    }

    /// Takes the steps of earlier runs, in the place of those that were told before:
    /// the marks file may be another one now.
    pub(super) fn take_history(&mut self, mut kept: Kept) {
        // One that is on its way stands in neither list, and is put there when it is done.
        let changing = self.many.changing.as_ref().and_then(Changing::step);
        let fetching = self.history.fetching.as_ref().map(|(step, _)| step.id);
        let is_on_its_way = |step: &Step| [changing, fetching].contains(&Some(step.id));
        kept.done.retain(|step| !is_on_its_way(step));
        kept.undone.retain(|step| !is_on_its_way(step));
        let history = &mut self.history;
        let is_own = |step: &Step| matches!(step.id, StepId::Own(_));
        let had_undone = history.undone.iter().any(|step| !is_own(step));
        history.undone.retain(is_own);
        if !history.has_made || had_undone {
            // What was undone last comes last, and those of this run were made last.
            history.undone.extend(kept.undone);
        }
        let mut own = std::mem::replace(&mut history.done, kept.done);
        own.retain(is_own);
        history.done.extend(own);
    }

    /// Undoes the last change (`back`), or does it again.
    pub(super) fn step_history(&mut self, back: bool) -> Vec<Effect> {
        self.step_history_of(back, self.history.made)
    }

    /// The same, of the steps of this run up to a number: what was begun since the key was
    /// pressed is not meant by it.
    fn step_history_of(&mut self, back: bool, made: u64) -> Vec<Effect> {
        if self.many.changing.is_some() || self.history.fetching.is_some() {
            // A key that is held down loses none of its steps.
            if self.history.waiting.len() < REMEMBERED {
                self.history.waiting.push_back((back, made));
            }
            return Vec::new();
        }
        let is_meant = |step: &Step| !matches!(step.id, StepId::Own(own) if own > made);
        let steps = self.history.of(back);
        let place = steps.iter().rposition(is_meant);
        let Some(step) = place.map(|place| steps.remove(place)) else {
            return self.tell(if back {
                "nothing-to-undo"
            } else {
                "nothing-to-redo"
            });
        };
        if let Some(articles) = step.articles.clone() {
            self.take_step(step, back, &articles)
        } else {
            let effect = Effect::FetchStep {
                step: step.id,
                back,
            };
            self.history.fetching = Some((step, back));
            vec![effect]
        }
    }

    /// The articles of a step have come from the store; `None` where that can't be
    /// read.
    pub(super) fn step_fetched(
        &mut self,
        id: StepId,
        articles: Option<Arc<[ArticleId]>>,
    ) -> Vec<Effect> {
        let is_it = |(step, _): &mut (Step, bool)| step.id == id;
        let Some((mut step, back)) = self.history.fetching.take_if(is_it) else {
            return Vec::new();
        };
        if let Some(articles) = articles {
            step.articles = Some(Arc::clone(&articles));
            self.take_step(step, back, &articles)
        } else {
            self.put_back(step, back);
            Vec::new()
        }
    }

    /// A step could not be taken: it can be tried again.
    pub(super) fn put_back(&mut self, step: Step, back: bool) {
        self.forget_waiting();
        self.history.push(back, step);
    }

    /// What was to be undone came to nothing: what stands before it is not meant.
    pub(super) fn forget_waiting(&mut self) {
        self.history.waiting.clear();
    }

    /// Takes the steps that were asked for meanwhile, as far as that can be at once.
    pub(super) fn take_waiting(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.many.changing.is_none() && self.history.fetching.is_none() {
            let Some((back, made)) = self.history.waiting.pop_front() else {
                break;
            };
            effects.extend(self.step_history_of(back, made));
        }
        effects
    }

    fn take_step(&mut self, step: Step, back: bool, articles: &Arc<[ArticleId]>) -> Vec<Effect> {
        let change = step.change_to(back);
        if articles.len() > self.few {
            let then = Then::Step { step, back };
            return self.change_listed(Arc::clone(articles), change, then);
        }
        let set = self.set_marks(articles, &change);
        self.took_step(step, back, set)
    }

    /// A step was undone, or made again, on the articles given: it can be taken the
    /// other way now.
    pub(super) fn took_step(
        &mut self,
        step: Step,
        back: bool,
        set: Option<(Arc<[ArticleId]>, Sequence)>,
    ) -> Vec<Effect> {
        let sequence = set.as_ref().map(|(_, sequence)| *sequence);
        let articles = set.as_ref().map(|(articles, _)| Arc::clone(articles));
        let stepped = Stepped {
            step: step.id,
            back,
            sequence,
            articles: articles.unwrap_or_default(),
            at: self.now(),
        };
        match set {
            Some((articles, _)) => {
                let key = if back { "undone" } else { "redone" };
                self.tell_of_step(key, &step, articles.len());
                self.history.push(!back, step);
            }
            // Others have changed all of it since: there is nothing to go back to.
            None => self.tell_of_step("undone-by-others", &step, step.count),
        }
        vec![Effect::SaveMarks(vec![Save::Stepped(stepped)])]
    }

    /// Changes what is selected in the list, or else the chosen article; with a count
    /// so many from that on.
    pub(super) fn toggle(&mut self, command: Command, count: Option<u32>) -> Vec<Effect> {
        let counted = count.filter(|count| *count > 1);
        let counted = counted.and_then(|count| self.rows_from_choice(count));
        if let Some(rows) = self.picked_rows().or(counted) {
            let wanted = match command {
                Command::ToggleRead => {
                    let is_any_unread = self.list.has_unread(&self.marks, rows.clone());
                    Wanted::Change(Change::Read(is_any_unread))
                }
                _ => Wanted::Star,
            };
            return self.change_rows(rows, wanted);
        }
        let Some(head) = self.subject() else {
            return self.tell("no-article");
        };
        if self.many.changing.is_some() {
            return self.tell("marks-busy");
        }
        let mark = self.marks.get(head.id);
        let change = match command {
            Command::ToggleRead => Change::Read(!mark.read),
            _ => Change::Starred(!mark.starred),
        };
        self.mark(&head, &change)
    }

    /// Marks all that is shown as read.
    pub(super) fn mark_all_read(&mut self) -> Vec<Effect> {
        let all = 0..self.list.rows.len();
        if all.is_empty() {
            return self.tell("no-article");
        }
        if !self.list.has_unread(&self.marks, all.clone()) {
            return self.tell("nothing-unread");
        }
        self.change_rows(all, Wanted::Change(Change::Read(true)))
    }

    /// The rows that are selected, where the list has the keys.
    #[must_use]
    pub fn picked_rows(&self) -> Option<Range<usize>> {
        self.list.picked_rows().filter(|_| self.list_has_keys())
    }
}
