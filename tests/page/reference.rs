//! The slow and plain way to break a paragraph, as a yardstick: every place
//! that UAX #14 and Han text have, less those that [`Judge`] forbids; first fit
//! over them; and every way of breaking tried, where only that tells what can be had.

use std::ops::Range;

use newsprint::text::WidthPolicy;
use newsprint::text::linebreak::Strictness;
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::rules::{Facing, Fault, Judge, is_hangul, is_in_han, is_wide};

/// A paragraph, or the part of one between two breaks that its author made.
pub(crate) struct Reference<'a> {
    text: &'a str,
    policy: WidthPolicy,
    pub(crate) judge: Judge<'a>,
    /// Where a line may end, the text's own ends among them.
    places: Vec<usize>,
    /// Columns before each of them, and without the white space right before it.
    columns: Vec<(usize, usize)>,
}

/// Columns of a text: the sum over its graphemes.
pub(crate) fn columns(text: &str, policy: WidthPolicy) -> usize {
    text.graphemes(true)
        .map(|grapheme| match policy {
            WidthPolicy::Narrow => grapheme.width(),
            WidthPolicy::Wide => grapheme.width_cjk(),
        })
        .sum()
}

impl<'a> Reference<'a> {
    pub(crate) fn new(text: &'a str, policy: WidthPolicy, strictness: Strictness) -> Self {
        let judge = Judge::new(text, strictness);
        let proposed: Vec<usize> = linebreaks(text).map(|(at, _)| at).collect();
        let mut places = vec![0];
        for (at, _) in text.char_indices().skip(1) {
            let blank = text[..at].trim().is_empty() || text[at..].starts_with(char::is_whitespace);
            let is_place =
                proposed.binary_search(&at).is_ok() || opens_for_han(text, at, &judge, strictness);
            if is_place && !blank && judge.fault(at).is_none() {
                places.push(at);
            }
        }
        places.push(text.len());
        let (mut before, mut done, mut all) = (Vec::new(), 0, 0);
        for place in &places {
            let stretch = &text[done..*place];
            let shown = all + columns(stretch.trim_end(), policy);
            all += columns(stretch, policy);
            before.push((all, shown));
            done = *place;
        }
        Self {
            text,
            policy,
            judge,
            places,
            columns: before,
        }
    }

    fn columns(&self, range: Range<usize>) -> usize {
        columns(self.text[range].trim_end(), self.policy)
    }

    pub(crate) fn is_place(&self, at: usize) -> bool {
        self.places.binary_search(&at).is_ok()
    }

    /// Whether no line within `room` columns can be had without a cut at `at` or
    /// near it: what stands between the nearest better places is too wide.
    pub(crate) fn excuses(&self, at: usize, fault: Option<Fault>, room: usize) -> bool {
        let stretch = if fault.is_some_and(|fault| fault.is_mark) {
            // Any boundary between graphemes is better than a mark in the wrong place.
            let cuts = self
                .text
                .grapheme_indices(true)
                .map(|(at, _)| at)
                .filter(|at| {
                    *at == 0
                        || (!self.text[*at..].starts_with(char::is_whitespace)
                            && !self.judge.fault(*at).is_some_and(|fault| fault.is_mark))
                });
            around(&cuts.chain([self.text.len()]).collect::<Vec<_>>(), at)
        } else {
            around(&self.places, at)
        };
        self.columns(stretch) > room
    }

    /// Columns of a line between two places, by their numbers.
    fn line(&self, start: usize, end: usize) -> usize {
        self.columns[end].1.saturating_sub(self.columns[start].0)
    }

    /// First fit: where its lines end; `None` where a stretch is wider than a line.
    pub(crate) fn greedy(&self, room: usize) -> Option<Vec<usize>> {
        let (mut start, mut ends) = (0, Vec::new());
        while self.places[start] < self.text.len() {
            let more =
                (start + 1..self.places.len()).take_while(|end| self.line(start, *end) <= room);
            start = more.last()?;
            ends.push(self.places[start]);
        }
        Some(ends)
    }

    /// Whether there is any way at all to break the text so that its last line
    /// has more than one thing to read.
    pub(crate) fn can_end_in_company(&self, room: usize) -> bool {
        let last = self.places.len() - 1;
        let mut reached = vec![0];
        for end in 1..last {
            if reached.iter().any(|start| self.line(*start, end) <= room) {
                reached.push(end);
            }
        }
        reached.iter().any(|start| {
            readable(&self.text[self.places[*start]..]) > 1 && self.line(*start, last) <= room
        })
    }
}

/// How many things there are to read: letters and digits, not marks.
pub(crate) fn readable(text: &str) -> usize {
    text.graphemes(true)
        .filter(|grapheme| grapheme.starts_with(char::is_alphanumeric))
        .count()
}

/// The stretch between the places next to `at`, itself left out.
fn around(places: &[usize], at: usize) -> Range<usize> {
    let start = places.iter().rev().find(|place| **place < at);
    let end = places.iter().find(|place| **place > at);
    start.copied().unwrap_or(0)..end.copied().unwrap_or(at)
}

/// Places that UAX #14 closes as of Unicode 15.0 and Han text has.
fn opens_for_han(text: &str, at: usize, judge: &Judge<'_>, strictness: Strictness) -> bool {
    let before = &text[..at];
    let Some(last) = before.chars().next_back().filter(|c| !c.is_whitespace()) else {
        return false;
    };
    let mut rest = text[at..].chars();
    let (first, second) = (rest.next().unwrap_or(' '), rest.next().unwrap_or(' '));
    let wide_before = is_in_han(before);
    let last_place = at - last.len_utf8();
    match (judge.facing(last_place), judge.facing(at)) {
        (_, Some(Facing::Opens)) => wide_before || is_wide(second),
        (Some(Facing::Closes), _) if ",.!?;:)]}%-/".contains(first) => false,
        (Some(Facing::Closes), _) => (wide_before && !is_hangul(first)) || is_wide(first),
        _ => {
            let bracket = "（［｛「『【〖《〈〔｟".contains(first) && last.is_alphanumeric();
            let price = is_wide(last) && !last.is_alphanumeric() && "$¥￥€£+±".contains(first);
            let dash = strictness == Strictness::Normal && "—…⋯".contains(first) && wide_before;
            bracket || price || dash
        }
    }
}
