//! How much of what a query looks for there is in an article.

use fixedbitset::FixedBitSet;
use tantivy::schema::Field;

use super::cursor::{Fault, View, Watch};
use super::plan::{Feature, Key, Plan, Sought, Written};
use super::schema::Fields;
use super::segments::{Segment, Segments};
use crate::query::Node;

/// What a place in the title counts, in places in the body: a title has one
/// sentence and says what the article is about.
const TITLE: f32 = 6.0;

/// How soon more of the same word stops to count (`k1` of Okapi BM25; Robertson
/// and Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3.2).
const SATURATION: f32 = 1.2;

/// How much the length of an article counts (`b`, there).
const LENGTH: f32 = 0.75;

/// Articles by relevance, as [`super::Index::relevance`] says.
pub(super) fn relevance(
    segments: &Segments,
    fields: &Fields,
    root: &Node,
    among: &FixedBitSet,
    stop: &dyn Fn() -> bool,
) -> Result<Vec<(u32, f32)>, Fault> {
    let watch = Watch::new(stop);
    let mut terms = Vec::new();
    collect(root, fields, &mut terms);
    let views: Vec<View<'_>> = segments
        .list
        .iter()
        .map(|segment| View {
            reader: &segment.reader,
            fields,
            watch: &watch,
        })
        .collect();
    let mut scores: Vec<Vec<f32>> = Vec::new();
    let mut lengths: Vec<Vec<f32>> = Vec::new();
    for view in &views {
        scores.push(vec![0.0; view.reader.max_doc() as usize]);
        lengths.push(relative_lengths(view)?);
    }
    let articles: usize = scores.iter().map(Vec::len).sum();
    for (term, places) in &terms {
        let counted: Result<Vec<_>, Fault> = views
            .iter()
            .map(|view| counts(*view, term, places))
            .collect();
        let counted = counted?;
        let holding = counted.iter().flatten().filter(|count| **count > 0.0);
        let (holding, articles) = (as_float(holding.count()), as_float(articles));
        let rarity = (1.0 + (articles - holding + 0.5) / (holding + 0.5)).ln();
        for ((scores, counts), lengths) in scores.iter_mut().zip(&counted).zip(&lengths) {
            for ((score, count), length) in scores.iter_mut().zip(counts).zip(lengths) {
                let slack = SATURATION * (1.0 - LENGTH + LENGTH * length);
                *score += rarity * count * (SATURATION + 1.0) / (count + slack);
            }
        }
        watch.work(u32::try_from(counted.len()).unwrap_or(u32::MAX))?;
    }
    Ok(in_order(&segments.list, &scores, among))
}

#[expect(clippy::cast_precision_loss, reason = "a weight, not a count")]
fn as_float(count: usize) -> f32 {
    count as f32
}

/// The articles of `among` with what they score, the highest first.
fn in_order(segments: &[Segment], scores: &[Vec<f32>], among: &FixedBitSet) -> Vec<(u32, f32)> {
    let mut rest = among.clone();
    let mut order = Vec::with_capacity(among.count_ones(..));
    for (segment, scores) in segments.iter().zip(scores) {
        for (number, score) in segment.numbers.iter().zip(scores) {
            if rest.contains(*number as usize) {
                rest.remove(*number as usize);
                order.push((*number, *score));
            }
        }
    }
    let unknown = rest.ones().filter_map(|number| u32::try_from(number).ok());
    order.extend(unknown.map(|number| (number, 0.0)));
    order.sort_unstable_by(|(number, score), (other, than)| {
        than.total_cmp(score).then(number.cmp(other))
    });
    order
}

/// The terms that are not excluded, and where they are looked for.
fn collect(node: &Node, fields: &Fields, found: &mut Vec<(Sought, Vec<Field>)>) {
    match node {
        Node::Not(_) | Node::Fact(_) => {}
        Node::Block(node) => collect(node, fields, found),
        Node::And(nodes) | Node::Or(nodes) => {
            for node in nodes {
                collect(node, fields, found);
            }
        }
        Node::Term(term) => {
            let places = fields.of(term.scope);
            found.extend(places.map(|places| (Sought::new(term), places)));
        }
        Node::Near { terms, .. } => {
            for term in terms {
                let places = fields.of(term.scope);
                found.extend(places.map(|places| (Sought::new(term), places)));
            }
        }
    }
}

/// The length of each article's body, 1 being the mean.
fn relative_lengths(view: &View<'_>) -> Result<Vec<f32>, Fault> {
    let reader = view.reader.get_fieldnorms_reader(view.fields.body)?;
    let lengths: Vec<f32> = (0..view.reader.max_doc())
        .map(|article| as_float(reader.fieldnorm(article) as usize))
        .collect();
    let mean = lengths.iter().sum::<f32>() / as_float(lengths.len().max(1));
    view.watch.work(view.reader.max_doc())?;
    Ok(lengths
        .into_iter()
        .map(|length| length / mean.max(1.0))
        .collect())
}

/// How often a term stands in each article of a segment, counted by its rarest token.
fn counts(view: View<'_>, sought: &Sought, places: &[Field]) -> Result<Vec<f32>, Fault> {
    let mut counts = vec![0.0; view.reader.max_doc() as usize];
    for field in places {
        let weight = if *field == view.fields.title {
            TITLE
        } else {
            1.0
        };
        let plan = match sought {
            Sought::Folded(plan) => Some(plan),
            Sought::Exact(Written { features, .. }) => {
                let word = features.iter().find_map(|feature| match feature {
                    Feature::Word(key) => Some(key),
                    Feature::Row(_) => None,
                });
                if let Some(word) = word {
                    count(view, *field, word, weight, &mut counts)?;
                    continue;
                }
                features.iter().find_map(|feature| match feature {
                    Feature::Row(plan) => Some(plan),
                    Feature::Word(_) => None,
                })
            }
        };
        if let Some(plan) = plan {
            count_plan(view, *field, plan, weight, &mut counts)?;
        }
    }
    Ok(counts)
}

fn count_plan(
    view: View<'_>,
    field: Field,
    plan: &Plan,
    weight: f32,
    counts: &mut [f32],
) -> Result<(), Fault> {
    if let Some(letter) = plan.letter {
        let key = Key {
            text: letter.into(),
            open: false,
        };
        return count(view, view.fields.letters_of(field), &key, weight, counts);
    }
    let rarest = match &plan.parts[..] {
        [(_, only)] => Some(only),
        _ => view.rarest(field, plan)?.map(|(key, _)| key),
    };
    match rarest {
        Some(key) => count(view, field, key, weight, counts),
        None => Ok(()),
    }
}

fn count(
    view: View<'_>,
    field: Field,
    key: &Key,
    weight: f32,
    counts: &mut [f32],
) -> Result<(), Fault> {
    view.each_frequency(field, key, &mut |article, frequency| {
        if let Some(count) = counts.get_mut(article as usize) {
            *count += weight * as_float(frequency as usize);
        }
    })
}
