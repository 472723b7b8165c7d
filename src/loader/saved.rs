//! The saved-article format: a stamp, a line with title and link, a line of
//! dashes, the body. Any part may be missing, in another order, or odd.

use chrono::{DateTime, Utc};
use url::Url;

use crate::article::html;
use crate::article::id::canonical_link;
use crate::article::{Warning, WarningKind};
use crate::text::Clean;

/// Lines in which the parts of the header may stand.
const HEADER_LINES: u32 = 24;
/// Bytes of the line with title and link; a longer one is text that happens to begin
/// with a bracket. Those of real articles have some hundred, and no server takes a
/// link that is longer.
const TITLE_LINE_BYTES: usize = 16 << 10;
/// Stamps that one file may have: it was saved so many times over.
const STAMPS: usize = 8;
/// Bytes of the longest scheme that tells where a link begins.
const SCHEME_BYTES: usize = 12;
/// The dashes of the line between header and body.
const DASHES: usize = 6;
/// The fewest that are taken for that line.
const FEWEST_DASHES: usize = 2;
/// Characters of a part that a warning cites.
const CITED: usize = 80;

/// The parts of a file, as it has them.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    /// When the file was saved.
    pub(super) saved: Option<DateTime<Utc>>,
    /// The title, entities resolved; empty where there is none.
    pub(super) title: String,
    /// The line, from 1, in which the title stands or should stand.
    pub(super) title_line: u32,
    /// The link as it can be opened.
    pub(super) link: Option<String>,
    /// What follows the header.
    pub(super) body: &'a str,
    /// Whether the header is complete: more text after this one can't change it.
    pub(super) is_settled: bool,
    /// What is odd about the header.
    pub(super) warnings: Vec<Warning>,
}

impl Parts<'_> {
    /// Notes something odd in a line, from 1; 0 is the whole file.
    pub(super) fn warn(&mut self, line: u32, kind: WarningKind) {
        self.warnings.push(Warning { line, kind });
    }
}

/// Takes a file, or its start, apart.
pub(super) fn parts(text: &str) -> Parts<'_> {
    let mut reader = Reader {
        rest: text,
        body: text,
        ..Reader::default()
    };
    while reader.line < HEADER_LINES && reader.step() {}
    reader.finished(text)
}

/// Reads the header line by line.
#[derive(Default)]
struct Reader<'a> {
    parts: Parts<'a>,
    /// The text not yet read.
    rest: &'a str,
    /// The text after the last part that was found.
    body: &'a str,
    /// The line read last, from 1.
    line: u32,
    /// The lines of the parts, from 1; 0 where there is none.
    stamp_line: u32,
    title_line: u32,
    dashes_line: u32,
    /// How many stamps were met.
    stamps: usize,
    /// Whether the line that ended the header could be read differently if more followed.
    is_cut: bool,
}

impl<'a> Reader<'a> {
    /// Reads one line; false where it belongs to the body.
    fn step(&mut self) -> bool {
        if self.rest.is_empty() {
            self.is_cut = !self.is_all_found();
            return false;
        }
        let (line, tail, is_whole) = match self.rest.split_once('\n') {
            Some((line, tail)) => (line, tail, true),
            None => (self.rest, "", false),
        };
        self.line += 1;
        let bare = line.trim().trim_start_matches('\u{FEFF}');
        if !is_whole && !self.is_all_found() {
            let stamp = bare.starts_with("<!--") || "<!--".starts_with(bare);
            let title = self.title_line == 0 && bare.starts_with('[');
            self.is_cut = stamp || title || bare.bytes().all(|byte| byte == b'-');
        }
        if bare.is_empty() {
            self.rest = tail;
            return true;
        }
        if let Some((stamp, after)) = stamp(bare)
            && self.takes_stamp(stamp)
        {
            self.stamps += 1;
            if self.stamp_line == 0 {
                self.stamp_line = self.line;
                self.read_stamp(stamp);
            } else {
                self.warn(self.line, WarningKind::SecondStamp);
            }
            if !after.trim().is_empty() {
                // The next part stands on the same line.
                self.rest = self.rest.split_once("-->").map_or(tail, |(_, after)| after);
                self.body = self.rest;
                self.line -= 1;
                return true;
            }
        } else if self.title_line == 0
            && (self.dashes_line == 0 || self.stamp_line == 0)
            && self.read_title_line(bare)
        {
            self.title_line = self.line;
        } else if self.dashes_line == 0
            && is_dashes(bare)
            && (self.stamp_line > 0 || self.title_line > 0)
        {
            self.dashes_line = self.line;
            if bare.len() != DASHES {
                self.warn(self.line, WarningKind::OddDashes);
            }
        } else {
            return false;
        }
        self.rest = tail;
        self.body = tail;
        true
    }

