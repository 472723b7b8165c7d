//! The walk over the parsed HTML that makes blocks of it.

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};
use url::Url;

use super::super::document::{Block, Document, Emphasis, Link, Text};
use super::super::is_web;
use super::super::rules::{AddressOf, Verdict};
use super::forms::{Form, quotation_marks, subscript, superscript, told_by};
use super::inline::Inline;
use super::within::{Places, is_reference};
use super::{finish, table};
use crate::text::Clean;

/// Bytes of raised or lowered text that may take its Unicode forms: what is longer
/// is no number of a note and no exponent.
const RAISED: usize = 64;

/// What the walk needs to know of the article.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// What the site rules say of it.
    pub(crate) verdict: &'a Verdict<'a>,
    /// Its link, or nothing.
    pub(crate) link: &'a str,
    /// Its title.
    pub(crate) title: &'a str,
}

/// Makes a document of parsed HTML.
pub(crate) fn build(html: &Html, context: Context<'_>) -> Document {
    let mut builder = Builder {
        context,
        base: Url::parse(context.link).ok(),
        document: Document::default(),
        nesting: 0,
        places: Places::wanted(html, context.link),
        cells: 0,
    };
    let mut flow = Flow::default();
    builder.children(html.tree.root(), &mut flow);
    builder.flush(&mut flow);
    builder.document.blocks = flow.blocks;
    finish::finish(&mut builder.document, &context);
    builder.places.settle(&mut builder.document);
    builder.document
}

/// A sequence of blocks being made, with the running text that is not yet one.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    pub(super) inline: Inline,
    pub(super) emphasis: Emphasis,
    pub(super) link: Option<usize>,
    /// The Unicode form of raised or lowered text.
    form: Option<Form>,
    /// A picture came last, and nothing but its own block's text since.
    pub(super) beside_picture: bool,
}

impl Flow {
    /// An empty flow in the style of another.
    fn within(outer: &Self) -> Self {
        Self {
            emphasis: outer.emphasis,
            link: outer.link,
            form: outer.form,
            ..Self::default()
        }
    }
}

pub(super) struct Builder<'a> {
    pub(super) context: Context<'a>,
    base: Option<Url>,
    pub(super) document: Document,
    pub(super) nesting: usize,
    /// What links within the article lead to.
    pub(super) places: Places,
    /// Cells of tables so far.
    pub(super) cells: usize,
}

/// What an element does to the text in it.
enum Kind {
    Skip,
    Inline(Emphasis),
    Block,
    Special,
}

fn kind(name: &str) -> Kind {
    match name {
        "script" | "style" | "noscript" | "form" | "input" | "button" | "select" | "textarea"
        | "template" | "head" | "title" | "svg" | "canvas" | "object" | "map" | "meta" | "link"
        | "rp" | "dialog" | "datalist" | "progress" | "meter" => Kind::Skip,
        "strong" | "b" => Kind::Inline(Emphasis::STRONG),
        "em" | "i" | "cite" | "dfn" | "var" => Kind::Inline(Emphasis::ITALIC),
        "del" | "s" | "strike" => Kind::Inline(Emphasis::STRUCK),
        "u" | "ins" => Kind::Inline(Emphasis::UNDERLINED),
        "code" | "samp" | "tt" => Kind::Inline(Emphasis::CODE),
        "kbd" => Kind::Inline(Emphasis::KEY),
        "mark" => Kind::Inline(Emphasis::MARKED),
        "small" => Kind::Inline(Emphasis::SMALL),
        "br" | "hr" | "img" | "picture" | "iframe" | "video" | "audio" | "embed" | "a" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "ol" | "dl" | "pre" | "menu"
        | "dir" | "summary" | "table" | "sup" | "sub" | "rt" | "q" | "figure" => Kind::Special,
        "p" | "div" | "article" | "section" | "main" | "header" | "footer" | "aside" | "nav"
        | "figcaption" | "center" | "address" | "details" | "fieldset" | "legend" | "li" | "dt"
        | "dd" | "html" | "body" | "tbody" | "tr" | "td" | "th" | "caption" | "hgroup" => {
            Kind::Block
        }
        _ => Kind::Inline(Emphasis::empty()),
    }
}

