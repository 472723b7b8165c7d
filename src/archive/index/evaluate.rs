//! Which articles of a segment a query finds.
//!
//! Where the index alone can't decide, the answer has two sides: what is
//! surely found, and what may be. Whoever asks has the rest verified.

use fixedbitset::FixedBitSet;
use tantivy::schema::Field;

use super::blocks::{Judge, near};
use super::cursor::{Fault, View};
use super::plan::{Feature, Key, Sought};
use super::written::with_unit;

/// A part of a query, made ready for the index.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// What the index does not know: a set of articles, by its place in the list
    /// of them.
    Known(usize),
    /// Articles that hold a token of a field.
    Token(Field, Key),
    /// As `Token`, but not all of them are found.
    LooseToken(Field, Key),
    /// A term, in these fields.
    Term(Sought, Vec<Field>),
    /// Terms close together, in one text of these fields.
    Near(Vec<Sought>, u32, Vec<Field>),
    /// Within one text.
    Block(Box<Part>),
    /// What must not hold.
    Not(Box<Part>),
    /// All of these.
    And(Vec<Part>),
    /// One of these.
    Or(Vec<Part>),
}

impl Part {
    /// Whether the index alone can say in which blocks it holds.
    pub(super) fn is_tight(&self) -> bool {
        match self {
            Self::Known(_) | Self::Token(..) => true,
            Self::LooseToken(..) => false,
            Self::Term(sought, _) => sought.tight().is_some(),
            Self::Near(terms, ..) => terms.iter().all(|term| term.tight().is_some()),
            Self::Block(part) | Self::Not(part) => part.is_tight(),
            Self::And(parts) | Self::Or(parts) => parts.iter().all(Self::is_tight),
        }
    }

    /// What is quick to answer comes first, so that less is left for the rest.
    pub(super) fn cost(&self) -> u32 {
        match self {
            Self::Known(_) | Self::Token(..) | Self::LooseToken(..) => 0,
            Self::Term(Sought::Folded(plan), _) if plan.is_one_list() => 1,
            Self::Term(..) => 2,
            Self::Not(part) => part.cost() + 1,
            Self::And(parts) | Self::Or(parts) => {
                parts.iter().map(Self::cost).max().unwrap_or_default()
            }
            Self::Near(..) => 10,
            Self::Block(_) => 20,
        }
    }
}

/// What a part of a query finds.
#[derive(Debug)]
pub(super) struct Answer {
    /// Surely found.
    pub(super) sure: FixedBitSet,
    /// All that may be found; `None` where that is what is surely found.
    pub(super) possible: Option<FixedBitSet>,
}

impl Answer {
    fn exact(sure: FixedBitSet) -> Self {
        Self {
            sure,
            possible: None,
        }
    }

    fn possible(&self) -> &FixedBitSet {
        self.possible.as_ref().unwrap_or(&self.sure)
    }
}

/// Answers queries for one segment.
pub(super) struct Evaluator<'a> {
    pub(super) view: View<'a>,
    /// For [`Part::Known`], as the segment counts articles.
    pub(super) known: &'a [FixedBitSet],
}

