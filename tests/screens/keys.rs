//! What every command does, whichever of its keys is pressed.

// tidy: table

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::Message;
use newsprint::command::{COMMANDS, Code, Context, Key};

use super::harness::{Hold, Opened, Session};

/// The window of these tests: three rows of the list, six lines of the page.
const SIZE: &str = "100x8";

fn state(keys: &str) -> String {
    let mut session = Session::open(Opened::Fixtures, SIZE);
    session.keys(keys).state()
}

use Context::{List, Page};

const LINK: &str = "https://www.dw.com/zh/%E5%B1%B1%E5%9F%8E%E5%B0%8F%E7%81%AB%E8%BD%A6%E6%81%A2%E5%A4%8D%E8%BF%90%E8%A1%8C%20%E9%A6%96%E7%8F%AD%E4%B9%98%E5%AE%A2%E6%B8%85%E6%99%A8%E7%99%BB%E8%BD%A6/a-74430012";

/// Command, where, keys before it, the state after it. `LINK` stands for the
/// link of the first article.
const TABLE: &[(&str, Context, &str, &str)] = &[
    ("next", List, "", "list 2/5"),
    ("previous", List, "G", "list 4/5"),
    ("line-down", List, "", "list 1/5 | line 1"),
    ("line-down", Page, "Enter", "page 1/5 | line 1 | ·●●●●"),
    ("line-up", List, "3 C-e", "list 1/5 | line 2"),
    ("line-up", Page, "Enter 3j", "page 1/5 | line 2 | ·●●●●"),
    ("next-article", List, "", "list 2/5"),
    ("next-article", Page, "Enter", "page 2/5 | ··●●●"),
    ("previous-article", List, "G", "list 4/5"),
    ("previous-article", Page, "G Enter", "page 4/5 | ●●●··"),
    ("first", List, "G", "list 1/5"),
    ("first", Page, "Enter 9j", "page 1/5 | ·●●●●"),
    ("last", List, "", "list 5/5"),
    ("last", Page, "Enter", "page 1/5 | line 37 | ·●●●●"),
    ("half-page-down", List, "", "list 2/5"),
    ("half-page-down", Page, "Enter", "page 1/5 | line 3 | ·●●●●"),
    ("half-page-up", List, "G", "list 4/5"),
    (
        "half-page-up",
        Page,
        "Enter 9j",
        "page 1/5 | line 6 | ·●●●●",
    ),
    ("page-down", List, "", "list 4/5"),
    ("page-down", Page, "Enter", "page 1/5 | line 4 | ·●●●●"),
    ("page-up", List, "G", "list 2/5"),
    ("page-up", Page, "Enter 9j", "page 1/5 | line 5 | ·●●●●"),
    (
        "paragraph-back",
        Page,
        "Enter 9j",
        "page 1/5 | line 5 | ·●●●●",
    ),
    (
        "paragraph-forward",
        Page,
        "Enter",
        "page 1/5 | line 3 | ·●●●●",
    ),
    ("read-on", List, "", "list 1/5 | line 4"),
    ("read-on", Page, "Enter", "page 1/5 | line 4 | ·●●●●"),
    ("read-back", List, "9 C-e", "list 1/5 | line 5"),
    ("read-back", Page, "Enter 9j", "page 1/5 | line 5 | ·●●●●"),
    ("enter", List, "", "page 1/5 | ·●●●●"),
    ("to-list", Page, "Enter", "list 1/5 | ·●●●●"),
    ("other-pane", List, "", "page 1/5 | ·●●●●"),
    ("other-pane", Page, "Enter", "list 1/5 | ·●●●●"),
    ("next-unread", List, "j r k", "list 3/5 | ●·●●●"),
    ("next-unread", Page, "j r k Enter", "page 3/5 | ···●●"),
    ("previous-unread", List, "3j r G", "list 3/5 | ●●●·●"),
    ("previous-unread", Page, "3j r G Enter", "page 3/5 | ●●···"),
    ("query-help", List, "", "list 1/5 | help 0"),
    ("query-help", Page, "Enter", "page 1/5 | ·●●●● | help 0"),
    ("search", List, "", "list 1/5 | prompt “”"),
    ("search", Page, "Enter", "list 1/5 | ·●●●● | prompt “”"),
    (
        "save-search",
        List,
        "/ 彗星 Enter",
        "list 1/1 | search “彗星” | saves “”",
    ),
    (
        "saved-searches",
        List,
        "",
        "list 1/5 | “No search is saved; M saves the one in force.”",
    ),
    (
        "saved-searches",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | “No search is saved; M saves the one in force.”",
    ),
    ("find", Page, "Enter", "page 1/5 | ·●●●● | find “”"),
    (
        "next-match",
        List,
        "/ title:开 Enter",
        "list 2/2 | search “title:开”",
    ),
    (
        "next-match",
        Page,
        "Enter / 铁路 Enter",
        "page 1/5 | line 12 | ·●●●● | 2/3",
    ),
    (
        "previous-match",
        List,
        "/ title:开 Enter j",
        "list 1/2 | search “title:开”",
    ),
    (
        "previous-match",
        Page,
        "Enter / 铁路 Enter 2n",
        "page 1/5 | line 12 | ·●●●● | 2/3",
    ),
    (
        "select-lines",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | selected 0-0",
    ),
    ("filter", List, "", "list 1/5 | filter 1"),
    (
        "layout",
        List,
        "",
        "list 1/5 | list 100 wide | “The list stands above the page where there is room.”",
    ),
    (
        "layout",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | “The list stands above the page where there is room.”",
    ),
    ("sort", List, "", "list 1/5 | sort 1"),
    ("sort", Page, "Enter", "page 1/5 | ·●●●● | sort 1"),
    ("jump", List, "", "list 1/5 | jump to date “”"),
    ("select-articles", List, "", "list 1/5 | picked 1-1"),
    ("select-all", List, "", "list 1/5 | picked 1-5"),
    (
        "mark-all-read",
        List,
        "j r",
        "list 2/5 | ····· | “4 articles: read; u takes it back.”",
    ),
    ("tags", List, "", "list 1/5 | new tag “”"),
    ("tags", Page, "Enter", "page 1/5 | ·●●●● | new tag “”"),
    ("read", List, "", "list 1/5 | ·●●●●"),
    ("read", Page, "Enter", "page 1/5"),
    ("star", List, "", "list 1/5 | ★●●●●"),
    ("star", Page, "Enter", "page 1/5 | ☆●●●●"),
    (
        "undo",
        List,
        "s",
        "list 1/5 | “Undone: starred · 山城小火车恢复运行 首班乘客清晨登车”",
    ),
    (
        "undo",
        Page,
        "Enter",
        "page 1/5 | “Undone: read · 山城小火车恢复运行 首班乘客清晨登车”",
    ),
    (
        "redo",
        List,
        "s u",
        "list 1/5 | ★●●●● | “Done again: starred · 山城小火车恢复运行 首班乘客清晨登车”",
    ),
    (
        "redo",
        Page,
        "Enter u",
        "page 1/5 | ·●●●● | “Done again: read · 山城小火车恢复运行 首班乘客清晨登车”",
    ),
    (
        "open-original",
        List,
        "",
        "list 1/5 | “Opened www.dw.com.” | open LINK",
    ),
    (
        "open-original",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | “Opened www.dw.com.” | open LINK",
    ),
    (
        "copy-link",
        List,
        "",
        "list 1/5 | “Copied: link.” | copy LINK",
    ),
    (
        "copy-link",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | “Copied: link.” | copy LINK",
    ),
    ("link-hints", Page, "Enter", "page 1/5 | ·●●●● | open a “”"),
    ("links", Page, "Enter", "page 1/5 | ·●●●● | links 1"),
    (
        "outline",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | “This article has too few headings for a list.”",
    ),
    (
        "previous-heading",
        Page,
        "G Enter G",
        "page 5/5 | line 39 | ●●●●·",
    ),
    (
        "next-heading",
        Page,
        "G Enter",
        "page 5/5 | line 39 | ●●●●·",
    ),
    ("back", List, "Enter J h", "page 1/5 | ··●●●"),
    ("back", Page, "Enter J", "page 1/5 | ··●●●"),
    ("forward", List, "Enter J H h", "page 2/5 | ··●●●"),
    ("forward", Page, "Enter J H", "page 2/5 | ··●●●"),
    ("share", List, "", "list 1/5 | share t"),
    ("share", Page, "Enter", "page 1/5 | ·●●●● | share t"),
    ("details", List, "", "list 1/5 | details 0"),
    ("details", Page, "Enter", "page 1/5 | ·●●●● | details 0"),
    ("zen", List, "", "zen 1/5 | ·●●●●"),
    ("zen", Page, "z", "page 1/5 | ·●●●●"),
    ("narrower", List, "", "list 1/5 | list 36 wide"),
    ("narrower", Page, "Enter", "page 1/5 | ·●●●● | measure 51"),
    ("wider", List, "", "list 1/5 | list 44 wide"),
    ("wider", Page, "z", "zen 1/5 | ·●●●● | measure 76"),
    (
        "characters",
        List,
        "",
        "list 1/5 | “Shown in Traditional characters; copies stay as written.”",
    ),
    (
        "characters",
        Page,
        "Enter c",
        "page 1/5 | ·●●●● | “Shown as it was written.”",
    ),
    ("themes", List, "", "list 1/5 | themes 1"),
    ("themes", Page, "Enter", "page 1/5 | ·●●●● | themes 1"),
    (
        "palette",
        List,
        "",
        "list 1/5 | palette 1 | narrowed to “▏”",
    ),
    (
        "palette",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | palette 1 | narrowed to “▏”",
    ),
    ("help", List, "", "list 1/5 | help 1"),
    ("help", Page, "Enter", "page 1/5 | ·●●●● | help 1"),
    (
        "refresh",
        List,
        "j",
        "list 2/5 | “Looking at the folder again.” | look",
    ),
    (
        "refresh",
        Page,
        "j Enter",
        "page 2/5 | ●·●●● | “Looking at the folder again.” | look",
    ),
    ("redraw", List, "", "list 1/5 | redraw"),
    ("redraw", Page, "Enter", "page 1/5 | ·●●●● | redraw"),
    ("leave", List, "/ 彗星 Enter", "list 3/5"),
    ("leave", Page, "Enter", "list 1/5 | ·●●●●"),
    ("quit-step", List, "", "list 1/5 | quit"),
    ("quit-step", Page, "Enter", "list 1/5 | ·●●●●"),
    (
        "set-place",
        List,
        "",
        "list 1/5 | “Under which letter, a to z?”",
    ),
    (
        "set-place",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | “Under which letter, a to z?”",
    ),
    ("places", List, "", "list 1/5 | places 1"),
    ("places", Page, "Enter", "page 1/5 | ·●●●● | places 1"),
    (
        "open-with",
        List,
        "",
        "list 1/5 | “No command yet; [[command]] in config.toml sets one.”",
    ),
    (
        "open-with",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | “No command yet; [[command]] in config.toml sets one.”",
    ),
    ("pipe", List, "", "list 1/5 | pipes text into “”"),
    (
        "pipe",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | pipes text into “”",
    ),
    ("archives", List, "", "list 1/5 | archives 1"),
    ("archives", Page, "Enter", "page 1/5 | ·●●●● | archives 1"),
    ("language", List, "", "list 1/5 | language 1"),
    ("language", Page, "Enter", "page 1/5 | ·●●●● | language 1"),
    (
        "index",
        List,
        "",
        "list 1/5 | “Nothing is waiting to be indexed.”",
    ),
    (
        "index",
        Page,
        "Enter",
        "page 1/5 | ·●●●● | “Nothing is waiting to be indexed.”",
    ),
    ("messages", List, "R", "list 1/5 | messages 1 | look"),
    (
        "messages",
        Page,
        "R Enter",
        "page 1/5 | ·●●●● | messages 1 | look",
    ),
    ("interrupt", List, "", "list 1/5 | quit"),
    ("interrupt", Page, "Enter v", "page 1/5 | ·●●●●"),
    ("quit", List, "", "list 1/5 | quit"),
    ("quit", Page, "Enter", "page 1/5 | ·●●●● | quit"),
    ("suspend", List, "", "list 1/5 | suspend"),
    ("suspend", Page, "Enter", "page 1/5 | ·●●●● | suspend"),
];

