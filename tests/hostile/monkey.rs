//! A monkey at the keys: whatever is typed, clicked, pasted and resized, in any
//! order, newsprint writes nothing but its grammar, lives, keeps its memory flat,
//! and quits at `q`.
//!
//! What it does is told by a number, which is printed; `NEWSPRINT_SEED` has it done
//! again, as far as the machine's own timing allows.

use std::ffi::OsString;
use std::path::Path;
use std::time::{Duration, Instant};

use newsprint::command::{COMMANDS, Command, Context};

use super::collection::is_full;
use super::grammar::check_terminal;
use super::process::memory;
use super::screen::ESC;
use super::session::typed;
use crate::pty::room::Room;
use crate::pty::session::Session;
use crate::scale::articles::sequence::Sequence;
use crate::scale::folder;

/// How long nothing must come before the next keys are sent.
const QUIET: Duration = Duration::from_millis(40);
/// How long looking at all articles and indexing them may take at the start.
const BEGINNING: Duration = Duration::from_mins(5);
/// What memory may grow after the first tenth, in kB and in parts of a hundred of
/// what it was: a thousand steps to undo, messages and pages are kept.
const MAY_GROW: (u64, u64) = (32 << 10, 10);

/// Texts that end up in prompts, or in none.
const PASTES: [&str; 8] = [
    "港口",
    "q",
    ":quit\r",
    "\u{1b}[31m\u{9b}2J",
    "sort:title is:unread",
    "“普京 访华”~20",
    "a\u{301}\u{200D}\u{202E}\u{0}",
    "(((",
];
/// What a person may type who looks for something.
const SEARCHES: [&str; 10] = [
    "/汐港",
    "/Saltgate",
    "/is:unread ",
    "/py:lf",
    "/date:7d",
    "/source:",
    "/(a OR",
    "/sort:title",
    "/",
    "/xyzzy",
];
/// Keys that no table has, and line noise; no ESC, which would swallow what follows.
const ODD: [&str; 16] = [
    "\x1b[1;5C",
    "\x1b[15~",
    "\x1bOS",
    "\x1b[Z",
    "\x1bx",
    "\x00",
    "\x1f",
    "，",
    "；",
    "／",
    "한",
    "👩\u{200D}👩",
    "\u{e000}",
    "\x1b[I",
    "\x1b[O",
    "\x1b[?62;22c",
];

/// What was drawn to be done.
struct Monkey {
    chance: Sequence,
    keys: Vec<String>,
    names: Vec<&'static str>,
    size: (u16, u16),
}

/// One thing that is done.
enum Deed {
    Keys(String),
    Resize(u16, u16),
}

impl Monkey {
    fn new(seed: u64) -> Self {
        let others = || {
            let left_out = [
                Command::Quit,
                Command::QuitStep,
                Command::Interrupt,
                // They run what is chosen in them, which may be one of those: they are
                // led through.
                Command::Help,
                Command::Palette,
            ];
            COMMANDS
                .iter()
                .filter(move |entry| !left_out.contains(&entry.command))
        };
        let sequences = Context::ALL
            .into_iter()
            .flat_map(|context| others().flat_map(move |entry| entry.keys(context)));
        Self {
            chance: Sequence::new(seed),
            keys: sequences.map(|keys| typed(keys)).collect(),
            names: others().map(|entry| entry.name).collect(),
            size: (100, 30),
        }
    }

