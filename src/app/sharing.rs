//! What can be copied, opened and told of the chosen article.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::article::rules::Outcome;
use crate::article::{Article, Head};
use crate::share::{self, Entry, Options, ShortLink, Subject};
use crate::text::Clean;

use super::App;
use super::menu::{Menu, MenuKind};
use super::message::Effect;
use super::popup::{Popup, Scrolled};
use super::tagging::tags_text;
use super::texts::{length_text, rule_text};

impl App {
    /// The article that is chosen, where it has been loaded.
    fn chosen_article(&self) -> Option<Arc<Article>> {
        let article = self.reader.article.as_ref()?;
        let chosen = self.list.selected_head()?;
        (article.head.id == chosen.id).then(|| Arc::clone(article))
    }

    fn local_day(&self, time: DateTime<Utc>) -> NaiveDate {
        time.with_timezone(&self.clock.zone).date_naive()
    }

    /// Opens the original in the browser.
    pub(super) fn open_original(&mut self) -> Vec<Effect> {
        match self.list.selected_head().and_then(|head| head.link.clone()) {
            Some(link) => self.open_address(link),
            None => self.tell("no-link"),
        }
    }

    /// Copies the original link; where lines are selected, their text.
    pub(super) fn copy_link(&mut self) -> Vec<Effect> {
        if self.selection.is_some() {
            return self.copy_selection();
        }
        let Some(head) = self.list.selected_head() else {
            return self.tell("no-article");
        };
        let subject = Subject {
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
        };
        match share::plain(&subject) {
            Some(link) => vec![Effect::Copy(link)],
            None => self.tell("no-link"),
        }
    }

    /// Opens the share menu.
    pub(super) fn open_share_menu(&mut self) -> Vec<Effect> {
        let Some(article) = self.chosen_article() else {
            return self.tell("not-loaded");
        };
        let entries = self.share_entries(&article);
        if entries.is_empty() {
            return self.tell("share-nothing");
        }
        let entries = entries.into_iter().map(|entry| self.share_entry(entry));
        let menu = Menu::new(MenuKind::Share, entries.collect(), 0);
        self.popup = Some(Popup::Menu(menu));
        Vec::new()
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
            _ => vec![Effect::Copy(entry.copies.clone())],
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

    /// Shows all that is known of the article.
    pub(super) fn open_details(&mut self) -> Vec<Effect> {
        let Some(head) = self.list.selected_head() else {
            return self.tell("no-article");
        };
        let article = self.chosen_article();
        let mut lines =
            self.head_details(article.as_deref().map_or(&head, |article| &article.head));
        if let Some(article) = &article {
            self.article_details(article, &mut lines);
        }
        self.popup = Some(Popup::Details(Scrolled::new(
            self.words.get("details-title"),
            lines,
        )));
        self.copies_generation += 1;
        vec![Effect::FindCopies {
            generation: self.copies_generation,
            article: head.id,
        }]
    }

    /// Puts the other copies of the article below its own file, where its details
    /// are still seen.
    pub(super) fn copies_found(&mut self, generation: u64, copies: &[Arc<Head>]) {
        let zone = self.clock.zone;
        let (file, copy) = (
            self.words.get("details-file"),
            self.words.get("details-copy"),
        );
        let Some(Popup::Details(text)) = &mut self.popup else {
            return;
        };
        let at = text.lines.iter().position(|(what, _)| *what == file);
        let (true, Some(at)) = (generation == self.copies_generation, at) else {
            return;
        };
        let lines = copies.iter().enumerate().map(|(place, head)| {
            let what = if place == 0 {
                copy.clone()
            } else {
                Clean::default()
            };
            let saved = head.saved.unwrap_or(head.date);
            let path = head.path.to_string_lossy();
            (
                what,
                Clean::line(&format!("{path} ({})", full_time(saved, zone))),
            )
        });
        text.lines.splice(at + 1..=at, lines);
    }

    fn head_details(&self, head: &Head) -> Vec<(Clean, Clean)> {
        let words = &self.words;
        let time = |time: DateTime<Utc>| Clean::line(&full_time(time, self.clock.zone));
        let date_from = words.get(&format!("details-date-from-{}", head.date_from.name()));
        let mark = self.marks.get(head.id);
        let read = words.get(if mark.read {
            "details-read"
        } else {
            "details-unread"
        });
        let starred = mark.starred.then(|| words.get("details-starred"));
        let marks = match starred {
            Some(starred) => Clean::line(&format!("{read}, {starred}")),
            None => read,
        };
        let mut lines = vec![
            (words.get("details-article"), head.title.clone()),
            (words.get("details-source"), head.source.clone()),
            (
                words.get("details-date"),
                Clean::line(&format!("{} ({date_from})", time(head.date))),
            ),
        ];
        if let Some(saved) = head.saved {
            lines.push((words.get("details-saved"), time(saved)));
        }
        if let Some(link) = &head.link {
            lines.push((words.get("details-link"), Clean::line(link)));
        }
        lines.push((
            words.get("details-file"),
            Clean::line(&head.path.to_string_lossy()),
        ));
        lines.push((words.get("details-marks"), marks));
        if let Some(tags) = tags_text(&mark.tags) {
            lines.push((words.get("details-tags"), tags));
        }
        if let Some(language) = head.language {
            lines.push((words.get("details-language"), Clean::line(language.tag())));
        }
        if let Some(length) = head.length {
            lines.push((words.get("details-length"), length_text(words, length)));
        }
        lines.push((words.get("details-id"), Clean::line(&head.id.to_string())));
        lines
    }

    fn article_details(&self, article: &Article, lines: &mut Vec<(Clean, Clean)>) {
        let words = &self.words;
        let mut push = |key: &str, text: Clean| lines.push((words.get(key), text));
        if let Some(canonical) = article
            .canonical_link
            .as_ref()
            .filter(|link| article.head.link.as_ref() != Some(*link))
        {
            push("details-canonical", Clean::line(canonical));
        }
        if let Some(short) = &article.short_link {
            push("details-short-link", Clean::line(&short.url));
        }
        let document = &article.document;
        for (key, count) in [
            ("details-pictures", document.images.len()),
            ("details-embeds", document.embeds.len()),
            ("details-links", document.outward_links().count()),
        ] {
            if count > 0 {
                push(key, Clean::line(&count.to_string()));
            }
        }
        for rule in &article.rule_uses {
            let key = match rule.outcome {
                Outcome::Dropped(_) => "details-dropped",
                Outcome::Applied { .. } => "details-applied",
                // That is a warning, and told with the others.
                Outcome::TooGreedy { .. } => continue,
            };
            push(key, rule_text(words, rule));
        }
        for warning in &article.warnings {
            let text = words.of(&warning.kind.notice());
            let text = match warning.line {
                0 => text,
                line => words.with(
                    "details-at-line",
                    &[("line", line.into()), ("text", text.into())],
                ),
            };
            push("details-warning", text);
        }
    }

    /// Tells something in the line below.
    pub(super) fn tell(&mut self, key: &str) -> Vec<Effect> {
        self.say(self.words.get(key));
        Vec::new()
    }
}

/// A moment to the second, where the reader is.
fn full_time(time: DateTime<Utc>, zone: Tz) -> String {
    let local = time.with_timezone(&zone);
    local.format("%Y-%m-%d %H:%M:%S %:z").to_string()
}
