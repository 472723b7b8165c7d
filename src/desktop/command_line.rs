//! A program and its arguments; and commands of `$BROWSER`: their words, the place
//! of the link in them, and whether the program draws in the terminal.
//!
//! Which command is taken and how it is run is the business of `browser`.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::Environment;
use crate::text::Clean;

/// Browsers that draw in the terminal, in the order in which they are tried
/// where `$BROWSER` names none. `www-browser` comes first: it is the person's
/// choice where the system has alternatives.
const TERMINAL_BROWSERS: &[&str] = &[
    "www-browser",
    "w3m",
    "lynx",
    "elinks",
    "felinks",
    "links2",
    "links",
    "cha",
    "chawan",
    "browsh",
    "carbonyl",
    "brow6el",
    "awrit",
    "retawq",
    "netrik",
];

/// Programs that edit, read or print a page in the terminal: run there if
/// `$BROWSER` says so, never chosen.
const ONLY_WHEN_NAMED: &[&str] = &["edbrowse", "eww", "curl"];

/// Programs that look for a browser themselves, and without a display find one
/// that draws in the terminal.
const LAUNCHERS: &[&str] = &["sensible-browser", "xdg-open", "x-www-browser"];

/// Programs that open a link in the desktop's default browser, with what stands
/// before the link.
const OPENERS: &[(&str, &[&str])] = &[
    ("xdg-open", &[]),
    ("gio", &["open"]),
    ("kde-open", &[]),
    ("kde-open5", &[]),
    ("exo-open", &[]),
    ("gvfs-open", &[]),
    ("gnome-open", &[]),
    ("wslview", &[]),
    ("wsl-open", &[]),
    ("x-www-browser", &[]),
];

/// The same on macOS.
const MACOS_OPENERS: &[(&str, &[&str])] = &[("open", &[])];

/// A program and its arguments, without a shell between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandLine {
    /// Where the program lies.
    pub program: PathBuf,
    /// Its arguments, the link among them.
    pub arguments: Vec<OsString>,
}

/// Where a program shows the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surface {
    Window,
    Terminal,
}

impl CommandLine {
    /// The program's name without its folder, safe to show.
    #[must_use]
    pub fn name(&self) -> Clean {
        Clean::line(&file_name(&self.program))
    }

    /// One command of `$BROWSER` with its link, if its program is there.
    pub(super) fn of_entry(
        entry: &str,
        link: &str,
        environment: &Environment,
    ) -> Option<(Self, Surface)> {
        // A quote that is not closed is taken as it stands.
        let mut words = shlex::split(entry)
            .unwrap_or_else(|| entry.split_whitespace().map(ToOwned::to_owned).collect());
        // `firefox %s &` is an old habit; windows are in the background anyway.
        if words.last().is_some_and(|word| word == "&") {
            words.pop();
        }
        let (name, rest) = words.split_first()?;
        let program = environment.find_program(name)?;
        let mut link_set = false;
        let mut arguments = Vec::with_capacity(words.len());
        for word in rest {
            let (word, has_link) = expand(word, link);
            link_set |= has_link;
            arguments.push(word.into());
        }
        if !link_set {
            arguments.push(link.into());
        }
        let in_terminal = draws_in_terminal(&program, rest)
            || (is_named(&program, LAUNCHERS) && !environment.has_display());
        let surface = if in_terminal {
            Surface::Terminal
        } else {
            Surface::Window
        };
        Some((Self { program, arguments }, surface))
    }

    /// What opens the desktop's default browser here, with a link.
    pub(super) fn of_desktop(link: &str, environment: &Environment) -> Option<(Self, Surface)> {
        let openers = if environment.macos {
            MACOS_OPENERS
        } else {
            OPENERS
        };
        let (program, before) = openers
            .iter()
            .find_map(|(name, before)| Some((environment.find_program(name)?, before)))?;
        let surface = if draws_in_terminal(&program, &[]) {
            Surface::Terminal
        } else {
            Surface::Window
        };
        let arguments = before.iter().chain([&link]).map(OsString::from).collect();
        Some((Self { program, arguments }, surface))
    }

    /// The first terminal browser that is there, with a link.
    pub(super) fn of_terminal_browser(link: &str, environment: &Environment) -> Option<Self> {
        let program = TERMINAL_BROWSERS
            .iter()
            .find_map(|name| environment.find_program(name))?;
        Some(Self {
            program,
            arguments: vec![link.into()],
        })
    }
}

/// A word with `%s` made the link, `%c` a colon and `%%` a per cent sign, in one
/// pass, so that the link's own per cent signs stay; and whether the link came in.
fn expand(word: &str, link: &str) -> (String, bool) {
    let mut out = String::with_capacity(word.len());
    let mut has_link = false;
    let mut letters = word.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some('s') => {
                out.push_str(link);
                has_link = true;
            }
            Some('c') => out.push(':'),
            Some('%') | None => out.push('%'),
            Some(other) => out.extend(['%', other]),
        }
    }
    (out, has_link)
}

