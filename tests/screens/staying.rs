//! The article that is read stays on the page although the list has it no more.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use super::harness::{Opened, Session, assert_screen};

/// What is done before the file of an article is gone, and after.
fn session(before: &str, gone: usize, after: &str) -> Session {
    let mut session = Session::open(Opened::Fixtures, "80x24");
    session.keys(before).gone(gone);
    session.keys(after);
    session
}

/// The title that stands on the page.
fn title(session: &Session) -> String {
    let shown = session.app.reader.article.as_ref();
    shown.map_or_else(String::new, |article| {
        article.head.title.as_str().chars().take(2).collect()
    })
}

/// The page showed the article of the row that slid into its place, without a word.
#[test]
fn the_article_that_is_read_stays_when_its_file_is_gone() {
    let titles: Vec<String> = ["", "j", "2j", "3j", "4j"]
        .map(|keys| title(&session(&format!("{keys} Enter"), 5, "")))
        .to_vec();
    let of = |row: usize| titles[row - 1].clone();
    let gone = session("2j Enter 4j", 3, "");
    assert_eq!(title(&gone), of(3));
    let told = "“The file of this article is gone. The text stays until you leave it.”";
    assert_eq!(gone.state(), format!("page 3/4 | line 4 | ●●·●● | {told}"));
    for (keys, row) in [
        // Everything is about what is read.
        ("s", 3),
        ("z", 3),
        ("G", 3),
        // The row in its place is the next one, and none is passed over.
        ("J", 4),
        ("2J", 5),
        ("K", 2),
        ("]", 4),
        ("2]", 5),
        ("h", 4),
        ("q", 4),
    ] {
        assert_eq!(title(&session("2j Enter", 3, keys)), of(row), "{keys}");
    }
    // In the list the row in its place is shown, as before.
    assert_eq!(title(&session("2j", 3, "")), of(4));
    // The last one, and the only one.
    assert_eq!(title(&session("G Enter", 5, "")), of(5));
    assert_eq!(title(&session("G Enter", 5, "h")), of(4));
}

#[test]
fn what_is_done_goes_to_what_is_read() {
    let link = |session: &Session| session.deeds.last().cloned().unwrap();
    let here = link(&session("2j Enter", 5, "y"));
    assert_eq!(link(&session("2j Enter", 3, "y")), here);
    assert_ne!(link(&session("2j", 3, "y")), here);
    let starred = session("2j Enter", 3, "s");
    let id = starred.app.reader.article.as_ref().unwrap().head.id;
    assert!(starred.app.marks.get(id).starred);
    // Tags go to rows: none of another article is taken.
    let state = session("2j Enter", 3, "t").state();
    assert!(
        state.ends_with(
            "“This article is no longer in the list. The text stays until you leave it.”"
        ),
        "{state}"
    );
}

#[test]
fn it_is_chosen_again_where_it_is_back() {
    let mut session = session("2j Enter", 3, "");
    session.found(5);
    assert_eq!(session.app.list.selected, 2);
    assert!(
        session.state().starts_with("page 3/5"),
        "{}",
        session.state()
    );
}

/// What the page shows is no hindrance: neither a file that is gone nor a list that
/// has neither article any more.
#[test]
fn one_goes_back_from_what_the_list_has_no_more() {
    let mut session = session("Enter J", 2, "H");
    let first = title(&Session::open(Opened::Fixtures, "80x24"));
    assert_eq!(title(&session), first);
    assert!(
        session.state().starts_with("page 1/4"),
        "{}",
        session.state()
    );
    session.keys("L");
    assert_eq!(title(&session), first, "there is nothing to go forward to");

    let mut session = Session::open(Opened::Fixtures, "80x24");
    session.keys("f u Esc Enter J S t");
    let state = session.state();
    assert!(state.starts_with("page 2/3"), "{state}");
    session.keys("H");
    assert_eq!(title(&session), first);
    let state = session.state();
    assert!(state.contains("/5 "), "{state}");
}

#[test]
fn it_is_told_at_every_size() {
    for size in ["100x30", "40x12", "20x6"] {
        let mut session = Session::open(Opened::Fixtures, size);
        session.keys("2j Enter").gone(3);
        assert_screen(
            &format!("gone-{size}"),
            &format!("{size}  2j Enter"),
            &session.screen(),
        );
    }
}
