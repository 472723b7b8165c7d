//! Targets as a reader sets them: ours otherwise, or others beside them.

use super::targets::{Service, Target, Targets, TargetsError, checked};
use crate::text::Clean;

/// Letters that others get which name none: those that no other entry of the share
/// menu has, and no menu at all.
const LETTERS: &str = "bhinpuvzBCDEFHIJKLMNOPRSTUVWXYZ";

/// A target that a reader has set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetSetting {
    /// Its name, by which ours are known: `x`, `telegram`.
    pub name: String,
    /// What the menu calls it; its name where nothing is said. For others alone.
    pub label: Option<Clean>,
    /// Its letter in the menu; one that is free where nothing is said. For others alone.
    pub key: Option<char>,
    /// Patterns of the article's own links; as they were where nothing is said.
    pub own: Option<Vec<String>>,
    /// The link to make; as it was where nothing is said, none where it is empty.
    pub template: Option<String>,
}

/// A target that is none of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) key: char,
    pub(super) label: Clean,
    pub(super) target: Target,
}

/// Whether a target is one of ours.
#[must_use]
pub fn is_ours(name: &str) -> bool {
    Service::named(name).is_some()
}

/// Whether a target of the reader's own can have a letter.
#[must_use]
pub fn is_free(letter: char) -> bool {
    LETTERS.contains(letter)
}

/// The letters that a target of the reader's own can have.
#[must_use]
pub fn free_letters() -> &'static str {
    LETTERS
}

/// Whether a link can be made from a template; an empty one makes none.
///
/// # Errors
///
/// What stands in braces and means nothing, or that it gives no link.
pub fn check_template(name: &str, template: &str) -> Result<(), TargetsError> {
    if template.is_empty() {
        return Ok(());
    }
    checked(name, template)
}

impl Targets {
    /// These targets as a reader has set them.
    #[must_use]
    pub fn set(mut self, settings: &[TargetSetting]) -> Self {
        for setting in settings {
            match Service::named(&setting.name) {
                Some(service) if setting.template.as_deref() == Some("") => {
                    self.ours.remove(&service);
                }
                Some(service) => {
                    let target = self.ours.entry(service).or_default();
                    target.own = setting.own.clone().unwrap_or_else(|| target.own.clone());
                    if let Some(template) = &setting.template {
                        target.template.clone_from(template);
                    }
                }
                None => self.add(setting, settings),
            }
        }
        self
    }

    fn add(&mut self, setting: &TargetSetting, settings: &[TargetSetting]) {
        let template = setting.template.clone().unwrap_or_default();
        let is_used = |letter: &char| {
            self.others.iter().any(|other| other.key == *letter)
                || settings.iter().any(|other| other.key == Some(*letter))
        };
        let mut letters = LETTERS.chars().filter(|letter| !is_used(letter));
        if let Some(key) = setting.key.or_else(|| letters.next())
            && !template.is_empty()
        {
            let name = || Clean::line(&setting.name);
            self.others.push(Other {
                key,
                label: setting.label.clone().unwrap_or_else(name),
                target: Target {
                    own: setting.own.clone().unwrap_or_default(),
                    template,
                },
            });
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::super::tests::subject;
    use super::super::{Entry, Options, entries};
    use super::*;

    fn setting(name: &str, template: &str) -> TargetSetting {
        TargetSetting {
            name: name.to_owned(),
            label: None,
            key: None,
            own: None,
            template: Some(template.to_owned()),
        }
    }

    /// The share menu with some targets set.
    fn menu(settings: &[TargetSetting]) -> Vec<Entry> {
        let targets = Targets::embedded().set(settings);
        let options = Options {
            citation: None,
            mastodon_instance: None,
            targets: &targets,
        };
        entries(&subject(), &options)
    }

    fn keys(settings: &[TargetSetting]) -> String {
        menu(settings).iter().map(|entry| entry.key).collect()
    }

    #[test]
    fn letters_are_free_and_each_is_there_once() {
        let mut taken: String = keys(&[]) + "cAdljkoqyG";
        taken.push_str(LETTERS);
        let mut letters: Vec<char> = taken.chars().collect();
        letters.sort_unstable();
        let count = letters.len();
        letters.dedup();
        assert_eq!(letters.len(), count, "{taken}");
    }

    #[test]
    fn ours_are_set_otherwise_taken_away_and_added_to() {
        assert_eq!(keys(&[]), "tsamrxgwfeQ");
        assert_eq!(keys(&[setting("x", "")]), "tsamrgwfeQ");
        let front = "https://front.example/?{link}";
        let menu = menu(&[
            setting("x", front),
            setting(
                "weibo",
                "https://weibo.example/share?title={title}&url={link}",
            ),
            TargetSetting {
                key: Some('b'),
                label: Some(Clean::line("豆瓣")),
                ..setting("douban", "https://d.example/{title}")
            },
        ]);
        let found = |key: char| menu.iter().find(|entry| entry.key == key).unwrap();
        assert_eq!(
            found('x').copies,
            "https://front.example/?https%3A%2F%2Fn.example%2FA1.X"
        );
        assert_eq!(found('x').name, None);
        // `b` is another's.
        let weibo = found('h');
        assert_eq!(weibo.name.as_ref().unwrap().as_str(), "weibo");
        assert_eq!(
            weibo.copies,
            "https://weibo.example/share?title=%E6%B8%AF%E5%8F%A3%E8%8A%82%E5%91%A8%E5%85%AD%E5%BC%80%E5%B9%95&url=https%3A%2F%2Fn.example%2FA1.X"
        );
        assert_eq!(weibo.opens.as_ref(), Some(&weibo.copies));
        assert_eq!(found('b').name.as_ref().unwrap().as_str(), "豆瓣");
    }

    #[test]
    fn an_articles_own_link_wins_where_its_pattern_is_set() {
        let own = [("weibo".to_owned(), "https://w.example/share?a=1".to_owned())];
        let article = super::super::Subject {
            share_links: &own,
            ..subject()
        };
        let targets = Targets::embedded().set(&[TargetSetting {
            own: Some(vec!["w.example/share".to_owned()]),
            ..setting("weibo", "https://weibo.example/{link}")
        }]);
        let options = Options {
            citation: None,
            mastodon_instance: None,
            targets: &targets,
        };
        let menu = entries(&article, &options);
        let weibo = menu.iter().find(|entry| entry.key == 'b').unwrap();
        assert_eq!(weibo.copies, "https://w.example/share?a=1");
    }
}
