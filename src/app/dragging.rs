//! What a held button drags: the border between list and page, the thumb of the
//! page, a selection over lines of the page or over rows of the list. Past the edge
//! of what is seen, what lies beyond comes in for as long as the button is held.

use crate::article::ArticleId;
use crate::command::Mouse;

use super::App;
use super::geometry::Area;
use super::message::{Alarm, Effect};
use super::picked::Picked;

/// Milliseconds between two steps, while the mouse is held past an edge.
const STEP_AFTER: u16 = 50;
/// Lines, or rows, of a step at the most: as many as the mouse is past the edge.
const LONGEST_STEP: u16 = 8;

/// What a button holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grip {
    /// The border between list and page.
    Border,
    /// A line of the page, from which lines are selected.
    Line(usize),
    /// A row of the list by its article, from which rows are selected.
    Row(ArticleId),
    /// The thumb of the page, so many rows below its first.
    Thumb(u16),
}

/// A button that is held.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) grip: Grip,
    /// Where it is.
    at: Mouse,
    /// Whether a waking was asked for, to go on past an edge.
    is_stepping: bool,
}

/// How far a row of the screen is past the edges of some rows: negative above them.
fn past(area: Area, row: u16) -> i32 {
    let end = area.y.saturating_add(area.rows);
    if row < area.y {
        -i32::from((area.y - row).min(LONGEST_STEP))
    } else {
        i32::from((row + 1).saturating_sub(end).min(LONGEST_STEP))
    }
}

impl App {
    /// A button was pressed on something that can be dragged.
    pub(super) fn hold(&mut self, grip: Grip, at: Mouse) {
        self.held = Some(Held {
            grip,
            at,
            is_stepping: false,
        });
    }

    /// The button was released, or something else was done.
    pub(super) fn let_go(&mut self) -> Vec<Effect> {
        let held = self.held.take();
        let is_stepping = held.is_some_and(|held| held.is_stepping);
        is_stepping
            .then_some(Effect::CallOff(Alarm::Drag))
            .into_iter()
            .collect()
    }

    /// The mouse was moved with the button held.
    pub(super) fn drag(&mut self, mouse: Mouse) -> Vec<Effect> {
        if self.popup.is_some() {
            return Vec::new();
        }
        let Some(held) = &mut self.held else {
            return Vec::new();
        };
        held.at = mouse;
        // Where a step is to come, it is that which goes past the edge: else the
        // faster a mouse moved there, the faster it would go.
        let (grip, is_stepping) = (held.grip, held.is_stepping);
        match grip {
            Grip::Border => {
                self.resize_to(mouse);
                Vec::new()
            }
            Grip::Thumb(below) => self.drag_thumb(below),
            Grip::Line(_) | Grip::Row(_) if is_stepping && self.is_past_edge() => Vec::new(),
            Grip::Line(_) | Grip::Row(_) => self.step_of_drag(),
        }
    }

    /// The time is over after which a step goes past the edge.
    pub(super) fn drag_goes_on(&mut self) -> Vec<Effect> {
        match &mut self.held {
            Some(held) if held.is_stepping => held.is_stepping = false,
            _ => return Vec::new(),
        }
        if self.popup.is_some() || !self.is_past_edge() {
            return Vec::new();
        }
        self.step_of_drag()
    }

    /// Where what is selected with the mouse is seen.
    fn dragged_over(&self, grip: Grip) -> Option<Area> {
        let layout = self.layout();
        match grip {
            Grip::Line(_) => layout.page.map(|pane| self.page_area(pane).text),
            Grip::Row(_) => layout.list,
            Grip::Border | Grip::Thumb(_) => None,
        }
    }

    fn is_past_edge(&self) -> bool {
        let held = self.held.as_ref();
        let area = held.and_then(|held| Some((self.dragged_over(held.grip)?, held.at.row)));
        area.is_some_and(|(area, row)| past(area, row) != 0)
    }

