//! Command lines of a reader's own: a program, its arguments, and the places in
//! them that an article fills.
//!
//! They are split into words first and filled in last, and no shell is between: what
//! an article says stays within its argument, whatever quotes, `$(…)` or line
//! breaks are in it. Three more ways in are closed here: a value that stands at the
//! start of an argument never makes an option of it, nor the name of a file to read;
//! no value becomes part of code that a shell or another interpreter is told to run;
//! and none says which program is run. Finding the program and running it is the
//! `desktop`'s.

mod harm;
mod known;

use std::ffi::{OsStr, OsString};
use std::path::Path;

use thiserror::Error;

use crate::text::Clean;
use crate::words::Notice;

use harm::{bare_operator, code, program, shell};

/// Values that begin with one of these are not put at the start of an argument as
/// they are: programs take `-x` and `+x` for options, and `@x` for a file to read.
const OPTION_STARTS: &[u8] = b"-+@";

/// Values that begin with one of these are not put behind `name=` or a letter of an
/// option as they are: `curl -F title=@x`, `curl -F title=<x` and `curl -d@x` read the
/// file `x`.
const FILE_STARTS: &[u8] = b"@<";

/// Something of an article that stands in a command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The original link, in ASCII.
    Link,
    /// The short link; where there is none, the original.
    Short,
    /// The title.
    Title,
    /// The outlet.
    Source,
    /// The day it was published, `2024-04-09`, where the reader is.
    Date,
    /// The article's file.
    Path,
}

impl Field {
    /// All of them, by the name that stands in braces.
    pub const NAMES: [(&str, Self); 6] = [
        ("link", Self::Link),
        ("short", Self::Short),
        ("title", Self::Title),
        ("source", Self::Source),
        ("date", Self::Date),
        ("path", Self::Path),
    ];

    fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, field)| *field)
    }
}

/// How a program is run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// Beside newsprint; what it prints is not seen.
    #[default]
    Background,
    /// With the screen to itself.
    Screen,
    /// Beside newsprint; what it prints is shown when it has ended.
    Show,
}

impl How {
    /// All of them, by name.
    pub const NAMES: [(&str, Self); 3] = [
        ("background", Self::Background),
        ("screen", Self::Screen),
        ("show", Self::Show),
    ];
}

/// The form in which a program is given an article to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Title and text, a line for each paragraph.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// JSON, as `newsprint show --format json` has it.
    Json,
}

impl Form {
    /// All of them, by name, in the order in which one goes through them.
    pub const NAMES: [(&str, Self); 4] = [
        ("text", Self::Text),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("json", Self::Json),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::NAMES.iter().find(|(_, form)| *form == self);
        found.map_or("text", |(name, _)| name)
    }

    /// The next one, around.
    #[must_use]
    pub fn next(self) -> Self {
        let mut forms = Self::NAMES.iter().cycle().map(|(_, form)| *form);
        forms.find(|form| *form == self);
        forms.next().unwrap_or_default()
    }
}

/// A command line that an article fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramTemplate {
    written: Clean,
    words: Vec<Vec<Piece>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Value(Field),
}

/// Why a command line can't be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProgramFault {
    /// Nothing is written.
    #[error("names no program")]
    Empty,
    /// A quotation mark is open at its end.
    #[error("has a quotation mark that is not closed")]
    Unclosed,
    /// A name in braces that means nothing.
    #[error(
        "has {{{name}}}; there are {}. {{{{{name}}}}} stands for itself",
        names_in_braces()
    )]
    Unknown {
        /// The name.
        name: String,
    },
    /// The text is too long for an argument.
    #[error("has {{text}}; pipe = \"text\" gives a program the text to read")]
    Text,
    /// An article would say which program is run.
    #[error("lets the article say which program is run; name the program")]
    Program,
    /// A shell's operator.
    #[error("has {word}, and no shell is between; put it into a script of your own")]
    Operator {
        /// The operator.
        word: String,
    },
    /// An article would say what an interpreter runs.
    #[error(
        "would let the article say what {program} runs; put values behind the code{}, as arguments of their own",
        option.as_ref().map(|option| format!(" after {option}")).unwrap_or_default()
    )]
    Code {
        /// The interpreter.
        program: String,
        /// The option that the code stands behind, if it stands behind one.
        option: Option<String>,
    },
    /// An article would say something to a shell behind a program.
    #[error(
        "gives {program} something of the article, and {program} hands it to a shell; put it into a script of your own"
    )]
    Shell {
        /// The program.
        program: String,
    },
}

