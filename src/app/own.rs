//! Programs of the reader's own: the menu of them (`open with`), the prompt that
//! pipes an article into one, and what came of it.
//!
//! What an article fills in, and that it stays where it was filled in, is the
//! affair of [`crate::share::program`]; finding and running programs is left to
//! threads and the terminal.

use std::sync::Arc;

use chrono_tz::Tz;

use crate::article::Head;
use crate::command::{Code, Command, Key};
use crate::marks::Mark;
use crate::query::earlier::remember_line;
use crate::settings::OwnCommand;
use crate::share::program::{Form, How, ProgramTemplate};
use crate::text::Clean;

use super::App;
use super::earlier::Earlier;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::{Effect, Notice, Tone};
use super::popup::{Popup, Scrolled};
use super::prompt::{Answer, Prompt};

/// Articles that a command is run for at the most, once for each.
pub const MOST_RUNS: usize = 20;

/// A program to be run, once for each of some articles.
#[derive(Clone, Debug, PartialEq)]
pub struct ToRun {
    /// The number of the request.
    pub number: u64,
    /// What is run.
    pub command: OwnCommand,
    /// The articles and their marks.
    pub articles: Vec<(Arc<Head>, Mark)>,
    /// The reader's zone, for days.
    pub zone: Tz,
}

/// What a program printed, in answer to [`Effect::RunProgram`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The request it answers.
    pub number: u64,
    /// The program's name.
    pub name: Clean,
    /// What it printed, line by line.
    pub lines: Vec<Clean>,
    /// Why it ended, where that was not well.
    pub failure: Option<Clean>,
}

/// A command line that is being typed, for articles to be piped into.
#[derive(Debug)]
pub struct Piping {
    /// What is typed.
    pub prompt: Prompt,
    /// The form in which the program gets the article.
    pub form: Form,
    articles: Vec<(Arc<Head>, Mark)>,
}

/// A program that prints something.
#[derive(Debug)]
struct Awaited {
    number: u64,
    name: Clean,
    /// For how many articles it has run, and for how many it is to run.
    done: usize,
    total: usize,
}

/// All that is known of programs of the reader's own.
#[derive(Debug)]
pub(super) struct Own {
    piping: Option<Piping>,
    /// The command lines that were piped into before.
    earlier: Earlier,
    /// The form that was chosen last.
    form: Form,
    /// The program whose answer is waited for.
    awaited: Option<Awaited>,
    /// The number of the last request.
    number: u64,
}

impl Default for Own {
    fn default() -> Self {
        Self {
            piping: None,
            earlier: Earlier::remembering(remember_line),
            form: Form::default(),
            awaited: None,
            number: 0,
        }
    }
}

impl App {
    /// The command line that is being typed for articles to be piped into.
    #[must_use]
    pub fn piping(&self) -> Option<&Piping> {
        self.own.piping.as_ref()
    }

    /// The name of the program whose answer is waited for.
    #[must_use]
    pub fn awaited_program(&self) -> Option<&Clean> {
        self.own.awaited.as_ref().map(|awaited| &awaited.name)
    }

    /// What is told of the program whose answer is waited for: its name, where it runs
    /// for several articles for how many of them it has, and how it is stopped.
    #[must_use]
    pub fn awaited_text(&self) -> Option<Clean> {
        let awaited = self.own.awaited.as_ref()?;
        let name = ("name", awaited.name.clone().into());
        if awaited.total == 1 {
            return Some(self.words.with("own-runs", &[name]));
        }
        let (done, total) = (awaited.done.into(), awaited.total.into());
        let values = [name, ("done", done), ("total", total)];
        Some(self.words.with("own-runs-of", &values))
    }

    /// A program has run for some of its articles.
    pub(super) fn program_goes_on(&mut self, number: u64, done: usize) {
        let awaited = self.own.awaited.as_mut();
        if let Some(awaited) = awaited.filter(|awaited| awaited.number == number) {
            awaited.done = done;
        }
    }

