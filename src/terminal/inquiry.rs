//! What the terminal is asked, all in one write, and what its replies say.
//!
//! The last question is for its primary device attributes, which every terminal
//! answers: its reply ends the wait, whatever else was not answered. Nothing
//! waits for it but this value; the screen is drawn meanwhile. When a screen is
//! asked for is left to `screen`, the cutting of bytes into replies to `decode`.

use std::fmt::Write as _;

use super::events::Reply;
use crate::settings::{Rgb, TerminalFacts};
use crate::text::{WidthPolicy, Widths};

/// The characters whose width is asked for, and the row, from 1, on which each
/// is tried: a quotation mark for the text, a line and a mark of ours. The row
/// in a report says whose it is. The first row is not used: xterm sends F3 with
/// a modifier as a report from there.
const TRIED: [(char, u16); 3] = [('“', 2), ('─', 3), ('●', 4)];

/// Colours asked for (xterm's OSC 10 and 11): text and ground.
const FOREGROUND: &str = "10";
const BACKGROUND: &str = "11";

/// Synchronised output, asked for by DECRQM, and what begins the reply. It is asked
/// where what is tried is concealed and erased: a terminal that does not know the
/// question may print the end of it.
const SYNCHRONISED: &str = "\x1b[5;1H\x1b[?2026$p\x1b[2K";
const SYNCHRONISED_REPLY: &str = "?2026;";

/// All questions, as one text for the terminal. It has to stand on the alternate
/// screen and be followed, in the same write, by a frame that paints everything:
/// what is tried is concealed and erased at once, but a terminal that does not
/// know concealing may show it for as long as the write takes.
pub(super) fn questions() -> String {
    // The cursor is kept (DECSC), and what is printed concealed (SGR 8).
    let mut text = String::from("\x1b7\x1b[8m");
    for (character, row) in TRIED {
        // To the start of a line, print, ask where the cursor is, erase the line.
        // Writing into a string doesn't fail.
        let _ = write!(text, "\x1b[{row};1H{character}\x1b[6n\x1b[2K");
    }
    text.push_str(SYNCHRONISED);
    text.push_str("\x1b[m\x1b8");
    for colour in [FOREGROUND, BACKGROUND] {
        let _ = write!(text, "\x1b]{colour};?\x1b\\");
    }
    text.push_str("\x1b[c");
    text
}

/// Collects the replies to the questions.
#[derive(Debug, Default)]
pub(super) struct Inquiry {
    /// How often has been asked without an end of the replies.
    open: u32,
    /// What is known of the widths of those [`TRIED`].
    widths: [Option<WidthPolicy>; TRIED.len()],
    facts: TerminalFacts,
}

impl Inquiry {
    /// Notes that the questions have been put.
    pub(super) fn put(&mut self) {
        self.open = self.open.saturating_add(1);
    }

    /// Whether replies are still to come.
    pub(super) fn is_open(&self) -> bool {
        self.open > 0
    }

    /// Takes a reply. The one that ends the replies gives what is known now: of
    /// what was not answered, nothing. A reply to something else, or to nothing
    /// that was asked, is dropped.
    pub(super) fn take(&mut self, reply: &Reply) -> Option<TerminalFacts> {
        if self.open == 0 {
            return None;
        }
        match reply {
            Reply::Cursor { row, column } => self.tried(*row, *column),
            Reply::System(text) => self.colour(text),
            Reply::Control(text) => self.mode(text),
            // Secondary attributes (`>`) end nothing.
            Reply::Attributes(text) if text.starts_with('?') => return Some(self.end()),
            _ => {}
        }
        None
    }

    fn tried(&mut self, row: u16, column: u16) {
        let place = TRIED.iter().position(|(_, at)| *at == row);
        let width = match column {
            2 => WidthPolicy::Narrow,
            3 => WidthPolicy::Wide,
            // Not what was printed moved the cursor there.
            _ => return,
        };
        if let Some(known) = place.and_then(|place| self.widths.get_mut(place)) {
            *known = Some(width);
        }
    }

    fn colour(&mut self, text: &str) {
        let Some((number, colour)) = text.split_once(';') else {
            return;
        };
        match number {
            FOREGROUND => self.facts.foreground = Rgb::parse(colour),
            BACKGROUND => self.facts.background = Rgb::parse(colour),
            _ => {}
        }
    }

