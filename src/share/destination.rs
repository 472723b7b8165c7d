//! What a link leads to: checked, normalised, and with a host that can be shown
//! before anything opens.
//!
//! Only http and https pass. Nothing here starts a program or touches the
//! network; opening is the business of `desktop`.

use core::net::Ipv4Addr;
use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::host::shown_domain;
use crate::text::Clean;
use crate::words::Notice;

/// The longest normalised link that is opened, in bytes: half of what Linux
/// takes as one argument of a program (`MAX_ARG_STRLEN`, 128 KiB).
pub const LONGEST_LINK: usize = 64 * 1024;

/// How much of a refused link an error repeats, in characters.
const SHOWN_OF_A_REFUSED_LINK: usize = 120;

/// A link that may be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    url: Url,
    host: Clean,
    notes: Vec<Note>,
}

/// What a person should know of a link before it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The host mixes scripts, or has letters that pass for others, and is
    /// therefore shown as punycode.
    MixedScripts,
    /// A user name stands before the host, often so that it is taken for the host.
    UserInfo {
        /// The user name, percent-encoding undone.
        name: Clean,
    },
}

/// A link that is not opened, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the link \"{link}\" is not opened: {reason}")]
pub struct LinkError {
    /// The link, safe to show and cut to 120 characters.
    pub link: Clean,
    /// Why it is not opened.
    pub reason: Refusal,
}

/// Why a link is not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing in it.
    #[error("it is empty; the article names no link")]
    Empty,
    /// A control character stands in it.
    #[error("a control character stands at byte {at}; copy the link and look at it")]
    Control {
        /// Where, in bytes from the start of the link.
        at: usize,
    },
    /// It begins with `-`, so that a program could take it for an option.
    #[error("it begins with \"-\" like an option of a program; copy the link and look at it")]
    Option,
    /// It is neither http nor https.
    #[error("only http and https are opened, not \"{scheme}\"; copy the link instead")]
    Scheme {
        /// The scheme, without the colon.
        scheme: Clean,
    },
    /// It has no scheme and does not begin with a host.
    #[error("it does not begin with a host; a link is like https://host/path")]
    NoHost,
    /// It cannot be read as a URL.
    #[error("it is not a valid URL ({reason}); copy the link and look at it")]
    Malformed {
        /// What the URL Standard has against it.
        reason: url::ParseError,
    },
    /// It is longer than [`LONGEST_LINK`].
    #[error("its {bytes} bytes are more than the {LONGEST_LINK} that are opened; copy it instead")]
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
}

impl Destination {
    /// Looks at a link as an article carries it. White space around it is
    /// forgiven; raw Chinese and spaces in it become percent-encoding, as the
    /// URL Standard has it; a link without a scheme that begins with a host
    /// becomes https.
    ///
    /// # Errors
    ///
    /// A [`LinkError`] for everything that is not http or https, that begins with
    /// `-`, holds a control character, has no valid host or is too long.
    pub fn examine(link: &str) -> Result<Self, LinkError> {
        examine(link).map_err(|reason| LinkError {
            link: Clean::line(
                &link
                    .chars()
                    .take(SHOWN_OF_A_REFUSED_LINK)
                    .collect::<String>(),
            ),
            reason,
        })
    }

    /// The normalised URL that is opened: ASCII without spaces, beginning
    /// `http://` or `https://`.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The same URL, safe to show.
    #[must_use]
    pub fn link(&self) -> Clean {
        Clean::line(self.url.as_str())
    }

    /// The host to show before opening, with its port where it is not the usual
    /// one: in its own script, or as punycode with [`Note::MixedScripts`].
    #[must_use]
    pub fn host(&self) -> &Clean {
        &self.host
    }

