//! Giving tags: a menu that says which of them the article bears, or all that are
//! selected or some, and a prompt for new ones.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::command::{Code, Key};
use crate::marks::{Change, MarkSet, Tag, Tags};
use crate::rows::Rows;
use crate::text::Clean;

use super::App;
use super::completing::matching;
use super::many::{SharedRows, Wanted};
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::popup::Popup;
use super::prompt::{Answer, Prompt};

/// The letter of the entry for a new tag.
const NEW: char = 'n';

/// Articles that get tags.
pub struct Tagging {
    rows: Arc<dyn Rows>,
    range: Range<usize>,
    /// How many of them bear which tag; none while it is being counted.
    counts: Option<BTreeMap<Tag, usize>>,
    /// The name of a new tag, while it is typed.
    pub prompt: Option<Prompt>,
    /// What is gone through with Tab: the names, and which of them stands there.
    completion: Option<(Vec<String>, usize)>,
}

/// Tags to be counted by a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct ToCount {
    /// The number of the request; an answer to an older one is dropped.
    pub generation: u64,
    rows: SharedRows,
    range: Range<usize>,
    marks: MarkSet,
}

impl ToCount {
    /// How many articles bear which tag.
    #[must_use]
    pub fn carry_out(&self) -> BTreeMap<Tag, usize> {
        let mut counts = BTreeMap::new();
        for id in self.range.clone().filter_map(|row| self.rows.0.id(row)) {
            for tag in self.marks.get(id).tags.iter() {
                *counts.entry(tag.clone()).or_default() += 1;
            }
        }
        counts
    }
}

impl App {
    /// Opens the menu of tags for what is selected in the list, or else for the
    /// chosen article.
    pub(super) fn open_tags(&mut self) -> Vec<Effect> {
        if self.left_behind().is_some() {
            // Tags go to rows of the list.
            return self.tell("article-left-list");
        }
        let chosen = self.list.selected;
        let range = self.picked_rows().unwrap_or(chosen..chosen + 1);
        if self.list.rows.id(range.start).is_none() {
            return self.tell("no-article");
        }
        self.tagging = Some(Tagging {
            rows: Arc::clone(&self.list.rows),
            range,
            counts: None,
            prompt: None,
            completion: None,
        });
        let effects = self.recount_tags();
        if self.marks.set().tags().next().is_none() {
            // There is nothing to choose from.
            self.begin_tag();
            return effects;
        }
        self.show_tags(0);
        effects
    }

    /// Counts anew which tags the articles bear, while that is shown.
    pub(super) fn recount_tags(&mut self) -> Vec<Effect> {
        let Some(tagging) = &mut self.tagging else {
            return Vec::new();
        };
        self.counts += 1;
        let to_count = ToCount {
            generation: self.counts,
            rows: SharedRows(Arc::clone(&tagging.rows)),
            range: tagging.range.clone(),
            marks: self.marks.set().clone(),
        };
        if tagging.range.len() > self.few {
            return vec![Effect::CountTags(to_count)];
        }
        tagging.counts = Some(to_count.carry_out());
        self.refresh_tags();
        Vec::new()
    }

    /// A thread has counted tags.
    pub(super) fn tags_counted(&mut self, generation: u64, counts: BTreeMap<Tag, usize>) {
        if generation != self.counts {
            return;
        }
        if let Some(tagging) = &mut self.tagging {
            tagging.counts = Some(counts);
            self.refresh_tags();
        }
    }

    /// The entries of the menu: all tags that there are, then one for a new one.
    fn tag_entries(&self) -> Vec<Entry> {
        let Some(tagging) = &self.tagging else {
            return Vec::new();
        };
        let total = tagging.range.len();
        let tags = self.marks.set().tags().map(|(tag, _)| {
            let count = tagging
                .counts
                .as_ref()
                .map(|counts| counts.get(tag).copied());
            let beside = match count {
                None => self.words.get("tags-counting"),
                Some(None | Some(0)) => Clean::default(),
                Some(Some(_)) if total == 1 => self.words.get("tags-on"),
                Some(Some(count)) if count >= total => self.words.get("tags-on-all"),
                Some(Some(count)) => {
                    let values = [("count", count.into()), ("total", total.into())];
                    self.words.with("tags-on-some", &values)
                }
            };
            Entry {
                label: tag.name().clone(),
                beside,
                ..Entry::new(Deed::Tag(tag.clone()))
            }
        });
        let new = Entry {
            letter: Some(NEW),
            label: self.words.get("tags-new"),
            ..Entry::new(Deed::NewTag)
        };
        tags.chain([new]).collect()
    }

    fn show_tags(&mut self, selected: usize) {
        let menu = Menu::lettered(MenuKind::Tags, self.tag_entries(), selected);
        self.popup = Some(Popup::Menu(menu));
    }

