//! Searching in the page, copying its lines, and the place that outlives a kill,
//! as the terminal sees them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::ffi::OsString;
use std::io::Write as _;

use portable_pty::{PtySize, native_pty_system};
use rustix::process::Signal;

use super::room::Room;
use super::session::Session;
use super::sharing::base64;

/// An article of its own: thirty paragraphs, each with its number.
fn room() -> Room {
    let room = Room::new();
    let paragraphs: Vec<String> = (1..=30)
        .map(|number| {
            format!("<p>第{number}段：<b>灯塔</b>看守人在日记里写道，「今夜有雾」。The fog came in at dusk, and the bell rang on.</p>")
        })
        .collect();
    let text = format!(
        "<!--1795140000000-->\n[灯塔日记](https://example.org/lamp)\n------\n{}",
        paragraphs.concat()
    );
    std::fs::write(room.path("lamp.txt"), text).unwrap();
    room
}

fn open(room: &Room, size: (u16, u16)) -> Session {
    let arguments: [OsString; 1] = [room.path("lamp.txt").into_os_string()];
    let session = Session::start(room, &arguments, size, &[]);
    session.wait_for(|screen| screen.contains("灯塔日记"), "the list");
    session.send("\r");
    session
}

#[test]
fn what_is_searched_for_is_found_selected_and_copied_exactly() {
    let room = room();
    let session = open(&room, (60, 16));
    session.wait_for(|screen| screen.contains("第1段"), "the page");
    session.send("/");
    session.wait_for(|screen| screen.contains("Esc back"), "the prompt");
    session.send("第12段");
    session.wait_for(|screen| screen.contains("1/1"), "the hit");
    session.send("\r");
    session.wait_for(|screen| !screen.contains("Esc back"), "the prompt to close");
    session.send("vj");
    session.wait_for(|screen| screen.contains("2 lines"), "the selection");
    let screen = session.settle();
    assert!(
        screen
            .lines()
            .any(|line| line.trim_start().starts_with("▎第12段")),
        "{screen}"
    );
    session.send("y");
    let text = "第12段：灯塔看守人在日记里写道，「今夜有雾」。The fog came in at dusk, and the bell rang on.";
    let sequence = format!("\x1b]52;c;{}\x1b\\", base64(text.as_bytes()));
    session.wait_for_raw(sequence.as_bytes(), 1, "the text for the clipboard");
    // All thirty, and round the end.
    session.send("/今夜有雾\r");
    session.wait_for(
        |screen| screen.contains("11/30"),
        "the first at or after the top",
    );
    session.send("20n");
    let told = |screen: &str| screen.contains("1/30") && screen.contains("From the start again.");
    session.wait_for(told, "the first again");
    session.send("N");
    session.wait_for(|screen| screen.contains("30/30"), "the last");
}

/// The first paragraph that begins on the screen.
fn paragraph_at_the_top(session: &Session) -> usize {
    let screen = session.settle();
    let paragraph = screen.lines().find_map(|line| {
        let (_, rest) = line.split_once('第')?;
        rest.split_once('段')?.0.parse().ok()
    });
    paragraph.unwrap_or_else(|| panic!("a paragraph:\n{screen}"))
}

/// Killed while reading, opened again in windows of other sizes: the sentence at
/// the top is the same.
#[test]
fn the_place_outlives_a_kill() {
    let room = room();
    let mut session = open(&room, (60, 16));
    session.wait_for(|screen| screen.contains("第1段"), "the page");
    session.send("/第9段\r");
    session.wait_for(|screen| screen.contains("1/1"), "the hit");
    session.send("\x1b");
    // To the paragraph itself, then a page further: that is kept at once.
    session.send("  ");
    session.wait_for(|screen| !screen.contains("第9段"), "a page further");
    let paragraph = paragraph_at_the_top(&session);
    assert!(paragraph > 9);
    session.signal(Signal::KILL);
    session.wait_exit();
    for size in [(60, 16), (40, 10), (100, 24), (30, 30)] {
        let mut session = open(&room, size);
        session.wait_for(|screen| screen.contains('段'), "the page");
        let now = paragraph_at_the_top(&session);
        assert!(
            (paragraph - 1..=paragraph).contains(&now),
            "{size:?}: {now} instead of {paragraph}"
        );
        session.signal(Signal::KILL);
        session.wait_exit();
    }
}

/// Where the keys come from another terminal than the one that is drawn on, its end
/// is told by no signal.
#[test]
fn the_place_is_kept_where_the_keys_end_without_a_signal() {
    let room = room();
    let keys = native_pty_system().openpty(PtySize::default()).unwrap();
    let terminal = keys.master.tty_name().unwrap();
    let script = format!(r#"exec "$@" < '{}'"#, terminal.display());
    let arguments = [room.path("lamp.txt").into_os_string()];
    let mut session = Session::start_in_shell(&room, &script, &arguments, &[]);
    session.wait_for(|screen| screen.contains("灯塔日记"), "the list");
    let mut typed = keys.master.take_writer().unwrap();
    typed.write_all(b"\r").unwrap();
    session.wait_for(|screen| screen.contains("第1段"), "the page");
    // By lines, which is not kept at once.
    typed.write_all(b"15j").unwrap();
    session.wait_for(|screen| !screen.contains("第2段"), "lines further");
    let paragraph = paragraph_at_the_top(&session);
    drop((typed, keys));
    session.wait_exit();
    let session = open(&room, (100, 24));
    session.wait_for(|screen| screen.contains('段'), "the page");
    assert_eq!(paragraph_at_the_top(&session), paragraph);
}
