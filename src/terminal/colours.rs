//! How many colours a terminal has, and whether its ground is light, by what its
//! environment says; and colours as every terminal with any understands them.

use super::kind::UNKNOWN;
use crate::settings::{Depth, Shade};

/// Beginnings of the names of terminals without colours, beside those of which nothing is
/// known: hardware with one colour.
const FAMILIES_WITHOUT: &[&str] = &["vt1", "vt2", "vt3", "vt4", "vt5", "wy"];
/// Beginnings of the names of terminals that have all colours. ssh passes on the
/// name alone, and not what else they say of themselves.
const WITH_ALL: &[&str] = &[
    "alacritty",
    "contour",
    "foot",
    "rio",
    "wezterm",
    "xterm-ghostty",
    "xterm-kitty",
];
/// Terminals with all colours by what they call themselves in `TERM_PROGRAM`.
const PROGRAMS_WITH_ALL: &[&str] = &["ghostty", "iTerm.app", "vscode", "WezTerm"];

/// How many colours the terminal has; none where the reader wants none
/// (no-color.org). `variable` looks up a variable of the environment.
#[must_use]
pub fn colour_depth(variable: impl Fn(&str) -> Option<String>) -> Depth {
    let value = |name: &str| variable(name).unwrap_or_default();
    let term = value("TERM");
    let begins = |list: &[&str]| list.iter().any(|beginning| term.starts_with(beginning));
    let has_none = UNKNOWN.contains(&term.as_str())
        || begins(FAMILIES_WITHOUT)
        || term.ends_with("-m")
        || term.ends_with("-mono");
    if !value("NO_COLOR").is_empty() || has_none {
        return Depth::None;
    }
    // GNU screen has not all colours, whatever the terminal around it says; tmux,
    // which may use the same name, makes of them what that terminal can show.
    let is_screen = term.starts_with("screen") && value("TMUX").is_empty();
    let says_all = matches!(value("COLORTERM").as_str(), "truecolor" | "24bit")
        || PROGRAMS_WITH_ALL.contains(&value("TERM_PROGRAM").as_str())
        || !value("WT_SESSION").is_empty();
    if term.ends_with("-direct") || begins(WITH_ALL) || says_all && !is_screen {
        return Depth::True;
    }
    if term.contains("256") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// Whether the ground is dark or light by `COLORFGBG`, in which rxvt and others say
/// the numbers of their text and, last, of their ground.
#[must_use]
pub fn shade_told(variable: impl Fn(&str) -> Option<String>) -> Option<Shade> {
    let told = variable("COLORFGBG")?;
    let (_, ground) = told.rsplit_once(';')?;
    match ground.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Shade::Dark),
        7 | 9..=15 => Some(Shade::Light),
        _ => None,
    }
}

