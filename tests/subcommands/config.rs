//! `newsprint config`, `completions` and `man`; and what lies over what: options over
//! the environment over the file.

use std::fs;

use super::Home;

fn configure(home: &Home, name: &str, text: &str) {
    let file = home.path().join(".config/newsprint").join(name);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(file, text).expect("settings");
}

#[test]
fn the_settings_are_told_where_and_what_they_are() {
    let home = Home::new();
    let path = home.prints("config path");
    let expected = home.path().join(".config/newsprint/config.toml");
    assert_eq!(path.trim_end(), expected.display().to_string());
    let defaults = home.prints("config default");
    assert!(defaults.contains("\nmeasure = 72\n"), "{defaults}");
    // They are settings without a fault.
    configure(&home, "config.toml", &defaults);
    assert_eq!(home.prints("config check"), "nothing is wrong\n");
}

#[test]
fn every_fault_is_told_with_its_file_and_line() {
    let home = Home::new();
    assert_eq!(home.prints("config check"), "nothing is wrong\n");
    configure(
        &home,
        "config.toml",
        "theme = \"mine\"\nmeasure = 7\n\ncolour = 3\n[archives]\nhere = \"~/archive\"\ngone = \"~/gone\"\nx = 1\nlist = \"~/archive\"\n[keys.list]\n\"C-x\" = \"fly\"\n\"C-s\" = \"star\"\n",
    );
    configure(
        &home,
        "themes/mine.toml",
        "[roles]\nlink = { text = \"puce\" }\n",
    );
    configure(&home, "rules/own.toml", "[[site]]\nid = 3\n");
    let ran = home.run_in(&[("NEWSPRINT_ROWS", "3")], "config check", b"");
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    let said: Vec<&str> = ran.out.lines().collect();
    let gone = home.path().join("gone").display().to_string();
    let gone = format!("config.toml: archives: gone: there is no folder or file “{gone}”");
    for wanted in [
        "themes/mine.toml:2: link: text is “puce”",
        "config.toml:2: measure is 7; it must be a number from 20 to 200",
        "config.toml:4: no setting is named colour",
        "config.toml:8: x is a number",
        "NEWSPRINT_ROWS: rows is “3”; it can be one, two, auto",
        "config.toml:11: no command is named \"fly\"",
        "rules/own.toml:2",
        "config.toml: archives: list is a command",
        &gone,
    ] {
        let found = said.iter().any(|line| line.starts_with(wanted));
        assert!(found, "{wanted} in\n{}", ran.out);
    }
    assert_eq!(said.len(), 10, "{}", ran.out);
    // A key that some terminals keep to themselves, and all in the order of lines.
    let of_file = said
        .iter()
        .filter_map(|line| line.strip_prefix("config.toml:"));
    let lines: Vec<&str> = of_file.filter_map(|line| line.split(':').next()).collect();
    assert_eq!(
        lines,
        ["2", "4", "8", "11", "12", " archives", " archives"],
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("config.toml:12: \"C-s\" may not arrive"),
        "{}",
        ran.out
    );
    // Beside each other work tells of them and goes on.
    assert_eq!(home.run("list").code, 0);
}

/// What shows a setting: an article with its time in the zone; and the exit code.
fn shown(home: &Home, environment: &[(&str, &str)], options: &str) -> (i32, String) {
    let line = format!("show archive/a.txt{options}");
    let ran = home.run_in(environment, &line, b"");
    let text = if ran.code == 0 { ran.out } else { ran.err };
    (ran.code, text)
}

#[test]
fn options_lie_over_the_environment_and_that_over_the_file() {
    let home = Home::new();
    let stamp = "<!--1712600000000-->\n[港口](https://harbour.example/1)\n------\n\n港口。";
    home.write("a.txt", stamp.as_bytes());
    configure(&home, "config.toml", "zone = \"Asia/Taipei\"\n");
    let set = [("NEWSPRINT_ZONE", "Europe/Paris")];
    let empty = [("NEWSPRINT_ZONE", "")];
    let faulty = [("NEWSPRINT_ZONE", "Mars")];
    for (environment, options, expected) in [
        (&[][..], "", "2024-04-09 02:13"),
        (&set, "", "2024-04-08 20:13"),
        (&empty, "", "2024-04-09 02:13"),
        (&faulty, "", "2024-04-09 02:13"),
        (&[][..], " --set zone=America/New_York", "2024-04-08 14:13"),
        (&set, " --set zone=America/New_York", "2024-04-08 14:13"),
        (
            &set,
            " --set zone=Asia/Tokyo --set zone=Asia/Kolkata",
            "2024-04-08 23:43",
        ),
    ] {
        let (code, text) = shown(&home, environment, options);
        assert_eq!(code, 0, "{text}");
        assert!(text.contains(expected), "{environment:?}{options}: {text}");
    }
    for (options, fault) in [
        (" --set zone=Mars", "--set zone=Mars: zone is “Mars”"),
        (" --set zon=Mars", "--set zon=Mars: no setting is named zon"),
        (" --language tlh", "--language tlh: language is “tlh”"),
    ] {
        let (code, text) = shown(&home, &[], options);
        assert_eq!(code, 2, "{text}");
        assert!(text.starts_with(&format!("newsprint: {fault}")), "{text}");
    }
    let ran = home.run("--theme pupce");
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("--theme pupce: theme is “pupce”"),
        "{}",
        ran.err
    );
    for line in [
        "--language zh-Hans --help",
        "list --help --language=zh-Hans",
    ] {
        assert!(home.prints(line).contains("用法："), "{line}");
    }
    let chinese = home.run_in(&[("NEWSPRINT_LANGUAGE", "zh-Hant")], "--help", b"");
    assert!(chinese.out.contains("選項"), "{}", chinese.out);
}

#[test]
fn archives_are_named() {
    let home = Home::with_articles();
    configure(
        &home,
        "config.toml",
        "[archives]\nempty = \"~/empty\"\nall = \"~/archive\"\n",
    );
    fs::create_dir(home.path().join("empty")).expect("a folder");
    // The first is meant where none is named.
    assert_eq!(home.prints("list --count"), "0\n");
    for line in [
        "list --count --archive all",
        "list --count --archive empty --archive all",
        "list --count --archive archive",
    ] {
        assert_eq!(home.prints(line), "3\n", "{line}");
    }
    let ran = home.run("list --archive other");
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("there is no folder or file"),
        "{}",
        ran.err
    );
}

#[test]
fn shells_complete_the_arguments_and_man_shows_them() {
    let home = Home::new();
    for (shell, wanted) in [
        ("bash", "complete -F _newsprint"),
        ("zsh", "#compdef newsprint"),
        ("fish", "complete -c newsprint"),
    ] {
        let script = home.prints(&format!("completions {shell}"));
        assert!(script.contains(wanted), "{script}");
        assert!(script.contains("mark-read"), "{script}");
    }
    let script = home.prints("completions bash");
    let file = home.path().join("newsprint.bash");
    fs::write(&file, script).expect("a script");
    let read = std::process::Command::new("bash")
        .arg("-n")
        .arg(&file)
        .output();
    if let Ok(read) = read {
        assert!(read.status.success(), "{read:?}");
    }
    let page = home.prints("man");
    assert!(page.starts_with(".TH NEWSPRINT 1"), "{page}");
}
