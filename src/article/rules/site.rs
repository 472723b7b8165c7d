//! What is known of one outlet, ready for use: its names and its rules, each with
//! the place where it is written.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use chrono_tz::Tz;
use regex::Regex;
use scraper::{ElementRef, Html};
use toml::Spanned;

use super::elements::Chooser;
use super::first::first_characters;
use super::schema::{self, AddressOf};

/// A file of rules.
#[derive(Debug)]
pub(super) struct RuleFile {
    /// Its name: for one that comes with the program the name alone.
    pub(super) name: String,
    /// Whether it is the reader's own.
    pub(super) is_own: bool,
    /// Bytes at which its lines begin, but for the first.
    lines: Vec<usize>,
}

impl RuleFile {
    pub(super) fn new(name: &str, is_own: bool, text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            name: name.to_owned(),
            is_own,
            lines: ends.map(|(at, _)| at + 1).collect(),
        }
    }

    /// The line, from 1, of a byte.
    pub(super) fn line_of(&self, at: usize) -> u32 {
        let before = self.lines.partition_point(|start| *start <= at);
        u32::try_from(before + 1).unwrap_or(u32::MAX)
    }
}

/// Where a rule is written.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) file: Arc<RuleFile>,
    /// From 1.
    pub(super) line: u32,
}

/// What is made of a written source when it is first needed: there are many, and a
/// folder holds few outlets.
#[derive(Debug)]
pub(super) struct Written<T> {
    pub(super) source: String,
    pub(super) origin: Origin,
    made: OnceLock<Option<T>>,
    /// Of a regular expression: the characters a text must begin with.
    first: OnceLock<Option<Vec<char>>>,
}

/// A regular expression.
pub(super) type Pattern = Written<Regex>;

/// A CSS selector.
pub(super) type Elements = Written<Chooser>;

impl<T> Written<T> {
    pub(super) fn new(source: Spanned<String>, file: &Arc<RuleFile>) -> Self {
        Self {
            origin: Origin {
                file: Arc::clone(file),
                line: file.line_of(source.span().start),
            },
            source: source.into_inner(),
            made: OnceLock::new(),
            first: OnceLock::new(),
        }
    }
}

impl Pattern {
    pub(super) fn get(&self) -> Option<&Regex> {
        self.made
            .get_or_init(|| Regex::new(&self.source).ok())
            .as_ref()
    }

    /// The expression, where the text's first character does not rule it out: making
    /// one takes longer than reading a paragraph.
    pub(super) fn get_for(&self, text: &str) -> Option<&Regex> {
        let first = text.chars().next();
        let known = self.first.get_or_init(|| first_characters(&self.source));
        let may_match = known
            .as_ref()
            .is_none_or(|known| first.is_some_and(|first| known.contains(&first)));
        may_match.then(|| self.get()).flatten()
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.get_for(text).is_some_and(|regex| regex.is_match(text))
    }
}

impl Elements {
    /// The elements that it means, in the order of the text.
    pub(super) fn all_in<'a>(
        &'a self,
        html: &'a Html,
    ) -> impl Iterator<Item = ElementRef<'a>> + 'a {
        let made = self.made.get_or_init(|| Chooser::new(&self.source));
        made.iter().flat_map(|chooser| chooser.all_in(html))
    }
}

/// Where the outlet's date stands.
#[derive(Debug)]
pub(super) struct DateRule {
    pub(super) elements: Elements,
    pub(super) attribute: Option<String>,
    pub(super) format: String,
}

/// Where links for sharing stand.
#[derive(Debug)]
pub(super) struct ShareRule {
    pub(super) elements: Elements,
    pub(super) short: Option<Pattern>,
    pub(super) via: Option<String>,
}

/// A short link derived from the link.
#[derive(Debug)]
pub(super) struct ShortRule {
    pub(super) pattern: Pattern,
    replace: String,
}

/// What is not the article.
#[derive(Debug)]
pub(super) struct DropRule {
    pub(super) elements: Elements,
    pub(super) text: Option<Pattern>,
    pub(super) is: Vec<String>,
    pub(super) phrase: Vec<Vec<String>>,
    pub(super) label: Vec<String>,
    pub(super) longest: Option<usize>,
    pub(super) what: String,
}

/// An address to be written anew.
#[derive(Debug)]
pub(super) struct Rewrite {
    pub(super) of: Vec<AddressOf>,
    pub(super) at: Vec<String>,
    pub(super) pattern: Pattern,
    pub(super) replace: String,
    pub(super) decode: bool,
}

/// Parameters of links that say where a reader came from.
#[derive(Debug)]
pub(super) struct Tracking {
    pub(super) names: Vec<String>,
    pub(super) origin: Origin,
}

/// What is known of one outlet.
#[derive(Debug)]
pub struct Site {
    pub(super) id: String,
    pub(super) hosts: Vec<String>,
    pub(super) name: Option<String>,
    pub(super) names: BTreeMap<String, String>,
    pub(super) aliases: Vec<String>,
    pub(super) zone: Option<Tz>,
    pub(super) date: Option<DateRule>,
    pub(super) share: Option<ShareRule>,
    pub(super) short: Option<ShortRule>,
    pub(super) drop: Vec<DropRule>,
    pub(super) caption: Vec<Elements>,
    pub(super) dateline: Vec<Pattern>,
    pub(super) credit: Vec<Pattern>,
    pub(super) notice: Vec<Pattern>,
    pub(super) rewrite: Vec<Rewrite>,
    pub(super) tracking: Vec<Tracking>,
    /// The files it is written in, in the order they were read.
    pub(super) files: Vec<Arc<RuleFile>>,
}

