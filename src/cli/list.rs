//! `newsprint list`: the articles of an archive, or those that a query finds.

use std::io::Write;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::archive::{Depth, NoArticle, Search, shown, worded};
use crate::article::Head;
use crate::marks::json::HeadJson;
use crate::marks::{Mark, Marks};
use crate::page::Furniture;
use crate::query::Matcher;
use crate::text::{Clean, WidthPolicy};
use crate::words::Words;

use super::Ground;
use super::arguments::{List, ListFormat};
use super::output::{Layout, complain, out, write_json};
use super::{EXIT_PARTLY, Told, query};

/// Rows that are read and written together.
const TOGETHER: usize = 1 << 10;

/// Columns of the source in the table.
const SOURCE_COLUMNS: usize = 14;

pub(super) fn run(ground: &Ground, list: List) -> anyhow::Result<()> {
    ground.report_problems();
    let asked = query::read(ground, &list.query)?;
    let archive = ground.archive(list.archive)?;
    let asks = asked.matcher.as_ref().is_some_and(Matcher::needs_marks);
    let shows = !list.count && list.format != ListFormat::Tsv;
    let read = (asks || shows).then(|| ground.marks());
    let is_partly = read.as_ref().is_some_and(Option::is_none);
    if asks && is_partly {
        // Better no answer than a wrong one.
        return Err(Told(EXIT_PARTLY).into());
    }
    let marks = read.flatten().unwrap_or_default();
    // A table and a number need no more than the headers; of a few rows these
    // alone are read.
    let is_short = list.count || list.format == ListFormat::Table;
    let depth = if is_short || list.limit.is_some() {
        Depth::Headers
    } else {
        Depth::Whole
    };
    let search = Search {
        matcher: asked.matcher.as_ref(),
        marks: marks.set(),
        order: list.order.or(asked.order).unwrap_or_default(),
        depth,
    };
    let note = &mut ground.telling_of_cache();
    let rows = archive.find(&search, Some(&ground.paths.cache), note, &mut |none| {
        complain_of(&ground.words, none);
    })?;
    asked.tell_unknown(&*rows, ground, &archive, marks.set());
    let mut out = out();
    if list.count {
        writeln!(out, "{}", rows.len())?;
        return Ok(out.flush()?);
    }
    let rows_wanted = rows.len().min(list.limit.unwrap_or(usize::MAX));
    let starts = (0..rows_wanted).step_by(TOGETHER);
    let heads = starts.flat_map(|start| {
        let end = rows_wanted.min(start + TOGETHER);
        let heads: Vec<Arc<Head>> = (start..end).filter_map(|row| rows.head(row)).collect();
        if is_short {
            heads
        } else {
            // Not all articles have been read, where another process indexes them.
            archive.whole_heads(&heads)
        }
    });
    write_all(ground, &mut out, list.format, heads, &marks)?;
    out.flush()?;
    if is_partly {
        return Err(Told(EXIT_PARTLY).into());
    }
    Ok(())
}

/// Writes articles with their marks, in a format.
fn write_all(
    ground: &Ground,
    out: &mut impl Write,
    format: ListFormat,
    heads: impl Iterator<Item = Arc<Head>>,
    marks: &Marks,
) -> anyhow::Result<()> {
    match format {
        ListFormat::Json => {
            let heads: Vec<HeadJson> = heads
                .map(|head| HeadJson::of(&head, &marks.get(head.id)))
                .collect();
            write_json(&mut *out, &heads, Layout::Lines)?;
        }
        ListFormat::Jsonl => {
            for head in heads {
                let head = HeadJson::of(&head, &marks.get(head.id));
                write_json(&mut *out, &head, Layout::Line)?;
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
                let mark = marks.get(head.id);
                writeln!(out, "{}", table_row(&head, &mark, zone, policy))?;
            }
        }
    }
    Ok(())
}

/// Says that there is no article in a file.
pub(super) fn complain_of(words: &Words, none: NoArticle<'_>) {
    let text = match none {
        NoArticle::Binary(path) => words.with("list-binary", &[("path", shown(path).into())]),
        NoArticle::Unreadable(path, error) => words.with(
            "list-unreadable",
            &[
                ("path", shown(path).into()),
                ("error", worded(words, error).into()),
            ],
        ),
    };
    complain(text.as_str());
}

/// Unread, local date, source, star and title, in columns.
fn table_row(head: &Head, mark: &Mark, zone: Tz, policy: WidthPolicy) -> String {
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
