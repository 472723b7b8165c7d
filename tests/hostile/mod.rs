//! Files that no author writes: each opens, with what fits the budgets, says what
//! was cut, and puts nothing but text on the screen. Small sizes by default, the
//! stated ones under `NEWSPRINT_TEST=full` (in release). Times are the bench's.
//!
//! `kinds` and `odd` are the files, `grammar` is what may be written. What the
//! program does with them all is tried in `lines` (what is printed) and `screen`
//! (in a terminal); `session` is one in which everything is done that can be.

mod collection;
mod corners;
mod folders;
mod grammar;
mod hanging;
mod headers;
mod idle;
mod kills;
mod kinds;
mod lines;
mod links;
mod monkey;
mod odd;
mod private;
mod process;
mod refused;
mod screen;
mod session;
mod traced;

use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::DateTime;
use newsprint::article::document::{Block, Cut};
use newsprint::article::{Article, Rules, WarningKind};
use newsprint::loader::{FILE_BYTES, FileFacts, Loaded, load};
use newsprint::page::Page;
use newsprint::settings::Settings;
use newsprint::share::{self, CitationStyles, Destination, Options, Subject, Targets};

use collection::{collection, file, is_full};
use grammar::is_text;
use kinds::kinds;

static RULES: LazyLock<Rules> = LazyLock::new(Rules::embedded);

fn loaded(bytes: &[u8]) -> Article {
    loaded_or_binary(bytes).expect("a file of text")
}

fn loaded_or_binary(bytes: &[u8]) -> Option<Article> {
    let facts = FileFacts {
        path: PathBuf::from("hostile.txt"),
        modified: DateTime::UNIX_EPOCH,
    };
    match load(bytes, &facts, &RULES) {
        Loaded::Article(article) => Some(*article),
        Loaded::Binary => None,
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
        assert!(text.chars().all(|c| is_text(c) || c == '\n'), "{name}");
        if let Some(cut) = shown {
            let notice: String = cut.notice().as_str().split_whitespace().collect();
            let end: String = text.split_whitespace().collect();
            assert!(end.ends_with(&notice), "{name}");
        }
    }
}

/// What is shown, what is told, and what can be copied and opened.
#[test]
fn each_kind_gives_text_and_addresses_alone() {
    let (citations, targets) = (CitationStyles::embedded(), Targets::embedded());
    let styles: Vec<&str> = citations.names().collect();
    for (number, sample) in collection().into_iter().enumerate() {
        let name = sample.name;
        let Some(article) = loaded_or_binary(&sample.bytes) else {
            continue;
        };
        let text = set(&article).to_text();
        let warnings = article
            .warnings
            .iter()
            .map(|warning| warning.kind.to_string());
        let head = [article.head.title.as_str(), article.head.source.as_str()];
        for text in warnings.chain([text]).chain(head.map(str::to_owned)) {
            assert!(
                text.chars().all(|c| is_text(c) || c == '\n'),
                "{name}: {text:?}"
            );
        }
        let share_links: Vec<(String, String)> = article
            .share
            .iter()
            .map(|link| (link.name.clone(), link.url.clone()))
            .collect();
        let text = article.document.plain_text();
        let subject = Subject {
            title: article.head.title.as_str(),
            source: article.head.source.as_str(),
            publisher: article.publisher.as_str(),
            published: Some(article.head.date.date_naive()),
            saved: None,
            link: article.head.link.as_deref(),
            short_link: None,
            share_links: &share_links,
            text: &text,
            language: "und",
        };
        let options = Options {
            citation: citations.get(styles[number % styles.len()]),
            mastodon_instance: Some("mastodon.example"),
            targets: &targets,
        };
        for entry in share::entries(&subject, &options) {
            let preview = entry.preview.as_ref();
            let is_shown = preview.is_none_or(|text| text.as_str().chars().all(is_text));
            assert!(is_shown, "{name}: {preview:?}");
            if let Some(Ok(destination)) = entry.opens.as_deref().map(Destination::examine) {
                let url = destination.url();
                let is_web = url.starts_with("http://") || url.starts_with("https://");
                let is_plain = url.bytes().all(|byte| byte.is_ascii_graphic());
                assert!(is_web && is_plain, "{name}: {url}");
            }
        }
    }
}

/// One byte more than is looked at is enough to tell that there is more.
#[test]
fn what_lies_behind_the_cut_changes_nothing() {
    let line = "港口的灯在六点亮起，渡船靠岸，雨停了。".repeat(20);
    // Text costs more than a comment: in little there is only some of it, at the cut.
    let comment = "x".repeat(if is_full() {
        0
    } else {
        FILE_BYTES - (256 << 10)
    });
    let body = format!("<p>{line}</p>").repeat((FILE_BYTES - comment.len()) / line.len() + 1);
    let text = format!("<!--1712479502000-->\n------\n\n<p>x</p><!--x{comment}x-->{body}");
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
fn megabytes_of_ordinary_text_are_whole() {
    let bytes = if is_full() { 10 << 20 } else { 1 << 20 };
    let part = "<p>港口的灯在六点亮起，渡船靠岸，雨停了；码头上的人把<a href=\"/quay\">最后一箱鱼</a>抬上车。\
                天黑以前还有一班船要来，守灯人把望远镜擦了两遍，又在墙上的表里找它的名字。\
                The keeper wrote 1,040 in the log, closed it &amp; went home.</p>\n";
    let text = format!(
        "<!--1712479502000-->\n[Long](https://example.org/long)\n------\n\n{}",
        part.repeat(bytes / part.len())
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
    assert_eq!(article.document.links.len(), bytes / part.len());
}
