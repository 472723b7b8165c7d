//! The keys in Markdown, for the README and for `newsprint keys`.

use std::fmt::Write as _;

use super::{COMMANDS, Context, Keymap};
use crate::words::Words;

/// The table of keys in Markdown: those in the list, those in the page, what they
/// do, and the name by which settings call it.
#[must_use]
pub fn key_table(keymap: &Keymap, words: &Words) -> String {
    let mut out = String::from("| list | page | | name |\n|---|---|---|---|\n");
    for entry in COMMANDS {
        let keys = |context| {
            let keys = keymap.keys_of(context, entry.command);
            // A bar would end the cell.
            let keys = keys
                .iter()
                .map(|keys| format!("`{}`", keys.replace('|', "\\|")));
            keys.collect::<Vec<String>>().join(" ")
        };
        let text = words.get(&entry.command.text_key());
        let (list, page) = (keys(Context::List), keys(Context::Page));
        // Writing to a string can't fail.
        let _ = writeln!(out, "| {list} | {page} | {text} | `{}` |", entry.name);
    }
    out
}
