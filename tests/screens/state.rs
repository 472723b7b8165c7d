//! What a sitting is told to be in, in words.

use newsprint::app::geometry::{Focus, Layout, Shown};
use newsprint::app::{App, MenuKind, Popup};
use newsprint::settings::Arrangement;

use super::harness::Session;

/// What lies on top.
fn of_popup(popup: &Popup) -> Vec<String> {
    match popup {
        Popup::Menu(menu) => {
            let name = menu.kind.name();
            let chosen = menu.chosen();
            let chosen = match (menu.kind, chosen.and_then(|entry| entry.letter)) {
                (MenuKind::Share, Some(letter)) => format!("{name} {letter}"),
                _ if chosen.is_none() => format!("{name} none"),
                _ => format!("{name} {}", menu.selected + 1),
            };
            let narrowed = menu.prompt.as_ref().map(|prompt| {
                let typing = if menu.typing { "▏" } else { "" };
                format!("narrowed to “{}{typing}”", prompt.text())
            });
            std::iter::once(chosen).chain(narrowed).collect()
        }
        Popup::Question(question) => {
            let said = question.text.lines.iter().map(|(_, text)| text.as_str());
            vec![format!("asks {}", said.collect::<Vec<_>>().join(" "))]
        }
        Popup::Help(text) => vec![format!("help {}", text.top)],
        Popup::Details(text) => vec![format!("details {}", text.top)],
        Popup::Qr(_) => vec!["code".to_owned()],
    }
}

/// Where list and page stand, where that is not as by itself.
fn of_layout(app: &App) -> Vec<String> {
    let mut state = Vec::new();
    let layout = app.layout();
    let arrangement = if layout.is_above() {
        Arrangement::Above
    } else {
        Arrangement::Beside
    };
    let usual = Shown {
        focus: app.focus,
        zen: app.zen,
        arrangement,
        measure: app.settings.measure,
        list_rows: u16::try_from(app.list.total).unwrap_or(u16::MAX),
        ..Shown::default()
    };
    let usual = Layout::of(app.size, usual).list;
    if layout.is_above() {
        state.push("above".to_owned());
    }
    if let (Some(list), Some(usual)) = (layout.list, usual) {
        if list.columns != usual.columns {
            state.push(format!("list {} wide", list.columns));
        }
        if list.rows != usual.rows {
            state.push(format!("list {} high", list.rows));
        }
    }
    state
}

/// What is typed below.
fn of_prompts(app: &App) -> Vec<String> {
    let mut state = Vec::new();
    if let Some(finding) = &app.find.finding {
        state.push(format!("find “{}”", finding.prompt.text()));
    }
    let naming = app.naming.as_ref();
    state.extend(naming.map(|naming| format!("saves “{}”", naming.prompt.text())));
    let asked = app.numbering.as_ref();
    state.extend(asked.map(|asked| {
        let refused = if asked.is_refused { " refused" } else { "" };
        format!("sets “{}”{refused}", asked.prompt.text())
    }));
    let piping = app.piping();
    state.extend(piping.map(|piping| {
        let (form, typed) = (piping.form.name(), piping.prompt.text());
        format!("pipes {form} into “{typed}”")
    }));
    let awaited = app.awaited_program();
    state.extend(awaited.map(|name| format!("waits for {name}")));
    let typed = app
        .tagging
        .as_ref()
        .and_then(|tagging| tagging.prompt.as_ref());
    state.extend(typed.map(|prompt| format!("new tag “{}”", prompt.text())));
    if let Some(jump) = &app.jump {
        let (to, typed) = (jump.to.name(), jump.prompt.text());
        state.push(format!("jump to {to} “{typed}”"));
    }
    state
}

impl Session {
    /// Where the program stands, in a line: which pane has the keys, the chosen
    /// row, and what is not as at the start: the page's top line, the marks,
    /// what lies on top, what is told, what was done.
    pub(crate) fn state(&self) -> String {
        let app = &self.app;
        let pane = match (app.zen, app.focus) {
            (true, _) => "zen",
            (false, Focus::List) => "list",
            (false, Focus::Page) => "page",
        };
        let row = (app.list.selected + 1).min(app.list.rows.len());
        let mut state = vec![format!("{pane} {row}/{}", app.list.rows.len())];
        if app.reader.top > 0 {
            state.push(format!("line {}", app.reader.top));
        }
        if let Some(rows) = app.list.picked_rows() {
            state.push(format!("picked {}-{}", rows.start + 1, rows.end));
        }
        let marks = self.marks();
        if marks.contains(|mark| mark != '●') {
            state.push(marks);
        }
        if let Some(prompt) = &app.prompt {
            state.push(format!("prompt “{}”", prompt.text()));
        } else if !app.list.query.is_empty() {
            state.push(format!("search “{}”", app.list.query));
        }
        if !app.list.filters.is_empty() {
            state.push(format!("only {}", app.list.filters.text()));
        }
        state.extend(of_prompts(app));
        state.extend(app.hits_text().map(|hits| hits.as_str().to_owned()));
        if let Some(selection) = &app.selection {
            let lines = selection.lines();
            state.push(format!("selected {}-{}", lines.start(), lines.end()));
        }
        state.extend(app.popup.iter().flat_map(of_popup));
        state.extend(of_layout(app));
        if app.measure != app.settings.measure {
            state.push(format!("measure {}", app.measure));
        }
        if let Some(hints) = &app.hints {
            let letters = hints.hints.iter().map(|hint| hint.letters.as_str());
            let letters = letters.collect::<Vec<_>>().join(" ");
            let what = if hints.copies { "copy" } else { "open" };
            state.push(format!("{what} {letters} “{}”", hints.typed));
        }
        state.extend(app.count.map(|count| format!("count {count}")));
        state.extend(app.pending.keys.iter().map(|key| format!("pending {key}")));
        if let Some(notice) = &app.notice {
            state.push(format!("“{}”", notice.text.as_str()));
        }
        state.extend(self.deeds.iter().cloned());
        state.join(" | ")
    }
}

/// Compares states with what is expected, all of a table at once. `state` gives what
/// some keys lead to.
pub(crate) fn check_states(table: &[(&str, &str)], state: impl Fn(&str) -> String) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(keys, expected)| (keys, state(keys), expected))
        .filter(|(_, state, expected)| state != *expected)
        .map(|(keys, state, expected)| format!("{keys}\n  is {state}\n not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
