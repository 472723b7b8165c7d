//! Files that no author writes: each opens, with what fits the budgets, says what
//! was cut, and puts nothing but text on the screen. Small sizes by default, the
//! stated ones under `NEWSPRINT_TEST=full` (in release). Times are the bench's.

mod kinds;

use std::path::PathBuf;
use std::process::Command;

use chrono::DateTime;
use newsprint::article::document::{Block, Cut};
use newsprint::article::{Article, Rules, WarningKind};
use newsprint::loader::{FILE_BYTES, FileFacts, Loaded, load};
use newsprint::page::Page;
use newsprint::settings::Settings;

use kinds::{Kind, kinds};

/// Bytes of a small file, about.
const SMALL: usize = 48 << 10;

/// The file of a kind: as stated, or small.
fn file(kind: &Kind) -> Vec<u8> {
    if std::env::var_os("NEWSPRINT_TEST").is_some_and(|size| size == "full") {
        return kind.file(kind.full);
    }
    let part = kind.file(101).len() - kind.file(1).len();
    kind.file((SMALL * 100 / part.max(100)).clamp(10, kind.full))
}

fn loaded(bytes: &[u8]) -> Article {
    let facts = FileFacts {
        path: PathBuf::from("hostile.txt"),
        modified: DateTime::UNIX_EPOCH,
    };
    match load(bytes, &facts, &Rules::embedded()) {
        Loaded::Article(article) => *article,
        Loaded::Binary => panic!("a file of text"),
    }
}

fn set(article: &Article) -> Page {
    let settings = Settings::embedded();
    let settings = settings.page(usize::from(settings.measure));
    Page::set(
        &article.head.title,
        &article.head.source,
        &article.document,
        &settings,
    )
}

fn acts_on_a_terminal(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The budgets as they show in a document, and the cut on the page.
#[test]
fn each_kind_is_within_bounds_and_says_what_was_cut() {
    for kind in kinds() {
        let article = loaded(&file(kind));
        let document = &article.document;
        let name = kind.name;
        let addresses = document.links.len() + document.images.len() + document.embeds.len();
        assert!(addresses <= 1 << 17, "{name}: {addresses} addresses");
        assert!(document.blocks.len() <= (1 << 18) + 1, "{name}");
        assert!(document.plain_text().len() <= 2 * FILE_BYTES, "{name}");
        let warned = article
            .warnings
            .iter()
            .find_map(|warning| match warning.kind {
                WarningKind::Cut(cut) => Some(cut),
                _ => None,
            });
        let shown = match document.blocks.last() {
            Some(Block::Cut(cut)) => Some(*cut),
            _ => None,
        };
        assert_eq!(warned, shown, "{name}");
        let text = set(&article).to_text();
        assert!(!text.contains(acts_on_a_terminal), "{name}");
        if let Some(cut) = shown {
            let notice: String = cut.notice().as_str().split_whitespace().collect();
            let end: String = text.split_whitespace().collect();
            assert!(end.ends_with(&notice), "{name}");
        }
    }
}

/// One byte more than is looked at is enough to tell that there is more.
#[test]
fn what_lies_behind_the_cut_changes_nothing() {
    let line = "港口的灯在六点亮起，渡船靠岸，雨停了。".repeat(20);
    let body = format!("<p>{line}</p>").repeat(FILE_BYTES / line.len() + 1);
    let text = format!("<!--1712479502000-->\n------\n\n{body}");
    let start = text.as_bytes();
    let cut = loaded(&start[..=FILE_BYTES]);
    let end = cut.document.blocks.last();
    assert_eq!(end, Some(&Block::Cut(Cut::Bytes)));
    // Not compared by `assert_eq`, which would print twelve megabytes.
    assert!(cut == loaded(start));
    let whole = loaded(&start[..FILE_BYTES]);
    assert!(!matches!(whole.document.blocks.last(), Some(Block::Cut(_))));
}

/// An article of ten megabytes is nothing hostile.
#[test]
fn ten_megabytes_of_ordinary_text_are_whole() {
    let part = "<p>港口的灯在六点亮起，渡船靠岸，雨停了；码头上的人把<a href=\"/quay\">最后一箱鱼</a>抬上车。\
                天黑以前还有一班船要来，守灯人把望远镜擦了两遍，又在墙上的表里找它的名字。\
                The keeper wrote 1,040 in the log, closed it &amp; went home.</p>\n";
    let text = format!(
        "<!--1712479502000-->\n[Long](https://example.org/long)\n------\n\n{}",
        part.repeat((10 << 20) / part.len())
    );
    let article = loaded(text.as_bytes());
    assert!(
        !article
            .warnings
            .iter()
            .any(|warning| matches!(warning.kind, WarningKind::Cut(_))),
        "{:?}",
        article.warnings
    );
    assert_eq!(article.document.links.len(), (10 << 20) / part.len());
}

/// Nor does a file's own name reach the terminal as it is.
#[cfg(unix)]
#[test]
fn names_of_files_are_shown_as_text() {
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().unwrap();
    let hostile: [&[u8]; 4] = [
        b"\x1b]0;x\x07\x1b[2J.txt",
        "\u{202E}txt.exe\u{2066}".as_bytes(),
        b"\xFF\x9b31m.txt",
        b"line\nfeed\r.txt",
    ];
    for name in hostile {
        let path = folder.path().join(std::ffi::OsStr::from_bytes(name));
        std::fs::write(&path, "").unwrap();
        for arguments in [["show"].as_slice(), &["list", "--archive"]] {
            let output = Command::new(env!("CARGO_BIN_EXE_newsprint"))
                .args(arguments)
                .arg(&path)
                .env("HOME", folder.path())
                .output()
                .unwrap();
            for text in [output.stdout, output.stderr] {
                let text = String::from_utf8(text).expect("UTF-8");
                let text = text.replace('\t', " ");
                assert!(!text.contains(acts_on_a_terminal), "{name:?}: {text:?}");
            }
        }
    }
}
