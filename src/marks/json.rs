//! Articles as JSON. The fields are promised: names and meanings stay.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::Mark;
use crate::article::id::canonical_link;
use crate::article::{Article, Head};
use crate::text::Clean;

/// What a list says of an article.
#[derive(Serialize)]
pub struct HeadJson {
    id: String,
    title: String,
    date: String,
    saved: Option<String>,
    date_from: &'static str,
    source: String,
    host: Option<String>,
    link: Option<String>,
    canonical_link: Option<String>,
    language: &'static str,
    length: u32,
    path: String,
    read: bool,
    starred: bool,
    tags: Vec<String>,
}

/// What `show` says of an article, with what came of its rules where that is asked
/// for.
#[derive(Serialize)]
pub struct ArticleJson<R> {
    #[serde(flatten)]
    head: HeadJson,
    share: Vec<ShareJson>,
    short_link: Option<String>,
    links: Vec<LinkJson>,
    images: Vec<ImageJson>,
    embeds: Vec<EmbedJson>,
    warnings: Vec<WarningJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<Vec<R>>,
    text: String,
}

#[derive(Serialize)]
struct ShareJson {
    name: String,
    url: String,
}

#[derive(Serialize)]
struct LinkJson {
    url: String,
    text: String,
}

#[derive(Serialize)]
struct ImageJson {
    url: String,
    caption: Option<String>,
}

#[derive(Serialize)]
struct EmbedJson {
    url: String,
    title: Option<String>,
}

#[derive(Serialize)]
struct WarningJson {
    line: u32,
    text: String,
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// A text that came with an article, safe to print.
fn safe(text: &str) -> String {
    Clean::line(text).as_str().to_owned()
}

impl HeadJson {
    /// The row of an article and its marks.
    #[must_use]
    pub fn of(head: &Head, mark: &Mark) -> Self {
        let text = |text: &Clean| text.as_str().to_owned();
        Self {
            id: head.id.to_string(),
            title: text(&head.title),
            date: time(head.date),
            saved: head.saved.map(time),
            date_from: head.date_from.name(),
            source: text(&head.source),
            host: (!head.host.is_empty()).then(|| text(&head.host)),
            link: head.link.as_deref().map(safe),
            canonical_link: head.link.as_deref().and_then(canonical_link),
            language: head.language.map_or("und", |language| language.tag()),
            length: head.length.map_or(0, crate::text::count::Count::total),
            path: safe(&head.path.to_string_lossy()),
            read: mark.read,
            starred: mark.starred,
            tags: mark.tags.iter().map(|tag| text(tag.name())).collect(),
        }
    }
}

impl<R> ArticleJson<R> {
    /// An article and its marks; `rules` is what came of the site rules.
    #[must_use]
    pub fn of(article: &Article, mark: &Mark, rules: Option<Vec<R>>) -> Self {
        let document = &article.document;
        let text = |text: &Clean| text.as_str().to_owned();
        let share = article.share.iter().map(|link| ShareJson {
            name: safe(&link.name),
            url: safe(&link.url),
        });
        let links = document.outward_links().map(|link| LinkJson {
            url: safe(&link.url),
            text: text(&link.text),
        });
        let images = document.images.iter().map(|image| ImageJson {
            url: safe(&image.url),
            caption: image.caption.as_ref().map(text),
        });
        let embeds = document.embeds.iter().map(|embed| EmbedJson {
            url: safe(&embed.url),
            title: embed.title.as_ref().map(text),
        });
        let warnings = article.warnings.iter().map(|warning| WarningJson {
            line: warning.line,
            text: safe(&warning.kind.to_string()),
        });
        Self {
            head: HeadJson::of(&article.head, mark),
            share: share.collect(),
            short_link: article.short_link.as_ref().map(|short| safe(&short.url)),
            links: links.collect(),
            images: images.collect(),
            embeds: embeds.collect(),
            warnings: warnings.collect(),
            rules,
            text: document.plain_text(),
        }
    }
}
