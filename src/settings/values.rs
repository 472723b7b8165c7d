//! Values of settings from TOML. A fault completes the sentence that begins with
//! the setting's name.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;
use url::Url;

use crate::share::{CitationStyle, CitationStyles};

/// A text.
pub(super) fn string<'a>(value: &'a Spanned<DeValue<'_>>) -> Result<&'a str, String> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text),
        other => Err(format!(
            "is {}; it is a text in quotation marks",
            kind(other)
        )),
    }
}

/// A list of texts; one alone is a list of one.
pub(super) fn strings(value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, String> {
    match value.get_ref() {
        DeValue::Array(items) => items
            .iter()
            .map(|item| string(item).map(str::to_owned))
            .collect(),
        DeValue::String(text) => Ok(vec![text.to_string()]),
        other => Err(format!("is {}; it is a list: [\"…\", \"…\"]", kind(other))),
    }
}

/// Paths of files or folders; that they are there is the affair of `config`.
pub(super) fn paths(value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, String> {
    let paths = strings(value)?;
    if paths.iter().any(|path| path.trim().is_empty()) {
        return Err("has an empty path in it; for none it is an empty list: []".to_owned());
    }
    Ok(paths)
}

/// The name of a citation style, of ours or the reader's own; its label will do.
pub(super) fn citation(
    value: &Spanned<DeValue<'_>>,
    own: &[CitationStyle],
) -> Result<String, String> {
    let text = string(value)?;
    let styles = CitationStyles::embedded().with(own);
    let style = styles.get(text).map(|style| style.name().to_owned());
    style.ok_or_else(|| {
        let names: Vec<&str> = styles.names().collect();
        format!("is “{text}”; it can be {}", names.join(", "))
    })
}

/// The host of a Mastodon instance, from what a person writes:
/// `mastodon.example`, `https://mastodon.example/`.
pub(super) fn instance(value: &Spanned<DeValue<'_>>) -> Result<String, String> {
    let text = string(value)?;
    let host = text.trim();
    let host = host.strip_prefix("https://").unwrap_or(host);
    let host = host.strip_suffix('/').unwrap_or(host);
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    // A name, not an address (`domain` is none for 127.0.0.1), and not `localhost`.
    let is_host = host.contains('.')
        && host.split('.').all(is_label)
        && Url::parse(&format!("https://{host}/")).is_ok_and(|url| url.domain().is_some());
    if is_host || host.is_empty() {
        Ok(host.to_owned())
    } else {
        Err(format!(
            "is “{text}”; it can be a host such as mastodon.example, or empty"
        ))
    }
}

/// A number in a range.
pub(super) fn number(value: &Spanned<DeValue<'_>>, range: Range<u16>) -> Result<u16, String> {
    let allowed = format!("it is a number from {} to {}", range.start, range.end - 1);
    match value.get_ref() {
        DeValue::Integer(digits) => u16::from_str_radix(digits.as_str(), digits.radix())
            .ok()
            .filter(|number| range.contains(number))
            .ok_or_else(|| match digits.as_str() {
                // `0x` alone.
                "" => format!("has no digits; {allowed}"),
                digits => format!("is {digits}; {allowed}"),
            }),
        other => Err(format!("is {}; {allowed}", kind(other))),
    }
}

/// Yes or no.
pub(super) fn switch(value: &Spanned<DeValue<'_>>) -> Result<bool, String> {
    match value.get_ref() {
        DeValue::Boolean(switch) => Ok(*switch),
        other => Err(format!("is {}; it is true or false", kind(other))),
    }
}

/// One of some names.
pub(super) fn one_of<T: Copy>(
    value: &Spanned<DeValue<'_>>,
    names: &[(&str, T)],
) -> Result<T, String> {
    let text = string(value)?;
    let found = names
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, value)| *value);
    found.ok_or_else(|| {
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        format!("is “{text}”; it can be {}", names.join(", "))
    })
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
