//! Which browser opens a link, decided by the surroundings, and opening it.
//!
//! A browser that draws in the terminal is not started here: the screen has to
//! be given up for it, which is the business of `terminal`. No shell is ever
//! between the link and a program.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::command_line::{CommandLine, Surface};
use super::{Environment, Notice, because_said};
use crate::share::Destination;
use crate::text::Clean;

/// How long a started browser is watched for failing at once, as it does without
/// a display. A browser that hands the link to its running window takes less.
const WATCHED: Duration = Duration::from_millis(400);

/// How a link is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// By a program with a window of its own, started by [`open`].
    Window(CommandLine),
    /// By a program that draws in the terminal: `terminal` gives the screen to it
    /// in the foreground and takes the screen back when it ends.
    Terminal(CommandLine),
    /// By the desktop's default browser, whose opener is started by
    /// [`open_on_desktop`].
    System(CommandLine),
    /// Not at all: there is no browser where the reader sees it, so the link is
    /// shown and copied.
    Show,
}

/// Why a link was not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrowserError {
    /// The program could not be started.
    #[error("could not start the browser {program}: {reason}; set BROWSER to another")]
    Start {
        /// The program.
        program: Clean,
        /// What the system said.
        reason: Clean,
    },
    /// The program ended at once, and not well.
    #[error("the browser {program} ended at once ({status}); try it in a shell, or set BROWSER")]
    Failed {
        /// The program.
        program: Clean,
        /// How it ended.
        status: Clean,
    },
    /// The desktop's default browser could not be started.
    #[error("could not start the desktop's browser: {reason}; set BROWSER to a program")]
    System {
        /// What was said.
        reason: Clean,
    },
}

impl Plan {
    /// What is said when the plan has been carried out (for [`Plan::Terminal`]:
    /// when the screen is back).
    #[must_use]
    pub fn notice(&self, destination: &Destination) -> Notice {
        let notice = match self {
            Self::Window(command) => {
                Notice::new("browser-opened-in").with("program", command.name())
            }
            Self::Terminal(command) => {
                Notice::new("browser-back-from").with("program", command.name())
            }
            Self::System(_) => Notice::new("browser-opened"),
            Self::Show => Notice::new("browser-shown").with("link", destination.link()),
        };
        notice.with("host", destination.host().clone())
    }
}

impl BrowserError {
    /// The error as a key of an interface text with its values.
    #[must_use]
    pub fn notice(&self) -> Notice {
        match self {
            Self::Start { program, reason } => {
                let notice = Notice::new("browser-not-started").with("program", program.clone());
                because_said(notice, "reason", reason.as_str())
            }
            Self::Failed { program, status } => Notice::new("browser-failed")
                .with("program", program.clone())
                .with("status", status.clone()),
            Self::System { reason } => {
                Notice::new("browser-none-of-desktop").with("reason", reason.clone())
            }
        }
    }
}

/// Decides how a link is opened: by the first program of `$BROWSER` that is
/// there; else by the desktop's opener where the reader has a display and there is
/// one; else, on the machine itself, by a terminal browser; else not at all.
///
/// It looks for programs in the file system, so it runs on a worker.
#[must_use]
pub fn plan(destination: &Destination, environment: &Environment) -> Plan {
    let entries = environment.browser.as_deref().unwrap_or_default();
    if let Some((command, surface)) = entries
        .split(':')
        .find_map(|entry| CommandLine::of_entry(entry, destination.url(), environment))
    {
        return match surface {
            Surface::Terminal => Plan::Terminal(command),
            Surface::Window => Plan::Window(command),
        };
    }
    if environment.has_display()
        && let Some((command, surface)) = CommandLine::of_desktop(destination.url(), environment)
    {
        return match surface {
            Surface::Terminal => Plan::Terminal(command),
            Surface::Window => Plan::System(command),
        };
    }
    if environment.ssh {
        return Plan::Show;
    }
    // The desktop's opener would start a terminal browser here on its own, over
    // our screen; so it is found first and given the screen.
    CommandLine::of_terminal_browser(destination.url(), environment)
        .map_or(Plan::Show, Plan::Terminal)
}

/// Opens a link as [`Plan::Window`] has it. It watches the browser for up to 400 ms, so it
/// runs on a worker.
///
/// # Errors
///
/// Where the browser cannot be started or ends at once with a failure.
pub fn open(command: &CommandLine) -> Result<(), BrowserError> {
    open_window(command, None, WATCHED)
}

