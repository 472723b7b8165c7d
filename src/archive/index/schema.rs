//! What an index consists of, and of which version it is.

use tantivy::schema::{Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TextAnalyzer;

use super::token::{Hosts, Letters, Words};

/// Written with each commit, before the token. It changes with the fields, with tokens and with
/// folding, for an index of older ones would give other answers.
const VERSION: &str = "newsprint 2, folding 1";

/// What is written with each commit.
pub(super) fn payload(token: u64) -> String {
    format!("{VERSION}, of {token:016x}")
}

/// The token in what was written with a commit of this version.
pub(super) fn token_in(payload: &str) -> Option<u64> {
    let token = payload.strip_prefix(VERSION)?.strip_prefix(", of ")?;
    u64::from_str_radix(token, 16)
        .ok()
        .filter(|own| self::payload(*own) == payload)
}

/// The fields of an index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The article's number.
    pub(super) number: Field,
    /// The title's tokens.
    pub(super) title: Field,
    /// The tokens of the body's blocks.
    pub(super) body: Field,
    /// The title's characters that belong to no word, without positions.
    pub(super) title_letters: Field,
    /// The body's.
    pub(super) body_letters: Field,
    /// Words as written that folding may have joined (`plan::pieces`).
    pub(super) pieces: Field,
    /// In what written words and signs differ from the folded ones (`written`).
    pub(super) written: Field,
    /// The hosts of links, with each host they lie within.
    pub(super) hosts: Field,
}

impl Fields {
    /// The single characters of a field of text.
    pub(super) fn letters_of(&self, text: Field) -> Field {
        if text == self.title {
            self.title_letters
        } else {
            self.body_letters
        }
    }
}

const WORDS: &str = "words";
const LETTERS: &str = "letters";
const HOSTS: &str = "hosts";
/// Tantivy's own: a text is a token.
const RAW: &str = "raw";

fn text(tokenizer: &str, option: IndexRecordOption, lengths: bool) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(option)
            .set_fieldnorms(lengths),
    )
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let basic = IndexRecordOption::Basic;
    let fields = Fields {
        number: schema.add_u64_field("number", INDEXED | tantivy::schema::FAST),
        title: schema.add_text_field("title", text(WORDS, positions, false)),
        body: schema.add_text_field("body", text(WORDS, positions, true)),
        title_letters: schema.add_text_field("title_letters", text(LETTERS, basic, false)),
        body_letters: schema.add_text_field("body_letters", text(LETTERS, basic, false)),
        pieces: schema.add_text_field("pieces", text(WORDS, basic, false)),
        written: schema.add_text_field("written", text(RAW, basic, false)),
        hosts: schema.add_text_field("hosts", text(HOSTS, basic, false)),
    };
    (schema.build(), fields)
}

/// Makes an index that was created or opened ready for use.
pub(super) fn prepare(index: &tantivy::Index) {
    let tokenizers = index.tokenizers();
    tokenizers.register(WORDS, TextAnalyzer::from(Words));
    tokenizers.register(LETTERS, TextAnalyzer::from(Letters));
    tokenizers.register(HOSTS, TextAnalyzer::from(Hosts));
}
