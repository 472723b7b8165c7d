//! The threads that open another archive, and those that count what is known of
//! archives which are not open. A folder may lie on a network that does not answer:
//! nothing else waits for it.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use crate::app::{Message, Offered, Tone};
use crate::archive::Archive;
use crate::article::Rules;
use crate::text::Clean;

use super::{Event, Tell, Tools, Voice, drained, guarded, say, searches, spawn};

/// A piece of work.
pub(super) enum Job {
    /// Open an archive; what else was to be opened is not any more.
    Open(Offered),
    /// The request of that number has come to its end.
    Opened(u64, Opened),
    /// Count what is known of archives, by their folders.
    Count(Vec<Vec<PathBuf>>),
    /// So many are known of the archive with these folders; none where that is not known.
    Counted(Vec<PathBuf>, Option<usize>),
    /// Articles are read by these rules from now on.
    Rules(Arc<Rules>),
}

pub(super) fn start(
    tools: &Tools,
    tell: &Tell,
    searches: Sender<searches::Job>,
    (sender, jobs): (Sender<Job>, Receiver<Job>),
) {
    let (mut tools, tell) = (tools.clone(), Arc::clone(tell));
    let mut opening = Opening {
        words: Arc::clone(&tools.words),
        tell: Arc::clone(&tell),
        sender: sender.clone(),
        wanted: 0,
    };
    let mut counting = Counting {
        words: Arc::clone(&tools.words),
        tell: Arc::clone(&tell),
        sender,
        known: Vec::new(),
        under_way: HashSet::new(),
    };
    spawn("archives", move || {
        while let Ok(job) = jobs.recv() {
            for job in drained(job, &jobs) {
                match job {
                    Job::Open(archive) => {
                        let tools = tools.clone();
                        opening.begin(move || open(&tools, archive));
                    }
                    Job::Opened(number, opened) => {
                        if let Some(archive) = opening.opened(number, opened) {
                            // A thread that is gone has been reported.
                            drop(searches.send(*archive));
                        }
                    }
                    Job::Count(archives) => {
                        let count = count_in(tools.cache.clone(), Arc::clone(&tools.rules));
                        counting.begin(archives, &count);
                    }
                    Job::Counted(folders, count) => counting.counted(folders, count),
                    Job::Rules(rules) => tools.rules = rules,
                }
            }
        }
    });
}

/// An archive that was opened, as it is handed on; or its name, and why it can't be.
type Opened = Result<Box<searches::Job>, (Clean, Clean)>;

/// Opens archives, each on a thread of its own: one that does not answer is waited for
/// no longer when another is wanted.
struct Opening {
    words: Arc<Voice>,
    tell: Tell,
    /// How threads say what they have opened.
    sender: Sender<Job>,
    /// The number of the last request.
    wanted: u64,
}

impl Opening {
    fn begin(&mut self, open: impl FnOnce() -> Opened + Send + 'static) {
        self.wanted += 1;
        let (number, sender) = (self.wanted, self.sender.clone());
        let (words, tell) = (Arc::clone(&self.words), Arc::clone(&self.tell));
        spawn("archives-open", move || {
            guarded("task-archives", &words, &tell, || {
                // Who would be told may be gone.
                drop(sender.send(Job::Opened(number, open())));
            });
        });
    }

    /// What is to be handed on of an archive that was opened, if it is still wanted.
    /// That it can't be opened is told.
    fn opened(&self, number: u64, opened: Opened) -> Option<Box<searches::Job>> {
        if number != self.wanted {
            return None;
        }
        let told = |(name, fault): (Clean, Clean)| {
            let values = [("name", name.into()), ("fault", fault.into())];
            let key = "archives-not-opened";
            say(&self.words, &self.tell, Tone::Error, key, &values);
        };
        opened.map_err(told).ok()
    }
}

/// Opens an archive, or says why that can't be: then the present one stays.
fn open(tools: &Tools, wanted: Offered) -> Opened {
    let rules = Arc::clone(&tools.rules);
    let archive = if wanted.folders.is_empty() {
        Archive::guide(rules, tools.words.words().language())
    } else {
        match Archive::open(wanted.folders, rules) {
            Ok(archive) => archive,
            Err(error) => return Err((wanted.name, tools.words.of(&error.notice()))),
        }
    };
    let folder = tools.sittings.as_ref();
    let file = folder.and_then(|folder| Some(folder.join(archive.key()?)));
    Ok(Box::new(searches::Job::Return {
        name: wanted.name,
        archive,
        file,
    }))
}

/// How many articles are known of an archive with these folders, where that is known.
type Count = Arc<dyn Fn(&[PathBuf]) -> Option<usize> + Send + Sync>;

/// Counts what is known of archives, each on a thread of its own: a share that does not
/// answer holds up no other archive, neither the counting nor the opening of it.
struct Counting {
    words: Arc<Voice>,
    tell: Tell,
    /// How threads say what they have counted.
    sender: Sender<Job>,
    /// What was counted last of each.
    known: Vec<(Vec<PathBuf>, usize)>,
    /// Archives that are being counted. One that does not answer is asked once.
    under_way: HashSet<Vec<PathBuf>>,
}

