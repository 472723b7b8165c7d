//! What lies on top for a moment, in a frame.

use ratatui::style::{Color, Style};

use super::canvas::Canvas;
use super::theme::Theme;
use crate::app::geometry::Area;
use crate::app::{App, POPUP_COLUMNS, Popup, QrCode, SORTS, Scrolled, ShareMenu};
use crate::share::{Entry, Group};
use crate::text::paragraph::{Setting, set};
use crate::text::{Clean, CleanRef};

/// Columns of a share menu under which two entries share a row, else four.
const TWO_UNDER: u16 = 54;

/// Draws what lies on top.
pub(super) fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>) {
    match &app.popup {
        Some(Popup::Share(menu)) => share(app, theme, menu, canvas),
        Some(Popup::Sort(selected)) => sort(app, theme, *selected, canvas),
        Some(Popup::Help(text) | Popup::Details(text)) => scrolled(app, theme, text, canvas),
        Some(Popup::Qr(code)) => qr(app, theme, code, canvas),
        None => {}
    }
}

/// A frame in the middle of the screen for an inside of some size; gives the inside.
fn framed(
    app: &App,
    theme: &Theme,
    (columns, rows): (u16, u16),
    texts: (CleanRef<'_>, CleanRef<'_>),
    canvas: &mut Canvas<'_>,
) -> Area {
    let columns = (columns + 4).min(app.size.columns);
    let rows = (rows + 2).min(app.size.rows.saturating_sub(2));
    let area = Area {
        x: (app.size.columns - columns) / 2,
        y: 1 + (app.size.rows.saturating_sub(2 + rows)) / 2,
        columns,
        rows,
    };
    canvas.frame(area, texts.0, texts.1, theme.accent);
    Area {
        x: area.x + 2,
        y: area.y + 1,
        columns: columns.saturating_sub(4),
        rows: rows.saturating_sub(2),
    }
}

fn sort(app: &App, theme: &Theme, selected: usize, canvas: &mut Canvas<'_>) {
    let title = app.words.get("sort-menu");
    let hints = app.words.get("sort-hints");
    let columns = canvas.columns(hints.as_clean()) + 4;
    let rows = u16::try_from(SORTS.len()).unwrap_or(4);
    let inside = framed(
        app,
        theme,
        (columns, rows),
        (title.as_clean(), hints.as_clean()),
        canvas,
    );
    let first = (selected + 1).saturating_sub(usize::from(inside.rows));
    let seen = SORTS.iter().enumerate().skip(first);
    for (y, (place, (letter, key, text))) in (inside.y..inside.y + inside.rows).zip(seen) {
        let style = if place == selected {
            theme.chosen
        } else {
            Style::new()
        };
        if place == selected {
            canvas.tint(
                Area {
                    y,
                    rows: 1,
                    ..inside
                },
                style,
            );
        }
        let letter = Clean::line(&letter.to_string());
        let x = canvas.put(inside.x, y, 1, letter.as_clean(), style.patch(theme.accent)) + 2;
        let x = canvas.put(x, y, inside.columns, app.words.get(text).as_clean(), style) + 1;
        if *key == app.list.order.key {
            let arrow = if app.list.order.reversed {
                canvas.marks().up
            } else {
                canvas.marks().down
            };
            canvas.put(x, y, 1, arrow, style);
        }
    }
}

fn share(app: &App, theme: &Theme, menu: &ShareMenu, canvas: &mut Canvas<'_>) {
    let title = app.words.get("share-menu");
    let hints = app.words.get("share-hints");
    let columns = POPUP_COLUMNS
        .min(app.size.columns.saturating_sub(8))
        .max(24);
    let rows = menu.rows(if columns < TWO_UNDER { 2 } else { 4 });
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let inside = framed(
        app,
        theme,
        (columns, height),
        (title.as_clean(), hints.as_clean()),
        canvas,
    );
    let chosen_row = rows
        .iter()
        .position(|row| row.contains(&menu.selected))
        .unwrap_or(0);
    let first = (chosen_row + 1).saturating_sub(usize::from(inside.rows));
    let label_columns = menu
        .entries
        .iter()
        .filter(|entry| entry.group == Group::Alone)
        .map(|entry| canvas.columns(app.words.get(entry.label).as_clean()))
        .max()
        .unwrap_or(0);
    for (y, row) in (inside.y..inside.y + inside.rows).zip(rows.iter().skip(first)) {
        let place = Area {
            y,
            rows: 1,
            ..inside
        };
        share_row(app, theme, place, menu, (row, label_columns), canvas);
    }
}

/// A row of the share menu: one entry and what stands beside it, or several
/// entries and what stands beside the chosen one.
fn share_row(
    app: &App,
    theme: &Theme,
    area: Area,
    menu: &ShareMenu,
    (row, label_columns): (&[usize], u16),
    canvas: &mut Canvas<'_>,
) {
    let end = area.x + area.columns;
    let mut x = area.x;
    let mut beside_entry = None;
    for place in row {
        let Some(entry) = menu.entries.get(*place) else {
            continue;
        };
        let is_chosen = *place == menu.selected;
        let is_alone = entry.group == Group::Alone;
        let style = if is_chosen {
            theme.chosen
        } else {
            Style::new()
        };
        let key = Clean::line(&entry.key.to_string());
        let label = app.words.get(entry.label);
        let from = x;
        let key_columns = end.saturating_sub(x).min(1);
        let key_style = style.patch(theme.accent);
        x = canvas.put(x, area.y, key_columns, key.as_clean(), key_style) + 2;
        let room = end.saturating_sub(x);
        let label_end = canvas.put_short(x, area.y, room, label.as_clean(), style);
        if is_chosen {
            let columns = label_end.saturating_sub(from);
            canvas.tint(
                Area {
                    x: from,
                    columns,
                    ..area
                },
                theme.chosen,
            );
        }
        x = if is_alone {
            x + label_columns
        } else {
            label_end
        } + 3;
        if is_alone || is_chosen {
            beside_entry = Some(entry);
        }
    }
    if let Some(entry) = beside_entry {
        let beside = beside(app, entry);
        canvas.put_short(
            x,
            area.y,
            end.saturating_sub(x),
            beside.as_clean(),
            theme.quiet,
        );
    }
}

/// What stands beside an entry: a link, a note.
fn beside(app: &App, entry: &Entry) -> Clean {
    let note = entry.note.as_ref().map(|note| {
        let values: Vec<(&str, crate::words::Value)> = note
            .argument()
            .map(|(name, value)| (name, value.clone().into()))
            .into_iter()
            .collect();
        app.words.with(note.key(), &values)
    });
    let preview = entry
        .preview
        .clone()
        .filter(|_| entry.group == Group::Alone);
    let parts: Vec<&str> = preview.iter().chain(&note).map(Clean::as_str).collect();
    Clean::line_keeping_spaces(&parts.join("  "))
}

/// A text in two columns.
fn scrolled(app: &App, theme: &Theme, text: &Scrolled, canvas: &mut Canvas<'_>) {
    let hints = app.words.get("popup-hints");
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
    let seen = laid.rows.into_iter().skip(text.top);
    for (y, (what, of_it)) in (inside.y..inside.y + inside.rows).zip(seen) {
        if let Some(what) = what {
            canvas.put_short(inside.x, y, first, what, theme.accent);
        }
        canvas.put(inside.x + first + 2, y, second, of_it, Style::new());
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
