//! Menus, all of one kind: entries with letters that act at once, keys that move,
//! `/` that narrows by typing.
//!
//! What an entry does when it is taken is its [`Deed`]; the program carries it out
//! (`commands_of_popups`). How a menu looks is the business of `ui`.

use std::ops::Range;

use crate::command::Key;
use crate::marks::{SavedSearch, Tag};
use crate::query::Filter;
use crate::rows::SortKey;
use crate::share;
use crate::text::fold::fold;
use crate::text::{Clean, WidthPolicy};
use crate::words::Words;

use super::geometry::Size;
use super::links::Leads;
use super::popup::{POPUP_COLUMNS, PopupKey};
use super::prompt::{Answer, Prompt};

/// Columns under which two entries of a group share a row, else four.
const TWO_UNDER: u16 = 54;
/// Columns of a menu at the least.
const LEAST_COLUMNS: u16 = 24;
/// Columns of the menu of filters: a name, and its figure not far off.
const FILTER_COLUMNS: u16 = 48;
/// Rows of the screen that no menu takes: its frame and the lines above and below.
const AROUND: u16 = 4;
/// Letters given to entries that bring none, in this order. `j k o q y` and `G`
/// `Q` act in every menu.
const LETTERS: &str = "abcdefghilmnprstuvwxzABCDEFHIJKLMNOPRSTUVWXYZ";

/// What a menu is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MenuKind {
    /// The orders of the list.
    Sort,
    /// What the list can be narrowed to.
    Filter,
    /// What can be shared.
    Share,
    /// The links of an article.
    Links,
    /// Its headings.
    Outline,
    /// The saved searches.
    Searches,
    /// The tags.
    Tags,
}

impl MenuKind {
    /// Its name in keys of texts: `NAME-menu` is its title, `NAME-hints` says
    /// which keys act.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sort => "sort",
            Self::Filter => "filter",
            Self::Share => "share",
            Self::Links => "links",
            Self::Outline => "outline",
            Self::Searches => "searches",
            Self::Tags => "tags",
        }
    }
}

/// What taking an entry does.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Sorts the list.
    Sort(SortKey),
    /// Narrows the list, or no more.
    Filter(Filter),
    /// Copies or opens something of the article.
    Share(share::Entry),
    /// Follows a link.
    Follow(Leads),
    /// Jumps to a text position.
    Jump(u32),
    /// Makes a saved search.
    Search(SavedSearch),
    /// Gives a tag, or takes it away.
    Tag(Tag),
    /// Asks for the name of a new tag.
    NewTag,
}

/// An entry of a menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The letter that takes it. `j k o q y` are never letters of a menu.
    pub letter: Option<char>,
    /// Of what kind it is, where entries of several kinds follow one another; may be
    /// empty.
    pub before: Clean,
    /// Whether what it stands for is on already.
    pub is_on: bool,
    /// What it says.
    pub label: Clean,
    /// Columns its words stand further to the right.
    pub indent: u16,
    /// What stands beside it; may be empty.
    pub beside: Clean,
    /// What is shown in full below the entries while it is chosen; may be empty.
    pub detail: Clean,
    /// Entries of one group, one after the other, share rows. Group 0 shares none.
    pub group: u8,
    /// What taking it does.
    pub deed: Deed,
}

impl Entry {
    /// An entry that says nothing yet.
    #[must_use]
    pub fn new(deed: Deed) -> Self {
        Self {
            letter: None,
            before: Clean::default(),
            is_on: false,
            label: Clean::default(),
            indent: 0,
            beside: Clean::default(),
            detail: Clean::default(),
            group: 0,
            deed,
        }
    }

    /// All its words, folded: what narrows a menu is looked for in them.
    fn folded(&self) -> String {
        let texts = [&self.before, &self.label, &self.beside, &self.detail];
        texts
            .map(|text| fold(text.as_str()).as_str().to_owned())
            .join("\n")
    }
}

/// Entries to choose from.
pub struct Menu {
    /// What it is about.
    pub kind: MenuKind,
    /// All its entries.
    pub entries: Vec<Entry>,
    /// The chosen one.
    pub selected: usize,
    /// The entries that are left when it has been narrowed, in order.
    pub seen: Vec<usize>,
    /// The words of each entry, folded; empty until it is narrowed.
    folded: Vec<String>,
    /// What was typed to narrow it.
    pub prompt: Option<Prompt>,
    /// Whether keys are text for the prompt.
    pub typing: bool,
    /// The first row that is seen.
    pub top: usize,
    /// How many rows of entries are seen: known from the layout.
    height: usize,
}

/// A menu as it lies on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLayout {
    /// Columns of the whole.
    pub columns: u16,
    /// Rows for entries.
    pub rows: u16,
    /// Rows below them for what is shown of the chosen one in full.
    pub detail: u16,
    /// The rows of entries, seen or not: places in [`Menu::seen`].
    pub lines: Vec<Range<usize>>,
}

