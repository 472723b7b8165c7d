//! The panel above the last line: what can follow the keys that were begun.

use ratatui::style::Style;

use super::canvas::Canvas;
use super::theme::Theme;
use crate::app::App;
use crate::text::Clean;

/// Draws the panel where it is asked for.
pub(super) fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>) {
    let Some(panel) = app.panel() else { return };
    let typed: String = app.pending.keys.iter().map(ToString::to_string).collect();
    let (title, hint) = match panel.place() {
        Some((at, total)) => {
            let values = [("at", at.into()), ("total", total.into())];
            let place = app.words.with("status-place", &values);
            let title = Clean::line_keeping_spaces(&format!("{typed}  {place}"));
            (title, app.words.get("panel-hint-long"))
        }
        None => (Clean::line(&typed), app.words.get("panel-hint")),
    };
    let (frame, each) = (panel.frame, panel.each);
    canvas.frame(frame, title.as_clean(), hint.as_clean(), theme.accent);
    for (x, y, entry) in panel.seen() {
        let keys = panel.keys_columns.min(each);
        canvas.put_short(x, y, keys, entry.keys.as_clean(), theme.accent);
        let at = panel.keys_columns + 2;
        let room = each.saturating_sub(at);
        canvas.put_short(x + at, y, room, entry.text.as_clean(), Style::new());
    }
}
