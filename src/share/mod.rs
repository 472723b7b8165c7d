//! What can be copied or opened for one article: the entries of the share menu,
//! the plain link, selected lines as a quotation, and what a link leads to.
//!
//! It only composes text. Copying, opening and drawing a QR code are the
//! `desktop`'s, wording is `words`': labels and notes are keys of
//! `assets/words/*/share.ftl`.

pub mod citation;
pub mod destination;
mod escape;
mod host;
mod link;
pub mod program;
mod quote;
pub mod target_settings;
pub mod targets;
mod template;

use chrono::{Datelike as _, NaiveDate};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::Clean;

pub use citation::{CitationError, CitationStyle, CitationStyles};
pub use destination::Destination;
pub use escape::Escape;
pub use host::shown_domain;
pub use quote::{QUOTATION, quotation, quote};
pub use target_settings::TargetSetting;
pub use targets::{Service, Targets, TargetsError};
pub use template::TemplateFault;

use link::Link;
use targets::Filling;

/// The label of a target that has a name of its own: that of all of them.
const OTHER_LABEL: &str = "share-other";

/// Characters of a preview at most; the screen cuts it to its own room.
const PREVIEW: usize = 200;

/// A short link to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortLink<'a> {
    /// The link.
    pub url: &'a str,
    /// The target it was made for, where the outlet makes one for each.
    pub via: Option<&'a str>,
}

/// The article that is shared. Its texts may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject<'a> {
    /// The title.
    pub title: &'a str,
    /// The outlet's display name, such as `RFI`.
    pub source: &'a str,
    /// The outlet's name in the article's language, such as `法广`; where it is
    /// empty, `source` stands for it.
    pub publisher: &'a str,
    /// The day it was published, in the reader's zone.
    pub published: Option<NaiveDate>,
    /// The day it was saved, in the reader's zone.
    pub saved: Option<NaiveDate>,
    /// The original link; only http and https are shared.
    pub link: Option<&'a str>,
    /// A short link, of the article's own or derived.
    pub short_link: Option<ShortLink<'a>>,
    /// The article's own links for sharing: name and URL.
    pub share_links: &'a [(String, String)],
    /// The whole article as plain text, without its title.
    pub text: &'a str,
    /// The language as BCP 47 has it, such as `zh-Hans`.
    pub language: &'a str,
}

/// What the reader has set.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The citation style; without one there is no citation.
    pub citation: Option<&'a CitationStyle>,
    /// The Mastodon instance, such as `mastodon.example`.
    pub mastodon_instance: Option<&'a str>,
    /// Patterns and templates of the targets.
    pub targets: &'a Targets,
}

/// Which entries belong together in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Has a row of its own.
    Alone,
    /// Another form of the same: Markdown, citation, readable link.
    Form,
    /// Somewhere to share it.
    Target,
}

/// Something to say beside an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The outlet made the short link for this target.
    Via(Clean),
    /// The citation style.
    Style(Clean),
    /// Some sites cut the link at this character, its first beyond ASCII.
    CutAt(Clean),
    /// A link that is copied and never opened, such as `whatsapp:`.
    CopiedOnly,
    /// The QR code holds the short link.
    OfShortLink,
    /// The QR code holds the link.
    OfLink,
}

impl Note {
    /// The key of the text.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Via(_) => "share-note-via",
            Self::Style(_) => "share-note-style",
            Self::CutAt(_) => "share-note-cut",
            Self::CopiedOnly => "share-note-copied-only",
            Self::OfShortLink => "share-note-of-short-link",
            Self::OfLink => "share-note-of-link",
        }
    }

    /// The name and the value of the text's placeable, where it has one.
    #[must_use]
    pub fn argument(&self) -> Option<(&'static str, &Clean)> {
        match self {
            Self::Via(target) => Some(("target", target)),
            Self::Style(style) => Some(("style", style)),
            Self::CutAt(at) => Some(("at", at)),
            Self::CopiedOnly | Self::OfShortLink | Self::OfLink => None,
        }
    }
}

