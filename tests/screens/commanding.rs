//! Finding commands: the palette, the help, and the panel that shows what can
//! follow keys that were begun.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::{Alarm, Effect, MenuKind, Message, PANEL_AFTER, Popup};
use newsprint::command::{COMMANDS, Code, Context, Key};
use newsprint::marks::SavedSearch;
use newsprint::query::complete::Outlet;
use newsprint::settings::CHOICES;

use super::harness::{Hold, Opened, Session, assert_screen};

const SIZE: &str = "100x30";

fn open(size: &str, settings: &str) -> Session {
    let mut session = Session::begin(Opened::Fixtures, size, settings, Hold::Nothing);
    session.tell(Message::Outlets(vec![
        Outlet {
            names: vec!["德国之声".to_owned(), "Deutsche Welle".to_owned()],
        },
        Outlet {
            names: vec!["法国国际广播电台".to_owned(), "RFI".to_owned()],
        },
    ]));
    session.tell(Message::SavedSearches(vec![SavedSearch {
        name: "comets".to_owned(),
        query: "彗星".to_owned(),
        at: 0,
    }]));
    session
}

fn state(keys: &str) -> String {
    open(SIZE, "").keys(keys).state()
}

/// The names of the chosen entry of the menu that lies on top.
fn chosen(session: &Session) -> String {
    let Some(Popup::Menu(menu)) = &session.app.popup else {
        return String::new();
    };
    let label = menu.chosen().map(|entry| entry.label.as_str().to_owned());
    label.unwrap_or_default()
}

/// Whatever one wants is found by its name, by what it does, and by initials.
#[test]
fn every_command_is_found_in_the_palette() {
    for context in Context::ALL {
        for entry in COMMANDS {
            let mut session = open(SIZE, "");
            if context == Context::Page {
                session.keys("Enter");
            }
            session.keys(":");
            session.tell(Message::Paste(entry.name.to_owned()));
            let expected = match entry.name {
                // One is in it already.
                "palette" => continue,
                name => session.app.words.get(&format!("command-{name}")),
            };
            assert_eq!(chosen(&session), expected.as_str(), "{}", entry.name);
        }
    }
}

#[test]
fn the_palette_finds_and_does() {
    for (keys, expected) in [
        (": q u i t Enter", "list 1/5 | quit"),
        (": q Enter", "list 1/5 | quit"),
        ("C-p s t a r Enter", "list 1/5 | ★●●●●"),
        (
            ": S t a r Enter u",
            "list 1/5 | “Undone: starred · 山城小火车恢复运行 首班乘客清晨登车”",
        ),
        (
            ": x y z x y z",
            "list 1/5 | palette none | narrowed to “xyzxyz▏”",
        ),
        (
            ": x y z x y z Enter",
            "list 1/5 | palette none | narrowed to “xyzxyz▏”",
        ),
        (": Esc", "list 1/5"),
        (": Backspace", "list 1/5"),
        (": j Backspace Backspace", "list 1/5"),
        (": C-c", "list 1/5"),
        (
            ": Down Up C-n Tab",
            "list 1/5 | palette 3 | narrowed to “▏”",
        ),
        // What is for the page alone goes there.
        (
            ": s e a r c h Space i n Enter",
            "page 1/5 | ·●●●● | find “”",
        ),
        ("Enter : n e x t Enter", "list 2/5 | ·●●●●"),
        // A saved search, an outlet by pinyin, a tag.
        (": c o m e t s Enter", "list 1/1 | search “search:comets”"),
        (": d g z s Enter", "list 1/2 | search “source:德国之声”"),
        (
            ": r f i Enter",
            "list 1/3 | search “source:法国国际广播电台”",
        ),
        (
            "t 战 争 Enter : 战 争 Enter",
            "list 1/1 | search “tag:战争”",
        ),
    ] {
        assert_eq!(state(keys), expected, "{keys}");
    }
    let mut session = open(SIZE, "");
    session.keys(":");
    session.tell(Message::Paste("qu\nit".to_owned()));
    assert!(
        session.state().contains("narrowed to “qu it▏”"),
        "{}",
        session.state()
    );
}

