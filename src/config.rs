//! Where settings, rules, marks and logs lie, and the reading of the first two.
//! `XDG_*` is honoured on every system; nothing is created by asking.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::article::Rules;
use crate::settings::Settings;
use crate::text::Clean;

/// Where everything of the reader's lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Settings and site rules.
    pub config: PathBuf,
    /// Marks: precious.
    pub data: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
    /// Logs.
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

/// Something wrong in a file of the reader's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(pub Clean);

/// The settings and rules in force, and what was wrong with them.
#[derive(Debug)]
pub struct Loaded {
    /// The settings.
    pub settings: Settings,
    /// The site rules.
    pub rules: Rules,
    /// What was wrong; each has been left out.
    pub problems: Vec<Problem>,
}

impl Paths {
    /// Finds the places from variables of the environment, then by the habits of the system.
    pub fn find(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, NoHome> {
        let system = ProjectDirs::from("", "", "newsprint");
        let given = |name: &str| {
            let path = PathBuf::from(variable(name)?);
            // A path that is not absolute is to be ignored (XDG Base Directory 0.8).
            path.is_absolute().then(|| path.join("newsprint"))
        };
        let place = |name: &str, usual: Option<&Path>| {
            given(name)
                .or_else(|| usual.map(Path::to_owned))
                .ok_or(NoHome)
        };
        let system = system.as_ref();
        let data = place("XDG_DATA_HOME", system.map(ProjectDirs::data_dir))?;
        let usual_state =
            system.map(|dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()));
        Ok(Self {
            config: place("XDG_CONFIG_HOME", system.map(ProjectDirs::config_dir))?,
            cache: place("XDG_CACHE_HOME", system.map(ProjectDirs::cache_dir))?,
            state: place("XDG_STATE_HOME", usual_state)?,
            data,
            home: variable("HOME").map(PathBuf::from),
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

    /// The marks.
    #[must_use]
    pub fn marks_file(&self) -> PathBuf {
        self.data.join("marks.sqlite3")
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

    /// Reads settings and rules. A file that is not there is no problem.
    #[must_use]
    pub fn load(&self) -> Loaded {
        let mut problems = Vec::new();
        let file = self.settings_file();
        let mut settings = Settings::embedded();
        if let Some(text) = read(&file, &mut problems) {
            let (merged, errors) = settings.with(&text);
            settings = merged;
            let name = file.display();
            problems.extend(
                errors
                    .iter()
                    .map(|error| problem(&format!("{name}: {error}"))),
            );
        }
        let mut rules = Rules::embedded();
        for file in self.rule_files(&settings, &mut problems) {
            if let Some(text) = read(&file, &mut problems) {
                let name = file.display().to_string();
                problems.extend(
                    rules
                        .add(&name, &text)
                        .iter()
                        .map(|error| problem(&error.to_string())),
                );
            }
        }
        Loaded {
            settings,
            rules,
            problems,
        }
    }

    /// The files of the reader's own rules: those in the folder, by name, then
    /// those that the settings name.
    fn rule_files(&self, settings: &Settings, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.rules_folder())
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "toml")
            })
            .collect();
        files.sort();
        for written in &settings.rules {
            let file = self.expanded(written, &self.config);
            if file.exists() {
                files.push(file);
            } else {
                problems.push(problem(&format!(
                    "the rules {} are not there",
                    file.display()
                )));
            }
        }
        files
    }
}

fn problem(text: &str) -> Problem {
    Problem(Clean::line(text))
}

fn read(file: &Path, problems: &mut Vec<Problem>) -> Option<String> {
    match std::fs::read_to_string(file) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            problems.push(problem(&format!(
                "{} can't be read: {error}",
                file.display()
            )));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn paths(folder: &Path) -> Paths {
        let folder = folder.to_owned();
        Paths::find(move |name| match name {
            "HOME" => Some(folder.clone().into()),
            name if name.starts_with("XDG_") => Some(folder.join(name.to_lowercase()).into()),
            _ => None,
        })
        .unwrap()
    }

    #[test]
    fn variables_come_first() {
        let paths = paths(Path::new("/h"));
        assert_eq!(
            paths.settings_file(),
            Path::new("/h/xdg_config_home/newsprint/config.toml")
        );
        assert_eq!(
            paths.marks_file(),
            Path::new("/h/xdg_data_home/newsprint/marks.sqlite3")
        );
        for (written, path) in [
            ("~/news", "/h/news"),
            ("~", "/h"),
            ("/a", "/a"),
            ("b", "/x/b"),
            ("~x", "/x/~x"),
        ] {
            assert_eq!(paths.expanded(written, Path::new("/x")), Path::new(path));
        }
    }

    #[test]
    fn faults_are_told_and_the_rest_applies() {
        let folder = tempfile::tempdir().unwrap();
        let paths = paths(folder.path());
        assert!(paths.load().problems.is_empty());
        std::fs::create_dir_all(paths.rules_folder()).unwrap();
        std::fs::write(
            paths.settings_file(),
            "measure = 60\nrows = 3\nrules = [\"gone.toml\"]\n",
        )
        .unwrap();
        std::fs::write(
            paths.rules_folder().join("own.toml"),
            "[[site]]\nid = \"rfi\"\nhosts = [\"rfi.fr\"]\nname = \"Mine\"\n",
        )
        .unwrap();
        std::fs::write(paths.rules_folder().join("z.toml"), "[[site]]\nid = 3\n").unwrap();
        let loaded = paths.load();
        assert_eq!(loaded.settings.measure, 60);
        assert_eq!(loaded.rules.source_name("www.rfi.fr"), "Mine");
        assert_eq!(loaded.problems.len(), 3, "{:?}", loaded.problems);
        assert!(
            loaded
                .problems
                .iter()
                .any(|problem| problem.0.as_str().contains("config.toml: line 2"))
        );
    }
}
