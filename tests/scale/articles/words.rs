//! The words that the articles are made of, the frequent ones first, and the
//! characters from which rarer words are put together.

// tidy: table

mod further;

use std::sync::OnceLock;

use encoding_rs::{BIG5, Encoding, GBK};

use super::sequence::Sequence;

pub(crate) use further::{FRENCH, GERMAN, RUSSIAN};

/// A language, as far as the articles know it.
pub(crate) struct Vocabulary {
    /// Words by rank.
    core: &'static [&'static str],
    /// What rarer words are made of.
    parts: &'static [&'static str],
    /// How many parts such a word has, at the most.
    longest: usize,
    /// Numbers with what belongs to them; `#` is a digit.
    pub(crate) numbers: &'static [&'static str],
    /// Names, links and other things in Latin letters; `#` is a digit.
    pub(crate) latin: &'static [&'static str],
}

/// Ranks of words: core words take the first of them.
const RANK_BITS: usize = 14;

/// Ranks of words where there are as many as in years of news.
const WIDE_RANK_BITS: usize = 17;

/// The characters that years of news are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Characters {
    /// The first level of GB/T 2312: 3,755 characters.
    Simplified,
    /// The first level of Big5: 5,401 characters.
    Traditional,
}

impl Characters {
    fn all(self) -> &'static [char] {
        static SIMPLIFIED: OnceLock<Vec<char>> = OnceLock::new();
        static TRADITIONAL: OnceLock<Vec<char>> = OnceLock::new();
        match self {
            Self::Simplified => SIMPLIFIED.get_or_init(|| level(GBK, 0xB0..=0xD7, 0xA1)),
            Self::Traditional => TRADITIONAL.get_or_init(|| level(BIG5, 0xA4..=0xC6, 0x40)),
        }
    }

    /// The word of a rank: two characters mostly, the frequent ones in many words.
    fn word(self, rank: usize) -> String {
        let all = self.all();
        let count = all.len().max(1) as u64;
        let mut rest = (rank as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        rest ^= rest >> 29;
        let length = [2, 2, 2, 3, 1, 2, 4, 3][rank % 8];
        let mut word = String::new();
        for _ in 0..length {
            rest = rest.wrapping_mul(0xBF58_476D_1CE4_E5B9);
            rest ^= rest >> 31;
            let (one, other) = (rest & 0xFFFF, rest >> 16 & 0xFFFF);
            // The product leans to the low numbers; the factor, prime to both
            // counts, deals them out over the list.
            let place = (one * other * count) >> 32;
            let dealt = usize::try_from(place * 1361 % count).unwrap_or_default();
            word.extend(all.get(dealt));
        }
        word
    }
}

/// The Han characters of the rows of an encoding of two bytes.
fn level(encoding: &'static Encoding, rows: std::ops::RangeInclusive<u8>, first: u8) -> Vec<char> {
    let pairs = rows.flat_map(|row| (first..=0xFE).map(move |cell| [row, cell]));
    pairs
        .filter_map(|pair| {
            let text = encoding.decode_without_bom_handling_and_without_replacement(&pair)?;
            let mut chars = text.chars();
            let c = chars.next()?;
            let is_han = ('\u{4E00}'..='\u{9FFF}').contains(&c);
            (is_han && chars.next().is_none()).then_some(c)
        })
        .collect()
}

impl Vocabulary {
    /// A word, the frequent ones often.
    pub(crate) fn word(&self, sequence: &mut Sequence) -> String {
        let rank = sequence.rank(RANK_BITS);
        match rank.checked_sub(self.core.len()) {
            None => self.core[rank].to_owned(),
            Some(rank) => self.made(rank),
        }
    }

    /// A word of as many as there are in years of news; of these characters, where
    /// the language is written in Han.
    pub(crate) fn wide_word(
        &self,
        sequence: &mut Sequence,
        characters: Option<Characters>,
    ) -> String {
        let rank = sequence.rank(WIDE_RANK_BITS);
        match (rank.checked_sub(self.core.len()), characters) {
            (None, _) => self.core[rank].to_owned(),
            (Some(rank), Some(characters)) => characters.word(rank),
            (Some(rank), None) => self.made(rank),
        }
    }

    /// The rarer word of a rank: the same parts for the same rank.
    fn made(&self, rank: usize) -> String {
        let mut rest = rank.wrapping_mul(2_654_435_761) >> 3;
        let mut word = String::new();
        for _ in 0..2 + rank % (self.longest - 1) {
            word.push_str(self.parts[rest % self.parts.len()]);
            rest /= self.parts.len();
        }
        word
    }
}

/// A template with its digits drawn; none begins with 0.
pub(crate) fn with_digits(template: &str, sequence: &mut Sequence) -> String {
    let mut before = ' ';
    template
        .chars()
        .map(|c| {
            let least = usize::from(!before.is_ascii_digit());
            let c = match c {
                '#' => char::from(b'0' + u8::try_from(sequence.between(least, 9)).unwrap_or(0)),
                '＃' => char::from_u32(0xFF11 + u32::try_from(sequence.below(9)).unwrap_or(0))
                    .unwrap_or('１'),
                other => other,
            };
            before = c;
            c
        })
        .collect()
}

