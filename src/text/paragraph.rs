//! A paragraph set as a whole: of the places where lines may end, those are
//! taken that leave the right edge least ragged, so that a good line is never
//! bought with a bad one further down.
//!
//! Han text has a place between almost any two characters: there the fullest
//! lines are the best, and evenness decides only between equals. Latin text has
//! few: there evenness is worth a little of the fill, never more than a
//! hundredth of it.

mod cut;

use std::ops::Range;

use super::linebreak::{Ending, Spot, Strictness, scan};
use super::width::WidthPolicy;

/// How a paragraph is to be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    /// Columns of the first line; 0 counts as 1.
    pub first: usize,
    /// Columns of all other lines, those after a line feed included; 0 counts as 1.
    pub rest: usize,
    /// How wide ambiguous characters are.
    pub policy: WidthPolicy,
    /// The rules for the start of a line.
    pub strictness: Strictness,
    /// Whether `，`, `。` and `、` may hang over the end of a full line.
    pub hang: bool,
}

impl Setting {
    /// The same measure for all lines, strict, nothing hanging, `columns` wide.
    #[must_use]
    pub const fn plain(columns: usize, policy: WidthPolicy) -> Self {
        Self {
            first: columns,
            rest: columns,
            policy,
            strictness: Strictness::Strict,
            hang: false,
        }
    }
}

/// A line of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetLine {
    /// Bytes of the text that belong to it, white space at its end included. The
    /// ranges of all lines, joined, are the text.
    pub range: Range<usize>,
    /// Bytes that are shown: without the white space at its end.
    pub shown: Range<usize>,
    /// Columns of what is shown, hanging punctuation included.
    pub width: usize,
}

/// Sets a paragraph. White space in it has been collapsed; a line feed forces a
/// break. No line is wider than its measure, but for a single grapheme that is
/// wider itself and for hanging punctuation. An empty text has no lines. Time
/// and memory are linear in the text.
#[must_use]
pub fn set(text: &str, setting: &Setting) -> Vec<SetLine> {
    let mut setter = Setter::new(text, setting);
    scan(text, setting.strictness, setting.policy, |spot| {
        setter.take(&spot);
    });
    setter.lines
}

/// A line end that may be taken, with what it costs beside the raggedness.
#[derive(Clone, Copy)]
struct Node {
    at: usize,
    shown: usize,
    columns: usize,
    shown_columns: usize,
    /// Columns of the mark at the end that may hang.
    hang: usize,
    penalty: u64,
}

/// A break inside a word, as after a hyphen: worth about six columns of white.
const INSIDE: u64 = 40;
/// A cut inside what should stay together, where it has to be cut somewhere.
const CUT: u64 = 200;
/// A last line of one character: worse than any raggedness.
const ALONE: u64 = 1 << 32;
/// A mark at the wrong end of a line: worse than anything that can be helped.
const WRONG_MARK: u64 = 1 << 36;
/// Beyond this many columns one line's white is as bad as another's.
const MAX_SLACK: usize = 1 << 12;

/// What a column of white costs besides the square of all the columns, where
/// Latin text and where Han text is set. For Han it decides almost alone.
const LATIN_WHITE: u64 = 1;
const HAN_WHITE: u64 = 64;

/// A line of Han text starts at most this many columns before the place where it
/// starts by first fit: what is lost beyond it no later line makes up for.
const HAN_WINDOW: usize = 12;

/// How many line ends are weighed for each line start, from the fullest line
/// down: in Latin text all that make a tolerable line, in Han text those that
/// still make a full one.
const LATIN_CHOICES: usize = 16;
const HAN_CHOICES: usize = 4;

/// Places of a stretch up to which it is weighed as a whole: a paragraph of more
/// than ten thousand characters is no paragraph that anybody wrote.
const STRETCH: usize = 1 << 14;
/// The last lines of so much that may still change with what follows.
const UNSETTLED: usize = 4;

/// How the best line ends are looked for.
#[derive(Clone, Copy)]
struct Search {
    /// What a column of white costs besides the square.
    white: u64,
    /// Line ends weighed for each start.
    choices: usize,
    /// Columns before a line start by first fit within which others are looked at.
    window: usize,
}

struct Setter<'a> {
    text: &'a str,
    setting: &'a Setting,
    /// The start of the stretch in hand, and all line ends of it so far.
    nodes: Vec<Node>,
    costs: Vec<u64>,
    origins: Vec<usize>,
    /// Whether the stretch in hand had to be cut where the rules forbid it.
    has_cuts: bool,
    lines: Vec<SetLine>,
}

