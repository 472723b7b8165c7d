//! What the terminal is asked and answers, its mouse, and its links.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::emulator::Kind;
use super::room::{Room, shows_the_list};
use super::session::Session;

/// What ends the questions.
const LAST_QUESTION: &[u8] = b"\x1b[c";

/// Whether our own marks are ASCII; drawn otherwise.
fn is_ascii(screen: &str) -> bool {
    shows_the_list(screen) && !screen.contains(['│', '▌', '●']) && screen.contains('|')
}

fn is_drawn(screen: &str) -> bool {
    shows_the_list(screen) && screen.contains('│') && screen.contains('▌')
}

fn room(wide: &'static str, keeps_back: bool) -> Room {
    let mut room = Room::new();
    room.kind = Kind { wide, keeps_back };
    room
}

/// The number of the chosen row, as the line above tells it.
fn row(screen: &str) -> String {
    let line = screen.lines().next().unwrap();
    let place = line.split_whitespace().find(|word| word.contains("/5"));
    place.unwrap_or_default().to_owned()
}

#[test]
fn the_screen_follows_what_the_terminal_answers() {
    for (wide, ascii) in [
        ("", false),
        ("“─●", true),
        ("─", true),
        ("●", true),
        ("“", true),
    ] {
        let room = room(wide, false);
        let session = room.open();
        let screen = session.settle();
        assert_eq!(is_ascii(&screen), ascii, "{wide}:\n{screen}");
        assert_eq!(is_drawn(&screen), !ascii, "{wide}:\n{screen}");
        // Nothing of what was tried is left.
        assert!(screen.lines().all(|line| line != "“"), "{screen}");
        session.quit();
    }
}

#[test]
fn what_is_set_is_not_overruled_by_the_terminal() {
    let room = room("“─●", false);
    room.configure("ambiguous_width = \"narrow\"\n");
    let session = room.open();
    assert!(is_drawn(&session.settle()));
    session.quit();
}

/// All is asked in one write with the first frame, which does not wait.
#[test]
fn a_silent_terminal_holds_nothing_up() {
    let room = room("“─●", true);
    let session = room.open();
    assert!(is_drawn(&session.settle()));
    let raw = session.raw_output();
    let place = |bytes: &[u8]| {
        let mut windows = raw.windows(bytes.len());
        windows.position(|window| window == bytes)
    };
    let (begin, asked) = (place(b"\x1b[?2026h"), place(LAST_QUESTION));
    let (cleared, end_of_frame) = (place(b"\x1b[J"), place(b"\x1b[?2026l"));
    assert!(
        begin < asked && asked < cleared && cleared < end_of_frame,
        "{begin:?} {asked:?} {cleared:?} {end_of_frame:?}"
    );
    session.send("j");
    session.wait_for(|screen| row(screen) == "2/5", "the second row");
    session.quit();
}

/// The answers come after two seconds, whole or byte by byte, among keys.
#[test]
fn late_answers_lay_the_screen_anew_and_are_no_keys() {
    for by_bytes in [false, true] {
        let room = room("“─●", true);
        // The machine may be slow, and the wait is not what is tested here.
        room.configure("escape_wait = 5000\n");
        let session = room.open();
        let answers = session.kept_back();
        assert!(
            answers.ends_with(b"c"),
            "{:?}",
            answers.escape_ascii().to_string()
        );
        session.send("j");
        std::thread::sleep(Duration::from_secs(2));
        session.send("j");
        if by_bytes {
            for byte in &answers {
                session.send([*byte]);
                std::thread::sleep(Duration::from_millis(2));
            }
        } else {
            session.send(&answers);
        }
        session.send("j");
        let screen = session.wait_for(|screen| is_ascii(screen) && row(screen) == "4/5", "ASCII");
        assert!(screen.contains("5 unread"), "{screen}");
        assert_eq!(row(&session.settle()), "4/5");
        session.quit();
    }
}

#[test]
fn a_terminal_without_positions_is_narrow() {
    let room = room("“─●", true);
    let session = room.open();
    drop(session.kept_back());
    session.send("\x1b[?1;2c");
    assert!(is_drawn(&session.settle()));
    session.quit();
}

