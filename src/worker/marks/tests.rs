//! The thread's work without the thread: files that are moved away, locked, or no
//! marks files at all while the program runs.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::sync::Mutex;

use super::*;
use crate::app::Notice;
use crate::article::ArticleId;
use crate::marks::{Change, Entry, Marks, Subject};
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
    assert_eq!(bench.told.said(), ["The place is under a; ' and a lead back to it."]);
    bench.move_away();
    bench.keeper.change_places(&place('b'));
    assert_eq!(bench.told.said(), ["The place is under b; ' and b lead back to it."]);
    bench.move_away();
    let search = SavedSearch {
        name: "海".to_owned(),
        query: "海".to_owned(),
        at: 5,
    };
    bench.keeper.change_searches(&Searching::Save(search));
    assert_eq!(bench.told.said(), ["Saved as 海."]);
    bench.move_away();
    bench.keeper.change_searches(&Searching::Remove("海".to_owned()));
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
