//! The threads: each carries out one kind of effect and answers with messages.
//! Starting them and what becomes of a panic is left to `threads`.

mod archives;
mod desktop;
mod find;
mod keeper;
mod list;
mod many;
mod marks;
mod pages;
mod programs;
mod reloading;
mod searches;
mod setting;
mod snippets;
mod threads;
mod voice;
mod watching;

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::app::{Effect, Message, ToFind, ToRead, ToSet};
use crate::archive::Archive;
use crate::article::{ArticleId, Rules};
use crate::config::{Loaded, Outside, Paths};
use crate::desktop::{CommandLine, Environment};
use crate::marks::Save;
use crate::settings::Sitting;
use crate::text::Clean;

use searches::Lines;
use threads::{drained, guarded, renewed, spawn};
use voice::{say, say_notice};

pub use voice::Voice;

/// How long quitting waits for marks to become safe: longer than they wait for another
/// process that writes, which is up to five seconds.
const LAST_WAIT: Duration = Duration::from_secs(8);

/// How much longer for each mark of the largest change: what a slow disk takes.
const WAIT_A_MARK: Duration = Duration::from_micros(60);

/// How long it waits for the last search to be kept.
const SEARCH_WAIT: Duration = Duration::from_millis(500);

/// How long it waits for what was asked of the desktop just before: a browser is watched
/// for less, and a clipboard manager takes what was copied in less.
const DESKTOP_WAIT: Duration = Duration::from_millis(500);

/// What a thread tells the main one.
pub enum Event {
    /// Something for the program.
    Message(Message),
    /// A text for the terminal's clipboard: the main thread alone writes to it.
    CopyToTerminal(String),
    /// A program that wants the terminal for itself, such as a browser, and what it
    /// reads where that is not the terminal; whether it is one of the reader's own.
    Foreground(CommandLine, Option<File>, bool),
    /// Settings, rules, themes or keys have changed: as they are now.
    Configured(Box<Loaded>),
    /// An archive was opened, to be put in the place of the present one.
    Opened(Box<Opened>),
}

/// An archive that was opened while the program runs.
pub struct Opened {
    /// Its name.
    pub name: Clean,
    /// The archive.
    pub archive: Archive,
    /// The file of where one is in it; none where that is not kept.
    pub sitting_file: Option<PathBuf>,
    /// Where one was in it; none where that is not kept.
    pub sitting: Option<Sitting>,
}

/// What settings are read from, and what was read.
#[derive(Clone)]
pub struct Configuration {
    /// Where the files lie.
    pub paths: Paths,
    /// What lies over them.
    pub outside: Outside,
    /// What was read last.
    pub loaded: Loaded,
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
    /// Where the command lines are kept that were piped into.
    pub pipes_file: PathBuf,
    /// Where it is kept what was taken from the palette.
    pub taken_file: PathBuf,
    /// Where the theme that was chosen is kept.
    pub theme_file: PathBuf,
    /// Where the settings are kept that were chosen.
    pub chosen_file: PathBuf,
    /// Where it is kept where one was; none where it is not.
    pub sitting_file: Option<PathBuf>,
    /// The folder of such files; none where nothing is to come back.
    pub sittings: Option<PathBuf>,
    /// Where it is kept which archive is open.
    pub last_file: PathBuf,
    /// What settings are read from, to be read again; none where they are not.
    pub configuration: Option<Configuration>,
    /// The texts of the interface.
    pub words: Arc<Voice>,
    /// What is known of the desktop.
    pub environment: Environment,
}

/// The threads at work.
pub struct Workers {
    voice: Arc<Voice>,
    of_archive: OfArchive,
    /// What keeps archives that are open no more.
    leaving: keeper::Leaving,
    setting: Sender<ToSet>,
    find: Sender<ToFind>,
    marks: Sender<marks::Job>,
    marks_thread: Option<JoinHandle<()>>,
    /// The most marks that were to be saved at once.
    most: AtomicU64,
    many: Sender<many::Job>,
    desktop: Sender<desktop::Job>,
    programs: Sender<programs::Job>,
    /// The program whose answer is waited for.
    awaited: programs::Awaited,
    searches: Sender<searches::Job>,
    archives: Sender<archives::Job>,
    settings: Sender<reloading::Job>,
}

