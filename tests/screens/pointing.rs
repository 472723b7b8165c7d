//! What the mouse does, as a message; and what it does to what lies on top.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::Message;
use newsprint::command::{Button, Mouse, MouseKind, Wheel};
use newsprint::marks::SavedSearch;
use newsprint::text::WidthPolicy;

use super::harness::{Hold, Opened, Session};

const PRESS: MouseKind = MouseKind::Press(Button::Left);
const RELEASE: MouseKind = MouseKind::Release(Button::Left);

/// Something the mouse did in a cell.
pub(crate) fn mouse(kind: MouseKind, column: u16, row: u16) -> Message {
    mouse_times(kind, column, row, 1)
}

/// The same so many times.
pub(crate) fn mouse_times(kind: MouseKind, column: u16, row: u16, times: u16) -> Message {
    let (ctrl, alt, shift) = (false, false, false);
    Message::Mouse {
        mouse: Mouse {
            kind,
            column,
            row,
            ctrl,
            alt,
            shift,
        },
        times,
    }
}

/// Where a text begins that is seen: in what lies on top, if anything does.
fn place_of(session: &Session, text: &str) -> (u16, u16) {
    let screen = session.screen();
    let edges = ["╭", "╰"].map(|edge| screen.lines().position(|line| line.contains(edge)));
    let (first, last) = (edges[0].unwrap_or(0), edges[1].unwrap_or(usize::MAX));
    let (row, line) = screen
        .lines()
        .enumerate()
        .find(|(row, line)| (first..=last).contains(row) && line.contains(text))
        .unwrap_or_else(|| panic!("{text} is not in\n{screen}"));
    let (ahead, _) = line.rsplit_once(text).unwrap();
    let column = WidthPolicy::Narrow.text(ahead);
    (column.try_into().unwrap(), row.try_into().unwrap())
}

/// Clicks where a text begins.
fn click(session: &mut Session, text: &str) {
    let (column, row) = place_of(session, text);
    session.tell(mouse(PRESS, column, row));
    session.tell(mouse(RELEASE, column, row));
}

/// A session after some keys, and clicks on texts after those.
fn clicked(size: &str, keys: &str, texts: &[&str]) -> Session {
    let settings = "[[command]]\nname = \"看片\"\nkey = \"v\"\nrun = \"mpv -- {link}\"\n";
    let mut session = Session::begin(Opened::Fixtures, size, settings, Hold::Nothing);
    let saved = SavedSearch {
        name: "comets".to_owned(),
        query: "彗星".to_owned(),
        at: 0,
    };
    session.tell(Message::SavedSearches(vec![saved]));
    session.keys(keys);
    for text in texts {
        click(&mut session, text);
    }
    session
}

fn state(keys: &str, texts: &[&str]) -> String {
    clicked("100x30", keys, texts).state()
}

/// The first click chooses, a second one takes, in every kind of menu.
#[test]
fn an_entry_is_chosen_by_a_click_and_taken_by_a_second() {
    for (keys, text, once, twice) in [
        ("S", "title", "list 1/5 | sort 2", "list 4/5"),
        (
            "f",
            "starred",
            "list 1/5 | filter 2",
            "list 0/0 | only is:starred | filter 2",
        ),
        (
            "gs",
            "comets",
            "list 1/5 | searches 1",
            "list 1/1 | search “search:comets”",
        ),
        ("?", "last article", "list 1/5 | help 8", "list 5/5"),
        (
            "O",
            "看片",
            "list 1/5 | open-with 1",
            "list 1/5 | background 看片 (mpv -- {link}) reading nothing, 1",
        ),
        (
            ": page",
            "page alone",
            "list 1/5 | palette 55 | narrowed to “page▏”",
            "zen 1/5 | ·●●●●",
        ),
        ("gL", "简体中文", "list 1/5 | language 2", "list 1/5"),
    ] {
        assert_eq!(state(keys, &[text]), once, "{keys} {text}");
        let state = state(keys, &[text, text]);
        assert!(state.starts_with(twice), "{keys} {text}: {state}");
    }
}

/// Entries that share a row are told apart by their columns, at every width.
#[test]
fn entries_beside_each_other_are_clicked_each() {
    for size in ["100x30", "80x24", "40x12"] {
        for (text, letter) in [("Telegram", 'g'), ("WhatsApp", 'w'), ("x  X", 'x')] {
            let mut session = clicked(size, "Y", &[]);
            // On a small screen they lie further down.
            for _ in 0..20 {
                if !session.screen().contains(text) {
                    session.tell(mouse(MouseKind::Wheel(Wheel::Down), 20, 6));
                }
            }
            click(&mut session, text);
            let chosen = format!("share {letter}");
            assert!(
                session.state().contains(&chosen),
                "{size} {}",
                session.state()
            );
        }
    }
}

