//! What is odd about a file, in the words of the interface. What `Display` says of
//! it is English, for logs and for programs.

use super::WarningKind;
use super::document::Cut;
use crate::text::Clean;
use crate::words::Notice;

impl WarningKind {
    /// The same, to be worded for a person.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let with = |key, name, value: &str| Notice::new(key).with(name, Clean::line(value));
        match self {
            Self::Encoding(name) => with("odd-encoding", "encoding", name),
            Self::GuessedEncoding(name) => with("odd-encoding-guessed", "encoding", name),
            Self::ByteOrderMark => Notice::new("odd-byte-order-mark"),
            Self::CarriageReturns => Notice::new("odd-carriage-returns"),
            Self::ControlCharacters => Notice::new("odd-control-characters"),
            Self::Empty => Notice::new("odd-empty"),
            Self::BadBytes => Notice::new("odd-bad-bytes"),
            Self::Nul => Notice::new("odd-nul"),
            Self::NoStamp => Notice::new("odd-no-stamp"),
            Self::StampInSeconds => Notice::new("odd-stamp-in-seconds"),
            Self::AbsurdStamp(stamp) => with("odd-absurd-stamp", "stamp", stamp),
            Self::NoTitleLine("the first words") => Notice::new("odd-title-of-words"),
            Self::NoTitleLine("the file's name") => Notice::new("odd-title-of-file"),
            Self::NoTitleLine(place) => with("odd-title-of-element", "element", place),
            Self::OddTitleLine => Notice::new("odd-title-line"),
            Self::LongTitle => Notice::new("odd-long-title"),
            Self::LinkWithoutScheme => Notice::new("odd-link-without-scheme"),
            Self::RawLink => Notice::new("odd-raw-link"),
            Self::UnusableLink(link) => with("odd-unusable-link", "link", link),
            Self::NoLink => Notice::new("odd-no-link"),
            Self::OddDashes => Notice::new("odd-dashes"),
            Self::SecondStamp => Notice::new("odd-second-stamp"),
            Self::BlankBefore => Notice::new("odd-blank-before"),
            Self::OddOrder => Notice::new("odd-order"),
            Self::NoBody => Notice::new("odd-no-body"),
            Self::PlainBody => Notice::new("odd-plain-body"),
            Self::Cut(Cut::Bytes) => {
                let megabytes = (super::html::BYTES >> 20).to_string();
                with("odd-cut-bytes", "megabytes", &megabytes)
            }
            Self::Cut(Cut::Stops) => Notice::new("odd-cut-stops"),
            Self::Cut(Cut::Nodes) => Notice::new("odd-cut-nodes"),
            Self::Cut(Cut::Depth) => Notice::new("odd-cut-depth"),
            Self::Cut(Cut::Attributes) => Notice::new("odd-cut-attributes"),
            Self::TooLongForRules => Notice::new("odd-too-long-for-rules"),
            Self::RuleTooGreedy {
                site,
                place,
                what,
                words,
                before,
                total,
            } => {
                let key = if *before == 0 {
                    "odd-rule-too-greedy"
                } else {
                    "odd-rule-too-greedy-after"
                };
                let notice = with(key, "site", site)
                    .with("place", Clean::line(place))
                    .with("what", Clean::line(what))
                    .with("words", Clean::line(&words.to_string()))
                    .with("total", Clean::line(&total.to_string()));
                if *before == 0 {
                    notice
                } else {
                    notice.with("before", Clean::line(&before.to_string()))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    fn greedy(before: u32) -> WarningKind {
        WarningKind::RuleTooGreedy {
            site: "dw".to_owned(),
            place: "dw.toml:3".to_owned(),
            what: "promotion".to_owned(),
            words: 40,
            before,
            total: 100,
        }
    }

    fn all() -> Vec<WarningKind> {
        use WarningKind as K;
        let titles = ["<title>", "<h1>", "the first words", "the file's name"];
        let cuts = [
            Cut::Bytes,
            Cut::Stops,
            Cut::Nodes,
            Cut::Depth,
            Cut::Attributes,
        ];
        let mut all = vec![
            K::Encoding("GB18030"),
            K::GuessedEncoding("Big5"),
            K::ByteOrderMark,
            K::CarriageReturns,
            K::ControlCharacters,
            K::Empty,
            K::BadBytes,
            K::Nul,
            K::NoStamp,
            K::StampInSeconds,
            K::AbsurdStamp("17".to_owned()),
            K::OddTitleLine,
            K::LongTitle,
            K::LinkWithoutScheme,
            K::RawLink,
            K::UnusableLink("ftp://a".to_owned()),
            K::NoLink,
            K::OddDashes,
            K::BlankBefore,
            K::SecondStamp,
            K::OddOrder,
            K::NoBody,
            K::PlainBody,
            K::TooLongForRules,
            greedy(0),
            greedy(12),
        ];
        all.extend(titles.map(K::NoTitleLine));
        all.extend(cuts.map(K::Cut));
        all
    }

    #[test]
    fn the_english_words_say_what_display_says() {
        let words = Words::english();
        for kind in all() {
            assert_eq!(words.of(&kind.notice()).as_str(), kind.to_string());
        }
    }

    #[test]
    fn every_value_is_told_in_every_language() {
        for language in Language::ALL {
            let words = Words::of_language(language);
            for kind in all() {
                let (notice, told) = (kind.notice(), words.of(&kind.notice()));
                for (name, value) in &notice.arguments {
                    assert!(told.as_str().contains(value.as_str()), "{name}: {told}");
                }
            }
        }
    }
}
