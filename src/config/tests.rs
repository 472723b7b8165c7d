//! Where files lie, and what is told of those that can not be read.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::words::Words;

fn paths(folder: &Path) -> Paths {
    let folder = folder.to_owned();
    Paths::find(move |name| match name {
        "HOME" => Some(folder.clone().into()),
        name if name.starts_with("XDG_") => Some(folder.join(name.to_lowercase()).into()),
        _ => None,
    })
    .unwrap()
}

fn load(paths: &Paths) -> Loaded {
    paths.load(&Outside::default())
}

#[test]
fn variables_come_first() {
    let paths = paths(Path::new("/h"));
    assert_eq!(
        paths.settings_file(),
        Path::new("/h/xdg_config_home/newsprint/config.toml")
    );
    assert_eq!(
        paths.marks_file(),
        Path::new("/h/xdg_data_home/newsprint/marks.sqlite3")
    );
    for (written, path) in [
        ("~/news", "/h/news"),
        ("~", "/h"),
        ("/a", "/a"),
        ("b", "/x/b"),
        ("~x", "/x/~x"),
    ] {
        assert_eq!(paths.expanded(written, Path::new("/x")), Path::new(path));
    }
}

#[test]
fn faults_are_told_and_the_rest_applies() {
    let folder = tempfile::tempdir().unwrap();
    let paths = paths(folder.path());
    assert!(load(&paths).problems.is_empty());
    std::fs::create_dir_all(paths.rules_folder()).unwrap();
    std::fs::write(
        paths.settings_file(),
        "measure = 60\nrows = 3\nrules = [\"gone.toml\"]\n",
    )
    .unwrap();
    std::fs::write(
        paths.rules_folder().join("own.toml"),
        "[[site]]\nid = \"rfi\"\nhosts = [\"rfi.fr\"]\nname = \"Mine\"\n",
    )
    .unwrap();
    std::fs::write(paths.rules_folder().join("z.toml"), "[[site]]\nid = 3\n").unwrap();
    let loaded = load(&paths);
    assert_eq!(loaded.settings.measure, 60);
    assert_eq!(loaded.rules.source_name("www.rfi.fr"), "Mine");
    assert_eq!(loaded.problems.len(), 3, "{:?}", loaded.problems);
    assert!(
        loaded
            .problems
            .iter()
            .any(|problem| in_words(problem).contains("config.toml:2: "))
    );
}

#[test]
fn themes_of_ones_own_are_read_and_their_faults_told() {
    let folder = tempfile::tempdir().unwrap();
    let paths = paths(folder.path());
    std::fs::create_dir_all(paths.themes_folder()).unwrap();
    let theme = |name: &str, text: &str| {
        std::fs::write(paths.themes_folder().join(name), text).unwrap();
    };
    theme("mine.toml", "like = \"paper\"\n");
    theme(
        "faulty.toml",
        "for = \"dark\"\n[roles]\nlink = { text = \"puce\" }\n",
    );
    theme("notes.txt", "no theme");
    std::fs::write(paths.settings_file(), "theme = \"mine\"\n").unwrap();
    let loaded = load(&paths);
    assert_eq!(loaded.settings.theme, "mine");
    assert!(loaded.themes.has("faulty") && !loaded.themes.has("notes"));
    assert_eq!(loaded.problems.len(), 1, "{:?}", loaded.problems);
    let said = in_words(&loaded.problems[0]);
    assert!(
        said.contains("faulty.toml:3: link: text is “puce”"),
        "{said}"
    );
    std::fs::write(paths.settings_file(), "measure = 60\ntheme = \"mime\"\n").unwrap();
    let loaded = load(&paths);
    assert_eq!(
        (&*loaded.settings.theme, loaded.settings.measure),
        ("auto", 60)
    );
    let said = loaded.problems.iter().map(in_words);
    let said: Vec<String> = said.filter(|said| said.contains("config.toml")).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("config.toml:2: theme is “mime”; did you mean mine? It can be auto, dark")
    );
}

