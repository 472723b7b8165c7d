//! The log: what happened, without article text, in files that are rotated by day.

use std::path::Path;
use std::sync::Mutex;

use tracing_appender::rolling::{RollingFileAppender, Rotation};

/// Days whose logs are kept.
const DAYS: usize = 5;

/// Starts the log. Where it can't be written, the program goes on without.
pub(super) fn start(folder: &Path) {
    // The appender complains on the terminal of a folder that is not there.
    if std::fs::create_dir_all(folder).is_err() {
        return;
    }
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("newsprint")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder);
    if let Ok(appender) = appender {
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_max_level(tracing::Level::INFO)
            .with_writer(Mutex::new(appender))
            .finish();
        // Only a second start in one process can fail, and there the first log goes on.
        drop(tracing::subscriber::set_global_default(subscriber));
    }
}

/// Writes down a panic; gives the folder where it stands.
pub(super) fn note_panic(
    folder: &Path,
    info: &std::panic::PanicHookInfo<'_>,
) -> Option<std::path::PathBuf> {
    let text = info.payload_as_str().unwrap_or("no message");
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let backtrace = std::backtrace::Backtrace::capture();
    tracing::error!(place, text, %backtrace, "panic");
    folder.exists().then(|| folder.to_owned())
}
