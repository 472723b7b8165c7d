//! Reads a page as a person does, line by line, and holds it against the
//! document: which text stands on which lines, and whether any of it is missing.

use std::collections::BTreeMap;
use std::ops::Range;

use newsprint::article::Document;
use newsprint::article::document::{Block, Role, Table, Text};
use newsprint::page::{Ground, Line, Look, Page, PageSettings};
use newsprint::text::WidthPolicy;
use newsprint::text::linebreak::Strictness;
use newsprint::text::script::is_han_like;
use unicode_segmentation::UnicodeSegmentation;

/// A text of the document as the page set it.
#[derive(Clone, Debug)]
pub(crate) struct SetText {
    pub(crate) text: String,
    /// Whether it is running text.
    pub(crate) is_body: bool,
    pub(crate) lines: Vec<SetLine>,
}

/// One of its lines.
#[derive(Clone, Debug)]
pub(crate) struct SetLine {
    /// Bytes of the text that stand on it.
    pub(crate) shown: Range<usize>,
    /// Where the next begins.
    pub(crate) end: usize,
    /// Columns that the page had for it.
    pub(crate) room: usize,
}

/// Settings with nothing that is only for the eye: no indent, nothing hanging.
pub(crate) fn plain_settings(
    measure: usize,
    policy: WidthPolicy,
    strictness: Strictness,
) -> PageSettings {
    PageSettings {
        strictness,
        ..PageSettings::plain(measure, policy)
    }
}

/// The texts of a page in order, headed by the title and the line below it; or what is missing.
pub(crate) fn read(
    page: &Page,
    header: [&str; 2],
    document: &Document,
    settings: &PageSettings,
) -> Result<Vec<SetText>, String> {
    let mut reader = Reader {
        lines: &page.lines,
        at: 0,
        settings,
        document,
        texts: Vec::new(),
    };
    for text in header {
        reader.text(text, false)?;
    }
    reader.blocks(&document.blocks)?;
    match reader
        .lines
        .get(reader.at..)
        .unwrap_or_default()
        .iter()
        .find(|line| !is_blank(line))
    {
        None => Ok(reader.texts),
        Some(line) => Err(format!("nobody wrote {:?}", content(line))),
    }
}

struct Reader<'a> {
    lines: &'a [Line],
    at: usize,
    settings: &'a PageSettings,
    document: &'a Document,
    texts: Vec<SetText>,
}

/// What stands on a line that is no mark of our own.
fn content(line: &Line) -> String {
    let pieces = line
        .pieces
        .iter()
        .filter(|piece| piece.look != Look::Furniture);
    pieces.map(|piece| piece.text.as_str()).collect()
}

fn is_blank(line: &Line) -> bool {
    content(line).trim().is_empty()
}

fn is_ruled(line: &Line) -> bool {
    line.pieces.iter().any(|piece| {
        piece.look == Look::Furniture && piece.text.as_str().contains(|c| matches!(c, '─'..='╿'))
    })
}

/// Bytes of white space that a line's end swallows: up to one break of the
/// author's. A space that carries a mark is something to see.
fn swallowed(rest: &str) -> usize {
    let mut white = 0;
    for grapheme in rest.graphemes(true) {
        if !grapheme.chars().all(char::is_whitespace) {
            break;
        }
        white += grapheme.len();
        if grapheme.ends_with('\n') {
            break;
        }
    }
    white
}

