//! Running text: the same words as a reader gets them and as HTML has them.

use super::sequence::Sequence;
use super::words::{
    Characters, ENGLISH, FRENCH, GERMAN, JAPANESE, KOREAN, RUSSIAN, SIMPLIFIED, TRADITIONAL,
    Vocabulary, with_digits,
};

/// What an article is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tongue {
    Simplified,
    Traditional,
    Japanese,
    Korean,
    English,
    French,
    German,
    Russian,
}

/// How many words there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Breadth {
    /// A few thousand, of few characters: each is soon met with in every place.
    Narrow,
    /// As many as in years of news.
    Wide,
}

impl Tongue {
    /// Three of five articles are in Simplified Chinese.
    pub(crate) fn draw(sequence: &mut Sequence) -> Self {
        match sequence.below(20) {
            0..=11 => Self::Simplified,
            12..=14 => Self::Traditional,
            15 | 16 => Self::Japanese,
            17 => Self::Korean,
            _ => Self::English,
        }
    }

    fn vocabulary(self) -> &'static Vocabulary {
        match self {
            Self::Simplified => &SIMPLIFIED,
            Self::Traditional => &TRADITIONAL,
            Self::Japanese => &JAPANESE,
            Self::Korean => &KOREAN,
            Self::English => &ENGLISH,
            Self::French => &FRENCH,
            Self::German => &GERMAN,
            Self::Russian => &RUSSIAN,
        }
    }

    fn characters(self) -> Option<Characters> {
        match self {
            Self::Simplified => Some(Characters::Simplified),
            Self::Traditional => Some(Characters::Traditional),
            _ => None,
        }
    }

    /// Whether words are written apart.
    pub(crate) fn is_spaced(self) -> bool {
        !matches!(self, Self::Simplified | Self::Traditional | Self::Japanese)
    }

    fn quotes(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Simplified => &[
                ("“", "”"),
                ("“", "”"),
                ("《", "》"),
                ("\"", "\""),
                ("（", "）"),
                ("‘", "’"),
                ("(", ")"),
                ("「", "」"),
                ("【", "】"),
                ("'", "'"),
            ],
            Self::Traditional => &[
                ("「", "」"),
                ("『", "』"),
                ("（", "）"),
                ("《", "》"),
                ("〈", "〉"),
            ],
            Self::Japanese => &[("「", "」"), ("『", "』"), ("（", "）"), ("“", "”")],
            Self::Korean | Self::English => &[("“", "”"), ("\"", "\""), ("(", ")"), ("‘", "’")],
            Self::French => &[("«\u{a0}", "\u{a0}»"), ("“", "”"), ("(", ")")],
            Self::German => &[("„", "“"), ("»", "«"), ("(", ")")],
            Self::Russian => &[("«", "»"), ("„", "“"), ("(", ")")],
        }
    }

    fn commas(self) -> &'static [&'static str] {
        match self {
            Self::Simplified | Self::Traditional => &["，", "，", "，", "；", "、", "——", "："],
            Self::Japanese => &["、", "、", "・"],
            _ => &[", ", ", ", "; "],
        }
    }

    fn stops(self) -> &'static [&'static str] {
        match self {
            Self::Simplified | Self::Traditional => &["。", "。", "。", "！", "？", "……", "？！"],
            Self::Japanese => &["。", "。", "！", "……"],
            _ => &[". ", ". ", "? ", "… "],
        }
    }
}

/// Text that grows in both forms at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prose {
    /// As a reader gets it.
    pub(crate) text: String,
    /// As HTML.
    pub(crate) html: String,
}

impl Prose {
    pub(crate) fn say(&mut self, words: &str) {
        self.text.push_str(words);
        for c in words.chars() {
            match c {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '"' => self.html.push_str("&quot;"),
                c => self.html.push(c),
            }
        }
    }

    /// Markup that a reader does not see.
    pub(crate) fn mark(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn ends_spaced(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(' ')
    }
}

/// Of so many clauses of news one is of words that are drawn each for itself.
const NEW_CLAUSES: usize = 5;

/// Ranks of phrases.
const PHRASE_RANK_BITS: usize = 17;

/// Some words from a sequence.
fn clause(tongue: Tongue, breadth: Breadth, sequence: &mut Sequence, out: &mut Prose) {
    let vocabulary = tongue.vocabulary();
    for _ in 0..sequence.between(2, 7) {
        if tongue.is_spaced() && !out.ends_spaced() && !out.text.ends_with(['“', '(', '‘', '"'])
        {
            out.say(" ");
        }
        let word = match breadth {
            Breadth::Narrow => vocabulary.word(sequence),
            Breadth::Wide => vocabulary.wide_word(sequence, tongue.characters()),
        };
        out.say(&word);
    }
}

/// Writes sentences in one language.
pub(crate) struct Writer<'a> {
    pub(crate) sequence: &'a mut Sequence,
    pub(crate) tongue: Tongue,
    /// How much comes between the words: once in so many clauses. 12 is like most news.
    pub(crate) plainness: usize,
    pub(crate) breadth: Breadth,
}

