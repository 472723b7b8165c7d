//! Handing articles over: commands of the reader's own, the pipe, what they print;
//! and places under letters.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::{Answered, Message};
use newsprint::text::Clean;
use newsprint::words::Language;

use super::harness::{Hold, Opened, Session, assert_screen};
use super::state::check_states;

const OWN: &str = r#"
[[command]]
name = "mpv"
key = "v"
run = "mpv -- {link}"

[[command]]
name = "译成英文"
run = "trans -b :en"
how = "show"
pipe = "text"

[[command]]
name = "a program whose name is long enough"
key = "a"
run = "glow --pager --width 72 --style dark -"
how = "screen"
pipe = "markdown"
"#;

fn begin(size: &str, language: Language) -> Session {
    let settings = format!("language = \"{}\"\n{OWN}", language.tag());
    Session::begin(Opened::Fixtures, size, &settings, Hold::Nothing)
}

fn state(keys: &str) -> String {
    begin("100x24", Language::English).keys(keys).state()
}

/// Compares states with what is expected.
fn check(table: &[(&str, &str)]) {
    check_states(table, state);
}

#[test]
fn an_article_is_opened_with_a_command() {
    check(&[
        ("O", "list 1/5 | open-with 1"),
        (
            "O v",
            "list 1/5 | background mpv (mpv -- {link}) reading nothing, 1",
        ),
        (
            "O j j Enter",
            "list 1/5 | screen a program whose name is long enough (glow --pager --width 72 --style dark -) reading markdown, 1",
        ),
        // The first letter that is free.
        (
            "O b",
            "list 1/5 | waits for 译成英文 | show 译成英文 (trans -b :en) reading text, 1",
        ),
        (
            "O y",
            "list 1/5 | “Copied: command line.” | copy mpv -- {link}",
        ),
        ("O Esc", "list 1/5"),
        (
            "O / 译 Enter",
            "list 1/5 | waits for 译成英文 | show 译成英文 (trans -b :en) reading text, 1",
        ),
        (
            "j v j O v",
            "list 3/5 | background mpv (mpv -- {link}) reading nothing, 2",
        ),
        (
            "* O v",
            "list 1/5 | background mpv (mpv -- {link}) reading nothing, 5",
        ),
        (
            "Enter O v",
            "page 1/5 | ·●●●● | background mpv (mpv -- {link}) reading nothing, 1",
        ),
        (
            ": mpv Enter",
            "list 1/5 | background mpv (mpv -- {link}) reading nothing, 1",
        ),
        (
            "/ zzz Enter O",
            "list 0/0 | search “zzz” | “No article is chosen.”",
        ),
    ]);
}

#[test]
fn no_more_run_than_one_can_oversee() {
    let mut session = Session::begin(Opened::Guide, "100x24", OWN, Hold::Nothing);
    session.keys("* O v");
    let state = session.state();
    assert!(
        state.contains("articles; a command runs for 20 at the most.”"),
        "{state}"
    );
    assert!(session.deeds.is_empty(), "{:?}", session.deeds);
}

#[test]
fn a_command_is_typed_to_pipe_into() {
    check(&[
        ("| wc", "list 1/5 | pipes text into “wc”"),
        (
            "| wc Enter",
            "list 1/5 | waits for wc | show wc (wc) reading text, 1",
        ),
        (
            "| Tab wc Enter",
            "list 1/5 | waits for wc | show wc (wc) reading markdown, 1",
        ),
        (
            "| Tab Tab Tab /bin/x Enter",
            "list 1/5 | waits for x | show x (/bin/x) reading json, 1",
        ),
        ("| Tab Tab Tab Tab", "list 1/5 | pipes text into “”"),
        (
            "| ! less Enter",
            "list 1/5 | screen less (less) reading text, 1",
        ),
        ("| Enter", "list 1/5"),
        ("| wc Esc", "list 1/5"),
        ("| wc C-c", "list 1/5"),
        ("| Backspace", "list 1/5"),
        (
            "| 'a Enter",
            "list 1/5 | pipes text into “'a” | “A quotation mark is not closed.”",
        ),
        (
            "| a|b Space | Space c Enter C-u wc Enter",
            "list 1/5 | waits for wc | show wc (wc) reading text, 1",
        ),
        // What was typed before, and the form that was chosen last.
        (
            "| Tab wc Enter Esc | C-p",
            "list 1/5 | pipes markdown into “wc” | show wc (wc) reading markdown, 1 | stopprogram(1)",
        ),
        (
            "| wc Enter Esc | x Up Down",
            "list 1/5 | pipes text into “x” | show wc (wc) reading text, 1 | stopprogram(1)",
        ),
        // One at a time, and it can be left.
        (
            "| wc Enter | a Enter",
            "list 1/5 | waits for wc | “The one before still runs; Esc stops it.” | show wc (wc) reading text, 1",
        ),
        (
            "| wc Enter j Esc",
            "list 2/5 | “wc was stopped.” | show wc (wc) reading text, 1 | stopprogram(1)",
        ),
        (
            "| wc Enter C-c",
            "list 1/5 | “wc was stopped.” | show wc (wc) reading text, 1 | stopprogram(1)",
        ),
    ]);
}

