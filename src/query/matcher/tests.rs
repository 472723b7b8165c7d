//! What queries find and what they light.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::article::ArticleId;
use crate::query::subject::{Body, Marked};
use crate::query::{FoldedSource, Reading};
use crate::text::language::Language;

const RFI: &[&str] = &["RFI", "法广", "Radio France Internationale"];

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();

fn matcher(query: &str) -> Matcher {
    Matcher::new(&Query::parse(query, &Reading::on(TODAY)).query, Tz::UTC)
}

/// Whether a query finds an article of RFI with a title and the blocks of its
/// body, separated by `/`.
fn finds_in(query: &str, title: &str, body: Option<&str>) -> bool {
    let source = FoldedSource::new(RFI.iter().copied());
    let blocks: Vec<FoldedText> = body
        .map(|body| body.split('/').map(FoldedText::new).collect())
        .unwrap_or_default();
    let hosts = ["www.youtube.com".to_owned(), "example.org".to_owned()];
    let tags = ["战争".to_owned(), "to read".to_owned()];
    matcher(query).matches(&Subject {
        title: &FoldedText::new(title),
        source: &source,
        host: "www.rfi.fr",
        published: "2024-04-09T20:33:00Z".parse().unwrap(),
        saved: Some("2024-04-10T00:00:00Z".parse().unwrap()),
        language: body.map(|_| Language::TRADITIONAL_CHINESE),
        length: body.map(|_| 1176),
        path: Path::new("/archive/news/2024/04/one.txt"),
        id: ID,
        marked: Marked {
            read: true,
            starred: false,
            new: true,
            tags: &tags,
        },
        body: body.map(|_| Body {
            blocks: &blocks,
            contents: Contents::IMAGE | Contents::SHARE,
            link_hosts: &hosts,
        }),
    })
}

const ID: ArticleId = ArticleId::from_bytes([7; 16]);

fn finds(query: &str, title: &str) -> bool {
    finds_in(query, title, None)
}

#[test]
fn titles_are_found() {
    for (query, title) in [
        ("", "任何标题"),
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
        ("py:pjfh", "普京访华"),
        ("py:pujing py:fh", "普京访华"),
        ("py:faguang", "普京访华"),
        ("-py:dw", "普京访华"),
    ] {
        assert!(finds(query, title), "{query} in {title}");
    }
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
        ("py:pujong", "普京访华"),
        ("-py:fg", "普京访华"),
        ("pjfh", "普京访华"),
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
        ("py:taiwan", "論臺灣", &["臺灣"]),
        ("py:tw -py:lun", "論臺灣", &["臺灣"]),
        ("py:fg", "普京", &[]),
        ("", "普京", &[]),
    ] {
        let matcher = matcher(query);
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
        let reading = Reading {
            typing: true,
            ..Reading::on(TODAY)
        };
        let query = Query::parse(typed, &reading).query;
        let title = "Where Putin goes";
        let lit = Matcher::new(&query, Tz::UTC).title_ranges(title);
        let lit: Vec<_> = lit
            .into_iter()
            .filter_map(|range| title.get(range))
            .collect();
        assert_eq!(lit, [title.get(6..6 + typed.len()).unwrap()], "{typed}");
    }
}

const BODY: &str =
    "俄羅斯外長週一抵達北京/普京将于五月访华，双方商定合作/The visit of Mr Putin, in May";

fn assert_found(cases: &[(&str, bool)]) {
    for (query, expected) in cases {
        let found = finds_in(query, "会谈在此举行", Some(BODY));
        assert_eq!(found, *expected, "{query}");
    }
}

#[test]
fn articles_are_found_by_what_is_in_them() {
    assert_found(&[
        ("外长", true),
        ("外长 合作", true),
        ("title:外长", false),
        ("title:会谈", true),
        ("body:会谈", false),
        ("body:合作", true),
        // Two blocks never join.
        ("北京普京", false),
        ("\"抵达北京\"", true),
        ("[普京 访华]", true),
        ("[外长 访华]", false),
        ("[外长 -访华]", true),
        ("[普京 (合作 OR 北京)]", true),
        ("[会谈 举行]", true),
        ("-[外长 访华]", true),
        ("\"访华 普京\"~4", true),
        ("\"访华 普京\"~3", false),
        ("\"合作 普京\"~11", true),
        ("\"合作 普京\"~10", false),
        ("\"外长 访华\"~99", false),
        ("\"putin visit\"~7", true),
        ("\"putin visit\"~6", false),
        ("title:\"会谈 举行\"~2", true),
        ("exact:外長", true),
        ("exact:外长", false),
        ("putin*", true),
        ("body:vis*", true),
    ]);
}

