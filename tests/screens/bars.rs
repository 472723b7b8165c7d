//! The lines above and below at every width: what does not fit goes whole and in a
//! known order, and what is left does not overlap.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::{Indexing, Message};

use super::harness::{Hold, Opened, Session, size};

/// Widths between which nothing is laid out otherwise: the panes, and the long forms
/// above.
const STRETCHES: [std::ops::Range<u16>; 4] = [20..32, 32..60, 60..90, 90..401];

/// What the line below can tell, in its order, and what of the index.
const HINTS: [&str; 11] = [
    "j k move",
    "Enter read",
    "Space on",
    "/ search",
    "f filter",
    "S sort",
    "o open",
    "y copy",
    "Y share",
    "s star",
    "] next unread",
];
const INDEXING: [&str; 4] = [
    "",
    "12,345/100,000",
    "indexing 12,345/100,000 · 900/s",
    "indexing 12,345/100,000 · 900/s · 2 min",
];

/// The parts of a line, with two blanks or more between.
fn parts(line: &str) -> Vec<&str> {
    let parts = line.split("  ").map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

#[test]
fn below_nothing_is_cut_and_the_last_hints_go_first() {
    for is_indexing in [false, true] {
        let mut session = Session::begin(Opened::Fixtures, "20x12", "", Hold::Nothing);
        if is_indexing {
            session.tell(Message::Indexing(Some(Indexing {
                done: 12_345,
                total: 100_000,
                per_second: 900,
            })));
        }
        for stretch in STRETCHES {
            let mut before = (0, 0);
            for columns in stretch {
                session.tell(Message::Resized(size(&format!("{columns}x12"))));
                let screen = session.screen();
                let line = screen.lines().last().unwrap_or_default();
                let mut parts = parts(line);
                if columns >= 90 {
                    assert!(
                        parts.pop().is_some_and(|part| part.ends_with('%')),
                        "{line}"
                    );
                }
                let told = INDEXING.iter().position(|text| parts.last() == Some(text));
                if told.is_some() {
                    parts.pop();
                }
                assert_eq!(parts.pop(), Some("? help"), "{columns}: {line}");
                let count = parts.len();
                assert_eq!(parts, HINTS[..count], "{columns}: {line}");
                let told = told.unwrap_or(0);
                // What the index tells at length may cost hints.
                assert!(told >= before.0, "{columns}: {line}");
                assert!(told > before.0 || count >= before.1, "{columns}: {line}");
                before = (told, count);
            }
        }
        assert!(session.screen().contains("] next unread"));
        assert_eq!(session.screen().contains("2 min"), is_indexing);
    }
}

/// A message was cut for the progress of the index, and a rate of 0/s was told.
#[test]
fn a_message_comes_before_the_progress() {
    let mut session = Session::begin(Opened::Fixtures, "100x12", "", Hold::Nothing);
    let mut line = |keys: &str, per_second: usize| {
        session.tell(Message::Indexing(Some(Indexing {
            done: 512,
            total: 9_952,
            per_second,
        })));
        let screen = session.keys(keys).screen();
        screen.lines().last().unwrap_or_default().trim().to_owned()
    };
    assert!(line("", 0).contains("indexing 512/9,952  "));
    assert!(line("", 600).contains("indexing 512/9,952 · 600/s · 16 s"));
    let told = line("gI", 600);
    let stopped = "The index is stopped; searches read what it lacks. gI goes on, and so does the next start.";
    assert!(told.starts_with(stopped), "{told}");
    assert!(!told.contains("512"), "{told}");
    assert!(line("j", 600).contains("index stopped at 512/9,952"));
}

/// Of what stands above: filters, how many are unread, the name.
#[test]
fn above_nothing_is_cut_and_the_last_filters_go_first() {
    let mut session = Session::begin(Opened::Fixtures, "100x12", "", Hold::Nothing);
    session.keys("f u / d w Enter Esc Esc");
    let chips = ["unread ×", "DW ×"];
    for stretch in STRETCHES {
        let mut before = (0, false);
        for columns in stretch {
            session.tell(Message::Resized(size(&format!("{columns}x12"))));
            let screen = session.screen();
            let line = screen.lines().next().unwrap_or_default();
            let order = if columns < 60 {
                "date ↓"
            } else {
                "newest first ↓"
            };
            assert!(line.trim_end().ends_with(order), "{columns}: {line}");
            assert!(line.contains("1/2"), "{columns}: {line}");
            assert_eq!(
                line.contains("articles"),
                columns >= 32,
                "{columns}: {line}"
            );
            let count = chips
                .iter()
                .take_while(|chip| line.contains(**chip))
                .count();
            let rest = chips.len() - count;
            let told = line.contains(&format!("+{rest}"));
            assert_eq!(told, rest > 0, "{columns}: {line}");
            assert_eq!(line.contains(chips[1]), count == 2, "{columns}: {line}");
            let is_unread_told = line.contains("1/2 · 2 unread");
            assert!(count >= before.0, "{columns}: {line}");
            assert!(
                is_unread_told || !before.1 || count > before.0,
                "{columns}: {line}"
            );
            before = (count, is_unread_told);
            // Each part stands by itself.
            for part in [chips[0], chips[1], "1/2", order] {
                if let Some((ahead, after)) = line.split_once(part) {
                    assert!(ahead.ends_with(' '), "{columns}: {line}");
                    assert!(
                        after.is_empty() || after.starts_with(' '),
                        "{columns}: {line}"
                    );
                }
            }
        }
    }
}

/// Wide characters and long texts: a line is as wide as the screen, whatever it tells.
#[test]
fn in_every_language_and_state_they_keep_their_width() {
    for language in ["en", "zh-Hans", "zh-Hant"] {
        for (keys, width) in [
            ("", "narrow"),
            ("/ 湿 地", "wide"),
            ("Enter / 铁", "narrow"),
        ] {
            let settings = format!("language = \"{language}\"\nambiguous_width = \"{width}\"");
            let mut session = Session::begin(Opened::Fixtures, "100x12", &settings, Hold::Nothing);
            session.keys(keys);
            session.tell(Message::Indexing(Some(Indexing {
                done: 12_345,
                total: 100_000,
                per_second: 900,
            })));
            for columns in 20..401 {
                session.tell(Message::Resized(size(&format!("{columns}x12"))));
                // The harness looks at each cell: nothing lies outside, and no half of a
                // wide character is left.
                session.screen();
            }
        }
    }
}

/// `archi… 100…` stood above the hundredth of some thousands.
#[test]
fn no_digit_is_cut_above() {
    // What stands above takes more room with other characters shown.
    for (keys, place) in [
        ("c G", "5/5"),
        ("/ 开 Enter c G", "4/4"),
        (
            "/ 彗星 Space OR Space 铁路 Space OR Space 湿地 Enter c G",
            "3/3",
        ),
        ("f u / dw Enter Esc Esc c G", "2/2"),
    ] {
        for columns in 20..100 {
            let size = format!("{columns}x12");
            let mut session = Session::begin(Opened::Fixtures, &size, "", Hold::Nothing);
            session.keys(keys);
            let screen = session.screen();
            let line = screen.lines().next().unwrap_or_default();
            let after = line.split_once(place).map(|(_, after)| after);
            let is_whole = after.is_some_and(|after| after.is_empty() || after.starts_with(' '));
            assert!(is_whole, "{keys}: {line}");
        }
    }
}

/// `+2 1/2` read as one number.
#[test]
fn two_blanks_stand_between_figures_above() {
    for columns in 20..60 {
        let size = format!("{columns}x12");
        let mut session = Session::begin(Opened::Fixtures, &size, "", Hold::Nothing);
        session.keys("f u / dw Enter Esc Esc");
        let screen = session.screen();
        let line = screen.lines().next().unwrap_or_default();
        let is_told = line.contains('+');
        assert!(
            !is_told || line.contains("2  1/2") || line.contains("1  1/2"),
            "{line}"
        );
    }
}
