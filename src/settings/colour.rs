//! What eyes make of colours: how light one is, whether text of one can be read on
//! another, and which of some is most like it.

use super::facts::Rgb;

/// Whether a ground is dark or light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shade {
    /// Light text is read on it.
    Dark,
    /// Dark text is read on it.
    Light,
}

/// The luminance on which black and white text are read equally well.
const MIDDLE: f64 = 0.179;

/// A part of an sRGB colour as an amount of light, from 0 to 1 (IEC 61966-2-1).
fn light(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.040_45 {
        part / 12.92
    } else {
        ((part + 0.055) / 1.055).powf(2.4)
    }
}

impl Rgb {
    /// A colour from its parts.
    #[must_use]
    pub const fn of(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// How light it is, from 0 to 1: the relative luminance of WCAG 2.2.
    #[must_use]
    pub fn luminance(self) -> f64 {
        0.2126 * light(self.red) + 0.7152 * light(self.green) + 0.0722 * light(self.blue)
    }

    /// How well one is read on the other, from 1 to 21: the contrast ratio of
    /// WCAG 2.2. Text wants 4.5 at the least (1.4.3), lines and marks 3 (1.4.11).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }

    /// Whether it is a dark ground or a light one.
    #[must_use]
    pub fn shade(self) -> Shade {
        if self.luminance() > MIDDLE {
            Shade::Light
        } else {
            Shade::Dark
        }
    }

    /// Lightness, and how far to red and to yellow, in a space in which distances
    /// are as they are seen (Ottosson's Oklab).
    pub(super) fn seen(self) -> [f64; 3] {
        let parts = [light(self.red), light(self.green), light(self.blue)];
        let cones = [
            [0.412_221_47, 0.536_332_54, 0.051_445_99],
            [0.211_903_50, 0.680_699_55, 0.107_396_96],
            [0.088_302_46, 0.281_718_84, 0.629_978_70],
        ];
        let cones = cones.map(|row| dot(row, parts).cbrt());
        [
            [0.210_454_26, 0.793_617_79, -0.004_072_05],
            [1.977_998_50, -2.428_592_21, 0.450_593_71],
            [0.025_904_04, 0.782_771_77, -0.808_675_77],
        ]
        .map(|row| dot(row, cones))
    }
}

fn dot(one: [f64; 3], two: [f64; 3]) -> f64 {
    one.iter().zip(two).map(|(one, two)| one * two).sum()
}

/// How far two colours in the space of [`Rgb::seen`] are from each other, squared.
pub(super) fn distance(one: [f64; 3], two: [f64; 3]) -> f64 {
    let gaps = one.iter().zip(two).map(|(one, two)| one - two);
    gaps.map(|gap| gap * gap).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Rgb = Rgb::of(0, 0, 0);
    const WHITE: Rgb = Rgb::of(255, 255, 255);

    #[test]
    fn contrast_is_that_of_the_standard() {
        for (one, two, expected) in [
            (BLACK, WHITE, 21.0),
            (WHITE, WHITE, 1.0),
            // The grey that is known to be the lightest that may be read on white.
            (Rgb::of(0x76, 0x76, 0x76), WHITE, 4.54),
            (Rgb::of(255, 0, 0), WHITE, 4.0),
            (Rgb::of(0, 0, 255), BLACK, 2.44),
        ] {
            assert!((one.contrast(two) - expected).abs() < 0.005, "{one:?}");
            assert!((two.contrast(one) - expected).abs() < 0.005, "{one:?}");
        }
    }

    #[test]
    fn grounds_are_dark_or_light() {
        for (colour, expected) in [
            (BLACK, Shade::Dark),
            (Rgb::of(0x00, 0x2B, 0x36), Shade::Dark),
            (Rgb::of(0x2E, 0x34, 0x40), Shade::Dark),
            (Rgb::of(0xFD, 0xF6, 0xE3), Shade::Light),
            (Rgb::of(0xEE, 0xE8, 0xD5), Shade::Light),
            (WHITE, Shade::Light),
        ] {
            assert_eq!(colour.shade(), expected, "{colour:?}");
        }
    }

    #[test]
    fn colours_are_seen_as_oklab_has_them() {
        // The values of the author's own table, to three places.
        for (colour, expected) in [
            (WHITE, [1.0, 0.0, 0.0]),
            (BLACK, [0.0, 0.0, 0.0]),
            (Rgb::of(255, 0, 0), [0.628, 0.225, 0.126]),
            (Rgb::of(0, 0, 255), [0.452, -0.032, -0.312]),
        ] {
            assert!(distance(colour.seen(), expected) < 1e-5, "{colour:?}");
        }
    }
}
