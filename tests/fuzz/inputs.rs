//! What holds for any bytes that a reader, a terminal or a disk may hand over:
//! queries, site rules, settings, keys, the catalogue, exported marks.

#![allow(
    unreachable_pub,
    reason = "the package of the fuzz targets is another crate"
)]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate};
use newsprint::archive::catalogue::{Catalogue, Entry};
use newsprint::archive::store::Line;
use newsprint::article::{Article, Rules};
use newsprint::command::{Code, Context, Key, Keymap};
use newsprint::loader::{FileFacts, Loaded, load};
use newsprint::query::complete::word_at;
use newsprint::query::subject::Marked;
use newsprint::query::{FoldedSource, Matcher, Query, Reading, WholeArticle};
use newsprint::rows::{Order, SortKey};
use newsprint::settings::Settings;
use newsprint::terminal::{Decoder, Input};

use super::bodies::check_article;

const ARTICLE: &str = "<!--1712479502000-->\n[港口的“灯塔”](https://www.rfi.fr/cn/a)\n------\n\n\
    <p>灯塔<b>重</b>新开放，The 5G café re-opened.</p><p>桥&amp;路 ½ ﬁn</p>";

fn article(text: &str) -> Option<Article> {
    let facts = FileFacts {
        path: PathBuf::from("a.txt"),
        modified: DateTime::UNIX_EPOCH,
    };
    match load(text.as_bytes(), &facts, rules()) {
        Loaded::Article(article) => Some(*article),
        Loaded::Binary => None,
    }
}

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(Rules::embedded)
}

/// Ranges within a text, in order, at the beginnings of characters.
fn check_ranges<'a>(text: &str, ranges: impl Iterator<Item = &'a Range<usize>>) {
    let mut before = 0;
    for range in ranges {
        assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
        assert!(before <= range.start, "{range:?} of {text:?} goes back");
        before = range.start;
    }
}

/// Any text is a query: it is read, typed or not, and an article is found by it
/// or not, the same each time. What stands after the first NUL is the article.
pub fn query(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let text = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let body = parts.next().map(String::from_utf8_lossy);
    let file = body.map_or_else(
        || ARTICLE.to_owned(),
        |body| format!("[灯塔](https://a.example/)\n------\n\n{body}"),
    );
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    let saved = |name: &str| (name.len() < 9).then(|| format!("saved:{name}x OR {text}"));
    let reading = Reading {
        saved: &saved,
        pinyin: true,
        ..Reading::on(today)
    };
    let parsed = Query::parse(&text, &reading);
    check_ranges(
        &text,
        parsed
            .diagnostics
            .iter()
            .map(|diagnostic| &diagnostic.range),
    );
    check_ranges(&text, parsed.parts.iter().map(|part| &part.range));
    let typed = Query::parse(
        &text,
        &Reading {
            typing: true,
            ..reading
        },
    );
    let is_told = |diagnostic| parsed.diagnostics.contains(diagnostic);
    assert!(
        typed.diagnostics.iter().all(is_told),
        "{text:?} as it is typed"
    );
    for cursor in 0..=text.len().min(64) {
        if let Some(word) = word_at(&text, cursor) {
            check_ranges(&text, std::iter::once(&word.range));
        }
    }
    let Some(article) = article(&file) else {
        return;
    };
    let whole = WholeArticle::new(&article);
    let source = FoldedSource::new([article.head.source.as_str()]);
    let subject = whole.subject(&article.head, &source, Marked::default());
    let finds = |query: &Query| Matcher::new(query, chrono_tz::UTC).matches(&subject);
    let found = finds(&parsed.query);
    let twice = parsed.query.clone().and(parsed.query.clone());
    assert_eq!(finds(&twice), found, "{text:?} twice finds otherwise");
    let matcher = Matcher::new(&parsed.query, chrono_tz::UTC);
    let title = article.head.title.as_str();
    check_ranges(title, matcher.title_ranges(title).iter());
}

/// Any text may be a file of site rules: what is wrong is told by its place, and
/// what is not applies to articles and leaves them whole.
pub fn site_rules(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut own = Rules::embedded();
    let lines = text.lines().count().max(1);
    for error in own.add("own.toml", &text) {
        assert!((1..=lines + 1).contains(&error.line), "{error:?}");
        assert!(!error.to_string().contains(char::is_control), "{error:?}");
    }
    let facts = FileFacts {
        path: PathBuf::from("a.txt"),
        modified: DateTime::UNIX_EPOCH,
    };
    if let Loaded::Article(article) = load(ARTICLE.as_bytes(), &facts, &own) {
        check_article(&article);
    }
}

/// Any text may be a configuration: it gives settings and keys that work, and says
/// by line what is wrong.
pub fn configuration(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (settings, faults) = Settings::embedded().with(&text);
    let lines = text.lines().count().max(1);
    for fault in faults {
        assert!((1..=lines + 1).contains(&fault.line), "{fault:?}");
    }
    assert!(settings.measure > 0);
    let (keymap, _) = Keymap::new(&settings.keys);
    for context in [Context::List, Context::Page] {
        let _ = keymap.resolve(context, &[Key::char('j'), Key::plain(Code::Esc)]);
        let _ = keymap.continuations(context, &[Key::char('g')]);
    }
}

