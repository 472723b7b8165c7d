//! From cells to bytes: crossterm's backend, told where links begin and end and
//! where the cursor has to be placed anew.
//!
//! What a cell of a link holds is the affair of `ui`; gathering what is written
//! is left to `output`.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::output::Output;
use crate::ui::{CLOSE_LINK, link_parts};

/// Writes the cells that have changed.
#[derive(Debug)]
pub(super) struct Painter {
    inner: CrosstermBackend<Output>,
    output: Output,
}

impl Painter {
    pub(super) fn new(output: Output) -> Self {
        Self {
            inner: CrosstermBackend::new(output.clone()),
            output,
        }
    }
}

/// Whether what follows `cell` may be written without placing the cursor:
/// terminals agree on the columns of a single character, but not on those of
/// emoji sequences, keycaps or letters with signs of several kinds.
fn is_of_sure_width(cell: &Cell) -> bool {
    let (_, shown) = link_parts(cell.symbol());
    shown.chars().nth(1).is_none()
}

/// A cell and the column and row it stands in.
type Placed<'a> = (u16, u16, &'a Cell);

/// What opens the link that a cell belongs to.
fn link_of(cell: &Cell) -> Option<&str> {
    link_parts(cell.symbol()).0
}

/// Whether two cells, the one written after the other, are of one run: the same
/// link on one line, or no link.
fn is_one_run(left: &Placed<'_>, right: &Placed<'_>) -> bool {
    let (before, after) = (link_of(left.2), link_of(right.2));
    before == after && (before.is_none() || left.1 == right.1) && is_of_sure_width(left.2)
}

impl Backend for Painter {
    type Error = io::Error;