impl<'a> Setter<'a> {
    fn new(text: &'a str, setting: &'a Setting) -> Self {
        // A Han character is three bytes; of what is very long not all is one stretch.
        let mut nodes = Vec::with_capacity((text.len() / 3 + 2).min(1 << 12));
        nodes.push(Node {
            at: 0,
            shown: 0,
            columns: 0,
            shown_columns: 0,
            hang: 0,
            penalty: 0,
        });
        Self {
            text,
            setting,
            nodes,
            costs: Vec::new(),
            origins: Vec::new(),
            has_cuts: false,
            lines: Vec::new(),
        }
    }

    /// Columns of a line that starts at a byte offset.
    fn measure(&self, start: usize) -> usize {
        let columns = if start == 0 {
            self.setting.first
        } else {
            self.setting.rest
        };
        columns.max(1)
    }

    /// Columns by which the text before `shown` may hang over the end of a line.
    fn hang(&self, shown: usize) -> usize {
        let hangs = self.setting.hang
            && self
                .text
                .get(..shown)
                .is_some_and(|text| text.ends_with(['，', '。', '、']));
        if hangs { 2 } else { 0 }
    }

    /// Takes the next place where a line may end.
    fn take(&mut self, spot: &Spot) {
        let hang = self.hang(spot.shown);
        if let Some(from) = self.nodes.last().copied()
            && spot.shown_columns.saturating_sub(hang)
                > from.columns.saturating_add(self.measure(from.at))
        {
            self.cut(from, spot);
        }
        self.nodes.push(Node {
            at: spot.at,
            shown: spot.shown,
            columns: spot.columns,
            shown_columns: spot.shown_columns,
            hang,
            penalty: if spot.ending == Ending::Inside {
                INSIDE
            } else {
                0
            },
        });
        if spot.ending == Ending::Forced {
            self.break_lines(spot.last_but_one);
        } else if self.nodes.len() > STRETCH {
            self.break_settled_lines();
        }
    }

    /// The last node that a line from `start` reaches, looking from `from` on; the
    /// next node where not even that fits.
    fn furthest(&self, start: usize, from: usize) -> usize {
        let Some(node) = self.nodes.get(start) else {
            return start + 1;
        };
        let limit = node.columns.saturating_add(self.measure(node.at));
        let more = self.nodes.iter().skip(from + 1);
        from + more
            .take_while(|node| node.shown_columns.saturating_sub(node.hang) <= limit)
            .count()
    }

    /// Columns of white at the end of the line between two nodes.
    fn slack(&self, start: Node, end: Node) -> usize {
        let width = end.shown_columns.saturating_sub(start.columns);
        self.measure(start.at).saturating_sub(width)
    }

    /// Breaks the lines of a very long stretch that what follows can hardly change:
    /// all but the last few. What is weighed at once stays within bounds.
    fn break_settled_lines(&mut self) {
        let (Some(first), Some(end)) = (self.nodes.first(), self.nodes.last()) else {
            return;
        };
        // With fewer lines than this most of the work would be done again.
        if (end.columns - first.columns) / self.measure(end.at) < 4 * UNSETTLED {
            return;
        }
        let mut ends = self.best_ends(self.nodes.len() - 1, None);
        ends.truncate(ends.len().saturating_sub(UNSETTLED));
        if let Some(end) = ends.last().copied() {
            self.push_lines(ends);
            self.nodes.drain(..end);
        }
    }

    /// Breaks the stretch in hand, which ends with a forced break, and begins the next.
    fn break_lines(&mut self, last_but_one: Option<usize>) {
        let last = self.nodes.len() - 1;
        let ends = if self.furthest(0, 0) >= last {
            vec![last]
        } else {
            self.best_ends(last, last_but_one)
        };
        self.push_lines(ends);
        self.nodes.drain(..last);
        self.has_cuts = false;
    }

    /// The lines that end at these nodes; the first begins at the first node.
    fn push_lines(&mut self, ends: Vec<usize>) {
        let mut start = 0;
        for end in ends {
            if let (Some(from), Some(to)) = (self.nodes.get(start), self.nodes.get(end)) {
                self.lines.push(SetLine {
                    range: from.at..to.at,
                    shown: from.at..to.shown.max(from.at),
                    width: to.shown_columns.saturating_sub(from.columns),
                });
            }
            start = end;
        }
    }

