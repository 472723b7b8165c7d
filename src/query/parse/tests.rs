//! What queries are read as, and what is said about faulty ones.

#![allow(clippy::unwrap_used, reason = "tests")]

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::query::Fact;

mod typing;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 4, 9).unwrap();

fn parse(text: &str) -> Parsed {
    Query::parse(text, &Reading::on(TODAY))
}

fn parse_typing(text: &str) -> Parsed {
    let reading = Reading {
        typing: true,
        ..Reading::on(TODAY)
    };
    Query::parse(text, &reading)
}

/// A tree on one line: words bare, phrases of several words in quotes.
fn shown(node: &Node) -> String {
    let many = |nodes: &[Node], sign: &str| {
        let nodes: Vec<_> = nodes.iter().map(shown).collect();
        format!("({})", nodes.join(sign))
    };
    match node {
        Node::Not(node) => format!("-{}", shown(node)),
        Node::And(nodes) => many(nodes, " "),
        Node::Or(nodes) => many(nodes, " | "),
        Node::Block(node) => format!("[{}]", shown(node)),
        Node::Near { terms, distance } => {
            let terms: Vec<_> = terms.iter().map(|term| &*term.text).collect();
            format!("{}~{distance}", terms.join("~"))
        }
        Node::Fact(fact) => match fact {
            Fact::Tag(tag) => format!("tag:{tag}"),
            Fact::Read(false) => "is:unread".to_owned(),
            Fact::Path(parts) => format!("path:{}", parts.join("/")),
            Fact::Pinyin { of_source, .. } => {
                format!("py{}", if *of_source { " or source" } else { "" })
            }
            fact => format!("{fact:?}"),
        },
        Node::Term(term) => {
            let scope = match term.scope {
                Scope::Anywhere => "",
                Scope::Title => "title:",
                Scope::Body => "body:",
                Scope::Source => "source:",
            };
            let exact = match term.comparison {
                Comparison::Folded => "",
                Comparison::Exact => "exact:",
            };
            let star = if term.prefix { "*" } else { "" };
            let text = &term.text;
            if text.contains(' ') {
                format!("{scope}{exact}\"{text}\"{star}")
            } else {
                format!("{scope}{exact}{text}{star}")
            }
        }
    }
}

fn tree(parsed: &Parsed) -> String {
    parsed.query.root().map(shown).unwrap_or_default()
}

#[test]
fn queries_are_read() {
    for (text, expected) in [
        ("", ""),
        ("普京", "普京"),
        ("普京 北京", "(普京 北京)"),
        ("普京　北京", "(普京 北京)"),
        ("\"加强 合作\"", "加强合作"),
        ("“New York”", "\"new york\""),
        ("普京 OR 拉夫罗夫", "(普京 | 拉夫罗夫)"),
        ("普京|拉夫罗夫 ｜ 王毅", "(普京 | 拉夫罗夫 | 王毅)"),
        ("a b OR c d", "((a b) | (c d))"),
        ("a (b OR c)", "(a (b | c))"),
        ("a AND b", "(a b)"),
        ("（a OR b）c", "((a | b) c)"),
        ("-泽连斯基", "-泽连斯基"),
        ("a －b NOT c", "(a -b -c)"),
        ("--a", "a"),
        ("-(a b)", "-(a b)"),
        ("NOT \"a b\"", "-\"a b\""),
        ("a - b", "(a - b)"),
        ("puti*", "puti*"),
        ("普京＊", "普京*"),
        ("*", ""),
        ("exact:\"皇后\"", "exact:皇后"),
        ("exact:臺灣", "exact:臺灣"),
        ("exact:(皇后 OR 太后)", "(exact:皇后 | exact:太后)"),
        ("exact:(a “B c”) D", "((exact:a exact:\"B c\") d)"),
        ("exact:(title:A -B)", "(title:exact:A -exact:B)"),
        ("title:访华", "title:访华"),
        ("TITLE：（访华 OR 会谈）", "(title:访华 | title:会谈)"),
        (
            "title:(a source:b exact:c) d",
            "((title:a source:b title:exact:c) d)",
        ),
        ("source:rfi a", "(source:rfi a)"),
        ("source:\"Le Monde\"", "source:\"le monde\""),
        ("俄罗斯称：北京", "俄罗斯称:北京"),
        ("https://a.b/c", "https://a.b/c"),
        // No field, but French spacing, or a title.
        ("Date : 12 mai", "(date : 12 mai)"),
        ("Source : AFP", "(source : afp)"),
        ("is :unread", "(is :unread)"),
        ("《标签》：普京", "标签:普京"),
        ("C++ 5G COVID-19 api.dw.com", "(c++ 5g covid-19 api.dw.com)"),
        ("[普京 访华]", "[(普京 访华)]"),
        ("\"普京 访华\"~20", "普京~访华~20"),
        ("“普京 访华”～２０", "普京~访华~20"),
        ("\"普京\"~", "(普京 ~)"),
        ("body:合作", "body:合作"),
        ("a -tag:戰爭", "(a -tag:战争)"),
        ("tag:(a OR \"b c\")", "(tag:a | tag:b c)"),
        ("is：unread", "is:unread"),
        ("path:2024/*", "path:2024/*"),
        ("title:(a tag:b c)", "(title:a tag:b title:c)"),
        ("tag:(a title:b c)", "(tag:a title:b tag:c)"),
        ("a sort:-date", "a"),
        ("a] b", "(a] b)"),
        ("or and not Or", "(or and not or)"),
        ("ORANGE NOTE", "(orange note)"),
        ("《》 普京", "普京"),
        ("source:\"\" 普京", "普京"),
        ("臺灣《晨報》", "台湾晨报"),
        ("\"a b\"*", "\"a b\"*"),
    ] {
        let parsed = parse(text);
        assert_eq!(tree(&parsed), expected, "{text}");
        assert_eq!(parsed.diagnostics, [], "{text}");
    }
}

