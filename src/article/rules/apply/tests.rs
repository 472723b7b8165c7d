//! What the rules make of the HTML of one article.

use super::*;
use crate::article::rules::find_date;

const WORDS: &str = "<p>一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十</p>";

fn rules(entry: &str) -> Rules {
    let mut rules = Rules::default();
    let text = format!("[[site]]\nid = \"a\"\nhosts = [\"a.example\"]\n{entry}");
    assert_eq!(rules.add("a.toml", &text), []);
    rules
}

/// What came of the rules in an article at `a.example`: `3 ad` for what was dropped,
/// `not 30/40 ad` for what would have been, after what others have taken.
fn outcomes(html: &str, rules: &Rules) -> Vec<String> {
    let html = Html::parse_fragment(html);
    let verdict = apply(&html, rules, "a.example", None);
    assert_eq!(
        verdict.warnings().len(),
        verdict
            .uses
            .borrow()
            .iter()
            .filter(|rule| matches!(rule.outcome, Outcome::TooGreedy { .. }))
            .count()
    );
    let (.., uses) = verdict.into_record();
    let told = uses.iter().map(|rule| match &rule.outcome {
        Outcome::Dropped(_) => format!("{} {}", rule.dropped_words(), rule.what),
        Outcome::Applied { times, .. } => format!("{times} times {}", rule.what),
        Outcome::TooGreedy {
            words,
            before,
            total,
        } => format!("not {before}+{words}/{total} {}", rule.what),
    });
    told.collect()
}

#[test]
fn dropping_is_conservative() {
    let rules = rules("[[site.drop]]\nselect = \"div\"\ntext = \"^Ad\"\nwhat = \"ad\"");
    let thirty = "one two three four five six seven eight nine ten ".repeat(3);
    for (html, expected) in [
        (format!("{WORDS}<div>Ad: buy</div>"), "2 ad"),
        (
            format!("{WORDS}<div>Ad</div><div>Ad</div><div>other</div>"),
            "2 ad",
        ),
        (format!("{WORDS}<div>other</div>"), ""),
        (format!("<div>Ad: {WORDS}</div>{WORDS}"), "not 0+31/61 ad"),
        ("<div>Ad</div>".to_owned(), "not 0+1/1 ad"),
        // What is nested goes once.
        (format!("{WORDS}<div>Ad<div>Ad</div></div>"), "2 ad"),
        // Fifteen of forty-five words are a third, sixteen of forty-six are more.
        (format!("{WORDS}<div>Ad{}</div>", "一".repeat(14)), "15 ad"),
        (
            format!("{WORDS}<div>Ad{}</div>", "一".repeat(15)),
            "not 0+16/46 ad",
        ),
        (
            format!("<p>{thirty}</p><div>Ad{}</div>", " a".repeat(14)),
            "15 ad",
        ),
        (
            format!("<p>{thirty}</p><div>Ad{}</div>", " a".repeat(15)),
            "not 0+16/46 ad",
        ),
        // Words end where blocks end, in Latin letters as well.
        (
            format!(
                "<div>Ad<ul>{}</ul></div><p>{thirty}</p>",
                "<li>a".repeat(15)
            ),
            "not 0+16/46 ad",
        ),
        // What nobody sees is no part of the whole.
        (
            format!(
                "{WORDS}<div>Ad{}</div><section hidden>{WORDS}</section>",
                "一".repeat(15)
            ),
            "not 0+16/46 ad",
        ),
        // What has no words is no loss, however little there is.
        ("<div><img src=x></div><p>a</p>".to_owned(), ""),
    ] {
        assert_eq!(outcomes(&html, &rules).join(", "), expected, "{html}");
    }
}

