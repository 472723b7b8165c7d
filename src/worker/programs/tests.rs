//! What comes of programs that end, late or not at all, and of faults around them.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use chrono::DateTime;
use chrono_tz::Tz;

use super::super::keeper::tests::tools;
use super::*;
use crate::article::{ArticleId, DateSource};
use crate::desktop::Environment;
use crate::settings::OwnCommand;
use crate::share::program::ProgramTemplate;
use crate::words::Words;

#[test]
fn what_is_not_kept_is_told_and_nothing_else() {
    let words = Voice::new(Arc::new(Words::english()));
    let line = Clean::line("a");
    for (before, text, is_cut, kept, told) in [
        (0, "", false, 0, false),
        (0, " x\n\ny\n\n", false, 3, false),
        (0, "x", true, 1, true),
        (MOST_LINES - 1, "x\n", false, 1, false),
        (MOST_LINES - 1, "x\ny", false, 1, true),
        (MOST_LINES, "", false, 0, false),
        (MOST_LINES, "\n", false, 0, false),
        (MOST_LINES, "x", false, 0, true),
        (MOST_LINES + 1, "", false, 0, false),
        (MOST_LINES + 1, "", true, 0, true),
    ] {
        let mut lines = vec![line.clone(); before];
        let text = text.to_owned();
        add_lines(&Output { text, is_cut }, &words, &mut lines);
        let case = (before, is_cut, lines.get(before..));
        assert_eq!(lines.len(), before + kept + usize::from(told), "{case:?}");
        let cut = lines.last() == Some(&words.get("own-cut"));
        assert_eq!(cut, told, "{case:?}");
    }
}

/// A program that runs for longer than a test has patience.
fn sleeping() -> Running {
    let command = CommandLine {
        program: "/bin/sleep".into(),
        arguments: vec!["20".into()],
    };
    Running::start(&command, None, false).unwrap()
}

#[test]
fn a_program_that_starts_late_hides_none_that_follows_it() {
    let awaited = Awaited::default();
    let (first, second) = (sleeping(), sleeping());
    awaited.stop(1);
    awaited.begin(2, second.stopper());
    awaited.begin(1, first.stopper());
    awaited.stop(2);
    for running in [first, second] {
        let (_, result) = running.wait();
        let error = result.unwrap_err();
        assert!(matches!(error, ProgramError::Killed { .. }), "{error}");
    }
}

/// An article, by its number.
fn head(number: i64) -> Arc<Head> {
    let date = DateTime::from_timestamp(1_400_000_000 + number, 0).unwrap();
    Arc::new(Head {
        id: ArticleId::v1(Some(&format!("https://a.example/{number}")), "", ""),
        title: Clean::line("t"),
        date,
        date_from: DateSource::Stamp,
        saved: None,
        source: Clean::default(),
        host: Clean::default(),
        link: None,
        language: None,
        length: None,
        path: "/nowhere".into(),
        modified: date,
    })
}

/// The thread that waits for a program panics: the answer comes all the same, for
/// until then no other command runs.
#[test]
fn a_panic_beside_a_program_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("archive")).unwrap();
    let (sender, told) = channel();
    let tell: Tell = Arc::new(move |event| {
        let Event::Message(message) = event else {
            return;
        };
        assert!(!matches!(message, Message::Ran { .. }), "on purpose");
        drop(sender.send(message));
    });
    let hands = Hands {
        tools: Tools {
            environment: Environment {
                path: "/bin:/usr/bin".into(),
                ..Environment::default()
            },
            ..tools(folder.path())
        },
        tell,
        awaited: Awaited::default(),
    };
    hands.run(ToRun {
        number: 7,
        command: OwnCommand {
            name: Clean::line("own"),
            key: None,
            program: ProgramTemplate::parse("true").unwrap(),
            how: How::Show,
            pipe: None,
        },
        articles: [1, 2]
            .map(|number| (head(number), Mark::default()))
            .to_vec(),
        zone: Tz::UTC,
    });
    drop(hands);
    let mut answers = Vec::new();
    loop {
        match told.recv_timeout(Duration::from_secs(30)) {
            Ok(Message::Answered(answered)) => answers.push(*answered),
            Ok(_) => {}
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => panic!("it goes on"),
        }
    }
    let failed = Answered {
        number: 7,
        name: Clean::default(),
        lines: Vec::new(),
        failure: Some(Words::english().get("own-failed")),
    };
    assert_eq!(answers, [failed]);
}
