//! What is read, what is a fault, and where.

use super::*;
use crate::command::COMMANDS;
use crate::rows::SortKey;
use crate::text::Clean;
use proptest::prelude::*;

/// What is wrong with a text, each with its place.
fn faults(text: &str) -> Vec<String> {
    let (_, errors) = Settings::embedded().with(text);
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn every_default_is_in_the_file() {
    let settings = Settings::embedded();
    assert_eq!((settings.measure, settings.escape_wait), (72, 50));
    assert_eq!(settings.citation, "gb-t-7714");
    assert_eq!(settings.sort.key, SortKey::Date);
}

#[test]
fn faults_name_their_place_and_the_rest_applies() {
    let text = "measure = 60\nrows = \"three\"\ncolour = 1\nsort = \"-title\"\nzone = \"Mars\"\nescape_wait = \"x\"\n[keys]\nnext = [\"n\"]\nhelp = 3\n";
    let (settings, errors) = Settings::embedded().with(text);
    assert_eq!(settings.measure, 60);
    assert!(settings.sort.reversed);
    assert_eq!(
        settings.keys.own,
        [KeyLine {
            line: 8,
            setting: KeySetting::Command {
                name: "next".to_owned(),
                keys: vec!["n".to_owned()],
            },
        }]
    );
    let places: Vec<_> = errors
        .iter()
        .map(|error| (error.line, error.column))
        .collect();
    assert_eq!(
        places,
        [(2, 8), (3, 1), (5, 8), (6, 15), (9, 8)],
        "{errors:?}"
    );
}

#[test]
fn the_page_is_set_as_it_is_wanted() {
    let all = "hanging_punctuation = true\nparagraphs = \"indented\"\nspacing = true\njustified = true\nline_breaking = \"normal\"\n";
    let (settings, errors) = Settings::embedded().with(all);
    assert_eq!(errors, []);
    let page = settings.page(40);
    assert!(page.hang && page.spacing && page.justified);
    assert_eq!((page.measure, page.paragraphs), (40, Paragraphs::Indented));
    assert_eq!(page.strictness, Strictness::Normal);
    assert_eq!(
        Settings::embedded().page(72),
        PageSettings::plain(72, WidthPolicy::Narrow)
    );
    assert_eq!(
        faults("spacing = \"on\"\nparagraphs = 3\n"),
        [
            "line 1, column 11: spacing is a text; it must be true or false",
            "line 2, column 14: paragraphs is a number; it must be a text in quotation marks"
        ]
    );
}

#[test]
fn a_broken_file_is_told() {
    let (settings, errors) = Settings::embedded().with("measure = = 3\nrows = \"two\"\n");
    assert_eq!(
        errors.first().map(|error| error.line),
        Some(1),
        "{errors:?}"
    );
    assert_eq!(settings.measure, 72);
}

#[test]
fn what_did_not_parse_whole_does_not_apply_and_is_told_once() {
    let before = Settings::embedded();
    for (text, line) in [
        ("measure = 7 2\n", 1),
        ("measure = 60 rows = \"one\"\n", 1),
        ("measure = = 3\n", 1),
        ("measure\n", 1),
        ("measure = \n", 1),
        ("\nmastodon = \"social.example\n", 2),
        ("zone = 'Asia/Taipei\n", 1),
        ("citation = \"\"\"ris\n\n", 3),
        ("rules = [\"a\",\n\"b\n]\n", 2),
        ("archives = [\"a\" \"b\"]\n", 1),
        ("archives = [\"a\"\n", 1),
        ("[keys]\nnext = [\"n]\nhelp = \"h\"\n", 2),
        ("keys = { next = \"n }\n", 1),
        ("[keys\n", 1),
        ("= 3\n", 1),
    ] {
        let (settings, errors) = before.clone().with(text);
        assert_eq!(settings, before, "{text}");
        let lines: Vec<_> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [line], "{text}: {errors:?}");
        // What stands before it applies.
        let (settings, errors) = before.clone().with(&format!("rows = \"one\"\n{text}"));
        assert_eq!(settings.rows, RowHeight::One, "{text}");
        assert_eq!(errors.len(), 1, "{text}: {errors:?}");
    }
    let text = "citation = \"ris\nrows = \"one\"\nrows = \"two\"\n";
    let (settings, errors) = before.clone().with(text);
    assert_eq!(
        (settings.rows, settings.citation.as_str()),
        (RowHeight::One, "gb-t-7714")
    );
    assert_eq!(errors.len(), 2, "{errors:?}");
}

