//! `newsprint marks export` and `import`.

use serde_json::Value;

use super::Home;

#[test]
fn marks_go_out_and_come_in() {
    let home = Home::with_articles();
    assert_eq!(home.prints("marks export"), "");
    home.prints("star --archive archive 灯塔");
    home.prints("mark-read --archive archive lighthouse");
    let exported = home.prints("marks export");
    assert_eq!(exported.lines().count(), 3);
    let first: Value =
        serde_json::from_str(exported.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["identity"], "v1");
    assert_eq!(first["starred"], true);
    assert_eq!(first["title"], "港口的灯塔");
    assert!(first["read_at"].is_null() && first["starred_at"].is_string());
    let ran = home.run("marks export saved.jsonl");
    assert_eq!((ran.code, ran.err.as_str()), (0, "3 articles written\n"));
    let saved = std::fs::read_to_string(home.path().join("saved.jsonl")).expect("the export");
    assert_eq!(saved, exported);

    let other = Home::with_articles();
    let ran = other.run_with("marks import", exported.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "3 articles read, 3 changed here.\n");
    assert_eq!(other.prints("marks export"), exported);
    assert_eq!(
        other.prints("list --count --archive archive is:starred"),
        "2\n"
    );
    let again = other.run_with("marks import", exported.as_bytes());
    assert_eq!(again.out, "3 articles read, 0 changed here.\n");
    // What is taken away here after the export is newer than the export.
    other.prints("star --off --archive archive 灯塔");
    other.run_with("marks import", exported.as_bytes());
    assert_eq!(
        other.prints("list --count --archive archive is:starred"),
        "0\n"
    );
}

