//! A sitting: the program with an archive open and a person at the keys. Effects
//! are carried out at once and on this thread, unless the test holds them back.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, TimeZone, Utc};
use newsprint::app::geometry::Size;
use newsprint::app::{App, Beginning, Clock, Effect, Eyes, Message, Notice, Offered, QrCode, Tone};
use newsprint::article::{ArticleId, Document, Rules};
use newsprint::command::{Key, Keymap};
use newsprint::desktop;
use newsprint::loader::{FileFacts, Loaded, load};
use newsprint::marks::{PlaceMark, Save};
use newsprint::page::Page;
use newsprint::rows::{Order, SortKey};
use newsprint::settings::{Settings, Sitting};
use newsprint::share::{CitationStyles, Destination, Targets};
use newsprint::text::Clean;
use newsprint::ui::{self, Theme};
use newsprint::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::dump;
use super::request::{Answer, Request, deed, facets, kept_places};
use super::shelf::{Shelf, catalogue_of};

pub(crate) use super::eyesight::{colourless, eyes, theme};
pub(crate) use super::request::Hold;
pub(crate) use super::shelf::Opened;

/// Columns and rows around the program's screen, where nothing may be drawn.
const AROUND: (u16, u16) = (12, 6);

static WORDS: [OnceLock<Arc<Words>>; Language::ALL.len()] =
    [const { OnceLock::new() }; Language::ALL.len()];

/// The program with an archive open.
pub(crate) struct Session {
    pub(crate) app: App,
    pub(crate) theme: Theme,
    /// The name of the theme that the program wants shown.
    shown: String,
    pub(crate) hold: Hold,
    /// What was done besides lists, pages and marks: `copy …`, `open …`, `quit`.
    pub(crate) deeds: Vec<String>,
    /// The articles, in order of identity, that the store knows of every step.
    pub(crate) kept_articles: Vec<ArticleId>,
    /// The places under letters that are kept.
    places: Vec<PlaceMark>,
    /// Where one was, as it was kept last.
    pub(crate) sitting: Option<Sitting>,
    shelf: &'static Shelf,
    request: Request,
    pub(crate) waiting: VecDeque<Answer>,
}

fn noon() -> DateTime<Utc> {
    let noon = Utc.with_ymd_and_hms(2026, 11, 20, 12, 0, 0);
    noon.single().expect("a time")
}

/// Reads `100x24`.
pub(crate) fn size(written: &str) -> Size {
    let (columns, rows) = written.split_once('x').expect("COLUMNSxROWS");
    Size {
        columns: columns.parse().expect("columns"),
        rows: rows.parse().expect("rows"),
    }
}

impl Session {
    /// Opens an archive with the settings that come with the program.
    pub(crate) fn open(opened: Opened, size: &str) -> Self {
        Self::begin(opened, size, "", Hold::Nothing)
    }

    /// Opens an archive with a reader's own settings (TOML), and what is to be
    /// held back from the start.
    pub(crate) fn begin(opened: Opened, written: &str, settings: &str, hold: Hold) -> Self {
        Self::begin_with(opened, written, settings, hold, eyes())
    }

    /// The same before a terminal of which something is known.
    pub(crate) fn begin_with(
        opened: Opened,
        written: &str,
        settings: &str,
        hold: Hold,
        eyes: Eyes,
    ) -> Self {
        Self::begun(1, opened, written, settings, (hold, eyes))
    }

    /// The same on the `days`th day of use.
    pub(crate) fn begin_after(
        days: u32,
        opened: Opened,
        written: &str,
        settings: &str,
        hold: Hold,
    ) -> Self {
        Self::begun(days, opened, written, settings, (hold, eyes()))
    }

