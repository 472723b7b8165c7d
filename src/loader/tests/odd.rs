//! Every row of tests/data/odd/README.md, and what has no file of its own.

use super::{MODIFIED, SAVED, data, files, loaded, of_text, time};
use crate::article::document::{Block, Emphasis};
use crate::article::{Article, DateSource, WarningKind};

const TITLE: &str = "The lamp at the harbour";
const LINK: &str = "https://odd.example/harbour";
const PARAGRAPHS: [&str; 2] = ["The lamp was lit at six.", "Nobody saw the ferry leave."];
/// The paragraphs of the Han files begin so.
const HAN: [&str; 2] = ["灯塔在傍晚六点点亮", "守塔人把当天的天气"];

/// What a file gives.
struct Row {
    title: &'static str,
    link: Option<&'static str>,
    /// The date is from the stamp, and saved is known.
    is_stamped: bool,
    /// How the paragraphs begin.
    paragraphs: &'static [&'static str],
    language: &'static str,
    /// Lines, and what is odd in them.
    warnings: Vec<(u32, WarningKind)>,
}

impl Row {
    fn plain(warnings: impl Into<Vec<(u32, WarningKind)>>) -> Self {
        let warnings = warnings.into();
        Self {
            title: TITLE,
            link: Some(LINK),
            is_stamped: true,
            paragraphs: &PARAGRAPHS,
            language: "en",
            warnings,
        }
    }

    fn han(warnings: impl Into<Vec<(u32, WarningKind)>>) -> Self {
        Self {
            title: "港口的灯塔",
            paragraphs: &HAN,
            language: "zh-Hans",
            ..Self::plain(warnings)
        }
    }

    fn titled(self, title: &'static str) -> Self {
        Self { title, ..self }
    }

    fn linked(self, link: impl Into<Option<&'static str>>) -> Self {
        Self {
            link: link.into(),
            ..self
        }
    }

    fn of_the_files_date(self) -> Self {
        Self {
            is_stamped: false,
            ..self
        }
    }

    fn saying(self, paragraphs: &'static [&'static str], language: &'static str) -> Self {
        Self {
            paragraphs,
            language,
            ..self
        }
    }
}

