//! Jumping in the list: to a date where it is sorted by date, to a letter where
//! it is sorted by title. What is typed acts at once; what is not understood yet
//! does nothing.

use chrono::{DateTime, TimeDelta, Utc};

use crate::query::date::Dates;
use crate::rows::{SortKey, row_at_date, row_at_title};

use super::App;
use super::message::Effect;
use super::prompt::{Answer, Prompt};

/// A jump that is being typed.
#[derive(Debug)]
pub struct Jump {
    /// What is typed.
    pub prompt: Prompt,
    /// Where it leads.
    pub to: JumpTo,
    /// Whether what is typed was to be gone to and is not understood.
    pub is_refused: bool,
}

/// Where a jump leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JumpTo {
    /// To a date.
    Date,
    /// To a letter or an initial of pinyin, or what else a title begins with.
    Title,
}

impl JumpTo {
    /// Its name in keys of texts: `jump-NAME` stands before what is typed,
    /// `jump-NAME-hints` says what can be.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Title => "title",
        }
    }
}

impl App {
    /// Asks where to jump.
    pub(super) fn open_jump(&mut self) -> Vec<Effect> {
        let to = match self.list.sorted.key {
            SortKey::Date => JumpTo::Date,
            SortKey::Title => JumpTo::Title,
            SortKey::Source | SortKey::Length | SortKey::Relevance => {
                return self.tell("jump-needs-order");
            }
        };
        let mut prompt = Prompt::new("");
        prompt.chosen = self.list.chosen();
        self.jump = Some(Jump {
            prompt,
            to,
            is_refused: false,
        });
        Vec::new()
    }

    /// Takes what a key or a paste did to the prompt.
    pub(super) fn after_jump(&mut self, answer: Answer) -> Vec<Effect> {
        if let Some(jump) = &mut self.jump {
            jump.is_refused = false;
        }
        let Some(jump) = &self.jump else {
            return Vec::new();
        };
        match answer {
            Answer::Unchanged => Vec::new(),
            Answer::Changed => match self.jumped_to(jump) {
                Some(row) => self.choose_row(row),
                None => Vec::new(),
            },
            Answer::Move(by) => self.choose_row(self.list.selected.saturating_add_signed(by)),
            Answer::Accepted if jump.prompt.text().trim().is_empty() => {
                self.after_jump(Answer::Cancelled)
            }
            Answer::Accepted => {
                let is_understood = jump.to == JumpTo::Title || self.moment_of(jump).is_some();
                if is_understood {
                    let before = jump.prompt.chosen;
                    self.jump = None;
                    self.note_jump(before);
                } else if let Some(jump) = &mut self.jump {
                    jump.is_refused = true;
                }
                Vec::new()
            }
            Answer::Cancelled => {
                let before = jump.prompt.chosen;
                self.jump = None;
                match before.and_then(|id| self.list.rows.row_of(id)) {
                    Some(row) => self.choose_row(row),
                    None => Vec::new(),
                }
            }
        }
    }

    /// The row that what is typed leads to.
    fn jumped_to(&self, jump: &Jump) -> Option<usize> {
        let (rows, reversed) = (&*self.list.rows, self.list.sorted.reversed);
        match jump.to {
            JumpTo::Date => row_at_date(rows, self.moment_of(jump)?, reversed),
            JumpTo::Title => row_at_title(rows, jump.prompt.text().trim(), reversed),
        }
    }

    /// The moment at which a list by date reaches the days that are typed: their
    /// end, or where the oldest comes first their beginning.
    fn moment_of(&self, jump: &Jump) -> Option<DateTime<Utc>> {
        let dates = Dates::typed(jump.prompt.text(), self.clock.today())?;
        let (from, to) = dates.moments(self.clock.zone)?;
        let moment = DateTime::from_timestamp_millis;
        Some(if self.list.sorted.reversed {
            moment(from).unwrap_or(DateTime::<Utc>::MIN_UTC)
        } else {
            let end = moment(to).unwrap_or(DateTime::<Utc>::MAX_UTC);
            end.checked_sub_signed(TimeDelta::nanoseconds(1))
                .unwrap_or(end)
        })
    }
}