    /// A report of the mode: 1 to 3 say that it is known, set or not; 0 that it is
    /// not, and 4 that it can never be set.
    fn mode(&mut self, text: &str) {
        let state = text.strip_prefix(SYNCHRONISED_REPLY);
        let state = state.and_then(|rest| rest.strip_suffix("$y"));
        if let Some(state) = state {
            self.facts.synchronised = Some(matches!(state, "1" | "2" | "3"));
        }
    }

    fn end(&mut self) -> TerminalFacts {
        self.open -= 1;
        let mut facts = std::mem::take(&mut self.facts);
        // One that answers, but not this, does not know it.
        facts.synchronised.get_or_insert(false);
        if let [Some(quote), Some(rule), Some(mark)] = std::mem::take(&mut self.widths) {
            facts.widths = Some(Widths::of(quote, rule, mark));
        }
        facts
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use proptest::prelude::*;

    use super::super::{Decoder, Input};
    use super::*;

    /// What a terminal makes of the questions: its replies, and what stays on
    /// its screen. Characters in `wide` take two columns there.
    fn terminal(text: &str, wide: &str) -> (String, String) {
        let (mut replies, mut seen) = (String::new(), String::new());
        let (mut row, mut column) = (0u16, 0usize);
        for sequence in text.split('\x1b').skip(1) {
            match sequence {
                "[6n" => _ = write!(replies, "\x1b[{row};{column}R"),
                "[c" => replies.push_str("\x1b[?62;22c"),
                "[2K" => seen.clear(),
                "]10;?" | "]11;?" => {
                    let number = sequence.trim_matches([']', ';', '?']);
                    let _ = write!(replies, "\x1b]{number};rgb:1c1c/1c1c/1c1c\x1b\\");
                }
                "[?2026$p" => replies.push_str("\x1b[?2026;2$y"),
                "7" | "8" | "[8m" | "[m" | "\\" => {}
                place => {
                    let (to, printed) = place.split_once('H').unwrap();
                    let (to_row, to_column) = to.trim_start_matches('[').split_once(';').unwrap();
                    (row, column) = (to_row.parse().unwrap(), to_column.parse().unwrap());
                    seen.push_str(printed);
                    column += printed.chars().count();
                    column += printed.chars().filter(|c| wide.contains(*c)).count();
                }
            }
        }
        (replies, seen)
    }

    /// What is known after the bytes came in these pieces, and the keys in them.
    fn heard<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<TerminalFacts>, String) {
        let (mut decoder, mut inquiry) = (Decoder::new(), Inquiry::default());
        inquiry.put();
        let (mut facts, mut keys) = (Vec::new(), String::new());
        for piece in pieces {
            for input in decoder.feed(piece) {
                match input {
                    Input::Reply(reply) => facts.extend(inquiry.take(&reply)),
                    Input::Key(key) => keys += &key.to_string(),
                    other => panic!("{other:?}"),
                }
            }
        }
        (facts, keys)
    }

    #[test]
    fn each_character_is_asked_for_apart() {
        use WidthPolicy::{Narrow, Wide};
        for (wide, text, furniture) in [
            ("", Narrow, Narrow),
            ("“─●", Wide, Wide),
            ("“", Wide, Wide),
            ("─", Narrow, Wide),
            ("●", Narrow, Wide),
            ("─●", Narrow, Wide),
        ] {
            let (replies, seen) = terminal(&questions(), wide);
            assert_eq!(seen, "", "nothing stays on the screen");
            let (facts, keys) = heard([replies.as_bytes()]);
            assert_eq!(keys, "");
            assert_eq!(facts.len(), 1);
            assert_eq!(facts[0].widths, Some(Widths { text, furniture }), "{wide}");
            let grey = Rgb::parse("#1c1c1c");
            assert_eq!((facts[0].background, facts[0].foreground), (grey, grey));
            assert_eq!(facts[0].synchronised, Some(true));
        }
    }

