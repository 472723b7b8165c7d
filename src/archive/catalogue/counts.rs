//! How many of some rows have which value, each by one pass over a column. What
//! the values mean in a query is [`facts`](super::facts)' and the owner's.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, TimeDelta};
use chrono_tz::Tz;
use fixedbitset::FixedBitSet;

use super::Catalogue;
use super::bytes::{i64s, u32s};
use super::format::Section;
use super::record::NO_LANGUAGE;
use super::segment::Segment;
use crate::query::date::local_day;
use crate::text::language::Language;

/// No zone is further from UTC, in hours.
const FARTHEST: i64 = 26;

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
        let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
        // Rows of one year mostly follow one another.
        let (mut year, mut count) = (0, 0);
        for segment in &self.inner.segments {
            let moments = i64s(segment.checked(Section::Dates));
            for moment in among(segment, rows, moments) {
                let own = year_of(moment, zone);
                if own != year {
                    *counts.entry(year).or_default() += count;
                    (year, count) = (own, 0);
                }
                count += 1;
            }
        }
        *counts.entry(year).or_default() += count;
        counts.retain(|_, count| *count > 0);
        counts
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

/// The year of a moment where the reader is. Only near its ends is the zone asked.
fn year_of(milliseconds: i64, zone: Tz) -> i32 {
    let Some(moment) = DateTime::from_timestamp_millis(milliseconds) else {
        return 0;
    };
    let year = moment.year();
    let is_inside = |by: i64| {
        let other = moment.checked_add_signed(TimeDelta::hours(by));
        other.is_some_and(|other| other.year() == year)
    };
    if is_inside(-FARTHEST) && is_inside(FARTHEST) {
        return year;
    }
    local_day(moment, zone).year()
}
