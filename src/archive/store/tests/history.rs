//! Undoing beyond the session, and between processes.

use std::sync::Arc;

mod forgotten;

use super::*;
use crate::marks::{Made, Save, StepId, StepNumber, Stepped, SubjectList};

/// A run of the program: its store, its marks, and the steps it has made.
struct Run {
    store: Store,
    marks: Marks,
    numbers: Numbers,
    made: u64,
}

impl Run {
    fn of(place: &Place) -> Self {
        let mut store = place.open();
        Self {
            marks: store.load().unwrap(),
            store,
            numbers: Numbers::new(),
            made: 0,
        }
    }

    fn step(&mut self, articles: &[u32], change: &Change) -> Save {
        let ids: Vec<ArticleId> = articles.iter().copied().map(id).collect();
        let (changed, sequence) = self.marks.apply_all(&ids, change).unwrap();
        let is_changed = |article: &&u32| changed.contains(&id(**article));
        let named = articles.iter().filter(is_changed).copied();
        let subjects: Vec<_> = named.map(subject).collect();
        self.made += 1;
        Save::Made(Made {
            step: self.made,
            change: change.clone(),
            subjects: SubjectList(Arc::new(subjects)),
            sequence,
            abandoned: Vec::new(),
            at: 1_712_479_502_000,
        })
    }

    fn make(&mut self, articles: &[u32], change: &Change) {
        let save = self.step(articles, change);
        self.commit(&[save]);
    }

    fn commit(&mut self, saves: &[Save]) -> Committed {
        let committed = self.store.commit(saves, &mut self.numbers).unwrap();
        for sequence in saves.iter().filter_map(Save::sequence) {
            self.marks.confirmed(sequence);
        }
        self.marks.merge(self.store.changed().unwrap());
        self.marks.merge(committed.corrected.clone());
        committed
    }

    /// Undoes a step, or makes it again, as the store sees it; how many articles
    /// it was on, and how many stayed.
    fn go(&mut self, step: StepId, back: bool) -> (usize, usize) {
        let committed = self.commit(&[stepped(step, back)]);
        self.marks = self.store.load().unwrap();
        let [outcome] = committed.outcomes[..] else {
            return (0, 0);
        };
        assert_eq!(outcome.back, back);
        (outcome.taken, outcome.refused)
    }
}

fn stepped(step: StepId, back: bool) -> Save {
    shown(step, back, &[])
}

/// The same, shown on some articles already.
fn shown(step: StepId, back: bool, articles: &[u32]) -> Save {
    Save::Stepped(Stepped {
        step,
        back,
        sequence: None,
        articles: ids(articles).into(),
        at: 1_712_479_503_000,
    })
}

fn ids(articles: &[u32]) -> Vec<ArticleId> {
    let mut ids: Vec<_> = articles.iter().copied().map(id).collect();
    ids.sort();
    ids
}

/// Which articles are put right, and whether they have a star.
fn corrected(committed: &Committed) -> Vec<(ArticleId, bool)> {
    let stars = committed.corrected.iter();
    let mut stars: Vec<_> = stars.map(|(id, mark)| (*id, mark.starred)).collect();
    stars.sort();
    stars
}

fn war(borne: bool) -> Change {
    Change::Tag(tag("战争"), borne)
}

#[test]
fn what_was_done_is_known_after_a_restart() {
    let place = place();
    let mut run = Run::of(&place);
    run.make(&[1, 2, 3], &READ);
    run.make(&[2], &STAR);
    run.make(&[2, 4], &war(true));
    let before_last = run.marks.set().clone();
    run.make(&[4], &war(false));
    assert_eq!(run.go(StepId::Own(4), true), (1, 0));
    assert_eq!(*run.marks.set(), before_last);
    drop(run);
    let mut run = Run::of(&place);
    let kept = run.store.history().unwrap();
    let told: Vec<_> = kept
        .done
        .iter()
        .map(|step| (&step.change, step.count, step.title.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (&READ, 3, "第1篇"),
            (&STAR, 1, "第2篇"),
            (&war(true), 2, "第2篇")
        ]
    );
    assert_eq!(kept.undone.len(), 1);
    let again = kept.undone[0].id;
    assert_eq!(
        run.store.articles_of(again, false, &run.numbers).unwrap(),
        [id(4)]
    );
    assert_eq!(
        run.store.articles_of(again, true, &run.numbers).unwrap(),
        []
    );
    let first = kept.done[0].id;
    assert_eq!(
        run.store.articles_of(first, true, &run.numbers).unwrap(),
        ids(&[1, 2, 3])
    );
    assert_eq!(run.go(again, false), (1, 0));
    assert_eq!(run.go(again, true), (1, 0));
    for step in kept.done.iter().rev() {
        assert_eq!(run.go(step.id, true), (step.count, 0));
    }
    assert_eq!(listed(&run.marks), []);
    for step in &kept.done {
        assert_eq!(run.go(step.id, false), (step.count, 0));
    }
    assert_eq!(*run.marks.set(), before_last);
    // After a new step, what was undone is gone for good.
    run.go(kept.done[2].id, true);
    run.make(&[9], &READ);
    assert_eq!(run.store.history().unwrap().undone, []);
}

