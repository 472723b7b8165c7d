//! HTML to [`Document`](super::Document): parsed once, within budgets of bytes, nodes and depth
//! (never of time, so that the page and the index see the same document).

mod build;
mod finish;
mod forms;
mod inline;
mod media;
mod nested;
mod parse;
mod table;
mod within;

pub(crate) use build::{Context, build, is_shown};
pub(crate) use parse::{BYTES, parse};

#[cfg(test)]
mod tests;
