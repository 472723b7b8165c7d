//! Places under letters.

use super::*;
use crate::marks::{PlaceMark, PlaceToKeep};

fn keep(store: &mut Store, letter: char, number: u32, position: u32) {
    let subject = subject(number);
    let place = PlaceToKeep {
        letter,
        subject,
        position,
        at: 7,
    };
    store.keep_place(&place).unwrap();
}

/// Letter, article and position of each.
fn kept(store: &Store) -> Vec<(char, ArticleId, u32)> {
    let places = store.places().unwrap().into_iter();
    places
        .map(
            |PlaceMark {
                 letter,
                 article,
                 position,
                 ..
             }| (letter, article, position),
        )
        .collect()
}

#[test]
fn a_letter_has_one_place_and_reaches_other_processes() {
    let place = place();
    let (mut one, mut two) = (place.open(), place.open());
    keep(&mut one, 'b', 1, 5);
    keep(&mut two, 'a', 2, 0);
    keep(&mut one, 'b', 3, u32::MAX);
    let expected = [('a', id(2), 0), ('b', id(3), u32::MAX)];
    assert_eq!(kept(&one), expected);
    assert_eq!(kept(&two), expected);
    assert_eq!(one.places().unwrap()[1].title, subject(3).title);
    assert!(two.forget_place('b', 8).unwrap() && !two.forget_place('b', 9).unwrap());
    drop((one, two));
    // A place is no mark of another kind.
    let mut again = place.open();
    assert_eq!(kept(&again), [('a', id(2), 0)]);
    assert_eq!(listed(&again.load().unwrap()), []);
}

#[test]
fn a_file_of_version_3_gets_places_and_keeps_its_marks() {
    let place = place();
    let mut marks = Marks::default();
    let mut old = Store::open_with(&place.path, &schema::STEPS[..3])
        .unwrap()
        .store;
    save(
        &mut old,
        &mut marks,
        &[(1, STAR), (2, READ), (3, Change::Place(Some(3)))],
    );
    drop(old);
    let Opened { mut store, notes } = Store::open(&place.path).unwrap();
    assert!(
        matches!(notes[..], [Note::Migrated { from: 3, .. }]),
        "{notes:?}"
    );
    assert_eq!(kept(&store), []);
    keep(&mut store, 'x', 2, 4);
    drop(store);
    let mut store = place.open();
    assert_eq!(kept(&store), [('x', id(2), 4)]);
    assert_eq!(listed(&store.load().unwrap()), listed(&marks));
}

fn records(store: &mut Store) -> Vec<Record> {
    let mut records = Vec::new();
    let read = store.each_record(|record| {
        records.push(record);
        Ok::<(), StoreError>(())
    });
    read.unwrap();
    records
}

#[test]
fn a_place_that_was_forgotten_does_not_come_back_with_an_older_export() {
    let (place, elsewhere) = (place(), super::place());
    let mut store = place.open();
    for letter in ['a', 'b', 'c'] {
        keep(&mut store, letter, 1, 5);
    }
    let older = records(&mut store);
    let mut other = elsewhere.open();
    other.merge_records(&older).unwrap();
    // Also where the clock stands before the time at which it was set.
    assert!(store.forget_place('a', 9).unwrap() && store.forget_place('b', 1).unwrap());
    store.merge_records(&older).unwrap();
    assert_eq!(kept(&store), [('c', id(1), 5)]);
    drop(store);
    let mut store = place.open();
    assert_eq!(kept(&store), [('c', id(1), 5)]);
    // Elsewhere it goes with the newer export.
    other.merge_records(&records(&mut store)).unwrap();
    assert_eq!(kept(&other), [('c', id(1), 5)]);
    // Under the letter there is room again.
    keep(&mut store, 'a', 2, 6);
    assert_eq!(kept(&store), [('a', id(2), 6), ('c', id(1), 5)]);
}

#[test]
fn what_nobody_could_have_set_is_passed_over() {
    let place = place();
    let mut store = place.open();
    keep(&mut store, 'c', 1, 5);
    drop(store);
    place.sql("INSERT INTO places VALUES ('!', 1, 5, 0, 1), ('d', 1, 99999999999, 0, 1);");
    assert_eq!(kept(&place.open()), [('c', id(1), 5)]);
}
