//! The settings: their types, their defaults (in `assets/settings.toml`, and
//! nowhere else), and their reading, with the place of every fault. Where the
//! file lies is the affair of `config`.

mod added;
mod archives;
mod arrangement;
mod choices;
mod chosen;
mod colour;
mod columns;
mod facts;
mod following;
mod keys;
mod numbers;
mod overrides;
mod own;
mod places;
mod sharing;
mod sitting;
mod tables;
mod themes;
mod values;
mod written;

use std::ops::Range;

use chrono_tz::Tz;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::page::{PageSettings, Paragraphs};
use crate::rows::Order;
use crate::share::{CitationStyle, TargetSetting};
use crate::text::convert::{Characters, Region};
use crate::text::linebreak::Strictness;
use crate::text::{WidthPolicy, Widths};
use crate::words::{Language, Notice, Words};

pub use archives::NamedArchive;
pub use arrangement::Arrangement;
pub use choices::{CHOICES, Choice};
pub use chosen::Chosen;
pub use colour::Shade;
pub use columns::{Column, Dates, Shows};
pub use facts::{Rgb, TerminalFacts};
pub use keys::{KeyLine, KeyPlace, KeySetting, KeySettings, Preset};
pub use numbers::{NUMBERS, Number};
pub use overrides::{Override, variable_of};
pub use own::OwnCommand;
pub use sitting::Sitting;
pub use themes::{
    AUTO, Attributes, Colour, Contrast, Depth, Paint, Role, Theme, Themes, unknown_theme,
};
pub use written::TOLD;

use places::{Faults, error, place, toml_fault};
use values::{citation, instance, no_setting, number, one_of, paths, string, strings, switch};

/// The file of the defaults, which explains each setting.
pub const DEFAULTS: &str = include_str!("../assets/settings.toml");

/// The measures that can be set, in columns.
const MEASURES: Range<u16> = 20..201;
/// The waits that can be set, in milliseconds.
const ESCAPE_WAITS: Range<u16> = 1..5_001;

/// The table of keys.
const KEYS: &str = "keys";
/// The archives, which may be a table too.
const ARCHIVES: &str = "archives";
/// Settings that share their name with a command.
const ALSO_COMMANDS: &[&str] = &["sort", "characters", "language", "layout", ARCHIVES];

/// How wide the terminal draws characters of ambiguous width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AmbiguousWidth {
    /// One column.
    Narrow,
    /// Two columns.
    Wide,
    /// As the terminal says when it is asked; narrow until then.
    #[default]
    Auto,
}

impl AmbiguousWidth {
    const NAMES: [(&str, Self); 3] = [
        ("narrow", Self::Narrow),
        ("wide", Self::Wide),
        ("auto", Self::Auto),
    ];
}

/// Links that the terminal itself can open (OSC 8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hyperlinks {
    /// The terminal is told of them.
    On,
    /// It is told where it can make something of it.
    #[default]
    Auto,
    /// It is not told.
    Off,
}

impl Hyperlinks {
    const NAMES: [(&str, Self); 3] = [("on", Self::On), ("auto", Self::Auto), ("off", Self::Off)];
}

/// Lines of a row in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowHeight {
    /// One.
    One,
    /// Two.
    Two,
    /// Two where titles would have little room.
    #[default]
    Auto,
}

/// A passage of the body under the title in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Snippets {
    /// Under a title that does not tell why a search found the article.
    #[default]
    Auto,
    /// Under every title; where no search found anything in it, how the body begins.
    Always,
    /// Nowhere.
    Never,
}

impl Snippets {
    const NAMES: [(&str, Self); 3] = [
        ("auto", Self::Auto),
        ("always", Self::Always),
        ("never", Self::Never),
    ];
}

/// The line of keys below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hints {
    /// Always there.
    On,
    /// There at first.
    #[default]
    Auto,
    /// Never there.
    Off,
}