impl Writer<'_> {
    /// Words that stand together. News says much of what it says again and again:
    /// most of them are a phrase of a rank, the same words for the same rank.
    fn clause(&mut self, out: &mut Prose) {
        let (tongue, breadth) = (self.tongue, self.breadth);
        if breadth == Breadth::Narrow || self.sequence.one_in(NEW_CLAUSES) {
            clause(tongue, breadth, self.sequence, out);
        } else {
            let rank = self.sequence.rank(PHRASE_RANK_BITS);
            clause(tongue, breadth, &mut Sequence::new(rank as u64), out);
        }
    }

    /// A few words, as a title or a caption has them.
    pub(crate) fn words(&mut self) -> Prose {
        let mut out = Prose::default();
        self.clause(&mut out);
        if self.sequence.one_in(3) {
            out.say(if self.tongue.is_spaced() { " " } else { "：" });
            self.clause(&mut out);
        }
        out
    }

    fn space(&mut self, out: &mut Prose) {
        let spaced = self.tongue.is_spaced() || self.sequence.one_in(3);
        if spaced && !out.ends_spaced() {
            out.say(" ");
        }
    }

    /// What comes between the words of news.
    fn insertion(&mut self, out: &mut Prose) {
        let vocabulary = self.tongue.vocabulary();
        match self.sequence.below(self.plainness) {
            0 => self.quotation(out, 0),
            1 => {
                self.space(out);
                let number = self.sequence.pick(vocabulary.numbers);
                out.say(&with_digits(number, self.sequence));
                self.space(out);
            }
            2 if self.sequence.one_in(2) => {
                self.space(out);
                let latin = self.sequence.pick(vocabulary.latin);
                out.say(&with_digits(latin, self.sequence));
                self.space(out);
            }
            3 if self.sequence.one_in(2) => self.styled(out),
            4 if self.sequence.one_in(4) && !self.tongue.is_spaced() => {
                out.say(self.sequence.pick(&["——", "……", "·", "/", "／", "～"]));
                self.clause(out);
            }
            5 if self.sequence.one_in(4) => self.clause_in_other_tongue(out),
            _ => {}
        }
    }

    fn quotation(&mut self, out: &mut Prose, depth: usize) {
        let quotes = self.tongue.quotes();
        let (open, close) = quotes[self.sequence.below(quotes.len())];
        if self.tongue.is_spaced() && !out.ends_spaced() {
            out.say(" ");
        }
        if open == "“" && self.sequence.one_in(3) && !self.tongue.is_spaced() {
            out.say("：");
        }
        out.say(open);
        self.clause(out);
        if depth == 0 && self.sequence.one_in(5) {
            self.quotation(out, 1);
        }
        if self.sequence.one_in(4) && !self.tongue.is_spaced() {
            out.say("。");
        }
        out.say(close);
    }

    fn styled(&mut self, out: &mut Prose) {
        let (open, close) = [
            ("<strong>", "</strong>"),
            ("<em>", "</em>"),
            (
                "<a href=\"https://example.org/story/7\" rel=\"nofollow\">",
                "</a>",
            ),
            ("<span class=\"x\">", "</span>"),
            ("<mark>", "</mark>"),
        ][self.sequence.below(5)];
        self.space(out);
        out.mark(open);
        self.clause(out);
        out.mark(close);
    }

    fn clause_in_other_tongue(&mut self, out: &mut Prose) {
        let others = [
            Tongue::Simplified,
            Tongue::Traditional,
            Tongue::Japanese,
            Tongue::Korean,
            Tongue::English,
        ];
        let tongue = std::mem::replace(&mut self.tongue, others[self.sequence.below(5)]);
        self.space(out);
        self.clause(out);
        self.tongue = tongue;
        self.space(out);
    }

    pub(crate) fn sentence(&mut self, out: &mut Prose) {
        for clauses in (0..=self.sequence.below(4)).rev() {
            self.clause(out);
            self.insertion(out);
            if self.sequence.one_in(2) {
                self.clause(out);
            }
            if clauses > 0 {
                out.say(self.sequence.pick(self.tongue.commas()));
            }
        }
        out.say(self.sequence.pick(self.tongue.stops()));
    }

    pub(crate) fn paragraph(&mut self) -> Prose {
        let mut out = Prose::default();
        for _ in 0..=self.sequence.below(5) {
            self.sentence(&mut out);
        }
        out
    }
}