/// One thing that can be copied or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The letter in the menu.
    pub key: char,
    /// The key of the label among the interface texts.
    pub label: &'static str,
    /// What stands in its place: the name of a target of the reader's own.
    pub name: Option<Clean>,
    /// What is copied; for the QR code, what it holds.
    pub copies: String,
    /// What is opened, http or https.
    pub opens: Option<String>,
    /// What to say beside it.
    pub note: Option<Note>,
    /// The start of what is copied, on one line, where that is a link or a citation.
    pub preview: Option<Clean>,
    /// Which entries it stands with.
    pub group: Group,
}

impl Entry {
    fn new(key: char, label: &'static str, copies: String) -> Self {
        let group = match key {
            'm' | 'c' | 'r' => Group::Form,
            _ => Group::Alone,
        };
        Self {
            key,
            label,
            name: None,
            copies,
            opens: None,
            note: None,
            preview: None,
            group,
        }
    }

    fn opens(mut self, link: &Link) -> Self {
        self.opens = Some(link.ascii());
        self
    }

    fn note(mut self, note: Option<Note>) -> Self {
        self.note = note;
        self
    }

    fn previewed(mut self) -> Self {
        let line = Clean::line(&self.copies);
        let end = line.as_str().grapheme_indices(true).nth(PREVIEW);
        self.preview = Some(match end {
            Some((end, _)) => line.slice(0..end).to_clean(),
            None => line,
        });
        self
    }
}

impl Subject<'_> {
    /// The title, on one line.
    fn clean_title(&self) -> Clean {
        Clean::line(self.title)
    }

    /// Who published it, as its readers say.
    fn outlet(&self) -> Clean {
        let publisher = Clean::line(self.publisher);
        if publisher.is_empty() {
            Clean::line(self.source)
        } else {
            publisher
        }
    }

    fn published(&self) -> Option<NaiveDate> {
        self.published.filter(|date| in_range(*date))
    }

    fn saved(&self) -> Option<NaiveDate> {
        self.saved.filter(|date| in_range(*date))
    }

    fn web_link(&self) -> Option<Link> {
        self.link.and_then(Link::parse)
    }

    fn web_short_link(&self) -> Option<Link> {
        self.short_link.and_then(|short| Link::parse(short.url))
    }

    /// Outlet and date, each where it is known.
    fn origin(&self) -> String {
        let date = self.published().map(|date| date.to_string());
        joined(
            &[self.outlet().as_str(), date.as_deref().unwrap_or_default()],
            " · ",
        )
    }
}

/// Years that every format can hold in four digits.
fn in_range(date: NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}

/// The parts that are not empty.
fn joined(parts: &[&str], between: &str) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(between)
}

/// The original link, as `y` copies it: as the outlet wrote it, but for spaces
/// and invisible characters, which are percent-encoded. `None` where there is
/// no http or https link.
#[must_use]
pub fn plain(subject: &Subject<'_>) -> Option<String> {
    subject.web_link().map(|link| link.plain().to_owned())
}

/// The entries of the share menu that can be filled, in its order.
#[must_use]
pub fn entries(subject: &Subject<'_>, options: &Options<'_>) -> Vec<Entry> {
    let link = subject.web_link();
    let short = subject.web_short_link();
    let best = short.as_ref().or(link.as_ref());
    let mut entries = Vec::new();
    entries.extend(heading(subject, best));
    entries.extend(short.as_ref().map(|short| {
        let via = subject.short_link.and_then(|short| short.via);
        let via = via.map(Clean::line).filter(|via| !via.is_empty());
        Entry::new('s', "share-short-link", short.plain().to_owned())
            .opens(short)
            .note(via.map(Note::Via))
            .previewed()
    }));
    entries.extend(whole(subject, best));
    entries.extend(
        link.as_ref()
            .or(best)
            .and_then(|link| markdown(subject, link)),
    );
    entries.extend(options.citation.and_then(|style| citation(subject, style)));
    entries.extend(link.as_ref().map(readable));
    entries.extend(shared(subject, options, best));
    entries.extend(best.map(|best| {
        let note = if short.is_some() {
            Note::OfShortLink
        } else {
            Note::OfLink
        };
        Entry::new('Q', "share-qr", best.ascii()).note(Some(note))
    }));
    entries
}

