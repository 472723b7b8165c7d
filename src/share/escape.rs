//! How values are made safe for the format of a citation.

use serde::Deserialize;

/// How the values of a style are made safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Escape {
    /// As they are, on one line.
    None,
    /// For `TeX`, with braces that balance.
    Bibtex,
    /// For the inside of a JSON string (RFC 8259, 7).
    Json,
    /// On one line, where no tag can begin.
    Ris,
}

impl Escape {
    /// All of them, by name.
    pub const NAMES: [(&str, Self); 4] = [
        ("none", Self::None),
        ("bibtex", Self::Bibtex),
        ("json", Self::Json),
        ("ris", Self::Ris),
    ];

    /// The text, safe for the format.
    pub(super) fn apply(self, text: &str) -> String {
        match self {
            // Values are on one line already, so none can begin a line with a tag.
            Self::None | Self::Ris => text.to_owned(),
            Self::Bibtex => text.chars().fold(String::new(), bibtex),
            Self::Json => {
                let quoted = serde_json::Value::from(text).to_string();
                let inside = quoted
                    .strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'));
                inside.unwrap_or_default().to_owned()
            }
        }
    }
}

/// BibTeX counts braces even behind a backslash, so they have to be named.
fn bibtex(mut out: String, c: char) -> String {
    match c {
        '\\' => out.push_str("\\textbackslash{}"),
        '{' => out.push_str("\\textbraceleft{}"),
        '}' => out.push_str("\\textbraceright{}"),
        '~' => out.push_str("\\textasciitilde{}"),
        '^' => out.push_str("\\textasciicircum{}"),
        '&' | '%' | '$' | '#' | '_' => {
            out.push('\\');
            out.push(c);
        }
        c => out.push(c),
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_has_its_way() {
        for (escape, text, expected) in [
            (Escape::None, "{a} \\ \"b\" & 港", "{a} \\ \"b\" & 港"),
            (Escape::Ris, "{a} \\ \"b\" & 港", "{a} \\ \"b\" & 港"),
            (Escape::Json, "{a} \\ \"b\" & 港", "{a} \\\\ \\\"b\\\" & 港"),
            (Escape::Json, "\"", "\\\""),
            (Escape::Json, "", ""),
            (
                Escape::Bibtex,
                "{a} \\ \"b\" & 港",
                "\\textbraceleft{}a\\textbraceright{} \\textbackslash{} \"b\" \\& 港",
            ),
            (
                Escape::Bibtex,
                "50% $5 #1 a_b ~ ^",
                "50\\% \\$5 \\#1 a\\_b \\textasciitilde{} \\textasciicircum{}",
            ),
        ] {
            assert_eq!(escape.apply(text), expected, "{escape:?} {text}");
        }
    }
}
