//! The rules that come with the program, one entry a file. Only the lines that say
//! which entry it is are looked at until an outlet is met: reading them all would
//! take longer than showing an article.

/// A file of `assets/sites/`.
#[derive(Debug)]
pub(super) struct Embedded {
    /// Its name.
    pub(super) name: &'static str,
    /// What is written in it.
    pub(super) text: &'static str,
}

macro_rules! files {
    ($($name:literal,)*) => {
        &[$(Embedded {
            name: concat!($name, ".toml"),
            text: include_str!(concat!("../../../assets/sites/", $name, ".toml")),
        },)*]
    };
}

/// The places to share at.
pub(super) const PLACES: Embedded = Embedded {
    name: "places.toml",
    text: include_str!("../../../assets/sites/places.toml"),
};

/// The outlets, and what holds everywhere.
pub(super) const FILES: &[Embedded] = files![
    "36kr",
    "aljazeera",
    "ap",
    "bbc",
    "bloomberg",
    "caixin",
    "channelnewsasia",
    "chinanews",
    "cna",
    "dw",
    "ft",
    "ftchinese",
    "guardian",
    "guide",
    "hackernews",
    "hk01",
    "huanqiu",
    "initium",
    "ithome",
    "kyodo",
    "ltn",
    "mingpao",
    "nhk",
    "nikkei",
    "nytimes",
    "people",
    "reuters",
    "rfa",
    "rfi",
    "rthk",
    "scmp",
    "solidot",
    "sputnik",
    "sspai",
    "thepaper",
    "twreporter",
    "udn",
    "unnews",
    "voa",
    "wikinews",
    "wikipedia",
    "wsj",
    "xinhua",
    "yonhap",
    "zaobao",
    "feed-mirror",
    "everywhere",
];

impl Embedded {
    /// The entry's name and hosts. They stand in lines of their own at the start of
    /// the file, written as `id = "…"` and `hosts = ["…", "…"]`.
    pub(super) fn head(&self) -> (&'static str, Vec<&'static str>) {
        let value = |key: &str| {
            let found = self.text.lines().find_map(|line| line.strip_prefix(key));
            found.unwrap_or_default()
        };
        let quoted = |value: &'static str| value.split('"').skip(1).step_by(2);
        let id = quoted(value("id = ")).next().unwrap_or_default();
        (id, quoted(value("hosts = ")).collect())
    }
}
