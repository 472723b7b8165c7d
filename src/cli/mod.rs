//! The command line: one file a subcommand.

mod alarms;
mod archives;
mod arguments;
mod check;
mod completions;
mod config;
mod exchange;
mod index;
mod keys;
mod list;
mod log;
mod man;
mod mark;
mod output;
mod paths;
mod query;
mod screen;
mod show;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::archive::store::{Store, StoreError};
use crate::archive::{ArchiveError, Trouble};
use crate::article::Rules;
use crate::command::{KeyTrouble, Keymap};
use crate::config::{Loaded, NoHome, Outside, Paths, Problem, read_chosen};
use crate::marks::Marks;
use crate::settings::{Chosen, Override, Settings, Themes};
use crate::terminal::TerminalError;
use crate::text::Clean;
use crate::words::{Language, Notice, Words};

use arguments::Wish;
use output::{complain, complain_in_lines, print_in_lines};
use screen::Kept;

/// The exit code where not everything could be read.
const EXIT_PARTLY: u8 = 1;

/// The exit code where what was named can't be used.
const EXIT_USAGE: u8 = 2;

/// What is wrong has been told; only the exit code is left to give.
#[derive(Debug, thiserror::Error)]
#[error("exit code {0}")]
struct Told(u8);

/// What every subcommand works with.
#[derive(Clone)]
struct Ground {
    words: Arc<Words>,
    paths: Paths,
    /// What is set outside the files.
    outside: Outside,
    settings: Settings,
    /// What was chosen over them in an earlier run, as far as nothing outside says
    /// something of the same.
    chosen: Vec<Chosen>,
    rules: Arc<Rules>,
    themes: Arc<Themes>,
    problems: Vec<Problem>,
    /// What is wrong with options of the command line.
    refused: Vec<Problem>,
}

impl Ground {
    /// Lays it, with settings of the command line over those of the environment and
    /// the file.
    fn lay(options: Vec<Override>) -> Result<Self, NoHome> {
        let paths = Paths::find(|name| std::env::var_os(name))?;
        let environment = Override::of_environment(|name| std::env::var(name).ok());
        let outside = Outside {
            environment,
            options,
        };
        let loaded = paths.load(&outside);
        let mut chosen = read_chosen(&paths.chosen_file());
        chosen.retain(|chosen| !outside.names(chosen.name));
        let in_force = loaded.settings.clone().with_chosen(&chosen);
        let language = in_force.language.unwrap_or_else(locale);
        Ok(Self {
            words: Arc::new(Words::of_language(language)),
            paths,
            outside,
            settings: loaded.settings,
            chosen,
            rules: loaded.rules,
            themes: loaded.themes,
            problems: loaded.problems,
            refused: loaded.refused,
        })
    }

    /// What was read, to be looked after while the program runs.
    fn loaded(&self) -> Loaded {
        Loaded {
            settings: self.settings.clone(),
            rules: Arc::clone(&self.rules),
            themes: Arc::clone(&self.themes),
            problems: self.problems.clone(),
            refused: self.refused.clone(),
        }
    }

    /// The same with what was read anew.
    fn laid_anew(&self, loaded: Loaded) -> Self {
        let language = loaded.settings.language;
        let words = if language == self.settings.language {
            Arc::clone(&self.words)
        } else {
            Arc::new(Words::of_language(language.unwrap_or_else(locale)))
        };
        Self {
            words,
            paths: self.paths.clone(),
            outside: self.outside.clone(),
            settings: loaded.settings,
            chosen: self.chosen.clone(),
            rules: loaded.rules,
            themes: loaded.themes,
            problems: loaded.problems,
            refused: loaded.refused,
        }
    }

    /// The keys, and what is wrong with the reader's files: with short names, as they
    /// lie in the folder of the settings. Whole ones stand in the log.
    fn keys_and_faults(&self) -> (Keymap, Vec<Clean>) {
        self.keys_and(|trouble| !trouble.is_advice())
    }

    /// The same with what may not do what it is set to, which is told where one asks.
    fn keys_and_all_faults(&self) -> (Keymap, Vec<Clean>) {
        self.keys_and(|_| true)
    }

