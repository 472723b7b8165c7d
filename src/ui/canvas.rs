//! The one place where text reaches the cells of the screen.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::hyperlink::{Hyperlink, parts};
use crate::app::geometry::Area;
use crate::page::Furniture;
use crate::text::paragraph::{Setting, set};
use crate::text::{Clean, CleanRef, WidthPolicy, Widths};

/// The screen's own marks for one width policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks {
    pub(super) bar: CleanRef<'static>,
    pub(super) unread: CleanRef<'static>,
    pub(super) star: CleanRef<'static>,
    pub(super) rule: CleanRef<'static>,
    pub(super) thumb: CleanRef<'static>,
    pub(super) search: CleanRef<'static>,
    pub(super) cursor: CleanRef<'static>,
    /// Before what is on.
    pub(super) on: CleanRef<'static>,
    /// Behind what a click takes away.
    pub(super) remove: CleanRef<'static>,
    pub(super) down: CleanRef<'static>,
    pub(super) up: CleanRef<'static>,
    /// Before what follows the end of a page.
    pub(super) end: CleanRef<'static>,
    /// Corners from the upper left clockwise, then the lines across and down.
    pub(super) frame: [CleanRef<'static>; 6],
}

impl Marks {
    const fn of(policy: WidthPolicy) -> Self {
        const fn mark(text: &'static str) -> CleanRef<'static> {
            CleanRef::furniture(text)
        }
        let Furniture { unread, star, .. } = Furniture::of(policy);
        match policy {
            WidthPolicy::Narrow => Self {
                bar: mark("▌"),
                unread,
                star,
                rule: mark("│"),
                thumb: mark("┃"),
                search: mark("⌕"),
                cursor: mark("▏"),
                on: mark("✓"),
                remove: mark("×"),
                down: mark("↓"),
                up: mark("↑"),
                end: mark("■"),
                frame: [
                    mark("╭"),
                    mark("╮"),
                    mark("╯"),
                    mark("╰"),
                    mark("─"),
                    mark("│"),
                ],
            },
            WidthPolicy::Wide => Self {
                bar: mark(">"),
                unread,
                star,
                rule: mark("|"),
                thumb: mark("#"),
                search: mark("/"),
                cursor: mark("_"),
                on: mark("*"),
                remove: mark("x"),
                down: mark("v"),
                up: mark("^"),
                end: mark("#"),
                frame: [
                    mark("+"),
                    mark("+"),
                    mark("+"),
                    mark("+"),
                    mark("-"),
                    mark("|"),
                ],
            },
        }
    }
}

impl Marks {
    /// The line across, of frames and between panes.
    pub(super) fn across(&self) -> CleanRef<'static> {
        self.frame[4]
    }
}

