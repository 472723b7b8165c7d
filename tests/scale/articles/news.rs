//! Years of news: the article of a number in an archive. Its words follow Zipf's
//! law over a vocabulary as wide as that of real news, its outlet and its time are
//! drawn, and in it stand words that stand nowhere else, in known shares.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;

use super::outlets::{Dress, OUTLETS, Outlet};
use super::prose::{Breadth, Prose, Tongue, Writer};
use super::sequence::Sequence;

/// A file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filed {
    /// The name of the file.
    pub(crate) name: String,
    /// What stands in it.
    pub(crate) text: String,
}

/// A word that stands nowhere but where it has been put: in each article in whose
/// number `every` goes without a rest, in the language of the article.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Probe {
    /// One article in so many has it, copies aside.
    pub(crate) every: u64,
    /// In Chinese and Japanese: Simplified and Traditional.
    pub(crate) han: [&'static str; 2],
    /// In languages of Latin letters and in Korean.
    pub(crate) latin: &'static str,
    /// In Russian.
    pub(crate) russian: &'static str,
}

/// A common word, one in the middle and a rare one.
pub(crate) const PROBES: [Probe; 3] = [
    Probe {
        every: 3,
        han: ["汐港", "汐港"],
        latin: "Saltgate",
        russian: "Солегорск",
    },
    Probe {
        every: 100,
        han: ["岬屿", "岬嶼"],
        latin: "Reedmoor",
        russian: "Камышин-Мыс",
    },
    Probe {
        every: 10_000,
        han: ["鹭鹮", "鷺䴉"],
        latin: "Quillhaven",
        russian: "Цаплегорье",
    },
];

impl Probe {
    /// The word as a language writes it.
    fn of(&self, tongue: Tongue) -> &'static str {
        match tongue {
            Tongue::Simplified => self.han[0],
            Tongue::Traditional | Tongue::Japanese => self.han[1],
            Tongue::Russian => self.russian,
            _ => self.latin,
        }
    }
}

/// One article in so many is a second, newer copy of the one before it.
const COPIES: u64 = 211;

/// The first millisecond of 2015, and the milliseconds of ten years.
const FIRST: u64 = 1_420_070_400_000;
const TEN_YEARS: u64 = 315_619_200_000;

/// The promotion of the feed mirror, which has moved from time to time.
const MIRRORS: [&str; 3] = ["feedx.run", "feedx.best", "feedx.site"];

/// The share row of RFI; its pictures are drawn by a style sheet.
const SHARE_ROW: &str = "<div><div>分享 :</div><div>\
<a href=\"https://www.facebook.com/dialog/share?app_id=1&amp;href=https%3A%2F%2Frfi.my%2F{}.F\" target=\"_blank\" rel=\"noopener nofollow\"><span></span></a>\
<a href=\"https://x.com/intent/tweet?url=https%3A%2F%2Frfi.my%2F{}.X&amp;lang=zh-cn\" target=\"_blank\" rel=\"noopener nofollow\"><span></span></a>\
<span data-root-share><share-button v-on:open=\"openModal\"></share-button></span></div></div>";

/// An article that is being written.
struct Page<'a> {
    writer: Writer<'a>,
    html: String,
    /// Known words that are still to be said.
    probes: Vec<&'static str>,
}

