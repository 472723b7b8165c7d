//! What the mouse does: the wheel scrolls what is under it, a click chooses, a second
//! one opens, one on a key that is told below presses it, and a link that the mouse is
//! over tells where it leads; the same in what lies on top. What is dragged is the
//! affair of `dragging`.

use chrono::{DateTime, TimeDelta, Utc};

use crate::article::ArticleId;
use crate::command::{Button, Mouse, MouseKind, Wheel};
use crate::page::Target;

use super::App;
use super::commands_of_popups as popups;
use super::dragging::Grip;
use super::geometry::{Area, Focus};
use super::keys_told::Told;
use super::links::Use;
use super::message::Effect;
use super::prompt::Answer;

/// Lines, or rows of the list, that a notch of the wheel scrolls by.
const NOTCH: isize = 3;
/// Milliseconds within which a second click on an article opens it.
const TWICE_WITHIN: i64 = 400;

/// What was clicked last.
#[derive(Clone, Copy, Debug)]
pub(super) enum Clicked {
    /// The row of an article, and when.
    Row(ArticleId, DateTime<Utc>),
    /// What leads somewhere from the page.
    Target(Target),
}

impl Area {
    /// Whether a place on the screen lies within.
    pub(super) fn holds(self, column: u16, row: u16) -> bool {
        (self.x..self.x.saturating_add(self.columns)).contains(&column)
            && (self.y..self.y.saturating_add(self.rows)).contains(&row)
    }
}

impl App {
    /// Takes what the mouse did, as often as it did it.
    pub(super) fn mouse(&mut self, mouse: Mouse, times: u16) -> Vec<Effect> {
        self.stop_returning();
        self.hovered = None;
        let effects = match mouse.kind {
            MouseKind::Wheel(Wheel::Up) => self.wheel(mouse, -1, times),
            MouseKind::Wheel(Wheel::Down) => self.wheel(mouse, 1, times),
            MouseKind::Press(Button::Left) => self.click(mouse),
            MouseKind::Drag(Button::Left) => self.drag(mouse),
            MouseKind::Release(Button::Left) => self.let_go(),
            // The wheel to the sides, other buttons, a move.
            _ => Vec::new(),
        };
        self.hover(mouse);
        effects
    }

    /// Scrolls what is under the mouse by some notches. It takes no keys from the
    /// other pane.
    fn wheel(&mut self, mouse: Mouse, direction: isize, notches: u16) -> Vec<Effect> {
        let notches = direction.saturating_mul(isize::try_from(notches).unwrap_or(isize::MAX));
        let by = notches.saturating_mul(NOTCH);
        if self.popup.is_some() {
            popups::scroll(self, by, notches);
            return Vec::new();
        }
        if self.panel_wheel((mouse.column, mouse.row), notches) {
            return Vec::new();
        }
        let layout = self.layout();
        let is_over =
            |area: Option<Area>| area.is_some_and(|area| area.holds(mouse.column, mouse.row));
        if is_over(layout.list) {
            if let Some(area) = layout.list {
                let heights = self.heights(area);
                // Nobody wants another text under their eyes.
                if self.focus == Focus::Page {
                    self.list.browse_by(by, &heights);
                    return Vec::new();
                }
                self.list.scroll_by(by, &heights);
            }
            self.turn_to_choice()
        } else if is_over(layout.page) {
            self.scroll(by)
        } else {
            Vec::new()
        }
    }

    /// A click on a row chooses it, a second one gives the keys to its page; one on
    /// the page gives it the keys; one on a link there shows where it leads, and a second
    /// one opens it; a footnote is gone to at once.
    fn click(&mut self, mouse: Mouse) -> Vec<Effect> {
        let told = self.told_at(mouse.column, mouse.row);
        let count = self.count;
        self.notice = None;
        let mut effects = self.let_go();
        self.pending.clear();
        self.trail.places.stop_asking();
        self.count = None;
        self.hints = None;
        let clicked = self.clicked.take();
        let (column, row) = (mouse.column, mouse.row);
        if self.popup.is_some() {
            effects.extend(popups::click(self, column, row));
            return effects;
        }
        if let Some(told) = told {
            effects.extend(self.press_told(told, count));
            return effects;
        }
        let layout = self.layout();
        if layout.rule.is_some_and(|rule| rule.holds(column, row)) {
            self.hold(Grip::Border, mouse);
            return effects;
        }
        // Where one has jumped to is kept.
        self.jump = None;
        if let Some(top) = layout.top.filter(|area| area.holds(column, row)) {
            let chips = self.chips(top);
            let hit = chips.iter().find(|chip| chip.area.holds(column, row));
            if let Some(chip) = hit {
                effects.extend(match &chip.filter {
                    Some(filter) => self.remove_filter(filter),
                    // What is being typed keeps the keys.
                    None if self.is_typing() => Vec::new(),
                    // Those that have no room are in the menu.
                    None => self.open_filter(),
                });
            } else if !self.is_typing() && self.order_area(top).holds(column, row) {
                effects.extend(self.open_sort_menu());
            }
        } else if let Some(area) = layout.list.filter(|area| area.holds(column, row)) {
            effects.extend(self.click_row(area, mouse, clicked));
        } else if let Some(pane) = layout.page.filter(|area| area.holds(column, row)) {
            effects.extend(self.click_page(pane, mouse, clicked));
        }
        effects
    }

