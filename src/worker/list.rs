//! The thread that makes lists: of what is known, what a search finds, in an
//! order. The newest request wins, and an older search is abandoned for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError};
use std::time::{Duration, Instant};

use fixedbitset::FixedBitSet;

use crate::app::{Message, ToNarrow};
use crate::archive::index::{IndexError, SearchError};
use crate::archive::{Answer, Known, Learnt, MarkedRows, Narrowing};
use crate::article::ArticleId;
use crate::marks::MarkSet;
use crate::query::complete::Outlet;
use crate::query::{Matcher, Node};
use crate::rows::Order;

use super::{Event, Tell, Tools, drained, guarded, keeper, spawn};

/// Articles that are read together, where a search has to read them.
const READ_TOGETHER: usize = 128;
/// Bytes of their files, unless one alone has more: as long as they are read, nothing
/// else that is wanted is done.
const BYTES_TOGETHER: u64 = 4 << 20;
/// Time between two lists of a search that goes on, at the least.
const PACE: Duration = Duration::from_millis(150);

/// What list is wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    pub(super) generation: u64,
    pub(super) order: Order,
    pub(super) matcher: Option<Arc<Matcher>>,
    pub(super) marks: MarkSet,
    /// The number of requests when it was made.
    pub(super) count: u64,
}

/// A piece of work.
pub(super) enum Job {
    /// Make a list.
    Arrange(Request),
    /// This is known of the archive now.
    Known {
        known: Known,
        /// Whether the folder has been looked at to its end.
        complete: bool,
    },
    /// Find the other copies of an article.
    Copies { generation: u64, article: ArticleId },
    /// Count filters.
    Facets(ToNarrow),
}

/// Starts the thread; what is wrong with the index is told to the `keeper`.
pub(super) fn start(
    tools: &Tools,
    tell: &Tell,
    jobs: Receiver<Job>,
    newest: Arc<AtomicU64>,
    keeper: Sender<keeper::Job>,
) {
    let words = Arc::clone(&tools.words);
    let mut lister = Lister::new(Arc::clone(tell), newest, keeper);
    spawn("list", move || {
        while let Some(work) = lister.next(&jobs) {
            let tell = Arc::clone(&lister.tell);
            let survived = guarded("task-list", &words, &tell, || match work {
                Work::Job(job) => lister.take(drained(job, &jobs)),
                Work::Search => lister.go_on(),
            });
            if !survived {
                lister.search = None;
                lister.asked = Asked::default();
                lister.marked = MarkedRows::default();
            }
        }
    });
}

/// What is to be done next.
enum Work {
    Job(Job),
    /// The search goes on.
    Search,
}

/// A search that has to read articles.
struct Search {
    found: FixedBitSet,
    /// Rows to be read, the next last.
    unread: Vec<u32>,
    /// How many there were.
    total: usize,
    /// Whether something was found since the last list.
    changed: bool,
    next_list: Instant,
}

impl Search {
    /// Takes the rows that are read next, and together.
    fn take_next(&mut self, known: &Known) -> Vec<u32> {
        let mut bytes = 0;
        let next = self.unread.iter().rev().take(READ_TOGETHER);
        let few = next.take_while(|number| {
            bytes += known.file_bytes(**number);
            bytes <= BYTES_TOGETHER
        });
        let count = few.count().max(1);
        let from = self.unread.len().saturating_sub(count);
        self.unread.split_off(from)
    }
}

/// What a search has learnt by reading articles, whether it goes on or not: when more
/// is known, these are not read again.
#[derive(Default)]
struct Asked {
    /// What was known then; it says what the numbers mean.
    known: Option<Known>,
    learnt: Learnt,
}

impl Asked {
    /// The same by the numbers of what is known now.
    fn follow(&mut self, known: &Known) {
        let before = self.known.replace(known.clone());
        for rows in [&mut self.learnt.rows, &mut self.learnt.holding] {
            *rows = before
                .as_ref()
                .map_or_else(FixedBitSet::new, |before| before.still(rows, known));
        }
    }

    fn add(&mut self, rows: &[u32], holding: &[u32]) {
        let learnt = &mut self.learnt;
        for (set, rows) in [(&mut learnt.rows, rows), (&mut learnt.holding, holding)] {
            for row in rows {
                set.grow_and_insert(*row as usize);
            }
        }
    }
}

/// What a search asks for, all of which must hold.
fn parts(root: Option<&Node>) -> &[Node] {
    match root {
        Some(Node::And(nodes)) => nodes,
        root => root.map_or(&[], std::slice::from_ref),
    }
}

/// Whether a search asks for all that another does, and perhaps for more.
fn is_narrower(search: &Matcher, than: &Matcher) -> bool {
    let asked = parts(search.root());
    search.zone() == than.zone() && parts(than.root()).iter().all(|part| asked.contains(part))
}

