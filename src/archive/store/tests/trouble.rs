//! Files that are older, newer, foreign, damaged or out of reach.

use std::fs::Permissions;
use std::time::Duration;

use super::*;

#[test]
fn an_empty_file_becomes_a_store_and_needs_no_copy() {
    for make_empty in [
        (|place: &Place| fs::write(&place.path, "").unwrap()) as fn(&Place),
        |place| place.sql("VACUUM"),
    ] {
        let place = place();
        fs::create_dir_all(place.folder()).unwrap();
        make_empty(&place);
        let mut store = place.open();
        save(&mut store, &mut Marks::default(), &[(1, STAR)]);
        assert_eq!(
            schema::version(&store.connection).unwrap(),
            schema::newest(schema::STEPS)
        );
        assert!(!schema::backup_path(&place.path, 0).exists());
    }
}

#[test]
fn an_older_file_is_copied_then_brought_up_to_date() {
    fn next(connection: &Connection) -> rusqlite::Result<()> {
        connection.execute_batch("ALTER TABLE marks ADD COLUMN mood INTEGER")
    }
    fn then_fails(connection: &Connection) -> rusqlite::Result<()> {
        connection.execute_batch("CREATE TABLE moods (a); INSERT INTO nowhere VALUES (1)")
    }
    let present = schema::newest(schema::STEPS);
    let further = |steps: &[Step]| [schema::STEPS, steps].concat();
    let place = place();
    let mut marks = Marks::default();
    let mut old = place.open();
    save(
        &mut old,
        &mut marks,
        &[(1, STAR), (2, Change::Place(Some(3)))],
    );

    // A step that fails leaves the file as it was, however many steps went before.
    let failed = Store::open_with(&place.path, &further(&[next, then_fails])).unwrap_err();
    assert!(matches!(failed, StoreError::Database { .. }), "{failed}");
    assert_eq!(schema::version(&old.connection).unwrap(), present);
    assert_eq!(listed(&place.open().load().unwrap()), listed(&marks));

    // The old process still has it open, with changes that are in the WAL alone.
    let Opened { mut store, notes } = Store::open_with(&place.path, &further(&[next])).unwrap();
    let backup = schema::backup_path(&place.path, present);
    assert_eq!(
        notes,
        [Note::Migrated {
            from: present,
            to: present + 1,
            backup: backup.clone()
        }]
    );
    assert_eq!(listed(&store.load().unwrap()), listed(&marks));
    assert_eq!(schema::version(&store.connection).unwrap(), present + 1);
    let column: Option<i64> = store
        .connection
        .query_row("SELECT max(mood) FROM marks", (), |row| row.get(0))
        .unwrap();
    assert_eq!(column, None);

    // The copy is a store of the old version, for its owner alone.
    assert_eq!(
        fs::metadata(&backup).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let mut copy = Store::open(&backup).unwrap();
    assert_eq!(copy.notes, []);
    assert_eq!(listed(&copy.store.load().unwrap()), listed(&marks));

    // Once is enough.
    drop((store, old));
    let again = Store::open_with(&place.path, &further(&[next])).unwrap();
    assert_eq!(again.notes, []);
}

#[test]
fn without_a_copy_nothing_is_migrated() {
    let place = place();
    drop(place.open());
    // Something that can't be replaced stands where the copy belongs.
    let present = schema::newest(schema::STEPS);
    fs::create_dir_all(schema::backup_path(&place.path, present).join("inside")).unwrap();
    let next: Step = |connection| connection.execute_batch("CREATE TABLE moods (a)");
    let steps = [schema::STEPS, &[next]].concat();
    let failed = Store::open_with(&place.path, &steps).unwrap_err();
    assert!(matches!(failed, StoreError::Backup { .. }), "{failed}");
    assert_eq!(schema::version(&place.open().connection).unwrap(), present);
}

#[test]
fn a_newer_file_is_read_and_not_written() {
    let place = place();
    let mut marks = Marks::default();
    save(&mut place.open(), &mut marks, &[(1, STAR)]);
    place.sql("PRAGMA user_version = 9; CREATE TABLE moods (a)");
    let before = fs::read(&place.path).unwrap();
    let Opened { mut store, notes } = Store::open(&place.path).unwrap();
    assert_eq!(
        notes,
        [Note::Newer {
            found: 9,
            known: schema::newest(schema::STEPS)
        }]
    );
    assert!(store.is_read_only());
    assert_eq!(listed(&store.load().unwrap()), listed(&marks));
    let refused = store.save(&make(&mut marks, &[(2, STAR)])).unwrap_err();
    // It is not for want of leave, as it was told.
    assert!(matches!(refused, StoreError::Newer { .. }) && !refused.may_pass());
    assert!(store.connection.execute("DELETE FROM marks", ()).is_err());
    drop(store);
    assert_eq!(fs::read(&place.path).unwrap(), before);
}

#[test]
fn a_foreign_file_is_refused_and_left_alone() {
    let tables = "CREATE TABLE a (b); INSERT INTO a VALUES (1);";
    for (name, make) in [
        (
            "text",
            (|place: &Place| fs::write(&place.path, "dear diary").unwrap()) as fn(&Place),
        ),
        ("a few zeros and more", |place| {
            fs::write(&place.path, b"\0\0\0PK").unwrap();
        }),
        ("a database", |place| place.sql("CREATE TABLE a (b)")),
        ("a database with a version", |place| {
            place.sql("PRAGMA user_version = 1");
        }),
        ("another program's", |place| {
            place.sql("PRAGMA application_id = 77; CREATE TABLE a (b)");
        }),
        ("our name and nothing else", |place| {
            place.sql(&format!(
                "PRAGMA application_id = {}",
                schema::APPLICATION_ID
            ));
        }),
    ] {
        let place = place();
        fs::create_dir_all(place.folder()).unwrap();
        make(&place);
        let before = fs::read(&place.path).unwrap();
        let refused = place.error();
        assert!(
            matches!(refused, StoreError::NotOurs { .. }),
            "{name}: {refused}"
        );
        assert!(refused.to_string().contains("marks.db"), "{refused}");
        assert_eq!(fs::read(&place.path).unwrap(), before, "{name}");
        assert_eq!(
            fs::read_dir(place.folder()).unwrap().count(),
            1,
            "{name}: nothing beside it"
        );
    }
    // Its owner was killed and has changes in the WAL: they stay there.
    let foreign = place();
    fs::create_dir_all(foreign.folder()).unwrap();
    let owner = Connection::open(&foreign.path).unwrap();
    owner
        .execute_batch("PRAGMA journal_mode = wal; PRAGMA application_id = 77")
        .unwrap();
    owner.execute_batch(tables).unwrap();
    let killed = foreign.after_a_kill();
    let files = || ["", "-wal"].map(|ending| fs::read(killed.beside(ending)).unwrap());
    let before = files();
    assert!(matches!(killed.error(), StoreError::NotOurs { .. }));
    assert!(files() == before, "a byte of the foreign database changed");
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = place();
    fs::create_dir_all(&folder.path).unwrap();
    assert!(matches!(folder.error(), StoreError::NotOurs { .. }));
    let under_a_file = place();
    fs::write(under_a_file.outer.path().join("data"), "").unwrap();
    let refused = under_a_file.error();
    assert!(
        matches!(refused, StoreError::Folder { .. } | StoreError::File { .. }),
        "{refused}"
    );
}

#[test]
fn a_damaged_file_is_named_and_left_alone() {
    let place = place();
    let mut marks = Marks::default();
    let changes: Vec<_> = (0..500).map(|number| (number, READ)).collect();
    save(&mut place.open(), &mut marks, &changes);
    let whole = fs::read(&place.path).unwrap();
    assert!(
        !place.beside("-wal").exists(),
        "closing has put all into the file"
    );
    let half = whole.len() / 2;
    let mut scrambled = whole.clone();
    scrambled[5000..half].fill(0xA5);
    let mut headless = whole.clone();
    headless[..4096].fill(0);
    for (name, bytes) in [
        ("cut in the middle", whole.get(..half).unwrap()),
        ("cut inside a page", whole.get(..whole.len() - 100).unwrap()),
        ("cut in the header", whole.get(..50).unwrap()),
        ("cut in the first word", whole.get(..7).unwrap()),
        ("scrambled", &scrambled),
        ("first page lost", &headless),
    ] {
        fs::write(&place.path, bytes).unwrap();
        let refused = place.error();
        assert!(
            matches!(refused, StoreError::Damaged { .. }),
            "{name}: {refused}"
        );
        assert!(!refused.may_pass(), "{name}");
        assert_eq!(fs::read(&place.path).unwrap(), bytes, "{name}");
    }
    fs::write(&place.path, &whole).unwrap();
    assert_eq!(listed(&place.open().load().unwrap()), listed(&marks));
}

#[test]
fn a_full_disk_loses_nothing_and_passes() {
    let place = place();
    let mut store = place.open();
    let mut marks = Marks::default();
    save(&mut store, &mut marks, &[(1, STAR)]);
    let safe = listed(&marks);
    let limit = |store: &Store, pages: i64| {
        store
            .connection
            .pragma_update_and_check(None, "max_page_count", pages, |row| row.get::<_, i64>(0))
            .unwrap();
    };
    limit(&store, 10);
    let changes: Vec<_> = (0..1000).map(|number| (number, READ)).collect();
    let entries = make(&mut marks, &changes);
    let full = store.save(&entries).unwrap_err();
    assert!(
        matches!(full, StoreError::Full { .. }) && full.may_pass(),
        "{full}"
    );
    assert_eq!(listed(&store.load().unwrap()), safe);
    limit(&store, 100_000);
    store.save(&entries).unwrap();
    assert_eq!(listed(&store.load().unwrap()), listed(&marks));
}

#[test]
fn a_file_held_by_another_is_busy_and_passes() {
    let place = place();
    let (mut store, other) = (place.open(), place.open());
    store.connection.busy_timeout(Duration::ZERO).unwrap();
    let entries = make(&mut Marks::default(), &[(1, STAR)]);
    other.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    let busy = store.save(&entries).unwrap_err();
    assert!(
        matches!(busy, StoreError::Busy { .. }) && busy.may_pass(),
        "{busy}"
    );
    other.connection.execute_batch("ROLLBACK").unwrap();
    store.save(&entries).unwrap();
}

#[test]
fn a_file_that_was_taken_away_is_not_written() {
    let place = place();
    let mut store = place.open();
    let mut marks = Marks::default();
    save(&mut store, &mut marks, &[(1, STAR)]);
    let entries = make(&mut marks, &[(2, STAR)]);
    for (name, take) in [
        (
            "deleted",
            (|place: &Place| fs::remove_file(&place.path).unwrap()) as fn(&Place),
        ),
        ("replaced", |place| fs::write(&place.path, "").unwrap()),
    ] {
        take(&place);
        let moved = store.save(&entries).unwrap_err();
        assert!(matches!(moved, StoreError::Moved { .. }), "{name}: {moved}");
    }
}

#[test]
fn a_read_only_folder_is_read() {
    let place = place();
    let mut marks = Marks::default();
    save(&mut place.open(), &mut marks, &[(1, STAR)]);
    // The way without a file beside the database, whoever runs this test.
    let uri = immutable(&place.path);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(uri, flags).unwrap();
    let mut store = Store::new(connection, &place.path, file::identity(&place.path), true).unwrap();
    assert_eq!(listed(&store.load().unwrap()), listed(&marks));
    drop(store);
    let allow = |mode| fs::set_permissions(place.folder(), Permissions::from_mode(mode)).unwrap();
    allow(0o500);
    if fs::write(place.folder().join("probe"), "").is_ok() {
        eprintln!("skipped: permissions don't bind the user who runs the tests");
        return;
    }
    let Opened { mut store, notes } = Store::open(&place.path).unwrap();
    assert_eq!(notes, [Note::ReadOnly]);
    assert_eq!(listed(&store.load().unwrap()), listed(&marks));
    let refused = store.save(&make(&mut marks, &[(2, STAR)])).unwrap_err();
    assert!(matches!(refused, StoreError::ReadOnly { .. }), "{refused}");
    allow(0o700);
    fs::remove_file(&place.path).unwrap();
    allow(0o500);
    assert!(matches!(place.error(), StoreError::File { .. }));
    allow(0o700);
}

#[test]
fn odd_names_lead_to_the_right_file() {
    let outer = tempfile::tempdir().unwrap();
    for name in ["file:x?mode=memory", "50% #1", "标 记.db", ":memory:"] {
        let path = outer.path().join(name);
        save(
            &mut Store::open(&path).unwrap().store,
            &mut Marks::default(),
            &[(1, STAR)],
        );
        assert!(fs::metadata(&path).unwrap().len() > 0, "{name}");
        let connection = connect_to_read(&path).unwrap();
        assert!(schema::is_ours(&connection).unwrap(), "{name}");
    }
}

#[test]
fn a_network_gets_a_rollback_journal() {
    let place = place();
    place.sql("PRAGMA user_version = 0");
    for (network, mode) in [(true, "truncate"), (false, "wal"), (true, "truncate")] {
        let connection = connect(&place.path).unwrap();
        assert_eq!(set_journal(&connection, network).unwrap(), mode);
    }
    // Somebody else has it open with WAL: then this one takes it as well.
    let other = Connection::open(&place.path).unwrap();
    other
        .execute_batch("PRAGMA journal_mode = wal; CREATE TABLE a (b)")
        .unwrap();
    let connection = connect(&place.path).unwrap();
    connection.busy_timeout(Duration::ZERO).unwrap();
    assert_eq!(set_journal(&connection, true).unwrap(), "wal");
    let synchronous: i64 = connection
        .pragma_query_value(None, "synchronous", |row| row.get(0))
        .unwrap();
    assert_eq!(synchronous, 2, "FULL");
}