#[test]
fn a_step_is_undone_in_the_burst_that_makes_it() {
    let place = place();
    let mut run = Run::of(&place);
    let (one, two) = (run.step(&[1, 2], &READ), run.step(&[2], &STAR));
    let committed = run.commit(&[one, two, stepped(StepId::Own(1), true)]);
    assert_eq!(
        (committed.outcomes[0].taken, committed.outcomes[0].refused),
        (2, 0)
    );
    let loaded = run.store.load().unwrap();
    assert_eq!((loaded.counts().read, loaded.counts().starred), (0, 1));
    assert_eq!(run.store.history().unwrap().done.len(), 1);
}

/// Steps on one mark are undone one after the other, whatever lies between.
#[test]
fn steps_on_one_mark_are_undone_in_turn() {
    let place = place();
    let mut run = Run::of(&place);
    let steps: Vec<Save> = [READ, Change::Read(false), READ]
        .iter()
        .map(|change| run.step(&[1], change))
        .collect();
    run.commit(&steps);
    for (step, back, read) in [
        (3, true, false),
        (2, true, true),
        (1, true, false),
        (1, false, true),
        (2, false, false),
        (2, true, true),
        (2, false, false),
        (3, false, true),
    ] {
        assert_eq!(run.go(StepId::Own(step), back), (1, 0), "{step} {back}");
        assert_eq!(run.marks.get(id(1)).read, read, "{step} {back}");
    }
}

#[test]
fn what_another_process_changed_since_stays() {
    for change in [READ, STAR, war(true)] {
        let place = place();
        let (mut one, mut two) = (Run::of(&place), Run::of(&place));
        one.make(&[1, 2, 3], &change);
        two.marks = two.store.load().unwrap();
        // There and back again: it has the value of the step, and yet it is theirs.
        two.make(&[1], &change.contrary());
        two.make(&[1], &change);
        two.make(&[2], &change.contrary());
        assert_eq!(one.go(StepId::Own(1), true), (1, 2), "{change:?}");
        let has = |run: &Run| {
            [1, 2, 3].map(|article| run.marks.get(id(article)).inverse(&change) == change)
        };
        assert_eq!(has(&one), [true, false, false], "{change:?}");
        two.marks = two.store.load().unwrap();
        // Theirs are undone over nothing of ours.
        for (step, taken) in [(3, (1, 0)), (2, (1, 0)), (1, (1, 0))] {
            assert_eq!(two.go(StepId::Own(step), true), taken, "{change:?} {step}");
        }
        assert_eq!(has(&two), [true, true, false], "{change:?}");
        assert_eq!(
            one.go(StepId::Own(1), false),
            (1, 2),
            "made again where it was undone"
        );
    }
}

/// Both have done the same, and neither knew: whoever was first has done it.
#[test]
fn what_another_process_had_done_before_is_not_undone() {
    let place = place();
    let (mut one, mut two) = (Run::of(&place), Run::of(&place));
    one.make(&[1], &STAR);
    let late = two.step(&[1, 2], &STAR);
    two.commit(&[late]);
    let back = shown(StepId::Own(1), true, &[1, 2]);
    let committed = two.commit(&[back]);
    assert_eq!(
        (committed.outcomes[0].taken, committed.outcomes[0].refused),
        (1, 1)
    );
    // What is shown is put right.
    assert_eq!(corrected(&committed), [(id(1), true), (id(2), false)]);
    assert_eq!(two.store.load().unwrap().counts().starred, 1);
}

