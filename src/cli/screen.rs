//! The screen: the loop that joins the program, its threads and the terminal.

mod beginning;

use std::collections::VecDeque;
use std::fs::File;
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use chrono::Utc;

use crate::app::geometry::Size;
use crate::app::{App, Effect, Message, Notice, Offered, Opening, Tone};
use crate::archive::Archive;
use crate::command::Mouse;
use crate::config::Loaded;
use crate::desktop::{CommandLine, ProgramError};
use crate::settings::{self, Depth};
use crate::terminal::{
    Input, InputThread, Reply, Screen, Signal, SignalThread, TerminalError, install_panic_hook,
};
use crate::text::Clean;
use crate::ui;
use crate::words::Words;
use crate::worker::{Event, Opened, Tell, Tools, Workers};

use super::alarms::Alarms;
use super::output::complain;
use super::{Ground, log};
use beginning::{begin, come_back, configured, shown_name, tools_of};

/// How long, since it was asked, the terminal's replies are waited for before it
/// is left to a shell or another program. A terminal far away answers within
/// that; one that never answers costs no more than this, and only at once.
const REPLY_WAIT: Duration = Duration::from_secs(1);

/// What wakes the loop.
enum Happened {
    /// A thread tells something; with a number, one of the archive that was opened as
    /// that.
    Told(Option<u64>, Event),
    Input(Input),
    Signal(Signal),
}

/// What of a session is kept on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Everything, where one was as well: one begins there.
    All,
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
    note_problems(ground);
    install_panic_hook(move |info| log::note_panic(log_folder.as_deref()?, info));
    let (sender, happenings) = channel();
    let screen = Screen::enter(ground.settings.mouse)?;
    let size = screen.size();
    let escape_wait = Duration::from_millis(u64::from(ground.settings.escape_wait));
    let input = InputThread::spawn(escape_wait, sending(&sender, Happened::Input))?;
    let _signals = SignalThread::spawn(sending(&sender, Happened::Signal))?;
    let tools = tools_of(ground, archive, kept);
    let workers = Workers::start(&tools, &telling(&sender, None), &telling(&sender, Some(0)));
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
        alarms: Alarms::default(),
        sender,
        ground: ground.clone(),
        tools,
        opened: 0,
        postponed: VecDeque::new(),
        ends: false,
    };
    let ended = session.run(effects);
    session.keep();
    session.hand_over();
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

/// Puts what is wrong in the reader's files into the log, which is in English.
fn note_problems(ground: &Ground) {
    if ground.problems.is_empty() {
        return;
    }
    let words = Words::english();
    for problem in &ground.problems {
        tracing::warn!("{}", problem.text(&words).as_str());
    }
}

fn sending<T: 'static>(
    sender: &Sender<Happened>,
    wrap: fn(T) -> Happened,
) -> impl Fn(T) + Send + 'static {
    let sender = sender.clone();
    move |value| drop(sender.send(wrap(value)))
}

