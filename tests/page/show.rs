//! What `newsprint show` pipes is what the page has: the same lines.

use std::path::{Path, PathBuf};
use std::process::Command;

use newsprint::article::Rules;
use newsprint::page::Page;
use newsprint::text::linebreak::Strictness;
use newsprint::text::{Clean, WidthPolicy};

use super::articles::loaded;
use super::reader::plain_settings;
use crate::scale::articles::article;

/// What `show` prints of a file, from a home without settings.
fn shown(file: &Path, width: usize, home: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_newsprint"))
        .args(["show", "--width", &width.to_string()])
        .arg(file)
        .env_clear()
        .env("HOME", home)
        .env("TZ", "UTC")
        .output()
        .expect("newsprint show");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn show_gives_the_lines_of_the_page() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let rules = Rules::embedded();
    for seed in 0..6 {
        let written = article(seed);
        let file: PathBuf = folder.path().join(&written.name);
        std::fs::write(&file, &written.text).expect("a file");
        let article = loaded(&written.name, written.text.as_bytes(), &rules);
        for width in [24, 72] {
            let settings = plain_settings(width, WidthPolicy::Narrow, Strictness::Strict);
            let page = Page::set(
                &article.head.title,
                &Clean::default(),
                &article.document,
                &settings,
            )
            .to_text();
            let shown = shown(&file, width, folder.path());
            // The line of source and date belongs to the command: the title stands above it.
            let title = page.lines().take_while(|line| !line.is_empty()).count();
            let below = shown.lines().take_while(|line| !line.is_empty()).count();
            let above = |text: &str| {
                text.lines()
                    .take(title)
                    .map(String::from)
                    .collect::<Vec<_>>()
            };
            let text = |text: &str, from| {
                text.lines()
                    .skip(from)
                    .map(String::from)
                    .collect::<Vec<_>>()
            };
            assert!(title > 0 && below > title, "{shown}");
            assert_eq!(above(&shown), above(&page), "{} at {width}", written.name);
            assert_eq!(
                text(&shown, below),
                text(&page, title),
                "{} at {width}",
                written.name
            );
        }
    }
}
