//! Work on many things at once, on all processors.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder, Scope, ScopedJoinHandle};

/// Begins some work on a thread of its own; none where the system gives no thread, and
/// then the work is gone.
pub(super) fn begin<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Option<ScopedJoinHandle<'scope, T>> {
    #[cfg(test)]
    if tests::GIVES_NO_THREAD.get() {
        return None;
    }
    Builder::new().spawn_scoped(scope, work).ok()
}

/// What some work gives for each of some things, in their order.
pub(super) fn in_parallel<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    in_parallel_but_long(things, |_| false, || (), |(), thing| work(thing))
}

/// The same, where each thread has `tools` of its own to work with, and things that
/// are long are worked on first, by this thread: what one has taken of memory the
/// next can have.
pub(super) fn in_parallel_but_long<T: Sync, R: Send, S>(
    things: &[T],
    is_long: impl Fn(&T) -> bool,
    tools: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let mut own = None;
    let mut one = |thing| work(own.get_or_insert_with(&tools), thing);
    let long = things
        .iter()
        .map(|thing| is_long(thing).then(|| one(thing)));
    let mut done: Vec<Option<R>> = long.collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let part = things.len().div_ceil(threads).max(1);
    let parts = Mutex::new(things.chunks(part).zip(done.chunks_mut(part)));
    let next = || parts.lock().unwrap_or_else(PoisonError::into_inner).next();
    let take = |mut own: Option<S>| {
        while let Some((things, done)) = next() {
            let own = own.get_or_insert_with(&tools);
            for (thing, done) in things.iter().zip(done) {
                done.get_or_insert_with(|| work(own, thing));
            }
        }
    };
    let take = &take;
    thread::scope(|scope| {
        let others = things.len().div_ceil(part).saturating_sub(1);
        let others = (0..others).map_while(|_| begin(scope, move || take(None)));
        let others: Vec<_> = others.collect();
        // The fewer there are, the more this one does.
        take(own);
        for other in others {
            // What went wrong in it is told as it is, not that something did.
            other.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
    done.into_iter().flatten().collect()
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::Cell;
    use std::collections::HashSet;
    use std::thread::ThreadId;

    use super::*;

    thread_local! {
        /// Whether this thread is as on a system that has no thread left.
        pub(in crate::archive) static GIVES_NO_THREAD: Cell<bool> = const { Cell::new(false) };
    }

    #[test]
    fn where_there_is_no_thread_this_one_does_it_all() {
        let things: Vec<u32> = (0..1_000).collect();
        GIVES_NO_THREAD.set(true);
        let done = in_parallel(&things, |thing| (*thing, thread::current().id()));
        GIVES_NO_THREAD.set(false);
        let own = thread::current().id();
        assert!(
            done.into_iter()
                .eq(things.into_iter().map(|thing| (thing, own)))
        );
    }

    #[test]
    fn all_is_done_in_order_and_what_is_long_by_one_thread() {
        let things: Vec<u32> = (0..1_000).collect();
        let by: Mutex<HashSet<ThreadId>> = Mutex::default();
        let done = in_parallel_but_long(
            &things,
            |thing| thing % 7 == 0,
            Vec::new,
            |tools, thing| {
                tools.push(*thing);
                if thing % 7 == 0
                    && let Ok(mut by) = by.lock()
                {
                    by.insert(thread::current().id());
                }
                (*thing, tools.len())
            },
        );
        assert!(done.iter().map(|(thing, _)| thing).eq(&things));
        assert_eq!(
            by.into_inner().ok(),
            Some(HashSet::from([thread::current().id()]))
        );
        // Tools are made once for each thread, not for each thing.
        assert!(done.iter().any(|(_, used)| *used > 100));
        assert!(in_parallel(&[] as &[u32], |_| ()).is_empty());
    }

    #[test]
    fn a_panic_in_the_work_is_told_as_it_is() {
        let work = || in_parallel(&[1, 2, 3], |thing| assert!(*thing != 2, "at {thing}"));
        let Err(panic) = std::panic::catch_unwind(work) else {
            unreachable!("one of them panics");
        };
        let told = panic.downcast_ref::<String>();
        assert_eq!(told.map(String::as_str), Some("at 2"));
    }
}