impl Evaluator<'_> {
    /// What a part finds: right within `among`; what lies outside says nothing.
    pub(super) fn answer(&self, part: &Part, among: &FixedBitSet) -> Result<Answer, Fault> {
        self.view.watch.work(64)?;
        Ok(match part {
            Part::Known(place) => Answer::exact(self.known_at(*place)),
            Part::Token(field, key) => Answer::exact(self.view.holding(*field, key)?),
            Part::LooseToken(field, key) => Answer {
                sure: self.view.none(),
                possible: Some(self.view.holding(*field, key)?),
            },
            Part::Term(sought, fields) => {
                let possible = self.with_sought(sought, fields, among)?;
                self.of_term(sought.is_sure(), possible)
            }
            Part::Near(terms, distance, fields) => self.near(terms, *distance, fields, among)?,
            Part::Block(inner) => self.block(inner, among)?,
            Part::Not(inner) => {
                let inner = self.answer(inner, among)?;
                let without = |set: &FixedBitSet| {
                    let mut rest = among.clone();
                    rest.difference_with(set);
                    rest
                };
                Answer {
                    sure: without(inner.possible()),
                    possible: inner.possible.is_some().then(|| without(&inner.sure)),
                }
            }
            Part::And(parts) => self.all(parts, among)?,
            Part::Or(parts) => self.any(parts, among)?,
        })
    }

    fn known_at(&self, place: usize) -> FixedBitSet {
        self.known
            .get(place)
            .cloned()
            .unwrap_or_else(|| self.view.none())
    }

    fn of_term(&self, tight: bool, possible: FixedBitSet) -> Answer {
        if tight {
            return Answer::exact(possible);
        }
        Answer {
            sure: self.view.none(),
            possible: Some(possible),
        }
    }

    /// All articles of `among` that hold a term, perhaps more where it is not tight.
    fn with_sought(
        &self,
        sought: &Sought,
        fields: &[Field],
        among: &FixedBitSet,
    ) -> Result<FixedBitSet, Fault> {
        let mut found = self.view.none();
        for field in fields {
            found.union_with(&self.in_field(sought, *field, among)?);
        }
        Ok(found)
    }

    fn in_field(
        &self,
        sought: &Sought,
        field: Field,
        among: &FixedBitSet,
    ) -> Result<FixedBitSet, Fault> {
        let written = match sought {
            Sought::Folded(plan) => return self.view.with_term(field, plan, among),
            Sought::Exact(written) => written,
        };
        let mut found = among.clone();
        for unit in &written.units {
            found.intersect_with(&with_unit(self.view, field, unit)?);
        }
        if written.is_one {
            return Ok(found);
        }
        for feature in &written.features {
            let with = match feature {
                Feature::Word(word) => {
                    let mut with = self.view.holding(field, word)?;
                    self.view.add(self.view.fields.pieces, word, &mut with)?;
                    with
                }
                Feature::Row(row) => self.view.with_term(field, row, &found)?,
            };
            found.intersect_with(&with);
        }
        Ok(found)
    }

    fn all(&self, parts: &[Part], among: &FixedBitSet) -> Result<Answer, Fault> {
        let mut order: Vec<&Part> = parts.iter().collect();
        order.sort_by_key(|part| part.cost());
        let mut sure = among.clone();
        let mut possible = among.clone();
        let mut exact = true;
        for part in order {
            let answer = self.answer(part, &possible)?;
            sure.intersect_with(&answer.sure);
            possible.intersect_with(answer.possible());
            exact &= answer.possible.is_none();
            if possible.is_clear() {
                break;
            }
        }
        Ok(Answer {
            sure,
            possible: (!exact).then_some(possible),
        })
    }

    fn any(&self, parts: &[Part], among: &FixedBitSet) -> Result<Answer, Fault> {
        let mut sure = self.view.none();
        let mut possible = self.view.none();
        let mut exact = true;
        for part in parts {
            let answer = self.answer(part, among)?;
            sure.union_with(&answer.sure);
            possible.union_with(answer.possible());
            exact &= answer.possible.is_none();
        }
        Ok(Answer {
            sure,
            possible: (!exact).then_some(possible),
        })
    }

    fn near(
        &self,
        terms: &[Sought],
        distance: u32,
        fields: &[Field],
        among: &FixedBitSet,
    ) -> Result<Answer, Fault> {
        let plans: Option<Vec<_>> = terms.iter().map(Sought::tight).collect();
        let mut found = self.view.none();
        for field in fields {
            let mut candidates = among.clone();
            for term in terms {
                let with = self.in_field(term, *field, &candidates)?;
                candidates.intersect_with(&with);
            }
            if let Some(plans) = &plans {
                candidates = near(self.view, plans, distance, *field, &candidates)?;
            }
            found.union_with(&candidates);
        }
        Ok(self.of_term(plans.is_some(), found))
    }

    fn block(&self, inner: &Part, among: &FixedBitSet) -> Result<Answer, Fault> {
        let mut candidates = self.somewhere(inner, among)?;
        candidates.intersect_with(among);
        if !inner.is_tight() {
            return Ok(self.of_term(false, candidates));
        }
        let mut found = self.view.none();
        let mut judge = Judge::open(self, inner, &candidates)?;
        for article in candidates.ones() {
            if judge.holds(article)? {
                found.insert(article);
            }
        }
        Ok(Answer::exact(found))
    }

    /// All articles in a block of which a part may hold, and more.
    fn somewhere(&self, part: &Part, among: &FixedBitSet) -> Result<FixedBitSet, Fault> {
        Ok(match part {
            // What is not in one block may well be in another.
            Part::Not(_) => among.clone(),
            Part::Block(inner) => self.somewhere(inner, among)?,
            Part::And(parts) => {
                let mut order: Vec<&Part> = parts.iter().collect();
                order.sort_by_key(|part| part.cost());
                let mut all = among.clone();
                for part in order {
                    let one = self.somewhere(part, &all)?;
                    all.intersect_with(&one);
                }
                all
            }
            Part::Or(parts) => {
                let mut any = self.view.none();
                for part in parts {
                    any.union_with(&self.somewhere(part, among)?);
                }
                any
            }
            Part::Near(terms, _, fields) => {
                let mut all = among.clone();
                for term in terms {
                    let one = self.with_sought(term, fields, &all)?;
                    all.intersect_with(&one);
                }
                all
            }
            part => {
                let answer = self.answer(part, among)?;
                answer.possible.unwrap_or(answer.sure)
            }
        })
    }
}
