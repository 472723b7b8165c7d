//! What a scan has found so far, and the lists made of it.

use std::collections::HashMap;
use std::sync::Arc;

use super::{order, source_names};
use crate::article::{ArticleId, Head, Rules};
use crate::query::{FoldedSource, FoldedText, Matcher, Subject};
use crate::rows::{Order, Rows};

/// The heads of an archive. Cloning shares them.
#[derive(Clone, Default)]
pub struct Snapshot {
    heads: Arc<Vec<Arc<Head>>>,
    /// Titles and sources as the search compares them.
    folded: Arc<Vec<Folded>>,
    place_of: Arc<HashMap<ArticleId, u32>>,
}

#[derive(Clone)]
struct Folded {
    title: Arc<FoldedText>,
    source: Arc<FoldedSource>,
}

impl Snapshot {
    /// How many articles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// The heads, in no order.
    #[must_use]
    pub fn heads(&self) -> &[Arc<Head>] {
        &self.heads
    }

    /// Adds heads. Of two files with one identity the newer is kept; a head that
    /// is known takes the place of the one before.
    pub fn add(&mut self, found: Vec<Arc<Head>>, rules: &Rules) {
        let heads = Arc::make_mut(&mut self.heads);
        let folded = Arc::make_mut(&mut self.folded);
        let place_of = Arc::make_mut(&mut self.place_of);
        let mut sources: HashMap<String, Arc<FoldedSource>> = HashMap::new();
        for head in found {
            if let Some(place) = place_of.get(&head.id) {
                let known = &mut heads[*place as usize];
                let newer = (head.saved, &known.path) >= (known.saved, &head.path);
                if known.path == head.path || newer {
                    if known.title != head.title {
                        folded[*place as usize].title =
                            Arc::new(FoldedText::new(head.title.as_str()));
                    }
                    *known = head;
                }
                continue;
            }
            let Ok(place) = u32::try_from(heads.len()) else {
                return;
            };
            let source = sources
                .entry(head.host.as_str().to_owned())
                .or_insert_with(|| {
                    Arc::new(source_names(
                        head.host.as_str(),
                        head.source.as_str(),
                        rules,
                    ))
                });
            folded.push(Folded {
                title: Arc::new(FoldedText::new(head.title.as_str())),
                source: Arc::clone(source),
            });
            place_of.insert(head.id, place);
            heads.push(head);
        }
    }

    /// The articles a search finds, in an order. No matcher finds all.
    #[must_use]
    pub fn arranged(&self, order: Order, matcher: Option<&Matcher>) -> Arc<dyn Rows> {
        self.arranged_among(order, &|subject| {
            matcher.is_none_or(|matcher| matcher.matches(subject))
        })
    }

    /// The articles of which something holds, in an order.
    pub fn arranged_among(
        &self,
        order: Order,
        holds: &dyn Fn(&Subject<'_>) -> bool,
    ) -> Arc<dyn Rows> {
        let all = 0..u32::try_from(self.heads.len()).unwrap_or(u32::MAX);
        let mut places: Vec<u32> = all
            .filter(|place| {
                let place = *place as usize;
                let (head, folded) = (&self.heads[place], &self.folded[place]);
                holds(&Subject::of_head(head, &folded.title, &folded.source))
            })
            .collect();
        order::sort(&mut places, &self.heads, order);
        Arc::new(Arranged {
            heads: Arc::clone(&self.heads),
            places,
        })
    }
}

/// A list in an order.
struct Arranged {
    heads: Arc<Vec<Arc<Head>>>,
    places: Vec<u32>,
}

impl Rows for Arranged {
    fn len(&self) -> usize {
        self.places.len()
    }

    fn head(&self, row: usize) -> Option<Arc<Head>> {
        let place = *self.places.get(row)?;
        self.heads.get(place as usize).cloned()
    }