/// All settings.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the file"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The archives; the first opens when none is named.
    pub archives: Vec<NamedArchive>,
    /// The language of the interface; `None` is that of the locale.
    pub language: Option<Language>,
    /// Columns of a line of text, at the most.
    pub measure: u16,
    /// Files of the reader's own site rules, as they are written.
    pub rules: Vec<String>,
    /// The width of ambiguous characters.
    pub ambiguous_width: AmbiguousWidth,
    /// Links that the terminal itself can open.
    pub hyperlinks: Hyperlinks,
    /// The theme by its name, or [`AUTO`]. Which names there are is not known here:
    /// a reader may have themes of his own.
    pub theme: String,
    /// How many colours the terminal has; `None` is what it says of itself.
    pub colours: Option<Depth>,
    /// Whether the terminal's cursor is seen where the reader is.
    pub cursor: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether links tell where they lead while the mouse is over them.
    pub hover: bool,
    /// Where the list stands at the start.
    pub layout: Arrangement,
    /// The columns of a row of one line, from the left.
    pub columns: Vec<Column>,
    /// What stands below the title in a row of two.
    pub below: Vec<Column>,
    /// How dates are written in the list.
    pub dates: Dates,
    /// Lines of a row in the list.
    pub rows: RowHeight,
    /// Where a passage of the body stands under the title.
    pub snippets: Snippets,
    /// The line of keys below.
    pub hints: Hints,
    /// The order at the start.
    pub sort: Order,
    /// Where lines may break.
    pub line_breaking: Strictness,
    /// The characters at the start.
    pub characters: Characters,
    /// Whose forms Traditional characters have.
    pub traditional: Region,
    /// Whether `，`, `。` and `、` may hang over the end of a line.
    pub hanging_punctuation: bool,
    /// What sets paragraphs apart.
    pub paragraphs: Paragraphs,
    /// Whether a gap is shown between Han and Latin.
    pub spacing: bool,
    /// Whether spaces of Latin text are widened to fill the measure.
    pub justified: bool,
    /// Milliseconds that a lone Esc waits for the rest of a sequence.
    pub escape_wait: u16,
    /// The style of citations, by its name in [`crate::share::CitationStyles`].
    pub citation: String,
    /// The host of the Mastodon instance to share at; empty for none.
    pub mastodon: String,
    /// The zone of all times shown; `None` is the machine's.
    pub zone: Option<Tz>,
    /// What is set of keys, as it is written; the keymap checks it.
    pub keys: KeySettings,
    /// The reader's own commands.
    pub commands: Vec<OwnCommand>,
    /// What is set of the places to share at.
    pub targets: Vec<TargetSetting>,
    /// The reader's own styles of citations.
    pub styles: Vec<CitationStyle>,
}

/// A fault in settings, and its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {}", Words::english().of(fault).as_str())]
pub struct SettingsError {
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
    /// What was read and what is allowed.
    pub fault: Notice,
}

impl Settings {
    /// The defaults.
    #[must_use]
    pub fn embedded() -> Self {
        let blank = Self {
            archives: Vec::new(),
            language: None,
            measure: 0,
            rules: Vec::new(),
            ambiguous_width: AmbiguousWidth::default(),
            hyperlinks: Hyperlinks::default(),
            theme: String::new(),
            colours: None,
            cursor: false,
            mouse: false,
            hover: false,
            layout: Arrangement::default(),
            columns: Vec::new(),
            below: Vec::new(),
            dates: Dates::default(),
            rows: RowHeight::default(),
            snippets: Snippets::default(),
            hints: Hints::default(),
            sort: Order::default(),
            line_breaking: Strictness::default(),
            characters: Characters::default(),
            traditional: Region::default(),
            hanging_punctuation: false,
            paragraphs: Paragraphs::default(),
            spacing: false,
            justified: false,
            escape_wait: 0,
            citation: String::new(),
            mastodon: String::new(),
            zone: None,
            keys: KeySettings::default(),
            commands: Vec::new(),
            targets: Vec::new(),
            styles: Vec::new(),
        };
        let (settings, errors) = blank.with(DEFAULTS);
        debug_assert!(errors.is_empty(), "{errors:?}");
        settings
    }

