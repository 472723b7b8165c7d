//! The orders of a list as they are meant, of heads in memory: what the
//! catalogue's prepared orders are held against. All are stable, and end in the
//! date and the path, so that a list looks the same at every start.

use std::cmp::{Ordering, Reverse};

use crate::archive::catalogue::ranking::dictionary_key;
use crate::article::Head;
use crate::rows::{Order, SortKey};
use crate::text::dictionary::dictionary;

fn newest_first(a: &Head, b: &Head) -> Ordering {
    b.date.cmp(&a.date).then_with(|| a.path.cmp(&b.path))
}

/// Sorts places in `heads`.
pub(super) fn sort(places: &mut [u32], heads: &[std::sync::Arc<Head>], order: Order) {
    let head = |place: u32| &*heads[place as usize];
    match order.key {
        // Nothing is counted here; the index does that.
        SortKey::Date | SortKey::Relevance => {
            places.sort_by(|a, b| newest_first(head(*a), head(*b)));
        }
        SortKey::Title => {
            let dictionary = dictionary();
            places.sort_by(|a, b| newest_first(head(*a), head(*b)));
            places.sort_by_cached_key(|place| {
                dictionary_key(dictionary.as_ref(), head(*place).title.as_str())
            });
        }
        SortKey::Source => {
            let dictionary = dictionary();
            places.sort_by(|a, b| newest_first(head(*a), head(*b)));
            places.sort_by_cached_key(|place| {
                dictionary_key(dictionary.as_ref(), head(*place).source.as_str())
            });
        }
        SortKey::Length => {
            places.sort_by(|a, b| newest_first(head(*a), head(*b)));
            places.sort_by_key(|place| {
                Reverse(head(*place).length.map(crate::text::count::Count::total))
            });
        }
    }
    if order.reversed {
        places.reverse();
        if order.key == SortKey::Length {
            // What is not known yet comes last in either direction.
            places.sort_by_key(|place| head(*place).length.is_none());
        }
    }
}
