//! Corners in which nothing is defined but by us: times that no calendar of a
//! newspaper has, articles that claim to be one another, terminals that are hardly
//! any, and none at all.

use std::fs::{self, FileTimes};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use newsprint::app::Clock;
use serde_json::Value;
use tempfile::TempDir;

use super::grammar::{check_lines, check_terminal};
use crate::pty::room::{Room, shows_the_list};
use crate::pty::session::Session;
use crate::screens::harness;

/// A home with files of some names in it, in `archive`.
fn home(files: &[(&str, &str)]) -> TempDir {
    let home = TempDir::new().expect("a home");
    let archive = home.path().join("archive");
    fs::create_dir(&archive).expect("a folder");
    for (name, text) in files {
        fs::write(archive.join(name), text).expect("a file");
    }
    home
}

fn run(home: &Path, line: &str, environment: &[(&str, &str)]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_newsprint"))
        .args(line.split(' '))
        .env_clear()
        .env("HOME", home)
        .env("TZ", "UTC")
        .envs(environment.iter().copied())
        .current_dir(home)
        .stdin(Stdio::null())
        .output()
        .expect("newsprint");
    for bytes in [&output.stdout, &output.stderr] {
        check_lines(bytes, false).unwrap_or_else(|foreign| panic!("{line}: {foreign:?}"));
    }
    output
}

/// What a command prints that succeeds.
fn printed(home: &Path, line: &str, environment: &[(&str, &str)]) -> String {
    let output = run(home, line, environment);
    assert!(output.status.success(), "{line}: {output:?}");
    String::from_utf8(output.stdout).expect("text")
}

fn articles(home: &Path) -> Vec<Value> {
    let text = printed(
        home,
        "list --archive archive --sort title --format json",
        &[],
    );
    serde_json::from_str(&text).expect("a list")
}

fn article(stamp: &str, title: &str, link: &str, body: &str) -> String {
    format!("<!--{stamp}-->\n[{title}]({link})\n------\n\n<p>{body}</p>")
}

#[test]
fn of_two_stamps_the_first_counts() {
    let text = "<!--1712479502000-->\n<!--1600000000000-->\n[A](https://example.org/a)\n------\n\n<p>x</p>";
    let home = home(&[("a.txt", text)]);
    let articles = articles(home.path());
    assert_eq!(articles.len(), 1);
    assert_eq!(articles[0]["saved"], "2024-04-07T08:45:02Z");
    assert_eq!(articles[0]["title"], "A");
    let checked = printed(home.path(), "check archive", &[]);
    assert!(checked.contains("a.txt:2: a second stamp"), "{checked}");
    let shown = printed(home.path(), "show archive/a.txt", &[]);
    assert!(!shown.contains("1600000000000"), "{shown}");
}

#[test]
fn one_title_is_not_one_article_and_one_link_is() {
    let stamp = "1712479502000";
    let home = home(&[
        (
            "a.txt",
            &article(stamp, "Same", "https://example.org/a", "one"),
        ),
        (
            "b.txt",
            &article(stamp, "Same", "https://example.org/b", "two"),
        ),
        (
            "c.txt",
            &article(
                "1712479503000",
                "Same",
                "https://example.org/a#part",
                "three",
            ),
        ),
        ("d.txt", &article(stamp, "Same", "", "four")),
        ("e.txt", &article(stamp, "Same", "", "five")),
    ]);
    let articles = articles(home.path());
    let mut ids: Vec<&str> = articles
        .iter()
        .filter_map(|article| article["id"].as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 4, "{articles:#?}");
    // Of the copies of one the newest is listed.
    assert_eq!(articles.len(), 4);
    let paths: Vec<&str> = articles
        .iter()
        .filter_map(|article| article["path"].as_str())
        .collect();
    assert!(
        paths.iter().any(|path| path.ends_with("c.txt")),
        "{paths:?}"
    );
}

/// A link that one article offers to share is that of another: each stays itself.
#[test]
fn a_link_to_share_that_is_another_articles_own_joins_nothing() {
    let share = "<div data-root-share><a href=\"https://example.org/b\">share</a></div>";
    let home = home(&[
        (
            "a.txt",
            &article("1712479502000", "A", "https://example.org/a", share),
        ),
        (
            "b.txt",
            &article("1712479502000", "B", "https://example.org/b", "two"),
        ),
    ]);
    printed(home.path(), "star A --archive archive", &[]);
    let starred: Vec<bool> = articles(home.path())
        .iter()
        .map(|a| a["starred"] == true)
        .collect();
    assert_eq!(starred, [true, false]);
}

