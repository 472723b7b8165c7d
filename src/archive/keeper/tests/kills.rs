//! What a kill leaves, and what two processes make of one folder.

use super::*;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
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
