//! Files that no author writes: each kind at any size, for the tests here and
//! for the bench, which says what each costs.

use std::fmt::Write as _;

/// A kind of hostile file.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    /// What it is, in a few words.
    pub(crate) name: &'static str,
    /// Its size as the bench and the full tests make it, in bytes or repetitions.
    pub(crate) full: usize,
    /// What is in it, of some size.
    text: fn(usize) -> String,
    /// Whether that is all of the file, and not the body of an article.
    has_header: bool,
}

impl Kind {
    /// The whole file, header included, at a size.
    pub(crate) fn file(&self, size: usize) -> Vec<u8> {
        let text = (self.text)(size);
        if self.has_header {
            return text.into_bytes();
        }
        format!("<!--1712479502000-->\n[Hostile](https://example.org/a/b)\n------\n\n{text}")
            .into_bytes()
    }
}

/// Writes numbered parts one after another.
fn each(count: usize, write: impl Fn(&mut String, usize) -> std::fmt::Result) -> String {
    let mut out = String::new();
    for number in 0..count {
        write(&mut out, number).expect("a string takes all");
    }
    out
}

/// A kind that is one text repeated, its size the repetitions.
macro_rules! repeated {
    ($name:literal, $full:expr, $text:expr) => {
        Kind {
            name: $name,
            full: $full,
            has_header: false,
            text: |size| $text.repeat(size),
        }
    };
}

/// A kind that is one text repeated between others, its size the repetitions.
macro_rules! between {
    ($name:literal, $full:expr, $before:expr, $text:expr, $after:expr) => {
        Kind {
            name: $name,
            full: $full,
            has_header: false,
            text: |size| [$before, &$text.repeat(size), $after].concat(),
        }
    };
}

/// A kind that numbers its parts, its size the parts.
macro_rules! numbered {
    ($name:literal, $full:expr, $part:literal) => {
        Kind {
            name: $name,
            full: $full,
            has_header: false,
            text: |size| each(size, |out, n| write!(out, $part, n = n)),
        }
    };
}

/// A kind that is a header and not a body: one text repeated between others, its size
/// the repetitions.
macro_rules! header {
    ($name:literal, $full:expr, $before:expr, $text:expr, $after:expr) => {
        Kind {
            name: $name,
            full: $full,
            has_header: true,
            text: |size| ["<!--1712479502000-->", $before, &$text.repeat(size), $after].concat(),
        }
    };
}

/// Headers without an end. Each is read when the folder is looked at already.
const HEADERS: &[Kind] = &[
    header!("12 MB of stamps", 1_500_000, "", "<!--1-->", ""),
    header!("12 MB of borders and no link", 6_000_000, "\n[", "](", ""),
    header!(
        "12 MB of borders before a link",
        6_000_000,
        "\n[",
        "](",
        "https://example.org/a)\n------\n<p>x"
    ),
    header!(
        "12 MB of elements in a title",
        4_000_000,
        "\n[",
        "<b>",
        "](https://example.org/a)\n------\n<p>x"
    ),
    header!(
        "12 MB of entities in a title",
        2_400_000,
        "\n[",
        "&amp;",
        "](https://example.org/a)\n------\n<p>x"
    ),
    header!(
        "12 MB of a title",
        4_000_000,
        "\n[",
        "灯",
        "](https://example.org/a)\n------\n<p>x"
    ),
    header!(
        "12 MB of a link",
        12_000_000,
        "\n[x](https://example.org/",
        "v",
        ")\n------\n<p>x"
    ),
    header!(
        "12 MB of dashes",
        12_000_000,
        "\n[x](https://example.org/a)\n",
        "-",
        "\n<p>x"
    ),
    header!(
        "12 MB of blank lines",
        12_000_000,
        "",
        "\n",
        "[x](https://example.org/a)"
    ),
    header!(
        "12 MB of a heading for a title",
        4_000_000,
        "\n------\n<h1>",
        "灯",
        "</h1><p>x"
    ),
    header!(
        "backticks before signs",
        12_000_000,
        "\n[x](https://example.org/a)\n------\n",
        "`",
        &"<".repeat(64)
    ),
];

