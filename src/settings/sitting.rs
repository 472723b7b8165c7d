//! Where one was in an archive, as it is kept from one start to the next: a line for
//! each thing that is not as at a first start. What is done with it is the
//! program's; where it is kept is told by [`crate::config`].

use crate::article::ArticleId;
use crate::query::{Filter, Filters, Order};
use crate::text::convert::Characters;

use super::Arrangement;

/// Bytes of the longest search that comes back.
const LONGEST: usize = 4 << 10;
/// Lines of a sitting that are read at the most: more than are written.
const MOST_LINES: usize = 1_000;
/// The widenings of the list that come back, in columns to either side.
const WIDENING: i16 = 1_000;

/// Where one was in an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitting {
    /// The search in force, as it was typed.
    pub search: String,
    /// What narrows it.
    pub filters: Filters,
    /// The order of the list; none for that of the settings.
    pub order: Option<Order>,
    /// The chosen article; none where none was chosen.
    pub article: Option<ArticleId>,
    /// Whether the page had the keys.
    pub in_page: bool,
    /// Whether it stood alone.
    pub zen: bool,
    /// Where the list stood; none for where the settings have it.
    pub layout: Option<Arrangement>,
    /// Columns by which the list was wider than it is by itself.
    pub widening: i16,
    /// Rows by which it was higher, where it stands above the page.
    pub heightening: i16,
    /// The measure of the page, in columns; none for that of the settings.
    pub measure: Option<u16>,
    /// The characters that were shown; none for those of the settings.
    pub characters: Option<Characters>,
}

impl Sitting {
    /// The sitting as it is kept: a line for each thing that is not as at a first
    /// start.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        if !self.search.is_empty() && self.search.len() <= LONGEST {
            // A search is a line, however it was pasted.
            let search = self.search.replace(char::is_control, " ");
            lines.push(format!("search {search}"));
        }
        let filters = self.filters.iter();
        lines.extend(filters.map(|filter| format!("filter {}", filter.term())));
        lines.extend(self.order.map(|order| format!("sort {}", order.name())));
        lines.extend(self.article.map(|article| format!("article {article}")));
        if self.in_page {
            lines.push("pane page".to_owned());
        }
        if self.zen {
            lines.push("zen on".to_owned());
        }
        let layout = self.layout.map(Arrangement::name);
        lines.extend(layout.map(|name| format!("layout {name}")));
        for (what, by) in [("list", self.widening), ("rows", self.heightening)] {
            if by != 0 {
                lines.push(format!("{what} {by}"));
            }
        }
        lines.extend(self.measure.map(|measure| format!("measure {measure}")));
        let mut names = Characters::NAMES.iter();
        let shown = names.find(|(_, characters)| Some(*characters) == self.characters);
        lines.extend(shown.map(|(name, _)| format!("characters {name}")));
        lines.push(String::new());
        lines.join("\n")
    }

    /// Reads a sitting. What is not understood is passed over: it is no loss.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut sitting = Self::default();
        let mut filters = Vec::new();
        for line in text.lines().take(MOST_LINES) {
            let Some((what, of_it)) = line.split_once(' ') else {
                continue;
            };
            match what {
                "search" if of_it.len() <= LONGEST => {
                    of_it.trim().clone_into(&mut sitting.search);
                }
                "filter" => filters.extend(Filter::read(of_it)),
                "sort" => sitting.order = Order::from_name(of_it),
                "article" => sitting.article = of_it.parse().ok(),
                "pane" => sitting.in_page = of_it == "page",
                "zen" => sitting.zen = of_it == "on",
                "layout" => sitting.layout = Arrangement::from_name(of_it),
                "list" => sitting.widening = widening(of_it),
                "rows" => sitting.heightening = widening(of_it),
                "measure" => sitting.measure = of_it.parse().ok(),
                "characters" => {
                    let mut all = Characters::NAMES.iter();
                    let own = all.find(|(name, _)| *name == of_it);
                    sitting.characters = own.map(|(_, characters)| *characters);
                }
                _ => {}
            }
        }
        sitting.filters = filters.into_iter().collect();
        sitting
    }
}

fn widening(text: &str) -> i16 {
    let widening: i16 = text.parse().unwrap_or(0);
    widening.clamp(-WIDENING, WIDENING)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sitting_is_read_as_it_was_kept() {
        let filters = ["is:unread", "source:\"South China\""];
        let whole = Sitting {
            search: "普京 | date:2024".to_owned(),
            filters: filters
                .iter()
                .filter_map(|term| Filter::read(term))
                .collect(),
            order: Order::from_name("-title"),
            article: Some(ArticleId::from_bytes([7; 16])),
            in_page: true,
            zen: true,
            layout: Some(Arrangement::Above),
            widening: -8,
            heightening: 3,
            measure: Some(64),
            characters: Some(Characters::Traditional),
        };
        assert_eq!(whole.filters.len(), 2);
        for sitting in [whole, Sitting::default()] {
            assert_eq!(Sitting::read(&sitting.text()), sitting);
        }
        let broken = "search\nzen  on\nsort up\narticle 12\nlist x\nmeasure -3\nfilter is:\n";
        assert_eq!(Sitting::read(broken), Sitting::default());
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn any_text_is_read(text in "((search|filter|sort|list|zen|pane|article|measure|characters) ?|is:read|-|[0-9]|\\PC|\n){0,40}") {
            let read = Sitting::read(&text);
            prop_assert_eq!(Sitting::read(&read.text()), read);
        }
    }
}
