//! Themes on terminals with fewer colours than they have: each colour becomes the
//! one most like it that can still be read where it stands.

use super::{Attributes, Colour, Paint, Role, Theme};
use crate::settings::colour::distance;
use crate::settings::facts::Rgb;

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None, or none that are wanted.
    None,
    /// The 16 of its own.
    Sixteen,
    /// Those, a cube of 216 and 24 greys.
    Indexed,
    /// All.
    #[default]
    True,
}

impl Depth {
    /// The names of depths in the settings.
    pub(in crate::settings) const NAMES: [(&'static str, Option<Self>); 5] = [
        ("auto", None),
        ("true", Some(Self::True)),
        ("256", Some(Self::Indexed)),
        ("16", Some(Self::Sixteen)),
        ("none", Some(Self::None)),
    ];

    /// The colours that may be chosen from. At 256 the first 16 are left out: they
    /// look as the reader has set them.
    fn candidates(self) -> std::ops::RangeInclusive<u8> {
        if self == Self::Sixteen {
            0..=15
        } else {
            16..=255
        }
    }
}

/// What the 16 colours are where nobody has set them otherwise (xterm).
const SIXTEEN: [Rgb; 16] = [
    Rgb::of(0, 0, 0),
    Rgb::of(205, 0, 0),
    Rgb::of(0, 205, 0),
    Rgb::of(205, 205, 0),
    Rgb::of(0, 0, 238),
    Rgb::of(205, 0, 205),
    Rgb::of(0, 205, 205),
    Rgb::of(229, 229, 229),
    Rgb::of(127, 127, 127),
    Rgb::of(255, 0, 0),
    Rgb::of(0, 255, 0),
    Rgb::of(255, 255, 0),
    Rgb::of(92, 92, 255),
    Rgb::of(255, 0, 255),
    Rgb::of(0, 255, 255),
    Rgb::of(255, 255, 255),
];

/// The steps of the cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Colour {
    /// What it is likely to look like.
    #[must_use]
    pub fn likely(self) -> Rgb {
        let number = match self {
            Self::Exact(rgb) => return rgb,
            Self::Numbered(number) => number,
        };
        if let Some(rgb) = SIXTEEN.get(usize::from(number)) {
            return *rgb;
        }
        if number >= 232 {
            let grey = 8 + 10 * (number - 232);
            return Rgb::of(grey, grey, grey);
        }
        let place = number - 16;
        let step = |part: u8| STEPS.get(usize::from(part % 6)).copied().unwrap_or(255);
        Rgb::of(step(place / 36), step(place / 6), step(place))
    }
}

impl Theme {
    /// The theme with no other colours than a terminal of this depth has.
    #[must_use]
    pub fn at(&self, depth: Depth) -> Self {
        let mut theme = self.clone();
        match depth {
            Depth::True => return theme,
            Depth::None => {
                for paint in &mut theme.paints {
                    (paint.text, paint.ground) = (None, None);
                }
                return theme;
            }
            Depth::Sixteen => theme.leave_shades(),
            Depth::Indexed => {}
        }
        // Grounds first: texts have to be read on what they have become.
        for paint in &mut theme.paints {
            if let Some(Colour::Exact(rgb)) = paint.ground {
                paint.ground = nearest(rgb, depth, |_| true);
            }
        }
        for role in Role::ALL {
            if let Some(Colour::Exact(rgb)) = theme.paint(role).text {
                let text = theme.readable(role, rgb, depth);
                if let Some(paint) = theme.paint_mut(role) {
                    paint.text = text;
                }
            }
        }
        theme
    }

    /// Among 16 colours there are no shades of grey to rely on and no tints. What is
    /// grey is as the text, and fainter where it is secondary; what has a ground is
    /// reversed, which is read as well as what it was, and code is as the text.
    fn leave_shades(&mut self) {
        for role in Role::ALL {
            let Some(paint) = self.paint_mut(role) else {
                continue;
            };
            if role == Role::Text {
                continue;
            }
            if matches!(paint.text, Some(Colour::Exact(text)) if is_grey(text)) {
                paint.text = None;
                if matches!(role, Role::Quiet | Role::Furniture) {
                    paint.attributes |= Attributes::DIM;
                }
            }
            if !matches!(paint.ground, Some(Colour::Exact(_))) {
                continue;
            }
            let reversed = if role == Role::Code {
                Attributes::empty()
            } else {
                Attributes::REVERSED
            };
            *paint = Paint {
                attributes: paint.attributes | reversed,
                ..Paint::default()
            };
        }
    }

    /// The colour most like another in which a role can be read on all its grounds;
    /// the most readable one where none can. Of 16 colours one of another hue is none,
    /// and red is for what went wrong: then what has the role is as the text.
    fn readable(&self, role: Role, rgb: Rgb, depth: Depth) -> Option<Colour> {
        let grounds: Vec<(Rgb, f64)> = role
            .stands_on()
            .iter()
            .flat_map(|(on, needed)| {
                let grounds = self.grounds_of(*on).into_iter();
                grounds.map(|ground| (ground, *needed))
            })
            .collect();
        // How much more contrast it has than it needs, where it has the least.
        let spare = |colour: Rgb| {
            let spare = grounds
                .iter()
                .map(|(ground, needed)| colour.contrast(*ground) / needed);
            spare.fold(f64::INFINITY, f64::min)
        };
        if depth == Depth::Sixteen {
            let reds = [Colour::Numbered(1), Colour::Numbered(9)].map(Colour::likely);
            return nearest(rgb, depth, |colour| {
                let is_taken = role != Role::Error && reds.contains(&colour);
                spare(colour) >= 1.0 && !is_taken && is_alike(rgb, colour)
            });
        }
        nearest(rgb, depth, |colour| spare(colour) >= 1.0).or_else(|| {
            let candidates = depth.candidates().map(Colour::Numbered);
            candidates.max_by(|one, two| spare(one.likely()).total_cmp(&spare(two.likely())))
        })
    }
}

/// How far from grey a colour is from which on it is seen as a hue.
const HUED: f64 = 0.04;
/// The cosine of the angle between two hues that have one name.
const ALIKE: f64 = 0.5;

fn is_grey(rgb: Rgb) -> bool {
    let [_, red, yellow] = rgb.seen();
    red.hypot(yellow) < HUED
}

/// Whether two colours are both grey, or of about one hue.
fn is_alike(one: Rgb, two: Rgb) -> bool {
    if is_grey(one) || is_grey(two) {
        return is_grey(one) && is_grey(two);
    }
    let ([_, a, b], [_, c, d]) = (one.seen(), two.seen());
    (a * c + b * d) / (a.hypot(b) * c.hypot(d)) > ALIKE
}

/// The colour most like another, of those that will do.
fn nearest(rgb: Rgb, depth: Depth, will_do: impl Fn(Rgb) -> bool) -> Option<Colour> {
    let wanted = rgb.seen();
    let far = |colour: &Colour| distance(colour.likely().seen(), wanted);
    depth
        .candidates()
        .map(Colour::Numbered)
        .filter(|colour| will_do(colour.likely()))
        .min_by(|one, two| far(one).total_cmp(&far(two)))
}
