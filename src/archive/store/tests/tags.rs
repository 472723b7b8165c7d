//! Tags, saved searches, and the copies of the day.

use chrono::NaiveDate;

use super::*;

#[test]
fn tags_survive_a_reopening_and_reach_other_processes() {
    let place = place();
    let (mut one, mut two) = (place.open(), place.open());
    let (mut here, mut there) = (one.load().unwrap(), two.load().unwrap());
    let changes = [
        (1, Change::Tag(tag("战争"), true)),
        (1, Change::Tag(tag("war"), true)),
        (2, Change::Tag(tag("戰爭"), true)),
        (3, Change::Tag(tag("war"), true)),
        (3, Change::Tag(tag("war"), false)),
    ];
    save(&mut one, &mut here, &changes);
    let loaded = place.open().load().unwrap();
    assert_eq!(listed(&loaded), listed(&here));
    let names: Vec<_> = loaded
        .set()
        .tags()
        .map(|(tag, count)| (tag.name().as_str(), count))
        .collect();
    // Shown as it was first written, counted once.
    assert_eq!(names, [("war", 1), ("战争", 2)]);
    there.merge(two.changed().unwrap());
    assert_eq!(listed(&there), listed(&here));
    // Both change tags of one article, and one takes one away.
    save(&mut two, &mut there, &[(1, Change::Tag(tag("new"), true))]);
    save(&mut one, &mut here, &[(1, Change::Tag(tag("war"), false))]);
    here.merge(one.changed().unwrap());
    there.merge(two.changed().unwrap());
    assert_eq!(listed(&there), listed(&here));
    assert_eq!(
        here.get(id(1)).tags,
        ["new", "战争"].into_iter().map(tag).collect()
    );
}

/// What version 1 wrote, and the same in memory.
fn fill_old(old: &Store, marks: &mut Marks) {
    let changes = [(1, STAR), (2, READ), (3, Change::Place(Some(3)))];
    for entry in make(marks, &changes) {
        marks.confirmed(entry.sequence);
        let mark = marks.get(entry.subject.id);
        old.connection
            .execute(
                "INSERT INTO marks (id, read, starred, place, revision, first_at, identity_version, title, path)
                 VALUES (?1, ?2, ?3, ?4, 1, 5, 'v1', '', '')",
                params![entry.subject.id.as_bytes(), mark.read, mark.starred, mark.place],
            )
            .unwrap();
    }
}

#[test]
fn a_file_of_version_1_becomes_one_of_this_version() {
    let place = place();
    let mut marks = Marks::default();
    let old = Store::open_with(&place.path, &schema::STEPS[..1])
        .unwrap()
        .store;
    fill_old(&old, &mut marks);
    assert_eq!(schema::version(&old.connection).unwrap(), 1);
    drop(old);
    let Opened { mut store, notes } = Store::open(&place.path).unwrap();
    let backup = schema::backup_path(&place.path, 1);
    assert_eq!(
        notes,
        [Note::Migrated {
            from: 1,
            to: schema::newest(schema::STEPS),
            backup: backup.clone()
        }]
    );
    assert_eq!(listed(&store.load().unwrap()), listed(&marks));
    save(&mut store, &mut marks, &[(2, Change::Tag(tag("海"), true))]);
    assert_eq!(listed(&place.open().load().unwrap()), listed(&marks));
    let copy = Connection::open(&backup).unwrap();
    assert_eq!(schema::version(&copy).unwrap(), 1);
}

#[test]
fn names_that_nobody_could_write_are_passed_over() {
    let place = place();
    let mut store = place.open();
    let mut marks = Marks::default();
    save(&mut store, &mut marks, &[(1, Change::Tag(tag("海"), true))]);
    drop(store);
    place.sql(
        "INSERT INTO tags VALUES (7, 'x', ''), (8, 'y', '\u{1b}\u{202e}');
         INSERT INTO marks_tags SELECT number, 7, 1, 0, NULL FROM marks;
         INSERT INTO marks_tags SELECT number, 8, 1, 0, NULL FROM marks;",
    );
    assert_eq!(listed(&place.open().load().unwrap()), listed(&marks));
}

