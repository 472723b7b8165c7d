//! What the screen begins with, and what of it is made anew when the settings are
//! read again: from what was read, and from what the environment tells.

use std::path::Path;
use std::sync::Arc;

use chrono::Utc;

use crate::app::geometry::Size;
use crate::app::{
    App, Beginning, Clock, Configured, DAYS_AT_MOST, Effect, Eyes, KeptTheme, Message, Notice,
    Offered, Tone,
};
use crate::archive::Archive;
use crate::config::{count_day, days_counted, keep_last, read_sitting, read_theme};
use crate::desktop::Environment;
use crate::settings::{Depth, Hyperlinks, Settings};
use crate::share::{CitationStyles, Targets};
use crate::terminal::{colour_depth, shade_told, takes_hyperlinks};
use crate::text::Clean;
use crate::words::Words;
use crate::worker::{Configuration, Tools, Voice};

use super::super::{Ground, locale};
use super::Kept;

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Has the program begin where one was, and keeps which archive is open.
pub(super) fn come_back(
    ground: &Ground,
    archive: &Archive,
    file: &Path,
    app: &mut App,
) -> Vec<Effect> {
    if let Err(error) = keep_last(&ground.paths.last_file(), archive.paths()) {
        tracing::warn!(%error, "which archive is open was not kept");
    }
    app.return_to(&read_sitting(file))
}

/// What the threads work with.
pub(super) fn tools_of(ground: &Ground, archive: &Archive, kept: Kept) -> Tools {
    let paths = &ground.paths;
    let private = kept == Kept::Nothing;
    let sittings = (kept == Kept::All).then(|| paths.sittings_folder());
    let key = archive.key().filter(|_| kept == Kept::All);
    Tools {
        archive: archive.clone(),
        rules: Arc::clone(&ground.rules),
        cache: (!private).then(|| paths.cache.clone()),
        private,
        marks_file: paths.marks_file(),
        searches_file: paths.searches_file(),
        pipes_file: paths.pipes_file(),
        taken_file: paths.taken_file(),
        theme_file: paths.theme_file(),
        chosen_file: paths.chosen_file(),
        sitting_file: key.map(|key| paths.sitting_file(&key)),
        sittings,
        last_file: paths.last_file(),
        configuration: Some(Configuration {
            paths: paths.clone(),
            outside: ground.outside.clone(),
            loaded: ground.loaded(),
        }),
        words: Arc::new(Voice::new(Arc::clone(&ground.words))),
        environment: Environment::read(),
    }
}

/// How many colours the terminal has: as set, else as it says of itself.
fn depth(ground: &Ground) -> Depth {
    let set = ground.settings.colours;
    set.unwrap_or_else(|| colour_depth(variable))
}

/// The themes, and what the environment tells of the terminal's colours.
fn eyes(ground: &Ground) -> Eyes {
    let kept = read_theme(&ground.paths.theme_file()).filter(|_| !ground.outside.names("theme"));
    Eyes {
        themes: Arc::clone(&ground.themes),
        depth: depth(ground),
        shade: shade_told(variable),
        kept: kept.map(|(name, beside)| KeptTheme { name, beside }),
    }
}

/// The settings as they are for this terminal.
fn settings(ground: &Ground) -> Settings {
    let mut settings = ground.settings.clone();
    if settings.hyperlinks == Hyperlinks::Auto && !takes_hyperlinks(variable) {
        settings.hyperlinks = Hyperlinks::Off;
    }
    settings
}

/// The name of an archive above the list; it says so where nothing of the session is
/// kept.
pub(super) fn shown_name(words: &Words, name: Clean, private: bool) -> Clean {
    if private {
        words.with("private-name", &[("name", name.into())])
    } else {
        name
    }
}

/// What is wrong with the reader's files, on one line; none where nothing is.
fn first_of(ground: &Ground, faults: &[Clean]) -> Option<Clean> {
    let first = faults.first()?;
    Some(match faults.len() - 1 {
        0 => first.clone(),
        more => ground.words.with(
            "problem-more",
            &[("text", first.clone().into()), ("count", more.into())],
        ),
    })
}

/// What takes effect of what was read again.
pub(super) fn configured(ground: &Ground) -> Configured {
    let (keymap, faults) = ground.keys_and_faults();
    Configured {
        settings: settings(ground),
        keymap,
        citations: CitationStyles::embedded().with(&ground.settings.styles),
        targets: Targets::embedded().set(&ground.settings.targets),
        themes: Arc::clone(&ground.themes),
        depth: depth(ground),
        zone: ground.zone(),
        language: ground.settings.language.unwrap_or_else(locale),
        archives: ground.offered(),
        fault: first_of(ground, &faults),
    }
}

pub(super) fn begin(
    ground: &Ground,
    archive: &Archive,
    size: Size,
    private: bool,
) -> (App, Vec<Effect>) {
    let (keymap, faults) = ground.keys_and_faults();
    for fault in &faults {
        tracing::warn!("{fault}");
    }
    let clock = Clock {
        now: Utc::now(),
        zone: ground.zone(),
    };
    let days_file = ground.paths.days_file();
    let days = if private {
        days_counted(&days_file)
    } else {
        count_day(&days_file, clock.today(), DAYS_AT_MOST)
    };
    let (mut app, effects) = App::new(Beginning {
        settings: settings(ground),
        chosen: ground.chosen.clone(),
        words: Arc::clone(&ground.words),
        keymap,
        citations: CitationStyles::embedded().with(&ground.settings.styles),
        targets: Targets::embedded().set(&ground.settings.targets),
        archive: Offered {
            name: shown_name(&ground.words, ground.name_of(archive), private),
            folders: archive.paths().to_vec(),
        },
        archives: ground.offered(),
        clock,
        size,
        eyes: eyes(ground),
        days,
    });
    // All can be read again, the first of them is seen.
    let others = faults.iter().skip(1).rev().cloned();
    for text in others.chain(first_of(ground, &faults)) {
        let tone = Tone::Error;
        app.update(Message::Notice(Notice { text, tone }));
    }
    (app, effects)
}
