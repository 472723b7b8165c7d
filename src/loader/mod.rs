//! Bytes and rules to an article. It never fails: any text gives an article,
//! perhaps a poor one, and warnings that say what was odd and where.
//!
//! [`scan`] reads the start of a file for the list; [`load`] reads all of it for
//! the page. Both see the same title, date and identity.

mod body;
mod decode;
mod saved;

use std::borrow::Cow;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use ego_tree::NodeRef;
use scraper::{ElementRef, Html, Node};

use crate::article::document::{Block, Cut};
use crate::article::html::{self, Context};
use crate::article::id::canonical_link;
use crate::article::rules::{self, Verdict};
use crate::article::{Article, ArticleId, DateSource, Document, Head, Rules, WarningKind, host_of};
use crate::share::shown_domain;
use crate::text::language::Language;
use crate::text::{Clean, WidthPolicy};

use decode::Decoded;
use saved::Parts;

/// Bytes at the start of a file that the list reads. The outlet's date counts
/// only where it stands within them.
pub const HEADER_BYTES: usize = 4 << 10;

/// Bytes of a body in which its date stands nearly always: only where it does not
/// is the rest of the start parsed for it.
const DATE_BYTES: usize = 1 << 10;

/// Bytes of a file that are read; what follows is cut off, and no part of its
/// identity. Whoever reads files reads one more, so that a cut is seen.
pub const FILE_BYTES: usize = html::BYTES;

/// Columns of a title made from the first words of the text.
const TITLE_COLUMNS: usize = 60;

/// Bytes of a title that are shown: some seven hundred Han characters, or a short
/// post that was saved as its own title. Rows, orders and searches go through it whole.
const TITLE_BYTES: usize = 2 << 10;

/// What is known of a file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// Where it is.
    pub path: PathBuf,
    /// When it was last changed.
    pub modified: DateTime<Utc>,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// An article.
    Article(Box<Article>),
    /// No text.
    Binary,
}

/// What the start of a file tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// What the list needs.
    Head(Box<Head>),
    /// The start does not tell title and identity: the whole file must be read.
    NeedsWhole,
    /// No text.
    Binary,
}

/// Reads the start of a file, [`HEADER_BYTES`] long or the whole of a shorter one;
/// what goes beyond is not looked at.
#[must_use]
pub fn scan(start: &[u8], is_whole: bool, facts: &FileFacts, rules: &Rules) -> Scanned {
    let is_whole = is_whole && start.len() <= HEADER_BYTES;
    let start = start.get(..HEADER_BYTES).unwrap_or(start);
    let Decoded::Text(text, _) = decode::decode(start, is_whole) else {
        return Scanned::Binary;
    };
    let parts = saved::parts(&text);
    match &parts.link {
        Some(link) if (is_whole || parts.is_settled) && !parts.title.is_empty() => {
            let host = host_of(link).unwrap_or_default();
            let date = outlet_date(parts.body, is_whole, rules, &host);
            let id = ArticleId::v1(Some(link), &parts.title, "");
            Scanned::Head(Box::new(head(
                &parts,
                shown_title(&parts.title).0,
                id,
                &host,
                date,
                facts,
                rules,
            )))
        }
        _ => Scanned::NeedsWhole,
    }
}

/// A step of loading that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The bytes are text, and its header is read.
    Text,
    /// The body is parsed.
    Tree,
    /// The site rules are applied.
    Rules,
    /// The blocks are made.
    Blocks,
    /// Language, length and identity are known.
    Article,
}

/// Reads a whole file, up to [`FILE_BYTES`].
#[must_use]
pub fn load(bytes: &[u8], facts: &FileFacts, rules: &Rules) -> Loaded {
    load_in_steps(bytes, facts, rules, &mut |_| {})
}

