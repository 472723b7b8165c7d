//! What a sitting is told to be in, in words.

use newsprint::app::{MenuKind, Popup};

/// What lies on top.
pub(super) fn of_popup(popup: &Popup) -> Vec<String> {
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
