//! Two processes beside each other, and cache folders that go while they are used.

use super::*;

fn catch_up(keeper: &mut Keeper) -> bool {
    keeper.catch_up(&mut |trouble| panic!("{trouble}"))
}

#[test]
fn the_second_learns_what_the_first_has_saved_and_takes_its_place_when_it_is_gone() {
    let room = Room::new();
    room.save("a", "First", "apple");
    let (mut first, _) = room.open();
    settle(&mut first);
    let (mut second, _) = room.open();
    settle(&mut second);
    assert!(!second.is_left() && !second.is_behind());
    assert!(!catch_up(&mut second), "there is nothing to be learnt");

    // Both find something, and give it the same number.
    room.save("b", "Second", "berry");
    look_at_some(&mut second, &[room.file("b")]);
    room.save("c", "Third", "cherry");
    look_at_some(&mut first, &[room.file("c")]);
    index_all(&mut first).unwrap();
    assert!(second.is_behind() && !second.is_left());
    assert!(catch_up(&mut second));
    assert_eq!((shown(&second).len(), indexed(&second)), (3, 2));
    assert!(!second.may_write() && !second.is_behind());
    for (word, name) in [("apple", "a"), ("berry", "b"), ("cherry", "c")] {
        assert_eq!(found(&second, word), [name]);
    }
    assert_eq!(found(&second, "is:new"), ["b", "c"]);
    look_at_all(&mut second).unwrap();
    assert_eq!(shown(&second).len(), 3);

    // What the first has indexed since is not read again, nor is anything new by it.
    room.save("d", "Fourth", "damson");
    look_at_all(&mut first).unwrap();
    index_all(&mut first).unwrap();
    drop(first);
    assert!(second.is_left());
    assert!(catch_up(&mut second));
    assert!(second.may_write() && !second.is_left());
    assert_eq!(indexed(&second), 4, "as the first left it");
    assert_eq!(shown(&second).len(), 4);
    assert!(!catch_up(&mut second));
    room.save("e", "Fifth", "elder");
    settle(&mut second);
    assert_eq!(indexed(&second), 5);
    drop(second);
    let (third, troubles) = room.open();
    assert_eq!((troubles, indexed(&third)), (Vec::new(), 5));
    for word in ["apple", "berry", "cherry", "damson", "elder"] {
        assert_eq!(found(&third, word).len(), 1, "{word}");
    }
}

#[test]
fn whoever_takes_the_place_of_one_that_saved_nothing_keeps_what_it_knows() {
    let room = Room::new();
    let (first, _) = room.open();
    room.save("a", "First", "apple");
    room.save("b", "Second", "berry");
    let (mut second, _) = room.open();
    settle(&mut second);
    assert!(!catch_up(&mut second), "nothing was saved");
    drop(first);
    assert!(catch_up(&mut second));
    assert_eq!(shown(&second).len(), 2, "before any look");
    settle(&mut second);
    assert_eq!(found(&second, "is:new"), [""; 0]);
    drop(second);
    let (third, _) = room.open();
    assert_eq!((shown(&third).len(), indexed(&third)), (2, 2));
}

#[test]
fn after_the_cache_folder_was_removed_one_process_writes_and_all_is_known() {
    for other_is_first in [false, true] {
        let room = Room::new();
        room.save("a", "First", "apple");
        let (mut keeper, _) = room.open();
        settle(&mut keeper);
        let rows = keeper.known().rows();
        fs::remove_dir_all(room.path("cache")).unwrap();
        let mut other = None;
        if other_is_first {
            let (mut opened, _) = room.open();
            assert!(opened.may_write());
            settle(&mut opened);
            other = Some(opened);
        }
        room.save("b", "Second", "berry");
        look_at_some(&mut keeper, &[room.file("b")]);
        let trouble = index_all(&mut keeper).unwrap_err();
        assert!(matches!(trouble, Trouble::Lost { .. }), "{trouble}");
        keeper.recover(&trouble, &mut |trouble| panic!("{trouble}"));
        assert_eq!(keeper.may_write(), !other_is_first);
        assert!(keeper.known().rows() >= rows);
        assert_eq!(shown(&keeper).len(), 2, "before any look");
        settle(&mut keeper);
        for (word, name) in [("apple", "a"), ("berry", "b")] {
            assert_eq!(found(&keeper, word), [name]);
        }
        if let Some(mut other) = other {
            settle(&mut other);
            assert_eq!(indexed(&other), 2);
        } else {
            assert_eq!(indexed(&keeper), 2);
        }
        drop(keeper);
        let (kept, troubles) = room.open();
        assert_eq!((troubles, shown(&kept).len()), (Vec::new(), 2));
    }
}

#[test]
fn a_look_finds_that_the_cache_folder_was_removed() {
    let room = Room::new();
    room.save("a", "First", "apple");
    let (mut keeper, _) = room.open();
    settle(&mut keeper);
    fs::remove_dir_all(room.path("cache")).unwrap();
    let trouble = look_at_all(&mut keeper).unwrap_err();
    assert!(matches!(trouble, Trouble::Lost { .. }), "{trouble}");
    assert!(keeper.recover(&trouble, &mut |trouble| panic!("{trouble}")));
    settle(&mut keeper);
    assert!(keeper.may_write());
    drop(keeper);
    let (kept, troubles) = room.open();
    assert_eq!((troubles, indexed(&kept)), (Vec::new(), 1));
}