    /// Whether a stamp, or what stands in its place, is one of the header: the first,
    /// or before the title another that is a number. Saved twice, the file may have
    /// been saved by two programs; the first line is the outer one's. They may stand on
    /// one line, which would be gone through anew for each without an end to them.
    fn takes_stamp(&self, stamp: &str) -> bool {
        let is_header = self.title_line == 0 && self.dashes_line == 0;
        self.stamp_line == 0 || is_header && self.stamps < STAMPS && is_number(stamp)
    }

    fn is_all_found(&self) -> bool {
        self.stamp_line > 0 && self.title_line > 0 && self.dashes_line > 0
    }

    fn warn(&mut self, line: u32, kind: WarningKind) {
        self.parts.warn(line, kind);
    }

    fn read_stamp(&mut self, stamp: &str) {
        match saved_at(stamp) {
            Ok((time, in_seconds)) => {
                self.parts.saved = Some(time);
                if in_seconds {
                    self.warn(self.line, WarningKind::StampInSeconds);
                }
            }
            Err(odd) => self.warn(self.line, odd),
        }
    }

    fn finished(mut self, text: &str) -> Parts<'a> {
        let found = [self.stamp_line, self.title_line, self.dashes_line];
        let first = found
            .into_iter()
            .filter(|line| *line > 0)
            .min()
            .unwrap_or(0);
        let last = found.into_iter().max().unwrap_or(0);
        if text.trim().is_empty() {
            self.warn(0, WarningKind::Empty);
        } else {
            if first > 1 {
                self.warn(1, WarningKind::BlankBefore);
            }
            if self.stamp_line == 0 {
                self.warn(1, WarningKind::NoStamp);
            } else if self.stamp_line > first {
                self.warn(first, WarningKind::OddOrder);
            }
            if self.title_line > 0 && self.dashes_line == 0 {
                self.warn(last + 1, WarningKind::OddDashes);
            }
        }
        let mut parts = self.parts;
        parts.title_line = if self.title_line > 0 {
            self.title_line
        } else {
            self.stamp_line + 1
        };
        parts.body = without_blank_lines(self.body);
        parts.is_settled = !self.is_cut;
        parts
    }

    /// Reads `[title](link)`; both may hold brackets and parentheses.
    fn read_title_line(&mut self, bare: &str) -> bool {
        let short = Some(bare).filter(|line| line.len() <= TITLE_LINE_BYTES);
        let Some(inner) = short.and_then(|line| line.strip_prefix('[')) else {
            return false;
        };
        let (title, link) = match split_title_and_link(inner) {
            Some((title, link)) => {
                // Without its end a link goes as far as the line.
                let (link, after) = link.rsplit_once(')').unwrap_or((link, "?"));
                let brackets = [
                    (title, '[', ']'),
                    (title, '(', ')'),
                    (link, '[', ']'),
                    (link, '(', ')'),
                ];
                let is_odd = !after.is_empty()
                    || inner.matches("](").count() > 1
                    || title.contains('\\')
                    || !brackets
                        .into_iter()
                        .all(|(text, open, close)| is_balanced(text, open, close));
                if is_odd {
                    self.warn(self.line, WarningKind::OddTitleLine);
                }
                (title, link)
            }
            None => match inner.strip_suffix(']') {
                Some(title) => (title, ""),
                None => return false,
            },
        };
        self.parts.title = unescaped(title);
        match read_link(link) {
            Ok((link, odd)) => {
                self.parts.link = Some(link);
                if let Some(odd) = odd {
                    self.warn(self.line, odd);
                }
            }
            Err(odd) => self.warn(self.line, odd),
        }
        true
    }
}

/// A body without the blank lines before it; the indent of its first line stays.
fn without_blank_lines(mut body: &str) -> &str {
    while let Some((line, tail)) = body.split_once('\n')
        && line.trim().is_empty()
    {
        body = tail;
    }
    body
}

fn is_dashes(line: &str) -> bool {
    line.len() >= FEWEST_DASHES && line.bytes().all(|byte| byte == b'-')
}

