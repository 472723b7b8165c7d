//! Which language a text is in, and which scripts put spaces between words.
//!
//! Chinese, Japanese and Korean are told by their characters, languages of
//! scripts with spaces by whatlang. What a reader set, or a page claims of
//! itself, is left to those who know of it.

mod tags;

use std::fmt;
use std::sync::LazyLock;

use whatlang::Lang;

use super::script::{is_han, is_kana};
use super::variants::{Lookup, Script, script_of, script_of_char};
use tags::tag_of;

/// How many characters of a text whatlang is shown: it is sure of far fewer.
const SHOWN: usize = 1_200;

/// Letters from which on the language of a text in a shared script is believed
/// even where whatlang itself calls its answer unsure.
const ENOUGH_LETTERS: usize = 30;

/// A language as a BCP 47 tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(&'static str);

impl Language {
    /// Undetermined: no letters, or too few to tell.
    pub const UNDETERMINED: Self = Self("und");
    /// Chinese in Simplified characters.
    pub const SIMPLIFIED_CHINESE: Self = Self("zh-Hans");
    /// Chinese in Traditional characters.
    pub const TRADITIONAL_CHINESE: Self = Self("zh-Hant");
    /// Chinese that both scripts write alike.
    pub const CHINESE: Self = Self("zh");
    /// Japanese.
    pub const JAPANESE: Self = Self("ja");
    /// Korean.
    pub const KOREAN: Self = Self("ko");

    /// How many characters of a text are looked at.
    pub const LOOKED_AT: usize = 4_000;

    /// The tag: `zh-Hans`, `en`, `und`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.0
    }

    /// The language of a tag, where it is one that [`Language::guess`] can give.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::all().find(|known| known.tag() == tag)
    }

    /// All that [`Language::guess`] can give.
    pub fn all() -> impl Iterator<Item = Self> {
        let own = [
            Self::UNDETERMINED,
            Self::SIMPLIFIED_CHINESE,
            Self::TRADITIONAL_CHINESE,
            Self::CHINESE,
            Self::JAPANESE,
            Self::KOREAN,
        ];
        let spaced = Lang::all().iter().map(|lang| Self(tag_of(*lang)));
        own.into_iter().chain(spaced)
    }

    /// How it is written, where that is one of the two Chinese scripts.
    #[must_use]
    pub fn script(self) -> Option<Script> {
        match self {
            Self::SIMPLIFIED_CHINESE => Some(Script::Simplified),
            Self::TRADITIONAL_CHINESE => Some(Script::Traditional),
            _ => None,
        }
    }

    /// The language of a plain text, from at most its first 4,000 characters, a
    /// language of a script with spaces from the first 1,200.
    /// A Han character counts as much as a Latin word, so that Chinese full of
    /// English names stays Chinese.
    #[must_use]
    pub fn guess(text: &str) -> Self {
        let end = text.char_indices().nth(Self::LOOKED_AT).map(|(at, _)| at);
        let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
        let counts = Counts::of(text);
        let han_and_kana = counts.han + counts.kana;
        if counts.hangul > counts.words && counts.hangul * 4 >= han_and_kana {
            return Self::KOREAN;
        }
        if han_and_kana == 0 || han_and_kana < counts.words {
            return of_spaced_script(text);
        }
        if counts.is_japanese() {
            return Self::JAPANESE;
        }
        match script_of(text) {
            Some(Script::Simplified) => Self::SIMPLIFIED_CHINESE,
            Some(Script::Traditional) => Self::TRADITIONAL_CHINESE,
            None => Self::CHINESE,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Characters that only Japanese uses: simplified or made in Japan (from the
/// Japanese variants of `OpenCC`, less those that Chinese knows too).
const JAPANESE_ONLY: &str = "両乗亀仏仮伝価倹円処剣剤労効勅勧勲単厳収呉営団囲図囲圏圧塁塩増壊壱売変奨嬢実寛\
対専巣巻帯帰庁広弾従徳応恵悩悪懐戦戻払抜択拠拡挙挿捜掲揺摂撃斉斎暁暦栄桜桟検楽様権歓歩歯歳歴毎気氷浄\
涙済渋満滝瀬焼犠猟獣畳発県砕稲穂穏粋粛経絵継続総縁縄縦繊聴脳荘蔵薫薬蛍覇覚覧観訳読譲豊賛転軽辺逓遅酔\
醸釈鉄鉱銭鋳錬関闘陥険隠雑霊頼顕駅駆騒験髄髪鶏黒黙齢働込峠畑枠匂辻榊栃";

/// Simplified characters that Japanese uses as well.
const SHARED_WITH_JAPANESE: &str = "与乱争会体内写刹励匀区医却参双叙号嘘嘱国堕壮声奥学宝寝寿将尽届属峡庄弥弯当\
彦径恋恒惨戯担挟掴数断旧昼晋条来枢楼横欧残殴没沪浅涛湾湿滞潜灯炉点状独狭猫献画盗砺礼祷禄禅称窃胆脚芦\
茎莱蒋虚蚕蛮装触誉践辞随静麦黄万党台余予";

/// Traditional characters at home in Chinese alone, the small change of its sentences.
const CHINESE_ONLY: &str = "這們妳您嗎呢啦吧哪啊哦麼";

/// Of which of the lists above a character is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    JapaneseOnly = 1,
    SharedWithJapanese,
    ChineseOnly,
}

impl Habit {
    /// Whether a character is of that list.
    fn has(self, c: char) -> bool {
        /// Every Han character of every text is looked up.
        static LISTS: LazyLock<Lookup> = LazyLock::new(|| {
            let mut lists = Lookup::new();
            for (list, habit) in [
                (SHARED_WITH_JAPANESE, Habit::SharedWithJapanese),
                (CHINESE_ONLY, Habit::ChineseOnly),
                (JAPANESE_ONLY, Habit::JapaneseOnly),
            ] {
                list.chars().for_each(|c| lists.set(c, habit as u16));
            }
            lists
        });
        LISTS.get(c) == self as u16
    }
}

/// What a text is written with.
#[derive(Default)]
struct Counts {
    /// Han characters.
    han: usize,
    /// Hiragana and katakana.
    kana: usize,
    /// Words of Hangul.
    hangul: usize,
    /// Words of other scripts with spaces.
    words: usize,
    /// Characters that only Japanese uses, kana aside.
    japanese: usize,
    /// Characters that Japanese does not use.
    chinese: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        let mut in_word = false;
        for c in text.chars() {
            if is_han(c) {
                counts.han += 1;
                if Habit::JapaneseOnly.has(c) {
                    counts.japanese += 1;
                } else if Habit::ChineseOnly.has(c)
                    || script_of_char(c) == Some(Script::Simplified)
                        && !Habit::SharedWithJapanese.has(c)
                {
                    counts.chinese += 1;
                }
                in_word = false;
                continue;
            }
            if is_mark(c) {
                in_word &= c == '’';
                continue;
            }
            if is_kana(c) && c != '・' {
                counts.kana += 1;
            } else if !in_word && !is_unspaced(c) && c.is_alphabetic() {
                if is_hangul(c) {
                    counts.hangul += 1;
                } else {
                    counts.words += 1;
                }
            }
            in_word = !is_unspaced(c) && c.is_alphanumeric() || in_word && matches!(c, '\'' | '’');
        }
        counts
    }

    /// Whether Han and kana are Japanese. One の in a Chinese shop's name is
    /// not; a headline almost all in kanji is, by the shape of its characters.
    fn is_japanese(&self) -> bool {
        let for_it = 2 * self.kana + 2 * self.japanese;
        for_it > 3 * self.chinese && for_it * 12 >= self.han
    }
}

/// The language of a text that is for the most part in a script with spaces.
fn of_spaced_script(text: &str) -> Language {
    // What little Han stands in it would only confuse.
    let letters: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if is_han(c) || is_kana(c) { ' ' } else { c })
        .collect();
    let Some(info) = whatlang::detect(&letters) else {
        return Language::UNDETERMINED;
    };
    let count = letters.chars().filter(|c| c.is_alphabetic()).count();
    if !info.is_reliable() && count < ENOUGH_LETTERS {
        return Language::UNDETERMINED;
    }
    Language(tag_of(info.lang()))
}

