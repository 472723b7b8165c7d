//! Menus: entries with their letters, and what is shown of the chosen one in full.

use std::ops::Range;

use ratatui::style::Style;

use super::canvas::{Canvas, Stand};
use super::popups::framed;
use super::theme::Theme;
use crate::app::geometry::Area;
use crate::app::{App, BEHIND_KEYS, Deed, Menu, MenuEntry, MenuKind, MenuLayout};
use crate::text::paragraph::{Setting, set};
use crate::text::{Clean, CleanRef};

/// Columns under which nothing stands beside the entries of a list of links.
const BESIDE_FROM: u16 = 28;
/// Columns beside the kinds of entries under which those are not told.
const KIND_FROM: u16 = 24;

/// Draws a menu.
pub(super) fn draw(app: &App, theme: &Theme, menu: &Menu, canvas: &mut Canvas<'_>) {
    let laid = menu.laid(app.size, &app.words, canvas.policy());
    let hints = app.menu_hints(menu);
    let size = (laid.columns, laid.rows + laid.detail);
    let rows = laid.rows.min(app.size.rows.saturating_sub(4));
    let title = title(app, menu, (&laid, rows), canvas);
    let texts = (title.as_clean(), hints.as_clean());
    let inside = framed(app, theme, size, texts, canvas);
    let rows = inside.rows.saturating_sub(laid.detail);
    if menu.seen.is_empty() {
        nothing(app, theme, menu, inside, canvas);
    }
    let keys_at = menu.keys_columns(inside.columns, canvas.policy());
    let seen = laid.lines.iter().skip(menu.top);
    for (y, line) in (inside.y..inside.y + rows).zip(seen) {
        let area = Area {
            y,
            rows: 1,
            ..inside
        };
        let places = menu.seen.get(line.clone()).unwrap_or_default();
        match menu.kind {
            MenuKind::Share => shared_row(theme, menu, line, area, canvas),
            _ if line.is_empty() => heading(theme, menu, line.start, area, canvas),
            MenuKind::Help(_) => helped_row(theme, menu, (places, keys_at), area, canvas),
            _ => {
                let is_first = y == inside.y;
                row(app, theme, menu, (places, is_first), area, canvas);
            }
        }
    }
    if laid.detail > 0 {
        let area = Area {
            y: inside.y + rows,
            rows: laid.detail.min(inside.rows),
            ..inside
        };
        detail(theme, menu, area, canvas);
    }
}

/// What can be done where nothing is left: in as many rows as there are.
fn nothing(app: &App, theme: &Theme, menu: &Menu, inside: Area, canvas: &mut Canvas<'_>) {
    let text = app.words.get(menu.kind.nothing_key());
    let setting = Setting::plain(usize::from(inside.columns), canvas.policy());
    let lines = set(text.as_str(), &setting);
    for (y, line) in (inside.y..inside.y + inside.rows).zip(lines) {
        let line = text.slice(line.shown);
        canvas.put_short(inside.x, y, inside.columns, line, theme.quiet);
    }
}

/// What the menu is about, which of how many is chosen where not all are seen, and
/// what was typed to narrow it.
fn title(app: &App, menu: &Menu, (laid, rows): (&MenuLayout, u16), canvas: &Canvas<'_>) -> Clean {
    let title = app.words.get(&menu.kind.title_key());
    let is_long = usize::from(rows) < laid.lines.len();
    let title = if is_long {
        let (at, total) = (menu.place().unwrap_or(0) + 1, menu.seen.len());
        let at = app.words.with(
            "status-place",
            &[("at", at.into()), ("total", total.into())],
        );
        Clean::line_keeping_spaces(&format!("{title}  {at}"))
    } else {
        title
    };
    let Some(prompt) = &menu.prompt else {
        return title;
    };
    let (before, after) = prompt.around_cursor();
    let (before, after) = (
        Clean::line_keeping_spaces(before),
        Clean::line_keeping_spaces(after),
    );
    let marks = canvas.marks();
    let space = CleanRef::furniture(" ");
    let cursor = if menu.typing {
        marks.cursor
    } else {
        CleanRef::default()
    };
    Clean::concat(&[
        title.as_clean(),
        space,
        space,
        marks.search,
        space,
        before.as_clean(),
        cursor,
        after.as_clean(),
    ])
}

