//! The thread's work without the thread: files that are moved away, locked, or no
//! marks files at all while the program runs.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::sync::Mutex;

use super::*;
use crate::app::Notice;
use crate::article::ArticleId;
use crate::marks::{Change, Entry, Marks, PlaceToKeep, Subject};
use crate::words::Words;

/// What is told, and how often marks are told to be at risk.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<Message>>>);

impl Told {
    fn tell(&self) -> Tell {
        let told = Arc::clone(&self.0);
        Arc::new(move |event| {
            if let Event::Message(message) = event {
                told.lock().unwrap().push(message);
            }
        })
    }

    /// What has been told since it was asked last.
    fn take(&self) -> Vec<Message> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }

    /// The same, what was said alone.
    fn said(&self) -> Vec<String> {
        let text = |message| match message {
            Message::Notice(Notice { text, .. }) => Some(text.as_str().to_owned()),
            _ => None,
        };
        self.take().into_iter().filter_map(text).collect()
    }
}

/// A marks file in a folder of its own, whoever keeps it, and what is told.
struct Bench {
    folder: tempfile::TempDir,
    keeper: Keeper,
    told: Told,
    marks: Marks,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let told = Told::default();
        let words = Arc::new(Voice::new(Arc::new(Words::english())));
        let file = folder.path().join("marks.db");
        Self {
            keeper: Keeper::new(words, told.tell(), file, false),
            folder,
            told,
            marks: Marks::default(),
        }
    }

    /// The files of the marks get other names.
    fn move_away(&self) {
        for ending in ["", "-wal", "-shm"] {
            let name = |stem: &str| self.folder.path().join(format!("{stem}{ending}"));
            if name("marks.db").exists() {
                fs::rename(name("marks.db"), name("elsewhere")).unwrap();
            }
        }
    }

    fn subject(number: u32) -> Subject {
        let link = format!("https://news.example/{number}");
        Subject {
            id: ArticleId::v1(Some(&link), "", ""),
            link: Some(link),
            title: format!("第{number}篇"),
            path: format!("/news/{number}.txt"),
        }
    }

    /// A place in the page, to be saved.
    fn entry(&mut self, number: u32) -> Save {
        let subject = Self::subject(number);
        let change = Change::Place(Some(number));
        let sequence = self.marks.apply(subject.id, &change).unwrap().sequence;
        Save::Entry(Entry {
            subject,
            change,
            sequence,
            at: 5,
        })
    }
}

fn place(letter: char) -> Placing {
    Placing::Keep(PlaceToKeep {
        letter,
        subject: Bench::subject(1),
        position: 7,
        at: 5,
    })
}

#[test]
fn places_and_searches_are_kept_in_the_file_that_took_the_place_of_the_first() {
    let mut bench = Bench::new();
    bench.keeper.open();
    bench.keeper.change_places(&place('a'));
    assert_eq!(
        bench.told.said(),
        ["The place is under a; ' and a lead back to it."]
    );
    bench.move_away();
    bench.keeper.change_places(&place('b'));
    assert_eq!(
        bench.told.said(),
        ["The place is under b; ' and b lead back to it."]
    );
    bench.move_away();
    let search = SavedSearch {
        name: "海".to_owned(),
        query: "海".to_owned(),
        at: 5,
    };
    bench.keeper.change_searches(&Searching::Save(search));
    assert_eq!(bench.told.said(), ["Saved as 海."]);
    bench.move_away();
    bench
        .keeper
        .change_searches(&Searching::Remove("海".to_owned()));
    bench.move_away();
    bench.keeper.change_places(&Placing::Forget('b'));
    assert_eq!(bench.told.said().len(), 2);
    // What is no marks file is told in the reader's words.
    bench.move_away();
    fs::create_dir(&bench.keeper.file).unwrap();
    bench.keeper.change_places(&place('c'));
    let said = bench.told.said();
    assert!(said[1].contains("not open"), "{said:?}");
}