/// Reads a whole file and tells of each step when it is done, for whoever
/// measures what a step costs.
#[must_use]
pub fn load_in_steps(
    bytes: &[u8],
    facts: &FileFacts,
    rules: &Rules,
    done: &mut dyn FnMut(Step),
) -> Loaded {
    let is_whole = bytes.len() <= FILE_BYTES;
    let bytes = bytes.get(..FILE_BYTES).unwrap_or(bytes);
    let Decoded::Text(text, odd) = decode::decode(bytes, is_whole) else {
        return Loaded::Binary;
    };
    let mut parts = saved::parts(&text);
    parts.warnings.extend(odd);
    warn_of_controls(&text, &mut parts);
    let body_line = 1 + lines_before(&text, parts.body);
    let source = body_as_html(&mut parts, &text, body_line);
    done(Step::Text);
    let parsed = html::parse(&source);
    // The text is there more than once as it is.
    drop(source);
    done(Step::Tree);
    let cut = parsed.cut.or((!is_whole).then_some(Cut::Bytes));
    if let Some(cut) = cut {
        parts.warn(body_line, WarningKind::Cut(cut));
    }
    let host = parts.link.as_deref().and_then(host_of).unwrap_or_default();
    let date = date_in_header(bytes, &parts, rules, &host);
    let mut verdict = rules::apply(&parsed.html, rules, &host, date);
    verdict.derive_short_link(parts.link.as_deref());
    for kind in verdict.warnings() {
        parts.warn(body_line, kind);
    }
    done(Step::Rules);
    let (title, title_from) = title(&parts, &parsed.html, facts);
    if let Some(place) = title_from
        && !text.trim().is_empty()
    {
        parts.warn(parts.title_line, WarningKind::NoTitleLine(place.name()));
    }
    let (title, is_cut) = shown_title(&title);
    if is_cut {
        parts.warn(parts.title_line, WarningKind::LongTitle);
    }
    let link = parts.link.as_deref();
    let mut document = html::build(
        &parsed.html,
        Context {
            verdict: &verdict,
            link: link.unwrap_or_default(),
            // Words that are a title only for want of one are still the text's.
            title: if title_from == Some(TitleFrom::Words) {
                ""
            } else {
                title.as_str()
            },
        },
    );
    document.blocks.extend(cut.map(Block::Cut));
    done(Step::Blocks);
    let id = ArticleId::v1(link, &parts.title, parts.body);
    let head = head(&parts, title, id, &host, date, facts, rules);
    let article = finished(parts, head, document, verdict, rules, &host);
    done(Step::Article);
    Loaded::Article(Box::new(article))
}

/// The body as HTML, which it may not be.
fn body_as_html<'a>(parts: &mut Parts<'a>, text: &str, line: u32) -> Cow<'a, str> {
    let is_html = body::is_html(parts.body);
    if parts.body.trim().is_empty() {
        if !text.trim().is_empty() {
            parts.warn(0, WarningKind::NoBody);
        }
    } else if !is_html {
        parts.warn(line, WarningKind::PlainBody);
    }
    if is_html {
        parts.body.into()
    } else {
        body::to_html(parts.body).into()
    }
}

/// Warns of control characters, once for the header and once for the body.
fn warn_of_controls(text: &str, parts: &mut Parts<'_>) {
    let border = text.len() - parts.body.len();
    for (from, part) in [(0, text.get(..border)), (border, text.get(border..))] {
        let found = part.and_then(|part| part.find(saved::is_control));
        let rest = found.and_then(|at| text.get(from + at..));
        if let Some(rest) = rest {
            parts.warn(1 + lines_before(text, rest), WarningKind::ControlCharacters);
        }
    }
}

/// The outlet's date as a scan of the file's start sees it: the list and the
/// page must not tell two dates.
fn date_in_header(
    bytes: &[u8],
    parts: &Parts<'_>,
    rules: &Rules,
    host: &str,
) -> Option<DateTime<Utc>> {
    if bytes.len() <= HEADER_BYTES {
        return outlet_date(parts.body, true, rules, host);
    }
    let Decoded::Text(start, _) = decode::decode(bytes.get(..HEADER_BYTES)?, false) else {
        return None;
    };
    outlet_date(saved::parts(&start).body, false, rules, host)
}

fn finished(
    parts: Parts<'_>,
    mut head: Head,
    document: Document,
    verdict: Verdict<'_>,
    rules: &Rules,
    host: &str,
) -> Article {
    let text = document.start_of_text(Language::LOOKED_AT);
    let language = Language::guess(if text.trim().is_empty() {
        head.title.as_str()
    } else {
        &text
    });
    head.language = Some(language);
    head.length = Some(document.count());
    let (share, short_link, rule_uses) = verdict.into_record();
    Article {
        canonical_link: parts.link.as_deref().and_then(canonical_link),
        publisher: Clean::line(&shown_domain(rules.publisher(host, language.tag())).0),
        short_link,
        share,
        rule_uses,
        warnings: {
            let mut warnings = parts.warnings;
            warnings.sort_by_key(|warning| warning.line);
            warnings
        },
        head,
        document,
    }
}

