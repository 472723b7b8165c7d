//! `newsprint star`, `newsprint mark-read`, `newsprint tag`: marks for all that a
//! query finds, in one transaction, and said how many it changed.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use chrono::Utc;

use crate::archive::store::{Numbers, Store};
use crate::archive::{Depth, Search};
use crate::marks::{Change, Made, Save, Sequence, Subject, SubjectList, Tag};
use crate::rows::Order;

use super::arguments::{Mark, MarkKind};
use super::list::complain_of;
use super::output::{complain, out};
use super::{EXIT_USAGE, Ground, Told, query};

pub(super) fn run(ground: &Ground, mark: Mark) -> anyhow::Result<()> {
    ground.report_problems();
    let (words, changes) = wished(ground, &mark)?;
    let asked = query::read(ground, words)?;
    let Some(matcher) = &asked.matcher else {
        // A slip of the pen must not mark a whole archive.
        complain(ground.words.get("mark-no-query").as_str());
        return Err(Told(EXIT_USAGE).into());
    };
    let archive = ground.archive(mark.archive)?;
    let mut store = Store::open(&ground.paths.marks_file())?.store;
    let mut marks = store.load()?;
    let search = Search {
        matcher: Some(matcher),
        marks: marks.set(),
        order: Order::default(),
        depth: Depth::Headers,
    };
    let note = &mut ground.telling_of_cache();
    let rows = archive.find(&search, Some(&ground.paths.cache), note, &mut |none| {
        complain_of(&ground.words, none);
    })?;
    asked.tell_unknown(&*rows, ground, &archive, marks.set());
    let mut steps: Vec<Step> = changes.into_iter().map(Step::new).collect();
    let mut touched: usize = 0;
    // Of a row that a fault in the cache has left no more of, its identity is marked.
    let subject = |row| {
        let known = rows.head(row).map(|head| Subject::of(&head));
        known.or_else(|| rows.id(row).map(Subject::unknown))
    };
    for subject in (0..rows.len()).filter_map(subject) {
        let mut is_touched = false;
        for step in &mut steps {
            if let Some(applied) = marks.apply(subject.id, &step.change) {
                step.subjects.push(subject.clone());
                step.sequence = Some(applied.sequence);
                is_touched = true;
            }
        }
        touched += usize::from(is_touched);
    }
    store.commit(&saves(steps), &mut Numbers::new())?;
    let key = match mark.kind {
        MarkKind::Read(true) => "mark-read",
        MarkKind::Read(false) => "mark-unread",
        MarkKind::Starred(true) => "mark-starred",
        MarkKind::Starred(false) => "mark-unstarred",
        MarkKind::Tagged => "mark-tagged",
    };
    let values = [
        ("changed", touched.into()),
        ("already", (rows.len() - touched).into()),
    ];
    let mut out = out();
    writeln!(out, "{}", ground.words.with(key, &values))?;
    out.flush()?;
    Ok(())
}

/// A change and the articles that it reaches.
struct Step {
    change: Change,
    subjects: Vec<Subject>,
    /// Of the last of them.
    sequence: Option<Sequence>,
}

impl Step {
    fn new(change: Change) -> Self {
        Self {
            change,
            subjects: Vec::new(),
            sequence: None,
        }
    }
}

/// The steps for the store. The program can undo them at its next start: what was
/// done here by mistake is taken back there.
fn saves(steps: Vec<Step>) -> Vec<Save> {
    let at = Utc::now().timestamp_millis();
    let made = steps.into_iter().zip(1..).filter_map(|(step, number)| {
        Some(Save::Made(Made {
            step: number,
            change: step.change,
            subjects: SubjectList(Arc::new(step.subjects)),
            sequence: step.sequence?,
            abandoned: Vec::new(),
            at,
        }))
    });
    made.collect()
}

/// The words of the query, and what all that it finds gets.
fn wished<'a>(ground: &Ground, mark: &'a Mark) -> Result<(&'a [String], Vec<Change>), Told> {
    let words = match mark.kind {
        MarkKind::Read(read) => return Ok((&mark.query, vec![Change::Read(read)])),
        MarkKind::Starred(starred) => return Ok((&mark.query, vec![Change::Starred(starred)])),
        MarkKind::Tagged => &mark.query,
    };
    let (words, tags) = words.split_at(start_of_tags(words));
    let changes = tags_of(tags).map_err(|wrong| {
        let key = if wrong.is_empty() {
            "mark-no-tag"
        } else {
            "mark-not-a-tag"
        };
        complain(ground.words.with(key, &[("word", wrong.into())]).as_str());
        Told(EXIT_USAGE)
    })?;
    Ok((words, changes))
}

/// Where among the words of `tag` the tags begin: at the first with a plus sign, or
/// where there is none, after the last without a minus sign.
fn start_of_tags(words: &[String]) -> usize {
    let plus = words.iter().position(|word| word.starts_with('+'));
    plus.unwrap_or_else(|| {
        let last = words.iter().rposition(|word| !word.starts_with('-'));
        last.map_or(0, |last| last + 1)
    })
}

/// The changes that `+war -old` asks for; of two to one tag the last. Else the word
/// that is none, empty where there is no word.
fn tags_of(words: &[String]) -> Result<Vec<Change>, &str> {
    let mut changes: BTreeMap<Tag, bool> = BTreeMap::new();
    for word in words {
        let named = word
            .strip_prefix('+')
            .map(|name| (name, true))
            .or_else(|| word.strip_prefix('-').map(|name| (name, false)));
        let (name, borne) = named.ok_or(&**word)?;
        changes.insert(Tag::new(name).ok_or(&**word)?, borne);
    }
    if changes.is_empty() {
        return Err("");
    }
    let changes = changes.into_iter();
    Ok(changes
        .map(|(tag, borne)| Change::Tag(tag, borne))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_after_the_query() {
        for (line, query, tags) in [
            ("港口 +war -old", "港口", Ok("-old +war")),
            ("港口 -桥 +war", "港口 -桥", Ok("+war")),
            ("-桥 港口 -old -b", "-桥 港口", Ok("-b -old")),
            ("港口 +a -b +B -A", "港口", Ok("-a +b")),
            ("+war", "", Ok("+war")),
            ("港口 +war 桥", "港口", Err("桥")),
            ("港口 + -", "港口", Err("+")),
            ("港口", "港口", Err("")),
        ] {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            let (before, after) = words.split_at(start_of_tags(&words));
            assert_eq!(before.join(" "), query, "{line}");
            let shown = tags_of(after).map(|changes| {
                let shown = changes.iter().map(|change| match change {
                    Change::Tag(tag, true) => format!("+{}", tag.folded()),
                    Change::Tag(tag, false) => format!("-{}", tag.folded()),
                    other => format!("{other:?}"),
                });
                shown.collect::<Vec<_>>().join(" ")
            });
            assert_eq!(shown, tags.map(str::to_owned), "{line}");
        }
    }
}