fn row(name: &str) -> Row {
    use WarningKind as K;
    let guess = |name| [(0, K::GuessedEncoding(name))];
    let absurd = |stamp: &str| [(1, K::AbsurdStamp(stamp.to_owned()))];
    match name {
        "utf16le-bom" => Row::han([(0, K::Encoding("UTF-16LE"))]),
        "utf16be-bom" => Row::han([(0, K::Encoding("UTF-16BE"))]),
        "gb18030" => Row::han(guess("gb18030")),
        "big5" => Row::han(guess("Big5"))
            .titled("港口的燈塔")
            .saying(&["燈塔在傍晚六點點亮", "守塔人把當天的天氣"], "zh-Hant"),
        "shift_jis" => Row::han(guess("Shift_JIS"))
            .titled("港の灯台")
            .saying(&["灯台は夕方の六時に", "灯台守はその日の"], "ja"),
        "crlf-bom" => Row::han([(1, K::ByteOrderMark), (1, K::CarriageReturns)]),
        "nul" => Row::plain([(2, K::Nul)]),
        "bytes-broken" => Row::han([(5, K::BadBytes)]),
        "empty" => Row::plain([(0, K::Empty)]).titled("empty").linked(None).of_the_files_date().saying(&[], "und"),
        "no-stamp" => Row::plain([(1, K::NoStamp)]).of_the_files_date(),
        "stamp-seconds" => Row::plain([(1, K::StampInSeconds)]),
        "stamp-negative" => Row::plain(absurd("-86400000")).of_the_files_date(),
        "stamp-absurd" => Row::plain(absurd("99999999999999999999")).of_the_files_date(),
        "stamp-words" => Row::plain(absurd("saved on a Sunday")).of_the_files_date(),
        "no-title-line" => Row::plain([(2, K::NoTitleLine("<title>"))]).titled("The lamp & the harbour").linked(None),
        "no-title-h1" => Row::plain([(2, K::NoTitleLine("<h1>"))]).linked(None),
        "no-title-words" => Row::plain([(2, K::NoTitleLine("the first words"))]).titled(PARAGRAPHS[0]).linked(None),
        "title-brackets" => {
            Row::plain([(2, K::OddTitleLine)]).titled("a [b] ] c").linked("https://x.example/p_(q)_r")
        }
        "title-parentheses" => Row::plain([(2, K::OddTitleLine)])
            .titled("The lamp (as it was) at [the] harbour :-)")
            .linked("https://odd.example/harbour?a=(1)&b=[2]"),
        "title-inner-link" => {
            Row::plain([(2, K::OddTitleLine)]).titled("See [the chart](north) first").linked("https://x.example/p](q)")
        }
        "title-entities" => Row::plain([]).titled("\"Lamp\" & harbour — <b>no</b> 灯"),
        "link-spaces" => {
            Row::plain([(2, K::RawLink)]).linked("https://odd.example/a%20lamp/at%20sea?q=six%20pm")
        }
        "link-han" => Row::han([(2, K::RawLink)])
            .linked("https://xn--efvy88h.example/%E6%B8%AF%E5%8F%A3/%E7%81%AF%E5%A1%94?%E5%90%8D=%E5%8C%97%E5%A1%94"),
        "link-no-scheme" => {
            Row::plain([(2, K::LinkWithoutScheme)]).linked("https://odd.example/2024/04/harbour")
        }
        "link-javascript" => Row::plain([(2, K::UnusableLink("javascript:alert(1)".to_owned()))]).linked(None),
        "link-empty" => Row::plain([(2, K::NoLink)]).linked(None),
        "dashes-few" | "dashes-many" | "no-dashes" => Row::plain([(3, K::OddDashes)]),
        "other-order" => Row::plain([(1, K::OddOrder)]),
        "blank-before" => Row::plain([(1, K::BlankBefore)]),
        "no-body" => Row::plain([(0, K::NoBody)]).saying(&[], "und"),
        "plain-body" => Row::plain([(5, K::PlainBody)]).saying(
            &[
                "The lamp was lit at six, as on every evening.",
                "Nobody saw the ferry leave. 3 < 4 & that is all.",
                "守塔人说：“晚安。”",
            ],
            "en",
        ),
        "markdown-body" => Row::plain([(5, K::PlainBody)])
            .saying(&["The keeper's day", "The lamp was lit at six by hand.", "oil", "a clean cloth", "See the chart for"], "en"),
        "escape" => Row::plain([(2, K::OddTitleLine), (2, K::ControlCharacters), (5, K::ControlCharacters)])
            .titled("[31mThe lamp[0m at the ruobrah ]0;ownedend2J")
            .linked("https://odd.example/[2Jharbour")
            .saying(
                &["The [1mlamp[0m was lit]52;c;b3duZWQ= at six.", PARAGRAPHS[1], "[2J entities too", "chart"],
                "en",
            ),
        name => panic!("{name} has no row"),
    }
}

#[test]
fn each_oddity_gives_its_article_and_its_warning() {
    let mut count = 0;
    for (path, bytes) in files(&data("odd")) {
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        count += 1;
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let row = row(&name);
        let article = loaded(&bytes, &path).unwrap_or_else(|| panic!("{name} is text"));
        let head = &article.head;
        assert_eq!(head.title.as_str(), row.title, "{name}");
        assert_eq!(head.link.as_deref(), row.link, "{name}");
        let (date, from) = if row.is_stamped {
            (SAVED, DateSource::Stamp)
        } else {
            (MODIFIED, DateSource::File)
        };
        assert_eq!((head.date, head.date_from), (time(date), from), "{name}");
        assert_eq!(head.saved, row.is_stamped.then(|| time(SAVED)), "{name}");
        assert_eq!(head.language.unwrap().tag(), row.language, "{name}");
        let host = row
            .link
            .and_then(|link| link.split('/').nth(2))
            .unwrap_or_default();
        // It is called as it reads in its own script.
        let source = match name.as_str() {
            "link-han" => "新闻.example",
            _ => host,
        };
        assert_eq!(
            (head.host.as_str(), head.source.as_str()),
            (host, source),
            "{name}"
        );
        let text = article.document.plain_text();
        let found: Vec<_> = if text.is_empty() {
            Vec::new()
        } else {
            text.split("\n\n").collect()
        };
        assert_eq!(found.len(), row.paragraphs.len(), "{name}: {text}");
        for (found, begins) in found.iter().zip(row.paragraphs) {
            assert!(found.starts_with(begins), "{name}: {found}");
        }
        assert_eq!(warnings(&article), row.warnings, "{name}");
    }
    assert_eq!(count, 35);
}

