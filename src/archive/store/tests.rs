//! The store against kills, other processes, other versions, and files that are
//! damaged, foreign or out of reach.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "tests; one says why it is skipped"
)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Instant;

use proptest::prelude::*;
use tempfile::TempDir;

mod history;
mod kill;
mod moved;
mod places;
mod restore;
mod tags;
mod trouble;

use super::*;
use crate::marks::{Save, Subject, Tag};

impl Store {
    /// Puts changes on disk that are no steps.
    pub(in crate::archive) fn save(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        let saves: Vec<Save> = entries.iter().cloned().map(Save::Entry).collect();
        self.commit(&saves, &mut Numbers::new()).map(drop)
    }
}

/// A data folder that is not there yet, and the marks file in it.
struct Place {
    outer: TempDir,
    path: PathBuf,
}

fn place() -> Place {
    let outer = tempfile::tempdir().unwrap();
    let path = outer.path().join("data/newsprint/marks.db");
    Place { outer, path }
}

impl Place {
    fn open(&self) -> Store {
        let Opened { store, notes } = Store::open(&self.path).unwrap();
        assert_eq!(notes, []);
        store
    }

    fn error(&self) -> StoreError {
        Store::open(&self.path).unwrap_err()
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap()
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(ending);
        name.into()
    }

    /// The files as a kill would leave them now, in a folder of their own.
    fn after_a_kill(&self) -> Place {
        let killed = place();
        fs::create_dir_all(killed.folder()).unwrap();
        for ending in ["", "-wal", "-journal"] {
            if self.beside(ending).exists() {
                fs::copy(self.beside(ending), killed.beside(ending)).unwrap();
            }
        }
        killed
    }

    fn sql(&self, sql: &str) {
        fs::create_dir_all(self.folder()).unwrap();
        Connection::open(&self.path)
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    }
}

fn id(number: u32) -> ArticleId {
    let mut bytes = [7; 16];
    let [a, b, c, d] = number.to_le_bytes();
    (bytes[0], bytes[1], bytes[2], bytes[15]) = (a, b, c, d);
    ArticleId::from_bytes(bytes)
}

fn subject(number: u32) -> Subject {
    Subject {
        id: id(number),
        link: number
            .is_multiple_of(2)
            .then(|| format!("https://example.org/{number}")),
        title: format!("第{number}篇"),
        path: format!("news/{number}.txt"),
    }
}

/// Makes changes in memory and gives what is to be saved.
fn make(marks: &mut Marks, changes: &[(u32, Change)]) -> Vec<Entry> {
    changes
        .iter()
        .filter_map(|(number, change)| {
            let applied = marks.apply(id(*number), change)?;
            Some(Entry {
                subject: subject(*number),
                change: change.clone(),
                sequence: applied.sequence,
                at: 1_712_479_502_000,
            })
        })
        .collect()
}

fn save(store: &mut Store, marks: &mut Marks, changes: &[(u32, Change)]) {
    let entries = make(marks, changes);
    store.save(&entries).unwrap();
    for entry in entries {
        marks.confirmed(entry.sequence);
    }
}

fn listed(marks: &Marks) -> Vec<(ArticleId, Mark)> {
    marks.set().iter().collect()
}

const STAR: Change = Change::Starred(true);
const READ: Change = Change::Read(true);

fn tag(name: &str) -> Tag {
    Tag::new(name).unwrap()
}

#[test]
fn marks_survive_a_reopening() {
    let place = place();
    let mut marks = Marks::default();
    let mut store = place.open();
    let changes = [
        (1, STAR),
        (1, Change::Place(Some(0))),
        (2, READ),
        (3, Change::Place(Some(u32::MAX))),
        (4, STAR),
        (4, Change::Starred(false)),
        (5, Change::Place(Some(8))),
        (5, Change::Place(None)),
    ];
    save(&mut store, &mut marks, &changes);
    drop(store);
    let loaded = place.open().load().unwrap();
    assert_eq!(listed(&loaded), listed(&marks));
    assert_eq!(loaded.unsafe_count(), 0);
    let expected = Mark {
        starred: true,
        place: Some(0),
        ..Mark::default()
    };
    assert_eq!(loaded.get(id(1)), expected);
    assert_eq!(loaded.get(id(3)).place, Some(u32::MAX));
    assert_eq!(
        loaded.set().iter().count(),
        3,
        "what was taken away is gone"
    );
}

