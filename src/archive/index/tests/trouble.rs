//! Damage, other versions, other processes.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tantivy::IndexSettings;

use super::*;

#[test]
fn what_is_not_there_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    for place in [folder.path().to_owned(), folder.path().join("none")] {
        let opened = Index::open(&place);
        assert!(matches!(opened, Err(IndexError::Missing { .. })));
        let opened = Writer::open(&place, 0, 1);
        assert!(matches!(opened, Err(IndexError::Missing { .. })));
    }
}

#[test]
fn a_file_is_no_folder() {
    let file = tempfile::NamedTempFile::new().unwrap();
    assert!(matches!(
        Index::open(file.path()),
        Err(IndexError::Io { .. })
    ));
    assert!(matches!(
        Index::create(file.path(), TOKEN),
        Err(IndexError::Io { .. })
    ));
}

#[test]
fn what_another_version_made_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (schema, _) = schema::schema();
    let directory = Folder::open(folder.path()).unwrap();
    let index = tantivy::Index::create(directory, schema, IndexSettings::default()).unwrap();
    let opened = Index::open(folder.path());
    assert!(matches!(opened, Err(IndexError::OtherVersion { .. })));
    let mut writer: tantivy::IndexWriter = index.writer(20 << 20).unwrap();
    let mut commit = writer.prepare_commit().unwrap();
    commit.set_payload("newsprint 0, folding 0");
    commit.commit().unwrap();
    let opened = Writer::open(folder.path(), 0, 1);
    assert!(matches!(opened, Err(IndexError::OtherVersion { .. })));
}

#[test]
fn one_writes_and_all_read() {
    let (folder, index, shelf) = small();
    let mut writer = Writer::open(folder.path(), 0, 1).unwrap();
    let second = Writer::open(folder.path(), 0, 1);
    assert!(matches!(second, Err(IndexError::Busy { .. })));
    let made = Index::create(folder.path(), TOKEN);
    assert!(matches!(made, Err(IndexError::Busy { .. })));
    shelf.articles[0].add_to(&mut writer).unwrap();
    assert_eq!(found(&index, &shelf, "访华"), [0]);
    drop(writer);
    // Its lock file is still there; the lock is not.
    assert!(folder.path().join(".tantivy-writer.lock").exists());
    Writer::open(folder.path(), 0, 1).unwrap().commit().unwrap();
}

#[test]
fn making_an_index_anew_leaves_nothing() {
    let (folder, _, shelf) = small();
    fs::write(folder.path().join(META), "not JSON").unwrap();
    assert!(Index::open(folder.path()).is_err());
    let index = Index::create(folder.path(), TOKEN).unwrap();
    assert!(index.numbers().is_clear());
    assert_eq!(found(&index, &shelf, "普京").len(), 0);
}

#[test]
fn what_was_not_committed_is_not_there() {
    let (folder, index, shelf) = small();
    let mut writer = Writer::open(folder.path(), 0, 1).unwrap();
    writer.remove(0).unwrap();
    drop(writer);
    let mut writer = Writer::open(folder.path(), 0, 1).unwrap();
    writer.commit().unwrap();
    writer.finish().unwrap();
    index.reload().unwrap();
    assert_eq!(found(&index, &shelf, "普京"), [0, 1, 2]);
}

#[test]
fn too_great_numbers_are_refused() {
    let (folder, _, shelf) = small();
    let mut writer = Writer::open(folder.path(), 0, 1).unwrap();
    let prepared = || shelf.articles[0].prepared();
    assert!(writer.add(writer::MOST, prepared()).is_err());
    writer.add(writer::MOST - 1, prepared()).unwrap();
}

#[cfg(unix)]
#[test]
fn where_nothing_may_be_written_it_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _, shelf) = small();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "lock") {
            fs::remove_file(path).unwrap();
        }
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.path().join("probe"), "").is_ok() {
        eprintln!("skipped: permissions don't bind the user who runs the tests");
        return;
    }
    let opened = Index::open(folder.path()).map(|index| found(&index, &shelf, "普京"));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(opened.unwrap(), [0, 1, 2]);
}