/// The threads that work with the archive that is open.
struct OfArchive {
    list: Sender<list::Job>,
    /// How many lists have been asked for: an older search stops.
    lists: Arc<AtomicU64>,
    keeper: Sender<keeper::Job>,
    keeper_thread: Option<keeper::Keeping>,
    pages: Sender<pages::Job>,
    snippets: Sender<ToRead>,
}

impl OfArchive {
    /// Starts them; what keeps an archive waits for those that are `leaving` it.
    fn start(tools: &Tools, tell: &Tell, leaving: &mut keeper::Leaving) -> Self {
        let (list, list_jobs) = channel();
        let (pages, page_jobs) = channel();
        let (snippets, to_read) = channel();
        let (keeper, keeper_jobs) = channel();
        let lists = Arc::new(AtomicU64::new(0));
        list::start(tools, tell, list_jobs, Arc::clone(&lists), keeper.clone());
        let jobs = (keeper.clone(), keeper_jobs);
        let keeper_thread = keeper::start(tools, tell, list.clone(), jobs, leaving);
        pages::start(tools, tell, page_jobs);
        snippets::start(tools, tell, to_read);
        Self {
            list,
            lists,
            keeper,
            keeper_thread,
            pages,
            snippets,
        }
    }
}

impl Workers {
    /// Starts the threads. Those that work with the archive tell by `of_archive`:
    /// when another is open, what they still tell is of no use.
    #[must_use]
    pub fn start(tools: &Tools, tell: &Tell, of_archive: &Tell) -> Self {
        let (setting, to_set) = channel();
        let (find, to_find) = channel();
        let (marks, mark_jobs) = channel();
        let (many, many_jobs) = channel();
        let (desktop, desktop_jobs) = channel();
        let (searches, search_jobs) = channel();
        let (programs, to_run) = channel();
        let (archives, archive_jobs) = channel();
        let (settings, settings_jobs) = channel();
        setting::start(tools, tell, to_set);
        find::start(tools, tell, to_find);
        let marks_thread = marks::start(tools, tell, marks.clone(), mark_jobs);
        if marks_thread.is_none() {
            tell(Event::Message(Message::MarksAtRisk(true)));
        }
        many::start(tools, tell, many_jobs);
        desktop::start(tools, tell, desktop_jobs);
        searches::start(tools, tell, search_jobs);
        let of_archives = (archives.clone(), archive_jobs);
        archives::start(tools, tell, searches.clone(), of_archives);
        reloading::start(tools, tell, settings.clone(), settings_jobs);
        let mut leaving = keeper::Leaving::default();
        Self {
            voice: Arc::clone(&tools.words),
            of_archive: OfArchive::start(tools, of_archive, &mut leaving),
            leaving,
            setting,
            find,
            marks,
            marks_thread,
            most: AtomicU64::new(0),
            many,
            desktop,
            programs,
            awaited: programs::start(tools, tell, to_run),
            searches,
            archives,
            settings,
        }
    }

