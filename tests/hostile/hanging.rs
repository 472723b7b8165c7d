//! A disk that hangs: a tracer keeps every reading of one file from coming back, as
//! a network does that is gone. The screen lives on, and `q` ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::screen::ESC;
use crate::pty::room::{Room, shows_the_list, start_of, titles_and_links};
use crate::pty::session::Session;

/// What makes strace hold a call back for a minute.
const HELD: &str = "-e trace=read,pread64 -e inject=read,pread64:delay_enter=60000000";

/// How long the end may take: marks and searches are waited for, the disk is not.
const END: Duration = Duration::from_secs(8);

/// Whether a tracer is there that can hold calls back; says so where there is none.
fn can_be_held() -> bool {
    let trial = Command::new("strace")
        .args([
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "inject=read:delay_enter=1",
            "true",
        ])
        .stdin(Stdio::null())
        .output();
    let can = trial.is_ok_and(|output| output.status.success());
    if !can {
        println!("nothing can be held back here: a disk that hangs was not tried");
    }
    can
}

/// A session on an archive where what is read of one file never comes.
struct Held {
    session: Session,
    /// The number of newsprint's process. The tracer itself may not survive the end
    /// of what it holds back.
    process: String,
}

impl Held {
    fn open(room: &Room, file: &Path) -> Self {
        let number = room.path("number");
        let script = format!(
            "exec strace -f -qq -o /dev/null -P '{}' {HELD} \
             /bin/sh -c 'echo $$ > \"$0\"; exec \"$@\"' '{}' \"$@\"",
            file.display(),
            number.display()
        );
        let arguments = [room.archive().into_os_string()];
        let session = Session::start_in_shell(room, &script, &arguments, &[]);
        session.wait_for(|screen| screen.contains("help"), "the screen");
        let process = fs::read_to_string(number).unwrap().trim().to_owned();
        Self { session, process }
    }

    /// Leaves, and waits until the terminal is as it was and the process is gone.
    fn ends(self) {
        let start = Instant::now();
        self.session.send("Q");
        self.session.wait_restored();
        let file = format!("/proc/{}/stat", self.process);
        // One that has ended and was not taken note of counts as gone.
        let is_there = || fs::read_to_string(&file).is_ok_and(|stat| !stat.contains(") Z "));
        while is_there() {
            assert!(start.elapsed() < END, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// What stands beside the list, without the spaces.
fn page(screen: &str) -> String {
    let page = screen.lines().filter_map(|line| line.split('│').nth(1));
    page.flat_map(str::split_whitespace).collect()
}

fn ends(mut session: Session) {
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

/// The newest of all, so that it is the one that is read first.
fn add_hanging(room: &Room) -> std::path::PathBuf {
    let file = room.archive().join("hangs.txt");
    let text = "<!--4102444800000-->\n[Hangs](https://example.org/h)\n------\n\n<p>x</p>";
    fs::write(&file, text).unwrap();
    file
}

#[test]
fn a_folder_that_hangs_while_it_is_looked_at_leaves_the_screen_alive() {
    if !can_be_held() {
        return;
    }
    let room = Room::new();
    let file = add_hanging(&room);
    let held = Held::open(&room, &file);
    held.session.send("?");
    held.session
        .wait_for(|screen| screen.contains("next article"), "the help");
    held.session.send(ESC);
    held.session.settle();
    held.ends();
}

#[test]
fn an_article_that_never_comes_leaves_the_list_alive() {
    if !can_be_held() {
        return;
    }
    let room = Room::new();
    let file = add_hanging(&room);
    // What is known of the folder need not be read again.
    let first = room.open();
    first.wait_for(|screen| screen.contains("Hangs"), "all articles");
    std::thread::sleep(Duration::from_secs(2));
    ends(first);
    let held = Held::open(&room, &file);
    let session = &held.session;
    session.wait_for(
        |screen| shows_the_list(screen) && screen.contains("Hangs"),
        "the list",
    );
    session.wait_for(
        |screen| page(screen).contains("doesnotcome"),
        "that it does not come",
    );
    session.send("s");
    session.wait_for(|screen| screen.contains('★'), "a star");
    // The others are read all the same.
    session.send("jj");
    session.wait_for(|screen| screen.contains("3/6"), "the third row");
    let shown = |screen: &str| {
        titles_and_links()
            .iter()
            .any(|(title, _)| page(screen).contains(&start_of(title)))
    };
    session.wait_for(shown, "the third article");
    held.ends();
    // What was marked meanwhile is kept.
    let again = room.open();
    again.wait_for(|screen| screen.contains('★'), "the star");
    ends(again);
}
