//! Menus, all of one kind: entries with letters that act at once, keys that move,
//! `/` that narrows by typing.
//!
//! What an entry does when it is taken is its [`Deed`]; the program carries it out
//! (`commands_of_popups`). Where its entries lie is in
//! `menu_layout`, how it looks the business of `ui`.

use crate::command::{Code, Command, Context, Key};
use crate::marks::{PlaceMark, SavedSearch, Tag};
use crate::query::Filter;
use crate::rows::SortKey;
use crate::settings::OwnCommand;
use crate::share;
use crate::text::Clean;
use crate::words::Language;

use super::archives::Offered;
use super::letters::give_letters;
use super::links::Leads;
use super::popup::PopupKey;
use super::prompt::{Answer, Prompt};
use super::ranking::{Findable, left, rank};

/// What a menu is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MenuKind {
    /// The orders of the list.
    Sort,
    /// What the list can be narrowed to.
    Filter,
    /// What can be shared.
    Share,
    /// The reader's own commands.
    OpenWith,
    /// The places under letters.
    Places,
    /// The links of an article.
    Links,
    /// Its headings.
    Outline,
    /// The saved searches.
    Searches,
    /// The tags.
    Tags,
    /// The commands that have keys in a place.
    Help(Context),
    /// All that can be found by its name.
    Palette,
    /// The themes; the chosen one is in force while it is looked at.
    Themes,
    /// The languages of the interface.
    Language,
    /// What was told.
    Messages,
    /// The archives.
    Archives,
}