/// The first 16 colours in their oldest form, `CSI 31 m` and `CSI 91 m`, in the
/// place of `CSI 38;5;1 m`, in which crossterm sends them: a terminal that has no
/// more than these reads the latter as “blinking”.
pub(super) fn with_old_colours(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(start) = rest.windows(2).position(|two| two == b"\x1b[") {
        let (before, from) = rest.split_at(start + 2);
        out.extend_from_slice(before);
        let length = from
            .iter()
            .position(|byte| !matches!(byte, b'0'..=b'9' | b';'))
            .unwrap_or(from.len());
        let (parameters, after) = from.split_at(length);
        if after.first() == Some(&b'm') {
            out.extend(rewritten(parameters));
        } else {
            out.extend_from_slice(parameters);
        }
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}

/// The parameters of one sequence that sets styles.
fn rewritten(parameters: &[u8]) -> Vec<u8> {
    let parts: Vec<&[u8]> = parameters.split(|byte| *byte == b';').collect();
    let mut out: Vec<Vec<u8>> = Vec::with_capacity(parts.len());
    let mut left = parts.as_slice();
    while let [first, after @ ..] = left {
        let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse::<u8>().ok();
        left = match (*first, after) {
            (b"38" | b"48", [b"5", colour, after @ ..]) => {
                let base = if *first == b"38" { 30 } else { 40 };
                match number(colour) {
                    Some(colour @ 0..=7) => out.push((base + colour).to_string().into_bytes()),
                    Some(colour @ 8..=15) => {
                        out.push((base + 52 + colour).to_string().into_bytes());
                    }
                    _ => out.extend([first.to_vec(), b"5".to_vec(), colour.to_vec()]),
                }
                after
            }
            // The parts of an exact colour are no colours themselves.
            (b"38" | b"48", [b"2", red, green, blue, after @ ..]) => {
                out.extend([*first, b"2", red, green, blue].map(<[u8]>::to_vec));
                after
            }
            _ => {
                out.push(first.to_vec());
                after
            }
        };
    }
    out.join(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Variables as they are written: `TERM=xterm NO_COLOR=1`.
    fn variables(written: &str) -> impl Fn(&str) -> Option<String> {
        move |name| {
            let mut pairs = written
                .split_whitespace()
                .filter_map(|pair| pair.split_once('='));
            let (_, value) = pairs.find(|(found, _)| *found == name)?;
            Some(value.to_owned())
        }
    }

    #[test]
    fn terminals_have_the_colours_that_they_say() {
        for (written, expected) in [
            ("", Depth::None),
            ("TERM=dumb COLORTERM=truecolor", Depth::None),
            ("TERM=vt100", Depth::None),
            ("TERM=vt220", Depth::None),
            ("TERM=xterm-mono", Depth::None),
            (
                "TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1",
                Depth::None,
            ),
            (
                "TERM=xterm-256color COLORTERM=truecolor NO_COLOR=",
                Depth::True,
            ),
            ("TERM=xterm-256color COLORTERM=24bit", Depth::True),
            ("TERM=xterm-256color", Depth::Indexed),
            ("TERM=xterm-256color COLORTERM=yes", Depth::Indexed),
            ("TERM=xterm-256color TERM_PROGRAM=iTerm.app", Depth::True),
            (
                "TERM=xterm-256color TERM_PROGRAM=Apple_Terminal",
                Depth::Indexed,
            ),
            ("TERM=xterm-256color WT_SESSION=1", Depth::True),
            ("TERM=xterm-kitty", Depth::True),
            ("TERM=foot", Depth::True),
            ("TERM=xterm-direct", Depth::True),
            ("TERM=tmux-256color", Depth::Indexed),
            ("TERM=screen-256color COLORTERM=truecolor", Depth::Indexed),
            (
                "TERM=screen-256color COLORTERM=truecolor TMUX=/t,1,0",
                Depth::True,
            ),
            ("TERM=screen", Depth::Sixteen),
            ("TERM=linux", Depth::Sixteen),
            ("TERM=xterm", Depth::Sixteen),
        ] {
            assert_eq!(colour_depth(variables(written)), expected, "{written}");
        }
    }

    #[test]
    fn the_environment_may_tell_the_ground() {
        for (told, expected) in [
            ("15;0", Some(Shade::Dark)),
            ("0;15", Some(Shade::Light)),
            ("12;default;8", Some(Shade::Dark)),
            ("0;default;7", Some(Shade::Light)),
            ("0;default", None),
            ("0;99", None),
            ("7", None),
            ("", None),
        ] {
            let variable = |name: &str| (name == "COLORFGBG").then(|| told.to_owned());
            assert_eq!(shade_told(variable), expected, "{told}");
        }
    }

    #[test]
    fn old_colours_are_sent_as_of_old() {
        for (sent, expected) in [
            ("a\x1b[38;5;1mb\x1b[48;5;9mc", "a\x1b[31mb\x1b[101mc"),
            ("\x1b[38;5;6;48;5;0mx", "\x1b[36;40mx"),
            ("\x1b[38;5;16m\x1b[48;5;255m", "\x1b[38;5;16m\x1b[48;5;255m"),
            ("\x1b[38;2;38;5;1m", "\x1b[38;2;38;5;1m"),
            ("\x1b[38;2;1;2;3;48;5;7m", "\x1b[38;2;1;2;3;47m"),
            ("\x1b[1m\x1b[m\x1b[0m", "\x1b[1m\x1b[m\x1b[0m"),
            ("\x1b[5;38H38;5;1m", "\x1b[5;38H38;5;1m"),
            ("\x1b[38;5", "\x1b[38;5"),
            ("\x1b[38;5m", "\x1b[38;5m"),
            (
                "\x1b]8;;https://a.example/\x1b\\港",
                "\x1b]8;;https://a.example/\x1b\\港",
            ),
        ] {
            let out = with_old_colours(sent.as_bytes());
            assert_eq!(String::from_utf8_lossy(&out), expected, "{sent:?}");
        }
    }
}
