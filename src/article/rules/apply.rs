//! The rules of an outlet applied to the parsed HTML of one of its articles.

use std::cell::OnceCell;
use std::collections::HashSet;

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use ego_tree::{NodeId, NodeRef};
use percent_encoding::percent_decode_str;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use super::{DateRule, Rules, Site};
use crate::article::{Dropped, ShareLink, ShortLink, WarningKind};
use crate::text::Clean;
use crate::text::count::Count;

/// Elements and texts up to which what stands around an article is looked for. A
/// saved page has some thousands; on far more a selector can take very long.
const NODES: usize = 20_000;

/// What the rules say of one article.
#[derive(Debug, Default)]
pub(crate) struct Verdict<'a> {
    sites: Vec<&'a Site>,
    /// Elements that are not the article.
    skip: HashSet<NodeId>,
    /// Elements that hold the caption of the picture before them.
    captions: HashSet<NodeId>,
    /// The links for sharing.
    pub(crate) share: Vec<ShareLink>,
    /// The short link among them.
    pub(crate) short_link: Option<ShortLink>,
    /// What was taken out.
    pub(crate) dropped: Vec<Dropped>,
    /// What could not be applied.
    pub(crate) warnings: Vec<WarningKind>,
}

impl Verdict<'_> {
    /// Whether an element is not the article.
    pub(crate) fn skips(&self, id: NodeId) -> bool {
        self.skip.contains(&id)
    }

    /// Whether an element holds the caption of the picture before it.
    pub(crate) fn is_caption(&self, id: NodeId) -> bool {
        self.captions.contains(&id)
    }

    /// How many bytes at the start of a paragraph are its dateline.
    pub(crate) fn dateline(&self, text: &str) -> usize {
        let patterns = self.sites.iter().flat_map(|site| &site.dateline);
        patterns
            .filter_map(|pattern| pattern.get()?.find(text))
            .filter(|found| found.start() == 0)
            .map(|found| found.end())
            .max()
            .unwrap_or(0)
    }

    /// Whether a paragraph is a credit.
    pub(crate) fn is_credit(&self, text: &str) -> bool {
        let mut patterns = self.sites.iter().flat_map(|site| &site.credit);
        patterns.any(|pattern| pattern.is_match(text))
    }

    /// Whether a paragraph is a notice.
    pub(crate) fn is_notice(&self, text: &str) -> bool {
        let mut patterns = self.sites.iter().flat_map(|site| &site.notice);
        patterns.any(|pattern| pattern.is_match(text))
    }
}

/// Finds the outlet's own date in the HTML, be it only its start.
pub(crate) fn find_date(html: &Html, rules: &Rules, host: &str) -> Option<DateTime<Utc>> {
    let site = rules.site(host)?;
    find_date_element(html, site, site.date.as_ref()?).map(|(_, date)| date)
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
    let mut verdict = Verdict {
        sites: sites.clone(),
        ..Verdict::default()
    };
    // Counted when something is to be dropped, which is not so in every article.
    let total = OnceCell::new();
    let total = || *total.get_or_init(|| Count::of(&text_of(html.tree.root())).total());
    let is_long = html.tree.values().len() > NODES;
    if is_long {
        verdict.warnings.push(WarningKind::TooLongForRules);
    }
    for site in sites {
        if let Some(rule) = &site.date
            && date.is_some()
            && let Some((element, found)) = find_date_element(html, site, rule)
            && Some(found) == date
        {
            // A date that fills its element is never the article, however short that is.
            verdict.skip_all(&[element], site, "date line", &|| u32::MAX);
        }
        for elements in &site.caption {
            verdict
                .captions
                .extend(selected(html, elements.get()).map(|element| element.id()));
        }
        if !is_long {
            verdict.drop_surroundings(html, rules, site, &total);
        }
    }
    verdict
}

