//! A session in which every command is used, on an archive that has everything in
//! it: the archive is as it was, no socket was opened to anywhere, what was kept is
//! its owner's alone, and the log, at its most talkative, holds nothing that was read.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use newsprint::command::{COMMANDS, Command, Context};

use super::collection::{collection, put};
use super::grammar::check_terminal;
use super::screen::ESC;
use super::traced::{self, Sockets};
use crate::pty::room::Room;
use crate::pty::session::Session;

/// How long a screen may take before the next key.
const PACE: Duration = Duration::from_millis(8);

/// Words that stand in one article and nowhere else: its title, its text, a link,
/// a caption, a tag's author.
const WORDS: [&str; 5] = [
    "kestrelwick",
    "moorhenfall",
    "dunlinquay",
    "ospreyholt",
    "鸬鹚渡",
];

/// What there is to know of a file without opening it for more than reading. The
/// time of the last change of any kind is among it: it tells of what was put back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct State {
    mode: u32,
    modified: (i64, i64),
    changed: (i64, i64),
    /// What is in it, or where a link leads.
    content: Vec<u8>,
}

/// Everything under a folder.
pub(super) fn states(folder: &Path) -> BTreeMap<PathBuf, State> {
    let mut states = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let metadata = fs::symlink_metadata(&path).expect("a file");
        let kind = metadata.file_type();
        if kind.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
        }
        let content = if kind.is_file() {
            fs::read(&path).expect("a file")
        } else if kind.is_symlink() {
            fs::read_link(&path)
                .expect("a link")
                .into_os_string()
                .into_encoded_bytes()
        } else {
            Vec::new()
        };
        let state = State {
            mode: metadata.mode(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
            content,
        };
        states.insert(path, state);
    }
    states
}

/// What a terminal sends for keys as the table has them.
pub(super) fn typed(keys: &str) -> String {
    let named = match keys {
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "Home" => "\x1b[H",
        "End" => "\x1b[F",
        "PgUp" => "\x1b[5~",
        "PgDn" => "\x1b[6~",
        "F1" => "\x1bOP",
        "Space" => " ",
        "Backspace" => "\x7f",
        "Enter" => "\r",
        "Tab" => "\t",
        "Esc" => ESC,
        keys => match keys.strip_prefix("C-").and_then(|key| key.chars().next()) {
            Some(key) => return char::from(key as u8 & 0x1F).to_string(),
            None => keys,
        },
    };
    named.to_owned()
}

/// Uses every command wherever it can be used, and what opens by it: menus are
/// chosen from, prompts are typed into.
fn use_everything(session: &Session) {
    let step = |keys: &str| {
        session.send(keys);
        session.settle_for(PACE);
    };
    for context in Context::ALL {
        for entry in COMMANDS.iter().filter(|entry| entry.applies(context)) {
            if matches!(
                entry.command,
                Command::Quit | Command::QuitStep | Command::Interrupt
            ) {
                continue;
            }
            step(&ESC.repeat(3));
            if context == Context::Page {
                step("\r");
            }
            match entry.keys(context).first() {
                Some(keys) => step(&typed(keys)),
                None => [":", entry.name, "\r"].into_iter().for_each(step),
            }
            // The screen is drawn again with whatever came up.
            step("\x1b[6~");
        }
    }
    for keys in [
        "/",
        "kestrelwick",
        "\r",
        "Mnamed\r",
        "tevil\r",
        "A",
        "u",
        "gsn",
        "\r",
        "fu",
        "\r",
        "YY",
        "\x14j\r",
        "gLj\r",
        "gLk\r",
        "*",
        "s",
        "o",
        "\r",
        ":star",
        "\r",
        "\r",
        ";",
        "a",
        "v",
        "jjj",
        "Y",
        "\r",
    ] {
        step(keys);
        if keys == "\r" {
            step(&ESC.repeat(2));
        }
    }
    step(&ESC.repeat(4));
}

/// An archive with a bit of everything, and an article whose words are its own.
fn furnish(room: &Room) {
    let samples = collection();
    put(&room.archive().join("sub"), samples.iter().step_by(5));
    put(
        &room.archive(),
        samples
            .iter()
            .filter(|sample| sample.name.starts_with("a name")),
    );
    let [title, text, link, caption, han] = WORDS;
    let article = format!(
        "<!--4102444800000-->\n[{title} {han}](https://example.org/{link}?a=b)\n------\n\n\
         <h2>{han}{text}</h2><p>{text} {han} <a href=\"https://example.org/{link}/2\">{link}</a></p>\
         <figure><img src=\"https://example.org/{caption}.jpg\"><figcaption>{caption} {han}</figcaption></figure>"
    );
    fs::write(room.archive().join("own.txt"), article).unwrap();
    std::os::unix::fs::symlink("nowhere", room.archive().join("dangling")).unwrap();
    std::os::unix::fs::symlink(".", room.archive().join("loop")).unwrap();
}

/// Every file and folder that newsprint made, as it should be. Gives their number.
fn assert_private(home: &Path) -> usize {
    let mut count = 0;
    for kind in ["data", "cache", "state"] {
        let own = home.join(kind).join("newsprint");
        for (path, state) in states(&own) {
            let wanted = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(state.mode & 0o7777, wanted, "{}", path.display());
            count += 1;
        }
    }
    count
}

fn assert_says_nothing_that_was_read(log: &Path) {
    let logs: Vec<String> = states(log)
        .into_values()
        .map(|state| String::from_utf8_lossy(&state.content).into_owned())
        .collect();
    let text = logs.concat();
    assert!(
        text.contains("DEBUG"),
        "the log is at its most talkative:\n{text}"
    );
    let [title, text_word, _, caption, han] = WORDS;
    for word in [title, text_word, caption, han] {
        assert!(!text.contains(word), "{word} is in the log:\n{text}");
    }
}

