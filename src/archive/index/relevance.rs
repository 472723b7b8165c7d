//! How much of what a query looks for there is in an article.

use tantivy::schema::Field;

use super::cursor::{Fault, View, article_of};
use super::plan::{Feature, Key, Plan, Sought, Written};
use super::schema::Fields;
use super::segments::{Segment, Segments};
use super::shares::each_share;
use crate::query::Node;

/// What a place in the title counts, in places in the body: a title has one
/// sentence and says what the article is about.
const TITLE: f32 = 6.0;

/// How soon more of the same word stops to count (`k1` of Okapi BM25; Robertson
/// and Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3.2).
const SATURATION: f32 = 1.2;

/// How much the length of an article counts (`b`, there).
const LENGTH: f32 = 0.75;

/// A segment and what its articles score so far.
struct Weighed<'a> {
    segment: &'a Segment,
    /// The length of each article, 1 being the mean.
    lengths: Vec<f32>,
    /// How often the term at hand stands in each.
    counts: Vec<f32>,
    scores: Vec<f32>,
}

/// Scores by number, as [`super::Snapshot::relevance`] says.
pub(super) fn relevance(
    segments: &Segments,
    fields: &Fields,
    root: &Node,
    stop: &dyn Fn() -> bool,
) -> Result<Vec<f32>, Fault> {
    let mut terms = Vec::new();
    collect(root, fields, &mut terms);
    let mut shares = segments.shared_out(false);
    let mut shares = each_share(&mut shares, stop, |share, watch| {
        let weighed = share.iter().map(|segment| {
            let articles = segment.numbers.len();
            Ok(Weighed {
                segment,
                lengths: relative_lengths(segment.view(fields, watch))?,
                counts: vec![0.0; articles],
                scores: vec![0.0; articles],
            })
        });
        weighed.collect::<Result<Vec<_>, Fault>>()
    })?;
    let articles = shares.iter().flatten().map(|part| part.scores.len()).sum();
    for (term, places) in &terms {
        let holding = each_share(&mut shares, stop, |share, watch| {
            let mut holding = 0;
            for part in share {
                part.counts.fill(0.0);
                let view = part.segment.view(fields, watch);
                count_term(view, term, places, &mut part.counts)?;
                holding += part.counts.iter().filter(|count| **count > 0.0).count();
            }
            Ok(holding)
        })?;
        let rarity = rarity(holding.iter().sum(), articles);
        each_share(&mut shares, stop, |share, watch| {
            for part in share {
                part.add(rarity);
                watch.work(article_of(part.scores.len()))?;
            }
            Ok(())
        })?;
    }
    let mut scores = vec![0.0; segments.numbers.len()];
    for part in shares.iter().flatten() {
        for article in part.segment.reader.doc_ids_alive() {
            let article = article as usize;
            if let Some(number) = part.segment.numbers.get(article)
                && let Some(of_number) = scores.get_mut(*number as usize)
                && let Some(score) = part.scores.get(article)
            {
                *of_number = *score;
            }
        }
    }
    Ok(scores)
}

impl Weighed<'_> {
    /// Adds what the counts of a term say that is so rare.
    fn add(&mut self, rarity: f32) {
        let counted = self.counts.iter().zip(&self.lengths);
        for (score, (count, length)) in self.scores.iter_mut().zip(counted) {
            let slack = SATURATION * (1.0 - LENGTH + LENGTH * length);
            *score += rarity * count * (SATURATION + 1.0) / (count + slack);
        }
    }
}

/// How much a term says that stands in so many of all articles.
fn rarity(holding: usize, articles: usize) -> f32 {
    let (holding, articles) = (as_float(holding), as_float(articles));
    (1.0 + (articles - holding + 0.5) / (holding + 0.5)).ln()
}

#[expect(clippy::cast_precision_loss, reason = "a weight, not a count")]
fn as_float(count: usize) -> f32 {
    count as f32
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
fn relative_lengths(view: View<'_>) -> Result<Vec<f32>, Fault> {
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

/// Adds how often a term stands in each article of a segment, counted by its rarest token.
fn count_term(
    view: View<'_>,
    sought: &Sought,
    places: &[Field],
    counts: &mut [f32],
) -> Result<(), Fault> {
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
                    count(view, *field, word, weight, counts)?;
                    continue;
                }
                features.iter().find_map(|feature| match feature {
                    Feature::Row(plan) => Some(plan),
                    Feature::Word(_) => None,
                })
            }
        };
        if let Some(plan) = plan {
            count_plan(view, *field, plan, weight, counts)?;
        }
    }
    Ok(())
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
