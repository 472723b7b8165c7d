//! The fixtures and, where they are, the real articles: every cell of their tables.

use std::path::Path;

use super::{data, files, loaded, time};
use crate::article::document::{Block, Document, Emphasis, Role};
use crate::article::rules::Outcome;
use crate::article::{Article, DateSource};

/// What an article must be.
struct Expected {
    file: &'static str,
    /// The title; where it is not given, that of the title line.
    title: Option<&'static str>,
    /// The outlet's time.
    date: &'static str,
    saved: &'static str,
    source: &'static str,
    short_link: &'static str,
    pictures: usize,
    /// Captions that are no run-in heads, and those that are.
    captions: (usize, usize),
    embeds: usize,
    /// Where the links in the text lead: the numbers in `https://www.dw.com/zh/a-NUMBER`.
    links: &'static [u32],
    related: usize,
    has_promotion: bool,
}

const RFI: Expected = Expected {
    file: "",
    title: None,
    date: "",
    saved: "",
    source: "RFI",
    short_link: "",
    pictures: 1,
    captions: (0, 0),
    embeds: 0,
    links: &[],
    related: 0,
    has_promotion: true,
};
const DW: Expected = Expected {
    source: "DW",
    pictures: 2,
    captions: (2, 0),
    ..RFI
};

const FIXTURES: [Expected; 5] = [
    Expected {
        file: "dw-gallery.txt",
        title: Some("候鸟提前归来 湿地志愿者彻夜计数"),
        date: "2025-01-19T12:37:23.957Z",
        saved: "2025-01-19T12:47:03Z",
        short_link: "https://www.dw.com/zh/a-71345720",
        pictures: 6,
        captions: (2, 4),
        embeds: 1,
        links: &[71_120_486, 70_998_213],
        related: 1,
        has_promotion: false,
        ..DW
    },
    Expected {
        file: "dw-plain.txt",
        title: Some("山城小火车恢复运行 首班乘客清晨登车"),
        date: "2025-10-21T14:33:07.543Z",
        saved: "2025-10-21T15:17:04Z",
        short_link: "https://www.dw.com/zh/a-74430012",
        links: &[74_398_850, 74_215_566],
        ..DW
    },
    Expected {
        file: "rfi-promotion.txt",
        title: Some("天文台称：本周可见 \"最近的彗星”"),
        date: "2025-03-30T10:00:00Z",
        saved: "2025-03-30T10:15:01Z",
        short_link: "https://rfi.my/BK5x.X",
        ..RFI
    },
    Expected {
        file: "rfi-summer.txt",
        title: Some("北港帆船节开幕 三百艘木船进港"),
        date: "2025-06-15T16:40:00Z",
        saved: "2025-06-15T17:00:02Z",
        short_link: "https://rfi.my/BQ7n.X",
        has_promotion: false,
        ..RFI
    },
    Expected {
        file: "rfi-winter.txt",
        title: Some("老城图书馆重新开放 夜读灯亮到十点"),
        date: "2025-02-05T08:05:00Z",
        saved: "2025-02-05T08:15:01Z",
        short_link: "https://rfi.my/BH2c.X",
        ..RFI
    },
];

/// Their titles stand in their own second lines, where the tests read them.
const REAL: [Expected; 5] = [
    Expected {
        file: "000_96b855936b2c7235.txt",
        date: "2024-04-07T08:33:00Z",
        saved: "2024-04-07T08:45:02Z",
        short_link: "https://rfi.my/AUkw.X",
        has_promotion: false,
        ..RFI
    },
    Expected {
        file: "001_77e05cb35ec4f451.txt",
        date: "2023-10-10T14:16:00Z",
        saved: "2023-10-10T15:45:02Z",
        short_link: "https://rfi.my/A0Tp.X",
        ..RFI
    },
    Expected {
        file: "002_70d5c0d30332d6a0.txt",
        date: "2024-04-09T08:10:00Z",
        saved: "2024-04-09T08:15:01Z",
        short_link: "https://rfi.my/AV58.X",
        ..RFI
    },
    Expected {
        file: "003_26a5a58398092db1.txt",
        date: "2024-04-09T14:33:07.543Z",
        saved: "2024-04-09T15:17:04Z",
        short_link: "https://www.dw.com/zh/a-68778293",
        links: &[68_774_250, 68_341_906],
        ..DW
    },
    Expected {
        file: "004_3a61390367dda045.txt",
        date: "2024-04-07T12:37:23.957Z",
        saved: "2024-04-07T12:47:03Z",
        short_link: "https://www.dw.com/zh/a-68761339",
        pictures: 14,
        captions: (2, 12),
        embeds: 1,
        links: &[68_490_761, 68_641_601],
        related: 1,
        has_promotion: false,
        ..DW
    },
];

