//! When the program wants to be woken, and what for: one waking of each kind at the
//! most. The waiting itself is left to the main loop.

use std::time::Instant;

use crate::app::Alarm;

/// The wakings that were asked for and have not come.
#[derive(Debug, Default)]
pub(super) struct Alarms(Vec<(Instant, Alarm, u64)>);

impl Alarms {
    /// Asks for a waking, in the place of one for the same.
    pub(super) fn set(&mut self, at: Instant, alarm: Alarm, number: u64) {
        self.call_off(alarm);
        self.0.push((at, alarm, number));
    }

    /// What it was for is over.
    pub(super) fn call_off(&mut self, alarm: Alarm) {
        self.0.retain(|(_, own, _)| *own != alarm);
    }

    /// When the next one comes; never where none was asked for.
    pub(super) fn next(&self) -> Option<Instant> {
        self.0.iter().map(|(at, ..)| *at).min()
    }

    /// The next one comes: what it is for, and the number of its request.
    pub(super) fn ring(&mut self) -> Option<(Alarm, u64)> {
        let next = self.next()?;
        let place = self.0.iter().position(|(at, ..)| *at == next)?;
        let (_, alarm, number) = self.0.remove(place);
        Some((alarm, number))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn each_kind_comes_once_in_the_order_of_time() {
        let now = Instant::now();
        let after = |seconds| now + Duration::from_secs(seconds);
        let mut alarms = Alarms::default();
        assert_eq!((alarms.next(), alarms.ring()), (None, None));
        alarms.set(after(5), Alarm::Notice, 1);
        alarms.set(after(2), Alarm::Panel, 1);
        alarms.set(after(9), Alarm::Notice, 2);
        assert_eq!(alarms.next(), Some(after(2)));
        assert_eq!(alarms.ring(), Some((Alarm::Panel, 1)));
        // The later request took the place of the one before.
        assert_eq!(alarms.ring(), Some((Alarm::Notice, 2)));
        alarms.set(after(5), Alarm::Notice, 3);
        alarms.call_off(Alarm::Notice);
        assert_eq!((alarms.next(), alarms.ring()), (None, None));
    }
}
