//! The bodies of the fuzz targets and what they judge by, as the tests of the
//! program have them.

#![allow(dead_code, reason = "of the rules of the page, only some are tried on any text")]

pub mod bodies;
mod choices;
pub mod inputs;
#[path = "../page/reader.rs"]
mod reader;
#[path = "../page/rules.rs"]
mod rules;
