//! Text as a terminal has to treat it: graphemes and their columns, strings that
//! are safe to show, folding for comparison, and the breaking of a paragraph
//! into lines. It knows no document, no colour and no screen.

pub mod alike;
pub mod clean;
pub mod convert;
pub mod count;
pub mod dictionary;
pub mod fold;
pub(crate) mod graphemes;
pub mod json;
pub mod language;
pub mod linebreak;
pub mod paragraph;
pub mod script;
pub mod variants;
pub mod width;

pub use clean::{Clean, CleanRef, is_never_shown};
pub use width::{WidthPolicy, Widths};
