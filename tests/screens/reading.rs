//! The rules of reading: what counts as read, where reading goes on, which
//! place is remembered, and answers that come late.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::Message;
use newsprint::marks::Mark;
use newsprint::text::Clean;

use super::harness::{Hold, Opened, Session};

const SIZE: &str = "100x8";

fn session() -> Session {
    Session::open(Opened::Fixtures, SIZE)
}

#[test]
fn an_article_counts_as_read_when_it_is_entered_or_read_to_its_end() {
    for (keys, marks) in [
        // The cursor that passes over it does not mark it.
        ("j j j k G gg ] [", "●●●●●"),
        ("Space Space C-e", "●●●●●"),
        ("i Esc ? Esc y o Y Esc S t", "●●●●●"),
        ("Enter", "·●●●●"),
        ("Tab", "·●●●●"),
        ("z", "·●●●●"),
        ("Enter J J", "···●●"),
        ("Enter h J J", "·●●●●"),
        // The end, however it is reached.
        ("36 C-e", "●●●●●"),
        ("37 C-e", "·●●●●"),
        ("Enter r G", "·●●●●"),
        ("Enter r 100j", "·●●●●"),
        ("Enter r 20}", "·●●●●"),
        // Unread again stays so until it is read again.
        ("Enter r h j k", "●●●●●"),
        ("Enter r gg", "●●●●●"),
        ("Enter r h Enter", "·●●●●"),
    ] {
        let mut session = session();
        assert_eq!(session.keys(keys).marks(), marks, "{keys}");
    }
}

#[test]
fn space_alone_reads_the_whole_archive() {
    let mut session = session();
    session.keys("2j r gg");
    let mut visited = vec![session.app.list.selected];
    for _ in 0..200 {
        session.keys("Space");
        let row = session.app.list.selected;
        if visited.last() != Some(&row) {
            visited.push(row);
            assert_eq!(session.app.reader.top, 0, "the next one begins at its top");
        }
    }
    // The third was read already.
    assert_eq!(visited, [0, 1, 3, 4]);
    assert_eq!(session.marks(), "·····");
    let notice = session.app.notice.as_ref().expect("a notice");
    assert_eq!(notice.text.as_str(), "No unread article further down.");
}

#[test]
fn reading_on_keeps_two_lines() {
    let mut session = session();
    session.keys("Enter");
    let last_two: Vec<String> = session.screen().lines().skip(5).take(2).map(page).collect();
    session.keys("Space");
    let first_two: Vec<String> = session.screen().lines().skip(1).take(2).map(page).collect();
    assert_eq!(first_two, last_two);
}

/// The page's part of a line of the screen, without the bar at its edge.
fn page(line: &str) -> String {
    let (_, page) = line.split_once('│').expect("the rule");
    page.trim_end_matches(['┃', ' ']).to_owned()
}

#[test]
fn the_place_is_remembered() {
    for (keys, line) in [
        ("Enter 10j J K", 10),
        // A blank line at the top: the paragraph below it.
        ("Enter 9j J K", 10),
        ("Enter 9j J J gg", 0),
        ("10 C-e j k", 10),
        ("Enter 10j h j k", 10),
        ("Enter 9j gg J K", 0),
        ("Enter 10j h / 港 Enter Esc gg", 10),
        ("Enter 10j h 2j S t S d S d gg G gg", 0),
        ("Enter 10j z z", 10),
        // An undo of marks does not move the page.
        ("Enter 10j u", 10),
    ] {
        let mut session = session();
        session.keys(keys);
        let there = session.top_line();
        assert_eq!(session.app.reader.top, line, "{keys}: {there}");
    }
    // It is kept on quitting.
    let mut session = session();
    session.keys("Enter 10j Q");
    let id = session.chosen().expect("a chosen article");
    let place = session.app.marks.get(id).place;
    assert_eq!(place, session.app.reader.place());
    assert!(place.is_some());
}