/// The cells that are painted.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    policy: WidthPolicy,
    furniture: WidthPolicy,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, widths: Widths) -> Self {
        Self {
            buffer,
            policy: widths.text,
            furniture: widths.furniture,
        }
    }

    pub(super) fn marks(&self) -> Marks {
        Marks::of(self.furniture)
    }

    /// Whether our own marks are ASCII here.
    pub(super) fn is_ascii(&self) -> bool {
        self.furniture == WidthPolicy::Wide
    }

    pub(super) fn policy(&self) -> WidthPolicy {
        self.policy
    }

    /// The columns a text takes.
    pub(super) fn columns(&self, text: CleanRef<'_>) -> u16 {
        u16::try_from(self.policy.text(text.as_str())).unwrap_or(u16::MAX)
    }

    /// Paints a text over at most `columns`; gives the column after it. What
    /// does not fit is left out at a grapheme.
    pub(super) fn put(
        &mut self,
        x: u16,
        y: u16,
        columns: u16,
        text: CleanRef<'_>,
        style: Style,
    ) -> u16 {
        self.put_linked((x, y), columns, text, style, None)
    }

    /// The same for a text that is a link, if it is one.
    ///
    /// Every column is ours to say: where ratatui takes a grapheme for wider or
    /// narrower than the policy does, or the cell holds more than it shows, the
    /// cell is told its width, so that what follows stands where it is meant.
    pub(super) fn put_linked(
        &mut self,
        (mut x, y): (u16, u16),
        columns: u16,
        text: CleanRef<'_>,
        style: Style,
        link: Option<&Hyperlink>,
    ) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() {
            return x;
        }
        let end = x + columns.min(area.right() - x);
        for grapheme in text.as_str().graphemes(true) {
            let width = u16::try_from(self.policy.grapheme(grapheme)).unwrap_or(u16::MAX);
            let Some(forced) = NonZeroU16::new(width) else {
                continue;
            };
            if width > end - x {
                break;
            }
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                let diff = if link.is_some() || grapheme.cell_width() != width {
                    CellDiffOption::ForcedWidth(forced)
                } else {
                    CellDiffOption::None
                };
                match link {
                    Some(link) => cell.set_symbol(&link.cell(grapheme)),
                    None => cell.set_symbol(grapheme),
                };
                cell.set_style(style).set_diff_option(diff);
            }
            for covered in x + 1..x + width {
                if let Some(cell) = self.buffer.cell_mut((covered, y)) {
                    // Never sent, but remembered: when something narrower follows, the
                    // terminal may still have this style and this link there.
                    let (symbol, diff) = match link {
                        Some(link) => (
                            &*link.cell(" "),
                            CellDiffOption::ForcedWidth(NonZeroU16::MIN),
                        ),
                        None => (" ", CellDiffOption::None),
                    };
                    cell.set_symbol(symbol)
                        .set_style(style)
                        .set_diff_option(diff);
                }
            }
            x += width;
        }
        x
    }

    /// Paints a text cut to `columns` with a mark where something was cut.
    pub(super) fn put_short(
        &mut self,
        x: u16,
        y: u16,
        columns: u16,
        text: CleanRef<'_>,
        style: Style,
    ) -> u16 {
        let short = self.policy.shorten(text, usize::from(columns));
        self.put(x, y, columns, short.as_clean(), style)
    }

    /// Paints a text in as many lines as it takes, but no more rows than there
    /// are; gives the row after it.
    pub(super) fn put_lines(&mut self, area: Area, text: CleanRef<'_>, style: Style) -> u16 {
        let mut y = area.y;
        for line in set(
            text.as_str(),
            &Setting::plain(usize::from(area.columns), self.policy),
        ) {
            if y >= area.y + area.rows {
                break;
            }
            self.put(area.x, y, area.columns, text.slice(line.shown), style);
            y += 1;
        }
        y
    }

    /// Paints a text so that it ends before the column `end`.
    pub(super) fn put_right(
        &mut self,
        end: u16,
        y: u16,
        columns: u16,
        text: CleanRef<'_>,
        style: Style,
    ) -> u16 {
        let width = self.columns(text).min(columns);
        let x = end.saturating_sub(width);
        self.put(x, y, width, text, style);
        x
    }

    /// Gives a style to a rectangle without changing its text.
    pub(super) fn tint(&mut self, area: Area, style: Style) {
        self.buffer
            .set_style(rect(area).intersection(self.buffer.area), style);
    }

    /// Empties a rectangle.
    pub(super) fn clear(&mut self, area: Area, style: Style) {
        let rect = rect(area).intersection(self.buffer.area);
        for y in rect.top()..rect.bottom() {
            // Half of a wide character that reaches out at the right is a space and no link.
            if let Some(last) = rect.right().checked_sub(1)
                && let Some(cell) = self.buffer.cell((last, y))
                && self.policy.text(parts(cell.symbol()).1) > 1
                && let Some(after) = self.buffer.cell_mut((rect.right(), y))
            {
                after.set_symbol(" ");
            }
            for x in rect.left()..rect.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
            // Half of a wide character that reached over the edge is a space.
            if let Some(before) = rect.left().checked_sub(1)
                && let Some(cell) = self.buffer.cell_mut((before, y))
                && self.policy.text(parts(cell.symbol()).1) > 1
            {
                cell.set_symbol(" ");
                cell.set_diff_option(CellDiffOption::None);
            }
        }
    }

    /// Paints a mark down a column.
    pub(super) fn column(&mut self, area: Area, mark: CleanRef<'_>, style: Style) {
        for y in area.y..area.y + area.rows {
            self.put(area.x, y, area.columns, mark, style);
        }
    }

    /// Paints a mark of one column in all columns of a row.
    pub(super) fn row(&mut self, area: Area, mark: CleanRef<'_>, style: Style) {
        for x in area.x..area.x + area.columns {
            self.put(x, area.y, 1, mark, style);
        }
    }

    /// Paints a frame with a title above and a text below, and empties its inside.
    pub(super) fn frame(
        &mut self,
        area: Area,
        title: CleanRef<'_>,
        below: CleanRef<'_>,
        style: Style,
    ) {
        self.clear(area, Style::reset());
        let [
            upper_left,
            upper_right,
            lower_right,
            lower_left,
            across,
            down,
        ] = self.marks().frame;
        let (right, bottom) = (
            area.x + area.columns.saturating_sub(1),
            area.y + area.rows.saturating_sub(1),
        );
        for x in area.x + 1..right {
            self.put(x, area.y, 1, across, style);
            self.put(x, bottom, 1, across, style);
        }
        for y in area.y + 1..bottom {
            self.put(area.x, y, 1, down, style);
            self.put(right, y, 1, down, style);
        }
        for (x, y, mark) in [
            (area.x, area.y, upper_left),
            (right, area.y, upper_right),
            (right, bottom, lower_right),
            (area.x, bottom, lower_left),
        ] {
            self.put(x, y, 1, mark, style);
        }
        let room = usize::from(area.columns.saturating_sub(6));
        let title = self.policy.shorten(title, room);
        if !title.is_empty() {
            self.put_spaced(area.x + 2, area.y, &title, style);
        }
        let below = self.policy.shorten(below, room);
        if !below.is_empty() {
            let x = right.saturating_sub(self.columns(below.as_clean()) + 3);
            self.put_spaced(x, bottom, &below, style);
        }
    }

    /// Paints a text with a space at each side.
    fn put_spaced(&mut self, x: u16, y: u16, text: &Clean, style: Style) {
        let space = CleanRef::furniture(" ");
        let x = self.put(x, y, 1, space, style);
        let x = self.put(x, y, self.columns(text.as_clean()), text.as_clean(), style);
        self.put(x, y, 1, space, style);
    }
}

fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.columns, area.rows)
}

#[cfg(test)]
mod tests {
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
        Canvas::new(&mut buffer, Widths::default()).clear(area, Style::new());
        let blank = |cell: &Cell| parts(cell.symbol()) == (None, " ");
        assert!(buffer.content.iter().all(blank), "{buffer:?}");
        assert!(buffer.content.iter().all(|cell| cell.cell_width() == 1));
    }
}