#[test]
fn faults_are_reported_with_their_place() {
    use Reason as R;
    for (text, expected, place, reason) in [
        ("a date:24 b", "(a b)", "24", R::BadValue(Field::Date)),
        ("a is:odd", "a", "odd", R::BadValue(Field::Is)),
        ("length:long", "", "long", R::BadValue(Field::Length)),
        ("(sort:up OR a)", "a", "up", R::BadValue(Field::Sort)),
        ("id:7 a", "a", "7", R::BadValue(Field::Id)),
        ("search:mine a", "a", "mine", R::NoSavedSearch),
        ("a py:普京", "a", "普京", R::BadValue(Field::Pinyin)),
        ("a \"b c", "(a \"b c\")", "\"", R::UnclosedQuote),
        ("a (b OR c", "(a (b | c))", "(", R::UnclosedGroup),
        ("a [b c", "(a [(b c)])", "[", R::UnclosedGroup),
        ("a) b", "(a b)", ")", R::UnopenedGroup),
        ("title: a", "a", "title:", R::EmptyField(Field::Title)),
        ("a source:", "a", "source:", R::EmptyField(Field::Source)),
        ("a OR", "a", "OR", R::MissingOperand),
        ("| a", "a", "|", R::MissingOperand),
        ("a AND", "a", "AND", R::MissingOperand),
        ("AND a", "a", "AND", R::MissingOperand),
        ("a -", "a", "-", R::MissingOperand),
        ("a NOT", "a", "NOT", R::MissingOperand),
        ("(a NOT) b", "(a b)", "NOT", R::MissingOperand),
        // They found everything, without a word.
        ("《》", "", "《》", R::NothingLeft),
        ("\"\"", "", "\"\"", R::NothingLeft),
        ("-(“《》”*) 「」", "", "“《》”", R::NothingLeft),
        ("\"《 》\"~5", "", "\"《 》\"", R::NothingLeft),
        ("sort:title \"\"", "", "\"\"", R::NothingLeft),
        ("()", "", "()", R::NothingLeft),
        ("[ ] 《》", "", "[ ]", R::NothingLeft),
        ("source:\"\"", "", "\"\"", R::EmptyField(Field::Source)),
        ("title:(《》)", "", "《》", R::EmptyField(Field::Title)),
        ("exact:\"\"", "", "\"\"", R::EmptyField(Field::Exact)),
    ] {
        let parsed = parse(text);
        assert_eq!(tree(&parsed), expected, "{text}");
        let found: Vec<_> = parsed
            .diagnostics
            .iter()
            .map(|diagnostic| (text.get(diagnostic.range.clone()), diagnostic.reason))
            .collect();
        assert_eq!(found, [(Some(place), reason)], "{text}");
    }
}

