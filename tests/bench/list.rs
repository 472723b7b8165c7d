//! A key in the list while a search is on: what the thread that draws does for it,
//! and what the one does that reads passages of the rows that are seen.

use std::sync::Arc;
use std::time::{Duration, Instant};

use newsprint::app::geometry::Size;
use newsprint::app::{App, Beginning, Clock, Effect, Eyes, Message, Offered};
use newsprint::archive::{Archive, Keeper, Learnt, MarkedRows, Narrowing};
use newsprint::article::Rules;
use newsprint::command::{Key, Keymap};
use newsprint::marks::{Change, MarkSet, Tag};
use newsprint::query::{Facet, Filter, Filters, Matcher, Query, Reading};
use newsprint::rows::{Order, Rows};
use newsprint::settings::Settings;
use newsprint::share::{CitationStyles, Targets};
use newsprint::ui::{self, Theme};
use newsprint::words::Words;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::scale::folder;
use super::{median, millis, timed};

/// What a key in the list may take at most, in milliseconds, and of a hundred all
/// but one.
const ASKED: (f64, f64) = (1.0, 3.0);
/// Keys that are pressed.
const KEYS: usize = 1_000;
/// What counting the filters of 100,000 articles may take at most, in milliseconds.
const FILTERS_ASKED: f64 = 20.0;
/// Times they are counted.
const COUNTS: usize = 20;
/// Tags that a third of the articles bear, one each: as many as the menu offers.
const TAGS: usize = 400;

pub(crate) fn run() {
    let is_full = std::env::var_os("NEWSPRINT_TEST").is_some_and(|size| size == "full");
    let count = if is_full { 100_000 } else { 2_000 };
    let place = tempfile::tempdir().expect("a folder");
    let news = place.path().join("news");
    folder::write(&news, count, 1).expect("an archive");
    let archive = Archive::open(vec![news], Arc::new(Rules::embedded())).expect("the archive");
    let mut keeper = Keeper::open(
        archive.clone(),
        Some(&place.path().join("cache")),
        &mut |_| {},
    );
    keeper.look_again(true, &mut Vec::new()).expect("a look");
    while keeper.index_some().expect("an index").is_some() {}
    println!("{count} articles; milliseconds, median / p99 of {KEYS} keys; asked: at most");
    println!("{} / {} for a key and its frame\n", ASKED.0, ASKED.1);
    println!(
        "{:<26}{:>8}{:>10}{:>16}{:>16}{:>16}",
        "search", "found", "screen", "key and frame", "passages shown", "read, a row"
    );
    for query in ["汐港", "的", "汐港 OR Saltgate OR и", ""] {
        for size in [(80, 24), (100, 30), (200, 60)] {
            measure(&archive, &keeper, query, size);
        }
    }
    count_filters(&keeper);
}

/// The menu of filters: how many articles each would leave, with no marks and with
/// many; and what the thread that draws does with the figures.
fn count_filters(keeper: &Keeper) {
    println!("\nfilters counted: milliseconds, median of {COUNTS}; asked: at most {FILTERS_ASKED}");
    let (title, shown) = ("search", "shown");
    println!(
        "{title:<26}{:>8}{:>8}{:>10}{shown:>10}",
        "tags", "offered", "counted"
    );
    for tags in [0, TAGS] {
        count_filters_with(keeper, tags);
    }
}

/// Marks with so many tags, on a third of the articles, half of which are starred.
fn tagged(rows: &dyn Rows, tags: usize) -> MarkSet {
    let mut marks = MarkSet::default();
    if tags == 0 {
        return marks;
    }
    let every = |from: usize, step: usize| {
        let numbers = (from..rows.len()).step_by(step);
        numbers.filter_map(|row| rows.id(row))
    };
    for number in 0..tags {
        let tag = Tag::new(&format!("标签{number}")).expect("a tag");
        (marks, _) = marks.with_all(every(3 * number, 3 * tags), &Change::Tag(tag, true));
    }
    marks.with_all(every(0, 6), &Change::Starred(true)).0
}

fn count_filters_with(keeper: &Keeper, tags: usize) {
    let known = keeper.known();
    let newest = Order::from_name("date").expect("an order");
    let rows = known.arranged(newest, None, &|| false).expect("a list");
    let (marks, mut marked) = (tagged(rows.as_ref(), tags), MarkedRows::default());
    marked.update(&known, &marks);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    for (query, filters) in [
        ("", &[][..]),
        ("", &["is:unread", "date:2024", "lang:zh"]),
        ("的", &[]),
        ("汐港", &["length:>2000"]),
    ] {
        let query_read = Query::parse(query, &Reading::on(today)).query;
        let search = Matcher::new(&query_read, chrono_tz::Asia::Taipei);
        let filters: Filters = filters.iter().filter_map(|own| Filter::read(own)).collect();
        let narrowing = Narrowing {
            search: &search,
            filters: &filters,
            today,
            learnt: &Learnt::default(),
        };
        let count = || {
            known
                .facets(narrowing, &marked, &marks, &|| false)
                .expect("figures")
        };
        let facets = count();
        let time = timed(COUNTS, count);
        let taken = median((0..COUNTS).map(|_| shown_in_menu(&facets)).collect());
        let shown = format!("{query} {}", filters.text());
        let (offered, time, taken) = (facets.len(), millis(time), millis(taken));
        println!("{shown:<26}{tags:>8}{offered:>8}{time:>10.2}{taken:>10.2}");
    }
}

