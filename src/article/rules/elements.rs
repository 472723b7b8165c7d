//! The elements that a CSS selector means. Rules are tried on every article and
//! most of them find nothing, so the names that a selector is about are read from
//! how it is written: other elements need not be looked at, and a mere list of
//! names needs no selector at all.

use html5ever::LocalName;
use scraper::{ElementRef, Html, Selector};

/// A selector made ready.
#[derive(Debug)]
pub(super) struct Chooser {
    /// The names that an element must have; `None` where any will do. Two names
    /// are compared as two numbers are.
    names: Option<Vec<LocalName>>,
    /// What else is asked; `None` where the names say it all.
    selector: Option<Selector>,
}

impl Chooser {
    /// Reads a selector; `None` where it is none.
    pub(super) fn new(source: &str) -> Option<Self> {
        let names = names(source);
        if let Some((names, true)) = names {
            return Some(Self {
                names: Some(names),
                selector: None,
            });
        }
        Some(Self {
            names: names.map(|(names, _)| names),
            selector: Some(Selector::parse(source).ok()?),
        })
    }

    /// The elements it means.
    pub(super) fn all_in<'a>(
        &'a self,
        html: &'a Html,
    ) -> Box<dyn Iterator<Item = ElementRef<'a>> + 'a> {
        let Some(names) = &self.names else {
            let selector = self.selector.iter();
            return Box::new(selector.flat_map(|selector| html.select(selector)));
        };
        let elements = html.tree.nodes().filter_map(ElementRef::wrap);
        Box::new(elements.filter(move |element| {
            names.contains(&element.value().name.local)
                && self
                    .selector
                    .as_ref()
                    .is_none_or(|selector| selector.matches(element))
        }))
    }
}

/// The names of the elements that a selector can mean, in lower case, and whether it
/// asks nothing else; `None` where it is not about names or is not of the simplest.
fn names(source: &str) -> Option<(Vec<LocalName>, bool)> {
    let mut names = Vec::new();
    let mut is_plain = true;
    for part in parts(source)? {
        let subject = subject(part)?;
        let end = subject
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(subject.len());
        let (name, rest) = subject.split_at(end);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || !(rest.is_empty() || rest.starts_with(['.', '#', '[', ':']))
        {
            return None;
        }
        is_plain &= name.len() == part.len();
        names.push(LocalName::from(name.to_ascii_lowercase()));
    }
    Some((names, is_plain))
}

/// Where a character stands in a selector.
#[derive(Default)]
struct Nesting {
    depth: usize,
    quote: Option<char>,
}

impl Nesting {
    /// Takes a character in; whether it stands outside of brackets and quotes.
    /// `None` where a bracket closes that was not opened.
    fn is_outside(&mut self, c: char) -> Option<bool> {
        let was_outside = self.depth == 0 && self.quote.is_none();
        match (self.quote, c) {
            (Some(quote), c) if c == quote => self.quote = None,
            (None, '"' | '\'') => self.quote = Some(c),
            (None, '(' | '[') => self.depth += 1,
            (None, ')' | ']') => self.depth = self.depth.checked_sub(1)?,
            _ => {}
        }
        Some(was_outside)
    }
}

/// The selectors of a list. Escapes and comments are left to the real parser.
fn parts(source: &str) -> Option<Vec<&str>> {
    if source.contains('\\') || source.contains("/*") {
        return None;
    }
    split(source, |c| c == ',').map(|parts| parts.into_iter().map(str::trim).collect())
}

/// What stands behind the last combinator.
fn subject(part: &str) -> Option<&str> {
    split(part, |c| c.is_whitespace() || matches!(c, '>' | '+' | '~'))?.pop()
}

/// A text split at characters that stand outside of brackets and quotes.
fn split(text: &str, splits: impl Fn(char) -> bool) -> Option<Vec<&str>> {
    let mut nesting = Nesting::default();
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if nesting.is_outside(c)? && splits(c) {
            parts.push(text.get(start..at)?);
            start = at + c.len_utf8();
        }
    }
    parts.push(text.get(start..)?);
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<div class=a><p id=x>一<a href='https://feedx.net/,)'>b</a></p><p>c</p>\
<ul><li>d<li class=a>e</ul></div><svg><title>t</title><linearGradient/></svg><h2>f</h2><p class='a b'>g</p>\
<img src=x width=1 height=1><img src='a//pixel.b'>";

    #[test]
    fn the_same_elements_as_by_the_selector_alone() {
        let html = Html::parse_fragment(HTML);
        for (source, expected) in [
            ("p", Some((vec!["p"], true))),
            ("p, li,h2", Some((vec!["p", "li", "h2"], true))),
            ("P", Some((vec!["p"], true))),
            ("p.a, div", Some((vec!["p", "div"], false))),
            ("div p", Some((vec!["p"], false))),
            ("div > p:first-child", Some((vec!["p"], false))),
            ("ul>li+li", Some((vec!["li"], false))),
            ("p:has(a, b)", Some((vec!["p"], false))),
            ("a[href*=',)']", Some((vec!["a"], false))),
            ("a[href$=\",)\"], p#x", Some((vec!["a", "p"], false))),
            (
                "img[width=\"1\"][height=\"1\"], img[src*=\"//pixel.\"]",
                Some((vec!["img", "img"], false)),
            ),
            ("div:has(> a)", Some((vec!["div"], false))),
            ("h2 ~ p", Some((vec!["p"], false))),
            (".a", None),
            ("*", None),
            ("p *", None),
            (":is(p, li)", None),
            ("p, .a", None),
            ("p\\.a", None),
            ("#x", None),
        ] {
            let names = names(source);
            let expected: Option<(Vec<LocalName>, bool)> = expected
                .map(|(names, plain)| (names.into_iter().map(LocalName::from).collect(), plain));
            assert_eq!(names, expected, "{source}");
            let ids = |found: &mut dyn Iterator<Item = ElementRef<'_>>| {
                found.map(|element| element.id()).collect::<Vec<_>>()
            };
            let Ok(selector) = Selector::parse(source) else {
                continue;
            };
            let chooser = Chooser::new(source).expect("a selector");
            assert_eq!(
                ids(&mut chooser.all_in(&html)),
                ids(&mut html.select(&selector)),
                "{source}"
            );
        }
        for source in ["", ",", "p,", "p >", "p)", "[", "p[", "1p", "p q)"] {
            assert!(Chooser::new(source).is_none(), "{source}");
        }
    }
}
