//! Bytes to text: byte order mark, then UTF-8 if nearly valid, then a declared
//! encoding, then a guess. What the text says is for others to read.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::HEADER_BYTES;
use crate::article::{Warning, WarningKind};

/// Bytes looked at to guess an encoding where the header's are plain ASCII: the
/// guess is slow and no better with more.
const LOOKED_AT: usize = 64 << 10;
/// Bytes in which a declared encoding may stand.
const DECLARED_WITHIN: usize = 1 << 10;
/// The byte order mark of UTF-8.
const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What a file's bytes are.
pub(super) enum Decoded {
    /// Text with line feeds for line ends and without NULs, and what was odd about it.
    Text(String, Vec<Warning>),
    /// Something else.
    Binary,
}

/// How the encoding of some bytes is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ground {
    /// A byte order mark, the bytes themselves, or a declaration.
    Sure,
    /// The look of the bytes.
    Guess,
}

/// Decodes a file, or its start (`is_whole` is false): a character cut at the
/// end of a start is no fault. A start decodes to a start of the whole.
pub(super) fn decode(bytes: &[u8], is_whole: bool) -> Decoded {
    let Some((encoding, ground)) = encoding_of(bytes) else {
        return Decoded::Binary;
    };
    let mut warnings = Vec::new();
    if encoding != UTF_8 {
        let kind = match ground {
            Ground::Sure => WarningKind::Encoding(encoding.name()),
            Ground::Guess => WarningKind::GuessedEncoding(encoding.name()),
        };
        warnings.push(Warning { line: 0, kind });
    } else if bytes.starts_with(UTF_8_MARK) {
        warnings.push(Warning {
            line: 1,
            kind: WarningKind::ByteOrderMark,
        });
    }
    let (mut text, had_errors) = text_of(bytes, encoding, is_whole);
    if had_errors {
        let line = first_bad_line(bytes, encoding, &text);
        warnings.push(Warning {
            line,
            kind: WarningKind::BadBytes,
        });
    }
    if let Some(line) = line_with(&text, '\r') {
        warnings.push(Warning {
            line,
            kind: WarningKind::CarriageReturns,
        });
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    if let Some(line) = line_with(&text, '\0') {
        warnings.push(Warning {
            line,
            kind: WarningKind::Nul,
        });
        text.retain(|c| c != '\0');
    }
    Decoded::Text(text, warnings)
}

/// The text, and whether some bytes were none.
fn text_of(bytes: &[u8], encoding: &'static Encoding, is_whole: bool) -> (String, bool) {
    if is_whole {
        let (text, _, had_errors) = encoding.decode(bytes);
        return (text.into_owned(), had_errors);
    }
    let mut decoder = encoding.new_decoder();
    let room = decoder
        .max_utf8_buffer_length(bytes.len())
        .unwrap_or_default();
    let mut text = String::with_capacity(room);
    // Not told that this is the end, the decoder waits for the rest of a cut character.
    let (_, _, had_errors) = decoder.decode_to_string(bytes, &mut text, false);
    (text, had_errors)
}

/// The line, from 1, of the first bytes that are no text.
fn first_bad_line(bytes: &[u8], encoding: &'static Encoding, text: &str) -> u32 {
    if encoding != UTF_8 {
        return line_with(text, char::REPLACEMENT_CHARACTER).unwrap_or(0);
    }
    // The text may hold U+FFFD that the file itself has.
    let mut lines = 1;
    for chunk in bytes.utf8_chunks() {
        lines += chunk.valid().matches('\n').count();
        if !chunk.invalid().is_empty() {
            break;
        }
    }
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// The line, from 1, in which a character first stands.
fn line_with(text: &str, character: char) -> Option<u32> {
    let before = text.split_once(character)?.0;
    Some(u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX))
}

/// The encoding of some bytes; `None` where they are no text.
///
/// The bytes of the header decide, so that a scan and a load agree. Where they
/// are ASCII any answer reads them alike, and more bytes may be looked at.
fn encoding_of(bytes: &[u8]) -> Option<(&'static Encoding, Ground)> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some((encoding, Ground::Sure));
    }
    let start = bytes.get(..HEADER_BYTES).unwrap_or(bytes);
    if let Some(encoding) = utf_16_without_mark(start) {
        return Some((encoding, Ground::Guess));
    }
    let controls = odd_controls(start);
    if controls * 3 > start.len() {
        return None;
    }
    let is_ascii = start.is_ascii();
    if is_ascii && declared(start) == Some(ISO_2022_JP) {
        return Some((ISO_2022_JP, Ground::Sure));
    }
    let sample = match bytes.get(..LOOKED_AT) {
        _ if !is_ascii => start,
        sample => sample.unwrap_or(bytes),
    };
    if is_nearly_utf_8(sample) {
        return Some((UTF_8, Ground::Sure));
    }
    // Text in a legacy encoding holds no control characters to speak of.
    if !is_ascii && controls * 50 > start.len() {
        return None;
    }
    if let Some(declared) =
        declared(start).filter(|declared| declared.is_ascii_compatible() && *declared != UTF_8)
    {
        return Some((declared, Ground::Sure));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, false);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // GBK is a part of GB18030, and both are decoded alike.
    Some((if guess == GBK { GB18030 } else { guess }, Ground::Guess))
}

