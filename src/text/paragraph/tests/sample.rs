//! Paragraphs as news has them, made up from small parts by a fixed sequence:
//! the same number gives the same paragraph everywhere.

/// A sequence of numbers that look drawn by chance (Knuth's MMIX constants).
pub(super) struct Sequence(u64);

impl Sequence {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const SIMPLIFIED: &[&str] = &[
    "总理", "周一", "在", "首都", "宣布", "新的", "经济", "计划", "并", "说明", "了", "理由",
    "居民", "认为", "这项", "措施", "可能", "影响", "当地", "的", "学校", "和", "医院", "记者",
    "前往", "现场", "采访", "发现", "河水", "已经", "退去", "不过", "桥梁", "仍", "需要", "修复",
    "专家", "指出", "气候", "变化", "使", "夏季", "更加", "炎热",
];
const TRADITIONAL: &[&str] = &[
    "總統", "週二", "於", "臺北", "表示", "將", "檢討", "電價", "並", "強調", "產業", "與", "民眾",
    "的", "負擔", "應", "獲得", "減輕", "學者", "則", "認為", "這", "不夠", "還要", "觀察", "國際",
    "局勢", "變化", "對", "島內", "影響",
];
const LATIN: &[&str] = &[
    "Reuters",
    "COVID-19",
    "G20",
    "iPhone 15 Pro",
    "Angela Schmidt",
    "WTO",
    "O’Neill",
    "don't",
    "Université Laval",
    "GDP",
    "OpenStreetMap",
    "The Evening Chronicle",
    "AI",
    "km/h",
    "e-mail",
    "https://example.org/news/2024/05/a-long-title?id=77",
    "https://example.org/%E4%B8%AD%E6%96%87/%E6%96%B0%E9%97%BB",
];
const NUMBERS: &[&str] = &[
    "2024年5月12日",
    "2024 年 3 月",
    "12点",
    "70岁",
    "38度线",
    "25%",
    "3.5%的",
    "$1.2 亿",
    "￥5,000元",
    "第3届",
    "第 12 章",
    "100 km",
    "5～8人",
    "1,176 字",
    "10:30",
    "-5℃",
    "20 °C",
    "第二次",
    "3 百万",
    "50多名",
    "１２３４人",
];
const WORDS: &[&str] = &[
    "the",
    "government",
    "said",
    "on",
    "Monday",
    "that",
    "a",
    "new",
    "plan",
    "would",
    "be",
    "presented",
    "to",
    "parliament",
    "before",
    "summer",
    "although",
    "critics",
    "called",
    "it",
    "“too",
    "little”,",
    "and",
    "well-known",
    "I",
    "economists",
    "expected",
    "more",
    "(much",
    "more)",
    "in",
    "2024",
    "than",
    "5 million",
    "jobs",
    "internationalization",
];

fn clause(sequence: &mut Sequence, words: &[&str], out: &mut String) {
    for _ in 0..2 + sequence.below(7) {
        out.push_str(sequence.pick(words));
    }
}

fn quoted(sequence: &mut Sequence, words: &[&str], out: &mut String) {
    let (open, close) = [
        ("“", "”"),
        ("《", "》"),
        ("「", "」"),
        ("\"", "\""),
        ("（", "）"),
        ("‘", "’"),
        ("(", ")"),
    ][sequence.below(7)];
    out.push_str(open);
    clause(sequence, words, out);
    if sequence.below(6) == 0 {
        out.push('‘');
        out.push_str(sequence.pick(words));
        out.push('’');
    }
    out.push_str(close);
}

/// A paragraph of Chinese news, with everything that comes in between: the
/// higher `plainness`, the less of it. From 3 on it is like most news.
pub(super) fn chinese(seed: u64, plainness: usize) -> String {
    let mut sequence = Sequence::new(seed);
    let words = if sequence.below(4) == 0 {
        TRADITIONAL
    } else {
        SIMPLIFIED
    };
    let mut out = String::new();
    for _ in 0..=sequence.below(5) {
        for clauses in (0..=sequence.below(4)).rev() {
            clause(&mut sequence, words, &mut out);
            match sequence.below(12 * plainness) {
                0 | 1 => quoted(&mut sequence, words, &mut out),
                2 | 3 => out.push_str(sequence.pick(NUMBERS)),
                4 => out.push_str(sequence.pick(LATIN)),
                5 if sequence.below(2) == 0 => {
                    out.push(' ');
                    out.push_str(sequence.pick(LATIN));
                    out.push(' ');
                }
                6 if sequence.below(3) == 0 => {
                    out.push_str(["——", "……", "·", "、"][sequence.below(4)]);
                }
                7 if sequence.below(2) == 0 => {
                    out.push_str("：“");
                    clause(&mut sequence, words, &mut out);
                    out.push_str("。”");
                }
                _ => {}
            }
            if sequence.below(2) == 0 {
                clause(&mut sequence, words, &mut out);
            }
            if clauses > 0 {
                out.push_str(["，", "，", "，", "；", "、"][sequence.below(5)]);
            }
        }
        out.push_str(["。", "。", "。", "！", "？", "……", "。”"][sequence.below(7)]);
    }
    out
}

/// A paragraph of English.
pub(super) fn english(seed: u64) -> String {
    let mut sequence = Sequence::new(seed ^ 0x5EED);
    let mut out = String::new();
    for _ in 0..20 + sequence.below(120) {
        out.push_str(sequence.pick(WORDS));
        out.push(' ');
    }
    out.push_str("end.");
    out
}
