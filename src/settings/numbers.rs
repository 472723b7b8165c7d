//! Settings that are numbers, which can be set while the program runs: each with the
//! range that the file may set it in. They are set by the very reading that reads the
//! file.

use std::ops::Range;

use super::{ESCAPE_WAITS, MEASURES, Settings};

/// A setting that is a number.
#[derive(Debug)]
pub struct Number {
    /// Its name in the file. What it is, in a few words, is the text `setting-NAME`.
    pub name: &'static str,
    range: Range<u16>,
    /// The number it is.
    now: fn(&Settings) -> u16,
}

/// All of them.
pub const NUMBERS: &[Number] = &[
    Number {
        name: "measure",
        range: MEASURES,
        now: |settings| settings.measure,
    },
    Number {
        name: "escape_wait",
        range: ESCAPE_WAITS,
        now: |settings| settings.escape_wait,
    },
];

impl Number {
    /// The setting of a name, if it is a number.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        NUMBERS.iter().find(|number| number.name == name)
    }

    /// The number it is.
    #[must_use]
    pub fn value(&self, settings: &Settings) -> u16 {
        (self.now)(settings)
    }

    /// The least it may be, and the most.
    #[must_use]
    pub fn ends(&self) -> (u16, u16) {
        (self.range.start, self.range.end.saturating_sub(1))
    }

    /// Reads a number that it may be, in digits of any width; none of anything else.
    #[must_use]
    pub fn read(&self, typed: &str) -> Option<u16> {
        let digit = |c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
            c => Some(c).filter(char::is_ascii_digit),
        };
        let digits: Option<String> = typed.trim().chars().map(digit).collect();
        let number = digits?.parse().ok()?;
        self.range.contains(&number).then_some(number)
    }

    /// The line of the file that sets it to a number.
    #[must_use]
    pub fn line(&self, number: u16) -> String {
        format!("{} = {number}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_takes_the_numbers_of_its_range_and_no_others() {
        for number in NUMBERS {
            let (least, most) = number.ends();
            for value in [least, least + 1, most] {
                assert_eq!(number.read(&format!(" {value} ")), Some(value));
                let (settings, faults) = Settings::embedded().with(&number.line(value));
                assert_eq!((number.value(&settings), faults), (value, Vec::new()));
            }
            for typed in [
                String::new(),
                (least - 1).to_string(),
                (most + 1).to_string(),
                format!("+{least}"),
                format!("{least} {least}"),
                "99999999999999999999".to_owned(),
                "中".to_owned(),
            ] {
                assert_eq!(number.read(&typed), None, "{} {typed}", number.name);
            }
        }
        let measure = Number::named("measure");
        assert_eq!(measure.and_then(|measure| measure.read("６６")), Some(66));
        assert!(Number::named("rows").is_none());
    }
}
