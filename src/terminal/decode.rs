//! From the bytes a terminal sends to keys, pastes, focus changes and replies.
//!
//! A [`Decoder`] keeps its state between reads, so that a sequence may be split
//! anywhere: over ssh an arrow or a reply often arrives in two reads. Only a lone
//! ESC is ever resolved by time, and what begins a string (`ESC ]`, `ESC P`) as long
//! as it came byte by byte, as keys do, and is none that was asked for: a person
//! typed it, and a string that never ends would swallow all that is typed after it.
//! Whatever else has begun as a sequence is read as one to its end and never turns
//! into letters. What a finished sequence means is
//! left to `sequence`; the reading and the clock are left to `input`.
//!
//! The grammar is that of ECMA-48 (5th edition, 5.4 and 5.6) in its 7-bit form.
//! The 8-bit controls 0x80-0x9F are not used: the terminal speaks UTF-8.

use crate::command::key::{Code, Key};

use super::events::{Input, Reply};
use super::sequence;
use super::typed::{is_asked_for, is_late_tail};

/// A control sequence longer than this, in bytes, is dropped whole. The longest
/// that terminals send, kitty's keys with text, stay under 40.
const CONTROL_LIMIT: usize = 64;
/// A string longer than this, in bytes, is dropped whole.
const STRING_LIMIT: usize = 64 * 1024;
/// Of a paste longer than this, in bytes, the rest is dropped: a prompt takes a
/// line, and no paste should fill the memory.
const PASTE_LIMIT: usize = 1024 * 1024;

const ESC: u8 = 0x1B;
const BEL: u8 = 0x07;
const CANCEL: u8 = 0x18;
const SUBSTITUTE: u8 = 0x1A;
/// How a bracketed paste ends.
const PASTE_END: &[u8] = b"\x1b[201~";

/// The kinds of string a terminal may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StringKind {
    System,
    Device,
    Application,
}

/// Where the decoder stands between two bytes.
#[derive(Debug, Default)]
enum State {
    /// Between sequences.
    #[default]
    Ground,
    /// After ESC. `fresh` as long as the feed that brought it lasts.
    Escape { fresh: bool },
    /// After two ESC: rxvt sends alt with an arrow as `ESC ESC [ A`.
    DoubleEscape,
    /// In a character of several bytes; the bytes are in `partial`.
    Character,
    /// After `ESC [`; the bytes so far are in `partial`.
    Control { overlong: bool },
    /// After `ESC [ [`: the Linux console's F1 to F5.
    ConsoleFunction,
    /// After `ESC O`; parameters so far are in `partial`.
    Single,
    /// After `ESC [ M`: three bytes of the oldest mouse report are still to come.
    Mouse { left: u8 },
    /// In a string; the bytes so far are in `partial`.
    Text { kind: StringKind, overlong: bool },
    /// In a string, after ESC: its end, if `\` follows.
    TextEscape { kind: StringKind, overlong: bool },
    /// In a paste; `matched` bytes of its end have been seen.
    Paste { matched: usize },
}

/// Turns bytes into [`Input`], however they are cut.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// Bytes of what is being read.
    partial: Vec<u8>,
    /// An ESC came right before, so what follows is with alt.
    alt: bool,
    /// What has just become keys for want of time, without the ESC it began with.
    expired: Option<Vec<u8>>,
    /// How the string that is being read began.
    begun: Begun,
}

/// How a string began.
#[derive(Clone, Copy, Debug, Default)]
struct Begun {
    /// The byte after ESC.
    byte: u8,
    /// It came in the same read as ESC.
    with_alt: bool,
    /// All of it has come byte by byte.
    is_typed: bool,
}