/// Every file of an index.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_none_or(|end| end != "lock"))
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect()
}

const QUERIES: &[&str] = &[
    "普京",
    "京",
    "\"new york\"",
    "put*",
    "\"北京 外长\"~2",
    "[5G网络 dw]",
    "-(link:example.org)",
    "exact:Putin",
];

/// Opens what may be damaged: an error, or an index that finds what it should,
/// unless its check says that it is damaged. Nothing panics.
fn is_an_error_or_right(folder: &Path, shelf: &Shelf, right: &[Vec<usize>], what: &str) {
    let Ok(index) = Index::open(folder) else {
        return;
    };
    let sound = index.check().is_ok();
    for (query, right) in QUERIES.iter().zip(right) {
        let asked = shelf.ask(query, false);
        let found = index.snapshot().search(asked.root(), &asked, &never);
        let _ = index.snapshot().relevance(asked.root(), &never);
        if sound {
            let found: Vec<_> = verified(found.unwrap(), &asked).ones().collect();
            assert_eq!(found, *right, "{query} after {what}");
        }
    }
    if !sound {
        assert!(Writer::open(folder, 0, 1).is_err(), "{what}");
    }
    // As with one that is too large to be checked whole.
    let _ = guarded(folder, "write", || {
        let (index, fields, token) = open_folder(folder)?;
        let mut writer = Writer::of(folder, &index, (fields, token), 0, 1)?;
        writer.remove(2)?;
        writer.commit()
    });
}

#[test]
fn damage_is_an_error_and_never_a_panic() {
    let (folder, index, shelf) = small();
    let right: Vec<_> = QUERIES
        .iter()
        .map(|query| found(&index, &shelf, query))
        .collect();
    drop(index);
    let sound = files(folder.path());
    let steps = if exactness::is_full() { 60 } else { 6 };
    for (path, bytes) in &sound {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut damages: Vec<(String, Option<Vec<u8>>)> = vec![
            (format!("{name} is gone"), None),
            (format!("{name} is empty"), Some(Vec::new())),
        ];
        for step in 0..steps {
            let at = (bytes.len() * step / steps + step).min(bytes.len() - 1);
            damages.push((format!("{name} is cut at {at}"), Some(bytes[..at].to_vec())));
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (step % 8);
            damages.push((format!("{name} is flipped at {at}"), Some(flipped)));
        }
        for (what, bytes) in damages {
            for (path, bytes) in &sound {
                fs::write(path, bytes).unwrap();
            }
            match bytes {
                Some(bytes) => fs::write(path, bytes).unwrap(),
                None => fs::remove_file(path).unwrap(),
            }
            is_an_error_or_right(folder.path(), &shelf, &right, &what);
        }
    }
}

#[test]
fn an_index_that_was_made_anew_is_not_taken_for_the_old_one() {
    let (folder, index, shelf) = small();
    let before = found(&index, &shelf, "普京");
    let writer = Writer::open(folder.path(), 0, 1).unwrap();
    writer.must_be_of(TOKEN).unwrap();
    assert!(matches!(
        writer.must_be_of(TOKEN + 1),
        Err(IndexError::Replaced { .. })
    ));
    drop(writer);
    let other = Index::create(folder.path(), TOKEN + 1).unwrap();
    assert_eq!((index.token(), other.token()), (TOKEN, TOKEN + 1));
    let mut writer = Writer::open(folder.path(), 0, 1).unwrap();
    shelf.articles[3].add_to(&mut writer).unwrap();
    writer.commit().unwrap();
    let reloaded = index.reload();
    assert!(matches!(reloaded, Err(IndexError::Replaced { .. })));
    assert_eq!(found(&index, &shelf, "普京"), before);
    other.reload().unwrap();
    assert_eq!(other.numbers().ones().collect::<Vec<_>>(), [3]);
    assert_eq!(Index::open(folder.path()).unwrap().token(), TOKEN + 1);
}
