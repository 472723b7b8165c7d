//! `newsprint keys`: every command with its keys, and what is wrong with those of
//! the settings.

use newsprint::command::{COMMANDS, Keymap, key_table};
use newsprint::settings::KeySettings;
use newsprint::words::Words;
use serde_json::Value;

use super::Home;

fn configure(home: &Home, text: &str) {
    let folder = home.path().join(".config/newsprint");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("config.toml"), text).expect("settings");
}

#[test]
fn every_command_is_listed_in_every_format() {
    let home = Home::new();
    let text = home.prints("keys");
    let json: Value = serde_json::from_str(&home.prints("keys --format json")).expect("JSON");
    let listed = json.as_array().expect("a list");
    assert_eq!(listed.len(), COMMANDS.len());
    for (entry, listed) in COMMANDS.iter().zip(listed) {
        let line = text.lines().find(|line| {
            let mut words = line.split_whitespace();
            words.next() == Some(entry.name)
        });
        let line = line.unwrap_or_else(|| panic!("{} is not in\n{text}", entry.name));
        assert!(entry.list.iter().all(|keys| line.contains(keys)), "{line}");
        assert_eq!(listed["name"], entry.name);
        assert_eq!(
            listed["list"],
            serde_json::json!(entry.list),
            "{}",
            entry.name
        );
        assert_eq!(
            listed["page"],
            serde_json::json!(entry.page),
            "{}",
            entry.name
        );
        assert!(listed["what"].as_str().is_some_and(|what| !what.is_empty()));
    }
    // What each does begins in one column, below its head.
    let at = text
        .lines()
        .next()
        .and_then(|head| head.find("what it does"));
    let column = at.expect("the head");
    let quit = text.lines().find(|line| line.starts_with("quit "));
    assert!(
        quit.is_some_and(|line| line.get(column..) == Some("quit")),
        "{text}"
    );
    let (keymap, _) = Keymap::new(&KeySettings::default());
    assert_eq!(
        home.prints("keys --format markdown"),
        key_table(&keymap, &Words::english())
    );
}

#[test]
fn what_is_set_is_shown_and_what_is_wrong_told() {
    let home = Home::new();
    configure(
        &home,
        "measure = 60\n[keys]\npreset = \"less\"\nstar = [\"C-x\"]\nfly = [\"x\"]\n\n[keys.list]\n\"C-x\" = \"undo\"\n\"C-s\" = \"star\"\n",
    );
    let ran = home.run("keys --format json");
    assert_eq!(ran.code, 0);
    assert_eq!(
        ran.err.lines().collect::<Vec<_>>(),
        [
            "newsprint: config.toml:5: no command is named \"fly\"; `newsprint keys` lists them all",
            "newsprint: config.toml:8: \"C-x\" is bound to both star and undo in the list; undo has it",
            "newsprint: config.toml:9: \"C-s\" may not arrive: some terminals stop and start the output with C-s and C-q, end programs with C-\\, and send C-j for Enter",
        ]
    );
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    let of = |name: &str, place: &str| {
        let entry = json
            .as_array()
            .and_then(|all| all.iter().find(|entry| entry["name"] == name));
        entry.expect("the command")[place].clone()
    };
    assert_eq!(of("star", "page"), serde_json::json!(["C-x"]));
    assert_eq!(of("star", "list"), serde_json::json!(["C-s"]));
    assert_eq!(of("undo", "list"), serde_json::json!(["C-x", "U"]));
    assert_eq!(of("next-article", "page"), serde_json::json!([":n", "J"]));
}
