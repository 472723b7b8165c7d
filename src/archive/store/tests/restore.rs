//! Damaged files, and the copies that take their place.

use super::*;

/// A marks file with a star, a copy of it, another star, a copy of another day, and
/// one that no copy has.
fn with_copies() -> Place {
    let place = place();
    let mut marks = Marks::default();
    let mut store = place.open();
    for (number, day) in [(1, "2024-04-08"), (2, "2024-04-09")] {
        save(&mut store, &mut marks, &[(number, STAR)]);
        store
            .daily_copy(day.parse().unwrap())
            .unwrap()
            .make()
            .unwrap();
    }
    save(&mut store, &mut marks, &[(3, STAR)]);
    place
}

fn today() -> chrono::NaiveDate {
    "2024-04-11".parse().unwrap()
}

fn damage(path: &Path) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    let half = bytes.len() / 2;
    bytes[5000..half].fill(0xA5);
    fs::write(path, &bytes).unwrap();
    bytes
}

/// Opens it; what is said, and which articles have a star.
fn restored(place: &Place) -> (Vec<Note>, Vec<u32>) {
    let (opened, marks) = Store::open_or_restore(&place.path, today(), false).unwrap();
    let starred = (0..10).filter(|number| marks.get(id(*number)).starred);
    (opened.notes, starred.collect())
}

#[test]
fn the_newest_copy_takes_the_place_of_a_damaged_file() {
    let place = with_copies();
    assert_eq!(
        restored(&place),
        (vec![], vec![1, 2, 3]),
        "a sound one stays"
    );
    let damaged = damage(&place.path);
    let aside = place.beside(".damaged-1");
    let copy = Some(place.beside(".2024-04-09.backup"));
    let note = Note::Restored {
        aside: aside.clone(),
        copy,
    };
    assert_eq!(restored(&place), (vec![note], vec![1, 2]));
    assert_eq!(fs::read(&aside).unwrap(), damaged);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&place.path), mode(&aside)), (0o600, 0o600));
    assert_eq!(restored(&place), (vec![], vec![1, 2]), "once is enough");
    // The second time nothing of the first is overwritten.
    damage(&place.path);
    let (notes, _) = restored(&place);
    let second = place.beside(".damaged-2");
    assert!(matches!(&notes[..], [Note::Restored { aside, .. }] if *aside == second));
    assert_eq!(fs::read(&aside).unwrap(), damaged);
}

#[test]
fn a_copy_that_is_damaged_itself_is_passed_over() {
    let place = with_copies();
    damage(&place.path);
    damage(&place.beside(".2024-04-09.backup"));
    fs::write(place.beside(".2024-04-10.backup"), "dear diary").unwrap();
    fs::create_dir(place.beside(".2024-04-11.backup")).unwrap();
    let (notes, starred) = restored(&place);
    let older = place.beside(".2024-04-08.backup");
    assert!(matches!(&notes[..], [Note::Restored { copy: Some(copy), .. }] if *copy == older));
    assert_eq!(starred, [1]);
}

#[test]
fn without_a_sound_copy_marks_begin_anew_and_the_damaged_ones_are_kept() {
    let place = with_copies();
    let damaged = damage(&place.path);
    for day in ["2024-04-08", "2024-04-09"] {
        fs::write(place.beside(&format!(".{day}.backup")), "").unwrap();
    }
    let aside = place.beside(".damaged-1");
    let note = Note::Restored {
        aside: aside.clone(),
        copy: None,
    };
    assert_eq!(restored(&place), (vec![note], vec![]));
    assert_eq!(fs::read(&aside).unwrap(), damaged);
    save(&mut place.open(), &mut Marks::default(), &[(7, STAR)]);
    assert_eq!(restored(&place).1, [7]);
}

/// The clock stood in another year once.
#[test]
fn a_copy_of_a_day_to_come_comes_after_those_of_days_past() {
    let place = with_copies();
    let stale = place.beside(".2031-01-01.backup");
    fs::rename(place.beside(".2024-04-08.backup"), &stale).unwrap();
    damage(&place.path);
    let (notes, starred) = restored(&place);
    let newest = place.beside(".2024-04-09.backup");
    assert!(matches!(&notes[..], [Note::Restored { copy: Some(copy), .. }] if *copy == newest));
    assert_eq!(starred, [1, 2]);
    // Where there is no other that is sound, it is better than none.
    damage(&place.path);
    damage(&newest);
    let (notes, starred) = restored(&place);
    assert!(matches!(&notes[..], [Note::Restored { copy: Some(copy), .. }] if *copy == stale));
    assert_eq!(starred, [1]);
}

/// What was in a log beside the damaged file is not written into the copy.
#[test]
fn what_lay_beside_a_damaged_file_goes_with_it() {
    let place = with_copies();
    let mut store = place.open();
    save(&mut store, &mut Marks::default(), &[(4, STAR)]);
    let killed = place.after_a_kill();
    assert!(killed.beside("-wal").exists());
    let copy = ".2024-04-09.backup";
    fs::copy(place.beside(copy), killed.beside(copy)).unwrap();
    let wal = fs::read(killed.beside("-wal")).unwrap();
    // Not a word of the file itself is left.
    fs::write(&killed.path, vec![0; 8192]).unwrap();
    let (notes, starred) = restored(&killed);
    assert_eq!((notes.len(), starred), (1, vec![1, 2]));
    assert_eq!(fs::read(killed.beside(".damaged-1-wal")).unwrap(), wal);
}