#[test]
fn fixtures() {
    check(&data("articles"), &FIXTURES);
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn real_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles");
    if !folder.is_dir() {
        eprintln!("skipped: there are no real articles in ../shared/articles");
        return;
    }
    check(&folder, &REAL);
}

fn check(folder: &Path, table: &[Expected]) {
    for expected in table {
        let path = folder.join(expected.file);
        let bytes =
            std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let article = loaded(&bytes, &path).expect("text");
        let text = std::str::from_utf8(&bytes).unwrap();
        check_head(&article, expected, &title_line(text));
        check_sharing(&article, expected);
        check_document(&article.document, expected);
        check_text(&article, text, expected);
    }
    let texts = files(folder);
    let texts = texts
        .iter()
        .filter(|(path, _)| path.extension().is_some_and(|extension| extension == "txt"));
    assert_eq!(texts.count(), table.len(), "each file has its row");
}

/// The title in a file's second line, read in the plainest way.
fn title_line(text: &str) -> String {
    let line = text.lines().nth(1).unwrap();
    let (title, _) = line.strip_prefix('[').unwrap().split_once("](").unwrap();
    title.replace("&quot;", "\"")
}

fn check_head(article: &Article, expected: &Expected, title_line: &str) {
    let file = expected.file;
    let head = &article.head;
    let title = expected.title.unwrap_or(title_line);
    assert_eq!(head.title.as_str(), title, "{file}");
    assert_eq!(
        (head.date, head.date_from),
        (time(expected.date), DateSource::Outlet),
        "{file}"
    );
    assert_eq!(head.saved, Some(time(expected.saved)), "{file}");
    assert_eq!(head.source.as_str(), expected.source, "{file}");
    let (host, publisher) = if expected.source == "RFI" {
        ("www.rfi.fr", "法广")
    } else {
        ("www.dw.com", "德国之声")
    };
    assert_eq!(
        (head.host.as_str(), article.publisher.as_str()),
        (host, publisher),
        "{file}"
    );
    assert_eq!(head.language.unwrap().tag(), "zh-Hans", "{file}");
    assert_eq!(head.link, article.canonical_link, "{file}");
    assert!(head.length.unwrap().is_mostly_han(), "{file}");
    assert_eq!(article.warnings, [], "{file}");
}

fn check_sharing(article: &Article, expected: &Expected) {
    let file = expected.file;
    let short = article.short_link.as_ref().unwrap();
    assert_eq!(short.url, expected.short_link, "{file}");
    let names: Vec<_> = article
        .share
        .iter()
        .map(|share| share.name.as_str())
        .collect();
    let mut dropped: Vec<_> = article
        .rule_uses
        .iter()
        .filter(|rule| matches!(rule.outcome, Outcome::Dropped(_)))
        .map(|rule| rule.what.as_str())
        .collect();
    if expected.source == "RFI" {
        assert_eq!(short.via.as_deref(), Some("X"), "{file}");
        assert_eq!(
            names,
            ["Facebook", "WhatsApp", "WhatsApp Web", "X"],
            "{file}"
        );
        let code = expected
            .short_link
            .strip_prefix("https://rfi.my/")
            .unwrap()
            .strip_suffix(".X")
            .unwrap();
        for (share, letter) in article.share.iter().zip(["F", "W", "W", "X"]) {
            assert!(
                share
                    .url
                    .contains(&format!("https%3A%2F%2Frfi.my%2F{code}.{letter}")),
                "{file}: {}",
                share.url
            );
        }
        assert_eq!(
            dropped.drain(..4).collect::<Vec<_>>(),
            ["date line", "share row", "newsletter box", "app box"],
            "{file}"
        );
    } else {
        assert_eq!((short.via.as_deref(), names.len()), (None, 0), "{file}");
        assert_eq!(dropped.remove(0), "date line", "{file}");
    }
    let promotion: &[&str] = if expected.has_promotion {
        &["feed mirror's promotion"]
    } else {
        &[]
    };
    assert_eq!(dropped, promotion, "{file}");
}

