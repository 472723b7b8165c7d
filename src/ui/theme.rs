//! How things look: one accent for what is chosen, one for links, dim for what is
//! secondary, warm for stars, red for what went wrong.

use ratatui::style::{Color, Modifier, Style};

use crate::article::document::Emphasis;
use crate::page::{Look, Piece};

/// The styles of one theme.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// What is secondary.
    pub quiet: Style,
    /// Our own lines and marks.
    pub furniture: Style,
    /// What is chosen, and what has the keys.
    pub accent: Style,
    /// The ground of the chosen row.
    pub chosen: Style,
    /// Headings within headings.
    pub heading: Style,
    /// Links.
    pub link: Style,
    /// Stars.
    pub star: Style,
    /// What went wrong.
    pub error: Style,
    /// What a search found.
    pub found: Style,
    /// Of that, what is looked at.
    pub found_here: Style,
    /// The ground of text kept as it is.
    pub code: Style,
}

impl Theme {
    /// Colours that can be read on a dark and on a light ground.
    #[must_use]
    pub fn colours() -> Self {
        let colour = |index| Style::new().fg(Color::Indexed(index));
        Self {
            quiet: colour(245),
            furniture: colour(242),
            accent: colour(32).add_modifier(Modifier::BOLD),
            chosen: Style::new().bg(Color::Indexed(238)).fg(Color::Indexed(255)),
            heading: colour(243).add_modifier(Modifier::BOLD),
            link: colour(37),
            star: colour(172),
            error: colour(160),
            found: colour(172).add_modifier(Modifier::BOLD),
            found_here: colour(172).add_modifier(Modifier::BOLD | Modifier::REVERSED),
            code: Style::new().bg(Color::Indexed(236)).fg(Color::Indexed(252)),
        }
    }

    /// Attributes alone, for terminals and people without colours (`NO_COLOR`).
    #[must_use]
    pub fn colourless() -> Self {
        let plain = Style::new();
        let with = |modifier| Style::new().add_modifier(modifier);
        Self {
            quiet: with(Modifier::DIM),
            furniture: with(Modifier::DIM),
            accent: with(Modifier::BOLD),
            chosen: with(Modifier::REVERSED),
            heading: with(Modifier::BOLD),
            link: with(Modifier::UNDERLINED),
            star: with(Modifier::BOLD),
            error: with(Modifier::BOLD),
            found: with(Modifier::BOLD | Modifier::UNDERLINED),
            found_here: with(Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED),
            code: plain,
        }
    }

    /// The style of a piece of a page.
    #[must_use]
    pub fn piece(&self, piece: &Piece) -> Style {
        let mut style = match piece.look {
            Look::Below | Look::Quiet | Look::Caption => self.quiet,
            Look::Heading(5..) => self.quiet.add_modifier(Modifier::BOLD),
            Look::Title | Look::Lead | Look::Heading(..=2) | Look::Term => {
                Style::new().add_modifier(Modifier::BOLD)
            }
            Look::Heading(3 | 4) => self.heading,
            Look::Furniture => self.furniture,
            Look::Code => self.code,
            Look::Related => self.link,
            Look::Body | Look::Quote => Style::new(),
        };
        let emphasis = piece.emphasis;
        if emphasis.contains(Emphasis::QUIET) {
            style = style.patch(self.quiet);
        }
        let links = piece.target.is_some()
            && matches!(
                piece.look,
                Look::Body | Look::Quote | Look::Lead | Look::Caption | Look::Related
            );
        if links && !emphasis.contains(Emphasis::RUN_IN) {
            let picture = piece.look == Look::Caption;
            style = style.patch(if picture { self.quiet } else { self.link });
        }
        for (kind, modifier) in [
            (Emphasis::STRONG, Modifier::BOLD),
            (Emphasis::RUN_IN, Modifier::BOLD),
            (Emphasis::ITALIC, Modifier::ITALIC),
            (Emphasis::STRUCK, Modifier::CROSSED_OUT),
            (Emphasis::UNDERLINED, Modifier::UNDERLINED),
            (Emphasis::KEY, Modifier::BOLD),
            (Emphasis::MARKED, Modifier::REVERSED),
        ] {
            if emphasis.contains(kind) {
                style = style.add_modifier(modifier);
            }
        }
        if emphasis.contains(Emphasis::CODE) {
            style = style.patch(self.code);
        }
        style
    }
}
