//! What a finished control sequence means: a key, a change of focus, a reply, or
//! nothing. The tables are those of xterm (ctlseqs), rxvt, the Linux console
//! (`console_codes(4)`) and the kitty keyboard protocol; cutting bytes into
//! sequences is left to `decode`.

use crate::command::key::{Code, Key};
use crate::command::{Button, Mouse, MouseKind, Wheel};

use super::events::{Input, Reply};

/// The modifiers of a key. A key with a modifier that newsprint doesn't know
/// (super, hyper) is another key, so it is none of ours.
#[derive(Clone, Copy, Debug, Default)]
struct Modifiers {
    ctrl: bool,
    alt: bool,
    shift: bool,
}

impl Modifiers {
    /// From the number in a sequence, which is one more than a set of bits:
    /// shift, alt, ctrl, super, hyper, meta, caps lock, num lock.
    fn from_number(number: u32) -> Option<Self> {
        let bits = number.saturating_sub(1);
        if bits & 0b0001_1000 != 0 {
            return None;
        }
        Some(Self {
            shift: bits & 1 != 0,
            alt: bits & 0b0010_0010 != 0,
            ctrl: bits & 4 != 0,
        })
    }

    fn with_alt(self, alt: bool) -> Self {
        Self {
            alt: self.alt || alt,
            ..self
        }
    }

    fn key(self, code: Code) -> Input {
        Input::Key(Key {
            code,
            ctrl: self.ctrl,
            alt: self.alt,
            shift: self.shift && !matches!(code, Code::Char(_)),
        })
    }
}

/// Numbers between `;`, each with its parts between `:`. Missing ones are `None`.
struct Parameters<'a>(&'a str);

impl Parameters<'_> {
    /// Part `part` of number `index`, both from 0.
    fn get(&self, index: usize, part: usize) -> Option<u32> {
        let field = self.0.split(';').nth(index)?;
        field.split(':').nth(part)?.parse().ok()
    }

    /// The modifiers in the second number. `None` when the key is to be ignored:
    /// it was released (kitty's event type 3), or has a modifier unknown to us.
    fn modifiers(&self) -> Option<Modifiers> {
        if self.get(1, 1) == Some(3) {
            return None;
        }
        Modifiers::from_number(self.get(1, 0).unwrap_or(1))
    }
}

/// The meaning of `ESC [`, `body` and the final byte `end`; `alt` when another
/// ESC came before.
pub(super) fn control(body: &[u8], end: u8, alt: bool) -> Option<Input> {
    let text = std::str::from_utf8(body).ok()?;
    if let Some(b'?' | b'>' | b'=' | b'<') = body.first() {
        return private(text, end);
    }
    let parameters = Parameters(text);
    // An intermediate byte: no key has one, except rxvt's, whose `$` is `end`.
    if body.iter().any(|byte| matches!(byte, 0x20..=0x2F)) {
        return Some(reply(text, end));
    }
    match end {
        b'I' if body.is_empty() => Some(Input::Focus(true)),
        b'O' if body.is_empty() => Some(Input::Focus(false)),
        // Also xterm's F3 with modifiers, which can't be told apart: a report
        // taken for a key would do harm, the other way round nothing happens.
        b'R' if !body.is_empty() => cursor(&parameters),
        b'n' | b't' => Some(reply(text, end)),
        b'c' => Some(Input::Reply(Reply::Attributes(text.to_owned()))),
        b'u' => unicode(&parameters, alt),
        b'~' if parameters.get(0, 0) == Some(27) => modified_other(&parameters, alt),
        b'~' => {
            let code = numbered(parameters.get(0, 0)?)?;
            Some(parameters.modifiers()?.with_alt(alt).key(code))
        }
        b'^' | b'@' | b'$' => {
            let code = numbered(parameters.get(0, 0)?)?;
            let modifiers = Modifiers {
                ctrl: end != b'$',
                shift: end != b'^',
                alt,
            };
            Some(modifiers.key(code))
        }
        b'a'..=b'd' if body.is_empty() => {
            let modifiers = Modifiers {
                shift: true,
                alt,
                ..Modifiers::default()
            };
            Some(modifiers.key(lettered(end.to_ascii_uppercase())?))
        }
        b'Z' => {
            let mut modifiers = parameters.modifiers()?.with_alt(alt);
            modifiers.shift = true;
            Some(modifiers.key(Code::Tab))
        }
        _ => {
            let code = lettered(end)?;
            Some(parameters.modifiers()?.with_alt(alt).key(code))
        }
    }
}

/// The meaning of `ESC O`, digits and a letter: keys in the application modes.
/// Old terminals put a modifier's number alone before the letter.
pub(super) fn single(body: &[u8], end: u8, alt: bool) -> Option<Input> {
    let text = std::str::from_utf8(body).ok()?;
    let parameters = Parameters(text);
    let number = parameters.get(1, 0).or(parameters.get(0, 0)).unwrap_or(1);
    let mut modifiers = Modifiers::from_number(number)?.with_alt(alt);
    let code = match end {
        b'M' => Code::Enter,
        b'I' => Code::Tab,
        b'a'..=b'd' => {
            modifiers.ctrl = true;
            lettered(end.to_ascii_uppercase())?
        }
        _ => lettered(end)?,
    };
    Some(modifiers.key(code))
}

/// Sequences with a private mark: replies, and mouse reports.
fn private(text: &str, end: u8) -> Option<Input> {
    match (text.as_bytes().first(), end) {
        (Some(b'<'), b'M' | b'm') => mouse(&Parameters(text.get(1..)?), end == b'm'),
        (_, b'c') => Some(Input::Reply(Reply::Attributes(text.to_owned()))),
        (Some(b'?'), b'R') => cursor(&Parameters(text.get(1..)?)),
        _ => Some(reply(text, end)),
    }
}

