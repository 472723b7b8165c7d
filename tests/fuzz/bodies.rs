//! What holds for any bytes. Each body takes bytes and panics where a law is
//! broken: the fuzz targets call them, and `cargo test` tries them too.

#![allow(
    unreachable_pub,
    reason = "the package of the fuzz targets is another crate"
)]

use std::path::PathBuf;
use std::sync::OnceLock;

use chrono::DateTime;
use newsprint::article::document::{Block, Document, Text};
use newsprint::article::{Article, Rules};
use newsprint::loader::{FileFacts, HEADER_BYTES, Loaded, Scanned, load, scan};
use newsprint::page::{HANG, Look, Page, PageSettings, Paragraphs};
use newsprint::text::linebreak::Strictness;
use newsprint::text::{Clean, WidthPolicy};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

use super::choices::Choices;
use super::reader::{plain_settings, read};

/// What is only for the eye takes nothing away and adds nothing but white space.
fn check_eye(choices: usize, title: &Clean, document: &Document, plain: &PageSettings) {
    let settings = PageSettings {
        hang: choices & 1 > 0,
        spacing: choices & 2 > 0,
        justified: choices & 4 > 0,
        paragraphs: if choices & 8 > 0 {
            Paragraphs::Indented
        } else {
            Paragraphs::Spaced
        },
        ..*plain
    };
    let over = if settings.hang { usize::from(HANG) } else { 0 };
    let pages =
        [plain, &settings].map(|settings| Page::set(title, &Clean::default(), document, settings));
    let [before, after] = pages.map(|page| {
        let mut words = String::new();
        for line in &page.lines {
            let text: String = line
                .pieces
                .iter()
                .map(|piece| piece.text.as_str())
                .collect();
            let width = columns(&text, plain.policy);
            let own = line
                .pieces
                .iter()
                .filter(|piece| piece.look != Look::Furniture);
            let own: String = own.map(|piece| piece.text.as_str()).collect();
            let is_least = own.trim().graphemes(true).count() <= 1;
            assert!(
                width <= plain.measure.saturating_add(over) || is_least,
                "{width} columns: {text:?}"
            );
            words.extend(own.chars().filter(|c| !c.is_whitespace()));
        }
        words
    });
    let is_drawn = |block: &Block| format!("{block:?}").contains("Table(");
    if !document.blocks.iter().any(is_drawn) {
        assert_eq!(
            before, after,
            "what is for the eye changes the words: {settings:?}"
        );
    }
}

/// Quotes and lists within each other, at the most: the loader's own budget, and
/// the paragraph in them.
const NESTING: usize = 13;

/// Headers of files, by the outlet that their rules are for.
const HEADERS: [&str; 3] = [
    "<!--1712479502000-->\n[港口](https://www.rfi.fr/cn/a)\n------\n\n",
    "<!--1712479502000-->\n[港口](https://www.dw.com/zh/a/a-7)\n------\n\n",
    "[港口](https://island.example/a)\n------\n",
];

static RULES: OnceLock<Rules> = OnceLock::new();

/// Any bytes give an article that is clean and whole, or are no text. The first
/// says whether the others are a file, or the body of one.
pub fn html_to_document(bytes: &[u8]) {
    let (kind, rest) = bytes
        .split_first()
        .map_or((0, bytes), |(first, rest)| (usize::from(*first), rest));
    let file = match HEADERS.get(kind % 4) {
        Some(header) => [header.as_bytes(), rest].concat(),
        None => rest.to_vec(),
    };
    let rules = RULES.get_or_init(Rules::embedded);
    let facts = FileFacts {
        path: PathBuf::from("a.txt"),
        modified: DateTime::UNIX_EPOCH,
    };
    let start = file.get(..HEADER_BYTES).unwrap_or(&file);
    let scanned = scan(start, file.len() <= HEADER_BYTES, &facts, rules);
    let Loaded::Article(article) = load(&file, &facts, rules) else {
        return;
    };
    if let Scanned::Head(head) = scanned {
        assert_eq!(
            (head.id, &head.title, head.date),
            (article.head.id, &article.head.title, article.head.date),
            "the list and the page differ"
        );
    }
    check_article(&article);
    for measure in [1, 30] {
        check_page(
            &article.head.title,
            &Clean::default(),
            &article.document,
            measure,
            WidthPolicy::Narrow,
            Strictness::Strict,
        );
    }
}

pub(super) fn check_article(article: &Article) {
    let head = &article.head;
    for line in [&head.title, &head.source, &head.host] {
        check_clean(line.as_str());
        assert!(!line.as_str().contains('\n'), "{line:?} on one line");
    }
    check_blocks(&article.document, &article.document.blocks, 0);
    let addresses = article.document.links.iter().map(|link| &link.url);
    let pictures = article.document.images.iter().map(|image| &image.url);
    let embeds = article.document.embeds.iter().map(|embed| &embed.url);
    for url in addresses
        .chain(pictures)
        .chain(embeds)
        .chain(&head.link)
        .chain(&article.canonical_link)
    {
        assert!(!url.contains(char::is_control), "{url:?}");
    }
    for url in article.document.links.iter().map(|link| &link.url) {
        assert!(
            ["http:", "https:", "mailto:"]
                .iter()
                .any(|scheme| url.starts_with(scheme)),
            "{url:?}"
        );
    }
}

