//! The rules that come with the program, and a reader's own.

use super::*;

#[test]
fn the_rules_that_come_with_the_program_are_sound() {
    let mut rules = Rules::default();
    for (file, text) in EMBEDDED {
        assert_eq!(rules.add(file, text), Vec::new(), "{file}");
    }
}

#[test]
fn hosts_are_compared_by_labels_from_the_right() {
    for (host, known, under) in [
        ("www.rfi.fr", "rfi.fr", true),
        ("rfi.fr", "rfi.fr", true),
        ("notrfi.fr", "rfi.fr", false),
        ("rfi.fr.evil.example", "rfi.fr", false),
    ] {
        assert_eq!(is_under(host, known), under, "{host} {known}");
    }
}

#[test]
fn names_and_addresses() {
    let rules = Rules::embedded();
    assert_eq!(rules.source_name("www.rfi.fr"), "RFI");
    assert_eq!(rules.source_name("www.example.org"), "example.org");
    assert_eq!(rules.publisher("www.dw.com", "zh-Hans"), "德国之声");
    assert_eq!(rules.publisher("www.dw.com", "ru"), "DW");
    let article = "https://www.dw.com/zh/x/a-1";
    for (of, address, new) in [
        (
            AddressOf::Link,
            "https://api.dw.com/api/detail/article/68774250",
            "https://www.dw.com/zh/a-68774250",
        ),
        (
            AddressOf::Picture,
            "https://images.weserv.nl/?url=static.dw.com/image/1_303.jpg",
            "https://static.dw.com/image/1_303.jpg",
        ),
        (
            AddressOf::Picture,
            "https://images.weserv.nl/?url=https%3A%2F%2Fa.b%2Fc.jpg&w=300",
            "https://a.b/c.jpg",
        ),
        (
            AddressOf::Link,
            "https://example.org/x",
            "https://example.org/x",
        ),
    ] {
        assert_eq!(rules.rewritten("www.dw.com", of, address, article), new);
    }
    assert_eq!(
        rules
            .short_link("www.dw.com", "https://www.dw.com/zh/a%20b/a-68778293")
            .as_deref(),
        Some("https://www.dw.com/zh/a-68778293")
    );
}

#[test]
fn a_readers_rule_adds_or_replaces_and_errors_name_the_line() {
    let mut rules = Rules::embedded();
    assert_eq!(
        rules.add(
            "own.toml",
            "[[site]]\nid = \"rfi\"\nhosts = [\"rfi.fr\"]\nname = \"Mine\"\n"
        ),
        []
    );
    assert_eq!(rules.source_name("www.rfi.fr"), "Mine");
    assert_eq!(rules.publisher("www.rfi.fr", "zh-Hans"), "法广");
    assert!(rules.finds_date("www.rfi.fr"), "the rest stays");
    let replacing = "[[site]]\nid = \"rfi\"\nreplace = true\nhosts = [\"rfi.fr\"]\n";
    assert_eq!(rules.add("own.toml", replacing), []);
    assert_eq!(rules.source_name("www.rfi.fr"), "rfi.fr");
    assert!(!rules.finds_date("www.rfi.fr"));
    for (text, line) in [
        ("[[site]]\nid = \"a\"\nhosts = []\nfoo = 1\n", 4),
        (
            "[[site]]\nid = \"a\"\nhosts = []\nzone = \"Europe/Pris\"\n",
            4,
        ),
        (
            "[[site]]\nid = \"a\"\nhosts = []\n[[site.drop]]\nselect = \"p[\"\nwhat = \"x\"\n",
            5,
        ),
        ("[[site]]\nid = \"a\"\nhosts = []\nnotice = ['(']\n", 4),
        ("= 3", 1),
    ] {
        let errors = rules.add("own.toml", text);
        assert_eq!(
            errors.iter().map(|error| error.line).collect::<Vec<_>>(),
            [line],
            "{text}"
        );
    }
}
