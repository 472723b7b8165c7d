//! The columns of a row of the list: which, in which order, and how wide; and how
//! dates are written in it.

use super::values::not_in;
use crate::words::Notice;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shows {
    /// The date.
    Date,
    /// The title; it has the room that the others leave.
    Title,
    /// The outlet.
    Source,
    /// How long the text is.
    Length,
    /// How long it takes to read.
    Time,
    /// The reader's tags.
    Tags,
}

impl Shows {
    /// All by their names in settings.
    pub const NAMES: [(&str, Self); 6] = [
        ("date", Self::Date),
        ("title", Self::Title),
        ("source", Self::Source),
        ("length", Self::Length),
        ("time", Self::Time),
        ("tags", Self::Tags),
    ];
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands in it.
    pub shows: Shows,
    /// How wide it is, in columns of the terminal; none for what it needs.
    pub width: Option<u16>,
}

/// How dates are written in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dates {
    /// As days of the calendar.
    #[default]
    Absolute,
    /// As how long ago.
    Relative,
}

impl Dates {
    pub(super) const NAMES: [(&str, Self); 2] =
        [("absolute", Self::Absolute), ("relative", Self::Relative)];
}

/// The widths that a column can be given, in columns of the terminal.
const WIDTHS: std::ops::RangeInclusive<u16> = 2..=60;

/// Reads columns as settings write them: `source`, `source:12`. In a row of one line
/// the title has to be among them. A fault lacks the
/// setting's name.
pub(super) fn columns(written: &[String], has_title: bool) -> Result<Vec<Column>, Notice> {
    let mut columns: Vec<Column> = Vec::new();
    for text in written {
        let (name, width) = match text.split_once(':') {
            Some((name, width)) => (name, Some(width)),
            None => (text.as_str(), None),
        };
        let found = Shows::NAMES.iter().find(|(own, _)| *own == name.trim());
        let allowed = |shows: Shows| has_title || shows != Shows::Title;
        let Some((_, shows)) = found.filter(|(_, shows)| allowed(*shows)) else {
            let names = Shows::NAMES.iter().filter(|(_, shows)| allowed(*shows));
            let names: Vec<&str> = names.map(|(name, _)| *name).collect();
            return Err(not_in(name, &names));
        };
        if columns.iter().any(|column| column.shows == *shows) {
            return Err(Notice::new("fault-twice").with_text("value", name));
        }
        let width = match width {
            None => None,
            Some(_) if !has_title || *shows == Shows::Title => {
                return Err(Notice::new("fault-no-width")
                    .with_text("value", text)
                    .with_text("column", name));
            }
            Some(width) => {
                let read = width.trim().parse().ok();
                let Some(width) = read.filter(|width| WIDTHS.contains(width)) else {
                    let (least, most) = (WIDTHS.start(), WIDTHS.end());
                    return Err(Notice::new("fault-width")
                        .with_text("value", text)
                        .with_text("least", &least.to_string())
                        .with_text("most", &most.to_string()));
                };
                Some(width)
            }
        };
        columns.push(Column {
            shows: *shows,
            width,
        });
    }
    if has_title && !columns.iter().any(|column| column.shows == Shows::Title) {
        return Err(Notice::new("fault-no-title"));
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn columns_are_read_and_faults_say_what_can_be() {
        let read = |text: &str, has_title| {
            let written: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            let columns = columns(&written, has_title)?;
            let shown = columns.iter().map(|column| (column.shows, column.width));
            Ok::<_, Notice>(shown.collect::<Vec<_>>())
        };
        let expected = vec![
            (Shows::Title, None),
            (Shows::Tags, Some(12)),
            (Shows::Date, None),
        ];
        assert_eq!(read("title tags:12 date", true), Ok(expected));
        assert_eq!(read("", false), Ok(Vec::new()));
        for (text, has_title, fault) in [
            (
                "title colour",
                true,
                "has “colour” in it; it can have date, title, source",
            ),
            (
                "title",
                false,
                "has “title” in it; it can have date, source",
            ),
            ("date title date", true, "has date in it twice"),
            ("title:9", true, "title takes no width"),
            ("date:9", false, "date takes no width"),
            ("title date:1", true, "from 2 to 60"),
            ("title date:wide", true, "from 2 to 60"),
            ("date", true, "has no title"),
            ("", true, "has no title"),
        ] {
            let told = Words::english().of(&read(text, has_title).unwrap_err());
            assert!(told.as_str().contains(fault), "{text}: {told:?}");
        }
    }
}
