//! What stands under titles: passages of bodies in which a search found something.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::{Effect, Message};
use newsprint::command::{Button, Key, Mouse, MouseKind};

use super::harness::{Hold, Opened, Session, assert_screen, colourless, screen};

/// Screens of the fixtures with a setting: name, sizes, keys.
fn looks(setting: &str, table: &[(&str, &str, &str)]) {
    for (name, sizes, keys) in table {
        for size in sizes.split(' ') {
            let mut session = Session::begin(Opened::Fixtures, size, setting, Hold::Nothing);
            let screen = session.keys(keys).screen();
            let made = format!("{size}  {setting}  {keys}");
            assert_screen(&format!("snippets-{name}-{size}"), &made, &screen);
        }
    }
}

#[test]
fn they_stand_where_the_title_does_not_tell() {
    looks(
        "",
        &[
            ("found", "100x30 80x24 40x12 20x6", "/ 开 Enter"),
            ("several", "100x30 80x24", "/ 年 Space 记者 Enter j"),
            ("many", "80x12 40x12", "/ 的 Enter G k"),
            ("traditional", "80x24 40x12", "c / 记者 Enter"),
            ("facts", "80x24", "/ source:rfi Enter"),
            ("pinyin", "80x24", "/ bgfc Enter"),
        ],
    );
    looks(
        "ambiguous_width = \"wide\"",
        &[("wide", "80x24 40x12", "/ 记者 Enter")],
    );
}

#[test]
fn they_can_be_always_there_or_never() {
    let always = "snippets = \"always\"";
    looks(
        always,
        &[
            ("always", "100x30 80x24 40x12 20x6", ""),
            ("always-found", "80x24", "/ 开 Enter"),
        ],
    );
    looks("snippets = \"never\"", &[("never", "80x24", "/ 开 Enter")]);
    let plain = screen("80x24", "");
    let mut session = Session::begin(
        Opened::Fixtures,
        "80x24",
        "snippets = \"never\"",
        Hold::Nothing,
    );
    assert_eq!(session.keys("").screen(), plain);
}

#[test]
fn what_was_found_is_lit() {
    for (size, colours) in [("40x12", true), ("80x12", true), ("40x12", false)] {
        let mut session = Session::open(Opened::Fixtures, size);
        if !colours {
            session.theme = colourless();
        }
        let kind = if colours {
            "styles"
        } else {
            "styles-colourless"
        };
        let styles = session.keys("/ 开 Enter").styles();
        assert_screen(
            &format!("{kind}-snippets-{size}"),
            &format!("{size}  / 开 Enter"),
            &styles,
        );
    }
}

/// The lines at which rows stand.
fn lines(session: &Session) -> Vec<(usize, u16, u16)> {
    let seen = session.app.rows_seen();
    seen.iter()
        .map(|seen| (seen.row, seen.line, seen.lines))
        .collect()
}

#[test]
fn nothing_jumps_when_they_come() {
    for size in ["100x30", "80x24", "40x12", "20x6"] {
        let mut session = Session::begin(Opened::Fixtures, size, "", Hold::Passages);
        session.keys("/ 开 Enter");
        if size == "80x24" || size == "40x12" {
            let name = format!("snippets-awaited-{size}");
            assert_screen(&name, size, &session.screen());
        }
        let before = (lines(&session), session.screen());
        session.release();
        assert_eq!(lines(&session), before.0);
        assert_ne!(session.screen(), before.1);
        let mut at_once = Session::open(Opened::Fixtures, size);
        assert_eq!(session.screen(), at_once.keys("/ 开 Enter").screen());
    }
}

#[test]
fn a_click_on_either_line_chooses_the_row() {
    for size in ["100x30", "80x24", "80x13", "40x12", "20x6"] {
        let mut session = Session::open(Opened::Guide, size);
        session.keys("/ the Enter");
        let area = session.app.layout().list.expect("a list");
        for y in area.y..area.y + area.rows {
            let seen = session.app.rows_seen();
            let line = y - area.y;
            let hit = seen
                .iter()
                .find(|seen| (seen.line..seen.line + seen.lines).contains(&line));
            let expected = hit.map_or(session.app.list.selected, |seen| seen.row);
            session.tell(Message::Mouse {
                mouse: Mouse {
                    kind: MouseKind::Press(Button::Left),
                    column: area.x + 5,
                    row: y,
                    ctrl: false,
                    alt: false,
                    shift: false,
                },
                times: 1,
            });
            assert_eq!(session.app.list.selected, expected, "{size} line {y}");
        }
    }
}

/// The titles whose passages a key has asked for.
fn asked(session: &mut Session, key: &str) -> Option<usize> {
    let effects = session
        .app
        .update(Message::Key(Key::parse(key).expect("a key")));
    effects.into_iter().find_map(|effect| match effect {
        Effect::ReadPassages(to_read) => Some(to_read.articles.len()),
        _ => None,
    })
}

#[test]
fn only_rows_that_are_seen_are_read_and_each_once() {
    let mut session = Session::open(Opened::Guide, "80x12");
    session.keys("/ the Enter");
    let rows = session.app.list.rows.len();
    assert!(rows > 8, "{rows}");
    assert_eq!(
        asked(&mut session, "k"),
        None,
        "what is known is not read again"
    );
    session.hold = Hold::Passages;
    let mut longest = 0;
    for _ in 0..rows {
        longest = longest.max(asked(&mut session, "j").unwrap_or(0));
        assert!(longest <= session.app.rows_seen().len());
    }
    assert!(longest > 0);
    assert_eq!(
        asked(&mut session, "j"),
        None,
        "what is on its way is not asked for again"
    );
    // An answer to a search that was left changes nothing.
    let mut session = Session::begin(Opened::Guide, "80x12", "", Hold::Passages);
    session.keys("/ the Enter");
    let before = session.screen();
    session.keys("/ C-u reader Enter");
    let waits = session.screen();
    assert_ne!(before, waits);
    session.deliver(0, false);
    assert_eq!(session.screen(), waits);
}
