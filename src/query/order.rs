//! The orders of a list, as a query and the settings name them.

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// The date, newest first.
    #[default]
    Date,
    /// The title, in the order of a dictionary (pinyin for Chinese).
    Title,
    /// The outlet's name, newest first within one.
    Source,
    /// The length, longest first; what is not known yet comes last.
    Length,
}

/// An order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Order {
    /// What it is sorted by.
    pub key: SortKey,
    /// The other way round.
    pub reversed: bool,
}

impl Order {
    /// The name of an order in settings: `date`, `-date`, `title` …
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let (reversed, name) = name
            .strip_prefix('-')
            .map_or((false, name), |name| (true, name));
        let key = match name {
            "date" => SortKey::Date,
            "title" => SortKey::Title,
            "source" => SortKey::Source,
            "length" => SortKey::Length,
            _ => return None,
        };
        Some(Self { key, reversed })
    }
}
