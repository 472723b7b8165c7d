//! What the house is built of: every package with its reason, every licence
//! permissive or the MPL, nothing at the top that does not belong there.

use std::path::{Path, PathBuf};
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

/// Systems whose packages are looked at where they are at hand.
const SYSTEMS: &[&str] = &[
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
];

#[test]
fn every_package_has_its_reason() {
    let mut faults = Vec::new();
    for manifest in ["Cargo.toml", "tests/fuzz/Cargo.toml"] {
        let mut inside = false;
        for (number, line) in files_under(manifest, &[])[0].text.lines().enumerate() {
            if line.starts_with('[') {
                inside = line.ends_with("dependencies]");
            } else if inside && line.contains(" = ") && !line.contains("# ") {
                faults.push(Fault::new(
                    manifest,
                    number + 1,
                    "a package without a line on what it is for",
                ));
            }
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

/// A licence expression (SPDX 2.3, annex D) that is read from left to right.
/// `A/B`, as some write, is `A OR B`.
struct Expression<'a>(Vec<&'a str>);

impl<'a> Expression<'a> {
    fn take(&mut self, word: &str) -> bool {
        self.0.pop_if(|next| *next == word).is_some()
    }

    /// `None` where it can't be read.
    fn alternatives(&mut self) -> Option<bool> {
        let mut allowed = self.sum()?;
        while self.take("OR") || self.take("/") {
            // Read on, whatever is known: the rest must be well formed as well.
            allowed |= self.sum()?;
        }
        Some(allowed)
    }

    fn sum(&mut self) -> Option<bool> {
        let mut allowed = self.licence()?;
        while self.take("AND") {
            allowed &= self.licence()?;
        }
        Some(allowed)
    }

    fn licence(&mut self) -> Option<bool> {
        if self.take("(") {
            let allowed = self.alternatives()?;
            return self.take(")").then_some(allowed);
        }
        let mut name = self.name()?.to_owned();
        if self.take("WITH") {
            name = format!("{name} WITH {}", self.name()?);
        }
        Some(LICENCES.contains(&name.as_str()))
    }

    fn name(&mut self) -> Option<&'a str> {
        let name = self.0.pop()?;
        (!["(", ")", "/", "AND", "OR", "WITH"].contains(&name)).then_some(name)
    }
}

/// Whether a licence expression can be met with licences that are allowed.
fn is_allowed(expression: &str) -> bool {
    let spaced = ["(", ")", "/"]
        .iter()
        .fold(expression.to_owned(), |text, mark| {
            text.replace(mark, &format!(" {mark} "))
        });
    let mut rest = Expression(spaced.split_whitespace().rev().collect());
    rest.alternatives() == Some(true) && rest.0.is_empty()
}

#[test]
fn licence_expressions_are_read() {
    for (expression, allowed) in [
        ("MIT", true),
        ("MIT OR Apache-2.0", true),
        ("MIT/Apache-2.0", true),
        ("(Apache-2.0 OR MIT) AND BSD-3-Clause", true),
        ("Apache-2.0 OR GPL-3.0", true),
        ("(GPL-3.0 AND MIT) OR ISC", true),
        ("(GPL-3.0 OR MIT) AND (ISC OR LGPL-3.0)", true),
        ("GPL-3.0 AND MIT OR ISC", true),
        ("ISC OR GPL-3.0 AND MIT", true),
        ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true),
        ("((MIT))", true),
        ("GPL-3.0", false),
        ("MIT AND LGPL-3.0", false),
        ("(MIT OR ISC) AND GPL-3.0", false),
        ("GPL-3.0 AND (MIT OR ISC)", false),
        ("(MIT AND GPL-3.0) OR (ISC AND GPL-3.0)", false),
        ("MIT WITH LLVM-exception", false),
        // What can't be read is not allowed.
        ("", false),
        ("MIT OR", false),
        ("MIT ISC", false),
        ("(MIT", false),
        ("MIT)", false),
        ("MIT OR (ISC", false),
        ("AND MIT", false),
        ("MIT OR AND", false),
    ] {
        assert_eq!(is_allowed(expression), allowed, "{expression}");
    }
}

/// A tool that stands beside cargo, or is found by its name.
fn rustc() -> PathBuf {
    let beside = Path::new(env!("CARGO")).with_file_name("rustc");
    if beside.exists() {
        beside
    } else {
        PathBuf::from("rustc")
    }
}

/// The name of this system, as the compiler has it.
fn host() -> String {
    let output = Command::new(rustc()).arg("-vV").output().expect("rustc");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap_or_else(|| panic!("rustc names no host: {said}"))
        .to_owned()
}

/// Name and licence of each package that is built on a system, or why they
/// can't be read.
fn licences_on(system: &str) -> Result<Vec<(String, String)>, String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .args(["--filter-platform", system])
        .current_dir(top())
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let metadata: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages
        .map(|package| (text(&package["name"]), text(&package["license"])))
        .collect())
}

#[test]
fn licences_are_permissive_or_the_mpl() {
    let host = host();
    let others = SYSTEMS.iter().copied().filter(|system| *system != host);
    for system in others.chain([host.as_str()]) {
        let packages = match licences_on(system) {
            Ok(packages) => packages,
            // Packages of other systems are not always at hand; those of this one
            // are, for this test was built with them.
            Err(_) if system != host => continue,
            Err(error) => panic!("the packages of {system} can't be read: {error}"),
        };
        assert!(packages.len() > 50, "{system}: {}", packages.len());
        let refused: Vec<_> = packages
            .iter()
            .filter(|(_, licence)| !is_allowed(licence))
            .collect();
        assert!(refused.is_empty(), "{system}: {refused:?}");
    }
}
