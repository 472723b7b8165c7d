//! Which keys do what, and what is told of those that can't.

use std::collections::HashSet;

use super::*;
use crate::settings::Preset;

/// The keys of `[keys]` with some lines, and what is wrong with them.
fn with(lines: &str) -> (Keymap, Vec<String>) {
    let (settings, errors) = KeySettings::parse(lines);
    assert_eq!(errors, [], "{lines}");
    let (keymap, faults) = Keymap::new(&settings);
    (keymap, faults.iter().map(ToString::to_string).collect())
}

fn resolve(keymap: &Keymap, context: Context, keys: &str) -> Resolution {
    let keys = Key::parse_sequence(keys).expect("keys");
    keymap.resolve(context, &keys)
}

use Context::{List, Page};
use Resolution::{Nothing, Pending};

#[test]
fn keys_resolve() {
    let (keymap, faults) = with("");
    assert_eq!(faults, [""; 0]);
    for (context, keys, expected) in [
        (List, "j", Resolution::Command(Command::Next)),
        (Page, "j", Resolution::Command(Command::LineDown)),
        (List, "g", Pending),
        (List, "gg", Resolution::Command(Command::First)),
        (List, "gx", Nothing),
        (List, "F9", Nothing),
    ] {
        assert_eq!(resolve(&keymap, context, keys), expected, "{keys}");
    }
}

#[test]
fn no_key_of_the_table_is_bound_twice_or_hidden() {
    for context in Context::ALL {
        let mut known: Vec<(Vec<Key>, &str)> = Vec::new();
        for entry in COMMANDS {
            for keys in entry.keys(context) {
                let keys = Key::parse_sequence(keys).expect("keys");
                for (other, name) in &known {
                    assert!(
                        !keys.starts_with(other) && !other.starts_with(&keys),
                        "{} and {name}: {}",
                        entry.name,
                        written(&keys)
                    );
                }
                assert_eq!(checked(&keys), [], "{}", entry.name);
                known.push((keys, entry.name));
            }
        }
    }
}

/// A preset has no faults, leaves out no command that has a key, and says nothing
/// that the table says already.
#[test]
fn presets_are_sound() {
    for (name, preset) in Preset::NAMES {
        let settings = KeySettings {
            preset,
            own: Vec::new(),
        };
        let (keymap, faults) = Keymap::new(&settings);
        assert_eq!(faults, [], "{name}");
        let bound: HashSet<Command> = keymap.bound.values().map(|bound| bound.command).collect();
        for entry in COMMANDS {
            let has_keys = !entry.list.is_empty() || !entry.page.is_empty();
            assert_eq!(
                bound.contains(&entry.command),
                has_keys,
                "{name}: {}",
                entry.name
            );
        }
        for context in Context::ALL {
            for command in [Command::Palette, Command::Help, Command::QuitStep] {
                assert!(
                    keymap.key_of(context, command).is_some(),
                    "{name}: {command:?}"
                );
            }
        }
    }
    let (less, _) = with("preset = \"less\"");
    assert_eq!(
        resolve(&less, Page, "f"),
        Resolution::Command(Command::PageDown)
    );
    assert_eq!(
        resolve(&less, Page, ":n"),
        Resolution::Command(Command::NextArticle)
    );
    let (newsboat, _) = with("preset = \"newsboat\"");
    assert_eq!(
        resolve(&newsboat, List, "n"),
        Resolution::Command(Command::NextUnread)
    );
}

#[test]
fn a_readers_own_keys_lie_over_the_rest() {
    let (keymap, faults) = with(
        "next = [\"x\"]\nundo = []\n[list]\n\"C-x\" = \"star\"\n\"s\" = \"\"\n\"k\" = \"help\"\n\"gx\" = \"toggle-nothing\"\n[page]\n\"。\" = \"read-on\"\n\"F7\" = \"next\"\n",
    );
    assert_eq!(
        faults,
        ["config.toml:7: no command is named \"toggle-nothing\"; `newsprint keys` lists them all"]
    );
    for (context, keys, expected) in [
        (List, "x", Resolution::Command(Command::Next)),
        (List, "j", Nothing),
        (List, "u", Nothing),
        (Page, "u", Nothing),
        (List, "C-x", Resolution::Command(Command::ToggleStar)),
        (Page, "C-x", Nothing),
        (List, "s", Nothing),
        (Page, "s", Resolution::Command(Command::ToggleStar)),
        (List, "k", Resolution::Command(Command::Help)),
        (List, "Up", Resolution::Command(Command::Previous)),
        (Page, ".", Resolution::Command(Command::ReadOn)),
        (Page, "F7", Resolution::Command(Command::Next)),
    ] {
        assert_eq!(resolve(&keymap, context, keys), expected, "{keys}");
    }
}

