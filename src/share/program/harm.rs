//! Command lines by which an article would say more than a value: what a shell
//! would take for an operator, code that an interpreter is told to run, and
//! programs that hand their arguments to a shell.

use super::{Piece, ProgramFault, literal};

/// Programs that run an argument as code, by the beginnings of their names, and
/// the letters of the options that the code stands behind.
const INTERPRETERS: &[(&[&str], &[char])] = &[
    (
        &["sh", "ash", "bash", "dash", "fish", "ksh", "mksh", "zsh"],
        &['c'],
    ),
    (&["python", "pypy", "runuser", "script", "su"], &['c']),
    (
        &["perl", "ruby", "lua", "osascript", "Rscript"],
        &['e', 'E'],
    ),
    (&["node", "deno", "bun"], &['e', 'p']),
    (&["php"], &['r', 'B', 'R', 'E']),
];

/// Programs that start another, which stands behind them.
const WRAPPERS: &[&str] = &[
    "chrt", "doas", "env", "ionice", "nice", "nohup", "setsid", "stdbuf", "sudo", "time", "timeout",
];

/// Programs that hand all their arguments to a shell, here or on another machine.
const TO_A_SHELL: &[&str] = &["autossh", "mosh", "parallel", "rsh", "ssh", "watch"];

/// Programs that hand an argument to a shell that is a whole command.
const COMMAND_TO_A_SHELL: &[&str] = &[
    "rxvt",
    "screen",
    "st",
    "terminator",
    "tmux",
    "urxvt",
    "xterm",
];

/// The same options in full.
const LONG_OPTIONS: &[&str] = &["--command", "--eval", "--execute", "--print", "--run"];

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

/// The fault of a line whose program hands a value to a shell.
pub(super) fn shell(words: &[Vec<Piece>]) -> Option<ProgramFault> {
    let is_passed = |text: &str| {
        let is_number = text.starts_with(|c: char| c.is_ascii_digit());
        WRAPPERS.contains(&base(text)) || text.starts_with('-') || text.contains('=') || is_number
    };
    let literals = words.iter().map(|word| literal(word));
    let at = literals
        .into_iter()
        .position(|text| !text.is_some_and(is_passed))?;
    let program = base(literal(words.get(at)?)?);
    let is_value = |piece: &Piece| matches!(piece, Piece::Value(_));
    let has_space = |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains(' '));
    let mut arguments = words.iter().skip(at + 1);
    let is_told = if TO_A_SHELL.contains(&program) {
        arguments.any(|word| word.iter().any(is_value))
    } else {
        COMMAND_TO_A_SHELL.contains(&program)
            && arguments.any(|word| word.iter().any(is_value) && word.iter().any(has_space))
    };
    is_told.then(|| ProgramFault::Shell {
        program: program.to_owned(),
    })
}

/// The fault of a line in which a value stands in what an interpreter runs.
pub(super) fn code(words: &[Vec<Piece>]) -> Option<ProgramFault> {
    let is_value = |piece: &Piece| matches!(piece, Piece::Value(_));
    let mut interpreter: Option<(&str, &[char])> = None;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let Some(Piece::Text(start)) = word.first() else {
            continue;
        };
        let whole = literal(word);
        if let Some(found) = whole.and_then(interpreter_named) {
            interpreter = Some(found);
        } else if let Some((program, letters)) = interpreter
            && let Some(option) = code_option(start, letters)
        {
            // Code may stand behind the option, or be the rest of it.
            let code = if whole.is_some() { words.next()? } else { word };
            if code.iter().any(is_value) {
                return Some(ProgramFault::Code {
                    program: program.to_owned(),
                    option,
                });
            }
            interpreter = None;
        }
    }
    None
}

/// The name of an interpreter, and the letters of the options that code stands
/// behind.
fn interpreter_named(text: &str) -> Option<(&str, &'static [char])> {
    let name = base(text);
    let is_named = |start: &&str| {
        let rest = name.strip_prefix(*start);
        // python3.12, but not shred.
        rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '.'))
    };
    let found = INTERPRETERS
        .iter()
        .find(|(names, _)| names.iter().any(is_named))?;
    Some((name, found.1))
}

/// The option of an interpreter that a word begins with, where code stands behind
/// it.
fn code_option(word: &str, letters: &[char]) -> Option<String> {
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
    let at = options.position(|option| letters.contains(&option))?;
    Some(word.chars().take(at + 2).collect())
}
