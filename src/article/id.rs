//! The identity of an article, version `v1`.
//!
//! Marks hang on it, so it is fixed here, in code, independent of site rules,
//! settings and libraries that parse links: a later rule must not lose a star.
//! The hash is SHA-256, cut to 128 bits.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// Names the algorithm; stored beside each mark.
pub const IDENTITY_VERSION: &str = "v1";

/// Query parameters that say where a reader came from and nothing of what is read.
const TRACKING: &[&str] = &[
    "_ga",
    "_gl",
    "at_campaign",
    "at_medium",
    "cmpid",
    "dclid",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "igsh",
    "igshid",
    "maca",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "ref_src",
    "spm",
    "twclid",
    "vero_id",
    "wbraid",
    "wt_mc",
    "xtor",
    "yclid",
];

/// What tells one article from another, whatever file holds it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId([u8; 16]);

impl ArticleId {
    /// The identity of an article with this link, title and body.
    ///
    /// A link decides; without one, title and decoded body before any rule;
    /// with a link to a home page (no path, no query), link and title, and the
    /// body where there is no title either.
    #[must_use]
    pub fn v1(link: Option<&str>, title: &str, body: &str) -> Self {
        match link.and_then(Canonical::of) {
            Some(canonical) if canonical.is_home_page && title.is_empty() => {
                Self::hash(&["home", &canonical.text, title, body])
            }
            Some(canonical) if canonical.is_home_page => {
                Self::hash(&["home", &canonical.text, title])
            }
            Some(canonical) => Self::hash(&["link", &canonical.text]),
            None => Self::hash(&["text", title, body]),
        }
    }

    fn hash(parts: &[&str]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(IDENTITY_VERSION);
        for part in parts {
            // The length first, so that no two lists of parts run together.
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut id = [0; 16];
        id.iter_mut()
            .zip(hasher.finalize().iter())
            .for_each(|(to, from)| *to = *from);
        Self(id)
    }

    /// The bytes, as the marks' store keeps them.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// An identity read back from the marks' store.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ArticleId({self})")
    }
}

/// The text is not 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an article's id has 32 hexadecimal digits")]
pub struct NotAnId;

impl FromStr for ArticleId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotAnId);
        }
        let number = u128::from_str_radix(text, 16).map_err(|_| NotAnId)?;
        Ok(Self(number.to_be_bytes()))
    }
}

/// An http(s) link in the one form that stands for all its spellings: host in
/// lower case, no default port, no fragment (unless it routes: `#!`, `#/`), no
/// tracking parameters, everything outside ASCII percent-encoded.
struct Canonical {
    text: String,
    is_home_page: bool,
}

impl Canonical {
    fn of(link: &str) -> Option<Self> {
        let link = link.trim();
        let (scheme, rest) = link.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let default_port = match scheme.as_str() {
            "http" => ":80",
            "https" => ":443",
            _ => return None,
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at_checked(end)?;
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (format!("{user}@"), host),
            None => (String::new(), authority),
        };
        let host = host.to_lowercase();
        let host = host.strip_suffix(default_port).unwrap_or(&host);
        if host.is_empty() {
            return None;
        }
        let (tail, fragment) = tail.split_once('#').unwrap_or((tail, ""));
        let (path, query) = tail.split_once('?').unwrap_or((tail, ""));
        let path = if path.is_empty() { "/" } else { path };
        let query: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !is_tracking(pair))
            .collect();
        let mut text = format!("{scheme}://{user}{host}{path}");
        if !query.is_empty() {
            text.push('?');
            text.push_str(&query.join("&"));
        }
        let routes = fragment.starts_with(['!', '/']);
        if routes {
            text.push('#');
            text.push_str(fragment);
        }
        Some(Self {
            text: percent_encoded(&text),
            is_home_page: path == "/" && query.is_empty() && !routes,
        })
    }
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// Raw characters become escapes and escapes get upper-case digits, so that a
/// link copied from an address bar and one copied from a page are the same.
fn percent_encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    let mut upper = 0;
    for byte in text.bytes() {
        match byte {
            b'%' => upper = 3,
            b'!'..=b'~'
                if !matches!(
                    byte,
                    b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
                ) => {}
            _ => {
                upper = 0;
                let _ = write!(out, "%{byte:02X}");
                continue;
            }
        }
        let byte = if upper > 0 {
            byte.to_ascii_uppercase()
        } else {
            byte
        };
        upper = if upper > 0 { upper - 1 } else { 0 };
        out.push(char::from(byte));
    }
    out
}

