//! What the terminal tells: of its widths, also late, and of its mouse. And what
//! it is told: which cells are links.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeMap;

use newsprint::app::Message;
use newsprint::article::document::Link;
use newsprint::command::{Button, MouseKind, Wheel};
use newsprint::settings::TerminalFacts;
use newsprint::text::{WidthPolicy, Widths};
use newsprint::ui::link_parts;

use super::harness::{Hold, Opened, Session, assert_screen, colourless};
use super::pointing::mouse;

/// Our own marks that are of ambiguous width.
const DRAWN: &[char] = &[
    '▌', '●', '★', '│', '┃', '─', '▣', '▶', '▎', '•', '◦', '▪', '↩', '→', '╭', '■',
];

fn known(quote: WidthPolicy, rule: WidthPolicy, mark: WidthPolicy) -> Message {
    Message::TerminalKnown(TerminalFacts {
        widths: Some(Widths::of(quote, rule, mark)),
        ..TerminalFacts::default()
    })
}

/// The text position of the line at the top of the page.
fn sentence(session: &Session) -> u32 {
    let reader = &session.app.reader;
    reader.page.position_of(reader.top)
}

#[test]
fn a_late_answer_lays_the_screen_anew_and_keeps_the_place() {
    use WidthPolicy::{Narrow, Wide};
    for keys in [
        "",
        "Enter 10j",
        "G Enter PgDn",
        "z 5j",
        "?",
        "i",
        "S",
        "/ 港",
    ] {
        let mut session = Session::open(Opened::Fixtures, "100x24");
        session.keys(keys);
        let (before, state) = (session.screen(), session.state());
        let place = sentence(&session);
        session.tell(known(Narrow, Narrow, Narrow));
        assert_eq!(session.screen(), before, "{keys}");
        session.tell(known(Wide, Wide, Wide));
        let wide = session.screen();
        assert!(!wide.contains(DRAWN), "{keys}\n{wide}");
        let reader = &session.app.reader;
        assert_eq!(reader.page.line_at(place), reader.top, "{keys}");
        let setting = "ambiguous_width = \"wide\"";
        let mut set = Session::begin(Opened::Fixtures, "100x24", setting, Hold::Nothing);
        if !keys.contains(['j', 'P']) {
            assert_eq!(
                wide,
                set.keys(keys).screen(),
                "{keys}: as if it had been set"
            );
        }
        // It answers again, as from another window.
        session.tell(Message::TerminalKnown(TerminalFacts::default()));
        assert_eq!(session.screen(), before, "{keys}");
        assert_eq!(session.state(), state, "{keys}");
    }
}

#[test]
fn what_is_set_is_not_overruled() {
    use WidthPolicy::{Narrow, Wide};
    for (setting, answer) in [("narrow", Wide), ("wide", Narrow)] {
        let setting = format!("ambiguous_width = \"{setting}\"");
        let mut session = Session::begin(Opened::Fixtures, "100x24", &setting, Hold::Nothing);
        let before = session.screen();
        session.tell(known(answer, answer, answer));
        assert_eq!(session.screen(), before, "{setting}");
    }
}

/// A terminal that draws `“` in one column and `─` or `●` in two: the text is
/// set as before, what is ours falls to ASCII.
#[test]
fn furniture_of_its_own_width() {
    use WidthPolicy::{Narrow, Wide};
    for (rule, mark) in [(Wide, Narrow), (Narrow, Wide), (Wide, Wide)] {
        for keys in [
            "16gg Enter",
            "16gg Enter C-f",
            "16gg Enter 60G",
            "16gg Enter G",
        ] {
            let mut session = Session::open(Opened::Guide, "80x24");
            session.tell(known(Narrow, rule, mark));
            let screen = session.keys(keys).screen();
            assert!(!screen.contains(DRAWN), "{keys}\n{screen}");
        }
        let mut session = Session::open(Opened::Fixtures, "100x24");
        let words = |session: &Session| -> Vec<String> {
            let lines = session.app.reader.page.lines.iter();
            let text = lines.map(|line| {
                let pieces = line
                    .pieces
                    .iter()
                    .skip_while(|piece| piece.text.as_str().len() < 6);
                pieces.map(|piece| piece.text.as_str()).collect()
            });
            text.collect()
        };
        session.keys("Enter");
        let before = words(&session);
        session.tell(known(Narrow, rule, mark));
        assert_eq!(words(&session), before);
    }
}

