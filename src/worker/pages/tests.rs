//! Files that do not come, made of pipes that nobody writes into.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs::{self, File};
use std::io::Write as _;
use std::process::Command;
use std::sync::mpsc::RecvTimeoutError;

use super::*;
use crate::article::Rules;
use crate::loader::{FileFacts, Loaded, load};
use crate::words::Words;

/// Longer than anything takes, whatever else the machine does.
const LIMIT: Duration = Duration::from_secs(30);

/// The article of a file's bytes.
pub(super) fn loaded(bytes: &[u8], path: &Path) -> Result<Arc<Article>, Clean> {
    let facts = FileFacts {
        path: path.to_owned(),
        modified: chrono::DateTime::UNIX_EPOCH,
    };
    match load(bytes, &facts, &Rules::default()) {
        Loaded::Article(article) => Ok(Arc::new(*article)),
        Loaded::Binary => Err(Clean::line("no text")),
    }
}

/// Threads that read files of a folder, and what they answer.
struct Run {
    folder: tempfile::TempDir,
    jobs: Sender<Job>,
    told: Receiver<(u64, Result<Arc<Article>, Clean>)>,
    last: u64,
}

impl Run {
    /// A file that does not come for so long is left.
    fn new(patience: Duration) -> Self {
        let (jobs, to_read) = channel();
        let (says, told) = channel();
        let says = std::sync::Mutex::new(says);
        let tell: Tell = Arc::new(move |event| {
            if let Event::Message(Message::Loaded { generation, result }) = event {
                drop(says.lock().unwrap().send((generation, result)));
            }
        });
        // Unlike an archive, this waits for what is written into a pipe.
        let load: Load = Arc::new(|path| {
            let bytes = fs::read(path).map_err(|error| Clean::line(&error.to_string()))?;
            loaded(&bytes, path)
        });
        let mut pages = Pages {
            words: Arc::new(Voice::new(Arc::new(Words::english()))),
            tell,
            load,
            patience,
            reading: None,
            left: Vec::new(),
            last: None,
        };
        spawn("pages", move || pages.serve(&to_read)).unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            jobs,
            told,
            last: 0,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str) -> PathBuf {
        fs::write(self.path(name), article(name)).unwrap();
        self.path(name)
    }

    /// A file that does not come.
    fn pipe(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        let made = Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        path
    }

    fn want(&mut self, path: &Path, next: Option<&Path>) -> u64 {
        self.last += 1;
        let job = Job {
            generation: self.last,
            path: path.to_owned(),
            next: next.map(Path::to_owned),
        };
        self.jobs.send(job).unwrap();
        self.last
    }

    /// What is told next: the title, or the fault.
    fn hears(&self) -> (u64, Result<String, String>) {
        let (generation, result) = self.told.recv_timeout(LIMIT).unwrap();
        let result = result
            .map(|article| article.head.title.as_str().to_owned())
            .map_err(|fault| fault.as_str().to_owned());
        (generation, result)
    }

    fn hears_that_it_hangs(&self, generation: u64) {
        let (about, result) = self.hears();
        assert_eq!(about, generation);
        assert!(result.unwrap_err().contains("does not come"));
    }
}

/// Waits until a pipe is being read. As long as what this gives is there, it goes on.
fn held(pipe: &Path) -> File {
    File::options().write(true).open(pipe).unwrap()
}

fn article(title: &str) -> String {
    format!("<!--1-->\n[{title}](https://example.org/{title})\n------\n\n<p>x</p>")
}

#[test]
fn what_hangs_stops_its_own_page_alone() {
    let mut run = Run::new(Duration::from_millis(50));
    let (pipe, file) = (run.pipe("pipe"), run.file("file"));
    let first = run.want(&pipe, Some(&file));
    run.hears_that_it_hangs(first);
    let second = run.want(&file, None);
    assert_eq!(run.hears(), (second, Ok("file".to_owned())));
    // As long as it hangs no second thread waits for it.
    let third = run.want(&pipe, None);
    run.hears_that_it_hangs(third);
    let fourth = run.want(&file, None);
    assert_eq!(run.hears(), (fourth, Ok("file".to_owned())));
    // It comes after all, in answer to who wanted it first and to who wants it now.
    fs::write(&pipe, article("late")).unwrap();
    assert_eq!(run.hears(), (first, Ok("late".to_owned())));
    assert_eq!(run.hears(), (third, Ok("late".to_owned())));
}

#[test]
fn what_is_wanted_while_something_hangs_is_read_as_soon_as_that_is_known() {
    let mut run = Run::new(Duration::from_millis(100));
    let (pipe, one, other) = (run.pipe("pipe"), run.file("one"), run.file("other"));
    let first = run.want(&pipe, None);
    let _held = held(&pipe);
    run.want(&one, None);
    let third = run.want(&other, None);
    run.hears_that_it_hangs(first);
    // Of several that were wanted meanwhile, the last.
    assert_eq!(run.hears(), (third, Ok("other".to_owned())));
}

#[test]
fn what_is_read_ahead_and_hangs_stops_nothing_and_is_told_to_nobody() {
    let mut run = Run::new(Duration::from_millis(50));
    let (pipe, file) = (run.pipe("pipe"), run.file("file"));
    let first = run.want(&file, Some(&pipe));
    assert_eq!(run.hears(), (first, Ok("file".to_owned())));
    let nothing = run.told.recv_timeout(Duration::from_millis(150));
    assert_eq!(nothing.err(), Some(RecvTimeoutError::Timeout));
    let second = run.want(&file, Some(&pipe));
    assert_eq!(run.hears(), (second, Ok("file".to_owned())));
    let third = run.want(&pipe, None);
    run.hears_that_it_hangs(third);
}

#[test]
fn so_many_threads_may_hang_and_when_one_goes_on_there_is_room_for_another() {
    let mut run = Run::new(Duration::from_millis(10));
    let file = run.file("file");
    let pipes: Vec<_> = (0..LEFT_BEHIND)
        .map(|number| run.pipe(&number.to_string()))
        .collect();
    for pipe in &pipes {
        let number = run.want(pipe, None);
        run.hears_that_it_hangs(number);
    }
    let number = run.want(&file, None);
    run.hears_that_it_hangs(number);
    fs::write(&pipes[0], article("late")).unwrap();
    assert_eq!(run.hears(), (1, Ok("late".to_owned())));
    // The thread that has told it is about to end.
    let begun = Instant::now();
    loop {
        let number = run.want(&file, None);
        match run.hears() {
            (about, Ok(title)) => break assert_eq!((about, title.as_str()), (number, "file")),
            (..) => assert!(begun.elapsed() < LIMIT, "there is no room"),
        }
    }
}

#[test]
fn an_ordinary_disk_is_waited_for_as_long_as_it_takes() {
    let mut run = Run::new(LIMIT);
    let (pipe, file) = (run.pipe("pipe"), run.file("file"));
    let first = run.want(&pipe, None);
    let mut held = held(&pipe);
    let second = run.want(&file, None);
    let nothing = run.told.recv_timeout(Duration::from_millis(100));
    assert_eq!(nothing.err(), Some(RecvTimeoutError::Timeout));
    held.write_all(article("slow").as_bytes()).unwrap();
    drop(held);
    assert_eq!(run.hears(), (first, Ok("slow".to_owned())));
    assert_eq!(run.hears(), (second, Ok("file".to_owned())));
}
