//! A document as HTML: clean, of our own elements, for programs that are given an
//! article to read. No script, no style, and no address but of the web comes
//! through.

use std::fmt::Write as _;

use crate::article::Document;
use crate::article::document::{Block, Emphasis, Table, Text};

/// Elements for emphasis, the outermost last.
const ELEMENTS: &[(Emphasis, &str)] = &[
    (Emphasis::CODE, "code"),
    (Emphasis::KEY, "kbd"),
    (Emphasis::SMALL, "small"),
    (Emphasis::MARKED, "mark"),
    (Emphasis::UNDERLINED, "u"),
    (Emphasis::STRUCK, "s"),
    (Emphasis::ITALIC, "em"),
    (Emphasis::STRONG.union(Emphasis::RUN_IN), "strong"),
];

/// The whole document as a page of its own, under its title. `language` is a tag
/// as BCP 47 has it.
#[must_use]
pub fn write(title: &str, link: Option<&str>, language: &str, document: &Document) -> String {
    let (title, language) = (escaped(title), escaped(language));
    let heading = match link.and_then(address) {
        Some(link) => format!("<a href=\"{link}\">{title}</a>"),
        None => title.clone(),
    };
    let mut writer = Writer {
        document,
        out: format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n<body>\n<h1>{heading}</h1>\n"
        ),
    };
    writer.blocks(&document.blocks);
    writer.out.push_str("</body>\n</html>\n");
    writer.out
}

/// A text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

/// An address as an attribute's value, where it is one of the web.
fn address(url: &str) -> Option<String> {
    let start = url.split("//").next().unwrap_or_default();
    let is_of_the_web = ["http:", "https:"]
        .iter()
        .any(|scheme| start.eq_ignore_ascii_case(scheme));
    is_of_the_web.then(|| escaped(url))
}

struct Writer<'a> {
    document: &'a Document,
    out: String,
}

