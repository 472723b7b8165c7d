//! Starting threads, and what becomes of one that panics: it is told, and goes on with
//! the next piece of work, or begins anew.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;
use std::thread::{self, JoinHandle};

use crate::app::Tone;

use super::Tell;
use super::voice::{Voice, say};

/// Starts a thread; one that the system refuses is noted, and its work is not done.
pub(super) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(work);
    thread
        .inspect_err(|error| tracing::error!(name, %error, "no thread"))
        .ok()
}

/// Does a piece of work; a panic in it is told and survived.
pub(super) fn guarded(task: &'static str, words: &Voice, tell: &Tell, work: impl FnOnce()) -> bool {
    let survived = catch_unwind(AssertUnwindSafe(work)).is_ok();
    if !survived {
        tracing::error!(task, "a worker panicked");
        say(
            words,
            tell,
            Tone::Error,
            "worker-failed",
            &[("task", words.get(task).into())],
        );
    }
    survived
}

/// How often a thread that keeps a state of its own is begun anew.
const RENEWALS: u64 = 3;

/// Lives the life of a thread that keeps a state of its own. Where it panics, that
/// is told, and it begins anew: what it knew is not to be trusted. One that panics
/// each time does so again and again over the same thing, and is given up. `life` is
/// told which life it is, from 0.
pub(super) fn renewed(task: &'static str, words: &Voice, tell: &Tell, mut life: impl FnMut(u64)) {
    for number in 0..=RENEWALS {
        if guarded(task, words, tell, || life(number)) {
            return;
        }
    }
    tracing::error!(task, "a worker was given up");
}

/// All jobs that wait, after the one that came first.
pub(super) fn drained<J>(first: J, jobs: &Receiver<J>) -> impl Iterator<Item = J> {
    std::iter::once(first).chain(jobs.try_iter())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::app::Message;
    use crate::words::Words;

    /// A way to tell, and what was told.
    fn listening() -> (Tell, Arc<Mutex<Vec<String>>>) {
        let told = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&told);
        let tell: Tell = Arc::new(move |event| {
            if let super::super::Event::Message(Message::Notice(notice)) = event {
                let text = notice.text.as_str().to_owned();
                list.lock().expect("the list").push(text);
            }
        });
        (tell, told)
    }

    #[test]
    fn a_panic_is_told_and_survived() {
        let (tell, told) = listening();
        let words = Voice::new(Arc::new(Words::english()));
        assert!(!guarded("task-page", &words, &tell, || panic!(
            "on purpose"
        )));
        assert!(guarded("task-page", &words, &tell, || {}));
        let told = told.lock().expect("the list");
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("reading the article"), "{told:?}");
    }

    /// After a panic the next life takes up the work that came meanwhile.
    #[test]
    fn a_thread_that_panics_begins_anew_and_is_given_up_in_the_end() {
        let words = Voice::new(Arc::new(Words::english()));
        for (panics, lives) in [(0, 1), (1, 2), (3, 4), (9, 4)] {
            let (tell, told) = listening();
            let (sender, jobs) = channel();
            (0..20).for_each(|job| sender.send(job).expect("a listener"));
            drop(sender);
            let mut done = Vec::new();
            let mut begun = Vec::new();
            renewed("task-scan", &words, &tell, |life| {
                begun.push(life);
                for job in &jobs {
                    assert!(job >= panics, "on purpose");
                    done.push(job);
                }
            });
            assert_eq!(begun, (0..lives).collect::<Vec<_>>());
            let expected: Vec<i32> = if panics < 9 {
                (panics..20).collect()
            } else {
                Vec::new()
            };
            assert_eq!(done, expected);
            let count = told.lock().expect("the list").len();
            assert_eq!(count, usize::try_from(panics.min(4)).expect("a count"));
        }
    }
}
