//! Writing to the output, and beside it. A reader that closes the pipe is no error.

use std::io::{self, BufWriter, StdoutLock, Write};

use crate::text::Clean;

/// The output, buffered.
pub(super) fn out() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Says in one safe line, beside the output, how it went.
pub(super) fn tell(text: &str) {
    drop(writeln!(io::stderr().lock(), "{}", Clean::line(text)));
}

/// Says in one safe line what is wrong.
pub(super) fn complain(text: &str) {
    // Where even this can't be written there is nobody to tell.
    drop(writeln!(
        io::stderr().lock(),
        "newsprint: {}",
        Clean::line(text)
    ));
}
