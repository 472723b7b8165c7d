//! A folder for one test: a private home, an archive and whatever the test adds;
//! and what can be told of the fixture articles on a screen.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::emulator::Kind;
use super::session::Session;

/// A folder for one test: an archive, a home and whatever the test adds.
pub(crate) struct Room {
    folder: TempDir,
    /// The terminal that newsprint is opened on.
    pub(crate) kind: Kind,
}

impl Room {
    /// A room whose archive is empty.
    pub(crate) fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let room = Self {
            folder,
            kind: Kind::default(),
        };
        fs::create_dir(room.archive()).unwrap();
        fs::create_dir(room.home()).unwrap();
        room
    }

    /// A room whose archive is a copy of the fixture articles.
    pub(crate) fn new() -> Self {
        let room = Self::empty();
        for file in fixtures() {
            let name = file.file_name().unwrap();
            fs::copy(&file, room.archive().join(name)).unwrap();
        }
        room
    }

    /// A path in the room.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The archive's folder.
    pub(crate) fn archive(&self) -> PathBuf {
        self.path("archive")
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.path("home")
    }

    /// Puts a text into `config.toml`.
    pub(crate) fn configure(&self, text: &str) {
        let folder = self.home().join("config/newsprint");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("config.toml"), text).unwrap();
    }

    /// Puts a shell script into the room and returns its path.
    pub(crate) fn script(&self, name: &str, text: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = self.path(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// Opens the archive at 100 by 24 and waits for the list.
    pub(crate) fn open(&self) -> Session {
        self.open_with(&[])
    }

    /// The same with more environment variables.
    pub(crate) fn open_with(&self, environment: &[(&str, &Path)]) -> Session {
        let arguments = [self.archive().into_os_string()];
        let session = Session::start(self, &arguments, (100, 24), environment);
        session.wait_for(
            |screen| shows_the_list(screen) && knows_lengths(screen),
            "the list",
        );
        session
    }

    /// What `newsprint list` prints of the archive, whatever else runs on it.
    pub(crate) fn listed(&self, arguments: &[&str]) -> String {
        let home = self.home();
        let output = Command::new(env!("CARGO_BIN_EXE_newsprint"))
            .arg("list")
            .args(arguments)
            .arg("--archive")
            .arg(self.archive())
            .env_clear()
            .env("HOME", &home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .stdin(Stdio::null())
            .output()
            .expect("newsprint");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The fixture articles' files.
fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the fixture articles")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "txt"))
        .collect();
    files.sort();
    assert!(files.len() > 2, "the tests need three articles");
    files
}

/// The title line of each fixture article, cut into title and link.
pub(crate) fn titles_and_links() -> Vec<(String, String)> {
    fixtures()
        .iter()
        .map(|file| {
            let text = fs::read_to_string(file).unwrap();
            let line = text.lines().find(|line| line.starts_with('[')).unwrap();
            let (title, rest) = line.split_once("](").unwrap();
            let title = title.trim_start_matches('[').to_owned();
            (title, rest.trim_end_matches(')').to_owned())
        })
        .collect()
}

/// The first characters of a title: they stand in the list at any width.
pub(crate) fn start_of(title: &str) -> String {
    title.chars().take(6).collect()
}

/// Whether each article's title has begun to be shown.
pub(crate) fn shows_the_list(screen: &str) -> bool {
    titles_and_links()
        .iter()
        .all(|(title, _)| screen.contains(&start_of(title)))
}

/// Whether no row of the list ends with its date: where that stands, the time that
/// reading takes follows as soon as the article has been read for the index.
fn knows_lengths(screen: &str) -> bool {
    let rows = screen.lines().filter_map(|line| line.split('│').next());
    let is_date = |word: &str| word.len() == 8 && word.matches('-').count() == 2;
    // In a longer one there is no room for it.
    !rows
        .map(str::trim_end)
        .filter(|row| row.chars().count() < 22)
        .filter_map(|row| row.split_whitespace().next_back())
        .any(is_date)
}

/// The chosen row, by the bar at its left; two when rows take two lines.
pub(crate) fn chosen(screen: &str) -> String {
    let rows = screen.lines().filter(|line| line.starts_with(['▌', '▎']));
    let list = rows.map(|line| line.split('│').next().unwrap().trim_end());
    list.collect::<Vec<_>>().join("\n")
}

/// Waits for the list after another program had the terminal, with the row chosen
/// that was chosen before, and quits.
pub(crate) fn back_in_the_list(mut session: Session, before: &str) {
    let after = session.wait_for(shows_the_list, "the list again");
    assert_eq!(chosen(&after), chosen(before));
    assert!(session.holds_the_terminal());
    session.send("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    session.wait_restored();
}