    /// These settings with those of a text in their place. A faulty setting
    /// stays as it was and is reported; the rest applies.
    #[must_use]
    pub fn with(mut self, text: &str) -> (Self, Vec<SettingsError>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let table = table.get_ref();
        let faults = Faults::new(text, &errors);
        let mut errors: Vec<SettingsError> = faults
            .told(table)
            .into_iter()
            .map(|(at, what)| error(text, at, toml_fault(what)))
            .collect();
        errors.extend(self.read_own(text, table, &faults));
        for (name, value) in table {
            if name.get_ref() == KEYS {
                errors.extend(self.keys.read(text, name, value, &faults));
            } else if name.get_ref() == ARCHIVES {
                let (archives, told) = archives::read(text, name, value, &faults);
                self.archives = archives.unwrap_or(self.archives);
                errors.extend(told);
            } else if added::NAMES.contains(&&**name.get_ref()) {
                // They are read already.
            } else if !faults.spare(name, value) {
                // What was read is not all that was written; the fault is told already.
            } else if let Err((is_of_name, fault)) = self.set(name.get_ref(), value) {
                let at = if is_of_name {
                    name.span()
                } else {
                    value.span()
                };
                errors.push(error(text, at.start, fault));
            }
        }
        errors.sort_by_key(|error| (error.line, error.column));
        (self, errors)
    }

