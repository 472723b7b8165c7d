//! Pages as they are set, without the program around them: each block, each
//! setting, at two measures and under both width policies.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fmt::Write as _;

use chrono::DateTime;
use newsprint::article::document::Link;
use newsprint::article::{Article, Rules};
use newsprint::loader::{FileFacts, Loaded, load};
use newsprint::page::{Look, Page, Target};
use newsprint::settings::Settings;
use newsprint::text::Clean;

use super::harness::{Hold, Opened, Session, assert_screen};

/// Running text of every kind: Han with Latin and digits, a list, a quotation,
/// Latin, Japanese, Korean, Russian.
const RUNNING: &str = "<p><strong>北港在2024年装了第3台Fresnel透镜，灯光能照到30km之外，连对岸的人都说看得见。</strong></p>\
<p>守塔人用Rust写了一个小程序，每天8点自动把潮汐表发给码头上的126条船，没有一条落下，也没有一条嫌烦。</p>\
<p>代码在<a href='https://example.org/lamp'>lamp项目</a>里，入口是<code>fn main入口()</code>，说明见https://example.org/说明a页，别处没有。</p>\
<h2>第2章 Harbour志</h2>\
<p>潮水、渔船、灯塔、缆绳、海鸥、浪花、雾笛、防波堤，都写在这一章里，读者可以从头看起，也可以随便翻开一页。</p>\
<p>到了冬天，海面结冰，渡船停开，岛上的人便围着炉子读书，一直读到第二年的春天。</p>\
<blockquote><p>守塔人说，潮水每天来两次，船也是，所以他从来不急。</p><p>他女儿说，书可不是。</p></blockquote>\
<p>从此以后，这句话便传开了。</p>\
<h2>In other languages</h2>\
<p>The lamp at the end of the pier is lit at dusk and put out at dawn, and nobody in the village can remember a night on which it was not.</p>\
<p>In winter, when the ferry does not run, the keeper reads aloud to whoever has come up the stairs; an extraordinarily uncharacteristic thunderstorm interrupted him once.</p>\
<ul><li>A list keeps its bullets where they are, and its text is set as evenly as that of any other paragraph of the page.</li></ul>\
<p>Смотритель зажигает маяк на закате и гасит на рассвете, и никто в деревне не помнит ночи, когда было бы иначе.</p>\
<p>灯台守は日没に灯をともし、夜明けに消す。村の人は誰も、灯のない夜を覚えていない。</p>\
<p>등대지기는 해 질 녘에 불을 켜고 새벽에 끈다. 마을 사람 가운데 불이 꺼진 밤을 기억하는 이는 아무도 없다.</p>";

fn article(html: &str) -> Article {
    let facts = FileFacts {
        path: "page.txt".into(),
        modified: DateTime::UNIX_EPOCH,
    };
    let text = format!("[样张 A specimen](https://example.org/a)\n------\n\n{html}");
    let Loaded::Article(article) = load(text.as_bytes(), &facts, &Rules::embedded()) else {
        panic!("an article");
    };
    *article
}

fn page(article: &Article, measure: usize, settings: &str) -> Page {
    let (settings, faults) = Settings::embedded().with(settings);
    assert_eq!(faults, [], "settings");
    let below = Clean::new("Example · 2024-04-09");
    let settings = settings.page(measure);
    Page::set(&article.head.title, &below, &article.document, &settings)
}

/// Pages with a rule beside the measure, so that one sees what reaches it and
/// what hangs over.
fn pages(html: &str, settings: &[&str]) -> String {
    let article = article(html);
    let mut out = String::new();
    for settings in settings {
        for measure in [40, 80] {
            writeln!(out, "{}", format!("== {measure}  {settings}").trim_end())
                .expect("writing to a string");
            let page = page(&article, measure, settings);
            out.push_str(&page.to_text());
        }
    }
    out
}

