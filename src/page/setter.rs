//! The setting of blocks, one after the other, into lines.

mod gaps;
mod text;

use crate::article::Document;
use crate::article::document::{Block, Emphasis, List, Picture, Role, Text};
use crate::text::language::is_hangul;
use crate::text::linebreak::opportunities;
use crate::text::script::is_kana;
use crate::text::{Clean, CleanRef, WidthPolicy};

pub(super) use text::characters;

use super::furniture::Furniture;
use super::line::{Line, Look, Piece, Target};
use super::{PageSettings, Paragraphs, table};

/// Columns that text keeps, however deep it is nested.
const LEAST_ROOM: usize = 10;

/// What stands at the left of the lines of a block.
struct Indent {
    /// On the first line only; then white space of its width.
    first: Option<Clean>,
    /// On every line.
    each: Option<CleanRef<'static>>,
    /// Columns it takes.
    width: usize,
}

/// Whose characters a text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The article's title.
    Title,
    /// The page's own.
    Ours,
    /// The document's; the first bytes are the page's own.
    Document {
        /// How many.
        but: usize,
    },
}

/// Sets a document.
pub(super) struct Setter<'a> {
    document: &'a Document,
    settings: &'a PageSettings,
    furniture: Furniture,
    lines: Vec<Line>,
    indents: Vec<Indent>,
    /// Characters of the document's text that have been set.
    position: u32,
    /// How many lists surround the present block.
    list_depth: usize,
    /// How many quotations do.
    quote_depth: usize,
    /// Whether the next block stands directly under the line before.
    tight: bool,
    /// Columns by which the first line of the next text begins further right.
    first_line: usize,
    /// Whether the block before was a paragraph of running text, within nothing.
    after_body: bool,
    /// Bytes of text that may still be set.
    budget: usize,
}

impl<'a> Setter<'a> {
    pub(super) fn new(document: &'a Document, settings: &'a PageSettings) -> Self {
        Self {
            document,
            settings,
            furniture: Furniture::of(settings.furniture),
            lines: Vec::new(),
            indents: Vec::new(),
            position: 0,
            list_depth: 0,
            quote_depth: 0,
            tight: true,
            first_line: 0,
            after_body: false,
            budget: usize::MAX,
        }
    }

    /// From here on no more than some bytes of text are set.
    pub(super) fn allow(&mut self, bytes: usize) {
        self.budget = bytes;
    }

    /// Whether all that was given has been set.
    pub(super) fn is_complete(&self) -> bool {
        self.budget > 0
    }

    /// How many characters of the document's text have been set.
    pub(super) fn position(&self) -> u32 {
        self.position
    }

    pub(super) fn finish(self) -> Vec<Line> {
        self.lines
    }

    fn policy(&self) -> WidthPolicy {
        self.settings.policy
    }

    fn columns(&self, text: CleanRef<'_>) -> usize {
        self.policy().text(text.as_str())
    }

