//! The prompt of the search of the archive: what its keys do beside editing.

use crate::command::{Code, Command, Key};

use super::App;
use super::geometry::Focus;
use super::message::{Effect, Notice, Tone};
use super::popup::Popup;
use super::prompt::{Answer, Prompt};

impl App {
    /// How far the search in force has come, while it has to read articles: those
    /// that were read, and all that are to be.
    #[must_use]
    pub fn search_progress(&self) -> Option<(usize, usize)> {
        let (generation, done, total) = self.searching?;
        (generation == self.list_generation).then_some((done, total))
    }

    /// Leaves the index as far as it has come, or goes on with it.
    pub(super) fn toggle_indexing(&mut self) -> Vec<Effect> {
        if self.indexing.is_none() {
            return self.tell("index-is-complete");
        }
        self.is_indexing_stopped = !self.is_indexing_stopped;
        if !self.is_indexing_stopped {
            self.say(self.words.get("index-goes-on"));
            return vec![Effect::KeepIndexing(true)];
        }
        let key = self.keymap.key_of(self.context(), Command::Index);
        let key = key.unwrap_or_else(|| format!(":{}", Command::Index.entry().name));
        // How far it has come stands beside it.
        let values = [("key", key.as_str().into())];
        self.say(self.words.with("index-is-stopped", &values));
        vec![Effect::KeepIndexing(false)]
    }

    /// Opens the prompt of the search.
    pub(super) fn open_prompt(&mut self) -> Vec<Effect> {
        let mut prompt = Prompt::new(&self.list.query);
        prompt.chosen = self.list.chosen();
        prompt.from = (self.focus, self.zen);
        self.zen = false;
        self.focus = Focus::List;
        self.selection = None;
        self.earlier.leave();
        self.prompt = Some(prompt);
        Vec::new()
    }

    /// Takes a key while a search is typed.
    pub(super) fn search_key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(effects) = self.completion_key(key) {
            return effects;
        }
        let is_empty = self
            .prompt
            .as_ref()
            .is_some_and(|own| own.text().is_empty());
        if is_empty
            && key.code == Code::Backspace
            && let Some(effects) = self.remove_last_filter()
        {
            return effects;
        }
        let Some(prompt) = &mut self.prompt else {
            return Vec::new();
        };
        let is_asked = matches!(key.code, Code::Char('?' | '？')) && prompt.text().is_empty();
        if is_asked || key == Key::plain(Code::Function(1)) {
            return self.open_query_help();
        }
        let is_recalled = self.earlier.is_recalled();
        // Arrows go through the list, but for where nothing was typed for it.
        let recalls = match (key.code, key.ctrl) {
            (Code::Char('p'), true) => Some(true),
            (Code::Char('n'), true) => Some(false),
            (Code::Up, false) if is_recalled || prompt.text().is_empty() => Some(true),
            (Code::Down, false) if is_recalled => Some(false),
            _ => None,
        };
        if let Some(older) = recalls {
            return self.recall(older);
        }
        let answer = prompt.key(key);
        self.after_prompt(answer)
    }

    /// Whether help lies on top, and has the keys of what is below it.
    pub(super) fn is_helped(&self) -> bool {
        matches!(self.popup, Some(Popup::Help(_)))
    }

    /// Takes pasted text while a search is typed.
    pub(super) fn search_paste(&mut self, text: &str) -> Vec<Effect> {
        self.completion = None;
        let Some(prompt) = &mut self.prompt else {
            return Vec::new();
        };
        let answer = prompt.paste(text);
        self.after_prompt(answer)
    }

    /// Puts the search before, or after, into the prompt, where there is one.
    fn recall(&mut self, older: bool) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompt else {
            return Vec::new();
        };
        let found = if older {
            self.earlier.older(prompt.text())
        } else {
            self.earlier.newer()
        };
        let Some(query) = found else {
            return Vec::new();
        };
        prompt.set(&query);
        self.search_changed()
    }

    /// Searches for what is typed now.
    pub(super) fn search_changed(&mut self) -> Vec<Effect> {
        self.list_generation += 1;
        self.list.to_first();
        vec![self.arrange(self.list.order)]
    }

    /// Puts a search in force and keeps it among those that were made. What is not
    /// understood of it is told: nothing more will be typed.
    pub(super) fn search_and_keep(&mut self, query: String) -> Vec<Effect> {
        let mut effects = self.search_for(query.clone());
        effects.extend(self.keep_search(query));
        effects
    }

    /// Puts what was typed in force. What has been found for it stays, and the
    /// search goes on, where its end changes nothing.
    fn accept_search(&mut self, query: String) -> Vec<Effect> {
        let typed = self.whole_query();
        self.prompt = None;
        self.list.query.clone_from(&query);
        if !self.whole_query().finds_as(&typed) {
            return self.search_and_keep(query);
        }
        self.list.picked = None;
        self.keep_search(query)
    }

    fn keep_search(&mut self, query: String) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !query.is_empty() {
            self.earlier.add(&query);
            effects.push(Effect::KeepSearch(query));
        }
        if let Some(text) = self.search_fault(&self.read_search()) {
            let tone = Tone::Error;
            self.notify(Notice { text, tone });
        }
        effects
    }

    fn after_prompt(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(prompt) = &self.prompt else {
            return Vec::new();
        };
        match answer {
            Answer::Unchanged => Vec::new(),
            Answer::Changed => {
                self.earlier.leave();
                self.search_changed()
            }
            Answer::Move(by) => {
                self.list.move_by(by);
                self.follow_choice()
            }
            Answer::Accepted => {
                let query = prompt.text().trim().to_owned();
                self.accept_search(query)
            }
            Answer::Cancelled => {
                let (before, chosen) = (prompt.before.clone(), prompt.chosen);
                // Whoever came from the page goes back to it.
                (self.focus, self.zen) = prompt.from;
                self.prompt = None;
                self.list.choose_next(chosen);
                self.search_for(before)
            }
        }
    }
}
