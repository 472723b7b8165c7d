//! Folding: the form under which texts are compared, on both sides of a search.
//!
//! Folded are compatibility forms (Unicode NFKC), case, the accents of Latin,
//! Greek and Cyrillic letters, Simplified and Traditional characters, middle
//! dots and hyphens; white space beside Han and quotation marks are left out.
//! Every place in the folded text leads back to the original, so that a match
//! can be lit where it was written. What a word is, is left to the query.

use std::ops::Range;

use super::language::is_unspaced;
use super::script::is_han;
use unit::{begins, begins_plainly, common, plain, unit};

mod unit;

/// A folded text with the way back to the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// In order of both texts; together they cover the folded text.
    segments: Vec<Segment>,
    /// Bytes of the original.
    original: usize,
}

/// A piece of the folded text and the piece of the original it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    /// Where it begins in the folded text, in bytes.
    start: usize,
    /// Bytes of the original.
    original: Range<usize>,
    /// Whether each character has the length of the one it comes from, so that
    /// places inside differ by a constant. Otherwise the piece is one unit.
    linear: bool,
}

impl Folded {
    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether folding left nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The bytes of the original from which a byte range of the folded text
    /// comes: always in bounds and on character boundaries, widened where the
    /// range ends inside what was folded as one. An empty range gives an empty one.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let end = self.text.ceil_char_boundary(range.end.min(self.text.len()));
        let start = self.text.floor_char_boundary(range.start.min(end));
        let from = match self.segment(start) {
            Some(segment) if segment.linear => segment.original.start + (start - segment.start),
            Some(segment) => segment.original.start,
            None => self.original,
        };
        if start == end {
            return from..from;
        }
        let to = match self.segment(end - 1) {
            Some(segment) if segment.linear => segment.original.start + (end - segment.start),
            Some(segment) => segment.original.end,
            None => self.original,
        };
        from..to.max(from)
    }

    /// The segment in which a byte of the folded text lies.
    fn segment(&self, at: usize) -> Option<&Segment> {
        if at >= self.text.len() {
            return None;
        }
        let after = self.segments.partition_point(|segment| segment.start <= at);
        self.segments.get(after.checked_sub(1)?)
    }
}

/// Folds a text. Folding a folded text changes nothing.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folder = Folder {
        text: String::with_capacity(text.len()),
        ..Folder::default()
    };
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(c) = rest.chars().next()
    {
        let run = ascii_run(rest);
        if run > 0 {
            folder.ascii(rest.get(..run).unwrap_or_default(), at);
            at += run;
            continue;
        }
        let mut following = rest.chars().skip(1).peekable();
        let mut end = at + c.len_utf8();
        let alone = following.peek().is_none_or(|next| begins_plainly(*next));
        if alone && let Some(folded) = plain(c) {
            folder.character(folded, at..end);
        } else if alone && let Some(folded) = common(c) {
            folder.piece(folded, at..end);
        } else {
            while let Some(next) = following.next_if(|next| !begins(*next)) {
                end += next.len_utf8();
            }
            let piece = unit(text.get(at..end).unwrap_or_default());
            folder.piece(&piece, at..end);
        }
        at = end;
    }
    Folded {
        text: folder.text,
        segments: folder.segments,
        original: text.len(),
    }
}

/// The quotation marks that are left out (query.md, "What a word means").
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '‘' | '’' | '“' | '”' | '〈'..='》' | '「'..='』')
}

/// A letter of a script with spaces, between two of which an apostrophe stays.
fn is_spaced_letter(c: char) -> bool {
    !is_unspaced(c) && c.is_alphabetic()
}

/// What is written as an apostrophe between letters.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// What comes out of folding, as it grows.
#[derive(Default)]
struct Folder {
    text: String,
    segments: Vec<Segment>,
    last: Option<char>,
    /// White space not yet written: what follows decides.
    space: Option<Range<usize>>,
    /// An apostrophe after a letter, not yet written.
    apostrophe: Option<Range<usize>>,
    /// Whether the last character written stood directly before what comes now.
    beside: bool,
}

