//! The line above and the line below.

use ratatui::style::Style;

use super::canvas::Canvas;
use super::hints;
use super::prompt;
use super::theme::Theme;
use crate::app::geometry::Area;
use crate::app::{App, Chip, SHORT_UNDER, Tone};
use crate::text::paragraph::{Setting, set};
use crate::text::{Clean, CleanRef};

/// Rows that what went wrong takes at the most.
const FAULT_ROWS: usize = 4;

/// Columns that a search in force keeps above before the order goes.
const LEAST_SEARCH: u16 = 6;

/// Where am I: the archive, the search, which of how many, the order.
pub(super) fn top(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) {
    let end = area.x + area.columns;
    let marks = canvas.marks();
    let mut right = if app.prompt.is_some() {
        found(app)
    } else {
        order(app, area.columns < SHORT_UNDER, canvas)
    };
    let mut name = app.name_columns(area);
    let (at, unread) = place(app);
    let at_columns = canvas.columns(at.as_clean());
    if app.prompt.is_none() {
        // No digit is cut: the name goes for them, then the order.
        let needed = |columns: u16| at_columns + columns + 4;
        let order = canvas.columns(right.as_clean());
        if !app.is_narrowed() && needed(order + name + 1) > area.columns {
            name = 0;
        }
        let before = narrowing_columns(app, area, name, canvas);
        if needed(order + before) > area.columns {
            right = Clean::default();
        }
    }
    let right_at = canvas.put_right(
        end.saturating_sub(1),
        area.y,
        area.columns / 2,
        right.as_clean(),
        theme.quiet,
    );
    let room = |x: u16| right_at.saturating_sub(x + 1);
    let mut x = area.x + 1;
    if name > 0 {
        x = canvas.put_short(x, area.y, name, app.archive.as_clean(), theme.accent);
        x += if area.columns < SHORT_UNDER { 1 } else { 2 };
    }
    for chip in app.chips(area) {
        draw_chip(theme, &chip, canvas);
        // A figure behind one that tells how many more there are would read as its end.
        let is_figure = chip.filter.is_none();
        x = chip.area.x + chip.area.columns + 1 + u16::from(is_figure);
    }
    if let Some(asked) = &app.prompt {
        x = canvas.put(x, area.y, room(x), marks.search, theme.accent) + 1;
        let columns = room(x);
        prompt::search(app, theme, Area { x, columns, ..area }, asked, canvas);
        return;
    }
    if !app.list.query.is_empty() {
        x = canvas.put(x, area.y, room(x), marks.search, theme.accent) + 1;
        let columns = (room(x) / 2).min(room(x).saturating_sub(at_columns + 2));
        x = prompt::in_force(app, theme, Area { x, columns, ..area }, canvas) + 2;
    }
    let both = Clean::line(&format!("{at} · {unread}"));
    let fits = !unread.is_empty() && canvas.columns(both.as_clean()) <= room(x);
    let text = if fits { both } else { at };
    canvas.put_short(x, area.y, room(x), text.as_clean(), theme.quiet);
}

/// Columns at the least of the archive's name and of what the list is narrowed by.
fn narrowing_columns(app: &App, area: Area, name: u16, canvas: &Canvas<'_>) -> u16 {
    let chips = app.chips(area);
    let end = chips.last().map(|chip| chip.area.x + chip.area.columns);
    let before = end.map_or(name, |end| end.saturating_sub(area.x));
    if app.list.query.is_empty() {
        return before;
    }
    let search = Clean::line_keeping_spaces(&app.list.query);
    // Its sign stands before it.
    before + 2 + canvas.columns(search.as_clean()).min(LEAST_SEARCH)
}

/// A filter that is on, and the sign that takes it away; or how many more there are.
fn draw_chip(theme: &Theme, chip: &Chip, canvas: &mut Canvas<'_>) {
    let Area { x, y, columns, .. } = chip.area;
    if chip.filter.is_none() {
        canvas.put(x, y, columns, chip.label.as_clean(), theme.accent);
        return;
    }
    canvas.tint(chip.area, theme.chosen);
    let room = columns.saturating_sub(1);
    let x = canvas.put(x + 1, y, room, chip.label.as_clean(), theme.chosen) + 1;
    canvas.put(x, y, 1, canvas.marks().remove, theme.chosen);
}

fn found(app: &App) -> Clean {
    let count = app.list.rows.len();
    if app.list.partial && count == 0 {
        return app.words.get("status-searching");
    }
    let key = if app.list.partial {
        "status-found-growing"
    } else {
        "status-found"
    };
    app.words.with(key, &[("count", count.into())])
}

/// Which of how many, and how many of them are unread.
fn place(app: &App) -> (Clean, Clean) {
    let words = &app.words;
    let total = app.list.rows.len();
    if total == 0 {
        let text = match (app.list.complete && !app.list.partial, !app.is_narrowed()) {
            (true, true) => words.get("status-empty"),
            (true, false) => found(app),
            (false, _) => words.get("status-looking"),
        };
        return (text, Clean::default());
    }
    let key = if app.list.complete && !app.list.partial {
        "status-place"
    } else {
        "status-place-growing"
    };
    let place = words.with(
        key,
        &[
            ("at", (app.list.selected + 1).into()),
            ("total", total.into()),
        ],
    );
    let unread = words.with("status-unread", &[("count", app.shown_unread().into())]);
    let waiting = app.marks.unsafe_count();
    if app.marks_at_risk && waiting > 0 {
        let waiting = words.with("status-unsafe", &[("count", waiting.into())]);
        let unread = Clean::line(&format!("{unread} · {waiting}"));
        return (place, unread);
    }
    (place, unread)
}

