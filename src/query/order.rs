//! The orders of a list, as a query and the settings name them.

use super::chinese;

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

impl SortKey {
    const NAMES: [(&str, Self); 5] = [
        ("date", Self::Date),
        ("title", Self::Title),
        ("source", Self::Source),
        ("length", Self::Length),
        ("relevance", Self::Relevance),
    ];

    /// Its name in settings and queries, and in the keys of texts about it.
    #[must_use]
    pub fn name(self) -> &'static str {
        let own = Self::NAMES.iter().find(|(_, key)| *key == self);
        own.map_or("", |(name, _)| name)
    }
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
        let (_, key) = *SortKey::NAMES.iter().find(|(own, _)| *own == name)?;
        Some(Self { key, reversed })
    }

    /// The order of a name in a query, folded: one in Chinese is known as well.
    pub(super) fn from_query(folded: &str) -> Option<Self> {
        let (reversed, name) = folded
            .strip_prefix('-')
            .map_or((false, folded), |name| (true, name));
        let in_chinese = chinese::sort_key(name).map(|key| Self { key, reversed });
        in_chinese.or_else(|| Self::from_name(folded))
    }

    /// The name by which [`Order::from_name`] knows it.
    #[must_use]
    pub fn name(self) -> String {
        let sign = if self.reversed { "-" } else { "" };
        [sign, self.key.name()].concat()
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
