//! Running text: white space, styles, links.

use super::{check, document};
use crate::article::document::Block;

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

/// Where the links of an article within it lead: the words that stand there.
fn leads(html: &str) -> Vec<String> {
    let document = document(html);
    let mut text = String::new();
    document.each_text(&mut |_, part| text.push_str(part.as_str()));
    let links = document.links.iter().map(|link| match link.within {
        Some(position) => {
            let there: String = text.chars().skip(position as usize).take(4).collect();
            format!("{}→{there}", link.text)
        }
        None => format!("{}→{}", link.text, link.url),
    });
    links.collect()
}

#[test]
fn footnotes_lead_to_their_notes_and_back() {
    for (html, links) in [
        (
            "<p>正文。<sup id=r1><a href='#n1'>1</a></sup></p><hr><ol><li id=n1>注文在此。<a href='#r1'>↩</a></li></ol>",
            &["1→注文在此", "↩→¹注文在"][..],
        ),
        // By name, by the article's own address, with an escaped name.
        (
            "<a href='#b'>x</a><p>a</p><a name=b></a><p>note</p>",
            &["x→note"],
        ),
        (
            "<p><a href='https://www.example.org/a/b.html#b'>x</a></p><p>a <b id=b>note</b></p>",
            &["x→note"],
        ),
        (
            "<p><a href='#%E6%B3%A8'>x</a></p><h2 id='注'>note</h2>",
            &["x→note"],
        ),
    ] {
        assert_eq!(leads(html), links, "{html}");
    }
    check(&[
        (
            "<p>a<a role=doc-noteref href='#b'>12</a></p><p id=b>n</p>",
            "p a[¹²]() | p n",
        ),
        (
            "<p>a<a epub:type='x noteref' href='#b'>*</a></p><p id=b>n</p>",
            "p a[*]() | p n",
        ),
        (
            "<p>正文。<a href='#b'>注 一</a></p><p id=b>n</p>",
            "p 正文。[注 一]() | p n",
        ),
        ("<p>a <a href='#no'>b</a> c</p>", "p a b c"),
    ]);
}

#[test]
fn links_lead_into_every_kind_of_block() {
    for (html, links) in [
        (
            "<p><a href='#b'>x</a></p><table><tr><td>1<td>2<tr><td>3<td id=b>note</table>",
            &["x→note"][..],
        ),
        (
            "<p><a href='#b'>x</a></p><table><tr><td>1<td>2<tr><td>3<td><p>q</p><p id=b>note</table>",
            &["x→note"],
        ),
        (
            "<p><a href='#b'>x</a></p><dl><dt id=b>note<dd>d</dl>",
            &["x→note"],
        ),
        (
            "<p><a href='#b'>x</a></p><figure><img src=/a.png><figcaption id=b>note</figcaption></figure>",
            &["x→note"],
        ),
        (
            "<p><a href='#b'>x</a></p><blockquote id=b><p>note</p></blockquote>",
            &["x→note"],
        ),
        // Past what is split off, after what is dropped.
        (
            "<p>Title</p><p>正文。<a href='/r' id=b>相关 阅读</a></p><p><a href='#b'>x</a></p>",
            &["相关 阅读→https://www.example.org/r", "x→相关 阅"],
        ),
        // The first of two with one name.
        (
            "<p><a href='#b'>x</a></p><p id=b>note</p><p id=b>other</p>",
            &["x→note"],
        ),
        // Nowhere: plain text, and the other links stay what they are.
        (
            "<p><a href='#no'>x</a> <a href='/a'>y</a> <a href='#'>z</a></p><p id=b hidden>note</p><a href='#b'>w</a>",
            &["y→https://www.example.org/a"],
        ),
        ("<p id=b></p><p>a</p>", &[]),
    ] {
        assert_eq!(leads(html), links, "{html}");
    }
}

#[test]
fn what_has_no_raised_form_can_still_be_read() {
    check(&[
        ("<p>10<sup>-6</sup>, H<sub>2</sub>O", "p 10⁻⁶, H₂O"),
        ("<p>10<sup>x</sup>, v<sub>max</sub>", "p 10^x, v_max"),
        (
            "<p>e<sup>iπ/2</sup>, a<sub>i,j</sub>",
            "p e^(iπ/2), a_(i,j)",
        ),
        (
            "<p>1<sup>st</sup> 2<sup>nd</sup> XX<sup>e</sup> M<sup>me</sup>",
            "p 1st 2nd XXe Mme",
        ),
        (
            "<p>Lamp<sup>TM</sup> 正文<sup>注</sup> a<sup>[1]</sup> <sup>x</sup>b",
            "p LampTM 正文注 a[1] xb",
        ),
        ("<p>1<sup> th </sup> a", "p 1 th a"),
        ("<p>x<sup></sup>y", "p xy"),
    ]);
}

#[test]
fn quotation_marks_are_those_of_the_language() {
    check(&[
        ("<p>He said <q>yes</q>.</p>", "p He said “yes”."),
        (
            "<p>He said <q>I heard <q>yes</q></q>.</p>",
            "p He said “I heard ‘yes’”.",
        ),
        (
            "<p lang=fr>Il dit <q>oui</q>.</p>",
            "p Il dit «\u{A0}oui\u{A0}».",
        ),
        ("<p lang=de-AT>Er sagt <q>ja</q>.</p>", "p Er sagt „ja“."),
        ("<p>Он сказал: <q>да</q>.</p>", "p Он сказал: «да»."),
        ("<p>他说<q>好的</q>。</p>", "p 他说“好的”。"),
        (
            "<p>他說<q>這樣<q>嗎</q></q>。</p>",
            "p 他說「這樣『嗎』」。",
        ),
        (
            "<p>彼は<q>はい</q>と言った。</p>",
            "p 彼は「はい」と言った。",
        ),
        ("<p lang=zh-TW>他<q>好</q></p>", "p 他「好」"),
        ("<p lang=ja><q lang=en>yes</q></p>", "p “yes”"),
    ]);
}

#[test]
fn a_paragraph_with_too_many_marks_keeps_its_words() {
    let marks = "\u{0E35}".repeat(40);
    let document = document(&format!(
        "<p>ช{marks}<b>ช{marks}</b> <a href=/x>end</a></p>"
    ));
    let text = document.plain_text();
    assert!(text.starts_with('ช') && text.ends_with("end"), "{text:?}");
    let Some(Block::Paragraph(_, text)) = document.blocks.first() else {
        panic!("a paragraph")
    };
    assert_eq!(
        text.spans.last().map(|span| span.end),
        Some(text.as_str().len())
    );
}
