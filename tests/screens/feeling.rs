//! How it feels: what is told and goes by itself, long work, a mouse that is dragged,
//! spun and moved over links, and the line of keys that fades.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::{Alarm, Effect, Indexing, Message, Notice, TOLD_AT_MOST, Tone};
use newsprint::command::{Button, Key, MouseKind, Wheel};
use newsprint::text::Clean;
use proptest::prelude::*;

use super::harness::{Hold, Opened, Session, assert_screen};
use super::pointing::{mouse, mouse_times};
use super::terminal::PRESS;

const DRAG: MouseKind = MouseKind::Drag(Button::Left);
const RELEASE: MouseKind = MouseKind::Release(Button::Left);

fn told(text: &str, tone: Tone) -> Message {
    let text = Clean::line(text);
    Message::Notice(Notice { text, tone })
}

/// The waking that is asked for, and after how many milliseconds.
fn woken(effects: &[Effect], what: Alarm) -> Option<(Message, u16)> {
    effects.iter().find_map(|effect| match *effect {
        Effect::Wake {
            alarm,
            number,
            after,
        } if alarm == what => Some((Message::Woken { alarm, number }, after)),
        _ => None,
    })
}

fn press(session: &mut Session, key: &str) -> Vec<Effect> {
    let key = Key::parse(key).expect("a key");
    session.app.update(Message::Key(key))
}

#[test]
fn what_was_done_goes_by_itself_and_what_went_wrong_stays() {
    let mut session = Session::open(Opened::Fixtures, "100x30");
    let quiet = |text: &str| told(text, Tone::Quiet);
    let effects = session.app.update(quiet("one"));
    let (first, after) = woken(&effects, Alarm::Notice).expect("a waking");
    assert!((4_000..=4_200).contains(&after), "{after}");
    // It stays as long as it takes to read it, and no waking is asked for twice.
    let effects = session.app.update(Message::Clock(session.app.clock.now));
    assert!(woken(&effects, Alarm::Notice).is_none());
    let effects = session.app.update(quiet(&"很长的消息".repeat(50)));
    let (second, after) = woken(&effects, Alarm::Notice).expect("a waking");
    assert_eq!(after, 12_000);
    // What one waking was for has been followed by something else.
    session.tell(first);
    assert!(session.app.notice.is_some());
    session.tell(second);
    assert_eq!(session.app.notice, None);
    // What goes before its time needs no waking any more, and nothing else asks for one.
    session.app.update(quiet("three"));
    let effects = press(&mut session, "j");
    assert!(
        effects.contains(&Effect::CallOff(Alarm::Notice)),
        "{effects:?}"
    );
    assert!(woken(&effects, Alarm::Notice).is_none());
    let effects = press(&mut session, "j");
    assert!(!effects.contains(&Effect::CallOff(Alarm::Notice)));
    let effects = session.app.update(told("wrong", Tone::Error));
    assert_eq!(woken(&effects, Alarm::Notice).map(|(_, after)| after), None);
    press(&mut session, "k");
    assert_eq!(session.app.notice, None);
}

#[test]
fn what_was_told_can_be_read_again() {
    let mut session = Session::open(Opened::Fixtures, "100x30");
    session.keys("gm");
    assert_eq!(session.state(), "list 1/5 | “Nothing has been told yet.”");
    session.tell(told(
        "the index in /a/long/way/to/newsprint/index is damaged (a block ends too early); `newsprint index --rebuild` builds it anew",
        Tone::Error,
    ));
    for _ in 0..3 {
        session.tell(told("同一件事 told again and again", Tone::Quiet));
    }
    session.keys("gm");
    for size in ["100x30", "40x12", "20x6"] {
        session.tell(Message::Resized(super::harness::size(size)));
        session.keys("Esc g m j");
        assert_screen(&format!("messages-{size}"), size, &session.screen());
    }
    session.keys("y");
    assert_eq!(
        session.deeds.last().map(String::as_str),
        Some(
            "copy the index in /a/long/way/to/newsprint/index is damaged (a block ends too early); `newsprint index --rebuild` builds it anew"
        )
    );
    // No more are kept than can be looked through.
    for number in 0..TOLD_AT_MOST + 7 {
        session.tell(told(&format!("message {number}"), Tone::Quiet));
    }
    session.keys("gm");
    let Some(newsprint::app::Popup::Menu(menu)) = &session.app.popup else {
        panic!("no menu")
    };
    let last = menu.entries.last().expect("an entry");
    assert_eq!(menu.entries.len(), TOLD_AT_MOST);
    assert!(last.label.as_str().ends_with("message 7"), "{last:?}");
}

