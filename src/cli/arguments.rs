//! The arguments: what is wished for.

mod commands;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;

use crate::rows::Order;
use crate::text::convert::Characters;
use crate::words::Words;

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

/// The format chosen among some.
fn chosen<T: Copy>(matches: &ArgMatches, formats: &[(&str, T)], usual: T) -> T {
    let name = matches.get_one::<String>("format");
    let found = formats
        .iter()
        .find(|(known, _)| name.is_some_and(|name| name == known));
    found.map_or(usual, |(_, format)| *format)
}

/// All values of an argument.
fn all<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Vec<T> {
    let values = matches.get_many::<T>(name);
    values.into_iter().flatten().cloned().collect()
}

/// Reads the arguments.
pub(super) fn read(
    words: &Words,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Wish, clap::Error> {
    let arguments = commands::prepared(arguments);
    let matches = commands::command(words).try_get_matches_from(arguments)?;
    let mark = |matches: &ArgMatches, kind| {
        Wish::Mark(Mark {
            query: all(matches, "query"),
            archive: all(matches, "archive"),
            kind,
        })
    };
    Ok(match matches.subcommand() {
        Some(("list", list)) => Wish::List(List {
            query: all(list, "query"),
            archive: all(list, "archive"),
            order: list.get_one("sort").copied(),
            limit: list.get_one("limit").copied(),
            count: list.get_flag("count"),
            format: chosen(list, &LIST_FORMATS, ListFormat::Table),
        }),
        Some(("show", show)) => Wish::Show(Show {
            files: all(show, "files"),
            width: show.get_one("width").copied(),
            why: show.get_flag("why"),
            format: chosen(show, &SHOW_FORMATS, ShowFormat::Text),
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
                format: chosen(check, &CHECK_FORMATS, CheckFormat::Text),
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
        Some(("keys", keys)) => Wish::Keys(chosen(keys, &KEYS_FORMATS, KeysFormat::Text)),
        Some(("paths", _)) => Wish::Paths,
        _ => Wish::Screen {
            folders: all(&matches, "folders"),
            fresh: matches.get_flag("fresh"),
            private: matches.get_flag("private"),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Result<Wish, clap::Error> {
        read(
            &Words::english(),
            line.split(' ').map(OsString::from).collect::<Vec<_>>(),
        )
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
