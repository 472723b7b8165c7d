//! Themes: how each part on the screen looks. They are TOML files, those that come
//! with the program in `assets/themes`; where a reader's own lie is the affair of
//! `config`, the painting that of `ui`.

mod depth;
mod read;
mod role;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use toml::de::DeTable;

pub use depth::Depth;
pub use role::Role;

use super::colour::Shade;
use super::facts::{Rgb, TerminalFacts};
use super::values::not_among;
use super::{Settings, SettingsError, error};
use crate::words::Notice;

/// The setting that leaves the choice to the terminal's ground.
pub const AUTO: &str = "auto";
/// The theme for a dark ground.
const DARK: &str = "dark";
/// The theme for a light ground.
const LIGHT: &str = "light";
/// The theme for a ground that is not known.
const UNKNOWN: &str = "terminal";
/// The theme without colours.
const PLAIN: &str = "plain";

bitflags::bitflags! {
    /// How letters are drawn besides their colour.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Attributes: u8 {
        /// Heavier.
        const BOLD = 1;
        /// Fainter.
        const DIM = 1 << 1;
        /// Sloped.
        const ITALIC = 1 << 2;
        /// With a line below.
        const UNDERLINED = 1 << 3;
        /// Text and ground the other way round.
        const REVERSED = 1 << 4;
    }
}

impl Attributes {
    const NAMES: [(&str, Self); 5] = [
        ("bold", Self::BOLD),
        ("dim", Self::DIM),
        ("italic", Self::ITALIC),
        ("underlined", Self::UNDERLINED),
        ("reversed", Self::REVERSED),
    ];
}

/// A colour of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// One of the terminal's own by its number. What the first 16 look like is the
    /// reader's affair; those from 16 on are the same everywhere.
    Numbered(u8),
    /// This colour.
    Exact(Rgb),
}

/// How a part looks. What is not there is as the text around it, and what the
/// text has not is the terminal's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paint {
    /// The colour of letters.
    pub text: Option<Colour>,
    /// The colour behind them.
    pub ground: Option<Colour>,
    /// How they are drawn besides.
    pub attributes: Attributes,
}

/// A theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name: that of its file.
    pub name: String,
    /// The grounds it is for; none for one that can be read on any.
    pub shade: Option<Shade>,
    /// The grounds between which the terminal's own has to lie so that all can be
    /// read, where the theme has none and knows its colours.
    pub grounds: Vec<Rgb>,
    /// Whether it is of the reader's own making.
    pub is_own: bool,
    /// What is wrong with its file: those parts are as in the theme it builds on.
    pub faults: Vec<SettingsError>,
    paints: [Paint; Role::ALL.len()],
}

/// The contrast of a role with a ground on which it is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// The role.
    pub role: Role,
    /// Whose ground it is.
    pub on: Role,
    /// The ground.
    pub ground: Rgb,
    /// The contrast, from 1 to 21.
    pub ratio: f64,
    /// What it needs at the least.
    pub needed: f64,
}

impl Theme {
    /// How a part looks.
    #[must_use]
    pub fn paint(&self, role: Role) -> Paint {
        self.paints.get(role as usize).copied().unwrap_or_default()
    }

    fn paint_mut(&mut self, role: Role) -> Option<&mut Paint> {
        self.paints.get_mut(role as usize)
    }

    /// Whether it has colours at all.
    #[must_use]
    pub fn is_coloured(&self) -> bool {
        let is_coloured = |paint: &Paint| paint.text.is_some() || paint.ground.is_some();
        self.paints.iter().any(is_coloured)
    }

    /// Whether the terminal's own ground stays.
    #[must_use]
    pub fn keeps_ground(&self) -> bool {
        self.paint(Role::Text).ground.is_none()
    }

    /// The grounds that a role has; none where that is the reader's affair.
    fn grounds_of(&self, role: Role) -> Vec<Rgb> {
        match self.paint(role).ground {
            Some(ground) => vec![ground.likely()],
            None if role == Role::Text => self.grounds.clone(),
            None => self.grounds_of(Role::Text),
        }
    }

    /// How well everything can be read, as far as its colours are known.
    #[must_use]
    pub fn contrasts(&self) -> Vec<Contrast> {
        let mut contrasts = Vec::new();
        for role in Role::ALL {
            let text = self.paint(role).text.or(self.paint(Role::Text).text);
            let Some(text) = text else { continue };
            for (on, needed) in role.stands_on() {
                contrasts.extend(self.grounds_of(*on).into_iter().map(|ground| Contrast {
                    role,
                    on: *on,
                    ground,
                    ratio: text.likely().contrast(ground),
                    needed: *needed,
                }));
            }
        }
        contrasts
    }
}