impl Counting {
    fn begin(&mut self, archives: Vec<Vec<PathBuf>>, count: &Count) {
        for folders in archives {
            if !self.under_way.insert(folders.clone()) {
                continue;
            }
            let (words, tell) = (Arc::clone(&self.words), Arc::clone(&self.tell));
            let (sender, count, of) = (self.sender.clone(), Arc::clone(count), folders.clone());
            let thread = spawn("archives-count", move || {
                let mut counted = None;
                guarded("task-archives", &words, &tell, || counted = count(&of));
                // Who would be told may be gone.
                drop(sender.send(Job::Counted(of, counted)));
            });
            if thread.is_none() {
                self.under_way.remove(&folders);
            }
        }
    }

    fn counted(&mut self, folders: Vec<PathBuf>, count: Option<usize>) {
        self.under_way.remove(&folders);
        self.known.retain(|(of, _)| *of != folders);
        self.known.extend(count.map(|count| (folders, count)));
        let known = self.known.clone();
        (self.tell)(Event::Message(Message::ArchivesCounted(known)));
    }
}

/// What a cache folder keeps of archives.
fn count_in(cache: Option<PathBuf>, rules: Arc<Rules>) -> Count {
    Arc::new(move |folders| {
        let archive = Archive::open(folders.to_vec(), Arc::clone(&rules)).ok()?;
        archive.known_count(cache.as_ref()?)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::sync::Mutex;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;
    use crate::words::Words;

    /// Longer than anything takes, whatever else the machine does.
    const LIMIT: Duration = Duration::from_secs(30);

    #[test]
    fn an_archive_that_does_not_answer_holds_up_no_other() {
        let (told, hears) = channel();
        let told = Mutex::new(told);
        let tell: Tell = Arc::new(move |event| {
            if let Event::Message(Message::ArchivesCounted(counts)) = event {
                drop(told.lock().unwrap().send(counts));
            }
        });
        let (sender, jobs) = channel();
        let mut counting = Counting {
            words: Arc::new(Voice::new(Arc::new(Words::english()))),
            tell,
            sender,
            known: Vec::new(),
            under_way: HashSet::new(),
        };
        let (answers, waits) = channel();
        let waits = Mutex::new(waits);
        let asked = Arc::new(Mutex::new(0));
        let hung_asked = Arc::clone(&asked);
        let count: Count = Arc::new(move |folders| {
            if folders[0].ends_with("hung") {
                *hung_asked.lock().unwrap() += 1;
                waits.lock().unwrap().recv_timeout(LIMIT).ok()?;
            }
            (!folders[0].ends_with("unknown")).then_some(7)
        });
        let of = |name: &str| vec![PathBuf::from(name)];
        let take = |counting: &mut Counting| {
            let Job::Counted(folders, count) = jobs.recv_timeout(LIMIT).unwrap() else {
                panic!("another job")
            };
            counting.counted(folders, count);
            hears.recv_timeout(LIMIT).unwrap()
        };
        // Asked again and again, as the menu does each time it is opened.
        for _ in 0..3 {
            counting.begin(vec![of("hung"), of("here")], &count);
            assert_eq!(take(&mut counting), [(of("here"), 7)]);
        }
        counting.begin(vec![of("unknown")], &count);
        assert_eq!(take(&mut counting), [(of("here"), 7)]);
        answers.send(()).unwrap();
        let all = take(&mut counting);
        assert_eq!(all, [(of("here"), 7), (of("hung"), 7)]);
        assert_eq!(*asked.lock().unwrap(), 1, "one thread alone hung");
        assert!(counting.under_way.is_empty());
    }

    #[test]
    fn an_archive_that_does_not_answer_keeps_no_other_from_being_opened() {
        let (told, hears) = channel();
        let told = Mutex::new(told);
        let tell: Tell = Arc::new(move |event| {
            let is_notice = matches!(event, Event::Message(Message::Notice(_)));
            let _ = told.lock().unwrap().send(is_notice);
        });
        let (sender, jobs) = channel();
        let mut opening = Opening {
            words: Arc::new(Voice::new(Arc::new(Words::english()))),
            tell,
            sender,
            wanted: 0,
        };
        let failed = |name: &str| Err((Clean::line(name), Clean::line("it is gone")));
        let (answer, waits) = channel::<()>();
        opening.begin(move || {
            let _ = waits.recv_timeout(LIMIT);
            failed("hung")
        });
        opening.begin(move || failed("other"));
        let take = || {
            let Job::Opened(number, opened) = jobs.recv_timeout(LIMIT).unwrap() else {
                panic!("another job")
            };
            assert!(opening.opened(number, opened).is_none());
            hears.try_recv() == Ok(true)
        };
        assert!(take(), "the other is told of");
        answer.send(()).unwrap();
        assert!(!take(), "nobody waits for it any more");
    }
}
