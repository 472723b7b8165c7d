//! What each command does.

use std::path::PathBuf;
use std::sync::Arc;

use crate::command::Command;
use crate::marks::Change;
use crate::rows::{Order, SortKey};

use super::geometry::Focus;
use super::message::Effect;
use super::{App, Selection};

impl App {
    /// Carries out a command, some of them `count` times.
    pub(super) fn run(&mut self, command: Command, count: Option<u32>) -> Vec<Effect> {
        let times = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
        self.hold_choice(command);
        match command {
            Command::Next | Command::NextArticle => self.choose_by(times),
            Command::Previous | Command::PreviousArticle => self.choose_by(-times),
            Command::LineDown => self.scroll(times),
            Command::LineUp => self.scroll(-times),
            Command::First | Command::Last => self.go_to_end(command == Command::Last, count),
            Command::HalfPageDown | Command::HalfPageUp | Command::PageDown | Command::PageUp => {
                self.page_by_command(command, times)
            }
            Command::ParagraphBack => self.paragraphs(times, false),
            Command::ParagraphForward => self.paragraphs(times, true),
            Command::ReadOn => self.read_on(),
            Command::ReadBack => self.turn(self.reader.jump().saturating_mul(-times)),
            Command::Enter | Command::ToList | Command::OtherPane => self.go_to_pane(command),
            Command::NextUnread | Command::PreviousUnread => {
                self.choose_unread(command == Command::NextUnread, times)
            }
            Command::Search => self.open_prompt(),
            Command::SaveSearch | Command::SavedSearches => self.use_saved(command),
            Command::Find | Command::NextMatch | Command::PreviousMatch => {
                self.find_by(command, times)
            }
            Command::SelectLines => self.toggle_selection(count),
            Command::Sort => self.open_sort_menu(),
            Command::Jump => self.open_jump(),
            Command::OpenOriginal => self.open_original(),
            Command::CopyLink => self.copy_link(),
            Command::LinkHints
            | Command::Links
            | Command::Outline
            | Command::PreviousHeading
            | Command::NextHeading
            | Command::Back
            | Command::Forward => self.follow(command, count.unwrap_or(1)),
            Command::Share | Command::OpenWith | Command::Pipe | Command::Details => {
                self.hand_over(command)
            }
            Command::SetPlace | Command::Places => self.use_places(command),
            Command::Zen | Command::Layout => self.lay_out(command),
            Command::Narrower | Command::Wider => self.change_width(command, times),
            Command::Characters => self.change_characters(),
            Command::Filter
            | Command::Palette
            | Command::Themes
            | Command::Language
            | Command::Messages
            | Command::Archives
            | Command::Help
            | Command::QueryHelp => self.open_to_choose(command),
            Command::SelectRows
            | Command::SelectAll
            | Command::ToggleRead
            | Command::ToggleStar
            | Command::MarkAllRead
            | Command::Tags
            | Command::Undo
            | Command::Redo => self.set_marks_by(command, count),
            Command::Index
            | Command::Refresh
            | Command::Redraw
            | Command::Leave
            | Command::QuitStep
            | Command::Interrupt
            | Command::Quit
            | Command::Suspend => self.go_on_by(command),
        }
    }

