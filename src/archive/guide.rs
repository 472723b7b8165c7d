//! The guide that comes with the program: an archive of articles inside it.

use std::path::Path;

use chrono::DateTime;

use super::look::{Fresh, Look, What};
use super::scan::Scan;
use crate::article::{Article, Rules};
use crate::loader::{self, FileFacts, Loaded};

macro_rules! articles {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/guide/", $name)))),*]
    };
}

const ARTICLES: &[(&str, &str)] = articles![
    "01-welcome.txt",
    "02-huanying.txt",
    "03-moving.txt",
    "04-shouzhi.txt",
    "05-folder.txt",
    "06-paixu.txt",
    "07-finding.txt",
    "08-stars.txt",
    "09-fenxiang.txt",
    "10-sharing.txt",
    "11-paiban.txt",
    "12-page.txt",
    "13-promise.txt",
    "14-shezhi.txt",
    "15-mingling.txt",
    "16-specimen.txt",
    "17-yangben.txt",
    "18-fanti.txt",
    "19-nihongo.txt",
    "20-hangugeo.txt",
    "21-po-russki.txt",
];

fn read(name: &str, text: &str, rules: &Rules) -> Option<Article> {
    // Each has a stamp, so the time of a file it never had is not asked for.
    let facts = FileFacts {
        path: name.into(),
        modified: DateTime::UNIX_EPOCH,
    };
    match loader::load(text.as_bytes(), &facts, rules) {
        Loaded::Article(article) => Some(*article),
        Loaded::Binary => None,
    }
}

/// Reads all articles of the guide.
pub(super) fn scan(rules: &Rules, tell: &mut dyn FnMut(Scan)) {
    let mut scan = Scan::default();
    for (name, text) in ARTICLES {
        if let Some(article) = read(name, text, rules) {
            scan.add(article);
        }
    }
    tell(scan);
}

/// Looks at the guide as at a folder of which nothing is known yet.
pub(super) fn look(rules: &Rules) -> Look {
    let mut look = Look::default();
    for (name, text) in ARTICLES {
        if let Some(article) = read(name, text, rules) {
            look.fresh.push(Fresh {
                path: article.head.path.clone(),
                size: text.len() as u64,
                modified: article.head.modified,
                what: What::Article(Box::new(article.head)),
            });
        }
    }
    look
}

/// Reads one article of the guide.
pub(super) fn load(path: &Path, rules: &Rules) -> Option<Article> {
    let (name, text) = ARTICLES.iter().find(|(name, _)| Path::new(name) == path)?;
    read(name, text, rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_is_in_the_table_and_without_fault() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide");
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .expect("the guide's folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .into_string()
                    .expect("a name")
            })
            .collect();
        names.sort();
        assert_eq!(
            names,
            ARTICLES.iter().map(|(name, _)| *name).collect::<Vec<_>>()
        );
        let rules = Rules::embedded();
        for (name, text) in ARTICLES {
            let article = read(name, text, &rules).expect("an article");
            assert_eq!(article.warnings, [], "{name}");
            assert_eq!(article.head.source.as_str(), "newsprint", "{name}");
        }
    }
}
