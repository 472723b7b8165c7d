//! Tables and laws for the decoder: every sequence, split everywhere.

use proptest::prelude::*;

use super::*;
use crate::command::Mouse;

/// What came, as the tables write it.
fn name(input: &Input) -> String {
    match input {
        Input::Key(key) => key.to_string(),
        Input::Paste(text) => format!("paste {text:?}"),
        Input::Mouse(mouse) => named(mouse),
        Input::Focus(true) => "focus in".to_owned(),
        Input::Focus(false) => "focus out".to_owned(),
        Input::Reply(reply) => format!("{reply:?}"),
        Input::Closed => "closed".to_owned(),
    }
}

/// A mouse report: what was done, modifiers, column and row.
fn named(mouse: &Mouse) -> String {
    let modifiers = [(mouse.ctrl, "C-"), (mouse.alt, "A-"), (mouse.shift, "S-")];
    let modifiers: String = modifiers
        .iter()
        .filter_map(|(is_held, name)| is_held.then_some(*name))
        .collect();
    format!("{modifiers}{:?}@{},{}", mouse.kind, mouse.column, mouse.row)
}

fn names(inputs: &[Input]) -> String {
    inputs.iter().map(name).collect::<Vec<_>>().join(" ")
}

/// Feeds the pieces one after the other.
fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<Input> {
    let mut decoder = Decoder::new();
    let mut out = Vec::new();
    for piece in pieces {
        out.extend(decoder.feed(piece));
    }
    out.extend(decoder.escape_timed_out());
    out
}

