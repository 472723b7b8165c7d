//! The archives one can go to: those of the settings, alone and together, those one
//! came from, and the guide. Each has a search, an order and a place of its own,
//! which come back with it; the marks are of the articles, wherever they lie.
//! Opening one, and counting what is known of the others, is left to threads.

use std::path::PathBuf;

use crate::settings::Sitting;
use crate::text::Clean;

use super::App;
use super::geometry::Focus;
use super::list::List;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::Effect;
use super::popup::Popup;
use super::sequence::Begun;
use super::trail::Trail;

/// An archive that can be gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its name.
    pub name: Clean,
    /// Its folders and files, from the root; none for the guide.
    pub folders: Vec<PathBuf>,
}

impl Offered {
    /// Whether it is made of these folders, in whatever order.
    #[must_use]
    pub fn is_of(&self, folders: &[PathBuf]) -> bool {
        self.folders.len() == folders.len()
            && self.folders.iter().all(|folder| folders.contains(folder))
    }
}

/// An archive that was opened, in answer to [`Effect::OpenArchive`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Which.
    pub archive: Offered,
    /// Where one was in it; none where that is not to be kept.
    pub sitting: Option<Sitting>,
}

/// What is known of the archives.
#[derive(Debug, Default)]
pub(super) struct Archives {
    /// The folders of the one that is open; none for the guide.
    pub(super) open: Vec<PathBuf>,
    /// Those of the settings.
    pub(super) offered: Vec<Offered>,
    /// Those that were open before and are not of the settings.
    been: Vec<Offered>,
    /// How many articles are known of some, by their folders.
    counts: Vec<(Vec<PathBuf>, usize)>,
}

impl Archives {
    /// One that is open, by its folders, and those of the settings.
    pub(super) fn new(open: Vec<PathBuf>, offered: Vec<Offered>) -> Self {
        Self {
            open,
            offered,
            ..Self::default()
        }
    }

    fn count(&self, folders: &[PathBuf]) -> Option<usize> {
        let found = self.counts.iter().find(|(of, _)| of == folders);
        found.map(|(_, count)| *count)
    }

    /// All of the settings as one, where they are several.
    fn together(&self) -> Option<Offered> {
        if self.offered.len() < 2 {
            return None;
        }
        let mut folders: Vec<PathBuf> = Vec::new();
        for folder in self.offered.iter().flat_map(|one| &one.folders) {
            if !folders.contains(folder) {
                folders.push(folder.clone());
            }
        }
        let names: Vec<&str> = self.offered.iter().map(|one| one.name.as_str()).collect();
        let name = Clean::line(&names.join(" + "));
        let is_new = !self.offered.iter().any(|one| one.is_of(&folders));
        is_new.then_some(Offered { name, folders })
    }
}

impl App {
    /// The archive that is open.
    fn present_archive(&self) -> Offered {
        Offered {
            name: self.archive.clone(),
            folders: self.archives.open.clone(),
        }
    }

    /// All that can be gone to, the present one among them.
    pub(super) fn all_archives(&self) -> Vec<Offered> {
        let mut all = self.archives.offered.clone();
        all.extend(self.archives.together());
        let guide = Offered {
            name: self.words.get("guide-name"),
            folders: Vec::new(),
        };
        let more = self.archives.been.iter().cloned();
        for one in more.chain([self.present_archive(), guide]) {
            if !all.iter().any(|known| known.is_of(&one.folders)) {
                all.push(one);
            }
        }
        all
    }

    /// Opens the menu of archives, where the present one is chosen.
    pub(super) fn open_archives(&mut self) -> Vec<Effect> {
        let entries = self.archive_entries();
        let place = entries.iter().position(|entry| entry.is_on);
        let menu = Menu::lettered(MenuKind::Archives, entries, place.unwrap_or(0));
        self.popup = Some(Popup::Menu(menu));
        let others = self.all_archives().into_iter().map(|one| one.folders);
        let is_open = |folders: &[PathBuf]| folders == self.archives.open;
        let others = others.filter(|folders| !folders.is_empty() && !is_open(folders));
        let others: Vec<Vec<PathBuf>> = others.collect();
        if others.is_empty() {
            return Vec::new();
        }
        vec![Effect::CountArchives(others)]
    }