/// What removes it again and again is not fought with: the second time it goes without,
/// and says so. That is no damage, which may still be mended afterwards.
#[test]
fn a_cache_folder_that_is_removed_twice_is_gone_without() {
    let room = Room::new();
    room.save("a", "First", "apple");
    let (mut keeper, _) = room.open();
    settle(&mut keeper);
    for removed_before in [false, true] {
        fs::remove_dir_all(room.path("cache")).unwrap();
        let trouble = look_at_all(&mut keeper).unwrap_err();
        let is_told = matches!(trouble, Trouble::Lost { again, .. } if again == removed_before);
        assert!(is_told, "{trouble}");
        keeper.recover(&trouble, &mut |trouble| panic!("{trouble}"));
        settle(&mut keeper);
        assert_eq!(keeper.may_write(), !removed_before);
        assert_eq!(found(&keeper, "apple"), ["a"]);
    }
    assert!(!room.path("cache").exists());
}

/// Both would number their files alike: one would remove what the other has saved.
#[test]
fn in_a_folder_that_another_process_has_by_now_nothing_is_written() {
    for is_noticed in [false, true] {
        let room = Room::new();
        let (mut keeper, _) = room.open();
        settle(&mut keeper);
        fs::remove_dir_all(room.path("cache")).unwrap();
        let (other, _) = room.open();
        assert!(other.may_write());
        if is_noticed {
            let trouble = look_at_all(&mut keeper).unwrap_err();
            assert!(matches!(trouble, Trouble::Lost { .. }), "{trouble}");
            keeper.recover(&trouble, &mut |trouble| panic!("{trouble}"));
        }
        let before = files_below(&room.path("cache"));
        // Enough of them to be joined in files.
        for number in 0..100 {
            let name = format!("{number:03}");
            room.save(&name, &format!("Title {number}"), "apple");
            look_at_some(&mut keeper, &[room.file(&name)]);
        }
        assert_eq!(shown(&keeper).len(), 100);
        assert_eq!(files_below(&room.path("cache")), before);
    }
}

/// All files below a folder, by their paths.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries
        .flat_map(|path| {
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        })
        .collect();
    files.sort();
    files
}

#[test]
fn under_a_link_to_a_folder_the_cache_of_the_folder_stays() {
    let room = Room::new();
    room.save("a", "First", "apple");
    settle(&mut room.open().0);
    std::os::unix::fs::symlink(room.path("archive"), room.path("link")).unwrap();
    let open = |name: &str| {
        let archive = Archive::open(vec![room.path(name)], Arc::new(Rules::embedded()));
        Keeper::open(
            archive.unwrap(),
            Some(&room.path("cache")),
            &mut |trouble| panic!("{trouble}"),
        )
    };
    settle(&mut open("link"));
    for name in ["archive", "link", "archive"] {
        let mut keeper = open(name);
        let known = keeper.known().rows();
        settle(&mut keeper);
        assert_eq!(keeper.known().rows(), known, "nothing was read again");
        assert_eq!(indexed(&keeper), 1);
    }
    let key = |name: &str| open(name).archive.key();
    assert_eq!(
        key("archive"),
        key("link"),
        "where one was in it is the same"
    );
}

#[test]
fn asking_how_far_the_index_is_changes_nothing() {
    let room = Room::new();
    let rules = Arc::new(Rules::embedded());
    let of = |rules: &Arc<Rules>| {
        let archive = Archive::open(vec![room.path("archive")], Arc::clone(rules)).unwrap();
        let mut troubles = Vec::new();
        let kept = archive.index_kept(&room.path("cache"), &mut |trouble| {
            troubles.push(trouble.to_string());
        });
        let (folder, progress) = kept.unwrap();
        (folder, (progress.done, progress.total), troubles.len())
    };
    assert_eq!(of(&rules).1, (0, 0));
    assert!(!room.path("cache").exists(), "nor is anything made");
    room.save("a", "First", "apple");
    let (mut keeper, _) = room.open();
    settle(&mut keeper);
    room.save("b", "Second", "berry");
    look_at_all(&mut keeper).unwrap();
    // Whether another has it open or not.
    assert_eq!(of(&rules), (keeper.folder().unwrap().to_owned(), (1, 2), 0));
    drop(keeper);
    assert_eq!(of(&rules).1, (1, 2));
    // What was made under other rules is said to be so, and stays.
    let mut others = Rules::embedded();
    others.add("own.toml", "# another");
    let (_, progress, troubles) = of(&Arc::new(others));
    assert_eq!((progress, troubles), ((0, 0), 1));
    assert_eq!(of(&rules).1, (1, 2));
    assert_eq!(indexed(&room.open().0), 1);
}

#[test]
fn the_lock_of_a_folder_that_was_removed_is_none_of_the_folder_that_was_made_again() {
    use crate::archive::{lock_folder, private::holds_lock};

    let room = Room::new();
    let folder = room.path("locked");
    let lock = lock_folder(&folder).unwrap().unwrap();
    assert!(holds_lock(&lock, &folder));
    assert!(lock_folder(&folder).unwrap().is_none());
    fs::remove_dir_all(&folder).unwrap();
    assert!(!holds_lock(&lock, &folder));
    let other = lock_folder(&folder).unwrap().unwrap();
    assert!(holds_lock(&other, &folder) && !holds_lock(&lock, &folder));
}
