//! The closed grammar of what newsprint writes: whatever is not in it is foreign,
//! and an article may have put it there.
//!
//! On a screen: text, styles (SGR), places of the cursor, the modes that we set,
//! our questions, links (OSC 8) around valid addresses and copies (OSC 52) of
//! base64. Before the screen and after it, and in what goes to a pipe: text in
//! lines, nothing else.

use std::collections::BTreeSet;

/// Something that newsprint never writes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Foreign {
    /// Where, in bytes from the start.
    pub(crate) at: usize,
    /// What it is, with what surrounds it, safe to print.
    pub(crate) what: String,
}

/// What a terminal was told from the start of a program to its end.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// Modes that are still on; 25, the cursor's, where it is still hidden.
    pub(crate) left_on: BTreeSet<u16>,
    /// Addresses of links.
    pub(crate) links: BTreeSet<String>,
    /// What was copied, in order.
    pub(crate) copies: Vec<String>,
    /// How often a screen was entered.
    pub(crate) screens: usize,
}

/// Modes that we switch on and off: the cursor, the mouse (four), the focus, the
/// other screen, pastes, frames.
const MODES: [u16; 9] = [25, 1000, 1002, 1003, 1004, 1006, 1049, 2004, 2026];
/// Asks whether the terminal draws whole frames at once (DECRQM).
const ASKS_FOR_FRAMES: &str = "?2026$p";
/// The mode of the other screen.
const SCREEN: u16 = 1049;
/// The cursor, which is on at first.
const CURSOR: u16 = 25;

/// Whether a character is shown and does nothing else: no control, no mark that
/// reorders what surrounds it, no line of its own, no language tag, nothing
/// without an agreed shape.
pub(crate) fn is_text(c: char) -> bool {
    let is_bidi = matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let is_line = matches!(c, '\u{2028}' | '\u{2029}');
    let is_shapeless = matches!(c,
        '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E001F}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE;
    !(c.is_control() || is_bidi || is_line || is_shapeless)
}

/// What goes to a pipe or a file: text in lines; with `tabs`, in columns as well.
pub(crate) fn check_lines(bytes: &[u8], tabs: bool) -> Result<(), Foreign> {
    let mut reading = Reading::new(bytes)?;
    while let Some(c) = reading.rest().chars().next() {
        if !(is_text(c) || c == '\n' || tabs && c == '\t') {
            return Err(reading.foreign("a character"));
        }
        reading.at += c.len_utf8();
    }
    Ok(())
}

/// What goes to a terminal, from the start of a program to its end.
pub(crate) fn check_terminal(bytes: &[u8]) -> Result<Told, Foreign> {
    let mut reading = Reading::new(bytes)?;
    while let Some(c) = reading.rest().chars().next() {
        let on_screen = reading.told.left_on.contains(&SCREEN);
        match c {
            '\u{1B}' => reading.sequence()?,
            // The terminal's own driver puts a return before a line feed.
            '\r' if !on_screen && reading.rest().starts_with("\r\n") => reading.at += 2,
            c if is_text(c) => reading.at += c.len_utf8(),
            _ => return Err(reading.foreign("a character")),
        }
    }
    if reading.link.is_some() {
        return Err(reading.foreign("an end within a link"));
    }
    Ok(reading.told)
}

/// Base64 (RFC 4648, section 4) with all its padding and no stray bits; what it stands for.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let letters = text.trim_end_matches('=');
    let padding = text.len() - letters.len();
    if !text.len().is_multiple_of(4) || padding > 2 {
        return None;
    }
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0u32);
    for letter in letters.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).ok()?);
        }
    }
    let stray = bits & ((1 << held) - 1);
    (stray == 0 && held as usize == 2 * padding).then_some(bytes)
}

/// Bytes that are being read.
struct Reading<'a> {
    text: &'a str,
    at: usize,
    told: Told,
    /// The link that is open.
    link: Option<&'a str>,
}

