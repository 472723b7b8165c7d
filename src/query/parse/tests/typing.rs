//! What is still being typed, and what names nothing that there is.

use super::*;

#[test]
fn while_typing_the_last_word_is_a_beginning() {
    for (text, expected, faults) in [
        ("put", "put*", 0),
        ("put ", "put", 0),
        ("普京 put", "(普京 put*)", 0),
        ("-put", "-put", 0),
        ("\"new yo", "\"new yo\"*", 0),
        ("\"new york\"", "\"new york\"", 0),
        // The sign alone emptied the list for a key.
        ("\"普京 访华\"~", "普京访华", 0),
        ("“普京 访华”～", "普京访华", 0),
        ("\"普京 访华\"~2", "普京~访华~2", 0),
        ("\"普京 访华\"~ ", "(普京访华 ~)", 0),
        ("\"普京 访华\"~x", "(普京访华 ~x*)", 0),
        ("(a OR b", "(a | b*)", 0),
        ("a OR ", "a", 0),
        ("a -", "a", 0),
        ("title:", "", 0),
        ("《》", "", 0),
        ("《》 \"\" ", "", 0),
        ("source:法", "source:法*", 0),
        ("exact:皇", "exact:皇", 0),
        ("title: a", "a*", 1),
        ("date:20", "", 0),
        // A space ends a word, right or wrong.
        ("date:20 ", "", 1),
        ("date:20 a", "a*", 1),
        ("is:un", "", 0),
        ("is:un ", "", 1),
        ("(is:un)", "", 1),
        ("lang:x", "Language(\"x\")", 0),
        ("lang:x ", "Language(\"x\")", 1),
    ] {
        let parsed = parse_typing(text);
        assert_eq!(tree(&parsed), expected, "{text}");
        assert_eq!(parsed.diagnostics.len(), faults, "{text}");
    }
}

/// `date:2024..2`, one key after `date:2024..`, dropped the date.
#[test]
fn an_end_that_is_half_typed_is_open() {
    let from = |text: &str| tree(&parse_typing(text));
    for text in [
        "date:2024..2",
        "date:2024..2024-0",
        "date：2024..今",
        "saved:2024..2",
    ] {
        let field = if text.starts_with('s') {
            "saved"
        } else {
            "date"
        };
        assert_eq!(
            from(text),
            tree(&parse(&format!("{field}:2024.."))),
            "{text}"
        );
        assert_eq!(parse(text).diagnostics.len(), 1, "{text}");
        assert_eq!(
            parse_typing(&format!("{text} ")).diagnostics.len(),
            1,
            "{text}"
        );
    }
    assert_eq!(from("date:..2"), "");
    assert_eq!(from("date:soon..2"), "");
}

#[test]
fn a_word_that_cannot_go_on_is_the_same_while_it_is_typed() {
    for (text, is_same) in [
        ("港口", true),
        ("普京 港口", true),
        ("title:港口", true),
        ("put 港口", true),
        ("\"put\"", true),
        ("C++", true),
        ("is:unread", true),
        ("", true),
        ("put", false),
        ("港口 put", false),
        ("source:法广", false),
        ("港口 py:gk", false),
    ] {
        let (typed, ended) = (parse_typing(text).query, parse(text).query);
        assert_eq!(ended.finds_as(&typed), is_same, "{text}");
    }
    assert!(!parse("港口").query.finds_as(&parse("港").query));
    assert!(
        !parse("港口")
            .query
            .finds_as(&parse("港口 sort:title").query)
    );
}

#[test]
fn a_name_that_nothing_has_is_reported_and_finds_nothing() {
    let knows = |field: Field, name: &str| match field {
        Field::Source => name == "法广",
        Field::Tag => name == "战争",
        Field::Lang => name != "fr",
        _ => panic!("{field:?} has names of its own"),
    };
    let reading = Reading {
        knows: &knows,
        ..Reading::on(TODAY)
    };
    let typing = Reading {
        typing: true,
        ..reading
    };
    for (text, place) in [
        (
            "source:法廣 tag:戰爭 lang:ZH-hant lang:zh lang:und is:new date:2024",
            None,
        ),
        ("source:x 普京", Some("x")),
        ("-source:\"x y\" 普京", Some("\"x y\"")),
        ("source:(法广 OR x)", Some("x")),
        // What it begins with is not known to be wrong.
        ("source:x*", None),
        ("tag:无 a", Some("无")),
        ("lang:xx a", Some("xx")),
        ("lang:zh-H a", Some("zh-H")),
        // There is such a language, and nothing is in it.
        ("lang:fr a", Some("fr")),
        ("语言：法语 a", Some("法语")),
    ] {
        let parsed = Query::parse(text, &reading);
        let found = parsed.diagnostics.iter();
        let found: Vec<_> = found
            .map(|fault| (text.get(fault.range.clone()), fault.reason))
            .collect();
        let field = Query::parse(text, &typing)
            .diagnostics
            .first()
            .and_then(|d| d.reason.field());
        let expected: Vec<_> = place
            .map(|place| (Some(place), Reason::UnknownName(field.unwrap())))
            .into_iter()
            .collect();
        assert_eq!(found, expected, "{text}");
        assert!(parsed.query.root().is_some(), "{text}");
    }
    assert_eq!(Query::parse("tag:无", &typing).diagnostics, []);
    assert_eq!(Query::parse("source:x", &typing).diagnostics, []);
}
