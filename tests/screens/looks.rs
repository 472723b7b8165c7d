//! Snapshots of screens, as a person sees them, and of their styles.
//!
//! Each was looked at before it was kept: columns line up, nothing overlaps,
//! nothing is cut within a character. After a change that is meant, run with
//! `INSTA_UPDATE=always`, look at every screen that changed, then keep them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::{Message, Notice, Tone};
use newsprint::text::Clean;
use ratatui::style::Color;

use super::harness::{Hold, Opened, Session, assert_screen, colourless, screen};

/// Screens of the fixtures: name, sizes, keys.
fn looks(table: &[(&str, &str, &str)]) {
    for (name, sizes, keys) in table {
        for size in sizes.split(' ') {
            let made = format!("{size}  {keys}");
            assert_screen(
                &format!("{name}-{size}"),
                made.trim_end(),
                &screen(size, keys),
            );
        }
    }
}

/// A screen of the guide: name, size, keys.
fn guide(table: &[(&str, &str, &str)]) {
    for (name, size, keys) in table {
        let mut session = Session::open(Opened::Guide, size);
        let made = format!("{size}  {keys}");
        let screen = session.keys(keys).screen();
        assert_screen(&format!("guide-{name}-{size}"), made.trim_end(), &screen);
    }
}

const ALL_SIZES: &str = "200x60 100x24 80x24 60x20 40x12 20x6";

#[test]
fn list_and_page() {
    looks(&[
        ("list", ALL_SIZES, ""),
        ("list-last", "100x24 40x12 20x6", "G"),
        ("reading", ALL_SIZES, "Enter"),
        ("middle", "100x24 80x24 60x20 40x12 20x6", "Enter PgDn"),
        ("middle-gallery", "100x24", "G Enter PgDn PgDn"),
        ("end", ALL_SIZES, "Enter G"),
        ("end-last-article", "100x24", "G Enter G"),
        ("zen", "200x60 100x24 80x24 40x12 20x6", "z"),
        ("zen-end", "100x24", "z G"),
        ("list-wider", "100x24", "> > >"),
        ("list-narrower", "100x24", "< < <"),
        ("list-widest", "200x60", "30>"),
        ("measure-narrower", "100x24", "Enter < < <"),
        ("measure-wider", "200x60", "Enter > > >"),
        ("too-small", "19x6 20x5 8x2", ""),
    ]);
}

#[test]
fn marks() {
    looks(&[
        ("marks", "100x24 80x24 40x12", "s j r j s r j"),
        ("undo", "100x24", "s u"),
        ("redo", "100x24", "s u C-r"),
        ("nothing-to-undo", "40x12", "u"),
        ("next-unread", "80x24", "r j r k ]"),
        ("no-unread", "40x12", "G ]"),
    ]);
}

#[test]
fn searching() {
    looks(&[
        ("search-typing", "100x24 80x24 40x12 20x6", "/ 港"),
        (
            "search-long",
            "40x12",
            "/ 北港帆船节开幕三百艘木船进港老城图书馆",
        ),
        ("search-cursor", "80x24", "/ 北港帆船 Left Left"),
        ("search-no-match", "100x24 40x12 20x6", "/ 没有的字"),
        ("search-in-force", "100x24 80x24 40x12 20x6", "/ 开 Enter"),
        ("search-none-in-force", "80x24", "/ 没有的字 Enter"),
        ("search-fault", "80x24", "/ 开 Space ("),
    ]);
}

#[test]
fn sorting() {
    looks(&[
        ("sort-menu", "100x24 40x12 20x6", "S"),
        ("sort-date-reversed", "80x24 40x12", "S d"),
        ("sort-title", "80x24 40x12", "S t"),
        ("sort-title-reversed", "80x24", "S t S t"),
        ("sort-source", "80x24", "S s"),
        ("sort-source-reversed", "80x24", "S s S s"),
        ("sort-length", "80x24", "S l"),
        ("sort-length-reversed", "80x24", "S l S l"),
    ]);
}

