//! Files that come, change and go, copies, and garbage.

use std::time::Duration;

use super::*;

#[test]
fn between_two_looks_files_change_vanish_and_appear() {
    let room = Room::new();
    for (name, word) in [("a", "apple"), ("b", "berry"), ("within/c", "cherry")] {
        room.save(name, &format!("About{name}"), word);
    }
    settle(&mut room.open().0);
    room.save("a", "Changed", "apricot");
    room.remove("b");
    room.save("d", "New", "damson");
    fs::rename(room.file("within"), room.file("elsewhere")).unwrap();
    let (mut keeper, _) = room.open();
    assert_eq!(shown(&keeper).len(), 3, "as it was kept");
    settle(&mut keeper);
    let names: Vec<String> = shown(&keeper).into_keys().collect();
    assert_eq!(names, ["a", "c", "d"]);
    for (word, names) in [
        ("apple", &[][..]),
        ("apricot", &["a"]),
        ("berry", &[]),
        ("cherry", &["c"]),
        ("damson", &["d"]),
        ("is:new", &["a", "d"]),
    ] {
        assert_eq!(found(&keeper, word), names, "{word}");
    }
    assert_eq!(indexed(&keeper), 3);
}

#[test]
fn a_look_at_some_paths_finds_what_a_look_at_all_would() {
    let room = Room::new();
    for (name, word) in [
        ("a", "apple"),
        ("b", "berry"),
        ("in/side/c", "cherry"),
        ("x", "xylo"),
    ] {
        room.save(name, &format!("About{name}"), word);
    }
    let (mut keeper, _) = room.open();
    settle(&mut keeper);
    room.save("a", "Changed", "apricot");
    room.remove("b");
    fs::rename(room.file("in"), room.file("out")).unwrap();
    room.save("new/d", "New", "damson");
    room.save("e.part", "Unfinished", "elder");
    // A folder in the place of a file.
    room.remove("x");
    room.save("x/y", "Within", "yew");
    let paths = [
        "a", "b", "in", "out", "out/side", "new", "e.part", "never", "x",
    ];
    let paths: Vec<PathBuf> = paths.iter().map(|name| room.file(name)).collect();
    look_at_some(&mut keeper, &paths);
    let some = shown(&keeper);
    assert_eq!(some.keys().collect::<Vec<_>>(), ["a", "c", "d", "y"]);
    assert_eq!(found(&keeper, "is:new"), ["a", "d", "y"]);
    assert_eq!(found(&keeper, "berry"), [""; 0]);
    // Again, and nothing is otherwise; then by the index, and after a look at all.
    look_at_some(&mut keeper, &paths);
    assert_eq!(shown(&keeper), some);
    index_all(&mut keeper).unwrap();
    assert_eq!(indexed(&keeper), 4);
    for (word, name) in [
        ("apricot", "a"),
        ("cherry", "c"),
        ("damson", "d"),
        ("yew", "y"),
    ] {
        assert_eq!(found(&keeper, word), [name]);
    }
    settle(&mut keeper);
    assert_eq!(shown(&keeper), some);
    drop(keeper);
    let (keeper, _) = room.open();
    assert_eq!(shown(&keeper), some, "it was saved");
}

/// Puts in the place of a file or folder what can't be read, for whatever user: a link to
/// a name that is longer than names can be. What was there is aside.
fn close(room: &Room, name: &str) {
    fs::rename(room.file(name), room.path(name)).unwrap();
    std::os::unix::fs::symlink("x".repeat(300), room.file(name)).unwrap();
}

fn open_again(room: &Room, name: &str) {
    fs::remove_file(room.file(name)).unwrap();
    fs::rename(room.path(name), room.file(name)).unwrap();
}

