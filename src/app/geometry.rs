//! Where each pane lies. All figures are columns and rows of the terminal.
//!
//! What does not fit goes in this order, as a screen gets smaller, and what has gone
//! does not come back on one that is smaller still:
//!
//! 1. the white space at the left of a page, down to its margin, then its measure;
//! 2. the page, or the list: under 90 columns they do not stand beside each other,
//!    under 14 rows not above each other, and the one that has the keys is seen alone;
//! 3. of the rows of the list, outlet and date go below the title (`app::heights`); in
//!    rows of one line, one column after the other (`app::columns`);
//! 4. in the line above, the filters that were put on last, then how many are unread,
//!    then the archive's name; in the line below, the hints, from the last on, the help
//!    at the end;
//! 5. under three rows the line above, under two the line below. Under 20 columns or 6
//!    rows nothing is drawn but that it is too small.

use crate::settings::Arrangement;

/// Columns from which on list and page stand beside each other.
const BESIDE_FROM: u16 = 90;
/// Columns of a list at the least and at the most, unless it is made wider.
const LIST_COLUMNS: (u16, u16) = (28, 72);
/// Columns of a list at the most that gets what the page beside it has no use for.
const WIDEST_LIST: u16 = 120;
/// Rows of list and page together from which on they stand above each other.
const ABOVE_FROM: u16 = 12;
/// Rows of a list above the page at the least and at the most, unless it is made
/// higher.
const LIST_ROWS: (u16, u16) = (4, 16);
/// Rows that the page keeps below a list.
const LEAST_PAGE_ROWS: u16 = 6;
/// Columns that the page keeps beside a list.
const LEAST_PAGE: u16 = 30;
/// Columns at each side of the page's text.
const MARGIN: u16 = 2;
/// Columns of white space that a page gets at its left before the list beside it gets
/// more.
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

/// What of list and page is to be seen, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Which pane has the keys.
    pub focus: Focus,
    /// Whether the page stands alone.
    pub zen: bool,
    /// Where the list stands.
    pub arrangement: Arrangement,
    /// Columns of text that the page is to have, at the most.
    pub measure: u16,
    /// Columns that it has been made wider by.
    pub widening: i16,
    /// Rows that it has been made higher by, where it stands above the page.
    pub heightening: i16,
    /// Rows that it can fill, where it stands above the page.
    pub list_rows: u16,
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
    /// The column, or the row, of the rule between the panes.
    pub rule: Option<Area>,
    /// The page, margins included.
    pub page: Option<Area>,
}

impl Layout {
    /// The layout of a screen.
    #[must_use]
    pub fn of(size: Size, shown: Shown) -> Self {
        let Size { columns, rows } = size;
        let top_rows = u16::from(!shown.zen && rows > 2);
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
        let arrangement = match shown.arrangement {
            _ if shown.zen => Arrangement::Hidden,
            Arrangement::Beside if columns < BESIDE_FROM => Arrangement::Hidden,
            Arrangement::Above if body.rows < ABOVE_FROM => Arrangement::Hidden,
            arrangement => arrangement,
        };
        match arrangement {
            Arrangement::Hidden if shown.zen || shown.focus == Focus::Page => {
                layout.page = Some(body);
            }
            Arrangement::Hidden => layout.list = Some(body),
            Arrangement::Beside => layout.put_beside(body, shown),
            Arrangement::Above => layout.put_above(body, shown),
        }
        layout
    }

    fn put_beside(&mut self, body: Area, shown: Shown) {
        let list = list_columns(body.columns, shown);
        self.list = Some(Area {
            columns: list,
            ..body
        });
        self.rule = Some(Area {
            x: list,
            columns: 1,
            ..body
        });
        self.page = Some(Area {
            x: list + 1,
            columns: body.columns - list - 1,
            ..body
        });
    }

    fn put_above(&mut self, body: Area, shown: Shown) {
        let list = list_rows(body.rows, shown);
        self.list = Some(Area { rows: list, ..body });
        self.rule = Some(Area {
            y: body.y + list,
            rows: 1,
            ..body
        });
        self.page = Some(Area {
            y: body.y + list + 1,
            rows: body.rows - list - 1,
            ..body
        });
    }

    /// Whether list and page are both seen.
    #[must_use]
    pub fn has_both(&self) -> bool {
        self.list.is_some() && self.page.is_some()
    }

    /// Whether the list stands above the page.
    #[must_use]
    pub fn is_above(&self) -> bool {
        let list = self.list.zip(self.page);
        list.is_some_and(|(list, page)| list.x == page.x)
    }
}

fn list_rows(rows: u16, shown: Shown) -> u16 {
    let (least, most) = LIST_ROWS;
    // What a short list has no use for is the page's.
    let most = most.min(shown.list_rows.max(least));
    let usual = (rows * 2 / 5).clamp(least, most);
    usual
        .saturating_add_signed(shown.heightening)
        .clamp(least, rows.saturating_sub(LEAST_PAGE_ROWS + 1).max(least))
}

