//! The threads: each carries out one kind of effect and answers with messages.
//! One that panics is reported and goes on with the next piece of work.

mod desktop;
mod find;
mod keeper;
mod list;
mod many;
mod marks;
mod pages;
mod searches;
mod setting;
mod snippets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::{Effect, Message, Notice, ToFind, ToRead, ToSet, Tone};
use crate::archive::Archive;
use crate::article::Rules;
use crate::desktop::{CommandLine, Environment};
use crate::marks::Save;
use crate::text::Clean;
use crate::words::{Language, Value, Words};

/// How long quitting waits for marks to become safe.
const LAST_WAIT: Duration = Duration::from_secs(5);

/// How much longer for each mark of the largest change: what a slow disk takes.
const WAIT_A_MARK: Duration = Duration::from_micros(60);

/// How long it waits for the last search to be kept.
const SEARCH_WAIT: Duration = Duration::from_millis(500);

/// What a thread tells the main one.
pub enum Event {
    /// Something for the program.
    Message(Message),
    /// A text for the terminal's clipboard: the main thread alone writes to it.
    CopyToTerminal(String),
    /// A browser that wants the terminal for itself.
    Foreground(CommandLine),
}

/// How threads tell.
pub type Tell = Arc<dyn Fn(Event) + Send + Sync>;

/// What the threads work with.
#[derive(Clone)]
pub struct Tools {
    /// The archive.
    pub archive: Archive,
    /// The site rules.
    pub rules: Arc<Rules>,
    /// The cache folder; none where nothing is to be kept.
    pub cache: Option<PathBuf>,
    /// Whether nothing of the session is kept: what lies on the disk is read, and
    /// what changes stays in memory.
    pub private: bool,
    /// Where the marks lie.
    pub marks_file: PathBuf,
    /// Where the searches that were made are kept.
    pub searches_file: PathBuf,
    /// Where the theme that was chosen is kept.
    pub theme_file: PathBuf,
    /// Where it is kept where one was; none where it is not.
    pub sitting_file: Option<PathBuf>,
    /// The texts of the interface.
    pub words: Arc<Voice>,
    /// What is known of the desktop.
    pub environment: Environment,
}

/// The texts of the interface as all threads have them, in the language of the
/// moment.
#[derive(Debug)]
pub struct Voice(Mutex<Arc<Words>>);

impl Voice {
    /// Speaks with some texts.
    #[must_use]
    pub fn new(words: Arc<Words>) -> Self {
        Self(Mutex::new(words))
    }

    /// The texts as they are now.
    fn words(&self) -> Arc<Words> {
        // A change is one assignment: a panic elsewhere leaves nothing half done.
        let words = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&words)
    }

    /// Speaks another language from now on.
    fn speak(&self, language: Language) {
        let spoken = Arc::new(Words::of_language(language));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = spoken;
    }

    /// The text of a key.
    fn get(&self, key: &str) -> Clean {
        self.words().get(key)
    }

    /// The text of a key with values put in.
    fn with(&self, key: &str, values: &[(&str, Value)]) -> Clean {
        self.words().with(key, values)
    }

    /// The text of a notice.
    fn of(&self, notice: &crate::words::Notice) -> Clean {
        self.words().of(notice)
    }
}

/// The threads at work.
pub struct Workers {
    voice: Arc<Voice>,
    list: Sender<list::Job>,
    /// How many lists have been asked for: an older search stops.
    lists: Arc<AtomicU64>,
    keeper: Sender<keeper::Job>,
    pages: Sender<pages::Job>,
    setting: Sender<ToSet>,
    find: Sender<ToFind>,
    snippets: Sender<ToRead>,
    marks: Sender<marks::Job>,
    marks_thread: Option<JoinHandle<()>>,
    /// The most marks that were to be saved at once.
    most: AtomicU64,
    many: Sender<many::Job>,
    desktop: Sender<desktop::Job>,
    searches: Sender<searches::Job>,
}

impl Workers {
    /// Starts the threads.
    #[must_use]
    pub fn start(tools: &Tools, tell: &Tell) -> Self {
        let (list, list_jobs) = channel();
        let (pages, page_jobs) = channel();
        let (setting, to_set) = channel();
        let (find, to_find) = channel();
        let (snippets, to_read) = channel();
        let (marks, mark_jobs) = channel();
        let (many, many_jobs) = channel();
        let (desktop, desktop_jobs) = channel();
        let (keeper, keeper_jobs) = channel();
        let (searches, search_jobs) = channel();
        let lists = Arc::new(AtomicU64::new(0));
        list::start(tools, tell, list_jobs, Arc::clone(&lists));
        keeper::start(tools, tell, list.clone(), keeper.clone(), keeper_jobs);
        pages::start(tools, tell, page_jobs);
        setting::start(tools, tell, to_set);
        find::start(tools, tell, to_find);
        snippets::start(tools, tell, to_read);
        let marks_thread = marks::start(tools, tell, mark_jobs);
        many::start(tools, tell, many_jobs);
        desktop::start(tools, tell, desktop_jobs);
        searches::start(tools, tell, search_jobs);
        Self {
            voice: Arc::clone(&tools.words),
            list,
            lists,
            keeper,
            pages,
            setting,
            find,
            snippets,
            marks,
            marks_thread,
            most: AtomicU64::new(0),
            many,
            desktop,
            searches,
        }
    }

