//! The palette: everything that has a name, found by typing. What was taken
//! lately comes first while nothing is typed, be it in an earlier run: it is kept by
//! name. And the help, which shows the commands of one place with their keys.

use crate::command::{COMMANDS, Command, Context};
use crate::query::Field;
use crate::query::complete::quoted;
use crate::query::earlier::remember_line;
use crate::settings::{CHOICES, Choice, Number, TOLD};
use crate::text::Clean;

use super::App;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::own::own_entry;
use super::popup::Popup;

/// How many of what was taken lately come first.
const RECENT: usize = 12;

/// What was taken, by its kind and its name; none of what the palette has not.
fn name_of(deed: &Deed) -> Option<String> {
    let (kind, name) = match deed {
        Deed::Run(command) => ("command", command.entry().name),
        Deed::Set(name) => ("setting", *name),
        Deed::Query(query) => ("query", query.as_str()),
        Deed::Search(saved) => ("search", saved.name.as_str()),
        Deed::OpenWith(command) => ("program", command.name.as_str()),
        Deed::Archive(archive) => ("archive", archive.name.as_str()),
        _ => return None,
    };
    Some(format!("{kind} {name}"))
}

impl App {
    /// Opens the palette.
    pub(super) fn open_palette(&mut self) -> Vec<Effect> {
        let mut entries = self.palette_entries();
        let recent: Vec<&String> = self.recent.iter().rev().take(RECENT).collect();
        // Stable: what was never taken stays in the order of the table.
        entries.sort_by_cached_key(|entry| {
            let name = name_of(&entry.deed);
            let place = recent
                .iter()
                .position(|taken| Some(*taken) == name.as_ref());
            place.unwrap_or(usize::MAX)
        });
        self.popup = Some(Popup::Menu(Menu::palette(entries)));
        Vec::new()
    }

