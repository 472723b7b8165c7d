//! What can be copied, opened and told of the chosen article.

use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::article::{Article, Head};
use crate::share::{self, Entry, Group, Options, Service, ShortLink, Subject};

use super::App;
use super::menu::{Deed, Entry as MenuEntry, Menu, MenuKind};
use super::message::Effect;
use super::popup::Popup;

/// Links that are copied at once at the most: each row is read.
const MOST_LINKS: usize = 1_000;

/// The original link of an article, where it is one that is shared.
fn link_of(head: &Head) -> Option<String> {
    share::plain(&Subject {
        title: head.title.as_str(),
        source: head.source.as_str(),
        publisher: "",
        published: None,
        saved: None,
        link: head.link.as_deref(),
        short_link: None,
        share_links: &[],
        text: "",
        language: "und",
    })
}

impl App {
    /// The article that is chosen, where it has been loaded.
    pub(super) fn chosen_article(&self) -> Option<Arc<Article>> {
        let article = self.reader.article.as_ref()?;
        let chosen = self.subject()?;
        (article.head.id == chosen.id).then(|| Arc::clone(article))
    }

    fn local_day(&self, time: DateTime<Utc>) -> NaiveDate {
        time.with_timezone(&self.clock.zone).date_naive()
    }

    /// The rows that are selected, where they are more than one.
    fn several_picked(&self) -> Option<Range<usize>> {
        self.picked_rows().filter(|rows| rows.len() > 1)
    }

    /// Opens the original in the browser.
    pub(super) fn open_original(&mut self) -> Vec<Effect> {
        if let Some(rows) = self.several_picked() {
            let count = [("count", rows.len().into())];
            self.say(self.words.with("opens-one", &count));
            return Vec::new();
        }
        match self.subject().and_then(|head| head.link.clone()) {
            Some(link) => self.open_address(link),
            None => self.tell("no-link"),
        }
    }

    /// Copies the original link; where lines are selected, their text.
    pub(super) fn copy_link(&mut self) -> Vec<Effect> {
        if self.selection.is_some() {
            return self.copy_selection();
        }
        if let Some(rows) = self.several_picked() {
            return self.copy_links(rows);
        }
        let Some(head) = self.subject() else {
            return self.tell("no-article");
        };
        match link_of(&head) {
            Some(link) => vec![self.copy(link, "copied-link")],
            None => self.tell("no-link"),
        }
    }

    /// Copies the original links of some articles, a line each.
    fn copy_links(&mut self, rows: Range<usize>) -> Vec<Effect> {
        if rows.len() > MOST_LINKS {
            let values = [("count", rows.len().into()), ("most", MOST_LINKS.into())];
            self.say(self.words.with("links-too-many", &values));
            return Vec::new();
        }
        let heads = rows.filter_map(|row| self.list.rows.head(row));
        let links: Vec<String> = heads.filter_map(|head| link_of(&head)).collect();
        if links.is_empty() {
            return self.tell("no-link");
        }
        self.list.picked = None;
        let count = [("count", links.len().into())];
        vec![Effect::Copy {
            text: links.join("\n"),
            what: self.words.with("copied-links", &count),
        }]
    }

    /// Copies a text; the key says what it is.
    pub(super) fn copy(&self, text: String, what: &str) -> Effect {
        let what = self.words.get(what);
        Effect::Copy { text, what }
    }

    /// Copies what an entry of the share menu has.
    pub(super) fn copy_share_entry(&self, entry: &Entry) -> Effect {
        let name = match &entry.name {
            Some(name) => name.clone(),
            None => self.words.get(entry.label),
        };
        let what = match entry.group {
            Group::Target => self
                .words
                .with("copied-for-target", &[("name", name.into())]),
            Group::Alone | Group::Form => name,
        };
        let text = entry.copies.clone();
        Effect::Copy { text, what }
    }

    /// Opens the share menu.
    pub(super) fn open_share_menu(&mut self) -> Vec<Effect> {
        let Some(article) = self.chosen_article() else {
            return self.tell("not-loaded");
        };
        if let Some(rows) = self.several_picked() {
            let count = [("count", rows.len().into())];
            self.say(self.words.with("share-takes-one", &count));
        }
        let entries = self.share_entries(&article);
        if entries.is_empty() {
            return self.tell("share-nothing");
        }
        let entries = entries.into_iter().map(|entry| self.share_entry(entry));
        let mut entries: Vec<MenuEntry> = entries.collect();
        self.offer_mastodon(&mut entries);
        let menu = Menu::new(MenuKind::Share, entries, 0);
        self.popup = Some(Popup::Menu(menu));
        Vec::new()
    }

