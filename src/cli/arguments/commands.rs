//! The subcommands and their arguments, as `clap` reads them. What they mean is
//! left to the subcommands.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use super::{CHECK_FORMATS, KEYS_FORMATS, LIST_FORMATS, SHELLS, SHOW_FORMATS};
use crate::rows::Order;
use crate::settings::Override;
use crate::text::WidthPolicy;
use crate::text::convert::Characters;
use crate::words::Words;

/// Makes arguments whose help is an interface text.
struct Maker<'a>(&'a Words);

/// What clap puts before the second form of a usage, and the columns of it.
const SECOND_FORM: &str = "       ";

/// What stands before a usage: after the colon of Chinese there is room enough.
fn usage_label(words: &Words) -> String {
    let label = words.get("cli-usage");
    let blank = if label.as_str().ends_with(':') {
        " "
    } else {
        ""
    };
    format!("{label}{blank}")
}

/// A help with the colon of the language after every heading, where clap has its own,
/// and the forms of a usage one below the other.
pub(in crate::cli) fn in_one_style(words: &Words, help: &str) -> String {
    let label = words.get("cli-usage");
    let colon = label.as_str().chars().next_back().unwrap_or(':');
    let headings = ["cli-commands", "cli-arguments", "cli-options"].map(|key| words.get(key));
    let columns = WidthPolicy::Narrow.text(&usage_label(words));
    let mut out = String::with_capacity(help.len());
    for line in help.split_inclusive('\n') {
        let heading = line.trim_end().strip_suffix(':');
        let heading = heading.filter(|line| headings.iter().any(|own| own.as_str() == *line));
        let form = line.strip_prefix(SECOND_FORM);
        let form = form.filter(|line| line.starts_with("newsprint"));
        match (heading, form) {
            (Some(heading), _) => {
                out.push_str(heading);
                out.push(colon);
                out.push('\n');
            }
            (None, Some(form)) => {
                out.extend(std::iter::repeat_n(' ', columns));
                out.push_str(form);
            }
            (None, None) => out.push_str(line),
        }
    }
    out
}

