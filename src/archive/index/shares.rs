//! Work with the segments of an index on several threads at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::cursor::{Fault, Watch};
use super::segments::{Segment, Segments};

/// Articles from which on a second thread pays. Tests, which have fewer, try both.
const WORTH_A_THREAD: u32 = if cfg!(test) { 60 } else { 50_000 };

impl Segments {
    /// The segments, shared out evenly between as many threads as there are processors;
    /// in one share where the work is little.
    pub(super) fn shared_out(&self, is_little: bool) -> Vec<Vec<&Segment>> {
        let articles: u32 = self.list.iter().map(|part| part.reader.max_doc()).sum();
        // On a busy machine a thread waits longer for its turn than one list takes.
        let count = if articles < WORTH_A_THREAD || is_little {
            1
        } else {
            let threads = thread::available_parallelism().map_or(1, usize::from);
            threads.min(self.list.len())
        };
        let mut shares: Vec<(u32, Vec<&Segment>)> = vec![(0, Vec::new()); count];
        for segment in &self.list {
            if let Some((load, share)) = shares.iter_mut().min_by_key(|(load, _)| *load) {
                *load += segment.reader.max_doc();
                share.push(segment);
            }
        }
        shares.into_iter().map(|(_, share)| share).collect()
    }
}

/// Does a piece of work with each share, each on a thread of its own but the first,
/// which is done in this one: `stop` may be asked there only. Its results, in order.
pub(super) fn each_share<S: Send, T: Send>(
    shares: &mut [S],
    stop: &dyn Fn() -> bool,
    work: impl Fn(&mut S, &Watch<'_>) -> Result<T, Fault> + Sync,
) -> Result<Vec<T>, Fault> {
    let Some((own, others)) = shares.split_first_mut() else {
        return Ok(Vec::new());
    };
    let stopped = &AtomicBool::new(false);
    let work = &work;
    thread::scope(|scope| {
        let elsewhere = move |share| {
            let asked = || stopped.load(Ordering::Relaxed);
            scope.spawn(move || work(share, &Watch::new(&asked)))
        };
        let workers: Vec<_> = others.iter_mut().map(elsewhere).collect();
        let asked = || {
            let stop = stop();
            if stop {
                stopped.store(true, Ordering::Relaxed);
            }
            stop
        };
        let mut results = work(own, &Watch::new(&asked)).map(|result| vec![result]);
        if results.is_err() {
            stopped.store(true, Ordering::Relaxed);
        }
        for worker in workers {
            while !worker.is_finished() && !asked() {
                thread::sleep(Duration::from_micros(50));
            }
            // A panic goes on in this thread, whose caller knows what it means.
            let more = worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            if let Ok(results) = &mut results {
                results.push(more?);
            }
        }
        results
    })
}
