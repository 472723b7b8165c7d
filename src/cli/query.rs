//! A query among the arguments: read, or refused with the places of what is wrong.

use std::cell::{LazyCell, OnceCell, RefCell};
use std::fmt::Write as _;
use std::io::Write as _;

use chrono::{NaiveDate, Utc};
use chrono_tz::Tz;

use crate::archive::Archive;
use crate::archive::store::Store;
use crate::marks::MarkSet;
use crate::query::{Diagnostic, Field, Matcher, Query, Reading};
use crate::rows::{Order, Rows};
use crate::text::alike::nearest;
use crate::text::fold::fold;
use crate::text::{Clean, WidthPolicy};
use crate::words::Words;

use super::output::complain;
use super::{EXIT_USAGE, Ground, Told};

/// A query that was understood.
pub(super) struct Asked {
    /// `None` where it asks for nothing but an order.
    pub(super) matcher: Option<Matcher>,
    /// The order it asks for.
    pub(super) order: Option<Order>,
    /// The outlets, tags and languages that it asks for by name, folded.
    names: Vec<(Field, String)>,
}

impl Asked {
    /// Says, where nothing was found, which of the names that were asked for are not
    /// there, and what is called almost so.
    pub(super) fn tell_unknown(
        &self,
        found: &dyn Rows,
        ground: &Ground,
        archive: &Archive,
        marks: &MarkSet,
    ) {
        if !found.is_empty() {
            return;
        }
        let known = LazyCell::new(|| archive.known(Some(&*ground.paths.cache)));
        for (field, name) in &self.names {
            let names: Vec<String> = match field {
                Field::Source => {
                    let outlets = known.outlets().into_iter();
                    outlets.flat_map(|outlet| outlet.names).collect()
                }
                Field::Tag => {
                    let tags = marks.tags();
                    tags.map(|(tag, _)| tag.name().as_str().to_owned())
                        .collect()
                }
                // Languages have few names, and each is another one.
                _ if known.may_hold(&in_language(name, ground.zone()), marks) => continue,
                _ => Vec::new(),
            };
            if names.iter().any(|own| fold(own).as_str() == name) {
                continue;
            }
            let field = field.name();
            let near = nearest(name, names.iter().map(String::as_str));
            let told = if let Some(near) = near {
                let values = [("name", name.as_str().into()), ("near", near.into())];
                ground.words.with(&format!("unknown-{field}-near"), &values)
            } else {
                let values = [("name", name.as_str().into())];
                ground.words.with(&format!("unknown-{field}"), &values)
            };
            complain(told.as_str());
        }
    }
}

/// Asks for the articles in the language of a tag.
fn in_language(tag: &str, zone: Tz) -> Matcher {
    let text = format!("{}:{tag}", Field::Lang.name());
    // No day is asked for.
    let reading = Reading::on(NaiveDate::default());
    Matcher::new(&Query::parse(&text, &reading).query, zone)
}

/// Reads a query. Where a part of it can't be, that is told, and the command ends.
pub(super) fn read(ground: &Ground, words: &[String]) -> Result<Asked, Told> {
    let text = words.join(" ");
    let zone = ground.zone();
    let today = Utc::now().with_timezone(&zone).date_naive();
    let searches = Searches {
        ground,
        store: OnceCell::new(),
    };
    let names = RefCell::new(Vec::new());
    let reading = Reading {
        saved: &|name| searches.get(name),
        // What is there is known when the archive has been looked at.
        knows: &|field, name| {
            names.borrow_mut().push((field, name.to_owned()));
            true
        },
        ..Reading::on(today)
    };
    let parsed = Query::parse(&text, &reading);
    if !parsed.diagnostics.is_empty() {
        let policy = ground.settings.width_policy();
        let lines = marked(&ground.words, &text, &parsed.diagnostics, policy);
        // Where even this can't be written there is nobody to tell.
        drop(std::io::stderr().lock().write_all(lines.as_bytes()));
        return Err(Told(EXIT_USAGE));
    }
    let query = parsed.query;
    Ok(Asked {
        matcher: (!query.is_empty()).then(|| Matcher::new(&query, zone)),
        order: query.order(),
        names: names.take(),
    })
}

/// The saved searches; their store is opened when the first is asked for.
struct Searches<'a> {
    ground: &'a Ground,
    store: OnceCell<Option<Store>>,
}

impl Searches<'_> {
    fn get(&self, name: &str) -> Option<String> {
        let open = || {
            let file = self.ground.paths.marks_file();
            let opened = file.exists().then(|| Store::open(&file))?;
            opened.map_or_else(
                |error| {
                    complain(self.ground.words.of(&error.notice()).as_str());
                    None
                },
                |opened| Some(opened.store),
            )
        };
        let store = self.store.get_or_init(open).as_ref()?;
        store.search(name).unwrap_or_else(|error| {
            complain(self.ground.words.of(&error.notice()).as_str());
            None
        })
    }
}

/// The query, and under it what is wrong at which place.
fn marked(words: &Words, text: &str, diagnostics: &[Diagnostic], policy: WidthPolicy) -> String {
    let columns = |part: Option<&str>| {
        let part = Clean::line_keeping_spaces(part.unwrap_or_default());
        policy.text(part.as_str())
    };
    let mut out = format!(
        "newsprint: {}\n  {}\n",
        words.get("cli-query-faulty"),
        Clean::line_keeping_spaces(text)
    );
    for Diagnostic { range, reason } in diagnostics {
        let field = reason.field();
        let field = field.map_or("", |field| field.name_in(words.language()));
        let said = words.with(reason.key(), &[("field", field.into())]);
        let before = columns(text.get(..range.start));
        let under = columns(text.get(range.clone())).max(1);
        let (space, marks) = (" ".repeat(before), "^".repeat(under));
        let _ = writeln!(out, "  {space}{marks} {said}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_marked_by_columns() {
        let words = Words::english();
        for (query, expected) in [
            (
                "date:soon",
                "  date:soon\n       ^^^^ date: takes 2024, 2024-04, 20240409, 2023..2024, >2024-04, 7d, yesterday\n",
            ),
            (
                "普京 date:soon OR",
                "  普京 date:soon OR\n            ^^^^ date: takes 2024, 2024-04, 20240409, 2023..2024, >2024-04, 7d, yesterday\n                 ^^ something is missing here\n",
            ),
            ("\u{1b}[2J (a", "  [2J (a\n      ^ a parenthesis is open\n"),
        ] {
            let parsed = Query::parse(query, &Reading::on(NaiveDate::default()));
            let text = marked(&words, query, &parsed.diagnostics, WidthPolicy::Narrow);
            let (_, shown) = text.split_once('\n').unwrap_or_default();
            assert_eq!(shown, expected, "{text}");
        }
    }
}
