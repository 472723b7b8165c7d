//! Opening an archive, moving, reading, sorting, resizing, quitting.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;

use super::room::{Room, chosen, shows_the_list, start_of, titles_and_links};
use super::session::Session;

#[test]
fn it_starts_with_the_list_and_q_ends_it() {
    let room = Room::new();
    let mut session = room.open();
    assert!(session.holds_the_terminal());
    session.send("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    session.wait_restored();
}

#[test]
fn enter_goes_to_the_page_and_back() {
    let room = Room::new();
    let session = room.open();
    // Narrow enough for one pane, so that the page hides the list.
    session.resize(60, 20);
    session.wait_for(shows_the_list, "the list in one pane");
    session.send("\r");
    let titles = titles_and_links();
    let has_title = |screen: &str| {
        titles
            .iter()
            .any(|(title, _)| screen.contains(&start_of(title)))
    };
    session.wait_for(
        |screen| !shows_the_list(screen) && has_title(screen),
        "the page alone, with its title",
    );
    session.send("h");
    session.wait_for(shows_the_list, "the list again");
}

#[test]
fn the_sort_menu_opens_sorts_and_closes() {
    let room = Room::new();
    let session = room.open();
    let before = session.settle();
    let is_open = |screen: &str| screen.contains('╭') && screen.contains('╰');
    session.send("S");
    session.wait_for(is_open, "the sort menu");
    session.send("\x1b");
    session.wait_for(|screen| !is_open(screen), "the menu to close");
    assert_eq!(session.settle(), before);
    session.send("S");
    session.wait_for(is_open, "the sort menu again");
    session.send("t");
    session.wait_for(
        |screen| !is_open(screen) && screen.lines().next() != before.lines().next(),
        "another order in the line above",
    );
}

#[test]
fn resizing_to_any_size_keeps_it_running() {
    let room = Room::new();
    let mut session = room.open();
    for (cols, rows) in [(40, 10), (20, 6), (2, 1), (400, 120), (1, 50), (100, 24)] {
        session.resize(cols, rows);
        session.settle();
    }
    session.wait_for(shows_the_list, "the list");
    session.send("j");
    session.send("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn arrows_split_at_every_byte_move_once_and_open_nothing() {
    let room = Room::new();
    // The machine may be slow, and the wait is not what is tested here.
    room.configure("escape_wait = 5000\n");
    let log = room.path("opened");
    let browser = room.script("browser", &format!("echo \"$@\" >> '{}'", log.display()));
    let session = room.open_with(&[("BROWSER", &browser)]);
    let first = session.settle();
    let mut steps = vec![chosen(&first)];
    assert_ne!(steps[0], "", "a row is chosen:\n{first}");
    for _ in 0..2 {
        session.send("j");
        let last = steps.last().unwrap().clone();
        let screen = session.wait_for(|screen| chosen(screen) != last, "the next row");
        steps.push(chosen(&screen));
    }
    session.send("gg");
    session.wait_for(|screen| chosen(screen) == steps[0], "the first row");
    for (arrow, step) in [
        (&b"\x1b[B"[..], 1),
        (b"\x1bOB", 2),
        (b"\x1b[A", 1),
        (b"\x1bOA", 0),
        (b"\x1b[1;1B", 1),
    ] {
        session.send_slowly_split(arrow);
        session.wait_for(|screen| chosen(screen) == steps[step], "one step");
        let screen = session.settle();
        assert_eq!(chosen(&screen), steps[step], "no more than one step");
        // The line above counts what is unread: `A` would have changed it.
        let unread = "5 unread";
        assert!(
            first.contains(unread) && screen.contains(unread),
            "{screen}"
        );
    }
    assert!(!log.exists(), "nothing was opened");
}

#[test]
fn late_replies_are_no_keys() {
    let room = Room::new();
    let mut session = room.open();
    let before = session.settle();
    for reply in [
        &b"\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\"[..],
        b"\x1b[?62;22c",
        b"\x1b[12;40R",
        b"\x1bP>|XTerm(367)\x1b\\",
        b"\x1b[<1;3;3M\x1b[<1;3;3m",
        b"\x1b[I\x1b[O",
    ] {
        session.send(reply);
        let (left, right) = reply.split_at(2);
        session.send(left);
        session.settle();
        session.send(right);
    }
    // `ESC P` alone is Alt-P, and that it does nothing is told: after a while it is gone.
    session.settle();
    session.send("\x1b");
    assert_eq!(session.settle(), before);
    session.send("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn keys_come_from_the_terminal_when_the_input_is_a_file() {
    let room = Room::new();
    let arguments = [room.archive().into_os_string()];
    let mut session = Session::start_in_shell(&room, r#"exec "$@" < /dev/null"#, &arguments, &[]);
    session.wait_for(shows_the_list, "the list");
    session.send("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    session.wait_restored();
}

#[test]
fn a_missing_folder_is_one_sentence_and_code_2() {
    let room = Room::new();
    let missing = room.path("no-such-folder");
    let errors = room.path("errors");
    let script = format!(r#"exec "$@" 2> '{}'"#, errors.display());
    let mut session = Session::start_in_shell(&room, &script, &[missing.into_os_string()], &[]);
    assert_eq!(session.wait_exit().exit_code(), 2);
    let said = fs::read_to_string(errors).unwrap();
    assert_eq!(said.trim_end().lines().count(), 1, "one line: {said:?}");
    assert!(said.contains("no-such-folder"), "it is named: {said:?}");
    let raw = session.raw_output();
    assert_eq!(raw.escape_ascii().to_string(), "", "nothing else is shown");
}
