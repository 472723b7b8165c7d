//! What the site rules and the whole of a document make of its blocks.

use super::{check, document_at, dump};

fn check_at(link: &str, cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        assert_eq!(dump(&document_at(link, html)), *expected, "{html}");
    }
}

#[test]
fn the_lead_is_all_strong() {
    check(&[
        (
            "<p><strong>Sums up.</strong></p><p>a</p>",
            "lead Sums up. | p a",
        ),
        (
            "<p><strong>Sums</strong> <b>up. </b></p><p>a</p>",
            "lead Sums up. | p a",
        ),
        (
            "<img src=/x.jpg><p><b>Sums <i>up</i>.</b></p><p>a</p>",
            "pic0?x.jpg | lead Sums /up/. | p a",
        ),
        ("<p><b>Sums</b> up.</p><p>a</p>", "p *Sums* up. | p a"),
        ("<p>a</p><p><b>b</b></p>", "p a | p *b*"),
        ("<p><b>Alone.</b></p>", "p *Alone.*"),
    ]);
}

#[test]
fn repeats_are_dropped() {
    check(&[
        ("<h1>Title</h1><p>a</p>", "p a"),
        ("<h1>T i<b>tle</b></h1><p>a</p>", "p a"),
        ("<img src=/x.jpg><p>Title</p><p>a</p>", "pic0?x.jpg | p a"),
        (
            "<p>a</p><p>b</p><p>c</p><p>Title</p>",
            "p a | p b | p c | p Title",
        ),
        (
            "<img src=/x.jpg><small>A lamp</small><p>A lamp</p><p>a</p>",
            "pic0=A lamp | p a",
        ),
        (
            "<img src=/x.jpg><small>A lamp</small><p>A lamp is lit</p>",
            "pic0=A lamp | p A lamp is lit",
        ),
    ]);
}

#[test]
fn a_link_after_the_full_stop_is_a_line_of_its_own() {
    let a = "(https://www.example.org/a)";
    for (html, expected) in [
        (
            "<p>完了。 <a href='/a'>背景阅读 灯塔：三十年</a></p>",
            format!("p 完了。 | related [背景阅读 灯塔：三十年]{a}"),
        ),
        (
            "<p>完了。”<a href='/a'>灯塔</a></p>",
            format!("p 完了。” | related [灯塔]{a}"),
        ),
        (
            "<p>Done. <a href='/a'>Read more</a></p>",
            format!("p Done. | related [Read more]{a}"),
        ),
        (
            "<p>Done. <a href='/a'><b>Read</b> more</a></p>",
            format!("p Done. | related [*Read*]{a}[ more]{a}"),
        ),
        (
            "<p>增开。<a href='/a'>尽管高，也不涨。</a></p>",
            format!("p 增开。[尽管高，也不涨。]{a}"),
        ),
        (
            "<p>庆祝，<a href='/a'>以此庆祝</a></p>",
            format!("p 庆祝，[以此庆祝]{a}"),
        ),
        (
            "<p>完了。<a href='/a'>灯塔</a>好。</p>",
            format!("p 完了。[灯塔]{a}好。"),
        ),
        ("<p><a href='/a'>灯塔</a></p>", format!("p [灯塔]{a}")),
        (
            "<p>Done. <a href='/a'>here</a></p>",
            format!("p Done. [here]{a}"),
        ),
    ] {
        check(&[(html, &expected)]);
    }
}

#[test]
fn datelines_credits_and_notices() {
    check_at(
        "https://www.dw.com/zh/t/a-1",
        &[
            (
                "<p>（德国之声中文网）灯亮了。</p>",
                "p %（德国之声中文网）%灯亮了。",
            ),
            (
                "<p>灯（德国之声中文网）亮了。</p>",
                "p 灯（德国之声中文网）亮了。",
            ),
            (
                "<p>a</p><p>（路透社，美联社）</p>",
                "p a | credit （路透社，美联社）",
            ),
            (
                "<p>a</p><p>（德新社、湿地通讯社）</p>",
                "p a | credit （德新社、湿地通讯社）",
            ),
            ("<p>（他在旅社说的话）之后</p>", "p （他在旅社说的话）之后"),
            (
                "<p>a</p><p><em>© 2024年德国之声版权声明：灯。</em></p>",
                "p a | notice © 2024年德国之声版权声明：灯。",
            ),
        ],
    );
    check(&[(
        "<p>a</p><p>Copyright 2024 X</p>",
        "p a | notice Copyright 2024 X",
    )]);
}

#[test]
fn what_stands_around_an_article_is_dropped() {
    let filler = "<p>一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十</p>";
    let left = "p 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
    for (link, html, expected) in [
        (
            "https://www.rfi.fr/cn/x",
            format!("<div>07/04/2024 - 10:33</div>{filler}"),
            left.to_owned(),
        ),
        (
            "https://www.rfi.fr/cn/x",
            format!("<div>07.04.2024</div>{filler}"),
            format!("p 07.04.2024 | {left}"),
        ),
        (
            "https://www.rfi.fr/cn/x",
            format!("{filler}<div data-selfpromo-newsletter>a</div><div data-selfpromo-app></div>"),
            left.to_owned(),
        ),
        (
            "https://www.rfi.fr/cn/x",
            format!("{filler}<div><div>分享 :</div><div><span data-root-share></span></div></div>"),
            left.to_owned(),
        ),
        (
            "https://www.dw.com/zh/x",
            format!("<div><i><br>2024-04-09T14:33:07.543Z</i></div>{filler}"),
            left.to_owned(),
        ),
        (
            "https://a.example/x",
            format!(
                "{filler}<br><hr><div>获取更多RSS：<br><a href='https://feedx.net'>feedx</a></div>"
            ),
            left.to_owned(),
        ),
        (
            "https://a.example/x",
            format!("{filler}<div>获取更多RSS：<a href='https://other.example'>x</a></div>"),
            format!("{left} | p 获取更多RSS：[x](https://other.example/)"),
        ),
    ] {
        assert_eq!(dump(&document_at(link, &html)), expected, "{html}");
    }
}
