//! Searches that read articles while more becomes known, and indexes that can't be read.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::mpsc::channel;

use chrono::NaiveDate;

use super::*;
use crate::archive::{Archive, Keeper};
use crate::article::Rules;
use crate::query::{Query, Reading};

/// How many articles a list has, and whether the search for it goes on.
type Listed = (usize, bool);

struct Room {
    folder: tempfile::TempDir,
    keeper: Keeper,
    lister: Lister,
    faults: Receiver<keeper::Job>,
    listed: Arc<Mutex<Vec<Listed>>>,
}

impl Room {
    /// An archive of so many articles that hold a word, known and not indexed.
    fn new(articles: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("archive")).unwrap();
        for number in 0..articles {
            save(&folder, &number.to_string());
        }
        let listed: Arc<Mutex<Vec<Listed>>> = Arc::default();
        let lists = Arc::clone(&listed);
        let tell: Tell = Arc::new(move |event| {
            if let Event::Message(Message::Listed { rows, partial, .. }) = event {
                lists.lock().unwrap().push((rows.len(), partial));
            }
        });
        let (sender, faults) = channel();
        let keeper = open(&folder);
        let mut room = Self {
            folder,
            keeper,
            lister: Lister::new(tell, Arc::default(), sender),
            faults,
            listed,
        };
        room.look();
        room
    }

    fn look(&mut self) {
        self.keeper.look_again(false, &mut Vec::new()).unwrap();
    }

    fn search(&mut self, query: &str) {
        let today = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();
        let query = Query::parse(query, &Reading::on(today)).query;
        let request = Request {
            matcher: Some(Arc::new(Matcher::new(&query, chrono_tz::Tz::UTC))),
            order: query.order().unwrap_or_default(),
            ..Request::default()
        };
        let jobs = [self.known(), Job::Arrange(request)];
        self.lister.take(jobs.into_iter());
    }

    fn known(&self) -> Job {
        Job::Known {
            known: self.keeper.known(),
            complete: true,
        }
    }

    /// What is known now reaches the list.
    fn hand_on(&mut self) {
        let known = self.known();
        self.lister.take(std::iter::once(known));
    }

    /// Reads to the end; how many times it had to.
    fn read_all(&mut self) -> usize {
        let mut times = 0;
        while self.lister.search.is_some() {
            self.lister.go_on();
            times += 1;
        }
        times
    }

    fn last(&self) -> Listed {
        *self.listed.lock().unwrap().last().unwrap()
    }

    fn files_of_index(&self) -> Vec<PathBuf> {
        let index = self.keeper.folder().unwrap().join("index");
        let entries = fs::read_dir(index).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

fn save(folder: &tempfile::TempDir, name: &str) {
    let text = format!("[About {name}](https://example.org/{name})\n------\n\nan apple");
    fs::write(folder.path().join("archive").join(name), text).unwrap();
}

fn open(folder: &tempfile::TempDir) -> Keeper {
    let rules = Arc::new(Rules::embedded());
    let archive = Archive::open(vec![folder.path().join("archive")], rules).unwrap();
    let cache = folder.path().join("cache");
    Keeper::open(archive, Some(&cache), &mut |trouble| panic!("{trouble}"))
}

#[test]
fn what_a_search_has_read_is_not_read_again_when_more_is_known() {
    let mut room = Room::new(300);
    room.search("apple");
    room.lister.go_on();
    room.lister.go_on();
    let search = room.lister.search.as_ref().unwrap();
    assert_eq!(
        (search.unread.len(), search.total),
        (300 - 2 * READ_TOGETHER, 300)
    );
    // Some are given to the index, which is not committed: they have other numbers. One
    // changes, one goes, one comes.
    room.keeper.index_some().unwrap().unwrap();
    save(&room.folder, "more");
    fs::remove_file(room.folder.path().join("archive/7")).unwrap();
    room.look();
    room.hand_on();
    let search = room.lister.search.as_ref().unwrap();
    assert_eq!(search.total, 300);
    let left = search.unread.len();
    assert!(
        (44..=45).contains(&left),
        "those that were left, and the new one: {left}"
    );
    assert_eq!(
        room.last(),
        (300 - left, true),
        "what was found stays in the list"
    );
    assert_eq!(room.read_all(), 1);
    assert_eq!(room.last(), (300, false));
    // Nothing is read again when it is known once more, indexed or not.
    room.hand_on();
    assert!(room.lister.search.is_none());
    while room.keeper.index_some().unwrap().is_some() {
        room.hand_on();
        assert!(room.lister.search.is_none());
        assert_eq!(room.last(), (300, false));
    }
    room.hand_on();
    assert_eq!(room.last(), (300, false));
    // Another search begins from the beginning.
    room.search("pear");
    assert_eq!((room.read_all(), room.last()), (0, (0, false)));
}

/// All candidates were read before anything was shown.
#[test]
fn what_the_index_cannot_decide_is_read_in_steps_and_once() {
    let mut room = Room::new(300);
    while room.keeper.index_some().unwrap().is_some() {}
    room.search("exact:\"an apple\"");
    assert_eq!(room.lister.search.as_ref().unwrap().total, 300);
    assert_eq!((room.read_all(), room.last()), (3, (300, false)));
    room.search("exact:\"an apple\" sort:title");
    assert!(
        room.lister.search.is_none(),
        "another order asks for no more"
    );
    assert_eq!(room.last(), (300, false));
}

/// Filters are counted for the search without them.
#[test]
fn what_was_learnt_without_a_filter_is_kept_while_there_is_one() {
    let mut room = Room::new(30);
    let learnt = |room: &Room| {
        let earlier = room.lister.earlier.as_ref();
        earlier.map_or(0, |(_, asked)| asked.learnt.rows.count_ones(..))
    };
    room.search("exact:\"an apple\"");
    room.read_all();
    assert_eq!(learnt(&room), 0);
    for narrower in ["path:1", "path:1 path:2", "path:3"] {
        room.search(&format!("exact:\"an apple\" {narrower}"));
        room.read_all();
        assert_eq!(learnt(&room), 30, "{narrower}");
    }
    // Another search has another filter less.
    room.search("exact:\"no apple\"");
    room.read_all();
    room.search("pear");
    assert_eq!(learnt(&room), 30);
}

#[test]
fn what_a_list_has_learnt_is_told_of_its_own_search() {
    let today = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();
    let query = |text: &str| Query::parse(text, &Reading::on(today)).query;
    let matcher = |query: &Query| Matcher::new(query, chrono_tz::Tz::UTC);
    let learnt = Learnt {
        rows: [1, 2].into_iter().collect(),
        holding: [2].into_iter().collect(),
    };
    for (list, filter, search, rows) in [
        ("exact:\"a b\"", "", "exact:\"a b\"", 2),
        // What the list leaves out may be left out by the filter.
        ("exact:\"a b\" c", "is:unread", "exact:\"a b\" c", 1),
        ("exact:\"a b\"", "", "exact:\"a c\"", 0),
        ("exact:\"a b\" is:read", "", "exact:\"a b\" is:read", 0),
    ] {
        let list = matcher(&query(list).and(query(filter)));
        let told = learnt_of(Some(&list), &learnt, &matcher(&query(search)));
        assert_eq!(told.rows.count_ones(..), rows, "{search} {filter}");
        assert_eq!(
            told.holding.count_ones(..),
            rows.min(1),
            "{search} {filter}"
        );
    }
}

#[test]
fn what_is_new_by_now_is_asked_again() {
    let mut room = Room::new(3);
    save(&room.folder, "3");
    room.look();
    room.search("apple is:new");
    room.read_all();
    assert_eq!(room.last(), (1, false));
    // A look that was asked for: what was new before is so no more.
    save(&room.folder, "4");
    room.keeper.look_again(true, &mut Vec::new()).unwrap();
    room.hand_on();
    assert_eq!(room.lister.search.as_ref().unwrap().unread.len(), 2);
    room.read_all();
    assert_eq!(room.last(), (1, false));
}

#[test]
fn a_file_that_has_changed_is_read_again() {
    let mut room = Room::new(3);
    room.search("apple");
    room.read_all();
    assert_eq!(room.last(), (3, false));
    let text = "[About 1](https://example.org/1)\n------\n\na pear, and longer than before";
    fs::write(room.folder.path().join("archive/1"), text).unwrap();
    room.look();
    room.hand_on();
    assert_eq!(room.lister.search.as_ref().unwrap().unread.len(), 1);
    room.read_all();
    assert_eq!(room.last(), (2, false));
}

#[test]
fn an_index_that_can_not_be_read_is_told_of_and_done_without() {
    let mut room = Room::new(5);
    while room.keeper.index_some().unwrap().is_some() {}
    drop(std::mem::replace(&mut room.keeper, open(&room.folder)));
    for path in room.files_of_index() {
        // As it lies there, mapped.
        if path
            .extension()
            .is_some_and(|end| end == "term" || end == "idx")
        {
            let length = fs::metadata(&path).unwrap().len();
            let file = fs::File::options().write(true).open(&path).unwrap();
            let bytes = vec![0xff; usize::try_from(length).unwrap()];
            std::io::Write::write_all(&mut &file, &bytes).unwrap();
        }
    }
    room.search("apple sort:relevance");
    room.read_all();
    assert_eq!(room.last(), (5, false));
    let faults: Vec<keeper::Job> = room.faults.try_iter().collect();
    assert!(!faults.is_empty());
    for fault in faults {
        let keeper::Job::Unreadable { known, error } = fault else {
            panic!("another job");
        };
        assert!(matches!(error, IndexError::Damaged { .. }), "{error}");
        assert!(room.keeper.known().is_of_same_rows(&known));
    }
}

/// A hundred and more of the longest were read, for a minute, before another search began.
#[test]
fn of_long_files_few_are_read_together() {
    let mut room = Room::new(0);
    for number in 0..10 {
        save(&room.folder, &number.to_string());
        let path = room.folder.path().join("archive").join(number.to_string());
        // From the third on each is too long for another beside it.
        let bytes = if number < 3 { 1_000 } else { BYTES_TOGETHER };
        let mut text = fs::read(&path).unwrap();
        text.resize(usize::try_from(bytes).unwrap(), b' ');
        fs::write(&path, text).unwrap();
    }
    room.look();
    room.search("apple");
    let mut sizes = Vec::new();
    let known = room.keeper.known();
    let search = room.lister.search.as_mut().unwrap();
    while !search.unread.is_empty() {
        let taken = search.take_next(&known);
        let bytes: u64 = taken.iter().map(|row| known.file_bytes(*row)).sum();
        assert!(taken.len() == 1 || bytes <= BYTES_TOGETHER);
        sizes.push(taken.len());
    }
    assert_eq!(sizes.iter().sum::<usize>(), 10);
    assert!(sizes.len() >= 8, "{sizes:?}");
    assert!(sizes.iter().any(|size| *size > 1), "{sizes:?}");
}
