//! Which rows a fact of a query holds of, exactly as
//! [`Matcher`](crate::query::Matcher) has it, each by one pass over a column.
//! What asks for marks or for links of the body is answered elsewhere.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use chrono_tz::Tz;
use fixedbitset::FixedBitSet;

use super::Catalogue;
use super::bytes::{i64s, u32s};
use super::format::Section;
use super::record::{BODY_READ, HAS_LENGTH, Kind, NO_LANGUAGE, NO_MOMENT};
use super::segment::Segment;
use crate::archive::in_parallel;
use crate::query::date::{Dates, local_day};
use crate::query::matcher::{has_parts, is_in_language, is_like, is_within, names_source};
use crate::query::{Contents, Fact, FoldedSource, Has, Term};

/// How far from the edges of a stretch of days, in milliseconds, it is asked of
/// each moment by itself: clocks that were put back over midnight, or that
/// skipped a day, give a day other edges than one would think.
const NEAR_AN_EDGE: u64 = 26 * 3_600_000;

/// Titles that are looked at by one thread at a time.
const TITLES_TOGETHER: usize = 4_096;
/// So many times as many are looked at between two questions whether to stop:
/// some 10 ms.
const PARTS_BETWEEN_STOPS: usize = 32;

impl Catalogue {
    /// The living articles that a fact holds of, by number. None for facts about
    /// marks and about links in the body, which are not known here, and for what
    /// is sought by pinyin: [`Catalogue::titled`] and [`Catalogue::of_outlets`].
    #[must_use]
    pub fn holding(&self, fact: &Fact, zone: Tz) -> FixedBitSet {
        match fact {
            Fact::Host(host) => self.by_outlet(|_, own| is_within(own, host)),
            Fact::Published(dates) => self.articles(|segment, found| {
                published(segment, dates, zone, found);
            }),
            Fact::Saved(dates) => self.articles(|segment, found| {
                let on = OnDates::new(dates, zone);
                let moments = i64s(segment.checked(Section::Saved));
                found.take(moments.map(|moment| moment != NO_MOMENT && on.contain(moment)));
            }),
            Fact::Has(has) => {
                let wanted = BODY_READ
                    | match has {
                        Has::Image => Contents::IMAGE,
                        Has::Video => Contents::VIDEO,
                        Has::Share => Contents::SHARE,
                    }
                    .bits();
                self.articles(|segment, found| {
                    let contents = segment.checked(Section::Contents).iter();
                    found.take(contents.map(|contents| contents & wanted == wanted));
                })
            }
            Fact::Language(wanted) => self.articles(|segment, found| {
                let codes = 0..=u8::MAX;
                let known: Vec<bool> = codes
                    .map(|code| {
                        let used = usize::from(code) < segment.dictionary(Section::Languages).len();
                        used && code != NO_LANGUAGE
                            && segment
                                .language(code)
                                .is_some_and(|language| is_in_language(language, wanted))
                    })
                    .collect();
                let codes = segment.checked(Section::LanguageOf).iter();
                found.take(codes.map(|code| known.get(usize::from(*code)) == Some(&true)));
            }),
            Fact::Length { least, most } => self.articles(|segment, found| {
                let lengths = u32s(segment.checked(Section::Lengths));
                let known = segment.checked(Section::Contents).iter();
                found.take(lengths.zip(known).map(|(length, known)| {
                    known & HAS_LENGTH != 0 && (*least..=*most).contains(&length)
                }));
            }),
            Fact::Path(parts) => self.articles(|segment, found| in_path(segment, parts, found)),
            Fact::Id(id) => {
                let mut set = FixedBitSet::with_capacity(self.numbers() as usize);
                super::numbers_of(&self.inner.segments, *id)
                    .filter(|number| self.is_living(*number))
                    .for_each(|number| set.insert(number as usize));
                set
            }
            Fact::Read(_)
            | Fact::Starred
            | Fact::New
            | Fact::Tag(_)
            | Fact::LinksTo(_)
            | Fact::Pinyin { .. } => FixedBitSet::with_capacity(self.numbers() as usize),
        }
    }

    /// The living articles whose outlet a term names, by number. `names` gives
    /// the names of an outlet by its host and its display name; it is asked once
    /// for each.
    #[must_use]
    pub fn of_source(
        &self,
        term: &Term,
        names: &dyn Fn(&str, &str) -> FoldedSource,
    ) -> FixedBitSet {
        self.by_outlet(|source, host| names_source(term, &names(host, source)))
    }

