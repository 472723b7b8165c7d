//! The screen: the loop that joins the program, its threads and the terminal.

use std::collections::VecDeque;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use chrono::Utc;

use crate::app::geometry::Size;
use crate::app::{App, Beginning, Clock, Effect, Eyes, KeptTheme, Message, Notice, Tone};
use crate::archive::Archive;
use crate::command::Keymap;
use crate::config::{keep_last, read_sitting, read_theme};
use crate::desktop::{CommandLine, Environment};
use crate::settings::{self, Depth, Hyperlinks, Settings};
use crate::share::{CitationStyles, Targets};
use crate::terminal::{
    Input, InputThread, Reply, Screen, Signal, SignalThread, TerminalError, colour_depth,
    install_panic_hook, shade_told, takes_hyperlinks,
};
use crate::text::Clean;
use crate::ui;
use crate::worker::{Event, Tell, Tools, Voice, Workers};

use super::output::complain;
use super::{Ground, log};

/// How long, since it was asked, the terminal's replies are waited for before it
/// is left to a shell or another program. A terminal far away answers within
/// that; one that never answers costs no more than this, and only at once.
const REPLY_WAIT: Duration = Duration::from_secs(1);

/// What wakes the loop.
enum Happened {
    Told(Event),
    Input(Input),
    Signal(Signal),
}

/// What of a session is kept on the disk.
pub(super) enum Kept {
    /// Everything, and in a file where one was: one begins there.
    All(PathBuf),
    /// Everything but where one is: one begins plain.
    AllButPlace,
    /// Nothing: no marks, no index, no searches, no log.
    Nothing,
}

/// Opens the screen.
pub(super) fn run(ground: &Ground, archive: &Archive, kept: Kept) -> anyhow::Result<()> {
    if !std::io::stdout().is_terminal() {
        return Err(TerminalError::NotATerminal.into());
    }
    let private = matches!(kept, Kept::Nothing);
    let log_folder = (!private).then(|| ground.paths.log_folder());
    if let Some(folder) = &log_folder {
        log::start(folder);
    }
    for problem in &ground.problems {
        tracing::warn!("{}", problem.0);
    }
    install_panic_hook(move |info| log::note_panic(log_folder.as_deref()?, info));
    let (sender, happenings) = channel();
    let screen = Screen::enter(ground.settings.mouse)?;
    let size = screen.size();
    let escape_wait = Duration::from_millis(u64::from(ground.settings.escape_wait));
    let input = InputThread::spawn(escape_wait, sending(&sender, Happened::Input))?;
    let _signals = SignalThread::spawn(sending(&sender, Happened::Signal))?;
    let tell: Tell = {
        let sender = sender.clone();
        Arc::new(move |event| drop(sender.send(Happened::Told(event))))
    };
    let tools = tools_of(ground, archive, kept);
    let workers = Workers::start(&tools, &tell);
    let (mut app, mut effects) = begin(
        ground,
        archive,
        Size {
            columns: size.width,
            rows: size.height,
        },
        private,
    );
    if let Some(file) = &tools.sitting_file {
        effects.extend(come_back(ground, archive, file, &mut app));
    }
    let mut session = Session {
        painted: Painted::of(&app),
        app,
        screen,
        input,
        workers,
        happenings,
        alarm: None,
        postponed: VecDeque::new(),
        ends: false,
    };
    let ended = session.run(effects);
    let Session {
        app,
        screen,
        input,
        workers,
        ..
    } = session;
    drop(input);
    // The screen is given back first: marks that are slow to save need no screen.
    drop(screen);
    let unsaved = workers.finish();
    if unsaved > 0 {
        let text = app.words.with("marks-lost", &[("count", unsaved.into())]);
        complain(text.as_str());
    }
    ended
}

/// Has the program begin where one was, and keeps which archive is open.
fn come_back(ground: &Ground, archive: &Archive, file: &Path, app: &mut App) -> Vec<Effect> {
    if let Err(error) = keep_last(&ground.paths.last_file(), archive.paths()) {
        tracing::warn!(%error, "which archive is open was not kept");
    }
    app.return_to(&read_sitting(file))
}

fn tools_of(ground: &Ground, archive: &Archive, kept: Kept) -> Tools {
    let private = matches!(kept, Kept::Nothing);
    let sitting = match kept {
        Kept::All(file) => Some(file),
        Kept::AllButPlace | Kept::Nothing => None,
    };
    Tools {
        archive: archive.clone(),
        rules: Arc::clone(&ground.rules),
        cache: (!private).then(|| ground.paths.cache.clone()),
        private,
        marks_file: ground.paths.marks_file(),
        searches_file: ground.paths.searches_file(),
        theme_file: ground.paths.theme_file(),
        sitting_file: sitting,
        words: Arc::new(Voice::new(Arc::clone(&ground.words))),
        environment: Environment::read(),
    }
}

