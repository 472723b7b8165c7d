//! The subcommands as a shell runs them: what they print, where, and the exit code.

mod check;
mod config;
mod keys;
mod languages;
mod list;
mod marks;
mod tags;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A home without settings, and an archive in it.
struct Home {
    folder: TempDir,
}

/// What a command did.
struct Ran {
    out: String,
    err: String,
    code: i32,
}

impl Home {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        std::fs::create_dir(folder.path().join("archive")).expect("an archive");
        Self { folder }
    }

    /// A home with four articles, one of them in two copies.
    fn with_articles() -> Self {
        let home = Self::new();
        for (name, stamp, link, title, body) in [
            (
                "a.txt",
                1_712_600_000_000_u64,
                "https://www.rfi.fr/cn/1",
                "港口的灯塔",
                "<p>灯塔<em>重新</em>开放。</p>",
            ),
            (
                "b.txt",
                1_712_500_000_000,
                "https://www.dw.com/zh/a-2",
                "桥与路",
                "<p>桥修好了，灯塔还没有。</p>",
            ),
            (
                "c.txt",
                1_680_000_000_000,
                "https://harbour.example/3",
                "The lighthouse",
                "<p>It is a lighthouse.</p>",
            ),
            (
                "c-copy.txt",
                1_680_000_001_000,
                "https://harbour.example/3",
                "The lighthouse",
                "<p>It was a lighthouse.</p>",
            ),
        ] {
            home.write(
                name,
                format!("<!--{stamp}-->\n[{title}]({link})\n------\n\n{body}").as_bytes(),
            );
        }
        home
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.folder.path().join("archive").join(name), bytes).expect("a file");
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program; the words are parted by single spaces.
    fn run(&self, line: &str) -> Ran {
        self.run_with(line, b"")
    }

    fn run_with(&self, line: &str, input: &[u8]) -> Ran {
        self.run_in(&[], line, input)
    }

    /// The same with more environment variables.
    fn run_in(&self, environment: &[(&str, &str)], line: &str, input: &[u8]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_newsprint"))
            .args(line.split(' '))
            .env_clear()
            .env("HOME", self.path())
            .env("TZ", "UTC")
            .envs(environment.iter().copied())
            .current_dir(self.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("newsprint");
        // A command that reads no input has closed it.
        drop(child.stdin.take().expect("an input").write_all(input));
        let output = child.wait_with_output().expect("newsprint");
        Ran {
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
            code: output.status.code().expect("an exit code"),
        }
    }

    /// What a command prints that succeeds and has nothing to complain of.
    fn prints(&self, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line}");
        ran.out
    }
}
