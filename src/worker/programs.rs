//! The thread that runs programs of the reader's own: it reads the articles they
//! are for, fills their command lines, and starts them. Each is then watched by a
//! thread of its own, until it ends.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::{Answered, Message, ToRun, Tone};
use crate::article::{Article, Head};
use crate::desktop::program::{Outliving, Output, Running, Stopper, to_read};
use crate::desktop::{CommandLine, ProgramError};
use crate::marks::Mark;
use crate::marks::json::ArticleJson;
use crate::page;
use crate::share::Destination;
use crate::share::program::{Field, Form, How, Values};
use crate::text::Clean;
use crate::text::json::{Layout, to_json};
use crate::words::Value;

use super::{Event, Tell, Tools, Voice, guarded, say, spawn};

/// A piece of work.
pub(super) enum Job {
    /// Run a program.
    Run(ToRun),
    /// Newsprint ends. It hangs up when all before it has been started.
    Finish(Sender<()>),
}

/// Lines of what a program printed that are shown.
const MOST_LINES: usize = 2_000;

/// The programs that run: the one whose answer is waited for, so that it can be
/// stopped, and those beside, which may outlive newsprint.
#[derive(Clone, Default)]
pub(super) struct Awaited(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// The newest request that was stopped; those before it are over.
    stopped: u64,
    /// What stops the program that runs.
    running: Option<(u64, Stopper)>,
    /// Programs beside newsprint.
    beside: Vec<Outliving>,
}

impl Awaited {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // A change is one assignment: a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops the program of a request, now or when it is started.
    pub(super) fn stop(&self, number: u64) {
        let mut state = self.state();
        state.stopped = state.stopped.max(number);
        if let Some((running, stopper)) = &state.running
            && *running == number
        {
            stopper.stop();
        }
    }

    /// Notes what stops a program that has been started.
    fn begin(&self, number: u64, stopper: Stopper) {
        let mut state = self.state();
        if state.stopped >= number {
            stopper.stop();
        }
        // One that was stopped while it was started may come after the one that follows it.
        if state
            .running
            .as_ref()
            .is_none_or(|(running, _)| *running <= number)
        {
            state.running = Some((number, stopper));
        }
    }

    /// Notes a program beside newsprint.
    fn note(&self, outliving: Option<Outliving>) {
        let mut state = self.state();
        state.beside.retain(|program| !program.has_ended());
        state.beside.extend(outliving);
    }

    /// Newsprint ends: nobody waits for an answer any more, and programs beside it
    /// go on.
    pub(super) fn finish(&self) {
        self.stop(u64::MAX);
        let mut state = self.state();
        let (running, beside) = (state.running.take(), std::mem::take(&mut state.beside));
        drop(state);
        beside.into_iter().for_each(Outliving::leave);
        if let Some((_, stopper)) = running {
            stopper.finish();
        }
    }

    fn is_stopped(&self, number: u64) -> bool {
        self.state().stopped >= number
    }
}

/// A program, ready to be started for an article.
struct Ready {
    title: Clean,
    command: CommandLine,
    /// What it reads.
    input: Option<Vec<u8>>,
}

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<Job>) -> Awaited {
    let awaited = Awaited::default();
    let hands = Hands {
        tools: tools.clone(),
        tell: Arc::clone(tell),
        awaited: awaited.clone(),
    };
    spawn("programs", move || {
        for job in jobs {
            let job = match job {
                Job::Run(job) => job,
                Job::Finish(done) => {
                    drop(done);
                    continue;
                }
            };
            hands.or_give_up(job.number, || hands.run(job));
        }
    });
    awaited
}

#[derive(Clone)]
struct Hands {
    tools: Tools,
    tell: Tell,
    awaited: Awaited,
}

impl Hands {
    fn run(&self, job: ToRun) {
        let ready: Result<Vec<Ready>, Clean> = job
            .articles
            .iter()
            .map(|(head, mark)| self.prepare(&job, head, mark))
            .collect();
        let ready = match ready {
            Ok(ready) => ready,
            Err(fault) => return self.fail(&job, fault),
        };
        match job.command.how {
            How::Background => self.run_beside(&job, ready),
            How::Screen => self.lend(ready),
            How::Show => {
                let (own, number) = (self.clone(), job.number);
                let show = move || own.or_give_up(number, || own.show(&job, ready));
                if spawn("program", show).is_none() {
                    self.give_up(number);
                }
            }
        }
    }

