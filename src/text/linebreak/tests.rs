//! Break opportunities as tables: `÷` where a line may end, `‖` where it has to.

#![allow(clippy::string_slice, reason = "tests")]

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use tables::{BASIC, STANDARD, TAILORED};

mod tables;

/// The text with its opportunities written into it, the one at its end left out.
fn marked(text: &str, strictness: Strictness) -> String {
    let mut out = String::new();
    let mut done = 0;
    for opportunity in opportunities(text, strictness) {
        out.push_str(text.get(done..opportunity.at).unwrap_or_default());
        done = opportunity.at;
        if done < text.len() {
            out.push(if opportunity.forced { '‖' } else { '÷' });
        }
    }
    out
}

type Table = &'static [(&'static str, &'static [&'static str])];

/// All that differs in a table, so that one run shows everything.
fn differences(table: Table, strictness: Strictness) -> Vec<String> {
    table
        .iter()
        .flat_map(|(rule, cases)| cases.iter().map(move |case| (rule, case)))
        .filter_map(|(rule, expected)| {
            let got = marked(&expected.replace(['÷', '‖'], ""), strictness);
            (got != *expected).then(|| format!("{rule}: {got:?}, not {expected:?}"))
        })
        .collect()
}

#[test]
fn uax_14_where_no_tailoring_applies() {
    let differences = differences(STANDARD, Strictness::Strict);
    assert!(differences.is_empty(), "{differences:#?}");
}

/// Each rule of UAX #14 has its cases, and there are as many as the figures say.
#[test]
fn every_rule_of_uax_14_has_its_cases() {
    let cases: usize = STANDARD.iter().map(|(_, cases)| cases.len()).sum();
    assert!(cases >= 300, "{cases}");
    for rule in 1..=31 {
        let name = format!("LB{rule}");
        let is_about = |row: &str| row.split([' ', 'a', 'b']).next() == Some(&name);
        assert!(STANDARD.iter().any(|(row, _)| is_about(row)), "{name}");
    }
}

#[test]
fn tailored_for_han_text() {
    let differences = differences(TAILORED, Strictness::Strict);
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn the_basic_level_lets_dashes_start_a_line() {
    let differences = differences(BASIC, Strictness::Normal);
    assert!(differences.is_empty(), "{differences:#?}");
}

/// Any text, with what the rules are about in good measure.
pub(in crate::text) fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        8 => "[中文第年月日々〇あっー한국]",
        4 => "[，。、；：！？）」』】》〕’”…—–～·％‰℃°／（「『【《‘“$¥￥]",
        3 => "[ \"'(),.:;/%-]",
        3 => "[a-zA-Z]{1,6}",
        2 => "[0-9]{1,4}",
        1 => "—{2}|…{2}",
        1 => "[\n\r\u{85}\u{a0}\u{3000}\u{200b}\u{200d}\u{301}\u{fe0f}\u{600}]",
        1 => "[ก-๙กำेகி้각\u{1100}\u{1161}\u{11a8}אب]",
        1 => "[😀👨👩👧👍🏽🇫🇷❤©‼]",
        1 => "https://example\\.org/[a-z%0-9/?&=-]{0,30}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(crate::laws())]
    #[test]
    fn no_grapheme_is_split(text in any_text()) {
        let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for strictness in [Strictness::Strict, Strictness::Normal] {
            let found = opportunities(&text, strictness);
            prop_assert!(found.iter().all(|found| boundaries.binary_search(&found.at).is_ok()));
            prop_assert!(found.windows(2).all(|pair| pair[0].at < pair[1].at));
            prop_assert_eq!(found.last().map(|last| (last.at, last.forced)), (!text.is_empty()).then_some((text.len(), true)));
        }
    }

    #[test]
    fn columns_are_those_of_the_policy(text in any_text()) {
        for policy in [WidthPolicy::Narrow, WidthPolicy::Wide] {
            scan(&text, Strictness::Strict, policy, |spot| {
                assert_eq!(spot.columns, policy.text(&text[..spot.at]));
                assert_eq!(spot.shown_columns, policy.text(&text[..spot.shown]));
            });
        }
    }

    #[test]
    fn the_basic_level_only_adds(text in any_text()) {
        let normal = opportunities(&text, Strictness::Normal);
        for opportunity in opportunities(&text, Strictness::Strict) {
            prop_assert!(normal.contains(&opportunity), "{}", opportunity.at);
        }
    }

    #[test]
    fn every_grapheme_can_be_cut_off_in_an_emergency(text in any_text()) {
        let found = emergencies(&text, 0..text.len(), WidthPolicy::Narrow);
        let cuts: Vec<usize> = found.iter().map(|found| found.at).collect();
        let graphemes: Vec<usize> = text
            .grapheme_indices(true)
            .filter(|(at, grapheme)| *at > 0 && !grapheme.chars().all(char::is_whitespace))
            .map(|(at, _)| at)
            .collect();
        prop_assert_eq!(cuts, graphemes);
    }
}
