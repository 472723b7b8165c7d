//! Bad luck: kills, other processes, cache folders that can't be used, files that
//! come, change and go. What is found must always be what is there.

#![allow(clippy::unwrap_used, reason = "tests")]

mod beside;
mod cache;
mod files;
mod kills;

use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

use chrono::NaiveDate;
use tempfile::TempDir;

use super::kept::{Kept, is_of};
use super::*;
use crate::archive::MarkedRows;
use crate::article::Rules;
use crate::marks::MarkSet;
use crate::query::{Matcher, Query, Reading};

/// An archive and a cache folder.
struct Room {
    folder: TempDir,
}

impl Room {
    fn new() -> Self {
        let room = Self {
            folder: TempDir::new().unwrap(),
        };
        fs::create_dir(room.path("archive")).unwrap();
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path("archive").join(name)
    }

    /// Saves an article of two words, in the title and in the body.
    fn save(&self, name: &str, title: &str, word: &str) {
        self.save_at(name, title, word, SystemTime::now());
    }

    fn save_at(&self, name: &str, title: &str, word: &str, modified: SystemTime) {
        let path = self.file(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = format!("[{title}](https://example.org/{title})\n------\n\nabout {word}");
        fs::write(&path, text).unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(modified).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.file(name)).unwrap();
    }

    /// A keeper, and what trouble it had.
    fn open(&self) -> (Keeper, Vec<String>) {
        self.open_in(&self.path("cache"))
    }

    fn open_in(&self, cache: &Path) -> (Keeper, Vec<String>) {
        let archive = Archive::open(vec![self.path("archive")], Arc::new(Rules::embedded()));
        let mut troubles = Vec::new();
        let keeper = Keeper::open(archive.unwrap(), Some(cache), &mut |trouble| {
            troubles.push(trouble.to_string());
        });
        (keeper, troubles)
    }
}

fn look_at_all(keeper: &mut Keeper) -> Result<(), Trouble> {
    keeper.begin_look(true);
    let look = keeper.look();
    let mut found = Vec::new();
    look(&mut |look| {
        found.push(look);
        true
    });
    found.iter().try_for_each(|look| keeper.take(look))?;
    keeper.finish_look()
}

fn look_at_some(keeper: &mut Keeper, paths: &[PathBuf]) {
    let look = keeper.look_at(paths.to_vec());
    look(&mut |look| keeper.take(&look).is_ok());
    keeper.finish_paths();
}

fn index_all(keeper: &mut Keeper) -> Result<(), Trouble> {
    while keeper.index_some()?.is_some() {}
    Ok(())
}

/// Looks at all and indexes all.
fn settle(keeper: &mut Keeper) {
    look_at_all(keeper).unwrap();
    index_all(keeper).unwrap();
}

/// What is shown: file names and titles.
fn shown(keeper: &Keeper) -> BTreeMap<String, String> {
    let catalogue = &keeper.catalogue;
    let heads = catalogue.shown().ones().map(|number| {
        let head = catalogue.head(u32::try_from(number).unwrap()).unwrap();
        let name = head.path.file_name().unwrap().to_string_lossy();
        (name.into_owned(), head.title.as_str().to_owned())
    });
    heads.collect()
}

/// The names of the files that a search finds, by the index and by reading.
fn found(keeper: &Keeper, query: &str) -> Vec<String> {
    let today = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();
    let query = Query::parse(query, &Reading::on(today)).query;
    let matcher = Matcher::new(&query, chrono_tz::Tz::UTC);
    let (known, marks) = (keeper.known(), MarkSet::default());
    let mut marked = MarkedRows::default();
    marked.update(&known, &marks);
    let answer = known.ask(&matcher, &marked, &marks, &|| false).unwrap();
    let mut numbers: Vec<u32> = answer
        .found
        .ones()
        .map(|number| u32::try_from(number).unwrap())
        .collect();
    numbers.extend(known.holding(&answer.unread, &matcher, &marks));
    let paths = numbers.iter().map(|n| keeper.catalogue.path(*n).unwrap());
    let mut names: Vec<String> = paths
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// How many articles the index knows.
fn indexed(keeper: &Keeper) -> usize {
    let index = keeper.index.as_ref();
    index.map_or(0, |index| index.numbers().count_ones(..))
}
