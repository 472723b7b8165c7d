//! Searching in the page.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::sync::Arc;

use newsprint::app::Message;
use newsprint::article::{Article, Rules};
use newsprint::loader::{FileFacts, Loaded, load};

use super::harness::{Hold, Opened, Session, assert_screen, colourless};

/// The window of these tests: six lines of the page, none of the list.
pub(super) const SIZE: &str = "60x8";

pub(super) fn session(keys: &str) -> Session {
    let mut session = Session::open(Opened::Fixtures, SIZE);
    session.keys(keys);
    session
}

pub(super) fn state(keys: &str) -> String {
    session(keys).state()
}

/// Compares states with what is expected, all of a table at once.
fn check(before: &str, table: &[(&str, &str)]) {
    let states = table.iter().map(|(keys, expected)| {
        let state = state(format!("{before} {keys}").trim());
        (state != *expected).then(|| format!("{keys}\n  is {state}\n not {expected}"))
    });
    let wrong: Vec<String> = states.flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_phrase_is_found_while_it_is_typed() {
    check(
        "Enter",
        &[
            ("/", "page 1/5 | ·●●●● | find “”"),
            ("/ 小火车", "page 1/5 | ·●●●● | find “小火车” | 1/4"),
            // Folded: full-width digits, Traditional, quotation marks, a line break.
            (
                "/ １２０周年",
                "page 1/5 | line 12 | ·●●●● | find “１２０周年” | 1/1",
            ),
            (
                "/ 鐵路公司負責人",
                "page 1/5 | line 12 | ·●●●● | find “鐵路公司負責人” | 1/1",
            ),
            (
                "/ 所谓慢车并不意味着落后",
                "page 1/5 | line 23 | ·●●●● | find “所谓慢车并不意味着落后” | 1/1",
            ),
            (
                "/ HOFFMANN",
                "page 1/5 | line 30 | ·●●●● | find “HOFFMANN” | 1/1",
            ),
            (
                "/ 没有的字",
                "page 1/5 | ·●●●● | find “没有的字” | nothing found",
            ),
            // Another letter: from where one was, not from the last hit.
            (
                "/ 小火车 恢复",
                "page 1/5 | ·●●●● | find “小火车恢复” | 1/1",
            ),
            (
                "/ 小火车 Down Down",
                "page 1/5 | line 4 | ·●●●● | find “小火车” | 3/4",
            ),
            (
                "/ 小火车 Up",
                "page 1/5 | line 8 | ·●●●● | find “小火车” | 4/4 | “From the end again.”",
            ),
            ("/ 小火车 Enter", "page 1/5 | ·●●●● | 1/4"),
            // The first at or after the top.
            ("12j / 铁路 Enter", "page 1/5 | line 12 | ·●●●● | 2/3"),
            ("12j / 小火车 Enter", "page 1/5 | ·●●●● | 1/4"),
        ],
    );
}

#[test]
fn leaving_the_prompt_or_the_search_leads_back() {
    check(
        "Enter",
        &[
            // Back to where one was, and to the search that was in force.
            ("9j / 居民 Esc", "page 1/5 | line 9 | ·●●●●"),
            ("9j / 居民 C-c", "page 1/5 | line 9 | ·●●●●"),
            ("9j / 没有的字 Esc", "page 1/5 | line 9 | ·●●●●"),
            (
                "9j / 居民 Backspace Backspace",
                "page 1/5 | line 9 | ·●●●● | find “”",
            ),
            (
                "/ 铁路 Enter n / 没有的字 Esc",
                "page 1/5 | line 12 | ·●●●● | 2/3",
            ),
            ("/ 铁路 Enter n / Enter", "page 1/5 | line 12 | ·●●●● | 2/3"),
            (
                "9j / 没有的字 Enter",
                "page 1/5 | line 9 | ·●●●● | nothing found | “Not found in this article.”",
            ),
            // Esc clears the search, then leaves the page; `q` as well.
            ("/ 铁路 Enter Esc", "page 1/5 | line 5 | ·●●●●"),
            ("/ 铁路 Enter Esc Esc", "list 1/5 | line 5 | ·●●●●"),
            ("/ 铁路 Enter q q", "list 1/5 | line 5 | ·●●●●"),
            ("z / 铁路 Enter Esc Esc", "page 1/5 | line 5 | ·●●●●"),
            // Another article has not been searched; `n` takes the phrase up again.
            ("/ 港 Enter J", "page 2/5 | ··●●●"),
            (
                "/ 公司 Enter J n",
                "page 2/5 | ··●●● | nothing found | “Not found in this article.”",
            ),
            ("/ 的 Enter J n", "page 2/5 | line 3 | ··●●● | 1/13"),
        ],
    );
}

#[test]
fn n_goes_from_hit_to_hit_and_round() {
    check(
        "Enter / 小火车 Enter",
        &[
            ("n", "page 1/5 | ·●●●● | 2/4"),
            ("3n", "page 1/5 | line 8 | ·●●●● | 4/4"),
            ("4n", "page 1/5 | ·●●●● | 1/4 | “From the start again.”"),
            (
                "N",
                "page 1/5 | line 8 | ·●●●● | 4/4 | “From the end again.”",
            ),
            ("2n N", "page 1/5 | line 1 | ·●●●● | 2/4"),
            // Scrolled away: from what is seen.
            ("6j n", "page 1/5 | line 4 | ·●●●● | 3/4"),
            ("G N", "page 1/5 | line 8 | ·●●●● | 4/4"),
            ("G n", "page 1/5 | ·●●●● | 1/4 | “From the start again.”"),
        ],
    );
    assert_eq!(
        state("Enter n"),
        "page 1/5 | ·●●●● | “Nothing is searched for; / searches.”"
    );
    assert_eq!(
        state("n"),
        "list 1/5 | “Nothing is searched for; / searches.”"
    );
}

/// The hits of the search that led here are lit, and `n` walks them while
/// nothing is searched for in the page.
#[test]
fn n_walks_the_hits_that_led_here() {
    check(
        "/ 开 Space title:开 Enter",
        &[
            // In the list every row was found.
            ("n", "list 2/2 | search “开 title:开”"),
            (
                "2n",
                "list 1/2 | search “开 title:开” | “From the start again.”",
            ),
            (
                "N",
                "list 2/2 | search “开 title:开” | “From the end again.”",
            ),
            (
                "n Enter",
                "page 2/2 | ●●●·● | search “开 title:开” | 2 found",
            ),
            ("n Enter n", "page 2/2 | ●●●·● | search “开 title:开” | 1/2"),
            (
                "n Enter 2n",
                "page 2/2 | line 3 | ●●●·● | search “开 title:开” | 2/2",
            ),
            (
                "n Enter / 图书馆",
                "page 2/2 | ●●●·● | search “开 title:开” | find “图书馆” | 1/4",
            ),
            (
                "n Enter 2n / 图书馆 Esc",
                "page 2/2 | line 3 | ●●●·● | search “开 title:开” | 2/2",
            ),
            (
                "n Enter / 图书馆 Enter Esc n",
                "page 2/2 | ●●●·● | search “开 title:开” | 1/2",
            ),
            ("n Enter / 图书馆 Enter Esc Esc Esc", "list 4/5 | ●●●·●"),
        ],
    );
}

/// The search of the archive can be begun in the page; leaving it leads back.
#[test]
fn a_prompt_left_leads_back_to_the_page() {
    check(
        "",
        &[
            ("Enter 9j g/ 港 Esc", "page 1/5 | line 10 | ·●●●●"),
            ("z 9j g/ 港 C-c", "zen 1/5 | line 10 | ·●●●●"),
            (
                "Enter 9j g/ 港 Enter",
                "list 1/1 | line 9 | ·●●●● | search “港”",
            ),
        ],
    );
}

/// The place, the end mark and reading on are what they are without a search.
#[test]
fn reading_goes_on_after_a_search() {
    check(
        "",
        &[
            ("Enter / 居民 Enter J K", "page 1/5 | line 26 | ··●●●"),
            ("Enter / 声明 Enter G Space", "page 2/5 | ··●●●"),
            ("Enter r / 声明 Enter", "page 1/5 | line 36 | 1/2"),
            ("Enter r / 声明 Enter n Space", "page 2/5 | ··●●●"),
            ("Enter / 居民 Enter r G Space", "page 2/5 | ··●●●"),
        ],
    );
}

/// An article of 600 KB, which is searched by a thread.
fn long() -> Arc<Article> {
    let paragraph = "<p>潮水每天来两次，船也是。Ships come with the tide.</p>";
    let text = format!(
        "[长文](https://example.org/long)\n------\n{}<p>终于到岸。</p>",
        paragraph.repeat(8_000)
    );
    let facts = FileFacts {
        path: "long.txt".into(),
        modified: chrono::DateTime::UNIX_EPOCH,
    };
    match load(text.as_bytes(), &facts, &Rules::embedded()) {
        Loaded::Article(article) => Arc::new(*article),
        Loaded::Binary => panic!("an article"),
    }
}

/// A long article is searched by a thread; what it finds for what is no longer
/// typed is dropped, and a hit beyond what is set yet is gone to when it is there.
#[test]
fn a_long_article_is_searched_elsewhere() {
    let mut session = session("Enter");
    session.hold = Hold::All;
    session.tell(Message::Loaded {
        generation: session.app.reader.generation,
        result: Ok(long()),
    });
    assert!(!session.app.reader.page.complete);
    session.keys("/ 潮水");
    assert!(session.state().ends_with("find “潮水” | searching…"));
    // The page, then one answer for each character: the first is too late.
    session.deliver(1, false);
    assert!(session.state().ends_with("find “潮水” | searching…"));
    session.deliver(1, false);
    assert!(session.state().ends_with("find “潮水” | 1/8,000"));
    session.keys("C-u 终于到岸");
    for _ in 0..4 {
        session.deliver(1, false);
    }
    let hit = session.app.find.hits[0].start;
    assert!(
        session.state().ends_with("find “终于到岸” | 1/1"),
        "{}",
        session.state()
    );
    session.keys("Enter");
    // The rest of the page comes.
    session.release();
    let reader = &session.app.reader;
    assert!(reader.page.complete);
    let line = reader.page.line_of(hit);
    assert!((reader.top..reader.top + reader.height).contains(&line));
    assert!(session.screen().contains("终于到岸"));
}

#[test]
fn looks() {
    for (name, sizes, keys) in [
        ("find-typing", "100x24 80x24 40x12 20x6", "Enter / 小火车"),
        ("find-none", "80x24 40x12", "Enter / 没有的字"),
        ("find-in-force", "100x24 40x12", "Enter / 铁路 Enter n"),
        ("find-round", "80x24", "Enter / 铁路 Enter N"),
        ("find-zen", "80x24", "z / 铁路"),
        ("find-led-here", "100x24", "/ 开 Enter Enter n"),
        ("selected", "100x24 80x24 40x12 20x6", "Enter 5j v 3j"),
        ("selected-zen", "80x24", "z v 4j"),
        ("selected-share", "100x24 40x12", "Enter 5j v 3j Y"),
    ] {
        for size in sizes.split(' ') {
            let mut session = Session::open(Opened::Fixtures, size);
            let made = format!("{size}  {keys}");
            let screen = session.keys(keys).screen();
            assert_screen(&format!("{name}-{size}"), &made, &screen);
        }
    }
    for (name, keys) in [
        ("find", "Enter / 铁路 Enter n"),
        ("selected", "Enter / 铁路 Enter n v j"),
    ] {
        let mut session = Session::open(Opened::Fixtures, "60x20");
        let styles = session.keys(keys).styles();
        assert_screen(
            &format!("styles-{name}-60x20"),
            &format!("60x20  {keys}"),
            &styles,
        );
        session.theme = colourless();
        let styles = session.styles();
        assert_screen(
            &format!("styles-colourless-{name}-60x20"),
            &format!("60x20  {keys}"),
            &styles,
        );
    }
    let setting = "ambiguous_width = \"wide\"";
    let mut session = Session::begin(Opened::Fixtures, "60x20", setting, Hold::Nothing);
    let screen = session.keys("Enter / 铁路 Enter n v 3j").screen();
    assert_screen(
        "wide-selected-60x20",
        "60x20  Enter / 铁路 Enter n v 3j",
        &screen,
    );
}
