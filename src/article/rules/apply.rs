//! The rules of an outlet applied to the parsed HTML of one of its articles.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use ego_tree::NodeId;
use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html};

use super::address::{host_in, without_tracking};
use super::date::find_date_element;
use super::record::{Outcome, Piece, RuleKind, RuleUse};
use super::site::{Elements, Origin, Pattern, Site};
use super::surroundings::pieces_of;
use super::words::{Sayings, words_of};
use super::{AddressOf, Rules};
use crate::article::{ShareLink, ShortLink, WarningKind};
use crate::text::{Clean, WidthPolicy};

/// Elements and texts up to which what stands around an article is looked for. A
/// saved page has some thousands; on far more a selector can take very long.
const NODES: usize = 20_000;

/// Bytes of a credit, at the most: some hundred Han characters. Longer is text.
const CREDIT: usize = 320;

/// Columns of the first words of what a rule found.
const START: usize = 40;

/// What the rules say of one article, and what comes of them.
#[derive(Debug)]
pub(crate) struct Verdict<'a> {
    rules: &'a Rules,
    sites: Vec<&'a Site>,
    /// Elements that are not the article.
    skip: HashSet<NodeId>,
    /// Words that have been dropped, dates not counted.
    dropped: u32,
    /// Words of the article before anything was dropped.
    total: OnceCell<u32>,
    /// Elements that hold the caption of the picture before them, and what says so.
    captions: HashMap<NodeId, (&'a Site, &'a Elements)>,
    /// The links for sharing.
    pub(crate) share: Vec<ShareLink>,
    /// The short link among them, or a derived one.
    pub(crate) short_link: Option<ShortLink>,
    /// What came of the rules; those for paragraphs and addresses tell while the
    /// document is built.
    uses: RefCell<Vec<RuleUse>>,
    /// Whether there is too much for what stands around an article to be looked for.
    is_long: bool,
}

/// Which rule it is that has something to say.
struct Which<'a> {
    site: &'a Site,
    origin: &'a Origin,
    kind: RuleKind,
    what: &'a str,
    select: &'a str,
    pattern: &'a str,
}

impl Which<'_> {
    fn came_to(&self, outcome: Outcome) -> RuleUse {
        RuleUse {
            site: self.site.id.clone(),
            file: self.origin.file.name.clone(),
            is_own: self.origin.file.is_own,
            line: self.origin.line,
            kind: self.kind,
            what: self.what.to_owned(),
            select: self.select.to_owned(),
            pattern: self.pattern.to_owned(),
            outcome,
        }
    }
}

/// Applies the rules for a host to an article. Where `date` is known, the line
/// that says it is not the article; another date is left where it stands.
pub(crate) fn apply<'a>(
    html: &Html,
    rules: &'a Rules,
    host: &str,
    date: Option<DateTime<Utc>>,
) -> Verdict<'a> {
    let sites = rules.that_apply(host);
    let is_long = html.tree.values().len() > NODES;
    let mut verdict = Verdict {
        rules,
        sites: sites.clone(),
        skip: HashSet::new(),
        dropped: 0,
        total: OnceCell::new(),
        captions: HashMap::new(),
        share: Vec::new(),
        short_link: None,
        uses: RefCell::default(),
        is_long,
    };
    let mut sayings = Sayings::default();
    for site in sites {
        verdict.find_date_line(html, site, date);
        for elements in &site.caption {
            let found = elements.all_in(html);
            verdict
                .captions
                .extend(found.map(|element| (element.id(), (site, elements))));
        }
        if !is_long {
            verdict.drop_surroundings(html, site, &mut sayings);
        }
    }
    verdict
}

impl<'a> Verdict<'a> {
    /// Whether an element is not the article.
    pub(crate) fn skips(&self, id: NodeId) -> bool {
        self.skip.contains(&id)
    }

    /// Whether an element holds the caption of the picture before it.
    pub(crate) fn is_caption(&self, id: NodeId) -> bool {
        let Some((site, elements)) = self.captions.get(&id) else {
            return false;
        };
        let which = Which {
            site,
            origin: &elements.origin,
            kind: RuleKind::Caption,
            what: RuleKind::Caption.name(),
            select: &elements.source,
            pattern: "",
        };
        self.note(&which, "");
        true
    }

    /// How many bytes at the start of a paragraph are its dateline.
    pub(crate) fn dateline(&self, text: &str) -> usize {
        let mut longest: Option<(usize, &Site, &Pattern)> = None;
        for site in &self.sites {
            for pattern in &site.dateline {
                let found = pattern.get_for(text).and_then(|regex| regex.find(text));
                let end = found
                    .filter(|found| found.start() == 0)
                    .map(|found| found.end());
                if end > longest.map(|(end, ..)| end) {
                    longest = end.map(|end| (end, *site, pattern));
                }
            }
        }
        let Some((end, site, pattern)) = longest else {
            return 0;
        };
        self.note_pattern(
            site,
            pattern,
            RuleKind::Dateline,
            text.get(..end).unwrap_or_default(),
        );
        end
    }

