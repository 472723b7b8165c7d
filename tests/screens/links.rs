//! Links: their letters, what is asked before one opens, and the way back.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fmt::Write as _;

use super::harness::{Hold, Opened, Session};

/// An article whose links lead to all there is: out, within, to what is odd.
pub(super) fn session(size: &str, html: &str) -> Session {
    let mut session = Session::open(Opened::Fixtures, size);
    session.show(html, |_| {});
    session
}

/// Where the program stands, without the mark of the article that was entered.
pub(super) fn state(session: &Session) -> String {
    session.state().replace(" | ·●●●●", "")
}

pub(super) const TWO: &str = r#"<p>见<a href="https://a.example/1">甲的报道</a>与<a href="https://b.example/2">乙</a>。</p>"#;

/// Some links, one to a line.
pub(super) fn many(count: usize) -> String {
    (0..count).fold(String::new(), |mut html, number| {
        let _ = write!(
            html,
            r#"<p>第{number}段，<a href="https://{}.example/{number}">链接{number}</a>。</p>"#,
            if number % 2 == 0 { "even" } else { "odd" },
        );
        html
    })
}

/// The same many in one paragraph.
pub(super) fn crowd(count: usize) -> String {
    let mut html = "<p>".to_owned();
    for number in 0..count {
        let _ = write!(html, r#"<a href="https://n.example/{number}">注</a>"#);
    }
    html + "</p>"
}

#[test]
fn letters_open_copy_and_leave() {
    for (keys, expected) in [
        (";", "page 1/5 | open a s “”"),
        (
            "; a",
            "page 1/5 | “Opened a.example.” | open https://a.example/1",
        ),
        (
            "; s",
            "page 1/5 | “Opened b.example.” | open https://b.example/2",
        ),
        ("; y", "page 1/5 | copy a s “”"),
        (
            "; y s",
            "page 1/5 | “Copied: link.” | copy https://b.example/2",
        ),
        (
            "; y y s",
            "page 1/5 | “Opened b.example.” | open https://b.example/2",
        ),
        (
            "； ａ",
            "page 1/5 | “Opened a.example.” | open https://a.example/1",
        ),
        ("; Esc", "page 1/5"),
        ("; q", "page 1/5"),
        ("; C-c", "page 1/5"),
        ("; Backspace", "page 1/5"),
        ("; Enter", "page 1/5 | open a s “”"),
        ("; x", "page 1/5 | open a s “” | “No link has x there.”"),
        // What is no letter does what it does, and the letters go.
        ("; z", "page 1/5 | open a s “” | “No link has z there.”"),
        ("; ?", "page 1/5 | help 1"),
        ("; Tab", "list 1/5"),
        ("; ;", "page 1/5 | links 1"),
        ("; Q", "page 1/5 | quit"),
    ] {
        let mut session = session("100x10", TWO);
        assert_eq!(state(session.keys(keys)), expected, "{keys}");
    }
}

#[test]
fn as_many_letters_as_are_needed() {
    for (count, letters) in [
        (3, "a s d"),
        (10, "a s d f g h j k l w"),
        // Two of each, from as few as do: all under the fingers.
        (
            30,
            "aa as ad af ag ah sa ss sd sf sg sh da ds dd df dg dh fa fs fd ff fg fh ga gs gd gf gg gh",
        ),
    ] {
        let session = &mut session("200x60", &crowd(count));
        session.keys(";");
        assert_eq!(state(session), format!("page 1/5 | open {letters} “”"));
    }
    let mut session = session("200x60", &crowd(30));
    session.keys("; g");
    let left = session.app.hints.as_ref().unwrap().left().count();
    assert_eq!(left, 6);
    session.keys("Backspace");
    assert_eq!(session.app.hints.as_ref().unwrap().left().count(), 30);
    session.keys("gs");
    assert!(session.state().ends_with("open https://n.example/25"));
}

/// The letters of neighbours never cover each other, at any width.
#[test]
fn hints_have_room_beside_each_other() {
    for columns in [20, 24, 40, 90, 100, 200] {
        for count in [1, 2, 9, 24, 25, 60, 300] {
            let mut session = session(&format!("{columns}x40"), &crowd(count));
            session.keys(";");
            let screen = session.screen();
            let Some(hints) = &session.app.hints else {
                panic!("{columns} {count}: no hints\n{screen}");
            };
            let mut taken = std::collections::HashSet::new();
            for hint in &hints.hints {
                for column in 0..u16::try_from(hint.letters.len()).unwrap() {
                    let cell = (hint.row, hint.column + column);
                    assert!(taken.insert(cell), "{columns} {count}: {cell:?}\n{screen}");
                }
            }
            let letters = |a: &str, b: &str| a != b && a.starts_with(b);
            for a in &hints.hints {
                let clash = hints.hints.iter().find(|b| letters(&a.letters, &b.letters));
                assert_eq!(clash, None, "{}", a.letters);
            }
        }
    }
}

#[test]
fn a_link_over_several_lines_has_one_hint_where_it_is_first_seen() {
    let html = format!(
        r#"<p>起初<a href="https://a.example/">{}</a>。</p>{}"#,
        "很长的链接".repeat(20),
        "<p>后文。</p>".repeat(20)
    );
    let mut session = session("40x12", &html);
    session.keys(";");
    let rows = |session: &Session| -> Vec<u16> {
        let hints = session.app.hints.as_ref().unwrap();
        hints.hints.iter().map(|hint| hint.row).collect()
    };
    assert_eq!(rows(&session), [4]);
    session.keys("Esc 5j ;");
    assert_eq!(rows(&session), [0], "{}", session.screen());
    // The window changes: the letters stay on the page's links.
    session.keys("@100x20");
    assert_eq!(rows(&session).len(), 1);
    session.keys("@10x4 @40x12");
    session.screen();
}

#[test]
fn where_no_link_is_seen_all_are_listed() {
    let html = format!("{}{TWO}", "<p>没有链接的一段。</p>".repeat(20));
    let mut session = session("100x10", &html);
    assert_eq!(
        state(session.keys(";")),
        "page 1/5 | links 1 | “No link is in sight. These are all of the article.”"
    );
    let mut session = self::session("100x10", "<p>没有链接。</p>");
    assert_eq!(
        state(session.keys(";")),
        "page 1/5 | “This article has no links.”"
    );
    assert_eq!(
        state(session.keys("gl")),
        "page 1/5 | “This article has no links.”"
    );
}

/// What is not what it seems to be is asked first; what does not open can be copied.
#[test]
fn a_suspicious_link_asks_first() {
    for (link, keys, expected) in [
        (
            "https://раypal.example/x",
            "",
            "asks xn--ypal-43d9g.example https://xn--ypal-43d9g.example/x This host has letters that can pass for others, so its plain form is shown.",
        ),
        (
            "https://раypal.example/x",
            "Enter",
            "“Opened xn--ypal-43d9g.example.” | open https://xn--ypal-43d9g.example/x",
        ),
        ("https://раypal.example/x", "Esc", ""),
        ("https://раypal.example/x", "x j Esc", ""),
        (
            "https://раypal.example/x",
            "y",
            "“Copied: link.” | copy https://xn--ypal-43d9g.example/x",
        ),
        (
            "https://bank.example@evil.example/",
            "",
            "asks evil.example https://bank.example@evil.example/ The part before “@” (bank.example) is a user name, not the host.",
        ),
        (
            "mailto:a@a.example",
            "",
            "asks Only http and https open, not mailto. Copy it instead: mailto:a@a.example",
        ),
        (
            "mailto:a@a.example",
            "Enter",
            "“Copied: link.” | copy mailto:a@a.example",
        ),
        (
            "mailto:a@a.example",
            "y",
            "“Copied: link.” | copy mailto:a@a.example",
        ),
    ] {
        for opening in ["; a", "gl a", "gl Enter", "gl o"] {
            let mut session = session(
                "100x20",
                &format!(r#"<p><a href="{link}">这里</a>有信。</p>"#),
            );
            session.keys(opening).keys(keys);
            let expected = format!("page 1/5 | {expected}");
            assert_eq!(
                state(&session),
                expected.trim_end_matches(" | "),
                "{link} {opening} {keys}"
            );
            session.screen();
        }
        // Copying asks nothing.
        let mut session = session(
            "100x20",
            &format!(r#"<p><a href="{link}">这里</a>有信。</p>"#),
        );
        session.keys("; y a");
        assert!(session.deeds[0].starts_with("copy "), "{link}");
    }
}

/// A footnote is jumped to, and one comes back to where one was.
#[test]
fn links_within_the_article_jump_there() {
    let html = format!(
        r#"<p>正文<a href="https://n.example/">¹</a>。</p>{}<p>注释在此。</p>{}"#,
        "<p>又一段。</p>".repeat(20),
        "<p>尾。</p>".repeat(20)
    );
    let footnote = |session: &mut Session| {
        session.show(&html, |document| {
            document.links[0].url = String::new();
            document.links[0].within = Some(4 + 20 * 4);
        });
    };
    for (keys, top) in [
        ("; a", "注释在此。"),
        ("gl Enter", "注释在此。"),
        ("; a C-o", "一篇文章"),
        ("; a H L", "注释在此。"),
        ("; a 5j C-o L", "尾。"),
        ("; y a", "一篇文章"),
    ] {
        let mut session = Session::open(Opened::Fixtures, "60x9");
        footnote(&mut session);
        session.keys(keys);
        assert_eq!(session.top_line(), top, "{keys}");
        assert!(session.deeds.is_empty(), "{:?}", session.deeds);
    }
    let mut session = Session::open(Opened::Fixtures, "60x9");
    footnote(&mut session);
    assert_eq!(
        state(session.keys("; y a")),
        "page 1/5 | “It leads to a place in this article; there is nothing to copy.”"
    );
}

/// Footnotes as articles have them: there by its number, back by its arrow.
#[test]
fn a_footnote_is_read_and_left() {
    let html = format!(
        r##"<p id="r1">正文<sup><a href="#n1">1</a></sup>。</p>{}<p id="n1">注释在此。<a href="#r1">↩</a></p>{}"##,
        "<p>又一段。</p>".repeat(20),
        "<p>尾。</p>".repeat(20)
    );
    for (keys, top) in [
        ("; a", "注释在此。↩"),
        ("; a H", "一篇文章"),
        ("; a ; a", "正文¹。"),
        ("; a ; a H", "注释在此。↩"),
        // Selected lines go on to it.
        ("v ; a", "注释在此。↩"),
    ] {
        let mut session = session("60x9", &html);
        session.keys(keys);
        assert_eq!(session.top_line(), top, "{keys}\n{}", session.screen());
        assert!(session.deeds.is_empty(), "{:?}", session.deeds);
    }
    let mut session = session("60x9", &html);
    let line = |session: &Session| session.app.reader.line_of_place();
    session.keys("v ; a");
    let lines = session.app.selection.as_ref().unwrap().lines();
    assert_eq!(*lines.end(), line(&session));
}

#[test]
fn one_goes_back_and_forward_through_what_was_opened() {
    for (keys, expected) in [
        ("H", "list 1/5 | “There is nothing to go back to.”"),
        (
            "Enter H",
            "page 1/5 | ·●●●● | “There is nothing to go back to.”",
        ),
        (
            "Enter L",
            "page 1/5 | ·●●●● | “There is nothing to go forward to.”",
        ),
        // What was only passed over in the list was not opened.
        ("Enter h j j Enter C-o", "page 1/5 | ·●·●●"),
        ("Enter h j j Enter C-o L", "page 3/5 | ·●·●●"),
        ("Enter J J 2H", "page 1/5 | ···●●"),
        ("Enter J J 9H 9L", "page 3/5 | ···●●"),
        // From elsewhere in the list: to what was opened last.
        ("Enter h j j H", "page 1/5 | ·●●●●"),
        ("Enter J h j j H H", "page 1/5 | ··●●●"),
        // At the place it was left at.
        ("Enter 7j J H", "page 1/5 | line 7 | ··●●●"),
        ("Enter 7j J 9j H L", "page 2/5 | line 9 | ··●●●"),
        // The search does not show it: the search is left.
        (
            "Enter h / 彗星 Enter Enter H",
            "page 1/5 | ·●·●● | “The search did not show it: all articles are back.”",
        ),
        ("Enter h / 彗星 Enter Enter H L", "page 3/5 | ·●·●●"),
    ] {
        let mut session = Session::open(Opened::Fixtures, "100x8");
        assert_eq!(session.keys(keys).state(), expected, "{keys}");
    }
    // Pages that come late.
    let mut session = Session::begin(Opened::Fixtures, "100x8", "", Hold::Nothing);
    session.keys("Enter 7j J");
    session.hold = Hold::All;
    session.keys("H");
    session.release();
    assert_eq!(session.state(), "page 1/5 | line 7 | ··●●●");
}
