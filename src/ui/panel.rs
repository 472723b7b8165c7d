//! The panel above the last line: what can follow the keys that were begun.

use ratatui::style::Style;

use super::canvas::Canvas;
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::Area;
use crate::text::Clean;

/// Rows of the screen that it leaves alone: the lines above and below, and its frame.
const AROUND: u16 = 4;
/// Columns of an entry at the least, where several stand beside each other.
const LEAST_COLUMNS: u16 = 24;

/// Draws the panel where it is asked for.
pub(super) fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>) {
    if !app.pending.is_shown || app.popup.is_some() || app.size.rows <= AROUND {
        return;
    }
    let entries: Vec<(Clean, Clean)> = app
        .what_follows()
        .into_iter()
        .map(|(keys, command)| (Clean::line(&keys), app.words.get(&command.text_key())))
        .collect();
    if entries.is_empty() {
        return;
    }
    let columns_of = |texts: &mut dyn Iterator<Item = &Clean>| {
        let columns = texts.map(|text| canvas.columns(text.as_clean()));
        columns.max().unwrap_or(0)
    };
    let keys_columns = columns_of(&mut entries.iter().map(|(keys, _)| keys));
    let text_columns = columns_of(&mut entries.iter().map(|(_, text)| text));
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    let room = app.size.columns.saturating_sub(4);
    let rows_at_most = app.size.rows - AROUND;
    // Beside each other only where they would not have room below each other.
    let most = (room / LEAST_COLUMNS).max(1);
    let across = count.div_ceil(rows_at_most).min(most);
    let rows = count.div_ceil(across).min(rows_at_most);
    let each =
        (keys_columns + 2 + text_columns).min(room.saturating_sub(2 * (across - 1)) / across);
    let columns = (each * across + 2 * (across - 1)).min(room);
    let frame = Area {
        x: 0,
        y: app.size.rows.saturating_sub(rows + 3),
        columns: columns + 4,
        rows: rows + 2,
    };
    let typed: String = app.pending.keys.iter().map(ToString::to_string).collect();
    let (typed, hint) = (Clean::line(&typed), app.words.get("panel-hint"));
    canvas.frame(frame, typed.as_clean(), hint.as_clean(), theme.accent);
    for (place, (keys, text)) in (0..).zip(&entries).take(usize::from(rows * across)) {
        let x = frame.x + 2 + (place / rows) * (each + 2);
        let y = frame.y + 1 + place % rows;
        canvas.put_short(x, y, keys_columns.min(each), keys.as_clean(), theme.accent);
        let at = keys_columns + 2;
        let room = each.saturating_sub(at);
        canvas.put_short(x + at, y, room, text.as_clean(), Style::new());
    }
}
