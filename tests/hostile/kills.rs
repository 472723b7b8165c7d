//! The program killed (SIGKILL) while marks are set, one of it and two at once: what
//! a screen had shown as safe is there afterwards, and the next start is no slower.
//! Only whole frames count: of one that was cut off nobody knows what it would say.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroU16;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::collection::is_full;
use crate::pty::room::Room;
use crate::pty::session::{END_OF_FRAME, Session};
use crate::scale::articles::sequence::Sequence;

/// Columns and rows: the list is alone, a line for each article.
const SIZE: (u16, u16) = (60, 24);
/// Marks that one process sets at the most.
const STARS: usize = 15;
/// Rounds on one folder of marks: each of two processes has articles of its own.
const ROUNDS: usize = 10;
/// Articles, so that there are enough for all rounds.
const ARTICLES: usize = 2 * ROUNDS * STARS;
/// A process is killed within so many milliseconds of the first mark that it sets.
const KILLED_WITHIN: usize = 120;
/// Between two marks.
const PACE: Duration = Duration::from_millis(4);
/// What a start may take longer than one after a quiet end.
const MAY_BE_SLOWER: Duration = Duration::from_secs(1);
/// How long a start may take in a slow build on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);

fn furnish(room: &Room) {
    for number in 1..=ARTICLES {
        // The first is the newest, and so the first of the list.
        let stamp = 1_712_479_502_000_u64 - 60_000 * number as u64;
        let text = format!(
            "<!--{stamp}-->\n[Number {number:03}](https://example.org/{number})\n------\n\n<p>x</p>"
        );
        fs::write(room.archive().join(format!("{number}.txt")), text).unwrap();
    }
}

/// Starts it and waits for the list; how long that took.
fn start(room: &Room) -> (Session, Duration) {
    let begun = Instant::now();
    let arguments = [room.archive().into_os_string()];
    let session = Session::start(room, &arguments, SIZE, &[]);
    session.wait_at_most(LIMIT, shows_all, "the list");
    (session, begun.elapsed())
}

fn shows_all(screen: &str) -> bool {
    screen.contains(&format!("/{ARTICLES}"))
}

/// The articles that stood with a star on a screen, as safe: an unsafe one is dim.
fn shown_as_safe(screen: &vt100::Screen) -> BTreeSet<String> {
    let (rows, columns) = screen.size();
    let star_in = |row: u16| {
        let is_star = |column: &u16| {
            let cell = screen.cell(row, *column);
            cell.is_some_and(|cell| cell.contents() == "★" && !cell.dim())
        };
        let column = (0..columns.get()).find(is_star)?;
        let rest = screen.contents_between(row, column, row, columns.get());
        let number = rest.split_whitespace().nth(2)?;
        Some(number.to_owned())
    };
    (0..rows.get()).filter_map(star_in).collect()
}

/// The same for all whole frames of a session.
fn ever_shown_as_safe(raw: &[u8]) -> BTreeSet<String> {
    let [columns, rows] = [SIZE.0, SIZE.1].map(|size| NonZeroU16::new(size).unwrap());
    let mut parser = vt100::Parser::new(rows, columns, 0);
    let mut safe = BTreeSet::new();
    let mut rest = raw;
    let is_end = |part: &[u8]| part == END_OF_FRAME;
    while let Some(at) = rest.windows(END_OF_FRAME.len()).position(is_end) {
        let (frame, later) = rest.split_at(at + END_OF_FRAME.len());
        parser.process(frame);
        safe.append(&mut shown_as_safe(parser.screen()));
        rest = later;
    }
    safe
}

/// Sets marks from a row on until it is killed; what it had shown as safe.
fn marks_until_killed(mut session: Session, first: usize, time: Duration) -> BTreeSet<String> {
    session.send(format!("{first}G"));
    let begun = Instant::now();
    let mut marked = 0;
    while begun.elapsed() < time {
        if marked < STARS {
            session.send("sj");
            marked += 1;
        }
        session.settle_for(PACE.min(time.saturating_sub(begun.elapsed())));
    }
    session.signal(Signal::KILL);
    session.wait_exit();
    // What it had written is shown.
    session.settle_for(Duration::from_millis(20));
    ever_shown_as_safe(&session.raw_output())
}