#[test]
fn what_was_taken_last_comes_first() {
    let mut session = open(SIZE, "");
    let first = |session: &mut Session| {
        session.keys(":");
        let first = chosen(session);
        session.keys("Esc");
        first
    };
    assert_eq!(first(&mut session), "next article");
    session.keys(": z e n Enter z");
    assert_eq!(first(&mut session), "page alone, and back");
    session.keys(": c o m e t s Enter Esc");
    assert_eq!(first(&mut session), "comets");
    session.keys(": Down");
    assert_eq!(chosen(&session), "page alone, and back");
}

/// What was taken is kept by its name, and what was kept comes first at the next
/// start: what was taken since stands before it, and what is there no more nowhere.
#[test]
fn what_was_taken_in_an_earlier_run_comes_first() {
    let mut session = open(SIZE, "");
    session.keys(": z e n");
    let effects = session.app.update(Message::Key(Key::plain(Code::Enter)));
    let taken = Effect::KeepTaken("command zen".to_owned());
    assert!(effects.contains(&taken), "{effects:?}");
    let mut session = open(SIZE, "");
    session.keys(": r e d r a w Enter");
    let kept = [
        "setting rows",
        "command gone",
        "\u{1b}",
        "search comets",
        "command zen",
    ];
    session.tell(Message::EarlierTaken(kept.map(str::to_owned).to_vec()));
    session.keys(":");
    let mut first = Vec::new();
    for _ in 0..5 {
        first.push(chosen(&session));
        session.keys("Down");
    }
    let expected = [
        "draw the screen anew",
        "page alone, and back",
        "comets",
        "setting: lines of a row in the list",
        "next article",
    ];
    assert_eq!(first, expected);
}

#[test]
fn settings_change_and_are_kept() {
    for choice in CHOICES {
        let mut session = open(SIZE, "");
        let before = choice.value(&session.app.settings);
        session.keys(":");
        session.tell(Message::Paste(choice.name.to_owned()));
        session.keys("Enter");
        let now = choice.value(&session.app.settings);
        assert_ne!(before, now, "{}", choice.name);
        let told = format!("“{} from now on", choice.line(now));
        assert!(session.state().contains(&told), "{}", session.state());
        let kept = format!("chosen {} {now} beside {before}", choice.name);
        assert!(session.deeds.contains(&kept), "{:?}", session.deeds);
    }
    // One that has no few values is told with the line that sets it.
    let mut session = open(SIZE, "mastodon = \"mastodon.example\"");
    session.keys(": m a s t o d o n Enter");
    let state = session.state();
    assert!(
        state.contains("“Now: mastodon = \"mastodon.example\"; another value"),
        "{state}"
    );
    // The page is set anew.
    let mut session = open("80x24", "");
    session.keys("Enter");
    let before = session.screen();
    session.keys(": i n d e n t Esc : p a r a g r a p h s Enter");
    session.keys("j k");
    assert_ne!(session.screen(), before);
}

