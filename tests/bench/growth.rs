//! How the cost grows with the length of an article, and how soon the first
//! screen of a long one is there.

use std::time::Duration;

use newsprint::article::Rules;
use newsprint::loader::load;

use super::steps::{article_of, facts, set};
use super::{articles, median, millis, timed};

/// Bytes of the articles, and runs of each.
const LENGTHS: [(usize, usize); 6] = [
    (4 << 10, 1_000),
    (10 << 10, 400),
    (100 << 10, 60),
    (1 << 20, 15),
    (4 << 20, 7),
    (10 << 20, 5),
];

pub(crate) fn run() {
    let rules = Rules::embedded();
    println!("microseconds a KB; asked: linear, so that the ratio to the first row stays near 1\n");
    println!(
        "{:>9}{:>12}{:>8}{:>12}{:>8}{:>14}",
        "bytes", "load us/KB", "ratio", "set us/KB", "ratio", "both, ms"
    );
    let mut first: Option<(f64, f64)> = None;
    for (bytes, runs) in LENGTHS {
        let text = articles::article(bytes);
        let loading = || article_of(load(text.as_bytes(), &facts(), &rules));
        let article = loading();
        assert!(
            !article
                .warnings
                .iter()
                .any(|warning| warning.kind.to_string().contains("cut"))
        );
        let load_time = timed(runs, loading);
        let set_time = timed(runs, || set(&article));
        let each = |time: Duration| time.as_secs_f64() * 1e6 / (text.len() as f64 / 1024.0);
        let (load_each, set_each) = (each(load_time), each(set_time));
        let (load_first, set_first) = *first.get_or_insert((load_each, set_each));
        println!(
            "{:>9}{load_each:>12.1}{:>8.2}{set_each:>12.1}{:>8.2}{:>14.2}",
            text.len(),
            load_each / load_first,
            set_each / set_first,
            millis(load_time + set_time)
        );
    }
    first_screen(&rules);
}

/// From the bytes of an article of 1 MB to its lines.
fn first_screen(rules: &Rules) {
    let text = articles::article(1 << 20);
    let time = median(
        std::iter::repeat_with(|| {
            timed(1, || {
                set(&article_of(load(text.as_bytes(), &facts(), rules)))
            })
        })
        .take(15)
        .collect(),
    );
    println!(
        "\nan article of 1 MB from its bytes to its page: {:.1} ms; asked: at most 50",
        millis(time)
    );
}
