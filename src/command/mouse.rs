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
    /// The mouse moved, with no button held. It is told only where it was asked for.
    Move,
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

impl Mouse {
    /// Whether nothing is lost where `next`, which came right after it, stands for
    /// both: the wheel turned once more the same way at the same place, or the mouse
    /// moved on.
    #[must_use]
    pub fn goes_on_in(self, next: Self) -> bool {
        match self.kind {
            MouseKind::Wheel(_) => self == next,
            MouseKind::Drag(_) | MouseKind::Move => self.kind == next.kind,
            MouseKind::Press(_) | MouseKind::Release(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_goes_on_is_taken_together() {
        use MouseKind::{Drag, Move, Press, Release};
        const DOWN: MouseKind = MouseKind::Wheel(Wheel::Down);
        let at = |kind, column| Mouse {
            kind,
            column,
            row: 3,
            ctrl: false,
            alt: false,
            shift: false,
        };
        for (first, next, expected) in [
            ((DOWN, 1), (DOWN, 1), true),
            ((DOWN, 1), (DOWN, 2), false),
            ((DOWN, 1), (MouseKind::Wheel(Wheel::Up), 1), false),
            ((Drag(Button::Left), 1), (Drag(Button::Left), 9), true),
            ((Drag(Button::Left), 1), (Drag(Button::Right), 1), false),
            ((Drag(Button::Left), 1), (Release(Button::Left), 1), false),
            ((Move, 1), (Move, 9), true),
            ((Move, 1), (Press(Button::Left), 1), false),
            ((Press(Button::Left), 1), (Press(Button::Left), 1), false),
            (
                (Release(Button::Left), 1),
                (Release(Button::Left), 1),
                false,
            ),
        ] {
            let (first, next) = (at(first.0, first.1), at(next.0, next.1));
            assert_eq!(first.goes_on_in(next), expected, "{first:?} {next:?}");
        }
    }
}
