//! The law: what the index finds is what the matcher finds, of texts in which
//! everything that folding and tokens look at stands side by side.

use std::fmt::Write;

use super::shelf::{Article, Shelf, never};
use super::*;

/// What texts are made of.
const STUFF: &[&str] = &[
    "普",
    "京",
    "普京",
    "访华",
    "臺",
    "台",
    "湾",
    "灣",
    "国",
    "國",
    "後",
    "后",
    "一",
    "a",
    "b",
    "ab",
    "AB",
    "Putin",
    "putin",
    "new york",
    "é",
    "e\u{301}",
    "2024",
    "年",
    "3",
    "月",
    "《",
    "》",
    "“",
    "”",
    "「",
    "'",
    "’",
    "\"",
    " ",
    " ",
    " ",
    "  ",
    "\u{3000}",
    "\n",
    "，",
    "。",
    ",",
    ".",
    ". ",
    "-",
    "C++",
    "5G",
    "/",
    "(",
    ")",
    "*",
    "_",
    "プ",
    "ー",
    "が",
    "か\u{3099}",
    "か",
    "ｶﾞ",
    "п",
    "путин",
    "Ё",
    "е\u{308}",
    "مُحَ",
    "ا",
    "\u{64F}",
    "👍",
    "👨\u{200D}👩\u{200D}👧",
    "™",
    "①",
    "№",
    "㈠",
    "㋀",
    "\u{200B}",
    "\u{AD}",
    "ß",
    "ﬁ",
    "ก",
    "ก\u{E48}",
    "못",
    "ᄆ",
    "ᅩ",
    "\u{11BA}",
    "\u{338}",
    "\0",
    "\u{1}",
    "\u{A8}",
    "½",
    "·",
    "・",
    "हि",
    "न्दी",
    "\u{FE0F}",
    "\u{20E3}",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

/// Chance that comes again (Marsaglia, "Xorshift RNGs", 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn one_in(&mut self, several: usize) -> bool {
        self.below(several) == 0
    }

    fn text(&mut self, most: usize) -> String {
        // Few kinds at a time, so that texts repeat themselves.
        let kinds: Vec<&str> = (0..6).map(|_| STUFF[self.below(STUFF.len())]).collect();
        let length = self.below(most + 1);
        (0..length)
            .map(|_| match self.below(8) {
                0 => STUFF[self.below(STUFF.len())],
                1 => STUFF[self.below(13)],
                _ => kinds[self.below(kinds.len())],
            })
            .collect()
    }

    fn article(&mut self, number: u32) -> Article {
        let title = self.text(8);
        let blocks: Vec<String> = (0..self.below(4)).map(|_| self.text(24)).collect();
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        Article::new(number, &title, &blocks)
    }

    /// A part of a text, cut anywhere.
    fn part(&mut self, of: &Shelf) -> String {
        let article = &of.articles[self.below(of.articles.len())];
        let texts: Vec<_> = std::iter::once(&article.title)
            .chain(&article.blocks)
            .collect();
        let text = texts[self.below(texts.len())];
        let text = if self.one_in(2) {
            text.as_str()
        } else {
            text.folded().as_str()
        };
        let characters: Vec<char> = text.chars().filter(|c| !"\"“”＂".contains(*c)).collect();
        if characters.is_empty() {
            return STUFF[self.below(13)].to_owned();
        }
        let start = self.below(characters.len());
        let length = 1 + self.below(12);
        let other = self.one_in(3);
        let part = characters.iter().skip(start).take(length);
        part.map(|c| match c {
            '台' if other => '臺',
            '臺' if other => '台',
            '国' if other => '國',
            '后' if other => '後',
            c => *c,
        })
        .collect()
    }

    fn atom(&mut self, of: &Shelf) -> String {
        let part = self.part(of);
        match self.below(14) {
            0 => part,
            1 => format!("\"{part}\"*"),
            2 => format!("exact:\"{part}\""),
            3 => format!("exact:\"{part}\"*"),
            4 => format!("title:\"{part}\""),
            5 => format!("body:\"{part}\""),
            6 | 7 => {
                let other = self.part(of);
                let scope = ["", "body:", "exact:", "title:"][self.below(4)];
                format!("{scope}\"{part} {other}\"~{}", self.below(20))
            }
            8 => [
                "is:read",
                "is:starred",
                "source:rfi",
                "link:org",
                "link:b.c",
            ][self.below(5)]
            .to_owned(),
            _ => format!("\"{part}\""),
        }
    }

    fn query(&mut self, of: &Shelf, depth: usize) -> String {
        let mut query = String::new();
        let parts = [1, 1, 1, 2, 2, 3][self.below(6)];
        for place in 0..parts {
            if place > 0 {
                query.push_str([" ", " ", " OR "][self.below(3)]);
            }
            if self.one_in(5) {
                query.push('-');
            }
            match self.below(6) {
                0 if depth > 0 => {
                    write!(query, "[{}]", self.query(of, depth - 1)).unwrap();
                }
                1 if depth > 0 => {
                    write!(query, "({})", self.query(of, depth - 1)).unwrap();
                }
                _ => query.push_str(&self.atom(of)),
            }
        }
        query
    }
}

pub(super) fn is_full() -> bool {
    std::env::var("NEWSPRINT_TEST").is_ok_and(|size| size == "full")
}

#[test]
fn the_index_finds_what_the_matcher_finds() {
    let (articles, queries) = if is_full() { (500, 10_000) } else { (120, 300) };
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut shelf = Shelf::new((0..articles).map(|number| chance.article(number)).collect());
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), TOKEN).unwrap();
    let mut writer = Writer::open(folder.path(), 0, 1).unwrap();
    let mut removed = vec![false; shelf.articles.len()];
    for (place, article) in shelf.articles.iter().enumerate() {
        article.add_to(&mut writer).unwrap();
        if place % 50 == 17 {
            writer.commit().unwrap();
        }
        if place % 11 == 3 {
            writer.remove(article.number).unwrap();
            removed[place] = true;
        }
    }
    writer.commit().unwrap();
    index.reload().unwrap();
    shelf.living.remove(5);
    let (mut some, mut none) = (0, 0);
    for asked in 0..queries {
        let query = chance.query(&shelf, 2);
        let asked = shelf.ask(&query, asked % 4 == 0);
        let Some(root) = asked.query.root() else {
            continue;
        };
        let found = index.snapshot().search(root, &asked, &never).unwrap();
        let found = verified(found, &asked);
        for article in &shelf.articles {
            let place = article.number as usize;
            let expected = place != 5 && !removed[place] && asked.matches(article.number);
            assert_eq!(
                found.contains(place),
                expected,
                "{query:?} is {root:?} in {:?} / {:?}",
                article.title,
                article.blocks
            );
        }
        if found.is_clear() {
            none += 1;
        } else {
            some += 1;
        }
    }
    assert!(some > queries / 3 && none > queries / 20, "{some} {none}");
}
