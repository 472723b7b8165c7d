//! Where list and page stand, by key, setting and mouse, and the columns of a row.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::command::{Button, MouseKind};
use newsprint::settings::Shows;

use super::harness::{Hold, Opened, Session, assert_screen, screen};
use super::pointing::mouse;

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
            "list 1/5 | above | list 7 high",
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

const ALL: &str = "columns = [\"tags\", \"date\", \"source:10\", \"title\", \"time\", \"length\"]\nrows = \"one\"";

/// From the widest list to the narrowest: no column is over another, the title keeps
/// its room as long as there is a column to go, and what has gone stays gone.
#[test]
fn columns_go_in_order_at_every_width() {
    for settings in [ALL, "rows = \"one\"", "columns = [\"title\"]"] {
        let mut session = Session::begin(Opened::Fixtures, "400x20", settings, Hold::Nothing);
        session.keys("\\ \\");
        let mut before = usize::MAX;
        for columns in (20..=400).rev() {
            session.keys(&format!("@{columns}x20"));
            let area = session.app.layout().list.unwrap();
            let seen = session.app.row_columns(area);
            for pair in seen.windows(2) {
                assert!(
                    pair[0].x + pair[0].columns < pair[1].x,
                    "{columns} {seen:?}"
                );
            }
            let last = seen.last().unwrap();
            assert!(
                last.x + last.columns < area.x + area.columns,
                "{columns} {seen:?}"
            );
            let title = seen.iter().find(|column| column.shows == Shows::Title);
            assert!(title.unwrap().columns >= 16, "{columns} {seen:?}");
            assert!(seen.len() <= before, "{columns} {seen:?}");
            before = seen.len();
            if columns % 7 == 0 {
                session.screen();
            }
        }
        assert_eq!(before, 1, "in the narrowest list the title is alone");
    }
}

#[test]
fn columns_and_dates_are_as_the_settings_have_them() {
    for (name, size, settings) in [
        ("columns-all-120x16", "120x16", ALL),
        ("columns-all-40x12", "40x12", ALL),
        (
            "columns-below-40x12",
            "40x12",
            "below = [\"date\", \"tags\", \"source\"]\ndates = \"relative\"",
        ),
        (
            "columns-relative-80x12",
            "80x12",
            "columns = [\"title\", \"date\"]\ndates = \"relative\"",
        ),
    ] {
        let mut session = Session::begin(Opened::Fixtures, size, settings, Hold::Nothing);
        session.keys("\\ \\ t 港口 Enter");
        assert_screen(name, &format!("{size}: {settings}"), &session.screen());
    }
}
