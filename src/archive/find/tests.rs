//! What is found without a cache, with one, with one that fails in the middle, and
//! beside another process.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::cell::RefCell;

use super::*;
use crate::archive::index::Index;
use crate::article::Rules;
use crate::marks::Mark;
use crate::query::{Query, Reading};

fn titles(
    archive: &Archive,
    query: &str,
    marks: &MarkSet,
    depth: Depth,
    cache: Option<&Path>,
) -> Vec<String> {
    let today = chrono::NaiveDate::from_ymd_opt(2024, 4, 10).unwrap();
    let parsed = Query::parse(query, &Reading::on(today));
    assert_eq!(parsed.diagnostics, [], "{query}");
    let matcher = Matcher::new(&parsed.query, chrono_tz::Tz::UTC);
    let search = Search {
        matcher: Some(&matcher),
        marks,
        order: parsed.query.order().unwrap_or_default(),
        depth,
    };
    let note = &mut |_| {};
    let rows = archive.find(&search, cache, note, &mut |_| {}).unwrap();
    (0..rows.len())
        .filter_map(|row| rows.head(row))
        .map(|head| head.title.as_str().to_owned())
        .collect()
}

#[test]
fn heads_and_whole_articles_are_asked() {
    let folder = tempfile::tempdir().unwrap();
    for (name, stamp, title, body) in [
        ("a.txt", 1_712_600_000_000_u64, "One", "港口的灯塔"),
        ("b.txt", 1_712_500_000_000, "Two", "港口与桥与路"),
        ("c.txt", 1_712_400_000_000, "Three", "山"),
        // A newer copy of the third, which alone counts.
        ("d.txt", 1_712_450_000_000, "Three", "灯塔倒了"),
    ] {
        let text = format!(
            "<!--{stamp}-->\n[{title}](https://example.org/{title})\n------\n\n<p>{body}</p>"
        );
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let rules = Arc::new(Rules::embedded());
    let archive = Archive::open(vec![folder.path().to_owned()], rules).unwrap();
    let cache = tempfile::tempdir().unwrap();
    let mut marks = MarkSet::default();
    let two = crate::article::ArticleId::v1(Some("https://example.org/Two"), "", "");
    marks.set(
        two,
        Mark {
            starred: true,
            tags: ["战争", "To Read"]
                .into_iter()
                .filter_map(crate::marks::Tag::new)
                .collect(),
            ..Mark::default()
        },
    );
    for (query, expected) in [
        ("", &["One", "Two", "Three"][..]),
        ("灯塔", &["One", "Three"]),
        ("body:山", &[]),
        ("港口 -is:starred", &["One"]),
        ("is:starred", &["Two"]),
        ("tag:戰爭 tag:\"to read\"", &["Two"]),
        ("body:港口 -tag:战争", &["One"]),
        ("tag:war", &[]),
        ("title:t* sort:-date", &["Three", "Two"]),
        ("date:2024-04-08", &["One"]),
        ("sort:length", &["Two", "One", "Three"]),
        ("length:>100", &[]),
        ("source:example.org path:b.txt", &["Two"]),
    ] {
        for depth in [Depth::Headers, Depth::Whole] {
            for cache in [None, Some(cache.path())] {
                let found = titles(&archive, query, &marks, depth, cache);
                assert_eq!(found, expected, "{query} {cache:?}");
            }
        }
    }
}

/// An archive of a few articles, one in two copies, and files without article.
struct Room {
    folder: tempfile::TempDir,
    archive: Archive,
    /// What was wrong with the cache.
    noted: RefCell<Vec<String>>,
}

/// Titles in their order, and what was told.
type Found = (Vec<String>, Vec<String>);

/// Queries, each with what it finds.
const QUERIES: &[(&str, &[&str])] = &[
    ("", &["One", "Two", "Three"]),
    ("灯塔", &["One", "Three"]),
    ("sort:length", &["Two", "One", "Three"]),
    ("-title:two sort:-length", &["Three", "One"]),
    ("lang:zh has:image", &["Two"]),
    ("title:t* sort:-date", &["Three", "Two"]),
];

impl Room {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let articles = folder.path().join("articles");
        std::fs::create_dir(&articles).unwrap();
        let rules = Arc::new(Rules::embedded());
        let archive = Archive::open(vec![articles.clone()], rules).unwrap();
        let room = Self {
            folder,
            archive,
            noted: RefCell::default(),
        };
        let picture =
            "<p>港口与桥与路，还有很多很多的船。</p><img src=\"https://example.org/a.png\">";
        room.save(
            "a.txt",
            1_712_600_000_000,
            "One",
            "<p>港口的灯塔在那里。</p>",
        );
        room.save("b.txt", 1_712_500_000_000, "Two", picture);
        room.save("c.txt", 1_712_400_000_000, "Three", "<p>山</p>");
        room.save("d.txt", 1_712_450_000_000, "Three", "<p>灯塔倒了</p>");
        std::fs::write(
            articles.join("picture.png"),
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        )
        .unwrap();
        // A name that is too long for any folder: nobody can go there.
        std::os::unix::fs::symlink("x".repeat(300), articles.join("closed.txt")).unwrap();
        room
    }

    fn save(&self, name: &str, stamp: u64, title: &str, body: &str) {
        let text =
            format!("<!--{stamp}-->\n[{title}](https://example.org/{title})\n------\n\n{body}");
        std::fs::write(self.folder.path().join("articles").join(name), text).unwrap();
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    /// The folder in the cache that is this archive's.
    fn kept(&self) -> PathBuf {
        let mut archives = std::fs::read_dir(self.cache().join("archives")).unwrap();
        archives.next().unwrap().unwrap().path()
    }

    fn keeper(&self) -> Keeper {
        Keeper::open(self.archive.clone(), Some(&self.cache()), &mut |trouble| {
            panic!("{trouble}")
        })
    }

    fn find(&self, query: &str, cache: Option<&Path>) -> Found {
        let today = chrono::NaiveDate::from_ymd_opt(2024, 4, 10).unwrap();
        let parsed = Query::parse(query, &Reading::on(today)).query;
        let matcher = Matcher::new(&parsed, chrono_tz::Tz::UTC);
        let search = Search {
            matcher: parsed.root().is_some().then_some(&matcher),
            marks: &MarkSet::default(),
            order: parsed.order().unwrap_or_default(),
            depth: Depth::Headers,
        };
        let mut told = Vec::new();
        let tell = &mut |none: NoArticle<'_>| {
            let (kind, path) = match none {
                NoArticle::Binary(path) => ("binary", path),
                NoArticle::Unreadable(path, _) => ("unreadable", path),
            };
            let name = path.file_name().unwrap().to_string_lossy();
            told.push(format!("{kind} {name}"));
        };
        let note = &mut |trouble: Trouble| self.noted.borrow_mut().push(trouble.to_string());
        let rows = self.archive.find(&search, cache, note, tell).unwrap();
        let heads = (0..rows.len()).map(|row| rows.head(row).unwrap());
        (
            heads.map(|head| head.title.as_str().to_owned()).collect(),
            told,
        )
    }

    fn assert_finds(&self, cache: Option<&Path>, what: &str) {
        for (query, expected) in QUERIES {
            let (titles, told) = self.find(query, cache);
            assert_eq!(titles, *expected, "{query} {what}");
            assert_eq!(
                told,
                ["unreadable closed.txt", "binary picture.png"],
                "{query} {what}"
            );
        }
    }
}