/// One that is a number is asked for, is in force at once and kept as others are.
#[test]
fn a_number_is_asked_for_and_kept() {
    for (keys, expected, kept) in [
        ("", "list 1/5 | sets “60”", None),
        ("Esc", "list 1/5", None),
        ("C-u 4 4 Enter", "44", Some("chosen measure 44 beside 60")),
        ("C-u ４ ４ Enter", "44", Some("chosen measure 44 beside 60")),
        ("Up Up Enter", "62", Some("chosen measure 62 beside 60")),
        ("Enter", "60", Some("chosen measure 60 beside 60")),
        ("C-u 5 Enter", "list 1/5 | sets “5” refused", None),
        ("C-u Enter", "list 1/5 | sets “” refused", None),
        ("C-u 5 Enter 5", "list 1/5 | sets “55”", None),
        ("中 Enter", "list 1/5 | sets “60中” refused", None),
    ] {
        let mut session = open(SIZE, "measure = 60");
        session.keys(": m e a s u r e Enter").keys(keys);
        let deed = session.deeds.iter().find(|deed| deed.starts_with("chosen"));
        assert_eq!(deed.map(String::as_str), kept, "{keys}");
        let state = session.state();
        if kept.is_some() {
            let told = format!("“measure = {expected} from now on");
            assert!(state.contains(&told), "{keys}: {state}");
            assert_eq!(session.app.measure.to_string(), expected, "{keys}");
        } else {
            assert_eq!(state, expected, "{keys}");
        }
    }
    for size in ["100x30", "80x24", "40x12", "20x6"] {
        for (name, keys) in [("number-asked", ""), ("number-refused", "C-u 5 Enter")] {
            let keys = format!(": m e a s u r e Enter {keys}");
            let screen = open(size, "").keys(&keys).screen();
            assert_screen(
                &format!("{name}-{size}"),
                &format!("{size}  {keys}"),
                &screen,
            );
        }
    }
}

/// In Chinese what is sought is named in Chinese, by its characters and by pinyin,
/// and so are the values of settings.
#[test]
fn the_palette_and_the_help_speak_chinese() {
    for (language, typed, expected) in [
        ("zh-Hans", "y u y a n", "界面语言"),
        ("zh-Hans", "语 言", "界面语言"),
        ("zh-Hans", "缩 进", "设置：段落怎样分开"),
        ("zh-Hans", "s u o j i n", "设置：段落怎样分开"),
        ("zh-Hans", "i n d e n t e d", "设置：段落怎样分开"),
        ("zh-Hans", "日 期 Space 相 对", "设置：目录里的日期"),
        ("zh-Hant", "縮 排", "設定：段落怎樣分開"),
        ("zh-Hant", "相 對", "設定：目錄裡的日期"),
    ] {
        let mut session = open(SIZE, &format!("language = \"{language}\""));
        session.keys(":").keys(typed);
        assert_eq!(chosen(&session), expected, "{language} {typed}");
    }
    let mut session = open(SIZE, "language = \"zh-Hans\"");
    session.keys("? / f z");
    assert!(chosen(&session).contains("复制"), "{}", chosen(&session));
    let mut session = open("80x24", "language = \"zh-Hans\"");
    let screen = session.keys(": 段 落").screen();
    assert!(screen.contains("空行 → 缩进"), "{screen}");
}

#[test]
fn the_help_does_what_it_shows() {
    for (keys, expected) in [
        ("? Enter", "list 2/5"),
        ("? j Enter", "list 1/5"),
        ("? / s t a r Down Enter", "list 1/5 | ★●●●●"),
        ("? / u n d o Tab", "list 1/5 | help 33 | narrowed to “undo”"),
        ("? Esc", "list 1/5"),
        ("? /", "list 1/5 | help 1 | narrowed to “▏”"),
        ("Enter ? Enter", "page 1/5 | line 1 | ·●●●●"),
    ] {
        assert_eq!(state(keys), expected, "{keys}");
    }
    // The keys as they are bound now, and only those that can be pressed.
    let mut session = open(
        SIZE,
        "[keys]\nnext = [\"F7\"]\nquit = []\n[keys.list]\n\"C-x\" = \"star\"\n\"s\" = \"\"\n",
    );
    let screen = session.keys("?").screen();
    assert!(
        screen.contains("F7") && screen.contains("Moving"),
        "{screen}"
    );
    let screen = session.keys("/ s t a r").screen();
    assert!(screen.contains("C-x"), "{screen}");
    let Some(Popup::Menu(menu)) = &session.app.popup else {
        panic!("no help")
    };
    assert_eq!(menu.kind, MenuKind::Help(Context::List));
    assert!(menu.entries.iter().all(|entry| entry.also != ["quit"]));
}

