//! Ending a program, and all that it started, from elsewhere.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::retry_on_intr;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

/// How long a program that was asked to end has for it.
const GRACE: Duration = Duration::from_secs(1);
/// How often it is looked at meanwhile.
const LOOKED_AT: Duration = Duration::from_millis(5);

/// Ends a program from elsewhere.
#[derive(Clone, Debug)]
pub struct Stopper {
    /// The program's number, and that of its group.
    group: Option<Pid>,
    life: Arc<Mutex<Life>>,
}

/// How far a program has come. While it is looked at nothing of it changes, so that a
/// signal is sent only while the number of the group is nobody else's.
#[derive(Debug, Default)]
struct Life {
    /// When it was asked to end.
    stopped: Option<Instant>,
    /// It has ended itself; what it started may live on.
    has_ended: bool,
    /// Its number is given back.
    is_reaped: bool,
}

impl Stopper {
    /// Of a program that leads a group of its own.
    pub(super) fn of(process: u32) -> Self {
        Self {
            group: i32::try_from(process).ok().and_then(Pid::from_raw),
            life: Arc::default(),
        }
    }

    /// Asks the program, and all that it started, to end; makes them end where they
    /// have not within a second.
    pub fn stop(&self) {
        let mut life = self.life();
        if life.has_ended || life.stopped.is_some() {
            return;
        }
        life.stopped = Some(Instant::now());
        self.send(Signal::TERM);
        drop(life);
        let stopper = self.clone();
        let insist = move || {
            thread::sleep(GRACE);
            stopper.insist();
        };
        if let Err(error) = thread::Builder::new().name("stop".to_owned()).spawn(insist) {
            tracing::warn!(%error, "nobody sees to it that a program ends");
        }
    }

    /// The same at the end of newsprint, when nobody will be there to insist: waits for
    /// the program to end, and then makes all that it started do so.
    pub fn finish(&self) {
        self.stop();
        let begun = Instant::now();
        while !self.has_ended() && begun.elapsed() < GRACE {
            thread::sleep(LOOKED_AT);
        }
        self.insist();
    }

    /// Ends what was asked to end and has not.
    fn insist(&self) {
        let life = self.life();
        if life.stopped.is_some() && !life.is_reaped {
            self.send(Signal::KILL);
        }
    }

    /// Waits until the program itself has ended. It is not reaped then, so that the number
    /// of its group stays its own; and where it was stopped, all that it started has ended
    /// as well.
    pub(super) fn wait(&self) {
        let Some(process) = self.group else { return };
        let how = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        if retry_on_intr(|| waitid(WaitId::Pid(process), how)).is_err() {
            // Reaping it is what waits for it, then.
            return;
        }
        let mut life = self.life();
        life.has_ended = true;
        let stopped = life.stopped;
        drop(life);
        if let Some(stopped) = stopped {
            thread::sleep(GRACE.saturating_sub(stopped.elapsed()));
            self.insist();
        }
        // It is to be by the next step, and then the number may be another's.
        self.life().is_reaped = true;
    }

    /// Notes that the program has ended and is reaped.
    pub(super) fn note_reaped(&self) {
        let mut life = self.life();
        (life.has_ended, life.is_reaped) = (true, true);
    }

    fn send(&self, signal: Signal) {
        if let Some(group) = self.group {
            // What has ended meanwhile needs no ending.
            let _ = kill_process_group(group, signal);
        }
    }

    fn life(&self) -> MutexGuard<'_, Life> {
        self.life.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the program itself has ended.
    pub(super) fn has_ended(&self) -> bool {
        self.life().has_ended
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::path::Path;

    use rustix::process::test_kill_process;

    use super::super::super::environment::fake;
    use super::super::{CommandLine, Running};
    use super::*;

    /// Starts a script with a place to write to, and waits until it has written there the
    /// number of a process that it started.
    fn started(script: &str, folder: &Path) -> (Running, Pid) {
        let (_scripts, environment) = fake::programs(&[("own", script)]);
        let place = folder.join("number");
        let arguments = vec![place.clone().into_os_string()];
        let command = CommandLine::find("own", arguments, &environment).unwrap();
        let running = Running::start(&command, None, true).unwrap();
        loop {
            let text = std::fs::read_to_string(&place).unwrap_or_default();
            if let Some(number) = text.strip_suffix('\n') {
                return (running, Pid::from_raw(number.parse().unwrap()).unwrap());
            }
            thread::sleep(LOOKED_AT);
        }
    }

    /// Whether a process ends, in the time that a test has.
    fn ends(process: Pid) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < GRACE * 10 {
            // One that nobody has reaped yet has ended as well.
            let state = std::fs::read_to_string(format!("/proc/{process}/stat"));
            let is_zombie = state.is_ok_and(|state| state.contains(") Z "));
            if is_zombie || test_kill_process(process).is_err() {
                return true;
            }
            thread::sleep(LOOKED_AT);
        }
        false
    }

    /// Ends when it is asked to, but what it started does not.
    const DEAF: &str = r#"(trap '' TERM; /bin/sh -c 'echo $PPID' > "$1"; for _ in 1 2 3; do /bin/sleep 10; done) & wait"#;

    /// It leads the group, but is not all of it.
    #[test]
    fn what_a_stopped_program_started_ends_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let (running, child) = started(DEAF, folder.path());
        let stopper = running.stopper();
        let waiting = thread::spawn(move || running.wait());
        stopper.stop();
        let (_, result) = waiting.join().unwrap();
        assert!(result.is_err(), "TERM ended it");
        assert!(ends(child));
    }

    #[test]
    fn a_program_that_does_not_listen_ends_with_newsprint() {
        let folder = tempfile::tempdir().unwrap();
        let script = r#"trap '' TERM; echo $$ > "$1"; for _ in 1 2 3; do /bin/sleep 10; done"#;
        for script in [script, DEAF] {
            let (running, process) = started(script, folder.path());
            let stopper = running.stopper();
            let waiting = thread::spawn(move || running.wait());
            // Nothing of ours runs on after this.
            stopper.finish();
            assert!(ends(process), "{script}");
            drop(waiting.join());
            std::fs::remove_file(folder.path().join("number")).unwrap();
        }
    }

    /// What a program leaves behind that ends by itself is nobody's business.
    #[test]
    fn what_a_program_leaves_behind_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let script = r#"/bin/sleep 20 >/dev/null 2>&1 & echo $! > "$1""#;
        let (running, child) = started(script, folder.path());
        let stopper = running.stopper();
        let (_, result) = running.wait();
        assert_eq!(result, Ok(()));
        stopper.stop();
        stopper.finish();
        assert!(test_kill_process(child).is_ok());
        rustix::process::kill_process(child, Signal::KILL).unwrap();
    }
}
