//! Settings that can be changed while the program runs, each with the values it
//! may have in turn. They are changed by the very reading that reads the file.

use super::{AmbiguousWidth, Dates, Hints, Hyperlinks, RowHeight, Settings, Snippets};
use crate::page::Paragraphs;
use crate::text::convert::Region;
use crate::text::linebreak::Strictness;

/// A setting that can be changed at once.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Its name in the file. What it is, in a few words, is the text `setting-NAME`.
    pub name: &'static str,
    /// Its values, as they are written in the file without quotation marks.
    pub values: &'static [&'static str],
    /// The place of the present one among them.
    now: fn(&Settings) -> usize,
}

const SWITCH: &[&str] = &["false", "true"];

/// All of them.
pub const CHOICES: &[Choice] = &[
    Choice {
        name: "rows",
        values: &["auto", "one", "two"],
        now: |settings| match settings.rows {
            RowHeight::Auto => 0,
            RowHeight::One => 1,
            RowHeight::Two => 2,
        },
    },
    Choice {
        name: "snippets",
        values: &["auto", "always", "never"],
        now: |settings| match settings.snippets {
            Snippets::Auto => 0,
            Snippets::Always => 1,
            Snippets::Never => 2,
        },
    },
    Choice {
        name: "hints",
        values: &["on", "auto", "off"],
        now: |settings| match settings.hints {
            Hints::On => 0,
            Hints::Auto => 1,
            Hints::Off => 2,
        },
    },
    Choice {
        name: "paragraphs",
        values: &["spaced", "indented"],
        now: |settings| usize::from(settings.paragraphs == Paragraphs::Indented),
    },
    Choice {
        name: "justified",
        values: SWITCH,
        now: |settings| usize::from(settings.justified),
    },
    Choice {
        name: "hanging_punctuation",
        values: SWITCH,
        now: |settings| usize::from(settings.hanging_punctuation),
    },
    Choice {
        name: "spacing",
        values: SWITCH,
        now: |settings| usize::from(settings.spacing),
    },
    Choice {
        name: "line_breaking",
        values: &["strict", "normal"],
        now: |settings| usize::from(settings.line_breaking == Strictness::Normal),
    },
    Choice {
        name: "traditional",
        values: &["taiwan", "hong-kong"],
        now: |settings| usize::from(settings.traditional == Region::HongKong),
    },
    Choice {
        name: "dates",
        values: &["absolute", "relative"],
        now: |settings| usize::from(settings.dates == Dates::Relative),
    },
    Choice {
        name: "cursor",
        values: SWITCH,
        now: |settings| usize::from(settings.cursor),
    },
    Choice {
        name: "mouse",
        values: SWITCH,
        now: |settings| usize::from(settings.mouse),
    },
    Choice {
        name: "hyperlinks",
        values: &["auto", "on", "off"],
        now: |settings| match settings.hyperlinks {
            Hyperlinks::Auto => 0,
            Hyperlinks::On => 1,
            Hyperlinks::Off => 2,
        },
    },
    Choice {
        name: "ambiguous_width",
        values: &["auto", "narrow", "wide"],
        now: |settings| match settings.ambiguous_width {
            AmbiguousWidth::Auto => 0,
            AmbiguousWidth::Narrow => 1,
            AmbiguousWidth::Wide => 2,
        },
    },
];

impl Choice {
    /// The setting of a name, if it can be changed at once.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        CHOICES.iter().find(|choice| choice.name == name)
    }

    /// The value it has.
    #[must_use]
    pub fn value(&self, settings: &Settings) -> &'static str {
        self.values
            .get((self.now)(settings))
            .copied()
            .unwrap_or_default()
    }

    /// The value that comes next; after the last the first.
    #[must_use]
    pub fn next(&self, settings: &Settings) -> &'static str {
        let place = ((self.now)(settings) + 1) % self.values.len().max(1);
        self.values.get(place).copied().unwrap_or_default()
    }

    /// The line of the file that puts one of its values in force.
    #[must_use]
    pub fn line(&self, value: &str) -> String {
        if SWITCH.contains(&value) {
            format!("{} = {value}", self.name)
        } else {
            format!("{} = \"{value}\"", self.name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    /// Each goes through all its values and comes back, and nothing else changes.
    #[test]
    fn every_choice_takes_each_of_its_values() {
        let words = Words::english();
        let before = Settings::embedded();
        for choice in CHOICES {
            assert!(
                words.has(&format!("setting-{}", choice.name)),
                "{}",
                choice.name
            );
            let mut settings = before.clone();
            for _ in choice.values {
                let next = choice.next(&settings);
                let (changed, faults) = settings.clone().with(&choice.line(next));
                assert_eq!(faults, [], "{}", choice.name);
                assert_ne!(changed, settings, "{}", choice.name);
                assert_eq!(choice.value(&changed), next, "{}", choice.name);
                settings = changed;
            }
            assert_eq!(settings, before, "{}", choice.name);
        }
    }
}
