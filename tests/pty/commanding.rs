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
    session.send("hel");
    session.wait_for(|screen| screen.contains("⌕ hel▏"), "what is typed");
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
fn a_menu_is_used_with_the_mouse_alone() {
    let room = Room::new();
    let mut session = room.open();
    // The order above opens its menu.
    session.send("\x1b[<0;95;1M\x1b[<0;95;1m");
    let is_menu = |screen: &str| screen.contains("again: reverse");
    let menu = session.wait_for(is_menu, "the menu of orders");
    let row = menu.lines().position(|line| line.contains("s  source"));
    let row = row.expect("the order by source") + 1;
    let click = format!("\x1b[<0;50;{row}M\x1b[<0;50;{row}m");
    session.send(&click);
    session.wait_for(|screen| screen.contains("▌s  source"), "the entry chosen");
    session.send(&click);
    session.wait_for(|screen| !is_menu(screen), "the menu gone");
    session.wait_for(
        |screen| {
            screen
                .lines()
                .next()
                .unwrap_or_default()
                .contains("source ↓")
        },
        "the order",
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
