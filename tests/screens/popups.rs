//! Every kind of popup, in each language and each class of themes, on a large
//! screen and on a small one.

#![allow(clippy::expect_used, reason = "tests")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use newsprint::app::{MenuKind, Message, Popup};
use newsprint::marks::SavedSearch;
use newsprint::settings::Depth;
use newsprint::words::Language;

use super::harness::{Hold, Opened, Session, assert_screen, theme};

const SIZES: [&str; 2] = ["100x30", "40x12"];

/// One theme of each class.
const CLASSES: [(&str, Depth); 5] = [
    ("night", Depth::True),
    ("paper", Depth::Indexed),
    ("contrast", Depth::True),
    ("terminal", Depth::Sixteen),
    ("plain", Depth::None),
];

/// Keys that open each.
const POPUPS: &[(&str, &str)] = &[
    ("sort", "S j"),
    ("filter", "f j"),
    ("share", "Y j"),
    ("links", "gl j"),
    ("outline", "gh"),
    ("searches", "gs"),
    ("tags", "t 港口 Enter t"),
    ("help", "?"),
    ("help-page", "Enter ?"),
    ("palette", ": 灯"),
    ("themes", "C-t"),
    ("language", "gL"),
    ("question", "gl Enter"),
    ("open-with", "O"),
    ("places", "ma '"),
    ("messages", "X gm"),
    ("archives", "ga"),
    ("query-help", "F1"),
    ("details", "i"),
    ("qr", "Y Q"),
];

/// What kind it is: a new one has to be shown here too.
fn kind(popup: &Popup) -> &'static str {
    match popup {
        Popup::Menu(menu) => match menu.kind {
            MenuKind::Sort => "sort",
            MenuKind::Filter => "filter",
            MenuKind::Share => "share",
            MenuKind::Links => "links",
            MenuKind::Outline => "outline",
            MenuKind::Searches => "searches",
            MenuKind::Tags => "tags",
            MenuKind::Help(_) => "help",
            MenuKind::Palette => "palette",
            MenuKind::Themes => "themes",
            MenuKind::Language => "language",
            MenuKind::OpenWith => "open-with",
            MenuKind::Places => "places",
            MenuKind::Messages => "messages",
            MenuKind::Archives => "archives",
        },
        Popup::Question(_) => "question",
        Popup::Help(_) => "query-help",
        Popup::Details(_) => "details",
        Popup::Qr(_) => "qr",
    }
}

fn open(name: &str, keys: &str, size: &str, language: Language) -> Session {
    let setting = format!(
        "language = \"{}\"\n[[command]]\nname = \"朗读\"\nkey = \"v\"\nrun = \"say --\"\npipe = \"text\"\n\
         [[command]]\nname = \"watch\"\nrun = \"mpv -- {{link}}\"\n",
        language.tag()
    );
    let mut session = Session::begin(Opened::Fixtures, size, &setting, Hold::Nothing);
    session.tell(Message::SavedSearches(vec![SavedSearch {
        name: "港口的灯塔".to_owned(),
        query: "港口 灯塔 is:unread".to_owned(),
        at: 0,
    }]));
    if matches!(name, "links" | "outline" | "question") {
        session.show(
            "<h2>第一节</h2><p>请看<a href=\"https://bank.example@evil.example/账目\">账目</a>和\
             <a href=\"https://harbour.example/lighthouse\">the lighthouse by the harbour</a>。</p>\
             <h2>A second section with a title that is longer than most of them</h2><p>完。</p><h3>尾声</h3><p>又及。</p>",
            |_| {},
        );
    }
    session.keys(keys);
    session
}

#[test]
fn each_in_each_language() {
    let mut seen = BTreeSet::new();
    for (name, keys) in POPUPS {
        for language in Language::ALL {
            let mut both = String::new();
            for size in SIZES {
                let session = open(name, keys, size, language);
                let popup = session.app.popup.as_ref().expect("a popup");
                assert!(name.starts_with(kind(popup)), "{name}: {}", kind(popup));
                seen.insert(kind(popup));
                both.push_str(&session.screen());
                both.push('\n');
            }
            let tag = language.tag();
            assert_screen(&format!("popup-{name}-{tag}"), keys, &both);
        }
    }
    let names: BTreeSet<&str> = POPUPS.iter().map(|(name, _)| *name).collect();
    assert!(seen.is_subset(&names), "{seen:?}");
}

#[test]
fn each_in_each_class_of_themes() {
    for (name, keys) in POPUPS {
        let mut all = String::new();
        for (class, depth) in CLASSES {
            for size in SIZES {
                let mut session = open(name, keys, size, Language::English);
                session.theme = theme(class, depth);
                let styles = session.styles();
                writeln!(all, "{size}  {class}\n{styles}").expect("a string");
            }
        }
        assert_screen(&format!("popup-{name}-themes"), keys, &all);
    }
}
