//! Which way a quotation mark faces. Straight quotes have no direction of their
//! own, `’` is an apostrophe too, and `“` closes what a German `„` opened: one
//! has to read the paragraph from its start.

use super::class::Traits;

/// How far a curly quotation inside a straight one has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Nested {
    #[default]
    None,
    /// A straight mark is open.
    Outer,
    /// And a curly one within it.
    Inner,
    /// That one is closed.
    Doubt,
}

/// What opened a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    /// A straight mark, `“` or `‘`.
    High,
    /// `„` or `‚`, which `“` or `‘` close.
    Low,
}

/// The quotations open at one place of a paragraph. The state ends with it.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    double: Option<Opener>,
    single: Option<Opener>,
    nested: Nested,
}

const CLOSES: Traits = Traits::CLOSES;

impl Quotes {
    /// The direction of the quotation mark `c`: [`Traits::OPENS`],
    /// [`Traits::CLOSES`], neither for an apostrophe, and where it cannot be told
    /// what either would forbid. `after_letter` and `before_letter` say whether a
    /// letter or digit of a Latin word touches it. What [`is_inches`] tells is no
    /// affair of the quotations.
    pub(super) fn direct(&mut self, c: char, after_letter: bool, before_letter: bool) -> Traits {
        match c {
            '"' if self.nested == Nested::Doubt => {
                self.close_double();
                Traits::NO_START | Traits::NO_END
            }
            '"' if self.double.is_some() => self.close_double(),
            '"' => {
                self.nested = Nested::Outer;
                self.open_double(Opener::High)
            }
            '“' if self.double == Some(Opener::Low) => self.close_double(),
            '“' => {
                if self.nested != Nested::None {
                    self.nested = Nested::Inner;
                }
                self.open_double(Opener::High)
            }
            '”' if self.nested == Nested::Inner => {
                self.close_double();
                self.nested = Nested::Doubt;
                CLOSES
            }
            '”' => self.close_double(),
            '„' => self.open_double(Opener::Low),
            '‚' => self.open_single(Opener::Low),
            '‘' if self.single == Some(Opener::Low) => self.close_single(),
            // `don’t`, `2010's`: never a place to break, and nothing closes.
            '’' | '\'' if after_letter && before_letter => Traits::NONE,
            '’' => self.close_single(),
            '\'' if after_letter || self.single.is_some() => self.close_single(),
            '‘' | '\'' => self.open_single(Opener::High),
            _ => Traits::NONE,
        }
    }

    fn open_double(&mut self, opener: Opener) -> Traits {
        self.double = Some(opener);
        Traits::OPENS
    }

    fn open_single(&mut self, opener: Opener) -> Traits {
        self.single = Some(opener);
        Traits::OPENS
    }

    fn close_double(&mut self) -> Traits {
        self.double = None;
        self.nested = Nested::None;
        CLOSES
    }

    fn close_single(&mut self) -> Traits {
        self.single = None;
        CLOSES
    }
}

/// Whether a mark after the text `before` stands for inches, as in `5'10"`: it
/// starts no line, and opens and closes nothing.
pub(super) fn is_inches(before: &str) -> bool {
    let feet = before.trim_end_matches(|c: char| c.is_ascii_digit());
    feet.len() < before.len()
        && feet
            .strip_suffix(['\'', '’', '′'])
            .is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::linebreak::class::traits;

    /// The text with `<` for every mark that opens and `>` for every one that closes.
    fn directed(text: &str) -> String {
        let mut quotes = Quotes::default();
        let letters: Vec<char> = text.chars().collect();
        let letter = |at: Option<usize>| {
            at.and_then(|at| letters.get(at))
                .is_some_and(|c| traits(*c).any(Traits::LETTER | Traits::DIGIT))
        };
        letters
            .iter()
            .enumerate()
            .map(|(at, c)| {
                if !traits(*c).any(Traits::QUOTE) {
                    return *c;
                }
                let direction = quotes.direct(*c, letter(at.checked_sub(1)), letter(Some(at + 1)));
                match direction {
                    Traits::OPENS => '<',
                    CLOSES => '>',
                    Traits::NONE => *c,
                    _ => '?',
                }
            })
            .collect()
    }

    #[test]
    fn inches_come_after_feet() {
        for (before, expected) in [
            ("他高5'10", true),
            ("5’10", true),
            ("5′10", true),
            ("5'", false),
            ("27", false),
            ("'10", false),
            ("高'10", false),
            ("", false),
        ] {
            assert_eq!(is_inches(before), expected, "{before}");
        }
    }

    #[test]
    fn quotes_face_as_the_paragraph_tells() {
        for (text, expected) in [
            ("\"好\"和\"坏\"", "<好>和<坏>"),
            ("“好”和“坏”", "<好>和<坏>"),
            ("“好\"和\"坏”", "<好>和<坏>"),
            ("\"好”和“坏\"", "<好>和<坏>"),
            ("”单", ">单"),
            ("\"甲“乙”丙\"丁\"戊\"", "<甲<乙>丙?丁<戊>"),
            ("\"甲“乙\"丙“丁”", "<甲<乙>丙<丁>"),
            ("„Wort“ und „Satz“", "<Wort> und <Satz>"),
            ("„słowo” i", "<słowo> i"),
            ("‚a‘ b", "<a> b"),
            ("don't", "don't"),
            ("don’t", "don’t"),
            ("students' work", "students> work"),
            ("'好'的", "<好>的"),
            ("'it's'", "<it's>"),
            ("“‘甲’说”", "<<甲>说>"),
            ("他说'好'和'坏'", "他说<好>和<坏>"),
            ("2010's", "2010's"),
        ] {
            assert_eq!(directed(text), expected, "{text}");
        }
    }
}
