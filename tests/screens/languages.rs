//! The interface in each of its languages, changed as one reads; what an input
//! method that was left on does, and where pasted text goes.

use newsprint::app::Message;
use newsprint::words::Language;

use super::harness::{Hold, Opened, Session, assert_screen};

const SIZES: [&str; 3] = ["100x30", "80x24", "40x12"];

/// How many of the screens are kept in English too, beside all others that are.
const IN_ENGLISH: usize = 6;

/// The screens of every language: name, keys.
const SCREENS: &[(&str, &str)] = &[
    ("list", ""),
    ("page", "j Enter"),
    ("help", "?"),
    ("help-page", "Enter ?"),
    ("share", "Y"),
    ("prompt", "/ 港"),
    ("prompt-empty", "/"),
    ("find", "Enter / 的"),
    ("sort", "S"),
    ("details", "i"),
    ("query-help", "F1"),
    ("tag-typed", "t 港"),
    ("selected", "Enter v 3j"),
    ("picked", "v j"),
    ("jump", "gd"),
    ("pending", "g"),
    ("languages", "gL"),
    ("archives", "ga"),
    ("no-such-key", "X"),
    ("nothing-found", "/ zzz"),
];

fn begin(language: Language, size: &str) -> Session {
    let setting = format!("language = \"{}\"", language.tag());
    Session::begin(Opened::Fixtures, size, &setting, Hold::Nothing)
}

#[test]
fn screens_in_each_language() {
    for language in Language::ALL {
        let kept = match language {
            Language::English => IN_ENGLISH,
            _ => SCREENS.len(),
        };
        for size in SIZES {
            for (name, keys) in SCREENS.iter().take(kept) {
                let screen = begin(language, size).keys(keys).screen();
                let tag = language.tag();
                assert_screen(&format!("{tag}-{name}-{size}"), keys, &screen);
            }
        }
    }
}

/// What stands in the last line, and what a person is told on top of a screen of
/// 80 columns, is there to its end.
#[test]
fn the_last_line_has_room() {
    for language in Language::ALL {
        for keys in [
            "",
            "Enter",
            "Enter v j",
            "v j",
            "/",
            "/ 港",
            "Enter /",
            "gd",
            "S Enter gd",
        ] {
            let screen = begin(language, "80x24").keys(keys).screen();
            let last = screen.lines().last().unwrap_or_default();
            assert!(!last.contains('…'), "{language:?} {keys:?}: {last}");
            assert!(!last.trim().is_empty(), "{language:?} {keys:?}");
        }
        // Reading, searching, sorting and help are shown in every language.
        let session = begin(language, "80x24");
        let screen = session.screen();
        let last = screen.lines().last().unwrap_or_default();
        for key in [
            "hint-next",
            "hint-enter",
            "hint-read-on",
            "hint-search",
            "hint-sort",
            "hint-help",
        ] {
            let text = session.app.words.get(key);
            assert!(
                last.contains(text.as_str()),
                "{language:?}: {key} in {last}"
            );
        }
    }
}

#[test]
fn the_language_changes_at_once_and_back() {
    let mut session = Session::open(Opened::Fixtures, "100x24");
    session.keys("Enter 3j");
    let (english, state) = (session.screen(), session.state());
    for (letters, language) in [("gL b", "zh-Hans"), ("gL j Enter", "zh-Hant")] {
        session.keys(letters);
        let told = session.app.notice.clone().map(|notice| notice.text);
        let told = told.unwrap_or_default();
        assert!(told.as_str().contains("config.toml"), "{told}");
        let kept = format!("chosen language {language} beside auto");
        assert_eq!(session.deeds.pop(), Some(kept));
        assert_eq!(session.app.words.language().tag(), language);
        // As if it had been set from the start.
        session.app.notice = None;
        let setting = format!("language = \"{language}\"");
        let mut set = Session::begin(Opened::Fixtures, "100x24", &setting, Hold::Nothing);
        assert_eq!(session.screen(), set.keys("Enter 3j").screen());
        assert_ne!(session.screen(), english);
    }
    session.keys("gL a");
    session.app.notice = None;
    session.deeds.clear();
    assert_eq!((session.screen(), session.state()), (english, state));
}

