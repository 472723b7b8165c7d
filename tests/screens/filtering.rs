//! Narrowing the list: the menu of filters, its figures, and the chips above.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::{Message, Popup};
use newsprint::command::{Button, Mouse, MouseKind};
use newsprint::query::{Facet, Field, Filter};

use super::harness::{Hold, Opened, Session, assert_screen, screen};

fn session(keys: &str) -> Session {
    let mut session = Session::open(Opened::Fixtures, "60x20");
    session.keys(keys);
    session
}

/// The entries of the menu as they are seen: what is on has its mark.
fn entries(session: &Session) -> Vec<String> {
    let screen = session.screen();
    let inside = screen.lines().filter_map(|line| line.split('│').nth(1));
    inside
        .map(|line| line.trim_start_matches('▌'))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn filters_are_put_on_and_taken_off() {
    for (keys, expected) in [
        ("f", "list 1/5 | filter 1"),
        ("f u", "list 1/5 | only is:unread | filter 1"),
        ("f u u", "list 1/5 | filter 1"),
        ("f s", "list 0/0 | only is:starred | filter 1"),
        ("s f s Esc", "list 1/1 | ★●●●● | only is:starred"),
        (
            "f / rfi Enter",
            "list 1/3 | only source:RFI | filter 12 | narrowed to “rfi▏”",
        ),
        // Alternatives of an outlet, and what both have to be.
        (
            "f / rfi Enter Esc / dw Enter Esc Esc",
            "list 1/5 | only (source:RFI | source:DW)",
        ),
        (
            "r f u / dw Enter Esc Esc",
            "list 1/1 | ·●●●● | only is:unread source:DW",
        ),
        // One thing after the other is left.
        (
            "f u Esc / 山城 Enter",
            "list 1/1 | search “山城” | only is:unread",
        ),
        ("f u Esc / 山城 Enter Esc", "list 1/5 | only is:unread"),
        ("f u Esc / 山城 Enter Esc Esc", "list 1/5"),
        // In an empty prompt the last one goes first.
        (
            "f u / dw Enter Esc Esc / Backspace",
            "list 1/5 | prompt “” | only is:unread",
        ),
        ("f u Esc / Backspace", "list 1/5 | prompt “”"),
        ("f u Esc / Backspace Backspace", "list 1/5"),
        ("f u Del", "list 1/5 | filter 1"),
        (
            "f u y",
            "list 1/5 | only is:unread | filter 1 | “copied” | copy is:unread",
        ),
        // A search that is saved has what narrows it.
        (
            "f u Esc / 山城 Enter M 近 Enter",
            "list 1/1 | search “山城” | only is:unread",
        ),
        (
            "f u Esc / 山城 Enter M 近 Enter Esc Esc gs a",
            "list 1/1 | search “search:近”",
        ),
    ] {
        let state = session(keys).state();
        let state = state
            .replace(" | 0/1", "")
            .replace(" | “Copied: condition.”", " | “copied”");
        assert_eq!(state, expected, "{keys}");
    }
}

#[test]
fn figures_are_of_the_search_and_of_what_narrows_it() {
    let unread = |keys: &str| entries(&session(keys))[0].clone();
    assert_eq!(unread("f"), "u marks unread 5");
    assert_eq!(unread("r f"), "u marks unread 4");
    assert_eq!(unread("/ 山城 Enter f"), "u marks unread 1");
    assert_eq!(unread("f u"), "u marks ✓ unread 5");
    // An outlet tells what it would bring beside the other.
    let outlets = |keys: &str| {
        let mut session = session(keys);
        session.keys("G");
        let entries = entries(&session);
        let outlets = entries
            .into_iter()
            .filter(|line| line.contains("DW") || line.contains("RFI"));
        outlets
            .filter(|line| !line.contains(':'))
            .collect::<Vec<_>>()
    };
    assert_eq!(outlets("f"), ["f outlet DW 2", "g RFI 3"]);
    assert_eq!(outlets("f / dw Enter Esc"), ["f outlet ✓ DW 2", "g RFI 3"]);
    assert_eq!(outlets("s f s"), ["f outlet DW 1", "g RFI 0"]);
}

#[test]
fn the_menu_is_there_before_its_figures_and_old_ones_are_dropped() {
    let mut session = Session::begin(Opened::Fixtures, "60x20", "", Hold::Nothing);
    session.hold = Hold::All;
    session.keys("f u");
    assert_eq!(
        entries(&session)[..2],
        ["u marks ✓ unread 0+", "s starred 0+"]
    );
    let before = session.screen();
    session.tell(Message::FiltersCounted {
        generation: 0,
        facets: Vec::new(),
    });
    assert_eq!(session.screen(), before);
    session.release();
    assert_eq!(entries(&session)[0], "u marks ✓ unread 5");
    session.keys("Esc");
    assert_eq!(session.state(), "list 1/5 | only is:unread");
}

#[test]
fn a_click_takes_a_chip_away() {
    let mut session = session("f u / dw Enter Esc Esc");
    let chips = session.app.chips(session.app.layout().top.unwrap());
    assert_eq!(chips.len(), 2);
    let click = |column| Message::Mouse {
        mouse: Mouse {
            kind: MouseKind::Press(Button::Left),
            column,
            row: 0,
            ctrl: false,
            alt: false,
            shift: false,
        },
        times: 1,
    };
    session.tell(click(0));
    assert_eq!(session.state(), "list 1/2 | only is:unread source:DW");
    session.tell(click(chips[0].area.x + 3));
    assert_eq!(session.state(), "list 1/2 | only source:DW");
}

#[test]
fn chips_go_in_order_where_they_have_no_room() {
    for (columns, shown, more) in [(120, 3, None), (60, 1, Some("+2")), (20, 0, Some("+3"))] {
        let mut session = session("f u s / dw Enter Esc Esc");
        session.keys(&format!("@{columns}x12"));
        let area = session.app.layout().top.unwrap();
        let chips = session.app.chips(area);
        let filters = chips.iter().filter(|chip| chip.filter.is_some()).count();
        let last = chips.last().filter(|chip| chip.filter.is_none());
        let last = last.map(|chip| chip.label.as_str());
        assert_eq!((filters, last), (shown, more), "{columns}");
        session.screen();
    }
}

#[test]
fn filters_look_calm() {
    for (name, size, keys) in [
        ("filter-menu-100x30", "100x30", "r f u / dw Enter Esc"),
        ("filter-menu-40x12", "40x12", "r f u"),
        ("filter-menu-20x6", "20x6", "r f u"),
        (
            "filter-chips-100x24",
            "100x24",
            "f u / dw Enter Esc Esc / 山城 Enter",
        ),
        ("filter-chips-80x24", "80x24", "f u / dw Enter Esc Esc"),
        (
            "filter-chips-typed-80x24",
            "80x24",
            "f u / dw Enter Esc Esc / 候鸟",
        ),
        ("filter-chips-40x12", "40x12", "f u / dw Enter Esc Esc"),
        ("filter-nothing-80x24", "80x24", "f s Esc"),
    ] {
        assert_screen(name, &format!("{size}: {keys}"), &screen(size, keys));
    }
}

/// While figures came, outlets changed places and their letters with them.
#[test]
fn a_letter_stays_while_the_menu_is_open() {
    let mut session = session("");
    session.hold = Hold::All;
    session.keys("f");
    let filter = |field: Field, value: &str| Filter::new(field, value).unwrap();
    let mut told = |facets: &[(Field, &str, usize)]| {
        for generation in 0..9 {
            session.tell(Message::FiltersCounted {
                generation,
                facets: facets
                    .iter()
                    .map(|(field, value, count)| Facet {
                        filter: filter(*field, value),
                        count: *count,
                        growing: true,
                    })
                    .collect(),
            });
        }
        let Some(Popup::Menu(menu)) = &session.app.popup else {
            panic!("a menu");
        };
        let letters = menu
            .entries
            .iter()
            .filter_map(|entry| Some((entry.label.as_str().to_owned(), entry.letter?)));
        letters.collect::<std::collections::BTreeMap<_, _>>()
    };
    let first = told(&[(Field::Source, "DW", 2), (Field::Source, "RFI", 1)]);
    let then = told(&[
        (Field::Source, "NYT", 9),
        (Field::Source, "RFI", 5),
        (Field::Source, "DW", 2),
        (Field::Date, "month", 3),
    ]);
    for name in ["DW", "RFI"] {
        assert_eq!(first[name], then[name], "{name}");
    }
    // One that is always the same is nobody else's, even where it is not offered.
    assert_eq!(then["this month"], 'm');
    let names: Vec<String> = (0..30).map(|number| format!("O{number}")).collect();
    let many: Vec<_> = names
        .iter()
        .map(|name| (Field::Source, name.as_str(), 1))
        .collect();
    let own = ['u', 's', 't', 'w', 'm'];
    let dealt = told(&many);
    assert!(
        dealt
            .iter()
            .all(|(name, letter)| !name.starts_with('O') || !own.contains(letter))
    );
}
