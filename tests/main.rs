//! All integration tests in one binary: the real program in a real
//! pseudo-terminal.

mod pty;
