//! What queries are read as, and what is said about faulty ones.

use super::*;
use proptest::prelude::*;

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
        Node::Term(term) => {
            let scope = match term.scope {
                Scope::Anywhere => "",
                Scope::Title => "title:",
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
        ("C++ 5G COVID-19 api.dw.com", "(c++ 5g covid-19 api.dw.com)"),
        ("[普京 访华]", "(普京 访华)"),
        ("a] b", "(a] b)"),
        ("or and not Or", "(or and not or)"),
        ("ORANGE NOTE", "(orange note)"),
        ("《》", ""),
        ("臺灣《晨報》", "台湾晨报"),
        ("\"a b\"*", "\"a b\"*"),
    ] {
        let parsed = Query::parse(text);
        assert_eq!(tree(&parsed), expected, "{text}");
        assert_eq!(parsed.diagnostics, [], "{text}");
    }
}

#[test]
fn faults_are_reported_with_their_place() {
    use Reason as R;
    for (text, expected, place, reason) in [
        (
            "a date:>2024-04 b",
            "(a b)",
            "date:>2024-04",
            R::FieldNotAvailable(Field::Date),
        ),
        (
            "a -tag:战争",
            "a",
            "tag:战争",
            R::FieldNotAvailable(Field::Tag),
        ),
        (
            "is：unread",
            "",
            "is：unread",
            R::FieldNotAvailable(Field::Is),
        ),
        (
            "body:\"a b\" c",
            "c",
            "body:\"a b\"",
            R::FieldNotAvailable(Field::Body),
        ),
        (
            "(sort:-date OR a)",
            "a",
            "sort:-date",
            R::FieldNotAvailable(Field::Sort),
        ),
        (
            "path:(a b",
            "",
            "path:(a b",
            R::FieldNotAvailable(Field::Path),
        ),
        (
            "\"普京 访华\"~20",
            "(普京 访华)",
            "~20",
            R::DistanceNotAvailable,
        ),
        ("a \"b c", "(a \"b c\")", "\"", R::UnclosedQuote),
        ("a (b OR c", "(a (b | c))", "(", R::UnclosedGroup),
        ("a [b c", "(a (b c))", "[", R::UnclosedGroup),
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
    ] {
        let parsed = Query::parse(text);
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
fn while_typing_the_last_word_is_a_beginning() {
    for (text, expected, faults) in [
        ("put", "put*", 0),
        ("put ", "put", 0),
        ("普京 put", "(普京 put*)", 0),
        ("-put", "-put", 0),
        ("\"new yo", "\"new yo\"*", 0),
        ("\"new york\"", "\"new york\"", 0),
        ("(a OR b", "(a | b*)", 0),
        ("a OR ", "a", 0),
        ("a -", "a", 0),
        ("title:", "", 0),
        ("source:法", "source:法*", 0),
        ("exact:皇", "exact:皇", 0),
        ("title: a", "a*", 1),
        ("date:20", "", 1),
    ] {
        let parsed = Query::parse_typing(text);
        assert_eq!(tree(&parsed), expected, "{text}");
        assert_eq!(parsed.diagnostics.len(), faults, "{text}");
    }
}

#[test]
fn groups_too_deep_do_not_overflow_the_stack() {
    let deep = "(-".repeat(100_000) + "a";
    let parsed = Query::parse(&deep);
    assert!(tree(&parsed).ends_with('a'), "{}", tree(&parsed));
    let reported = |reason| {
        parsed
            .diagnostics
            .iter()
            .any(|found| found.reason == reason)
    };
    assert!(reported(Reason::TooDeep) && reported(Reason::UnclosedGroup));
}

#[test]
fn names_of_fields_are_found_and_unique() {
    for field in Field::ALL {
        assert_eq!(Field::named(field.name()), Some(field));
        assert!(field.name().len() <= LONGEST_FIELD);
    }
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn any_text_is_a_query(text in "[a普 　()（）\\[\\]\"“”|｜*＊~～0:：－-]{0,24}|((OR|AND|NOT|title:|date:|exact:|source：|a|\"|\\(|\\)|-| ){0,20})|\\PC{0,30}") {
        for parsed in [Query::parse(&text), Query::parse_typing(&text)] {
            for diagnostic in &parsed.diagnostics {
                prop_assert!(!diagnostic.range.is_empty());
                prop_assert!(text.get(diagnostic.range.clone()).is_some());
            }
            let mut nodes: Vec<&Node> = parsed.query.root().into_iter().collect();
            while let Some(node) = nodes.pop() {
                match node {
                    Node::Not(inner) => nodes.push(inner),
                    Node::And(inner) | Node::Or(inner) => {
                        prop_assert!(inner.len() > 1);
                        nodes.extend(inner);
                    }
                    Node::Term(term) => {
                        prop_assert!(!term.text.is_empty());
                        prop_assert!(text.get(term.range.clone()).is_some());
                    }
                }
            }
        }
    }
}
