//! Searching in the page: the phrase that was typed, or the words of the search
//! that led here; all hits, and the one that is looked at.
//!
//! Finding them is the query's ([`FoldedArticle`]); of a long article a thread
//! does it. Lighting them is the screen's.

use std::ops::Range;
use std::sync::Arc;

use crate::article::Article;
use crate::command::Command;
use crate::page::Spot;
use crate::query::{FoldedArticle, Phrase, Sought};
use crate::text::Clean;

use super::App;
use super::geometry::Focus;
use super::message::Effect;
use super::prompt::{Answer, Prompt};
use super::reader::View;

/// Bytes of text that are searched at once, a few milliseconds' worth: folding
/// takes about 10 µs for a kilobyte. What is longer is searched by a thread.
const FIND_AT_ONCE: usize = 256 << 10;

/// What is to be found in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToFind {
    /// The number of the request; an answer to an older one is dropped.
    pub generation: u64,
    /// The article.
    pub article: Arc<Article>,
    /// What is sought in it.
    pub sought: Sought,
}

/// The prompt of a search in the page.
#[derive(Debug)]
pub struct Finding {
    /// What is being typed.
    pub prompt: Prompt,
    /// What was seen before; leaving the prompt brings it back.
    from: View,
    /// The search and the hit looked at before, which leaving brings back as well.
    before: (String, Option<usize>),
}

/// The search in the page.
#[derive(Default)]
pub struct Find {
    /// The prompt, while it is open.
    pub finding: Option<Finding>,
    /// The phrase in force; empty for none.
    phrase: String,
    /// The last phrase that was in force.
    last: String,
    /// Where it stands, or the words of the search that led here: in reading
    /// order, none over another.
    pub hits: Vec<Range<Spot>>,
    /// Which hit is looked at.
    pub current: Option<usize>,
    /// What the hits are of.
    asked: Option<(Arc<Article>, Sought)>,
    /// The number of the last request to a thread.
    generation: u64,
    /// Whether its answer is still on its way.
    pub is_searching: bool,
    /// Where the first hit to be looked at is sought from, once there are hits.
    seek: Option<Spot>,
    /// The hit that is looked at stands where the page is not set yet.
    awaits_page: bool,
    /// The article, ready to be searched.
    ready: Option<FoldedArticle>,
}

impl Find {
    /// Whether a phrase is in force, or being typed.
    #[must_use]
    pub fn is_on(&self) -> bool {
        !self.phrase.is_empty() || self.finding.is_some()
    }

    /// The hits that reach into a range of places, and whether each is the one
    /// looked at.
    pub fn within(&self, places: Range<Spot>) -> impl Iterator<Item = (Range<Spot>, bool)> + '_ {
        let first = self.hits.partition_point(|hit| hit.end <= places.start);
        let hits = self.hits.iter().enumerate().skip(first);
        hits.take_while(move |(_, hit)| hit.start < places.end)
            .map(|(number, hit)| (hit.clone(), self.current == Some(number)))
    }

    /// Forgets what belongs to an article. The phrase can be taken up again.
    pub(super) fn leave_article(&mut self) {
        self.finding = None;
        self.phrase.clear();
        self.current = None;
        self.seek = None;
    }
}

/// What a thread finds in an article. It keeps the article ready for the next
/// search.
pub fn hits_of(to_find: &ToFind, ready: &mut Option<FoldedArticle>) -> Vec<Range<Spot>> {
    let article = &to_find.article;
    let kept = ready.take().filter(|ready| ready.is_of(article));
    let kept = kept.unwrap_or_else(|| FoldedArticle::new(Arc::clone(article)));
    let hits = kept.hits(&to_find.sought);
    *ready = Some(kept);
    hits
}

fn is_long(article: &Article) -> bool {
    let mut bytes = 0;
    article
        .document
        .each_text(&mut |_, text| bytes += text.as_str().len());
    bytes > FIND_AT_ONCE
}

impl App {
    /// Carries out a command that searches in the page, or goes from hit to hit.
    pub(super) fn find_by(&mut self, command: Command, times: isize) -> Vec<Effect> {
        match command {
            Command::NextMatch => self.next_match(times),
            Command::PreviousMatch => self.next_match(times.saturating_neg()),
            _ => self.open_find(),
        }
    }

    /// Opens the prompt of the search in the page.
    fn open_find(&mut self) -> Vec<Effect> {
        if self.reader.article.is_none() {
            return self.tell("not-loaded");
        }
        self.find.finding = Some(Finding {
            prompt: Prompt::new(""),
            from: self.reader.view(),
            before: (self.find.phrase.clone(), self.find.current),
        });
        Vec::new()
    }

