//! Phrases both ways, the forms of regions, and what every conversion keeps.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use proptest::prelude::*;

use super::{Characters, Conversion, Dictionary, Forms, Region};
use crate::text::Clean;
use crate::text::language::Language;
use crate::text::variants::Script;

fn conversion(characters: Characters, region: Region, language: Language) -> Conversion {
    Conversion::new(characters, region, language).expect("a conversion")
}

fn shown(text: &str, conversion: Conversion) -> String {
    let clean = Clean::new(text);
    conversion.of(&clean).unwrap_or(clean).as_str().to_owned()
}

fn traditional(text: &str) -> String {
    let language = Language::SIMPLIFIED_CHINESE;
    shown(
        text,
        conversion(Characters::Traditional, Region::Taiwan, language),
    )
}

fn hong_kong(text: &str) -> String {
    let language = Language::SIMPLIFIED_CHINESE;
    shown(
        text,
        conversion(Characters::Traditional, Region::HongKong, language),
    )
}

fn simplified(text: &str) -> String {
    let language = Language::TRADITIONAL_CHINESE;
    shown(
        text,
        conversion(Characters::Simplified, Region::Taiwan, language),
    )
}

#[test]
fn phrases_become_traditional() {
    for (written, wanted) in [
        ("头发与发展", "頭髮與發展"),
        ("皇后在后面", "皇后在後面"),
        ("干燥的干部砍树干", "乾燥的幹部砍樹幹"),
        ("里面有一公里", "裡面有一公里"),
        ("台湾的台风", "臺灣的颱風"),
        ("台湾台风", "臺灣颱風"),
        ("面条与面子", "麵條與面子"),
        ("范先生的范围与规范", "范先生的範圍與規範"),
        ("余先生的余款，业余时间", "余先生的餘款，業餘時間"),
        ("于女士于是走了", "于女士於是走了"),
        ("松树很放松", "松樹很放鬆"),
        ("了解了", "瞭解了"),
        ("计划", "計劃"),
        ("借口", "藉口"),
        ("一只船只有一只猫", "一隻船隻有一隻貓"),
        ("制造制度", "製造制度"),
        ("中俄关系与战略伙伴", "中俄關係與戰略夥伴"),
        ("系统与关系、联系", "系統與關係、聯繫"),
        ("手表与表现", "手錶與表現"),
        ("什么", "什麼"),
        ("看着著名的书", "看著著名的書"),
        ("秋千", "鞦韆"),
        ("沈阳的沈先生", "瀋陽的沈先生"),
        ("周末", "週末"),
        ("朱镕基", "朱鎔基"),
        // A phrase that meets a frequent word gives way to it.
        ("工人参加，对表示不满", "工人參加，對表示不滿"),
        ("百年历史，说不系统", "百年歷史，說不系統"),
        ("一个中国，昨天后来", "一個中國，昨天後來"),
        ("亿美元后，湿地志愿者", "億美元後，溼地志願者"),
        ("在核心，和面对，有了如此多", "在核心，和面對，有了如此多"),
        ("面条和面子", "麵條和面子"),
        ("群众为了饭碗", "群眾為了飯碗"),
        ("ABC，１２３。", "ABC，１２３。"),
        ("", ""),
    ] {
        assert_eq!(traditional(written), wanted, "{written}");
    }
}

#[test]
fn regions_have_their_forms() {
    for (written, wanted) in [
        ("里面", "裏面"),
        ("看着", "看着"),
        ("台湾", "台灣"),
        ("说话", "説話"),
        ("为群众", "為羣眾"),
        ("面条", "麪條"),
    ] {
        assert_eq!(hong_kong(written), wanted, "{written}");
    }
}

#[test]
fn phrases_become_simplified() {
    for (written, wanted) in [
        ("頭髮與發展", "头发与发展"),
        ("皇后在後面", "皇后在后面"),
        ("乾隆皇帝嫌乾燥", "乾隆皇帝嫌干燥"),
        ("裡面、裏面，一公里", "里面、里面，一公里"),
        ("臺灣的颱風", "台湾的台风"),
        ("麵條、麪包和面子", "面条、面包和面子"),
        ("范先生的範圍", "范先生的范围"),
        ("余先生的餘款", "余先生的余款"),
        ("瞭解，明瞭，瞭望", "了解，明了，瞭望"),
        ("計畫與計劃", "计划与计划"),
        ("藉口、憑藉、慰藉、狼藉", "借口、凭借、慰藉、狼藉"),
        ("著名的著作，看著，著火", "著名的著作，看着，着火"),
        ("原著與編著者", "原著与编著者"),
        ("大阪", "大阪"),
        ("彷彿彷徨", "仿佛彷徨"),
        ("答覆與覆蓋", "答复与覆盖"),
        ("説、說，為、爲", "说、说，为、为"),
        ("這裡面", "这里面"),
    ] {
        assert_eq!(simplified(written), wanted, "{written}");
    }
}

