//! Where a reader shares, and how he cites: `[share.NAME]`, a table for each target,
//! and `[[citation_style]]`, one for each style. Read with the place of each fault;
//! what has a fault in it is left out, and the others apply.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::places::Faults;
use super::tables::{each_field, lacking, not_tables, short};
use super::values::{not_among, one_of, string, strings};
use super::{SettingsError, error};
use crate::share::target_settings::{check_template, free_letters, is_free, is_ours};
use crate::share::{CitationStyle, Escape, TargetSetting, TargetsError};
use crate::words::Notice;

/// What a target has.
const TARGET: [&str; 4] = ["template", "own", "label", "key"];
/// What a style has.
const STYLE: [&str; 4] = ["name", "label", "escape", "template"];
/// How the table of one begins.
const STYLE_HEADER: &str = "[[citation_style]]";

/// A setting's name and its value.
type Named<'a, 'b> = (&'a Spanned<DeString<'b>>, &'a Spanned<DeValue<'b>>);

/// Reads the tables under `share`, in the order in which they are written.
pub(super) fn targets(
    text: &str,
    (header, value): Named<'_, '_>,
    faults: &Faults<'_>,
) -> (Vec<TargetSetting>, Vec<SettingsError>) {
    let mut errors = Vec::new();
    let DeValue::Table(tables) = value.get_ref() else {
        let fault = not_tables("share", "[share.x]");
        return (Vec::new(), vec![error(text, header.span().start, fault)]);
    };
    let mut tables: Vec<_> = tables.iter().collect();
    tables.sort_by_key(|(name, _)| name.span().start);
    let mut targets: Vec<TargetSetting> = Vec::new();
    for (name, value) in tables {
        let at = name.span().start;
        let DeValue::Table(fields) = value.get_ref() else {
            if faults.spare(name, value) {
                let (name, header) = (
                    format!("share.{}", name.get_ref()),
                    format!("[share.{}]", name.get_ref()),
                );
                errors.push(error(text, at, not_tables(&name, &header)));
            }
            continue;
        };
        let (target, found) = target(text, name.get_ref(), fields, faults);
        errors.extend(found);
        let Some(target) = target else { continue };
        let other = targets
            .iter()
            .find(|other| target.key.is_some() && other.key == target.key);
        if let Some(other) = other {
            let key = target.key.unwrap_or_default().to_string();
            let fault = Notice::new("fault-letter-twice").with_text("value", &key);
            errors.push(error(text, at, fault.with_text("other", &other.name)));
        } else {
            targets.push(target);
        }
    }
    (targets, errors)
}

/// Reads a target; none where something of it is faulty.
fn target(
    text: &str,
    name: &str,
    fields: &DeTable<'_>,
    faults: &Faults<'_>,
) -> (Option<TargetSetting>, Vec<SettingsError>) {
    let mut errors = Vec::new();
    let header = format!("[share.{name}]");
    let mut target = TargetSetting {
        name: name.to_owned(),
        label: None,
        key: None,
        own: None,
        template: None,
    };
    let ours = is_ours(name);
    let set = |field: &str, value: &Spanned<DeValue<'_>>| {
        match field {
            "template" => {
                let template = string(value)?;
                check_template(name, template).map_err(|fault| match fault {
                    TargetsError::Placeholder { name, .. } => Notice::new("fault-no-placeholder")
                        .with_text("value", &format!("{{{name}}}"))
                        .with_text("allowed", "{title} {link} {instance}"),
                    _ => Notice::new("fault-no-link"),
                })?;
                target.template = Some(template.to_owned());
            }
            "own" => target.own = Some(strings(value)?),
            _ if ours => return Err(Notice::new("fault-stays").with_text("other", name)),
            "label" => target.label = Some(short(value)?),
            _ => target.key = Some(letter(value)?),
        }
        Ok(())
    };
    let is_whole = each_field((text, &header), fields, faults, &TARGET, &mut errors, set);
    if is_whole && !ours && target.template.is_none() {
        let at = fields.keys().map(|field| field.span().start).min();
        let fault = lacking(&header, "template", "template");
        errors.push(error(text, at.unwrap_or_default(), fault));
        return (None, errors);
    }
    (is_whole.then_some(target), errors)
}

fn letter(value: &Spanned<DeValue<'_>>) -> Result<char, Notice> {
    let text = string(value)?;
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if is_free(letter) => Ok(letter),
        _ => Err(not_among(text, &[free_letters()])),
    }
}

/// Reads the tables of citation styles.
pub(super) fn styles(
    text: &str,
    (header, value): Named<'_, '_>,
    faults: &Faults<'_>,
) -> (Vec<CitationStyle>, Vec<SettingsError>) {
    let mut errors = Vec::new();
    let mut styles = Vec::new();
    let tables: &[Spanned<DeValue<'_>>] = match value.get_ref() {
        DeValue::Array(tables) => tables,
        _ => std::slice::from_ref(value),
    };
    for table in tables {
        let DeValue::Table(fields) = table.get_ref() else {
            let fault = not_tables("citation_style", STYLE_HEADER);
            errors.push(error(text, header.span().start, fault));
            continue;
        };
        styles.extend(style(text, fields, faults, &mut errors));
    }
    (styles, errors)
}

