//! The headings of an article: their menu, and going from one to the next.

use crate::article::Document;
use crate::article::document::Part;
use crate::text::Clean;

use super::App;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::popup::Popup;

/// Headings under which an article has no outline.
const LEAST: usize = 3;
/// Columns that a heading stands further to the right for each level.
const STEP: u16 = 2;

/// A heading of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Heading {
    level: u8,
    words: Clean,
    /// Its text position.
    position: u32,
}

fn headings(document: &Document) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut position = 0_u32;
    document.each_part(&mut |part| {
        if let Part::Heading(level, text) = part {
            headings.push(Heading {
                level,
                words: Clean::line(text.as_str()),
                position,
            });
        }
        let characters = part.text().map_or(0, |text| text.as_str().chars().count());
        position = position.saturating_add(u32::try_from(characters).unwrap_or(u32::MAX));
    });
    headings
}

impl App {
    fn headings(&self) -> Vec<Heading> {
        let article = self.reader.article.as_ref();
        article.map_or_else(Vec::new, |article| headings(&article.document))
    }

    /// Opens the menu of headings; the one that is being read is chosen.
    pub(super) fn open_outline(&mut self) -> Vec<Effect> {
        let headings = self.headings();
        let Some(article) = self
            .reader
            .article
            .clone()
            .filter(|_| headings.len() >= LEAST)
        else {
            return self.tell("outline-too-few");
        };
        let here = self.reader.line_of_place();
        let is_before = |heading: &&Heading| self.reader.line_of_text(heading.position) <= here;
        let passed = headings.iter().take_while(is_before).count();
        let top = headings.iter().map(|heading| heading.level).min();
        let top = top.unwrap_or(1);
        let entries = headings.into_iter().map(|heading| Entry {
            label: self.shown(&article.head, &heading.words),
            indent: u16::from(heading.level.saturating_sub(top)) * STEP,
            ..Entry::new(Deed::Jump(heading.position))
        });
        let menu = Menu::lettered(
            MenuKind::Outline,
            entries.collect(),
            passed.saturating_sub(1),
        );
        self.popup = Some(Popup::Menu(menu));
        Vec::new()
    }

    /// Goes to the next heading, or to the one before, some of them further.
    pub(super) fn go_to_heading(&mut self, forward: bool, times: usize) -> Vec<Effect> {
        let here = self.reader.line_of_place();
        let headings = self.headings();
        let line = |heading: &&Heading| self.reader.line_of_text(heading.position);
        let step = times.saturating_sub(1);
        let found = if forward {
            let after: Vec<_> = headings.iter().filter(|h| line(h) > here).collect();
            after.get(step.min(after.len().saturating_sub(1))).copied()
        } else {
            let before: Vec<_> = headings.iter().filter(|h| line(h) < here).collect();
            let place = before.len().saturating_sub(times.max(1));
            before.get(place).copied()
        };
        let Some(heading) = found else {
            return self.tell(if forward {
                "outline-none-below"
            } else {
                "outline-none-above"
            });
        };
        let position = heading.position;
        self.go_to_text(position);
        self.after_scrolling(forward)
    }
}
