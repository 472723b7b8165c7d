//! Each theme keeps what is promised of themes, and files of any kind are read.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;

use proptest::prelude::*;
use toml::de::DeTable;

use super::*;
use crate::settings::colour::Shade;

/// What a theme has to hold to, and by how much it does.
fn told(theme: &Theme, contrasts: &[Contrast]) -> String {
    let mut text = format!("{}\n", theme.name);
    for contrast in contrasts {
        let Contrast {
            role,
            on,
            ground,
            ratio,
            needed,
        } = contrast;
        let Rgb { red, green, blue } = ground;
        let mark = if ratio < needed { "TOO LITTLE" } else { "" };
        let (role, on) = (role.name(), on.name());
        writeln!(
            text,
            "{role:>10} on {on:<6} #{red:02x}{green:02x}{blue:02x} {ratio:5.2} of {needed} {mark}"
        )
        .unwrap();
    }
    text
}

#[test]
fn no_theme_misses_a_role_or_has_another() {
    for (name, text) in EMBEDDED {
        let (table, errors) = DeTable::parse_recoverable(text);
        assert_eq!(errors, [], "{name}");
        let roles = table.get_ref().get("roles").unwrap().get_ref();
        let mut names: Vec<&str> = roles
            .as_table()
            .unwrap()
            .keys()
            .map(|name| name.get_ref().as_ref())
            .collect();
        let mut expected = Role::ALL.map(Role::name);
        names.sort_unstable();
        expected.sort_unstable();
        assert_eq!(names, expected, "{name}");
    }
    let kinds = |shade| {
        let of_kind = |theme: &&Arc<Theme>| theme.shade == Some(shade);
        Themes::embedded().iter().filter(of_kind).count()
    };
    assert!(kinds(Shade::Dark) >= 2 && kinds(Shade::Light) >= 2);
}

/// Every text can be read on every ground it stands on, with all colours and with
/// as many as a terminal has.
#[test]
fn themes_have_contrast() {
    for theme in Themes::embedded().iter() {
        // Of the terminal's own colours nothing is known.
        let is_known = !theme.keeps_ground() || !theme.grounds.is_empty();
        assert_eq!(
            is_known,
            !["terminal", "plain"].contains(&theme.name.as_str())
        );
        for depth in [Depth::True, Depth::Indexed, Depth::Sixteen] {
            let converted = theme.at(depth);
            let contrasts = converted.contrasts();
            assert_eq!(contrasts.is_empty(), !is_known, "{}", theme.name);
            let told = told(theme, &contrasts);
            let too_little = contrasts.iter().any(|found| found.ratio < found.needed);
            assert!(!too_little, "{depth:?} {told}");
        }
        // With which of its grounds a theme is seen, the chosen row stands off.
        if let Some(chosen) = theme.paint(Role::Chosen).ground {
            let least = if theme.name == "contrast" { 3.0 } else { 1.25 };
            for depth in [Depth::True, Depth::Indexed] {
                let chosen = theme.at(depth).paint(Role::Chosen).ground.unwrap_or(chosen);
                for ground in theme.at(depth).grounds_of(Role::Text) {
                    let ratio = chosen.likely().contrast(ground);
                    assert!(
                        ratio >= least,
                        "{} {depth:?} {ratio} {ground:?}",
                        theme.name
                    );
                }
            }
        }
    }
}

#[test]
fn high_contrast_is_high() {
    let themes = Themes::embedded();
    let theme = themes.get("contrast").unwrap();
    let contrasts = theme.contrasts();
    let text = |found: &&Contrast| found.on == Role::Text && found.role != Role::Furniture;
    let least = contrasts.iter().filter(text).map(|found| found.ratio);
    let least = least.fold(f64::INFINITY, f64::min);
    assert!(least >= 7.0, "{}", told(theme, &contrasts));
}