    fn deed(&mut self) -> Deed {
        let chance = &mut self.chance;
        let keys = match chance.below(100) {
            0..=49 => self.keys[chance.below(self.keys.len())].clone(),
            50..=57 => ["j", "k", "\r", " ", "\x1b[B", "\x1b[A"][chance.below(6)].to_owned(),
            58..=64 => ESC.to_owned(),
            // A letter, a digit or a sign; not q, which quits.
            65..=72 => loop {
                let key = char::from(u8::try_from(chance.between(0x20, 0x7E)).unwrap_or(b' '));
                if !"qQ:?".contains(key) {
                    break key.to_string();
                }
            },
            73..=75 => chance.pick(&ODD).to_owned(),
            76..=79 => chance.pick(&SEARCHES).to_owned(),
            80..=82 => format!("\x1b[200~{}\x1b[201~", chance.pick(&PASTES)),
            83..=84 => {
                let name = self.names[chance.below(self.names.len())];
                format!(":{name}{}", if chance.one_in(3) { ESC } else { "\r" })
            }
            85 => format!("?/{}{}", chance.pick(&SEARCHES), ESC.repeat(3)),
            86..=97 => self.mouse(),
            _ => {
                let chance = &mut self.chance;
                let part = |chance: &mut Sequence, most| {
                    u16::try_from(chance.between(1, most)).unwrap_or(1)
                };
                self.size = (part(chance, 180), part(chance, 60));
                return Deed::Resize(self.size.0, self.size.1);
            }
        };
        Deed::Keys(keys)
    }

    /// A click, a drag, a turn of the wheel or a move, now and then off the screen.
    fn mouse(&mut self) -> String {
        let chance = &mut self.chance;
        let (columns, rows) = (usize::from(self.size.0), usize::from(self.size.1));
        let place = |chance: &mut Sequence| {
            let column = chance.between(1, columns + 2);
            format!("{column};{}", chance.between(1, rows + 2))
        };
        let at = place(chance);
        match chance.below(8) {
            0..=2 => format!("\x1b[<0;{at}M\x1b[<0;{at}m"),
            3 => format!("\x1b[<0;{at}M\x1b[<32;{0}M\x1b[<0;{0}m", place(chance)),
            4..=5 => format!("\x1b[<{};{at}M", chance.between(64, 67)).repeat(3),
            6 => format!("\x1b[<35;{at}M"),
            _ => format!("\x1b[<{};{at}M", chance.below(128)),
        }
    }
}

/// Programs that do nothing, in the place of all that could be run.
fn harmless(room: &Room) -> std::path::PathBuf {
    let folder = room.path("programs");
    std::fs::create_dir(&folder).unwrap();
    for name in ["browser", "noted", "shown"] {
        room.script(&format!("programs/{name}"), "exit 0");
    }
    room.configure(
        "[[command]]\nname = \"noted\"\nkey = \"n\"\nrun = \"noted {link}\"\n\
         [[command]]\nname = \"shown\"\nkey = \"w\"\nrun = \"shown\"\nhow = \"show\"\npipe = \"text\"\n\
         [[command]]\nname = \"screen\"\nkey = \"s\"\nrun = \"noted {title}\"\nhow = \"screen\"\n",
    );
    folder
}

/// How many articles, and how many things are done.
fn sizes() -> (u64, usize) {
    if is_full() {
        (100_000, 100_000)
    } else {
        (300, 1_500)
    }
}

/// The number that tells what is done: the one that is asked for, else another each time.
pub(super) fn seed() -> u64 {
    let asked = std::env::var("NEWSPRINT_SEED").ok();
    let seed = asked.map(|text| text.parse().expect("NEWSPRINT_SEED is a number"));
    seed.unwrap_or_else(|| {
        let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
        u64::from(since.subsec_nanos())
    })
}

/// A session at work, and what was seen of it.
struct Cage {
    session: Session,
    done: usize,
    /// Memory after so many deeds, in kB.
    memory: Vec<(usize, u64)>,
    start: Instant,
}

