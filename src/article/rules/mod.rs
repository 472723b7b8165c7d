//! The rule engine: what is known of each outlet, as data. It gives names, finds
//! the outlet's own date, tells the article from what stands around it, and
//! writes addresses anew.

mod address;
mod apply;
mod check;
mod date;
mod elements;
mod embedded;
mod first;
mod record;
mod schema;
mod site;
mod surroundings;
mod words;

use std::sync::{Arc, OnceLock};

use address::is_under;
use check::Checker;
use embedded::{Embedded, FILES, PLACES};
use site::{Pattern, RuleFile};

use crate::words::Notice;

pub(crate) use apply::{Verdict, apply};
pub use check::RuleError;
pub(crate) use date::find_date;
pub use record::{Outcome, Piece, RuleKind, RuleUse};
pub use schema::AddressOf;
pub use site::Site;

/// An outlet; one that comes with the program is read when it is first met.
#[derive(Debug)]
struct Entry {
    id: String,
    hosts: Vec<String>,
    /// What comes with the program, until it is read.
    unread: Option<&'static Embedded>,
    site: OnceLock<Option<Site>>,
}

impl Entry {
    fn embedded(file: &'static Embedded) -> Self {
        let (id, hosts) = file.head();
        Self {
            id: id.to_owned(),
            hosts: hosts.into_iter().map(str::to_owned).collect(),
            unread: Some(file),
            site: OnceLock::new(),
        }
    }

    fn read(site: Site) -> Self {
        Self {
            id: site.id.clone(),
            hosts: site.hosts.clone(),
            unread: None,
            site: OnceLock::from(Some(site)),
        }
    }

    fn site(&self) -> Option<&Site> {
        let site = self.site.get_or_init(|| Self::parse(self.unread?));
        site.as_ref()
    }

    fn into_site(self) -> Option<Site> {
        match self.site.into_inner() {
            Some(site) => site,
            None => Self::parse(self.unread?),
        }
    }

    fn parse(file: &Embedded) -> Option<Site> {
        let written: schema::Written = toml::from_str(file.text).ok()?;
        let place = Arc::new(RuleFile::new(file.name, false, file.text));
        let mut entries = written.site.into_iter();
        entries.next().map(|entry| Site::new(entry, &place))
    }
}

#[derive(Debug)]
struct Target {
    name: String,
    pattern: Pattern,
}

impl Target {
    fn all(entries: Vec<schema::TargetEntry>, file: &Arc<RuleFile>) -> Vec<Self> {
        let target = |entry: schema::TargetEntry| Self {
            name: entry.name,
            pattern: Pattern::new(entry.pattern, file),
        };
        entries.into_iter().map(target).collect()
    }
}

/// All site rules: the program's and the reader's.
#[derive(Debug, Default)]
pub struct Rules {
    entries: Vec<Entry>,
    /// The reader's places to share at; the program's come before them.
    own_targets: Vec<Target>,
    targets: OnceLock<Vec<Target>>,
    /// A checksum of the files that were added to those of the program.
    own: u32,
}

