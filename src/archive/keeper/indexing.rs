//! Articles that are read and given to the index, the newest first.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{Keeper, Trouble};
use crate::archive::Archive;
use crate::archive::catalogue::{Entry, nanoseconds};
use crate::archive::index::{Indexed, Prepared, Preparer, Writer};
use crate::archive::long;
use crate::archive::parallel::in_parallel_but_long;
use crate::article::Head;
use crate::loader::FILE_BYTES;
use crate::query::subject::Contents;

/// Articles that are read together.
const BATCH: usize = 256;
/// Bytes of their files, unless one alone has more: what was read of them is in memory
/// together, with several times as much. 256 articles of 60 KB have as many; few are longer.
const BATCH_BYTES: u64 = 16 << 20;
/// Bytes of memory for what is indexed and not written yet.
const MEMORY: usize = 192 << 20;
/// Articles after which the index is committed: more at once is quicker, fewer
/// can be searched sooner, and less is lost in a kill.
const COMMIT: usize = 25_000;
/// The same at first, so that the newest can be searched soon.
const FIRST_COMMIT: usize = 2_000;
/// Bytes of long files after which it is committed as well: what is gathered of them
/// takes more than twice as much, beside the next that is read.
const COMMIT_BYTES: u64 = 32 << 20;
/// Threads that index what was read. More than one keep two processors busy while
/// a segment is written; each makes segments of its own, which are then merged.
const THREADS: usize = 2;
/// The longest time between two commits while articles are read: where reading is slow,
/// what was read can be searched before there are so many.
const COMMIT_PACE: Duration = Duration::from_secs(20);

/// How far indexing has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles that can be searched by the index, or could be once it is committed.
    pub done: usize,
    /// All articles.
    pub total: usize,
    /// Articles that were read in a second, of late.
    pub per_second: usize,
}

/// How fast articles are read.
#[derive(Default)]
pub(super) struct Pace {
    since: Option<Instant>,
    read: usize,
    per_second: usize,
}

impl Pace {
    fn took(&mut self, count: usize) {
        let since = *self.since.get_or_insert_with(Instant::now);
        self.read += count;
        let millis = since.elapsed().as_millis().max(1);
        if millis > 1_000 {
            let per_second = self.read as u128 * 1_000 / millis;
            self.per_second = usize::try_from(per_second).unwrap_or(usize::MAX);
            self.since = None;
            self.read = 0;
        }
    }
}

/// An article that was read for the index.
struct Read {
    head: Head,
    contents: Contents,
    /// Of its file, in bytes.
    size: u64,
    ready: Prepared,
}

impl Read {
    /// Reads an article; `None` where it can't be read now.
    fn of(archive: &Archive, path: &Path, preparer: &mut Preparer) -> Option<Self> {
        archive.whole_and(path, |head, whole, size| {
            let body = whole.body();
            let ready = preparer.prepare(&Indexed {
                title: whole.title(),
                blocks: body.blocks,
                link_hosts: body.link_hosts,
            });
            Self {
                head,
                contents: body.contents,
                size,
                ready,
            }
        })
    }
}

impl Keeper {
    pub(super) fn open_writer(&mut self) -> Result<bool, Trouble> {
        self.must_hold_lock()?;
        if self.writer.is_none()
            && let (Some(folder), Some(_), Some(_)) = (&self.folder, &self.lock, &self.index)
        {
            let writer = Writer::open(&folder.join("index"), MEMORY, THREADS)?;
            writer.must_be_of(self.catalogue.token())?;
            self.writer = Some(writer);
        }
        Ok(self.writer.is_some())
    }

    /// The next articles that are to be read for the index, the newest first.
    fn next_batch(&mut self) -> Vec<u32> {
        let batch = self.take_queued();
        if !batch.is_empty() {
            return batch;
        }
        let mut wanted = self.catalogue.shown().clone();
        wanted.difference_with(&self.given);
        wanted.difference_with(&self.failed);
        self.queue = self.catalogue.newest_first(&wanted);
        self.queue.reverse();
        self.take_queued()
    }

