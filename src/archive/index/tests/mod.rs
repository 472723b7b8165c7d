//! The index gives what the matcher gives, and survives what disks and other
//! processes do to it.

#![allow(clippy::unwrap_used, reason = "tests")]

mod exactness;
mod kill;
#[cfg(target_os = "linux")]
mod merging;
mod shelf;
mod trouble;

use shelf::{Shelf, never};

use super::*;

/// Whose numbers the articles have.
const TOKEN: u64 = 0x7A6B;

/// The numbers that a query finds.
fn found(index: &Index, shelf: &Shelf, query: &str) -> Vec<usize> {
    let asked = shelf.ask(query, false);
    let found = index.snapshot().search(asked.root(), &asked, &never);
    verified(found.unwrap(), &asked).ones().collect()
}

/// What is found, with those of which tokens can't decide and that the matcher finds.
fn verified(found: Found, asked: &shelf::Asked<'_>) -> FixedBitSet {
    let mut all = found.sure;
    for number in found.unsure.ones() {
        assert!(!all.contains(number));
        all.set(number, asked.matches(u32::try_from(number).unwrap()));
    }
    all
}

/// An index of a shelf, with the folder it is in.
fn indexed(shelf: &Shelf) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), TOKEN).unwrap();
    let mut writer = Writer::open(folder.path(), 0, 1).unwrap();
    for article in &shelf.articles {
        article.add_to(&mut writer).unwrap();
    }
    writer.commit().unwrap();
    index.reload().unwrap();
    (folder, index)
}

fn small() -> (tempfile::TempDir, Index, Shelf) {
    let shelf = Shelf::of(&[
        (
            "普京访华",
            &["外长抵达北京", "The visit of Mr Putin, in May"][..],
        ),
        ("台湾大选", &["putin 普京 普京", "5G网络 C++ api.dw.com"]),
        ("New York", &["new", "york", "2024 年 3 月普京 covid-19"]),
        ("", &[]),
    ]);
    let (folder, index) = indexed(&shelf);
    (folder, index, shelf)
}

#[test]
fn articles_are_found() {
    let (_folder, index, shelf) = small();
    assert_eq!(index.numbers().ones().collect::<Vec<_>>(), [0, 1, 2, 3]);
    for (query, expected) in [
        ("普京", &[0, 1, 2][..]),
        ("京", &[0, 1, 2]),
        ("title:普京", &[0]),
        ("body:普京", &[1, 2]),
        ("臺灣", &[1]),
        ("5G网络", &[1]),
        ("C++", &[1]),
        ("api.dw.com", &[1]),
        ("\"new york\"", &[2]),
        ("body:\"new york\"", &[]),
        ("[new york]", &[2]),
        ("body:[new york]", &[]),
        ("2024年3月普京", &[2]),
        ("covid-19", &[2]),
        ("put*", &[0, 1]),
        ("put", &[]),
        ("\"普京 put\"*", &[]),
        ("\"mr pu\"*", &[0]),
        ("\"visit of m\"*", &[0]),
        ("\"visit or m\"*", &[]),
        ("-普京", &[3]),
        ("exact:Putin", &[0]),
        ("-exact:Putin", &[1, 2, 3]),
        ("exact:\",\"", &[0]),
        ("exact:\"，\"", &[]),
        ("exact:++", &[1]),
        ("exact:\".dw.\"", &[1]),
        ("\"北京 外长\"~2", &[0]),
        ("\"北京 外长\"~1", &[]),
        ("is:read 普京", &[0, 2]),
        ("link:example.org", &[0, 3]),
        ("link:ample.org", &[]),
        ("source:法廣", &[0, 2]),
    ] {
        assert_eq!(found(&index, &shelf, query), expected, "{query}");
    }
}

#[test]
fn what_is_removed_is_not_found() {
    let (folder, index, shelf) = small();
    let mut writer = Writer::open(folder.path(), 0, 1).unwrap();
    writer.remove(1).unwrap();
    writer.commit().unwrap();
    assert_eq!(found(&index, &shelf, "普京"), [0, 1, 2]);
    index.reload().unwrap();
    assert_eq!(found(&index, &shelf, "普京"), [0, 2]);
    assert_eq!(found(&index, &shelf, "-普京"), [3]);
    assert_eq!(index.numbers().ones().collect::<Vec<_>>(), [0, 2, 3]);
}