#[test]
fn what_was_no_step_takes_a_mark_out_of_its_hands() {
    let place = place();
    let mut run = Run::of(&place);
    run.make(&[1, 2, 3], &READ);
    // As `newsprint mark-read` and an import do.
    let mut other = place.open();
    let mut marks = other.load().unwrap();
    save(
        &mut other,
        &mut marks,
        &[(1, Change::Read(false)), (1, READ)],
    );
    let mut records = Vec::new();
    other
        .each_record(|record| {
            records.push(record);
            Ok::<(), StoreError>(())
        })
        .unwrap();
    records.retain(|record| record.id == id(2));
    records[0].read.at = Some(1_900_000_000_000);
    assert_eq!(other.merge_records(&records).unwrap(), 1);
    assert_eq!(run.go(StepId::Own(1), true), (1, 2));
    assert_eq!(run.marks.counts().read, 2);
}

#[test]
fn a_kill_never_parts_a_step_from_its_marks() {
    let place = place();
    let mut run = Run::of(&place);
    let all: Vec<u32> = (0..2_000).collect();
    run.make(&all[..10], &READ);
    run.store
        .connection
        .pragma_update(None, "cache_size", 4)
        .unwrap();
    let save = run.step(&all, &STAR);
    run.commit(&[save, stepped(StepId::Own(1), true)]);
    let killed = place.after_a_kill();
    let wal = fs::read(killed.beside("-wal")).unwrap();
    for cut in [0, 1, 7, 19] {
        let torn = place.after_a_kill();
        fs::write(
            torn.beside("-wal"),
            &wal[..wal.len() - wal.len() * cut / 20],
        )
        .unwrap();
        let mut store = torn.open();
        let counts = store.load().unwrap().counts();
        let kept = store.history().unwrap();
        let done: Vec<_> = kept
            .done
            .iter()
            .map(|step| (&step.change, step.count))
            .collect();
        match (counts.read, counts.starred) {
            (0, 2_000) => assert_eq!(done, [(&STAR, 2_000)]),
            (10, 0) => assert_eq!(done, [(&READ, 10)]),
            (0, 0) => assert_eq!(done, []),
            other => panic!("half of a step: {other:?}"),
        }
        assert_eq!(cut == 0, counts.starred == 2_000, "cut {cut}");
    }
}

#[test]
fn the_oldest_steps_are_forgotten() {
    let place = place();
    let mut run = Run::of(&place);
    let saves: Vec<Save> = (0..1_005)
        .map(|article| run.step(&[article], &READ))
        .collect();
    run.commit(&saves);
    let kept = run.store.history().unwrap();
    assert_eq!(kept.done.len(), 1_000);
    assert_eq!(kept.done[0].title, "第5篇");
    assert_eq!(run.go(StepId::Own(1), true), (0, 0), "forgotten");
    // Large ones push out what is before them, and stay themselves.
    run.store
        .connection
        .execute("UPDATE history SET count = 1800000 WHERE number > 1003", ())
        .unwrap();
    run.make(&[2_000], &READ);
    assert_eq!(run.store.history().unwrap().done.len(), 2);
    let left: i64 = run
        .store
        .connection
        .query_row("SELECT count(*) FROM history_marks", (), |row| row.get(0))
        .unwrap();
    assert_eq!(left, 2);
    run.store
        .connection
        .execute("UPDATE history SET count = 6000000", ())
        .unwrap();
    run.make(&[2_001], &READ);
    assert_eq!(run.store.history().unwrap().done.len(), 1);
}

#[test]
fn a_history_that_nobody_could_write_is_passed_over() {
    let place = place();
    let mut run = Run::of(&place);
    run.make(&[1], &READ);
    drop(run);
    place.sql(
        "PRAGMA foreign_keys = OFF;
         INSERT INTO history (at, kind, tag, value, count, title) VALUES
            (0, 'tag', NULL, 1, -4, ''), (0, 'tag', 77, 1, 9, ''), (0, 'read', 7, 1, 1, 'x');
         INSERT INTO history_marks SELECT number, 99, NULL FROM history;",
    );
    let mut run = Run::of(&place);
    assert_eq!(
        run.store.history().unwrap().done.len(),
        2,
        "a tag that is not there is no matter to a read mark"
    );
    for (number, at) in (1..6).zip([1_712_479_502_000, 0, 0, 0, 0]) {
        let step = StepId::Kept(StepNumber { number, at });
        run.store.articles_of(step, true, &run.numbers).unwrap();
        run.go(step, true);
    }
    assert_eq!(listed(&run.marks), []);
}

