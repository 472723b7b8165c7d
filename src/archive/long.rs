//! Long files are worked on one at a time, in the whole program: while one of as many
//! bytes as are looked at is parsed and folded, it takes some two hundred megabytes.
//! Where many files are read, it is one thread that works on the long ones
//! ([`super::parallel`]): what a thread has freed it keeps for a while. The page waits for
//! none of that.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Bytes from which a file is long. Of shorter ones, several at once do no harm.
const LONG: u64 = 1 << 20;

static TURN: Mutex<()> = Mutex::new(());

/// While it is held, no other thread has one.
pub(super) type Turn = MutexGuard<'static, ()>;

/// Whether a file of so many bytes is long.
#[must_use]
pub(super) fn is_long(bytes: u64) -> bool {
    bytes >= LONG
}

/// A turn to work on a file of so many bytes, where it is long: for as long as it is
/// held, no other thread has one. The bytes are to be read before: a disk that does
/// not answer would keep the turn.
#[must_use]
pub(super) fn turn(bytes: u64) -> Option<Turn> {
    // It guards no data that a panic could have left half changed.
    is_long(bytes).then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Barrier, mpsc};
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn long_files_have_one_turn_after_the_other_and_short_ones_wait_for_none() {
        let (start, working) = (Barrier::new(8), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    start.wait();
                    let _turn = turn(LONG);
                    assert_eq!(working.fetch_add(1, Ordering::SeqCst), 0);
                    thread::sleep(Duration::from_millis(2));
                    working.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        let turn_of_another = turn(LONG);
        assert!(turn_of_another.is_some());
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || sender.send(turn(LONG - 1).is_none()));
        assert!(receiver.recv_timeout(Duration::from_secs(10)).unwrap());
    }

    #[test]
    fn a_panic_in_a_turn_leaves_the_next_free() {
        let panicked = thread::spawn(|| {
            let _turn = turn(LONG);
            panic!("in a turn");
        });
        assert!(panicked.join().is_err());
        assert!(turn(LONG).is_some());
    }
}
