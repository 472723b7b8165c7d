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
            let to = to.trim_start_matches('.');
            let first = match from {
                "" => None,
                from => Some(span(from, today)?.0),
            };
            let last = match to {
                "" => None,
                to => Some(span(to, today)?.1),
            };
            return (first.is_some() || last.is_some()).then_some(Self::Between {
                from: first,
                to: last,
            });
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
                from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
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

/// The first moment of a day: after midnight where the clocks skip it.
fn start_of(day: NaiveDate, zone: Tz) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN);
    let mut time = midnight;
    for _ in 0..8 {
        if let Some(moment) = zone.from_local_datetime(&time).earliest() {
            return moment.timestamp_millis();
        }
        time += chrono::TimeDelta::minutes(30);
    }
    midnight.and_utc().timestamp_millis()
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// The first and the last day of what is written as one date.
fn span(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    word(text, today)
        .or_else(|| back(text, today))
        .or_else(|| calendar(text))
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

/// `7d`, `2w`, `3m`, `1y`: up to today, today included.
fn back(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let unit = text.chars().next_back()?;
    let count = number(text.get(..text.len() - unit.len_utf8())?).filter(|count| *count > 0)?;
    let days = |days: u64| today.checked_sub_days(Days::new(days.checked_sub(1)?));
    let months = |months: u32| {
        today
            .checked_sub_months(Months::new(months))
            .and_then(|day| day.succ_opt())
    };
    let from = match unit {
        'd' | '天' | '日' => days(u64::from(count)),
        'w' | '周' => days(u64::from(count) * 7),
        'm' | '月' => months(count),
        'y' | '年' if count < 1000 => months(count.checked_mul(12)?),
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
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use proptest::prelude::*;

    /// A Tuesday.
    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();

    #[test]
    fn dates_are_read() {
        for (text, expected) in [
            ("2024", "2024-01-01..2024-12-31"),
            ("2024-04", "2024-04-01..2024-04-30"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2024-4-9", "2024-04-09..2024-04-09"),
            ("20240409", "2024-04-09..2024-04-09"),
            ("2024/04/09", "2024-04-09..2024-04-09"),
            ("2024年", "2024-01-01..2024-12-31"),
            ("2024年4月", "2024-04-01..2024-04-30"),
            ("2024年4月9日", "2024-04-09..2024-04-09"),
            ("2024-04..2024-06", "2024-04-01..2024-06-30"),
            ("..2023", "..2023-12-31"),
            ("2023..", "2023-01-01.."),
            (">2024-04", "2024-05-01.."),
            (">=2024-04", "2024-04-01.."),
            ("<2024-04", "..2024-03-31"),
            ("<=2024-04", "..2024-04-30"),
            ("1d", "2024-04-09..2024-04-09"),
            ("7d", "2024-04-03..2024-04-09"),
            ("2w", "2024-03-27..2024-04-09"),
            ("1m", "2024-03-10..2024-04-09"),
            ("1y", "2023-04-10..2024-04-09"),
            ("today", "2024-04-09..2024-04-09"),
            ("昨天", "2024-04-08..2024-04-08"),
            ("week", "2024-04-08..2024-04-14"),
            ("上周", "2024-04-01..2024-04-07"),
            ("本月", "2024-04-01..2024-04-30"),
            ("上月", "2024-03-01..2024-03-31"),
            ("year", "2024-01-01..2024-12-31"),
            ("去年", "2023-01-01..2023-12-31"),
            ("昨天..今天", "2024-04-08..2024-04-09"),
            ("*-04-09", "every 4-9"),
            ("*-02-29", "every 2-29"),
            ("*-12", "every 12"),
            ("", "-"),
            ("..", "-"),
            ("24", "-"),
            ("2024-13", "-"),
            ("2023-02-29", "-"),
            ("2024-04-09-1", "-"),
            ("*-13-01", "-"),
            ("0d", "-"),
            ("99999999d", "-"),
            ("tomorrow", "-"),
            (">", "-"),
        ] {
            let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            let found = match Dates::read(text, TODAY) {
                Some(Dates::Between { from, to }) => format!("{}..{}", day(from), day(to)),
                Some(Dates::EveryYear { month, day: None }) => format!("every {month}"),
                Some(Dates::EveryYear {
                    month,
                    day: Some(day),
                }) => format!("every {month}-{day}"),
                None => "-".to_owned(),
            };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn days_begin_where_the_reader_is() {
        let paris = chrono_tz::Europe::Paris;
        // The night in which clocks go forward, and a day without midnight.
        for (zone, day, start) in [
            (paris, "2024-03-31", "2024-03-30T23:00:00Z"),
            (paris, "2024-04-01", "2024-03-31T22:00:00Z"),
            (
                chrono_tz::Asia::Beirut,
                "2024-03-31",
                "2024-03-30T22:00:00Z",
            ),
        ] {
            let date: NaiveDate = day.parse().unwrap();
            let start: DateTime<Utc> = start.parse().unwrap();
            assert_eq!(start_of(date, zone), start.timestamp_millis(), "{day}");
        }
    }

    /// Everything that is counted from today.
    const FROM_TODAY: &[&str] = &[
        "today",
        "yesterday",
        "前天",
        "week",
        "上周",
        "month",
        "上月",
        "year",
        "去年",
        "1d",
        "7d",
        "2w",
        "1m",
        "1y",
        "999y",
        "7d..",
        "..7d",
        ">today",
        "<today",
        ">week",
        "<week",
        "*-12-31",
    ];

    #[test]
    fn at_the_ends_of_the_calendar_dates_are_read_or_not_known() {
        for (today, text, expected) in [
            (NaiveDate::MIN, "today", true),
            (NaiveDate::MIN, "7d", false),
            (NaiveDate::MIN, "1d", true),
            (NaiveDate::MIN, "yesterday", false),
            (NaiveDate::MIN, "<today", false),
            (NaiveDate::MAX, "today", true),
            (NaiveDate::MAX, "7d", true),
            (NaiveDate::MAX, ">today", false),
            (NaiveDate::MAX, "上月", true),
        ] {
            let read = Dates::read(text, today).is_some();
            assert_eq!(read, expected, "{text} on {today}");
        }
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let ends = [NaiveDate::MIN, NaiveDate::MAX].map(|end| {
            let back = if end == NaiveDate::MIN { 0..40 } else { -39..1 };
            back.map(move |days| end + chrono::TimeDelta::days(days))
        });
        let years = [
            day(1, 1, 1),
            day(1, 12, 31),
            day(9999, 1, 1),
            day(9999, 12, 31),
        ];
        let moments = [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC];
        for today in ends.into_iter().flatten().chain(years) {
            for text in FROM_TODAY {
                let Some(dates) = Dates::read(text, today) else {
                    continue;
                };
                for zone in [chrono_tz::Pacific::Kiritimati, chrono_tz::Pacific::Midway] {
                    if let Some((start, end)) = dates.moments(zone) {
                        assert!(start <= end, "{text} on {today}");
                    }
                    for moment in moments {
                        let _ = dates.contain(moment, zone);
                    }
                }
            }
        }
        for year in ["1000", "9999"] {
            for text in ["", ">", "<", ">=", "<=", ".."].map(|sign| format!("{sign}{year}")) {
                assert!(Dates::read(&text, TODAY).is_some(), "{text}");
            }
        }
        assert_eq!(Dates::read("0001", TODAY), None);
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn any_text_is_a_date_or_none(text in "[0-9dwmy年月日今昨天.<>=*-]{0,14}|\\PC{0,12}") {
            if let Some(Dates::Between { from: Some(from), to: Some(to) }) = Dates::read(&text, TODAY) {
                // A range may be written the wrong way round, and then finds nothing.
                prop_assert!(from <= to || text.contains(".."));
            }
        }

        #[test]
        fn the_moments_of_days_are_those_on_them(from in -20_000i64..20_000, days in 0u64..400, at in -2_000_000_000i64..2_000_000_000, zone in 0usize..chrono_tz::TZ_VARIANTS.len()) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let from = DateTime::from_timestamp(from * 86_400, 0).unwrap().date_naive();
            let dates = Dates::Between { from: Some(from), to: Some(from + Days::new(days)) };
            let moment = DateTime::from_timestamp(at, 0).unwrap();
            let (start, end) = dates.moments(zone).unwrap();
            let inside = (start..end).contains(&moment.timestamp_millis());
            // Clocks that were put back over midnight give a day two beginnings.
            if inside != dates.contain(moment, zone) {
                let near = |edge: i64| (edge - moment.timestamp_millis()).abs() <= 90_000_000;
                prop_assert!(near(start) || near(end));
            }
        }
    }
}
