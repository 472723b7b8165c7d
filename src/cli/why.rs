//! `newsprint show --why`: which site rule dropped what, which recognised something,
//! and which would have taken too much.

use std::fmt::Write as _;

use serde::Serialize;

use crate::app::rule_name;
use crate::article::rules::{Outcome, Piece, RuleUse};
use crate::article::{Article, Rules};
use crate::text::Clean;
use crate::words::Words;

/// What the rules made of an article, for a person.
pub(super) fn text(words: &Words, rules: &Rules, article: &Article) -> String {
    let head = &article.head;
    let path = Clean::line(&head.path.to_string_lossy());
    let mut out = format!("{}\n{}\n", head.title.as_str(), path.as_str());
    let entries = entries(words, rules, head.host.as_str());
    let _ = writeln!(out, "{}: {entries}", words.get("why-entries").as_str());
    if article.rule_uses.is_empty() {
        let _ = writeln!(out, "\n{}", words.get("why-nothing").as_str());
    }
    for (key, kind) in [("why-dropped", 0), ("why-applied", 1), ("why-refused", 2)] {
        let uses = article
            .rule_uses
            .iter()
            .filter(|rule| kind_of(rule) == kind);
        for (number, rule) in uses.enumerate() {
            if number == 0 {
                let _ = writeln!(out, "\n{}", words.get(key).as_str());
            }
            rule_lines(words, rule, &mut out);
        }
    }
    out
}

/// Which part of the text a rule is told in.
fn kind_of(rule: &RuleUse) -> u8 {
    match rule.outcome {
        Outcome::Dropped(_) => 0,
        Outcome::Applied { .. } => 1,
        Outcome::TooGreedy { .. } => 2,
    }
}

/// The entries whose rules apply, and where each is written.
fn entries(words: &Words, rules: &Rules, host: &str) -> String {
    let mut names = Vec::new();
    for site in rules.that_apply(host) {
        let own: Vec<&str> = site
            .files()
            .filter_map(|(name, is_own)| is_own.then_some(name))
            .collect();
        let entry = ("entry", site.id().into());
        let name = if own.is_empty() {
            words.with("why-entry-built-in", &[entry])
        } else {
            words.with(
                "why-entry",
                &[entry, ("place", own.join(", ").as_str().into())],
            )
        };
        names.push(name.as_str().to_owned());
    }
    names.join(", ")
}

fn rule_lines(words: &Words, rule: &RuleUse, out: &mut String) {
    let key = if rule.is_own {
        "why-rule"
    } else {
        "why-rule-built-in"
    };
    let line = words.with(
        key,
        &[
            ("what", rule_name(words, rule).into()),
            ("entry", rule.site.as_str().into()),
            ("place", rule.place().as_str().into()),
        ],
    );
    let _ = writeln!(out, "  {}", line.as_str());
    for written in [&rule.select, &rule.pattern] {
        let written = Clean::line(written);
        if !written.is_empty() {
            let _ = writeln!(out, "    {}", written.as_str());
        }
    }
    match &rule.outcome {
        Outcome::Dropped(pieces) => {
            for piece in pieces {
                let key = if piece.start.is_empty() {
                    "why-words"
                } else {
                    "why-words-of"
                };
                let values = [
                    ("words", piece.words.into()),
                    ("text", piece.start.clone().into()),
                ];
                let _ = writeln!(out, "    → {}", words.with(key, &values).as_str());
            }
        }
        Outcome::Applied { times, first } => {
            let key = if first.is_empty() {
                "why-times"
            } else {
                "why-times-first"
            };
            let values = [("times", (*times).into()), ("text", first.clone().into())];
            let _ = writeln!(out, "    → {}", words.with(key, &values).as_str());
        }
        Outcome::TooGreedy {
            words: count,
            before,
            total,
        } => {
            let key = if *before == 0 {
                "why-too-greedy"
            } else {
                "why-too-greedy-after"
            };
            let values = [
                ("words", (*count).into()),
                ("before", (*before).into()),
                ("total", (*total).into()),
            ];
            let _ = writeln!(out, "    → {}", words.with(key, &values).as_str());
        }
    }
}

/// What came of a rule, for a program. The fields are promised: names and meanings
/// stay.
#[derive(Serialize)]
pub(super) struct RuleJson {
    site: String,
    file: String,
    line: u32,
    own: bool,
    kind: &'static str,
    what: String,
    select: Option<String>,
    pattern: Option<String>,
    outcome: &'static str,
    /// Words dropped, or those that would have been.
    words: u32,
    /// Words that the rules before it had dropped; of a refused rule alone.
    before: Option<u32>,
    /// Words of the whole article before any rule; of a refused rule alone.
    total: Option<u32>,
    times: u32,
    /// What was dropped or recognised, as far as it is known.
    found: Vec<FoundJson>,
}

#[derive(Serialize)]
struct FoundJson {
    words: Option<u32>,
    start: String,
}