    /// Takes what a key or a paste did to the prompt.
    pub(super) fn after_find(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(finding) = &self.find.finding else {
            return Vec::new();
        };
        match answer {
            Answer::Unchanged => {}
            Answer::Changed => {
                finding.prompt.text().clone_into(&mut self.find.phrase);
                let from = finding.from.clone();
                self.find.seek = Some(self.reader.page.spot_of(from.top()));
                self.find.current = None;
                self.reader.restore(&from);
            }
            Answer::Move(by) => self.step_hits(by.signum()),
            Answer::Accepted => {
                let typed = finding.prompt.text().trim().to_owned();
                if typed.is_empty() {
                    return self.after_find(Answer::Cancelled);
                }
                self.find.finding = None;
                self.find.last = typed;
                if !self.find.is_searching && self.find.hits.is_empty() {
                    return self.tell("find-none");
                }
                return self.remember_place();
            }
            Answer::Cancelled => {
                if let Some(finding) = self.find.finding.take() {
                    self.reader.restore(&finding.from);
                    (self.find.phrase, self.find.current) = finding.before;
                    self.find.seek = None;
                }
            }
        }
        Vec::new()
    }

    /// To the next hit, or the one before, where it says so; in the list, to the
    /// next row that was found.
    fn next_match(&mut self, times: isize) -> Vec<Effect> {
        if self.focus == Focus::List {
            return self.next_found_row(times);
        }
        if self.find.asked.is_none() {
            if self.find.last.is_empty() {
                return self.tell("nothing-searched");
            }
            self.find.phrase = self.find.last.clone();
            self.find.seek = Some(self.reader.page.spot_of(self.reader.top));
            return Vec::new();
        }
        if self.find.hits.is_empty() {
            let is_searching = self.find.is_searching;
            return self.tell(if is_searching {
                "find-waits"
            } else {
                "find-none"
            });
        }
        self.step_hits(times);
        self.remember_place()
    }

    fn next_found_row(&mut self, times: isize) -> Vec<Effect> {
        if !self.is_narrowed() {
            return self.tell("nothing-searched");
        }
        let rows = self.list.rows.len();
        let (row, round) = round(self.list.selected, times, rows);
        self.tell_of_round(round);
        self.choose_row(row)
    }

    fn tell_of_round(&mut self, round: Option<bool>) {
        if let Some(forward) = round {
            let key = if forward {
                "find-from-start"
            } else {
                "find-from-end"
            };
            self.tell(key);
        }
    }

    /// Goes some hits further: from the one that is looked at as long as it is in
    /// sight, else from what is.
    fn step_hits(&mut self, times: isize) {
        let count = self.find.hits.len();
        if count == 0 || times == 0 {
            return;
        }
        let line = |hit: usize| {
            let hit = self.find.hits.get(hit);
            hit.map_or(0, |hit| self.reader.page.line_of(hit.start))
        };
        let seen = self.reader.top..self.reader.top + self.reader.height.max(1);
        let current = self.find.current.filter(|hit| seen.contains(&line(*hit)));
        let (hit, went_round) = if let Some(current) = current {
            round(current, times, count)
        } else {
            let page = &self.reader.page;
            let hits = &self.find.hits;
            let below = hits.partition_point(|hit| page.line_of(hit.start) < self.reader.top);
            // The first one below, or above, is one step away.
            round(below, times - isize::from(times > 0), count)
        };
        self.find.current = Some(hit);
        self.tell_of_round(went_round);
        self.reveal_hit();
    }

    /// Brings the hit that is looked at into sight.
    fn reveal_hit(&mut self) {
        let hit = self.find.current.and_then(|hit| self.find.hits.get(hit));
        let Some(hit) = hit else { return };
        let page = &self.reader.page;
        let line = page.line_of(hit.start);
        self.find.awaits_page = !page.complete && line + 1 >= page.lines.len();
        if self.selection.is_some() {
            self.move_cursor_to(line);
        } else {
            self.reader.reveal(line);
        }
    }

    /// More of the page has been set: what is looked at may be there now.
    pub(super) fn page_grew(&mut self) {
        if std::mem::take(&mut self.find.awaits_page) {
            self.reveal_hit();
        }
    }

    /// What is to be found in the page as things are.
    fn sought(&self) -> Option<Sought> {
        let phrase = Phrase::new(&self.find.phrase);
        if !phrase.is_empty() {
            return Some(Sought::Phrase(phrase));
        }
        if self.find.finding.is_some() {
            return None;
        }
        self.list.matcher.clone().map(Sought::Query)
    }

