//! The names of fields and of their values in Chinese: as they are shown, and as they
//! are read, which is folded, so that Simplified and Traditional are one.

use super::{Field, SortKey};
use crate::words::Language;

/// The names of a field in Chinese.
struct Names {
    field: Field,
    /// The name in Simplified and in Traditional characters.
    shown: [&'static str; 2],
    /// What is read as it besides, folded.
    also: &'static [&'static str],
}

const fn names(field: Field, shown: [&'static str; 2], also: &'static [&'static str]) -> Names {
    Names { field, shown, also }
}

/// All of them. What Taiwan calls otherwise is read as well, wherever one is.
const NAMES: &[Names] = &[
    names(Field::Title, ["标题", "標題"], &[]),
    names(Field::Body, ["正文", "內文"], &["内文"]),
    names(Field::Source, ["来源", "來源"], &["媒体"]),
    names(Field::Exact, ["精确", "精確"], &[]),
    names(Field::Host, ["主机", "主機"], &["网站"]),
    names(Field::Date, ["日期", "日期"], &[]),
    names(Field::Saved, ["保存", "儲存"], &["储存"]),
    names(Field::Is, ["标记", "標記"], &[]),
    names(Field::Tag, ["标签", "標籤"], &[]),
    names(Field::Has, ["含有", "含有"], &[]),
    names(Field::Link, ["链接", "連結"], &["连结"]),
    names(Field::Lang, ["语言", "語言"], &[]),
    names(Field::Length, ["篇幅", "篇幅"], &["长度"]),
    names(Field::Path, ["文件", "檔案"], &["档案", "路径"]),
    names(Field::Id, ["编号", "編號"], &[]),
    names(Field::Search, ["搜索", "搜尋"], &["搜寻"]),
    names(Field::Pinyin, ["拼音", "拼音"], &[]),
    names(Field::Sort, ["排序", "排序"], &["次序"]),
];

/// Languages by what they are called, folded.
const LANGUAGES: &[(&str, &str)] = &[
    ("中文", "zh"),
    ("简体", "zh-hans"),
    ("简体中文", "zh-hans"),
    ("繁体", "zh-hant"),
    ("繁体中文", "zh-hant"),
    ("英文", "en"),
    ("英语", "en"),
    ("日文", "ja"),
    ("日语", "ja"),
    ("韩文", "ko"),
    ("韩语", "ko"),
    ("俄文", "ru"),
    ("俄语", "ru"),
    ("法文", "fr"),
    ("法语", "fr"),
    ("德文", "de"),
    ("德语", "de"),
    ("西班牙文", "es"),
    ("西班牙语", "es"),
];

/// Orders by what they are called, folded.
const ORDERS: &[(&str, SortKey)] = &[
    ("日期", SortKey::Date),
    ("标题", SortKey::Title),
    ("来源", SortKey::Source),
    ("篇幅", SortKey::Length),
    ("长度", SortKey::Length),
    ("相关度", SortKey::Relevance),
];

/// The field of a folded name.
pub(super) fn field(folded: &str) -> Option<Field> {
    let is_it = |names: &&Names| names.shown[0] == folded || names.also.contains(&folded);
    NAMES.iter().find(is_it).map(|names| names.field)
}

/// The tag of a language by its folded name, in lower case.
pub(super) fn language(folded: &str) -> Option<&'static str> {
    let found = LANGUAGES.iter().find(|(name, _)| *name == folded);
    found.map(|(_, tag)| *tag)
}

/// What a list is sorted by, by its folded name.
pub(super) fn sort_key(folded: &str) -> Option<SortKey> {
    let found = ORDERS.iter().find(|(name, _)| *name == folded);
    found.map(|(_, key)| *key)
}

impl Field {
    /// Its name in Chinese, in Simplified characters and in Traditional ones.
    #[must_use]
    pub fn names_in_chinese(self) -> [&'static str; 2] {
        let own = NAMES.iter().find(|names| names.field == self);
        own.map_or([self.name(); 2], |names| names.shown)
    }

    /// Its name as it is shown in a language of the interface.
    #[must_use]
    pub fn name_in(self, language: Language) -> &'static str {
        let [simplified, traditional] = self.names_in_chinese();
        match language {
            Language::English => self.name(),
            Language::Simplified => simplified,
            Language::Traditional => traditional,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn each_field_has_names_of_its_own_and_they_are_read() {
        let mut seen = HashSet::new();
        for own in Field::ALL {
            let [simplified, traditional] = own.names_in_chinese();
            assert_ne!(simplified, own.name());
            for name in [simplified, traditional] {
                assert_eq!(field(fold(name).as_str()), Some(*own), "{name}");
                assert!(name.chars().count() <= super::super::parse::LONGEST_FIELD);
            }
        }
        for names in NAMES {
            for name in names.also.iter().chain(&names.shown[..1]) {
                assert_eq!(fold(name).as_str(), *name);
                assert!(seen.insert(*name), "{name} twice");
            }
        }
        let values = LANGUAGES.iter().map(|(name, _)| name);
        for name in values.chain(ORDERS.iter().map(|(name, _)| name)) {
            assert_eq!(fold(name).as_str(), *name);
        }
    }
}