    /// Sets one setting. A fault says whether it is the name's, and what it is.
    fn set(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<(), (bool, Notice)> {
        let faulty = |fault: Notice| (false, fault.with_text("name", name));
        let of_page = self.set_page(name, value);
        if let Some(done) = of_page.or_else(|| self.set_list(name, value)) {
            return done.map_err(faulty);
        }
        match name {
            "rules" => self.rules = paths(value).map_err(faulty)?,
            "language" => self.language = one_of(value, &Language::NAMES).map_err(faulty)?,
            "measure" => self.measure = number(value, MEASURES).map_err(faulty)?,
            "escape_wait" => self.escape_wait = number(value, ESCAPE_WAITS).map_err(faulty)?,
            "citation" => self.citation = citation(value, &self.styles).map_err(faulty)?,
            "mastodon" => self.mastodon = instance(value).map_err(faulty)?,
            "ambiguous_width" => {
                self.ambiguous_width = one_of(value, &AmbiguousWidth::NAMES).map_err(faulty)?;
            }
            "hyperlinks" => self.hyperlinks = one_of(value, &Hyperlinks::NAMES).map_err(faulty)?,
            "theme" => string(value).map_err(faulty)?.clone_into(&mut self.theme),
            "colours" => self.colours = one_of(value, &Depth::NAMES).map_err(faulty)?,
            "cursor" => self.cursor = switch(value).map_err(faulty)?,
            "mouse" => self.mouse = switch(value).map_err(faulty)?,
            "hover" => self.hover = switch(value).map_err(faulty)?,
            "hints" => {
                let names = [
                    ("on", Hints::On),
                    ("auto", Hints::Auto),
                    ("off", Hints::Off),
                ];
                self.hints = one_of(value, &names).map_err(faulty)?;
            }
            "characters" => {
                self.characters = one_of(value, &Characters::NAMES).map_err(faulty)?;
            }
            "traditional" => self.traditional = one_of(value, &Region::NAMES).map_err(faulty)?,
            "sort" => {
                let text = string(value).map_err(faulty)?;
                self.sort = Order::from_name(text).ok_or_else(|| {
                    faulty(Notice::new("fault-no-order").with_text("value", text))
                })?;
            }
            "zone" => {
                let text = string(value).map_err(faulty)?;
                let zone = text
                    .parse()
                    .map_err(|_| faulty(Notice::new("fault-no-zone").with_text("value", text)));
                self.zone = if text.is_empty() { None } else { Some(zone?) };
            }
            _ => {
                let names = names();
                let fault = no_setting(name, names.iter().map(String::as_str));
                return Err((true, fault));
            }
        }
        Ok(())
    }

    /// Sets a setting of the page; `None` where the name is none of them. A fault
    /// lacks the name.
    fn set_page(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Result<(), Notice>> {
        let lines = [
            ("strict", Strictness::Strict),
            ("normal", Strictness::Normal),
        ];
        let paragraphs = [
            ("spaced", Paragraphs::Spaced),
            ("indented", Paragraphs::Indented),
        ];
        Some(match name {
            "line_breaking" => one_of(value, &lines).map(|value| self.line_breaking = value),
            "paragraphs" => one_of(value, &paragraphs).map(|value| self.paragraphs = value),
            "hanging_punctuation" => switch(value).map(|value| self.hanging_punctuation = value),
            "spacing" => switch(value).map(|value| self.spacing = value),
            "justified" => switch(value).map(|value| self.justified = value),
            _ => return None,
        })
    }

    /// The same for a setting of the list.
    fn set_list(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Result<(), Notice>> {
        let rows = [
            ("one", RowHeight::One),
            ("two", RowHeight::Two),
            ("auto", RowHeight::Auto),
        ];
        let columns =
            |has_title| strings(value).and_then(|text| columns::columns(&text, has_title));
        Some(match name {
            "layout" => one_of(value, &Arrangement::NAMES).map(|value| self.layout = value),
            "columns" => columns(true).map(|value| self.columns = value),
            "below" => columns(false).map(|value| self.below = value),
            "dates" => one_of(value, &Dates::NAMES).map(|value| self.dates = value),
            "rows" => one_of(value, &rows).map(|value| self.rows = value),
            "snippets" => one_of(value, &Snippets::NAMES).map(|value| self.snippets = value),
            _ => return None,
        })
    }

    /// The width of ambiguous characters: as set, else as the terminal says.
    #[must_use]
    pub fn widths(&self, terminal: &TerminalFacts) -> Widths {
        match self.ambiguous_width {
            AmbiguousWidth::Wide => Widths::all(WidthPolicy::Wide),
            AmbiguousWidth::Narrow => Widths::all(WidthPolicy::Narrow),
            AmbiguousWidth::Auto => terminal.widths.unwrap_or_default(),
        }
    }

    /// The width of ambiguous characters where no terminal is asked.
    #[must_use]
    pub fn width_policy(&self) -> WidthPolicy {
        self.widths(&TerminalFacts::default()).text
    }

    /// How a page is set for a measure, in columns, where no terminal is asked and
    /// nothing is converted.
    #[must_use]
    pub fn page(&self, measure: usize) -> PageSettings {
        PageSettings {
            measure,
            policy: self.width_policy(),
            furniture: self.width_policy(),
            strictness: self.line_breaking,
            hang: self.hanging_punctuation,
            paragraphs: self.paragraphs,
            spacing: self.spacing,
            justified: self.justified,
            conversion: None,
        }
    }
}

/// The names of all settings, as the defaults have them.
fn names() -> Vec<String> {
    let (table, _) = DeTable::parse_recoverable(DEFAULTS);
    let names = table
        .get_ref()
        .keys()
        .map(|name| name.get_ref().to_string());
    names.filter(|name| name != KEYS).collect()
}

/// Whether a line under `[keys]`, or under a table of it, is a setting that slipped below the header.
fn is_misplaced(name: &str, value: &Spanned<DeValue<'_>>) -> bool {
    if ALSO_COMMANDS.contains(&name) {
        // An order's name as the keys of the command: `date` would be four keys.
        return string(value).is_ok_and(|text| Order::from_name(text).is_some())
            || one_of(value, &Characters::NAMES).is_ok()
            || one_of(value, &Arrangement::NAMES).is_ok();
    }
    is_setting(name)
}

/// Whether a setting has the name.
fn is_setting(name: &str) -> bool {
    names().iter().any(|known| known == name)
}

#[cfg(test)]
mod tests;