#[test]
fn the_line_of_keys_fades() {
    let bottom = |days: u32, settings: &str| {
        let mut session =
            Session::begin_after(days, Opened::Fixtures, "100x30", settings, Hold::Nothing);
        session.keys("");
        let screen = session.screen();
        screen.lines().last().unwrap_or_default().trim().to_owned()
    };
    let whole = bottom(1, "");
    assert!(
        whole.contains("S sort") && whole.contains("? help"),
        "{whole}"
    );
    let mut before = whole.len();
    for days in 1..40 {
        let line = bottom(days, "");
        assert!(line.contains("? help"), "{days}: {line}");
        assert!(
            line.len() <= before && (days > 7 || line == whole),
            "{days}: {line}"
        );
        before = line.len();
        assert_eq!(bottom(days, "hints = \"on\""), whole, "{days}");
        assert!(!bottom(days, "hints = \"off\"").contains("help"), "{days}");
    }
    let faded = bottom(newsprint::app::DAYS_AT_MOST, "");
    assert!(faded.starts_with("? help"), "{faded}");
}

/// Rows of the list that are dragged over are selected; past the edge what lies
/// beyond comes in, for as long as the button is held.
#[test]
fn rows_are_dragged_over() {
    for (done, expected) in [
        (&[(PRESS, 1), (DRAG, 3), (RELEASE, 3)][..], "picked 1-2"),
        (&[(PRESS, 5), (DRAG, 1)], "picked 1-3"),
        // A click is no selection, and ends one.
        (&[(PRESS, 1), (DRAG, 2), (RELEASE, 2)], ""),
        (&[(PRESS, 1), (DRAG, 5), (RELEASE, 5), (PRESS, 3)], ""),
        (&[(PRESS, 1), (RELEASE, 1), (DRAG, 5)], ""),
        (&[(DRAG, 5)], ""),
    ] {
        let mut session = Session::open(Opened::Fixtures, "100x30");
        for (kind, row) in done {
            session.tell(mouse(*kind, 5, *row));
        }
        let state = session.state();
        let picked = state.split(" | ").find(|part| part.starts_with("picked"));
        assert_eq!(picked.unwrap_or_default(), expected, "{done:?}: {state}");
    }
    let mut session = Session::open(Opened::Fixtures, "100x8");
    session.tell(mouse(PRESS, 5, 1));
    let effects = session.app.update(mouse(DRAG, 5, 7));
    let (mut next, _) = woken(&effects, Alarm::Drag).expect("a waking");
    let mut seen = vec![session.app.picked_rows()];
    for _ in 0..3 {
        let effects = session.app.update(next);
        seen.push(session.app.picked_rows());
        (next, _) = woken(&effects, Alarm::Drag).expect("it is still held");
    }
    assert_eq!(seen, [Some(0..4), Some(0..5), Some(0..5), Some(0..5)]);
    // When it is let go nothing wakes any more, and what comes late does nothing.
    let effects = session.app.update(mouse(RELEASE, 5, 7));
    assert!(
        effects.contains(&Effect::CallOff(Alarm::Drag)),
        "{effects:?}"
    );
    let effects = session.app.update(next);
    assert!(woken(&effects, Alarm::Drag).is_none());
    session.keys("s");
    assert_eq!(
        session.marks().matches('★').count(),
        5,
        "{}",
        session.marks()
    );
}