impl<'a> Reading<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, Foreign> {
        let text = std::str::from_utf8(bytes).map_err(|error| Foreign {
            at: error.valid_up_to(),
            what: format!("no UTF-8: {}", around(bytes, error.valid_up_to())),
        })?;
        Ok(Self {
            text,
            at: 0,
            told: Told::default(),
            link: None,
        })
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn foreign(&self, what: &str) -> Foreign {
        Foreign {
            at: self.at,
            what: format!("{what}: {}", around(self.text.as_bytes(), self.at)),
        }
    }

    /// A sequence, from its ESC to its end.
    fn sequence(&mut self) -> Result<(), Foreign> {
        let rest = &self.rest()[1..];
        let length = if let Some(control) = rest.strip_prefix('[') {
            let is_parameter = |byte: &u8| (0x30..=0x3F).contains(byte);
            let length = control
                .bytes()
                .take_while(|byte| is_parameter(byte))
                .count();
            let end = control[length..].chars().next();
            if control.starts_with(ASKS_FOR_FRAMES) {
                // ESC and the bracket before it.
                let on_screen = self.told.left_on.contains(&SCREEN);
                on_screen.then_some(2 + ASKS_FOR_FRAMES.len())
            } else {
                let is_known = end.is_some_and(|end| self.control(&control[..length], end));
                // ESC, the bracket, the end.
                is_known.then_some(length + 3)
            }
        } else if let Some(system) = rest.strip_prefix(']') {
            let length = system.find('\u{1B}').unwrap_or(system.len());
            let is_known =
                system[length..].starts_with("\u{1B}\\") && self.system(&system[..length]);
            is_known.then_some(length + 4)
        } else {
            // The cursor kept and brought back, and the keypad's usual mode.
            let on_screen = self.told.left_on.contains(&SCREEN);
            (on_screen && rest.starts_with(['7', '8', '>'])).then_some(2)
        };
        self.at += length.ok_or_else(|| self.foreign("a sequence"))?;
        Ok(())
    }

    fn control(&mut self, parameters: &str, end: char) -> bool {
        if let Some(mode) = parameters.strip_prefix('?') {
            return self.mode(mode, end);
        }
        let on_screen = self.told.left_on.contains(&SCREEN);
        match end {
            'm' => on_screen && is_style(parameters),
            'H' => {
                let place: Vec<_> = parameters.split(';').map(number).collect();
                on_screen && matches!(place[..], [Some(1..), Some(1..)])
            }
            'J' => on_screen && matches!(parameters, "" | "2"),
            'K' => on_screen && parameters == "2",
            'n' => on_screen && parameters == "6",
            'c' => on_screen && parameters.is_empty(),
            _ => false,
        }
    }

    fn mode(&mut self, mode: &str, end: char) -> bool {
        let Some(mode) = number(mode) else {
            return false;
        };
        // The cursor keys' application mode is only ever switched off.
        if mode == 1 && end == 'l' {
            return true;
        }
        let switches_on = match end {
            'h' => mode != CURSOR,
            'l' => mode == CURSOR,
            _ => return false,
        };
        if switches_on && self.told.left_on.insert(mode) && mode == SCREEN {
            self.told.screens += 1;
        } else if !switches_on {
            self.told.left_on.remove(&mode);
        }
        MODES.contains(&mode)
    }

    fn system(&mut self, text: &'a str) -> bool {
        if !self.told.left_on.contains(&SCREEN) {
            return false;
        }
        if let Some(link) = text.strip_prefix("8;") {
            let before = self.link.take();
            if link == ";" {
                return before.is_some();
            }
            self.link = Some(link);
            return before.is_none() && self.opens(link);
        }
        if let Some(copy) = text.strip_prefix("52;c;") {
            let copy = from_base64(copy).and_then(|bytes| String::from_utf8(bytes).ok());
            let is_text = copy.is_some();
            self.told.copies.extend(copy);
            return is_text;
        }
        matches!(text, "10;?" | "11;?")
    }

    /// Whether a link has one of our numbers and leads to a page of the web.
    fn opens(&mut self, link: &str) -> bool {
        let Some((id, address)) = link.split_once(';') else {
            return false;
        };
        let id = id.strip_prefix("id=").unwrap_or_default();
        let has_number = id
            .strip_prefix(['l', 'i', 'e'])
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
        let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic());
        let is_web = url::Url::parse(address)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        self.told.links.insert(address.to_owned());
        has_number && is_plain && is_web
    }
}