/// The themes there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Themes {
    all: Vec<Arc<Theme>>,
    /// For whoever wants no colours.
    plain: Arc<Theme>,
}

/// The themes that come with the program, in the order in which they are offered.
const EMBEDDED: &[(&str, &str)] = &[
    (DARK, include_str!("../../assets/themes/dark.toml")),
    (LIGHT, include_str!("../../assets/themes/light.toml")),
    ("night", include_str!("../../assets/themes/night.toml")),
    ("paper", include_str!("../../assets/themes/paper.toml")),
    (
        "contrast",
        include_str!("../../assets/themes/contrast.toml"),
    ),
    (UNKNOWN, include_str!("../../assets/themes/terminal.toml")),
    (PLAIN, include_str!("../../assets/themes/plain.toml")),
];

impl Themes {
    /// The themes that come with the program.
    #[must_use]
    pub fn embedded() -> Self {
        let blank = Theme {
            name: PLAIN.to_owned(),
            shade: None,
            grounds: Vec::new(),
            is_own: false,
            faults: Vec::new(),
            paints: [Paint::default(); Role::ALL.len()],
        };
        let mut themes = Self {
            all: Vec::new(),
            plain: Arc::new(blank),
        };
        for (name, text) in EMBEDDED {
            let errors = themes.put(name, text, false);
            debug_assert!(errors.is_empty(), "{name} {errors:?}");
        }
        if let Some(plain) = themes.get(PLAIN) {
            themes.plain = Arc::clone(plain);
        }
        themes
    }

    /// Adds a theme of the reader's own, in the place of one of its name. What can't
    /// be understood is as in the theme that it builds on, and is reported.
    pub fn add(&mut self, name: &str, text: &str) -> Vec<SettingsError> {
        if name == AUTO {
            return vec![error(text, 0, Notice::new("fault-theme-auto"))];
        }
        self.put(name, text, true)
    }

    fn put(&mut self, name: &str, text: &str, is_own: bool) -> Vec<SettingsError> {
        let (theme, errors) = read::theme(name, text, is_own, self);
        let theme = Arc::new(Theme {
            faults: errors.clone(),
            ..theme
        });
        match self.all.iter_mut().find(|other| other.name == name) {
            Some(place) => *place = theme,
            None => self.all.push(theme),
        }
        errors
    }

    /// All of them, those of the reader's own last.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Theme>> {
        self.all.iter()
    }

    /// The theme of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<Theme>> {
        self.all.iter().find(|theme| theme.name == name)
    }

    /// Whether a setting can be followed.
    #[must_use]
    pub fn has(&self, wish: &str) -> bool {
        wish == AUTO || self.get(wish).is_some()
    }

    /// What a setting can be.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let own = self.all.iter().map(|theme| theme.name.as_str());
        std::iter::once(AUTO).chain(own).collect()
    }

    /// The theme that a wish comes to on a terminal: `auto` is the one for its
    /// ground, or, where that or enough colours are not known, the one of the
    /// terminal's own colours. Where there are no colours it is one without.
    #[must_use]
    pub fn in_force(&self, wish: &str, shade: Option<Shade>, depth: Depth) -> &Arc<Theme> {
        let name = match (wish, shade) {
            (AUTO, _) if depth <= Depth::Sixteen => UNKNOWN,
            (AUTO, Some(Shade::Dark)) => DARK,
            (AUTO, Some(Shade::Light)) => LIGHT,
            (AUTO, None) => UNKNOWN,
            (name, _) => name,
        };
        let wanted = self.get(name).or_else(|| self.get(UNKNOWN));
        wanted
            .filter(|theme| depth > Depth::None || !theme.is_coloured())
            .unwrap_or(&self.plain)
    }
}

/// Puts the default in the place of a theme that there is not, and says so with the
/// place at which the text of the settings names it.
#[must_use]
pub fn unknown_theme(
    settings: &mut Settings,
    text: &str,
    themes: &Themes,
) -> Option<SettingsError> {
    if themes.has(&settings.theme) {
        return None;
    }
    let wish = std::mem::replace(&mut settings.theme, AUTO.to_owned());
    let (table, _) = DeTable::parse_recoverable(text);
    let place = table.get_ref().get("theme");
    let place = place.map_or(0, |value| value.span().start);
    let fault = not_among(&wish, &themes.names()).with_text("name", "theme");
    Some(error(text, place, fault))
}

impl TerminalFacts {
    /// Whether the ground is dark or light, if the terminal has told.
    #[must_use]
    pub fn shade(&self) -> Option<Shade> {
        self.background.map(Rgb::shade)
    }
}
