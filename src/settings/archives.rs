//! The archives that settings name: folders that open when none is named, or a table
//! of names, each with its folders. That the folders are there is the affair of
//! `config` and `archive`.

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::places::Faults;
use super::values::paths;
use super::{SettingsError, error, names};
use crate::text::Clean;
use crate::words::Notice;

/// An archive of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedArchive {
    /// Its name; none for folders that are listed without one.
    pub name: Option<String>,
    /// Its folders and files, as they are written; there is at least one.
    pub folders: Vec<String>,
}

/// Reads the value of `archives`: a list of folders, or a table of names. What is
/// faulty is left out and told; where all of it is, there is nothing to be set.
pub(super) fn read(
    text: &str,
    name: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
    faults: &Faults<'_>,
) -> (Option<Vec<NamedArchive>>, Vec<SettingsError>) {
    let DeValue::Table(table) = value.get_ref() else {
        if !faults.spare(name, value) {
            return (None, Vec::new());
        }
        return match paths(value) {
            Ok(folders) => {
                let all = (!folders.is_empty()).then_some(NamedArchive {
                    name: None,
                    folders,
                });
                (Some(all.into_iter().collect()), Vec::new())
            }
            Err(fault) if fault.key == "fault-not-list" => {
                let fault = Notice {
                    key: "fault-not-archives",
                    ..fault
                };
                (None, vec![error(text, value.span().start, fault)])
            }
            Err(fault) => {
                let fault = fault.with_text("name", name.get_ref());
                (None, vec![error(text, value.span().start, fault)])
            }
        };
    };
    let mut entries: Vec<_> = table.iter().collect();
    // As they are written: the first opens.
    entries.sort_by_key(|(name, _)| name.span().start);
    let mut archives = Vec::new();
    let mut errors = Vec::new();
    for (name, value) in entries {
        let written: &str = name.get_ref();
        if !faults.spare(name, value) {
            continue;
        }
        let at = name.span().start;
        if names().iter().any(|known| known == written) {
            let fault = Notice::new("fault-above").with_text("name", written);
            errors.push(error(text, at, fault.with_text("header", "[archives]")));
        } else if written.trim().is_empty() || Clean::line(written).as_str() != written {
            errors.push(error(text, at, Notice::new("fault-archive-name")));
        } else {
            match paths(value) {
                Ok(folders) if folders.is_empty() => {
                    let fault = Notice::new("fault-archive-empty").with_text("name", written);
                    errors.push(error(text, value.span().start, fault));
                }
                Ok(folders) => archives.push(NamedArchive {
                    name: Some(written.to_owned()),
                    folders,
                }),
                Err(fault) => {
                    let fault = fault.with_text("name", written);
                    errors.push(error(text, value.span().start, fault));
                }
            }
        }
    }
    (Some(archives), errors)
}

#[cfg(test)]
mod tests {
    use crate::settings::Settings;

    /// The archives as they are read: `name: folder, folder`; and the faults.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let (settings, errors) = Settings::embedded().with(text);
        let shown = settings.archives.iter().map(|archive| {
            let name = archive.name.as_deref().unwrap_or("-");
            format!("{name}: {}", archive.folders.join(", "))
        });
        let errors = errors.iter().map(ToString::to_string);
        (shown.collect(), errors.collect())
    }

    #[test]
    fn folders_alone_and_by_name_are_read() {
        for (text, expected) in [
            ("", &[][..]),
            ("archives = []", &[]),
            ("archives = \"~/news\"", &["-: ~/news"]),
            ("archives = [\"~/news\", \"/b\"]", &["-: ~/news, /b"]),
            (
                "[archives]\nz = \"~/z\"\na = [\"~/a\", \"~/b\"]\n\"长 文\" = \"/c\"",
                &["z: ~/z", "a: ~/a, ~/b", "长 文: /c"],
            ),
            ("archives = { b = \"/b\", a = \"/a\" }", &["b: /b", "a: /a"]),
        ] {
            let (archives, errors) = read(text);
            assert_eq!(archives, expected, "{text}");
            assert_eq!(errors, Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_faulty_is_told_and_the_rest_applies() {
        let (archives, errors) = read(
            "[archives]\na = 3\nb = \"/b\"\nmeasure = 60\nc = []\nd = [\"\"]\n\" \" = \"/e\"\n",
        );
        assert_eq!(archives, ["b: /b"]);
        assert_eq!(
            errors,
            [
                "line 2, column 5: a is a number; it must be a list: [\"…\", \"…\"]",
                "line 4, column 1: measure: this belongs above [archives]",
                "line 5, column 5: c has no folder; name one, or take it out",
                "line 6, column 5: d has an empty path in it; for none it is an empty list: []",
                "line 7, column 1: an archive has a name that can be shown on a line",
            ]
        );
        let (archives, errors) = read("archives = 3");
        assert_eq!(archives, Vec::<String>::new());
        let told = "line 1, column 12: archives is a number; it must be a list: [\"…\", \"…\"], or a table: [archives]";
        assert_eq!(errors, [told]);
    }
}