#[test]
fn saved_searches_stand_for_what_they_say() {
    let saved = |name: &str| {
        let text = match name {
            "war" => "战争 OR tag:战争",
            "mine" => "search:war is:unread sort:title",
            "marks" => "《》",
            "endless" => "a search:endless search:endless",
            _ => return None,
        };
        Some(text.to_owned())
    };
    let reading = Reading {
        saved: &saved,
        ..Reading::on(TODAY)
    };
    for (text, expected, reason) in [
        ("b search:war", "(b (战争 | tag:战争))", None),
        ("-search:mine", "-((战争 | tag:战争) is:unread)", None),
        ("search:none b", "b", Some(Reason::NoSavedSearch)),
        ("search:marks", "", Some(Reason::NothingLeft)),
        ("search:marks b", "b", None),
        // As if it stood here in parentheses.
        (
            "title:(search:war b)",
            "((title:战争 | tag:战争) title:b)",
            None,
        ),
        ("exact:(search:war)", "(exact:战争 | tag:战争)", None),
    ] {
        let parsed = Query::parse(text, &reading);
        assert_eq!(tree(&parsed), expected, "{text}");
        let reasons: Vec<_> = parsed.diagnostics.iter().map(|d| d.reason).collect();
        assert_eq!(reasons, Vec::from_iter(reason), "{text}");
    }
    assert_eq!(
        Query::parse("search:mine", &reading).query.order(),
        Order::from_name("title")
    );
    let endless = Query::parse("search:endless", &reading);
    assert_eq!(endless.diagnostics.len(), 1);
    assert_eq!(endless.diagnostics[0].reason, Reason::SavedSearchInItself);
}

#[test]
fn groups_too_deep_do_not_overflow_the_stack() {
    let deep = "(-".repeat(100_000) + "a";
    let parsed = parse(&deep);
    assert!(tree(&parsed).ends_with('a'), "{}", tree(&parsed));
    let reported = |reason| {
        parsed
            .diagnostics
            .iter()
            .any(|found| found.reason == reason)
    };
    assert!(reported(Reason::TooDeep) && reported(Reason::UnclosedGroup));
}

/// Groups count through the searches they stand in: a search that names itself in a
/// group is no way round.
#[test]
fn groups_of_saved_searches_are_no_deeper() {
    let deep = |name: &str| {
        let text = match name {
            "mine" => "(".repeat(50) + "search:mine a",
            "half" => "(".repeat(30) + "a" + &")".repeat(30),
            "other" => "(".repeat(30) + "search:half b" + &")".repeat(30),
            _ => return None,
        };
        Some(text)
    };
    let reading = Reading {
        saved: &deep,
        ..Reading::on(TODAY)
    };
    for (text, expected) in [
        ("search:half", None),
        ("(search:half)", None),
        ("search:half search:half", None),
        ("search:other", Some(Reason::TooDeep)),
    ] {
        let found = Query::parse(text, &reading);
        let reasons: Vec<_> = found.diagnostics.iter().map(|d| d.reason).collect();
        assert_eq!(reasons, Vec::from_iter(expected), "{text}");
    }
    let _ = Query::parse("search:mine", &reading);
}

#[test]
fn names_of_fields_are_found_and_unique() {
    for field in Field::ALL {
        assert_eq!(Field::named(field.name()), Some(*field));
        assert!(field.name().len() <= LONGEST_FIELD);
    }
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn any_text_is_a_query(text in "[a普 　()（）\\[\\]\"“”|｜*＊~～0:：－-]{0,24}|((OR|AND|NOT|title:|date:|exact:|source：|a|\"|\\(|\\)|-| ){0,20})|\\PC{0,30}") {
        for parsed in [parse(&text), parse_typing(&text)] {
            for diagnostic in &parsed.diagnostics {
                prop_assert!(!diagnostic.range.is_empty());
                prop_assert!(text.get(diagnostic.range.clone()).is_some());
            }
            let mut nodes: Vec<&Node> = parsed.query.root().into_iter().collect();
            while let Some(node) = nodes.pop() {
                match node {
                    Node::Not(inner) | Node::Block(inner) => nodes.push(inner),
                    Node::And(inner) | Node::Or(inner) => {
                        prop_assert!(inner.len() > 1);
                        nodes.extend(inner);
                    }
                    Node::Fact(_) => {}
                    Node::Near { terms, .. } => prop_assert!(!terms.is_empty()),
                    Node::Term(term) => {
                        prop_assert!(!term.text.is_empty());
                        prop_assert!(text.get(term.range.clone()).is_some());
                    }
                }
            }
        }
    }
}

