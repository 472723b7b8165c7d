//! The arguments: what is wished for.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::text::convert::Characters;
use crate::words::Words;

/// What is wished for.
pub(super) enum Wish {
    /// The screen, on some folders or on those of the settings.
    Screen(Vec<PathBuf>),
    /// The screen, on the guide.
    Guide,
    /// A list of articles.
    List(List),
    /// The text of articles.
    Show(Show),
    /// Where everything lies.
    Paths,
}

/// A list of articles.
pub(super) struct List {
    pub(super) archive: Vec<PathBuf>,
    pub(super) format: ListFormat,
}

/// The text of articles.
pub(super) struct Show {
    pub(super) files: Vec<PathBuf>,
    pub(super) width: Option<u16>,
    pub(super) why: bool,
    pub(super) format: ShowFormat,
    /// As the settings have it where it is not said.
    pub(super) characters: Option<Characters>,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListFormat {
    Table,
    Json,
    Jsonl,
    Tsv,
}

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShowFormat {
    Text,
    Json,
    Markdown,
}

/// The formats of a list by name; the first is the usual one.
const LIST_FORMATS: [(&str, ListFormat); 4] = [
    ("table", ListFormat::Table),
    ("json", ListFormat::Json),
    ("jsonl", ListFormat::Jsonl),
    ("tsv", ListFormat::Tsv),
];

/// The formats of an article by name; the first is the usual one.
const SHOW_FORMATS: [(&str, ShowFormat); 3] = [
    ("text", ShowFormat::Text),
    ("json", ShowFormat::Json),
    ("markdown", ShowFormat::Markdown),
];

/// The format chosen among some.
fn chosen<T: Copy>(matches: &ArgMatches, formats: &[(&str, T)], usual: T) -> T {
    let name = matches.get_one::<String>("format");
    let found = formats
        .iter()
        .find(|(known, _)| name.is_some_and(|name| name == known));
    found.map_or(usual, |(_, format)| *format)
}

fn format_argument(words: &Words, help: &str) -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .help(words.get(help).as_str().to_owned())
}

fn show_command(words: &Words) -> Command {
    let text = |key: &str| words.get(key).as_str().to_owned();
    let width = Arg::new("width")
        .long("width")
        .value_name("N")
        .help(text("cli-show-width"))
        .value_parser(value_parser!(u16).range(1..=500));
    let characters = Arg::new("characters")
        .long("characters")
        .value_name("SCRIPT")
        .help(text("cli-show-characters"))
        .value_parser(Characters::NAMES.map(|(name, _)| name));
    let why = Arg::new("why")
        .long("why")
        .help(text("cli-show-why"))
        .action(ArgAction::SetTrue);
    let files = Arg::new("files")
        .value_name("FILE")
        .required(true)
        .num_args(1..)
        .help(text("cli-show-files"))
        .value_parser(value_parser!(PathBuf));
    Command::new("show")
        .about(text("cli-show"))
        .arg(files)
        .arg(width)
        .arg(characters)
        .arg(why)
        .arg(
            format_argument(words, "cli-show-format")
                .default_value("text")
                .value_parser(SHOW_FORMATS.map(|(name, _)| name)),
        )
}

fn command(words: &Words) -> Command {
    let text = |key: &str| words.get(key).as_str().to_owned();
    let path = || value_parser!(PathBuf);
    let archive = Arg::new("archive")
        .long("archive")
        .value_name("FOLDER")
        .help(text("cli-archive"))
        .action(ArgAction::Append)
        .value_parser(path());
    let list = Command::new("list")
        .about(text("cli-list"))
        .arg(archive)
        .arg(
            format_argument(words, "cli-list-format")
                .default_value("table")
                .value_parser(LIST_FORMATS.map(|(name, _)| name)),
        );
    let folders = Arg::new("folders")
        .value_name("FOLDER")
        .num_args(0..)
        .help(text("cli-folders"))
        .value_parser(path());
    Command::new("newsprint")
        .version(env!("CARGO_PKG_VERSION"))
        .about(text("cli-about"))
        .after_help(text("cli-after"))
        .arg(folders)
        .args_conflicts_with_subcommands(true)
        .disable_help_subcommand(true)
        .subcommand(list)
        .subcommand(show_command(words))
        .subcommand(Command::new("guide").about(text("cli-guide")))
        .subcommand(Command::new("paths").about(text("cli-paths")))
}

/// Reads the arguments.
pub(super) fn read(
    words: &Words,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Wish, clap::Error> {
    let matches = command(words).try_get_matches_from(arguments)?;
    let paths = |matches: &ArgMatches, name: &str| -> Vec<PathBuf> {
        matches
            .get_many::<PathBuf>(name)
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    };
    Ok(match matches.subcommand() {
        Some(("list", list)) => Wish::List(List {
            archive: paths(list, "archive"),
            format: chosen(list, &LIST_FORMATS, ListFormat::Table),
        }),
        Some(("show", show)) => Wish::Show(Show {
            files: paths(show, "files"),
            width: show.get_one("width").copied(),
            why: show.get_flag("why"),
            format: chosen(show, &SHOW_FORMATS, ShowFormat::Text),
            characters: show.get_one::<String>("characters").and_then(|name| {
                let known = Characters::NAMES.iter().find(|(known, _)| name == known);
                known.map(|(_, characters)| *characters)
            }),
        }),
        Some(("guide", _)) => Wish::Guide,
        Some(("paths", _)) => Wish::Paths,
        _ => Wish::Screen(paths(&matches, "folders")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound_and_have_texts() {
        let words = Words::english();
        command(&words).debug_assert();
        let help = command(&words).render_long_help().to_string();
        assert!(!help.contains("cli-"), "{help}");
    }
}
