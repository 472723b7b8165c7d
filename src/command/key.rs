//! A key as the program knows it, whatever bytes a terminal sends for it.

use std::fmt;

use crate::text::script::is_han_like;

/// Which key, without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A key that types a character.
    Char(char),
    /// The Enter key.
    Enter,
    /// The Esc key.
    Esc,
    /// The Tab key; with shift, back-tab.
    Tab,
    /// The Backspace key.
    Backspace,
    /// The Delete key.
    Delete,
    /// The Insert key.
    Insert,
    /// The up arrow.
    Up,
    /// The down arrow.
    Down,
    /// The left arrow.
    Left,
    /// The right arrow.
    Right,
    /// The Home key.
    Home,
    /// The End key.
    End,
    /// The Page Up key.
    PageUp,
    /// The Page Down key.
    PageDown,
    /// A function key, from 1 on.
    Function(u8),
}

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With the control key.
    pub ctrl: bool,
    /// With the alt key.
    pub alt: bool,
    /// With the shift key; never set for characters, whose case says it.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A key that types a character.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A key with the control key.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self {
            ctrl: true,
            ..Self::char(c)
        }
    }

    /// The key that this one shares a place of the keyboard with: what an input
    /// method that was left on makes of a key acts as that key.
    #[must_use]
    pub fn without_input_method(self) -> Self {
        let Code::Char(c) = self.code else {
            return self;
        };
        let plain = if ('\u{FF01}'..='\u{FF5E}').contains(&c) {
            // The full-width forms of ASCII.
            char::from_u32(u32::from(c) - 0xFF01 + u32::from('!')).unwrap_or(c)
        } else {
            let form = FORMS.iter().find(|(forms, _)| forms.contains(c));
            form.map_or(c, |(_, plain)| *plain)
        };
        Self {
            code: Code::Char(plain),
            ..self
        }
    }

    /// Whether the key is a character that only an input method makes of several
    /// keys: Han, kana, bopomofo or hangul.
    #[must_use]
    pub fn is_composed(self) -> bool {
        let is_other = |c: char| {
            matches!(c,
                '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' // Bopomofo.
                | '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' // Hangul, its letters.
                | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}')
        };
        matches!(self.code, Code::Char(c) if is_han_like(c) || is_other(c))
    }

    /// Reads one key: `j`, `C-d`, `A-x`, `S-Tab`, `Space`, `F1`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let mut key = Self::char(' ');
        let mut rest = name;
        loop {
            rest = match rest.get(..2) {
                Some("C-") if rest.len() > 2 => {
                    key.ctrl = true;
                    rest.get(2..)?
                }
                Some("A-" | "M-") if rest.len() > 2 => {
                    key.alt = true;
                    rest.get(2..)?
                }
                Some("S-") if rest.len() > 2 => {
                    key.shift = true;
                    rest.get(2..)?
                }
                _ => break,
            };
        }
        let named = NAMES.iter().find(|(known, _)| *known == rest);
        let function = || {
            rest.strip_prefix('F')?
                .parse()
                .ok()
                .filter(|number| (1..=35).contains(number))
        };
        key.code = match (named, function()) {
            (Some((_, code)), _) => *code,
            (None, Some(number)) => Code::Function(number),
            (None, None) => {
                let mut chars = rest.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => Code::Char(c),
                    _ => return None,
                }
            }
        };
        // As terminals send them: a character's case says shift, and with control it
        // has none.
        if let Code::Char(c) = &mut key.code {
            if key.shift {
                *c = c.to_uppercase().next().unwrap_or(*c);
                key.shift = false;
            }
            if key.ctrl {
                *c = c.to_ascii_lowercase();
            }
        }
        Some(key)
    }

    /// Reads a sequence: `gg`, `g d`, `C-x C-s`.
    #[must_use]
    pub fn parse_sequence(text: &str) -> Option<Vec<Self>> {
        let mut keys = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match Self::parse(word) {
                Some(key) => keys.push(key),
                None if !word.contains('-') => keys.extend(word.chars().map(Self::char)),
                None => return None,
            }
        }
        (!keys.is_empty()).then_some(keys)
    }
}

/// What Chinese and Japanese input methods make of keys besides the full-width
/// forms of ASCII, and the key of each. Where they differ, the forms that a reader
/// types most have it: `、` is on the key of `/` or of `\`, and `\` does nothing by
/// itself.
const FORMS: &[(&str, char)] = &[
    ("\u{3000}", ' '),
    ("、､・･", '/'),
    ("。｡", '.'),
    ("【「｢〔〖", '['),
    ("】」｣〕〗", ']'),
    ("『", '{'),
    ("』", '}'),
    ("《〈«", '<'),
    ("》〉»", '>'),
    ("‘’", '\''),
    ("“”", '"'),
    ("·", '`'),
    ("￥", '$'),
    ("¥", '\\'),
    ("…⋯", '^'),
    ("—―", '_'),
    ("〜", '~'),
    ("￨", '|'),
];

