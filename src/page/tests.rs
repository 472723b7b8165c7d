//! What holds for every page: whose characters it shows, and that its start is
//! set as the whole is.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use proptest::prelude::*;

use super::{HANG, Line, Origin, Page, PageSettings, Paragraphs};
use crate::article::Document;
use crate::article::html::{Context, build, parse};
use crate::article::rules::{Rules, apply};
use crate::text::convert::{Characters, Conversion, Region};
use crate::text::language::Language;
use crate::text::{Clean, WidthPolicy};

/// Every kind of block, nested as well.
const SPECIMEN: &str = "<p><strong>导语：港口今日开放，第一艘船于 8 点 30 分入港。</strong></p>\
<p>海风从东边来，<a href='https://example.org/a'>灯塔</a>整夜亮着；“船长”说：<em>A quiet night</em> at sea, no more than that.</p>\
<h2>第一节 Harbour</h2>\
<blockquote><p>潮水退去之后，沙滩上留下许多贝壳。</p><blockquote><p>内层的话，more words here。</p></blockquote></blockquote>\
<ul><li>一号码头<ul><li>东侧</li><li>西侧 the western side</li></ul></li><li>二号码头</li></ul>\
<ol start='9'><li>ninth</li><li>tenth, and a longer line that has to be broken somewhere</li></ol>\
<dl><dt>吃水</dt><dd><p>船在水下的深度。</p></dd></dl>\
<pre>fn main() {\n    sail();\n\n}</pre>\
<figure><img src='https://example.org/p.jpg'><figcaption>清晨的灯塔</figcaption></figure>\
<img src='https://example.org/lone-picture.jpg'>\
<iframe src='https://video.example.org/x'></iframe>\
<table><tr><th>月份</th><th>船只</th></tr><tr><td>三月</td><td>12</td></tr><tr><td>四月</td><td>很多很多很多很多很多很多的船</td></tr></table>\
<hr><p>最后一段，到此为止。</p>";

/// Columns that one grapheme and the marks beside it may need.
const WIDEST_GRAPHEME: usize = 4;

/// A table whose cells have styles, several lines, what looks like a rule, and
/// nothing; the last row is short, one cell wide.
const TABLE: &str = "<table><tr><th>Harbour</th><th colspan=2>船与灯</th></tr>\
<tr><td>the <b>north</b> and the <a href='https://example.org/x'>west</a> pier</td><td>3│4 ── 5</td><td>一<br>二三四五六七八九十</td></tr>\
<tr><td></td><td rowspan=2>12</td><td>绿</td></tr><tr><td>短</td></tr></table>";

fn document(html: &str) -> Document {
    let rules = Rules::embedded();
    let html = parse(html).html;
    let verdict = apply(&html, &rules, "example.org", None);
    let context = Context {
        verdict: &verdict,
        link: "https://example.org/a",
        title: "海港",
    };
    build(&html, context)
}

/// Any settings of a page at which text and marks have room.
fn settings() -> impl Strategy<Value = PageSettings> {
    let policies = prop_oneof![Just(WidthPolicy::Narrow), Just(WidthPolicy::Wide)];
    (1usize..120, policies, any::<[bool; 4]>()).prop_map(
        |(measure, policy, [hang, indented, spacing, justified])| PageSettings {
            hang,
            paragraphs: if indented {
                Paragraphs::Indented
            } else {
                Paragraphs::Spaced
            },
            spacing,
            justified,
            ..PageSettings::plain(measure, policy)
        },
    )
}

fn set_start(document: &Document, settings: &PageSettings, bytes: usize) -> Page {
    let title = Clean::new("海港的一天 A day in the harbour");
    let below = Clean::new("Example · 2024-04-09");
    Page::set_start(&title, &below, document, settings, bytes)
}

/// Whether a line keeps to the measure: a grapheme that is wider itself, and
/// hanging punctuation, excepted.
fn keeps_to_measure(line: &Line, settings: &PageSettings) -> bool {
    let width = line.width(settings.policy);
    let text: String = line
        .pieces
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    let hangs = settings.hang && text.ends_with(['，', '。', '、']);
    let room = settings.measure + if hangs { usize::from(HANG) } else { 0 };
    width <= room || settings.measure < WIDEST_GRAPHEME
}

/// The document's text as positions count it.
fn text_of(document: &Document) -> Vec<char> {
    let mut text = Vec::new();
    document.each_text(&mut |_, part| text.extend(part.as_str().chars()));
    text
}