impl Reader<'_> {
    fn room(&self, line: &Line) -> usize {
        let marks = line
            .pieces
            .iter()
            .take_while(|piece| piece.look == Look::Furniture);
        let taken: usize = marks
            .map(|piece| self.settings.policy.text(piece.text.as_str()))
            .sum();
        self.settings.measure.saturating_sub(taken).max(1)
    }

    fn text(&mut self, text: &str, is_body: bool) -> Result<(), String> {
        let mut set = SetText {
            text: text.to_owned(),
            is_body,
            lines: Vec::new(),
        };
        let mut cursor = 0;
        while !text[cursor..].trim().is_empty() {
            let Some(line) = self.lines.get(self.at) else {
                return Err(format!("the page ends before {:?}", &text[cursor..]));
            };
            self.at += 1;
            let content = content(line);
            let rest = &text[cursor..];
            if content.trim().is_empty() {
                // Before the text it is the page's; in it, the author's own, or white
                // space that has no room beside the first word.
                let white = swallowed(rest);
                let is_before = text[..cursor].trim().is_empty();
                if white == 0 && !is_before {
                    return Err(format!("a blank line before {rest:?}"));
                }
                cursor += if is_before { 0 } else { white };
                continue;
            }
            let mut start = cursor;
            while !text[start..].starts_with(content.as_str()) && swallowed(&text[start..]) > 0 {
                start += swallowed(&text[start..]);
            }
            let content = content.as_str();
            if !text[start..].starts_with(content) {
                return Err(format!("{content:?} stands where {rest:?} should"));
            }
            let end = start + content.len();
            cursor = end + swallowed(&text[end..]);
            set.lines.push(SetLine {
                shown: start..end,
                end: cursor,
                room: self.room(line),
            });
        }
        self.texts.push(set);
        Ok(())
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), String> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &Block) -> Result<(), String> {
        match block {
            Block::Paragraph(role, text) => self.text(text.as_str(), *role == Role::Body),
            Block::Heading(_, text) => self.text(text.as_str(), false),
            Block::Quote(blocks) => self.blocks(blocks),
            Block::List(list) => list.items.iter().try_for_each(|item| self.blocks(item)),
            Block::Definitions(entries) => entries.iter().try_for_each(|(term, meaning)| {
                self.text(term.as_str(), false)?;
                self.blocks(meaning)
            }),
            Block::Preformatted(text) => self.kept(text.as_str()),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.text(picture.caption.as_str(), false),
            Block::Embed(place) => match self.document.embeds.get(*place) {
                Some(embed) => {
                    let title = embed.title.as_ref().map(|title| format!(" · {title}"));
                    let name = format!("{}{}", embed.host, title.unwrap_or_default());
                    self.text(name.trim(), false)
                }
                None => Ok(()),
            },
            Block::Cut(cut) => self.text(cut.notice().as_str(), false),
            Block::Rule => {
                let blank = self.lines[self.at..]
                    .iter()
                    .take_while(|line| is_blank(line) && !is_own_rule(line));
                self.at += blank.count() + 1;
                if self.at > self.lines.len() {
                    Err("a rule is missing".into())
                } else {
                    Ok(())
                }
            }
        }
    }

    /// Text that is kept as it is: line for line, cut where it has to be, on a
    /// ground of its own.
    fn kept(&mut self, text: &str) -> Result<(), String> {
        let is_kept = |line: &Line| matches!(line.ground, Ground::Tinted { .. });
        let waiting = self.lines.get(self.at..).unwrap_or_default();
        self.at += waiting
            .iter()
            .take_while(|line| is_blank(line) && !is_kept(line))
            .count();
        for line in text.split('\n') {
            let mut rest = line;
            loop {
                let Some(next) = self.lines.get(self.at).filter(|line| is_kept(line)) else {
                    return Err(format!("the kept text ends before {rest:?}"));
                };
                self.at += 1;
                let content = content(next);
                rest = match rest.strip_prefix(content.as_str()) {
                    Some(rest) => rest,
                    None => return Err(format!("{content:?} stands where {rest:?} should")),
                };
                if rest.is_empty() {
                    break;
                }
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), String> {
        if let Some(caption) = &table.caption {
            self.text(caption.as_str(), false)?;
        }
        let waiting = self.lines.get(self.at..).unwrap_or_default();
        let blank = waiting
            .iter()
            .take_while(|line| is_blank(line) && !is_ruled(line))
            .count();
        if waiting.get(blank).is_some_and(is_ruled) {
            self.at += blank;
            return self.drawn(table);
        }
        for row in &table.rows {
            for (column, cell) in row
                .iter()
                .enumerate()
                .filter(|(_, cell)| !cell.as_str().is_empty())
            {
                let head = table.head.get(column).map_or("", Text::as_str);
                let separator = match head {
                    "" => "",
                    head if head.contains(is_han_like) => "：",
                    _ => ": ",
                };
                self.text(&format!("{head}{separator}{}", cell.as_str()), false)?;
            }
        }
        Ok(())
    }

    /// A drawn table: cells stand side by side, so that only their characters are counted.
    fn drawn(&mut self, table: &Table) -> Result<(), String> {
        let mut found: BTreeMap<char, usize> = BTreeMap::new();
        // A cell may have blank lines of its own.
        while let Some(line) = self.lines.get(self.at).filter(|line| line.is_drawn) {
            for c in line
                .pieces
                .iter()
                .flat_map(|piece| piece.text.as_str().chars())
            {
                *found.entry(c).or_default() += 1;
            }
            self.at += 1;
        }
        for cell in table.head.iter().chain(table.rows.iter().flatten()) {
            for c in cell.as_str().chars().filter(|c| !c.is_whitespace()) {
                match found.get_mut(&c).filter(|count| **count > 0) {
                    Some(count) => *count -= 1,
                    None => {
                        return Err(format!(
                            "{c:?} of {:?} is not in the drawn table",
                            cell.as_str()
                        ));
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether a line is the rule of a pause, drawn or in ASCII.
fn is_own_rule(line: &Line) -> bool {
    is_ruled(line)
        || line.pieces.iter().any(|piece| {
            piece.look == Look::Furniture
                && !piece.text.is_empty()
                && piece.text.as_str().chars().all(|c| c == '-')
        })
}
