//! The real binary in a real pseudo-terminal.
//!
//! `session` is the harness: it starts newsprint with a private home, plays the
//! terminal and shows what a person would see. The other modules are the tests.
//! What single frames look like is left to the screen snapshots.

mod emulator;
mod finding;
mod marking;
mod reading;
mod restoring;
mod searching;
mod session;
mod sharing;
mod terminal;
mod watching;
