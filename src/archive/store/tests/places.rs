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
    assert!(two.forget_place('b').unwrap() && !two.forget_place('b').unwrap());
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

#[test]
fn what_nobody_could_have_set_is_passed_over() {
    let place = place();
    let mut store = place.open();
    keep(&mut store, 'c', 1, 5);
    drop(store);
    place.sql("INSERT INTO places VALUES ('!', 1, 5, 0), ('d', 1, 99999999999, 0);");
    assert_eq!(kept(&place.open()), [('c', id(1), 5)]);
}
