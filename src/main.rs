//! The program `newsprint`: arguments in, an exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsprint::cli::run(std::env::args_os())
}
