//! What holds for any bytes.

use std::path::Path;

use proptest::prelude::*;

use super::{loaded, of_text, scanned};
use crate::article::document::{Block, Document, Text};
use crate::article::{Article, WarningKind};
use crate::text::Clean;

/// Calls `visit` with every text of blocks.
fn texts<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Text)) {
    for block in blocks {
        match block {
            Block::Paragraph(_, text) | Block::Heading(_, text) => visit(text),
            Block::Quote(blocks) => texts(blocks, visit),
            Block::List(list) => list.items.iter().for_each(|item| texts(item, visit)),
            Block::Definitions(entries) => entries.iter().for_each(|(term, meaning)| {
                visit(term);
                texts(meaning, visit);
            }),
            Block::Table(table) => table
                .caption
                .iter()
                .chain(&table.head)
                .chain(table.rows.iter().flatten())
                .for_each(&mut *visit),
            Block::Picture(picture) => visit(&picture.caption),
            Block::Preformatted(_) | Block::Embed(_) | Block::Rule | Block::Cut(_) => {}
        }
    }
}

fn all_clean(article: &Article) -> Vec<&Clean> {
    let mut all = vec![
        &article.head.title,
        &article.head.source,
        &article.head.host,
        &article.publisher,
    ];
    let document = &article.document;
    texts(&document.blocks, &mut |text| all.push(&text.clean));
    all.extend(document.links.iter().map(|link| &link.text));
    all.extend(
        document
            .images
            .iter()
            .filter_map(|image| image.caption.as_ref()),
    );
    all.extend(
        document
            .embeds
            .iter()
            .flat_map(|embed| embed.title.iter().chain([&embed.host])),
    );
    all
}

/// Every address and every note, which are shown as well.
fn all_strings(article: &Article) -> Vec<String> {
    let document = &article.document;
    let mut all: Vec<String> = article
        .head
        .link
        .iter()
        .chain(&article.canonical_link)
        .cloned()
        .collect();
    all.extend(article.share.iter().map(|share| share.url.clone()));
    all.extend(article.short_link.iter().map(|short| short.url.clone()));
    all.extend(document.links.iter().map(|link| link.url.clone()));
    all.extend(document.images.iter().map(|image| image.url.clone()));
    all.extend(document.embeds.iter().map(|embed| embed.url.clone()));
    all.extend(
        article
            .warnings
            .iter()
            .map(|warning| warning.kind.to_string()),
    );
    all
}

fn check_text(document: &Document, text: &Text) -> Result<(), TestCaseError> {
    let ends: Vec<usize> = text.spans.iter().map(|span| span.end).collect();
    prop_assert!(ends.is_sorted_by(|a, b| a < b), "{text:?}");
    prop_assert_eq!(
        ends.last().copied().unwrap_or(0),
        text.as_str().len(),
        "{:?}",
        text
    );
    prop_assert!(
        ends.iter().all(|end| text.as_str().is_char_boundary(*end)),
        "{text:?}"
    );
    prop_assert!(
        text.spans
            .iter()
            .filter_map(|span| span.link)
            .all(|link| link < document.links.len())
    );
    prop_assert_eq!(text.as_str().trim(), text.as_str());
    Ok(())
}

/// The laws of every article.
fn check(article: &Article) -> Result<(), TestCaseError> {
    let mut length = 0;
    article
        .document
        .each_text(&mut |_, text| length += text.as_str().chars().count());
    for link in &article.document.links {
        let leads = link.within.is_some_and(|place| (place as usize) < length);
        prop_assert!(leads == link.url.is_empty(), "{link:?}");
    }
    let is_control = |c: char| {
        (c.is_control() && c != '\n')
            || ('\u{202A}'..='\u{202E}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    for clean in all_clean(article) {
        prop_assert!(!clean.as_str().contains(is_control), "{clean:?}");
    }
    for string in all_strings(article) {
        prop_assert!(!string.contains(is_control), "{string:?}");
    }
    let document = &article.document;
    let mut result = Ok(());
    texts(&document.blocks, &mut |text| {
        if result.is_ok() {
            result = check_text(document, text);
        }
    });
    result?;
    for block in &document.blocks {
        match block {
            Block::Picture(picture) => prop_assert!(picture.image < document.images.len()),
            Block::Embed(place) => prop_assert!(*place < document.embeds.len()),
            _ => {}
        }
    }
    prop_assert!(article.warnings.is_sorted_by_key(|warning| warning.line));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..crate::laws() })]

    #[test]
    fn any_bytes_give_an_article_or_are_binary(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = scanned(&bytes, Path::new("x.txt"));
        if let Some(article) = loaded(&bytes, Path::new("x.txt")) {
            check(&article)?;
        }
    }

    #[test]
    fn any_html_gives_a_sound_document(
        parts in proptest::collection::vec(prop_oneof![
            4 => "</?(p|div|b|i|a href=/x|a|img src=/y\\.jpg|br|hr|ul|ol|li|dl|dt|dd|table|tr|td|th|caption|pre|h1|h2|figure|figcaption|small|blockquote|sup|sub|ruby|rt|q|code|iframe src=//z\\.example/|span|video|q|thead)>",
            4 => "[ a-z灯塔，。：\n\u{A0}\u{3000}\u{200D}\u{FE0F}👩\u{301}]{0,6}",
            1 => "[\u{0}-\u{FFFF}]{0,4}",
            1 => "&(#[0-9]{1,5}|amp|lt|nbsp|x);?",
            1 => "<[^>]{0,6}>?",
        ], 0..40),
        header in "(<!--1712479502000-->\n)?(\\[[^\n]{0,9}\\]\\([^\n]{0,20}\\)\n)?(-{0,7}\n)?",
    ) {
        // A few control characters and nothing else are no text.
        if let Some(article) = loaded((header + &parts.concat()).as_bytes(), Path::new("x.txt")) {
            check(&article)?;
        }
    }

    #[test]
    fn identity_is_the_links_alone(title in "[a-z灯]{1,8}", other in "[a-z灯]{1,8}", body in "[a-z<>/\n]{0,20}", path in "[a-z]{1,9}") {
        let of = |title: &str, link: &str, body: &str| of_text(&format!("<!--1712479502000-->\n[{title}]({link})\n------\n\n{body}")).head.id;
        let link = format!("https://a.example/{path}");
        prop_assert_eq!(of(&title, &link, &body), of(&other, &link, "x"));
        prop_assert_eq!(of(&title, &link, &body), of(&title, &format!("HTTPS://A.Example:443/{path}?utm_source=x#part"), &body));
        prop_assert_ne!(of(&title, &link, &body), of(&title, &format!("{link}/2"), &body));
        // A home page has many articles.
        let home = "https://a.example/";
        prop_assert_eq!(of(&title, home, &body) == of(&other, home, &body), title == other);
    }

    #[test]
    fn without_a_link_identity_is_title_and_body(title in "[a-z灯]{0,8}", body in "[a-z]{1,20}", other in "[a-z]{1,20}") {
        let of = |name: &str, body: &str| loaded(format!("[{title}]()\n------\n\n{body}").as_bytes(), Path::new(name)).unwrap().head.id;
        prop_assert_eq!(of("a.txt", &body), of("b.txt", &body));
        prop_assert_eq!(of("a.txt", &body) == of("a.txt", &other), body == other);
    }
}

