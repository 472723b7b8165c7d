//! What is answered of a folder that is known: by the index, and without it.

#![allow(clippy::unwrap_used, reason = "tests")]

use chrono::NaiveDate;

use super::*;
use crate::archive::Keeper;
use crate::article::Rules;
use crate::query::{Query, Reading};

/// Titles and bodies, the newest first.
const ARTICLES: &[(&str, &str)] = &[
    ("拉夫罗夫抵京", "<p>灯塔的守塔人</p>"),
    ("論臺灣的港口", "<p>港口与桥与灯塔，灯塔</p>"),
    ("Lflf, a word", "<p>桥</p>"),
    ("中国银行", "<p>灯塔灯塔灯塔灯塔</p>"),
    ("普京访华", "<p>见 lflf 此</p>"),
];

/// A folder of the articles, looked at, and indexed where that is wanted.
fn known(folder: &tempfile::TempDir, is_indexed: bool) -> Known {
    let articles = folder.path().join("articles");
    std::fs::create_dir_all(&articles).unwrap();
    for (place, (title, body)) in ARTICLES.iter().enumerate() {
        let text = format!(
            "<!--{}-->\n[{title}](https://www.rfi.fr/cn/{place})\n------\n\n{body}",
            1_712_600_000_000_u64 - place as u64 * 100_000_000
        );
        std::fs::write(articles.join(format!("{place}.txt")), text).unwrap();
    }
    let archive = Archive::open(vec![articles], Arc::new(Rules::embedded())).unwrap();
    let cache = folder.path().join(format!("cache-{is_indexed}"));
    std::fs::create_dir_all(&cache).unwrap();
    let mut keeper = Keeper::open(archive, Some(&cache), &mut |trouble| panic!("{trouble}"));
    keeper.begin_look();
    let mut looks = Vec::new();
    keeper.look()(&mut |look| {
        looks.push(look);
        true
    });
    for look in &looks {
        keeper.take(look).unwrap();
    }
    keeper.finish_look().unwrap();
    while is_indexed && keeper.index_some().unwrap().is_some() {}
    keeper.known()
}

/// The titles that a query finds, in the order it asks for.
fn titles(known: &Known, query: &str) -> Vec<String> {
    let today = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();
    let reading = Reading {
        pinyin: true,
        ..Reading::on(today)
    };
    let query = Query::parse(query, &reading).query;
    let matcher = Matcher::new(&query, chrono_tz::Tz::UTC);
    let marks = MarkSet::default();
    let mut marked = MarkedRows::default();
    marked.update(known, &marks);
    let answer = known.ask(&matcher, &marked, &marks, &|| false).unwrap();
    let mut found = answer.found;
    for number in known.holding(&answer.unread, &matcher, &marks) {
        found.insert(number as usize);
    }
    let rows = known.arranged(query.order().unwrap_or_default(), Some(&found));
    let heads = (0..rows.len()).filter_map(|row| rows.head(row));
    heads.map(|head| head.title.as_str().to_owned()).collect()
}

#[test]
fn pinyin_is_answered_with_the_index_and_without() {
    let folder = tempfile::tempdir().unwrap();
    for known in [known(&folder, false), known(&folder, true)] {
        for (query, expected) in [
            ("py:lflf", &["拉夫罗夫抵京"][..]),
            ("py:taiwan", &["論臺灣的港口"]),
            (
                "-py:taiwan py:fg",
                &["拉夫罗夫抵京", "Lflf, a word", "中国银行", "普京访华"],
            ),
            ("py:faguang py:yinhang", &["中国银行"]),
            ("py:zhongguoyinhang 灯塔", &["中国银行"]),
            ("py:dw", &[]),
            // In the filter a word is asked both ways.
            ("lflf", &["拉夫罗夫抵京", "Lflf, a word", "普京访华"]),
            ("title:lflf", &["拉夫罗夫抵京", "Lflf, a word"]),
            ("\"lflf\"", &["Lflf, a word", "普京访华"]),
            ("普jing", &["普京访华"]),
        ] {
            assert_eq!(titles(&known, query), expected, "{query}");
        }
    }
}
