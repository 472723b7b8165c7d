//! What is known of a terminal by its name, without asking it.

/// Terminals that show control sequences as text, or of which nothing is known.
pub(super) const UNKNOWN: &[&str] = &["", "dumb", "unknown"];

/// Terminals without a mouse pointer, or whose interpreter of control sequences
/// is older than operating system commands: those would be shown as text.
const WITHOUT_LINKS: &[&str] = &["linux", "cons25", "wsvt25"];
/// Beginnings of the names of such terminals: the console of the BSDs, hardware,
/// and Emacs' own.
const FAMILIES_WITHOUT_LINKS: &[&str] = &["vt1", "vt2", "sun", "eterm"];

/// Whether links that the terminal itself opens (OSC 8) are worth sending.
/// `variable` looks up a variable of the environment.
///
/// Terminals that don't know them pass over them in silence, so that this is no
/// list of those that do. GNU screen swallows them, each time it is drawn; tmux,
/// which may use the same name, passes them on since its version 3.4.
#[must_use]
pub fn takes_hyperlinks(variable: impl Fn(&str) -> Option<String>) -> bool {
    let name = variable("TERM").unwrap_or_default();
    let is_without = UNKNOWN.contains(&name.as_str())
        || WITHOUT_LINKS.contains(&name.as_str())
        || FAMILIES_WITHOUT_LINKS
            .iter()
            .any(|family| name.starts_with(family));
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
    let is_screen = name.starts_with("screen") && !is_set("TMUX");
    !is_without && !is_screen
}

/// Whether control sequences do anything, such as clearing a line. `variable` looks up a
/// variable of the environment.
#[must_use]
pub fn takes_sequences(variable: impl Fn(&str) -> Option<String>) -> bool {
    let name = variable("TERM").unwrap_or_default();
    !UNKNOWN.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_go_where_they_can_be_used() {
        for (term, tmux, expected) in [
            (Some("xterm-256color"), "", true),
            (Some("xterm-kitty"), "", true),
            (Some("foot"), "", true),
            (Some("tmux-256color"), "/tmp/tmux-1000/default,1,0", true),
            (Some("screen-256color"), "/tmp/tmux-1000/default,1,0", true),
            (Some("screen"), "", false),
            (Some("screen.xterm-256color"), "", false),
            (Some("linux"), "", false),
            (Some("dumb"), "", false),
            (Some("vt100"), "", false),
            (Some("vt220"), "", false),
            (Some("eterm-color"), "", false),
            (Some(""), "", false),
            (None, "", false),
        ] {
            let variable = |name: &str| match name {
                "TERM" => term.map(str::to_owned),
                "TMUX" => Some(tmux.to_owned()),
                _ => None,
            };
            assert_eq!(takes_hyperlinks(variable), expected, "{term:?} {tmux:?}");
        }
    }
}