#[test]
fn what_can_not_be_read_for_a_moment_is_neither_gone_nor_new_afterwards() {
    let room = Room::new();
    for (name, word) in [("a", "apple"), ("within/side/b", "berry"), ("c", "cherry")] {
        room.save(name, &format!("About{name}"), word);
    }
    settle(&mut room.open().0);
    let (mut keeper, _) = room.open();
    close(&room, "a");
    close(&room, "within");
    look_at_all(&mut keeper).unwrap();
    assert_eq!(shown(&keeper).len(), 3);
    assert_ne!(keeper.without_article().1, 0, "it is told");
    // What is gone beside it is gone.
    room.remove("c");
    let paths = ["a", "within", "c"].map(|name| room.file(name));
    look_at_some(&mut keeper, &paths);
    let closed = keeper.look_at(paths.to_vec());
    let mut told = Vec::new();
    closed(&mut |look| {
        told.extend(look.closed.into_iter().map(|(path, _)| path));
        true
    });
    told.sort();
    assert_eq!(told, ["a", "within"].map(|name| room.file(name)));
    assert_eq!(shown(&keeper).into_keys().collect::<Vec<_>>(), ["a", "b"]);
    index_all(&mut keeper).unwrap();
    assert_eq!(indexed(&keeper), 2);
    open_again(&room, "a");
    open_again(&room, "within");
    settle(&mut keeper);
    assert_eq!(found(&keeper, "is:new"), [""; 0]);
    assert_eq!(keeper.without_article(), (0, 0));
    for (word, name) in [("apple", "a"), ("berry", "b")] {
        assert_eq!(found(&keeper, word), [name]);
    }
    // A link to nothing, and one that leads back, close nothing.
    fs::remove_dir_all(room.file("within")).unwrap();
    std::os::unix::fs::symlink(".", room.file("within")).unwrap();
    room.remove("a");
    std::os::unix::fs::symlink("nowhere", room.file("a")).unwrap();
    look_at_all(&mut keeper).unwrap();
    assert!(shown(&keeper).is_empty());
}

/// A folder that was renamed for a second had lost all its articles, and when it was
/// back all were new.
#[test]
fn an_archive_whose_own_place_is_gone_for_a_moment_has_lost_nothing() {
    for (place, names) in [("", &["a", "b"][..]), ("a", &["a"])] {
        let room = Room::new();
        room.save("a", "Abouta", "apple");
        room.save("within/b", "Aboutb", "berry");
        let place = match place {
            "" => room.path("archive"),
            file => room.file(file),
        };
        let archive = Archive::open(vec![place.clone()], Arc::new(Rules::embedded()));
        let mut keeper = Keeper::open(archive.unwrap(), Some(&room.path("cache")), &mut |_| {});
        settle(&mut keeper);
        assert_eq!(keeper.without_article(), (0, 0));
        fs::rename(&place, room.path("away")).unwrap();
        for _ in 0..2 {
            look_at_some(&mut keeper, &[place.clone(), place.join("within")]);
            assert_eq!(shown(&keeper).into_keys().collect::<Vec<_>>(), names);
            assert_eq!(keeper.without_article(), (0, 1), "it is told");
        }
        index_all(&mut keeper).unwrap();
        assert_eq!(indexed(&keeper), names.len());
        let some = shown(&keeper);
        look_at_all(&mut keeper).unwrap();
        assert_eq!(shown(&keeper), some, "as a look at all has it");
        assert_eq!(keeper.without_article(), (0, 1));
        fs::rename(room.path("away"), &place).unwrap();
        room.save("a", "Changed", "apricot");
        look_at_some(&mut keeper, std::slice::from_ref(&place));
        assert_eq!(keeper.without_article(), (0, 0));
        assert_eq!(found(&keeper, "apricot"), ["a"], "it is looked at again");
        assert_eq!(found(&keeper, "is:new"), ["a"]);
        assert_eq!(shown(&keeper).len(), names.len());
    }
}

