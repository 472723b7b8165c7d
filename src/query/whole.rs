//! A whole article made ready to be asked: its text folded, and what is in it
//! beside text.

use super::subject::{Body, Contents, FoldedSource, FoldedText, Marked, Subject};
use crate::article::document::Role;
use crate::article::{Article, Head, host_of};

/// A whole article made ready to be asked. It holds its text twice, as written
/// and folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WholeArticle {
    title: FoldedText,
    blocks: Vec<FoldedText>,
    contents: Contents,
    link_hosts: Vec<String>,
}

impl WholeArticle {
    /// Folds an article: about 10 ms for a megabyte.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        let document = &article.document;
        let mut blocks = Vec::new();
        document.each_text(&mut |role, text| {
            if role != Some(Role::Notice) {
                blocks.push(FoldedText::new(text.as_str()));
            }
        });
        let mut contents = Contents::empty();
        contents.set(Contents::IMAGE, !document.images.is_empty());
        contents.set(Contents::VIDEO, !document.embeds.is_empty());
        contents.set(Contents::SHARE, !article.share.is_empty());
        // A film that is shown by a page of its own is linked to as well.
        let links = document.outward_links().map(|link| link.url.as_str());
        let embeds = document.embeds.iter().map(|embed| embed.url.as_str());
        let mut link_hosts: Vec<String> = links.chain(embeds).filter_map(host_of).collect();
        link_hosts.sort_unstable();
        link_hosts.dedup();
        Self {
            title: FoldedText::new(article.head.title.as_str()),
            blocks,
            contents,
            link_hosts,
        }
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> &FoldedText {
        &self.title
    }

    /// What is known now that the body has been read.
    #[must_use]
    pub fn body(&self) -> Body<'_> {
        Body {
            blocks: &self.blocks,
            contents: self.contents,
            link_hosts: &self.link_hosts,
        }
    }

    /// The article as a query sees it. `head` is its own, `source` its outlet's names.
    #[must_use]
    pub fn subject<'a>(
        &'a self,
        head: &'a Head,
        source: &'a FoldedSource,
        marked: Marked<'a>,
    ) -> Subject<'a> {
        Subject {
            marked,
            body: Some(self.body()),
            ..Subject::of_head(head, &self.title, source)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use chrono::DateTime;

    use super::*;
    use crate::article::Rules;
    use crate::loader::{FileFacts, Loaded, load};
    use crate::query::{Matcher, Query, Reading};

    #[test]
    fn a_whole_article_answers() {
        let text = "<!--1712479502000-->\n[港口的灯塔](https://www.dw.com/zh/a-1)\n------\n\n\
            <p>灯塔<em>重新</em>开放。</p><p>见<a href=\"https://News.Example.org/1\">此</a></p>\
            <img src=\"https://example.org/a.jpg\">\
            <iframe src=\"https://www.youtube.com/embed/n3wsPr1ntBd\"></iframe>\
            <p><em>© 2024年德国之声版权声明：本文是测试用的。</em></p>";
        let facts = FileFacts {
            path: PathBuf::from("2024/a.txt"),
            modified: DateTime::UNIX_EPOCH,
        };
        let rules = Rules::embedded();
        let Loaded::Article(article) = load(text.as_bytes(), &facts, &rules) else {
            panic!("no article")
        };
        let whole = WholeArticle::new(&article);
        let source = FoldedSource::new(["DW", "德国之声"]);
        let subject = whole.subject(&article.head, &source, Marked::default());
        for (query, found) in [
            ("灯塔重新开放", true),
            ("body:港口", false),
            ("title:港口", true),
            ("link:example.org", true),
            ("link:youtube.com", true),
            ("link:dw.com", false),
            ("has:image has:video -has:share", true),
            ("source:德國之聲 date:2024-04", true),
            ("lang:zh length:>5", true),
            ("is:unread path:2024", true),
            // A notice is no part of what is searched.
            ("版权声明", false),
        ] {
            let parsed = Query::parse(query, &Reading::on(chrono::NaiveDate::default()));
            assert_eq!(parsed.diagnostics, [], "{query}");
            let matcher = Matcher::new(&parsed.query, chrono_tz::Tz::UTC);
            assert_eq!(matcher.matches(&subject), found, "{query}");
        }
    }
}
