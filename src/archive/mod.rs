//! The folder and all that is known of it, behind one facade, [`Archive`]: the
//! scan, the lists made of it, the articles themselves. The reader's folder is
//! never written to; marks live in the [`store`] in the data folder, what is
//! known of the files in the [`catalogue`] and every word in the full-text
//! [`index`], both in the cache folder and kept by the [`Keeper`]. While it is
//! open the folder is watched.

mod asked;
pub mod catalogue;
mod find;
mod guide;
pub mod index;
mod keeper;
#[cfg(test)]
mod killed;
mod known;
mod long;
mod look;
mod loops;
mod parallel;
mod private;
mod scan;
pub mod store;
mod system;
mod walk;
mod watch;

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::article::rules::Site;
use crate::article::{Article, Head, Rules};
use crate::loader::{self, Loaded};
use crate::query::{FoldedSource, WholeArticle};
use crate::text::Clean;
use crate::words::{Language, Notice};
use parallel::in_parallel;

pub use find::{NoArticle, Search};
pub use keeper::{Keeper, Progress, Trouble};
pub use known::{Answer, Known, Learnt, MarkedRows, Narrowing};
pub use look::{Fresh, Look, What};
pub use private::{lock_folder, private_file, private_folder};
pub use scan::{Depth, Scan, Warned};
pub use system::{because, because_said, worded};
pub use watch::{Blindness, End, Watched, Watching, watch_paths, watching};

/// What can go wrong with a folder or a file that was named.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// There is nothing of that name.
    #[error("there is no folder or file “{0}”; check the name")]
    Missing(Clean),
    /// It may not be read.
    #[error("“{0}” may not be read ({1}); check its permissions")]
    Forbidden(Clean, std::io::Error),
    /// It is neither a folder nor a file.
    #[error("“{0}” is neither a folder nor a file; name a folder of articles")]
    NeitherFolderNorFile(Clean),
    /// A folder where a file is wanted.
    #[error("“{0}” is a folder; `newsprint list --archive` lists the articles in it")]
    IsFolder(Clean),
    /// A file is no text.
    #[error("“{0}” holds no text; name a saved article")]
    Binary(Clean),
    /// A file is gone or can't be read now.
    #[error("“{0}” can't be read ({1}); `R` looks at the folder again")]
    Unreadable(Clean, std::io::Error),
}

impl ArchiveError {
    /// The same, to be worded for a person. What `Display` says is English.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let (key, path, reason) = match self {
            Self::Missing(path) => ("archive-missing", path, None),
            Self::Forbidden(path, error) => ("archive-forbidden", path, Some(error)),
            Self::NeitherFolderNorFile(path) => ("archive-neither", path, None),
            Self::IsFolder(path) => ("archive-is-folder", path, None),
            Self::Binary(path) => ("archive-binary", path, None),
            Self::Unreadable(path, error) => ("archive-unreadable", path, Some(error)),
        };
        let notice = Notice::new(key).with("path", path.clone());
        match reason {
            Some(error) => because(notice, "reason", error),
            None => notice,
        }
    }
}

/// What an archive is made of.
#[derive(Clone, Debug)]
enum Places {
    /// Folders and single files.
    Paths(Vec<PathBuf>),
    /// The guide that comes with the program, what is in a language first.
    Guide(Language),
}

/// One or more folders of articles, or the guide.
#[derive(Clone, Debug)]
pub struct Archive {
    places: Places,
    rules: Arc<Rules>,
}

impl Archive {
    /// Opens folders and single files. Each is looked at, none is read yet.
    pub fn open(paths: Vec<PathBuf>, rules: Arc<Rules>) -> Result<Self, ArchiveError> {
        for path in &paths {
            look_at(path)?;
        }
        let paths = paths.into_iter().map(|path| absolute(&path)).collect();
        Ok(Self {
            places: Places::Paths(paths),
            rules,
        })
    }

    /// Opens the guide, what is in a language first.
    #[must_use]
    pub fn guide(rules: Arc<Rules>, language: Language) -> Self {
        Self {
            places: Places::Guide(language),
            rules,
        }
    }

    /// Whether it is the guide.
    #[must_use]
    pub fn is_guide(&self) -> bool {
        matches!(self.places, Places::Guide(_))
    }

