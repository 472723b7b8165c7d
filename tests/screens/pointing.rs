//! What the mouse does, as a message; and what it does to what lies on top.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::{Effect, Message};
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

/// Clicks in the line below where a text begins.
fn click_below(session: &mut Session, text: &str) {
    let screen = session.screen();
    let last = screen.lines().last().unwrap_or_default();
    let (ahead, _) = last
        .split_once(text)
        .unwrap_or_else(|| panic!("{text} is not in\n{last}"));
    let column = WidthPolicy::Narrow.text(ahead).try_into().unwrap();
    let row = session.app.size.rows - 1;
    session.tell(mouse(PRESS, column, row));
    session.tell(mouse(RELEASE, column, row));
}

/// Words among the hints of a prompt look like keys: they type nothing.
#[test]
fn signs_in_the_hints_of_a_prompt_type_nothing() {
    for (keys, text, expected) in [
        (": m e a s u r e Enter", "20 to", "list 1/5 | sets “72”"),
        // A click beside the keys ends a jump.
        ("S t gd", "a letter", "list 4/5"),
        ("/ S", "F1 sy", "list 0/0 | prompt “S” | help 0"),
    ] {
        let mut session = clicked("100x30", keys, &[]);
        click_below(&mut session, text);
        assert_eq!(session.state(), expected, "{keys}");
    }
}

/// What the line below tells of keys are buttons as well: of the list, of the page, of
/// what is selected and of prompts.
#[test]
fn the_keys_of_the_line_below_can_be_clicked() {
    for (size, keys, text, expected) in [
        ("100x30", "", "j k", "list 2/5"),
        ("100x30", "", "move", "list 2/5"),
        ("100x30", "j j", "k move", "list 2/5"),
        ("100x30", "", "Enter read", "page 1/5 | ·●●●●"),
        ("100x30", "", "/ search", "list 1/5 | prompt “”"),
        ("100x30", "", "filter", "list 1/5 | filter 1"),
        ("100x30", "", "S sort", "list 1/5 | sort 1"),
        ("100x30", "Enter", "list", "list 1/5 | ·●●●●"),
        ("100x30", "Enter", "? help", "page 1/5 | ·●●●● | help 1"),
        ("100x30", "v j", "star", "list 2/5 | ★★●●●"),
        ("100x30", "v j", "Esc", "list 2/5"),
        ("100x30", "/ 彗星", "Enter", "list 1/1 | search “彗星”"),
        ("100x30", "/ 彗星", "leave", "list 1/5"),
        ("100x30", "g d 2023", "keep", "list 5/5"),
        ("100x30", "Enter / 俄", "Esc", "page 1/5 | ·●●●●"),
        ("40x12", "", "Enter", "page 1/5 | ·●●●●"),
        ("20x6", "", "help", "list 1/5 | help 1"),
    ] {
        let mut session = clicked(size, keys, &[]);
        click_below(&mut session, text);
        let state = session.state();
        assert!(state.starts_with(expected), "{size} {keys} {text}: {state}");
    }
    // Where something else is told, nothing is pressed.
    let mut session = clicked("100x30", "y", &[]);
    click_below(&mut session, "Copied");
    assert!(
        session.state().starts_with("list 1/5 | copy "),
        "{}",
        session.state()
    );
    // What lies on top has the clicks.
    let mut session = clicked("100x30", "S", &[]);
    click_below(&mut session, "/ search");
    assert_eq!(session.state(), "list 1/5");
}

/// Shows what can follow `g`.
fn panel(size: &str) -> Session {
    let mut session = clicked(size, "", &[]);
    let effects = session
        .app
        .update(Message::Key(newsprint::command::Key::char('g')));
    for effect in effects {
        if let Effect::Wake { alarm, number, .. } = effect {
            session.tell(Message::Woken { alarm, number });
        }
    }
    session
}