fn check_document(document: &Document, expected: &Expected) {
    let file = expected.file;
    assert_eq!(
        (document.images.len(), document.embeds.len()),
        (expected.pictures, expected.embeds),
        "{file}"
    );
    let mut captions = (0, 0);
    let mut roles = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Picture(picture) if picture.has_caption => {
                let runs_in = picture.caption.spans[0].emphasis.contains(Emphasis::RUN_IN);
                let head = picture
                    .caption
                    .as_str()
                    .get(picture.caption.spans[0].end..)
                    .unwrap_or_default();
                assert_eq!(runs_in, head.starts_with('：'), "{file}");
                captions.0 += usize::from(!runs_in);
                captions.1 += usize::from(runs_in);
            }
            Block::Paragraph(role, _) => roles.push(*role),
            _ => {}
        }
    }
    assert_eq!(captions, expected.captions, "{file}");
    let count = |role| roles.iter().filter(|known| **known == role).count();
    let is_dw = usize::from(expected.source == "DW");
    assert_eq!(count(Role::Lead), 1 - is_dw, "{file}");
    assert_eq!(
        (count(Role::Credit), count(Role::Notice)),
        (is_dw, is_dw),
        "{file}"
    );
    assert_eq!(count(Role::Related), expected.related, "{file}");
    let links: Vec<_> = document.links.iter().map(|link| link.url.clone()).collect();
    let public: Vec<_> = expected
        .links
        .iter()
        .map(|number| format!("https://www.dw.com/zh/a-{number}"))
        .collect();
    assert_eq!(links, public, "{file}");
    for image in &document.images {
        let own = if is_dw == 1 {
            "https://static.dw.com/image/"
        } else {
            "https://s.rfi.fr/media/display/"
        };
        assert!(
            image.url.starts_with(own) && !image.url.contains("weserv"),
            "{file}: {}",
            image.url
        );
    }
    for embed in &document.embeds {
        assert_eq!(embed.host.as_str(), "www.youtube.com", "{file}");
        assert!(
            embed.url.starts_with("https://www.youtube.com/watch?v="),
            "{file}: {}",
            embed.url
        );
    }
    assert!(!document.blocks.contains(&Block::Rule), "{file}");
}

/// Nothing of the article is lost, and nothing else is left.
fn check_text(article: &Article, file: &str, expected: &Expected) {
    let name = expected.file;
    let text = article.document.plain_text();
    for gone in [
        "分享",
        "RSS",
        "feedx",
        "07/04/2024",
        "T14:33:07",
        "T12:37:23",
        " - 1",
    ] {
        assert!(!text.contains(gone), "{name}: {gone}");
    }
    let body = file.split_once("------\n").unwrap().1;
    let mut words = squeezed(&without_tags(body));
    let date = if expected.source == "RFI" { 16 } else { 24 };
    words = words.chars().skip(date).collect();
    for dropped in ["获取更多RSS：https://feedx.nethttps://feedx.", "分享:"] {
        if let Some((before, after)) = words.split_once(dropped) {
            assert!(
                after.len() < 8,
                "{name}: more than a host's end after {dropped}"
            );
            words = before.to_owned();
        }
    }
    assert_eq!(squeezed(&text), words, "{name}");
}

/// The text of the fixtures' simple HTML.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
