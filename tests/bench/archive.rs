//! A whole archive, met as a person meets it: the real program on a real
//! pseudo-terminal, timed from a key to what the screen shows for it;
//! beside ripgrep and newsboat where they are installed.
//!
//! `NEWSPRINT_COUNTS=10000,100000,1000000` says how many articles, else 10,000.
//! The archives are written below the folder for temporary files of the target
//! folder, and kept for the next run.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::peers;
use super::room::Room;
use super::scale::folder;
use super::session::Session;
use super::{median, millis};

/// What issue and design ask for, by 10,000, 100,000 and 1,000,000 articles.
struct Asked {
    what: &'static str,
    unit: &'static str,
    most: [f64; 3],
}

const fn asked(what: &'static str, unit: &'static str, most: [f64; 3]) -> Asked {
    Asked { what, unit, most }
}

const FIRST_ROWS: Asked = asked("first start: first rows", "ms", [50.0, 100.0, 150.0]);
const WHOLE_LIST: Asked = asked("first start: whole list", "ms", [500.0, 2e3, 20e3]);
const COLD_LIST: Asked = asked("the same, file cache cold", "ms", [1e3, 8e3, 80e3]);
const SEARCHABLE: Asked = asked(
    "first start: every word searchable",
    "s",
    [5.0, 40.0, 480.0],
);
const INDEX_CPU: Asked = asked("CPU an article", "ms", [0.6, 0.6, 0.7]);
const INDEX_MEMORY: Asked = asked("own memory while indexing", "MB", [300.0, 400.0, 600.0]);
const INDEX_DISK: Asked = asked("index on disk against the text", "times", [1.1, 1.1, 1.1]);
const START: Asked = asked("start to a usable list", "ms", [15.0, 20.0, 40.0]);
const MEMORY: Asked = asked("own memory then", "MB", [20.0, 40.0, 120.0]);
const KEY: Asked = asked("a key in the list, median", "ms", [1.0, 1.0, 1.0]);
const SLOWEST_KEY: Asked = asked("a key in the list, p99", "ms", [3.0, 3.0, 4.0]);
const SEARCH: Asked = asked(
    "a key of a query of two characters or more",
    "ms",
    [3.0, 6.0, 25.0],
);
const ONE_HAN: Asked = asked(
    "a key of a query of one Han character",
    "ms",
    [5.0, 15.0, 100.0],
);
const SAVED: Asked = asked(
    "one new file: saved to visible",
    "ms",
    [300.0, 300.0, 500.0],
);

/// How long a first start may take before it is given up.
const PATIENCE: Duration = Duration::from_hours(1);
/// How long a folder stays as large as it is when nothing is written to it.
const QUIET: Duration = Duration::from_secs(5);
/// How long nothing comes once a query is answered, however many articles it finds.
const CALM: Duration = Duration::from_secs(1);
/// How long a new file may take to be seen.
const SOON: Duration = Duration::from_mins(1);
/// Starts of which the median is taken.
const STARTS: usize = 9;
/// Keys pressed at each place of the list.
const KEYS: usize = 200;
/// Times each query is typed.
const SEARCHES: usize = 7;

/// Queries with the key that is timed last: words of every frequency, every kind.
const QUERIES: &[&str] = &[
    "汐港",
    "岬屿",
    "鹭鹮",
    "记者",
    "展览",
    "saltgate",
    "quillhaven",
    "\"记者 展览\"~20",
    "记者 展览 -汐港",
    "汐港 OR 岬屿",
    "title:记者",
    "记者 date:2024-04..2024-06",
    "汐港 sort:title",
    "汐港 sort:relevance",
];

pub(crate) fn run() {
    let counts = std::env::var("NEWSPRINT_COUNTS").unwrap_or_else(|_| "10000".to_owned());
    for count in counts.split(',') {
        let count: u64 = count.trim().parse().expect("NEWSPRINT_COUNTS: numbers");
        let (folder, bytes) = archive(count);
        println!(
            "\n{count} articles, {:.0} MB; figures with the time the pseudo-terminal takes\n",
            bytes as f64 / 1e6
        );
        println!("{:<46}{:>12}{:>12}", "", "measured", "asked");
        let trial = Trial {
            folder,
            bytes,
            count,
            room: Room::empty(),
        };
        trial.run();
        peers::run(&trial.folder, count);
        if drop_file_cache() {
            trial.cold_start();
        }
    }
}

/// The archive of so many articles and the bytes of its files.
fn archive(count: u64) -> (PathBuf, u64) {
    let base = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archives");
    let (path, sum) = (
        base.join(count.to_string()),
        base.join(format!("{count}.bytes")),
    );
    if let Some(bytes) = fs::read_to_string(&sum)
        .ok()
        .and_then(|sum| sum.parse().ok())
    {
        return (path, bytes);
    }
    drop(fs::remove_dir_all(&path));
    let bytes = folder::write(&path, count, 1).expect("an archive");
    fs::write(&sum, bytes.to_string()).expect("its size");
    (path, bytes)
}

