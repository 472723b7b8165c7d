//! Running text: white space, styles, links.

use super::{check, document};

#[test]
fn white_space_collapses() {
    check(&[
        ("<p>  a \n\t b  </p>", "p a b"),
        ("<p>\u{A0}\u{3000}段首缩进\u{A0}</p>", "p 段首缩进"),
        ("<p>\u{A0}</p><p> \u{3000}\n</p><p>&nbsp;&nbsp;</p>", ""),
        ("<p>学习 ， “苏联”</p>", "p 学习，“苏联”"),
        ("<p>强调， “苏联”</p>", "p 强调，“苏联”"),
        ("<p>由于 旧楼</p>", "p 由于 旧楼"),
        ("<p>中文\n  换行</p>", "p 中文换行"),
        ("<p>中文\nLatin\nwords\n中文</p>", "p 中文 Latin words 中文"),
        ("<p>かな\nカナ</p>", "p かなカナ"),
        ("<p>a\u{A0}b</p>", "p a\u{A0}b"),
        ("<p><b>苏联“老大哥” </b>：好</p>", "p :*苏联“老大哥”*:：好"),
        ("<p>a<b> b</b> c</p>", "p a *b* c"),
        ("<p>a <!-- gone --> b</p>", "p a b"),
        ("<p>a\u{AD}b\u{200B}c</p>", "p abc"),
        ("<p>a &amp;amp; b</p>", "p a &amp; b"),
    ]);
}

#[test]
fn line_breaks() {
    check(&[
        ("a<br>b", "p a⏎b"),
        ("a<br><br>b", "p a | p b"),
        ("a<br> <br/>\n<br>b", "p a | p b"),
        ("<p><br>a<br></p>", "p a"),
        ("<p>a<br>\n b</p>", "p a⏎b"),
        ("<b>a<br><br>b</b>", "p *a* | p *b*"),
    ]);
}

#[test]
fn styles() {
    check(&[
        ("<p>x <b>a</b> <strong>b</strong></p>", "p x *a b*"),
        ("<p>x <i>a</i> <em>b</em> <cite>c</cite></p>", "p x /a b c/"),
        (
            "<p><del>a</del><s>b</s> <ins>c</ins><u>d</u></p>",
            "p ~ab~ _cd_",
        ),
        (
            "<p><code>a</code> <kbd>C-c</kbd> <mark>m</mark> <small>s</small></p>",
            "p `a` ^C-c^ !m! -s-",
        ),
        ("<p>x<b><i>a</i></b></p>", "p x*/a/*"),
        ("<p>H<sub>2</sub>O, x<sup>n+1</sup></p>", "p H₂O, xⁿ⁺¹"),
        ("<p>1<sup>st</sup>, a<sub>max</sub></p>", "p 1st, amax"),
        (
            "<p>x<sup> <a href='/n'>2</a> </sup></p>",
            "p x[²](https://www.example.org/n)",
        ),
        (
            "<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を</p>",
            "p 漢字(かんじ)を",
        ),
        (
            "<p><ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby></p>",
            "p 漢(かん)字(じ)",
        ),
        ("<p>He said <q>yes</q>.</p>", "p He said “yes”."),
        (
            "<p>a<span class=x>b</span><font color=red>c</font><unknown>d</unknown></p>",
            "p abcd",
        ),
    ]);
}

#[test]
fn links() {
    check(&[
        (
            "<p><a href='c.html'>x</a> y</p>",
            "p [x](https://www.example.org/a/c.html) y",
        ),
        (
            "<p><a href='/c?a=1&amp;b=2#d'>x</a> y</p>",
            "p [x](https://www.example.org/c?a=1&b=2#d) y",
        ),
        (
            "<p><a href='//b.example/c'>x</a> y</p>",
            "p [x](https://b.example/c) y",
        ),
        (
            "<p><a href='https://新闻.example/港'>x</a> y</p>",
            "p [x](https://xn--efvy88h.example/%E6%B8%AF) y",
        ),
        (
            "<p><a href='mailto:a@b.example'>x</a> y</p>",
            "p [x](mailto:a@b.example) y",
        ),
        (
            "<p><a href='#note'>x</a> <a href='javascript:alert(1)'>y</a> <a href=''>z</a> <a>w</a></p>",
            "p x y z w",
        ),
        (
            "<p><a href='/a'>one</a><a href='/b'>two</a></p>",
            "p [one](https://www.example.org/a)[two](https://www.example.org/b)",
        ),
        (
            "<a href='/a'><p>one</p><p>two</p></a>",
            "p [one](https://www.example.org/a) | p [two](https://www.example.org/a)",
        ),
        (
            "<p>见<a href='/a'>相关 报道</a>。</p>",
            "p 见[相关 报道](https://www.example.org/a)。",
        ),
    ]);
    let document = document("<p><a href='/a'>the <b>chart</b></a> <a href='/b'> </a></p>");
    let links: Vec<_> = document
        .links
        .iter()
        .map(|link| (link.url.as_str(), link.text.as_str()))
        .collect();
    assert_eq!(links, [("https://www.example.org/a", "the chart")]);
}

#[test]
fn control_characters_do_not_survive() {
    check(&[
        ("<p>a\u{1b}[31mb\u{7}c</p>", "p a[31mbc"),
        ("<p>a&#27;[2J&#x202E;b&#x2066;c&#x85;d</p>", "p a[2Jbc…d"),
        ("<pre>a\u{9b}b\tc</pre>", "pre ab    c"),
    ]);
}