/// Every block and style of the page, by its row in the table of what HTML becomes.
const BLOCKS: [(&str, &str); 12] = [
    (
        "paragraphs",
        "<p><strong>导语把全文的意思先说一遍，好让赶船的人读完这一段便可以上路。</strong></p>\
<p>（德国之声中文网）电头颜色略淡，正文接着往下排。</p><div>A div with text.<br>A break the author made.<br><br>Two breaks make a paragraph.</div>bare text",
    ),
    (
        "headings",
        "<h1>一级 The first level</h1><p>a</p><h2>二级 The second level, so long that it has to be broken like any other text</h2><p>b</p><h3>三级 third</h3><h4>四级 fourth</h4><h5>五级 fifth</h5><h6>六级 sixth</h6><p>c</p>",
    ),
    (
        "quotations",
        "<p>x</p><blockquote><p>守塔人在日记里写：“今夜无风，海面如镜，远处的渔火一盏接着一盏。”</p><blockquote>内层 <q>quoted</q><ul><li>a list inside it</li></ul></blockquote><p>外层。</p></blockquote>\
<figure><blockquote>灯塔从不催人。</blockquote><figcaption>—— <cite>《守塔日记》</cite></figcaption></figure>",
    ),
    (
        "lists",
        "<p>x</p><ul><li>面包</li><li>船<ul><li>有帆的<ul><li>三桅的，船主逢人便讲，一讲就是半天，讲得这一行非折下来不可</li></ul></li></ul></li></ul><ol start=9><li>ninth</li><li>tenth<ol><li>a smaller list</li></ol></li></ol>\
<ul><li><p>One with</p><p>two paragraphs</p></li><li>and one without</li></ul><menu><li>a menu is a list</li></menu>\
<dl><dt>版心</dt><dd>一页之中排字的那一块</dd><dt>Leading</dt><dd>the room between two lines; once a strip of lead</dd><dd>and a second meaning</dd></dl>",
    ),
    (
        "code",
        "<p>x</p><figure><pre><code>fn lamp(hour: u8) -&gt; bool {\n\t!(6..18).contains(&amp;hour) // 夜里点灯，白天熄灯，天天如此，年年如此，雾天除外\n}\n</code></pre><figcaption>Listing 1</figcaption></figure><p>Inline <code>code</code>, <samp>output</samp>, <kbd>Ctrl</kbd>+<kbd>C</kbd>.</p>",
    ),
    (
        "tables",
        "<p>x</p><table><caption>表一 Harbours</caption><tr><th>港</th><th>Boats</th><th>灯</th></tr><tr><td rowspan=2>北港</td><td>42</td><td><b>白</b>，<a href='https://example.org/w'>always</a></td></tr><tr><td></td><td>绿</td></tr><tr><td colspan=2>南港与东港合计</td><td>红</td></tr></table>\
<table><tr><td>left</td><td>right │ bar</td></tr><tr><td>a<br>b</td><td>c</td></tr></table>",
    ),
    (
        "tables-too-wide",
        "<p>x</p><table><tr><th>灯塔</th><th>建成</th><th>Keeper’s account</th><th>What one sees</th><th>怎样去</th><th>Fare</th></tr><tr><td>北塔</td><td>1871年</td><td>“In January the spray freezes on the glass.”</td><td>两座小岛、七点钟的渡船</td><td>沿防波堤步行约二十分钟</td><td>1.20</td></tr><tr><td>南塔</td><td></td><td>Quiet.</td><td>盐沼、苍鹭</td><td>慢车</td><td>0.80</td></tr></table>\
<table><tr><td><p>A table that only places things</p></td><td><img src='https://example.org/a.png' alt='a picture'></td></tr></table>",
    ),
    (
        "pictures",
        "<p>x</p><figure><img src='https://example.org/a.jpg'><figcaption>暮色中的北塔，摄于渡船；the north lighthouse at dusk, seen from the ferry.</figcaption></figure>\
<img src='https://example.org/b.jpg'><div><small>The harbour in November.</small></div><p>y</p><img src='https://example.org/c.jpg' alt='Nets on the quay'><img src='https://example.org/fog-over-the-bay.jpg'><img src='https://example.org/pixel.gif' width=1 height=1>\
<iframe src='https://video.example.org/ferry' title='七点钟的渡船'></iframe><audio src='https://audio.example.org/a.mp3'></audio>",
    ),
    (
        "gallery",
        "<h2>港口的一天</h2><div><img src='https://example.org/1.jpg'><b>清晨</b>：船比天光先出海，码头上只剩下灯影和缆绳，还有昨夜的雾。</div><div><img src='https://example.org/2.jpg'><b>Noon</b>: the quay is empty but for a cat.</div><figure><img src='https://example.org/3.jpg'><img src='https://example.org/4.jpg'><figcaption>Two at once</figcaption></figure>",
    ),
    (
        "links",
        "<p>A <a href='https://example.org/s'>short link</a>. <a href='https://example.org/l'>整整一句话都是链接的，只换颜色，不画线。</a>正文到此为止。 <a href='https://example.org/r'>相关阅读 守灯塔的人</a></p><hr><p>A note<sup><a href='#n' id=r>1</a></sup> and one that is nowhere<sup><a href='#no'>2</a></sup>.</p><hr><hr><ol><li id=n>The note. <a href='#r'>↩</a></li></ol><hr>",
    ),
    (
        "styles",
        "<p>x <em>stressed</em>, <em>汉字不斜</em> <strong>strong 粗</strong> <del>gone</del> <ins>new</ins> <mark>marked</mark> <small>small</small> <abbr title='x'>CLREQ</abbr> <time>8:30</time> <bdi>אב</bdi> long<wbr>word soft&shy;hyphen</p><p>H<sub>2</sub>O, m<sup>2</sup>, 10<sup>x</sup>, v<sub>max</sub>, 1<sup>st</sup>; <ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>; 他说<q>好</q>。</p><address>Pier 1, North Harbour</address><details><summary>More</summary><p>What is folded is shown.</p></details>",
    ),
    (
        "notices",
        "<p>正文在此。</p><p>（路透社，美联社）</p><p><em>© 2024年 Example. All rights reserved.</em></p>",
    ),
];

