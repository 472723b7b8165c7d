//! The command line: one file a subcommand.

mod arguments;
mod check;
mod exchange;
mod index;
mod json;
mod keys;
mod list;
mod log;
mod mark;
mod output;
mod paths;
mod query;
mod screen;
mod show;
mod why;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::archive::{Archive, ArchiveError};
use crate::article::Rules;
use crate::config::{Loaded, NoHome, Paths, Problem, read_last};
use crate::marks::Marks;
use crate::settings::{Settings, Themes};
use crate::terminal::TerminalError;
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
struct Ground {
    words: Arc<Words>,
    paths: Paths,
    settings: Settings,
    rules: Arc<Rules>,
    themes: Arc<Themes>,
    problems: Vec<Problem>,
}

impl Ground {
    fn lay() -> Result<Self, NoHome> {
        let paths = Paths::find(|name| std::env::var_os(name))?;
        let Loaded {
            settings,
            rules,
            themes,
            problems,
        } = paths.load();
        let language = settings.language.unwrap_or_else(locale);
        Ok(Self {
            words: Arc::new(Words::of_language(language)),
            paths,
            settings,
            rules: Arc::new(rules),
            themes: Arc::new(themes),
            problems,
        })
    }

    /// Tells what is wrong in the reader's files.
    fn report_problems(&self) {
        for problem in &self.problems {
            complain(problem.0.as_str());
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

    /// The archive that is named, else the ones in the settings, else the one that was
    /// open last, where it is still there, else the guide.
    fn archive_to_read(&self, named: Vec<PathBuf>) -> Result<Archive, ArchiveError> {
        if named.is_empty() && self.settings.archives.is_empty() {
            let last = read_last(&self.paths.last_file());
            if !last.is_empty()
                && let Ok(archive) = Archive::open(last, Arc::clone(&self.rules))
            {
                return Ok(archive);
            }
        }
        self.archive(named)
    }

    /// The archive that is named, else the ones in the settings, else the guide.
    fn archive(&self, named: Vec<PathBuf>) -> Result<Archive, ArchiveError> {
        let paths = if named.is_empty() {
            let written = self.settings.archives.iter();
            written
                .map(|written| self.paths.expanded(written, &self.paths.config))
                .collect()
        } else {
            named
        };
        if paths.is_empty() {
            return Ok(self.guide());
        }
        Archive::open(paths, Arc::clone(&self.rules))
    }

    /// The guide, in the order of the language.
    fn guide(&self) -> Archive {
        Archive::guide(Arc::clone(&self.rules), self.words.language())
    }

    /// The marks as they are now; none where they can't be read.
    fn marks(&self) -> Marks {
        let file = self.paths.marks_file();
        if !file.exists() {
            return Marks::new(crate::marks::MarkSet::default());
        }
        let read =
            crate::archive::store::Store::open(&file).and_then(|mut opened| opened.store.load());
        read.unwrap_or_else(|error| {
            complain(&error.to_string());
            Marks::new(crate::marks::MarkSet::default())
        })
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
    let ground = Ground::lay();
    let words = match &ground {
        Ok(ground) => Arc::clone(&ground.words),
        Err(NoHome) => Arc::new(Words::of_language(locale())),
    };
    let wish = match arguments::read(&words, arguments) {
        Ok(wish) => wish,
        Err(error) => {
            // Help and version go to the output, usage errors beside it.
            let text = error.render().to_string();
            if error.use_stderr() {
                complain_in_lines(&text);
                return ExitCode::from(EXIT_USAGE);
            }
            return match print_in_lines(&text) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => failed(&words, &error.into()),
            };
        }
    };
    let done = match ground {
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
            let archive = ground.archive_to_read(folders)?;
            let key = archive.key();
            let file = key.map(|key| ground.paths.sitting_file(&key));
            screen::run(ground, &archive, file.map_or(Kept::AllButPlace, Kept::All))
        }
        Wish::Guide => screen::run(ground, &ground.guide(), Kept::AllButPlace),
        Wish::List(list) => list::run(ground, list),
        Wish::Show(show) => show::run(ground, &show),
        Wish::Check(check) => check::run(ground, check),
        Wish::Index(index) => index::run(ground, index),
        Wish::Mark(mark) => mark::run(ground, mark),
        Wish::Export(file) => exchange::export(ground, file.as_deref()),
        Wish::Import(file) => exchange::import(ground, file.as_deref()),
        Wish::Keys(format) => keys::run(ground, format),
        Wish::Paths => paths::run(ground),
    }
}

/// What went wrong, to be worded; `None` where it is told in English alone.
fn notice(error: &anyhow::Error) -> Option<Notice> {
    if let Some(error) = error.downcast_ref::<ArchiveError>() {
        return Some(error.notice());
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

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::text::Clean;

    #[test]
    fn the_english_words_say_what_display_says() {
        let words = Words::english();
        let path = || Clean::line("~/news");
        let refused = || io::Error::other("no");
        let errors: [anyhow::Error; 11] = [
            ArchiveError::Missing(path()).into(),
            ArchiveError::Forbidden(path(), refused()).into(),
            ArchiveError::NeitherFolderNorFile(path()).into(),
            ArchiveError::IsFolder(path()).into(),
            ArchiveError::Binary(path()).into(),
            ArchiveError::Unreadable(path(), refused()).into(),
            NoHome.into(),
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
