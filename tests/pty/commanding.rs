//! Finding commands on a real terminal: the panel that comes by itself, the
//! palette, keys of the settings.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::time::Duration;

use super::room::Room;

#[test]
fn the_panel_comes_by_itself_after_half_a_second() {
    let room = Room::new();
    let mut session = room.open();
    session.send("g");
    let is_panel = |screen: &str| screen.contains("─ g ─");
    session.wait_for(
        |screen| {
            screen
                .lines()
                .last()
                .unwrap_or_default()
                .starts_with(" g   I stop")
        },
        "the short form",
    );
    session.wait_for(is_panel, "the panel");
    // It stays, and nothing wakes while it does.
    session.settle_for(Duration::from_millis(700));
    assert!(is_panel(&session.screen()));
    session.send("s");
    session.wait_for(
        |screen| !is_panel(screen) && screen.contains("No search is saved"),
        "the command, and the panel gone",
    );
    // Fast hands never see it.
    session.send("gg");
    session.settle_for(Duration::from_millis(700));
    assert!(!is_panel(&session.screen()));
    session.send("Q");
    session.wait_exit();
}

#[test]
fn a_command_is_found_by_typing_and_run() {
    let room = Room::new();
    room.configure("keys = \"newsboat\"\nrows = \"one\"\n");
    let mut session = room.open();
    session.send(":");
    session.wait_for(|screen| screen.contains("─ Find"), "the palette");
    session.send("hlp");
    session.wait_for(|screen| screen.contains("⌕ hlp▏"), "what is typed");
    session.send("\r");
    session.wait_for(|screen| screen.contains("Keys in the list"), "the help");
    session.send("/sort");
    session.wait_for(|screen| screen.contains("g G S"), "the keys of newsboat");
    session.send("\r");
    session.wait_for(
        |screen| screen.contains("again: reverse"),
        "the menu of orders",
    );
    session.send("Q");
    session.wait_exit();
}

#[test]
fn keys_that_are_wrong_are_told_at_the_start() {
    let room = Room::new();
    room.configure("[keys.list]\n\"C-x\" = \"star\"\n\"g\" = \"help\"\n\"C-s\" = \"star\"\n");
    let mut session = room.open();
    session.wait_for(
        |screen| screen.contains("config.toml:3: \"g\" does help at once"),
        "what is wrong",
    );
    session.send("\x18");
    session.wait_for(|screen| screen.contains('★'), "the star");
    session.send("Q");
    session.wait_exit();
}
