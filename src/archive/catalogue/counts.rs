//! How many of some rows have which value, each by one pass over a column. What
//! the values mean in a query is [`facts`](super::facts)' and the owner's.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use fixedbitset::FixedBitSet;

use super::Catalogue;
use super::bytes::{i64s, u32s};
use super::format::Section;
use super::record::NO_LANGUAGE;
use super::segment::Segment;
use crate::query::date::local_day;
use crate::text::language::Language;

/// No zone is further from UTC, in milliseconds.
const FARTHEST: i64 = 26 * 3_600_000;

impl Catalogue {
    /// How many of some rows each outlet has: display name and host.
    #[must_use]
    pub fn outlets_among(&self, rows: &FixedBitSet) -> BTreeMap<(&str, &str), usize> {
        let mut counts = BTreeMap::new();
        for segment in &self.inner.segments {
            let mut own = vec![0; segment.dictionary(Section::Outlets).len()];
            let of = u32s(segment.checked(Section::OutletOf));
            for outlet in among(segment, rows, of) {
                if let Some(count) = own.get_mut(outlet as usize) {
                    *count += 1;
                }
            }
            let used = own.into_iter().enumerate().filter(|(_, count)| *count > 0);
            for (place, count) in used {
                if let Some(outlet) = segment.outlet(place) {
                    *counts.entry(outlet).or_default() += count;
                }
            }
        }
        counts
    }

    /// How many of some rows are in each language; rows of which it is not known
    /// are not counted.
    #[must_use]
    pub fn languages_among(&self, rows: &FixedBitSet) -> BTreeMap<Language, usize> {
        let mut counts = BTreeMap::new();
        for segment in &self.inner.segments {
            let mut own = vec![0; usize::from(u8::MAX) + 1];
            let codes = segment.checked(Section::LanguageOf).iter().copied();
            for code in among(segment, rows, codes) {
                if let Some(count) = own.get_mut(usize::from(code)) {
                    *count += 1;
                }
            }
            let known = segment.dictionary(Section::Languages).len();
            let used = (0..=u8::MAX).zip(own).filter(|(code, count)| {
                *count > 0 && *code != NO_LANGUAGE && usize::from(*code) < known
            });
            for (code, count) in used {
                if let Some(language) = segment.language(code) {
                    *counts.entry(language).or_default() += count;
                }
            }
        }
        counts
    }

    /// How many of some rows were published in each year, where the reader is.
    #[must_use]
    pub fn years_among(&self, rows: &FixedBitSet, zone: Tz) -> BTreeMap<i32, usize> {
        let mut years = Years::new(zone);
        for segment in &self.inner.segments {
            let moments = i64s(segment.checked(Section::Dates));
            among(segment, rows, moments).for_each(|moment| years.count(moment));
        }
        years.finish()
    }
}

/// The values of a column in those of its rows that are wanted.
fn among<T>(
    segment: &Segment,
    rows: &FixedBitSet,
    column: impl Iterator<Item = T>,
) -> impl Iterator<Item = T> {
    let numbers = segment.first() as usize..;
    let values = numbers.zip(column);
    values.filter_map(move |(number, value)| rows.contains(number).then_some(value))
}

/// Moments counted by the year where the reader is. The calendar is asked once for
/// each year, and the zone only near a year's ends: both cost more than a column does.
struct Years {
    zone: Tz,
    /// The years that were met: from which moment up to which one it is this year in
    /// any zone, in milliseconds; and how many there were, ends included.
    met: Vec<(Range<i64>, i32, usize)>,
    /// Their places: by year, and by the moment from which it is this year.
    by_year: BTreeMap<i32, usize>,
    by_start: BTreeMap<i64, usize>,
    /// The one that was met last: rows of one year mostly follow one another.
    last: usize,
}

impl Years {
    fn new(zone: Tz) -> Self {
        Self {
            zone,
            met: Vec::new(),
            by_year: BTreeMap::new(),
            by_start: BTreeMap::new(),
            last: 0,
        }
    }

    fn count(&mut self, moment: i64) {
        if !self.is_inside(self.last, moment) {
            let before = self.by_start.range(..=moment).next_back();
            let known = before.map(|(_, place)| *place);
            let known = known.filter(|place| self.is_inside(*place, moment));
            self.last = known.unwrap_or_else(|| self.place_of(moment));
        }
        if let Some((.., count)) = self.met.get_mut(self.last) {
            *count += 1;
        }
    }

    fn is_inside(&self, place: usize, moment: i64) -> bool {
        let met = self.met.get(place);
        met.is_some_and(|(inside, ..)| inside.contains(&moment))
    }

    /// The place of the year of a moment that is in no year's inside that was met.
    fn place_of(&mut self, moment: i64) -> usize {
        let year = DateTime::from_timestamp_millis(moment)
            .map_or(0, |moment| local_day(moment, self.zone).year());
        *self.by_year.entry(year).or_insert_with(|| {
            let inside = inside(year);
            if !inside.is_empty() {
                self.by_start.insert(inside.start, self.met.len());
            }
            self.met.push((inside, year, 0));
            self.met.len() - 1
        })
    }

    fn finish(self) -> BTreeMap<i32, usize> {
        let met = self.met.into_iter();
        met.map(|(_, year, count)| (year, count)).collect()
    }
}

/// The moments that are of a year in any zone, in milliseconds; none where the
/// calendar has no such year.
fn inside(year: i32) -> Range<i64> {
    let start = |year| {
        let day = NaiveDate::from_ymd_opt(year, 1, 1)?;
        Some(day.and_time(NaiveTime::MIN).and_utc().timestamp_millis())
    };
    match (start(year), start(year.saturating_add(1))) {
        (Some(from), Some(to)) => from + FARTHEST..to - FARTHEST,
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each was looked for among all that had been met: this took minutes.
    #[test]
    fn as_many_years_as_the_calendar_has_are_counted_as_one() {
        let began = std::time::Instant::now();
        let mut years = Years::new(chrono_tz::Asia::Taipei);
        let all = -50_000..50_000;
        for _ in 0..2 {
            all.clone()
                .for_each(|year| years.count(inside(year).start + 1));
        }
        let counts = years.finish();
        assert!(counts.keys().copied().eq(all) && counts.values().all(|count| *count == 2));
        assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
    }

    proptest! {
        #![proptest_config(crate::laws())]

        /// They are as the calendar has them, near the ends of years as well.
        #[test]
        fn years_are_those_of_the_calendar(
            moments in prop::collection::vec(
                prop_oneof![
                    4 => (1965i32..2040, -100_000_000i64..100_000_000).prop_map(|(year, by)| {
                        inside(year).start + by
                    }),
                    1 => any::<i64>(),
                ],
                0..60,
            ),
            zone in prop::sample::select(vec![
                chrono_tz::UTC,
                chrono_tz::Asia::Taipei,
                chrono_tz::America::New_York,
                chrono_tz::Pacific::Kiritimati,
            ]),
        ) {
            let mut years = Years::new(zone);
            let mut expected: BTreeMap<i32, usize> = BTreeMap::new();
            for moment in moments {
                years.count(moment);
                let year = DateTime::from_timestamp_millis(moment)
                    .map_or(0, |moment| local_day(moment, zone).year());
                *expected.entry(year).or_default() += 1;
            }
            prop_assert_eq!(years.finish(), expected);
        }
    }
}
