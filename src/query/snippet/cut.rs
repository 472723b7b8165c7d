//! Cuts a passage to a width: what is looked for is seen, with something before
//! it to lead the eye; words stay whole where that costs little.

use super::{Passage, Snippet};
use crate::text::graphemes::backwards;
use crate::text::{Clean, CleanRef, WidthPolicy};

/// Columns under which there is no room for the marks of what was cut.
const LEAST: usize = 8;

impl Passage {
    /// What of it stands in a row: at most `columns` wide.
    #[must_use]
    pub fn cut(&self, columns: usize, policy: WidthPolicy) -> Snippet {
        let mark = policy.cut_mark();
        let mark = if columns < LEAST {
            CleanRef::default()
        } else {
            mark
        };
        let mark_columns = policy.text(mark.as_str());
        let start = self.start(columns, mark_columns, policy);
        let is_cut_before = start > 0 || self.goes_on.0;
        let room = columns - if is_cut_before { mark_columns } else { 0 };
        let end = self.end(start, room, mark_columns, policy);
        let is_cut_after = end < self.text.as_str().len() || self.goes_on.1;
        let own = self.text.slice(start..end).as_str().trim_end();
        let (end, own) = (start + own.len(), policy.text(own));
        let after_columns = if is_cut_after { mark_columns } else { 0 };
        let spare = room.saturating_sub(own + after_columns);
        let start = self.further_back(start, spare, mark_columns, policy);
        let no_mark = CleanRef::default();
        let is_cut_before = start > 0 || self.goes_on.0;
        let before = if is_cut_before { mark } else { no_mark };
        let after = if is_cut_after { mark } else { no_mark };
        let text = Clean::concat(&[before, self.text.slice(start..end), after]);
        let first = self.hits.partition_point(|hit| hit.end <= start);
        let hits = self.hits.iter().skip(first);
        let hits = hits.take_while(|hit| hit.start < end).map(|hit| {
            let moved = |at: usize| at.clamp(start, end) - start + before.as_str().len();
            moved(hit.start)..moved(hit.end)
        });
        Snippet {
            text,
            hits: hits.collect(),
        }
    }

    /// The byte with which it begins: that of the block where the hit is seen all
    /// the same, else some words before the hit, a third of the width at the most
    /// unless there is room to spare behind it.
    fn start(&self, columns: usize, mark: usize, policy: WidthPolicy) -> usize {
        let after = |from: usize| self.text.slice(from..self.text.as_str().len()).as_str();
        let rest = after(self.focus.start);
        let (shown, rest_columns) = policy.prefix(rest, columns);
        let is_last = shown == rest.len() && !self.goes_on.1;
        let spare = if is_last { columns - rest_columns } else { 0 };
        let lead = spare.max(columns / 3);
        let hit = policy.text(self.text.slice(self.focus.clone()).as_str());
        let whole_lead = columns.saturating_sub(hit.saturating_add(mark)).max(spare);
        // Backwards from the hit: what stands before it is made of whole graphemes.
        let before = self.text.slice(0..self.focus.start).as_str();
        let (mut start, mut used) = (self.focus.start, 0);
        let mut earliest = start;
        for (at, grapheme) in backwards(before) {
            used += policy.grapheme(grapheme);
            if used > whole_lead.max(lead) {
                break;
            }
            start = at;
            if used + mark <= lead {
                earliest = at;
            }
        }
        // From the beginning where the hit does not come to stand at the far end.
        let is_near = used <= spare.max(columns * 2 / 3);
        if start == 0 && is_near && !self.goes_on.0 {
            return 0;
        }
        let border = self.borders.partition_point(|border| *border < earliest);
        match self.borders.get(border) {
            Some(border) if *border <= self.focus.start => *border,
            _ => earliest + (after(earliest).len() - after(earliest).trim_start().len()),
        }
    }

    /// The byte with which it begins where columns are spared behind it: some words
    /// further back.
    fn further_back(
        &self,
        start: usize,
        mut spare: usize,
        mark: usize,
        policy: WidthPolicy,
    ) -> usize {
        let mut start = start;
        let borders = self.borders.partition_point(|border| *border < start);
        let borders = self.borders.get(..borders).unwrap_or_default();
        for border in borders.iter().rev() {
            let columns = policy.text(self.text.slice(*border..start).as_str());
            match spare.checked_sub(columns) {
                Some(rest) => (start, spare) = (*border, rest),
                None => return start,
            }
        }
        let columns = policy.text(self.text.slice(0..start).as_str());
        let is_whole = !self.goes_on.0 && columns <= spare + mark;
        if is_whole { 0 } else { start }
    }

    /// The byte before which it ends, where `room` columns are left for its text
    /// and a mark.
    fn end(&self, start: usize, room: usize, mark: usize, policy: WidthPolicy) -> usize {
        let length = self.text.as_str().len();
        let rest = self.text.slice(start..length).as_str();
        let (shown, _) = policy.prefix(rest, room);
        if shown == rest.len() && !self.goes_on.1 {
            return length;
        }
        let (shown, _) = policy.prefix(rest, room.saturating_sub(mark));
        let furthest = start + shown;
        if furthest == length {
            return length;
        }
        let seen = self.focus.end.min(furthest).max(start + 1);
        let border = self.borders.partition_point(|border| *border <= furthest);
        let border = border
            .checked_sub(1)
            .and_then(|border| self.borders.get(border));
        match border {
            Some(border) if *border >= seen => *border,
            _ => furthest,
        }
    }
}
