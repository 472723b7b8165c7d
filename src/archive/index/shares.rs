//! Work with the segments of an index on several threads at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::cursor::{Fault, Watch};
use super::segments::{Segment, Segments};
use crate::archive::parallel::begin;

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

/// Does a piece of work with each share, as many at once as there are threads for; this
/// one does its part, and `stop` is asked in it only. Its results, in order.
pub(super) fn each_share<S: Send, T: Send>(
    shares: &mut [S],
    stop: &dyn Fn() -> bool,
    work: impl Fn(&mut S, &Watch<'_>) -> Result<T, Fault> + Sync,
) -> Result<Vec<T>, Fault> {
    let count = shares.len();
    let left = Mutex::new(shares.iter_mut().enumerate());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    // Told to stop, or of no use any more, because another share ended in an error.
    let over = &AtomicBool::new(false);
    let take = |asked: &dyn Fn() -> bool| -> Result<Vec<(usize, T)>, Fault> {
        let mut results = Vec::new();
        while !over.load(Ordering::Relaxed)
            && let Some((place, share)) = next()
        {
            let result = work(share, &Watch::new(asked));
            let result = result.inspect_err(|_| over.store(true, Ordering::Relaxed))?;
            results.push((place, result));
        }
        Ok(results)
    };
    let take = &take;
    let ended = thread::scope(|scope| {
        let elsewhere = move || take(&|| over.load(Ordering::Relaxed));
        let workers = (1..count).map_while(|_| begin(scope, elsewhere));
        let workers: Vec<_> = workers.collect();
        let asked = || {
            if stop() {
                over.store(true, Ordering::Relaxed);
            }
            over.load(Ordering::Relaxed)
        };
        let mut ended = vec![take(&asked)];
        for worker in workers {
            while !worker.is_finished() && !asked() {
                thread::sleep(Duration::from_micros(50));
            }
            // A panic goes on in this thread, whose caller knows what it means.
            let results = worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            ended.push(results);
        }
        ended
    });
    in_order(ended, count)
}

/// All results, by place. Where one share ended in an error, the others were stopped: it
/// is told, and not that they were.
fn in_order<T>(ended: Vec<Result<Vec<(usize, T)>, Fault>>, count: usize) -> Result<Vec<T>, Fault> {
    let mut all = Vec::with_capacity(count);
    for results in ended {
        match results {
            Ok(results) => all.extend(results),
            Err(Fault::Stopped) => {}
            Err(fault) => return Err(fault),
        }
    }
    if all.len() < count {
        return Err(Fault::Stopped);
    }
    all.sort_unstable_by_key(|(place, _)| *place);
    Ok(all.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use tantivy::TantivyError;

    use super::*;
    use crate::archive::parallel::tests::GIVES_NO_THREAD;

    fn failed() -> Fault {
        Fault::Unreadable(TantivyError::SystemError("unreadable".to_owned()))
    }

    #[test]
    fn each_share_is_worked_on_once_with_or_without_threads() {
        for gives_none in [false, true] {
            GIVES_NO_THREAD.set(gives_none);
            let mut shares = [1, 2, 3, 4, 5];
            let doubled = each_share(&mut shares, &|| false, |share, _| {
                *share *= 2;
                Ok(*share)
            });
            GIVES_NO_THREAD.set(false);
            assert_eq!(doubled.ok(), Some(vec![2, 4, 6, 8, 10]));
            assert_eq!(shares, [2, 4, 6, 8, 10]);
        }
    }

    /// The others searched to their end, and for nothing.
    #[test]
    fn an_error_in_one_share_stops_the_others_and_is_told() {
        let mut shares = [0, 1, 2];
        let ended: Result<Vec<()>, Fault> = each_share(&mut shares, &|| false, |share, watch| {
            if *share == 1 {
                return Err(failed());
            }
            loop {
                watch.work(1 << 13)?;
            }
        });
        assert!(matches!(ended, Err(Fault::Unreadable(_))));
    }

    #[test]
    fn what_is_told_to_stop_gives_nothing() {
        let asked = Cell::new(0);
        let stop = || asked.replace(asked.get() + 1) > 3;
        let mut shares = [0, 1];
        let ended: Result<Vec<()>, Fault> = each_share(&mut shares, &stop, |_, watch| {
            loop {
                watch.work(1 << 13)?;
            }
        });
        assert!(matches!(ended, Err(Fault::Stopped)));
    }
}
