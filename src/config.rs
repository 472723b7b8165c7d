//! Where settings, rules, marks and logs lie, the reading of the first two, and the
//! files of earlier searches and of where one was.
//! `XDG_*` is honoured on every system; nothing is created by asking.

mod chosen;
mod days;
mod earlier;
mod sitting;
mod state;
#[cfg(test)]
mod tests;
mod theme;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use directories::{BaseDirs, ProjectDirs};

use crate::archive::because;
use crate::article::Rules;
use crate::settings::{NamedArchive, Override, Settings, SettingsError, Themes, unknown_theme};
use crate::text::Clean;
use crate::words::{Notice, Words};

pub use chosen::{keep_chosen, read_chosen};
pub use days::{count_day, days_counted};
pub use earlier::{EarlierError, keep_earlier, read_earlier};
pub use sitting::{keep_last, keep_sitting, read_last, read_sitting};
pub use theme::{ThemeError, keep_theme, read_theme};

/// Our folder in those of the system.
const OWN: &str = "newsprint";

/// Where everything of the reader's lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Settings and site rules.
    pub config: PathBuf,
    /// Marks: precious.
    pub data: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
    /// Logs, and what was searched for.
    pub state: PathBuf,
    /// The home folder, for `~`.
    home: Option<PathBuf>,
}

/// There is no place for the reader's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no home folder is known; set HOME, or XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME and XDG_STATE_HOME"
)]
pub struct NoHome;

/// Where a setting is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a file, and in which line of it, from 1.
    Line(String, usize),
    /// On the command line or in the environment.
    Outside(String),
}

/// Something wrong in what the reader has set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is written; none where it is about a file as a whole.
    pub place: Option<Place>,
    /// What is wrong.
    pub fault: Notice,
}

impl Problem {
    /// The problem in words, with its place.
    #[must_use]
    pub fn text(&self, words: &Words) -> Clean {
        let what = words.of(&self.fault);
        let place = match &self.place {
            None => return what,
            // As compilers write it: editors find the line by that.
            Some(Place::Line(file, line)) => format!("{file}:{line}"),
            Some(Place::Outside(place)) => place.clone(),
        };
        let values = [("place", place.as_str().into()), ("what", what.into())];
        words.with("fault-place", &values)
    }

    /// What is wrong in a file.
    fn of(file: &Path, error: &SettingsError) -> Self {
        Self {
            place: Some(Place::Line(file.display().to_string(), error.line)),
            fault: error.fault.clone(),
        }
    }

    /// What is wrong with a file as a whole.
    fn with(key: &'static str, file: &Path) -> Self {
        let fault = Notice::new(key).with_text("path", &file.to_string_lossy());
        Self { place: None, fault }
    }
}

/// What is set outside the files: by the environment, and over it by the command
/// line. Both lie over what `config.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// By variables.
    pub environment: Vec<Override>,
    /// By options.
    pub options: Vec<Override>,
}

/// The settings and rules in force, and what was wrong with them.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The settings.
    pub settings: Settings,
    /// The site rules.
    pub rules: Arc<Rules>,
    /// The themes.
    pub themes: Arc<Themes>,
    /// What was wrong; each has been left out.
    pub problems: Vec<Problem>,
    /// What was wrong with options of the command line; each has been left out.
    pub refused: Vec<Problem>,
}

impl Outside {
    /// Whether a setting is given here: then what was chosen of it earlier counts less.
    #[must_use]
    pub fn names(&self, setting: &str) -> bool {
        let mut all = self.environment.iter().chain(&self.options);
        all.any(|given| given.name == setting)
    }
}

impl Loaded {
    /// Whether it is all the same.
    #[must_use]
    pub fn is_as(&self, other: &Self) -> bool {
        self.settings == other.settings
            && self.rules.fingerprint() == other.rules.fingerprint()
            && self.themes == other.themes
            && self.problems == other.problems
            && self.refused == other.refused
    }
}