#[test]
fn when_an_article_was_opened_last_is_noted() {
    let place = place();
    let mut run = Run::of(&place);
    let opened = |at| Save::Opened {
        subject: subject(1),
        at,
    };
    run.make(&[1], &STAR);
    run.commit(&[opened(5)]);
    run.commit(&[
        opened(7),
        Save::Opened {
            subject: subject(2),
            at: 6,
        },
    ]);
    let mut records = Vec::new();
    run.store
        .each_record(|record| {
            records.push((record.id, record.opened_at, record.starred.value));
            Ok::<(), StoreError>(())
        })
        .unwrap();
    assert_eq!(records, [(id(1), Some(7), true), (id(2), Some(6), false)]);
    assert_eq!(
        listed(&place.open().load().unwrap()).len(),
        1,
        "that is no mark to be shown"
    );
}

/// Files of earlier versions have no history, and get one.
#[test]
fn a_file_of_version_2_gets_a_history() {
    let place = place();
    let old = Store::open_with(&place.path, &schema::STEPS[..2])
        .unwrap()
        .store;
    drop(old);
    place.sql(
        "INSERT INTO marks (id, read, starred, revision, read_at, first_at, identity_version, title, path)
            VALUES (x'01000000070707070707070707070700', 1, 1, 1, 5, 5, 'v1', '第1篇', 'news/1.txt');
         INSERT INTO tags VALUES (1, '海', '海');
         INSERT INTO marks_tags VALUES (1, 1, 1, 5);
         UPDATE state SET revision = 1;",
    );
    let Opened { store, notes } = Store::open(&place.path).unwrap();
    assert!(
        matches!(notes[..], [Note::Migrated { from: 2, .. }]),
        "{notes:?}"
    );
    assert_eq!(store.history().unwrap(), crate::marks::Kept::default());
    drop(store);
    let mut run = Run::of(&place);
    let before = listed(&run.marks);
    let [(old, mark)] = &before[..] else {
        panic!("{before:?}")
    };
    assert!(mark.read && mark.starred && mark.tags.contains(&tag("海")));
    for change in [
        Change::Read(false),
        Change::Starred(false),
        Change::Tag(tag("海"), false),
    ] {
        let (changed, sequence) = run.marks.apply_all(&[*old], &change).unwrap();
        assert_eq!(*changed, [*old]);
        run.made += 1;
        let made = Made {
            step: run.made,
            change,
            subjects: SubjectList(Arc::new(vec![Subject {
                id: *old,
                ..subject(1)
            }])),
            sequence,
            abandoned: Vec::new(),
            at: 9,
        };
        run.commit(&[Save::Made(made)]);
    }
    assert_eq!(listed(&run.store.load().unwrap()), []);
    for step in [3, 2, 1] {
        assert_eq!(run.go(StepId::Own(step), true), (1, 0));
    }
    assert_eq!(listed(&run.marks), before);
}

#[test]
fn many_at_once_are_one_step_and_one_transaction() {
    let count = if std::env::var("NEWSPRINT_TEST").is_ok_and(|size| size == "full") {
        1_000_000
    } else {
        10_000
    };
    let place = place();
    let mut run = Run::of(&place);
    let all: Vec<u32> = (0..count).collect();
    let save = run.step(&all, &READ);
    let started = Instant::now();
    run.commit(&[save]);
    let made = started.elapsed();
    let revision = |run: &Run| -> i64 {
        let query = "SELECT revision FROM state";
        run.store
            .connection
            .query_row(query, (), |row| row.get(0))
            .unwrap()
    };
    assert_eq!((revision(&run), run.marks.unsafe_count()), (1, 0));
    let started = Instant::now();
    assert_eq!(run.go(StepId::Own(1), true), (count as usize, 0));
    let undone = started.elapsed();
    assert_eq!((revision(&run), run.marks.counts().read), (2, 0));
    assert!(
        made.as_secs() < 120 && undone.as_secs() < 120,
        "{made:?}, {undone:?}"
    );
    eprintln!("{count} marks: made {made:?}, undone {undone:?}");
}
