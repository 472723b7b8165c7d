//! How things look: a theme of the settings as styles. Which of them is in force
//! is the program's affair, what its colours are the theme's.

use ratatui::style::{Color, Modifier, Style};

use crate::article::document::Emphasis;
use crate::page::{Look, Piece};
use crate::settings::{self, Attributes, Colour, Depth, Paint, Role};

/// The styles of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Text, and the ground of all.
    pub text: Style,
    /// What is secondary.
    pub quiet: Style,
    /// Our own lines and marks.
    pub furniture: Style,
    /// What has the keys.
    pub accent: Style,
    /// The chosen row.
    pub chosen: Style,
    /// Titles and large headings.
    pub title: Style,
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
    /// The styles of a theme on a terminal with so many colours.
    #[must_use]
    pub fn of(theme: &settings::Theme, depth: Depth) -> Self {
        let theme = theme.at(depth);
        let style = |role| style(theme.paint(role));
        // What is lit within something secondary is not fainter for it.
        Self {
            text: style(Role::Text),
            quiet: style(Role::Quiet),
            furniture: style(Role::Furniture),
            accent: style(Role::Accent),
            chosen: style(Role::Chosen).remove_modifier(Modifier::DIM),
            title: style(Role::Title),
            heading: style(Role::Heading),
            link: style(Role::Link),
            star: style(Role::Star),
            error: style(Role::Error),
            found: style(Role::Found).remove_modifier(Modifier::DIM),
            found_here: style(Role::FoundHere).remove_modifier(Modifier::DIM),
            code: style(Role::Code),
        }
    }

    /// The style of a piece of a page.
    #[must_use]
    pub fn piece(&self, piece: &Piece) -> Style {
        let mut style = match piece.look {
            Look::Below | Look::Quiet | Look::Caption => self.quiet,
            Look::Heading(5..) => self.quiet.add_modifier(Modifier::BOLD),
            Look::Title | Look::Lead | Look::Heading(..=2) | Look::Term => self.title,
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

/// A paint as a style. The 16 colours of the terminal are told by their old names,
/// which terminals without more of them know as well.
fn style(paint: Paint) -> Style {
    let mut style = Style::new();
    if let Some(text) = paint.text {
        style = style.fg(colour(text));
    }
    if let Some(ground) = paint.ground {
        style = style.bg(colour(ground));
    }
    for (attribute, modifier) in [
        (Attributes::BOLD, Modifier::BOLD),
        (Attributes::DIM, Modifier::DIM),
        (Attributes::ITALIC, Modifier::ITALIC),
        (Attributes::UNDERLINED, Modifier::UNDERLINED),
        (Attributes::REVERSED, Modifier::REVERSED),
    ] {
        if paint.attributes.contains(attribute) {
            style = style.add_modifier(modifier);
        }
    }
    style
}

fn colour(colour: Colour) -> Color {
    const SIXTEEN: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match colour {
        Colour::Exact(rgb) => Color::Rgb(rgb.red, rgb.green, rgb.blue),
        Colour::Numbered(number) => {
            let named = SIXTEEN.get(usize::from(number)).copied();
            named.unwrap_or(Color::Indexed(number))
        }
    }
}
