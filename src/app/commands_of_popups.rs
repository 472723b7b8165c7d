//! What keys do in what lies on top.

use crate::command::Key;

use super::App;
use super::message::Effect;
use super::popup::{Popup, PopupKey, SORTS, ShareMenu};

/// Rows around the text of a popup: its frame and the lines of the screen.
const FRAME_ROWS: u16 = 4;

/// Tells scrolled popups how many rows they have and how many of them are seen.
pub(super) fn settle(app: &mut App) {
    let height = usize::from(app.size.rows.saturating_sub(FRAME_ROWS).max(1));
    let (columns, policy) = (app.size.columns, app.policy());
    if let Some(Popup::Help(text) | Popup::Details(text)) = &mut app.popup {
        let row_count = text.laid(columns, policy).rows.len();
        text.row_count = row_count;
        text.height = height.min(text.row_count.max(1));
        text.scroll(0);
    }
}

/// Scrolls what lies on top by rows; in a menu, moves by one entry.
pub(super) fn scroll(app: &mut App, by: isize) {
    match &mut app.popup {
        Some(Popup::Help(text) | Popup::Details(text)) => text.scroll(by),
        Some(Popup::Share(menu)) => {
            let last = menu.entries.len().saturating_sub(1);
            menu.selected = menu.selected.saturating_add_signed(by.signum()).min(last);
        }
        Some(Popup::Sort(selected)) => {
            *selected = selected
                .saturating_add_signed(by.signum())
                .min(SORTS.len() - 1);
        }
        Some(Popup::Qr(_)) | None => {}
    }
}

/// Takes a key while something lies on top.
pub(super) fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let key = PopupKey::of(key);
    if key == PopupKey::Leave {
        app.popup = None;
        return Vec::new();
    }
    // In the share menu the letter is the QR code's.
    if key == PopupKey::Letter('Q') && !matches!(app.popup, Some(Popup::Share(_))) {
        return app.quit();
    }
    match &mut app.popup {
        Some(Popup::Share(menu)) => match share(menu, key) {
            ShareDeed::None => Vec::new(),
            ShareDeed::Take(place) => match menu.entries.get(place).cloned() {
                Some(entry) => app.take_share_entry(&entry),
                None => Vec::new(),
            },
            ShareDeed::Open(place) => match menu.entries.get(place).cloned() {
                Some(entry) => app.open_share_entry(&entry),
                None => Vec::new(),
            },
        },
        Some(Popup::Sort(selected)) => {
            let chosen = match key {
                PopupKey::Down => {
                    *selected = (*selected + 1) % SORTS.len();
                    None
                }
                PopupKey::Up => {
                    *selected = (*selected + SORTS.len() - 1) % SORTS.len();
                    None
                }
                PopupKey::Take => SORTS.get(*selected),
                PopupKey::Letter(c) => SORTS.iter().find(|(letter, ..)| *letter == c),
                _ => None,
            };
            match chosen {
                Some((_, key, _)) => {
                    app.popup = None;
                    app.sort_by(*key)
                }
                None => Vec::new(),
            }
        }
        Some(Popup::Help(text) | Popup::Details(text)) => {
            let page = isize::try_from(text.height.max(2) - 1).unwrap_or(1);
            match key {
                PopupKey::Down => text.scroll(1),
                PopupKey::Up => text.scroll(-1),
                PopupKey::PageDown => text.scroll(page),
                PopupKey::PageUp => text.scroll(-page),
                PopupKey::First => text.scroll(isize::MIN),
                PopupKey::Last => text.scroll(isize::MAX),
                // The keys that opened it close it.
                PopupKey::Letter('?' | 'i') | PopupKey::Take => app.popup = None,
                _ => {}
            }
            Vec::new()
        }
        Some(Popup::Qr(_)) => {
            app.popup = None;
            Vec::new()
        }
        None => Vec::new(),
    }
}

enum ShareDeed {
    None,
    Take(usize),
    Open(usize),
}

fn share(menu: &mut ShareMenu, key: PopupKey) -> ShareDeed {
    let count = menu.entries.len().max(1);
    match key {
        PopupKey::Down => menu.selected = (menu.selected + 1) % count,
        PopupKey::Up => menu.selected = (menu.selected + count - 1) % count,
        PopupKey::First => menu.selected = 0,
        PopupKey::Last => menu.selected = count - 1,
        PopupKey::Take => return ShareDeed::Take(menu.selected),
        PopupKey::Open => return ShareDeed::Open(menu.selected),
        PopupKey::Letter(c) => {
            if let Some(place) = menu.entries.iter().position(|entry| entry.key == c) {
                return ShareDeed::Take(place);
            }
        }
        _ => {}
    }
    ShareDeed::None
}
