//! The languages of the interface, and which of them a locale asks for. The
//! languages of articles are `text::language`.

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, which has every text.
    #[default]
    English,
    /// Chinese in Simplified characters.
    Simplified,
    /// Chinese in Traditional characters, in the words of Taiwan.
    Traditional,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::English, Self::Simplified, Self::Traditional];

    /// Their names in settings; `None` is that of the locale.
    pub const NAMES: [(&'static str, Option<Self>); 4] = [
        ("auto", None),
        ("en", Some(Self::English)),
        ("zh-Hans", Some(Self::Simplified)),
        ("zh-Hant", Some(Self::Traditional)),
    ];

    /// Its tag (BCP 47): the name of its folder in `assets/words/`, and in settings.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Simplified => "zh-Hans",
            Self::Traditional => "zh-Hant",
        }
    }

    /// The language that variables of the environment ask for; English where they
    /// ask for none that is here.
    ///
    /// Of `LC_ALL`, `LC_MESSAGES` and `LANG` the first that is set and not empty is
    /// the locale (POSIX.1-2024, 8.2). The list in `LANGUAGE` goes before it, unless
    /// the locale is `C`, as in GNU gettext; what of it is not here is passed over.
    #[must_use]
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let Some(locale) = names.into_iter().find_map(set) else {
            return Self::English;
        };
        let bare = locale.split(['.', '@']).next().unwrap_or_default();
        if ["C", "POSIX"].contains(&bare) {
            return Self::English;
        }
        let list = set("LANGUAGE").unwrap_or_default();
        let mut wanted = list.split(':').chain(std::iter::once(locale.as_str()));
        wanted.find_map(Self::of_locale).unwrap_or_default()
    }

    /// The language of a locale or tag: `zh_TW.UTF-8`, `zh-Hant-HK`, `en_GB@euro`.
    #[must_use]
    pub fn of_locale(name: &str) -> Option<Self> {
        let name = name.split(['.', '@']).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        let mut parts = name.split(['_', '-']);
        match parts.next()? {
            "en" => Some(Self::English),
            "zh" | "cmn" => {
                // The script goes before the region.
                let rest: Vec<&str> = parts.collect();
                let is_traditional = if rest.contains(&"hans") {
                    false
                } else {
                    ["hant", "tw", "hk", "mo"]
                        .iter()
                        .any(|part| rest.contains(part))
                };
                Some(if is_traditional {
                    Self::Traditional
                } else {
                    Self::Simplified
                })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_read() {
        use Language::{English, Simplified, Traditional};
        for (name, language) in [
            ("en", Some(English)),
            ("en_GB.UTF-8", Some(English)),
            ("zh", Some(Simplified)),
            ("zh_CN.UTF-8", Some(Simplified)),
            ("zh_CN.GB18030", Some(Simplified)),
            ("zh_SG", Some(Simplified)),
            ("zh_TW.UTF-8", Some(Traditional)),
            ("zh_TW.Big5", Some(Traditional)),
            ("zh_HK.UTF-8@x", Some(Traditional)),
            ("zh_MO", Some(Traditional)),
            ("zh-Hant", Some(Traditional)),
            ("zh-Hant-CN", Some(Traditional)),
            ("zh-Hans-HK", Some(Simplified)),
            ("ZH_tw", Some(Traditional)),
            ("cmn_TW", Some(Traditional)),
            ("de_CH.UTF-8", None),
            ("ja_JP", None),
            ("zha", None),
            ("", None),
            ("_TW", None),
            (".@", None),
            ("中", None),
        ] {
            assert_eq!(Language::of_locale(name), language, "{name}");
        }
        for (name, language) in Language::NAMES {
            assert_eq!(Language::of_locale(name), language, "{name}");
        }
    }

    #[test]
    fn the_environment_is_asked_in_order() {
        use Language::{English, Simplified, Traditional};
        for (set, language) in [
            (&[][..], English),
            (&[("LANG", "zh_CN.UTF-8")], Simplified),
            (&[("LANG", "de_DE.UTF-8")], English),
            (&[("LANG", "zh_CN"), ("LC_MESSAGES", "zh_TW")], Traditional),
            (&[("LC_ALL", "en_US"), ("LC_MESSAGES", "zh_TW")], English),
            (&[("LC_ALL", ""), ("LANG", "zh_TW")], Traditional),
            (
                &[("LANG", "en_US"), ("LANGUAGE", "zh_TW:zh:en")],
                Traditional,
            ),
            (&[("LANG", "zh_CN"), ("LANGUAGE", "ja:en")], English),
            (&[("LANG", "zh_CN"), ("LANGUAGE", "ja:ko")], Simplified),
            (&[("LANG", "zh_CN"), ("LANGUAGE", "")], Simplified),
            // Without a locale, and in that of C, the list does not count.
            (&[("LANGUAGE", "zh_TW")], English),
            (&[("LANG", "C.UTF-8"), ("LANGUAGE", "zh_TW")], English),
            (&[("LC_ALL", "POSIX"), ("LANG", "zh_TW")], English),
        ] {
            let found = Language::of_environment(|name| {
                let value = set.iter().find(|(known, _)| *known == name);
                value.map(|(_, value)| (*value).to_owned())
            });
            assert_eq!(found, language, "{set:?}");
        }
    }
}
