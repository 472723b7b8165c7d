//! Where settings, rules, marks and logs lie, the reading of the first two, and the
//! files of earlier searches and of where one was.
//! `XDG_*` is honoured on every system; nothing is created by asking.

mod earlier;
mod sitting;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

use crate::article::Rules;
use crate::settings::Settings;
use crate::text::Clean;

pub use earlier::{EarlierError, keep_earlier, read_earlier};
pub use sitting::{keep_last, keep_sitting, read_last, read_sitting};

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

    /// The marks.
    #[must_use]
    pub fn marks_file(&self) -> PathBuf {
        self.data.join("marks.sqlite3")
    }

    /// The searches that were made before.
    #[must_use]
    pub fn searches_file(&self) -> PathBuf {
        self.state.join("searches")
    }

    /// Where one was in an archive, by the archive's key.
    #[must_use]
    pub fn sitting_file(&self, key: &str) -> PathBuf {
        self.state.join("sittings").join(key)
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
        let folder = self.rules_folder();
        let mut files = Vec::new();
        match std::fs::read_dir(&folder) {
            Ok(entries) => {
                for entry in entries {
                    match entry {
                        Ok(entry) => files.push(entry.path()),
                        Err(error) => problems.push(unreadable(&folder, &error)),
                    }
                }
            }
            Err(error) if is_absent(&folder, &error) => {}
            Err(error) => problems.push(unreadable(&folder, &error)),
        }
        files.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        });
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

fn problem(text: &str) -> Problem {
    Problem(Clean::line(text))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    problem(&format!("{} can't be read: {error}", path.display()))
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
        Ok(None) => problems.push(problem(&format!(
            "{} is not a file and was not read; put a plain file there",
            file.display()
        ))),
        Err(error) if is_absent(file, &error) => {}
        Err(error) => problems.push(unreadable(file, &error)),
    }
    None
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

    #[test]
    fn without_variables_the_systems_folders_in_home_are_used() {
        let home = |name: &str| (name == "HOME").then(|| OsString::from("/h"));
        let paths = Paths::find(home).unwrap();
        let (config, data, cache, state) = if cfg!(target_os = "macos") {
            let support = "/h/Library/Application Support/newsprint";
            (support, support, "/h/Library/Caches/newsprint", support)
        } else {
            (
                "/h/.config/newsprint",
                "/h/.local/share/newsprint",
                "/h/.cache/newsprint",
                "/h/.local/state/newsprint",
            )
        };
        assert_eq!(paths.config, Path::new(config));
        assert_eq!(paths.data, Path::new(data));
        assert_eq!(paths.cache, Path::new(cache));
        assert_eq!(paths.state, Path::new(state));
    }

    #[test]
    fn a_home_that_is_not_absolute_is_none() {
        const ALL: &[&str] = &[
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_CACHE_HOME",
            "XDG_STATE_HOME",
        ];
        // HOME, the variables that are set, what they are set to; whether it is enough.
        for (home, set, value, enough) in [
            (None, &[][..], "", false),
            (Some(""), &[][..], "", false),
            (Some("h"), &[][..], "", false),
            (Some("./h"), &ALL[..3], "/x", false),
            (None, &ALL[1..], "/x", false),
            (None, ALL, "/x", true),
            (Some("h"), ALL, "/x", true),
            (None, ALL, "x", false),
            (Some("/h"), ALL, "x", true),
            (Some("/h"), &[][..], "", true),
        ] {
            let found = Paths::find(|name| match name {
                "HOME" => home.map(OsString::from),
                name => set.contains(&name).then(|| value.into()),
            });
            assert_eq!(found.is_ok(), enough, "{home:?} {set:?} {value}");
            if let Ok(paths) = found {
                assert!(paths.config.is_absolute() && paths.state.is_absolute());
                let base = Path::new("/base");
                let tilde = home.filter(|home| home.starts_with('/'));
                let expected =
                    tilde.map_or_else(|| base.join("~/a"), |home| Path::new(home).join("a"));
                assert_eq!(paths.expanded("~/a", base), expected);
            }
        }
    }

    #[test]
    fn the_platform_is_asked_through_its_own_crate() {
        let usual = Usual::of_the_platform(Path::new("/h")).unwrap();
        for path in [usual.config, usual.data, usual.cache, usual.state] {
            assert!(path.is_absolute() && path.ends_with(OWN), "{path:?}");
        }
    }

    /// The only problem there is once something has been put among the files.
    fn only_problem(put: impl Fn(&Paths)) -> String {
        let folder = tempfile::tempdir().unwrap();
        let paths = paths(folder.path());
        std::fs::create_dir_all(&paths.config).unwrap();
        put(&paths);
        let loaded = paths.load();
        assert_eq!(loaded.settings, Settings::embedded());
        assert_eq!(loaded.problems.len(), 1, "{:?}", loaded.problems);
        loaded.problems[0].0.as_str().to_owned()
    }

    #[test]
    fn what_can_not_be_read_is_told() {
        use std::os::unix::fs::symlink;

        let said = only_problem(|paths| std::fs::create_dir(paths.settings_file()).unwrap());
        assert!(said.contains("config.toml is not a file"), "{said}");
        let said = only_problem(|paths| {
            let made = std::process::Command::new("mkfifo")
                .arg(paths.settings_file())
                .status();
            assert!(made.unwrap().success());
        });
        assert!(said.contains("config.toml is not a file"), "{said}");
        let said = only_problem(|paths| symlink("nowhere", paths.settings_file()).unwrap());
        assert!(said.contains("config.toml can't be read"), "{said}");
        let said = only_problem(|paths| std::fs::write(paths.settings_file(), b"\xff").unwrap());
        assert!(said.contains("config.toml can't be read"), "{said}");
        let said = only_problem(|paths| std::fs::write(paths.rules_folder(), "").unwrap());
        assert!(said.contains("rules can't be read"), "{said}");
        let said = only_problem(|paths| symlink("nowhere", paths.rules_folder()).unwrap());
        assert!(said.contains("rules can't be read"), "{said}");
        let said = only_problem(|paths| {
            std::fs::create_dir_all(paths.rules_folder().join("a.toml")).unwrap();
        });
        assert!(said.contains("a.toml is not a file"), "{said}");
    }
}