    /// What a person should know before it opens, in a fixed order.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

impl Note {
    /// The note as a key of an interface text with its values.
    #[must_use]
    pub fn notice(&self) -> Notice {
        match self {
            Self::MixedScripts => Notice::new("link-mixed-scripts"),
            Self::UserInfo { name } => Notice::new("link-user-info").with("name", name.clone()),
        }
    }
}

impl LinkError {
    /// The refusal as a key of an interface text with its values.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let notice = match &self.reason {
            Refusal::Empty => return Notice::new("link-refused-empty"),
            Refusal::Control { .. } => Notice::new("link-refused-control"),
            Refusal::Option => Notice::new("link-refused-option"),
            Refusal::Scheme { scheme } => {
                Notice::new("link-refused-scheme").with("scheme", scheme.clone())
            }
            Refusal::NoHost => Notice::new("link-refused-no-host"),
            Refusal::Malformed { .. } => Notice::new("link-refused-malformed"),
            Refusal::TooLong { bytes } => Notice::new("link-refused-too-long")
                .with("kilobytes", Clean::line(&(bytes / 1024).to_string())),
        };
        notice.with("link", self.link.clone())
    }
}

fn examine(link: &str) -> Result<Destination, Refusal> {
    // Control characters are looked for first: the URL parser would drop some of
    // them in silence, and what opens would not be what was seen.
    if let Some((at, _)) = link.char_indices().find(|(_, c)| c.is_control()) {
        return Err(Refusal::Control { at });
    }
    let link = link.trim();
    if link.is_empty() {
        return Err(Refusal::Empty);
    }
    if link.starts_with('-') {
        return Err(Refusal::Option);
    }
    refuse_long(link)?;
    let url = Url::parse(&with_scheme(link)?).map_err(|reason| Refusal::Malformed { reason })?;
    refuse_long(url.as_str())?;
    let mut notes = Vec::new();
    let mut host = match url.host() {
        Some(Host::Domain(domain)) => {
            let (shown, mixed) = shown_domain(domain);
            if mixed {
                notes.push(Note::MixedScripts);
            }
            shown
        }
        Some(address) => address.to_string(),
        None => return Err(Refusal::NoHost),
    };
    if let Some(port) = url.port() {
        host = format!("{host}:{port}");
    }
    if !url.username().is_empty() || url.password().is_some() {
        let name = percent_decode_str(url.username()).decode_utf8_lossy();
        notes.push(Note::UserInfo {
            name: Clean::line(&name),
        });
    }
    Ok(Destination {
        host: Clean::line(&host),
        url,
        notes,
    })
}

fn refuse_long(link: &str) -> Result<(), Refusal> {
    if link.len() > LONGEST_LINK {
        return Err(Refusal::TooLong { bytes: link.len() });
    }
    Ok(())
}

/// The link with its scheme: its own if that is http or https, else https if it
/// begins with a host.
fn with_scheme(link: &str) -> Result<Cow<'_, str>, Refusal> {
    if let Some(rest) = link.strip_prefix("//") {
        return begins_with_host(rest)
            .then(|| Cow::Owned(format!("https://{rest}")))
            .ok_or(Refusal::NoHost);
    }
    match scheme(link) {
        Some((name, _)) if is_web(name) => Ok(Cow::Borrowed(link)),
        Some((name, rest)) if !(begins_with_port(rest) && is_host(name)) => Err(Refusal::Scheme {
            scheme: Clean::line(&name.to_ascii_lowercase()),
        }),
        _ if begins_with_host(link) => Ok(Cow::Owned(format!("https://{link}"))),
        _ => Err(Refusal::NoHost),
    }
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// The scheme by RFC 3986, section 3.1, and what follows its colon.
fn scheme(link: &str) -> Option<(&str, &str)> {
    let (name, rest) = link.split_once(':')?;
    let valid = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    valid.then_some((name, rest))
}

