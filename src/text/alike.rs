//! Names that are written almost alike: what was meant by one that there is not.

/// Wrong letters that are forgiven, at the most.
const MOST_WRONG: usize = 2;
/// Of how many letters one may be wrong.
const ONE_WRONG_IN: usize = 3;
/// Characters of the longest name that is looked at.
const LONGEST: usize = 64;

/// The name that is written most like another one, where it is almost that: a
/// letter too many, too few, another one or two in the wrong order, for every
/// three letters, twice at the most. Of several the first.
#[must_use]
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = letters(wanted);
    let allowed = (wanted.len() / ONE_WRONG_IN).min(MOST_WRONG);
    if wanted.len() > LONGEST {
        return None;
    }
    let measured = names
        .into_iter()
        .map(|name| (distance(&wanted, &letters(name)), name));
    let near = measured.filter(|(distance, _)| *distance <= allowed);
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

fn letters(name: &str) -> Vec<char> {
    name.chars()
        .take(LONGEST + 1)
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many letters have to be put in, taken out, changed or exchanged with their
/// neighbour to make one name of the other.
fn distance(one: &[char], other: &[char]) -> usize {
    let first: Vec<usize> = (0..=other.len()).collect();
    let mut rows = (Vec::new(), first);
    let mut before: Option<char> = None;
    for (at, letter) in one.iter().enumerate() {
        let row = next_row(&rows, (before, *letter), at + 1, other);
        rows = (rows.1, row);
        before = Some(*letter);
    }
    rows.1.last().copied().unwrap_or(0)
}

/// The distances of the beginnings of the other name to one that is a letter longer:
/// from those to the one before and to the one before that.
fn next_row(
    (second, first): &(Vec<usize>, Vec<usize>),
    (before, letter): (Option<char>, char),
    length: usize,
    other: &[char],
) -> Vec<usize> {
    let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
    let mut row = vec![length];
    let mut passed: Option<char> = None;
    for (place, own) in other.iter().enumerate() {
        let changed = at(first, place) + usize::from(*own != letter);
        let mut least = changed
            .min(at(first, place + 1) + 1)
            .min(at(&row, place) + 1);
        if before == Some(*own) && passed == Some(letter) && place > 0 {
            least = least.min(at(second, place - 1) + 1);
        }
        row.push(least);
        passed = Some(*own);
    }
    row
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_almost_a_name_is_found() {
        let names = ["measure", "mouse", "night", "light", "rows", "dates"];
        for (written, expected) in [
            ("mesure", Some("measure")),
            ("measrue", Some("measure")),
            ("MEASURE", Some("measure")),
            ("nigth", Some("night")),
            ("moose", Some("mouse")),
            ("row", Some("rows")),
            ("date", Some("dates")),
            // Half of it is another word.
            ("colour", None),
            ("ro", None),
            ("", None),
            ("字体", None),
        ] {
            assert_eq!(nearest(written, names), expected, "{written}");
        }
        assert_eq!(nearest(&"a".repeat(100_000), names), None);
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn the_way_back_is_as_far(one in "[abc]{0,6}", other in "[abc]{0,6}") {
            let (one, other) = (letters(&one), letters(&other));
            let there = distance(&one, &other);
            prop_assert_eq!(there, distance(&other, &one));
            prop_assert_eq!(there == 0, one == other);
            prop_assert!(there <= one.len().max(other.len()));
            prop_assert!(there >= one.len().abs_diff(other.len()));
        }
    }
}