impl Paths {
    /// Finds the places from variables of the environment: the `XDG_*` ones, then
    /// the system's habits in `HOME`. What is not an absolute path counts as not
    /// set (XDG Base Directory 0.8).
    pub fn find(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, NoHome> {
        let absolute = |name: &str| {
            let path = PathBuf::from(variable(name)?);
            path.is_absolute().then_some(path)
        };
        let home = absolute("HOME");
        let usual = home.as_deref().and_then(Usual::in_home);
        let place = |name: &str, usual: Option<&PathBuf>| {
            absolute(name)
                .map(|path| path.join(OWN))
                .or_else(|| usual.cloned())
                .ok_or(NoHome)
        };
        let usual = usual.as_ref();
        Ok(Self {
            config: place("XDG_CONFIG_HOME", usual.map(|usual| &usual.config))?,
            data: place("XDG_DATA_HOME", usual.map(|usual| &usual.data))?,
            cache: place("XDG_CACHE_HOME", usual.map(|usual| &usual.cache))?,
            state: place("XDG_STATE_HOME", usual.map(|usual| &usual.state))?,
            home,
        })
    }

    /// The settings.
    #[must_use]
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The folder of the reader's own site rules.
    #[must_use]
    pub fn rules_folder(&self) -> PathBuf {
        self.config.join("rules")
    }

    /// The folder of the reader's own themes.
    #[must_use]
    pub fn themes_folder(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// The theme that was chosen.
    #[must_use]
    pub fn theme_file(&self) -> PathBuf {
        self.state.join("theme")
    }

    /// The settings that were chosen while the program ran.
    #[must_use]
    pub fn chosen_file(&self) -> PathBuf {
        self.state.join("chosen")
    }

    /// The marks.
    #[must_use]
    pub fn marks_file(&self) -> PathBuf {
        self.data.join("marks.sqlite3")
    }

    /// The days on which the program was started.
    #[must_use]
    pub fn days_file(&self) -> PathBuf {
        self.state.join("days")
    }

    /// The searches that were made before.
    #[must_use]
    pub fn searches_file(&self) -> PathBuf {
        self.state.join("searches")
    }

    /// The command lines that were piped into before.
    #[must_use]
    pub fn pipes_file(&self) -> PathBuf {
        self.state.join("pipes")
    }

    /// What was taken from the palette before.
    #[must_use]
    pub fn taken_file(&self) -> PathBuf {
        self.state.join("palette")
    }

    /// Where one was in an archive, by the archive's key.
    #[must_use]
    pub fn sitting_file(&self, key: &str) -> PathBuf {
        self.sittings_folder().join(key)
    }

    /// The folder of where one was, a file for each archive.
    #[must_use]
    pub fn sittings_folder(&self) -> PathBuf {
        self.state.join("sittings")
    }

    /// Which archive was open last.
    #[must_use]
    pub fn last_file(&self) -> PathBuf {
        self.state.join("last-archive")
    }

    /// The folder of the logs.
    #[must_use]
    pub fn log_folder(&self) -> PathBuf {
        self.state.join("log")
    }

    /// A path as it is written in settings: `~` is the home folder, what is not
    /// absolute lies in `base`.
    #[must_use]
    pub fn expanded(&self, written: &str, base: &Path) -> PathBuf {
        match (written.strip_prefix('~'), &self.home) {
            (Some(""), Some(home)) => home.clone(),
            (Some(rest), Some(home)) if rest.starts_with('/') => {
                home.join(rest.trim_start_matches('/'))
            }
            _ => base.join(written),
        }
    }

    /// The folders of an archive that the settings name.
    #[must_use]
    pub fn folders_of(&self, archive: &NamedArchive) -> Vec<PathBuf> {
        let written = archive.folders.iter();
        written
            .map(|written| self.expanded(written, &self.config))
            .collect()
    }

    /// Reads settings, rules and themes; what is set outside lies over them. A file
    /// that is not there is no problem.
    #[must_use]
    pub fn load(&self, outside: &Outside) -> Loaded {
        let mut problems = Vec::new();
        let themes = self.themes(&mut problems);
        let file = self.settings_file();
        let mut settings = Settings::embedded();
        if let Some(text) = read(&file, &mut problems) {
            let (merged, mut errors) = settings.with(&text);
            settings = merged;
            if let Some(error) = unknown_theme(&mut settings, &text, &themes) {
                errors.push(error);
            }
            problems.extend(errors.iter().map(|error| Problem::of(&file, error)));
        }
        let said = |faults: Vec<(String, Notice)>| -> Vec<Problem> {
            let said = faults.into_iter().map(|(place, fault)| Problem {
                place: Some(Place::Outside(place)),
                fault,
            });
            said.collect()
        };
        let (settings, faults) = settings.under(&outside.environment, &themes);
        problems.extend(said(faults));
        let (settings, faults) = settings.under(&outside.options, &themes);
        let refused = said(faults);
        let mut rules = Rules::embedded();
        for file in self.rule_files(&settings, &mut problems) {
            if let Some(text) = read(&file, &mut problems) {
                let name = file.display().to_string();
                let errors = rules.add(&name, &text).into_iter();
                problems.extend(errors.map(|error| Problem {
                    place: Some(Place::Line(error.file, error.line)),
                    fault: error.fault,
                }));
            }
        }
        Loaded {
            settings,
            rules: Arc::new(rules),
            themes: Arc::new(themes),
            problems,
            refused,
        }
    }

    /// The files that settings, rules and themes are read from, where they are there.
    #[must_use]
    pub fn files(&self, settings: &Settings) -> Vec<PathBuf> {
        // What can't be read is told when it is read.
        let mut problems = Vec::new();
        let mut files = vec![self.settings_file()];
        files.extend(self.rule_files(settings, &mut problems));
        files.extend(toml_files(&self.themes_folder(), &mut problems));
        files
    }

    /// The themes that come with the program, and the reader's own, by name.
    fn themes(&self, problems: &mut Vec<Problem>) -> Themes {
        let mut themes = Themes::embedded();
        for file in toml_files(&self.themes_folder(), problems) {
            let (Some(stem), Some(text)) = (file.file_stem(), read(&file, problems)) else {
                continue;
            };
            // A name is shown and is written in settings.
            let name = Clean::line(&stem.to_string_lossy());
            let errors = themes.add(name.as_str(), &text);
            problems.extend(errors.iter().map(|error| Problem::of(&file, error)));
        }
        themes
    }

    /// The files of the reader's own rules: those in the folder, by name, then
    /// those that the settings name.
    fn rule_files(&self, settings: &Settings, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
        let mut files = toml_files(&self.rules_folder(), problems);
        for written in &settings.rules {
            let file = self.expanded(written, &self.config);
            if file.exists() {
                files.push(file);
            } else {
                problems.push(Problem::with("fault-no-rules", &file));
            }
        }
        files
    }
}

/// Where the system usually keeps a program's files.
struct Usual {
    config: PathBuf,
    data: PathBuf,
    cache: PathBuf,
    state: PathBuf,
}

impl Usual {
    /// The folders in a home: the platform's on macOS, elsewhere the defaults of
    /// XDG Base Directory 0.8. `None` where the platform tells none.
    fn in_home(home: &Path) -> Option<Self> {
        if cfg!(target_os = "macos") {
            return Self::of_the_platform(home);
        }
        Some(Self {
            config: home.join(".config").join(OWN),
            data: home.join(".local/share").join(OWN),
            cache: home.join(".cache").join(OWN),
            state: home.join(".local/state").join(OWN),
        })
    }

    /// The platform's folders, as they would lie in `home`: the platform is asked
    /// for those of the user who runs the program.
    fn of_the_platform(home: &Path) -> Option<Self> {
        let users = BaseDirs::new()?;
        let dirs = ProjectDirs::from("", "", OWN)?;
        let in_home = |path: &Path| match path.strip_prefix(users.home_dir()) {
            Ok(inside) => home.join(inside),
            Err(_) => path.to_owned(),
        };
        Some(Self {
            config: in_home(dirs.config_dir()),
            data: in_home(dirs.data_dir()),
            cache: in_home(dirs.cache_dir()),
            state: in_home(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir())),
        })
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let problem = Problem::with("fault-unreadable", path);
    let fault = because(problem.fault, "reason", error);
    Problem { fault, ..problem }
}

/// The TOML files in a folder, by name; none where there is no folder.
fn toml_files(folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    match std::fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) => files.push(entry.path()),
                    Err(error) => problems.push(unreadable(folder, &error)),
                }
            }
        }
        Err(error) if is_absent(folder, &error) => {}
        Err(error) => problems.push(unreadable(folder, &error)),
    }
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    });
    files.sort();
    files
}

/// Whether there is nothing at a path; a link that leads nowhere is something.
fn is_absent(path: &Path, error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::NotFound && !path.is_symlink()
}

/// The text of a file; `None` where there is none, or where it can't be read,
/// which is told. Only a regular file is opened: a pipe would wait for ever.
fn read(file: &Path, problems: &mut Vec<Problem>) -> Option<String> {
    let text = std::fs::metadata(file).and_then(|facts| {
        if facts.is_file() {
            std::fs::read_to_string(file).map(Some)
        } else {
            Ok(None)
        }
    });
    match text {
        Ok(Some(text)) => return Some(text),
        Ok(None) => problems.push(Problem::with("fault-no-file", file)),
        Err(error) if is_absent(file, &error) => {}
        Err(error) => problems.push(unreadable(file, &error)),
    }
    None
}
