//! What a million rows cost: `cargo test --release --lib archive::catalogue::tests::scale
//! -- --ignored --nocapture`.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::model::moment;
use super::*;
use crate::article::DateSource;
use crate::query::{Node, Order, Pinyin, Query, Reading, SortKey};
use crate::text::Clean;
use crate::text::count::Count;
use crate::text::language::Language;

const ROWS: u32 = 1_000_000;

/// Han characters, the more common ones first.
const HAN: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";

/// A different number each time, the same at every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }

    /// A small number more often than a large one.
    fn often_small(&mut self, count: usize) -> usize {
        let (a, b) = (self.below(count), self.below(count));
        a * b / count
    }
}

fn head(number: u32, numbers: &mut Numbers, han: &[char]) -> Head {
    let title: String = (0..18 + numbers.below(12))
        .map(|_| han[numbers.often_small(han.len())])
        .collect();
    let outlet = numbers.often_small(40);
    let host = format!("www.outlet{outlet}.example");
    let seconds = 1_400_000_000 + i64::try_from(numbers.below(315_000_000)).unwrap();
    let date = moment(seconds, 0);
    let link = format!("https://{host}/cn/{}-{number}", date.format("%Y%m%d"));
    Head {
        id: ArticleId::v1(Some(&link), &title, ""),
        title: Clean::line(&title),
        date,
        date_from: DateSource::Outlet,
        saved: Some(moment(seconds + 3_600, 123_000_000)),
        source: Clean::line(&format!("Outlet {outlet}")),
        host: Clean::line(&host),
        link: Some(link),
        language: Some(Language::SIMPLIFIED_CHINESE),
        length: Some(Count {
            han: u32::try_from(numbers.below(4_000)).unwrap(),
            words: 12,
        }),
        path: PathBuf::from(format!(
            "/a/folder/of/archive/{:02x}/{seconds}{number:07}.txt",
            number % 256
        )),
        modified: moment(seconds + 4_000, number),
    }
}

/// Anonymous memory of this process, in megabytes.
fn own_memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// How long this thread was on a core, whatever else the machine did meanwhile.
fn busy() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text
        .split_whitespace()
        .next()
        .and_then(|first| first.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (start, before) = (Instant::now(), busy());
    let done = work();
    let (time, busy) = (start.elapsed(), busy().saturating_sub(before));
    eprintln!(
        "{what}: {time:.2?}, busy {busy:.2?}, own memory {} MB",
        own_memory()
    );
    assert!(time < Duration::from_mins(1), "{what}");
    done
}

fn orders(catalogue: &Catalogue, what: &str) {
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
        timed(&format!("{what} {key:?}, first"), || {
            catalogue.arranged(order, None).len()
        });
        timed(&format!("{what} {key:?}, again"), || {
            catalogue.arranged(order, None).len()
        });
    }
}

fn facts(catalogue: &Catalogue, again: &str) {
    let today = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();
    for text in [
        "date:2020",
        "saved:2020-04",
        "date:*-04-09",
        "host:example",
        "lang:zh",
        "length:>500",
        "has:image",
        "path:7f",
        "path:archive/7f",
        "path:*7.txt",
    ] {
        let query = Query::parse(text, &Reading::on(today)).query;
        let Some(Node::Fact(fact)) = query.root() else {
            panic!("{text}")
        };
        let zone: Tz = chrono_tz::Europe::Paris;
        let found = timed(&format!("{text}{again}"), || catalogue.holding(fact, zone));
        eprintln!("    {} found", found.count_ones(..));
    }
}

fn pinyin(catalogue: &Catalogue) {
    timed("titles, on one thread", || {
        let titles = (0..catalogue.numbers()).filter_map(|number| catalogue.title(number));
        titles.map(str::len).sum::<usize>()
    });
    for (text, prefix) in [
        ("lflf", true),
        ("lafuluofu", false),
        ("z", true),
        ("普jing", false),
    ] {
        let sought = Pinyin::new(text, prefix).unwrap();
        let found = timed(&format!("py:{text}"), || {
            let wanted = |title: &str| sought.finds(title);
            catalogue.titled(&wanted, &|| false)
        });
        eprintln!("    {} found", found.count_ones(..));
        // The same where the time on a core can be told from the wait for one.
        timed(&format!("py:{text}, on one thread"), || {
            let titles = (0..catalogue.numbers()).filter_map(|number| catalogue.title(number));
            titles.filter(|title| sought.finds(title)).count()
        });
    }
}