impl Verdict<'_> {
    /// Collects the links for sharing and takes out what is not the article.
    fn drop_surroundings(
        &mut self,
        html: &Html,
        rules: &Rules,
        site: &Site,
        total: &dyn Fn() -> u32,
    ) {
        if let Some(rule) = &site.share {
            let rows: Vec<_> = selected(html, rule.elements.get()).collect();
            for row in &rows {
                self.collect_share_links(*row, rules);
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
            self.skip_all(&rows, site, "share row", total);
        }
        for rule in &site.drop {
            let elements: Vec<_> = selected(html, rule.elements.get())
                .filter(|element| {
                    rule.text
                        .as_ref()
                        .is_none_or(|text| text.is_match(&text_of(**element)))
                })
                .collect();
            self.skip_all(&elements, site, &rule.what, total);
        }
    }

    /// Skips elements, unless more than a third of the words would go with them.
    fn skip_all(
        &mut self,
        elements: &[ElementRef<'_>],
        site: &Site,
        what: &str,
        total: &dyn Fn() -> u32,
    ) {
        let fresh: Vec<_> = elements
            .iter()
            .filter(|element| !self.skip.contains(&element.id()))
            .collect();
        if fresh.is_empty() {
            return;
        }
        let words = fresh
            .iter()
            .map(|element| Count::of(&text_of(***element)).total())
            .sum::<u32>();
        let total = total();
        if words > total / 3 {
            self.warnings.push(WarningKind::RuleTooGreedy {
                site: site.id.clone(),
                what: what.to_owned(),
                words,
                total,
            });
            return;
        }
        self.skip.extend(fresh.iter().map(|element| element.id()));
        self.dropped.push(Dropped {
            site: site.id.clone(),
            what: what.to_owned(),
            words,
        });
    }

    fn collect_share_links(&mut self, row: ElementRef<'_>, rules: &Rules) {
        for element in row.descendants().filter_map(ElementRef::wrap) {
            // Not all of these are links that a parser knows; they are shown all the same.
            let url = Clean::line(element.attr("href").unwrap_or_default());
            let url = url.as_str();
            if let Some(name) = rules.target_name(url)
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

fn find_date_element<'a>(
    html: &'a Html,
    site: &Site,
    rule: &'a DateRule,
) -> Option<(ElementRef<'a>, DateTime<Utc>)> {
    selected(html, rule.elements.get()).find_map(|element| {
        let text = match &rule.attribute {
            Some(name) => element.attr(name)?.to_owned(),
            None => text_of(*element),
        };
        let text = text.trim();
        if rule.format == "%+" {
            let date = DateTime::parse_from_rfc3339(text).ok()?;
            return Some((element, date.to_utc()));
        }
        let naive = NaiveDateTime::parse_from_str(text, &rule.format).ok()?;
        // In the hour that is repeated in autumn the earlier reading is taken; one
        // that the clocks skip in spring is read as if they had not been put forward.
        let zone = site.zone.unwrap_or(Tz::UTC);
        let date = zone.from_local_datetime(&naive).earliest().or_else(|| {
            let before = naive - chrono::TimeDelta::hours(1);
            let zoned = zone.from_local_datetime(&before).earliest()?;
            Some(zoned + chrono::TimeDelta::hours(1))
        })?;
        Some((element, date.to_utc()))
    })
}

fn selected<'a>(
    html: &'a Html,
    selector: Option<&'a scraper::Selector>,
) -> impl Iterator<Item = ElementRef<'a>> {
    selector
        .into_iter()
        .flat_map(|selector| html.select(selector))
}

/// The text under a node, scripts and styles left out.
fn text_of(node: NodeRef<'_, Node>) -> String {
    let mut out = String::new();
    for node in node.descendants() {
        if let Node::Text(text) = node.value() {
            let hidden = node
                .parent()
                .and_then(|parent| parent.value().as_element().map(Element::name))
                .is_some_and(|name| matches!(name, "script" | "style"));
            if !hidden {
                out.push_str(text);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "<p>一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十</p>";

    fn rules(entry: &str) -> Rules {
        let mut rules = Rules::default();
        let text = format!("[[site]]\nid = \"a\"\nhosts = [\"a.example\"]\n{entry}");
        assert_eq!(rules.add("a.toml", &text), []);
        rules
    }

    fn date(html: &str, entry: &str) -> Option<String> {
        let found = find_date(&Html::parse_fragment(html), &rules(entry), "www.a.example");
        found.map(|date| date.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }

    #[test]
    fn dates_are_read_in_the_outlets_zone() {
        let paris =
            "zone = \"Europe/Paris\"\n[site.date]\nselect = \"p\"\nformat = \"%d/%m/%Y - %H:%M\"";
        for (text, expected) in [
            ("07/04/2024 - 10:33", Some("2024-04-07T08:33:00Z")),
            ("  05/02/2025 - 09:05 ", Some("2025-02-05T08:05:00Z")),
            // The clocks go forward at two: half past two is not there.
            ("30/03/2025 - 01:59", Some("2025-03-30T00:59:00Z")),
            ("30/03/2025 - 02:30", Some("2025-03-30T01:30:00Z")),
            ("30/03/2025 - 03:00", Some("2025-03-30T01:00:00Z")),
            // They go back at three: half past two is there twice.
            ("26/10/2025 - 02:30", Some("2025-10-26T00:30:00Z")),
            ("26/10/2025 - 03:30", Some("2025-10-26T02:30:00Z")),
            ("31/02/2025 - 10:00", None),
            ("07/04/2024 - 10:33 and more", None),
            ("", None),
        ] {
            assert_eq!(
                date(&format!("<p>{text}</p>"), paris).as_deref(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn dates_stand_where_the_rule_says() {
        let of = |select: &str, rest: &str| {
            format!("[site.date]\nselect = '{select}'\nformat = \"%+\"\n{rest}")
        };
        let date_text = "2024-04-09T14:33:07.543Z";
        for (html, entry, is_found) in [
            (format!("<p>x</p><p>{date_text}</p>"), of("p", ""), true),
            (format!("<p>x</p><b>{date_text}</b>"), of("p", ""), false),
            (
                format!("<time datetime='{date_text}'>today</time>"),
                of("time", "attribute = \"datetime\""),
                true,
            ),
            (
                format!("<time>x</time><time datetime='{date_text}'>today</time>"),
                of("time", "attribute = \"datetime\""),
                true,
            ),
            (
                format!("<p><script>x</script>{date_text}</p>"),
                of("p", ""),
                true,
            ),
        ] {
            assert_eq!(
                date(&html, &entry).as_deref(),
                is_found.then_some(date_text),
                "{html}"
            );
        }
        assert_eq!(
            find_date(
                &Html::parse_fragment(date_text),
                &Rules::embedded(),
                "other.example"
            ),
            None
        );
    }

    #[test]
    fn dropping_is_conservative() {
        let rules =
            rules("[[site.drop]]\nselect = \"div\"\ntext = \"^Ad\"\nwhat = \"advertisement\"");
        for (html, dropped, greedy) in [
            (format!("{WORDS}<div>Ad: buy</div>"), Some(2), None),
            (
                format!("{WORDS}<div>Ad</div><div>Ad</div><div>other</div>"),
                Some(2),
                None,
            ),
            (format!("{WORDS}<div>other</div>"), None, None),
            (format!("<div>Ad: {WORDS}</div>{WORDS}"), None, Some(31)),
            ("<div>Ad</div>".to_owned(), None, Some(1)),
        ] {
            let parsed = Html::parse_fragment(&html);
            let verdict = apply(&parsed, &rules, "a.example", None);
            assert_eq!(
                verdict.dropped.first().map(|dropped| dropped.words),
                dropped,
                "{html}"
            );
            let found = verdict.warnings.iter().find_map(|warning| match warning {
                WarningKind::RuleTooGreedy { words, .. } => Some(*words),
                _ => None,
            });
            assert_eq!(found, greedy, "{html}");
            assert_eq!(verdict.skip.is_empty(), dropped.is_none(), "{html}");
        }
    }

    #[test]
    fn share_links_are_collected_once_and_made_safe() {
        let html = format!(
            "{WORDS}<div><div><span data-root-share></span></div>\
             <a href='https://www.facebook.com/x?u=https%3A%2F%2Frfi.my%2FAb1.F'></a>\
             <a href='https://x.com/i?url=https%3A%2F%2Frfi.my%2FAb1.X'></a>\
             <a href='https://x.com/i?url=https%3A%2F%2Frfi.my%2FAb1.X'></a>\
             <a href='https://nobody.example/'></a><a>no</a>\
             <a href='whatsapp://send?\u{1b}text=x'></a></div>"
        );
        let rules = Rules::embedded();
        let verdict = {
            let html = Html::parse_fragment(&html);
            let date = find_date(&html, &rules, "www.rfi.fr");
            apply(&html, &rules, "www.rfi.fr", date)
        };
        let found: Vec<_> = verdict
            .share
            .iter()
            .map(|share| (share.name.as_str(), share.url.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (
                    "Facebook",
                    "https://www.facebook.com/x?u=https%3A%2F%2Frfi.my%2FAb1.F"
                ),
                ("X", "https://x.com/i?url=https%3A%2F%2Frfi.my%2FAb1.X"),
                ("WhatsApp", "whatsapp://send?text=x"),
            ]
        );
        let short = Some(ShortLink {
            url: "https://rfi.my/Ab1.X".to_owned(),
            via: Some("X".to_owned()),
        });
        assert_eq!(verdict.short_link, short);
    }

    #[test]
    fn in_a_text_without_end_only_the_date_is_looked_for() {
        let html = format!(
            "<div>07/04/2024 - 10:33</div>{}<div data-selfpromo-app>x</div>",
            WORDS.repeat(NODES / 2)
        );
        let rules = Rules::embedded();
        let verdict = {
            let html = Html::parse_fragment(&html);
            let date = find_date(&html, &rules, "www.rfi.fr");
            apply(&html, &rules, "www.rfi.fr", date)
        };
        let dropped: Vec<_> = verdict
            .dropped
            .iter()
            .map(|dropped| dropped.what.as_str())
            .collect();
        assert_eq!(
            (dropped, verdict.warnings),
            (vec!["date line"], vec![WarningKind::TooLongForRules])
        );
    }
}
