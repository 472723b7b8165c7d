//! What is answered of a folder that is known: by the index, and without it.

#![allow(clippy::unwrap_used, reason = "tests")]

use chrono::NaiveDate;

use super::*;
use crate::archive::Keeper;
use crate::article::Rules;
use crate::marks::Mark;
use crate::query::filter::is_alternative;
use crate::query::{Facet, Filter, Filters, Query, Reading};

/// Titles and bodies, the newest first.
const ARTICLES: &[(&str, &str)] = &[
    ("拉夫罗夫抵京", "<p>灯塔的守塔人</p>"),
    ("論臺灣的港口", "<p>港口与桥与灯塔，灯塔</p>"),
    ("Lflf, a word", "<p>桥</p>"),
    ("中国银行", "<p>灯塔灯塔灯塔灯塔</p>"),
    ("普京访华", "<p>见 lflf 此</p>"),
];

fn write(folder: &tempfile::TempDir, place: usize, stamp: u64, title: &str, body: &str) {
    let articles = folder.path().join("articles");
    std::fs::create_dir_all(&articles).unwrap();
    let link = format!("https://www.rfi.fr/cn/{place}");
    let text = format!("<!--{stamp}-->\n[{title}]({link})\n------\n\n{body}");
    std::fs::write(articles.join(format!("{place}.txt")), text).unwrap();
}

fn look(keeper: &mut Keeper) {
    keeper.begin_look(true);
    let mut looks = Vec::new();
    keeper.look()(&mut |look| {
        looks.push(look);
        true
    });
    for look in &looks {
        keeper.take(look).unwrap();
    }
    keeper.finish_look().unwrap();
}

/// Keeps a folder of the articles, looked at, and indexed where that is wanted.
fn keeper(folder: &tempfile::TempDir, is_indexed: bool) -> Keeper {
    for (place, (title, body)) in ARTICLES.iter().enumerate() {
        let stamp = 1_712_600_000_000 - place as u64 * 100_000_000;
        write(folder, place, stamp, title, body);
    }
    let articles = folder.path().join("articles");
    let archive = Archive::open(vec![articles], Arc::new(Rules::embedded())).unwrap();
    let cache = folder.path().join(format!("cache-{is_indexed}"));
    std::fs::create_dir_all(&cache).unwrap();
    let mut keeper = Keeper::open(archive, Some(&cache), &mut |trouble| panic!("{trouble}"));
    look(&mut keeper);
    while is_indexed && keeper.index_some().unwrap().is_some() {}
    keeper
}

fn known(folder: &tempfile::TempDir, is_indexed: bool) -> Known {
    keeper(folder, is_indexed).known()
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
    let order = query.order().unwrap_or_default();
    let rows = known.arranged(order, Some((&matcher, &found)), &|| false);
    let rows = rows.unwrap();
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

#[test]
fn what_is_found_is_sorted_by_how_much_of_it_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let by_date = ["拉夫罗夫抵京", "論臺灣的港口", "中国银行"];
    for (is_indexed, query, expected) in [
        (
            true,
            "灯塔 sort:relevance",
            ["中国银行", "論臺灣的港口", "拉夫罗夫抵京"],
        ),
        (
            true,
            "灯塔 sort:-relevance",
            ["拉夫罗夫抵京", "論臺灣的港口", "中国银行"],
        ),
        // What is alike, or not indexed, by date.
        (true, "灯* -普京 sort:date", by_date),
        (true, "(py:lflf OR py:tw OR py:yh) sort:relevance", by_date),
        (false, "灯塔 sort:relevance", by_date),
        (
            false,
            "灯塔 sort:-relevance",
            ["中国银行", "論臺灣的港口", "拉夫罗夫抵京"],
        ),
    ] {
        let known = known(&folder, is_indexed);
        assert_eq!(titles(&known, query), expected, "{query}");
    }
}

