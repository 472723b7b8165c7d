//! Menus, all of one kind: the links and the headings of an article, the orders,
//! what can be shared. And what they and the letters at links look like.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fmt::Write as _;

use newsprint::app::Message;

use super::harness::{Hold, Opened, Session, assert_screen, colourless};
use super::links::{TWO, crowd, many, session, state};

#[test]
fn the_menu_of_links_lists_each_once_in_reading_order() {
    let html = r#"<p><a href="https://a.example/1">甲</a>、<a href="https://b.example/">乙</a>、<a href="https://a.example/1">又是甲</a></p>
<img src="https://p.example/1.jpg" alt="渡船">
<blockquote><p><a href="https://c.example/">引文里的</a></p></blockquote>
<iframe src="https://v.example/2" title="短片"></iframe>
<table><tr><th>名</th></tr><tr><td><a href="https://t.example/">表里的</a></td></tr></table>
<p>完。 <a href="https://r.example/">相关报道</a></p>"#;
    let mut session = session("100x30", html);
    session.keys("gl");
    let screen = session.screen();
    let listed: Vec<&str> = screen
        .lines()
        .filter_map(|line| line.rsplit_once(".example │")?.0.rsplit_once('│'))
        .map(|(_, entry)| entry.trim_start_matches('▌'))
        .collect();
    let words: Vec<String> = listed
        .iter()
        .map(|entry| entry.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        words,
        [
            "a 甲 a",
            "b 乙 b",
            "c ▣ 渡船 p",
            "d 引文里的 c",
            "e ▶ 短片 v",
            "f 表里的 t",
            "g → 相关报道 r"
        ],
        "{screen}"
    );
}

#[test]
fn a_menu_is_moved_in_narrowed_and_left() {
    for (keys, expected) in [
        ("gl", "links 1"),
        ("gl j j k", "links 2"),
        ("gl k", "links 300"),
        ("gl G", "links 300"),
        ("gl G j", "links 1"),
        ("gl End Home", "links 1"),
        ("gl Space", "links 13"),
        ("gl Space Backspace", "links 1"),
        ("gl /", "links 1 | narrowed to “▏”"),
        ("gl / 29", "links 30 | narrowed to “29▏”"),
        ("gl / 29 Down", "links 130 | narrowed to “29▏”"),
        ("gl / 29 C-n C-n C-p", "links 130 | narrowed to “29▏”"),
        ("gl / 29 Tab", "links 30 | narrowed to “29”"),
        ("gl / 29 Tab j", "links 130 | narrowed to “29”"),
        ("gl / 29 Tab k", "links 300 | narrowed to “29”"),
        ("gl / 29 Tab / 7", "links 298 | narrowed to “297▏”"),
        (
            "gl / 29 Enter",
            "“Opened odd.example.” | open https://odd.example/29",
        ),
        (
            "gl / 29 Tab j y",
            "links 130 | narrowed to “29” | “Copied: link.” | copy https://odd.example/129",
        ),
        // Words in any order, in the host as well; folded.
        ("gl / ODD Space 9 7", "links 98 | narrowed to “ODD 97▏”"),
        ("gl / 鏈接2 9 7", "links 298 | narrowed to “鏈接297▏”"),
        ("gl / 没有的", "links none | narrowed to “没有的▏”"),
        ("gl / 没有的 Enter", "links none | narrowed to “没有的▏”"),
        ("gl / 没有的 Tab y j o", "links none | narrowed to “没有的”"),
        ("gl / 29 Esc", "links 30"),
        ("gl / 29 Tab Esc", "links 30"),
        ("gl / 29 Tab Esc Esc", ""),
        ("gl / 2 Backspace Backspace", "links 3"),
        // Letters act at once; while one types they are text.
        ("gl b", "“Opened odd.example.” | open https://odd.example/1"),
        ("gl / b", "links none | narrowed to “b▏”"),
        ("gl / 29 Tab a", "links 30 | narrowed to “29”"),
        ("gl Q", "links 1 | quit"),
        (
            "gl y",
            "links 1 | “Copied: link.” | copy https://even.example/0",
        ),
    ] {
        let mut session = session("60x20", &many(300));
        session.keys(keys);
        let expected = format!("page 1/5 | {expected}");
        assert_eq!(state(&session), expected.trim_end_matches(" | "), "{keys}");
        session.screen();
    }
    // Pasted text is text.
    let mut session = session("60x20", &many(300));
    session.keys("gl");
    session.tell(Message::Paste("b".to_owned()));
    let said = session.app.notice.take().map(|notice| notice.text);
    assert_eq!(said, Some(session.app.words.get("paste-not-taken")));
    assert_eq!(state(&session), "page 1/5 | links 1");
    session.keys("/");
    session.tell(Message::Paste("297\n".to_owned()));
    assert_eq!(
        state(&session),
        "page 1/5 | links 298 | narrowed to “297 ▏”"
    );
}

/// Every menu narrows and has one kind of keys.
#[test]
fn all_menus_are_of_one_kind() {
    for (keys, expected) in [
        ("S / tit", "sort 2 | narrowed to “tit▏”"),
        ("S / len Tab k", "sort 4 | narrowed to “len”"),
        ("S G", "sort 4"),
        ("S y", "sort 1"),
        ("S o", "sort 1"),
        ("Y / citat", "share c | narrowed to “citat▏”"),
        (
            "Y / short Enter",
            "“Copied: short link.” | copy https://www.dw.com/zh/a-74430012",
        ),
        (
            "Y / short Tab y",
            "“Copied: short link.” | copy https://www.dw.com/zh/a-74430012",
        ),
        (
            "Y j y",
            "“Copied: short link.” | copy https://www.dw.com/zh/a-74430012",
        ),
        ("Y / x Esc Esc", ""),
    ] {
        let mut session = Session::open(Opened::Fixtures, "100x24");
        session.keys(keys);
        let expected = format!("list 1/5 | {expected}");
        assert_eq!(session.state(), expected.trim_end_matches(" | "), "{keys}");
        session.screen();
    }
}

