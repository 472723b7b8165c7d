//! Tables: drawn with rules where they fit, else one `head: cell` line for each cell.

use std::collections::HashSet;
use std::fmt::Write as _;

use html2text::render::RichAnnotation;

use crate::article::document::{Emphasis, Table, Text};
use crate::text::{Clean, WidthPolicy};

use super::line::{Look, Piece, Target};
use super::setter::{Setter, Whose};

/// Bytes of HTML given to the drawing library; what is larger is set in lines.
const HTML_BYTES: usize = 200 << 10;
/// Columns a cell needs before a drawn table reads better than lines.
const CELL_COLUMNS: usize = 6;

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
    let drawn = if wide_enough && setter.settings().furniture == WidthPolicy::Narrow {
        draw(setter, table, room)
    } else {
        None
    };
    match drawn {
        Some(lines) => {
            for pieces in lines {
                let mut line = setter.start_line();
                line.pieces.extend(pieces);
                setter.push_line(line);
            }
            for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                setter.advance(cell.as_str());
            }
        }
        None => set_as_lines(setter, table),
    }
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
    let separator = if han { "：" } else { ": " };
    let start = head.as_str().len() + separator.len();
    let clean = Clean::new(&format!("{}{separator}{}", head.as_str(), cell.as_str()));
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
    text
}

/// Draws a table; `None` where it does not fit.
fn draw(setter: &Setter<'_>, table: &Table, room: usize) -> Option<Vec<Vec<Piece>>> {
    let html = flat_html(setter, table)?;
    let lines = html2text::config::rich()
        .lines_from_read(html.as_bytes(), room)
        .ok()?;
    let mut drawn = Vec::new();
    for line in lines {
        let mut pieces = Vec::new();
        for part in line.tagged_strings() {
            let is_furniture =
                !part.s.is_empty() && part.s.chars().all(|c| matches!(c, '─'..='╿' | ' '));
            let mut piece = Piece::plain(
                Clean::new(&part.s),
                if is_furniture {
                    Look::Furniture
                } else {
                    Look::Body
                },
            );
            for tag in &part.tag {
                match tag {
                    RichAnnotation::Strong => piece.emphasis |= Emphasis::STRONG,
                    RichAnnotation::Link(number) => {
                        piece.target = number.parse().ok().map(Target::Link);
                    }
                    _ => {}
                }
            }
            pieces.push(piece);
        }
        let width: usize = pieces
            .iter()
            .map(|piece| setter.settings().policy.text(piece.text.as_str()))
            .sum();
        if width > room {
            return None;
        }
        drawn.push(pieces);
    }
    keeps_words_whole(setter, table, &drawn).then_some(drawn)
}

/// Whether no word was cut to make a column narrow enough: such a table reads
/// better as lines.
fn keeps_words_whole(setter: &Setter<'_>, table: &Table, drawn: &[Vec<Piece>]) -> bool {
    let mut whole: HashSet<String> = HashSet::new();
    for pieces in drawn {
        let line: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        for cell in line.split('│') {
            whole.extend(unbreakable(setter, cell.trim()));
        }
    }
    let cells = table.head.iter().chain(table.rows.iter().flatten());
    let mut words = cells.flat_map(|cell| unbreakable(setter, cell.as_str()));
    words.all(|word| whole.contains(&word))
}

/// The stretches of a text in which no line may end.
fn unbreakable(setter: &Setter<'_>, text: &str) -> Vec<String> {
    let mut start = 0;
    let mut stretches = Vec::new();
    for end in setter.breaks(text) {
        stretches.push(text.get(start..end).unwrap_or_default().trim().to_owned());
        start = end;
    }
    stretches
}

/// The table as HTML of our own, flat, with a zero-width space wherever a line
/// of a cell may end.
fn flat_html(setter: &Setter<'_>, table: &Table) -> Option<String> {
    let mut html = String::from("<table>");
    if !table.head.is_empty() {
        push_row(setter, &mut html, &table.head, ("<th><b>", "</b></th>"));
    }
    for row in &table.rows {
        push_row(setter, &mut html, row, ("<td>", "</td>"));
        if html.len() > HTML_BYTES {
            return None;
        }
    }
    html.push_str("</table>");
    Some(html)
}

fn push_row(setter: &Setter<'_>, html: &mut String, cells: &[Text], (open, close): (&str, &str)) {
    html.push_str("<tr>");
    for cell in cells {
        html.push_str(open);
        let breaks = setter.breaks(cell.as_str());
        for (range, span) in cell.pieces() {
            if let Some(link) = span.link {
                let _ = write!(html, "<a href=\"{link}\">");
            }
            if span.emphasis.contains(Emphasis::STRONG) {
                html.push_str("<b>");
            }
            for (at, c) in cell.clean.slice(range.clone()).as_str().char_indices() {
                if breaks.binary_search(&(range.start + at)).is_ok() {
                    html.push('\u{200B}');
                }
                match c {
                    '&' => html.push_str("&amp;"),
                    '<' => html.push_str("&lt;"),
                    '\n' => html.push_str("<br>"),
                    c => html.push(c),
                }
            }
            if span.emphasis.contains(Emphasis::STRONG) {
                html.push_str("</b>");
            }
            if span.link.is_some() {
                html.push_str("</a>");
            }
        }
        html.push_str(close);
    }
    html.push_str("</tr>");
}
