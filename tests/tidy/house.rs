//! What the house is built of: every package with its reason, every licence
//! permissive or the MPL, nothing at the top that does not belong there.

use std::collections::HashMap;
use std::process::Command;

use serde_json::Value;

use super::{Fault, assert_none, files_under, top};

/// What may stand at the top, beside files whose names begin with a dot.
const AT_THE_TOP: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE",
    "CHANGELOG.md",
    "README.md",
    "src",
    "assets",
    "tests",
    "target",
];

/// Licences that a package may come under.
const LICENCES: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unlicense",
    "CC0-1.0",
    "BSL-1.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "MPL-2.0",
    "NCSA",
    "WTFPL",
    "Apache-2.0 WITH LLVM-exception",
];

#[test]
fn every_package_has_its_reason() {
    let files = files_under("Cargo.toml", &["toml"]);
    let mut inside = false;
    let mut faults = Vec::new();
    for (number, line) in files[0].text.lines().enumerate() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && line.contains(" = ") && !line.contains("# ") {
            faults.push(Fault::new(
                "Cargo.toml",
                number + 1,
                "a package without a line on what it is for",
            ));
        }
    }
    assert_none(&faults);
}

#[test]
fn nothing_else_stands_at_the_top() {
    let mut faults = Vec::new();
    for entry in std::fs::read_dir(top()).expect("the top") {
        let name = entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned();
        if !name.starts_with('.') && !AT_THE_TOP.contains(&name.as_str()) {
            faults.push(Fault::new(&name, 0, "does not belong at the top"));
        }
    }
    assert_none(&faults);
}

/// Whether a licence expression (SPDX) can be met with licences that are allowed.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // Alternatives within a sum are rare; each part of a sum must have one that is allowed.
    expression.split(" AND ").all(|part| {
        part.split(" OR ").any(|licence| {
            let licence = licence.split_whitespace().collect::<Vec<_>>().join(" ");
            LICENCES.contains(&licence.as_str())
        })
    })
}

#[test]
fn licences_are_permissive_or_the_mpl() {
    for (expression, allowed) in [
        ("MIT OR Apache-2.0", true),
        ("MIT/Apache-2.0", true),
        ("(Apache-2.0 OR MIT) AND BSD-3-Clause", true),
        ("Apache-2.0 OR GPL-3.0", true),
        ("GPL-3.0", false),
        ("MIT AND LGPL-3.0", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression), allowed, "{expression}");
    }
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .current_dir(top())
        .output()
        .expect("cargo");
    if !output.status.success() {
        // Without all packages at hand (those of other systems are not always
        // there) their licences can't be read.
        println!("skipped: {}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50, "{}", packages.len());
    let refused: HashMap<&str, &str> = packages
        .iter()
        .map(|package| {
            (
                package["name"].as_str().unwrap_or_default(),
                package["license"].as_str().unwrap_or_default(),
            )
        })
        .filter(|(_, licence)| !is_allowed(licence))
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
}