/// Texts, and the one fault that is told of each; none where there is none.
fn check(table: &[(&str, Option<&str>)]) {
    for (text, fault) in table {
        let found = faults(text);
        match fault {
            None => assert!(found.is_empty(), "{text}: {found:?}"),
            Some(fault) => {
                assert_eq!(found.len(), 1, "{text}: {found:?}");
                assert!(found[0].contains(fault), "{text}: {found:?}");
            }
        }
    }
}

#[test]
fn keys_are_checked_as_they_are_written() {
    check(&[
        ("keys = \"less\"", None),
        ("keys = { preset = \"newsboat\" }", None),
        (
            "keys = \"emacs\"",
            Some("keys is “emacs”; it can be vim, newsboat, less"),
        ),
        (
            "keys = 3",
            Some("keys is a number; it must be a text in quotation marks, or a table: [keys]"),
        ),
        (
            "[keys]\npreset = true",
            Some("line 2, column 10: preset is true or false; it must be a text"),
        ),
        (
            "[keys]\nlist = [\"x\"]",
            Some("list is a table of keys: [keys.list]"),
        ),
        ("[keys.list]\n\"C-x\" = \"star\"\n\"s\" = \"\"", None),
        (
            "[keys.page]\n\"C-x\" = [\"star\"]",
            Some(
                "line 2, column 9: “C-x” is a list; it must be a text in quotation marks: a command, or \"\" for none",
            ),
        ),
        (
            "[keys.list]\n\"C-x\" = \"star",
            Some("line 2, column 14: invalid basic string"),
        ),
        (
            "[keys.list]\nmeasure = 60",
            Some("measure: this belongs above [keys]"),
        ),
        ("[keys]\nnext = [\"n\"]", None),
    ]);
}

#[test]
// tidy: table
fn values_are_checked() {
    check(&[
        ("theme = \"my own\"", None),
        ("theme = 3", Some("theme is a number; it must be a text")),
        ("colours = \"256\"", None),
        (
            "colours = \"8\"",
            Some("it can be auto, true, 256, 16, none"),
        ),
        (
            "colours = 256",
            Some("colours is a number; it must be a text"),
        ),
        ("cursor = \"on\"", Some("it must be true or false")),
        ("citation = \"ris\"", None),
        ("citation = \"GB/T 7714\"", None),
        (
            "citation = \"apa\"",
            Some(
                "line 1, column 12: citation is “apa”; it can be gb-t-7714, bibtex, csl-json, ris",
            ),
        ),
        ("citation = \"\"", Some("it can be gb-t-7714")),
        ("mastodon = \"\"", None),
        ("mastodon = \" https://social.example/ \"", None),
        ("mastodon = \"社交.example\"", None),
        (
            "mastodon = \"yes\"",
            Some("mastodon is “yes”; it can be a host"),
        ),
        ("mastodon = \"me@social.example\"", Some("a host")),
        ("mastodon = \"social.example/@me\"", Some("a host")),
        ("mastodon = \"social..example\"", Some("a host")),
        ("mastodon = \"127.0.0.1\"", Some("a host")),
        ("mastodon = \"a b.example\"", Some("a host")),
        ("mastodon = 3", Some("is a number; it must be a text")),
        ("language = \"zh-Hant\"", None),
        ("language = \"auto\"", None),
        ("[keys]\nlanguage = [\"F2\"]", None),
        (
            "language = \"zh\"",
            Some("language is “zh”; it can be auto, en, zh-Hans, zh-Hant"),
        ),
        ("archives = []", None),
        ("archives = \"~/news\"", None),
        ("archives = \"\"", Some("archives has an empty path in it")),
        (
            "archives = [\"a\", \" \"]",
            Some("archives has an empty path"),
        ),
        ("rules = [\"\"]", Some("rules has an empty path")),
        ("snippets = \"never\"", None),
        (
            "snippets = \"often\"",
            Some("snippets is “often”; it can be auto, always, never"),
        ),
        (
            "measure = 0x",
            Some("measure has no digits; it must be a number from 20 to 200"),
        ),
        ("measure = 0x3c", None),
        (
            "measure = 7",
            Some("measure is 7; it must be a number from 20 to 200"),
        ),
        (
            "measur = 60",
            Some("no setting is named measur; did you mean measure?"),
        ),
        (
            "[keys]\nmeasure = 60",
            Some("line 2, column 1: measure: this belongs above [keys]"),
        ),
        (
            "[keys]\nmastodon = [\"x\"]",
            Some("this belongs above [keys]"),
        ),
        (
            "[keys]\nsort = \"-date\"",
            Some("this belongs above [keys]"),
        ),
        ("[keys]\nsort = [\"S\"]", None),
    ]);
    let text = "citation = \"GB/T 7714\"\nmastodon = \" https://social.example/ \"";
    let (settings, _) = Settings::embedded().with(text);
    assert_eq!(settings.citation, "gb-t-7714");
    assert_eq!(settings.mastodon, "social.example");
}

