//! Tables: those of data become rows of cells; those used for layout are unfolded.

use ego_tree::NodeRef;
use scraper::{ElementRef, Node};

use super::super::document::{Table, Text};
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
    let columns = rows.iter().map(Row::columns).max().unwrap_or(0);
    let fits = (2..=CELLS).contains(&columns) && (2..=ROWS).contains(&rows.len());
    // Those covered by wide ones included.
    let cells = columns * rows.len();
    if !fits || builder.cells + cells > ALL_CELLS {
        return Content::Layout;
    }
    builder.cells += cells;
    // Only now is the text read: what is unfolded is read by the walk itself.
    let caption = caption
        .map(|caption| builder.text_in(*caption))
        .filter(|text| !text.clean.is_empty());
    let mut below = vec![0; columns];
    let mut rows = rows
        .into_iter()
        .map(|row| placed(builder, &row, &mut below));
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

impl Row<'_> {
    /// How many columns its own cells take; no more than can be drawn and one.
    fn columns(&self) -> usize {
        let spans = self.cells.iter().map(|cell| span(*cell, "colspan"));
        spans.sum::<usize>().min(CELLS + 1)
    }
}

/// How many columns or rows a cell takes.
fn span(cell: ElementRef<'_>, name: &str) -> usize {
    let span = cell.attr(name).and_then(|span| span.trim().parse().ok());
    span.unwrap_or(1).clamp(1, ROWS)
}

/// The texts of a row, each in its column: cells that a wide cell covers, and those
/// that a tall one above them does, are empty. `below` is how many more rows are
/// covered from above, for each column.
fn placed(builder: &mut Builder<'_>, row: &Row<'_>, below: &mut [usize]) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::with_capacity(row.cells.len());
    for cell in &row.cells {
        while let Some(rows) = below.get_mut(texts.len()).filter(|rows| **rows > 0) {
            *rows -= 1;
            texts.push(Text::default());
        }
        let (start, wide) = (texts.len(), span(*cell, "colspan").min(CELLS));
        let tall = span(*cell, "rowspan") - 1;
        texts.push(builder.text_in(**cell));
        texts.resize(start + wide, Text::default());
        for rows in below.iter_mut().skip(start).take(wide) {
            *rows = tall;
        }
    }
    for rows in below.iter_mut().skip(texts.len()) {
        *rows = rows.saturating_sub(1);
    }
    texts
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