#[test]
fn what_is_not_indexed_comes_after_what_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut keeper = keeper(&folder, true);
    write(
        &folder,
        9,
        1_712_700_000_000,
        "灯塔灯塔",
        "<p>灯塔灯塔灯塔灯塔灯塔</p>",
    );
    write(&folder, 8, 1_712_690_000_000, "新的灯塔", "<p>灯塔</p>");
    look(&mut keeper);
    let known = keeper.known();
    let ranked = ["中国银行", "論臺灣的港口", "拉夫罗夫抵京"];
    let mut expected = [&ranked[..], &["灯塔灯塔", "新的灯塔"]].concat();
    assert_eq!(titles(&known, "灯塔 sort:relevance"), expected);
    expected[..3].reverse();
    expected[3..].reverse();
    assert_eq!(titles(&known, "灯塔 sort:-relevance"), expected);
}

#[test]
fn other_copies_are_told_the_newest_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut keeper = keeper(&folder, false);
    let original = folder.path().join("articles/1.txt");
    let text = std::fs::read_to_string(&original).unwrap();
    for (name, stamp) in [("older.txt", "1512300000000"), ("old.txt", "1612300000000")] {
        let copy = text.replace("1712500000000", stamp);
        assert_ne!(copy, text);
        std::fs::write(original.with_file_name(name), copy).unwrap();
    }
    look(&mut keeper);
    let known = keeper.known();
    let rows = known.arranged(Order::default(), None, &|| false).unwrap();
    assert_eq!(rows.len(), ARTICLES.len());
    for row in 0..rows.len() {
        let copies = known.copies(rows.id(row).unwrap());
        let names: Vec<_> = copies
            .iter()
            .map(|head| head.path.file_name().unwrap().to_str().unwrap())
            .collect();
        let has_copies = rows.head(row).unwrap().path == original;
        let expected: &[&str] = if has_copies {
            &["old.txt", "older.txt"]
        } else {
            &[]
        };
        assert_eq!(names, expected, "{row}");
    }
    assert_eq!(known.copies(ArticleId::from_bytes([0; 16])).len(), 0);
}

/// Rows that came, changed and went, and marks that changed, in any order: what is
/// kept in step is what is made anew.
#[test]
fn marked_rows_follow_the_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let mut keeper = keeper(&folder, false);
    let all = |known: &Known| -> Vec<ArticleId> {
        let rows = known.arranged(Order::default(), None, &|| false).unwrap();
        (0..rows.len()).filter_map(|row| rows.id(row)).collect()
    };
    let mut marks = MarkSet::default();
    let mut marked = MarkedRows::default();
    let later = ArticleId::v1(Some("https://www.rfi.fr/cn/77"), "", "");
    let read = |read| Mark {
        read,
        starred: !read,
        ..Mark::default()
    };
    for round in 0..8 {
        let ids = all(&keeper.known());
        match round {
            1 => drop(marks.set(ids[1], read(true))),
            // Marked before it is there.
            2 => drop(marks.set(later, read(true))),
            3 => write(&folder, 77, 1_712_700_000_000, "late", "<p>x</p>"),
            // Another text in the same file, and the file gone.
            4 => write(
                &folder,
                1,
                1_712_600_000_001,
                "other",
                "<p>longer than before</p>",
            ),
            5 => std::fs::remove_file(folder.path().join("articles/77.txt")).unwrap(),
            6 => drop(marks.set(ids[0], read(false))),
            _ => {}
        }
        look(&mut keeper);
        let known = keeper.known();
        marked.update(&known, &marks);
        let mut fresh = MarkedRows::default();
        fresh.update(&known, &marks);
        let ones = |set: &FixedBitSet| set.ones().collect::<Vec<_>>();
        assert_eq!(ones(&marked.read), ones(&fresh.read), "round {round}");
        assert_eq!(ones(&marked.starred), ones(&fresh.starred), "round {round}");
        let unread = all(&known)
            .iter()
            .filter(|id| !marks.get(**id).read)
            .count();
        assert_eq!(marked.unread_among(&known, None), unread, "round {round}");
    }
}