    /// The living articles of outlets, by number. `wanted` is asked once for each
    /// outlet, with its host and its display name.
    #[must_use]
    pub fn of_outlets(&self, wanted: &dyn Fn(&str, &str) -> bool) -> FixedBitSet {
        self.by_outlet(|source, host| wanted(host, source))
    }

    /// The rows shown whose titles are wanted, by number: a pass over all titles
    /// on all processors. Once `stop` says so it ends with what it has.
    #[must_use]
    pub fn titled(
        &self,
        wanted: &(dyn Fn(&str) -> bool + Sync),
        stop: &dyn Fn() -> bool,
    ) -> FixedBitSet {
        let mut found = FixedBitSet::with_capacity(self.numbers() as usize);
        let parts: Vec<_> = (0..self.numbers()).step_by(TITLES_TOGETHER).collect();
        let shown = self.shown();
        for some in parts.chunks(PARTS_BETWEEN_STOPS) {
            if stop() {
                break;
            }
            let titled = in_parallel(some, |from| {
                let until = from + u32::try_from(TITLES_TOGETHER).unwrap_or_default();
                let rows = (*from..until).filter(|number| {
                    shown.contains(*number as usize) && self.title(*number).is_some_and(wanted)
                });
                rows.collect::<Vec<u32>>()
            });
            for number in titled.into_iter().flatten() {
                found.insert(number as usize);
            }
        }
        found
    }

    /// The articles of outlets, by source and host.
    fn by_outlet(&self, wanted: impl Fn(&str, &str) -> bool) -> FixedBitSet {
        self.articles(|segment, found| {
            let count = segment.dictionary(Section::Outlets).len();
            let outlets: Vec<bool> = (0..count)
                .map(|place| {
                    let outlet = segment.outlet(place);
                    outlet.is_some_and(|(source, host)| wanted(source, host))
                })
                .collect();
            let of = u32s(segment.checked(Section::OutletOf));
            found.take(of.map(|outlet| outlets.get(outlet as usize) == Some(&true)));
        })
    }

    /// The outlets of the articles that are shown: display name and host, each once.
    #[must_use]
    pub fn outlets(&self) -> BTreeSet<(&str, &str)> {
        let mut outlets = BTreeSet::new();
        for segment in &self.inner.segments {
            let count = segment.dictionary(Section::Outlets).len();
            let mut has = vec![false; count];
            let first = segment.first() as usize;
            let of = u32s(segment.checked(Section::OutletOf));
            for (number, outlet) in (first..).zip(of) {
                if self.shown().contains(number)
                    && let Some(has) = has.get_mut(outlet as usize)
                {
                    *has = true;
                }
            }
            let places = (0..count).filter(|place| has.get(*place) == Some(&true));
            outlets.extend(places.filter_map(|place| segment.outlet(place)));
        }
        outlets
    }

    /// The living articles among those for which a segment's answers, row by
    /// row, are yes.
    fn articles(&self, answer: impl Fn(&Segment, &mut Found<'_>)) -> FixedBitSet {
        let mut set = FixedBitSet::with_capacity(self.numbers() as usize);
        for segment in &self.inner.segments {
            let mut found = Found {
                set: &mut set,
                segment,
            };
            answer(segment, &mut found);
        }
        set.intersect_with(self.living());
        set
    }
}

/// The articles found so far.
struct Found<'a> {
    set: &'a mut FixedBitSet,
    segment: &'a Segment,
}

impl Found<'_> {
    /// Takes the answers of a segment, row by row.
    fn take(&mut self, answers: impl Iterator<Item = bool>) {
        let first = self.segment.first() as usize;
        let kinds = self.segment.checked(Section::Kinds).iter();
        for (place, (kind, is_so)) in kinds.zip(answers).enumerate() {
            if is_so && *kind == Kind::Article.code() {
                self.set.insert(first + place);
            }
        }
    }
}

/// Whether moments lie on days.
struct OnDates<'a> {
    dates: &'a Dates,
    zone: Tz,
    /// The edges of an unbroken stretch of days.
    edges: Option<(i64, i64)>,
}

impl<'a> OnDates<'a> {
    fn new(dates: &'a Dates, zone: Tz) -> Self {
        Self {
            dates,
            zone,
            edges: dates.moments(zone),
        }
    }

    fn contain(&self, milliseconds: i64) -> bool {
        if let Some((from, to)) = self.edges {
            let is_near = |edge: i64| milliseconds.abs_diff(edge) < NEAR_AN_EDGE;
            if !is_near(from) && !is_near(to) {
                return (from..to).contains(&milliseconds);
            }
        }
        moment_of(milliseconds).is_some_and(|moment| self.dates.contain(moment, self.zone))
    }
}

