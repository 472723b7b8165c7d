//! The letters of the entries of a menu that bring none: which entry gets which.

use super::filtering::OWN_LETTERS;
use super::menu::{Entry, MenuKind};

/// Letters given to entries that bring none, in this order. `j k o q y` and `G`
/// `Q` act in every menu.
const LETTERS: &str = "abcdefghilmnprstuvwxzABCDEFHIJKLMNOPRSTUVWXYZ";

/// Gives letters to entries that bring none, as many as there are letters. An entry
/// that had one before keeps it, whatever its place: nobody wants a letter to move
/// under their finger. Those that filters bring themselves are left to them, be
/// they offered or not.
pub(super) fn give_letters(kind: MenuKind, entries: &mut [Entry], before: &[Entry]) {
    let is_free = |entries: &[Entry], letter: char| {
        let is_kept = kind == MenuKind::Filter && OWN_LETTERS.contains(letter);
        !is_kept && !entries.iter().any(|entry| entry.letter == Some(letter))
    };
    for old in before.iter().filter(|old| old.letter.is_some()) {
        let place = entries
            .iter()
            .position(|entry| entry.letter.is_none() && entry.deed == old.deed);
        if let (Some(letter), Some(place)) = (old.letter, place)
            && is_free(entries, letter)
            && let Some(entry) = entries.get_mut(place)
        {
            entry.letter = Some(letter);
        }
    }
    let letters: Vec<char> = LETTERS
        .chars()
        .filter(|letter| is_free(entries, *letter))
        .collect();
    let without = entries.iter_mut().filter(|entry| entry.letter.is_none());
    for (entry, letter) in without.zip(letters) {
        entry.letter = Some(letter);
    }
}