/// Elements within elements, tags that nobody closes or that close in no order.
const NESTED: &[Kind] = &[
    repeated!("nested div", 100_000, "<div>"),
    repeated!("nested div with text", 100_000, "<div>x"),
    repeated!("nested b", 100_000, "<b>"),
    repeated!("nested b with text", 100_000, "x<b>"),
    numbered!("nested b, each another", 100_000, "<b id={n}>x"),
    repeated!("nested table", 100_000, "<table><tr><td>"),
    repeated!("text put before its table", 100_000, "<table>x<b>"),
    between!(
        "one table, text put before it",
        1_000_000,
        "<table>",
        "x<b></b>",
        ""
    ),
    repeated!("nested quotes", 100_000, "<blockquote>"),
    repeated!("nested lists", 100_000, "<ul><li>x"),
    repeated!("nested definitions", 100_000, "<dl><dt>x<dd>"),
    repeated!("nested links", 100_000, "<a href=/x>x"),
    repeated!("nested figures", 100_000, "<figure><img src=/x.jpg>"),
    repeated!("nested ruby", 100_000, "<ruby>x<rt>"),
    repeated!("nested raised text", 100_000, "<sup>1"),
    repeated!("nested templates", 100_000, "<template>"),
    repeated!("nested svg", 100_000, "<svg><g>"),
    repeated!("nested math", 100_000, "<math><mi>x"),
    repeated!("nested select", 100_000, "<select><option>"),
    repeated!("nested quotation marks", 100_000, "<q>x"),
    repeated!("nested pre", 100_000, "<pre>x"),
    repeated!("misnested b and i", 100_000, "<b><i></b>x</i>"),
    repeated!("misnested b and p", 100_000, "<b><p></b>x"),
    repeated!("misnested a and div", 100_000, "<a href=/x><div></a>x"),
    repeated!(
        "misnested in nine",
        20_000,
        "<a><b><big><code><em><font><i><p></a></b></big></i>x"
    ),
    repeated!(
        "misnested in tables",
        100_000,
        "<table><b><tr><i><td></b>x</i>"
    ),
    numbered!(
        "open formatting in each paragraph",
        100_000,
        "<p><b id={n}>x"
    ),
    repeated!("end tags of nothing", 1_000_000, "</p></b></div>"),
    between!(
        "end tags in deep nesting",
        1_000_000,
        &"<div>".repeat(100),
        "</b></x>",
        ""
    ),
];

/// Many of something.
const MANY: &[Kind] = &[
    repeated!("68 MB of short paragraphs", 8_500_000, "<p>x</p>"),
    repeated!("a million paragraphs, unclosed", 1_000_000, "<p>x"),
    repeated!("a million tags", 1_000_000, "<i></i>"),
    repeated!("a million breaks", 1_000_000, "<br>"),
    repeated!("a million rules", 1_000_000, "x<hr>"),
    numbered!("a million unknown tags", 1_000_000, "<x{n}></x{n}>"),
    numbered!("a million links", 1_000_000, "<a href=/{n}>link {n}</a> "),
    numbered!("a million pictures", 1_000_000, "<img src=/{n}.jpg>"),
    numbered!(
        "a million embeds",
        1_000_000,
        "<iframe src=https://example.org/{n}></iframe>"
    ),
    repeated!("a million headings", 1_000_000, "<h2>x</h2>"),
    repeated!("a million items", 1_000_000, "<li>x"),
    repeated!("a million lists", 1_000_000, "<ul><li>x</ul>"),
    repeated!("a million quotes", 1_000_000, "<blockquote>x</blockquote>"),
    repeated!(
        "a million tables",
        1_000_000,
        "<table><tr><td>x<td>y<tr><td>x<td>y</table>"
    ),
    between!(
        "a table of a million rows",
        1_000_000,
        "<table>",
        "<tr><td>x<td>y",
        "</table>"
    ),
    between!(
        "a row of a million cells",
        1_000_000,
        "<table><tr><td>x<tr>",
        "<td>y",
        "</table>"
    ),
    between!(
        "a table of 100,000 wide rows",
        100_000,
        "<table>",
        "<tr><td>a<td>b<td>c<td>d<td>e<td>f<td>g<td>h<td>i<td>j",
        "</table>"
    ),
    repeated!(
        "spans of a billion columns",
        100_000,
        "<table><tr><td colspan=1000000000 rowspan=1000000000>x<td>y<tr><td>z</table>"
    ),
    repeated!(
        "a million captions",
        1_000_000,
        "<figcaption>x</figcaption>"
    ),
    repeated!(
        "a million siblings of one kind",
        1_000_000,
        "<div><i>x</i></div>"
    ),
    repeated!(
        "a million notes of promotion",
        500_000,
        "<div><a href=https://feedx.net>x</a></div>"
    ),
    between!(
        "100,000 attributes on one tag",
        100_000,
        "<p>a</p><p ",
        "x=1 ",
        ">b</p>"
    ),
    Kind {
        name: "100,000 other attributes on one tag",
        full: 100_000,
        has_header: false,
        text: |size| {
            let attributes = each(size, |out, n| write!(out, "x{n}=1 "));
            format!("<p>a</p><p {attributes}>b</p>")
        },
    },
    Kind {
        name: "999 attributes on many tags",
        full: 5_000,
        has_header: false,
        text: |size| {
            let attributes = each(999, |out, n| write!(out, " x{n}"));
            format!("<p{attributes}>x</p>").repeat(size)
        },
    },
    repeated!(
        "six attributes on each of 500,000 tags",
        500_000,
        "<p a b c d e f>x</p>"
    ),
    Kind {
        name: "a thousand classes on many tags",
        full: 10_000,
        has_header: false,
        text: |size| {
            let classes = each(1_000, |out, n| write!(out, "c{n} "));
            format!("<p class='{classes}'>x</p>").repeat(size)
        },
    },
];