/// What the search of a list has learnt of one that asks for no more: what the list
/// finds this one does, and what the list leaves out only where both ask for the same.
/// Marks may have changed since, so nothing where they have a say.
fn learnt_of(list: Option<&Matcher>, learnt: &Learnt, search: &Matcher) -> Learnt {
    let Some(list) = list.filter(|list| !search.needs_marks() && is_narrower(list, search)) else {
        return Learnt::default();
    };
    let rows = if parts(list.root()).len() == parts(search.root()).len() {
        &learnt.rows
    } else {
        &learnt.holding
    };
    Learnt {
        rows: rows.clone(),
        holding: learnt.holding.clone(),
    }
}

struct Lister {
    tell: Tell,
    keeper: Sender<keeper::Job>,
    /// How many requests have been made.
    newest: Arc<AtomicU64>,
    known: Option<Known>,
    complete: bool,
    request: Request,
    marked: MarkedRows,
    search: Option<Search>,
    asked: Asked,
    /// What a search of an earlier list has learnt of which the present one asks for more:
    /// filters are counted for the search without them.
    earlier: Option<(Arc<Matcher>, Asked)>,
    /// The outlets that were told of last.
    outlets: Vec<Outlet>,
}

impl Lister {
    fn new(tell: Tell, newest: Arc<AtomicU64>, keeper: Sender<keeper::Job>) -> Self {
        Self {
            tell,
            keeper,
            newest,
            known: None,
            complete: false,
            request: Request::default(),
            marked: MarkedRows::default(),
            search: None,
            asked: Asked::default(),
            earlier: None,
            outlets: Vec::new(),
        }
    }

    /// Waits for work; while a search goes on, there is always some. `None` at the end.
    fn next(&mut self, jobs: &Receiver<Job>) -> Option<Work> {
        if self.search.is_none() {
            return jobs.recv().ok().map(Work::Job);
        }
        match jobs.try_recv() {
            Ok(job) => Some(Work::Job(job)),
            Err(TryRecvError::Empty) => Some(Work::Search),
            Err(TryRecvError::Disconnected) => None,
        }
    }

    fn take(&mut self, jobs: impl Iterator<Item = Job>) {
        let mut is_known = false;
        let mut is_list_wanted = false;
        let mut to_narrow = None;
        for job in jobs {
            match job {
                Job::Arrange(request) => {
                    // Read for one order, an article need not be read for the other.
                    let is_same = self.request.matcher == request.matcher;
                    let asks_for_marks =
                        request.matcher.as_deref().is_some_and(Matcher::needs_marks);
                    if !is_same || asks_for_marks {
                        let asked = std::mem::take(&mut self.asked);
                        self.keep_earlier(asked);
                    }
                    self.request = request;
                }
                Job::Known { known, complete } => {
                    self.known = Some(known);
                    self.complete = complete;
                    is_known = true;
                }
                Job::Copies {
                    generation,
                    article,
                } => {
                    let known = self.known.as_ref();
                    let copies = known.map_or_else(Vec::new, |known| known.copies(article));
                    (self.tell)(Event::Message(Message::CopiesFound { generation, copies }));
                    continue;
                }
                Job::Facets(wanted) => {
                    to_narrow = Some(wanted);
                    continue;
                }
            }
            is_list_wanted = true;
        }
        // A search that goes on is not asked again for less.
        if is_list_wanted {
            self.answer();
        }
        if let Some(wanted) = to_narrow {
            self.count_filters(&wanted);
        }
        if is_known {
            self.tell_of_outlets();
        }
    }

    /// Keeps what the search of the list so far has learnt, unless that which is kept was
    /// learnt of less.
    fn keep_earlier(&mut self, asked: Asked) {
        let Some(matcher) = self.request.matcher.clone() else {
            return;
        };
        let earlier = self.earlier.as_ref();
        let is_known = earlier.is_some_and(|(earlier, _)| is_narrower(&matcher, earlier));
        if !is_known && !matcher.needs_marks() && !asked.learnt.rows.is_clear() {
            self.earlier = Some((matcher, asked));
        }
    }

    /// Counts what the list can be narrowed to. It stops for a list that is wanted;
    /// when that is there, it is asked again.
    fn count_filters(&mut self, wanted: &ToNarrow) {
        let Some(known) = self.known.clone() else {
            return;
        };
        self.marked.update(&known, &wanted.marks);
        self.asked.follow(&known);
        let of_list = self.request.matcher.as_deref();
        let mut learnt = learnt_of(of_list, &self.asked.learnt, &wanted.search);
        if let Some((matcher, asked)) = &mut self.earlier {
            asked.follow(&known);
            let earlier = learnt_of(Some(matcher), &asked.learnt, &wanted.search);
            learnt.rows.union_with(&earlier.rows);
            learnt.holding.union_with(&earlier.holding);
        }
        let narrowing = Narrowing {
            search: &wanted.search,
            filters: &wanted.filters,
            today: wanted.today,
            learnt: &learnt,
        };
        let stop = || self.is_outdated();
        let count = |known: &Known| known.facets(narrowing, &self.marked, &wanted.marks, &stop);
        let counted = count(&known).or_else(|error| self.or_without_index(error, &known, count));
        match counted {
            Ok(facets) => (self.tell)(Event::Message(Message::FiltersCounted {
                generation: wanted.generation,
                facets,
            })),
            Err(error) => tracing::debug!(%error, "filters were not counted"),
        }
        // A search that goes on is told of with the marks it was asked with.
        self.marked.update(&known, &self.request.marks);
    }

