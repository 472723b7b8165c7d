//! What comes back at the next start.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::settings::Sitting;

use super::harness::{Hold, Opened, Session};

/// Two sittings one after the other: how the first ends, what is kept of it, and how
/// the second begins. Marks are the store's business and begin anew.
fn again(keys: &str) -> (String, Session) {
    let mut first = Session::open(Opened::Fixtures, "60x12");
    first.return_to(&Sitting::default());
    first.keys(keys);
    let kept = first.sitting.clone().unwrap_or_default();
    // As it is in the file.
    let kept = Sitting::read(&kept.text());
    let mut second = Session::begin(Opened::Fixtures, "60x12", "", Hold::Lists);
    second.return_to(&kept);
    second.release();
    (first.state(), second)
}

/// A state without what is no place: marks, and what was told.
fn places(state: &str) -> String {
    let parts = state.split(" | ");
    let is_place = |part: &&str| !part.starts_with(['●', '·', '“']) && *part != "quit";
    parts.filter(is_place).collect::<Vec<_>>().join(" | ")
}

#[test]
fn one_begins_where_one_was() {
    for (keys, expected) in [
        ("", "list 1/5"),
        ("3j", "list 4/5"),
        ("2j Enter", "page 3/5"),
        ("2j z", "zen 3/5"),
        ("S t 2j", "list 5/5"),
        ("/ 候鸟 Enter", "list 1/1 | search “候鸟”"),
        ("j / 山城 Esc", "list 2/5"),
        ("j / 山城", "list 2/5"),
        ("f / rfi Enter Esc Esc G", "list 3/3 | only source:RFI"),
        ("Enter 3<", "page 1/5 | measure 44"),
        ("3j q", "list 4/5"),
    ] {
        let (ended, second) = again(keys);
        assert_eq!(places(&second.state()), expected, "{keys}");
        if !keys.contains('/') {
            assert_eq!(places(&ended), expected, "{keys}");
        }
        // It has not moved from there, so there is nothing new to be kept.
        assert_eq!(second.sitting, None, "{keys}");
        second.screen();
    }
}

#[test]
fn the_order_and_the_article_in_it_come_back() {
    let (_, second) = again("S t S t j");
    let (order, chosen) = (second.app.list.sorted, second.chosen());
    let mut plain = Session::open(Opened::Fixtures, "60x12");
    plain.keys("S t S t j");
    assert_eq!((order, chosen), (plain.app.list.sorted, plain.chosen()));
    assert!(order.reversed && chosen.is_some());
}

#[test]
fn what_is_found_late_is_waited_for_until_something_is_done() {
    let mut first = Session::open(Opened::Fixtures, "60x12");
    first.return_to(&Sitting::default());
    first.keys("Enter h");
    let kept = first.sitting.clone().unwrap();
    let newest = first.chosen();
    for keys in ["", "G", "j k"] {
        let mut second = Session::begin(Opened::Fixtures, "60x12", "", Hold::Lists);
        second.return_to(&kept);
        second.found(2);
        assert_ne!(second.chosen(), newest);
        assert_eq!(second.sitting, None, "it is still waited for");
        second.keys(keys);
        second.found(5);
        assert_eq!(second.chosen() == newest, keys.is_empty(), "{keys}");
    }
}

#[test]
fn an_article_that_is_gone_is_not_waited_for() {
    let mut session = Session::begin(Opened::Fixtures, "60x12", "", Hold::Lists);
    let gone = newsprint::article::ArticleId::from_bytes([9; 16]);
    session.return_to(&Sitting {
        article: Some(gone),
        in_page: true,
        zen: true,
        ..Sitting::default()
    });
    session.release();
    assert_eq!(session.state(), "list 1/5");
    session.keys("j");
    let kept = session.sitting.clone().unwrap();
    assert_eq!((kept.article, kept.in_page), (session.chosen(), false));
}

#[test]
fn nothing_is_kept_of_a_sitting_that_starts_plain() {
    let mut session = Session::open(Opened::Fixtures, "60x12");
    session.keys("3j Enter / x Enter q q q");
    assert_eq!(session.sitting, None);
}
