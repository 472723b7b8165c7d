//! Steps that are not kept any more when they are undone.

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