/// The order of the list, and which way it goes.
fn order(app: &App, short: bool, canvas: &Canvas<'_>) -> Clean {
    let arrow = if app.list.sorted.reversed {
        canvas.marks().up
    } else {
        canvas.marks().down
    };
    let text = app.order_text(short);
    Clean::concat(&[text.as_clean(), CleanRef::furniture(" "), arrow])
}

/// What can I do, what just happened, how far am I.
pub(super) fn bottom(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) {
    progress(app, theme, area, canvas);
    let line = app.line_below(area);
    let (x, room) = (line.x, line.columns);
    if let Some(notice) = &app.notice {
        match notice.tone {
            Tone::Quiet => {
                canvas.put_short(x, area.y, room, notice.text.as_clean(), theme.accent);
            }
            Tone::Error => in_full(&notice.text, theme, area, room, canvas),
        }
    } else if prompt::below(app, theme, line, canvas) {
        // Nothing else is said while something is typed.
    } else if let Some(leads) = app.hovered.and_then(|target| app.told_of(target)) {
        canvas.put_short(x, area.y, room, leads.as_clean(), theme.accent);
    } else if let Some(text) = app.awaited_text() {
        canvas.put_short(x, area.y, room, text.as_clean(), theme.quiet);
    } else if let Some(text) = app.change_text() {
        canvas.put_short(x, area.y, room, text.as_clean(), theme.accent);
    } else if let Some(hints) = &app.hints {
        hints::line(app, theme, hints, (x, area.y, room), canvas);
    } else if !app.pending.keys.is_empty() || app.count.is_some() {
        pending(app, theme, area, room, canvas);
    } else if app.tells_of_keys() {
        keys_told(app, theme, line, canvas);
    }
}

/// Says in full what went wrong: what does not fit in the line below takes rows
/// above it as well.
fn in_full(text: &Clean, theme: &Theme, area: Area, room: u16, canvas: &mut Canvas<'_>) {
    let setting = Setting::plain(usize::from(room.max(1)), canvas.policy());
    let mut lines = set(text.as_str(), &setting);
    let most = FAULT_ROWS.min(usize::from(area.y)).max(1);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            // Cut with a mark where it is painted.
            last.shown.end = text.as_str().len();
        }
    }
    let rows = u16::try_from(lines.len()).unwrap_or(1);
    let first = (area.y + 1).saturating_sub(rows);
    let above = Area {
        y: first,
        rows: rows.saturating_sub(1),
        ..area
    };
    canvas.clear(above);
    for (y, line) in (first..).zip(lines) {
        canvas.put_short(area.x + 1, y, room, text.slice(line.shown), theme.error);
    }
}

/// The keys typed so far, and what can follow.
fn pending(app: &App, theme: &Theme, area: Area, room: u16, canvas: &mut Canvas<'_>) {
    let mut typed = app.count.map(|count| count.to_string()).unwrap_or_default();
    typed.extend(app.pending.keys.iter().map(ToString::to_string));
    let typed = Clean::line(&typed);
    let mut x = canvas.put(area.x + 1, area.y, room, typed.as_clean(), theme.accent);
    // What can follow is in the panel, at length.
    if app.pending.is_shown {
        return;
    }
    for (keys, command) in app.what_follows() {
        let keys = Clean::line_keeping_spaces(&format!("   {keys}"));
        x = canvas.put(
            x,
            area.y,
            (area.x + room).saturating_sub(x),
            keys.as_clean(),
            Style::new(),
        );
        let text = Clean::line_keeping_spaces(&format!(" {}", app.words.get(&command.text_key())));
        x = canvas.put_short(
            x,
            area.y,
            (area.x + room).saturating_sub(x),
            text.as_clean(),
            theme.quiet,
        );
    }
}

/// Keys and what they do, behind what they do something with.
fn keys_told(app: &App, theme: &Theme, line: Area, canvas: &mut Canvas<'_>) {
    let below = app.keys_below(line);
    if let Some(label) = &below.label {
        let columns = line.columns;
        canvas.put_short(line.x, line.y, columns, label.as_clean(), theme.accent);
    }
    let end = line.x + line.columns;
    for told in &below.told {
        for (x, text, style) in [
            (told.x, &told.keys, Style::new()),
            (told.text_at, &told.text, theme.quiet),
        ] {
            canvas.put(x, line.y, end.saturating_sub(x), text.as_clean(), style);
        }
    }
}

/// How far what is read and what is worked at have come.
fn progress(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) {
    let end = area.x + area.columns;
    for part in app.progress(area) {
        let style = if part.is_of_hits {
            theme.found
        } else {
            theme.quiet
        };
        let room = end.saturating_sub(part.x);
        canvas.put(part.x, area.y, room, part.text.as_clean(), style);
    }
}
