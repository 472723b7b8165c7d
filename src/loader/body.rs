//! A body that is not HTML: plain text or Markdown, made HTML so that one way
//! leads to the page.

/// Elements that show a body to be HTML.
const ELEMENTS: [&str; 73] = [
    "a",
    "article",
    "aside",
    "audio",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "kbd",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "ruby",
    "s",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "title",
    "tr",
    "u",
    "ul",
    "var",
    "video",
];
/// Bytes of Markdown read together: the reader of Markdown holds a hundred bytes
/// for each sign. Few articles are longer; of those only links that are defined
/// in another part are lost.
const MARKDOWN_PART: usize = 1 << 17;
/// Signs `<` looked at.
const LOOKED_AT: usize = 64;

/// Whether a body is HTML: it holds a tag that HTML knows. A text that speaks of
/// tags, between backticks as Markdown has it, is none.
pub(super) fn is_html(body: &str) -> bool {
    let start = body.trim_start();
    if start.starts_with("<!") || tag(start).is_some() {
        return true;
    }
    // Whether a backtick is open in the line, as far as the body has been looked at.
    let (mut is_open, mut seen) = (false, 0);
    body.match_indices('<').take(LOOKED_AT).any(|(at, _)| {
        let passed = body.get(seen..at).unwrap_or_default();
        let line = passed.rsplit('\n').next().unwrap_or_default();
        is_open &= line.len() == passed.len();
        is_open ^= line.matches('`').count() % 2 == 1;
        seen = at;
        !is_open && body.get(at..).and_then(tag).is_some()
    })
}

/// The name of the tag that a text starts with, where HTML knows it.
fn tag(text: &str) -> Option<&'static str> {
    let inside = text.strip_prefix('<')?;
    if !inside.split('<').next()?.contains('>') {
        return None;
    }
    let name = inside
        .strip_prefix('/')
        .unwrap_or(inside)
        .split([' ', '>', '/', '\n', '\t'])
        .next()?;
    ELEMENTS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))
}

/// HTML for a body that is plain text or Markdown.
pub(super) fn to_html(body: &str) -> String {
    if is_markdown(body) {
        let options =
            pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
        let mut html = String::new();
        let mut rest = body;
        while !rest.is_empty() {
            let (part, tail) = rest.split_at(markdown_part(rest));
            let parser = pulldown_cmark::Parser::new_ext(part, options);
            pulldown_cmark::html::push_html(&mut html, parser);
            rest = tail;
        }
        return html;
    }
    let text = body.trim();
    // Without blank lines between them, lines are paragraphs.
    let has_blank_lines = text.lines().any(|line| line.trim().is_empty());
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    let mut is_open = false;
    for line in text.lines() {
        let is_blank = line.trim().is_empty();
        if is_open && (is_blank || !has_blank_lines) {
            html.push_str("</p>");
            is_open = false;
        }
        if is_blank {
            continue;
        }
        html.push_str(if is_open { "\n" } else { "<p>" });
        is_open = true;
        for c in line.chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                c => html.push(c),
            }
        }
    }
    if is_open {
        html.push_str("</p>");
    }
    html
}

/// Where the part of a text ends that is read as Markdown together: at a blank
/// line, at the end of a line, or where it has to.
fn markdown_part(text: &str) -> usize {
    let Some(part) = text.get(..text.floor_char_boundary(MARKDOWN_PART)) else {
        return text.len();
    };
    if part.len() == text.len() {
        return text.len();
    }
    let blank_line = part.rfind("\n\n").map(|at| at + 2);
    let line = || part.rfind('\n').map(|at| at + 1);
    blank_line.or_else(line).unwrap_or(part.len())
}

/// Whether text uses the signs of Markdown.
fn is_markdown(body: &str) -> bool {
    let by_line = body.lines().map(str::trim_start).any(|line| {
        let heading = line.trim_start_matches('#');
        (heading.len() < line.len() && heading.starts_with(' '))
            || line.starts_with("- ")
            || line.starts_with("* ")
            || line.starts_with("> ")
            || line.starts_with("```")
    });
    by_line || body.contains("](http") || body.matches("**").count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_told_apart() {
        for (body, html, markdown) in [
            ("<div>x</div>", true, false),
            ("text<br>text", true, false),
            ("a < b and c > d", false, false),
            ("a<b", false, false),
            ("if a <b> then", true, false),
            ("<!-- note --> x", true, false),
            ("the element `<title>` and **so on**", false, true),
            ("</p>", true, false),
            ("`<b>` and `<i>`", false, false),
            ("`a\n<b>", true, false),
            ("`a\n`<b>` <i", false, false),
            ("``<b>", true, false),
            ("<custom-element>x", false, false),
            ("# head\n\ntext", false, true),
            ("see [this](https://example.org)", false, true),
            ("**strong**", false, true),
            ("one\ntwo", false, false),
        ] {
            assert_eq!(is_html(body), html, "{body}");
            assert_eq!(is_markdown(body), markdown, "{body}");
        }
    }

    /// Each sign was told from those before it by going through the whole line again.
    #[test]
    fn a_long_line_before_many_signs_is_gone_through_once() {
        let line = "`".repeat(12 << 20) + &"<".repeat(LOOKED_AT - 1);
        assert!(is_html(&(line.clone() + "<b>")));
        assert!(!is_html(&(line + "`<b>`")));
    }

    #[test]
    fn plain_text_becomes_paragraphs() {
        for (body, html) in [
            ("one\ntwo", "<p>one</p><p>two</p>"),
            ("one\ntwo\n\nthree", "<p>one\ntwo</p><p>three</p>"),
            ("a < b & c", "<p>a &lt; b &amp; c</p>"),
            ("a\n\n\nb\n", "<p>a</p><p>b</p>"),
            ("a\n \u{3000}\nb\nc", "<p>a</p><p>b\nc</p>"),
            ("", ""),
        ] {
            assert_eq!(to_html(body), html);
        }
    }
}
