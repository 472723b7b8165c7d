//! Marks, what undoes them, and what is not yet safe.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use proptest::prelude::*;

fn id(number: u8) -> ArticleId {
    // Two articles in each shard.
    ArticleId::from_bytes([number / 2, number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
}

fn changes() -> impl Strategy<Value = Vec<(u8, Change)>> {
    let change = prop_oneof![
        any::<bool>().prop_map(Change::Read),
        any::<bool>().prop_map(Change::Starred),
        proptest::option::of(0u32..5).prop_map(Change::Place),
        (0usize..3, any::<bool>()).prop_map(|(name, borne)| Change::Tag(tag(name), borne)),
    ];
    proptest::collection::vec((0u8..12, change), 0..60)
}

fn made(mut marks: Marks, changes: Vec<(u8, Change)>) -> (Marks, Vec<(ArticleId, Applied)>) {
    let made = changes
        .into_iter()
        .filter_map(|(article, change)| Some((id(article), marks.apply(id(article), &change)?)))
        .collect();
    (marks, made)
}

fn mark(read: bool, starred: bool, place: Option<u32>) -> Mark {
    Mark {
        read,
        starred,
        place,
        tags: Tags::default(),
    }
}

fn tag(number: usize) -> Tag {
    Tag::new(["海", "war", "To Read"][number]).unwrap()
}

#[test]
fn a_change_sets_one_thing_and_knows_its_inverse() {
    use Change::{Place, Read, Starred};
    for (change, after, inverse) in [
        (Read(false), mark(false, false, Some(7)), Read(true)),
        (Read(true), mark(true, false, Some(7)), Read(true)),
        (Starred(true), mark(true, true, Some(7)), Starred(false)),
        (Place(None), mark(true, false, None), Place(Some(7))),
        (Place(Some(0)), mark(true, false, Some(0)), Place(Some(7))),
    ] {
        let before = mark(true, false, Some(7));
        assert_eq!(before.inverse(&change), inverse, "{change:?}");
        assert_eq!(before.clone().with(&change), after, "{change:?}");
        assert_eq!(after.with(&inverse), before, "{change:?}");
    }
}

#[test]
fn what_changes_nothing_is_no_change() {
    let mut marks = Marks::default();
    for (change, changes) in [
        (Change::Read(false), false),
        (Change::Starred(false), false),
        (Change::Place(None), false),
        (Change::Read(true), true),
        (Change::Read(true), false),
        (Change::Tag(tag(1), false), false),
        (Change::Tag(tag(1), true), true),
        (Change::Tag(Tag::new("War").unwrap(), true), false),
    ] {
        let applied = marks.apply(id(1), &change);
        assert_eq!(applied.is_some(), changes, "{change:?}");
    }
    assert_eq!(marks.unsafe_count(), 2);
}

#[test]
fn a_mark_is_safe_when_its_newest_change_is_confirmed() {
    let mut marks = Marks::default();
    let mut sequence = |article, change| marks.apply(id(article), &change).unwrap().sequence;
    let star = sequence(1, Change::Starred(true));
    let read = sequence(1, Change::Read(true));
    let unread = sequence(1, Change::Read(false));
    let other = sequence(2, Change::Starred(true));
    // The newer change has taken the older one's place.
    assert_eq!(marks.unsafe_count(), 3);
    for (confirmed, safe) in [
        (read, (false, false, 3)),
        (other, (false, true, 2)),
        (star, (false, true, 1)),
        (star, (false, true, 1)),
        (unread, (true, true, 0)),
    ] {
        marks.confirmed(confirmed);
        let is_safe = |article| marks.is_safe(id(article));
        let now = (is_safe(1), is_safe(2), marks.unsafe_count());
        assert_eq!(now, safe, "{confirmed:?}");
    }
    assert!(marks.is_safe(id(3)), "nobody touched it");
    marks.apply(id(4), &Change::Place(Some(3)));
    assert!(marks.is_safe(id(4)), "a place is not shown");
    marks.apply(id(4), &Change::Tag(tag(2), true));
    assert!(!marks.is_safe(id(4)), "a tag is");
}

#[test]
fn another_process_does_not_undo_what_is_pending() {
    let mut marks = Marks::default();
    marks.apply(id(1), &Change::Read(true)).unwrap();
    marks.apply(id(1), &Change::Tag(tag(0), true)).unwrap();
    let mut theirs = mark(false, true, Some(9));
    theirs.tags = [tag(1)].into_iter().collect();
    marks.merge([(id(1), theirs.clone()), (id(2), theirs.clone())]);
    let mut both = mark(true, true, Some(9));
    both.tags = [tag(0), tag(1)].into_iter().collect();
    assert_eq!(marks.get(id(1)), both);
    assert_eq!(marks.get(id(2)), theirs);
    let tags: Vec<_> = marks.set().tags().collect();
    assert_eq!(tags, [(&tag(1), 2), (&tag(0), 1)]);
    let counts = marks.counts();
    assert_eq!((counts.read, counts.starred, counts.placed), (1, 2, 2));
    assert_eq!((marks.unsafe_count(), marks.is_safe(id(2))), (2, true));
}

#[test]
fn what_is_loaded_takes_the_place_of_all_but_what_is_pending() {
    let mut marks = Marks::default();
    marks.merge([(id(5), mark(true, true, None))]);
    marks.apply(id(1), &Change::Read(true)).unwrap();
    marks
        .apply_all(&[id(2), id(3)], &Change::Starred(true))
        .unwrap();
    let stored = [
        (id(1), mark(false, true, Some(3))),
        (id(2), mark(true, false, None)),
    ];
    marks.load(&stored.into_iter().collect());
    assert_eq!(marks.get(id(1)), mark(true, true, Some(3)));
    assert_eq!(marks.get(id(2)), mark(true, true, None));
    assert_eq!(marks.get(id(3)), mark(false, true, None));
    assert_eq!(marks.get(id(5)), Mark::default(), "no longer in the store");
    let counts = marks.counts();
    assert_eq!((counts.read, counts.starred, counts.placed), (2, 3, 1));
}

#[test]
fn many_at_once_are_not_safe_until_they_are_confirmed() {
    let mut marks = Marks::default();
    marks.apply(id(2), &Change::Read(true)).unwrap();
    let all = [id(3), id(1), id(2)];
    let (changed, sequence) = marks.apply_all(&all, &Change::Read(true)).unwrap();
    assert_eq!(*changed, [id(1), id(3)], "one was read already");
    assert_eq!(marks.unsafe_count(), 3);
    assert!(!marks.is_safe(id(1)) && !marks.is_read_safe(id(3)));
    // What another process says of them is older.
    marks.merge([
        (id(1), mark(false, true, None)),
        (id(4), mark(false, true, None)),
    ]);
    assert_eq!(marks.get(id(1)), mark(true, true, None));
    marks.confirmed(sequence);
    assert!(marks.is_safe(id(1)) && !marks.is_safe(id(2)));
    assert_eq!(marks.apply_all(&all, &Change::Read(true)), None);
    let (changed, _) = marks.apply_all(&[id(1)], &Change::Read(false)).unwrap();
    assert_eq!(*changed, [id(1)]);
}

proptest! {
    #![proptest_config(crate::laws())]
    #[test]
    fn what_changed_is_told_exactly(first in changes(), then in changes()) {
        let (marks, _) = made(Marks::default(), first);
        let before = marks.set().clone();
        let (marks, _) = made(marks, then);
        let told: Vec<ArticleId> = marks.set().changed_since(&before).collect();
        let differ = (0..12).map(id).filter(|id| before.get(*id) != marks.get(*id));
        prop_assert_eq!(told, differ.collect::<Vec<_>>());
    }

    /// A change of many that was made of a snapshot, and what was done meanwhile,
    /// come to the same as if it had been made at once.
    #[test]
    fn what_is_done_meanwhile_stays(
        first in changes(), meanwhile in changes(), articles in proptest::collection::btree_set(0u8..12, 0..12), read in any::<bool>(),
    ) {
        let change = Change::Read(read);
        // What is done meanwhile was done to what is shown: the change made already.
        let (marks, _) = made(Marks::default(), first);
        let before = marks.set().clone();
        let articles: Vec<ArticleId> = articles.into_iter().map(id).collect();
        let (after, places) = before.with_all(articles.iter().copied(), &change);
        let changed: std::sync::Arc<[ArticleId]> = places.iter().map(|place| articles[*place as usize]).collect();
        let others: Vec<_> = meanwhile.into_iter().filter(|(_, change)| !matches!(change, Change::Read(_))).collect();
        let (mut one, _) = made(marks.clone(), others.clone());
        let sequence = one.take_many(&before, after, &change, &changed);
        let (mut other, ()) = (marks, ());
        let at_once = other.apply_all(&articles, &change);
        let (other, _) = made(other, others);
        prop_assert_eq!(one.set(), other.set());
        prop_assert_eq!(sequence.is_some(), at_once.is_some());
    }

    #[test]
    fn undoing_in_reverse_brings_everything_back(first in changes(), then in changes()) {
        let (mut marks, _) = made(Marks::default(), first);
        let before = marks.set().clone();
        let undo;
        (marks, undo) = made(marks, then);
        for (article, applied) in undo.into_iter().rev() {
            prop_assert!(marks.apply(article, &applied.inverse).is_some());
        }
        prop_assert_eq!(marks.set(), &before);
    }

    #[test]
    fn a_snapshot_stays_and_counts_are_right(first in changes(), then in changes()) {
        let (marks, _) = made(Marks::default(), first);
        let snapshot = marks.set().clone();
        let listed: Vec<_> = snapshot.iter().collect();
        let (marks, _) = made(marks, then);
        prop_assert_eq!(snapshot.iter().collect::<Vec<_>>(), listed.clone());
        prop_assert!(listed.is_sorted_by_key(|(id, _)| *id));
        prop_assert_eq!(listed.into_iter().collect::<MarkSet>(), snapshot);
        let mut counts = Counts::default();
        let mut tags: BTreeMap<Tag, usize> = BTreeMap::new();
        for (_, mark) in marks.set().iter() {
            counts.add(&mark);
            for tag in mark.tags.iter() {
                *tags.entry(tag.clone()).or_default() += 1;
            }
        }
        prop_assert_eq!(marks.counts(), counts);
        prop_assert_eq!(&*marks.set().tags, &tags);
    }

    #[test]
    fn confirming_all_leaves_nothing_unsafe(all in changes()) {
        let (mut marks, applied) = made(Marks::default(), all);
        prop_assert!(applied.is_sorted_by_key(|(_, applied)| applied.sequence));
        for (_, applied) in applied {
            marks.confirmed(applied.sequence);
        }
        prop_assert_eq!(marks.unsafe_count(), 0);
        prop_assert!((0..12).all(|article| marks.is_safe(id(article))));
    }
}
