//! What the fuzzer tries for minutes is tried here for a moment: the same bodies
//! on bytes drawn by chance, on the seeds, and on all that was ever found.

mod bodies;
mod choices;
mod inputs;

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

/// What means something to a query.
const OF_QUERIES: &[&str] = &[
    "title:",
    "source:",
    "date:",
    "tag:",
    "is:",
    "lang:",
    "length:",
    "saved:",
    "sort:",
    "exact:",
    "py:",
    "host:",
    "unread",
    "starred",
    "2024-04..",
    "7d",
    "上周",
    "\"",
    "“",
    "(",
    ")",
    "[",
    "]",
    "-",
    " OR ",
    " AND ",
    "NOT ",
    "~20",
    "*",
    "灯塔",
    "港",
    "café",
    "rfi",
    "zh",
    " ",
    "\0",
    "<p>",
];

/// What means something to files of site rules and settings.
const OF_FILES: &[&str] = &[
    "[[site]]\n",
    "id = \"own\"\n",
    "id = \"rfi\"\n",
    "hosts = [\"rfi.fr\"]\n",
    "hosts = [\"*\"]\n",
    "replace = true\n",
    "[[site.drop]]\n",
    "[[target]]\n",
    "selector = \"p\"\n",
    "pattern = \"(\"\n",
    "name = \"灯\"\n",
    "measure = 40\n",
    "measure = -1\n",
    "[keys]\n",
    "[keys.list]\n",
    "\"C-x\" = ",
    "\"star\"\n",
    "next = [\"n\"]\n",
    "theme = ",
    "\"\"\"",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "=",
    "\n",
    "#",
    "\u{1b}",
    "灯",
    "99999999999",
    "1979-05-27",
    "true\n",
    ",",
    "preset = \"less\"\n",
    "columns = [\"title:9\"]\n",
];

/// What means something to a terminal's keys.
const OF_KEYS: &[&str] = &[
    "\x1b",
    "[",
    "O",
    "A",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b]11;rgb:ff/ff/ff",
    "\x07",
    "\x1b\\",
    "\x1b[<0;3;4M",
    "\x1b[M",
    "\x1bP",
    "\x1b[?62c",
    ";",
    "9",
    "j",
    "灯",
    "g",
    "\r",
    "\n",
    "\x7f",
    "\x1b[1;5A",
    "\x1b[27;5;106~",
    "\x1b[106;5u",
    "\x00",
    "\u{feff}",
];

/// What means something to a line of exported marks.
const OF_LINES: &[&str] = &[
    "{",
    "}",
    "\"id\":\"9ad1cf892883952195543fe526493374\"",
    ",",
    "\"identity\":\"v1\"",
    "\"read\":true",
    "\"read_at\":\"2024-04-07T08:45:02.001Z\"",
    "\"starred\":null",
    "\"place\":4294967295",
    "\"tags\":[",
    "{\"name\":\"战争\",\"on\":false}",
    "]",
    "\"title\":\"\\u001b[2J\"",
    "\"places\":[",
    "{\"letter\":\"a\",\"position\":0}",
    "{\"letter\":\"z\",\"position\":4294967295,\"at\":\"1969-12-31T23:59:59.999Z\"}",
    "\"opened_at\":",
    "\"-1\"",
    "\"other\":1",
    "null",
    "1e999",
    "\n",
    "\"first_at\":\"9999-12-31T23:59:59Z\"",
];

/// Pieces in any order, and now and then bytes of any kind.
fn pieces(of: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        9 => prop::sample::select(of).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_query(bytes in pieces(OF_QUERIES)) {
        inputs::query(&bytes);
    }

    #[test]
    fn any_text_may_be_site_rules(bytes in pieces(OF_FILES)) {
        inputs::site_rules(&bytes);
    }

    #[test]
    fn any_text_may_be_a_configuration(bytes in pieces(OF_FILES)) {
        inputs::configuration(&bytes);
    }

    #[test]
    fn any_bytes_may_be_keys(cuts in any::<[u8; 4]>(), bytes in pieces(OF_KEYS)) {
        inputs::keys(&[&cuts[..], &bytes].concat());
    }

    #[test]
    fn any_bytes_may_lie_in_a_catalogue(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        inputs::catalogue(&bytes);
    }

    #[test]
    fn any_line_may_be_of_marks(bytes in pieces(OF_LINES)) {
        inputs::marks_line(&bytes);
    }
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
    for (folder, body) in [
        ("query", inputs::query as fn(&[u8])),
        ("site_rules", inputs::site_rules),
        ("configuration", inputs::configuration),
        ("keys", inputs::keys),
        ("catalogue", inputs::catalogue),
        ("marks_line", inputs::marks_line),
    ] {
        assert!(try_files(&format!("seeds/{folder}"), body) > 0, "{folder}");
    }
}
