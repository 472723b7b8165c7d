//! `newsprint completions`: what completes the arguments in a shell.

use std::io::Write as _;

use clap_complete::{Shell, generate};

use super::Ground;
use super::arguments::command;
use super::output::out;

pub(super) fn run(ground: &Ground, shell: Shell) -> anyhow::Result<()> {
    let mut command = command(&ground.words);
    // Written whole: a pipe that is closed early is no panic then.
    let mut script = Vec::new();
    generate(shell, &mut command, "newsprint", &mut script);
    let mut out = out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(())
}
