//! What the rules made of one article: the one record that the details, `show
//! --why` and the warnings are written from.

use crate::article::WarningKind;
use crate::text::Clean;

/// What a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// Finds the outlet's own date; the line that says it is dropped.
    Date,
    /// Finds the links for sharing; the row of them is dropped.
    Share,
    /// Drops what is not the article.
    Drop,
    /// Tells captions.
    Caption,
    /// Tells datelines.
    Dateline,
    /// Tells credits.
    Credit,
    /// Tells notices.
    Notice,
    /// Writes addresses anew.
    Rewrite,
    /// Takes parameters out of links.
    Tracking,
    /// Derives the short link.
    Short,
}

impl RuleKind {
    /// The name: in JSON, and of its words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Share => "share",
            Self::Drop => "drop",
            Self::Caption => "caption",
            Self::Dateline => "dateline",
            Self::Credit => "credit",
            Self::Notice => "notice",
            Self::Rewrite => "rewrite",
            Self::Tracking => "tracking",
            Self::Short => "short",
        }
    }
}

/// Something a rule took out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// How many words went with it.
    pub words: u32,
    /// Its first words; of what has none, the element with its address.
    pub start: Clean,
}

/// What came of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It took something out.
    Dropped(Vec<Piece>),
    /// It applied, and took nothing out.
    Applied {
        /// How often.
        times: u32,
        /// The first text or address it applied to, where that is known.
        first: Clean,
    },
    /// It did not apply: more than a third of the words would be gone.
    TooGreedy {
        /// How many words it would take.
        words: u32,
        /// How many the rules before it have taken.
        before: u32,
        /// Of how many.
        total: u32,
    },
}

/// A rule that had something to do with an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleUse {
    /// The entry, such as `rfi`.
    pub site: String,
    /// The file it is written in: for one that comes with the program its name alone.
    pub file: String,
    /// Whether that is a file of the reader's own.
    pub is_own: bool,
    /// The line in the file, from 1.
    pub line: u32,
    /// What it is for.
    pub kind: RuleKind,
    /// What it finds, in a word or two, such as `share row`.
    pub what: String,
    /// Its selector; nothing where it has none.
    pub select: String,
    /// Its pattern, labels or parameters; nothing where it has none.
    pub pattern: String,
    /// What came of it.
    pub outcome: Outcome,
}

impl RuleUse {
    /// How many words it took out.
    #[must_use]
    pub fn dropped_words(&self) -> u32 {
        match &self.outcome {
            Outcome::Dropped(pieces) => pieces
                .iter()
                .fold(0, |sum, piece| sum.saturating_add(piece.words)),
            Outcome::Applied { .. } | Outcome::TooGreedy { .. } => 0,
        }
    }

    /// Where it is written, for a person.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// The warning to give, where it did not apply.
    #[must_use]
    pub fn warning(&self) -> Option<WarningKind> {
        let Outcome::TooGreedy {
            words,
            before,
            total,
        } = self.outcome
        else {
            return None;
        };
        Some(WarningKind::RuleTooGreedy {
            site: self.site.clone(),
            place: self.place(),
            what: self.what.clone(),
            words,
            before,
            total,
        })
    }
}