fn lookups(catalogue: &Catalogue, paths: &[PathBuf]) {
    let (start, before) = (Instant::now(), busy());
    let known = paths
        .iter()
        .filter(|path| catalogue.by_path(path).is_some())
        .count();
    assert_eq!(known, paths.len());
    let count = u32::try_from(paths.len()).unwrap();
    let (time, busy) = (
        start.elapsed() / count,
        (busy().saturating_sub(before)) / count,
    );
    eprintln!("by path: {time:?}, busy {busy:?}, each of {known}");
}

#[test]
#[ignore = "a million rows: for a look at the figures, in release"]
fn a_million_rows() {
    let folder = tempfile::tempdir().unwrap();
    let han: Vec<char> = HAN.chars().collect();
    let mut numbers = Numbers(1);
    let mut paths = Vec::new();
    let mut spent = Duration::ZERO;
    let mut late = Catalogue::new(folder.path(), STAMP);
    for chunk in 0..ROWS / 1_000 {
        let rows = chunk * 1_000..(chunk + 1) * 1_000;
        let heads: Vec<Head> = rows.map(|n| head(n, &mut numbers, &han)).collect();
        paths.extend(heads.iter().step_by(97).map(|head| head.path.clone()));
        let start = Instant::now();
        let entry = |head| Entry::article(head, 4_000, Some(Contents::IMAGE));
        late = late.changed(heads.iter().map(entry), &[]).unwrap();
        spent += start.elapsed();
    }
    eprintln!("added: {spent:.2?}, own memory {} MB", own_memory());
    let built = timed("base written", || late.compacted().unwrap());
    drop(late);
    timed("saved", || built.save().unwrap());
    drop(built);
    for entry in fs::read_dir(folder.path()).unwrap().flatten() {
        let megabytes = entry.metadata().unwrap().len() / 1_000_000;
        eprintln!("{}: {megabytes} MB", entry.file_name().display());
    }
    let catalogue = timed("opened", || Catalogue::open(folder.path(), STAMP).unwrap());
    timed("first page", || {
        let rows = catalogue.arranged(Order::default(), None);
        (0..50).filter_map(|row| rows.head(row)).count()
    });
    orders(&catalogue, "order");
    let half: fixedbitset::FixedBitSet = (0..ROWS as usize).step_by(2).collect();
    timed("half of them by title", || {
        let order = Order {
            key: SortKey::Title,
            reversed: true,
        };
        catalogue.arranged(order, Some(&half)).len()
    });
    facts(&catalogue, "");
    facts(&catalogue, ", again");
    pinyin(&catalogue);
    lookups(&catalogue, &paths);
    lookups(&catalogue, &paths);
    let rows = catalogue.arranged(Order::default(), None);
    let last = rows.id(rows.len() - 1).unwrap();
    timed("row of the last", || rows.row_of(last));
    let new: Vec<Head> = (ROWS..ROWS + 62_600)
        .map(|n| head(n, &mut numbers, &han))
        .collect();
    let entry = |head| Entry::article(head, 4_000, None);
    let one = timed("one row more", || {
        catalogue.changed([entry(&new[0])], &[5]).unwrap()
    });
    timed("saved", || one.save().unwrap());
    orders(&one, "order after one row more");
    let all = timed("62,599 rows more", || {
        one.changed(new[1..].iter().map(entry), &[]).unwrap()
    });
    timed("saved", || all.save().unwrap());
    let opened = timed("opened", || Catalogue::open(folder.path(), STAMP).unwrap());
    orders(&opened, "order of base and late rows");
    assert!(opened.needs_compaction());
    let compacted = timed("compacted", || opened.compacted().unwrap());
    timed("saved", || compacted.save().unwrap());
    orders(&compacted, "order of the new base");
    assert!(!compacted.is_damaged());
}