impl Writer<'_> {
    /// An element with a text in it, on a line of its own.
    fn line(&mut self, element: &str, text: &Text) {
        let text = self.inline(text);
        // Writing to a string can't fail.
        let _ = writeln!(self.out, "<{element}>{text}</{element}>");
    }

    fn within(&mut self, element: &str, write: impl FnOnce(&mut Self)) {
        let _ = writeln!(self.out, "<{element}>");
        write(self);
        let _ = writeln!(self.out, "</{element}>");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(_, text) => self.line("p", text),
            Block::Heading(level, text) => {
                // The title has the first level.
                let level = level.saturating_add(1).clamp(2, 6);
                self.line(&format!("h{level}"), text);
            }
            Block::Quote(blocks) => self.within("blockquote", |own| own.blocks(blocks)),
            Block::List(list) => {
                let items = |own: &mut Self| {
                    for item in &list.items {
                        own.within("li", |own| own.blocks(item));
                    }
                };
                match list.start {
                    Some(start) => {
                        let _ = writeln!(self.out, "<ol start=\"{start}\">");
                        items(self);
                        self.out.push_str("</ol>\n");
                    }
                    None => self.within("ul", items),
                }
            }
            Block::Definitions(entries) => self.within("dl", |own| {
                for (term, meaning) in entries {
                    own.line("dt", term);
                    own.within("dd", |own| own.blocks(meaning));
                }
            }),
            Block::Preformatted(text) => {
                let _ = writeln!(self.out, "<pre>\n{}</pre>", escaped(text.as_str()));
            }
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => {
                let image = self.document.images.get(picture.image);
                if let Some(source) = image.and_then(|image| address(&image.url)) {
                    let words = escaped(picture.caption.as_str());
                    let _ = writeln!(self.out, "<img src=\"{source}\" alt=\"{words}\">");
                }
                if picture.has_caption {
                    self.line("p", &picture.caption);
                }
            }
            Block::Embed(place) => {
                if let Some(embed) = self.document.embeds.get(*place) {
                    let name = escaped(embed.title.as_ref().unwrap_or(&embed.host).as_str());
                    let _ = match address(&embed.url) {
                        Some(url) => writeln!(self.out, "<p><a href=\"{url}\">{name}</a></p>"),
                        None => writeln!(self.out, "<p>{name}</p>"),
                    };
                }
            }
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::Cut(cut) => {
                let notice = escaped(cut.notice().as_str());
                let _ = writeln!(self.out, "<p><em>{notice}</em></p>");
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.within("table", |own| {
            if let Some(caption) = &table.caption {
                own.line("caption", caption);
            }
            for (cells, element) in [(&table.head, "th")]
                .into_iter()
                .filter(|(head, _)| !head.is_empty())
                .chain(table.rows.iter().map(|cells| (cells, "td")))
            {
                own.within("tr", |own| {
                    for cell in cells {
                        own.line(element, cell);
                    }
                });
            }
        });
    }

    fn inline(&self, text: &Text) -> String {
        let mut out = String::new();
        for (range, span) in text.pieces() {
            let raw = text.clean.slice(range).as_str();
            let mut piece = escaped(raw).replace('\n', "<br>\n");
            for (emphasis, element) in ELEMENTS {
                if span.emphasis.intersects(*emphasis) {
                    piece = format!("<{element}>{piece}</{element}>");
                }
            }
            let link = span.link.and_then(|link| self.document.links.get(link));
            if let Some(url) = link.and_then(|link| address(&link.url)) {
                piece = format!("<a href=\"{url}\">{piece}</a>");
            }
            out.push_str(&piece);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::document::{Embed, Image, Link, List, Picture, Role, Span};
    use crate::text::Clean;

    fn text(words: &str) -> Text {
        Text::plain(Clean::new(words))
    }

    fn styled(words: &str, emphasis: Emphasis, link: Option<usize>) -> Text {
        let mut text = text(words);
        let end = words.len();
        text.spans = vec![Span {
            end,
            emphasis,
            link,
        }];
        text
    }

    fn body(document: &Document) -> String {
        let html = write(
            "<T> & \"t\"",
            Some("https://a.example/?a=1&b=2"),
            "zh",
            document,
        );
        let (head, body) = html.split_once("</h1>\n").expect("a title");
        assert!(
            head.ends_with(
                "<h1><a href=\"https://a.example/?a=1&amp;b=2\">&lt;T&gt; &amp; &quot;t&quot;</a>"
            ),
            "{head}"
        );
        body.trim_end_matches("</body>\n</html>\n").to_owned()
    }

    fn link(url: &str) -> Link {
        Link {
            url: url.to_owned(),
            text: Clean::default(),
            within: None,
        }
    }

    #[test]
    // tidy: table
    fn each_block_has_its_element() {
        let paragraph = |words: &str| Block::Paragraph(Role::Body, text(words));
        let picture = Picture {
            image: 0,
            caption: text("渡船"),
            has_caption: true,
        };
        let list = |start| List {
            start,
            items: vec![vec![paragraph("甲")]],
        };
        for (block, expected) in [
            (paragraph("a < b\nc"), "<p>a &lt; b<br>\nc</p>\n"),
            (Block::Heading(1, text("h")), "<h2>h</h2>\n"),
            (Block::Heading(9, text("h")), "<h6>h</h6>\n"),
            (
                Block::Quote(vec![paragraph("q")]),
                "<blockquote>\n<p>q</p>\n</blockquote>\n",
            ),
            (
                Block::List(list(None)),
                "<ul>\n<li>\n<p>甲</p>\n</li>\n</ul>\n",
            ),
            (
                Block::List(list(Some(3))),
                "<ol start=\"3\">\n<li>\n<p>甲</p>\n</li>\n</ol>\n",
            ),
            (
                Block::Definitions(vec![(text("t"), vec![paragraph("m")])]),
                "<dl>\n<dt>t</dt>\n<dd>\n<p>m</p>\n</dd>\n</dl>\n",
            ),
            (
                Block::Preformatted(Clean::new("a\n<b>")),
                "<pre>\na\n&lt;b&gt;</pre>\n",
            ),
            (
                Block::Picture(picture),
                "<img src=\"https://p.example/&quot;\" alt=\"渡船\">\n<p>渡船</p>\n",
            ),
            (Block::Embed(0), "<p>片</p>\n"),
            (Block::Rule, "<hr>\n"),
            (
                Block::Table(Table {
                    caption: None,
                    head: vec![text("名")],
                    rows: vec![vec![text("1")]],
                }),
                "<table>\n<tr>\n<th>名</th>\n</tr>\n<tr>\n<td>1</td>\n</tr>\n</table>\n",
            ),
            (
                Block::Paragraph(
                    Role::Body,
                    styled("x", Emphasis::STRONG | Emphasis::ITALIC, Some(0)),
                ),
                "<p><a href=\"https://l.example/\"><strong><em>x</em></strong></a></p>\n",
            ),
            // Nothing runs.
            (
                Block::Paragraph(Role::Body, styled("x", Emphasis::empty(), Some(1))),
                "<p>x</p>\n",
            ),
        ] {
            let document = Document {
                blocks: vec![block],
                links: vec![link("https://l.example/"), link("javascript:alert(1)//")],
                images: vec![Image {
                    url: "https://p.example/\"".to_owned(),
                    caption: None,
                }],
                embeds: vec![Embed {
                    url: "data:text/html,x".to_owned(),
                    title: Some(Clean::line("片")),
                    host: Clean::default(),
                }],
            };
            assert_eq!(body(&document), expected);
        }
    }
}
