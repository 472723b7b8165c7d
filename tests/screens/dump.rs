//! A screen as text: what stands in its cells, and how they are styled.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fmt::Write as _;

use newsprint::app::geometry::Size;
use newsprint::ui::link_parts;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Style};

/// The columns of what stands in a cell, as the terminal is told.
fn width(cell: &Cell) -> u16 {
    cell.cell_width()
}

/// The cells of a row that hold something of their own: the second half of a
/// wide character is left out.
fn cells(buffer: &Buffer, size: Size, y: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let mut hidden = 0;
    (0..size.columns).filter_map(move |x| {
        let cell = &buffer[(x, y)];
        if hidden > 0 {
            hidden -= 1;
            return None;
        }
        hidden = width(cell).saturating_sub(1);
        Some((x, cell))
    })
}

/// What a cell looks like. The upper half of a cell in one colour above the
/// other is written as the ink of a QR code.
fn seen(cell: &Cell) -> &str {
    match (link_parts(cell.symbol()).1, cell.fg, cell.bg) {
        ("▀", Color::Black, Color::Black) => "█",
        ("▀", Color::Black, Color::White) => "▀",
        ("▀", Color::White, Color::Black) => "▄",
        ("▀", Color::White, Color::White) => " ",
        (symbol, ..) => symbol,
    }
}

/// The screen as a person sees it: each wide character once, without the white
/// space at the ends of lines.
pub(crate) fn text(buffer: &Buffer, size: Size) -> String {
    let mut out = String::new();
    for y in 0..size.rows {
        let line: String = cells(buffer, size, y).map(|(_, cell)| seen(cell)).collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn colour(colour: Color) -> String {
    match colour {
        Color::Indexed(index) => index.to_string(),
        named => named.to_string().to_lowercase(),
    }
}

/// A style in a few words, `bold 32/238`: modifiers, foreground, ground. Empty
/// where nothing is set.
fn words(cell: &Cell) -> String {
    let style: Style = cell.style();
    let mut words: Vec<String> = cell
        .modifier
        .iter_names()
        .map(|(name, _)| name.to_lowercase())
        .collect();
    let colours = [style.fg, style.bg].map(|named| match named {
        None | Some(Color::Reset) => "-".to_owned(),
        Some(named) => colour(named),
    });
    if colours != ["-", "-"] {
        words.push(colours.join("/"));
    }
    words.join(" ")
}

/// The styles of a screen as runs: `row  from-to style`, for cells that have one.
pub(crate) fn styles(buffer: &Buffer, size: Size) -> String {
    let mut out = String::new();
    for y in 0..size.rows {
        let mut runs: Vec<(u16, u16, String)> = Vec::new();
        for (x, cell) in cells(buffer, size, y) {
            let style = words(cell);
            let last = x + width(cell).max(1) - 1;
            match runs.last_mut() {
                Some((_, to, before)) if *before == style => *to = last,
                _ => runs.push((x, last, style)),
            }
        }
        for (from, to, style) in runs.iter().filter(|(.., style)| !style.is_empty()) {
            writeln!(out, "{y:>2}  {from}-{to} {style}").expect("writing to a string");
        }
    }
    out
}

/// What is wrong with a screen, whatever it shows: something was drawn outside
/// of it, or a wide character was cut in two.
pub(crate) fn faults(buffer: &Buffer, size: Size) -> Vec<String> {
    let mut faults = Vec::new();
    let blank = Cell::default();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let inside = x < size.columns && y < size.rows;
            if !inside && *cell != blank {
                faults.push(format!("{:?} outside, at {x},{y}", cell.symbol()));
            }
            if !inside || width(cell) < 2 {
                continue;
            }
            let next = &buffer[(x + 1, y)];
            if x + 1 >= size.columns || link_parts(next.symbol()).1 != " " {
                faults.push(format!("{:?} cut, at {x},{y}", cell.symbol()));
            }
        }
    }
    faults
}