fn sending<T: 'static>(
    sender: &Sender<Happened>,
    wrap: fn(T) -> Happened,
) -> impl Fn(T) + Send + 'static {
    let sender = sender.clone();
    move |value| drop(sender.send(wrap(value)))
}

/// The themes, and what the environment tells of the terminal's colours.
fn eyes(ground: &Ground) -> Eyes {
    let variable = |name: &str| std::env::var(name).ok();
    let depth = ground.settings.colours;
    let kept = read_theme(&ground.paths.theme_file());
    Eyes {
        themes: Arc::clone(&ground.themes),
        depth: depth.unwrap_or_else(|| colour_depth(variable)),
        shade: shade_told(variable),
        kept: kept.map(|(name, beside)| KeptTheme { name, beside }),
    }
}

/// The styles of the theme in force.
struct Painted {
    theme: Arc<settings::Theme>,
    styles: ui::Theme,
    depth: Depth,
}

impl Painted {
    fn of(app: &App) -> Self {
        let (theme, depth) = (Arc::clone(app.theme()), app.depth());
        Self {
            styles: ui::Theme::of(&theme, depth),
            theme,
            depth,
        }
    }

    /// Whether it is still that of the program.
    fn holds(&self, app: &App) -> bool {
        Arc::ptr_eq(&self.theme, app.theme()) && self.depth == app.depth()
    }
}

/// The settings as they are for this terminal.
fn settings(ground: &Ground) -> Settings {
    let mut settings = ground.settings.clone();
    if settings.hyperlinks == Hyperlinks::Auto && !takes_hyperlinks(|name| std::env::var(name).ok())
    {
        settings.hyperlinks = Hyperlinks::Off;
    }
    settings
}

/// The name above the list; it says so where nothing of the session is kept.
fn archive_name(ground: &Ground, archive: &Archive, private: bool) -> Clean {
    let name = if archive.is_guide() {
        ground.words.get("guide-name")
    } else {
        archive.name()
    };
    if private {
        ground.words.with("private-name", &[("name", name.into())])
    } else {
        name
    }
}

fn begin(ground: &Ground, archive: &Archive, size: Size, private: bool) -> (App, Vec<Effect>) {
    let (keymap, faults) = Keymap::new(&ground.settings.keys);
    for fault in &faults {
        tracing::warn!("{fault}");
    }
    // The log has whole paths; in the line below what is wrong matters more.
    let folder = format!("{}/", ground.paths.config.display());
    let problems: Vec<Clean> = ground
        .problems
        .iter()
        .map(|problem| Clean::line(&problem.0.as_str().replace(&folder, "")))
        .chain(
            faults
                .iter()
                .filter(|fault| !fault.trouble.is_advice())
                .map(|fault| Clean::line(&fault.to_string())),
        )
        .collect();
    let (mut app, effects) = App::new(Beginning {
        settings: settings(ground),
        words: Arc::clone(&ground.words),
        keymap,
        citations: CitationStyles::embedded(),
        targets: Targets::embedded(),
        archive: archive_name(ground, archive, private),
        clock: Clock {
            now: Utc::now(),
            zone: ground.zone(),
        },
        size,
        eyes: eyes(ground),
    });
    if let Some(first) = problems.first() {
        let text = match problems.len() - 1 {
            0 => first.clone(),
            more => ground.words.with(
                "problem-more",
                &[("text", first.clone().into()), ("count", more.into())],
            ),
        };
        app.update(Message::Notice(Notice {
            text,
            tone: Tone::Error,
        }));
    }
    (app, effects)
}

struct Session {
    app: App,
    painted: Painted,
    screen: Screen,
    input: InputThread,
    workers: Workers,
    happenings: Receiver<Happened>,
    /// When the program wants to be woken, and the number of that request.
    alarm: Option<(Instant, u64)>,
    /// What happened while replies were waited for.
    postponed: VecDeque<Happened>,
    ends: bool,
}

impl Session {
    fn run(&mut self, effects: Vec<Effect>) -> anyhow::Result<()> {
        self.carry_out(effects)?;
        self.draw()?;
        while !self.ends {
            let mut next = self.waiting().or_else(|| self.sleep());
            if next.is_none() {
                break;
            }
            self.update(Message::Clock(Utc::now()))?;
            // All that has happened is taken in before a frame is drawn.
            while let Some(happened) = next {
                self.take(happened)?;
                if self.ends {
                    return self.hear_out();
                }
                next = self.waiting();
            }
            self.draw()?;
        }
        Ok(())
    }

    /// The first of what has happened and was not taken in, if there is any.
    fn waiting(&mut self) -> Option<Happened> {
        let postponed = self.postponed.pop_front();
        postponed.or_else(|| self.happenings.try_recv().ok())
    }

