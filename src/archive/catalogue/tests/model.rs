//! Files as tests make them, and a catalogue that is a list of them.

use std::cmp::Reverse;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use proptest::sample::select;

use crate::archive::catalogue::{Entry, Kind};
use crate::article::{ArticleId, DateSource, Head};
use crate::query::Contents;
use crate::text::Clean;
use crate::text::count::Count;
use crate::text::language::Language;

/// A file: an article where there is a head.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) head: Option<Head>,
    pub(super) contents: Option<Contents>,
    pub(super) size: u64,
    is_binary: bool,
    path: PathBuf,
    modified: DateTime<Utc>,
}

impl File {
    pub(super) fn article(head: Head, contents: Option<Contents>) -> Self {
        Self {
            path: head.path.clone(),
            modified: head.modified,
            head: Some(head),
            contents,
            size: 4_321,
            is_binary: false,
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn modified(&self) -> DateTime<Utc> {
        self.modified
    }

    pub(super) fn kind(&self) -> Kind {
        match self.head {
            Some(_) => Kind::Article,
            None if self.is_binary => Kind::Binary,
            None => Kind::Unreadable,
        }
    }

    pub(super) fn entry(&self) -> Entry<'_> {
        match &self.head {
            Some(head) => Entry::article(head, self.size, self.contents),
            None if self.is_binary => Entry::binary(&self.path, self.size, self.modified),
            None => Entry::unreadable(&self.path, self.size, self.modified),
        }
    }
}

/// Articles of a few outlets, all different, in no order.
pub(super) fn outlets(count: u32) -> Vec<File> {
    (0..count)
        .map(|number| {
            let mixed = number.wrapping_mul(2_654_435_761);
            let outlet = mixed % 7;
            let host = format!("www.outlet{outlet}.example");
            let link = format!("https://{host}/news/{number}");
            let title = format!("第{}条：新闻{number}", mixed % 1_000);
            File::article(
                Head {
                    id: ArticleId::v1(Some(&link), &title, ""),
                    title: Clean::line(&title),
                    date: moment(1_500_000_000 + i64::from(mixed % 300_000_000), 0),
                    date_from: DateSource::Stamp,
                    saved: Some(moment(1_500_000_000 + i64::from(mixed % 300_000_000), 0)),
                    source: Clean::line(&format!("Outlet {outlet}")),
                    host: Clean::line(&host),
                    link: Some(link),
                    language: Some(Language::SIMPLIFIED_CHINESE),
                    length: Some(Count {
                        han: mixed % 3_000,
                        words: outlet,
                    }),
                    path: format!("/archive/{}/{number}.txt", mixed % 16).into(),
                    modified: moment(1_600_000_000, mixed % 1_000_000_000),
                },
                Some(Contents::from_bits_truncate(mixed.to_le_bytes()[3])),
            )
        })
        .collect()
}

pub(super) fn moment(seconds: i64, nanos: u32) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, nanos).unwrap()
}

/// Few moments, so that many are the same; with parts of a millisecond and a
/// leap second among them.
fn moments() -> impl Strategy<Value = DateTime<Utc>> {
    prop_oneof![
        (0_i64..3, select(vec![0_u32, 1, 1_000_000, 999_999_999]))
            .prop_map(|(seconds, nanos)| moment(1_712_695_980 + seconds, nanos)),
        Just(moment(59, 1_500_000_000)),
        Just(moment(-1, 999_000_001)),
        Just(DateTime::<Utc>::MIN_UTC),
        Just(DateTime::<Utc>::MAX_UTC),
        (-4_000_000_000_i64..4_000_000_000, 0_u32..1_000_000_000)
            .prop_map(|(seconds, nanos)| moment(seconds, nanos)),
    ]
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(vec!["", "普京", "普京将访华", "普京将访华，北京说", "普京将访华，北京说不", "Apple", "apple", "Äpfel", "阿姨", "張三", "张三"])
            .prop_map(str::to_owned),
        2 => "\\PC{0,12}",
        1 => "[一-龥]{1,4}".prop_map(|text| text.repeat(200)),
    ]
}

fn paths() -> impl Strategy<Value = PathBuf> {
    let pieces = vec!["a", "b.txt", "/", "//", ".", "..", "a b", "2024", "~", "新"];
    prop_oneof![
        6 => (0_u32..200).prop_map(|number| PathBuf::from(format!("/archive/{}/{number}", number % 3))),
        2 => proptest::collection::vec(select(pieces), 0..6).prop_map(|pieces| pieces.concat().into()),
        1 => proptest::collection::vec(any::<u8>(), 0..12)
            .prop_map(|bytes| PathBuf::from(OsString::from_vec(bytes))),
    ]
}

