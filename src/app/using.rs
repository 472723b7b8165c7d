//! The line of keys below, which fades as hands learn them: it is whole on the first
//! days of use, then each day there is less of it, until the help alone is left.

use crate::settings::Hints;

use super::App;

/// Days of use on which the line is whole.
const WHOLE_DAYS: u32 = 7;
/// Keys that are shown on the day after, the help not counted.
const LEFT: u32 = 10;
/// Keys that go on each further day.
const FADING: u32 = 2;
/// Days of use after which nothing changes any more.
pub const DAYS_AT_MOST: u32 = WHOLE_DAYS + 1 + LEFT / FADING;

impl App {
    /// How many keys are shown below at the most, the help not counted; none where
    /// the line is not there.
    #[must_use]
    pub fn hints_at_most(&self) -> Option<usize> {
        let faded = self.days.saturating_sub(WHOLE_DAYS);
        match (self.settings.hints, faded) {
            (Hints::Off, _) => None,
            (Hints::On, _) | (Hints::Auto, 0) => Some(usize::MAX),
            (Hints::Auto, faded) => {
                Some(LEFT.saturating_sub((faded - 1).saturating_mul(FADING)) as usize)
            }
        }
    }
}