    /// Waits until something happens: for ever, or until the program wants to be
    /// woken. Nothing where nothing can happen any more.
    fn sleep(&mut self) -> Option<Happened> {
        let Some((until, number)) = self.alarm else {
            return self.happenings.recv().ok();
        };
        let left = until.saturating_duration_since(Instant::now());
        match self.happenings.recv_timeout(left) {
            Ok(happened) => Some(happened),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => {
                self.alarm = None;
                Some(Happened::Told(Event::Message(Message::Woken(number))))
            }
        }
    }

    /// Waits, for a moment at the most, for replies that the terminal owes: whoever
    /// reads from it next would take them for typed.
    fn hear_out(&mut self) -> anyhow::Result<()> {
        while let Some(asked) = self.screen.owed_since() {
            let left = (asked + REPLY_WAIT).saturating_duration_since(Instant::now());
            match self.happenings.recv_timeout(left) {
                Ok(Happened::Input(Input::Reply(reply))) => self.take_reply(&reply)?,
                Ok(Happened::Input(Input::Closed)) => {
                    self.ends = true;
                    break;
                }
                Ok(other) => self.postponed.push_back(other),
                Err(_) => break,
            }
        }
        Ok(())
    }

    fn take_reply(&mut self, reply: &Reply) -> anyhow::Result<()> {
        match self.screen.take_reply(reply) {
            Some(facts) => self.update(Message::TerminalKnown(facts)),
            None => Ok(()),
        }
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        let Self {
            app,
            painted,
            screen,
            ..
        } = self;
        if !painted.holds(app) {
            *painted = Painted::of(app);
        }
        let mut effects = Vec::new();
        screen.draw(app.settings.cursor, |frame| {
            let area = frame.area();
            let size = Size {
                columns: area.width,
                rows: area.height,
            };
            if app.size != size {
                effects = app.update(Message::Resized(size));
            }
            if cfg!(debug_assertions)
                && std::env::var_os("NEWSPRINT_PANIC").is_some_and(|place| place == "draw")
            {
                panic!("asked to by NEWSPRINT_PANIC");
            }
            ui::draw(app, &painted.styles, frame)
        })?;
        self.carry_out(effects)
    }

    fn take(&mut self, happened: Happened) -> anyhow::Result<()> {
        match happened {
            Happened::Input(Input::Key(key)) => self.update(Message::Key(key)),
            Happened::Input(Input::Paste(text)) => self.update(Message::Paste(text)),
            Happened::Input(Input::Mouse(mouse)) => self.update(Message::Mouse(mouse)),
            Happened::Input(Input::Reply(reply)) => self.take_reply(&reply),
            Happened::Input(Input::Closed) => {
                self.ends = true;
                Ok(())
            }
            Happened::Told(Event::Message(message)) => self.update(message),
            Happened::Told(Event::CopyToTerminal(text)) => {
                Ok(self.screen.copy_to_clipboard(&text)?)
            }
            Happened::Told(Event::Foreground(command)) => self.lend(&command),
            Happened::Input(Input::Focus(is_focused)) => {
                if is_focused {
                    self.workers.focused();
                }
                Ok(())
            }
            // A new size shows when the frame is drawn.
            Happened::Signal(Signal::Resized) => Ok(()),
            Happened::Signal(Signal::Continued) => Ok(self.screen.resume()?),
            Happened::Signal(Signal::Suspend) => self.suspend(),
            Happened::Signal(Signal::Terminate | Signal::Hangup | Signal::Interrupt) => {
                // The place in the page is kept even then.
                let effects = self.app.update(Message::Ending);
                self.carry_out(effects)
            }
        }
    }

    fn update(&mut self, message: Message) -> anyhow::Result<()> {
        let effects = self.app.update(message);
        self.carry_out(effects)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> anyhow::Result<()> {
        for effect in effects {
            match self.workers.take(effect) {
                Some(Effect::Quit) => self.ends = true,
                Some(Effect::Wake { number, after }) => {
                    let after = Duration::from_millis(u64::from(after));
                    self.alarm = Some((Instant::now() + after, number));
                }
                Some(Effect::Redraw) => self.screen.renew()?,
                Some(Effect::Suspend) => self.suspend()?,
                _ => {}
            }
        }
        Ok(())
    }

    fn suspend(&mut self) -> anyhow::Result<()> {
        self.hear_out()?;
        self.screen.suspend(&self.input)?;
        Ok(())
    }

    /// Gives the terminal to a browser and takes it back when that ends.
    fn lend(&mut self, command: &CommandLine) -> anyhow::Result<()> {
        self.hear_out()?;
        let mut process = std::process::Command::new(&command.program);
        process.args(&command.arguments);
        match self.screen.run_in_foreground(&self.input, &mut process) {
            Ok(status) => {
                tracing::info!(%status, "the browser ended");
                Ok(())
            }
            Err(error) if error.is_gone() => Err(error.into()),
            Err(error) => {
                let text = Clean::line(&error.to_string());
                self.update(Message::Notice(Notice {
                    text,
                    tone: Tone::Error,
                }))
            }
        }
    }
}
