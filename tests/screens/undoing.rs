//! Taking back what was done in an earlier run, and what others have changed
//! meanwhile.

#![allow(clippy::unwrap_used, reason = "tests")]

use newsprint::app::Message;
use newsprint::marks::{Change, Kept, Mark, Step, StepId, StepNumber, Tag};

use super::harness::{Hold, Opened, Session};

const SIZE: &str = "100x12";

fn session() -> Session {
    Session::open(Opened::Fixtures, SIZE)
}

fn kept(session: &Session, change: Change, number: i64, count: usize) -> Step {
    Step {
        id: StepId::Kept(StepNumber { number, at: 5 }),
        change,
        title: session
            .app
            .list
            .selected_head()
            .unwrap()
            .title
            .as_str()
            .to_owned(),
        count,
        articles: None,
    }
}

#[test]
fn what_was_done_before_the_start_is_taken_back() {
    for few in [100, 0] {
        let mut session = session();
        session.app.few = few;
        let rows = session.app.list.rows.clone();
        let mut ids: Vec<_> = (1..4).filter_map(|row| rows.id(row)).collect();
        ids.sort();
        let marks = ids.iter().map(|id| {
            (
                *id,
                Mark {
                    read: true,
                    ..Mark::default()
                },
            )
        });
        session.tell(Message::MarksChanged(marks.collect()));
        session.kept_articles = ids;
        session.keys("s");
        let done = vec![kept(&session, Change::Read(true), 7, 3)];
        let undone = vec![kept(&session, Change::Starred(true), 8, 1)];
        session.tell(Message::History(Kept { done, undone }));
        // What was done here comes first, and nothing was undone since.
        assert_eq!(
            session.keys("C-r").state(),
            "list 1/5 | ★···● | “Nothing to do again.”"
        );
        session.keys("u");
        assert_eq!(session.marks(), "●···●");
        assert_eq!(
            session.keys("u").state(),
            "list 1/5 | “Undone: read · 3 articles”"
        );
        assert_eq!(session.app.list.unread, 5);
        assert_eq!(session.keys("u").state(), "list 1/5 | “Nothing to undo.”");
        assert_eq!(
            session.keys("C-r").state(),
            "list 1/5 | ●···● | “Done again: read · 3 articles”"
        );
        session.keys("C-r");
        assert_eq!(session.marks(), "★···●");
    }
}

/// The marks file was replaced: what was told of the first one is nothing any more.
#[test]
fn the_steps_of_another_file_take_the_place_of_those_before() {
    let mut session = session();
    session.keys("s");
    for (change, number) in [(Change::Read(true), 7), (Change::Starred(true), 8)] {
        let done = vec![kept(&session, change, number, 3)];
        let undone = vec![kept(&session, Change::Read(false), number + 2, 3)];
        session.tell(Message::History(Kept { done, undone }));
    }
    // That of this run stays, and comes first.
    assert!(session.keys("u").state().contains("Undone: starred"));
    let told = session.keys("u").state();
    assert!(told.contains("left so: starred · 3 articles"), "{told}");
    assert!(session.keys("u").state().contains("Nothing to undo."));
}

#[test]
fn what_others_have_changed_since_is_left_so() {
    let mut session = session();
    let undone = vec![kept(
        &session,
        Change::Tag(Tag::new("war").unwrap(), true),
        1,
        1,
    )];
    let done = vec![kept(&session, Change::Read(true), 2, 3)];
    session.tell(Message::History(Kept { done, undone }));
    // The store knows of no article on which it still stands.
    let told = session.keys("u").state();
    assert_eq!(
        told,
        "list 1/5 | “Changed elsewhere since, and left so: read · 3 articles”"
    );
    let told = session.keys("C-r").state();
    assert_eq!(
        told,
        "list 1/5 | “Changed elsewhere since, and left so: tagged war · 山城小火车恢复运行 首班乘客清晨登车”"
    );
    // In this run: its mark has another value now.
    session.keys("s");
    let id = session.chosen().unwrap();
    session.tell(Message::MarksChanged(vec![(id, Mark::default())]));
    let told = session.keys("u").state();
    assert!(
        told.contains("Changed elsewhere since, and left so: starred"),
        "{told}"
    );
    // A store that can't be read: it can be tried again.
    let done = vec![kept(&session, Change::Read(true), 3, 3)];
    session.tell(Message::History(Kept {
        done,
        undone: Vec::new(),
    }));
    session.hold = Hold::All;
    session.keys("u u");
    let [step, another] = [3, 9].map(|number| StepId::Kept(StepNumber { number, at: 5 }));
    session.tell(Message::StepFetched {
        step: another,
        articles: None,
    });
    session.tell(Message::StepFetched {
        step,
        articles: None,
    });
    assert!(!session.state().contains("Nothing"), "{}", session.state());
    session.keys("u");
    assert!(!session.state().contains("Nothing"), "{}", session.state());
}

