//! What Linux tells of a running process in `/proc`: its memory, and how often its
//! threads ran. Other systems tell nothing here, and then nothing is said of it.

use std::collections::BTreeMap;
use std::fs;

/// The processor's time and the wakings of a process's threads.
pub(super) type Threads = BTreeMap<String, Ran>;

/// How much a thread has run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ran {
    /// Its name.
    pub(super) name: String,
    /// Time on a processor, in ticks of the system's clock.
    ticks: u64,
    /// How often it went to sleep of its own will, which is once for each waking.
    wakings: u64,
}

/// Memory of its own that a process holds now, in kB; what it maps from files is
/// not in it. `None` where the system does not tell.
pub(super) fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    field(&status, "RssAnon:")
}

/// How much each thread of a process has run. `None` where the system does not tell.
pub(super) fn threads(process: u32) -> Option<Threads> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let of_task = |entry: fs::DirEntry| {
        let status = fs::read_to_string(entry.path().join("status")).ok()?;
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        let (_, stat) = stat.rsplit_once(") ")?;
        let numbers: Vec<&str> = stat.split(' ').collect();
        // Fields 14 and 15 of proc_pid_stat(5), counted from the third.
        let ticks = numbers.get(11..13)?.iter();
        let ran = Ran {
            name: status.lines().next()?.replace("Name:\t", ""),
            ticks: ticks.filter_map(|text| text.parse::<u64>().ok()).sum(),
            wakings: field(&status, "voluntary_ctxt_switches:")?,
        };
        Some((entry.file_name().to_string_lossy().into_owned(), ran))
    };
    // A thread that ends between two readings is left out, and so has changed.
    Some(tasks.flatten().filter_map(of_task).collect())
}

fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[test]
fn a_thread_that_wakes_and_one_that_works_have_run() {
    let process = std::process::id();
    let Some(before) = threads(process) else {
        println!("the system does not tell what threads do");
        return;
    };
    assert!(memory(process).is_some_and(|memory| memory > 0));
    std::thread::spawn(|| std::thread::sleep(std::time::Duration::from_millis(1)))
        .join()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1));
    assert_ne!(before, threads(process).unwrap());
}
