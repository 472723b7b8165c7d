//! Marks for many articles at once, tags, and taking all of that back.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::Message;
use proptest::prelude::*;
use proptest::sample::select;

use super::harness::{Hold, Opened, Session, assert_screen};

const SIZE: &str = "100x12";

fn session() -> Session {
    Session::open(Opened::Fixtures, SIZE)
}

/// A sitting in which a thread makes every change of several articles.
fn session_of_threads() -> Session {
    let mut session = session();
    session.app.few = 0;
    session
}

/// The state with the tags of the articles, the newest first.
fn state(session: &Session) -> String {
    let rows = &session.app.list.rows;
    let tags = (0..rows.len()).filter_map(|row| rows.id(row)).map(|id| {
        let tags = session.app.marks.get(id).tags;
        let names: Vec<&str> = tags.iter().map(|tag| tag.name().as_str()).collect();
        names.join("+")
    });
    let tags: Vec<String> = tags.collect();
    let tags = if tags.iter().all(String::is_empty) {
        String::new()
    } else {
        format!(" | {}", tags.join(","))
    };
    format!("{}{tags}", session.state())
}

/// Keys, and the state after them.
const MANY: &[(&str, &str)] = &[
    (
        "A",
        "list 1/5 | ····· | “5 articles: read; u takes it back.”",
    ),
    ("A u", "list 1/5 | “Undone: read · 5 articles”"),
    (
        "A u C-r",
        "list 1/5 | ····· | “Done again: read · 5 articles”",
    ),
    ("A A", "list 1/5 | ····· | “Nothing here is unread.”"),
    // What was read before stays read.
    ("2j r A u", "list 3/5 | ●●·●● | “Undone: read · 4 articles”"),
    // Only what is shown.
    (
        "/ title:开 Enter A",
        "list 1/2 | ●·●·● | search “title:开” | “2 articles: read; u takes it back.”",
    ),
    (
        "/ title:开 Enter A Esc A u u",
        "list 2/5 | “Undone: read · 2 articles”",
    ),
    ("v", "list 1/5 | picked 1-1"),
    ("v 2j", "list 3/5 | picked 1-3"),
    ("3j v 2k", "list 2/5 | picked 2-4"),
    ("3j v gg v", "list 1/5"),
    ("*", "list 1/5 | picked 1-5"),
    ("v *", "list 1/5 | picked 1-5"),
    ("* v", "list 1/5"),
    ("* j Esc", "list 2/5"),
    ("v q", "list 1/5"),
    // Another order: from the article where it was begun.
    ("j v j S d S d", "list 3/5 | picked 2-3"),
    ("v j / 开 Enter", "list 1/4 | search “开”"),
    (
        "v 2j r",
        "list 3/5 | ···●● | “3 articles: read; u takes it back.”",
    ),
    // All read, where any is not; else all unread.
    (
        "j r v 2j r",
        "list 4/5 | ●···● | “2 articles: read; u takes it back.”",
    ),
    (
        "v 2j r * r",
        "list 3/5 | ····· | “2 articles: read; u takes it back.”",
    ),
    ("A * r", "list 1/5 | “5 articles: unread; u takes it back.”"),
    (
        "s * s",
        "list 1/5 | ★★★★★ | “4 articles: starred; u takes it back.”",
    ),
    (
        "* s * s",
        "list 1/5 | “5 articles: star taken away; u takes it back.”",
    ),
    ("* s v s u u", "list 1/5 | “Undone: starred · 5 articles”"),
    // In the page it is the article that is marked.
    ("v j Enter s", "page 2/5 | picked 1-2 | ●☆●●●"),
    ("s u u", "list 1/5 | “Nothing to undo.”"),
    ("s u C-r C-r", "list 1/5 | ★●●●● | “Nothing to do again.”"),
    ("s u r C-r", "list 1/5 | ·●●●● | “Nothing to do again.”"),
];

#[test]
fn many_are_marked_at_once_and_taken_back_at_once() {
    for (keys, expected) in MANY {
        for mut session in [session(), session_of_threads()] {
            session.keys(keys);
            assert_eq!(session.state(), *expected, "{keys}");
            let unread = session.marks();
            let rows = session.app.list.rows.len();
            if rows == 5 {
                let unread = unread.chars().filter(|mark| "●★".contains(*mark)).count();
                assert_eq!(session.app.list.unread, unread, "{keys}");
            }
            session.screen();
        }
    }
}

