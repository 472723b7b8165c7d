//! The one place where text reaches the cells of the screen.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
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
    /// The bar of what is chosen where other things have the keys.
    pub(super) thin_bar: CleanRef<'static>,
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
                thin_bar: mark("▎"),
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
                thin_bar: mark(":"),
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
    /// How text looks, and the ground.
    base: Style,
    /// Where the reader is, and how much that place counts.
    place: Option<(Stand, Position)>,
}

/// What a place is that the terminal's cursor could stand at; of several the last
/// counts most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stand {
    /// In a pane.
    Pane,
    /// In what lies on top of it.
    Popup,
    /// Where something is typed.
    Prompt,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, widths: Widths) -> Self {
        Self {
            buffer,
            policy: widths.text,
            furniture: widths.furniture,
            base: Style::new(),
            place: None,
        }
    }

    /// The same with text and ground of their own.
    pub(super) fn on(self, base: Style) -> Self {
        Self { base, ..self }
    }

    /// Notes where the reader is.
    pub(super) fn stand(&mut self, stand: Stand, x: u16, y: u16) {
        if self.place.is_none_or(|(before, _)| before <= stand) {
            self.place = Some((stand, Position { x, y }));
        }
    }

    /// Where the reader is, as far as that is on the screen.
    pub(super) fn place(&self) -> Option<Position> {
        let (_, place) = self.place?;
        self.buffer.area.contains(place).then_some(place)
    }

    /// How text looks, whatever was painted before it.
    pub(super) fn plain(&self) -> Style {
        Style::reset().patch(self.base)
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
                    // Never sent, but remembered, and never the same as a space of its
                    // own: when something narrower follows, or something as wide a
                    // column before, the terminal may still have this style and this
                    // link there, or no ground at all.
                    let symbol = match link {
                        Some(link) => &*link.cell(" "),
                        None => " ",
                    };
                    cell.set_symbol(symbol)
                        .set_style(style)
                        .set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
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

    /// Empties a rectangle; nothing is left of how it looked.
    pub(super) fn clear(&mut self, area: Area) {
        let style = self.plain();
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
        self.clear(area);
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
        let title = self.policy.shorten(title, area.room_in_edge());
        if !title.is_empty() {
            self.put_spaced(area.x + 2, area.y, &title, style);
        }
        let (x, below) = area.below(below, self.policy);
        if !below.is_empty() {
            self.put_spaced(x.saturating_sub(1), bottom, &below, style);
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
mod tests;
