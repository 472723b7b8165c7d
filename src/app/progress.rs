//! What stands at the right of the line below: how far the page has been read, the
//! hits in it, and how far long work has come.
//!
//! How far one has read comes first, then the hits, then what is worked at: that is
//! told in fewer words where there is less room, and not at all where those have
//! none. Nothing is cut.

use crate::text::Clean;

use super::geometry::Area;
use super::{App, Indexing};

/// Columns of the line that are left for what else stands in it, at the least.
const LEFT: u16 = 12;
/// Seconds from which on the rest of the work is told in minutes.
const MINUTES_FROM: usize = 90;

/// A part of what stands at the right of the line below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it says.
    pub text: Clean,
    /// The column in which it begins.
    pub x: u16,
    /// Whether it tells of hits.
    pub is_of_hits: bool,
}

impl App {
    /// What stands at the right of the line below, from its end. What there is to tell
    /// comes before long work: that is not told where both have no room.
    #[must_use]
    pub fn progress(&self, line: Area) -> Vec<Progress> {
        let told = self.notice.as_ref();
        let left = told.map_or(0, |notice| self.columns_of(&notice.text) + 1);
        let mut right_at = line.x + line.columns;
        let mut parts = Vec::new();
        let mut put = |text: Clean, end: u16, is_of_hits: bool| {
            let x = end.saturating_sub(self.columns_of(&text));
            parts.push(Progress {
                text,
                x,
                is_of_hits,
            });
            x
        };
        if self.layout().page.is_some() && self.reader.article.is_some() {
            let percent = Clean::line(&format!("{}%", self.reader.percent()));
            right_at = put(percent, right_at.saturating_sub(1), false);
            if let Some(hits) = self.hits_text()
                && self.has_room(&hits, line, (LEFT, right_at))
            {
                right_at = put(hits, right_at.saturating_sub(1), true);
            }
        }
        let mut work = self.work_texts().into_iter();
        if let Some(text) = work.find(|text| self.has_room(text, line, (left.max(LEFT), right_at)))
        {
            put(text, right_at.saturating_sub(2), false);
        }
        parts
    }

    /// The part of the line below that is left of all this, for what else is told
    /// there: a column of it stays blank at each end.
    #[must_use]
    pub fn line_below(&self, whole: Area) -> Area {
        let ends = self.progress(whole).into_iter().map(|part| part.x);
        let end = ends.min().unwrap_or(whole.x + whole.columns);
        Area {
            x: whole.x + 1,
            columns: end.saturating_sub(whole.x + 2),
            ..whole
        }
    }

    /// Whether a text has room left of a column, with two between, where some are left
    /// for what else stands in the line.
    fn has_room(&self, text: &Clean, line: Area, (left, right_at): (u16, u16)) -> bool {
        let room = right_at.saturating_sub((line.x + 2).saturating_add(left));
        self.columns_of(text) <= room.min(line.columns * 3 / 5)
    }

    /// How far what is worked at has come: at length, then in fewer words.
    fn work_texts(&self) -> Vec<Clean> {
        if let Some((done, total)) = self.search_progress() {
            let values = [("done", done.into()), ("total", total.into())];
            return vec![
                self.words.with("searching-stoppable", &values),
                self.words.with("searching", &values),
            ];
        }
        let indexed = self.indexing.map(|indexing| self.index_texts(indexing));
        indexed.unwrap_or_default()
    }

    /// How far the index has come, how fast, and how long it will take.
    fn index_texts(&self, indexing: Indexing) -> Vec<Clean> {
        let left = indexing.total.saturating_sub(indexing.done);
        let values = [
            ("done", indexing.done.into()),
            ("total", indexing.total.into()),
            ("rate", indexing.per_second.into()),
        ];
        let short = self.words.with("indexing-short", &values);
        if self.is_indexing_stopped {
            return vec![self.words.with("index-stopped", &values), short];
        }
        // Of the first second nothing is known.
        let Some(seconds) = left.checked_div(indexing.per_second) else {
            return vec![self.words.with("indexing-begun", &values), short];
        };
        let text = self.words.with("indexing", &values);
        let (key, count) = if seconds < MINUTES_FROM {
            ("indexing-seconds", seconds + 1)
        } else {
            ("indexing-minutes", seconds.div_ceil(60))
        };
        let left = self.words.with(key, &[("count", count.into())]);
        let long = Clean::line(&format!("{} · {}", text.as_str(), left.as_str()));
        vec![long, text, short]
    }
}
