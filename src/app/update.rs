//! The one way in which the program changes. It routes: each pane owns its logic.

use std::sync::Arc;

use crate::article::{Article, ArticleId};
use crate::command::{Code, Key, Resolution};
use crate::marks::MarkSet;
use crate::rows::Rows;
use crate::text::Clean;

use super::App;
use super::commands_of_popups as popups;
use super::geometry::Focus;
use super::many::Come;
use super::message::{Alarm, Effect, Message, Tone};

/// The largest count that is taken.
const LARGEST_COUNT: u32 = 9_999_999;

impl App {
    /// Takes in what happened; says what is to be done.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = self.take(message);
        effects.extend(self.take_waiting());
        effects.extend(self.settle());
        self.note_place();
        effects.extend(self.keep_sitting());
        effects.extend(self.settle_notice());
        effects.extend(self.settle_hover());
        effects
    }

    fn take(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) => return self.key(key),
            Message::Paste(text) => return self.paste(&text),
            Message::Ending => return self.quit(),
            Message::Mouse { mouse, times } => return self.mouse(mouse, times),
            Message::TerminalKnown(facts) => self.terminal = facts,
            listed @ Message::Listed { .. } => return self.take_list(listed),
            Message::Searching {
                generation,
                done,
                total,
            } => self.searching = Some((generation, done, total)),
            Message::OpenedFound { generation, at } => self.opened_found(generation, at),
            Message::Indexing(indexing) => self.indexing = indexing,
            Message::Resized(size) => self.size = size,
            Message::Clock(now) => self.clock.now = now,
            Message::Scanned { binary, unreadable } => self.tell_of_scan(binary, unreadable),
            Message::Loaded { generation, result } => self.loaded(generation, result),
            Message::PageSet { generation, page } => {
                if self.reader.take_page(generation, page) {
                    self.page_was_set();
                    self.page_grew();
                }
            }
            Message::Found { generation, hits } => self.found(generation, hits),
            Message::PassagesRead { search, read } => self.passages_read(search, read),
            Message::CopiesFound { generation, copies } => self.copies_found(generation, &copies),
            Message::MarksLoaded(loaded) => return self.marks_came(Come::Loaded(loaded)),
            Message::MarksChanged(changed) => return self.marks_came(Come::Changed(changed)),
            Message::Merged(merged) => return self.merged(Some(*merged)),
            Message::NotMerged => return self.merged(None),
            Message::MarksSaved(sequences) => {
                for sequence in sequences {
                    self.marks.confirmed(sequence);
                }
            }
            Message::Changed(changed) => return self.changed(*changed),
            Message::NotChanged { generation } => self.not_changed(generation),
            Message::TagsCounted { generation, counts } => self.tags_counted(generation, counts),
            Message::FiltersCounted { generation, facets } => {
                self.filters_counted(generation, facets);
            }
            Message::History(kept) => self.take_history(kept),
            Message::StepFetched { step, articles } => return self.step_fetched(step, articles),
            Message::MarksAtRisk(at_risk) => self.marks_at_risk = at_risk,
            Message::SavedSearches(saved) => return self.take_saved(saved),
            Message::Outlets(outlets) => self.outlets = outlets,
            Message::EarlierSearches(kept) => self.earlier.take(&kept),
            Message::EarlierPipes(kept) => self.take_earlier_pipes(&kept),
            Message::EarlierTaken(kept) => self.take_taken(kept),
            Message::Ran { number, done } => self.program_goes_on(number, done),
            Message::Answered(answered) => self.answered(*answered),
            Message::Places(places) => self.trail.places.take(places),
            Message::Configured(configured) => return self.configured(*configured),
            Message::Opened(opening) => return self.archive_opened(*opening),
            Message::Reopened => return self.archive_reopened(),
            Message::ArchivesCounted(counts) => self.archives_counted(counts),
            // Who types by now has gone on.
            Message::QrMade(_) if self.is_typing() => {}
            Message::QrMade(code) => self.popup = Some(super::Popup::Qr(code)),
            Message::Woken { alarm, number } => return self.woken(alarm, number),
            Message::Notice(notice) => self.notify(notice),
        }
        Vec::new()
    }

    /// The time is over that a waking was asked for.
    fn woken(&mut self, alarm: Alarm, number: u64) -> Vec<Effect> {
        match alarm {
            Alarm::Panel => self.pending.woken(number),
            Alarm::Notice => self.notice_is_read(number),
            Alarm::Drag if number == self.drags => return self.drag_goes_on(),
            Alarm::Drag => {}
        }
        Vec::new()
    }

    /// Pasted text goes into a prompt; elsewhere it does nothing, and that is said.
    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(finding) = &mut self.find.finding {
            let answer = finding.prompt.paste(text);
            return self.after_find(answer);
        }
        if let Some(jump) = &mut self.jump {
            let answer = jump.prompt.paste(text);
            return self.after_jump(answer);
        }
        if let Some(naming) = &mut self.naming {
            naming.prompt.paste(text);
            return Vec::new();
        }
        if let Some(asked) = &mut self.numbering {
            let answer = asked.prompt.paste(text);
            return self.after_number(answer);
        }
        if self.piping().is_some() {
            return self.piping_paste(text);
        }
        if self.is_tag_typed() {
            self.tagging_paste(text);
            return Vec::new();
        }
        if self.prompt.is_some() && !self.is_helped() {
            return self.search_paste(text);
        }
        match &mut self.popup {
            Some(super::Popup::Menu(menu)) if menu.typing => {
                menu.paste(text);
                Vec::new()
            }
            // What is pasted may begin with what is no command and go on with `A`.
            _ if text.is_empty() => Vec::new(),
            _ => self.tell("paste-not-taken"),
        }
    }

    /// Takes a list, unless another one is wanted by now.
    fn take_list(&mut self, listed: Message) -> Vec<Effect> {
        let Message::Listed {
            generation,
            rows,
            unread,
            marks,
            total,
            complete,
            partial,
        } = listed
        else {
            return Vec::new();
        };
        if generation != self.list_generation {
            return Vec::new();
        }
        self.list.total = total;
        self.list.complete = complete;
        self.list.partial = partial;
        if !partial {
            self.searching = None;
        }
        self.listed(rows, unread, &marks)
    }

    fn listed(&mut self, rows: Arc<dyn Rows>, unread: usize, counted: &MarkSet) -> Vec<Effect> {
        let query = self.whole_query();
        let order = query.order().unwrap_or(self.list.order);
        self.list.matcher = self.matcher_of(&query);
        self.list.sorted = order.of_list(self.list.matcher.is_some());
        self.replace_rows(rows);
        self.list.counted = counted.clone();
        self.list.unread = unread;
        let mut effects = self.come_back();
        if self.left_behind().is_none() {
            effects.extend(self.follow_choice());
        }
        if !self.list.partial {
            effects.extend(self.recount_filters());
        }
        // What was marked since the list was asked for.
        let changed = self.marks.set().changed_since(counted);
        let since: Vec<ArticleId> = changed.take(self.few.max(1) + 1).collect();
        if since.len() > self.few.max(1) {
            // So much that a thread is to count it.
            effects.push(self.arrange(self.list.order));
            return effects;
        }
        for id in since {
            let (before, now) = (counted.get(id).read, self.marks.get(id).read);
            if before != now && self.list.rows.contains(id) {
                self.list.count_read(now, 1);
            }
        }
        effects
    }

    fn loaded(&mut self, generation: u64, result: Result<Arc<Article>, Clean>) {
        if generation != self.reader.generation {
            return;
        }
        self.reader.answered = self.reader.generation;
        match result {
            Ok(article) => {
                self.leave_page();
                let id = article.head.id;
                let place = self.trail.take_awaited(id);
                self.reader
                    .show(article, place.or(self.marks.get(id).place));
            }
            Err(fault) => {
                self.leave_page();
                self.trail.forget_awaited();
                self.reader.show_fault(fault);
            }
        }
    }

    pub(super) fn marks_changed(&mut self) -> Vec<Effect> {
        // The page may have been there before the place it was left at. One that
        // has been scrolled stays where it is.
        if let Some(article) = self.reader.article.clone()
            && !self.reader.scrolled
            && self.reader.place().is_none()
            && let Some(place) = self.marks.get(article.head.id).place
        {
            self.reader.show(article, Some(place));
        }
        vec![self.arrange(self.list.order)]
    }

    fn tell_of_scan(&mut self, binary: usize, unreadable: usize) {
        let mut is_asked = false;
        if let Some(notice) = &self.notice {
            if notice.tone == Tone::Error {
                return;
            }
            is_asked = notice.text == self.words.get("looking-again");
        }
        let key = match (binary, unreadable) {
            (0, 0) if is_asked => "looked-again",
            (0, 0) => return,
            (_, 0) => "scan-binary",
            (0, _) => "scan-unreadable",
            _ => "scan-both",
        };
        let values = [("binary", binary.into()), ("unreadable", unreadable.into())];
        self.say(self.words.with(key, &values));
    }

    /// Brings what is seen in line with what is chosen and with the screen's size.
    fn settle(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let layout = self.layout();
        if let Some(area) = layout.list {
            let heights = self.heights(area);
            // Who has the keys of the list wants to see what they go to.
            self.list.browsed &= self.focus == Focus::Page;
            self.list.keep_in_sight(&heights);
            effects.extend(self.settle_snippets());
        }
        if let Some(pane) = layout.page {
            let text = self.page_area(pane).text;
            let settings = self.page_settings(text.columns);
            // Out of the way for a moment, so that the texts can be made with the rest.
            let mut reader = std::mem::take(&mut self.reader);
            let mut was_set = false;
            reader.note_tags(&self.marks);
            let to_set = reader.set(settings, usize::from(text.rows), |article| {
                was_set = true;
                self.below_title(article, settings.measure)
            });
            self.reader = reader;
            effects.extend(to_set.map(Effect::SetPage));
            if was_set {
                self.page_was_set();
            }
        }
        effects.extend(self.settle_find());
        popups::settle(self);
        self.settle_hints();
        effects
    }

    /// The lines of the page are others now.
    fn page_was_set(&mut self) {
        if let Some(selection) = &mut self.selection {
            selection.find_lines(&self.reader.page);
        }
    }

    /// Another article comes into the page, or none.
    pub(super) fn leave_page(&mut self) {
        self.find.leave_article();
        self.selection = None;
    }

    /// What a key does where text is typed.
    fn typed(&mut self, key: Key) -> Option<Vec<Effect>> {
        if let Some(finding) = &mut self.find.finding {
            let answer = finding.prompt.key(key);
            return Some(self.after_find(answer));
        }
        if let Some(jump) = &mut self.jump {
            let answer = jump.prompt.key(key);
            return Some(self.after_jump(answer));
        }
        if self.naming.is_some() {
            return Some(self.naming_key(key));
        }
        if self.numbering.is_some() {
            return Some(self.numbering_key(key));
        }
        if self.piping().is_some() {
            return Some(self.piping_key(key));
        }
        if self.is_tag_typed() {
            return Some(self.tagging_key(key));
        }
        let searches = self.prompt.is_some() && !self.is_helped();
        searches.then(|| self.search_key(key))
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        self.hovered = None;
        self.stop_returning();
        if let Some(effects) = self.typed(key) {
            return effects;
        }
        let plain = key.without_input_method();
        if self.trail.places.stop_asking() {
            return self.set_place(plain);
        }
        let is_bound = || {
            let keys: Vec<Key> = self.pending.keys.iter().copied().chain([plain]).collect();
            let found = self.keymap.resolve(self.context(), &keys);
            self.popup.is_none() && found != Resolution::Nothing
        };
        if plain.is_composed() && !self.is_narrowed_by_typing() && !is_bound() {
            self.pending.clear();
            self.count = None;
            return self.tell("input-method-on");
        }
        if self.popup.is_some() {
            return popups::key(self, key);
        }
        if self.stops_program(plain) {
            return self.stop_program();
        }
        let key = plain;
        if let Some(effects) = self.hint_key(key) {
            return effects;
        }
        self.trail.forget_awaited();
        if self.pending.keys.is_empty() && self.takes_count(key) {
            return Vec::new();
        }
        let is_begun = self.count.is_some() || !self.pending.keys.is_empty();
        if is_begun && [Key::plain(Code::Esc), Key::ctrl('c')].contains(&key) {
            self.pending.clear();
            self.count = None;
            return Vec::new();
        }
        if self.panel_key(key) {
            return Vec::new();
        }
        // What follows now begins at its top.
        self.pending.top = 0;
        self.pending.keys.push(key);
        match self.keymap.resolve(self.context(), &self.pending.keys) {
            Resolution::Command(command) => {
                self.pending.clear();
                let count = self.count.take();
                self.run_anywhere(command, count)
            }
            Resolution::Pending => self.pending.wait(),
            Resolution::Nothing => {
                let keys: String = self.pending.keys.iter().map(ToString::to_string).collect();
                self.pending.clear();
                self.count = None;
                let text = self
                    .words
                    .with("no-such-key", &[("keys", keys.as_str().into())]);
                self.say(text);
                Vec::new()
            }
        }
    }

    /// Whether keys are text for a line below or above.
    pub(super) fn is_typing(&self) -> bool {
        self.find.finding.is_some()
            || self.jump.is_some()
            || self.naming.is_some()
            || self.numbering.is_some()
            || self.piping().is_some()
            || self.is_tag_typed()
            || self.prompt.is_some()
    }

    /// Whether keys are text that narrows a menu.
    fn is_narrowed_by_typing(&self) -> bool {
        matches!(&self.popup, Some(super::Popup::Menu(menu)) if menu.typing)
    }

    /// Digits before a command are its count.
    fn takes_count(&mut self, key: Key) -> bool {
        let Code::Char(c) = key.code else {
            return false;
        };
        let (false, false, Some(digit)) = (key.ctrl, key.alt, c.to_digit(10)) else {
            return false;
        };
        if digit == 0 && self.count.is_none() {
            return false;
        }
        let count = self
            .count
            .unwrap_or(0)
            .saturating_mul(10)
            .saturating_add(digit);
        self.count = Some(count.min(LARGEST_COUNT));
        true
    }

    /// Whether the list has the keys.
    #[must_use]
    pub fn list_has_keys(&self) -> bool {
        self.focus == Focus::List
    }
}