    /// Does something for a request; where it panics, that is answered, for what is
    /// waited for will not come.
    fn or_give_up(&self, number: u64, work: impl FnOnce()) {
        if !guarded("task-programs", &self.tools.words, &self.tell, work) {
            self.give_up(number);
        }
    }

    fn give_up(&self, number: u64) {
        (self.tell)(Event::Message(Message::Answered(Box::new(Answered {
            number,
            name: Clean::default(),
            lines: Vec::new(),
            failure: Some(self.tools.words.get("own-failed")),
        }))));
    }

    /// Tells why nothing was run.
    fn fail(&self, job: &ToRun, fault: Clean) {
        if job.command.how == How::Show {
            return self.answer(job, Vec::new(), Some(fault));
        }
        self.tell_fault(fault);
    }

    fn tell_fault(&self, text: Clean) {
        let notice = crate::app::Notice {
            text,
            tone: Tone::Error,
        };
        (self.tell)(Event::Message(Message::Notice(notice)));
    }

    fn answer(&self, job: &ToRun, lines: Vec<Clean>, failure: Option<Clean>) {
        (self.tell)(Event::Message(Message::Answered(Box::new(Answered {
            number: job.number,
            name: job.command.name.clone(),
            lines,
            failure,
        }))));
    }

    /// Fills the command for an article. The article is read where more of it is
    /// wanted than the list knows.
    fn prepare(&self, job: &ToRun, head: &Head, mark: &Mark) -> Result<Ready, Clean> {
        let words = &self.tools.words;
        let template = &job.command.program;
        let article = if job.command.pipe.is_some() || template.uses(Field::Short) {
            let loaded = self.tools.archive.load(&head.path);
            Some(loaded.map_err(|error| words.of(&error.notice()))?)
        } else {
            None
        };
        let opened = |link: &str| {
            let destination = Destination::examine(link).ok()?;
            Some(destination.url().to_owned())
        };
        let link = head.link.as_deref().and_then(opened);
        let short = article
            .as_ref()
            .and_then(|article| article.short_link.as_ref());
        let short = short.and_then(|short| opened(&short.url));
        let date = head
            .date
            .with_timezone(&job.zone)
            .format("%Y-%m-%d")
            .to_string();
        let path = std::path::absolute(&head.path).unwrap_or_else(|_| head.path.clone());
        let arguments = template.fill(&Values {
            link: link.as_deref(),
            short: short.as_deref(),
            title: head.title.as_str(),
            source: head.source.as_str(),
            date: &date,
            path: &path,
        });
        // Of all that stands in a line, a link alone may be missing.
        let arguments = arguments
            .map_err(|_| words.with("own-no-link", &[("title", head.title.clone().into())]))?;
        let command = CommandLine::find(template.program(), arguments, &self.tools.environment);
        let input = article.as_ref().zip(job.command.pipe);
        Ok(Ready {
            title: head.title.clone(),
            command: command.map_err(|error| words.of(&error.notice()))?,
            input: input.map(|(article, form)| written(article, mark, form).into_bytes()),
        })
    }

    /// Starts programs beside newsprint, all at once, and tells which of them fail,
    /// whenever they do.
    fn run_beside(&self, job: &ToRun, ready: Vec<Ready>) {
        let count = ready.len();
        for ready in ready {
            // Who waits for it comes first, so that none is started that nobody waits for.
            let Some(waiting) = self.waiting() else {
                return self.tell_fault(self.tools.words.get("own-failed"));
            };
            match begin(ready, false) {
                Ok((_, mut running)) => {
                    let outliving = running.outliving(&self.tools.environment);
                    self.awaited.note(outliving);
                    drop(waiting.send(running));
                }
                Err(error) => return self.tell_fault(self.tools.words.of(&error.notice())),
            }
        }
        let values: [(&str, Value); 2] = [
            ("name", job.command.name.clone().into()),
            ("count", count.into()),
        ];
        say(
            &self.tools.words,
            &self.tell,
            Tone::Quiet,
            "own-started",
            &values,
        );
    }