fn is_odd_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F)
}

/// How many bytes are control characters that text does not hold.
fn odd_controls(bytes: &[u8]) -> usize {
    // Counted in bytes, many are compared at once: every file is asked this.
    let chunks = bytes.chunks(usize::from(u8::MAX));
    let count = |chunk: &[u8]| -> u8 { chunk.iter().map(|b| u8::from(is_odd_control(*b))).sum() };
    chunks.map(|chunk| usize::from(count(chunk))).sum()
}

/// UTF-16 shows in zero bytes on one side of each pair: line feeds, digits and
/// signs have them even in Chinese text. Tables of numbers have them, too, and
/// besides many values that are control characters.
fn utf_16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = sample.as_chunks::<2>();
    // A scan asks this of every file, and hardly any has a zero.
    if pairs.len() < 8 || !sample.contains(&0) {
        return None;
    }
    let zeros = |side: usize| pairs.iter().filter(|pair| pair[side] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let (encoding, read): (_, fn([u8; 2]) -> u16) =
        if second * 10 > pairs.len() && first * 20 < second {
            (UTF_16LE, u16::from_le_bytes)
        } else if first * 10 > pairs.len() && second * 20 < first {
            (UTF_16BE, u16::from_be_bytes)
        } else {
            return None;
        };
    let is_control = |pair: &&[u8; 2]| u8::try_from(read(**pair)).is_ok_and(is_odd_control);
    let controls = pairs.iter().filter(is_control).count();
    (controls * 50 <= pairs.len()).then_some(encoding)
}

/// Whether bad sequences are few among the good ones: one bad byte must not
/// make a guess of the whole file.
fn is_nearly_utf_8(sample: &[u8]) -> bool {
    // Several times as fast as the standard library, which tells what ends it.
    let (valid, rest) = sample.split_at(Encoding::utf8_valid_up_to(sample));
    let Err(error) = std::str::from_utf8(rest) else {
        return true;
    };
    let begins = |byte: &&u8| **byte >= 0xC0;
    if error.error_len().is_none() && valid.iter().any(|byte| begins(&byte)) {
        // Only the last character is cut, as in most starts of files.
        return true;
    }
    let mut good = 0;
    let mut bad = 0;
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().as_bytes().iter().filter(begins).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut_at_end = 1;
    bad == 0 || bad <= good / 10 + usize::from(good > 0) * cut_at_end
}