    fn keys_and(&self, is_told: impl Fn(&KeyTrouble) -> bool) -> (Keymap, Vec<Clean>) {
        let (keymap, faults) = Keymap::new(&self.settings.keys);
        let folder = format!("{}/", self.paths.config.display());
        let problems = self.problems.iter().chain(&self.refused);
        let problems = problems.map(|problem| {
            let text = problem.text(&self.words);
            Clean::line(&text.as_str().replace(&folder, ""))
        });
        let faults = faults.iter().filter(|fault| is_told(&fault.trouble));
        let faults = faults.map(|fault| self.words.of(&fault.notice()));
        (keymap, by_line(problems.chain(faults).collect()))
    }

    /// Tells what is wrong in the reader's files.
    fn report_problems(&self) {
        for problem in &self.problems {
            complain(problem.text(&self.words).as_str());
        }
    }

    /// The reader's zone: as set, else `TZ`'s where that names one, else the
    /// machine's, else UTC.
    fn zone(&self) -> Tz {
        let from_variable = || {
            let name = std::env::var("TZ").ok()?;
            name.trim_start_matches(':').parse().ok()
        };
        let machines = || {
            iana_time_zone::get_timezone()
                .ok()
                .and_then(|name| name.parse().ok())
        };
        self.settings
            .zone
            .or_else(from_variable)
            .or_else(machines)
            .unwrap_or(Tz::UTC)
    }

    /// The marks as they are now; `None` where they can't be read, which is told.
    fn marks(&self) -> Option<Marks> {
        let file = self.paths.marks_file();
        if !file.exists() {
            return Some(Marks::default());
        }
        let read = Store::open(&file).and_then(|mut opened| opened.store.load());
        read.inspect_err(|error| complain(self.words.of(&error.notice()).as_str()))
            .ok()
    }

    /// Tells what is wrong with the cache, the first of it: what follows is told by
    /// that.
    fn telling_of_cache(&self) -> impl FnMut(Trouble) {
        let words = Arc::clone(&self.words);
        let mut is_told = false;
        move |trouble| {
            if !std::mem::replace(&mut is_told, true) {
                complain(words.of(&trouble.notice()).as_str());
            }
        }
    }
}

/// The language that the locale asks for.
fn locale() -> Language {
    Language::of_environment(|name| std::env::var(name).ok())
}

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // The settings come first: the help is in the language they name. Where there
    // is no place for them, the help is there all the same.
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let ground = Ground::lay(Vec::new());
    let words = match (arguments::language(&arguments), &ground) {
        (Some(language), _) => Arc::new(Words::of_language(language)),
        (None, Ok(ground)) => Arc::clone(&ground.words),
        (None, Err(NoHome)) => Arc::new(Words::of_language(locale())),
    };
    let (wish, given) = match arguments::read(&words, arguments) {
        Ok(wished) => wished,
        Err(error) => {
            // Help and version go to the output, usage errors beside it.
            let text = error.render().to_string();
            if error.use_stderr() {
                complain_in_lines(&text);
                return ExitCode::from(EXIT_USAGE);
            }
            let text = arguments::in_one_style(&words, &text);
            return match print_in_lines(&text) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => failed(&words, &error.into()),
            };
        }
    };
    let ground = if given.is_empty() {
        ground
    } else {
        Ground::lay(given)
    };
    let done = match ground {
        // What is said on the command line is meant for now: it is not passed over.
        Ok(ground) if !ground.refused.is_empty() => {
            for problem in &ground.refused {
                complain(problem.text(&ground.words).as_str());
            }
            Err(Told(EXIT_USAGE).into())
        }
        Ok(ground) => carry_out(&ground, wish),
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&words, &error),
    }
}

fn carry_out(ground: &Ground, wish: Wish) -> anyhow::Result<()> {
    match wish {
        Wish::Screen {
            folders,
            private: true,
            ..
        } => screen::run(ground, &ground.archive(folders)?, Kept::Nothing),
        Wish::Screen {
            folders,
            fresh: true,
            ..
        } => screen::run(ground, &ground.archive(folders)?, Kept::AllButPlace),
        Wish::Screen { folders, .. } => {
            screen::run(ground, &ground.archive_to_read(folders)?, Kept::All)
        }
        Wish::Guide => screen::run(ground, &ground.guide(), Kept::All),
        Wish::List(list) => list::run(ground, list),
        Wish::Show(show) => show::run(ground, &show),
        Wish::Check(check) => check::run(ground, check),
        Wish::Index(index) => index::run(ground, index),
        Wish::Mark(mark) => mark::run(ground, mark),
        Wish::Export(file) => exchange::export(ground, file.as_deref()),
        Wish::Import(file) => exchange::import(ground, file.as_deref()),
        Wish::Keys(format) => keys::run(ground, format),
        Wish::Paths => paths::run(ground),
        Wish::Config(asked) => config::run(ground, asked),
        Wish::Completions(shell) => completions::run(ground, shell),
        Wish::Man => man::run(ground),
    }
}