#[test]
fn all_is_found_and_told_once_with_a_cache_and_without() {
    let room = Room::new();
    room.assert_finds(None, "without");
    room.assert_finds(Some(&room.cache()), "the first time");
    room.assert_finds(Some(&room.cache()), "the second time");
    assert_eq!(*room.noted.borrow(), Vec::<String>::new());
    let file = room.folder.path().join("file");
    std::fs::write(&file, "no folder").unwrap();
    room.assert_finds(Some(&file), "with a file in the place of the cache");
    let noted = room.noted.borrow();
    assert!(
        noted.iter().all(|text| text.contains("cache folder")),
        "{noted:?}"
    );
    assert_eq!(noted.len(), QUERIES.len(), "once each");
}

#[test]
fn while_another_process_keeps_the_cache_the_answers_are_the_same() {
    let room = Room::new();
    let mut other = room.keeper();
    room.assert_finds(Some(&room.cache()), "of which nothing is kept");
    other.look_again(true, &mut Vec::new()).unwrap();
    room.assert_finds(Some(&room.cache()), "of which the rows are kept");
    while other.index_some().unwrap().is_some() {}
    room.assert_finds(Some(&room.cache()), "that is indexed");
    // What the other has not seen yet.
    room.save(
        "e.txt",
        1_712_700_000_000,
        "New",
        "<p>新的灯塔，很长很长很长很长很长很长很长的文章。</p>",
    );
    let (titles, _) = room.find("灯塔 sort:length", Some(&room.cache()));
    assert_eq!(titles, ["New", "One", "Three"]);
    let (titles, _) = room.find("is:new", Some(&room.cache()));
    assert_eq!(titles, ["New"]);
    assert!(other.may_write());
}

