//! The whole collection in a terminal: each file in the list and on the page, with
//! everything that can be asked about it, every byte held to the grammar.

use std::time::Duration;

use super::collection::{Sample, collection, is_full, put};
use super::grammar::{Told, check_terminal};
use super::lines::FOLDER;
use crate::pty::room::Room;
use crate::pty::session::Session;

/// Esc as terminals write it that tell it from the start of a sequence.
pub(super) const ESC: &str = "\x1b[27u";
/// How long a screen may take before the next key.
const PACE: Duration = Duration::from_millis(8);

/// What is done with an article: keys, one after another, from the list and back.
const DEEDS: &[&[&str]] = &[
    &["\r", "G", "h"],
    &["\r", ";", ESC],
    &["i", ESC],
    &["Y", "\r", ESC],
    &["y"],
    &["o", ESC],
    &["\r", "gl", "\r", ESC],
    &["\r", "gh", ESC],
    &["\r", "v", "jjj", "y", ESC],
    &["\r", "/harbour\r", "n", ESC],
    &["\r", "}", "c", "c", "h"],
    &["Y", "m", ESC],
    &["Y", "a", ESC],
    &["t", ESC],
    &["s", "r", "u"],
    &["?", ESC],
    &[":har", ESC],
    &["f", ESC],
    &["S", ESC],
    &["z", " ", "z", ESC],
    &["Y", "c", ESC],
    &["\r", ":", ESC, "h"],
];

/// Leads through a part of the collection; what the terminal was told.
fn led_through(samples: &[Sample]) -> Told {
    let room = Room::empty();
    let folder = room.archive().join(FOLDER);
    put(&folder, samples);
    let log = room.path("opened");
    let browser = room.script(
        "browser",
        &format!("printf '%s\\n' \"$@\" >> '{}'", log.display()),
    );
    room.configure("snippets = \"always\"\n");
    let arguments = [folder.into_os_string()];
    let environment = [("BROWSER", browser.as_path())];
    let mut session = Session::start(&room, &arguments, (100, 30), &environment);
    session.wait_for(|screen| screen.contains(" 1/"), "the list");
    session.settle();
    let step = |keys: &str| {
        session.send(keys);
        session.settle_for(PACE);
    };
    for number in 0..samples.len() {
        step("j");
        let deeds = if is_full() {
            0..DEEDS.len()
        } else {
            number % DEEDS.len()..number % DEEDS.len() + 1
        };
        DEEDS[deeds]
            .iter()
            .copied()
            .flatten()
            .copied()
            .for_each(step);
        step(&ESC.repeat(3));
    }
    for keys in [
        "/harbour\r",
        "n",
        "i",
        ESC,
        ESC,
        ESC,
        "/\x1b[200~\u{1b}[2J\u{9b}港\u{202e}\x1b[201~",
        ESC,
    ] {
        step(keys);
    }
    session.settle();
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    session.wait_restored();
    let raw = session.raw_output();
    let told = check_terminal(&raw).unwrap_or_else(|foreign| panic!("{foreign:?}"));
    assert!(told.left_on.is_empty(), "{:?}", told.left_on);
    let opened = std::fs::read_to_string(log).unwrap_or_default();
    for line in opened.lines() {
        assert!(
            line.starts_with("http://") || line.starts_with("https://"),
            "{line:?}"
        );
    }
    // Nothing of an article was run, and no path was made of one.
    assert_eq!(
        std::fs::read_dir(room.home()).unwrap().count(),
        5,
        "the home has what it had"
    );
    told
}

#[test]
fn the_first_half_is_text_styles_and_addresses() {
    let samples = collection();
    let told = led_through(&samples[..samples.len() / 2]);
    assert_ne!((told.copies.len(), told.links.len()), (0, 0));
}

#[test]
fn the_second_half_is_text_styles_and_addresses() {
    let samples = collection();
    let told = led_through(&samples[samples.len() / 2..]);
    assert_ne!((told.copies.len(), told.links.len()), (0, 0));
}
