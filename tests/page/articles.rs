//! Whole articles, from the file to the page: the figures that the page has to
//! reach, over the fixtures, over made-up articles, and over those in the
//! folders that `NEWSPRINT_ARTICLES` or a neighbour of this one names.
//!
//! Sixty made-up articles are tried; `NEWSPRINT_TEST=full` tries a thousand.

use std::path::{Path, PathBuf};

use chrono::DateTime;
use newsprint::article::{Article, Rules};
use newsprint::loader::{FileFacts, Loaded, load};
use newsprint::page::Page;
use newsprint::text::linebreak::Strictness;
use newsprint::text::{Clean, WidthPolicy};

use super::reader::{SetLine, SetText, plain_settings, read};
use super::reference::{Reference, columns, readable};
use super::rules::is_wide;
use crate::scale::articles::article;

/// Measures, and how full the full lines of Han paragraphs are at the least.
const LEAST_FILL: [(usize, f64); 4] = [(24, 0.98), (40, 0.985), (72, 0.99), (100, 0.99)];

pub(super) fn loaded(name: &str, bytes: &[u8], rules: &Rules) -> Article {
    let facts = FileFacts {
        path: PathBuf::from(name),
        modified: DateTime::UNIX_EPOCH,
    };
    match load(bytes, &facts, rules) {
        Loaded::Article(article) => *article,
        Loaded::Binary => panic!("{name} is no text"),
    }
}

/// White and room of full lines.
#[derive(Clone, Copy, Debug, Default)]
struct Fill {
    white: usize,
    room: usize,
}

impl Fill {
    fn add(&mut self, width: usize, room: usize) {
        self.white += room.saturating_sub(width);
        self.room += room;
    }

    #[allow(clippy::cast_precision_loss, reason = "columns of a thousand articles")]
    fn share(self) -> f64 {
        1.0 - self.white as f64 / self.room.max(1) as f64
    }
}

/// What is counted over all pages of one measure.
#[derive(Default)]
struct Figures {
    texts: usize,
    lines: usize,
    /// Full lines of Han paragraphs.
    han: Fill,
    greedy_han: Fill,
    alone: usize,
    faults: Vec<String>,
}

impl Figures {
    fn page(
        &mut self,
        name: &str,
        article: &Article,
        measure: usize,
        policy: WidthPolicy,
        strictness: Strictness,
    ) {
        let settings = plain_settings(measure, policy, strictness);
        let below = Clean::new("海港社 · 2024-04-07 18:33 · 1,176 字 · 约 3 分钟");
        let page = Page::set(&article.head.title, &below, &article.document, &settings);
        for line in &page.lines {
            let text: String = line
                .pieces
                .iter()
                .map(|piece| piece.text.as_str())
                .collect();
            if columns(&text, policy) > measure {
                self.faults.push(format!(
                    "{name} at {measure}: wider than the measure: {text}"
                ));
            }
        }
        match read(
            &page,
            [article.head.title.as_str(), below.as_str()],
            &article.document,
            &settings,
        ) {
            Ok(texts) => texts
                .iter()
                .for_each(|text| self.text(text, policy, strictness)),
            Err(what) => self.faults.push(format!("{name} at {measure}: {what}")),
        }
    }

    fn text(&mut self, set: &SetText, policy: WidthPolicy, strictness: Strictness) {
        self.texts += 1;
        self.lines += set.lines.len();
        let whole = Reference::new(&set.text, policy, strictness);
        for pair in set.lines.windows(2) {
            self.line_end(set, &pair[0], &whole);
        }
        // Parts between two breaks of the author's.
        let mut start = 0;
        let mut part: Vec<SetLine> = Vec::new();
        for line in &set.lines {
            part.push(line.clone());
            if set.text[line.shown.end..line.end].contains('\n') || line.end == set.text.len() {
                self.part(set, start, &std::mem::take(&mut part), policy, strictness);
                start = line.end;
            }
        }
    }

    fn line_end(&mut self, set: &SetText, line: &SetLine, reference: &Reference<'_>) {
        if set.text[line.shown.end..line.end].contains('\n') {
            return;
        }
        let at = line.end;
        let fault = reference.judge.fault(at);
        if (fault.is_some() || !reference.is_place(at)) && !reference.excuses(at, fault, line.room)
        {
            let what = fault.map_or("no place to break", |fault| fault.what);
            let rest: String = set.text[at..].chars().take(12).collect();
            self.faults.push(format!(
                "{what}: {}|{rest} ({} columns)",
                &set.text[line.shown.clone()],
                line.room
            ));
        }
    }

    fn part(
        &mut self,
        set: &SetText,
        start: usize,
        lines: &[SetLine],
        policy: WidthPolicy,
        strictness: Strictness,
    ) {
        let [before @ .., last] = lines else { return };
        let text = &set.text[start..last.end];
        let reference = Reference::new(text, policy, strictness);
        let room = last.room;
        if !before.is_empty()
            && readable(&text[last.shown.start - start..]) <= 1
            && readable(text) > 1
        {
            self.alone += 1;
            if reference.can_end_in_company(room) {
                self.faults.push(format!(
                    "a last line of one character ({room} columns): {text}"
                ));
            }
        }
        let Some(greedy) = reference.greedy(room).filter(|ends| ends.len() > 1) else {
            return;
        };
        let (mut own, mut other) = (Fill::default(), Fill::default());
        for line in before {
            own.add(columns(&set.text[line.shown.clone()], policy), line.room);
        }
        let mut from = 0;
        for end in greedy.iter().take(greedy.len() - 1) {
            other.add(columns(text[from..*end].trim_end(), policy), room);
            from = *end;
        }
        // Where a last character needs company, first fit is no yardstick.
        let is_excused = readable(&text[from..]) <= 1;
        if own.room > 0 && own.share() + 0.01 + 1e-9 < other.share() && !is_excused {
            let lines: Vec<&str> = before
                .iter()
                .map(|line| &set.text[line.shown.clone()])
                .collect();
            self.faults.push(format!(
                "fill {:.3}, first fit {:.3} ({room} columns): {}| {}",
                own.share(),
                other.share(),
                lines.join("|"),
                &text[last.shown.start - start..],
            ));
        }
        if set.is_body && is_han_text(text) {
            self.han.white += own.white;
            self.han.room += own.room;
            self.greedy_han.white += other.white;
            self.greedy_han.room += other.room;
        }
    }