#[test]
fn titles_and_rare_words_weigh_more() {
    let (_folder, index, shelf) = small();
    for (query, expected) in [
        ("普京", &[0, 1, 2, 3][..]),
        ("york OR 普京", &[2, 0, 1, 3]),
        ("-普京", &[0, 1, 2, 3]),
        ("大*", &[1, 0, 2, 3]),
    ] {
        let asked = shelf.ask(query, false);
        let scores = index.snapshot().relevance(asked.root(), &never).unwrap();
        let mut numbers: Vec<usize> = index.numbers().ones().collect();
        numbers.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]));
        assert_eq!(numbers, expected, "{query}: {scores:?}");
    }
}

#[test]
fn a_search_stops_when_told() {
    let (_folder, index, shelf) = small();
    let asked = shelf.ask("exact:\"Mr Putin\"", false);
    let stopped = index.snapshot().search(asked.root(), &asked, &|| true);
    assert!(matches!(stopped, Err(SearchError::Stopped)));
}

/// What is asked of one text, where tokens can't decide.
#[test]
fn what_tokens_cannot_decide_is_left_to_the_matcher() {
    let long = "x".repeat(70);
    let longest = "x".repeat(token::LONGEST_WORD);
    let shelf = Shelf::of(&[
        (&long, &[][..]),
        ("", &[&longest]),
        ("a¨b", &[]),
        ("¨", &[]),
        ("it\"US\" US™", &[]),
        ("RUSSIA", &[]),
        ("cafe\u{301}", &[]),
        ("-\u{308}", &[]),
    ]);
    let (_folder, index) = indexed(&shelf);
    for (query, expected) in [
        (long.as_str(), &[0][..]),
        (&format!("{longest}*"), &[0, 1]),
        (&longest, &[1]),
        (&format!("-{longest}"), &[0, 2, 3, 4, 5, 6, 7]),
        (&format!("[{longest}]"), &[1]),
        ("¨*", &[2, 3]),
        ("¨", &[3]),
        ("\u{308}", &[3, 7]),
        ("¨b", &[2]),
        ("exact:US", &[4]),
        ("us", &[]),
        ("exact:it", &[4]),
        ("exact:itus", &[]),
        ("exact:™", &[4]),
        ("exact:RUSSIA", &[5]),
        ("exact:russia", &[]),
        ("exact:¨", &[2, 3]),
        ("exact:caf*", &[6]),
        ("exact:cafe", &[]),
    ] {
        let asked = shelf.ask(query, false);
        let right: Vec<_> = (0u32..8)
            .filter(|number| asked.matches(*number))
            .map(|number| number as usize)
            .collect();
        assert_eq!(right, expected, "the matcher: {query}");
        assert_eq!(found(&index, &shelf, query), expected, "{query}");
    }
}

#[test]
fn threads_may_share_it() {
    fn shared<T: Send + Sync>() {}
    fn sent<T: Send>() {}
    shared::<Index>();
    sent::<Writer>();
}

/// What one word or sign says as it is written no article has to be read for.
#[test]
fn a_word_or_a_sign_as_written_is_not_verified() {
    let (_folder, index, shelf) = small();
    for (query, expected) in [
        ("exact:Putin", &[0][..]),
        ("exact:putin", &[1]),
        ("exact:访", &[0]),
        ("exact:new", &[2]),
        ("-exact:\",\"", &[1, 2, 3]),
        ("exact:York exact:new", &[2]),
    ] {
        let asked = shelf.ask(query, false);
        let found = index.snapshot().search(asked.root(), &asked, &never);
        let found = found.unwrap();
        assert_eq!(found.sure.ones().collect::<Vec<_>>(), expected, "{query}");
        assert!(found.unsure.is_clear(), "{query}");
    }
}

/// A parser that panicked over one file had the index made anew, and then no cache.
#[test]
fn a_panic_of_those_who_are_asked_is_no_damage() {
    let (_folder, index, shelf) = small();
    // The shelf knows nothing of pictures.
    let asked = shelf.ask("has:image", false);
    let search = || index.snapshot().search(asked.root(), &asked, &never);
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(search));
    assert!(ended.is_err());
}