/// A key that an input method made something of, and the key.
#[test]
fn full_width_keys_act_as_the_key_they_share() {
    for (typed, meant) in [
        ("ｊ ｊ", "j j"),
        ("ｇ ｇ", "g g"),
        ("２ ｊ", "2j"),
        ("Ｇ", "G"),
        ("？", "?"),
        ("、", "/"),
        ("／", "/"),
        ("】", "]"),
        ("【", "["),
        ("》", ">"),
        ("《", "<"),
        ("＊", "*"),
        ("Ｓ ｔ", "S t"),
        ("Ｙ ｑ", "Y q"),
        ("Ｓ 、", "S /"),
        ("？ ｊ", "? j"),
        ("Enter ；", "Enter ;"),
        ("Enter ｛", "Enter {"),
        ("Enter （", "Enter ("),
        ("ｇ 、", "g /"),
    ] {
        let mut wide = Session::open(Opened::Fixtures, "100x24");
        let mut plain = Session::open(Opened::Fixtures, "100x24");
        wide.keys(typed);
        plain.keys(meant);
        assert_eq!(wide.state(), plain.state(), "{typed}");
    }
    // In a prompt they are what they are.
    let mut session = Session::open(Opened::Fixtures, "100x24");
    session.keys("/ ｊ；");
    assert_eq!(session.state(), "list 0/0 | prompt “ｊ；”");
}

/// Where keys are commands; where they are text.
const TAKES_COMMANDS: &[&str] = &[
    "", "Enter", "?", "i", "S", "Y", "v", "Enter v", "5", "g", "gL", "Enter ;", "/ ?",
];
const TAKES_TEXT: &[&str] = &[
    "/",
    "Enter /",
    "gd",
    "S /",
    "t",
    "/ 港 Enter M",
    ": m e a s u r e Enter",
];

#[test]
fn a_composed_character_is_told_of_and_does_nothing() {
    for language in Language::ALL {
        for keys in TAKES_COMMANDS.iter().filter(|keys| **keys != "/ ?") {
            for typed in ["中", "の", "한", "ㄅ"] {
                let mut session = begin(language, "100x24");
                session.keys(keys);
                let popup = session.app.popup.is_some();
                let chosen = session.app.list.selected;
                session.keys(typed);
                let told = session
                    .app
                    .notice
                    .as_ref()
                    .map(|notice| notice.text.clone());
                assert_eq!(
                    told,
                    Some(session.app.words.get("input-method-on")),
                    "{keys} {typed}"
                );
                assert_eq!(
                    (session.app.popup.is_some(), session.app.list.selected),
                    (popup, chosen)
                );
                assert!(
                    session.app.pending.keys.is_empty() && session.app.count.is_none(),
                    "{keys}"
                );
            }
        }
        for keys in TAKES_TEXT {
            let mut session = begin(language, "100x24");
            session.keys(keys).keys("中");
            assert_ne!(
                told(&session),
                session.app.words.get("input-method-on"),
                "{keys}"
            );
            assert!(
                session.state().contains('中'),
                "{keys}: {}",
                session.state()
            );
        }
    }
}

#[test]
fn a_character_that_is_bound_is_a_key() {
    let setting = "[keys]\nhelp = [\"中\"]";
    let mut session = Session::begin(Opened::Fixtures, "100x24", setting, Hold::Nothing);
    assert_eq!(session.keys("中").state(), "list 1/5 | help 1");
}

fn told(session: &Session) -> newsprint::text::Clean {
    let notice = session.app.notice.as_ref();
    notice.map(|notice| notice.text.clone()).unwrap_or_default()
}

/// What would read, star and quit if it were keys.
const PASTED: &str = "jsA\n中QQ";

#[test]
fn pasted_text_goes_into_prompts_and_nowhere_else() {
    for keys in TAKES_COMMANDS {
        let mut session = Session::open(Opened::Fixtures, "100x24");
        session.keys(keys);
        let state = session.state();
        session.tell(Message::Paste(PASTED.to_owned()));
        let said = format!("{state} | “{}”", session.app.words.get("paste-not-taken"));
        assert_eq!(session.state(), said, "{keys}");
        session.app.notice = None;
        // Nothing was pasted; there is nothing to be told.
        session.tell(Message::Paste(String::new()));
        assert_eq!(session.state(), state, "{keys}");
    }
    for keys in TAKES_TEXT {
        let mut session = Session::open(Opened::Fixtures, "100x24");
        session.keys(keys);
        session.tell(Message::Paste(PASTED.to_owned()));
        assert_ne!(
            told(&session),
            session.app.words.get("paste-not-taken"),
            "{keys}"
        );
        assert!(
            session.state().contains("中QQ"),
            "{keys}: {}",
            session.state()
        );
        assert!(!session.deeds.contains(&"quit".to_owned()));
    }
}