/// The same as [`Plan::System`] has it.
///
/// # Errors
///
/// As [`open`].
pub fn open_on_desktop(command: &CommandLine) -> Result<(), BrowserError> {
    // The opener looks for programs itself. From this folder, what `PATH` and
    // `$BROWSER` name by a relative place is none in the archive.
    open_window(command, Some(Path::new("/")), WATCHED).map_err(|error| match error {
        BrowserError::Start { reason, .. } => BrowserError::System { reason },
        BrowserError::Failed { program, status } => BrowserError::System {
            reason: Clean::line(&format!("{program}: {status}")),
        },
        other @ BrowserError::System { .. } => other,
    })
}

/// Starts a program of its own process group, so that neither Ctrl-C nor the end
/// of the terminal reaches it, and without our terminal, so that it draws nowhere.
fn open_window(
    command: &CommandLine,
    folder: Option<&Path>,
    watched: Duration,
) -> Result<(), BrowserError> {
    let failed_to_start = |error: std::io::Error| BrowserError::Start {
        program: command.name(),
        reason: Clean::line(&error.to_string()),
    };
    let mut process = Command::new(&command.program);
    if let Some(folder) = folder {
        process.current_dir(folder);
    }
    let child = process
        .args(&command.arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(failed_to_start)?;
    let ended = reap(child).map_err(failed_to_start)?;
    match ended.recv_timeout(watched) {
        Ok(status) if !status.success() => Err(BrowserError::Failed {
            program: command.name(),
            status: Clean::line(&status.to_string()),
        }),
        _ => Ok(()),
    }
}

/// Waits for a child on a thread of its own, so that no zombie stays when the
/// browser ends, and tells how it ended.
fn reap(mut child: Child) -> std::io::Result<mpsc::Receiver<ExitStatus>> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new()
        .name(String::from("browser"))
        .spawn(move || {
            if let Ok(status) = child.wait() {
                // Nobody listens any more once the browser has been up for a while.
                let _ = sender.send(status);
            }
        })?;
    Ok(receiver)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use std::fs;
    use std::time::Instant;

    use super::super::environment::fake;
    use super::*;

    const LINK: &str = "https://a.example/%E6%96%B0?a=1&b=$(x);%s";

    fn destination() -> Destination {
        Destination::examine(LINK).unwrap()
    }

    /// Waits for what another process does.
    fn wait_until(is_done: impl Fn() -> bool) {
        let start = Instant::now();
        while !is_done() && start.elapsed() < Duration::from_secs(10) {
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// What a program has written beside itself.
    fn said_in(folder: &Path) -> String {
        let said = folder.join("said");
        wait_until(|| said.exists());
        fs::read_to_string(&said).unwrap()
    }

    #[test]
    fn without_browser_the_surroundings_decide() {
        let (folder, with_w3m) = fake::programs(&[
            ("curl", ""),
            ("w3m", ""),
            ("lynx", ""),
            ("xdg-open", ""),
            ("open", ""),
        ]);
        let (other, without) = fake::programs(&[("curl", ""), ("xdg-open", ""), ("open", "")]);
        let system = |folder: &Path, name: &str| {
            Plan::System(CommandLine {
                program: folder.join(name),
                arguments: vec![LINK.into()],
            })
        };
        let [with, without_any] = [folder.path(), other.path()].map(|at| system(at, "xdg-open"));
        let [with_open, open_alone] = [folder.path(), other.path()].map(|at| system(at, "open"));
        let w3m = Plan::Terminal(CommandLine {
            program: folder.path().join("w3m"),
            arguments: vec![LINK.into()],
        });
        for (ssh, display, macos, expected_with, expected_without) in [
            (false, true, false, &with, &without_any),
            (true, true, false, &with, &without_any),
            (true, false, false, &Plan::Show, &Plan::Show),
            (true, false, true, &Plan::Show, &Plan::Show),
            (false, false, true, &with_open, &open_alone),
            (false, false, false, &w3m, &Plan::Show),
        ] {
            for (environment, expected) in
                [(&with_w3m, expected_with), (&without, expected_without)]
            {
                let environment = Environment {
                    ssh,
                    macos,
                    wayland_display: display.then(|| "wayland-0".into()),
                    ..environment.clone()
                };
                let plan = plan(&destination(), &environment);
                assert_eq!(&plan, expected, "{ssh} {display} {macos}");
            }
        }
    }

    #[test]
    fn a_window_is_opened_apart_from_the_terminal_and_reaped() {
        let (folder, mut environment) = fake::programs(&[(
            "firefox",
            // What it was given, its process group, and where it would draw.
            r#"cd "${0%/*}"; drawn=$(readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2)
               { printf '%s\n' "$@"; cut -d' ' -f1,5 /proc/$$/stat; echo "$drawn"; } > part
               mv part said"#,
        )]);
        environment.browser = Some(String::from("firefox --tab=%s"));
        let destination = destination();
        let plan = plan(&destination, &environment);
        let Plan::Window(command) = &plan else {
            panic!("{plan:?}");
        };
        open(command).unwrap();
        let said = said_in(folder.path());
        let mut lines = said.lines();
        assert_eq!(lines.next(), Some(&*format!("--tab={LINK}")));
        if cfg!(target_os = "linux") {
            let (process, group) = lines.next().unwrap().split_once(' ').unwrap();
            assert_eq!(process, group);
            assert_eq!(lines.collect::<Vec<_>>(), ["/dev/null"; 3]);
            let place = format!("/proc/{process}");
            wait_until(|| !Path::new(&place).exists());
            assert!(!Path::new(&place).exists(), "a zombie stays");
        }
    }

    /// The opener of the desktop is found as every program is, and runs apart from
    /// our terminal and our folder.
    #[test]
    fn the_desktops_opener_is_no_program_of_the_archive() {
        let (folder, mut environment) = fake::programs(&[(
            "xdg-open",
            r#"here=${0%/*}; { pwd; cut -d' ' -f1,5 /proc/$$/stat; } > "$here/part"
               mv "$here/part" "$here/said""#,
        )]);
        environment.display = Some(":0".into());
        environment.browser = Some(String::from("missing"));
        let opener = plan(&destination(), &environment);
        let Plan::System(command) = &opener else {
            panic!("{opener:?}");
        };
        open_on_desktop(command).unwrap();
        let said = said_in(folder.path());
        let mut lines = said.lines();
        assert_eq!(lines.next(), Some("/"));
        if cfg!(target_os = "linux") {
            let (process, group) = lines.next().unwrap().split_once(' ').unwrap();
            assert_eq!(process, group);
        }
        // Neither by a relative folder of `PATH`, nor where there is none at all.
        for path in [".:", "", "here"] {
            environment.path = path.into();
            assert_eq!(plan(&destination(), &environment), Plan::Show, "{path}");
        }
    }

    #[test]
    fn a_desktops_opener_that_draws_in_the_terminal_gets_the_screen() {
        let (folder, mut environment) = fake::programs(&[("w3m", "")]);
        std::os::unix::fs::symlink(
            folder.path().join("w3m"),
            folder.path().join("x-www-browser"),
        )
        .unwrap();
        environment.display = Some(":0".into());
        let opener = plan(&destination(), &environment);
        assert!(matches!(opener, Plan::Terminal(_)), "{opener:?}");
        let (_folder, mut environment) = fake::programs(&[("gio", "exit 2")]);
        environment.display = Some(":0".into());
        let opener = plan(&destination(), &environment);
        let Plan::System(command) = &opener else {
            panic!("{opener:?}");
        };
        assert_eq!(command.arguments, ["open", LINK]);
        assert!(matches!(
            open_window(command, None, Duration::from_secs(30)),
            Err(BrowserError::Failed { .. })
        ));
    }

    #[test]
    fn a_browser_that_fails_at_once_is_reported_and_one_that_stays_is_not_waited_for() {
        let (folder, environment) =
            fake::programs(&[("bad", "exit 3"), ("good", "exit 0"), ("slow", "sleep 3")]);
        let opened = |name: &str, watched: u64| {
            let program = environment.find_program(name).unwrap();
            let arguments = Vec::new();
            open_window(
                &CommandLine { program, arguments },
                None,
                Duration::from_secs(watched),
            )
        };
        let bad = opened("bad", 30);
        assert!(
            matches!(&bad, Err(BrowserError::Failed { program, status })
                if program.as_str() == "bad" && status.as_str().contains('3')),
            "{bad:?}"
        );
        assert_eq!(opened("good", 30), Ok(()));
        let start = Instant::now();
        assert_eq!(opened("slow", 0), Ok(()));
        assert!(start.elapsed() < Duration::from_secs(3));
        let gone = CommandLine {
            program: folder.path().join("gone"),
            arguments: Vec::new(),
        };
        assert!(matches!(open(&gone), Err(BrowserError::Start { .. })));
    }
}
