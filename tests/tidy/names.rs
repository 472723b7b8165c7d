//! The names that a source uses, in full: `use` trees are expanded, other names
//! (`as`, `type`) resolved, `self` and `super` traced to the crate.

use std::collections::HashMap;

/// A name in full, segment by segment, and its line, from 1. `*` is all there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    Colons,
    Other(char),
}

/// All names of two segments or more and all that is imported, in a text
/// without strings and comments. `module` is where the text stands in the
/// crate: `app/list` is `["app", "list"]`.
pub(super) fn names(bare: &str, module: &[String]) -> Vec<Name> {
    let mut reader = Reader {
        tokens: tokens(bare),
        at: 0,
        module: module.to_vec(),
        known: HashMap::new(),
        inner: Vec::new(),
        depth: 0,
        found: Vec::new(),
    };
    // Other names may be used before the line that makes them, and be made of
    // each other: three times is enough for any that a person would write.
    for _ in 0..3 {
        reader.at = 0;
        reader.found.clear();
        reader.read();
    }
    reader.found
}

/// The module of a file, such as `src/app/list.rs`.
pub(super) fn module_of(path: &str) -> Vec<String> {
    let path = path.strip_prefix("src/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut module: Vec<String> = path.split('/').map(str::to_owned).collect();
    if module
        .last()
        .is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str()))
    {
        module.pop();
    }
    module
}

fn tokens(bare: &str) -> Vec<(Token<'_>, usize)> {
    let mut tokens = Vec::new();
    for (number, line) in bare.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let word = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            let (token, length) = if rest.starts_with("::") {
                (Token::Colons, 2)
            } else if word > 0 {
                (Token::Word(&rest[..word]), word)
            } else {
                (Token::Other(first), first.len_utf8())
            };
            // `r#fs` is `fs`.
            if token == Token::Other('#') && tokens.last() == Some(&(Token::Word("r"), number + 1))
            {
                tokens.pop();
            } else {
                tokens.push((token, number + 1));
            }
            rest = rest[length..].trim_start();
        }
    }
    tokens
}

struct Reader<'a> {
    tokens: Vec<(Token<'a>, usize)>,
    at: usize,
    module: Vec<String>,
    /// Names of this file for others.
    known: HashMap<String, Vec<String>>,
    /// Modules within the file, with the depth of braces they opened at.
    inner: Vec<(String, usize)>,
    depth: usize,
    found: Vec<Name>,
}