#[test]
fn of_several_at_once_one_does_it() {
    let place = with_copies();
    damage(&place.path);
    let opened: Vec<_> = std::thread::scope(|scope| {
        let open = || loop {
            match Store::open_or_restore(&place.path, today(), false) {
                Err(StoreError::Busy { .. }) => std::thread::yield_now(),
                opened => break opened.unwrap().0.notes,
            }
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert_eq!(opened.iter().filter(|notes| !notes.is_empty()).count(), 1);
    assert!(!place.beside(".damaged-2").exists());
    assert_eq!(restored(&place).1, [1, 2]);
}

#[test]
fn what_is_not_ours_is_not_set_aside() {
    let place = place();
    fs::create_dir_all(place.folder()).unwrap();
    fs::write(&place.path, "dear diary").unwrap();
    let refused = Store::open_or_restore(&place.path, today(), false).unwrap_err();
    assert!(matches!(refused, StoreError::NotOurs { .. }), "{refused}");
    assert_eq!(fs::read_dir(place.folder()).unwrap().count(), 1);
}

/// The file of [`with_copies`] as large as those that are not checked when they are
/// opened, with damage that reading all marks does not meet.
fn damage_what_is_not_read(place: &Place) {
    let filled = format!("UPDATE marks SET link = '{}'", "x".repeat(2 << 20));
    place.sql(&filled);
    assert!(file::size(&place.path) > CHECKED_WHOLE);
    let page: u32 = Connection::open(&place.path)
        .unwrap()
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_marks_%'",
            (),
            |row| row.get(0),
        )
        .unwrap();
    let mut bytes = fs::read(&place.path).unwrap();
    let start = page as usize * 4096 - 4096;
    bytes[start..start + 4096].fill(0);
    fs::write(&place.path, bytes).unwrap();
}

#[test]
fn damage_that_a_save_meets_is_found_when_the_file_is_opened_again() {
    let place = with_copies();
    damage_what_is_not_read(&place);
    let (opened, marks) = Store::open_or_restore(&place.path, today(), false).unwrap();
    assert_eq!((opened.notes, marks.counts().starred), (vec![], 3));
    let mut store = opened.store;
    let failed = store.save(&make(&mut Marks::default(), &[(4, STAR)]));
    let failed = failed.unwrap_err();
    assert!(matches!(failed, StoreError::Damaged { .. }), "{failed}");
    // Nor is a copy of it made.
    let copied = store.daily_copy(today()).unwrap().make().unwrap_err();
    assert!(matches!(copied, StoreError::Damaged { .. }), "{copied}");
    drop(store);
    let (opened, marks) = Store::open_or_restore(&place.path, today(), true).unwrap();
    assert!(matches!(
        &opened.notes[..],
        [Note::Restored { copy: Some(_), .. }]
    ));
    assert_eq!(marks.counts().starred, 2);
}

/// The disk is full: there is a sound copy, and no room for it.
#[test]
fn a_copy_that_can_not_be_put_in_place_leaves_all_as_it_was() {
    let place = with_copies();
    let damaged = damage(&place.path);
    let in_the_way = backup::unfinished(&place.path);
    fs::create_dir_all(in_the_way.join("inside")).unwrap();
    let names = || {
        let names = fs::read_dir(place.folder()).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
        names.map(|entry| name(entry.unwrap())).collect::<Vec<_>>()
    };
    let failed = Store::open_or_restore(&place.path, today(), false).unwrap_err();
    assert!(matches!(failed, StoreError::File { .. }), "{failed}");
    assert_eq!(fs::read(&place.path).unwrap(), damaged);
    assert!(!names().iter().any(|name| name.contains("damaged")));
    fs::remove_dir_all(&in_the_way).unwrap();
    assert_eq!(restored(&place).1, [1, 2]);
}

/// A power cut on some file systems leaves a file of no length.
#[test]
fn a_file_of_which_nothing_is_left_is_not_taken_for_a_new_one() {
    let place = with_copies();
    fs::write(&place.path, "").unwrap();
    let refused = place.error();
    assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
    assert_eq!(restored(&place).1, [1, 2]);
    // One that was taken away is begun anew: so it is wanted.
    fs::remove_file(&place.path).unwrap();
    assert_eq!(restored(&place), (vec![], vec![]));
    // Without a copy its log tells that there was something.
    let killed = super::place();
    save(&mut killed.open(), &mut Marks::default(), &[(1, STAR)]);
    fs::write(&killed.path, "").unwrap();
    assert!(Store::open(&killed.path).is_ok());
    fs::write(&killed.path, "").unwrap();
    fs::write(killed.beside("-wal"), "changes").unwrap();
    assert!(matches!(killed.error(), StoreError::Damaged { .. }));
    assert_eq!(restored(&killed).0.len(), 1);
    assert_eq!(
        fs::read(killed.beside(".damaged-1-wal")).unwrap(),
        b"changes"
    );
}

/// A name that would do is not given where something of an earlier one has a part of it.
#[test]
fn nothing_that_was_set_aside_is_overwritten() {
    let place = with_copies();
    fs::write(place.beside(".damaged-1-wal"), "changes").unwrap();
    damage(&place.path);
    let (notes, _) = restored(&place);
    let second = place.beside(".damaged-2");
    assert!(matches!(&notes[..], [Note::Restored { aside, .. }] if *aside == second));
    assert_eq!(
        fs::read(place.beside(".damaged-1-wal")).unwrap(),
        b"changes"
    );
}
