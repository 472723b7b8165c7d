//! An article made ready for the index: what can be done on any thread, before the
//! one that writes takes it.

use tantivy::TantivyDocument;

use super::plan::pieces;
use super::schema::{self, Fields};
use super::signs::Signs;
use super::token::letters;
use super::written::{Differences, Scope};
use crate::query::FoldedText;

/// What of an article is indexed.
#[derive(Clone, Copy, Debug)]
pub struct Indexed<'a> {
    /// The title.
    pub title: &'a FoldedText,
    /// The text of each block, notices left out, as in [`crate::query::subject::Body`].
    pub blocks: &'a [FoldedText],
    /// The hosts it links to, in lower case.
    pub link_hosts: &'a [String],
}

/// An article that the index can take in.
pub struct Prepared(TantivyDocument);

impl Prepared {
    /// The same under its number.
    pub(super) fn numbered(self, fields: &Fields, number: u32) -> TantivyDocument {
        let Self(mut document) = self;
        document.add_u64(fields.number, u64::from(number));
        document
    }
}

/// Makes articles ready, one after the other; a thread has its own.
pub struct Preparer {
    fields: Fields,
    differences: Differences,
    signs: Signs,
}

impl Default for Preparer {
    fn default() -> Self {
        let (_, fields) = schema::schema();
        Self {
            fields,
            differences: Differences::default(),
            signs: Signs::default(),
        }
    }
}

impl Preparer {
    /// Makes an article ready.
    pub fn prepare(&mut self, article: &Indexed<'_>) -> Prepared {
        let fields = &self.fields;
        let mut document = TantivyDocument::new();
        let title = article.title.folded().as_str();
        document.add_text(fields.title, title);
        document.add_text(
            fields.title_letters,
            letters(std::iter::once(title), &mut self.signs),
        );
        let blocks = || article.blocks.iter().map(|block| block.folded().as_str());
        for block in blocks() {
            document.add_text(fields.body, block);
        }
        document.add_text(fields.body_letters, letters(blocks(), &mut self.signs));
        for text in std::iter::once(article.title).chain(article.blocks) {
            let pieces = pieces(text.as_str());
            if !pieces.is_empty() {
                document.add_text(fields.pieces, pieces);
            }
        }
        let title = std::slice::from_ref(article.title);
        for (scope, texts) in [(Scope::Title, title), (Scope::Body, article.blocks)] {
            for difference in self.differences.of(scope, texts) {
                document.add_text(fields.written, difference);
            }
        }
        for host in article.link_hosts {
            document.add_text(fields.hosts, host);
        }
        Prepared(document)
    }
}