impl Folder {
    /// Takes in one character that comes from the bytes `from` of the original.
    fn character(&mut self, c: char, from: Range<usize>) {
        if is_quote(c) {
            let after_letter = self.beside && self.last.is_some_and(is_spaced_letter);
            self.apostrophe = (after_letter && is_apostrophe(c)).then_some(from);
            self.beside = false;
        } else if c.is_whitespace() {
            self.apostrophe = None;
            self.beside = false;
            match &mut self.space {
                Some(space) => space.end = from.end,
                None => self.space = Some(from),
            }
        } else {
            self.before(c);
            self.write_character(c, from);
        }
    }

    /// Takes in a piece that comes as a whole from the bytes `from` of the original.
    fn piece(&mut self, piece: &str, from: Range<usize>) {
        let mut chars = piece.chars();
        match (chars.next(), chars.next_back()) {
            (None, _) => {}
            (Some(only), None) => self.character(only, from),
            (Some(first), Some(_)) => {
                self.before(first);
                self.write(piece, from, false);
            }
        }
    }

    /// Takes in a run of plain ASCII that begins at a byte of the original.
    fn ascii(&mut self, run: &str, at: usize) {
        self.before(run.chars().next().unwrap_or(' '));
        let start = self.text.len();
        self.write(run, at..at + run.len(), true);
        if let Some(written) = self.text.get_mut(start..) {
            written.make_ascii_lowercase();
        }
    }

    /// Writes what was waiting for the character that comes next.
    fn before(&mut self, next: char) {
        if let Some(from) = self.apostrophe.take()
            && is_spaced_letter(next)
        {
            self.write_character('\'', from);
        }
        if let Some(from) = self.space.take()
            && !is_han(next)
            && self.last.is_some_and(|last| !is_han(last))
        {
            self.write_character(' ', from);
        }
    }

    fn write_character(&mut self, c: char, from: Range<usize>) {
        let linear = c.len_utf8() == from.len();
        self.write(c.encode_utf8(&mut [0; 4]), from, linear);
    }

    fn write(&mut self, piece: &str, from: Range<usize>, linear: bool) {
        match self.segments.last_mut() {
            Some(last) if linear && last.linear && last.original.end == from.start => {
                last.original.end = from.end;
            }
            _ => self.segments.push(Segment {
                start: self.text.len(),
                original: from,
                linear,
            }),
        }
        self.text.push_str(piece);
        self.last = piece.chars().next_back();
        self.beside = true;
    }
}

