//! Where a line may end. The base is UAX #14 as of Unicode 15.0; over it lies
//! the tailoring for Han text (kinsoku, CLREQ 6.1, GB/T 15834): marks that may
//! not start or end a line, numbers that stay with their units, quotation marks
//! that follow the paragraph, Korean by words.
//!
//! Thai, Lao, Khmer and Burmese, which write no spaces between words, break at
//! their spaces and else, where they must, between graphemes. By words they could
//! only be broken with `icu_segmenter` (2.4): measured in the release profile, its
//! LSTM models cost 392 KB of binary and its dictionaries 1,116 KB, for the four
//! languages together, 67 KB of either for rules of UAX #14 that are here already.
//! News in these languages puts a space at each clause; more than 100 KB would be
//! too much for the rest.
//!
//! Which of these places are taken is the affair of [`super::paragraph`]. What
//! is text and what is white space has been settled before.

mod class;
mod emergency;
mod quotes;
mod scan;

#[cfg(test)]
pub(in crate::text) mod tests;

pub use emergency::{Emergency, Rank, emergencies};
pub(super) use scan::{Ending, Spot, scan};

use super::width::WidthPolicy;

/// How strict the rules for the start of a line are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Strictness {
    /// `——` and `……` do not start a line.
    #[default]
    Strict,
    /// They may, as at the basic level of CLREQ 6.1 and in GB/T 15834.
    Normal,
}

/// A place where a line may end, or has to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opportunity {
    /// Byte offset of the first character of the next line; white space before
    /// it belongs to the line that ends here.
    pub at: usize,
    /// Whether the line has to end here: after a line feed, at the end of the text.
    pub forced: bool,
}

/// All places where a line of `text` may end, in order. The last is the end of
/// the text; an empty text has none. Where these leave a stretch that is wider
/// than the measure, [`emergencies`] tells how to cut it.
#[must_use]
pub fn opportunities(text: &str, strictness: Strictness) -> Vec<Opportunity> {
    let mut found = Vec::new();
    scan(text, strictness, WidthPolicy::Narrow, |spot| {
        found.push(Opportunity {
            at: spot.at,
            forced: spot.ending == Ending::Forced,
        });
    });
    found
}
