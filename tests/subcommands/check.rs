//! `newsprint check`.

use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use super::Home;

#[test]
fn what_is_odd_is_told_file_by_file() {
    let home = Home::new();
    home.write(
        "good.txt",
        b"<!--1712479502000-->\n[One](https://a.example/1)\n------\n\n<p>Text.</p>",
    );
    let ran = home.run("check archive");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "1 file looked at, none of them odd, 0 not read\n");
    home.write(
        "link.txt",
        b"<!--1712479502000-->\n[Two](a.example/2)\n------\n\n<p>Text.</p>",
    );
    let ran = home.run("check --archive archive");
    assert_eq!(ran.code, 0);
    let path = home.path().join("archive/link.txt");
    let expected = format!(
        "{}:2: a link without scheme, read as https\n",
        path.display()
    );
    assert_eq!(ran.out, expected);
    assert_eq!(ran.err, "2 files looked at, 1 of them odd, 0 not read\n");
}

#[test]
fn what_could_not_be_read_is_told_and_the_rest_is_read() {
    let home = Home::with_articles();
    home.write("empty.txt", b"");
    home.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0");
    let name = std::ffi::OsStr::from_bytes(b"\x1b[2J\n\xff.txt");
    home.write(
        "bad-stamp.txt",
        b"<!--99-->\n[A](https://a.example/9)\n------\n\n<p>x</p>",
    );
    std::fs::write(home.path().join("archive").join(name), b"no header").expect("a file");
    let ran = home.run("check archive --format jsonl");
    assert_eq!(ran.code, 1);
    assert!(
        !ran.out.contains('\u{1b}') && !ran.out.contains("\\u001b"),
        "{}",
        ran.out
    );
    let lines: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let of = |name: &str| {
        let ends = |line: &&Value| {
            line["path"]
                .as_str()
                .is_some_and(|path| path.ends_with(name))
        };
        lines.iter().filter(ends).collect::<Vec<_>>()
    };
    assert_eq!(of("picture.png").len(), 1);
    assert_eq!(of("picture.png")[0]["read"], false);
    assert!(of("empty.txt").iter().all(|line| line["read"] == true));
    assert_eq!(of("bad-stamp.txt")[0]["line"], 1);
    assert!(!of("�.txt").is_empty(), "{}", ran.out);
    assert!(
        ran.err
            .ends_with("8 files looked at, 3 of them odd, 1 not read\n"),
        "{}",
        ran.err
    );
    let whole: Value =
        serde_json::from_str(&home.run("check archive --format json").out).expect("JSON");
    assert_eq!(whole.as_array().map(Vec::len), Some(lines.len()));
}

#[test]
fn a_folder_that_may_not_be_read_is_told() {
    let home = Home::with_articles();
    let locked = home.path().join("archive/locked");
    std::fs::create_dir(&locked).expect("a folder");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    let is_locked = std::fs::read_dir(&locked).is_err();
    let ran = home.run("check archive");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o700)).expect("permissions");
    // Who may read everything finds nothing to tell.
    assert_eq!(ran.code, i32::from(is_locked), "{}", ran.out);
    assert_eq!(
        ran.out.contains("locked: can't be read"),
        is_locked,
        "{}",
        ran.out
    );
}