    /// Hands an effect to the thread that carries it out. Gives it back where
    /// it is one of the main thread's own.
    #[must_use]
    pub fn take(&self, effect: Effect) -> Option<Effect> {
        // A thread that is gone has been reported; there is nobody to tell again.
        match effect {
            Effect::Arrange {
                generation,
                order,
                matcher,
                marks,
            } => {
                let count = self.lists.fetch_add(1, Ordering::Relaxed) + 1;
                drop(self.list.send(list::Job::Arrange(list::Request {
                    generation,
                    order,
                    matcher,
                    marks,
                    count,
                })));
            }
            Effect::Refresh => {
                drop(self.keeper.send(keeper::Job::Look));
                drop(self.marks.send(marks::Job::Look));
            }
            Effect::Load {
                generation,
                path,
                next,
            } => {
                drop(self.pages.send(pages::Job {
                    generation,
                    path,
                    next,
                }));
            }
            Effect::SetPage(to_set) => drop(self.setting.send(to_set)),
            Effect::Find(to_find) => drop(self.find.send(to_find)),
            Effect::ReadPassages(to_read) => drop(self.snippets.send(to_read)),
            Effect::FindCopies {
                generation,
                article,
            } => {
                let job = list::Job::Copies {
                    generation,
                    article,
                };
                drop(self.list.send(job));
            }
            Effect::SaveMarks(saves) => self.save_marks(saves),
            Effect::FetchStep { step, back } => {
                drop(self.marks.send(marks::Job::Fetch { step, back }));
            }
            Effect::Change(work) => drop(self.many.send(many::Job::Change(work))),
            Effect::Merge(work) => drop(self.many.send(many::Job::Merge(work))),
            Effect::CountFilters(work) => drop(self.list.send(list::Job::Facets(work))),
            Effect::CountTags(work) => drop(self.many.send(many::Job::Count(work))),
            searches @ (Effect::SaveSearch(_)
            | Effect::RemoveSearch(_)
            | Effect::KeepSearch(_)
            | Effect::KeepTheme(_)
            | Effect::KeepSitting(_)) => self.keep(searches),
            Effect::OpenLink(link) => drop(self.desktop.send(desktop::Job::Open(link))),
            Effect::Copy(text) => drop(self.desktop.send(desktop::Job::Copy(text))),
            Effect::Speak(language) => self.voice.speak(language),
            Effect::MakeQr(text) => drop(self.desktop.send(desktop::Job::Qr(text))),
            own @ (Effect::Wake { .. } | Effect::Redraw | Effect::Suspend | Effect::Quit) => {
                return Some(own);
            }
        }
        None
    }

    /// Keeps searches, the theme, and where one is.
    fn keep(&self, effect: Effect) {
        let of_marks = |work| drop(self.marks.send(marks::Job::Search(work)));
        let of_state = |job| drop(self.searches.send(job));
        match effect {
            Effect::SaveSearch(search) => of_marks(marks::Searching::Save(search)),
            Effect::RemoveSearch(name) => of_marks(marks::Searching::Remove(name)),
            Effect::KeepSearch(query) => of_state(searches::Job::Keep(query)),
            Effect::KeepTheme(kept) => of_state(searches::Job::KeepTheme(kept)),
            Effect::KeepSitting(sitting) => of_state(searches::Job::Sitting(sitting)),
            _ => {}
        }
    }

    fn save_marks(&self, saves: Vec<Save>) {
        let most = saves.iter().map(Save::count).max().unwrap_or(0);
        self.most.fetch_max(most as u64, Ordering::Relaxed);
        drop(self.marks.send(marks::Job::Save(saves)));
    }

    /// The terminal's window got the focus: where changes are not seen by
    /// themselves, the folder is looked at.
    pub fn focused(&self) {
        drop(self.keeper.send(keeper::Job::Focused));
    }

