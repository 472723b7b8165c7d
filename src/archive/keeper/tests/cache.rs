//! Cache folders that can't be used, are full, damaged, or made under other rules.

use std::process::Command;

use super::*;

/// Whether a list can be made and searched without a cache.
fn works_without(room: &Room, cache: &Path) {
    room.save("a", "First", "apple");
    let (mut keeper, mut troubles) = room.open_in(cache);
    if let Err(trouble) = look_at_all(&mut keeper).and_then(|()| index_all(&mut keeper)) {
        troubles.push(trouble.to_string());
        let mut more = Vec::new();
        keeper.recover(&trouble, &mut |trouble| more.push(trouble.to_string()));
        assert_eq!(more, [""; 0]);
    }
    assert_eq!(troubles.len(), 1, "{troubles:?}");
    assert_eq!(shown(&keeper).len(), 1);
    assert_eq!(found(&keeper, "apple"), ["a"]);
    room.save("b", "Second", "berry");
    look_at_some(&mut keeper, &[room.file("b")]);
    assert_eq!(found(&keeper, "berry"), ["b"]);
}

#[test]
fn with_a_file_in_the_place_of_the_cache_folder_the_list_works() {
    let room = Room::new();
    fs::write(room.path("cache"), "a file").unwrap();
    works_without(&room, &room.path("cache"));
    assert_eq!(fs::read(room.path("cache")).unwrap(), b"a file");
}

#[test]
fn with_files_in_the_places_of_rows_and_index_the_list_works() {
    for name in ["rows", "index"] {
        let room = Room::new();
        drop(room.open());
        let folder = fs::read_dir(room.path("cache/archives")).unwrap().next();
        let folder = folder.unwrap().unwrap().path();
        let _ = fs::remove_dir_all(folder.join(name));
        fs::write(folder.join(name), "a file").unwrap();
        room.save("a", "First", "apple");
        let (mut keeper, troubles) = room.open();
        assert!(!troubles.is_empty());
        look_at_all(&mut keeper).unwrap();
        index_all(&mut keeper).unwrap();
        assert_eq!(found(&keeper, "apple"), ["a"], "{name}: {troubles:?}");
    }
}

/// A small file system of its own, where this user may make one.
struct Disk(PathBuf);

