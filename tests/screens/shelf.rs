//! The archives that screens are made of, read once for all tests.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use newsprint::archive::Archive;
use newsprint::archive::catalogue::{Catalogue, Entry};
use newsprint::article::rules::Site;
use newsprint::article::{Article, Head, Rules};
use newsprint::query::FoldedSource;
use newsprint::text::Clean;
use newsprint::words::Language;

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

/// Articles in all orders.
pub(crate) fn catalogue_of(heads: &[Arc<Head>]) -> Catalogue {
    let entries = heads.iter().map(|head| Entry::article(head, 0, None));
    let empty = Catalogue::in_memory(0);
    empty.changed(entries, &[]).expect("a catalogue in memory")
}

/// An archive that has been read.
pub(crate) struct Shelf {
    /// Its name.
    pub(crate) name: Clean,
    /// Its heads.
    pub(crate) heads: Vec<Arc<Head>>,
    /// The same in all orders.
    pub(crate) catalogue: Catalogue,
    /// The names of the outlets by the path of an article's file.
    pub(crate) sources: HashMap<PathBuf, FoldedSource>,
    /// The articles by the path of their file.
    pub(crate) articles: HashMap<PathBuf, Arc<Article>>,
}

impl Shelf {
    fn read(name: &str, archive: Option<Archive>) -> Self {
        let mut shelf = Self {
            name: Clean::line(name),
            heads: Vec::new(),
            catalogue: catalogue_of(&[]),
            sources: HashMap::new(),
            articles: HashMap::new(),
        };
        let Some(archive) = archive else { return shelf };
        let rules = Rules::embedded();
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let package = package.canonicalize().expect("the package's folder");
        archive.scan(&mut |found| {
            for head in &found.heads {
                let mut article = archive.load(&head.path).expect("an article");
                // Relative to the package, so that a screen that shows a path is
                // the same everywhere.
                if let Ok(path) = head.path.strip_prefix(&package) {
                    path.clone_into(&mut article.head.path);
                }
                let path = article.head.path.clone();
                let site = rules.site(article.head.host.as_str());
                let names = site.into_iter().flat_map(Site::all_names);
                let names = FoldedSource::new(names.chain([article.head.source.as_str()]));
                shelf.sources.insert(path.clone(), names);
                shelf.heads.push(Arc::new(article.head.clone()));
                shelf.articles.insert(path, Arc::new(article));
            }
        });
        shelf.catalogue = catalogue_of(&shelf.heads);
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
                Self::read("guide", Some(Archive::guide(rules, Language::English)))
            }),
            Opened::Empty => EMPTY.get_or_init(|| Self::read("articles", None)),
        }
    }
}