/// `t`: title, outlet and date, link, each on its own line.
fn heading(subject: &Subject<'_>, link: Option<&Link>) -> Option<Entry> {
    let title = subject.clean_title();
    let url = link.map(Link::plain).unwrap_or_default();
    let copies = joined(&[title.as_str(), &subject.origin(), url], "\n");
    match link {
        Some(link) => Some(Entry::new('t', "share-title-link", copies).opens(link)),
        None if title.is_empty() => None,
        None => Some(Entry::new('t', "share-title-source", copies)),
    }
}

/// `a`: the heading, a blank line, the text.
fn whole(subject: &Subject<'_>, link: Option<&Link>) -> Option<Entry> {
    let text = Clean::new(subject.text);
    let text = text.as_str().trim_matches('\n').trim_end();
    let head = heading(subject, link).map(|entry| entry.copies);
    let copies = joined(&[head.as_deref().unwrap_or_default(), text], "\n\n");
    (!text.is_empty()).then(|| Entry::new('a', "share-whole-article", copies))
}

/// `A`: the whole article in the characters that are shown, where those are not
/// the author's. The subject has the title and the text that are shown.
#[must_use]
pub fn as_shown(subject: &Subject<'_>) -> Option<Entry> {
    let link = subject.web_link();
    let entry = whole(subject, subject.web_short_link().as_ref().or(link.as_ref()));
    entry.map(|entry| Entry {
        key: 'A',
        label: "share-whole-as-shown",
        ..entry
    })
}

/// `m`: the title as a link.
fn markdown(subject: &Subject<'_>, link: &Link) -> Option<Entry> {
    let title = subject.clean_title();
    let copies = format!("[{}]({})", escape_markdown(title.as_str()), link.markdown());
    (!title.is_empty()).then(|| Entry::new('m', "share-markdown", copies))
}

/// Escapes what Markdown would take for its own within a link's text
/// (`CommonMark` 0.31, 2.4; `~` and `|` are GFM's).
pub(crate) fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    link::escape_entities(&out, "\\&")
}

/// `c`: a citation in the style that is set.
fn citation(subject: &Subject<'_>, style: &CitationStyle) -> Option<Entry> {
    if subject.clean_title().is_empty() {
        return None;
    }
    let note = Note::Style(Clean::line(style.label()));
    let entry = Entry::new('c', "share-citation", style.cite(subject));
    Some(entry.note(Some(note)).previewed())
}

/// `r`: the link for eyes.
fn readable(link: &Link) -> Entry {
    let readable = link.readable();
    let cut = readable.chars().find(|c| !c.is_ascii());
    let cut = cut.map(|c| Note::CutAt(Clean::line(c.encode_utf8(&mut [0; 4]))));
    Entry::new('r', "share-readable-link", readable)
        .opens(link)
        .note(cut)
        .previewed()
}

/// The targets.
fn shared(subject: &Subject<'_>, options: &Options<'_>, link: Option<&Link>) -> Vec<Entry> {
    let title = subject.clean_title();
    let link = link.map(Link::ascii);
    let filling = Filling {
        title: title.as_str(),
        link: link.as_deref(),
        instance: options.mastodon_instance,
    };
    let entry = |(key, label), name: Option<&Clean>, url: String| {
        let opens = link::web(&url).is_some().then(|| url.clone());
        let note = opens.is_none().then_some(Note::CopiedOnly);
        Entry {
            opens,
            name: name.cloned(),
            group: Group::Target,
            ..Entry::new(key, label, url).note(note).previewed()
        }
    };
    let targets = options.targets;
    let ours = Service::ALL.into_iter().filter_map(|service| {
        let url = targets.link(service, subject.share_links, filling)?;
        Some(entry((service.key(), service.label()), None, url))
    });
    let others = targets.others.iter().filter_map(|other| {
        let url = other.target.link(subject.share_links, filling)?;
        Some(entry((other.key, OTHER_LABEL), Some(&other.label), url))
    });
    ours.chain(others).collect()
}

#[cfg(test)]
mod tests;
