//! How long files and functions are.

use super::bare::bare;
use super::{Fault, SourceFile, assert_none, files_under};

/// Lines of a file at the most.
const FILE_LINES: usize = 500;
/// Lines of a function at the most.
const FUNCTION_LINES: usize = 70;

/// Each function with a body: its first line, and how many lines it has.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let bare = bare(text);
    let mut found = Vec::new();
    let mut open: Vec<(usize, i32)> = Vec::new();
    let mut waiting: Option<usize> = None;
    let mut depth = 0;
    // Parentheses and brackets: a semicolon in `[u8; 2]` ends nothing.
    let mut inner = 0;
    for (number, line) in bare.lines().enumerate() {
        let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        let mut words = words.filter(|word| !word.is_empty());
        let heads = [
            "pub", "crate", "super", "in", "const", "async", "unsafe", "extern",
        ];
        let first = words.by_ref().find(|word| !heads.contains(word));
        if first == Some("fn") && words.next().is_some() {
            waiting = Some(number);
        }
        for c in line.chars() {
            match c {
                '{' => {
                    depth += 1;
                    if let Some(start) = waiting.take() {
                        open.push((start, depth));
                    }
                }
                '}' => {
                    if open.last().is_some_and(|(_, at)| *at == depth) {
                        let (start, _) = open.pop().expect("an open function");
                        found.push((start + 1, number - start + 1));
                    }
                    depth -= 1;
                }
                '(' | '[' => inner += 1,
                ')' | ']' => inner -= 1,
                ';' if inner == 0 => waiting = None,
                _ => {}
            }
        }
    }
    found
}

fn faults_in(file: &SourceFile) -> Vec<Fault> {
    let lines: Vec<&str> = file.text.lines().collect();
    let mut faults = Vec::new();
    // A table of data may be as long as its subject.
    let is_table = lines.iter().any(|line| line.starts_with("// tidy: table"));
    if lines.len() > FILE_LINES && !is_table {
        let what = format!(
            "{} lines, at most {FILE_LINES}; divide the file",
            lines.len()
        );
        faults.push(Fault::new(&file.path, FILE_LINES + 1, what));
    }
    for (start, length) in functions(&file.text) {
        let is_table = start >= 2 && lines[start - 2].trim() == "// tidy: table";
        if length > FUNCTION_LINES && !is_table {
            let what = format!("a function of {length} lines, at most {FUNCTION_LINES}; divide it");
            faults.push(Fault::new(&file.path, start, what));
        }
    }
    if !file.text.starts_with("//!") {
        faults.push(Fault::new(
            &file.path,
            1,
            "no `//!` that says what the module is for",
        ));
    }
    faults
}

#[test]
fn files_and_functions_are_short_and_modules_say_what_they_are_for() {
    let mut files = files_under("src", &["rs"]);
    files.extend(files_under("tests", &["rs"]));
    let faults: Vec<Fault> = files.iter().flat_map(faults_in).collect();
    assert_none(&faults);
}

#[test]
fn the_scanner_counts_functions() {
    for (text, expected) in [
        ("fn a() {\n}\n", vec![(1, 2)]),
        (
            "fn a() { let s = \"}\"; }\nfn b() {\n '}'; r#\"}\"#;\n // }\n}\n",
            vec![(1, 1), (2, 4)],
        ),
        ("trait T {\n fn a();\n fn b() {\n }\n}\n", vec![(3, 2)]),
        (
            "pub(crate) const fn a<'a>(x: &'a str) -> [u8; 2] {\n /* { */\n [0; 2]\n}\n",
            vec![(1, 4)],
        ),
    ] {
        assert_eq!(functions(text), expected, "{text}");
    }
    let long = format!("//! x\nfn a() {{\n{}}}\n", "    let x = 1;\n".repeat(80));
    let file = SourceFile {
        path: "x.rs".into(),
        text: long,
    };
    assert_eq!(faults_in(&file).len(), 1);
    let file = SourceFile {
        path: "x.rs".into(),
        text: "fn a() {}\n".repeat(501),
    };
    assert_eq!(faults_in(&file).len(), 2);
}
