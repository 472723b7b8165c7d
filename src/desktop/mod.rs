//! The desktop around the terminal: which browser opens a link, programs of the
//! reader's own, the clipboard, and QR codes.
//!
//! It leaves to others: what is copied and what a link leads to (`share`),
//! running a terminal browser in the foreground and sending OSC 52 (`terminal`,
//! for the main thread alone writes there), threads and generations (`worker`),
//! and the wording: this room answers with a [`Notice`], whose key stands in
//! `assets/words/*/desktop.ftl`.

pub mod browser;
pub mod clipboard;
pub mod command_line;
pub mod environment;
pub mod program;
pub mod qr;

use crate::archive::because_said;
pub use crate::words::Notice;
pub use browser::{BrowserError, Plan, open, open_on_desktop, plan};
pub use clipboard::{Clipboard, ClipboardError, Copied};
pub use command_line::CommandLine;
pub use environment::Environment;
pub use program::{ProgramError, Running};
pub use qr::{Code, QrError, code};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

    use super::*;
    use crate::share::Destination;
    use crate::share::destination::Note;
    use crate::text::Clean;

    const WORDS: &str = include_str!("../../assets/words/en/desktop.ftl");

    /// One notice of every kind that the room can give.
    // tidy: table
    fn every_notice() -> Vec<Notice> {
        let text = || Clean::line("x");
        let destination = Destination::examine("https://user@раypal.example/").unwrap();
        let window = CommandLine {
            program: PathBuf::from("/usr/bin/firefox"),
            arguments: Vec::new(),
        };
        let mut notices: Vec<Notice> = destination.notes().iter().map(Note::notice).collect();
        for link in [
            "",
            "a\u{1b}b",
            "-x",
            "file:///etc/passwd",
            "words",
            "https://",
            &format!("https://a.example/{}", "a".repeat(100_000)),
        ] {
            notices.push(Destination::examine(link).unwrap_err().notice());
        }
        for plan in [
            Plan::Window(window.clone()),
            Plan::Terminal(window.clone()),
            Plan::System(window),
            Plan::Show,
        ] {
            notices.push(plan.notice(&destination));
        }
        for error in [
            BrowserError::Start {
                program: text(),
                reason: text(),
            },
            BrowserError::Failed {
                program: text(),
                status: text(),
            },
            BrowserError::System { reason: text() },
        ] {
            notices.push(error.notice());
        }
        for complaint in [Clean::default(), text()] {
            for error in [
                ProgramError::Missing { program: text() },
                ProgramError::Start {
                    program: text(),
                    reason: text(),
                },
                ProgramError::Failed {
                    program: text(),
                    code: 3,
                    complaint: complaint.clone(),
                },
                ProgramError::Killed {
                    program: text(),
                    signal: 9,
                    complaint: complaint.clone(),
                },
            ] {
                notices.push(error.notice());
            }
        }
        for native in [false, true] {
            for tmux in [false, true] {
                for terminal in [None, Some(String::from("x"))] {
                    for file in [None, Some(PathBuf::from("/tmp/x"))] {
                        for failure in [
                            None,
                            Some(ClipboardError::Save {
                                folder: text(),
                                reason: text(),
                            }),
                        ] {
                            notices.push(
                                Copied {
                                    native,
                                    tmux,
                                    terminal: terminal.clone(),
                                    file: file.clone(),
                                    failure,
                                }
                                .notice(text()),
                            );
                        }
                    }
                }
            }
        }
        notices.push(code(&"a".repeat(5_000)).unwrap_err().notice());
        notices
    }

    #[test]
    fn every_notice_has_its_words_and_every_text_is_used() {
        let resource = FluentResource::try_new(WORDS.to_owned()).expect("well-formed Fluent");
        let mut bundle = FluentBundle::new(vec!["en".parse().unwrap()]);
        bundle.add_resource(resource).expect("no key twice");
        let mut used = BTreeSet::new();
        for notice in every_notice() {
            let message = bundle
                .get_message(notice.key)
                .unwrap_or_else(|| panic!("no text for {:?}", notice.key));
            let mut arguments = FluentArgs::new();
            for (name, value) in &notice.arguments {
                arguments.set(*name, value.as_str());
            }
            let mut errors = Vec::new();
            let pattern = message.value().unwrap();
            let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
            assert!(errors.is_empty(), "{}: {errors:?}", notice.key);
            assert!(!text.is_empty() && !text.contains("{$"), "{text}");
            used.insert(notice.key);
        }
        let written: BTreeSet<&str> = WORDS
            .lines()
            .filter_map(|line| line.split_once(" = ").map(|(key, _)| key))
            .filter(|key| !key.starts_with([' ', '#']))
            .collect();
        assert_eq!(used, written);
    }
}