    /// Every archive with how many articles are known of it and where it lies.
    pub(super) fn archive_entries(&self) -> Vec<Entry> {
        let all = self.all_archives().into_iter();
        all.map(|one| {
            let is_on = one.is_of(&self.archives.open);
            let count = if is_on {
                Some(self.list.total)
            } else {
                self.archives.count(&one.folders)
            };
            let count = count.map(|count| {
                let values = [("count", count.into())];
                self.words.with("archives-count", &values)
            });
            let folders = one.folders.iter().map(|path| path.to_string_lossy());
            Entry {
                is_on,
                label: one.name.clone(),
                beside: count.unwrap_or_default(),
                detail: Clean::line(&folders.collect::<Vec<_>>().join(" · ")),
                ..Entry::new(Deed::Archive(one))
            }
        })
        .collect()
    }

    /// Takes how many articles are known of archives.
    pub(super) fn archives_counted(&mut self, counts: Vec<(Vec<PathBuf>, usize)>) {
        self.archives.counts = counts;
        let entries = self.archive_entries();
        if let Some(Popup::Menu(menu)) = &mut self.popup
            && menu.kind == MenuKind::Archives
        {
            menu.renew(entries);
        }
    }

    /// Has another archive opened; the present one stays open until that is done.
    pub(super) fn go_to_archive(&mut self, archive: Offered) -> Vec<Effect> {
        self.popup = None;
        if archive.is_of(&self.archives.open) {
            return Vec::new();
        }
        if self.many.changing.is_some() {
            return self.tell("marks-busy");
        }
        let mut effects = self.remember_place();
        effects.push(Effect::OpenArchive(archive));
        effects
    }

    /// Begins with an archive that was opened, where one was in it.
    pub(super) fn archive_opened(&mut self, opening: Opening) -> Vec<Effect> {
        let mut effects = self.remember_place();
        let before = self.present_archive();
        self.archives
            .been
            .retain(|known| !known.is_of(&before.folders));
        self.archives.been.push(before);
        self.archive = opening.archive.name;
        self.archives.open = opening.archive.folders;
        self.archives.counts.clear();
        self.leave_page();
        self.reader.clear();
        self.list = List::new(self.settings.sort);
        self.lay_out_plainly();
        effects.extend(self.let_go());
        self.popup = None;
        self.prompt = None;
        self.completion = None;
        self.naming = None;
        self.numbering = None;
        self.outlets.clear();
        self.jump = None;
        self.clicked = None;
        self.hovered = None;
        self.hints = None;
        self.trail = Trail::default();
        self.tagging = None;
        self.kept = None;
        self.indexing = None;
        self.is_indexing_stopped = false;
        self.notice = None;
        self.pending = Begun::default();
        self.count = None;
        self.stop_returning();
        self.list_generation += 1;
        effects.push(Effect::Refresh);
        effects.extend(match &opening.sitting {
            Some(sitting) => self.return_to(sitting),
            None => vec![self.arrange(self.list.order)],
        });
        effects
    }

    /// List and page lie as at a first start.
    fn lay_out_plainly(&mut self) {
        self.focus = Focus::List;
        self.zen = false;
        self.arrangement = self.settings.layout;
        (self.widening, self.heightening) = (0, 0);
        self.measure = self.settings.measure;
        self.characters = self.settings.characters;
    }

    /// The same archive was opened anew, as its articles are read otherwise now: the
    /// list is made again, the article read again, and one stays where one is.
    pub(super) fn archive_reopened(&mut self) -> Vec<Effect> {
        let mut effects = self.remember_place();
        self.return_when_listed();
        self.list_generation += 1;
        effects.push(Effect::Refresh);
        effects.push(self.arrange(self.list.order));
        if let Some(wanted) = self.reader.wanted.clone() {
            self.reader.generation += 1;
            effects.push(Effect::Load {
                generation: self.reader.generation,
                path: wanted.path.clone(),
                next: None,
            });
        }
        effects
    }
}
