//! Simplified and Traditional characters: the one form under which both are
//! compared, and what a text's own characters say about its script.
//!
//! The table is data, `assets/variants.txt`, generated from the dictionaries of
//! `OpenCC` and one to one, so that a match keeps its place. It knows characters,
//! not words: what only a word can tell (計畫 for 计划) stays apart. It serves
//! comparison; what is meant to be shown in the other script is
//! [`convert`](super::convert)'s.

use std::sync::OnceLock;

/// How Chinese is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// As in mainland China and Singapore.
    Simplified,
    /// As in Taiwan, Hong Kong and Macau.
    Traditional,
}

/// The table as it is delivered.
const TABLE: &str = include_str!("../../assets/variants.txt");

/// Code points a page of the lookup covers.
const PAGE: usize = 256;

/// Pages that reach past the last block of Han (Extension H ends at U+323AF).
const PAGES: usize = 0x324;

/// A lookup by code point in two steps: the page, then the place in it. Page 0
/// is shared by all code points of which nothing is known.
pub(crate) struct Lookup {
    /// For each block of 256 code points, the number of its page.
    pages: [u16; PAGES],
    /// The pages one after another; 0 where nothing is known.
    cells: Vec<u16>,
}

impl Lookup {
    pub(crate) fn new() -> Self {
        Self {
            pages: [0; PAGES],
            cells: vec![0; PAGE],
        }
    }

    pub(crate) fn get(&self, c: char) -> u16 {
        let code = c as usize;
        let page = self.pages.get(code / PAGE).copied().unwrap_or_default();
        self.cells
            .get(usize::from(page) * PAGE + code % PAGE)
            .copied()
            .unwrap_or_default()
    }

    /// Puts a value down. What lies beyond the pages is left out, which a test excludes.
    pub(crate) fn set(&mut self, c: char, value: u16) {
        let code = c as usize;
        let Some(page) = self.pages.get_mut(code / PAGE) else {
            return;
        };
        if *page == 0 {
            let Ok(next) = u16::try_from(self.cells.len() / PAGE) else {
                return;
            };
            *page = next;
            self.cells.resize(self.cells.len() + PAGE, 0);
        }
        if let Some(cell) = self.cells.get_mut(usize::from(*page) * PAGE + code % PAGE) {
            *cell = value;
        }
    }
}

/// Marks in [`Variants::evidence`].
const SIMPLIFIED: u16 = 1;
const TRADITIONAL: u16 = 2;

struct Variants {
    /// One more than the place of the Simplified form in `forms`.
    lookup: Lookup,
    forms: Vec<char>,
    /// Which characters only one of the two scripts uses.
    evidence: Lookup,
}

/// One line of the table: the character, its form, its marks.
fn entry(line: &str) -> Option<(char, char, &str)> {
    if line.starts_with('#') {
        return None;
    }
    let mut columns = line.split('\t');
    let from = columns.next()?.chars().next()?;
    let to = columns.next()?.chars().next()?;
    Some((from, to, columns.next().unwrap_or_default()))
}

impl Variants {
    fn parse(table: &str) -> Self {
        let mut variants = Self {
            lookup: Lookup::new(),
            forms: Vec::new(),
            evidence: Lookup::new(),
        };
        for (from, to, marks) in table.lines().filter_map(entry) {
            variants.forms.push(to);
            let place = u16::try_from(variants.forms.len()).unwrap_or_default();
            variants.lookup.set(from, place);
            if marks.contains('t') {
                variants.evidence.set(from, TRADITIONAL);
            }
            if marks.contains('s') {
                variants.evidence.set(to, SIMPLIFIED);
            }
        }
        variants
    }

    /// The table, read at the first use.
    fn get() -> &'static Self {
        static VARIANTS: OnceLock<Variants> = OnceLock::new();
        VARIANTS.get_or_init(|| Self::parse(TABLE))
    }
}

/// The one form under which a character and its variants are compared: 臺, 台
/// and 檯 give 台. Any other character gives itself.
#[must_use]
pub fn simplified(c: char) -> char {
    // Below the first block of Han there is nothing to look up.
    if c < '\u{3400}' {
        return c;
    }
    let variants = Variants::get();
    match variants.lookup.get(c) {
        0 => c,
        place => variants
            .forms
            .get(usize::from(place) - 1)
            .copied()
            .unwrap_or(c),
    }
}

/// The script whose use the character betrays, where only one of the two uses it.
#[must_use]
pub fn script_of_char(c: char) -> Option<Script> {
    if c < '\u{3400}' {
        return None;
    }
    match Variants::get().evidence.get(c) {
        SIMPLIFIED => Some(Script::Simplified),
        TRADITIONAL => Some(Script::Traditional),
        _ => None,
    }
}

/// The script of a Chinese text: that of which it has more characters that the
/// other does not use. `None` where it has none, or as many of both. Japanese
/// uses characters of both and has to be told apart first.
#[must_use]
pub fn script_of(text: &str) -> Option<Script> {
    let mut simplified = 0_usize;
    let mut traditional = 0_usize;
    for script in text.chars().filter_map(script_of_char) {
        match script {
            Script::Simplified => simplified += 1,
            Script::Traditional => traditional += 1,
        }
    }
    match simplified.cmp(&traditional) {
        std::cmp::Ordering::Greater => Some(Script::Simplified),
        std::cmp::Ordering::Less => Some(Script::Traditional),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "tests")]

    use super::*;

    fn folded(text: &str) -> String {
        text.chars().map(simplified).collect()
    }

    #[test]
    fn variants_have_one_form() {
        for (variants, form) in [
            ("臺檯颱枱台", "台台台台台"),
            ("裏裡里", "里里里"),
            ("祕秘", "秘秘"),
            ("擡抬", "抬抬"),
            ("衛衞", "卫卫"),
            ("爲為", "为为"),
            ("羣群", "群群"),
            ("麼麽么", "么么么"),
            ("菸煙烟", "烟烟烟"),
            ("著着", "着着"),
            ("普京與習近平會晤", "普京与习近平会晤"),
            ("俄羅斯總統訪華", "俄罗斯总统访华"),
            ("瞭解藉口", "了解借口"),
            ("皇后後來", "皇后后来"),
            ("abcé한かカ。", "abcé한かカ。"),
        ] {
            assert_eq!(folded(variants), form, "{variants}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let mut count = 0;
        for line in lines {
            count += 1;
            let (from, to, marks) = entry(line).expect(line);
            assert_eq!(simplified(from), to, "{line}");
            assert_eq!(simplified(to), to, "a form has no other form: {line}");
            assert_ne!(from, to, "{line}");
            assert!(from >= '\u{3400}', "{line}");
            assert!(["", "t", "s", "ts"].contains(&marks), "{line}");
            let wanted = marks.contains('t').then_some(Script::Traditional);
            assert_eq!(script_of_char(from), wanted, "{line}");
            if marks.contains('s') {
                assert_eq!(script_of_char(to), Some(Script::Simplified), "{line}");
            }
        }
        assert!(count > 4_000, "{count} entries");
    }

    #[test]
    fn a_text_betrays_its_script() {
        for (text, script) in [
            ("俄罗斯外长访华", Some(Script::Simplified)),
            ("俄羅斯外長訪華", Some(Script::Traditional)),
            ("台湾与中国", Some(Script::Simplified)),
            ("臺灣與中國", Some(Script::Traditional)),
            ("普京", None),
            ("北京", None),
            ("皇后", None),
            ("乾隆", None),
            ("国國", None),
            ("plain", None),
            ("", None),
        ] {
            assert_eq!(script_of(text), script, "{text}");
        }
    }
}
