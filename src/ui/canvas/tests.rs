//! The canvas by itself.

#![allow(clippy::unwrap_used, reason = "tests")]

use ratatui::buffer::Cell;

use super::*;
use crate::page::Target;
use crate::text::width::GRAPHEMES;

const AREA: Rect = Rect::new(0, 0, 12, 1);

fn painted(policy: WidthPolicy, text: &str, link: Option<&Hyperlink>) -> (Buffer, u16) {
    let mut buffer = Buffer::empty(AREA);
    let clean = Clean::line_keeping_spaces(text);
    assert_eq!(clean.as_str(), text);
    let mut canvas = Canvas::new(&mut buffer, Widths::all(policy));
    let end = canvas.put_linked((0, 0), 12, clean.as_clean(), Style::new(), link);
    (buffer, end)
}

/// Whatever ratatui takes a grapheme for, what follows it stands where the
/// policy says, and what ratatui sends to the terminal stands there too.
#[test]
fn no_grapheme_shears_a_line() {
    let link = Hyperlink::new(Target::Link(0), "https://a.example/").unwrap();
    for policy in [WidthPolicy::Narrow, WidthPolicy::Wide] {
        for link in [None, Some(&link)] {
            for (grapheme, ..) in GRAPHEMES {
                // Some selectors are not kept where texts are made safe.
                let clean = Clean::line_keeping_spaces(grapheme);
                let grapheme = clean.as_str();
                let columns = u16::try_from(policy.grapheme(grapheme)).unwrap();
                let (buffer, end) = painted(policy, &format!("港{grapheme}xy"), link);
                assert_eq!(end, 2 + columns + 2, "{grapheme} {policy:?}");
                assert_eq!(buffer[(2, 0)].cell_width(), columns, "{grapheme}");
                let sent: Vec<(u16, String)> = Buffer::empty(AREA)
                    .diff(&buffer)
                    .into_iter()
                    .map(|(x, _, cell)| (x, parts(cell.symbol()).1.to_owned()))
                    .filter(|(_, text)| text.trim() != "")
                    .collect();
                let mut expected = vec![(0, "港".to_owned())];
                if !grapheme.trim().is_empty() {
                    expected.push((2, grapheme.to_owned()));
                }
                expected.extend([(end - 2, "x".to_owned()), (end - 1, "y".to_owned())]);
                assert_eq!(sent, expected, "{grapheme} {policy:?}");
            }
        }
    }
}

#[test]
fn what_does_not_fit_is_left_out_at_a_grapheme() {
    for (text, columns, shown, end) in [
        ("港口x", 5, "港 口 x", 5),
        ("港口x", 4, "港 口 ", 4),
        ("港口x", 3, "港 ", 2),
        ("港口x", 0, "", 0),
        ("“港", 2, "“", 1),
    ] {
        let mut buffer = Buffer::empty(AREA);
        let clean = Clean::new(text);
        let mut canvas = Canvas::new(&mut buffer, Widths::default());
        let after = canvas.put(0, 0, columns, clean.as_clean(), Style::new());
        let cells: String = buffer.content.iter().map(Cell::symbol).collect();
        assert_eq!((cells.trim_end(), after), (shown.trim_end(), end), "{text}");
    }
}

/// Text moved by a column left the half of its last character without the theme's
/// ground: the terminal empties it, and it was taken for the space it was before.
#[test]
fn what_a_wide_character_covered_is_painted_again() {
    let painted_at = |x| {
        let mut buffer = Buffer::empty(AREA);
        let mut canvas = Canvas::new(&mut buffer, Widths::default());
        canvas.put(x, 0, 2, CleanRef::furniture("港"), Style::new());
        buffer
    };
    let (before, after) = (painted_at(4), painted_at(3));
    let sent: Vec<u16> = before.diff(&after).iter().map(|(x, ..)| *x).collect();
    assert_eq!(sent, [3, 5]);
}

/// A popup over half of a wide character that is a link leaves no half of it.
#[test]
fn clearing_takes_no_half_of_a_character() {
    let link = Hyperlink::new(Target::Link(0), "https://a.example/").unwrap();
    let (mut buffer, _) = painted(WidthPolicy::Narrow, "港口", Some(&link));
    let area = Area {
        x: 1,
        y: 0,
        columns: 2,
        rows: 1,
    };
    Canvas::new(&mut buffer, Widths::default()).clear(area);
    let blank = |cell: &Cell| parts(cell.symbol()) == (None, " ");
    assert!(buffer.content.iter().all(blank), "{buffer:?}");
    assert!(buffer.content.iter().all(|cell| cell.cell_width() == 1));
}
