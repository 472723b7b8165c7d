//! The names that may stand before a colon, and what their values say.

use std::sync::Arc;

use chrono::NaiveDate;
use icu_normalizer::ComposingNormalizerBorrowed;

use super::Pinyin;
use super::chinese;
use super::date::Dates;
use crate::article::{ArticleId, host_of};
use crate::text::fold::fold;

macro_rules! fields {
    ($($(#[doc = $doc:literal])* $field:ident, $name:literal;)*) => {
        /// A name that may stand before a colon.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field {
            $($(#[doc = $doc])* $field,)*
        }

        impl Field {
            /// All fields.
            pub const ALL: &[Self] = &[$(Self::$field,)*];

            /// The name as it is typed, without the colon.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)*
                }
            }
        }
    };
}

fields! {
    /// `title:`, in the title alone.
    Title, "title";
    /// `body:`, in the body alone.
    Body, "body";
    /// `source:`, by any whole name of the outlet.
    Source, "source";
    /// `exact:`, as written.
    Exact, "exact";
    /// `host:`, by host.
    Host, "host";
    /// `date:`, by date of publication.
    Date, "date";
    /// `saved:`, by the stamp of the file.
    Saved, "saved";
    /// `is:`, by the reader's marks.
    Is, "is";
    /// `tag:`, by the reader's tags.
    Tag, "tag";
    /// `has:`, by what is in it.
    Has, "has";
    /// `link:`, by where it links to.
    Link, "link";
    /// `lang:`, by language.
    Lang, "lang";
    /// `length:`, by length.
    Length, "length";
    /// `path:`, by file.
    Path, "path";
    /// `id:`, by article.
    Id, "id";
    /// `search:`, by a saved search.
    Search, "search";
    /// `py:`, by pinyin.
    Pinyin, "py";
    /// `sort:`, the order.
    Sort, "sort";
}

impl Field {
    /// The field of a name, in any case; one in Chinese is folded.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        let found = all.find(|field| field.name().eq_ignore_ascii_case(name));
        found.copied().or_else(|| chinese::field(name))
    }

    /// The field whose name is written so before a colon: none where folding leaves
    /// something of it out, white space or a mark, for then it is text.
    pub(super) fn written(name: &str) -> Option<Self> {
        let folded = fold(name);
        let is_whole = folded.as_str().chars().count() == name.chars().count();
        is_whole.then(|| Self::named(folded.as_str())).flatten()
    }
}

/// What is asked of an article beside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The host of its link: these labels, from the right.
    Host(String),
    /// When it was published.
    Published(Dates),
    /// When its file was saved.
    Saved(Dates),
    /// Whether it has been read.
    Read(bool),
    /// It is starred.
    Starred,
    /// It was first seen at the last look at the folder that was asked for, or since.
    New,
    /// It bears a tag, folded.
    Tag(String),
    /// What is in it.
    Has(Has),
    /// It links to a host: these labels, from the right.
    LinksTo(String),
    /// Its language: this tag or one within it (`zh` has `zh-Hant` in it).
    Language(String),
    /// How long it is, notices aside: at least, at most, in Han characters and words.
    Length {
        /// At least.
        least: u32,
        /// At most.
        most: u32,
    },
    /// Its file: parts of the path in a row, each with `*` and `?`.
    Path(Vec<String>),
    /// It is this article.
    Id(ArticleId),
    /// It is found by pinyin.
    Pinyin {
        /// What is sought.
        sought: Arc<Pinyin>,
        /// Whether the names of its source are asked as well as its title.
        of_source: bool,
    },
}

/// Something that may be in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Has {
    /// A picture.
    Image,
    /// A film, a sound or another page.
    Video,
    /// A link for sharing of its own.
    Share,
}