    /// Selects as far as the mouse is, and one step further past an edge; then asks
    /// to be woken for the next one.
    fn step_of_drag(&mut self) -> Vec<Effect> {
        let Some(Held { grip, at, .. }) = self.held else {
            return Vec::new();
        };
        let Some(area) = self.dragged_over(grip) else {
            return Vec::new();
        };
        let by = past(area, at.row);
        let mut effects = match grip {
            Grip::Line(from) => {
                self.drag_lines(from, area, at.row, by);
                Vec::new()
            }
            Grip::Row(from) => self.drag_rows(from, area, at.row, by),
            Grip::Border | Grip::Thumb(_) => Vec::new(),
        };
        if let Some(held) = self.held.as_mut().filter(|_| by != 0) {
            held.is_stepping = true;
            self.drags += 1;
            effects.push(Effect::Wake {
                alarm: Alarm::Drag,
                number: self.drags,
                after: STEP_AFTER,
            });
        }
        effects
    }

    /// Selects lines of the page from where the button was pressed.
    fn drag_lines(&mut self, from: usize, text: Area, row: u16, by: i32) {
        let top = self.reader.top;
        let last = usize::from(text.rows.saturating_sub(1));
        let line = match by {
            0 => top + usize::from(row - text.y),
            by if by < 0 => top.saturating_sub(by.unsigned_abs() as usize),
            by => (top + last).saturating_add(by.unsigned_abs() as usize),
        };
        if self.selection.is_none() {
            if line == from {
                // Held, not dragged.
                return;
            }
            self.begin_selection(from);
        }
        self.extend_selection(line);
    }

    /// Selects rows of the list from where the button was pressed.
    fn drag_rows(&mut self, from: ArticleId, area: Area, row: u16, by: i32) -> Vec<Effect> {
        let Some(anchor) = self.list.rows.row_of(from) else {
            // It is in the list no more.
            return self.let_go();
        };
        let seen = self.rows_seen();
        let (Some(first), Some(last)) = (seen.first(), seen.last()) else {
            return Vec::new();
        };
        let steps = by.unsigned_abs() as usize;
        let row = match by {
            0 => self.row_at(area, row).unwrap_or(last.row),
            by if by < 0 => first.row.saturating_sub(steps),
            _ => last.row.saturating_add(steps),
        };
        if self.list.picked.is_none() {
            if row == anchor {
                return Vec::new();
            }
            self.list.picked = Some(Picked::from(anchor, from));
        }
        self.choose_row(row)
    }

    /// The rows of the page's pane that its thumb takes: the first of them, counted
    /// from the text's first, and how many; none where all of the page is seen.
    #[must_use]
    pub fn thumb(&self, text: Area) -> Option<(u16, u16)> {
        let (count, rows) = (self.reader.line_count(), usize::from(text.rows));
        if count <= rows || rows == 0 || self.zen {
            return None;
        }
        let length = (rows * rows / count).max(1);
        let free = rows - length;
        let top = (self.reader.top * free).div_ceil(count - rows).min(free);
        Some((u16::try_from(top).ok()?, u16::try_from(length).ok()?))
    }

    /// Takes hold of the page's thumb where a button was pressed on its track; one
    /// pressed beside the thumb brings it there.
    pub(super) fn holds_thumb(&mut self, pane: Area, mouse: Mouse) -> Option<Vec<Effect>> {
        let place = self.page_area(pane);
        let track = Area {
            x: place.bar,
            columns: 1,
            ..place.text
        };
        let (top, length) = self.thumb(place.text)?;
        if !track.holds(mouse.column, mouse.row) {
            return None;
        }
        let row = mouse.row - track.y;
        let is_on = (top..top + length).contains(&row);
        let below = if is_on { row - top } else { length / 2 };
        self.hold(Grip::Thumb(below), mouse);
        Some(if is_on {
            Vec::new()
        } else {
            self.drag_thumb(below)
        })
    }

    /// The page follows its thumb, which is held so many rows below its first.
    fn drag_thumb(&mut self, below: u16) -> Vec<Effect> {
        let (Some(held), Some(pane)) = (self.held, self.layout().page) else {
            return Vec::new();
        };
        let text = self.page_area(pane).text;
        let Some((_, length)) = self.thumb(text) else {
            return Vec::new();
        };
        let free = usize::from((text.rows - length).max(1));
        let wanted = held.at.row.saturating_sub(text.y).saturating_sub(below);
        let beyond = self.reader.line_count() - usize::from(text.rows);
        let before = self.reader.top;
        self.reader
            .scroll_to(usize::from(wanted).min(free) * beyond / free);
        self.after_scrolling(self.reader.top > before)
    }
}
