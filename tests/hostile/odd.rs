//! Files of a few bytes that no author writes: encodings, headers, links, names,
//! what acts on a terminal, and what Unicode allows. What is hostile by its size
//! or by its HTML is in `kinds`.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt as _;

/// A hostile file.
#[derive(Clone, Copy)]
pub(crate) struct Odd {
    /// What it is, in a few words.
    pub(crate) name: &'static str,
    /// What its file is called.
    file: &'static [u8],
    /// What is in it.
    bytes: fn() -> Vec<u8>,
}

impl Odd {
    /// What is in it.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        (self.bytes)()
    }

    /// What its file is called; `number` tells it from the others.
    pub(crate) fn file(&self, number: usize) -> OsString {
        if !self.file.is_empty() {
            return OsStr::from_bytes(self.file).to_owned();
        }
        format!("odd-{number:03}.txt").into()
    }
}

const STAMP: &str = "<!--1712479502000-->";

/// An article with a header as it should be, but for what is given.
fn article(title: &str, link: &str, body: &str) -> Vec<u8> {
    format!("{STAMP}\n[{title}]({link})\n------\n\n{body}").into_bytes()
}

fn body(body: &str) -> Vec<u8> {
    article("海港 harbour", "https://example.org/a", body)
}

fn title(title: &str) -> Vec<u8> {
    let link = "https://example.org/a";
    article(title, link, "<p>海港 harbour</p>")
}

/// An article that leads to a link, in its header and in its body.
fn link(link: &str) -> Vec<u8> {
    let body = format!(
        "<p>海港 <a href=\"{link}\">harbour</a></p><img src=\"{link}\"><iframe src=\"{link}\"></iframe>"
    );
    article("海港 harbour", link, &body)
}

fn raw(start: &str, bytes: &[u8]) -> Vec<u8> {
    [body(start).as_slice(), bytes].concat()
}

fn sixteen(mark: &[u16], text: &[u16], order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    mark.iter().chain(text).copied().flat_map(order).collect()
}

fn units(bytes: &[u8]) -> Vec<u16> {
    String::from_utf8_lossy(bytes).encode_utf16().collect()
}

macro_rules! table {
    ($table:ident: $($name:literal $(in $file:expr)? => $bytes:expr;)*) => {
        const $table: &[Odd] = &[$(Odd {
            name: $name,
            file: table!(@file $($file)?),
            bytes: || $bytes,
        }),*];
    };
    (@file) => { b"" };
    (@file $file:expr) => { $file };
}