#[test]
fn a_list_knows_which_rows_were_unread() {
    let folder = tempfile::tempdir().unwrap();
    let known = known(&folder, false);
    let plain = known.arranged(Order::default(), None, &|| false).unwrap();
    assert_eq!(plain.unread_from(2, true), Some(2), "nothing is known");
    let ids: Vec<ArticleId> = (0..plain.len()).filter_map(|row| plain.id(row)).collect();
    let before = MarkSet::default();
    let (now, _) = before.with_all([ids[1], ids[2], ids[4]], &crate::marks::Change::Read(true));
    let mut marked = MarkedRows::default();
    marked.update(&known, &now);
    for reversed in [false, true] {
        let order = Order {
            reversed,
            ..Order::default()
        };
        let rows = known
            .arranged_knowing(order, None, &marked, &|| false)
            .unwrap();
        let by_hand = known
            .arranged(order, None, &|| false)
            .unwrap()
            .remarked(&before, &now)
            .unwrap();
        for rows in [rows, by_hand] {
            let next: Vec<_> = (0..7).map(|row| rows.unread_from(row, true)).collect();
            let last: Vec<_> = (0..7).map(|row| rows.unread_from(row, false)).collect();
            if reversed {
                let some = [Some(1), Some(1), Some(4), Some(4), Some(4), None, None];
                assert_eq!(next, some);
                assert_eq!(
                    last,
                    [None, Some(1), Some(1), Some(1), Some(4), Some(4), Some(4)]
                );
            } else {
                assert_eq!(next, [Some(0), Some(3), Some(3), Some(3), None, None, None]);
                assert_eq!(
                    last,
                    [
                        Some(0),
                        Some(0),
                        Some(0),
                        Some(3),
                        Some(3),
                        Some(3),
                        Some(3)
                    ]
                );
            }
        }
    }
    // What is in a list.
    let found: FixedBitSet = (0..2).collect();
    let two = known.catalogue.arranged(Order::default(), Some(&found));
    let inside = ids.iter().filter(|id| two.contains(**id)).count();
    assert_eq!((inside, two.len()), (2, 2));
    assert!(
        ids.iter()
            .all(|id| two.contains(*id) == two.row_of(*id).is_some())
    );
    assert!(!two.contains(ArticleId::v1(Some("https://a.example/"), "", "")));
}

#[test]
fn of_the_guide_nothing_is_still_to_be_counted() {
    let rules = Arc::new(Rules::embedded());
    let guide = Archive::guide(rules, crate::words::Language::English);
    let mut keeper = Keeper::open(guide, None, &mut |trouble| panic!("{trouble}"));
    keeper.look_again(true, &mut Vec::new()).unwrap();
    let search = Matcher::new(&Query::default(), chrono_tz::Tz::UTC);
    let narrowing = Narrowing {
        search: &search,
        filters: &Filters::default(),
        today: NaiveDate::from_ymd_opt(2024, 4, 9).unwrap(),
        learnt: &Learnt::default(),
    };
    let (marked, marks) = (MarkedRows::default(), MarkSet::default());
    let known = keeper.known();
    let facets = known.facets(narrowing, &marked, &marks, &|| false).unwrap();
    let lengths = facets
        .iter()
        .filter(|facet| facet.filter.field() == crate::query::Field::Length);
    assert!(lengths.map(|facet| facet.count).sum::<usize>() > 0);
    assert!(facets.iter().all(|facet| !facet.growing), "{facets:?}");
}