#[test]
fn line_ends_and_encoding_do_not_change_identity() {
    let text = "<!--1712479502000-->\n[灯塔在傍晚六点点亮]()\n------\n\n<p>守塔人把当天的天气写进日志。</p>\n<p>x</p>\n";
    let id = of_text(text).head.id;
    for bytes in [
        text.replace('\n', "\r\n").into_bytes(),
        format!("\u{FEFF}{text}").into_bytes(),
        encoding_rs::GB18030.encode(text).0.into_owned(),
    ] {
        assert_eq!(loaded(&bytes, Path::new("x.txt")).unwrap().head.id, id);
    }
}

#[test]
fn hostile_files_are_survived() {
    for (name, html, is_cut) in nested().into_iter().chain(long()) {
        let article = of_text(&format!(
            "<!--1712479502000-->\n[t](https://www.rfi.fr/x)\n------\n\n{html}"
        ));
        check(&article).unwrap_or_else(|error| panic!("{name}: {error}"));
        let found = article
            .warnings
            .iter()
            .any(|warning| matches!(warning.kind, WarningKind::Cut(_)));
        assert_eq!(found, is_cut, "{name}: {:?}", article.warnings);
    }
}

/// Files made to be slow by what stands in what, and whether their text is cut.
fn nested() -> Vec<(&'static str, String, bool)> {
    let n = 20_000;
    vec![
        ("nested div", "<div>".repeat(n), true),
        ("nested b with text", "x<b>".repeat(n), true),
        ("nested table", "<table><tr><td>".repeat(n), true),
        ("nested list", "<ul><li>".repeat(n), true),
        ("nested quote", "<blockquote>x".repeat(n), true),
        ("nested definitions", "<dl><dt>x<dd>y".repeat(n), true),
        ("nested figure", "<figure><figcaption>x".repeat(n), true),
        ("nested sup", "<sup>x".repeat(n), true),
        ("list within the budget", "<ul><li>x".repeat(60), false),
        (
            "attributes",
            format!("<p>a</p><p {}>b", "a=1 ".repeat(n)),
            true,
        ),
        (
            "many small tags with attributes",
            "<p a=1 b=2 c=3>x</p>".repeat(n),
            false,
        ),
        (
            "unclosed comment",
            format!("<p>a</p><!-- {}", "x ".repeat(n)),
            false,
        ),
        (
            "unclosed tag",
            format!("<p>a</p><p {}", "x".repeat(n)),
            false,
        ),
        (
            "unclosed script",
            format!("<p>a</p><script>{}", "x<b ".repeat(n)),
            false,
        ),
        ("links", "<a href=/x>x".repeat(n), false),
        (
            "formatting that is repeated",
            format!(
                "<p>{}</p>",
                (0..100).fold(String::new(), |html, n| html + &format!("<b id={n}>"))
            ) + &"<p>x</p>".repeat(n),
            true,
        ),
    ]
}

/// Files that are long and flat.
fn long() -> Vec<(&'static str, String, bool)> {
    let n = 20_000;
    vec![
        (
            "rows and columns without end",
            "<table><tr><td rowspan=999999999 colspan=999999999>a<td>b".to_owned(),
            false,
        ),
        (
            "wide table",
            format!("<table><tr>{}</table>", "<td>x".repeat(n)),
            false,
        ),
        (
            "long table",
            format!("<table>{}</table>", "<tr><td>x<td>y".repeat(n)),
            false,
        ),
        ("entities", "<p>&amp;&#x4E2D;&lt;".repeat(n), false),
        ("pictures", "<img src=/x.jpg>".repeat(n), false),
        (
            "mirror's links",
            "<div><a href=https://feedx.net>x</a></div>".repeat(3_000),
            false,
        ),
        (
            "siblings of divs",
            "<div><div><span>x</span></div></div>".repeat(3_000),
            false,
        ),
    ]
}
