//! The arguments: what is wished for.

mod commands;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap_complete::Shell;

use crate::rows::Order;
use crate::settings::Override;
use crate::text::convert::Characters;
use crate::words::{Language, Words};

pub(super) use commands::{command, in_one_style};

/// What is wished for.
pub(super) enum Wish {
    /// The screen.
    Screen {
        /// What is named; else those of the settings, or the last.
        folders: Vec<PathBuf>,
        /// Whether it starts plain, not where one was.
        fresh: bool,
        /// Whether nothing of the session is kept.
        private: bool,
    },
    /// The screen, on the guide.
    Guide,
    /// A list of articles.
    List(List),
    /// The text of articles.
    Show(Show),
    /// What is odd in the files of an archive.
    Check(Check),
    /// The index made, or how far it is.
    Index(Index),
    /// A mark for all that is found.
    Mark(Mark),
    /// The marks, written to a file or else to the output.
    Export(Option<PathBuf>),
    /// Marks, read from a file or else from the input.
    Import(Option<PathBuf>),
    /// Every command with its keys.
    Keys(KeysFormat),
    /// Where everything lies.
    Paths,
    /// Something about the settings.
    Config(Config),
    /// What completes the arguments in a shell.
    Completions(Shell),
    /// The manual page.
    Man,
}

/// What is wished of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Config {
    /// Where their file is.
    Path,
    /// The file of the defaults.
    Default,
    /// What is wrong with them.
    Check,
}

/// A list of articles.
pub(super) struct List {
    /// The words of the query.
    pub(super) query: Vec<String>,
    pub(super) archive: Vec<PathBuf>,
    /// As the query has it where it is not said.
    pub(super) order: Option<Order>,
    /// So many at the most.
    pub(super) limit: Option<usize>,
    /// Only how many there are.
    pub(super) count: bool,
    pub(super) format: ListFormat,
}

/// The index of an archive.
pub(super) struct Index {
    pub(super) archive: Vec<PathBuf>,
    /// Whether it is made anew.
    pub(super) rebuild: bool,
    /// Whether it is only told how far it is.
    pub(super) status: bool,
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

/// What is odd in the files of an archive.
pub(super) struct Check {
    pub(super) archive: Vec<PathBuf>,
    pub(super) format: CheckFormat,
}

/// A mark for all that is found.
pub(super) struct Mark {
    /// The words of the query, and after them those of the tags.
    pub(super) query: Vec<String>,
    pub(super) archive: Vec<PathBuf>,
    pub(super) kind: MarkKind,
}

/// Which mark, and whether it is set or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    Read(bool),
    Starred(bool),
    /// The tags among the words.
    Tagged,
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

/// How what is odd is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CheckFormat {
    Text,
    Json,
    Jsonl,
}

/// How the keys are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeysFormat {
    Text,
    Markdown,
    Json,
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

/// The formats of what is odd by name; the first is the usual one.
const CHECK_FORMATS: [(&str, CheckFormat); 3] = [
    ("text", CheckFormat::Text),
    ("json", CheckFormat::Json),
    ("jsonl", CheckFormat::Jsonl),
];

/// The formats of the keys by name; the first is the usual one.
const KEYS_FORMATS: [(&str, KeysFormat); 3] = [
    ("text", KeysFormat::Text),
    ("markdown", KeysFormat::Markdown),
    ("json", KeysFormat::Json),
];

/// The shells by name.
const SHELLS: [(&str, Shell); 3] = [
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
];

/// The format chosen among some.
fn format<T: Copy>(matches: &ArgMatches, formats: &[(&str, T)], usual: T) -> T {
    chosen(matches, "format", formats, usual)
}

/// What an argument names among some.
fn chosen<T: Copy>(matches: &ArgMatches, argument: &str, named: &[(&str, T)], usual: T) -> T {
    let name = matches.get_one::<String>(argument);
    let found = named
        .iter()
        .find(|(known, _)| name.is_some_and(|name| name == known));
    found.map_or(usual, |(_, value)| *value)
}

/// All values of an argument.
fn all<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Vec<T> {
    let values = matches.get_many::<T>(name);
    values.into_iter().flatten().cloned().collect()
}

