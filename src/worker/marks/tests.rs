//! The thread's work without the thread: files that are moved away, locked, or no
//! marks files at all while the program runs.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::sync::Mutex;

use chrono::Utc;

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
    let said = bench.told.said();
    let [replaced, kept] = &said[..] else {
        panic!("{said:?}")
    };
    assert!(replaced.starts_with("Another file of marks"), "{replaced}");
    assert_eq!(kept, "The place is under b; ' and b lead back to it.");
    bench.move_away();
    let search = SavedSearch {
        name: "海".to_owned(),
        query: "海".to_owned(),
        at: 5,
    };
    bench.keeper.change_searches(&Searching::Save(search));
    assert_eq!(bench.told.said()[1..], ["Saved as 海."]);
    bench.move_away();
    bench
        .keeper
        .change_searches(&Searching::Remove("海".to_owned()));
    bench.move_away();
    bench.keeper.change_places(&Placing::Forget('b'));
    assert_eq!(bench.told.said().len(), 4);
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

fn saved(bench: &mut Bench, number: u32) -> Vec<String> {
    let save = bench.entry(number);
    bench.keeper.waiting.push(save);
    bench.keeper.save();
    bench.told.said()
}

/// Another newsprint puts a copy in the place of damaged marks, or a person does.
#[test]
fn marks_of_a_file_that_takes_the_place_are_shown_and_told() {
    let mut bench = Bench::new();
    bench.keeper.open();
    assert_eq!(saved(&mut bench, 1), Vec::<String>::new());
    let other = bench.folder.path().join("other");
    drop(Store::open(&other).unwrap());
    fs::rename(&other, &bench.keeper.file).unwrap();
    bench
        .keeper
        .carry_out(&Work::of([Job::Written].into_iter()));
    let told = bench.told.take();
    let loaded = told.iter().find_map(|message| match message {
        Message::MarksLoaded(marks) => Some(marks.iter().count()),
        _ => None,
    });
    assert_eq!(loaded, Some(0));
    let is_notice = |message: &&Message| matches!(message, Message::Notice(_));
    assert_eq!(told.iter().filter(is_notice).count(), 1);
    // Where there is none yet, one may be about to come.
    fs::remove_file(&bench.keeper.file).unwrap();
    bench
        .keeper
        .carry_out(&Work::of([Job::Written].into_iter()));
    assert!(bench.told.take().is_empty() && !bench.keeper.file.exists());
}

/// Damage that is met by saving alone: the file is set aside, a copy takes its place,
/// and what was to be saved is saved there.
#[test]
fn what_damage_keeps_from_being_saved_is_saved_in_the_copy() {
    let mut bench = Bench::new();
    let mut store = Store::open(&bench.keeper.file).unwrap().store;
    let yesterday = Utc::now().date_naive() - chrono::Days::new(1);
    store.daily_copy(yesterday).unwrap().make().unwrap();
    let titles = (0..600u32).map(|number| Save::Opened {
        subject: Subject {
            title: "港".repeat(5_000),
            ..Bench::subject(number)
        },
        at: 5,
    });
    let titles: Vec<Save> = titles.collect();
    store.commit(&titles, &mut Numbers::new()).unwrap();
    drop(store);
    let mut bytes = fs::read(&bench.keeper.file).unwrap();
    assert!(bytes.len() > 5 << 20);
    // The tables and their indexes lie before all that the titles take.
    let index = bytes
        .chunks_exact(4096)
        .position(|page| {
            page[0] == 10
                && page
                    .windows(3)
                    .any(|id| id == &Bench::subject(7).id.as_bytes()[..3])
        })
        .unwrap();
    bytes[index * 4096..(index + 1) * 4096].fill(0);
    fs::write(&bench.keeper.file, bytes).unwrap();
    bench.keeper.open();
    assert_eq!(bench.told.said(), Vec::<String>::new());
    let said = saved(&mut bench, 7);
    assert!(said.len() == 1 && said[0].contains("set aside"), "{said:?}");
    assert!(bench.keeper.waiting.is_empty());
    let (_, marks) = Store::open_or_restore(&bench.keeper.file, yesterday, false).unwrap();
    assert_eq!(marks.set().iter().count(), 1);
}

/// What can't be written is tried, and not read anew, with each page that is turned.
#[test]
fn marks_of_a_newer_version_are_read_once() {
    let mut bench = Bench::new();
    drop(Store::open(&bench.keeper.file).unwrap());
    let newer = "PRAGMA user_version = 99";
    let connection = rusqlite::Connection::open(&bench.keeper.file).unwrap();
    connection.execute_batch(newer).unwrap();
    drop(connection);
    bench.keeper.open();
    bench.told.take();
    for number in 1..4 {
        let save = bench.entry(number);
        bench.keeper.waiting.push(save);
        bench.keeper.save();
        let told = bench.told.take();
        let is_loaded = |message: &Message| matches!(message, Message::MarksLoaded(_));
        assert!(!told.iter().any(is_loaded), "{number}");
    }
}

/// A copy that can't be made is told once, and marks are kept all the same.
#[test]
fn a_copy_of_the_day_that_fails_is_told() {
    let mut bench = Bench::new();
    let (sender, jobs) = std::sync::mpsc::channel();
    bench.keeper.sender = Some(sender);
    let today = Utc::now().date_naive();
    bench.keeper.open();
    bench.keeper.copy_the_day();
    bench.keeper.wait_for_copy();
    assert!(jobs.try_recv().is_err());
    let store = bench.keeper.store.as_ref().unwrap();
    assert!(store.daily_copy(today).is_none(), "it is there");
    // What stands in the way can't be replaced by it.
    let tomorrow = today + chrono::Days::new(1);
    let name = format!("marks.db.{tomorrow}.backup.{}.part", std::process::id());
    fs::create_dir_all(bench.folder.path().join(name).join("inside")).unwrap();
    let copy = store.daily_copy(tomorrow).unwrap();
    let error = copy.make().unwrap_err();
    bench
        .keeper
        .carry_out(&Work::of([Job::NotCopied(error)].into_iter()));
    let said = bench.told.said();
    assert!(said.len() == 1 && said[0].contains("copy"), "{said:?}");
    assert!(bench.keeper.store.is_some());
}
