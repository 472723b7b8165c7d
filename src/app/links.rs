//! Where the links of the page lead: within the article, or out of it. What leads
//! out is examined before it opens, and what is odd about it is asked.
//!
//! It leaves to others: the letters beside them (`hints`), their list on the screen
//! (`menu`), the way back (`trail`).

use std::collections::HashSet;

use crate::article::Document;
use crate::article::document::{Part, Role};
use crate::page::{Furniture, Target};
use crate::share::Destination;
use crate::share::destination::Refusal;
use crate::text::{Clean, CleanRef};

use super::App;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::popup::{Popup, Scrolled};
use super::reader::Reader;

/// Where something leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To a text position in the same article.
    Within(u32),
    /// To an address, as the article has it: unchecked.
    Out(String),
}

/// A question that is asked before something is opened.
pub struct Question {
    /// What it is about.
    pub text: Scrolled,
    /// The address, as the article has it.
    address: String,
    /// Whether it can be opened; else it can be copied.
    opens: bool,
}

impl Question {
    /// The key of the text that says which keys answer.
    #[must_use]
    pub fn hints(&self) -> &'static str {
        if self.opens {
            "question-hints-open"
        } else {
            "question-hints-copy"
        }
    }
}

/// What is done with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It is opened, or jumped to.
    Open,
    /// It is copied.
    Copy,
}

impl Reader {
    /// Where a target of the page leads.
    fn leads_of(&self, target: Target) -> Option<Leads> {
        let links = &self.article.as_ref()?.document.links;
        let within = match target {
            Target::Link(place) => links.get(place)?.within,
            Target::Image(_) | Target::Embed(_) => None,
        };
        match within {
            Some(position) => Some(Leads::Within(position)),
            None => Some(Leads::Out(self.url_of(target)?.to_owned())),
        }
    }

    /// Whether a target of the page is in the article itself.
    pub(super) fn stays_within(&self, target: Target) -> bool {
        matches!(self.leads_of(target), Some(Leads::Within(_)))
    }
}

/// What leads somewhere in a document.
struct Found {
    target: Target,
    words: Clean,
    is_related: bool,
}

/// All that leads somewhere, in reading order.
fn all_of(document: &Document) -> Vec<Found> {
    let mut found = Vec::new();
    let mut known = HashSet::new();
    document.each_part(&mut |part| {
        let itself = match part {
            Part::Picture(picture) => Some((
                Target::Image(picture.image),
                Clean::line(picture.caption.as_str()),
            )),
            Part::Embed(place) => document.embeds.get(place).map(|embed| {
                let words = embed.title.as_ref().unwrap_or(&embed.host);
                (Target::Embed(place), words.clone())
            }),
            _ => None,
        };
        let spans = part.styled().map(|text| text.spans.as_slice());
        let links = spans
            .unwrap_or_default()
            .iter()
            .filter_map(|span| span.link);
        let links = links.filter_map(|place| {
            let link = document.links.get(place)?;
            Some((Target::Link(place), Clean::line(link.text.as_str())))
        });
        for (target, words) in itself.into_iter().chain(links) {
            if known.insert(target) {
                found.push(Found {
                    target,
                    words,
                    is_related: matches!(part, Part::Paragraph(Role::Related, _)),
                });
            }
        }
    });
    found
}

impl App {
    /// Does something with what a target of the page leads to.
    pub(super) fn use_target(&mut self, target: Target, use_: Use) -> Vec<Effect> {
        match self.reader.leads_of(target) {
            Some(leads) => self.use_link(leads, use_),
            None => Vec::new(),
        }
    }

    /// Does something with a link.
    pub(super) fn use_link(&mut self, leads: Leads, use_: Use) -> Vec<Effect> {
        match (leads, use_) {
            (Leads::Within(position), Use::Open) => self.jump_to(position),
            (Leads::Within(_), Use::Copy) => self.tell("link-within-not-copied"),
            (Leads::Out(address), Use::Open) => self.open_address(address),
            (Leads::Out(address), Use::Copy) => vec![self.copy(address, "copied-link")],
        }
    }