/// What colour tells, something else tells as well: a mark of its own beside it, or
/// an attribute. Fainter text has a contrast that nobody knows.
#[test]
fn nothing_is_told_by_colour_alone() {
    for theme in Themes::embedded().iter() {
        let name = &theme.name;
        let has = |role, attribute| theme.paint(role).attributes.contains(attribute);
        assert!(has(Role::Link, Attributes::UNDERLINED), "{name}");
        assert!(has(Role::FoundHere, Attributes::REVERSED), "{name}");
        assert!(!has(Role::Found, Attributes::REVERSED), "{name}");
        for role in [Role::Found, Role::FoundHere, Role::Title, Role::Accent] {
            assert!(has(role, Attributes::BOLD), "{name} {role:?}");
        }
        let chosen = theme.paint(Role::Chosen);
        let stands_off = chosen.ground.is_some() || has(Role::Chosen, Attributes::REVERSED);
        assert!(stands_off, "{name}");
        let sixteen = theme.at(Depth::Sixteen).paint(Role::Chosen);
        assert!(sixteen.attributes.contains(Attributes::REVERSED), "{name}");
        let dim = Role::ALL.into_iter().any(|role| has(role, Attributes::DIM));
        assert_eq!(dim, theme.contrasts().is_empty(), "{name}");
    }
}

#[test]
fn auto_follows_the_ground() {
    let themes = Themes::embedded();
    for (wish, shade, depth, expected) in [
        ("auto", Some(Shade::Dark), Depth::True, "dark"),
        ("auto", Some(Shade::Light), Depth::Indexed, "light"),
        ("auto", None, Depth::True, "terminal"),
        ("auto", Some(Shade::Dark), Depth::Sixteen, "terminal"),
        ("auto", Some(Shade::Dark), Depth::None, "plain"),
        ("paper", Some(Shade::Dark), Depth::True, "paper"),
        ("paper", Some(Shade::Dark), Depth::Sixteen, "paper"),
        ("paper", None, Depth::None, "plain"),
        ("gone", None, Depth::True, "terminal"),
        ("gone", None, Depth::None, "plain"),
    ] {
        let theme = themes.in_force(wish, shade, depth);
        assert_eq!(theme.name, expected, "{wish} {shade:?} {depth:?}");
    }
}

#[test]
fn colours_become_those_most_like_them() {
    for (written, depth, expected) in [
        ("#000000", Depth::Indexed, 16),
        ("#ffffff", Depth::Indexed, 231),
        ("#808080", Depth::Indexed, 244),
        ("#5f87af", Depth::Indexed, 67),
        ("#000000", Depth::Sixteen, 0),
        ("#ffffff", Depth::Sixteen, 15),
        ("#c81414", Depth::Sixteen, 1),
        ("#7a7a7a", Depth::Sixteen, 8),
    ] {
        let mut themes = Themes::embedded();
        let text = format!("[roles]\ntext = {{ ground = \"{written}\" }}");
        assert_eq!(themes.add("own", &text), []);
        let ground = themes
            .get("own")
            .unwrap()
            .at(depth)
            .paint(Role::Text)
            .ground;
        assert_eq!(ground, Some(Colour::Numbered(expected)), "{written}");
    }
}

/// Among 16 colours nothing secondary gets a hue, and nothing but a fault is red.
#[test]
fn sixteen_colours_are_as_calm() {
    for theme in Themes::embedded().iter() {
        let sixteen = theme.at(Depth::Sixteen);
        for role in Role::ALL {
            let text = sixteen.paint(role).text;
            let is_red = matches!(text, Some(Colour::Numbered(1 | 9)));
            assert!(!is_red || role == Role::Error, "{} {role:?}", theme.name);
        }
        for role in [Role::Quiet, Role::Furniture] {
            let paint = sixteen.paint(role);
            assert_eq!(paint.text, None, "{} {role:?}", theme.name);
            assert!(paint.attributes.contains(Attributes::DIM), "{}", theme.name);
        }
    }
    let themes = Themes::embedded();
    for (name, role, expected) in [
        ("night", Role::Star, Some(3)),
        ("paper", Role::Star, None),
        ("paper", Role::Accent, Some(12)),
        ("paper", Role::Error, Some(1)),
        ("paper", Role::Text, Some(0)),
    ] {
        let paint = themes.get(name).unwrap().at(Depth::Sixteen).paint(role);
        assert_eq!(
            paint.text,
            expected.map(Colour::Numbered),
            "{name} {role:?}"
        );
    }
}

