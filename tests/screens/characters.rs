//! Simplified or Traditional characters on the screen, and what stays as it was
//! written: what is copied, found and remembered.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use super::harness::{Hold, Opened, Session};

const SIZE: &str = "100x24";

/// The title of the first article as it was written, and as Traditional.
const WRITTEN: &str = "山城小火车恢复运行";
const TRADITIONAL: &str = "山城小火車恢復運行";

#[test]
fn c_goes_round_in_the_list_and_in_the_page() {
    for before in ["", "Enter"] {
        let mut session = Session::open(Opened::Fixtures, SIZE);
        let original = session.keys(before).screen();
        assert!(original.contains(WRITTEN), "{original}");
        let screen = session.keys("c").screen();
        assert!(screen.contains(TRADITIONAL), "{screen}");
        assert!(!screen.contains(WRITTEN), "of one piece\n{screen}");
        assert!(screen.contains("繁 · newest first"), "a sign\n{screen}");
        // The next key takes the message away, the sign stays.
        assert_eq!(session.keys("c C-l").screen(), original);
    }
}

#[test]
fn a_traditional_article_becomes_simplified() {
    let mut session = Session::open(Opened::Guide, SIZE);
    session.keys("/ 繁簡之間 Enter Enter");
    assert!(session.screen().contains("繁簡並存"));
    let screen = session.keys("c").screen();
    assert!(screen.contains("繁简并存"), "{screen}");
    assert!(screen.contains("简 · newest first"), "{screen}");
    assert!(session.keys("c").screen().contains("繁簡並存"));
}

#[test]
fn the_settings_say_what_is_shown_at_first() {
    let settings = "characters = \"traditional\"\ntraditional = \"hong-kong\"";
    let mut session = Session::begin(Opened::Fixtures, SIZE, settings, Hold::Nothing);
    let screen = session.screen();
    assert!(screen.contains("繁 · newest first"), "{screen}");
    assert!(screen.contains("對記者説"), "Hong Kong's\n{screen}");
    assert!(session.keys("c").screen().contains(WRITTEN));
}

#[test]
fn copies_stay_as_they_were_written() {
    let mut session = Session::open(Opened::Fixtures, SIZE);
    let mut original = Session::open(Opened::Fixtures, SIZE);
    session.keys("Enter c");
    original.keys("Enter");
    for keys in ["y", "Y Enter", "Y a Enter", "Y m Enter", "Y c Enter"] {
        session.deeds.clear();
        original.deeds.clear();
        session.keys(keys);
        original.keys(keys);
        assert!(!session.deeds.is_empty(), "{keys} copies");
        assert_eq!(session.deeds, original.deeds, "{keys}");
    }
    // The whole article as it is shown has an entry of its own.
    session.deeds.clear();
    session.keys("Y A");
    let copied = session.deeds.concat();
    assert!(
        copied.contains(TRADITIONAL) && copied.contains("隧道維修"),
        "{copied}"
    );
    original.deeds.clear();
    original.keys("Y A");
    assert_eq!(
        original.deeds, [""; 0],
        "only while other characters are shown"
    );
}

#[test]
fn the_place_and_the_search_are_those_of_the_original() {
    let mut session = Session::open(Opened::Fixtures, SIZE);
    session.keys("Enter 9j");
    let place = session.app.reader.place();
    let top = session.app.reader.top;
    assert!(place.is_some());
    for keys in ["c", "c"] {
        session.keys(keys);
        assert_eq!(session.app.reader.top, top, "the screen does not move");
    }
    for keys in ["@60x20 c", "@100x24 c"] {
        session.keys(keys);
        assert_eq!(session.app.reader.place(), place, "{keys}");
    }
    // Either script finds it, whichever is shown, and is lit where it stands.
    for query in ["火车", "火車"] {
        let mut session = Session::open(Opened::Fixtures, SIZE);
        session.keys("c").keys(&format!("/ {query} Enter"));
        assert!(session.screen().contains(TRADITIONAL), "{query}");
        let mut original = Session::open(Opened::Fixtures, SIZE);
        original.keys(&format!("/ {query} Enter"));
        let lit = |session: &Session| {
            let styles = session.styles();
            styles.lines().nth(1).map(str::to_owned)
        };
        assert_eq!(lit(&session), lit(&original), "{query}");
    }
}