/// Keys, and the state and the tags after them.
const TAGS: &[(&str, &str)] = &[
    ("t", "list 1/5 | new tag “”"),
    ("t w a r", "list 1/5 | new tag “war”"),
    ("t w a r Esc", "list 1/5"),
    ("t Enter", "list 1/5"),
    (
        "t “” Enter",
        "list 1/5 | new tag ““”” | “A tag has letters or digits, a hundred characters at the most.”",
    ),
    (
        "t war Enter",
        "list 1/5 | “1 article: tagged war; u takes it back.” | war,,,,",
    ),
    (
        "t war Enter u",
        "list 1/5 | “Undone: tagged war · 山城小火车恢复运行 首班乘客清晨登车”",
    ),
    ("t war Enter t", "list 1/5 | tags 1 | war,,,,"),
    (
        "t war Enter t a",
        "list 1/5 | tags 1 | “1 article: tag war taken away; u takes it back.”",
    ),
    ("t war Enter j t a Esc", "list 2/5 | war,war,,,"),
    // On some: all get it. On all: none has it.
    ("t war Enter v 2j t a Esc", "list 3/5 | war,war,war,,"),
    ("t war Enter v 2j t Enter Enter Esc", "list 3/5"),
    (
        "t war Enter v 2j t a a Esc u u",
        "list 3/5 | “Undone: tagged war · 2 articles” | war,,,,",
    ),
    // A name that folds alike is the tag that is there.
    (
        "t 战争 Enter j t n 戰爭 Enter",
        "list 2/5 | “1 article: tagged 战争; u takes it back.” | 战争,战争,,,",
    ),
    (
        "t war Enter t n 海 Enter t",
        "list 1/5 | tags 1 | war+海,,,,",
    ),
    // Tab completes.
    (
        "t war Enter j t n w Tab",
        "list 2/5 | new tag “war” | war,,,,",
    ),
    (
        "t war Enter t n wax Enter j t n wa Tab Tab",
        "list 2/5 | new tag “wax” | war+wax,,,,",
    ),
    (
        "t war Enter t n wax Enter j t n wa Tab Tab Tab Enter",
        "list 2/5 | “1 article: tagged war; u takes it back.” | war+wax,war,,,",
    ),
    (
        "t war Enter j t n q Tab",
        "list 2/5 | new tag “q” | “Nothing completes that.” | war,,,,",
    ),
    // As in all menus.
    (
        "t war Enter t n 海 Enter j t / 海 Enter",
        "list 2/5 | tags 2 | narrowed to “海▏” | “1 article: tagged 海; u takes it back.” | war+海,海,,,",
    ),
    (
        "t war Enter t y",
        "list 1/5 | tags 1 | “Copied: tag.” | copy war | war,,,,",
    ),
    ("t war Enter t Esc j", "list 2/5 | war,,,,"),
    (
        "Enter t war Enter",
        "page 1/5 | ·●●●● | “1 article: tagged war; u takes it back.” | war,,,,",
    ),
];

#[test]
fn tags_are_given_and_taken_away() {
    for (keys, expected) in TAGS {
        for mut session in [session(), session_of_threads()] {
            session.keys(keys);
            assert_eq!(state(&session), *expected, "{keys}");
            session.screen();
        }
    }
    let mut session = session();
    session.keys("t");
    session.tell(Message::Paste("to read\n".to_owned()));
    assert_eq!(session.keys("Enter").app.marks.set().tags().count(), 1);
}

#[test]
fn tags_stand_in_the_details_and_below_the_title() {
    let mut session = Session::open(Opened::Fixtures, "100x24");
    session.keys("t 海 Enter t n war Enter Enter");
    assert!(
        session.screen().contains("#war #海"),
        "{}",
        session.screen()
    );
    session.keys("5j");
    let top = session.app.reader.top;
    session.keys("t a Esc");
    assert_eq!(session.app.reader.top, top, "the page stays where it is");
    session.keys("gg");
    assert!(session.screen().contains(" · #海") && !session.screen().contains("#war"));
    let details = session.keys("i").screen();
    assert!(
        details
            .lines()
            .any(|line| line.contains("tags") && line.contains("#海")),
        "{details}"
    );
    // Where there is no room, what is known of the article is more.
    session.keys("Esc @40x12 t n averyveryverylongtag Enter");
    assert!(!session.screen().contains("#海"), "{}", session.screen());
}