    /// Tells which outlets there are, where they are others than before.
    fn tell_of_outlets(&mut self) {
        let outlets = self.known.as_ref().map(Known::outlets).unwrap_or_default();
        if outlets != self.outlets {
            self.outlets.clone_from(&outlets);
            (self.tell)(Event::Message(Message::Outlets(outlets)));
        }
    }

    fn is_outdated(&self) -> bool {
        self.newest.load(Ordering::Relaxed) > self.request.count
    }

    /// Makes the list that is wanted, as far as it can be at once.
    fn answer(&mut self) {
        self.search = None;
        let Some(known) = self.known.clone() else {
            return;
        };
        self.marked.update(&known, &self.request.marks);
        let Some(matcher) = self.request.matcher.clone() else {
            return self.show(&known, None, false);
        };
        let (newest, count) = (Arc::clone(&self.newest), self.request.count);
        let stop = || newest.load(Ordering::Relaxed) > count;
        let ask = |known: &Known| known.ask(&matcher, &self.marked, &self.request.marks, &stop);
        let answer = ask(&known).or_else(|error| self.or_without_index(error, &known, ask));
        let Ok(Answer {
            mut found,
            mut unread,
        }) = answer
        else {
            // A newer one is wanted.
            return;
        };
        self.asked.follow(&known);
        let total = unread.len();
        let learnt = &self.asked.learnt;
        unread.retain(|row| !learnt.rows.contains(*row as usize));
        found.union_with(&learnt.holding);
        let goes_on = !unread.is_empty();
        // A list that is about to grow does not blink at the first.
        if !goes_on || !found.is_clear() {
            self.show(&known, Some(&found), goes_on);
        }
        if goes_on {
            unread.reverse();
            self.search = Some(Search {
                changed: found.is_clear(),
                found,
                total,
                unread,
                next_list: Instant::now() + PACE,
            });
        }
    }

    /// After something could not be done: where that is for the index, it is told to the
    /// thread that can make it anew, and what is wanted is done without.
    fn or_without_index<R>(
        &self,
        error: SearchError,
        known: &Known,
        work: impl Fn(&Known) -> Result<R, SearchError>,
    ) -> Result<R, SearchError> {
        let SearchError::Index(error) = error else {
            return Err(error);
        };
        self.tell_of_fault(known, error);
        work(&known.without_index())
    }

    fn tell_of_fault(&self, known: &Known, error: IndexError) {
        let known = known.clone();
        drop(self.keeper.send(keeper::Job::Unreadable { known, error }));
    }

    /// Reads some more articles for a search.
    fn go_on(&mut self) {
        let (Some(known), Some(matcher), Some(mut search)) = (
            self.known.clone(),
            self.request.matcher.clone(),
            self.search.take(),
        ) else {
            return;
        };
        let next = search.take_next(&known);
        let holding = known.holding(&next, &matcher, &self.request.marks);
        self.asked.add(&next, &holding);
        for number in holding {
            search.found.grow_and_insert(number as usize);
            search.changed = true;
        }
        let is_over = search.unread.is_empty();
        if is_over || Instant::now() >= search.next_list {
            if is_over || search.changed {
                self.show(&known, Some(&search.found), !is_over);
                search.changed = false;
            }
            if !is_over {
                (self.tell)(Event::Message(Message::Searching {
                    generation: self.request.generation,
                    done: search.total - search.unread.len(),
                    total: search.total,
                }));
            }
            search.next_list = Instant::now() + PACE;
        }
        if !is_over {
            self.search = Some(search);
        }
    }

    fn show(&self, known: &Known, found: Option<&FixedBitSet>, partial: bool) {
        let searched = self.request.matcher.as_deref().zip(found);
        let stop = || self.is_outdated();
        let order = self.request.order;
        let arrange = |known: &Known| known.arranged_knowing(order, searched, &self.marked, &stop);
        let rows = arrange(known).or_else(|error| self.or_without_index(error, known, arrange));
        let Ok(rows) = rows else {
            // A newer list is wanted.
            return;
        };
        (self.tell)(Event::Message(Message::Listed {
            generation: self.request.generation,
            rows,
            unread: self.marked.unread_among(known, found),
            marks: self.request.marks.clone(),
            total: known.len(),
            complete: self.complete,
            partial,
        }));
    }
}

#[cfg(test)]
mod tests;
