//! Which keys do what: the table's defaults and what a reader's settings put in
//! their place.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{COMMANDS, Code, Command, Context, Entry, Key, KeyFault, KeyTrouble};
use crate::settings::{KeyLine, KeyPlace, KeySetting, KeySettings};

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

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    bound: BTreeMap<(Context, Vec<Key>), Bound>,
    longest: usize,
    /// What is being laid down, and how many keys have been.
    laying: (Layer, usize),
}

/// A command that keys are bound to.
#[derive(Clone, Copy, Debug)]
struct Bound {
    command: Command,
    /// The line of the settings that binds them; none for the table's keys and
    /// those of a preset.
    line: Option<usize>,
    /// A reader's own keys are named before a preset's and those before the
    /// table's; of one layer as they are written.
    order: (Reverse<Layer>, usize),
}

/// What lies over what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Table,
    Preset,
    Own,
}

impl Keymap {
    /// The table's keys, those of the preset over them, and a reader's own over
    /// both. What can't be used is left out and reported.
    #[must_use]
    pub fn new(settings: &KeySettings) -> (Self, Vec<KeyFault>) {
        let mut keymap = Self {
            bound: BTreeMap::new(),
            longest: 1,
            laying: (Layer::Table, 0),
        };
        for entry in COMMANDS {
            for context in Context::ALL {
                let keys = entry.keys(context).iter();
                for sequence in keys.filter_map(|keys| Key::parse_sequence(keys)) {
                    keymap.bind((context, sequence), entry.command, None);
                }
            }
        }
        let (preset, errors) = KeySettings::parse(settings.preset.text());
        debug_assert!(errors.is_empty(), "{errors:?}");
        let mut faults = Vec::new();
        keymap.laying.0 = Layer::Preset;
        keymap.lay(&preset.own, &mut faults);
        // Laid down, they are as the table's: nothing of them is a reader's fault.
        for bound in keymap.bound.values_mut() {
            bound.line = None;
        }
        debug_assert!(faults.is_empty(), "{faults:?}");
        keymap.laying.0 = Layer::Own;
        keymap.lay(&settings.own, &mut faults);
        keymap.take_hidden(&mut faults);
        keymap.leave_a_way_out(settings.own.last(), &mut faults);
        faults.sort_by_key(|fault| fault.line);
        (keymap, faults)
    }

    /// Lays settings over what is there: the keys of commands, then what keys do by
    /// themselves.
    fn lay(&mut self, lines: &[KeyLine], faults: &mut Vec<KeyFault>) {
        let mut named = Vec::new();
        for line in lines {
            if let KeySetting::Command { name, keys } = &line.setting {
                match find(name) {
                    Ok(entry) => {
                        self.bound.retain(|_, bound| bound.command != entry.command);
                        named.push((line.line, entry, keys));
                    }
                    Err(trouble) => faults.push(KeyFault::at(line, trouble)),
                }
            }
        }
        for (line, entry, keys) in named {
            for keys in keys {
                let contexts = Context::ALL.iter().filter(|place| entry.applies(**place));
                let contexts: Vec<Context> = contexts.copied().collect();
                let told = self.set(line, &contexts, keys, Some(entry), true);
                faults.extend(told);
            }
        }
        for line in lines {
            let KeySetting::Keys {
                place,
                keys,
                command,
            } = &line.setting
            else {
                continue;
            };
            let context = match place {
                KeyPlace::List => Context::List,
                KeyPlace::Page => Context::Page,
            };
            let entry = match command.trim() {
                "" => Ok(None),
                name => find(name).map(Some),
            };
            match entry {
                // That one may take a key from a command it had is what it is for.
                Ok(entry) => faults.extend(self.set(line.line, &[context], keys, entry, false)),
                Err(trouble) => faults.push(KeyFault::at(line, trouble)),
            }
        }
    }

    /// Binds keys in some places, or unbinds them where no command is named.
    fn set(
        &mut self,
        line: usize,
        contexts: &[Context],
        written: &str,
        entry: Option<&'static Entry>,
        tells_of_all: bool,
    ) -> Vec<KeyFault> {
        let fault = |trouble| KeyFault { line, trouble };
        let Some(sequence) = Key::parse_sequence(written) else {
            let keys = written.to_owned();
            return vec![fault(KeyTrouble::NoKey { keys })];
        };
        let sequence: Vec<Key> = sequence
            .into_iter()
            .map(Key::without_input_method)
            .collect();
        let troubles = checked(&sequence);
        let is_lost = troubles.iter().any(|trouble| !trouble.is_advice());
        let mut faults: Vec<KeyFault> = troubles.into_iter().map(fault).collect();
        if is_lost {
            return faults;
        }
        let keys = self::written(&sequence);
        for context in contexts.iter().copied() {
            let place = (context, sequence.clone());
            let Some(entry) = entry else {
                if self.bound.remove(&place).is_none() {
                    let keys = keys.clone();
                    faults.push(fault(KeyTrouble::NotBound { keys, context }));
                }
                continue;
            };
            let before = self.bind(place, entry.command, Some(line));
            if let Some(before) = before
                && before.command != entry.command
                && (tells_of_all || before.line.is_some())
            {
                faults.push(fault(KeyTrouble::Twice {
                    keys: keys.clone(),
                    context,
                    first: before.command.entry().name,
                    second: entry.name,
                }));
            }
        }
        faults
    }

    fn bind(
        &mut self,
        place: (Context, Vec<Key>),
        command: Command,
        line: Option<usize>,
    ) -> Option<Bound> {
        self.longest = self.longest.max(place.1.len());
        self.laying.1 += 1;
        let order = (Reverse(self.laying.0), self.laying.1);
        let bound = Bound {
            command,
            line,
            order,
        };
        self.bound.insert(place, bound)
    }