impl Rules {
    /// A number that stands for all that they say: other rules have, in all
    /// likelihood, another. What was made under them is kept with it.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let mut checksum = crc32fast::Hasher::new();
        for file in FILES.iter().chain([&PLACES]) {
            checksum.update(file.text.as_bytes());
        }
        u64::from(checksum.finalize()) << 32 | u64::from(self.own)
    }

    /// The rules that come with the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            entries: FILES.iter().map(Entry::embedded).collect(),
            ..Self::default()
        }
    }

    /// Adds the rules of a file of the reader's. An entry adds to an earlier one of
    /// the same id, or takes its place (`replace = true`); a faulty entry is left out
    /// and reported.
    pub fn add(&mut self, file: &str, text: &str) -> Vec<RuleError> {
        let mut checksum = crc32fast::Hasher::new_with_initial(self.own);
        checksum.update(text.as_bytes());
        self.own = checksum.finalize();
        let mut checker = Checker::new(file, text);
        let written: schema::Written = match toml::from_str(text) {
            Ok(written) => written,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let what = error.message();
                checker.tell(at, Notice::new("fault-toml").with_text("what", what));
                return checker.errors;
            }
        };
        let place = Arc::new(RuleFile::new(file, true, text));
        let mut targets = written.target;
        targets.retain(|entry| {
            let before = checker.errors.len();
            checker.pattern(&entry.pattern);
            checker.errors.len() == before
        });
        self.own_targets.extend(Target::all(targets, &place));
        for entry in written.site {
            let before = checker.errors.len();
            checker.entry(&entry);
            self.check_place(&entry, &mut checker);
            if checker.errors.len() == before {
                self.add_entry(entry, &place);
            }
        }
        checker.errors
    }

    fn add_entry(&mut self, entry: schema::SiteEntry, place: &Arc<RuleFile>) {
        let replaces = entry.replace;
        let mut site = Site::new(entry, place);
        let known = self.entries.iter().position(|known| known.id == site.id);
        match known.and_then(|place| self.entries.remove(place).into_site()) {
            Some(known) if !replaces => site = site.added_to(known),
            Some(known) if site.hosts.is_empty() => site.hosts = known.hosts,
            _ => {}
        }
        self.entries.push(Entry::read(site));
    }

    /// Checks that an entry applies somewhere, and where no other does.
    fn check_place(&self, entry: &schema::SiteEntry, checker: &mut Checker<'_>) {
        let id = entry.id.get_ref();
        if entry.hosts.is_empty() && !self.entries.iter().any(|known| known.id == *id) {
            let fault = Notice::new("fault-no-hosts").with_text("value", id);
            checker.tell(entry.id.span().start, fault);
        }
        for host in entry.hosts.iter().filter(|host| host.get_ref() != "*") {
            let others = self.entries.iter().filter(|known| known.id != *id);
            if let Some(other) = { others }.find(|other| other.hosts.contains(host.get_ref())) {
                let fault = Notice::new("fault-host-taken")
                    .with_text("value", host.get_ref())
                    .with_text("entry", &other.id);
                checker.tell(host.span().start, fault);
            }
        }
    }

    fn entry(&self, host: &str) -> Option<&Entry> {
        let mut best: Option<(&Entry, usize)> = None;
        for entry in &self.entries {
            for known in &entry.hosts {
                let longer = best.is_none_or(|(_, length)| known.len() > length);
                if longer && is_under(host, known) {
                    best = Some((entry, known.len()));
                }
            }
        }
        best.map(|(entry, _)| entry)
    }

    /// What is known of the outlet at a host.
    #[must_use]
    pub fn site(&self, host: &str) -> Option<&Site> {
        self.entry(host)?.site()
    }

    /// Every entry.
    #[cfg(test)]
    pub(crate) fn sites(&self) -> impl Iterator<Item = &Site> {
        self.entries.iter().filter_map(Entry::site)
    }

    /// Whether the rules tell where the outlet at a host writes its date.
    pub(crate) fn finds_date(&self, host: &str) -> bool {
        self.site(host).is_some_and(|site| site.date.is_some())
    }

    /// The entries whose rules apply at a host: the outlet's first, then those that
    /// hold everywhere.
    #[must_use]
    pub fn that_apply(&self, host: &str) -> Vec<&Site> {
        let everywhere = self
            .entries
            .iter()
            .filter(|entry| entry.hosts.iter().any(|known| known == "*"))
            .filter_map(Entry::site);
        self.site(host).into_iter().chain(everywhere).collect()
    }

    /// The display name of the outlet at a host: from the rules, else the host
    /// without `www.`.
    #[must_use]
    pub fn source_name<'a>(&'a self, host: &'a str) -> &'a str {
        self.site(host)
            .and_then(|site| site.name.as_deref())
            .unwrap_or_else(|| host.strip_prefix("www.").unwrap_or(host))
    }

    /// The name of the outlet in a language (BCP 47), else its display name.
    #[must_use]
    pub fn publisher<'a>(&'a self, host: &'a str, language: &str) -> &'a str {
        self.site(host)
            .and_then(|site| {
                let main = language.split('-').next().unwrap_or(language);
                site.names.get(language).or_else(|| site.names.get(main))
            })
            .map_or_else(|| self.source_name(host), String::as_str)
    }

    /// The name of the place to share at that a link leads to.
    fn target_name(&self, url: &str) -> Option<&str> {
        let targets = self.targets.get_or_init(|| {
            let written = toml::from_str::<schema::Written>(PLACES.text).unwrap_or_default();
            let place = Arc::new(RuleFile::new(PLACES.name, false, PLACES.text));
            Target::all(written.target, &place)
        });
        targets
            .iter()
            .chain(&self.own_targets)
            .find(|target| target.pattern.is_match(url))
            .map(|target| target.name.as_str())
    }
}

#[cfg(test)]
mod tests;
