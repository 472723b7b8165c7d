//! The prompts: what is being typed, lit as far as it is understood, and what is
//! said about it in the line below.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::style::{Modifier, Style};

use super::canvas::{Canvas, Stand};
use super::theme::Theme;
use crate::app::geometry::Area;
use crate::app::{App, Asked, Beside, Completion, Prompt};
use crate::query::Parsed;
use crate::text::graphemes::backwards;
use crate::text::{Clean, CleanRef};

/// Columns between two things that a word can be completed with.
const GAP: u16 = 2;

/// The prompt of the search: fields, operators and values in the accent, what is
/// not understood underlined.
pub(super) fn search(
    app: &App,
    theme: &Theme,
    area: Area,
    prompt: &Prompt,
    canvas: &mut Canvas<'_>,
) {
    let parsed = app.read_search();
    let parts = parsed.parts.iter();
    // The later style goes over the earlier one.
    let lights: Vec<(Range<usize>, Style)> = parts
        .map(|part| (part.range.clone(), theme.accent))
        .chain(faults(&parsed, theme))
        .collect();
    typed(theme, area, prompt, &lights, canvas);
}

/// The search in force, as much of it as there is room for; gives the column after
/// it. What is not understood stays underlined.
pub(super) fn in_force(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) -> u16 {
    let text = &app.list.query;
    let shown = Clean::line_keeping_spaces(text);
    let end = canvas.put_short(area.x, area.y, area.columns, shown.as_clean(), theme.found);
    let row = Row {
        y: area.y,
        seen: area.x..end,
        hidden: 0,
    };
    let lights: Vec<(Range<usize>, Style)> = faults(&app.read_search(), theme).collect();
    light(text, &(0..text.len()), &lights, &row, canvas);
    end
}

/// What is not understood of a search, and how it is shown.
fn faults(parsed: &Parsed, theme: &Theme) -> impl Iterator<Item = (Range<usize>, Style)> {
    let wrong = theme.error.add_modifier(Modifier::UNDERLINED);
    let faults = parsed.diagnostics.iter();
    faults.map(move |fault| (fault.range.clone(), wrong))
}

/// The prompt that is open in the line below, or what is said there of the one
/// above; whether there is any.
pub(super) fn below(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) -> bool {
    if let Some(asked) = app.asked_below() {
        labelled(app, theme, area, &asked, canvas);
    } else if app.prompt.is_some() {
        below_search(app, theme, area, canvas);
    } else {
        return false;
    }
    true
}

/// What a word can be completed with, what is wrong with the search that is
/// typed, or what its keys do.
fn below_search(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) {
    if let Some(completion) = &app.completion {
        return candidates(app, theme, completion, area, canvas);
    }
    let (told, style) = match app.search_fault(&app.read_search()) {
        Some(fault) => (fault, theme.error),
        None => (app.search_hints(area), theme.quiet),
    };
    canvas.put_short(area.x, area.y, area.columns, told.as_clean(), style);
}

/// What a word can be completed with, in a row around the one that is chosen, and
/// which of how many that is.
fn candidates(
    app: &App,
    theme: &Theme,
    completion: &Completion,
    area: Area,
    canvas: &mut Canvas<'_>,
) {
    let count = completion.shown.len();
    let values = [
        ("at", (completion.chosen + 1).into()),
        ("total", count.into()),
    ];
    let place = app.words.with("status-place", &values);
    let end = area.x + area.columns;
    let end = canvas
        .put_right(end, area.y, area.columns / 3, place.as_clean(), theme.quiet)
        .saturating_sub(2);
    let room = end.saturating_sub(area.x);
    let widths: Vec<u16> = completion
        .shown
        .iter()
        .map(|name| canvas.columns(name.as_clean()).min(room))
        .collect();
    // From the first of the row: rows are filled one after the other, so that
    // nothing moves while one goes through a row.
    let (mut first, mut taken) = (0, 0u16);
    for (number, width) in widths.iter().enumerate().take(completion.chosen + 1) {
        if number > first && taken.saturating_add(*width) > room {
            (first, taken) = (number, 0);
        }
        taken = taken.saturating_add(width + GAP);
    }
    let mut x = area.x;
    for (number, name) in completion.shown.iter().enumerate().skip(first) {
        let width = widths.get(number).copied().unwrap_or(0);
        if x + width > end {
            break;
        }
        let style = if number == completion.chosen {
            theme.chosen
        } else {
            Style::new()
        };
        canvas.put_short(x, area.y, width, name.as_clean(), style);
        x += width + GAP;
    }
}

/// What the keys of a prompt in the line below do, where it is told.
fn hints(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) {
    if let Some((x, hints)) = app.prompt_hints(area) {
        let room = (area.x + area.columns).saturating_sub(x);
        canvas.put_short(x, area.y, room, hints.as_clean(), theme.quiet);
    }
}