impl Decoder {
    /// A decoder that stands between sequences.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the bytes of one read and gives what they complete.
    ///
    /// ESC and a character in the same read are that key with alt; when the
    /// character comes in a later read, they are Esc and the key.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        let mut out = Vec::new();
        if bytes.is_empty() {
            return out;
        }
        if let State::Escape { fresh } = &mut self.state {
            *fresh = false;
        }
        if let Some(mut late) = self.expired.take() {
            let before = late.len();
            late.extend_from_slice(bytes);
            if is_late_tail(&late) {
                self.state = State::Escape { fresh: false };
                for &byte in late.get(..before).unwrap_or_default() {
                    self.step(byte, &mut out);
                }
            }
        }
        for &byte in bytes {
            self.step(byte, &mut out);
        }
        // `ESC ]` in one read is a key with alt; whatever more there is in it, no key.
        self.begun.is_typed &= bytes.len() == 1 || self.partial.is_empty();
        out
    }

    /// Whether a lone ESC is pending, or a string that was typed: both become keys
    /// if nothing follows in time. Within other sequences there is nothing to wait
    /// for.
    #[must_use]
    pub fn waits_for_escape(&self) -> bool {
        match self.state {
            State::Escape { .. } | State::DoubleEscape => true,
            State::Text { kind, .. } | State::TextEscape { kind, .. } => {
                self.begun.is_typed && !(kind == StringKind::System && is_asked_for(&self.partial))
            }
            _ => false,
        }
    }

    /// The wait for what follows a lone ESC, or goes on with a string, is over: it is
    /// the Esc key, or the keys that were typed.
    pub fn escape_timed_out(&mut self) -> Vec<Input> {
        if !self.waits_for_escape() {
            return Vec::new();
        }
        let mut out = vec![escape_key()];
        let mut late = Vec::new();
        match std::mem::take(&mut self.state) {
            State::DoubleEscape => out.push(escape_key()),
            state @ (State::Text { .. } | State::TextEscape { .. }) => {
                late.push(self.begun.byte);
                late.append(&mut self.partial);
                if self.begun.with_alt {
                    out.clear();
                    self.alt = true;
                }
                for &byte in &late {
                    self.ground(byte, &mut out);
                }
                if matches!(state, State::TextEscape { .. }) {
                    out.push(escape_key());
                    late.clear();
                }
            }
            _ => {}
        }
        self.expired = Some(late);
        out
    }

    fn step(&mut self, byte: u8, out: &mut Vec<Input>) {
        match self.state {
            State::Ground => self.ground(byte, out),
            State::Escape { fresh } => self.escape(byte, fresh, out),
            State::DoubleEscape => self.double_escape(byte, out),
            State::Character => self.character(byte, out),
            State::Control { overlong } => self.control(byte, overlong, out),
            State::ConsoleFunction => self.console_function(byte, out),
            State::Single => self.single(byte, out),
            State::Mouse { left } => self.mouse(byte, left, out),
            State::Text { kind, overlong } => self.text(byte, kind, overlong, out),
            State::TextEscape { kind, overlong } => self.text_escape(byte, kind, overlong, out),
            State::Paste { matched } => self.paste(byte, matched, out),
        }
    }

    /// Drops what was being read.
    fn reset(&mut self) {
        self.state = State::Ground;
        self.partial.clear();
        self.alt = false;
    }

    /// Drops what was being read and begins anew with `byte`. A control
    /// character within a sequence does this, so that C-c is always heard.
    fn restart(&mut self, byte: u8, out: &mut Vec<Input>) {
        self.reset();
        if !matches!(byte, CANCEL | SUBSTITUTE) {
            self.ground(byte, out);
        }
    }

    fn ground(&mut self, byte: u8, out: &mut Vec<Input>) {
        if byte == ESC {
            self.state = State::Escape { fresh: true };
        } else if byte.is_ascii() {
            let alt = std::mem::take(&mut self.alt);
            let mut key = ascii_key(byte);
            key.alt = alt;
            out.push(Input::Key(key));
        } else {
            self.partial.clear();
            self.state = State::Character;
            self.character(byte, out);
        }
    }

    fn escape(&mut self, byte: u8, fresh: bool, out: &mut Vec<Input>) {
        match byte {
            ESC => self.state = State::DoubleEscape,
            _ if self.introduce(byte, fresh) => {}
            _ if fresh => {
                self.state = State::Ground;
                self.alt = true;
                self.ground(byte, out);
            }
            _ => {
                out.push(escape_key());
                self.state = State::Ground;
                self.ground(byte, out);
            }
        }
    }

    fn double_escape(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            ESC => out.push(escape_key()),
            b'[' | b'O' => {
                self.introduce(byte, false);
                self.alt = true;
            }
            _ => {
                out.push(escape_key());
                self.escape(byte, false, out);
            }
        }
    }

    /// Begins the sequence that ESC and `byte` introduce, if they introduce one.
    /// `fresh` says that both came in one read.
    fn introduce(&mut self, byte: u8, fresh: bool) -> bool {
        let string = |kind| State::Text {
            kind,
            overlong: false,
        };
        let state = match byte {
            b'[' => State::Control { overlong: false },
            b'O' => State::Single,
            b']' => string(StringKind::System),
            b'P' => string(StringKind::Device),
            b'_' | b'^' | b'X' => string(StringKind::Application),
            _ => return false,
        };
        self.partial.clear();
        self.state = state;
        self.begun = Begun {
            byte,
            with_alt: fresh,
            is_typed: true,
        };
        true
    }

    /// A character of several bytes (RFC 3629). Bytes that are none are dropped.
    fn character(&mut self, byte: u8, out: &mut Vec<Input>) {
        if byte.is_ascii() {
            return self.restart(byte, out);
        }
        self.partial.push(byte);
        match std::str::from_utf8(&self.partial) {
            Ok(text) => {
                // U+0080 to U+009F are controls that no keyboard types.
                if let Some(c) = text.chars().next().filter(|c| !c.is_control()) {
                    let mut key = Key::char(c);
                    key.alt = self.alt;
                    out.push(Input::Key(key));
                }
                self.reset();
            }
            Err(error) if error.error_len().is_none() => {}
            Err(_) => {
                let first_of_several = self.partial.len() == 1;
                self.reset();
                // The byte that broke the character may begin another one.
                if !first_of_several {
                    self.ground(byte, out);
                }
            }
        }
    }

    fn control(&mut self, byte: u8, overlong: bool, out: &mut Vec<Input>) {
        match byte {
            b'[' if self.partial.is_empty() && !overlong => self.state = State::ConsoleFunction,
            b'M' if self.partial.is_empty() && !overlong => self.state = State::Mouse { left: 3 },
            // rxvt ends a key with shift in `$`, which otherwise leads to a final byte.
            b'$' if !overlong && is_short_number(&self.partial) => self.finish_control(byte, out),
            0x20..=0x3F => {
                if self.partial.len() < CONTROL_LIMIT && !overlong {
                    self.partial.push(byte);
                } else {
                    self.partial.clear();
                    self.state = State::Control { overlong: true };
                }
            }
            0x40..=0x7E if overlong => self.reset(),
            0x40..=0x7E => self.finish_control(byte, out),
            _ => self.restart(byte, out),
        }
    }

    fn finish_control(&mut self, end: u8, out: &mut Vec<Input>) {
        if end == b'~' && self.partial == b"200" {
            self.reset();
            self.state = State::Paste { matched: 0 };
            return;
        }
        out.extend(sequence::control(&self.partial, end, self.alt));
        self.reset();
    }

    fn console_function(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            b'A'..=b'E' => {
                let mut key = Key::plain(Code::Function(byte - b'A' + 1));
                key.alt = self.alt;
                out.push(Input::Key(key));
                self.reset();
            }
            0x20..=0x7E => self.reset(),
            _ => self.restart(byte, out),
        }
    }

    fn single(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            b'0'..=b'9' | b';' => {
                // Terminals send at most `1;16`; what is longer is of no use.
                if self.partial.len() < 8 {
                    self.partial.push(byte);
                }
            }
            0x20..=0x7E => {
                out.extend(sequence::single(&self.partial, byte, self.alt));
                self.reset();
            }
            _ => self.restart(byte, out),
        }
    }

    /// The oldest mouse report: three bytes, each 32 more than what it says.
    fn mouse(&mut self, byte: u8, left: u8, out: &mut Vec<Input>) {
        if byte < 0x20 {
            self.restart(byte, out);
        } else if left > 1 {
            self.state = State::Mouse { left: left - 1 };
        } else {
            self.reset();
        }
    }

    fn text(&mut self, byte: u8, kind: StringKind, overlong: bool, out: &mut Vec<Input>) {
        match byte {
            BEL => self.finish_text(kind, overlong, out),
            ESC => self.state = State::TextEscape { kind, overlong },
            0..0x20 => self.restart(byte, out),
            _ if overlong => {}
            _ if self.partial.len() < STRING_LIMIT => self.partial.push(byte),
            _ => {
                self.partial = Vec::new();
                self.state = State::Text {
                    kind,
                    overlong: true,
                };
            }
        }
    }

    fn text_escape(&mut self, byte: u8, kind: StringKind, overlong: bool, out: &mut Vec<Input>) {
        match byte {
            b'\\' => self.finish_text(kind, overlong, out),
            // The string was cut off. Another sequence begins, or what came is
            // part of something unknown: dropped, as it may not become a letter.
            0x20..=0x7E => {
                self.reset();
                self.introduce(byte, false);
            }
            ESC => {
                self.reset();
                self.state = State::Escape { fresh: true };
            }
            _ => self.restart(byte, out),
        }
    }

    fn finish_text(&mut self, kind: StringKind, overlong: bool, out: &mut Vec<Input>) {
        let bytes = std::mem::take(&mut self.partial);
        self.reset();
        if overlong {
            return;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        out.push(Input::Reply(match kind {
            StringKind::System => Reply::System(text),
            StringKind::Device => Reply::Device(text),
            StringKind::Application => Reply::Application(text),
        }));
    }

    /// Everything up to the end of the paste is text, escape sequences included.
    fn paste(&mut self, byte: u8, matched: usize, out: &mut Vec<Input>) {
        if PASTE_END.get(matched) == Some(&byte) {
            if matched + 1 < PASTE_END.len() {
                self.state = State::Paste {
                    matched: matched + 1,
                };
                return;
            }
            let bytes = std::mem::take(&mut self.partial);
            self.reset();
            out.push(Input::Paste(pasted_text(&bytes)));
            return;
        }
        // ESC stands only at the start of the mark, so a failed match is text whole.
        for &seen in PASTE_END.get(..matched).unwrap_or_default() {
            self.keep_pasted(seen);
        }
        if byte == ESC {
            self.state = State::Paste { matched: 1 };
        } else {
            self.keep_pasted(byte);
            self.state = State::Paste { matched: 0 };
        }
    }

    fn keep_pasted(&mut self, byte: u8) {
        if self.partial.len() < PASTE_LIMIT {
            self.partial.push(byte);
        }
    }
}

