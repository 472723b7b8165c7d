//! What a terminal can tell: the vocabulary between `decode`, which makes these
//! values from bytes, and the main loop, which acts on them. It has no behaviour.

use crate::command::{Key, Mouse};

/// What the terminal has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed or repeats.
    Key(Key),
    /// Text was pasted (bracketed paste): text, never keys. Line ends are `\n`.
    Paste(String),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// The terminal's window got the focus, or lost it.
    Focus(bool),
    /// The terminal answers a query, perhaps late.
    Reply(Reply),
    /// There is nothing more to read: the terminal is gone. Sent once, last.
    Closed,
}

/// A terminal's answer to a query, kept as data. The texts are what stands
/// between the introducer and the end of the sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Device attributes, primary (`?62;22`) or secondary (`>41;380;0`).
    Attributes(String),
    /// Where the cursor is, both counted from 1.
    Cursor {
        /// The row, from the top.
        row: u16,
        /// The column, from the left.
        column: u16,
    },
    /// Any other control sequence that answers something, with its final
    /// character: a mode report (`?2026;2$y`), a size report (`8;24;80t`).
    Control(String),
    /// An operating system command (OSC): colours, the clipboard.
    System(String),
    /// A device control string (DCS): the terminal's name, its capabilities.
    Device(String),
    /// An application command (APC), a privacy message or a start of string.
    Application(String),
}
