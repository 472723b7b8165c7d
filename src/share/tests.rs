//! Tests of the share room as a whole, and the article they share.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeSet;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use proptest::prelude::*;

use super::*;

const WORDS: &str = include_str!("../../assets/words/en/share.ftl");

/// Titles that try to break out of where they are put.
pub(super) const HOSTILE: [&str; 14] = [
    "two\nlines",
    "carriage\r\nreturn\tand tab",
    "\"quoted\" 'twice'",
    "back\\slash\\",
    "{braces",
    "}braces{",
    "\"}],[{\"x\":\"",
    "\\\"}",
    "a\nER  - \nTY  - ELEC",
    "%s %d 100% #1 $5 & a_b ~ ^",
    "](https://evil.example)[",
    "${title} $[x$] {title} {link}",
    "\u{1b}[31mred\u{1b}]52;c;eA==\u{7}x",
    "\u{202e}reversed \u{2028} separated",
];

/// An article with all that can be known of one.
pub(super) fn subject() -> Subject<'static> {
    Subject {
        title: "港口节周六开幕",
        source: "Harbour",
        publisher: "海港电台",
        published: NaiveDate::from_ymd_opt(2024, 4, 9),
        saved: NaiveDate::from_ymd_opt(2024, 4, 10),
        link: Some("https://www.news.example/zh/%E6%B8%AF%E5%8F%A3%20%E8%8A%82/a-1"),
        short_link: Some(ShortLink {
            url: "https://n.example/A1.X",
            via: Some("X"),
        }),
        share_links: &[],
        text: "第一段。\n\n第二段。\n",
        language: "zh-Hans",
    }
}

fn menu(subject: &Subject<'_>) -> Vec<Entry> {
    let (styles, targets) = (CitationStyles::embedded(), Targets::embedded());
    let options = Options {
        citation: styles.get("gb-t-7714"),
        mastodon_instance: Some("social.example"),
        targets: &targets,
    };
    entries(subject, &options)
}

fn entry(subject: &Subject<'_>, key: char) -> Option<Entry> {
    menu(subject).into_iter().find(|entry| entry.key == key)
}

fn keys(subject: &Subject<'_>) -> String {
    menu(subject).iter().map(|entry| entry.key).collect()
}

#[test]
fn the_menu_holds_what_can_be_filled() {
    let whole = subject();
    for (subject, expected) in [
        (whole, "tsamcrxgdwfeQ"),
        (
            Subject {
                short_link: None,
                ..whole
            },
            "tamcrxgdwfeQ",
        ),
        (
            Subject {
                text: " \n",
                ..whole
            },
            "tsmcrxgdwfeQ",
        ),
        (
            Subject {
                link: None,
                ..whole
            },
            "tsamcxgdwfeQ",
        ),
        (
            Subject {
                link: None,
                short_link: None,
                ..whole
            },
            "tac",
        ),
        (
            Subject {
                link: Some("javascript:alert(1)"),
                short_link: Some(ShortLink {
                    url: "file:///x",
                    via: None,
                }),
                ..whole
            },
            "tac",
        ),
        (Subject { title: "", ..whole }, "tsarxgdwfeQ"),
        (
            Subject {
                title: "",
                link: None,
                short_link: None,
                text: "",
                ..whole
            },
            "",
        ),
    ] {
        assert_eq!(keys(&subject), expected, "{subject:?}");
    }
    let targets = Targets::embedded();
    let none = Options {
        citation: None,
        mastodon_instance: None,
        targets: &targets,
    };
    let keys: String = entries(&whole, &none)
        .iter()
        .map(|entry| entry.key)
        .collect();
    assert_eq!(keys, "tsamrxgwfeQ");
}

