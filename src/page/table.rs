//! Tables: drawn with rules where they fit, else one `head: cell` line for each cell.
//!
//! A blank stands at each side of a cell where no line of a cell has to end for it. A
//! rule stands below the head; between rows only where one has several lines, which
//! would run into those of the next.
//!
//! Where the lines of the cells end and how wide the columns are is the affair
//! of html2text. What it draws is read again, cell by cell, so that each piece is
//! the document's own text, with its styles and its place.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::article::document::{Emphasis, Table, Text};
use crate::text::{Clean, CleanRef, WidthPolicy};

use super::line::{Look, Origin, Piece};
use super::setter::{Setter, Whose, characters};

/// Bytes of HTML given to the drawing library; what is larger is set in lines.
const HTML_BYTES: usize = 200 << 10;
/// Columns a cell needs before a drawn table reads better than lines.
const CELL_COLUMNS: usize = 6;
/// Columns that cells whose lines have to end keep before they get blanks at their sides.
const WRAPPED_COLUMNS: usize = 12;

/// Sets a table.
pub(super) fn set(setter: &mut Setter<'_>, table: &Table) {
    if let Some(caption) = &table.caption
        && !caption.clean.is_empty()
    {
        setter.text(caption, Look::Caption);
    }
    let columns = table.columns();
    let room = setter.room();
    let wide_enough = room > columns * (CELL_COLUMNS + 1);
    let is_narrow = setter.settings().furniture == WidthPolicy::Narrow;
    let drawn = if wide_enough && is_narrow && is_measured_alike(table) {
        let spaced = has_room_for_blanks(setter, table, room);
        let spaced = spaced.then(|| draw(setter, table, room, 1)).flatten();
        spaced.or_else(|| draw(setter, table, room, 0))
    } else {
        None
    };
    let Some(drawn) = drawn else {
        return set_as_lines(setter, table);
    };
    let is_first = table.caption.is_none();
    let cells = table.head.iter().chain(table.rows.iter().flatten());
    let advance: Vec<&str> = cells.map(Text::as_str).collect();
    for (number, (position, pieces)) in drawn.into_iter().enumerate() {
        let mut line = setter.start_line();
        line.position = position;
        line.starts_block = is_first && number == 0;
        line.is_drawn = true;
        line.pieces.extend(pieces);
        setter.push_line(line);
    }
    for text in advance {
        setter.advance(text);
    }
}

/// Whether the drawing library reckons all cells as wide as we do: it adds up
/// characters, and goes wrong where a grapheme is not the sum of its own.
fn is_measured_alike(table: &Table) -> bool {
    let mut cells = table.head.iter().chain(table.rows.iter().flatten());
    cells.all(|cell| {
        let text = cell.as_str();
        let sum = |text: &str| {
            text.chars()
                .map(UnicodeWidthChar::width)
                .sum::<Option<usize>>()
        };
        text.is_ascii()
            || (text.graphemes(true).all(|grapheme| {
                matches!(grapheme, "\n") || sum(grapheme) == Some(grapheme.width())
            }) && text.split('\n').all(|line| sum(line) == Some(line.width())))
    })
}

/// `head: cell`, one line a cell and a blank line between rows.
fn set_as_lines(setter: &mut Setter<'_>, table: &Table) {
    // The heads stand before the rows in the text, and before each cell on the page.
    for head in &table.head {
        setter.advance(head.as_str());
    }
    for (number, row) in table.rows.iter().enumerate() {
        if number > 0 {
            setter.blank();
        }
        for (column, cell) in row.iter().enumerate() {
            if cell.clean.is_empty() {
                continue;
            }
            match table.head.get(column).filter(|head| !head.clean.is_empty()) {
                Some(head) => {
                    let text = headed(head, cell);
                    let but = text.as_str().len() - cell.as_str().len();
                    setter.text_of(&text, Look::Body, Whose::Document { but });
                }
                None => setter.text(cell, Look::Body),
            }
        }
    }
}

/// A cell after the head of its column.
fn headed(head: &Text, cell: &Text) -> Text {
    let han = head.as_str().chars().any(crate::text::script::is_han_like);
    let separator = CleanRef::furniture(if han { "：" } else { ": " });
    let start = head.as_str().len() + separator.as_str().len();
    // As they are: cleaned again, a cell that begins with many marks would lose one.
    let clean = Clean::concat(&[head.clean.as_clean(), separator, cell.clean.as_clean()]);
    let mut text = Text::plain(clean);
    for span in &mut text.spans {
        span.end = start;
        span.emphasis = Emphasis::RUN_IN;
    }
    for span in &cell.spans {
        text.spans.push(crate::article::document::Span {
            end: span.end + start,
            ..span.clone()
        });
    }
    Text::with_spans(text.clean, text.spans)
}

/// A line of a drawn table: the position of its text, and its pieces.
type Drawn = (u32, Vec<Piece>);

/// A row of cells that is being read from the lines drawn of it.
struct Row<'a> {
    is_head: bool,
    cells: Vec<Cell<'a>>,
}

