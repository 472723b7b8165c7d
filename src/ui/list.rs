//! The list: one or two lines a row, in columns that line up. What a search found
//! is lit in the title and in the snippet under it.

use std::ops::Range;

use ratatui::style::{Modifier, Style};

use super::canvas::{Canvas, Stand};
use super::theme::Theme;
use crate::app::geometry::Area;
use crate::app::{App, Below, RowSeen, TEXT_AT};
use crate::article::Head;
use crate::query::Passage;
use crate::settings::Shows;
use crate::text::Clean;

/// Columns of a date and the space after it.
const DATE_COLUMNS: u16 = 9;

/// Columns from which on a snippet leaves room for the date beside it.
const SNIPPET_COLUMNS: u16 = 24;

/// Draws the rows that are seen.
pub(super) fn draw(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) {
    if app.list.rows.is_empty() {
        return empty(app, theme, area, canvas);
    }
    for seen in app.rows_seen() {
        let place = Area {
            y: area.y + seen.line,
            rows: seen.lines,
            ..area
        };
        draw_row(app, theme, place, &seen, canvas);
    }
}

fn draw_row(app: &App, theme: &Theme, area: Area, seen: &RowSeen, canvas: &mut Canvas<'_>) {
    let head = &*seen.head;
    let marks = canvas.marks();
    let (mark, is_safe, is_read_safe) = app.mark_of_row(seen.row, head.id);
    let is_chosen = seen.row == app.list.selected;
    let text_style = if mark.read { theme.quiet } else { Style::new() };
    let is_picked = app
        .picked_rows()
        .is_some_and(|rows| rows.contains(&seen.row));
    let ground = if is_chosen || is_picked {
        theme.chosen
    } else {
        Style::new()
    };
    if is_chosen || is_picked {
        canvas.tint(area, ground);
    }
    if is_chosen {
        bar(app, theme, area, ground, canvas);
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
    let (mut x, end) = if seen.has_facts_below {
        below_title(app, theme, area, seen, secondary, canvas)
    } else {
        let room = beside_title(app, area, head, secondary, canvas);
        if let Below::Passage(passage) = app.below(seen) {
            let end = (area.x + area.columns).saturating_sub(1);
            let place = (room.0, area.y + 1, end.saturating_sub(room.0));
            snippet(app, theme, place, (head, passage), secondary, canvas);
        }
        room
    };
    if mark.starred {
        let style = ground.patch(theme.star).patch(unsafe_style);
        x = canvas.put(x, area.y, 1, marks.star, style) + 1;
    }
    let room = (x, area.y, end.saturating_sub(x));
    title(app, theme, room, head, text_style, canvas);
}

/// The bar of the chosen row. That the page has the keys is told by its width as well
/// as by its colour.
fn bar(app: &App, theme: &Theme, area: Area, ground: Style, canvas: &mut Canvas<'_>) {
    let (bar, style) = if app.list_has_keys() {
        canvas.stand(Stand::Pane, area.x, area.y);
        (canvas.marks().bar, theme.accent)
    } else {
        (canvas.marks().thin_bar, theme.quiet)
    };
    // Where the row is reversed the bar is not, else it would be a gap.
    let style = ground.patch(style).remove_modifier(Modifier::REVERSED);
    canvas.column(Area { columns: 1, ..area }, bar, style);
}

/// The columns of a row of one line but the title; gives where that begins and ends.
fn beside_title(
    app: &App,
    area: Area,
    head: &Head,
    style: Style,
    canvas: &mut Canvas<'_>,
) -> (u16, u16) {
    let mut title = (area.x + TEXT_AT, area.x + TEXT_AT);
    for column in app.row_columns(area) {
        if column.shows == Shows::Title {
            title = (column.x, column.x + column.columns);
            continue;
        }
        let text = app.column_text(column.shows, head);
        canvas.put_short(column.x, area.y, column.columns, text.as_clean(), style);
    }
    title
}

/// Source, date and time to read under the title, or the date and a snippet;
/// gives where the title begins and ends.
fn below_title(
    app: &App,
    theme: &Theme,
    area: Area,
    seen: &RowSeen,
    style: Style,
    canvas: &mut Canvas<'_>,
) -> (u16, u16) {
    let head = &*seen.head;
    let x = area.x + TEXT_AT;
    let end = (area.x + area.columns).saturating_sub(1);
    let (y, columns) = (area.y + 1, end.saturating_sub(x));
    let below = app.below(seen);
    if let Below::Facts = below {
        let facts = app.row_below(head, columns);
        canvas.put_short(x, y, columns, facts.as_clean(), style);
        return (x, end);
    }
    let mut at = x;
    // Without room for both it is the passage that tells more.
    if columns >= DATE_COLUMNS + SNIPPET_COLUMNS {
        let date = app.list_date(head.date);
        canvas.put(x, y, DATE_COLUMNS, date.as_clean(), style);
        at += DATE_COLUMNS;
    }
    if let Below::Passage(passage) = below {
        let place = (at, y, end.saturating_sub(at));
        snippet(app, theme, place, (head, passage), style, canvas);
    }
    (x, end)
}

/// A passage cut to its room, what the search found in it lit.
fn snippet(
    app: &App,
    theme: &Theme,
    (x, y, columns): (u16, u16, u16),
    (head, passage): (&Head, &Passage),
    style: Style,
    canvas: &mut Canvas<'_>,
) {
    let snippet = app.snippet(head, passage, columns);
    canvas.put(x, y, columns, snippet.text.as_clean(), style);
    light(&snippet.text, &snippet.hits, (x, y, columns), theme, canvas);
}

/// Lights parts of a text that stands in a place.
fn light(
    text: &Clean,
    hits: &[Range<usize>],
    (x, y, columns): (u16, u16, u16),
    theme: &Theme,
    canvas: &mut Canvas<'_>,
) {
    for hit in hits {
        let before = canvas.columns(text.slice(0..hit.start));
        let width = canvas.columns(text.slice(hit.clone()));
        if before < columns {
            let area = Area {
                x: x + before,
                y,
                columns: width.min(columns - before),
                rows: 1,
            };
            canvas.tint(area, theme.found);
        }
    }
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
    let cut = if canvas.columns(title.as_clean()) > columns {
        columns.saturating_sub(1)
    } else {
        columns
    };
    let ranges = matcher.title_ranges(head.title.as_str()).into_iter();
    let hits: Vec<Range<usize>> = ranges
        .map(|range| {
            // What is shown has other characters, but as many.
            let at = |written: usize| {
                let before = head.title.slice(0..written).as_str().chars().count();
                let mut places = title.as_str().char_indices().map(|(at, _)| at);
                places.nth(before).unwrap_or(title.as_str().len())
            };
            at(range.start)..at(range.end)
        })
        .collect();
    light(&title, &hits, (x, y, cut), theme, canvas);
}

/// What to do next where there is nothing.
fn empty(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) {
    let searched = app.is_narrowed()
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
    // Beside a prompt that is told below.
    let fault = Some(app.read_search()).filter(|_| is_over && app.prompt.is_none());
    let fault = fault.and_then(|parsed| app.search_fault(&parsed));
    let texts = [
        (Some(app.words.get(what)), Style::new()),
        (fault, theme.error),
        (hint.map(|hint| app.words.get(hint)), theme.quiet),
    ];
    for (text, style) in texts {
        let Some(text) = text else { continue };
        let room = Area {
            x,
            y,
            columns,
            rows: bottom.saturating_sub(y),
        };
        y = canvas.put_lines(room, text.as_clean(), style);
    }
}
