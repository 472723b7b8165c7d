//! Going through what was typed at a prompt before: searches, commands.

use crate::query::earlier::remember_search;

/// How a line is put to those before it.
type Remember = fn(&mut Vec<String>, &str);

/// The searches that were made before, or other lines, the newest last.
#[derive(Debug)]
pub struct Earlier {
    queries: Vec<String>,
    recalled: Option<Recalled>,
    remember: Remember,
}

impl Default for Earlier {
    fn default() -> Self {
        Self::remembering(remember_search)
    }
}

/// One of them stands in the prompt.
#[derive(Debug)]
struct Recalled {
    at: usize,
    /// What had been typed before.
    draft: String,
}

impl Earlier {
    /// None yet of a kind of lines.
    pub(super) fn remembering(remember: Remember) -> Self {
        Self {
            queries: Vec::new(),
            recalled: None,
            remember,
        }
    }

    /// Whether one of them stands in the prompt as it was.
    pub(super) fn is_recalled(&self) -> bool {
        self.recalled.is_some()
    }

    /// What stands in the prompt is the reader's own from now on.
    pub(super) fn leave(&mut self) {
        self.recalled = None;
    }

    /// Takes those that were kept since before the program began.
    pub(super) fn take(&mut self, kept: &[String]) {
        let own = std::mem::take(&mut self.queries);
        for query in kept.iter().chain(&own) {
            (self.remember)(&mut self.queries, query);
        }
        self.recalled = None;
    }

    /// Remembers a search.
    pub(super) fn add(&mut self, query: &str) {
        (self.remember)(&mut self.queries, query);
        self.recalled = None;
    }

    /// The one before that which stands in the prompt, and is not the same.
    pub(super) fn older(&mut self, typed: &str) -> Option<String> {
        let from = self.recalled.as_ref().map(|recalled| recalled.at);
        let before = self.queries.get(..from.unwrap_or(self.queries.len()))?;
        let at = before.iter().rposition(|query| query != typed)?;
        let query = before.get(at)?.clone();
        let draft = match self.recalled.take() {
            Some(recalled) => recalled.draft,
            None => typed.to_owned(),
        };
        self.recalled = Some(Recalled { at, draft });
        Some(query)
    }

    /// The one after it; after the newest comes what had been typed.
    pub(super) fn newer(&mut self) -> Option<String> {
        let recalled = self.recalled.as_mut()?;
        recalled.at += 1;
        if let Some(query) = self.queries.get(recalled.at) {
            return Some(query.clone());
        }
        self.recalled.take().map(|recalled| recalled.draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_back_and_comes_to_what_was_typed() {
        let mut earlier = Earlier::default();
        assert_eq!(earlier.older("x"), None);
        earlier.add("c");
        earlier.take(&["a", "b"].map(str::to_owned));
        let newest = |found: Option<String>| found.unwrap_or_default();
        assert_eq!(newest(earlier.older("draft")), "c");
        assert_eq!(newest(earlier.older("c")), "b");
        assert_eq!(newest(earlier.older("b")), "a");
        assert_eq!(earlier.older("a"), None);
        assert_eq!(newest(earlier.newer()), "b");
        assert_eq!(newest(earlier.newer()), "c");
        assert!(earlier.is_recalled());
        assert_eq!(newest(earlier.newer()), "draft");
        assert!(!earlier.is_recalled());
        assert_eq!(earlier.newer(), None);
        // What stands there already is passed over.
        assert_eq!(newest(earlier.older("c")), "b");
    }
}
