//! Headers and titles that go on without an end.

use std::path::Path;

use super::super::{Scanned, saved};
use super::{SAVED, of_text, scanned, time};
use crate::article::{Article, WarningKind};

/// Each of these took minutes, or an hour, while it was gone through anew for each
/// bracket, stamp or element in it.
#[test]
fn a_header_of_megabytes_is_no_header() {
    let n = 1 << 20;
    let stamp = "<!--1712479502000-->\n";
    for (name, text) in [
        (
            "borders without a link",
            format!("{stamp}[{}", "](".repeat(n)),
        ),
        (
            "borders and one link",
            format!("{stamp}[{}https://a.example/b)", "](".repeat(n)),
        ),
        (
            "elements",
            format!(
                "{stamp}[{}](https://a.example/b)\n------\n\n<p>x</p>",
                "<b>".repeat(n)
            ),
        ),
        (
            "a title",
            format!(
                "{stamp}[{}](https://a.example/b)\n------\n\n<p>x</p>",
                "w".repeat(n)
            ),
        ),
        (
            "a link",
            format!(
                "{stamp}[t](https://a.example/{})\n------\n\n<p>x</p>",
                "b".repeat(n)
            ),
        ),
    ] {
        let parts = saved::parts(&text);
        let found = (parts.title.as_str(), parts.link.as_deref());
        assert_eq!(found, ("", None), "{name}");
        assert!(parts.body.starts_with('['), "{name}");
        assert_eq!(parts.saved, Some(time(SAVED)), "{name}");
    }
    // What follows a stamp on its line is the next part, but not a stamp for ever.
    let text = "<!--1712479502000-->".repeat(n) + "[t](https://a.example/b)";
    let parts = saved::parts(&text);
    assert!(parts.body.starts_with("<!--") && parts.warnings.len() < 10);
    let parts = saved::parts(
        "<!--1712479502000--><!--1712479502001--><!--2-->[t](https://a.example/b)\n------\n<p>",
    );
    assert_eq!((parts.title.as_str(), parts.body), ("t", "<p>"));
}

#[test]
fn a_title_of_more_elements_than_a_text_may_have_is_none() {
    let of = |depth: usize| {
        let title = "<b>".repeat(depth) + "Title";
        of_text(&format!(
            "[{title}](https://a.example/b)\n------\n\n<p>text</p>"
        ))
        .head
    };
    assert_eq!(of(20).title.as_str(), "Title");
    let deep = of(3_000);
    assert_eq!(deep.title.as_str(), "text");
    assert_eq!((deep.link, deep.id), (of(20).link, of(20).id));
}

#[test]
fn a_long_title_is_cut_where_it_is_shown_and_its_identity_is_the_whole_ones() {
    let long = "灯塔，".repeat(300);
    let shown = |article: &Article| article.head.title.as_str().to_owned();
    for text in [
        format!("<!--1712479502000-->\n[{long}x](https://a.example/b)\n------\n\n<p>text</p>"),
        format!("<!--1712479502000-->\n------\n\n<title>{long}</title><p>text</p>"),
        format!("<!--1712479502000-->\n------\n\n<h1>{long}</h1><p>text</p>"),
    ] {
        let article = of_text(&text);
        let title = shown(&article);
        assert!((2_000..2_100).contains(&title.len()), "{}", title.len());
        assert!(
            title.starts_with(&"灯塔，".repeat(200)) && title.ends_with('…'),
            "{title}"
        );
        let is_told = article
            .warnings
            .iter()
            .any(|w| w.kind == WarningKind::LongTitle);
        assert!(is_told, "{:?}", article.warnings);
        if let Scanned::Head(head) = scanned(text.as_bytes(), Path::new("file.txt")) {
            assert_eq!(
                (head.title.as_str(), head.id),
                (title.as_str(), article.head.id)
            );
        }
    }
    // A heading that was cut for the title is still whole in the text.
    let article = of_text(&format!(
        "<!--1712479502000-->\n------\n\n<h1>{long}</h1><p>text</p>"
    ));
    assert!(article.document.plain_text().contains(&long));
    // Without a link the title is of the identity, to its end.
    let of = |end: &str| of_text(&format!("[{long}{end}]()\n------\n\n<p>text</p>"));
    assert_eq!(shown(&of("a")), shown(&of("b")));
    assert_ne!(of("a").head.id, of("b").head.id);
    let short = of_text("[a title](https://a.example/b)\n------\n\n<p>text</p>");
    assert_eq!(shown(&short), "a title");
}
