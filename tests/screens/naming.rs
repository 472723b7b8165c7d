//! The names of fields and values in the prompt of the search, in Chinese and in
//! English, and what is called almost as they are.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use newsprint::app::Message;

use super::asking::{SIZE, typed, with_words};
use super::harness::{Hold, Opened, Session};

/// In an interface in Chinese what is completed is Chinese first, in its characters.
#[test]
fn tab_completes_in_chinese() {
    for (language, keys, expected) in [
        ("zh-Hans", "/ Tab", "标题："),
        ("zh-Hant", "/ Tab", "標題："),
        ("zh-Hant", "/ Tab Tab", "內文："),
        ("zh-Hant", "/ 标 Tab", "标题："),
        ("zh-Hans", "/ so Tab", "source:"),
        ("zh-Hans", "/ 日期： Tab", "日期：今天"),
        ("zh-Hant", "/ is: Tab", "is:未讀"),
        ("zh-Hans", "/ 排序： Tab", "排序：日期"),
    ] {
        let settings = format!("language = \"{language}\"");
        let mut session = Session::begin(Opened::Fixtures, SIZE, &settings, Hold::Nothing);
        session.keys(keys);
        let typed = session.app.prompt.as_ref().expect("the prompt").text();
        assert_eq!(typed, expected, "{language} {keys}");
    }
}

/// What is asked in Chinese finds what is asked in English.
#[test]
fn fields_have_chinese_names() {
    for (english, chinese) in [
        ("title:开", "标题：开"),
        ("title:开", "標題:開"),
        ("source:rfi", "来源：rfi"),
        ("source:dw", "媒體：dw"),
        ("is:unread", "标记：未读"),
        ("has:image", "含有：图片"),
        ("lang:zh-Hans", "语言：简体"),
        ("lang:zh-Hant", "語言：繁體"),
        ("date:2025", "日期：2025"),
        ("sort:-date", "排序：-日期"),
        ("sort:title", "排序：標題"),
        ("length:>500", "篇幅：>500"),
        ("-is:unread", "-標記：未讀"),
    ] {
        let [one, other] = [english, chinese].map(|text| {
            let session = typed(SIZE, text);
            let chosen = session.chosen();
            (
                session.app.list.rows.len(),
                chosen,
                session.app.search_fault(&session.app.read_search()),
            )
        });
        assert_eq!(one, other, "{english} {chinese}");
    }
    // Where nothing of it is a field, it is text.
    assert_eq!(
        typed(SIZE, "开放：港").state(),
        "list 0/0 | prompt “开放：港”"
    );
}

/// A name that is not there is told with what is called almost so, also when the
/// prompt is left.
#[test]
fn what_is_called_almost_so_is_told() {
    for (text, near) in [
        ("source:DWW ", Some("DW")),
        ("source:德国之生 ", Some("德国之声")),
        ("-tag:战征 x ", None),
        ("tag:\"read latter\" ", Some("read later")),
        ("source:nowhere ", None),
    ] {
        let mut session = with_words("80x24");
        session.keys("/");
        session.tell(Message::Paste(text.to_owned()));
        let told = session.app.search_fault(&session.app.read_search());
        let told = told.unwrap_or_default();
        match near {
            Some(near) => assert!(
                told.as_str().ends_with(&format!("do you mean {near}?")),
                "{told}"
            ),
            None => assert!(told.as_str().contains("Tab completes"), "{told}"),
        }
    }
    let mut session = with_words("80x24");
    session.keys("/ source:DWW Enter");
    let screen = session.screen();
    assert!(screen.contains("do you mean DW?"), "{screen}");
}
