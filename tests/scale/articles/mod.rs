//! Saved articles made up from a fixed sequence: the same seed gives the same
//! bytes everywhere. They are files as feeds leave them (stamp, title line, six
//! dashes, HTML of one outlet or another, share row, promotion), and say
//! beside it what a reader has to find of them and what not.
//!
//! Own writing throughout. It knows nothing of the program, so that programs
//! of the tests can be built on it alone.

mod blocks;
pub(crate) mod news;
mod outlets;
mod prose;
pub(crate) mod sequence;
mod words;

use blocks::Body;
use prose::{Breadth, Tongue, Writer};
use sequence::Sequence;

pub(crate) use news::news;

/// A saved article.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// The name of its file.
    pub(crate) name: String,
    /// What stands in the file.
    pub(crate) text: String,
    /// Its title, entities resolved.
    pub(crate) title: String,
    /// The texts of its blocks in reading order, entities resolved; cells of
    /// tables row by row.
    pub(crate) kept: Vec<String>,
    /// Words that are no part of the article.
    pub(crate) dropped: Vec<&'static str>,
}

/// How an outlet's feed dresses its articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outlet {
    /// Date of Paris first, lead in bold, newsletter boxes, a share row.
    Rfi,
    /// Time in italics, picture with caption, dateline, credit, notice.
    Dw,
    /// No rules but those that hold everywhere.
    Plain,
}

/// Milliseconds between two articles, and the time of the first.
const PACE: u64 = 5_400_000;
const FIRST: u64 = 1_577_836_800_000;

/// The article of a seed.
pub(crate) fn article(seed: u64) -> Written {
    let mut sequence = Sequence::new(seed);
    let tongue = Tongue::draw(&mut sequence);
    let outlet = match sequence.below(3) {
        0 => Outlet::Rfi,
        1 => Outlet::Dw,
        _ => Outlet::Plain,
    };
    let plainness = if sequence.one_in(3) { 6 } else { 16 };
    let mut writer = Writer {
        sequence: &mut sequence,
        tongue,
        plainness,
        breadth: Breadth::Narrow,
    };
    let title = writer.words();
    let mut body = Body::new(writer);
    let stamp = FIRST + seed * PACE;
    match outlet {
        Outlet::Rfi => body.like_rfi(stamp),
        Outlet::Dw => body.like_dw(stamp),
        Outlet::Plain => body.plain(&title.text),
    }
    let link = match outlet {
        Outlet::Rfi => format!("https://www.rfi.fr/cn/%E6%B5%B7%E6%B8%AF/{seed:08}-harbour"),
        Outlet::Dw => format!("https://www.dw.com/zh/harbour/a-{}", 60_000_000 + seed),
        Outlet::Plain => format!(
            "https://{}/story/{seed}",
            ["island.example", "harbour.example"][usize::from(seed.is_multiple_of(2))]
        ),
    };
    Written {
        name: format!("{seed:06}_{stamp}.txt"),
        text: format!(
            "<!--{stamp}-->\n[{}]({link})\n------\n\n{}",
            title.html, body.html
        ),
        title: title.text,
        kept: body.kept,
        dropped: body.dropped,
    }
}
