//! Targets: where an article can be shared. The article's own link for a target
//! wins, for the outlet made it; else a link is made from a template. Both the
//! patterns and the templates are data (`assets/targets.toml`), the keys and
//! the order of the menu stand here.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use thiserror::Error;
use url::Url;

use super::link;
use super::target_settings::Other;

const EMBEDDED: &str = include_str!("../../assets/targets.toml");

/// All but the unreserved characters of RFC 3986, 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A place where an article can be shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// X, once Twitter.
    X,
    /// Telegram.
    Telegram,
    /// Mastodon, on the reader's instance.
    Mastodon,
    /// `WhatsApp`.
    WhatsApp,
    /// Facebook.
    Facebook,
    /// E-mail.
    Email,
}

impl Service {
    /// All, in the order of the menu.
    pub const ALL: [Self; 6] = [
        Self::X,
        Self::Telegram,
        Self::Mastodon,
        Self::WhatsApp,
        Self::Facebook,
        Self::Email,
    ];

    /// The one of a name, as data and settings have it.
    pub(super) fn named(name: &str) -> Option<Self> {
        let names = ["x", "telegram", "mastodon", "whatsapp", "facebook", "email"];
        let mut services = names.into_iter().zip(Self::ALL);
        let found = services.find(|(known, _)| *known == name);
        found.map(|(_, service)| service)
    }

    /// The letter in the share menu.
    #[must_use]
    pub fn key(self) -> char {
        match self {
            Self::X => 'x',
            Self::Telegram => 'g',
            Self::Mastodon => 'd',
            Self::WhatsApp => 'w',
            Self::Facebook => 'f',
            Self::Email => 'e',
        }
    }

    /// The key of the name among the interface texts.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::X => "share-x",
            Self::Telegram => "share-telegram",
            Self::Mastodon => "share-mastodon",
            Self::WhatsApp => "share-whatsapp",
            Self::Facebook => "share-facebook",
            Self::Email => "share-email",
        }
    }
}

/// What is known of one target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    /// Patterns of the article's own links, the best first.
    #[serde(default)]
    pub(super) own: Vec<String>,
    /// The link to make where there is none.
    pub(super) template: String,
}

/// The targets that data describes, and those that a reader adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    pub(super) ours: BTreeMap<Service, Target>,
    pub(super) others: Vec<Other>,
}

/// Why a file of targets cannot be used.
#[derive(Debug, Error)]
pub enum TargetsError {
    /// The file is not of the right shape.
    #[error("reading the share targets: {0}")]
    Shape(#[from] toml::de::Error),
    /// A template holds a placeholder that does not exist.
    #[error(
        "the share target {target}: nothing is known of {{{name}}}; use {{title}}, {{link}} or {{instance}}"
    )]
    Placeholder {
        /// The target.
        target: String,
        /// What stands in the braces.
        name: String,
    },
    /// A template does not give a link.
    #[error(
        "the share target {target}: its template gives no link; let it start with https:// or mailto:"
    )]
    NoLink {
        /// The target.
        target: String,
    },
}

/// What a template is filled with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filling<'a> {
    /// The title, on one line.
    pub(super) title: &'a str,
    /// The link, in ASCII.
    pub(super) link: Option<&'a str>,
    /// The Mastodon instance as the settings say it.
    pub(super) instance: Option<&'a str>,
}

impl Targets {
    /// The targets that come with the program; that they can be read is tested.
    #[must_use]
    pub fn embedded() -> Self {
        Self::parse(EMBEDDED).unwrap_or_default()
    }

    /// Whether one of ours is among them.
    #[must_use]
    pub fn has(&self, service: Service) -> bool {
        self.ours.contains_key(&service)
    }

    /// Reads targets from the text of a TOML file like `assets/targets.toml`.
    pub fn parse(text: &str) -> Result<Self, TargetsError> {
        let ours: BTreeMap<Service, Target> = toml::from_str(text)?;
        for (service, target) in &ours {
            checked(&format!("{service:?}"), &target.template)?;
        }
        Ok(Self {
            ours,
            others: Vec::new(),
        })
    }

    /// The link that shares an article at `service`: the best of its own links
    /// (name and URL), else one made from the template.
    pub(super) fn link(
        &self,
        service: Service,
        own: &[(String, String)],
        filling: Filling<'_>,
    ) -> Option<String> {
        let target = self.ours.get(&service)?;
        if service == Service::Mastodon {
            // Without an instance there is nowhere to go.
            host(filling.instance?)?;
        }
        target.link(own, filling)
    }
}

impl Target {
    /// The link that shares an article here.
    pub(super) fn link(&self, own: &[(String, String)], filling: Filling<'_>) -> Option<String> {
        let own: Vec<(String, String)> = own.iter().filter_map(|(_, url)| examined(url)).collect();
        let best = self.own.iter().find_map(|pattern| {
            own.iter()
                .find(|(address, _)| address.starts_with(pattern.as_str()))
        });
        match best {
            Some((_, url)) => Some(url.clone()),
            None => fill(&self.template, filling),
        }
    }
}