/// The drawing library adds up the columns of characters, and subtracts those
/// of texts: with joined emoji it went below nothing.
#[test]
fn tables_of_joined_emoji_are_set_in_lines() {
    for cell in [
        "👍🏽👍🏽 👍🏽 a",
        "👨\u{200d}👩\u{200d}👧 👨\u{200d}👩\u{200d}👧 b",
        "❤\u{fe0f}❤\u{fe0f} ❤\u{fe0f} c",
        "\u{644}\u{627} \u{644}\u{627}",
    ] {
        let row = format!("<tr><td>{cell}</td><td>{cell}{cell} {cell}</td></tr>");
        let document = document(&format!("<table>{row}{row}</table>"));
        for measure in 15..60 {
            let settings = PageSettings::plain(measure, WidthPolicy::Narrow);
            let page = set_start(&document, &settings, usize::MAX);
            let text: String = page.to_text().split_whitespace().collect();
            let own: String = document.plain_text().split_whitespace().collect();
            assert!(text.ends_with(&own), "{cell} at {measure}: {text}");
        }
    }
}

#[test]
fn a_start_without_room_for_a_character_is_nothing() {
    let document = document("<p>港口今日开放。</p>");
    let nothing = Clean::default();
    for bytes in 0..4 {
        let page = Page::set_start(
            &nothing,
            &nothing,
            &document,
            &PageSettings::plain(20, WidthPolicy::Narrow),
            bytes,
        );
        assert!(page.lines.is_empty() && !page.complete, "{bytes}: {page:?}");
    }
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn a_piece_shows_the_characters_at_its_origin(settings in settings()) {
        let document = document(SPECIMEN);
        let page = set_start(&document, &settings, usize::MAX);
        let text = text_of(&document);
        let title: Vec<char> = "海港的一天 A day in the harbour".chars().collect();
        let mut seen = vec![false; text.len()];
        let mut last = 0;
        for line in &page.lines {
            prop_assert!(line.position >= last, "positions never go back");
            last = line.position;
            prop_assert!(keeps_to_measure(line, &settings), "{line:?}");
            for piece in &line.pieces {
                let (from, whole) = match piece.origin {
                    Origin::Ours => continue,
                    Origin::Title(from) => (from as usize, &title),
                    Origin::Text(from) => (from as usize, &text),
                };
                let shown: Vec<char> = piece.text.as_str().chars().collect();
                prop_assert_eq!(&shown[..], &whole[from..from + shown.len()]);
                if matches!(piece.origin, Origin::Text(_)) {
                    prop_assert!(from >= line.position as usize);
                    seen[from..from + shown.len()].fill(true);
                }
            }
        }
        prop_assert!(page.complete);
        // All of the text is on the page, white space at line ends apart. The heads
        // of a table that is set in lines stand before each cell, as the page's own.
        let heads: Vec<char> = "月份船只".chars().collect();
        let heads = text.windows(4).position(|four| four == heads).expect("the heads");
        for (place, c) in text.iter().enumerate() {
            let is_head = (heads..heads + 4).contains(&place);
            prop_assert!(seen[place] || c.is_whitespace() || is_head, "{place}: {c}");
        }
    }

    #[test]
    fn the_start_is_set_as_the_whole_is(settings in settings(), bytes in 1usize..1500) {
        let document = document(SPECIMEN);
        let whole = set_start(&document, &settings, usize::MAX);
        let start = set_start(&document, &settings, bytes);
        if start.complete {
            prop_assert_eq!(start, whole);
        } else {
            prop_assert!(start.lines.len() <= whole.lines.len());
            // Breaking a paragraph looks ahead: what was cut may change the lines
            // before it, within that paragraph.
            let block = start.lines.iter().rposition(|line| line.starts_block).unwrap_or(0);
            prop_assert_eq!(&start.lines[..block], &whole.lines[..block]);
        }
    }

    /// In other characters too, and each line shows as many of them.
    #[test]
    fn other_characters_are_set_as_those_that_were_written(
        measure in 1usize..120,
        bytes in 1usize..1500,
    ) {
        let document = document(SPECIMEN);
        let title = Clean::new("海港的一天 A day in the harbour");
        let below = Clean::new("Example · 2024-04-09");
        let language = Language::SIMPLIFIED_CHINESE;
        let conversion = Conversion::new(Characters::Traditional, Region::Taiwan, language);
        let settings = PageSettings { conversion, ..PageSettings::plain(measure, WidthPolicy::Narrow) };
        let set = |bytes| Page::set_start(&title, &below, &document, &settings, bytes);
        let (whole, start) = (set(usize::MAX), set(bytes));
        prop_assert!(whole.to_text().contains('東'));
        prop_assert!(!whole.to_text().contains('东'));
        if start.complete {
            prop_assert_eq!(&start, &whole);
        } else {
            let block = start.lines.iter().rposition(|line| line.starts_block).unwrap_or(0);
            prop_assert_eq!(&start.lines[..block], &whole.lines[..block]);
        }
        let mut places = Vec::new();
        let mut written_places = Vec::new();
        for (page, places) in [
            (&whole, &mut places),
            (&set_start(&document, &PageSettings::plain(measure, WidthPolicy::Narrow), usize::MAX), &mut written_places),
        ] {
            for piece in page.lines.iter().flat_map(|line| &line.pieces) {
                places.push((piece.origin, piece.text.as_str().chars().count(), piece.target));
            }
        }
        prop_assert_eq!(places, written_places);
    }
}

