//! What happens to the program, and what it wants done: the only ways in and out.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::article::{Article, ArticleId, Head};
use crate::command::{Key, Mouse};
use crate::marks::{
    Kept, Mark, MarkSet, PlaceMark, PlaceToKeep, Save, SavedSearch, Sequence, StepId, Tag,
};
use crate::page::{Page, Spot};
use crate::query::complete::Outlet;
use crate::query::{Facet, Matcher, Passage};
use crate::rows::{Order, Rows};
use crate::settings::{Chosen, Sitting, TerminalFacts};
use crate::text::Clean;
use crate::words::Language;

use super::archives::{Offered, Opening};
use super::configuring::Configured;
use super::eyes::KeptTheme;
use super::filtering::ToNarrow;
use super::find::ToFind;
use super::geometry::Size;
use super::many::{Changed, Merged, ToChange, ToMerge};
use super::own::{Answered, ToRun};
use super::reader::ToSet;
use super::snippets::{ToRead, ToSkim};
use super::tagging::ToCount;

/// Something that happened.
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// Something was done with the mouse.
    Mouse {
        /// What, and where.
        mouse: Mouse,
        /// How often, one after the other: turns of the wheel that had come when they
        /// were taken in are one message.
        times: u16,
    },
    /// The terminal has told of itself: all that is known now, in the place of
    /// what was known before. It may come late, and again.
    TerminalKnown(TerminalFacts),
    /// The terminal has a size.
    Resized(Size),
    /// The time of day.
    Clock(DateTime<Utc>),
    /// A list was made, in answer to [`Effect::Arrange`] or because more was found.
    Listed {
        /// The request it answers, or the last one before.
        generation: u64,
        /// The list.
        rows: Arc<dyn Rows>,
        /// How many of its rows were unread when the request was made.
        unread: usize,
        /// The marks when the request was made.
        marks: MarkSet,
        /// How many articles the archive has, searched or not.
        total: usize,
        /// Whether the folder has been looked at to its end.
        complete: bool,
        /// Whether the search goes on and may find more.
        partial: bool,
    },
    /// A search has to read articles, and has read some.
    Searching {
        /// The request for a list that it answers.
        generation: u64,
        /// Articles that were read.
        done: usize,
        /// All that are to be.
        total: usize,
    },
    /// Articles are being indexed, or no more.
    Indexing(Option<Indexing>),
    /// The folder has been looked at: how many files hold no text, how many
    /// could not be read.
    Scanned {
        /// Files that hold no text.
        binary: usize,
        /// Files and folders that could not be read.
        unreadable: usize,
    },
    /// An article was read, in answer to [`Effect::Load`].
    Loaded {
        /// The request it answers.
        generation: u64,
        /// The article, or why there is none.
        result: Result<Arc<Article>, Clean>,
    },
    /// A page was set in full, in answer to [`Effect::SetPage`].
    PageSet {
        /// The request it answers.
        generation: u64,
        /// The page.
        page: Page,
    },
    /// A long article was searched, in answer to [`Effect::Find`].
    Found {
        /// The request it answers.
        generation: u64,
        /// Where it stands what was sought, in reading order.
        hits: Vec<Range<Spot>>,
    },
    /// Articles were read for passages of them, in answer to [`Effect::ReadPassages`];
    /// more may follow.
    PassagesRead {
        /// The search they are of.
        search: u64,
        /// The articles, and the passage of each that has one.
        read: Vec<(ToSkim, Option<Passage>)>,
    },
    /// The other copies of an article, in answer to [`Effect::FindDetails`].
    CopiesFound {
        /// The request it answers.
        generation: u64,
        /// Their heads, the newest first.
        copies: Vec<Arc<Head>>,
    },
    /// When an article was opened last, in answer to [`Effect::FindDetails`]; nothing
    /// comes of one that never was.
    OpenedFound {
        /// The request it answers.
        generation: u64,
        /// When.
        at: DateTime<Utc>,
    },
    /// All marks, read from their store when it was opened.
    MarksLoaded(MarkSet),
    /// Another process changed marks, or they are others in the store than here.
    MarksChanged(Vec<(ArticleId, Mark)>),
    /// Marks of many articles were taken over, in answer to [`Effect::Merge`].
    Merged(Box<Merged>),
    /// A thread could not take over marks from another process.
    NotMerged,
    /// Marks are safe on disk.
    MarksSaved(Vec<Sequence>),
    /// Many articles were changed, in answer to [`Effect::Change`].
    Changed(Box<Changed>),
    /// What [`Effect::Change`] asked for went wrong, and changed nothing.
    NotChanged {
        /// Which was asked for.
        generation: u64,
    },
    /// Tags were counted, in answer to [`Effect::CountTags`].
    TagsCounted {
        /// The request it answers.
        generation: u64,
        /// How many articles bear which tag.
        counts: BTreeMap<Tag, usize>,
    },
    /// Filters were counted, in answer to [`Effect::CountFilters`].
    FiltersCounted {
        /// The request it answers.
        generation: u64,
        /// What the list can be narrowed to.
        facets: Vec<Facet>,
    },
    /// The steps of earlier runs, read from the store when it was opened.
    History(Kept),
    /// The articles of a step, in answer to [`Effect::FetchStep`].
    StepFetched {
        /// The step.
        step: StepId,
        /// Those on which it can be undone or made again, in order of identity;
        /// none where the store can't be read.
        articles: Option<Arc<[ArticleId]>>,
    },
    /// Whether marks can't be saved at present.
    MarksAtRisk(bool),
    /// The saved searches are these now, in order of their names.
    SavedSearches(Vec<SavedSearch>),
    /// The outlets of the archive are these now.
    Outlets(Vec<Outlet>),
    /// The searches that were made before the program began, the newest last.
    EarlierSearches(Vec<String>),
    /// The command lines that were piped into before the program began, the newest
    /// last.
    EarlierPipes(Vec<String>),
    /// What was taken from the palette before the program began, by name, the last at
    /// the end.
    EarlierTaken(Vec<String>),
    /// A program has run for some of the articles that it is to run for.
    Ran {
        /// The request it answers.
        number: u64,
        /// For how many.
        done: usize,
    },
    /// What a program printed, in answer to [`Effect::RunProgram`].
    Answered(Box<Answered>),
    /// The places under letters are these now, in order of letters.
    Places(Vec<PlaceMark>),
    /// Settings, keys, themes or rules were read again.
    Configured(Box<Configured>),
    /// Another archive was opened, in answer to [`Effect::OpenArchive`].
    Opened(Box<Opening>),
    /// The archive was opened anew: its articles are read otherwise from now on.
    Reopened,
    /// How many articles are known of archives, by their folders, in answer to
    /// [`Effect::CountArchives`].
    ArchivesCounted(Vec<(Vec<PathBuf>, usize)>),
    /// A QR code was made, in answer to [`Effect::MakeQr`].
    QrMade(QrCode),
    /// The time is over that [`Effect::Wake`] asked for.
    Woken {
        /// What for.
        alarm: Alarm,
        /// The number of the request.
        number: u64,
    },
    /// Something to be told.
    Notice(Notice),
    /// The program is told to end from outside.
    Ending,
}