#[test]
fn all_rules_together_take_no_more_than_a_third() {
    let entry = |name: &str| format!("[[site.drop]]\nselect = \"{name}\"\nwhat = \"{name}\"\n");
    let ten = "<h3>一二三四五六七八九十</h3>";
    let twelve = "<h4>a b c d e f g h i j k l</h4>";
    let two = "<h5>a b</h5>";
    for (outlets, everywhere, html, expected) in [
        (
            ["h3", "h4"],
            "h5",
            format!("{WORDS}{ten}{twelve}{two}"),
            "10 h3, not 10+12/54 h4, 2 h5",
        ),
        (
            ["h4", "h3"],
            "h5",
            format!("{WORDS}{ten}{twelve}{two}"),
            "12 h4, not 12+10/54 h3, 2 h5",
        ),
        (
            ["h5", "h3"],
            "h4",
            format!("{WORDS}{ten}{twelve}{two}"),
            "2 h5, 10 h3, not 12+12/54 h4",
        ),
        (
            ["h5", "h3"],
            "h4",
            format!("{WORDS}{WORDS}{ten}{twelve}{two}"),
            "2 h5, 10 h3, 12 h4",
        ),
        // What is gone already is not counted again.
        (
            ["div", "h3"],
            "h5",
            format!("{WORDS}<div>{ten}</div>{two}"),
            "10 div, 2 h5",
        ),
    ] {
        let mut rules = rules(&outlets.map(entry).concat());
        let all = format!(
            "[[site]]\nid = \"all\"\nhosts = [\"*\"]\n{}",
            entry(everywhere)
        );
        assert_eq!(rules.add("all.toml", &all), []);
        assert_eq!(outcomes(&html, &rules).join(", "), expected, "{html}");
    }
}

#[test]
fn what_a_dropping_rule_asks_of_a_text() {
    let label = "label = [\"More\", \"延伸閱讀\"]";
    let phrase = "phrase = [[\"Get\", \"请\"], [\"our\", \"订\"], [\"app\", \"报\"]]";
    let link = "<a href=x>that</a>";
    for (condition, html, words) in [
        ("text = '^a b$'", "<p> a\n<b>b</b> </p>".to_owned(), 2),
        ("text = '^a b$'", "<p>a b c</p>".to_owned(), 0),
        ("longest = 3", "<p>a b</p><p>a bc</p>".to_owned(), 2),
        (
            "is = ['Ad']",
            "<p>[ Ad ]</p><p>Ad x</p><p>ad</p>".to_owned(),
            1,
        ),
        (phrase, "<p>Get our new app today!</p>".to_owned(), 5),
        (phrase, "<p>请您订晚报。</p>".to_owned(), 5),
        (phrase, "<p>Get our paper. It is an app</p>".to_owned(), 0),
        (
            phrase,
            "<p>Get app our</p><p>Do get our app</p>".to_owned(),
            0,
        ),
        (label, format!("<p>More: {link}</p>"), 2),
        (label, format!("<p>【延伸閱讀】{link}、{link}</p>"), 6),
        (label, "<p><a href=x>MORE</a></p>".to_owned(), 1),
        (label, "<p><a href=x>More: that</a></p>".to_owned(), 2),
        (label, "<p><a href=x>More that</a></p>".to_owned(), 0),
        (label, format!("<p>More of it: {link}</p>"), 0),
        (label, format!("<p>More: {link} and so on</p>"), 0),
        // A label alone is one of links only where such follow.
        (
            label,
            format!("<p><b>延伸閱讀</b></p><ul><li>{link}<li>{link}</ul>"),
            6,
        ),
        (
            label,
            format!("<p>More</p> <p></p><p>{link}</p><p>{link} x</p>"),
            2,
        ),
        (label, format!("<p>More</p>text<p>{link}</p>"), 0),
        (label, "<p>More</p><p>text</p>".to_owned(), 0),
        (label, "<p>More</p>".to_owned(), 0),
    ] {
        let rules = rules(&format!(
            "[[site.drop]]\nselect = \"p\"\nwhat = \"it\"\n{condition}"
        ));
        let expected = match words {
            0 => String::new(),
            words => format!("{words} it"),
        };
        assert_eq!(
            outcomes(&format!("{WORDS}{html}"), &rules).join(", "),
            expected,
            "{html}"
        );
    }
}

#[test]
fn what_was_dropped_is_told_by_its_first_words() {
    for (html, start) in [
        ("<div> Ad:\n<b>buy</b>  this</div>", "Ad: buy this"),
        (
            "<div><img src=https://a.example/p.gif></div>",
            "<div> https://a.example/p.gif",
        ),
        ("<div></div>", "<div>"),
        ("<div>\u{1b}[31mAd\u{202e}</div>", "[31mAd"),
        (
            "<div>一二三四五六七八九十一二三四五六七八九十一</div>",
            "一二三四五六七八九十一二三四五六七八九…",
        ),
    ] {
        let rules = rules("[[site.drop]]\nselect = \"div\"\nwhat = \"ad\"");
        let parsed = Html::parse_fragment(&WORDS.repeat(3));
        let whole = Html::parse_fragment(&format!("{}{html}", parsed.html()));
        let (.., uses) = apply(&whole, &rules, "a.example", None).into_record();
        let Some(Outcome::Dropped(pieces)) = uses.first().map(|rule| &rule.outcome) else {
            panic!("{uses:?}");
        };
        assert_eq!(pieces[0].start.as_str(), start);
    }
}

