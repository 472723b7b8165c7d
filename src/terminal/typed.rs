//! What a person typed after Esc, told from what a terminal sent: both begin with
//! the same byte, and a slow line cuts what was sent in two.
//!
//! When it is asked, and what becomes of either, is left to `decode`.

/// Whether a system's string is a colour, which `inquiry` asks for.
pub(super) fn is_asked_for(text: &[u8]) -> bool {
    text.starts_with(b"10;") || text.starts_with(b"11;")
}

/// Whether a read that follows an ESC taken for the Esc key begins with the rest
/// of a key's sequence, a reply or a mouse report, delayed beyond the wait.
/// Nobody types `[` and `A` within one read, but a slow line delivers them so,
/// and `A` would mark all as read.
pub(super) fn is_late_tail(bytes: &[u8]) -> bool {
    match bytes {
        // A reply or a report of the mouse; `]1` begins the colours that are asked
        // for, `P>|` the terminal's name. The end may be missing, or more may follow.
        [b'[', b'?' | b'<' | b'>', b'0'..=b'9', ..]
        | [b']', b'1', b'0' | b'1', b';', ..]
        | [b'P', b'>', b'|', ..]
        | [b'[', b'A'..=b'D' | b'F' | b'H' | b'Z']
        | [b'O', b'A'..=b'D' | b'F' | b'H' | b'P'..=b'S'] => true,
        [b'[', rest @ ..] => {
            let is_parameter = |byte: &u8| matches!(byte, b'0'..=b'9' | b';' | b':');
            let end = rest.iter().position(|byte| !is_parameter(byte));
            let after_parameters = end.filter(|end| *end > 0).and_then(|end| rest.get(end));
            matches!(
                after_parameters,
                Some(b'~' | b'A'..=b'D' | b'F' | b'H' | b'R' | b'c' | b'n' | b't')
            )
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::Decoder;
    use super::super::events::Input;

    fn names(inputs: &[Input]) -> String {
        let name = |input: &Input| match input {
            Input::Key(key) => key.to_string(),
            Input::Reply(reply) => format!("{reply:?}"),
            other => format!("{other:?}"),
        };
        inputs.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    /// Esc and `]` within the wait, or Alt-P, begin no string that swallows the keys
    /// after them.
    #[test]
    fn what_is_typed_after_escape_is_not_swallowed() {
        for (reads, expected) in [
            (&["\x1b", "]"][..], "Esc ]"),
            (&["\x1b", "]", "j", "1"], "Esc ] j 1"),
            (&["\x1b", "P", "\x1b"], "Esc P Esc"),
            (&["\x1b]"], "A-]"),
            (&["\x1bP", "j"], "A-P j"),
            (&["\x1b\x1b", "X", "a"], "Esc Esc X a"),
            // Replies go on, however late.
            (&["\x1b]1"], ""),
            (&["\x1b", "]", "1", "1", ";"], ""),
            (&["\x1bP>|XTer"], ""),
        ] {
            let mut decoder = Decoder::new();
            let mut out = Vec::new();
            for read in reads {
                out.extend(decoder.feed(read.as_bytes()));
            }
            out.extend(decoder.escape_timed_out());
            assert_eq!(names(&out), expected, "{reads:?}");
            assert!(!decoder.waits_for_escape(), "{reads:?}");
            if !expected.is_empty() {
                assert_eq!(names(&decoder.feed(b"k")), "k", "{reads:?}");
            }
        }
        // The rest of a reply that comes after its beginning was taken for keys.
        for (beginning, key, rest, expected) in [
            (
                "\x1b]",
                "A-]",
                "11;rgb:0/0/0\x07j",
                r#"System("11;rgb:0/0/0") j"#,
            ),
            ("\x1bP", "A-P", ">|XTerm\x1b\\j", r#"Device(">|XTerm") j"#),
        ] {
            let mut decoder = Decoder::new();
            decoder.feed(beginning.as_bytes());
            assert_eq!(names(&decoder.escape_timed_out()), key);
            assert_eq!(names(&decoder.feed(rest.as_bytes())), expected);
        }
    }
}
