//! What lies on top for a moment, in a frame.

use ratatui::style::{Color, Style};

use super::canvas::{Canvas, Stand};
use super::menu;
use super::theme::Theme;
use crate::app::geometry::Area;
use crate::app::{App, Framed, Popup, QrCode, Scrolled};
use crate::text::CleanRef;
use crate::text::paragraph::{Setting, set};

/// Draws what lies on top.
pub(super) fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>) {
    match &app.popup {
        Some(Popup::Menu(menu)) => menu::draw(app, theme, menu, canvas),
        Some(Popup::Help(text) | Popup::Details(text)) => {
            scrolled(app, theme, text, "popup-hints", canvas);
        }
        Some(Popup::Question(question)) => {
            scrolled(app, theme, &question.text, question.hints(), canvas);
        }
        Some(Popup::Qr(code)) => qr(app, theme, code, canvas),
        None => {}
    }
}

/// A frame in the middle of the screen for an inside of some size; gives the inside.
pub(super) fn framed(
    app: &App,
    theme: &Theme,
    size: (u16, u16),
    texts: (CleanRef<'_>, CleanRef<'_>),
    canvas: &mut Canvas<'_>,
) -> Area {
    let Framed { frame, inside } = Framed::of(app.size, size);
    canvas.frame(frame, texts.0, texts.1, theme.accent);
    canvas.stand(Stand::Popup, inside.x, inside.y);
    inside
}

/// A text in two columns.
fn scrolled(app: &App, theme: &Theme, text: &Scrolled, hints: &str, canvas: &mut Canvas<'_>) {
    let hints = app.words.get(hints);
    let laid = text.laid(app.size.columns, canvas.policy());
    let (first, second) = (laid.first, laid.second);
    let height = u16::try_from(laid.rows.len()).unwrap_or(u16::MAX);
    let inside = framed(
        app,
        theme,
        (laid.columns, height),
        (text.title.as_clean(), hints.as_clean()),
        canvas,
    );
    let seen = laid.rows.iter().skip(text.top);
    for (y, (what, of_it)) in (inside.y..inside.y + inside.rows).zip(seen) {
        if let Some(what) = what {
            canvas.put_short(inside.x, y, first, *what, theme.accent);
        }
        canvas.put(inside.x + laid.second_at, y, second, *of_it, Style::new());
    }
}

fn qr(app: &App, theme: &Theme, code: &QrCode, canvas: &mut Canvas<'_>) {
    // Where half blocks may be two columns wide, a module is two spaces, else half a cell.
    let is_wide = canvas.is_ascii();
    let times = 1 + u16::from(is_wide);
    let cells = |count: usize| {
        u16::try_from(count)
            .unwrap_or(u16::MAX)
            .saturating_mul(times)
    };
    let columns = cells(code.cells.first().map_or(0, Vec::len));
    let rows = cells(code.cells.len());
    if columns.saturating_add(4) > app.size.columns || rows.saturating_add(4) > app.size.rows {
        return no_room_for_qr(app, theme, code, canvas);
    }
    let hint = app.words.get("qr-hint");
    let inside = framed(
        app,
        theme,
        (columns, rows),
        (code.text.as_clean(), hint.as_clean()),
        canvas,
    );
    // Dark on light whatever the theme: cameras expect it.
    let colour = |dark: bool| if dark { Color::Black } else { Color::White };
    let step = usize::from(times);
    for (y, row) in (inside.y..).step_by(step).zip(&code.cells) {
        for (x, (upper, lower)) in (inside.x..).step_by(step).zip(row) {
            if is_wide {
                for (y, dark) in [(y, *upper), (y + 1, *lower)] {
                    let module = Area {
                        x,
                        y,
                        columns: 2,
                        rows: 1,
                    };
                    canvas.tint(module, Style::new().bg(colour(dark)));
                }
            } else {
                let style = Style::new().fg(colour(*upper)).bg(colour(*lower));
                canvas.put(x, y, 1, CleanRef::furniture("▀"), style);
            }
        }
    }
}

/// Says that the code is too large for the screen, in as many lines as that takes.
fn no_room_for_qr(app: &App, theme: &Theme, code: &QrCode, canvas: &mut Canvas<'_>) {
    let (text, hint) = (app.words.get("qr-too-large"), app.words.get("qr-hint"));
    let columns = canvas
        .columns(text.as_clean())
        .min(app.size.columns.saturating_sub(4));
    let lines = set(
        text.as_str(),
        &Setting::plain(usize::from(columns), canvas.policy()),
    );
    let rows = u16::try_from(lines.len()).unwrap_or(1);
    let texts = (code.text.as_clean(), hint.as_clean());
    let inside = framed(app, theme, (columns, rows), texts, canvas);
    canvas.put_lines(Area { columns, ..inside }, text.as_clean(), theme.error);
}
