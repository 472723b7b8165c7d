//! Templates of citations: text with placeholders and groups that vanish when
//! nothing in them has a value. Where values come from, and how they are made
//! safe, is `citation`'s.

use std::fmt::Write as _;

use chrono::NaiveDate;
use chrono::format::{Item, StrftimeItems};
use thiserror::Error;

/// Groups stand in groups at most this deep, so that reading a template needs a
/// bounded stack; the styles that come with the program need two.
const DEEPEST: usize = 8;

/// What a placeholder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Publisher,
    Published,
    Saved,
    Link,
    Language,
    Key,
}

impl Field {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title,
            "publisher" => Self::Publisher,
            "published" => Self::Published,
            "saved" => Self::Saved,
            "link" => Self::Link,
            "language" => Self::Language,
            "key" => Self::Key,
            _ => return None,
        })
    }
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// A value; a date with its format.
    Value(Field, Option<String>),
    /// Written only where a value in it is there.
    Group(Vec<Piece>),
}

/// What can be wrong in a template.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateFault {
    /// A placeholder that does not exist.
    #[error(
        "nothing is known of ${{{0}}}; use title, publisher, published, saved, link, language or key"
    )]
    Placeholder(String),
    /// A date format that chrono does not know, or a format on what is no date.
    #[error("${{{0}}} has a format that no date can take; write one as in ${{published:%Y-%m-%d}}")]
    Format(String),
    /// `$` before something else than `{`, `[`, `]` or `$`.
    #[error("a $ that begins nothing; write $$ for a dollar sign")]
    Dollar,
    /// `${` without `}`.
    #[error("a placeholder without its }}")]
    OpenPlaceholder,
    /// `$[` without `$]`, or the other way round.
    #[error("groups do not balance; each $[ needs its $]")]
    Unbalanced,
    /// Groups in groups, too deep.
    #[error("groups stand in groups more than {DEEPEST} deep; flatten them")]
    TooDeep,
}

/// A date as ISO 8601 or in a format that was tried when the template was read.
pub(super) fn written(date: Option<NaiveDate>, format: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(date) = date
        && write!(out, "{}", date.format(format.unwrap_or("%Y-%m-%d"))).is_err()
    {
        out.clear();
    }
    out
}

/// Reads a template.
pub(super) fn parse_template(template: &str) -> Result<Vec<Piece>, TemplateFault> {
    // The innermost open group is the last; the first is the template itself.
    let mut open: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut rest = template;
    loop {
        let (text, after) = rest
            .split_once('$')
            .map_or((rest, None), |(text, after)| (text, Some(after)));
        let Some(pieces) = open.last_mut() else {
            return Err(TemplateFault::Unbalanced);
        };
        if !text.is_empty() {
            pieces.push(Piece::Text(text.to_owned()));
        }
        let Some(after) = after else { break };
        // Where what follows is not ASCII, it is refused below.
        rest = after.get(1..).unwrap_or_default();
        match after.as_bytes().first() {
            Some(b'$') => pieces.push(Piece::Text("$".to_owned())),
            Some(b'{') => {
                let (inside, after) = rest.split_once('}').ok_or(TemplateFault::OpenPlaceholder)?;
                pieces.push(placeholder(inside)?);
                rest = after;
            }
            Some(b'[') if open.len() > DEEPEST => return Err(TemplateFault::TooDeep),
            Some(b'[') => open.push(Vec::new()),
            Some(b']') => {
                let group = open.pop().unwrap_or_default();
                let outer = open.last_mut().ok_or(TemplateFault::Unbalanced)?;
                outer.push(Piece::Group(group));
            }
            _ => return Err(TemplateFault::Dollar),
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(template), true) => Ok(template),
        _ => Err(TemplateFault::Unbalanced),
    }
}

fn placeholder(inside: &str) -> Result<Piece, TemplateFault> {
    let (name, format) = inside
        .split_once(':')
        .map_or((inside, None), |(name, format)| (name, Some(format)));
    let field = Field::named(name).ok_or_else(|| TemplateFault::Placeholder(inside.to_owned()))?;
    if let Some(format) = format {
        let date = matches!(field, Field::Published | Field::Saved);
        let faulty = StrftimeItems::new(format).any(|item| item == Item::Error);
        // A format for a time or a zone is well-formed, but a date has none.
        let probe = written(NaiveDate::from_ymd_opt(2024, 4, 9), Some(format));
        if !date || faulty || probe.is_empty() {
            return Err(TemplateFault::Format(inside.to_owned()));
        }
    }
    Ok(Piece::Value(field, format.map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "tests")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn templates_are_read() {
        let text = |text: &str| Piece::Text(text.to_owned());
        for (template, pieces) in [
            ("", vec![]),
            (
                "plain {braces} [brackets]",
                vec![text("plain {braces} [brackets]")],
            ),
            ("$$", vec![text("$")]),
            (
                "{${title}}",
                vec![text("{"), Piece::Value(Field::Title, None), text("}")],
            ),
            (
                "${saved:%-d}",
                vec![Piece::Value(Field::Saved, Some("%-d".to_owned()))],
            ),
            (
                "$[[${link}]$]",
                vec![Piece::Group(vec![
                    text("["),
                    Piece::Value(Field::Link, None),
                    text("]"),
                ])],
            ),
            (
                "$[港$[${key}$]$]",
                vec![Piece::Group(vec![
                    text("港"),
                    Piece::Group(vec![Piece::Value(Field::Key, None)]),
                ])],
            ),
        ] {
            assert_eq!(parse_template(template).as_ref(), Ok(&pieces), "{template}");
        }
    }

    #[test]
    fn faults_are_named() {
        let deep = "$[".repeat(9) + &"$]".repeat(9);
        for (template, fault) in [
            ("${author}", TemplateFault::Placeholder("author".to_owned())),
            ("${}", TemplateFault::Placeholder(String::new())),
            ("${title:%Y}", TemplateFault::Format("title:%Y".to_owned())),
            ("${saved:%Q}", TemplateFault::Format("saved:%Q".to_owned())),
            ("${saved:%H}", TemplateFault::Format("saved:%H".to_owned())),
            (
                "${saved:%Y-%m-%d %z}",
                TemplateFault::Format("saved:%Y-%m-%d %z".to_owned()),
            ),
            ("${saved:}", TemplateFault::Format("saved:".to_owned())),
            ("5$", TemplateFault::Dollar),
            ("$港", TemplateFault::Dollar),
            ("${title", TemplateFault::OpenPlaceholder),
            ("$[${title}", TemplateFault::Unbalanced),
            ("${title}$]", TemplateFault::Unbalanced),
            ("$]$[", TemplateFault::Unbalanced),
            (&deep, TemplateFault::TooDeep),
        ] {
            assert_eq!(parse_template(template).expect_err(template), fault);
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]
        #[test]
        fn any_template_is_read_or_refused(template in "(\\$|[\\[\\]{}%:Yd]|title|saved|\\PC){0,24}") {
            let read = parse_template(&template);
            prop_assert!(read.is_err() || template.matches("$[").count() <= template.matches('$').count());
        }
    }
}
