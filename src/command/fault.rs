//! What is wrong with keys that are set, and the line that says so. The rest
//! applies: no fault of these keeps the program from starting.

use std::fmt;

use super::Context;
use crate::settings::KeyLine;
use crate::words::Notice;

/// A setting of keys that can't be used as it is written, or will not do what is
/// expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFault {
    /// The line of `config.toml`, from 1.
    pub line: usize,
    /// What is wrong.
    pub trouble: KeyTrouble,
}

impl KeyFault {
    /// What is wrong with a line.
    pub(super) fn at(line: &KeyLine, trouble: KeyTrouble) -> Self {
        Self {
            line: line.line,
            trouble,
        }
    }
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "config.toml:{}: {}", self.line, self.trouble)
    }
}

/// What is wrong with keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyTrouble {
    /// No command has the name.
    #[error("no command is named \"{name}\"{}", suggestion(*.near))]
    NoCommand {
        /// The name.
        name: String,
        /// A command that is named alike.
        near: Option<&'static str>,
    },
    /// Keys that can't be read.
    #[error("\"{keys}\" is no key; keys are written as j, gg, C-d, A-x, Space, F1")]
    NoKey {
        /// What is written.
        keys: String,
    },
    /// Two commands want the same keys in one place.
    #[error("\"{keys}\" is bound to both {first} and {second} in {}; {second} has it", place(*.context))]
    Twice {
        /// The keys.
        keys: String,
        /// Where.
        context: Context,
        /// The command that had them first.
        first: &'static str,
        /// The command that has them now.
        second: &'static str,
    },
    /// Keys that can't be reached behind others that already do something.
    #[error("\"{keys}\" does {command} at once in {}; {} can't be reached behind it", place(*.context), quoted(.hidden))]
    Hides {
        /// The shorter keys.
        keys: String,
        /// What they do.
        command: &'static str,
        /// Where.
        context: Context,
        /// The longer ones.
        hidden: Vec<String>,
    },
    /// There is nothing to unbind.
    #[error("\"{keys}\" does nothing in {} that could be taken away", place(*.context))]
    NotBound {
        /// The keys.
        keys: String,
        /// Where.
        context: Context,
    },
    /// A terminal sends the same for another key.
    #[error("terminals send the same for \"{key}\" and \"{same}\"; bind \"{same}\"")]
    SameAs {
        /// The key.
        key: String,
        /// The one that arrives in its place.
        same: &'static str,
    },
    /// A key that never becomes part of a sequence.
    #[error("\"{keys}\" is never seen: {}", if *.count { "digits before a command are its count" } else { "Esc gives up what was begun" })]
    NeverSeen {
        /// The keys.
        keys: String,
        /// Whether it is for the digit that they begin with.
        count: bool,
    },
    /// Some terminals keep the key to themselves, or send it for another.
    #[error(
        "\"{key}\" may not arrive: some terminals stop and start the output with C-s and C-q, end programs with C-\\, and send C-j for Enter"
    )]
    MayNotArrive {
        /// The key.
        key: String,
    },
    /// Terminals send the same for the beginning of other keys.
    #[error(
        "\"{key}\" never arrives: terminals begin arrows and function keys with the same; bind another"
    )]
    BeginsOthers {
        /// The key.
        key: String,
    },
    /// No key is left that leads out or to all the others.
    #[error("no key is left for quit or palette in {}; C-c quits", place(*.context))]
    NoWayOut {
        /// Where.
        context: Context,
    },
}

impl KeyFault {
    /// The same, to be worded for a person. What `Display` says is English.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let line = self.line.to_string();
        self.trouble.notice().with_text("line", &line)
    }
}

impl KeyTrouble {
    /// The text that says it, without the line.
    fn notice(&self) -> Notice {
        let of = |key, keys: &str| Notice::new(key).with_text("keys", keys);
        match self {
            Self::NoCommand {
                name,
                near: Some(near),
            } => Notice::new("keys-no-command-near")
                .with_text("name", name)
                .with_text("near", near),
            Self::NoCommand { name, near: None } => {
                Notice::new("keys-no-command").with_text("name", name)
            }
            Self::NoKey { keys } => of("keys-no-key", keys),
            Self::Twice {
                keys,
                context,
                first,
                second,
            } => of("keys-twice", keys)
                .naming("place", place_key(*context))
                .with_text("first", first)
                .with_text("second", second),
            Self::Hides {
                keys,
                command,
                context,
                hidden,
            } => of("keys-hides", keys)
                .naming("place", place_key(*context))
                .with_text("command", command)
                .with_text("hidden", &quoted(hidden)),
            Self::NotBound { keys, context } => {
                of("keys-not-bound", keys).naming("place", place_key(*context))
            }
            Self::SameAs { key, same } => of("keys-same-as", key).with_text("same", same),
            Self::NeverSeen { keys, count: true } => of("keys-count", keys),
            Self::NeverSeen { keys, count: false } => of("keys-gives-up", keys),
            Self::MayNotArrive { key } => of("keys-may-not-arrive", key),
            Self::BeginsOthers { key } => of("keys-begins-others", key),
            Self::NoWayOut { context } => {
                Notice::new("keys-no-way-out").naming("place", place_key(*context))
            }
        }
    }

    /// Whether the keys do what they are set to, in most terminals: told where
    /// one asks, not each time the program starts.
    #[must_use]
    pub fn is_advice(&self) -> bool {
        matches!(self, Self::MayNotArrive { .. })
    }
}

/// The key of the name of a place.
fn place_key(context: Context) -> &'static str {
    match context {
        Context::List => "keys-in-list",
        Context::Page => "keys-in-page",
    }
}

fn place(context: Context) -> &'static str {
    match context {
        Context::List => "the list",
        Context::Page => "the page",
    }
}

fn suggestion(near: Option<&str>) -> String {
    match near {
        Some(near) => format!("; did you mean {near}?"),
        None => "; `newsprint keys` lists them all".to_owned(),
    }
}

fn quoted(keys: &[String]) -> String {
    let quoted: Vec<String> = keys.iter().map(|keys| format!("\"{keys}\"")).collect();
    quoted.join(", ")
}