/// What stands above the entries of a group.
fn heading(theme: &Theme, menu: &Menu, place: usize, area: Area, canvas: &mut Canvas<'_>) {
    let entry = menu
        .seen
        .get(place)
        .and_then(|entry| menu.entries.get(*entry));
    if let Some(entry) = entry {
        canvas.put_short(
            area.x,
            area.y,
            area.columns,
            entry.heading.as_clean(),
            theme.quiet,
        );
    }
}

/// A row of the help: the keys, and what they do.
fn helped_row(
    theme: &Theme,
    menu: &Menu,
    (places, keys_columns): (&[usize], u16),
    area: Area,
    canvas: &mut Canvas<'_>,
) {
    let first = places
        .first()
        .and_then(|place| Some((*place, menu.entries.get(*place)?)));
    let Some((place, entry)) = first else { return };
    let style = ground_of(theme, place == menu.selected, area, canvas);
    let keys = entry.beside.as_clean();
    canvas.put_short(
        area.x,
        area.y,
        keys_columns,
        keys,
        style.patch(theme.accent),
    );
    let x = area.x + keys_columns + BEHIND_KEYS;
    let room = (area.x + area.columns).saturating_sub(x);
    canvas.put_short(x, area.y, room, entry.label.as_clean(), style);
}

/// The letter of an entry; gives the column where its words begin.
fn letter(
    theme: &Theme,
    entry: &MenuEntry,
    area: Area,
    style: Style,
    canvas: &mut Canvas<'_>,
) -> u16 {
    let letter = entry.letter.map(|letter| letter.to_string());
    let letter = Clean::line(&letter.unwrap_or_default());
    let style = style.patch(theme.accent);
    canvas.put(
        area.x,
        area.y,
        area.columns.min(1),
        letter.as_clean(),
        style,
    );
    area.x + 3
}

/// An entry that has the whole row.
fn row(
    app: &App,
    theme: &Theme,
    menu: &Menu,
    (places, is_first): (&[usize], bool),
    area: Area,
    canvas: &mut Canvas<'_>,
) {
    let Some((place, entry)) = places
        .first()
        .and_then(|place| Some((*place, menu.entries.get(*place)?)))
    else {
        return;
    };
    let is_chosen = place == menu.selected;
    let style = ground_of(theme, is_chosen, area, canvas);
    let end = area.x + area.columns;
    // What is found by typing, or only read, has no letters.
    let x = if menu.kind.has_letters() {
        letter(theme, entry, area, style, canvas)
    } else {
        area.x
    };
    let x = x + entry.indent.min(area.columns / 4);
    let x = kind(theme, (menu, entry, is_first), Area { x, ..area }, canvas);
    let mut right = end;
    if !entry.beside.is_empty() && area.columns >= BESIDE_FROM {
        let beside = canvas
            .policy()
            .shorten(entry.beside.as_clean(), usize::from(area.columns * 2 / 5));
        // On the ground of the chosen row what is secondary is as bright as the rest.
        let style = if is_chosen { style } else { theme.quiet };
        right = canvas
            .put_right(end, area.y, area.columns * 2 / 5, beside.as_clean(), style)
            .saturating_sub(2);
    }
    let x = canvas.put_short(
        x,
        area.y,
        right.saturating_sub(x),
        entry.label.as_clean(),
        style,
    );
    if entry.deed == Deed::Sort(app.list.sorted.key) {
        let marks = canvas.marks();
        let arrow = if app.list.sorted.reversed {
            marks.up
        } else {
            marks.down
        };
        canvas.put(x + 1, area.y, 1, arrow, style);
    }
}

/// How an entry that has the whole row looks. The chosen one has a ground of its own
/// from edge to edge, and a bar.
fn ground_of(theme: &Theme, is_chosen: bool, row: Area, canvas: &mut Canvas<'_>) -> Style {
    if !is_chosen {
        return Style::new();
    }
    // The blank before the right edge as well.
    let columns = row.columns + 1;
    canvas.tint(Area { columns, ..row }, theme.chosen);
    chosen_bar(theme, row, canvas);
    theme.chosen
}

