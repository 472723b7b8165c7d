//! Answers for one article whether a query finds it, and where in the title.
//!
//! A word is found wherever its characters stand in a row in the folded text.
//! Where an end of it is a letter or digit of a script with spaces, no such
//! letter or digit may stand beside that end, so that a word is a whole word;
//! an end in Han or kana, or in punctuation, is free. A prefix is free at its end.

use std::ops::Range;

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use super::{Comparison, Node, Query, Scope, Term};
use crate::text::fold::{Folded, fold};
use crate::text::language::is_unspaced;

/// What of an article the title search looks at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The title as written.
    pub title: &'a str,
    /// All names of the source, in any script.
    pub source_names: &'a [&'a str],
}

/// A title made ready once for many searches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedTitle {
    written: Box<str>,
    folded: Folded,
}

impl FoldedTitle {
    /// Folds a title.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self {
            written: title.into(),
            folded: fold(title),
        }
    }

    /// The title as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }
}

/// The names of a source made ready once for many searches and many articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldedSource {
    /// Each name as written and folded.
    names: Vec<(Box<str>, Box<str>)>,
}

impl FoldedSource {
    /// Folds the names of a source.
    #[must_use]
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let folded = |name: &'a str| (name.into(), fold(name).as_str().into());
        Self {
            names: names.into_iter().map(folded).collect(),
        }
    }
}

/// A query made ready to be asked of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matcher {
    root: Option<Node>,
    /// Whether the query asks for names of sources.
    asks_source: bool,
    /// The terms to be lit in a title: all that are not excluded.
    lit: Vec<Term>,
}

impl Matcher {
    /// Makes a query ready.
    #[must_use]
    pub fn new(query: &Query) -> Self {
        let mut matcher = Self {
            root: query.root().cloned(),
            asks_source: false,
            lit: Vec::new(),
        };
        if let Some(root) = query.root() {
            matcher.collect(root, false);
        }
        matcher
    }

    fn collect(&mut self, node: &Node, excluded: bool) {
        match node {
            Node::Not(node) => self.collect(node, !excluded),
            Node::And(nodes) | Node::Or(nodes) => {
                for node in nodes {
                    self.collect(node, excluded);
                }
            }
            Node::Term(term) if term.scope == Scope::Source => self.asks_source = true,
            Node::Term(term) if !excluded => self.lit.push(term.clone()),
            Node::Term(_) => {}
        }
    }

    /// Whether the query finds the article.
    #[must_use]
    pub fn matches(&self, subject: &Subject<'_>) -> bool {
        let source = if self.asks_source {
            FoldedSource::new(subject.source_names.iter().copied())
        } else {
            FoldedSource::default()
        };
        self.matches_folded(&FoldedTitle::new(subject.title), &source)
    }

    /// Whether the query finds the article whose title and source were made
    /// ready before. Under 1 µs for a title and a query of common length.
    #[must_use]
    pub fn matches_folded(&self, title: &FoldedTitle, source: &FoldedSource) -> bool {
        self.root
            .as_ref()
            .is_none_or(|node| holds(node, title, source))
    }

    /// Where in the title the terms stand that the query looks for: bytes of
    /// the title as written, on character boundaries, sorted, none touching
    /// another. Excluded terms are not lit.
    #[must_use]
    pub fn title_ranges(&self, title: &str) -> Vec<Range<usize>> {
        if self.lit.is_empty() {
            return Vec::new();
        }
        self.title_ranges_folded(&FoldedTitle::new(title))
    }

    /// As [`Matcher::title_ranges`], of a title made ready before.
    #[must_use]
    pub fn title_ranges_folded(&self, title: &FoldedTitle) -> Vec<Range<usize>> {
        lit(self.lit.iter(), &title.written, &title.folded)
    }

    /// As [`Matcher::title_ranges`], of a text of the body and its folded form:
    /// where the terms stand that are not asked of the title alone.
    #[must_use]
    pub fn text_ranges(&self, written: &str, folded: &Folded) -> Vec<Range<usize>> {
        let anywhere = self.lit.iter().filter(|term| term.scope == Scope::Anywhere);
        lit(anywhere, written, folded)
    }
}

/// Where terms stand in a text, in bytes of what is written.
fn lit<'a>(
    terms: impl Iterator<Item = &'a Term>,
    written: &str,
    folded: &Folded,
) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for term in terms {
        match term.comparison {
            Comparison::Exact => ranges.extend(occurrences(written, term)),
            Comparison::Folded => {
                let found = occurrences(folded.as_str(), term);
                ranges.extend(found.map(|range| folded.original(range)));
            }
        }
    }
    merged(ranges)
}

