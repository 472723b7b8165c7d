//! Which room uses which.

use super::bare::bare_without_tests;
use super::names::{Name, module_of, names};
use super::{Fault, SourceFile, assert_none, files_under};

/// The rooms from the ground up, as the documentation of the library has them.
const ROOMS: &[(&str, bool)] = &[
    ("text", true),
    ("words", true),
    ("article", true),
    ("share", true),
    ("page", true),
    ("loader", true),
    ("query", true),
    ("marks", true),
    ("rows", true),
    ("settings", true),
    ("command", true),
    ("app", true),
    ("archive", false),
    ("desktop", false),
    ("config", false),
    ("ui", false),
    ("worker", false),
    ("terminal", false),
    ("cli", false),
];

/// What a PURE room may not name, and why.
const IMPURE: &[(&str, &str)] = &[
    ("std::fs", "does I/O"),
    ("std::io", "does I/O"),
    ("std::net", "does I/O"),
    ("std::os", "does I/O"),
    ("std::process", "starts programs"),
    ("std::env", "reads the environment"),
    ("std::thread", "starts threads"),
    ("std::time::Instant", "is a clock"),
    ("std::time::SystemTime", "is a clock"),
    ("std::time::*", "has clocks"),
    ("std::*", "has all of them"),
    ("chrono::Utc::now", "reads a clock"),
    ("chrono::Local", "reads a clock and the zone"),
    ("ratatui", "draws"),
    ("crossterm", "talks to the terminal"),
    ("rustix", "does I/O"),
    ("tempfile", "does I/O"),
    ("signal_hook", "waits for signals"),
    ("iana_time_zone", "reads the zone"),
];

/// What reads a clock wherever its type comes from.
const CLOCKS: &[[&str; 2]] = &[
    ["Instant", "now"],
    ["SystemTime", "now"],
    ["Utc", "now"],
    ["Local", "now"],
];

/// Packages that stand in few rooms only.
const KEPT: &[(&str, &[&str])] = &[
    ("crossterm", &["terminal"]),
    ("ratatui", &["ui", "terminal"]),
    ("rusqlite", &["archive"]),
    ("tantivy", &["archive"]),
    ("ignore", &["archive"]),
    ("scraper", &["article", "loader"]),
    ("html2text", &["page"]),
    ("arboard", &["desktop"]),
    ("directories", &["config"]),
    ("clap", &["cli"]),
    ("anyhow", &["cli"]),
];

/// Pairs that never use each other, whatever the order allows.
const STRANGERS: &[(&str, &str)] = &[
    ("archive", "app"),
    ("desktop", "app"),
    ("config", "app"),
    ("ui", "archive"),
    ("ui", "desktop"),
    ("ui", "config"),
    ("ui", "loader"),
    ("terminal", "app"),
    ("terminal", "worker"),
];

fn room_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let room = inside.split(['/', '.']).next()?;
    ROOMS.iter().any(|(name, _)| *name == room).then_some(room)
}

fn place(room: &str) -> Option<usize> {
    ROOMS.iter().position(|(name, _)| *name == room)
}

/// Whether a file holds tests alone.
fn is_test_file(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs")
}

/// Whether a name is `path` or lies in it.
fn is_in(name: &Name, path: &str) -> bool {
    let mut segments = name.segments.iter();
    path.split("::")
        .all(|part| segments.next().is_some_and(|segment| segment == part))
}

/// What is wrong with a room's use of another.
fn faults_of_order(room: &str, name: &Name) -> Vec<String> {
    let other = match name.segments.as_slice() {
        [first, second, ..] if first == "crate" => second.as_str(),
        [first] if first == "crate" => "*",
        _ => return Vec::new(),
    };
    if other == "*" {
        return vec![format!("{room} uses the whole house; name the rooms")];
    }
    let mut faults = Vec::new();
    if place(other) > place(room) {
        faults.push(format!(
            "{room} uses {other}, which stands above it; move what both need down"
        ));
    }
    if STRANGERS.contains(&(room, other)) {
        faults.push(format!("{room} may not know {other}"));
    }
    faults
}