    #[test]
    fn replies_mean_what_the_table_says() {
        let narrow = Some(Widths::default());
        for (what, replies, widths) in [
            ("attributes alone", &["\x1b[?1;2c"][..], None),
            (
                "tmux",
                &["\x1b[2;2R\x1b[3;2R\x1b[4;2R", "\x1b[?1;2;4c"],
                narrow,
            ),
            ("one is missing", &["\x1b[2;2R\x1b[4;2R\x1b[?62c"], None),
            (
                "F3 with shift meanwhile",
                &["\x1b[2;2R\x1b[1;2R\x1b[3;2R\x1b[4;2R\x1b[?62c"],
                narrow,
            ),
            (
                "a cursor that nothing of ours moved",
                &["\x1b[2;9R\x1b[3;2R\x1b[4;2R\x1b[?62c"],
                None,
            ),
            (
                "secondary attributes end nothing",
                &["\x1b[2;2R\x1b[3;2R\x1b[>41;380;0c\x1b[4;2R\x1b[?62c"],
                narrow,
            ),
            (
                "colours that can't be read",
                &["\x1b]11;rgb:zz\x07\x1b]4;1;rgb:00/00/00\x07\x1b]11\x07\x1b[?62c"],
                None,
            ),
        ] {
            let (facts, keys) = heard(replies.iter().map(|reply| reply.as_bytes()));
            assert_eq!(keys, "", "{what}");
            let expected = TerminalFacts {
                widths,
                synchronised: Some(false),
                ..TerminalFacts::default()
            };
            assert_eq!(facts, [expected], "{what}");
        }
    }

    #[test]
    fn silence_leaves_the_question_open_and_what_was_not_asked_is_dropped() {
        let mut inquiry = Inquiry::default();
        assert!(!inquiry.is_open());
        let end = Reply::Attributes("?62".to_owned());
        assert_eq!(inquiry.take(&end), None);
        inquiry.put();
        inquiry.put();
        assert!(inquiry.is_open());
        // A second terminal answers after the first one.
        let wide = |row| Reply::Cursor { row, column: 3 };
        for row in 2..=4 {
            assert_eq!(inquiry.take(&wide(row)), None);
        }
        let first = inquiry.take(&end).expect("an end");
        assert_eq!(first.widths, Some(Widths::all(WidthPolicy::Wide)));
        assert!(inquiry.is_open());
        // Nothing of the first answer is left in the second.
        let nothing = TerminalFacts {
            synchronised: Some(false),
            ..TerminalFacts::default()
        };
        assert_eq!(inquiry.take(&end), Some(nothing));
        assert!(!inquiry.is_open());
    }

    #[test]
    fn synchronised_output_is_used_where_it_is_known() {
        for (reply, expected) in [
            ("\x1b[?2026;1$y", true),
            ("\x1b[?2026;2$y", true),
            ("\x1b[?2026;3$y", true),
            ("\x1b[?2026;0$y", false),
            ("\x1b[?2026;4$y", false),
            ("\x1b[?2004;2$y", false),
            ("\x1b[?2026$y", false),
            ("", false),
        ] {
            let (facts, keys) = heard([reply.as_bytes(), b"\x1b[?62c"]);
            assert_eq!(keys, "", "{reply:?}");
            assert_eq!(facts[0].synchronised, Some(expected), "{reply:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        /// Wherever the replies are cut and whatever is typed between them, the
        /// keys are those that were typed, and the facts are known. Only within
        /// a sequence nothing can be typed: terminals send each as a whole.
        #[test]
        fn replies_cut_anywhere_among_keys_are_understood(
            typed in prop::collection::vec("[jkgG中，]{0,3}", 6),
            places in prop::collection::vec(any::<usize>(), 0..40),
            wide in prop::sample::select(vec!["", "“─●", "●"]),
        ) {
            let (replies, _) = terminal(&questions(), wide);
            let mut between = typed.iter();
            let mut bytes = Vec::new();
            // Each reply begins with ESC; the end of a string, `ESC \`, does too.
            for (at, byte) in replies.bytes().enumerate() {
                let is_end = replies.as_bytes().get(at + 1) == Some(&b'\\');
                if byte == 0x1B && !is_end {
                    bytes.extend(between.next().into_iter().flat_map(|text| text.bytes()));
                }
                bytes.push(byte);
            }
            let mut cuts: Vec<usize> = places.iter().map(|at| at % (bytes.len() + 1)).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let (facts, keys) = heard(cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]));
            prop_assert_eq!(keys, typed.concat());
            prop_assert_eq!(facts.len(), 1);
            prop_assert_eq!(facts[0].widths.map(|widths| widths.furniture), Some(
                if wide.is_empty() { WidthPolicy::Narrow } else { WidthPolicy::Wide }
            ));
        }
    }
}
