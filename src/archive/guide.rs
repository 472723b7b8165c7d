//! The guide that comes with the program: an archive of articles inside it.

use std::path::Path;

use chrono::DateTime;

use super::look::{Fresh, Look, What};
use super::scan::Scan;
use crate::article::{Article, Rules};
use crate::loader::{self, FileFacts, Loaded};
use crate::words::Language;

use Language::{English, Simplified, Traditional};

/// An article of the guide.
struct Own {
    /// Its file.
    name: &'static str,
    text: &'static str,
    /// The language of the interface it is for, where it is in one of them.
    language: Option<Language>,
}

macro_rules! articles {
    ($($language:expr, $name:literal;)*) => {
        &[$(Own {
            name: $name,
            text: include_str!(concat!("../../assets/guide/", $name)),
            language: $language,
        }),*]
    };
}

/// The articles by their stamps, the newest first: English and Chinese side by side.
const ARTICLES: &[Own] = articles![
    Some(English), "01-welcome.txt";
    Some(Simplified), "02-huanying.txt";
    Some(English), "03-moving.txt";
    Some(Simplified), "04-shouzhi.txt";
    Some(English), "05-folder.txt";
    Some(Simplified), "06-paixu.txt";
    Some(English), "07-finding.txt";
    Some(English), "08-stars.txt";
    Some(Simplified), "09-fenxiang.txt";
    Some(English), "10-sharing.txt";
    Some(Simplified), "11-paiban.txt";
    Some(English), "12-page.txt";
    Some(English), "13-promise.txt";
    Some(Simplified), "14-shezhi.txt";
    Some(Simplified), "15-mingling.txt";
    Some(English), "16-specimen.txt";
    Some(Simplified), "17-yangben.txt";
    Some(Traditional), "18-huanying.txt";
    Some(Traditional), "19-fanti.txt";
    None, "20-nihongo.txt";
    None, "21-hangugeo.txt";
    None, "22-po-russki.txt";
];

/// The articles, each as its file would be in a language, the newest first. Those in
/// the language come first, then those in its other script: they take over the
/// stamps of the others, which are what the list is sorted by. The English order is
/// that of the files.
fn ordered(language: Language) -> Vec<(&'static str, String)> {
    let rank = |own: &Own| match (language, own.language) {
        (English, _) => 0,
        (language, Some(known)) if known == language => 0,
        (_, Some(Simplified | Traditional)) => 1,
        _ => 2,
    };
    let mut articles: Vec<&Own> = ARTICLES.iter().collect();
    articles.sort_by_key(|own| rank(own));
    let stamped = articles.iter().zip(ARTICLES).map(|(own, in_place)| {
        let (_, text) = parts(own.text);
        (own.name, format!("{}\n{text}", parts(in_place.text).0))
    });
    stamped.collect()
}

/// The line of the stamp, and what follows it.
fn parts(text: &'static str) -> (&'static str, &'static str) {
    text.split_once('\n').unwrap_or((text, ""))
}

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
pub(super) fn scan(language: Language, rules: &Rules, tell: &mut dyn FnMut(Scan)) {
    let mut scan = Scan::default();
    for (name, text) in ordered(language) {
        if let Some(article) = read(name, &text, rules) {
            scan.add(article);
        }
    }
    tell(scan);
}

/// Looks at the guide as at a folder of which nothing is known yet.
pub(super) fn look(language: Language, rules: &Rules) -> Look {
    let mut look = Look::default();
    for (name, text) in ordered(language) {
        if let Some(article) = read(name, &text, rules) {
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
pub(super) fn load(path: &Path, language: Language, rules: &Rules) -> Option<Article> {
    let mut articles = ordered(language).into_iter();
    let (name, text) = articles.find(|(name, _)| Path::new(name) == path)?;
    read(name, &text, rules)
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
            ARTICLES.iter().map(|own| own.name).collect::<Vec<_>>()
        );
        let rules = Rules::embedded();
        for Own { name, text, .. } in ARTICLES {
            let article = read(name, text, &rules).expect("an article");
            assert_eq!(article.warnings, [], "{name}");
            assert_eq!(article.head.source.as_str(), "newsprint", "{name}");
        }
    }

    #[test]
    fn every_article_is_in_the_language_it_is_said_to_be_in() {
        let rules = Rules::embedded();
        for own in ARTICLES {
            let article = read(own.name, own.text, &rules).expect("an article");
            let tag = article.head.language.map_or("", |language| language.tag());
            let known = Language::ALL.iter().find(|known| known.tag() == tag);
            assert_eq!(own.language, known.copied(), "{}: {tag}", own.name);
        }
    }

    #[test]
    fn the_welcome_in_ones_own_language_comes_first() {
        let rules = Rules::embedded();
        for (language, first) in [
            (
                English,
                ["01-welcome.txt", "02-huanying.txt", "03-moving.txt"],
            ),
            (
                Simplified,
                ["02-huanying.txt", "04-shouzhi.txt", "06-paixu.txt"],
            ),
            (
                Traditional,
                ["18-huanying.txt", "19-fanti.txt", "02-huanying.txt"],
            ),
        ] {
            let mut heads: Vec<_> = ordered(language)
                .iter()
                .map(|(name, text)| read(name, text, &rules).expect("an article").head)
                .collect();
            assert_eq!(heads.len(), ARTICLES.len());
            // As the list sorts them.
            heads.sort_by_key(|head| std::cmp::Reverse(head.date));
            let names: Vec<_> = heads.iter().map(|head| head.path.clone()).collect();
            assert_eq!(
                names[..3],
                first.map(std::path::PathBuf::from),
                "{language:?}"
            );
            // Each is read again as the list has it.
            for head in heads {
                let article = load(&head.path, language, &rules).expect("an article");
                assert_eq!((article.head.id, article.head.date), (head.id, head.date));
            }
        }
    }
}
