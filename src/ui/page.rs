//! The page: the lines that are seen, how far one is, what comes after the end.

use ratatui::style::Style;

use super::canvas::Canvas;
use super::hints;
use super::hyperlink::Hyperlink;
use super::theme::Theme;
use crate::app::App;
use crate::app::geometry::Area;
use crate::page::{Ground, Line, Look, Piece};
use crate::settings::Hyperlinks;
use crate::text::Clean;

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
    let lines = &app.reader.page.lines;
    for offset in 0..text.rows {
        let number = app.reader.top + usize::from(offset);
        let y = text.y + offset;
        if let Some(line) = lines.get(number) {
            draw_line(app, theme, line, Area { y, rows: 1, ..text }, canvas);
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
    thumb(app, theme, text, place.bar, canvas);
}

fn draw_line(app: &App, theme: &Theme, line: &Line, area: Area, canvas: &mut Canvas<'_>) {
    let end = area.x + area.columns;
    if let Ground::Tinted { from } = line.ground {
        let from = u16::try_from(from).unwrap_or(0).min(area.columns);
        canvas.tint(
            Area {
                x: area.x + from,
                columns: area.columns - from,
                ..area
            },
            theme.code,
        );
    }
    let mut x = area.x;
    for piece in &line.pieces {
        x = canvas.put_linked(
            (x, area.y),
            end.saturating_sub(x),
            piece.text.as_clean(),
            theme.piece(piece),
            hyperlink(app, piece).as_ref(),
        );
    }
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
    let (count, rows) = (app.reader.line_count(), usize::from(text.rows));
    if count <= rows || rows == 0 {
        return;
    }
    let length = (rows * rows / count).max(1);
    let free = rows - length;
    let top = (app.reader.top * free).div_ceil(count - rows).min(free);
    let (Ok(top), Ok(length)) = (u16::try_from(top), u16::try_from(length)) else {
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