    /// Does what a key does that was clicked where it is told.
    fn press_told(&mut self, told: Told, count: Option<u32>) -> Vec<Effect> {
        match told {
            Told::Command(command) => {
                self.trail.forget_awaited();
                self.run_anywhere(command, count)
            }
            Told::Key(key) => self.key(key),
            Told::Nothing => Vec::new(),
        }
    }

    /// Chooses the row under the mouse; where it was clicked just before, its page
    /// gets the keys.
    fn click_row(&mut self, area: Area, mouse: Mouse, before: Option<Clicked>) -> Vec<Effect> {
        let Some(row) = self.row_at(area, mouse.row) else {
            return Vec::new();
        };
        self.after_find(Answer::Cancelled);
        self.selection = None;
        self.focus = Focus::List;
        self.list.picked = None;
        self.list.select(row);
        let effects = self.turn_to_choice();
        let (Some(article), true) = (self.list.chosen(), self.prompt.is_none()) else {
            return effects;
        };
        let at = self.clock.now;
        let soon = TimeDelta::zero()..=TimeDelta::milliseconds(TWICE_WITHIN);
        let is_twice = matches!(before, Some(Clicked::Row(before, then))
            if before == article && soon.contains(&(at - then)));
        if is_twice {
            return self.enter_page();
        }
        self.clicked = Some(Clicked::Row(article, at));
        self.hold(Grip::Row(article), mouse);
        effects
    }

    /// Gives the keys to the page; on a link, tells where it leads, and opens it where
    /// that was told by the click before.
    fn click_page(&mut self, pane: Area, mouse: Mouse, before: Option<Clicked>) -> Vec<Effect> {
        // What is being typed stays, and keeps the keys.
        let mut effects = if self.prompt.is_none() && self.focus != Focus::Page {
            self.enter_page()
        } else {
            Vec::new()
        };
        if let Some(scrolled) = self.holds_thumb(pane, mouse) {
            effects.extend(scrolled);
            return effects;
        }
        if self.focus == Focus::Page && self.find.finding.is_none() {
            self.selection = None;
            let first = self.page_area(pane).text.y;
            let line = self.reader.top + usize::from(mouse.row.saturating_sub(first));
            self.hold(Grip::Line(line), mouse);
        }
        let Some(target) = self.target_at(pane, mouse.column, mouse.row) else {
            return effects;
        };
        let was_told = matches!(before, Some(Clicked::Target(before)) if before == target);
        if was_told || self.reader.stays_within(target) {
            effects.extend(self.use_target(target, Use::Open));
        } else if let Some(told) = self.told_of(target) {
            self.clicked = Some(Clicked::Target(target));
            self.say(self.words.with("link-clicked", &[("told", told.into())]));
        }
        effects
    }

    /// Notes what the mouse is over.
    fn hover(&mut self, mouse: Mouse) {
        let pane = self.layout().page;
        let is_free = self.held.is_none() && self.popup.is_none();
        self.hovered = pane
            .filter(|_| is_free && self.settings.hover)
            .and_then(|pane| self.target_at(pane, mouse.column, mouse.row));
    }

    /// Asks to be told where the mouse is while there are links in sight that it can
    /// be over; no more when there are none. Elsewhere nothing would come of it but
    /// waking up.
    pub(super) fn settle_hover(&mut self) -> Option<Effect> {
        let is_wanted = self.settings.mouse
            && self.settings.hover
            && self.popup.is_none()
            && self.layout().page.is_some_and(|pane| {
                let rows = usize::from(self.page_area(pane).text.rows);
                let lines = self.reader.page.lines.iter().skip(self.reader.top);
                let mut pieces = lines.take(rows).flat_map(|line| &line.pieces);
                pieces.any(|piece| piece.target.is_some())
            });
        if !is_wanted {
            self.hovered = None;
        }
        let has_changed = std::mem::replace(&mut self.follows_mouse, is_wanted) != is_wanted;
        has_changed.then_some(Effect::FollowMouse(is_wanted))
    }

    /// The row of the list that is seen in a row of the screen.
    pub(super) fn row_at(&self, area: Area, row: u16) -> Option<usize> {
        let line = row - area.y;
        let seen = self.rows_seen();
        let hit = seen.iter().find(|seen| line < seen.line + seen.lines);
        hit.map(|seen| seen.row)
    }

    /// Where what is seen on the page at a place of the screen leads.
    fn target_at(&self, pane: Area, column: u16, row: u16) -> Option<Target> {
        let text = self.page_area(pane).text;
        if !text.holds(column, row) {
            return None;
        }
        let line = self.reader.top + usize::from(row - text.y);
        let policy = self.policy();
        let mut end = text.x;
        let line = self.reader.page.lines.get(line)?;
        let piece = line.pieces.iter().find(|piece| {
            let columns = policy.text(piece.text.as_str());
            end = end.saturating_add(u16::try_from(columns).unwrap_or(u16::MAX));
            column < end
        });
        piece?.target
    }
}
