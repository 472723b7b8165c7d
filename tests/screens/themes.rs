//! Themes: how each class of them looks, and the menu that shows them.

#![allow(clippy::unwrap_used, reason = "tests")]

use newsprint::app::{Eyes, KeptTheme, Message};
use newsprint::settings::{Depth, Rgb, TerminalFacts};

use super::harness::{Hold, Opened, Session, assert_screen, theme};

/// A list in which all is seen that a theme has a look for, and a page beside it.
const KEYS: &str = "s j r j s r / 港 Enter";

#[test]
fn each_class_of_themes() {
    for (class, name, depth) in [
        ("dark", "night", Depth::True),
        ("light", "paper", Depth::True),
        ("16", "terminal", Depth::Sixteen),
        ("attributes", "plain", Depth::None),
    ] {
        for size in ["100x30", "40x12"] {
            for (what, keys) in [
                ("list", KEYS),
                ("share", "j Y j"),
                ("page", "Enter / 的 Enter"),
            ] {
                if what != "list" && size == "40x12" {
                    continue;
                }
                let mut session = Session::open(Opened::Fixtures, size);
                session.keys(keys).theme = theme(name, depth);
                assert_screen(
                    &format!("theme-{class}-{what}-{size}"),
                    &format!("{size}  {name}  {keys}"),
                    &session.styles(),
                );
            }
        }
    }
}

#[test]
fn the_menu() {
    for size in ["100x30", "40x12", "20x6"] {
        let mut session = Session::open(Opened::Fixtures, size);
        let screen = session.keys("C-t j j").screen();
        assert_screen(
            &format!("themes-{size}"),
            &format!("{size}  C-t j j"),
            &screen,
        );
    }
    let set = "theme = \"paper\"";
    let mut session = Session::begin(Opened::Fixtures, "80x24", set, Hold::Nothing);
    let screen = session.keys("C-t").screen();
    assert_screen("themes-set-80x24", "80x24  theme = \"paper\"  C-t", &screen);
}

fn name(session: &Session) -> &str {
    &session.app.theme().name
}

/// Each is in force while it is looked at; Esc brings the one before back, Enter
/// keeps.
#[test]
fn the_menu_shows_each_at_once() {
    let mut session = Session::open(Opened::Fixtures, "80x24");
    assert_eq!(name(&session), "dark");
    session.keys("C-t");
    assert_eq!(name(&session), "dark");
    let mut seen = Vec::new();
    for _ in 0..8 {
        session.keys("j");
        seen.push(name(&session).to_owned());
    }
    let all = [
        "dark", "light", "night", "paper", "contrast", "terminal", "plain", "dark",
    ];
    assert_eq!(seen, all);
    session.keys("j j j j");
    assert_eq!(name(&session), "paper");
    let paper = session.styles();
    session.keys("Esc");
    assert_eq!(name(&session), "dark");
    assert!(session.deeds.is_empty());
    assert_ne!(session.styles(), paper);
    // Narrowed to one, and then to none.
    session.keys("C-t / nig");
    assert_eq!(name(&session), "night");
    session.keys("zzz");
    assert_eq!(name(&session), "dark");
    session.keys("Esc Esc C-t j j j Enter");
    assert_eq!(name(&session), "night");
    assert_eq!(session.deeds, ["theme night beside auto"]);
    session.keys("C-t Esc");
    assert_eq!(name(&session), "night");
}

/// The newer wish wins: a choice holds until the settings name another theme.
#[test]
fn a_choice_holds_until_the_settings_change() {
    let chosen = |name: &str, beside: &str| {
        let (name, beside) = (name.to_owned(), beside.to_owned());
        Some(KeptTheme { name, beside })
    };
    for (set, kept, expected) in [
        ("auto", None, "dark"),
        ("paper", None, "paper"),
        ("auto", chosen("night", "auto"), "night"),
        ("paper", chosen("night", "paper"), "night"),
        ("paper", chosen("night", "auto"), "paper"),
        ("paper", chosen("auto", "paper"), "dark"),
        ("auto", chosen("gone", "auto"), "dark"),
    ] {
        let set = format!("theme = \"{set}\"");
        let eyes = Eyes {
            kept: kept.clone(),
            ..super::harness::eyes()
        };
        let session = Session::begin_with(Opened::Fixtures, "80x24", &set, Hold::Nothing, eyes);
        assert_eq!(name(&session), expected, "{set} {kept:?}");
    }
}

/// The terminal's answer may come late: what is shown follows it.
#[test]
fn auto_follows_the_answer() {
    let mut session = Session::open(Opened::Fixtures, "80x24");
    let told = |background: &str| {
        Message::TerminalKnown(TerminalFacts {
            background: Rgb::parse(background),
            ..TerminalFacts::default()
        })
    };
    for (ground, expected) in [("#fdf6e3", "light"), ("#1c1c1c", "dark"), ("none", "dark")] {
        session.tell(told(ground));
        assert_eq!(name(&session), expected, "{ground}");
    }
}

/// The terminal's cursor is where the reader is, for those who follow it.
#[test]
fn the_cursor_stands_where_the_reader_is() {
    for (size, keys, expected) in [
        ("80x24", "", (0, 1)),
        ("80x24", "j j", (0, 3)),
        ("80x24", "Enter", (4, 1)),
        ("80x24", "Enter v j", (4, 2)),
        ("80x24", "/ 港", (5, 0)),
        ("80x24", "/ 港口 C-a", (3, 0)),
        ("80x24", "C-t", (3, 8)),
        ("80x24", "C-t j", (3, 9)),
        ("80x24", "?", (3, 3)),
        ("80x24", "Enter / 车", (5, 23)),
        ("20x6", "j", (0, 3)),
    ] {
        let mut session = Session::open(Opened::Fixtures, size);
        let screen = session.keys(keys).screen();
        assert_eq!(session.cursor(), Some(expected), "{size} {keys}\n{screen}");
    }
    let session = Session::open(Opened::Fixtures, "8x2");
    assert_eq!(session.cursor(), None);
}
