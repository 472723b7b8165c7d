//! From text to a query, by descent: `or` over `and` over `not` over a term or
//! a group. Every step gives what it understood and goes on.

use std::cell::Cell;
use std::ops::Range;

use super::{
    Comparison, Diagnostic, Field, Node, Order, Parsed, Part, PartKind, Query, Reading, Reason,
    Scope,
};
use values::MAX_SAVED;

mod term;
mod values;

/// How deep groups may nest: more than anyone types, little enough for any stack.
pub(super) const MAX_DEPTH: usize = 50;

/// Characters of the longest field name; further on no colon is looked for.
pub(super) const LONGEST_FIELD: usize = 6;

/// Reads a query.
pub(super) fn parse(text: &str, reading: &Reading<'_>) -> Parsed {
    let around = Around {
        depth: 0,
        scope: Scope::Anywhere,
        comparison: Comparison::Folded,
    };
    let (mut parsed, blank) = parse_within(text, reading, &Cell::new(MAX_SAVED), around);
    // It would find everything, and nobody asked for that.
    if parsed.query.is_empty() && !reading.typing {
        parsed.diagnostics.extend(blank);
        parsed
            .diagnostics
            .sort_by_key(|diagnostic| diagnostic.range.start);
    }
    parsed
}

/// What stands around a text.
#[derive(Clone, Copy)]
struct Around {
    /// How many groups are open.
    depth: usize,
    /// Where terms are looked for.
    scope: Scope,
    /// How they are compared.
    comparison: Comparison,
}

/// Reads a query in which so many more saved searches may be named. What comes beside
/// it says of which of its words folding leaves nothing, if of any: a fault where there
/// is nothing else.
fn parse_within(
    text: &str,
    reading: &Reading<'_>,
    saved: &Cell<u32>,
    around: Around,
) -> (Parsed, Option<Diagnostic>) {
    let mut parser = Parser {
        text,
        at: 0,
        reading,
        saved,
        depth: around.depth,
        order: None,
        scope: around.scope,
        comparison: around.comparison,
        fact: None,
        negated: false,
        closers: Vec::new(),
        blank: None,
        diagnostics: Vec::new(),
        parts: Vec::new(),
    };
    let root = parser.either().node();
    let (order, blank) = (parser.order, parser.blank);
    let (mut diagnostics, mut parts) = (parser.diagnostics, parser.parts);
    if reading.typing {
        diagnostics.retain(|diagnostic| {
            !(diagnostic.reason.is_incomplete() && reaches_end(text, diagnostic))
        });
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.range.start);
    parts.sort_by_key(|part| part.range.start);
    let parsed = Parsed {
        query: Query { root, order },
        diagnostics,
        parts,
    };
    (parsed, blank)
}

/// Whether typing would go on at what is reported. What was opened and not
/// closed is still open at the end; a word is at its end where a space follows.
fn reaches_end(text: &str, diagnostic: &Diagnostic) -> bool {
    let reason = diagnostic.reason;
    let is_end = |rest: &str| {
        if reason.is_of_word() {
            rest.is_empty()
        } else {
            rest.trim().is_empty()
        }
    };
    reason.is_made_good() || text.get(diagnostic.range.end..).is_some_and(is_end)
}