/// What is in the script wanted would be taken for the other: 皇后 for 皇後.
#[test]
fn what_is_in_the_script_wanted_stays() {
    let mainland = Language::SIMPLIFIED_CHINESE;
    let island = Language::TRADITIONAL_CHINESE;
    for (written, characters, language, wanted) in [
        (
            "范先生住在這裡",
            Characters::Traditional,
            island,
            "范先生住在這裡",
        ),
        ("余下的皇后", Characters::Traditional, island, "余下的皇后"),
        (
            "余下的皇后",
            Characters::Traditional,
            mainland,
            "餘下的皇后",
        ),
        // A quotation in the other script within an article.
        ("这里是头发", Characters::Traditional, island, "這裡是頭髮"),
        (
            "這裡的乾麵",
            Characters::Traditional,
            mainland,
            "這裡的乾麵",
        ),
        ("著称，土著", Characters::Simplified, mainland, "著称，土著"),
        // Japanese is not Chinese.
        (
            "国の体制が変わる",
            Characters::Traditional,
            mainland,
            "国の体制が変わる",
        ),
        (
            "“の”字招牌很多，后来少了",
            Characters::Traditional,
            mainland,
            "“の”字招牌很多，後來少了",
        ),
        // A text that betrays nothing, in an article of unknown script.
        ("皇后", Characters::Simplified, Language::CHINESE, "皇后"),
        ("后台", Characters::Traditional, Language::CHINESE, "後臺"),
    ] {
        let conversion = conversion(characters, Region::Taiwan, language);
        assert_eq!(shown(written, conversion), wanted, "{written}");
    }
    for language in [Language::JAPANESE, Language::KOREAN] {
        assert_eq!(
            Conversion::new(Characters::Traditional, Region::Taiwan, language),
            None
        );
    }
    assert_eq!(
        Conversion::new(Characters::Original, Region::Taiwan, mainland),
        None
    );
}

#[test]
fn the_reader_goes_round() {
    use Characters::{Original as O, Simplified as S, Traditional as T};
    for (script, round) in [
        (Some(Script::Simplified), [(O, T), (T, O), (S, T)]),
        (Some(Script::Traditional), [(O, S), (S, O), (T, S)]),
        (None, [(O, S), (S, T), (T, O)]),
    ] {
        for (now, next) in round {
            assert_eq!(now.next(script), next, "{script:?}, {now:?}");
        }
    }
}

#[test]
fn every_entry_is_found_and_is_as_long_as_what_it_becomes() {
    for (dictionary, least) in [
        (Dictionary::to_traditional(), 45_000),
        (Dictionary::to_simplified(), 300),
    ] {
        let mut count = 0;
        let mut last = "";
        for (from, to) in dictionary.entries() {
            count += 1;
            assert!(last < from, "sorted: {last} {from}");
            last = from;
            assert_eq!(dictionary.convert(from, None, usize::MAX), to, "{from}");
            assert_eq!(from.chars().count(), to.chars().count(), "{from} {to}");
            assert_eq!(Clean::new(&to).as_str(), to, "clean");
        }
        assert!(count > least, "{count} entries");
    }
    for region in [Region::Taiwan, Region::HongKong] {
        let forms = Forms::of(region);
        let (from, to) = match region {
            Region::Taiwan => ('裏', '裡'),
            Region::HongKong => ('臺', '台'),
        };
        assert_eq!(forms.get(from), to);
        assert_eq!(forms.get('人'), '人');
    }
}

/// Text in which phrases meet, overlap and are cut.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[头发展皇后面干燥部树里公台湾风条子范围余松了解计划借口著着，。 a乾隆藉瞭裡]{0,30}",
        "\\PC{0,30}",
        "[\u{3400}-\u{9FFF}\u{20000}-\u{2B740}]{0,20}",
    ]
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn a_text_keeps_its_number_of_characters(text in texts(), bytes in 0_usize..60) {
        let clean = Clean::new(&text);
        let count = clean.as_str().chars().count();
        for characters in [Characters::Simplified, Characters::Traditional] {
            for region in [Region::Taiwan, Region::HongKong] {
                let conversion = conversion(characters, region, Language::CHINESE);
                let whole = conversion.of(&clean).unwrap_or_else(|| clean.clone());
                prop_assert_eq!(whole.as_str().chars().count(), count);
                prop_assert_eq!(&Clean::new(whole.as_str()), &whole, "is clean");
                // The start is that of the whole.
                let start = conversion.start_of(&clean, bytes).unwrap_or_else(|| clean.clone());
                prop_assert_eq!(start.as_str().chars().count(), count);
                let cut = whole.as_str().floor_char_boundary(bytes);
                prop_assert_eq!(start.as_str().get(..cut), whole.as_str().get(..cut));
            }
        }
    }
}
