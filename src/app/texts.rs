//! Texts made of what is known: dates, lengths, the line under a title, help.

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;

use crate::article::Article;
use crate::article::rules::{Outcome, RuleKind, RuleUse};
use crate::query::{Diagnostic, Field, Parsed, Reason};
use crate::rows::SortKey;
use crate::text::alike::nearest;
use crate::text::convert::Characters;
use crate::text::count::Count;
use crate::text::{Clean, WidthPolicy};
use crate::words::Words;

use super::App;
use super::filtering::SHORT_UNDER;
use super::geometry::Area;
use super::tagging::tags_text;

impl App {
    /// A date as the list shows it: the time today, `04-09` this year,
    /// `24-04-09` when older.
    #[must_use]
    pub fn short_date(&self, date: DateTime<Utc>) -> Clean {
        let local = date.with_timezone(&self.clock.zone);
        let today = self.clock.now.with_timezone(&self.clock.zone);
        let form = if local.date_naive() == today.date_naive() {
            "%H:%M"
        } else if local.year() == today.year() {
            "%m-%d"
        } else {
            "%y-%m-%d"
        };
        Clean::line(&local.format(form).to_string())
    }

    /// The order of the list and the characters it is shown in, as they stand above
    /// it; an arrow follows.
    #[must_use]
    pub fn order_text(&self, is_short: bool) -> Clean {
        let order = self.list.sorted;
        let name = order.key.name();
        let key = match (is_short, order.reversed, order.key) {
            (true, ..) => format!("order-short-{name}"),
            (false, true, SortKey::Date | SortKey::Length | SortKey::Relevance) => {
                format!("order-{name}-reversed")
            }
            _ => format!("order-{name}"),
        };
        let characters = match self.characters {
            Characters::Original => None,
            Characters::Simplified => Some(self.words.get("status-characters-simplified")),
            Characters::Traditional => Some(self.words.get("status-characters-traditional")),
        };
        joined(&[characters, Some(self.words.get(&key))])
    }

    /// Where the order stands in the line above, with its arrow.
    pub(super) fn order_area(&self, top: Area) -> Area {
        let text = self.order_text(top.columns < SHORT_UNDER);
        let columns = self.policy().text(text.as_str()) + 2;
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        let columns = columns.min(top.columns / 2);
        let x = (top.x + top.columns).saturating_sub(columns + 1);
        Area { x, columns, ..top }
    }

    /// What stands under the title of an article, with its tags where they have room in
    /// a measure of so many columns.
    pub(super) fn below_title(&self, article: &Article, measure: usize) -> Clean {
        let room = (measure, self.policy());
        let below = below_title(&self.words, self.clock.zone, article, room);
        let tags = tags_text(&self.marks.get(article.head.id).tags);
        let both = joined(&[Some(below.clone()), tags]);
        if self.policy().text(both.as_str()) <= measure {
            both
        } else {
            below
        }
    }

    /// What is wrong with a search that is being typed, the first of it; what may
    /// yet be completed at its end is nothing wrong.
    #[must_use]
    pub fn search_fault(&self, parsed: &Parsed) -> Option<Clean> {
        let fault = parsed.diagnostics.first()?;
        let language = self.words.language();
        let field = fault.reason.field();
        let field = field.map_or("", |field: Field| field.name_in(language));
        let key = fault.reason.key();
        let Some(near) = self.near_name(fault) else {
            return Some(self.words.with(key, &[("field", field.into())]));
        };
        let values = [("field", field.into()), ("near", near.as_str().into())];
        Some(self.words.with(&format!("{key}-near"), &values))
    }

    /// What is called almost as an outlet or a tag that was asked for and is not there.
    fn near_name(&self, fault: &Diagnostic) -> Option<String> {
        let names: Vec<&str> = match fault.reason {
            Reason::UnknownName(Field::Source) => {
                let names = self.outlets.iter().flat_map(|outlet| &outlet.names);
                names.map(String::as_str).collect()
            }
            Reason::UnknownName(Field::Tag) => {
                let tags = self.marks.set().tags();
                tags.map(|(tag, _)| tag.name().as_str()).collect()
            }
            _ => return None,
        };
        let asked = self.searched().get(fault.range.clone())?;
        let asked = asked.trim_matches(['"', '“', '”', '＂']);
        nearest(asked, names).map(str::to_owned)
    }
}