#[test]
fn articles_are_found_by_what_is_known_of_them() {
    assert_found(&[
        ("host:rfi.fr", true),
        ("host:www.rfi.fr", true),
        ("host:fr", true),
        ("host:fi.fr", false),
        ("host:https://rfi.fr/cn", true),
        ("date:2024", true),
        ("date:2024-04-09", true),
        ("date:today", true),
        ("date:yesterday", false),
        ("date:7d", true),
        ("date:..2023", false),
        ("date:*-04-09", true),
        ("date:*-05", false),
        ("date:(2023 OR 2024-04)", true),
        ("saved:2024-04-10", true),
        ("saved:2024-04-09", false),
        ("is:read", true),
        ("is:unread", false),
        ("-is:starred", true),
        ("is:new", true),
        ("tag:戰爭", true),
        ("tag:\"To read\"", true),
        ("-tag:战争", false),
        ("has:image", true),
        ("has:video", false),
        ("has:share", true),
        ("link:youtube.com", true),
        ("link:tube.com", false),
        ("lang:zh", true),
        ("lang:zh-hant", true),
        ("lang:zh-Hans", false),
        ("lang:z", false),
        ("length:>1000", true),
        ("length:>1176", false),
        ("length:500..1500", true),
        ("length:1176", true),
        ("path:2024/04", true),
        ("path:04/2024", false),
        ("path:202?/*/*.txt", true),
        ("path:*one*", true),
        ("path:ON*", false),
        ("id:07070707070707070707070707070707", true),
        ("source:法廣 -北京 OR 访华", true),
        ("任何", false),
    ]);
}

#[test]
fn what_has_not_been_read_is_not_found() {
    for (query, expected) in [
        ("外长", false),
        ("has:image", false),
        ("lang:zh", false),
        ("length:>0", false),
        ("会谈 date:2024", true),
    ] {
        assert_eq!(finds(query, "会谈在此举行"), expected, "{query}");
        let needs = query != "会谈 date:2024" || query.contains("会谈");
        assert_eq!(matcher(query).needs_body(), needs, "{query}");
    }
    assert!(!matcher("title:会谈 date:2024 is:read py:ht").needs_body());
    for (query, needs) in [
        ("会谈 OR -is:read", true),
        ("is:unread", true),
        ("is:starred", true),
        ("tag:war", true),
        ("会谈 date:2024 is:new has:image", false),
    ] {
        assert_eq!(matcher(query).needs_marks(), needs, "{query}");
    }
}

#[test]
fn names_are_as_patterns_have_them() {
    for (name, pattern, expected) in [
        ("one.txt", "one.txt", true),
        ("one.txt", "*", true),
        ("one.txt", "*.txt", true),
        ("one.txt", "o*e*t", true),
        ("one.txt", "?ne.txt", true),
        ("one.txt", "one", false),
        ("one.txt", "?one.txt", false),
        ("", "*", true),
        ("", "?", false),
        (
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
            "*a*a*a*a*a*a*a*c",
            false,
        ),
    ] {
        assert_eq!(is_like(name, pattern), expected, "{name} {pattern}");
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
        let matcher = matcher(&word);
        let ranges = matcher.title_ranges(&title);
        prop_assert_eq!(finds(&word, &title), !ranges.is_empty());
        prop_assert_eq!(finds(&format!("-{word}"), &title), ranges.is_empty());
        for range in &ranges {
            prop_assert!(title.get(range.clone()).is_some_and(|part| !part.is_empty()));
        }
        prop_assert!(ranges.is_sorted_by(|a, b| a.end < b.start));
    }
}

#[test]
fn the_title_has_what_is_sought_or_the_body_has_to_show_it() {
    for (query, title, expected) in [
        ("普京", "普京访华", true),
        ("普京", "外长访华", false),
        ("普京 访华", "普京访华", true),
        ("普京 北京", "普京访华", false),
        ("普京 OR 北京", "普京访华", true),
        ("普京 OR 北京", "外长访华", false),
        ("body:普京", "普京访华", false),
        ("title:普京", "普京访华", true),
        ("[普京 访华]", "普京访华", true),
        ("[普京 北京]", "普京访华", false),
        ("\"普京 访华\"~2", "普京即将访华", true),
        ("\"普京 访华\"~1", "普京即将访华", false),
        // What is excluded and what is no text asks for nothing.
        ("普京 -北京", "普京访华", true),
        ("-北京", "普京访华", true),
        (
            "date:2024 source:rfi is:starred has:image",
            "普京访华",
            true,
        ),
        ("普京 is:unread", "普京访华", true),
        ("普京 source:rfi", "外长访华", false),
        // It may be here for the one or the other; the body tells.
        ("普京 OR is:starred", "外长访华", false),
        ("py:pjfh", "普京访华", true),
        ("", "普京访华", true),
    ] {
        let title = FoldedText::new(title);
        assert_eq!(matcher(query).is_met_by_title(&title), expected, "{query}");
    }
    let reading = Reading {
        pinyin: true,
        ..Reading::on(TODAY)
    };
    let by_pinyin = Matcher::new(&Query::parse("pjfh", &reading).query, Tz::UTC);
    assert!(by_pinyin.is_met_by_title(&FoldedText::new("普京访华")));
    assert!(!by_pinyin.is_met_by_title(&FoldedText::new("外长访华")));
}
