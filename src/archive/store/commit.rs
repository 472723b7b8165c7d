//! Changes on their way to the disk, all of a burst in one transaction, and what is
//! told of them: what came of steps, and where the screen shows what is not so.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction};

use super::history::{abandon, make, open, prune, step};
use super::{Store, StoreError, next_revision, read_marks, write_entry};
use crate::article::id::ArticleId;
use crate::marks::{Mark, Save, StepId, StepNumber, Stepped};

/// The steps that were made in this run of the program, as the store knows them.
pub type Numbers = HashMap<u64, StepNumber>;

/// Articles whose marks are read together.
const TOGETHER: usize = 10_000;

/// What was made safe.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// What came of the steps that were undone or made again.
    pub outcomes: Vec<Outcome>,
    /// Marks as they are, of the articles of steps that did not go as wanted.
    pub corrected: Vec<(ArticleId, Mark)>,
}

/// What came of undoing a step, or of making it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it was undone.
    pub back: bool,
    /// On how many articles.
    pub taken: usize,
    /// How many stayed as they were: someone else has changed them since, or the step
    /// is no longer kept.
    pub refused: usize,
    /// Whether the step is still kept.
    pub is_kept: bool,
}

impl Outcome {
    /// That of a step which is no longer kept: nothing has changed on the disk.
    fn forgotten(stepped: &Stepped) -> Self {
        Self {
            back: stepped.back,
            taken: 0,
            refused: stepped.articles.len(),
            is_kept: false,
        }
    }
}

impl Store {
    /// Puts changes on disk, all of them or, with an error, none: one transaction,
    /// however many they are. The numbers of new steps are put into `numbers`.
    pub fn commit(
        &mut self,
        saves: &[Save],
        numbers: &mut Numbers,
    ) -> Result<Committed, StoreError> {
        if saves.is_empty() {
            return Ok(Committed::default());
        }
        let mut made = Numbers::new();
        let committed =
            self.written(|transaction| write(transaction, saves, numbers, &mut made))?;
        numbers.extend(made);
        Ok(committed)
    }
}

/// Writes changes. The numbers of new steps, which are kept once all is, are put into
/// `made`.
fn write(
    transaction: &Transaction<'_>,
    saves: &[Save],
    numbers: &Numbers,
    made: &mut Numbers,
) -> rusqlite::Result<Committed> {
    let revision = next_revision(transaction)?;
    let mut outcomes = Vec::new();
    // Articles on which the screen may show what is not so.
    let mut odd: Vec<&[ArticleId]> = Vec::new();
    for save in saves {
        match save {
            Save::Entry(entry) => write_entry(transaction, entry, revision)?,
            Save::Opened { subject, at } => open(transaction, subject, *at, revision)?,
            Save::Made(step) => {
                for gone in &step.abandoned {
                    if let Some(number) = number_of(*gone, made, numbers) {
                        abandon(transaction, number)?;
                    }
                }
                made.insert(step.step, make(transaction, step, revision)?);
            }
            Save::Stepped(stepped) => {
                let number = number_of(stepped.step, made, numbers);
                let outcome = taken(transaction, number, stepped, revision)?;
                if outcome.refused > 0 {
                    odd.push(&stepped.articles);
                }
                outcomes.push(outcome);
            }
        }
    }
    if !made.is_empty() {
        prune(transaction)?;
    }
    let mut corrected = Vec::new();
    for some in odd.iter().flat_map(|articles| articles.chunks(TOGETHER)) {
        corrected.extend(marks_of(transaction, some)?);
    }
    Ok(Committed {
        outcomes,
        corrected,
    })
}

/// The store's number of a step, which may have been made a moment before.
fn number_of(step: StepId, made: &Numbers, numbers: &Numbers) -> Option<StepNumber> {
    match step {
        StepId::Kept(number) => Some(number),
        StepId::Own(own) => made.get(&own).or_else(|| numbers.get(&own)).copied(),
    }
}

/// Undoes a step, or makes it again. What is not kept any more can't be: a thousand
/// are, of all processes together.
fn taken(
    transaction: &Transaction<'_>,
    number: Option<StepNumber>,
    stepped: &Stepped,
    revision: i64,
) -> rusqlite::Result<Outcome> {
    let outcome = match number {
        Some(number) => step(transaction, number, stepped, revision)?,
        None => None,
    };
    Ok(outcome.unwrap_or_else(|| Outcome::forgotten(stepped)))
}

/// The marks of these articles as they are, those of which there is nothing among them.
fn marks_of(
    connection: &Connection,
    articles: &[ArticleId],
) -> rusqlite::Result<HashMap<ArticleId, Mark>> {
    let unmarked = articles.iter().map(|id| (*id, Mark::default()));
    let mut marks: HashMap<ArticleId, Mark> = unmarked.collect();
    // A statement takes only so many values.
    let listed: Vec<String> = articles.iter().map(|id| format!("\"{id}\"")).collect();
    let listed = format!("[{}]", listed.join(","));
    let of_list = "id IN (SELECT unhex(value) FROM json_each(?1))";
    let found: Vec<_> = read_marks(connection, of_list, [&listed])?;
    marks.extend(found);
    Ok(marks)
}
