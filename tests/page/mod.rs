//! The page, held to what a reader gets: where lines end over whole articles,
//! how full they are, that no word of any document is missing. The rules are
//! written down here a second time, apart from the code that follows them.

mod articles;
pub(crate) mod reader;
mod reference;
mod rules;
mod show;