/// A program has ended.
fn end(session: &mut Session, number: u64, lines: &[&str], failure: Option<&str>) {
    session.tell(Message::Answered(Box::new(Answered {
        number,
        name: Clean::line("wc"),
        lines: lines.iter().map(|line| Clean::line(line)).collect(),
        failure: failure.map(Clean::line),
    })));
}

#[test]
fn what_a_program_prints_is_shown() {
    let told = |keys: &str, lines: &[&str], failure: Option<&str>| {
        let mut session = begin("100x24", Language::English);
        session.keys("| wc Enter").keys(keys);
        session.deeds.clear();
        end(&mut session, 1, lines, failure);
        session.state()
    };
    for (keys, lines, failure, expected) in [
        (
            "",
            &[][..],
            None,
            "list 1/5 | “wc has ended and said nothing.”",
        ),
        ("", &["42"], None, "list 1/5 | “42”"),
        ("", &["1", "2"], None, "list 1/5 | details 0"),
        ("", &["1", "2"], Some("bad"), "list 1/5 | “bad”"),
        // It takes nothing from what one is at.
        ("Y", &["1", "2"], None, "list 1/5 | share t | “1”"),
        ("/ 港", &["1", "2"], None, "list 1/1 | prompt “港” | “1”"),
        ("Esc", &["1"], None, "list 1/5 | “wc was stopped.”"),
    ] {
        assert_eq!(told(keys, lines, failure), expected, "{keys} {lines:?}");
    }
}

/// Where a program runs for several articles, it is told for how many it has, and it
/// is stopped as one that runs for one.
#[test]
fn how_far_a_program_is_among_several_articles_is_told() {
    let bottom = |session: &Session| session.screen().lines().last().unwrap().to_owned();
    for (key, name) in [("Esc", "译成英文"), ("C-c", "译成英文")] {
        let mut session = begin("100x24", Language::English);
        session.keys("v 2j O b");
        assert!(
            bottom(&session).contains("runs: 0/3   Esc stop"),
            "{}",
            bottom(&session)
        );
        for (number, done) in [(1, 2), (7, 1)] {
            session.tell(Message::Ran { number, done });
            assert!(
                bottom(&session).contains("runs: 2/3"),
                "{}",
                bottom(&session)
            );
        }
        session.keys(key);
        let told = format!(" {name} was stopped.");
        assert!(bottom(&session).starts_with(&told), "{}", bottom(&session));
        session.tell(Message::Ran { number: 1, done: 3 });
        assert!(!bottom(&session).contains("runs"), "{}", bottom(&session));
    }
}

#[test]
fn a_place_is_set_and_jumped_to() {
    check(&[
        ("m a", "list 1/5"),
        (
            "m A",
            "list 1/5 | “Places lie under the letters a to z; nothing was set.”",
        ),
        (
            "m C-a",
            "list 1/5 | “Places lie under the letters a to z; nothing was set.”",
        ),
        ("m Esc j", "list 2/5"),
        (
            "/ zzz Enter m",
            "list 0/0 | search “zzz” | “No article is chosen.”",
        ),
        ("j m a G ' a", "page 2/5 | ●·●●●"),
        // Letters that act in other menus.
        ("j m q G m j ' q ' j", "page 5/5 | ●·●●·"),
        ("' q", "list 1/5"),
        ("j m a G m b ' Down Enter", "page 5/5 | ●●●●·"),
        // The last one under a letter counts.
        ("j m a G m a ' a", "page 5/5 | ●●●●·"),
        ("m a ' Del ' a", "list 1/5 | places 1"),
        // There and back, and there again.
        ("Enter J m a J ' a ' '", "page 3/5 | ···●●"),
        ("Enter J m a J ' a ' ' ' '", "page 2/5 | ···●●"),
        ("Enter J m a J ' a H", "page 3/5 | ···●●"),
        ("' '", "list 1/5 | “There is nothing to go back to.”"),
        // The search is left where it hides the article.
        (
            "m a / 港 Enter ' a",
            "page 1/5 | “The search did not show it: all articles are back.”",
        ),
    ]);
}