/// How threads tell: those of an archive with the number of its opening.
fn telling(sender: &Sender<Happened>, opened: Option<u64>) -> Tell {
    let sender = sender.clone();
    Arc::new(move |event| drop(sender.send(Happened::Told(opened, event))))
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

struct Session {
    app: App,
    painted: Painted,
    screen: Screen,
    input: InputThread,
    workers: Workers,
    happenings: Receiver<Happened>,
    alarms: Alarms,
    sender: Sender<Happened>,
    /// What was read of the reader's files last.
    ground: Ground,
    /// What the threads work with.
    tools: Tools,
    /// How many archives have been opened in the place of the first.
    opened: u64,
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

    /// Keeps the place in the page, and makes what is being made, however it ended: a
    /// terminal that is closed is told by a signal, by the end of what is typed, or by
    /// an error of what is drawn, whichever comes first.
    fn keep(&mut self) {
        for effect in self.app.update(Message::Ending) {
            // What would be the main thread's is of no use any more.
            let _ = self.workers.take(effect);
        }
    }

    /// Waits, for a moment at the most, for what was asked just before the end. A copy may
    /// be for the terminal, and that may be the only way it goes.
    fn hand_over(&mut self) {
        self.workers.finish_outward();
        while let Some(happened) = self.waiting() {
            if let Happened::Told(_, Event::CopyToTerminal(text)) = happened {
                // A terminal that is gone takes nothing.
                let _ = self.screen.copy_to_clipboard(&text);
            }
        }
    }

    /// The first of what has happened and was not taken in, if there is any.
    fn waiting(&mut self) -> Option<Happened> {
        let postponed = self.postponed.pop_front();
        postponed.or_else(|| self.happenings.try_recv().ok())
    }

    /// Waits until something happens: for ever, or until the program wants to be
    /// woken. Nothing where nothing can happen any more.
    fn sleep(&mut self) -> Option<Happened> {
        let Some(until) = self.alarms.next() else {
            return self.happenings.recv().ok();
        };
        let left = until.saturating_duration_since(Instant::now());
        match self.happenings.recv_timeout(left) {
            Ok(happened) => Some(happened),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => {
                let woken = self.alarms.ring();
                woken.map(|(alarm, number)| {
                    Happened::Told(None, Event::Message(Message::Woken { alarm, number }))
                })
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
            input,
            ..
        } = self;
        if !painted.holds(app) {
            *painted = Painted::of(app);
        }
        screen.use_mouse(app.settings.mouse);
        input.wait_after_escape(Duration::from_millis(u64::from(app.settings.escape_wait)));
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
            Happened::Input(Input::Mouse(mouse)) => self.mouse(mouse),
            Happened::Input(Input::Reply(reply)) => self.take_reply(&reply),
            Happened::Input(Input::Closed) => {
                self.ends = true;
                Ok(())
            }
            // It was about an archive that is not open any more.
            Happened::Told(Some(opened), _) if opened != self.opened => Ok(()),
            Happened::Told(_, event) => self.take_event(event),
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
                let effects = self.app.update(Message::Ending);
                self.carry_out(effects)
            }
        }
    }

    /// Takes what the mouse did, together with what came right after it and goes on
    /// in it: a wheel that is spun sends more than frames can be drawn.
    fn mouse(&mut self, first: Mouse) -> anyhow::Result<()> {
        let (mut mouse, mut times) = (first, 1_u16);
        while let Some(next) = self.waiting() {
            match next {
                Happened::Input(Input::Mouse(next)) if mouse.goes_on_in(next) => {
                    times = times.saturating_add(1);
                    mouse = next;
                }
                next => {
                    self.postponed.push_front(next);
                    break;
                }
            }
        }
        self.update(Message::Mouse { mouse, times })
    }

    fn take_event(&mut self, event: Event) -> anyhow::Result<()> {
        match event {
            Event::Message(message) => self.update(message),
            Event::CopyToTerminal(text) => Ok(self.screen.copy_to_clipboard(&text)?),
            Event::Foreground(command, reads, is_own) => self.lend(&command, reads, is_own),
            Event::Configured(loaded) => self.configure(*loaded),
            Event::Opened(opened) => self.open(*opened),
        }
    }

    /// Puts in force what was read again.
    fn configure(&mut self, loaded: Loaded) -> anyhow::Result<()> {
        let rules = Arc::clone(&self.ground.rules);
        self.ground = self.ground.laid_anew(loaded);
        note_problems(&self.ground);
        let configured = configured(&self.ground);
        self.update(Message::Configured(Box::new(configured)))?;
        if self.ground.rules.fingerprint() == rules.fingerprint() {
            return Ok(());
        }
        self.tools.rules = Arc::clone(&self.ground.rules);
        self.tools.archive = self.tools.archive.with_rules(Arc::clone(&self.tools.rules));
        self.move_workers();
        self.update(Message::Reopened)
    }

    /// Puts an archive in the place of the one that is open.
    fn open(&mut self, opened: Opened) -> anyhow::Result<()> {
        let archive = Offered {
            name: shown_name(&self.app.words, opened.name, self.tools.private),
            folders: opened.archive.paths().to_vec(),
        };
        // The rules may have been read again since it was opened.
        self.tools.archive = opened.archive.with_rules(Arc::clone(&self.tools.rules));
        self.tools.sitting_file = opened.sitting_file;
        self.move_workers();
        self.update(Message::Opened(Box::new(Opening {
            archive,
            sitting: opened.sitting,
        })))
    }

    /// Has the threads work with the archive that the tools have now.
    fn move_workers(&mut self) {
        self.opened += 1;
        let tell = telling(&self.sender, Some(self.opened));
        self.workers.move_to(&self.tools, &tell);
    }

    fn update(&mut self, message: Message) -> anyhow::Result<()> {
        let effects = self.app.update(message);
        self.carry_out(effects)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> anyhow::Result<()> {
        for effect in effects {
            match self.workers.take(effect) {
                Some(Effect::Quit) => self.ends = true,
                Some(Effect::Wake {
                    alarm,
                    number,
                    after,
                }) => {
                    let after = Duration::from_millis(u64::from(after));
                    self.alarms.set(Instant::now() + after, alarm, number);
                }
                Some(Effect::CallOff(alarm)) => self.alarms.call_off(alarm),
                Some(Effect::FollowMouse(on)) => self.screen.follow_mouse(on),
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

    /// Gives the terminal to a program and takes it back when that ends. What one of the
    /// reader's own has printed stays until it has been read, where it was there for no
    /// more than a moment, or failed.
    fn lend(
        &mut self,
        command: &CommandLine,
        reads: Option<File>,
        is_own: bool,
    ) -> anyhow::Result<()> {
        self.hear_out()?;
        let ask = is_own.then(|| self.app.words.get("own-enter"));
        let mut process = std::process::Command::new(&command.program);
        process.args(&command.arguments);
        let ended = self
            .screen
            .run_in_foreground(&self.input, &mut process, reads, ask.as_ref());
        let text = match ended {
            Ok(status) => {
                tracing::info!(%status, "the program that had the screen ended");
                // What it said is on the screen that it had.
                match ProgramError::of(&command.name(), status, Clean::default()) {
                    Ok(()) => return Ok(()),
                    Err(error) => self.app.words.of(&error.notice()),
                }
            }
            Err(error) if error.is_gone() => return Err(error.into()),
            Err(error) => match error.notice() {
                Some(notice) => self.app.words.of(&notice),
                // What is for the log alone has no words of its own.
                None => Clean::line(&error.to_string()),
            },
        };
        self.update(Message::Notice(Notice {
            text,
            tone: Tone::Error,
        }))
    }
}
