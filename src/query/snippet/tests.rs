//! Which passage is chosen, and what of it is seen.

use std::sync::Arc;

use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::article::Rules;
use crate::loader::{FileFacts, Loaded, load};
use crate::query::{FoldedArticle, Query, Reading, Sought};
use crate::text::WidthPolicy;

fn article(title: &str, html: &str) -> Article {
    let facts = FileFacts {
        path: "a.txt".into(),
        modified: chrono::DateTime::UNIX_EPOCH,
    };
    let text = format!("[{title}](https://example.org/a)\n------\n{html}");
    match load(text.as_bytes(), &facts, &Rules::embedded()) {
        Loaded::Article(article) => *article,
        Loaded::Binary => panic!("an article"),
    }
}

fn matcher(query: &str) -> Matcher {
    let reading = Reading {
        pinyin: true,
        ..Reading::on(chrono::NaiveDate::default())
    };
    Matcher::new(&Query::parse(query, &reading).query, Tz::UTC)
}

/// A snippet with what is lit in brackets.
fn lit(snippet: &Snippet) -> String {
    let mut out = String::new();
    let mut at = 0;
    for hit in &snippet.hits {
        out.push_str(snippet.text.slice(at..hit.start).as_str());
        out.push('[');
        out.push_str(snippet.text.slice(hit.clone()).as_str());
        out.push(']');
        at = hit.end;
    }
    out + snippet.text.slice(at..snippet.text.as_str().len()).as_str()
}

fn snippet(article: &Article, query: &str, columns: usize) -> Option<String> {
    let passage = Passage::found(article, &matcher(query))?;
    Some(lit(&passage.cut(columns, WidthPolicy::Narrow)))
}

const HTML: &str = "<p>船长对《晨报》<b>说</b>：“臺灣的港口” 2024 年 3 月开放。</p>\
<p>Café Ａ ﬁn COVID-19 putin’s.</p><ul><li>旧港</li><li>口岸与晨报</li></ul>\
<pre>x  y\nz 灯塔</pre><p>灯塔\u{3000} 亮了，港口醒来，晨报送到。</p>\
<p>© 2024年港口社</p>";

#[test]
fn the_best_passage_is_chosen() {
    for (title, query, expected) in [
        (
            "一天",
            "港口",
            Some("船长对《晨报》说：“臺灣的[港口]” 2024 年 3 月开放。"),
        ),
        // Both words in one place.
        (
            "一天",
            "灯塔 港口",
            Some("[灯塔] 亮了，[港口]醒来，晨报送到。"),
        ),
        (
            "一天",
            "灯塔 OR 晨报",
            Some("[灯塔] 亮了，港口醒来，[晨报]送到。"),
        ),
        // What the title has is not what was to be found.
        ("晨报的一天", "晨报 旧港", Some("[旧港]")),
        (
            "晨报的一天",
            "晨报 灯塔",
            Some("[灯塔] 亮了，港口醒来，[晨报]送到。"),
        ),
        // Folded, over styles and quotation marks; the original is shown.
        (
            "一天",
            "晨报说 台湾",
            Some("船长对《[晨报》说]：“[臺灣]的港口” 2024 年 3 月开放。"),
        ),
        // White space runs as one.
        ("一天", "body:\"y z\"", Some("x [y z] 灯塔")),
        ("一天", "covid-19", Some("Café Ａ ﬁn [COVID-19] putin’s.")),
        ("一天", "put*", Some("Café Ａ ﬁn COVID-19 [put]in’s.")),
        // Never over two blocks, and a notice is not searched.
        ("一天", "旧港口", None),
        ("一天", "港口社", None),
        // What is excluded, what is sought elsewhere, what is no text.
        ("港口", "title:港口", None),
        ("一天", "-港口", None),
        (
            "一天",
            "港口 -夜",
            Some("船长对《晨报》说：“臺灣的[港口]” 2024 年 3 月开放。"),
        ),
        ("一天", "date:2024 source:a", None),
        ("一天", "没有", None),
    ] {
        let found = snippet(&article(title, HTML), query, 80);
        assert_eq!(found.as_deref(), expected, "{query} in {title}");
    }
}

#[test]
fn it_begins_where_the_text_does() {
    for (html, expected) in [
        (
            HTML,
            Some("船长对《晨报》说：“臺灣的港口” 2024 年 3 月开放。"),
        ),
        ("<ul><li> </li></ul><pre> a\n b</pre>", Some("a b")),
        ("<h2>头</h2><p>身</p>", Some("身")),
        ("<p>（本报讯）身</p>", Some("（本报讯）身")),
        ("<hr>", None),
    ] {
        let passage = Passage::beginning(&article("一天", html));
        let cut = passage.map(|passage| lit(&passage.cut(80, WidthPolicy::Narrow)));
        assert_eq!(cut.as_deref(), expected, "{html}");
    }
}