/// What must decode the same however it is split.
const SEQUENCES: &[(&[u8], &str)] = &[
    // Characters and controls.
    (b"a", "a"),
    (b"A", "A"),
    (b" ", "Space"),
    (b"~", "~"),
    ("é".as_bytes(), "é"),
    ("中".as_bytes(), "中"),
    ("；？".as_bytes(), "； ？"),
    ("😀".as_bytes(), "😀"),
    (b"\x00", "C-Space"),
    (b"\x01", "C-a"),
    (b"\x03", "C-c"),
    (b"\x08", "Backspace"),
    (b"\x09", "Tab"),
    (b"\x0a", "C-j"),
    (b"\x0c", "C-l"),
    (b"\x0d", "Enter"),
    (b"\x1a", "C-z"),
    (b"\x1c", "C-\\"),
    (b"\x1d", "C-]"),
    (b"\x1e", "C-^"),
    (b"\x1f", "C-_"),
    (b"\x7f", "Backspace"),
    (b"\x1b", "Esc"),
    (b"\x1b\x1b", "Esc Esc"),
    (b"\x1b\x1b\x1b", "Esc Esc Esc"),
    // Bytes that are no character, and a C1 control written in UTF-8.
    (b"a\xffb", "a b"),
    (b"\xe4\xb8x", "x"),
    (b"\xe4\xb8\xe4\xb8\xad", "中"),
    (b"\xc2\x9bA", "A"),
    (b"\x9bA", "A"),
    // Arrows and the keys around them.
    (b"\x1b[A", "Up"),
    (b"\x1b[B", "Down"),
    (b"\x1b[C", "Right"),
    (b"\x1b[D", "Left"),
    (b"\x1b[H", "Home"),
    (b"\x1b[F", "End"),
    (b"\x1bOA", "Up"),
    (b"\x1bOB", "Down"),
    (b"\x1bOC", "Right"),
    (b"\x1bOD", "Left"),
    (b"\x1bOH", "Home"),
    (b"\x1bOF", "End"),
    (b"\x1bOM", "Enter"),
    (b"\x1b[1~", "Home"),
    (b"\x1b[2~", "Ins"),
    (b"\x1b[3~", "Del"),
    (b"\x1b[4~", "End"),
    (b"\x1b[5~", "PgUp"),
    (b"\x1b[6~", "PgDn"),
    (b"\x1b[7~", "Home"),
    (b"\x1b[8~", "End"),
    (b"\x1b[Z", "S-Tab"),
    // With modifiers.
    (b"\x1b[1;2A", "S-Up"),
    (b"\x1b[1;3B", "A-Down"),
    (b"\x1b[1;5A", "C-Up"),
    (b"\x1b[1;8D", "C-A-S-Left"),
    (b"\x1b[5;5~", "C-PgUp"),
    (b"\x1b[3;2~", "S-Del"),
    (b"\x1b[1;9A", ""),
    (b"\x1bO5A", "C-Up"),
    (b"\x1bO1;2P", "S-F1"),
    // rxvt.
    (b"\x1b[a", "S-Up"),
    (b"\x1b[d", "S-Left"),
    (b"\x1bOa", "C-Up"),
    (b"\x1bOd", "C-Left"),
    (b"\x1b[5$", "S-PgUp"),
    (b"\x1b[5^", "C-PgUp"),
    (b"\x1b[5@", "C-S-PgUp"),
    (b"\x1b\x1b[A", "A-Up"),
    (b"\x1b\x1bOA", "A-Up"),
    (b"\x1b\x1b[5~", "A-PgUp"),
    // Function keys: xterm, VT220 and rxvt, the Linux console.
    (b"\x1bOP", "F1"),
    (b"\x1bOQ", "F2"),
    (b"\x1bOR", "F3"),
    (b"\x1bOS", "F4"),
    (b"\x1b[1;5P", "C-F1"),
    (b"\x1b[11~", "F1"),
    (b"\x1b[14~", "F4"),
    (b"\x1b[15~", "F5"),
    (b"\x1b[17~", "F6"),
    (b"\x1b[18~", "F7"),
    (b"\x1b[19~", "F8"),
    (b"\x1b[20~", "F9"),
    (b"\x1b[21~", "F10"),
    (b"\x1b[23~", "F11"),
    (b"\x1b[24~", "F12"),
    (b"\x1b[24;2~", "S-F12"),
    (b"\x1b[25~", "F13"),
    (b"\x1b[28~", "F15"),
    (b"\x1b[34~", "F20"),
    (b"\x1b[[A", "F1"),
    (b"\x1b[[E", "F5"),
    (b"\x1b[[F", ""),
    // kitty and modifyOtherKeys.
    (b"\x1b[97u", "a"),
    (b"\x1b[97;5u", "C-a"),
    (b"\x1b[105;5u", "C-i"),
    (b"\x1b[97;2u", "A"),
    (b"\x1b[49:33;2u", "!"),
    (b"\x1b[49;2;33u", "!"),
    (b"\x1b[97;3:2u", "A-a"),
    (b"\x1b[97;1:3u", ""),
    (b"\x1b[1;1:3A", ""),
    (b"\x1b[1;1:2A", "Up"),
    (b"\x1b[97;9u", ""),
    (b"\x1b[97;65u", "a"),
    (b"\x1b[20013u", "中"),
    (b"\x1b[27u", "Esc"),
    (b"\x1b[27;2u", "S-Esc"),
    (b"\x1b[13;5u", "C-Enter"),
    (b"\x1b[9;5u", "C-Tab"),
    (b"\x1b[127u", "Backspace"),
    (b"\x1b[57376u", "F13"),
    (b"\x1b[57398u", "F35"),
    (b"\x1b[57400u", "1"),
    (b"\x1b[57419u", "Up"),
    (b"\x1b[57441u", ""),
    (b"\x1b[27;5;105~", "C-i"),
    // Focus, and pastes with anything in them.
    (b"\x1b[I", "focus in"),
    (b"\x1b[O", "focus out"),
    (b"\x1b[200~hello\x1b[201~", r#"paste "hello""#),
    (b"\x1b[200~\x1b[201~", r#"paste """#),
    (b"\x1b[200~q\rA\r\nb\x1b[201~j", r#"paste "q\nA\nb" j"#),
    (
        b"\x1b[200~\x1b[A\x1b\x1b[20\x1b[201~",
        r#"paste "\u{1b}[A\u{1b}\u{1b}[20""#,
    ),
    (
        b"\x1b[200~\xe4\xb8\xad\xff\x03\x1b[201~",
        r#"paste "中\u{3}""#,
    ),
    (b"\x1b[201~", ""),
    // The mouse.
    (b"\x1b[<0;12;7M", "Press(Left)@11,6"),
    (b"\x1b[<1;1;1M", "Press(Middle)@0,0"),
    (b"\x1b[<2;12;7M", "Press(Right)@11,6"),
    (b"\x1b[<0;12;7m", "Release(Left)@11,6"),
    (b"\x1b[<2;12;7m", "Release(Right)@11,6"),
    (b"\x1b[<32;13;7M", "Drag(Left)@12,6"),
    (b"\x1b[<33;13;7M", "Drag(Middle)@12,6"),
    (b"\x1b[<32;13;7m", "Release(Left)@12,6"),
    (b"\x1b[<64;12;7M", "Wheel(Up)@11,6"),
    (b"\x1b[<65;12;7Mj", "Wheel(Down)@11,6 j"),
    (b"\x1b[<66;12;7M", "Wheel(Left)@11,6"),
    (b"\x1b[<67;12;7M", "Wheel(Right)@11,6"),
    (b"\x1b[<4;12;7M", "S-Press(Left)@11,6"),
    (b"\x1b[<8;12;7M", "A-Press(Left)@11,6"),
    (b"\x1b[<16;12;7M", "C-Press(Left)@11,6"),
    (b"\x1b[<93;12;7M", "C-A-S-Wheel(Down)@11,6"),
    (b"\x1b[<0;65536;65535M", ""),
    (b"\x1b[<0;65535;65536M", ""),
    (b"\x1b[<0;65535;65535M", "Press(Left)@65534,65534"),
    (b"\x1b[<0;99999999999;7M", ""),
    (b"\x1b[<99999999999;1;7M", ""),
    (b"\x1b[<35;12;7M", "Move@11,6"),
    // Further buttons, places that there are not.
    (b"\x1b[<3;12;7M", ""),
    (b"\x1b[<128;12;7M", ""),
    (b"\x1b[<131;12;7m", ""),
    (b"\x1b[<65;12;7m", ""),
    (b"\x1b[<97;12;7M", ""),
    (b"\x1b[<0;0;7M", ""),
    (b"\x1b[<0;7;0M", ""),
    (b"\x1b[<0;7M", ""),
    (b"\x1b[<0M", ""),
    (b"\x1b[<M", ""),
    (b"\x1b[<;;M", ""),
    (b"\x1b[<-1;1;1M", ""),
    (b"\x1b[<0;1;1;1Mj", "Press(Left)@0,0 j"),
    // Its older forms count as nothing.
    (b"\x1b[M !!j", "j"),
    (b"\x1b[M\xff\xff\xffj", "j"),
    (b"\x1b[M\x1b[A", "Up"),
    (b"\x1b[32;12;7M", ""),
    // Replies.
    (b"\x1b[?62;22c", r#"Attributes("?62;22")"#),
    (b"\x1b[>41;380;0c", r#"Attributes(">41;380;0")"#),
    (b"\x1b[12;40R", "Cursor { row: 12, column: 40 }"),
    (b"\x1b[?12;40R", "Cursor { row: 12, column: 40 }"),
    (b"\x1b[0n", r#"Control("0n")"#),
    (b"\x1b[?997;1n", r#"Control("?997;1n")"#),
    (b"\x1b[?1u", r#"Control("?1u")"#),
    (b"\x1b[?2026;2$y", r#"Control("?2026;2$y")"#),
    (b"\x1b[4;2$y", r#"Control("4;2$y")"#),
    (b"\x1b[8;24;80t", r#"Control("8;24;80t")"#),
    (
        b"\x1b]11;rgb:1c1c/1c1c/1c1c\x07",
        r#"System("11;rgb:1c1c/1c1c/1c1c")"#,
    ),
    (
        b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\j",
        r#"System("11;rgb:ffff/ffff/ffff") j"#,
    ),
    (b"\x1b]52;c;QUFB\x1b\\", r#"System("52;c;QUFB")"#),
    (b"\x1bP>|XTerm(367)\x1b\\", r#"Device(">|XTerm(367)")"#),
    (b"\x1bP1+r544e=78\x1b\\\x1b[A", r#"Device("1+r544e=78") Up"#),
    (b"\x1b_Gi=31;OK\x1b\\", r#"Application("Gi=31;OK")"#),
    (b"\x1bXanything\x1b\\", r#"Application("anything")"#),
    (b"\x1b^anything\x1b\\", r#"Application("anything")"#),
    // Sequences that mean nothing here, and such as are broken off.
    (b"\x1b[99~j", "j"),
    (b"\x1b[99zj", "j"),
    (b"\x1bOzj", "j"),
    (b"\x1b[1;\x1b[B", "Down"),
    (b"\x1b[1\x03", "C-c"),
    (b"\x1b[1\x18j", "j"),
    (b"\x1b]11;rgb\x1b[B", "Down"),
    (b"\x1b]11;rgb\x1b\x1b[B", "Down"),
    (b"\x1b]11;rgb\x1bxj", "j"),
    (b"\x1b]11;rgb\x03", "C-c"),
    (b"\x1bP1$r\x1a", ""),
    (b"\x1bO\x0d", "Enter"),
    (b"\x1b[\xe4\xb8\xad", "中"),
];

#[test]
fn sequences_mean_what_the_table_says() {
    for &(bytes, expected) in SEQUENCES {
        assert_eq!(
            names(&read([bytes])),
            expected,
            "{:?}",
            bytes.escape_ascii().to_string()
        );
    }
}

#[test]
fn sequences_split_at_every_byte_decode_the_same() {
    for &(bytes, expected) in SEQUENCES {
        let shown = bytes.escape_ascii().to_string();
        for at in 1..bytes.len() {
            let (left, right) = bytes.split_at(at);
            assert_eq!(names(&read([left, right])), expected, "{shown} at {at}");
        }
        assert_eq!(names(&read(bytes.chunks(1))), expected, "{shown} by bytes");
    }
}

#[test]
fn escape_and_a_character_in_one_read_are_alt() {
    for (bytes, expected) in [
        (&b"\x1ba"[..], "A-a"),
        (b"\x1bQ", "A-Q"),
        ("\u{1b}中j".as_bytes(), "A-中 j"),
        (b"\x1b\x01", "C-A-a"),
        (b"\x1b\x0d", "A-Enter"),
        (b"\x1b\x7f", "A-Backspace"),
        (b"\x1b\\", "A-\\"),
        (b"\x1b]", "A-]"),
        (b"\x1bP", "A-P"),
        (b"\x1bX", "A-X"),
        (b"\x1b_", "A-_"),
        (b"\x1b^", "A-^"),
    ] {
        let shown = bytes.escape_ascii().to_string();
        assert_eq!(names(&read([bytes])), expected, "{shown}");
        let (escape, rest) = bytes.split_at(1);
        let apart = names(&read([escape, rest]));
        let alone = names(&read([rest]));
        assert_eq!(apart, format!("Esc {alone}"), "{shown} in two reads");
    }
}

#[test]
fn only_a_lone_escape_and_what_may_be_typed_wait() {
    for (bytes, waits) in [
        (&b""[..], false),
        (b"a", false),
        (b"\x1b", true),
        (b"\x1b\x1b", true),
        (b"\x1b[", false),
        (b"\x1b[1;5", false),
        (b"\x1bO", false),
        (b"\x1b]", true),
        (b"\x1b]1", false),
        (b"\x1b]11;x\x1b", false),
        (b"\x1bP", true),
        (b"\x1bP1", false),
        (b"\x1b[200~\x1b", false),
        (b"\xe4\xb8", false),
    ] {
        let mut decoder = Decoder::new();
        let shown = bytes.escape_ascii().to_string();
        decoder.feed(bytes);
        assert_eq!(decoder.waits_for_escape(), waits, "{shown}");
        if !waits {
            assert_eq!(names(&decoder.escape_timed_out()), "", "{shown}");
        }
    }
}

/// A tail that comes in one read after its ESC has become the Esc key is still a
/// sequence; what a person types after Esc is not.
#[test]
fn a_late_tail_is_no_letters() {
    for (tail, expected) in [
        (&b"[A"[..], "Up"),
        (b"[1;5B", "C-Down"),
        (b"[15~", "F5"),
        (b"OA", "Up"),
        (b"[", "["),
        (b"[[", "[ ["),
        (b"[j", "[ j"),
        (b"]]", "] ]"),
        (b"O", "O"),
        (b"j", "j"),
        (b"[<0;12;7M", "Press(Left)@11,6"),
        (b"[<0;12;7Mj", "Press(Left)@11,6 j"),
        (b"[2;2R", "Cursor { row: 2, column: 2 }"),
        (
            b"[2;2R\x1b[?62;22c",
            r#"Cursor { row: 2, column: 2 } Attributes("?62;22")"#,
        ),
        (b"[?62;22c", r#"Attributes("?62;22")"#),
        (b"]11;rgb:0/0/0\x07", r#"System("11;rgb:0/0/0")"#),
        (b"]10j", "] 1 0 j"),
        (b"[3j", "[ 3 j"),
        (b"[<j", "[ < j"),
    ] {
        let mut decoder = Decoder::new();
        decoder.feed(b"\x1b");
        assert_eq!(names(&decoder.escape_timed_out()), "Esc");
        assert_eq!(names(&decoder.feed(tail)), expected, "{tail:?}");
        assert_eq!(names(&decoder.feed(b"[A")), "[ A", "{tail:?}: but once");
    }
}

#[test]
fn what_is_too_long_is_dropped_whole() {
    let control = |length| [b"\x1b[", &b"1".repeat(length)[..], b"Aj"].concat();
    let string = |start: &[u8], length| [start, &b"x".repeat(length)[..], b"\x1b\\j"].concat();
    assert_eq!(names(&read([&control(CONTROL_LIMIT)[..]])), "Up j");
    assert_eq!(names(&read([&control(CONTROL_LIMIT + 1)[..]])), "j");
    assert_eq!(names(&read([&control(100_000)[..]])), "j");
    for start in [b"\x1b]", b"\x1bP", b"\x1b_"] {
        let within = read([&string(start, STRING_LIMIT)[..]]);
        assert!(matches!(&within[..], [Input::Reply(_), Input::Key(_)]));
        let beyond = read([&string(start, STRING_LIMIT + 1)[..]]);
        assert_eq!(names(&beyond), "j");
    }
    let paste = [
        b"\x1b[200~",
        &b"y".repeat(PASTE_LIMIT + 9)[..],
        b"\x1b[201~j",
    ]
    .concat();
    match &read([&paste[..]])[..] {
        [Input::Paste(text), Input::Key(_)] => assert_eq!(text.len(), PASTE_LIMIT),
        other => panic!("{} inputs", other.len()),
    }
}

/// Cuts `bytes` at the given places.
fn cut<'a>(bytes: &'a [u8], places: &[usize]) -> Vec<&'a [u8]> {
    let mut places: Vec<usize> = places.iter().map(|at| at % (bytes.len() + 1)).collect();
    places.sort_unstable();
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in places.into_iter().chain([bytes.len()]) {
        pieces.extend(bytes.get(from..at));
        from = at;
    }
    pieces
}

proptest! {
    #![proptest_config(crate::laws())]
    #[test]
    fn any_bytes_end_in_a_usable_decoder(
        pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..8),
        timeouts in any::<u8>(),
    ) {
        let mut decoder = Decoder::new();
        for (n, piece) in pieces.iter().enumerate() {
            decoder.feed(piece);
            if timeouts >> n & 1 == 1 {
                decoder.escape_timed_out();
                prop_assert!(!decoder.waits_for_escape());
            }
        }
        // C-c ends everything but a paste, and the mark of its end ends that.
        decoder.feed(b"\x1b[201~\x03");
        prop_assert_eq!(names(&decoder.feed(b"\x1b[A")), "Up");
    }

    #[test]
    fn known_sequences_in_any_order_and_split_decode_the_same(
        chosen in prop::collection::vec(0..SEQUENCES.len(), 0..8),
        places in prop::collection::vec(any::<usize>(), 0..12),
    ) {
        let mut bytes = Vec::new();
        let mut expected = Vec::new();
        for index in chosen {
            let (sequence, meaning) = SEQUENCES[index];
            // Before another sequence, a lone ESC would be the first of two.
            if sequence.ends_with(b"\x1b") {
                continue;
            }
            bytes.extend_from_slice(sequence);
            expected.push(meaning);
        }
        expected.retain(|meaning| !meaning.is_empty());
        prop_assert_eq!(names(&read(cut(&bytes, &places))), expected.join(" "));
    }

    /// The bytes of arrows and function keys never act as letters, whatever
    /// surrounds them and wherever they are cut.
    #[test]
    fn keys_that_are_sequences_never_become_letters(
        before in "\\PC{0,6}",
        arrow in prop::sample::select(vec![
            "\x1b[A", "\x1b[1;5B", "\x1bOC", "\x1b[15~", "\x1b[[C", "\x1b\x1b[D",
        ]),
        places in prop::collection::vec(any::<usize>(), 0..6),
    ) {
        let bytes = format!("{before}{arrow}");
        let typed: String = read(cut(bytes.as_bytes(), &places))
            .iter()
            .filter_map(|input| match input {
                Input::Key(Key { code: Code::Char(c), .. }) => Some(*c),
                _ => None,
            })
            .collect();
        prop_assert_eq!(typed, before);
    }
}
