//! All that is known of an article, in a popup.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::article::rules::Outcome;
use crate::article::{Article, Head};
use crate::text::Clean;

use super::App;
use super::message::Effect;
use super::popup::{Popup, Scrolled};
use super::tagging::tags_text;
use super::texts::{language_text, length_text, rule_text};

impl App {
    /// Shows all that is known of the article.
    pub(super) fn open_details(&mut self) -> Vec<Effect> {
        let Some(head) = self.subject() else {
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
        self.details_generation += 1;
        let (generation, article) = (self.details_generation, head.id);
        vec![Effect::FindDetails {
            generation,
            article,
        }]
    }

    /// Puts the other copies of the article below its own file.
    pub(super) fn copies_found(&mut self, generation: u64, copies: &[Arc<Head>]) {
        let lines = copies.iter().map(|head| {
            let path = Clean::line(&head.path.to_string_lossy());
            self.noted(path, self.full_time(head.saved.unwrap_or(head.date)))
        });
        let lines = lines.collect();
        self.add_details(generation, "details-file", "details-copy", lines);
    }

    /// Puts the time when the article was opened last below its marks.
    pub(super) fn opened_found(&mut self, generation: u64, at: DateTime<Utc>) {
        let time = self.full_time(at);
        self.add_details(generation, "details-marks", "details-opened", vec![time]);
    }

    /// Puts lines below one of the details, where those that were asked about are
    /// still seen.
    fn add_details(&mut self, generation: u64, below: &str, key: &str, lines: Vec<Clean>) {
        let (below, what) = (self.words.get(below), self.words.get(key));
        let Some(Popup::Details(text)) = &mut self.popup else {
            return;
        };
        let at = text.lines.iter().position(|(what, _)| *what == below);
        let (true, Some(at)) = (generation == self.details_generation, at) else {
            return;
        };
        // The first is named; the others go on with it.
        let names = std::iter::once(what).chain(std::iter::repeat(Clean::default()));
        text.lines.splice(at + 1..=at, names.zip(lines));
    }

    fn head_details(&self, head: &Head) -> Vec<(Clean, Clean)> {
        let words = &self.words;
        let date_from = words.get(&format!("details-date-from-{}", head.date_from.name()));
        let mark = self.marks.get(head.id);
        let read = words.get(if mark.read {
            "details-read"
        } else {
            "details-unread"
        });
        let starred = mark.starred.then(|| words.get("details-starred"));
        let marks = match starred {
            Some(starred) => {
                let values = [("first", read.into()), ("second", starred.into())];
                words.with("details-both", &values)
            }
            None => read,
        };
        let mut lines = vec![
            (words.get("details-article"), head.title.clone()),
            (words.get("details-source"), head.source.clone()),
            (
                words.get("details-date"),
                self.noted(self.full_time(head.date), date_from),
            ),
        ];
        if let Some(saved) = head.saved {
            lines.push((words.get("details-saved"), self.full_time(saved)));
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
            let name = language_text(words, language.tag());
            lines.push((words.get("details-language"), name));
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
                // What took no words with it is told by `show --why`.
                Outcome::Dropped(_) if rule.dropped_words() == 0 => continue,
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

    /// Something, with what is to be known of it.
    fn noted(&self, what: Clean, note: Clean) -> Clean {
        let values = [("what", what.into()), ("note", note.into())];
        self.words.with("details-noted", &values)
    }

    /// A moment to the second, where the reader is.
    fn full_time(&self, time: DateTime<Utc>) -> Clean {
        let local = time.with_timezone(&self.clock.zone);
        Clean::line(&local.format("%Y-%m-%d %H:%M:%S %:z").to_string())
    }
}