/// Marks are read while the first page is shown already: it goes to its place.
#[test]
fn marks_that_come_late_bring_the_place() {
    let mut marked = session();
    marked.keys("Enter 10j Q");
    let id = marked.chosen().expect("a chosen article");
    let mark = Mark {
        starred: true,
        ..marked.app.marks.get(id)
    };
    let mut session = session();
    session.tell(Message::MarksChanged(vec![(id, mark.clone())]));
    assert_eq!(session.state(), "list 1/5 | line 10 | ☆●●●●");
    assert_eq!(session.app.list.unread, 4);
    // Not when the reader has gone on meanwhile.
    session.keys("5 C-e");
    session.tell(Message::MarksChanged(vec![(id, mark)]));
    assert_eq!(session.app.reader.top, 15);
}

/// An answer to a question that is no longer asked changes nothing.
#[test]
fn stale_answers_are_dropped() {
    let mut session = Session::begin(Opened::Fixtures, SIZE, "", Hold::Nothing);
    session.hold = Hold::All;
    session.keys("j j j");
    // Three pages are on their way; the last comes first.
    session.deliver(2, false);
    let shown = |session: &Session| {
        session
            .app
            .reader
            .article
            .as_ref()
            .map(|article| article.head.id)
    };
    assert_eq!(shown(&session), session.chosen());
    session.deliver(0, true);
    session.deliver(0, false);
    session.release();
    assert_eq!(shown(&session), session.chosen());
    assert_eq!(session.state(), "list 4/5");

    session.hold = Hold::All;
    session.keys("/ 开 放");
    session.deliver(1, false);
    assert_eq!(session.app.list.rows.len(), 1);
    session.deliver(0, false);
    assert_eq!(
        session.app.list.rows.len(),
        1,
        "the list for 开 is too late"
    );
}

/// While the folder is still looked at, what a person reads stays chosen and
/// on the page, whatever comes above it.
#[test]
fn what_is_read_stays_when_the_list_grows() {
    for (keys, state) in [
        ("Enter", "page 4/5 | ●●●·●"),
        ("C-e", "list 4/5 | line 1"),
        ("s", "list 4/5 | ●●●★●"),
        ("j k", "list 4/5"),
        ("S d S d", "list 4/5"),
        // Nothing was done yet: the newest is chosen, as at any start.
        ("", "list 1/5"),
    ] {
        let mut session = Session::begin(Opened::Fixtures, SIZE, "", Hold::Lists);
        session.found(2);
        session.keys(keys);
        session.found(5);
        assert_eq!(session.state(), state, "{keys}");
    }
}

/// What is saved while the list stands at its first row is seen there; further down
/// nothing moves under the reader's eyes.
#[test]
fn what_is_new_is_seen_at_the_top_and_moves_nothing_further_down() {
    for (size, keys, new, top) in [
        ("100x24", "gg", 4, 0),
        ("100x24", "j", 5, 0),
        ("100x6", "G", 4, 1),
    ] {
        let mut session = Session::begin(Opened::Fixtures, size, "", Hold::Lists);
        session.found(3);
        session.keys(keys);
        let (chosen, before) = (session.chosen(), session.app.list.top);
        session.found(new);
        assert_eq!(session.chosen(), chosen, "{keys} {new}");
        assert_eq!(session.app.list.top - before, top, "{keys} {new}");
    }
}

/// What can't be read is not marked as read by trying.
#[test]
fn an_article_that_cannot_be_read_stays_unread() {
    let mut session = Session::open(Opened::Fixtures, "100x24");
    let generation = session.app.reader.generation;
    session.tell(Message::Loaded {
        generation,
        result: Err(Clean::line("it can't be read")),
    });
    let before = session.marks();
    assert_eq!(session.keys("Enter").marks(), before);
    assert_ne!(session.keys("h j Enter").marks(), before);
}