impl Disk {
    fn new(folder: PathBuf, options: &str) -> Option<Self> {
        fs::create_dir_all(&folder).unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(&folder)
            .output();
        let is_mounted = mount.is_ok_and(|output| output.status.success());
        is_mounted.then_some(Self(folder))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[test]
fn with_a_cache_that_can_only_be_read_the_list_works() {
    let room = Room::new();
    // Where this user may not mount, permissions hold for it.
    if let Some(disk) = Disk::new(room.path("disk"), "ro") {
        works_without(&room, &disk.0.join("cache"));
    } else {
        use std::os::unix::fs::PermissionsExt as _;
        let cache = room.path("cache");
        fs::create_dir(&cache).unwrap();
        fs::set_permissions(&cache, fs::Permissions::from_mode(0o500)).unwrap();
        works_without(&room, &cache);
    }
}

#[test]
fn on_a_full_disk_the_list_works_and_afterwards_all_is_saved() {
    let room = Room::new();
    let Some(disk) = Disk::new(room.path("disk"), "size=256k") else {
        return;
    };
    let cache = disk.0.join("cache");
    let (mut keeper, troubles) = room.open_in(&cache);
    assert!(troubles.is_empty(), "{troubles:?}");
    fs::write(disk.0.join("filler"), vec![0; 1 << 20]).unwrap_err();
    room.save("a", "First", "apple");
    let result = look_at_all(&mut keeper).and_then(|()| index_all(&mut keeper));
    let trouble = result.unwrap_err();
    keeper.recover(&trouble, &mut |trouble| panic!("{trouble}"));
    assert_eq!(shown(&keeper).len(), 1, "{trouble}");
    assert_eq!(found(&keeper, "apple"), ["a"]);
    fs::remove_file(disk.0.join("filler")).unwrap();
    settle(&mut keeper);
    assert_eq!(indexed(&keeper), 1);
    drop(keeper);
    let (keeper, _) = room.open_in(&cache);
    assert_eq!(found(&keeper, "apple"), ["a"]);
    drop(keeper);
}

#[test]
fn what_was_made_under_other_rules_is_made_anew() {
    let room = Room::new();
    room.save("a", "First", "apple");
    settle(&mut room.open().0);
    let mut rules = Rules::embedded();
    assert!(rules.add("own.toml", "").is_empty());
    rules.add("own.toml", "# another");
    let archive = Archive::open(vec![room.path("archive")], Arc::new(rules)).unwrap();
    let mut keeper = Keeper::open(archive, Some(&room.path("cache")), &mut |trouble| {
        panic!("{trouble}")
    });
    assert!(keeper.known().is_empty());
    assert_eq!(indexed(&keeper), 0);
    settle(&mut keeper);
    assert_eq!(found(&keeper, "apple"), ["a"]);
}

#[test]
fn an_index_that_could_not_be_emptied_gives_no_texts_to_new_rows() {
    let room = Room::new();
    room.save("a", "First", "apple");
    settle(&mut room.open().0);
    let folder = fs::read_dir(room.path("cache/archives")).unwrap().next();
    let folder = folder.unwrap().unwrap().path();
    fs::remove_dir_all(folder.join("rows")).unwrap();
    room.remove("a");
    room.save("b", "Second", "berry");
    room.save("c", "Third", "berry");
    // Another holds the index's own lock: it can't be emptied.
    let index = Writer::open(&folder.join("index"), 16 << 20, 1).unwrap();
    let (mut keeper, troubles) = room.open();
    assert_eq!(troubles.len(), 1, "{troubles:?}");
    look_at_all(&mut keeper).unwrap();
    index_all(&mut keeper).unwrap();
    assert_eq!(found(&keeper, "berry"), ["b", "c"]);
    drop((keeper, index));
    let (mut keeper, _) = room.open();
    assert_eq!(found(&keeper, "apple"), [""; 0]);
    settle(&mut keeper);
    assert_eq!(found(&keeper, "apple"), [""; 0]);
    assert_eq!(found(&keeper, "berry"), ["b", "c"]);
}

#[test]
fn what_is_found_damaged_is_made_anew_once_and_then_done_without() {
    let room = Room::new();
    room.save("a", "First", "apple");
    let (mut keeper, _) = room.open();
    settle(&mut keeper);
    let trouble = Trouble::Catalogue(CatalogueError::DamagedRow);
    for is_kept in [true, false] {
        assert!(keeper.recover(&trouble, &mut |trouble| panic!("{trouble}")));
        assert!(keeper.known().is_empty());
        assert_eq!(keeper.may_write(), is_kept);
        settle(&mut keeper);
        assert_eq!(found(&keeper, "apple"), ["a"]);
    }
}

#[test]
fn where_most_rows_are_of_the_dead_all_is_made_anew() {
    let room = Room::new();
    room.save("a", "First", "apple");
    settle(&mut room.open().0);
    room.save("b", "Second", "berry");
    let (mut keeper, _) = room.open();
    settle(&mut keeper);
    assert_eq!(found(&keeper, "is:new"), ["b"]);
    let start = SystemTime::now();
    for second in 1..=310 {
        let at = start + std::time::Duration::from_secs(second);
        room.save_at("a", "First", &format!("apple{second}"), at);
        look_at_some(&mut keeper, &[room.file("a")]);
    }
    index_all(&mut keeper).unwrap();
    let token = keeper.catalogue.token();
    drop(keeper);
    let (mut keeper, troubles) = room.open();
    assert!(
        keeper.known().is_empty() && troubles.is_empty(),
        "{troubles:?}"
    );
    assert_ne!(keeper.catalogue.token(), token);
    keeper.look_again(false, &mut Vec::new()).unwrap();
    index_all(&mut keeper).unwrap();
    assert_eq!(found(&keeper, "apple310"), ["a"]);
    assert_eq!(found(&keeper, "is:new"), ["b"], "it still is");
    assert_eq!((keeper.known().rows(), indexed(&keeper)), (4, 2));
    drop(keeper);
    let (keeper, _) = room.open();
    assert_eq!(
        (shown(&keeper).len(), found(&keeper, "is:new")),
        (2, vec!["b".to_owned()])
    );
}

/// As long as there was no room for all rows at once, what was new was not kept either.
#[test]
fn where_there_is_no_room_for_all_rows_at_once_what_is_new_is_kept() {
    let room = Room::new();
    let (mut keeper, _) = room.open();
    let rows = keeper.folder().unwrap().join("rows");
    // A base can't be written: the last name that there is for one is taken.
    let base = format!("base-{}.tmp", u64::MAX);
    fs::create_dir(rows.join(base)).unwrap();
    let fresh = (0..2_100).map(|number| Fresh {
        path: room.file(&number.to_string()),
        size: 1,
        modified: chrono::DateTime::UNIX_EPOCH,
        what: What::Binary,
    });
    keeper.begin_look(true);
    keeper
        .take(&Look {
            fresh: fresh.collect(),
            ..Look::default()
        })
        .unwrap();
    assert!(keeper.catalogue.needs_compaction());
    keeper.finish_look().unwrap();
    drop(keeper);
    assert_eq!(room.open().0.catalogue.numbers(), 2_100);
}