    /// The nodes where the lines end: as even as can be, but if that costs more than
    /// a hundredth of the fill of first fit, fuller and fuller.
    fn best_ends(&mut self, last: usize, last_but_one: Option<usize>) -> Vec<usize> {
        let columns = self.nodes.last().map_or(0, |node| node.columns)
            - self.nodes.first().map_or(0, |node| node.columns);
        // A place in every second or third column: Han text.
        let han = columns < 4 * last;
        let first_fit = self.first_fit(last);
        let search = if han {
            Search {
                white: HAN_WHITE,
                choices: HAN_CHOICES,
                window: if self.has_cuts {
                    usize::MAX
                } else {
                    HAN_WINDOW
                },
            }
        } else {
            Search {
                white: LATIN_WHITE,
                choices: LATIN_CHOICES,
                window: usize::MAX,
            }
        };
        let mut ends = self.optimal(&first_fit, last_but_one, search);
        // A last character that needs company costs what it costs.
        let start = first_fit
            .iter()
            .rev()
            .nth(1)
            .and_then(|end| self.nodes.get(*end));
        if start.is_some_and(|start| last_but_one.is_some_and(|at| start.at > at)) {
            return ends;
        }
        let (bound, full) = self.white(&first_fit);
        let measure = self.setting.first.min(self.setting.rest).max(1);
        for white in [HAN_WHITE, HAN_WHITE * HAN_WHITE] {
            let (own, lines) = self.white(&ends);
            // own / lines <= bound / full + measure / 100
            if own * full * 100 <= (bound * 100 + measure * full) * lines {
                break;
            }
            let search = Search {
                white,
                choices: LATIN_CHOICES,
                window: usize::MAX,
            };
            ends = self.optimal(&first_fit, last_but_one, search);
        }
        ends
    }

    /// Columns of white in all lines but the last, and the number of those lines.
    fn white(&self, ends: &[usize]) -> (usize, usize) {
        let mut white = 0;
        let mut start = 0;
        let full = ends.len().saturating_sub(1);
        for end in ends.iter().take(full) {
            if let (Some(from), Some(to)) = (self.nodes.get(start), self.nodes.get(*end)) {
                white += self.slack(*from, *to);
            }
            start = *end;
        }
        (white, full)
    }

    /// Every line as full as the lines before it let it be.
    fn first_fit(&self, last: usize) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut start = 0;
        while start < last {
            start = self.furthest(start, start + 1);
            ends.push(start);
        }
        ends
    }

    /// The cheapest way through the nodes: dynamic programming, each node looking
    /// at the few line ends that make a full line.
    fn optimal(
        &mut self,
        first_fit: &[usize],
        last_but_one: Option<usize>,
        search: Search,
    ) -> Vec<usize> {
        let last = first_fit.last().copied().unwrap_or(0);
        let mut costs = std::mem::take(&mut self.costs);
        let mut origins = std::mem::take(&mut self.origins);
        costs.clear();
        costs.resize(last + 1, u64::MAX);
        origins.clear();
        origins.resize(last + 1, 0);
        if let Some(cost) = costs.first_mut() {
            *cost = 0;
        }
        let mut reach = 1;
        let mut fitting = first_fit.iter().peekable();
        for (start, from) in self.nodes.iter().enumerate().take(last) {
            let Some(mut cost) = costs.get(start).copied().filter(|cost| *cost < u64::MAX) else {
                continue;
            };
            while fitting.next_if(|end| **end < start).is_some() {}
            // The last line may have to start earlier, to keep its character company.
            let next = fitting.peek().and_then(|end| self.nodes.get(**end));
            let behind = next.map_or(0, |next| next.columns - from.columns);
            if behind > search.window && fitting.len() > 2 && start > 0 {
                continue;
            }
            let furthest = self.furthest(start, reach.max(start + 1));
            // The first line may be longer than the others: its reach is no floor for theirs.
            if start > 0 {
                reach = furthest;
            }
            let nearest = if furthest == last {
                last
            } else {
                (furthest + 1).saturating_sub(search.choices).max(start + 1)
            };
            let limit = from.columns.saturating_add(self.measure(from.at));
            let ends = nearest..=furthest;
            let nodes = self.nodes.get(ends.clone()).unwrap_or_default();
            let old = costs.get_mut(ends.clone()).unwrap_or_default();
            let back = origins.get_mut(ends).unwrap_or_default();
            if furthest == last {
                let alone = last_but_one.is_some_and(|at| from.at > at);
                cost = cost.saturating_add(if alone { ALONE } else { 0 });
            }
            for ((to, old), back) in nodes.iter().zip(old).zip(back) {
                let new = if furthest == last {
                    cost
                } else {
                    let slack = limit.saturating_sub(to.shown_columns).min(MAX_SLACK) as u64;
                    cost.saturating_add(slack * (slack + search.white) + to.penalty)
                };
                if new < *old {
                    *old = new;
                    *back = start;
                }
            }
        }
        let ends = way_back(&origins, last);
        self.costs = costs;
        self.origins = origins;
        ends
    }
}

/// The line ends that lead to the node `last`, in order.
fn way_back(origins: &[usize], last: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut end = last;
    while end > 0 {
        ends.push(end);
        end = origins.get(end).copied().unwrap_or(0);
    }
    ends.reverse();
    ends
}

#[cfg(test)]
mod tests;
