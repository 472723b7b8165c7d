//! Files that are moved, replaced or taken away while they are open, and clocks that go
//! back.

use super::*;

/// Which articles have a star in the marks file at that path.
fn starred(path: &Path) -> Vec<u32> {
    let marks = Store::open(path).unwrap().store.load().unwrap();
    let is_starred = |number: &u32| marks.get(id(*number)).starred;
    (0..10).filter(is_starred).collect()
}

/// `SQLite` leaves the log of a moved file behind, under the name it had.
#[test]
fn what_was_saved_goes_with_a_file_that_is_moved() {
    let place = place();
    let (mut store, mut marks) = (place.open(), Marks::default());
    for number in 1..4 {
        save(&mut store, &mut marks, &[(number, STAR)]);
    }
    let elsewhere = place.folder().join("elsewhere");
    fs::rename(&place.path, &elsewhere).unwrap();
    let refused = store.save(&make(&mut marks, &[(4, STAR)])).unwrap_err();
    assert!(matches!(refused, StoreError::Moved { .. }), "{refused}");
    drop(store);
    assert_eq!(starred(&place.path), Vec::<u32>::new());
    assert_eq!(starred(&elsewhere), [1, 2, 3]);
}

/// A person puts a copy back, or another machine's marks come.
#[test]
fn what_was_saved_is_not_written_into_a_file_that_takes_the_place() {
    let place = place();
    let (mut store, mut marks) = (place.open(), Marks::default());
    save(&mut store, &mut marks, &[(1, STAR)]);
    let copy = store.daily_copy("2024-04-09".parse().unwrap()).unwrap();
    let copy = copy.make().unwrap();
    for number in 2..9 {
        save(&mut store, &mut marks, &[(number, STAR)]);
    }
    fs::rename(&copy, &place.path).unwrap();
    assert!(!store.is_in_place());
    drop(store);
    assert_eq!(starred(&place.path), [1]);
    let mut again = place.open();
    save(&mut again, &mut marks, &[(9, STAR)]);
    drop(again);
    assert_eq!(starred(&place.path), [1, 9]);
}

#[test]
fn what_can_not_be_written_is_not_opened_again_for_it() {
    let place = place();
    let present = schema::newest(schema::STEPS);
    save(&mut place.open(), &mut Marks::default(), &[(1, STAR)]);
    assert!(!place.open().stays_shut());
    place.sql("PRAGMA user_version = 9");
    let newer = Store::open(&place.path).unwrap().store;
    assert!(newer.stays_shut());
    place.sql(&format!("PRAGMA user_version = {present}"));
    assert!(!newer.stays_shut(), "it may be written now");
    place.sql("PRAGMA user_version = 9");
    fs::rename(&place.path, place.folder().join("elsewhere")).unwrap();
    assert!(!newer.stays_shut(), "another file may be");
}

/// All that is kept of the marks, as an export has it.
fn records(store: &mut Store) -> (Vec<Record>, Vec<SearchRecord>) {
    let mut records = Vec::new();
    let read = store.each_record(|record| {
        records.push(record);
        Ok::<(), StoreError>(())
    });
    read.unwrap();
    (records, store.search_records().unwrap())
}

/// The clock is put back an hour between the two.
#[test]
fn an_export_of_before_does_not_win_over_what_was_done_since() {
    let place = place();
    let (mut store, mut marks) = (place.open(), Marks::default());
    let war = |borne| Change::Tag(tag("war"), borne);
    let mut deed = |store: &mut Store, at: i64, is_first: bool| {
        let place = if is_first { Some(5) } else { Some(6) };
        let changes = [
            (1, Change::Starred(is_first)),
            (1, war(is_first)),
            (1, Change::Place(place)),
        ];
        let mut entries = make(&mut marks, &changes);
        for entry in &mut entries {
            entry.at = at;
        }
        store.save(&entries).unwrap();
        let kept = crate::marks::PlaceToKeep {
            letter: 'a',
            subject: subject(1),
            position: place.unwrap(),
            at,
        };
        store.keep_place(&kept).unwrap();
        let search = SavedSearch {
            name: "海".to_owned(),
            query: if is_first { "海" } else { "港" }.to_owned(),
            at,
        };
        store.save_search(&search).unwrap();
    };
    deed(&mut store, 3_600_000, true);
    let exported = records(&mut store);
    deed(&mut store, 60_000, false);
    let expected = records(&mut store);
    store.merge_records(&exported.0).unwrap();
    store.merge_searches(&exported.1).unwrap();
    assert_eq!(records(&mut store), expected);
    let mark = store.load().unwrap().get(id(1)).clone();
    assert!(!mark.starred && mark.tags.iter().next().is_none());
    assert_eq!(mark.place, Some(6));
}

/// No check of a file sees a flipped bit in a text.
#[test]
fn a_text_that_is_none_keeps_no_mark_from_being_read() {
    let place = place();
    let (mut store, mut marks) = (place.open(), Marks::default());
    let changes = [(1, STAR), (1, Change::Tag(tag("war"), true)), (2, READ)];
    save(&mut store, &mut marks, &changes);
    let search = SavedSearch {
        name: "海".to_owned(),
        query: "海".to_owned(),
        at: 5,
    };
    store.save_search(&search).unwrap();
    drop(store);
    place.sql(
        "UPDATE tags SET name = CAST(x'77ff72' AS TEXT);
         UPDATE marks SET title = CAST(x'ff' AS TEXT), link = CAST(x'68ff' AS TEXT);
         UPDATE searches SET name = CAST(x'ff61' AS TEXT)",
    );
    let mut store = place.open();
    let read = store.load().unwrap().get(id(1)).clone();
    assert!(read.starred);
    let names: Vec<_> = read.tags.iter().map(|tag| tag.name().clone()).collect();
    assert_eq!(names.len(), 1);
    assert_eq!(names[0].as_str(), "w\u{fffd}r");
    let (records, searches) = records(&mut store);
    assert_eq!((records.len(), searches.len()), (2, 1));
    assert_eq!(store.searches().unwrap()[0].name, "\u{fffd}a");
}
