//! What holds for any keys, any messages in any order, at any size.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::geometry::Size;
use newsprint::app::{Answered, Message, Notice, Popup, Tone};
use newsprint::article::ArticleId;
use newsprint::command::{Button, COMMANDS, Code, Key, MouseKind, Wheel};
use newsprint::marks::{Mark, PlaceMark, SavedSearch};
use newsprint::query::complete::Outlet;
use newsprint::settings::TerminalFacts;
use newsprint::text::{Clean, WidthPolicy, Widths};
use proptest::prelude::*;
use proptest::sample::select;

use super::archives::{configured, offered, opened};
use super::dump;
use super::harness::{Hold, Opened, Session};
use super::pointing::mouse_times;

/// Something that happens to the program.
#[derive(Clone, Debug)]
enum Event {
    Key(Key),
    Paste(String),
    Mouse(MouseKind, u16, u16, u16),
    /// The terminal answers: whether quotes, lines and marks are wide.
    Known(Option<[bool; 3]>),
    Resize(u16, u16),
    Time(i64),
    /// An answer that waits comes; with `true` it will come again.
    Answer(usize, bool),
    /// Another process marks an article.
    Marked(usize, Mark),
    Scanned(usize, usize),
    Notice(String),
    Fault(u64),
    Earlier(Vec<String>),
    Outlets(Vec<Vec<String>>),
    Saved(Vec<(String, String)>),
    /// Places under letters: letter, article, position.
    Places(Vec<(char, usize, u32)>),
    /// A program has ended: its request, its lines, whether it failed.
    Answered(u64, Vec<String>, bool),
    /// Another archive was opened, with a place or without.
    Opened(bool),
    Reopened,
    /// Settings were read again: which of some.
    Configured(usize, bool),
    Counted(usize),
    Ending,
}

/// Settings that are read again.
const SETTINGS: &[&str] = &[
    "",
    "measure = 30\nrows = \"one\"\nlanguage = \"zh-Hant\"",
    "layout = \"above\"\ncolours = \"none\"\nzone = \"Asia/Tokyo\"",
    "sort = \"-title\"\nkeys = \"less\"\ntheme = \"paper\"",
    "columns = [\"title\"]\nsnippets = \"always\"\nambiguous_width = \"wide\"",
];

fn keys() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = COMMANDS
        .iter()
        .flat_map(|entry| entry.list.iter().chain(entry.page))
        .flat_map(|keys| Key::parse_sequence(keys).expect("keys of the table"))
        .collect();
    prop_oneof![
        12 => select(bound),
        3 => select(vec!['/', '、', ':', 't', 'Y', 'S', 'v', 'n', '?', 'i', 'Q', 'g', '9', '港', '开', '"', '(', 'ｊ', ';', 'a', 's', 'y', 'm', '\'', 'O', '|']).prop_map(Key::char),
        2 => select(vec![Code::Enter, Code::Esc, Code::Tab, Code::Up, Code::Backspace, Code::Left, Code::Delete]).prop_map(Key::plain),
        1 => any::<(char, bool, bool)>().prop_map(|(c, ctrl, alt)| Key { ctrl, alt, ..Key::char(c) }),
    ]
}

fn sizes() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        6 => (0..60u16, 0..20u16),
        4 => (60..140u16, 5..40u16),
        1 => (0..=300u16, 0..=100u16),
    ]
}

fn mice() -> impl Strategy<Value = Event> {
    let kinds = vec![
        MouseKind::Press(Button::Left),
        MouseKind::Drag(Button::Left),
        MouseKind::Release(Button::Left),
        MouseKind::Press(Button::Right),
        MouseKind::Wheel(Wheel::Up),
        MouseKind::Wheel(Wheel::Down),
        MouseKind::Move,
    ];
    let places = prop_oneof![9 => (0..140u16, 0..40u16), 1 => any::<(u16, u16)>()];
    let times = prop_oneof![5 => 1..9u16, 1 => any::<u16>()];
    (select(kinds), places, times)
        .prop_map(|(kind, (column, row), times)| Event::Mouse(kind, column, row, times))
}

