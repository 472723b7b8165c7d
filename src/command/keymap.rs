//! Which keys do what: the table's defaults and what a reader's settings put in
//! their place.

use std::collections::BTreeMap;

use super::{COMMANDS, Command, Context, Entry, Key};

/// What a sequence of keys is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// A command.
    Command(Command),
    /// The start of at least one command's keys.
    Pending,
    /// Nothing.
    Nothing,
}

/// A setting of keys that can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// No command has the name.
    #[error("no command is named “{0}”; `?` shows them all")]
    NoCommand(String),
    /// Keys that can't be read.
    #[error("“{1}” for {0} is no key; keys are written as j, gg, C-d, Space, F1")]
    NoKey(String, String),
    /// Two commands want the same keys in one place.
    #[error("“{0}” is set for both {1} and {2}; {2} has it")]
    Twice(String, &'static str, &'static str),
    /// Keys that can never be reached.
    #[error("“{0}” for {1} can't be reached: “{2}” already does something")]
    Shadowed(String, &'static str, String),
}

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    bound: BTreeMap<(Context, Vec<Key>), Command>,
    longest: usize,
}

impl Keymap {
    /// The table's keys, with those of the commands named in `overrides`
    /// replaced. What can't be used is left out and reported.
    #[must_use]
    pub fn new(overrides: &BTreeMap<String, Vec<String>>) -> (Self, Vec<KeyFault>) {
        let mut faults = Vec::new();
        let mut keymap = Self {
            bound: BTreeMap::new(),
            longest: 1,
        };
        let is_overridden = |entry: &Entry| overrides.contains_key(entry.name);
        for entry in COMMANDS.iter().filter(|entry| !is_overridden(entry)) {
            for (context, keys) in places(entry) {
                for sequence in keys.iter().filter_map(|keys| Key::parse_sequence(keys)) {
                    keymap.bind(context, sequence, entry.command);
                }
            }
        }
        for (name, sequences) in overrides {
            let Some(entry) = COMMANDS.iter().find(|entry| entry.name == name) else {
                faults.push(KeyFault::NoCommand(name.clone()));
                continue;
            };
            for text in sequences {
                let Some(sequence) = Key::parse_sequence(text) else {
                    faults.push(KeyFault::NoKey(name.clone(), text.clone()));
                    continue;
                };
                for (context, keys) in places(entry) {
                    if keys.is_empty() {
                        continue;
                    }
                    if let Some(before) = keymap.bind(context, sequence.clone(), entry.command)
                        && before != entry.command
                    {
                        faults.push(KeyFault::Twice(
                            text.clone(),
                            before.entry().name,
                            entry.name,
                        ));
                    }
                }
            }
        }
        keymap.report_shadowed(&mut faults);
        (keymap, faults)
    }

    fn bind(&mut self, context: Context, sequence: Vec<Key>, command: Command) -> Option<Command> {
        self.longest = self.longest.max(sequence.len());
        self.bound.insert((context, sequence), command)
    }

    fn report_shadowed(&self, faults: &mut Vec<KeyFault>) {
        // In the order of the table, so that they are told the same each time.
        let mut bound: Vec<_> = self.bound.iter().collect();
        bound.sort_by_cached_key(|((context, keys), command)| (**command, *context, written(keys)));
        for ((context, keys), command) in bound {
            for length in 1..keys.len() {
                let start = keys.iter().take(length).copied().collect::<Vec<_>>();
                if self.bound.contains_key(&(*context, start.clone())) {
                    let fault =
                        KeyFault::Shadowed(written(keys), command.entry().name, written(&start));
                    if !faults.contains(&fault) {
                        faults.push(fault);
                    }
                }
            }
        }
    }

    /// What a sequence of keys is in a place.
    #[must_use]
    pub fn resolve(&self, context: Context, keys: &[Key]) -> Resolution {
        if let Some(command) = self.bound.get(&(context, keys.to_vec())) {
            return Resolution::Command(*command);
        }
        let begins = |(place, sequence): &(Context, Vec<Key>)| {
            *place == context && sequence.len() > keys.len() && sequence.starts_with(keys)
        };
        if keys.len() < self.longest && self.bound.keys().any(begins) {
            Resolution::Pending
        } else {
            Resolution::Nothing
        }
    }

