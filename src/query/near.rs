//! Whether words stand close together.

/// Where a word stands, in characters of its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The first character.
    pub start: u32,
    /// The first after it.
    pub end: u32,
}

/// Whether one spot can be chosen for each word so that no more than `distance`
/// characters stand between the first and the last that belong to none of them.
/// The spots of each word come sorted and are of one length.
#[must_use]
pub fn is_near(words: &[impl AsRef<[Spot]>], distance: u32) -> bool {
    if words.is_empty() {
        return false;
    }
    let mut next = vec![0; words.len()];
    loop {
        let (mut first, mut last, mut taken) = (u32::MAX, 0, 0_u32);
        for (spots, place) in words.iter().zip(&next) {
            let Some(spot) = spots.as_ref().get(*place) else {
                return false;
            };
            first = first.min(spot.start);
            last = last.max(spot.end);
            taken = taken.saturating_add(spot.end - spot.start);
        }
        if (last - first).saturating_sub(taken) <= distance {
            return true;
        }
        // What begins first can only be closer to the others further on.
        for (spots, place) in words.iter().zip(&mut next) {
            let spot = spots.as_ref().get(*place);
            *place += usize::from(spot.is_some_and(|spot| spot.start == first));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spots(length: u32, starts: &[u32]) -> Vec<Spot> {
        let spot = |start: &u32| Spot {
            start: *start,
            end: start + length,
        };
        starts.iter().map(spot).collect()
    }

    #[test]
    fn words_are_near_or_not() {
        for (words, distance, expected) in [
            (vec![spots(2, &[0]), spots(2, &[2])], 0, true),
            (vec![spots(2, &[0]), spots(2, &[3])], 0, false),
            (vec![spots(2, &[0]), spots(2, &[22])], 20, true),
            (vec![spots(2, &[0]), spots(2, &[23])], 20, false),
            (vec![spots(2, &[22]), spots(2, &[0])], 20, true),
            (vec![spots(2, &[0, 100]), spots(3, &[50, 110])], 8, true),
            (vec![spots(2, &[0]), spots(2, &[])], 99, false),
            (vec![spots(2, &[4])], 0, true),
            (Vec::new(), 9, false),
        ] {
            assert_eq!(is_near(&words, distance), expected, "{words:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn all_choices_say_the_same(
            words in proptest::collection::vec((1u32..4, proptest::collection::btree_set(0u32..40, 0..5)), 1..4),
            distance in 0u32..20,
        ) {
            let words: Vec<Vec<Spot>> = words
                .into_iter()
                .map(|(length, starts)| spots(length, &starts.into_iter().collect::<Vec<_>>()))
                .collect();
            let mut choices: Vec<Vec<Spot>> = vec![Vec::new()];
            for spots in &words {
                choices = choices
                    .iter()
                    .flat_map(|choice| spots.iter().map(|spot| [&choice[..], &[*spot]].concat()))
                    .collect();
            }
            let fits = choices.iter().any(|choice| {
                let first = choice.iter().map(|spot| spot.start).min().unwrap_or(0);
                let last = choice.iter().map(|spot| spot.end).max().unwrap_or(0);
                let taken: u32 = choice.iter().map(|spot| spot.end - spot.start).sum();
                (last - first).saturating_sub(taken) <= distance
            });
            prop_assert_eq!(is_near(&words, distance), fits);
        }
    }
}
