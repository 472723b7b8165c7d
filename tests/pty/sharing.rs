//! Opening and copying links, as the terminal and the browser receive them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::room::{Room, back_in_the_list, chosen, start_of, titles_and_links};

/// Base64 (RFC 4648, section 4).
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let mut three = [0; 3];
        three[..group.len()].copy_from_slice(group);
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 0x3F) as usize];
            text.push(if place > group.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

#[test]
pub(super) fn base64_agrees_with_the_standard() {
    for (bytes, text) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
    ] {
        assert_eq!(base64(bytes.as_bytes()), text);
    }
}

/// The link of the article whose row is chosen.
fn chosen_link(screen: &str) -> String {
    let row = chosen(screen);
    let mut articles = titles_and_links().into_iter();
    articles
        .find(|(title, _)| row.contains(&start_of(title)))
        .unwrap_or_else(|| panic!("a fixture is chosen:\n{screen}"))
        .1
}

/// Waits for a file to have a line.
pub(super) fn wait_for_line(path: &Path) -> String {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let text = fs::read_to_string(path).unwrap_or_default();
        if text.ends_with('\n') {
            return text.trim_end().to_owned();
        }
        assert!(
            Instant::now() < deadline,
            "nothing came to {}",
            path.display()
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn o_opens_the_original_link_in_the_browser() {
    let room = Room::new();
    let log = room.path("opened");
    let browser = room.script("browser", &format!("echo \"$@\" >> '{}'", log.display()));
    let session = room.open_with(&[("BROWSER", &browser)]);
    let link = chosen_link(&session.settle());
    session.send("o");
    assert_eq!(wait_for_line(&log), link);
    session.settle();
    assert_eq!(wait_for_line(&log), link, "opened once");
    assert!(session.holds_the_terminal());
}

#[test]
fn y_copies_the_original_link_through_the_terminal() {
    let room = Room::new();
    let session = room.open();
    let link = chosen_link(&session.settle());
    session.send("y");
    let sequence = format!("\x1b]52;c;{}\x1b\\", base64(link.as_bytes()));
    session.wait_for_raw(sequence.as_bytes(), 1, "the link for the clipboard");
    session.settle();
    let raw = session.raw_output();
    let copies = raw.windows(5).filter(|window| window == b"\x1b]52;");
    assert_eq!(copies.count(), 1, "copied once");
}

/// The terminal is told when tmux has been asked, which takes its time.
#[test]
fn what_was_copied_just_before_the_end_still_goes_to_the_terminal() {
    let room = Room::new();
    let tmux = room.script("tmux", "sleep 0.2\nexec cat > /dev/null");
    let path = format!(
        "{}:{}",
        tmux.parent().unwrap().display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let environment = [
        ("PATH", Path::new(&path)),
        ("TMUX", Path::new("/nowhere/socket,1,0")),
    ];
    let mut session = room.open_with(&environment);
    let link = chosen_link(&session.settle());
    session.send("yQ");
    assert_eq!(session.wait_exit().exit_code(), 0);
    session.wait_restored();
    let sequence = format!("\x1b]52;c;{}\x1b\\", base64(link.as_bytes()));
    session.wait_for_raw(sequence.as_bytes(), 1, "the link for the clipboard");
    let raw = session.raw_output();
    let last = |bytes: &[u8]| raw.windows(bytes.len()).rposition(|window| window == bytes);
    assert!(
        last(sequence.as_bytes()) < last(b"\x1b[?1049l"),
        "while the terminal is still ours"
    );
}

/// An article with two links, opened at its page; gives the session.
fn at_the_links(room: &Room, environment: &[(&str, &Path)]) -> super::session::Session {
    let file = room.archive().join("links.txt");
    let text = "<!--4102444800000-->\n[港口](https://news.example/1)\n------\n\n\
        <p>见<a href=\"https://a.example/1?a=b&amp;c=d#节\">甲报</a>与<a href=\"https://b.example/2\">乙报</a>。</p>";
    fs::write(file, text).unwrap();
    let session = room.open_with(environment);
    session.settle();
    session.send("gg\r");
    session.wait_for(|screen| screen.contains("见甲报与乙报"), "the page");
    session.send(";");
    session.wait_for(|screen| screen.contains("见a 报与s 报"), "the letters");
    session
}

#[test]
fn letters_open_exactly_that_link_in_the_browser() {
    let room = Room::new();
    let log = room.path("opened");
    let browser = room.script("browser", &format!("echo \"$@\" >> '{}'", log.display()));
    let session = at_the_links(&room, &[("BROWSER", &browser)]);
    session.send("a");
    assert_eq!(wait_for_line(&log), "https://a.example/1?a=b&c=d#%E8%8A%82");
    session.wait_for(|screen| screen.contains("Opened a.example"), "what opened");
    session.send(";s");
    session.wait_for(|screen| screen.contains("Opened b.example"), "the other");
    session.settle();
    let opened = fs::read_to_string(&log).unwrap();
    assert_eq!(
        opened,
        "https://a.example/1?a=b&c=d#%E8%8A%82\nhttps://b.example/2\n"
    );
}

#[test]
fn y_and_letters_copy_exactly_that_link() {
    let room = Room::new();
    let session = at_the_links(&room, &[]);
    session.send("ys");
    let sequence = format!("\x1b]52;c;{}\x1b\\", base64(b"https://b.example/2"));
    session.wait_for_raw(sequence.as_bytes(), 1, "the link for the clipboard");
}

#[test]
fn a_terminal_browser_gets_the_screen_and_every_key_and_gives_them_back() {
    let room = Room::new();
    let log = room.path("typed");
    let text = format!(
        "echo \"browsing $1\"\nread -r line\nprintf '%s %s\\n' \"$1\" \"$line\" > '{}'",
        log.display()
    );
    let browser = room.script("w3m", &text);
    let session = room.open_with(&[("BROWSER", &browser)]);
    let before = session.settle();
    let link = chosen_link(&before);
    session.send("o");
    session.wait_for(|screen| screen.contains("browsing http"), "the browser");
    session.wait_restored();
    session.send_slowly_split(b"jjqQ\r");
    assert_eq!(wait_for_line(&log), format!("{link} jjqQ"));
    back_in_the_list(session, &before);
}

#[test]
fn c_shows_other_characters_and_copies_stay_as_they_were_written() {
    let room = Room::new();
    let session = room.open();
    let row = chosen(&session.settle());
    let mut titles = titles_and_links().into_iter();
    let (title, _) = titles
        .find(|(title, _)| row.contains(&start_of(title)))
        .unwrap();
    session.send("c");
    session.wait_for(
        |screen| !screen.contains(&start_of(&title)) && screen.contains("小火車"),
        "the title in Traditional characters",
    );
    session.send("Yt");
    // Three bytes a character: what is copied begins as the title does.
    let copied = format!("\x1b]52;c;{}", base64(start_of(&title).as_bytes()));
    session.wait_for_raw(copied.as_bytes(), 1, "the title as it was written");
}
