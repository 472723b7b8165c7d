//! The page that is read: which article, set for which measure, seen from where.

use std::sync::Arc;

use crate::article::{Article, Head};
use crate::page::{Page, PageSettings};
use crate::text::Clean;

/// Lines that stay when a page is turned.
const LINES_KEPT: usize = 2;
/// Lines after the text: a blank one and the end mark.
const END_LINES: usize = 2;

/// The state of the page.
#[derive(Default)]
pub struct Reader {
    /// The number of the last request to load an article.
    pub generation: u64,
    /// The number of the last request that was answered.
    pub answered: u64,
    /// The article that was asked for, as its file was then.
    pub wanted: Option<Arc<Head>>,
    /// The article that is shown.
    pub article: Option<Arc<Article>>,
    /// Why the article that was asked for can't be shown.
    pub fault: Option<Clean>,
    /// Its lines.
    pub page: Page,
    /// The first line that is seen.
    pub top: usize,
    /// How many lines are seen.
    pub height: usize,
    /// The text position of the line at the top, which stays when the measure changes.
    position: u32,
    /// Whether it has been scrolled since it was shown.
    pub scrolled: bool,
    settings: Option<PageSettings>,
}

impl Reader {
    /// Shows an article from a text position on.
    pub fn show(&mut self, article: Arc<Article>, place: Option<u32>) {
        self.article = Some(article);
        self.fault = None;
        self.position = place.unwrap_or(0);
        self.scrolled = false;
        self.settings = None;
    }

    /// Shows that an article can't be.
    pub fn show_fault(&mut self, fault: Clean) {
        self.article = None;
        self.fault = Some(fault);
        self.page = Page::default();
        self.position = 0;
    }

    /// Shows nothing.
    pub fn clear(&mut self) {
        // An answer that is on its way is no longer wanted.
        let generation = self.generation + 1;
        *self = Self {
            generation,
            answered: generation,
            ..Self::default()
        };
    }

    /// Whether an article was asked for, in a file that has not changed since.
    #[must_use]
    pub fn wants(&self, head: &Head) -> bool {
        let known = |head: &Head| (head.id, head.modified);
        self.wanted
            .as_ref()
            .is_some_and(|wanted| known(wanted) == known(head) && wanted.path == head.path)
    }

    /// Whether the article that was asked for is still on its way.
    #[must_use]
    pub fn is_loading(&self) -> bool {
        self.answered != self.generation
    }

    /// Sets the page anew where article, measure or settings have changed. The
    /// sentence at the top stays there.
    pub fn set(
        &mut self,
        settings: PageSettings,
        height: usize,
        below: impl FnOnce(&Article) -> Clean,
    ) {
        let Some(article) = &self.article else { return };
        let height_changed = std::mem::replace(&mut self.height, height) != height;
        if self.settings != Some(settings) {
            self.settings = Some(settings);
            self.page = Page::set(
                &article.head.title,
                &below(article),
                &article.document,
                &settings,
            );
            self.top = self.page.line_at(self.position);
            self.keep_in_bounds();
        } else if height_changed {
            // A higher window may have shown more than what stands at the top.
            if self.page.position_of(self.top) != self.position {
                self.top = self.page.line_at(self.position);
            }
            self.keep_in_bounds();
        }
    }

    /// Lines of the page, the end mark included.
    #[must_use]
    pub fn line_count(&self) -> usize {
        match self.article {
            Some(_) => self.page.lines.len() + END_LINES,
            None => 0,
        }
    }

    fn last_top(&self) -> usize {
        self.line_count().saturating_sub(self.height)
    }

    /// The page was made shorter than what was seen: goes up, without forgetting
    /// the sentence that stood at the top.
    fn keep_in_bounds(&mut self) {
        self.top = self.top.min(self.last_top());
    }

    /// Whether the end is seen.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    /// Scrolls to a line.
    pub fn scroll_to(&mut self, line: usize) {
        self.top = line.min(self.last_top());
        self.scrolled = true;
        self.position = if self.top == 0 {
            0
        } else {
            self.page.position_of(self.top)
        };
    }

    /// Scrolls down, or up where `by` is negative.
    pub fn scroll_by(&mut self, by: isize) {
        self.scroll_to(self.top.saturating_add_signed(by));
    }

    /// Lines of a page jump: two lines stay.
    #[must_use]
    pub fn jump(&self) -> isize {
        isize::try_from(self.height.saturating_sub(LINES_KEPT).max(1)).unwrap_or(isize::MAX)
    }

    /// Scrolls to the start of the next (or previous) paragraph.
    pub fn to_paragraph(&mut self, forward: bool) {
        let starts = |line: &usize| {
            self.page
                .lines
                .get(*line)
                .is_some_and(|line| line.starts_block)
        };
        let found = if forward {
            (self.top + 1..self.page.lines.len()).find(starts)
        } else {
            (0..self.top.min(self.page.lines.len())).rev().find(starts)
        };
        let end = if forward { self.line_count() } else { 0 };
        self.scroll_to(found.unwrap_or(end));
    }

    /// The place to be remembered; none at the top, where reading begins anyway.
    #[must_use]
    pub fn place(&self) -> Option<u32> {
        (self.position > 0).then_some(self.position)
    }

    /// How far one has read, in percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        let count = self.line_count();
        if count <= self.height || self.is_at_end() {
            return 100;
        }
        (self.top + self.height) * 100 / count
    }
}