/// A cell, as far as it has been found in what was drawn.
struct Cell<'a> {
    text: &'a Text,
    /// Where a line of it may end.
    breaks: Vec<usize>,
    /// The bytes that have been found.
    found: usize,
    /// The position of what has not been found yet in the document.
    position: u32,
}

/// Whether the cells of a table have room for a blank at each side without a line of
/// one ending for it; where lines have to end anyhow, whether the columns stay wide
/// enough to be read.
fn has_room_for_blanks(setter: &Setter<'_>, table: &Table, room: usize) -> bool {
    let policy = setter.settings().policy;
    let columns = table.columns();
    let rules = columns.saturating_sub(1);
    let blanks = columns * 2;
    let mut widest = vec![0; columns];
    for row in std::iter::once(&table.head).chain(&table.rows) {
        for (widest, cell) in widest.iter_mut().zip(row) {
            let lines = cell.as_str().split('\n').map(|line| policy.text(line));
            *widest = lines.max().unwrap_or(0).max(*widest);
        }
    }
    let whole = widest.iter().sum::<usize>() + rules;
    if whole <= room {
        whole + blanks <= room
    } else {
        room > columns * (WRAPPED_COLUMNS + 1) + blanks
    }
}

/// Draws a table with as many blanks at each side of a cell; `None` where it does not
/// fit.
fn draw(setter: &Setter<'_>, table: &Table, whole: usize, blank: usize) -> Option<Vec<Drawn>> {
    let room = whole.checked_sub(blank * table.columns() * 2)?;
    let html = flat_html(setter, table)?;
    let lines: Vec<String> = html2text::config::rich()
        .lines_from_read(html.as_bytes(), room)
        .ok()?
        .iter()
        .map(|line| {
            let parts = line.tagged_strings();
            let text: String = parts.map(|part| part.s.as_str()).collect();
            Clean::new(&text).as_str().to_owned()
        })
        .collect();
    let edges = edges(lines.first()?, table.columns())?;
    let policy = setter.settings().policy;
    if lines.iter().any(|line| policy.text(line) > room) {
        return None;
    }
    let kept = kept_rules(&lines, !table.head.is_empty());
    let mut rows = rows_of(setter, table).into_iter();
    let mut row: Option<Row<'_>> = None;
    let mut drawn: Vec<Drawn> = Vec::new();
    let mut position = setter.position();
    let mut rule = 0;
    for line in &lines {
        if is_border(line) {
            let is_whole = row.as_ref().is_none_or(Row::is_found);
            row = rows.next();
            if let Some(cell) = row.as_ref().and_then(|row| row.cells.first()) {
                position = cell.position;
            }
            if !is_whole {
                return None;
            }
            if kept.get(rule) == Some(&true) {
                drawn.push((position, vec![furniture(&widened(line, blank))]));
            }
            rule += 1;
        } else {
            let pieces = row.as_mut()?.line(setter, line, (&edges, blank))?;
            let starts = pieces.iter().filter_map(|piece| match piece.origin {
                Origin::Text(position) => Some(position),
                _ => None,
            });
            position = starts.min().unwrap_or(position);
            drawn.push((position, pieces));
        }
    }
    // The library leaves out what it takes for white space; the text is shown as it is.
    let columns = |pieces: &[Piece]| -> usize {
        let texts = pieces.iter().map(|piece| piece.text.as_str());
        texts.map(|text| policy.text(text)).sum()
    };
    if drawn.iter().any(|(_, pieces)| columns(pieces) > whole) {
        return None;
    }
    // A line may show the second words of one cell beside nothing of an earlier one
    // that goes on below: no line stands before the one above it.
    let mut least = u32::MAX;
    for (position, _) in drawn.iter_mut().rev() {
        least = least.min(*position);
        *position = least;
    }
    (row.is_none() && rows.next().is_none()).then_some(drawn)
}

/// Which of the rules that were drawn stay: those above all rows, below the head and
/// below all, and those between rows where one has several lines.
fn kept_rules(lines: &[String], has_head: bool) -> Vec<bool> {
    let ruled = lines.iter().enumerate().filter(|(_, line)| is_border(line));
    let ruled: Vec<usize> = ruled.map(|(at, _)| at).collect();
    let rows = ruled.iter().zip(ruled.iter().skip(1));
    let is_tall = rows
        .skip(usize::from(has_head))
        .any(|(above, below)| below - above > 2);
    let is_kept =
        |rule: usize| is_tall || rule == 0 || rule + 1 == ruled.len() || has_head && rule == 1;
    (0..ruled.len()).map(is_kept).collect()
}

/// The rows with where their text stands in the document.
fn rows_of<'a>(setter: &Setter<'_>, table: &'a Table) -> Vec<Row<'a>> {
    let mut position = setter.position();
    let head = (!table.head.is_empty()).then_some(&table.head);
    let rows = head.into_iter().chain(&table.rows).enumerate();
    rows.map(|(number, cells)| Row {
        is_head: number == 0 && head.is_some(),
        cells: cells
            .iter()
            .map(|text| {
                let before = position;
                position = position.saturating_add(characters(text.as_str()));
                Cell {
                    text,
                    breaks: setter.breaks(text.as_str()),
                    found: 0,
                    position: before,
                }
            })
            .collect(),
    })
    .collect()
}

