//! What is found by pinyin, and where.

#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;

fn lit(written: &str, prefix: bool, title: &str) -> Vec<String> {
    let sought = Pinyin::new(written, prefix).unwrap();
    let text = FoldedText::new(title);
    let ranges = sought.ranges(&text);
    assert_eq!(
        sought.is_in(&text),
        !ranges.is_empty(),
        "{written} in {title}"
    );
    let parts = ranges
        .into_iter()
        .map(|range| title.get(range).unwrap().to_owned());
    parts.collect()
}

#[test]
fn titles_are_found_by_pinyin() {
    for (written, title, found) in [
        ("lflf", "俄外长拉夫罗夫抵京", &["拉夫罗夫"][..]),
        ("lafuluofu", "俄外长拉夫罗夫抵京", &["拉夫罗夫"]),
        ("LaFuLuoFu", "拉夫罗夫", &["拉夫罗夫"]),
        ("la fu-luo'fu", "拉夫罗夫", &["拉夫罗夫"]),
        ("lafulf", "拉夫罗夫", &["拉夫罗夫"]),
        ("lfluof", "拉夫罗夫", &["拉夫罗夫"]),
        ("普jing", "普京访华", &["普京"]),
        ("p京", "普京访华", &["普京"]),
        ("pjfh", "普京访华", &["普京访华"]),
        ("pj", "普京会普京", &["普京", "普京"]),
        // Both scripts, and the original lit.
        ("taiwan", "論臺灣大選", &["臺灣"]),
        ("普jing", "普京與習近平", &["普京"]),
        // Of characters with several readings each counts (多音字).
        ("yinhang", "中国银行", &["银行"]),
        ("xingzou", "他们行走", &["行走"]),
        ("chongqing", "重庆的雨", &["重庆"]),
        ("zhongyao", "重要讲话", &["重要"]),
        ("changcheng", "长城", &["长城"]),
        ("waizhang", "外长会晤", &["外长"]),
        ("yuele", "音乐乐音", &["乐乐"]),
        ("yinyue", "音乐", &["音乐"]),
        ("kuaile", "快乐", &["快乐"]),
        ("qianlong", "乾隆年间", &["乾隆"]),
        ("ganzao", "乾燥的冬天", &["乾燥"]),
        ("xian", "西安", &["西安"]),
        ("xian", "先生", &["先"]),
        // ü is v.
        ("lvse", "绿色能源", &["绿色"]),
        ("lüse", "绿色能源", &["绿色"]),
        ("nvxing", "女性", &["女性"]),
        ("nvexing", "女性", &[]),
        ("lvs", "律师被捕", &["律师"]),
        // One letter or two of zh, ch, sh.
        ("zhgsh", "中国史", &["中国史"]),
        ("zgs", "中国史", &["中国史"]),
        // What folding leaves out, and the dot in names.
        ("elsxxb", "俄罗斯《消息报》", &["俄罗斯《消息报"]),
        ("flajmerpj", "弗拉基米尔・普京", &["弗拉基米尔・普京"]),
        ("nsannianyue", "2024 年 三年 月", &["年 三年 月"]),
        ("2024npj", "2024 年普京", &["2024 年普京"]),
        ("appshangdian", "新的App 商店", &["App 商店"]),
        ("cluo", "Ｃ罗转会", &["Ｃ罗"]),
        // Other punctuation separates, and so does what has no reading.
        ("pjbj", "普京、北京", &[]),
        ("pjbj", "普京の北京", &[]),
        // Words in Latin letters are not cut.
        ("pshangdian", "App商店", &[]),
        ("shangdiana", "商店App", &[]),
        // What is written in Latin letters alone is no pinyin.
        ("putin", "Putin goes", &[]),
        ("china", "In China 今天", &[]),
        ("lflf", "拉夫罗", &[]),
        ("lafuluo", "拉夫罗夫", &["拉夫罗"]),
        ("lafuluof", "拉夫罗", &[]),
        // Not typed to its end it does not find what only begins so.
        ("lafulu", "拉夫罗夫", &[]),
        ("biang", "biángbiáng面和𰻝𰻝面", &["𰻝", "𰻝"]),
    ] {
        assert_eq!(lit(written, false, title), found, "{written} in {title}");
    }
}

#[test]
fn typing_pinyin_finds_it_all_the_way() {
    for (written, title) in [
        ("lafuluofu", "拉夫罗夫"),
        ("zhongguoren", "中国人"),
        ("shangdianapp", "商店App"),
        ("appshangdian", "App商店"),
    ] {
        let least = written.find("sh").filter(|at| *at > 0).unwrap_or(0) + 1;
        for end in least..=written.len() {
            let typed = written.get(..end).unwrap();
            assert_ne!(lit(typed, true, title), [""; 0], "{typed} in {title}");
        }
    }
    assert_eq!(lit("lafulu", true, "拉夫罗夫"), ["拉夫罗"]);
    assert_eq!(lit("lafulx", true, "拉夫罗夫"), [""; 0]);
}

