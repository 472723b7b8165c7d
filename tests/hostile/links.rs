//! Links: which are opened and as what, which are asked about, which are refused;
//! and that where one leads is shown before a browser is started.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::screen::ESC;
use crate::pty::room::Room;
use crate::pty::session::Session;

/// What becomes of a link.
enum Fate {
    /// It opens at once, as this.
    Opens(&'static str),
    /// It is asked about, with this beside it, and opens as this.
    Asks(&'static str, &'static str),
    /// It does not open.
    Refused,
}

use Fate::{Asks, Opens, Refused};

/// Links as an article has them, and what is shown of where they lead.
const LINKS: &[(&str, &str, Fate)] = &[
    (
        "https://example.org/a",
        "example.org",
        Opens("https://example.org/a"),
    ),
    (
        "HTTP://EXAMPLE.org",
        "example.org",
        Opens("http://example.org/"),
    ),
    (
        "https://example.org/港 口?a=b&c=$(touch pwned)`x`;'|",
        "example.org",
        Opens("https://example.org/%E6%B8%AF%20%E5%8F%A3?a=b&c=$(touch%20pwned)`x`;%27|"),
    ),
    (
        "https://example.org/%s%25s?%u",
        "example.org",
        Opens("https://example.org/%s%25s?%u"),
    ),
    (
        "https://例子.测试/",
        "例子.测试",
        Opens("https://xn--fsqu00a.xn--0zwm56d/"),
    ),
    (
        "https://www.bank.example@evil.example/",
        "evil.example",
        Asks("www.bank.example", "https://www.bank.example@evil.example/"),
    ),
    (
        "https://www.аpple.com/",
        "www.xn--pple-43d.com",
        Asks("xn--pple-43d", "https://www.xn--pple-43d.com/"),
    ),
    (
        "https://xn--80ak6aa92e.com/",
        "xn--80ak6aa92e.com",
        Asks("xn--80ak6aa92e", "https://xn--80ak6aa92e.com/"),
    ),
    ("javascript:alert(1)", "", Refused),
    ("file:///etc/passwd", "", Refused),
    ("data:text/html,x", "", Refused),
    ("mailto:a@b.example", "", Refused),
    ("ms-msdt:/id", "", Refused),
    ("--new-window", "", Refused),
    ("-P", "", Refused),
    ("/etc/passwd", "", Refused),
    ("https://exa\u{1b}[2Jmple.org/", "", Refused),
    ("https://[::1", "", Refused),
];

/// The lines of a file once it has so many, or those it has after a while.
fn lines(path: &Path, count: usize) -> Vec<String> {
    let deadline = Instant::now() + Duration::from_secs(5);
    loop {
        let text = fs::read_to_string(path).unwrap_or_default();
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if lines.len() >= count || Instant::now() > deadline {
            return lines;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn last_line(screen: &str) -> &str {
    screen.trim_end().lines().next_back().unwrap_or_default()
}

fn settled(session: &Session) -> String {
    session.settle_for(Duration::from_millis(40));
    session.screen()
}

#[test]
fn where_a_link_leads_is_shown_and_nothing_else_opens() {
    let room = Room::empty();
    let log = room.path("opened");
    // How many arguments, and which.
    let browser = room.script(
        "browser",
        &format!("printf '%s %s\\n' \"$#\" \"$*\" >> '{}'", log.display()),
    );
    for (number, (link, ..)) in LINKS.iter().enumerate() {
        let stamp = 1_712_479_502_000_u64 - 86_400_000 * number as u64;
        let file = format!(
            "<!--{stamp}-->\n[Number {number}.]({link})\n------\n\n<p><a href=\"{link}\">x</a></p>"
        );
        fs::write(room.archive().join(format!("{number}.txt")), file).unwrap();
    }
    let arguments = [room.archive().into_os_string()];
    let session = Session::start(&room, &arguments, (120, 30), &[("BROWSER", &browser)]);
    session.wait_for(
        |screen| screen.contains("1/18") && screen.contains("Number 0."),
        "the list",
    );
    let mut opened = Vec::new();
    for (number, (link, shown, fate)) in LINKS.iter().enumerate() {
        let place = format!("{}/{}", number + 1, LINKS.len());
        session.wait_for(|screen| screen.contains(&place), &place);
        session.send("o");
        // The list has hosts as well, but not in its last line.
        let screen = match fate {
            Refused => settled(&session),
            Asks(..) => session.wait_for(|screen| screen.contains("Open this link?"), link),
            Opens(_) => session.wait_for(|screen| last_line(screen).contains(shown), link),
        };
        assert!(screen.contains(shown), "{link}:\n{screen}");
        match fate {
            Opens(url) => opened.push(format!("1 {url}")),
            Asks(note, url) => {
                assert!(screen.contains(note), "{link}:\n{screen}");
                settled(&session);
                assert_eq!(
                    lines(&log, opened.len()),
                    opened,
                    "{link}: opened before it was asked"
                );
                session.send("\r");
                opened.push(format!("1 {url}"));
            }
            // Nor does it from the page, where letters stand at links.
            Refused => {
                for keys in [ESC, "\r", ";", "a"] {
                    session.send(keys);
                    settled(&session);
                }
            }
        }
        assert_eq!(lines(&log, opened.len()), opened, "{link}");
        session.send(ESC.repeat(3));
        settled(&session);
        session.send("j");
    }
    settled(&session);
    assert_eq!(lines(&log, opened.len()), opened);
}
