//! The language of the locale on a real terminal, changed as one reads; keys of an
//! input method, and what is pasted.

use std::path::Path;

use super::room::Room;

#[test]
fn the_interface_follows_the_locale_and_the_menu() {
    let room = Room::new();
    let locale = [("LANG", Path::new("zh_TW.UTF-8"))];
    let mut session = room.open_with(&locale);
    session.wait_for(|screen| screen.contains("未讀"), "Traditional Chinese");
    session.send("gLb");
    session.wait_for(|screen| screen.contains("篇未读"), "Simplified Chinese");
    // What the threads tell is in the same language.
    session.send("R");
    session.wait_for(
        |screen| screen.contains("查看文件夹"),
        "the look at the folder",
    );
    session.send("gLa");
    session.wait_for(|screen| screen.contains("unread"), "English");
    session.send("Q");
    session.wait_exit();
}

#[test]
fn an_input_method_and_a_paste_do_no_harm() {
    let room = Room::new();
    let mut session = room.open();
    session.send("中");
    session.wait_for(
        |screen| screen.contains("An input method is on"),
        "that it is told",
    );
    session.send("？");
    session.wait_for(|screen| screen.contains("Keys in the list"), "the help");
    session.send("\x1b");
    session.wait_for(|screen| !screen.contains("Keys in the list"), "the list");
    // `A` would mark all as read and `Q` would quit.
    session.send("\x1b[200~AQ\x1b[201~");
    session.wait_for(
        |screen| screen.contains("Nothing takes text here"),
        "that it is told",
    );
    session.send("/");
    session.wait_for(|screen| screen.contains("Esc leave"), "the prompt");
    session.send("\x1b[200~AQ\x1b[201~");
    session.wait_for(|screen| screen.contains("AQ▏"), "the pasted text");
    session.send("\x1b");
    session.wait_for(
        |screen| screen.contains("5 unread"),
        "that nothing was read",
    );
    session.send("Q");
    session.wait_exit();
}