pub(crate) const SIMPLIFIED: Vocabulary = Vocabulary {
    core: &[
        "的",
        "在",
        "了",
        "和",
        "将",
        "是",
        "对",
        "也",
        "与",
        "并",
        "一",
        "说",
        "表示",
        "这",
        "中",
        "为",
        "有",
        "不",
        "年",
        "地方",
        "港口",
        "居民",
        "记者",
        "认为",
        "已经",
        "可能",
        "进行",
        "问题",
        "今天",
        "昨天",
        "城市",
        "研究",
        "专家",
        "计划",
        "河流",
        "孩子",
        "学校",
        "医院",
        "灯塔",
        "图书馆",
        "渔船",
        "风暴",
        "桥梁",
        "重新",
        "开放",
        "修复",
        "首次",
        "观测",
        "候鸟",
        "冬季",
        "夏季",
        "森林",
        "山区",
        "列车",
        "面包",
        "音乐会",
        "展览",
        "委员会",
        "预算",
        "通过",
        "宣布",
        "强调",
        "指出",
        "呼吁",
        "报告",
        "显示",
        "增长",
        "下降",
        "价格",
        "能源",
        "电力",
        "志愿者",
        "博物馆",
        "气象台",
        "负责人",
        "接受",
        "采访",
        "期间",
        "此前",
        "目前",
        "另外",
        "不过",
        "因此",
    ],
    parts: &[
        "海", "山", "风", "云", "水", "石", "田", "林", "光", "声", "路", "桥", "城", "村", "乡",
        "人", "手", "心", "书", "文", "字", "画", "音", "乐", "工", "农", "商", "学", "医", "法",
        "政", "经", "社", "会", "天", "地", "时", "空", "东", "西", "南", "北", "新", "旧", "长",
        "短", "高", "低", "大", "小", "明", "暗", "春", "秋", "电", "气", "油", "煤", "铁", "钢",
        "木", "布", "米", "茶", "盐", "糖", "鱼", "鸟", "马", "牛", "花", "草",
    ],
    longest: 4,
    numbers: &[
        "20##年#月1#日",
        "20## 年 # 月",
        "#点",
        "##岁",
        "##度线",
        "##%",
        "#.#%的",
        "$#.#亿",
        "￥#,###元",
        "第#届",
        "第 ## 章",
        "### km",
        "#～#人",
        "#,### 字",
        "1#:##",
        "-#℃",
        "## °C",
        "第二次",
        "# 百万",
        "##多名",
        "＃＃＃人",
        "20##年—20##年",
        "20##-20##年",
        "##~##名",
        "€###",
        "#.#万吨",
        "###公里",
        "1/#",
        "##‰",
        "#′##″",
    ],
    latin: &[
        "Harbour News",
        "COVID-19",
        "G20",
        "iPhone 1#",
        "Angela Lindt",
        "WTO",
        "O’Malley",
        "don't",
        "GDP",
        "OpenStreetMap",
        "The Island Chronicle",
        "AI",
        "km/h",
        "e-mail",
        "Université Laval",
        "C++",
        "AT&T",
        "https://example.org/news/20##/##/a-long-title?id=##",
        "https://example.org/%E6%B5%B7/%E5%B2%B8",
        "desk@example.org",
        "#harbour",
        "@island_press",
        "5'1#\"",
        "café",
        "U.S.",
        "A/B",
        "ＮＨＫ",
        "www.example.org",
    ],
};

pub(crate) const TRADITIONAL: Vocabulary = Vocabulary {
    core: &[
        "的",
        "在",
        "了",
        "和",
        "將",
        "是",
        "對",
        "也",
        "與",
        "並",
        "一",
        "說",
        "表示",
        "這",
        "中",
        "為",
        "有",
        "不",
        "年",
        "地方",
        "港口",
        "居民",
        "記者",
        "認為",
        "已經",
        "可能",
        "進行",
        "問題",
        "今天",
        "昨天",
        "城市",
        "研究",
        "專家",
        "計畫",
        "河流",
        "孩子",
        "學校",
        "醫院",
        "燈塔",
        "圖書館",
        "漁船",
        "風暴",
        "橋樑",
        "重新",
        "開放",
        "修復",
        "首次",
        "觀測",
        "候鳥",
        "冬季",
        "夏季",
        "森林",
        "山區",
        "列車",
        "麵包",
        "音樂會",
        "展覽",
        "委員會",
        "預算",
        "通過",
        "宣布",
        "強調",
        "指出",
        "呼籲",
        "報告",
        "顯示",
        "增長",
        "下降",
        "價格",
        "能源",
        "電力",
    ],
    parts: &[
        "海", "山", "風", "雲", "水", "石", "田", "林", "光", "聲", "路", "橋", "城", "村", "鄉",
        "人", "手", "心", "書", "文", "字", "畫", "音", "樂", "工", "農", "商", "學", "醫", "法",
        "政", "經", "社", "會", "天", "地", "時", "空", "東", "西", "南", "北", "新", "舊", "長",
        "短", "高", "低", "電", "氣", "鐵", "鋼", "魚", "鳥",
    ],
    longest: 4,
    numbers: &[
        "20##年#月1#日",
        "20## 年 # 月",
        "#點",
        "##歲",
        "##%",
        "#.#%的",
        "第#屆",
        "第 ## 章",
        "### 公里",
        "#～#人",
        "NT$#,###",
        "＄＃＃",
        "##年#月",
        "-#℃",
        "第三次",
    ],
    latin: &[
        "Harbour News",
        "G20",
        "Angela Lindt",
        "WTO",
        "O’Malley",
        "GDP",
        "AI",
        "e-mail",
        "LINE",
        "https://example.tw/news/20##/##?id=##",
        "desk@example.org",
        "#港口",
        "@island_press",
    ],
};

