//! The line above and the line below.

use ratatui::style::Style;

use super::canvas::Canvas;
use super::hints;
use super::progress;
use super::prompt;
use super::theme::Theme;
use crate::app::geometry::{Area, Focus};
use crate::app::{App, Chip, SHORT_UNDER, Selection, Tone};
use crate::command::{Command, Context};
use crate::text::paragraph::{Setting, set};
use crate::text::{Clean, CleanRef};

/// Rows that what went wrong takes at the most.
const FAULT_ROWS: usize = 4;

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
    if app.prompt.is_none() && !app.is_narrowed() {
        // No digit is cut: the name goes for them, then the order.
        let (at, _) = place(app);
        let needed = |columns: u16| canvas.columns(at.as_clean()) + columns + 4;
        let order = canvas.columns(right.as_clean());
        if needed(order + name + 1) > area.columns {
            name = 0;
        }
        if needed(order) > area.columns {
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
        x = chip.area.x + chip.area.columns + 1;
    }
    if let Some(asked) = &app.prompt {
        x = canvas.put(x, area.y, room(x), marks.search, theme.accent) + 1;
        let columns = room(x);
        prompt::search(app, theme, Area { x, columns, ..area }, asked, canvas);
        return;
    }
    if !app.list.query.is_empty() {
        x = canvas.put(x, area.y, room(x), marks.search, theme.accent) + 1;
        let columns = room(x) / 2;
        x = prompt::in_force(app, theme, Area { x, columns, ..area }, canvas) + 2;
    }
    let (at, unread) = place(app);
    let both = Clean::line(&format!("{at} · {unread}"));
    let fits = !unread.is_empty() && canvas.columns(both.as_clean()) <= room(x);
    let text = if fits { both } else { at };
    canvas.put_short(x, area.y, room(x), text.as_clean(), theme.quiet);
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

/// How much is selected, and which keys do something with it.
fn selected(app: &App, theme: &Theme, area: Area, selection: &Selection, canvas: &mut Canvas<'_>) {
    let lines = selection.lines().count();
    let lines = app.words.with("selected-lines", &[("lines", lines.into())]);
    let characters = [("characters", selection.characters().into())];
    let characters = app.words.with("selected-characters", &characters);
    let text = Clean::line(&format!("{lines} · {characters}"));
    with_hints(app, theme, area, (&text, Context::Page, SELECTED), canvas);
}

/// What can be done with selected lines.
const SELECTED: &[(Command, &str)] = &[
    (Command::CopyLink, "hint-copy-link"),
    (Command::Share, "hint-share"),
    (Command::Leave, "hint-leave"),
];
/// What can be done with selected articles.
const PICKED: &[(Command, &str)] = &[
    (Command::ToggleRead, "hint-toggle-read"),
    (Command::ToggleStar, "hint-toggle-star"),
    (Command::Tags, "hint-tags"),
    (Command::Leave, "hint-leave"),
];

/// A text, and keys that do something with what it tells of.
fn with_hints(
    app: &App,
    theme: &Theme,
    area: Area,
    (text, context, commands): (&Clean, Context, &[(Command, &str)]),
    canvas: &mut Canvas<'_>,
) {
    let end = area.x + area.columns;
    let mut x = canvas.put_short(area.x, area.y, area.columns, text.as_clean(), theme.accent) + 3;
    for (command, key) in commands {
        let Some((keys, text)) = hint(app, context, &[*command], key) else {
            continue;
        };
        let text = Clean::line(&format!("{keys} {text}"));
        let columns = canvas.columns(text.as_clean());
        if x + columns > end {
            break;
        }
        canvas.put(x, area.y, columns, text.as_clean(), theme.quiet);
        canvas.put(x, area.y, columns, keys.as_clean(), canvas.plain());
        x += columns + 2;
    }
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
    let right_at = progress::draw(app, theme, area, canvas);
    let room = right_at.saturating_sub(area.x + 2);
    let x = area.x + 1;
    let line = Area {
        columns: room,
        x,
        ..area
    };
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
    } else if let Some(selection) = &app.selection {
        selected(app, theme, line, selection, canvas);
    } else if let Some(rows) = app.picked_rows() {
        let values = [("count", rows.len().into())];
        let text = app.words.with("selected-articles", &values);
        with_hints(app, theme, line, (&text, Context::List, PICKED), canvas);
    } else if let Some(most) = app.hints_at_most().filter(|_| !app.zen) {
        hints(app, theme, area, (room, most), canvas);
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

/// The commands whose keys are shown below, the most wanted first.
fn hinted(focus: Focus) -> &'static [(&'static [Command], &'static str)] {
    match focus {
        Focus::List => &[
            (&[Command::Next, Command::Previous], "hint-next"),
            (&[Command::Enter], "hint-enter"),
            (&[Command::ReadOn], "hint-read-on"),
            (&[Command::Search], "hint-search"),
            (&[Command::Filter], "hint-filter"),
            (&[Command::Sort], "hint-sort"),
            (&[Command::OpenOriginal], "hint-open-original"),
            (&[Command::CopyLink], "hint-copy-link"),
            (&[Command::Share], "hint-share"),
            (&[Command::ToggleStar], "hint-toggle-star"),
            (&[Command::NextUnread], "hint-next-unread"),
        ],
        Focus::Page => &[
            (&[Command::LineDown, Command::LineUp], "hint-line-down"),
            (&[Command::ReadOn], "hint-read-on"),
            (&[Command::ToList], "hint-to-list"),
            (&[Command::Find], "hint-find"),
            (&[Command::OpenOriginal], "hint-open-original"),
            (&[Command::CopyLink], "hint-copy-link"),
            (&[Command::Share], "hint-share"),
            (&[Command::SelectLines], "hint-select-lines"),
            (&[Command::LinkHints], "hint-link-hints"),
            (&[Command::Zen], "hint-zen"),
            (&[Command::Details], "hint-details"),
            (&[Command::ToggleStar], "hint-toggle-star"),
            (&[Command::NextUnread], "hint-next-unread"),
        ],
    }
}

fn hint(app: &App, context: Context, commands: &[Command], key: &str) -> Option<(Clean, Clean)> {
    let keys: Vec<String> = commands
        .iter()
        .filter_map(|command| app.keymap.key_of(context, *command))
        .collect();
    (!keys.is_empty()).then(|| (Clean::line(&keys.join(" ")), app.words.get(key)))
}

/// As many hints as fit, and no more than are wanted; the help is always among them.
fn hints(
    app: &App,
    theme: &Theme,
    area: Area,
    (room, most): (u16, usize),
    canvas: &mut Canvas<'_>,
) {
    let context = app.context();
    let width = |canvas: &Canvas<'_>, (keys, text): &(Clean, Clean)| {
        canvas.columns(keys.as_clean()) + 1 + canvas.columns(text.as_clean()) + 2
    };
    let help = hint(app, context, &[Command::Help], "hint-help");
    let mut left = room.saturating_sub(help.as_ref().map_or(0, |help| width(canvas, help)));
    let mut shown = Vec::new();
    for (commands, key) in hinted(app.focus).iter().take(most) {
        // What was found is gone through next.
        let goes_on = *key == "hint-find" && !app.find.hits.is_empty();
        let (commands, key) = if goes_on {
            const STEPS: &[Command] = &[Command::NextMatch, Command::PreviousMatch];
            (STEPS, "hint-next-match")
        } else {
            (*commands, *key)
        };
        let Some(hint) = hint(app, context, commands, key) else {
            continue;
        };
        let needed = width(canvas, &hint);
        if needed > left {
            break;
        }
        left -= needed;
        shown.push(hint);
    }
    let mut x = area.x + 1;
    for (keys, text) in shown.iter().chain(&help) {
        let end = area.x + 1 + room;
        x = canvas.put(
            x,
            area.y,
            end.saturating_sub(x),
            keys.as_clean(),
            Style::new(),
        ) + 1;
        x = canvas.put(
            x,
            area.y,
            end.saturating_sub(x),
            text.as_clean(),
            theme.quiet,
        ) + 2;
    }
}
