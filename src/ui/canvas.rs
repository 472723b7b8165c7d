//! The one place where text reaches the cells of the screen.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::geometry::Area;
use crate::page::Furniture;
use crate::text::paragraph::{Setting, set};
use crate::text::{Clean, CleanRef, WidthPolicy};

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
    pub(super) down: CleanRef<'static>,
    pub(super) up: CleanRef<'static>,
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
                down: mark("↓"),
                up: mark("↑"),
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
                down: mark("v"),
                up: mark("^"),
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

/// The cells that are painted.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    policy: WidthPolicy,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, policy: WidthPolicy) -> Self {
        Self { buffer, policy }
    }

    pub(super) fn marks(&self) -> Marks {
        Marks::of(self.policy)
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
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() {
            return x;
        }
        let columns = columns.min(area.right() - x);
        let (end, _) = self.policy.prefix(text.as_str(), usize::from(columns));
        let part = text.slice(0..end);
        if self.policy == WidthPolicy::Wide {
            return self.put_graphemes(x, y, part, style);
        }
        self.buffer
            .set_stringn(x, y, part.as_str(), usize::from(columns), style)
            .0
    }

    /// Paints a text where the terminal draws ambiguous characters wide, which
    /// ratatui does not know of: each cell is told its width, so that what
    /// follows stands where it is meant.
    fn put_graphemes(&mut self, mut x: u16, y: u16, text: CleanRef<'_>, style: Style) -> u16 {
        for grapheme in text.as_str().graphemes(true) {
            let width = u16::try_from(self.policy.grapheme(grapheme)).unwrap_or(1);
            let Some(columns) = NonZeroU16::new(width) else {
                continue;
            };
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.set_symbol(grapheme).set_style(style);
                cell.set_diff_option(CellDiffOption::ForcedWidth(columns));
            }
            for covered in x + 1..x + width {
                if let Some(cell) = self.buffer.cell_mut((covered, y)) {
                    cell.reset();
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
            for x in rect.left()..rect.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
            // Half of a wide character that reached over the edge is a space.
            if let Some(before) = rect.left().checked_sub(1)
                && let Some(cell) = self.buffer.cell_mut((before, y))
                && self.policy.text(cell.symbol()) > 1
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
