//! The table of commands: the only place where one is spelled. The dispatcher, the
//! help, the palette, the hints, the settings' check, `newsprint keys` and the key
//! table of the README all come from it.
//!
//! A new command is a line in the table, under the group it belongs to, the text
//! `command-NAME`, and the arm of `app::commands` that carries it out.

mod fault;
pub mod key;
mod keymap;
mod mouse;
mod table;

pub use fault::{KeyFault, KeyTrouble};
pub use key::{Code, Key};
pub use keymap::{Keymap, Resolution};
pub use mouse::{Button, Mouse, MouseKind, Wheel};
pub use table::key_table;

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The list has the keys.
    List,
    /// The page has the keys.
    Page,
}

impl Context {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::List, Self::Page];
}

/// What commands are about: the help shows those of one group together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Moving about.
    Moving,
    /// Searching, sorting, jumping.
    Finding,
    /// Selecting, marking, tags.
    Marking,
    /// What can be done with an article.
    Article,
    /// How things are shown.
    Screen,
    /// The program itself.
    Program,
}

impl Group {
    /// The key of the text that names it.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Moving => "group-moving",
            Self::Finding => "group-finding",
            Self::Marking => "group-marking",
            Self::Article => "group-article",
            Self::Screen => "group-screen",
            Self::Program => "group-program",
        }
    }
}

