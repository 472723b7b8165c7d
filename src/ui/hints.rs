//! The letters beside links, and the line below while one is being chosen.

use ratatui::style::Modifier;

use super::canvas::Canvas;
use super::theme::Theme;
use crate::app::geometry::Area;
use crate::app::{App, Hints};
use crate::text::Clean;

/// Draws the letters over the first cells of the links that are seen.
pub(super) fn draw(app: &App, theme: &Theme, text: Area, canvas: &mut Canvas<'_>) {
    let Some(hints) = &app.hints else { return };
    let lit = theme.accent.add_modifier(Modifier::REVERSED);
    let dim = theme.quiet.add_modifier(Modifier::DIM);
    for hint in &hints.hints {
        let letters = Clean::line(&hint.letters);
        let columns = canvas.columns(letters.as_clean());
        let area = Area {
            x: text.x + hint.column,
            y: text.y + hint.row,
            columns,
            rows: 1,
        };
        // Both halves of a wide character go.
        canvas.clear(area);
        let is_left = hint.letters.starts_with(&hints.typed);
        let style = if is_left { lit } else { dim };
        canvas.put(area.x, area.y, columns, letters.as_clean(), style);
        if is_left && !hints.typed.is_empty() {
            let typed = Clean::line(&hints.typed);
            let style = dim.add_modifier(Modifier::REVERSED);
            canvas.put(area.x, area.y, columns, typed.as_clean(), style);
        }
    }
}

/// What the letters do, what has been typed of them, and where the only link
/// leads that is left.
pub(super) fn line(
    app: &App,
    theme: &Theme,
    hints: &Hints,
    (x, y, room): (u16, u16, u16),
    canvas: &mut Canvas<'_>,
) {
    let end = x + room;
    let what = app.words.get(if hints.copies {
        "hints-copy"
    } else {
        "hints-open"
    });
    let what = Clean::line(&format!("{what} {}", hints.typed));
    let x = canvas.put_short(x, y, room, what.as_clean(), theme.accent) + 3;
    let told = hints
        .only_one_left()
        .and_then(|hint| app.told_of(hint.target));
    let text = told.unwrap_or_else(|| {
        app.words.get(if hints.copies {
            "hints-keys-copying"
        } else {
            "hints-keys"
        })
    });
    canvas.put_short(x, y, end.saturating_sub(x), text.as_clean(), theme.quiet);
}
