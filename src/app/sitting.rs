//! Where one was: the search, what narrows it, the order, the chosen article, which
//! pane had the keys, the widths and the characters come back at the next start; the place in the
//! page is a mark of its own. What is to be kept is told whenever it has changed;
//! keeping it is left to a thread.

use crate::article::ArticleId;
use crate::settings::Sitting;

use super::App;
use super::geometry::Focus;
use super::message::Effect;

/// What waits for the list, to come back with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Returning {
    article: ArticleId,
    in_page: bool,
    zen: bool,
}

impl App {
    /// Begins where one was in an archive. It is asked before anything else has
    /// happened in it.
    pub fn return_to(&mut self, sitting: &Sitting) -> Vec<Effect> {
        self.list.query.clone_from(&sitting.search);
        self.list.filters.clone_from(&sitting.filters);
        if let Some(order) = sitting.order {
            self.list.order = order;
        }
        self.arrangement = sitting.layout.unwrap_or(self.arrangement);
        self.widening = sitting.widening;
        self.heightening = sitting.heightening;
        if let Some(measure) = sitting.measure {
            let (least, most) = super::sizes::MEASURES;
            self.measure = measure.clamp(least, most);
        }
        self.characters = sitting.characters.unwrap_or(self.characters);
        self.returning = sitting.article.map(|article| Returning {
            article,
            in_page: sitting.in_page,
            zen: sitting.zen,
        });
        self.kept = Some(self.sitting());
        self.list_generation += 1;
        vec![self.arrange(self.list.order)]
    }

    /// The list is made anew: what is chosen now is chosen again in it.
    pub(super) fn return_when_listed(&mut self) {
        let sitting = self.sitting();
        self.returning = sitting.article.map(|article| Returning {
            article,
            in_page: sitting.in_page,
            zen: sitting.zen,
        });
    }

    /// Where one is.
    fn sitting(&self) -> Sitting {
        let prompt = self.prompt.as_ref();
        let returning = self.returning;
        let chosen = match prompt {
            Some(prompt) => prompt.chosen,
            None => self.list.chosen_by_hand(),
        };
        let (in_page, zen) = match (prompt, returning) {
            (Some(prompt), _) => (prompt.from.0 == Focus::Page, prompt.from.1),
            (None, Some(returning)) => (returning.in_page, returning.zen),
            (None, None) => (self.focus == Focus::Page, self.zen),
        };
        Sitting {
            search: self.list.query.clone(),
            filters: self.list.filters.clone(),
            order: (self.list.order != self.settings.sort).then_some(self.list.order),
            article: returning.map(|returning| returning.article).or(chosen),
            in_page,
            zen,
            layout: (self.arrangement != self.settings.layout).then_some(self.arrangement),
            widening: self.widening,
            heightening: self.heightening,
            measure: (self.measure != self.settings.measure).then_some(self.measure),
            characters: (self.characters != self.settings.characters).then_some(self.characters),
        }
    }

    /// Has it kept where one is, when that has changed. Where nothing is to come
    /// back, nothing is kept.
    pub(super) fn keep_sitting(&mut self) -> Option<Effect> {
        self.kept.as_ref()?;
        let sitting = self.sitting();
        if self.kept.as_ref() == Some(&sitting) {
            return None;
        }
        self.kept = Some(sitting.clone());
        Some(Effect::KeepSitting(sitting))
    }

    /// Something was done: what has not come back by now is not waited for.
    pub(super) fn stop_returning(&mut self) {
        self.returning = None;
    }

    /// The list is there: what was chosen is chosen again, where it is in it.
    pub(super) fn come_back(&mut self) -> Vec<Effect> {
        let Some(returning) = self.returning else {
            return Vec::new();
        };
        let Some(row) = self.list.rows.row_of(returning.article) else {
            if self.list.complete && !self.list.partial {
                self.stop_returning();
            }
            return Vec::new();
        };
        self.stop_returning();
        self.list.select(row);
        if returning.in_page {
            self.focus = Focus::Page;
            self.zen = returning.zen;
        }
        self.follow_choice()
    }
}