fn names_in_braces() -> String {
    let names = Field::NAMES.map(|(name, _)| format!("{{{name}}}"));
    names.join(" ")
}

impl ProgramFault {
    /// The fault as a key of an interface text with its values.
    #[must_use]
    pub fn notice(&self) -> Notice {
        match self {
            Self::Empty => Notice::new("program-empty"),
            Self::Unclosed => Notice::new("program-unclosed"),
            Self::Unknown { name } => Notice::new("program-unknown")
                .with("written", Clean::line(&format!("{{{name}}}")))
                .with("itself", Clean::line(&format!("{{{{{name}}}}}")))
                .with("names", Clean::line(&names_in_braces())),
            Self::Text => Notice::new("program-text"),
            Self::Program => Notice::new("program-from-article"),
            Self::Operator { word } => {
                Notice::new("program-operator").with("word", Clean::line(word))
            }
            Self::Code { program, .. } => {
                Notice::new("program-code").with("program", Clean::line(program))
            }
            Self::Shell { program } => {
                Notice::new("program-shell").with("program", Clean::line(program))
            }
        }
    }
}

/// What an article fills a command line with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Values<'a> {
    /// The original link, http or https, in ASCII.
    pub link: Option<&'a str>,
    /// A short link, in the same way.
    pub short: Option<&'a str>,
    /// The title, on one line.
    pub title: &'a str,
    /// The outlet.
    pub source: &'a str,
    /// The day it was published.
    pub date: &'a str,
    /// The file.
    pub path: &'a Path,
}

impl Values<'_> {
    fn get(&self, field: Field) -> Option<&OsStr> {
        match field {
            Field::Link => self.link.map(OsStr::new),
            Field::Short => self.short.or(self.link).map(OsStr::new),
            Field::Title => Some(OsStr::new(self.title)),
            Field::Source => Some(OsStr::new(self.source)),
            Field::Date => Some(OsStr::new(self.date)),
            Field::Path => Some(self.path.as_os_str()),
        }
    }
}

impl ProgramTemplate {
    /// Reads a command line: words as in a shell, with quotes and backslashes, and
    /// nothing else of a shell.
    pub fn parse(text: &str) -> Result<Self, ProgramFault> {
        if let Some(word) = bare_operator(text) {
            return Err(ProgramFault::Operator { word });
        }
        let words = shlex::split(text).ok_or(ProgramFault::Unclosed)?;
        let words: Vec<Vec<Piece>> = words
            .iter()
            .map(|word| pieces(word))
            .collect::<Result<_, _>>()?;
        let first = words.first().ok_or(ProgramFault::Empty)?;
        if first.iter().any(|piece| matches!(piece, Piece::Value(_))) {
            return Err(ProgramFault::Program);
        }
        if literal(first).is_none_or(str::is_empty) {
            return Err(ProgramFault::Empty);
        }
        match program(&words)
            .or_else(|| code(&words))
            .or_else(|| shell(&words))
        {
            Some(fault) => Err(fault),
            None => Ok(Self {
                written: Clean::line(text),
                words,
            }),
        }
    }

    /// The line as it was written.
    #[must_use]
    pub fn written(&self) -> &Clean {
        &self.written
    }

    /// The program, by its name or its place.
    #[must_use]
    pub fn program(&self) -> &str {
        self.words
            .first()
            .and_then(|word| literal(word))
            .unwrap_or("")
    }