/// How often it was told that marks are at risk: once for each try.
fn tries(told: &Told) -> usize {
    let told = told.take();
    let at_risk = |message: &&Message| matches!(message, Message::MarksAtRisk(true));
    told.iter().filter(at_risk).count()
}

/// A commit that fails has written to the log all the same: the watch tells of that.
#[test]
fn what_the_watch_tells_does_not_make_the_next_try() {
    let mut bench = Bench::new();
    bench.keeper.open();
    bench.move_away();
    fs::create_dir(&bench.keeper.file).unwrap();
    let work = |jobs: Vec<Job>, bench: &mut Bench| {
        let mut work = Work::of(jobs.into_iter());
        bench.keeper.waiting.append(&mut work.saves);
        bench.keeper.carry_out(&work);
        tries(&bench.told)
    };
    let save = Job::Save(vec![bench.entry(1)]);
    assert_eq!(work(vec![save], &mut bench), 1);
    let first = bench.keeper.again.unwrap();
    assert_eq!(first.after, TRY_AGAIN.0);
    for _ in 0..5 {
        assert_eq!(work(vec![Job::Written], &mut bench), 0);
    }
    assert_eq!(bench.keeper.again, Some(first), "the time goes on");
    // Something new is tried at once, and nothing waits longer for it.
    let save = Job::Save(vec![bench.entry(2)]);
    assert_eq!(work(vec![Job::Written, save], &mut bench), 1);
    assert_eq!(bench.keeper.again.unwrap().after, TRY_AGAIN.0);
    // The time is over, be it in the middle of what is told.
    for after in [2, 4, 8] {
        bench.keeper.again.as_mut().unwrap().at = Instant::now();
        assert_eq!(work(vec![Job::Written], &mut bench), 1);
        let expected = TRY_AGAIN.0 * after;
        assert_eq!(bench.keeper.again.unwrap().after, expected);
    }
    fs::remove_dir(&bench.keeper.file).unwrap();
    let (done, _left) = std::sync::mpsc::channel();
    assert_eq!(work(vec![Job::Finish(done)], &mut bench), 0);
    assert_eq!((bench.keeper.waiting.len(), bench.keeper.again), (0, None));
}

/// Another newsprint is putting a copy in the place of damaged marks, as long as the
/// folder is locked.
#[test]
fn marks_that_another_process_holds_at_the_start_are_opened_when_it_is_done() {
    for is_asked in [true, false] {
        let mut bench = Bench::new();
        fs::write(&bench.keeper.file, "SQLite format 3\0").unwrap();
        let lock = fs::File::open(bench.folder.path()).unwrap();
        lock.lock().unwrap();
        bench.keeper.save();
        assert_eq!(bench.keeper.again.unwrap().after, TRY_AGAIN.0);
        bench
            .keeper
            .carry_out(&Work::of([Job::Written].into_iter()));
        assert_eq!(tries(&bench.told), 1, "what the watch tells opens nothing");
        drop(lock);
        let job = if is_asked {
            Job::Look
        } else {
            bench.keeper.again.as_mut().unwrap().at = Instant::now();
            Job::Written
        };
        bench.keeper.carry_out(&Work::of([job].into_iter()));
        assert!(bench.keeper.store.is_some(), "{is_asked}");
        let told = bench.told.take();
        let is_over = |message: &Message| matches!(message, Message::MarksAtRisk(false));
        assert!(told.iter().any(is_over), "{is_asked}");
        let is_loaded = |message: &Message| matches!(message, Message::MarksLoaded(_));
        assert!(told.iter().any(is_loaded), "{is_asked}");
    }
}

/// What stays as it is until somebody does something wakes nothing.
#[test]
fn what_is_no_marks_file_is_not_tried_again_by_itself() {
    let mut bench = Bench::new();
    fs::create_dir(&bench.keeper.file).unwrap();
    bench.keeper.save();
    assert_eq!((tries(&bench.told), bench.keeper.again), (1, None));
    fs::remove_dir(&bench.keeper.file).unwrap();
    bench.keeper.carry_out(&Work::of([Job::Look].into_iter()));
    assert!(bench.keeper.store.is_some());
}