#[test]
fn what_a_list_can_be_narrowed_to_is_counted_as_it_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let today = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();
    let zone = chrono_tz::Tz::Asia__Shanghai;
    let reading = Reading::on(today);
    let known = known(&folder, true);
    let mut marks = MarkSet::default();
    let tag = crate::marks::Tag::new("to read").unwrap();
    let all = known.catalogue.newest_first(known.shown());
    for (place, number) in all.into_iter().enumerate() {
        let mut mark = crate::marks::Mark {
            read: place % 2 == 0,
            starred: place == 1,
            ..crate::marks::Mark::default()
        };
        mark.tags.set(&tag, place > 2);
        marks.set(known.catalogue.id(number).unwrap(), mark);
    }
    let mut marked = MarkedRows::default();
    marked.update(&known, &marks);
    for search in ["", "灯塔", "桥 | 银行"] {
        for on in [
            &[][..],
            &["is:unread"],
            &["is:unread", "is:starred"],
            &["tag:\"to read\"", "lang:zh"],
            &["date:week", "source:法广"],
            &["length:<=500", "date:2024", "date:2023"],
        ] {
            let filters: Filters = on.iter().filter_map(|term| Filter::read(term)).collect();
            assert_eq!(filters.len(), on.len());
            let search = Query::parse(search, &reading).query;
            let matcher = Matcher::new(&search, zone);
            let narrowing = Narrowing {
                search: &matcher,
                filters: &filters,
                today,
                learnt: &Learnt::default(),
            };
            let facets = known.facets(narrowing, &marked, &marks, &|| false).unwrap();
            assert!(facets.len() > 8, "{facets:?}");
            for Facet {
                filter,
                count,
                growing,
            } in facets
            {
                let beside = filters
                    .iter()
                    .filter(|own| own.field() != filter.field() || !is_alternative(filter.field()));
                let all: Filters = beside.cloned().chain([filter.clone()]).collect();
                let whole = search.clone().and(all.query(&reading));
                let matcher = Matcher::new(&whole, zone);
                let answer = known.ask(&matcher, &marked, &marks, &|| false).unwrap();
                assert!(answer.unread.is_empty() && !growing);
                let expected = answer.found.count_ones(..);
                assert_eq!(count, expected, "{on:?} {filter:?}");
            }
        }
    }
}

#[test]
fn what_was_read_for_a_search_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let known = known(&folder, true);
    let today = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();
    let query = Query::parse("exact:\"灯塔\"", &Reading::on(today)).query;
    let matcher = Matcher::new(&query, chrono_tz::Tz::UTC);
    let (marked, marks) = (MarkedRows::default(), MarkSet::default());
    let answer = known.ask(&matcher, &marked, &marks, &|| false).unwrap();
    let holding = known.holding(&answer.unread, &matcher, &marks);
    assert!(answer.found.is_clear() && !holding.is_empty());
    let set = |rows: &[u32]| rows.iter().map(|row| *row as usize).collect();
    let learnt = Learnt {
        rows: set(&answer.unread),
        holding: set(&holding),
    };
    for (learnt, expected) in [
        (Learnt::default(), (0, true)),
        (learnt, (holding.len(), false)),
    ] {
        let narrowing = Narrowing {
            search: &matcher,
            filters: &Filters::default(),
            today,
            learnt: &learnt,
        };
        let facets = known.facets(narrowing, &marked, &marks, &|| false).unwrap();
        let unread = facets
            .iter()
            .find(|facet| facet.filter.term() == "is:unread");
        let unread = unread.unwrap();
        assert_eq!((unread.count, unread.growing), expected);
    }
}

/// The index goes on while what is known is asked: what is committed meanwhile is
/// neither left out nor asked of both.
#[test]
fn what_is_known_at_a_moment_is_asked_as_it_was_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut keeper = keeper(&folder, false);
    // Given to the index, and not committed.
    keeper.index_some().unwrap().unwrap();
    let before = keeper.known();
    let all = before.len();
    let today = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();
    let query = Query::parse("灯塔 OR -灯塔", &Reading::on(today)).query;
    let matcher = Matcher::new(&query, chrono_tz::Tz::UTC);
    let ask = |known: &Known| {
        let marks = MarkSet::default();
        let answer = known.ask(&matcher, &MarkedRows::default(), &marks, &|| false);
        let answer = answer.unwrap();
        (answer.found.count_ones(..), answer.unread.len())
    };
    assert_eq!(ask(&before), (0, all));
    while keeper.index_some().unwrap().is_some() {}
    assert_eq!(ask(&before), (0, all), "as long as it is held");
    assert_eq!(ask(&keeper.known()), (all, 0));
}