fn list_columns(columns: u16, shown: Shown) -> u16 {
    let (least, most) = LIST_COLUMNS;
    let usual = (columns * 2 / 5).clamp(least, most);
    // The title gets the room: what a page of that measure leaves, beside the rule.
    let page = WIDEST_MARGIN + 1 + MARGIN + 1;
    let left = columns.saturating_sub(shown.measure.saturating_add(page));
    usual
        .max(left.min(WIDEST_LIST))
        .saturating_add_signed(shown.widening)
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
    /// The text's place in a pane for the measure a reader wants: in the middle; in zen
    /// there is a blank row above it. What hangs over its end, in columns, stands left of
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
        let left = spare.min(pane.columns.saturating_sub(columns + right));
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

    const USUAL: Shown = Shown {
        focus: Focus::List,
        zen: false,
        arrangement: Arrangement::Beside,
        measure: 72,
        widening: 0,
        heightening: 0,
        list_rows: u16::MAX,
    };

    fn layout(columns: u16, rows: u16, shown: Shown) -> Layout {
        Layout::of(Size { columns, rows }, shown)
    }

    #[test]
    fn panes_stand_where_there_is_room() {
        for (columns, rows, arrangement, both) in [
            (200, 60, Arrangement::Beside, true),
            (100, 24, Arrangement::Beside, true),
            (90, 24, Arrangement::Beside, true),
            (89, 24, Arrangement::Beside, false),
            (80, 24, Arrangement::Beside, false),
            (20, 6, Arrangement::Beside, false),
            (80, 24, Arrangement::Above, true),
            (20, 14, Arrangement::Above, true),
            (200, 13, Arrangement::Above, false),
            (200, 60, Arrangement::Hidden, false),
        ] {
            let shown = Shown {
                arrangement,
                ..USUAL
            };
            let layout = layout(columns, rows, shown);
            let what = format!("{columns}x{rows} {arrangement:?}");
            assert_eq!(layout.has_both(), both, "{what}");
            assert_eq!(layout.is_above(), both && arrangement == Arrangement::Above);
            assert!(
                both || layout.list.is_some(),
                "the list has the keys: {what}"
            );
        }
        for (columns, measure, list) in [
            (100, 72, 40),
            (140, 72, 56),
            (160, 72, 76),
            (200, 72, 116),
            (200, 90, 98),
            (200, 160, 72),
            (400, 72, 120),
        ] {
            let shown = Shown { measure, ..USUAL };
            let rule = layout(columns, 24, shown).rule.map(|rule| rule.x);
            assert_eq!(rule, Some(list), "{columns} {measure}");
        }
        let above = Shown {
            arrangement: Arrangement::Above,
            ..USUAL
        };
        assert_eq!(layout(80, 24, above).rule.map(|rule| rule.y), Some(9));
        // A short list takes no more rows than it has.
        for (list_rows, rule) in [(0, 5), (3, 5), (5, 6), (16, 17), (1_000, 17)] {
            let shown = Shown { list_rows, ..above };
            let layout = layout(200, 60, shown);
            assert_eq!(layout.rule.map(|rule| rule.y), Some(rule), "{list_rows}");
        }
    }

    #[test]
    fn the_text_stands_in_the_middle_of_a_wide_pane() {
        for (columns, zen, left) in [
            (60, false, 2),
            (80, false, 4),
            (100, false, 14),
            (200, false, 64),
            (200, true, 64),
        ] {
            let pane = Area {
                columns,
                rows: 20,
                ..Area::default()
            };
            let text = PageArea::of(pane, 72, zen, 0).text;
            assert_eq!(text.x, left, "{columns} {zen}");
        }
    }

    prop_compose! {
        fn any_shown()(
            page in any::<bool>(),
            zen in any::<bool>(),
            arrangement in prop::sample::select(Arrangement::NAMES.map(|(_, own)| own).to_vec()),
            measure in 10u16..200,
            widening in -100i16..100,
            heightening in -50i16..50,
            list_rows in 0u16..40,
        ) -> Shown {
            let focus = if page { Focus::Page } else { Focus::List };
            Shown { focus, zen, arrangement, measure, widening, heightening, list_rows }
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn each_cell_is_of_one_pane(columns in 20u16..401, rows in 6u16..121, shown in any_shown()) {
            let layout = layout(columns, rows, shown);
            let areas = [layout.top, Some(layout.bottom), layout.list, layout.rule, layout.page];
            let areas: Vec<Area> = areas.into_iter().flatten().collect();
            let cells = |area: &Area| u32::from(area.columns) * u32::from(area.rows);
            prop_assert_eq!(areas.iter().map(cells).sum::<u32>(), u32::from(columns) * u32::from(rows));
            for (number, one) in areas.iter().enumerate() {
                prop_assert!(one.x + one.columns <= columns && one.y + one.rows <= rows);
                for other in areas.iter().skip(number + 1) {
                    let apart = one.x + one.columns <= other.x || other.x + other.columns <= one.x
                        || one.y + one.rows <= other.y || other.y + other.rows <= one.y;
                    prop_assert!(apart, "{one:?} {other:?}");
                }
            }
            prop_assert!(layout.list.is_none_or(|list| list.columns >= 20 && list.rows >= 4));
            prop_assert!(layout.page.is_none_or(|page| page.columns >= 20 && page.rows >= 4));
        }

        #[test]
        fn what_has_gone_does_not_come_back(columns in 20u16..401, rows in 6u16..121, fewer in 0u16..400, lower in 0u16..120, shown in any_shown()) {
            let large = layout(columns, rows, shown);
            let small = layout(columns.saturating_sub(fewer), rows.saturating_sub(lower), shown);
            prop_assert!(large.has_both() || !small.has_both());
            prop_assert!(large.top.is_some() || small.top.is_none());
            let text = |layout: &Layout| layout.page.map(|page| PageArea::of(page, 72, shown.zen, 0).text.columns);
            if let (Some(wide), Some(narrow), false) = (text(&large), text(&small), large.has_both() != small.has_both()) {
                prop_assert!(narrow <= wide.max(28), "{narrow} {wide}");
            }
        }

        #[test]
        fn nothing_lies_outside(columns in 0u16..500, rows in 0u16..200, hang in prop::sample::select(vec![0u16, 2]), shown in any_shown()) {
            let zen = shown.zen;
            let layout = layout(columns, rows, shown);
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
