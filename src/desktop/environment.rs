//! What the program's surroundings say about browsers, displays and
//! clipboards, as values: read once, handed to whoever decides by it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

/// The surroundings of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `BROWSER`: commands, separated by colons.
    pub browser: Option<String>,
    /// `PATH`: folders of programs, separated by colons.
    pub path: OsString,
    /// Whether one of `SSH_CONNECTION`, `SSH_TTY` and `SSH_CLIENT` is set.
    pub ssh: bool,
    /// `DISPLAY`: the X11 display.
    pub display: Option<OsString>,
    /// `WAYLAND_DISPLAY`: the Wayland display.
    pub wayland_display: Option<OsString>,
    /// `TMUX`: the socket of the tmux server around the program.
    pub tmux: Option<OsString>,
    /// Whether this is macOS, which has a display without saying so.
    pub macos: bool,
    /// The folder for temporary files.
    pub temporary: PathBuf,
    /// `HOME`, for `~/`.
    pub home: Option<PathBuf>,
}

impl Environment {
    /// The surroundings of this process. The one place in this room that reads
    /// its variables.
    #[must_use]
    pub fn read() -> Self {
        Self {
            temporary: env::temp_dir(),
            macos: cfg!(target_os = "macos"),
            ..Self::from_variables(|name| env::var_os(name))
        }
    }

    /// The surroundings that some variables describe. An empty variable counts
    /// as unset.
    fn from_variables(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        Self {
            browser: set("BROWSER").and_then(|value| value.into_string().ok()),
            path: set("PATH").unwrap_or_default(),
            ssh: ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"]
                .into_iter()
                .any(|name| set(name).is_some()),
            display: set("DISPLAY"),
            wayland_display: set("WAYLAND_DISPLAY"),
            tmux: set("TMUX"),
            home: set("HOME").map(PathBuf::from),
            ..Self::default()
        }
    }

    /// Whether a window can be opened where the reader sees it; over ssh that
    /// takes a forwarded display.
    #[must_use]
    pub fn has_display(&self) -> bool {
        self.display.is_some() || self.wayland_display.is_some() || (self.macos && !self.ssh)
    }

    /// Whether the clipboard of this machine is the one that the reader uses.
    /// Over ssh it is not, even where a display is forwarded: the terminal's is.
    #[must_use]
    pub fn has_local_clipboard(&self) -> bool {
        self.has_display() && !self.ssh
    }

    /// The program that a name stands for, found as a shell finds it, or nothing
    /// where it is not there or cannot be run. Relative folders in `PATH` are
    /// passed over: a program in the archive is not to be run by its name. `~/` is
    /// the home folder.
    #[must_use]
    pub fn find_program(&self, name: &str) -> Option<PathBuf> {
        if name.is_empty() {
            return None;
        }
        if let (Some(rest), Some(home)) = (name.strip_prefix("~/"), &self.home) {
            return Some(home.join(rest)).filter(|path| is_program(path));
        }
        if name.contains('/') {
            return Some(PathBuf::from(name)).filter(|path| is_program(path));
        }
        env::split_paths(&self.path)
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(OsStr::new(name)))
            .find(|path| is_program(path))
    }
}

fn is_program(path: &Path) -> bool {
    path.is_file() && access(path, Access::EXEC_OK).is_ok()
}

#[cfg(test)]
pub(super) mod fake {
    //! Programs and surroundings for tests.
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::process::Command;

    use tempfile::TempDir;

    use super::*;

    /// A folder of shell scripts, and an environment whose `PATH` is that folder.
    pub(crate) fn programs(scripts: &[(&str, &str)]) -> (TempDir, Environment) {
        let folder = tempfile::tempdir().unwrap();
        for (name, script) in scripts {
            // Written by another process: a child of a test beside this one would
            // inherit the open file, and the script could not be run ("text file busy").
            let status = Command::new("/bin/sh")
                .args([
                    "-c",
                    r#"printf '#!/bin/sh\n%s\n' "$2" > "$1" && chmod 755 "$1""#,
                ])
                .arg("sh")
                .arg(folder.path().join(name))
                .arg(script)
                .status()
                .unwrap();
            assert!(status.success(), "{name}");
        }
        let environment = Environment {
            path: folder.path().into(),
            temporary: folder.path().to_owned(),
            ..Environment::default()
        };
        (folder, environment)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs;

    use super::*;

    /// The surroundings that `NAME=value` words describe.
    fn environment(words: &str) -> Environment {
        Environment::from_variables(|name| {
            words
                .split_whitespace()
                .filter_map(|word| word.split_once('='))
                .find_map(|(key, value)| (key == name).then(|| value.into()))
        })
    }

    #[test]
    fn variables_say_where_the_reader_sits() {
        for (words, display, clipboard) in [
            ("", false, false),
            ("DISPLAY=:0", true, true),
            ("WAYLAND_DISPLAY=wayland-0", true, true),
            ("DISPLAY= WAYLAND_DISPLAY=", false, false),
            ("SSH_TTY=/dev/pts/0", false, false),
            ("SSH_CONNECTION=x DISPLAY=localhost:10", true, false),
            ("SSH_CLIENT=x DISPLAY=localhost:10", true, false),
            ("SSH_CLIENT= DISPLAY=:0", true, true),
        ] {
            let environment = environment(words);
            let seen = (environment.has_display(), environment.has_local_clipboard());
            assert_eq!(seen, (display, clipboard), "{words}");
        }
        for (ssh, display) in [(false, true), (true, false)] {
            let macos = Environment {
                ssh,
                macos: true,
                ..Environment::default()
            };
            assert_eq!(macos.has_display(), display);
            assert_eq!(macos.has_local_clipboard(), display);
        }
        let read = environment("BROWSER=w3m PATH=/usr/bin TMUX=/tmp/x,1,0");
        assert_eq!(read.browser.as_deref(), Some("w3m"));
        assert_eq!(read.path, "/usr/bin");
        assert_eq!(read.tmux.as_deref(), Some(OsStr::new("/tmp/x,1,0")));
        assert_eq!(environment("BROWSER=").browser, None);
    }

    #[test]
    fn programs_are_found_in_path_by_name_and_by_place() {
        let (folder, mut environment) = fake::programs(&[("one", ""), ("two", "")]);
        fs::write(folder.path().join("text"), "not a program").unwrap();
        fs::create_dir(folder.path().join("folder")).unwrap();
        let place = folder.path().join("one");
        let place_name = place.to_str().unwrap();
        for (name, found) in [
            ("one", true),
            ("two", true),
            (place_name, true),
            ("text", false),
            ("folder", false),
            ("three", false),
            ("", false),
            ("/nowhere/one", false),
        ] {
            assert_eq!(environment.find_program(name).is_some(), found, "{name}");
        }
        environment.path = format!("/nowhere::.:{}", folder.path().display()).into();
        assert_eq!(environment.find_program("one"), Some(place));
        environment.path = OsString::new();
        assert_eq!(environment.find_program("one"), None);
        assert_eq!(environment.find_program("~/one"), None);
        environment.home = Some(folder.path().to_owned());
        let place = folder.path().join("one");
        assert_eq!(environment.find_program("~/one"), Some(place));
    }
}