    fn id(&self, row: usize) -> Option<ArticleId> {
        let place = *self.places.get(row)?;
        self.heads.get(place as usize).map(|head| head.id)
    }

    fn row_of(&self, id: ArticleId) -> Option<usize> {
        self.places
            .iter()
            .position(|place| self.heads[*place as usize].id == id)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use chrono::DateTime;

    use super::*;
    use crate::article::DateSource;
    use crate::query::{Query, Reading};
    use crate::rows::SortKey;
    use crate::text::Clean;
    use crate::text::count::Count;

    fn head(number: i64, title: &str, source: &str, length: Option<u32>) -> Arc<Head> {
        let link = format!("https://{source}.example/{title}");
        Arc::new(Head {
            id: ArticleId::v1(Some(&link), title, ""),
            title: Clean::line(title),
            date: DateTime::from_timestamp(1_700_000_000 + number, 0).unwrap_or_default(),
            date_from: DateSource::Stamp,
            saved: DateTime::from_timestamp(1_700_000_000 + number, 0),
            source: Clean::line(source),
            host: Clean::line(source),
            link: Some(link),
            language: None,
            length: length.map(|han| Count { han, words: 0 }),
            path: PathBuf::from(format!("{number}.txt")),
            modified: DateTime::UNIX_EPOCH,
        })
    }

    fn titles(rows: &dyn Rows) -> Vec<String> {
        (0..rows.len())
            .filter_map(|row| rows.head(row))
            .map(|head| head.title.as_str().to_owned())
            .collect()
    }

    fn sample() -> Snapshot {
        let mut snapshot = Snapshot::default();
        snapshot.add(
            vec![
                head(1, "张三", "b", Some(10)),
                head(2, "Apple", "a", None),
                head(3, "阿姨", "b", Some(30)),
                head(4, "北京", "a", Some(20)),
            ],
            &Rules::embedded(),
        );
        snapshot
    }

    #[test]
    fn orders() {
        let order = |key, reversed| Order { key, reversed };
        for (order, expected) in [
            (
                order(SortKey::Date, false),
                ["北京", "阿姨", "Apple", "张三"],
            ),
            (
                order(SortKey::Date, true),
                ["张三", "Apple", "阿姨", "北京"],
            ),
            (
                order(SortKey::Title, false),
                ["阿姨", "北京", "张三", "Apple"],
            ),
            (
                order(SortKey::Title, true),
                ["Apple", "张三", "北京", "阿姨"],
            ),
            (
                order(SortKey::Source, false),
                ["北京", "Apple", "阿姨", "张三"],
            ),
            (
                order(SortKey::Length, false),
                ["阿姨", "北京", "张三", "Apple"],
            ),
            (
                order(SortKey::Length, true),
                ["张三", "北京", "阿姨", "Apple"],
            ),
        ] {
            assert_eq!(
                titles(&*sample().arranged(order, None)),
                expected,
                "{order:?}"
            );
        }
    }

    #[test]
    fn a_search_filters() {
        let reading = Reading::on(chrono::NaiveDate::MIN);
        let matcher = Matcher::new(&Query::parse("北", &reading).query, chrono_tz::Tz::UTC);
        let rows = sample().arranged(Order::default(), Some(&matcher));
        assert_eq!(titles(&*rows), ["北京"]);
        assert_eq!(
            rows.row_of(ArticleId::v1(Some("https://a.example/北京"), "", "")),
            Some(0)
        );
    }

    #[test]
    fn of_two_copies_the_newer_is_shown() {
        let mut snapshot = sample();
        let mut copy = (*head(9, "Apple", "a", Some(5))).clone();
        copy.path = "copy.txt".into();
        snapshot.add(vec![Arc::new(copy)], &Rules::embedded());
        assert_eq!(snapshot.len(), 4);
        assert_eq!(
            titles(&*snapshot.arranged(Order::default(), None))[0],
            "Apple"
        );
    }
}
