//! `newsprint index`: makes the index of an archive, or says how far it is.

use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use crate::archive::{Archive, Keeper, Trouble, shown};

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
        say(&trouble);
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
            say(&trouble);
        });
    }
    let began = Instant::now();
    let mut closed = Vec::new();
    let looked = keeper.look_again(true, &mut closed);
    for (path, error) in closed {
        let values = [
            ("path", shown(&path).into()),
            ("error", error.as_str().into()),
        ];
        complain(words.with("list-unreadable", &values).as_str());
    }
    looked?;
    let before = keeper.progress().done;
    let mut line = Line::new();
    while let Some(progress) = keeper.index_some()? {
        let values = [
            ("done", progress.done.into()),
            ("total", progress.total.into()),
            ("rate", progress.per_second.into()),
        ];
        line.show(|| words.with("indexing", &values).as_str().to_owned());
    }
    line.end();
    keeper.finish_index()?;
    let progress = keeper.progress();
    let seconds = began.elapsed().as_secs();
    let values = [
        ("new", progress.done.saturating_sub(before).into()),
        ("done", progress.done.into()),
        ("total", progress.total.into()),
        ("megabytes", megabytes(&folder).into()),
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
    let kept = archive.index_kept(&ground.paths.cache, &mut |trouble| say(&trouble));
    let Some((folder, progress)) = kept else {
        tell(words.get("cli-index-guide").as_str());
        return Ok(());
    };
    let values = [
        ("done", progress.done.into()),
        ("total", progress.total.into()),
        ("megabytes", megabytes(&folder).into()),
        ("folder", shown(&folder).into()),
    ];
    let mut out = out();
    writeln!(out, "{}", words.with("cli-index-status", &values))?;
    Ok(out.flush()?)
}

fn say(trouble: &Trouble) {
    complain(&trouble.to_string());
}

/// The size of the files in a folder and in those in it, in MB.
fn megabytes(folder: &Path) -> usize {
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
    usize::try_from(bytes(folder) / 1_000_000).unwrap_or(usize::MAX)
}
