//! Selecting lines of the page, and what is copied of them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::Message;
use newsprint::app::geometry::Size;
use newsprint::command::{Button, MouseKind};

use super::finding::{SIZE, session, state};
use super::harness::{Opened, Session};
use super::pointing::mouse;
use super::terminal::{DOWN, PRESS};

/// What was copied after some keys, in a window of some size.
fn copied(size: &str, keys: &str) -> String {
    let mut session = Session::open(Opened::Fixtures, size);
    session.keys(keys);
    let copies = session.deeds.iter();
    let mut copies = copies.filter_map(|deed| deed.strip_prefix("copy "));
    copies.next().unwrap_or("nothing").to_owned()
}

#[test]
fn lines_are_selected() {
    for (keys, expected) in [
        ("v", "selected 0-0"),
        ("v j", "selected 0-1"),
        ("v 2j k", "selected 0-1"),
        ("5j v", "selected 5-5"),
        // A blank line at the top: the first line of text below it.
        ("4j v", "selected 5-5"),
        ("9j v 3k", "selected 7-10"),
        ("v G", "selected 0-39"),
        ("9j v gg", "selected 0-10"),
        ("v }", "selected 0-3"),
        ("9j v {", "selected 5-10"),
        ("v C-d", "selected 0-3"),
        ("v Space", "selected 0-4"),
        ("/ 铁路 Enter v n", "selected 7-14"),
        ("3v", "selected 0-2"),
        ("v 2v", "selected 0-1"),
        ("v v", ""),
        ("v Esc", ""),
        ("v h Enter", ""),
        ("v J", ""),
    ] {
        let state = state(&format!("Enter {keys}"));
        let selected = state.split(" | ").find(|part| part.starts_with("selected"));
        assert_eq!(selected.unwrap_or_default(), expected, "{keys}: {state}");
    }
    // The line that is moved stays in sight.
    let session = session("Enter v 20j");
    let reader = &session.app.reader;
    assert!((reader.top..reader.top + reader.height).contains(&20));
    assert_eq!(
        state("Enter / 铁路 Enter v Esc"),
        "page 1/5 | line 5 | ·●●●● | 1/3"
    );
}

const LEAD: &str = "停运整整一年之后，连接谷地与山城的窄轨小火车周二恢复运行。";

#[test]
fn what_is_copied_is_the_text_as_written() {
    let title = "山城小火车恢复运行 首班乘客清晨登车";
    for size in ["60x8", "40x12", "100x24", "200x60"] {
        // From the title to the caption: without the mark and the page's own line.
        assert_eq!(
            copied(size, "Enter v 2} k k y"),
            format!("{title}\n\n去年十月，山城小火车因隧道维修停运。"),
            "{size}"
        );
        let whole = copied(size, "Enter v G y");
        assert!(whole.contains(LEAD), "{size}: {whole}");
        assert!(
            whole.contains("她说，木座椅虽然硬，乘客却很喜欢。\n\n（德新社，谷地通讯社）\n\n©")
        );
        assert_eq!(whole, copied("60x8", "Enter v G y"), "{size}");
    }
    for (keys, expected) in [
        ("Enter v y", title),
        // From the middle of a paragraph to the middle of the next.
        (
            "Enter 7j v 4j y",
            "生、邮差和特地赶来的铁路爱好者，人们以此庆祝这条百年线路得以保存下来。\n\n一位每天乘车上学的女生对记者说：\"没有小火车的这一年，我们每天要早起一个小时，绕很远的路。今天看到它从雾里开出",
        ),
        (
            "Enter / hoffmann Enter v y",
            "会不会改用新式车厢？工程师霍夫曼（Anna Hoffmann）摇头",
        ),
    ] {
        assert_eq!(copied(SIZE, keys), expected, "{keys}");
    }
}