/// A second click takes what was clicked before, and nothing else: not what keys chose
/// since, nor what was chosen from the start.
#[test]
fn only_what_was_clicked_is_taken() {
    // The first entry is chosen as the menu opens.
    assert_eq!(state("S", &["date"]), "list 1/5 | sort 1");
    assert_eq!(state("S", &["title", "source"]), "list 1/5 | sort 3");
    let mut session = clicked("100x30", "S", &["title"]);
    session.keys("j");
    click(&mut session, "title");
    assert_eq!(session.state(), "list 1/5 | sort 2");
    // What is typed chooses as well.
    let mut session = clicked("100x30", ": zen", &["page alone"]);
    session.keys("Backspace n");
    click(&mut session, "page alone");
    assert!(session.app.popup.is_some(), "{}", session.state());
    // What stays open after it was taken can be taken again.
    let mut session = clicked("100x30", "f", &["starred", "starred"]);
    assert!(session.state().contains("only is:starred"));
    click(&mut session, "starred");
    assert_eq!(session.state(), "list 1/5 | filter 2");
}

#[test]
fn a_click_beside_it_leaves_it_and_does_no_more() {
    for keys in ["S", "f", "gs", "O", "Y", "?", ":", "gL", "C-t", "ga", "i"] {
        let mut session = clicked("100x30", keys, &[]);
        session.tell(mouse(PRESS, 3, 4));
        assert_eq!(session.state(), "list 1/5", "{keys}");
        assert!(session.app.popup.is_none(), "{keys}");
    }
    let mut session = clicked("100x30", "t x Enter t", &[]);
    assert!(session.app.popup.is_some() && session.app.tagging.is_some());
    session.tell(mouse(PRESS, 3, 4));
    assert!(session.app.popup.is_none() && session.app.tagging.is_none());
    // A code goes with any click.
    let mut session = clicked("100x30", "Y Q", &[]);
    session.tell(mouse(PRESS, 50, 15));
    assert!(session.app.popup.is_none());
    // The frame and its title are no place beside it.
    let mut session = clicked("100x30", "S", &["Sort"]);
    assert_eq!(session.state(), "list 1/5 | sort 1");
    session.tell(mouse(PRESS, u16::MAX, u16::MAX));
    assert_eq!(session.state(), "list 1/5");
}

/// The keys in the lower edge are buttons.
#[test]
fn keys_that_are_told_can_be_clicked() {
    for (keys, texts, expected) in [
        ("S j", &["leave"][..], "list 1/5"),
        (
            "gs",
            &["y copy"],
            "list 1/5 | “Copied: search.” | copy 彗星",
        ),
        ("f", &["narrow"], "list 1/5 | filter 1 | narrowed to “▏”"),
        ("f", &["narrow", "Esc"], "list 1/5 | filter 1"),
        ("gs", &["search   o"], "list 1/1 | search “search:comets”"),
        ("i", &["leave"], "list 1/5"),
    ] {
        assert_eq!(state(keys, texts), expected, "{keys} {texts:?}");
    }
}

#[test]
fn the_wheel_goes_through_what_lies_on_top() {
    let mut session = clicked("40x12", ":", &[]);
    session.tell(mouse_times(MouseKind::Wheel(Wheel::Down), 20, 6, 30));
    assert!(
        session.state().contains("palette 31"),
        "{}",
        session.state()
    );
    session.tell(mouse_times(MouseKind::Wheel(Wheel::Up), 20, 6, 29));
    assert!(session.state().contains("palette 2"), "{}", session.state());
}

/// The filters that have no room in the line above are in the menu.
#[test]
fn how_many_more_filters_there_are_opens_their_menu() {
    let narrowed = || {
        let mut session = clicked("40x12", "f", &[]);
        session.keys("/ rfi Enter Esc Esc f / unread Enter Esc Esc");
        session
    };
    let mut session = narrowed();
    click(&mut session, "+");
    assert!(session.state().contains("| filter "), "{}", session.state());
    // What is being typed keeps the keys.
    for typing in ["/", "t n"] {
        let mut session = narrowed();
        session.keys(typing);
        click(&mut session, "+");
        let state = session.state();
        assert!(!state.contains("| filter "), "{typing}: {state}");
    }
}