/// One or two digits and nothing else.
fn is_short_number(parameters: &[u8]) -> bool {
    matches!(parameters.len(), 1 | 2) && parameters.iter().all(u8::is_ascii_digit)
}

/// The text of a paste: bytes that are no UTF-8 are dropped, and line ends,
/// which terminals send as carriage returns, become line feeds.
fn pasted_text(bytes: &[u8]) -> String {
    let text: String = bytes.utf8_chunks().map(|chunk| chunk.valid()).collect();
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn escape_key() -> Input {
    Input::Key(Key::plain(Code::Esc))
}

/// The key of an ASCII byte. Keys that share a byte are the key rather than the
/// letter with control: 0x08 and 0x7F are Backspace, 0x09 Tab, 0x0D Enter.
fn ascii_key(byte: u8) -> Key {
    match byte {
        0x00 => Key::ctrl(' '),
        0x08 | 0x7F => Key::plain(Code::Backspace),
        0x09 => Key::plain(Code::Tab),
        0x0D => Key::plain(Code::Enter),
        0x1B => Key::plain(Code::Esc),
        0x01..=0x1A => Key::ctrl(char::from(byte - 1 + b'a')),
        0x1C..=0x1F => Key::ctrl(char::from(byte + 0x40)),
        _ => Key::char(char::from(byte)),
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
