//! `newsprint tag`, and `tag:` in a query.

use super::Home;

#[test]
fn tags_are_given_found_and_taken_away() {
    let home = Home::with_articles();
    let said = home.prints("tag --archive archive 灯塔 OR lighthouse +海 +Old");
    assert_eq!(said, "the tags of 3 articles changed, 0 were so already\n");
    let said = home.prints("tag 灯塔 -source:rfi +海 -old --archive archive");
    assert_eq!(said, "the tags of 1 article changed, 0 were so already\n");
    let said = home.prints("tag --archive archive 灯塔 +海");
    assert_eq!(said, "the tags of 0 articles changed, 2 were so already\n");
    for (query, count) in [
        ("tag:海", 3),
        ("tag:OLD", 2),
        ("tag:海 -tag:old", 1),
        ("灯塔 tag:old", 1),
    ] {
        let shown = home.prints(&format!("list --archive archive --count {query}"));
        assert_eq!(shown, format!("{count}\n"), "{query}");
    }
    let ran = home.run("list --archive archive --count tag:sea");
    assert_eq!((ran.code, ran.out.as_str()), (0, "0\n"));
    assert_eq!(ran.err, "newsprint: no article here bears the tag “sea”\n");
    let json = home.prints("list --archive archive --format jsonl title:港口");
    assert!(json.contains("\"tags\":[\"Old\",\"海\"]"), "{json}");

    let exported = home.prints("marks export");
    let other = Home::with_articles();
    other.run_with("marks import", exported.as_bytes());
    assert_eq!(other.prints("marks export"), exported);
    assert_eq!(
        other.prints("list --archive archive --count tag:old"),
        "2\n"
    );
}

#[test]
fn what_is_no_tag_changes_nothing() {
    let home = Home::with_articles();
    for (line, said) in [
        ("灯塔", "name a tag after the query"),
        ("灯塔 +海 桥", "“桥” is no tag"),
        ("灯塔 +", "“+” is no tag"),
        ("+海", "that asks for no article in particular"),
        ("date:2024-99 +海", "the query is not understood"),
    ] {
        let ran = home.run(&format!("tag --archive archive {line}"));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line}");
        assert!(ran.err.contains(said), "{line}: {}", ran.err);
    }
    assert_eq!(home.prints("marks export"), "");
}
