//! The prompts: what each that opens in the line below is for, and what is told beside
//! what is typed. The keys that are told there can be clicked.
//!
//! What is typed is the affair of each prompt's own module, and how it looks that of
//! `ui`.

use crate::text::Clean;

use super::App;
use super::geometry::Area;
use super::prompt::Prompt;

/// Columns that a prompt keeps for what is typed, as far as half of the line has them.
const TYPED: u16 = 24;
/// Columns between what is typed and what its keys do.
const BESIDE: u16 = 3;

/// A prompt in the line below.
pub struct Asked<'a> {
    /// What it is for; a search has its sign there.
    pub label: Option<Clean>,
    /// What is typed.
    pub prompt: &'a Prompt,
    /// What is told beside it.
    pub beside: Beside,
}

/// What is told beside what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// What its keys do, where there is room for all of that.
    Hints(Clean),
    /// What it would do away with.
    Warning(Clean),
    /// What is wrong with it.
    Fault(Clean),
}

impl App {
    /// The prompt that is open in the line below.
    #[must_use]
    pub fn asked_below(&self) -> Option<Asked<'_>> {
        let words = &self.words;
        let hints = |key: &str| Beside::Hints(words.get(key));
        let asked = |label: Clean, prompt, beside| Asked {
            label: Some(label),
            prompt,
            beside,
        };
        if let Some(finding) = &self.find.finding {
            return Some(Asked {
                label: None,
                prompt: &finding.prompt,
                beside: hints("find-hints"),
            });
        }
        if let Some(jump) = &self.jump {
            let name = jump.to.name();
            let beside = if jump.is_refused {
                Beside::Fault(words.get("jump-no-date"))
            } else {
                hints(&format!("jump-{name}-hints"))
            };
            let label = words.get(&format!("jump-{name}"));
            return Some(asked(label, &jump.prompt, beside));
        }
        if let Some(naming) = &self.naming {
            let beside = match self.replaced_search() {
                Some(replaced) => {
                    let values = [("query", replaced.query.as_str().into())];
                    Beside::Warning(words.with("save-search-replaces", &values))
                }
                None => hints("save-search-hints"),
            };
            return Some(asked(words.get("save-search"), &naming.prompt, beside));
        }
        if let (Some(numbering), Some((label, told))) = (&self.numbering, self.number_asked()) {
            let beside = if numbering.is_refused {
                Beside::Fault(told)
            } else {
                Beside::Hints(told)
            };
            return Some(asked(label, &numbering.prompt, beside));
        }
        if let Some(piping) = self.piping() {
            let form = words.get(&format!("pipe-form-{}", piping.form.name()));
            let label = words.with("pipe-prompt", &[("form", form.into())]);
            return Some(asked(label, &piping.prompt, hints("pipe-prompt-hints")));
        }
        let prompt = self.tagging.as_ref()?.prompt.as_ref()?;
        Some(asked(
            words.get("tag-prompt"),
            prompt,
            hints("tag-prompt-hints"),
        ))
    }

    /// Columns of a prompt's label in a line of so many: what is typed comes first
    /// where there is little room.
    #[must_use]
    pub fn label_columns(&self, asked: &Asked<'_>, columns: u16) -> u16 {
        let label = asked
            .label
            .as_ref()
            .map_or(1, |label| self.columns_of(label));
        label.min(columns.saturating_sub(TYPED).max(columns / 2))
    }

    /// What the keys of the prompt that is open do, and in which column of the line
    /// below that begins; none where it has no room, or something else is told there.
    #[must_use]
    pub fn prompt_hints(&self, line: Area) -> Option<(u16, Clean)> {
        if self.notice.is_some() {
            return None;
        }
        let end = line.x + line.columns;
        if let Some(asked) = self.asked_below() {
            let Beside::Hints(hints) = &asked.beside else {
                return None;
            };
            // Of what is longer nothing fits behind it.
            let typed = self.policy().text(asked.prompt.text()) + 1;
            let typed = u16::try_from(typed).unwrap_or(u16::MAX);
            let x = line.x + self.label_columns(&asked, line.columns) + 1;
            let x = x.saturating_add(typed).saturating_add(BESIDE);
            let fits = x.saturating_add(self.columns_of(hints)) <= end;
            return fits.then(|| (x, hints.clone()));
        }
        let is_told = self.prompt.is_some()
            && self.completion.is_none()
            && self.search_fault(&self.read_search()).is_none();
        is_told.then(|| (line.x, self.search_hints(line)))
    }

    /// What the keys of the search that is typed do, as much of it as a line has room
    /// for.
    #[must_use]
    pub fn search_hints(&self, line: Area) -> Clean {
        let long = self.words.get("prompt-hints-long");
        if self.columns_of(&long) <= line.columns {
            long
        } else {
            self.words.get("prompt-hints")
        }
    }
}
