//! Going to a date or a letter in the list, sorting what is found, and the other
//! copies of an article.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::path::PathBuf;
use std::sync::Arc;

use newsprint::app::{Message, Popup};
use newsprint::article::Head;

use super::harness::{Opened, Session, assert_screen, screen};
use super::state::check_states;

fn state(keys: &str) -> String {
    let mut session = Session::open(Opened::Fixtures, "100x24");
    session.keys(keys).state()
}

/// Compares states with what is expected.
fn check(table: &[(&str, &str)]) {
    check_states(table, state);
}

/// The articles are of October, June, March, February and January 2025.
#[test]
fn a_date_is_jumped_to() {
    check(&[
        ("gd", "list 1/5 | jump to date “”"),
        // At once, as far as it is understood.
        ("gd 2025-0", "list 1/5 | jump to date “2025-0”"),
        ("gd 2025-03", "list 3/5 | jump to date “2025-03”"),
        ("gd 2025-05", "list 3/5 | jump to date “2025-05”"),
        ("gd 2025-03-29", "list 4/5 | jump to date “2025-03-29”"),
        ("gd 20250330 Enter", "list 3/5"),
        ("gd ２０２５年６月 Enter", "list 2/5"),
        ("gd 2026 Enter", "list 1/5"),
        ("gd 2019 Enter", "list 5/5"),
        ("gd 2025-02 Down", "list 5/5 | jump to date “2025-02”"),
        // Where one was.
        ("j gd 2019 Esc", "list 2/5"),
        ("j gd 2019 C-u Enter", "list 2/5"),
        ("j gd Backspace", "list 2/5"),
        ("gd 25 Enter", "list 1/5 | jump to date “25”"),
        ("gd *-04 Enter Esc", "list 1/5"),
        // The oldest first.
        ("S d gd 2025-03 Enter", "list 3/5"),
        ("S d gd 2025-04 Enter", "list 4/5"),
        ("S d gd 2026 Enter", "list 5/5"),
    ]);
}

/// The reason took the place of the prompt, with other examples than its hints.
#[test]
fn what_is_no_date_is_told_beside_it() {
    let line = |size: &str, keys: &str| {
        let mut session = Session::open(Opened::Fixtures, size);
        let screen = session.keys(keys).screen();
        screen.lines().last().unwrap().trim().to_owned()
    };
    let told = "to date: abc▏ is no date; 2024, 2024-04, 20240409, yesterday are";
    assert_eq!(line("80x24", "gd abc Enter"), told);
    assert_eq!(
        line("40x12", "gd abc Enter"),
        "to date: abc▏ is no date; 2024, 2024-…"
    );
    // Typing goes on.
    let typed = line("80x24", "gd abc Enter C-u 2025");
    assert!(
        typed.starts_with("to date: 2025▏   2024, 2024-04"),
        "{typed}"
    );
}

/// By title: 北港…, 候鸟…, 老城…, 山城…, 天文台….
#[test]
fn a_letter_is_jumped_to() {
    check(&[
        ("S t gg gd", "list 1/5 | jump to title “”"),
        ("S t gg gd l", "list 3/5 | jump to title “l”"),
        ("S t gg gd s Enter", "list 4/5"),
        ("S t gg gd 天 Enter", "list 5/5"),
        ("S t gg gd m Enter", "list 4/5"),
        ("S t gg gd z Enter", "list 5/5"),
        ("S t S t gg gd l Enter", "list 3/5"),
        (
            "S s gd",
            "list 1/5 | “Only a list sorted by date or title can be jumped in; S sorts it.”",
        ),
    ]);
}

/// `50G`, then `C-o`, led into the page of what was opened last.
#[test]
fn a_jump_in_the_list_is_undone() {
    check(&[
        ("j G C-o", "list 2/5"),
        ("j 4G C-o", "list 2/5"),
        ("3j gg C-o", "list 4/5"),
        ("j gd 2019 Enter C-o", "list 2/5"),
        (
            "j gd 2019 Esc C-o",
            "list 2/5 | “There is nothing to go back to.”",
        ),
        // There and back, and forward again; what was gone by hand is no step.
        ("j G C-o L", "list 5/5"),
        ("j G k C-o L", "list 4/5"),
        ("j G ' '", "list 2/5"),
        ("j G ' ' ' '", "list 5/5"),
        ("j G gg 2H", "list 2/5"),
        ("j G gg 2H 2L", "list 1/5"),
        // To where one is already is no jump.
        ("gg C-o", "list 1/5 | “There is nothing to go back to.”"),
        // What was opened before is a step further back, what was opened there is none.
        ("Enter h j G C-o", "list 2/5 | ·●●●●"),
        ("Enter h j G C-o C-o", "page 1/5 | ·●●●●"),
        ("Enter h j G C-o C-o 2L", "list 5/5 | ·●●●●"),
        ("j G Enter C-o", "list 2/5 | ●●●●·"),
        ("j G Enter h C-o", "list 2/5 | ●●●●·"),
        ("j G Enter K C-o", "page 5/5 | ●●●··"),
        // From a row to a place under a letter, and back to the row.
        ("3j Enter m a h gg ' a C-o", "list 1/5 | ●●●·●"),
        // A search that hides the row is left for it.
        (
            "j G / 候鸟 Enter C-o",
            "list 2/5 | “The search did not show it: all articles are back.”",
        ),
    ]);
}