macro_rules! commands {
    ($(=> $group:ident; $($(#[doc = $doc:literal])* $command:ident, $name:literal, [$($list:literal),*], [$($page:literal),*];)*)*) => {
        /// Something a person can have done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command {
            $($($(#[doc = $doc])* $command,)*)*
        }

        /// Every command once: its group, its name, and its keys in the list and in the page.
        pub const COMMANDS: &[Entry] = &[
            $($(Entry {
                command: Command::$command,
                group: Group::$group,
                name: $name,
                list: &[$($list),*],
                page: &[$($page),*],
            },)*)*
        ];
    };
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// What it is about.
    pub group: Group,
    /// Its name in settings. What it does, in a few words, is the text
    /// `command-NAME`.
    pub name: &'static str,
    /// Its keys in the list.
    pub list: &'static [&'static str],
    /// Its keys in the page.
    pub page: &'static [&'static str],
}

impl Entry {
    /// The line of a command by its name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        COMMANDS.iter().find(|entry| entry.name == name)
    }

    /// Its keys in a place, as the table has them.
    #[must_use]
    pub fn keys(&self, context: Context) -> &'static [&'static str] {
        match context {
            Context::List => self.list,
            Context::Page => self.page,
        }
    }

    /// Whether it is for a place: one that has keys in the other alone is not.
    #[must_use]
    pub fn applies(&self, context: Context) -> bool {
        !self.keys(context).is_empty() || self.list.is_empty() && self.page.is_empty()
    }
}

commands! {
    => Moving;
    /// To the next article.
    Next, "next", ["j", "Down"], [];
    /// To the previous article.
    Previous, "previous", ["k", "Up"], [];
    /// A line down the page.
    LineDown, "line-down", ["C-e"], ["j", "Down", "C-e"];
    /// A line up the page.
    LineUp, "line-up", ["C-y"], ["k", "Up", "C-y"];
    /// To the next article, wherever the keys are.
    NextArticle, "next-article", ["J"], ["J"];
    /// To the previous article, wherever the keys are.
    PreviousArticle, "previous-article", ["K"], ["K"];
    /// To the first article, or the top of the page.
    First, "first", ["gg", "Home"], ["gg", "Home"];
    /// To the last article, or the end of the page.
    Last, "last", ["G", "End"], ["G", "End"];
    /// Half a page down.
    HalfPageDown, "half-page-down", ["C-d"], ["C-d"];
    /// Half a page up.
    HalfPageUp, "half-page-up", ["C-u"], ["C-u"];
    /// A page down.
    PageDown, "page-down", ["PgDn", "C-f"], ["PgDn", "C-f"];
    /// A page up.
    PageUp, "page-up", ["PgUp", "C-b", "b"], ["PgUp", "C-b", "b"];
    /// To the paragraph before.
    ParagraphBack, "paragraph-back", [], ["{"];
    /// To the next paragraph.
    ParagraphForward, "paragraph-forward", [], ["}"];
    /// A page further; at the end the next unread article.
    ReadOn, "read-on", ["Space"], ["Space"];
    /// A page back.
    ReadBack, "read-back", ["Backspace"], ["Backspace"];
    /// To the page.
    Enter, "enter", ["Enter", "l", "Right"], [];
    /// Back to the list.
    ToList, "to-list", [], ["h", "Left"];
    /// To the other pane.
    OtherPane, "other-pane", ["Tab"], ["Tab"];
    /// To the next unread article.
    NextUnread, "next-unread", ["]"], ["]"];
    /// To the previous unread article.
    PreviousUnread, "previous-unread", ["["], ["["];
    => Finding;
    /// Search titles and texts while typing.
    Search, "search", ["/"], ["g/"];
    /// Choose what to narrow the list to.
    Filter, "filter", ["f"], [];
    /// Save the search in force under a name.
    SaveSearch, "save-search", ["M"], [];
    /// Choose a saved search.
    SavedSearches, "saved-searches", ["gs"], ["gs"];
    /// Search in the article.
    Find, "find", [], ["/"];
    /// To the next row, or place in the article, that was found.
    NextMatch, "next-match", ["n"], ["n"];
    /// To the row, or place in the article, that was found before this one.
    PreviousMatch, "previous-match", ["N"], ["N"];
    /// Choose the order of the list.
    Sort, "sort", ["S"], ["S"];
    /// To a date, or in the order of titles to a letter.
    Jump, "jump", ["gd"], [];
    => Marking;
    /// Select articles of the list.
    SelectRows, "select-articles", ["v"], [];
    /// Select all that is shown.
    SelectAll, "select-all", ["*"], [];
    /// Select lines of the page.
    SelectLines, "select-lines", [], ["v"];
    /// Read, or unread again.
    ToggleRead, "read", ["r"], ["r"];
    /// Star, or take the star away.
    ToggleStar, "star", ["s"], ["s"];
    /// Give tags, or take them away.
    Tags, "tags", ["t"], ["t"];
    /// Mark all that is shown as read.
    MarkAllRead, "mark-all-read", ["A"], [];
    /// Undo the last change of marks.
    Undo, "undo", ["u"], ["u"];
    /// Do again what was undone.
    Redo, "redo", ["C-r"], ["C-r"];
    => Article;
    /// Open the original in the browser.
    OpenOriginal, "open-original", ["o"], ["o"];
    /// Copy the original link.
    CopyLink, "copy-link", ["y"], ["y"];
    /// Letters beside the links that are seen; typing them opens one.
    LinkHints, "link-hints", [], [";"];
    /// List all links of the article.
    Links, "links", [], ["gl"];
    /// List its headings.
    Outline, "outline", [], ["gh"];
    /// To the heading before.
    PreviousHeading, "previous-heading", [], ["("];
    /// To the next heading.
    NextHeading, "next-heading", [], [")"];
    /// Back through what was opened and jumped to.
    Back, "back", ["H", "C-o"], ["H", "C-o"];
    /// Forward again.
    Forward, "forward", ["L"], ["L"];
    /// Put the place one is at under a letter.
    SetPlace, "set-place", ["m"], ["m"];
    /// Jump to a place under a letter.
    Places, "places", ["'"], ["'"];
    /// Choose what to share.
    Share, "share", ["Y"], ["Y"];
    /// Choose a command of the reader's own to open it with.
    OpenWith, "open-with", ["O"], ["O"];
    /// Pipe the article into a command.
    Pipe, "pipe", ["|"], ["|"];
    /// All that is known of the article.
    Details, "details", ["i"], ["i"];
    => Screen;
    /// The page alone; again: back.
    Zen, "zen", ["z"], ["z"];
    /// The list beside the page, above it, or one of the two at a time.
    Layout, "layout", ["\\"], ["\\"];
    /// The list, or the measure of the page, narrower.
    Narrower, "narrower", ["<"], ["<"];
    /// The list, or the measure of the page, wider.
    Wider, "wider", [">"], [">"];
    /// The other characters: Simplified, Traditional, as written.
    Characters, "characters", ["c"], ["c"];
    /// Choose a theme.
    Themes, "themes", ["C-t"], ["C-t"];
    /// Choose the language of the interface.
    Language, "language", ["gL"], ["gL"];
    => Program;
    /// Choose another archive.
    Archives, "archives", ["ga"], ["ga"];
    /// Find a command, a saved search, an outlet, a tag or a setting by typing.
    Palette, "palette", [":", "C-p"], [":", "C-p"];
    /// Help for this place.
    Help, "help", ["?"], ["?"];
    /// The query language on one screen.
    QueryHelp, "query-help", ["F1"], ["F1"];
    /// What was told in this sitting, to be read again.
    Messages, "messages", ["gm"], ["gm"];
    /// Stop the index, or go on with it.
    Index, "index", ["gI"], ["gI"];
    /// Look at the folder again.
    Refresh, "refresh", ["R"], ["R"];
    /// Draw the screen anew.
    Redraw, "redraw", ["C-l"], ["C-l"];
    /// Leave what is open, the selection, the search, the page, in this order.
    Leave, "leave", ["Esc"], ["Esc"];
    /// Leave one thing, at last the program.
    QuitStep, "quit-step", ["q"], ["q"];
    /// Leave long work that is under way, or what is selected; else quit.
    Interrupt, "interrupt", ["C-c"], ["C-c"];
    /// Quit at once.
    Quit, "quit", ["Q"], ["Q"];
    /// Put the program to sleep.
    Suspend, "suspend", ["C-z"], ["C-z"];
}

impl Command {
    /// The line of the table.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        // The table has one line for each command, in the order of the enumeration.
        &COMMANDS[self as usize]
    }

    /// The key of the text that says what it does.
    #[must_use]
    pub fn text_key(self) -> String {
        format!("command-{}", self.entry().name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::words::Words;

    #[test]
    fn the_table_is_sound() {
        let words = Words::english();
        let mut names = HashSet::new();
        for (place, entry) in COMMANDS.iter().enumerate() {
            assert_eq!(entry.command as usize, place, "{}", entry.name);
            assert!(names.insert(entry.name), "{} twice", entry.name);
            assert!(
                words.has(&entry.command.text_key()),
                "no text for {}",
                entry.name
            );
            assert!(words.has(entry.group.text_key()), "{:?}", entry.group);
            // Names of tables and settings beside those of commands (`[keys]`).
            assert!(!["preset", "list", "page"].contains(&entry.name));
            for keys in entry.list.iter().chain(entry.page) {
                assert!(Key::parse_sequence(keys).is_some(), "{keys}");
            }
        }
    }
}
