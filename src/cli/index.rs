//! `newsprint index`: makes the index of an archive, or says how far it is.

use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use crate::archive::{Archive, Keeper, Trouble, shown, worded};
use crate::text::Clean;
use crate::words::{Value, Words};

use super::Ground;
use super::arguments::Index;
use super::output::{Line, complain, out, tell};

pub(super) fn run(ground: &Ground, index: Index) -> anyhow::Result<()> {
    ground.report_problems();
    let archive = ground.archive(index.archive)?;
    let words = &ground.words;
    if index.status {
        return say_status(ground, &archive);
    }
    let mut keeper = Keeper::open(archive, Some(&ground.paths.cache), &mut |trouble| {
        say(words, &trouble);
    });
    let Some(folder) = keeper.folder().map(Path::to_path_buf) else {
        tell(words.get("cli-index-guide").as_str());
        return Ok(());
    };
    if !keeper.may_write() {
        anyhow::bail!("{}", words.get("cli-index-busy"));
    }
    if index.rebuild {
        keeper.rebuild(&mut |trouble| {
            say(words, &trouble);
        });
    }
    let began = Instant::now();
    let mut closed = Vec::new();
    let looked = keeper.look_again(true, &mut closed);
    for (path, error) in closed {
        let values = [
            ("path", shown(&path).into()),
            ("error", worded(words, &error).into()),
        ];
        complain(words.with("list-unreadable", &values).as_str());
    }
    looked?;
    let before = keeper.progress().done;
    let mut line = Line::new();
    let indexed = index_all(&mut keeper, words, &mut line);
    line.end();
    indexed?;
    keeper.finish_index()?;
    let progress = keeper.progress();
    let seconds = began.elapsed().as_secs();
    let values = [
        ("new", progress.done.saturating_sub(before).into()),
        ("done", progress.done.into()),
        ("total", progress.total.into()),
        ("size", size_text(words, &folder).into()),
        (
            "seconds",
            usize::try_from(seconds).unwrap_or(usize::MAX).into(),
        ),
    ];
    tell(words.with("cli-index-done", &values).as_str());
    Ok(())
}

/// Says how far the index is that is kept; nothing is changed by the question.
fn say_status(ground: &Ground, archive: &Archive) -> anyhow::Result<()> {
    let words = &ground.words;
    let kept = archive.index_kept(&ground.paths.cache, &mut |trouble| say(words, &trouble));
    let Some((folder, progress)) = kept else {
        tell(words.get("cli-index-guide").as_str());
        return Ok(());
    };
    let values = [
        ("done", progress.done.into()),
        ("total", progress.total.into()),
        ("size", size_text(words, &folder).into()),
        ("folder", shown(&folder).into()),
    ];
    let mut out = out();
    writeln!(out, "{}", words.with("cli-index-status", &values))?;
    Ok(out.flush()?)
}

/// Indexes what is not indexed yet, and shows how far that is.
fn index_all(keeper: &mut Keeper, words: &Words, line: &mut Line) -> Result<(), Trouble> {
    while let Some(progress) = keeper.index_some()? {
        let values = [
            ("done", progress.done.into()),
            ("total", progress.total.into()),
            ("rate", progress.per_second.into()),
        ];
        line.show(|| words.with("indexing", &values).as_str().to_owned());
    }
    Ok(())
}

fn say(words: &Words, trouble: &Trouble) {
    complain(words.of(&trouble.notice()).as_str());
}

/// The size of the files in a folder and in those in it: in KB where that is less than
/// one MB.
fn size_text(words: &Words, folder: &Path) -> Clean {
    fn bytes(folder: &Path) -> u64 {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .map(|entry| match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => bytes(&entry.path()),
                Ok(metadata) => metadata.len(),
                Err(_) => 0,
            })
            .sum()
    }
    let bytes = bytes(folder);
    let (key, count) = if bytes < 1_000_000 {
        ("size-kilobytes", bytes.div_ceil(1_000))
    } else {
        ("size-megabytes", bytes / 1_000_000)
    };
    words.with(key, &[("count", Value::Number(count))])
}