fn warnings(article: &Article) -> Vec<(u32, WarningKind)> {
    article
        .warnings
        .iter()
        .map(|warning| (warning.line, warning.kind.clone()))
        .collect()
}

fn odd(name: &str) -> Article {
    let path = data("odd").join(name);
    loaded(&std::fs::read(&path).unwrap(), &path).unwrap()
}

#[test]
fn bytes_that_are_no_text_are_no_article() {
    let path = data("odd").join("binary.bin");
    assert_eq!(loaded(&std::fs::read(&path).unwrap(), &path), None);
}

#[test]
fn bad_bytes_are_shown_where_they_were() {
    assert!(
        odd("bytes-broken.txt")
            .document
            .plain_text()
            .contains("海\u{FFFD}\u{FFFD}面")
    );
}

#[test]
fn markdown_keeps_its_styles() {
    let document = odd("markdown-body.txt").document;
    let [
        Block::Heading(1, _),
        Block::Paragraph(_, lit),
        Block::List(things),
        Block::Paragraph(_, chart),
    ] = document.blocks.as_slice()
    else {
        panic!("{:?}", document.blocks)
    };
    let styled: Vec<_> = lit
        .pieces()
        .map(|(range, span)| (lit.clean.slice(range).as_str(), span.emphasis))
        .collect();
    let plain = Emphasis::empty();
    assert_eq!(
        styled,
        [
            ("The lamp was lit ", plain),
            ("at six", Emphasis::STRONG),
            (" by ", plain),
            ("hand", Emphasis::ITALIC),
            (".", plain)
        ]
    );
    assert_eq!((things.start, things.items.len()), (None, 2));
    assert_eq!(chart.spans[1].link, Some(0));
    assert_eq!(document.links[0].url, "https://odd.example/chart");
}

/// A line, its title (`=` for the line as a text) and its link.
const TITLE_LINES: [(&str, &str, Option<&str>); 20] = [
    ("[t](https://a.example/)", "t", Some("https://a.example/")),
    ("[t] (https://a.example/)", "=", None),
    (
        "[](https://a.example/b)",
        "<p>",
        Some("https://a.example/b"),
    ),
    ("[t]()", "t", None),
    ("[t]", "t", None),
    ("[t](https://a.example/b", "t", Some("https://a.example/b")),
    (
        "[t](https://a.example/b) saved",
        "t",
        Some("https://a.example/b"),
    ),
    (
        "[t](<https://a.example/b>)",
        "t",
        Some("https://a.example/b"),
    ),
    ("[t](HTTPS://A.example/b)", "t", Some("HTTPS://A.example/b")),
    (
        "[t](https://a.example/b?c=1&amp;d=2)",
        "t",
        Some("https://a.example/b?c=1&d=2"),
    ),
    ("[t](//a.example/b)", "t", Some("https://a.example/b")),
    (
        "[t](a.example:8080/b)",
        "t",
        Some("https://a.example:8080/b"),
    ),
    ("[t](/b)", "t", None),
    ("[t](file:///etc/passwd)", "t", None),
    ("[t](data:text/html,x)", "t", None),
    ("[t](https://)", "t", None),
    (
        "[t [x](https://a.example) u](https://b.example/c)",
        "t [x](https://a.example) u",
        Some("https://b.example/c"),
    ),
    (
        "[a \\(b\\) \\\\ c](https://a.example/)",
        "a (b) \\ c",
        Some("https://a.example/"),
    ),
    (
        "[3 < 4 &lt; 5](https://a.example/)",
        "3 < 4 < 5",
        Some("https://a.example/"),
    ),
    (
        "[  spaced \u{A0} out  ](https://a.example/)",
        "spaced \u{A0} out",
        Some("https://a.example/"),
    ),
];