impl<'a> Reader<'a> {
    fn peek(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).map(|(token, _)| *token)
    }

    fn word(&self, ahead: usize) -> Option<&'a str> {
        match self.peek(ahead) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn line(&self) -> usize {
        let at = self.at.min(self.tokens.len().saturating_sub(1));
        self.tokens.get(at).map_or(0, |(_, line)| *line)
    }

    fn read(&mut self) {
        while let Some(token) = self.peek(0) {
            match token {
                // `+ use<'a>` is no import.
                Token::Word("use") if self.peek(1) != Some(Token::Other('<')) => {
                    self.at += 1;
                    self.tree(&[]);
                }
                Token::Word("mod")
                    if self.word(1).is_some() && self.peek(2) == Some(Token::Other('{')) =>
                {
                    let name = self.word(1).unwrap_or_default().to_owned();
                    self.inner.push((name, self.depth));
                    self.depth += 1;
                    self.at += 3;
                }
                Token::Word("type")
                    if self.word(1).is_some() && self.peek(2) == Some(Token::Other('=')) =>
                {
                    let other = self.word(1).unwrap_or_default().to_owned();
                    self.at += 3;
                    let written = self.segments();
                    if !written.is_empty() {
                        self.learn(other, &written);
                    }
                }
                Token::Word("extern") if self.word(1) == Some("crate") => {
                    self.at += 2;
                    self.tree(&[]);
                }
                Token::Word(_) => {
                    self.segments();
                }
                Token::Other('{') => {
                    self.depth += 1;
                    self.at += 1;
                }
                Token::Other('}') => {
                    self.depth = self.depth.saturating_sub(1);
                    self.inner.pop_if(|(_, depth)| *depth == self.depth);
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
    }

    /// Reads `a::b::c` and notes it; what it is in full.
    fn segments(&mut self) -> Vec<String> {
        let line = self.line();
        let mut written = Vec::new();
        if self.peek(0) == Some(Token::Colons) {
            self.at += 1;
        }
        while let Some(word) = self.word(0) {
            written.push(word.to_owned());
            self.at += 1;
            if self.peek(0) != Some(Token::Colons) || self.word(1).is_none() {
                break;
            }
            self.at += 1;
        }
        let full = self.resolved(&written);
        if full.len() > 1 {
            let segments = full.clone();
            self.found.push(Name { segments, line });
        }
        full
    }

    /// Reads a `use` tree below some segments.
    fn tree(&mut self, above: &[String]) {
        let mut written = above.to_vec();
        let mut line = self.line();
        loop {
            match self.peek(0) {
                Some(Token::Colons) => self.at += 1,
                Some(Token::Word("as")) => {
                    let other = self.word(1).unwrap_or_default().to_owned();
                    self.at += 2;
                    return self.import(&written, Some(other), line);
                }
                Some(Token::Word(word)) => {
                    line = self.line();
                    self.at += 1;
                    let is_the_module_itself = word == "self" && !written.is_empty();
                    if !is_the_module_itself {
                        written.push(word.to_owned());
                    }
                }
                Some(Token::Other('*')) => {
                    line = self.line();
                    self.at += 1;
                    written.push("*".to_owned());
                    return self.import(&written, None, line);
                }
                Some(Token::Other('{')) => {
                    self.at += 1;
                    while let Some(token) = self.peek(0) {
                        match token {
                            Token::Other('}') => break,
                            Token::Other(',') => self.at += 1,
                            Token::Word(_) | Token::Colons | Token::Other('*' | '{') => {
                                self.tree(&written);
                            }
                            Token::Other(_) => return,
                        }
                    }
                    self.at += 1;
                    return;
                }
                _ => return self.import(&written, None, line),
            }
        }
    }

    fn import(&mut self, written: &[String], other: Option<String>, line: usize) {
        let name = other.or_else(|| written.last().cloned());
        if let Some(name) = name.filter(|name| name != "*" && name != "_") {
            self.learn(name, written);
        }
        let segments = self.resolved(written);
        self.found.push(Name { segments, line });
    }

    fn learn(&mut self, name: String, written: &[String]) {
        let full = self.resolved(written);
        // `use std::io;` says nothing new of `io` in `io::self`.
        if full.first() != Some(&name) || full.len() == 1 {
            self.known.insert(name, full);
        }
    }

    /// The module that the reader is in.
    fn here(&self) -> Vec<String> {
        let inner = self.inner.iter().map(|(name, _)| name.clone());
        self.module.iter().cloned().chain(inner).collect()
    }

    fn resolved(&self, written: &[String]) -> Vec<String> {
        let mut segments = written.to_vec();
        if let Some(full) = segments.first().and_then(|first| self.known.get(first)) {
            segments.splice(..1, full.clone());
        }
        if !matches!(segments.first().map(String::as_str), Some("self" | "super")) {
            return segments;
        }
        let mut full = self.here();
        let relative = segments
            .iter()
            .take_while(|segment| ["self", "super"].contains(&segment.as_str()))
            .count();
        for segment in segments.drain(..relative) {
            if segment == "super" {
                full.pop();
            }
        }
        full.insert(0, "crate".to_owned());
        full.extend(segments);
        full
    }
}

#[test]
fn names_are_found_in_full() {
    for (text, expected) in [
        ("use a::b;", "a::b"),
        (
            "use a::{b, c::{self, d as e}, f::*};",
            "a::b a::c a::c::d a::f::*",
        ),
        (
            "pub(crate) use crate::{\n    x::Y,\n    z,\n};",
            "crate::x::Y crate::z",
        ),
        ("use ::std::fs;", "std::fs"),
        ("use super::x::Y;", "crate::x::Y"),
        (
            "use self::x::Y; Y::z()",
            "crate::rows::x::Y crate::rows::x::Y::z",
        ),
        (
            "mod m { use super::super::x; } use super::y;",
            "crate::x crate::y",
        ),
        ("fn f() { if a { b::c } } use super::y;", "b::c crate::y"),
        ("use a::b; b::c(d)", "a::b a::b::c"),
        ("b::c(d); use a::b as b;", "a::b::c a::b"),
        ("use a as b; use b::c as d; d::e", "a a::c a::c::e"),
        ("use a::B as _; type C = a::B; C::d()", "a::B a::B a::B::d"),
        ("impl I + use<'a> { x }", ""),
        ("x.y::<a::b>(); v: Vec<::c::d>", "a::b c::d"),
        ("extern crate a as b; b::c()", "a a::c"),
        ("std::r#fs::read", "std::fs::read"),
        ("use std::io; io::stdin()", "std::io std::io::stdin"),
    ] {
        let found: Vec<String> = names(text, &["rows".to_owned()])
            .iter()
            .map(|name| name.segments.join("::"))
            .collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }
    let lines: Vec<usize> = names("use a::{\n    b,\n    c::d,\n};\n\nf(e::\n  g)", &[])
        .iter()
        .map(|name| name.line)
        .collect();
    assert_eq!(lines, [2, 3, 6]);
}

#[test]
fn modules_are_known_by_their_files() {
    for (path, module) in [
        ("src/rows.rs", "rows"),
        ("src/app/mod.rs", "app"),
        ("src/app/list.rs", "app::list"),
        ("src/lib.rs", ""),
    ] {
        assert_eq!(module_of(path).join("::"), module, "{path}");
    }
}