/// Whether a template gives a link, whatever it is filled with.
pub(super) fn checked(target: &str, template: &str) -> Result<(), TargetsError> {
    let target = || target.to_owned();
    if let Some(name) = unknown_placeholder(template) {
        return Err(TargetsError::Placeholder {
            target: target(),
            name,
        });
    }
    let example = Filling {
        title: "a",
        link: Some("https://a.example/"),
        instance: Some("a.example"),
    };
    match fill(template, example) {
        Some(_) => Ok(()),
        None => Err(TargetsError::NoLink { target: target() }),
    }
}

/// What patterns look at, and the link in ASCII. The first is host (without
/// `www.`) and path for http and https, else the link itself. A link with user
/// information or a port is not one that an outlet makes for sharing.
fn examined(url: &str) -> Option<(String, String)> {
    let url = Url::parse(url).ok()?;
    if !url.username().is_empty() || url.password().is_some() || url.port().is_some() {
        return None;
    }
    let ascii = link::ascii(&url);
    let address = match (url.scheme(), url.host_str()) {
        ("http" | "https", Some(host)) => {
            let host = host.strip_prefix("www.").unwrap_or(host);
            format!("{host}{}", url.path())
        }
        _ => ascii.clone(),
    };
    Some((address, ascii))
}

fn unknown_placeholder(template: &str) -> Option<String> {
    template
        .split('{')
        .skip(1)
        .find_map(|part| match part.split_once('}') {
            Some(("title" | "link" | "instance", _)) => None,
            Some((name, _)) => Some(name.to_owned()),
            None => Some(part.to_owned()),
        })
}

/// `None` where a value that the template needs is missing, or no link comes out.
fn fill(template: &str, filling: Filling<'_>) -> Option<String> {
    let encode = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
    // Encoded values hold no braces, so one after the other is safe.
    let mut text = template.replace("{title}", &encode(filling.title));
    if text.contains("{link}") {
        text = text.replace("{link}", &encode(filling.link?));
    }
    if text.contains("{instance}") {
        text = text.replace("{instance}", &host(filling.instance?)?);
    }
    let url = Url::parse(&text).ok()?;
    (url.scheme() == "mailto" || link::web(&text).is_some()).then(|| link::ascii(&url))
}

