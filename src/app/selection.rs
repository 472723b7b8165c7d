//! Selecting lines of the page, by keys or with the mouse, and what is copied of
//! them: the article's own characters, never what the screen made of them.
//!
//! A selection is kept as places in the text; lines are where these stand now.

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::article::Article;
use crate::page::{Extent, Page, Spot};

use super::App;
use super::message::Effect;

/// Selected lines of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it was begun.
    anchor: Place,
    /// Where it goes to, the line that is moved.
    cursor: Place,
    /// What of the article is selected.
    extent: Extent,
}

/// A line, and what it stays when the page is set anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    line: usize,
    spot: Spot,
}

impl Place {
    fn of(page: &Page, line: usize) -> Self {
        Self {
            line,
            spot: page.spot_of(line),
        }
    }

    fn find(&mut self, page: &Page) {
        if page.spot_of(self.line) != self.spot {
            self.line = page.line_of(self.spot);
        }
    }
}

impl Selection {
    fn new(page: &Page, line: usize) -> Self {
        let place = Place::of(page, line);
        let mut selection = Self {
            anchor: place,
            cursor: place,
            extent: Extent::default(),
        };
        selection.measure(page);
        selection
    }

    fn extend(&mut self, page: &Page, line: usize) {
        self.cursor = Place::of(page, line);
        self.measure(page);
    }

    fn measure(&mut self, page: &Page) {
        let lines = self.lines();
        self.extent = page.extent(*lines.start()..lines.end() + 1);
    }

    /// Finds its lines again after the page was set anew.
    pub(super) fn find_lines(&mut self, page: &Page) {
        self.anchor.find(page);
        self.cursor.find(page);
        self.measure(page);
    }

    /// The selected lines of the page.
    #[must_use]
    pub fn lines(&self) -> RangeInclusive<usize> {
        let (anchor, cursor) = (self.anchor.line, self.cursor.line);
        anchor.min(cursor)..=anchor.max(cursor)
    }

    /// The line that is moved.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor.line
    }

    /// How many characters of the article are selected.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.extent.characters() as usize
    }

    /// The selected text as it was written, unwrapped.
    fn text(&self, article: &Article) -> String {
        let title = self.extent.title.clone().map(|range| {
            let (from, to) = (range.start as usize, range.end as usize);
            let title = article.head.title.as_str().chars();
            title.skip(from).take(to - from).collect::<String>()
        });
        let text = self.extent.text.clone();
        let text = text.map(|range| article.document.text_between(range));
        let parts: Vec<String> = [title, text].into_iter().flatten().collect();
        parts.join("\n\n")
    }
}

impl App {
    /// Selects lines of the page with the keys, or stops it; with a count, so many from
    /// there on.
    pub(super) fn toggle_selection(&mut self, count: Option<u32>) -> Vec<Effect> {
        if self.selection.take().is_some() && count.is_none() {
            return Vec::new();
        }
        let lines = self.reader.page.lines.len();
        if self.reader.article.is_none() || lines == 0 {
            return self.tell("not-loaded");
        }
        let seen = self.reader.top..(self.reader.top + self.reader.height.max(1)).min(lines);
        let hit = self.find.current.and_then(|hit| self.find.hits.get(hit));
        let hit = hit.map(|hit| self.reader.page.line_of(hit.start));
        let has_text = |line: &usize| {
            let line = self.reader.page.lines.get(*line);
            line.is_some_and(|line| line.spot().is_some())
        };
        let line = hit
            .filter(|line| seen.contains(line))
            .or_else(|| seen.clone().find(has_text));
        let line = line.unwrap_or(self.reader.top);
        self.begin_selection(line);
        if let Some(more) = count.and_then(|count| count.checked_sub(2)) {
            self.extend_selection(line.saturating_add(more as usize + 1));
        }
        Vec::new()
    }

    /// Begins a selection at a line of the page; one past its end is its last.
    pub(super) fn begin_selection(&mut self, line: usize) {
        let page = &self.reader.page;
        if let Some(last) = page.lines.len().checked_sub(1) {
            self.selection = Some(Selection::new(page, line.min(last)));
        }
    }

    /// Lets the selection reach to a line of the page, and brings that into sight.
    pub(super) fn extend_selection(&mut self, line: usize) {
        let page = &self.reader.page;
        let line = line.min(page.lines.len().saturating_sub(1));
        if let Some(selection) = &mut self.selection {
            selection.extend(page, line);
            self.reader.keep_in_sight(line);
        }
    }

    /// Moves the line at which the selection ends, to a hit: with lines around it.
    pub(super) fn move_cursor_to(&mut self, line: usize) {
        self.extend_selection(line);
        self.reader.reveal(line);
    }

    /// Moves the line at which the selection ends; whether there is one.
    pub(super) fn move_cursor(&mut self, by: isize) -> bool {
        let cursor = self.selection.as_ref().map(Selection::cursor);
        if let Some(cursor) = cursor {
            self.extend_selection(cursor.saturating_add_signed(by));
        }
        cursor.is_some()
    }

    /// The text of the selected lines; none where nothing of it is the article's.
    pub(super) fn selected_text(&self) -> Option<String> {
        let article: &Arc<Article> = self.reader.article.as_ref()?;
        let text = self.selection.as_ref()?.text(article);
        (!text.trim().is_empty()).then_some(text)
    }

    /// Copies the text of the selected lines, and leaves the selection.
    pub(super) fn copy_selection(&mut self) -> Vec<Effect> {
        match self.selected_text() {
            Some(text) => {
                self.selection = None;
                vec![self.copy(text, "copied-lines")]
            }
            None => self.tell("selection-empty"),
        }
    }
}