#[test]
fn a_place_is_a_line_of_the_page() {
    let mut session = begin("60x12", Language::English);
    let before = session.keys("Enter C-d m a").app.reader.top;
    assert!(before > 0);
    session.keys("gg");
    assert_eq!(session.app.reader.top, 0);
    session.keys("' a");
    assert_eq!(session.app.reader.top, before);
    session.keys("' '");
    assert_eq!(session.app.reader.top, 0);
    session.keys("h G ' a");
    assert_eq!(
        (session.app.list.selected, session.app.reader.top),
        (0, before)
    );
    // In the list it is where reading was left.
    session.keys("h m b gg G ' b");
    assert_eq!(
        (session.app.list.selected, session.app.reader.top),
        (0, before)
    );
}

#[test]
fn targets_and_styles_are_the_readers_own() {
    let settings = r#"
citation = "kurz"
[share.x]
template = ""
[share.weibo]
label = "微博"
template = "https://weibo.example/?title={title}&url={link}"
[[citation_style]]
name = "kurz"
template = '${title} (${published:%Y})'
"#;
    let mut session = Session::begin(Opened::Fixtures, "100x24", settings, Hold::Nothing);
    let screen = session.keys("Y").screen();
    assert!(screen.contains(" b  微博"), "{screen}");
    assert!(!screen.contains(" x  X"), "{screen}");
    session.keys("b");
    let copied = session.deeds.last().expect("a copy");
    assert!(
        copied.starts_with("copy https://weibo.example/?title=%E5%B1%B1%E5%9F%8E"),
        "{copied}"
    );
    session.keys("Y c");
    assert_eq!(
        session.deeds.last().expect("a copy"),
        "copy 山城小火车恢复运行 首班乘客清晨登车 (2025)"
    );
}

#[test]
fn what_they_look_like() {
    let places = "m a j m k j m z '";
    let screens = [
        ("open-with", "O"),
        ("piping", "| Tab wc"),
        ("places", places),
    ];
    for size in ["100x30", "80x24", "40x12", "20x6"] {
        for (name, keys) in screens {
            let screen = begin(size, Language::English).keys(keys).screen();
            assert_screen(&format!("own-{name}-{size}"), keys, &screen);
        }
    }
    for language in [Language::Simplified, Language::Traditional] {
        for (name, keys) in screens {
            let screen = begin("80x24", language).keys(keys).screen();
            let tag = language.tag();
            assert_screen(&format!("{tag}-own-{name}-80x24"), keys, &screen);
        }
    }
    let mut session = begin("80x24", Language::English);
    session.keys("| wc Enter");
    assert_screen("own-runs-80x24", "| wc Enter", &session.screen());
    end(&mut session, 1, &["  1  港口节", "  2  两行"], None);
    assert_screen("own-output-80x24", "two lines", &session.screen());
}

/// What is told of commands of one's own can be read again, as all that is told.
#[test]
fn what_is_told_of_a_command_is_among_the_messages() {
    let mut session = begin("100x24", Language::English);
    session.keys("| \"x Enter Esc Esc gm");
    let screen = session.screen();
    assert!(
        screen.contains("A quotation mark is not closed."),
        "{screen}"
    );
}

/// With three articles selected `y` copied one link, and did not say so.
#[test]
fn what_is_copied_is_told_and_is_of_all_that_is_selected() {
    let lines = |keys: &str| {
        let mut session = Session::open(Opened::Fixtures, "100x24");
        let state = session.keys(keys).state();
        let copied: Vec<&str> = session.deeds.iter().flat_map(|deed| deed.lines()).collect();
        (
            copied.len(),
            state
                .split('“')
                .nth(1)
                .unwrap_or_default()
                .split('”')
                .next()
                .unwrap()
                .to_owned(),
        )
    };
    for (keys, expected) in [
        ("y", (1, "Copied: link.")),
        ("v y", (1, "Copied: link.")),
        ("v j j y", (3, "Copied: 3 links.")),
        ("* y", (5, "Copied: 5 links.")),
        ("Y c", (1, "Copied: citation.")),
        ("Y g", (1, "Copied: link for Telegram.")),
        ("Enter v y", (1, "Copied: the selected text.")),
        (
            "v j Y",
            (
                0,
                "2 articles are selected; the menu is of the one at the bar. y copies all links.",
            ),
        ),
        (
            "v j o",
            (
                0,
                "2 articles are selected; one is opened at a time. Esc leaves the selection, y copies all links.",
            ),
        ),
    ] {
        let (count, told) = lines(keys);
        assert_eq!((count, told.as_str()), expected, "{keys}");
    }
    // What was selected has been handed over, and is no longer.
    let mut session = Session::open(Opened::Fixtures, "100x24");
    assert!(session.keys("v j y").app.picked_rows().is_none());
}
