//! What holds for any text at any measure.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::super::*;
use crate::text::linebreak::tests::any_text;

fn any_setting() -> impl Strategy<Value = Setting> {
    let columns = || prop_oneof![4 => 1usize..12, 4 => 12usize..100, 1 => Just(usize::MAX)];
    let policy = prop_oneof![Just(WidthPolicy::Narrow), Just(WidthPolicy::Wide)];
    let strictness = prop_oneof![Just(Strictness::Strict), Just(Strictness::Normal)];
    (
        columns(),
        columns(),
        any::<bool>(),
        policy,
        strictness,
        any::<bool>(),
    )
        .prop_map(|(first, rest, same, policy, strictness, hang)| Setting {
            first: if same { rest } else { first },
            rest,
            policy,
            strictness,
            hang,
        })
}

/// Stretches that are cut part by part, and in the end without much thought.
#[test]
fn a_stretch_without_end_is_cut_into_full_lines() {
    for (part, policy) in [
        ("w", WidthPolicy::Narrow),
        ("7", WidthPolicy::Narrow),
        ("，", WidthPolicy::Narrow),
        ("\"", WidthPolicy::Narrow),
        ("——", WidthPolicy::Wide),
        ("第7", WidthPolicy::Narrow),
        ("a\u{A0}", WidthPolicy::Narrow),
        ("e\u{301}", WidthPolicy::Narrow),
        ("（ \u{301}", WidthPolicy::Narrow),
        ("กำ", WidthPolicy::Narrow),
        ("🇫🇷", WidthPolicy::Narrow),
        ("³", WidthPolicy::Wide),
    ] {
        let text = part.repeat((1 << 17) / part.len());
        for columns in [1, 7, 72] {
            let setting = Setting::plain(columns, policy);
            let lines = set(&text, &setting);
            let mut done = 0;
            for line in &lines {
                assert_eq!(line.range.start, done, "{part:?} {columns}");
                done = line.range.end;
                let shown = &text[line.shown.clone()];
                assert_eq!(line.width, policy.text(shown), "{part:?} {columns}");
                assert!(
                    line.width <= columns || shown.graphemes(true).count() == 1,
                    "{part:?} {columns}: {shown}"
                );
            }
            assert_eq!(done, text.len(), "{part:?} {columns}");
            // Nearly as few lines as there can be.
            let fewest = policy.text(&text).div_ceil(columns);
            assert!(
                lines.len() <= fewest + fewest / 3 + 8 || columns < 7,
                "{part:?} {columns}: {} of {fewest}",
                lines.len()
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..crate::laws() })]

    #[test]
    fn the_lines_of_any_text_keep_the_laws(text in any_text(), setting in any_setting()) {
        let lines = set(&text, &setting);
        // Joined, they are the text.
        let mut done = 0;
        for line in &lines {
            prop_assert_eq!(line.range.start, done);
            prop_assert!(line.range.end > done, "an empty line");
            done = line.range.end;
        }
        prop_assert_eq!(done, text.len());
        let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for line in &lines {
            // No grapheme is split, nothing but white space is left out.
            prop_assert!(boundaries.binary_search(&line.range.end).is_ok());
            prop_assert!(boundaries.binary_search(&line.shown.end).is_ok());
            prop_assert_eq!(line.shown.start, line.range.start);
            prop_assert!(text[line.shown.end..line.range.end].chars().all(char::is_whitespace));
            // No line is wider than its measure.
            let shown = &text[line.shown.clone()];
            prop_assert_eq!(line.width, setting.policy.text(shown));
            let measure = if line.range.start == 0 { setting.first } else { setting.rest };
            let hang = if setting.hang && shown.ends_with(['，', '。', '、']) { 2 } else { 0 };
            prop_assert!(
                line.width - hang.min(line.width) <= measure || shown.graphemes(true).count() == 1,
                "{} columns at a measure of {}: {:?}", line.width, measure, shown
            );
        }
    }

    #[test]
    fn forced_breaks_are_obeyed(text in any_text(), setting in any_setting()) {
        for line in set(&text, &setting) {
            let body = text[line.range].trim_end_matches(['\n', '\r']);
            prop_assert!(!body.contains('\n'), "{body:?}");
        }
    }
}

#[test]
fn a_long_paragraph_takes_time_by_its_length() {
    // A word, a Han text and a link of a hundred kilobytes each: anything
    // that is not linear would not come to an end here.
    for unit in ["a", "中", "中，", "%E4", "a b ", "ก", "，", "1 "] {
        let text = unit.repeat(100_000 / unit.len());
        for measure in [1, 2, 7, 72, 5000] {
            let lines = set(&text, &Setting::plain(measure, WidthPolicy::Narrow));
            assert_eq!(lines.last().map(|line| line.range.end), Some(text.len()));
        }
    }
}