/// What is to be done with an entry.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Chosen {
    /// Nothing.
    Nothing,
    /// The menu is left.
    Leave,
    /// The program is quit.
    Quit,
    /// An entry is taken.
    Take(Deed),
    /// It is opened.
    Open(Deed),
    /// It is copied.
    Copy(Deed),
    /// It is removed.
    Remove(Deed),
}

/// Gives letters to entries that bring none, as many as there are letters.
fn give_letters(entries: &mut [Entry]) {
    let own: Vec<char> = entries.iter().filter_map(|entry| entry.letter).collect();
    let letters = LETTERS.chars().filter(|letter| !own.contains(letter));
    let without = entries.iter_mut().filter(|entry| entry.letter.is_none());
    for (entry, letter) in without.zip(letters) {
        entry.letter = Some(letter);
    }
}

impl Menu {
    /// A menu with one of its entries chosen.
    #[must_use]
    pub fn new(kind: MenuKind, entries: Vec<Entry>, selected: usize) -> Self {
        Self {
            kind,
            seen: (0..entries.len()).collect(),
            selected: selected.min(entries.len().saturating_sub(1)),
            entries,
            folded: Vec::new(),
            prompt: None,
            typing: false,
            top: 0,
            height: 1,
        }
    }

    /// The same, with letters given to as many entries as there are letters.
    #[must_use]
    pub fn lettered(kind: MenuKind, mut entries: Vec<Entry>, selected: usize) -> Self {
        give_letters(&mut entries);
        Self::new(kind, entries, selected)
    }

    /// Puts other entries in the place of these: it stays as it was narrowed, and
    /// what was chosen stays chosen.
    pub(super) fn renew(&mut self, mut entries: Vec<Entry>) {
        give_letters(&mut entries);
        let chosen = self.entries.get(self.selected).map(|entry| &entry.deed);
        let place = entries.iter().position(|entry| Some(&entry.deed) == chosen);
        let last = entries.len().saturating_sub(1);
        self.selected = place.unwrap_or(self.selected).min(last);
        self.entries = entries;
        self.folded.clear();
        self.seen = (0..self.entries.len()).collect();
        if self.prompt.is_some() {
            self.narrow();
        }
    }

    /// The chosen entry, if any is left.
    #[must_use]
    pub fn chosen(&self) -> Option<&Entry> {
        self.seen.contains(&self.selected).then_some(())?;
        self.entries.get(self.selected)
    }

    /// Lays the menu on a screen. Its size stays while it is narrowed.
    #[must_use]
    pub fn laid(&self, size: Size, words: &Words, policy: WidthPolicy) -> MenuLayout {
        let columns = if self.kind == MenuKind::Sort {
            let hints = words.get(&format!("{}-hints", self.kind.name()));
            u16::try_from(policy.text(hints.as_str()) + 4).unwrap_or(u16::MAX)
        } else {
            let room = size.columns.saturating_sub(2 * AROUND);
            let most = match self.kind {
                MenuKind::Filter => FILTER_COLUMNS,
                _ => POPUP_COLUMNS,
            };
            most.min(room).max(LEAST_COLUMNS)
        };
        let most = if columns < TWO_UNDER { 2 } else { 4 };
        let room = size.rows.saturating_sub(AROUND).max(1);
        let has_detail = self.entries.iter().any(|entry| !entry.detail.is_empty());
        let detail = match room {
            _ if !has_detail => 0,
            // A filter's term has one line.
            8.. if self.kind == MenuKind::Filter => 2,
            8.. => 3,
            4.. => 1,
            _ => 0,
        };
        let lines = self.lines(&self.seen, most);
        let all = if self.seen.len() == self.entries.len() {
            lines.len()
        } else {
            let all: Vec<usize> = (0..self.entries.len()).collect();
            self.lines(&all, most).len()
        };
        let rows = u16::try_from(all).unwrap_or(u16::MAX).min(room - detail);
        MenuLayout {
            columns,
            rows: rows.max(1),
            detail,
            lines,
        }
    }

    /// Entries in rows: those of one group share rows of up to `most`.
    fn lines(&self, seen: &[usize], most: usize) -> Vec<Range<usize>> {
        let group = |place: usize| {
            let entry = seen.get(place).and_then(|entry| self.entries.get(*entry));
            entry.map_or(0, |entry| entry.group)
        };
        let mut lines: Vec<Range<usize>> = Vec::with_capacity(seen.len());
        for place in 0..seen.len() {
            let joins = |line: &Range<usize>| {
                group(place) > 0 && group(line.start) == group(place) && line.len() < most
            };
            match lines.last_mut() {
                Some(line) if joins(line) => line.end = place + 1,
                _ => lines.push(place..place + 1),
            }
        }
        lines
    }

    /// Brings the chosen entry in sight.
    pub(super) fn settle(&mut self, size: Size, words: &Words, policy: WidthPolicy) {
        let laid = self.laid(size, words, policy);
        self.height = usize::from(laid.rows);
        let at = self.place().unwrap_or(0);
        let row = laid.lines.iter().position(|line| line.contains(&at));
        let row = row.unwrap_or(0);
        let last_top = laid.lines.len().saturating_sub(self.height);
        let lowest = (row + 1).saturating_sub(self.height);
        self.top = self.top.clamp(lowest, row).min(last_top);
    }

