//! The characters that a text must begin with for a pattern to match it, as far as
//! they can be read from how the pattern is written.

use std::iter::Peekable;
use std::str::Chars;

/// Characters of a range up to which it is written out.
const RANGE: usize = 128;

/// The first characters of all texts that a pattern can match; `None` where it is not
/// tied to the start, or where more than the simplest is written there.
pub(super) fn first_characters(pattern: &str) -> Option<Vec<char>> {
    let rest = pattern.strip_prefix('^')?;
    let alternatives = alternatives(rest)?;
    // An alternative outside of a group is not tied to the start.
    let [only] = alternatives.as_slice() else {
        return None;
    };
    let mut found = Vec::new();
    of_sequence(only, &mut found)?;
    Some(found)
}

/// The parts of a pattern between the bars that stand in no group.
fn alternatives(pattern: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0u32;
    let mut in_class = false;
    let mut characters = pattern.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '[' if !in_class => in_class = true,
            ']' if in_class => in_class = false,
            _ if in_class => {}
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            '|' if depth == 0 => {
                parts.push(pattern.get(start..at)?);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(pattern.get(start..)?);
    Some(parts)
}

/// Adds the first characters of a sequence.
fn of_sequence(sequence: &str, found: &mut Vec<char>) -> Option<()> {
    let mut characters = sequence.chars().peekable();
    match characters.next()? {
        '(' => {
            let group = sequence.strip_prefix("(?:")?;
            let (inside, after) = group_end(group)?;
            is_always_there(after.chars().next())?;
            for part in alternatives(inside)? {
                of_sequence(part, found)?;
            }
            return Some(());
        }
        '[' => of_class(&mut characters, found)?,
        '\\' => found.push(literal(characters.next()?)?),
        '.' | '$' | '^' | '|' | ')' | '*' | '+' | '?' | '{' => return None,
        c => found.push(c),
    }
    is_always_there(characters.next())
}

/// Whether what comes next does not say that what stands before it can be missing.
fn is_always_there(next: Option<char>) -> Option<()> {
    // A plus may itself be repeated: `a+*`.
    (!matches!(next, Some('?' | '*' | '+' | '{'))).then_some(())
}

/// A character after a backslash, where that stands for itself.
fn literal(c: char) -> Option<char> {
    (!c.is_alphanumeric()).then_some(c)
}

/// Splits what follows `(?:` at the end of that group.
fn group_end(group: &str) -> Option<(&str, &str)> {
    let mut depth = 0u32;
    let mut in_class = false;
    let mut characters = group.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '[' if !in_class => in_class = true,
            ']' if in_class => in_class = false,
            _ if in_class => {}
            '(' => depth += 1,
            ')' if depth == 0 => return Some((group.get(..at)?, group.get(at + 1..)?)),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Adds the characters of a class, its bracket open already.
fn of_class(characters: &mut Peekable<Chars<'_>>, found: &mut Vec<char>) -> Option<()> {
    if characters.peek() == Some(&'^') {
        return None;
    }
    loop {
        let c = match characters.next()? {
            ']' => return Some(()),
            // A class within, or what `&&`, `--` and `~~` make of two.
            '[' | '&' | '~' => return None,
            '\\' => literal(characters.next()?)?,
            c => c,
        };
        if characters.peek() != Some(&'-') {
            found.push(c);
            continue;
        }
        characters.next();
        match characters.next()? {
            ']' => {
                found.extend([c, '-']);
                return Some(());
            }
            '[' | '-' | '\\' => return None,
            last if (c..=last).count() <= RANGE => found.extend(c..=last),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    #[test]
    fn first_characters_as_far_as_they_are_plain() {
        for (pattern, first) in [
            ("^a", Some("a")),
            ("^（BBC）", Some("（")),
            ("^[（(]b*", Some("（(")),
            (
                "^(?:ab|[cd]|\\(e\\)|(?:f|g))h",
                Some("abcd(fg".replace('b', "").as_str()),
            ),
            ("^[a-c-]x", Some("abc-")),
            ("^[0-9]{4}", None),
            ("^a{1,2}", None),
            ("a", None),
            ("^a|b", None),
            ("^a?b", None),
            ("^a*", None),
            ("^(?:a|b)?c", None),
            ("^(?:a|)c", None),
            ("^(?i)a", None),
            ("^(a)", None),
            ("^.", None),
            ("^[^a]", None),
            ("^\\p{Han}", None),
            ("^[\\d]", None),
            ("^\\d", None),
            ("^[a&&b]", None),
            ("^[", None),
            ("^", None),
            ("", None),
        ] {
            let first = first.map(|first| first.chars().collect::<Vec<_>>());
            assert_eq!(first_characters(pattern), first, "{pattern}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..crate::laws() })]

        #[test]
        fn no_match_begins_otherwise(
            pattern in "\\^?[ab（(\\[\\]|)?:*+{}^\\\\$.d-]{0,10}",
            text in "[abc（()|\\[\\]d?-]{0,4}",
        ) {
            let (Some(first), Ok(regex)) = (first_characters(&pattern), Regex::new(&pattern)) else {
                return Ok(());
            };
            if regex.is_match(&text) {
                let begins = text.chars().next().is_some_and(|c| first.contains(&c));
                prop_assert!(begins, "{pattern} {text} {first:?}");
            }
        }
    }
}