/// While a thread is at it, the screen shows what will be, and that it is not safe.
#[test]
fn a_change_of_many_shows_before_it_is_made() {
    let mut session = Session::begin(Opened::Fixtures, SIZE, "", Hold::Marks);
    session.app.few = 3;
    session.keys("A");
    assert!(
        session.screen().contains("0 unread"),
        "{}",
        session.screen()
    );
    assert_screen(
        "marking-100x12",
        "100x12  A, while a thread is at it",
        &session.screen(),
    );
    assert_screen(
        "styles-marking-100x12",
        "100x12  A, while a thread is at it",
        &session.styles(),
    );
    assert_eq!(session.marks(), "●●●●●", "not made yet");
    // What is shown is the last word on it for that long.
    for keys in ["r", "s", "A", "* s"] {
        session.keys(keys);
        let told = session
            .app
            .notice
            .as_ref()
            .map(|notice| notice.text.as_str());
        assert_eq!(
            told,
            Some("A moment: the change before is still being made."),
            "{keys}"
        );
    }
    // What is read meanwhile is read, and what is to be taken back waits.
    session.keys("j Enter h u C-r");
    session.release();
    assert_eq!(session.marks(), "·····");
    assert_eq!(
        (session.app.list.unread, session.app.marks.unsafe_count()),
        (0, 0)
    );
    session.keys("u");
    assert_eq!(session.marks(), "●●●●●", "all of it was one step");
    assert_eq!(session.app.list.unread, 5);
}

#[test]
fn a_change_that_is_being_made_is_made_before_the_end() {
    let mut session = Session::begin(Opened::Fixtures, SIZE, "", Hold::Marks);
    session.app.few = 0;
    session.keys("A Q");
    assert_eq!(session.marks(), "·····");
    session.release();
    assert_eq!(session.app.marks.unsafe_count(), 0);
}

/// Says of changes that were asked for one after the other that they went wrong.
fn not_changed(session: &mut Session, generations: std::ops::RangeInclusive<u64>) {
    for generation in generations {
        session.tell(Message::NotChanged { generation });
    }
}

#[test]
fn what_could_not_be_changed_can_be_tried_again() {
    let mut session = Session::begin(Opened::Fixtures, SIZE, "", Hold::Marks);
    session.app.few = 0;
    session.keys("A");
    not_changed(&mut session, 1..=1);
    session.release();
    assert_eq!(session.marks(), "●●●●●");
    session.keys("A");
    session.hold = Hold::Marks;
    session.keys("u");
    not_changed(&mut session, 1..=9);
    session.release();
    assert_eq!(session.marks(), "·····");
    assert_eq!(session.keys("u").marks(), "●●●●●");
}

/// What is said of a change that was left is not taken for the next one's.
#[test]
fn a_change_is_made_though_the_one_before_it_was_not() {
    let mut session = Session::begin(Opened::Fixtures, SIZE, "", Hold::Marks);
    session.app.few = 0;
    session.keys("A Esc A");
    not_changed(&mut session, 1..=1);
    session.release();
    assert_eq!(session.marks(), "·····");
}

#[test]
fn looks() {
    for (name, sizes, keys) in [
        ("picked", "100x24 80x24 40x12 20x6", "j v 2j"),
        ("picked-all", "80x24", "* "),
        ("all-read", "100x24 80x24 40x12 20x6", "A"),
        (
            "tags",
            "100x24 40x12 20x6",
            "t war Enter t n 海 Enter j t n 港口 Enter v k t",
        ),
        ("tags-narrowed", "80x24", "t war Enter t n 海 Enter t / 海"),
        ("tag-typed", "100x24 40x12 20x6", "j t 港口"),
        (
            "tags-below-title",
            "100x24",
            "t war Enter t n 海 Enter Enter",
        ),
        ("tags-in-details", "100x24", "t war Enter i"),
    ] {
        for size in sizes.split(' ') {
            let mut session = Session::open(Opened::Fixtures, size);
            let screen = session.keys(keys).screen();
            assert_screen(
                &format!("{name}-{size}"),
                &format!("{size}  {keys}"),
                &screen,
            );
        }
    }
    let mut session = Session::open(Opened::Fixtures, "60x12");
    let styles = session.keys("j v j").styles();
    assert_screen("styles-picked-60x12", "60x12  j v j", &styles);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    /// Whether a thread makes a change or not, it comes to the same; and all that
    /// was done can be taken back.
    #[test]
    fn threads_change_nothing_but_time(
        keys in proptest::collection::vec(select(vec![
            "A", "u", "C-r", "r", "s", "v", "*", "j", "k", "G", "Esc", "]", "t w Enter Esc", "t n x Enter Esc Esc", "t a Esc",
            "/ 开 Enter", "/ is:unread Enter", "S d",
        ]), 0..30),
    ) {
        let keys = keys.join(" ");
        let mut one = session();
        let mut other = session_of_threads();
        one.keys(&keys);
        other.keys(&keys);
        prop_assert_eq!(state(&one), state(&other));
        prop_assert_eq!(one.app.list.unread, other.app.list.unread);
        for mut session in [one, other] {
            session.keys("Esc Esc Esc");
            for _ in 0..60 {
                session.keys("u");
            }
            prop_assert_eq!(session.marks(), "●●●●●");
            prop_assert_eq!(session.app.marks.unsafe_count(), 0);
            prop_assert_eq!(session.app.marks.set().tags().count(), 0);
        }
    }
}