    fn check(&self, name: &str, measure: usize, least: f64) {
        println!(
            "{name} at {measure}: {} texts, {} lines; Han: fill {:.4}, first fit {:.4}; {} last lines of one character; {} faults",
            self.texts,
            self.lines,
            self.han.share(),
            self.greedy_han.share(),
            self.alone,
            self.faults.len(),
        );
        let shown: Vec<&String> = self.faults.iter().take(20).collect();
        assert!(
            self.faults.is_empty(),
            "{name} at {measure}: {} faults: {shown:#?}",
            self.faults.len()
        );
        assert!(
            self.han.room > 0,
            "{name} at {measure}: no Han paragraph of two lines"
        );
        assert!(
            self.han.share() >= least,
            "{name} at {measure}: fill {:.4}",
            self.han.share()
        );
        assert!(
            self.han.share() + 0.01 >= self.greedy_han.share(),
            "{name} at {measure}"
        );
    }
}

/// Whether a text is Han but for a number or a name here and there.
fn is_han_text(text: &str) -> bool {
    let wide: usize = text.chars().filter(|c| is_wide(*c)).count();
    let longest = text
        .split(|c: char| !c.is_ascii_graphic())
        .map(str::len)
        .max();
    wide * 10 >= text.chars().count() * 8 && longest.unwrap_or(0) <= 12
}

fn made_up() -> u64 {
    if std::env::var_os("NEWSPRINT_TEST").is_some_and(|size| size == "full") {
        1000
    } else {
        60
    }
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files of articles in a folder, by name.
fn files_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = match std::fs::read_dir(folder) {
        Ok(entries) => entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .collect(),
        Err(_) => Vec::new(),
    };
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    files
        .iter()
        .map(|path| {
            (
                path.display().to_string(),
                std::fs::read(path).expect("an article"),
            )
        })
        .collect()
}

#[test]
fn pages_of_made_up_articles_are_set_by_the_rules() {
    let rules = Rules::embedded();
    let articles: Vec<(String, Article)> = (0..made_up())
        .map(article)
        .map(|written| {
            let article = loaded(&written.name, written.text.as_bytes(), &rules);
            (written.name, article)
        })
        .collect();
    for (measure, least) in LEAST_FILL {
        let mut figures = Figures::default();
        for (name, article) in &articles {
            figures.page(
                name,
                article,
                measure,
                WidthPolicy::Narrow,
                Strictness::Strict,
            );
        }
        figures.check("made up", measure, least);
        let mut others = Figures::default();
        for (name, article) in articles.iter().take(articles.len() / 4) {
            others.page(
                name,
                article,
                measure,
                WidthPolicy::Narrow,
                Strictness::Normal,
            );
            others.page(
                name,
                article,
                measure,
                WidthPolicy::Wide,
                Strictness::Strict,
            );
        }
        others.check("made up, wide and normal", measure, least - 0.01);
    }
}

#[test]
fn pages_of_saved_articles_are_set_by_the_rules() {
    let rules = Rules::embedded();
    let named = std::env::var_os("NEWSPRINT_ARTICLES").map(PathBuf::from);
    // The fixtures are few and full of numbers and quotations.
    let folders = [
        Some((top().join("tests/data/articles"), 0.01)),
        Some((top().join("../shared/articles"), 0.0)),
        named.map(|folder| (folder, 0.0)),
    ];
    for (folder, less) in folders.into_iter().flatten() {
        let files = files_in(&folder);
        for (measure, least) in LEAST_FILL.into_iter().filter(|_| !files.is_empty()) {
            let mut figures = Figures::default();
            for (name, bytes) in &files {
                let article = loaded(name, bytes, &rules);
                figures.page(
                    name,
                    &article,
                    measure,
                    WidthPolicy::Narrow,
                    Strictness::Strict,
                );
            }
            figures.check(&folder.display().to_string(), measure, least - less);
        }
    }
}

#[test]
fn made_up_articles_are_whole_on_the_page_and_nothing_else_is() {
    let rules = Rules::embedded();
    let squeeze = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    for written in (0..made_up()).map(article) {
        let article = loaded(&written.name, written.text.as_bytes(), &rules);
        assert_eq!(
            squeeze(article.head.title.as_str()),
            squeeze(&written.title),
            "{}",
            written.name
        );
        let text = squeeze(&article.document.plain_text());
        assert_eq!(text, squeeze(&written.kept.concat()), "{}", written.name);
        let settings = plain_settings(72, WidthPolicy::Narrow, Strictness::Strict);
        let page = Page::set(
            &article.head.title,
            &Clean::default(),
            &article.document,
            &settings,
        )
        .to_text();
        for dropped in &written.dropped {
            assert!(
                !page.contains(dropped),
                "{}: {dropped} is on the page",
                written.name
            );
        }
    }
}
