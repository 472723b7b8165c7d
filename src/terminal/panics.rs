//! What a panic says, and where.
//!
//! The hook restores the terminal before it says a word. Writing the report is
//! left to the caller, which knows where reports live.

use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use super::guard;
use crate::text::is_never_shown;

/// Installs the panic hook. Call it once, on the main thread, before the screen
/// opens.
///
/// `report` writes the report and returns where it is; it is called for every
/// panic. When the main thread panics, the terminal is restored first, then what
/// happened and the report's path go to standard error. A panic in a worker
/// leaves the screen alone: the worker is replaced, and the main loop tells of
/// it; without a screen it is told like one of the main thread.
pub fn install_panic_hook(
    report: impl Fn(&PanicHookInfo<'_>) -> Option<PathBuf> + Send + Sync + 'static,
) {
    let main = std::thread::current().id();
    std::panic::set_hook(Box::new(move |info| {
        let on_main = std::thread::current().id() == main;
        if on_main {
            guard::restore();
        }
        let path = report(info);
        if on_main || !(guard::is_entered() || guard::is_lent()) {
            let what = info.payload_as_str().unwrap_or("an unknown fault");
            let place = info.location().map(ToString::to_string);
            let text = words(what, place.as_deref(), path.as_deref());
            // With nowhere left to say it, the report has to do.
            let _ = io::stderr().write_all(text.as_bytes());
        }
    }));
}

/// The words after a panic. They are constant English, because looking them up
/// could be what panicked.
fn words(what: &str, place: Option<&str>, report: Option<&Path>) -> String {
    let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
    let report = match report {
        Some(path) => format!("A report is in {}.", shown(&path.to_string_lossy())),
        None => "No report was written.".to_owned(),
    };
    let what = shown(what);
    format!("newsprint stopped because of a fault in it: {what}{place}\n{report}\n")
}

/// A text in one line. A panic's message may quote anything, an article's escape
/// sequences too. Character by character, because cleaning whole texts could be
/// what panicked.
fn shown(text: &str) -> String {
    let plain = |c: char| {
        if c == '\n' || is_never_shown(c) {
            ' '
        } else {
            c
        }
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_name_what_where_and_the_report() {
        for (what, place, report, expected) in [
            (
                "index out of bounds",
                Some("src/page/mod.rs:7:3"),
                Some("/tmp/report.txt"),
                "newsprint stopped because of a fault in it: index out of bounds (src/page/mod.rs:7:3)\nA report is in /tmp/report.txt.\n",
            ),
            (
                "bad \x1b[2J\u{202E} text\n",
                None,
                None,
                "newsprint stopped because of a fault in it: bad  [2J  text \nNo report was written.\n",
            ),
            (
                "x",
                None,
                Some("/tmp/\u{9b}2J\nlog"),
                "newsprint stopped because of a fault in it: x\nA report is in /tmp/ 2J log.\n",
            ),
        ] {
            assert_eq!(words(what, place, report.map(Path::new)), expected);
        }
    }
}
