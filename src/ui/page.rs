//! The page: the lines that are seen, how far one is, what comes after the end.

use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{Canvas, Stand};
use super::hints;
use super::hyperlink::Hyperlink;
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::Area;
use crate::page::{Ground, Line, Look, Piece};
use crate::settings::Hyperlinks;
use crate::text::{Clean, CleanRef};

/// Draws the part of the page that is seen.
pub(super) fn draw(app: &App, theme: &Theme, pane: Area, canvas: &mut Canvas<'_>) {
    let place = app.page_area(pane);
    let text = place.text;
    if let Some(fault) = &app.reader.fault {
        canvas.put_lines(text, fault.as_clean(), theme.error);
        return;
    }
    if app.reader.article.is_none() {
        return;
    }
    if !app.list_has_keys() {
        canvas.stand(Stand::Pane, text.x, text.y);
    }
    let lines = &app.reader.page.lines;
    for offset in 0..text.rows {
        let number = app.reader.top + usize::from(offset);
        let y = text.y + offset;
        if let Some(line) = lines.get(number) {
            let area = Area { y, rows: 1, ..text };
            let ground = selected(app, theme, number, (pane, area), canvas);
            draw_line(app, theme, line, (area, place.hang, ground), canvas);
        } else if number == lines.len() + 1 {
            let area = Area { y, rows: 1, ..text };
            if app.reader.page.complete {
                end_mark(app, theme, area, canvas);
            } else {
                let text = app.words.get("page-goes-on");
                canvas.put_short(area.x, y, area.columns, text.as_clean(), theme.quiet);
            }
        }
    }
    hints::draw(app, theme, text, canvas);
    // In zen nothing stands beside the text; the percentage below says enough.
    thumb(app, theme, text, place.bar, canvas);
}

/// The ground of a line: tinted over the whole measure, with a bar at its left,
/// where it is selected.
fn selected(
    app: &App,
    theme: &Theme,
    number: usize,
    (pane, area): (Area, Area),
    canvas: &mut Canvas<'_>,
) -> Style {
    let selection = app.selection.as_ref();
    let Some(selection) = selection.filter(|selection| selection.lines().contains(&number)) else {
        return Style::new();
    };
    canvas.tint(area, theme.chosen);
    if selection.cursor() == number {
        canvas.stand(Stand::Pane, area.x, area.y);
    }
    if area.x > pane.x {
        let is_moved = selection.cursor() == number;
        let (bar, style) = if is_moved {
            (canvas.marks().bar, theme.accent)
        } else {
            (canvas.marks().thin_bar, theme.quiet)
        };
        canvas.put(area.x - 1, area.y, 1, bar, style);
    }
    theme.chosen
}

fn draw_line(
    app: &App,
    theme: &Theme,
    line: &Line,
    (area, hang, ground): (Area, u16, Style),
    canvas: &mut Canvas<'_>,
) {
    let end = area.x + area.columns + hang;
    if let Ground::Tinted { from } = line.ground {
        let from = u16::try_from(from).unwrap_or(0).min(area.columns);
        canvas.tint(
            Area {
                x: area.x + from,
                columns: area.columns - from,
                ..area
            },
            theme.code.patch(ground),
        );
    }
    let mut x = area.x;
    for piece in &line.pieces {
        let leads = hyperlink(app, piece);
        for (part, found) in parts(app, piece) {
            let style = theme.piece(piece).patch(ground);
            let style = match found {
                None => style,
                Some(false) => style.patch(theme.found),
                Some(true) => style.patch(theme.found_here),
            };
            let room = end.saturating_sub(x);
            if found == Some(true) && !app.list_has_keys() {
                canvas.stand(Stand::Pane, x, area.y);
            }
            x = canvas.put_linked((x, area.y), room, part, style, leads.as_ref());
        }
    }
}

/// A piece in parts: what was found, and whether it is what is looked at, and
/// what lies between. A grapheme that was found in part counts as a whole: cut
/// in two it might take other columns.
fn parts<'a>(app: &App, piece: &'a Piece) -> Vec<(CleanRef<'a>, Option<bool>)> {
    let text = piece.text.as_clean();
    let Some(start) = piece.spot().filter(|_| !app.find.hits.is_empty()) else {
        return vec![(text, None)];
    };
    let places = start..start.further(piece.characters());
    let hits: Vec<_> = app.find.within(places).collect();
    let mut parts = Vec::new();
    let (mut done, mut state, mut place) = (0, None, start);
    for (at, grapheme) in text.as_str().grapheme_indices(true) {
        let characters = u32::try_from(grapheme.chars().count()).unwrap_or(u32::MAX);
        let next = place.further(characters);
        let mut over = hits
            .iter()
            .filter(|(hit, _)| hit.start < next && place < hit.end);
        let found = over.next().map(|(_, is_here)| *is_here);
        if found != state {
            parts.push((text.slice(done..at), state));
            (done, state) = (at, found);
        }
        place = next;
    }
    parts.push((text.slice(done..text.as_str().len()), state));
    parts
}

/// The link that the terminal is told of: where a piece leads, white space at
/// the left of a line excepted.
fn hyperlink(app: &App, piece: &Piece) -> Option<Hyperlink> {
    let is_indent = piece.look == Look::Furniture && piece.text.as_str().trim().is_empty();
    let target = piece.target.filter(|_| !is_indent)?;
    if app.settings.hyperlinks == Hyperlinks::Off {
        return None;
    }
    Hyperlink::new(target, app.reader.url_of(target)?)
}

/// After the text: which article comes next.
fn end_mark(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) {
    let next = app
        .list
        .next_unread(&app.marks, true)
        .and_then(|row| app.list.rows.head(row));
    let text = match next {
        Some(head) => app.words.with(
            "end-next",
            &[("title", app.shown(&head, &head.title).into())],
        ),
        None => app.words.get("end-last"),
    };
    let text = Clean::line(&format!("{} {text}", canvas.marks().end));
    canvas.put_short(area.x, area.y, area.columns, text.as_clean(), theme.quiet);
}

/// A thin bar at the right edge: which part of the page is seen.
fn thumb(app: &App, theme: &Theme, text: Area, column: u16, canvas: &mut Canvas<'_>) {
    let Some((top, length)) = app.thumb(text) else {
        return;
    };
    let mark = canvas.marks().thumb;
    let style: Style = theme.furniture;
    canvas.column(
        Area {
            x: column,
            y: text.y + top,
            columns: 1,
            rows: length,
        },
        mark,
        style,
    );
}