    /// Puts Mastodon behind the other targets where no instance is set yet: what is
    /// missing stands beside it.
    fn offer_mastodon(&self, entries: &mut Vec<MenuEntry>) {
        let mastodon = Service::Mastodon;
        let is_set = !self.settings.mastodon.is_empty() || !self.targets.has(mastodon);
        let targets = entries.iter().rposition(
            |entry| matches!(&entry.deed, Deed::Share(entry) if entry.group == Group::Target),
        );
        let is_free = entries
            .iter()
            .all(|entry| entry.letter != Some(mastodon.key()));
        let Some(last) = targets.filter(|_| !is_set && is_free) else {
            return;
        };
        let offered = MenuEntry {
            letter: Some(mastodon.key()),
            label: self.words.get(mastodon.label()),
            beside: self.words.get("mastodon-unset"),
            group: entries.get(last).map_or(0, |entry| entry.group),
            ..MenuEntry::new(Deed::Set("mastodon"))
        };
        entries.insert(last + 1, offered);
    }

    fn share_entries(&self, article: &Article) -> Vec<Entry> {
        let head = &article.head;
        let share_links: Vec<(String, String)> = article
            .share
            .iter()
            .map(|link| (link.name.clone(), link.url.clone()))
            .collect();
        let text = article.document.plain_text();
        let subject = Subject {
            title: head.title.as_str(),
            source: head.source.as_str(),
            publisher: article.publisher.as_str(),
            published: Some(self.local_day(head.date)),
            saved: head.saved.map(|saved| self.local_day(saved)),
            link: head.link.as_deref(),
            short_link: article.short_link.as_ref().map(|short| ShortLink {
                url: &short.url,
                via: short.via.as_deref(),
            }),
            share_links: &share_links,
            text: &text,
            language: head.language.map_or("und", |language| language.tag()),
        };
        let options = Options {
            citation: self.citations.get(&self.settings.citation),
            mastodon_instance: Some(self.settings.mastodon.as_str())
                .filter(|instance| !instance.is_empty()),
            targets: &self.targets,
        };
        let mut entries = share::entries(&subject, &options);
        if let Some(shown) = self.entry_as_shown(article, &subject) {
            let whole = entries.iter().position(|entry| entry.key == 'a');
            entries.insert(whole.map_or(entries.len(), |whole| whole + 1), shown);
        }
        // What was just selected is what is wanted.
        let quotation = self.selected_text();
        entries.splice(
            0..0,
            quotation.map(|text| share::quotation(&subject, &text)),
        );
        entries
    }

    /// The whole article in the characters that are shown, where those are not
    /// the author's: every other entry has what was written.
    fn entry_as_shown(&self, article: &Article, written: &Subject<'_>) -> Option<Entry> {
        let conversion = self.conversion(&article.head)?;
        let text = article.document.converted(conversion, usize::MAX);
        let text = text.plain_text();
        let title = self.shown(&article.head, &article.head.title);
        let source = self.shown(&article.head, &article.head.source);
        let publisher = self.shown(&article.head, &article.publisher);
        let shown = Subject {
            title: title.as_str(),
            source: source.as_str(),
            publisher: publisher.as_str(),
            text: &text,
            ..*written
        };
        (text != written.text || shown.title != written.title)
            .then(|| share::as_shown(&shown))
            .flatten()
    }

    /// Copies an entry of the share menu; the QR code is shown.
    pub(super) fn take_share_entry(&mut self, entry: &Entry) -> Vec<Effect> {
        self.popup = None;
        if entry.key == share::QUOTATION {
            self.selection = None;
        }
        match entry.key {
            'Q' => vec![Effect::MakeQr(entry.copies.clone())],
            _ => vec![self.copy_share_entry(entry)],
        }
    }

    /// Opens an entry of the share menu where that makes sense, else copies it.
    pub(super) fn open_share_entry(&mut self, entry: &Entry) -> Vec<Effect> {
        match &entry.opens {
            Some(link) => {
                self.popup = None;
                self.open_address(link.clone())
            }
            None => self.tell("share-not-openable"),
        }
    }

    /// Tells something in the line below.
    pub(super) fn tell(&mut self, key: &str) -> Vec<Effect> {
        self.say(self.words.get(key));
        Vec::new()
    }
}