/// What a language is called, by its tag; the tag itself of one that has no name here.
pub(super) fn language_text(words: &Words, tag: &str) -> Clean {
    let key = format!("tongue-{tag}");
    if words.has(&key) {
        words.get(&key)
    } else {
        Clean::line(tag)
    }
}

/// How long a text is, in the words of its script: `1,176 字`.
pub(super) fn length_text(words: &Words, length: Count) -> Clean {
    let key = if length.is_mostly_han() {
        "length-han"
    } else {
        "length-words"
    };
    words.with(key, &[("count", length.total().into())])
}

/// How long a text takes to read: `约 3 分钟`.
pub(super) fn minutes_text(words: &Words, length: Count) -> Clean {
    let key = if length.is_mostly_han() {
        "minutes-han"
    } else {
        "minutes-words"
    };
    words.with(key, &[("minutes", length.minutes().into())])
}

/// What stands under a title: source, local date and time, length, time to read. In a
/// measure of so many columns that has no room for all of it, lines end between them.
#[must_use]
pub fn below_title(
    words: &Words,
    zone: Tz,
    article: &Article,
    (measure, policy): (usize, WidthPolicy),
) -> Clean {
    let head = &article.head;
    let local = head.date.with_timezone(&zone);
    let date = Clean::line(&local.format("%Y-%m-%d %H:%M").to_string());
    let length = head.length.filter(|length| length.total() > 0);
    let parts = [
        Some(head.source.clone()),
        Some(date),
        length.map(|length| length_text(words, length)),
        length.map(|length| minutes_text(words, length)),
    ];
    let mut lines: Vec<Clean> = Vec::new();
    for part in parts {
        let last = lines.last().cloned();
        let longer = joined(&[last, part.clone()]);
        match lines.last_mut() {
            Some(last) if policy.text(longer.as_str()) <= measure => *last = longer,
            _ => lines.extend(part.filter(|part| !part.as_str().is_empty())),
        }
    }
    let lines: Vec<&str> = lines.iter().map(Clean::as_str).collect();
    Clean::new(&lines.join("\n"))
}

/// What a site rule is for: in its own words, or in ours.
#[must_use]
pub fn rule_name(words: &Words, rule: &RuleUse) -> Clean {
    match rule.kind {
        RuleKind::Drop => {
            let label = label_of(&rule.what);
            let key = format!("rule-drop-{label}");
            if !rule.is_own && words.has(&key) {
                words.get(&key)
            } else {
                Clean::line(&rule.what)
            }
        }
        kind => words.get(&format!("rule-{}", kind.name())),
    }
}

/// What a rule of the program says it drops, as it stands in keys of texts.
fn label_of(what: &str) -> String {
    let of_key = |c: char| if c.is_alphanumeric() { c } else { '-' };
    what.chars().map(of_key).collect()
}

/// What came of a site rule that applied, in a line.
pub(super) fn rule_text(words: &Words, rule: &RuleUse) -> Clean {
    let entry = if rule.is_own {
        let place = rule.place();
        words.with(
            "rule-own",
            &[
                ("entry", rule.site.as_str().into()),
                ("place", place.as_str().into()),
            ],
        )
    } else {
        Clean::line(&rule.site)
    };
    let (key, count) = match rule.outcome {
        Outcome::Applied { times, .. } => ("rule-applied", ("times", times.into())),
        Outcome::Dropped(_) | Outcome::TooGreedy { .. } => {
            ("rule-dropped", ("words", rule.dropped_words().into()))
        }
    };
    let what = rule_name(words, rule);
    words.with(
        key,
        &[("what", what.into()), ("entry", entry.into()), count],
    )
}

/// The parts that are there and not empty, with a dot between.
pub(super) fn joined(parts: &[Option<Clean>]) -> Clean {
    let parts: Vec<&str> = parts
        .iter()
        .flatten()
        .map(Clean::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    Clean::line(&parts.join(" · "))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::words::Language;

    /// What the rules of the program drop is told in every language.
    #[test]
    fn every_rule_of_the_program_is_named() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sites");
        let mut count = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let labels = text.split("what = \"").skip(1);
            for label in labels.filter_map(|rest| rest.split('"').next()) {
                count += 1;
                for language in Language::ALL {
                    let key = format!("rule-drop-{}", label_of(label));
                    assert!(Words::of_language(language).has(&key), "{language:?} {key}");
                }
            }
        }
        assert!(count > 30, "{count}");
    }
}