fn number(text: &str) -> Option<u16> {
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

/// Whether parameters are styles that we use: no blinking, no font.
fn is_style(parameters: &str) -> bool {
    if parameters.is_empty() {
        return true;
    }
    let numbers: Option<Vec<u16>> = parameters.split(';').map(number).collect();
    let Some(numbers) = numbers else { return false };
    let mut left = numbers.as_slice();
    while let [first, rest @ ..] = left {
        left = match (first, rest) {
            (38 | 48 | 58, [5, 0..=255, rest @ ..] | [2, 0..=255, 0..=255, 0..=255, rest @ ..])
            | (0..=4 | 7..=9 | 21..=24 | 27..=37 | 39..=47 | 49 | 59 | 90..=97 | 100..=107, rest) => {
                rest
            }
            _ => return false,
        };
    }
    true
}

/// What stands around a place, safe to print.
fn around(bytes: &[u8], at: usize) -> String {
    let part = &bytes[at.saturating_sub(24)..bytes.len().min(at + 24)];
    part.escape_ascii().to_string()
}

/// A short life on a terminal that has everything in it.
const LIFE: &str = "newsprint: a note\r\n\
    \x1b[?1049h\x1b[?1l\x1b>\x1b[?2004h\x1b[?1004h\x1b[?25l\x1b[?1000h\x1b[?1002h\x1b[?1006h\
    \x1b[?2026h\x1b7\x1b[8m\x1b[2;1H“\x1b[6n\x1b[2K\x1b[?2026$p\x1b[m\x1b8\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[c\
    \x1b[0m\x1b[J\x1b[1;1H\x1b[38;5;4;48;2;1;2;3m港口 👩\u{200D}👩 a\u{301}\
    \x1b]8;id=l0;https://example.org/%1B?a=b\x1b\\\x1b[2;3Hlink\x1b]8;;\x1b\\\x1b[39;49m\x1b[?2026l\
    \x1b]52;c;Zm9vYg==\x1b\\\
    \x1b[?2026l\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[?1049l\x1b[?25h\
    what is left\r\n";

#[test]
fn what_we_write_is_in_it() {
    let told = check_terminal(LIFE.as_bytes()).unwrap();
    assert_eq!(told.left_on, BTreeSet::new());
    assert_eq!(told.copies, ["foob"]);
    assert_eq!(told.links.len(), 1);
    assert_eq!(told.screens, 1);
    assert_eq!(check_lines("港口\n a b\n".as_bytes(), false), Ok(()));
    assert_eq!(check_lines(b"a\tb\n", true), Ok(()));
}

/// None of these has a meaning to us, nor would it turn what surrounds it into
/// something that has.
const FOREIGN: &[&[u8]] = &[
    b"\0",
    b"\x07",
    b"\x08",
    b"\t",
    b"\x0b",
    b"\x0e",
    b"\x7f",
    b"\x80",
    b"\x9b31m",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xff",
    "\u{85}".as_bytes(),
    "\u{9b}2J".as_bytes(),
    "\u{9d}0;x\u{9c}".as_bytes(),
    "\u{61c}".as_bytes(),
    "\u{200e}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{2066}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{feff}".as_bytes(),
    "\u{e000}".as_bytes(),
    "\u{fdd0}".as_bytes(),
    "\u{1ffff}".as_bytes(),
    "\u{e0001}".as_bytes(),
    b"\x1b",
    b"\x1bc",
    b"\x1b#8",
    b"\x1b(0",
    b"\x1bPtmux;\x1b\\",
    b"\x1b_Gx\x1b\\",
    b"\x1b^x\x1b\\",
    b"\x1b[5m",
    b"\x1b[38;9m",
    b"\x1b[4:3m",
    b"\x1b[3J",
    b"\x1b[0;1H",
    b"\x1b[9A",
    b"\x1b[5n",
    b"\x1b[>c",
    b"\x1b[201~",
    b"\x1b[20t",
    b"\x1b[?1005h",
    b"\x1b[?2004$p",
    b"\x1b[?1h",
    b"\x1b[?47h",
    b"\x1b]0;title\x07",
    b"\x1b]0;title\x1b\\",
    b"\x1b]4;1;?\x1b\\",
    b"\x1b]52;c;?\x1b\\",
    b"\x1b]52;p;Zg==\x1b\\",
    b"\x1b]52;c;Zg=\x1b\\",
    b"\x1b]52;c;Zh==\x1b\\",
    b"\x1b]52;c;Zg==\x07",
    b"\x1b]8;;https://example.org/\x1b\\",
    b"\x1b]8;id=x1;https://example.org/\x1b\\",
    b"\x1b]8;id=l1;javascript:alert(1)\x1b\\",
    b"\x1b]8;id=l1;file:///etc/passwd\x1b\\",
    b"\x1b]8;id=l1;https://\x1b\\",
    b"\x1b]8;id=l1;https://a.example/ b\x1b\\",
    b"\x1b]8;id=l1;https://a.example/\x1b]0;x\x1b\\",
];

#[test]
fn anything_else_is_found_wherever_it_stands() {
    for foreign in FOREIGN {
        for at in (0..=LIFE.len()).filter(|at| LIFE.is_char_boundary(*at)) {
            let mut bytes = LIFE.as_bytes().to_vec();
            bytes.splice(at..at, foreign.iter().copied());
            assert!(
                check_terminal(&bytes).is_err(),
                "{} at {at} of {}",
                foreign.escape_ascii(),
                around(&bytes, at)
            );
        }
        for text in ["", "港口\n", "a"] {
            let bytes = [text.as_bytes(), foreign, text.as_bytes()].concat();
            assert!(
                check_lines(&bytes, false).is_err(),
                "{}",
                foreign.escape_ascii()
            );
        }
    }
}

/// Off the screen nothing is styled, placed, linked or copied.
#[test]
fn on_a_screen_and_off_it_are_two_things() {
    for (bytes, is_fine) in [
        (&b"a\r\nb"[..], true),
        (b"a\rb", false),
        (b"a\nb", false),
        (b"\x1b[?1049ha\r\nb", false),
        (b"\x1b[1m", false),
        (b"\x1b[1;1H", false),
        (b"\x1b]52;c;Zg==\x1b\\", false),
        (b"\x1b]11;?\x1b\\", false),
        (b"\x1b[?1049h\x1b[1m\x1b[?1049l\x1b[m", false),
        (b"\x1b[?1049h\x1b[1m\x1b[?1049l\x1b[?25h", true),
        (b"\x1b[?1049h\x1b]8;id=l0;https://a.example/\x1b\\x", false),
        (b"\x1b[?1049h\x1b]8;;\x1b\\x", false),
    ] {
        let found = check_terminal(bytes);
        assert_eq!(
            found.is_ok(),
            is_fine,
            "{}: {found:?}",
            bytes.escape_ascii()
        );
    }
    let left = check_terminal(b"\x1b[?1049h\x1b[?25l\x1b[?2004h").unwrap();
    assert_eq!(left.left_on, BTreeSet::from([25, 1049, 2004]));
}

#[test]
fn base64_is_read_as_the_standard_has_it() {
    for (text, bytes) in [
        ("", Some(&b""[..])),
        ("Zg==", Some(b"f")),
        ("Zm8=", Some(b"fo")),
        ("Zm9vYg==", Some(b"foob")),
        ("+/+/", Some(b"\xfb\xff\xbf")),
        ("Z", None),
        ("Zg", None),
        ("Zg=", None),
        ("Zh==", None),
        ("Zg==Zg==", None),
        ("====", None),
        ("Zg\n==", None),
        ("Z-8=", None),
    ] {
        assert_eq!(from_base64(text).as_deref(), bytes, "{text:?}");
    }
}
