//! Where list and page stand, by key, setting and mouse, and the columns of a row.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::Message;
use newsprint::command::{Button, Mouse, MouseKind};

use super::harness::{Hold, Opened, Session, assert_screen, screen};

fn mouse(kind: MouseKind, column: u16, row: u16) -> Message {
    Message::Mouse(Mouse {
        kind,
        column,
        row,
        ctrl: false,
        alt: false,
        shift: false,
    })
}

/// A state without what is told in the line below.
fn state(session: &Session) -> String {
    let state = session.state();
    let parts = state.split(" | ").filter(|part| !part.starts_with('“'));
    parts.collect::<Vec<_>>().join(" | ")
}

#[test]
fn the_list_stands_beside_above_or_alone() {
    for (size, settings, keys, expected) in [
        ("100x30", "", "", "list 1/5"),
        ("100x30", "", "\\", "list 1/5 | above"),
        ("100x30", "", "\\ \\", "list 1/5 | list 100 wide"),
        ("100x30", "", "\\ \\ \\", "list 1/5"),
        ("100x30", "", "\\ \\ Enter", "page 1/5 | ·●●●●"),
        ("80x30", "layout = \"above\"", "", "list 1/5 | above"),
        (
            "80x30",
            "layout = \"above\"",
            ">",
            "list 1/5 | above | list 13 high",
        ),
        (
            "80x30",
            "layout = \"above\"",
            "9<",
            "list 1/5 | above | list 4 high",
        ),
        (
            "80x30",
            "layout = \"above\"",
            "99>",
            "list 1/5 | above | list 21 high",
        ),
        (
            "80x30",
            "layout = \"above\"",
            "99> <",
            "list 1/5 | above | list 19 high",
        ),
        ("80x30", "layout = \"above\"", "z", "zen 1/5 | ·●●●●"),
        ("80x13", "layout = \"above\"", "", "list 1/5"),
        ("100x30", "", "2>", "list 1/5 | list 48 wide"),
    ] {
        let mut session = Session::begin(Opened::Fixtures, size, settings, Hold::Nothing);
        session.keys(keys);
        assert_eq!(state(&session), expected, "{size} {settings} {keys}");
        session.screen();
    }
}

#[test]
fn the_border_is_dragged() {
    const PRESS: MouseKind = MouseKind::Press(Button::Left);
    const DRAG: MouseKind = MouseKind::Drag(Button::Left);
    const RELEASE: MouseKind = MouseKind::Release(Button::Left);
    let mut session = Session::open(Opened::Fixtures, "100x30");
    session.tell(mouse(PRESS, 40, 9));
    for (column, expected) in [
        (50, "list 1/5 | list 50 wide"),
        (99, "list 1/5 | list 69 wide"),
        (0, "list 1/5 | list 28 wide"),
        (40, "list 1/5"),
        (45, "list 1/5 | list 45 wide"),
    ] {
        session.tell(mouse(DRAG, column, 12));
        assert_eq!(state(&session), expected, "{column}");
        session.screen();
    }
    session.tell(mouse(RELEASE, 45, 12));
    // Let go of, it stays, and what is dragged then is text.
    session.tell(mouse(DRAG, 60, 12));
    assert_eq!(state(&session), "list 1/5 | list 45 wide");
    session.keys("\\");
    let rule = session.app.layout().rule.unwrap();
    session.tell(mouse(PRESS, 7, rule.y));
    session.tell(mouse(DRAG, 7, rule.y + 3));
    let high = session.app.layout().list.unwrap().rows;
    assert_eq!(high, rule.y - 1 + 3);
    session.screen();
}

#[test]
fn layouts_look_calm() {
    for (name, size, keys) in [
        ("above-100x30", "100x30", "\\"),
        ("above-80x24", "80x24", "\\"),
        ("above-40x16", "40x16", "\\"),
        ("hidden-100x24", "100x24", "\\ \\"),
    ] {
        let mut session = Session::open(Opened::Fixtures, size);
        session.keys(keys).keys("j");
        assert_screen(name, &format!("{size}: {keys} j"), &session.screen());
    }
    assert_screen(
        "above-page-80x24",
        "80x24: \\ Enter",
        &screen("80x24", "\\ Enter"),
    );
}
