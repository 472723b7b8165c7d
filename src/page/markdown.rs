//! A document as Markdown, for `newsprint show --format markdown`.

use std::fmt::Write as _;

use crate::article::Document;
use crate::article::document::{Block, Emphasis, List, Table, Text};
use crate::share::escape_markdown;
use crate::text::Clean;

/// The whole document, under its title.
#[must_use]
pub fn write(title: &str, link: Option<&str>, document: &Document) -> String {
    let mut writer = Writer {
        document,
        out: String::new(),
    };
    let title = escape_markdown(title);
    match link {
        // A link stands there as its author wrote it.
        Some(link) => writer.line("", &format!("# [{title}](<{}>)", Clean::line(link))),
        None => writer.line("", &format!("# {title}")),
    }
    writer.blocks(&document.blocks, "");
    writer.out
}

struct Writer<'a> {
    document: &'a Document,
    out: String,
}

impl Writer<'_> {
    /// Writes lines, each behind the prefix of what surrounds it.
    fn line(&mut self, prefix: &str, text: &str) {
        for line in text.split('\n') {
            let full = format!("{prefix}{line}");
            self.out.push_str(full.trim_end());
            self.out.push('\n');
        }
    }

    fn blocks(&mut self, blocks: &[Block], prefix: &str) {
        for block in blocks {
            self.line(prefix, "");
            self.block(block, prefix);
        }
    }

    fn block(&mut self, block: &Block, prefix: &str) {
        match block {
            Block::Paragraph(_, text) => {
                let text = self.inline(text);
                self.line(prefix, &text);
            }
            Block::Heading(level, text) => {
                // The title has the first level.
                let marks = "#".repeat(usize::from(level + 1).min(6));
                let text = self.inline(text).replace('\n', " ");
                self.line(prefix, &format!("{marks} {text}"));
            }
            Block::Quote(blocks) => self.inside(blocks, prefix, "> ", "> "),
            Block::List(list) => self.list(list, prefix),
            Block::Definitions(entries) => {
                for (term, meaning) in entries {
                    let term = self.inline(term);
                    self.line(prefix, &format!("**{term}**"));
                    self.blocks(meaning, prefix);
                }
            }
            Block::Preformatted(text) => {
                let fence = if text.as_str().contains("```") {
                    "~~~~"
                } else {
                    "```"
                };
                self.line(prefix, &format!("{fence}\n{text}\n{fence}"));
            }
            Block::Table(table) => self.table(table, prefix),
            Block::Picture(picture) => {
                let url = self
                    .document
                    .images
                    .get(picture.image)
                    .map_or("", |image| &image.url);
                let caption = escape_markdown(picture.caption.as_str());
                self.line(prefix, &format!("![{caption}](<{url}>)"));
            }
            Block::Embed(place) => {
                if let Some(embed) = self.document.embeds.get(*place) {
                    let name = embed.title.as_ref().unwrap_or(&embed.host).as_str();
                    let line = format!("[{}](<{}>)", escape_markdown(name), embed.url);
                    self.line(prefix, &line);
                }
            }
            Block::Rule => self.line(prefix, "---"),
            Block::Cut(cut) => {
                let notice = escape_markdown(cut.notice().as_str());
                self.line(prefix, &format!("*{notice}*"));
            }
        }
    }

    /// Blocks with one prefix on their first line and another on the rest.
    fn inside(&mut self, blocks: &[Block], prefix: &str, first: &str, rest: &str) {
        let outer = std::mem::take(&mut self.out);
        for (number, block) in blocks.iter().enumerate() {
            if number > 0 {
                self.line("", "");
            }
            self.block(block, "");
        }
        let inner = std::mem::replace(&mut self.out, outer);
        for (number, line) in inner.lines().enumerate() {
            let mark = if number == 0 { first } else { rest };
            self.line(prefix, &format!("{mark}{line}"));
        }
    }

    fn list(&mut self, list: &List, prefix: &str) {
        for (number, item) in list.items.iter().enumerate() {
            let marker = match list.start {
                Some(start) => format!("{}. ", start.saturating_add(number as u64)),
                None => "- ".to_owned(),
            };
            let space = " ".repeat(marker.len());
            self.inside(item, prefix, &marker, &space);
        }
    }

    fn table(&mut self, table: &Table, prefix: &str) {
        let columns = table.columns();
        let row = |writer: &Self, cells: &[Text]| {
            let mut line = String::from("|");
            for column in 0..columns {
                let cell = cells
                    .get(column)
                    .map(|cell| writer.inline(cell))
                    .unwrap_or_default();
                let _ = write!(
                    line,
                    " {} |",
                    cell.replace('\n', "<br>").replace('|', "\\|")
                );
            }
            line
        };
        let head = row(self, &table.head);
        self.line(prefix, &head);
        self.line(prefix, &format!("|{}", " --- |".repeat(columns)));
        for cells in &table.rows {
            let line = row(self, cells);
            self.line(prefix, &line);
        }
    }

    fn inline(&self, text: &Text) -> String {
        let mut out = String::new();
        for (range, span) in text.pieces() {
            let raw = text.clean.slice(range).as_str();
            let (before, rest) = raw.split_at(raw.len() - raw.trim_start().len());
            let (words, after) = rest.split_at(rest.trim_end().len());
            out.push_str(before);
            if words.is_empty() {
                out.push_str(after);
                continue;
            }
            let is_code = span.emphasis.intersects(Emphasis::CODE | Emphasis::KEY);
            let mut piece = if is_code {
                format!("`{}`", words.replace('`', "'"))
            } else {
                escape_markdown(words)
            };
            for (emphasis, mark) in [
                (Emphasis::STRONG | Emphasis::RUN_IN, "**"),
                (Emphasis::ITALIC, "*"),
                (Emphasis::STRUCK, "~~"),
            ] {
                if span.emphasis.intersects(emphasis) {
                    piece = format!("{mark}{piece}{mark}");
                }
            }
            if let Some(link) = span.link.and_then(|link| self.document.links.get(link))
                && link.within.is_none()
            {
                piece = format!("[{piece}](<{}>)", link.url);
            }
            out.push_str(&piece);
            out.push_str(after);
        }
        out
    }
}