#[test]
fn every_command_leaves_the_archive_and_the_network_alone_and_tells_nobody() {
    let room = Room::empty();
    furnish(&room);
    let opened = room.path("opened");
    let browser = room.script(
        "browser",
        &format!("printf '%s\\n' \"$@\" >> '{}'", opened.display()),
    );
    let tracer = traced::Tracer::new(&room.path("trace"));
    let before = states(&room.archive());
    let script = format!("umask 0; exec {} \"$@\"", tracer.command());
    let arguments = [room.archive().into_os_string()];
    let environment = [
        ("BROWSER", browser.as_path()),
        ("NEWSPRINT_LOG", Path::new("trace")),
    ];
    let mut session = Session::start_in_shell(&room, &script, &arguments, &environment);
    session.wait_at_most(
        Duration::from_secs(30),
        |screen| screen.contains("kestrelwick"),
        "the list",
    );
    session.send("o");
    let deadline = Instant::now() + Duration::from_secs(10);
    while !fs::read_to_string(&opened).is_ok_and(|text| text.starts_with("https://")) {
        assert!(Instant::now() < deadline, "a browser is started");
        std::thread::sleep(PACE);
    }
    use_everything(&session);
    session.settle();
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    session.wait_restored();
    check_terminal(&session.raw_output()).unwrap_or_else(|foreign| panic!("{foreign:?}"));

    let after = states(&room.archive());
    for (path, state) in &before {
        assert_eq!(after.get(path), Some(state), "{}", path.display());
    }
    assert_eq!(before.len(), after.len());

    match tracer.sockets() {
        Sockets::NotTraced(why) => println!("sockets were not watched: {why}"),
        Sockets::Seen { calls, internet } => {
            assert_eq!(internet, Vec::<String>::new());
            assert!(calls > 0, "no process was traced");
        }
    }
    assert!(assert_private(&room.home()) > 10, "something was kept");
    assert_says_nothing_that_was_read(&room.home().join("state/newsprint/log"));
}

#[test]
fn a_state_tells_of_every_change() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a");
    let changes: [&dyn Fn(); 5] = [
        &|| fs::write(&file, "b").unwrap(),
        &|| fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap(),
        &|| {
            let times = fs::FileTimes::new().set_modified(std::time::SystemTime::UNIX_EPOCH);
            fs::File::open(&file).unwrap().set_times(times).unwrap();
        },
        &|| drop(fs::File::create(folder.path().join("new")).unwrap()),
        &|| fs::rename(&file, folder.path().join("moved")).unwrap(),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        if number == 0 {
            fs::write(&file, "a").unwrap();
        }
        let before = states(folder.path());
        assert_eq!(before, states(folder.path()));
        change();
        assert_ne!(before, states(folder.path()), "change {number}");
    }
}

/// Not only is nothing written: nothing has to be.
#[test]
fn an_archive_that_may_not_be_written_is_read_like_any_other() {
    let room = Room::empty();
    furnish(&room);
    let Some(lock) = ReadOnly::of(&room) else {
        println!("the folder could not be made read-only for anybody");
        return;
    };
    let arguments = [room.archive().into_os_string()];
    let mut session = Session::start_in_shell(&room, &lock.script, &arguments, &[]);
    session.wait_for(|screen| screen.contains("kestrelwick"), "the list");
    for keys in ["j", "k", "\r", " ", "h", "s", "/harbour\r", ESC, "R"] {
        session.send(keys);
        session.settle_for(PACE);
    }
    session.wait_for(|screen| screen.contains('★'), "a star");
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    assert!(room.home().join("data/newsprint/marks.sqlite3").exists());
}

/// An archive that a program may not write: as another user where the tests run as
/// one whom modes do not hold back.
pub(super) struct ReadOnly {
    /// What starts the program so that it is held back, in a shell.
    pub(super) script: String,
    archive: PathBuf,
}

impl ReadOnly {
    pub(super) fn of(room: &Room) -> Option<Self> {
        let archive = room.archive();
        let program = env!("CARGO_BIN_EXE_newsprint");
        let script = if rustix::process::geteuid().is_root() {
            // Nobody's number is this on Linux and macOS.
            const NOBODY: u32 = 65_534;
            let copy = room.path("newsprint");
            fs::copy(program, &copy).ok()?;
            for folder in ["config", "data", "cache", "state", "tmp"] {
                fs::create_dir_all(room.home().join(folder)).ok()?;
            }
            for path in states(&room.home()).into_keys() {
                std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).ok()?;
            }
            let top = room.archive().parent()?.to_owned();
            fs::set_permissions(top, fs::Permissions::from_mode(0o755)).ok()?;
            let held = format!("setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups");
            // A folder of temporary files that is root's alone keeps nobody out, too.
            let trial = std::process::Command::new("setpriv")
                .args(held.split(' ').skip(1))
                .args(["sh", "-c", "test -x \"$0\" && test -r \"$1\""])
                .args([&copy, &archive])
                .output();
            trial.ok().filter(|output| output.status.success())?;
            format!("shift; exec {held} '{}' \"$@\"", copy.display())
        } else {
            "exec \"$@\"".to_owned()
        };
        set_modes(&archive, 0o555, 0o444);
        Some(Self { script, archive })
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        set_modes(&self.archive, 0o755, 0o644);
    }
}

fn set_modes(folder: &Path, of_folders: u32, of_files: u32) {
    for path in states(folder).into_keys() {
        let kind = fs::symlink_metadata(&path).expect("a file").file_type();
        let mode = match (kind.is_dir(), kind.is_file()) {
            (true, _) => of_folders,
            (_, true) => of_files,
            _ => continue,
        };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("a mode");
    }
}
