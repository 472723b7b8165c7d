//! Processes that write an index and are killed (SIGKILL) in the middle of it.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::*;

const FOLDER: &str = "NEWSPRINT_TEST_INDEX";
const FIRST: &str = "NEWSPRINT_TEST_FIRST_ARTICLE";

/// Articles in a commit.
const COMMIT: u32 = 5;

/// What a process that will be killed does: commits a few articles at a time,
/// and says after each time that they are safe.
#[test]
#[ignore = "kills_leave_the_last_commit starts it"]
fn writer() {
    let (Some(folder), Ok(first)) = (env::var_os(FOLDER), env::var(FIRST)) else {
        return;
    };
    let mut writer = Writer::open(Path::new(&folder), 0, 1).unwrap();
    let first: u32 = first.parse().unwrap();
    for start in (first..).step_by(COMMIT as usize) {
        for number in start..start + COMMIT {
            let article = shelf::Article::new(number, "普京访华", &["putin"]);
            writer.add(&article.indexed()).unwrap();
        }
        writer.commit().unwrap();
        writeln!(std::io::stderr(), "safe {start}").unwrap();
    }
}

fn start(folder: &Path, first: u32) -> Child {
    let test = format!("{}::writer", module_path!());
    let (_, test) = test.split_once("::").unwrap();
    Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            test,
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FOLDER, folder)
        .env(FIRST, first.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Two hundred and more in the full size. Each round opens the index for
/// writing as well, whatever lock was left.
#[test]
fn kills_leave_the_last_commit() {
    let rounds = if exactness::is_full() { 240 } else { 6 };
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), TOKEN).unwrap();
    let (mut safe, mut first) = (Vec::new(), 0);
    for round in 0..rounds {
        let mut writer = start(folder.path(), first);
        thread::sleep(Duration::from_millis(60 + round * 7919 % 241));
        writer.kill().unwrap();
        writer.wait().unwrap();
        let said = BufReader::new(writer.stderr.take().unwrap());
        let said = said.lines().map_while(Result::ok);
        safe.extend(said.filter_map(|line| line.strip_prefix("safe ")?.parse::<u32>().ok()));
        index.check().unwrap();
        index.reload().unwrap();
        let numbers = index.numbers();
        for start in &safe {
            for number in *start..start + COMMIT {
                assert!(numbers.contains(number as usize), "round {round}: {number}");
            }
        }
        let torn = numbers.count_ones(..) % COMMIT as usize;
        assert_eq!(torn, 0, "round {round}: a commit is there in part");
        first = numbers
            .maximum()
            .map_or(0, |most| u32::try_from(most).unwrap() + 1);
    }
    assert!(safe.len() > 4, "the writers were killed before they wrote");
}
