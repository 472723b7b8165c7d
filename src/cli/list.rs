//! `newsprint list`: the articles of an archive, newest first.

use std::io::Write;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::archive::{Depth, Snapshot, shown};
use crate::article::Head;
use crate::marks::Mark;
use crate::page::Furniture;
use crate::rows::Order;
use crate::text::{Clean, WidthPolicy};

use super::Ground;
use super::arguments::{List, ListFormat};
use super::json::HeadJson;
use super::output::{complain, out};

/// Columns of the source in the table.
const SOURCE_COLUMNS: usize = 14;

pub(super) fn run(ground: &Ground, list: List) -> anyhow::Result<()> {
    ground.report_problems();
    let archive = ground.archive(list.archive)?;
    let marks = ground.marks();
    let words = &ground.words;
    let mut snapshot = Snapshot::default();
    // A table needs no more than the headers.
    let depth = if list.format == ListFormat::Table {
        Depth::Headers
    } else {
        Depth::Whole
    };
    archive.scan(depth, &mut |found| {
        snapshot.add(found.heads, &ground.rules);
        for path in &found.binary {
            let text = words.with("list-binary", &[("path", shown(path).into())]);
            complain(text.as_str());
        }
        for (path, error) in &found.unreadable {
            let values = [
                ("path", shown(path).into()),
                ("error", error.as_str().into()),
            ];
            complain(words.with("list-unreadable", &values).as_str());
        }
    });
    let rows = snapshot.arranged(Order::default(), None);
    let mut out = out();
    let heads = (0..rows.len()).filter_map(|row| rows.head(row));
    match list.format {
        ListFormat::Json => {
            let heads: Vec<HeadJson> = heads
                .map(|head| HeadJson::of(&head, marks.get(head.id)))
                .collect();
            serde_json::to_writer_pretty(&mut out, &heads).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        ListFormat::Jsonl => {
            for head in heads {
                serde_json::to_writer(&mut out, &HeadJson::of(&head, marks.get(head.id)))
                    .map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
        }
        ListFormat::Tsv => {
            for head in heads {
                writeln!(out, "{}", tab_separated(&head))?;
            }
        }
        ListFormat::Table => {
            let (zone, policy) = (ground.zone(), ground.settings.width_policy());
            for head in heads {
                writeln!(
                    out,
                    "{}",
                    table_row(&head, marks.get(head.id), zone, policy)
                )?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// Unread, local date, source, star and title, in columns.
fn table_row(head: &Head, mark: Mark, zone: Tz, policy: WidthPolicy) -> String {
    let furniture = Furniture::of(policy);
    let unread = if mark.read {
        "  "
    } else {
        furniture.unread.as_str()
    };
    let star = if mark.starred {
        furniture.star.as_str()
    } else {
        ""
    };
    let date = head.date.with_timezone(&zone).format("%Y-%m-%d %H:%M");
    let source = padded(&head.source, SOURCE_COLUMNS, policy);
    format!("{unread}{date}  {source}  {star}{}", head.title)
}

/// Date, source, title, link and path, in UTC; none of them holds a tab.
fn tab_separated(head: &Arc<Head>) -> String {
    let date = head
        .date
        .to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    let link = Clean::line(head.link.as_deref().unwrap_or_default());
    let path = shown(&head.path);
    let id = head.id;
    format!(
        "{id}\t{date}\t{}\t{}\t{link}\t{path}",
        head.source, head.title
    )
}

/// A text cut or filled to some columns.
fn padded(text: &Clean, columns: usize, policy: WidthPolicy) -> String {
    let short = policy.shorten(text.as_clean(), columns);
    let space = columns.saturating_sub(policy.text(short.as_str()));
    format!("{short}{}", " ".repeat(space))
}