/// Exactly the characters of the selected lines, whichever they are.
#[test]
fn each_line_gives_its_own_characters() {
    for (opened, articles) in [(Opened::Fixtures, 5), (Opened::Guide, 21)] {
        for article in 1..=articles {
            let mut session = Session::open(opened, "60x20");
            session.keys(&format!("{article}gg Enter"));
            let mut whole = String::new();
            let lines = session.app.reader.page.lines.len();
            for line in 0..lines {
                // To the line by keys; the selection begins where it is moved to.
                session.keys("gg");
                session.app.selection = None;
                session.keys("v");
                if line > 0 {
                    session.keys(&format!("{line}j"));
                }
                let selection = session.app.selection.as_ref().expect("a selection");
                assert_eq!(*selection.lines().end(), line);
                session.deeds.clear();
                session.keys("y");
                if let Some(text) = session.deeds.first() {
                    let text = text.strip_prefix("copy ").expect("a copy");
                    assert!(
                        text.starts_with(whole.trim_end()),
                        "{article} {line}: {text:?} after {whole:?}"
                    );
                    text.clone_into(&mut whole);
                }
            }
            let article = session.app.reader.article.as_ref().expect("an article");
            let mut all = article.head.title.as_str().to_owned();
            article
                .document
                .each_text(&mut |_, text| all.push_str(text.as_str()));
            let bare = |text: &str| text.replace(['\n', '\t'], "");
            assert_eq!(bare(&whole), bare(&all));
        }
    }
}

#[test]
fn a_quotation_stands_first_in_the_share_menu() {
    assert_eq!(
        copied(SIZE, "Enter 3j v Y Enter"),
        "> 去年十月，山城小火车因隧道维修停运。\n—— 德国之声《山城小火车恢复运行 首班乘客清晨登车》，2025-10-21\nhttps://www.dw.com/zh/%E5%B1%B1%E5%9F%8E%E5%B0%8F%E7%81%AB%E8%BD%A6%E6%81%A2%E5%A4%8D%E8%BF%90%E8%A1%8C%20%E9%A6%96%E7%8F%AD%E4%B9%98%E5%AE%A2%E6%B8%85%E6%99%A8%E7%99%BB%E8%BD%A6/a-74430012"
    );
    assert_eq!(
        copied(SIZE, "Enter 3j v Y l"),
        copied(SIZE, "Enter 3j v Y Enter")
    );
    // Taking it ends the selection; without one it is not there.
    assert!(!state("Enter 3j v Y l").contains("| selected "));
    assert!(state("Enter Y").contains("share t"));
}

/// A selection is of text: whatever becomes of the window, it stays.
#[test]
fn a_selection_survives_resizing() {
    let mut session = session("Enter 5j v 3j");
    let before = session
        .app
        .selection
        .as_ref()
        .expect("a selection")
        .characters();
    assert!(before > 60);
    for (columns, rows) in [(30, 12), (200, 60), (20, 6), (3, 2), (100, 24), (60, 8)] {
        session.tell(Message::Resized(Size { columns, rows }));
        assert!(session.app.selection.is_some());
    }
    session.keys("y");
    assert_eq!(
        session.deeds,
        [format!(
            "copy （德国之声中文网）{LEAD}首班列车清晨六点出发，车厢里坐满了学生、邮差和特地赶来的铁路爱好者，人们以此庆祝这条百年线路得以保存下来。"
        )]
    );
}

