//! Paragraphs, headings, quotes, lists, tables, rules.

use super::{check, document};

#[test]
fn paragraphs() {
    check(&[
        ("", ""),
        ("bare", "p bare"),
        ("bare<p>a</p>bare", "p bare | p a | p bare"),
        ("<div>a<div>b</div>c</div>", "p a | p b | p c"),
        ("<p>a<p>b", "p a | p b"),
        (
            "<section><header>a</header><main>b</main></section>",
            "p a | p b",
        ),
        ("<div></div><p></p><span></span>", ""),
        ("<p>a</p><b></b><i> </i>", "p a"),
        (
            "x<details><summary>a</summary>b</details>",
            "p x | p *a* | p b",
        ),
        ("<address>a</address><center>b</center>", "p a | p b"),
    ]);
}

#[test]
fn headings() {
    check(&[
        ("<h1>a</h1><h3>b</h3><h6>c</h6>", "h1 a | h3 b | h6 c"),
        ("<h2><b>a</b> <i>b</i></h2>", "h2 a /b/"),
        ("<h2><b>a:</b> b</h2>", "h2 a: b"),
        (
            "<h2><a href='/x'>a</a></h2>",
            "h2 [a](https://www.example.org/x)",
        ),
        ("<h2> </h2>", ""),
        ("<h2>a<img src=/x.png></h2>", "h2 a | pic0?x.png"),
    ]);
}

#[test]
fn quotes() {
    check(&[
        ("<blockquote>a</blockquote>", "quote{p a}"),
        (
            "<blockquote><p>a</p><blockquote>b</blockquote></blockquote>",
            "quote{p a | quote{p b}}",
        ),
        ("<blockquote> </blockquote>", ""),
        ("<blockquote><hr></blockquote><p>a</p>", "p a"),
        (
            "<blockquote><hr>a<hr><hr>b<hr></blockquote>",
            "quote{p a | hr | p b}",
        ),
    ]);
}

#[test]
fn lists() {
    check(&[
        ("<ul><li>a</li> <li>b</li></ul>", "ul{p a}{p b}"),
        ("<ol><li>a<li>b</ol>", "ol1{p a}{p b}"),
        ("<ol start=7><li>a</ol>", "ol7{p a}"),
        ("<ol start=x><li>a</ol>", "ol1{p a}"),
        (
            "<ul><li>a<ul><li>b<ol start=3><li>c</ol></ul></ul>",
            "ul{p a | ul{p b | ol3{p c}}}",
        ),
        (
            "<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>",
            "ul{p a | ul{p b}}{p c}",
        ),
        ("<ul><li><p>a</p><p>b</p></ul>", "ul{p a | p b}"),
        ("<ul>a<p>b</p></ul>", "ul{p a}{p b}"),
        ("<ul><li> </li></ul>", ""),
        ("<ul><li hidden>a</li><li>b</li></ul>", "ul{p b}"),
        ("<li>a</li>", "p a"),
        ("<menu><li>a</menu>", "ul{p a}"),
    ]);
}

#[test]
fn definitions() {
    check(&[
        (
            "<dl><dt>a</dt><dd>b</dd><dd>c</dd><dt>d<dd>e</dl>",
            "dl{a: p b | p c}{d: p e}",
        ),
        ("<dl><dt>a<dt>b<dd>c</dl>", "dl{a: }{b: p c}"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "dl{a: p b}"),
        (
            "<dl><dt>a<dd>b<dl><dt>c<dd>d</dl></dl>",
            "dl{a: p b | dl{c: p d}}",
        ),
        ("<dl><dd>b</dl>", "dl{: p b}"),
        ("<dl>x<dt>a<dd>b<p>c</dl>", "dl{: p x}{a: p b | p c}"),
        (
            "<dl><dt><b>a</b><img src=/x.png><dd>b</dl>",
            "dl{*a*: pic0?x.png | p b}",
        ),
    ]);
}

#[test]
fn preformatted() {
    check(&[
        ("<pre>\n  a\n\n\tb  \n</pre>", "pre   a⏎⏎    b"),
        ("<pre><code>fn <b>a</b>()</code></pre>", "pre fn a()"),
        ("<pre>a<br>b</pre>", "pre a⏎b"),
        ("<pre> \n </pre>", ""),
    ]);
}