#[test]
fn the_thumb_is_dragged() {
    let mut session = Session::open(Opened::Fixtures, "100x12");
    session.tell(mouse(PRESS, 60, 5));
    session.tell(mouse(RELEASE, 60, 5));
    let last = |session: &Session| session.app.reader.top;
    session.keys("G");
    let end = last(&session);
    session.keys("gg");
    // Held where it is, it brings the page from end to end.
    let mut tops = Vec::new();
    session.tell(mouse(PRESS, 99, 1));
    for row in 1..12 {
        session.tell(mouse(DRAG, 70, row));
        tops.push(last(&session));
        session.screen();
    }
    assert_eq!((tops.first(), tops.last()), (Some(&0), Some(&end)));
    assert!(tops.is_sorted(), "{tops:?}");
    session.tell(mouse(RELEASE, 70, 11));
    session.tell(mouse(DRAG, 70, 1));
    assert_eq!(last(&session), end, "it is let go");
    // Pressed beside it, it comes there.
    session.tell(mouse(PRESS, 99, 1));
    assert_eq!(last(&session), 0);
    assert_eq!(session.app.selection, None);
}

#[test]
fn a_second_click_opens() {
    for (wait, row, expected) in [
        (300, 3, "page 2/5 | ●·●●●"),
        (500, 3, "list 2/5"),
        (300, 5, "list 3/5"),
    ] {
        let mut session = Session::open(Opened::Fixtures, "100x24");
        session.tell(mouse(PRESS, 5, 3));
        session.tell(mouse(RELEASE, 5, 3));
        let later = session.app.clock.now + chrono::TimeDelta::milliseconds(wait);
        session.tell(Message::Clock(later));
        session.tell(mouse(PRESS, 5, row));
        assert_eq!(session.state(), expected, "{wait} {row}");
    }
}

#[test]
fn the_order_above_is_clicked() {
    let mut session = Session::open(Opened::Fixtures, "100x24");
    session.tell(mouse(PRESS, 95, 0));
    assert_eq!(session.state(), "list 1/5 | sort 1");
}

/// The terminal is asked where the mouse is only while there are links in sight; what
/// it is over is told, and is no message.
#[test]
fn a_link_tells_where_it_leads() {
    let html = "<p>before <a href=\"https://example.org/a/b\">a link here</a> after</p>";
    let open = |settings: &str| {
        let mut session = Session::begin(Opened::Fixtures, "100x24", settings, Hold::Nothing);
        session.show(html, |_| {});
        session
    };
    let mut session = open("");
    let screen = session.screen();
    let row = screen.lines().position(|line| line.contains("a link here"));
    let row = u16::try_from(row.expect("the link")).unwrap();
    let line = screen.lines().nth(usize::from(row)).unwrap();
    let (ahead, _) = line.split_once("a link").unwrap();
    let column = u16::try_from(newsprint::text::WidthPolicy::Narrow.text(ahead)).unwrap();
    let bottom = |session: &Session| session.screen().lines().last().unwrap().to_owned();
    let before = bottom(&session);
    session.tell(mouse(MouseKind::Move, column, row));
    assert!(
        bottom(&session).contains("example.org"),
        "{}",
        bottom(&session)
    );
    session.tell(mouse(MouseKind::Move, column - 1, row));
    assert_eq!(bottom(&session), before);
    session.tell(mouse(MouseKind::Move, column, row));
    session.keys("j");
    assert_eq!(bottom(&session), before);
    // It is not told twice what is wanted, and no more when no link is in sight.
    let follows = |effects: &[Effect]| -> Vec<bool> {
        let all = effects.iter();
        all.filter_map(|effect| match effect {
            Effect::FollowMouse(on) => Some(*on),
            _ => None,
        })
        .collect()
    };
    assert!(follows(&press(&mut session, "j")).is_empty());
    assert_eq!(follows(&press(&mut session, "?")), [false]);
    assert_eq!(follows(&press(&mut session, "Esc")), [true]);
    // Where that is not wanted, it is not asked for.
    for settings in ["hover = false", "mouse = false"] {
        let mut session = open(settings);
        assert!(follows(&press(&mut session, "?")).is_empty());
        assert!(follows(&press(&mut session, "Esc")).is_empty());
    }
}

