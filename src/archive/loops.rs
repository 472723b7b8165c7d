//! Links that lead round in circles: to a folder around them. A walk sees those that
//! lead to a folder it came through; this sees the others as well, so that a walk from
//! where something has changed meets what one from the top would.

use std::fs::{metadata, symlink_metadata};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use ignore::DirEntry;

/// Whether what a walk has met is to be passed over: `places` are those of the archive.
pub(super) fn is_loop(entry: &DirEntry, places: &[impl AsRef<Path>]) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    is_folder && entry.path_is_symlink() && leads_round(entry.path(), places)
}

/// Whether a path in an archive is a link to a folder in which it lies, or in which
/// the archive does. The places of an archive themselves are meant, wherever they lead.
pub(super) fn leads_round(path: &Path, places: &[impl AsRef<Path>]) -> bool {
    let is_link = symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    let Some(target) = is_link.then(|| folder(path)).flatten() else {
        return false;
    };
    let is_target = |around: &Path| folder(around) == Some(target);
    places.iter().map(AsRef::as_ref).any(|place| {
        let mut within = path.ancestors().skip(1);
        let is_within = path != place && path.starts_with(place);
        is_within
            && (within.any(|around| around.starts_with(place) && is_target(around))
                || place
                    .canonicalize()
                    .is_ok_and(|place| place.ancestors().skip(1).any(is_target)))
    })
}

/// What tells a folder from all others: its device, and its number there.
fn folder(path: &Path) -> Option<(u64, u64)> {
    let metadata = metadata(path).ok().filter(std::fs::Metadata::is_dir)?;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::collections::BTreeSet;
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::*;
    use crate::archive::catalogue::Catalogue;
    use crate::archive::look::{look, look_at_paths};
    use crate::article::Rules;

    #[test]
    fn a_link_is_round_where_it_leads_to_what_is_around_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("around/news/a/b")).unwrap();
        fs::create_dir_all(path("other/within")).unwrap();
        symlink(path("around/news"), path("to-news")).unwrap();
        for (link, target) in [
            ("around/news/a/up", path("around/news")),
            ("around/news/a/here", path("around/news/a")),
            ("around/news/a/top", path("around")),
            ("around/news/a/b/two", path("around/news/a")),
            ("around/news/a/beside", path("around/news/a/b")),
            ("around/news/other", path("other")),
            ("other/back", path("around/news")),
            ("other/within/up", path("other")),
        ] {
            symlink(target, path(link)).unwrap();
        }
        fs::write(path("around/news/a/file"), "").unwrap();
        let links = [
            ("a/up", true),
            ("a/here", true),
            ("a/top", true),
            ("a/b/two", true),
            ("a/beside", false),
            ("other", false),
            // By a way that goes through the archive.
            ("other/back", true),
            ("other/within/up", true),
            ("a", false),
            ("a/file", false),
            ("nothing", false),
        ];
        for place in ["around/news", "to-news"] {
            let places = [path(place)];
            for (link, expected) in links {
                let found = leads_round(&places[0].join(link), &places);
                assert_eq!(found, expected, "{place}/{link}");
            }
            assert!(!leads_round(&places[0], &places), "{place} is meant");
        }
        // The same link is none to another archive.
        assert!(!leads_round(&path("other/back"), &[path("other")]));
    }

    /// A link that was made while newsprint ran brought the whole archive a second time.
    #[test]
    fn a_look_at_what_has_changed_finds_what_a_look_at_all_does() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().join("news");
        fs::create_dir_all(top.join("a/b")).unwrap();
        for name in ["one.txt", "a/two.txt", "a/b/three.txt"] {
            let text = format!("[{name}](https://example.org/{name})\n");
            fs::write(top.join(name), text).unwrap();
        }
        fs::write(folder.path().join("beside.txt"), "text").unwrap();
        symlink("..", top.join("a/up")).unwrap();
        symlink("../../..", top.join("a/b/out")).unwrap();
        symlink("a/b", top.join("again")).unwrap();
        let (places, rules) = ([top.clone()], Arc::new(Rules::embedded()));
        let mut all = BTreeSet::new();
        look(&places, &rules, &|_| None, &mut |look| {
            all.extend(look.fresh.into_iter().map(|fresh| fresh.path));
            true
        });
        let names = ["one.txt", "a/two.txt", "a/b/three.txt", "again/three.txt"];
        assert_eq!(all, names.map(|name| top.join(name)).into());
        let catalogue = Catalogue::in_memory(0);
        for changed in ["a", "a/up", "a/b", "a/b/out", "again", ""] {
            let changed = top.join(changed).components().collect::<PathBuf>();
            let mut found = BTreeSet::new();
            let paths = [changed.clone()];
            look_at_paths(&paths, &places, &rules, &catalogue, &mut |look| {
                found.extend(look.fresh.into_iter().map(|fresh| fresh.path));
                true
            });
            let mut expected = all.clone();
            expected.retain(|path| path.starts_with(&changed));
            assert_eq!(found, expected, "{}", changed.display());
        }
    }
}