/// Reads all files of a folder, so that the system has them in memory.
fn warm(folder: &Path) {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            } else {
                drop(fs::read(entry.path()));
            }
        }
    }
}

/// Has the system forget what it has read of files, where this may be asked
/// (<https://docs.kernel.org/admin-guide/sysctl/vm.html>, `drop_caches`).
fn drop_file_cache() -> bool {
    fs::write("/proc/sys/vm/drop_caches", "3").is_ok()
}

struct Trial {
    folder: PathBuf,
    bytes: u64,
    count: u64,
    room: Room,
}

impl Trial {
    fn run(&self) {
        warm(&self.folder);
        self.first_start();
        self.start();
        self.keys();
        self.searches();
        self.saved();
    }

    fn tell(&self, asked: &Asked, measured: f64) {
        let column = match self.count {
            ..=10_000 => 0,
            10_001..=100_000 => 1,
            _ => 2,
        };
        let Asked { what, unit, most } = asked;
        let most = most.get(column).copied().unwrap_or_default();
        let mark = if measured <= most { "" } else { "  over" };
        println!("{what:<46}{measured:>9.1} {unit:<3}{most:>8.1} {unit}{mark}");
    }

    /// Starts the program and waits for rows; how long that took.
    fn open(&self) -> (Session, Duration) {
        self.open_in(&self.room)
    }

    fn open_in(&self, room: &Room) -> (Session, Duration) {
        let arguments = [OsString::from(&self.folder)];
        let begun = Instant::now();
        let session = Session::start(room, &arguments, (120, 40), &[]);
        session.wait_at_most(PATIENCE, |screen| place(screen).is_some(), "rows");
        (session, begun.elapsed())
    }

    fn first_start(&self) {
        let begun = Instant::now();
        let (session, rows) = self.open();
        self.tell(&FIRST_ROWS, millis(rows));
        let watched = Watched::begin(session.process());
        wait_for_list(&session);
        self.tell(&WHOLE_LIST, millis(begun.elapsed()));
        let is_done = |screen: &str| !says(screen, "indexing") && !says(screen, "looking");
        session.wait_at_most(PATIENCE, is_done, "the index");
        self.tell(&SEARCHABLE, begun.elapsed().as_secs_f64());
        let (cpu, memory) = watched.end();
        self.tell(&INDEX_CPU, millis(cpu) / self.count as f64);
        self.tell(&INDEX_MEMORY, memory);
        let disk = self.merged_bytes();
        end(session);
        self.tell(&INDEX_DISK, disk as f64 / self.bytes as f64);
    }

    /// A first start while the system knows none of the files.
    fn cold_start(&self) {
        let room = Room::empty();
        let begun = Instant::now();
        let (session, _) = self.open_in(&room);
        wait_for_list(&session);
        self.tell(&COLD_LIST, millis(begun.elapsed()));
        end(session);
    }

    /// What catalogue and index take on the disk once nothing is merged any more.
    fn merged_bytes(&self) -> u64 {
        let mut before = 0;
        for _ in 0..PATIENCE.as_secs() / QUIET.as_secs() {
            let bytes = size_of(&self.room.cache());
            if bytes == before {
                break;
            }
            before = bytes;
            std::thread::sleep(QUIET);
        }
        before
    }

    fn start(&self) {
        let mut times = Vec::new();
        let mut memory = Vec::new();
        for _ in 0..STARTS {
            let (session, time) = self.open();
            times.push(time);
            session.settle();
            memory.push(own_kilobytes(session.process()) as f64 / 1024.0);
            end(session);
        }
        memory.sort_by(f64::total_cmp);
        self.tell(&START, millis(median(times)));
        self.tell(&MEMORY, memory.get(STARTS / 2).copied().unwrap_or_default());
    }

    fn keys(&self) {
        let (session, _) = self.open();
        session.settle();
        let mut times = Vec::new();
        for there in ["gg", &format!("{}G", self.count / 2), "G"] {
            session.send(there);
            session.settle();
            let key = if there == "G" { "k" } else { "j" };
            for _ in 0..KEYS {
                times.push(session.time_of_a_frame(key));
                session.settle_for(Duration::from_millis(20));
            }
        }
        times.sort();
        self.tell(&KEY, millis(median(times.clone())));
        let slowest = times.get(times.len() * 99 / 100);
        self.tell(&SLOWEST_KEY, slowest.copied().map_or(0.0, millis));
        end(session);
    }