table! { ENCODINGS:
    "nothing" => Vec::new();
    "a byte order mark alone" => b"\xef\xbb\xbf".to_vec();
    "two byte order marks" => [b"\xef\xbb\xbf\xef\xbb\xbf", title("two marks").as_slice()].concat();
    "a byte order mark in the middle" => title("港\u{FEFF}口");
    "UTF-16, little end first" => sixteen(&[0xFEFF], &units(&title("灯塔")), u16::to_le_bytes);
    "UTF-16, big end first" => sixteen(&[0xFEFF], &units(&title("灯塔")), u16::to_be_bytes);
    "UTF-16 without a mark" => sixteen(&[], &units(&title("lamp")), u16::to_le_bytes);
    "UTF-16 with unpaired surrogates" => {
        let mut text = units(&body("<p>x</p>"));
        text.extend([0xD800, 0x41, 0xDC00, 0xDC00, 0xD83D, 0xD83D, 0x1B, 0x9B, 0x202E]);
        sixteen(&[0xFEFF], &text, u16::to_le_bytes)
    };
    "UTF-16 of an odd number of bytes" => {
        let mut bytes = sixteen(&[0xFEFF], &units(&title("odd")), u16::to_le_bytes);
        bytes.pop();
        bytes
    };
    "UTF-16, a mark alone" => vec![0xFF, 0xFE];
    "UTF-32" => title("灯塔").iter().flat_map(|byte| [*byte, 0, 0, 0]).collect();
    "UTF-7" => body("+ADw-script+AD4-alert(1)+ADw-/script+AD4- +ABs-[2J");
    "GB18030 that ends in a character" => raw("<p>\u{4e00}", b"\x81\x30\x89");
    "GBK whose second byte is a bracket" => raw("", b"<meta charset=gbk><p>\x81<b>\xce\xd2\x81\x5b\x81\x5d</b>");
    "Big5 whose second byte is a backslash" => raw("", b"<meta charset=big5><p>\xa5\x5c\xb3\x5c\xa9\x5c</p>");
    "Shift_JIS, a half" => raw("", b"<meta charset=shift_jis><p>\x83\x5c\x83</p>\x81");
    "ISO-2022-JP with its escapes" => raw("", b"<meta charset=iso-2022-jp><p>\x1b$B9A\x1b(B \x1b(J\\ \x1b$@</p>");
    "HZ with its braces" => raw("", b"<meta charset=hz-gb-2312><p>~{\x1b[2J~}</p>");
    "letters longer than they need be" => raw("<p>", b"\xc0\x9b[2J\xe0\x80\x9b\xf0\x80\x80\x9b\xc1\xbf");
    "surrogates in UTF-8" => raw("<p>", b"\xed\xa0\xbd\xed\xb8\x80\xed\xbf\xbf");
    "beyond the last character" => raw("<p>", b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80\xff\xfe");
    "every byte" => raw("<p>", &(0..=255).collect::<Vec<u8>>());
    "another encoding than it says" => body("<meta charset=utf-16le><p>港口</p>");
    "an encoding that is none" => body("<meta charset='\u{1b}[2J'><p>港口</p>");
    "Latin 1 with controls of eight bits" => raw("<p>", b"caf\xe9 \x9b31m \x9d0;x\x9c \x90q\x9c");
    "NULs between letters" => raw("<p>", b"h\0a\0r\0b\0o\0u\0r\0");
    "all ends of lines" => b"<!--1712479502000-->\r[a](https://example.org/a)\n\r------\r\n\r\n<p>x\x0b\x0c\x85</p>".to_vec();
}

table! { HEADERS:
    "a header alone" => b"<!--1712479502000-->\n[a](https://example.org/a)\n------\n".to_vec();
    "half a header" => b"<!--17124".to_vec();
    "two stamps" => b"<!--1712479502000-->\n<!--1700000000000-->\n[a](https://example.org/a)\n------\n<p>x</p>".to_vec();
    "a stamp within a stamp" => b"<!--<!--1712479502000-->-->\n[a](https://example.org/a)\n------\n<p>x</p>".to_vec();
    "a stamp without an end of digits" => format!("<!--{}-->\n[a](https://example.org/a)\n------\n", "9".repeat(5_000)).into_bytes();
    "a stamp before all time" => b"<!---9223372036854775808-->\n[a](https://example.org/a)\n------\n".to_vec();
    "a stamp after all time" => b"<!--9223372036854775807-->\n[a](https://example.org/a)\n------\n".to_vec();
    "a hundred headers" => title("again").repeat(100);
    "an open bracket" => b"[".repeat(5_000);
    "brackets in no order" => b"<!--1-->\n[a](b](c)[d]((e)\n------\n<p>x</p>".to_vec();
    "a link over two lines" => b"<!--1712479502000-->\n[a](https://example.org/\na)\n------\n<p>x</p>".to_vec();
    "dashes without end" => [b"[a](https://example.org/a)\n", b"-".repeat(50_000).as_slice()].concat();
    "a title without end" => title(&"海".repeat(20_000));
    "a title of controls" => title("\u{1}\u{2}\u{1b}\u{7f}\u{9b}");
    "a title of spaces" => title("\u{3000}\u{2003}\u{200B} \t");
    "a title of HTML" => title("<script>alert(1)</script><b onclick=x>&#27;[2J&lt;</b>");
    "a title for a shell" => title("$(touch pwned) `touch pwned` '; touch pwned; \" | touch pwned & \\");
    "a title for a format" => title("%s%n%x {0} {title} { $name } {{ }} \\n \\x1b[2J ~~~");
    "a title that opens a window's title" => title("\u{1b}]0;pwned\u{7}\u{1b}]2;pwned\u{1b}\\");
    "a title for a spreadsheet" => title("=cmd|' /C calc'!A0\t+1\t@SUM(A1)");
    "an outlet of controls" => article("a", "https://a\u{1b}[2J\u{202e}b.example/", "<p>x</p>");
}

table! { TERMINALS:
    "the window's title" => body("<p>\u{1b}]0;pwned\u{7}x\u{9d}2;pwned\u{9c}");
    "the clipboard" => body("<p>\u{1b}]52;c;cm0gLXJm\u{7}\u{1b}]52;c;?\u{1b}\\");
    "a link of its own" => body("<p>\u{1b}]8;;https://evil.example/\u{1b}\\x\u{1b}]8;;\u{1b}\\");
    "a picture (sixel)" => body("<p>\u{1b}Pq#0;2;0;0;0#0~~@@\u{1b}\\\u{90}q\u{9c}");
    "a picture (kitty)" => body("<p>\u{1b}_Ga=T,f=100;AAAA\u{1b}\\");
    "a file (iTerm2)" => body("<p>\u{1b}]1337;File=inline=1:AAAA\u{7}");
    "through tmux" => body("<p>\u{1b}Ptmux;\u{1b}\u{1b}]52;c;eA==\u{7}\u{1b}\\");
    "messages to nobody" => body("<p>\u{1b}Xsos\u{1b}\\\u{1b}^pm\u{1b}\\\u{98}\u{9e}");
    "the screen cleared" => body("<p>\u{1b}[2J\u{1b}[3J\u{1b}[H\u{1b}c\u{1b}#8\u{9b}2J");
    "questions" => body("<p>\u{1b}[6n\u{1b}[c\u{1b}[>q\u{1b}[21t\u{5}\u{1b}]11;?\u{7}");
    "another alphabet" => body("<p>\u{1b}(0\u{e}lqqk\u{f}\u{1b}%@\u{1b}n");
    "what was written taken back" => body("<p>safe\u{8}\u{8}\u{8}\u{8}evil\rgone");
    "the end of a paste" => body("<p>\u{1b}[201~q\u{1b}[200~");
    "modes" => body("<p>\u{1b}[?1003h\u{1b}[?1049l\u{1b}[?25l\u{1b}[?2026h\u{1b}[20h");
    "colours of the palette" => body("<p>\u{1b}]4;0;rgb:ff/ff/ff\u{7}\u{1b}]104\u{7}\u{1b}]10;#000\u{7}");
    "a bell and other noise" => body("<p>\u{7}\u{1b}[10;9999]\u{11}\u{13}\u{4}\u{1a}\u{1c}");
    "escapes by their numbers" => body("<p>&#27;[2J&#x1b;]0;x&#7;&#155;2J&#x9d;&#8238;&#x2028;&#xFEFF;&#xFFFE;&#0;&#xD800;&#x110000;");
    "escapes by their names" => body("<p>&NewLine;&Tab;&ZeroWidthSpace;&lrm;&rlm;&shy;&InvisibleTimes;&zwj;&zwnj;");
    "escapes in every attribute" => body("<p title='\u{1b}[2J'><a href='https://example.org/\u{1b}[2J' title='\u{9b}2J'>x</a><img src='\u{1b}]0;x\u{7}' alt='\u{1b}[2J\u{202e}'><q cite='\u{1b}[2J'>y</q><abbr title='\u{1b}[2J'>z</abbr><ol start='\u{1b}[2J'><li>a</ol>");
    "escapes where no markup goes" => body("<pre>\u{1b}[2J\t\u{9b}x</pre><table><caption>\u{1b}[2J</caption><tr><th>\u{1b}]0;x\u{7}<td>\u{202e}y</table><ruby>港<rt>\u{1b}[2J</ruby><figcaption>\u{9d}x</figcaption>");
    "an escape in pieces" => body("<p>\u{1b}<b></b>[<i></i>2J \u{1b}<!-- -->]0;x<wbr>\u{7}");
    "Markdown with escapes" => body("# \u{1b}[2J\n\n[x](https://example.org/\u{1b}]0;x) `\u{9b}2J` **\u{202e}**\n\n> \u{1b}c\n");
}

table! { UNICODE:
    "Zalgo" => body(&format!("<p>{}", "h\u{301}\u{316}\u{489}\u{20DD}\u{36F}".repeat(2_000)));
    "Zalgo of one letter" => title(&format!("h{}arbour", "\u{363}\u{35F}".repeat(5_000)));
    "10,000 joined" => body(&format!("<p>{}", "👩\u{200D}".repeat(10_000)));
    "10,000 joined in a title" => title(&"👨\u{1F3FD}\u{200D}".repeat(10_000));
    "a grapheme of a megabyte" => body(&format!("<p>a{}", "\u{301}".repeat(500_000)));
    "10,000 flags, one more" => body(&format!("<p>{}", "🇨".repeat(10_001)));
    "flags of tags" => body(&format!("<p>{}", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}".repeat(100)));
    "tags without a flag" => title("a\u{E0001}\u{E0065}\u{E006E}\u{E007F}b");
    "every variation selector" => body(&format!("<p>❤{}x", ('\u{FE00}'..='\u{FE0F}').chain('\u{E0100}'..='\u{E01EF}').collect::<String>()));
    "selectors of nothing" => title("\u{FE0F}\u{200D}\u{FE0E} \u{FE0F}a\u{FE0F}");
    "an order turned round" => article("invoice\u{202E}fdp.exe\u{2066}", "https://example.org/\u{202E}gpj.a", "<p>\u{202B}a\u{202D}b\u{2067}c<a href='https://example.org'>\u{202E}moc.elpmaxe</a>");
    "bidi marks" => title("a\u{200E}b\u{200F}c\u{61C}d\u{202A}e\u{202C}");
    "separators of lines" => title("a\u{2028}b\u{2029}c\u{85}d\u{B}e");
    "noncharacters" => title("a\u{FFFE}b\u{FFFF}c\u{FDD0}d\u{1FFFE}e\u{10FFFF}");
    "private use" => title("a\u{E000}b\u{F8FF}c\u{F0000}d\u{100000}e");
    "nothing to see" => body(&format!("<p>{}", "\u{200B}\u{AD}\u{2060}\u{2063}\u{180E}\u{34F}\u{3164}\u{115F}".repeat(500)));
    "words in invisible pieces" => title("h\u{200B}a\u{AD}r\u{2060}b\u{200C}o\u{FEFF}u\u{200D}r");
    "Jamo" => title(&format!("{}{}", "\u{1100}".repeat(300), "\u{1161}\u{11A8}".repeat(300)));
    "stacked Thai and Tibetan" => title(&format!("ก{}ཀ{}", "\u{E35}\u{E48}".repeat(200), "\u{F74}\u{F90}".repeat(200)));
    "signs that join two" => title("a\u{35C}\u{361}b\u{1D173}\u{1D17A}\u{FFF9}x\u{FFFA}y\u{FFFB}");
    "Arabic and Hebrew" => title("العربية עברית ١٢٣ (harbour)");
    "letters that grow when folded" => title("ﷺﬃẞİŉǰΐﬀK\u{390}\u{1F52}");
    "marks alone" => body(&format!("<p>\u{301}\u{20E3}<p>\u{FE0F}{}", "\u{300}".repeat(40)));
    "characters of no year yet" => title("\u{2FFFF}\u{323B0}\u{1FAFF}\u{378}\u{E01F0}");
}

table! { LINKS:
    "javascript:" => link("javascript:alert(1)");
    "JavaScript: in pieces" => link("java\u{9}script:alert(1)");
    "file:" => link("file:///etc/passwd");
    "data:" => link("data:text/html;base64,PHNjcmlwdD4=");
    "a program's own scheme" => link("ms-msdt:/id PCWDiagnostic");
    "an option" => link("--remote-control=https://evil.example");
    "for a shell" => link("https://example.org/$(touch pwned)`touch pwned`;touch pwned|&'");
    "for a format" => link("https://example.org/%s%n%25s{url}%7Burl%7D");
    "a user's name for a host" => link("https://www.bank.example@evil.example/");
    "a secret" => link("https://user:secret@example.org/");
    "a host of two scripts" => link("https://www.аpple.com/");
    "a host that reads as another" => link("https://xn--80ak6aa92e.com/");
    "a slash of another alphabet" => link("https://bank.example\u{2044}login.evil.example/");
    "a dot of another alphabet" => link("https://bank。example/");
    "a host from right to left" => link("https://\u{202e}elpmaxe.org/");
    "controls in percents" => link("https://example.org/%1b%5d52;c;eA==%07%00%0a");
    "an escape" => link("https://example.org/\u{1b}]8;;x\u{1b}\\\u{7}\u{9c}");
    "spaces and lines" => link(" https://example.org/a b\nc ");
    "100 KB" => link(&format!("https://example.org/{}", "灯".repeat(33_000)));
    "no host" => link("https://");
    "half a host" => link("https://[::1");
    "an odd host" => link("http://0x7f.1:65536/");
    "backslashes" => link("https:\\\\example.org\\..\\..\\etc");
    "a path out of the folder" => link("../../../../etc/passwd\0.html");
    "quotes" => link("https://example.org/\"'&gt;&lt;b&gt;");
}

table! { NAMES:
    "a name with a line feed" in b"line\nfeed.txt" => title("line");
    "a name with a return" in b"safe.txt\revil" => title("return");
    "a name with an escape" in b"\x1b]0;pwned\x07\x1b[2J.txt" => title("escape");
    "a name with controls of eight bits" in b"\xc2\x9b2J\xc2\x9d0;x.txt" => title("eight");
    "a name that is no UTF-8" in b"\xff\xfe\x9b31m.txt" => title("bytes");
    "a name from right to left" in b"\xe2\x80\xaetxt.exe" => title("bidi");
    "a name like an option" in b"--help" => title("option");
    "a name for a shell" in b"$(touch pwned);`touch pwned`|&.txt" => title("shell");
    "a name of spaces" in b"   " => title("spaces");
    "a name with quotes" in b"'\"\\.txt" => title("quotes");
    "a name with a tab" in b"a\tb.txt" => title("tab");
    "a name as long as it may be" in &[b'n'; 255] => title("long");
    "a name of marks" in b"\xcc\x81\xcc\x81\xef\xb8\x8f.txt" => title("marks");
    "a name like a place" in b"file:x?mode=rw#a" => title("place");
    "a name with a separator of lines" in b"a\xe2\x80\xa8b.txt" => b"no header at all".to_vec();
}

/// All of them.
pub(crate) fn odd() -> impl Iterator<Item = &'static Odd> {
    let tables = [ENCODINGS, HEADERS, TERMINALS, UNICODE, LINKS, NAMES];
    tables.into_iter().flatten()
}