    /// The place of the chosen entry among those that are left.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        self.seen.binary_search(&self.selected).ok()
    }

    fn choose(&mut self, place: usize) {
        if let Some(entry) = self.seen.get(place.min(self.seen.len().saturating_sub(1))) {
            self.selected = *entry;
        }
    }

    /// Chooses an entry further down, or up where `by` is negative, as far as
    /// there are any.
    pub fn move_by(&mut self, by: isize) {
        let place = self.place().unwrap_or(0);
        self.choose(place.saturating_add_signed(by));
    }

    /// Chooses the next entry or the one before; after the last comes the first.
    fn step(&mut self, forward: bool) {
        let (place, count) = (self.place().unwrap_or(0), self.seen.len().max(1));
        let by = if forward { 1 } else { count - 1 };
        self.choose((place + by) % count);
    }

    /// Takes a key as it was typed.
    pub(super) fn key(&mut self, key: Key) -> Chosen {
        if self.typing {
            return self.typed(key);
        }
        let page = isize::try_from(self.height.max(2) - 1).unwrap_or(1);
        let key = PopupKey::of(key.without_input_method());
        match key {
            PopupKey::Leave if self.prompt.is_some() => self.widen(),
            PopupKey::Leave => return Chosen::Leave,
            PopupKey::Down => self.step(true),
            PopupKey::Up => self.step(false),
            PopupKey::PageDown => self.move_by(page),
            PopupKey::PageUp => self.move_by(-page),
            PopupKey::First => self.choose(0),
            PopupKey::Last => self.choose(usize::MAX),
            PopupKey::Take => return self.with_chosen(Chosen::Take),
            PopupKey::Open => return self.with_chosen(Chosen::Open),
            PopupKey::Remove => return self.with_chosen(Chosen::Remove),
            PopupKey::Letter('y') => return self.with_chosen(Chosen::Copy),
            PopupKey::Letter('/') => {
                self.prompt.get_or_insert_with(|| Prompt::new(""));
                self.typing = true;
            }
            PopupKey::Letter(c) => return self.letter(c),
            PopupKey::Nothing => {}
        }
        Chosen::Nothing
    }

    fn letter(&self, letter: char) -> Chosen {
        let mut seen = self
            .seen
            .iter()
            .filter_map(|entry| self.entries.get(*entry));
        match seen.find(|entry| entry.letter == Some(letter)) {
            Some(entry) => Chosen::Take(entry.deed.clone()),
            None if letter == 'Q' => Chosen::Quit,
            None => Chosen::Nothing,
        }
    }

    fn with_chosen(&self, of: impl Fn(Deed) -> Chosen) -> Chosen {
        self.chosen()
            .map_or(Chosen::Nothing, |entry| of(entry.deed.clone()))
    }

    /// Takes a key while it is narrowed by typing.
    fn typed(&mut self, key: Key) -> Chosen {
        match PopupKey::of(key) {
            PopupKey::Down if key.ctrl => self.step(true),
            PopupKey::Up if key.ctrl => self.step(false),
            _ if key == Key::plain(crate::command::Code::Tab) => self.typing = false,
            _ => {
                let Some(prompt) = &mut self.prompt else {
                    return Chosen::Nothing;
                };
                let answer = prompt.key(key);
                return self.after_prompt(answer);
            }
        }
        Chosen::Nothing
    }

    /// Takes pasted text: for the prompt, if it is typed at.
    pub(super) fn paste(&mut self, text: &str) {
        if let Some(prompt) = self.prompt.as_mut().filter(|_| self.typing) {
            let answer = prompt.paste(text);
            self.after_prompt(answer);
        }
    }

    fn after_prompt(&mut self, answer: Answer) -> Chosen {
        match answer {
            Answer::Unchanged => {}
            Answer::Changed => self.narrow(),
            Answer::Move(by @ (1 | -1)) => self.step(by > 0),
            Answer::Move(by) => self.move_by(by),
            Answer::Accepted => return self.with_chosen(Chosen::Take),
            Answer::Cancelled => self.widen(),
        }
        Chosen::Nothing
    }

    /// Leaves the entries in which every word that was typed stands.
    fn narrow(&mut self) {
        let typed = self.prompt.as_ref().map_or("", Prompt::text);
        let words: Vec<_> = typed.split_whitespace().map(fold).collect();
        if self.folded.is_empty() {
            self.folded = self.entries.iter().map(Entry::folded).collect();
        }
        let holds = |text: &String| words.iter().all(|word| text.contains(word.as_str()));
        let left = self.folded.iter().enumerate();
        self.seen = left
            .filter_map(|(place, text)| holds(text).then_some(place))
            .collect();
        if self.place().is_none() {
            self.choose(0);
        }
    }

    /// All entries are back; the chosen one stays chosen.
    fn widen(&mut self) {
        self.prompt = None;
        self.typing = false;
        self.seen = (0..self.entries.len()).collect();
    }
}
