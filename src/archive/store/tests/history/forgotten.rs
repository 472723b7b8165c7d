//! Steps that are not kept any more when they are undone, and articles of which
//! hardly anything is known when they are marked.

use super::*;

/// A script of another process has made a thousand steps meanwhile.
#[test]
fn undoing_a_step_that_another_process_has_pushed_out_is_told_and_put_right() {
    let place = place();
    let (mut one, mut two) = (Run::of(&place), Run::of(&place));
    one.make(&[1, 2], &STAR);
    two.marks = two.store.load().unwrap();
    let theirs: Vec<Save> = (10..1_010)
        .map(|article| two.step(&[article], &READ))
        .collect();
    two.commit(&theirs);
    // The other one has taken one of the stars away.
    two.make(&[2], &Change::Starred(false));
    let committed = one.commit(&[shown(StepId::Own(1), true, &[1, 2, 3])]);
    let [outcome] = committed.outcomes[..] else {
        panic!("{:?}", committed.outcomes)
    };
    assert_eq!((outcome.taken, outcome.refused), (0, 3));
    assert!(!outcome.is_kept && outcome.back);
    // Also of those of which there is nothing in the file.
    let expected = [(id(1), true), (id(2), false), (id(3), false)];
    assert_eq!(corrected(&committed), expected);
    // A step that is unknown from the first is none that is kept.
    let committed = one.commit(&[shown(StepId::Own(77), false, &[1])]);
    assert_eq!(corrected(&committed), [(id(1), true)]);
    assert!(!committed.outcomes[0].is_kept);
}

/// What is made in the same burst pushes a step out of which something has stayed.
#[test]
fn what_stays_is_put_right_even_where_its_step_goes_in_the_same_burst() {
    let place = place();
    let (mut one, mut two) = (Run::of(&place), Run::of(&place));
    one.make(&[1, 2], &STAR);
    two.marks = two.store.load().unwrap();
    two.make(&[2], &Change::Starred(false));
    two.make(&[2], &STAR);
    let mut burst = vec![shown(StepId::Own(1), true, &[1, 2])];
    burst.extend((10..1_010).map(|article| one.step(&[article], &READ)));
    let committed = one.commit(&burst);
    assert_eq!(corrected(&committed), [(id(1), false), (id(2), true)]);
}

/// A copy is put in the place of the file: what has its steps' numbers there are
/// others, of other articles.
#[test]
fn a_step_is_not_undone_in_another_file_that_has_one_of_its_number() {
    let (place, elsewhere) = (place(), super::place());
    let (mut run, mut other) = (Run::of(&place), Run::of(&elsewhere));
    run.make(&[1], &STAR);
    let save = other.step(&[2], &STAR);
    let Save::Made(mut made) = save else {
        panic!("{save:?}")
    };
    made.at += 1;
    other.commit(&[Save::Made(made)]);
    let there = other.store.history().unwrap().done[0].id;
    assert_ne!(there, run.store.history().unwrap().done[0].id);
    // This run goes on with the other file.
    run.store = elsewhere.open();
    let here = place.open().history().unwrap().done[0].id;
    for step in [StepId::Own(1), here] {
        let articles = run.store.articles_of(step, true, &run.numbers).unwrap();
        assert_eq!(articles, [], "{step:?}");
        let committed = run.commit(&[shown(step, true, &[1])]);
        assert!(!committed.outcomes[0].is_kept, "{step:?}");
        assert_eq!(run.store.load().unwrap().counts().starred, 1, "{step:?}");
    }
    assert_eq!(run.go(there, true), (1, 0));
}

/// A new step takes the way back to what was undone before it.
#[test]
fn what_was_undone_before_a_step_was_made_does_not_come_back_with_it() {
    let place = place();
    let mut run = Run::of(&place);
    run.make(&[1], &STAR);
    assert_eq!(run.go(StepId::Own(1), true), (1, 0));
    let Save::Made(mut made) = run.step(&[2], &STAR) else {
        panic!("a step")
    };
    made.abandoned = vec![StepId::Own(1)];
    run.commit(&[Save::Made(made)]);
    assert_eq!(run.go(StepId::Own(2), true), (1, 0));
    let kept = place.open().history().unwrap();
    assert_eq!((kept.done.len(), kept.undone.len()), (0, 1));
    assert_eq!(kept.undone[0].title, subject(2).title);
    // Two that were undone in turn both come back.
    let place = super::place();
    let mut run = Run::of(&place);
    run.make(&[1], &READ);
    run.make(&[2], &READ);
    assert_eq!(run.go(StepId::Own(2), true), (1, 0));
    assert_eq!(run.go(StepId::Own(1), true), (1, 0));
    assert_eq!(place.open().history().unwrap().undone.len(), 2);
}

/// Articles of which some can't be read any more.
struct Torn(Vec<u32>);

impl crate::marks::Subjects for Torn {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn subject(&self, place: usize) -> Option<Subject> {
        let number = *self.0.get(place)?;
        number.is_multiple_of(2).then(|| subject(number))
    }

    fn id(&self, place: usize) -> Option<ArticleId> {
        self.0.get(place).copied().map(id)
    }
}

#[test]
fn what_can_be_read_no_more_is_marked_all_the_same() {
    let place = place();
    let mut run = Run::of(&place);
    run.make(&[1], &STAR);
    for change in [READ, war(true)] {
        let save = run.step(&[1, 2, 3], &change);
        let Save::Made(mut made) = save else {
            panic!("{save:?}")
        };
        made.subjects = SubjectList(Arc::new(Torn(vec![1, 2, 3])));
        run.commit(&[Save::Made(made)]);
    }
    assert_eq!(listed(&place.open().load().unwrap()), listed(&run.marks));
    let mut titles = Vec::new();
    let told = run.store.each_record(|record| {
        titles.push((record.title, record.path));
        Ok::<(), StoreError>(())
    });
    told.unwrap();
    let of = |title: &str, path: &str| (title.to_owned(), path.to_owned());
    // What was known of the first stays.
    let first = of("第1篇", "news/1.txt");
    assert_eq!(titles, [first, of("第2篇", "news/2.txt"), of("", "")]);
    assert_eq!(run.go(StepId::Own(2), true), (3, 0));
}