#[test]
fn subject_and_times_are_stored() {
    let place = place();
    let mut store = place.open();
    let mut marks = Marks::default();
    save(&mut store, &mut marks, &[(2, STAR)]);
    // A copy without a link must not lose the one that is known.
    let mut entry = make(&mut marks, &[(2, READ)]).remove(0);
    (entry.subject.link, entry.at) = (None, 1_800_000_000_000);
    entry.subject.title = "标".repeat(TEXT);
    store.save(&[entry]).unwrap();
    let row: (String, String, String, i64, i64, i64, i64, Option<i64>) = store
        .connection
        .query_row(
            "SELECT identity_version, link, path, length(title), first_at, starred_at, read_at, place_at
             FROM marks",
            (),
            |row| row.try_into(),
        )
        .unwrap();
    let (link, path) = ("https://example.org/2".to_owned(), "news/2.txt".to_owned());
    let (first, then) = (1_712_479_502_000, 1_800_000_000_000);
    let characters = i64::try_from(TEXT / "标".len()).unwrap();
    assert_eq!(
        row,
        (
            "v1".to_owned(),
            link,
            path,
            characters,
            first,
            first,
            then,
            None
        )
    );
}

#[test]
fn folder_and_files_are_for_their_owner_alone() {
    let place = place();
    let mut store = place.open();
    save(&mut store, &mut Marks::default(), &[(1, STAR)]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(place.folder()), 0o700);
    for ending in ["", "-wal", "-shm"] {
        assert_eq!(mode(&place.beside(ending)), 0o600, "{ending}");
    }
}

#[test]
fn a_kill_loses_nothing_that_was_saved_and_keeps_nothing_half_done() {
    for journal in ["wal", "truncate"] {
        let place = place();
        let mut store = place.open();
        let mode: String = store
            .connection
            .pragma_update_and_check(None, "journal_mode", journal, |row| row.get(0))
            .unwrap();
        assert_eq!(mode, journal);
        let mut marks = Marks::default();
        save(&mut store, &mut marks, &[(1, STAR), (2, READ)]);
        let safe = listed(&marks);
        let places: Vec<_> = (0..2000)
            .map(|number| (number, Change::Place(Some(9))))
            .collect();
        let entries = make(&mut marks, &places);
        // A small cache makes SQLite write into the file before the commit.
        store
            .connection
            .pragma_update(None, "cache_size", 4)
            .unwrap();
        let transaction = store.connection.transaction().unwrap();
        for entry in &entries {
            write_entry(&transaction, entry, 9).unwrap();
        }
        let killed = place.after_a_kill();
        drop(transaction);
        assert_eq!(
            listed(&killed.open().load().unwrap()),
            safe,
            "{journal}: killed"
        );
        assert_eq!(
            listed(&store.load().unwrap()),
            safe,
            "{journal}: rolled back"
        );
        store.save(&entries).unwrap();
        let killed = place.after_a_kill();
        assert_eq!(
            listed(&killed.open().load().unwrap()),
            listed(&marks),
            "{journal}: saved"
        );
    }
}

#[test]
fn two_at_once_keep_each_others_changes() {
    let place = place();
    let (mut one, mut two) = (place.open(), place.open());
    let (mut here, mut there) = (one.load().unwrap(), two.load().unwrap());
    save(&mut one, &mut here, &[(1, STAR), (2, READ), (3, READ)]);
    save(
        &mut two,
        &mut there,
        &[(1, READ), (2, Change::Place(Some(5)))],
    );
    // Not yet saved here when the other's changes come in.
    let waiting = make(&mut here, &[(1, Change::Starred(false))]);
    there.merge(two.changed().unwrap());
    let theirs = one.changed().unwrap();
    assert_eq!(
        theirs.len(),
        3,
        "what came after the last look, own changes included"
    );
    here.merge(theirs);
    one.save(&waiting).unwrap();
    there.merge(two.changed().unwrap());
    assert_eq!(listed(&here), listed(&there));
    assert_eq!(listed(&here), listed(&place.open().load().unwrap()));
    let both = Mark {
        read: true,
        starred: false,
        place: Some(5),
        tags: Tags::default(),
    };
    assert_eq!(here.get(id(2)), both);
    assert_eq!(
        here.get(id(1)),
        Mark {
            place: None,
            ..both
        }
    );
    assert_eq!(two.changed().unwrap(), [], "nothing new");
}

