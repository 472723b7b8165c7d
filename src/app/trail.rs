//! The way one came: articles that were opened and places that were jumped from,
//! in the page and in the list, back and forward again.

use crate::article::ArticleId;

use super::App;
use super::geometry::Focus;
use super::message::Effect;
use super::places::Places;

/// Places that are remembered in each direction.
const REMEMBERED: usize = 200;

/// A place in an article, or its row in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) article: ArticleId,
    /// A text position; `None` for the row.
    pub(super) position: Option<u32>,
}

impl Place {
    fn is_row(self) -> bool {
        self.position.is_none()
    }
}

/// The places one can go back to, and forward to again.
#[derive(Debug, Default)]
pub(super) struct Trail {
    back: Vec<Place>,
    forward: Vec<Place>,
    /// Where one is: the place in the article that was opened last, or the row of
    /// the list once one has jumped there.
    here: Option<Place>,
    /// A place one is on the way to: its article is still being read.
    awaited: Option<Place>,
    /// Places that were put under letters.
    pub(super) places: Places,
}

impl Trail {
    /// Notes where one is. In another article than before, that is a new step; in
    /// another row of the list it is none.
    fn arrive(&mut self, place: Place) {
        let is_step =
            |before: Place| before.article != place.article && !(before.is_row() && place.is_row());
        match self.here.replace(place) {
            Some(before) if is_step(before) => self.leave(before),
            _ => {}
        }
    }

    /// Notes that a place is left for a new one.
    fn leave(&mut self, place: Place) {
        self.forward.clear();
        if self.back.last() != Some(&place) {
            self.back.push(place);
        }
        if self.back.len() > REMEMBERED {
            self.back.remove(0);
        }
    }

    /// Notes that a row of the list is left for another one, further off. What was
    /// opened last comes before it.
    fn leave_row(&mut self, row: Place) {
        if let Some(opened) = self.here.replace(row).filter(|here| !here.is_row()) {
            self.leave(opened);
        }
        self.leave(row);
    }

    /// Whether one is where an article was opened, or came to a row by a jump.
    fn is_in_list(&self) -> bool {
        self.here.is_some_and(Place::is_row)
    }

    /// Goes some steps; gives the place one comes to, if there is any step.
    fn go(&mut self, forward: bool, steps: u32) -> Option<Place> {
        let (from, to) = if forward {
            (&mut self.forward, &mut self.back)
        } else {
            (&mut self.back, &mut self.forward)
        };
        let mut reached = None;
        for _ in 0..steps {
            let Some(place) = from.pop() else { break };
            to.extend(self.here.replace(place));
            reached = Some(place);
        }
        reached
    }

    /// Goes back a step, and makes where one was the last step: again leads back.
    fn swap(&mut self) -> Option<Place> {
        let place = self.back.pop()?;
        if let Some(here) = self.here.replace(place) {
            self.leave(here);
        }
        Some(place)
    }

    /// The position at which an article is to be shown that has been read now, if
    /// one was on the way to it.
    pub(super) fn take_awaited(&mut self, article: ArticleId) -> Option<u32> {
        let awaited = self.awaited.take()?;
        awaited.position.filter(|_| awaited.article == article)
    }

    /// Whether one is on the way to a place.
    pub(super) fn is_awaited(&self) -> bool {
        self.awaited.is_some()
    }

    /// Something else is wanted now.
    pub(super) fn forget_awaited(&mut self) {
        self.awaited = None;
    }
}

impl App {
    /// Where the page stands, where it has the keys; the chosen row, where one has
    /// jumped to rows.
    fn present_place(&self) -> Option<Place> {
        if self.focus == Focus::List {
            let row = self.list.chosen().filter(|_| self.trail.is_in_list());
            return row.map(row_of);
        }
        let article = self.reader.article.as_ref()?;
        (!self.reader.is_loading()).then(|| Place {
            article: article.head.id,
            position: Some(self.reader.place().unwrap_or(0)),
        })
    }

    /// Notes where one is now: what has been opened is what the page shows while
    /// it has the keys.
    pub(super) fn note_place(&mut self) {
        if self.trail.awaited.is_none()
            && let Some(place) = self.present_place()
        {
            self.trail.arrive(place);
        }
    }

    /// Chooses a row further off; the way back is kept.
    pub(super) fn jump_to_row(&mut self, row: usize) -> Vec<Effect> {
        let before = self.list.chosen();
        let effects = self.choose_row(row);
        self.note_jump(before);
        effects
    }

    /// Notes that one has jumped in the list from the row of an article.
    pub(super) fn note_jump(&mut self, before: Option<ArticleId>) {
        if let Some(article) = before
            && self.focus == Focus::List
            && self.list.chosen() != before
        {
            self.trail.leave_row(row_of(article));
        }
    }

    /// Jumps to a text position of the article; the way back is kept.
    pub(super) fn jump_to(&mut self, position: u32) -> Vec<Effect> {
        if let Some(place) = self.present_place() {
            self.trail.leave(place);
        }
        self.go_to_text(position);
        self.remember_place()
    }

    /// Goes to the text at a position. Lines that are selected go on to there.
    pub(super) fn go_to_text(&mut self, position: u32) {
        self.reader.go_to_text(position);
        if self.selection.is_some() {
            self.extend_selection(self.reader.line_of_text(position));
        }
    }

    /// Goes back or forward along the way one came.
    pub(super) fn go_along(&mut self, forward: bool, steps: u32) -> Vec<Effect> {
        // From the list one first comes back to what was opened last.
        let elsewhere = self.is_off_trail();
        let steps = steps.saturating_sub(u32::from(elsewhere && !forward));
        let reached = self.trail.go(forward, steps);
        let place = reached.or(self.trail.here.filter(|_| elsewhere && !forward));
        match place {
            Some(place) => self.go_to_place(place),
            None if forward => self.tell("trail-no-forward"),
            None => self.tell("trail-no-back"),
        }
    }

