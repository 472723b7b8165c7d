//! Numbers that look drawn by chance and are the same everywhere.

/// A sequence of numbers (`SplitMix64`), wholly told by its seed.
#[derive(Clone, Debug)]
pub(crate) struct Sequence(u64);

impl Sequence {
    pub(crate) fn new(seed: u64) -> Self {
        let mut sequence = Self(seed ^ 0x6E65_7773_7072_696E);
        // Seeds that follow each other are not to begin alike.
        sequence.next();
        sequence
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `bound`, each as likely as the other.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % bound.max(1)
    }

    /// A number from `from` to `to`, both included.
    pub(crate) fn between(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to + 1 - from)
    }

    /// Whether something that happens once in `often` happens now.
    pub(crate) fn one_in(&mut self, often: usize) -> bool {
        self.below(often) == 0
    }

    /// A rank from 0 to below `2^bits - 1`: the first twice as likely as the
    /// second and third together are each, and so on, as words are in a text (Zipf).
    /// In whole numbers, so that every machine draws the same.
    pub(crate) fn rank(&mut self, bits: usize) -> usize {
        let octave = 1 << self.below(bits);
        octave - 1 + self.below(octave)
    }

    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len()))
            .copied()
            .unwrap_or_default()
    }
}
