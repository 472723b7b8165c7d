//! A source without strings, characters and comments: what is left can be
//! counted in braces and read for names.

/// A text with strings, characters and comments blanked, line by line as before.
pub(super) fn bare(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        let next = chars.get(at + 1).copied();
        let end = match (c, next) {
            ('/', Some('/')) => (at..chars.len())
                .find(|end| chars[*end] == '\n')
                .unwrap_or(chars.len()),
            ('/', Some('*')) => end_of_comment(&chars, at),
            ('"', _) => end_of_string(&chars, at + 1),
            ('r' | 'b', Some('"' | '#' | 'r')) => raw_string(&chars, at).unwrap_or(at + 1),
            ('\'', _) => end_of_char(&chars, at).unwrap_or(at + 1),
            _ => at + 1,
        };
        if end == at + 1 {
            out.push(c);
        } else {
            out.extend(
                chars[at..end]
                    .iter()
                    .map(|c| if *c == '\n' { '\n' } else { ' ' }),
            );
        }
        at = end;
    }
    out
}

fn end_of_comment(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut at = start;
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    chars.len()
}

fn end_of_string(chars: &[char], from: usize) -> usize {
    let mut at = from;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// The end of `r"…"`, `r#"…"#`, `br"…"`; of `b"…"` as well.
fn raw_string(chars: &[char], start: usize) -> Option<usize> {
    let before = start.checked_sub(1).and_then(|before| chars.get(before));
    if before.is_some_and(|c| c.is_alphanumeric() || *c == '_') {
        return None;
    }
    let mut at = start;
    if chars.get(at) == Some(&'b') {
        at += 1;
        if chars.get(at) == Some(&'"') {
            return Some(end_of_string(chars, at + 1));
        }
    }
    if chars.get(at) != Some(&'r') {
        return None;
    }
    at += 1;
    let hashes = chars[at..].iter().take_while(|c| **c == '#').count();
    at += hashes;
    if chars.get(at) != Some(&'"') {
        return None;
    }
    at += 1;
    while at < chars.len() {
        let closing = chars[at] == '"'
            && chars[at + 1..]
                .iter()
                .take(hashes)
                .filter(|c| **c == '#')
                .count()
                == hashes;
        at += 1;
        if closing {
            return Some(at + hashes);
        }
    }
    Some(chars.len())
}

/// The end of a character; `None` for a lifetime.
fn end_of_char(chars: &[char], start: usize) -> Option<usize> {
    if chars.get(start + 1) == Some(&'\\') {
        return (start + 3..chars.len())
            .find(|at| chars[*at] == '\'')
            .map(|at| at + 1);
    }
    (chars.get(start + 2) == Some(&'\'')).then_some(start + 3)
}

/// The same without the modules of tests.
pub(super) fn bare_without_tests(text: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut chars: Vec<char> = bare(text).chars().collect();
    let mut from = 0;
    while let Some(start) = find(&chars, MARK, from) {
        from = start + MARK.len();
        let head = chars[from..].iter().take_while(|c| !"{;".contains(**c));
        let head: String = head.collect();
        let is_module = head.split_whitespace().any(|word| word == "mod");
        let open = from + head.chars().count();
        if !is_module || chars.get(open) != Some(&'{') {
            continue;
        }
        let mut depth = 0;
        for c in &mut chars[open..] {
            match *c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if *c != '\n' {
                *c = ' ';
            }
            if depth == 0 {
                break;
            }
        }
    }
    chars.into_iter().collect()
}

fn find(chars: &[char], what: &str, from: usize) -> Option<usize> {
    let what: Vec<char> = what.chars().collect();
    let found = chars.get(from..)?.windows(what.len());
    found
        .into_iter()
        .position(|window| window == what)
        .map(|at| from + at)
}

#[test]
fn what_is_no_code_is_blanked() {
    for (text, expected) in [
        ("a // b\nc", "a     \nc"),
        ("a /* b /* c */\nd */ e", "a             \n     e"),
        (
            "a(\"b\\\"c\", r#\"d\"e\"#, b\"f\")",
            "a(      ,         ,     )",
        ),
        ("'a' 'b '\\'' '\"'", "    'b         "),
        ("r#type r\"\\\" x", "r#type      x"),
    ] {
        assert_eq!(bare(text), expected, "{text}");
    }
}

#[test]
fn modules_of_tests_are_left_out() {
    for (text, left) in [
        ("a\n#[cfg(test)]\nmod tests {\n b {}\n}\nc", "a c"),
        ("#[cfg(test)]\npub(crate) mod fake { b }\nc", "c"),
        ("#[cfg(test)]\nmod tests;\nuse c { b }", "use c b"),
        ("#[cfg(test)]\nfn c() { b }", "fn c b"),
    ] {
        let code = bare_without_tests(text);
        let words = code.split(|c: char| !c.is_alphanumeric());
        let heads = ["", "cfg", "test", "tests", "mod", "pub", "crate", "fake"];
        let words: Vec<&str> = words.filter(|word| !heads.contains(word)).collect();
        assert_eq!(words.join(" "), left, "{text}");
        assert_eq!(code.lines().count(), text.lines().count());
    }
}
