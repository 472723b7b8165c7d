//! Addresses as they are to be opened: written anew by an outlet's rules, without
//! the parameters that tell where a reader came from.

use percent_encoding::percent_decode_str;

use super::site::Rewrite;

impl Rewrite {
    /// The new address, where the rule is for this one. `article` is the article's link.
    pub(super) fn apply(&self, address: &str, article: &str) -> Option<String> {
        let is_there = |host: &str| self.at.iter().any(|known| is_under(host, known));
        if !self.at.is_empty() && !host_in(address).is_some_and(|host| is_there(&host)) {
            return None;
        }
        let caught = self.pattern.get()?.captures(address)?;
        let mut new = String::new();
        caught.expand(&path_parts_filled(&self.replace, article), &mut new);
        Some(if self.decode {
            percent_decode_str(&new).decode_utf8_lossy().into_owned()
        } else {
            new
        })
    }
}

/// The host of an address, in lower case; `None` where it has none.
pub(super) fn host_in(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("//")?;
    let is_web = scheme.is_empty()
        || scheme.eq_ignore_ascii_case("https:")
        || scheme.eq_ignore_ascii_case("http:");
    if !is_web {
        return None;
    }
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.to_ascii_lowercase())
}

/// Whether `host` is `known` or lies under it, label by label from the right.
pub(super) fn is_under(host: &str, known: &str) -> bool {
    host.strip_suffix(known)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// An address without the parameters of these names, a name that ends in `*` being
/// that of many; `None` where it has none of them. All else stays as it is written.
pub(super) fn without_tracking(address: &str, names: &[String]) -> Option<String> {
    let (page, fragment) = match address.split_once('#') {
        Some((page, fragment)) => (page, Some(fragment)),
        None => (address, None),
    };
    let (before, query) = page.split_once('?')?;
    let is_tracking = |part: &&str| {
        let name = part.split('=').next().unwrap_or(part);
        names.iter().any(|known| match known.strip_suffix('*') {
            Some(start) => name.len() > start.len() && begins_with(name, start),
            None => name.eq_ignore_ascii_case(known),
        })
    };
    let kept: Vec<&str> = query.split('&').filter(|part| !is_tracking(part)).collect();
    if kept.len() == query.split('&').count() {
        return None;
    }
    let mut new = before.to_owned();
    if !kept.is_empty() {
        new.push('?');
        new.push_str(&kept.join("&"));
    }
    if let Some(fragment) = fragment {
        new.push('#');
        new.push_str(fragment);
    }
    Some(new)
}

fn begins_with(name: &str, start: &str) -> bool {
    name.get(..start.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

/// Puts the parts of the article's own path where `{path.1}`, `{path.2}` … stand.
fn path_parts_filled(template: &str, article: &str) -> String {
    if !template.contains("{path.") {
        return template.to_owned();
    }
    let path = article.split_once("://").map_or(article, |(_, rest)| rest);
    let parts = path
        .split(['?', '#'])
        .next()
        .unwrap_or(path)
        .split('/')
        .skip(1);
    let mut filled = template.to_owned();
    for (number, part) in parts.enumerate().take(9) {
        filled = filled.replace(&format!("{{path.{}}}", number + 1), part);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_compared_by_labels_from_the_right() {
        for (host, known, under) in [
            ("www.rfi.fr", "rfi.fr", true),
            ("rfi.fr", "rfi.fr", true),
            ("notrfi.fr", "rfi.fr", false),
            ("rfi.fr.evil.example", "rfi.fr", false),
        ] {
            assert_eq!(is_under(host, known), under, "{host} {known}");
        }
    }

    #[test]
    fn hosts_of_addresses() {
        for (address, host) in [
            ("https://WWW.A.example/x", Some("www.a.example")),
            ("//a.example?x", Some("a.example")),
            ("http://a.example:80/", Some("a.example")),
            ("/x//y", None),
            ("mailto:a@b.example", None),
            ("ftp://a.example/", None),
            ("x", None),
        ] {
            assert_eq!(host_in(address).as_deref(), host, "{address}");
        }
    }

    #[test]
    fn tracking_parameters_go_and_all_else_stays() {
        let names = ["utm_*".to_owned(), "fbclid".to_owned()];
        for (address, new) in [
            ("https://a/x?utm_source=b", Some("https://a/x")),
            (
                "https://a/x?id=1&utm_source=b&UTM_medium=c",
                Some("https://a/x?id=1"),
            ),
            (
                "https://a/x?fbclid=1&q=%20a+b&c#d?e",
                Some("https://a/x?q=%20a+b&c#d?e"),
            ),
            ("/x?fbclid#d", Some("/x#d")),
            ("https://a/x?utm_=b", None),
            ("https://a/x?myfbclid=1&fbclid2=1", None),
            ("https://a/x#?fbclid=1", None),
            ("https://a/x?", None),
            ("https://a/utm_source=b", None),
        ] {
            assert_eq!(
                without_tracking(address, &names).as_deref(),
                new,
                "{address}"
            );
        }
    }
}