    /// What stands for it in the names of files that are kept of it: the same for the
    /// same folders, whatever their order. The guide has none.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        keeper::key_of(self)
    }

    /// The folder in a cache folder that is its own. The guide has none.
    #[must_use]
    pub fn cache_folder(&self, cache: &Path) -> Option<PathBuf> {
        keeper::folder_of(self, cache)
    }

    /// The same, its articles read by other site rules.
    #[must_use]
    pub fn with_rules(&self, rules: Arc<Rules>) -> Self {
        Self {
            places: self.places.clone(),
            rules,
        }
    }

    /// How many articles were known of it when it was open last, by what a cache
    /// folder keeps; `None` where that is not known.
    #[must_use]
    pub fn known_count(&self, cache: &Path) -> Option<usize> {
        keeper::known_count(self, cache)
    }

    /// The folder in a cache folder that is its own, and how far the index has come that
    /// is kept there: only read, whoever writes to it. None for the guide. What is wrong
    /// with it is told.
    #[must_use]
    pub fn index_kept(
        &self,
        cache: &Path,
        tell: &mut dyn FnMut(Trouble),
    ) -> Option<(PathBuf, Progress)> {
        keeper::progress_kept(self, cache, tell)
    }

    /// Its folders and files; none for the guide.
    #[must_use]
    pub fn paths(&self) -> &[PathBuf] {
        match &self.places {
            Places::Guide(_) => &[],
            Places::Paths(paths) => paths,
        }
    }

    /// The name shown above the list: that of the folder.
    #[must_use]
    pub fn name(&self) -> Clean {
        match &self.places {
            Places::Guide(_) => Clean::line("guide"),
            Places::Paths(paths) => {
                let names: Vec<String> = paths.iter().map(|path| folder_name(path)).collect();
                Clean::line(&names.join(", "))
            }
        }
    }

    /// Reads all articles whole, in parallel, and hands their heads on in batches,
    /// with all that is odd in them.
    pub fn scan(&self, scan: &mut dyn FnMut(Scan)) {
        match &self.places {
            Places::Guide(language) => guide::scan(*language, &self.rules, scan),
            Places::Paths(paths) => scan::scan(paths, &self.rules, scan),
        }
    }

    /// Reads one article, whatever else is read. `path` is as its head has it.
    pub fn load(&self, path: &Path) -> Result<Article, ArchiveError> {
        self.load_in(path, |_| None, |article| article)
    }

    /// Reads one article and makes something of it that takes less room: while that is
    /// done with a long one, no other thread does it with another.
    fn load_and<R>(&self, path: &Path, make: impl FnOnce(Article) -> R) -> Result<R, ArchiveError> {
        self.load_in(path, long::turn, make)
    }

    /// Reads one article and makes something of it; `turn` gives what is held meanwhile,
    /// by the bytes of the file.
    fn load_in<R>(
        &self,
        path: &Path,
        turn: impl FnOnce(u64) -> Option<long::Turn>,
        make: impl FnOnce(Article) -> R,
    ) -> Result<R, ArchiveError> {
        if let Places::Guide(language) = self.places {
            return guide::load(path, language, &self.rules)
                .map(make)
                .ok_or_else(|| ArchiveError::Missing(shown(path)));
        }
        let path = &absolute(path);
        let (facts, bytes) = scan::whole(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::IsADirectory => ArchiveError::IsFolder(shown(path)),
            _ => ArchiveError::Unreadable(shown(path), error),
        })?;
        let _turn = turn(bytes.len() as u64);
        let loaded = loader::load(&bytes, &facts, &self.rules);
        drop(bytes);
        match loaded {
            Loaded::Article(article) => Ok(make(*article)),
            Loaded::Binary => Err(ArchiveError::Binary(shown(path))),
        }
    }
}

impl Archive {
    /// Makes something of an article's head, of the article ready to be asked, and of the
    /// size of its file in bytes; `None` where it can't be read now.
    fn whole_and<R>(
        &self,
        path: &Path,
        make: impl FnOnce(Head, &WholeArticle, u64) -> R,
    ) -> Option<R> {
        let size = match &self.places {
            // It has no files.
            Places::Guide(_) => 0,
            Places::Paths(_) => std::fs::metadata(path).ok()?.len(),
        };
        self.load_and(path, |article| {
            let whole = WholeArticle::new(&article);
            // It holds the text once more.
            drop(article.document);
            make(article.head, &whole, size)
        })
        .ok()
    }

