//! Themes on a real terminal: what the ground decides, what is kept, what goes to
//! a terminal without colours, and where the cursor is.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use super::emulator::Kind;
use super::room::{Room, shows_the_list};
use super::session::Session;

/// A terminal with all colours.
const ALL: &[(&str, &str)] = &[("COLORTERM", "truecolor")];
/// The accents of `light`, and of `terminal` in its oldest form.
const LIGHT_ACCENT: &str = "38;2;10;78;163";
const CYAN: &str = "\x1b[36";
/// The grounds of `night` and `paper`.
const NIGHT: &str = "48;2;23;24;28";
const PAPER: &str = "48;2;248;244;234";

fn open(room: &Room, environment: &[(&str, &str)]) -> Session {
    let environment = environment
        .iter()
        .map(|(name, value)| (*name, Path::new(*value)));
    room.open_with(&environment.collect::<Vec<_>>())
}

fn has(session: &Session, text: &str) -> bool {
    let raw = session.raw_output();
    raw.windows(text.len()).any(|part| part == text.as_bytes())
}

/// The first frame does not wait for the ground; the answer brings the theme.
#[test]
fn a_late_answer_brings_the_theme() {
    let mut room = Room::new();
    room.kind = Kind {
        keeps_back: true,
        ..Kind::default()
    };
    let session = open(&room, ALL);
    session.settle();
    assert!(has(&session, CYAN) && !has(&session, LIGHT_ACCENT));
    session.send("\x1b]11;rgb:ffff/ffff/f0f0\x1b\\\x1b[?62c");
    session.wait_for_raw(LIGHT_ACCENT.as_bytes(), 1, "the light theme");
    session.quit();
}

#[test]
fn what_the_environment_tells_is_there_at_once() {
    for (environment, expected, never) in [
        (&[("COLORFGBG", "0;15"), ALL[0]][..], LIGHT_ACCENT, CYAN),
        (&[("COLORFGBG", "0;15")], "38;5;", "38;2;"),
        (&[("TERM", "xterm")], CYAN, "38;"),
        (&[("NO_COLOR", "1"), ALL[0]], "\x1b[7m", CYAN),
        (&[("NO_COLOR", "1"), ALL[0]], "\x1b[1m", "38;"),
        (&[("TERM", "dumb")], "\x1b[7m", CYAN),
    ] {
        let mut room = Room::new();
        room.kind.keeps_back = true;
        room.configure("hyperlinks = \"off\"\n");
        let session = open(&room, environment);
        session.settle();
        assert!(has(&session, expected), "{environment:?}");
        assert!(!has(&session, never), "{environment:?}");
        // The chosen row is seen whatever there is.
        assert!(session.screen().contains('▌'), "{environment:?}");
        session.send("\x1b[?62c");
        session.quit();
    }
}

/// A theme that was chosen is there at the next start, until the settings name one.
#[test]
fn a_choice_is_kept() {
    let room = Room::new();
    let session = open(&room, ALL);
    session.send("\x14");
    session.wait_for(|screen| screen.contains("Theme"), "the menu");
    session.send("jjj");
    session.wait_for_raw(NIGHT.as_bytes(), 1, "the theme that is looked at");
    session.send("\r");
    session.wait_for(|screen| screen.contains("Theme: night"), "the choice");
    session.quit();
    let session = open(&room, ALL);
    session.settle();
    assert!(has(&session, NIGHT));
    session.quit();
    room.configure("theme = \"paper\"\n");
    let session = open(&room, ALL);
    session.settle();
    assert!(has(&session, PAPER) && !has(&session, NIGHT));
    session.quit();
}

#[test]
fn a_theme_of_ones_own_is_read() {
    let room = Room::new();
    room.configure("theme = \"mine\"\n");
    let folder = room.home().join("config/newsprint/themes");
    std::fs::create_dir_all(&folder).unwrap();
    let own = "like = \"night\"\n[roles]\ntext = { ground = \"#010203\" }\n";
    std::fs::write(folder.join("mine.toml"), own).unwrap();
    let session = open(&room, ALL);
    session.settle();
    assert!(has(&session, "48;2;1;2;3"));
    session.quit();
}

/// A theme that was made while newsprint runs is offered, and what is wrong with it is
/// shown where it is chosen.
#[test]
fn a_theme_that_is_made_meanwhile_is_offered_with_its_fault() {
    let room = Room::new();
    let session = open(&room, ALL);
    session.settle();
    let folder = room.home().join("config/newsprint/themes");
    std::fs::create_dir_all(&folder).unwrap();
    let own = "like = \"night\"\n[roles]\nlinks = { text = \"#010203\" }\n";
    std::fs::write(folder.join("mine.toml"), own).unwrap();
    session.send("\x14");
    session.wait_for(|screen| screen.contains("mine"), "the theme");
    session.send("G");
    session.wait_for(
        |screen| screen.contains("themes/mine.toml:3: ") && screen.contains("links"),
        "what is wrong with it",
    );
    session.send("q");
    session.quit();
}

/// The cursor follows the chosen row, seen or not.
#[test]
fn the_cursor_is_where_the_reader_is() {
    for is_seen in [false, true] {
        let room = Room::new();
        room.configure(&format!("cursor = {is_seen}\n"));
        let session = room.open();
        session.send("jj");
        session.wait_for(
            |screen| shows_the_list(screen) && screen.contains("3/5"),
            "3/5",
        );
        session.settle();
        let screen = session.screen();
        let row = screen
            .lines()
            .position(|line| line.starts_with('▌'))
            .unwrap();
        {
            let seen = session.lock();
            let screen = seen.parser.screen();
            assert_eq!(usize::from(screen.cursor_position().0), row);
            assert_eq!(screen.hide_cursor(), !is_seen);
        }
        session.quit();
    }
}
