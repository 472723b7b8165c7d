//! The page that is read: which article, set for which measure, seen from where.

use std::sync::Arc;

use crate::article::{Article, Head};
use crate::marks::{Marks, Tags};
use crate::page::{Page, PageSettings, Target};
use crate::text::Clean;

/// Lines that stay when a page is turned.
const LINES_KEPT: usize = 2;
/// Lines after the text: a blank one and the end mark.
const END_LINES: usize = 2;
/// Lines that are seen around what was looked for. What is seen already stays
/// where it is, but for the very edge.
const LINES_AROUND: usize = 1;
/// Bytes of text that are set at once, a few milliseconds' worth. What a longer
/// article has beyond them is set by a thread, while its start is read.
pub const SET_AT_ONCE: usize = 256 << 10;

/// A page to be set in full by a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSet {
    /// The number of the request; an answer to an older one is dropped.
    pub generation: u64,
    /// The article.
    pub article: Arc<Article>,
    /// The line below its title.
    pub below: Clean,
    /// How it is to be set.
    pub settings: PageSettings,
}

/// What is seen of a page: it can be gone back to, whatever becomes of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    top: usize,
    position: u32,
    scrolled: bool,
}

impl View {
    /// The line at the top, as the page was set then.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }
}

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
    /// The tags that stand below the title.
    tags: Tags,
    /// Whether what stands below the title has changed since the page was set.
    is_stale: bool,
    /// The number of the last page that a thread was asked to set.
    setting: u64,
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
            setting: self.setting + 1,
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

    /// Has the page set anew: the words above it are others.
    pub(super) fn set_anew(&mut self) {
        self.is_stale = true;
    }

    /// Looks whether the article has other tags than those that are shown.
    pub(super) fn note_tags(&mut self, marks: &Marks) {
        let Some(article) = &self.article else { return };
        let tags = marks.get(article.head.id).tags;
        if tags != self.tags {
            self.tags = tags;
            self.is_stale = true;
        }
    }

    /// Sets the page anew where article, measure or settings have changed. The
    /// sentence at the top stays there. Of a long article only the start is set;
    /// what is given says what remains to be done.
    pub fn set(
        &mut self,
        settings: PageSettings,
        height: usize,
        below: impl FnOnce(&Article) -> Clean,
    ) -> Option<ToSet> {
        let article = self.article.as_ref()?;
        let height_changed = std::mem::replace(&mut self.height, height) != height;
        if self.settings != Some(settings) || std::mem::take(&mut self.is_stale) {
            self.is_stale = false;
            let before = self.settings.replace(settings);
            let as_wide = before.is_some_and(|before| before.measure == settings.measure);
            self.setting += 1;
            let below = below(article);
            self.page = Page::set_start(
                &article.head.title,
                &below,
                &article.document,
                &settings,
                SET_AT_ONCE,
            );
            let to_set = (!self.page.complete).then(|| ToSet {
                generation: self.setting,
                article: Arc::clone(article),
                below,
                settings,
            });
            // In the same measure a blank line that stood at the top stays there.
            if !as_wide || self.page.position_of(self.top) != self.position {
                self.top = self.page.line_at(self.position);
            }
            self.keep_in_bounds();
            return to_set;
        } else if height_changed {
            // A higher window may have shown more than what stands at the top.
            if self.page.position_of(self.top) != self.position {
                self.top = self.page.line_at(self.position);
            }
            self.keep_in_bounds();
        }
        None
    }

    /// Takes a page that a thread has set, if it is the one that is wanted now;
    /// whether it was.
    pub fn take_page(&mut self, generation: u64, page: Page) -> bool {
        if generation != self.setting {
            return false;
        }
        // Where the start of the page was all there was, one may wait for a place
        // further down.
        let waits = self.page.position_of(self.top) != self.position;
        self.page = page;
        if waits {
            self.top = self.page.line_at(self.position);
        }
        self.keep_in_bounds();
        true
    }

    /// Where a piece of the page leads, as the article has it: unchecked. A link
    /// within the article has no address.
    #[must_use]
    pub fn url_of(&self, target: Target) -> Option<&str> {
        let document = &self.article.as_ref()?.document;
        let url = match target {
            Target::Link(place) => &document.links.get(place)?.url,
            Target::Image(place) => &document.images.get(place)?.url,
            Target::Embed(place) => &document.embeds.get(place)?.url,
        };
        Some(url.as_str()).filter(|url| !url.is_empty())
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
        (self.page.complete || self.article.is_none()) && self.top >= self.last_top()
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

    /// Goes to a place: its line comes to the top, as far as the end of the page
    /// lets it.
    pub fn go_to(&mut self, place: u32) {
        self.go_to_line(place, self.page.line_at(place));
    }

    /// Goes to the text at a position. At the first one that is not the top of the
    /// page, where its title stands.
    pub fn go_to_text(&mut self, position: u32) {
        self.go_to_line(position, self.line_of_text(position));
    }

    /// The line on which the text at a position stands.
    #[must_use]
    pub fn line_of_text(&self, position: u32) -> usize {
        let lines = &self.page.lines;
        lines
            .partition_point(|line| line.position <= position)
            .saturating_sub(1)
    }

    fn go_to_line(&mut self, position: u32, line: usize) {
        self.position = position;
        self.top = line;
        self.scrolled = true;
        self.keep_in_bounds();
    }

    /// The line that was gone to, or scrolled to: the one at the top, unless the
    /// end of the page kept it further down.
    #[must_use]
    pub fn line_of_place(&self) -> usize {
        if self.page.position_of(self.top) == self.position {
            return self.top;
        }
        self.page.line_at(self.position).max(self.top)
    }

    /// Scrolls down, or up where `by` is negative.
    pub fn scroll_by(&mut self, by: isize) {
        self.scroll_to(self.top.saturating_add_signed(by));
    }

    /// Scrolls, where needed, so that a line is seen with some lines around it.
    pub fn reveal(&mut self, line: usize) {
        let around = (self.height / 4).min(LINES_AROUND);
        let seen = self.top + around..(self.top + self.height).saturating_sub(around);
        // What can't be scrolled to is seen at the edge.
        let is_edge = line < around && self.top == 0;
        if !seen.contains(&line) && !is_edge {
            self.scroll_to(line.saturating_sub(self.height / 3));
        }
    }

    /// Scrolls by no more than is needed for a line to be seen.
    pub fn keep_in_sight(&mut self, line: usize) {
        let lowest = (line + 1).saturating_sub(self.height.max(1));
        if !(lowest..=line).contains(&self.top) {
            self.scroll_to(self.top.clamp(lowest, line));
        }
    }

    /// What is seen now.
    #[must_use]
    pub fn view(&self) -> View {
        View {
            top: self.top,
            position: self.position,
            scrolled: self.scrolled,
        }
    }

    /// Goes back to what was seen.
    pub fn restore(&mut self, view: &View) {
        self.position = view.position;
        self.scrolled = view.scrolled;
        self.top = if self.page.position_of(view.top) == view.position {
            view.top
        } else {
            self.page.line_at(view.position)
        };
        self.keep_in_bounds();
    }

    /// Lines of a page jump: two lines stay.
    #[must_use]
    pub fn jump(&self) -> isize {
        isize::try_from(self.height.saturating_sub(LINES_KEPT).max(1)).unwrap_or(isize::MAX)
    }

    /// Scrolls to the start of the next (or previous) paragraph.
    pub fn to_paragraph(&mut self, forward: bool) {
        self.scroll_to(self.paragraph(self.top, forward));
    }

    /// The line on which the next (or previous) paragraph starts, seen from a line.
    #[must_use]
    pub fn paragraph(&self, from: usize, forward: bool) -> usize {
        let starts = |line: &usize| {
            self.page
                .lines
                .get(*line)
                .is_some_and(|line| line.starts_block)
        };
        let found = if forward {
            (from + 1..self.page.lines.len()).find(starts)
        } else {
            (0..from.min(self.page.lines.len())).rev().find(starts)
        };
        let end = if forward { self.line_count() } else { 0 };
        found.unwrap_or(end)
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
        if self.is_at_end() || count == 0 {
            return 100;
        }
        // Not all of it while the rest is still being set.
        ((self.top + self.height) * 100 / count).min(99)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Rules;
    use crate::loader::{FileFacts, Loaded, load};
    use crate::text::WidthPolicy;

    const SETTINGS: PageSettings = PageSettings::plain(40, WidthPolicy::Narrow);

    fn long_article() -> Arc<Article> {
        let paragraph = "<p>潮水每天来两次，船也是。Ships come with the tide.</p>";
        let text = format!(
            "长文\n\n{}",
            paragraph.repeat(SET_AT_ONCE * 3 / paragraph.len())
        );
        let facts = FileFacts {
            path: "long.txt".into(),
            modified: chrono::DateTime::UNIX_EPOCH,
        };
        let Loaded::Article(article) = load(text.as_bytes(), &facts, &Rules::embedded()) else {
            panic!("an article");
        };
        Arc::new(*article)
    }

    fn whole(to_set: &ToSet) -> Page {
        let article = &to_set.article;
        Page::set(
            &article.head.title,
            &to_set.below,
            &article.document,
            &to_set.settings,
        )
    }

    #[test]
    fn a_long_article_shows_at_once_and_goes_on_being_set() {
        let article = long_article();
        let mut reader = Reader::default();
        // It was left far beyond what is set at once.
        let place = u32::try_from(article.document.plain_text().chars().count()).unwrap_or(0) / 2;
        reader.show(Arc::clone(&article), Some(place));
        let to_set = reader.set(SETTINGS, 20, |_| Clean::default());
        let to_set = to_set.unwrap_or_else(|| panic!("the rest is to be set"));
        assert!(!reader.page.lines.is_empty() && !reader.page.complete);
        assert!(!reader.is_at_end(), "the end is not there yet");
        assert!(reader.percent() < 100);
        assert_eq!(reader.place(), Some(place), "the place is not forgotten");
        reader.take_page(to_set.generation, whole(&to_set));
        assert!(reader.page.complete);
        assert_eq!(reader.top, reader.page.line_at(place));
        // Scrolled in the meantime: stays where it was scrolled to.
        reader.show(article, None);
        let to_set = reader
            .set(SETTINGS, 20, |_| Clean::default())
            .unwrap_or_else(|| panic!("the rest"));
        reader.scroll_to(33);
        reader.take_page(to_set.generation, whole(&to_set));
        assert_eq!(reader.top, 33);
        // An answer to an older request changes nothing.
        let lines = reader.page.lines.len();
        reader.take_page(to_set.generation - 1, Page::default());
        assert_eq!(reader.page.lines.len(), lines);
    }
}
