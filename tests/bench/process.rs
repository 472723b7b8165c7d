//! The program as a whole process, beside `w3m` where that is installed.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{articles, millis, timed};

/// What `newsprint show` of an article may take, in milliseconds.
const ASKED: f64 = 3.0;
/// Runs of each program.
const RUNS: usize = 200;

pub(crate) fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = articles::article(4_400);
    let file = folder.path().join("article.txt");
    std::fs::write(&file, &text).expect("a file");
    let page = folder.path().join("article.html");
    std::fs::write(&page, &text).expect("a file");
    println!("milliseconds a process, median of {RUNS} runs in turn; asked: at most {ASKED}\n");
    let file = file.as_path();
    let page = page.as_path();
    let mut programs: Vec<(&str, Command)> = vec![
        (
            "newsprint show",
            newsprint(folder.path(), &["show".as_ref(), file]),
        ),
        (
            "newsprint --version",
            newsprint(folder.path(), &["--version".as_ref()]),
        ),
        ("nothing (/bin/true)", Command::new("true")),
    ];
    let mut w3m = Command::new("w3m");
    w3m.args(["-dump", "-I", "UTF-8", "-O", "UTF-8", "-T", "text/html"])
        .arg(page);
    programs.push(("w3m -dump", w3m));
    programs.retain_mut(|(_, command)| once(command).is_some());
    // In turn, so that what disturbs the machine disturbs all.
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); programs.len()];
    for _ in 0..RUNS {
        for (times, (_, command)) in times.iter_mut().zip(&mut programs) {
            times.push(timed(1, || once(command)));
        }
    }
    for (times, (name, _)) in times.into_iter().zip(&programs) {
        let least = times.iter().min().copied().unwrap_or_default();
        println!(
            "{name:<22}{:>8.2}   least {:>6.2}",
            millis(super::median(times)),
            millis(least)
        );
    }
}

/// The program, with a home of its own.
pub(crate) fn newsprint(home: &Path, arguments: &[&Path]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command
        .args(arguments)
        .env("HOME", home)
        .env_remove("XDG_CONFIG_HOME");
    command
}

/// Runs a program to its end; `None` where it is not installed.
fn once(command: &mut Command) -> Option<()> {
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .ok()?;
    assert!(status.success(), "{command:?}");
    Some(())
}