/// What went wrong, to be worded; `None` where it is told in English alone.
fn notice(error: &anyhow::Error) -> Option<Notice> {
    if let Some(error) = error.downcast_ref::<ArchiveError>() {
        return Some(error.notice());
    }
    if let Some(error) = error.downcast_ref::<StoreError>() {
        return Some(error.notice());
    }
    if let Some(trouble) = error.downcast_ref::<Trouble>() {
        return Some(trouble.notice());
    }
    if error.is::<NoHome>() {
        return Some(Notice::new("no-home"));
    }
    error.downcast_ref::<TerminalError>()?.notice()
}

/// Says what went wrong, in one line; quiet where the reader of a pipe or the
/// terminal is gone.
fn failed(words: &Words, error: &anyhow::Error) -> ExitCode {
    let pipe_is_closed = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    if error
        .downcast_ref::<std::io::Error>()
        .is_some_and(pipe_is_closed)
    {
        return ExitCode::SUCCESS;
    }
    if error
        .downcast_ref::<TerminalError>()
        .is_some_and(TerminalError::is_gone)
    {
        return ExitCode::FAILURE;
    }
    if let Some(Told(code)) = error.downcast_ref() {
        return ExitCode::from(*code);
    }
    match notice(error) {
        Some(notice) => complain(words.of(&notice).as_str()),
        None => complain(&format!("{error:#}")),
    }
    if error.is::<ArchiveError>() {
        ExitCode::from(EXIT_USAGE)
    } else {
        ExitCode::FAILURE
    }
}

/// Faults in the order of their lines, file by file; what has no line comes after.
fn by_line(faults: Vec<Clean>) -> Vec<Clean> {
    let place = |fault: &Clean| -> (String, usize) {
        let mut parts = fault.as_str().splitn(3, ':');
        let file = parts.next().unwrap_or_default().to_owned();
        let line = parts.next().and_then(|line| line.trim().parse().ok());
        (file, line.unwrap_or(usize::MAX))
    };
    let mut files: Vec<String> = Vec::new();
    let mut placed: Vec<(usize, usize, Clean)> = Vec::new();
    for fault in faults {
        let (file, line) = place(&fault);
        let known = files.iter().position(|own| *own == file);
        let number = known.unwrap_or_else(|| {
            files.push(file);
            files.len() - 1
        });
        placed.push((number, line, fault));
    }
    placed.sort_by_key(|(file, line, _)| (*file, *line));
    placed.into_iter().map(|(.., fault)| fault).collect()
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn the_english_words_say_what_display_says() {
        let words = Words::english();
        let path = || Clean::line("~/news");
        let refused = || io::Error::other("no");
        let errors: [anyhow::Error; 13] = [
            ArchiveError::Missing(path()).into(),
            ArchiveError::Forbidden(path(), refused()).into(),
            ArchiveError::NeitherFolderNorFile(path()).into(),
            ArchiveError::IsFolder(path()).into(),
            ArchiveError::Binary(path()).into(),
            ArchiveError::Unreadable(path(), refused()).into(),
            NoHome.into(),
            StoreError::Busy {
                path: "/marks".into(),
            }
            .into(),
            Trouble::Folder {
                folder: "/cache".into(),
                source: refused(),
            }
            .into(),
            TerminalError::NotATerminal.into(),
            TerminalError::NoInput(refused()).into(),
            TerminalError::Mode(refused()).into(),
            TerminalError::Program {
                program: "w3m".to_owned(),
                source: refused(),
            }
            .into(),
        ];
        for error in errors {
            let notice = notice(&error).map(|notice| words.of(&notice));
            assert_eq!(notice, Some(Clean::line(&error.to_string())));
        }
        assert_eq!(notice(&anyhow::anyhow!("else")), None);
    }
}