#[test]
fn a_theme_of_ones_own_says_what_is_other() {
    let mut themes = Themes::embedded();
    let text = "like = \"paper\"\nfor = \"light\"\n[roles]\naccent = { text = \"magenta\" }\n";
    assert_eq!(themes.add("mine", text), []);
    let (mine, paper) = (themes.get("mine").unwrap(), themes.get("paper").unwrap());
    assert!(mine.is_own && !paper.is_own);
    assert_eq!(mine.paint(Role::Text), paper.paint(Role::Text));
    let accent = Paint {
        text: Some(Colour::Numbered(5)),
        ..Paint::default()
    };
    assert_eq!(mine.paint(Role::Accent), accent);
    assert_eq!(themes.names().last(), Some(&"mine"));
    // In the place of one that comes with the program.
    assert_eq!(themes.add("paper", "for = \"dark\""), []);
    assert_eq!(
        themes
            .names()
            .iter()
            .filter(|name| **name == "paper")
            .count(),
        1
    );
}

#[test]
fn faults_have_a_place_and_the_rest_applies() {
    for (text, line, said) in [
        ("for = \"dusk\"", 1, "it can be dark, light, any"),
        ("like = \"gone\"", 1, "it can be dark, light, night"),
        ("\nfoo = 1", 2, "it has for, like, grounds"),
        ("grounds = [\"black\"]", 1, "such as #1c1c1c"),
        ("roles = 3", 1, "roles is a table"),
        (
            "[roles]\nmood = {}",
            2,
            "no role is named “mood”; there are text",
        ),
        ("[roles]\nlink = \"red\"", 2, "link is a table"),
        (
            "[roles]\nlink = { text = \"#12345\" }",
            2,
            "link: text is “#12345”",
        ),
        ("[roles]\nlink = { text = 3 }", 2, "link: text is a number"),
        (
            "[roles]\nlink = { style = [\"loud\"] }",
            2,
            "bold, dim, italic",
        ),
        (
            "[roles]\nlink = { colour = \"red\" }",
            2,
            "none of text, ground and style",
        ),
        ("[roles]\nlink = { text = \"red\"\n", 2, ""),
    ] {
        let mut themes = Themes::embedded();
        let whole = format!("{text}\n");
        let errors = themes.add("own", &whole);
        assert_eq!(errors.len(), 1, "{text} {errors:?}");
        assert_eq!(errors[0].line, line, "{text} {errors:?}");
        assert!(errors[0].to_string().contains(said), "{text} {errors:?}");
        let (own, like) = (themes.get("own").unwrap(), themes.get("terminal").unwrap());
        assert_eq!(own.paint(Role::Link), like.paint(Role::Link), "{text}");
    }
    assert_eq!(Themes::embedded().add("auto", "").len(), 1);
}

proptest! {
    #![proptest_config(crate::laws())]

    /// Whatever stands in the file, there is a theme, and it can be converted.
    #[test]
    fn any_text_gives_a_theme(text in "(for|like|grounds|\\[roles\\]|text|link|=|\\{|\\}|\"|#|[0-9a-f]{3}|dark|red|\\PC|\\n| ){0,40}") {
        let mut themes = Themes::embedded();
        themes.add("own", &text);
        let theme = themes.in_force("own", None, Depth::True);
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed] {
            let converted = theme.at(depth);
            let exact = |paint: Paint| {
                [paint.text, paint.ground].into_iter().flatten().any(|colour| matches!(colour, Colour::Exact(_)))
            };
            prop_assert!(!Role::ALL.into_iter().any(|role| exact(converted.paint(role))));
        }
    }
}