impl Builder<'_> {
    pub(super) fn children(&mut self, node: NodeRef<'_, Node>, flow: &mut Flow) {
        for child in node.children() {
            match child.value() {
                Node::Text(text) => self.text(text, flow),
                Node::Element(element) if !self.skips(child) => self.element(child, element, flow),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str, flow: &mut Flow) {
        if !self.places.waiting.is_empty() && !text.trim().is_empty() {
            flow.inline.anchor(&mut self.places.waiting);
        }
        match flow.form {
            Some(form) => {
                let formed: String = text.chars().filter_map(form).collect();
                flow.inline.push(&formed, flow.emphasis, flow.link);
            }
            None => flow.inline.push(text, flow.emphasis, flow.link),
        }
    }

    fn element(&mut self, node: NodeRef<'_, Node>, element: &Element, flow: &mut Flow) {
        self.places.meet(node);
        let outer = flow.emphasis;
        let is_caption = self.context.verdict.is_caption(node.id());
        if is_caption {
            flow.emphasis |= Emphasis::SMALL;
        }
        match kind(element.name()) {
            Kind::Block if is_caption => self.caption(node, flow),
            Kind::Skip => {}
            Kind::Inline(emphasis) => {
                flow.emphasis |= emphasis;
                self.children(node, flow);
            }
            Kind::Block => self.block(node, flow),
            Kind::Special => self.special(node, element, flow),
        }
        flow.emphasis = outer;
    }

    pub(super) fn block(&mut self, node: NodeRef<'_, Node>, flow: &mut Flow) {
        self.flush(flow);
        flow.beside_picture = false;
        self.children(node, flow);
        self.flush(flow);
        flow.beside_picture = false;
    }

    fn special(&mut self, node: NodeRef<'_, Node>, element: &Element, flow: &mut Flow) {
        match element.name() {
            "br" => {
                if flow.inline.ends_in_break() {
                    self.flush(flow);
                } else {
                    flow.inline.push_break(flow.emphasis, flow.link);
                }
            }
            "hr" => self.push(flow, Block::Rule),
            "img" => self.picture(element, flow),
            "picture" => self.children(node, flow),
            "iframe" | "video" | "audio" | "embed" => self.embed(node, element, flow),
            "a" => self.link(node, element, flow),
            "sup" => self.raised(node, flow, ('^', superscript)),
            "sub" => self.raised(node, flow, ('_', subscript)),
            "rt" => {
                flow.inline.push("(", flow.emphasis, flow.link);
                self.children(node, flow);
                flow.inline.push(")", flow.emphasis, flow.link);
            }
            "q" => {
                let (open, close) = quotation_marks(node);
                flow.inline.push(open, flow.emphasis, flow.link);
                self.children(node, flow);
                flow.inline.push(close, flow.emphasis, flow.link);
            }
            "pre" => self.preformatted(node, flow),
            "figure" => self.figure(node, flow),
            "summary" => {
                flow.emphasis |= Emphasis::STRONG;
                self.block(node, flow);
            }
            "blockquote" | "ul" | "ol" | "dl" | "menu" | "dir" => self.nested(node, element, flow),
            "table" => {
                self.flush(flow);
                match table::read(self, node) {
                    table::Content::Data(table) => flow.blocks.push(Block::Table(table)),
                    table::Content::Layout => self.block(node, flow),
                }
            }
            name => self.heading(node, name, flow),
        }
    }

    fn heading(&mut self, node: NodeRef<'_, Node>, name: &str, flow: &mut Flow) {
        let level = name
            .bytes()
            .last()
            .map_or(6, |digit| digit.saturating_sub(b'0').clamp(1, 6));
        for block in self.inner(node, flow) {
            let block = match block {
                Block::Paragraph(_, mut text) => {
                    text.without(Emphasis::STRONG | Emphasis::RUN_IN);
                    Block::Heading(level, text)
                }
                other => other,
            };
            self.push(flow, block);
        }
    }

    fn preformatted(&mut self, node: NodeRef<'_, Node>, flow: &mut Flow) {
        let mut text = String::new();
        for part in node.descendants() {
            match part.value() {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) if element.name() == "br" => text.push('\n'),
                _ => {}
            }
        }
        let text = Clean::new(
            text.replace('\t', "    ")
                .trim_end()
                .trim_start_matches('\n'),
        );
        if !text.is_empty() {
            self.push(flow, Block::Preformatted(text));
        }
    }

    /// The blocks within an element, in the style that surrounds it.
    pub(super) fn inner(&mut self, node: NodeRef<'_, Node>, outer: &Flow) -> Vec<Block> {
        let mut flow = Flow::within(outer);
        self.children(node, &mut flow);
        self.flush(&mut flow);
        flow.blocks
    }

    /// The blocks that a node is or holds, in the style that surrounds it.
    pub(super) fn whole(&mut self, node: NodeRef<'_, Node>, outer: &Flow) -> Vec<Block> {
        let mut flow = Flow::within(outer);
        match node.value() {
            Node::Element(element) if !self.skips(node) => self.element(node, element, &mut flow),
            Node::Text(text) => self.text(text, &mut flow),
            _ => {}
        }
        self.flush(&mut flow);
        flow.blocks
    }

    /// The text within an element as one run, a line for each of its blocks.
    pub(super) fn text_in(&mut self, node: NodeRef<'_, Node>) -> Text {
        self.places.meet(node);
        let mut inline = Inline::default();
        lines_of(self.inner(node, &Flow::default()), &mut inline);
        inline.take().unwrap_or_default()
    }

    /// Whether an element is not the article or is not to be seen.
    pub(super) fn skips(&self, node: NodeRef<'_, Node>) -> bool {
        self.context.verdict.skips(node.id()) || node.value().as_element().is_some_and(is_hidden)
    }

    pub(super) fn push(&mut self, flow: &mut Flow, block: Block) {
        self.flush(flow);
        flow.blocks.push(block);
    }

    fn link(&mut self, node: NodeRef<'_, Node>, element: &Element, flow: &mut Flow) {
        let words = ElementRef::wrap(node).map(|link| link.text().collect::<String>());
        let words = Clean::line(&words.unwrap_or_default());
        let outer = flow.link;
        let address = element.attr("href").unwrap_or_default().trim();
        let number = self.document.links.len();
        // A reference to a note stands raised even where only a style sheet says so.
        let mut is_raised = false;
        if words.is_empty() {
            // Nothing to go by.
        } else if self.places.takes(number, address, self.context.link) {
            flow.link = Some(number);
            self.add_link(String::new(), words);
            is_raised = is_reference(element) && flow.form.is_none();
        } else if let Some(url) = self.address(AddressOf::Link, address) {
            flow.link = Some(number);
            self.add_link(url, words);
        }
        if is_raised {
            self.raised(node, flow, ('^', superscript));
        } else {
            self.children(node, flow);
        }
        flow.link = outer;
    }

    fn add_link(&mut self, url: String, text: Clean) {
        self.document.links.push(Link {
            url,
            text,
            within: None,
        });
    }

    /// An address as it can be opened; `None` for one that can't be.
    pub(super) fn address(&self, of: AddressOf, address: &str) -> Option<String> {
        if address.is_empty() || address.starts_with('#') {
            return None;
        }
        let context = &self.context;
        let new = context.verdict.rewritten(of, address, context.link);
        let url = match &self.base {
            Some(base) => base.join(&new).ok()?,
            None => Url::parse(&new).ok()?,
        };
        let usable = is_web(&url) || (of == AddressOf::Link && url.scheme() == "mailto");
        usable.then(|| url.into())
    }

    /// Raised or lowered text, in its Unicode forms where all of it has them, else
    /// after a sign that tells it where that is needed.
    fn raised(&mut self, node: NodeRef<'_, Node>, flow: &mut Flow, (sign, form): (char, Form)) {
        let plain = ElementRef::wrap(node).map(|element| element.text().collect::<String>());
        let plain = plain.unwrap_or_default();
        let outer = flow.form;
        if plain.len() <= RAISED && plain.trim().chars().all(|c| form(c).is_some()) {
            flow.form = Some(form);
            self.children(node, flow);
        } else if let Some((open, close)) = told_by(sign, &plain, flow.inline.last()) {
            flow.inline.push(&open, flow.emphasis, flow.link);
            self.children(node, flow);
            flow.inline.push(close, flow.emphasis, flow.link);
        } else {
            self.children(node, flow);
        }
        flow.form = outer;
    }
}

