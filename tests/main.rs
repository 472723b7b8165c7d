//! All integration tests in one binary: the real program in a real
//! pseudo-terminal, its screens, the page over whole articles, and the order of
//! the house.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test ends at once where something is not as it has to be"
)]

mod fuzz;
mod hostile;
mod page;
mod pty;
mod scale;
mod screens;
mod subcommands;
mod tidy;