    /// Takes what is still to be read from the queue, a batch at the most.
    fn take_queued(&mut self) -> Vec<u32> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH
            && let Some(number) = self.queue.last().copied()
        {
            if self.is_wanted(number) {
                bytes += self.size_read(number);
                if bytes > BATCH_BYTES && !batch.is_empty() {
                    break;
                }
                batch.push(number);
            }
            self.queue.pop();
        }
        batch
    }

    /// Bytes that are read of a row's file.
    fn size_read(&self, number: u32) -> u64 {
        let size = self.catalogue.file(number).map_or(0, |file| file.size);
        size.min(FILE_BYTES as u64)
    }

    /// Whether an article is still to be read for the index.
    fn is_wanted(&self, number: u32) -> bool {
        let number = number as usize;
        self.catalogue.shown().contains(number)
            && !self.given.contains(number)
            && !self.failed.contains(number)
    }

    /// Reads some articles that are not indexed yet and gives them to the index.
    /// `None` where there is nothing left to do: all is committed then.
    pub fn index_some(&mut self) -> Result<Option<Progress>, Trouble> {
        if self.folder.is_none() || self.lock.is_none() {
            return Ok(None);
        }
        self.must_hold_lock()?;
        self.forget_dead()?;
        let batch = self.next_batch();
        if let Some(writer) = &mut self.writer {
            writer.expect_many(self.queue.len() > FIRST_COMMIT);
        }
        if batch.is_empty() {
            self.commit()?;
            return Ok(None);
        }
        if !self.open_writer()? {
            return Ok(None);
        }
        let (archive, catalogue) = (&self.archive, &self.catalogue);
        let is_long = |number: &u32| long::is_long(self.size_read(*number));
        let long = batch.iter().filter(|number| is_long(number));
        let long_bytes: u64 = long.map(|number| self.size_read(*number)).sum();
        let read = in_parallel_but_long(&batch, is_long, Preparer::default, |preparer, number| {
            Read::of(archive, &catalogue.path(*number)?, preparer)
        });
        self.index(&batch, read)?;
        self.long_bytes += long_bytes;
        self.pace.took(batch.len());
        let most = if self.has_committed {
            COMMIT
        } else {
            FIRST_COMMIT
        };
        if self.uncommitted >= most
            || self.long_bytes >= COMMIT_BYTES
            || self
                .committed_at
                .is_some_and(|at| at.elapsed() > COMMIT_PACE)
        {
            self.commit()?;
        }
        Ok(Some(self.progress()))
    }

    /// Waits until what is being merged is merged: the index is smaller then, and
    /// quicker. What was not committed is lost.
    pub fn finish_index(&mut self) -> Result<(), Trouble> {
        if let Some(writer) = self.writer.take() {
            writer.finish()?;
        }
        if let Some(index) = &self.index {
            index.reload()?;
        }
        Ok(())
    }

    /// How far indexing has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let shown = self.catalogue.shown();
        Progress {
            done: shown.intersection_count(&self.given),
            total: shown.count_ones(..),
            per_second: self.pace.per_second,
        }
    }

    /// Catalogues and indexes articles that were read.
    fn index(&mut self, numbers: &[u32], read: Vec<Option<Read>>) -> Result<(), Trouble> {
        let is_whole = |number: u32, head: &Head| {
            let known = self.catalogue.file(number);
            self.catalogue.contents(number).is_some()
                && known.is_some_and(|known| known.modified_ns == nanoseconds(head.modified))
        };
        let mut entries = Vec::new();
        for (number, read) in numbers.iter().zip(&read) {
            if let Some(read) = read
                && !is_whole(*number, &read.head)
            {
                entries.push(Entry::article(&read.head, read.size, Some(read.contents)));
            }
        }
        if !entries.is_empty() {
            self.leave_lost_folder();
            self.catalogue = self.catalogue.changed(entries, &[])?;
            self.unsaved = true;
        }
        for (number, read) in numbers.iter().zip(read) {
            let known = read
                .as_ref()
                .and_then(|read| self.catalogue.by_path(&read.head.path));
            let (Some(read), Some(known)) = (read, known) else {
                self.failed.grow_and_insert(*number as usize);
                continue;
            };
            if let Some(writer) = &mut self.writer {
                writer.add(known.number, read.ready)?;
            }
            if self.met.contains(*number as usize) {
                self.met.grow_and_insert(known.number as usize);
            }
            self.given.grow_and_insert(known.number as usize);
            self.uncommitted += 1;
        }
        Ok(())
    }

    /// Makes what was given to the index searchable, and safe.
    pub fn commit(&mut self) -> Result<(), Trouble> {
        self.save()?;
        self.committed_at = Some(Instant::now());
        self.long_bytes = 0;
        if self.uncommitted == 0 {
            return Ok(());
        }
        if let Some(writer) = &mut self.writer {
            writer.commit()?;
            self.uncommitted = 0;
            self.has_committed = true;
        }
        if let Some(index) = &self.index {
            index.reload()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs::File;
    use std::io::Write as _;
    use std::sync::Arc;

    use super::*;
    use crate::article::Rules;

    /// The sizes of the batches in which articles are read whose files have so many
    /// bytes, the newest first.
    fn batches(sizes: &[u64]) -> Vec<usize> {
        let folder = tempfile::tempdir().unwrap();
        let now = std::time::SystemTime::now();
        for (number, size) in sizes.iter().enumerate() {
            let path = folder.path().join(format!("{number}.txt"));
            let mut file = File::create(path).unwrap();
            let words = "text ".repeat(1 << 10);
            let link = format!("https://example.org/{number}");
            write!(file, "[{number}]({link})\n------\n\n{words}").unwrap();
            // What follows is not read before the index is made.
            file.set_len(*size).unwrap();
            let age = Duration::from_secs(number as u64);
            file.set_modified(now.checked_sub(age).unwrap()).unwrap();
        }
        let paths = vec![folder.path().to_owned()];
        let archive = Archive::open(paths, Arc::new(Rules::embedded())).unwrap();
        let mut keeper = Keeper::open(archive, None, &mut |trouble| panic!("{trouble}"));
        keeper.look_again(true, &mut Vec::new()).unwrap();
        let mut batches = Vec::new();
        loop {
            let batch = keeper.next_batch();
            if batch.is_empty() {
                return batches;
            }
            let given = batch.iter().map(|number| *number as usize);
            given.for_each(|number| keeper.given.grow_and_insert(number));
            batches.push(batch.len());
        }
    }

    /// 256 articles of ten megabytes were all read before the first was given on.
    #[test]
    fn long_articles_are_read_in_small_batches() {
        let megabyte = 1 << 20;
        for (sizes, expected) in [
            (vec![1 << 10; 600], vec![256, 256, 88]),
            (vec![10 * megabyte; 4], vec![1, 1, 1, 1]),
            (vec![4 * megabyte; 9], vec![4, 4, 1]),
            // Of the longest no more than the loader takes is read.
            (vec![10 << 30, 4 * megabyte, megabyte], vec![2, 1]),
            (vec![10 << 30, megabyte, 10 << 30], vec![2, 1]),
        ] {
            assert_eq!(batches(&sizes), expected, "{sizes:?}");
        }
    }
}