/// An hour that does not exist, one that there is twice, zones of all kinds.
#[test]
fn times_are_shown_in_the_readers_zone() {
    for (stamp, zone, shown) in [
        // 2024-03-31T00:59:59Z and a second later: Berlin leaps from 1:59:59 to 3:00.
        ("1711846799000", "Europe/Berlin", "2024-03-31 01:59"),
        ("1711846800000", "Europe/Berlin", "2024-03-31 03:00"),
        // 2024-10-27T00:30:00Z and an hour later are both 2:30.
        ("1729989000000", "Europe/Berlin", "2024-10-27 02:30"),
        ("1729992600000", "Europe/Berlin", "2024-10-27 02:30"),
        ("1712479502000", ":America/New_York", "2024-04-07 04:45"),
        ("1712479502000", "Asia/Kathmandu", "2024-04-07 14:30"),
        ("1712479502000", "Pacific/Kiritimati", "2024-04-07 22:45"),
        ("1712479502000", "Pacific/Apia", "2024-04-07 21:45"),
    ] {
        let home = home(&[("a.txt", &article(stamp, "A", "https://example.org/a", "x"))]);
        let list = printed(home.path(), "list --archive archive", &[("TZ", zone)]);
        assert!(list.contains(shown), "{stamp} {zone}: {list}");
    }
    // A zone that is none falls back, and nothing fails.
    let home = home(&[(
        "a.txt",
        &article("1712479502000", "A", "https://example.org/a", "x"),
    )]);
    for zone in ["Mars/Olympus", "", ":", "CET-1CEST,M3.5.0", "\u{1b}[2J"] {
        let list = printed(home.path(), "list --archive archive", &[("TZ", zone)]);
        assert!(list.contains("2024-04-0"), "{zone}: {list}");
    }
}

/// A stamp from before computers or from after us is not believed; the times of
/// files are what the file system takes, and their ends are years like any other.
#[test]
fn the_first_year_and_the_last_are_years() {
    let stamps = [
        "-9223372036854775808",
        "-62135596800000",
        "0",
        "253402300799000",
        "253402300800000",
        "9223372036854775807",
        "1e9",
        "99999999999999999999",
    ];
    let home = home(&[]);
    let mut kept = Vec::new();
    for (number, stamp) in stamps.iter().enumerate() {
        let path = home.path().join(format!("archive/{number}.txt"));
        let link = format!("https://example.org/{number}");
        fs::write(&path, article(stamp, &format!("T{number}"), &link, "x")).unwrap();
        let seconds = [0, 1 << 33, 253_402_300_799, 253_402_300_800][number % 4];
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let file = fs::File::options().write(true).open(&path).unwrap();
        // Not every file system has such times.
        drop(file.set_times(FileTimes::new().set_modified(time)));
        kept.push(fs::metadata(&path).unwrap().modified().unwrap());
    }
    let found = articles(home.path());
    assert_eq!(found.len(), stamps.len());
    for (article, modified) in found.iter().zip(kept) {
        assert_eq!(article["date_from"], "file", "{article:#?}");
        let modified: DateTime<Utc> = modified.into();
        let year = modified.format("%Y").to_string();
        let is_year = year.len() == 4;
        let date = article["date"].as_str().unwrap();
        assert!(
            date.starts_with(if is_year { &year } else { "1970" }),
            "{article:#?}"
        );
    }
    for zone in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        for query in [
            "",
            " date:7d",
            " date:0001..",
            " date:..9999",
            " date:9999-12-31",
            " date:上周",
        ] {
            let line = format!("list --archive archive{query}");
            let output = run(home.path(), &line, &[("TZ", zone)]);
            // A date that is none is a fault in the query, with its place.
            let is_known = output.status.success() || output.status.code() == Some(2);
            assert!(is_known, "{line}: {output:?}");
        }
    }
    printed(home.path(), "check archive", &[]);
}

