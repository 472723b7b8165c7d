//! Pictures with their captions, films and sounds.

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{ElementRef, Node};
use url::Url;

use super::super::document::{Block, Embed, Emphasis, Image, Picture, Role, Text};
use super::super::rules::AddressOf;
use super::build::{Builder, Flow};
use super::finish;
use super::inline::Inline;
use crate::text::Clean;

impl Builder<'_> {
    /// Makes a paragraph, or a caption, of the running text.
    pub(super) fn flush(&mut self, flow: &mut Flow) {
        let Some(mut text) = flow.inline.take() else {
            return;
        };
        let runs_in = finish::mark_run_in(&mut text);
        let is_caption = text.is_all(Emphasis::SMALL) || (flow.beside_picture && runs_in);
        if let Some(Block::Picture(picture)) = flow.blocks.last_mut()
            && is_caption
            && !picture.has_caption
        {
            return self.give_caption(picture, text);
        }
        flow.blocks.push(Block::Paragraph(Role::Body, text));
    }

    pub(super) fn picture(&mut self, element: &Element, flow: &mut Flow) {
        let source = ["src", "data-src", "data-original"]
            .iter()
            .filter_map(|name| element.attr(name))
            .map(str::trim)
            .find(|source| !source.is_empty() && !source.starts_with("data:"));
        let alt = Clean::line(element.attr("alt").unwrap_or_default()).trimmed();
        if is_small(element) {
            // An emoticon or an icon: its words stand for it.
            return flow.inline.push(alt.as_str(), flow.emphasis, flow.link);
        }
        let Some(url) = source.and_then(|source| self.address(AddressOf::Picture, source)) else {
            return;
        };
        let name = if alt.is_empty() {
            Clean::line(&file_name(&url)).trimmed()
        } else {
            alt
        };
        let image = self.document.images.len();
        self.document.images.push(Image { url, caption: None });
        self.push(
            flow,
            Block::Picture(Picture {
                image,
                caption: Text::plain(name),
                has_caption: false,
            }),
        );
        flow.beside_picture = true;
    }

    pub(super) fn embed(&mut self, node: NodeRef<'_, Node>, element: &Element, flow: &mut Flow) {
        let within = || {
            let source = node.descendants().filter_map(ElementRef::wrap);
            source
                .filter(|part| part.value().name() == "source")
                .find_map(|part| part.attr("src"))
        };
        let Some(url) = element
            .attr("src")
            .or_else(within)
            .and_then(|source| self.address(AddressOf::Embed, source.trim()))
        else {
            return;
        };
        let host = Url::parse(&url)
            .ok()
            .and_then(|url| url.host_str().map(Clean::line));
        let title = element
            .attr("title")
            .map(Clean::line)
            .filter(|title| !title.is_empty());
        self.document.embeds.push(Embed {
            url,
            title,
            host: host.unwrap_or_default(),
        });
        let place = self.document.embeds.len() - 1;
        self.push(flow, Block::Embed(place));
    }

    /// A `figure`: a caption that stands before its picture is its caption, too.
    pub(super) fn figure(&mut self, node: NodeRef<'_, Node>, flow: &mut Flow) {
        self.flush(flow);
        let before = flow.blocks.len();
        self.block(node, flow);
        let is_caption_first = match flow.blocks.get(before..) {
            Some([Block::Paragraph(_, text), Block::Picture(picture), ..]) => {
                text.is_all(Emphasis::SMALL) && !picture.has_caption
            }
            _ => false,
        };
        if is_caption_first
            && let Block::Paragraph(_, text) = flow.blocks.remove(before)
            && let Some(Block::Picture(picture)) = flow.blocks.get_mut(before)
        {
            self.give_caption(picture, text);
        }
    }

    /// An element that holds a caption: its paragraphs are lines of one.
    pub(super) fn caption(&mut self, node: NodeRef<'_, Node>, flow: &mut Flow) {
        self.flush(flow);
        let mut lines = Inline::default();
        for block in self.inner(node, flow) {
            if let Block::Paragraph(_, text) = block {
                lines.push_line(&text);
            } else {
                flow.blocks.push(block);
            }
        }
        if let Some(text) = lines.take() {
            flow.inline.push_line(&text);
            self.flush(flow);
        }
    }

    fn give_caption(&mut self, picture: &mut Picture, mut text: Text) {
        text.without(Emphasis::SMALL);
        if let Some(image) = self.document.images.get_mut(picture.image) {
            image.caption = Some(text.clean.clone());
        }
        picture.caption = text;
        picture.has_caption = true;
    }
}

/// Whether a picture is no larger than a character of text.
fn is_small(element: &Element) -> bool {
    let pixels = |name| {
        element
            .attr(name)
            .and_then(|value| value.trim_end_matches("px").parse::<u32>().ok())
    };
    match (pixels("width"), pixels("height")) {
        (Some(width), Some(height)) => width.max(height) <= 32,
        (Some(size), None) | (None, Some(size)) => size <= 32,
        (None, None) => false,
    }
}

fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path
        .rsplit('/')
        .find(|part| !part.is_empty())
        .unwrap_or(path);
    percent_encoding::percent_decode_str(name)
        .decode_utf8_lossy()
        .into_owned()
}