/// A prompt: what it is for, what is typed, and what is wrong with that, would be done
/// away with by it, or can be done.
fn labelled(app: &App, theme: &Theme, area: Area, asked: &Asked<'_>, canvas: &mut Canvas<'_>) {
    let end = area.x + area.columns;
    let label = asked.label.as_ref();
    let label = label.map_or(canvas.marks().search, Clean::as_clean);
    let columns = app.label_columns(asked, area.columns);
    let x = canvas.put_short(area.x, area.y, columns, label, theme.accent) + 1;
    let columns = end.saturating_sub(x);
    let place = Area { x, columns, ..area };
    let prompt = asked.prompt;
    let wrong = theme.error.add_modifier(Modifier::UNDERLINED);
    let lights = match &asked.beside {
        Beside::Fault(_) => vec![(0..prompt.text().len(), wrong)],
        _ => Vec::new(),
    };
    let x = typed(theme, place, prompt, &lights, canvas);
    let (x, text) = match &asked.beside {
        Beside::Hints(_) => return hints(app, theme, area, canvas),
        Beside::Warning(text) => (x + 3, text),
        Beside::Fault(text) => (x + 1, text),
    };
    let room = end.saturating_sub(x);
    canvas.put_short(x, area.y, room, text.as_clean(), theme.error);
}

/// What is being typed, and where; gives the column after it. The lights are
/// ranges of its bytes and their styles; they never move the text.
fn typed(
    theme: &Theme,
    area: Area,
    prompt: &Prompt,
    lights: &[(Range<usize>, Style)],
    canvas: &mut Canvas<'_>,
) -> u16 {
    let room = |x: u16| (area.x + area.columns).saturating_sub(x);
    let (typed_before, typed_after) = prompt.around_cursor();
    let (before, after) = (
        Clean::line_keeping_spaces(typed_before),
        Clean::line_keeping_spaces(typed_after),
    );
    // The end that is typed at stays in sight.
    let columns = usize::from(area.columns.saturating_sub(1));
    let shown = last_columns(&before, columns, canvas);
    let hidden = canvas.policy().text(before.as_str()) - canvas.policy().text(shown.as_str());
    let cursor_at = canvas.put(area.x, area.y, room(area.x), shown, Style::new());
    canvas.stand(Stand::Prompt, cursor_at, area.y);
    let x = canvas.put(
        cursor_at,
        area.y,
        room(cursor_at),
        canvas.marks().cursor,
        theme.accent,
    );
    let end = canvas.put(x, area.y, room(x), after.as_clean(), Style::new());
    for (half, seen, hidden) in [
        (0..typed_before.len(), area.x..cursor_at, hidden),
        (typed_before.len()..prompt.text().len(), x..end, 0),
    ] {
        let row = Row {
            y: area.y,
            seen,
            hidden,
        };
        light(prompt.text(), &half, lights, &row, canvas);
    }
    end
}

/// Where a text lies on the screen.
struct Row {
    y: u16,
    /// The columns in which it is seen.
    seen: Range<u16>,
    /// How many columns of its start are not.
    hidden: usize,
}

/// Gives styles to ranges of a text's bytes, as far as they lie in the half of it
/// that stands in a row.
fn light(
    text: &str,
    half: &Range<usize>,
    lights: &[(Range<usize>, Style)],
    row: &Row,
    canvas: &mut Canvas<'_>,
) {
    let ends = lights
        .iter()
        .flat_map(|(range, _)| [range.start, range.end]);
    let mut column_of: BTreeMap<usize, usize> =
        ends.map(|at| (at.clamp(half.start, half.end), 0)).collect();
    // Measured in one go, however many there are.
    let (mut from, mut columns) = (half.start, 0);
    for (at, column) in &mut column_of {
        let piece = Clean::line_keeping_spaces(text.get(from..*at).unwrap_or_default());
        columns += canvas.policy().text(piece.as_str());
        (from, *column) = (*at, columns);
    }
    let on_screen = |at: usize| {
        let column = column_of.get(&at.clamp(half.start, half.end));
        let column = column.map_or(0, |column| column.saturating_sub(row.hidden));
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        row.seen.start.saturating_add(column).min(row.seen.end)
    };
    for (range, style) in lights {
        let (x, end) = (on_screen(range.start), on_screen(range.end));
        let area = Area {
            x,
            y: row.y,
            columns: end.saturating_sub(x),
            rows: 1,
        };
        canvas.tint(area, *style);
    }
}

/// The longest end of a text that fits.
fn last_columns<'a>(text: &'a Clean, columns: usize, canvas: &Canvas<'_>) -> CleanRef<'a> {
    let whole = text.as_str();
    let mut left = columns;
    let fitting = backwards(whole).map_while(|(at, grapheme)| {
        left = left.checked_sub(canvas.policy().grapheme(grapheme))?;
        Some(at)
    });
    text.slice(fitting.last().unwrap_or(whole.len())..whole.len())
}
