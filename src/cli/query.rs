//! A query among the arguments: read, or refused with the places of what is wrong.

use std::fmt::Write as _;
use std::io::Write as _;

use chrono::Utc;

use crate::archive::store::Store;
use crate::query::{Diagnostic, Matcher, Query, Reading};
use crate::rows::Order;
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
}

/// Reads a query. Where a part of it can't be, that is told, and the command ends.
pub(super) fn read(ground: &Ground, words: &[String]) -> Result<Asked, Told> {
    let text = words.join(" ");
    let zone = ground.zone();
    let today = Utc::now().with_timezone(&zone).date_naive();
    let searches = Searches {
        ground,
        store: std::cell::OnceCell::new(),
    };
    let reading = Reading {
        saved: &|name| searches.get(name),
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
    })
}

/// The saved searches; their store is opened when the first is asked for.
struct Searches<'a> {
    ground: &'a Ground,
    store: std::cell::OnceCell<Option<Store>>,
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
        let field = reason.field().map_or("", crate::query::Field::name);
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
            let parsed = Query::parse(query, &Reading::on(chrono::NaiveDate::default()));
            let text = marked(&words, query, &parsed.diagnostics, WidthPolicy::Narrow);
            let (_, shown) = text.split_once('\n').unwrap_or_default();
            assert_eq!(shown, expected, "{text}");
        }
    }
}
