//! Going to other archives, and settings that are read again while one reads.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::path::PathBuf;
use std::sync::Arc;

use newsprint::app::{Configured, Message, Offered, Opening};
use newsprint::command::Keymap;
use newsprint::settings::{Depth, Settings, Sitting, Themes};
use newsprint::share::{CitationStyles, Targets};
use newsprint::text::Clean;

use super::harness::{Hold, Opened, Session, assert_screen};

/// An archive by its name.
pub(crate) fn offered(name: &str) -> Offered {
    Offered {
        name: Clean::line(name),
        folders: vec![PathBuf::from(format!("/archives/{name}"))],
    }
}

/// An archive that was opened, where one was in it.
pub(crate) fn opened(name: &str, sitting: Option<&str>) -> Message {
    Message::Opened(Box::new(Opening {
        archive: offered(name),
        sitting: sitting.map(Sitting::read),
    }))
}

/// Settings that were read again, and the archives they name.
pub(crate) fn configured(text: &str, archives: &[&str], fault: Option<&str>) -> Message {
    let (settings, _) = Settings::embedded().with(text);
    let (keymap, _) = Keymap::new(&settings.keys);
    Message::Configured(Box::new(Configured {
        keymap,
        citations: CitationStyles::embedded().with(&settings.styles),
        targets: Targets::embedded().set(&settings.targets),
        themes: Arc::new(Themes::embedded()),
        depth: settings.colours.unwrap_or(Depth::True),
        zone: settings.zone.unwrap_or(chrono_tz::UTC),
        language: settings.language.unwrap_or_default(),
        archives: archives.iter().map(|name| offered(name)).collect(),
        fault: fault.map(Clean::line),
        settings,
    }))
}

fn begin(size: &str) -> Session {
    Session::begin(Opened::Fixtures, size, "", Hold::Nothing)
}

#[test]
fn the_menu_names_all_archives_and_what_is_known_of_them() {
    for size in ["100x30", "80x24", "40x12", "20x6"] {
        let mut session = begin(size);
        session.tell(configured("", &["news", "港口的旧报纸", "essays"], None));
        session.tell(opened("港口的旧报纸", None));
        session.keys("ga");
        let counts = [("news", 1), ("essays", 12_345)];
        let counts = counts.map(|(name, count)| (offered(name).folders, count));
        session.tell(Message::ArchivesCounted(counts.into()));
        let screen = session.screen();
        assert_screen(&format!("archives-{size}"), "ga", &screen);
    }
}

#[test]
fn one_goes_to_another_archive_and_finds_it_as_it_was_left() {
    let mut session = begin("80x24");
    session.return_to(&Sitting::default());
    session.tell(configured("", &["news", "harbour"], None));
    // The present one is no journey.
    session.keys("3j \\ f u Esc ga Enter");
    assert!(!session.state().contains("archive"), "{}", session.state());
    session.keys("ga b");
    assert!(
        session.state().contains("archive harbour"),
        "{}",
        session.state()
    );
    // What comes of it in the meantime is of the present one.
    session.keys("k");
    let left = session.sitting.clone().expect("a place");
    session.deeds.clear();
    session.tell(opened("harbour", Some("search 候鸟\n")));
    assert_eq!(session.app.archive.as_str(), "harbour");
    let state = session.state();
    assert!(state.starts_with("list 1/1 | search “候鸟”"), "{state}");
    assert_eq!(session.deeds, ["look"]);
    // Nothing has been done there yet that would have to be kept.
    assert_eq!(session.sitting, Some(left.clone()));
    session.tell(Message::Opened(Box::new(Opening {
        archive: offered("news"),
        sitting: Some(Sitting::read(&left.text())),
    })));
    let state = session.state();
    assert!(state.starts_with("list 3/5"), "{state}");
    assert!(
        state.contains("above") && state.contains("is:unread"),
        "{state}"
    );
}

#[test]
fn nothing_of_one_archive_is_left_in_another() {
    for keys in [
        "",
        "/ 港",
        "Enter / 的",
        "gd 2",
        "Enter v j",
        "v 2j",
        "Enter ;",
        "t 港",
        "M",
        "f",
        "S",
        ":",
        "?",
        "i",
        "g",
        "5",
        "Enter z",
        "C-t",
        "/ 候鸟 Enter f u",
    ] {
        let mut session = begin("80x24");
        session.keys(keys);
        session.tell(opened("harbour", Some("")));
        let state = session.state();
        assert!(state.starts_with("list 1/5"), "{keys}: {state}");
        for left in ["search", "only", "select", "menu", "narrowed", "“", "zen"] {
            assert!(!state.contains(left), "{keys}: {state}");
        }
        session.screen();
        session.keys("j Enter");
        assert!(
            session.state().starts_with("page 2/5"),
            "{keys}: {}",
            session.state()
        );
    }
}

#[test]
fn what_has_changed_takes_effect_and_what_was_chosen_by_hand_stays() {
    // What is done by hand; the settings that are read then; the measure and the
    // layout that hold.
    for (keys, text, measure, is_above) in [
        ("", "measure = 40", 40, false),
        ("", "layout = \"above\"", 72, true),
        ("Enter 3<", "measure = 40", 40, false),
        ("Enter 3<", "rows = \"one\"", 60, false),
        ("\\", "measure = 40", 40, true),
        ("\\", "layout = \"beside\"", 72, true),
        ("\\", "layout = \"hidden\"", 72, false),
    ] {
        let mut session = begin("80x24");
        session.keys(keys);
        session.tell(configured(text, &[], None));
        assert_eq!(session.app.layout().is_above(), is_above, "{keys}, {text}");
        assert_eq!(session.app.measure, measure, "{keys}, {text}");
        session.screen();
    }
    let mut session = begin("80x24");
    session.tell(configured(
        "sort = \"-source\"\nlanguage = \"zh-Hans\"",
        &[],
        None,
    ));
    assert_eq!(session.app.list.sorted.name(), "-source");
    assert!(session.screen().contains("设置有改动"));
    session.keys("C-t");
    // A theme of the menu holds until the settings name another.
    session.keys("j Enter");
    let chosen = session.app.theme().name.clone();
    session.tell(configured("rows = \"one\"", &[], None));
    assert_eq!(session.app.theme().name, chosen);
    session.tell(configured("theme = \"contrast\"", &[], None));
    assert_eq!(session.app.theme().name, "contrast");
    session.tell(configured("", &[], Some("config.toml:2: rows is “3”")));
    assert!(session.screen().contains("config.toml:2: rows is “3”"));
}

#[test]
fn one_stays_where_one_is_when_the_articles_are_read_anew() {
    for keys in ["2j", "2j Enter 3j", "3j z"] {
        let mut session = begin("60x12");
        session.keys(keys);
        let before = session.state();
        session.tell(Message::Reopened);
        let place = |state: &str| state.split(" | ").next().unwrap_or_default().to_owned();
        assert_eq!(place(&session.state()), place(&before), "{keys}");
    }
}