fn holds(node: &Node, title: &FoldedTitle, source: &FoldedSource) -> bool {
    match node {
        Node::Not(node) => !holds(node, title, source),
        Node::And(nodes) => nodes.iter().all(|node| holds(node, title, source)),
        Node::Or(nodes) => nodes.iter().any(|node| holds(node, title, source)),
        Node::Term(term) => match term.scope {
            Scope::Anywhere | Scope::Title => {
                let text = match term.comparison {
                    Comparison::Exact => &*title.written,
                    Comparison::Folded => title.folded.as_str(),
                };
                occurrences(text, term).next().is_some()
            }
            Scope::Source => source.names.iter().any(|(written, folded)| {
                let name = match term.comparison {
                    Comparison::Exact => written,
                    Comparison::Folded => folded,
                };
                **name == *term.text || term.prefix && name.starts_with(&*term.text)
            }),
        },
    }
}

/// The places at which a term stands in a text, overlapping ones included.
fn occurrences<'a>(text: &'a str, term: &'a Term) -> impl Iterator<Item = Range<usize>> + 'a {
    let sought = term.text.as_str();
    let first = sought.chars().next();
    let binds_left = first.is_some_and(is_word_character);
    let binds_right = !term.prefix && sought.chars().next_back().is_some_and(is_word_character);
    let step = first.map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find(sought)?;
            let end = start + sought.len();
            from = start + step;
            let before = text.get(..start)?.chars().next_back();
            let after = text.get(end..)?.chars().next();
            let cut_left = binds_left && before.is_some_and(is_word_character);
            let cut_right = binds_right && after.is_some_and(is_word_character);
            if !cut_left && !cut_right {
                return Some(start..end);
            }
        }
    })
}

/// Whether a character is part of a word of a script with spaces: a letter, a
/// digit, a mark upon one (Arabic, Hebrew, Indic scripts) or a low line.
fn is_word_character(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    !is_unspaced(c)
        && (c.is_alphanumeric() || CanonicalCombiningClassMapBorrowed::new().get_u8(c) != 0)
}