#[test]
fn a_mark_taken_away_elsewhere_is_noticed() {
    let place = place();
    let (mut one, mut two) = (place.open(), place.open());
    let mut marks = Marks::default();
    save(&mut one, &mut marks, &[(1, STAR)]);
    let mut there = two.load().unwrap();
    save(&mut one, &mut marks, &[(1, Change::Starred(false))]);
    let changes = two.changed().unwrap();
    assert_eq!(changes, [(id(1), Mark::default())]);
    there.merge(changes);
    assert_eq!(listed(&there), []);
}

#[test]
fn many_writers_make_and_fill_one_file() {
    let place = place();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let path = &place.path;
            scope.spawn(move || {
                let mut store = Store::open(path).unwrap().store;
                let mut marks = Marks::default();
                for number in 0..25 {
                    let article = writer * 100 + number;
                    save(
                        &mut store,
                        &mut marks,
                        &[(article, STAR), (article % 25, READ)],
                    );
                }
            });
        }
    });
    let counts = place.open().load().unwrap().counts();
    assert_eq!((counts.starred, counts.read), (100, 25));
}

#[test]
fn ten_thousand_changes_are_one_transaction() {
    let place = place();
    let mut store = place.open();
    let mut marks = Marks::default();
    let changes: Vec<_> = (0..10_000).map(|number| (number, READ)).collect();
    let started = Instant::now();
    save(&mut store, &mut marks, &changes);
    let took = started.elapsed();
    assert_eq!(store.load().unwrap().counts().read, 10_000);
    let revision: i64 = store
        .connection
        .query_row("SELECT revision FROM state", (), |row| row.get(0))
        .unwrap();
    assert_eq!(revision, 1);
    assert!(took.as_secs() < 20, "took {took:?}");
}

fn bursts() -> impl Strategy<Value = Vec<Vec<(u32, Change)>>> {
    let change = prop_oneof![
        any::<bool>().prop_map(Change::Read),
        any::<bool>().prop_map(Change::Starred),
        proptest::option::of(any::<u32>()).prop_map(Change::Place),
        (0usize..3, any::<bool>())
            .prop_map(|(name, borne)| { Change::Tag(tag(["海", "war", "To Read"][name]), borne) }),
    ];
    let burst = proptest::collection::vec((0u32..20, change), 1..20);
    proptest::collection::vec(burst, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..crate::laws() })]

    #[test]
    fn what_is_shown_is_what_is_stored(bursts in bursts()) {
        let place = place();
        let mut marks = Marks::default();
        let mut store = place.open();
        for burst in &bursts {
            save(&mut store, &mut marks, burst);
            prop_assert_eq!(marks.unsafe_count(), 0);
        }
        prop_assert_eq!(listed(&store.load().unwrap()), listed(&marks));
        drop(store);
        prop_assert_eq!(listed(&place.open().load().unwrap()), listed(&marks));
    }

    /// A power cut in the middle of a write leaves the bursts before it whole.
    #[test]
    fn a_torn_journal_is_a_state_that_was(bursts in bursts(), cut in 0.0..1.0f64, flip in any::<bool>()) {
        let place = place();
        let mut marks = Marks::default();
        let mut store = place.open();
        let mut states = vec![listed(&marks)];
        for burst in &bursts {
            save(&mut store, &mut marks, burst);
            states.push(listed(&marks));
        }
        let killed = place.after_a_kill();
        let mut wal = fs::read(killed.beside("-wal")).unwrap();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a small file")]
        let at = (wal.len() as f64 * cut) as usize;
        if flip && let Some(byte) = wal.get_mut(at) {
            *byte ^= 0x40;
        } else {
            wal.truncate(at);
        }
        fs::write(killed.beside("-wal"), wal).unwrap();
        let found = listed(&killed.open().load().unwrap());
        prop_assert!(states.contains(&found));
    }
}