/// Saved searches go with the marks, and one that was removed does not come back.
#[test]
fn saved_searches_go_out_and_come_in() {
    let home = Home::with_articles();
    home.prints("star --archive archive 桥");
    let search = |on: &str, second: u32| {
        let on = if on.is_empty() {
            String::new()
        } else {
            format!(r#","on":{on}"#)
        };
        format!(r#"{{"search":"海","query":"灯塔"{on},"at":"2026-01-01T00:00:0{second}.000Z"}}"#)
    };
    let imported = |line: &str| home.run_with("marks import", line.as_bytes()).out;
    assert_eq!(
        imported(&search("", 5)),
        "0 articles read, 0 changed here.\n1 saved search read, 1 changed here.\n"
    );
    let found = || home.run("list --count --archive archive search:海");
    assert_eq!(found().out, "2\n");
    let exported = home.prints("marks export");
    let lines: Vec<&str> = exported.lines().collect();
    assert_eq!((lines.len(), lines[1]), (2, search("", 5).as_str()));
    let ran = home.run("marks export saved.jsonl");
    assert_eq!(ran.err, "1 article written\n1 saved search written\n");
    let other = Home::with_articles();
    let ran = other.run_with("marks import", exported.as_bytes());
    assert_eq!(
        ran.out,
        "1 article read, 1 changed here.\n1 saved search read, 1 changed here.\n"
    );
    assert_eq!(other.prints("marks export"), exported);
    // It was removed elsewhere since; what is older changes nothing.
    for (line, changed) in [
        (search("", 4), 0),
        (search("false", 6), 1),
        (search("", 5), 0),
    ] {
        let told = format!("1 saved search read, {changed} changed here.\n");
        assert!(imported(&line).ends_with(&told), "{line}");
    }
    assert_eq!(found().code, 2, "there is none of that name");
    // An unknown kind of line is no search.
    let ran = home.run_with("marks import", br#"{"search":""}"#);
    assert_eq!(ran.code, 1);
}

/// Places under letters go with the marks, and an export from before them comes in.
#[test]
fn places_go_out_and_come_in() {
    let home = Home::with_articles();
    home.prints("star --archive archive 桥");
    let plain = home.prints("marks export").trim_end().to_owned();
    assert!(!plain.contains("places"), "{plain}");
    let place = |letter: &str, at: &str| {
        let time = format!("2026-01-01T00:00:0{at}.000Z");
        let place = format!(r#""places":[{{"letter":"{letter}","position":7,"at":"{time}"}}],"#);
        plain.replace("\"opened_at\"", &format!("{place}\"opened_at\""))
    };
    let imported = |line: &str| home.run_with("marks import", line.as_bytes()).out;
    assert_eq!(
        imported(&place("a", "5")),
        "1 article read, 1 changed here.\n"
    );
    let exported = home.prints("marks export");
    let json: Value = serde_json::from_str(&exported).expect("JSON");
    assert_eq!(json["places"][0]["letter"], "a");
    assert_eq!(json["places"][0]["position"], 7);
    for (line, changed) in [
        (place("a", "4"), 0),
        (plain.clone(), 0),
        (place("a", "6"), 1),
    ] {
        let told = format!("1 article read, {changed} changed here.\n");
        assert_eq!(imported(&line), told, "{line}");
    }
    assert_eq!(
        home.run_with("marks import", place("é", "7").as_bytes())
            .code,
        1
    );
    let other = Home::with_articles();
    other.run_with("marks import", home.prints("marks export").as_bytes());
    assert_eq!(other.prints("marks export"), home.prints("marks export"));
}

#[test]
fn lines_that_are_no_articles_are_told_and_passed_over() {
    let home = Home::with_articles();
    home.prints("star --archive archive 桥");
    let good = home.prints("marks export").trim_end().to_owned();
    let newer = good.replace("\"v1\"", "\"v9\"");
    let odd = good.replace("\"link\"", "\"colour\":\"red\",\"link\"");
    let input = format!("{good}\n\nno JSON\n[1]\n{newer}\n{{\"id\":\"xyz\"}}\n{odd}\n");
    let other = Home::with_articles();
    let ran = other.run_with("marks import", input.as_bytes());
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.out,
        "2 articles read, 1 changed here; 4 lines were no articles and were passed over.\n"
    );
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 5, "{}", ran.err);
    for (line, start) in lines
        .iter()
        .zip(["line 3:", "line 4:", "line 5:", "line 6:", "“colour”"])
    {
        assert!(line.starts_with(&format!("newsprint: {start}")), "{line}");
    }
    assert_eq!(
        other.prints("list --count --archive archive is:starred"),
        "1\n"
    );
    assert_eq!(other.run("marks import nowhere.jsonl").code, 1);
}

#[test]
fn an_export_that_fails_leaves_the_one_before() {
    let home = Home::with_articles();
    let ran = home.run("marks export nowhere/saved.jsonl");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("nowhere/saved.jsonl"), "{}", ran.err);
    // What stands where the marks belong is no store, so there is nothing to write.
    let said = home.prints("paths");
    let marks = said
        .lines()
        .find_map(|line| line.strip_prefix("marks"))
        .expect("the marks' file")
        .trim()
        .trim_start_matches(':')
        .trim()
        .to_owned();
    let file = std::path::Path::new(&marks);
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    std::fs::write(file, "no store").expect("a file");
    std::fs::write(home.path().join("saved.jsonl"), "before").expect("a file");
    assert_eq!(home.run("marks export saved.jsonl").code, 1);
    let kept = std::fs::read_to_string(home.path().join("saved.jsonl")).expect("a file");
    assert_eq!(kept, "before");
    assert_eq!(std::fs::read_to_string(file).expect("a file"), "no store");
}

/// A link to a folder that is synchronised, say: what it leads to is the export.
#[test]
fn an_export_through_a_link_leaves_the_link() {
    let home = Home::with_articles();
    home.prints("star --archive archive 桥");
    let exported = home.prints("marks export");
    let (link, folder) = (home.path().join("link"), home.path().join("synced"));
    std::fs::create_dir(&folder).expect("a folder");
    let file = folder.join("marks.jsonl");
    std::os::unix::fs::symlink("synced/marks.jsonl", &link).expect("a link");
    for before in [None, Some("before")] {
        match before {
            None => drop(std::fs::remove_file(&file)),
            Some(text) => std::fs::write(&file, text).expect("a file"),
        }
        let ran = home.run("marks export link");
        assert_eq!((ran.code, ran.err.as_str()), (0, "1 article written\n"));
        assert!(link.is_symlink(), "{before:?}");
        let kept = std::fs::read_to_string(&file).expect("the export");
        assert_eq!(kept, exported, "{before:?}");
    }
    let names = std::fs::read_dir(&folder).expect("the folder");
    assert_eq!(names.count(), 1, "nothing else is left there");
}

/// Also where it is not the last piece that does not fit.
#[cfg(target_os = "linux")]
#[test]
fn an_export_to_a_full_disk_says_where_it_was_to_go() {
    let home = Home::with_articles();
    let line = |number: usize| {
        format!(
            r#"{{"id":"{number:032x}","link":"https://a.example/{number}","title":"{0}","path":"a","starred":true}}"#,
            "t".repeat(200)
        ) + "\n"
    };
    let lines: String = (0..100).map(line).collect();
    home.run_with("marks import", lines.as_bytes());
    assert!(home.prints("marks export").len() > 20_000);
    let ran = home.run("marks export /dev/full");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("/dev/full"), "{}", ran.err);
}