impl Site {
    /// Every name the outlet is known by: its id, display name, names and aliases.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str())
            .chain(self.name.as_deref())
            .chain(self.names.values().map(String::as_str))
            .chain(self.aliases.iter().map(String::as_str))
    }

    /// The entry's name, such as `rfi`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether it holds at every outlet.
    pub(super) fn is_everywhere(&self) -> bool {
        self.hosts.iter().any(|host| host == "*")
    }

    /// The hosts it is at; `*` is every one.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.hosts.iter().map(String::as_str)
    }

    /// Where each of its rules is written, as a record tells it.
    #[cfg(test)]
    pub(crate) fn places(&self) -> Vec<(String, u32)> {
        let elements = self.caption.iter().map(|elements| &elements.origin);
        let patterns = [&self.dateline, &self.credit, &self.notice];
        let patterns = patterns.into_iter().flatten();
        elements
            .chain(patterns.map(|pattern| &pattern.origin))
            .chain(self.drop.iter().map(|rule| &rule.elements.origin))
            .chain(self.date.iter().map(|rule| &rule.elements.origin))
            .chain(self.share.iter().map(|rule| &rule.elements.origin))
            .chain(self.short.iter().map(|rule| &rule.pattern.origin))
            .chain(self.rewrite.iter().map(|rule| &rule.pattern.origin))
            .chain(self.tracking.iter().map(|rule| &rule.origin))
            .map(|origin| (origin.file.name.clone(), origin.line))
            .collect()
    }

    /// The names of the files it is written in, and whether each is the reader's own.
    pub fn files(&self) -> impl Iterator<Item = (&str, bool)> {
        let files = self.files.iter();
        files.map(|file| (file.name.as_str(), file.is_own))
    }

    /// The short link derived from a link; `None` where it would be the link itself.
    pub(super) fn short_link(&self, link: &str) -> Option<String> {
        let rule = self.short.as_ref()?;
        let caught = rule.pattern.get()?.captures(link)?;
        let mut short = String::new();
        caught.expand(&rule.replace, &mut short);
        (short != link).then_some(short)
    }

    /// What is known of the outlet with what this entry says besides or instead.
    pub(super) fn added_to(self, known: Self) -> Self {
        fn both<T>(mut known: Vec<T>, more: Vec<T>) -> Vec<T> {
            known.extend(more);
            known
        }
        let hosts = if self.hosts.is_empty() {
            known.hosts
        } else {
            self.hosts
        };
        Self {
            id: self.id,
            hosts,
            name: self.name.or(known.name),
            names: known.names.into_iter().chain(self.names).collect(),
            aliases: both(known.aliases, self.aliases),
            zone: self.zone.or(known.zone),
            date: self.date.or(known.date),
            share: self.share.or(known.share),
            short: self.short.or(known.short),
            drop: both(known.drop, self.drop),
            caption: both(known.caption, self.caption),
            dateline: both(known.dateline, self.dateline),
            credit: both(known.credit, self.credit),
            notice: both(known.notice, self.notice),
            rewrite: both(known.rewrite, self.rewrite),
            tracking: both(known.tracking, self.tracking),
            files: both(known.files, self.files),
        }
    }

    /// An entry made ready.
    pub(super) fn new(entry: schema::SiteEntry, file: &Arc<RuleFile>) -> Self {
        let patterns = |list: Vec<Spanned<String>>| {
            let list = list.into_iter();
            list.map(|source| Pattern::new(source, file)).collect()
        };
        let drop = |rule: schema::DropEntry| DropRule {
            elements: Elements::new(rule.select, file),
            text: rule.text.map(|text| Pattern::new(text, file)),
            is: rule.is,
            phrase: rule.phrase,
            label: rule.label,
            longest: rule.longest,
            what: rule.what,
        };
        let rewrite = |rule: schema::RewriteEntry| Rewrite {
            of: rule.of,
            at: rule.at,
            pattern: Pattern::new(rule.pattern, file),
            replace: rule.replace,
            decode: rule.decode,
        };
        Self {
            id: entry.id.into_inner(),
            hosts: entry.hosts.into_iter().map(Spanned::into_inner).collect(),
            name: entry.name,
            names: entry.names,
            aliases: entry.aliases,
            zone: entry.zone.and_then(|zone| zone.get_ref().parse().ok()),
            date: entry.date.map(|rule| DateRule {
                elements: Elements::new(rule.select, file),
                attribute: rule.attribute,
                format: rule.format.into_inner(),
            }),
            share: entry.share.map(|rule| ShareRule {
                elements: Elements::new(rule.select, file),
                short: rule.short.map(|short| Pattern::new(short, file)),
                via: rule.via,
            }),
            short: entry.short.map(|rule| ShortRule {
                pattern: Pattern::new(rule.pattern, file),
                replace: rule.replace,
            }),
            drop: entry.drop.into_iter().map(drop).collect(),
            caption: {
                let list = entry.caption.into_iter();
                list.map(|select| Elements::new(select, file)).collect()
            },
            dateline: patterns(entry.dateline),
            credit: patterns(entry.credit),
            notice: patterns(entry.notice),
            rewrite: entry.rewrite.into_iter().map(rewrite).collect(),
            tracking: entry
                .tracking
                .map(|names| Tracking {
                    origin: Origin {
                        file: Arc::clone(file),
                        line: file.line_of(names.span().start),
                    },
                    names: names.into_inner(),
                })
                .into_iter()
                .collect(),
            files: vec![Arc::clone(file)],
        }
    }
}
