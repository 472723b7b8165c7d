//! Which archive opens: what is named on the command line, by folder or by the name
//! that the settings give it, else what the settings or the last sitting tell.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Ground;
use crate::app::Offered;
use crate::archive::{Archive, ArchiveError};
use crate::config::read_last;
use crate::settings::NamedArchive;
use crate::text::Clean;

impl Ground {
    /// The archive that is named, else the one that was open last, where the settings
    /// name it or name none and it is still there, else the first of the settings,
    /// else the guide.
    pub(super) fn archive_to_read(&self, named: Vec<PathBuf>) -> Result<Archive, ArchiveError> {
        if named.is_empty() {
            let last = read_last(&self.paths.last_file());
            let offered = self.offered();
            let is_meant = offered.is_empty() || offered.iter().any(|one| one.is_of(&last));
            if is_meant
                && !last.is_empty()
                && let Ok(archive) = Archive::open(last, Arc::clone(&self.rules))
            {
                return Ok(archive);
            }
        }
        self.archive(named)
    }

    /// The archive that is named, else the first in the settings, else the guide.
    pub(super) fn archive(&self, named: Vec<PathBuf>) -> Result<Archive, ArchiveError> {
        let paths: Vec<PathBuf> = if named.is_empty() {
            let first = self.settings.archives.first();
            first.map_or_else(Vec::new, |first| self.paths.folders_of(first))
        } else {
            let folders = named.into_iter().map(|path| self.folders_named(path));
            folders.flatten().collect()
        };
        if paths.is_empty() {
            return Ok(self.guide());
        }
        Archive::open(paths, Arc::clone(&self.rules))
    }

    /// The guide, in the order of the language.
    pub(super) fn guide(&self) -> Archive {
        Archive::guide(Arc::clone(&self.rules), self.words.language())
    }

    /// The folders of an archive of the settings, where that is named, or what is
    /// named itself.
    fn folders_named(&self, named: PathBuf) -> Vec<PathBuf> {
        let is_named = |archive: &&NamedArchive| {
            let name = archive.name.as_deref();
            name.is_some_and(|name| Path::new(name).as_os_str() == named.as_os_str())
        };
        match self.settings.archives.iter().find(is_named) {
            Some(archive) => self.paths.folders_of(archive),
            None => vec![named],
        }
    }

    /// The archives of the settings, as they can be gone to.
    pub(super) fn offered(&self) -> Vec<Offered> {
        let archives = self.settings.archives.iter();
        archives
            .map(|archive| {
                let folders = self.paths.folders_of(archive);
                let name = match &archive.name {
                    Some(name) => Clean::line(name),
                    None => last_names(&folders),
                };
                Offered { name, folders }
            })
            .collect()
    }

    /// The name above the list.
    pub(super) fn name_of(&self, archive: &Archive) -> Clean {
        if archive.is_guide() {
            return self.words.get("guide-name");
        }
        let offered = self.offered();
        let known = offered.iter().find(|one| one.is_of(archive.paths()));
        known.map_or_else(|| archive.name(), |known| known.name.clone())
    }
}

/// The last parts of some paths, as a name.
fn last_names(paths: &[PathBuf]) -> Clean {
    let names = paths.iter().map(|path| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        name.to_string_lossy()
    });
    Clean::line(&names.collect::<Vec<_>>().join(", "))
}
