//! Settings that change while the program runs, and going from one archive to
//! another, on a real terminal.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::ffi::OsString;
use std::fs;

use super::room::{Room, chosen, shows_the_list};
use super::session::Session;

/// The title in the chosen row: what stands below it comes later.
fn title(screen: &str) -> String {
    let row = chosen(screen);
    row.lines().next().unwrap_or_default().to_owned()
}

/// An article in a folder of the room.
fn write(room: &Room, folder: &str, name: &str, title: &str) {
    let folder = room.path(folder);
    fs::create_dir_all(&folder).unwrap();
    let text = format!(
        "<!--1712600000000-->\n[{title}](https://example.org/{name})\n------\n\n<p>{title}。</p>"
    );
    fs::write(folder.join(name), text).unwrap();
}

#[test]
fn what_changes_in_the_settings_takes_effect_at_once() {
    let room = Room::new();
    room.configure("rows = \"one\"\n");
    let session = room.open();
    // The language, the keys and the line below.
    room.configure("rows = \"one\"\nlanguage = \"zh-Hans\"\n[keys.list]\n\"x\" = \"star\"\n");
    session.see("设置有改动，已经生效。");
    session.send("x");
    session.see("★");
    // By hand, and then something else in the file: it stays.
    session.send("\\");
    session.see("目录在正文上方");
    room.configure("rows = \"one\"\nhints = \"off\"\n");
    session.see("The settings have changed");
    session.settle();
    let screen = session.screen();
    assert!(
        !screen.contains('│'),
        "the list stands above the page:\n{screen}"
    );
    // The setting itself: it wins.
    room.configure("rows = \"one\"\nlayout = \"hidden\"\n");
    session.wait_for(
        |screen| screen.contains("The settings have changed") || !screen.contains('┃'),
        "the list alone",
    );
    session.quit();
}

#[test]
fn a_fault_is_told_with_its_line_and_the_rest_applies() {
    let room = Room::new();
    let session = room.open();
    room.configure("language = \"zh-Hant\"\nrows = \"three\"\n");
    session.see("config.toml:2：rows");
    session.see("未讀");
    room.configure("language = \"zh-Hant\"\n");
    session.see("設定有變更");
    room.configure("[keys.list]\n\"g\" = \"help\"\n");
    session.see("config.toml:2: \"g\"");
    session.quit();
}

#[test]
fn a_link_to_the_settings_is_looked_at_when_the_window_gets_the_focus() {
    let room = Room::new();
    let folder = room.home().join("config/newsprint");
    fs::create_dir_all(&folder).unwrap();
    let file = room.path("dotfiles.toml");
    fs::write(&file, "").unwrap();
    std::os::unix::fs::symlink(&file, folder.join("config.toml")).unwrap();
    let session = room.open();
    fs::write(&file, "language = \"zh-Hans\"\n").unwrap();
    session.send("\x1b[I");
    session.see("设置有改动");
    fs::write(&file, "# English\n").unwrap();
    session.send("R");
    session.see("5 unread");
    session.quit();
}

#[test]
fn rules_that_change_read_the_articles_anew() {
    let room = Room::new();
    let session = room.open();
    session.send("2j");
    let before = title(&session.settle());
    let rules = room.home().join("config/newsprint/rules");
    fs::create_dir_all(&rules).unwrap();
    let text =
        "[[site]]\nid = \"dw\"\nname = \"Welle\"\n[[site]]\nid = \"rfi\"\nname = \"Welle\"\n";
    fs::write(rules.join("own.toml"), text).unwrap();
    session.wait_for(
        |screen| screen.contains("Welle ·") && shows_the_list(screen),
        "the outlet's new name",
    );
    session.wait_for(|screen| title(screen) == before, "the same article chosen");
    session.quit();
}

#[test]
fn one_goes_from_archive_to_archive_and_back() {
    let room = Room::new();
    write(&room, "second", "a.txt", "港口的灯塔");
    write(&room, "second", "b.txt", "山城的桥");
    let (first, second, gone) = (
        room.archive().display().to_string(),
        room.path("second").display().to_string(),
        room.path("gone").display().to_string(),
    );
    room.configure(&format!(
        "[archives]\nnews = \"{first}\"\nharbour = \"{second}\"\nlost = \"{gone}\"\n"
    ));
    let session = Session::start(&room, &["news".into()], (100, 24), &[]);
    session.wait_for(shows_the_list, "the archive by its name");
    assert!(
        session.screen().starts_with(" news"),
        "{}",
        session.screen()
    );
    session.send("2j");
    let left = title(&session.settle());
    session.send("fu\x1b");
    session.see("unread ×");
    session.send("ga");
    let menu = session.see("─ Archive");
    for name in ["news", "harbour", "lost", "news + harbour + lost", "guide"] {
        assert!(menu.contains(name), "{name} in\n{menu}");
    }
    // Nothing is there: that is told, and the present one stays open.
    session.send("c");
    let told = session.see("lost is not opened");
    assert!(told.contains("unread ×"), "{told}");
    session.send("gab");
    session.wait_for(
        |screen| screen.contains("山城的桥") && screen.starts_with(" harbour"),
        "the second archive",
    );
    assert!(!session.screen().contains("unread ×"));
    session.send("Gs");
    session.see("★");
    let there = title(&session.settle());
    session.send("ga");
    session.see("5 articles");
    session.send("a");
    session.wait_for(
        |screen| screen.contains("unread ×") && title(screen) == left,
        "the first archive as it was left",
    );
    session.send("gab");
    session.wait_for(|screen| title(screen) == there, "the second as it was left");
    session.quit();
    // The one of last time, of those that the settings name.
    let again = Session::start(&room, &[], (100, 24), &[]);
    again.wait_for(|screen| title(screen) == there, "the second archive");
    again.quit();
    // Both as one.
    let both: [OsString; 2] = ["news".into(), "harbour".into()];
    let both = Session::start(&room, &both, (100, 24), &[]);
    both.wait_for(
        |screen| screen.contains("山城的桥") && shows_the_list(screen),
        "both archives",
    );
    both.quit();
}

#[test]
fn two_at_once_break_nothing_of_each_other() {
    let room = Room::new();
    let (one, two) = (room.open(), room.open());
    for (session, word) in [(&one, "港"), (&two, "DW")] {
        session.send("j");
        session.send(format!("/{word}\r"));
        session.see(&format!("⌕ {word}"));
        session.settle();
    }
    one.quit();
    two.quit();
    // Searches of both are there, and the place of the one that was left last.
    let kept = fs::read_to_string(room.home().join("state/newsprint/searches")).unwrap();
    assert_eq!(kept, "港\nDW\n");
    let third = Session::start(&room, &[], (100, 24), &[]);
    third.see("⌕ DW");
    third.quit();
}
