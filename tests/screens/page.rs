//! Pages as they are set, without the program around them: each block, each
//! setting, at two measures and under both width policies.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fmt::Write as _;

use chrono::DateTime;
use newsprint::article::{Article, Rules};
use newsprint::loader::{FileFacts, Loaded, load};
use newsprint::page::Page;
use newsprint::settings::Settings;
use newsprint::text::Clean;

use super::harness::assert_screen;

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
            writeln!(out, "== {measure}  {settings}").expect("writing to a string");
            let page = page(&article, measure, settings);
            out.push_str(&page.to_text());
        }
    }
    out
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