#[test]
fn searches_are_saved_by_name() {
    let place = place();
    let mut store = place.open();
    let search = |name: &str, query: &str, at| SavedSearch {
        name: name.to_owned(),
        query: query.to_owned(),
        at,
    };
    store.save_search(&search("战争", "war", 1)).unwrap();
    store.save_search(&search("a", "b", 2)).unwrap();
    store
        .save_search(&search("戰爭", "普京 OR war", 3))
        .unwrap();
    let mut other = place.open();
    assert_eq!(
        other.searches().unwrap(),
        [search("a", "b", 2), search("戰爭", "普京 OR war", 3)]
    );
    assert_eq!(
        other.search("战争").unwrap().as_deref(),
        Some("普京 OR war")
    );
    assert!(other.remove_search("A", 9).unwrap());
    assert!(!other.remove_search("A", 9).unwrap());
    assert_eq!(store.search("a").unwrap(), None);
}

#[test]
fn a_copy_a_day_is_made_and_old_ones_go() {
    let place = place();
    let mut store = place.open();
    let mut marks = Marks::default();
    let first: NaiveDate = "2024-04-01".parse().unwrap();
    for number in 0..40u32 {
        let today = first + chrono::Days::new(u64::from(number));
        save(&mut store, &mut marks, &[(number, STAR)]);
        let copy = store.daily_copy(today).unwrap().make().unwrap();
        assert_eq!(copy, backup::daily_path(&place.path, today));
        assert!(store.daily_copy(today).is_none(), "once a day");
    }
    let mut names: Vec<String> = fs::read_dir(place.folder())
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.contains("backup"))
        .collect();
    names.sort();
    let days = [
        "04-01", "05-01", "05-04", "05-05", "05-06", "05-07", "05-08", "05-09", "05-10",
    ];
    assert_eq!(names, days.map(|day| format!("marks.db.2024-{day}.backup")));
    let april = place.folder().join("marks.db.2024-04-01.backup");
    assert_eq!(
        fs::metadata(&april).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let mut copy = Store::open(&april).unwrap().store;
    assert_eq!(copy.load().unwrap().counts().starred, 1);
}

#[test]
fn a_copy_that_fails_leaves_no_part_and_takes_none_away() {
    let place = place();
    let store = place.open();
    let today: NaiveDate = "2024-04-09".parse().unwrap();
    // Damage that opening a large file does not see.
    place.sql(
        "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'tags'",
    );
    let failed = store.daily_copy(today).unwrap().make().unwrap_err();
    assert!(matches!(failed, StoreError::Damaged { .. }), "{failed}");
    let names = fs::read_dir(place.folder()).unwrap();
    let copies = names
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.contains("backup"));
    assert_eq!(copies.collect::<Vec<_>>(), Vec::<String>::new());
}

/// A kill in the middle of a copy leaves a part of it, as large as the marks.
#[test]
fn what_a_killed_copy_left_goes_with_the_next_one() {
    let place = place();
    let store = place.open();
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(4_000);
    let parts = [
        (".2024-04-08.backup.77.part", true),
        (".version-3.backup.77.part", true),
        (".77.part", true),
        (".77.part-journal", true),
        // Somebody is at it, or it is none of ours.
        (".2024-04-08.backup.78.part", false),
        (".damaged-1", true),
        ("x.part", true),
    ];
    for (ending, is_old) in parts {
        let path = place.beside(ending);
        fs::write(&path, "half").unwrap();
        if is_old {
            let file = fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(old).unwrap();
        }
    }
    let copy = store.daily_copy("2024-04-09".parse().unwrap()).unwrap();
    copy.make().unwrap();
    let left = parts.map(|(ending, _)| place.beside(ending).exists());
    assert_eq!(left, [false, false, false, false, true, true, true]);
}