impl Row<'_> {
    /// Whether all of its text has been found.
    fn is_found(&self) -> bool {
        self.cells
            .iter()
            .all(|cell| cell.found == cell.text.as_str().len())
    }

    /// The pieces of a drawn line of the row, cut at the edges of the columns, with as
    /// many blanks at each side of a cell.
    fn line(
        &mut self,
        setter: &Setter<'_>,
        line: &str,
        (edges, blank): (&[usize], usize),
    ) -> Option<Vec<Piece>> {
        let policy = setter.settings().policy;
        let mut pieces = Vec::new();
        let mut rest = line;
        let mut left = 0;
        for (number, edge) in edges.iter().enumerate() {
            let (end, width) = policy.prefix(rest, edge - left);
            let shown = rest.get(..end)?;
            rest = rest.get(end..)?;
            let words = shown.trim();
            let mut before = blank;
            if !words.is_empty() {
                before += shown.len() - shown.trim_start().len();
            }
            pieces.push(white(before));
            if !words.is_empty() {
                let cell = self.cells.get_mut(number)?;
                let (range, position) = cell.find(words)?;
                let whose = Whose::Document { but: 0 };
                let mut own = setter.pieces(cell.text, range, &[], Look::Body, (whose, position));
                if self.is_head {
                    for piece in &mut own {
                        piece.emphasis |= Emphasis::STRONG;
                    }
                }
                pieces.append(&mut own);
            }
            let after = shown.len() - shown.trim_end().len();
            let short = (edge - left).saturating_sub(width);
            pieces.push(white(after + short + blank));
            if let Some(beyond) = rest.strip_prefix('│') {
                pieces.push(furniture("│"));
                rest = beyond;
            } else if !rest.is_empty() {
                return None;
            }
            left = edge + 1;
        }
        pieces.retain(|piece| !piece.text.is_empty());
        Some(pieces)
    }
}

impl Cell<'_> {
    /// Finds words that were drawn where the cell's text goes on: its bytes, and the
    /// position of their first character. `None` where the text is another, or was
    /// cut where no line may end.
    fn find(&mut self, words: &str) -> Option<(Range<usize>, u32)> {
        let rest = self.text.as_str().get(self.found..)?;
        let blank = rest.len() - rest.trim_start().len();
        let start = self.found + blank;
        let position = self.position + characters(rest.get(..blank)?);
        let after = rest.trim_start().strip_prefix(words)?;
        let end = start + words.len();
        let skipped = after.len() - after.trim_start().len();
        self.found = end + skipped;
        self.position = position + characters(words) + characters(after.get(..skipped)?);
        let may_end = self.breaks.binary_search(&self.found).is_ok();
        may_end.then_some((start..end, position))
    }
}

fn furniture(text: &str) -> Piece {
    Piece::plain(Clean::new(text), Look::Furniture)
}

fn white(columns: usize) -> Piece {
    furniture(&" ".repeat(columns))
}

/// A rule with as many columns more at each side of a cell.
fn widened(rule: &str, by: usize) -> String {
    let more = "─".repeat(by);
    let mut wide = more.clone();
    for c in rule.chars() {
        if c == '─' {
            wide.push(c);
        } else {
            wide.extend([more.as_str(), c.encode_utf8(&mut [0; 4]), more.as_str()]);
        }
    }
    wide + &more
}

fn is_border(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| matches!(c, '─' | '┬' | '┼' | '┴'))
}

/// The columns at which the table's columns end, from the rule above it.
fn edges(border: &str, columns: usize) -> Option<Vec<usize>> {
    let junctions = border.chars().enumerate().filter(|(_, c)| *c == '┬');
    let mut edges: Vec<usize> = junctions.map(|(at, _)| at).collect();
    edges.push(border.chars().count());
    (is_border(border) && edges.len() == columns).then_some(edges)
}

/// The table as HTML of our own, flat, with a zero-width space wherever a line
/// of a cell may end. Every row has all columns.
fn flat_html(setter: &Setter<'_>, table: &Table) -> Option<String> {
    let mut html = String::from("<table>");
    let head = (!table.head.is_empty()).then_some(&table.head);
    for row in head.into_iter().chain(&table.rows) {
        html.push_str("<tr>");
        for column in 0..table.columns() {
            html.push_str("<td>");
            if let Some(cell) = row.get(column) {
                push_cell(setter, &mut html, cell);
            }
            html.push_str("</td>");
        }
        html.push_str("</tr>");
        if html.len() > HTML_BYTES {
            return None;
        }
    }
    html.push_str("</table>");
    Some(html)
}

fn push_cell(setter: &Setter<'_>, html: &mut String, cell: &Text) {
    let breaks = setter.breaks(cell.as_str());
    for (at, c) in cell.as_str().char_indices() {
        if breaks.binary_search(&at).is_ok() {
            html.push('\u{200B}');
        }
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '\n' => html.push_str("<br>"),
            c => html.push(c),
        }
    }
}
