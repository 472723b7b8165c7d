//! Line ends in a stretch that has none of its own and is too wide for a line.

use super::super::graphemes::graphemes;
use super::super::linebreak::{Rank, Spot, emergencies};
use super::{CUT, Node, Setter, WRONG_MARK};

/// Bytes of a stretch that are looked at together: many times the widest measure,
/// so that where one part ends and the next begins makes no difference to the eye.
const TOGETHER: usize = 1 << 12;
/// White space as it stands in a paragraph.
const WHITE: [char; 2] = [' ', '\u{3000}'];
/// Bytes of a stretch in which the mildest place is looked for. What is longer is
/// nothing that anybody reads: there each line takes what it holds.
const CAREFUL: usize = 1 << 14;

impl Setter<'_> {
    /// Finds line ends between `from` and a spot that is too far from it, part by
    /// part: the lines of each part are cut before the next is looked at.
    #[cold]
    #[inline(never)]
    pub(super) fn cut(&mut self, mut from: Node, spot: &Spot) {
        self.has_cuts = true;
        let mut together = TOGETHER;
        let careful_to = from.at + CAREFUL;
        while let Some(part) = self.part(from.at, spot.at, together) {
            match self.cut_part(from, part, None) {
                Some(last) => {
                    from = last;
                    together = TOGETHER;
                }
                // All of it fits on a line: it is of no width to speak of.
                None => together *= 2,
            }
            if from.at > careful_to {
                from = self.fill(from, spot.at);
            }
            if self.nodes.len() > super::STRETCH {
                self.break_settled_lines();
            }
        }
        let end = spot.shown_columns.saturating_sub(self.hang(spot.shown));
        self.cut_part(from, spot.at, Some(end));
    }

    /// Takes lines as full as they can be from `from` on, but for the last few before
    /// the byte offset `end`. Gives the end of the last of them.
    fn fill(&mut self, mut from: Node, end: usize) -> Node {
        let policy = self.setting.policy;
        while end - from.at > TOGETHER
            && let Some(rest) = self.text.get(from.at..end)
        {
            let (mut length, mut width) = policy.prefix(rest, self.measure(from.at));
            if length == 0
                && let Some((_, first)) = graphemes(rest).next()
            {
                (length, width) = (first.len(), policy.grapheme(first));
            }
            let (line, after) = rest.split_at(length);
            // White space stays at the end of its line, where it is not shown.
            let spaces = graphemes(after)
                .take_while(|(_, grapheme)| WHITE.iter().any(|white| grapheme.chars().eq([*white])))
                .map(|(_, grapheme)| grapheme.len())
                .sum();
            let line = line.trim_end_matches(WHITE);
            let columns = from.columns + width;
            let at = from.at + length + spaces;
            from = Node {
                at,
                shown: from.at + line.len(),
                columns: columns + policy.text(after.get(..spaces).unwrap_or_default()),
                shown_columns: if line.len() == length {
                    columns
                } else {
                    from.columns + policy.text(line)
                },
                hang: 0,
                penalty: CUT,
            };
            self.nodes.push(from);
            if self.nodes.len() > super::STRETCH {
                self.break_settled_lines();
            }
        }
        from
    }

    /// Where the part of a stretch ends that is to be looked at before the rest of
    /// it; `None` where there is not much more.
    fn part(&self, start: usize, end: usize, together: usize) -> Option<usize> {
        if end - start <= together * 2 {
            return None;
        }
        let mut ends = graphemes(self.text.get(start..end)?);
        let (length, _) = ends.find(|(at, _)| *at >= together)?;
        Some(start + length)
    }

    /// Finds line ends between `from` and the byte offset `to`, where the text has
    /// reached the column `end`, if anybody knows it: the mildest rank first, and the
    /// next only in the pieces that are still too wide. Gives the last of them.
    fn cut_part(&mut self, from: Node, to: usize, end: Option<usize>) -> Option<Node> {
        let places: Vec<(Node, Rank)> = emergencies(self.text, from.at..to, self.setting.policy)
            .into_iter()
            .map(|place| {
                let node = Node {
                    at: place.at,
                    shown: place.shown,
                    columns: from.columns + place.columns,
                    shown_columns: from.columns + place.shown_columns,
                    hang: self.hang(place.shown),
                    penalty: match place.rank {
                        Rank::Tailored | Rank::Word => CUT,
                        Rank::Mark => WRONG_MARK,
                        Rank::Pair => 2 * WRONG_MARK,
                    },
                };
                (node, place.rank)
            })
            .collect();
        let end = end.unwrap_or_else(|| places.last().map_or(0, |(node, _)| node.shown_columns));
        let mut taken = vec![false; places.len()];
        for rank in Rank::ALL {
            let mut start = from;
            let mut first = 0;
            for index in 0..=places.len() {
                let place = places.get(index);
                if place.is_some() && !taken.get(index).is_some_and(|taken| *taken) {
                    continue;
                }
                let piece_end = place.map_or(end, |(node, _)| node.shown_columns - node.hang);
                if piece_end > start.columns.saturating_add(self.measure(start.at)) {
                    for (taken, (_, own)) in taken.iter_mut().zip(&places).take(index).skip(first) {
                        *taken |= *own == rank;
                    }
                }
                start = place.map_or(start, |(node, _)| *node);
                first = index + 1;
            }
        }
        let before = self.nodes.len();
        let chosen = places.iter().zip(taken).filter(|(_, taken)| *taken);
        self.nodes.extend(chosen.map(|((node, _), _)| *node));
        self.nodes.get(before..)?.last().copied()
    }
}
