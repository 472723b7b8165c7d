//! Tables: those of data become rows of cells; those used for layout are unfolded.

use ego_tree::NodeRef;
use scraper::{ElementRef, Node};

use super::super::document::Table;
use super::build::Builder;

/// Rows of a table that can be drawn; a longer one is unfolded.
const ROWS: usize = 10_000;
/// Cells of a row that can be drawn.
const CELLS: usize = 100;
/// Cells of all tables that can be drawn: drawing costs ten times what setting
/// lines does. A table that comes when they are used up is unfolded.
const ALL_CELLS: usize = 1 << 14;
/// What a cell of data does not hold.
const TOO_LARGE: [&str; 16] = [
    "table",
    "img",
    "picture",
    "figure",
    "iframe",
    "video",
    "audio",
    "embed",
    "blockquote",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// What a `table` element is.
pub(super) enum Content {
    /// A table of data.
    Data(Table),
    /// Something else that is only placed with it.
    Layout,
}

/// A `tr` element.
struct Row<'a> {
    cells: Vec<ElementRef<'a>>,
    /// Whether it may be the heads of the columns.
    leads: bool,
}

/// The parts of a `table` element that can be read.
#[derive(Default)]
struct Parts<'a> {
    caption: Option<ElementRef<'a>>,
    rows: Vec<Row<'a>>,
}

/// Reads a `table` element.
pub(super) fn read(builder: &mut Builder<'_>, node: NodeRef<'_, Node>) -> Content {
    let mut inner = node.descendants().skip(1).filter_map(ElementRef::wrap);
    if inner.any(|part| TOO_LARGE.contains(&part.value().name())) {
        return Content::Layout;
    }
    let mut parts = Parts::default();
    collect(builder, node, false, &mut parts);
    let Parts { caption, rows } = parts;
    let has_head = rows
        .first()
        .is_some_and(|row| row.leads && row.cells.len() > 1);
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if !(2..=CELLS).contains(&columns) || !(2..=ROWS).contains(&rows.len()) {
        return Content::Layout;
    }
    let cells: usize = rows.iter().map(|row| row.cells.len()).sum();
    if builder.cells + cells > ALL_CELLS {
        return Content::Layout;
    }
    builder.cells += cells;
    // Only now is the text read: what is unfolded is read by the walk itself.
    let caption = caption
        .map(|caption| builder.text_in(*caption))
        .filter(|text| !text.clean.is_empty());
    let mut rows = rows.into_iter().map(|row| {
        row.cells
            .iter()
            .map(|cell| builder.text_in(**cell))
            .collect()
    });
    let head = if has_head {
        rows.next().unwrap_or_default()
    } else {
        Vec::new()
    };
    Content::Data(Table {
        caption,
        head,
        rows: rows.collect(),
    })
}

/// Collects the rows that hold text, and the caption.
fn collect<'a>(
    builder: &Builder<'_>,
    node: NodeRef<'a, Node>,
    in_head: bool,
    parts: &mut Parts<'a>,
) {
    for part in node.children().filter_map(ElementRef::wrap) {
        if builder.skips(*part) {
            continue;
        }
        match part.value().name() {
            "caption" => parts.caption = parts.caption.or(Some(part)),
            "tr" => {
                let cells: Vec<_> = part
                    .children()
                    .filter_map(ElementRef::wrap)
                    .filter(|cell| {
                        matches!(cell.value().name(), "td" | "th") && !builder.skips(**cell)
                    })
                    .collect();
                if cells
                    .iter()
                    .any(|cell| cell.text().any(|text| !text.trim().is_empty()))
                {
                    let leads = in_head || cells.iter().all(|cell| cell.value().name() == "th");
                    parts.rows.push(Row { cells, leads });
                }
            }
            name @ ("thead" | "tbody" | "tfoot") => collect(builder, *part, name == "thead", parts),
            _ => {}
        }
    }
}