impl MenuKind {
    /// Its name in keys of texts: `NAME-menu` is mostly its title, `NAME-hints` says
    /// which keys act.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sort => "sort",
            Self::Filter => "filter",
            Self::Share => "share",
            Self::OpenWith => "open-with",
            Self::Places => "places",
            Self::Links => "links",
            Self::Outline => "outline",
            Self::Searches => "searches",
            Self::Tags => "tags",
            Self::Help(_) => "help",
            Self::Palette => "palette",
            Self::Themes => "themes",
            Self::Language => "language",
            Self::Messages => "messages",
            Self::Archives => "archives",
        }
    }

    /// Whether letters take its entries.
    #[must_use]
    pub fn has_letters(self) -> bool {
        !matches!(self, Self::Palette | Self::Messages)
    }

    /// The key of the text that stands where nothing is left of it.
    #[must_use]
    pub fn nothing_key(self) -> &'static str {
        match self {
            Self::Palette => "palette-nothing",
            _ => "menu-nothing",
        }
    }

    /// The key of the text that stands above it.
    #[must_use]
    pub fn title_key(self) -> String {
        match self {
            Self::Help(Context::List) => "help-list".to_owned(),
            Self::Help(Context::Page) => "help-page".to_owned(),
            _ => format!("{}-menu", self.name()),
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
    /// Runs a command of the reader's own.
    OpenWith(OwnCommand),
    /// Goes to a place under a letter.
    Place(PlaceMark),
    /// Goes back to where one was.
    Return,
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
    /// Carries out a command.
    Run(Command),
    /// Searches the list.
    Query(String),
    /// Puts the next value of a setting in force, by the setting's name, or tells how
    /// it is set.
    Set(&'static str),
    /// Keeps a theme.
    Theme(String),
    /// Words the interface in a language.
    Speak(Language),
    /// Copies what was told.
    Message(Clean),
    /// Goes to an archive.
    Archive(Offered),
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
    /// What it is found by besides when one types; not shown.
    pub also: Vec<String>,
    /// What stands above it and those after it that have the same; may be empty.
    pub heading: Clean,
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
            also: Vec::new(),
            heading: Clean::default(),
            group: 0,
            deed,
        }
    }

    /// What it is found by in the palette: what stands beside it says what it is.
    fn findable(&self) -> Findable {
        let also = self.also.iter().map(String::as_str);
        Findable::new(std::iter::once(self.label.as_str()).chain(also))
    }

    /// All its words: what narrows a menu is looked for in them.
    fn all_words(&self) -> Findable {
        let texts = [&self.before, &self.label, &self.beside, &self.detail];
        let texts = texts.into_iter().map(Clean::as_str);
        Findable::new(texts.chain(self.also.iter().map(String::as_str)))
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
    /// What each entry is found by; empty until it is narrowed.
    findable: Vec<Findable>,
    /// What was typed to narrow it.
    pub prompt: Option<Prompt>,
    /// Whether keys are text for the prompt.
    pub typing: bool,
    /// The entry that was clicked last: a second click takes it.
    clicked: Option<usize>,
    /// The first row that is seen.
    pub top: usize,
    /// How many rows of entries are seen: known from the layout.
    pub(super) height: usize,
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

impl Menu {
    /// A menu with one of its entries chosen.
    #[must_use]
    pub fn new(kind: MenuKind, entries: Vec<Entry>, selected: usize) -> Self {
        Self {
            kind,
            seen: (0..entries.len()).collect(),
            selected: selected.min(entries.len().saturating_sub(1)),
            entries,
            findable: Vec::new(),
            prompt: None,
            typing: false,
            clicked: None,
            top: 0,
            height: 1,
        }
    }

    /// The palette: it narrows as one types, and the best comes first.
    #[must_use]
    pub fn palette(entries: Vec<Entry>) -> Self {
        Self {
            prompt: Some(Prompt::new("")),
            typing: true,
            ..Self::new(MenuKind::Palette, entries, 0)
        }
    }

    /// The same, with letters given to as many entries as there are letters.
    #[must_use]
    pub fn lettered(kind: MenuKind, mut entries: Vec<Entry>, selected: usize) -> Self {
        give_letters(kind, &mut entries, &[]);
        Self::new(kind, entries, selected)
    }

    /// Puts other entries in the place of these: it stays as it was narrowed, and
    /// what was chosen stays chosen.
    pub(super) fn renew(&mut self, mut entries: Vec<Entry>) {
        give_letters(self.kind, &mut entries, &self.entries);
        let chosen = self.entries.get(self.selected).map(|entry| &entry.deed);
        let place = entries.iter().position(|entry| Some(&entry.deed) == chosen);
        self.clicked = self.clicked.filter(|own| *own == self.selected).and(place);
        let last = entries.len().saturating_sub(1);
        self.selected = place.unwrap_or(self.selected).min(last);
        self.entries = entries;
        self.findable.clear();
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

    /// The place of the chosen entry among those that are left.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        self.seen.iter().position(|entry| *entry == self.selected)
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

    /// Takes a click on an entry: the first chooses it, a second one takes it, unless
    /// another was chosen or a key was pressed in between.
    pub(super) fn click(&mut self, entry: usize) -> Chosen {
        if self.clicked == Some(entry) && self.selected == entry {
            return self.with_chosen(Chosen::Take);
        }
        self.selected = entry;
        self.clicked = Some(entry);
        Chosen::Nothing
    }

    /// Takes a key as it was typed.
    pub(super) fn key(&mut self, key: Key) -> Chosen {
        self.clicked = None;
        if self.typing {
            return self.typed(key);
        }
        let page = isize::try_from(self.height.max(2) - 1).unwrap_or(1);
        let key = key.without_input_method();
        // Under any letter a place can lie, under those that act elsewhere too.
        if let (MenuKind::Places, Code::Char(c), false, false) =
            (self.kind, key.code, key.ctrl, key.alt)
            && let taken @ Chosen::Take(_) = self.letter(c)
        {
            return taken;
        }
        match PopupKey::of(key) {
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
            // The key that opened it closes it.
            None if letter == '?' && matches!(self.kind, MenuKind::Help(_)) => Chosen::Leave,
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
            _ if key == Key::plain(Code::Tab) && self.kind == MenuKind::Palette => self.step(true),
            _ if key == Key::plain(Code::Tab) => self.typing = false,
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
            Answer::Cancelled if self.kind == MenuKind::Palette => return Chosen::Leave,
            Answer::Cancelled => self.widen(),
        }
        Chosen::Nothing
    }

    /// Leaves the entries in which every word that was typed stands.
    fn narrow(&mut self) {
        let typed = self.prompt.as_ref().map_or("", Prompt::text);
        let is_palette = self.kind == MenuKind::Palette;
        if self.findable.is_empty() {
            let entries = self.entries.iter();
            self.findable = if is_palette {
                entries.map(Entry::findable).collect()
            } else {
                entries.map(Entry::all_words).collect()
            };
        }
        if is_palette {
            self.seen = rank(typed, &self.findable);
            self.top = 0;
            self.choose(0);
            return;
        }
        self.seen = left(typed, &self.findable);
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
