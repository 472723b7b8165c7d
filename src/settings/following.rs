//! Settings that are read again while the program runs: what has changed in them is
//! taken over, and what was changed by hand meanwhile stays as it is.

use super::Settings;

impl Settings {
    /// Takes over each setting that is another in `after` than in `before`.
    pub fn follow(&mut self, before: &Self, after: &Self) {
        macro_rules! each {
            ($($name:ident),* $(,)?) => {
                // Named one by one: a setting that is missing here does not compile.
                let Self { $($name),* } = self;
                $(if before.$name != after.$name {
                    $name.clone_from(&after.$name);
                })*
            };
        }
        each!(
            archives,
            language,
            measure,
            rules,
            ambiguous_width,
            hyperlinks,
            theme,
            colours,
            cursor,
            mouse,
            hover,
            layout,
            columns,
            below,
            dates,
            rows,
            snippets,
            hints,
            sort,
            line_breaking,
            characters,
            traditional,
            hanging_punctuation,
            paragraphs,
            spacing,
            justified,
            escape_wait,
            citation,
            mastodon,
            zone,
            keys,
            commands,
            targets,
            styles,
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::Settings;

    #[test]
    fn what_has_changed_is_taken_over_and_all_else_stays() {
        let read = |text: &str| Settings::embedded().with(text).0;
        let before = read("measure = 60\nrows = \"one\"\n");
        let after = read("measure = 66\nrows = \"one\"\nkeys = \"less\"\n");
        // By hand: rows, and the measure as well.
        let mut now = read("measure = 40\nrows = \"two\"\ndates = \"relative\"\n");
        now.follow(&before, &after);
        let expected =
            read("measure = 66\nrows = \"two\"\ndates = \"relative\"\nkeys = \"less\"\n");
        assert_eq!(now, expected);
        let same = now.clone();
        now.follow(&after, &after);
        assert_eq!(now, same);
    }
}
