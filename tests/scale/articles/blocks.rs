//! The body of an article: blocks of HTML, and beside them the texts that a
//! reader has to find.

use std::fmt::Write as _;

use super::prose::{Prose, Tongue, Writer};

/// A body that is being written.
pub(super) struct Body<'a> {
    writer: Writer<'a>,
    pub(super) html: String,
    pub(super) kept: Vec<String>,
    pub(super) dropped: Vec<&'static str>,
}

/// The share row of RFI; its pictures are drawn by a style sheet.
const SHARE_ROW: &str = "<div><div>分享 :</div><div><a href=\"https://www.facebook.com/dialog/share?href=https%3A%2F%2Frfi.my%2FBQ7n.F\"><span></span></a><a href=\"https://x.com/intent/tweet?url=https%3A%2F%2Frfi.my%2FBQ7n.X\"><span></span></a><span data-root-share><share-button></share-button></span></div></div>";

/// The promotion of the feed mirror.
const PROMOTION: &str = "<br><hr><div>获取更多RSS：<br><a href=\"https://feedx.net\" style=\"color:orange\">https://feedx.net</a> <br><a href=\"https://feedx.run\">https://feedx.run</a><br></div>";

impl<'a> Body<'a> {
    pub(super) fn new(writer: Writer<'a>) -> Self {
        Self {
            writer,
            html: String::new(),
            kept: Vec::new(),
            dropped: Vec::new(),
        }
    }

    /// A text of the article in an element.
    fn element(&mut self, open: &str, prose: Prose, close: &str) {
        self.html.push_str(open);
        self.html.push_str(&prose.html);
        self.html.push_str(close);
        self.kept.push(prose.text);
    }

    fn paragraph(&mut self) {
        let prose = self.writer.paragraph();
        match self.writer.sequence.below(12) {
            0 => self.element("<p>&nbsp;", prose, "</p>"),
            1 => self.element("<p>　　", prose, "　</p>\n"),
            2 => self.element("<div>", prose, "</div>"),
            3 => self.element("<p>\n  ", prose, "\n</p>\n"),
            _ => self.element("<p>", prose, "</p>"),
        }
    }

    fn heading(&mut self) {
        let level = self.writer.sequence.between(2, 4);
        let words = self.writer.words();
        self.element(&format!("<h{level}>"), words, &format!("</h{level}>"));
    }

    fn picture(&mut self) {
        let caption = self.writer.words();
        let image = "<img src=\"https://images.weserv.nl/?url=static.dw.com/image/7_303.jpg\" width=\"100%\">";
        if self.writer.sequence.one_in(2) {
            self.element(
                &format!("{image}<div><small style=\"color: #999;\">"),
                caption,
                "</small></div>",
            );
        } else {
            self.element(
                &format!("<figure>{image}<figcaption>"),
                caption,
                "</figcaption></figure>",
            );
        }
    }

    fn list(&mut self, depth: usize) {
        let tag = self.writer.sequence.pick(&["ul", "ol"]);
        let _ = write!(self.html, "<{tag}>");
        for _ in 0..self.writer.sequence.between(2, 11) {
            let item = self.writer.words();
            self.element("<li>", item, "");
            if depth < 2 && self.writer.sequence.one_in(6) {
                self.list(depth + 1);
            }
            self.html.push_str("</li>");
        }
        let _ = write!(self.html, "</{tag}>");
    }

    fn quotation(&mut self, depth: usize) {
        self.html.push_str("<blockquote>");
        for _ in 0..self.writer.sequence.between(1, 3) {
            self.paragraph();
        }
        if depth < 2 && self.writer.sequence.one_in(4) {
            self.quotation(depth + 1);
        }
        self.html.push_str("</blockquote>");
    }

    fn table(&mut self) {
        let columns = self.writer.sequence.between(2, 4);
        self.html.push_str("<table><tr>");
        for _ in 0..columns {
            let words = self.writer.words();
            self.element("<th>", words, "</th>");
        }
        for _ in 0..self.writer.sequence.between(1, 4) {
            self.html.push_str("</tr><tr>");
            for _ in 0..columns {
                let mut cell = self.writer.words();
                if self.writer.sequence.one_in(6) {
                    cell = self.writer.paragraph();
                }
                self.element("<td>", cell, "</td>");
            }
        }
        self.html.push_str("</tr></table>");
    }

    fn definitions(&mut self) {
        self.html.push_str("<dl>");
        for _ in 0..self.writer.sequence.between(1, 3) {
            let (term, meaning) = (self.writer.words(), self.writer.paragraph());
            self.element("<dt>", term, "</dt>");
            self.element("<dd>", meaning, "</dd>");
        }
        self.html.push_str("</dl>");
    }

