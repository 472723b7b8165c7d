//! The command line: one file a subcommand.

mod arguments;
mod check;
mod exchange;
mod index;
mod json;
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
use crate::config::{Loaded, Paths, Problem, read_last};
use crate::marks::Marks;
use crate::settings::Settings;
use crate::terminal::TerminalError;
use crate::words::Words;

use arguments::Wish;
use output::complain;

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
    problems: Vec<Problem>,
}

impl Ground {
    fn lay(words: Arc<Words>) -> anyhow::Result<Self> {
        let paths = Paths::find(|name| std::env::var_os(name))?;
        let Loaded {
            settings,
            rules,
            problems,
        } = paths.load();
        Ok(Self {
            words,
            paths,
            settings,
            rules: Arc::new(rules),
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
            return Ok(Archive::guide(Arc::clone(&self.rules)));
        }
        Archive::open(paths, Arc::clone(&self.rules))
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

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words = Arc::new(Words::english());
    let wish = match arguments::read(&words, arguments) {
        Ok(wish) => wish,
        Err(error) => {
            // Help and version go to the output, usage errors beside it.
            let code = if error.use_stderr() {
                ExitCode::from(EXIT_USAGE)
            } else {
                ExitCode::SUCCESS
            };
            drop(error.print());
            return code;
        }
    };
    match Ground::lay(words).and_then(|ground| carry_out(&ground, wish)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

fn carry_out(ground: &Ground, wish: Wish) -> anyhow::Result<()> {
    match wish {
        Wish::Screen {
            folders,
            fresh: true,
        } => screen::run(ground, &ground.archive(folders)?, None),
        Wish::Screen {
            folders,
            fresh: false,
        } => {
            let archive = ground.archive_to_read(folders)?;
            let key = archive.key();
            let file = key.map(|key| ground.paths.sitting_file(&key));
            screen::run(ground, &archive, file)
        }
        Wish::Guide => screen::run(ground, &Archive::guide(Arc::clone(&ground.rules)), None),
        Wish::List(list) => list::run(ground, list),
        Wish::Show(show) => show::run(ground, &show),
        Wish::Check(check) => check::run(ground, check),
        Wish::Index(index) => index::run(ground, index),
        Wish::Mark(mark) => mark::run(ground, mark),
        Wish::Export(file) => exchange::export(ground, file.as_deref()),
        Wish::Import(file) => exchange::import(ground, file.as_deref()),
        Wish::Paths => paths::run(ground),
    }
}

/// Says what went wrong, in one line; quiet where the reader of a pipe or the
/// terminal is gone.
fn failed(error: &anyhow::Error) -> ExitCode {
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
    complain(&format!("{error:#}"));
    if error.is::<ArchiveError>() {
        ExitCode::from(EXIT_USAGE)
    } else {
        ExitCode::FAILURE
    }
}