#[test]
fn a_source_is_found_by_a_whole_name() {
    let source = FoldedSource::new(["RFI", "法广", "法国国际广播电台"]);
    for (written, prefix, expected) in [
        ("fg", false, true),
        ("faguang", false, true),
        ("fggjgbdt", false, true),
        ("fggj", false, false),
        ("fggj", true, true),
        ("guang", true, false),
        ("rfi", true, false),
    ] {
        let sought = Pinyin::new(written, prefix).unwrap();
        assert_eq!(sought.names(&source), expected, "{written}");
    }
}

#[test]
fn what_has_no_letter_or_is_too_long_is_not_sought() {
    let long = "a".repeat(LONGEST);
    for (written, is_sound) in [
        ("", false),
        ("普京", false),
        ("2024", false),
        ("l.f", false),
        ("лф", false),
        ("l", true),
        ("É", true),
        (&*long, true),
        (&*format!("{long}a"), false),
    ] {
        assert_eq!(Pinyin::new(written, true).is_some(), is_sound, "{written}");
    }
    let title = "啊".repeat(LONGEST);
    assert_eq!(lit(&long, false, &title), [&*title]);
    assert_eq!(lit(&long, false, &"啊".repeat(LONGEST - 1)), [""; 0]);
}

#[test]
fn what_can_be_read_is_told_from_what_cannot() {
    for (written, prefix, expected) in [
        ("putin", false, true),
        ("putin", true, true),
        ("trump", false, true),
        ("victor", false, false),
        ("lflf", false, true),
        ("xizhuang", false, true),
        ("xizhuan", false, true),
        ("普jing", false, true),
        ("ukraine", false, false),
        ("nv", false, true),
        ("av", false, false),
        ("jiu", true, true),
        ("xu1", false, false),
    ] {
        let sought = Pinyin::new(written, prefix).unwrap();
        assert_eq!(sought.can_be_read(), expected, "{written}");
    }
}

#[test]
fn every_syllable_is_made_of_letters() {
    for name in &Syllables::get().names {
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase()), "{name}");
    }
}

/// The same by trying all ways, for what is short: whether all that is sought is
/// read from some characters, the first of them beginning it.
fn found_slowly(sought: &[char], text: &[(char, Vec<&str>)], read: bool) -> bool {
    let Some((c, readings)) = text.first() else {
        return sought.is_empty() && read;
    };
    if sought.is_empty() {
        return read;
    }
    let rest = text.get(1..).unwrap();
    if sought.first() == Some(c) && found_slowly(sought.get(1..).unwrap(), rest, read) {
        return true;
    }
    readings.iter().any(|reading| {
        let two = reading
            .get(..2)
            .filter(|two| matches!(*two, "zh" | "ch" | "sh"));
        let ways = [Some(*reading), reading.get(..1), two];
        ways.into_iter().flatten().any(|way| {
            let way: Vec<char> = way.chars().collect();
            let after = sought.strip_prefix(way.as_slice());
            after.is_some_and(|after| found_slowly(after, rest, true))
        })
    })
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn all_ways_are_tried(written in "[aefghinsz]{1,7}", title in "[嗯安恩欸行石是中长这那奶]{0,6}") {
        let sought = Pinyin::new(&written, false).unwrap();
        let syllables = Syllables::get();
        let text: Vec<(char, Vec<&str>)> = title
            .chars()
            .map(|c| {
                let readings = syllables.set(syllables.of(c)).iter();
                (c, readings.map(|one| &*syllables.names[usize::from(*one)]).collect())
            })
            .collect();
        let expected = (0..text.len()).any(|from| found_slowly(&sought.sought, &text[from..], false));
        prop_assert_eq!(sought.is_in(&FoldedText::new(&title)), expected);
    }

    /// What is passed over without being folded would not have been found.
    #[test]
    fn the_quick_look_is_never_wrong(
        written in "[pjlftw2普拉]{0,3}[pjlfwait]",
        title in "([普京拉夫罗臺乾pjPJ2２Ｐé·・、，“ 々㈱\u{301}\u{3099}がﾌ]|\\PC){0,14}",
        prefix: bool,
    ) {
        let sought = Pinyin::new(&written, prefix).unwrap();
        let text = FoldedText::new(&title);
        let ranges = sought.ranges(&text);
        prop_assert!(ranges.is_empty() || sought.may_be_in(&title), "{:?}", ranges);
        prop_assert_eq!(sought.is_in(&text), !ranges.is_empty());
        prop_assert_eq!(sought.finds(&title), !ranges.is_empty());
        for range in ranges {
            prop_assert!(title.get(range).is_some_and(|part| !part.is_empty()));
        }
    }
}
