//! What the program prints: subcommands over the whole collection, and errors that
//! repeat what was wrong.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::collection::{collection, is_full, put};
use super::grammar::check_lines;
use super::loaded_or_binary;

/// A folder's name that is as hostile as what is in it.
pub(super) const FOLDER: &str = "\u{1b}]0;pwned\u{7}\u{202e}news\u{9b}2J\n";

/// Runs the program at a home; what it printed and its exit code.
pub(super) fn run(home: &Path, arguments: &[OsString]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsprint"))
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .env("TZ", "UTC")
        .current_dir(home)
        .stdin(Stdio::null())
        .output()
        .expect("newsprint")
}

/// Runs it and holds both outputs to the grammar.
fn checked(home: &Path, arguments: &[OsString]) -> Output {
    let output = run(home, arguments);
    let tabs = arguments.iter().any(|argument| argument == "tsv");
    for (bytes, tabs) in [(&output.stdout, tabs), (&output.stderr, false)] {
        if let Err(foreign) = check_lines(bytes, tabs) {
            panic!("{arguments:?}: {foreign:?}");
        }
    }
    output
}

/// A line of arguments, parted by spaces; `@` stands for one that has any bytes.
pub(super) fn arguments(line: &str, at: &[u8]) -> Vec<OsString> {
    let word = |word: &str| match word {
        "@" => OsString::from_vec(at.to_vec()),
        word => word.into(),
    };
    line.split(' ').map(word).collect()
}

#[test]
fn subcommands_print_text_alone() {
    let home = TempDir::new().expect("a home");
    let folder = home.path().join(FOLDER);
    let samples = collection();
    put(&folder, &samples);
    for (line, is_told) in [
        ("list --archive @", true),
        ("list --archive @ --format jsonl", true),
        ("list --archive @ --format tsv", true),
        ("list --archive @ harbour", true),
        ("list --archive @ 海港 --format jsonl", true),
        ("check @", true),
        ("check @ --format jsonl", true),
        ("index @", false),
        ("index --status @", true),
        ("star harbour --archive @", false),
        ("tag harbour +evil --archive @", false),
        ("list is:starred --archive @", true),
        ("marks export", true),
        ("paths", true),
    ] {
        let output = checked(home.path(), &arguments(line, folder.as_os_str().as_bytes()));
        let is_known = output.status.code().is_some_and(|code| code <= 1);
        assert!(is_known, "{line}: {output:?}");
        assert!(!is_told || !output.stdout.is_empty(), "{line}: {output:?}");
    }
}

#[test]
fn every_article_is_shown_as_text_alone() {
    let home = TempDir::new().expect("a home");
    let folder = home.path().join(FOLDER);
    let samples = collection();
    let paths = put(&folder, &samples);
    let files = samples.iter().zip(paths);
    let (texts, binaries): (Vec<_>, Vec<_>) = files
        .map(|(sample, path)| (loaded_or_binary(&sample.bytes).is_some(), path))
        .partition(|(is_text, _)| *is_text);
    let ways = [
        "--format text",
        "--format markdown",
        "--format json",
        "--why",
    ];
    for (way, options) in ways.iter().enumerate() {
        let mut line = arguments(&format!("show {options}"), b"");
        let shown = texts.iter().enumerate();
        // In little each article is shown in one way.
        let shown = shown.filter(|(number, _)| is_full() || number % ways.len() == way);
        line.extend(shown.map(|(_, (_, path))| path.clone().into_os_string()));
        let output = checked(home.path(), &line);
        assert!(output.status.success(), "{output:?}");
    }
    for (_, binary) in binaries {
        let output = checked(home.path(), &["show".into(), binary.into_os_string()]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
    }
}

/// What nobody types, but a script may hand on.
const ODD: &[&[u8]] = &[
    b"\x1b]0;pwned\x07\x1b[2J",
    b"\xff\xfe\x9b31m",
    "\u{9b}2J\u{202e}\u{2028}x\u{85}".as_bytes(),
    b"a\nb\rc\td",
];

#[test]
fn errors_repeat_what_was_wrong_as_text() {
    let home = TempDir::new().expect("a home");
    for odd in ODD {
        for line in [
            "@",
            "--@",
            "list @ --archive @",
            "list --archive .",
            "list --format @",
            "list --sort @",
            "list --limit @",
            "list date:@ --archive .",
            "list (@ --archive .",
            "show @",
            "show --width @ x",
            "show --characters @ x",
            "check @",
            "check --format @",
            "index @",
            "star @ --archive @",
            "tag @ +@ --archive .",
            "marks import @",
            "marks export @/@",
            "keys --format @",
            "guide @",
        ] {
            let at = if line == "--@" {
                [b"--", *odd].concat()
            } else {
                odd.to_vec()
            };
            let line = if line == "--@" { "@" } else { line };
            let output = checked(home.path(), &arguments(line, &at));
            let is_known = output.status.code().is_some_and(|code| code <= 2);
            assert!(is_known, "{line}: {output:?}");
        }
    }
}

/// Settings, themes, rules and marks of the reader's own may come from strangers too.
#[test]
fn what_is_wrong_in_files_of_settings_is_told_as_text() {
    let home = TempDir::new().expect("a home");
    let config = home.path().join(".config/newsprint");
    for (name, text) in [
        (
            "config.toml",
            "\"\\u001b[2J\" = true\ntheme = \"\\u001b]0;x\\u0007\"\nrules = [\"\\u009b2J\"]\nzone = \"\u{202e}\"\n[keys.list]\n\"\\u001b[2J\" = \"\\u202e\"\n",
        ),
        ("themes/\u{1b}[2J\u{202e}.toml", "accent = \"\\u001b[2J\"\n"),
        (
            "rules/\u{1b}]0;x\u{7}.toml",
            "[\"\\u001b[2J\"]\nhosts = [\"\\u202e\"]\ndrop = [\"\\u001b[2J >\"]\n",
        ),
    ] {
        let path = config.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let marks = home.path().join("marks");
    let line = "{\"id\":\"\\u001b[2J\",\"title\":\"\\u009b\"}\nno \u{1b}[2J JSON\n\u{202e}\n";
    std::fs::write(&marks, line).expect("a file");
    for line in [
        "list --archive .",
        "keys",
        "keys --format json",
        "marks import marks",
        "paths",
    ] {
        let output = checked(home.path(), &arguments(line, b""));
        assert!(!output.stderr.is_empty(), "{line} says what is wrong");
    }
}