    /// Whether a paragraph is a credit.
    pub(crate) fn is_credit(&self, text: &str) -> bool {
        text.len() <= CREDIT && self.matches(text, RuleKind::Credit, |site| &site.credit)
    }

    /// Whether a paragraph is a notice.
    pub(crate) fn is_notice(&self, text: &str) -> bool {
        self.matches(text, RuleKind::Notice, |site| &site.notice)
    }

    fn matches(
        &self,
        text: &str,
        kind: RuleKind,
        patterns: impl Fn(&'a Site) -> &'a Vec<Pattern>,
    ) -> bool {
        let mut all = self
            .sites
            .iter()
            .flat_map(|site| patterns(site).iter().map(move |pattern| (*site, pattern)));
        let found = all.find(|(_, pattern)| pattern.is_match(text));
        if let Some((site, pattern)) = found {
            self.note_pattern(site, pattern, kind, text);
        }
        found.is_some()
    }

    /// An address as it is to be opened. `article` is the article's own link.
    pub(crate) fn rewritten(&self, of: AddressOf, address: &str, article: &str) -> String {
        let mut address = address.to_owned();
        for site in &self.sites {
            for rule in site.rewrite.iter().filter(|rule| rule.of.contains(&of)) {
                if let Some(new) = rule.apply(&address, article) {
                    self.note_pattern(site, &rule.pattern, RuleKind::Rewrite, &address);
                    address = new;
                }
            }
        }
        if of == AddressOf::Picture || !address.contains('?') {
            return address;
        }
        let everywhere = self
            .sites
            .iter()
            .copied()
            .filter(|site| site.is_everywhere());
        let there = host_in(&address).and_then(|host| self.rules.site(&host));
        for site in everywhere.chain(there) {
            for tracking in &site.tracking {
                if let Some(new) = without_tracking(&address, &tracking.names) {
                    let which = Which {
                        site,
                        origin: &tracking.origin,
                        kind: RuleKind::Tracking,
                        what: RuleKind::Tracking.name(),
                        select: "",
                        pattern: &tracking.names.join(", "),
                    };
                    self.note(&which, &address);
                    address = new;
                }
            }
        }
        address
    }

    /// Derives the short link from the article's link, where it carries none.
    pub(crate) fn derive_short_link(&mut self, link: Option<&str>) {
        let outlet = self.sites.first().filter(|site| !site.is_everywhere());
        if let (Some(site), Some(link), None) = (outlet, link, &self.short_link)
            && let Some(url) = site.short_link(link)
            && let Some(rule) = &site.short
        {
            self.note_pattern(site, &rule.pattern, RuleKind::Short, &url);
            self.short_link = Some(ShortLink { url, via: None });
        }
    }

    /// What came of the rules, in the order in which they are applied.
    pub(crate) fn into_record(self) -> (Vec<ShareLink>, Option<ShortLink>, Vec<RuleUse>) {
        (self.share, self.short_link, self.uses.into_inner())
    }

    /// What is odd: rules that could not be applied.
    pub(crate) fn warnings(&self) -> Vec<WarningKind> {
        let long = self.is_long.then_some(WarningKind::TooLongForRules);
        let uses = self.uses.borrow();
        long.into_iter()
            .chain(uses.iter().filter_map(RuleUse::warning))
            .collect()
    }

    fn note_pattern(&self, site: &Site, pattern: &Pattern, kind: RuleKind, found: &str) {
        let which = Which {
            site,
            origin: &pattern.origin,
            kind,
            what: kind.name(),
            select: "",
            pattern: &pattern.source,
        };
        self.note(&which, found);
    }

    /// Records that a rule applied to something.
    fn note(&self, which: &Which<'_>, found: &str) {
        let mut uses = self.uses.borrow_mut();
        let known = uses.iter_mut().find(|known| {
            known.line == which.origin.line
                && known.kind == which.kind
                && known.file == which.origin.file.name
                && known.pattern == which.pattern
        });
        match known.map(|known| &mut known.outcome) {
            Some(Outcome::Applied { times, .. }) => *times = times.saturating_add(1),
            Some(_) => {}
            None => {
                let first = shortened(found);
                uses.push(which.came_to(Outcome::Applied { times: 1, first }));
            }
        }
    }

    fn find_date_line(&mut self, html: &Html, site: &Site, date: Option<DateTime<Utc>>) {
        if let (Some(rule), Some(date)) = (&site.date, date)
            && let Some((element, found)) = find_date_element(html, site, rule)
            && found == date
        {
            let which = Which {
                site,
                origin: &rule.elements.origin,
                kind: RuleKind::Date,
                what: "date line",
                select: &rule.elements.source,
                pattern: &rule.format,
            };
            // A date that fills its element is never the article, however short that is.
            let pieces = vec![piece(element)];
            self.skip.insert(element.id());
            let outcome = Outcome::Dropped(pieces);
            self.uses.get_mut().push(which.came_to(outcome));
        }
    }

    /// Collects the links for sharing and takes out what is not the article.
    fn drop_surroundings(&mut self, html: &Html, site: &Site, sayings: &mut Sayings) {
        if let Some(rule) = &site.share {
            let rows: Vec<_> = rule.elements.all_in(html).collect();
            for row in &rows {
                self.collect_share_links(*row);
            }
            self.short_link = self.short_link.take().or_else(|| {
                let pattern = rule.short.as_ref()?.get()?;
                self.share.iter().find_map(|share| {
                    let decoded = percent_decode_str(&share.url).decode_utf8_lossy();
                    let url = pattern.find(&decoded)?.as_str().to_owned();
                    Some(ShortLink {
                        url,
                        via: rule.via.clone(),
                    })
                })
            });
            let which = Which {
                site,
                origin: &rule.elements.origin,
                kind: RuleKind::Share,
                what: "share row",
                select: &rule.elements.source,
                pattern: rule.short.as_ref().map_or("", |short| &short.source),
            };
            self.skip_all(rows, &which);
        }
        for rule in &site.drop {
            let (pieces, pattern) = pieces_of(html, rule, sayings);
            let which = Which {
                site,
                origin: &rule.elements.origin,
                kind: RuleKind::Drop,
                what: &rule.what,
                select: &rule.elements.source,
                pattern: &pattern,
            };
            self.skip_all(pieces, &which);
        }
    }

    /// Skips elements, unless more than a third of the words would go, with those
    /// that the rules before have taken.
    fn skip_all(&mut self, elements: Vec<ElementRef<'_>>, which: &Which<'_>) {
        let Some(root) = elements.first().map(|element| element.tree().root()) else {
            return;
        };
        // Counted when something is to be dropped, which is not so in every article.
        let total = || *self.total.get_or_init(|| words_of(root));
        let mut fresh = HashSet::new();
        let mut pieces = Vec::new();
        for element in elements {
            let is_gone = |id| self.skip.contains(&id) || fresh.contains(&id);
            let within = element.ancestors().any(|outer| is_gone(outer.id()));
            if !within && !is_gone(element.id()) {
                fresh.insert(element.id());
                pieces.push(piece(element));
            }
        }
        if pieces.is_empty() {
            return;
        }
        let words = pieces
            .iter()
            .fold(0u32, |sum, piece| sum.saturating_add(piece.words));
        let outcome = if words > 0 && self.dropped.saturating_add(words) > total() / 3 {
            Outcome::TooGreedy {
                words,
                before: self.dropped,
                total: total(),
            }
        } else {
            self.dropped += words;
            self.skip.extend(fresh);
            Outcome::Dropped(pieces)
        };
        self.uses.get_mut().push(which.came_to(outcome));
    }

    fn collect_share_links(&mut self, row: ElementRef<'_>) {
        for element in row.descendants().filter_map(ElementRef::wrap) {
            // Not all of these are links that a parser knows; they are shown all the same.
            let url = Clean::line(element.attr("href").unwrap_or_default());
            let url = url.as_str();
            if let Some(name) = self.rules.target_name(url)
                && !self.share.iter().any(|known| known.url == url)
            {
                self.share.push(ShareLink {
                    name: name.to_owned(),
                    url: url.to_owned(),
                });
            }
        }
    }
}

/// An element as something taken out.
fn piece(element: ElementRef<'_>) -> Piece {
    let mut words = String::new();
    for text in element.text() {
        words.push_str(text);
        words.push(' ');
        if words.len() > 40 * START {
            break;
        }
    }
    let mut words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        let mut parts = element.descendants().filter_map(ElementRef::wrap);
        let address = parts.find_map(|part| part.attr("src").or_else(|| part.attr("href")));
        let name = element.value().name();
        words = address.map_or_else(
            || format!("<{name}>"),
            |address| format!("<{name}> {address}"),
        );
    }
    Piece {
        words: words_of(*element),
        start: shortened(&words),
    }
}

fn shortened(text: &str) -> Clean {
    WidthPolicy::Narrow.shorten(Clean::line(text).as_clean(), START)
}

#[cfg(test)]
mod tests;
