//! `newsprint man`: the manual page, made of the same arguments and words as the
//! help. What it holds is roff with the macros of man(7).

use std::fmt::Write as _;
use std::io::Write as _;

use clap::{Arg, Command};

use super::Ground;
use super::arguments::command;
use super::output::out;
use crate::settings::variable_of;
use crate::words::Words;

pub(super) fn run(ground: &Ground) -> anyhow::Result<()> {
    let mut out = out();
    out.write_all(page(&ground.words).as_bytes())?;
    out.flush()?;
    Ok(())
}

/// The page.
fn page(words: &Words) -> String {
    let mut command = command(words);
    command.build();
    let mut page = Page::default();
    let version = env!("CARGO_PKG_VERSION");
    page.line(&format!(
        ".TH NEWSPRINT 1 \"\" \"newsprint {version}\" \"newsprint\""
    ));
    let about = command.get_about().map(ToString::to_string);
    let about = about.unwrap_or_default();
    page.section(words, "man-name");
    // What lists manual pages wants one sentence, and no paragraph before it.
    let first = about
        .split_inclusive(['.', '。'])
        .next()
        .unwrap_or_default();
    page.line(&escaped(&format!(
        "newsprint - {}",
        first.trim_end_matches(['.', '。'])
    )));
    page.section(words, "man-synopsis");
    page.text(&usage(&mut command));
    page.section(words, "man-description");
    page.text(&words.get("man-about").to_string());
    let after = command.get_after_help().map(ToString::to_string);
    page.text(&after.unwrap_or_default());
    page.section(words, "cli-options");
    page.arguments(command.get_arguments());
    page.section(words, "cli-commands");
    page.commands(&command);
    page.section(words, "man-files");
    for (file, key) in [
        ("~/.config/newsprint/config.toml", "man-file-settings"),
        ("~/.config/newsprint/rules/", "man-file-rules"),
        ("~/.config/newsprint/themes/", "man-file-themes"),
        ("~/.local/share/newsprint/", "man-file-marks"),
        ("~/.cache/newsprint/", "man-file-cache"),
        ("~/.local/state/newsprint/", "man-file-state"),
    ] {
        page.entry(file, words.get(key).as_str());
    }
    page.section(words, "man-environment");
    let variable = variable_of("theme");
    let values = [("variable", variable.as_str().into())];
    let variables = words.with("man-variables", &values);
    page.entry("NEWSPRINT_*", variables.as_str());
    page.entry("NO_COLOR", words.get("man-no-color").as_str());
    page.entry("BROWSER", words.get("man-browser").as_str());
    page.section(words, "man-exit");
    for (code, key) in [
        ("0", "man-exit-well"),
        ("1", "man-exit-partly"),
        ("2", "man-exit-usage"),
    ] {
        page.entry(code, words.get(key).as_str());
    }
    page.0
}

/// How a command is written, without the word before it.
fn usage(command: &mut Command) -> String {
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    // One form a line, each from its start.
    let lines: Vec<&str> = usage.lines().map(str::trim_start).collect();
    lines.join("\n")
}

/// How an argument is written: `-V, --version`, `--limit N`, `FOLDER...`.
fn written(argument: &Arg) -> String {
    let mut names = Vec::new();
    names.extend(argument.get_short().map(|short| format!("-{short}")));
    names.extend(argument.get_long().map(|long| format!("--{long}")));
    let values = argument.get_value_names().unwrap_or_default();
    let values: Vec<&str> = values.iter().map(clap::builder::Str::as_str).collect();
    let takes_values = argument.get_action().takes_values();
    let values = if takes_values {
        values.join(" ")
    } else {
        String::new()
    };
    match (names.is_empty(), values.is_empty()) {
        (true, _) => values,
        (_, true) => names.join(", "),
        _ => format!("{} {values}", names.join(", ")),
    }
}

/// A page of roff that grows.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn section(&mut self, words: &Words, key: &str) {
        let name = words.get(key).as_str().to_uppercase();
        self.line(&format!(".SH {}", quoted(&name)));
    }

    /// Paragraphs: each line of the text is one.
    fn text(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.line(".PP");
            self.line(&escaped(line));
        }
    }

    /// A name, and what it is.
    fn entry(&mut self, name: &str, what: &str) {
        self.line(".TP");
        // Writing to a string can't fail.
        let _ = writeln!(self.0, ".B {}", quoted(name));
        let what: Vec<&str> = what.split_whitespace().collect();
        self.line(&escaped(&what.join(" ")));
    }

    fn arguments<'a>(&mut self, arguments: impl Iterator<Item = &'a Arg>) {
        for argument in arguments {
            let help = argument.get_help().map(ToString::to_string);
            self.entry(&written(argument), &help.unwrap_or_default());
        }
    }

    /// The commands below one, each with its arguments; of those that have more
    /// below them, these.
    fn commands(&mut self, command: &Command) {
        for below in command.get_subcommands() {
            if below.has_subcommands() {
                self.commands(below);
                continue;
            }
            let mut below = below.clone();
            let line = usage(&mut below);
            self.line(&format!(".SS {}", quoted(&line)));
            let about = below.get_about().map(ToString::to_string);
            self.line(&escaped(&about.unwrap_or_default()));
            // Those that go with every command have been told.
            let all = below.get_arguments();
            let own = all.filter(|one| !one.is_global_set() && one.get_id().as_str() != "help");
            self.arguments(own);
            let after = below.get_after_help().map(ToString::to_string);
            self.text(&after.unwrap_or_default());
        }
    }
}

/// A text as roff shows it: nothing in it is a request or an escape.
fn escaped(text: &str) -> String {
    let shown = text.replace('\\', "\\e").replace('-', "\\-");
    if shown.starts_with(['.', '\'']) {
        format!("\\&{shown}")
    } else {
        shown
    }
}

/// The same as an argument of a request, on one line.
fn quoted(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    format!("\"{}\"", escaped(&lines.join(" ")).replace('"', "\\(dq"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn the_page_tells_of_every_command_and_option() {
        for language in Language::ALL {
            let words = Words::of_language(language);
            let page = page(&words);
            for wanted in [
                ".SS \"newsprint list",
                ".SS \"newsprint config check",
                ".SS \"newsprint marks import",
                ".B \"\\-\\-set NAME=VALUE\"",
                ".B \"\\-V, \\-\\-version\"",
                ".B \"\\-\\-sort KEY\"",
                ".B \"FOLDER\"",
                "NEWSPRINT_THEME",
            ] {
                assert!(page.contains(wanted), "{wanted} in {page}");
            }
            // Every line is text, or a request that there is.
            for line in page.lines() {
                let is_request = line.starts_with('.');
                let known = [".TH ", ".SH ", ".SS ", ".PP", ".TP", ".B "];
                assert!(
                    !is_request || known.iter().any(|known| line.starts_with(known)),
                    "{line}"
                );
                assert!(!line.contains("cli-") && !line.contains("man-"), "{line}");
                assert!(!line.is_empty());
            }
        }
    }

    #[test]
    fn nothing_in_a_text_is_a_request_or_an_escape() {
        for (text, expected) in [
            (".TH x", "\\&.TH x"),
            ("'x", "\\&'x"),
            ("a\\fBb", "a\\efBb"),
            ("--set", "\\-\\-set"),
            ("目录", "目录"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(quoted("a \"b\"\nc"), "\"a \\(dqb\\(dq c\"");
    }
}
