//! One article by its steps: parse, rules, blocks, setting.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::DateTime;
use newsprint::article::{Article, Rules};
use newsprint::loader::{FileFacts, Loaded, Step, load_in_steps};
use newsprint::page::{Page, PageSettings};
use newsprint::settings::Settings;
use newsprint::text::Clean;

use super::{articles, median, micros};

/// What parse, rules, blocks and setting of one article of 4.4 KB may cost together.
const ASKED: f64 = 150.0;
/// Bytes of that article.
const BYTES: usize = 4_400;
/// Runs, after as many that are not counted.
const RUNS: usize = 2_000;

/// The columns of the table, in the order of the work. Setting follows loading.
const STEPS: [(&str, Option<Step>); 6] = [
    ("text", Some(Step::Text)),
    ("parse", Some(Step::Tree)),
    ("rules", Some(Step::Rules)),
    ("blocks", Some(Step::Blocks)),
    ("facts", Some(Step::Article)),
    ("setting", None),
];
/// The columns that what is asked is about.
const COUNTED: [&str; 4] = ["parse", "rules", "blocks", "setting"];

pub(crate) fn run() {
    println!("one article in microseconds, median of {RUNS} runs; asked: at most {ASKED} for");
    println!("parse + rules + blocks + setting of {BYTES} bytes\n");
    print!("{:<30}{:>8}", "article", "bytes");
    for (name, _) in STEPS {
        print!("{name:>9}");
    }
    println!("{:>9}{:>12}", "asked", "per 4.4 KB");
    row("our own", articles::article(BYTES).as_bytes());
    for path in files() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name: String = name.chars().take(28).collect();
        row(&name, &std::fs::read(&path).expect("an article"));
    }
}

/// The fixtures, then the real articles where they are.
fn files() -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let real = std::env::var_os("NEWSPRINT_ARTICLES").map(PathBuf::from);
    let mut files = Vec::new();
    for folder in [Some(fixtures), real].into_iter().flatten() {
        let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
            .expect("a folder of articles")
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .collect();
        found.sort();
        files.extend(found);
    }
    files
}

fn row(name: &str, bytes: &[u8]) {
    let rules = Rules::embedded();
    let mut times: [Vec<Duration>; STEPS.len()] = Default::default();
    for run in 0..RUNS * 2 {
        let found = once(bytes, &rules);
        if run >= RUNS {
            times
                .iter_mut()
                .zip(found)
                .for_each(|(all, time)| all.push(time));
        }
    }
    let times = times.map(|times| micros(median(times)));
    let asked: f64 = STEPS
        .iter()
        .zip(times)
        .filter(|((name, _), _)| COUNTED.contains(name))
        .map(|(_, time)| time)
        .sum();
    print!("{name:<30}{:>8}", bytes.len());
    for time in times {
        print!("{time:>9.1}");
    }
    println!(
        "{asked:>9.1}{:>12.1}",
        asked * BYTES as f64 / bytes.len() as f64
    );
}

/// The time of each step of one run.
fn once(bytes: &[u8], rules: &Rules) -> [Duration; STEPS.len()] {
    let mut times = [Duration::ZERO; STEPS.len()];
    let mut last = Instant::now();
    let mut note = |done: Option<Step>| {
        let now = Instant::now();
        let place = STEPS.iter().position(|(_, step)| *step == done);
        times[place.expect("a step of the table")] = now - last;
        last = now;
    };
    let loaded = load_in_steps(bytes, &facts(), rules, &mut |step| note(Some(step)));
    let article = article_of(loaded);
    let page = set(&article);
    note(None);
    std::hint::black_box(page);
    times
}

/// What is known of a file here: nothing that matters.
pub(crate) fn facts() -> FileFacts {
    FileFacts {
        path: PathBuf::from("article.txt"),
        modified: DateTime::UNIX_EPOCH,
    }
}

/// The article that was loaded.
pub(crate) fn article_of(loaded: Loaded) -> Article {
    match loaded {
        Loaded::Article(article) => *article,
        Loaded::Binary => panic!("an article is text"),
    }
}

/// Sets an article as the settings' defaults have it.
pub(crate) fn set(article: &Article) -> Page {
    static SETTINGS: std::sync::LazyLock<PageSettings> = std::sync::LazyLock::new(|| {
        let settings = Settings::embedded();
        settings.page(usize::from(settings.measure))
    });
    Page::set(
        &article.head.title,
        &Clean::line("below"),
        &article.document,
        &SETTINGS,
    )
}