/// How long the thread that draws takes to put figures into the menu, in the place of
/// others, and to show them.
fn shown_in_menu(facets: &[Facet]) -> Duration {
    let (columns, rows) = (100, 30);
    let (mut app, _) = program(Size { columns, rows });
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    let theme = Theme::of(app.theme(), app.depth());
    let mut last = Duration::ZERO;
    let opened = app.update(Message::Key(Key::char('f')));
    let asked = opened.into_iter().find_map(|effect| match effect {
        Effect::CountFilters(asked) => Some(asked.generation),
        _ => None,
    });
    let generation = asked.expect("a request for figures");
    for _ in 0..2 {
        let facets = facets.to_vec();
        let start = Instant::now();
        app.update(Message::FiltersCounted { generation, facets });
        terminal
            .draw(|frame| _ = ui::draw(&app, &theme, frame))
            .expect("a frame");
        last = start.elapsed();
    }
    last
}

fn measure(archive: &Archive, keeper: &Keeper, query: &str, (columns, rows): (u16, u16)) {
    let (mut app, effects) = program(Size { columns, rows });
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    let mut times = Times::default();
    carry_out(archive, keeper, &mut app, effects, &mut times);
    let typed = std::iter::once('/').chain(query.chars()).map(Key::char);
    let enter = Key::parse("Enter").expect("a key");
    for key in typed.chain([enter]) {
        let effects = app.update(Message::Key(key));
        carry_out(archive, keeper, &mut app, effects, &mut times);
    }
    let theme = Theme::of(app.theme(), app.depth());
    times = Times::default();
    for number in 0..KEYS {
        let start = Instant::now();
        let key = if number % 50 == 49 { "PgDn" } else { "j" };
        let effects = app.update(Message::Key(Key::parse(key).expect("a key")));
        terminal
            .draw(|frame| _ = ui::draw(&app, &theme, frame))
            .expect("a frame");
        times.keys.push(start.elapsed());
        carry_out(archive, keeper, &mut app, effects, &mut times);
        let start = Instant::now();
        terminal
            .draw(|frame| _ = ui::draw(&app, &theme, frame))
            .expect("a frame");
        times.shown.push(start.elapsed());
    }
    let found = app.list.rows.len();
    let both = |times: &mut Vec<Duration>| {
        times.sort();
        let worst = times.get(times.len() * 99 / 100).copied();
        let median = millis(median(times.clone()));
        format!("{median:.2} / {:.2}", millis(worst.unwrap_or_default()))
    };
    println!(
        "{query:<26}{found:>8}{:>10}{:>16}{:>16}{:>16}",
        format!("{columns}x{rows}"),
        both(&mut times.keys),
        both(&mut times.shown),
        both(&mut times.read)
    );
}

/// What was measured.
#[derive(Default)]
struct Times {
    keys: Vec<Duration>,
    shown: Vec<Duration>,
    read: Vec<Duration>,
}

fn program(size: Size) -> (App, Vec<Effect>) {
    let settings = Settings::embedded();
    let (keymap, _) = Keymap::new(&settings.keys);
    App::new(Beginning {
        chosen: Vec::new(),
        settings,
        words: Arc::new(Words::english()),
        keymap,
        citations: CitationStyles::embedded(),
        targets: Targets::embedded(),
        archive: Offered {
            name: "news".into(),
            folders: Vec::new(),
        },
        archives: Vec::new(),
        clock: Clock {
            now: chrono::DateTime::UNIX_EPOCH,
            zone: chrono_tz::UTC,
        },
        size,
        eyes: Eyes::default(),
        days: 1,
    })
}

/// Lists and passages; pages are not what is measured here.
fn carry_out(
    archive: &Archive,
    keeper: &Keeper,
    app: &mut App,
    effects: Vec<Effect>,
    times: &mut Times,
) {
    for effect in effects {
        let message = match effect {
            Effect::Arrange {
                generation,
                order,
                matcher,
                marks,
            } => {
                let rows = arranged(keeper, order, matcher.as_deref(), &marks);
                Message::Listed {
                    generation,
                    total: rows.len(),
                    rows,
                    unread: 0,
                    marks,
                    complete: true,
                    partial: false,
                }
            }
            Effect::ReadPassages(to_read) => {
                let mut read = Vec::new();
                for wanted in to_read.articles.clone() {
                    let start = Instant::now();
                    let article = archive.load(&wanted.path);
                    let passage = article.ok().and_then(|article| to_read.passage(&article));
                    times.read.push(start.elapsed());
                    read.push((wanted, passage));
                }
                Message::PassagesRead {
                    search: to_read.search,
                    read,
                }
            }
            _ => continue,
        };
        let effects = app.update(message);
        carry_out(archive, keeper, app, effects, times);
    }
}

fn arranged(
    keeper: &Keeper,
    order: Order,
    matcher: Option<&Matcher>,
    marks: &MarkSet,
) -> Arc<dyn Rows> {
    let known = keeper.known();
    let Some(matcher) = matcher else {
        return known.arranged(order, None, &|| false).expect("a list");
    };
    let mut marked = MarkedRows::default();
    marked.update(&known, marks);
    let answer = known
        .ask(matcher, &marked, marks, &|| false)
        .expect("an answer");
    known
        .arranged(order, Some((matcher, &answer.found)), &|| false)
        .expect("a list")
}
