//! Commands of a reader's own: `[[command]]`, a table for each. Read with the place
//! of each fault; a command with a fault in it is left out, and the others apply.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::places::Faults;
use super::tables::{each_field, lacking, not_tables, short};
use super::values::{one_of, string};
use super::{SettingsError, error};
use crate::share::program::{Form, How, ProgramTemplate};
use crate::text::Clean;
use crate::words::Notice;

/// What a command has.
const FIELDS: [&str; 5] = ["name", "key", "run", "how", "pipe"];
/// How a table of one begins.
const HEADER: &str = "[[command]]";
/// Letters that act in every menu.
const TAKEN: &str = "jkoqyGQ";

/// A command of the reader's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCommand {
    /// Its name.
    pub name: Clean,
    /// Its letter in the menu; the menu gives one where there is none.
    pub key: Option<char>,
    /// What is run.
    pub program: ProgramTemplate,
    /// How.
    pub how: How,
    /// The form in which it is given the article to read; none for not at all.
    pub pipe: Option<Form>,
}

/// A command as far as it has been read.
#[derive(Default)]
struct Draft {
    name: Option<Clean>,
    key: Option<char>,
    program: Option<ProgramTemplate>,
    how: How,
    pipe: Option<Form>,
}

impl Draft {
    /// Takes a field. A fault lacks the field's name yet.
    fn set(&mut self, field: &str, value: &Spanned<DeValue<'_>>) -> Result<(), Notice> {
        match field {
            "name" => self.name = Some(short(value)?),
            "key" => self.key = Some(letter(value)?),
            "run" => {
                let program = ProgramTemplate::parse(string(value)?);
                self.program = Some(program.map_err(|fault| fault.notice())?);
            }
            "how" => self.how = one_of(value, &How::NAMES)?,
            _ => self.pipe = Some(one_of(value, &Form::NAMES)?),
        }
        Ok(())
    }
}

fn letter(value: &Spanned<DeValue<'_>>) -> Result<char, Notice> {
    let text = string(value)?;
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if TAKEN.contains(letter) => {
            Err(Notice::new("fault-letter-taken").with_text("value", text))
        }
        (Some(letter), None) if letter.is_ascii_alphanumeric() => Ok(letter),
        _ => Err(Notice::new("fault-no-letter").with_text("value", text)),
    }
}

/// Reads the tables of commands.
pub(super) fn read(
    text: &str,
    (header, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>),
    faults: &Faults<'_>,
) -> (Vec<OwnCommand>, Vec<SettingsError>) {
    let mut commands: Vec<OwnCommand> = Vec::new();
    let mut errors = Vec::new();
    let tables: &[Spanned<DeValue<'_>>] = match value.get_ref() {
        DeValue::Array(tables) => tables,
        _ => std::slice::from_ref(value),
    };
    for table in tables {
        let DeValue::Table(fields) = table.get_ref() else {
            let at = header.span().start;
            errors.push(error(text, at, not_tables("command", HEADER)));
            continue;
        };
        let (draft, found) = draft(text, fields, faults);
        errors.extend(found);
        if let Some(draft) = draft {
            let at = first_place(fields).unwrap_or(table.span().start);
            let troubles = add(draft, &mut commands);
            errors.extend(troubles.into_iter().map(|fault| error(text, at, fault)));
        }
    }
    (commands, errors)
}

/// Puts a command to those before it; gives what is wrong with it.
fn add(draft: Draft, commands: &mut Vec<OwnCommand>) -> Option<Notice> {
    let (Some(name), Some(program)) = (&draft.name, draft.program) else {
        let missing = if draft.name.is_none() { "name" } else { "run" };
        return Some(lacking(HEADER, missing, "name, run"));
    };
    if commands.iter().any(|other| other.name == *name) {
        let fault = Notice::new("fault-name-twice");
        return Some(fault.with("value", name.clone()));
    }
    let other = commands
        .iter()
        .find(|other| draft.key.is_some() && other.key == draft.key);
    let trouble = other.map(|other| {
        let key = draft.key.unwrap_or_default().to_string();
        let fault = Notice::new("fault-letter-twice").with_text("value", &key);
        fault.with("other", other.name.clone())
    });
    commands.push(OwnCommand {
        name: name.clone(),
        key: draft.key.filter(|_| trouble.is_none()),
        program,
        how: draft.how,
        pipe: draft.pipe,
    });
    trouble
}

/// Where a table's own lines begin.
fn first_place(fields: &DeTable<'_>) -> Option<usize> {
    fields.keys().map(|field| field.span().start).min()
}

