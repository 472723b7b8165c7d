//! The prompt of the search: what it lights, remembers, completes and saves.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::Message;
use newsprint::ui::Theme;

use super::harness::{Opened, Session, assert_screen};

/// The sizes at which each of these screens is looked at.
const SIZES: [&str; 2] = ["100x30", "40x12"];

/// A sitting with something typed into the prompt, spaces and all.
fn typed(size: &str, text: &str) -> Session {
    let mut session = Session::open(Opened::Fixtures, size);
    session.keys("/");
    session.tell(Message::Paste(text.to_owned()));
    session
}

/// Compares the screen at each size.
fn look(name: &str, made: &str, sitting: impl Fn(&str) -> Session) {
    for size in SIZES {
        let screen = sitting(size).screen();
        assert_screen(
            &format!("{name}-{size}"),
            &format!("{size}  {made}"),
            &screen,
        );
    }
}

/// The styles of the line above and the line below.
fn lines_of_styles(session: &Session) -> String {
    let last = session.app.size.rows - 1;
    let first = |line: &&str| {
        let row = line
            .split_whitespace()
            .next()
            .and_then(|row| row.parse().ok());
        row == Some(0) || row == Some(last)
    };
    let styles = session.styles();
    let lines: Vec<&str> = styles.lines().filter(first).collect();
    lines.join("\n")
}

#[test]
fn what_is_understood_is_lit() {
    for (name, text) in [
        (
            "understood",
            "俄罗斯 OR source:rfi date:2024..2026 -is:read",
        ),
        ("not-understood", "date:soon 俄罗斯) x"),
    ] {
        look(&format!("prompt-{name}"), text, |size| typed(size, text));
        for size in SIZES {
            let mut session = typed(size, text);
            let made = format!("{size}  {text}");
            let styles = lines_of_styles(&session);
            assert_screen(&format!("styles-prompt-{name}-{size}"), &made, &styles);
            session.theme = Theme::colourless();
            let styles = lines_of_styles(&session);
            assert_screen(
                &format!("styles-colourless-prompt-{name}-{size}"),
                &made,
                &styles,
            );
        }
    }
}

/// Lights never move what is typed: the line reads as it does in the prompt of the
/// page, which has none.
#[test]
fn lights_do_not_move_the_text() {
    for text in [
        "date:2024",
        "普京 OR (北京",
        "-a\u{301} is:\u{301}read",
        "“港” ~ ｜ﾞ",
    ] {
        let session = typed("80x12", text);
        let mut plain = Session::open(Opened::Fixtures, "80x12");
        plain.keys("Enter /");
        plain.tell(Message::Paste(text.to_owned()));
        let (lit, plain) = (session.screen(), plain.screen());
        let typed = |line: &str| {
            let line = line.trim_start_matches([' ', '⌕']);
            let end = line.find('▏').expect("the cursor");
            line.split_at(end).0.to_owned()
        };
        let (lit, plain) = (lit.lines().next().unwrap(), plain.lines().last().unwrap());
        assert_eq!(typed(lit), typed(plain), "{text}");
    }
}

/// Keys and what stands in the prompt after them, with three searches made before.
#[test]
fn earlier_searches_come_back() {
    for (keys, expected) in [
        ("/ C-p", "list 1/2 | prompt “title:开”"),
        ("/ Up", "list 1/2 | prompt “title:开”"),
        ("/ C-p C-p", "list 1/1 | prompt “港”"),
        ("/ Up Up Up", "list 1/4 | prompt “开”"),
        ("/ Up Up Up Up", "list 1/4 | prompt “开”"),
        ("/ Up Up Down", "list 1/2 | prompt “title:开”"),
        // What had been typed is there again, and then the list is moved.
        ("/ Up Down", "list 1/5 | prompt “”"),
        ("/ Up Down Down", "list 2/5 | prompt “”"),
        ("/ 北 C-p C-n", "list 1/1 | prompt “北”"),
        ("/ C-n", "list 1/5 | prompt “”"),
        // What is typed on is one's own: arrows go through the list.
        ("/ Up Backspace 开 Down", "list 2/2 | prompt “title:开”"),
        // A search that is in force is passed over.
        ("/ title:开 Enter / C-p", "list 1/1 | prompt “港”"),
        // Each is kept once, those made now after those before.
        ("/ 开 Enter / C-u C-p C-p", "list 1/2 | prompt “title:开”"),
        ("/ 开 Enter / C-u C-p C-p C-p C-p", "list 1/1 | prompt “港”"),
        // One that was left is not kept, nor is one that asks for nothing.
        ("/ 没 Esc / Up", "list 1/2 | prompt “title:开”"),
        ("/ Enter / Up", "list 1/2 | prompt “title:开”"),
        ("/ Up Esc", "list 1/5"),
    ] {
        let mut session = Session::open(Opened::Fixtures, "80x12");
        let before = ["开", "港", "title:开"].map(str::to_owned);
        session.tell(Message::EarlierSearches(before.to_vec()));
        assert_eq!(session.keys(keys).state(), expected, "{keys}");
    }
}

#[test]
fn an_earlier_search_looks_like_one_that_is_typed() {
    look("prompt-earlier", "/ Up", |size| {
        let mut session = Session::open(Opened::Fixtures, size);
        session.tell(Message::EarlierSearches(vec!["source:rfi 开".to_owned()]));
        session.keys("/ Up");
        session
    });
}