    /// Whether something of the article stands in it.
    #[must_use]
    pub fn uses(&self, field: Field) -> bool {
        let mut pieces = self.words.iter().flatten();
        pieces.any(|piece| *piece == Piece::Value(field))
    }

    /// The arguments for an article, each one word of the line: filling makes no
    /// more of them, and none fewer.
    ///
    /// An argument that a value begins, and that would then begin with `-`, `+` or
    /// `@`, gets a space before it (a path gets `./`), unless a `--` stands before
    /// it in the line, behind which nothing is an option. So does a value that begins
    /// with `@` or `<` behind `name=` or `-d`, where programs read a file of that name.
    ///
    /// # Errors
    ///
    /// What the article does not have.
    pub fn fill(&self, values: &Values<'_>) -> Result<Vec<OsString>, Field> {
        let mut arguments = Vec::with_capacity(self.words.len());
        let mut only_values = false;
        for word in self.words.iter().skip(1) {
            let mut argument = OsString::new();
            for piece in word {
                let field = match piece {
                    Piece::Text(text) => {
                        argument.push(text);
                        continue;
                    }
                    Piece::Value(field) => *field,
                };
                let value = values.get(field).ok_or(field)?;
                if names_value(&argument) && starts_with(value, FILE_STARTS) {
                    argument.push(guard(field));
                }
                argument.push(value);
            }
            if let Some(Piece::Value(field)) = word.first()
                && starts_with(&argument, OPTION_STARTS)
                && !only_values
            {
                let mut guarded = OsString::from(guard(*field));
                guarded.push(&argument);
                argument = guarded;
            }
            only_values |= literal(word) == Some("--");
            arguments.push(argument);
        }
        Ok(arguments)
    }
}

fn starts_with(text: &OsStr, starts: &[u8]) -> bool {
    let first = text.as_encoded_bytes().first();
    first.is_some_and(|first| starts.contains(first))
}

/// What is put before a value so that it is nothing but a value.
fn guard(field: Field) -> &'static str {
    if field == Field::Path { "./" } else { " " }
}

/// Whether what stands in an argument so far says what the value behind it is for.
fn names_value(argument: &OsStr) -> bool {
    let before = argument.as_encoded_bytes();
    let are_letters = |letters: &[u8]| letters.iter().all(u8::is_ascii_alphabetic);
    before.ends_with(b"=") || matches!(before, [b'-', letters @ ..] if are_letters(letters))
}

/// The text of a word that no value stands in.
fn literal(word: &[Piece]) -> Option<&str> {
    match word {
        [] => Some(""),
        [Piece::Text(text)] => Some(text),
        _ => None,
    }
}

/// A word cut into its text and its values. Only a name of small letters in braces
/// is a value: `{print $1}` and `{a,b}` are what they are.
fn pieces(word: &str) -> Result<Vec<Piece>, ProgramFault> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        if let Some((name, behind)) = after.strip_prefix('{').and_then(|after| name(after))
            && let Some(behind) = behind.strip_prefix('}')
        {
            text.extend(["{", name, "}"]);
            rest = behind;
        } else if let Some((name, behind)) = name(after) {
            let field = Field::named(name).ok_or_else(|| match name {
                "text" => ProgramFault::Text,
                _ => ProgramFault::Unknown {
                    name: name.to_owned(),
                },
            })?;
            if !text.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
            }
            pieces.push(Piece::Value(field));
            rest = behind;
        } else {
            text.push('{');
            rest = after;
        }
    }
    text.push_str(rest);
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Ok(pieces)
}

/// A name and the brace behind it; gives the name and what follows the brace.
fn name(text: &str) -> Option<(&str, &str)> {
    let (name, behind) = text.split_once('}')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
    is_name.then_some((name, behind))
}

#[cfg(test)]
#[path = "program_tests.rs"]
mod tests;
