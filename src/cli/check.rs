//! `newsprint check`: every file of an archive in which something is odd, what,
//! where, and how it was read all the same.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use crate::archive::{shown, worded};
use crate::words::Words;

use super::arguments::{Check, CheckFormat};
use super::output::{Layout, out, tell, write_json};
use super::{EXIT_PARTLY, Ground, Told};

/// Something odd in a file. The fields are promised: names and meanings stay.
#[derive(Serialize)]
struct Oddity {
    #[serde(serialize_with = "as_shown")]
    path: PathBuf,
    /// From 1; 0 where it is about the whole file.
    line: u32,
    /// What it is, and how it was read.
    text: String,
    /// Whether there is an article all the same.
    read: bool,
}

fn as_shown<S: serde::Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(shown(path).as_str())
}

impl Oddity {
    /// One line, safe to show, as compilers write theirs.
    fn line(&self) -> String {
        let path = shown(&self.path);
        match self.line {
            0 => format!("{path}: {}", self.text),
            line => format!("{path}:{line}: {}", self.text),
        }
    }
}

/// What was found in all files.
#[derive(Default)]
struct Findings {
    oddities: Vec<Oddity>,
    files: usize,
    odd_files: usize,
    unread: usize,
}

impl Findings {
    fn unread(&mut self, path: PathBuf, text: &str) {
        self.files += 1;
        self.unread += 1;
        self.oddities.push(Oddity {
            path,
            line: 0,
            text: crate::text::Clean::line(text).as_str().to_owned(),
            read: false,
        });
    }
}

pub(super) fn run(ground: &Ground, check: Check) -> anyhow::Result<()> {
    ground.report_problems();
    let archive = ground.archive(check.archive)?;
    // What programs read is the same in every language.
    let words = match check.format {
        CheckFormat::Text => Arc::clone(&ground.words),
        CheckFormat::Json | CheckFormat::Jsonl => Arc::new(Words::english()),
    };
    let mut findings = Findings::default();
    archive.scan(&mut |found| {
        findings.files += found.heads.len();
        findings.odd_files += found.warned.len();
        for file in found.warned {
            for warning in file.warnings {
                findings.oddities.push(Oddity {
                    path: file.path.clone(),
                    line: warning.line,
                    text: words.of(&warning.kind.notice()).as_str().to_owned(),
                    read: true,
                });
            }
        }
        for path in found.binary {
            findings.unread(path, words.get("check-binary").as_str());
        }
        for (path, error) in found.unreadable {
            let text = words.with(
                "check-unreadable",
                &[("error", worded(&words, &error).into())],
            );
            findings.unread(path, text.as_str());
        }
    });
    // Files are read in any order; a report is to be compared with the last one.
    findings
        .oddities
        .sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    write(&findings.oddities, check.format)?;
    let values = [
        ("files", findings.files.into()),
        ("odd", findings.odd_files.into()),
        ("unread", findings.unread.into()),
    ];
    tell(words.with("check-summary", &values).as_str());
    if findings.unread > 0 {
        return Err(Told(EXIT_PARTLY).into());
    }
    Ok(())
}

fn write(oddities: &[Oddity], format: CheckFormat) -> anyhow::Result<()> {
    let mut out = out();
    match format {
        CheckFormat::Text => {
            for oddity in oddities {
                writeln!(out, "{}", oddity.line())?;
            }
        }
        CheckFormat::Json => {
            write_json(&mut out, &oddities, Layout::Lines)?;
        }
        CheckFormat::Jsonl => {
            for oddity in oddities {
                write_json(&mut out, oddity, Layout::Line)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}
