//! Dates as a query writes them: a year, a month, a day, a range, so many days
//! back, a word such as `yesterday` or `上月`.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, Offset as _, TimeZone, Utc};
use chrono_tz::Tz;

use crate::text::fold::fold;

/// Which local days are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dates {
    /// From a day to a day, both included; what is missing is open.
    Between {
        /// The first day.
        from: Option<NaiveDate>,
        /// The last day.
        to: Option<NaiveDate>,
    },
    /// A day or a month of any year.
    EveryYear {
        /// From 1 to 12.
        month: u32,
        /// From 1 to 31; none for the whole month.
        day: Option<u32>,
    },
}

impl Dates {
    /// Reads what a person types where a date is asked for: all that may stand
    /// after `date:`.
    #[must_use]
    pub fn typed(text: &str, today: NaiveDate) -> Option<Self> {
        Self::read(fold(text.trim()).as_str(), today)
    }

    /// Reads what stands after `date:`, folded. `today` is the reader's day.
    pub(super) fn read(text: &str, today: NaiveDate) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("*-") {
            let mut parts = rest.split('-').map(number);
            let month = parts.next()??;
            let day = match parts.next() {
                Some(day) => Some(day?),
                None => None,
            };
            // Every day there is: 2024 has a 29 February.
            NaiveDate::from_ymd_opt(2024, month, day.unwrap_or(1))?;
            return parts
                .next()
                .is_none()
                .then_some(Self::EveryYear { month, day });
        }
        let open = |from, to| Some(Self::Between { from, to });
        for (sign, included, after) in [
            (">=", true, true),
            ("<=", true, false),
            (">", false, true),
            ("<", false, false),
        ] {
            let Some(rest) = text.strip_prefix(sign) else {
                continue;
            };
            let (first, last) = span(rest, today)?;
            return match (after, included) {
                (true, true) => open(Some(first), None),
                (true, false) => open(Some(last.succ_opt()?), None),
                (false, true) => open(None, Some(last)),
                (false, false) => open(None, Some(first.pred_opt()?)),
            };
        }
        // NFKC makes two dots of one sign, and three of another.
        if let Some((from, to)) = text.split_once("..") {
            return match (from, to.trim_start_matches('.')) {
                ("", "") => None,
                (from, "") => open(Some(span(from, today)?.0), None),
                ("", to) => open(None, Some(span(to, today)?.1)),
                (one, other) => {
                    let (from, to) = between(one, other, today)?;
                    open(Some(from), Some(to))
                }
            };
        }
        let (from, to) = span(text, today)?;
        open(Some(from), Some(to))
    }

    /// Whether a moment lies on one of these days where the reader is.
    #[must_use]
    pub fn contain(&self, moment: DateTime<Utc>, zone: Tz) -> bool {
        let day = local_day(moment, zone);
        match *self {
            Self::Between { from, to } => {
                let after = from.map_or(i64::MAX, |from| (day - from).num_days());
                let before = to.map_or(i64::MAX, |to| (to - day).num_days());
                if after.min(before).abs() > 1 {
                    return after.min(before) > 0;
                }
                // Where the clocks go back over midnight, a part of the day before
                // comes after this one has begun: the day is where its moments are, as
                // an index has them.
                self.moments(zone).is_some_and(|(start, end)| {
                    let moment = moment.timestamp_millis();
                    start <= moment && moment < end
                })
            }
            Self::EveryYear { month, day: wanted } => {
                day.month() == month && wanted.is_none_or(|wanted| day.day() == wanted)
            }
        }
    }

    /// The moments of an unbroken stretch of days, in UTC milliseconds: from the
    /// first on, up to and without the second. None for days of every year.
    #[must_use]
    pub fn moments(&self, zone: Tz) -> Option<(i64, i64)> {
        let Self::Between { from, to } = *self else {
            return None;
        };
        let start = from.map_or(i64::MIN, |day| start_of(day, zone));
        let end = match to.map(|day| day.succ_opt()) {
            Some(Some(day)) => start_of(day, zone),
            Some(None) | None => i64::MAX,
        };
        Some((start, end))
    }
}

/// The day of a moment in a zone. Beyond the ends of the calendar it is still its
/// first day, or its last.
pub(crate) fn local_day(moment: DateTime<Utc>, zone: Tz) -> NaiveDate {
    let moment = moment.naive_utc();
    let offset = zone.offset_from_utc_datetime(&moment).fix();
    moment.checked_add_offset(offset).unwrap_or(moment).date()
}

/// Seconds within which a day begins about midnight of UTC: no clock was ever further
/// from it than 16 hours, nor skipped more than a day.
const FURTHEST: i64 = 44 * 60 * 60;

/// The first moment of a day. Where the clocks skip midnight, or the whole day, it is
/// the moment at which they do.
fn start_of(day: NaiveDate, zone: Tz) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN);
    if let Some(moment) = zone.from_local_datetime(&midnight).earliest() {
        return moment.timestamp_millis();
    }
    let near = midnight.and_utc().timestamp();
    let (mut before, mut after) = (near - FURTHEST, near + FURTHEST);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        let is_before =
            DateTime::from_timestamp(middle, 0).is_some_and(|moment| local_day(moment, zone) < day);
        if is_before {
            before = middle;
        } else {
            after = middle;
        }
    }
    after * 1_000
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// The first and the last day of what is written as one date.
fn span(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    word(text, today)
        .or_else(|| back(text, today))
        .or_else(|| without_year(text, today))
        .or_else(|| calendar(text))
}