    /// The keys of a command in a place, in the order of the table, as they are written.
    #[must_use]
    pub fn keys_of(&self, context: Context, command: Command) -> Vec<String> {
        let defaults = places(command.entry())
            .into_iter()
            .find(|(place, _)| *place == context)
            .map_or(&[][..], |(_, keys)| keys);
        let mut keys: Vec<String> = self
            .bound
            .iter()
            .filter(|((place, _), bound)| *place == context && **bound == command)
            .map(|((_, sequence), _)| written(sequence))
            .collect();
        keys.sort_by_key(|keys| {
            let place = defaults
                .iter()
                .position(|default| *default == keys.as_str());
            (place.unwrap_or(usize::MAX), keys.clone())
        });
        keys
    }

    /// The first key of a command in a place, for hints.
    #[must_use]
    pub fn key_of(&self, context: Context, command: Command) -> Option<String> {
        self.keys_of(context, command).into_iter().next()
    }

    /// What can follow the keys pressed so far.
    #[must_use]
    pub fn continuations(&self, context: Context, keys: &[Key]) -> Vec<(String, Command)> {
        let mut found: Vec<_> = self
            .bound
            .iter()
            .filter(|((place, sequence), _)| {
                *place == context && sequence.len() > keys.len() && sequence.starts_with(keys)
            })
            .map(|((_, sequence), command)| {
                (
                    written(sequence.get(keys.len()..).unwrap_or_default()),
                    *command,
                )
            })
            .collect();
        found.sort();
        found
    }
}

fn places(entry: &'static Entry) -> [(Context, &'static [&'static str]); 2] {
    [(Context::List, entry.list), (Context::Page, entry.page)]
}

/// A sequence as it is written: `gg`, `C-x j`.
fn written(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    let separator = if names.iter().all(|name| name.chars().count() == 1) {
        ""
    } else {
        " "
    };
    names.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(overrides: &[(&str, &[&str])]) -> (Keymap, Vec<KeyFault>) {
        let overrides = overrides
            .iter()
            .map(|(name, keys)| {
                (
                    (*name).to_owned(),
                    keys.iter().map(|key| (*key).to_owned()).collect(),
                )
            })
            .collect();
        Keymap::new(&overrides)
    }

    #[test]
    fn the_defaults_have_no_faults() {
        assert_eq!(with(&[]).1, []);
    }

    #[test]
    fn keys_resolve() {
        let (keymap, _) = with(&[]);
        for (context, keys, expected) in [
            (Context::List, "j", Resolution::Command(Command::Next)),
            (Context::Page, "j", Resolution::Command(Command::LineDown)),
            (Context::List, "g", Resolution::Pending),
            (Context::List, "gg", Resolution::Command(Command::First)),
            (Context::List, "gx", Resolution::Nothing),
            (Context::List, "F9", Resolution::Nothing),
        ] {
            let keys = Key::parse_sequence(keys).expect("keys");
            assert_eq!(keymap.resolve(context, &keys), expected, "{keys:?}");
        }
    }

    #[test]
    fn settings_replace_keys_and_faults_are_told() {
        let (keymap, faults) = with(&[("next", &["x"]), ("fly", &["x"]), ("help", &["C-nope"])]);
        assert_eq!(
            keymap.resolve(Context::List, &[Key::char('x')]),
            Resolution::Command(Command::Next)
        );
        assert_eq!(
            keymap.resolve(Context::List, &[Key::char('j')]),
            Resolution::Nothing
        );
        assert_eq!(
            faults,
            [
                KeyFault::NoCommand("fly".into()),
                KeyFault::NoKey("help".into(), "C-nope".into()),
            ]
        );
        let (_, faults) = with(&[("next", &["k"])]);
        assert_eq!(faults, [KeyFault::Twice("k".into(), "previous", "next")]);
        let (_, faults) = with(&[("next", &["g"])]);
        assert_eq!(
            faults,
            [
                KeyFault::Shadowed("gg".into(), "first", "g".into()),
                KeyFault::Shadowed("gs".into(), "saved-searches", "g".into()),
                KeyFault::Shadowed("gd".into(), "jump", "g".into()),
                KeyFault::Shadowed("gL".into(), "language", "g".into()),
            ]
        );
    }
}
