//! What stands at the right of the line below: how far the page has been read, the
//! hits in it, and how far long work has come.
//!
//! How far one has read comes first, then the hits, then what is worked at: that is
//! told in fewer words where there is less room, and not at all where those have
//! none. Nothing is cut.

use super::canvas::Canvas;
use super::theme::Theme;
use crate::app::geometry::Area;
use crate::app::{App, Indexing};
use crate::text::Clean;

/// Columns of the line that are left for what else stands in it, at the least.
const LEFT: u16 = 12;
/// Seconds from which on the rest of the work is told in minutes.
const MINUTES_FROM: usize = 90;

/// Draws it; gives the column where it begins. What there is to tell comes before
/// long work: that is not told where both have no room.
pub(super) fn draw(app: &App, theme: &Theme, area: Area, canvas: &mut Canvas<'_>) -> u16 {
    let told = app.notice.as_ref();
    let left = told.map_or(0, |notice| canvas.columns(notice.text.as_clean()) + 1);
    let mut right_at = area.x + area.columns;
    if app.layout().page.is_some() && app.reader.article.is_some() {
        let percent = Clean::line(&format!("{}%", app.reader.percent()));
        let end = right_at.saturating_sub(1);
        right_at = canvas.put_right(end, area.y, 5, percent.as_clean(), theme.quiet);
        if let Some(hits) = app.hits_text()
            && let Some(room) = room_for(&hits, area, (LEFT, right_at), canvas)
        {
            let end = right_at.saturating_sub(1);
            right_at = canvas.put_right(end, area.y, room, hits.as_clean(), theme.found);
        }
    }
    for text in of_work(app) {
        if let Some(room) = room_for(&text, area, (left.max(LEFT), right_at), canvas) {
            let end = right_at.saturating_sub(2);
            return canvas.put_right(end, area.y, room, text.as_clean(), theme.quiet);
        }
    }
    right_at
}

/// The columns of a text that has room left of a column, with two between, where
/// some are left for what else stands in the line.
fn room_for(
    text: &Clean,
    area: Area,
    (left, right_at): (u16, u16),
    canvas: &Canvas<'_>,
) -> Option<u16> {
    let columns = canvas.columns(text.as_clean());
    let room = right_at.saturating_sub((area.x + 2).saturating_add(left));
    (columns <= room.min(area.columns * 3 / 5)).then_some(columns)
}

/// How far what is worked at has come: at length, then in fewer words.
fn of_work(app: &App) -> Vec<Clean> {
    let words = &app.words;
    if let Some((done, total)) = app.search_progress() {
        let values = [("done", done.into()), ("total", total.into())];
        return vec![
            words.with("searching-stoppable", &values),
            words.with("searching", &values),
        ];
    }
    app.indexing
        .map(|indexing| indexed(app, indexing))
        .unwrap_or_default()
}

/// How far the index has come, how fast, and how long it will take.
fn indexed(app: &App, indexing: Indexing) -> Vec<Clean> {
    let left = indexing.total.saturating_sub(indexing.done);
    let values = [
        ("done", indexing.done.into()),
        ("total", indexing.total.into()),
        ("rate", indexing.per_second.into()),
    ];
    let short = app.words.with("indexing-short", &values);
    if app.is_indexing_stopped {
        return vec![app.words.with("index-stopped", &values), short];
    }
    // Of the first second nothing is known.
    let Some(seconds) = left.checked_div(indexing.per_second) else {
        return vec![app.words.with("indexing-begun", &values), short];
    };
    let text = app.words.with("indexing", &values);
    let (key, count) = if seconds < MINUTES_FROM {
        ("indexing-seconds", seconds + 1)
    } else {
        ("indexing-minutes", seconds.div_ceil(60))
    };
    let left = app.words.with(key, &[("count", count.into())]);
    let long = Clean::line(&format!("{} · {}", text.as_str(), left.as_str()));
    vec![long, text, short]
}
