//! `newsprint list` with a query.

use super::Home;

/// The titles in a table.
fn titles(table: &str) -> Vec<&str> {
    table
        .lines()
        .filter_map(|line| line.rsplit("  ").next())
        .map(str::trim)
        .collect()
}

#[test]
fn a_query_finds_in_heads_and_bodies() {
    let home = Home::with_articles();
    for (query, expected) in [
        ("", &["港口的灯塔", "桥与路", "The lighthouse"][..]),
        ("灯塔", &["港口的灯塔", "桥与路"]),
        ("燈塔重新開放", &["港口的灯塔"]),
        ("灯塔 -source:法广", &["桥与路"]),
        ("date:2023 was", &["The lighthouse"]),
        // The older copy is not what is shown, so it is not what is asked.
        ("lighthouse is", &[]),
        ("sort:-date", &["The lighthouse", "桥与路", "港口的灯塔"]),
        ("is:starred", &[]),
        ("桥 OR was", &["桥与路", "The lighthouse"]),
    ] {
        let table = home.prints(format!("list --archive archive {query}").trim());
        assert_eq!(titles(&table), expected, "{query}");
        let lines = home.prints(format!("list --format jsonl --archive archive {query}").trim());
        assert_eq!(lines.lines().count(), expected.len(), "{query}");
        let count = home.prints(format!("list --count --archive archive {query}").trim());
        assert_eq!(count, format!("{}\n", expected.len()), "{query}");
    }
}

#[test]
fn the_order_and_the_number_of_rows_are_chosen() {
    let home = Home::with_articles();
    for (arguments, expected) in [
        ("--sort -date --limit 1", &["The lighthouse"][..]),
        ("--sort date sort:-date --limit 1", &["港口的灯塔"]),
        ("--sort title", &["港口的灯塔", "桥与路", "The lighthouse"]),
        ("--sort length 灯塔", &["桥与路", "港口的灯塔"]),
        ("--sort=-length 灯塔", &["港口的灯塔", "桥与路"]),
        ("--limit 0", &[]),
    ] {
        let table = home.prints(&format!("list --archive archive {arguments}"));
        assert_eq!(titles(&table), expected, "{arguments}");
    }
}

#[test]
fn a_faulty_query_is_shown_with_the_place() {
    let home = Home::with_articles();
    for command in ["list --archive archive", "star --archive archive"] {
        let ran = home.run(&format!("{command} 灯塔 date:2024-13 (港口"));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert_eq!(
            ran.err,
            "newsprint: the query is not understood:\n\
             \x20 灯塔 date:2024-13 (港口\n\
             \x20           ^^^^^^^ date: takes 2024, 2024-04, 20240409, 2023..2024, >2024-04, 7d, yesterday\n\
             \x20                   ^ a parenthesis is open\n"
        );
    }
    assert_eq!(home.run("list --archive nowhere").code, 2);
    assert_eq!(home.run("list --archiv archive").code, 2);
}

