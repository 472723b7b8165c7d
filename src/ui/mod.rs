//! The screen: draws the program as it is and changes nothing. Every text it
//! paints has been made safe; its type says so.

mod bars;
mod canvas;
mod hints;
mod hyperlink;
mod list;
mod menu;
mod page;
mod panel;
mod popups;
mod prompt;
mod theme;

use ratatui::Frame;
use ratatui::layout::Position;

use crate::app::App;
use crate::app::geometry::{Area, Size};

pub use hyperlink::{CLOSE as CLOSE_LINK, parts as link_parts};
pub use theme::Theme;

use canvas::Canvas;

/// Columns and rows under which there is nothing sensible to draw.
const LEAST: (u16, u16) = (20, 6);

/// Draws the whole screen; gives the place of the terminal's cursor: where
/// something is typed, else at what is chosen, else at the text that is read.
/// Screen readers and magnifiers follow it there, seen or not, and input methods
/// open beside it.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame<'_>) -> Option<Position> {
    let mut canvas = Canvas::new(frame.buffer_mut(), app.widths()).on(theme.text);
    let Size { columns, rows } = app.size;
    let (x, y) = (0, 0);
    let whole = Area {
        x,
        y,
        columns,
        rows,
    };
    canvas.tint(whole, theme.text);
    if app.size.rows == 0 {
        return None;
    }
    if app.size.columns < LEAST.0 || app.size.rows < LEAST.1 {
        canvas.put(
            0,
            0,
            app.size.columns,
            app.words.get("too-small").as_clean(),
            theme.quiet,
        );
        return None;
    }
    let layout = app.layout();
    if let Some(top) = layout.top {
        bars::top(app, theme, top, &mut canvas);
    }
    if let Some(list) = layout.list {
        list::draw(app, theme, list, &mut canvas);
    }
    if let Some(rule) = layout.rule {
        let marks = canvas.marks();
        if layout.is_above() {
            canvas.row(rule, marks.across(), theme.furniture);
        } else {
            canvas.column(rule, marks.rule, theme.furniture);
        }
    }
    if let Some(pane) = layout.page {
        page::draw(app, theme, pane, &mut canvas);
    }
    bars::bottom(app, theme, layout.bottom, &mut canvas);
    panel::draw(app, theme, &mut canvas);
    popups::draw(app, theme, &mut canvas);
    canvas.place()
}
