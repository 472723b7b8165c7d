//! The parts that things play on the screen, which a theme gives their looks.

/// Contrast that text needs on its ground (WCAG 2.2, 1.4.3, level AA).
const TEXT: f64 = 4.5;
/// Contrast that lines and marks need (1.4.11).
const MARK: f64 = 3.0;

/// A part that things play on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Text, and the ground of the whole screen.
    Text,
    /// What is secondary.
    Quiet,
    /// Our own lines.
    Furniture,
    /// What has the keys: bars, letters of menus, what is being typed.
    Accent,
    /// The chosen row, and all that is selected.
    Chosen,
    /// Titles and large headings.
    Title,
    /// Headings within headings.
    Heading,
    /// Links.
    Link,
    /// Stars.
    Star,
    /// What went wrong.
    Error,
    /// What a search found.
    Found,
    /// Of that, what is looked at.
    FoundHere,
    /// Text that is kept as it is.
    Code,
}

impl Role {
    /// All of them, in the order in which themes have them.
    pub const ALL: [Self; 13] = [
        Self::Text,
        Self::Quiet,
        Self::Furniture,
        Self::Accent,
        Self::Chosen,
        Self::Title,
        Self::Heading,
        Self::Link,
        Self::Star,
        Self::Error,
        Self::Found,
        Self::FoundHere,
        Self::Code,
    ];

    /// Its name in the file of a theme.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Quiet => "quiet",
            Self::Furniture => "furniture",
            Self::Accent => "accent",
            Self::Chosen => "chosen",
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Link => "link",
            Self::Star => "star",
            Self::Error => "error",
            Self::Found => "found",
            Self::FoundHere => "found-here",
            Self::Code => "code",
        }
    }

    /// The role of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The roles on whose ground it is seen, and the contrast that it needs there.
    #[must_use]
    pub fn stands_on(self) -> &'static [(Self, f64)] {
        match self {
            Self::Text | Self::Title | Self::Heading | Self::Link | Self::Error => {
                &[(Self::Text, TEXT)]
            }
            // On the chosen row it is the bar at its left.
            Self::Quiet => &[(Self::Text, TEXT), (Self::Chosen, MARK)],
            Self::Furniture => &[(Self::Text, MARK)],
            Self::Accent | Self::Star => &[(Self::Text, TEXT), (Self::Chosen, TEXT)],
            Self::Found | Self::FoundHere => {
                &[(Self::Text, TEXT), (Self::Chosen, TEXT), (Self::Code, TEXT)]
            }
            Self::Chosen => &[(Self::Chosen, TEXT)],
            Self::Code => &[(Self::Code, TEXT)],
        }
    }
}
