//! What keys do in what lies on top.

use crate::command::Key;
use crate::rows::SortKey;
use crate::share::Group;
use crate::text::Clean;

use super::App;
use super::framing::OnTop;
use super::links::Use;
use super::menu::{Chosen, Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::popup::{Popup, PopupKey, Scrolled};

/// Rows around the text of a popup: its frame and the lines of the screen.
const FRAME_ROWS: u16 = 4;

/// The orders, their letters and their texts.
const SORTS: [(char, SortKey, &str); 5] = [
    ('d', SortKey::Date, "sort-date"),
    ('t', SortKey::Title, "sort-title"),
    ('s', SortKey::Source, "sort-source"),
    ('l', SortKey::Length, "sort-length"),
    ('r', SortKey::Relevance, "sort-relevance"),
];

/// Tells what lies on top how much of it is seen.
pub(super) fn settle(app: &mut App) {
    let height = usize::from(app.size.rows.saturating_sub(FRAME_ROWS).max(1));
    let (size, policy) = (app.size, app.policy());
    match &mut app.popup {
        Some(
            Popup::Help(text)
            | Popup::Details(text)
            | Popup::Question(super::Question { text, .. }),
        ) => {
            let row_count = text.laid(size.columns, policy).rows.len();
            text.row_count = row_count;
            text.height = height.min(text.row_count.max(1));
            text.scroll(0);
        }
        Some(Popup::Menu(menu)) => menu.settle(size, &app.words, policy),
        Some(Popup::Qr(_)) | None => {}
    }
}

/// Scrolls what lies on top by rows; in a menu, moves by some entries.
pub(super) fn scroll(app: &mut App, by: isize, entries: isize) {
    match &mut app.popup {
        Some(
            Popup::Help(text)
            | Popup::Details(text)
            | Popup::Question(super::Question { text, .. }),
        ) => text.scroll(by),
        // What is long and is read goes by as texts do.
        Some(Popup::Menu(menu)) if matches!(menu.kind, MenuKind::Help(_)) => menu.move_by(by),
        Some(Popup::Menu(menu)) => menu.move_by(entries),
        Some(Popup::Qr(_)) | None => {}
    }
}

/// Takes a key, as it was typed, while something lies on top.
pub(super) fn key(app: &mut App, typed: Key) -> Vec<Effect> {
    if let Some(Popup::Menu(menu)) = &mut app.popup {
        let chosen = menu.key(typed);
        return app.carry_out_of_menu(chosen);
    }
    let key = PopupKey::of(typed.without_input_method());
    if key == PopupKey::Leave {
        app.popup = None;
        return Vec::new();
    }
    if key == PopupKey::Letter('Q') {
        return app.quit();
    }
    match &mut app.popup {
        Some(Popup::Help(text) | Popup::Details(text)) => {
            // The keys that opened it close it.
            if matches!(key, PopupKey::Letter('?' | 'i') | PopupKey::Take) {
                app.popup = None;
            } else {
                scroll_text(text, key);
            }
        }
        Some(Popup::Question(question)) => match key {
            PopupKey::Take | PopupKey::Open => return app.answer_question(false),
            PopupKey::Letter('y') => return app.answer_question(true),
            key => scroll_text(&mut question.text, key),
        },
        Some(Popup::Qr(_)) => app.popup = None,
        Some(Popup::Menu(_)) | None => {}
    }
    Vec::new()
}

/// Takes a click while something lies on top. One beside it leaves it, and does
/// nothing to what is below.
pub(super) fn click(app: &mut App, column: u16, row: u16) -> Vec<Effect> {
    let chosen = match (app.on_top_at(column, row), &mut app.popup) {
        (OnTop::Outside, _) => Chosen::Leave,
        (OnTop::Entry(entry), Some(Popup::Menu(menu))) => menu.click(entry),
        (OnTop::Key(told), _) => return app.key(told),
        _ => Chosen::Nothing,
    };
    app.carry_out_of_menu(chosen)
}

fn scroll_text(text: &mut Scrolled, key: PopupKey) {
    let page = isize::try_from(text.height.max(2) - 1).unwrap_or(1);
    match key {
        PopupKey::Down => text.scroll(1),
        PopupKey::Up => text.scroll(-1),
        PopupKey::PageDown => text.scroll(page),
        PopupKey::PageUp => text.scroll(-page),
        PopupKey::First => text.scroll(isize::MIN),
        PopupKey::Last => text.scroll(isize::MAX),
        _ => {}
    }
}

impl App {
    /// Opens the menu of orders.
    pub(super) fn open_sort_menu(&mut self) -> Vec<Effect> {
        // Only what is searched for can be weighed.
        let is_searched = !self.list.query.is_empty();
        let is_offered = |key: SortKey| is_searched || key != SortKey::Relevance;
        let offered = SORTS.iter().filter(|(_, key, _)| is_offered(*key));
        let entries = offered.map(|(letter, key, text)| Entry {
            letter: Some(*letter),
            label: self.words.get(text),
            ..Entry::new(Deed::Sort(*key))
        });
        let now = self.list.sorted.key;
        let place = SORTS.iter().position(|(_, key, _)| *key == now);
        let menu = Menu::new(MenuKind::Sort, entries.collect(), place.unwrap_or(0));
        self.popup = Some(Popup::Menu(menu));
        Vec::new()
    }

    /// An entry of the share menu as every menu has them.
    pub(super) fn share_entry(&self, entry: crate::share::Entry) -> Entry {
        let is_alone = entry.group == Group::Alone;
        let note = entry.note.as_ref().map(|note| {
            let values: Vec<(&str, crate::words::Value)> = note
                .argument()
                .map(|(name, value)| (name, value.clone().into()))
                .into_iter()
                .collect();
            self.words.with(note.key(), &values)
        });
        let preview = entry.preview.clone().filter(|_| is_alone);
        let parts: Vec<&str> = preview.iter().chain(&note).map(Clean::as_str).collect();
        Entry {
            letter: Some(entry.key),
            label: match &entry.name {
                Some(name) => name.clone(),
                None => self.words.get(entry.label),
            },
            beside: Clean::line_keeping_spaces(&parts.join("  ")),
            group: match entry.group {
                Group::Alone => 0,
                Group::Form => 1,
                Group::Target => 2,
            },
            ..Entry::new(Deed::Share(entry))
        }
    }

    /// Does with an entry of the menu that lies on top what was chosen.
    pub(super) fn carry_out_of_menu(&mut self, chosen: Chosen) -> Vec<Effect> {
        let mut effects = Vec::new();
        let in_palette =
            matches!(&self.popup, Some(Popup::Menu(menu)) if menu.kind == MenuKind::Palette);
        if let (true, Chosen::Take(deed)) = (in_palette, &chosen) {
            effects.extend(self.note_taken(deed));
        }
        effects.extend(self.carry_out(chosen));
        effects
    }

    /// Does with an entry of a menu what was chosen.
    fn carry_out(&mut self, chosen: Chosen) -> Vec<Effect> {
        match chosen {
            Chosen::Leave => {
                self.popup = None;
                self.tagging = None;
                Vec::new()
            }
            Chosen::Quit => self.quit(),
            Chosen::Take(deed) => self.take_deed(deed),
            Chosen::Open(deed) => self.open_deed(deed),
            Chosen::Copy(deed) => self.copy_deed(deed),
            Chosen::Remove(Deed::Search(saved)) => self.remove_saved(saved),
            Chosen::Remove(Deed::Filter(filter)) => self.remove_filter(&filter),
            Chosen::Remove(Deed::Place(place)) => self.forget_place(&place),
            Chosen::Nothing | Chosen::Remove(_) => Vec::new(),
        }
    }

    fn take_deed(&mut self, deed: Deed) -> Vec<Effect> {
        // These menus stay, or know themselves when they go.
        match deed {
            Deed::Filter(filter) => return self.toggle_filter(&filter),
            Deed::Tag(tag) => return self.toggle_tag(tag),
            Deed::NewTag => {
                self.begin_tag();
                return Vec::new();
            }
            Deed::Theme(name) => return self.take_theme(name),
            Deed::Share(entry) => return self.take_share_entry(&entry),
            Deed::Search(saved) => return self.make_saved(&saved),
            deed @ Deed::Message(_) => return self.copy_deed(deed),
            Deed::OpenWith(command) => return self.run_own(command),
            _ => self.popup = None,
        }
        match deed {
            Deed::Sort(key) => self.sort_by(key),
            Deed::Follow(leads) => self.use_link(leads, Use::Open),
            Deed::Jump(position) => self.jump_to(position),
            Deed::Speak(language) => self.speak(language),
            Deed::Place(place) => self.jump_to_mark(&place),
            Deed::Return => self.swap_places(),
            Deed::Archive(archive) => self.go_to_archive(archive),
            deed => self.take_found(deed),
        }
    }

    /// Opens it, where that is more than to take it.
    fn open_deed(&mut self, deed: Deed) -> Vec<Effect> {
        match deed {
            Deed::Share(entry) => self.open_share_entry(&entry),
            Deed::Search(saved) => self.edit_saved(&saved),
            Deed::Sort(_) | Deed::Run(_) | Deed::Query(_) | Deed::Set(_) => Vec::new(),
            deed => self.take_deed(deed),
        }
    }

    /// Copies what stands for it, where there is something.
    fn copy_deed(&mut self, deed: Deed) -> Vec<Effect> {
        match deed {
            Deed::Filter(filter) => vec![self.copy(filter.term(), "copied-filter")],
            Deed::Tag(tag) => {
                vec![self.copy(tag.name().as_str().to_owned(), "copied-tag")]
            }
            Deed::Share(entry) => {
                self.popup = None;
                vec![self.copy_share_entry(&entry)]
            }
            Deed::Follow(leads) => self.use_link(leads, Use::Copy),
            Deed::Message(text) => {
                self.popup = None;
                vec![self.copy(text.as_str().to_owned(), "copied-message")]
            }
            Deed::OpenWith(command) => {
                self.popup = None;
                let line = command.program.written().as_str().to_owned();
                vec![self.copy(line, "copied-command")]
            }
            Deed::Search(saved) => {
                self.popup = None;
                vec![self.copy(saved.query, "copied-search")]
            }
            Deed::Archive(archive) if !archive.folders.is_empty() => {
                self.popup = None;
                let folders = archive.folders.iter().map(|path| path.to_string_lossy());
                let folders = folders.collect::<Vec<_>>().join("\n");
                vec![self.copy(folders, "copied-folder")]
            }
            _ => Vec::new(),
        }
    }
}