/// What a PURE room may not use of a name.
fn fault_of_purity(room: &str, name: &Name) -> Option<String> {
    let listed = IMPURE.iter().find(|(path, _)| is_in(name, path));
    let why = listed.map(|(_, why)| *why).or_else(|| {
        let mut pairs = name.segments.windows(2);
        pairs
            .any(|pair| CLOCKS.iter().any(|clock| pair == clock))
            .then_some("reads a clock")
    })?;
    let name = name.segments.join("::");
    Some(format!(
        "{room} is PURE, {name} {why}; let the value come in, or make it an Effect"
    ))
}

/// Packages used outside their rooms; what ratatui hands on counts as its own package.
fn faults_of_packages(room: &str, name: &Name) -> Vec<String> {
    let handed_on = match name.segments.as_slice() {
        [first, second, ..] if first == "ratatui" => Some(second.as_str()),
        _ => None,
    };
    KEPT.iter()
        .filter(|(package, rooms)| {
            (is_in(name, package) || handed_on == Some(package)) && !rooms.contains(&room)
        })
        .map(|(package, rooms)| format!("{package} stands only in {}", rooms.join(" and ")))
        .collect()
}

fn faults_in(file: &SourceFile) -> Vec<Fault> {
    let Some(room) = room_of(&file.path).filter(|_| !is_test_file(&file.path)) else {
        return Vec::new();
    };
    let is_pure = ROOMS.iter().any(|(name, pure)| *name == room && *pure);
    let mut faults = Vec::new();
    for name in names(&bare_without_tests(&file.text), &module_of(&file.path)) {
        let mut said = faults_of_order(room, &name);
        if is_pure {
            said.extend(fault_of_purity(room, &name));
        }
        said.extend(faults_of_packages(room, &name));
        faults.extend(
            said.into_iter()
                .map(|what| Fault::new(&file.path, name.line, what)),
        );
    }
    faults
}

#[test]
fn rooms_use_only_what_stands_below_them() {
    let files = files_under("src", &["rs"]);
    assert!(files.len() > 50, "the house was not found");
    let faults: Vec<Fault> = files.iter().flat_map(faults_in).collect();
    assert_none(&faults);
}

#[test]
fn every_room_is_in_the_map() {
    let library = files_under("src/lib.rs", &["rs"]);
    for (room, is_pure) in ROOMS {
        let row = library[0]
            .text
            .lines()
            .find(|line| line.contains(&format!("| [`{room}`]")));
        assert!(
            row.is_some_and(|row| row.contains("PURE") == *is_pure),
            "{room} in src/lib.rs: {row:?}"
        );
    }
}