pub(crate) const JAPANESE: Vocabulary = Vocabulary {
    core: &[
        "の",
        "は",
        "を",
        "に",
        "が",
        "と",
        "で",
        "も",
        "から",
        "した",
        "して",
        "いる",
        "ている",
        "という",
        "ある",
        "する",
        "港",
        "町",
        "灯台",
        "図書館",
        "渡り鳥",
        "人々",
        "年々",
        "ニュース",
        "チェック",
        "データ",
        "センター",
        "ちょっと",
        "ファッション",
        "ウィーン",
        "キャッチ",
        "さまざま",
        "行った",
        "きっと",
        "ヴァイオリン",
        "明らか",
        "発表",
        "住民",
        "調査",
        "結果",
        "専門家",
        "話している",
        "予定",
        "会議",
        "冬",
        "夏",
        "山々",
        "列車",
        "いすゞ",
        "サーバー",
        "ティッシュ",
    ],
    parts: &[
        "海",
        "山",
        "風",
        "雲",
        "水",
        "石",
        "ラ",
        "リー",
        "ター",
        "ション",
        "き",
        "く",
        "町",
        "村",
        "手",
        "心",
        "書",
        "字",
        "っと",
        "ちゃ",
        "しゅ",
        "ロ",
        "ン",
        "メ",
        "光",
        "時",
        "新",
        "高",
    ],
    longest: 3,
    numbers: &[
        "20##年#月1#日",
        "##歳",
        "第#回",
        "#つ",
        "10ヶ月",
        "#時##分",
        "##％",
        "#,###円",
        "￥#,###",
        "約#万人",
    ],
    latin: &[
        "NHK",
        "ＮＨＫ",
        "G20",
        "Harbour News",
        "https://example.jp/news/##",
        "AI",
        "Wi-Fi",
    ],
};

pub(crate) const KOREAN: Vocabulary = Vocabulary {
    core: &[
        "항구는",
        "바다를",
        "마을에",
        "사람들이",
        "오늘",
        "어제",
        "등대",
        "도서관은",
        "다시",
        "열렸다",
        "말했다",
        "그리고",
        "새로운",
        "계획을",
        "발표했다",
        "겨울",
        "여름에",
        "조사",
        "결과",
        "전문가들은",
        "있다",
        "없다",
        "한국(韓國)은",
        "회의에서",
        "기자에게",
        "韓美",
        "정부가",
        "열차",
        "다리가",
        "복구됐다",
    ],
    parts: &[
        "가", "나", "다", "라", "마", "바", "사", "아", "자", "차", "강", "산", "물", "길", "집",
        "은", "들",
    ],
    longest: 4,
    numbers: &["20##년", "# 월", "##명", "##%", "제#회", "#,###원", "##세"],
    latin: &[
        "G20",
        "AI",
        "CEO는",
        "Harbour News",
        "https://example.kr/news/##",
    ],
};

pub(crate) const ENGLISH: Vocabulary = Vocabulary {
    core: &[
        "the",
        "of",
        "to",
        "and",
        "a",
        "in",
        "that",
        "on",
        "said",
        "for",
        "was",
        "with",
        "harbour",
        "is",
        "by",
        "at",
        "from",
        "it",
        "not",
        "which",
        "lighthouse",
        "residents",
        "council",
        "would",
        "library",
        "after",
        "before",
        "storm",
        "bridge",
        "well-known",
        "I",
        "researchers",
        "migrating",
        "birds",
        "volunteers",
        "don't",
        "winter",
        "announced",
        "approximately",
        "internationalization",
        "re-opened",
        "fishermen",
        "evening",
        "although",
    ],
    parts: &[
        "ar", "en", "ing", "tor", "lo", "ma", "ver", "ston", "bri", "ly", "ent", "ish", "o", "ra",
    ],
    longest: 4,
    numbers: &[
        "#,###",
        "20##",
        "#.#%",
        "$# million",
        "## km",
        "£###",
        "1#:##",
        "5'1#\"",
        "20##–20##",
    ],
    latin: &[
        "AT&T",
        "https://example.com/news/20##/##/a-story",
        "desk@example.org",
        "U.S.",
        "“so-called”",
        "—",
    ],
};
