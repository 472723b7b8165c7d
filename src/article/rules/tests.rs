//! The rules that come with the program, and a reader's own.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::*;

/// Every entry that comes with the program.
fn embedded() -> impl Iterator<Item = (&'static Embedded, schema::Written)> {
    let read = |file: &'static Embedded| {
        let written = toml::from_str(file.text);
        (
            file,
            written.unwrap_or_else(|error| panic!("{}: {error}", file.name)),
        )
    };
    FILES.iter().chain([&PLACES]).map(read)
}

#[test]
fn the_rules_that_come_with_the_program_are_sound() {
    for (file, written) in embedded() {
        let mut checker = Checker::new(file.name, file.text);
        written.site.iter().for_each(|entry| checker.entry(entry));
        written
            .target
            .iter()
            .for_each(|target| checker.pattern(&target.pattern));
        assert_eq!(checker.errors, [], "{}", file.name);
    }
}

#[test]
fn each_file_is_one_entry_that_is_known_before_it_is_read() {
    for (file, written) in embedded().filter(|(file, _)| file.name != PLACES.name) {
        let (id, hosts) = file.head();
        let [entry] = written.site.as_slice() else {
            panic!("{}: not one entry", file.name);
        };
        let known: Vec<_> = entry
            .hosts
            .iter()
            .map(|host| host.get_ref().as_str())
            .collect();
        assert_eq!((id, &hosts), (entry.id.get_ref().as_str(), &known));
        assert_eq!(file.name, format!("{id}.toml"));
        assert!(!hosts.is_empty() && written.target.is_empty(), "{id}");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sites");
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(
        files,
        FILES.len() + 1,
        "each file of assets/sites is part of the program"
    );
}

#[test]
fn no_two_entries_share_an_id_a_host_or_a_name() {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    let rules = Rules::embedded();
    let mut shared = Vec::new();
    for site in rules.sites() {
        let hosts = site.hosts.iter().filter(|host| *host != "*").cloned();
        let names: HashSet<_> = site.all_names().map(str::to_lowercase).collect();
        for known in hosts.chain(names) {
            let owner = owners.entry(known.clone()).or_insert(site.id());
            if *owner != site.id() {
                shared.push((known, *owner, site.id()));
            }
        }
    }
    // Two are known by these letters; who means one writes the city as well.
    shared.retain(|(name, ..)| name != "cna");
    assert_eq!(shared, []);
}

#[test]
fn every_outlet_has_names_in_both_scripts_and_in_english_and_a_zone() {
    let rules = Rules::embedded();
    let outlets = rules.sites().filter(|site| !site.is_everywhere());
    let mut count = 0;
    for site in outlets.filter(|site| site.id != "guide") {
        count += 1;
        assert!(site.name.is_some() && site.zone.is_some(), "{}", site.id);
        for language in ["zh-Hans", "zh-Hant", "en"] {
            assert!(site.names.contains_key(language), "{} {language}", site.id);
        }
    }
    assert!(count >= 26, "{count} outlets");
}

#[test]
fn names_by_host_and_language() {
    let rules = Rules::embedded();
    for (host, name, language, publisher) in [
        ("www.rfi.fr", "RFI", "zh-Hans", "法广"),
        ("www.rfi.fr", "RFI", "zh-Hant", "法廣"),
        ("www.dw.com", "DW", "zh-Hans", "德国之声"),
        ("www.dw.com", "DW", "ru", "DW"),
        ("cn.nytimes.com", "NYT", "zh-Hans", "纽约时报"),
        ("china.kyodonews.net", "共同社", "ja", "共同通信社"),
        ("www.cna.com.tw", "中央社", "en", "Central News Agency"),
        (
            "www.channelnewsasia.com",
            "CNA (Singapore)",
            "zh-Hant",
            "亞洲新聞台",
        ),
        ("zh.wikipedia.org", "Wikipedia", "zh-Hant", "維基百科"),
        ("www.example.org", "example.org", "en", "example.org"),
        ("notrfi.fr", "notrfi.fr", "en", "notrfi.fr"),
    ] {
        assert_eq!(rules.source_name(host), name, "{host}");
        assert_eq!(rules.publisher(host, language), publisher, "{host}");
    }
}

#[test]
fn a_readers_rule_adds_or_replaces() {
    let mut rules = Rules::embedded();
    let own = "[[site]]\nid = \"rfi\"\nhosts = [\"rfi.fr\"]\nname = \"Mine\"\n";
    assert_eq!(rules.add("own.toml", own), []);
    assert_eq!(rules.source_name("www.rfi.fr"), "Mine");
    assert_eq!(rules.publisher("www.rfi.fr", "zh-Hans"), "法广");
    assert!(rules.finds_date("www.rfi.fr"), "the rest stays");
    let replacing = "[[site]]\nid = \"rfi\"\nreplace = true\n";
    assert_eq!(rules.add("other.toml", replacing), []);
    assert_eq!(rules.source_name("www.rfi.fr"), "rfi.fr");
    assert!(!rules.finds_date("www.rfi.fr"));
    let files: Vec<_> = rules.site("www.rfi.fr").unwrap().files().collect();
    assert_eq!(files, [("other.toml", true)]);
    let part = "[[site]]\nid = \"part\"\nhosts = [\"cn.rfi.fr\"]\nname = \"Part\"\n";
    assert_eq!(rules.add("own.toml", part), []);
    assert_eq!(rules.source_name("cn.rfi.fr"), "Part");
    let target = "[[target]]\nname = \"Mine\"\npattern = '^https://m\\.example/'\n";
    assert_eq!(rules.add("own.toml", target), []);
    assert_eq!(rules.target_name("https://m.example/x"), Some("Mine"));
    assert_eq!(rules.target_name("https://x.com/intent"), Some("X"));
}

/// A file with something wrong in it, where `@` is an entry's start; its line, its
/// column, and what is said.
const FAULTS: &[(&str, usize, usize, &str)] = &[
    ("@foo = 1\n", 4, 1, "expected one of `id`"),
    ("@zone = \"Europe/Pris\"\n", 4, 8, "one is Europe/Paris"),
    (
        "@[[site.drop]]\nselect = \"p[\"\nwhat = \"x\"\n",
        5,
        10,
        "such as div.share > a",
    ),
    (
        "@[[site.drop]]\nselect = \"p\"\n",
        4,
        1,
        "missing field `what`",
    ),
    (
        "@[[site.drop]]\nselect = \"p\"\nwhat = \"x\"\nlabels = []\n",
        7,
        1,
        "`label`",
    ),
    ("@notice = ['好', '(']\n", 4, 16, "unclosed group"),
    (
        "@[site.date]\nselect = \"p\"\nformat = \"%Q\"\n",
        6,
        10,
        "such as %d/%m/%Y",
    ),
    ("@tracking = [\"utm_*\", \"a&b\"]\n", 4, 12, "utm_*"),
    (
        "@[[site.rewrite]]\nof = [\"links\"]\npattern = \"a\"\nreplace = \"b\"\n",
        5,
        7,
        "`link`, `picture`, `embed`",
    ),
    ("[[site]]\nid = \"a\"\n", 2, 6, "hosts = [\"rfi.fr\"]"),
    (
        "[[site]]\nid = \"a\"\nhosts = [\"b.example\", \"rfi.fr\"]\n",
        3,
        23,
        "write id = \"rfi\"",
    ),
    (
        "[[target]]\nname = \"x\"\npattern = '['\n",
        3,
        11,
        "unclosed",
    ),
    ("= 3", 1, 1, ""),
];

#[test]
fn what_is_wrong_is_told_with_its_place_and_what_is_allowed() {
    let entry = "[[site]]\nid = \"a\"\nhosts = [\"a.example\"]\n";
    for (text, line, column, says) in FAULTS {
        let text = text.replace('@', entry);
        let mut rules = Rules::embedded();
        let errors = rules.add("own.toml", &text);
        let places: Vec<_> = errors
            .iter()
            .map(|error| (error.line, error.column))
            .collect();
        assert_eq!(places, [(*line, *column)], "{text} {errors:?}");
        assert!(errors[0].to_string().contains(says), "{}", errors[0]);
        let start = format!("own.toml:{line}:{column}: ");
        assert!(errors[0].to_string().starts_with(&start), "{}", errors[0]);
        assert_eq!(
            rules.sites().count(),
            FILES.len(),
            "a faulty entry is left out"
        );
    }
}
