//! What the rules that come with the program make of each outlet's markup: one file
//! an outlet in `tests/data/sites`, and every rule met by one of them.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;

use super::{Context, build, dump, parse};
use crate::article::rules::{Outcome, RuleUse, Rules, Site, apply, find_date};

/// What every case ends with, so that there is enough of an article.
const REST: &str = "渡船停航一周，港口连夜抢修栈桥。The harbour waited for its ferry, and the ferry waited for the tide; nobody was late. 老图书馆的三万册书排队过河，一本也没有湿。彗星将在黎明前最亮，守塔人换了三次灯芯，把门窗都关好，然后坐在石阶上等它。The keeper wrote the hour into a book that his father had kept, and that nobody else had ever asked to read.";

/// What becomes of a text at a link, and what the rules had to do with it.
fn outcome(rules: &Rules, link: &str, html: &str) -> (String, Vec<RuleUse>) {
    let host = link.split('/').nth(2).unwrap_or_default();
    let html = parse(html).html;
    let date = find_date(&html, rules, host);
    let mut verdict = apply(&html, rules, host, date);
    verdict.derive_short_link(Some(link));
    let document = build(
        &html,
        Context {
            verdict: &verdict,
            link,
            title: "Title",
        },
    );
    let (.., uses) = verdict.into_record();
    (dump(&document), uses)
}

/// A file of `tests/data/sites`.
struct Outlet {
    name: String,
    link: String,
    /// HTML, and what is left of it.
    cases: Vec<(String, String)>,
}

fn files() -> Vec<Outlet> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sites");
    let paths = std::fs::read_dir(folder).unwrap();
    let paths = paths.map(|entry| entry.unwrap().path());
    let texts = paths.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    texts
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let mut lines = text.lines();
            let link = lines.next().unwrap().to_owned();
            let lines: Vec<&str> = lines.collect();
            let cases = lines.chunks(2).map(|pair| {
                let [html, left] = pair else {
                    panic!("{}: an odd line", path.display());
                };
                let html = html.strip_prefix("< ").unwrap().to_owned();
                (html, left.strip_prefix("> ").unwrap().to_owned())
            });
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            Outlet {
                name,
                link,
                cases: cases.collect(),
            }
        })
        .collect()
}

#[test]
fn each_outlets_markup_and_every_rule() {
    let rules = Rules::embedded();
    let mut met = BTreeSet::new();
    let mut faults = Vec::new();
    for Outlet { name, link, cases } in files() {
        for (html, expected) in cases {
            let (dump, uses) = outcome(&rules, &link, &format!("{html}<p>{REST}</p>"));
            let left = dump
                .strip_suffix(REST)
                .and_then(|rest| rest.strip_suffix("p "))
                .unwrap_or(&dump);
            let left = left.strip_suffix(" | ").unwrap_or(left);
            if left != expected {
                faults.push(format!("{name}: {html}\n  is   {left}\n  not  {expected}"));
            }
            for rule in uses {
                if matches!(rule.outcome, Outcome::TooGreedy { .. }) {
                    faults.push(format!("{name}: {html}: {rule:?}"));
                }
                met.insert((rule.file, rule.line));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let never: Vec<_> = rules
        .sites()
        .flat_map(Site::places)
        .filter(|place| !met.contains(place))
        .collect();
    assert_eq!(never, [], "rules that no fixture meets");
    let named: BTreeSet<_> = files().into_iter().map(|outlet| outlet.name).collect();
    let known: BTreeSet<_> = rules.sites().map(|site| site.id().to_owned()).collect();
    assert_eq!(named, known, "a file for each outlet");
}

/// A paragraph such as any outlet may print, with the words that junk is told by.
fn paragraph() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "灯塔",
        "渡船",
        "阅读更多的书",
        "他关注天气",
        "用户下载应用",
        "在频道里说",
        "订阅量上升",
        "相关报道很多",
        "广告收入",
        "港口",
        "the lamp",
        "newsletter writers",
        "a new app",
        "read more books",
        "advertising fell",
        "2024年4月8日",
        "，",
        "“是的”",
        " Reuters said ",
        "新华社说",
        "（图）",
        "100%",
    ]);
    (prop::collection::vec(word, 4..20), "[灯船她我A-C]").prop_map(|(words, first)| {
        let html = format!("{first}{}。", words.concat());
        format!("<p>{html}</p>")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..crate::laws() })]

    #[test]
    fn an_article_without_junk_is_left_alone(
        paragraphs in prop::collection::vec(paragraph(), 1..8),
        heading in prop::sample::select(vec!["港口", "相关报道之一", "The lamp"]),
    ) {
        let rules = Rules::embedded();
        let html = format!("<h2>{heading}</h2>{}", paragraphs.concat());
        let (plain, _) = outcome(&Rules::default(), "https://a.example/x", &html);
        for site in rules.sites() {
            let host = site.hosts().next().unwrap().replace('*', "a.example");
            let (left, uses) = outcome(&rules, &format!("https://{host}/x"), &html);
            prop_assert!(
                !uses.iter().any(|rule| matches!(rule.outcome, Outcome::Dropped(_))),
                "{uses:?}"
            );
            prop_assert_eq!(&left, &plain, "{}", site.id());
        }
    }
}
