//! What else finds a word in the same files: ripgrep over the articles, newsboat
//! over feeds that are made of them, where they are installed.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::{millis, timed};

/// Words that stand in one article of three, a hundred, ten thousand.
const WORDS: [&str; 3] = ["汐港", "岬屿", "鹭鹮"];
/// Searches of which the median is taken.
const RUNS: usize = 5;
/// Feeds that the articles are dealt out to.
const FEEDS: u64 = 40;
/// More articles are no trial of newsboat: it takes minutes to read them.
const MOST: u64 = 100_000;

pub(crate) fn run(folder: &Path, count: u64) {
    if is_installed("rg") {
        for word in WORDS {
            let mut search = Command::new("rg");
            search.args(["-l", "-e", word]).arg(folder);
            let time = millis(timed(RUNS, || quiet(&mut search)));
            println!("{:<46}{time:>9.1} ms", format!("ripgrep, {word}"));
        }
    }
    if is_installed("newsboat") && count <= MOST {
        newsboat(folder);
    }
}

fn is_installed(program: &str) -> bool {
    let mut version = Command::new(program);
    version.arg("--version");
    quiet(&mut version)
}

/// Runs a program without a word; whether it could be run.
fn quiet(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

/// How long newsboat takes to read the articles in once, and to start with them.
fn newsboat(folder: &Path) {
    let home = tempfile::tempdir().expect("a folder");
    let mut feeds: Vec<fs::File> = Vec::new();
    let mut urls = String::new();
    for number in 0..FEEDS {
        let path = home.path().join(format!("{number}.xml"));
        urls.extend(["file://", &path.to_string_lossy(), "\n"]);
        let mut feed = fs::File::create(path).expect("a feed");
        let start = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>";
        write!(feed, "{start}<title>Feed {number}</title>").expect("a feed");
        feeds.push(feed);
    }
    for (number, path) in files(folder).iter().enumerate() {
        let text = fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with('['));
        let (title, _) = line
            .and_then(|line| line.split_once("]("))
            .unwrap_or_default();
        let title = escaped(title.trim_start_matches('['));
        let which = number % feeds.len();
        if let Some(feed) = feeds.get_mut(which) {
            let guid = format!("https://example.org/{number}");
            write!(
                feed,
                "<item><title>{title}</title><link>{guid}</link><guid>{guid}</guid>\
                 <description>{}</description></item>",
                escaped(&text)
            )
            .expect("a feed");
        }
    }
    for mut feed in feeds {
        write!(feed, "</channel></rss>").expect("a feed");
    }
    fs::write(home.path().join("urls"), urls).expect("the feeds' list");
    fs::write(home.path().join("config"), "").expect("no settings");
    let run = |what: &[&str]| {
        let mut command = Command::new("newsboat");
        command.env("HOME", home.path());
        for (flag, file) in [("-C", "config"), ("-u", "urls"), ("-c", "cache.db")] {
            command.arg(flag).arg(home.path().join(file));
        }
        let begun = Instant::now();
        quiet(command.arg("-x").args(what));
        millis(begun.elapsed())
    };
    println!(
        "{:<46}{:>9.1} ms",
        "newsboat, read in once",
        run(&["reload"])
    );
    // It reads all it has before it does what it is told.
    let start = run(&["print-unread"]);
    println!("{:<46}{start:>9.1} ms", "newsboat, start with them");
}

fn escaped(text: &str) -> String {
    let is_allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String = text.chars().filter(is_allowed).collect();
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                _ => all.push(entry.path()),
            }
        }
    }
    all
}
