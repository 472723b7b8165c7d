//! The list: one or two lines a row, in columns that line up.

use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::Area;
use crate::article::Head;

/// Where the text of a row begins: after the bar, the mark and a space.
const TEXT_AT: u16 = 3;
/// Columns of a date and the space after it.
const DATE_COLUMNS: u16 = 9;

/// Draws the rows that are seen.
pub(super) fn draw(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) {
    if app.list.rows.is_empty() {
        return empty(app, theme, area, canvas);
    }
    let height = app.row_height(area);
    for line in 0..area.rows / height {
        let row = app.list.top + usize::from(line);
        let Some(head) = app.list.rows.head(row) else {
            break;
        };
        let place = Area {
            y: area.y + line * height,
            rows: height,
            ..area
        };
        draw_row(app, theme, place, row, &head, canvas);
    }
}

fn draw_row(
    app: &App,
    theme: &Theme,
    area: Area,
    row: usize,
    head: &Head,
    canvas: &mut Canvas<'_>,
) {
    let marks = canvas.marks();
    let (mark, is_safe, is_read_safe) = app.mark_of_row(row, head.id);
    let is_chosen = row == app.list.selected;
    let text_style = if mark.read { theme.quiet } else { Style::new() };
    let is_picked = app.picked_rows().is_some_and(|rows| rows.contains(&row));
    let ground = if is_chosen || is_picked {
        theme.chosen
    } else {
        Style::new()
    };
    if is_chosen || is_picked {
        canvas.tint(area, ground);
    }
    if is_chosen {
        let bar = if app.list_has_keys() {
            theme.accent
        } else {
            theme.quiet
        };
        canvas.column(Area { columns: 1, ..area }, marks.bar, ground.patch(bar));
    }
    // What is not yet safe on disk is shown as not yet safe.
    let unsafe_style = if is_safe {
        Style::new()
    } else {
        Style::new().add_modifier(Modifier::DIM)
    };
    // That it was read is not safe either as long as its mark is seen.
    if !mark.read || !is_read_safe {
        canvas.put(
            area.x + 1,
            area.y,
            1,
            marks.unread,
            ground.patch(theme.accent).patch(unsafe_style),
        );
    }
    let secondary = if is_chosen || is_picked {
        ground
    } else {
        theme.quiet
    };
    let text_style = if is_chosen || is_picked {
        ground
    } else {
        text_style
    };
    let (mut x, end) = if area.rows == 1 {
        beside_title(app, area, head, secondary, canvas)
    } else {
        below_title(app, area, head, secondary, canvas)
    };
    if mark.starred {
        let style = ground.patch(theme.star).patch(unsafe_style);
        x = canvas.put(x, area.y, 1, marks.star, style) + 1;
    }
    let room = (x, area.y, end.saturating_sub(x));
    title(app, theme, room, head, text_style, canvas);
}

/// Date and source in a row of one line; gives where the title begins and ends.
fn beside_title(
    app: &App,
    area: Area,
    head: &Head,
    style: Style,
    canvas: &mut Canvas<'_>,
) -> (u16, u16) {
    let x = area.x + TEXT_AT;
    let date = app.short_date(head.date);
    canvas.put(x, area.y, DATE_COLUMNS, date.as_clean(), style);
    let columns = app.source_columns(area);
    let end = (area.x + area.columns).saturating_sub(columns + 2);
    let source = app.shown(head, &head.source);
    canvas.put_short(end + 1, area.y, columns, source.as_clean(), style);
    (x + DATE_COLUMNS, end)
}

/// Source, date and time to read under the title; gives where that begins and ends.
fn below_title(
    app: &App,
    area: Area,
    head: &Head,
    style: Style,
    canvas: &mut Canvas<'_>,
) -> (u16, u16) {
    let x = area.x + TEXT_AT;
    let end = (area.x + area.columns).saturating_sub(1);
    let below = app.row_below(head);
    canvas.put_short(
        x,
        area.y + 1,
        end.saturating_sub(x),
        below.as_clean(),
        style,
    );
    (x, end)
}

/// A title cut to its room, what a search found in it lit.
fn title(
    app: &App,
    theme: &Theme,
    (x, y, columns): (u16, u16, u16),
    head: &Head,
    style: Style,
    canvas: &mut Canvas<'_>,
) {
    let title = app.shown(head, &head.title);
    canvas.put_short(x, y, columns, title.as_clean(), style);
    let Some(matcher) = &app.list.matcher else {
        return;
    };
    let policy = canvas.policy();
    let cut = if canvas.columns(title.as_clean()) > columns {
        columns.saturating_sub(1)
    } else {
        columns
    };
    for range in matcher.title_ranges(head.title.as_str()) {
        // What is shown has other characters, but as many.
        let at = |written: usize| {
            let before = head.title.slice(0..written).as_str().chars().count();
            let mut places = title.as_str().char_indices().map(|(at, _)| at);
            places.nth(before).unwrap_or(title.as_str().len())
        };
        let range = at(range.start)..at(range.end);
        let before = policy.text(title.slice(0..range.start).as_str());
        let width = policy.text(title.slice(range).as_str());
        let (Ok(before), Ok(width)) = (u16::try_from(before), u16::try_from(width)) else {
            continue;
        };
        if before < cut {
            canvas.tint(
                Area {
                    x: x + before,
                    y,
                    columns: width.min(cut - before),
                    rows: 1,
                },
                theme.found,
            );
        }
    }
}

/// What to do next where there is nothing.
fn empty(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) {
    let searched = !app.list.query.is_empty()
        || app
            .prompt
            .as_ref()
            .is_some_and(|prompt| !prompt.text().trim().is_empty());
    let is_over = app.list.complete && !app.list.partial;
    let (what, hint) = match (is_over, searched) {
        (false, true) => ("empty-searching", Some("empty-search-hint")),
        (true, true) => ("empty-search", Some("empty-search-hint")),
        (true, false) => ("empty-archive", Some("empty-archive-hint")),
        (false, false) => ("empty-looking", None),
    };
    let x = area.x + TEXT_AT;
    let columns = area.columns.saturating_sub(TEXT_AT + 1);
    let bottom = area.y + area.rows;
    let mut y = area.y + 1;
    for (key, style) in [(Some(what), Style::new()), (hint, theme.quiet)] {
        let Some(key) = key else { continue };
        let room = Area {
            x,
            y,
            columns,
            rows: bottom.saturating_sub(y),
        };
        y = canvas.put_lines(room, app.words.get(key).as_clean(), style);
    }
}