    /// The same heads with all that whole articles tell, language and length: those
    /// of which it is not known are read, on all processors.
    #[must_use]
    pub fn whole_heads(&self, heads: &[Arc<Head>]) -> Vec<Arc<Head>> {
        in_parallel(heads, |head| match head.length {
            Some(_) => Arc::clone(head),
            None => self
                .load_and(&head.path, |article| Arc::new(article.head))
                .unwrap_or_else(|_| Arc::clone(head)),
        })
    }
}

/// The names by which the outlet at a host is found, which is shown under a name.
fn source_names(host: &str, source: &str, rules: &Rules) -> FoldedSource {
    let names = rules.site(host).into_iter().flat_map(Site::all_names);
    FoldedSource::new(names.chain([source]))
}

/// A path from the root: marks remember where an article was, whatever folder one stood
/// in then. What is kept of an archive is named by its paths as well: a slash at the end,
/// `.` and `..` make no other of the same folder.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => lead_up(&mut plain),
            part => plain.push(part),
        }
    }
    plain
}

/// Goes to the folder around one, where there is one: of a link, around what it leads to.
fn lead_up(folder: &mut PathBuf) {
    match folder.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => {
            folder.pop();
        }
        _ => match folder.canonicalize() {
            Ok(target) if target.is_dir() => {
                *folder = target;
                folder.pop();
            }
            _ => folder.push(Component::ParentDir),
        },
    }
}

/// A path as it may be shown.
#[must_use]
pub fn shown(path: &Path) -> Clean {
    Clean::line(&path.to_string_lossy())
}

/// The last part of a path that has a name: `.` is named as the folder it is.
fn folder_name(path: &Path) -> String {
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = full.file_name().unwrap_or(full.as_os_str());
    name.to_string_lossy().into_owned()
}

fn look_at(path: &Path) -> Result<(), ArchiveError> {
    let fault = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            ArchiveError::Missing(shown(path))
        }
        _ => ArchiveError::Forbidden(shown(path), error),
    };
    let metadata = std::fs::metadata(path).map_err(fault)?;
    if metadata.is_dir() {
        std::fs::read_dir(path).map(|_| ()).map_err(fault)
    } else if metadata.is_file() {
        std::fs::File::open(path).map(|_| ()).map_err(fault)
    } else {
        Err(ArchiveError::NeitherFolderNorFile(shown(path)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    /// Each way to name a folder had a cache of its own, with all in it indexed again.
    #[test]
    fn a_folder_has_one_name_however_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("news/in")).unwrap();
        std::fs::create_dir(root.join("elsewhere")).unwrap();
        std::os::unix::fs::symlink(root.join("news/in"), root.join("elsewhere/link")).unwrap();
        std::fs::write(root.join("file"), "").unwrap();
        for (written, expected) in [
            ("news", "news"),
            ("news/", "news"),
            ("news//in/.", "news/in"),
            ("./news/../news", "news"),
            ("news/in/../", "news"),
            ("news/../elsewhere/link", "elsewhere/link"),
            ("elsewhere/link/", "elsewhere/link"),
            // Where the link leads to, not where it lies.
            ("elsewhere/link/..", "news"),
            ("elsewhere/link/../in/../../news", "news"),
            // There is nothing of that name.
            ("never/../news", "never/../news"),
            ("file/../news", "file/../news"),
        ] {
            let plain = absolute(&root.join(written));
            let expected = root.join(expected);
            assert_eq!(plain.as_os_str(), expected.as_os_str(), "{written}");
        }
        assert_eq!(absolute(Path::new("/../..")).as_os_str(), "/");
        let key = |written: &str| {
            let rules = Arc::new(Rules::default());
            let archive = Archive::open(vec![root.join(written)], rules).unwrap();
            let kept = archive
                .index_kept(Path::new("/cache"), &mut |_| {})
                .unwrap();
            (archive.key(), kept.0)
        };
        assert_eq!(key("news/"), key("news"));
        assert_ne!(key("news/"), key("elsewhere"));
    }
}