impl Maker<'_> {
    fn text(&self, key: &str) -> String {
        self.0.get(key).as_str().to_owned()
    }

    /// A command whose help is in our own words throughout, headings as well.
    fn command(&self, name: &'static str, about: &str) -> Command {
        let usage = usage_label(self.0);
        Command::new(name)
            .about(self.text(about))
            .help_template(format!(
                "{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}"
            ))
            .disable_help_flag(true)
            .subcommand_help_heading(self.text("cli-commands"))
            .next_help_heading(self.text("cli-options"))
    }

    /// A command and those below it with what asks for their help, after all else.
    fn with_help(&self, command: Command) -> Command {
        let help = Arg::new("help")
            .short('h')
            .long("help")
            .help(self.text("cli-help"))
            .help_heading(self.text("cli-options"))
            .action(ArgAction::Help);
        command
            .arg(help)
            .mut_subcommands(|command| self.with_help(command))
    }

    /// An argument that is told by its place.
    fn placed(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .value_name(value)
            .help(self.text(help))
            .help_heading(self.text("cli-arguments"))
    }

    /// An argument that has one of some values, which its help names.
    fn chosen<const N: usize>(
        &self,
        argument: Arg,
        help: &str,
        names: [&'static str; N],
        usual: Option<&'static str>,
    ) -> Arg {
        let values = names.join(", ");
        let values = [("values", values.as_str().into())];
        let mut parts = vec![self.text(help)];
        if let Some(usual) = usual {
            let usual = self.0.with("cli-default", &[("default", usual.into())]);
            parts.push(usual.as_str().to_owned());
        }
        parts.push(self.0.with("cli-values", &values).as_str().to_owned());
        argument
            .help(parts.join(" "))
            .value_parser(names)
            .hide_possible_values(true)
            .hide_default_value(true)
    }

    fn flag(&self, name: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .long(name)
            .help(self.text(help))
            .action(ArgAction::SetTrue)
    }

    fn option(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .help(self.text(help))
    }

    fn format<const N: usize>(&self, help: &str, names: [&'static str; N]) -> Arg {
        let usual = names.first().copied().unwrap_or_default();
        let format = self.option("format", "FORMAT", help).default_value(usual);
        self.chosen(format, help, names, Some(usual))
    }

    fn archive(&self) -> Arg {
        self.option("archive", "FOLDER", "cli-archive")
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
    }

    fn folders(&self) -> Arg {
        self.placed("folders", "FOLDER", "cli-folders")
            .num_args(0..)
            .value_parser(value_parser!(PathBuf))
    }

    /// The words of a query.
    fn query(&self) -> Arg {
        self.placed("query", "QUERY", "cli-query")
            .num_args(0..)
            .value_parser(query_word)
    }

    fn list(&self) -> Command {
        let sort = self
            .option("sort", "KEY", "cli-list-sort")
            .allow_hyphen_values(true)
            .value_parser(order);
        let limit = self
            .option("limit", "N", "cli-list-limit")
            .value_parser(value_parser!(usize));
        self.command("list", "cli-list")
            .arg(self.query())
            .arg(self.archive())
            .arg(sort)
            .arg(limit.conflicts_with("count"))
            .arg(self.flag("count", "cli-list-count"))
            .arg(self.format("cli-list-format", LIST_FORMATS.map(|(name, _)| name)))
    }

    fn show(&self) -> Command {
        let files = self
            .placed("files", "FILE", "cli-show-files")
            .required(true)
            .num_args(1..)
            .value_parser(value_parser!(PathBuf));
        let width = self
            .option("width", "N", "cli-show-width")
            .value_parser(value_parser!(u16).range(1..=500));
        let help = "cli-show-characters";
        let names = Characters::NAMES.map(|(name, _)| name);
        let characters = self.option("characters", "SCRIPT", help);
        let characters = self.chosen(characters, help, names, None);
        self.command("show", "cli-show")
            .arg(files)
            .arg(width)
            .arg(characters)
            .arg(self.flag("why", "cli-show-why"))
            .arg(self.format("cli-show-format", SHOW_FORMATS.map(|(name, _)| name)))
    }

    fn check(&self) -> Command {
        self.command("check", "cli-check")
            .arg(self.folders())
            .arg(self.archive())
            .arg(self.format("cli-check-format", CHECK_FORMATS.map(|(name, _)| name)))
    }

    fn index(&self) -> Command {
        let status = self.flag("status", "cli-index-status-flag");
        self.command("index", "cli-index")
            .arg(self.folders())
            .arg(self.archive())
            .arg(self.flag("rebuild", "cli-index-rebuild"))
            .arg(status.conflicts_with("rebuild"))
    }

    /// A command that marks all that is found.
    fn mark(&self, name: &'static str, about: &str) -> Command {
        self.command(name, about)
            .arg(self.query().required(true).num_args(1..))
            .arg(self.archive())
    }

    fn tag(&self) -> Command {
        self.mark("tag", "cli-tag")
            .override_usage("newsprint tag [OPTIONS] QUERY... +NAME... -NAME...")
            .after_help(self.text("cli-tag-after"))
    }

    fn keys(&self) -> Command {
        self.command("keys", "cli-keys")
            .arg(self.format("cli-keys-format", KEYS_FORMATS.map(|(name, _)| name)))
    }

    fn config(&self) -> Command {
        self.command("config", "cli-config")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .disable_help_subcommand(true)
            .subcommand(self.command("path", "cli-config-path"))
            .subcommand(self.command("default", "cli-config-default"))
            .subcommand(self.command("check", "cli-config-check"))
    }

    fn completions(&self) -> Command {
        let shell = self.placed("shell", "SHELL", "cli-completions-shell");
        let names = SHELLS.map(|(name, _)| name);
        let shell = self.chosen(shell, "cli-completions-shell", names, None);
        self.command("completions", "cli-completions")
            .arg(shell.required(true))
    }

    /// Settings for this one run.
    fn settings(&self) -> [Arg; 4] {
        let set = self
            .option("set", "NAME=VALUE", "cli-set")
            .action(ArgAction::Append)
            .value_parser(pair);
        [
            self.option("theme", "NAME", "cli-theme"),
            self.option("colours", "HOW_MANY", "cli-colours"),
            self.option("language", "LANGUAGE", "cli-language")
                .global(true),
            set.global(true),
        ]
    }

    fn marks(&self) -> Command {
        let file = |help| {
            self.placed("file", "FILE", help)
                .value_parser(value_parser!(PathBuf))
        };
        self.command("marks", "cli-marks")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .disable_help_subcommand(true)
            .subcommand(
                self.command("export", "cli-marks-export")
                    .arg(file("cli-marks-export-file")),
            )
            .subcommand(
                self.command("import", "cli-marks-import")
                    .arg(file("cli-marks-import-file")),
            )
    }
}

/// What stands before a word that begins with a minus and is no option: no
/// argument of a process can hold it.
const NO_OPTION: char = '\0';

/// Subcommands that take a query.
const WITH_QUERY: [&str; 4] = ["list", "star", "mark-read", "tag"];

/// Options of theirs that take a value.
const WITH_VALUE: [&str; 6] = [
    "--archive",
    "--sort",
    "--limit",
    "--format",
    "--language",
    "--set",
];

/// The arguments with what excludes a word told from options: `-泽连斯基` is a word
/// of a query wherever it stands, `--archiv` is a slip of the pen.
pub(super) fn prepared(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let is_asked = |name: &OsString| WITH_QUERY.iter().any(|known| name == known);
    if !arguments.get(1).is_some_and(is_asked) {
        return arguments;
    }
    let mut takes_value = false;
    for argument in arguments.iter_mut().skip(2) {
        let Some(text) = argument.to_str() else {
            // A folder's name, say: no word, and the value that was waited for, if any.
            takes_value = false;
            continue;
        };
        if text == "--" {
            break;
        }
        let is_option = text.starts_with("--") || ["-", "-h"].contains(&text);
        let is_word = !takes_value && !is_option && text.starts_with('-');
        takes_value = WITH_VALUE.contains(&text);
        if is_word {
            *argument = format!("{NO_OPTION}{text}").into();
        }
    }
    arguments
}

/// A word of a query.
#[allow(
    clippy::unnecessary_wraps,
    reason = "clap asks every reader of a value for a result"
)]
fn query_word(word: &str) -> Result<String, std::convert::Infallible> {
    Ok(word.strip_prefix(NO_OPTION).unwrap_or(word).to_owned())
}