#[test]
fn what_lies_on_top() {
    looks(&[
        ("share", "200x60 100x24 80x24 60x20 40x12 20x6", "j Y"),
        ("share-target", "100x24", "j Y G k k"),
        ("share-without-targets", "100x24", "Y"),
        ("details", "200x60 100x24 80x24 40x12 20x6", "i"),
        ("details-scrolled", "40x12", "i G"),
        ("help-list", "200x60 100x24 80x24 40x12 20x6", "?"),
        ("help-list-end", "100x24 40x12", "? G"),
        ("help-page", "100x24", "Enter ?"),
        ("code", "200x60 100x24 80x24 40x12 20x6", "j Y Q"),
    ]);
}

#[test]
fn what_is_told_below() {
    looks(&[
        ("count", "80x24", "3j"),
        ("count-typed", "80x24 20x6", "3"),
        ("pending", "80x24 20x6", "g"),
        ("pending-with-count", "80x24", "12 g"),
        ("no-such-key", "80x24 20x6", "X"),
        ("copied", "80x24", "y"),
        ("opened", "80x24", "o"),
    ]);
}

#[test]
fn the_guide() {
    guide(&[
        ("list", "200x60", ""),
        ("list", "100x24", ""),
        ("list", "80x24", ""),
        ("list", "40x12", ""),
        ("list-further", "80x24", "G"),
        ("search", "100x24", "/ page Enter"),
        ("specimen", "200x60", "16gg Enter"),
        ("specimen", "80x24", "16gg Enter"),
        ("specimen-lists", "80x24", "16gg Enter C-f"),
        ("specimen-more", "80x24", "16gg Enter C-f C-f"),
        ("specimen-tables", "80x24", "16gg Enter C-f C-f C-f"),
        ("specimen-table-too-wide", "80x24", "16gg Enter 58G"),
        ("specimen-end", "80x24", "16gg Enter G"),
        ("specimen", "40x12", "16gg Enter C-f C-f C-f"),
        ("specimen-tables", "40x12", "16gg Enter 60G"),
    ]);
}

#[test]
fn nothing_there_yet() {
    for size in ["100x24", "80x24", "40x12", "20x6"] {
        let session = Session::open(Opened::Empty, size);
        assert_screen(&format!("empty-{size}"), size, &session.screen());
        let session = Session::begin(Opened::Fixtures, size, "", Hold::Lists);
        assert_screen(&format!("looking-{size}"), size, &session.screen());
    }
}

/// What went wrong is told in full, and an article that can't be read says so
/// in its place.
#[test]
fn what_went_wrong() {
    let text = "“/srv/news/2025/a-long-name-of-a-file-that-was-saved.txt” can't be read (permission denied); `R` looks at the folder again";
    for size in ["100x24", "80x24", "40x12", "20x6"] {
        let mut session = Session::open(Opened::Fixtures, size);
        session.tell(Message::Notice(Notice {
            text: Clean::line(text),
            tone: Tone::Error,
        }));
        assert_screen(&format!("error-{size}"), size, &session.screen());
        let mut session = Session::open(Opened::Fixtures, size);
        session.keys("Enter");
        session.tell(Message::Loaded {
            generation: session.app.reader.generation,
            result: Err(Clean::line(text)),
        });
        assert_screen(&format!("unreadable-{size}"), size, &session.screen());
    }
}

/// A terminal that draws `“ ” … — ● ─` two columns wide: all furniture is ASCII.
#[test]
fn wide_furniture() {
    for (name, size, keys) in [
        ("list", "100x24", "s j r"),
        ("share", "80x24", "j Y"),
        ("search", "40x12", "/ 港"),
    ] {
        let setting = "ambiguous_width = \"wide\"";
        let mut session = Session::begin(Opened::Fixtures, size, setting, Hold::Nothing);
        let screen = session.keys(keys).screen();
        assert_screen(
            &format!("wide-{name}-{size}"),
            &format!("{size}  {keys}"),
            &screen,
        );
    }
}