#[test]
fn relevance_is_offered_while_a_search_is_on() {
    check(&[
        ("S r", "list 1/5 | sort 1"),
        (
            "/ 城 Enter S / rele",
            "list 1/3 | search “城” | sort 5 | narrowed to “rele▏”",
        ),
        // Left, it is the date again, which can be jumped in.
        ("/ 城 Enter S r Esc gd", "list 1/5 | jump to date “”"),
        (
            "/ 城 Enter S r gd",
            "list 1/3 | search “城” | “Only a list sorted by date or title can be jumped in; S sorts it.”",
        ),
    ]);
}

#[test]
fn pinyin_finds_titles_in_the_list() {
    check(&[
        ("/ xhc", "list 1/1 | prompt “xhc”"),
        ("/ tianwentai Enter", "list 1/1 | search “tianwentai”"),
        ("/ tianwent", "list 1/1 | prompt “tianwent”"),
        ("/ 候niao Enter", "list 1/1 | search “候niao”"),
        ("/ \" xhc \" Enter", "list 0/0 | search “\"xhc\"”"),
    ]);
}

#[test]
fn what_is_pasted_is_jumped_to_and_a_click_stays() {
    let mut session = Session::open(Opened::Fixtures, "100x24");
    session.keys("gd");
    session.tell(Message::Paste("2025-02-05".to_owned()));
    assert_eq!(session.state(), "list 4/5 | jump to date “2025-02-05”");
}

#[test]
fn a_jump_looks_like_this() {
    for (name, size, keys) in [
        ("jump-date-100x24", "100x24", "gd 2025-03"),
        ("jump-date-40x12", "40x12", "gd 2025-03"),
        ("jump-title-80x24", "80x24", "S t gg gd l"),
        ("pinyin-80x24", "80x24", "/ tianwentai"),
        ("sort-found-80x24", "80x24", "/ 城 Enter S"),
    ] {
        let made = format!("{size}: {keys}");
        assert_screen(name, &made, &screen(size, keys));
    }
}

/// The copies of the chosen article, as an archive would tell of them.
fn copies(session: &Session) -> Vec<Arc<Head>> {
    let head = session.app.list.selected_head().unwrap();
    let copy = |(path, day): (&str, i64)| {
        Arc::new(Head {
            path: PathBuf::from(path),
            saved: head.saved.map(|saved| saved - chrono::TimeDelta::days(day)),
            ..(*head).clone()
        })
    };
    [("news/old.txt", 1), ("news/\u{1b}[31mold\n2.txt", 400)]
        .map(copy)
        .to_vec()
}

#[test]
fn details_list_the_other_copies_and_when_it_was_opened() {
    let mut session = Session::open(Opened::Fixtures, "100x24");
    let copies = copies(&session);
    let found = |generation| Message::CopiesFound {
        generation,
        copies: copies.clone(),
    };
    let lines = |session: &Session| match &session.app.popup {
        Some(Popup::Details(text)) => text.lines.len(),
        _ => 0,
    };
    let alone = lines(session.keys("i"));
    // Late answers change nothing.
    session.keys("i i");
    session.tell(found(1));
    assert_eq!(lines(&session), alone);
    session.tell(found(2));
    assert_eq!(lines(&session), alone + 2);
    let at = chrono::DateTime::from_timestamp(1_760_000_000, 0).expect("a time");
    for generation in [1, 2] {
        session.tell(Message::OpenedFound { generation, at });
    }
    assert_eq!(lines(&session), alone + 3);
    assert_screen(
        "details-copies-100x24",
        "100x24: i, copies and the time found",
        &session.screen(),
    );
    session.keys("i");
    session.tell(found(2));
    assert_eq!(lines(&session), 0);
}
