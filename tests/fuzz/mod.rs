//! What the fuzzer tries for minutes is tried here for a moment: the same bodies
//! on bytes drawn by chance, on the seeds, and on all that was ever found.

mod bodies;
mod choices;

use std::path::Path;

use proptest::prelude::*;

use crate::page::reader;

/// HTML in pieces that mean something to a parser, in any order.
fn any_html() -> impl Strategy<Value = Vec<u8>> {
    let tags = prop::sample::select(vec![
        "p",
        "div",
        "br",
        "b",
        "em",
        "a href=\"https://example.org/x\"",
        "a href='javascript:x'",
        "h1",
        "h2",
        "ul",
        "ol start=9",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "code",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "figure",
        "figcaption",
        "img src=a.jpg",
        "img src=b.jpg alt=海 width=1 height=1",
        "small",
        "iframe src=//example.org/e",
        "hr",
        "ruby",
        "rt",
        "rp",
        "sup",
        "sub",
        "q",
        "script",
        "style",
        "div hidden",
        "span data-root-share",
        "svg",
        "template",
        "i",
        "time",
        "del",
        "kbd",
        "mark",
    ]);
    let pieces = prop_oneof![
        6 => tags.clone().prop_map(|tag| format!("<{tag}>")),
        4 => tags.prop_map(|tag| format!("</{}>", tag.split(' ').next().unwrap_or_default())),
        6 => "[中文，。“”\"'0-9a-z 年第()%&;<>\n\u{a0}\u{3000}\u{301}\u{200d}\u{202e}\u{1b}😀🇫🇷ก각]{0,12}",
        1 => "&(amp|lt|nbsp|#x?[0-9a-f]{1,6}|zwj|shy);?",
        1 => any::<char>().prop_map(String::from),
    ];
    (any::<u8>(), prop::collection::vec(pieces, 0..60)).prop_map(|(kind, pieces)| {
        let mut bytes = vec![kind];
        bytes.extend(pieces.concat().into_bytes());
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_html_gives_a_clean_document(bytes in any_html()) {
        bodies::html_to_document(&bytes);
    }

    #[test]
    fn any_bytes_give_a_clean_document(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        bodies::html_to_document(&bytes);
    }

    #[test]
    fn any_document_is_all_there_on_the_page(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        bodies::setting(&bytes);
    }
}

/// Tries a body on each file of a folder; gives their number.
fn try_files(folder: &str, body: fn(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz")
        .join(folder);
    let files = std::fs::read_dir(&folder).expect("a folder of inputs");
    files
        .map(|file| {
            let path = file.expect("a file").path();
            println!("{}", path.display());
            body(&std::fs::read(path).expect("an input"));
        })
        .count()
}

#[test]
fn seeds_keep_the_laws() {
    assert!(try_files("seeds/html_to_document", bodies::html_to_document) > 0);
    assert!(try_files("seeds/setting", bodies::setting) > 0);
}
