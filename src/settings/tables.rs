//! Tables of settings: commands, targets to share at, citation styles. What their
//! fields mean is left to those who read them.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::places::Faults;
use super::values::string;
use super::{SettingsError, error, is_setting};
use crate::text::Clean;
use crate::words::Notice;

/// Characters of the longest name or label.
const LONGEST: usize = 40;

/// A name or a label.
pub(super) fn short(value: &Spanned<DeValue<'_>>) -> Result<Clean, Notice> {
    let text = Clean::line(string(value)?.trim());
    match text.as_str().chars().count() {
        1..=LONGEST => Ok(text),
        count => Err(Notice::new("fault-length")
            .with_text("count", &count.to_string())
            .with_text("most", &LONGEST.to_string())),
    }
}

/// What is told where something else stands than tables.
pub(super) fn not_tables(name: &str, header: &str) -> Notice {
    let fault = Notice::new("fault-not-tables");
    fault.with_text("name", name).with_text("header", header)
}

/// What is told of a table that lacks a field.
pub(super) fn lacking(header: &str, name: &str, needed: &str) -> Notice {
    Notice::new("fault-lacking")
        .with_text("header", header)
        .with_text("name", name)
        .with_text("allowed", needed)
}

/// Goes through the fields of a table; whether all of it can be used. `set` takes a
/// field; its fault lacks the field's name yet.
pub(super) fn each_field(
    (text, header): (&str, &str),
    fields: &DeTable<'_>,
    faults: &Faults<'_>,
    known: &[&str],
    errors: &mut Vec<SettingsError>,
    mut set: impl FnMut(&str, &Spanned<DeValue<'_>>) -> Result<(), Notice>,
) -> bool {
    let mut is_whole = true;
    for (field, value) in fields {
        let name: &str = field.get_ref();
        if !faults.spare(field, value) {
            // It is told already.
            is_whole = false;
        } else if known.contains(&name) {
            if let Err(fault) = set(name, value) {
                errors.push(error(
                    text,
                    value.span().start,
                    fault.with_text("name", name),
                ));
                is_whole = false;
            }
        } else {
            let fault = if is_setting(name) {
                Notice::new("fault-above")
            } else {
                Notice::new("fault-no-field").with_text("allowed", &known.join(", "))
            };
            let fault = fault.with_text("name", name).with_text("header", header);
            // What the table says otherwise may well be meant.
            errors.push(error(text, field.span().start, fault));
        }
    }
    is_whole
}
