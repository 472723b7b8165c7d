//! Saving searches under names, and making those that were saved.

use std::cell::Cell;

use crate::command::{Command, Key};
use crate::marks::SavedSearch;
use crate::query::complete::quoted;
use crate::query::{Field, Query, Reading};
use crate::text::Clean;

use super::App;
use super::geometry::Focus;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::popup::Popup;
use super::prompt::{Answer, Prompt};

/// A name is being typed for a search.
#[derive(Debug)]
pub struct Naming {
    /// The name as far as it is typed.
    pub prompt: Prompt,
    /// The search.
    query: String,
}

impl App {
    /// The query saved under a name, or under one that folds alike.
    pub(super) fn saved_query(&self, name: &str) -> Option<String> {
        self.saved_as(name).map(|saved| saved.query.clone())
    }

    fn saved_as(&self, name: &str) -> Option<&SavedSearch> {
        self.saved.iter().find(|saved| saved.is_named(name))
    }

    /// Takes the saved searches as they are now. One of them may be in force.
    pub(super) fn take_saved(&mut self, saved: Vec<SavedSearch>) -> Vec<Effect> {
        if saved == self.saved {
            return Vec::new();
        }
        self.saved = saved;
        if self.list.query.is_empty() && self.prompt.is_none() {
            return Vec::new();
        }
        vec![self.arrange(self.list.order)]
    }

    /// Carries out a command about saved searches.
    pub(super) fn use_saved(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::SaveSearch => self.open_naming(),
            _ => self.open_saved(),
        }
    }

    /// Asks for a name for the search in force.
    fn open_naming(&mut self) -> Vec<Effect> {
        if !self.is_narrowed() {
            return self.tell("nothing-to-save");
        }
        self.naming = Some(Naming {
            prompt: Prompt::new(""),
            query: self
                .with_reading(|reading| self.list.filters.text_with(&self.list.query, reading)),
        });
        Vec::new()
    }

    /// The search that the typed name has so far, which would be replaced.
    #[must_use]
    pub fn replaced_search(&self) -> Option<&SavedSearch> {
        let naming = self.naming.as_ref()?;
        self.saved_as(naming.prompt.text().trim())
    }

    /// Takes a key while a name is typed.
    pub(super) fn naming_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(naming) = &mut self.naming else {
            return Vec::new();
        };
        match naming.prompt.key(key) {
            Answer::Accepted => self.save_search(),
            Answer::Cancelled => {
                self.naming = None;
                Vec::new()
            }
            Answer::Changed | Answer::Unchanged | Answer::Move(_) => Vec::new(),
        }
    }

    fn save_search(&mut self) -> Vec<Effect> {
        let Some(naming) = &self.naming else {
            return Vec::new();
        };
        let (name, query) = (naming.prompt.text().trim().to_owned(), naming.query.clone());
        if name.is_empty() {
            self.naming = None;
            return Vec::new();
        }
        if quoted(&name).is_none() {
            return self.tell("search-name-quotes");
        }
        if self.names(&query, &name) {
            return self.tell("search-names-itself");
        }
        self.naming = None;
        let at = self.clock.now.timestamp_millis();
        vec![Effect::SaveSearch(SavedSearch { name, query, at })]
    }

    /// Whether a query names a saved search, by itself or through others: saved
    /// under that name it would be lost.
    fn names(&self, query: &str, name: &str) -> bool {
        let is_named = Cell::new(false);
        let wanted = SavedSearch {
            name: name.to_owned(),
            query: String::new(),
            at: 0,
        };
        let reading = Reading {
            saved: &|asked| {
                is_named.set(is_named.get() || wanted.is_named(asked));
                self.saved_query(asked)
            },
            ..Reading::on(self.clock.today())
        };
        // What it asks for is not wanted, but which names it asks by.
        let _ = Query::parse(query, &reading);
        is_named.get()
    }

    /// Opens the menu of the saved searches.
    fn open_saved(&mut self) -> Vec<Effect> {
        if self.saved.is_empty() {
            return self.tell("no-saved-searches");
        }
        let entries = self.saved.iter().map(|saved| Entry {
            label: Clean::line(&saved.name),
            beside: Clean::line(&saved.query),
            ..Entry::new(Deed::Search(saved.clone()))
        });
        let menu = Menu::lettered(MenuKind::Searches, entries.collect(), 0);
        self.popup = Some(Popup::Menu(menu));
        Vec::new()
    }

    /// Makes a saved search, by its name where that can be written.
    pub(super) fn make_saved(&mut self, saved: &SavedSearch) -> Vec<Effect> {
        self.popup = None;
        self.begin_at_list();
        // They are in it, where they are meant.
        self.list.filters.clear();
        let query = match quoted(&saved.name) {
            Some(name) => format!("{}:{name}", Field::Search.name()),
            None => saved.query.clone(),
        };
        self.search_and_keep(query)
    }

    /// Puts what was saved into the prompt, to be changed.
    pub(super) fn edit_saved(&mut self, saved: &SavedSearch) -> Vec<Effect> {
        self.popup = None;
        let mut effects = self.open_prompt();
        if let Some(prompt) = &mut self.prompt {
            prompt.set(&saved.query);
            effects.extend(self.search_changed());
        }
        effects
    }

    /// Forgets a saved search. What it asks for is kept among the earlier ones.
    pub(super) fn remove_saved(&mut self, saved: SavedSearch) -> Vec<Effect> {
        self.popup = None;
        self.earlier.add(&saved.query);
        vec![
            Effect::KeepSearch(saved.query),
            Effect::RemoveSearch(saved.name),
        ]
    }

    /// The list has the keys and begins at its first row.
    pub(super) fn begin_at_list(&mut self) {
        self.zen = false;
        self.focus = Focus::List;
        self.selection = None;
        self.list.to_first();
    }
}