    /// A thread that waits for a program which it is given, and tells how that failed;
    /// none where the system refuses one.
    fn waiting(&self) -> Option<Sender<Running>> {
        let (sender, given) = channel::<Running>();
        let own = self.clone();
        let wait = move || {
            let Ok(running) = given.recv() else { return };
            guarded("task-programs", &own.tools.words, &own.tell, || {
                if let (_, Err(error)) = running.wait() {
                    tracing::warn!(%error, "a command of the reader's own");
                    own.tell_fault(own.tools.words.of(&error.notice()));
                }
            });
        };
        spawn("program", wait).map(|_| sender)
    }

    /// Has the main thread lend the screen to programs, one after the other.
    fn lend(&self, ready: Vec<Ready>) {
        for ready in ready {
            let input = ready.input.map(|bytes| to_read(&bytes)).transpose();
            match input {
                Ok(input) => (self.tell)(Event::Foreground(ready.command, input, true)),
                Err(error) => {
                    let error = ProgramError::start(&ready.command, &error);
                    return self.tell_fault(self.tools.words.of(&error.notice()));
                }
            }
        }
    }

    /// Runs programs one after the other and tells what they printed.
    fn show(&self, job: &ToRun, ready: Vec<Ready>) {
        let is_one = ready.len() == 1;
        let mut lines = Vec::new();
        for (done, ready) in ready.into_iter().enumerate() {
            if self.awaited.is_stopped(job.number) {
                return;
            }
            if done > 0 {
                let number = job.number;
                (self.tell)(Event::Message(Message::Ran { number, done }));
            }
            let ended = begin(ready, true).and_then(|(title, running)| {
                self.awaited.begin(job.number, running.stopper());
                let (output, result) = running.wait();
                if !is_one {
                    lines.push(self.tools.words.with("own-of", &[("title", title.into())]));
                }
                add_lines(&output, &self.tools.words, &mut lines);
                result
            });
            if let Err(error) = ended {
                tracing::warn!(%error, "a command of the reader's own");
                return self.answer(job, lines, Some(self.tools.words.of(&error.notice())));
            }
        }
        self.answer(job, lines, None);
    }
}

/// Puts what was printed to the lines before it.
fn add_lines(output: &Output, words: &Voice, lines: &mut Vec<Clean>) {
    let room = MOST_LINES.saturating_sub(lines.len());
    let text = output.text.trim_end();
    let mut more = text.split('\n').filter(|_| !text.is_empty());
    lines.extend(more.by_ref().take(room).map(Clean::line_keeping_spaces));
    if output.is_cut || more.next().is_some() {
        lines.push(words.get("own-cut"));
    }
}

/// Starts a program; gives the title it was started for as well.
fn begin(ready: Ready, shows: bool) -> Result<(Clean, Running), ProgramError> {
    let input = ready.input.map(|bytes| to_read(&bytes)).transpose();
    let input = input.map_err(|error| ProgramError::start(&ready.command, &error))?;
    Ok((ready.title, Running::start(&ready.command, input, shows)?))
}

/// An article as a program reads it.
fn written(article: &Article, mark: &Mark, form: Form) -> String {
    let head = &article.head;
    let (title, link) = (head.title.as_str(), head.link.as_deref());
    match form {
        Form::Text => format!("{title}\n\n{}\n", article.document.plain_text()),
        Form::Markdown => page::markdown::write(title, link, &article.document),
        Form::Html => {
            let language = head.language.map_or("und", |language| language.tag());
            page::html::write(title, link, language, &article.document)
        }
        Form::Json => {
            let json = ArticleJson::<()>::of(article, mark, None);
            // Texts and numbers can always be written.
            let mut text = to_json(&json, Layout::Lines).unwrap_or_default();
            text.push('\n');
            text
        }
    }
}

#[cfg(test)]
mod tests;
