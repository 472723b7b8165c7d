//! Holds the house to its order: which room uses which, what is PURE, how long
//! files and functions are, that modules say what they are for, and that what
//! is generated in the README is fresh. Each failure names file and line.

mod bare;
mod doubles;
mod functions;
mod house;
mod names;
mod rooms;
mod texts;
mod words;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A place in a file where a rule is broken.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    file: String,
    line: usize,
    what: String,
}

impl Fault {
    fn new(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            what: what.into(),
        }
    }
}

/// A file of the house: its path from the top, and its text.
pub(crate) struct SourceFile {
    path: String,
    text: String,
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a run of the fuzzer leaves beside the sources, as `.gitignore` has it.
const MADE: &[&str] = &[
    "tests/fuzz/Cargo.lock",
    "tests/fuzz/artifacts",
    "tests/fuzz/corpus",
    "tests/fuzz/coverage",
    "tests/fuzz/target",
];

/// All files under a folder with one of some endings, by path; without endings,
/// all files. What is no UTF-8 in them is replaced.
fn files_under(folder: &str, endings: &[&str]) -> Vec<SourceFile> {
    let mut waiting: Vec<PathBuf> = vec![top().join(folder)];
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if MADE.iter().any(|made| path == top().join(made)) {
            continue;
        }
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder of the house");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if endings.is_empty()
            || path
                .extension()
                .is_some_and(|ending| endings.iter().any(|known| ending == *known))
        {
            let name = path.strip_prefix(top()).expect("a path under the top");
            let bytes = std::fs::read(&path).expect("a file of the house");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            files.push(SourceFile {
                path: name.to_string_lossy().into_owned(),
                text,
            });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn assert_none(faults: &[Fault]) {
    let mut list = String::new();
    for fault in faults {
        let _ = writeln!(list, "{}:{}: {}", fault.file, fault.line, fault.what);
    }
    assert!(faults.is_empty(), "\n{list}");
}
