//! The keys that are told in the line below, where nothing else is told there: which
//! they are, where they lie, and which command a click on one stands for.

use crate::command::{Code, Command, Context, Key};
use crate::text::Clean;

use super::App;
use super::framing::key_told;
use super::geometry::{Area, Focus};

/// Columns between two hints.
const BETWEEN: u16 = 2;
/// Columns between what is selected and what can be done with it.
const BEHIND_LABEL: u16 = 3;

/// Keys, and in a word what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysTold {
    /// The keys.
    pub keys: Clean,
    /// What they do.
    pub text: Clean,
    /// The column of the keys.
    pub x: u16,
    /// The column of what they do.
    pub text_at: u16,
    /// The column after it.
    pub end: u16,
    /// Where what stands for each command begins; the first also has the words.
    commands: Vec<(u16, Command)>,
}

impl KeysTold {
    /// The command that a column of it stands for.
    fn command_at(&self, column: u16) -> Option<Command> {
        if !(self.x..self.end).contains(&column) {
            return None;
        }
        let mut commands = self.commands.iter();
        if column >= self.text_at {
            return commands.next().map(|(_, command)| *command);
        }
        let command = commands.rfind(|(x, _)| *x <= column);
        command.map(|(_, command)| *command)
    }
}

/// What the line below tells of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeysBelow {
    /// How much is selected, where something is.
    pub label: Option<Clean>,
    /// The keys, from the left.
    pub told: Vec<KeysTold>,
}

/// What is clicked where keys are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// A command is carried out.
    Command(Command),
    /// A key goes to what is typed.
    Key(Key),
    /// No key is told at that very place.
    Nothing,
}

/// Commands whose keys are told together, and the key of the word that says what they
/// do.
type Hinted = (&'static [Command], &'static str);

/// What can be done with selected lines.
const SELECTED: &[Hinted] = &[
    (&[Command::CopyLink], "hint-copy-link"),
    (&[Command::Share], "hint-share"),
    (&[Command::Leave], "hint-leave"),
];
/// What can be done with selected articles.
const PICKED: &[Hinted] = &[
    (&[Command::ToggleRead], "hint-toggle-read"),
    (&[Command::ToggleStar], "hint-toggle-star"),
    (&[Command::Tags], "hint-tags"),
    (&[Command::Leave], "hint-leave"),
];
/// The most wanted in the list, first things first.
const IN_LIST: &[Hinted] = &[
    (&[Command::Next, Command::Previous], "hint-next"),
    (&[Command::Enter], "hint-enter"),
    (&[Command::ReadOn], "hint-read-on"),
    (&[Command::Search], "hint-search"),
    (&[Command::Filter], "hint-filter"),
    (&[Command::Sort], "hint-sort"),
    (&[Command::OpenOriginal], "hint-open-original"),
    (&[Command::CopyLink], "hint-copy-link"),
    (&[Command::Share], "hint-share"),
    (&[Command::ToggleStar], "hint-toggle-star"),
    (&[Command::NextUnread], "hint-next-unread"),
];
/// The same in the page.
const IN_PAGE: &[Hinted] = &[
    (&[Command::LineDown, Command::LineUp], "hint-line-down"),
    (&[Command::ReadOn], "hint-read-on"),
    (&[Command::ToList], "hint-to-list"),
    (&[Command::Find], "hint-find"),
    (&[Command::OpenOriginal], "hint-open-original"),
    (&[Command::CopyLink], "hint-copy-link"),
    (&[Command::Share], "hint-share"),
    (&[Command::SelectLines], "hint-select-lines"),
    (&[Command::LinkHints], "hint-link-hints"),
    (&[Command::Zen], "hint-zen"),
    (&[Command::Details], "hint-details"),
    (&[Command::ToggleStar], "hint-toggle-star"),
    (&[Command::NextUnread], "hint-next-unread"),
];
/// The way to all others.
const HELP: Hinted = (&[Command::Help], "hint-help");
/// What was found is gone through next.
const FOUND: Hinted = (
    &[Command::NextMatch, Command::PreviousMatch],
    "hint-next-match",
);

impl App {
    /// Whether the line below is free to tell of keys: nothing has happened, nothing
    /// is typed or waited for.
    #[must_use]
    pub fn tells_of_keys(&self) -> bool {
        self.notice.is_none()
            && !self.is_typing()
            && self
                .hovered
                .and_then(|target| self.told_of(target))
                .is_none()
            && self.awaited_text().is_none()
            && self.change_text().is_none()
            && self.hints.is_none()
            && self.pending.keys.is_empty()
            && self.count.is_none()
    }

