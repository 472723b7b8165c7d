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
    /// How much of what is searched for there is in it, most first; what is not
    /// indexed yet comes last. Without a search it is the date.
    Relevance,
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
            "relevance" => SortKey::Relevance,
            _ => return None,
        };
        Some(Self { key, reversed })
    }

    /// The order that comes of it for a list, searched or not.
    #[must_use]
    pub fn of_list(self, is_searched: bool) -> Self {
        match self.key {
            SortKey::Relevance if !is_searched => Self {
                key: SortKey::Date,
                ..self
            },
            _ => self,
        }
    }
}
