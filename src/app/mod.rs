//! The program as a value: everything that is shown, and nothing that does
//! I/O. It changes in [`App::update`] alone; the same messages give the same
//! program and the same screen.

mod archives;
mod asking;
mod characters;
mod columns;
mod commands;
mod commands_of_popups;
mod completing;
mod configuring;
mod details;
mod dragging;
mod earlier;
mod eyes;
mod filtering;
mod find;
mod framing;
pub mod geometry;
mod heights;
mod hints;
mod jump;
mod keys_told;
mod language;
mod leaving;
mod letters;
mod links;
mod list;
mod many;
mod marking;
mod menu;
mod menu_layout;
mod message;
mod notices;
mod numbers;
mod outline;
mod own;
mod palette;
mod panel;
mod picked;
mod places;
mod pointer;
mod popup;
mod progress;
mod prompt;
mod query_help;
mod ranking;
mod reader;
mod saved;
mod searching;
mod selection;
mod sequence;
mod sharing;
mod sitting;
mod sizes;
mod snippets;
mod staying;
mod tagging;
mod texts;
mod trail;
mod update;
mod using;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::command::{Context, Keymap};
use crate::marks::{MarkSet, Marks, SavedSearch};
use crate::page::{HANG, PageSettings, Target};
use crate::query::complete::Outlet;
use crate::query::{Matcher, Parsed, Query, Reading};
use crate::rows::Order;
use crate::settings::{Arrangement, Chosen, Settings, Sitting, TerminalFacts};
use crate::share::{CitationStyles, Targets};
use crate::text::convert::Characters;
use crate::text::{Clean, WidthPolicy, Widths};
use crate::words::Words;

use archives::Archives;
use dragging::Held;
use filtering::Filtering;
use geometry::{Area, Focus, Layout, PageArea, Shown, Size};
use many::Many;
use marking::History;
use notices::Notices;
use own::Own;
use pointer::Clicked;
use sitting::Returning;
use snippets::Snippets;
use trail::Trail;

pub use archives::{Offered, Opening};
pub use asking::{Asked, Beside};
pub use columns::{ColumnSeen, TEXT_AT};
pub use completing::Completion;
pub use configuring::Configured;
pub use earlier::Earlier;
pub use eyes::{Eyes, KeptTheme};
pub use filtering::{Chip, SHORT_UNDER, ToNarrow};
pub use find::{Find, Finding, ToFind, hits_of};
pub use framing::Framed;
pub use heights::RowSeen;
pub use hints::{Hint, Hints};
pub use jump::{Jump, JumpTo};
pub use keys_told::{KeysBelow, KeysTold};
pub use links::{Leads, Question};
pub use list::List;
pub use many::{Changed, FEW, Merged, SharedRows, ToChange, ToMerge};
pub use menu::{Deed, Entry as MenuEntry, Menu, MenuKind};
pub use menu_layout::{BEHIND_KEYS, Cell, MenuLayout};
pub use message::{Alarm, Effect, Indexing, Message, Notice, QrCode, Tone};
pub use notices::TOLD_AT_MOST;
pub use numbers::Numbering;
pub use own::{Answered, MOST_RUNS, Piping, ToRun};
pub use panel::{Panel, PanelEntry};
pub use picked::Picked;
pub use popup::{POPUP_COLUMNS, Popup, Scrolled, ScrolledRows};
pub use progress::Progress;
pub use prompt::Prompt;
pub use reader::{Reader, SET_AT_ONCE, ToSet, View};
pub use saved::Naming;
pub use selection::Selection;
pub use sequence::{Begun, PANEL_AFTER};
pub use snippets::{Below, ToRead, ToSkim};
pub use tagging::{Tagging, ToCount, tags_text};
pub use texts::{below_title, rule_name};
pub use using::DAYS_AT_MOST;

/// The time of day and where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Now.
    pub now: DateTime<Utc>,
    /// The reader's zone.
    pub zone: Tz,
}

impl Clock {
    /// The reader's day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }
}

/// What the program is made with.
pub struct Beginning {
    /// The settings.
    pub settings: Settings,
    /// What was chosen over them in an earlier run.
    pub chosen: Vec<Chosen>,
    /// The texts of the interface.
    pub words: Arc<Words>,
    /// The keys.
    pub keymap: Keymap,
    /// Citation styles.
    pub citations: CitationStyles,
    /// Places to share at.
    pub targets: Targets,
    /// The archive.
    pub archive: Offered,
    /// The archives that the settings name.
    pub archives: Vec<Offered>,
    /// The time and the zone.
    pub clock: Clock,
    /// The size of the terminal.
    pub size: Size,
    /// The themes, and what is known of the terminal's colours.
    pub eyes: Eyes,
    /// Days on which the program was started, today among them.
    pub days: u32,
}