/// Reads a command; none where something of it is faulty.
fn draft(
    text: &str,
    fields: &DeTable<'_>,
    faults: &Faults<'_>,
) -> (Option<Draft>, Vec<SettingsError>) {
    let mut draft = Draft::default();
    let mut errors = Vec::new();
    let set = |field: &str, value: &Spanned<DeValue<'_>>| draft.set(field, value);
    let is_whole = each_field((text, HEADER), fields, faults, &FIELDS, &mut errors, set);
    (is_whole.then_some(draft), errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn commands_are_read() {
        let text = r#"
measure = 60
[[command]]
name = "mpv"
key = "v"
run = "mpv -- {link}"

[[command]]
name = " 朗读 "
run = "say"
how = "show"
pipe = "markdown"
"#;
        let (settings, errors) = Settings::embedded().with(text);
        assert_eq!(errors, []);
        let [mpv, read] = settings.commands.as_slice() else {
            panic!("{:?}", settings.commands)
        };
        assert_eq!((mpv.name.as_str(), mpv.key), ("mpv", Some('v')));
        assert_eq!((mpv.how, mpv.pipe), (How::Background, None));
        assert_eq!(mpv.program.written().as_str(), "mpv -- {link}");
        assert_eq!((read.name.as_str(), read.key), ("朗读", None));
        assert_eq!((read.how, read.pipe), (How::Show, Some(Form::Markdown)));
        // Those of a later file take their place.
        let (settings, _) = settings.with("measure = 50\n");
        assert_eq!(settings.commands.len(), 2);
        let (settings, _) = settings.with("command = []\n");
        assert_eq!(settings.commands, []);
    }

    #[test]
    // tidy: table
    fn faults_have_their_place_and_the_others_apply() {
        let good = "[[command]]\nname = \"good\"\nkey = \"g\"\nrun = \"good {link}\"\n";
        for (text, names, said) in [
            (
                "command = 3\n",
                "",
                "line 1, column 1: command is a table for each: [[command]]",
            ),
            (
                "[[command]]\nname = \"a\"\n",
                "",
                "line 2, column 1: [[command]] has no run; it needs name, run",
            ),
            (
                "[command]\nrun = \"a\"\n",
                "",
                "line 2, column 1: [[command]] has no name; it needs name, run",
            ),
            (
                "[[command]]\nname = \"a\"\nrun = \"mpv {url}\"\n",
                "",
                "line 3, column 7: {url} means nothing here; {link} {short} {title} {source} {date} {path} do. {{url}} stands for itself.",
            ),
            (
                "[[command]]\nname = \"a\"\nrun = \"b\"\nhow = \"front\"\n",
                "",
                "line 4, column 7: how is “front”; it can be background, screen, show",
            ),
            (
                "[[command]]\nname = \"a\"\nrun = \"b\"\npipe = \"pdf\"\n",
                "",
                "line 4, column 8: pipe is “pdf”; it can be text, markdown, html, json",
            ),
            (
                "[[command]]\nname = \"a\"\nrun = \"b\"\nkey = \"j\"\n",
                "",
                "line 4, column 7: key is “j”, which does something in every menu; take another letter",
            ),
            (
                "[[command]]\nname = \"a\"\nrun = \"b\"\nkey = \"C-x\"\n",
                "",
                "line 4, column 7: key is “C-x”; it must be one letter or digit",
            ),
            (
                "[[command]]\nname = \"\"\nrun = \"b\"\n",
                "",
                "line 2, column 8: name has 0 characters; it has 1 to 40",
            ),
            (
                "[[command]]\nname = \"a\"\nrun = \"b\"\nmode = \"x\"\n",
                "a",
                "line 4, column 1: [[command]] has no mode; it can have name, key, run, how, pipe",
            ),
            (
                "[[command]]\nname = \"a\"\nrun = \"b\"\nmeasure = 60\n",
                "a",
                "line 4, column 1: measure: this belongs above [[command]]",
            ),
        ] {
            let (settings, errors) = Settings::embedded().with(text);
            let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
            assert_eq!(told, [said], "{text}");
            let read: Vec<&str> = settings
                .commands
                .iter()
                .map(|own| own.name.as_str())
                .collect();
            assert_eq!(read.join(" "), names, "{text}");
            if text.starts_with("[[") {
                let (settings, errors) = Settings::embedded().with(&format!("{good}{text}"));
                assert_eq!(errors.len(), 1, "{text}");
                assert_eq!(errors[0].line, told_line(said) + 4, "{text}");
                assert_eq!(settings.commands[0].name.as_str(), "good", "{text}");
            }
        }
        let twice = format!("{good}[[command]]\nname = \"b\"\nkey = \"g\"\nrun = \"b\"\n{good}");
        let (settings, errors) = Settings::embedded().with(&twice);
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "line 6, column 1: the letter g is that of good already",
                "line 10, column 1: the name “good” is that of another command already"
            ]
        );
        let keys: Vec<_> = settings.commands.iter().map(|own| own.key).collect();
        assert_eq!(keys, [Some('g'), None]);
    }

    fn told_line(said: &str) -> usize {
        let digits: String = said.chars().filter(char::is_ascii_digit).take(1).collect();
        digits.parse().expect("a line")
    }

    #[test]
    fn what_does_not_parse_is_told_once_and_the_command_left_out() {
        let text = "[[command]]\nname = \"a\"\nrun = \"b\n[[command]]\nname = \"c\"\nrun = \"d\"\n";
        let (settings, errors) = Settings::embedded().with(text);
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert_eq!(errors[0].line, 3);
        let read: Vec<&str> = settings
            .commands
            .iter()
            .map(|own| own.name.as_str())
            .collect();
        assert_eq!(read, ["c"]);
    }
}
