//! Command lines by which an article would say more than a value: what a shell
//! would take for an operator, code that an interpreter is told to run, and
//! programs that hand their arguments to a shell.
//!
//! Which word of a line is the program that is run in the end, behind `sudo -u bob`
//! or `xterm -e`, only the programs before it know. So a word counts as a program
//! by its name, wherever it stands: a line refused too often is put into a script,
//! one that runs what an article says is never seen. What programs do that are not
//! named here is for the reader to know, as the settings say.

use super::known::{
    ALL_CODE, FINDER_OPTIONS, FINDERS, First, INTERPRETERS, Interpreter, LONG_OPTIONS,
    LONG_WRAPPER_OPTIONS, MULTIPLEXERS, Multiplexer, PLUS_COMMANDS, TERMINAL_OPTIONS, TERMINALS,
    TO_A_SHELL, WRAPPERS,
};
use super::{Piece, ProgramFault, literal};

/// The first word without quotes that a shell would take for an operator.
pub(super) fn bare_operator(text: &str) -> Option<String> {
    let mut quote = None;
    let mut word = String::new();
    // Whether all of the word stands bare.
    let mut is_bare = true;
    let mut letters = text.chars().chain([' ']);
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, '\'' | '"') => {
                quote = Some(letter);
                is_bare = false;
            }
            (Some(open), _) if open == letter => quote = None,
            (None | Some('"'), '\\') => {
                letters.next();
                is_bare = false;
            }
            (None, _) if letter.is_whitespace() => {
                let operator = word.trim_start_matches(|c: char| c.is_ascii_digit());
                let signs = operator.trim_end_matches(|c: char| c.is_ascii_digit());
                if is_bare && !signs.is_empty() && signs.chars().all(|c| "|&;<>".contains(c)) {
                    return Some(word);
                }
                word.clear();
                is_bare = true;
            }
            _ => word.push(letter),
        }
    }
    None
}

/// The name of a program without its folder.
fn base(text: &str) -> &str {
    text.rsplit('/').next().unwrap_or(text)
}

/// The name of a program in a word that nothing fills; where the word is a line of
/// its own (`'ssh host'`), that of its first word.
fn program_name(word: &[Piece]) -> Option<&str> {
    literal(word)?.split_whitespace().next().map(base)
}

fn is_filled(word: &[Piece]) -> bool {
    word.iter().any(|piece| matches!(piece, Piece::Value(_)))
}

/// The text that a word begins with, before any value.
fn start(word: &[Piece]) -> &str {
    match word.first() {
        Some(Piece::Text(text)) => text,
        _ => "",
    }
}

/// Whether a word is several to whoever splits it again.
fn is_several(word: &[Piece]) -> bool {
    word.iter()
        .any(|piece| matches!(piece, Piece::Text(text) if text.contains(char::is_whitespace)))
}

/// Where the program stands that a wrapper at a place starts.
fn behind_wrapper(words: &[Vec<Piece>], at: usize) -> Option<usize> {
    let name = program_name(words.get(at)?)?;
    let (_, letters) = WRAPPERS.iter().find(|(known, _)| *known == name)?;
    let mut behind = at + 1;
    while let Some(word) = words.get(behind) {
        let text = start(word);
        // Options, `LANG=C`, and what `timeout` and `taskset` are given.
        let is_passed = text.starts_with('-')
            || text.contains('=')
            || text.starts_with(|c: char| c.is_ascii_digit());
        if !is_passed {
            break;
        }
        let option = literal(word).and_then(|text| text.strip_prefix('-'));
        let takes = option.is_some_and(|option| {
            let mut letter = option.chars();
            let is_short = letter.next().is_some_and(|letter| letters.contains(letter));
            is_short && letter.next().is_none() || LONG_WRAPPER_OPTIONS.contains(&option)
        });
        behind += if takes { 2 } else { 1 };
    }
    Some(behind)
}

/// Where the program stands that a multiplexer runs, if all before it is plain.
fn behind_multiplexer(words: &[Vec<Piece>], at: usize, of: &Multiplexer) -> Option<usize> {
    let mut behind = at + 1;
    if !of.commands.is_empty() {
        let command = literal(words.get(behind)?)?;
        behind += usize::from(of.commands.contains(&command));
        if behind == at + 1 {
            return None;
        }
    }
    loop {
        let text = literal(words.get(behind)?)?;
        let Some(letters) = text.strip_prefix('-') else {
            return Some(behind);
        };
        if letters == "-" {
            return Some(behind + 1);
        }
        let last = letters.chars().next_back()?;
        let takes = of.with_value.contains(last);
        let mut others = letters.chars().rev().skip(usize::from(takes));
        if !others.all(|letter| of.plain.contains(letter)) {
            return None;
        }
        behind += 1 + usize::from(takes);
    }
}