/// The first and the last day from one date to another, whichever of them is written
/// first. One that names no year is after the one before it: `4月..6月` in May.
fn between(one: &str, other: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (first, end) = span(one, today)?;
    let (start, last) = span(other, today)?;
    if first <= last {
        return Some((first, last));
    }
    match of_year(other, last.year() + 1) {
        Some((_, last)) => Some((first, last)),
        None => Some((start, end)),
    }
}

/// `4月`, `4月9日`: of this year, or where that lies ahead, of the last.
fn without_year(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let this = of_year(text, today.year()).filter(|(first, _)| *first <= today);
    this.or_else(|| of_year(text, today.year() - 1))
}

/// A month or a day of a year that is written without one.
fn of_year(text: &str, year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let (month, day) = text.split_once('月')?;
    let day = day.trim_end_matches(['日', '号']);
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let names_month = !month.is_empty() && is_number(month) && is_number(day);
    names_month
        .then(|| calendar(&format!("{year}年{text}")))
        .flatten()
}

/// `2024`, `2024-04`, `2024-04-09`, `20240409`, `2024年4月9日`, with `/` or `.` as well.
fn calendar(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let mut written = text.to_owned();
    if let Some(year) = written.find('年') {
        let rest = written.split_off(year);
        let rest = rest.trim_start_matches('年').trim_end_matches(['日', '号']);
        let rest = rest.trim_end_matches('月').replace('月', "-");
        if !rest.is_empty() {
            written.push('-');
            written.push_str(&rest);
        }
    } else if written.len() == 8 && number(&written).is_some() {
        written.insert(6, '-');
        written.insert(4, '-');
    }
    let parts: Option<Vec<u32>> = written.split(['-', '/', '.']).map(number).collect();
    let (year, month, day) = match *parts?.as_slice() {
        [year] => (year, None, None),
        [year, month] => (year, Some(month), None),
        [year, month, day] => (year, Some(month), Some(day)),
        _ => return None,
    };
    // Two digits could be any century.
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1000..=9999).contains(year))?;
    let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => end_of(first, 1)?,
        (None, None) => end_of(first, 12)?,
    };
    Some((first, last))
}

/// The last day of so many months.
fn end_of(first: NaiveDate, months: u32) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(months))?.pred_opt()
}

/// `7d`, `2w`, `3m`, `1y`: up to today, today included. In Chinese `4个月` are four months,
/// and `4月` is one of the year.
fn back(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (count, unit) = text.split_at_checked(text.find(|c: char| !c.is_ascii_digit())?)?;
    let count = number(count).filter(|count| *count > 0)?;
    let days = |days: u64| today.checked_sub_days(Days::new(days.checked_sub(1)?));
    let months = |months: u32| {
        today
            .checked_sub_months(Months::new(months))
            .and_then(|day| day.succ_opt())
    };
    let from = match unit {
        "d" | "天" => days(u64::from(count)),
        "w" | "周" => days(u64::from(count) * 7),
        "m" | "个月" => months(count),
        "y" | "年" if count < 1000 => months(count.checked_mul(12)?),
        _ => None,
    };
    Some((from?, today))
}

/// `today`, `yesterday`, `week`, `month`, `year`, and the same in Chinese. A
/// week begins on Monday.
fn word(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let first_of = |day: NaiveDate| day.with_day(1);
    let monday = || {
        let since = u64::from(today.weekday().num_days_from_monday());
        today.checked_sub_days(Days::new(since))
    };
    match text {
        "today" | "今天" | "今日" => Some((today, today)),
        "yesterday" | "昨天" | "昨日" => today.pred_opt().map(|day| (day, day)),
        "前天" => {
            let day = today.checked_sub_days(Days::new(2))?;
            Some((day, day))
        }
        "week" | "本周" | "这周" | "本星期" => {
            let monday = monday()?;
            Some((monday, monday.checked_add_days(Days::new(6))?))
        }
        "上周" | "上星期" => {
            let monday = monday()?;
            Some((monday.checked_sub_days(Days::new(7))?, monday.pred_opt()?))
        }
        "month" | "本月" | "这个月" => {
            let first = first_of(today)?;
            Some((first, end_of(first, 1)?))
        }
        "上月" | "上个月" => {
            let first = first_of(today)?.checked_sub_months(Months::new(1))?;
            Some((first, end_of(first, 1)?))
        }
        "year" | "今年" => {
            let first = NaiveDate::from_ymd_opt(today.year(), 1, 1)?;
            Some((first, end_of(first, 12)?))
        }
        "去年" => {
            let first = NaiveDate::from_ymd_opt(today.year() - 1, 1, 1)?;
            Some((first, end_of(first, 12)?))
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