/// The encoding named by `<meta charset=…>` or in an XML declaration.
fn declared(sample: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(sample.get(..DECLARED_WITHIN).unwrap_or(sample))
        .to_ascii_lowercase();
    let tag = start.find("<meta").or_else(|| start.find("<?xml"))?;
    let rest = start.get(tag..)?;
    let after = rest
        .split_once("charset=")
        .or_else(|| rest.split_once("encoding="))?
        .1;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name(bytes: &[u8]) -> &'static str {
        encoding_of(bytes).map_or("binary", |(encoding, _)| encoding.name())
    }

    #[test]
    fn encodings_are_told_apart() {
        let gb = encoding_rs::GB18030
            .encode("港口的灯塔在傍晚六点点亮，海面上的雾渐渐散去，渡船靠岸了。")
            .0;
        let big5 = encoding_rs::BIG5
            .encode("港口的燈塔在傍晚六點點亮，海面上的霧漸漸散去，渡船靠岸了。")
            .0;
        let utf_16: Vec<u8> = "Title 标题\n正文 text\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, expected) in [
            (&b"plain"[..], "UTF-8"),
            ("中文".as_bytes(), "UTF-8"),
            (b"\xEF\xBB\xBFx", "UTF-8"),
            (b"\xFF\xFEx\0", "UTF-16LE"),
            (&utf_16, "UTF-16LE"),
            (&gb, "gb18030"),
            (&big5, "Big5"),
            (b"<meta charset=\"shift_jis\">\x93\xFA\x96\x7B", "Shift_JIS"),
            (
                b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0",
                "binary",
            ),
            (
                &(0..400u16).flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
                "binary",
            ),
            (&[7, 0, 0, 0].repeat(100), "binary"),
            (b"", "UTF-8"),
        ] {
            assert_eq!(name(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn one_bad_byte_is_not_another_encoding() {
        let mut bytes = "多数都是好的字节，只有一个坏了。".repeat(3).into_bytes();
        bytes.insert(30, 0xFF);
        assert_eq!(name(&bytes), "UTF-8");
    }

    #[test]
    fn oddities_carry_the_line_of_the_first() {
        for (bytes, expected) in [
            (&b"plain\n"[..], &[][..]),
            (b"\xEF\xBB\xBFx", &[(1, WarningKind::ByteOrderMark)]),
            (b"a\r\nb", &[(1, WarningKind::CarriageReturns)]),
            (b"a\nb\0c\0", &[(2, WarningKind::Nul)]),
            ("中\n�\n文\n".as_bytes(), &[]),
            (
                b"\xE4\xB8\xAD\n\xEF\xBF\xBD\n\xFF\n\xE4\xB8\xAD",
                &[(3, WarningKind::BadBytes)],
            ),
            (
                b"\xFE\xFF\0a\0\n\xD8\0",
                &[
                    (0, WarningKind::Encoding("UTF-16BE")),
                    (2, WarningKind::BadBytes),
                ],
            ),
            (
                b"<meta charset=big5>\xA4\xA4",
                &[(0, WarningKind::Encoding("Big5"))],
            ),
        ] {
            let Decoded::Text(text, warnings) = decode(bytes, true) else {
                panic!("{bytes:?} is text")
            };
            let found: Vec<_> = warnings
                .into_iter()
                .map(|warning| (warning.line, warning.kind))
                .collect();
            assert_eq!(found, expected, "{bytes:?}");
            assert!(!text.contains(['\0', '\r', '\u{FEFF}']), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn a_start_decodes_to_a_start(text in "[a-z]{0,4}[中文，。👍é\r\n]{8,60}", cut in 16usize..200, name in 0usize..3) {
            let encoding = [UTF_8, GB18030, UTF_16LE][name];
            let bytes: Vec<u8> = match name {
                2 => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
                _ => encoding.encode(&text).0.into_owned(),
            };
            let start = bytes.get(..cut).unwrap_or(&bytes);
            let (whole, _) = text_of(&bytes, encoding, true);
            let (decoded, had_errors) = text_of(start, encoding, false);
            prop_assert!(whole.starts_with(&decoded), "{decoded:?}");
            prop_assert!(!had_errors);
        }

        #[test]
        fn quick_ways_see_what_plain_ones_see(text in "\\PC{0,300}", bytes in proptest::collection::vec(any::<u8>(), 0..1_000)) {
            let plain = |bytes: &[u8]| bytes.iter().filter(|byte| is_odd_control(**byte)).count();
            prop_assert_eq!(odd_controls(&bytes), plain(&bytes));
            let controls = vec![7; bytes.len()];
            prop_assert_eq!(odd_controls(&controls), controls.len());
            for bytes in [text.as_bytes(), &bytes, &[text.as_bytes(), &bytes].concat()] {
                let error = std::str::from_utf8(bytes).err();
                let valid = error.map_or(bytes.len(), |error| error.valid_up_to());
                prop_assert_eq!(Encoding::utf8_valid_up_to(bytes), valid);
                let rest = bytes.split_at(valid).1;
                let length = std::str::from_utf8(rest).err().map(|error| error.error_len());
                prop_assert_eq!(length, error.map(|error| error.error_len()));
            }
        }

        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for is_whole in [false, true] {
                if let Decoded::Text(text, _) = decode(&bytes, is_whole) {
                    prop_assert!(!text.contains(['\0', '\r']));
                }
            }
        }
    }
}
