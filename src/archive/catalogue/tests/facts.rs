//! A fact holds of a row where the matcher says so.

use std::path::Path;

use chrono::{NaiveDate, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::model::{File, files, moment, outlets};
use super::*;
use crate::query::subject::Body;
use crate::query::{Fact, FoldedSource, FoldedText, Matcher, Node, Query, Reading, Scope, Subject};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();

fn names(host: &str, source: &str) -> FoldedSource {
    FoldedSource::new([source, host, "法广"])
}

/// The rows that a query of one part finds, by the catalogue and by the matcher.
fn found(query: &str, catalogue: &Catalogue, files: &[File], zone: Tz) -> [Vec<usize>; 2] {
    let query = Query::parse(query, &Reading::on(TODAY)).query;
    let own = match query.root() {
        Some(Node::Fact(fact)) => catalogue.holding(fact, zone),
        Some(Node::Term(term)) if term.scope == Scope::Source => catalogue.of_source(term, &names),
        other => panic!("{other:?}"),
    };
    let matcher = Matcher::new(&query, zone);
    let is_found = |file: &File| {
        let Some(head) = &file.head else { return false };
        let title = FoldedText::new(head.title.as_str());
        let source = names(head.host.as_str(), head.source.as_str());
        matcher.matches(&Subject {
            body: file.contents.map(|contents| Body {
                blocks: &[],
                contents,
                link_hosts: &[],
            }),
            ..Subject::of_head(head, &title, &source)
        })
    };
    let truth = files
        .iter()
        .enumerate()
        .filter(|(number, file)| catalogue.living().contains(*number) && is_found(file));
    [
        own.ones().collect(),
        truth.map(|(number, _)| number).collect(),
    ]
}

/// The very first and the very last moment have no day in most zones.
fn with_days(mut files: Vec<File>) -> Vec<File> {
    for head in files.iter_mut().filter_map(|file| file.head.as_mut()) {
        let bounds = moment(-5_000_000_000, 0)..moment(5_000_000_000, 0);
        if !bounds.contains(&head.date) {
            head.date = moment(0, 0);
        }
        head.saved = head.saved.filter(|saved| bounds.contains(saved));
    }
    files
}

/// A part of a query; `{}` stands for a day of one of the articles.
fn queries() -> impl Strategy<Value = String> {
    let names = vec![
        "source:法广",
        "source:普京*",
        "source:apple",
        "host:rfi.fr",
        "host:www.rfi.fr",
        "host:fr",
        "host:fi.fr",
        "has:image",
        "has:video",
        "has:share",
        "lang:zh",
        "lang:zh-hans",
        "lang:en",
        "lang:e",
        "length:>0",
        "length:0",
        "length:7..14",
        "length:<700",
        "path:archive",
        "path:archive/1",
        "path:archive/*/7",
        "path:1*",
        "path:a",
        "path:b.txt",
        "path:a/b.txt",
        "path:..",
        "path:新",
        "path:?",
        "path:2024/*",
        "path:*",
    ];
    let dates = (
        select(vec!["date", "saved"]),
        1850_u32..2100,
        1_u32..13,
        1_u32..29,
    );
    let dates = dates.prop_flat_map(|(field, year, month, day)| {
        select(vec![
            format!("{field}:{year}"),
            format!("{field}:>{year}"),
            format!("{field}:..{year}-{month:02}-{day:02}"),
            format!("{field}:*-{month:02}"),
            format!("{field}:*-{month:02}-{day:02}"),
            format!("{field}:{{}}"),
            format!("{field}:>{{}}"),
            format!("{field}:..{{}}"),
            format!("{field}:2024-04..{{}}"),
        ])
    });
    let ids = (0_u8..12).prop_map(|id| format!("id:{}", ArticleId::from_bytes([id; 16])));
    prop_oneof![3 => select(names).prop_map(str::to_owned), 3 => dates, 1 => ids]
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn facts_are_those_of_the_matcher(
        files in files(24).prop_map(with_days),
        base in any::<Index>(),
        dead in any::<Index>(),
        queries in proptest::collection::vec(queries(), 1..12),
        one in any::<Index>(),
        zone in 0..chrono_tz::TZ_VARIANTS.len(),
    ) {
        let zone = chrono_tz::TZ_VARIANTS[zone];
        let (early, late) = files.split_at(base.index(files.len() + 1));
        let dead = u32::try_from(dead.index(files.len() + 1)).unwrap();
        let catalogue = built(early).changed(late.iter().map(File::entry), &[dead]).unwrap();
        let days: Vec<_> = files
            .iter()
            .filter_map(|file| file.head.as_ref())
            .flat_map(|head| [Some(head.date), head.saved])
            .flatten()
            .map(|date| date.with_timezone(&zone).format("%Y-%m-%d").to_string())
            .collect();
        for query in queries {
            let day = if days.is_empty() { "2024-04-09" } else { one.get(&days) };
            let query = query.replace("{}", day);
            let [own, truth] = found(&query, &catalogue, &files, zone);
            prop_assert_eq!(own, truth, "{} in {}", query, zone);
        }
    }
}

#[test]
fn days_without_a_beginning_and_with_two() {
    for (zone, start) in [
        // Samoa has no 30 December 2011.
        (chrono_tz::Pacific::Apia, "2011-12-28T00:00:00Z"),
        // Clocks were put back from midnight to the day before.
        (chrono_tz::America::Sao_Paulo, "2018-02-16T00:00:00Z"),
        // Clocks skipped midnight.
        (chrono_tz::Asia::Beirut, "2024-03-29T00:00:00Z"),
        (chrono_tz::Europe::Paris, "2024-03-29T00:00:00Z"),
    ] {
        let start: chrono::DateTime<Utc> = start.parse().unwrap();
        let mut files = outlets(24 * 5 * 2);
        for (half, file) in (0_i32..).zip(&mut files) {
            let head = file.head.as_mut().unwrap();
            head.date = start + chrono::TimeDelta::minutes(30) * half;
            head.saved = Some(head.date);
        }
        let catalogue = built(&files);
        for day in 0..6 {
            let day = (start + chrono::TimeDelta::days(day)).format("%Y-%m-%d");
            for sign in ["", ">", "<", ">=", "<="] {
                for field in ["date", "saved"] {
                    let query = format!("{field}:{sign}{day}");
                    let [own, truth] = found(&query, &catalogue, &files, zone);
                    assert_eq!(own, truth, "{query} in {zone}");
                }
            }
        }
    }
}

#[test]
fn every_year_is_asked_in_one_zone_after_another() {
    let files = outlets(300);
    let catalogue = built(&files);
    for zone in [Tz::UTC, chrono_tz::Asia::Shanghai, Tz::UTC] {
        for query in ["date:*-04", "date:*-04-09", "date:*-12-31"] {
            let [own, truth] = found(query, &catalogue, &files, zone);
            assert_eq!(own, truth, "{query} in {zone}");
        }
    }
}

#[test]
fn what_is_not_known_here_holds_of_nothing() {
    let catalogue = built(&outlets(3));
    for fact in [
        Fact::Starred,
        Fact::New,
        Fact::Read(false),
        Fact::Tag("x".to_owned()),
    ] {
        let found = catalogue.holding(&fact, Tz::UTC);
        assert_eq!((found.len(), found.count_ones(..)), (3, 0));
    }
    let parts = vec!["archive".to_owned()];
    assert_eq!(
        catalogue
            .holding(&Fact::Path(parts), Tz::UTC)
            .count_ones(..),
        3
    );
    assert!(catalogue.by_path(Path::new("/archive/0/0.txt")).is_some());
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn outlets_are_those_of_what_is_shown(files in files(12)) {
        for catalogue in both(&files) {
            let shown = files.iter().enumerate();
            let shown = shown.filter(|(number, _)| catalogue.shown().contains(*number));
            let heads: Vec<_> = shown.filter_map(|(_, file)| file.head.as_ref()).collect();
            let expected = heads.iter().map(|head| (head.source.as_str(), head.host.as_str()));
            prop_assert_eq!(catalogue.outlets(), expected.collect());
        }
    }
}
