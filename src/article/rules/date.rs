//! The outlet's own date in its article.

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use scraper::{ElementRef, Html};

use super::Rules;
use super::site::{DateRule, Site};
use super::words::text_of;

/// Finds the outlet's own date in the HTML, be it only its start.
pub(crate) fn find_date(html: &Html, rules: &Rules, host: &str) -> Option<DateTime<Utc>> {
    let site = rules.site(host)?;
    find_date_element(html, site, site.date.as_ref()?).map(|(_, date)| date)
}

pub(super) fn find_date_element<'a>(
    html: &'a Html,
    site: &Site,
    rule: &'a DateRule,
) -> Option<(ElementRef<'a>, DateTime<Utc>)> {
    rule.elements.all_in(html).find_map(|element| {
        let text = match &rule.attribute {
            Some(name) => element.attr(name)?.to_owned(),
            None => text_of(*element),
        };
        let text = text.trim();
        if rule.format == "%+" {
            let date = DateTime::parse_from_rfc3339(text).ok()?;
            return Some((element, date.to_utc()));
        }
        let naive = NaiveDateTime::parse_from_str(text, &rule.format).ok()?;
        // In the hour that is repeated in autumn the earlier reading is taken; one
        // that the clocks skip in spring is read as if they had not been put forward.
        let zone = site.zone.unwrap_or(Tz::UTC);
        let date = zone.from_local_datetime(&naive).earliest().or_else(|| {
            let before = naive - chrono::TimeDelta::hours(1);
            let zoned = zone.from_local_datetime(&before).earliest()?;
            Some(zoned + chrono::TimeDelta::hours(1))
        })?;
        Some((element, date.to_utc()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(entry: &str) -> Rules {
        let mut rules = Rules::default();
        let text = format!("[[site]]\nid = \"a\"\nhosts = [\"a.example\"]\n{entry}");
        assert_eq!(rules.add("a.toml", &text), []);
        rules
    }

    fn date(html: &str, entry: &str) -> Option<String> {
        let found = find_date(&Html::parse_fragment(html), &rules(entry), "www.a.example");
        found.map(|date| date.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }

    #[test]
    fn dates_are_read_in_the_outlets_zone() {
        let paris =
            "zone = \"Europe/Paris\"\n[site.date]\nselect = \"p\"\nformat = \"%d/%m/%Y - %H:%M\"";
        for (text, expected) in [
            ("07/04/2024 - 10:33", Some("2024-04-07T08:33:00Z")),
            ("  05/02/2025 - 09:05 ", Some("2025-02-05T08:05:00Z")),
            // The clocks go forward at two: half past two is not there.
            ("30/03/2025 - 01:59", Some("2025-03-30T00:59:00Z")),
            ("30/03/2025 - 02:30", Some("2025-03-30T01:30:00Z")),
            ("30/03/2025 - 03:00", Some("2025-03-30T01:00:00Z")),
            // They go back at three: half past two is there twice.
            ("26/10/2025 - 02:30", Some("2025-10-26T00:30:00Z")),
            ("26/10/2025 - 03:30", Some("2025-10-26T02:30:00Z")),
            ("31/02/2025 - 10:00", None),
            ("07/04/2024 - 10:33 and more", None),
            ("", None),
        ] {
            assert_eq!(
                date(&format!("<p>{text}</p>"), paris).as_deref(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn dates_stand_where_the_rule_says() {
        let of = |select: &str, rest: &str| {
            format!("[site.date]\nselect = '{select}'\nformat = \"%+\"\n{rest}")
        };
        let date_text = "2024-04-09T14:33:07.543Z";
        for (html, entry, is_found) in [
            (format!("<p>x</p><p>{date_text}</p>"), of("p", ""), true),
            (format!("<p>x</p><b>{date_text}</b>"), of("p", ""), false),
            (
                format!("<time datetime='{date_text}'>today</time>"),
                of("time", "attribute = \"datetime\""),
                true,
            ),
            (
                format!("<time>x</time><time datetime='{date_text}'>today</time>"),
                of("time", "attribute = \"datetime\""),
                true,
            ),
            (
                format!("<p><script>x</script>{date_text}</p>"),
                of("p", ""),
                true,
            ),
        ] {
            assert_eq!(
                date(&html, &entry).as_deref(),
                is_found.then_some(date_text),
                "{html}"
            );
        }
        assert_eq!(
            find_date(
                &Html::parse_fragment(date_text),
                &Rules::embedded(),
                "other.example"
            ),
            None
        );
    }
}
