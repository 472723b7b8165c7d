//! Where the list stands and how wide it is, by keys and by dragging its border; the
//! measure of the page.

use crate::command::Command;
use crate::command::Mouse;
use crate::settings::Arrangement;

use super::App;
use super::geometry::{Focus, Layout, Shown};
use super::message::Effect;

/// Columns by which `<` and `>` change a width.
const WIDTH_STEP: i16 = 4;
/// Rows by which they change the height of a list above the page.
const HEIGHT_STEP: i16 = 2;
/// The measures that can be had, in columns.
pub(super) const MEASURES: (u16, u16) = (20, 200);

impl App {
    /// The list beside the page, above it, or one of the two at a time.
    pub(super) fn change_layout(&mut self) -> Vec<Effect> {
        self.arrangement = self.arrangement.next();
        self.zen = false;
        self.tell(match self.arrangement {
            Arrangement::Beside => "layout-beside",
            Arrangement::Above => "layout-above",
            Arrangement::Hidden => "layout-hidden",
        })
    }

    /// The list narrower or wider; in the page, its measure.
    pub(super) fn change_width(&mut self, command: Command, times: isize) -> Vec<Effect> {
        let times = i16::try_from(times).unwrap_or(i16::MAX);
        let times = if command == Command::Narrower {
            -times
        } else {
            times
        };
        let layout = self.layout();
        match (self.focus, layout.list, layout.page) {
            (Focus::List, Some(list), Some(_)) => {
                let (size, step) = if layout.is_above() {
                    (list.rows, HEIGHT_STEP)
                } else {
                    (list.columns, WIDTH_STEP)
                };
                self.resize_list(size.saturating_add_signed(times.saturating_mul(step)));
            }
            (_, _, Some(pane)) => {
                // From what is seen, so that every press shows.
                let seen = self.page_area(pane).text.columns;
                let (least, most) = MEASURES;
                self.measure = seen
                    .saturating_add_signed(times.saturating_mul(WIDTH_STEP))
                    .clamp(least, most.min(pane.columns).max(least));
            }
            _ => {}
        }
        Vec::new()
    }

    /// Gives the list some columns, or rows where it stands above the page, as far as
    /// they can be had. What could not be is not remembered, so that the way back is
    /// as short.
    fn resize_list(&mut self, wanted: u16) {
        let is_above = self.layout().is_above();
        let size = |layout: &Layout| {
            let list = layout.list.unwrap_or_default();
            let size = if is_above { list.rows } else { list.columns };
            i16::try_from(size).unwrap_or(i16::MAX)
        };
        let usual = Shown {
            widening: 0,
            heightening: 0,
            ..self.panes()
        };
        let usual = size(&Layout::of(self.size, usual));
        let by = |size: i16| size.saturating_sub(usual);
        let wanted = by(i16::try_from(wanted).unwrap_or(i16::MAX));
        if is_above {
            self.heightening = wanted;
            self.heightening = by(size(&self.layout()));
        } else {
            self.widening = wanted;
            self.widening = by(size(&self.layout()));
        }
    }

    /// The border follows the mouse.
    pub(super) fn resize_to(&mut self, mouse: Mouse) {
        let layout = self.layout();
        if let Some(list) = layout.list.filter(|_| layout.has_both()) {
            let wanted = if layout.is_above() {
                mouse.row.saturating_sub(list.y)
            } else {
                mouse.column.saturating_sub(list.x)
            };
            self.resize_list(wanted);
        }
    }
}
