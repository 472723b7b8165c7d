//! A document as Markdown, for `newsprint show --format markdown`.

use std::fmt::Write as _;

use crate::article::Document;
use crate::article::document::{Block, Emphasis, List, Table, Text};
use crate::share::escape_markdown;
use crate::text::Clean;

/// The whole document, under its title.
#[must_use]
pub fn write(title: &str, link: Option<&str>, document: &Document) -> String {
    let mut writer = Writer {
        document,
        out: String::new(),
    };
    let title = escape_markdown(title);
    match link {
        // A link stands there as its author wrote it.
        Some(link) => {
            let link = Clean::line(link);
            writer.line("", &format!("# [{title}]({})", destination(link.as_str())));
        }
        None => writer.line("", &format!("# {}", heading(&title))),
    }
    writer.blocks(&document.blocks, "");
    writer.out
}

struct Writer<'a> {
    document: &'a Document,
    out: String,
}

impl Writer<'_> {
    /// Writes lines, each behind the prefix of what surrounds it.
    fn line(&mut self, prefix: &str, text: &str) {
        for line in text.split('\n') {
            let full = format!("{prefix}{line}");
            self.out.push_str(full.trim_end());
            self.out.push('\n');
        }
    }

    fn blocks(&mut self, blocks: &[Block], prefix: &str) {
        for block in blocks {
            self.line(prefix, "");
            self.block(block, prefix);
        }
    }

    fn block(&mut self, block: &Block, prefix: &str) {
        match block {
            Block::Paragraph(_, text) => {
                let text = self.inline(text);
                let lines: Vec<String> = text.split('\n').map(plain_start).collect();
                self.line(prefix, &lines.join("\n"));
            }
            Block::Heading(level, text) => {
                // The title has the first level.
                let marks = "#".repeat(usize::from(level + 1).min(6));
                let text = self.inline(text).replace('\n', " ");
                self.line(prefix, &format!("{marks} {}", heading(&text)));
            }
            Block::Quote(blocks) => self.inside(blocks, prefix, "> ", "> "),
            Block::List(list) => self.list(list, prefix),
            Block::Definitions(entries) => {
                for (term, meaning) in entries {
                    let term = self.inline(term);
                    self.line(prefix, &format!("**{term}**"));
                    self.blocks(meaning, prefix);
                }
            }
            Block::Preformatted(text) => {
                let fence = fence(text.as_str());
                self.line(prefix, &format!("{fence}\n{text}\n{fence}"));
            }
            Block::Table(table) => self.table(table, prefix),
            Block::Picture(picture) => {
                let url = self
                    .document
                    .images
                    .get(picture.image)
                    .map_or("", |image| &image.url);
                let caption = escape_markdown(picture.caption.as_str());
                self.line(prefix, &format!("![{caption}]({})", destination(url)));
            }
            Block::Embed(place) => {
                if let Some(embed) = self.document.embeds.get(*place) {
                    let name = embed.title.as_ref().unwrap_or(&embed.host).as_str();
                    let (name, url) = (escape_markdown(name), destination(&embed.url));
                    self.line(prefix, &format!("[{name}]({url})"));
                }
            }
            Block::Rule => self.line(prefix, "---"),
            Block::Cut(cut) => {
                let notice = escape_markdown(cut.notice().as_str());
                self.line(prefix, &format!("*{notice}*"));
            }
        }
    }

    /// Blocks with one prefix on their first line and another on the rest.
    fn inside(&mut self, blocks: &[Block], prefix: &str, first: &str, rest: &str) {
        let outer = std::mem::take(&mut self.out);
        for (number, block) in blocks.iter().enumerate() {
            if number > 0 {
                self.line("", "");
            }
            self.block(block, "");
        }
        let inner = std::mem::replace(&mut self.out, outer);
        for (number, line) in inner.lines().enumerate() {
            let mark = if number == 0 { first } else { rest };
            self.line(prefix, &format!("{mark}{line}"));
        }
    }

    fn list(&mut self, list: &List, prefix: &str) {
        for (number, item) in list.items.iter().enumerate() {
            let marker = match list.start {
                Some(start) => format!("{}. ", start.saturating_add(number as u64)),
                None => "- ".to_owned(),
            };
            let space = " ".repeat(marker.len());
            self.inside(item, prefix, &marker, &space);
        }
    }

    fn table(&mut self, table: &Table, prefix: &str) {
        let columns = table.columns();
        let row = |writer: &Self, cells: &[Text]| {
            let mut line = String::from("|");
            for column in 0..columns {
                let cell = cells
                    .get(column)
                    .map(|cell| writer.inline(cell))
                    .unwrap_or_default();
                let _ = write!(
                    line,
                    " {} |",
                    cell.replace('\n', "<br>").replace('|', "\\|")
                );
            }
            line
        };
        let head = row(self, &table.head);
        self.line(prefix, &head);
        self.line(prefix, &format!("|{}", " --- |".repeat(columns)));
        for cells in &table.rows {
            let line = row(self, cells);
            self.line(prefix, &line);
        }
    }

    fn inline(&self, text: &Text) -> String {
        let mut out = String::new();
        for (range, span) in text.pieces() {
            let raw = text.clean.slice(range).as_str();
            let (before, rest) = raw.split_at(raw.len() - raw.trim_start().len());
            let (words, after) = rest.split_at(rest.trim_end().len());
            out.push_str(before);
            if words.is_empty() {
                out.push_str(after);
                continue;
            }
            let is_code = span.emphasis.intersects(Emphasis::CODE | Emphasis::KEY);
            let mut piece = if is_code {
                code(words)
            } else {
                escape_markdown(words)
            };
            for (emphasis, mark) in [
                (Emphasis::STRONG | Emphasis::RUN_IN, "**"),
                (Emphasis::ITALIC, "*"),
                (Emphasis::STRUCK, "~~"),
            ] {
                if span.emphasis.intersects(emphasis) {
                    piece = format!("{mark}{piece}{mark}");
                }
            }
            if let Some(link) = span.link.and_then(|link| self.document.links.get(link))
                && link.within.is_none()
            {
                piece = format!("[{piece}]({})", destination(&link.url));
            }
            out.push_str(&piece);
            out.push_str(after);
        }
        out
    }
}

