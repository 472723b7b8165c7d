//! QR codes for the screen: a link that a telephone can read.
//!
//! It leaves to `ui` the painting (dark on light, whatever the theme) and the
//! comparison of a code's size with the room there is.

use qrcode::{Color, EcLevel, QrCode};

use super::Notice;
use crate::text::Clean;

/// The light border that a reader needs, in modules on each side
/// (ISO/IEC 18004, section 6.3.8).
pub const QUIET_ZONE: usize = 4;

/// Levels of error correction above the lowest, the best first.
const BETTER_LEVELS: [EcLevel; 3] = [EcLevel::H, EcLevel::Q, EcLevel::M];

/// A QR code with its quiet zone. A cell of the screen is one module wide and
/// two high.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Dark modules, row by row, the quiet zone included.
    modules: Vec<bool>,
    /// Modules on a side, the quiet zone included.
    side: usize,
}

/// Why there is no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QrError {
    /// The text is longer than a QR code can hold (2,953 bytes at most).
    #[error("{bytes} bytes are too many for a QR code ({reason}); copy the text instead")]
    TooLong {
        /// The length of the text in bytes.
        bytes: usize,
        /// What the encoder said.
        reason: Clean,
    },
}

impl QrError {
    /// The error as a key of an interface text with its values.
    #[must_use]
    pub fn notice(&self) -> Notice {
        match self {
            Self::TooLong { bytes, .. } => {
                Notice::new("qr-too-long").with("bytes", Clean::line(&bytes.to_string()))
            }
        }
    }
}

/// Encodes a text in the smallest code that holds it, with the best error
/// correction that this size has room for.
///
/// # Errors
///
/// [`QrError::TooLong`] where no code holds it.
pub fn code(text: &str) -> Result<Code, QrError> {
    let smallest = QrCode::with_error_correction_level(text, EcLevel::L).map_err(|error| {
        QrError::TooLong {
            bytes: text.len(),
            reason: Clean::line(&error.to_string()),
        }
    })?;
    let best = BETTER_LEVELS
        .into_iter()
        .find_map(|level| QrCode::with_version(text, smallest.version(), level).ok())
        .unwrap_or(smallest);
    Ok(Code::new(&best))
}

impl Code {
    fn new(code: &QrCode) -> Self {
        let width = code.width();
        let side = width + 2 * QUIET_ZONE;
        let mut modules = vec![false; side * side];
        for (row, colours) in code.to_colors().chunks(width).enumerate() {
            let start = (row + QUIET_ZONE) * side + QUIET_ZONE;
            for (module, colour) in modules.iter_mut().skip(start).zip(colours) {
                *module = *colour == Color::Dark;
            }
        }
        Self { modules, side }
    }

    /// Its size in columns and rows of the screen, the quiet zone included: at
    /// most 185 by 93. Whether it fits is for the caller to compare.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.side, self.side.div_ceil(2))
    }

    /// Whether a module is dark, counted from the upper left corner of the quiet
    /// zone; outside of the code all is light. For screens whose half blocks are
    /// two columns wide: there a module is best painted as two spaces.
    #[must_use]
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        column < self.side
            && self
                .modules
                .get(row * self.side + column)
                .copied()
                .unwrap_or(false)
    }

    /// The cells of the screen, row by row: whether the upper and the lower
    /// module of each is dark.
    #[must_use]
    pub fn cells(&self) -> Vec<Vec<(bool, bool)>> {
        (0..self.side.div_ceil(2))
            .map(|row| {
                (0..self.side)
                    .map(|column| {
                        let upper = self.is_dark(column, row * 2);
                        let lower = self.is_dark(column, row * 2 + 1);
                        (upper, lower)
                    })
                    .collect()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_has_its_size_and_its_limit() {
        for (text, columns, rows) in [
            ("", 29, 15),
            ("https://a.io", 29, 15),
            ("https://rfi.my/AV58.X", 33, 17),
            (&"1".repeat(7_089), 185, 93),
            (&"a".repeat(2_953), 185, 93),
            (&"新".repeat(984), 185, 93),
        ] {
            assert_eq!(
                code(text).unwrap().size(),
                (columns, rows),
                "{}",
                text.len()
            );
        }
        for text in ["a".repeat(2_954), "新".repeat(985), "1".repeat(7_090)] {
            let bytes = text.len();
            let error = code(&text).expect_err("too long");
            assert!(matches!(error, QrError::TooLong { bytes: told, .. } if told == bytes));
        }
    }

    #[test]
    fn the_best_error_correction_of_the_smallest_size_is_taken() {
        // Version 1 holds 7 bytes at level H and 17 at level L (ISO/IEC 18004, table 7).
        for (text, level) in [
            ("short-a", EcLevel::H),
            ("short-ab", EcLevel::Q),
            ("short-and-14by", EcLevel::M),
            ("seventeen-bytes-x", EcLevel::L),
        ] {
            let expected = QrCode::with_version(text, qrcode::Version::Normal(1), level).unwrap();
            assert_eq!(code(text).unwrap(), Code::new(&expected), "{text}");
        }
    }

    /// The rows of the screen as half blocks.
    fn rows(code: &Code) -> Vec<String> {
        let drawn = |cell| match cell {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        };
        let cells = code.cells().into_iter();
        cells
            .map(|row| row.into_iter().map(drawn).collect())
            .collect()
    }

    #[test]
    fn rows_are_half_blocks_inside_a_quiet_zone() {
        let rows = rows(&code("https://a.io").unwrap());
        let blank = " ".repeat(29);
        for row in [0, 1, 13, 14] {
            assert_eq!(rows.get(row), Some(&blank), "{row}");
        }
        // The upper corners of a code are two finders, seven modules wide.
        let upper: String = rows[2].chars().take(11).collect();
        assert_eq!(upper, "    █▀▀▀▀▀█");
        let right: String = rows[2].chars().skip(18).collect();
        assert_eq!(right, "█▀▀▀▀▀█    ");
    }

    #[test]
    fn outside_of_the_code_all_is_light() {
        let code = code("x").unwrap();
        assert!(code.is_dark(4, 4));
        for (column, row) in [(0, 0), (3, 4), (29, 4), (33, 3), (4, 29), (1_000, 1_000)] {
            assert!(!code.is_dark(column, row), "{column} {row}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..crate::laws() })]
        #[test]
        fn the_modules_can_be_read_back_from_the_rows(text in "\\PC{0,60}") {
            let code = code(&text).unwrap();
            let (columns, height) = code.size();
            let drawn = rows(&code);
            prop_assert_eq!(drawn.len(), height);
            let mut read = Vec::new();
            for line in &drawn {
                prop_assert_eq!(line.chars().count(), columns);
                read.push(line.chars().map(|c| "█▀".contains(c)).collect::<Vec<bool>>());
                read.push(line.chars().map(|c| "█▄".contains(c)).collect::<Vec<bool>>());
            }
            for (row, line) in read.iter().enumerate() {
                for (column, dark) in line.iter().enumerate() {
                    prop_assert_eq!(*dark, code.is_dark(column, row));
                    let inside = QUIET_ZONE..columns - QUIET_ZONE;
                    prop_assert!(!dark || (inside.contains(&row) && inside.contains(&column)));
                }
            }
        }
    }
}
