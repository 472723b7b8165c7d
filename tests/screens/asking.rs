//! The prompt of the search: what it lights, remembers, completes and saves.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::Message;
use newsprint::marks::{Mark, SavedSearch, Tag};
use newsprint::query::complete::Outlet;

use super::harness::{Opened, Session, assert_screen, colourless};

/// The sizes at which each of these screens is looked at.
const SIZES: [&str; 2] = ["100x30", "40x12"];

/// The size of what is not looked at.
pub(super) const SIZE: &str = "80x12";

/// A sitting with something typed into the prompt, spaces and all.
pub(super) fn typed(size: &str, text: &str) -> Session {
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
fn the_prompt_searches_while_typing() {
    for (keys, expected) in [
        ("/ title:开", "list 1/2 | prompt “title:开”"),
        ("/ title:开 Down", "list 2/2 | prompt “title:开”"),
        ("/ title:开 Enter", "list 1/2 | search “title:开”"),
        ("/ title:开 放", "list 1/1 | prompt “title:开放”"),
        ("/ title:开 放 Backspace", "list 1/2 | prompt “title:开”"),
        ("/ 没有的字", "list 0/0 | prompt “没有的字”"),
        // What was chosen before is chosen again.
        ("2j / title:开 Esc", "list 3/5"),
        ("2j / title:开 C-c", "list 3/5"),
        ("2j / 没有的字 Esc", "list 3/5"),
        ("2j / Backspace", "list 3/5"),
        // The search before is in force again.
        (
            "/ title:开 Enter j / 放 Esc",
            "list 2/2 | search “title:开”",
        ),
        ("/ title:开 Enter / C-u Enter", "list 1/5"),
        // Keys in a prompt are text.
        ("/ jq?", "list 0/0 | prompt “jq?”"),
        ("/ 3j", "list 0/0 | prompt “3j”"),
        // The search is kept through a sort, and the found article is read.
        ("/ title:开 Enter S t", "list 1/2 | search “title:开”"),
        (
            "/ 开 Space sort:title Enter S s",
            "list 1/4 | search “开 sort:title” | “The search says how to sort; \
             without its “sort:” the list is sorted like this.”",
        ),
        (
            "/ title:开 Enter j Enter",
            "page 2/2 | ●●●·● | search “title:开” | 1 found",
        ),
    ] {
        let mut session = Session::open(Opened::Fixtures, SIZE);
        assert_eq!(session.keys(keys).state(), expected, "{keys}");
    }
}

/// Pasted text never acts as commands; in a prompt it is text.
#[test]
fn pasted_text_is_no_command() {
    let paste = |keys: &str, text: &str| {
        let mut session = Session::open(Opened::Fixtures, SIZE);
        session.keys(keys);
        session.tell(Message::Paste(text.to_owned()));
        let said = session.app.notice.take().map(|notice| notice.text);
        let is_refused = said == Some(session.app.words.get("paste-not-taken"));
        assert_eq!(is_refused, !keys.starts_with('/'), "{keys}");
        session.state()
    };
    for (keys, text, expected) in [
        ("", "jjsq", "list 1/5"),
        ("Enter", "Q", "page 1/5 | ·●●●●"),
        ("Y", "s", "list 1/5 | share t"),
        ("/", "开\n", "list 1/4 | prompt “开 ”"),
        ("/", "\u{1b}[A", "list 1/1 | prompt “ [A”"),
    ] {
        assert_eq!(paste(keys, text), expected, "{keys} {text:?}");
    }
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
            session.theme = colourless();
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
        let mut plain = Session::open(Opened::Fixtures, SIZE);
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
        let mut session = Session::open(Opened::Fixtures, SIZE);
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

/// A sitting with outlets and tags to complete.
pub(super) fn with_words(size: &str) -> Session {
    let mut session = Session::open(Opened::Fixtures, size);
    let outlet = |names: &[&str]| Outlet {
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    session.tell(Message::Outlets(vec![
        outlet(&["BBC", "bbc"]),
        outlet(&["DW", "dw", "德国之声", "德國之聲", "Deutsche Welle"]),
        outlet(&["RFI", "rfi", "法广", "法廣"]),
        outlet(&["South China Morning Post", "SCMP"]),
    ]));
    let mut mark = Mark::default();
    for tag in ["战争", "战后", "read later", "two (2)"] {
        mark.tags.set(&Tag::new(tag).expect("a tag"), true);
    }
    let id = session.chosen().expect("an article");
    session.tell(Message::MarksChanged(vec![(id, mark)]));
    session
}

/// Keys, and what stands in the prompt after them.
#[test]
fn tab_completes_words() {
    for (keys, expected) in [
        ("/ Tab", "title:"),
        ("/ Tab Tab", "body:"),
        ("/ Tab S-Tab", "sort:"),
        ("/ so Tab", "source:"),
        ("/ so Tab Tab", "sort:"),
        ("/ so Tab Tab Tab", "source:"),
        ("/ so Tab C-n C-p Down Up", "source:"),
        // Taken, and typed on.
        ("/ so Tab Enter dw", "source:dw"),
        ("/ so Tab dw", "source:dw"),
        ("/ so Tab Tab Esc", "so"),
        ("/ has Tab im Tab", "has:image"),
        // An outlet in the script that is typed.
        ("/ source: Tab", "source:BBC"),
        ("/ source: Tab Tab Tab", "source:RFI"),
        ("/ source:r Tab", "source:RFI"),
        ("/ source:德国 Tab", "source:德国之声"),
        ("/ source:德國 Tab", "source:德國之聲"),
        ("/ source:deu Tab", "source:\"Deutsche Welle\""),
        ("/ source:sou Tab", "source:\"South China Morning Post\""),
        ("/ source:之声 Tab", "source:德国之声"),
        ("/ source:法 Tab", "source:法广"),
        ("/ tag:战 Tab Tab", "tag:战后"),
        ("/ tag:战 Tab", "tag:战争"),
        ("/ -tag:re Tab", "-tag:\"read later\""),
        ("/ tag:two Tab", "tag:\"two (2)\""),
        ("/ is:u Tab", "is:unread"),
        ("/ sort:-d Tab", "sort:-date"),
        ("/ sort:r Tab", "sort:relevance"),
        ("/ sort:相 Tab", "sort:相关度"),
        ("/ lang:zh Tab Tab Tab", "lang:zh-Hant"),
        ("/ date:上 Tab Tab", "date:上月"),
        // In the middle, and in a group of values.
        ("/ so港 Left Tab", "source:"),
        ("/ date:(2024|to Tab )", "date:(2024|today)"),
        // In Chinese, and in the characters that are typed.
        ("/ 标 Tab", "标题："),
        ("/ 標 Tab", "標題："),
        ("/ 标 Tab Tab Tab", "标签："),
        ("/ 媒 Tab", "媒"),
        ("/ 来源：德 Tab", "来源：德国之声"),
        ("/ 標籤：战 Tab", "標籤：战争"),
        ("/ 标记：未 Tab", "标记：未读"),
        ("/ 语言：简 Tab", "语言：简体"),
        // What can't be completed stays.
        ("/ 港 Tab", "港"),
        ("/ \"ta Tab", "\"ta"),
        ("/ py Tab", "py:"),
    ] {
        let mut session = with_words(SIZE);
        session.keys(keys);
        let typed = session.app.prompt.as_ref().expect("the prompt").text();
        assert_eq!(typed, expected, "{keys}");
    }
}

/// What is completed is searched for at once; going back brings back the rows.
#[test]
fn what_is_completed_is_searched_for() {
    for (keys, expected) in [
        ("/ source:r Tab", "list 1/3 | prompt “source:RFI”"),
        ("/ source: Tab Tab", "list 1/2 | prompt “source:DW”"),
        ("/ source: Tab Tab Esc", "list 1/5 | prompt “source:”"),
        ("/ source: Tab Tab Esc Esc", "list 1/5"),
        ("/ source:r Tab Enter", "list 1/3 | search “source:RFI”"),
        (
            "/ x Tab",
            "list 0/0 | prompt “x” | “Nothing completes that.”",
        ),
    ] {
        let state = with_words(SIZE).keys(keys).state();
        assert_eq!(state, expected, "{keys}");
    }
}

#[test]
fn what_completes_is_shown_in_a_row() {
    for (name, keys) in [
        ("complete-fields", "/ Tab Tab Tab"),
        ("complete-outlets", "/ source: Tab Tab Tab Tab"),
        ("complete-dates", "/ date: Tab S-Tab"),
    ] {
        look(name, keys, |size| {
            let mut session = with_words(size);
            session.keys(keys);
            session
        });
    }
    let mut session = with_words("40x12");
    session.keys("/ is: Tab Tab");
    assert_screen(
        "styles-complete-40x12",
        "40x12  / is: Tab Tab",
        &lines_of_styles(&session),
    );
}

/// A sitting with saved searches.
fn with_saved(size: &str) -> Session {
    let mut session = with_words(size);
    let saved = [
        ("图书馆", "老城 OR 夜读"),
        ("mine", "source:rfi 开"),
        ("two words", "search:mine"),
    ];
    let saved = saved.map(|(name, query)| SavedSearch {
        name: name.to_owned(),
        query: query.to_owned(),
        at: 0,
    });
    session.tell(Message::SavedSearches(saved.to_vec()));
    session
}

#[test]
fn a_saved_search_stands_for_what_it_says() {
    for (keys, expected) in [
        ("/ search:mine", "list 1/2 | prompt “search:mine”"),
        ("/ search:MINE", "list 1/2 | prompt “search:MINE”"),
        ("/ search:mi", "list 1/5 | prompt “search:mi”"),
        ("/ search:mi Tab", "list 1/2 | prompt “search:mine”"),
        (
            "/ search:two Tab",
            "list 1/2 | prompt “search:\"two words\"”",
        ),
        // The menu: by letter, by Enter; to be changed; copied.
        ("gs", "list 1/5 | searches 1"),
        ("gs a", "list 1/1 | search “search:图书馆”"),
        ("gs j Enter", "list 1/2 | search “search:mine”"),
        ("gs c", "list 1/2 | search “search:\"two words\"”"),
        ("gs j o", "list 1/2 | prompt “source:rfi 开”"),
        ("gs j o Esc", "list 1/5"),
        ("gs Esc", "list 1/5"),
        (
            "gs j y",
            "list 1/5 | “Copied: search.” | copy source:rfi 开",
        ),
        ("gs j Del", "list 1/5"),
        ("gs j Del / C-p", "list 1/2 | prompt “source:rfi 开”"),
        ("gs j Del / search:mine", "list 1/5 | prompt “search:mine”"),
        ("gs b / C-u C-p", "list 1/2 | prompt “search:mine”"),
    ] {
        assert_eq!(with_saved(SIZE).keys(keys).state(), expected, "{keys}");
    }
    let state = Session::open(Opened::Fixtures, SIZE).keys("gs").state();
    let none = "“No search is saved; M saves the one in force.”";
    assert_eq!(state, format!("list 1/5 | {none}"));
}

#[test]
fn the_search_in_force_is_saved_under_a_name() {
    for (keys, expected) in [
        (
            "/ 港 Enter M harbour Enter gs",
            "list 1/1 | search “港” | searches 1",
        ),
        (
            "/ 港 Enter M harbour Enter / C-u search:harbour",
            "list 1/1 | prompt “search:harbour”",
        ),
        // Left, or without a name: nothing is saved.
        (
            "/ 港 Enter M x Esc gs",
            "list 1/1 | search “港” | “No search is saved; M saves the one in force.”",
        ),
        (
            "/ 港 Enter M Enter gs",
            "list 1/1 | search “港” | “No search is saved; M saves the one in force.”",
        ),
        (
            "M",
            "list 1/5 | “Nothing is searched for; / searches, then M saves it.”",
        ),
        (
            "/ 港 Enter M \" Enter",
            "list 1/1 | search “港” | saves “\"” | “A name has no quotation marks.”",
        ),
    ] {
        let mut session = Session::open(Opened::Fixtures, SIZE);
        assert_eq!(session.keys(keys).state(), expected, "{keys}");
    }
}

/// A search that was narrowed is not saved in the place of the one it names.
#[test]
fn a_saved_search_is_not_lost_in_itself() {
    for name in ["mine", "MINE", "two words"] {
        let mut session = with_saved(SIZE);
        session.keys("gs c M");
        session.tell(Message::Paste(name.to_owned()));
        let before = session.state();
        let state = session.keys("Enter").state();
        let told = "“The search names that one itself; take another name.”";
        assert_eq!(state, format!("{before} | {told}"), "{name}");
        // The name can be changed.
        session.keys("2 Enter / C-u search:");
        assert!(session.app.naming.is_none());
    }
}

#[test]
fn saving_and_choosing_saved_searches_looks_so() {
    for (name, keys) in [
        ("save-search", "/ 港 Enter M harb"),
        ("save-search-replaces", "/ 港 Enter M mine"),
        ("saved-searches", "gs j"),
        ("complete-saved", "/ search: Tab Tab"),
    ] {
        look(name, keys, |size| {
            let mut session = with_saved(size);
            session.keys(keys);
            session
        });
    }
}

#[test]
fn the_language_is_shown_over_an_empty_prompt() {
    for (keys, expected) in [
        ("/ ?", "list 1/5 | prompt “” | help 0"),
        ("/ ？", "list 1/5 | prompt “” | help 0"),
        ("/ 港 F1", "list 1/1 | prompt “港” | help 0"),
        ("/ 港 F1 Esc", "list 1/1 | prompt “港”"),
        ("/ 港 F1 Esc Esc", "list 1/5"),
        ("/ ? ? 港", "list 1/1 | prompt “港”"),
        ("/ ? j", "list 1/5 | prompt “” | help 1"),
        // Where something is typed it is text.
        ("/ 港?", "list 0/0 | prompt “港?”"),
        ("F1 q", "list 1/5"),
    ] {
        let state = Session::open(Opened::Fixtures, SIZE).keys(keys).state();
        assert_eq!(state, expected, "{keys}");
    }
    look("query-help", "/ ?", |size| {
        let mut session = Session::open(Opened::Fixtures, size);
        session.keys("/ ?");
        session
    });
    look("query-help-end", "/ ? G", |size| {
        let mut session = Session::open(Opened::Fixtures, size);
        session.keys("/ ? G");
        session
    });
    // On one screen, of a usual size.
    let screen = Session::open(Opened::Fixtures, "100x30")
        .keys("/ ?")
        .screen();
    assert!(
        screen.contains("普京 北京") && screen.contains("sort:-date"),
        "{screen}"
    );
}
