//! The rule engine: what is known of each outlet, as data. It gives names, finds
//! the outlet's own date, tells the article from what stands around it, and
//! writes addresses anew.

mod apply;
mod schema;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono_tz::Tz;
use percent_encoding::percent_decode_str;
use regex::Regex;
use scraper::Selector;
use toml::Spanned;

pub(crate) use apply::{Verdict, apply, find_date};
pub use schema::AddressOf;

/// The rules that come with the program.
const EMBEDDED: &[(&str, &str)] = &[
    (
        "everywhere.toml",
        include_str!("../../../assets/sites/everywhere.toml"),
    ),
    ("rfi.toml", include_str!("../../../assets/sites/rfi.toml")),
    (
        "guide.toml",
        include_str!("../../../assets/sites/guide.toml"),
    ),
    ("dw.toml", include_str!("../../../assets/sites/dw.toml")),
];

/// What is wrong in a file of rules, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What was read and what is allowed.
    pub message: String,
}

/// A regular expression, made when it is first needed: there are many, and a
/// folder holds few outlets.
#[derive(Debug)]
struct Pattern {
    source: String,
    made: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn new(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            made: OnceLock::new(),
        }
    }

    fn get(&self) -> Option<&Regex> {
        self.made
            .get_or_init(|| Regex::new(&self.source).ok())
            .as_ref()
    }

    fn is_match(&self, text: &str) -> bool {
        self.get().is_some_and(|regex| regex.is_match(text))
    }
}

/// A CSS selector, made when it is first needed.
#[derive(Debug)]
struct Elements {
    source: String,
    made: OnceLock<Option<Selector>>,
}

impl Elements {
    fn new(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            made: OnceLock::new(),
        }
    }

    fn get(&self) -> Option<&Selector> {
        self.made
            .get_or_init(|| Selector::parse(&self.source).ok())
            .as_ref()
    }
}

#[derive(Debug)]
struct DateRule {
    elements: Elements,
    attribute: Option<String>,
    format: String,
}

#[derive(Debug)]
struct ShareRule {
    elements: Elements,
    short: Option<Pattern>,
    via: Option<String>,
}

#[derive(Debug)]
struct DropRule {
    elements: Elements,
    text: Option<Pattern>,
    what: String,
}

#[derive(Debug)]
struct Rewrite {
    of: Vec<AddressOf>,
    pattern: Pattern,
    replace: String,
    decode: bool,
}

/// What is known of one outlet.
#[derive(Debug)]
pub struct Site {
    id: String,
    hosts: Vec<String>,
    name: Option<String>,
    names: BTreeMap<String, String>,
    aliases: Vec<String>,
    zone: Option<Tz>,
    date: Option<DateRule>,
    share: Option<ShareRule>,
    short: Option<(Pattern, String)>,
    drop: Vec<DropRule>,
    caption: Vec<Elements>,
    dateline: Vec<Pattern>,
    credit: Vec<Pattern>,
    notice: Vec<Pattern>,
    rewrite: Vec<Rewrite>,
}

impl Site {
    /// Every name the outlet is known by: its id, display name, names and aliases.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str())
            .chain(self.name.as_deref())
            .chain(self.names.values().map(String::as_str))
            .chain(self.aliases.iter().map(String::as_str))
    }

    /// What is known of the outlet with what this entry says besides or instead.
    fn added_to(self, known: Self) -> Self {
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
        }
    }
}

#[derive(Debug)]
struct Target {
    name: String,
    pattern: Pattern,
}

/// All site rules: the program's and the reader's.
#[derive(Debug, Default)]
pub struct Rules {
    sites: Vec<Site>,
    targets: Vec<Target>,
}

impl Rules {
    /// The rules that come with the program.
    #[must_use]
    pub fn embedded() -> Self {
        let mut rules = Self::default();
        for (file, text) in EMBEDDED {
            let errors = rules.add(file, text);
            debug_assert!(errors.is_empty(), "{errors:?}");
        }
        rules
    }

