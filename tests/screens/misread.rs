//! Searches of which something is not understood, or which name what is not there:
//! what is said of them, and when.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::{Effect, Message};
use newsprint::command::Key;
use newsprint::query::complete::Outlet;
use ratatui::buffer::Cell;
use ratatui::style::Modifier;

use super::harness::{Hold, Opened, Session, assert_screen};

/// The archive with its outlets known, and an article with a tag.
fn session(size: &str, keys: &str) -> Session {
    let mut session = Session::open(Opened::Fixtures, size);
    let outlet = |names: &[&str]| Outlet {
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    session.tell(Message::Outlets(vec![
        outlet(&["RFI", "法广"]),
        outlet(&["DW", "德国之声"]),
    ]));
    session.keys("t 战争 Enter Esc").keys(keys);
    session
}

/// What is underlined in the line above.
fn underlined(session: &Session) -> String {
    let buffer = session.draw();
    let row = (0..session.app.size.columns).filter_map(|x| buffer.cell((x, 0)));
    row.filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
        .map(Cell::symbol)
        .collect::<String>()
        .replace(' ', "")
}

/// `is:foo` Enter found everything and said nothing.
#[test]
fn what_is_not_understood_is_told_when_it_is_put_in_force() {
    for (query, wrong, told) in [
        ("is:foo", "foo", "is: takes unread, read, starred or new"),
        ("has:foo", "foo", "has: takes image, video or share"),
        (
            "date:foo",
            "foo",
            "date: takes 2024, 2024-04, 20240409, 2023..2024, >2024-04, 7d, yesterday",
        ),
        (
            "date:2024..2",
            "2024..2",
            "date: takes 2024, 2024-04, 20240409, 2023..2024, >2024-04, 7d, yesterday",
        ),
        (
            "length:abc",
            "abc",
            "length: takes a number: 1200, >2000, 500..1500",
        ),
        (
            "sort:foo",
            "foo",
            "sort: takes date, title, source, length or relevance; - reverses",
        ),
        (
            "search:nosuch",
            "nosuch",
            "no search is saved under that name",
        ),
        (
            "id:33cad",
            "33cad",
            "id: takes the 32 digits that stand in the details of an article",
        ),
        (
            "source:x",
            "x",
            "source: no outlet here has that name; Tab completes a beginning",
        ),
        (
            "tag:无",
            "无",
            "tag: no article bears that tag; Tab completes a beginning",
        ),
        (
            "lang:xx",
            "xx",
            "lang: there is no such language; zh, zh-Hant, en, ru are some",
        ),
    ] {
        // It may yet become something, until a space ends it.
        let mut session = session("100x24", &format!("/ {query}"));
        assert_eq!(underlined(&session), "", "{query}");
        session.keys("Space");
        assert_eq!(underlined(&session), wrong, "{query}");
        assert!(
            session.screen().contains(told),
            "{query}\n{}",
            session.screen()
        );
        session.keys("Backspace Enter");
        assert_eq!(underlined(&session), wrong, "{query}");
        let notice = session.app.notice.as_ref().unwrap();
        assert_eq!(notice.text.as_str(), told, "{query}");
        // The message goes at the next key, the line above keeps it.
        session.keys("j");
        assert!(session.app.notice.is_none(), "{query}");
        assert_eq!(underlined(&session), wrong, "{query}");
    }
}

#[test]
fn what_is_understood_as_it_is_meant_is_not_told() {
    for query in [
        "source:法廣",
        "source:rfi",
        "tag:戰爭",
        "lang:zh",
        "lang:ZH-HANS",
        "is:未读",
        "\"山城",
        "(山城",
        "date:2024..",
    ] {
        let session = session("100x24", &format!("/ {query} Enter"));
        assert_eq!(underlined(&session), "", "{query}");
        let told = session
            .app
            .notice
            .as_ref()
            .map(|notice| notice.text.as_str());
        assert_eq!(told, None, "{query}");
    }
}

/// Before the folder has been looked at to its end, any outlet may yet come.
#[test]
fn an_outlet_may_come_while_the_folder_is_looked_at() {
    let mut session = session("100x24", "");
    session.found(2);
    session.hold = Hold::Lists;
    assert!(!session.app.list.complete);
    session.keys("/ source:x Enter");
    assert!(session.app.notice.is_none());
}

#[test]
fn it_is_told_at_every_size() {
    for size in ["100x30", "80x24", "40x12", "20x6"] {
        let keys = "/ date:2024..2 Space 普京 Enter";
        let screen = session(size, keys).screen();
        assert_screen(
            &format!("misread-{size}"),
            &format!("{size}  {keys}"),
            &screen,
        );
    }
}

/// `Enter` began a search anew that was going on, and what it had found was gone.
#[test]
fn enter_does_not_begin_a_search_anew() {
    for (query, is_asked) in [
        ("城", false),
        ("title:城", false),
        ("r", true),
        ("is:foo", false),
    ] {
        let mut session = session("100x24", &format!("/ {query}"));
        let effects = session
            .app
            .update(Message::Key(Key::parse("Enter").unwrap()));
        let asks = |effect: &Effect| matches!(effect, Effect::Arrange { .. });
        assert_eq!(effects.iter().any(asks), is_asked, "{query}");
        assert!(
            effects
                .iter()
                .any(|effect| matches!(effect, Effect::KeepSearch(kept) if kept == query))
        );
        assert_eq!(session.app.list.query, query);
    }
}