/// The lines of a page and the places in its text lead to each other, and any
/// lines give the characters that stand on them.
#[test]
fn lines_and_places_lead_to_each_other() {
    let document = document(SPECIMEN);
    let text = text_of(&document);
    for measure in [1, 7, 14, 24, 40, 80] {
        let settings = PageSettings::plain(measure, WidthPolicy::Narrow);
        let page = set_start(&document, &settings, usize::MAX);
        for (number, line) in page.lines.iter().enumerate() {
            for piece in &line.pieces {
                let Some(spot) = piece.spot() else { continue };
                if piece.characters() > 0 {
                    assert_eq!(page.line_of(spot), number, "{measure}: {spot:?}");
                    let last = spot.further(piece.characters() - 1);
                    assert_eq!(page.line_of(last), number, "{measure}: {last:?}");
                }
            }
        }
        let whole = page.extent(0..usize::MAX);
        assert_eq!(whole.title, Some(0..26), "{measure}");
        let length = u32::try_from(text.len()).unwrap();
        assert_eq!(whole.text, Some(0..length), "{measure}");
        // Line by line nothing is said twice, and nothing but white space is lost.
        let mut at = 0;
        for number in 0..page.lines.len() {
            let Some(range) = page.extent(number..number + 1).text else {
                continue;
            };
            let is_drawn = range.start < at;
            assert!(
                is_drawn || skipped(&text, at, range.start),
                "{measure}: {number}"
            );
            at = range.end.max(at);
        }
        assert_eq!(at, length);
        assert_eq!(page.extent(5..5), super::Extent::default());
        assert_eq!(page.extent(9_999..10_000), super::Extent::default());
    }
}

/// Whether nothing but white space and the heads of a table's columns stand
/// between two positions.
fn skipped(text: &[char], from: u32, to: u32) -> bool {
    let between: String = text[from as usize..to as usize].iter().collect();
    matches!(between.trim(), "" | "月份船只")
}

#[test]
fn a_drawn_table_shows_its_own_text() {
    let document = document(TABLE);
    let text = text_of(&document);
    let settings = PageSettings::plain(60, WidthPolicy::Narrow);
    let page = Page::set(&Clean::default(), &Clean::default(), &document, &settings);
    assert!(page.to_text().contains('┬'), "{}", page.to_text());
    let mut shown = String::new();
    for line in &page.lines {
        for piece in &line.pieces {
            let Origin::Text(from) = piece.origin else {
                continue;
            };
            let own: String = text[from as usize..]
                .iter()
                .take(piece.text.as_str().chars().count())
                .collect();
            assert_eq!(own, piece.text.as_str());
            assert!(from >= line.position);
            shown.push_str(&own);
            shown.push(if piece.target.is_some() { '^' } else { '|' });
        }
    }
    assert_eq!(
        shown,
        "Harbour|船与灯|the |north| and the |west^ pier|3│4 ── 5|一|二三四五六七八九十|12|绿|短|"
    );
    assert!(page.lines.is_sorted_by_key(|line| line.position));
}

/// A line of one cell stands beside a line of another that comes later in the
/// text, and beside its own next one.
#[test]
fn what_stands_in_a_drawn_table_is_found_on_its_line() {
    let long = "<tr><td>潮水每天来两次</td><td>船也是</td></tr>";
    let tall = format!(
        "<tr><td>{}</td><td>旁边</td></tr>",
        "很多的船与灯".repeat(400)
    );
    let html = format!("{TABLE}<table>{long}{tall}</table>");
    let document = document(&html);
    for measure in [24, 36, 60] {
        let settings = PageSettings::plain(measure, WidthPolicy::Narrow);
        let page = Page::set(&Clean::default(), &Clean::default(), &document, &settings);
        assert!(page.to_text().contains('┬'), "{}", page.to_text());
        for (number, line) in page.lines.iter().enumerate() {
            for piece in &line.pieces {
                if let Some(spot) = piece.spot() {
                    let last = spot.further(piece.characters() - 1);
                    assert_eq!(page.line_of(spot), number, "{measure}: {}", piece.text);
                    assert_eq!(page.line_of(last), number, "{measure}: {}", piece.text);
                }
            }
        }
    }
}