/// Sorts ranges and joins those that overlap or touch.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RFI: &[&str] = &["RFI", "法广", "Radio France Internationale"];

    fn finds(query: &str, title: &str) -> bool {
        let subject = Subject {
            title,
            source_names: RFI,
        };
        Matcher::new(&Query::parse(query).query).matches(&subject)
    }

    #[test]
    fn titles_are_found() {
        for (query, title) in [
            ("", "任何标题"),
            ("date:2024", "任何标题"),
            ("普京", "普京将访华"),
            ("北京 普京", "普京抵达北京"),
            ("俄罗斯晨报", "俄罗斯《晨报》停刊"),
            ("2024年3月普京", "2024 年 3 月普京连任"),
            ("2024", "２０２４年展望"),
            ("台湾", "臺灣大選"),
            ("臺灣", "台湾大选"),
            ("看着", "他看著海"),
            ("弗拉基米尔·普京", "弗拉基米尔・普京"),
            ("普京 OR 泽连斯基", "泽连斯基发言"),
            ("普京 -泽连斯基", "普京发言"),
            ("putin", "Who is Putin?"),
            ("puti*", "Putin's visit"),
            ("europe", "L’Europe en crise"),
            ("l'europe", "L’Europe en crise"),
            ("elysee", "À l’Élysée"),
            ("C++", "C++ 的新标准"),
            ("5G", "华为5G网络"),
            ("5G网络", "华为5G网络"),
            ("COVID-19", "The covid‑19 years"),
            ("api.dw.com", "From api.dw.com today"),
            ("\"new york\"", "In New  York tonight"),
            ("外长称：“合作”", "外长称: 合作"),
            ("普京*", "普京访华"),
            ("プーチン", "プーチン大統領が訪中"),
            ("ﾌﾟｰﾁﾝ", "プーチン大統領"),
            ("푸틴", "푸틴 방중"),
            ("การเมือง", "ข่าวการเมืองไทย"),
            ("exact:皇后", "皇后大道"),
            ("exact:\"Le Monde\"", "Dans Le Monde hier"),
            ("title:访华 source:rfi", "普京访华"),
            ("source:法廣", "任何标题"),
            ("source:\"radio france*\" OR source:radio*", "任何标题"),
            ("-source:dw", "任何标题"),
            ("NOT (a b)", "only a"),
        ] {
            assert!(finds(query, title), "{query} in {title}");
        }
    }

    #[test]
    fn every_name_of_every_outlet_finds_it() {
        use crate::article::rules::{Rules, Site};

        let rules = Rules::embedded();
        let finds_at = |name: &str, host: &str| {
            let query = Query::parse(&format!("source:\"{name}\"")).query;
            let site = rules.site(host);
            let names: Vec<_> = site.into_iter().flat_map(Site::all_names).collect();
            let subject = Subject {
                title: "",
                source_names: &names,
            };
            Matcher::new(&query).matches(&subject)
        };
        for site in rules.sites() {
            let host = site.hosts().next().filter(|host| *host != "*");
            for (name, host) in site.all_names().filter_map(|name| Some((name, host?))) {
                assert!(finds_at(name, host), "{name} at {host}");
            }
        }
        for (name, host) in [
            ("法广", "www.rfi.fr"),
            ("法廣", "www.rfi.fr"),
            ("rfi", "www.rfi.fr"),
            ("德國之聲", "www.dw.com"),
            ("bbc中文", "www.bbc.com"),
            ("美国之音", "www.voachinese.com"),
            ("紐約時報", "cn.nytimes.com"),
            ("聯合早報", "www.zaobao.com.sg"),
            ("端傳媒", "theinitium.com"),
            ("共同社", "china.kyodonews.net"),
            ("衛報", "www.theguardian.com"),
            ("半島電視台", "chinese.aljazeera.net"),
            ("少數派", "sspai.com"),
        ] {
            assert!(finds_at(name, host), "{name} at {host}");
        }
        assert!(
            !finds_at("法广", "www.dw.com") && !finds_at("cna taiwan", "www.channelnewsasia.com")
        );
    }

    #[test]
    fn titles_are_not_found() {
        for (query, title) in [
            ("普京", "习近平会见"),
            ("普京 北京", "普京抵达莫斯科"),
            ("普京 -北京", "普京抵达北京"),
            ("put", "Putin"),
            ("tin", "Putin"),
            ("tin*", "Putin"),
            ("5G", "15G and 5GHz"),
            ("5G网络", "15G网络"),
            ("3月普京", "13月普京"),
            ("\"new york\"", "new yorker"),
            ("普京北京", "普京、北京"),
            ("exact:皇后", "皇後大道"),
            ("exact:putin", "Putin"),
            ("exact:US", "RUSSIA"),
            ("source:rf", "任何标题"),
            ("source:france", "任何标题"),
            ("-source:法广", "任何标题"),
            ("title:法广", "普京访华"),
            ("हिन्द", "हिन्दी"),
            ("NOT (a b)", "b a"),
        ] {
            assert!(!finds(query, title), "{query} in {title}");
        }
    }

    #[test]
    fn matches_are_lit_where_they_were_written() {
        for (query, title, lit) in [
            ("普京", "普京会普京", &["普京", "普京"][..]),
            ("俄罗斯晨报", "据俄罗斯《晨报》报道", &["俄罗斯《晨报"]),
            ("2024年3月", "在 2024 年 3 月", &["2024 年 3 月"]),
            ("台湾", "論臺灣", &["臺灣"]),
            ("普京 京访", "普京访华", &["普京访"]),
            ("哈哈", "哈哈哈！", &["哈哈哈"]),
            ("putin puti*", "Putin, Putins", &["Putin", "Puti"]),
            ("elysee", "l’Élysée", &["Élysée"]),
            ("普京 -北京", "普京、北京", &["普京"]),
            ("-(-普京)", "普京", &["普京"]),
            ("普京 OR 北京", "北京普京", &["北京普京"]),
            ("source:rfi", "rfi", &[]),
            ("exact:臺", "臺台", &["臺"]),
            ("", "普京", &[]),
        ] {
            let matcher = Matcher::new(&Query::parse(query).query);
            let ranges = matcher.title_ranges(title);
            let found: Vec<_> = ranges
                .into_iter()
                .filter_map(|range| title.get(range))
                .collect();
            assert_eq!(found, lit, "{query} in {title}");
        }
    }

    #[test]
    fn typing_a_word_finds_it_all_the_way() {
        for typed in ["p", "pu", "put", "puti", "putin"] {
            let query = Query::parse_typing(typed).query;
            let subject = Subject {
                title: "Where Putin goes",
                source_names: &[],
            };
            assert!(Matcher::new(&query).matches(&subject), "{typed}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn a_title_in_quotes_finds_itself(title in "[a-cA-C' 普京臺灣《》é，0-2]{0,12}|[^\"“”＂]{0,12}") {
            let query = format!("\"{title}\"");
            prop_assert!(finds(&query, &title));
        }

        #[test]
        fn a_word_finds_a_title_where_it_is_lit(word in "[ab普京1]{1,3}\\*?", title in "[abAB普京臺1 《》'é-]{0,12}") {
            let matcher = Matcher::new(&Query::parse(&word).query);
            let ranges = matcher.title_ranges(&title);
            prop_assert_eq!(finds(&word, &title), !ranges.is_empty());
            prop_assert_eq!(finds(&format!("-{word}"), &title), ranges.is_empty());
            for range in &ranges {
                prop_assert!(title.get(range.clone()).is_some_and(|part| !part.is_empty()));
            }
            prop_assert!(ranges.is_sorted_by(|a, b| a.end < b.start));
        }
    }
}