    /// Takes away what can't be reached behind shorter keys, and tells of it.
    fn take_hidden(&mut self, faults: &mut Vec<KeyFault>) {
        let shorter: Vec<_> = self
            .bound
            .iter()
            .map(|(place, bound)| (place.clone(), *bound))
            .collect();
        for ((context, keys), bound) in shorter {
            let is_hidden = |place: &(Context, Vec<Key>)| {
                place.0 == context && place.1.len() > keys.len() && place.1.starts_with(&keys)
            };
            let mut hidden = Vec::new();
            let mut line = bound.line;
            self.bound.retain(|place, behind| {
                let stays = !is_hidden(place);
                if !stays {
                    hidden.push(written(&place.1));
                    line = line.max(behind.line);
                }
                stays
            });
            if !hidden.is_empty() {
                faults.push(KeyFault {
                    line: line.unwrap_or_default(),
                    trouble: KeyTrouble::Hides {
                        keys: written(&keys),
                        command: bound.command.entry().name,
                        context,
                        hidden,
                    },
                });
            }
        }
    }

    /// Where neither quitting nor the palette has a key, `C-c` quits.
    fn leave_a_way_out(&mut self, last: Option<&KeyLine>, faults: &mut Vec<KeyFault>) {
        for context in Context::ALL {
            let leads_out = |((place, _), bound): (&(Context, Vec<Key>), &Bound)| {
                let ways = [Command::Quit, Command::QuitStep, Command::Palette];
                *place == context && ways.contains(&bound.command)
            };
            if !self.bound.iter().any(leads_out) {
                let place = (context, vec![Key::ctrl('c')]);
                self.bind(place, Command::Quit, None);
                faults.push(KeyFault {
                    line: last.map_or(1, |last| last.line),
                    trouble: KeyTrouble::NoWayOut { context },
                });
            }
        }
    }

    /// What a sequence of keys is in a place.
    #[must_use]
    pub fn resolve(&self, context: Context, keys: &[Key]) -> Resolution {
        if let Some(bound) = self.bound.get(&(context, keys.to_vec())) {
            return Resolution::Command(bound.command);
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

    /// The keys of a command in a place as they are written, a reader's own first.
    #[must_use]
    pub fn keys_of(&self, context: Context, command: Command) -> Vec<String> {
        let has = |place: &Context, bound: &Bound| *place == context && bound.command == command;
        let mut keys: Vec<_> = self
            .bound
            .iter()
            .filter(|((place, _), bound)| has(place, bound))
            .map(|((_, sequence), bound)| (bound.order, written(sequence)))
            .collect();
        keys.sort();
        keys.into_iter().map(|(_, keys)| keys).collect()
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
            .map(|((_, sequence), bound)| {
                let rest = sequence.get(keys.len()..).unwrap_or_default();
                (written(rest), bound.command)
            })
            .collect();
        found.sort();
        found
    }
}

/// The command of a name, or one that is named alike.
fn find(name: &str) -> Result<&'static Entry, KeyTrouble> {
    Entry::named(name).ok_or_else(|| {
        let parts = |name: &str| name.split(['-', '_', ' ']).map(str::to_lowercase).collect();
        let wanted: Vec<String> = parts(name);
        // The one with the most parts in common, and the fewest others.
        let alike = |entry: &&Entry| {
            let known: Vec<String> = parts(entry.name);
            let common = known.iter().filter(|part| wanted.contains(part)).count();
            (common, usize::MAX - known.len())
        };
        let near = COMMANDS.iter().max_by_key(alike);
        let near = near
            .filter(|entry| alike(entry).0 > 0)
            .map(|entry| entry.name);
        let name = name.to_owned();
        KeyTrouble::NoCommand { name, near }
    })
}

/// What is wrong with a sequence, whatever it is bound to: keys that never arrive,
/// or not as they are.
fn checked(sequence: &[Key]) -> Vec<KeyTrouble> {
    let mut troubles = Vec::new();
    let keys = || written(sequence);
    let first = sequence.first().copied();
    let is_count = |key: Key| matches!(key.code, Code::Char('1'..='9')) && !key.ctrl && !key.alt;
    if first.is_some_and(is_count) {
        let (keys, count) = (keys(), true);
        troubles.push(KeyTrouble::NeverSeen { keys, count });
    }
    if sequence
        .iter()
        .skip(1)
        .any(|key| *key == Key::plain(Code::Esc))
    {
        let (keys, count) = (keys(), false);
        troubles.push(KeyTrouble::NeverSeen { keys, count });
    }
    for key in sequence.iter().filter(|key| key.ctrl) {
        let Code::Char(c) = key.code else { continue };
        let same = match c {
            'i' => "Tab",
            'm' => "Enter",
            '[' => "Esc",
            'h' => "Backspace",
            _ => "",
        };
        let name = key.to_string();
        if !same.is_empty() {
            troubles.push(KeyTrouble::SameAs { key: name, same });
        } else if ['s', 'q', '\\', 'j'].contains(&c) {
            troubles.push(KeyTrouble::MayNotArrive { key: name });
        }
    }
    let begins = |key: &&Key| key.alt && !key.ctrl && matches!(key.code, Code::Char('[' | 'O'));
    for key in sequence.iter().filter(begins) {
        let key = key.to_string();
        troubles.push(KeyTrouble::BeginsOthers { key });
    }
    troubles
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
#[path = "keymap_tests.rs"]
mod tests;