    /// Opens an address. One that is not what it seems to be, or that does not
    /// open, asks first.
    pub(super) fn open_address(&mut self, address: String) -> Vec<Effect> {
        match Destination::examine(&address) {
            Ok(destination) if destination.notes().is_empty() => {
                self.say(self.leading_to(&destination));
                vec![Effect::OpenLink(address)]
            }
            Ok(destination) => {
                let words = &self.words;
                let mut lines = vec![
                    (words.get("question-host"), destination.host().clone()),
                    (words.get("question-link"), destination.link()),
                ];
                for note in destination.notes() {
                    lines.push((words.get("question-note"), words.of(&note.notice())));
                }
                self.ask("question-open", lines, address, true)
            }
            Err(error) => {
                let why = self.words.of(&error.notice());
                let lines = vec![(self.words.get("question-note"), why)];
                self.ask("question-not-opened", lines, address, false)
            }
        }
    }

    fn ask(
        &mut self,
        title: &str,
        lines: Vec<(Clean, Clean)>,
        address: String,
        opens: bool,
    ) -> Vec<Effect> {
        self.popup = Some(Popup::Question(Question {
            text: Scrolled::new(self.words.get(title), lines),
            address,
            opens,
        }));
        Vec::new()
    }

    /// Answers the question that is asked: as it suggests, or by copying.
    pub(super) fn answer_question(&mut self, copies: bool) -> Vec<Effect> {
        match self.popup.take() {
            Some(Popup::Question(question)) if question.opens && !copies => {
                vec![Effect::OpenLink(question.address)]
            }
            Some(Popup::Question(question)) => {
                vec![self.copy(question.address, "copied-link")]
            }
            other => {
                self.popup = other;
                Vec::new()
            }
        }
    }

    /// Where a target leads, in a few words: the host first.
    #[must_use]
    pub fn told_of(&self, target: Target) -> Option<Clean> {
        Some(match self.reader.leads_of(target)? {
            Leads::Within(_) => self.words.get("link-within"),
            Leads::Out(address) => match Destination::examine(&address) {
                Ok(destination) => self.leading_to(&destination),
                Err(_) => Clean::line(&address),
            },
        })
    }

    fn leading_to(&self, destination: &Destination) -> Clean {
        let values = [
            ("host", destination.host().clone().into()),
            ("link", destination.link().into()),
        ];
        self.words.with("link-leads-to", &values)
    }

    /// Opens the menu of all links of the article.
    pub(super) fn open_links(&mut self) -> Vec<Effect> {
        let Some(article) = self.reader.article.clone() else {
            return self.tell("not-loaded");
        };
        let mut known = HashSet::new();
        let mut entries = Vec::new();
        for found in all_of(&article.document) {
            let Some(leads) = self.reader.leads_of(found.target) else {
                continue;
            };
            let is_new = match &leads {
                Leads::Within(_) => true,
                Leads::Out(address) => known.insert(address.clone()),
            };
            if is_new {
                let words = self.shown(&article.head, &found.words);
                entries.push(self.link_entry(&Found { words, ..found }, leads));
            }
        }
        if entries.is_empty() {
            return self.tell("no-links");
        }
        let menu = Menu::lettered(MenuKind::Links, entries, 0);
        self.popup = Some(Popup::Menu(menu));
        Vec::new()
    }

    fn link_entry(&self, found: &Found, leads: Leads) -> Entry {
        let marks = Furniture::of(self.widths().furniture);
        let mark = match found.target {
            Target::Image(_) => marks.picture,
            Target::Embed(_) => marks.embed,
            Target::Link(_) if found.is_related => marks.related,
            Target::Link(_) => CleanRef::default(),
        };
        let (beside, detail) = match &leads {
            Leads::Within(_) => (self.words.get("link-within"), Clean::default()),
            Leads::Out(address) => match Destination::examine(address) {
                Ok(destination) => (destination.host().clone(), destination.link()),
                Err(error) => {
                    let scheme = match error.reason {
                        Refusal::Scheme { scheme } => scheme,
                        _ => Clean::default(),
                    };
                    (scheme, Clean::line(address))
                }
            },
        };
        // A link around a picture has no words of its own.
        let words = if found.words.is_empty() {
            &detail
        } else {
            &found.words
        };
        Entry {
            label: Clean::concat(&[mark, words.as_clean()]),
            beside,
            detail,
            ..Entry::new(Deed::Follow(leads))
        }
    }
}