/// Keys that are written by a name.
const NAMES: &[(&str, Code)] = &[
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Del", Code::Delete),
    ("Ins", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (set, mark) in [(self.ctrl, "C-"), (self.alt, "A-"), (self.shift, "S-")] {
            if set {
                f.write_str(mark)?;
            }
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, Code::Function(number)) => write!(f, "F{number}"),
            (None, _) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_written() {
        for name in [
            "j", "C-d", "A-x", "S-Tab", "Space", "PgDn", "F12", "/", "中", "C-A-Left",
        ] {
            assert_eq!(
                Key::parse(name).map(|key| key.to_string()).as_deref(),
                Some(name)
            );
        }
        for name in ["", "C-", "Foo", "jk", "F99"] {
            assert_eq!(
                Key::parse(name).filter(|key| key.to_string() == name && name.len() < 2),
                None,
                "{name}"
            );
        }
        assert_eq!(Key::parse("S-j"), Key::parse("J"));
        assert_eq!(Key::parse("C-X"), Key::parse("C-x"));
        assert_eq!(
            Key::parse_sequence("gg"),
            Some(vec![Key::char('g'), Key::char('g')])
        );
        assert_eq!(
            Key::parse_sequence("g d"),
            Some(vec![Key::char('g'), Key::char('d')])
        );
        assert_eq!(
            Key::parse_sequence("C-x j"),
            Some(vec![Key::ctrl('x'), Key::char('j')])
        );
        assert_eq!(Key::parse_sequence("C-foo"), None);
        assert_eq!(Key::parse_sequence(""), None);
    }

    #[test]
    fn an_input_method_left_on_does_no_harm() {
        let table = [
            ("ｊＪ５ｇ", "jJ5g"),
            ("；？／：｜，．！", ";?/:|,.!"),
            ("（）［］｛｝＜＞", "()[]{}<>"),
            ("＊＃＂＇＼＾＿｀～＠％＆＋－＝＄", "*#\"'\\^_`~@%&+-=$"),
            ("\u{3000}、。", " /."),
            ("【】「」『』《》〈〉", "[][]{}<><>"),
            ("‘’“”·￥…—", "''\"\"`$^_"),
            ("､｡｢｣・¥", "/.[]/\\"),
            ("中あア한й\u{e9}j/", "中あア한й\u{e9}j/"),
        ];
        for (typed, meant) in table {
            let keys: String = typed
                .chars()
                .map(|c| Key::char(c).without_input_method().to_string())
                .collect();
            assert_eq!(keys, meant.replace(' ', "Space"), "{typed}");
        }
        // Modifiers stay, and so do keys that type nothing.
        assert_eq!(Key::ctrl('ｄ').without_input_method(), Key::ctrl('d'));
        assert_eq!(
            Key::plain(Code::Up).without_input_method(),
            Key::plain(Code::Up)
        );
    }

    #[test]
    fn every_key_of_a_command_can_be_typed_in_full_width() {
        for entry in crate::command::COMMANDS {
            let sequences = entry.list.iter().chain(entry.page);
            for key in sequences
                .filter_map(|keys| Key::parse_sequence(keys))
                .flatten()
            {
                let Code::Char(c @ '!'..='~') = key.code else {
                    continue;
                };
                let wide = char::from_u32(u32::from(c) - 0x21 + 0xFF01).expect("a form");
                let typed = Key {
                    code: Code::Char(wide),
                    ..key
                };
                assert_eq!(typed.without_input_method(), key);
                assert!(!typed.is_composed() && !key.is_composed(), "{key}");
            }
        }
    }

    #[test]
    fn forms_are_told_from_what_is_composed() {
        for (forms, plain) in FORMS {
            assert!(plain.is_ascii() && !forms.is_ascii(), "{forms}");
            for c in forms.chars() {
                let key = Key::char(c).without_input_method();
                assert_eq!(key, Key::char(*plain), "{c} stands in two lines");
                assert!(!key.is_composed());
            }
        }
        for (text, composed) in [
            ("中龍〇㐀𠀀々", true),
            ("あアｱー", true),
            ("ㄅㄧ", true),
            ("한ㅎ", true),
            ("jЙé;；、…￥①→", false),
        ] {
            for c in text.chars() {
                let key = Key::char(c).without_input_method();
                assert_eq!(key.is_composed(), composed, "{c}");
            }
        }
        assert!(!Key::plain(Code::Enter).is_composed());
    }
}