/// Sections with headings of two levels.
fn sections() -> String {
    let mut html = String::new();
    for (level, title) in [(2, "起"), (3, "承"), (2, "转"), (2, "合")] {
        let _ = write!(
            html,
            "<h{level}>{title}</h{level}>{}",
            "<p>一段话，说的是这一节。</p>".repeat(6)
        );
    }
    html
}

#[test]
fn headings_are_gone_through() {
    for (keys, line) in [
        ("", ""),
        (")", "起"),
        (") )", "承"),
        ("3)", "转"),
        ("9)", "合"),
        (") ) (", "起"),
        ("G (", "合"),
        ("G 2(", "转"),
        ("） ） （", "起"),
        ("gh c", "转"),
        ("gh j Enter", "承"),
        ("gh k o", "合"),
        ("gh / 转 Enter", "转"),
        // The one that is read is chosen first.
        (") j j gh Enter", "起"),
        ("2) 5j gh j Enter", "转"),
        // A jump from the list has a way back.
        (") ) gh d H", "承"),
        (") ) gh d H L", "合"),
    ] {
        let mut session = session("60x9", &sections());
        session.keys(keys);
        let top = session.top_line();
        let expected = if line.is_empty() {
            "一篇文章"
        } else {
            line
        };
        assert_eq!(top.trim(), expected, "{keys}\n{}", session.screen());
    }
    for (keys, expected) in [
        ("9) )", "“No heading further down.”"),
        ("(", "“No heading further up.”"),
        ("9) gh", "outline 4"),
        ("gh", "outline 1"),
    ] {
        let mut session = session("60x9", &sections());
        assert!(state(session.keys(keys)).ends_with(expected), "{keys}");
    }
    // Selected lines go on to the heading, and back.
    let mut session = session("60x9", &sections());
    session.keys(") v )");
    let selected = |session: &Session| {
        let lines = session.app.selection.as_ref().unwrap().lines();
        lines.end() - lines.start()
    };
    assert!(selected(&session) > 5 && selected(session.keys("(")) == 0);
    // Menus are in the characters that are shown.
    let mut session = super::links::session("60x12", &sections());
    assert!(session.keys("gh").screen().contains("c  转"));
    assert!(session.keys("Esc c gh").screen().contains("c  轉"));
    // The last section is shorter than the window: it counts as the one gone to.
    let mut session = super::links::session("60x20", &sections());
    session.keys("9) )");
    assert!(state(&session).ends_with("“No heading further down.”"));
    assert!(state(session.keys("gh")).ends_with("outline 4"));
    let mut session = super::links::session("60x9", "<h2>一</h2><p>文。</p><h2>二</h2><p>文。</p>");
    assert_eq!(
        state(session.keys("gh")),
        "page 1/5 | “This article has too few headings for a list.”"
    );
}

#[test]
fn looks() {
    let long = format!(
        "{TWO}<p>一条<a href=\"https://www.news.example/{}\">很长的地址</a>，一封<a href=\"mailto:a@a.example\">信</a>。</p><p>完。 <a href=\"https://r.example/\">相关：灯塔下的一夜</a></p><img src=\"https://p.example/1.jpg\" alt=\"渡船\">",
        "a-long-path/".repeat(30)
    );
    for (name, sizes, html, keys) in [
        ("hints", "100x24 40x12", &long, ";"),
        ("hints-copying", "100x24 40x12", &long, "; y"),
        ("hints-two-letters", "60x12", &crowd(60), "; g"),
        ("links", "100x24 40x12 20x6", &long, "gl j j"),
        ("links-many", "100x24 40x12", &many(300), "gl 40j G"),
        ("links-narrowed", "100x24 40x12", &many(300), "gl / 29 Down"),
        ("links-narrowed-to-nothing", "40x12", &many(30), "gl / 没有"),
        (
            "link-asks",
            "100x24 40x12 20x6",
            &"<p><a href=\"https://user@раypal.example/x\">这里</a></p>".to_owned(),
            "; a",
        ),
        (
            "link-does-not-open",
            "100x24 40x12",
            &long,
            "gl G k k Enter",
        ),
        ("outline", "100x24 40x12", &sections(), "3) gh"),
    ] {
        for size in sizes.split(' ') {
            let mut session = session(size, html);
            let screen = session.keys(keys).screen();
            assert_screen(
                &format!("{name}-{size}"),
                &format!("{size}  {keys}"),
                &screen,
            );
        }
    }
    for (name, html, keys) in [
        ("hints", &long, ";"),
        ("hints-two-letters", &crowd(60), "; g"),
        ("links", &long, "gl j"),
    ] {
        let mut session = session("60x12", html);
        let styles = session.keys(keys).styles();
        assert_screen(
            &format!("styles-{name}-60x12"),
            &format!("60x12  {keys}"),
            &styles,
        );
    }
    // Letters are told from text without colours, and where marks are wide.
    let setting = "ambiguous_width = \"wide\"";
    let mut session = Session::begin(Opened::Fixtures, "60x12", setting, Hold::Nothing);
    session.show(&long, |_| {});
    session.theme = colourless();
    session.keys("; y");
    assert_screen("wide-hints-60x12", "60x12  ; y", &session.screen());
    assert_screen(
        "styles-colourless-hints-60x12",
        "60x12  ; y",
        &session.styles(),
    );
}