fn head(
    parts: &Parts<'_>,
    title: Clean,
    id: ArticleId,
    host: &str,
    outlet: Option<DateTime<Utc>>,
    facts: &FileFacts,
    rules: &Rules,
) -> Head {
    let (date, date_from) = match (outlet, parts.saved) {
        (Some(date), _) => (date, DateSource::Outlet),
        (None, Some(date)) => (date, DateSource::Stamp),
        (None, None) => (facts.modified, DateSource::File),
    };
    Head {
        id,
        title,
        date,
        date_from,
        saved: parts.saved,
        // An outlet that no rule knows is called by its host, as links are.
        source: Clean::line(&shown_domain(rules.source_name(host)).0),
        host: Clean::line(host),
        link: parts.link.clone(),
        language: None,
        length: None,
        path: facts.path.clone(),
        modified: facts.modified,
    }
}

/// The outlet's own date in the start of a body.
fn outlet_date(start: &str, is_whole: bool, rules: &Rules, host: &str) -> Option<DateTime<Utc>> {
    if !rules.finds_date(host) {
        return None;
    }
    let found = |text: &str| rules::find_date(&html::parse(text).html, rules, host);
    // A start may end within a text: what stands before the last tag is complete.
    let before_tag = |text: &'_ str| text.rfind('<').unwrap_or(0);
    let first = start.get(..start.floor_char_boundary(DATE_BYTES))?;
    if first.len() < start.len()
        && let Some(date) = found(first.get(..before_tag(first))?)
    {
        return Some(date);
    }
    let end = if is_whole {
        start.len()
    } else {
        before_tag(start)
    };
    found(start.get(..end)?)
}

/// The number of lines before `rest`, which is the end of `text`.
fn lines_before(text: &str, rest: &str) -> u32 {
    let before = text.get(..text.len() - rest.len()).unwrap_or_default();
    u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX)
}

/// A title as it is shown, and whether it was cut for that. Its identity hangs on the
/// whole of it.
fn shown_title(title: &str) -> (Clean, bool) {
    let whole = Clean::line(title);
    let most = whole.as_str().floor_char_boundary(TITLE_BYTES);
    let Some(start) = whole
        .as_str()
        .get(..most)
        .filter(|start| start.len() < whole.as_str().len())
    else {
        return (whole, false);
    };
    let start = whole.as_clean().slice(0..start.trim_end().len());
    let mark = WidthPolicy::Narrow.cut_mark();
    (Clean::concat(&[start, mark]), true)
}

/// Where a title is from that its line does not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TitleFrom {
    TitleElement,
    Heading,
    Words,
    FileName,
}

impl TitleFrom {
    fn name(self) -> &'static str {
        match self {
            Self::TitleElement => "<title>",
            Self::Heading => "<h1>",
            Self::Words => "the first words",
            Self::FileName => "the file's name",
        }
    }
}

/// The title, and where it is from if not from its line.
fn title(parts: &Parts<'_>, html: &Html, facts: &FileFacts) -> (String, Option<TitleFrom>) {
    if !parts.title.is_empty() {
        return (parts.title.clone(), None);
    }
    for (name, place) in [
        ("title", TitleFrom::TitleElement),
        ("h1", TitleFrom::Heading),
    ] {
        let mut elements = html.tree.nodes().filter_map(ElementRef::wrap);
        let found = elements
            .find(|element| element.value().name() == name)
            .map(|element| Clean::line(&element.text().collect::<String>()));
        if let Some(title) = found.filter(|title| !title.is_empty()) {
            return (title.as_str().to_owned(), Some(place));
        }
    }
    let is_shown = |node: &NodeRef<'_, Node>| {
        let parent = node.parent().and_then(|parent| parent.value().as_element());
        !parent.is_some_and(|element| {
            matches!(element.name(), "script" | "style" | "title" | "noscript")
        })
    };
    let words = html
        .tree
        .nodes()
        .filter(is_shown)
        .filter_map(|node| node.value().as_text())
        .map(|text| Clean::line(text.trim().lines().next().unwrap_or_default()))
        .find(|words| !words.is_empty());
    if let Some(words) = words {
        let short = WidthPolicy::Narrow.shorten(words.as_clean(), TITLE_COLUMNS);
        return (short.as_str().to_owned(), Some(TitleFrom::Words));
    }
    let name = facts
        .path
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned());
    (name.unwrap_or_default(), Some(TitleFrom::FileName))
}

#[cfg(test)]
mod tests;