    /// Gives the keys to a pane.
    fn go_to_pane(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Enter => self.enter_page(),
            Command::ToList => self.back_to_list(),
            _ => self.change_pane(),
        }
    }

    pub(super) fn change_pane(&mut self) -> Vec<Effect> {
        match self.focus {
            Focus::List => self.enter_page(),
            Focus::Page => self.back_to_list(),
        }
    }

    /// Lays list and page out in another way.
    fn lay_out(&mut self, command: Command) -> Vec<Effect> {
        if command == Command::Zen {
            self.toggle_zen()
        } else {
            self.change_layout()
        }
    }

    /// Looks and draws again, leaves one thing or all.
    fn go_on_by(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Index => self.toggle_indexing(),
            Command::Refresh => self.refresh(),
            Command::Redraw => vec![Effect::Redraw],
            Command::Leave => self.leave(false),
            Command::QuitStep => self.leave(true),
            Command::Interrupt => self.interrupt(),
            Command::Suspend => self.suspend(),
            _ => self.quit(),
        }
    }

    /// Opens what one finds one's way by, and what the program looks and speaks like.
    fn open_to_choose(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Filter => self.open_filter(),
            Command::Palette => self.open_palette(),
            Command::Themes => self.open_themes(),
            Command::Language => self.open_languages(),
            Command::Messages => self.open_messages(),
            Command::Archives => self.open_archives(),
            command => self.open_help(command),
        }
    }

    /// Carries out a command that changes marks, or selects what they go to.
    fn set_marks_by(&mut self, command: Command, count: Option<u32>) -> Vec<Effect> {
        match command {
            Command::SelectRows | Command::SelectAll => self.pick(command, count),
            Command::MarkAllRead => self.mark_all_read(),
            Command::Tags => self.open_tags(),
            Command::Undo | Command::Redo => self.step_history(command == Command::Undo),
            _ => self.toggle(command, count),
        }
    }

    /// Carries out a command that follows links and headings, and leads back.
    fn follow(&mut self, command: Command, count: u32) -> Vec<Effect> {
        match command {
            Command::LinkHints => self.show_hints(),
            Command::Links => self.open_links(),
            Command::Outline => self.open_outline(),
            Command::PreviousHeading => self.go_to_heading(false, count as usize),
            Command::NextHeading => self.go_to_heading(true, count as usize),
            Command::Back => self.go_along(false, count),
            _ => self.go_along(true, count),
        }
    }

    /// What a command was about stays chosen when the list changes under it.
    fn hold_choice(&mut self, command: Command) {
        if !matches!(
            command,
            Command::Search
                | Command::Filter
                | Command::SaveSearch
                | Command::SavedSearches
                | Command::Palette
                | Command::Help
                | Command::QueryHelp
                | Command::Narrower
                | Command::Wider
                | Command::Layout
                | Command::Characters
                | Command::Themes
                | Command::Language
                | Command::Messages
                | Command::Archives
                | Command::Refresh
                | Command::Redraw
                | Command::Suspend
                | Command::Find
                | Command::SelectLines
        ) {
            self.list.hold();
        }
    }

    /// Chooses a row.
    pub(super) fn choose_row(&mut self, row: usize) -> Vec<Effect> {
        self.list.select(row);
        self.turn_to_choice()
    }

    /// Has the page show what a command chose; where the page has the keys, that
    /// counts as read.
    pub(super) fn turn_to_choice(&mut self) -> Vec<Effect> {
        let shown = self.reader.generation;
        let mut effects = self.follow_choice();
        if self.focus == Focus::Page
            && self.reader.generation != shown
            && let Some(head) = self.list.selected_head()
        {
            effects.push(self.note_opened(&head));
            effects.extend(self.mark(&head, &Change::Read(true)));
        }
        effects
    }

    /// Has the page show what is chosen in the list. That the list has changed is
    /// no reading.
    pub(super) fn follow_choice(&mut self) -> Vec<Effect> {
        let Some(head) = self.list.selected_head() else {
            let effects = self.remember_place();
            self.leave_page();
            self.reader.clear();
            return effects;
        };
        if self.reader.wants(&head) {
            return Vec::new();
        }
        let mut effects = self.remember_place();
        self.leave_page();
        self.reader.generation += 1;
        self.reader.fault = None;
        self.reader.wanted = Some(Arc::clone(&head));
        let next: Option<PathBuf> = self
            .list
            .rows
            .head(self.list.selected + 1)
            .map(|next| next.path.clone());
        effects.push(Effect::Load {
            generation: self.reader.generation,
            path: head.path.clone(),
            next,
        });
        effects
    }

    /// Scrolls the page by lines; where lines are selected, moves the line at
    /// which they end.
    pub(super) fn scroll(&mut self, by: isize) -> Vec<Effect> {
        if self.move_cursor(by) {
            return Vec::new();
        }
        self.reader.scroll_by(by);
        self.after_scrolling(by > 0)
    }

    /// Turns pages. The place is kept at each, so that even a kill loses no more
    /// than lines.
    fn turn(&mut self, by: isize) -> Vec<Effect> {
        let mut effects = self.scroll(by);
        effects.extend(self.remember_place());
        effects
    }

    /// An article whose end was scrolled to has been read.
    pub(super) fn after_scrolling(&mut self, down: bool) -> Vec<Effect> {
        match self.reader.article.clone() {
            Some(article)
                if down
                    && !self.reader.is_loading()
                    && self.reader.is_at_end()
                    && !self.marks.get(article.head.id).read =>
            {
                self.mark(&article.head, &Change::Read(true))
            }
            _ => Vec::new(),
        }
    }

    /// To the first or last article, or to the `count`th; in the page to its
    /// start or end, or to `count` percent of it.
    fn go_to_end(&mut self, last: bool, count: Option<u32>) -> Vec<Effect> {
        let wanted = count.map(|count| count as usize);
        if self.focus == Focus::Page {
            let end = self.reader.line_count();
            let line = match wanted {
                Some(percent) => end * percent.min(100) / 100,
                None => {
                    if last {
                        end
                    } else {
                        0
                    }
                }
            };
            if self.selection.is_some() {
                self.extend_selection(line);
                return Vec::new();
            }
            self.reader.scroll_to(line);
            return self.after_scrolling(last);
        }
        let row = match wanted {
            Some(number) => number.saturating_sub(1),
            None => {
                if last {
                    usize::MAX
                } else {
                    0
                }
            }
        };
        self.jump_to_row(row)
    }

    /// Half pages or pages, down or up.
    fn page_by_command(&mut self, command: Command, times: isize) -> Vec<Effect> {
        match command {
            Command::HalfPageDown => self.page_by(times, 2),
            Command::HalfPageUp => self.page_by(-times, 2),
            Command::PageDown => self.page_by(times, 1),
            _ => self.page_by(-times, 1),
        }
    }

    /// Pages (or parts of pages) of the pane that has the keys.
    fn page_by(&mut self, times: isize, part: isize) -> Vec<Effect> {
        match self.focus {
            Focus::Page => {
                let lines = if part == 1 {
                    self.reader.jump()
                } else {
                    (isize::try_from(self.reader.height).unwrap_or(1) / part).max(1)
                };
                self.turn(times.saturating_mul(lines))
            }
            Focus::List => {
                let rows = isize::try_from(self.visible_rows()).unwrap_or(1);
                self.choose_by(times.saturating_mul((rows / part).max(1)))
            }
        }
    }

    fn paragraphs(&mut self, times: isize, forward: bool) -> Vec<Effect> {
        for _ in 0..times.min(10_000) {
            match self.selection.as_ref().map(Selection::cursor) {
                Some(cursor) => self.extend_selection(self.reader.paragraph(cursor, forward)),
                None => self.reader.to_paragraph(forward),
            }
        }
        if self.selection.is_some() {
            return Vec::new();
        }
        self.after_scrolling(forward)
    }

    /// A page further; at the end the next unread article.
    fn read_on(&mut self) -> Vec<Effect> {
        // A second press must not pass over an article that nobody has seen yet.
        if self.reader.is_loading() {
            return Vec::new();
        }
        if self.selection.is_some() {
            return self.scroll(self.reader.jump());
        }
        let Some(article) = self.reader.article.clone() else {
            return self.choose_unread(true, 1);
        };
        if !self.reader.is_at_end() {
            return self.turn(self.reader.jump());
        }
        let mut effects = Vec::new();
        if !self.marks.get(article.head.id).read {
            effects.extend(self.mark(&article.head, &Change::Read(true)));
        }
        effects.extend(self.choose_unread(true, 1));
        effects
    }

    /// Gives the keys to the page: its article counts as read, unless it is known
    /// that it can't be.
    pub(super) fn enter_page(&mut self) -> Vec<Effect> {
        if self.left_behind().is_some() {
            return Vec::new();
        }
        self.open_choice()
    }

    /// Opens what is chosen in the list, whatever the page shows.
    pub(super) fn open_choice(&mut self) -> Vec<Effect> {
        let Some(head) = self.list.selected_head() else {
            return Vec::new();
        };
        self.focus = Focus::Page;
        let mut effects = self.follow_choice();
        effects.push(self.note_opened(&head));
        if self.reader.fault.is_none() && !self.marks.get(head.id).read {
            effects.extend(self.mark(&head, &Change::Read(true)));
        }
        effects
    }

    pub(super) fn back_to_list(&mut self) -> Vec<Effect> {
        self.zen = false;
        self.focus = Focus::List;
        self.selection = None;
        let mut effects = self.remember_place();
        effects.extend(self.follow_choice());
        effects
    }

    fn toggle_zen(&mut self) -> Vec<Effect> {
        if self.zen {
            self.zen = false;
            return Vec::new();
        }
        let effects = self.enter_page();
        self.zen = self.focus == Focus::Page;
        effects
    }

    fn refresh(&mut self) -> Vec<Effect> {
        self.tell("looking-again");
        vec![Effect::Refresh]
    }

    fn suspend(&mut self) -> Vec<Effect> {
        let mut effects = self.remember_place();
        effects.push(Effect::Suspend);
        effects
    }

    /// Puts a search in force; empty for none.
    pub(super) fn search_for(&mut self, query: String) -> Vec<Effect> {
        self.list.query = query;
        self.list.picked = None;
        self.list_generation += 1;
        vec![self.arrange(self.list.order)]
    }

    /// Sorts the list; by what it is sorted by already, the other way round.
    pub(super) fn sort_by(&mut self, key: SortKey) -> Vec<Effect> {
        let now = self.list.order;
        let reversed = now.key == key && !now.reversed;
        self.list.order = Order { key, reversed };
        self.list_generation += 1;
        if self.whole_query().order().is_some() {
            self.tell("search-sorts");
        }
        vec![self.arrange(self.list.order)]
    }
}