    /// Finds what is to be found, where that or the article has changed.
    pub(super) fn settle_find(&mut self) -> Option<Effect> {
        let asked = self.reader.article.clone().zip(self.sought());
        let same = match (&asked, &self.find.asked) {
            (Some((article, sought)), Some((before, was))) => {
                Arc::ptr_eq(article, before) && sought == was
            }
            (None, None) => true,
            _ => false,
        };
        if same {
            return None;
        }
        let was_led = matches!(&self.find.asked, Some((_, Sought::Query(_))));
        if was_led && !self.find.is_on() {
            // Another search in the list.
            self.find.current = None;
        }
        self.find.asked.clone_from(&asked);
        self.find.generation += 1;
        self.find.hits.clear();
        self.find.is_searching = false;
        let (article, sought) = asked?;
        let to_find = ToFind {
            generation: self.find.generation,
            article,
            sought,
        };
        let is_ready = self.find.ready.as_ref();
        if !is_ready.is_some_and(|ready| ready.is_of(&to_find.article)) {
            self.find.ready = None;
            if is_long(&to_find.article) {
                self.find.is_searching = true;
                return Some(Effect::Find(to_find));
            }
        }
        let hits = hits_of(&to_find, &mut self.find.ready);
        self.found(to_find.generation, hits);
        None
    }

    /// Takes the hits that were found, if they are the ones wanted now.
    pub(super) fn found(&mut self, generation: u64, hits: Vec<Range<Spot>>) {
        if generation != self.find.generation {
            return;
        }
        self.find.is_searching = false;
        self.find.hits = hits;
        let count = self.find.hits.len();
        self.find.current = self.find.current.filter(|current| *current < count);
        let Some(from) = self.find.seek.take() else {
            return;
        };
        if count == 0 {
            if self.find.finding.is_none() {
                self.tell("find-none");
            }
            return;
        }
        let hit = self.find.hits.partition_point(|hit| hit.start < from);
        self.find.current = Some(hit % count);
        self.reveal_hit();
    }

    /// Clears the search in the page; whether there was one.
    pub(super) fn clear_find(&mut self) -> bool {
        let was_on = !self.find.phrase.is_empty();
        self.find.phrase.clear();
        if was_on {
            self.find.current = None;
        }
        was_on
    }

    /// Which hit of how many is looked at, for the line below: `3/17`. Of the
    /// search that led here it is told while the page has the keys.
    #[must_use]
    pub fn hits_text(&self) -> Option<Clean> {
        let find = &self.find;
        let is_typed = Phrase::new(&find.phrase).is_empty();
        if find.asked.is_none() || is_typed && self.focus == Focus::List {
            return None;
        }
        let total = find.hits.len();
        Some(match (find.is_searching, total, find.current) {
            (true, ..) => self.words.get("find-searching"),
            (_, 0, _) if is_typed => return None,
            (_, 0, _) => self.words.get("find-count-none"),
            (_, _, Some(current)) => {
                let values = [("at", (current + 1).into()), ("total", total.into())];
                self.words.with("find-count", &values)
            }
            (_, _, None) => self.words.with("find-total", &[("total", total.into())]),
        })
    }
}

/// Steps among some things that follow each other in a ring: where one comes to
/// (the start where there is nothing), and if the end was passed, whether forward.
fn round(from: usize, steps: isize, count: usize) -> (usize, Option<bool>) {
    let (Ok(at), Ok(count)) = (isize::try_from(from), isize::try_from(count)) else {
        return (from, None);
    };
    if count == 0 {
        return (0, None);
    }
    let to = at.saturating_add(steps);
    let passed = (to < 0 || to >= count).then_some(to > 0);
    (usize::try_from(to.rem_euclid(count)).unwrap_or(0), passed)
}

#[cfg(test)]
mod tests {
    use super::round;

    #[test]
    fn steps_go_round() {
        for (from, steps, count, expected) in [
            (0, 1, 3, (1, None)),
            (2, 1, 3, (0, Some(true))),
            (0, -1, 3, (2, Some(false))),
            (1, -1, 3, (0, None)),
            (1, 7, 3, (2, Some(true))),
            (0, 1, 1, (0, Some(true))),
            (0, 1, 0, (0, None)),
            (5, isize::MAX, 6, (1, Some(true))),
        ] {
            assert_eq!(
                round(from, steps, count),
                expected,
                "{from} {steps} {count}"
            );
        }
    }
}
