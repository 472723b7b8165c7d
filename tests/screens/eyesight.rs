//! Terminals and the themes on them, as the tests have them.

#![allow(clippy::expect_used, reason = "tests")]

use newsprint::app::Eyes;
use newsprint::settings::{Depth, Shade, Themes};
use newsprint::ui::Theme;

/// A dark terminal with all colours.
pub(crate) fn eyes() -> Eyes {
    Eyes {
        shade: Some(Shade::Dark),
        ..Eyes::default()
    }
}

/// A theme that comes with the program, on a terminal with so many colours.
pub(crate) fn theme(name: &str, depth: Depth) -> Theme {
    let themes = Themes::embedded();
    Theme::of(themes.get(name).expect("a theme"), depth)
}

/// Attributes alone.
pub(crate) fn colourless() -> Theme {
    theme("plain", Depth::None)
}