    /// Writes cells in runs. crossterm's backend places the cursor at the start
    /// of each. Cells of one link on one line are a run, opened once and closed.
    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<Placed<'a>> = content.collect();
        for run in cells.chunk_by(is_one_run) {
            let Some(opening) = run.first().and_then(|(.., cell)| link_of(cell)) else {
                self.inner.draw(run.iter().copied())?;
                continue;
            };
            self.output.write_all(opening.as_bytes())?;
            let shown: Vec<Cell> = run
                .iter()
                .map(|(.., cell)| {
                    let mut shown = (*cell).clone();
                    shown.set_symbol(link_parts(cell.symbol()).1);
                    shown
                })
                .collect();
            let cells = run.iter().zip(&shown);
            self.inner
                .draw(cells.map(|((x, y, _), cell)| (*x, *y, cell)))?;
            self.output.write_all(CLOSE_LINK.as_bytes())?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::num::NonZeroU16;

    use proptest::prelude::*;
    use ratatui::buffer::{Buffer, CellDiffOption};
    use ratatui::layout::Rect;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::text::WidthPolicy;

    const AREA: Rect = Rect::new(0, 0, 18, 4);

    /// What stands in a cell of a terminal: a grapheme and the link it is of.
    type Seen = (String, Option<String>);

    /// A terminal that knows of places, links and wide characters, and nothing else.
    struct Model {
        cells: Vec<Vec<Seen>>,
        x: usize,
        y: usize,
        link: Option<String>,
        /// Whether anything was written since the link was opened.
        is_used: bool,
    }

    impl Model {
        fn new() -> Self {
            let blank = (" ".to_owned(), None);
            let row = vec![blank; usize::from(AREA.width)];
            Self {
                cells: vec![row; usize::from(AREA.height)],
                x: 0,
                y: 0,
                link: None,
                is_used: false,
            }
        }

        fn take(&mut self, bytes: &[u8]) {
            let text = std::str::from_utf8(bytes).unwrap();
            let mut rest = text;
            while let Some((before, after)) = rest.split_once('\x1b') {
                self.print(before);
                rest = if let Some(link) = after.strip_prefix("]8;") {
                    let (link, rest) = link.split_once("\x1b\\").unwrap();
                    self.open((link != ";").then(|| link.to_owned()));
                    rest
                } else {
                    let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap();
                    let (sequence, rest) = after.split_at(end);
                    let (kind, rest) = rest.split_at(1);
                    if kind == "H" {
                        self.go(sequence.strip_prefix('[').unwrap());
                    } else {
                        assert_eq!(kind, "m", "{after:?}");
                    }
                    rest
                };
            }
            self.print(rest);
            assert_eq!(self.link, None, "a link stays open after {text:?}");
        }

        fn open(&mut self, link: Option<String>) {
            assert!(
                self.link.is_none() || link.is_none(),
                "a link within a link"
            );
            self.link = link;
            self.is_used = false;
        }

        fn go(&mut self, place: &str) {
            let (y, x) = place.split_once(';').unwrap();
            let (y, x): (usize, usize) = (y.parse().unwrap(), x.parse().unwrap());
            let is_elsewhere = self.is_used && y - 1 != self.y;
            assert!(!is_elsewhere || self.link.is_none(), "open at a line's end");
            (self.x, self.y) = (x - 1, y - 1);
        }

        fn print(&mut self, text: &str) {
            for grapheme in text.graphemes(true) {
                let width = WidthPolicy::Narrow.grapheme(grapheme);
                let row = &mut self.cells[self.y];
                // A wide character that loses a half loses the other as well.
                if row[self.x].0.is_empty() {
                    row[self.x - 1].0 = " ".to_owned();
                }
                let end = self.x + width;
                if row.get(end).is_some_and(|(text, _)| text.is_empty()) {
                    row[end].0 = " ".to_owned();
                }
                for covered in &mut row[self.x..end] {
                    *covered = (String::new(), self.link.clone());
                }
                row[self.x].0 = grapheme.to_owned();
                self.x = end;
                self.is_used = true;
            }
        }
    }

    /// Paints a text as the canvas does.
    fn put(buffer: &mut Buffer, (mut x, y): (u16, u16), text: &str, link: Option<usize>) {
        for grapheme in text.graphemes(true) {
            let width = u16::try_from(WidthPolicy::Narrow.grapheme(grapheme)).unwrap();
            let cell = &mut buffer[(x, y)];
            match link {
                Some(link) => {
                    let url = format!("\x1b]8;id=l{link};https://a.example/{link}\x1b\\");
                    cell.set_symbol(&format!("{url}{grapheme}{CLOSE_LINK}"));
                    let columns = NonZeroU16::new(width).unwrap();
                    cell.set_diff_option(CellDiffOption::ForcedWidth(columns));
                }
                None => drop(cell.set_symbol(grapheme)),
            }
            if width > 1 {
                // What is covered remembers its link.
                let covered = cell.symbol().replace(grapheme, " ");
                buffer[(x + 1, y)].set_symbol(&covered);
            }
            x += width;
        }
    }

    /// What a terminal should show of a buffer.
    fn expected(buffer: &Buffer) -> Vec<Vec<Seen>> {
        let mut rows = Vec::new();
        for y in 0..AREA.height {
            let mut row: Vec<Seen> = Vec::new();
            while row.len() < usize::from(AREA.width) {
                let x = u16::try_from(row.len()).unwrap();
                let (opening, text) = link_parts(buffer[(x, y)].symbol());
                let link = opening.map(|opening| {
                    let inside = opening.strip_prefix("\x1b]8;").unwrap();
                    inside.strip_suffix("\x1b\\").unwrap().to_owned()
                });
                row.push((text.to_owned(), link.clone()));
                for _ in 1..WidthPolicy::Narrow.grapheme(text) {
                    row.push((String::new(), link.clone()));
                }
            }
            rows.push(row);
        }
        rows
    }

    fn sent(before: &Buffer, after: &Buffer) -> Vec<u8> {
        let output = Output::default();
        let mut painter = Painter::new(output.clone());
        painter.draw(before.diff(after).into_iter()).unwrap();
        output.take()
    }

    #[test]
    fn a_link_is_opened_once_a_line() {
        let mut after = Buffer::empty(AREA);
        put(&mut after, (0, 0), "港口ab开", Some(1));
        put(&mut after, (0, 1), "港口", Some(1));
        put(&mut after, (4, 1), "港口", Some(2));
        put(&mut after, (8, 1), "cd", None);
        let bytes = String::from_utf8(sent(&Buffer::empty(AREA), &after)).unwrap();
        assert_eq!(bytes.matches("id=l1").count(), 2, "{bytes:?}");
        assert_eq!(bytes.matches("id=l2").count(), 1, "{bytes:?}");
        assert_eq!(bytes.matches(CLOSE_LINK).count(), 3, "{bytes:?}");
    }

    /// What follows a sequence of characters is placed, whatever the terminal
    /// makes of the sequence.
    #[test]
    fn after_a_sequence_the_cursor_is_placed() {
        for (text, x) in [("e\u{301}x", 2), ("1\u{fe0f}\u{20e3}x", 3), ("👍🏽x", 3)] {
            let mut after = Buffer::empty(AREA);
            put(&mut after, (0, 0), text, None);
            let bytes = String::from_utf8(sent(&Buffer::empty(AREA), &after)).unwrap();
            let place = format!("\x1b[1;{x}H");
            assert_eq!(bytes.matches(&place).count(), 1, "{text} {bytes:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        /// Frame after frame, the terminal shows what is meant: each link on its
        /// own text and on no other, and none left open.
        #[test]
        fn links_stay_on_their_text(
            frames in prop::collection::vec(
                prop::collection::vec(
                    (
                        0..3u16,
                        0..AREA.height,
                        prop::sample::select(vec!["港口", "abc", "“引”", "👍🏽x", "e\u{301}f", "港 口", "a港b"]),
                        prop::option::of(0..3usize),
                    ),
                    0..9,
                ),
                1..6,
            ),
        ) {
            let mut model = Model::new();
            let mut before = Buffer::empty(AREA);
            for frame in frames {
                let mut after = Buffer::empty(AREA);
                for (slot, y, text, link) in frame {
                    for x in slot * 6..slot * 6 + 6 {
                        after[(x, y)].reset();
                    }
                    put(&mut after, (slot * 6, y), text, link);
                }
                model.take(&sent(&before, &after));
                prop_assert_eq!(&model.cells, &expected(&after));
                before = after;
            }
        }
    }
}