/// Nothing that acts on a terminal.
fn check_clean(text: &str) {
    let acts = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}')
    };
    assert!(!text.contains(acts), "{text:?} is not clean");
}

fn check_text(document: &Document, text: &Text) {
    check_clean(text.as_str());
    let mut start = 0;
    for span in &text.spans {
        let mut cursor = GraphemeCursor::new(span.end, text.as_str().len(), true);
        assert!(
            span.end > start && cursor.is_boundary(text.as_str(), 0) == Ok(true),
            "spans of {text:?}"
        );
        assert!(
            span.link.is_none_or(|link| link < document.links.len()),
            "links of {text:?}"
        );
        start = span.end;
    }
    assert_eq!(start, text.as_str().len(), "spans do not cover {text:?}");
}

fn check_blocks(document: &Document, blocks: &[Block], depth: usize) {
    assert!(depth <= NESTING, "nested {depth} deep");
    for block in blocks {
        match block {
            Block::Paragraph(_, text) | Block::Heading(_, text) => check_text(document, text),
            Block::Quote(blocks) => check_blocks(document, blocks, depth + 1),
            Block::List(list) => list
                .items
                .iter()
                .for_each(|item| check_blocks(document, item, depth + 1)),
            Block::Definitions(entries) => {
                for (term, meaning) in entries {
                    check_text(document, term);
                    check_blocks(document, meaning, depth + 1);
                }
            }
            Block::Preformatted(text) => check_clean(text.as_str()),
            Block::Table(table) => {
                let cells = table
                    .head
                    .iter()
                    .chain(table.rows.iter().flatten())
                    .chain(&table.caption);
                cells.for_each(|cell| check_text(document, cell));
            }
            Block::Picture(picture) => {
                check_text(document, &picture.caption);
                assert!(picture.image < document.images.len());
            }
            Block::Embed(place) => assert!(*place < document.embeds.len()),
            Block::Rule | Block::Cut(_) => {}
        }
    }
}

/// Any document at any measure is all there on the page, within the measure.
pub fn setting(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let measure = match choices.below(8) {
        0 => 1,
        1..=3 => 1 + choices.below(20),
        4..=6 => 1 + choices.below(120),
        _ => usize::from(u16::MAX),
    };
    let policy = [WidthPolicy::Narrow, WidthPolicy::Wide][choices.below(2)];
    let strictness = [Strictness::Strict, Strictness::Normal][choices.below(2)];
    let (title, below) = (choices.line(), choices.line());
    let bytes = 1 + 8 * choices.below(256);
    let eye = choices.below(16);
    let document = choices.document();
    check_page(&title, &below, &document, measure, policy, strictness);
    let settings = plain_settings(measure, policy, strictness);
    check_eye(eye, &title, &document, &settings);
    let whole = Page::set(&title, &below, &document, &settings);
    let start = Page::set_start(&title, &below, &document, &settings, bytes);
    if start.complete {
        assert_eq!(start, whole);
    } else {
        // What was cut may change the lines before it within its paragraph.
        let block = start.lines.iter().rposition(|line| line.starts_block);
        let sure = block.unwrap_or(0);
        assert_eq!(
            start.lines.get(..sure),
            whole.lines.get(..sure),
            "the start is set otherwise"
        );
    }
}

fn check_page(
    title: &Clean,
    below: &Clean,
    document: &Document,
    measure: usize,
    policy: WidthPolicy,
    strictness: Strictness,
) {
    let settings = plain_settings(measure, policy, strictness);
    let page = Page::set(title, below, document, &settings);
    for line in &page.lines {
        let text: String = line
            .pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        check_clean(&text);
        assert!(!text.contains('\n'), "{text:?} on one line");
        // Only a grapheme that no line could hold goes over the margin, behind the
        // marks at the left.
        let own: String = line
            .pieces
            .iter()
            .filter(|piece| piece.look != Look::Furniture)
            .map(|piece| piece.text.as_str())
            .collect();
        let is_least =
            own.graphemes(true).count() <= 1 && text.ends_with(&own) && columns(&own, policy) > 1;
        let width = columns(&text, policy);
        assert!(
            width <= measure || is_least,
            "{width} columns at a measure of {measure}: {text:?}"
        );
    }
    assert!(
        page.lines.is_sorted_by_key(|line| line.position),
        "positions go back"
    );
    let texts =
        read(&page, [title.as_str(), below.as_str()], document, &settings).unwrap_or_else(|what| {
            panic!(
                "at {measure} {policy:?} {strictness:?}: {what}\n{}",
                page.to_text()
            )
        });
    for set in texts {
        for line in &set.lines {
            let is_boundary = |at: &usize| {
                set.text
                    .grapheme_indices(true)
                    .any(|(start, _)| start == *at)
                    || *at == set.text.len()
            };
            assert!(
                set.text.len() > 400 || is_boundary(&line.shown.end),
                "a grapheme is split: {:?}",
                &set.text[line.shown.clone()]
            );
        }
    }
}

fn columns(text: &str, policy: WidthPolicy) -> usize {
    text.graphemes(true)
        .map(|grapheme| match policy {
            WidthPolicy::Narrow => grapheme.width(),
            WidthPolicy::Wide => grapheme.width_cjk(),
        })
        .sum()
}
