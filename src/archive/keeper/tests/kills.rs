//! What a kill leaves, and what two processes make of one folder.

use super::*;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            match fs::copy(entry.path(), to) {
                // What is merged in the background is gone when it is done.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                copied => drop(copied.unwrap()),
            }
        }
    }
}

#[test]
fn a_second_keeper_reads_what_the_first_saved_and_writes_nothing() {
    let room = Room::new();
    room.save("a", "First", "apple");
    let (mut first, troubles) = room.open();
    assert!(first.may_write() && troubles.is_empty(), "{troubles:?}");
    settle(&mut first);

    let (mut second, troubles) = room.open();
    assert!(!second.may_write() && troubles.is_empty(), "{troubles:?}");
    assert_eq!(shown(&second), shown(&first));
    assert_eq!(indexed(&second), 1);
    room.save("b", "Second", "berry");
    settle(&mut second);
    assert_eq!(found(&second, "berry"), ["b"]);
    assert_eq!(found(&second, "apple"), ["a"]);

    // The first gives the number that the second gave to b to another file.
    room.save("c", "Third", "cherry");
    let only_c = [room.file("c")];
    look_at_some(&mut first, &only_c);
    index_all(&mut first).unwrap();
    for (word, name) in [("apple", "a"), ("berry", "b")] {
        assert_eq!(found(&second, word), [name]);
    }
    assert_eq!(found(&first, "cherry"), ["c"]);
    drop((first, second));

    let (third, _) = room.open();
    assert_eq!(
        shown(&third).len(),
        2,
        "what the second found was not saved"
    );
    assert_eq!(found(&third, "cherry"), ["c"]);
}

/// The cache folder as it stood at moments one after the other.
struct Moments<'a> {
    room: &'a Room,
    count: usize,
    cache: PathBuf,
}

impl Moments<'_> {
    fn note(&mut self) {
        let to = self.room.path("moments").join(self.count.to_string());
        copy(&self.cache, &to);
        self.count += 1;
    }

    /// Opens what stood there at a moment, with the index of another: whether what
    /// is found is what is there. How many articles that index knew.
    fn belong_together(&self, moment: usize, index_of: usize) -> usize {
        // In the end these are there.
        let truth = [
            ("blackberry", "berry"),
            ("cherry", "cherry"),
            ("damson", "damson"),
            ("elder", "elder"),
            ("fig", "fig"),
        ];
        let cache = self.room.path("killed");
        let _ = fs::remove_dir_all(&cache);
        copy(&self.room.path(&format!("moments/{moment}")), &cache);
        let archive = fs::read_dir(cache.join("archives")).unwrap().next();
        let index = archive.unwrap().unwrap().path().join("index");
        let name = index.strip_prefix(&cache).unwrap();
        let other = self.room.path(&format!("moments/{index_of}")).join(name);
        let _ = fs::remove_dir_all(&index);
        if other.is_dir() {
            copy(&other, &index);
        }
        let (mut keeper, troubles) = self.room.open_in(&cache);
        let at = format!("moment {moment}, index of {index_of}: {troubles:?}");
        assert!(keeper.may_write(), "{at}");
        let known = indexed(&keeper);
        // Before any look.
        for (word, name) in truth {
            let found = found(&keeper, word);
            assert!(
                found.is_empty() || found == [name],
                "{at}: {word} in {found:?}"
            );
        }
        settle(&mut keeper);
        for (word, name) in truth {
            assert_eq!(found(&keeper, word), [name], "{at}");
        }
        assert_eq!(found(&keeper, "apple"), [""; 0], "{at}");
        assert_eq!(indexed(&keeper), truth.len(), "{at}");
        known
    }
}

#[test]
fn a_kill_between_any_two_steps_leaves_rows_and_texts_that_belong_together() {
    let room = Room::new();
    let words = ["apple", "berry", "cherry", "damson", "elder", "fig"];
    let mut moments = Moments {
        room: &room,
        count: 0,
        cache: room.path("cache"),
    };
    let (mut keeper, _) = room.open();
    moments.note();
    for (step, word) in words.iter().enumerate() {
        room.save(word, &format!("About{word}"), word);
        if step == 3 {
            room.remove("apple");
            room.save("berry", "Berries", "blackberry");
        }
        if step == 4 {
            keeper.rebuild(&mut |trouble| panic!("{trouble}"));
            moments.note();
        }
        look_at_all(&mut keeper).unwrap();
        moments.note();
        while keeper.index_some().unwrap().is_some() {
            moments.note();
        }
        moments.note();
    }
    drop(keeper);
    // Rows are saved before the texts: the index may be as it was a moment before.
    let mut with_texts = 0;
    for moment in 0..moments.count {
        for behind in [moment, moment.saturating_sub(1)] {
            with_texts += usize::from(moments.belong_together(moment, behind) > 0);
        }
    }
    assert!(with_texts > words.len(), "{with_texts}");
}

#[test]
fn what_is_made_anew_between_the_two_openings_is_not_mixed_with_what_was_before() {
    let room = Room::new();
    for (name, word) in [("a", "apple"), ("b", "berry")] {
        room.save(name, &format!("About{name}"), word);
    }
    let (mut first, _) = room.open();
    settle(&mut first);
    let folder = first.folder().unwrap().to_owned();
    let stamp = stamp_of(&first.archive);
    // Under the numbers that were a and b there are others then.
    room.remove("a");
    room.save("c", "Aboutc", "cherry");
    let mut anew = 0;
    let mut make_anew = |times: usize| {
        if anew < times {
            anew += 1;
            first.rebuild(&mut |trouble| panic!("{trouble}"));
            settle(&mut first);
        }
    };
    let kept = Kept::open(&folder, stamp, &mut || make_anew(1));
    let (catalogue, index) = (kept.catalogue.unwrap(), kept.index.unwrap());
    assert!(is_of(&index, &catalogue), "opened again");
    assert_eq!(index.numbers().count_ones(..), 2);

    // However often that happens.
    let kept = Kept::open(&folder, stamp, &mut || make_anew(99));
    let (catalogue, index) = (kept.catalogue.unwrap(), kept.index.unwrap());
    assert!(!is_of(&index, &catalogue));
    assert_eq!(
        index.numbers().count_ones(..),
        2,
        "its numbers alone say nothing"
    );

    // With rows of one and an index of the other, as a kill may leave them.
    let other = TempDir::new().unwrap();
    copy(&room.path("cache"), other.path());
    first.rebuild(&mut |trouble| panic!("{trouble}"));
    settle(&mut first);
    let name = folder.strip_prefix(room.path("cache")).unwrap();
    let index = other.path().join(name).join("index");
    fs::remove_dir_all(&index).unwrap();
    copy(&folder.join("index"), &index);
    let reader = {
        let lock = crate::archive::lock_folder(&other.path().join(name)).unwrap();
        assert!(lock.is_some());
        let (reader, troubles) = room.open_in(other.path());
        assert_eq!((reader.may_write(), troubles), (false, Vec::new()));
        reader
    };
    assert_eq!((shown(&reader).len(), indexed(&reader)), (2, 0));
    let (mut writer, troubles) = room.open_in(other.path());
    assert_eq!(troubles, [""; 0]);
    assert!(writer.may_write() && writer.known().is_empty());
    settle(&mut writer);
    for keeper in [&reader, &writer] {
        for (word, names) in [("apple", &[][..]), ("berry", &["b"]), ("cherry", &["c"])] {
            assert_eq!(found(keeper, word), names);
        }
    }
}
