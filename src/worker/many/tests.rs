//! A change of many articles all the way: keys, the thread, the store, another
//! run. In the full size (a million) it says what each takes:
//! `NEWSPRINT_TEST=full cargo test --release --lib worker::many -- --nocapture`.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::DateTime;
use chrono_tz::Tz;

use super::*;
use crate::app::geometry::Size;
use crate::app::{App, Beginning, Clock, Effect, Offered};
use crate::archive::catalogue::{Catalogue, Entry};
use crate::archive::store::{Numbers, Store};
use crate::article::{ArticleId, DateSource, Head};
use crate::command::{Key, Keymap};
use crate::marks::{Mark, MarkSet, Save};
use crate::rows::Order;
use crate::settings::Settings;
use crate::share::{CitationStyles, Targets};
use crate::text::Clean;
use crate::words::Words;

/// Frames are drawn on this thread: no key may hold it for longer.
const LONGEST: Duration = Duration::from_millis(50);

fn is_full() -> bool {
    std::env::var("NEWSPRINT_TEST").is_ok_and(|size| size == "full")
}

fn catalogue(count: u32) -> Catalogue {
    let head = |number: u32| {
        let link = format!("https://news.example/{number}");
        let date = DateTime::from_timestamp(1_400_000_000 + i64::from(number), 0).unwrap();
        Head {
            id: ArticleId::v1(Some(&link), "", ""),
            title: Clean::line(&format!("第{number}篇")),
            date,
            date_from: DateSource::Stamp,
            saved: Some(date),
            source: Clean::line("news"),
            host: Clean::line("news.example"),
            link: Some(link),
            language: None,
            length: None,
            path: format!("/a/{:02x}/{number}.txt", number % 256).into(),
            modified: date,
        }
    };
    let heads: Vec<Head> = (0..count).map(head).collect();
    let entries = heads.iter().map(|head| Entry::article(head, 9, None));
    let catalogue = Catalogue::in_memory(1).changed(entries, &[]);
    catalogue.unwrap()
}

/// A run of the program over a catalogue, with what other threads do done here.
struct Run {
    app: App,
    store: Store,
    numbers: Numbers,
    catalogue: Catalogue,
    /// What the thread holds.
    held: Option<MarkSet>,
    /// The longest that the thread that draws was held.
    longest: (Duration, String),
}

impl Run {
    fn begin(catalogue: &Catalogue, marks: &Path) -> Self {
        let settings = Settings::embedded();
        let (keymap, _) = Keymap::new(&settings.keys);
        let (app, _) = App::new(Beginning {
            chosen: Vec::new(),
            settings,
            words: Arc::new(Words::english()),
            keymap,
            citations: CitationStyles::embedded(),
            targets: Targets::embedded(),
            archive: Offered {
                name: Clean::line("news"),
                folders: Vec::new(),
            },
            archives: Vec::new(),
            clock: Clock {
                now: DateTime::UNIX_EPOCH,
                zone: Tz::UTC,
            },
            size: Size {
                columns: 100,
                rows: 30,
            },
            eyes: crate::app::Eyes::default(),
            days: 1,
        });
        let mut run = Self {
            app,
            store: Store::open(marks).unwrap().store,
            numbers: Numbers::new(),
            catalogue: catalogue.clone(),
            held: None,
            longest: Default::default(),
        };
        let loaded = run.store.load().unwrap();
        let history = run.store.history().unwrap();
        run.list(1, &MarkSet::default());
        run.tell(Message::MarksLoaded(loaded.set().clone()), "marks");
        run.tell(Message::History(history), "history");
        run
    }

    fn list(&mut self, generation: u64, marks: &MarkSet) {
        let count = self.catalogue.shown().count_ones(..);
        let rows = self.catalogue.arranged(Order::default(), None);
        let rows = rows.remarked(&MarkSet::default(), marks).unwrap();
        let message = Message::Listed {
            generation,
            rows,
            unread: count - marks.counts().read,
            marks: marks.clone(),
            total: count,
            complete: true,
            partial: false,
        };
        self.tell(message, "list");
    }