/// A mouse report in the SGR form (xterm's mode 1006): `< what ; column ; row`.
/// What: two low bits for the button, then bits for shift (4), alt (8), ctrl
/// (16), motion (32), the wheel (64) and further buttons (128). What newsprint
/// has no use for counts as nothing: further buttons, places that no screen has.
fn mouse(parameters: &Parameters<'_>, is_release: bool) -> Option<Input> {
    // Places are counted from 1.
    let place = |index| {
        u16::try_from(parameters.get(index, 0)?)
            .ok()?
            .checked_sub(1)
    };
    let what = parameters.get(0, 0)?;
    let button = match what & 0b11 {
        0 => Some(Button::Left),
        1 => Some(Button::Middle),
        2 => Some(Button::Right),
        _ => None,
    };
    let kind = match (what & !0b1_1111, is_release) {
        (0, false) => MouseKind::Press(button?),
        // Some terminals call a release that ends a drag a motion as well.
        (0 | 32, true) => MouseKind::Release(button?),
        (32, false) => button.map_or(MouseKind::Move, MouseKind::Drag),
        (64, false) => MouseKind::Wheel(match what & 0b11 {
            0 => Wheel::Up,
            1 => Wheel::Down,
            2 => Wheel::Left,
            _ => Wheel::Right,
        }),
        _ => return None,
    };
    Some(Input::Mouse(Mouse {
        kind,
        column: place(1)?,
        row: place(2)?,
        shift: what & 4 != 0,
        alt: what & 8 != 0,
        ctrl: what & 16 != 0,
    }))
}

fn reply(text: &str, end: u8) -> Input {
    Input::Reply(Reply::Control(format!("{text}{}", char::from(end))))
}

fn cursor(parameters: &Parameters<'_>) -> Option<Input> {
    let number = |index| u16::try_from(parameters.get(index, 0)?).ok();
    Some(Input::Reply(Reply::Cursor {
        row: number(0)?,
        column: number(1)?,
    }))
}

/// Keys that are a letter at the end of a sequence.
fn lettered(end: u8) -> Option<Code> {
    Some(match end {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P'..=b'S' => Code::Function(end - b'P' + 1),
        _ => return None,
    })
}

/// Keys that are a number before `~` (xterm, VT220, rxvt).
fn numbered(number: u32) -> Option<Code> {
    Some(match u8::try_from(number).ok()? {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        // The VT220 left gaps between its groups of function keys.
        n @ 11..=15 => Code::Function(n - 10),
        n @ 17..=21 => Code::Function(n - 11),
        n @ 23..=26 => Code::Function(n - 12),
        n @ 28..=29 => Code::Function(n - 13),
        n @ 31..=34 => Code::Function(n - 14),
        _ => return None,
    })
}

/// xterm's `modifyOtherKeys`: `ESC [ 27 ; modifiers ; character ~`.
fn modified_other(parameters: &Parameters<'_>, alt: bool) -> Option<Input> {
    let modifiers = parameters.modifiers()?.with_alt(alt);
    let code = key_number(parameters.get(2, 0)?)?;
    Some(modifiers.key(shifted(code, None, modifiers)))
}

/// The kitty keyboard protocol and `fixterms`:
/// `ESC [ key:shifted:base ; modifiers:event ; text u`.
fn unicode(parameters: &Parameters<'_>, alt: bool) -> Option<Input> {
    let modifiers = parameters.modifiers()?.with_alt(alt);
    let code = key_number(parameters.get(0, 0)?)?;
    let with_shift = parameters
        .get(0, 1)
        .or_else(|| parameters.get(2, 0))
        .and_then(char::from_u32)
        .filter(|c| !c.is_control());
    Some(modifiers.key(shifted(code, with_shift, modifiers)))
}

/// The character of a key with shift: what the terminal says, else the capital
/// letter. Other characters depend on the layout, which we don't know.
fn shifted(code: Code, said: Option<char>, modifiers: Modifiers) -> Code {
    let Code::Char(c) = code else { return code };
    if !modifiers.shift {
        return code;
    }
    let mut capitals = c.to_uppercase();
    let capital = capitals.next().filter(|_| capitals.next().is_none());
    Code::Char(said.or(capital).unwrap_or(c))
}

/// A key by its number in the kitty keyboard protocol: the character itself, or
/// a place in the private use area for what types none.
fn key_number(number: u32) -> Option<Code> {
    let offset = |first: u32| u8::try_from(number - first).ok();
    Some(match number {
        8 | 127 => Code::Backspace,
        9 => Code::Tab,
        13 | 57_414 => Code::Enter,
        27 => Code::Esc,
        57_376..=57_398 => Code::Function(13 + offset(57_376)?),
        57_399..=57_408 => Code::Char(char::from(b'0' + offset(57_399)?)),
        57_409 => Code::Char('.'),
        57_410 => Code::Char('/'),
        57_411 => Code::Char('*'),
        57_412 => Code::Char('-'),
        57_413 => Code::Char('+'),
        57_415 => Code::Char('='),
        57_416 => Code::Char(','),
        57_417 => Code::Left,
        57_418 => Code::Right,
        57_419 => Code::Up,
        57_420 => Code::Down,
        57_421 => Code::PageUp,
        57_422 => Code::PageDown,
        57_423 => Code::Home,
        57_424 => Code::End,
        57_425 => Code::Insert,
        57_426 => Code::Delete,
        // The rest of the range: locks, media keys, the modifiers themselves.
        57_344..=63_743 => return None,
        _ => Code::Char(char::from_u32(number).filter(|c| !c.is_control())?),
    })
}