impl Cage {
    /// Does so many things, in bursts.
    fn play(&mut self, monkey: &mut Monkey, deeds: usize) {
        while self.done < deeds {
            let burst = monkey.chance.between(1, 30);
            let mut keys = String::new();
            for _ in 0..burst {
                match monkey.deed() {
                    Deed::Keys(more) => keys.push_str(&more),
                    Deed::Resize(columns, rows) => {
                        self.session.send(std::mem::take(&mut keys));
                        self.session.resize(columns, rows);
                    }
                }
            }
            self.session.send(&keys);
            self.session.settle_for(QUIET);
            self.done += burst;
            if let Some(status) = self.session.end() {
                panic!(
                    "it has ended ({status:?}) after {} deeds, the last of them {keys:?}; \
                     the screen is\n{}",
                    self.done,
                    self.session.screen()
                );
            }
            if let Some(memory) = memory(self.session.process()) {
                self.memory.push((self.done, memory));
            }
        }
    }

    /// After the first tenth it takes no more than it did.
    fn assert_flat(&self) {
        let mut tenths = [0; 10];
        for (done, memory) in &self.memory {
            let tenth = &mut tenths[(done * 10 / self.done).min(9)];
            *tenth = (*memory).max(*tenth);
        }
        let [before, rest @ ..] = tenths;
        println!(
            "{} deeds in {:.0} s; memory in MB, the most in each tenth: {:?}",
            self.done,
            self.start.elapsed().as_secs_f64(),
            tenths.map(|kilobytes| kilobytes >> 10)
        );
        let (kilobytes, hundredths) = MAY_GROW;
        let limit = before + kilobytes + before * hundredths / 100;
        assert!(
            rest.iter().all(|memory| *memory <= limit),
            "memory grows: {tenths:?} kB"
        );
    }

    /// `q` leaves what is open, one after the other, and then the program.
    fn quits(mut self) -> Vec<u8> {
        self.session.resize(100, 30);
        self.session.send(ESC.repeat(4));
        self.session.settle();
        let asked = Instant::now();
        while self.session.end().is_none() {
            assert!(
                asked.elapsed() < Duration::from_secs(30),
                "it does not answer q; the screen is\n{}",
                self.session.screen()
            );
            // Other programs may have had the screen, one for each article that was
            // selected: each is left by Enter.
            self.session.send("\r".repeat(40).as_bytes());
            self.session.settle();
            for _ in 0..10 {
                self.session.send("q");
                self.session.settle_for(Duration::from_millis(100));
            }
        }
        assert_eq!(self.session.wait_exit().exit_code(), 0);
        self.session.wait_restored();
        self.session.raw_output()
    }
}

#[test]
fn whatever_is_done_it_lives_and_its_memory_stays() {
    let (articles, deeds) = sizes();
    let seed = seed();
    println!("NEWSPRINT_SEED={seed}");
    let room = Room::empty();
    std::fs::remove_dir(room.archive()).unwrap();
    folder::write(&room.archive(), articles, seed).unwrap();
    let programs = harmless(&room);
    let environment = [
        ("PATH", programs.as_path()),
        ("BROWSER", Path::new("browser")),
    ];
    // The archive is known and indexed before the first key.
    let index: [OsString; 2] = ["index".into(), room.archive().into_os_string()];
    let mut indexing = Session::start(&room, &index, (100, 30), &environment);
    let start = Instant::now();
    while indexing.end().is_none() {
        assert!(start.elapsed() < BEGINNING, "the archive is indexed");
        indexing.settle_for(QUIET);
    }
    let arguments = [room.archive().into_os_string()];
    // What the monkey types while another program has the screen is none of our output.
    let session = Session::start_without_echo(&room, &arguments, (100, 30), &environment);
    session.wait_at_most(BEGINNING, |screen| screen.contains(" 1/"), "the list");
    session.settle();
    let mut cage = Cage {
        session,
        done: 0,
        memory: Vec::new(),
        start: Instant::now(),
    };
    cage.play(&mut Monkey::new(seed), deeds);
    cage.assert_flat();
    let raw = cage.quits();
    let told = check_terminal(&raw).unwrap_or_else(|foreign| panic!("{foreign:?}"));
    assert!(told.left_on.is_empty(), "{:?}", told.left_on);
    assert!(!told.links.is_empty(), "articles were opened");
    assert!(told.screens > 0);
}