/// A link's destination within `<>`, in which neither those nor a break can stand
/// (`CommonMark` 0.31, 6.3).
fn destination(url: &str) -> String {
    let mut out = String::from("<");
    for c in url.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            ' ' => out.push_str("%20"),
            '\n' | '\r' | '\t' => {}
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

/// Code within a line. Each of its own lines is put between signs of its own: in what
/// begins with another sign, that would be escaped, and code has no escapes.
fn code(text: &str) -> String {
    let lines = text.split('\n').map(|line| match line.trim() {
        "" => String::new(),
        line => format!("`{}`", line.replace('`', "'")),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A fence that is longer than all in the text that could close it.
fn fence(text: &str) -> String {
    let signs = text.split(|c| c != '`').map(str::len);
    "`".repeat(signs.max().unwrap_or_default().max(2) + 1)
}

/// A line of a paragraph whose first signs would make it a heading, a list, a rule
/// or the underline of a heading: the sign that does is escaped.
fn plain_start(line: &str) -> String {
    let text = line.trim_start_matches(' ');
    let (space, digits) = (
        line.len() - text.len(),
        text.bytes().take_while(u8::is_ascii_digit).count(),
    );
    let sign = text.as_bytes().get(digits);
    let begins = match digits {
        0 => matches!(sign, Some(b'#' | b'-' | b'+' | b'=')),
        // What has more digits is no number of a list.
        1..=9 => matches!(sign, Some(b'.' | b')')),
        _ => false,
    };
    let mut out = line.to_owned();
    if begins {
        out.insert(space + digits, '\\');
    }
    out
}

/// The text of a heading: signs at its end that would count as closing it are
/// escaped.
fn heading(text: &str) -> String {
    let before = text.trim_end_matches('#');
    let closes = before.len() < text.len() && (before.is_empty() || before.ends_with(' '));
    let mut out = text.to_owned();
    if closes {
        out.insert(before.len(), '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::html::{Context, build, parse};
    use crate::article::rules::{Rules, apply};

    /// Some HTML as Markdown, without the title.
    fn written(html: &str) -> String {
        let html = parse(html).html;
        let rules = Rules::default();
        let verdict = apply(&html, &rules, "a.example", None);
        let context = Context {
            verdict: &verdict,
            link: "https://a.example/a",
            title: "t",
        };
        let text = write("t", None, &build(&html, context));
        text.strip_prefix("# t\n\n").unwrap_or(&text).to_owned()
    }

    /// What a reader of Markdown makes of it.
    fn read(markdown: &str) -> String {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(markdown));
        html
    }

    #[test]
    fn text_stays_text_whatever_it_begins_with() {
        for text in [
            "# one",
            "#",
            "###### six",
            "- dash",
            "-",
            "---",
            "+ plus",
            "* star",
            "1. first",
            "2024. year",
            "7) seven",
            "===",
            "> said",
            "```",
            "~~~",
            "| a | b |",
            "    four",
            "123456789. nine",
        ] {
            let markdown = written(&format!("<p>{text}</p><p>first<br>{text}</p>"));
            let html = read(&markdown);
            for other in ["<h", "<ul", "<ol", "<hr", "<pre", "<blockquote", "<table"] {
                assert!(!html.contains(other), "{text}: {markdown}{html}");
            }
            assert_eq!(html.matches("<p>").count(), 2, "{text}: {markdown}{html}");
            assert!(!html.contains('\\'), "{text}: {markdown}{html}");
        }
        // What begins nothing is left as it is.
        for text in [
            "#",
            "2024 year",
            "a - b",
            "3.5",
            "1234567890. ten",
            "C# and F#",
        ] {
            let expected = match text {
                "#" => "\\#",
                "3.5" => "3\\.5",
                other => other,
            };
            assert_eq!(written(&format!("<p>{text}</p>")), format!("{expected}\n"));
        }
        assert_eq!(written("<h2>C #</h2>"), "### C \\#\n");
        assert_eq!(written("<h2>C#</h2>"), "### C#\n");
    }

    #[test]
    fn code_of_more_lines_than_one_has_no_escapes() {
        let markdown = written("<p>Do <code>ls<br>- a<br># b</code> now</p>");
        assert_eq!(markdown, "Do `ls`\n`- a`\n`# b` now\n");
        let html = read(&markdown);
        assert_eq!(html.matches("<code>").count(), 3, "{html}");
        assert!(!html.contains('\\'), "{html}");
    }

    #[test]
    fn code_does_not_leave_its_fence() {
        for code in ["a", "```", "~~~~\n```", "````\n~~~~~\n```\n# x", "`"] {
            let markdown = written(&format!("<pre>{code}</pre><p>after</p>"));
            let html = read(&markdown);
            let expected = format!("<pre><code>{code}\n</code></pre>\n<p>after</p>\n");
            assert_eq!(html, expected, "{markdown}");
        }
    }

    #[test]
    fn a_link_ends_where_its_address_does() {
        for (url, expected) in [
            ("https://a.example/x", "<https://a.example/x>"),
            (
                "https://a.example/a>b<c d",
                "<https://a.example/a%3Eb%3Cc%20d>",
            ),
            ("https://a.example/\\)", "<https://a.example/%5C)>"),
            ("https://a.example/\n#", "<https://a.example/#>"),
        ] {
            assert_eq!(destination(url), expected);
            let html = read(&format!("[x]({expected}) y"));
            assert_eq!(html.matches("<a ").count(), 1, "{html}");
            assert!(html.ends_with("x</a> y</p>\n"), "{html}");
        }
        let title = write("x", Some("https://a.example/>) <b>"), &Document::default());
        assert_eq!(title, "# [x](<https://a.example/%3E)%20%3Cb%3E>)\n");
    }
}