impl RuleJson {
    pub(super) fn of(rule: &RuleUse) -> Self {
        let written = |text: &str| (!text.is_empty()).then(|| safe(text));
        let piece = |piece: &Piece| FoundJson {
            words: Some(piece.words),
            start: piece.start.as_str().to_owned(),
        };
        let (outcome, words, times, found) = match &rule.outcome {
            Outcome::Dropped(pieces) => (
                "dropped",
                rule.dropped_words(),
                u32::try_from(pieces.len()).unwrap_or(u32::MAX),
                pieces.iter().map(piece).collect(),
            ),
            Outcome::Applied { times, first } => {
                let first = (!first.is_empty()).then(|| FoundJson {
                    words: None,
                    start: first.as_str().to_owned(),
                });
                ("applied", 0, *times, first.into_iter().collect())
            }
            Outcome::TooGreedy { words, .. } => ("refused", *words, 0, Vec::new()),
        };
        let (before, total) = match rule.outcome {
            Outcome::TooGreedy { before, total, .. } => (Some(before), Some(total)),
            _ => (None, None),
        };
        Self {
            site: safe(&rule.site),
            file: safe(&rule.file),
            line: rule.line,
            own: rule.is_own,
            kind: rule.kind.name(),
            what: safe(&rule.what),
            select: written(&rule.select),
            pattern: written(&rule.pattern),
            outcome,
            words,
            before,
            total,
            times,
            found,
        }
    }
}

fn safe(text: &str) -> String {
    Clean::line(text).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::loader::{FileFacts, Loaded, load};

    fn article(rules: &Rules, body: &str) -> Article {
        let text =
            format!("<!--1712479502000-->\n[灯](https://www.dw.com/zh/灯/a-1)\n------\n\n{body}");
        let facts = FileFacts {
            path: "灯.txt".into(),
            modified: DateTime::<Utc>::UNIX_EPOCH,
        };
        match load(text.as_bytes(), &facts, rules) {
            Loaded::Article(article) => *article,
            Loaded::Binary => panic!("text"),
        }
    }

    fn own_rules() -> Rules {
        let mut rules = Rules::embedded();
        let own = "[[site]]\nid = \"dw\"\n[[site.drop]]\nselect = \"h6\"\nwhat = \"ad\"\n\
                   [[site.drop]]\nselect = \"p\"\nwhat = \"text\"\n";
        assert_eq!(rules.add("/own.toml", own), []);
        rules
    }

    const BODY: &str = "<p>（德国之声中文网）灯塔亮了，渡船来了，码头上的人都看见了。</p><h6>买灯泡</h6><h6>买船</h6>";

    #[test]
    fn a_person_is_told_which_rule_did_what() {
        let rules = own_rules();
        let told = text(&Words::english(), &rules, &article(&rules, BODY));
        assert_eq!(
            told,
            "灯\n灯.txt\n\
             rules: dw (/own.toml), feed-mirror (built in), everywhere (built in)\n\
             \n\
             Dropped\n  \
               ad · dw, /own.toml:4\n    \
                 h6\n    \
                 → 3 words: 买灯泡\n    \
                 → 2 words: 买船\n\
             \n\
             Recognised\n  \
               short link · dw, built in, dw.toml:18\n    \
                 ^https?://(?:www\\.)?dw\\.com/([a-z-]+)/(?:[^?#]*/)?(a-[0-9]+)(?:[?#].*)?$\n    \
                 → once: https://www.dw.com/zh/a-1\n  \
               dateline · dw, built in, dw.toml:10\n    \
                 ^（德国之声中文网）\n    \
                 → once: （德国之声中文网）\n\
             \n\
             Not applied, as too much would be gone\n  \
               text · dw, /own.toml:7\n    \
                 p\n    \
                 → 24 words of 29, after 5 dropped by other rules\n"
        );
        let none = Rules::default();
        let told = text(&Words::english(), &none, &article(&none, "<p>灯</p>"));
        assert_eq!(
            told,
            "灯\n灯.txt\nrules: \n\nNo rule dropped or recognised anything.\n"
        );
    }

    #[test]
    fn a_program_is_told_the_same() {
        let rules = own_rules();
        let article = article(&rules, BODY);
        let told = article.rule_uses.iter().map(RuleJson::of);
        let told: Vec<_> = told
            .map(|rule| {
                (
                    rule.file,
                    rule.line,
                    rule.own,
                    rule.kind,
                    rule.outcome,
                    rule.words,
                    rule.total,
                    rule.times,
                )
            })
            .collect();
        let own = "/own.toml".to_owned();
        let built_in = "dw.toml".to_owned();
        assert_eq!(
            told,
            [
                (own.clone(), 4, true, "drop", "dropped", 5, None, 2),
                (own, 7, true, "drop", "refused", 24, Some(29), 0),
                (built_in.clone(), 18, false, "short", "applied", 0, None, 1),
                (built_in, 10, false, "dateline", "applied", 0, None, 1),
            ]
        );
    }
}