fn pair(pair: &str) -> Result<Override, String> {
    Override::of_pair(pair).ok_or_else(|| "write it as name=value, such as measure=66".to_owned())
}

fn order(name: &str) -> Result<Order, String> {
    Order::from_name(name).ok_or_else(|| {
        "name date, title, source, length or relevance; with a minus before it the other way round".to_owned()
    })
}

/// All arguments, with texts in a language.
pub(in crate::cli) fn command(words: &Words) -> Command {
    let maker = Maker(words);
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .help(maker.text("cli-version"))
        .action(ArgAction::Version);
    let command = maker
        .command("newsprint", "cli-about")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .after_help(maker.text("cli-after"))
        .arg(maker.folders())
        .arg(maker.flag("fresh", "cli-fresh"))
        .args(maker.settings())
        .arg(maker.flag("private", "cli-private"))
        .args_conflicts_with_subcommands(true)
        .disable_help_subcommand(true)
        .subcommand(maker.list())
        .subcommand(maker.show())
        .subcommand(
            maker
                .mark("star", "cli-star")
                .arg(maker.flag("off", "cli-star-off")),
        )
        .subcommand(
            maker
                .mark("mark-read", "cli-mark-read")
                .arg(maker.flag("off", "cli-mark-read-off")),
        )
        .subcommand(maker.tag())
        .subcommand(maker.marks())
        .subcommand(maker.check())
        .subcommand(maker.index())
        .subcommand(maker.command("guide", "cli-guide"))
        .subcommand(maker.keys())
        .subcommand(maker.command("paths", "cli-paths"))
        .subcommand(maker.config())
        .subcommand(maker.completions())
        .subcommand(maker.command("man", "cli-man"))
        .arg(version);
    maker.with_help(command)
}