#[test]
fn the_marks_are_asked() {
    let home = Home::with_articles();
    let said = home.prints("star --archive archive 灯塔");
    assert_eq!(said, "2 articles starred, 0 already were\n");
    let said = home.prints("star --archive archive title:灯塔 OR lighthouse");
    assert_eq!(said, "1 article starred, 1 already were\n");
    let said = home.prints("mark-read --archive archive is:starred 桥");
    assert_eq!(said, "1 article marked as read, 0 already were\n");
    let titled = |query: &str| {
        let table = home.prints(&format!("list --archive archive {query}"));
        titles(&table)
            .into_iter()
            .map(|title| title.trim_start_matches('★').trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(titled("is:read"), ["桥与路"]);
    assert_eq!(titled("is:unread is:starred 灯塔"), ["港口的灯塔"]);
    let said = home.prints("star --off --archive archive is:read");
    assert_eq!(said, "1 star taken away, 0 had none\n");
    assert_eq!(titled("is:starred"), ["港口的灯塔", "The lighthouse"]);
    let refused = home.run("mark-read --archive archive sort:date");
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
}

#[test]
fn what_is_new_stays_so_until_the_next_look_that_is_asked_for() {
    let home = Home::with_articles();
    let new = || home.prints("list --count --archive archive is:new");
    assert_eq!(new(), "0\n");
    let article = "<!--1712700000000-->\n[潮汐](https://www.rfi.fr/cn/9)\n------\n\n<p>潮。</p>";
    home.write("d.txt", article.as_bytes());
    assert_eq!([new(), new()], ["1\n", "1\n"]);
    let said = home.prints("mark-read --archive archive is:new");
    assert_eq!(said, "1 article marked as read, 0 already were\n");
    assert_eq!(home.run("index --archive archive").code, 0);
    assert_eq!(new(), "0\n");
    home.write("e.txt", article.replace("cn/9", "cn/10").as_bytes());
    assert_eq!(home.run("index --archive archive").code, 0);
    let table = home.prints("list --archive archive is:new");
    assert_eq!(titles(&table), ["潮汐"]);
}

/// Nothing is found, and why is said: what was asked for is not there, and what is
/// called almost so.
#[test]
fn a_name_that_is_not_there_is_told() {
    let home = Home::with_articles();
    for (query, said) in [
        (
            "source:rfo",
            "newsprint: no outlet here is called “rfo”; do you mean RFI?\n",
        ),
        (
            "source:xinhua",
            "newsprint: no outlet here is called “xinhua”\n",
        ),
        (
            "tag:war",
            "newsprint: no article here bears the tag “war”\n",
        ),
        (
            "lang:ja",
            "newsprint: no article here is in the language “ja”\n",
        ),
        // It is there, and found nothing beside the rest.
        ("source:rfi 桥与路", ""),
        ("lang:zh lighthouse", ""),
        ("title:nothing", ""),
    ] {
        for command in ["list", "mark-read", "list --format json"] {
            let ran = home.run(&format!("{command} --archive archive {query}"));
            assert_eq!((ran.code, ran.err.as_str()), (0, said), "{command} {query}");
        }
    }
    assert_eq!(home.run("tag --archive archive 桥 +war").code, 0);
    let ran = home.run("list --archive archive tag:wra");
    assert_eq!(
        ran.err,
        "newsprint: no article here bears the tag “wra”; do you mean war?\n"
    );
    let ran = home.run_in(
        &[("LANG", "zh_CN.UTF-8")],
        "list --archive archive 来源：rfo",
        b"",
    );
    assert_eq!(ran.err, "newsprint: 这里没有叫“rfo”的媒体；是不是 RFI？\n");
}

/// An outlet that no rule knows is called by its host, as links are: in its own script
/// where that deceives nobody.
#[test]
fn a_host_in_one_script_is_shown_in_it() {
    let home = Home::new();
    for (name, host) in [
        ("a.txt", "xn--fiqs8s.example"),
        ("b.txt", "xn--pypal-4ve.example"),
    ] {
        let text = format!("<!--1712600000000-->\n[A]({host}/{name})\n------\n\n<p>Text.</p>")
            .replace("](", "](https://");
        home.write(name, text.as_bytes());
    }
    let list = home.prints("list --archive archive");
    assert!(list.contains("  中国.example"), "{list}");
    assert!(list.contains("  xn--pypal-4v"), "{list}");
    assert_eq!(
        home.prints("list --count --archive archive source:中国.example"),
        "1\n"
    );
    for host in [
        "xn--fiqs8s.example",
        "中国.example",
        "http://someone@中国.example:80/a",
    ] {
        assert_eq!(
            home.prints(&format!("list --count --archive archive host:{host}")),
            "1\n"
        );
    }
}

/// What the system says stands in the language of the rest.
#[test]
fn what_the_system_says_is_worded() {
    let home = Home::with_articles();
    for (file, said) in [("nowhere", "没有这个文件"), ("archive", "是文件夹")] {
        let command = format!("marks import {file}");
        let ran = home.run_in(&[("LANG", "zh_CN.UTF-8")], &command, b"");
        let is_worded = ran.err.contains(said) && !ran.err.contains("os error");
        assert!(is_worded && ran.err.contains(file), "{}", ran.err);
    }
}

#[test]
fn a_small_index_is_told_in_kilobytes() {
    let home = Home::with_articles();
    let made = home.run("index --archive archive");
    assert_eq!(made.code, 0, "{}", made.err);
    let status = home.prints("index --status --archive archive");
    assert!(status.contains(" KB in "), "{status}");
    assert!(
        !status.contains("; 0 ") && !made.err.contains(" 0 MB"),
        "{status}{}",
        made.err
    );
}

/// An answer that the marks have no say in is given all the same; a wrong one is none.
#[test]
fn where_the_marks_cant_be_read_the_exit_code_says_so() {
    let home = Home::with_articles();
    home.prints("star --archive archive 灯塔");
    let folder = home.path().join(".local/share/newsprint");
    std::fs::write(folder.join("marks.sqlite3"), "dear diary").expect("a file");
    for (line, out, code) in [
        ("--count is:starred", "", 1),
        ("--count -is:read", "", 1),
        ("--format jsonl tag:war", "", 1),
        ("--count 灯塔", "2\n", 0),
    ] {
        let ran = home.run(&format!("list --archive archive {line}"));
        assert_eq!((ran.out.as_str(), ran.code), (out, code), "{line}");
        let is_told = ran.err.contains("not a marks file");
        assert_eq!(is_told, code == 1, "{line}: {}", ran.err);
    }
    let ran = home.run("list --archive archive 灯塔");
    assert_eq!((titles(&ran.out).len(), ran.code), (2, 1));
    let lines = home.run("list --archive archive --format tsv 灯塔");
    assert_eq!((lines.out.lines().count(), lines.code), (2, 0));
    let shown = home.run("show --format json archive/a.txt");
    assert!(shown.out.contains("港口的灯塔"), "{}", shown.out);
    assert_eq!(shown.code, 1);
}

/// A search without its cache is the same, only slower, and that is told, once.
#[test]
fn a_cache_that_cant_be_used_is_told_once() {
    let home = Home::with_articles();
    std::fs::write(home.path().join(".cache"), "no folder").expect("a file");
    for command in ["list --count --archive archive", "star --archive archive"] {
        let ran = home.run(&format!("{command} 灯塔"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.starts_with('2'), "{}", ran.out);
        assert_eq!(ran.err.matches("cache folder").count(), 1, "{}", ran.err);
    }
}
