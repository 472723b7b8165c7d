//! Bytes as a row of choices: any bytes give a document, a setting, a text. Where
//! they end, the first of all is chosen, so that nothing goes on for ever.

use newsprint::article::Document;
use newsprint::article::document::{
    Block, Embed, Emphasis, Image, Link, List, Picture, Role, Span, Table, Text,
};
use newsprint::text::Clean;
use unicode_segmentation::UnicodeSegmentation;

/// Pieces of text that make trouble: the rules of line breaking are about them.
const PIECES: &[&str] = &[
    "中",
    "文",
    "第",
    "年",
    "，",
    "。",
    "、",
    "：",
    "）",
    "（",
    "”",
    "“",
    "’",
    "‘",
    "「",
    "」",
    "『",
    "』",
    "《",
    "》",
    "——",
    "……",
    "—",
    "…",
    "·",
    "～",
    "／",
    "％",
    "℃",
    "°",
    "￥",
    "$",
    "€",
    "\"",
    "'",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    ":",
    "/",
    "-",
    "%",
    "#",
    "@",
    "a",
    "word",
    "don't",
    "2024",
    "3.5",
    "5'10\"",
    "km",
    " ",
    " ",
    " ",
    "\n",
    "\u{a0}",
    "\u{3000}",
    "\u{2003}",
    "https://example.org/a/b?c=d",
    "%E4%B8%AD",
    "あ",
    "っ",
    "ー",
    "々",
    "カ",
    "ヶ",
    "ｶ",
    "ﾞ",
    "한",
    "국",
    "각",
    "\u{1100}\u{1161}",
    "ก",
    "ไ",
    "ำ",
    "ລ",
    "א",
    "ب",
    "e\u{301}",
    "\u{301}",
    "😀",
    "👨\u{200d}👩\u{200d}👧",
    "👍🏽",
    "🇫🇷",
    "❤\u{fe0f}",
    "ＮＨＫ",
    "１２",
    "─",
    "│",
    "┼",
    "▎",
    "↩",
    "●",
    "<",
    "&",
    "𠀀",
    "葛\u{e0100}",
    "ﷺ",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200b}",
    "\u{fffc}",
];

/// How deep blocks lie within each other, at the most.
const DEPTH: usize = 5;

pub(crate) struct Choices<'a> {
    bytes: &'a [u8],
}

impl<'a> Choices<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => 0,
        }
    }

    /// A number from 0 to below `bound`, which is at most 256.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::from(self.byte()) % bound
    }

    fn more(&mut self) -> bool {
        !self.bytes.is_empty() && self.below(4) > 0
    }

    fn string(&mut self, pieces: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.below(pieces) {
            let choice = self.below(PIECES.len() + 8);
            if let Some(piece) = PIECES.get(choice) {
                text.push_str(piece);
            } else {
                let code = u32::from(self.byte()) << 16
                    | u32::from(self.byte()) << 8
                    | u32::from(self.byte());
                text.extend(char::from_u32(code & 0x3_FFFF));
            }
        }
        text
    }

    /// A text on one line.
    pub(crate) fn line(&mut self) -> Clean {
        Clean::line(&self.string(24))
    }

    /// A text as a document has it: no white space at its ends, spans to its end.
    fn text(&mut self) -> Text {
        let long = 1 + 200 * usize::from(self.below(8) == 7);
        let raw = self.string(40 + long.min(200));
        let clean = Clean::new(raw.trim());
        let clean = Clean::new(clean.as_str().trim());
        let mut text = Text::plain(clean);
        text.spans.clear();
        let mut ends: Vec<usize> = text
            .as_str()
            .grapheme_indices(true)
            .map(|(at, _)| at)
            .skip(1)
            .collect();
        ends.retain(|_| self.bytes.len() > 8 && self.below(6) == 1);
        ends.push(text.as_str().len());
        if !text.clean.is_empty() {
            for end in ends {
                let emphasis = Emphasis::from_bits_truncate(u16::from(self.byte()));
                let link = self.below(6).checked_sub(4);
                text.spans.push(Span {
                    end,
                    emphasis,
                    link,
                });
            }
        }
        text
    }

    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while blocks.is_empty() || (self.more() && blocks.len() < 12) {
            blocks.push(self.block(depth));
        }
        blocks
    }

    fn items<Item>(&mut self, mut item: impl FnMut(&mut Self) -> Item) -> Vec<Item> {
        (0..=self.below(5)).map(|_| item(self)).collect()
    }

    fn block(&mut self, depth: usize) -> Block {
        let kinds = if depth < DEPTH { 14 } else { 9 };
        match self.below(kinds) {
            0 | 1 => Block::Paragraph(Role::Body, self.text()),
            2 => {
                let role = [Role::Lead, Role::Credit, Role::Notice, Role::Related][self.below(4)];
                Block::Paragraph(role, self.text())
            }
            3 => Block::Heading(1 + u8::try_from(self.below(6)).unwrap_or(0), self.text()),
            4 => Block::Preformatted(Clean::new(self.string(60).trim_matches('\n'))),
            5 => Block::Picture(Picture {
                image: self.below(2),
                caption: self.text(),
                has_caption: self.below(2) == 1,
            }),
            6 => Block::Embed(self.below(3)),
            7 => Block::Rule,
            8 => Block::Table(self.table()),
            9 | 10 => Block::Quote(self.blocks(depth + 1)),
            11 | 12 => Block::List(List {
                start: (self.below(2) == 1).then(|| [0, 7, 99, u64::MAX][self.below(4)]),
                items: self.items(|choices| choices.blocks(depth + 1)),
            }),
            _ => Block::Definitions(
                self.items(|choices| (choices.text(), choices.blocks(depth + 1))),
            ),
        }
    }

    /// A table with something in its first cell, as every row of a document's has.
    fn table(&mut self) -> Table {
        let mut table = Table {
            caption: (self.below(3) == 1).then(|| self.text()),
            head: if self.below(2) == 1 {
                self.items(Self::text)
            } else {
                Vec::new()
            },
            rows: self.items(|choices| choices.items(Self::text)),
        };
        if let Some(cell) = table.rows.first_mut().and_then(|row| row.first_mut())
            && cell.clean.is_empty()
        {
            *cell = Text::plain(Clean::line("表"));
        }
        table
    }

    /// A document with two links, a picture and two embeds.
    pub(crate) fn document(&mut self) -> Document {
        let link = |words: Clean| Link {
            url: "https://example.org/".into(),
            text: words,
            within: None,
        };
        let embed = |title: Option<Clean>| Embed {
            url: "https://example.org/".into(),
            title,
            host: Clean::line("example.org"),
        };
        Document {
            links: vec![link(self.line()), link(Clean::line("相关阅读"))],
            images: vec![Image {
                url: "https://example.org/a.jpg".into(),
                caption: None,
            }],
            embeds: vec![embed(None), embed(Some(self.line()))],
            blocks: self.blocks(0),
        }
    }
}