/// Whether a character is one of the marks that Chinese texts are full of, which
/// are no letters and no digits: looked up in Unicode's tables, they would cost more
/// than all the rest.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}')
}

/// Whether a character is Hangul, in syllables or in parts.
#[must_use]
pub fn is_hangul(c: char) -> bool {
    matches!(c,
        '\u{AC00}'..='\u{D7FB}' | '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}'
        | '\u{A960}'..='\u{A97C}' | '\u{FFA1}'..='\u{FFDC}')
}

/// Whether a character belongs to a script that puts no space between words:
/// Han, kana, Bopomofo, Yi, Thai, Lao, Tibetan, Burmese, Khmer and their kin.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    is_han(c)
        || matches!(c,
            '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}'
            | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' | '\u{1AFF0}'..='\u{1B16F}'
            | '\u{A000}'..='\u{A4CF}' | '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}' | '\u{1950}'..='\u{19DF}' | '\u{1A20}'..='\u{1AAF}'
            | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AADF}')
}

/// Whether a character is a letter of Latin, Greek or Cyrillic, whose marks are accents.
#[must_use]
pub fn is_latin_greek_cyrillic(c: char) -> bool {
    // The blocks first: most characters are Han, and their properties lie deep.
    matches!(c,
        '\0'..='\u{2AF}' | '\u{370}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}'
        | '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{1FFF}' | '\u{2C60}'..='\u{2C7F}'
        | '\u{A640}'..='\u{A69F}' | '\u{A720}'..='\u{A7FF}' | '\u{AB30}'..='\u{AB6F}')
        && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_letters_and_no_digits() {
        let all = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        for c in all.filter(|c| is_mark(*c)) {
            assert!(!c.is_alphanumeric() && !is_kana(c) && !is_han(c), "{c:?}");
        }
    }

    const TEXTS: &[(&str, &str)] = &[
        (
            "zh-Hans",
            "外长们昨天在首都举行会谈，讨论了边境贸易的问题。",
        ),
        (
            "zh-Hans",
            "苹果公司的iPhone与Google的Pixel手机今年将在欧洲降价",
        ),
        (
            "zh-Hans",
            "Tim Cook 表示，Apple Vision Pro 将于下周在 New York 的门店开售，这是公司多年来的新品",
        ),
        ("zh-Hans", "优の良品开店"),
        ("zh-Hans", "总统访华"),
        (
            "zh-Hant",
            "外長們昨天在首都舉行會談，討論了邊境貿易的問題。",
        ),
        ("zh-Hant", "台灣總統府發言人表示，這項計畫將於明年開始。"),
        ("zh-Hant", "港府宣佈新措施"),
        ("zh-Hans", "弗拉基米尔・普京总统"),
        ("zh", "北京"),
        ("zh", "中"),
        ("ja", "首相は今日、国会で新しい法案について説明した。"),
        ("ja", "日米首脳会談、防衛費増額を協議"),
        ("ja", "東京駅前の広場で行われた式典に多くの人が参加した"),
        ("ja", "カタカナ"),
        ("ja", "経済対策発表"),
        ("ko", "대통령은 오늘 서울에서 기자회견을 열었다."),
        ("ko", "尹 대통령 訪美 일정 발표"),
        (
            "en",
            "The minister said on Tuesday that the talks would continue next week.",
        ),
        (
            "en",
            "The word 北京 means northern capital, and it has been used for centuries.",
        ),
        (
            "fr",
            "Le ministre a déclaré mardi que les négociations se poursuivraient la semaine prochaine.",
        ),
        (
            "de",
            "Der Minister sagte am Dienstag, dass die Gespräche nächste Woche fortgesetzt werden.",
        ),
        (
            "es",
            "El ministro dijo el martes que las negociaciones continuarían la próxima semana.",
        ),
        (
            "it",
            "Il ministro ha detto martedì che i colloqui continueranno la prossima settimana.",
        ),
        (
            "pt",
            "O ministro disse na terça-feira que as negociações continuarão na próxima semana.",
        ),
        (
            "ru",
            "Министр заявил во вторник, что переговоры продолжатся на следующей неделе.",
        ),
        (
            "uk",
            "Міністр заявив у вівторок, що переговори продовжаться наступного тижня.",
        ),
        (
            "pl",
            "Minister powiedział we wtorek, że rozmowy będą kontynuowane w przyszłym tygodniu.",
        ),
        (
            "tr",
            "Bakan salı günü yaptığı açıklamada görüşmelerin gelecek hafta süreceğini söyledi.",
        ),
        (
            "vi",
            "Bộ trưởng cho biết hôm thứ Ba rằng các cuộc đàm phán sẽ tiếp tục vào tuần tới.",
        ),
        (
            "ar",
            "قال الوزير يوم الثلاثاء إن المحادثات ستستمر الأسبوع المقبل في العاصمة.",
        ),
        (
            "el",
            "Ο υπουργός δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν.",
        ),
        ("he", "השר אמר ביום שלישי כי השיחות יימשכו בשבוע הבא."),
        ("hi", "मंत्री ने मंगलवार को कहा कि बातचीत अगले सप्ताह जारी रहेगी।"),
        ("th", "รัฐมนตรีกล่าวเมื่อวันอังคารว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า"),
        ("und", ""),
        ("und", "12:30 — 2024!"),
        ("und", "OK"),
        ("und", "Putin"),
    ];

    #[test]
    fn a_tag_names_the_language_again() {
        for (tag, text) in TEXTS {
            assert_eq!(
                Language::from_tag(tag),
                Some(Language::guess(text)),
                "{tag}"
            );
        }
        for tag in ["", "x", "ZH", "zh-Latn"] {
            assert_eq!(Language::from_tag(tag), None, "{tag}");
        }
    }

    #[test]
    fn languages_are_told() {
        for (tag, text) in TEXTS {
            assert_eq!(Language::guess(text).tag(), *tag, "{text}");
        }
    }

    #[test]
    fn every_language_has_a_tag_of_its_own() {
        let mut tags: Vec<_> = Lang::all().iter().map(|lang| tag_of(*lang)).collect();
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), Lang::all().len());
        assert!(!tags.contains(&"und"));
    }

    #[test]
    fn only_the_beginning_is_looked_at() {
        let mut text = "汉语的文字。".repeat(Language::LOOKED_AT / 6 + 1);
        text.push_str(&"Only English follows from here on. ".repeat(10_000));
        assert_eq!(Language::guess(&text), Language::SIMPLIFIED_CHINESE);
    }

    #[test]
    fn scripts_without_spaces() {
        for c in "中々𠮷かｶーก".chars() {
            assert!(is_unspaced(c), "{c}");
        }
        for c in "한aя，・5 ".chars() {
            assert!(!is_unspaced(c), "{c}");
        }
    }
}
