//! Where each pane lies. All figures are columns and rows of the terminal.

/// Columns from which on list and page stand beside each other.
const BESIDE_FROM: u16 = 90;
/// Columns of a list at the least and at the most, unless it is made wider.
const LIST_COLUMNS: (u16, u16) = (28, 72);
/// Columns that the page keeps beside a list.
const LEAST_PAGE: u16 = 30;
/// Columns at each side of the page's text.
const MARGIN: u16 = 2;
/// Columns of white space at the left of a page that has more room than text.
const WIDEST_MARGIN: u16 = 8;

/// The size of the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// A rectangle on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// Which pane has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    #[default]
    List,
    /// The page.
    Page,
}

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The line above; not in zen.
    pub top: Option<Area>,
    /// The line below.
    pub bottom: Area,
    /// The list.
    pub list: Option<Area>,
    /// The column of the rule between the panes.
    pub rule: Option<Area>,
    /// The page, margins included.
    pub page: Option<Area>,
}

impl Layout {
    /// The layout of a screen. `widening` is how many columns the list has been
    /// made wider (or narrower) by hand.
    #[must_use]
    pub fn of(size: Size, focus: Focus, zen: bool, widening: i16) -> Self {
        let Size { columns, rows } = size;
        let top_rows = u16::from(!zen && rows > 2);
        let bottom_rows = u16::from(rows > 1);
        let body = Area {
            x: 0,
            y: top_rows,
            columns,
            rows: rows.saturating_sub(top_rows + bottom_rows),
        };
        let top = (top_rows > 0).then_some(Area {
            x: 0,
            y: 0,
            columns,
            rows: 1,
        });
        let bottom = Area {
            x: 0,
            y: rows.saturating_sub(1),
            columns,
            rows: bottom_rows,
        };
        let mut layout = Self {
            top,
            bottom,
            list: None,
            rule: None,
            page: None,
        };
        if zen {
            layout.page = Some(body);
        } else if columns < BESIDE_FROM {
            match focus {
                Focus::List => layout.list = Some(body),
                Focus::Page => layout.page = Some(body),
            }
        } else {
            let list = list_columns(columns, widening);
            layout.list = Some(Area {
                columns: list,
                ..body
            });
            layout.rule = Some(Area {
                x: list,
                columns: 1,
                ..body
            });
            layout.page = Some(Area {
                x: list + 1,
                columns: columns - list - 1,
                ..body
            });
        }
        layout
    }

    /// Whether list and page stand beside each other.
    #[must_use]
    pub fn is_beside(&self) -> bool {
        self.list.is_some() && self.page.is_some()
    }
}

fn list_columns(columns: u16, widening: i16) -> u16 {
    let (least, most) = LIST_COLUMNS;
    let usual = (columns * 2 / 5).clamp(least, most);
    usual
        .saturating_add_signed(widening)
        .clamp(least, columns.saturating_sub(LEAST_PAGE + 1).max(least))
}

/// Where the text of a page lies within its pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageArea {
    /// The text.
    pub text: Area,
    /// The column of the bar that shows how far one is.
    pub bar: u16,
    /// Columns beside the text over which punctuation may hang.
    pub hang: u16,
}

impl PageArea {
    /// The text's place in a pane for the measure a reader wants; in zen it
    /// stands in the middle. What hangs over its end, in columns, stands left of
    /// the bar.
    #[must_use]
    pub fn of(pane: Area, measure: u16, zen: bool, hang: u16) -> Self {
        let margin = if pane.columns >= 24 {
            MARGIN
        } else {
            u16::from(pane.columns > 4)
        };
        // The bar has a column of its own.
        let right = if hang > 0 {
            margin.max(hang + 1)
        } else {
            margin
        };
        let room = pane.columns.saturating_sub(margin + right);
        let columns = room.min(measure).max(1);
        let spare = pane.columns.saturating_sub(columns) / 2;
        let left = if zen { spare } else { spare.min(WIDEST_MARGIN) };
        let left = left.min(pane.columns.saturating_sub(columns + right));
        let left = left.max(margin.min(spare));
        let top = u16::from(zen && pane.rows > 4);
        let bar = (pane.x + pane.columns).saturating_sub(1);
        let end = pane.x + left + columns;
        Self {
            text: Area {
                x: pane.x + left,
                y: pane.y + top,
                columns,
                rows: pane.rows.saturating_sub(top),
            },
            bar,
            hang: hang.min(bar.saturating_sub(end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn panes_stand_beside_each_other_where_there_is_room() {
        for (columns, rows, beside) in [
            (200, 60, true),
            (100, 24, true),
            (90, 24, true),
            (80, 24, false),
            (40, 10, false),
            (20, 6, false),
        ] {
            let layout = Layout::of(Size { columns, rows }, Focus::List, false, 0);
            assert_eq!(layout.is_beside(), beside, "{columns}");
        }
        let layout = Layout::of(
            Size {
                columns: 100,
                rows: 24,
            },
            Focus::List,
            false,
            0,
        );
        assert_eq!(layout.rule.map(|rule| rule.x), Some(40));
    }

    proptest! {
        #![proptest_config(crate::laws())]
        #[test]
        fn nothing_lies_outside(columns in 0u16..500, rows in 0u16..200, page in any::<bool>(), zen in any::<bool>(), hang in prop::sample::select(vec![0u16, 2]), widening in -100i16..100) {
            let focus = if page { Focus::Page } else { Focus::List };
            let layout = Layout::of(Size { columns, rows }, focus, zen, widening);
            for area in [layout.top, Some(layout.bottom), layout.list, layout.rule, layout.page].into_iter().flatten() {
                prop_assert!(area.x + area.columns <= columns.max(area.x), "{area:?}");
                prop_assert!(area.y + area.rows <= rows.max(area.y), "{area:?}");
            }
            if let Some(pane) = layout.page {
                let place = PageArea::of(pane, 72, zen, hang);
                let text = place.text;
                let end = text.x + text.columns + place.hang;
                prop_assert!(place.hang == 0 || end <= place.bar, "{place:?}");
                prop_assert!(place.hang == hang || pane.columns < 10, "{place:?}");
                prop_assert!(pane.columns == 0 || text.x + text.columns <= columns, "{text:?}");
                prop_assert!(text.y + text.rows <= rows.max(text.y));
            }
        }
    }
}