/// The bar at the left of the chosen entry, so that it is not told by its ground
/// alone.
fn chosen_bar(theme: &Theme, entry: Area, canvas: &mut Canvas<'_>) {
    let x = entry.x.saturating_sub(1);
    canvas.put(x, entry.y, 1, canvas.marks().bar, theme.accent);
    canvas.stand(Stand::Popup, x, entry.y);
}

/// Of what kind an entry of a menu of several kinds is, where it is the first of
/// them or the first that is seen, and whether it is on; gives the column where its
/// words begin.
fn kind(
    theme: &Theme,
    (menu, entry, is_first): (&Menu, &MenuEntry, bool),
    area: Area,
    canvas: &mut Canvas<'_>,
) -> u16 {
    if menu.kind != MenuKind::Filter {
        return area.x;
    }
    let mut x = area.x;
    let kinds = menu.entries.iter().map(|entry| &entry.before);
    let columns = kinds.map(|kind| canvas.columns(kind.as_clean())).max();
    let columns = columns.unwrap_or(0);
    if area.columns >= columns + KIND_FROM {
        let at = menu
            .seen
            .iter()
            .position(|place| menu.entries.get(*place) == Some(entry));
        let above = at.and_then(|at| menu.seen.get(at.checked_sub(1)?));
        let above = above.and_then(|place| menu.entries.get(*place));
        if is_first || above.is_none_or(|above| above.before != entry.before) {
            let is_chosen = menu.chosen() == Some(entry);
            let style = if is_chosen { theme.chosen } else { theme.quiet };
            canvas.put(x, area.y, columns, entry.before.as_clean(), style);
        }
        x += columns + 2;
    }
    if entry.is_on {
        canvas.put(x, area.y, 1, canvas.marks().on, theme.accent);
    }
    x + 2
}

/// A row of the share menu: one entry and what stands beside it, or several
/// entries and what stands beside the chosen one.
fn shared_row(
    theme: &Theme,
    menu: &Menu,
    line: &Range<usize>,
    area: Area,
    canvas: &mut Canvas<'_>,
) {
    let end = area.x + area.columns;
    let mut x = area.x;
    let mut beside = None;
    for cell in menu.cells(line, area, canvas.policy()) {
        let Some(entry) = menu.entries.get(cell.entry) else {
            continue;
        };
        let is_chosen = cell.entry == menu.selected;
        let style = match entry.deed {
            _ if is_chosen => theme.chosen,
            // It can't be shared at before something is set.
            Deed::Set(_) => theme.quiet,
            _ => Style::new(),
        };
        let of_cell = |columns: u16| Area {
            x: cell.x,
            columns,
            ..area
        };
        if is_chosen {
            chosen_bar(theme, of_cell(1), canvas);
        }
        letter(
            theme,
            entry,
            of_cell(end.saturating_sub(cell.x)),
            style,
            canvas,
        );
        let room = end.saturating_sub(cell.label_at);
        canvas.put(cell.label_at, area.y, room, cell.label.as_clean(), style);
        if is_chosen {
            canvas.tint(of_cell(cell.end.saturating_sub(cell.x)), theme.chosen);
        }
        x = cell.after;
        if entry.group == 0 || is_chosen {
            beside = Some(entry.beside.as_clean());
        }
    }
    if let Some(beside) = beside {
        canvas.put_short(x, area.y, end.saturating_sub(x), beside, theme.quiet);
    }
}

/// What is shown of the chosen entry in full, in the last rows of an area; what
/// has no room is cut with a mark.
fn detail(theme: &Theme, menu: &Menu, area: Area, canvas: &mut Canvas<'_>) {
    let Some(entry) = menu.chosen() else { return };
    let text = entry.detail.as_clean();
    let setting = Setting::plain(usize::from(area.columns), canvas.policy());
    // One row stays blank where there are several.
    let rows = if area.rows > 1 {
        area.rows - 1
    } else {
        area.rows
    };
    let lines = set(text.as_str(), &setting);
    let first = area.y + area.rows - rows;
    let count = lines.len();
    for ((y, line), number) in (first..area.y + area.rows).zip(lines).zip(1..) {
        let is_cut = number == usize::from(rows) && count > number;
        let end = if is_cut {
            text.as_str().len()
        } else {
            line.shown.end
        };
        let line = text.slice(line.shown.start..end);
        canvas.put_short(area.x, y, area.columns, line, theme.quiet);
    }
}