/// The machine's clock may say anything.
#[test]
fn a_clock_that_is_wrong_harms_nothing() {
    let times = [
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
    ];
    let times: [DateTime<Utc>; 3] = times.map(|time| time.parse().expect("a time"));
    for now in times {
        for zone in [
            chrono_tz::UTC,
            chrono_tz::Pacific::Kiritimati,
            chrono_tz::Pacific::Pago_Pago,
        ] {
            let mut session = harness::Session::open(harness::Opened::Fixtures, "100x24");
            session.app.clock = Clock { now, zone };
            for keys in [
                "j i Esc",
                "/ date:7d Enter Esc",
                "f Esc",
                "g d Esc",
                "Y Esc",
                "s r u",
            ] {
                session.keys(keys);
                assert!(!session.screen().is_empty());
            }
            assert!(
                session.screen().contains("/5"),
                "{now}:\n{}",
                session.screen()
            );
        }
    }
}

/// Titles are not in the locale's hands: a file holds what it holds.
#[test]
fn in_the_locale_c_text_is_text() {
    let home = home(&[(
        "a.txt",
        &article(
            "1712479502000",
            "港口的灯",
            "https://example.org/a",
            "“渡船”",
        ),
    )]);
    for locale in [
        ("LC_ALL", "C"),
        ("LANG", "POSIX"),
        ("LC_ALL", "zh_CN.GB18030"),
        ("LC_ALL", "\u{1b}[2J"),
    ] {
        let list = printed(home.path(), "list --archive archive", &[locale]);
        assert!(list.contains("港口的灯"), "{locale:?}: {list}");
        let shown = printed(home.path(), "show archive/a.txt", &[locale]);
        assert!(shown.contains("“渡船”"), "{locale:?}: {shown}");
    }
}

#[test]
fn without_a_terminal_it_says_so_and_writes_nothing() {
    let home = home(&[]);
    for line in ["archive", "--fresh archive", "--private archive", "guide"] {
        let output = run(home.path(), line, &[("TERM", "xterm-256color")]);
        assert_eq!(output.status.code(), Some(1), "{line}");
        assert_eq!(output.stdout, b"", "{line}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.starts_with("newsprint: ") && said.lines().count() == 1,
            "{line}: {said}"
        );
    }
    // With nothing to keep, nothing was kept.
    assert!(!home.path().join(".local").exists());
}

#[test]
fn a_width_of_nothing_is_refused_and_the_least_is_enough() {
    let home = home(&[(
        "a.txt",
        &article(
            "1712479502000",
            "港口的灯",
            "https://example.org/a",
            "<pre>x\ty</pre>港口",
        ),
    )]);
    let refused = run(home.path(), "show --width 0 archive/a.txt", &[]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    for width in 1..12 {
        let shown = printed(
            home.path(),
            &format!("show --width {width} archive/a.txt"),
            &[],
        );
        let letters: String = shown.split_whitespace().collect();
        assert!(letters.contains("港口的灯"), "{width}: {shown}");
    }
}

/// Runs on a terminal that a shell has made odd; what was on the screen last.
fn on_a_terminal(before: &str, term: &str) -> String {
    let room = Room::new();
    let script = format!("{before} exec \"$@\"");
    let arguments = [room.archive().into_os_string()];
    let mut session =
        Session::start_in_shell(&room, &script, &arguments, &[("TERM", Path::new(term))]);
    session.wait_for(shows_the_list, "the list");
    for keys in ["j", "\r", " ", "h", "?", super::screen::ESC] {
        session.send(keys);
        session.settle_for(Duration::from_millis(40));
    }
    let screen = session.wait_for(shows_the_list, "the list again");
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0, "{before} {term}");
    session.wait_restored();
    let told = check_terminal(&session.raw_output());
    let told = told.unwrap_or_else(|foreign| panic!("{before} {term}: {foreign:?}"));
    assert!(
        told.left_on.is_empty(),
        "{before} {term}: {:?}",
        told.left_on
    );
    screen
}

#[test]
fn terminals_that_are_hardly_any_are_left_as_they_were() {
    for term in ["dumb", "", "unknown", "no-such-terminal", "\u{1b}[2J"] {
        on_a_terminal("", term);
    }
    // One that does not know its size is taken for one of 80 by 24.
    let screen = on_a_terminal("stty cols 0 rows 0;", "xterm");
    let widest = screen.lines().map(|line| line.chars().count()).max();
    assert!(widest.is_some_and(|widest| widest <= 80), "{screen}");
}