/// Whether a program draws in the terminal, by its name or the name of what it
/// links to (`www-browser`), looking through `env NAME=value …`.
fn draws_in_terminal(program: &Path, words: &[String]) -> bool {
    if file_name(program) == "env" {
        return words
            .iter()
            .find(|word| !word.starts_with('-') && !word.contains('='))
            .is_some_and(|word| is_terminal_browser(&file_name(Path::new(word))));
    }
    let with_window = file_name(program).starts_with("links") && words.iter().any(|w| w == "-g");
    !with_window && (is_named(program, TERMINAL_BROWSERS) || is_named(program, ONLY_WHEN_NAMED))
}

fn is_terminal_browser(name: &str) -> bool {
    TERMINAL_BROWSERS.contains(&name) || ONLY_WHEN_NAMED.contains(&name)
}

fn is_named(program: &Path, names: &[&str]) -> bool {
    names.contains(&file_name(program).as_str())
        || program
            .canonicalize()
            .is_ok_and(|place| names.contains(&file_name(&place).as_str()))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(OsStr::new(""))
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::os::unix::fs::symlink;

    use super::super::environment::fake;
    use crate::desktop::{Environment, Plan, plan};
    use crate::share::Destination;

    const LINK: &str = "https://a.example/%E6%96%B0?a=1&b=$(x);%s";
    /// A plan in one line: its kind, the program's name, the arguments.
    fn planned(environment: &Environment) -> String {
        let line = |kind: &str, command: &super::CommandLine| {
            let words: Vec<String> = command
                .arguments
                .iter()
                .map(|word| word.to_string_lossy().replace(LINK, "LINK"))
                .collect();
            format!("{kind} {} {}", command.name(), words.join("|"))
        };
        match plan(&Destination::examine(LINK).unwrap(), environment) {
            Plan::Window(command) => line("window", &command),
            Plan::Terminal(command) => line("terminal", &command),
            Plan::System(_) => String::from("system"),
            Plan::Show => String::from("show"),
        }
    }

    #[test]
    fn browser_is_a_list_of_commands_without_a_shell() {
        let (folder, mut environment) = fake::programs(&[
            ("firefox", ""),
            ("my browser", ""),
            ("w3m", ""),
            ("lynx", ""),
            ("links", ""),
            ("env", ""),
            ("xterm", ""),
            ("xdg-open", ""),
            ("real-lynx", ""),
            ("curl", ""),
        ]);
        symlink(folder.path().join("lynx"), folder.path().join("browse")).unwrap();
        for (browser, expected) in [
            ("firefox", "window firefox LINK"),
            ("firefox %s", "window firefox LINK"),
            (
                "firefox --new-tab=%s -x",
                "window firefox --new-tab=LINK|-x",
            ),
            ("firefox %s %s", "window firefox LINK|LINK"),
            (
                "firefox '-P my profile' %s",
                "window firefox -P my profile|LINK",
            ),
            ("firefox 100%% %s", "window firefox 100%|LINK"),
            ("firefox %%s", "window firefox %s|LINK"),
            ("firefox a%cb %x %", "window firefox a:b|%x|%|LINK"),
            ("firefox %s &", "window firefox LINK"),
            ("firefox; rm -rf /", "system"),
            ("firefox $(rm) `rm`", "window firefox $(rm)|`rm`|LINK"),
            ("'my browser' %s", "window my browser LINK"),
            ("firefox 'open", "window firefox 'open|LINK"),
            ("w3m", "terminal w3m LINK"),
            (
                "w3m -o confirm_qq=0 %s",
                "terminal w3m -o|confirm_qq=0|LINK",
            ),
            ("browse", "terminal browse LINK"),
            ("real-lynx", "window real-lynx LINK"),
            ("links", "terminal links LINK"),
            ("links -g", "window links -g|LINK"),
            ("env LANG=C w3m", "terminal env LANG=C|w3m|LINK"),
            ("env LANG=C firefox", "window env LANG=C|firefox|LINK"),
            ("curl", "terminal curl LINK"),
            ("xterm -e w3m", "window xterm -e|w3m|LINK"),
            ("xdg-open", "window xdg-open LINK"),
            ("nowhere:w3m:firefox", "terminal w3m LINK"),
            ("nowhere::firefox %s:w3m", "window firefox LINK"),
            ("nowhere", "system"),
            ("::", "system"),
            ("%s", "system"),
        ] {
            environment.browser = Some(browser.to_owned());
            environment.display = Some(":0".into());
            assert_eq!(planned(&environment), expected, "{browser}");
        }
        environment.display = None;
        environment.browser = Some(String::from("xdg-open"));
        assert_eq!(planned(&environment), "terminal xdg-open LINK");
        environment.browser = Some(folder.path().join("firefox").display().to_string());
        assert_eq!(planned(&environment), "window firefox LINK");
    }
}