#[test]
fn each_entry_copies_and_opens_its_own() {
    let subject = subject();
    let link = "https://www.news.example/zh/%E6%B8%AF%E5%8F%A3%20%E8%8A%82/a-1";
    for (key, copies, opens, note) in [
        (
            't',
            "港口节周六开幕\n海港电台 · 2024-04-09\nhttps://n.example/A1.X",
            Some("https://n.example/A1.X"),
            None,
        ),
        (
            's',
            "https://n.example/A1.X",
            Some("https://n.example/A1.X"),
            Some(Note::Via(Clean::line("X"))),
        ),
        (
            'a',
            "港口节周六开幕\n海港电台 · 2024-04-09\nhttps://n.example/A1.X\n\n第一段。\n\n第二段。",
            None,
            None,
        ),
        ('m', &format!("[港口节周六开幕]({link})"), None, None),
        (
            'c',
            &format!("海港电台. 港口节周六开幕[EB/OL]. (2024-04-09)[2024-04-10]. {link}"),
            None,
            Some(Note::Style(Clean::line("GB/T 7714-2015"))),
        ),
        (
            'r',
            "https://www.news.example/zh/港口%20节/a-1",
            Some(link),
            Some(Note::CutAt(Clean::line("港"))),
        ),
        ('Q', "https://n.example/A1.X", None, Some(Note::OfShortLink)),
    ] {
        let entry = entry(&subject, key).unwrap();
        assert_eq!(
            (entry.copies.as_str(), entry.opens.as_deref(), entry.note),
            (copies, opens, note),
            "{key}"
        );
    }
    assert_eq!(plain(&subject).as_deref(), Some(link));
}

#[test]
fn what_is_not_known_leaves_no_trace() {
    let whole = Subject {
        short_link: None,
        link: Some("https://a.example/x"),
        ..subject()
    };
    for (subject, heading) in [
        (
            Subject {
                publisher: "",
                ..whole
            },
            "港口节周六开幕\nHarbour · 2024-04-09\nhttps://a.example/x",
        ),
        (
            Subject {
                publisher: "",
                source: " ",
                ..whole
            },
            "港口节周六开幕\n2024-04-09\nhttps://a.example/x",
        ),
        (
            Subject {
                published: None,
                ..whole
            },
            "港口节周六开幕\n海港电台\nhttps://a.example/x",
        ),
        (
            Subject {
                publisher: "",
                source: "",
                published: None,
                ..whole
            },
            "港口节周六开幕\nhttps://a.example/x",
        ),
        (
            Subject {
                link: None,
                ..whole
            },
            "港口节周六开幕\n海港电台 · 2024-04-09",
        ),
        (
            Subject {
                title: " a\n b ",
                ..whole
            },
            "a b\n海港电台 · 2024-04-09\nhttps://a.example/x",
        ),
    ] {
        assert_eq!(entry(&subject, 't').unwrap().copies, heading);
    }
    assert_eq!(
        entry(
            &Subject {
                link: None,
                ..whole
            },
            't'
        )
        .unwrap()
        .label,
        "share-title-source"
    );
    assert_eq!(entry(&whole, 'r').unwrap().note, None);
    assert_eq!(entry(&whole, 'Q').unwrap().note, Some(Note::OfLink));
}

#[test]
fn markdown_keeps_title_and_link_apart() {
    for (title, link, expected) in [
        (
            "a [b] c",
            "https://a.example/x",
            "[a \\[b\\] c](https://a.example/x)",
        ),
        (
            "](https://evil.example)[",
            "https://a.example/x",
            "[\\](https://evil.example)\\[](https://a.example/x)",
        ),
        (
            "back\\",
            "https://a.example/x",
            "[back\\\\](https://a.example/x)",
        ),
        (
            "*a* _b_ `c` <d> ~e~ f|g",
            "https://a.example/x",
            "[\\*a\\* \\_b\\_ \\`c\\` \\<d\\> \\~e\\~ f\\|g](https://a.example/x)",
        ),
        (
            "AT&T &amp; &#65; &;",
            "https://a.example/x",
            "[AT&T \\&amp; \\&#65; &;](https://a.example/x)",
        ),
        (
            "称：\"合作”（一）",
            "https://a.example/x",
            "[称：\"合作”（一）](https://a.example/x)",
        ),
        (
            "a\nb",
            "https://a.example/a_(b) c",
            "[a b](https://a.example/a_%28b%29%20c)",
        ),
        (
            "a",
            "https://a.example/港?q=(\"<>",
            "[a](https://a.example/%E6%B8%AF?q=%28%22%3C%3E)",
        ),
    ] {
        let subject = Subject {
            title,
            link: Some(link),
            ..subject()
        };
        assert_eq!(entry(&subject, 'm').unwrap().copies, expected);
    }
}