/// One thing of great length.
const LONG: &[Kind] = &[
    repeated!(
        "50 MB of text on one line",
        900_000,
        "港口的灯在六点亮起，渡船靠岸。Then rain. "
    ),
    repeated!("50 MB of one word", 50_000_000, "w"),
    repeated!("50 MB of Han without a mark", 17_000_000, "灯"),
    repeated!("50 MB of marks", 17_000_000, "，"),
    repeated!("50 MB of quotes", 50_000_000, "\""),
    repeated!("50 MB of digits", 50_000_000, "7"),
    between!("50 MB of one tag", 50_000_000, "x<", "p", ">y"),
    between!("50 MB of one attribute", 50_000_000, "x<p id='", "v", "'>y"),
    between!(
        "50 MB of one address",
        50_000_000,
        "x<a href='https://example.org/",
        "v",
        "'>y</a>"
    ),
    between!(
        "50 MB of a bad address",
        50_000_000,
        "x<a href='https://[",
        "/",
        "'>y</a>"
    ),
    between!("50 MB of style", 50_000_000, "x<p style='", " ", "'>y</p>"),
    between!(
        "50 MB of one alternative text",
        50_000_000,
        "<img src=/x alt='",
        "v",
        "'>y"
    ),
    between!("50 MB of one comment", 50_000_000, "x<!--", "-", "-->y"),
    between!("50 MB of one open comment", 25_000_000, "x<!--", "<!", ""),
    between!(
        "50 MB of script",
        25_000_000,
        "x<script>",
        "</",
        "</script>y"
    ),
    repeated!("50 MB of entities", 10_000_000, "&amp;"),
    repeated!("50 MB of bad entities", 10_000_000, "&ampx"),
    repeated!("50 MB of &", 50_000_000, "&"),
    between!("50 MB of one number", 50_000_000, "x<b>y</b>&#", "9", ";"),
    repeated!("50 MB of <", 50_000_000, "<"),
    repeated!("50 MB of </", 25_000_000, "</"),
    repeated!("50 MB of <!", 25_000_000, "<!"),
    repeated!("50 MB of <a", 25_000_000, "<a"),
    repeated!("50 MB of white space", 25_000_000, " \t"),
    repeated!("50 MB of line feeds", 50_000_000, "\n"),
    repeated!("50 MB of carriage returns", 50_000_000, "\r"),
    repeated!("50 MB of ideographic spaces", 17_000_000, "\u{3000}"),
    between!(
        "50 MB of one grapheme",
        25_000_000,
        "<p>a",
        "\u{301}",
        "</p>"
    ),
    repeated!("50 MB of joined emoji", 7_000_000, "👩\u{200D}"),
    repeated!("50 MB of flags", 12_500_000, "🇫"),
    between!("50 MB of kept lines", 25_000_000, "<pre>", "x\n", "</pre>"),
    between!("50 MB of one kept line", 50_000_000, "<pre>", "x", "</pre>"),
    between!("50 MB of kept tabs", 50_000_000, "<pre>x", "\t", "x</pre>"),
    between!(
        "50 MB in one cell",
        50_000_000,
        "<table><tr><td>a<td>b<tr><td>c<td>",
        "w",
        "</table>"
    ),
    between!("50 MB in one link", 50_000_000, "<a href=/x>", "w", "</a>"),
    between!(
        "50 MB in one caption",
        50_000_000,
        "<img src=/x><small>",
        "w",
        "</small>"
    ),
    between!("50 MB of raised text", 50_000_000, "x<sup>", "1", "</sup>"),
];

/// What is no HTML, and what acts on a terminal.
const OTHER: &[Kind] = &[
    repeated!("50 MB of plain lines", 5_000_000, "plain line\n"),
    repeated!("Markdown, open brackets", 1_000_000, "[a](http "),
    repeated!("Markdown, stars", 5_000_000, "**a "),
    repeated!("Markdown, nested quotes", 100_000, "> "),
    repeated!("Markdown, nested lists", 10_000, "- "),
    repeated!("Markdown, a table", 500_000, "a | b | c\n--|--|--\n"),
    repeated!("Markdown, backticks", 1_000_000, "``` ` "),
    repeated!("NULs", 10_000_000, "a\0"),
    repeated!("controls", 5_000_000, "\u{1b}[31m\u{9b}2J\u{7}"),
    repeated!("bidi overrides", 5_000_000, "a\u{202E}b\u{2066}c\u{200F}"),
    repeated!(
        "escapes in attributes",
        500_000,
        "<img src='/a\u{1b}]52;c;eA==\u{7}' alt='\u{1b}[2J\u{202E}x'>"
    ),
    repeated!(
        "escapes in addresses",
        500_000,
        "<a href='https://example.org/\u{1b}]8;;x\u{1b}\\\u{202E}'>x\u{9d}</a> "
    ),
    repeated!(
        "escapes as entities",
        1_000_000,
        "&#27;[2J&#x9b;31m&#x202e;x "
    ),
];

/// All kinds.
pub(crate) fn kinds() -> impl Iterator<Item = &'static Kind> {
    [HEADERS, NESTED, MANY, LONG, OTHER].into_iter().flatten()
}

/// Those that are hostile by their header.
pub(crate) fn headers() -> impl Iterator<Item = &'static Kind> {
    HEADERS.iter()
}