/// What can follow is more than a small screen has room for.
#[test]
fn the_panel_says_that_there_is_more_and_is_gone_through() {
    let first = |session: &Session| {
        let screen = session.screen();
        let row = screen.lines().position(|line| line.contains("╭"));
        let row = row.unwrap_or_else(|| panic!("no panel\n{screen}"));
        let line = screen.lines().nth(row + 1).unwrap_or_default();
        (
            screen.lines().nth(row).unwrap_or_default().to_owned(),
            line.to_owned(),
        )
    };
    let whole = first(&panel("100x30"));
    assert!(!whole.0.contains('/'), "{whole:?}");
    for size in ["40x8", "20x6"] {
        let mut session = panel(size);
        let top = first(&session);
        assert!(top.0.contains('/'), "{top:?}");
        session.keys("Down");
        let below = first(&session);
        assert_ne!(below.1, top.1, "{size}");
        session.tell(mouse(
            MouseKind::Wheel(Wheel::Up),
            5,
            session.app.size.rows - 3,
        ));
        assert_eq!(first(&session), top, "{size}");
        session.keys("PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn");
        let (title, end) = first(&session);
        let (at, total) = title.split_once('/').unwrap();
        let at: String = at.chars().filter(char::is_ascii_digit).collect();
        assert!(total.starts_with(&at), "{title}");
        // What is seen is clicked.
        let row = session.app.size.rows - 3;
        assert_ne!(end, top.1);
        let screen = session.screen();
        let last = screen
            .lines()
            .nth(row.into())
            .unwrap_or_default()
            .to_owned();
        session.tell(mouse(PRESS, 3, row));
        assert!(
            session.app.pending.keys.is_empty(),
            "{last}: {}",
            session.state()
        );
        assert_ne!(session.state(), "list 1/5", "{last}");
        // The keys themselves do what they always do.
        let mut session = panel(size);
        session.keys("Down d");
        assert!(session.state().contains("jump"), "{}", session.state());
    }
}

/// A menu that is longer than its frame says so, whichever it is.
#[test]
fn a_menu_says_that_there_is_more() {
    for (keys, title) in [("Y", "Share  1/"), ("S", "1/4"), ("?", "1/")] {
        let session = clicked("40x6", keys, &[]);
        assert!(session.screen().contains(title), "{}", session.screen());
    }
}

/// Of what kind filters are is told in the first row as well when the first of them is
/// not seen any more.
#[test]
fn a_menu_of_filters_says_what_its_first_row_is() {
    let mut session = clicked("80x10", "f", &[]);
    let first = |session: &Session| {
        let screen = session.screen();
        let mut lines = screen.lines().skip_while(|line| !line.contains('╭'));
        lines.nth(1).unwrap_or_default().to_owned()
    };
    let mut seen = Vec::new();
    for _ in 0..12 {
        session.keys("j");
        let line = first(&session);
        let words = line.split('│').nth(1).unwrap_or_default();
        let kind = words
            .trim_start_matches(['▌', ' '])
            .split("  ")
            .nth(1)
            .unwrap_or_default();
        assert!(!kind.trim().is_empty(), "{}", session.screen());
        seen.push(kind.to_owned());
    }
    seen.dedup();
    assert!(seen.len() > 1, "{seen:?}");
}

/// The chosen entry of the help looks like that of every menu; what its row says in
/// full is not said again.
#[test]
fn the_help_says_again_only_what_is_cut() {
    for (size, keys, rows) in [
        ("40x12", "? j", 8),
        ("40x12", "? G", 8),
        ("100x30", "? j", 26),
    ] {
        let session = clicked(size, keys, &[]);
        let screen = session.screen();
        let inside = screen.lines().filter(|line| line.contains('│')).count();
        assert_eq!(inside, rows, "{screen}");
        let chosen: Vec<&str> = screen.lines().filter(|line| line.contains('▌')).collect();
        let in_help = chosen.iter().filter(|line| line.contains("│▌"));
        assert_eq!(in_help.count(), 1, "{screen}");
    }
    let whole = clicked("40x12", "? j", &[]).screen();
    assert!(whole.contains("Down") || whole.contains('↓'), "{whole}");
}
