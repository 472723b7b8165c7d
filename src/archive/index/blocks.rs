//! What holds within one text: the title, or one block of the body.

use fixedbitset::FixedBitSet;
use tantivy::schema::Field;

use super::cursor::{Cursor, Fault, View, article_of};
use super::evaluate::{Evaluator, Part};
use super::plan::{Key, Plan, Sought};
use super::token::START;
use crate::query::{Spot, is_near};

/// The plan of what stands before each text.
fn start_plan() -> Plan {
    let key = Key {
        text: START.to_owned(),
        open: false,
    };
    Plan {
        parts: vec![(0, key)],
        ..Plan::default()
    }
}

/// The text in which a place lies, by the places where texts begin.
fn text_of(starts: &[u32], place: u32) -> usize {
    starts
        .partition_point(|start| *start <= place)
        .saturating_sub(1)
}

/// Terms of which the places are read, in one field.
struct Places<'a> {
    terms: Vec<Option<Cursor<'a>>>,
    lengths: Vec<u32>,
    distance: u32,
    /// By term, places in the article at hand.
    spots: Vec<Vec<Spot>>,
}

impl<'a> Places<'a> {
    fn open(
        view: View<'a>,
        plans: &[&Plan],
        distance: u32,
        field: Field,
        among: &'a FixedBitSet,
    ) -> Result<Self, Fault> {
        let terms: Result<Vec<_>, Fault> = plans
            .iter()
            .map(|plan| Cursor::open(view, field, plan, among))
            .collect();
        Ok(Self {
            terms: terms?,
            lengths: plans.iter().map(|plan| plan.length).collect(),
            distance,
            spots: vec![Vec::new(); plans.len()],
        })
    }

    /// Reads where the terms stand in an article. Whether they stand close together
    /// in it at all, be it in two of its texts: in most articles they don't, and
    /// where its texts begin need not be known.
    fn read(&mut self, article: u32) -> Result<bool, Fault> {
        for ((term, length), spots) in self
            .terms
            .iter_mut()
            .zip(&self.lengths)
            .zip(&mut self.spots)
        {
            spots.clear();
            let Some(term) = term else {
                return Ok(false);
            };
            spots.extend(term.starts(article)?.iter().map(|start| Spot {
                start: *start,
                end: start.saturating_add(*length),
            }));
            if spots.is_empty() {
                return Ok(false);
            }
        }
        Ok(is_near(&self.spots, self.distance))
    }

    /// Hands on the texts of the article that was read in which all terms stand
    /// close together, until one is enough.
    fn each(&self, texts: &[u32], enough: &mut dyn FnMut(usize) -> bool) {
        let rarest = self.spots.iter().min_by_key(|spots| spots.len());
        let mut before = None;
        for spot in rarest.into_iter().flatten() {
            let text = text_of(texts, spot.start);
            if before.replace(text) == Some(text) {
                continue;
            }
            let from = texts.get(text).copied().unwrap_or_default();
            let to = texts.get(text + 1).copied().unwrap_or(u32::MAX);
            let within = |spots: &[Spot]| {
                let start = spots.partition_point(|spot| spot.start < from);
                let end = spots.partition_point(|spot| spot.start < to);
                start..end
            };
            let here: Vec<&[Spot]> = self
                .spots
                .iter()
                .map(|spots| spots.get(within(spots)).unwrap_or_default())
                .collect();
            if is_near(&here, self.distance) && enough(text) {
                return;
            }
        }
    }
}

/// The articles of `among` in which terms stand close together in one text of a field.
pub(super) fn near(
    view: View<'_>,
    plans: &[&Plan],
    distance: u32,
    field: Field,
    among: &FixedBitSet,
) -> Result<FixedBitSet, Fault> {
    let mut found = view.none();
    let mut places = Places::open(view, plans, distance, field, among)?;
    let Some(mut starts) = Cursor::open(view, field, &start_plan(), among)? else {
        return Ok(found);
    };
    for article in among.ones() {
        if places.read(article_of(article))? {
            let texts = starts.starts(article_of(article))?;
            places.each(texts, &mut |_| {
                found.insert(article);
                true
            });
        }
    }
    Ok(found)
}