    /// Puts the archive of some tools in the place of the one that is open. What was
    /// still asked about that is not answered any more.
    pub fn move_to(&mut self, tools: &Tools, of_archive: &Tell) {
        // A thread that is gone has been reported.
        drop(self.of_archive.keeper.send(keeper::Job::End));
        // A search that goes on stops.
        self.of_archive.lists.fetch_add(1, Ordering::Relaxed);
        self.leaving.add(self.of_archive.keeper_thread.take());
        self.of_archive = OfArchive::start(tools, of_archive, &mut self.leaving);
        let rules = Arc::clone(&tools.rules);
        self.ask(archives::Job::Rules(rules));
        let file = tools.sitting_file.clone();
        drop(self.searches.send(searches::Job::Moved(file)));
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
            } => self.arrange(list::Request {
                generation,
                order,
                matcher,
                marks,
                count: 0,
            }),
            Effect::Refresh => self.look(),
            Effect::LookAtSettings => self.look_at_settings(),
            Effect::Load {
                generation,
                path,
                next,
            } => self.load(pages::Job {
                generation,
                path,
                next,
            }),
            Effect::SetPage(to_set) => drop(self.setting.send(to_set)),
            Effect::Find(to_find) => drop(self.find.send(to_find)),
            Effect::ReadPassages(to_read) => drop(self.of_archive.snippets.send(to_read)),
            Effect::FindDetails {
                generation,
                article,
            } => self.find_details(generation, article),
            Effect::KeepIndexing(on) => self.ask_keeper(keeper::Job::Index(on)),
            Effect::SaveMarks(saves) => self.save_marks(saves),
            Effect::CountFilters(work) => self.ask_list(list::Job::Facets(work)),
            work @ (Effect::Change(_) | Effect::Merge(_) | Effect::CountTags(_)) => {
                self.change_many(work);
            }
            searches @ (Effect::SaveSearch(_)
            | Effect::RemoveSearch(_)
            | Effect::KeepSearch(_)
            | Effect::KeepTheme(_)
            | Effect::KeepChosen(_)
            | Effect::KeepPipe(_)
            | Effect::KeepTaken(_)
            | Effect::KeepPlace(_)
            | Effect::ForgetPlace(_)
            | Effect::FetchStep { .. }
            | Effect::KeepSitting(_)) => self.keep(searches),
            Effect::RunProgram(to_run) => drop(self.programs.send(programs::Job::Run(to_run))),
            Effect::StopProgram(number) => self.awaited.stop(number),
            Effect::OpenArchive(wanted) => self.ask(archives::Job::Open(wanted)),
            Effect::CountArchives(wanted) => self.ask(archives::Job::Count(wanted)),
            Effect::Speak(language) => self.voice.speak(language),
            work @ (Effect::OpenLink(_) | Effect::Copy { .. } | Effect::MakeQr(_)) => {
                self.use_desktop(work);
            }
            own @ (Effect::Wake { .. }
            | Effect::CallOff(_)
            | Effect::FollowMouse(_)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit) => {
                return Some(own);
            }
        }
        None
    }

    fn load(&self, job: pages::Job) {
        drop(self.of_archive.pages.send(job));
    }

    /// Asks something of the thread that keeps the archive.
    fn ask_keeper(&self, job: keeper::Job) {
        drop(self.of_archive.keeper.send(job));
    }

    /// Finds what is told of an article beside what the article says itself.
    fn find_details(&self, generation: u64, article: ArticleId) {
        self.ask_list(list::Job::Copies {
            generation,
            article,
        });
        drop(self.marks.send(marks::Job::Opened(generation, article)));
    }

    /// Asks something of the list.
    fn ask_list(&self, job: list::Job) {
        drop(self.of_archive.list.send(job));
    }

    /// Has a list made, in the place of those that were asked for before.
    fn arrange(&self, mut request: list::Request) {
        request.count = self.of_archive.lists.fetch_add(1, Ordering::Relaxed) + 1;
        self.ask_list(list::Job::Arrange(request));
    }

    /// Looks whether something has changed: the folder, the marks, the settings.
    fn look(&self) {
        self.ask_keeper(keeper::Job::Look);
        drop(self.marks.send(marks::Job::Look));
        self.look_at_settings();
    }

    fn look_at_settings(&self) {
        drop(self.settings.send(reloading::Job::Look));
    }

    /// Asks something of archives that are not open.
    fn ask(&self, job: archives::Job) {
        drop(self.archives.send(job));
    }

    /// Changes many articles, or counts what they bear.
    fn change_many(&self, effect: Effect) {
        let job = match effect {
            Effect::Change(work) => many::Job::Change(work),
            Effect::Merge(work) => many::Job::Merge(work),
            Effect::CountTags(work) => many::Job::Count(work),
            _ => return,
        };
        drop(self.many.send(job));
    }

    /// Opens links and copies.
    fn use_desktop(&self, effect: Effect) {
        let job = match effect {
            Effect::OpenLink(link) => desktop::Job::Open(link),
            Effect::Copy { text, what } => desktop::Job::Copy(text, what),
            Effect::MakeQr(text) => desktop::Job::Qr(text),
            _ => return,
        };
        drop(self.desktop.send(job));
    }

    /// Keeps searches, commands, places, what was chosen, and where one is; finds what was
    /// kept of a step.
    fn keep(&self, effect: Effect) {
        let of_marks = |job| drop(self.marks.send(job));
        let search = |work| of_marks(marks::Job::Search(work));
        let of_state = |job| drop(self.searches.send(job));
        match effect {
            Effect::SaveSearch(saved) => search(marks::Searching::Save(saved)),
            Effect::RemoveSearch(name) => search(marks::Searching::Remove(name)),
            Effect::FetchStep { step, back } => of_marks(marks::Job::Fetch { step, back }),
            Effect::KeepPlace(place) => of_marks(marks::Job::Place(marks::Placing::Keep(place))),
            Effect::ForgetPlace(letter) => {
                of_marks(marks::Job::Place(marks::Placing::Forget(letter)));
            }
            Effect::KeepSearch(query) => of_state(searches::Job::Keep(Lines::Searches, query)),
            Effect::KeepPipe(line) => of_state(searches::Job::Keep(Lines::Pipes, line)),
            Effect::KeepTaken(name) => of_state(searches::Job::Keep(Lines::Taken, name)),
            Effect::KeepTheme(kept) => of_state(searches::Job::KeepTheme(kept)),
            Effect::KeepChosen(chosen) => of_state(searches::Job::KeepChosen(chosen)),
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
    /// themselves, the folder is looked at, and so are the settings.
    pub fn focused(&self) {
        self.ask_keeper(keeper::Job::Focused);
        self.look_at_settings();
    }

    /// Waits, for a moment at the most, until what was asked of the desktop and of
    /// programs is done, and what was copied is handed over. What that has told is still
    /// to be heard: a copy may be for the terminal.
    pub fn finish_outward(&self) {
        let (done, finished) = channel::<()>();
        drop(self.desktop.send(desktop::Job::Finish(done.clone())));
        drop(self.programs.send(programs::Job::Finish(done)));
        // Both hang up, and so does one that is gone.
        let _ = finished.recv_timeout(DESKTOP_WAIT);
    }

    /// Ends the threads; marks that are on their way are made safe first.
    /// Gives the number of changes that could not be.
    #[must_use]
    pub fn finish(mut self) -> usize {
        let (done, finished) = channel();
        drop(self.marks.send(marks::Job::Finish(done)));
        let (kept, keeping) = channel();
        drop(self.searches.send(searches::Job::Finish(kept)));
        self.awaited.finish();
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
        lost(unsaved, most)
    }
}

/// How many marks are told to be lost, by the answer of the thread that keeps them and
/// the most that were to be saved at once.
fn lost(unsaved: Result<usize, RecvTimeoutError>, most: u64) -> usize {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    match unsaved {
        Ok(unsaved) => unsaved,
        // It has not come to an end; how much of it is left is not known.
        Err(RecvTimeoutError::Timeout) => most.max(1),
        // It is gone, or never was there: nothing is known of what it was given.
        Err(RecvTimeoutError::Disconnected) => most,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_to_a_thread_that_is_gone_counts_as_lost() {
        for (unsaved, most, expected) in [
            (Ok(3), 9, 3),
            (Ok(0), 9, 0),
            (Err(RecvTimeoutError::Timeout), 0, 1),
            (Err(RecvTimeoutError::Timeout), 9, 9),
            (Err(RecvTimeoutError::Disconnected), 9, 9),
            (Err(RecvTimeoutError::Disconnected), 0, 0),
        ] {
            assert_eq!(lost(unsaved, most), expected, "{unsaved:?} {most}");
        }
    }
}