/// Bytes of plain ASCII at the beginning of a text that fold one by one: no
/// quotation marks, and single spaces between others. The last before a
/// character that may combine with it is left to those who look closer.
fn ascii_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let simple = |at: usize| {
        let byte = bytes.get(at);
        byte.is_some_and(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\''))
    };
    let mut end = 0;
    while simple(end) || end > 0 && bytes.get(end) == Some(&b' ') && simple(end + 1) {
        end += 1;
    }
    if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
        end = end.saturating_sub(1);
        end -= usize::from(end > 0 && !simple(end - 1));
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_fold_to_one_form() {
        for (text, folded) in [
            ("", ""),
            ("Plain ASCII", "plain ascii"),
            ("２０２４年", "2024年"),
            ("台湾 臺灣 台灣", "台湾台湾台湾"),
            ("弗拉基米尔・普京", "弗拉基米尔·普京"),
            ("弗拉基米尔･普京•‧·", "弗拉基米尔·普京···"),
            ("本地《晨报》", "本地晨报"),
            ("2024 年 3 月普京", "2024年3月普京"),
            ("外长称：愿 \"深化合作”", "外长称:愿深化合作"),
            ("「引」『用』〈书〉“名”‘号’", "引用书名号"),
            ("﹁直﹂ ｢半｣ ＂全＂", "直半全"),
            ("  two \t words\u{3000}here ", "two words here"),
            ("Élysée CAFÉ cafe\u{301}", "elysee cafe cafe"),
            ("Ёлка Йод", "елка иод"),
            ("Αθήνα ΟΔΟΣ οδός", "αθηνα οδοσ οδοσ"),
            ("Straße STRASSE Łódź Ærø", "strasse strasse lodz aero"),
            ("İstanbul ılık", "istanbul ilik"),
            ("l’Europe l'Or ‘quoted’", "l'europe l'or quoted"),
            ("rock'n'roll", "rock'n'roll"),
            ("普'京 '90s a''b", "普京90s ab"),
            ("API \"加强\" v2", "api加强v2"),
            ("COVID\u{2011}19 COVID-19", "covid-19 covid-19"),
            ("ｶﾞｷﾞ ガギ か\u{3099}", "ガギ ガギ が"),
            ("が", "が"),
            ("푸틴 \u{1111}\u{116E}", "푸틴 푸"),
            ("soft\u{AD}hyphen zero\u{200B}width", "softhyphen zerowidth"),
            ("㈱ ㋀ ﬁ ①", "(株) 1月fi 1"),
            ("हिन्दी", "हिन्दी"),
            ("…—？！", "...—?!"),
            ("\u{2F00}", "一"),
        ] {
            assert_eq!(fold(text).as_str(), folded, "{text:?}");
        }
    }

    #[test]
    fn a_place_in_the_folded_text_leads_back() {
        for (text, part, original) in [
            ("据《晨报》称", "据晨报", "据《晨报"),
            ("在 2024 年 3 月", "2024年3月", "2024 年 3 月"),
            ("臺灣", "湾", "灣"),
            ("Straße", "ss", "ß"),
            ("Straße", "s", "S"),
            ("Straße", "e", "e"),
            ("l’Europe", "'e", "’E"),
            ("cafe\u{301}!", "e", "e\u{301}"),
            ("双方愿 \"深化", "愿深", "愿 \"深"),
            ("ＡＢ", "b", "Ｂ"),
            ("a  b", " ", "  "),
            ("ﬁn", "i", "ﬁ"),
        ] {
            let folded = fold(text);
            let at = folded.as_str().find(part);
            let range = at.map(|at| folded.original(at..at + part.len()));
            let found = range.and_then(|range| text.get(range));
            assert_eq!(found, Some(original), "{part:?} in {text:?}");
        }
    }

    /// Texts in which everything that folding looks at stands side by side.
    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-zA-Z'’ \"《》\u{3000}普臺e\u{301}ß\u{AD}·・ｶﾞᄀㅏ\u{1161}ﾡￂ２Éй1-]{0,16}",
            "\\PC{0,12}",
            proptest::collection::vec(any::<char>(), 0..10).prop_map(String::from_iter),
            "[\u{0}-\u{52F}]{0,12}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..crate::laws() })]

        #[test]
        fn folding_twice_changes_nothing(text in texts()) {
            let once = fold(&text);
            let twice = fold(once.as_str());
            prop_assert_eq!(twice.as_str(), once.as_str());
        }

        #[test]
        fn the_way_back_is_monotonic_and_in_bounds(text in texts()) {
            let folded = fold(&text);
            let mut before = 0..0;
            for (at, c) in folded.as_str().char_indices() {
                let range = folded.original(at..at + c.len_utf8());
                prop_assert!(range.start < range.end && range.end <= text.len());
                prop_assert!(text.get(range.clone()).is_some());
                prop_assert!(range.start >= before.start && range.end >= before.end);
                before = range;
            }
            prop_assert!(text.get(folded.original(0..usize::MAX)).is_some());
        }
    }

    #[test]
    fn every_character_folds_to_what_folds_to_itself() {
        // The planes beyond are empty, or hold nothing but what is kept or left out.
        for c in (0..0x3_2400).filter_map(char::from_u32) {
            let text = format!("x{c}y");
            let once = fold(&text);
            assert_eq!(
                fold(once.as_str()).as_str(),
                once.as_str(),
                "U+{:04X}",
                u32::from(c)
            );
        }
    }
}