/// The places of a line at which a program is named: its first word, and behind
/// programs that start another. Each stands there once.
fn program_places(words: &[Vec<Piece>]) -> Vec<usize> {
    let mut places = vec![0];
    let mut next = 0;
    while let Some(at) = places.get(next).copied() {
        next += 1;
        for place in started_by(words, at) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

/// Where the programs stand that the one at a place starts.
fn started_by(words: &[Vec<Piece>], at: usize) -> Vec<usize> {
    let Some(name) = words.get(at).and_then(|word| program_name(word)) else {
        return Vec::new();
    };
    let mut places = Vec::from_iter(behind_wrapper(words, at));
    if let Some(of) = MULTIPLEXERS.iter().find(|of| of.name == name) {
        places.extend(behind_multiplexer(words, at, of));
    }
    let behind = |options: &[&str]| {
        let is_option =
            |word: &Vec<Piece>| literal(word).is_some_and(|text| options.contains(&text));
        let behind = (at + 1..words.len()).filter(|at| words.get(at - 1).is_some_and(is_option));
        behind.collect::<Vec<usize>>()
    };
    if TERMINALS.contains(&name) {
        // `foot mpv {link}`
        let is_next = |word: &Vec<Piece>| !start(word).starts_with('-');
        places.extend(words.get(at + 1).is_some_and(is_next).then_some(at + 1));
        // What stands further on is the program's.
        places.extend(behind(TERMINAL_OPTIONS).first());
    } else if FINDERS.contains(&name) {
        places.extend(behind(FINDER_OPTIONS));
    }
    places
}

/// The fault of a line in which an article says which program is run.
pub(super) fn program(words: &[Vec<Piece>]) -> Option<ProgramFault> {
    let places = program_places(words);
    let mut named = places.into_iter().filter_map(|at| words.get(at));
    // `mpv {link}` in one word names its program; `shell` looks at that.
    let is_said = |word: &Vec<Piece>| is_filled(word) && !start(word).contains(' ');
    named.any(is_said).then_some(ProgramFault::Program)
}

/// The fault of a line whose program hands a value to a shell.
pub(super) fn shell(words: &[Vec<Piece>]) -> Option<ProgramFault> {
    words.iter().enumerate().find_map(|(at, word)| {
        let name = program_name(word)?;
        let mut behind = words.get(at + 1..)?.iter();
        let is_told = if TO_A_SHELL.contains(&name) {
            behind.any(|word| is_filled(word))
        } else if TERMINALS.contains(&name) {
            let is_command = |word: &[Piece]| {
                is_several(word)
                    || start(word).starts_with("--command=")
                    || start(word).starts_with("-e")
            };
            behind.any(|word| is_filled(word) && is_command(word))
        } else {
            let of = MULTIPLEXERS.iter().find(|of| of.name == name)?;
            // A value before the last word might end one command and begin another:
            // tmux takes a `;` at the end of a word for that.
            let behind_it = behind_multiplexer(words, at, of).map_or(words.len(), |at| at + 1);
            let end = behind_it.max(words.len() - 1);
            let first = words.iter().skip(at + 1).position(|word| is_filled(word))?;
            at + 1 + first < end
        };
        is_told.then(|| ProgramFault::Shell {
            program: name.to_owned(),
        })
    })
}

/// The fault of a line in which a value stands in what an interpreter runs.
pub(super) fn code(words: &[Vec<Piece>]) -> Option<ProgramFault> {
    let places = program_places(words);
    words.iter().enumerate().find_map(|(at, word)| {
        let name = program_name(word)?;
        let behind = words.get(at + 1..)?;
        if ALL_CODE.contains(&name) {
            let is_told = behind.iter().any(|word| is_filled(word));
            return is_told.then(|| code_fault(name, None));
        }
        interpreter_named(name)?.told(name, behind, places.contains(&at))
    })
}

fn code_fault(program: &str, option: Option<String>) -> ProgramFault {
    ProgramFault::Code {
        program: program.to_owned(),
        option,
    }
}

impl Interpreter {
    /// The fault of a value that stands in code, by the words behind the interpreter
    /// of a name. `is_program` says whether it stands where a program is named.
    fn told(&self, name: &str, words: &[Vec<Piece>], is_program: bool) -> Option<ProgramFault> {
        // What a word is that is no option: code, or what code is given.
        let mut may_be_code = match self.first {
            First::Value => false,
            First::File => is_program,
            First::Code => true,
        };
        let has_plus = PLUS_COMMANDS.contains(&name);
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let text = start(word);
            if has_plus && text.starts_with('+') && is_filled(word) {
                return Some(code_fault(name, Some("+".to_owned())));
            }
            if let Some(option) = code_option(text, self) {
                may_be_code = false;
                // Code stands behind the option, or is the rest of it.
                let code = if literal(word).is_some_and(|text| text == option) {
                    words.next()?
                } else {
                    word
                };
                if is_filled(code) {
                    return Some(code_fault(name, Some(option)));
                }
            } else if let Some(option) = text.strip_prefix('-') {
                let mut letters = option.chars();
                let first = letters.next();
                let takes = first.is_some_and(|letter| self.other.contains(&letter));
                if takes && letters.next().is_none() && !is_filled(word) {
                    words.next();
                }
            } else if std::mem::take(&mut may_be_code) && is_filled(word) {
                return Some(code_fault(name, None));
            } else if self.first == First::File {
                // What stands behind a script is for the script.
                return None;
            }
        }
        None
    }
}

/// The interpreter of a name.
fn interpreter_named(name: &str) -> Option<&'static Interpreter> {
    let is_named = |start: &&str| {
        let rest = name.strip_prefix(*start);
        // python3.12, but not shred.
        rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '.'))
    };
    INTERPRETERS
        .iter()
        .find(|known| known.names.iter().any(is_named))
}

/// The option of an interpreter that a word begins with, where code stands behind
/// it.
fn code_option(word: &str, of: &Interpreter) -> Option<String> {
    let long = LONG_OPTIONS.iter().find(|option| {
        let rest = word.strip_prefix(**option);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    });
    if let Some(option) = long {
        return Some((*option).to_owned());
    }
    let rest = word
        .strip_prefix('-')
        .filter(|rest| !rest.starts_with('-'))?;
    let mut options = rest.chars().take_while(char::is_ascii_alphabetic);
    let at = options.position(|option| of.code.contains(&option) || of.other.contains(&option))?;
    // What stands behind a letter for something else is no letter of an option.
    rest.chars()
        .nth(at)
        .filter(|option| of.code.contains(option))?;
    Some(word.chars().take(at + 2).collect())
}
