//! Where in an article stands what is searched for: a phrase as it was typed, or
//! the words of a query. Which of the hits is looked at is left to others.
//!
//! A hit lies within one block, whatever styles and line breaks it goes over.

use std::ops::Range;
use std::sync::Arc;

use super::Matcher;
use crate::article::Article;
use crate::article::document::Role;
use crate::page::Spot;
use crate::text::fold::{Folded, fold};

/// A phrase to be found as it was typed; of what is folded both forms are one
/// (query.md, "What a word means"). It may begin and end within a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    typed: String,
    folded: String,
}

impl Phrase {
    /// Makes a phrase ready. White space at its ends counts for nothing.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let typed = typed.trim();
        Self {
            typed: typed.to_owned(),
            folded: fold(typed).as_str().to_owned(),
        }
    }

    /// Whether there is nothing to find.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Where it stands, in bytes of what is written.
    fn ranges(&self, written: &str, folded: &Folded) -> Vec<Range<usize>> {
        if self.typed.is_empty() {
            return Vec::new();
        }
        if self.folded.is_empty() {
            // Nothing but what folding drops, such as a quotation mark: as typed.
            let found = written.match_indices(&self.typed);
            return found.map(|(at, part)| at..at + part.len()).collect();
        }
        let found = folded.as_str().match_indices(&self.folded);
        found
            .map(|(at, part)| folded.original(at..at + part.len()))
            .collect()
    }
}

/// What is searched for in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// A phrase.
    Phrase(Phrase),
    /// What a query lights. Notices are no part of what it searches.
    Query(Arc<Matcher>),
}

/// An article made ready once for many searches. It holds its whole text a
/// second time.
#[derive(Clone, Debug)]
pub struct FoldedArticle {
    article: Arc<Article>,
    title: Folded,
    texts: Vec<Folded>,
}

impl FoldedArticle {
    /// Folds an article: about 10 ms for a megabyte.
    #[must_use]
    pub fn new(article: Arc<Article>) -> Self {
        let mut texts = Vec::new();
        article
            .document
            .each_text(&mut |_, text| texts.push(fold(text.as_str())));
        Self {
            title: fold(article.head.title.as_str()),
            article,
            texts,
        }
    }

    /// Whether it was made of this very article.
    #[must_use]
    pub fn is_of(&self, article: &Arc<Article>) -> bool {
        Arc::ptr_eq(&self.article, article)
    }