/// Writes the text of blocks, each on a line of its own.
fn lines_of(blocks: Vec<Block>, inline: &mut Inline) {
    for block in blocks {
        match block {
            Block::Paragraph(_, text) | Block::Heading(_, text) => inline.push_line(&text),
            Block::Quote(blocks) => lines_of(blocks, inline),
            Block::List(list) => list
                .items
                .into_iter()
                .for_each(|item| lines_of(item, inline)),
            Block::Definitions(entries) => {
                for (term, meaning) in entries {
                    inline.push_line(&term);
                    lines_of(meaning, inline);
                }
            }
            // Of these a cell or a caption that is read as one run holds none.
            Block::Preformatted(_)
            | Block::Table(_)
            | Block::Picture(_)
            | Block::Embed(_)
            | Block::Rule
            | Block::Cut(_) => {}
        }
    }
}

/// Whether what an element holds is to be seen at all.
pub(crate) fn is_shown(element: &Element) -> bool {
    !matches!(kind(element.name()), Kind::Skip) && !is_hidden(element)
}

fn is_hidden(element: &Element) -> bool {
    // Most elements have no attribute; asking for one by name costs a hash of it.
    element.attrs().any(|(name, value)| match name {
        "hidden" => true,
        "style" => {
            let style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            style.to_ascii_lowercase().contains("display:none")
        }
        _ => false,
    })
}