/// Any bytes may come from a terminal, in any pieces: after a lone Esc has had its
/// time and strings have ended, a key is that key again.
pub fn keys(bytes: &[u8]) {
    let (keymap, faults) = Keymap::new(&Settings::embedded().keys);
    assert!(faults.is_empty());
    let (cuts, rest) = bytes.split_at(bytes.len().min(4));
    let mut decoder = Decoder::new();
    let mut pressed = Vec::new();
    let mut take = |inputs: Vec<Input>| {
        for input in inputs {
            match input {
                Input::Key(key) => {
                    pressed.push(key);
                    for context in [Context::List, Context::Page] {
                        let _ = keymap.resolve(context, &pressed);
                    }
                    if pressed.len() > 3 {
                        pressed.clear();
                    }
                }
                Input::Paste(text) => assert!(!text.contains('\r'), "{text:?}"),
                Input::Closed => panic!("it does not end"),
                Input::Mouse(_) | Input::Focus(_) | Input::Reply(_) => {}
            }
        }
    };
    let mut left = rest;
    for cut in cuts {
        let (now, later) = left.split_at(left.len().min(usize::from(*cut)));
        take(decoder.feed(now));
        if cut % 2 == 1 {
            take(decoder.escape_timed_out());
        }
        left = later;
    }
    take(decoder.feed(left));
    // The ends of a paste, of a string, and of what waits for some more bytes.
    for end in [&b"\x1b[201~"[..], b"\x1b\\", b"jjjjjjjj"] {
        take(decoder.escape_timed_out());
        take(decoder.feed(end));
    }
    take(decoder.escape_timed_out());
    let last = decoder.feed(b"j");
    assert_eq!(last, [Input::Key(Key::char('j'))]);
}

/// What lies in the files of a catalogue may be anything: it is refused, or its
/// rows are read and no number is out of range. Each three bytes change a byte.
pub fn catalogue(bytes: &[u8]) {
    static FILES: OnceLock<Vec<(PathBuf, Vec<u8>)>> = OnceLock::new();
    let files = FILES.get_or_init(catalogue_files);
    let folder = tempfile::tempdir().expect("a folder");
    let (which, changes) = bytes
        .split_first()
        .map_or((0, bytes), |(first, rest)| (*first, rest));
    for (place, (name, contents)) in files.iter().enumerate() {
        let mut contents = contents.clone();
        if place == usize::from(which) % files.len() {
            for change in changes.chunks(3) {
                let [high, low, value] = change else {
                    // Two bytes say where it ends, one that it is empty.
                    let end = change
                        .iter()
                        .fold(0, |end, byte| end * 256 + usize::from(*byte));
                    contents.truncate(end);
                    continue;
                };
                let at = usize::from(*high) * 256 + usize::from(*low);
                if let Some(byte) = contents.get_mut(at) {
                    *byte = *value;
                }
            }
        }
        fs::write(folder.path().join(name), contents).expect("a file");
    }
    let Ok(catalogue) = Catalogue::open(folder.path(), STAMP) else {
        return;
    };
    let count = catalogue.numbers();
    for number in 0..count.saturating_add(2).min(64) {
        let _ = catalogue.head(number);
        let _ = catalogue.file(number);
        let _ = catalogue.contents(number);
        assert!(catalogue.copies(number).iter().all(|copy| *copy < count));
    }
    for key in [
        SortKey::Date,
        SortKey::Title,
        SortKey::Source,
        SortKey::Length,
    ] {
        let order = Order {
            key,
            reversed: false,
        };
        let rows = catalogue.arranged(order, None);
        for row in 0..rows.len().min(64) {
            let _ = rows.head(row);
        }
    }
    let known = catalogue.by_path(Path::new("/archive/1.txt"));
    assert!(known.is_none_or(|known| known.number < count));
}

const STAMP: u64 = 7;

/// A catalogue of some articles, saved twice, as files.
fn catalogue_files() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut heads = Vec::new();
    for number in 0..7 {
        let text = format!(
            "[第{number}篇 灯塔](https://a.example/{})\n------\n\n<p>正文</p>",
            number / 2
        );
        let mut head = article(&text).expect("an article").head;
        head.path = PathBuf::from(format!("/archive/{number}.txt"));
        heads.push(head);
    }
    let mut catalogue = Catalogue::new(folder.path(), STAMP);
    for some in heads.chunks(5) {
        let entries = some.iter().map(|head| Entry::article(head, 99, None));
        catalogue = catalogue.changed(entries, &[]).expect("rows");
        catalogue.save().expect("a catalogue");
    }
    let entries = fs::read_dir(folder.path()).expect("its files");
    let mut files: Vec<(PathBuf, Vec<u8>)> = entries
        .map(|entry| entry.expect("a file").path())
        .map(|path| {
            let contents = fs::read(&path).expect("a file");
            (path.file_name().expect("a name").into(), contents)
        })
        .collect();
    files.sort();
    files
}

/// Any line may stand in a file of exported marks: it is refused with a word, or
/// what it tells is written and read as the same.
pub fn marks_line(bytes: &[u8]) {
    match Line::read(bytes) {
        Err(reason) => assert!(!reason.is_empty()),
        Ok((told, _)) => {
            let mut line = Vec::new();
            told.clone().write_line(&mut line).expect("a line");
            let inner = line.strip_suffix(b"\n").expect("its end");
            assert!(!inner.contains(&b'\n') && !inner.contains(&0x1b));
            let again = Line::read(inner);
            assert_eq!(again, Ok((told, Vec::new())));
        }
    }
}