    fn begun(
        days: u32,
        opened: Opened,
        written: &str,
        settings: &str,
        (hold, eyes): (Hold, Eyes),
    ) -> Self {
        let (settings, faults) = Settings::embedded().with(settings);
        assert_eq!(faults, [], "settings");
        let (keymap, faults) = Keymap::new(&settings.keys);
        assert_eq!(faults, [], "keys");
        let language = settings.language.unwrap_or_default();
        let words = WORDS[language as usize].get_or_init(|| Arc::new(Words::of_language(language)));
        let shelf = Shelf::of(opened);
        let (app, effects) = App::new(Beginning {
            chosen: Vec::new(),
            words: Arc::clone(words),
            keymap,
            citations: CitationStyles::embedded().with(&settings.styles),
            targets: Targets::embedded().set(&settings.targets),
            settings,
            archive: Offered {
                name: shelf.name.clone(),
                folders: vec!["/archive".into()],
            },
            archives: Vec::new(),
            clock: Clock {
                now: noon(),
                zone: chrono_tz::UTC,
            },
            size: size(written),
            eyes,
            days,
        });
        let mut session = Self {
            theme: Theme::of(app.theme(), app.depth()),
            shown: app.theme().name.clone(),
            app,
            hold,
            deeds: Vec::new(),
            kept_articles: Vec::new(),
            places: Vec::new(),
            sitting: None,
            shelf,
            request: Request::default(),
            waiting: VecDeque::new(),
        };
        session.carry_out(effects);
        session.deeds.clear();
        session
    }

    /// Begins where one was.
    pub(crate) fn return_to(&mut self, sitting: &Sitting) {
        let effects = self.app.return_to(sitting);
        self.carry_out(effects);
    }

    /// Gives a message to the program and carries out what it wants done.
    pub(crate) fn tell(&mut self, message: Message) {
        let effects = self.app.update(message);
        if self.app.theme().name != self.shown {
            self.show_theme();
        }
        self.carry_out(effects);
    }