/// The language that is asked for on the command line: even what is wrong with it is
/// told in that.
pub(super) fn language(arguments: &[OsString]) -> Option<Language> {
    let arguments = arguments.iter().filter_map(|argument| argument.to_str());
    let mut arguments = arguments.take_while(|argument| *argument != "--");
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        asked = match argument.strip_prefix("--language") {
            Some("") => arguments.next().or(asked),
            Some(rest) => rest.strip_prefix('=').or(asked),
            None => asked,
        };
    }
    asked.and_then(Language::of_locale)
}

/// The settings that are given in the arguments, the later ones over those before.
fn settings(matches: &ArgMatches) -> Vec<Override> {
    // What is told after a subcommand stands in that.
    if let Some((_, below)) = matches.subcommand() {
        return settings(below);
    }
    let mut given: Vec<Override> = all(matches, "set");
    for name in ["language", "theme", "colours"] {
        let value = matches.try_get_one::<String>(name).ok().flatten();
        given.extend(value.map(|value| Override::of_option(name, value)));
    }
    given
}

/// Reads the arguments: what is wished, and the settings for it.
pub(super) fn read(
    words: &Words,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<(Wish, Vec<Override>), clap::Error> {
    let arguments = commands::prepared(arguments);
    let matches = command(words).try_get_matches_from(arguments)?;
    let given = settings(&matches);
    Ok((wish(&matches), given))
}

/// What is wished of the settings.
fn of_config(matches: &ArgMatches) -> Config {
    match matches.subcommand_name() {
        Some("check") => Config::Check,
        Some("default") => Config::Default,
        _ => Config::Path,
    }
}

/// What is wished.
fn wish(matches: &ArgMatches) -> Wish {
    let mark = |matches: &ArgMatches, kind| {
        Wish::Mark(Mark {
            query: all(matches, "query"),
            archive: all(matches, "archive"),
            kind,
        })
    };
    match matches.subcommand() {
        Some(("list", list)) => Wish::List(List {
            query: all(list, "query"),
            archive: all(list, "archive"),
            order: list.get_one("sort").copied(),
            limit: list.get_one("limit").copied(),
            count: list.get_flag("count"),
            format: format(list, &LIST_FORMATS, ListFormat::Table),
        }),
        Some(("show", show)) => Wish::Show(Show {
            files: all(show, "files"),
            width: show.get_one("width").copied(),
            why: show.get_flag("why"),
            format: format(show, &SHOW_FORMATS, ShowFormat::Text),
            characters: show.get_one::<String>("characters").and_then(|name| {
                let known = Characters::NAMES.iter().find(|(known, _)| name == known);
                known.map(|(_, characters)| *characters)
            }),
        }),
        Some(("check", check)) => {
            let mut archive: Vec<PathBuf> = all(check, "folders");
            archive.extend(all(check, "archive"));
            Wish::Check(Check {
                archive,
                format: format(check, &CHECK_FORMATS, CheckFormat::Text),
            })
        }
        Some(("star", star)) => mark(star, MarkKind::Starred(!star.get_flag("off"))),
        Some(("mark-read", read)) => mark(read, MarkKind::Read(!read.get_flag("off"))),
        Some(("tag", tag)) => mark(tag, MarkKind::Tagged),
        Some(("marks", marks)) => match marks.subcommand() {
            Some(("import", import)) => Wish::Import(import.get_one("file").cloned()),
            Some((_, export)) => Wish::Export(export.get_one("file").cloned()),
            None => Wish::Export(None),
        },
        Some(("index", index)) => {
            let mut archive = all(index, "folders");
            archive.extend(all(index, "archive"));
            Wish::Index(Index {
                archive,
                rebuild: index.get_flag("rebuild"),
                status: index.get_flag("status"),
            })
        }
        Some(("guide", _)) => Wish::Guide,
        Some(("keys", keys)) => Wish::Keys(format(keys, &KEYS_FORMATS, KeysFormat::Text)),
        Some(("paths", _)) => Wish::Paths,
        Some(("config", config)) => Wish::Config(of_config(config)),
        Some(("completions", completions)) => {
            Wish::Completions(chosen(completions, "shell", &SHELLS, Shell::Bash))
        }
        Some(("man", _)) => Wish::Man,
        _ => Wish::Screen {
            folders: all(matches, "folders"),
            fresh: matches.get_flag("fresh"),
            private: matches.get_flag("private"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Result<Wish, clap::Error> {
        read_all(line).map(|(wish, _)| wish)
    }

    fn read_all(line: &str) -> Result<(Wish, Vec<Override>), clap::Error> {
        let arguments = line.split(' ').map(OsString::from);
        read(&Words::english(), arguments.collect::<Vec<_>>())
    }

    #[test]
    fn settings_are_given_for_one_run() {
        for (line, expected) in [
            ("newsprint", &[][..]),
            ("newsprint x --theme paper", &["theme=paper"]),
            (
                "newsprint --colours 256 --set measure=60 --set a=b=c",
                &["measure=60", "a=b=c", "colours=256"],
            ),
            (
                "newsprint list --set zone=UTC a -b --language en",
                &["zone=UTC", "language=en"],
            ),
            ("newsprint config check --set theme=x", &["theme=x"]),
            ("newsprint show --language=zh-Hans f", &["language=zh-Hans"]),
        ] {
            let (_, given) = read_all(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            let given = given
                .iter()
                .map(|own| format!("{}={}", own.name, own.value));
            assert_eq!(given.collect::<Vec<_>>(), expected, "{line}");
        }
        for line in [
            "newsprint --set theme",
            "newsprint --set =x",
            "newsprint list --theme paper",
            "newsprint completions",
            "newsprint completions csh",
            "newsprint config",
        ] {
            assert!(read_line(line).is_err(), "{line}");
        }
        let asked = |line: &str| {
            let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            language(&arguments)
        };
        assert_eq!(asked("newsprint --help"), None);
        assert_eq!(
            asked("newsprint list --language zh-Hant -h"),
            Some(Language::Traditional)
        );
        assert_eq!(
            asked("newsprint --language=zh-Hans --language"),
            Some(Language::Simplified)
        );
        assert_eq!(asked("newsprint list -- --language en"), None);
    }

    #[test]
    fn the_arguments_are_sound_and_have_texts() {
        let words = Words::english();
        commands::command(&words).debug_assert();
        let command = commands::command(&words);
        for mut command in
            std::iter::once(command.clone()).chain(command.get_subcommands().cloned())
        {
            let help = command.render_long_help().to_string();
            assert!(!help.contains("cli-"), "{help}");
        }
    }

    #[test]
    fn a_folder_whose_name_is_no_text_takes_no_word_for_its_value() {
        use std::os::unix::ffi::OsStringExt as _;
        let mut arguments: Vec<OsString> = ["newsprint", "list", "--archive"]
            .map(OsString::from)
            .to_vec();
        arguments.push(OsString::from_vec(vec![0xFF]));
        arguments.push("-b".into());
        let Ok((Wish::List(list), _)) = read(&Words::english(), arguments) else {
            panic!("a list")
        };
        assert_eq!((list.query, list.archive.len()), (vec!["-b".to_owned()], 1));
    }

    #[test]
    fn a_query_may_begin_with_a_minus_and_stand_anywhere() {
        for (line, query, archive) in [
            ("newsprint list", &[][..], 0),
            ("newsprint list a b", &["a", "b"], 0),
            (
                "newsprint list -b a --archive x --archive y",
                &["-b", "a"],
                2,
            ),
            (
                "newsprint list --archive x a -泽连斯基",
                &["a", "-泽连斯基"],
                1,
            ),
            ("newsprint list --sort -date a --limit 3", &["a"], 0),
            ("newsprint list -- -a", &["-a"], 0),
            (
                "newsprint list a --archive x sort:-date --sort -title -b",
                &["a", "sort:-date", "-b"],
                1,
            ),
        ] {
            let Ok(Wish::List(list)) = read_line(line) else {
                panic!("{line}")
            };
            assert_eq!(list.query, query, "{line}");
            assert_eq!(list.archive.len(), archive, "{line}");
        }
        for line in [
            "newsprint list --archiv x",
            "newsprint list --sort size",
            "newsprint list --count --limit 3",
            "newsprint star",
            "newsprint mark-read --off",
            "newsprint marks",
        ] {
            assert!(read_line(line).is_err(), "{line}");
        }
    }
}
