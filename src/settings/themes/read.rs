//! Themes from TOML, with the place of every fault.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Attributes, Colour, Paint, Role, Theme, Themes};
use crate::settings::colour::Shade;
use crate::settings::facts::Rgb;
use crate::settings::places::Faults;
use crate::settings::values::{not_among, not_in, one_of, string, strings};
use crate::settings::{SettingsError, error, toml_fault};
use crate::words::Notice;

/// The table of roles.
const ROLES: &str = "roles";
/// What a theme can be for.
const SHADES: [(&str, Option<Shade>); 3] = [
    ("dark", Some(Shade::Dark)),
    ("light", Some(Shade::Light)),
    ("any", None),
];
/// The names of the terminal's own colours, by their numbers.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

type Value<'a> = Spanned<DeValue<'a>>;

/// Reads a theme. What a theme of the reader's own does not say, or what can't be
/// understood of it, is as in the theme it builds on: the one named in `like`, else
/// the one that comes with the program for the same ground.
pub(super) fn theme(
    name: &str,
    text: &str,
    is_own: bool,
    known: &Themes,
) -> (Theme, Vec<SettingsError>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let table = table.get_ref();
    let faults = Faults::new(text, &errors);
    let told = faults.told(table).into_iter();
    let mut reading = Reading {
        text,
        errors: told
            .map(|(at, what)| error(text, at, toml_fault(what)))
            .collect(),
    };
    let shade = reading.shade(table);
    let like = reading.like(table, known, shade);
    let mut theme = Theme {
        name: name.to_owned(),
        shade,
        is_own,
        ..like
    };
    for (key, value) in table {
        let done = match key.get_ref().as_ref() {
            "for" | "like" => Ok(()),
            "grounds" => grounds(value).map(|grounds| theme.grounds = grounds),
            ROLES => {
                reading.roles(&mut theme, value, &faults);
                Ok(())
            }
            _ if !faults.spare(key, value) => Ok(()),
            other => {
                let fault = Notice::new("fault-theme").with_text("value", other);
                reading.fault(key.span().start, fault);
                Ok(())
            }
        };
        if let Err(fault) = done {
            reading.fault(value.span().start, fault.with_text("name", key.get_ref()));
        }
    }
    let mut errors = reading.errors;
    errors.sort_by_key(|error| (error.line, error.column));
    (theme, errors)
}

struct Reading<'a> {
    text: &'a str,
    errors: Vec<SettingsError>,
}

impl Reading<'_> {
    fn fault(&mut self, at: usize, fault: Notice) {
        self.errors.push(error(self.text, at, fault));
    }

    /// The grounds that the theme is for.
    fn shade(&mut self, table: &DeTable<'_>) -> Option<Shade> {
        let value = table.get("for")?;
        one_of(value, &SHADES).unwrap_or_else(|fault| {
            self.fault(value.span().start, fault.with_text("name", "for"));
            None
        })
    }

    /// The theme that this one builds on.
    fn like(&mut self, table: &DeTable<'_>, known: &Themes, shade: Option<Shade>) -> Theme {
        let usual = match shade {
            Some(Shade::Dark) => super::DARK,
            Some(Shade::Light) => super::LIGHT,
            None => super::UNKNOWN,
        };
        let usual = known.get(usual).unwrap_or(&known.plain);
        let Some(value) = table.get("like") else {
            return usual.as_ref().clone();
        };
        let found = string(value).and_then(|name| {
            known.get(name).ok_or_else(|| {
                let names: Vec<&str> = known.iter().map(|theme| theme.name.as_str()).collect();
                not_among(name, &names)
            })
        });
        match found {
            Ok(theme) => theme.as_ref().clone(),
            Err(fault) => {
                self.fault(value.span().start, fault.with_text("name", "like"));
                usual.as_ref().clone()
            }
        }
    }

    fn roles(&mut self, theme: &mut Theme, value: &Value<'_>, faults: &Faults<'_>) {
        let DeValue::Table(roles) = value.get_ref() else {
            return self.fault(value.span().start, Notice::new("fault-roles"));
        };
        for (name, value) in roles {
            if !faults.spare(name, value) {
                // What was read is not all that was written; the fault is told already.
                continue;
            }
            let Some(role) = Role::from_name(name.get_ref()) else {
                let names = Role::ALL.map(Role::name).join(", ");
                let fault = Notice::new("fault-no-role")
                    .with_text("value", name.get_ref())
                    .with_text("allowed", &names);
                self.fault(name.span().start, fault);
                continue;
            };
            let paint = self.paint(role, value);
            if let (Some(place), Some(paint)) = (theme.paint_mut(role), paint) {
                *place = paint;
            }
        }
    }

    /// How a role looks; `None` where something of it can't be understood.
    fn paint(&mut self, role: Role, value: &Value<'_>) -> Option<Paint> {
        let name = role.name();
        let DeValue::Table(table) = value.get_ref() else {
            let example = format!("{name} = {{ text = \"#d0d0d0\" }}");
            let fault = Notice::new("fault-role-table")
                .with_text("name", name)
                .with_text("example", &example);
            self.fault(value.span().start, fault);
            return None;
        };
        let mut paint = Paint::default();
        let mut is_sound = true;
        for (key, value) in table {
            let done = match key.get_ref().as_ref() {
                "text" => colour(value).map(|colour| paint.text = Some(colour)),
                "ground" => colour(value).map(|colour| paint.ground = Some(colour)),
                "style" => attributes(value).map(|attributes| paint.attributes = attributes),
                _ => Err(Notice::new("fault-role-part")),
            };
            if let Err(fault) = done {
                let name = format!("{name}: {}", key.get_ref());
                self.fault(value.span().start, fault.with_text("name", &name));
                is_sound = false;
            }
        }
        is_sound.then_some(paint)
    }
}

fn grounds(value: &Value<'_>) -> Result<Vec<Rgb>, Notice> {
    let written = strings(value)?;
    written.iter().map(|text| exact(text)).collect()
}

fn exact(text: &str) -> Result<Rgb, Notice> {
    let is_hexadecimal = text.len() == 7 && text.starts_with('#');
    let read = is_hexadecimal.then(|| Rgb::parse(text)).flatten();
    read.ok_or_else(|| Notice::new("fault-no-colour").with_text("value", text))
}

fn colour(value: &Value<'_>) -> Result<Colour, Notice> {
    let text = string(value)?;
    let number = NAMES.iter().position(|name| *name == text);
    match number.and_then(|number| u8::try_from(number).ok()) {
        Some(number) => Ok(Colour::Numbered(number)),
        None => exact(text).map(Colour::Exact).map_err(|_| {
            let names = NAMES.iter().take(8).copied();
            let names: Vec<&str> = names.collect();
            Notice::new("fault-no-own-colour")
                .with_text("value", text)
                .with_text("allowed", &names.join(", "))
        }),
    }
}

fn attributes(value: &Value<'_>) -> Result<Attributes, Notice> {
    let mut all = Attributes::empty();
    for text in strings(value)? {
        let named = Attributes::NAMES.iter().find(|(name, _)| *name == text);
        let Some((_, attribute)) = named else {
            return Err(not_in(&text, &Attributes::NAMES.map(|(name, _)| name)));
        };
        all |= *attribute;
    }
    Ok(all)
}
