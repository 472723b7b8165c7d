//! newsprint: a news reader for the terminal. It opens a folder of saved articles,
//! one a file, and sets them as in a good book.
//!
//! # The map
//!
//! From the ground up; a room uses only what stands above it in this list.
//! The rooms marked PURE do no I/O, read no clock, start no thread, and know
//! neither ratatui nor crossterm.
//!
//! | room | | what it is for |
//! |---|---|---|
//! | [`text`] | PURE | graphemes, widths, safe strings, folding, line breaking |
//! | [`words`] | PURE | the interface's texts by key |
//! | [`article`] | PURE | what an article is; HTML to a document; site rules |
//! | [`share`] | PURE | what can be copied or opened for an article |
//! | [`page`] | PURE | a document set in lines |
//! | [`loader`] | PURE | bytes and rules to an article; never fails |
//! | [`query`] | PURE | the query language and its matcher |
//! | [`marks`] | PURE | read, starred, the place; what is not yet safe |
//! | [`rows`] | PURE | an immutable list in an order |
//! | [`settings`] | PURE | the settings, their defaults, the place of a fault |
//! | [`command`] | PURE | the table of commands and keys |
//! | [`app`] | PURE | the whole program as a value; messages in, effects out |
//! | [`archive`] | I/O | the folder: what is known of it, the index, searches, the marks' store |
//! | [`desktop`] | I/O | browser, programs of the reader's own, clipboard, QR code |
//! | [`config`] | I/O | where settings, rules, marks and logs lie; earlier searches |
//! | [`ui`] | | draws the program with ratatui and changes nothing |
//! | [`worker`] | | the threads: effects to messages |
//! | [`terminal`] | | crossterm: bytes to keys, the screen and its restoring |
//! | [`cli`] | | arguments, subcommands, the main loop |
//!
//! # What holds everywhere
//!
//! 1. The reader's archive is never written to.
//! 2. The program changes in [`app::App::update`] alone; [`ui::draw`] changes
//!    nothing. The same messages give the same screen.
//! 3. Nothing slow happens on the thread that draws. What is slow is an
//!    [`app::Effect`]; its answer carries the generation that asked, and a stale
//!    answer is dropped. All that has happened is taken in before a frame is drawn.
//! 4. Text that reaches the terminal is a [`text::Clean`]. Every measurement takes
//!    the [`text::WidthPolicy`]. Every word of the interface is looked up by key.
//! 5. Parsers are total: any bytes give an article and warnings. Their budgets are
//!    bytes, nodes and depth, never time.
//! 6. An article's identity ([`article::id`]) is fixed in code, so that no rule or
//!    setting loses a star. What the screen shows as marked survives a power cut;
//!    what is not yet safe is shown so.
//! 7. When nothing happens, nothing wakes.
//!
//! `tests/tidy` holds the house to the order of the rooms and to what is PURE.

pub mod app;
pub mod archive;
pub mod article;
pub mod cli;
pub mod command;
pub mod config;
pub mod desktop;
pub mod loader;
pub mod marks;
pub mod page;
pub mod query;
pub mod rows;
pub mod settings;
pub mod share;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod words;
pub mod worker;

/// How the laws are tried in all tests: nothing is written beside the sources.
#[cfg(test)]
fn laws() -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    }
}
