//! One archive by several names, and beside other processes.

use super::*;

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
