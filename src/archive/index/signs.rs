//! A set of characters that is filled and emptied for each article: a bit for each
//! character there is, so that nothing is compared or hashed.

use fixedbitset::FixedBitSet;

/// Characters that there can be, and gaps between them.
const CHARACTERS: usize = char::MAX as usize + 1;

/// A set of characters.
#[derive(Debug, Default)]
pub(super) struct Signs {
    bits: FixedBitSet,
    /// In the order in which they came.
    listed: Vec<char>,
}

impl Signs {
    pub(super) fn insert(&mut self, c: char) {
        if self.bits.is_empty() {
            self.bits = FixedBitSet::with_capacity(CHARACTERS);
        }
        if !self.bits.put(c as usize) {
            self.listed.push(c);
        }
    }

    pub(super) fn contains(&self, c: char) -> bool {
        self.bits.contains(c as usize)
    }

    /// The characters in it, in the order in which they came.
    pub(super) fn iter(&self) -> impl Iterator<Item = char> {
        self.listed.iter().copied()
    }

    /// Empties it; the cost goes by what was in it.
    pub(super) fn clear(&mut self) {
        for c in self.listed.drain(..) {
            self.bits.remove(c as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_what_was_put_in_since_it_was_emptied() {
        let mut signs = Signs::default();
        assert!(!signs.contains('京'));
        for text in ["京普京\u{0}", "\u{10FFFF}普", ""] {
            text.chars().for_each(|c| signs.insert(c));
            let mut expected: Vec<char> = Vec::new();
            for c in text.chars() {
                if !expected.contains(&c) {
                    expected.push(c);
                }
            }
            assert_eq!(signs.iter().collect::<Vec<_>>(), expected);
            for c in ['京', '普', '\u{0}', '\u{10FFFF}', '北'] {
                assert_eq!(signs.contains(c), text.contains(c));
            }
            signs.clear();
        }
    }
}