#[test]
fn messages_are_safe_to_show() {
    let found = faults("citation = \"a\\u001b[2J\\nb\"\n\"\\u202e\\u0007x\" = 1\n");
    assert_eq!(found.len(), 2, "{found:?}");
    for message in found {
        assert_eq!(Clean::line(&message).as_str(), message);
    }
}

#[test]
fn names_of_settings_that_are_commands_are_known() {
    for name in names() {
        let is_command = COMMANDS.iter().any(|entry| entry.name == name);
        assert_eq!(ALSO_COMMANDS.contains(&name.as_str()), is_command, "{name}");
    }
}

#[test]
fn presets_are_read_without_a_fault() {
    for (name, preset) in Preset::NAMES {
        let (settings, faults) = KeySettings::parse(preset.text());
        assert_eq!(faults, [], "{name}");
        assert_eq!(settings.own.is_empty(), preset == Preset::Vim, "{name}");
    }
}

proptest! {
    #![proptest_config(crate::laws())]

    /// Any text gives settings that hold, and faults that have a place in it.
    #[test]
    fn any_text_is_read(
        lines in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,20}",
                "(measure|rows|archives|keys|zone|keys\\.next) ?= ?[\\[{\"'0-9a-z\\]} ,]{0,8}",
                "\\[{0,2}(keys|rows|keys\\.list)\\]{0,2}",
                Just("measure = 60".to_owned()),
            ],
            0..8,
        )
    ) {
        let text = lines.join("\n");
        let (settings, errors) = Settings::embedded().with(&text);
        prop_assert!(MEASURES.contains(&settings.measure));
        for error in errors {
            let line = text.split('\n').nth(error.line - 1);
            let length = line.map(|line| line.chars().count());
            prop_assert!(length.is_some_and(|length| error.column <= length + 1), "{error:?}");
        }
    }
}

#[test]
fn what_is_almost_a_name_is_suggested_and_a_second_one_is_told_plainly() {
    for (text, told) in [
        (
            "mesure = 60",
            "line 1, column 1: no setting is named mesure; did you mean measure?",
        ),
        (
            "fount = 1",
            "line 1, column 1: no setting is named fount; `newsprint config default` shows them all",
        ),
        (
            "rows = \"tow\"",
            "line 1, column 8: rows is “tow”; did you mean two? It can be one, two, auto",
        ),
        (
            "measure = 60\nmeasure = 70",
            "line 2, column 1: this name stands in the file twice; leave one of them out",
        ),
    ] {
        assert_eq!(faults(text), [told], "{text}");
    }
}
