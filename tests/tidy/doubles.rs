//! What the program stands on, counted: a package that is there in two versions has
//! a reason, half a line each, and goes from here when the reason has gone.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, assert_none, files_under};

/// Packages in two versions, and whose the older one is. None is our own choice: each
/// goes when those who need it move on.
const DOUBLES: &[(&str, &str)] = &[
    ("base64", "crossterm (OSC 52) has 0.22, tantivy 0.23"),
    ("bitflags", "portable-pty, of the tests alone, has 1"),
    ("downcast-rs", "Wayland's clipboard has 1, tantivy 2"),
    ("foldhash", "of the two hashbrowns"),
    ("getrandom", "tantivy's rand has 0.3, tempfile 0.4"),
    (
        "hashbrown",
        "whatlang and Wayland's clipboard have 0.15, ratatui 0.17",
    ),
    (
        "nom",
        "tantivy's query grammar has 7, Wayland's clipboard 8",
    ),
    ("phf", "chrono-tz has 0.12, the HTML parser 0.14"),
    ("phf_shared", "of the two phfs"),
    ("r-efi", "of the two getrandoms, on firmware alone"),
    (
        "rand",
        "tantivy has 0.9; 0.10 is proptest's, of the tests alone",
    ),
    ("rand_core", "of the two rands"),
    ("signal-hook", "crossterm has 0.3; ours is 0.4"),
    (
        "syn",
        "macros at build time: some have moved to 3, some not",
    ),
    ("thiserror", "portable-pty, of the tests alone, has 1"),
    ("thiserror-impl", "of the two thiserrors"),
    ("windows-sys", "on Windows alone: tantivy's fs4 has 0.59"),
];

#[test]
fn a_package_in_two_versions_has_its_reason() {
    let lock = &files_under("Cargo.lock", &[])[0].text;
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut name = "";
    for line in lock.lines() {
        let value = |key: &str| line.strip_prefix(key)?.strip_suffix('"');
        name = value("name = \"").unwrap_or(name);
        if let Some(version) = value("version = \"") {
            versions.entry(name).or_default().insert(version);
        }
    }
    assert!(versions.len() > 100, "Cargo.lock is read");
    let found: BTreeSet<&str> = versions
        .into_iter()
        .filter_map(|(name, versions)| (versions.len() > 1).then_some(name))
        .collect();
    let told: BTreeSet<&str> = DOUBLES.iter().map(|(name, _)| *name).collect();
    let more = found.difference(&told);
    let less = told.difference(&found);
    let faults = more
        .map(|name| {
            Fault::new(
                "Cargo.lock",
                0,
                format!("{name} is there twice, without a reason"),
            )
        })
        .chain(less.map(|name| Fault::new("Cargo.lock", 0, format!("{name} is there once"))));
    assert_none(&faults.collect::<Vec<_>>());
}