    /// Shows in the menu what the articles bear now.
    fn refresh_tags(&mut self) {
        let entries = self.tag_entries();
        if let Some(Popup::Menu(menu)) = &mut self.popup
            && menu.kind == MenuKind::Tags
        {
            menu.renew(entries);
        }
    }

    /// Gives a tag to all of the articles, or where all bear it, takes it away.
    pub(super) fn toggle_tag(&mut self, tag: Tag) -> Vec<Effect> {
        let Some(tagging) = &self.tagging else {
            return Vec::new();
        };
        let counted = tagging.counts.as_ref().and_then(|counts| counts.get(&tag));
        let is_on_all = counted.is_some_and(|count| *count >= tagging.range.len());
        self.give_tag(tag, !is_on_all)
    }

    fn give_tag(&mut self, tag: Tag, borne: bool) -> Vec<Effect> {
        let Some(tagging) = &self.tagging else {
            return Vec::new();
        };
        let (rows, range) = (Arc::clone(&tagging.rows), tagging.range.clone());
        let change = Change::Tag(tag, borne);
        let mut effects = self.change_rows_of(rows, range, Wanted::Change(change));
        effects.extend(self.recount_tags());
        effects
    }

    /// Whether the name of a tag is being typed.
    pub(super) fn is_tag_typed(&self) -> bool {
        let tagging = self.tagging.as_ref();
        tagging.is_some_and(|tagging| tagging.prompt.is_some())
    }

    /// Asks for the name of a new tag.
    pub(super) fn begin_tag(&mut self) {
        self.popup = None;
        if let Some(tagging) = &mut self.tagging {
            tagging.prompt = Some(Prompt::new(""));
        }
    }

    /// Takes a key while the name of a tag is typed.
    pub(super) fn tagging_key(&mut self, key: Key) -> Vec<Effect> {
        if key.code == Code::Tab {
            return self.complete_tag(!key.shift);
        }
        let Some(tagging) = &mut self.tagging else {
            return Vec::new();
        };
        tagging.completion = None;
        let Some(prompt) = &mut tagging.prompt else {
            return Vec::new();
        };
        match prompt.key(key) {
            Answer::Accepted => self.take_new_tag(),
            Answer::Cancelled => {
                self.tagging = None;
                Vec::new()
            }
            Answer::Changed | Answer::Unchanged | Answer::Move(_) => Vec::new(),
        }
    }

    /// Pasted text is text of the name.
    pub(super) fn tagging_paste(&mut self, text: &str) {
        if let Some(tagging) = &mut self.tagging
            && let Some(prompt) = &mut tagging.prompt
        {
            tagging.completion = None;
            prompt.paste(text);
        }
    }

    /// Completes the name with that of a tag there is; again, with the next.
    fn complete_tag(&mut self, forward: bool) -> Vec<Effect> {
        let Some(tagging) = &mut self.tagging else {
            return Vec::new();
        };
        let Some(prompt) = &mut tagging.prompt else {
            return Vec::new();
        };
        let (names, at) = if let Some((names, at)) = tagging.completion.take() {
            let by = if forward { 1 } else { names.len().max(1) - 1 };
            let at = (at + by) % names.len().max(1);
            (names, at)
        } else {
            let names = self.marks.set().tags();
            let names = names.map(|(tag, _)| tag.name().as_str().to_owned());
            (matching(names, prompt.text()), 0)
        };
        let Some(name) = names.get(at) else {
            return self.tell("completes-nothing");
        };
        prompt.set(name);
        tagging.completion = Some((names, at));
        Vec::new()
    }

    fn take_new_tag(&mut self) -> Vec<Effect> {
        let prompt = self
            .tagging
            .as_ref()
            .and_then(|tagging| tagging.prompt.as_ref());
        let name = prompt.map_or("", Prompt::text).trim().to_owned();
        if name.is_empty() {
            self.tagging = None;
            return Vec::new();
        }
        let Some(tag) = Tag::new(&name) else {
            return self.tell("tag-no-name");
        };
        // One that is there keeps the name that it was first given.
        let known = self.marks.set().tags().find(|(known, _)| **known == tag);
        let tag = known.map_or(tag, |(known, _)| known.clone());
        let effects = self.give_tag(tag, true);
        self.tagging = None;
        effects
    }
}

/// Tags in a line: `#战争 #to read`; none where there is none.
#[must_use]
pub fn tags_text(tags: &Tags) -> Option<Clean> {
    let tags: Vec<String> = tags
        .iter()
        .map(|tag| format!("#{}", tag.name().as_str()))
        .collect();
    (!tags.is_empty()).then(|| Clean::line(&tags.join(" ")))
}
