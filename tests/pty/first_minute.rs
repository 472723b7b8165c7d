//! A person's first minute, from an empty home: finding help, searching, opening,
//! starring, copying, another theme; leaving; and the next start, where all is as
//! it was left.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use super::room::{Room, chosen, shows_the_list};
use super::session::Session;

/// The ground of `night`.
const NIGHT: &[u8] = b"48;2;23;24;28";

fn open(room: &Room) -> Session {
    let archive = room.archive().into_os_string();
    let all_colours = ("COLORTERM", Path::new("truecolor"));
    Session::start(room, &[archive], (100, 30), &[all_colours])
}

#[test]
fn all_is_where_it_was() {
    let room = Room::new();
    let mut session = open(&room);
    let wait =
        |session: &Session, text: &str| session.wait_for(|screen| screen.contains(text), text);

    // The list is there, and says where help is.
    let screen = session.wait_for(shows_the_list, "the list");
    assert!(screen.lines().last().unwrap_or_default().contains("? help"));
    session.wait_for(|screen| screen.contains("5 unread"), "all five");

    // Help finds the key of what is looked for.
    session.send("?");
    wait(&session, "Enter");
    session.send("/star");
    wait(&session, "│ s              star");
    session.send("\x1b");
    session.send("\x1b");
    session.wait_for(
        |screen| screen.contains("? help") && !screen.contains("╭"),
        "no help",
    );

    // A search, while it is typed; its first article, opened.
    session.send("/彗星");
    wait(&session, "1 found");
    session.send("\r");
    session.send("\r");
    wait(&session, "j k scroll");

    // A star, and the link to share.
    session.send("s");
    wait(&session, "★");
    session.send("y");
    session.wait_for_raw(b"\x1b]52;c;", 1, "the link on its way to the terminal");
    wait(&session, "Sent to the terminal");

    // Another theme.
    session.send("\x14");
    wait(&session, "night");
    session.send("/night\r\r");
    session.wait_for_raw(NIGHT, 1, "the theme");
    let left = session.settle();
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    session.wait_restored();

    // All is where it was: the search, the article, its star, the theme.
    let mut again = open(&room);
    let screen = again.wait_for(
        |screen| screen.contains("彗星") && screen.contains("★"),
        "the search and the star",
    );
    again.wait_for_raw(NIGHT, 1, "the theme");
    assert_eq!(chosen(&screen), chosen(&left));
    again.send("Q");
    assert_eq!(again.wait_exit().exit_code(), 0);
}
