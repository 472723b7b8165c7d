//! Tags: words that a reader gives to articles.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::text::Clean;
use crate::text::fold::fold;

/// Characters of the longest tag.
const LONGEST: usize = 100;

/// The name of a tag. Names that fold alike (战争 and 戰爭, War and war) are one tag,
/// shown as it was first written. A clone shares the name.
#[derive(Clone, Debug)]
pub struct Tag(Arc<Name>);

#[derive(Debug)]
struct Name {
    written: Clean,
    folded: Box<str>,
}

impl Tag {
    /// The tag of a name; `None` for one that nobody could search for: nothing but
    /// what folding drops, or more than a hundred characters.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let written = Clean::line(name);
        let folded: Box<str> = fold(written.as_str()).as_str().into();
        let is_name = !folded.is_empty() && written.as_str().chars().count() <= LONGEST;
        is_name.then(|| Self(Arc::new(Name { written, folded })))
    }

    /// The name as it was written.
    #[must_use]
    pub fn name(&self) -> &Clean {
        &self.0.written
    }

    /// The name as searches compare it.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.0.folded
    }
}

impl PartialEq for Tag {
    fn eq(&self, other: &Self) -> bool {
        self.0.folded == other.0.folded
    }
}

impl Eq for Tag {}

impl PartialOrd for Tag {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Tag {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.folded.cmp(&other.0.folded)
    }
}

impl Hash for Tag {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.folded.hash(state);
    }
}

/// The tags of an article, in order of their folded names. Most have none, which
/// takes eight bytes; a clone shares the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tags(Option<Arc<Vec<Tag>>>);

impl Tags {
    /// The tags, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.0.iter().flat_map(|tags| tags.iter())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether a tag is among them.
    #[must_use]
    pub fn contains(&self, tag: &Tag) -> bool {
        let tags = self.0.as_ref();
        tags.is_some_and(|tags| tags.binary_search(tag).is_ok())
    }

    /// Adds a tag or takes it away.
    pub fn set(&mut self, tag: &Tag, borne: bool) {
        if self.contains(tag) == borne {
            return;
        }
        let tags = Arc::make_mut(self.0.get_or_insert_default());
        match tags.binary_search(tag) {
            Ok(at) => drop(tags.remove(at)),
            Err(at) => tags.insert(at, tag.clone()),
        }
        if tags.is_empty() {
            self.0 = None;
        }
    }
}

impl FromIterator<Tag> for Tags {
    fn from_iter<I: IntoIterator<Item = Tag>>(tags: I) -> Self {
        let mut tags: Vec<Tag> = tags.into_iter().collect();
        tags.sort();
        tags.dedup();
        Self((!tags.is_empty()).then(|| Arc::new(tags)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn names_that_fold_alike_are_one_tag() {
        let war = Tag::new(" 战争 ").unwrap();
        assert_eq!(war, Tag::new("戰爭").unwrap());
        assert_eq!(war.name().as_str(), "战争");
        assert_eq!(Tag::new("To Read"), Tag::new("to\nread"));
        assert_ne!(Tag::new("to read"), Tag::new("toread"));
        for none in ["", "  ", "“”", "\u{1b}", &"a".repeat(LONGEST + 1)] {
            assert_eq!(Tag::new(none), None, "{none:?}");
        }
        assert!(Tag::new(&"战".repeat(LONGEST)).is_some());
    }

    #[test]
    fn tags_are_in_order_and_none_twice() {
        let tag = |name: &str| Tag::new(name).unwrap();
        let mut tags: Tags = ["b", "a", "B"].into_iter().map(tag).collect();
        let names = |tags: &Tags| {
            let names: Vec<&str> = tags.iter().map(Tag::folded).collect();
            names.join(" ")
        };
        assert_eq!(names(&tags), "a b");
        let before = tags.clone();
        tags.set(&tag("c"), true);
        tags.set(&tag("A"), false);
        tags.set(&tag("z"), false);
        assert_eq!((names(&tags), names(&before)), ("b c".into(), "a b".into()));
        tags.set(&tag("b"), false);
        tags.set(&tag("c"), false);
        assert_eq!(tags, Tags::default());
        assert!(tags.is_empty() && Tags::from_iter([]).is_empty());
        assert_eq!(size_of::<Tags>(), 8);
    }
}