#[test]
fn every_command_does_what_it_says() {
    let mut wrong = Vec::new();
    for (name, context, before, expected) in TABLE {
        let entry = COMMANDS.iter().find(|entry| entry.name == *name);
        let entry = entry.unwrap_or_else(|| panic!("no command {name}"));
        let keys = match context {
            List => entry.list,
            Page => entry.page,
        };
        assert!(!keys.is_empty(), "{name} has no key there");
        for key in keys {
            let state = state(&format!("{before} {key}")).replace(LINK, "LINK");
            if state != *expected {
                wrong.push(format!(
                    "{name}: {before} {key}\n  is {state}\n not {expected}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_is_in_the_table() {
    for entry in COMMANDS {
        for (context, keys) in [(List, entry.list), (Page, entry.page)] {
            let is_there = TABLE
                .iter()
                .any(|(name, place, ..)| *name == entry.name && *place == context);
            assert_eq!(is_there, !keys.is_empty(), "{} in {context:?}", entry.name);
        }
    }
}

#[test]
fn sequences_counts_and_what_they_leave() {
    for (keys, expected) in [
        ("3j", "list 4/5"),
        ("10j", "list 5/5"),
        ("2G", "list 2/5"),
        ("2gg", "list 2/5"),
        ("99999999999999999999j", "list 5/5"),
        ("G 3k", "list 2/5"),
        ("2 C-d", "list 3/5"),
        ("2J", "list 3/5"),
        ("2]", "list 3/5"),
        ("9]", "list 5/5"),
        ("G 2[", "list 3/5"),
        ("9 C-e 2 Backspace", "list 1/5 | line 1"),
        ("3", "list 1/5 | count 3"),
        ("3 g", "list 1/5 | count 3 | pending g"),
        ("3 g Esc", "list 1/5"),
        ("3 Esc j", "list 2/5"),
        (
            "g x",
            "list 1/5 | “gx does nothing here; ? shows the keys.”",
        ),
        ("3 g x j", "list 2/5"),
        ("0", "list 1/5 | “0 does nothing here; ? shows the keys.”"),
        ("F5", "list 1/5 | “F5 does nothing here; ? shows the keys.”"),
        ("2>", "list 1/5 | list 48 wide"),
        ("99> 2<", "list 1/5 | list 61 wide"),
        ("Enter 50G", "page 1/5 | line 21 | ·●●●●"),
        ("Enter 100G", "page 1/5 | line 37 | ·●●●●"),
        ("Enter 2}", "page 1/5 | line 5 | ·●●●●"),
        ("Enter 3 C-d", "page 1/5 | line 9 | ·●●●●"),
    ] {
        assert_eq!(state(keys), expected, "{keys}");
    }
}

/// An input method left on does no harm; in a prompt it is what is meant.
#[test]
fn full_width_forms_act_as_the_key_they_share() {
    for (typed, plain) in [
        ("ｊ", "j"),
        ("３ｊ", "3j"),
        ("Ｇ", "G"),
        ("Ｇ ｇｇ", "G gg"),
        ("、", "/"),
        ("／", "/"),
        ("？", "?"),
        ("】", "]"),
        ("Ｇ 【", "G ["),
        ("」", "]"),
        ("《", "<"),
        ("》", ">"),
        ("Enter ｝", "Enter }"),
        ("Enter 9j ｛", "Enter 9j {"),
        ("ｒ ｓ ｕ", "r s u"),
        ("Ｙ ｊ", "Y j"),
        ("Ｓ ｔ", "S t"),
        ("ｑ", "q"),
    ] {
        assert_eq!(state(typed), state(plain), "{typed}");
    }
    assert_eq!(state("/ ｊ、？"), "list 0/0 | prompt “ｊ、？”");
    // The ideographic space reads on.
    let mut session = Session::open(Opened::Fixtures, SIZE);
    session.tell(Message::Key(Key::char('\u{3000}')));
    assert_eq!(session.state(), state("Space"));
}

/// Each key once more, and what it leaves: popup, zen, page, search, program.
#[test]
fn leaving_goes_step_by_step() {
    for key in ["q", "Esc"] {
        let mut session = Session::open(Opened::Fixtures, SIZE);
        session.keys("/ title:开 Enter j z ?");
        assert_eq!(
            session.state(),
            "zen 2/2 | ●●●·● | search “title:开” | 1 found | help 1"
        );
        let ends = if key == "q" { " | quit" } else { "" };
        for expected in [
            "zen 2/2 | ●●●·● | search “title:开” | 1 found",
            "page 2/2 | ●●●·● | search “title:开” | 1 found",
            "list 2/2 | ●●●·● | search “title:开”",
            "list 4/5 | ●●●·●",
            &format!("list 4/5 | ●●●·●{ends}"),
        ] {
            assert_eq!(session.keys(key).state(), expected, "{key}");
        }
    }
    for popup in ["?", "i", "Y", "S", "j Y Q"] {
        for key in ["Esc", "q", "C-c"] {
            let state = state(&format!("{popup} {key}"));
            let chosen = if popup.starts_with('j') {
                "list 2/5"
            } else {
                "list 1/5"
            };
            assert!(
                !state.contains("quit") && state.starts_with(chosen),
                "{popup} {key}: {state}"
            );
        }
    }
}

/// `C-c` leaves what takes long and what is begun or selected; there is nothing else
/// it does but quitting, wherever one is.
#[test]
fn what_takes_long_is_left_and_else_the_program() {
    for (keys, expected) in [
        ("v j C-c", "list 2/5"),
        ("* C-c", "list 1/5"),
        ("Enter v j C-c", "page 1/5 | ·●●●●"),
        ("g C-c", "list 1/5"),
        ("3 C-c", "list 1/5"),
        ("/ 港 C-c", "list 1/5"),
        ("/ 港 Enter C-c", "list 1/1 | search “港” | quit"),
        ("Enter z C-c", "zen 1/5 | ·●●●● | quit"),
    ] {
        assert_eq!(state(keys), expected, "{keys}");
    }
    // A search that has to read articles, while the page has the keys.
    let mut session = Session::open(Opened::Fixtures, SIZE);
    session.keys("Enter h");
    session.hold = Hold::Lists;
    session.keys("/ 港 Enter Enter");
    for generation in 0..9 {
        let (done, total) = (3, 100);
        session.tell(Message::Searching {
            generation,
            done,
            total,
        });
        if session.app.search_progress().is_some() {
            break;
        }
    }
    session.keys("C-c");
    assert_eq!(session.app.search_progress(), None);
    session.release();
    assert_eq!(session.state(), "page 1/5 | ·●●●●");
    session.keys("C-c");
    assert!(session.state().ends_with("quit"), "{}", session.state());
}

#[test]
fn menus_act_at_once_on_a_letter() {
    for (keys, expected) in [
        ("S j", "list 1/5 | sort 2"),
        ("S k", "list 1/5 | sort 4"),
        ("S t", "list 4/5"),
        ("S l", "list 2/5"),
        ("S s", "list 1/5"),
        ("S d", "list 5/5"),
        ("S Enter", "list 5/5"),
        ("S j Enter", "list 4/5"),
        ("S d S d", "list 1/5"),
        ("S x", "list 1/5 | sort 1"),
        ("? j j k", "list 1/5 | help 2"),
        ("? ?", "list 1/5"),
        ("? Q", "list 1/5 | help 1 | quit"),
        ("S Q", "list 1/5 | sort 1 | quit"),
        ("i i", "list 1/5"),
        ("Y j", "list 1/5 | share s"),
        ("Y k", "list 1/5 | share Q"),
        (
            "Y Enter",
            "list 1/5 | “Copied: title and link.” | copy 山城小火车恢复运行 首班乘客清晨登车\n德国之声 · 2025-10-21\nhttps://www.dw.com/zh/a-74430012",
        ),
        (
            "Y s",
            "list 1/5 | “Copied: short link.” | copy https://www.dw.com/zh/a-74430012",
        ),
        (
            "Y Q",
            "list 1/5 | code | qr https://www.dw.com/zh/a-74430012",
        ),
        ("Y Q j", "list 1/5 | qr https://www.dw.com/zh/a-74430012"),
        (
            "Y j j o",
            "list 1/5 | share a | “This is copied, not opened: Enter.”",
        ),
        (
            "j Y x",
            "list 2/5 | “Copied: link for X.” | copy https://x.com/intent/tweet?url=https%3A%2F%2Frfi.my%2FBQ7n.X&via=RFI_Cn&related=RFI_Cn&text=%E5%8C%97%E6%B8%AF%E5%B8%86%E8%88%B9%E8%8A%82%E5%BC%80%E5%B9%95%20%E4%B8%89%E7%99%BE%E8%89%98%E6%9C%A8%E8%88%B9%E8%BF%9B%E6%B8%AF&lang=zh-cn",
        ),
        (
            "j Y s",
            "list 2/5 | “Copied: short link.” | copy https://rfi.my/BQ7n.X",
        ),
    ] {
        assert_eq!(state(keys).replace(LINK, "LINK"), expected, "{keys}");
    }
}

/// A reader's own keys take the place of the table's.
#[test]
fn own_keys() {
    let settings = "[keys]\nnext = [\"x\", \"C-x n\"]\nquit-step = []";
    for (keys, expected) in [
        ("x", "list 2/5"),
        ("C-x n", "list 2/5"),
        ("C-x", "list 1/5 | pending C-x"),
        ("j", "list 1/5 | “j does nothing here; ? shows the keys.”"),
        ("q", "list 1/5 | “q does nothing here; ? shows the keys.”"),
    ] {
        let mut session = Session::begin(Opened::Fixtures, SIZE, settings, Hold::Nothing);
        assert_eq!(session.keys(keys).state(), expected, "{keys}");
    }
}

/// An empty archive: nothing to choose, and every key is harmless.
#[test]
fn an_empty_archive_takes_every_key() {
    for entry in COMMANDS {
        for key in entry.list {
            let mut session = Session::open(Opened::Empty, SIZE);
            session.keys(key).screen();
            assert_eq!(session.marks(), "", "{key}");
            session.tell(Message::Key(Key::plain(Code::Esc)));
            session.screen();
        }
    }
}
