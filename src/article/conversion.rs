//! A document in the characters that a reader likes to see.

use super::document::{Block, Document, Embed, List, Picture, Span, Table, Text};
use crate::text::Clean;
use crate::text::convert::Conversion;

impl Text {
    /// The text converted; `None` where that is the text as it is. A phrase is
    /// one wherever its spans end, and each span keeps its characters.
    #[must_use]
    pub fn converted(&self, conversion: Conversion) -> Option<Self> {
        self.converted_start(conversion, usize::MAX)
    }

    fn converted_start(&self, conversion: Conversion, bytes: usize) -> Option<Self> {
        let clean = conversion.start_of(&self.clean, bytes)?;
        let mut spans = self.spans.clone();
        let (mut before, mut after) = (0, 0);
        let mut characters = self.as_str().chars().zip(clean.as_str().chars());
        for Span { end, .. } in &mut spans {
            while before < *end
                && let Some((written, shown)) = characters.next()
            {
                before += written.len_utf8();
                after += shown.len_utf8();
            }
            *end = after;
        }
        Some(Self {
            clean,
            spans,
            // Links have found their places when a document is converted.
            anchors: Vec::new(),
        })
    }
}

impl Document {
    /// The document converted: the same blocks, links and spans, and as many
    /// characters in each text, so that a text position is the same place in
    /// both. Once some bytes of text have been converted the rest stays as it
    /// is; what a page sets with as many bytes is all converted. Addresses and
    /// the words of [`Document::links`] stay as they were written.
    #[must_use]
    pub fn converted(&self, conversion: Conversion, bytes: usize) -> Self {
        let mut work = Work {
            conversion,
            left: bytes,
        };
        let embeds = self.embeds.iter().map(|embed| Embed {
            title: embed.title.as_ref().map(|title| work.line(title)),
            ..embed.clone()
        });
        let embeds = embeds.collect();
        Self {
            blocks: work.blocks(&self.blocks),
            links: self.links.clone(),
            images: self.images.clone(),
            embeds,
        }
    }
}

/// A conversion under way.
struct Work {
    conversion: Conversion,
    /// Bytes of text that are still to be converted.
    left: usize,
}

impl Work {
    /// A short text that is not counted.
    fn line(&self, text: &Clean) -> Clean {
        self.conversion.of(text).unwrap_or_else(|| text.clone())
    }

    fn clean(&mut self, text: &Clean) -> Clean {
        let shown = self.conversion.start_of(text, self.left);
        let shown = shown.unwrap_or_else(|| text.clone());
        self.left = self.left.saturating_sub(shown.as_str().len());
        shown
    }