/// A moment with a local day in every zone: the very first and the very last
/// days there are have none.
fn moment_of(milliseconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(milliseconds)
        .filter(|moment| (-260_000..260_000).contains(&moment.year()))
}

fn published(segment: &Segment, dates: &Dates, zone: Tz, found: &mut Found<'_>) {
    let moments = i64s(segment.checked(Section::Dates));
    if let Dates::EveryYear { month, day } = *dates {
        let (own, days) = segment.days.get_or_init(|| (zone, days(segment, zone)));
        if *own == zone {
            let wanted = |code: &u16| {
                u32::from(*code >> 5) == month && day.is_none_or(|day| u32::from(*code & 31) == day)
            };
            return found.take(days.iter().map(wanted));
        }
    }
    let on = OnDates::new(dates, zone);
    found.take(moments.map(|moment| on.contain(moment)));
}

/// Month and day of each date where the reader is: the month times 32, and the
/// day. The least there is stands for what is no date.
fn days(segment: &Segment, zone: Tz) -> Box<[u16]> {
    let code = |day: NaiveDate| u16::try_from(day.month() << 5 | day.day()).unwrap_or_default();
    i64s(segment.checked(Section::Dates))
        .map(|moment| moment_of(moment).map_or(0, |moment| code(local_day(moment, zone))))
        .collect()
}

/// Stands for bytes of a name that are no text, as the matcher sees them.
const LOST: char = char::REPLACEMENT_CHARACTER;

/// What a folder says of a path that is asked for in parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InFolder {
    /// They stand in it.
    Whole,
    /// All but the last are its end, so the name decides.
    AllButTheName,
    /// Neither.
    No,
}

impl Catalogue {
    /// The numbers of the living rows whose files lie in some folders, at any depth.
    #[must_use]
    pub fn within(&self, folders: &HashSet<PathBuf>) -> Vec<u32> {
        let mut numbers = Vec::new();
        for segment in &self.inner.segments {
            let is_within: Vec<bool> = segment
                .dictionary(Section::Folders)
                .iter()
                .map(|folder| {
                    let folder = Path::new(OsStr::from_bytes(folder));
                    folder.ancestors().any(|above| folders.contains(above))
                })
                .collect();
            if !is_within.contains(&true) {
                continue;
            }
            let rows = (segment.first()..).zip(0..segment.count());
            numbers.extend(rows.filter_map(|(number, place)| {
                let (folder, _) = segment.name_unchecked(place)?;
                let is_within = is_within.get(folder as usize) == Some(&true);
                (is_within && self.is_living(number)).then_some(number)
            }));
        }
        numbers
    }
}

fn in_path(segment: &Segment, parts: &[String], found: &mut Found<'_>) {
    let Some((last, before)) = parts.split_last() else {
        return;
    };
    let folders: Vec<InFolder> = segment
        .dictionary(Section::Folders)
        .iter()
        .map(|folder| in_folder(Path::new(OsStr::from_bytes(folder)), parts, before))
        .collect();
    let is_pattern = last.contains(['*', '?', LOST]);
    // What ends otherwise need not be tried.
    let end = last.rsplit(['*', '?', LOST]).next().unwrap_or_default();
    let is_last = |name: &[u8]| {
        if is_pattern {
            name.ends_with(end.as_bytes()) && is_like(&String::from_utf8_lossy(name), last)
        } else {
            name == last.as_bytes()
        }
    };
    let holds = |place: u32| {
        let (folder, name) = segment.name_unchecked(place)?;
        let is_so = match folders.get(folder as usize)? {
            InFolder::Whole => true,
            InFolder::AllButTheName => !name.is_empty() && is_last(name),
            InFolder::No => false,
        };
        Some(is_so && segment.record(place).is_some())
    };
    found.take((0..segment.count()).map(|place| holds(place) == Some(true)));
}

fn in_folder(folder: &Path, parts: &[String], before: &[String]) -> InFolder {
    if has_parts(folder, parts) {
        return InFolder::Whole;
    }
    let own: Vec<_> = folder
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    let end = own.len().checked_sub(before.len());
    let end = end.and_then(|start| own.get(start..));
    let is_end =
        end.is_some_and(|end| end.iter().zip(before).all(|(own, part)| is_like(own, part)));
    if is_end {
        InFolder::AllButTheName
    } else {
        InFolder::No
    }
}
