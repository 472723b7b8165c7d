//! The real binary in a real pseudo-terminal.
//!
//! `room` and `session` are the harness: they start newsprint with a private home,
//! play the terminal and show what a person would see. The other modules are the tests.
//! What single frames look like is left to the screen snapshots.

mod commanding;
mod configuring;
pub(crate) mod emulator;
mod finding;
mod first_minute;
mod languages;
mod marking;
mod programs;
mod reading;
mod restoring;
mod returning;
pub(crate) mod room;
mod searching;
pub(crate) mod session;
mod sharing;
mod terminal;
mod themes;
mod watching;