    /// Where it stands what is sought: in reading order, the title first, none
    /// over another. Both ends of a range are in the same text.
    #[must_use]
    pub fn hits(&self, sought: &Sought) -> Vec<Range<Spot>> {
        let mut hits = Vec::new();
        let title = self.article.head.title.as_str();
        let ranges = match sought {
            Sought::Phrase(phrase) => phrase.ranges(title, &self.title),
            Sought::Query(matcher) => matcher.title_ranges(title),
        };
        push(&mut hits, Spot::Title(0), title, ranges);
        let mut before: u32 = 0;
        let mut folded = self.texts.iter();
        self.article.document.each_text(&mut |role, text| {
            let Some(folded) = folded.next() else { return };
            let written = text.as_str();
            let ranges = match sought {
                Sought::Phrase(phrase) => phrase.ranges(written, folded),
                Sought::Query(_) if role == Some(Role::Notice) => Vec::new(),
                Sought::Query(matcher) => matcher.text_ranges(written, folded),
            };
            push(&mut hits, Spot::Text(before), written, ranges);
            before = before.saturating_add(count(written));
        });
        hits
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Adds ranges of bytes of a text as places. A unit of which several parts were
/// found (ﬁ, ㈱) is one hit.
fn push(hits: &mut Vec<Range<Spot>>, start: Spot, text: &str, ranges: Vec<Range<usize>>) {
    let (mut at, mut characters) = (0, 0);
    for range in ranges {
        if range.start < at || range.is_empty() {
            continue;
        }
        let (Some(skipped), Some(found)) = (text.get(at..range.start), text.get(range.clone()))
        else {
            continue;
        };
        let from = characters + count(skipped);
        characters = from + count(found);
        at = range.end;
        hits.push(start.further(from)..start.further(characters));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Rules;
    use crate::loader::{FileFacts, Loaded, load};
    use crate::query::{Query, Reading};
    use proptest::prelude::*;

    fn article(title: &str, html: &str) -> Arc<Article> {
        let facts = FileFacts {
            path: "a.txt".into(),
            modified: chrono::DateTime::UNIX_EPOCH,
        };
        let text = format!("[{title}](https://example.org/a)\n------\n{html}");
        match load(text.as_bytes(), &facts, &Rules::embedded()) {
            Loaded::Article(article) => Arc::new(*article),
            Loaded::Binary => panic!("an article"),
        }
    }

    /// The hits as they were written.
    fn found(article: &Arc<Article>, sought: &Sought) -> Vec<String> {
        let mut text = String::new();
        let each = &mut |_, part: crate::text::CleanRef<'_>| text.push_str(part.as_str());
        article.document.each_text(each);
        let cut = |text: &str, from: u32, to: u32| -> String {
            let (from, to) = (from as usize, to as usize);
            text.chars().skip(from).take(to - from).collect()
        };
        let folded = FoldedArticle::new(Arc::clone(article));
        let hits = folded.hits(sought);
        assert!(hits.is_sorted_by(|a, b| a.end <= b.start), "{hits:?}");
        hits.into_iter()
            .map(|hit| match (hit.start, hit.end) {
                (Spot::Title(from), Spot::Title(to)) => {
                    format!("T:{}", cut(article.head.title.as_str(), from, to))
                }
                (Spot::Text(from), Spot::Text(to)) => cut(&text, from, to),
                hit => panic!("{hit:?} is in two texts"),
            })
            .collect()
    }

    const HTML: &str = "<p>船长对《晨报》<b>说</b>：“臺灣的港口” 2024 年 3 月开放。</p>\
<p>Café Ａ ﬁn COVID-19 putin’s. 港</p><ul><li>口</li><li>aaaa</li></ul><pre>x  y\nz</pre>\
<p>© 2024年港口社</p>";

    #[test]
    fn a_phrase_is_found_as_typed_and_folded() {
        let article = article("港口的一天", HTML);
        for (typed, hits) in [
            ("港口", &["T:港口", "港口", "港口"][..]),
            ("台湾", &["臺灣"]),
            ("臺灣", &["臺灣"]),
            ("晨报说", &["晨报》说"]),
            ("“晨报”说", &["晨报》说"]),
            ("晨报说:台湾", &["晨报》说：“臺灣"]),
            ("晨报说：台湾", &["晨报》说：“臺灣"]),
            ("2024年3月", &["2024 年 3 月"]),
            ("２０２４ 年", &["2024 年", "2024年"]),
            ("cafe a", &["Café Ａ"]),
            ("OVID", &["OVID"]),
            ("f", &["f", "ﬁ"]),
            ("aa", &["aa", "aa"]),
            ("》", &["》"]),
            ("“", &["“"]),
            ("y z", &["y\nz"]),
            // Never over two blocks.
            ("港口aaaa", &[]),
            ("口的一天 船长", &[]),
            ("没有", &[]),
            ("", &[]),
            ("  ", &[]),
        ] {
            assert_eq!(
                found(&article, &Sought::Phrase(Phrase::new(typed))),
                hits,
                "{typed}"
            );
        }
    }

    #[test]
    fn a_query_lights_its_words() {
        let article = article("港口的一天", HTML);
        for (query, hits) in [
            // A notice is not searched.
            ("港口", &["T:港口", "港口"][..]),
            ("title:港口", &["T:港口"]),
            ("港口 -臺灣", &["T:港口", "港口"]),
            ("putin", &["putin"]),
            ("puti", &[]),
            ("exact:台湾 OR exact:臺灣", &["臺灣"]),
            ("\"晨报说\" 天", &["T:天", "晨报》说"]),
            ("source:a", &[]),
        ] {
            let reading = Reading::on(chrono::NaiveDate::MIN);
            let parsed = Query::parse(query, &reading).query;
            let matcher = Arc::new(Matcher::new(&parsed, chrono_tz::Tz::UTC));
            assert_eq!(found(&article, &Sought::Query(matcher)), hits, "{query}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        /// What stands in a paragraph is found there.
        #[test]
        fn a_part_of_a_text_is_found(text in "[ab港臺灣 《》“”é，Ａ]{1,16}", from in 0..8usize, length in 1..6usize) {
            let article = article("", &format!("<p>{text}</p>"));
            let written = article.document.plain_text();
            let part: String = written.chars().skip(from).take(length).collect();
            let hits = found(&article, &Sought::Phrase(Phrase::new(&part)));
            let sought = fold(part.trim());
            if !part.trim().is_empty() {
                prop_assert!(hits.iter().any(|hit| fold(hit).as_str() == sought.as_str()), "{part:?} in {text:?}: {hits:?}");
            }
        }
    }
}
