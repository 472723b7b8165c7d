//! Programs of the reader's own, as they are really run: what they are given, what
//! becomes of the screen, and what is told when they fail.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;
use std::path::Path;

use super::room::{Room, back_in_the_list, chosen};
use super::session::Session;
use super::sharing::wait_for_line;

/// A title that tries to be more than an argument.
const NASTY: &str =
    r#"-rf "a" 'b' $(touch pwned) `touch pwned`; touch pwned & x > pwned \n %s {link}"#;

/// Opens an archive whose newest article has the title, and chooses it.
fn with_title(room: &Room, title: &str, settings: &str) -> Session {
    let file = room.archive().join("title.txt");
    let text = format!(
        "<!--4102444800000-->\n[{title}](https://news.example/1?a=1&b=$(x))\n------\n\n<p>第一段。</p><p>第二段 &lt;b&gt;。</p>"
    );
    fs::write(file, text).unwrap();
    room.configure(settings);
    let session = room.open();
    session.settle();
    session.send("gg");
    session.wait_for(|screen| screen.contains("第一段"), "the article");
    session
}

/// A table for a command.
fn command(key: char, run: &str, more: &str) -> String {
    format!("[[command]]\nname = \"own-{key}\"\nkey = \"{key}\"\nrun = '''{run}'''\n{more}\n")
}

/// A script that writes its arguments, one a line, to a file.
fn teller(room: &Room, log: &Path) -> String {
    let text = format!(
        "for word; do printf '<%s>\\n' \"$word\"; done > '{0}.new'; mv '{0}.new' '{0}'",
        log.display()
    );
    room.script("teller", &text).display().to_string()
}

#[test]
fn what_a_title_says_stays_in_its_argument() {
    let room = Room::new();
    let log = room.path("told");
    let run = format!(
        "{} {{title}} --t={{title}} {{link}} '{{date}} {{source}}' -- {{title}} {{path}}",
        teller(&room, &log)
    );
    let session = with_title(&room, NASTY, &command('t', &run, ""));
    session.send("O");
    session.wait_for(|screen| screen.contains("─ Open with"), "the menu");
    session.send("t");
    wait_for_line(&log);
    let told = fs::read_to_string(&log).unwrap();
    let words: Vec<&str> = told.lines().collect();
    let path = room.archive().join("title.txt");
    assert_eq!(
        words,
        [
            // It would have been an option.
            format!("< {NASTY}>"),
            format!("<--t={NASTY}>"),
            "<https://news.example/1?a=1&b=$(x)>".to_owned(),
            "<2100-01-01 news.example>".to_owned(),
            "<-->".to_owned(),
            format!("<{NASTY}>"),
            format!("<{}>", path.display()),
        ]
    );
    session.wait_for(
        |screen| screen.contains("own-t is started."),
        "what was done",
    );
    assert!(!room.path("pwned").exists() && !Path::new("pwned").exists());
    assert!(session.holds_the_terminal());
}

#[test]
fn a_program_beside_outlives_newsprint() {
    let room = Room::new();
    let log = room.path("outlived");
    let text = format!(
        "while [ ! -e '{0}.end' ]; do sleep 0.05; done; echo still here >&2; echo alive > '{0}'",
        log.display()
    );
    let settings = command('b', &room.script("beside", &text).display().to_string(), "");
    let mut session = with_title(&room, "t", &settings);
    session.send("Ob");
    session.wait_for(
        |screen| screen.contains("own-b is started."),
        "what was done",
    );
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    fs::write(room.path("outlived.end"), "").unwrap();
    assert_eq!(wait_for_line(&log), "alive");
}

#[test]
fn it_runs_once_for_each_of_the_selected() {
    let room = Room::new();
    let log = room.path("told");
    let script = room.script("each", &format!("echo \"$1\" >> '{}'", log.display()));
    let run = format!("{} {{path}}", script.display());
    room.configure(&command('t', &run, ""));
    let session = room.open();
    session.settle();
    session.send("ggvjOt");
    session.wait_for(
        |screen| screen.contains("started for 2 articles"),
        "what was done",
    );
    wait_for_line(&log);
    session.settle();
    let told = fs::read_to_string(&log).unwrap();
    let mut paths: Vec<&str> = told.lines().collect();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), 2, "{told}");
    assert!(paths.iter().all(|path| Path::new(path).is_file()), "{told}");
}

#[test]
fn a_failing_one_tells_its_code_and_what_it_said() {
    let room = Room::new();
    let script = room.script(
        "fail",
        "echo; echo ' no such \x1b[31mfilm' >&2; echo more >&2; exit 3",
    );
    let settings = [
        command('f', &script.display().to_string(), ""),
        command('m', "nowhere-to-be-found {link}", ""),
        command('s', "sh -c 'exit 5'", "how = \"screen\""),
    ]
    .concat();
    let session = with_title(&room, "t", &settings);
    session.send("Of");
    session.wait_for(
        |screen| screen.contains("fail ended with code 3: no such [31mfilm"),
        "how it ended",
    );
    session.send("Om");
    session.wait_for(
        |screen| screen.contains("no program nowhere-to-be-found in PATH"),
        "what is missing",
    );
    session.send("Os");
    session.wait_for(
        |screen| screen.contains("Press Enter to go on."),
        "what is to be pressed",
    );
    session.send("\r");
    session.wait_for(
        |screen| screen.contains("sh ended with code 5."),
        "its code",
    );
    assert!(session.holds_the_terminal());
}