    fn searches(&self) {
        let (session, _) = self.open();
        session.settle();
        let mut worst = 0.0_f64;
        let mut lines = Vec::new();
        for query in QUERIES {
            let (time, found) = search(&session, query);
            worst = worst.max(millis(time));
            lines.push(format!(
                "    {query:<42}{:>9.1} ms{found:>12}",
                millis(time)
            ));
        }
        self.tell(&SEARCH, worst);
        for line in lines {
            println!("{line}");
        }
        let one = ["的", "港", "鹮"].map(|query| millis(search(&session, query).0));
        self.tell(&ONE_HAN, one.into_iter().fold(0.0, f64::max));
        end(session);
    }

    fn saved(&self) {
        let (session, _) = self.open();
        // Watching a folder begins after the first look.
        session.settle_for(Duration::from_secs(2));
        // What was chosen last comes back, and the new file stands above all.
        session.send("gg");
        session.settle();
        let mut times = Vec::new();
        for number in 0..5 {
            let file = self.folder.join(format!("bench-{number}.txt"));
            let text = format!(
                "[Bench {number} Arrived](https://example.org/{number}) - 2038-01-01T08:00\n------\n\nAt last."
            );
            let begun = Instant::now();
            fs::write(&file, text).expect("a new file");
            let title = format!("Bench {number} Arrived");
            session.wait_at_most(SOON, |screen| screen.contains(&title), "the new file");
            times.push(begun.elapsed());
            fs::remove_file(&file).expect("the file again");
            session.wait_at_most(SOON, |screen| !screen.contains(&title), "it to be gone");
        }
        self.tell(&SAVED, millis(median(times)));
        end(session);
    }
}

/// Types a query, and its last key some times; the median of the time from that
/// key to the rows that it finds and their number, and what was found. What stands
/// in the articles is read after that, and comes under the titles.
fn search(session: &Session, query: &str) -> (Duration, String) {
    let last = query.chars().next_back().expect("a query");
    session.send("/");
    session.settle();
    session.send(query);
    // Later answers would be taken for this one.
    session.settle_for(CALM);
    let screen = session.screen();
    let above = screen.lines().next().unwrap_or_default();
    let found = above.split_whitespace().rev().nth(1).unwrap_or_default();
    let mut times = Vec::new();
    for _ in 0..SEARCHES {
        session.send("\x7f");
        session.settle();
        times.push(session.time_until(&last.to_string(), above));
    }
    session.send("\x1b");
    session.settle();
    (median(times), found.to_owned())
}

/// The place in the list and its length, as the line above it tells them.
fn place(screen: &str) -> Option<&str> {
    let words = screen.lines().next()?.split_whitespace();
    words.into_iter().find(|word| {
        word.split_once('/').is_some_and(|(row, all)| {
            [row, all]
                .iter()
                .all(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        })
    })
}

fn says(screen: &str, word: &str) -> bool {
    screen.to_lowercase().contains(word)
}

/// Waits until all files have been looked at.
fn wait_for_list(session: &Session) {
    let is_listed = |screen: &str| says(screen, "indexing");
    session.wait_at_most(PATIENCE, is_listed, "the whole list");
}

fn end(mut session: Session) {
    session.send("Q");
    session.wait_exit();
}

/// A process whose memory is looked at while it works.
struct Watched {
    process: u32,
    most: Arc<AtomicU64>,
    goes_on: Arc<AtomicBool>,
}

impl Watched {
    fn begin(process: u32) -> Self {
        let (most, goes_on) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(true)));
        let watched = Self {
            process,
            most: Arc::clone(&most),
            goes_on: Arc::clone(&goes_on),
        };
        std::thread::spawn(move || {
            while goes_on.load(Ordering::Relaxed) {
                most.fetch_max(own_kilobytes(process), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        watched
    }

    /// Time on processors until now, and the most memory of its own, in MB.
    fn end(self) -> (Duration, f64) {
        self.goes_on.store(false, Ordering::Relaxed);
        let most = self.most.load(Ordering::Relaxed);
        (processor_time(self.process), most as f64 / 1024.0)
    }
}

/// Memory that is the process's own, not mapped from files.
fn own_kilobytes(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Time that a process spent on processors, in it and in the system for it.
fn processor_time(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name of the program, in brackets, may hold anything.
    let (_, rest) = stat.rsplit_once(')').unwrap_or_default();
    let fields = rest.split_whitespace().skip(11).take(2);
    let ticks: u64 = fields.filter_map(|field| field.parse::<u64>().ok()).sum();
    // A hundred ticks a second are a fixed part of what Linux tells programs.
    Duration::from_millis(ticks * 10)
}

/// Bytes of all files below a folder.
fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size_of(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    entries.map(size).sum()
}
