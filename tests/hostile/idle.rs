//! When nothing happens, nothing wakes: no thread of the program runs, not for a
//! moment, as long as nobody types and nothing changes. Eight hours are shortened to
//! two minutes, in the small size to seconds.

use std::time::Duration;

use super::collection::is_full;
use super::process::{Threads, threads};
use super::screen::ESC;
use crate::pty::emulator::Kind;
use crate::pty::room::{Room, shows_the_list};
use crate::pty::session::Session;

/// How long nothing may run: in the list, where it is left, and elsewhere.
fn while_idle() -> (Duration, Duration) {
    let seconds = if is_full() { (120, 10) } else { (2, 1) };
    (
        Duration::from_secs(seconds.0),
        Duration::from_secs(seconds.1),
    )
}

/// What has run between two moments, by name.
fn ran(before: &Threads, after: &Threads) -> Vec<String> {
    let changed = after
        .iter()
        .filter(|(number, now)| before.get(*number) != Some(now));
    let names =
        changed.map(|(number, now)| format!("{} {:?} {now:?}", now.name, before.get(number)));
    let gone = before
        .iter()
        .filter(|(number, _)| !after.contains_key(*number));
    names
        .chain(gone.map(|(_, was)| format!("{} ended", was.name)))
        .collect()
}

/// How often what runs may be the last of what was done: what is told goes by
/// itself, and where one is is kept after a while. What comes again and again is
/// never over.
const OVER_AFTER: usize = 6;

/// Waits until all that was begun is over, and nothing runs.
fn assert_idle(session: &Session, what: &str, time: Duration) {
    let process = session.process();
    let Some(mut before) = threads(process) else {
        println!("the system does not tell what threads do");
        return;
    };
    let mut running = Vec::new();
    for _ in 0..OVER_AFTER {
        std::thread::sleep(time);
        let after = threads(process).expect("the threads");
        let ran = ran(&before, &after);
        if ran.is_empty() {
            assert!(after.len() > 5, "{what}: the threads are there: {after:?}");
            return;
        }
        running.push(ran);
        before = after;
    }
    let screen = session.screen();
    panic!("{what}: it wakes again and again: {running:#?}; the screen is\n{screen}");
}

/// Places in which a reader leaves it and goes to lunch: the keys that lead there.
const PLACES: [(&str, &[&str]); 5] = [
    ("the list", &[]),
    ("a page", &["\r", " "]),
    ("a search", &[ESC, ESC, "/", "普京"]),
    ("a menu", &[ESC, ESC, ESC, "Y"]),
    ("a star", &[ESC, ESC, ESC, "s"]),
];

fn stays_idle(keeps_back: bool, places: &[(&str, &[&str])]) {
    let mut room = Room::new();
    room.kind = Kind {
        wide: "",
        keeps_back,
    };
    let arguments = [room.archive().into_os_string()];
    let session = Session::start(&room, &arguments, (100, 24), &[]);
    session.wait_for(shows_the_list, "the list");
    let (first, others) = while_idle();
    for (number, (what, keys)) in places.iter().enumerate() {
        for keys in *keys {
            session.send(keys);
            session.settle_for(Duration::from_millis(60));
        }
        assert_idle(&session, what, if number == 0 { first } else { others });
    }
    session.quit();
}

#[test]
fn nothing_wakes_it_while_nothing_happens() {
    stays_idle(false, &PLACES);
}

#[test]
fn nothing_wakes_it_on_a_terminal_that_answers_nothing() {
    stays_idle(true, &PLACES[..1]);
}