    fn text(&mut self, text: &Text) -> Text {
        let shown = text.converted_start(self.conversion, self.left);
        let shown = shown.unwrap_or_else(|| text.clone());
        self.left = self.left.saturating_sub(shown.as_str().len());
        shown
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<Block> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Block {
        if self.left == 0 {
            return block.clone();
        }
        match block {
            Block::Paragraph(role, text) => Block::Paragraph(*role, self.text(text)),
            Block::Heading(level, text) => Block::Heading(*level, self.text(text)),
            Block::Quote(blocks) => Block::Quote(self.blocks(blocks)),
            Block::List(list) => Block::List(List {
                start: list.start,
                items: list.items.iter().map(|item| self.blocks(item)).collect(),
            }),
            Block::Definitions(entries) => {
                let entries = entries.iter();
                let entries =
                    entries.map(|(term, meaning)| (self.text(term), self.blocks(meaning)));
                Block::Definitions(entries.collect())
            }
            Block::Preformatted(text) => Block::Preformatted(self.clean(text)),
            Block::Table(table) => Block::Table(self.table(table)),
            Block::Picture(picture) => Block::Picture(Picture {
                caption: self.text(&picture.caption),
                ..picture.clone()
            }),
            Block::Embed(_) | Block::Rule | Block::Cut(_) => block.clone(),
        }
    }

    /// A table is set as a whole; its cells are not counted.
    fn table(&self, table: &Table) -> Table {
        let text = |text: &Text| {
            text.converted(self.conversion)
                .unwrap_or_else(|| text.clone())
        };
        let rows = table.rows.iter();
        Table {
            caption: table.caption.as_ref().map(text),
            head: table.head.iter().map(text).collect(),
            rows: rows.map(|row| row.iter().map(text).collect()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use proptest::prelude::*;

    use super::*;
    use crate::article::document::{Emphasis, Role};
    use crate::text::convert::{Characters, Region};
    use crate::text::language::Language;

    fn conversion(characters: Characters) -> Conversion {
        Conversion::new(characters, Region::Taiwan, Language::CHINESE).expect("a conversion")
    }

    /// Text of spans, every second one strong and a link.
    fn spans(parts: &[&str]) -> Text {
        let mut end = 0;
        let mut spans = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            end += part.len();
            spans.push(Span {
                end,
                emphasis: if number % 2 == 1 {
                    Emphasis::STRONG
                } else {
                    Emphasis::empty()
                },
                link: (number % 2 == 1).then_some(0),
            });
        }
        Text {
            spans,
            ..Text::plain(Clean::new(&parts.concat()))
        }
    }

    #[test]
    fn a_phrase_is_one_across_spans() {
        for (characters, written, wanted) in [
            (
                Characters::Traditional,
                ["这头", "发", "很长"],
                ["這頭", "髮", "很長"],
            ),
            (
                Characters::Traditional,
                ["皇", "后", "来到这里面"],
                ["皇", "后", "來到這裡面"],
            ),
            (
                Characters::Simplified,
                ["乾", "隆說乾", "燥"],
                ["乾", "隆说干", "燥"],
            ),
            // Characters of another number of bytes.
            (
                Characters::Traditional,
                ["这𪨊", "㛟这𫝈", "这"],
                ["這㞞", "𡞵這㑮", "這"],
            ),
        ] {
            let text = spans(&written);
            let shown = text.converted(conversion(characters));
            let shown = shown.unwrap_or(text);
            let pieces: Vec<&str> = shown
                .pieces()
                .map(|(range, _)| shown.clean.slice(range).as_str())
                .collect();
            assert_eq!(pieces, wanted);
        }
    }

    #[test]
    fn every_kind_of_block_is_converted_and_the_original_stays() {
        let text = || spans(&["这是", "头发", "。"]);
        let body = || Block::Paragraph(Role::Body, text());
        let document = Document {
            blocks: vec![
                body(),
                Block::Heading(2, text()),
                Block::Quote(vec![body()]),
                Block::List(List {
                    start: Some(1),
                    items: vec![vec![body()]],
                }),
                Block::Definitions(vec![(text(), vec![body()])]),
                Block::Preformatted(Clean::new("这是头发。")),
                Block::Table(Table {
                    caption: Some(text()),
                    head: vec![text()],
                    rows: vec![vec![text()]],
                }),
                Block::Picture(Picture {
                    image: 0,
                    caption: text(),
                    has_caption: true,
                }),
                Block::Embed(0),
                Block::Rule,
            ],
            embeds: vec![Embed {
                url: "https://example.org/头发".to_owned(),
                title: Some(Clean::new("这是头发。")),
                host: Clean::new("example.org"),
            }],
            ..Document::default()
        };
        let before = document.clone();
        let shown = document.converted(conversion(Characters::Traditional), usize::MAX);
        assert_eq!(document, before);
        let mut count = 0;
        shown.each_text(&mut |_, text| {
            count += 1;
            assert_eq!(text.as_str(), "這是頭髮。");
        });
        assert_eq!(count, 11);
        assert_eq!(shown.embeds[0].url, document.embeds[0].url);
        let title = shown.embeds[0].title.as_ref().map(Clean::as_str);
        assert_eq!(title, Some("這是頭髮。"));
        // No more than was asked for.
        let start = document.converted(conversion(Characters::Traditional), 20);
        let mut texts = Vec::new();
        start.each_text(&mut |_, text| texts.push(text.as_str().to_owned()));
        assert_eq!(texts[1], "這是头发。");
        assert_eq!(texts[2], "这是头发。");
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn spans_cover_the_text_and_keep_their_characters(
            parts in prop::collection::vec("[这头发展皇后里面𪨊㛣a ，乾隆說裡]{0,5}", 0..6),
        ) {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            let text = spans(&parts);
            for characters in [Characters::Simplified, Characters::Traditional] {
                let Some(shown) = text.converted(conversion(characters)) else {
                    continue;
                };
                let counts: Vec<usize> = shown
                    .pieces()
                    .map(|(range, _)| shown.clean.slice(range).as_str().chars().count())
                    .collect();
                let wanted: Vec<usize> = parts.iter().map(|part| part.chars().count()).collect();
                prop_assert_eq!(counts, wanted);
                let end = shown.spans.last().map_or(0, |span| span.end);
                prop_assert_eq!(end, shown.as_str().len());
                for (before, after) in text.spans.iter().zip(&shown.spans) {
                    prop_assert_eq!(before.emphasis, after.emphasis);
                    prop_assert_eq!(before.link, after.link);
                }
            }
        }
    }
}
