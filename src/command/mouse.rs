//! A mouse report as the program knows it, whatever bytes a terminal sends for it.
//! What it does is left to `app`; there is no table of its gestures.

/// A button of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Button {
    /// The left one: it selects.
    Left,
    /// The middle one.
    Middle,
    /// The right one.
    Right,
}

/// A turn of the wheel, by one notch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wheel {
    /// Towards the start.
    Up,
    /// Towards the end.
    Down,
    /// To the left, where the wheel tilts.
    Left,
    /// To the right.
    Right,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MouseKind {
    /// A button was pressed.
    Press(Button),
    /// The mouse moved while a button was held.
    Drag(Button),
    /// A button was released.
    Release(Button),
    /// The wheel was turned.
    Wheel(Wheel),
}

/// Something done with the mouse, and where. Most terminals keep what is done
/// with shift to themselves, for their own selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mouse {
    /// What was done.
    pub kind: MouseKind,
    /// The column of the screen, from 0. It may lie beyond the last one: a window
    /// may have become smaller since.
    pub column: u16,
    /// The row of the screen, from 0.
    pub row: u16,
    /// With the control key.
    pub ctrl: bool,
    /// With the alt key.
    pub alt: bool,
    /// With the shift key.
    pub shift: bool,
}