    /// Adds the rules of a file. An entry adds to an earlier one of the same id, or
    /// takes its place (`replace = true`); a faulty entry is left out and reported.
    pub fn add(&mut self, file: &str, text: &str) -> Vec<RuleError> {
        let parsed: schema::RuleFile = match toml::from_str(text) {
            Ok(parsed) => parsed,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return vec![rule_error(file, text, at, error.message().to_owned())];
            }
        };
        let mut errors = Vec::new();
        for entry in parsed.target {
            self.targets.push(Target {
                name: entry.name,
                pattern: Pattern::new(entry.pattern.get_ref()),
            });
            check_pattern(&entry.pattern, file, text, &mut errors);
        }
        for entry in parsed.site {
            let before = errors.len();
            check(&entry, file, text, &mut errors);
            if errors.len() == before {
                let replaces = entry.replace;
                let site = Site::from(entry);
                let known = self.sites.iter().position(|known| known.id == site.id);
                let site = match known {
                    Some(place) => {
                        let known = self.sites.remove(place);
                        if replaces { site } else { site.added_to(known) }
                    }
                    None => site,
                };
                self.sites.push(site);
            }
        }
        errors
    }

    /// What is known of the outlet at a host.
    #[must_use]
    pub fn site(&self, host: &str) -> Option<&Site> {
        let mut best: Option<(&Site, usize)> = None;
        for site in &self.sites {
            for known in &site.hosts {
                let longer = best.is_none_or(|(_, length)| known.len() > length);
                if longer && is_under(host, known) {
                    best = Some((site, known.len()));
                }
            }
        }
        best.map(|(site, _)| site)
    }

    /// Whether the rules tell where the outlet at a host writes its date.
    pub(crate) fn finds_date(&self, host: &str) -> bool {
        self.site(host).is_some_and(|site| site.date.is_some())
    }

    /// The outlet's rules first, then those that hold everywhere.
    fn that_apply<'a>(&'a self, host: &str) -> Vec<&'a Site> {
        let everywhere = self
            .sites
            .iter()
            .filter(|site| site.hosts.iter().any(|known| known == "*"));
        self.site(host).into_iter().chain(everywhere).collect()
    }

    /// The display name of the outlet at a host: from the rules, else the host
    /// without `www.`.
    #[must_use]
    pub fn source_name<'a>(&'a self, host: &'a str) -> &'a str {
        self.site(host)
            .and_then(|site| site.name.as_deref())
            .unwrap_or_else(|| host.strip_prefix("www.").unwrap_or(host))
    }

    /// The name of the outlet in a language (BCP 47), else its display name.
    #[must_use]
    pub fn publisher<'a>(&'a self, host: &'a str, language: &str) -> &'a str {
        self.site(host)
            .and_then(|site| {
                let main = language.split('-').next().unwrap_or(language);
                site.names.get(language).or_else(|| site.names.get(main))
            })
            .map_or_else(|| self.source_name(host), String::as_str)
    }

    /// The short link that the outlet's rules derive from a link.
    #[must_use]
    pub fn short_link(&self, host: &str, link: &str) -> Option<String> {
        let (pattern, replace) = self.site(host)?.short.as_ref()?;
        let caught = pattern.get()?.captures(link)?;
        let mut short = String::new();
        caught.expand(replace, &mut short);
        Some(short)
    }

    /// An address as it is to be opened. `article` is the article's own link.
    #[must_use]
    pub fn rewritten(&self, host: &str, of: AddressOf, address: &str, article: &str) -> String {
        let mut address = address.to_owned();
        for site in self.that_apply(host) {
            for rule in site.rewrite.iter().filter(|rule| rule.of.contains(&of)) {
                if let Some(new) = rule.apply(&address, article) {
                    address = new;
                }
            }
        }
        address
    }

    fn target_name(&self, url: &str) -> Option<&str> {
        self.targets
            .iter()
            .find(|target| target.pattern.is_match(url))
            .map(|target| target.name.as_str())
    }
}

impl Rewrite {
    fn apply(&self, address: &str, article: &str) -> Option<String> {
        let caught = self.pattern.get()?.captures(address)?;
        let mut new = String::new();
        caught.expand(&path_parts_filled(&self.replace, article), &mut new);
        Some(if self.decode {
            percent_decode_str(&new).decode_utf8_lossy().into_owned()
        } else {
            new
        })
    }
}

/// Puts the parts of the article's own path where `{path.1}`, `{path.2}` … stand.
fn path_parts_filled(template: &str, article: &str) -> String {
    let path = article.split_once("://").map_or(article, |(_, rest)| rest);
    let parts = path
        .split(['?', '#'])
        .next()
        .unwrap_or(path)
        .split('/')
        .skip(1);
    let mut filled = template.to_owned();
    for (number, part) in parts.enumerate().take(9) {
        filled = filled.replace(&format!("{{path.{}}}", number + 1), part);
    }
    filled
}