/// Cells that a popup changed although they lie outside of its frame. `beneath`
/// is the same screen without it.
pub(crate) fn outside_of_frame(buffer: &Buffer, beneath: &Buffer, size: Size) -> Vec<String> {
    let places = || (0..size.rows).flat_map(|y| (0..size.columns).map(move |x| (x, y)));
    // A corner may lie on its like: a “+” of the page below one of an ASCII frame.
    let corners: Vec<(u16, u16)> = places()
        .filter(|place| {
            let symbol = buffer[*place].symbol();
            ["╭", "╮", "╰", "╯", "+"].contains(&symbol) && beneath[*place].symbol() != symbol
        })
        .collect();
    let columns = || corners.iter().map(|(x, _)| *x);
    let rows = || corners.iter().map(|(_, y)| *y);
    let (Some(left), Some(right), Some(top), Some(bottom)) =
        (columns().min(), columns().max(), rows().min(), rows().max())
    else {
        return vec!["no frame".to_owned()];
    };
    places()
        .filter(|place| {
            let seen = |buffer: &Buffer| {
                let cell = &buffer[*place];
                (link_parts(cell.symbol()).1.to_owned(), cell.style())
            };
            seen(buffer) != seen(beneath)
        })
        .filter(|(x, y)| !((left..=right).contains(x) && (top..=bottom).contains(y)))
        // Half of a wide character that the frame covered is a space.
        .filter(|(x, y)| !(x + 1 == left && buffer[(*x, *y)].symbol() == " "))
        .map(|(x, y)| format!("{:?} at {x},{y}", buffer[(x, y)].symbol()))
        .collect()
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Modifier;

    use super::*;

    const SIZE: Size = Size {
        columns: 8,
        rows: 2,
    };

    fn drawn(at: (u16, u16), text: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 3));
        let style = Style::new().add_modifier(Modifier::BOLD).fg(Color::Red);
        buffer.set_string(at.0, at.1, text, style);
        buffer
    }

    #[test]
    fn a_screen_is_written_down() {
        let buffer = drawn((1, 1), "港a b");
        assert_eq!(text(&buffer, SIZE), "\n 港a b\n");
        assert_eq!(styles(&buffer, SIZE), " 1  1-5 bold red/-\n");
        assert_eq!(faults(&buffer, SIZE), Vec::<String>::new());
    }

    #[test]
    fn faults_are_seen() {
        for (at, text, expected) in [
            ((8, 0), "x", "\"x\" outside, at 8,0"),
            ((0, 2), "x", "\"x\" outside, at 0,2"),
            ((7, 0), "港", "\"港\" cut, at 7,0"),
        ] {
            assert_eq!(faults(&drawn(at, text), SIZE), [expected]);
        }
        let mut buffer = drawn((0, 0), "港");
        buffer[(1, 0)].set_symbol("x");
        assert_eq!(faults(&buffer, SIZE), ["\"港\" cut, at 0,0"]);
    }

    #[test]
    fn a_frame_may_lie_on_signs_like_its_corners() {
        let size = Size {
            columns: 10,
            rows: 3,
        };
        let framed = |outside: &str| {
            let mut buffer = drawn((1, 0), "+--+");
            buffer.set_string(1, 1, "|  |", Style::new());
            buffer.set_string(1, 2, "+--+", Style::new());
            buffer.set_string(6, 1, outside, Style::new());
            buffer
        };
        for beneath in [drawn((4, 2), "+"), drawn((1, 0), "+"), drawn((0, 0), "")] {
            let outside = outside_of_frame(&framed(" "), &beneath, size);
            assert_eq!(outside, Vec::<String>::new());
            let outside = outside_of_frame(&framed("x"), &beneath, size);
            assert_eq!(outside, ["\"x\" at 6,1"]);
        }
        let none = Buffer::empty(Rect::new(0, 0, 10, 3));
        assert_eq!(outside_of_frame(&none, &none, size), ["no frame"]);
    }
}