#[test]
fn a_link_that_is_not_of_the_web_is_copied_and_never_opened() {
    let own = [
        (
            "WhatsApp".to_owned(),
            "whatsapp://send?text=%E6%B8%AF".to_owned(),
        ),
        (
            "WhatsApp Web".to_owned(),
            "https://web.whatsapp.com/send?text=%E6%B8%AF".to_owned(),
        ),
        (
            "X".to_owned(),
            "https://x.com/intent/tweet?url=u&via=v".to_owned(),
        ),
    ];
    let subject = Subject {
        share_links: &own,
        ..subject()
    };
    for (key, copies, opens, note) in [
        (
            'w',
            "whatsapp://send?text=%E6%B8%AF",
            None,
            Some(Note::CopiedOnly),
        ),
        (
            'x',
            "https://x.com/intent/tweet?url=u&via=v",
            Some("https://x.com/intent/tweet?url=u&via=v"),
            None,
        ),
    ] {
        let entry = entry(&subject, key).unwrap();
        assert_eq!(
            (entry.copies.as_str(), entry.opens.as_deref(), entry.note),
            (copies, opens, note),
            "{key}"
        );
    }
    let mail = entry(&subject, 'e').unwrap();
    assert_eq!((mail.opens, mail.note), (None, Some(Note::CopiedOnly)));
}

#[test]
fn previews_are_short_and_only_where_they_say_something() {
    let long = format!("https://a.example/{}", "a".repeat(1000));
    let subject = Subject {
        link: Some(&long),
        ..subject()
    };
    for entry in menu(&subject) {
        assert_eq!(
            entry.preview.is_some(),
            !"tamQ".contains(entry.key),
            "{}",
            entry.key
        );
        let length = entry
            .preview
            .map_or(0, |preview| preview.as_str().chars().count());
        assert!(length <= PREVIEW, "{}", entry.key);
    }
}

#[test]
fn every_label_and_note_has_a_text() {
    const VALUE: &str = "港";
    let text = || Clean::line(VALUE);
    let notes = [
        Note::Via(text()),
        Note::Style(text()),
        Note::CutAt(text()),
        Note::CopiedOnly,
        Note::OfShortLink,
        Note::OfLink,
    ];
    let mut used: BTreeSet<String> = menu(&subject())
        .iter()
        .map(|entry| entry.label.to_owned())
        .collect();
    used.extend(notes.iter().map(|note| note.key().to_owned()));
    used.extend(
        [
            "share-menu",
            "share-hints",
            "share-nothing",
            "share-title-source",
            "share-whole-as-shown",
            OTHER_LABEL,
            quotation(&subject(), "").label,
        ]
        .map(str::to_owned),
    );
    let texts: BTreeSet<String> = WORDS
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .filter(|(key, _)| key.starts_with("share-"))
        .map(|(key, _)| key.to_owned())
        .collect();
    assert_eq!(texts, used);
    let mut bundle = FluentBundle::new(Vec::new());
    let resource = FluentResource::try_new(WORDS.to_owned()).expect("the texts can be read");
    bundle.add_resource(resource).expect("no key stands twice");
    for note in &notes {
        let mut arguments = FluentArgs::new();
        if let Some((name, value)) = note.argument() {
            arguments.set(name, value.as_str());
        }
        let mut errors = Vec::new();
        let pattern = bundle
            .get_message(note.key())
            .and_then(|message| message.value())
            .unwrap();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(text.contains(VALUE), note.argument().is_some(), "{text}");
    }
}

proptest! {
    #![proptest_config(crate::laws())]
    #[test]
    fn nothing_that_is_copied_acts_on_a_terminal(title in "\\PC*|[\\x00-\\u{FFFF}]{0,20}", link in "https://a\\.example/[\\x00-\\u{FFFF}]{0,20}", line in "[\\x00-\\u{FFFF}]{0,20}") {
        let own = [("X".to_owned(), format!("https://x.com/intent/{line}"))];
        let subject = Subject { title: &title, publisher: &line, text: &line, link: Some(&link), share_links: &own, ..subject() };
        let mut texts: Vec<String> = menu(&subject).into_iter().map(|entry| entry.copies).collect();
        texts.push(quote(&subject, &[&line]));
        texts.extend(plain(&subject));
        for text in texts {
            let clean = Clean::new(&text);
            prop_assert_eq!(clean.as_str(), &text);
        }
        for entry in menu(&subject) {
            prop_assert!(entry.opens.is_none_or(|url| url.starts_with("http") && url.bytes().all(|byte| byte.is_ascii_graphic())));
        }
    }
}