/// Whether a text begins with a port number that ends the authority.
fn begins_with_port(text: &str) -> bool {
    let authority = text.split(['/', '?', '#']).next().unwrap_or_default();
    (1..=5).contains(&authority.len()) && authority.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a link without a scheme begins with what can only be meant as a host.
fn begins_with_host(link: &str) -> bool {
    let authority = link.split(['/', '?', '#']).next().unwrap_or_default();
    match authority.split_once(':') {
        Some((host, port)) => is_host(host) && begins_with_port(port),
        None => is_host(authority),
    }
}

/// File endings that no top-level domain bears: `story.html` is a file, not a host.
const FILE_ENDINGS: &[&str] = &[
    "asp", "aspx", "bmp", "css", "csv", "epub", "gif", "htm", "html", "jpeg", "jpg", "js", "json",
    "jsp", "mp3", "mp4", "pdf", "php", "png", "shtml", "svg", "txt", "webp", "xhtml", "xml",
];

fn is_host(text: &str) -> bool {
    if text.parse::<Ipv4Addr>().is_ok() {
        return true;
    }
    if text.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let well_formed = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || "-_".contains(c))
    };
    let Some((_, top)) = text.rsplit_once('.') else {
        return false;
    };
    let top = top.to_ascii_lowercase();
    let plausible_top = top.starts_with("xn--")
        || (top.chars().count() >= 2 && top.chars().all(char::is_alphabetic));
    plausible_top && !FILE_ENDINGS.contains(&top.as_str()) && text.split('.').all(well_formed)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    // tidy: table
    fn links_are_normalised_and_their_host_is_shown() {
        for (link, url, host) in [
            ("https://rfi.my/AV58.X", "https://rfi.my/AV58.X", "rfi.my"),
            ("HTTP://WWW.DW.COM", "http://www.dw.com/", "www.dw.com"),
            (" https://a.example/ ", "https://a.example/", "a.example"),
            (
                "https://a.example/新闻/a b?q=中 文#第一",
                "https://a.example/%E6%96%B0%E9%97%BB/a%20b?q=%E4%B8%AD%20%E6%96%87#%E7%AC%AC%E4%B8%80",
                "a.example",
            ),
            (
                "https://a.example/%E6%96%B0",
                "https://a.example/%E6%96%B0",
                "a.example",
            ),
            (
                "https://a.example/100%",
                "https://a.example/100%",
                "a.example",
            ),
            ("https://a.example:443/", "https://a.example/", "a.example"),
            (
                "https://a.example:8443/",
                "https://a.example:8443/",
                "a.example:8443",
            ),
            ("https://[::1]:8080/", "https://[::1]:8080/", "[::1]:8080"),
            ("https://0x7f.1/", "https://127.0.0.1/", "127.0.0.1"),
            ("https:\\\\a.example\\b", "https://a.example/b", "a.example"),
            ("https:a.example", "https://a.example/", "a.example"),
            (
                "https://中文.example/",
                "https://xn--fiq228c.example/",
                "中文.example",
            ),
            (
                "https://a.example/\u{202e}x",
                "https://a.example/%E2%80%AEx",
                "a.example",
            ),
            // Without a scheme.
            (
                "www.dw.com/zh/a-1",
                "https://www.dw.com/zh/a-1",
                "www.dw.com",
            ),
            (
                "//cdn.example.com/x",
                "https://cdn.example.com/x",
                "cdn.example.com",
            ),
            (
                "a.example.com:8080/x",
                "https://a.example.com:8080/x",
                "a.example.com:8080",
            ),
            (
                "localhost:3000",
                "https://localhost:3000/",
                "localhost:3000",
            ),
            ("192.168.1.7/x", "https://192.168.1.7/x", "192.168.1.7"),
            (
                "例子.中国/新",
                "https://xn--fsqu00a.xn--fiqs8s/%E6%96%B0",
                "例子.中国",
            ),
            (
                "xn--e1afmkfd.xn--p1ai",
                "https://xn--e1afmkfd.xn--p1ai/",
                "пример.рф",
            ),
        ] {
            let destination = Destination::examine(link).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(destination.url(), url, "{link}");
            assert_eq!(destination.host().as_str(), host, "{link}");
            assert_eq!(destination.link().as_str(), url, "{link}");
        }
    }

    #[test]
    fn what_is_not_a_web_link_is_refused() {
        let scheme = |name: &str| Refusal::Scheme {
            scheme: Clean::line(name),
        };
        for (link, reason) in [
            ("", Refusal::Empty),
            (" \u{3000} ", Refusal::Empty),
            ("javascript:alert(1)", scheme("javascript")),
            ("JaVaScRiPt:alert(1)", scheme("javascript")),
            (" javascript://a.example/%0aalert(1)", scheme("javascript")),
            ("file:///etc/passwd", scheme("file")),
            ("data:text/html,<script>", scheme("data")),
            ("vbscript:x", scheme("vbscript")),
            ("view-source:https://a.example", scheme("view-source")),
            ("whatsapp://send?text=x", scheme("whatsapp")),
            ("mailto:a@b.example", scheme("mailto")),
            ("ftp://a.example/", scheme("ftp")),
            ("httpss://a.example/", scheme("httpss")),
            ("user:secret@a.example", scheme("user")),
            ("a.example:80x/", scheme("a.example")),
            ("a.example:654321", scheme("a.example")),
            ("-https://a.example", Refusal::Option),
            ("--version", Refusal::Option),
            ("https://a.example/\n", Refusal::Control { at: 18 }),
            ("java\tscript:alert(1)", Refusal::Control { at: 4 }),
            ("https://a.example/\u{1b}[31m", Refusal::Control { at: 18 }),
            ("https://a.example/\u{9b}31m", Refusal::Control { at: 18 }),
            ("https://a.example/\0", Refusal::Control { at: 18 }),
            ("/etc/passwd", Refusal::NoHost),
            ("../a.html", Refusal::NoHost),
            ("story.html?x=1", Refusal::NoHost),
            ("#part", Refusal::NoHost),
            ("?q=1", Refusal::NoHost),
            ("words", Refusal::NoHost),
            ("两个词 a.example", Refusal::NoHost),
            ("reader@mail.example", Refusal::NoHost),
            ("1.5", Refusal::NoHost),
            ("a..example", Refusal::NoHost),
            ("//", Refusal::NoHost),
            (":80", Refusal::NoHost),
        ] {
            let error = Destination::examine(link).expect_err(link);
            assert_eq!(error.reason, reason, "{link:?}");
            assert!(!error.to_string().contains(char::is_control), "{link:?}");
        }
        for link in [
            "https://",
            "http://a b.example/",
            "https://%00.example",
            "https://a.example:99999/",
            "https://xn--a.example/",
            "https://a\u{202e}b.example/",
        ] {
            let error = Destination::examine(link).expect_err(link);
            assert!(matches!(error.reason, Refusal::Malformed { .. }), "{error}");
        }
    }

    #[test]
    fn a_link_too_long_for_a_program_is_refused() {
        // Han characters are nine times as long when percent-encoded, three times their bytes.
        for (path, fits) in [
            ("a".repeat(60_000), true),
            ("a".repeat(70_000), false),
            ("中".repeat(20_000), false),
        ] {
            let examined = Destination::examine(&format!("https://a.example/{path}"));
            assert_eq!(examined.is_ok(), fits);
            if let Err(error) = examined {
                assert!(matches!(error.reason, Refusal::TooLong { bytes } if bytes > LONGEST_LINK));
                assert_eq!(error.link.as_str().chars().count(), SHOWN_OF_A_REFUSED_LINK);
            }
        }
    }

    #[test]
    fn user_info_is_pointed_out() {
        for (link, name) in [
            ("https://www.bank.example@evil.example/", "www.bank.example"),
            (
                "https://www.bank.example:443@evil.example/",
                "www.bank.example",
            ),
            ("https://:secret@evil.example/", ""),
            ("https://%1b%5b31m@evil.example/", "[31m"),
            ("https://中@evil.example/", "中"),
        ] {
            let destination = Destination::examine(link).unwrap();
            assert_eq!(destination.host().as_str(), "evil.example");
            let name = Clean::line(name);
            assert_eq!(destination.notes(), [Note::UserInfo { name }], "{link}");
        }
        let plain = Destination::examine("https://a.example/@name").unwrap();
        assert!(plain.notes().is_empty());
    }

    proptest! {
        #![proptest_config(crate::laws())]
        #[test]
        fn what_passes_is_a_plain_web_url(link in "(https?:|//|-|javascript:)?(//)?[a-zа-я新ノ.@:/%?#\\\\\\-\\PC]{0,30}|\\PC*") {
            if let Ok(destination) = Destination::examine(&link) {
                prop_assert!(destination.url().starts_with("http://") || destination.url().starts_with("https://"));
                prop_assert!(destination.url().bytes().all(|b| b.is_ascii_graphic()), "{}", destination.url());
                prop_assert!(!destination.host().is_empty());
                let again = Destination::examine(destination.url()).unwrap();
                prop_assert_eq!(again, destination);
            }
        }
    }
}
