//! What the mouse does, as a message.

use newsprint::app::Message;
use newsprint::command::{Mouse, MouseKind};

/// Something the mouse did in a cell.
pub(crate) fn mouse(kind: MouseKind, column: u16, row: u16) -> Message {
    mouse_times(kind, column, row, 1)
}

/// The same so many times.
pub(crate) fn mouse_times(kind: MouseKind, column: u16, row: u16, times: u16) -> Message {
    let (ctrl, alt, shift) = (false, false, false);
    Message::Mouse {
        mouse: Mouse {
            kind,
            column,
            row,
            ctrl,
            alt,
            shift,
        },
        times,
    }
}
