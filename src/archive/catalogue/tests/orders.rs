//! Every order of every split between base and late rows is that of
//! the heads themselves.

use proptest::prelude::*;
use proptest::sample::Index;

use super::model::{File, Model, files, moment, outlets};
use super::*;
use crate::rows::{Order, Rows, SortKey, row_at_date};
use crate::text::Clean;

const KEYS: [SortKey; 4] = [
    SortKey::Date,
    SortKey::Title,
    SortKey::Source,
    SortKey::Length,
];

/// What is done to a catalogue, one after another.
#[derive(Clone, Debug)]
enum Step {
    Change(Vec<File>, Vec<Index>),
    Compact,
    SaveAndOpen,
    /// Makes the orders now, to be handed on.
    Look,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let deaths = proptest::collection::vec(any::<Index>(), 0..3);
    let step = prop_oneof![
        4 => (files(6), deaths).prop_map(|(files, deaths)| Step::Change(files, deaths)),
        1 => Just(Step::Compact),
        1 => Just(Step::SaveAndOpen),
        2 => Just(Step::Look),
    ];
    proptest::collection::vec(step, 0..8)
}

fn ids(rows: &dyn Rows) -> Vec<Option<ArticleId>> {
    (0..rows.len()).map(|row| rows.id(row)).collect()
}

fn assert_as(catalogue: &Catalogue, model: &Model) -> Result<(), TestCaseError> {
    let (shown, heads) = model.shown();
    let own: Vec<usize> = catalogue.shown().ones().collect();
    prop_assert_eq!(&own, &shown.iter().map(|n| *n as usize).collect::<Vec<_>>());
    let living: Vec<usize> = catalogue.living().ones().collect();
    let lives = model.0.iter().enumerate().filter(|(_, (_, lives))| *lives);
    prop_assert_eq!(living, lives.map(|(number, _)| number).collect::<Vec<_>>());
    for rows in model.copies() {
        let newest = *rows.last().unwrap();
        let mut others = rows.clone();
        others.pop();
        others.reverse();
        prop_assert_eq!(catalogue.copies(newest), others);
    }
    let some: fixedbitset::FixedBitSet = own.iter().copied().step_by(2).collect();
    for key in KEYS {
        for reversed in [false, true] {
            let order = Order { key, reversed };
            let mut expected = shown.clone();
            order::sort(&mut expected, &heads, order);
            let rows = catalogue.arranged(order, None);
            let id = |number: &u32| Some(heads[*number as usize].id);
            prop_assert_eq!(
                ids(&*rows),
                expected.iter().map(id).collect::<Vec<_>>(),
                "{:?}",
                order
            );
            for (row, number) in expected.iter().enumerate() {
                let head = &heads[*number as usize];
                prop_assert_eq!(rows.head(row), Some(Arc::clone(head)));
                prop_assert_eq!(rows.row_of(head.id), Some(row));
            }
            let mut found: Vec<u32> = shown.iter().copied().step_by(2).collect();
            order::sort(&mut found, &heads, order);
            let rows = catalogue.arranged(order, Some(&some));
            prop_assert_eq!(
                ids(&*rows),
                found.iter().map(id).collect::<Vec<_>>(),
                "{:?}",
                order
            );
        }
    }
    prop_assert!(!catalogue.is_damaged());
    Ok(())
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn orders_are_those_of_the_heads(first in files(16), steps in steps()) {
        let folder = tempfile::tempdir().unwrap();
        let mut model = Model::default();
        model.change(&first, &[]);
        let mut catalogue = built_in(folder.path(), &first);
        for step in steps {
            match step {
                Step::Change(files, deaths) => {
                    let count = catalogue.numbers() as usize;
                    let deaths = deaths.iter().filter(|_| count > 0);
                    let deaths: Vec<u32> =
                        deaths.map(|index| u32::try_from(index.index(count)).unwrap()).collect();
                    catalogue = catalogue.changed(files.iter().map(File::entry), &deaths).unwrap();
                    model.change(&files, &deaths);
                }
                Step::Compact => catalogue = catalogue.compacted().unwrap(),
                Step::SaveAndOpen => {
                    catalogue.save().unwrap();
                    catalogue = Catalogue::open(folder.path(), STAMP).unwrap();
                }
                Step::Look => assert_as(&catalogue, &model)?,
            }
        }
        assert_as(&catalogue, &model)?;
    }
}

#[test]
fn many_small_changes_leave_few_segments_and_the_same_orders() {
    let files = outlets(1_000);
    let mut late = built(files.get(..500).unwrap());
    for chunk in files.get(500..).unwrap().chunks(3) {
        late = late.changed(chunk.iter().map(File::entry), &[]).unwrap();
    }
    assert!(late.inner.segments.len() < 12);
    let whole = built(&files);
    for key in KEYS {
        let order = Order {
            key,
            reversed: false,
        };
        assert_eq!(
            ids(&*late.arranged(order, None)),
            ids(&*whole.arranged(order, None))
        );
    }
}

#[test]
fn a_title_that_sorts_as_none_stands_with_those_without_one() {
    let titled = |number: u32, title: &str| {
        let mut file = outlets(number + 1).pop().unwrap();
        let head = file.head.as_mut().unwrap();
        head.title = Clean::line(title);
        head.date = moment(1_500_000_000 + i64::from(number), 0);
        file
    };
    let by_title = Order {
        key: SortKey::Title,
        reversed: false,
    };
    // A sign of reverence is no letter: the dictionary passes over it.
    let catalogue = built(&[titled(0, ""), titled(1, "甲")]);
    let added = titled(2, "\u{6df}");
    let catalogue = catalogue.changed([added.entry()], &[]).unwrap();
    let expected = [2, 0, 1].map(|number| catalogue.id(number));
    assert_eq!(ids(&*catalogue.arranged(by_title, None)), expected);
}

#[test]
fn a_sequence_of_ones_own_is_kept() {
    let catalogue = built(&outlets(5)).changed([], &[3]).unwrap();
    let rows = catalogue.arranged_by(vec![4, 3, 0, 77, 2], &std::sync::Arc::default());
    let expected = [4, 0, 2].map(|number| catalogue.id(number));
    assert_eq!(ids(&*rows), expected);
    assert_eq!(rows.row_of(catalogue.id(2).unwrap()), Some(2));
    assert_eq!(rows.row_of(catalogue.id(1).unwrap()), None);
    assert_eq!(rows.head(3), None);
}

#[test]
fn a_date_is_jumped_to() {
    let catalogue = built(&outlets(50));
    for reversed in [false, true] {
        let rows = catalogue.arranged(
            Order {
                key: SortKey::Date,
                reversed,
            },
            None,
        );
        let date = |row: usize| rows.head(row).unwrap().date;
        let step = chrono::TimeDelta::nanoseconds(if reversed { 1 } else { -1 });
        for row in 0..rows.len() {
            assert_eq!(row_at_date(&*rows, date(row), reversed), Some(row));
            let beyond = (row + 1).min(rows.len() - 1);
            assert_eq!(
                row_at_date(&*rows, date(row) + step, reversed),
                Some(beyond)
            );
        }
        let before = date(0) - step * 9_999;
        assert_eq!(row_at_date(&*rows, before, reversed), Some(0));
    }
    let epoch = chrono::DateTime::UNIX_EPOCH;
    assert_eq!(row_at_date(&crate::rows::NoRows, epoch, false), None);
}