fn events() -> impl Strategy<Value = Event> {
    let mark = (
        any::<bool>(),
        any::<bool>(),
        proptest::option::of(0..2_000u32),
    );
    let mark = mark.prop_map(|(read, starred, place)| Mark {
        read,
        starred,
        place,
        ..Mark::default()
    });
    prop_oneof![
        24 => keys().prop_map(Event::Key),
        1 => "[ -~港开\n\t\u{1b}\u{202e}]{0,12}".prop_map(Event::Paste),
        4 => mice(),
        1 => any::<Option<[bool; 3]>>().prop_map(Event::Known),
        4 => sizes().prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        1 => (-3_000_000_000..30_000_000_000i64).prop_map(Event::Time),
        8 => (any::<usize>(), any::<bool>()).prop_map(|(place, keep)| Event::Answer(place, keep)),
        1 => (any::<usize>(), mark).prop_map(|(article, mark)| Event::Marked(article, mark)),
        1 => (0..3usize, 0..3usize).prop_map(|(binary, unreadable)| Event::Scanned(binary, unreadable)),
        1 => "\\PC{0,200}".prop_map(Event::Notice),
        1 => (0..20u64).prop_map(Event::Fault),
        1 => proptest::collection::vec("\\PC{0,20}", 0..4).prop_map(Event::Earlier),
        1 => proptest::collection::vec(proptest::collection::vec("\\PC{1,20}", 0..3), 0..4).prop_map(Event::Outlets),
        1 => proptest::collection::vec(("\\PC{1,9}", "(search:[ab]|\\PC){0,9}"), 0..4).prop_map(Event::Saved),
        1 => proptest::collection::vec(("[a-z]".prop_map(|letter| letter.chars().next().unwrap_or('a')), any::<usize>(), 0..3_000u32), 0..4).prop_map(Event::Places),
        1 => (0..9u64, proptest::collection::vec("\\PC{0,200}", 0..50), any::<bool>()).prop_map(|(number, lines, fails)| Event::Answered(number, lines, fails)),
        1 => any::<bool>().prop_map(Event::Opened),
        1 => Just(Event::Reopened),
        1 => (0..SETTINGS.len(), any::<bool>()).prop_map(|(which, faulty)| Event::Configured(which, faulty)),
        1 => (0..2_000_000usize).prop_map(Event::Counted),
        1 => Just(Event::Ending),
    ]
}

fn archives() -> impl Strategy<Value = Opened> {
    select(vec![Opened::Fixtures, Opened::Guide, Opened::Empty])
}

/// The places under letters are these now.
fn placed(session: &Session, places: Vec<(char, usize, u32)>) -> Message {
    let rows = &session.app.list.rows;
    let article = |place: usize| place.checked_rem(rows.len()).and_then(|row| rows.id(row));
    let places = places
        .into_iter()
        .map(|(letter, place, position)| PlaceMark {
            letter,
            article: article(place).unwrap_or(ArticleId::from_bytes([9; 16])),
            position,
            title: "港口".to_owned(),
        });
    Message::Places(places.collect())
}

/// A program has ended.
fn answered(number: u64, lines: &[String], fails: bool) -> Message {
    Message::Answered(Box::new(Answered {
        number,
        name: Clean::line("own"),
        lines: lines.iter().map(|line| Clean::line(line)).collect(),
        failure: fails.then(|| Clean::line("it failed")),
    }))
}

fn policy(is_wide: bool) -> WidthPolicy {
    if is_wide {
        WidthPolicy::Wide
    } else {
        WidthPolicy::Narrow
    }
}

/// Lets something happen.
fn happen(session: &mut Session, event: &Event) {
    let message = match event.clone() {
        Event::Key(key) => Message::Key(key),
        Event::Paste(text) => Message::Paste(text),
        Event::Mouse(kind, column, row, times) => mouse_times(kind, column, row, times),
        Event::Known(wide) => {
            let widths = wide.map(|wide| wide.map(policy));
            Message::TerminalKnown(TerminalFacts {
                widths: widths.map(|[quote, rule, mark]| Widths::of(quote, rule, mark)),
                ..TerminalFacts::default()
            })
        }
        Event::Resize(columns, rows) => Message::Resized(Size { columns, rows }),
        Event::Time(seconds) => {
            Message::Clock(chrono::DateTime::from_timestamp(seconds, 0).expect("a time"))
        }
        Event::Answer(place, keep) => return session.deliver(place, keep),
        Event::Marked(article, mark) => {
            let rows = &session.app.list.rows;
            let Some(row) = article.checked_rem(rows.len()) else {
                return;
            };
            let id = rows.id(row).expect("a row");
            Message::MarksChanged(vec![(id, mark)])
        }
        Event::Scanned(binary, unreadable) => Message::Scanned { binary, unreadable },
        Event::Notice(text) => Message::Notice(Notice {
            text: Clean::line(&text),
            tone: Tone::Error,
        }),
        Event::Fault(generation) => Message::Loaded {
            generation,
            result: Err(Clean::line("it can't be read")),
        },
        Event::Earlier(searches) => Message::EarlierSearches(searches),
        Event::Outlets(outlets) => {
            Message::Outlets(outlets.into_iter().map(|names| Outlet { names }).collect())
        }
        Event::Saved(saved) => {
            let saved = saved.into_iter();
            let saved = saved.map(|(name, query)| SavedSearch { name, query, at: 0 });
            Message::SavedSearches(saved.collect())
        }
        Event::Places(places) => placed(session, places),
        Event::Answered(number, lines, fails) => answered(number, &lines, fails),
        Event::Opened(returns) => opened(
            "harbour",
            returns.then_some("search 港\nlayout above\nlist 9\n"),
        ),
        Event::Reopened => Message::Reopened,
        Event::Configured(which, faulty) => {
            let fault = faulty.then_some("config.toml:3: rows is “3”");
            configured(SETTINGS[which], &["news", "港口", "essays"], fault)
        }
        Event::Counted(count) => Message::ArchivesCounted(vec![(offered("essays").folders, count)]),
        Event::Ending => Message::Ending,
    };
    session.tell(message);
}

