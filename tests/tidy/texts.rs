//! What is generated in the README, and what no text of the house may say.

use newsprint::command::{Keymap, key_table};
use newsprint::settings::KeySettings;
use newsprint::words::Words;

use super::{Fault, SourceFile, assert_none, files_under, top};

/// The text between two marks.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.split_once(open)?
        .1
        .split_once(close)
        .map(|(inside, _)| inside)
}

#[test]
fn the_key_table_of_the_readme_is_fresh() {
    let path = top().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md");
    let (keymap, _) = Keymap::new(&KeySettings::default());
    let fresh = format!("\n{}", key_table(&keymap, &Words::english()));
    let (open, close) = ("<!-- keys -->", "<!-- /keys -->");
    let written = between(&readme, open, close).expect("the marks of the key table in README.md");
    if std::env::var_os("NEWSPRINT_UPDATE").is_some() && written != fresh {
        let updated = readme.replace(
            &format!("{open}{written}{close}"),
            &format!("{open}{fresh}{close}"),
        );
        std::fs::write(&path, updated).expect("README.md to be written");
        return;
    }
    let line = readme.lines().position(|line| line == open).unwrap_or(0) + 1;
    let same = written.lines().zip(fresh.lines());
    let same = same.take_while(|(old, new)| old == new).count();
    assert!(
        written == fresh,
        "README.md:{}: the key table is stale: {:?} is to be {:?}; \
         NEWSPRINT_UPDATE=1 cargo test tidy writes it anew",
        line + same,
        written.lines().nth(same),
        fresh.lines().nth(same),
    );
}

/// Where texts of the house stand. `Cargo.lock` is cargo's.
const TEXTS: &[&str] = &[
    ".ci",
    ".clippy.toml",
    ".gitignore",
    "CHANGELOG.md",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "assets",
    "src",
    "tests",
];

/// What names a machine or a registry. (In two parts: this text is read, too.)
const MACHINES: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("crates", ".io"),
    concat!("index.", "crates"),
];

/// What a line names of a machine. A path in a link (`example.org/work/`) and
/// one that begins with a variable (`$HOME/work/`) is none.
fn names_machine(line: &str) -> Option<&'static str> {
    MACHINES.iter().copied().find(|bad| {
        line.match_indices(bad).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let is_within = before.is_some_and(|c| c.is_alphanumeric() || "-_~}".contains(c));
            !bad.starts_with('/') || !is_within
        })
    })
}

#[test]
fn no_text_names_a_machine_or_a_registry() {
    let files: Vec<SourceFile> = TEXTS
        .iter()
        .flat_map(|folder| files_under(folder, &[]))
        .collect();
    for part in [".ci/run", "assets/guide/", "tests/tidy/", "src/lib.rs"] {
        let found = files.iter().any(|file| file.path.starts_with(part));
        assert!(found, "{part} was not read");
    }
    let mut faults = Vec::new();
    for file in &files {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(bad) = names_machine(line) {
                faults.push(Fault::new(&file.path, number + 1, format!("names {bad}")));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn machines_are_told_from_links() {
    for bad in MACHINES {
        assert!(names_machine(&format!("in {bad}x")).is_some(), "{bad}");
        assert!(names_machine(&format!("file://{bad}x")).is_some(), "{bad}");
        let is_path = bad.starts_with('/');
        let link = format!("https://example.org{bad}x $HOME{bad}x");
        assert_eq!(names_machine(&link).is_none(), is_path, "{bad}");
    }
    assert_eq!(names_machine("the home page at work"), None);
}
