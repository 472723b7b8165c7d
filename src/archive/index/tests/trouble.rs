//! Damage, other versions, other processes.

use super::*;

#[test]
fn what_is_not_there_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    for place in [folder.path().to_owned(), folder.path().join("none")] {
        assert!(matches!(
            Index::open(&place),
            Err(IndexError::Missing { .. })
        ));
    }
}