#[test]
fn it_is_cut_to_its_room() {
    let long = format!("<p>{}灯塔{}</p>", "前".repeat(500), "后".repeat(500));
    let words = "<p>The keeper of the old lighthouse wrote to the harbour master every evening about the fog.</p>";
    let han = "<p>据当地媒体报道，当被问及船长是否有访问北港的计划时，港务局发言人说，日期还没有定下来。</p>";
    for (html, query, columns, expected) in [
        (han, "船长", 30, "…当被问及[船长]是否有访问北港的…"),
        (han, "北港", 30, "…否有访问[北港]的计划时，港务局…"),
        (han, "发言人", 30, "…港务局[发言人]说，日期还没有定…"),
        (han, "定下来", 30, "…发言人说，日期还没有[定下来]。"),
        (han, "据当地", 12, "[据当地]媒体…"),
        (
            han,
            "被问及船长是否有访问北港的计划",
            20,
            "…当[被问及船长是否有]…",
        ),
        (words, "keeper", 30, "The [keeper] of the old…"),
        (words, "harbour", 30, "…to the [harbour] master every…"),
        (words, "harbour", 16, "…to the [harbour]…"),
        (words, "fog", 30, "…every evening about the [fog]."),
        // Room that a long word leaves behind goes to the words before.
        (words, "old", 20, "…keeper of the [old]…"),
        (words, "light*", 16, "…old [light]house…"),
        (&long, "灯塔", 30, "…前前前前[灯塔]后后后后后后后后…"),
        (&long, "灯塔", 9, "…前[灯塔]…"),
        (&long, "灯塔", 8, "…[灯塔]后…"),
        (&long, "灯塔", 7, "前[灯塔]"),
        (&long, "灯塔", 3, "[灯]"),
        (&long, "灯塔", 1, ""),
        (&long, "灯塔", 0, ""),
        ("<p>灯塔</p>", "灯塔", 8, "[灯塔]"),
        ("<p>灯塔</p>", "灯塔", 4, "[灯塔]"),
    ] {
        let found = snippet(&article("一天", html), query, columns);
        assert_eq!(found.as_deref(), Some(expected), "{query} in {columns}");
    }
    let passage = Passage::found(&article("一天", &long), &matcher("灯塔")).expect("a passage");
    assert_eq!(
        lit(&passage.cut(30, WidthPolicy::Wide)),
        "..前前前前[灯塔]后后后后后后后.."
    );
}

#[test]
fn a_million_hits_are_not_all_looked_at() {
    let html = format!("<p>{}灯塔</p>", "的".repeat(300_000));
    let found = snippet(&article("一天", &html), "的 灯塔", 20);
    assert!(found.is_some_and(|found| found.contains('[')));
}

proptest! {
    #![proptest_config(crate::laws())]

    /// It is never wider than asked, it is a part of a block, and a hit is seen.
    #[test]
    fn a_snippet_is_a_part_of_its_block(
        blocks in proptest::collection::vec("[ab 港口灯塔，。“”《》é\u{301}\u{3000}ﬁ👩🏽🚀\u{200D}ไทยनि-]{0,90}", 1..4),
        query in select(vec!["港", "口灯", "a", "a*", "塔 b*", "灯 OR 港口", "[港 口]", "\"港 塔\"~5", "exact:\"é\"", "ท", "a -港"]),
        columns in 0..60usize,
        wide in any::<bool>(),
    ) {
        let html = format!("<p>{}</p>", blocks.join("</p><p>"));
        let article = article("一天", &html);
        let matcher = matcher(query);
        let policy = if wide { WidthPolicy::Wide } else { WidthPolicy::Narrow };
        let found = Passage::found(&article, &matcher);
        let article = Arc::new(article);
        let folded = FoldedArticle::new(Arc::clone(&article));
        let is_lit = !folded.hits(&Sought::Query(Arc::new(matcher))).is_empty();
        prop_assert_eq!(found.is_some(), is_lit);
        let found = found.into_iter().map(|passage| (passage, true));
        let beginning = Passage::beginning(&article).into_iter().map(|passage| (passage, false));
        let mut texts = Vec::new();
        article.document.each_text(&mut |_, text| {
            texts.push(text.as_str().split_whitespace().collect::<Vec<_>>().join(" "));
        });
        for (passage, has_hit) in found.chain(beginning) {
            let snippet = passage.cut(columns, policy);
            let text = snippet.text.as_str();
            prop_assert!(policy.text(text) <= columns, "{text:?}");
            let mark = policy.cut_mark().as_str();
            let bare = text.strip_prefix(mark).unwrap_or(text);
            let bare = bare.strip_suffix(mark).unwrap_or(bare);
            prop_assert!(texts.iter().any(|block| block.contains(bare)), "{bare:?} of {texts:?}");
            prop_assert!(snippet.hits.is_sorted_by(|a, b| a.end <= b.start));
            for hit in &snippet.hits {
                prop_assert!(hit.start < hit.end && text.get(hit.clone()).is_some(), "{snippet:?}");
            }
            prop_assert_eq!(has_hit && columns >= LEAST_SEEN, !snippet.hits.is_empty() && columns >= LEAST_SEEN, "{:?}", snippet);
        }
    }
}

/// Columns in which a grapheme of the texts above has room, one before it that
/// stays with it, and two marks.
const LEAST_SEEN: usize = 14;