fn links(host: &'static str) -> impl Strategy<Value = Option<String>> {
    let written = ["https://", "http://", ""]
        .map(|scheme| format!("{scheme}{host}"))
        .to_vec();
    proptest::option::of((select(written), "[/a-z?=新]{0,20}").prop_map(|(a, b)| a + &b))
}

fn heads() -> impl Strategy<Value = Head> {
    let host = select(vec!["", "www.rfi.fr", "rfi.fr", "dw.com", "新闻.example"]);
    let host = host.prop_flat_map(|host| (Just(host), links(host)));
    let language = select(vec![
        None,
        Some("zh-Hans"),
        Some("zh"),
        Some("en"),
        Some("und"),
    ]);
    (
        (0_u8..12, texts(), texts(), host, paths()),
        (
            moments(),
            proptest::option::of(moments()),
            moments(),
            0_usize..3,
        ),
        language,
        proptest::option::of((
            select(vec![0, 7, 700, u32::MAX]),
            select(vec![0, 7, u32::MAX]),
        )),
    )
        .prop_map(
            |(
                (id, title, source, (host, link), path),
                (date, saved, modified, from),
                language,
                length,
            )| Head {
                id: ArticleId::from_bytes([id; 16]),
                title: Clean::line(&title),
                date,
                date_from: [DateSource::Outlet, DateSource::Stamp, DateSource::File][from],
                saved,
                source: Clean::line(&source),
                host: Clean::line(host),
                link,
                language: language.and_then(Language::from_tag),
                length: length.map(|(han, words)| Count { han, words }),
                path,
                modified,
            },
        )
}

fn contents() -> impl Strategy<Value = Option<Contents>> {
    proptest::option::of((0_u8..8).prop_map(Contents::from_bits_truncate))
}

/// Up to so many files.
pub(super) fn files(most: usize) -> impl Strategy<Value = Vec<File>> {
    let article = (heads(), contents()).prop_map(|(head, contents)| File::article(head, contents));
    let other = (paths(), moments(), any::<u64>(), any::<bool>()).prop_map(
        |(path, modified, size, is_binary)| File {
            head: None,
            contents: None,
            size,
            is_binary,
            path,
            modified,
        },
    );
    proptest::collection::vec(prop_oneof![9 => article, 1 => other], 0..=most)
}

/// A catalogue as a list of files by number, and whether each lives.
#[derive(Clone, Debug, Default)]
pub(super) struct Model(pub(super) Vec<(File, bool)>);

impl Model {
    pub(super) fn change(&mut self, additions: &[File], deaths: &[u32]) {
        for number in deaths {
            if let Some((_, lives)) = self.0.get_mut(*number as usize) {
                *lives = false;
            }
        }
        for file in additions {
            for (other, lives) in &mut self.0 {
                *lives &= other.path.as_os_str() != file.path.as_os_str();
            }
            self.0.push((file.clone(), true));
        }
    }

    /// The living rows of each identity, the newest last.
    pub(super) fn copies(&self) -> Vec<Vec<u32>> {
        let mut copies: std::collections::BTreeMap<ArticleId, Vec<u32>> =
            std::collections::BTreeMap::default();
        for (number, (file, lives)) in (0_u32..).zip(&self.0) {
            if let (Some(head), true) = (&file.head, lives) {
                copies.entry(head.id).or_default().push(number);
            }
        }
        let mut copies: Vec<Vec<u32>> = copies.into_values().collect();
        for rows in &mut copies {
            rows.sort_by_key(|number| {
                let head = self.0[*number as usize].0.head.as_ref().unwrap();
                (head.saved, Reverse(head.path.clone()), *number)
            });
        }
        copies
    }

    /// The numbers of the rows that are shown, and the heads by number; of a row
    /// without, any.
    pub(super) fn shown(&self) -> (Vec<u32>, Vec<Arc<Head>>) {
        let mut shown: Vec<u32> = self
            .copies()
            .iter()
            .map(|rows| *rows.last().unwrap())
            .collect();
        shown.sort_unstable();
        let any = self.0.iter().find_map(|(file, _)| file.head.clone());
        let heads = self
            .0
            .iter()
            .filter_map(|(file, _)| file.head.clone().or(any.clone()));
        (shown, heads.map(Arc::new).collect())
    }
}