#[test]
fn when_the_cache_fails_in_the_middle_all_is_told_once() {
    // What can't be written, in the place of what would be.
    for name in [
        "rows/current.tmp",
        "rows/base-1.tmp",
        "new.tmp",
        "index/meta.json",
    ] {
        for query in [None, Some("灯塔")] {
            let room = Room::new();
            drop(room.keeper());
            if let Some(query) = query {
                room.find(query, Some(&room.cache()));
                let body = "<p>灯塔的新闻在这里。</p>";
                room.save("a.txt", 1_712_600_000_001, "One", body);
            }
            let path = room.kept().join(name);
            let _ = std::fs::remove_file(&path);
            std::fs::create_dir_all(&path).unwrap();
            room.assert_finds(Some(&room.cache()), &format!("without {name}, {query:?}"));
        }
    }
}

#[test]
fn when_what_is_kept_is_damaged_it_is_made_anew_and_all_is_told_once() {
    let room = Room::new();
    room.assert_finds(Some(&room.cache()), "sound");
    let mut files = Vec::new();
    for folder in ["rows", "index"] {
        for entry in std::fs::read_dir(room.kept().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            files.push((path, bytes));
        }
    }
    for (path, bytes) in &files {
        for part in 0..5 {
            // The whole as it was, save for a bit.
            std::fs::remove_dir_all(room.kept()).unwrap();
            for (path, bytes) in &files {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
            let mut damaged = bytes.clone();
            let place = bytes.len() * part / 5;
            let Some(byte) = damaged.get_mut(place) else {
                continue;
            };
            *byte ^= 0x20;
            std::fs::write(path, damaged).unwrap();
            let what = format!("{} flipped at {place}", path.display());
            let index = room.kept().join("index");
            if path.starts_with(&index) && Index::open(&index).is_ok() {
                // Tantivy checks its files when they are written to, not when they
                // are read: what is found then need not be right, but all is told.
                let (_, told) = room.find("灯塔", Some(&room.cache()));
                assert_eq!(
                    told,
                    ["unreadable closed.txt", "binary picture.png"],
                    "{what}"
                );
            } else {
                room.assert_finds(Some(&room.cache()), &what);
            }
        }
    }
}

#[test]
fn new_is_what_came_with_the_last_look_that_was_asked_for_and_since() {
    let room = Room::new();
    let new = || room.find("is:new sort:-date", Some(&room.cache())).0;
    let body = "<p>灯塔</p>";
    assert_eq!(
        new(),
        [""; 0],
        "of what was there from the beginning nothing is"
    );
    room.save("e.txt", 1_712_710_000_000, "E", body);
    assert_eq!(new(), ["E"]);
    assert_eq!(new(), ["E"], "asking changes nothing");
    room.save("f.txt", 1_712_720_000_000, "F", body);
    assert_eq!(new(), ["E", "F"]);
    // A session begins with a look that is asked for.
    room.save("g.txt", 1_712_730_000_000, "G", body);
    let mut session = room.keeper();
    session.look_again(true, &mut Vec::new()).unwrap();
    assert_eq!(new(), ["G"], "while it lasts");
    while session.index_some().unwrap().is_some() {}
    drop(session);
    assert_eq!(new(), ["G"], "after it");
    room.save("g.txt", 1_712_730_000_001, "G", "<p>灯塔，又一次</p>");
    assert_eq!(new(), ["G"], "a change makes nothing new");
    std::fs::remove_file(room.folder.path().join("articles/g.txt")).unwrap();
    assert_eq!(new(), [""; 0]);
    room.save("h.txt", 1_712_740_000_000, "H", body);
    room.keeper().look_again(true, &mut Vec::new()).unwrap();
    assert_eq!(new(), ["H"]);
    room.keeper().look_again(true, &mut Vec::new()).unwrap();
    assert_eq!(new(), [""; 0], "nothing came with the last look");
    // Without what is kept nobody knows what was there before.
    room.save("i.txt", 1_712_750_000_000, "I", body);
    assert_eq!(new(), ["I"]);
    std::fs::remove_dir_all(room.cache()).unwrap();
    assert_eq!(new(), [""; 0]);
}
