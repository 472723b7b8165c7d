//! `newsprint keys`: every command, its keys as they are bound now, and what is
//! wrong with those that are set.

use std::io::Write;

use serde_json::json;

use super::Ground;
use super::arguments::KeysFormat;
use super::output::{complain, out};
use crate::command::{COMMANDS, Context, Keymap, key_table};
use crate::text::WidthPolicy;
use crate::text::json::{Layout, to_json};

pub(super) fn run(ground: &Ground, format: KeysFormat) -> anyhow::Result<()> {
    ground.report_problems();
    let (keymap, faults) = Keymap::new(&ground.settings.keys);
    for fault in &faults {
        complain(ground.words.of(&fault.notice()).as_str());
    }
    let text = match format {
        KeysFormat::Text => text(ground, &keymap),
        KeysFormat::Markdown => key_table(&keymap, &ground.words),
        KeysFormat::Json => json(ground, &keymap)?,
    };
    let mut out = out();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Columns for the names, the keys in the list and those in the page; what each
/// does after them. Commands of one group stand together under its name.
fn text(ground: &Ground, keymap: &Keymap) -> String {
    let words = &ground.words;
    let policy = ground.settings.width_policy();
    let heads = ["keys-command", "keys-list", "keys-page", "keys-what"];
    let mut rows = vec![heads.map(|key| words.get(key).as_str().to_owned())];
    for entry in COMMANDS {
        let keys = |context| keymap.keys_of(context, entry.command).join(" ");
        let what = words.get(&entry.command.text_key()).as_str().to_owned();
        let (list, page) = (keys(Context::List), keys(Context::Page));
        rows.push([entry.name.to_owned(), list, page, what]);
    }
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| policy.text(cell)).max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let mut text = String::new();
    let mut group = None;
    let groups = std::iter::once(None).chain(COMMANDS.iter().map(|entry| Some(entry.group)));
    for (row, of) in rows.iter().zip(groups) {
        if of != group {
            group = of;
            let name = of.map(|group| words.get(group.text_key()));
            let name = name.as_ref().map_or("", |name| name.as_str());
            text.extend(["\n", name, "\n"]);
        }
        text.push_str(line(row, &widths, policy).trim_end());
        text.push('\n');
    }
    text
}

fn line(row: &[String; 4], widths: &[usize; 3], policy: WidthPolicy) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        let gap = width.saturating_sub(policy.text(cell)) + 2;
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', gap));
    }
    row.last().into_iter().for_each(|what| line.push_str(what));
    line
}

/// A list of objects, in the order of the table.
fn json(ground: &Ground, keymap: &Keymap) -> anyhow::Result<String> {
    let commands = COMMANDS.iter().map(|entry| {
        json!({
            "name": entry.name,
            "group": ground.words.get(entry.group.text_key()).as_str(),
            "what": ground.words.get(&entry.command.text_key()).as_str(),
            "list": keymap.keys_of(Context::List, entry.command),
            "page": keymap.keys_of(Context::Page, entry.command),
        })
    });
    let commands: Vec<_> = commands.collect();
    Ok(format!("{}\n", to_json(&commands, Layout::Lines)?))
}
