//! Turning a panic over damaged files into an error.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::error::IndexError;

/// Does something with an index. Tantivy checks no checksum while it reads, and
/// panics over lists that make no sense; nothing that is ours is half changed
/// then, for readers change nothing, and a writer is not used again.
pub(super) fn guarded<T, E: From<IndexError>>(
    folder: &Path,
    doing: &'static str,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<&str>()
            .map(ToString::to_string)
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        Err(E::from(IndexError::Damaged {
            folder: folder.to_path_buf(),
            detail: format!("to {doing} it failed: {said}"),
        }))
    })
}