/// The watch tells at two times of a file that is moved slowly, or that an editor removes
/// and writes anew: what had been read long ago was new, in the next session as well.
#[test]
fn an_article_that_is_gone_for_a_moment_is_not_new_afterwards() {
    let room = Room::new();
    for (name, word) in [("a", "apple"), ("b", "berry")] {
        room.save(name, &format!("About{name}"), word);
    }
    let (mut keeper, _) = room.open();
    settle(&mut keeper);
    fs::rename(room.file("a"), room.path("a")).unwrap();
    room.remove("b");
    look_at_some(&mut keeper, &[room.file("a"), room.file("b")]);
    assert!(shown(&keeper).is_empty());
    fs::rename(room.path("a"), room.file("c")).unwrap();
    room.save("b", "Aboutb", "berry");
    room.save("d", "Aboutd", "damson");
    look_at_some(
        &mut keeper,
        &[room.file("b"), room.file("c"), room.file("d")],
    );
    assert_eq!(shown(&keeper).len(), 3);
    assert_eq!(found(&keeper, "is:new"), ["d"]);
}

#[test]
fn what_lies_below_a_folder_that_was_closed_in_a_look_is_met() {
    let room = Room::new();
    for name in ["a", "in/b", "in/side/c", "inside/d"] {
        room.save(name, &format!("About{name}"), "apple");
    }
    let (mut keeper, _) = room.open();
    settle(&mut keeper);
    for (path, left) in [
        (room.file("in"), &["b", "c"][..]),
        (room.file("in/side"), &["c"]),
        (room.file("in/side/c"), &["c"]),
        (room.file("elsewhere"), &[]),
    ] {
        settle(&mut keeper);
        assert_eq!(shown(&keeper).len(), 4);
        keeper.begin_look(false);
        let closed = vec![(path, "it does not answer".to_owned())];
        keeper
            .take(&Look {
                closed,
                ..Look::default()
            })
            .unwrap();
        keeper.finish_look().unwrap();
        assert_eq!(shown(&keeper).into_keys().collect::<Vec<_>>(), left);
    }
}

#[test]
fn of_two_copies_the_newer_is_shown_and_after_it_is_gone_the_older() {
    let room = Room::new();
    let now = SystemTime::now();
    room.save_at("old", "Same", "apple", now - Duration::from_mins(1));
    room.save_at("new", "Same", "apple", now);
    let (mut keeper, _) = room.open();
    settle(&mut keeper);
    assert_eq!(found(&keeper, "apple"), ["new"]);
    room.remove("new");
    look_at_some(&mut keeper, &[room.file("new")]);
    assert_eq!(found(&keeper, "apple"), ["old"]);
    index_all(&mut keeper).unwrap();
    assert_eq!(found(&keeper, "apple"), ["old"]);
    assert_eq!(indexed(&keeper), 1);
    room.save_at("new", "Same", "apple", now);
    look_at_some(&mut keeper, &[room.file("new")]);
    index_all(&mut keeper).unwrap();
    assert_eq!(found(&keeper, "apple"), ["new"]);
}

#[test]
fn among_two_thousand_files_a_hundred_are_garbage() {
    let room = Room::new();
    for number in 0..1_900 {
        let name = format!("{}/{number}", number % 7);
        room.save(&name, &format!("Article{number}"), &format!("word{number}"));
    }
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_le_bytes()[3]
    };
    for number in 0..100_usize {
        let bytes: Vec<u8> = (0..number * 17).map(|_| next()).collect();
        fs::write(room.file(&format!("garbage{number}")), bytes).unwrap();
    }
    let (mut keeper, troubles) = room.open();
    assert!(troubles.is_empty());
    settle(&mut keeper);
    let names: Vec<String> = shown(&keeper).into_keys().collect();
    let whole = names.iter().filter(|name| !name.starts_with("garbage"));
    assert_eq!(whole.count(), 1_900);
    assert_eq!(indexed(&keeper), names.len());
    for number in (0..1_900).step_by(97) {
        assert_eq!(
            found(&keeper, &format!("word{number}")),
            [number.to_string()]
        );
    }
    drop(keeper);
    let (mut keeper, _) = room.open();
    look_at_all(&mut keeper).unwrap();
    assert!(!keeper.unsaved, "what is as it was is not taken for new");
    assert_eq!(shown(&keeper).len(), names.len());
}