/// What every screen must be.
fn check(session: &mut Session) -> Result<(), TestCaseError> {
    let drawn = session.draw();
    let size = session.app.size;
    let faults = dump::faults(&drawn, size);
    prop_assert!(
        faults.is_empty(),
        "{faults:?}\n{}",
        dump::text(&drawn, size)
    );
    let small = size.columns < 20 || size.rows < 6;
    let layout = session.app.layout();
    if let Some(popup) = session.app.popup.take() {
        let beneath = session.draw();
        session.app.popup = Some(popup);
        let outside = dump::outside_of_frame(&drawn, &beneath, size);
        prop_assert!(
            small || outside.is_empty(),
            "{outside:?}\n{}",
            dump::text(&drawn, size)
        );
    } else if let Some(rule) = layout.rule
        && !small
        // What went wrong is told in full, over the rows above.
        && !session.app.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Error)
    {
        let mark = match (session.app.widths().furniture, layout.is_above()) {
            (WidthPolicy::Narrow, false) => "│",
            (WidthPolicy::Narrow, true) => "─",
            (WidthPolicy::Wide, false) => "|",
            (WidthPolicy::Wide, true) => "-",
        };
        let rows = rule.y..rule.y + rule.rows;
        let cells = rows.flat_map(|y| (rule.x..rule.x + rule.columns).map(move |x| (x, y)));
        for cell in cells {
            prop_assert_eq!(drawn[cell].symbol(), mark, "{}", dump::text(&drawn, size));
        }
    }
    let list = &session.app.list;
    if layout.list.is_some() && !list.rows.is_empty() && !list.browsed {
        let seen = list.top..list.top + session.app.visible_rows();
        prop_assert!(
            seen.contains(&list.selected),
            "{} of {seen:?}",
            list.selected
        );
        let drawn = session.app.rows_seen();
        let is_drawn = drawn.iter().any(|seen| seen.row == list.selected);
        prop_assert!(is_drawn || layout.list.is_some_and(|area| area.rows < 2));
    }
    Ok(())
}