    /// Carries out a command that hands articles over.
    pub(super) fn hand_over(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::OpenWith => self.open_own(),
            Command::Pipe => self.open_piping(),
            Command::Details => self.open_details(),
            _ => self.open_share_menu(),
        }
    }

    /// Opens the menu of the reader's own commands.
    fn open_own(&mut self) -> Vec<Effect> {
        if self.settings.commands.is_empty() {
            return self.tell("own-none");
        }
        if self.subject().is_none() {
            return self.tell("no-article");
        }
        let entries = self.settings.commands.iter().map(own_entry).collect();
        let menu = Menu::lettered(MenuKind::OpenWith, entries, 0);
        self.popup = Some(Popup::Menu(menu));
        Vec::new()
    }

    /// The selected articles, or the chosen one, and their marks; what is to be told
    /// where there is none, or there are too many.
    fn handed_over(&mut self) -> Option<Vec<(Arc<Head>, Mark)>> {
        let rows = self.picked_rows().unwrap_or(0..0);
        if rows.len() > MOST_RUNS {
            let values = [("count", rows.len().into()), ("most", MOST_RUNS.into())];
            self.say(self.words.with("own-too-many", &values));
            return None;
        }
        let mut heads: Vec<Arc<Head>> = rows.filter_map(|row| self.list.rows.head(row)).collect();
        if heads.is_empty() {
            heads.extend(self.subject());
        }
        let articles: Vec<_> = heads
            .into_iter()
            .map(|head| {
                let mark = self.marks.get(head.id);
                (head, mark)
            })
            .collect();
        if articles.is_empty() {
            self.tell("no-article");
            return None;
        }
        Some(articles)
    }

    /// Runs a command of the reader's own for what is selected, or chosen.
    pub(super) fn run_own(&mut self, command: OwnCommand) -> Vec<Effect> {
        self.popup = None;
        match self.handed_over() {
            Some(articles) => self.run_for(command, articles),
            None => Vec::new(),
        }
    }

    fn run_for(&mut self, command: OwnCommand, articles: Vec<(Arc<Head>, Mark)>) -> Vec<Effect> {
        if command.how == How::Show {
            if self.own.awaited.is_some() {
                return self.tell("own-waits");
            }
            self.own.awaited = Some(Awaited {
                number: self.own.number + 1,
                name: command.name.clone(),
                done: 0,
                total: articles.len(),
            });
        }
        self.own.number += 1;
        self.list.picked = None;
        vec![Effect::RunProgram(ToRun {
            number: self.own.number,
            command,
            articles,
            zone: self.clock.zone,
        })]
    }

    /// Stops the program whose answer is waited for.
    pub(super) fn stop_program(&mut self) -> Vec<Effect> {
        let Some(awaited) = self.own.awaited.take() else {
            return Vec::new();
        };
        let values = [("name", awaited.name.into())];
        self.say(self.words.with("own-stopped", &values));
        vec![Effect::StopProgram(awaited.number)]
    }

    /// Whether a key stops the program whose answer is waited for: where nothing else
    /// is open that it would leave.
    pub(super) fn stops_program(&self, key: Key) -> bool {
        let leaves = key == Key::plain(Code::Esc) || key == Key::ctrl('c');
        leaves && self.own.awaited.is_some() && self.popup.is_none() && self.pending.keys.is_empty()
    }

    /// Shows what a program printed: a line below, or a text of its own.
    pub(super) fn answered(&mut self, answered: Answered) {
        if self.own.awaited.as_ref().map(|awaited| awaited.number) != Some(answered.number) {
            // It was stopped.
            return;
        }
        self.own.awaited = None;
        let (text, tone) = match (answered.failure, answered.lines.as_slice()) {
            (Some(failure), _) => (failure, Tone::Error),
            (None, []) => {
                let values = [("name", answered.name.clone().into())];
                (self.words.with("own-silent", &values), Tone::Quiet)
            }
            (None, [line]) => (Clean::line(line.as_str().trim()), Tone::Quiet),
            (None, [first, ..]) if self.popup.is_some() || self.is_typing() => {
                (first.clone(), Tone::Quiet)
            }
            (None, _) => {
                let lines = answered.lines.into_iter();
                let lines = lines.map(|line| (Clean::default(), line)).collect();
                self.popup = Some(Popup::Details(Scrolled::new(answered.name, lines)));
                return;
            }
        };
        self.notify(Notice { text, tone });
    }

    /// Asks for a command line to pipe into.
    fn open_piping(&mut self) -> Vec<Effect> {
        let Some(articles) = self.handed_over() else {
            return Vec::new();
        };
        self.own.earlier.leave();
        self.own.piping = Some(Piping {
            prompt: Prompt::new(""),
            form: self.own.form,
            articles,
        });
        Vec::new()
    }

    /// Takes the command lines that were piped into before the program began.
    pub(super) fn take_earlier_pipes(&mut self, kept: &[String]) {
        self.own.earlier.take(kept);
    }

    /// Takes a key while a command line is typed.
    pub(super) fn piping_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(piping) = &mut self.own.piping else {
            return Vec::new();
        };
        let older = match (key.code, key.ctrl) {
            (Code::Tab, false) => {
                piping.form = piping.form.next();
                return Vec::new();
            }
            (Code::Char('p'), true) | (Code::Up, false) => Some(true),
            (Code::Char('n'), true) | (Code::Down, false) => Some(false),
            _ => None,
        };
        if let Some(older) = older {
            let found = if older {
                self.own.earlier.older(piping.prompt.text())
            } else {
                self.own.earlier.newer()
            };
            if let Some(line) = found {
                piping.prompt.set(&line);
            }
            return Vec::new();
        }
        let answer = piping.prompt.key(key);
        self.after_piping(answer)
    }

    /// Takes pasted text while a command line is typed.
    pub(super) fn piping_paste(&mut self, text: &str) -> Vec<Effect> {
        let Some(piping) = &mut self.own.piping else {
            return Vec::new();
        };
        let answer = piping.prompt.paste(text);
        self.after_piping(answer)
    }

    fn after_piping(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Changed => self.own.earlier.leave(),
            Answer::Cancelled => self.own.piping = None,
            Answer::Accepted => return self.pipe(),
            Answer::Unchanged | Answer::Move(_) => {}
        }
        Vec::new()
    }

    /// Pipes into what was typed. What can't be run stays to be put right.
    fn pipe(&mut self) -> Vec<Effect> {
        let Some(piping) = &self.own.piping else {
            return Vec::new();
        };
        let line = piping.prompt.text().trim().to_owned();
        if line.is_empty() {
            self.own.piping = None;
            return Vec::new();
        }
        let (how, written) = match line.strip_prefix('!') {
            Some(rest) => (How::Screen, rest),
            None => (How::Show, line.as_str()),
        };
        let program = match ProgramTemplate::parse(written) {
            Ok(program) => program,
            Err(fault) => {
                let text = self.words.of(&fault.notice());
                let tone = Tone::Error;
                self.notify(Notice { text, tone });
                return Vec::new();
            }
        };
        let Some(piping) = self.own.piping.take() else {
            return Vec::new();
        };
        self.own.form = piping.form;
        self.own.earlier.add(&line);
        let name = program.program().rsplit('/').next().unwrap_or_default();
        let command = OwnCommand {
            name: Clean::line(name),
            key: None,
            program,
            how,
            pipe: Some(piping.form),
        };
        let mut effects = vec![Effect::KeepPipe(line)];
        effects.extend(self.run_for(command, piping.articles));
        effects
    }
}

/// A command as menus and the palette have it.
pub(super) fn own_entry(command: &OwnCommand) -> Entry {
    Entry {
        letter: command.key,
        label: command.name.clone(),
        beside: command.program.written().clone(),
        ..Entry::new(Deed::OpenWith(command.clone()))
    }
}
