//! What comes back at the next start, from one process to another.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::path::Path;

use rustix::process::Signal;

use super::room::{Room, chosen, shows_the_list};
use super::session::Session;

#[test]
fn one_begins_where_one_was_however_it_ended() {
    for signal in [None, Some(Signal::TERM), Some(Signal::HUP)] {
        let room = Room::new();
        let mut first = room.open();
        let start = chosen(&first.settle());
        first.send("2j");
        first.wait_for(|screen| chosen(screen) != start, "another row chosen");
        let left = chosen(&first.settle());
        first.send("fu\x1b");
        first.wait_for(|screen| screen.contains("unread ×"), "a filter that is on");
        match signal {
            Some(signal) => first.signal(signal),
            None => first.send("Q"),
        }
        first.wait_exit();
        // Without a folder, the archive of last time.
        let mut second = Session::start(&room, &[], (100, 24), &[]);
        let is_back = |screen: &str| screen.contains("unread ×") && chosen(screen) == left;
        second.wait_for(is_back, "what was left");
        second.send("Q");
        second.wait_exit();
        // Plain, and what was kept stays kept.
        let archive = room.archive().into_os_string();
        let mut plain = Session::start(&room, &["--fresh".into(), archive], (100, 24), &[]);
        plain.wait_for(
            |screen| shows_the_list(screen) && !screen.contains("unread ×"),
            "the list as at a first start",
        );
        assert_eq!(chosen(&plain.settle()), start);
        plain.send("j");
        plain.wait_for(|screen| chosen(screen) != start, "another row chosen");
        plain.send("Q");
        plain.wait_exit();
        let third = room.open();
        third.wait_for(is_back, "what was left before the plain start");
    }
}

#[test]
fn what_was_taken_from_the_palette_comes_first_at_the_next_start() {
    let room = Room::new();
    let mut first = room.open();
    first.send(":redraw\r");
    first.settle();
    first.send("Q");
    first.wait_exit();
    let second = room.open();
    second.send(":");
    second.wait_for(
        |screen| {
            let mut rows = screen.lines().skip_while(|row| !row.contains("─ Find"));
            rows.nth(1)
                .is_some_and(|row| row.contains("draw the screen anew"))
        },
        "what was taken before",
    );
}

#[test]
fn a_language_that_was_chosen_stays_until_the_file_names_another() {
    let room = Room::new();
    let mut first = room.open();
    first.send("gL");
    first.wait_for(|screen| screen.contains("繁體中文"), "the languages");
    first.send("b");
    first.wait_for(|screen| screen.contains("界面已换成"), "the other language");
    first.send("Q");
    first.wait_exit();
    let mut second = room.open();
    second.wait_for(|screen| screen.contains("搜索"), "the language of before");
    // What is given for one run counts more, and leaves what was chosen as it is.
    second.send("Q");
    second.wait_exit();
    let for_once = Path::new("en");
    let mut third = room.open_with(&[("NEWSPRINT_LANGUAGE", for_once)]);
    third.wait_for(
        |screen| screen.contains("/ search"),
        "the language of this run",
    );
    third.send("Q");
    third.wait_exit();
    room.configure("language = \"zh-Hant\"\n");
    let fourth = room.open();
    fourth.wait_for(|screen| screen.contains("搜尋"), "the language of the file");
}

#[test]
fn a_last_archive_that_is_gone_is_no_hindrance() {
    let room = Room::new();
    let mut first = room.open();
    first.send("Q");
    first.wait_exit();
    std::fs::remove_dir_all(room.archive()).unwrap();
    let second = Session::start(&room, &[], (100, 24), &[]);
    second.wait_for(|screen| screen.contains("guide"), "the guide");
}