    /// Pictures whose captions begin with a head in bold.
    fn gallery(&mut self) {
        for _ in 0..self.writer.sequence.between(2, 4) {
            let mut caption = Prose::default();
            caption.mark("<b>");
            caption.say("海岸");
            caption.mark("</b>");
            caption.say("：");
            self.writer.sentence(&mut caption);
            self.element(
                "<div><img src=\"https://example.org/8.jpg\" width=\"100%\">",
                caption,
                "</div>",
            );
        }
    }

    fn verse(&mut self) {
        self.html.push_str("<pre>");
        let mut lines = Vec::new();
        for _ in 0..self.writer.sequence.between(1, 4) {
            let words = self.writer.words();
            self.html.push_str(&words.html);
            self.html.push('\n');
            lines.push(words.text);
        }
        self.html.push_str("</pre>");
        self.kept.push(lines.join("\n"));
    }

    fn ruby(&mut self) {
        let mut prose = self.writer.paragraph();
        prose.mark("<ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby>");
        prose.text.push_str("灯台(とうだい)");
        self.writer.sentence(&mut prose);
        self.element("<p>", prose, "</p>");
    }

    /// Lines that the author broke.
    fn lines(&mut self) {
        let mut prose = self.writer.words();
        for _ in 0..self.writer.sequence.between(1, 4) {
            prose.mark("<br>");
            prose.text.push('\n');
            let more = self.writer.words();
            prose.html.push_str(&more.html);
            prose.text.push_str(&more.text);
        }
        self.element("<p>", prose, "</p>");
    }

    fn blocks(&mut self) {
        for _ in 0..self.writer.sequence.between(5, 14) {
            match self.writer.sequence.below(24) {
                0 => self.heading(),
                1 => self.picture(),
                2 => self.list(0),
                3 => self.quotation(0),
                4 => self.table(),
                5 if self.writer.sequence.one_in(2) => self.definitions(),
                6 if self.writer.sequence.one_in(2) => self.gallery(),
                7 if self.writer.sequence.one_in(2) => self.verse(),
                8 if self.writer.tongue == Tongue::Japanese => self.ruby(),
                9 => self.lines(),
                10 => self.html.push_str(
                    "<iframe src=\"https://www.youtube.com/embed/n3wsPr1ntBd\"></iframe>",
                ),
                11 => self
                    .html
                    .push_str("<p>&nbsp;</p><p></p><div><span> </span></div>"),
                _ => self.paragraph(),
            }
        }
        // Enough that what surrounds it is less than a third of the words.
        for _ in 0..4 {
            self.paragraph();
        }
    }

    fn promotion(&mut self) {
        if self.writer.sequence.one_in(2) {
            self.html.push_str(PROMOTION);
            self.dropped.extend(["获取更多", "feedx"]);
        }
    }

    pub(super) fn like_rfi(&mut self, stamp: u64) {
        let day = stamp / 86_400_000 % 28 + 1;
        let _ = write!(
            self.html,
            "<div>{day:02}/03/2024 - 10:33</div><img src=\"https://s.rfi.fr/media/a.jpg\">"
        );
        self.dropped.push("/03/2024 - 10:33");
        let lead = self.writer.paragraph();
        self.element("<p><strong>", lead, "        </strong></p><div>");
        self.blocks();
        self.html.push_str(
            "<div data-selfpromo-newsletter>新闻通讯</div><div data-selfpromo-app></div></div>",
        );
        self.html.push_str(SHARE_ROW);
        self.dropped.extend(["新闻通讯", "分享 :"]);
        self.promotion();
    }

    pub(super) fn like_dw(&mut self, stamp: u64) {
        let day = stamp / 86_400_000 % 28 + 1;
        let _ = write!(
            self.html,
            "<div><i><br>2024-04-{day:02}T14:33:07.543Z</i></div>"
        );
        self.dropped.push("T14:33:07.543Z");
        self.picture();
        let mut first = Prose::default();
        first.say("（德国之声中文网）");
        let rest = self.writer.paragraph();
        first.html.push_str(&rest.html);
        first.text.push_str(&rest.text);
        self.element("<p>", first, "</p>");
        self.blocks();
        self.html.push_str("<p>（海港社，岛屿通讯社）</p><p><em>© 2024年德国之声版权声明：本文是测试用的。</em></p>");
        self.kept.extend(
            [
                "（海港社，岛屿通讯社）",
                "© 2024年德国之声版权声明：本文是测试用的。",
            ]
            .map(String::from),
        );
        self.promotion();
    }

    pub(super) fn plain(&mut self, title: &str) {
        if self.writer.sequence.one_in(3) {
            let mut heading = Prose::default();
            heading.say(title);
            let _ = write!(self.html, "<h1>{}</h1>", heading.html);
        }
        self.html.push_str("<img src=\"https://example.org/pixel.gif\" width=\"1\" height=\"1\"><script>var x = '<p>';</script>");
        self.dropped.push("var x");
        self.blocks();
        self.promotion();
    }
}