fn woken(number: u64) -> Message {
    let alarm = Alarm::Panel;
    Message::Woken { alarm, number }
}

/// What can follow is shown when nothing has followed for a while, and goes with
/// the next key.
#[test]
fn the_panel_comes_when_nothing_follows() {
    let mut session = open(SIZE, "");
    let press = |session: &mut Session, key: &str| {
        let key = Key::parse(key).expect("a key");
        session.app.update(Message::Key(key))
    };
    let wake = |effects: &[Effect]| match effects {
        [
            Effect::Wake {
                alarm: Alarm::Panel,
                number,
                after,
            },
            ..,
        ] => {
            assert_eq!(*after, PANEL_AFTER);
            *number
        }
        effects => panic!("{effects:?}"),
    };
    let first = wake(&press(&mut session, "g"));
    assert!(!session.app.pending.is_shown);
    press(&mut session, "g");
    // Too late: what it was asked for has been done.
    session.tell(woken(first));
    assert!(!session.app.pending.is_shown);
    let second = wake(&press(&mut session, "g"));
    session.tell(woken(first));
    assert!(!session.app.pending.is_shown);
    session.tell(woken(second));
    assert!(session.app.pending.is_shown);
    session.keys("Esc");
    assert!(!session.app.pending.is_shown && session.app.pending.keys.is_empty());
    for keys in ["g", "x", "d"] {
        let third = wake(&press(&mut session, "g"));
        session.tell(woken(third));
        assert!(session.screen().contains("─ g ─"), "{}", session.screen());
        session.keys(keys).keys("Esc");
        assert!(!session.app.pending.is_shown, "{keys}");
    }
}

/// Presets give hands what they know.
#[test]
fn presets_do_what_hands_expect() {
    for (preset, keys, expected) in [
        ("less", "Enter f", "page 1/5 | line 15 | ·●●●●"),
        ("less", "Enter g", "page 1/5 | ·●●●●"),
        ("less", "Enter :n", "page 2/5 | ··●●●"),
        ("less", ": : q Enter", "list 1/5 | quit"),
        ("less", "Enter ZZ", "page 1/5 | ·●●●● | quit"),
        ("newsboat", "N", "list 1/5 | ·●●●●"),
        ("newsboat", "n", "list 2/5"),
        ("newsboat", "g", "list 1/5 | sort 1"),
        ("newsboat", "u", "page 1/5 | ·●●●● | links 1"),
        ("vim", "3j", "list 4/5"),
    ] {
        let mut session = open("100x30", &format!("keys = \"{preset}\""));
        assert_eq!(session.keys(keys).state(), expected, "{preset}: {keys}");
    }
}

#[test]
fn what_they_look_like() {
    for size in ["100x30", "80x24", "40x12", "20x6"] {
        for (name, keys) in [
            ("palette", ":"),
            ("palette-narrowed", ": m a r k"),
            ("palette-nothing", ": z z z z"),
            ("help-narrowed", "? / p a g e"),
            ("help-further", "? PgDn PgDn"),
        ] {
            let mut session = open(size, "");
            let screen = session.keys(keys).screen();
            assert_screen(
                &format!("{name}-{size}"),
                &format!("{size}  {keys}"),
                &screen,
            );
        }
        for (name, settings, before, keys) in [
            ("panel", "", "", "g"),
            ("panel-page", "", "Enter", "g"),
            ("panel-comma", "keys = \"less\"", "Enter", ","),
        ] {
            let mut session = open(size, settings);
            session.keys(before);
            let key = Key::parse(keys).expect("a key");
            let effects = session.app.update(Message::Key(key));
            for effect in effects {
                if let Effect::Wake { number, .. } = effect {
                    session.tell(woken(number));
                }
            }
            let screen = session.screen();
            assert_screen(
                &format!("{name}-{size}"),
                &format!("{size}  {before} {keys}"),
                &screen,
            );
        }
    }
}
