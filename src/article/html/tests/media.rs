//! Pictures, their captions, films.

use super::{check, document, document_at, dump};
use crate::text::Clean;

#[test]
fn pictures() {
    check(&[
        ("<img src='/a/x%20y.jpg?w=3'>", "pic0?x y.jpg"),
        ("<img src=/x.jpg alt='A  lamp'>", "pic0?A lamp"),
        ("<p>a<img src=/x.jpg>b</p>", "p a | pic0?x.jpg | p b"),
        ("<img src='/%C2%AD%C2%A0x.jpg'>", "pic0?x.jpg"),
        (
            "<img src=/x.jpg alt='&shy;&nbsp;A lamp&emsp;'>",
            "pic0?A lamp",
        ),
        (
            "<img data-src=/x.jpg src='data:image/gif;base64,R0'>",
            "pic0?x.jpg",
        ),
        (
            "<picture><source srcset=/y.webp><img src=/x.jpg></picture>",
            "pic0?x.jpg",
        ),
        ("<a href='/big.jpg'><img src=/x.jpg></a>", "pic0?x.jpg"),
        ("<img src='data:image/gif;base64,R0'><img><img src=''>", ""),
    ]);
}

#[test]
fn pixels_and_spacers_are_nothing() {
    check(&[
        ("<p>a</p><img src=/x.gif width=1 height=1>", "p a"),
        ("<p>a</p><img src=/x.gif width=0>", "p a"),
        ("<p>a</p><img src=/x.gif height='1'>", "p a"),
        ("<p>a</p><img src=/x.gif style='display:none'>", "p a"),
        ("<p>a</p><img src=/x.gif width=16 height=16>", "p a"),
        (
            "<p>a <img src=/x.gif alt=':-)' height=16> b</p>",
            "p a :-) b",
        ),
        ("<img src=/x.jpg width='100%'>", "pic0?x.jpg"),
        ("<img src=/x.jpg width=640 height=1>", "pic0?x.jpg"),
    ]);
}

#[test]
fn captions() {
    check(&[
        (
            "<figure><img src=/x.jpg alt=z><figcaption>A lamp</figcaption></figure>",
            "pic0=A lamp",
        ),
        (
            "<figure><figcaption>A lamp</figcaption><img src=/x.jpg></figure>",
            "pic0=A lamp",
        ),
        (
            "<figure><div><img src=/x.jpg></div><figcaption><p>A lamp</p><p>by X</p></figcaption></figure>",
            "pic0=A lamp⏎by X",
        ),
        (
            "<figure><img src=/x.jpg><img src=/y.jpg><figcaption>B</figcaption></figure>",
            "pic0?x.jpg | pic1=B",
        ),
        (
            "<figure><figcaption>A</figcaption><img src=/x.jpg><figcaption>B</figcaption></figure>",
            "p -A- | pic0=B",
        ),
        (
            "<figure><blockquote>a</blockquote><figcaption>B</figcaption></figure>",
            "quote{p a} | p -B-",
        ),
        (
            "<img src=/x.jpg><div><small style='color:#999'>A lamp</small></div><p>a</p>",
            "pic0=A lamp | p a",
        ),
        (
            "<img src=/x.jpg><small>A</small><img src=/y.jpg><small>B</small>",
            "pic0=A | pic1=B",
        ),
        (
            "<img src=/x.jpg><p>a</p><small>A</small>",
            "pic0?x.jpg | p a | p -A-",
        ),
        ("<p>a <small>A</small></p>", "p a -A-"),
        (
            "<img src=/x.jpg><p>see <small>A</small></p>",
            "pic0?x.jpg | p see -A-",
        ),
        (
            "<figure><img src=/x.jpg><figcaption>A <a href='/c'>chart</a></figcaption></figure>",
            "pic0=A [chart](https://www.example.org/c)",
        ),
        (
            "<figure><figcaption><img src=/x.jpg>A</figcaption></figure>",
            "pic0=A",
        ),
    ]);
}

#[test]
fn images_are_listed_with_their_captions() {
    let document = document("<img src=/x.jpg><small>A</small><img src=/y.jpg alt=B>");
    let images: Vec<_> = document
        .images
        .iter()
        .map(|image| {
            (
                image.url.as_str(),
                image.caption.as_ref().map(Clean::as_str),
            )
        })
        .collect();
    assert_eq!(
        images,
        [
            ("https://www.example.org/x.jpg", Some("A")),
            ("https://www.example.org/y.jpg", None)
        ]
    );
}

#[test]
fn a_gallery_has_run_in_heads() {
    check(&[
        (
            "<div><img src=/x.jpg><b>灯</b>：亮了。</div><div><img src=/y.jpg><b>海 </b>：黑了。</div>",
            "pic0=:*灯*:：亮了。 | pic1=:*海*:：黑了。",
        ),
        (
            "<div><img src=/x.jpg><b>Lamp:</b> lit.</div>",
            "pic0=:*Lamp:*: lit.",
        ),
        (
            "<div><img src=/x.jpg>A text beside.</div>",
            "pic0?x.jpg | p A text beside.",
        ),
        (
            "<div><img src=/x.jpg></div><div><b>灯</b>：亮了。</div>",
            "pic0?x.jpg | p :*灯*:：亮了。",
        ),
        ("<p><b>Lamp</b>: lit.</p>", "p :*Lamp*:: lit."),
        ("<p>The <b>lamp</b>: lit.</p>", "p The *lamp*: lit."),
        ("<p><b>Lamp</b> lit.</p>", "p *Lamp* lit."),
    ]);
}

#[test]
fn films_and_sounds() {
    check(&[
        (
            "<iframe src='https://player.example/v/1' title='A  film'></iframe>",
            "embed player.example A film",
        ),
        (
            "<iframe src='//www.youtube.com/embed/n3wsPr1ntBd?wmode=x'> </iframe>",
            "embed www.youtube.com -",
        ),
        (
            "<video><source src='/v.mp4'>No video.</video>",
            "embed www.example.org -",
        ),
        (
            "<audio src='/a.mp3'></audio><embed src='/e.swf'>",
            "embed www.example.org - | embed www.example.org -",
        ),
        (
            "<iframe></iframe><iframe src='about:blank'></iframe><video></video>",
            "",
        ),
        (
            "<p>a<iframe src='/v'></iframe>b</p>",
            "p a | embed www.example.org - | p b",
        ),
    ]);
    let document =
        document("<iframe src='https://www.youtube-nocookie.com/embed/n3wsPr1ntBd?x'></iframe>");
    assert_eq!(
        document.embeds[0].url,
        "https://www.youtube.com/watch?v=n3wsPr1ntBd"
    );
}

#[test]
fn addresses_are_the_pictures_own() {
    for (address, own) in [
        (
            "https://images.weserv.nl/?url=static.dw.com/image/1_303.jpg",
            "https://static.dw.com/image/1_303.jpg",
        ),
        (
            "https://images.weserv.nl/?url=https%3A%2F%2Fa.example%2Fb.jpg&amp;w=300",
            "https://a.example/b.jpg",
        ),
        ("x.jpg", "https://www.dw.com/zh/t/x.jpg"),
    ] {
        let document = document_at(
            "https://www.dw.com/zh/t/a-1",
            &format!("<img src='{address}'>"),
        );
        assert_eq!(document.images[0].url, own);
    }
}

#[test]
fn without_a_link_only_whole_addresses_are_kept() {
    let document = document_at(
        "",
        "<p><a href='/x'>a</a> <a href='https://b.example/'>b</a></p><img src=/y.jpg>",
    );
    assert_eq!(dump(&document), "p a [b](https://b.example/)");
}