#[test]
fn wide_screens() {
    use WidthPolicy::Wide;
    for (name, opened, size, keys) in [
        ("reading", Opened::Fixtures, "100x24", "j Enter"),
        ("details", Opened::Fixtures, "80x24", "i"),
        ("zen", Opened::Fixtures, "60x20", "z G"),
        ("specimen", Opened::Guide, "80x24", "16gg Enter C-f"),
        (
            "specimen-tables",
            Opened::Guide,
            "80x24",
            "16gg Enter C-f C-f C-f",
        ),
    ] {
        let mut session = Session::open(opened, size);
        session.tell(known(Wide, Wide, Wide));
        let screen = session.keys(keys).screen();
        assert_screen(
            &format!("wide-{name}-{size}"),
            &format!("{size}  {keys}"),
            &screen,
        );
    }
}

pub(super) const PRESS: MouseKind = MouseKind::Press(Button::Left);
const UP: MouseKind = MouseKind::Wheel(Wheel::Up);
pub(super) const DOWN: MouseKind = MouseKind::Wheel(Wheel::Down);

/// A size, keys, what is done with the mouse where, and the state after it.
type Pointed<'a> = (&'a str, &'a str, &'a [(MouseKind, u16, u16)], &'a str);

fn pointed(table: &[Pointed<'_>]) {
    for (size, keys, done, state) in table {
        let mut session = Session::open(Opened::Fixtures, size);
        session.keys(keys);
        for (kind, column, row) in *done {
            session.tell(mouse(*kind, *column, *row));
        }
        assert_eq!(session.state(), *state, "{size} {keys:?} {done:?}");
        session.screen();
    }
}

#[test]
fn a_click_chooses_what_is_under_it() {
    pointed(&[
        // Rows of two lines, from the second line of the screen on.
        ("100x24", "", &[(PRESS, 5, 1)], "list 1/5"),
        ("100x24", "", &[(PRESS, 5, 3)], "list 2/5"),
        ("100x24", "", &[(PRESS, 5, 4)], "list 2/5"),
        ("100x24", "", &[(PRESS, 39, 9)], "list 5/5"),
        // Nothing is there.
        ("100x24", "", &[(PRESS, 5, 11)], "list 1/5"),
        ("100x24", "", &[(PRESS, 5, 0)], "list 1/5"),
        ("100x24", "", &[(PRESS, 40, 5)], "list 1/5"),
        ("100x24", "", &[(PRESS, 5, 23)], "list 2/5"),
        ("100x24", "", &[(PRESS, 98, 23)], "list 1/5"),
        ("100x24", "", &[(PRESS, 500, 500)], "list 1/5"),
        // The page gets the keys, as with Enter; the list gets them back.
        ("100x24", "", &[(PRESS, 60, 5)], "page 1/5 | ·●●●●"),
        ("100x24", "Enter", &[(PRESS, 5, 5)], "list 3/5 | ·●●●●"),
        (
            "100x24",
            "Enter 5j",
            &[(PRESS, 60, 5)],
            "page 1/5 | line 5 | ·●●●●",
        ),
        ("60x20", "", &[(PRESS, 5, 3)], "list 3/5"),
    ]);
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    pointed(&[
        ("100x24", "", &[(DOWN, 5, 0)], "list 1/5"),
        // It takes no keys away.
        ("100x12", "", &[(DOWN, 60, 5)], "list 1/5 | line 3"),
        (
            "100x12",
            "",
            &[(DOWN, 60, 5), (DOWN, 60, 5), (UP, 60, 5)],
            "list 1/5 | line 3",
        ),
        ("100x12", "", &[(UP, 60, 5)], "list 1/5"),
        // The list scrolls as far as there are rows; what is chosen stays in sight.
        ("100x24", "", &[(DOWN, 5, 5)], "list 1/5"),
        ("100x8", "", &[(DOWN, 5, 5)], "list 3/5"),
        ("100x8", "G", &[(UP, 5, 5)], "list 3/5"),
        ("100x8", "3j", &[(DOWN, 5, 5)], "list 4/5"),
        // Whose page has the keys stays chosen, out of sight if need be, until the list
        // has them again.
        ("100x8", "Enter", &[(DOWN, 5, 5)], "page 1/5 | ·●●●●"),
        (
            "100x8",
            "Enter",
            &[(DOWN, 5, 5), (PRESS, 5, 2)],
            "list 3/5 | ·●●●●",
        ),
        // What lies on top is scrolled, wherever the mouse is, and is not clicked through.
        ("100x8", "?", &[(DOWN, 5, 5)], "list 1/5 | help 4"),
        (
            "100x8",
            "?",
            &[(DOWN, 5, 5), (UP, 5, 5)],
            "list 1/5 | help 1",
        ),
        ("100x8", "?", &[(PRESS, 5, 5)], "list 1/5"),
        (
            "100x24",
            "S",
            &[(DOWN, 5, 5), (DOWN, 5, 5)],
            "list 1/5 | sort 3",
        ),
        ("100x24", "S", &[(UP, 5, 5)], "list 1/5 | sort 1"),
        ("100x24", "Y", &[(DOWN, 5, 5)], "list 1/5 | share s"),
        // What is being typed keeps the keys.
        ("100x24", "/", &[(PRESS, 5, 3)], "list 2/5 | prompt “”"),
        ("100x24", "/", &[(PRESS, 60, 5)], "list 1/5 | prompt “”"),
        // A command that was begun is not completed later.
        ("100x24", "5", &[(PRESS, 5, 3)], "list 2/5"),
        ("100x24", "g", &[(PRESS, 5, 3)], "list 2/5"),
        ("100x24", "X", &[(PRESS, 5, 3)], "list 2/5"),
    ]);
}

#[test]
fn what_the_mouse_is_not_used_for_does_nothing() {
    for kind in [
        MouseKind::Press(Button::Right),
        MouseKind::Press(Button::Middle),
        MouseKind::Release(Button::Left),
        MouseKind::Drag(Button::Left),
        MouseKind::Wheel(Wheel::Left),
        MouseKind::Wheel(Wheel::Right),
    ] {
        let mut session = Session::open(Opened::Fixtures, "100x24");
        session.tell(mouse(kind, 5, 3));
        assert_eq!(session.state(), "list 1/5", "{kind:?}");
    }
}

/// The cells that are links: what opens each, with where it is seen and what of
/// it is seen, in reading order.
fn links(session: &Session) -> BTreeMap<String, Vec<(u16, u16, String)>> {
    let buffer = session.draw();
    let mut links: BTreeMap<String, Vec<(u16, u16, String)>> = BTreeMap::new();
    for y in 0..session.app.size.rows {
        for x in 0..session.app.size.columns {
            if let (Some(opening), seen) = link_parts(buffer[(x, y)].symbol()) {
                let cells = links.entry(opening.to_owned()).or_default();
                cells.push((x, y, seen.to_owned()));
            }
        }
    }
    links
}

fn specimen(settings: &str) -> Session {
    let mut session = Session::begin(Opened::Guide, "100x40", settings, Hold::Nothing);
    session.keys("16gg Enter");
    session
}

#[test]
fn the_links_of_the_page_are_links_of_the_terminal() {
    let mut session = specimen("");
    let mut rest = 100;
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    while rest > 0 {
        for (opening, cells) in links(&session) {
            let page = session.app.layout().page.expect("a page");
            assert!(cells.iter().all(|(x, ..)| *x >= page.x), "{cells:?}");
            let text: String = cells.into_iter().map(|(.., seen)| seen).collect();
            // A link that is cut at the edge of the screen is seen whole later.
            let known = seen.entry(opening).or_default();
            if text.len() > known.len() {
                *known = text;
            }
        }
        rest = if session.app.reader.is_at_end() {
            0
        } else {
            rest - 1
        };
        session.keys("4j");
    }
    let document = &session
        .app
        .reader
        .article
        .as_ref()
        .expect("an article")
        .document;
    let bare = |text: &str| text.replace([' ', '\n'], "");
    // What leads to a place in the article is no link of the terminal's.
    let outward = |(_, link): &(usize, &Link)| link.within.is_none();
    for (number, link) in document.links.iter().enumerate().filter(outward) {
        let opening = format!("\x1b]8;id=l{number};{}\x1b\\", link.url);
        let text = seen
            .get(&opening)
            .unwrap_or_else(|| panic!("{opening:?} in {seen:?}"));
        assert_eq!(bare(text), bare(link.text.as_str()), "{opening:?}");
    }
    assert!(document.links.len() > 2, "{:?}", document.links);
}

#[test]
fn a_click_on_a_link_shows_where_it_leads_and_a_second_opens_it() {
    let mut session = specimen("");
    let found = links(&session);
    let (opening, cells) = found.iter().next().expect("a link");
    let elsewhere = (60, 2);
    let opens = |session: &Session| session.deeds.iter().any(|deed| deed.starts_with("open "));
    for (x, y, _) in cells {
        session.tell(mouse(MouseKind::Press(Button::Left), *x, *y));
        let notice = session.app.notice.take().expect("a notice");
        let told = notice.text.as_str().split_once(": ").expect("a link").1;
        let (host, link) = told.split_once(" · ").expect("host · link");
        assert!(opening.contains(link), "{opening:?} {notice:?}");
        assert!(link.contains(host), "{notice:?}");
        assert!(!opens(&session));
        session.tell(mouse(
            MouseKind::Press(Button::Left),
            elsewhere.0,
            elsewhere.1,
        ));
        assert_eq!(session.app.notice, None);
    }
    let (x, y, _) = cells.first().expect("a cell");
    for _ in 0..2 {
        session.tell(mouse(MouseKind::Press(Button::Left), *x, *y));
        session.tell(mouse(MouseKind::Release(Button::Left), *x, *y));
    }
    let deed = session
        .deeds
        .iter()
        .find_map(|deed| deed.strip_prefix("open "));
    let link = deed.expect("it opens");
    assert!(opening.contains(link), "{link}");
}

#[test]
fn what_lies_on_top_covers_links() {
    let mut session = specimen("");
    let beneath: Vec<_> = links(&session).into_values().flatten().collect();
    assert!(!beneath.is_empty());
    for keys in ["?", "i", "Y", "S"] {
        session.keys(keys);
        let above: Vec<_> = links(&session).into_values().flatten().collect();
        assert!(above.iter().all(|cell| beneath.contains(cell)), "{keys}");
        // All of a link's cells are under the frame, or it is seen as it was.
        let screen = session.screen();
        assert!(!screen.contains('\x1b'), "{keys}");
        session.keys("Esc");
    }
    assert_eq!(links(&specimen("hyperlinks = \"off\"")), BTreeMap::new());
    assert_ne!(links(&specimen("hyperlinks = \"on\"")), BTreeMap::new());
    session.theme = colourless();
    assert_ne!(links(&session), BTreeMap::new(), "links are no colours");
}