/// The whole state of the program.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and they go together in any way"
)]
pub struct App {
    /// The settings in force.
    pub settings: Settings,
    /// The settings as they were read last: what has been changed by hand since is
    /// not in them.
    as_set: Settings,
    /// The texts of the interface.
    pub words: Arc<Words>,
    /// The keys.
    pub keymap: Keymap,
    citations: CitationStyles,
    targets: Targets,
    /// The archive's name.
    pub archive: Clean,
    archives: Archives,
    /// The time and the zone.
    pub clock: Clock,
    /// The size of the terminal.
    pub size: Size,
    /// The themes, and what is known of the terminal's colours.
    eyes: Eyes,
    /// Days on which it was started, today among them.
    days: u32,
    /// What the terminal has told of itself.
    pub terminal: TerminalFacts,
    /// The list.
    pub list: List,
    snippets: Snippets,
    /// The page.
    pub reader: Reader,
    /// Which pane has the keys.
    pub focus: Focus,
    /// Whether the page stands alone.
    pub zen: bool,
    /// Where the list stands.
    arrangement: Arrangement,
    /// Columns that the list has been made wider by.
    widening: i16,
    /// Rows that it has been made higher by, where it stands above the page.
    heightening: i16,
    /// The measure wanted, in columns.
    pub measure: u16,
    /// The characters that are shown.
    pub characters: Characters,
    /// What lies on top.
    pub popup: Option<Popup>,
    /// The prompt of the search.
    pub prompt: Option<Prompt>,
    /// The searches that were made before.
    earlier: Earlier,
    /// What the word that is typed in it can be completed with, while one goes
    /// through it.
    pub completion: Option<Completion>,
    /// The name that is typed for the search in force.
    pub naming: Option<Naming>,
    /// The number that is typed for a setting.
    pub numbering: Option<Numbering>,
    /// The searches that were saved, in order of their names.
    saved: Vec<SavedSearch>,
    /// The outlets of the archive.
    outlets: Vec<Outlet>,
    /// What is known of programs of the reader's own.
    own: Own,
    /// The search in the page.
    pub find: Find,
    /// The jump in the list that is being typed.
    pub jump: Option<Jump>,
    /// The lines of the page that are selected.
    pub selection: Option<Selection>,
    /// What a button of the mouse holds.
    held: Option<Held>,
    /// The number of the last request to go on while it is held.
    drags: u64,
    /// The row that was clicked last.
    clicked: Option<Clicked>,
    /// What the mouse is over, where it leads somewhere.
    pub hovered: Option<Target>,
    /// Whether the terminal is to tell where the mouse is.
    follows_mouse: bool,
    /// The letters beside links, while one is being chosen.
    pub hints: Option<Hints>,
    trail: Trail,
    /// The marks.
    pub marks: Marks,
    /// Whether marks can't be saved at present.
    pub marks_at_risk: bool,
    history: History,
    /// How many articles are changed at once, [`FEW`]; more are changed by a thread.
    pub few: usize,
    many: Many,
    /// The number of the last request to count tags.
    counts: u64,
    /// The articles that get tags, while they do.
    pub tagging: Option<Tagging>,
    filtering: Filtering,
    /// What comes back with the list.
    returning: Option<Returning>,
    /// Where one was when it was last told; none where that is not to be kept.
    kept: Option<Sitting>,
    /// How far a search has come that has to read articles: the request for a list,
    /// articles that were read, and all that are to be.
    searching: Option<(u64, usize, usize)>,
    /// How far the index has come, while it is being made.
    pub indexing: Option<Indexing>,
    /// Whether the reader has stopped that.
    pub is_indexing_stopped: bool,
    /// What there is to tell.
    pub notice: Option<Notice>,
    notices: Notices,
    /// Keys of a command that is not complete.
    pub pending: Begun,
    /// What was taken from the palette, by name, the last at the end.
    recent: Vec<String>,
    /// The count typed before a command.
    pub count: Option<u32>,
    /// The number of the last request for a list.
    list_generation: u64,
    /// The number of the last request for more details.
    details_generation: u64,
}