#[test]
fn a_rule_is_known_by_its_own_place() {
    let mut rules = Rules::embedded();
    let own = "# Mine.\n[[site]]\nid = \"dw\"\ndateline = ['^（灯塔）']\n[[site.drop]]\nselect = \"h6\"\nwhat = \"ad\"\n";
    assert_eq!(rules.add("/a/own.toml", own), []);
    let html = format!("{WORDS}<h6>Ad</h6>");
    let html = Html::parse_fragment(&html);
    let verdict = apply(&html, &rules, "www.dw.com", None);
    assert_eq!(verdict.dateline("（灯塔）亮了"), "（灯塔）".len());
    assert_eq!(
        verdict.dateline("（德国之声中文网）亮了"),
        "（德国之声中文网）".len()
    );
    assert!(verdict.is_notice("© 2024年德国之声") && !verdict.is_credit("灯亮了。"));
    verdict.dateline("（灯塔）又亮了");
    let (.., uses) = verdict.into_record();
    let told: Vec<_> = uses
        .iter()
        .map(|rule| (rule.kind, rule.is_own, rule.place()))
        .collect();
    let built_in = |kind, line| (kind, false, format!("dw.toml:{line}"));
    assert_eq!(
        told,
        [
            (RuleKind::Drop, true, "/a/own.toml:6".to_owned()),
            (RuleKind::Dateline, true, "/a/own.toml:4".to_owned()),
            built_in(RuleKind::Dateline, 10),
            built_in(RuleKind::Notice, 11),
        ]
    );
    assert_eq!(
        uses[1].outcome,
        Outcome::Applied {
            times: 2,
            first: Clean::line("（灯塔）"),
        }
    );
}

/// What an address belongs to, the address, and what it is to be.
const ADDRESSES: &[(AddressOf, &str, &str)] = &[
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
        "https://wsrv.nl/?w=300&url=https%3A%2F%2Fa.b%2Fc.jpg&h=300",
        "https://a.b/c.jpg",
    ),
    (
        AddressOf::Picture,
        "https://i0.wp.com/a.example/c.jpg?w=300&ssl=1",
        "https://a.example/c.jpg",
    ),
    (
        AddressOf::Picture,
        "https://external-content.duckduckgo.com/iu/?u=https%3A%2F%2Fa.b%2Fc.jpg&f=1",
        "https://a.b/c.jpg",
    ),
    (
        AddressOf::Link,
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fx%3Fid%3D1%26fbclid%3D2&h=3",
        "https://a.example/x?id=1",
    ),
    (
        AddressOf::Link,
        "https://link.zhihu.com/?target=https%3A//a.example/x",
        "https://a.example/x",
    ),
    (
        AddressOf::Link,
        "https://www.google.com/amp/s/a.example/x",
        "https://a.example/x",
    ),
    (
        AddressOf::Link,
        "https://a.example/x?utm_source=rss&id=1&xtor=AL-1#b",
        "https://a.example/x?id=1#b",
    ),
    (AddressOf::Link, "/x?utm_source=rss", "/x"),
    // Parameters of an outlet are those of links to it, wherever they stand.
    (
        AddressOf::Link,
        "https://on.wsj.com/x?mod=a",
        "https://on.wsj.com/x",
    ),
    (
        AddressOf::Link,
        "https://a.example/x?mod=a",
        "https://a.example/x?mod=a",
    ),
    (
        AddressOf::Picture,
        "https://a.example/x.jpg?spm=1",
        "https://a.example/x.jpg?spm=1",
    ),
    (
        AddressOf::Link,
        "https://example.org/x",
        "https://example.org/x",
    ),
];