impl Page<'_> {
    fn paragraph(&mut self) {
        let mut prose = self.writer.paragraph();
        if let Some(probe) = self.probes.pop() {
            self.say_between_signs(&mut prose, probe);
            self.writer.sentence(&mut prose);
        }
        let (open, close) = match self.writer.sequence.below(24) {
            0 => ("<p>\u{a0}", "</p>"),
            1 => ("<p> ", "        </p>\n"),
            2 => ("<p>　　", "</p>"),
            3 => ("<div>", "</div>"),
            _ => ("<p>", "</p>"),
        };
        let _ = write!(self.html, "{open}{}{close}", prose.html);
    }

    /// A word that nothing joins on to.
    fn say_between_signs(&mut self, prose: &mut Prose, word: &str) {
        if self.writer.tongue.is_spaced() {
            prose.say(" ");
            prose.say(word);
            prose.say(", ");
        } else {
            prose.say(word);
            prose.say("，");
        }
    }

    fn picture(&mut self) {
        let number = self.writer.sequence.between(10_000_000, 69_999_999);
        let caption = self.writer.words().html;
        let _ = write!(
            self.html,
            "<img src=\"https://images.weserv.nl/?url=static.dw.com/image/{number}_303.jpg\" \
             width=\"100%\"><div><small style=\"color: #999;\">{caption}</small></div>"
        );
    }

    fn block(&mut self, dress: Dress) {
        match self.writer.sequence.below(28) {
            0 => {
                let words = self.writer.words().html;
                let _ = write!(self.html, "<h2>{words}</h2>");
            }
            1 => self.picture(),
            2 if dress == Dress::Dw => {
                let number = self.writer.sequence.between(10_000_000, 69_999_999);
                let words = self.writer.words().html;
                let _ = write!(
                    self.html,
                    "<p><a href=\"https://api.dw.com/api/detail/article/{number}\" \
                     rel=\"ArticleRef\">{words}</a></p>"
                );
            }
            3 => self.html.push_str(
                "<iframe width=\"100%\" height=\"259\" \
                 src=\"https://www.youtube.com/embed/n3wsPr1ntBd?wmode=transparent\"></iframe>",
            ),
            4 => {
                self.html.push_str("<blockquote>");
                self.paragraph();
                self.html.push_str("</blockquote>");
            }
            5 => {
                self.html.push_str("<ul>");
                for _ in 0..self.writer.sequence.between(2, 5) {
                    let words = self.writer.words().html;
                    let _ = write!(self.html, "<li>{words}</li>");
                }
                self.html.push_str("</ul>");
            }
            _ => self.paragraph(),
        }
    }

    fn start(&mut self, dress: Dress, published: DateTime<Utc>) {
        match dress {
            Dress::Rfi => {
                let local = published.with_timezone(&Paris).format("%d/%m/%Y - %H:%M");
                let lead = self.writer.paragraph().html;
                let _ = write!(
                    self.html,
                    "<div>{local}</div><img src=\"https://s.rfi.fr/media/display/w:1280/p:16x9/\
                     port%20%281%29.jpg\"><p><strong>{lead}        </strong></p><div>"
                );
            }
            Dress::Dw => {
                let time = published.format("%Y-%m-%dT%H:%M:%S.543Z");
                let _ = write!(self.html, "<div><i><br>{time}</i></div>");
                self.picture();
                self.html.push_str("<p>（德国之声中文网）</p>");
            }
            Dress::Plain if self.writer.sequence.one_in(3) => self.picture(),
            Dress::Plain => {}
        }
    }

    fn end(&mut self, dress: Dress, number: u64) {
        match dress {
            Dress::Rfi => {
                self.html.push_str(
                    "<div data-selfpromo-newsletter></div><div data-selfpromo-app></div></div>",
                );
                let short = format!("{number:X}");
                self.html.push_str(&SHARE_ROW.replace("{}", &short));
            }
            Dress::Dw => self
                .html
                .push_str("<p><em>© 2024年德国之声版权声明：本文是测试用的。</em></p>"),
            Dress::Plain => {}
        }
        if self.writer.sequence.one_in(2) {
            let mirror = self.writer.sequence.pick(&MIRRORS);
            let _ = write!(
                self.html,
                "<br><hr><div>获取更多RSS：<br><a href=\"https://feedx.net\" \
                 style=\"color:orange\" target=\"_blank\">https://feedx.net</a> <br><a \
                 href=\"https://{mirror}\" style=\"color:orange\" \
                 target=\"_blank\">https://{mirror}</a><br></div>"
            );
        }
    }
}

/// Bytes of running text that an article is to have: mostly some 2 KB, one in
/// eight up to 11 KB.
fn length(sequence: &mut Sequence) -> usize {
    let usual = 1_100 + sequence.below(2_400);
    if sequence.one_in(8) {
        usual + sequence.below(8_000)
    } else {
        usual
    }
}

/// What every byte but those of letters and digits is written as in a link.
fn encoded(text: &str) -> String {
    let mut link = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            link.push(char::from(byte));
        } else {
            let _ = write!(link, "%{byte:02X}");
        }
    }
    link
}

fn link(outlet: &Outlet, title: &str, number: u64, published: DateTime<Utc>) -> String {
    let start = outlet.link;
    match outlet.dress {
        Dress::Rfi => format!("{start}{}-{}", published.format("%Y%m%d"), encoded(title)),
        Dress::Dw => format!("{start}{}/a-{}", encoded(title), 60_000_000 + number),
        Dress::Plain => format!("{start}{number}"),
    }
}