impl Fact {
    /// Reads the value of a field that asks for a fact, as it is written and as
    /// it is folded.
    pub(super) fn read(
        field: Field,
        written: &str,
        folded: &str,
        today: NaiveDate,
    ) -> Option<Self> {
        match field {
            Field::Host => host(written).map(Self::Host),
            Field::Link => host(written).map(Self::LinksTo),
            Field::Date => Dates::read(folded, today).map(Self::Published),
            Field::Saved => Dates::read(folded, today).map(Self::Saved),
            Field::Is => match folded {
                "unread" | "未读" => Some(Self::Read(false)),
                "read" | "已读" => Some(Self::Read(true)),
                "starred" | "star" | "星标" => Some(Self::Starred),
                "new" | "新" => Some(Self::New),
                _ => None,
            },
            Field::Tag => Some(Self::Tag(folded.to_owned())),
            Field::Has => match folded {
                "image" | "picture" | "图片" => Some(Self::Has(Has::Image)),
                "video" | "视频" | "影片" => Some(Self::Has(Has::Video)),
                "share" | "分享" => Some(Self::Has(Has::Share)),
                _ => None,
            },
            Field::Lang => {
                let folded = chinese::language(folded).unwrap_or(folded);
                let is_tag = folded
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-');
                is_tag.then(|| Self::Language(folded.to_owned()))
            }
            Field::Length => length(folded),
            Field::Path => {
                let parts: Vec<String> = written
                    .split('/')
                    .filter(|part| !part.is_empty())
                    .map(str::to_owned)
                    .collect();
                (!parts.is_empty()).then_some(Self::Path(parts))
            }
            Field::Id => folded.parse().ok().map(Self::Id),
            Field::Title
            | Field::Body
            | Field::Source
            | Field::Exact
            | Field::Search
            | Field::Pinyin
            | Field::Sort => None,
        }
    }
}

/// A host, perhaps as part of a link, as the links of articles have it: folding makes
/// another host of one in letters that are not ASCII.
fn host(written: &str) -> Option<String> {
    let plain = ComposingNormalizerBorrowed::new_nfkc().normalize(written);
    let rest = plain.split_once("://").map_or(&*plain, |(_, rest)| rest);
    let place = rest.split(['/', '?', '#']).next()?;
    host_of(&format!("http://{}", place.trim_start_matches('.')))
}

/// `>2000`, `<=500`, `500..1500`, `2000`.
fn length(text: &str) -> Option<Fact> {
    let number = |text: &str| -> Option<u32> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
    };
    let bounds = |least, most| Some(Fact::Length { least, most });
    if let Some(rest) = text.strip_prefix(">=") {
        return bounds(number(rest)?, u32::MAX);
    }
    if let Some(rest) = text.strip_prefix("<=") {
        return bounds(0, number(rest)?);
    }
    if let Some(rest) = text.strip_prefix('>') {
        return bounds(number(rest)?.checked_add(1)?, u32::MAX);
    }
    if let Some(rest) = text.strip_prefix('<') {
        return bounds(0, number(rest)?.checked_sub(1)?);
    }
    match text.split_once("..") {
        Some(("", "")) => None,
        Some((least, "")) => bounds(number(least)?, u32::MAX),
        Some(("", most)) => bounds(0, number(most.trim_start_matches('.'))?),
        Some((one, other)) => {
            // Whichever of them is written first.
            let (one, other) = (number(one)?, number(other.trim_start_matches('.'))?);
            bounds(one.min(other), one.max(other))
        }
        None => number(text).and_then(|length| bounds(length, length)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_as_links_have_them() {
        for (written, expected) in [
            ("dw.com", Some("dw.com")),
            ("com", Some("com")),
            (".DW.com.", Some("dw.com")),
            ("https://www.dw.com/zh?a#b", Some("www.dw.com")),
            ("ｈｔｔｐ：／／ｄｗ。ｃｏｍ／", Some("dw.com")),
            ("http://localhost:8000/x", Some("localhost")),
            ("localhost:8000", Some("localhost")),
            ("someone@host.example", Some("host.example")),
            ("münchen.de", Some("xn--mnchen-3ya.de")),
            ("臺灣.example", Some("xn--nnx388a.example")),
            ("[::1]:80", Some("[::1]")),
            ("ftp://dw.com", Some("dw.com")),
            ("http://", None),
            ("...", None),
            ("a b", None),
            ("a.b:c", None),
            ("file:///x", None),
        ] {
            assert_eq!(host(written).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn lengths_are_read() {
        for (written, expected) in [
            ("2000", Some((2_000, 2_000))),
            (">2000", Some((2_001, u32::MAX))),
            (">=2000", Some((2_000, u32::MAX))),
            ("<500", Some((0, 499))),
            ("<=500", Some((0, 500))),
            ("500..1500", Some((500, 1_500))),
            ("1500..500", Some((500, 1_500))),
            ("500...1500", Some((500, 1_500))),
            ("500..", Some((500, u32::MAX))),
            ("..500", Some((0, 500))),
            ("...500", Some((0, 500))),
            ("..", None),
            ("<0", None),
            (">4294967295", None),
            ("4294967296", None),
            ("+5", None),
            ("many", None),
        ] {
            let bounds = length(written).map(|fact| match fact {
                Fact::Length { least, most } => (least, most),
                other => panic!("{other:?}"),
            });
            assert_eq!(bounds, expected, "{written}");
        }
    }
}