/// A camera reads from the screen what the code holds, whatever the terminal
/// makes of half blocks.
#[test]
fn a_camera_can_read_the_code() {
    let code = newsprint::desktop::code("https://rfi.my/BQ7n.X").expect("a code");
    let (columns, rows) = code.size();
    for (width, corner) in [("narrow", "╭"), ("wide", "+")] {
        let setting = format!("ambiguous_width = \"{width}\"");
        let mut session = Session::begin(Opened::Fixtures, "120x60", &setting, Hold::Nothing);
        let screen = session.keys("j Y Q").draw();
        let places = (0..60).flat_map(|y| (0..120).map(move |x| (x, y)));
        let mut corners = places.filter(|place| screen[*place].symbol() == corner);
        let (left, top) = corners.next().expect("a frame");
        let is_dark = |column: usize, row: usize| {
            let [across, half] = [column, row / 2].map(|at| u16::try_from(at).expect("a cell"));
            let down = u16::try_from(row).expect("a row");
            let colour = match (width, row % 2) {
                ("wide", _) => {
                    let cell = (left + 2 + across * 2, top + 1 + down);
                    assert_eq!(screen[cell].bg, screen[(cell.0 + 1, cell.1)].bg);
                    screen[cell].bg
                }
                (_, 0) => screen[(left + 2 + across, top + 1 + half)].fg,
                _ => screen[(left + 2 + across, top + 1 + half)].bg,
            };
            assert!(matches!(colour, Color::Black | Color::White), "{colour}");
            colour == Color::Black
        };
        for row in 0..2 * rows {
            for column in 0..columns {
                assert_eq!(
                    is_dark(column, row),
                    code.is_dark(column, row),
                    "{width} {column},{row}"
                );
            }
        }
    }
}

#[test]
fn one_and_two_lines_a_row() {
    for (name, size) in [("one", "100x24"), ("one", "40x12"), ("two", "80x24")] {
        let setting = format!("rows = \"{name}\"");
        let session = Session::begin(Opened::Fixtures, size, &setting, Hold::Nothing);
        let made = format!("{size}  {setting}");
        assert_screen(&format!("rows-{name}-{size}"), &made, &session.screen());
    }
}

#[test]
fn hints_can_be_off() {
    let session = Session::begin(Opened::Fixtures, "80x24", "hints = \"off\"", Hold::Nothing);
    assert_screen("hints-off-80x24", "80x24", &session.screen());
}

/// What is not yet on disk is shown as not yet safe, and when it is, as safe.
#[test]
fn marks_that_are_not_yet_safe() {
    let mut session = Session::open(Opened::Fixtures, "100x24");
    session.keys("s j r j s r k k");
    let safe = (session.screen(), session.styles());
    let mut session = Session::begin(Opened::Fixtures, "100x24", "", Hold::Marks);
    session.keys("s j r j s r k k");
    assert_screen("unsafe-100x24", "100x24  not yet safe", &session.screen());
    assert_screen(
        "unsafe-100x24-styles",
        "100x24  not yet safe",
        &session.styles(),
    );
    assert_ne!((session.screen(), session.styles()), safe);
    session.release();
    assert_eq!((session.screen(), session.styles()), safe);
}

#[test]
fn styles() {
    for (name, size, keys) in [
        ("list", "100x24", "s j r j s r"),
        ("list", "80x24", "s j r j s r"),
        ("reading", "100x24", "Enter"),
        ("middle-gallery", "100x24", "G Enter PgDn PgDn"),
        ("search", "80x24", "/ 港"),
        ("sort-menu", "80x24", "S"),
        ("share", "80x24", "j Y j"),
        ("help", "40x12", "?"),
        ("code", "40x24", "j Y Q"),
    ] {
        let mut session = Session::open(Opened::Fixtures, size);
        let styles = session.keys(keys).styles();
        assert_screen(
            &format!("styles-{name}-{size}"),
            &format!("{size}  {keys}"),
            &styles,
        );
    }
    let mut session = Session::open(Opened::Fixtures, "80x24");
    session.theme = colourless();
    session.keys("s j r j / 港");
    assert_screen(
        "styles-colourless-80x24",
        "80x24  s j r j / 港",
        &session.styles(),
    );
    let mut session = Session::open(Opened::Guide, "80x24");
    session.keys("16gg Enter C-f");
    assert_screen(
        "styles-specimen-80x24",
        "80x24  16gg Enter C-f",
        &session.styles(),
    );
}

#[test]
fn other_characters() {
    looks(&[
        ("characters-traditional", "100x24 80x24 40x12 20x6", "c"),
        ("characters-reading", "100x24", "Enter c j"),
        ("characters-search", "100x24", "c / 火车 Enter"),
        ("characters-one-line", "200x60", "c j"),
        ("characters-share", "100x24", "Enter c Y"),
        ("characters-end", "100x24", "Enter c G"),
    ]);
}