/// Answers that are still on their way when one leaves are waited for, so that
/// the shell does not take them for typed; a terminal that never answers holds
/// the end up for a second at the most.
#[test]
fn leaving_at_once_leaves_no_answers_behind() {
    let room = room("", true);
    let script = r#""$@"; read -r line; echo "typed <$line>""#;
    let arguments = [room.archive().into_os_string()];
    let mut session = Session::start_in_shell(&room, script, &arguments, &[]);
    session.wait_for(shows_the_list, "the list");
    session.send("q");
    let answers = session.kept_back();
    std::thread::sleep(Duration::from_millis(100));
    session.send(&answers);
    session.wait_restored();
    session.send("word\r");
    session.wait_for(
        |screen| screen.contains("typed <word>"),
        "nothing else typed",
    );
    session.wait_exit();

    let mut session = room.open();
    let begun = Instant::now();
    session.send("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    assert!(begun.elapsed() < Duration::from_secs(10));
    session.wait_restored();
}

#[test]
fn drawing_the_screen_anew_asks_anew() {
    let room = room("", false);
    let session = room.open();
    session.settle();
    session.send("\x0c");
    session.wait_for_raw(LAST_QUESTION, 2, "the questions again");
    assert!(is_drawn(&session.settle()));
    session.quit();
}

#[test]
fn the_mouse_clicks_and_scrolls() {
    let room = Room::new();
    let session = room.open();
    session.settle();
    session.send("\x1b[<0;6;4M\x1b[<0;6;4m");
    session.wait_for(|screen| row(screen) == "2/5", "the second row");
    session.send_slowly_split(b"\x1b[<0;6;6M");
    session.wait_for(|screen| row(screen) == "3/5", "the third row");
    let before = session.settle();
    session.send("\x1b[<65;70;9M");
    let screen = session.wait_for(|screen| *screen != before, "the page three lines further");
    assert_eq!(row(&screen), "3/5");
    session.send("\x1b[<64;70;9M");
    session.wait_for(|screen| screen == before, "the page as before");
    session.quit();
}

#[test]
fn the_mouse_can_be_off() {
    let room = Room::new();
    room.configure("mouse = false\n");
    let session = room.open();
    session.settle();
    let raw = session.raw_output();
    for mode in [
        &b"\x1b[?1000h"[..],
        b"\x1b[?1002h",
        b"\x1b[?1003h",
        b"\x1b[?1006h",
    ] {
        assert!(!raw.windows(mode.len()).any(|window| window == mode));
    }
    session.quit();
}

/// What was written, read again: the links that were opened, with the text that
/// each was opened on. None may be open within another or at the end.
fn links(raw: &[u8]) -> BTreeMap<String, Vec<String>> {
    let text = String::from_utf8_lossy(raw);
    let mut links: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open: Option<(String, String)> = None;
    for (number, piece) in text.split('\x1b').enumerate() {
        let shown = if let Some(link) = piece.strip_prefix("]8;") {
            match open.take() {
                Some((url, on)) => {
                    assert_eq!(link, ";", "a link within a link");
                    links.entry(url).or_default().push(on);
                }
                None => open = Some((link.to_owned(), String::new())),
            }
            ""
        } else if number == 0 {
            piece
        } else if let Some(rest) = piece.strip_prefix('\\') {
            rest
        } else {
            let end = piece.find(|c: char| c.is_ascii_alphabetic() || c == '>');
            piece
                .get(end.map_or(0, |end| end + 1)..)
                .unwrap_or_default()
        };
        if let Some((_, on)) = &mut open {
            on.push_str(shown);
        }
    }
    assert_eq!(open, None, "a link stays open");
    links
}

#[test]
fn links_are_opened_on_their_own_text_alone() {
    let room = Room::new();
    let guide = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide");
    let arguments = [guide.join("16-specimen.txt").into_os_string()];
    let session = Session::start(&room, &arguments, (80, 24), &[]);
    session.wait_for(|screen| screen.contains("1/1"), "the specimen");
    session.send("\r");
    session.settle();
    for keys in [
        "jjjj", "\x06", "kkk", "?", "\x1b", "\x06", "G", "gg", "\x0c",
    ] {
        session.send(keys);
        session.settle();
    }
    let links = links(&session.raw_output());
    let short = links
        .get("id=l0;https://example.org/short")
        .expect("the short link");
    assert!(short.iter().all(|text| text == "short link"), "{short:?}");
    assert!(short.len() > 1, "painted again");
    let long = links
        .get("id=l1;https://example.org/long")
        .expect("the long link");
    assert!(
        long.iter()
            .all(|text| !text.contains("short") && text.len() < 80),
        "{long:?}"
    );
    session.quit();

    for (term, setting) in [("linux", ""), ("xterm", "hyperlinks = \"off\"\n")] {
        let room = Room::new();
        room.configure(setting);
        let term = std::path::Path::new(term);
        let session = Session::start(&room, &arguments, (80, 24), &[("TERM", term)]);
        session.wait_for(|screen| screen.contains("1/1"), "the specimen");
        session.send("\r");
        session.settle();
        assert!(!String::from_utf8_lossy(&session.raw_output()).contains("\x1b]8;"));
        session.quit();
    }
}

/// A frame in which nothing has changed is not written; where the mouse is, is told
/// only while there are links in sight.
#[test]
fn what_changes_nothing_writes_nothing() {
    let room = room("", false);
    let session = room.open();
    session.settle();
    let before = session.raw_output();
    // The window loses the focus; a button that nothing is done with.
    for bytes in [
        &b"\x1b[O"[..],
        b"\x1b[<1;5;5M",
        b"\x1b[<1;5;5m",
        b"\x1b[<35;5;5M",
    ] {
        session.send(bytes);
        std::thread::sleep(Duration::from_millis(200));
    }
    let after = session.raw_output();
    let written = after.get(before.len()..).unwrap_or_default();
    assert!(written.is_empty(), "{}", written.escape_ascii());
    session.quit();
}

/// As in a shell of Emacs: what would clear the line would be shown there.
#[test]
fn a_terminal_that_knows_no_sequences_gets_none() {
    for (term, cleared) in [("dumb", false), ("", false), ("xterm", true)] {
        let room = Room::new();
        let arguments = ["index".into(), room.archive().into_os_string()];
        let environment = [("TERM", std::path::Path::new(term))];
        let mut session = Session::start(&room, &arguments, (80, 24), &environment);
        assert_eq!(session.wait_exit().exit_code(), 0);
        session.settle();
        let raw = session.raw_output();
        assert_eq!(
            raw.windows(3).any(|bytes| bytes == b"\x1b[K"),
            cleared,
            "{term}"
        );
    }
}
