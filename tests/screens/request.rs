//! What the program asks for, what is answered, and which answers wait.

use std::path::PathBuf;
use std::sync::Arc;

use newsprint::app::{
    Effect, Message, ToChange, ToCount, ToFind, ToMerge, ToNarrow, ToRead, ToSet,
};
use newsprint::archive::catalogue::Catalogue;
use newsprint::article::Head;
use newsprint::marks::{MarkSet, PlaceMark, SavedSearch, Sequence, StepId};
use newsprint::query::filter::{LENGTHS, RECENT, is_alternative};
use newsprint::query::subject::Marked;
use newsprint::query::{Facet, Field, Filter, Filters, Matcher, Reading, WholeArticle};
use newsprint::rows::Order;
use newsprint::share::program::Form;
use newsprint::text::Clean;

use super::shelf::Shelf;

/// The last list that was asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) generation: u64,
    pub(crate) order: Order,
    pub(crate) matcher: Option<Arc<Matcher>>,
    pub(crate) marks: MarkSet,
}

impl Request {
    /// What a look at some of the articles answers.
    pub(crate) fn answered_with(&self, all: &Catalogue, from: &Shelf, complete: bool) -> Message {
        let found = self.matcher.as_ref().map(|matcher| {
            let shown = all.shown().ones();
            let is_found = |number: &usize| {
                let head = u32::try_from(*number).ok().and_then(|own| all.head(own));
                is_found(matcher, &head.expect("a head"), from, &self.marks)
            };
            shown.filter(is_found).collect()
        });
        let rows = all.arranged(self.order, found.as_ref());
        let ids = (0..rows.len()).filter_map(|row| rows.id(row));
        Message::Listed {
            generation: self.generation,
            unread: ids.filter(|id| !self.marks.get(*id).read).count(),
            rows,
            marks: self.marks.clone(),
            total: all.shown().count_ones(..),
            complete,
            partial: false,
        }
    }
}

/// An answer on its way to the program.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    List(Request),
    Page { generation: u64, path: PathBuf },
    Set(Box<ToSet>),
    Find(ToFind),
    Passages(ToRead),
    Saved(Vec<Sequence>),
    Changed(Box<ToChange>),
    Counted(Box<ToCount>),
    Merged(Box<ToMerge>),
    Narrowed(Box<ToNarrow>),
    Fetched(StepId),
    Qr(String),
    Searches(Vec<SavedSearch>),
    Places(Vec<PlaceMark>),
    Tells(Clean),
}

/// Which answers wait until the test delivers them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Hold {
    /// None: all is answered at once.
    #[default]
    Nothing,
    /// That marks are safe.
    Marks,
    /// Lists, as while a folder is looked at for the first time.
    Lists,
    /// Passages of bodies.
    Passages,
    /// Everything.
    All,
}

impl Hold {
    /// Whether an answer waits.
    pub(crate) fn keeps(self, answer: &Answer) -> bool {
        match answer {
            Answer::Saved(_) | Answer::Changed(_) | Answer::Counted(_) => {
                matches!(self, Self::Marks | Self::All)
            }
            Answer::List(_) => matches!(self, Self::Lists | Self::All),
            Answer::Passages(_) => matches!(self, Self::Passages | Self::All),
            _ => self == Self::All,
        }
    }
}

fn is_found(matcher: &Matcher, head: &Head, from: &Shelf, marks: &MarkSet) -> bool {
    let whole = WholeArticle::new(&from.articles[&head.path]);
    let mark = marks.get(head.id);
    let tags: Vec<String> = mark
        .tags
        .iter()
        .map(|tag| tag.folded().to_owned())
        .collect();
    let marked = Marked {
        read: mark.read,
        starred: mark.starred,
        new: false,
        tags: &tags,
    };
    matcher.matches(&whole.subject(head, &from.sources[&head.path], marked))
}

/// What a list can be narrowed to: asked of every article.
pub(crate) fn facets(asked: &ToNarrow, from: &Shelf) -> Vec<Facet> {
    let zone = asked.search.zone();
    let reading = Reading::on(asked.today);
    let count = |filters: &Filters| {
        let matcher = Matcher::new(&filters.query(&reading), zone);
        let holds = |matcher: &Matcher, head: &Head| is_found(matcher, head, from, &asked.marks);
        let heads = from.heads.iter();
        heads
            .filter(|head| holds(&asked.search, head) && holds(&matcher, head))
            .count()
    };
    let years = from
        .heads
        .iter()
        .map(|head| head.date.format("%Y").to_string());
    let languages = from.articles.values().filter_map(|own| own.head.language);
    let sources = from
        .heads
        .iter()
        .map(|head| head.source.as_str().to_owned());
    let tags = asked
        .marks
        .tags()
        .map(|(tag, _)| tag.name().as_str().to_owned());
    let own = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    let sorted = |values: &mut dyn Iterator<Item = String>| {
        let values: std::collections::BTreeSet<String> = values.collect();
        values.into_iter().collect::<Vec<_>>()
    };
    let mut languages = languages.map(|language| language.tag().to_owned());
    let values: [(Field, Vec<String>); 6] = [
        (Field::Is, own(&["unread", "starred"])),
        (
            Field::Date,
            [own(&RECENT), sorted(&mut years.into_iter())].concat(),
        ),
        (Field::Lang, sorted(&mut languages)),
        (Field::Length, own(&LENGTHS)),
        (Field::Tag, tags.collect()),
        (Field::Source, sorted(&mut sources.into_iter())),
    ];
    let mut facets = Vec::new();
    for (field, values) in values {
        for filter in values.iter().filter_map(|value| Filter::new(field, value)) {
            let beside = asked.filters.iter();
            let beside = beside.filter(|own| own.field() != field || !is_alternative(field));
            let filters: Filters = beside.cloned().chain([filter.clone()]).collect();
            facets.push(Facet {
                filter,
                count: count(&filters),
                growing: false,
            });
        }
    }
    facets
}

/// What a person would call an effect of the program's own.
pub(crate) fn deed(effect: &Effect) -> Option<String> {
    Some(match effect {
        Effect::KeepChosen(kept) => {
            format!("chosen {} {} beside {}", kept.name, kept.value, kept.beside)
        }
        Effect::KeepTheme(kept) => format!("theme {} beside {}", kept.name, kept.beside),
        Effect::OpenArchive(archive) => format!("archive {}", archive.name),
        Effect::CountArchives(archives) => format!("count {}", archives.len()),
        Effect::RunProgram(run) => {
            let (command, count) = (&run.command, run.articles.len());
            let form = command.pipe.map_or("nothing", Form::name);
            let (name, line) = (&command.name, command.program.written());
            format!("{:?} {name} ({line}) reading {form}, {count}", command.how).to_lowercase()
        }
        own @ (Effect::Redraw | Effect::Suspend | Effect::Quit | Effect::StopProgram(_)) => {
            format!("{own:?}").to_lowercase()
        }
        _ => return None,
    })
}

/// The places under letters after one was kept or forgotten.
pub(crate) fn kept_places(places: &mut Vec<PlaceMark>, change: Effect) -> Vec<PlaceMark> {
    let letter = match &change {
        Effect::KeepPlace(place) => place.letter,
        Effect::ForgetPlace(letter) => *letter,
        other => panic!("{other:?} is of no place"),
    };
    places.retain(|place| place.letter != letter);
    if let Effect::KeepPlace(place) = change {
        places.push(PlaceMark {
            letter,
            article: place.subject.id,
            position: place.position,
            title: place.subject.title,
        });
    }
    places.sort_by_key(|place| place.letter);
    places.clone()
}