    /// Ends the threads; marks that are on their way are made safe first.
    /// Gives the number of changes that could not be.
    #[must_use]
    pub fn finish(mut self) -> usize {
        let (done, finished) = channel();
        drop(self.marks.send(marks::Job::Finish(done)));
        let (kept, keeping) = channel();
        drop(self.searches.send(searches::Job::Finish(kept)));
        // Whether it answered or not, the program ends.
        let most = self.most.load(Ordering::Relaxed);
        let wait = LAST_WAIT + WAIT_A_MARK * u32::try_from(most).unwrap_or(u32::MAX);
        let unsaved = finished.recv_timeout(wait);
        if unsaved.is_ok()
            && let Some(thread) = self.marks_thread.take()
        {
            drop(thread.join());
        }
        tracing::debug!(?unsaved, "marks finished");
        // A search that is not kept is no loss to be told of.
        let _ = keeping.recv_timeout(SEARCH_WAIT);
        match unsaved {
            Ok(unsaved) => unsaved,
            // It has not come to an end; how much of it is left is not known.
            Err(RecvTimeoutError::Timeout) => usize::try_from(most).unwrap_or(usize::MAX).max(1),
            Err(RecvTimeoutError::Disconnected) => 0,
        }
    }
}

/// Starts a thread; one that the system refuses is noted, and its work is not done.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(work);
    thread
        .inspect_err(|error| tracing::error!(name, %error, "no thread"))
        .ok()
}

/// Does a piece of work; a panic in it is told and survived.
fn guarded(task: &'static str, words: &Voice, tell: &Tell, work: impl FnOnce()) -> bool {
    let survived = catch_unwind(AssertUnwindSafe(work)).is_ok();
    if !survived {
        tracing::error!(task, "a worker panicked");
        say(
            words,
            tell,
            Tone::Error,
            "worker-failed",
            &[("task", words.get(task).into())],
        );
    }
    survived
}

/// How often a thread that keeps a state of its own is begun anew.
const RENEWALS: u64 = 3;

/// Lives the life of a thread that keeps a state of its own. Where it panics, that
/// is told, and it begins anew: what it knew is not to be trusted. One that panics
/// each time does so again and again over the same thing, and is given up. `life` is
/// told which life it is, from 0.
fn renewed(task: &'static str, words: &Voice, tell: &Tell, mut life: impl FnMut(u64)) {
    for number in 0..=RENEWALS {
        if guarded(task, words, tell, || life(number)) {
            return;
        }
    }
    tracing::error!(task, "a worker was given up");
}

/// Tells the person something.
fn say(words: &Voice, tell: &Tell, tone: Tone, key: &str, values: &[(&str, Value)]) {
    let text = words.with(key, values);
    tell(Event::Message(Message::Notice(Notice { text, tone })));
}

/// All jobs that wait, after the one that came first.
fn drained<J>(first: J, jobs: &Receiver<J>) -> impl Iterator<Item = J> {
    std::iter::once(first).chain(jobs.try_iter())
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// A way to tell, and what was told.
    fn listening() -> (Tell, Arc<Mutex<Vec<String>>>) {
        let told = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&told);
        let tell: Tell = Arc::new(move |event| {
            if let Event::Message(Message::Notice(notice)) = event {
                let text = notice.text.as_str().to_owned();
                list.lock().expect("the list").push(text);
            }
        });
        (tell, told)
    }

    #[test]
    fn a_panic_is_told_and_survived() {
        let (tell, told) = listening();
        let words = Voice::new(Arc::new(Words::english()));
        assert!(!guarded("task-page", &words, &tell, || panic!(
            "on purpose"
        )));
        assert!(guarded("task-page", &words, &tell, || {}));
        let told = told.lock().expect("the list");
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("reading the article"), "{told:?}");
    }

    /// After a panic the next life takes up the work that came meanwhile.
    #[test]
    fn a_thread_that_panics_begins_anew_and_is_given_up_in_the_end() {
        let words = Voice::new(Arc::new(Words::english()));
        for (panics, lives) in [(0, 1), (1, 2), (3, 4), (9, 4)] {
            let (tell, told) = listening();
            let (sender, jobs) = channel();
            (0..20).for_each(|job| sender.send(job).expect("a listener"));
            drop(sender);
            let mut done = Vec::new();
            let mut begun = Vec::new();
            renewed("task-scan", &words, &tell, |life| {
                begun.push(life);
                for job in &jobs {
                    assert!(job >= panics, "on purpose");
                    done.push(job);
                }
            });
            assert_eq!(begun, (0..lives).collect::<Vec<_>>());
            let expected: Vec<i32> = if panics < 9 {
                (panics..20).collect()
            } else {
                Vec::new()
            };
            assert_eq!(done, expected);
            let count = told.lock().expect("the list").len();
            assert_eq!(count, usize::try_from(panics.min(4)).expect("a count"));
        }
    }
}