/// Starts it and kills it before it has got far.
fn kill_at_the_start(room: &Room, time: Duration) {
    let arguments = [room.archive().into_os_string()];
    let mut session = Session::start(room, &arguments, SIZE, &[]);
    std::thread::sleep(time);
    let process = session.process().try_into().ok().and_then(Pid::from_raw);
    // It has not ended by itself, so the number is still its own.
    assert!(session.end().is_none(), "it has ended");
    kill_process(process.unwrap(), Signal::KILL).unwrap();
    session.wait_exit();
}

/// The numbers of the articles that have a star, as a new process reads them.
fn starred(room: &Room) -> BTreeSet<String> {
    let text = room.listed(&["is:starred", "--format", "tsv"]);
    let of_line = |line: &str| Some(line.split_once("Number ")?.1.get(..3)?.to_owned());
    text.lines().filter_map(of_line).collect()
}

/// What was seen in some rounds.
#[derive(Default)]
struct Outcome {
    kills: usize,
    safe: usize,
    slowest: Duration,
}

/// Rounds of kills on one folder of marks.
fn rounds(rounds: usize, chance: &mut Sequence, seen: &mut Outcome) {
    let room = Room::empty();
    furnish(&room);
    let mut safe = BTreeSet::new();
    for round in 0..rounds {
        let first = 2 * round * STARS + 1;
        let time =
            |chance: &mut Sequence| Duration::from_millis(chance.below(KILLED_WITHIN) as u64);
        if chance.one_in(4) {
            kill_at_the_start(&room, time(chance) / 2);
            seen.kills += 1;
        }
        let (one, took) = start(&room);
        if round > 0 {
            seen.slowest = seen.slowest.max(took);
        }
        let times = [time(chance), time(chance)];
        if chance.one_in(2) {
            let (other, _) = start(&room);
            let beside =
                std::thread::spawn(move || marks_until_killed(other, first + STARS, times[1]));
            safe.append(&mut marks_until_killed(one, first, times[0]));
            safe.append(&mut beside.join().unwrap());
            seen.kills += 2;
        } else {
            safe.append(&mut marks_until_killed(one, first, times[0]));
            seen.kills += 1;
        }
        let kept = starred(&room);
        let lost: Vec<_> = safe.difference(&kept).collect();
        assert!(
            lost.is_empty(),
            "round {round}: {lost:?} had been shown as safe"
        );
    }
    seen.safe += safe.len();
}

#[test]
fn kills_lose_no_star_that_a_screen_had_shown_as_safe() {
    let seed = super::monkey::seed();
    println!("NEWSPRINT_SEED={seed}");
    let kills = if is_full() { 1_000 } else { 6 };
    let mut chance = Sequence::new(seed);
    let mut outcome = Outcome::default();
    while outcome.kills < kills {
        let count = if is_full() { ROUNDS } else { 4 };
        rounds(count, &mut chance, &mut outcome);
    }
    let quiet = quiet_start();
    println!(
        "{} kills, {} marks shown as safe, none lost; the slowest start after a kill {:?}, \
         after a quiet end {quiet:?}",
        outcome.kills, outcome.safe, outcome.slowest
    );
    assert!(outcome.safe > 0, "something was shown as safe");
    // A busy machine tells nothing of what a start takes.
    if is_full() {
        assert!(
            outcome.slowest <= quiet + MAY_BE_SLOWER,
            "{:?}",
            outcome.slowest
        );
    }
}

/// How long a start takes after newsprint has quit: the median of some.
fn quiet_start() -> Duration {
    let room = Room::empty();
    furnish(&room);
    let mut took: Vec<Duration> = (0..if is_full() { 9 } else { 3 })
        .map(|_| {
            let (session, took) = start(&room);
            session.quit();
            took
        })
        .collect();
    took.sort_unstable();
    took[took.len() / 2]
}

#[test]
fn a_star_counts_as_safe_when_it_is_not_dim() {
    let frame = "\x1b[2;1H 24 \x1b[2m★\x1b[0m Number 001\x1b[3;1H 24 ★ Number 002  DW";
    let end = std::str::from_utf8(END_OF_FRAME).unwrap();
    let raw = format!("{frame}{end}\x1b[4;1H 24 ★ Number 003");
    let safe: Vec<_> = ever_shown_as_safe(raw.as_bytes()).into_iter().collect();
    assert_eq!(safe, ["002"]);
}