/// The ASCII sign for which a character stands, when an input method is on.
pub(super) fn sign(c: char) -> char {
    match c {
        '“' | '”' | '＂' => '"',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        '－' => '-',
        '＊' => '*',
        '｜' => '|',
        '～' => '~',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// What a step of the parser found.
enum Found {
    /// Nothing was written here.
    Absent,
    /// Something was written that asks for nothing.
    Ignored,
    Node(Node),
}

impl Found {
    fn node(self) -> Option<Node> {
        match self {
            Self::Node(node) => Some(node),
            Self::Absent | Self::Ignored => None,
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

/// One node of several, with no layer that says nothing.
fn join(mut nodes: Vec<Node>, something: bool, all: fn(Vec<Node>) -> Node) -> Found {
    match nodes.pop() {
        None if something => Found::Ignored,
        None => Found::Absent,
        Some(only) if nodes.is_empty() => Found::Node(only),
        Some(last) => {
            nodes.push(last);
            Found::Node(all(nodes))
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    /// Bytes read.
    at: usize,
    reading: &'a Reading<'a>,
    /// How many more saved searches may be named, here and in each other.
    saved: &'a Cell<u32>,
    /// How many groups are open around the text.
    depth: usize,
    /// The order asked for.
    order: Option<Order>,
    /// Where the terms that come now are looked for.
    scope: Scope,
    /// How they are compared.
    comparison: Comparison,
    /// The field whose values come now, where it asks for something beside text.
    fact: Option<Field>,
    /// Whether what comes now is excluded.
    negated: bool,
    /// The signs that close the groups now open, the innermost last.
    closers: Vec<char>,
    /// The first word of which folding leaves nothing.
    blank: Option<Diagnostic>,
    diagnostics: Vec<Diagnostic>,
    /// What was understood as more than a word, each in one piece.
    parts: Vec<Part>,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The sign that comes next.
    fn peek(&self) -> Option<char> {
        self.rest().chars().next().map(sign)
    }

    /// Reads one character.
    fn advance(&mut self) {
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
    }

    /// Reads one character if it is that sign.
    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.advance();
        }
        found
    }

    fn skip_space(&mut self) {
        while self.take(' ') {}
    }

    fn report(&mut self, range: Range<usize>, reason: Reason) {
        self.diagnostics.push(Diagnostic { range, reason });
    }

    /// Notes what was understood, from a place to what has been read.
    fn note(&mut self, start: usize, kind: PartKind) {
        let range = start..self.at;
        if !range.is_empty() {
            self.parts.push(Part { range, kind });
        }
    }

    /// Reads an operator of one sign.
    fn take_operator(&mut self, wanted: char) -> bool {
        let start = self.at;
        let found = self.take(wanted);
        self.note(start, PartKind::Operator);
        found
    }

    /// Whether a character ends a word.
    fn ends_word(&self, c: char) -> bool {
        matches!(c, ' ' | '(' | ')' | '|' | '"') || c == ']' && self.closers.contains(&']')
    }

    /// Reads an operator in letters, which stands alone and in capitals.
    fn take_keyword(&mut self, keyword: &str) -> bool {
        let Some(after) = self.rest().strip_prefix(keyword) else {
            return false;
        };
        let alone = after.chars().next().is_none_or(|c| self.ends_word(sign(c)));
        if alone {
            let start = self.at;
            self.at += keyword.len();
            self.note(start, PartKind::Operator);
        }
        alone
    }

    /// `a OR b | c`, up to the end or to what closes the group.
    fn either(&mut self) -> Found {
        let mut nodes = Vec::new();
        let mut found = self.all();
        let mut something = !found.is_absent();
        loop {
            let left_is_absent = found.is_absent();
            nodes.extend(found.node());
            let start = self.at;
            if !(self.take_operator('|') || self.take_keyword("OR")) {
                return join(nodes, something, Node::Or);
            }
            let operator = start..self.at;
            found = self.all();
            something |= !found.is_absent();
            if left_is_absent || found.is_absent() {
                self.report(operator, Reason::MissingOperand);
            }
        }
    }

    /// `a b AND c`, up to what ends it, which stays unread.
    fn all(&mut self) -> Found {
        let mut nodes = Vec::new();
        let mut something = false;
        let mut operator: Option<Range<usize>> = None;
        loop {
            self.skip_space();
            let start = self.at;
            if self.take_keyword("AND") {
                if !something || operator.is_some() {
                    self.report(start..self.at, Reason::MissingOperand);
                } else {
                    operator = Some(start..self.at);
                }
                continue;
            }
            if let Some(closer @ (')' | ']')) = self.peek()
                && self.closers.last() != Some(&closer)
                && (closer == ')' || self.closers.contains(&closer))
            {
                self.advance();
                self.report(start..self.at, Reason::UnopenedGroup);
                continue;
            }
            let found = self.not();
            if found.is_absent() {
                break;
            }
            operator = None;
            something = true;
            nodes.extend(found.node());
        }
        if let Some(range) = operator {
            self.report(range, Reason::MissingOperand);
        }
        join(nodes, something, Node::And)
    }

    /// `-a`, `NOT a`, or a term.
    fn not(&mut self) -> Found {
        let outer = self.negated;
        let mut excluded = false;
        let mut operator: Option<Range<usize>> = None;
        loop {
            let start = self.at;
            if !(self.take_minus() || self.take_keyword("NOT")) {
                break;
            }
            operator = Some(operator.map_or(start, |range| range.start)..self.at);
            excluded = !excluded;
            // After NOT comes a space; after `-` there is none.
            self.skip_space();
        }
        self.negated = outer != excluded;
        let found = self.term();
        self.negated = outer;
        match (found, operator) {
            (Found::Absent, Some(range)) => {
                self.report(range, Reason::MissingOperand);
                Found::Ignored
            }
            (Found::Node(node), _) if excluded => Found::Node(Node::Not(Box::new(node))),
            (found, _) => found,
        }
    }

    /// Reads `-` where it excludes: not where white space follows, as in a
    /// title pasted whole, where it is a dash.
    fn take_minus(&mut self) -> bool {
        let mut signs = self.rest().chars().map(sign);
        let minus = signs.next() == Some('-');
        let dash = signs.next() == Some(' ') && signs.any(|c| c != ' ');
        minus && !dash && self.take_operator('-')
    }

    /// A group, a phrase, a field or a word.
    fn term(&mut self) -> Found {
        match self.peek() {
            None | Some(' ' | ')' | '|') => Found::Absent,
            Some(']') if self.closers.contains(&']') => Found::Absent,
            Some('(') => self.group(')'),
            Some('[') => match self.group(']') {
                Found::Node(node) => Found::Node(Node::Block(Box::new(node))),
                found => found,
            },
            Some('"') => self.phrase(),
            Some(_) => match self.take_field() {
                Some((field, range)) => self.field(field, range),
                None if self.starts_operator() => Found::Absent,
                None => self.word(),
            },
        }
    }

    /// Whether an operator in letters comes next, which is no word.
    fn starts_operator(&self) -> bool {
        ["OR", "AND", "NOT"].iter().any(|keyword| {
            self.rest().strip_prefix(keyword).is_some_and(|after| {
                let next = after.chars().next();
                next.is_none_or(|c| self.ends_word(sign(c)))
            })
        })
    }

    fn group(&mut self, closer: char) -> Found {
        let start = self.at;
        self.advance();
        self.note(start, PartKind::Operator);
        let opener = start..self.at;
        if self.depth + self.closers.len() >= MAX_DEPTH {
            self.report(opener, Reason::TooDeep);
            return Found::Ignored;
        }
        self.closers.push(closer);
        let found = self.either();
        self.closers.pop();
        if !self.take_operator(closer) {
            self.report(opener, Reason::UnclosedGroup);
        }
        match found {
            Found::Absent => {
                self.note_blank(start..self.at, Reason::NothingLeft);
                Found::Ignored
            }
            found => found,
        }
    }

    /// Reads the name of a known field and its colon.
    fn take_field(&mut self) -> Option<(Field, Range<usize>)> {
        let rest = self.rest();
        let colon = rest
            .char_indices()
            .take(LONGEST_FIELD + 1)
            .find(|(_, c)| sign(*c) == ':')?
            .0;
        let field = Field::written(rest.get(..colon)?)?;
        let start = self.at;
        self.at += colon;
        self.advance();
        self.note(start, PartKind::Field);
        Some((field, start..self.at))
    }

    /// The value of a field whose name has been read.
    fn field(&mut self, field: Field, name: Range<usize>) -> Found {
        let empty = |c| self.ends_word(c) && !matches!(c, '(' | '"');
        if self.peek().is_none_or(empty) {
            self.report(name, Reason::EmptyField(field));
            return Found::Ignored;
        }
        let (scope, fact, comparison) = (self.scope, self.fact, self.comparison);
        match field {
            Field::Title => self.scope = Scope::Title,
            Field::Body => self.scope = Scope::Body,
            Field::Source => self.scope = Scope::Source,
            Field::Exact => self.comparison = Comparison::Exact,
            _ => self.fact = Some(field),
        }
        if matches!(field, Field::Title | Field::Body | Field::Source) {
            self.fact = None;
        }
        let found = match self.peek() {
            Some('(') => self.group(')'),
            Some('"') => self.phrase(),
            _ => self.word(),
        };
        (self.scope, self.fact, self.comparison) = (scope, fact, comparison);
        found
    }
}

#[cfg(test)]
mod tests;
