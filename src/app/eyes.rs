//! Which theme is in force, and the menu that chooses one while it shows each.
//!
//! What is chosen is kept with what the settings named then: so the choice holds
//! until the settings name another theme, and the newer wish always wins.

use std::sync::Arc;

use crate::settings::{AUTO, Depth, Shade, Theme, Themes};
use crate::text::Clean;

use super::App;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::popup::Popup;

/// A theme that was chosen in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTheme {
    /// Its name, or [`AUTO`].
    pub name: String,
    /// What the settings named when it was chosen.
    pub beside: String,
}

/// What is known of the reader's eyes and of the terminal before them.
#[derive(Clone, Debug)]
pub struct Eyes {
    /// The themes there are.
    pub themes: Arc<Themes>,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Whether its ground is dark or light, as far as its environment tells: its own
    /// answer counts more.
    pub shade: Option<Shade>,
    /// The choice of an earlier run.
    pub kept: Option<KeptTheme>,
}

impl Default for Eyes {
    /// The themes that come with the program, on a terminal with all colours.
    fn default() -> Self {
        Self {
            themes: Arc::new(Themes::embedded()),
            depth: Depth::True,
            shade: None,
            kept: None,
        }
    }
}

impl Eyes {
    /// What is wished for, where the settings name `set`.
    fn wish<'a>(&'a self, set: &'a str) -> &'a str {
        let kept = self.kept.as_ref().filter(|kept| kept.beside == set);
        let kept = kept.filter(|kept| self.themes.has(&kept.name));
        kept.map_or(set, |kept| &kept.name)
    }
}

impl App {
    /// The theme in force: in the menu of themes the one that is looked at.
    #[must_use]
    pub fn theme(&self) -> &Arc<Theme> {
        let looked_at = match &self.popup {
            Some(Popup::Menu(menu)) if menu.kind == MenuKind::Themes => {
                menu.chosen().and_then(|entry| match &entry.deed {
                    Deed::Theme(name) => Some(name.as_str()),
                    _ => None,
                })
            }
            _ => None,
        };
        let wish = looked_at.unwrap_or_else(|| self.eyes.wish(&self.settings.theme));
        let shade = self.terminal.shade().or(self.eyes.shade);
        self.eyes.themes.in_force(wish, shade, self.eyes.depth)
    }

    /// How many colours the terminal has.
    #[must_use]
    pub fn depth(&self) -> Depth {
        self.eyes.depth
    }

    /// Opens the menu of themes, where the one in force is chosen. A file that has come
    /// without the watch having told is looked for.
    pub(super) fn open_themes(&mut self) -> Vec<Effect> {
        let entries = self.theme_entries();
        let now = Deed::Theme(self.eyes.wish(&self.settings.theme).to_owned());
        let place = entries.iter().position(|entry| entry.deed == now);
        let menu = Menu::lettered(MenuKind::Themes, entries, place.unwrap_or(0));
        self.popup = Some(Popup::Menu(menu));
        vec![Effect::LookAtSettings]
    }

    /// Offers the themes that there are now, where they are being looked at.
    pub(super) fn renew_themes(&mut self) {
        let entries = self.theme_entries();
        if let Some(Popup::Menu(menu)) = &mut self.popup
            && menu.kind == MenuKind::Themes
        {
            menu.renew(entries);
        }
    }

    fn theme_entries(&self) -> Vec<Entry> {
        let detail = self.told_of_themes();
        let entry = |name: &str, label: Clean, beside: Clean| Entry {
            label,
            beside,
            detail: detail.clone(),
            ..Entry::new(Deed::Theme(name.to_owned()))
        };
        let auto = entry(
            AUTO,
            self.words.get("themes-auto"),
            self.words.get("themes-auto-beside"),
        );
        let named = self.eyes.themes.iter().map(|theme| {
            let own = entry(
                &theme.name,
                Clean::line(&theme.name),
                self.words.get(kind(theme)),
            );
            match self.told_of_faults(theme) {
                Some(detail) => Entry { detail, ..own },
                None => own,
            }
        });
        std::iter::once(auto).chain(named).collect()
    }

    /// What is wrong with a theme of the reader's own, where something is: the first of
    /// it, with its place.
    fn told_of_faults(&self, theme: &Theme) -> Option<Clean> {
        let first = theme.faults.first()?;
        let place = format!("themes/{}.toml:{}", theme.name, first.line);
        let values = [
            ("place", place.as_str().into()),
            ("what", self.words.of(&first.fault).into()),
        ];
        Some(self.words.with("fault-place", &values))
    }

    /// What there is to know before a theme is chosen.
    fn told_of_themes(&self) -> Clean {
        let set = &self.settings.theme;
        let named = [("name", Clean::line(set).into())];
        match (self.eyes.depth, set.as_str()) {
            (Depth::None, _) => self.words.get("themes-no-colours"),
            (_, AUTO) => Clean::default(),
            _ => self.words.with("themes-set", &named),
        }
    }

    /// Takes a theme and keeps the choice.
    pub(super) fn take_theme(&mut self, name: String) -> Vec<Effect> {
        self.popup = None;
        let kept = KeptTheme {
            name,
            beside: self.settings.theme.clone(),
        };
        self.eyes.kept = Some(kept.clone());
        let shown = [("name", Clean::line(&kept.name).into())];
        self.say(self.words.with("themes-taken", &shown));
        vec![Effect::KeepTheme(kept)]
    }
}

/// The key of the text that says what a theme is like.
fn kind(theme: &Theme) -> &'static str {
    match (theme.is_own, theme.is_coloured(), theme.keeps_ground()) {
        (true, ..) => "themes-own",
        (_, false, _) => "themes-plain",
        (_, true, true) => match theme.shade {
            Some(Shade::Dark) => "themes-dark-kept",
            Some(Shade::Light) => "themes-light-kept",
            None => "themes-any",
        },
        (_, true, false) => match theme.shade {
            Some(Shade::Light) => "themes-light",
            _ => "themes-dark",
        },
    }
}