/// Reads a style; none where something of it is faulty.
fn style(
    text: &str,
    fields: &DeTable<'_>,
    faults: &Faults<'_>,
    errors: &mut Vec<SettingsError>,
) -> Option<CitationStyle> {
    let (mut name, mut label, mut template) = (None, None, None);
    let mut escape = Escape::None;
    let set = |field: &str, value: &Spanned<DeValue<'_>>| {
        match field {
            "name" => name = Some(short(value)?.as_str().to_owned()),
            "label" => label = Some(short(value)?.as_str().to_owned()),
            "escape" => escape = one_of(value, &Escape::NAMES)?,
            _ => {
                let written = string(value)?;
                // Tried by itself, so that its fault has its place.
                CitationStyle::new(String::new(), String::new(), Escape::None, written).map_err(
                    |fault| Notice::new("fault-template").with_text("reason", &fault.to_string()),
                )?;
                template = Some(written.to_owned());
            }
        }
        Ok(())
    };
    if !each_field((text, STYLE_HEADER), fields, faults, &STYLE, errors, set) {
        return None;
    }
    let (Some(name), Some(template)) = (&name, &template) else {
        let at = fields.keys().map(|field| field.span().start).min();
        let missing = if name.is_none() { "name" } else { "template" };
        let fault = lacking(STYLE_HEADER, missing, "name, template");
        errors.push(error(text, at.unwrap_or_default(), fault));
        return None;
    };
    let label = label.unwrap_or_else(|| name.clone());
    CitationStyle::new(name.clone(), label, escape, template).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "tests")]

    use super::*;
    use crate::settings::Settings;
    use crate::share::CitationStyles;

    #[test]
    fn targets_and_styles_are_read() {
        let text = r#"
citation = "Chicago"
[share.x]
template = ""
[share.weibo]
label = "微博"
key = "b"
template = "https://weibo.example/share?title={title}&url={link}"
own = "weibo.example/share"
[share.telegram]
own = []
[[citation_style]]
name = "chicago"
template = '“${title}.” $[${publisher}, $]$[${published:%B %-d, %Y}. $]${link}'
[[citation_style]]
name = "mine"
label = "Mine"
escape = "json"
template = '"${title}"'
"#;
        let (settings, errors) = Settings::embedded().with(text);
        assert_eq!(errors, []);
        let names: Vec<&str> = settings
            .targets
            .iter()
            .map(|own| own.name.as_str())
            .collect();
        assert_eq!(names, ["x", "weibo", "telegram"]);
        let weibo = settings.targets.get(1).expect("the second");
        assert_eq!(weibo.key, Some('b'));
        assert_eq!(
            weibo.own.as_deref(),
            Some(&["weibo.example/share".to_owned()][..])
        );
        assert_eq!(settings.citation, "chicago");
        let styles = CitationStyles::embedded().with(&settings.styles);
        assert_eq!(styles.get("MINE").map(CitationStyle::label), Some("Mine"));
        // What is not said again stays.
        let (settings, errors) = settings.with("citation = \"mine\"\n");
        assert_eq!((settings.citation.as_str(), errors), ("mine", Vec::new()));
    }

    #[test]
    fn faults_have_their_place() {
        for (text, said) in [
            (
                "share = 3\n",
                "line 1, column 1: share is a table for each: [share.x]",
            ),
            (
                "[share]\nx = 3\n",
                "line 2, column 1: share.x is a table for each: [share.x]",
            ),
            (
                "[share.x]\ntemplate = \"https://a.example/{url}\"\n",
                "line 2, column 12: template has {url}; there are {title} {link} {instance}",
            ),
            (
                "[share.x]\ntemplate = \"javascript:{title}\"\n",
                "line 2, column 12: template gives no link; it begins with https:// or mailto:",
            ),
            (
                "[share.x]\nkey = \"b\"\n",
                "line 2, column 7: key stays as it is; x has its own",
            ),
            (
                "[share.weibo]\nlabel = \"w\"\n",
                "line 2, column 1: [share.weibo] has no template; it needs template",
            ),
            (
                "[share.weibo]\nkey = \"x\"\ntemplate = \"https://a.example/\"\n",
                "line 2, column 7: key is “x”; it can be bhinpuvzBCDEFHIJKLMNOPRSTUVWXYZ",
            ),
            (
                "[share.weibo]\ntemplate = \"https://a.example/\"\nmode = 1\n",
                "line 3, column 1: [share.weibo] has no mode; it can have template, own, label, key",
            ),
            (
                "[share.a]\ntemplate = \"https://a.example/\"\nkey = \"b\"\n[share.c]\ntemplate = \"https://a.example/\"\nkey = \"b\"\n",
                "line 4, column 8: the letter b is that of a already",
            ),
            (
                "[[citation_style]]\nname = \"a\"\n",
                "line 2, column 1: [[citation_style]] has no template; it needs name, template",
            ),
            (
                "[[citation_style]]\nname = \"a\"\ntemplate = '${titel}'\n",
                "line 3, column 12: template can't be read: nothing is known of ${titel}; use title, publisher, published, saved, link, language or key",
            ),
            (
                "[[citation_style]]\nname = \"a\"\ntemplate = 'x'\nescape = \"html\"\n",
                "line 4, column 10: escape is “html”; it can be none, bibtex, json, ris",
            ),
            (
                "[[citation_style]]\nname = \"a\"\ntemplate = 'x'\nmeasure = 60\n",
                "line 4, column 1: measure: this belongs above [[citation_style]]",
            ),
            (
                "citation_style = \"x\"\n",
                "line 1, column 1: citation_style is a table for each: [[citation_style]]",
            ),
            (
                "citation = \"b\"\n[[citation_style]]\nname = \"a\"\ntemplate = 'x'\n",
                "line 1, column 12: citation is “b”; it can be a, gb-t-7714, bibtex, csl-json, ris",
            ),
        ] {
            let (_, errors) = Settings::embedded().with(text);
            let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
            assert_eq!(told, [said], "{text}");
        }
    }
}