#[test]
fn a_program_gets_the_screen_and_every_key_and_gives_them_back() {
    let room = Room::new();
    let log = room.path("typed");
    // What was there for a moment alone would be asked to be read.
    let text = format!(
        "echo \"reading $(wc -l < /dev/stdin)\"\nread -r line < /dev/tty\nsleep 1\nprintf '%s %s\\n' \"$1\" \"$line\" > '{}'",
        log.display()
    );
    let run = format!("{} {{title}}", room.script("front", &text).display());
    let settings = command('p', &run, "how = \"screen\"\npipe = \"text\"");
    let session = with_title(&room, "港口", &settings);
    let before = session.settle();
    session.send("Op");
    session.wait_for(|screen| screen.contains("reading 5"), "the program");
    session.wait_restored();
    session.send_slowly_split(b"jjqQ\r");
    assert_eq!(wait_for_line(&log), "港口 jjqQ");
    back_in_the_list(session, &before);
}

/// What a program prints and leaves at once stays until it has been read, whatever
/// modes it leaves the terminal in; in the language of the reader.
#[test]
fn what_is_printed_and_left_at_once_stays_until_enter() {
    let room = Room::new();
    let settings = [
        "language = \"zh-Hans\"\n".to_owned(),
        command(
            'p',
            "sh -c 'stty raw -echo; echo 山城小火车'",
            "how = \"screen\"",
        ),
    ]
    .concat();
    let session = with_title(&room, "t", &settings);
    let before = session.settle();
    session.send("Op");
    let printed = session.wait_for(
        |screen| screen.contains("按 Enter 继续"),
        "what is to be pressed",
    );
    assert!(printed.contains("山城小火车"), "{printed}");
    session.send("jq\r");
    back_in_the_list(session, &before);
}

/// C-\ is meant for the program that has the screen, and so it ends nothing of ours.
#[test]
fn what_would_quit_a_program_leaves_newsprint_where_it_is() {
    let room = Room::new();
    let settings = command('p', "true", "how = \"screen\"");
    let session = with_title(&room, "t", &settings);
    let before = session.settle();
    session.send("Op");
    session.see("Press Enter to go on.");
    session.send("\x1c");
    session.settle();
    session.send("\r");
    back_in_the_list(session, &before);
}

#[test]
fn an_article_is_piped_in_the_form_that_is_chosen() {
    let room = Room::new();
    let log = room.path("piped");
    let script = room.script(
        "take",
        &format!(
            "cat > '{0}.new'; mv '{0}.new' '{0}'; echo \"took $#\"",
            log.display()
        ),
    );
    let script = script.display().to_string();
    let session = with_title(&room, "港口 <1>", "");
    session.send("|");
    session.wait_for(|screen| screen.contains(" text into: "), "the prompt");
    session.send(format!("{script} 'a  b' c\r"));
    session.wait_for(|screen| screen.contains("took 2"), "what it printed");
    assert_eq!(
        fs::read_to_string(&log).unwrap(),
        "港口 <1>\n\n第一段。\n\n第二段 <b>。\n"
    );
    // The command is back, and the form goes round.
    session.send("|\x10");
    session.wait_for(|screen| screen.contains("'a  b' c"), "the command before");
    session.send("\t\t");
    session.wait_for(|screen| screen.contains(" HTML into: "), "the form");
    session.send("\r");
    session.wait_for(|screen| screen.contains("took 2"), "what it printed");
    let html = fs::read_to_string(&log).unwrap();
    assert!(html.contains("<p>第二段 &lt;b&gt;。</p>"), "{html}");
    session.send("|\t\x10");
    session.wait_for(|screen| screen.contains(" JSON into: "), "the form");
    session.send("\r");
    session.wait_for(|screen| screen.contains("took 2"), "what it printed");
    let json = fs::read_to_string(&log).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["title"], "港口 <1>");
}

#[test]
fn what_is_piped_into_need_not_read_or_end() {
    let room = Room::new();
    let session = with_title(&room, "t", "");
    session.send("|true\r");
    session.wait_for(|screen| screen.contains("true has ended"), "its end");
    session.send("|printf 'one\\ntwo\\nthree\\n'\r");
    session.wait_for(
        |screen| screen.contains("─ printf") && screen.contains("three"),
        "its lines",
    );
    session.send("q|sleep 60\r");
    session.wait_for(|screen| screen.contains("sleep runs…"), "that it runs");
    // The program goes on meanwhile.
    session.send("j");
    session.wait_for(|screen| !screen.contains("第一段"), "another article");
    session.send("\x1b");
    session.wait_for(|screen| screen.contains("sleep was stopped."), "its end");
    session.send("|cat | head\r");
    session.wait_for(
        |screen| screen.contains("No shell is between"),
        "what is wrong",
    );
    session.send("\x03|sh -c 'echo bad >&2; exit 2'\r");
    session.wait_for(
        |screen| screen.contains("sh ended with code 2: bad"),
        "how it ended",
    );
}

#[test]
fn a_place_under_a_letter_is_found_again() {
    let room = Room::new();
    let mut session = room.open();
    session.settle();
    session.send("gg\r");
    let before = session.settle();
    session.send("mj");
    session.wait_for(
        |screen| screen.contains("The place is under j"),
        "that it is kept",
    );
    session.send("q");
    session.send("Q");
    session.wait_exit();
    let mut session = room.open();
    session.settle();
    session.send("G\r");
    session.settle();
    session.send("'");
    session.wait_for(|screen| screen.contains("─ Places"), "the menu");
    session.send("j");
    let after = session.wait_for(|screen| chosen(screen) == chosen(&before), "the place");
    assert!(!after.contains("─ Places"), "{after}");
    // What is jumped to is there when the article has been read.
    session.settle();
    session.send("''");
    session.wait_for(|screen| chosen(screen) != chosen(&before), "where one was");
    session.send("Q");
    session.wait_exit();
}