/// The canonical form of an http(s) link; `None` for anything else.
#[must_use]
pub fn canonical_link(link: &str) -> Option<String> {
    Canonical::of(link).map(|canonical| canonical.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_form_for_all_spellings() {
        for (link, canonical) in [
            ("https://Example.ORG/a", "https://example.org/a"),
            ("HTTPS://example.org:443/a", "https://example.org/a"),
            ("http://example.org:80/a", "http://example.org/a"),
            ("http://example.org:8080/a", "http://example.org:8080/a"),
            ("https://example.org/a#part", "https://example.org/a"),
            (
                "https://example.org/a#!/route",
                "https://example.org/a#!/route",
            ),
            ("https://example.org/#/route", "https://example.org/#/route"),
            (
                "https://example.org/a?utm_source=x&id=7&fbclid=y",
                "https://example.org/a?id=7",
            ),
            (
                "https://example.org/a?maca=chi-rss",
                "https://example.org/a",
            ),
            ("https://example.org", "https://example.org/"),
            ("https://example.org?x=1", "https://example.org/?x=1"),
            (
                "https://example.org/中 国",
                "https://example.org/%E4%B8%AD%20%E5%9B%BD",
            ),
            (
                "https://example.org/%e4%b8%ad",
                "https://example.org/%E4%B8%AD",
            ),
            ("https://user@example.org/a", "https://user@example.org/a"),
        ] {
            assert_eq!(canonical_link(link).as_deref(), Some(canonical), "{link}");
        }
        for link in [
            "",
            "javascript:alert(1)",
            "mailto:a@b.c",
            "ftp://a/b",
            "https://",
            "/a/b",
            "example.org/a",
        ] {
            assert_eq!(canonical_link(link), None, "{link}");
        }
    }

    /// These values are in people's stores: they never change.
    #[test]
    fn v1_is_frozen() {
        for (link, title, body, id) in [
            (
                Some("https://example.org/a?utm_source=x#y"),
                "T",
                "B",
                "1e14c4814b155aec903fc1cfe9ddd9a8",
            ),
            (
                Some("https://example.org/"),
                "T",
                "B",
                "ca5d06a7f915b34529a1436d893cd89c",
            ),
            (None, "T", "B", "454bcdfa024ea1df936bac38bab04b00"),
        ] {
            assert_eq!(ArticleId::v1(link, title, body).to_string(), id, "{link:?}");
        }
    }

    #[test]
    fn what_decides() {
        let id = ArticleId::v1;
        assert_eq!(
            id(Some("https://a.b/c"), "x", "y"),
            id(Some("https://A.B/c#z"), "p", "q")
        );
        assert_ne!(
            id(Some("https://a.b/"), "x", "y"),
            id(Some("https://a.b/"), "p", "y")
        );
        assert_eq!(
            id(Some("https://a.b/"), "x", "y"),
            id(Some("https://a.b/#z"), "x", "q")
        );
        assert_ne!(
            id(Some("https://a.b/"), "", "y"),
            id(Some("https://a.b/"), "", "q")
        );
        assert_ne!(id(None, "x", "y"), id(None, "x", "z"));
        assert_ne!(id(None, "xy", ""), id(None, "x", "y"));
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn canonical_is_a_fixed_point(link in "https?://[a-zA-Z.:0-9@]{1,12}[/?#&=%a-zA-Z0-9 中]{0,30}") {
            if let Some(once) = canonical_link(&link) {
                prop_assert_eq!(canonical_link(&once), Some(once.clone()));
            }
        }

        #[test]
        fn ids_are_read_back(bytes in any::<[u8; 16]>()) {
            let id = ArticleId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }
    }
}
