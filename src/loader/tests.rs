//! The loader on files: the odd ones, the fixtures, the real ones where they
//! are, and any bytes at all.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod agreement;
mod articles;
mod laws;
mod long;
mod odd;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use super::{FileFacts, HEADER_BYTES, Loaded, Scanned, load, scan};
use crate::article::{Article, Rules};

/// The stamp of the odd files: 1712479502000.
const SAVED: &str = "2024-04-07T08:45:02Z";
/// When every file of the tests was last changed.
const MODIFIED: &str = "2020-02-02T02:02:02Z";

/// Made once: reading them takes longer than most articles.
static RULES: LazyLock<Rules> = LazyLock::new(Rules::embedded);

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn facts(path: &Path) -> FileFacts {
    FileFacts {
        path: path.to_owned(),
        modified: time(MODIFIED),
    }
}

fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(folder)
}

/// Every file of a folder with its bytes, by name.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

fn loaded(bytes: &[u8], path: &Path) -> Option<Article> {
    match load(bytes, &facts(path), &RULES) {
        Loaded::Article(article) => Some(*article),
        Loaded::Binary => None,
    }
}

/// The article of a text, at a path of no meaning.
fn of_text(text: &str) -> Article {
    loaded(text.as_bytes(), Path::new("file.txt")).expect("text")
}

/// What a scan of the file's start tells.
fn scanned(bytes: &[u8], path: &Path) -> Scanned {
    let start = bytes.get(..HEADER_BYTES).unwrap_or(bytes);
    scan(start, start.len() == bytes.len(), &facts(path), &RULES)
}

#[test]
fn odd_links_give_the_list_and_the_page_one_identity() {
    for (link, expected) in [
        ("https:island.example/a", "https://island.example/a"),
        ("https:///island.example/a", "https://island.example/a"),
        ("https:/island.example", "https://island.example/"),
        ("https:\\\\island.example\\a", "https://island.example/a"),
        ("https://island.example/a", "https://island.example/a"),
    ] {
        let text = format!("<!--1712479502000-->\n[港口]({link})\n------\n\n<p>text</p>");
        let article = of_text(&text);
        assert_eq!(article.head.link.as_deref(), Some(expected), "{link}");
        let Scanned::Head(head) = scanned(text.as_bytes(), Path::new("file.txt")) else {
            panic!("{link}: no head");
        };
        assert_eq!(head.id, article.head.id, "{link}");
    }
}
