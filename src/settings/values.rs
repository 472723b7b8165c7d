//! Values of settings from TOML. A fault is a text that lacks the setting's name yet:
//! its reader puts that in.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;
use url::Url;

use crate::share::{CitationStyle, CitationStyles};
use crate::text::alike::nearest;
use crate::words::Notice;

/// A text.
pub(super) fn string<'a>(value: &'a Spanned<DeValue<'_>>) -> Result<&'a str, Notice> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text),
        other => Err(Notice::new("fault-not-text").naming("kind", kind(other))),
    }
}

/// A list of texts; one alone is a list of one.
pub(super) fn strings(value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Notice> {
    match value.get_ref() {
        DeValue::Array(items) => items
            .iter()
            .map(|item| string(item).map(str::to_owned))
            .collect(),
        DeValue::String(text) => Ok(vec![text.to_string()]),
        other => Err(Notice::new("fault-not-list").naming("kind", kind(other))),
    }
}

/// Paths of files or folders; that they are there is the affair of `config`.
pub(super) fn paths(value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Notice> {
    let paths = strings(value)?;
    if paths.iter().any(|path| path.trim().is_empty()) {
        return Err(Notice::new("fault-empty-path"));
    }
    Ok(paths)
}

/// The name of a citation style, of ours or the reader's own; its label will do.
pub(super) fn citation(
    value: &Spanned<DeValue<'_>>,
    own: &[CitationStyle],
) -> Result<String, Notice> {
    let text = string(value)?;
    let styles = CitationStyles::embedded().with(own);
    let style = styles.get(text).map(|style| style.name().to_owned());
    style.ok_or_else(|| {
        let names: Vec<&str> = styles.names().collect();
        not_among(text, &names)
    })
}

/// The host of a Mastodon instance, from what a person writes:
/// `mastodon.example`, `https://mastodon.example/`.
pub(super) fn instance(value: &Spanned<DeValue<'_>>) -> Result<String, Notice> {
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
        Err(Notice::new("fault-no-host").with_text("value", text))
    }
}

/// A number in a range.
pub(super) fn number(value: &Spanned<DeValue<'_>>, range: Range<u16>) -> Result<u16, Notice> {
    let fault = |key| {
        let (least, most) = (range.start.to_string(), (range.end - 1).to_string());
        Notice::new(key)
            .with_text("least", &least)
            .with_text("most", &most)
    };
    match value.get_ref() {
        DeValue::Integer(digits) => u16::from_str_radix(digits.as_str(), digits.radix())
            .ok()
            .filter(|number| range.contains(number))
            .ok_or_else(|| match digits.as_str() {
                // `0x` alone.
                "" => fault("fault-no-digits"),
                digits => fault("fault-out-of-range").with_text("value", digits),
            }),
        other => Err(fault("fault-not-number").naming("kind", kind(other))),
    }
}

/// Yes or no.
pub(super) fn switch(value: &Spanned<DeValue<'_>>) -> Result<bool, Notice> {
    match value.get_ref() {
        DeValue::Boolean(switch) => Ok(*switch),
        other => Err(Notice::new("fault-not-switch").naming("kind", kind(other))),
    }
}

/// One of some names.
pub(super) fn one_of<T: Copy>(
    value: &Spanned<DeValue<'_>>,
    names: &[(&str, T)],
) -> Result<T, Notice> {
    let text = string(value)?;
    let found = names
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, value)| *value);
    found.ok_or_else(|| {
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        not_among(text, &names)
    })
}

/// What is wrong with a name that is none of a setting.
pub(super) fn no_setting<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Notice {
    match nearest(name, names) {
        Some(near) => Notice::new("fault-no-setting-near").with_text("near", near),
        None => Notice::new("fault-no-setting"),
    }
    .with_text("name", name)
}

/// What is wrong with a value that is none of some.
pub(super) fn not_among(value: &str, allowed: &[&str]) -> Notice {
    match nearest(value, allowed.iter().copied()) {
        Some(near) => Notice::new("fault-not-among-near").with_text("near", near),
        None => Notice::new("fault-not-among"),
    }
    .with_text("value", value)
    .with_text("allowed", &allowed.join(", "))
}

/// What is wrong with a list that has something in it that is none of some.
pub(super) fn not_in(value: &str, allowed: &[&str]) -> Notice {
    Notice::new("fault-not-in")
        .with_text("value", value)
        .with_text("allowed", &allowed.join(", "))
}

/// The key of what a value is called.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "kind-text",
        DeValue::Integer(_) | DeValue::Float(_) => "kind-number",
        DeValue::Boolean(_) => "kind-switch",
        DeValue::Datetime(_) => "kind-date",
        DeValue::Array(_) => "kind-list",
        DeValue::Table(_) => "kind-table",
    }
}
