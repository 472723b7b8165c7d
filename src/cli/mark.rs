//! `newsprint star`, `newsprint mark-read`: a mark for all that a query finds, in
//! one transaction, and said how many it changed.

use std::io::Write;

use chrono::Utc;

use crate::archive::store::Store;
use crate::archive::{Depth, Search};
use crate::marks::{Change, Entry, Subject};
use crate::rows::Order;

use super::arguments::{Mark, MarkKind};
use super::list::complain_of;
use super::output::{complain, out};
use super::{EXIT_USAGE, Ground, Told, query};

pub(super) fn run(ground: &Ground, mark: Mark) -> anyhow::Result<()> {
    ground.report_problems();
    let asked = query::read(ground, &mark.query)?;
    let Some(matcher) = asked.matcher else {
        // A slip of the pen must not mark a whole archive.
        complain(ground.words.get("mark-no-query").as_str());
        return Err(Told(EXIT_USAGE).into());
    };
    let archive = ground.archive(mark.archive)?;
    let mut store = Store::open(&ground.paths.marks_file())?.store;
    let mut marks = store.load()?;
    let search = Search {
        matcher: Some(&matcher),
        marks: marks.set(),
        order: Order::default(),
        depth: Depth::Headers,
    };
    let rows = archive.find(&search, &mut |none| complain_of(&ground.words, none));
    let change = match mark.kind {
        MarkKind::Read => Change::Read(!mark.off),
        MarkKind::Starred => Change::Starred(!mark.off),
    };
    let at = Utc::now().timestamp_millis();
    let mut entries = Vec::new();
    for head in (0..rows.len()).filter_map(|row| rows.head(row)) {
        if let Some(applied) = marks.apply(head.id, change) {
            entries.push(Entry {
                subject: Subject::of(&head),
                change,
                sequence: applied.sequence,
                at,
            });
        }
    }
    store.save(&entries)?;
    let key = match (mark.kind, mark.off) {
        (MarkKind::Read, false) => "mark-read",
        (MarkKind::Read, true) => "mark-unread",
        (MarkKind::Starred, false) => "mark-starred",
        (MarkKind::Starred, true) => "mark-unstarred",
    };
    let values = [
        ("changed", entries.len().into()),
        ("already", (rows.len() - entries.len()).into()),
    ];
    let mut out = out();
    writeln!(out, "{}", ground.words.with(key, &values))?;
    out.flush()?;
    Ok(())
}