    /// All that the palette finds.
    fn palette_entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = COMMANDS
            .iter()
            .filter(|entry| entry.command != Command::Palette)
            .map(|entry| self.command_entry(entry.command))
            .collect();
        entries.extend(CHOICES.iter().map(|choice| self.choice_entry(choice)));
        let beside = self.words.get("palette-own");
        entries.extend(self.settings.commands.iter().map(|command| Entry {
            letter: None,
            beside: beside.clone(),
            also: vec![command.program.written().as_str().to_owned()],
            ..own_entry(command)
        }));
        entries.extend(TOLD.iter().filter_map(|name| self.told_entry(name)));
        let beside = self.words.get("palette-archive");
        let others = self.archive_entries().into_iter();
        let others = others.filter(|entry| !entry.is_on);
        entries.extend(others.map(|entry| Entry {
            beside: beside.clone(),
            ..entry
        }));
        let beside = self.words.get("palette-search");
        entries.extend(self.saved.iter().map(|saved| Entry {
            label: Clean::line(&saved.name),
            beside: beside.clone(),
            also: vec![saved.query.clone()],
            ..Entry::new(Deed::Search(saved.clone()))
        }));
        let beside = self.words.get("palette-outlet");
        entries.extend(self.outlets.iter().filter_map(|outlet| {
            let (name, others) = outlet.names.split_first()?;
            Some(Entry {
                label: Clean::line(name),
                beside: beside.clone(),
                also: others.to_vec(),
                ..Entry::new(Deed::Query(format!(
                    "{}:{}",
                    Field::Source.name(),
                    quoted(name)?
                )))
            })
        }));
        let beside = self.words.get("palette-tag");
        entries.extend(self.marks.set().tags().filter_map(|(tag, _)| {
            let name = quoted(tag.name().as_str())?;
            Some(Entry {
                label: tag.name().clone(),
                beside: beside.clone(),
                ..Entry::new(Deed::Query(format!("{}:{name}", Field::Tag.name())))
            })
        }));
        entries
    }

    /// A command, with the keys it has where one is; else with those it has elsewhere.
    fn command_entry(&self, command: Command) -> Entry {
        let here = self.context();
        let elsewhere = Context::ALL.into_iter().filter(|context| *context != here);
        let mut places = std::iter::once(here).chain(elsewhere);
        let keys = places.find_map(|context| {
            let keys = self.keymap.keys_of(context, command);
            (!keys.is_empty()).then(|| keys.join(" "))
        });
        Entry {
            label: self.words.get(&command.text_key()),
            beside: Clean::line(&keys.unwrap_or_default()),
            also: vec![command.entry().name.to_owned()],
            ..Entry::new(Deed::Run(command))
        }
    }

    fn choice_entry(&self, choice: &'static Choice) -> Entry {
        let (now, next) = (choice.value(&self.settings), choice.next(&self.settings));
        let values = [
            ("now", self.value_text(now)),
            ("next", self.value_text(next)),
        ];
        let values = values.map(|(name, text)| (name, text.into()));
        let worded = choice.values.iter().map(|value| self.value_text(value));
        let worded = worded.map(|text| text.as_str().to_owned());
        let written = choice.values.iter().map(|value| (*value).to_owned());
        let name = std::iter::once(choice.name.to_owned());
        Entry {
            label: self.words.get(&format!("setting-{}", choice.name)),
            beside: self.words.with("palette-setting", &values),
            also: name.chain(worded).chain(written).collect(),
            ..Entry::new(Deed::Set(choice.name))
        }
    }

    /// A value of a setting in words; those that are names are the same in every
    /// language.
    fn value_text(&self, value: &str) -> Clean {
        let key = format!("value-{value}");
        if self.words.has(&key) {
            self.words.get(&key)
        } else {
            Clean::line(value)
        }
    }

    /// A setting that is told with its line: beside it stands what it is.
    fn told_entry(&self, name: &'static str) -> Option<Entry> {
        let line = self.settings.line(name)?;
        let (_, value) = line.split_once(" = ")?;
        Some(Entry {
            label: self.words.get(&format!("setting-{name}")),
            beside: Clean::line(value),
            also: vec![name.to_owned()],
            ..Entry::new(Deed::Set(name))
        })
    }

    /// Remembers what was taken from the palette, and has it kept.
    pub(super) fn note_taken(&mut self, deed: &Deed) -> Option<Effect> {
        let name = name_of(deed)?;
        remember_line(&mut self.recent, &name);
        Some(Effect::KeepTaken(name))
    }

    /// Takes what was taken from the palette before the program began.
    pub(super) fn take_taken(&mut self, mut kept: Vec<String>) {
        for name in &self.recent {
            remember_line(&mut kept, name);
        }
        self.recent = kept;
    }

    /// Does what was taken from the palette, or from the help.
    pub(super) fn take_found(&mut self, deed: Deed) -> Vec<Effect> {
        match deed {
            Deed::Run(command) => self.run_anywhere(command, None),
            Deed::Query(query) => {
                self.begin_at_list();
                self.search_and_keep(query)
            }
            Deed::Set(name) => self.change_setting(name),
            _ => Vec::new(),
        }
    }

    /// Carries out a command wherever one is: one that is for the other pane alone
    /// goes there first.
    pub(super) fn run_anywhere(&mut self, command: Command, count: Option<u32>) -> Vec<Effect> {
        let applies = |app: &Self| command.entry().applies(app.context());
        let mut effects = Vec::new();
        if !applies(self) {
            effects = self.change_pane();
        }
        effects.extend(if applies(self) {
            self.run(command, count)
        } else {
            self.tell("no-article")
        });
        effects
    }

    /// Puts the next value of a setting in force, and has it kept; asks for that of one
    /// that is a number, and tells of others that have no few values how they are set.
    fn change_setting(&mut self, name: &str) -> Vec<Effect> {
        if let Some(number) = Number::named(name) {
            return self.ask_number(number);
        }
        let Some(choice) = Choice::named(name) else {
            let line = self.settings.line(name).unwrap_or_default();
            let values = [("line", line.as_str().into())];
            self.say(self.words.with("setting-told", &values));
            return Vec::new();
        };
        let line = choice.line(choice.next(&self.settings));
        self.put_in_force(name, &line)
    }

    /// Opens the help for the place that has the keys, or for the query language.
    pub(super) fn open_help(&mut self, command: Command) -> Vec<Effect> {
        if command == Command::QueryHelp {
            return self.open_query_help();
        }
        let context = self.context();
        let bound = COMMANDS.iter().filter_map(|entry| {
            let keys = self.keymap.keys_of(context, entry.command).join(" ");
            let label = self.words.get(&entry.command.text_key());
            (!keys.is_empty()).then(|| Entry {
                detail: Clean::line(&format!("{keys}: {label}")),
                label,
                beside: Clean::line(&keys),
                heading: self.words.get(entry.group.text_key()),
                also: vec![entry.name.to_owned()],
                ..Entry::new(Deed::Run(entry.command))
            })
        });
        let menu = Menu::new(MenuKind::Help(context), bound.collect(), 0);
        self.popup = Some(Popup::Menu(menu));
        Vec::new()
    }
}