/// The second line of the last cell stands above the second one of the cell before it.
#[test]
fn no_line_of_a_drawn_table_stands_before_the_one_above_it() {
    let html = "<table><tr><th>a</th><th>b</th><th>c</th></tr>\
                <tr><td>1</td><td>2<dl><dt><dt>f<dd>g</dl></td><td>x<br>y</td></tr></table>";
    let document = document(html);
    let settings = PageSettings::plain(30, WidthPolicy::Narrow);
    let page = Page::set(&Clean::default(), &Clean::default(), &document, &settings);
    assert!(page.to_text().contains('┬'), "{}", page.to_text());
    let positions: Vec<u32> = page.lines.iter().map(|line| line.position).collect();
    assert!(positions.is_sorted(), "{positions:?}\n{}", page.to_text());
}

/// Where the bytes that are set at once come to their end, nothing more is set,
/// whatever stands around.
#[test]
fn the_start_of_a_page_is_the_start_of_the_whole() {
    let html = "<p>one</p><ul><li><p>two</p><h2>three four five</h2><table><tr><th>a<th>b<tr><td>c<td>d</table></li><li>six</li></ul>\
                <dl><dt>seven<dd>eight nine<dt>ten<dd><p>eleven</p><h3>twelve</h3><dt>thirteen<dd><hr><p>x</p></dl>\
                <blockquote><p>fourteen</p><hr><p>fifteen</p></blockquote><p>sixteen</p>";
    let document = document(html);
    let settings = PageSettings::plain(40, WidthPolicy::Narrow);
    let (title, below) = (Clean::line("title"), Clean::default());
    let whole = Page::set(&title, &below, &document, &settings);
    for bytes in 1..200 {
        let start = Page::set_start(&title, &below, &document, &settings, bytes);
        let last = start.lines.iter().rposition(|line| line.starts_block);
        let sure = if start.complete {
            start.lines.len()
        } else {
            last.unwrap_or(0)
        };
        assert_eq!(start.lines[..sure], whole.lines[..sure], "{bytes}");
    }
}

#[test]
fn a_cell_beside_its_head_keeps_all_its_marks() {
    let marks = "\u{301}".repeat(31);
    let html = format!("<table><tr><th>d<th>e<tr><td>{marks}<td>f</table>");
    let document = document(&html);
    let settings = PageSettings::plain(8, WidthPolicy::Narrow);
    let page = Page::set(&Clean::default(), &Clean::default(), &document, &settings);
    assert!(page.to_text().contains(&marks), "{:?}", page.to_text());
}

/// A blank stands at each side of a cell unless a line of one would have to end for it,
/// and a rule between rows where one has several lines.
#[test]
fn cells_have_room_where_there_is_any() {
    let drawn = |cell: &str, measure: usize| {
        let html = format!(
            "<table><tr><th>abcdef</th><th>gh</th></tr><tr><td>1</td><td>ghijkl</td></tr>\
             <tr><td>{cell}</td><td>3</td></tr></table>"
        );
        let settings = PageSettings::plain(measure, WidthPolicy::Narrow);
        let (none, document) = (Clean::default(), document(&html));
        let text = Page::set(&none, &none, &document, &settings).to_text();
        let lines = text.lines().filter(|line| line.contains(['│', '─']));
        let lines: Vec<&str> = lines.map(str::trim_end).collect();
        lines.join("\n")
    };
    let tight = "──────┬──────\nabcdef│gh\n──────┼──────\n1     │ghijkl\n2     │3\n──────┴──────";
    let roomy = "────────┬────────\n abcdef │ gh\n────────┼────────\n 1      │ ghijkl\n 2      │ 3\n────────┴────────";
    for (measure, expected) in [(15, tight), (16, tight), (17, roomy), (80, roomy)] {
        assert_eq!(drawn("2", measure), expected, "{measure}");
    }
    let tall = "────────┬────────\n abcdef │ gh\n────────┼────────\n 1      │ ghijkl\n────────┼────────\n 2      │ 3\n two    │\n────────┴────────";
    assert_eq!(drawn("2<br>two", 80), tall);
}
