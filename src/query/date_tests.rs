//! What dates are read, and which moments lie on them.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use proptest::prelude::*;

/// A Tuesday.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();

/// What a text is read as, from day to day; `-` where it is no date.
fn shown(text: &str) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    match Dates::read(text, TODAY) {
        Some(Dates::Between { from, to }) => format!("{}..{}", day(from), day(to)),
        Some(Dates::EveryYear { month, day: None }) => format!("every {month}"),
        Some(Dates::EveryYear {
            month,
            day: Some(day),
        }) => format!("every {month}-{day}"),
        None => "-".to_owned(),
    }
}

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
        ("2024-06..2024-04", "2024-04-01..2024-06-30"),
        ("2024-06-03..2024", "2024-06-03..2024-12-31"),
        ("today..2023", "2023-01-01..2024-04-09"),
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
        assert_eq!(shown(text), expected, "{text}");
    }
}

/// `4月` was four months back, and `9日` nine days.
#[test]
fn a_month_in_chinese_is_one_of_the_year() {
    for (text, expected) in [
        ("9天", "2024-04-01..2024-04-09"),
        ("1个月", "2024-03-10..2024-04-09"),
        ("3月", "2024-03-01..2024-03-31"),
        ("4月", "2024-04-01..2024-04-30"),
        ("5月", "2023-05-01..2023-05-31"),
        ("04月9日", "2024-04-09..2024-04-09"),
        ("4月10日", "2023-04-10..2023-04-10"),
        ("2月..3月", "2024-02-01..2024-03-31"),
        ("4月..6月", "2024-04-01..2024-06-30"),
        ("11月..2月", "2023-11-01..2024-02-29"),
        ("2024-05..6月", "2024-05-01..2024-06-30"),
        ("<5月", "..2023-04-30"),
        ("9日", "-"),
        ("13月", "-"),
        ("4-5月", "-"),
        ("4.5月", "-"),
        ("4月-5", "-"),
        ("月", "-"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn days_begin_where_the_reader_is() {
    let paris = chrono_tz::Europe::Paris;
    let seoul = chrono_tz::Asia::Seoul;
    let apia = chrono_tz::Pacific::Apia;
    let st_johns = chrono_tz::America::St_Johns;
    // The night in which clocks go forward, and a day without midnight.
    for (zone, day, start) in [
        (paris, "2024-03-31", "2024-03-30T23:00:00Z"),
        (paris, "2024-04-01", "2024-03-31T22:00:00Z"),
        (
            chrono_tz::Asia::Beirut,
            "2024-03-31",
            "2024-03-30T22:00:00Z",
        ),
        // A day that there never was begins, and ends, with the one after it.
        (apia, "2011-12-29", "2011-12-29T10:00:00Z"),
        (apia, "2011-12-30", "2011-12-30T10:00:00Z"),
        (apia, "2011-12-31", "2011-12-30T10:00:00Z"),
        // Clocks that were put back over midnight, at 00:01, and such as skipped
        // minutes of it.
        (st_johns, "2010-11-07", "2010-11-07T02:30:00Z"),
        (seoul, "1908-04-01", "1908-03-31T15:32:08Z"),
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
    "4月",
    "12月31日",
    "4月..",
    "4个月",
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

/// What an index finds and what is matched are the same, where a local day is not
/// one stretch of time.
#[test]
fn days_hold_what_is_within_their_moments() {
    let day = |day: &str| -> NaiveDate { day.parse().unwrap() };
    for (zone, around) in [
        (chrono_tz::America::St_Johns, "2010-11-07"),
        (chrono_tz::Pacific::Apia, "2011-12-30"),
        (chrono_tz::America::Havana, "2024-03-10"),
    ] {
        let noon = day(around).and_hms_opt(12, 0, 0).unwrap().and_utc();
        for days in -2..=2 {
            let date = day(around) + chrono::TimeDelta::days(days);
            for (from, to) in [
                (Some(date), Some(date)),
                (Some(date), None),
                (None, Some(date)),
            ] {
                let dates = Dates::Between { from, to };
                let (start, end) = dates.moments(zone).unwrap();
                for minutes in -6_000..6_000 {
                    let moment = noon + chrono::TimeDelta::minutes(minutes);
                    let inside = (start..end).contains(&moment.timestamp_millis());
                    assert_eq!(dates.contain(moment, zone), inside, "{dates:?} {moment}");
                }
            }
        }
    }
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
        prop_assert_eq!(inside, dates.contain(moment, zone));
        // Clocks that were put back over midnight give a day two beginnings.
        let day = local_day(moment, zone);
        if inside != (from <= day && day <= from + Days::new(days)) {
            let near = |edge: i64| (edge - moment.timestamp_millis()).abs() <= 90_000_000;
            prop_assert!(near(start) || near(end));
        }
    }
}