    /// Whether the list has the keys at another row than that of the article that
    /// was opened last, and nothing led there.
    fn is_off_trail(&self) -> bool {
        let opened = self.trail.here.map(|here| here.article);
        self.focus == Focus::List && !self.trail.is_in_list() && self.list.chosen() != opened
    }

    /// Jumps to a place in any article; the way back is kept.
    pub(super) fn jump_to_place(&mut self, place: Place) -> Vec<Effect> {
        let row = self.list.chosen().filter(|_| self.focus == Focus::List);
        if let Some(article) = row {
            self.trail.leave_row(row_of(article));
        } else if let Some(here) = self.present_place()
            && here.article == place.article
        {
            self.trail.leave(here);
        }
        self.go_to_place(place)
    }

    /// Goes back to where one was before the last jump; again leads back.
    pub(super) fn swap_places(&mut self) -> Vec<Effect> {
        if self.is_off_trail() {
            return self.go_along(false, 1);
        }
        match self.trail.swap() {
            Some(place) => self.go_to_place(place),
            None => self.tell("trail-no-back"),
        }
    }

    fn go_to_place(&mut self, place: Place) -> Vec<Effect> {
        let is_here = self.focus == Focus::Page
            && self.present_place().map(|here| here.article) == Some(place.article);
        if let Some(position) = place.position.filter(|_| is_here) {
            self.reader.go_to(position);
            return self.remember_place();
        }
        let mut effects = self.remember_place();
        if place.is_row() {
            effects.extend(self.back_to_list());
        } else {
            self.trail.awaited = Some(place);
        }
        match self.list.rows.row_of(place.article) {
            Some(row) if place.is_row() => effects.extend(self.choose_row(row)),
            Some(row) => {
                self.list.select(row);
                effects.extend(self.open_choice());
                let shown = self.reader.article.as_ref().map(|article| article.head.id);
                if shown == Some(place.article)
                    && !self.reader.is_loading()
                    && let Some(position) = place.position
                {
                    self.trail.forget_awaited();
                    self.reader.go_to(position);
                }
            }
            None if self.is_narrowed() => {
                // The search hides it.
                self.list.choose_next(Some(place.article));
                if !place.is_row() {
                    self.focus = Focus::Page;
                }
                self.list.filters.clear();
                effects.extend(self.search_for(String::new()));
                self.tell("trail-left-search");
            }
            None => {
                self.trail.forget_awaited();
                self.tell("trail-gone");
            }
        }
        effects
    }
}

/// The row of an article.
fn row_of(article: ArticleId) -> Place {
    Place {
        article,
        position: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place by article and position: `12` is position 2 of article 1.
    fn place(number: u8) -> Place {
        Place {
            article: ArticleId::from_bytes([number / 10; 16]),
            position: Some(u32::from(number % 10)),
        }
    }

    /// What one does: `o12` opens, or scrolls to, a place; `j12` jumps there; `b`
    /// `f` go back and forward, `3b` three times.
    fn walk(deeds: &str) -> Vec<Option<u8>> {
        let mut trail = Trail::default();
        let mut reached = Vec::new();
        for deed in deeds.split(' ') {
            let number = deed
                .trim_matches(|c: char| c.is_alphabetic())
                .parse()
                .unwrap_or(1);
            match deed.trim_matches(|c: char| c.is_numeric()) {
                "o" => trail.arrive(place(number)),
                "j" => {
                    let here = trail.here.unwrap_or(place(0));
                    trail.leave(here);
                    trail.arrive(place(number));
                }
                "s" => {
                    let found = trail.swap();
                    reached.push((0..100).find(|number| found == Some(place(*number))));
                }
                step => {
                    let found = trail.go(step == "f", u32::from(number));
                    reached.push((0..100).find(|number| found == Some(place(*number))));
                }
            }
        }
        reached
    }

    #[test]
    fn one_goes_back_the_way_one_came() {
        for (deeds, reached) in [
            ("b", vec![None]),
            ("o10 b f", vec![None, None]),
            ("o10 o20 b f", vec![Some(10), Some(20)]),
            // Scrolling is no step, but the place is where it left one.
            ("o10 o13 o20 b", vec![Some(13)]),
            ("o10 o20 o25 b f", vec![Some(10), Some(25)]),
            // Jumps within an article are.
            ("o10 j15 b f", vec![Some(10), Some(15)]),
            ("o10 j15 o20 b b", vec![Some(15), Some(10)]),
            ("o10 j15 j10 b b", vec![Some(15), Some(10)]),
            ("o10 o20 o30 2b 2f 9b", vec![Some(10), Some(30), Some(10)]),
            // Swapped, there and back.
            ("s", vec![None]),
            ("o10 j15 s s s", vec![Some(10), Some(15), Some(10)]),
            ("o10 o20 o23 s o12 s s", vec![Some(10), Some(23), Some(12)]),
            // What is opened anew ends the way forward.
            ("o10 o20 b o30 f b", vec![Some(10), None, Some(10)]),
        ] {
            assert_eq!(walk(deeds), reached, "{deeds}");
        }
    }

    #[test]
    fn the_trail_does_not_grow_for_ever() {
        let mut trail = Trail::default();
        for number in [10, 20].repeat(500) {
            trail.arrive(place(number));
        }
        assert_eq!(trail.back.len(), REMEMBERED);
    }
}