/// What the mouse is dragged over is selected, and stays so when it is let go.
#[test]
fn lines_are_dragged_over() {
    const DRAG: MouseKind = MouseKind::Drag(Button::Left);
    const RELEASE: MouseKind = MouseKind::Release(Button::Left);
    for (keys, done, expected) in [
        (
            "Enter",
            &[(PRESS, 6), (DRAG, 7), (DRAG, 9), (RELEASE, 9)][..],
            "selected 5-8",
        ),
        ("", &[(PRESS, 9), (DRAG, 6)], "selected 5-8"),
        // Past the edge, what lies beyond comes in.
        (
            "Enter 10j",
            &[(PRESS, 3), (DRAG, 0), (DRAG, 0)],
            "selected 9-12",
        ),
        // As much of it as the mouse is past it, however often it moves there.
        (
            "Enter",
            &[(PRESS, 3), (DRAG, 12), (DRAG, 13), (RELEASE, 13)],
            "selected 2-11",
        ),
        (
            "Enter",
            &[(PRESS, 3), (DRAG, 200), (DRAG, 201)],
            "selected 2-17",
        ),
        (
            "Enter",
            &[(PRESS, 6), (DRAG, 8), (RELEASE, 8), (DRAG, 3)],
            "selected 5-7",
        ),
        (
            "Enter",
            &[(PRESS, 6), (DRAG, 8), (DOWN, 8)],
            "selected 5-10",
        ),
        // A click is no selection, and ends one.
        ("Enter", &[(PRESS, 6), (DRAG, 6), (RELEASE, 6)], ""),
        ("Enter v 3j", &[(PRESS, 6), (RELEASE, 6)], ""),
        ("Enter", &[(DRAG, 6)], ""),
        ("Enter", &[(PRESS, 6), (DRAG, 8), (PRESS, 9)], ""),
        // What is being typed keeps the page.
        ("Enter /", &[(PRESS, 6), (DRAG, 8)], ""),
    ] {
        let mut session = Session::open(Opened::Fixtures, "100x12");
        session.keys(keys);
        for (kind, row) in done {
            session.tell(mouse(*kind, 60, *row));
            session.screen();
        }
        let state = session.state();
        let selected = state.split(" | ").find(|part| part.starts_with("selected"));
        assert_eq!(
            selected.unwrap_or_default(),
            expected,
            "{keys} {done:?}: {state}"
        );
    }
}

/// Of lines without text nothing is copied, and that is said.
#[test]
fn lines_without_text_are_not_copied() {
    const DRAG: MouseKind = MouseKind::Drag(Button::Left);
    let mut session = Session::open(Opened::Fixtures, "100x12");
    for (kind, row) in [(PRESS, 3), (DRAG, 2), (DRAG, 3)] {
        session.tell(mouse(kind, 60, row));
    }
    session.keys("y");
    assert!(session.deeds.is_empty());
    assert!(
        session
            .state()
            .ends_with("selected 2-2 | “No text is on the selected lines.”")
    );
    // A click in the list leaves what is typed for the page.
    session.keys("Esc / 铁");
    session.tell(mouse(PRESS, 5, 1));
    assert_eq!(session.state(), "list 1/5 | ·●●●●");
}

/// In other characters than the author's, places are the same: the search finds
/// either, what is selected stays so, and what is copied is what was written.
#[test]
fn other_characters_change_no_place() {
    for keys in ["v 3j", "/ 鐵路 Enter n v j", "/ 铁路公司 Enter v {"] {
        let written = copied("60x20", &format!("Enter {keys} y"));
        assert_ne!(written, "nothing");
        for shown in [
            format!("c Enter {keys} y"),
            format!("Enter {keys} c y"),
            format!("c Enter {keys} c c y"),
        ] {
            assert_eq!(copied("60x20", &shown), written, "{shown}");
        }
    }
}

/// `5v` selected one article, and `3r` marked one.
#[test]
fn a_count_says_how_many_from_the_chosen_one_on() {
    for (keys, expected) in [
        ("3v", "list 3/5 | picked 1-3"),
        ("2j 9v", "list 5/5 | picked 3-5"),
        ("v j 2v", "list 3/5 | picked 2-3"),
        (
            "3r",
            "list 1/5 | ···●● | “3 articles: read; u takes it back.”",
        ),
        (
            "2j 9s",
            "list 3/5 | ●●★★★ | “3 articles: starred; u takes it back.”",
        ),
        ("1s", "list 1/5 | ★●●●●"),
        ("3s u", "list 1/5 | “Undone: starred · 3 articles”"),
        (
            "Enter 2s",
            "page 1/5 | ☆★●●● | “2 articles: starred; u takes it back.”",
        ),
    ] {
        let mut session = Session::open(Opened::Fixtures, SIZE);
        assert_eq!(session.keys(keys).state(), expected, "{keys}");
    }
}