/// Says in which texts of an article a part of a query holds.
enum Leaf<'a> {
    Known(FixedBitSet),
    Places {
        title: Option<Places<'a>>,
        body: Option<Places<'a>>,
    },
    Not(Box<Leaf<'a>>),
    All(Vec<Leaf<'a>>),
    Any(Vec<Leaf<'a>>),
}

/// Says of articles, asked in order, whether a part of a query holds within one
/// of their texts.
pub(super) struct Judge<'a> {
    root: Leaf<'a>,
    starts: Option<Cursor<'a>>,
}

impl<'a> Judge<'a> {
    pub(super) fn open(
        evaluator: &Evaluator<'a>,
        part: &Part,
        among: &'a FixedBitSet,
    ) -> Result<Self, Fault> {
        let view = evaluator.view;
        Ok(Self {
            root: Leaf::open(evaluator, part, among)?,
            starts: Cursor::open(view, view.fields.body, &start_plan(), among)?,
        })
    }

    pub(super) fn holds(&mut self, article: usize) -> Result<bool, Fault> {
        let texts = match &mut self.starts {
            Some(starts) => starts.starts(article_of(article))?,
            None => &[],
        };
        Ok(!self.root.texts(article, texts)?.is_clear())
    }
}

impl<'a> Leaf<'a> {
    fn open(evaluator: &Evaluator<'a>, part: &Part, among: &'a FixedBitSet) -> Result<Self, Fault> {
        let each = |parts: &[Part]| -> Result<Vec<Self>, Fault> {
            parts
                .iter()
                .map(|part| Self::open(evaluator, part, among))
                .collect()
        };
        let places = |terms: &[Sought], distance: u32, fields: &[Field]| {
            let plans: Vec<&Plan> = terms.iter().filter_map(Sought::tight).collect();
            let open = |field: Field| {
                fields
                    .contains(&field)
                    .then(|| Places::open(evaluator.view, &plans, distance, field, among))
                    .transpose()
            };
            Ok::<_, Fault>(Self::Places {
                title: open(evaluator.view.fields.title)?,
                body: open(evaluator.view.fields.body)?,
            })
        };
        Ok(match part {
            Part::Known(_) | Part::Token(..) | Part::LooseToken(..) => {
                Self::Known(evaluator.answer(part, among)?.sure)
            }
            Part::Term(sought, fields) => places(std::slice::from_ref(sought), 0, fields)?,
            Part::Near(terms, distance, fields) => places(terms, *distance, fields)?,
            // Within a block, a block is that one.
            Part::Block(inner) => Self::open(evaluator, inner, among)?,
            Part::Not(inner) => Self::Not(Box::new(Self::open(evaluator, inner, among)?)),
            Part::And(parts) => Self::All(each(parts)?),
            Part::Or(parts) => Self::Any(each(parts)?),
        })
    }

    /// The texts in which it holds: the title first, then the blocks, which
    /// begin at `blocks`.
    fn texts(&mut self, article: usize, blocks: &[u32]) -> Result<FixedBitSet, Fault> {
        let mut texts = FixedBitSet::with_capacity(blocks.len() + 1);
        match self {
            Self::Known(articles) => texts.set_range(.., articles.contains(article)),
            Self::Places { title, body } => {
                if let Some(title) = title
                    && title.read(article_of(article))?
                {
                    title.each(&[0], &mut |_| {
                        texts.insert(0);
                        true
                    });
                }
                if let Some(body) = body
                    && body.read(article_of(article))?
                {
                    body.each(blocks, &mut |text| {
                        texts.insert(text + 1);
                        false
                    });
                }
            }
            Self::Not(inner) => {
                texts.insert_range(..);
                texts.difference_with(&inner.texts(article, blocks)?);
            }
            Self::All(leaves) => {
                texts.insert_range(..);
                for leaf in leaves {
                    texts.intersect_with(&leaf.texts(article, blocks)?);
                }
            }
            Self::Any(leaves) => {
                for leaf in leaves {
                    texts.union_with(&leaf.texts(article, blocks)?);
                }
            }
        }
        Ok(texts)
    }
}