#[test]
// tidy: table
fn the_scanner_finds_what_it_looks_for() {
    for (path, text, line) in [
        ("src/text/x.rs", "//! x\nuse crate::app::App;\n", 2),
        ("src/text/x.rs", "use crate::{app::App, words};\n", 1),
        (
            "src/text/x.rs",
            "use crate::{\n    text::Clean,\n    app::{App, Clock},\n};\n",
            3,
        ),
        ("src/text/x.rs", "use crate as house;\nfn f() {}\n", 1),
        ("src/text/x.rs", "use crate::*;\n", 1),
        ("src/text/x.rs", "fn f(a: &super::super::app::App) {}\n", 1),
        ("src/text/x.rs", "pub use crate::words as other;\n", 1),
        ("src/rows.rs", "use super::app::App;\n", 1),
        ("src/rows.rs", "use super::{app, text};\n", 1),
        ("src/rows.rs", "use super::*;\n", 1),
        ("src/text/mod.rs", "use super::words::Words;\n", 1),
        (
            "src/rows.rs",
            "mod inner {\n    use super::super::app::App;\n}\n",
            2,
        ),
        ("src/archive/x.rs", "use crate::app::App;\n", 1),
        (
            "src/ui/x.rs",
            "fn f() {}\nuse crate::{archive::Archive};\n",
            2,
        ),
        // What follows the tests counts.
        (
            "src/page/x.rs",
            "#[cfg(test)]\nmod tests {\n    use std::fs;\n}\nuse std::fs;\n",
            5,
        ),
        ("src/app/x.rs", "//! x\n\nlet now = Utc::now();\n", 3),
        (
            "src/app/x.rs",
            "use chrono::Utc as U;\nlet now = U::now();\n",
            2,
        ),
        (
            "src/app/x.rs",
            "use std::time::SystemTime as T;\nT::now();\n",
            1,
        ),
        (
            "src/app/x.rs",
            "use other::SystemTime as T;\nT::now();\n",
            2,
        ),
        ("src/app/x.rs", "type T = other::Instant;\nT::now();\n", 2),
        ("src/app/x.rs", "use std::time::*;\nInstant::now();\n", 2),
        ("src/query/x.rs", "fn f() { std::fs::read(\"x\"); }\n", 1),
        ("src/query/x.rs", "use std::{fs, fmt};\n", 1),
        (
            "src/query/x.rs",
            "use std::{\n    fmt,\n    fs::{self, File},\n};\n",
            3,
        ),
        (
            "src/query/x.rs",
            "use std::io;\nfn f() { io::stdin(); }\n",
            1,
        ),
        (
            "src/query/x.rs",
            "use std::io;\nfn f() { io::stdin(); }\n",
            2,
        ),
        (
            "src/query/x.rs",
            "use std as s;\nfn f() { s::env::var(\"x\"); }\n",
            2,
        ),
        ("src/query/x.rs", "fn f() { ::std::thread::spawn(f); }\n", 1),
        ("src/query/x.rs", "use std::*;\n", 1),
        ("src/page/x.rs", "use ratatui::style::Style;\n", 1),
        ("src/cli/x.rs", "use crossterm::event::Event;\n", 1),
        ("src/ui/x.rs", "use ratatui::crossterm::event::Event;\n", 1),
        ("src/cli/x.rs", "use tantivy::Index;\n", 1),
        ("src/cli/x.rs", "use {tantivy as t, std::fs};\n", 1),
        ("src/loader/x.rs", "fn f() -> anyhow::Result<()> {}\n", 1),
    ] {
        let file = SourceFile {
            path: path.into(),
            text: text.into(),
        };
        let faults = faults_in(&file);
        assert!(
            faults.iter().any(|fault| fault.line == line),
            "{path}: {text}{faults:?}"
        );
    }
}

#[test]
fn the_scanner_lets_pass_what_is_allowed() {
    for (path, text) in [
        (
            "src/app/x.rs",
            "// crate::archive\nuse crate::rows::Rows;\n",
        ),
        (
            "src/text/x.rs",
            "/* crate::app,\n   crate::ui */\nlet a = \"crate::app\";\nlet b = r#\"std::fs\"#;\n",
        ),
        (
            "src/text/x.rs",
            "//! [`crate::app::App`]\nuse super::Clean;\n",
        ),
        (
            "src/page/x.rs",
            "//! x\n#[cfg(test)]\nmod tests {\n use std::fs;\n}\n",
        ),
        ("src/app/x.rs", "let crossterminal = std::iter::once(1);\n"),
        (
            "src/app/x.rs",
            "use super::list::List;\nuse self::fs::read;\n",
        ),
        (
            "src/app/x.rs",
            "use std::{fmt, path::PathBuf, time::Duration};\n",
        ),
        (
            "src/app/x.rs",
            "let now = clock.now(); let io = env!(\"x\");\n",
        ),
        (
            "src/archive/x.rs",
            "use std::{fs, io};\nuse tantivy::Index;\n",
        ),
        (
            "src/cli/x.rs",
            "use std::time::SystemTime as T;\nT::now();\n",
        ),
        ("src/app/x/tests.rs", "use std::fs;\n"),
    ] {
        let file = SourceFile {
            path: path.into(),
            text: text.into(),
        };
        assert_eq!(faults_in(&file), [], "{text}");
    }
}