/// What is worked at is told with a figure, and that it can be left.
#[test]
fn long_work_says_how_far_it_is() {
    for size in ["100x24", "60x12", "40x12", "20x6"] {
        let mut session = Session::begin(Opened::Fixtures, size, "", Hold::Nothing);
        session.tell(Message::Indexing(Some(Indexing {
            done: 12_345,
            total: 100_000,
            per_second: 900,
        })));
        assert_screen(&format!("indexing-{size}"), size, &session.screen());
        let mut session = Session::begin(Opened::Fixtures, size, "", Hold::Lists);
        session.keys("/ a");
        // Of another search than the one in force nothing is told.
        for generation in 0..9 {
            session.tell(Message::Searching {
                generation,
                done: 1_200,
                total: 45_000,
            });
            if session.app.search_progress().is_some() {
                break;
            }
        }
        assert_eq!(session.app.search_progress(), Some((1_200, 45_000)));
        assert_screen(&format!("searching-{size}"), size, &session.screen());
    }
}

/// `Esc` leaves a change that takes long, and nothing of it was made.
#[test]
fn a_change_of_many_can_be_left() {
    for (keys, key) in [("A", "Esc"), ("* s", "Esc"), ("A", "C-c")] {
        let mut session = Session::begin(Opened::Fixtures, "100x12", "", Hold::Marks);
        session.app.few = 3;
        session.keys(keys).keys(key);
        let before = session.marks();
        let told = session.app.notice.as_ref();
        assert_eq!(
            told.map(|notice| notice.text.as_str()),
            Some("Left: nothing was marked.")
        );
        assert_eq!(session.app.change_text(), None);
        session.release();
        assert_eq!(
            (session.marks(), before.as_str()),
            (before.clone(), "●●●●●")
        );
        // The next one is made.
        session.keys("A");
        session.release();
        assert_eq!(session.marks(), "·····", "{keys}");
    }
}

fn wheel(direction: Wheel, column: u16, row: u16, times: u16) -> Message {
    mouse_times(MouseKind::Wheel(direction), column, row, times)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    /// Turns of the wheel that are taken together do what each would have done. (Where
    /// the page has the keys, articles that are passed over are not even read.)
    #[test]
    fn turns_of_the_wheel_add_up(
        turns in proptest::collection::vec((any::<bool>(), 1..9u16, prop_oneof![Just(5u16), Just(70u16)]), 1..6),
        keys in prop::sample::select(vec!["", "S", "?", "/ a"]),
        rows in prop::sample::select(vec!["100x8", "100x12", "100x24"]),
    ) {
        let mut together = Session::open(Opened::Guide, rows);
        let mut each = Session::open(Opened::Guide, rows);
        together.keys(keys);
        each.keys(keys);
        for (is_down, times, column) in turns {
            let direction = if is_down { Wheel::Down } else { Wheel::Up };
            together.tell(wheel(direction, column, 4, times));
            for _ in 0..times {
                each.tell(wheel(direction, column, 4, 1));
            }
            prop_assert_eq!(together.screen(), each.screen());
        }
    }
}

/// `R` gave no answer where nothing had come.
#[test]
fn a_look_at_the_folder_is_answered() {
    let told = |keys: &str| {
        let mut session = Session::open(Opened::Fixtures, "100x24");
        session.keys(keys);
        session.tell(Message::Scanned {
            binary: 0,
            unreadable: 0,
        });
        let notice = session.app.notice.as_ref();
        notice.map(|notice| notice.text.as_str().to_owned())
    };
    let answer = "The folder has been looked at; the list is as it is now.";
    assert_eq!(told("R").as_deref(), Some(answer));
    // Nobody asked.
    assert_eq!(told("j"), None);
}
