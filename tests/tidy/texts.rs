//! What is generated in the README, and what no text of the house may say.

use newsprint::command::key_table;
use newsprint::words::Words;

use super::{Fault, assert_none, files_under, top};

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
    let fresh = format!("\n{}", key_table(&Words::english()));
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
    let line = readme
        .lines()
        .position(|line| line == open)
        .map_or(0, |line| line + 1);
    assert_eq!(
        written, fresh,
        "README.md:{line}: the key table is stale; NEWSPRINT_UPDATE=1 cargo test tidy writes it anew"
    );
}

#[test]
fn no_text_names_a_machine_or_a_registry() {
    let mut files = files_under("src", &["rs"]);
    files.extend(files_under("assets", &["toml", "ftl", "txt"]));
    for file in ["README.md", "CHANGELOG.md", "Cargo.toml"] {
        files.extend(files_under(file, &["md", "toml"]));
    }
    let mut faults = Vec::new();
    for file in &files {
        for (number, line) in file.text.lines().enumerate() {
            for bad in [
                concat!("/wo", "rk/"),
                concat!("/ro", "ot/"),
                concat!("crates", ".io"),
                concat!("index.", "crates"),
            ] {
                if line.contains(bad) {
                    faults.push(Fault::new(&file.path, number + 1, format!("names {bad}")));
                }
            }
        }
    }
    assert_none(&faults);
}
