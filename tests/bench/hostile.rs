//! Each hostile file: the time until a reader sees the first lines of it, as the
//! page does it (the rest is set while one reads), and as a whole process, to the
//! last line of `newsprint show`: its time, its peak of memory, what was said of a
//! cut.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use newsprint::app::SET_AT_ONCE;
use newsprint::article::Rules;
use newsprint::loader::{FILE_BYTES, Loaded, load};
use newsprint::page::{Page, PageSettings};
use newsprint::settings::Settings;
use newsprint::text::Clean;

use super::kinds::kinds;
use super::process::newsprint;
use super::steps::facts;
use super::{median, millis, timed};

/// What a file may take, in milliseconds.
const ASKED_MILLIS: f64 = 500.0;
/// What it may take of memory, in MB.
const ASKED_MEGABYTES: f64 = 300.0;
/// Runs of each kind.
const RUNS: usize = 3;

pub(crate) fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("hostile.txt");
    let only = std::env::var("NEWSPRINT_KIND").unwrap_or_default();
    println!("asked: open within {ASKED_MILLIS} ms, at most {ASKED_MEGABYTES} MB\n");
    println!(
        "{:<42}{:>7}{:>9}{:>9}{:>8}{:>9}  said",
        "kind", "MB", "opens ms", "show ms", "MB", "lines"
    );
    let rules = Rules::embedded();
    let settings = Settings::embedded();
    let settings = settings.page(usize::from(settings.measure));
    for kind in kinds().filter(|kind| kind.name.contains(&only)) {
        let bytes = kind.file(kind.full);
        std::fs::write(&file, &bytes).expect("a file");
        let mut times = Vec::new();
        let mut peak = 0.0_f64;
        let mut seen = Seen::default();
        for _ in 0..RUNS {
            let start = Instant::now();
            let child = newsprint(folder.path(), &["show".as_ref(), &file])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program");
            seen = watch(child);
            times.push(start.elapsed());
            peak = peak.max(seen.megabytes);
        }
        let time = millis(median(times));
        let opens = millis(timed(RUNS, || open(&file, &rules, &settings)));
        let over = if opens > ASKED_MILLIS || peak > ASKED_MEGABYTES {
            " <<<"
        } else {
            ""
        };
        println!(
            "{:<42}{:>7.1}{opens:>9.1}{time:>9.1}{peak:>8.1}{:>9}  {}{over}",
            kind.name,
            bytes.len() as f64 / 1e6,
            seen.lines,
            seen.cut
        );
    }
}

/// A file read, understood, and set as far as the page sets at once.
fn open(file: &Path, rules: &Rules, settings: &PageSettings) -> Option<Page> {
    let mut bytes = Vec::new();
    let length = FILE_BYTES as u64 + 1;
    let opened = std::fs::File::open(file).expect("a file");
    opened.take(length).read_to_end(&mut bytes).expect("bytes");
    match load(&bytes, &facts(), rules) {
        Loaded::Article(article) => Some(Page::set_start(
            &article.head.title,
            &Clean::default(),
            &article.document,
            settings,
            SET_AT_ONCE,
        )),
        Loaded::Binary => None,
    }
}

/// What a process showed.
#[derive(Default)]
struct Seen {
    megabytes: f64,
    lines: usize,
    /// Its last line, where it tells of a cut.
    cut: String,
}

/// Reads all that a process writes. Its peak of memory is looked at again and
/// again until it writes, and while it does: nothing is allocated after that.
fn watch(mut child: Child) -> Seen {
    let id = child.id();
    let mut seen = Seen::default();
    let mut out = child.stdout.take().expect("a pipe");
    let (send, receive) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        let mut buffer = vec![0; 1 << 16];
        while let Ok(read @ 1..) = out.read(&mut buffer) {
            text.extend_from_slice(buffer.get(..read).unwrap_or_default());
            let _ = send.send(());
        }
        text
    });
    loop {
        seen.megabytes = seen.megabytes.max(peak(id));
        match receive.recv_timeout(Duration::from_millis(1)) {
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
            Ok(()) | Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
        }
    }
    let text = String::from_utf8_lossy(&reader.join().expect("what was read")).into_owned();
    assert!(child.wait().expect("an end").success());
    assert!(
        !text.contains(|c: char| c.is_control() && c != '\n'),
        "a control character"
    );
    seen.lines = text.lines().count();
    let last = text
        .lines()
        .rfind(|line| !line.is_empty())
        .unwrap_or_default();
    if last.contains("cut") {
        last.trim().clone_into(&mut seen.cut);
    }
    seen
}

/// The peak of a process's memory so far, in MB; 0 where the system does not tell.
fn peak(id: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| {
        let rest = line.strip_prefix("VmHWM:")?;
        rest.split_whitespace().next()?.parse::<f64>().ok()
    });
    kilobytes.unwrap_or(0.0) / 1024.0
}