/// Links to it were found by its host, and the article was not.
#[test]
fn a_host_with_a_last_dot_is_the_same_outlet() {
    let of = |host: &str| {
        let link = format!("https://{host}/zh/a-1");
        of_text(&format!("[港口]({link})\n------\n\n<p>text</p>")).head
    };
    let (plain, dotted) = (of("www.dw.com"), of("www.dw.com."));
    assert_eq!(dotted.host.as_str(), "www.dw.com");
    assert_eq!(dotted.source, plain.source);
}

#[test]
fn title_lines() {
    for (line, title, link) in TITLE_LINES {
        let article = of_text(&format!(
            "<!--1712479502000-->\n{line}\n------\n\n<p>&lt;p></p>"
        ));
        let found = (article.head.title.as_str(), article.head.link.as_deref());
        let expected_title = if title == "=" {
            "[t] (https://a.example/)"
        } else {
            title
        };
        assert_eq!(found, (expected_title, link), "{line}");
    }
}

#[test]
fn headers_in_any_shape() {
    use WarningKind as K;
    for (text, expected) in [
        (
            "<!--1712479502000-->\n[t](https://a.example/)\n------\n\n<p>x</p>",
            vec![],
        ),
        (
            "<!--1712479502000-->\n[t](https://a.example/)\n------\n<p>x</p>",
            vec![],
        ),
        (
            "<!-- 1712479502000 -->\n\n[t](https://a.example/)\n\n------\n\n\n<p>x</p>",
            vec![],
        ),
        (
            "<!--1712479502000-->[t](https://a.example/)\n------\n<p>x</p>",
            vec![],
        ),
        (
            "[t](https://a.example/)\n------\n<!--1712479502000-->\n<p>x</p>",
            vec![(1, K::OddOrder)],
        ),
        (
            "<!--1712479502000-->\n[t](https://a.example/)\n<p>x</p>",
            vec![(3, K::OddDashes)],
        ),
        (
            "\n<p>x</p>",
            vec![(1, K::NoStamp), (1, K::NoTitleLine("the first words"))],
        ),
        ("   \n\n", vec![(0, K::Empty)]),
        (
            "<!--1712479502000-->\n",
            vec![(0, K::NoBody), (2, K::NoTitleLine("the file's name"))],
        ),
        (
            "<p>x</p>\n<!--1712479502000-->",
            vec![(1, K::NoStamp), (1, K::NoTitleLine("the first words"))],
        ),
    ] {
        let article = of_text(text);
        assert_eq!(warnings(&article), expected, "{text}");
        let dashes = article.document.plain_text().contains("--");
        assert!(!dashes, "{text}");
    }
}

#[test]
fn a_stamp_is_a_time_at_which_an_article_can_have_been_saved() {
    for (stamp, saved) in [
        ("1712479502000", Some(SAVED)),
        ("1712479502", Some(SAVED)),
        ("+1712479502000", Some(SAVED)),
        ("0", None),
        ("12", None),
        ("1712479502000000", None),
        ("-1712479502000", None),
        ("9223372036854775808", None),
        ("1712479502000.5", None),
    ] {
        let article = of_text(&format!(
            "<!--{stamp}-->\n[t](https://a.example/)\n------\n\n<p>x</p>"
        ));
        assert_eq!(article.head.saved, saved.map(time), "{stamp}");
        assert_eq!(
            article.warnings.is_empty(),
            saved.is_some() && stamp.trim_start_matches('+').len() == 13,
            "{stamp}"
        );
    }
}

#[test]
fn warnings_are_safe_to_show() {
    let article =
        of_text("<!--\u{1b}[2Jnever-->\n[t](java\u{1b}script:\u{202e}x)\n------\n\n<p>x</p>");
    for warning in &article.warnings {
        let text = warning.kind.to_string();
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    }
    assert_eq!(article.head.link, None);
}