/// Cases: a few each time, many under `NEWSPRINT_TEST=full`.
fn config() -> ProptestConfig {
    let is_full = std::env::var_os("NEWSPRINT_TEST").is_some_and(|size| size == "full");
    ProptestConfig {
        cases: if is_full { 2_000 } else { 40 },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_happens_the_screen_is_sound(
        opened in archives(),
        holds in any::<bool>(),
        width in select(vec!["narrow", "wide", "auto", "auto"]),
        snippets in select(vec!["auto", "auto", "always", "never"]),
        (columns, rows) in sizes(),
        events in proptest::collection::vec(events(), 0..60),
    ) {
        let hold = if holds { Hold::All } else { Hold::Nothing };
        let size = format!("{columns}x{rows}");
        let own = "[[command]]\nname = \"a\"\nrun = \"a\"\nhow = \"show\"";
        let settings = format!("ambiguous_width = \"{width}\"\nsnippets = \"{snippets}\"\n{own}");
        let mut session = Session::begin(opened, &size, &settings, hold);
        // The same again: what a program is depends on its messages alone.
        let mut again = Session::begin(opened, &size, &settings, hold);
        for event in &events {
            happen(&mut session, event);
            check(&mut session)?;
            happen(&mut again, event);
        }
        prop_assert_eq!(session.draw(), again.draw());
        prop_assert_eq!(session.state(), again.state());
    }

    #[test]
    fn resizing_keeps_the_sentence_at_the_top(
        opened in select(vec![Opened::Fixtures, Opened::Guide]),
        (columns, rows) in (20..160u16, 6..40u16),
        article in 0..21usize,
        down in 0..80usize,
        sizes in proptest::collection::vec(sizes(), 1..5),
        zen in any::<bool>(),
    ) {
        let first = format!("{columns}x{rows}");
        let mut session = Session::open(opened, &first);
        session.keys(&format!("{}gg Enter", article + 1));
        if zen {
            session.keys("z");
        }
        if down > 0 {
            session.keys(&format!("{down}j"));
        }
        let sentence = |session: &Session| {
            let reader = &session.app.reader;
            reader.page.position_of(reader.top)
        };
        let before = sentence(&session);
        for (columns, rows) in sizes {
            session.keys(&format!("@{columns}x{rows}"));
            let reader = &session.app.reader;
            let seen = reader.page.line_at(before);
            let stays = reader.top == seen || sentence(&session) == before;
            prop_assert!(stays || reader.is_at_end(), "{} and not {seen}", reader.top);
        }
        session.keys(&format!("@{first}"));
        prop_assert_eq!(sentence(&session), before);
    }

    #[test]
    fn the_chosen_article_stays_chosen_through_every_sort(
        opened in select(vec![Opened::Fixtures, Opened::Guide]),
        (columns, rows) in (20..120u16, 6..30u16),
        before in select(vec!["", "3j", "G", "Enter", "2j Enter h", "z", "2gg", "s", "Space"]),
        sorts in proptest::collection::vec(select(vec!["d", "t", "s", "l"]), 1..8),
    ) {
        let mut session = Session::open(opened, &format!("{columns}x{rows}"));
        session.keys(before);
        let chosen = session.chosen();
        for sort in sorts {
            session.keys(&format!("S {sort}"));
            prop_assert_eq!(session.chosen(), chosen, "after {}", sort);
            check(&mut session)?;
        }
    }

    #[test]
    fn undo_brings_all_marks_back_and_redo_sets_them_again(
        deeds in proptest::collection::vec(
            select(vec!["j", "k", "r", "s", "Enter", "h", "Tab", "J", "K", "]", "Space", "G", "gg", "z", "S t"]),
            0..40,
        ),
        hold in select(vec![Hold::Nothing, Hold::Marks]),
    ) {
        let mut session = Session::begin(Opened::Fixtures, "100x16", "", hold);
        let before = session.marks();
        for deed in deeds {
            session.keys(deed);
        }
        let marked = session.marks();
        let told = |session: &Session| session.app.notice.as_ref().map(|notice| notice.text.as_str().to_owned());
        for (key, end, marks) in [
            ("u", "Nothing to undo.", &before),
            ("C-r", "Nothing to do again.", &marked),
            ("u", "Nothing to undo.", &before),
        ] {
            let steps = (0..100).take_while(|_| told(session.keys(key)).as_deref() != Some(end)).count();
            prop_assert!(steps < 100, "{key} has no end");
            prop_assert_eq!(&session.marks(), marks, "after {}", key);
        }
        session.release();
        prop_assert_eq!(session.app.marks.unsafe_count(), 0);
    }
}

/// Popups at every small size: each stays inside its frame, all of a text can
/// be reached, and the chosen entry of a menu is seen.
#[test]
fn popups_fit_every_window() {
    for columns in [20, 24, 31, 40, 53, 60, 80, 90, 120] {
        for rows in (6..14).chain([18, 23, 29]) {
            let size = format!("{columns}x{rows}");
            for keys in [
                "j Y",
                "Y G",
                "S",
                "S j j j",
                "?",
                "? G",
                "i",
                "i G",
                "j Y Q",
                "Enter gl",
                "Enter gl G",
                "Enter gl / d w",
                "S / 港",
                "/ ?",
                "/ ? G",
                "F1",
            ] {
                let mut session = Session::open(Opened::Fixtures, &size);
                session.keys(keys);
                check(&mut session).unwrap_or_else(|fault| panic!("{size} {keys}: {fault}"));
                let screen = session.screen();
                let seen = match (keys, &session.app.popup) {
                    ("? G", _) => "suspend",
                    ("i G", _) => "(rule",
                    ("/ ? G" | "S j j j", _) => "length",
                    ("Y G", Some(Popup::Menu(menu))) => {
                        assert_eq!(menu.selected, menu.entries.len() - 1);
                        "QR code"
                    }
                    _ => continue,
                };
                // In the narrowest windows words themselves are cut.
                if columns >= 40 {
                    assert!(screen.contains(seen), "{size} {keys}: no {seen}\n{screen}");
                }
            }
        }
    }
}
