//! Which room uses which.

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
    ("std::net", "does I/O"),
    ("std::process", "starts programs"),
    ("std::env", "reads the environment"),
    ("std::thread", "starts threads"),
    ("std::io::", "does I/O"),
    ("Instant::now", "reads a clock"),
    ("SystemTime::now", "reads a clock"),
    ("Utc::now", "reads a clock"),
    ("Local::now", "reads a clock"),
    ("ratatui", "draws"),
    ("crossterm", "talks to the terminal"),
];

/// Packages that stand in few rooms only.
const KEPT: &[(&str, &[&str])] = &[
    ("crossterm", &["terminal"]),
    ("ratatui", &["ui", "terminal"]),
    ("rusqlite", &["archive"]),
    ("scraper", &["article", "loader"]),
    ("html2text", &["page"]),
    ("webbrowser", &["desktop"]),
    ("arboard", &["desktop"]),
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

/// The lines of code with their numbers; comments and test modules are left out.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text
        .find("\n#[cfg(test)]\nmod tests {")
        .unwrap_or(text.len());
    text.get(..end)
        .unwrap_or(text)
        .lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether a file holds tests alone.
fn is_test_file(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs")
}

fn uses_names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line
            .get(at + name.len()..)
            .and_then(|after| after.chars().next());
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !word(before) && (!word(after) || name.ends_with(':'))
    })
}

fn faults_in(file: &SourceFile) -> Vec<Fault> {
    let Some(room) = room_of(&file.path) else {
        return Vec::new();
    };
    if is_test_file(&file.path) {
        return Vec::new();
    }
    let own = place(room).expect("a room");
    let is_pure = ROOMS[own].1;
    let mut faults = Vec::new();
    for (number, line) in code_lines(&file.text) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let used = rest
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default();
            let Some(used_place) = place(used) else {
                continue;
            };
            if used_place > own {
                let what =
                    format!("{room} uses {used}, which stands above it; move what both need down");
                faults.push(Fault::new(&file.path, number, what));
            }
            if STRANGERS.contains(&(room, used)) {
                faults.push(Fault::new(
                    &file.path,
                    number,
                    format!("{room} may not know {used}"),
                ));
            }
        }
        if is_pure {
            for (name, why) in IMPURE {
                if uses_names(line, name) {
                    let what = format!(
                        "{room} is PURE, {name} {why}; let the value come in, or make it an Effect"
                    );
                    faults.push(Fault::new(&file.path, number, what));
                }
            }
        }
        for (package, rooms) in KEPT {
            if uses_names(line, package) && !rooms.contains(&room) && line.contains("::") {
                let what = format!("{package} stands only in {}", rooms.join(" and "));
                faults.push(Fault::new(&file.path, number, what));
            }
        }
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
fn the_scanner_finds_what_it_looks_for() {
    for (path, text, line) in [
        ("src/text/x.rs", "//! x\nuse crate::app::App;\n", 2),
        ("src/app/x.rs", "//! x\n\nlet now = Utc::now();\n", 3),
        ("src/archive/x.rs", "use crate::app::App;\n", 1),
        ("src/page/x.rs", "use ratatui::style::Style;\n", 1),
        ("src/cli/x.rs", "use crossterm::event::Event;\n", 1),
        ("src/query/x.rs", "fn f() { std::fs::read(\"x\"); }\n", 1),
    ] {
        let file = SourceFile {
            path: path.into(),
            text: text.into(),
        };
        let faults = faults_in(&file);
        assert!(
            faults.iter().any(|fault| fault.line == line),
            "{path}: {faults:?}"
        );
    }
    for (path, text) in [
        (
            "src/app/x.rs",
            "// crate::archive\nuse crate::rows::Rows;\n",
        ),
        (
            "src/page/x.rs",
            "//! x\n#[cfg(test)]\nmod tests {\n use std::fs;\n}\n",
        ),
        ("src/app/x.rs", "let crossterminal = std::iter::once(1);\n"),
    ] {
        let file = SourceFile {
            path: path.into(),
            text: text.into(),
        };
        assert_eq!(faults_in(&file), [], "{text}");
    }
}
