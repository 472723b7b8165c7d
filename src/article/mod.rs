//! What an article is: its head as the list needs it, its document as the page
//! sets it, its identity; how HTML becomes a document, and the site rules that
//! tell the article from what stands around it.
//!
//! It reads no files: bytes and their formats are the loader's.

mod conversion;
pub mod document;
mod excerpt;
pub mod html;
pub mod id;
mod notes;
pub mod rules;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use url::Url;

use crate::text::Clean;
use crate::text::count::Count;
use crate::text::language::Language;

pub use document::Document;
pub use id::ArticleId;
pub use rules::{RuleUse, Rules};

/// The host of a link, in lower case and without its last dot; none where it has none.
#[must_use]
pub fn host_of(link: &str) -> Option<String> {
    let url = Url::parse(link).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_lowercase();
    (!host.is_empty()).then_some(host)
}

/// Whether an address is one of the web: http or https, with a host.
pub(crate) fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// Where an article's date is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateSource {
    /// The outlet's own time, found by a site rule.
    Outlet,
    /// The stamp in the file: when it was saved.
    Stamp,
    /// The file's modification time.
    File,
}

impl DateSource {
    /// The name in JSON output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Stamp => "stamp",
            Self::File => "file",
        }
    }
}

/// What a list needs to know of an article; the header of its file is enough for it,
/// but for the language and the length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Tells this article from all others.
    pub id: ArticleId,
    /// The title, on one line.
    pub title: Clean,
    /// When it was published, as well as is known.
    pub date: DateTime<Utc>,
    /// Where the date is from.
    pub date_from: DateSource,
    /// When the file was saved, by its stamp.
    pub saved: Option<DateTime<Utc>>,
    /// The outlet: its display name from the site rules, else the host without
    /// `www.`; empty where there is no link.
    pub source: Clean,
    /// The host of the link, in lower case; empty where there is no link.
    pub host: Clean,
    /// The link as it can be opened.
    pub link: Option<String>,
    /// The language, once the body has been read.
    pub language: Option<Language>,
    /// How long it is, once the body has been read. Notices are not counted.
    pub length: Option<Count>,
    /// The file; for an article of the guide, its name alone.
    pub path: PathBuf,
    /// When the file was last changed.
    pub modified: DateTime<Utc>,
}

/// A link for sharing that the article itself carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareLink {
    /// The target's name, such as `Facebook`.
    pub name: String,
    /// The link.
    pub url: String,
}

/// A short link to the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortLink {
    /// The link.
    pub url: String,
    /// The target it was made for, where the outlet makes one for each.
    pub via: Option<String>,
}

/// Something odd in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line in the file, from 1; 0 where it is about the whole file.
    pub line: u32,
    /// What is odd.
    pub kind: WarningKind,
}

/// The oddities a file can have. Each still gives an article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WarningKind {
    /// The text is not UTF-8.
    #[error("not UTF-8, read as {0}")]
    Encoding(&'static str),
    /// The text is not UTF-8, and nothing says what it is.
    #[error("not UTF-8, read as {0}, which is a guess")]
    GuessedEncoding(&'static str),
    /// A byte order mark before text in UTF-8, which needs none.
    #[error("a byte order mark before the text, left out")]
    ByteOrderMark,
    /// Lines that end in CR LF or in CR.
    #[error("lines that end in CR, read as line feeds")]
    CarriageReturns,
    /// Control characters, or characters that turn the direction of a line.
    #[error("control characters, left out")]
    ControlCharacters,
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// Bytes that are no text in that encoding.
    #[error("bytes that are no text, shown as �")]
    BadBytes,
    /// NUL bytes in the text.
    #[error("NUL bytes in the text, left out")]
    Nul,
    /// There is no stamp in the first line.
    #[error("no stamp: the date is the outlet's or the file's")]
    NoStamp,
    /// The stamp counts seconds.
    #[error("the stamp counts seconds, not milliseconds")]
    StampInSeconds,
    /// The stamp is no time at which an article can have been saved.
    #[error("a stamp that is no usable time: {0}")]
    AbsurdStamp(String),
    /// There is another stamp after the first.
    #[error("a second stamp, which does not count")]
    SecondStamp,
    /// There is no line `[title](link)`, or no title in it.
    #[error("no title, so it is taken from {0}")]
    NoTitleLine(&'static str),
    /// Title or link hold brackets or parentheses that do not pair, are escaped,
    /// or look like the border between the two.
    #[error("brackets in the title line that do not pair or could be read in two ways")]
    OddTitleLine,
    /// The title is longer than any list has room for.
    #[error("a very long title, which is cut")]
    LongTitle,
    /// The link has no scheme.
    #[error("a link without scheme, read as https")]
    LinkWithoutScheme,
    /// The link has spaces or raw characters.
    #[error("a link with spaces or raw characters")]
    RawLink,
    /// The link is not one that can be opened.
    #[error("a link that is not http or https: {0}")]
    UnusableLink(String),
    /// There is no link.
    #[error("no link")]
    NoLink,
    /// The line of dashes is missing or of another length.
    #[error("the line of six dashes is missing or of another length")]
    OddDashes,
    /// Lines before the stamp.
    #[error("blank lines before the header")]
    BlankBefore,
    /// Something stands before the stamp.
    #[error("the stamp does not come first")]
    OddOrder,
    /// The body is empty.
    #[error("no body")]
    NoBody,
    /// The body is not HTML.
    #[error("the body is plain text")]
    PlainBody,
    /// The body goes beyond what can be shown.
    #[error("the text was cut: {0}")]
    Cut(document::Cut),
    /// What stands around the article has not been looked for.
    #[error("too long for the site rules, so only the date was looked for")]
    TooLongForRules,
    /// A rule would have dropped more than a third of the words.
    #[error(
        "the rule “{what}” of {site} ({place}) would drop {words} of {total} words{}, so it was not applied",
        after(*before)
    )]
    RuleTooGreedy {
        /// The entry of the rules.
        site: String,
        /// The file and the line of the rule.
        place: String,
        /// What it would drop.
        what: String,
        /// How many words.
        words: u32,
        /// How many the rules before it have dropped.
        before: u32,
        /// Of how many.
        total: u32,
    },
}

/// Tells what other rules have dropped, where they have.
fn after(before: u32) -> String {
    match before {
        0 => String::new(),
        words => format!(", after other rules have dropped {words}"),
    }
}

/// A whole article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What the list knows, complete.
    pub head: Head,
    /// The link with tracking parameters gone.
    pub canonical_link: Option<String>,
    /// The text.
    pub document: Document,
    /// Links for sharing that it carries.
    pub share: Vec<ShareLink>,
    /// A short link that it carries or that the site rule derives.
    pub short_link: Option<ShortLink>,
    /// The outlet's name in the article's language, for citations.
    pub publisher: Clean,
    /// What came of the site rules, in the order they were applied.
    pub rule_uses: Vec<RuleUse>,
    /// What was odd, in the order of lines.
    pub warnings: Vec<Warning>,
}