    fn tell(&mut self, message: Message, what: &str) {
        let started = Instant::now();
        let effects = self.app.update(message);
        let took = started.elapsed();
        if took > self.longest.0 {
            self.longest = (took, what.to_owned());
        }
        if took > Duration::from_millis(1) && is_full() {
            eprintln!("drawing thread: {what} {took:.1?}");
        }
        for effect in effects {
            self.carry_out(effect);
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        let started = Instant::now();
        let (message, what) = match effect {
            Effect::Arrange {
                generation, marks, ..
            } => return self.list(generation, &marks),
            Effect::Change(to_change) => {
                self.held = Some(to_change.before().clone());
                let changed = to_change.carry_out();
                (Message::Changed(Box::new(changed)), "changed")
            }
            Effect::Merge(to_merge) => {
                let merged = to_merge.carry_out();
                (Message::Merged(Box::new(merged)), "merged")
            }
            Effect::CountTags(to_count) => {
                let counts = to_count.carry_out();
                let generation = to_count.generation;
                (Message::TagsCounted { generation, counts }, "tags counted")
            }
            Effect::SaveMarks(saves) => {
                let committed = self.store.commit(&saves, &mut self.numbers).unwrap();
                assert_eq!(committed.corrected, []);
                let sequences = saves.iter().filter_map(Save::sequence).collect();
                (Message::MarksSaved(sequences), "saved")
            }
            Effect::FetchStep { step, back } => {
                let articles = self.store.articles_of(step, back, &self.numbers);
                let articles = Some(articles.unwrap().into());
                (Message::StepFetched { step, articles }, "fetched")
            }
            _ => return,
        };
        if is_full() {
            eprintln!("other thread: {what} {:.1?}", started.elapsed());
        }
        self.tell(message, what);
    }

    fn keys(&mut self, keys: &str) {
        for key in keys.split(' ') {
            if is_full() {
                eprintln!("key {key}");
            }
            for single in Key::parse_sequence(key).unwrap() {
                self.tell(Message::Key(single), key);
            }
        }
    }

    fn state(&self) -> (usize, usize, usize) {
        let counts = self.app.marks.counts();
        (counts.read, counts.starred, self.app.list.unread)
    }
}

#[test]
fn what_is_done_to_all_is_one_step_in_this_run_and_the_next() {
    let count: u32 = if is_full() { 1_000_000 } else { 6_000 };
    let all = count as usize;
    let folder = tempfile::tempdir().unwrap();
    let marks = folder.path().join("marks.db");
    let catalogue = catalogue(count);
    let mut run = Run::begin(&catalogue, &marks);
    run.keys("j r A");
    assert_eq!(run.state(), (all, 0, 0));
    assert_eq!(run.app.marks.unsafe_count(), 0);
    run.keys("G r gg ]");
    assert_eq!(run.app.list.selected, all - 1);
    run.keys("[ gg u u");
    assert_eq!(run.state(), (1, 0, all - 1));
    run.keys("C-r * s * t n w Enter");
    assert_eq!(run.state(), (all, all, 0));
    let tags: Vec<usize> = run.app.marks.set().tags().map(|(_, count)| count).collect();
    assert_eq!(tags, [all]);
    run.keys("u * t Esc Esc");
    assert_eq!(run.app.marks.set().tags().count(), 0);
    let longest = run.longest.clone();
    let before = run.app.marks.set().clone();
    drop(run);
    let mut run = Run::begin(&catalogue, &marks);
    assert_eq!(*run.app.marks.set(), before);
    let kept = run.store.history().unwrap().done.len();
    run.keys("u");
    assert_eq!(run.state(), (all, 0, 0));
    run.keys("u");
    assert_eq!(run.state(), (1, 0, all - 1));
    // More than three million in all are not kept.
    assert_eq!(kept, if is_full() { 2 } else { 3 });
    // A step more would do again what was taken back in the first run.
    run.keys(if is_full() {
        "C-r C-r"
    } else {
        "u C-r C-r C-r"
    });
    assert_eq!(*run.app.marks.set(), before);
    // Another process changes all of them.
    let starred = |(id, mark)| {
        (
            id,
            Mark {
                starred: true,
                ..mark
            },
        )
    };
    let changed: Vec<_> = before.iter().map(starred).collect();
    run.tell(Message::MarksChanged(changed), "another process");
    assert_eq!(run.state(), (all, all, 0));
    for (took, what) in [longest, run.longest] {
        eprintln!("longest on the thread that draws: {what} {took:.1?}");
        // Without the compiler's help all of it takes longer.
        assert!(cfg!(debug_assertions) || took < LONGEST, "{what}: {took:?}");
    }
}
