//! What the system says of a failure, to be worded for a person: the common kinds in
//! the language of the interface, others as the system has them.

use std::io::{Error, ErrorKind};

use crate::text::Clean;
use crate::words::{Notice, Words};

/// The kinds that have words, and the keys of these.
const KINDS: &[(ErrorKind, &str)] = &[
    (ErrorKind::NotFound, "system-not-found"),
    (ErrorKind::PermissionDenied, "system-denied"),
    (ErrorKind::StorageFull, "system-full"),
    (ErrorKind::ReadOnlyFilesystem, "system-read-only"),
    (ErrorKind::NotADirectory, "system-no-folder"),
    (ErrorKind::IsADirectory, "system-is-folder"),
    (ErrorKind::AlreadyExists, "system-exists"),
    (ErrorKind::Interrupted, "system-interrupted"),
    (ErrorKind::TimedOut, "system-timed-out"),
];

/// The key of the words for a failure, where it has some: it says no more than its kind.
fn key_of(error: &Error) -> Option<&'static str> {
    error.raw_os_error()?;
    let known = KINDS.iter().find(|(kind, _)| *kind == error.kind());
    known.map(|(_, key)| *key)
}

/// A notice with what the system said of a failure.
#[must_use]
pub fn because(notice: Notice, name: &'static str, error: &Error) -> Notice {
    match key_of(error) {
        Some(key) => notice.naming(name, key),
        None => notice.with_text(name, &error.to_string()),
    }
}

/// The same from the text that [`Error`] made of it, where no more was kept: that ends
/// with the number of the failure.
#[must_use]
pub fn because_said(notice: Notice, name: &'static str, said: &str) -> Notice {
    match key_said(said) {
        Some(key) => notice.naming(name, key),
        None => notice.with_text(name, said),
    }
}

/// That text in the language of the interface.
#[must_use]
pub fn worded(words: &Words, said: &str) -> Clean {
    match key_said(said) {
        Some(key) => words.get(key),
        None => Clean::line(said),
    }
}

/// The key of the words for a failure from its text. Where more was said than the
/// system says, there is none: it stays.
fn key_said(said: &str) -> Option<&'static str> {
    let number = said.strip_suffix(')').and_then(|said| {
        let (_, number) = said.rsplit_once("(os error ")?;
        number.parse().ok()
    });
    let error = number.map(Error::from_raw_os_error);
    let error = error.filter(|error| error.to_string() == said);
    error.as_ref().and_then(key_of)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::words::Language;

    #[test]
    fn common_kinds_are_worded_and_others_stay() {
        let words = Words::of_language(Language::Simplified);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        for (error, expected) in [
            (std::fs::read(folder.path().join("gone")), "没有这个文件"),
            (std::fs::read(file.join("x")), "不是文件夹"),
            (std::fs::read(folder.path()), "是文件夹"),
        ] {
            let error = error.unwrap_err();
            let notice = because(Notice::new("archive-forbidden"), "reason", &error);
            let text = words.of(&notice.with_text("path", "x"));
            assert!(text.as_str().contains(&format!("（{expected}）")), "{text}");
            let said = error.to_string();
            assert_eq!(worded(&words, &said).as_str(), expected);
            let notice = because_said(Notice::new("archive-forbidden"), "reason", &said);
            assert_eq!(words.of(&notice.with_text("path", "x")), text);
        }
        // What is more than its kind, or none of the system's, is told as it is.
        for said in [
            "",
            "x (os error )",
            "line 3: Not a directory (os error 20)",
            "a\u{1b}b",
            "(os error 999999999999)",
        ] {
            assert_eq!(worded(&words, said), Clean::line(said));
        }
        let own = Error::new(ErrorKind::NotFound, "no such column");
        let notice = because(Notice::new("archive-forbidden"), "reason", &own);
        assert!(words.of(&notice).as_str().contains("no such column"));
    }

    #[test]
    fn every_kind_has_words() {
        for language in Language::ALL {
            let words = Words::of_language(language);
            assert!(KINDS.iter().all(|(_, key)| words.has(key)), "{language:?}");
        }
    }
}