#[test]
fn every_block() {
    for (name, html) in BLOCKS {
        let text = pages(html, &["", "ambiguous_width = \"wide\""]);
        assert_screen(&format!("page-{name}"), name, &text);
        let text = styles(&article(html));
        assert_screen(&format!("page-{name}-styles"), name, &text);
    }
}

/// The pieces of a page, 80 columns wide, that are more than running text: what
/// they are, how they are set apart, where they lead.
fn styles(article: &Article) -> String {
    let mut out = String::new();
    let page = page(article, 80, "");
    for (number, line) in page.lines.iter().enumerate() {
        for piece in &line.pieces {
            let is_plain = piece.emphasis.is_empty() && piece.target.is_none();
            let text = piece.text.as_str();
            if matches!(piece.look, Look::Furniture) || (is_plain && piece.look == Look::Body) {
                continue;
            }
            write!(out, "{number:>2} {:?}", piece.look).expect("writing to a string");
            for (name, _) in piece.emphasis.iter_names() {
                write!(out, " {}", name.to_lowercase()).expect("writing to a string");
            }
            if let Some(target) = piece.target {
                write!(out, " {}", leads(article, target)).expect("writing to a string");
            }
            writeln!(out, ": {text}").expect("writing to a string");
        }
    }
    out
}

fn leads(article: &Article, target: Target) -> String {
    let document = &article.document;
    match target {
        Target::Link(place) => match &document.links[place] {
            Link {
                within: Some(position),
                ..
            } => format!("→{position}"),
            link => link.url.clone(),
        },
        Target::Image(place) => document.images[place].url.clone(),
        Target::Embed(place) => document.embeds[place].url.clone(),
    }
}

#[test]
fn settings_of_the_page() {
    for (name, settings) in [
        ("hanging", "hanging_punctuation = true"),
        ("indented", "paragraphs = \"indented\""),
        ("spacing", "spacing = true"),
        ("justified", "justified = true"),
        (
            "all-settings",
            "hanging_punctuation = true\nparagraphs = \"indented\"\nspacing = true\njustified = true",
        ),
    ] {
        let text = pages(RUNNING, &[settings]);
        assert_screen(&format!("page-{name}"), settings, &text);
    }
}

/// What hangs over the end of a line stands clear of the bar and of all else.
#[test]
fn settings_on_the_screen() {
    let settings = "hanging_punctuation = true\nparagraphs = \"indented\"\nspacing = true";
    for (size, keys) in [
        ("100x24", "Enter PgDn"),
        ("80x24", "z PgDn"),
        ("40x12", "Enter PgDn"),
        ("20x6", "Enter PgDn"),
    ] {
        let mut session = Session::begin(Opened::Fixtures, size, settings, Hold::Nothing);
        let screen = session.keys(keys).screen();
        assert_screen(&format!("page-settings-{size}"), keys, &screen);
    }
}
