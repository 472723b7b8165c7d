//! Settings that were read again while the program runs. What has changed in the
//! files takes effect at once; what was chosen by hand stays, unless it is just that
//! which has changed.

use std::sync::Arc;

use chrono_tz::Tz;

use crate::command::Keymap;
use crate::settings::{Depth, Settings, Themes};
use crate::share::{CitationStyles, Targets};
use crate::text::Clean;
use crate::words::{Language, Words};

use super::archives::Offered;
use super::message::{Effect, Notice, Tone};
use super::{App, Begun};

/// What was read again.
#[derive(Clone, Debug)]
pub struct Configured {
    /// The settings, as they are for this terminal.
    pub settings: Settings,
    /// The keys.
    pub keymap: Keymap,
    /// How articles are cited.
    pub citations: CitationStyles,
    /// Where they are shared.
    pub targets: Targets,
    /// The themes.
    pub themes: Arc<Themes>,
    /// How many colours the terminal has by them.
    pub depth: Depth,
    /// The reader's zone by them.
    pub zone: Tz,
    /// The language by them.
    pub language: Language,
    /// The archives that they name.
    pub archives: Vec<Offered>,
    /// What is wrong with them, if anything is.
    pub fault: Option<Clean>,
}

impl App {
    /// Takes over what has changed.
    pub(super) fn configured(&mut self, configured: Configured) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.as_set, configured.settings);
        let after = self.as_set.clone();
        self.settings.follow(&before, &after);
        if before.keys != after.keys {
            self.pending = Begun::default();
            self.count = None;
        }
        self.keymap = configured.keymap;
        self.citations = configured.citations;
        self.targets = configured.targets;
        self.eyes.themes = configured.themes;
        self.renew_themes();
        if before.colours != after.colours {
            self.eyes.depth = configured.depth;
        }
        self.archives.offered = configured.archives;
        self.clock.zone = configured.zone;
        let mut effects = Vec::new();
        if before.language != after.language && self.words.language() != configured.language {
            self.words = Arc::new(Words::of_language(configured.language));
            effects.push(Effect::Speak(configured.language));
        }
        let no_more = after.changed_choices(&before);
        effects.extend(no_more.into_iter().map(Effect::KeepChosen));
        effects.extend(self.follow_settings(&before, &after));
        let (text, tone) = match configured.fault {
            Some(fault) => (fault, Tone::Error),
            None => (self.words.get("settings-read"), Tone::Quiet),
        };
        self.notify(Notice { text, tone });
        effects
    }

    /// Brings in line with the settings what begins as they say and is changed by
    /// hand.
    pub(super) fn follow_settings(&mut self, before: &Settings, after: &Settings) -> Vec<Effect> {
        if before.measure != after.measure {
            self.measure = after.measure;
        }
        if before.characters != after.characters {
            self.characters = after.characters;
        }
        if before.layout != after.layout {
            self.arrangement = after.layout;
        }
        self.reader.set_anew();
        if before.sort == after.sort && before.zone == after.zone {
            return Vec::new();
        }
        if before.sort != after.sort {
            self.list.order = after.sort;
        }
        self.list_generation += 1;
        vec![self.arrange(self.list.order)]
    }
}
