//! Paragraphs set as wholes: a table, the laws, and the figures over samples.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::cast_precision_loss,
    reason = "tests; they print what they measure"
)]

use super::*;

mod figures;
mod laws;
mod sample;
mod tables;

const fn narrow(columns: usize) -> Setting {
    Setting::plain(columns, WidthPolicy::Narrow)
}

const fn wide(columns: usize) -> Setting {
    Setting::plain(columns, WidthPolicy::Wide)
}

const fn hanging(columns: usize) -> Setting {
    Setting {
        hang: true,
        ..narrow(columns)
    }
}

const fn basic(columns: usize) -> Setting {
    Setting {
        strictness: Strictness::Normal,
        ..narrow(columns)
    }
}

/// A first line of its own measure.
const fn indented(first: usize, rest: usize) -> Setting {
    Setting {
        first,
        ..narrow(rest)
    }
}

/// The text with `|` between its lines; white space at the end of a line is kept.
fn lines(text: &str, setting: &Setting) -> String {
    set(text, setting)
        .iter()
        .map(|line| &text[line.range.clone()])
        .collect::<Vec<_>>()
        .join("|")
}

/// Rule, setting, and the lines that the text gives: the text is what stands
/// there without `|`.
const TABLE: &[(&str, Setting, &str)] = &[
    ("what fits is one line", narrow(12), "他说今天走了"),
    ("nothing is no line", narrow(12), ""),
    (
        "Han breaks between any two",
        narrow(8),
        "总理周|一在首都|宣布",
    ),
    (
        "a measure of an odd number of columns",
        narrow(9),
        "总理周|一在首都|宣布",
    ),
    ("a mark starts no line", narrow(8), "总理宣|布，计划|不变"),
    ("a stop starts no line", narrow(8), "总理今|天说。他|走了"),
    ("marks in a row", narrow(8), "他问什|么？！谁|知道"),
    (
        "closing marks in a row",
        narrow(12),
        "他说：“今|天。”然后|走了",
    ),
    (
        "an opening mark ends no line",
        narrow(10),
        "他在看《红|楼梦》一书",
    ),
    (
        "an opening parenthesis ends no line",
        narrow(10),
        "该组织（北|约）表示|支持",
    ),
    (
        "brackets within quotes",
        narrow(12),
        "他说“《水|浒》好看”|才走",
    ),
    ("corner brackets", narrow(10), "他說「今|天」就離|開了"),
    (
        "corner brackets nest",
        narrow(12),
        "他說「她說|『好』了」|才走",
    ),
    ("curly quotes, narrow", narrow(10), "他说“好的”|就离开了"),
    ("curly quotes, wide", wide(10), "他说“好|的”就离|开了"),
    ("a quote after a colon", narrow(8), "总理说：|“他们|来了”"),
    (
        "closing quote, then opening",
        narrow(8),
        "“甲方”|“乙方”都|同意",
    ),
    (
        "single quotes within double",
        narrow(12),
        "他说“一些‘热|点话题’要谈”",
    ),
    (
        "straight quotes open and close",
        narrow(10),
        "他说\"好的\"|就离开了",
    ),
    (
        "straight quotes by turns",
        narrow(8),
        "他说\"是\"|与\"否\"|都行",
    ),
    (
        "a straight quote closed by a curly one",
        narrow(8),
        "他说\"今|天”就|走了",
    ),
    ("straight single quotes", narrow(10), "他说'好的'|就离开了"),
    (
        "the second straight quote starts no line",
        narrow(10),
        "他们又说了|\"是的\"才走",
    ),
    ("a dash is whole", narrow(12), "他来到首都——|北京城"),
    ("a dash starts no line", narrow(8), "他来首|都——北京"),
    ("a dash may start a line", basic(8), "他来首都|——北京"),
    ("dots are whole", narrow(8), "他说不|知……就|走了"),
    ("dots may start a line", basic(8), "他说不知|……就走了"),
    ("dots, wide", wide(12), "他说不知|道……就走了"),
    (
        "year, month and day",
        narrow(12),
        "会议在2024年|5月12日举行",
    ),
    (
        "digits across a space",
        narrow(12),
        "会议于 |2024 年 3 月 |1 日举行",
    ),
    ("an age", narrow(10), "他今年已经|70岁了"),
    ("a degree of latitude", narrow(10), "双方在北纬|38度线会面"),
    ("an hour", narrow(8), "时间是下|午12点整"),
    ("a percentage", narrow(9), "增长超过|25%以上"),
    (
        "a percentage of full width",
        narrow(10),
        "增长超过|25％以上",
    ),
    ("a temperature", narrow(10), "今天气温达|到35℃左右"),
    (
        "a temperature across a space",
        narrow(13),
        "今天气温达到 |35 °C 左右",
    ),
    (
        "kilometres across a space",
        narrow(11),
        "全程长达 |120 km 左右",
    ),
    ("an ordinal", narrow(10), "这是他们|第3次会面"),
    (
        "an ordinal across a space",
        narrow(10),
        "这是他们|第 3 次|会面",
    ),
    ("an ordinal in Han", narrow(8), "这是他|第二次|会面"),
    ("dollars", narrow(10), "他们支付了|$500元"),
    ("yuan", narrow(10), "他们支付了|￥500元"),
    ("dollars across a space", narrow(11), "他们支付 |$ 500 元"),
    (
        "a currency after a comma",
        narrow(12),
        "他们付了钱，|$500而已",
    ),
    ("full-width digits", narrow(12), "时间是|２０２４年"),
    ("a range", narrow(10), "每组约有|5～8人参加"),
    ("a Latin word is whole", narrow(12), "他会见了|Biden总统"),
    (
        "a Latin word and a comma",
        narrow(10),
        "他会见|Biden，然|后走了",
    ),
    (
        "a Latin name with an apostrophe",
        narrow(12),
        "记者O’Neill|昨天说",
    ),
    ("a contraction", narrow(10), "he said |don't go |there"),
    ("a hyphen", narrow(10), "a well-|known |person"),
    ("letters and digits", narrow(12), "在G20峰会上|发言说"),
    (
        "Latin words",
        narrow(16),
        "the quick brown |fox jumps over |the lazy dog",
    ),
    (
        "even rather than full first",
        narrow(12),
        "aaa bb cc |ddddd ee |fffff",
    ),
    (
        "a word longer than the measure",
        narrow(8),
        "internat|ionaliza|tion",
    ),
    (
        "a word longer than the measure among others",
        narrow(8),
        "the inte|rnationa|lization |of",
    ),
    (
        "a link breaks after a slash",
        narrow(20),
        "见https://|example.org/|news/2024/story",
    ),
    (
        "a link without a slash is cut",
        narrow(10),
        "https://ab|cdefghijkl|mnop",
    ),
    (
        "a percent sign keeps its byte",
        narrow(10),
        "x%E4%B8%AD|%E6%96%87",
    ),
    (
        "no last line of one character",
        narrow(8),
        "总理周一|在首都宣",
    ),
    (
        "no last line of one character and its mark",
        narrow(8),
        "总理周一|在首都。",
    ),
    (
        "no last line of one character in quotes",
        narrow(8),
        "总理|周一说|在“好”。",
    ),
    (
        "no last line of one character, though the word before it is long",
        narrow(20),
        "总理周一在首都|宣布他们打|OpenStreetMap好。",
    ),
    ("a last line of two", narrow(8), "总理周一|在首都宣|布的"),
    (
        "the first line is shorter",
        indented(6, 10),
        "总理周|一在首都宣|布计划",
    ),
    (
        "the first line is longer",
        indented(12, 8),
        "总理周一在|首都宣布|计划",
    ),
    ("a comma hangs", hanging(8), "总理宣布，|计划不变"),
    ("a stop hangs", hanging(8), "总理到达。|他走了吗"),
    (
        "an enumeration comma hangs by the half of it that has no room",
        hanging(9),
        "总理到达、|他走了吗",
    ),
    (
        "an exclamation mark does not hang",
        hanging(8),
        "总理到|达！他走|了吗",
    ),
    ("nothing hangs unasked", narrow(8), "总理到|达，他走|了吗"),
    ("a quote does not hang", hanging(8), "总理说|好”，计|划变"),
    (
        "a line feed forces a break",
        narrow(20),
        "春眠不觉晓\n|处处闻啼鸟",
    ),
    ("an empty line stays", narrow(20), "甲乙\n|\n|丙丁"),
    (
        "an ideographic space at the end is not shown",
        narrow(8),
        "甲乙丙丁\u{3000}|戊己庚",
    ),
    ("a hard space holds", narrow(8), "甲乙|丙\u{a0}丁|戊己"),
    ("a space between Han", narrow(9), "甲乙丙丁 |戊己庚"),
    (
        "a middle dot starts no line",
        narrow(8),
        "弗拉基|米·普京|来了",
    ),
    (
        "small kana start no line",
        narrow(8),
        "昨日は|チェコへ|行った",
    ),
    (
        "a long vowel starts no line",
        narrow(8),
        "東京タ|ワーへ|行く",
    ),
    (
        "an iteration mark starts no line",
        narrow(8),
        "東京の|人々が|来た",
    ),
    ("Korean by words", narrow(10), "한국 |사람은 |밥을 |먹는다"),
    ("Korean without spaces", narrow(10), "한국사람은|밥을먹는다"),
    ("Thai is cut at graphemes", narrow(8), "ภาษาไทยส|วยงามมาก"),
    (
        "emoji are whole",
        narrow(5),
        "👨\u{200d}👩\u{200d}👧|👨\u{200d}👩\u{200d}👧👨\u{200d}👩\u{200d}👧",
    ),
    ("flags are whole", narrow(5), "🇫🇷🇩🇪|🇮🇹🇪🇸"),
    (
        "marks stay with their letters",
        narrow(4),
        "e\u{301}e\u{301}e\u{301}e\u{301}|e\u{301}e\u{301}",
    ),
    (
        "Hebrew in logical order",
        narrow(10),
        "שלום עולם |וכל מי שבו",
    ),
    ("a measure of two", narrow(2), "他|说|，|好"),
    ("a measure of one", narrow(1), "他|a|b"),
    ("a measure that a dash does not fit", narrow(1), "—|—"),
    ("a number that does not fit", narrow(4), "1234|5年"),
    (
        "a number and its year that do not fit",
        narrow(5),
        "2024|年",
    ),
    (
        "a word and its comma that do not fit",
        narrow(6),
        "peopl|e，他",
    ),
    ("Traditional", narrow(12), "總統於週二|表示，將檢討|電價。"),
    ("a solidus of full width", narrow(8), "他们用|或／与|来说"),
    (
        "a wave dash starts no line",
        narrow(8),
        "北京上|海～广|州站",
    ),
];

#[test]
fn paragraphs_are_set_as_in_the_table() {
    let differences: Vec<String> = TABLE
        .iter()
        .filter_map(|(rule, setting, expected)| {
            let got = lines(&expected.replace('|', ""), setting);
            (got != *expected).then(|| format!("{rule}: {got}, not {expected}"))
        })
        .collect();
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn paragraphs_are_set_as_a_typesetter_would() {
    let tables = [
        tables::JAPANESE,
        tables::KOREAN,
        tables::QUOTES,
        tables::NUMBERS,
        tables::LATIN,
        tables::LINKS,
        tables::MARKS,
        tables::OTHERS,
    ];
    let mut differences = Vec::new();
    let mut cases = 0;
    for (rule, columns, texts) in tables.concat() {
        for expected in texts {
            cases += 1;
            let got = lines(&expected.replace('|', ""), &narrow(columns));
            if got != *expected {
                differences.push(format!("{rule}: {got}, not {expected}"));
            }
        }
    }
    assert!(cases > 200, "{cases}");
    assert!(differences.is_empty(), "{differences:#?}");
}