    /// The keys that are told in a line: what can be done with what is selected, else
    /// here; as many as fit.
    #[must_use]
    pub fn keys_below(&self, line: Area) -> KeysBelow {
        if let Some(selection) = &self.selection {
            let lines = selection.lines().count();
            let lines = self
                .words
                .with("selected-lines", &[("lines", lines.into())]);
            let characters = [("characters", selection.characters().into())];
            let characters = self.words.with("selected-characters", &characters);
            let label = Clean::line(&format!("{lines} · {characters}"));
            return self.keys_behind(label, (Context::Page, SELECTED), line);
        }
        if let Some(rows) = self.picked_rows() {
            let values = [("count", rows.len().into())];
            let label = self.words.with("selected-articles", &values);
            return self.keys_behind(label, (Context::List, PICKED), line);
        }
        let told = match self.hints_at_most().filter(|_| !self.zen) {
            Some(most) => self.usual_keys(most, line),
            None => Vec::new(),
        };
        KeysBelow { label: None, told }
    }

    /// Keys behind what they do something with.
    fn keys_behind(
        &self,
        label: Clean,
        (context, hinted): (Context, &[Hinted]),
        line: Area,
    ) -> KeysBelow {
        let end = line.x + line.columns;
        let mut x = line.x + self.columns_of(&label).min(line.columns) + BEHIND_LABEL;
        let mut told = Vec::new();
        for hinted in hinted {
            let Some(keys) = self.keys_told(context, *hinted, x) else {
                continue;
            };
            if keys.end > end {
                break;
            }
            x = keys.end + BETWEEN;
            told.push(keys);
        }
        let label = Some(label);
        KeysBelow { label, told }
    }

    /// As many keys as fit, and no more than are wanted; the help is always among
    /// them.
    fn usual_keys(&self, most: usize, line: Area) -> Vec<KeysTold> {
        let context = self.context();
        let all = match self.focus {
            Focus::List => IN_LIST,
            Focus::Page => IN_PAGE,
        };
        let help = self.keys_told(context, HELP, 0);
        let help_columns = help.map_or(0, |help| help.end + BETWEEN);
        let end = (line.x + line.columns).saturating_sub(help_columns);
        let mut x = line.x;
        let mut told = Vec::new();
        for hinted in all.iter().take(most) {
            let goes_on = hinted.1 == "hint-find" && !self.find.hits.is_empty();
            let hinted = if goes_on { FOUND } else { *hinted };
            let Some(keys) = self.keys_told(context, hinted, x) else {
                continue;
            };
            if keys.end + BETWEEN > end {
                break;
            }
            x = keys.end + BETWEEN;
            told.push(keys);
        }
        told.extend(self.keys_told(context, HELP, x));
        told
    }

    /// The keys of commands from a column on; none where no key is bound to them.
    fn keys_told(&self, context: Context, (commands, text): Hinted, x: u16) -> Option<KeysTold> {
        let bound = commands.iter().filter_map(|command| {
            let key = self.keymap.key_of(context, *command)?;
            Some((Clean::line(&key), *command))
        });
        let bound: Vec<(Clean, Command)> = bound.collect();
        if bound.is_empty() {
            return None;
        }
        let keys: Vec<&str> = bound.iter().map(|(key, _)| key.as_str()).collect();
        let keys = Clean::line(&keys.join(" "));
        let text = self.words.get(text);
        let mut at = x;
        let commands = bound.iter().map(|(key, command)| {
            let begin = at;
            at += self.columns_of(key) + 1;
            (begin, *command)
        });
        let commands = commands.collect();
        let text_at = x + self.columns_of(&keys) + 1;
        Some(KeysTold {
            end: text_at + self.columns_of(&text),
            keys,
            text,
            x,
            text_at,
            commands,
        })
    }

    /// What is clicked at a place of the screen, where the panel or the line below tells
    /// of keys.
    pub(super) fn told_at(&self, column: u16, row: u16) -> Option<Told> {
        if let Some(told) = self.panel_at(column, row) {
            return Some(told);
        }
        let whole = self.layout().bottom;
        if !whole.holds(column, row) {
            return None;
        }
        let line = self.line_below(whole);
        if self.tells_of_keys() {
            let told = self.keys_below(line).told;
            let command = told.iter().find_map(|keys| keys.command_at(column));
            return command.map(Told::Command);
        }
        let (x, hints) = self.prompt_hints(line)?;
        let key = key_told(hints.as_str(), x, column, self.policy());
        // A sign would be typed.
        let types = |key: &Key| matches!(key.code, Code::Char(c) if *key == Key::char(c));
        key.filter(|key| !types(key)).map(Told::Key)
    }
}