/// How far the index has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indexing {
    /// Articles that are indexed.
    pub done: usize,
    /// All articles.
    pub total: usize,
    /// How many are indexed in a second.
    pub per_second: usize,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Quiet,
    /// Something went wrong.
    Error,
}

/// What the program asks to be woken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// To show what can follow keys that were begun.
    Panel,
    /// To take away what was told.
    Notice,
    /// To go on past the edge to which the mouse is dragged.
    Drag,
}

/// A short text for the person, in the line below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The text.
    pub text: Clean,
    /// How it is meant.
    pub tone: Tone,
}

/// A QR code as it is painted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// What it holds.
    pub text: Clean,
    /// Two modules a cell, upper and lower: whether each is dark.
    pub cells: Vec<Vec<(bool, bool)>>,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Make a list.
    Arrange {
        /// The number of the request; an answer to an older one is dropped.
        generation: u64,
        /// The order.
        order: Order,
        /// The search; none for all.
        matcher: Option<Arc<Matcher>>,
        /// The marks, for what the search asks of them and for the unread.
        marks: MarkSet,
    },
    /// Look at the folder again.
    Refresh,
    /// Look whether settings, themes or rules have changed.
    LookAtSettings,
    /// Read an article.
    Load {
        /// The number of the request; an answer to an older one is dropped.
        generation: u64,
        /// The file.
        path: PathBuf,
        /// The file that is likely to be wanted next.
        next: Option<PathBuf>,
    },
    /// Set a long article's page in full.
    SetPage(ToSet),
    /// Search a long article.
    Find(ToFind),
    /// Read articles for passages of them. Nothing else that was asked for so is
    /// wanted any more.
    ReadPassages(ToRead),
    /// Find the other copies of an article, and when it was opened last.
    FindDetails {
        /// The number of the request; an answer to an older one is dropped.
        generation: u64,
        /// The article.
        article: ArticleId,
    },
    /// Go on with the index, or leave it as far as it has come.
    KeepIndexing(bool),
    /// Make marks safe.
    SaveMarks(Vec<Save>),
    /// Change many articles.
    Change(ToChange),
    /// Take over the marks of many articles.
    Merge(ToMerge),
    /// Count which tags articles bear.
    CountTags(ToCount),
    /// Count how many articles each filter would leave.
    CountFilters(ToNarrow),
    /// Find the articles of a step that only the store knows.
    FetchStep {
        /// The step.
        step: StepId,
        /// Whether it is to be undone, or made again.
        back: bool,
    },
    /// Save a search under its name, in the place of one of that name.
    SaveSearch(SavedSearch),
    /// Forget the search that was saved under a name.
    RemoveSearch(String),
    /// Keep a search among those that were made.
    KeepSearch(String),
    /// Keep the theme that was chosen.
    KeepTheme(KeptTheme),
    /// Keep a setting that was chosen, or no more.
    KeepChosen(Chosen),
    /// Keep where one is, for the next start.
    KeepSitting(Sitting),
    /// Keep a command line among those that were piped into.
    KeepPipe(String),
    /// Keep what was taken from the palette, by name.
    KeepTaken(String),
    /// Keep a place under a letter.
    KeepPlace(PlaceToKeep),
    /// Forget the place under a letter.
    ForgetPlace(char),
    /// Run a program.
    RunProgram(ToRun),
    /// Stop the program of a request.
    StopProgram(u64),
    /// Open another archive in the place of this.
    OpenArchive(Offered),
    /// Count what is known of archives, by their folders.
    CountArchives(Vec<Vec<PathBuf>>),
    /// Open a link in the browser.
    OpenLink(String),
    /// Copy a text.
    Copy {
        /// The text.
        text: String,
        /// What it is, in a word or two: what was copied is told.
        what: Clean,
    },
    /// Make a QR code.
    MakeQr(String),
    /// Wake the program once, after some time. A request takes the place of one
    /// before it for the same that has not come yet.
    Wake {
        /// What for.
        alarm: Alarm,
        /// The number of the request.
        number: u64,
        /// Milliseconds.
        after: u16,
    },
    /// Have the terminal tell where the mouse is, or no more.
    FollowMouse(bool),
    /// What a waking was asked for is over.
    CallOff(Alarm),
    /// Word in a language what is told from now on.
    Speak(Language),
    /// Draw the screen anew.
    Redraw,
    /// Put the program to sleep.
    Suspend,
    /// End the program.
    Quit,
}