#[test]
// tidy: table
fn faults_are_told_with_their_line() {
    for (lines, told) in [
        (
            "fly = [\"x\"]",
            "config.toml:1: no command is named \"fly\"; `newsprint keys` lists them all",
        ),
        (
            "toggle-star = [\"x\"]",
            "config.toml:1: no command is named \"toggle-star\"; did you mean star?",
        ),
        (
            "\nhelp = [\"C-nope\"]",
            "config.toml:2: \"C-nope\" is no key; keys are written as j, gg, C-d, A-x, Space, F1",
        ),
        (
            "star = [\"C-x\"]\n\n[list]\n\"C-x\" = \"undo\"",
            "config.toml:4: \"C-x\" is bound to both star and undo in the list; undo has it",
        ),
        (
            "[page]\n\"g d\" = \"star\"\n\"gd\" = \"undo\"",
            "config.toml:3: \"gd\" is bound to both star and undo in the page; undo has it",
        ),
        (
            "next = [\"k\"]",
            "config.toml:1: \"k\" is bound to both previous and next in the list; next has it",
        ),
        (
            "[page]\n\"g\" = \"help\"",
            "config.toml:2: \"g\" does help at once in the page; \"g/\", \"gI\", \"gL\", \"ga\", \"gg\", \"gh\", \"gl\", \"gm\", \"gs\" can't be reached behind it",
        ),
        (
            "[list]\n\"jk\" = \"help\"",
            "config.toml:2: \"j\" does next at once in the list; \"jk\" can't be reached behind it",
        ),
        (
            "[list]\n\"F9\" = \"\"",
            "config.toml:2: \"F9\" does nothing in the list that could be taken away",
        ),
        (
            "[list]\n\"A-O\" = \"star\"",
            "config.toml:2: \"A-O\" never arrives: terminals begin arrows and function keys with the same; bind another",
        ),
        (
            "[list]\n\"C-i\" = \"star\"",
            "config.toml:2: terminals send the same for \"C-i\" and \"Tab\"; bind \"Tab\"",
        ),
        (
            "[list]\n\"3\" = \"star\"",
            "config.toml:2: \"3\" is never seen: digits before a command are its count",
        ),
        (
            "[list]\n\"x Esc\" = \"star\"",
            "config.toml:2: \"x Esc\" is never seen: Esc gives up what was begun",
        ),
        (
            "palette = []\nquit = []\nquit-step = [\"F9\"]\n[page]\n\"F9\" = \"star\"",
            "config.toml:5: no key is left for quit or palette in the page; C-c quits",
        ),
    ] {
        let (_, faults) = with(lines);
        // Where one key takes another's in both places, the first of both will do.
        assert_eq!(
            faults.last().map(String::as_str),
            Some(told),
            "{lines}: {faults:?}"
        );
    }
    let (keymap, faults) = with("[list]\n\"C-s\" = \"star\"\n");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(
        resolve(&keymap, List, "C-s"),
        Resolution::Command(Command::ToggleStar)
    );
}

/// What is hidden is not shown as if it could be pressed.
#[test]
fn what_can_not_be_reached_is_no_key() {
    let (keymap, _) = with("[list]\n\"g\" = \"help\"\n");
    assert_eq!(keymap.keys_of(List, Command::First), ["Home"]);
    assert_eq!(resolve(&keymap, List, "gg"), Nothing);
    let (keymap, _) = with("palette = []\nquit = []\nquit-step = []\n");
    assert_eq!(keymap.keys_of(Page, Command::Quit), ["C-c"]);
}

proptest::proptest! {
    #![proptest_config(crate::laws())]

    /// Any settings give a keymap in which every key can be reached, and there is a
    /// way out.
    #[test]
    fn any_settings_give_keys_that_can_be_reached(
        lines in proptest::collection::vec(
            ("[jkgqQ:1? ]{1,3}|C-[a-z]|Esc|Tab|\\PC{1,3}", "star|next|quit|palette|find|x|"),
            0..12,
        ),
        place in proptest::bool::ANY,
    ) {
        let own = lines.iter().enumerate().map(|(line, (keys, command))| KeyLine {
            line,
            setting: if line % 3 == 0 && !command.is_empty() {
                KeySetting::Command { name: command.clone(), keys: vec![keys.clone()] }
            } else {
                let place = if place { KeyPlace::List } else { KeyPlace::Page };
                KeySetting::Keys { place, keys: keys.clone(), command: command.clone() }
            },
        });
        let (keymap, _) = Keymap::new(&KeySettings { own: own.collect(), ..KeySettings::default() });
        for (context, keys) in keymap.bound.keys() {
            for length in 1..keys.len() {
                let start: Vec<Key> = keys.iter().take(length).copied().collect();
                proptest::prop_assert_eq!(keymap.resolve(*context, &start), Pending);
            }
        }
        for context in Context::ALL {
            let ways = [Command::Quit, Command::QuitStep, Command::Palette];
            proptest::prop_assert!(ways.iter().any(|way| keymap.key_of(context, *way).is_some()));
        }
    }
}