/// The article of a number in the archive of a seed. Nothing else is asked: a
/// smaller archive is the beginning of a larger one.
pub(crate) fn news(seed: u64, number: u64) -> Filed {
    let is_copy = number % COPIES == COPIES - 1;
    let of = number - u64::from(is_copy);
    let mut sequence = Sequence::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ of);
    let outlet = OUTLETS[sequence.rank(6) % OUTLETS.len()];
    let stamp =
        FIRST + sequence.below(usize::try_from(TEN_YEARS / 1000).unwrap_or(1)) as u64 * 1000;
    // Feeds are read some minutes after an article has come out.
    let minutes = sequence.between(5, 600) as u64;
    let published = i64::try_from(stamp - minutes * 60_000).unwrap_or_default();
    let published = DateTime::from_timestamp_millis(published).unwrap_or_default();
    let bytes = length(&mut sequence);
    let mut writer = Writer {
        sequence: &mut sequence,
        tongue: outlet.tongue,
        plainness: 12,
        breadth: Breadth::Wide,
    };
    let title = writer.words();
    let probes = PROBES.iter().filter(|probe| of.is_multiple_of(probe.every));
    let mut page = Page {
        writer,
        html: String::with_capacity(bytes * 2),
        probes: probes.map(|probe| probe.of(outlet.tongue)).collect(),
    };
    page.start(outlet.dress, published);
    let text = page.html.len() + bytes;
    while page.html.len() < text || !page.probes.is_empty() {
        page.block(outlet.dress);
    }
    if is_copy {
        page.paragraph();
    }
    page.end(outlet.dress, of);
    let link = link(&outlet, &title.text, of, published);
    let stamp = stamp + u64::from(is_copy) * 3_600_000;
    let hash = (number ^ seed.rotate_left(32)).wrapping_mul(0x94D0_49BB_1331_11EB);
    Filed {
        name: format!("{number:07}_{hash:016x}.txt"),
        text: format!(
            "<!--{stamp}-->\n[{}]({link})\n------\n\n{}",
            title.html, page.html
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn a_number_tells_the_whole_article() {
        for number in [0, 1, 209, 210, 999_999] {
            assert_eq!(news(7, number), news(7, number));
            assert_ne!(news(7, number).text, news(8, number).text);
        }
        let (one, copy) = (news(7, 209), news(7, 210));
        let link = |filed: &Filed| filed.text.lines().nth(1).map(str::to_owned);
        assert_eq!(link(&one), link(&copy));
        assert_ne!(one.text, copy.text);
    }

    /// Zipf's law, seen in the words in small Latin letters, English mostly: the
    /// frequency falls with the rank, and many words stand once.
    #[test]
    fn words_are_as_frequent_as_zipf_has_it() {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for number in 0..400 {
            let filed = news(1, number);
            let words = filed.text.split(|c: char| !c.is_alphabetic());
            for word in words.filter(|word| word.chars().all(|c| c.is_ascii_lowercase())) {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
        counts.remove("");
        let count = |word: &str| counts.get(word).copied().unwrap_or_default();
        // Ranks 1, 4, 10 and 40 of the English core.
        let (first, fourth, tenth, fortieth) = (
            count("the"),
            count("and"),
            count("for"),
            count("approximately"),
        );
        assert!(
            first > 2 * fourth && fourth > tenth,
            "{first} {fourth} {tenth}"
        );
        assert!(tenth > 2 * fortieth && fortieth > 0, "{tenth} {fortieth}");
        let once = counts.values().filter(|count| **count == 1).count();
        assert!(once * 3 > counts.len(), "{once} of {}", counts.len());
    }

    /// Of the pairs of Han in real news of 4,500 characters, 0.57 to 0.67 are
    /// different; in millions a tenth or less. What an index costs goes by that.
    #[test]
    fn pairs_of_characters_come_again_as_they_do_in_news() {
        let is_han = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
        let mut pairs: HashMap<(char, char), usize> = HashMap::new();
        let mut all = 0;
        // Thousandths.
        let mut shares = Vec::new();
        for number in 0..800 {
            let text = news(1, number).text;
            if text.chars().filter(|c| "这与说为".contains(*c)).count() < 10 {
                continue;
            }
            let mut before = None;
            for c in text.chars() {
                if let (Some(before), true) = (before, is_han(&c)) {
                    *pairs.entry((before, c)).or_default() += 1;
                    all += 1;
                }
                before = Some(c).filter(is_han);
            }
            if shares.is_empty() && all > 4_500 || number > 790 {
                shares.push(pairs.len() * 1_000 / all);
            }
        }
        let (few, many) = (shares[0], shares[shares.len() - 1]);
        assert!((550..750).contains(&few), "{few}");
        assert!((200..350).contains(&many), "{many}");
    }

    #[test]
    fn known_words_stand_where_they_were_put_and_nowhere_else() {
        for number in 0..1_500 {
            let text = news(3, number).text;
            let of = number - u64::from(number % COPIES == COPIES - 1);
            for probe in PROBES {
                let [simplified, traditional] = probe.han;
                let forms = [simplified, traditional, probe.latin, probe.russian];
                let is_there = forms.iter().any(|form| text.contains(form));
                assert_eq!(
                    is_there,
                    of.is_multiple_of(probe.every),
                    "{number}: {forms:?}"
                );
            }
        }
    }

    #[test]
    fn a_body_has_some_three_and_a_half_kilobytes() {
        let bytes: usize = (0..500).map(|number| news(0, number).text.len()).sum();
        // The header aside, which is some 200 bytes.
        assert!((3_300..4_100).contains(&(bytes / 500)), "{}", bytes / 500);
    }
}