/// Another newsprint marks thousands, and one of them has just got a star here.
#[test]
fn a_star_that_is_being_saved_stays_while_a_thread_takes_over_what_others_marked() {
    let mut session = session();
    session.app.few = 0;
    session.hold = Hold::All;
    session.keys("s");
    let rows = session.app.list.rows.clone();
    let ids = (0..rows.len()).filter_map(|row| rows.id(row));
    let read = Mark {
        read: true,
        ..Mark::default()
    };
    session.tell(Message::MarksChanged(
        ids.map(|id| (id, read.clone())).collect(),
    ));
    // The star is safe first, then the thread is done.
    session.release();
    assert_eq!(session.app.marks.unsafe_count(), 0);
    assert_eq!(session.app.marks.counts().starred, 1);
    assert_eq!(session.app.marks.counts().read, 5);
}

/// Another newsprint marks thousands, and takes it back before a thread has taken over
/// the first: both look alike to it.
#[test]
fn what_others_took_back_while_a_thread_took_it_over_is_not_shown() {
    let mut session = session();
    session.app.few = 1;
    session.hold = Hold::All;
    let rows = session.app.list.rows.clone();
    let ids: Vec<_> = (0..rows.len()).filter_map(|row| rows.id(row)).collect();
    let all_with = |read| {
        let mark = Mark {
            read,
            ..Mark::default()
        };
        Message::MarksChanged(ids.iter().map(|id| (*id, mark.clone())).collect())
    };
    session.tell(all_with(true));
    session.tell(all_with(false));
    let first = vec![(ids[0], Mark::default())];
    session.tell(all_with(true));
    session.tell(Message::MarksChanged(first));
    session.release();
    assert_eq!(session.app.marks.counts().read, 4);
    // A thread that could not take them over holds up none that come after.
    session.hold = Hold::All;
    session.tell(all_with(false));
    session.tell(Message::MarksChanged(vec![(ids[1], Mark::default())]));
    session.waiting.clear();
    session.tell(Message::NotMerged);
    session.release();
    assert_eq!(session.app.marks.counts().read, 3);
}

/// Undoing takes a while, and is asked for twice; meanwhile something else is done.
#[test]
fn what_was_done_after_the_key_is_not_undone_by_it() {
    let mut session = session();
    let done = [3, 4].map(|number| kept(&session, Change::Read(true), number, 3));
    session.tell(Message::History(Kept {
        done: done.to_vec(),
        undone: Vec::new(),
    }));
    let rows = session.app.list.rows.clone();
    session.kept_articles = rows.id(1).into_iter().collect();
    session.hold = Hold::All;
    session.keys("u u s");
    session.release();
    assert_eq!(session.app.marks.counts().starred, 1, "{}", session.state());
    // What comes next is that.
    session.keys("u");
    assert_eq!(session.app.marks.counts().starred, 0, "{}", session.state());
}

/// What was to be undone was left: what stands before it is not meant.
#[test]
fn an_undo_of_what_is_left_takes_back_nothing_else() {
    let mut session = session();
    session.keys("s");
    session.app.few = 0;
    session.hold = Hold::All;
    session.keys("A u Esc");
    session.waiting.clear();
    session.release();
    assert_eq!(session.app.marks.counts().starred, 1, "{}", session.state());
}