/// Whether `host` is `known` or lies under it, label by label from the right.
fn is_under(host: &str, known: &str) -> bool {
    host.strip_suffix(known)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn rule_error(file: &str, text: &str, at: usize, message: String) -> RuleError {
    let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    RuleError {
        file: file.to_owned(),
        line,
        message,
    }
}

fn check_pattern(pattern: &Spanned<String>, file: &str, text: &str, errors: &mut Vec<RuleError>) {
    if let Err(error) = Regex::new(pattern.get_ref()) {
        let message = format!("a pattern that can't be read: {error}");
        errors.push(rule_error(file, text, pattern.span().start, message));
    }
}

fn check_elements(select: &Spanned<String>, file: &str, text: &str, errors: &mut Vec<RuleError>) {
    if Selector::parse(select.get_ref()).is_err() {
        let message = format!("a CSS selector that can't be read: {}", select.get_ref());
        errors.push(rule_error(file, text, select.span().start, message));
    }
}

/// Reports every pattern, selector and zone of an entry that can't be used.
fn check(entry: &schema::SiteEntry, file: &str, text: &str, errors: &mut Vec<RuleError>) {
    if EMBEDDED.iter().any(|(name, _)| *name == file) && !cfg!(test) {
        // The program's own rules are checked by a test, not at every start.
        return;
    }
    let selects = entry
        .caption
        .iter()
        .chain(entry.drop.iter().map(|rule| &rule.select))
        .chain(entry.date.iter().map(|rule| &rule.select))
        .chain(entry.share.iter().map(|rule| &rule.select));
    for select in selects {
        check_elements(select, file, text, errors);
    }
    let patterns = entry
        .dateline
        .iter()
        .chain(&entry.credit)
        .chain(&entry.notice)
        .chain(entry.drop.iter().filter_map(|rule| rule.text.as_ref()))
        .chain(entry.share.iter().filter_map(|rule| rule.short.as_ref()))
        .chain(entry.short.iter().map(|rule| &rule.pattern))
        .chain(entry.rewrite.iter().map(|rule| &rule.pattern));
    for pattern in patterns {
        check_pattern(pattern, file, text, errors);
    }
    if let Some(zone) = &entry.zone
        && zone.get_ref().parse::<Tz>().is_err()
    {
        let message = format!(
            "no time zone is named {}; one is Europe/Paris",
            zone.get_ref()
        );
        errors.push(rule_error(file, text, zone.span().start, message));
    }
}

impl From<schema::SiteEntry> for Site {
    fn from(entry: schema::SiteEntry) -> Self {
        let patterns = |list: Vec<Spanned<String>>| {
            list.iter()
                .map(|source| Pattern::new(source.get_ref()))
                .collect()
        };
        Self {
            id: entry.id,
            hosts: entry.hosts,
            name: entry.name,
            names: entry.names,
            aliases: entry.aliases,
            zone: entry.zone.and_then(|zone| zone.get_ref().parse().ok()),
            date: entry.date.map(|rule| DateRule {
                elements: Elements::new(rule.select.get_ref()),
                attribute: rule.attribute,
                format: rule.format,
            }),
            share: entry.share.map(|rule| ShareRule {
                elements: Elements::new(rule.select.get_ref()),
                short: rule.short.map(|short| Pattern::new(short.get_ref())),
                via: rule.via,
            }),
            short: entry
                .short
                .map(|rule| (Pattern::new(rule.pattern.get_ref()), rule.replace)),
            drop: entry
                .drop
                .into_iter()
                .map(|rule| DropRule {
                    elements: Elements::new(rule.select.get_ref()),
                    text: rule.text.map(|text| Pattern::new(text.get_ref())),
                    what: rule.what,
                })
                .collect(),
            caption: entry
                .caption
                .iter()
                .map(|select| Elements::new(select.get_ref()))
                .collect(),
            dateline: patterns(entry.dateline),
            credit: patterns(entry.credit),
            notice: patterns(entry.notice),
            rewrite: entry
                .rewrite
                .into_iter()
                .map(|rule| Rewrite {
                    of: rule.of,
                    pattern: Pattern::new(rule.pattern.get_ref()),
                    replace: rule.replace,
                    decode: rule.decode,
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests;
