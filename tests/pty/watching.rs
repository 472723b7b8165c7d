//! What is saved and removed while the archive is open.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;

use super::room::{Room, chosen, start_of, titles_and_links};

/// What comes and is no text is left out, and that is told with what lists it.
#[test]
fn what_comes_and_is_no_text_is_told() {
    let room = Room::new();
    let session = room.open();
    session.settle();
    fs::write(room.archive().join("film.bin"), [0_u8, 159, 146, 150, 0, 1]).unwrap();
    session.wait_for(
        |screen| screen.contains("1 file holds no text") && screen.contains("newsprint check"),
        "that it was left out",
    );
    session.send("j");
    // What was told is not told again with what comes next.
    let text =
        "[Watched Pot Boils](https://example.org/pot) - 2038-01-01T08:00\n------\n\nAt last.";
    fs::write(room.archive().join("late.txt"), text).unwrap();
    let screen = session.wait_for(|screen| screen.contains("Watched Pot"), "the article");
    assert!(!screen.contains("holds no text"), "{screen}");
}

#[test]
fn what_is_saved_appears_what_is_removed_goes_and_the_choice_stays() {
    let room = Room::new();
    let session = room.open();
    session.send("j");
    let before = chosen(&session.settle());
    let is_chosen = |screen: &str| chosen(screen) == before;

    // As browsers save: under another name first, and in a folder of its own.
    let folder = room.archive().join("late");
    fs::create_dir(&folder).unwrap();
    let saved = folder.join("late.txt");
    let text =
        "[Watched Pot Boils](https://example.org/pot) - 2038-01-01T08:00\n------\n\nAt last.";
    fs::write(folder.join("late.part"), text).unwrap();
    fs::rename(folder.join("late.part"), &saved).unwrap();
    session.wait_for(
        |screen| screen.contains("Watched Pot") && is_chosen(screen),
        "the article that was saved, above the one that is chosen",
    );

    fs::write(&saved, text.replace("Pot Boils", "Kettle Sings")).unwrap();
    session.wait_for(
        |screen| {
            screen.contains("Watched Kettle")
                && !screen.contains("Watched Pot")
                && is_chosen(screen)
        },
        "the article that was changed",
    );

    fs::remove_dir_all(&folder).unwrap();
    session.wait_for(
        |screen| !screen.contains("Watched") && is_chosen(screen),
        "the article that was removed to be gone",
    );
    let (title, _) = &titles_and_links()[0];
    assert!(session.screen().contains(&start_of(title)));
}
