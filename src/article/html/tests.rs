//! What HTML becomes, one line a case. Blocks are told as in [`dump`].

mod blocks;
mod media;
mod outlets;
mod rules;
mod text;

use std::fmt::Write as _;

use super::{Context, build, parse};
use crate::article::document::{Block, Document, Emphasis, Role, Table, Text};
use crate::article::rules::{Rules, apply, find_date};

/// The document of an article at `link` with the title `Title`.
fn document_at(link: &str, html: &str) -> Document {
    let rules = Rules::embedded();
    let host = link.split('/').nth(2).unwrap_or_default();
    let html = parse(html).html;
    let verdict = apply(&html, &rules, host, find_date(&html, &rules, host));
    build(
        &html,
        Context {
            verdict: &verdict,
            link,
            title: "Title",
        },
    )
}

fn document(html: &str) -> Document {
    document_at("https://www.example.org/a/b.html", html)
}

/// Blocks in one line: `p` body, `lead`, `credit`, `notice`, `related`, `h1`…,
/// `quote{…}`, `ul{…}{…}`, `ol3{…}`, `dl{term: …}`, `pre`, `table`, `pic` (its
/// caption after `=`, its own name after `?`), `embed`, `hr`.
fn dump(document: &Document) -> String {
    sequence(document, &document.blocks)
}

fn sequence(document: &Document, blocks: &[Block]) -> String {
    blocks
        .iter()
        .map(|block| one(document, block))
        .collect::<Vec<_>>()
        .join(" | ")
}

fn one(document: &Document, block: &Block) -> String {
    match block {
        Block::Paragraph(role, text) => {
            let name = match role {
                Role::Body => "p",
                Role::Lead => "lead",
                Role::Credit => "credit",
                Role::Notice => "notice",
                Role::Related => "related",
            };
            format!("{name} {}", marked(document, text))
        }
        Block::Heading(level, text) => format!("h{level} {}", marked(document, text)),
        Block::Quote(blocks) => format!("quote{{{}}}", sequence(document, blocks)),
        Block::List(list) => {
            let mut out = list
                .start
                .map_or("ul".to_owned(), |start| format!("ol{start}"));
            for item in &list.items {
                let _ = write!(out, "{{{}}}", sequence(document, item));
            }
            out
        }
        Block::Definitions(entries) => {
            let entries = entries.iter().map(|(term, meaning)| {
                format!(
                    "{{{}: {}}}",
                    marked(document, term),
                    sequence(document, meaning)
                )
            });
            format!("dl{}", entries.collect::<String>())
        }
        Block::Preformatted(text) => format!("pre {}", text.as_str().replace('\n', "⏎")),
        Block::Table(table) => table_of(document, table),
        Block::Picture(picture) => {
            let sign = if picture.has_caption { '=' } else { '?' };
            format!(
                "pic{}{sign}{}",
                picture.image,
                marked(document, &picture.caption)
            )
        }
        Block::Embed(place) => {
            let embed = &document.embeds[*place];
            format!(
                "embed {} {}",
                embed.host,
                embed.title.as_ref().map_or("-", |title| title.as_str())
            )
        }
        Block::Rule => "hr".to_owned(),
        Block::Cut(cut) => format!("cut {cut}"),
    }
}

fn table_of(document: &Document, table: &Table) -> String {
    let row = |cells: &[Text]| {
        cells
            .iter()
            .map(|cell| marked(document, cell))
            .collect::<Vec<_>>()
            .join(",")
    };
    let caption = table
        .caption
        .as_ref()
        .map(|caption| format!("={}", marked(document, caption)));
    let rows: Vec<_> = table.rows.iter().map(|cells| row(cells)).collect();
    format!(
        "table{}[{}]({})",
        caption.unwrap_or_default(),
        row(&table.head),
        rows.join(")(")
    )
}

/// Text with its styles: `*strong*`, `/italic/`, and so on; links as `[words](address)`.
fn marked(document: &Document, text: &Text) -> String {
    const SIGNS: [(Emphasis, char); 10] = [
        (Emphasis::RUN_IN, ':'),
        (Emphasis::STRONG, '*'),
        (Emphasis::ITALIC, '/'),
        (Emphasis::STRUCK, '~'),
        (Emphasis::UNDERLINED, '_'),
        (Emphasis::CODE, '`'),
        (Emphasis::KEY, '^'),
        (Emphasis::MARKED, '!'),
        (Emphasis::SMALL, '-'),
        (Emphasis::QUIET, '%'),
    ];
    let mut out = String::new();
    for (range, span) in text.pieces() {
        let signs: String = SIGNS
            .iter()
            .filter(|(emphasis, _)| span.emphasis.contains(*emphasis))
            .map(|(_, sign)| sign)
            .collect();
        let words = text.clean.slice(range).as_str().replace('\n', "⏎");
        let words = format!("{signs}{words}{}", signs.chars().rev().collect::<String>());
        match span.link {
            Some(link) => {
                let _ = write!(out, "[{words}]({})", document.links[link].url);
            }
            None => out.push_str(&words),
        }
    }
    out
}

/// Compares what each snippet becomes with what it should.
fn check(cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        assert_eq!(dump(&document(html)), *expected, "{html}");
    }
}
