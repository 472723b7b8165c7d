//! All integration tests in one binary: the real program in a real
//! pseudo-terminal, and the order of the house.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test ends at once where something is not as it has to be"
)]

mod pty;
mod screens;
mod tidy;
