//! The list and the page see the same article: a scan of a file's start tells
//! what loading all of it tells.

use std::path::Path;

use chrono::SubsecRound;
use encoding_rs::{BIG5, GB18030, UTF_16LE};
use proptest::prelude::*;

use super::{HEADER_BYTES, Scanned, data, files, loaded, scanned};
use crate::article::{DateSource, Head};

/// What a scan knows.
fn known(head: &Head) -> Head {
    Head {
        language: None,
        length: None,
        ..head.clone()
    }
}

/// Whether the scan told a head; where it did, it is that of the whole file.
fn agrees(bytes: &[u8], path: &Path) -> Result<bool, TestCaseError> {
    let article = loaded(bytes, path);
    match scanned(bytes, path) {
        Scanned::Head(head) => {
            let article = article.ok_or_else(|| TestCaseError::fail("a head of no article"))?;
            prop_assert_eq!(*head, known(&article.head));
            Ok(true)
        }
        Scanned::NeedsWhole => Ok(false),
        Scanned::Binary => {
            prop_assert_eq!(article, None);
            Ok(false)
        }
    }
}

#[test]
fn files_agree() {
    let mut heads = 0;
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles");
    let folders = [data("odd"), data("articles"), shared];
    for (path, bytes) in folders
        .iter()
        .filter(|folder| folder.is_dir())
        .flat_map(|folder| files(folder))
    {
        heads += usize::from(
            agrees(&bytes, &path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        );
    }
    assert!(heads >= 5 + 28, "{heads}");
}

#[test]
fn a_date_beyond_the_header_does_not_count() {
    for (filler, from) in [
        (10, DateSource::Outlet),
        (HEADER_BYTES - 150, DateSource::Outlet),
        (HEADER_BYTES, DateSource::Stamp),
    ] {
        let text = format!(
            "<!--1712479502000-->\n[t](https://www.rfi.fr/cn/x)\n------\n\n<!--{}--><div>07/04/2024 - 10:33</div><p>x</p><p>{}</p>",
            "x".repeat(filler),
            "y".repeat(HEADER_BYTES),
        );
        let Scanned::Head(head) = scanned(text.as_bytes(), Path::new("x.txt")) else {
            panic!("{filler}")
        };
        assert_eq!(head.date_from, from, "{filler}");
        // A date that is told nowhere else stays in the text.
        let page = loaded(text.as_bytes(), Path::new("x.txt"))
            .unwrap()
            .document
            .plain_text();
        assert_eq!(
            page.contains("10:33"),
            from == DateSource::Stamp,
            "{filler}"
        );
        assert!(agrees(text.as_bytes(), Path::new("x.txt")).unwrap());
    }
}

/// Files put together from parts, in any order, some of them missing, with the
/// end of the header somewhere within.
fn assembled() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![
        3 => Just("<!--1712479502000-->".to_owned()),
        1 => "<!--[-0-9a-z ]{0,14}-->",
        3 => "\\[[a-z灯塔 \\[\\]()&;\\\\]{0,12}\\]\\(https://www\\.(rfi\\.fr|dw\\.com|odd\\.example)/[a-z灯 ()\\]]{0,8}\\)",
        1 => "\\[[a-z]{0,3}\\]\\([a-z:/.]{0,12}\\)?",
        3 => "-{1,8}",
        1 => "[ \u{3000}]{0,2}",
        1 => "[a-z灯<\\[]{0,9}",
    ];
    let end = prop_oneof![
        Just("\n"),
        Just("\n"),
        Just("\n"),
        Just("\r\n"),
        Just("\n\n"),
        Just("")
    ];
    let body = prop_oneof![
        Just("<div>07/04/2024 - 10:33</div>"),
        Just("<div><i><br>2024-04-09T14:33:07.543Z</i></div>"),
        Just("<p>灯塔在傍晚点亮。</p>"),
        Just("<p>words of a text</p>\n"),
        Just("<!-- a comment -->"),
        Just("\0\u{1b}👩\u{200D}👩"),
        Just("\n# head\n\n- item\n"),
    ];
    let filler = prop_oneof![Just(0usize), 3_700..4_200usize];
    (
        proptest::collection::vec((line, end), 0..6),
        filler,
        proptest::collection::vec(body, 0..6),
        any::<bool>(),
        0usize..5,
    )
        .prop_map(|(header, filler, body, fill_first, encoding)| {
            let header: String = header
                .into_iter()
                .flat_map(|(line, end)| [line, end.to_owned()])
                .collect();
            let filler = format!("<p>{}</p>", "灯t".repeat(filler / 4));
            let body = body.concat();
            let text = if fill_first {
                [filler, header, body]
            } else {
                [header, filler, body]
            }
            .concat();
            match encoding {
                0 => GB18030.encode(&text).0.into_owned(),
                1 => BIG5.encode(&text).0.into_owned(),
                2 => [0xFF, 0xFE]
                    .into_iter()
                    .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
                    .collect(),
                _ => text.into_bytes(),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..crate::laws() })]

    #[test]
    fn assembled_files_agree(bytes in assembled()) {
        agrees(&bytes, Path::new("x.txt"))?;
    }

    #[test]
    fn a_start_cut_anywhere_agrees(shift in 0usize..700, which in 0usize..10) {
        // A comment moves the parts of a real shape over the end of the header.
        let (path, bytes) = files(&data("articles")).into_iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "txt")).nth(which % 5).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (header, body) = text.split_once("------\n").unwrap();
        let padding = HEADER_BYTES - header.len() - 350 + shift;
        let text = match which {
            0..5 => format!("{header}------\n<!--{}-->{body}", "灯".repeat(padding / 3)),
            // The title line itself is cut.
            _ => format!("{}{header}------\n{body}", "\n".repeat(20)).replacen('[', &format!("[{}", "t".repeat(padding)), 1),
        };
        agrees(text.as_bytes(), &path)?;
    }

    #[test]
    fn a_legacy_encoding_agrees(shift in 0usize..40) {
        let text = format!(
            "<!--1712479502000-->\n[灯塔](https://www.rfi.fr/cn/x)\n------\n\n<!--{}--><div>07/04/2024 - 10:33</div><p>{}</p>",
            "灯塔在傍晚六点点亮".repeat(222),
            "守塔人把当天的天气写进日志".repeat(20),
        ).replacen("灯", &"t".repeat(shift), 1);
        for bytes in [GB18030.encode(&text).0.into_owned(), UTF_16LE.encode(&text).0.into_owned()] {
            prop_assert!(agrees(&bytes, Path::new("x.txt"))?);
        }
    }
}

#[test]
fn saved_is_to_the_millisecond() {
    let (path, bytes) = files(&data("articles")).into_iter().nth(1).unwrap();
    let saved = loaded(&bytes, &path).unwrap().head.saved.unwrap();
    assert_eq!(saved, saved.trunc_subsecs(3));
}
