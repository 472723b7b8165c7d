//! Where the list stands beside the page.

/// Where the list stands, as long as there is room for both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// Beside the page.
    #[default]
    Beside,
    /// Above it.
    Above,
    /// One of the two at a time: the one that has the keys.
    Hidden,
}

impl Arrangement {
    /// All by their names in settings, in the order in which they are gone through.
    pub const NAMES: [(&str, Self); 3] = [
        ("beside", Self::Beside),
        ("above", Self::Above),
        ("hidden", Self::Hidden),
    ];

    /// Its name in settings; `layout-NAME` is the text that tells of it.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::NAMES.iter().find(|(_, own)| *own == self);
        found.map_or("", |(name, _)| name)
    }

    /// The one of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(own, _)| *own == name);
        found.map(|(_, arrangement)| *arrangement)
    }

    /// The one after it; after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Beside => Self::Above,
            Self::Above => Self::Hidden,
            Self::Hidden => Self::Beside,
        }
    }
}
