//! Our own marks: bars, bullets, rules. Where the width of their characters is
//! in doubt they fall to ASCII, so that nothing shears.

use crate::text::{CleanRef, WidthPolicy};

/// The marks for one width of their characters, which need not be that of the text
/// ([`crate::text::Widths`]). Each ends with the space that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Furniture {
    /// Before a picture's caption.
    pub picture: CleanRef<'static>,
    /// Before an embed.
    pub embed: CleanRef<'static>,
    /// Beside a quotation.
    pub bar: CleanRef<'static>,
    /// Before list items, by depth.
    pub bullets: [CleanRef<'static>; 3],
    /// A pause.
    pub rule: CleanRef<'static>,
    /// Where a line of kept text goes on in the next.
    pub goes_on: CleanRef<'static>,
    /// Before a link to another article.
    pub related: CleanRef<'static>,
    /// Beside an unread article in a list.
    pub unread: CleanRef<'static>,
    /// Before the title of a starred one.
    pub star: CleanRef<'static>,
}

impl Furniture {
    /// The marks for a width of their characters.
    #[must_use]
    pub const fn of(policy: WidthPolicy) -> Self {
        const fn mark(text: &'static str) -> CleanRef<'static> {
            CleanRef::furniture(text)
        }
        match policy {
            WidthPolicy::Narrow => Self {
                picture: mark("▣ "),
                embed: mark("▶ "),
                bar: mark("▎ "),
                bullets: [mark("• "), mark("◦ "), mark("▪ ")],
                rule: mark("─────────"),
                goes_on: mark("↩"),
                related: mark("→ "),
                unread: mark("● "),
                star: mark("★ "),
            },
            WidthPolicy::Wide => Self {
                picture: mark("# "),
                embed: mark("> "),
                bar: mark("| "),
                bullets: [mark("* "), mark("- "), mark("+ ")],
                rule: mark("---------"),
                goes_on: mark("\\"),
                related: mark("> "),
                unread: mark("* "),
                star: mark("+ "),
            },
        }
    }
}