/// The host of a Mastodon instance, with its port if it has one, from what a
/// person writes: `mastodon.example`, `https://mastodon.example/`.
fn host(instance: &str) -> Option<String> {
    let instance = instance.trim();
    let instance = instance.strip_prefix("https://").unwrap_or(instance);
    let instance = instance.strip_suffix('/').unwrap_or(instance);
    if instance.contains(['/', '?', '#', '@', '\\', ':']) || instance.contains(char::is_whitespace)
    {
        return None;
    }
    let url = Url::parse(&format!("https://{instance}/")).ok()?;
    url.domain().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use super::*;
    use proptest::prelude::*;

    const FILLING: Filling<'static> = Filling {
        title: "港口“节” & more?",
        link: Some("https://a.example/?x=1&y=%20"),
        instance: Some("social.example"),
    };

    fn shared(service: Service, own: &[&str]) -> Option<String> {
        let own: Vec<_> = own
            .iter()
            .map(|url| (String::from("name"), (*url).to_owned()))
            .collect();
        Targets::embedded().link(service, &own, FILLING)
    }

    #[test]
    fn the_embedded_targets_are_all_there() {
        let targets = Targets::parse(EMBEDDED).unwrap();
        assert!(
            Service::ALL
                .iter()
                .all(|service| targets.ours.contains_key(service))
        );
        let named = |service: &Service| {
            let name = format!("{service:?}").to_lowercase();
            Service::named(&name) == Some(*service)
        };
        assert!(Service::ALL.iter().all(named));
        let mut keys: Vec<char> = Service::ALL.iter().map(|service| service.key()).collect();
        keys.dedup();
        assert_eq!(keys, ['x', 'g', 'd', 'w', 'f', 'e']);
    }

    #[test]
    fn templates_are_filled_percent_encoded() {
        let title = "%E6%B8%AF%E5%8F%A3%E2%80%9C%E8%8A%82%E2%80%9D%20%26%20more%3F";
        let link = "https%3A%2F%2Fa.example%2F%3Fx%3D1%26y%3D%2520";
        for (service, expected) in [
            (
                Service::X,
                format!("https://x.com/intent/tweet?text={title}&url={link}"),
            ),
            (
                Service::Telegram,
                format!("https://t.me/share/url?url={link}&text={title}"),
            ),
            (
                Service::Mastodon,
                format!("https://social.example/share?text={title}%20{link}"),
            ),
            (
                Service::WhatsApp,
                format!("https://wa.me/?text={title}%20{link}"),
            ),
            (
                Service::Facebook,
                format!("https://www.facebook.com/sharer/sharer.php?u={link}"),
            ),
            (
                Service::Email,
                format!("mailto:?subject={title}&body={title}%0D%0A{link}"),
            ),
        ] {
            assert_eq!(shared(service, &[]), Some(expected), "{service:?}");
        }
    }

    #[test]
    fn the_articles_own_link_wins() {
        for (service, own, expected) in [
            (
                Service::X,
                &["https://x.com/outlet", "https://x.com/intent/tweet?url=u"][..],
                "https://x.com/intent/tweet?url=u",
            ),
            (
                Service::X,
                &[
                    "https://twitter.com/intent/tweet?url=t",
                    "https://x.com/intent/tweet?url=u",
                ],
                "https://x.com/intent/tweet?url=u",
            ),
            (
                Service::Facebook,
                &["https://www.facebook.com/dialog/share?href=h"],
                "https://www.facebook.com/dialog/share?href=h",
            ),
            (
                Service::WhatsApp,
                &[
                    "https://web.whatsapp.com/send?text=a",
                    "whatsapp://send?text=b",
                ],
                "whatsapp://send?text=b",
            ),
            (
                Service::WhatsApp,
                &["https://web.whatsapp.com/send?text=a"],
                "https://web.whatsapp.com/send?text=a",
            ),
            (
                Service::Telegram,
                &["https://t.me/share/url?url=u"],
                "https://t.me/share/url?url=u",
            ),
            (
                Service::X,
                &["https://x.com/intent/tweet?text=港 口"],
                "https://x.com/intent/tweet?text=%E6%B8%AF%20%E5%8F%A3",
            ),
        ] {
            assert_eq!(shared(service, own).as_deref(), Some(expected), "{own:?}");
        }
    }

    #[test]
    fn a_link_that_only_looks_like_the_articles_own_is_not_taken() {
        for (service, own) in [
            (Service::X, "https://x.com.evil.example/intent/tweet"),
            (Service::X, "https://x.com@evil.example/intent/"),
            (Service::X, "https://a:b@x.com/intent/tweet"),
            (Service::X, "https://x.com:8443/intent/tweet"),
            (Service::X, "https://evil.example/x.com/intent/tweet"),
            (Service::X, "javascript:x.com/intent/"),
            (Service::X, "x.com/intent/tweet"),
            (Service::Mastodon, "https://mastodon.example/share?text=a"),
            (
                Service::Email,
                "mailto:evil@evil.example?attach=/etc/passwd",
            ),
            (Service::WhatsApp, "javascript:whatsapp:"),
        ] {
            assert_eq!(shared(service, &[own]), shared(service, &[]), "{own}");
        }
    }

    #[test]
    fn mastodon_needs_an_instance_that_is_a_host() {
        for (instance, expected) in [
            (Some("social.example"), Some("social.example")),
            (Some(" https://social.example/ "), Some("social.example")),
            (Some("社交.example"), Some("xn--tlq815h.example")),
            (Some("social.example/@me"), None),
            (Some("me@social.example"), None),
            (Some("http://social.example"), None),
            (Some("social.example:80"), None),
            (Some("127.0.0.1"), None),
            (Some("a b"), None),
            (Some(""), None),
            (None, None),
        ] {
            let link = Targets::embedded().link(
                Service::Mastodon,
                &[],
                Filling {
                    instance,
                    ..FILLING
                },
            );
            let start = expected.map(|host| format!("https://{host}/share?text="));
            assert_eq!(link.is_some(), start.is_some(), "{instance:?}");
            assert!(
                link.unwrap_or_default()
                    .starts_with(&start.unwrap_or_default()),
                "{instance:?}"
            );
        }
    }

    #[test]
    fn faulty_files_say_what_is_wrong() {
        for (text, part) in [
            ("[x]\ntemplate = 'https://a.example/?{url}'", "{url}"),
            ("[x]\ntemplate = 'https://a.example/?{title'", "{title}"),
            ("[x]\ntemplate = 'javascript:{title}'", "https://"),
            ("[x]\ntemplate = 'words'", "https://"),
            ("[x]\nown = ['a']", "template"),
            ("[x]\ntemplate = 'https://a.example/'\ncolour = 1", "colour"),
            ("[elsewhere]\ntemplate = 'https://a.example/'", "elsewhere"),
        ] {
            let error = Targets::parse(text)
                .map(|_| ())
                .expect_err(text)
                .to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]
        #[test]
        fn no_title_breaks_out_of_its_place(title in "\\PC{0,20}|[{}&?#%\"\\\\a-z]{0,20}") {
            for service in Service::ALL {
                let link = Targets::embedded().link(service, &[], Filling { title: &title, ..FILLING }).unwrap();
                let plain = Targets::embedded().link(service, &[], Filling { title: "", ..FILLING }).unwrap();
                let (link, plain) = (Url::parse(&link).unwrap(), Url::parse(&plain).unwrap());
                prop_assert_eq!((link.scheme(), link.host_str(), link.path()), (plain.scheme(), plain.host_str(), plain.path()));
                prop_assert_eq!(link.query_pairs().count(), plain.query_pairs().count());
            }
        }
    }
}
