//! How site rules are written: the TOML of `assets/sites/` and of a reader's own
//! files. The whole schema is here; adding an outlet is adding data.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// One file of rules.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    /// Outlets, and what holds everywhere (`hosts = ["*"]`).
    #[serde(default)]
    pub(super) site: Vec<SiteEntry>,
    /// Places to share at, known by their links.
    #[serde(default)]
    pub(super) target: Vec<TargetEntry>,
}

/// One outlet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteEntry {
    /// Names the entry.
    pub(super) id: Spanned<String>,
    /// Whether it takes the place of an earlier entry of the same name; else it
    /// adds to that one, and what both say is as it says.
    #[serde(default)]
    pub(super) replace: bool,
    /// Hosts, compared label by label from the right; `*` is every host. An entry
    /// that adds to another needs none.
    #[serde(default)]
    pub(super) hosts: Vec<Spanned<String>>,
    /// Display name in the list.
    pub(super) name: Option<String>,
    /// Names by language tag, for citations and for `source:`.
    #[serde(default)]
    pub(super) names: BTreeMap<String, String>,
    /// Further names it is known by.
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    /// IANA name of the zone its times are in.
    pub(super) zone: Option<Spanned<String>>,
    /// Where its date stands.
    pub(super) date: Option<DateEntry>,
    /// Where its links for sharing stand.
    pub(super) share: Option<ShareEntry>,
    /// A short link derived from the link.
    pub(super) short: Option<ShortEntry>,
    /// What is not the article.
    #[serde(default)]
    pub(super) drop: Vec<DropEntry>,
    /// Elements that hold the caption of the picture before them.
    #[serde(default)]
    pub(super) caption: Vec<Spanned<String>>,
    /// Patterns of a dateline at the start of a paragraph.
    #[serde(default)]
    pub(super) dateline: Vec<Spanned<String>>,
    /// Patterns of a paragraph that is a credit.
    #[serde(default)]
    pub(super) credit: Vec<Spanned<String>>,
    /// Patterns of a paragraph that is a notice.
    #[serde(default)]
    pub(super) notice: Vec<Spanned<String>>,
    /// Addresses to be written anew.
    #[serde(default)]
    pub(super) rewrite: Vec<RewriteEntry>,
    /// Parameters of links that say where a reader came from and nothing of what is
    /// read; `utm_*` is every one that begins so. Those of an outlet are for links
    /// that lead to it, those of `*` for every link.
    pub(super) tracking: Option<Spanned<Vec<String>>>,
}

/// Where a date stands and how it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateEntry {
    /// Elements that may hold it; the first whose text is a date is it.
    pub(super) select: Spanned<String>,
    /// An attribute that holds it, instead of the text.
    pub(super) attribute: Option<String>,
    /// How it is written, in the placeholders of strftime; `%+` is RFC 3339.
    pub(super) format: Spanned<String>,
}

/// Where links for sharing stand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareEntry {
    /// The elements around them; they are dropped.
    pub(super) select: Spanned<String>,
    /// A pattern of the short link within them, percent-encoding undone.
    pub(super) short: Option<Spanned<String>>,
    /// The target that short link was made for.
    pub(super) via: Option<String>,
}

/// A short link derived from the article's link.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShortEntry {
    /// A pattern of the link.
    pub(super) pattern: Spanned<String>,
    /// The short link, with `$1` for what the pattern caught.
    pub(super) replace: String,
}

/// Something to be dropped.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DropEntry {
    /// The elements.
    pub(super) select: Spanned<String>,
    /// Only those whose text, white space collapsed, has this pattern.
    pub(super) text: Option<Spanned<String>>,
    /// Only those whose text, without marks at its ends, is one of these.
    #[serde(default)]
    pub(super) is: Vec<String>,
    /// Only those that are one sentence, which begins with one of the first list and
    /// has one of each further list, in this order.
    #[serde(default)]
    pub(super) phrase: Vec<Vec<String>>,
    /// Only those that say one of these and else nothing but links. One without links
    /// is meant only where such elements follow, and they go with it.
    #[serde(default)]
    pub(super) label: Vec<String>,
    /// Only those whose text has no more characters than this.
    pub(super) longest: Option<usize>,
    /// What it is, in a word or two.
    pub(super) what: String,
}

/// What an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AddressOf {
    /// A link in the text.
    Link,
    /// A picture.
    Picture,
    /// A film, a sound or another page within the article.
    Embed,
}

/// An address to be written anew.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RewriteEntry {
    /// What it belongs to.
    pub(super) of: Vec<AddressOf>,
    /// Hosts of the address, compared as those of outlets; none is every host.
    #[serde(default)]
    pub(super) at: Vec<String>,
    /// A pattern of the address.
    pub(super) pattern: Spanned<String>,
    /// The new address: `$1` is what the pattern caught, `{path.1}` the first
    /// part of the path of the article's own link.
    pub(super) replace: String,
    /// Whether percent-encoding in the result is undone.
    #[serde(default)]
    pub(super) decode: bool,
}

/// A place to share at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetEntry {
    /// Its name.
    pub(super) name: String,
    /// A pattern of links to it.
    pub(super) pattern: Spanned<String>,
}