    /// The title and the line below it. They are no part of the document's text.
    pub(super) fn header(&mut self, title: &Clean, below: &Clean) {
        self.text_of(&Text::plain(title.clone()), Look::Title, Whose::Title);
        if !below.is_empty() {
            self.text_of(&Text::plain(below.clone()), Look::Below, Whose::Ours);
        }
        for line in &mut self.lines {
            // Title and date are one block to whoever goes from paragraph to paragraph.
            line.starts_block = false;
        }
        if let Some(first) = self.lines.first_mut() {
            first.starts_block = true;
        }
        self.tight = false;
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            if self.budget == 0 {
                break;
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        let is_body = matches!(block, Block::Paragraph(Role::Body, _)) && self.is_outermost();
        let follows = is_body && std::mem::take(&mut self.after_body);
        let indents = is_body && self.settings.paragraphs == Paragraphs::Indented;
        let is_tight = std::mem::take(&mut self.tight) || (indents && follows);
        if !is_tight && !self.lines.is_empty() {
            self.blank();
        }
        if let Block::Paragraph(_, text) = block
            && indents
        {
            self.first_line = self.first_line_indent(text, follows);
        }
        self.set_block(block);
        self.after_body = is_body;
    }

    /// Whether nothing surrounds the present block.
    fn is_outermost(&self) -> bool {
        self.indents.is_empty() && self.quote_depth == 0 && self.list_depth == 0
    }

    /// Columns by which a paragraph's first line begins further right: two
    /// characters in Chinese, one in Japanese and Korean. Latin text begins with two
    /// columns, and only where a paragraph stands above: the first one is told by
    /// what it follows.
    fn first_line_indent(&self, text: &Text, follows: bool) -> usize {
        let text = text.as_str();
        let columns = if gaps::is_latin(text) {
            if follows { 2 } else { 0 }
        } else if text.chars().any(|c| is_kana(c) || is_hangul(c)) {
            2
        } else {
            4
        };
        if self.room() < columns + LEAST_ROOM {
            return 0;
        }
        columns
    }

    fn set_block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph(role, text) => self.paragraph(*role, text),
            Block::Heading(level, text) => self.text(text, Look::Heading(*level)),
            Block::Quote(blocks) => {
                let bar = self.furniture.bar;
                self.quote_depth += 1;
                self.tight = true;
                self.indented(None, Some(bar), |setter| setter.blocks(blocks));
                self.quote_depth -= 1;
            }
            Block::List(list) => self.list(list),
            Block::Definitions(entries) => {
                self.tight = true;
                for (number, (term, meaning)) in entries.iter().enumerate() {
                    if self.budget == 0 {
                        break;
                    }
                    if number > 0 {
                        self.blank();
                    }
                    self.text(term, Look::Term);
                    self.tight = true;
                    let space = CleanRef::furniture("    ");
                    self.indented(None, Some(space), |setter| setter.blocks(meaning));
                    self.tight = true;
                }
                self.tight = false;
            }
            Block::Preformatted(text) => self.preformatted(text),
            Block::Table(table) => table::set(self, table),
            Block::Picture(picture) => self.picture(picture),
            Block::Embed(embed) => self.embed(*embed),
            Block::Rule => self.rule(),
            Block::Cut(cut) => {
                self.text_of(&Text::plain(cut.notice()), Look::Quiet, Whose::Ours);
            }
        }
    }

    fn paragraph(&mut self, role: Role, text: &Text) {
        match role {
            // A caption that has no picture: below code, a quotation, a table.
            Role::Body if text.is_all(Emphasis::SMALL) => self.text(text, Look::Caption),
            Role::Body if self.quote_depth > 0 => self.text(text, Look::Quote),
            Role::Body => self.text(text, Look::Body),
            Role::Lead => self.text(text, Look::Lead),
            Role::Credit | Role::Notice => self.text(text, Look::Quiet),
            Role::Related => {
                let mark = self.furniture.related.to_clean();
                self.indented(Some(mark), None, |setter| setter.text(text, Look::Related));
            }
        }
    }

    fn list(&mut self, list: &'a List) {
        let is_tight = list.is_tight();
        let bullet = self.furniture.bullets[self.list_depth.min(2)];
        let greatest = list
            .start
            .map(|start| start.saturating_add(list.items.len() as u64 - 1));
        let digits = greatest.map_or(0, |greatest| greatest.to_string().len());
        self.list_depth += 1;
        for (index, entry) in list.items.iter().enumerate() {
            if self.budget == 0 {
                break;
            }
            if index > 0 && !is_tight {
                self.blank();
            }
            let marker = match list.start {
                Some(start) => Clean::new(&format!(
                    "{:>digits$}. ",
                    start.saturating_add(index as u64)
                )),
                None => bullet.to_clean(),
            };
            self.tight = true;
            self.indented(Some(marker), None, |setter| {
                for block in entry {
                    if setter.budget == 0 {
                        break;
                    }
                    setter.tight |= is_tight;
                    setter.block(block);
                }
            });
        }
        self.list_depth -= 1;
    }

    fn picture(&mut self, picture: &Picture) {
        let mark = self.furniture.picture.to_clean();
        let target = Target::Image(picture.image);
        let runs_in = picture
            .caption
            .spans
            .first()
            .is_some_and(|span| span.emphasis.contains(Emphasis::RUN_IN));
        let look = if runs_in { Look::Body } else { Look::Caption };
        let whose = if picture.has_caption {
            Whose::Document { but: 0 }
        } else {
            // A file name is no part of the article's text.
            Whose::Ours
        };
        let from = self.lines.len();
        self.indented(Some(mark), None, |setter| {
            setter.text_of(&picture.caption, look, whose);
        });
        for line in self.lines.iter_mut().skip(from) {
            for piece in &mut line.pieces {
                if piece.look != Look::Body || piece.emphasis.contains(Emphasis::RUN_IN) {
                    piece.target = piece.target.or(Some(target));
                }
            }
        }
    }

    fn embed(&mut self, place: usize) {
        let Some(embed) = self.document.embeds.get(place) else {
            return;
        };
        let name = match &embed.title {
            Some(title) => Clean::line(&format!("{} · {title}", embed.host)),
            None => embed.host.clone(),
        };
        let mark = self.furniture.embed.to_clean();
        let from = self.lines.len();
        self.indented(Some(mark), None, |setter| {
            setter.text_of(&Text::plain(name), Look::Caption, Whose::Ours);
        });
        for line in self.lines.iter_mut().skip(from) {
            for piece in &mut line.pieces {
                piece.target = Some(Target::Embed(place));
            }
        }
    }

    fn rule(&mut self) {
        let (rule, room) = (self.furniture.rule, self.room());
        let (end, width) = self.policy().prefix(rule.as_str(), room);
        let space = Clean::new(&" ".repeat((room - width) / 2));
        let mut line = self.start_line();
        line.pieces.push(Piece::plain(space, Look::Furniture));
        line.pieces
            .push(Piece::plain(rule.slice(0..end).to_clean(), Look::Furniture));
        self.lines.push(line);
    }

    /// Sets something further to the right, with a mark on its first line or on each.
    fn indented(
        &mut self,
        first: Option<Clean>,
        each: Option<CleanRef<'static>>,
        content: impl FnOnce(&mut Self),
    ) {
        let width = first
            .as_ref()
            .map(|mark| self.columns(mark.as_clean()))
            .or(each.map(|mark| self.columns(mark)))
            .unwrap_or(0);
        // Where there is no room left for marks, the text comes first.
        let fits = self.indent_width() + width + LEAST_ROOM.min(self.settings.measure)
            <= self.settings.measure;
        if fits {
            self.indents.push(Indent { first, each, width });
        }
        content(self);
        if fits {
            self.indents.pop();
        }
    }

    pub(super) fn indent_width(&self) -> usize {
        self.indents.iter().map(|indent| indent.width).sum()
    }

    /// The columns left for text.
    pub(super) fn room(&self) -> usize {
        self.settings
            .measure
            .saturating_sub(self.indent_width())
            .max(1)
    }

    pub(super) fn settings(&self) -> &PageSettings {
        self.settings
    }

    /// Where a text may be broken, for the table's cells.
    pub(super) fn breaks(&self, text: &str) -> Vec<usize> {
        let found = opportunities(text, self.settings.strictness);
        found.into_iter().map(|place| place.at).collect()
    }

    /// A line with the marks that stand at its left.
    pub(super) fn start_line(&mut self) -> Line {
        let mut line = Line {
            position: self.position,
            ..Line::default()
        };
        for indent in &mut self.indents {
            let mark = match (indent.first.take(), indent.each) {
                (Some(first), _) => first,
                (None, Some(each)) => each.to_clean(),
                (None, None) => Clean::new(&" ".repeat(indent.width)),
            };
            line.pieces.push(Piece::plain(mark, Look::Furniture));
        }
        line
    }

    pub(super) fn push_line(&mut self, line: Line) {
        self.lines.push(line);
    }

    pub(super) fn advance(&mut self, text: &str) {
        self.position = self.position.saturating_add(characters(text));
    }

    /// A blank line; bars go on through it.
    pub(super) fn blank(&mut self) {
        let mut line = Line {
            position: self.position,
            ..Line::default()
        };
        if self.indents.iter().any(|indent| indent.each.is_some()) {
            for indent in &self.indents {
                let mark = indent
                    .each
                    .map_or_else(|| Clean::new(&" ".repeat(indent.width)), CleanRef::to_clean);
                line.pieces.push(Piece::plain(mark, Look::Furniture));
            }
        }
        self.lines.push(line);
    }
}
