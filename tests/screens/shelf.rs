//! The archives that screens are made of, read once for all tests.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use newsprint::archive::{Archive, Depth, Snapshot};
use newsprint::article::{Article, Rules};
use newsprint::text::Clean;

/// Which archive is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// The five articles of `tests/data/articles`.
    Fixtures,
    /// The guide.
    Guide,
    /// A folder without articles.
    Empty,
}

/// An archive that has been read.
pub(crate) struct Shelf {
    /// Its name.
    pub(crate) name: Clean,
    /// Its heads.
    pub(crate) snapshot: Snapshot,
    /// The articles by the path of their file.
    pub(crate) articles: HashMap<PathBuf, Arc<Article>>,
}

impl Shelf {
    fn read(name: &str, archive: Option<Archive>) -> Self {
        let mut shelf = Self {
            name: Clean::line(name),
            snapshot: Snapshot::default(),
            articles: HashMap::new(),
        };
        let Some(archive) = archive else { return shelf };
        let rules = Rules::embedded();
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let package = package.canonicalize().expect("the package's folder");
        archive.scan(Depth::Whole, &mut |found| {
            let mut heads = Vec::new();
            for head in &found.heads {
                let mut article = archive.load(&head.path).expect("an article");
                // Relative to the package, so that a screen that shows a path is
                // the same everywhere.
                if let Ok(path) = head.path.strip_prefix(&package) {
                    path.clone_into(&mut article.head.path);
                }
                heads.push(Arc::new(article.head.clone()));
                let path = article.head.path.clone();
                shelf.articles.insert(path, Arc::new(article));
            }
            shelf.snapshot.add(heads, &rules);
        });
        shelf
    }

    /// The archives are read once and shared by all tests.
    pub(crate) fn of(opened: Opened) -> &'static Self {
        static FIXTURES: OnceLock<Shelf> = OnceLock::new();
        static GUIDE: OnceLock<Shelf> = OnceLock::new();
        static EMPTY: OnceLock<Shelf> = OnceLock::new();
        match opened {
            Opened::Fixtures => FIXTURES.get_or_init(|| {
                let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
                let names = [
                    "dw-gallery",
                    "dw-plain",
                    "rfi-promotion",
                    "rfi-summer",
                    "rfi-winter",
                ];
                let paths = names.map(|name| folder.join(format!("{name}.txt")));
                let rules = Arc::new(Rules::embedded());
                let archive = Archive::open(paths.to_vec(), rules).expect("the fixtures");
                Self::read("articles", Some(archive))
            }),
            Opened::Guide => GUIDE.get_or_init(|| {
                let rules = Arc::new(Rules::embedded());
                Self::read("guide", Some(Archive::guide(rules)))
            }),
            Opened::Empty => EMPTY.get_or_init(|| Self::read("articles", None)),
        }
    }
}