impl App {
    /// The program as it starts, and what it wants done first.
    #[must_use]
    pub fn new(beginning: Beginning) -> (Self, Vec<Effect>) {
        let settings = beginning.settings.clone().with_chosen(&beginning.chosen);
        let app = Self {
            measure: settings.measure,
            list: List::new(beginning.settings.sort),
            arrangement: beginning.settings.layout,
            characters: beginning.settings.characters,
            as_set: beginning.settings,
            settings,
            words: beginning.words,
            keymap: beginning.keymap,
            citations: beginning.citations,
            targets: beginning.targets,
            archive: beginning.archive.name,
            archives: Archives::new(beginning.archive.folders, beginning.archives),
            clock: beginning.clock,
            size: beginning.size,
            eyes: beginning.eyes,
            days: beginning.days,
            terminal: TerminalFacts::default(),
            snippets: Snippets::default(),
            reader: Reader::default(),
            focus: Focus::List,
            zen: false,
            widening: 0,
            heightening: 0,
            popup: None,
            prompt: None,
            earlier: Earlier::default(),
            completion: None,
            naming: None,
            numbering: None,
            saved: Vec::new(),
            outlets: Vec::new(),
            own: Own::default(),
            find: Find::default(),
            jump: None,
            selection: None,
            held: None,
            drags: 0,
            clicked: None,
            hovered: None,
            follows_mouse: false,
            hints: None,
            trail: Trail::default(),
            marks: Marks::new(MarkSet::default()),
            marks_at_risk: false,
            history: History::default(),
            few: FEW,
            many: Many::default(),
            counts: 0,
            tagging: None,
            filtering: Filtering::default(),
            returning: None,
            kept: None,
            searching: None,
            indexing: None,
            is_indexing_stopped: false,
            notice: None,
            notices: Notices::default(),
            pending: Begun::default(),
            recent: Vec::new(),
            count: None,
            list_generation: 1,
            details_generation: 0,
        };
        let effects = vec![Effect::Refresh, app.arrange(app.list.order)];
        (app, effects)
    }

    fn arrange(&self, order: Order) -> Effect {
        let query = self.whole_query();
        Effect::Arrange {
            generation: self.list_generation,
            order: query.order().unwrap_or(order),
            matcher: self.matcher_of(&query),
            marks: self.marks.set().clone(),
        }
    }

    /// What is searched for, or typed to be, as it is understood. What was not
    /// closed and is meant so all the same is no fault.
    #[must_use]
    pub fn read_search(&self) -> Parsed {
        let (text, typing) = (self.searched(), self.prompt.is_some());
        let mut parsed = self.with_reading(|reading| {
            let reading = Reading { typing, ..*reading };
            Query::parse(text, &reading)
        });
        parsed
            .diagnostics
            .retain(|fault| !fault.reason.is_made_good());
        parsed
    }

    /// What is searched for, or typed to be, as it is written.
    fn searched(&self) -> &str {
        let prompt = self.prompt.as_ref();
        prompt.map_or(&self.list.query, |prompt| prompt.text())
    }

    /// Gives what queries of the list are read with.
    fn with_reading<R>(&self, read: impl FnOnce(&Reading<'_>) -> R) -> R {
        read(&Reading {
            saved: &|name| self.saved_query(name),
            knows: &|field, name| self.knows(field, name),
            pinyin: true,
            ..Reading::on(self.clock.today())
        })
    }

    fn matcher_of(&self, query: &Query) -> Option<Arc<Matcher>> {
        (!query.is_empty()).then(|| Arc::new(Matcher::new(query, self.clock.zone)))
    }

    /// Where everything lies.
    #[must_use]
    pub fn layout(&self) -> Layout {
        Layout::of(self.size, self.panes())
    }

    /// What of list and page is to be seen.
    fn panes(&self) -> Shown {
        Shown {
            focus: self.focus,
            zen: self.zen,
            arrangement: self.arrangement,
            // A page made narrower does not move under one's eyes.
            measure: self.measure.max(self.settings.measure),
            widening: self.widening,
            heightening: self.heightening,
            list_rows: self.list_rows(),
        }
    }

    /// Where the page's text lies in its pane.
    #[must_use]
    pub fn page_area(&self, pane: Area) -> PageArea {
        let hang = if self.settings.hanging_punctuation {
            HANG
        } else {
            0
        };
        PageArea::of(pane, self.measure, self.zen, hang)
    }

    /// The width of ambiguous characters: as set, else as the terminal says.
    #[must_use]
    pub fn widths(&self) -> Widths {
        self.settings.widths(&self.terminal)
    }

    /// The width of ambiguous characters in text.
    #[must_use]
    pub fn policy(&self) -> WidthPolicy {
        self.widths().text
    }

    /// The columns a text takes.
    fn columns_of(&self, text: &Clean) -> u16 {
        u16::try_from(self.policy().text(text.as_str())).unwrap_or(u16::MAX)
    }

    /// Which keys are in force.
    #[must_use]
    pub fn context(&self) -> Context {
        match self.focus {
            Focus::List => Context::List,
            Focus::Page => Context::Page,
        }
    }

    fn page_settings(&self, columns: u16) -> PageSettings {
        PageSettings {
            policy: self.policy(),
            furniture: self.widths().furniture,
            conversion: self
                .reader
                .article
                .as_ref()
                .and_then(|article| self.conversion(&article.head)),
            ..self.settings.page(usize::from(columns))
        }
    }
}