/// What was understood: fields in ‹ ›, operators in { }, values in < >.
fn lit(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for Part { range, kind } in parse_typing(text).parts {
        let (open, close) = match kind {
            PartKind::Field => ('‹', '›'),
            PartKind::Operator => ('{', '}'),
            PartKind::Value => ('<', '>'),
        };
        out.push_str(text.get(at..range.start).unwrap());
        out.push(open);
        out.push_str(text.get(range.clone()).unwrap());
        out.push(close);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap());
    out
}

#[test]
fn what_is_understood_is_told() {
    for (text, expected) in [
        ("普京 北京", "普京 北京"),
        ("普京 OR 拉夫罗夫 | x", "普京 {OR} 拉夫罗夫 {|} x"),
        ("-a NOT b", "{-}a {NOT} b"),
        ("a - b", "a - b"),
        ("(a [b c])", "{(}a {[}b c{]}{)}"),
        ("\"a b\"~20 puti*", "{\"}a b{\"}{~20} puti{*}"),
        ("\"a b\"*", "{\"}a b{\"}{*}"),
        ("title:访华", "‹title:›访华"),
        ("ｓｏｕｒｃｅ：“法广”", "‹ｓｏｕｒｃｅ：›{“}法广{”}"),
        ("date:2024..2025", "‹date:›<2024..2025>"),
        ("date:\"2024\"", "‹date:›<\"2024\">"),
        ("date:(2024|2025)", "‹date:›{(}<2024>{|}<2025>{)}"),
        // Not understood yet.
        ("is:unre", "‹is:›unre"),
        ("date:soon x", "‹date:›soon x"),
        ("sort:-date", "‹sort:›<-date>"),
        ("foo:bar", "foo:bar"),
    ] {
        assert_eq!(lit(text), expected, "{text}");
    }
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn what_is_understood_stands_in_the_text_once(
        text in "([ ()\\[\\]|\"“”:：~*＊-]|OR |NOT |date:|tag:|is:|普|a|2|２){0,24}",
    ) {
        let mut at = 0;
        for Part { range, .. } in parse_typing(&text).parts {
            prop_assert!(at <= range.start && range.start < range.end, "{text:?} {range:?}");
            prop_assert!(text.get(range.clone()).is_some(), "{text:?} {range:?}");
            at = range.end;
        }
    }
}

#[test]
fn in_the_filter_latin_words_are_pinyin_as_well() {
    let reading = Reading {
        pinyin: true,
        ..Reading::on(TODAY)
    };
    for (text, expected) in [
        ("lflf", "(lflf | py)"),
        ("普jing 2024", "((普jing | py) 2024)"),
        ("title:(pj bj*)", "((title:pj | py) (title:bj* | py))"),
        ("py:fg", "py or source"),
        ("py:fg*", "py or source"),
        // As it is written alone.
        ("\"lflf\"", "lflf"),
        ("-lflf", "-lflf"),
        ("body:lflf", "body:lflf"),
        ("source:fg", "source:fg"),
        ("exact:lflf", "exact:lflf"),
        ("\"pu jing\"~5", "pu~jing~5"),
        ("l", "l"),
        ("ukraine", "ukraine"),
        ("covid-19", "covid-19"),
        ("普京", "普京"),
    ] {
        let parsed = Query::parse(text, &reading);
        assert_eq!(tree(&parsed), expected, "{text}");
        assert_eq!(parsed.diagnostics, [], "{text}");
    }
    assert_eq!(tree(&parse("lflf")), "lflf");
}