    /// Shows the theme that the program wants shown.
    fn show_theme(&mut self) {
        self.shown.clone_from(&self.app.theme().name);
        self.theme = Theme::of(self.app.theme(), self.app.depth());
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let answer = match effect {
                Effect::Arrange {
                    generation,
                    order,
                    matcher,
                    marks,
                } => {
                    self.request = Request {
                        generation,
                        order,
                        matcher,
                        marks,
                    };
                    Answer::List(self.request.clone())
                }
                Effect::Refresh => {
                    self.deeds.push("look".to_owned());
                    Answer::List(self.request.clone())
                }
                Effect::Load {
                    generation, path, ..
                } => Answer::Page { generation, path },
                Effect::SetPage(to_set) => Answer::Set(Box::new(to_set)),
                Effect::Find(to_find) => Answer::Find(to_find),
                Effect::ReadPassages(to_read) => Answer::Passages(to_read),
                Effect::KeepSitting(sitting) => {
                    self.sitting = Some(sitting);
                    continue;
                }
                Effect::SaveMarks(saves) => {
                    Answer::Saved(saves.iter().filter_map(Save::sequence).collect())
                }
                Effect::Change(to_change) => Answer::Changed(Box::new(to_change)),
                Effect::Merge(to_merge) => Answer::Merged(Box::new(to_merge)),
                Effect::CountTags(to_count) => Answer::Counted(Box::new(to_count)),
                Effect::CountFilters(to_narrow) => Answer::Narrowed(Box::new(to_narrow)),
                Effect::FetchStep { step, .. } => Answer::Fetched(step),
                other => match self.act(other) {
                    Some(answer) => answer,
                    None => continue,
                },
            };
            if self.hold.keeps(&answer) {
                self.waiting.push_back(answer);
            } else {
                self.answer(&answer);
            }
        }
    }

    /// Carries out what is more than an answer.
    fn act(&mut self, effect: Effect) -> Option<Answer> {
        Some(match effect {
            Effect::Copy { text, what } => {
                self.deeds.push(format!("copy {text}"));
                Answer::Tells(self.app.words.with("copied", &[("what", what.into())]))
            }
            Effect::OpenLink(link) => self.opened(&link),
            Effect::MakeQr(text) => {
                self.deeds.push(format!("qr {text}"));
                Answer::Qr(text)
            }
            Effect::SaveSearch(search) => Answer::Searches(vec![search]),
            Effect::RemoveSearch(_) => Answer::Searches(Vec::new()),
            own @ (Effect::KeepPlace(_) | Effect::ForgetPlace(_)) => {
                Answer::Places(kept_places(&mut self.places, own))
            }
            own => {
                self.deeds.extend(deed(&own));
                return None;
            }
        })
    }

    fn opened(&mut self, link: &str) -> Answer {
        let destination = Destination::examine(link).expect("a link that opens");
        let host = destination.host().clone();
        self.deeds.push(format!("open {link}"));
        let values = [("host", host.into())];
        Answer::Tells(self.app.words.with("browser-opened", &values))
    }

    fn answer(&mut self, answer: &Answer) {
        let message = match answer {
            Answer::List(request) => request.answered_with(&self.shelf.catalogue, self.shelf, true),
            Answer::Page { generation, path } => Message::Loaded {
                generation: *generation,
                result: Ok(Arc::clone(&self.shelf.articles[path])),
            },
            Answer::Set(to_set) => Message::PageSet {
                generation: to_set.generation,
                page: Page::set(
                    &to_set.article.head.title,
                    &to_set.below,
                    &to_set.article.document,
                    &to_set.settings,
                ),
            },
            Answer::Find(to_find) => Message::Found {
                generation: to_find.generation,
                hits: newsprint::app::hits_of(to_find, &mut None),
            },
            Answer::Passages(to_read) => Message::PassagesRead {
                search: to_read.search,
                read: to_read
                    .articles
                    .iter()
                    .map(|wanted| {
                        let article = &self.shelf.articles[&wanted.path];
                        (wanted.clone(), to_read.passage(article))
                    })
                    .collect(),
            },
            Answer::Saved(sequences) => Message::MarksSaved(sequences.clone()),
            Answer::Changed(to_change) => Message::Changed(Box::new(to_change.carry_out())),
            Answer::Merged(to_merge) => {
                Message::Merged(Box::new(to_merge.as_ref().clone().carry_out()))
            }
            Answer::Counted(to_count) => Message::TagsCounted {
                generation: to_count.generation,
                counts: to_count.carry_out(),
            },
            Answer::Narrowed(to_narrow) => Message::FiltersCounted {
                generation: to_narrow.generation,
                facets: facets(to_narrow, self.shelf),
            },
            Answer::Fetched(step) => Message::StepFetched {
                step: *step,
                articles: Some(self.kept_articles.clone().into()),
            },
            Answer::Qr(text) => Message::QrMade(QrCode {
                text: Clean::line(text),
                cells: desktop::code(text).expect("a code").cells(),
            }),
            Answer::Searches(saved) => Message::SavedSearches(saved.clone()),
            Answer::Places(places) => Message::Places(places.clone()),
            Answer::Tells(text) => Message::Notice(Notice {
                text: text.clone(),
                tone: Tone::Quiet,
            }),
        };
        self.tell(message);
    }

    /// Delivers an answer that waits, the `place`th (from the start again past
    /// the end); `keep` lets it come once more later.
    pub(crate) fn deliver(&mut self, place: usize, keep: bool) {
        let Some(place) = place.checked_rem(self.waiting.len()) else {
            return;
        };
        let Some(answer) = self.waiting.remove(place) else {
            return;
        };
        if keep {
            self.waiting.push_back(answer.clone());
        }
        self.answer(&answer);
    }

    /// Delivers all that waits, and holds nothing back from now on.
    pub(crate) fn release(&mut self) {
        self.hold = Hold::Nothing;
        while !self.waiting.is_empty() {
            self.deliver(0, false);
        }
    }

    /// Tells that the folder has been looked at as far as its `oldest` articles.
    pub(crate) fn found(&mut self, oldest: usize) {
        let mut heads = self.shelf.heads.clone();
        let complete = oldest >= heads.len();
        heads.sort_by_key(|head| head.date);
        heads.truncate(oldest);
        let found = catalogue_of(&heads);
        let message = self.request.answered_with(&found, self.shelf, complete);
        self.tell(message);
    }

    /// Tells that the file of the `number`th newest article is gone.
    pub(crate) fn gone(&mut self, number: usize) {
        let mut heads = self.shelf.heads.clone();
        heads.sort_by_key(|head| std::cmp::Reverse(head.date));
        heads.remove(number - 1);
        let left = catalogue_of(&heads);
        let message = self.request.answered_with(&left, self.shelf, true);
        self.tell(message);
    }

    /// Has the page show an article made of some HTML, with the keys; what the
    /// document is changed by stands for what HTML does not tell yet.
    pub(crate) fn show(&mut self, html: &str, change: impl FnOnce(&mut Document)) {
        let facts = FileFacts {
            path: "own.txt".into(),
            modified: noon(),
        };
        let text =
            format!("<!--1795107600000-->\n[一篇文章](https://news.example/1)\n------\n\n{html}");
        let Loaded::Article(mut article) = load(text.as_bytes(), &facts, &Rules::embedded()) else {
            panic!("an article");
        };
        change(&mut article.document);
        self.keys("Enter");
        self.tell(Message::Loaded {
            generation: self.app.reader.generation,
            result: Ok(Arc::new(*article)),
        });
    }

    /// Presses keys: `j`, `gg`, `3j`, `C-d`, `Enter`; in a prompt, words are
    /// typed as they are; `@80x24` gives the window another size.
    pub(crate) fn keys(&mut self, written: &str) -> &mut Self {
        for word in written.split_whitespace() {
            if let Some(size_of) = word.strip_prefix('@') {
                self.tell(Message::Resized(size(size_of)));
                continue;
            }
            let keys = match Key::parse(word) {
                Some(key) => vec![key],
                None => word.chars().map(Key::char).collect(),
            };
            for key in keys {
                self.tell(Message::Key(key));
            }
        }
        self
    }

    /// Draws the screen, with room around it in which nothing may be drawn.
    pub(crate) fn draw(&self) -> Buffer {
        let Size { columns, rows } = self.app.size;
        let backend = TestBackend::new(columns + AROUND.0, rows + AROUND.1);
        let mut terminal = Terminal::new(backend).expect("a terminal");
        let drawn = terminal.draw(|frame| _ = ui::draw(&self.app, &self.theme, frame));
        drawn.expect("a frame").buffer.clone()
    }

    /// The column and the row of the terminal's cursor.
    pub(crate) fn cursor(&self) -> Option<(u16, u16)> {
        let Size { columns, rows } = self.app.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
        let mut place = None;
        let drawn = terminal.draw(|frame| place = ui::draw(&self.app, &self.theme, frame));
        drawn.expect("a frame");
        place.map(|place| (place.x, place.y))
    }

    /// The screen as a person sees it. It must be sound, whatever it shows.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.draw();
        let screen = dump::text(&buffer, self.app.size);
        let faults = dump::faults(&buffer, self.app.size);
        assert!(faults.is_empty(), "{faults:?}\n{screen}");
        screen
    }

    /// The styles of the screen.
    pub(crate) fn styles(&self) -> String {
        dump::styles(&self.draw(), self.app.size)
    }

    /// The marks of all articles, newest first: `●` unread, `·` read, `★`
    /// starred and unread, `☆` starred and read.
    pub(crate) fn marks(&self) -> String {
        let newest = Order {
            key: SortKey::Date,
            reversed: false,
        };
        let rows = self.shelf.catalogue.arranged(newest, None);
        (0..rows.len())
            .filter_map(|row| rows.id(row))
            .map(|id| self.app.marks.get(id))
            .map(|mark| match (mark.starred, mark.read) {
                (false, false) => '●',
                (false, true) => '·',
                (true, false) => '★',
                (true, true) => '☆',
            })
            .collect()
    }

    /// The chosen article.
    pub(crate) fn chosen(&self) -> Option<ArticleId> {
        self.app.list.selected_head().map(|head| head.id)
    }

    /// The text of the line at the top of the page.
    pub(crate) fn top_line(&self) -> String {
        let line = self.app.reader.page.lines.get(self.app.reader.top);
        line.into_iter()
            .flat_map(|line| &line.pieces)
            .map(|piece| piece.text.as_str())
            .collect()
    }
}

/// The screen with the fixtures open, after some keys.
pub(crate) fn screen(size: &str, keys: &str) -> String {
    Session::open(Opened::Fixtures, size).keys(keys).screen()
}

/// Compares a screen with its snapshot, `tests/screens/snapshots/NAME.snap`.
/// The line above says how it came about.
pub(crate) fn assert_screen(name: &str, made: &str, screen: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!(name, format!("{made}\n{screen}"));
    });
}