#[test]
fn tables() {
    check(&[
        (
            "<table><tr><th>A<th>B<tr><td>1<td>2</table>",
            "table[A,B](1,2)",
        ),
        (
            "<table><thead><tr><td>A<td>B<tbody><tr><td>1<td>2</table>",
            "table[A,B](1,2)",
        ),
        (
            "<table><caption>C</caption><tr><td>1<td>2<tr><td>3<td>4</table>",
            "table=C[](1,2)(3,4)",
        ),
        (
            "<table><tr><th>a<td>1<tr><th>b<td>2</table>",
            "table[](a,1)(b,2)",
        ),
        (
            "<table><tr><td>1<td>2<td>3<tr><td>4</table>",
            "table[](1,2,3)(4)",
        ),
        (
            "<table><tr><td>a<br>b<td><ul><li>c<li>d</ul><tr><td><p>e</p><p>f</p><td>g</table>",
            "table[](a⏎b,c⏎d)(e⏎f,g)",
        ),
        (
            "<table><tr><td> <td> <tr><td>1<td>2<tr><td>3<td>4</table>",
            "table[](1,2)(3,4)",
        ),
        (
            "<table><tr hidden><td>x<td>y<tr><td>1<td>2<tr><td>3<td>4</table>",
            "table[](1,2)(3,4)",
        ),
        (
            "<table><tbody style='display:none'><tr><td>x<td>y</tbody><tr><td>1<td>2<tr><td>3<td>4</table>",
            "table[](1,2)(3,4)",
        ),
        // Wide and tall cells: what they cover is empty.
        (
            "<table><tr><th colspan=2>A<th>B<tr><td>1<td>2<td>3</table>",
            "table[A,,B](1,2,3)",
        ),
        (
            "<table><tr><td rowspan=2>a<td>1<tr><td>2<tr><td>b<td>3</table>",
            "table[](a,1)(,2)(b,3)",
        ),
        (
            "<table><tr><td rowspan=2 colspan=2>a<td>1<tr><td>2<tr><td>b<td>c<td rowspan=99>3</table>",
            "table[](a,,1)(,,2)(b,c,3)",
        ),
        (
            "<table><tr><td colspan=0>a<td rowspan=x>1<tr><td colspan=-3>b<td>2</table>",
            "table[](a,1)(b,2)",
        ),
        (
            "<table><tr><td><a href='/x'>a</a><td>1<tr><td>b<td>2</table>",
            "table[]([a](https://www.example.org/x),1)(b,2)",
        ),
    ]);
}

#[test]
fn tables_for_layout_unfold() {
    check(&[
        ("<table><tr><td>a</td></tr></table>", "p a"),
        ("<table><tr><td>a<td>b</table>", "p a | p b"),
        ("<table><tr><td>a<tr><td>b</table>", "p a | p b"),
        (
            "<table><tr><td><img src=/x.png><td>a<tr><td>b<td>c</table>",
            "pic0?x.png | p a | p b | p c",
        ),
        (
            "<table><tr><td><table><tr><td>1<td>2<tr><td>3<td>4</table><td>b</table>",
            "table[](1,2)(3,4) | p b",
        ),
        (
            "<table><tr><td rowspan=99999999 colspan=99999999>a</table>",
            "p a",
        ),
        (
            "<table><tr><td rowspan=99999999 colspan=99999999>a<tr><td>b<td>c</table>",
            "p a | p b | p c",
        ),
    ]);
    let unfolded = document("<table><tr><td><a href='/x'>a</a></table>");
    assert_eq!(unfolded.links.len(), 1);
}

#[test]
fn rules_separate() {
    check(&[
        ("<hr><p>a</p><hr><hr><p>b</p><hr>", "p a | hr | p b"),
        ("a<hr>b", "p a | hr | p b"),
        ("<hr>", ""),
        (
            "<p>a</p><hr><div hidden>x</div><hr><p>b</p>",
            "p a | hr | p b",
        ),
    ]);
}

#[test]
fn what_is_not_text_is_nothing() {
    check(&[
        (
            "<script>x</script><style>y</style><noscript>n</noscript><p>a</p>",
            "p a",
        ),
        (
            "<form>x<input value=y><button>z</button></form><p>a</p>",
            "p a",
        ),
        (
            "<select><option>x</select><textarea>y</textarea><p>a</p>",
            "p a",
        ),
        (
            "<p hidden>x</p><p style='color:red; DISPLAY : none'>y</p><p>a</p>",
            "p a",
        ),
        (
            "<html><head><title>x</title><meta charset=utf-8></head><body><p>a</p></body></html>",
            "p a",
        ),
        ("<svg><text>x</text></svg><canvas>y</canvas><p>a</p>", "p a"),
        ("<template><p>x</p></template><p>a</p>", "p a"),
        ("<!doctype html><!-- x --><p>a</p>", "p a"),
    ]);
}

#[test]
fn deep_nests_are_unfolded() {
    let deep = format!(
        "{}a{}",
        "<blockquote>".repeat(14),
        "</blockquote>".repeat(14)
    );
    check(&[(
        &deep,
        &format!("{}p a{}", "quote{".repeat(12), "}".repeat(12)),
    )]);
}