#[test]
fn without_variables_the_systems_folders_in_home_are_used() {
    let home = |name: &str| (name == "HOME").then(|| OsString::from("/h"));
    let paths = Paths::find(home).unwrap();
    let (config, data, cache, state) = if cfg!(target_os = "macos") {
        let support = "/h/Library/Application Support/newsprint";
        (support, support, "/h/Library/Caches/newsprint", support)
    } else {
        (
            "/h/.config/newsprint",
            "/h/.local/share/newsprint",
            "/h/.cache/newsprint",
            "/h/.local/state/newsprint",
        )
    };
    assert_eq!(paths.config, Path::new(config));
    assert_eq!(paths.data, Path::new(data));
    assert_eq!(paths.cache, Path::new(cache));
    assert_eq!(paths.state, Path::new(state));
}

#[test]
fn a_home_that_is_not_absolute_is_none() {
    const ALL: &[&str] = &[
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
    ];
    // HOME, the variables that are set, what they are set to; whether it is enough.
    for (home, set, value, enough) in [
        (None, &[][..], "", false),
        (Some(""), &[][..], "", false),
        (Some("h"), &[][..], "", false),
        (Some("./h"), &ALL[..3], "/x", false),
        (None, &ALL[1..], "/x", false),
        (None, ALL, "/x", true),
        (Some("h"), ALL, "/x", true),
        (None, ALL, "x", false),
        (Some("/h"), ALL, "x", true),
        (Some("/h"), &[][..], "", true),
    ] {
        let found = Paths::find(|name| match name {
            "HOME" => home.map(OsString::from),
            name => set.contains(&name).then(|| value.into()),
        });
        assert_eq!(found.is_ok(), enough, "{home:?} {set:?} {value}");
        if let Ok(paths) = found {
            assert!(paths.config.is_absolute() && paths.state.is_absolute());
            let base = Path::new("/base");
            let tilde = home.filter(|home| home.starts_with('/'));
            let expected = tilde.map_or_else(|| base.join("~/a"), |home| Path::new(home).join("a"));
            assert_eq!(paths.expanded("~/a", base), expected);
        }
    }
}

#[test]
fn the_platform_is_asked_through_its_own_crate() {
    let usual = Usual::of_the_platform(Path::new("/h")).unwrap();
    for path in [usual.config, usual.data, usual.cache, usual.state] {
        assert!(path.is_absolute() && path.ends_with(OWN), "{path:?}");
    }
}

/// The only problem there is once something has been put among the files.
fn only_problem(put: impl Fn(&Paths)) -> String {
    let folder = tempfile::tempdir().unwrap();
    let paths = paths(folder.path());
    std::fs::create_dir_all(&paths.config).unwrap();
    put(&paths);
    let loaded = load(&paths);
    assert_eq!(loaded.settings, Settings::embedded());
    assert_eq!(loaded.problems.len(), 1, "{:?}", loaded.problems);
    in_words(&loaded.problems[0])
}

#[test]
fn what_can_not_be_read_is_told() {
    use std::os::unix::fs::symlink;

    let said = only_problem(|paths| std::fs::create_dir(paths.settings_file()).unwrap());
    assert!(said.contains("config.toml is not a file"), "{said}");
    let said = only_problem(|paths| {
        let made = std::process::Command::new("mkfifo")
            .arg(paths.settings_file())
            .status();
        assert!(made.unwrap().success());
    });
    assert!(said.contains("config.toml is not a file"), "{said}");
    let said = only_problem(|paths| symlink("nowhere", paths.settings_file()).unwrap());
    assert!(said.contains("config.toml can't be read"), "{said}");
    let said = only_problem(|paths| std::fs::write(paths.settings_file(), b"\xff").unwrap());
    assert!(said.contains("config.toml can't be read"), "{said}");
    let said = only_problem(|paths| std::fs::write(paths.rules_folder(), "").unwrap());
    assert!(said.contains("rules can't be read"), "{said}");
    let said = only_problem(|paths| symlink("nowhere", paths.rules_folder()).unwrap());
    assert!(said.contains("rules can't be read"), "{said}");
    let said = only_problem(|paths| {
        std::fs::create_dir_all(paths.rules_folder().join("a.toml")).unwrap();
    });
    assert!(said.contains("a.toml is not a file"), "{said}");
}

/// A problem in English.
fn in_words(problem: &Problem) -> String {
    problem.text(&Words::english()).as_str().to_owned()
}
