//! What is set of keys: a preset, and a reader's own over it. Read as it is
//! written, with the line of each; what commands and keys there are is the affair
//! of `command`.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::places::Faults;
use super::values::{one_of, string, strings};
use super::{SettingsError, error, is_misplaced, place, toml_fault};
use crate::words::Notice;

/// Keys that hands know from another program, as data (`assets/keys`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// Those of the table of commands; they come from vim.
    #[default]
    Vim,
    /// Those of newsboat.
    Newsboat,
    /// Those of less.
    Less,
}

impl Preset {
    /// All of them, by name.
    pub const NAMES: [(&str, Self); 3] = [
        ("vim", Self::Vim),
        ("newsboat", Self::Newsboat),
        ("less", Self::Less),
    ];

    /// What it changes, written as under `[keys]`.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Vim => "",
            Self::Newsboat => include_str!("../../assets/keys/newsboat.toml"),
            Self::Less => include_str!("../../assets/keys/less.toml"),
        }
    }
}

/// Where a key is set by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// In the list: `[keys.list]`.
    List,
    /// In the page: `[keys.page]`.
    Page,
}

/// What one line sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySetting {
    /// All keys of a command: `next = ["n", "Down"]`.
    Command {
        /// The command's name.
        name: String,
        /// Its keys; none unbinds it.
        keys: Vec<String>,
    },
    /// What keys do in a place: `"C-x" = "star"`.
    Keys {
        /// Where.
        place: KeyPlace,
        /// The keys.
        keys: String,
        /// The command's name; an empty one unbinds the keys.
        command: String,
    },
}

/// Something that is set of keys, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyLine {
    /// The line, from 1.
    pub line: usize,
    /// What is set.
    pub setting: KeySetting,
}

/// All that is set of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeySettings {
    /// The keys that the reader's own are laid over.
    pub preset: Preset,
    /// The reader's own, in the order in which they are written.
    pub own: Vec<KeyLine>,
}

impl KeySettings {
    /// Reads what stands under `[keys]` from a text of its own, as presets are
    /// written.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<SettingsError>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let faults = Faults::new(text, &errors);
        let mut settings = Self::default();
        let mut found: Vec<SettingsError> = faults
            .told(table.get_ref())
            .into_iter()
            .map(|(at, what)| error(text, at, toml_fault(what)))
            .collect();
        found.extend(settings.read_table(text, table.get_ref(), &faults));
        (settings, found)
    }

    /// Reads the value of `keys`: the name of a preset, or a table.
    pub(super) fn read(
        &mut self,
        text: &str,
        name: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
        faults: &Faults<'_>,
    ) -> Vec<SettingsError> {
        if let DeValue::Table(table) = value.get_ref() {
            return self.read_table(text, table, faults);
        }
        if !faults.spare(name, value) {
            return Vec::new();
        }
        let preset = string(value)
            .map_err(|fault| Notice {
                key: "fault-keys",
                ..fault
            })
            .and_then(|_| one_of(value, &Preset::NAMES));
        match preset {
            Ok(preset) => {
                self.preset = preset;
                Vec::new()
            }
            Err(fault) => vec![error(
                text,
                value.span().start,
                fault.with_text("name", "keys"),
            )],
        }
    }

    fn read_table(
        &mut self,
        text: &str,
        table: &DeTable<'_>,
        faults: &Faults<'_>,
    ) -> Vec<SettingsError> {
        let mut errors = Vec::new();
        for (name, value) in table {
            let key: &str = name.get_ref();
            let place = match key {
                "list" => Some(KeyPlace::List),
                "page" => Some(KeyPlace::Page),
                _ => None,
            };
            if let (Some(place), DeValue::Table(inner)) = (place, value.get_ref()) {
                errors.extend(self.read_place(text, place, inner, faults));
                continue;
            }
            if !faults.spare(name, value) {
                continue;
            }
            let read = if place.is_some() {
                Err(Notice::new("fault-keys-table"))
            } else if key == "preset" {
                one_of(value, &Preset::NAMES).map(|preset| self.preset = preset)
            } else if is_misplaced(key, value) {
                let at = name.span().start;
                errors.push(error(text, at, misplaced(key)));
                continue;
            } else {
                let name = key.to_owned();
                strings(value).map(|keys| self.add(text, value, KeySetting::Command { name, keys }))
            };
            let fault = read.err().map(|fault| fault.with_text("name", key));
            errors.extend(fault.map(|fault| error(text, value.span().start, fault)));
        }
        self.own.sort_by_key(|line| line.line);
        errors
    }

    /// Reads what keys do in a place.
    fn read_place(
        &mut self,
        text: &str,
        place: KeyPlace,
        table: &DeTable<'_>,
        faults: &Faults<'_>,
    ) -> Vec<SettingsError> {
        let mut errors = Vec::new();
        for (name, value) in table {
            let keys: &str = name.get_ref();
            if !faults.spare(name, value) {
                continue;
            }
            if is_misplaced(keys, value) {
                let at = name.span().start;
                errors.push(error(text, at, misplaced(keys)));
                continue;
            }
            match string(value) {
                Ok(command) => {
                    let (keys, command) = (keys.to_owned(), command.to_owned());
                    let setting = KeySetting::Keys {
                        place,
                        keys,
                        command,
                    };
                    self.add(text, value, setting);
                }
                Err(fault) => {
                    let fault = Notice {
                        key: "fault-key",
                        ..fault
                    };
                    let fault = fault.with_text("name", keys);
                    errors.push(error(text, value.span().start, fault));
                }
            }
        }
        errors
    }

    fn add(&mut self, text: &str, value: &Spanned<DeValue<'_>>, setting: KeySetting) {
        let line = place(text, value.span().start).0;
        self.own.push(KeyLine { line, setting });
    }
}

/// What is wrong with a setting that slipped below the header of the keys.
fn misplaced(name: &str) -> Notice {
    Notice::new("fault-misplaced").with_text("name", name)
}