/// The number in `<!--…-->`, and what follows it on the line.
fn stamp(line: &str) -> Option<(&str, &str)> {
    let (inside, after) = line.strip_prefix("<!--")?.split_once("-->")?;
    let inside = inside.trim();
    // A first line that is a comment of another kind is the place of a stamp, too.
    let is_short = inside.len() <= 40 && !inside.contains(['<', '[']);
    (is_number(inside) || is_short).then_some((inside, after))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The time a stamp stands for, and whether it counts seconds.
fn saved_at(stamp: &str) -> Result<(DateTime<Utc>, bool), WarningKind> {
    let absurd = || WarningKind::AbsurdStamp(cited(stamp));
    let number: i64 = stamp.parse().map_err(|_| absurd())?;
    let (millis, in_seconds) = match number {
        // Seconds from 1973 to 2286; milliseconds from 1979 to 2286.
        100_000_000..=9_999_999_999 => (number * 1_000, true),
        300_000_000_000..=9_999_999_999_999 => (number, false),
        _ => return Err(absurd()),
    };
    DateTime::from_timestamp_millis(millis)
        .map(|time| (time, in_seconds))
        .ok_or_else(absurd)
}

/// Splits at the `](` that is most likely the one between title and link: the
/// last that a scheme follows, else the last.
fn split_title_and_link(inner: &str) -> Option<(&str, &str)> {
    let candidates = || {
        inner
            .match_indices("](")
            .map(|(at, _)| (at, inner.get(at + 2..).unwrap_or_default()))
    };
    // No more of what follows is looked at than a scheme may have.
    let with_scheme = |link: &str| {
        let letters = link.bytes().take(SCHEME_BYTES + 1);
        let length = letters.take_while(u8::is_ascii_alphanumeric).count();
        (1..=SCHEME_BYTES).contains(&length) && link.as_bytes().get(length) == Some(&b':')
    };
    let (at, link) = candidates()
        .filter(|(_, link)| with_scheme(link))
        .last()
        .or_else(|| candidates().last())?;
    Some((inner.get(..at)?, link))
}

fn is_balanced(text: &str, open: char, close: char) -> bool {
    let mut depth = 0i32;
    let mut escaped = false;
    for c in text.chars() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth < 0 {
                return false;
            }
        }
    }
    depth == 0
}

/// A title with its entities resolved and its escaped brackets bare.
fn unescaped(title: &str) -> String {
    let mut plain = String::with_capacity(title.len());
    let mut chars = title.chars().peekable();
    while let Some(c) = chars.next() {
        let escapes = c == '\\'
            && chars
                .peek()
                .is_some_and(|next| matches!(next, '[' | ']' | '(' | ')' | '\\'));
        if !escapes {
            plain.push(c);
        } else if let Some(next) = chars.next() {
            plain.push(next);
        }
    }
    let plain = if plain.contains(['&', '<']) {
        text_of_html(&plain)
    } else {
        plain
    };
    // A title of nothing that can be shown is none.
    if Clean::line(&plain).is_empty() {
        String::new()
    } else {
        plain.trim().to_owned()
    }
}

/// The text of a bit of HTML: entities resolved, tags gone. One that goes beyond what
/// is parsed of a body is no title, and has none.
fn text_of_html(text: &str) -> String {
    let parsed = html::parse(text);
    if parsed.cut.is_some() {
        return String::new();
    }
    let nodes = parsed.html.tree.values().filter_map(|node| node.as_text());
    nodes.map(|text| &**text).collect()
}

/// The start of a part, safe to be shown in a warning.
fn cited(part: &str) -> String {
    let start: String = part.chars().take(CITED).collect();
    Clean::line(&start).as_str().to_owned()
}

/// Makes a link one that can be opened, and says what was odd about it. Only
/// http and https are opened.
fn read_link(raw: &str) -> Result<(String, Option<WarningKind>), WarningKind> {
    let link: String = raw.chars().filter(|c| !is_control(*c)).collect();
    let link = link
        .trim()
        .trim_start_matches('<')
        .trim_end_matches('>')
        .replace("&amp;", "&");
    if link.is_empty() {
        return Err(WarningKind::NoLink);
    }
    let unusable = || WarningKind::UnusableLink(cited(&link));
    let (link, odd) = match link.split_once(':') {
        Some((scheme, rest)) if rest.starts_with("//") || !scheme.contains('.') => {
            if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
                return Err(unusable());
            }
            (link.clone(), None)
        }
        _ => {
            let bare = link.trim_start_matches('/');
            let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
            if !host.contains('.') || host.contains(char::is_whitespace) {
                return Err(unusable());
            }
            (
                format!("https://{bare}"),
                Some(WarningKind::LinkWithoutScheme),
            )
        }
    };
    let Ok(url) = Url::parse(&link) else {
        return Err(unusable());
    };
    // `https:host` and `https:///host` open, but tell an article by no link: the
    // list, which has not read the body, and the page would tell two identities.
    let is_whole = canonical_link(&link).is_some();
    if is_whole && link.bytes().all(|byte| matches!(byte, b'!'..=b'~')) {
        Ok((link, odd))
    } else {
        Ok((url.into(), odd.or(Some(WarningKind::RawLink))))
    }
}

/// Characters that act on a terminal and belong into no text: C0, C1 and DEL
/// but for white space, the bidi embeddings, overrides and isolates.
pub(super) fn is_control(c: char) -> bool {
    let is_space = matches!(c, '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}');
    (c.is_control() && !is_space) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
