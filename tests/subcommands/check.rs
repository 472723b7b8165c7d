//! `newsprint check`.

use std::os::unix::ffi::OsStrExt as _;

use rustix::fs::{Mode, OFlags};
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
fn a_folder_that_can_not_be_read_is_told_with_its_name() {
    let home = Home::with_articles();
    let archive = home.path().join("archive");
    // A folder that may not be read is one that `root` may; a path that is too long
    // can't be read by anyone.
    let (name, mode) = ("locked".repeat(40), Mode::RWXU);
    let mut deep = rustix::fs::open(&archive, OFlags::DIRECTORY, Mode::empty()).expect("a folder");
    for _ in 0..20 {
        rustix::fs::mkdirat(&deep, &name, mode).expect("a folder");
        deep = rustix::fs::openat(&deep, &name, OFlags::DIRECTORY, mode).expect("a folder");
    }
    for (target, link) in [("nowhere", "dangling.txt"), ("..", "up")] {
        std::os::unix::fs::symlink(target, archive.join(link)).expect("a link");
    }
    let ran = home.run("check archive");
    assert_eq!(ran.code, 1, "{}", ran.out);
    let told: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| line.contains("can't be read"))
        .collect();
    let [told] = told.as_slice() else {
        panic!("{told:?}");
    };
    let (path, why) = told.split_once(": can't be read: ").expect("a reason");
    assert!(path.ends_with(&name) && !why.contains(&name), "{told}");
    let listed = home.run("list --archive archive");
    assert_eq!(
        listed.err.matches("can't be read").count(),
        1,
        "{}",
        listed.err
    );
}
