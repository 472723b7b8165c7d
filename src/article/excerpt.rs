//! Text between two positions, as somebody wants it who copies it: nothing but
//! the author's characters, and between blocks the breaks that plain text has.
//!
//! Positions count characters of [`Document::each_text`]; what separates blocks
//! is counted by none.

use std::ops::Range;

use super::document::{Block, Document, List, Table, Text};

/// What stands between blocks.
const BLANK_LINE: &str = "\n\n";
/// What stands between the items of a list, a term and its meaning, rows.
const LINE_BREAK: &str = "\n";
/// What stands between the cells of a row.
const CELL_BREAK: &str = "\t";

impl Document {
    /// The text between two positions, unwrapped: blocks with a blank line
    /// between them, items of a list and rows of a table with a line break, cells
    /// with a tab. Breaks that the author made are kept.
    #[must_use]
    pub fn text_between(&self, range: Range<u32>) -> String {
        let mut excerpt = Excerpt {
            range: range.start as usize..range.end as usize,
            at: 0,
            pending: String::new(),
            out: String::new(),
        };
        excerpt.blocks(&self.blocks, BLANK_LINE);
        excerpt.out
    }
}

/// What has been gathered so far.
struct Excerpt {
    range: Range<usize>,
    /// Characters that have gone by.
    at: usize,
    /// What separates the next text from the one before.
    pending: String,
    out: String,
}

impl Excerpt {
    fn text(&mut self, text: &str) {
        let length = text.chars().count();
        let from = self.range.start.saturating_sub(self.at).min(length);
        let to = self.range.end.saturating_sub(self.at).min(length);
        self.at += length;
        if from >= to {
            return;
        }
        if !self.out.is_empty() {
            self.out.push_str(&self.pending);
        }
        self.pending.clear();
        self.out.extend(text.chars().skip(from).take(to - from));
    }

    /// Of two breaks that meet the longer one stands.
    fn separate(&mut self, by: &str) {
        if by.len() > self.pending.len() {
            by.clone_into(&mut self.pending);
        }
    }

    fn blocks(&mut self, blocks: &[Block], between: &str) {
        for (number, block) in blocks.iter().enumerate() {
            if self.at >= self.range.end {
                return;
            }
            if number > 0 {
                self.separate(between);
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(_, text) | Block::Heading(_, text) => self.text(text.as_str()),
            Block::Quote(blocks) => self.blocks(blocks, BLANK_LINE),
            Block::List(list) => self.list(list),
            Block::Definitions(entries) => {
                for (number, (term, meaning)) in entries.iter().enumerate() {
                    if number > 0 {
                        self.separate(BLANK_LINE);
                    }
                    self.text(term.as_str());
                    self.separate(LINE_BREAK);
                    self.blocks(meaning, BLANK_LINE);
                }
            }
            Block::Preformatted(text) => self.text(text.as_str()),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) if picture.has_caption => self.text(picture.caption.as_str()),
            Block::Picture(_) | Block::Embed(_) | Block::Rule | Block::Cut(_) => {}
        }
    }

    fn list(&mut self, list: &List) {
        let between = if list.is_tight() {
            LINE_BREAK
        } else {
            BLANK_LINE
        };
        for (number, item) in list.items.iter().enumerate() {
            if number > 0 {
                self.separate(between);
            }
            self.blocks(item, between);
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.text(caption.as_str());
        }
        for row in std::iter::once(&table.head).chain(&table.rows) {
            self.separate(LINE_BREAK);
            self.row(row);
        }
    }

    /// An empty cell keeps its place among the others.
    fn row(&mut self, cells: &[Text]) {
        let (before, written) = (self.pending.clone(), self.out.len());
        for (number, cell) in cells.iter().enumerate() {
            if number > 0 {
                self.pending.push_str(CELL_BREAK);
            }
            self.text(cell.as_str());
        }
        // Cells at the end that are empty leave no tabs behind.
        self.pending = if self.out.len() > written {
            String::new()
        } else {
            before
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::document::{Picture, Role};
    use crate::text::Clean;
    use proptest::prelude::*;

    fn text(text: &str) -> Text {
        Text::plain(Clean::new(text))
    }

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(Role::Body, text(words))
    }

    fn items(items: Vec<Vec<Block>>) -> Block {
        Block::List(List { start: None, items })
    }

    /// Every kind of block.
    fn document() -> Document {
        let nested = items(vec![vec![paragraph("东侧")], vec![paragraph("西侧")]]);
        let table = Table {
            caption: Some(text("船只")),
            head: vec![text("月份"), text(""), text("数")],
            rows: vec![
                vec![text(""), text("三月"), text("12")],
                vec![text("四月"), text(""), text("")],
            ],
        };
        let blocks = vec![
            paragraph("港口开放。\n第二行"),
            Block::Rule,
            Block::Quote(vec![paragraph("甲"), paragraph("乙")]),
            items(vec![
                vec![paragraph("一号码头"), nested],
                vec![paragraph("二号")],
            ]),
            items(vec![
                vec![paragraph("丙"), paragraph("丁")],
                vec![paragraph("戊")],
            ]),
            Block::Definitions(vec![
                (text("吃水"), vec![paragraph("深度。")]),
                (text("舷"), vec![]),
            ]),
            Block::Preformatted(Clean::new("let x;\n\n    sail();")),
            Block::Table(table),
            Block::Picture(Picture {
                image: 0,
                caption: text("name.jpg"),
                has_caption: false,
            }),
            Block::Heading(2, text("终")),
        ];
        Document {
            blocks,
            ..Document::default()
        }
    }

    const WHOLE: &str = "港口开放。\n第二行\n\n甲\n\n乙\n\n一号码头\n东侧\n西侧\n二号\n\n丙\n\n丁\n\n戊\n\n吃水\n深度。\n\n舷\n\nlet x;\n\n    sail();\n\n船只\n月份\t\t数\n\t三月\t12\n四月\n\n终";

    #[test]
    fn blocks_are_separated_as_plain_text_has_it() {
        let document = document();
        assert_eq!(document.text_between(0..u32::MAX), WHOLE);
        for (range, expected) in [(0..0, ""), (2..4, "开放"), (8..10, "行甲"), (9..10, "甲")] {
            let found = document.text_between(range.clone());
            assert_eq!(found.replace("\n\n", ""), expected, "{range:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn a_part_has_the_characters_of_its_positions(from in 0..80u32, length in 0..80u32) {
            let document = document();
            let mut all = String::new();
            document.each_text(&mut |_, part| all.push_str(part.as_str()));
            let wanted: String = all.chars().skip(from as usize).take(length as usize).collect();
            let found = document.text_between(from..from + length);
            let bare = |text: &str| text.replace(['\n', '\t'], "");
            prop_assert_eq!(bare(&found), bare(&wanted));
            prop_assert!(WHOLE.contains(&found), "{found:?}");
        }
    }
}