#[test]
fn addresses_are_written_anew() {
    let rules = Rules::embedded();
    let html = Html::parse_fragment("");
    let verdict = apply(&html, &rules, "www.dw.com", None);
    let article = "https://www.dw.com/zh/x/a-1";
    for (of, address, new) in ADDRESSES {
        assert_eq!(verdict.rewritten(*of, address, article), *new, "{address}");
    }
}

#[test]
fn short_links_are_derived() {
    let rules = Rules::embedded();
    let html = Html::parse_fragment("");
    for (link, short) in [
        (
            "https://www.dw.com/zh/a%20b/a-68778293",
            Some("https://www.dw.com/zh/a-68778293"),
        ),
        (
            "https://www.voachinese.com/a/a-b-20240407/7559876.html",
            Some("https://www.voachinese.com/a/7559876.html"),
        ),
        (
            "https://www.ftchinese.com/story/001102345?full=y&archive",
            Some("https://www.ftchinese.com/story/001102345"),
        ),
        (
            "https://m.36kr.com/p/2720000001?f=rss",
            Some("https://36kr.com/p/2720000001"),
        ),
        (
            "https://www.hk01.com/%E7%A4%BE/1007890/a%E7%A4%BE",
            Some("https://www.hk01.com/article/1007890"),
        ),
        (
            "https://apnews.com/article/a-lamp-0123456789abcdef0123456789abcdef",
            Some("https://apnews.com/article/0123456789abcdef0123456789abcdef"),
        ),
        // One that is as short as it can be.
        ("https://www.ftchinese.com/story/001102345", None),
        ("https://www.dw.com/zh/", None),
        ("https://a.example/story/1?x=y", None),
    ] {
        let host = host_in(link).unwrap_or_default();
        let mut verdict = apply(&html, &rules, &host, None);
        verdict.derive_short_link(Some(link));
        let (_, found, uses) = verdict.into_record();
        assert_eq!(found.map(|found| found.url).as_deref(), short, "{link}");
        let kinds: Vec<_> = uses.iter().map(|rule| rule.kind).collect();
        let expected = short.map(|_| RuleKind::Short);
        assert_eq!(kinds, expected.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn share_links_are_collected_once_and_made_safe() {
    let html = format!(
        "{WORDS}<div><div><span data-root-share></span></div>\
         <a href='https://www.facebook.com/x?u=https%3A%2F%2Frfi.my%2FAb1.F'></a>\
         <a href='https://x.com/i?url=https%3A%2F%2Frfi.my%2FAb1.X'></a>\
         <a href='https://x.com/i?url=https%3A%2F%2Frfi.my%2FAb1.X'></a>\
         <a href='https://nobody.example/'></a><a>no</a>\
         <a href='whatsapp://send?\u{1b}text=x'></a></div>"
    );
    let rules = Rules::embedded();
    let verdict = {
        let html = Html::parse_fragment(&html);
        let date = find_date(&html, &rules, "www.rfi.fr");
        apply(&html, &rules, "www.rfi.fr", date)
    };
    let found: Vec<_> = verdict
        .share
        .iter()
        .map(|share| (share.name.as_str(), share.url.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (
                "Facebook",
                "https://www.facebook.com/x?u=https%3A%2F%2Frfi.my%2FAb1.F"
            ),
            ("X", "https://x.com/i?url=https%3A%2F%2Frfi.my%2FAb1.X"),
            ("WhatsApp", "whatsapp://send?text=x"),
        ]
    );
    let short = Some(ShortLink {
        url: "https://rfi.my/Ab1.X".to_owned(),
        via: Some("X".to_owned()),
    });
    assert_eq!(verdict.short_link, short);
}

#[test]
fn in_a_text_without_end_only_the_date_is_looked_for() {
    let html = format!(
        "<div>07/04/2024 - 10:33</div>{}<div data-selfpromo-app>x</div>",
        WORDS.repeat(NODES / 2)
    );
    let rules = Rules::embedded();
    let verdict = {
        let html = Html::parse_fragment(&html);
        let date = find_date(&html, &rules, "www.rfi.fr");
        apply(&html, &rules, "www.rfi.fr", date)
    };
    assert_eq!(verdict.warnings(), [WarningKind::TooLongForRules]);
    let (.., uses) = verdict.into_record();
    let dropped: Vec<_> = uses.iter().map(|rule| rule.what.as_str()).collect();
    assert_eq!(dropped, ["date line"]);
}
